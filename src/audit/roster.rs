//! Who should have been there: the user's list of members, and the rule for a quorum.

use super::bodies::Named;
use super::delegations::Delegations;
use super::facts::{Seen, Sheet, is_day};
use super::names::Name;
use super::weigh::compatible;
use crate::gazetteer::fold::fold;
use crate::gazetteer::states;
use crate::minutes::Status;
use std::io;

/// The list of members.
#[derive(Debug, Clone, Default)]
pub struct Roster {
    /// Who is expected.
    pub entries: Vec<Expected>,
}

/// One line of the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The line of the file.
    pub line: u64,
    /// The body, where the roster is of several.
    pub body: Option<String>,
    /// A delegation.
    pub delegation: Option<String>,
    /// A person.
    pub person: Option<String>,
    /// "Coordinator", "Chair".
    pub role: Option<String>,
    /// The first day, ISO 8601.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
}

/// The columns, each under the names that it may have.
const COLUMNS: &[&[&str]] = &[
    &["body"],
    &["delegation", "state", "country"],
    &["person", "name", "member"],
    &["role", "office"],
    &["from", "start"],
    &["to", "until", "end"],
    &["kind"],
];

impl Roster {
    /// Reads a roster; a line that cannot be used is told and left out, and the rest stands.
    ///
    /// # Errors
    /// Where the file has no usable head.
    pub fn read(from: impl io::Read) -> Result<(Self, Vec<(u64, String)>), String> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(from);
        let head: Vec<String> = reader.headers().map_err(|e| e.to_string())?.iter().map(|h| h.trim_start_matches('\u{feff}').to_lowercase()).collect();
        let column = |n: usize| COLUMNS.get(n).and_then(|names| head.iter().position(|h| names.contains(&h.as_str())));
        let columns: Vec<Option<usize>> = (0..COLUMNS.len()).map(column).collect();
        if column(1).is_none() && column(2).is_none() {
            return Err("line 1: a roster needs a column called delegation or person".to_owned());
        }
        let (mut entries, mut wrong) = (Vec::new(), Vec::new());
        for (line, row) in super::lists::usable_rows(&mut reader, &mut wrong) {
            let cell = |n: usize| columns.get(n).copied().flatten().and_then(|c| row.get(c)).filter(|c| !c.is_empty()).map(str::to_owned);
            let entry = Expected { line, body: cell(0), delegation: cell(1), person: cell(2), role: cell(3), from: cell(4), to: cell(5) };
            if let Some(day) = [&entry.from, &entry.to].into_iter().flatten().find(|day| !is_day(day)) {
                wrong.push((line, format!("{day} is no day; write it as 2024-03-31")));
                continue;
            }
            if entry.delegation.is_none() && entry.person.is_none() {
                wrong.push((line, "neither a delegation nor a person".to_owned()));
                continue;
            }
            if let Some(name) = &entry.delegation
                && let Some(complaint) = unknown_state(name, cell(6).as_deref())
            {
                wrong.push((line, complaint));
                continue;
            }
            entries.push(entry);
        }
        Ok((Self { entries }, wrong))
    }

    /// Who is expected at a meeting of this body on this day.
    pub(super) fn on<'a>(&'a self, body: &'a Named, date: &'a str) -> impl Iterator<Item = &'a Expected> {
        self.entries.iter().filter(move |e| {
            let here = e.body.as_deref().is_none_or(|b| is_body(b, body));
            here && e.from.as_deref().is_none_or(|f| f <= date) && e.to.as_deref().is_none_or(|t| date <= t)
        })
    }
}

/// Whether the words name the body: its id, or part of one of its names.
pub(super) fn is_body(words: &str, body: &Named) -> bool {
    let folded = fold(words);
    body.id == words || body.spellings.iter().any(|s| fold(s).contains(&folded))
}

/// A delegation that was meant as a State and is none that we know.
fn unknown_state(name: &str, kind: Option<&str>) -> Option<String> {
    if states::resolve(name).is_some() || (name.len() == 3 && states::by_code(name).is_some()) {
        return None;
    }
    match (kind.map(str::to_lowercase).as_deref(), states::near(name)) {
        (_, Some((near, _))) => Some(format!("{name} is no State that is known; {} was meant, perhaps", near.name)),
        (Some("state"), None) => Some(format!("{name} is no State that is known")),
        _ => None,
    }
}

impl Expected {
    /// As it is told.
    pub(super) fn told(&self) -> String {
        match (&self.person, &self.delegation) {
            (Some(person), Some(delegation)) => format!("{person} ({delegation})"),
            (Some(one), None) | (None, Some(one)) => one.clone(),
            (None, None) => String::new(),
        }
    }

    /// The statuses that a sheet gives to whom this line expects; empty where the sheet does not name them.
    pub(super) fn statuses(&self, sheet: &Sheet, ids: &[Option<String>], delegations: &Delegations) -> Vec<Status> {
        if let Some(person) = &self.person {
            let name = Name::of(person, None, None, None);
            let is = |seen: &&Seen| {
                let other = Name::of(&seen.name, seen.given.as_deref(), seen.family.as_deref(), seen.honorific.as_deref());
                fold(person) == fold(&seen.name) || (!name.is_bare() && compatible(&name, &other))
            };
            return sheet.people.iter().filter(is).map(|p| p.status).collect();
        }
        let Some(id) = self.delegation.as_deref().map(|d| states::by_code(d).map_or_else(|| delegations.by_name(d), |s| s.code.to_owned())) else {
            return Vec::new();
        };
        let of_delegation = sheet.delegations.iter().zip(ids).filter(|(_, i)| i.as_deref() == Some(id.as_str())).map(|(d, _)| d.status);
        of_delegation.collect()
    }
}

/// How many must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quorum {
    /// The share of the members: so many…
    part: u32,
    /// …of so many. `None`: `part` is a number of members.
    of: Option<u32>,
    /// Whether more than that share is needed.
    more: bool,
    /// The number of members, where the rule gives it.
    members: Option<u32>,
}

impl Quorum {
    /// `5`, `50%`, `1/3`, `majority`, each with ` of 9` where no roster says how many members there are.
    ///
    /// # Errors
    /// Where the rule cannot be read.
    pub fn read(rule: &str) -> Result<Self, String> {
        let wrong = || format!("{rule} is no rule for a quorum; write 5, 50%, 1/3 or majority, with \"of 9\" where no roster is given");
        let (share, members) = match rule.split_once(" of ") {
            Some((share, members)) => (share.trim(), Some(members.trim().parse::<u32>().ok().filter(|m| *m > 0).ok_or_else(wrong)?)),
            None => (rule.trim(), None),
        };
        let number = |text: &str| text.trim().parse::<u32>().ok().filter(|n| *n > 0).ok_or_else(wrong);
        let (part, of, more) = match share {
            "majority" => (1, Some(2), true),
            "half" => (1, Some(2), false),
            _ => match (share.strip_suffix('%'), share.split_once('/')) {
                (Some(percent), _) => (number(percent)?, Some(100), false),
                (None, Some((part, of))) => (number(part)?, Some(number(of)?), false),
                (None, None) => (number(share)?, None, false),
            },
        };
        Ok(Self { part, of, more, members })
    }

    /// How many of `members` must be there; `None` where the rule is a share and the number of members is not known.
    #[must_use]
    pub fn needed(&self, members: Option<u32>) -> Option<u32> {
        let Some(of) = self.of else { return Some(self.part) };
        let members = self.members.or(members)?;
        let product = members.saturating_mul(self.part);
        Some(if self.more { product / of + 1 } else { product.div_ceil(of) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quorums() {
        for (rule, members, needed) in [
            ("5", None, Some(5)),
            ("majority of 9", None, Some(5)),
            ("majority", Some(8), Some(5)),
            ("1/3", Some(10), Some(4)),
            ("50%", Some(9), Some(5)),
            ("half", None, None),
        ] {
            assert_eq!(Quorum::read(rule).unwrap().needed(members), needed, "{rule}");
        }
        assert!(Quorum::read("some").is_err());
    }

    #[test]
    fn a_roster_loses_only_the_lines_that_are_wrong() {
        let text = "delegation,role,from,to\nPeru,Coordinator,2023-01-01,\nNorwey,,,\nNorway,,soon,\n,,,\nLeague of Harbours,,,2024-01-01\n";
        let (roster, wrong) = Roster::read(text.as_bytes()).unwrap();
        assert_eq!(roster.entries.iter().filter_map(|e| e.delegation.as_deref()).collect::<Vec<_>>(), ["Peru", "League of Harbours"]);
        assert_eq!(wrong.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4, 5]);
        assert!(Roster::read("a,b\n1,2\n".as_bytes()).is_err());
    }
}

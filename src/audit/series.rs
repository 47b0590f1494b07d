//! The meetings in their order, and what is missing or double among them.

use super::bodies::Bodies;
use super::facts::Sheet;
use crate::gazetteer::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The order of the meetings.
#[derive(Debug, Default)]
pub(super) struct Series {
    /// The sheets of each body, by day.
    pub of_body: Vec<Vec<usize>>,
    /// The sheet that counts, where this one tells of the same meeting.
    pub copies: Vec<Option<usize>>,
    /// How a copy was known.
    pub why: BTreeMap<usize, String>,
    /// The series of each sheet.
    pub names: Vec<String>,
}

/// Kinds of meeting that are counted with the ordinary ones.
const ORDINARY: &[&str] = &["ordinary", "regular", "monthly", "ordentliche", "ordinaire", "ordinaria", "ordinária", "weekly", "quarterly", "public", "open"];

/// Two rolls are of one meeting where so many in a hundred of the shorter one's names are in the other.
const SAME_ROLL: usize = 70;

impl Series {
    pub(super) fn of(sheets: &[Sheet], bodies: &Bodies) -> Self {
        let mut of_body: Vec<Vec<usize>> = vec![Vec::new(); bodies.named.len()];
        for (sheet, body) in bodies.of.iter().enumerate() {
            if let Some(list) = of_body.get_mut(*body) {
                list.push(sheet);
            }
        }
        let key = |i: &usize| sheets.get(*i).map(|s| (s.date.clone().unwrap_or_else(|| "9999".to_owned()), s.start_time.clone(), s.record.clone()));
        for list in &mut of_body {
            list.sort_by_key(key);
        }
        let names = sheets
            .iter()
            .zip(&bodies.of)
            .map(|(sheet, body)| {
                let id = bodies.named.get(*body).map(|b| b.id.clone()).unwrap_or_default();
                match sheet.kind.as_deref().filter(|k| !ORDINARY.contains(k)) {
                    Some(kind) => format!("{id}, {kind}"),
                    None => id,
                }
            })
            .collect();
        let mut found = Self { of_body, copies: vec![None; sheets.len()], why: BTreeMap::new(), names };
        found.find_copies(sheets);
        found
    }

    /// The sheets of a body that count, by day.
    pub(super) fn counting(&self, body: usize) -> Vec<usize> {
        self.of_body.get(body).into_iter().flatten().copied().filter(|s| self.copies.get(*s).is_none_or(Option::is_none)).collect()
    }

    fn find_copies(&mut self, sheets: &[Sheet]) {
        // The same bytes under two names: the same document, whatever its records are called.
        let mut by_hash: BTreeMap<(&str, Option<[u32; 2]>), usize> = BTreeMap::new();
        for (i, sheet) in sheets.iter().enumerate() {
            if let Some(first) = by_hash.get(&(sheet.sha256.as_str(), sheet.page_range)) {
                if sheets.get(*first).is_some_and(|f| f.file != sheet.file || f.record != sheet.record) {
                    if let Some(copy) = self.copies.get_mut(i) {
                        *copy = Some(*first);
                    }
                    self.why.insert(i, "the same file under two names".to_owned());
                }
            } else {
                by_hash.insert((sheet.sha256.as_str(), sheet.page_range), i);
            }
        }
        for list in self.of_body.clone() {
            let mut by_day: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for i in list {
                if let Some(date) = sheets.get(i).and_then(|s| s.date.as_deref()).filter(|_| self.copies.get(i).is_some_and(Option::is_none)) {
                    by_day.entry(date).or_default().push(i);
                }
            }
            for (_, same_day) in by_day {
                let mut kept: Vec<usize> = Vec::new();
                // What is approved counts before what is final, and that before a draft.
                let mut ranked = same_day;
                ranked.sort_by_key(|i| sheets.get(*i).map(|s| (std::cmp::Reverse(rank(s)), s.record.clone())));
                for i in ranked {
                    let twin = kept.iter().copied().find(|k| sheets.get(*k).zip(sheets.get(i)).is_some_and(|(a, b)| one_meeting(a, b)));
                    if let (Some(twin), Some(copy)) = (twin, self.copies.get_mut(i)) {
                        *copy = Some(twin);
                        let states = [i, twin].map(|s| sheets.get(s).and_then(|s| s.state.clone()));
                        let why = match states {
                            [Some(a), Some(b)] if a != b => format!("the {a} and the {b} minutes of one meeting"),
                            _ => "two records of one meeting".to_owned(),
                        };
                        self.why.insert(i, why);
                    } else {
                        kept.push(i);
                    }
                }
            }
        }
    }
}

fn rank(sheet: &Sheet) -> u8 {
    match sheet.state.as_deref() {
        Some("approved") => 3,
        Some("final") => 2,
        None => 1,
        Some(_) => 0,
    }
}

/// Whether two sheets of one body and day tell of one meeting: nothing says that there were two, and the rolls are much the same.
fn one_meeting(a: &Sheet, b: &Sheet) -> bool {
    let differ = |x: &Option<String>, y: &Option<String>| x.is_some() && y.is_some() && x != y;
    if differ(&a.number, &b.number) || differ(&a.start_time, &b.start_time) || differ(&a.kind, &b.kind) {
        return false;
    }
    // Several minutes of one file are several meetings.
    if a.sha256 == b.sha256 {
        return false;
    }
    let names = |s: &Sheet| -> BTreeSet<String> { s.people.iter().map(|p| fold(&p.name)).chain(s.delegations.iter().map(|d| fold(&d.name))).collect() };
    let (x, y) = (names(a), names(b));
    let fewer = x.len().min(y.len());
    let same_number = a.number.is_some() && a.number == b.number;
    same_number || (fewer > 0 && x.intersection(&y).count() * 100 >= fewer * SAME_ROLL)
}

/// A meeting's number as a series counts it: what stands before it ("2024/"), and the number.
pub(super) fn counted(number: &str) -> Option<(String, u32)> {
    let trimmed = number.trim().trim_end_matches(['.', '°', 'º']);
    let digits: String = trimmed.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect();
    let n: u32 = digits.parse().ok()?;
    let before = trimmed.strip_suffix(&digits)?;
    if before.is_empty() && (1900..2200).contains(&n) {
        return None; // a year
    }
    // "7/2024": the year follows; the number stands before it.
    if let Some(head) = before.strip_suffix(['/', '-']).filter(|h| !h.is_empty() && h.chars().all(|c| c.is_ascii_digit()))
        && (1900..2200).contains(&n)
    {
        return Some((format!("/{n}"), head.parse().ok()?));
    }
    Some((before.to_owned(), n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_counted() {
        for (text, expected) in [
            ("7", Some((String::new(), 7))),
            ("2024/03", Some(("2024/".to_owned(), 3))),
            ("3/2024", Some(("/2024".to_owned(), 3))),
            ("No. 12", Some(("No. ".to_owned(), 12))),
            ("2024", None),
            ("XII", None),
        ] {
            assert_eq!(counted(text), expected, "{text}");
        }
    }
}

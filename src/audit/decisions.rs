//! What the user decided about who is who: a CSV file that every later run honours.
//!
//! Columns `decision`, `first`, `second`. `decision` is `same`, `different` or `rename`; `first` and `second` are references as `audit.json` and
//! `people.csv` print them (`record#person`), or a name as some record spells it. For `rename`, `second` is the name to show.

use super::facts::Seen;
use crate::gazetteer::fold::fold;
use std::io;

/// Somebody as a decision names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// One appearance.
    At {
        /// The record's id.
        record: String,
        /// The person's id in it.
        person: String,
    },
    /// Every appearance of a spelling, folded.
    Spelling(String),
}

impl Who {
    fn of(text: &str) -> Self {
        match text.rsplit_once('#') {
            Some((record, person)) => Self::At { record: record.to_owned(), person: person.to_owned() },
            None => Self::Spelling(fold(text)),
        }
    }

    /// Whether it means this person of this record.
    #[must_use]
    pub fn means(&self, record: &str, seen: &Seen) -> bool {
        match self {
            Self::At { record: r, person } => r == record && *person == seen.id,
            Self::Spelling(name) => fold(&seen.name) == *name,
        }
    }
}

/// What the user decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// These are one person.
    pub confirmed: Vec<(Who, Who)>,
    /// These are two.
    pub forbidden: Vec<(Who, Who)>,
    /// This person is to be called so.
    pub renamed: Vec<(Who, String)>,
}

impl Decisions {
    /// Reads the decisions; what cannot be used is told with its line.
    pub fn read(from: impl io::Read) -> (Self, Vec<(u64, String)>) {
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).comment(Some(b'#')).has_headers(false).from_reader(from);
        let (mut found, mut wrong) = (Self::default(), Vec::new());
        for (line, row) in super::lists::usable_rows(&mut reader, &mut wrong) {
            let cell = |i: usize| row.get(i).unwrap_or_default();
            let (decision, first, second) = (cell(0).trim_start_matches('\u{feff}').to_lowercase(), cell(1), cell(2));
            if decision == "decision" {
                continue; // the head
            }
            if first.is_empty() || second.is_empty() {
                wrong.push((line, "a decision needs three columns: decision, first, second".to_owned()));
                continue;
            }
            match decision.as_str() {
                "same" | "confirm" => found.confirmed.push((Who::of(first), Who::of(second))),
                "different" | "forbid" => found.forbidden.push((Who::of(first), Who::of(second))),
                "rename" => found.renamed.push((Who::of(first), second.to_owned())),
                other => wrong.push((line, format!("{other} is no decision; write same, different or rename"))),
            }
        }
        (found, wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_and_what_is_none_is_told() {
        let (found, wrong) =
            Decisions::read("decision,first,second\nsame,a/b#p1,Ana Paz\ndifferent,X Y,Z W\nrename,Ana Paz,Ana Paz-Ruiz\nmaybe,a,b\nsame,a\n".as_bytes());
        assert_eq!(found.confirmed, [(Who::At { record: "a/b".into(), person: "p1".into() }, Who::Spelling("ana paz".into()))]);
        assert_eq!((found.forbidden.len(), found.renamed.len()), (1, 1));
        assert_eq!(wrong.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5, 6]);
    }
}

//! Which record belongs to which input: the record's path is the input's, with `.json` for the extension.
//!
//! Where two inputs claim one path, both keep their full name. What an input may be called is settled before anything is read, so
//! that it does not hang on the order of reading, nor on how many minutes a file turns out to hold.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What an input's records are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Claim {
    /// The id of the only record of the input.
    only: String,
    /// What stands before `-1`, `-2` … where it holds several.
    several: String,
}

impl Claim {
    /// The id of the record `index` (from 0) of `count`.
    pub(super) fn id(&self, index: usize, count: usize) -> String {
        if count == 1 { self.only.clone() } else { format!("{}-{}", self.several, index + 1) }
    }
}

/// Ids whose files the run itself writes.
const RESERVED: [&str; 1] = ["run"];

/// Settles the claims of inputs by their names relative to the INPUT given. The error is the name that two inputs share.
pub(super) fn claims(names: &[&str]) -> Result<Vec<Claim>, String> {
    let mut seen = BTreeSet::new();
    if let Some(twice) = names.iter().find(|name| !seen.insert(**name)) {
        return Err((*twice).to_owned());
    }
    let mut claimants: BTreeMap<&str, usize> = RESERVED.iter().map(|id| (*id, 1)).collect();
    for name in names {
        *claimants.entry(stem(name)).or_default() += 1;
    }
    // A full name that is some other input's short one ("a.pdf.json" of a.pdf and of "a.pdf.txt") is taken from both.
    let shared = |id: &str| claimants.get(id).is_some_and(|n| *n > 1);
    let full: BTreeSet<&str> = names.iter().copied().filter(|name| shared(stem(name))).collect();
    let singles: BTreeSet<&str> = names.iter().map(|name| if shared(stem(name)) || full.contains(stem(name)) { *name } else { stem(name) }).collect();
    Ok(names
        .iter()
        .map(|name| {
            let short = stem(name);
            let only = if shared(short) || full.contains(short) { *name } else { short };
            let clear = !singles.iter().any(|id| is_numbered(id, only));
            Claim { only: only.to_owned(), several: if clear { only } else { name }.to_owned() }
        })
        .collect())
}

/// Whether `id` is `stem-<digits>`.
fn is_numbered(id: &str, stem: &str) -> bool {
    id.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-')).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// The name without its extension.
pub(super) fn stem(name: &str) -> &str {
    let file_at = name.rfind('/').map_or(0, |at| at + 1);
    match name.rfind('.') {
        Some(dot) if dot > file_at => name.get(..dot).unwrap_or(name),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], expected: &[&str]) {
        let claims = claims(names).unwrap();
        let got: Vec<String> = claims.iter().map(|c| c.id(0, 1)).collect();
        assert_eq!(got, expected, "for {names:?}");
    }

    #[test]
    fn a_record_is_named_as_its_input() {
        check(&["a.pdf", "x/b.md", "x/c.2023.txt", "noext"], &["a", "x/b", "x/c.2023", "noext"]);
        check(&["a.pdf", "a.md", "b.pdf"], &["a.pdf", "a.md", "b"]);
        check(&["x/a.pdf", "y/a.pdf"], &["x/a", "y/a"]);
        check(&["run.pdf", "x/run.pdf"], &["run.pdf", "x/run"]);
        check(&["a.pdf", "a.md", "a.pdf.txt"], &["a.pdf", "a.md", "a.pdf.txt"]);
        check(&[".5/a.b"], &[".5/a"]);
    }

    #[test]
    fn several_records_of_one_file_are_numbered() {
        let got = claims(&["a.pdf"]).unwrap();
        assert_eq!((got[0].id(0, 2), got[0].id(1, 2)), ("a-1".to_owned(), "a-2".to_owned()));
        let got = claims(&["a-2.pdf", "a.pdf"]).unwrap();
        assert_eq!((got[0].id(0, 1), got[1].id(1, 2)), ("a-2".to_owned(), "a.pdf-2".to_owned()));
    }

    #[test]
    fn two_inputs_of_one_name_are_refused() {
        assert_eq!(claims(&["a.pdf", "b.pdf", "a.pdf"]), Err("a.pdf".to_owned()));
    }
}

//! Which records are of one body.
//!
//! Records spell their body with and without its town, its legal form, a month or a misread letter. Within one folder two spellings are one body
//! where the words of one are the beginning or the end of the other's; across folders only where the whole name is the same and long enough to be
//! nobody else's ("City Council" is every town's).

use super::facts::Sheet;
use crate::gazetteer::fold::distance_within;
use crate::gazetteer::fold::fold;
use std::collections::{BTreeMap, BTreeSet};

/// The bodies, and the body of each sheet.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    pub of: Vec<usize>,
    /// The archive of each body: the folder of its records, by number.
    pub archives: Vec<usize>,
    pub named: Vec<Named>,
}

/// A body.
#[derive(Debug, Default)]
pub(super) struct Named {
    pub id: String,
    pub name: Option<String>,
    pub spellings: Vec<String>,
}

/// Words that say nothing of which body it is.
const IDLE: &[&str] = &[
    "the", "of", "or", "and", "a", "an", "for", "in", "on", "at", "de", "du", "des", "la", "le", "les", "del", "der", "die", "das", "des", "do", "da", "und",
    "et", "y", "e", "minutes", "meeting", "meetings", "monthly", "annual", "regular", "special", "ordinary", "from", "online", "inc", "ltd", "ev", "v", "e.v",
    "ips", "plc", "cic", "llc", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "no",
];

/// Words of an inner body: with one of them more, it is another body.
const INNER: &[&str] = &[
    "committee", "subcommittee", "commission", "panel", "group", "forum", "assembly", "authority", "council", "comite", "comision", "commissione", "ausschuss",
    "beirat", "arbeitsgruppe", "taskforce", "agm", "advisory", "sub", "trustees", "friends", "hearing",
];

/// Words of a name that say that it is a body, and not which.
const COMMON: &[&str] = &["board", "directors", "association", "bod"];

/// A name is nobody else's from so many words on.
const LONG_ENOUGH: usize = 3;

/// The words of a body's name that tell it from others.
fn words(name: &str) -> Vec<String> {
    fold(name)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty() && !IDLE.contains(w) && !w.chars().all(|c| c.is_ascii_digit()))
        .map(|w| if w == "assn" || w == "assoc" { "association".to_owned() } else { w.to_owned() })
        .collect()
}

/// The folder of a record, without parts that are years or numbers.
fn folder(record: &str) -> String {
    let parts: Vec<&str> = record.split('/').collect();
    let above = parts.get(..parts.len().saturating_sub(1)).unwrap_or_default();
    above.iter().filter(|p| p.chars().any(char::is_alphabetic)).copied().collect::<Vec<_>>().join("/")
}

fn same_word(a: &str, b: &str) -> bool {
    a == b || {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        a.len().min(b.len()) >= 5 && a.len().abs_diff(b.len()) <= 1 && distance_within(&a, &b, 1).is_some()
    }
}

/// Whether one name is the other with words before or after it that name no other body.
fn one_body(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = |part: &[String]| part.len() == short.len() && part.iter().zip(short).all(|(x, y)| same_word(x, y));
    if a.len() == b.len() && !a.is_empty() && same(long) {
        return true;
    }
    // "Heron Lake Ranch Board" and "Heron Lake Ranch Association": one name, long enough, with the words that many have.
    let core = |words: &[String]| words.iter().filter(|w| !COMMON.contains(&w.as_str())).cloned().collect::<Vec<_>>();
    let (x, y) = (core(a), core(b));
    if x.len() >= LONG_ENOUGH && x.len() == y.len() && x.iter().zip(&y).all(|(x, y)| same_word(x, y)) {
        return true;
    }
    // "Management Committee of the Heron Action", "HR7 Heron Action Management Committee": the same words in another order.
    let others: Vec<&String> = long.iter().filter(|w| !short.iter().any(|s| same_word(s, w))).collect();
    if short.len() > LONG_ENOUGH && others.len() + short.len() == long.len() && !others.iter().any(|w| INNER.contains(&w.as_str())) {
        return true;
    }
    let more = long.len() - short.len();
    let (start, end) = (long.get(..short.len()).unwrap_or_default(), long.get(more..).unwrap_or_default());
    let others = if same(end) {
        long.get(..more)
    } else if same(start) {
        long.get(short.len()..)
    } else {
        None
    };
    short.len() >= 2 && others.is_some_and(|o| !o.iter().any(|w| INNER.contains(&w.as_str())))
}

impl Bodies {
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        // Every spelling of every folder, with its words and how often it is met.
        let mut spelt: BTreeMap<(String, Vec<String>), (usize, BTreeMap<String, usize>)> = BTreeMap::new();
        let keys: Vec<(String, Vec<String>)> = sheets.iter().map(|s| (folder(&s.record), s.body.as_deref().map(words).unwrap_or_default())).collect();
        for (sheet, key) in sheets.iter().zip(&keys) {
            let entry = spelt.entry(key.clone()).or_default();
            entry.0 += 1;
            if let Some(body) = &sheet.body {
                *entry.1.entry(body.clone()).or_default() += 1;
            }
        }
        let all: Vec<&(String, Vec<String>)> = spelt.keys().collect();
        let mut parent: Vec<usize> = (0..all.len()).collect();
        let root = |parent: &[usize], mut i: usize| {
            while let Some(&p) = parent.get(i).filter(|p| **p != i) {
                i = p;
            }
            i
        };
        // Compared within a folder, and across folders by the whole name.
        let mut by_words: BTreeMap<&Vec<String>, usize> = BTreeMap::new();
        let mut by_folder: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut links = Vec::new();
        for (i, (folder, words)) in all.iter().enumerate() {
            if words.len() >= LONG_ENOUGH {
                if let Some(first) = by_words.get(words) {
                    links.push((*first, i));
                } else {
                    by_words.insert(words, i);
                }
            }
            let here = by_folder.entry(folder).or_default();
            // A folder of many bodies is compared with its newest alone, so that time grows with the spellings.
            links.extend(
                here.iter().rev().take(200).filter(|j| all.get(**j).is_some_and(|(_, other)| !words.is_empty() && one_body(words, other))).map(|j| (*j, i)),
            );
            here.push(i);
        }
        for (a, b) in links {
            let (a, b) = (root(&parent, a), root(&parent, b));
            if let Some(p) = parent.get_mut(a.max(b)) {
                *p = a.min(b);
            }
        }
        let place: BTreeMap<&(String, Vec<String>), usize> = all.iter().enumerate().map(|(i, k)| (*k, i)).collect();
        let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
        let mut named: Vec<Named> = Vec::new();
        let mut counts: Vec<BTreeMap<String, usize>> = Vec::new();
        for (i, key) in all.iter().enumerate() {
            let number = *numbers.entry(root(&parent, i)).or_insert_with(|| {
                named.push(Named { id: if key.1.is_empty() { format!("unnamed {}", key.0) } else { String::new() }, ..Named::default() });
                counts.push(BTreeMap::new());
                named.len() - 1
            });
            if let Some(count) = counts.get_mut(number) {
                for (spelling, n) in spelt.get(*key).map(|s| &s.1).into_iter().flatten() {
                    *count.entry(spelling.clone()).or_default() += n;
                }
            }
        }
        let mut taken = BTreeSet::new();
        for (body, count) in named.iter_mut().zip(counts) {
            body.name = count.iter().max_by_key(|(s, n)| (**n, std::cmp::Reverse(s.chars().count()), std::cmp::Reverse(s.as_str()))).map(|(s, _)| s.clone());
            body.spellings = count.into_keys().collect();
            body.id = slug(body.name.as_deref().unwrap_or(&body.id), &mut taken);
        }
        let of: Vec<usize> = keys.iter().map(|k| place.get(k).and_then(|i| numbers.get(&root(&parent, *i))).copied().unwrap_or_default()).collect();
        let mut folders: BTreeMap<&str, usize> = BTreeMap::new();
        for (folder, _) in &keys {
            let next = folders.len();
            folders.entry(folder).or_insert(next);
        }
        let mut archives = vec![0; named.len()];
        for (body, (folder, _)) in of.iter().zip(&keys) {
            if let (Some(archive), Some(number)) = (archives.get_mut(*body), folders.get(folder.as_str())) {
                *archive = *number;
            }
        }
        Self { of, archives, named }
    }
}

/// A short name in small letters, digits and hyphens that nobody has yet.
pub(super) fn slug(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut base = String::new();
    for c in fold(name).chars() {
        if c.is_alphanumeric() {
            base.push(c);
        } else if !base.is_empty() && !base.ends_with('-') {
            base.push('-');
        }
    }
    let base = base.trim_end_matches('-');
    let base = if base.is_empty() { "unnamed" } else { base };
    let mut id = base.to_owned();
    let mut n = 1;
    while !taken.insert(id.clone()) {
        n += 1;
        id = format!("{base}-{n}");
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_body_under_several_spellings() {
        let cases = [
            ("Board of Directors, Heron Lake Ranch Association, Inc.", "Heron Lake Ranch Assn", true),
            ("October (May) of the Board of Directors Heron Lake Raneh Association", "Heron Lake Ranch Association, Inc", true),
            ("Heron Lake Ranch Board", "Heron Lake Ranch Association", true),
            ("Management Committee of the Heron Action", "HR7 Quiet Heron Action Management Committee", true),
            ("City Council", "Heron City Council", true),
            ("Heron Lake Ranch Association", "Finance Committee, Heron Lake Ranch Association", false),
            ("Planning Committee", "Planning and Transport Committee", false),
            ("City Council", "Civil Service Board of the City of Heron", false),
            ("Heron e.V.", "Heron e. V. 2020", true),
        ];
        for (a, b, expected) in cases {
            assert_eq!(one_body(&words(a), &words(b)), expected, "{a} | {b}");
        }
    }
}

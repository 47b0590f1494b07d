//! The organisations and instruments that everybody knows, by name and acronym (`organisations.tsv`).

use super::fold::{Folded, fold};
use crate::span::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// An organisation or an instrument.
#[derive(Debug, PartialEq, Eq)]
pub struct Known {
    /// What it is.
    pub kind: KnownKind,
    /// Its acronym, where it has one.
    pub acronym: Option<&'static str>,
    /// Whether the acronym alone tells it: "UNIDIR" does, "ICC" does not.
    pub acronym_tells: bool,
    /// Its name in English.
    pub name: &'static str,
}

/// What a known name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownKind {
    /// An organisation or one of its organs.
    Organisation,
    /// A treaty, a charter, a declaration.
    Instrument,
}

struct Table {
    list: Vec<Known>,
    /// Folded names and their index in `list`, in the order of the automaton's patterns.
    names: Vec<(String, usize)>,
    acronyms: BTreeMap<&'static str, usize>,
    automaton: Option<AhoCorasick>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { list: Vec::new(), names: Vec::new(), acronyms: BTreeMap::new(), automaton: None };
    for line in include_str!("organisations.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default();
        let (kind, acronym, name, others) = (field(), field(), field(), field());
        let kind = if kind == "i" { KnownKind::Instrument } else { KnownKind::Organisation };
        let bare = acronym.trim_start_matches('!');
        let index = table.list.len();
        if !bare.is_empty() {
            table.acronyms.insert(bare, index);
        }
        table.names.extend(std::iter::once(name).chain(others.split('|')).filter(|n| !n.is_empty()).map(|n| (fold(n), index)));
        table.list.push(Known { kind, acronym: (!bare.is_empty()).then_some(bare), acronym_tells: !acronym.starts_with('!'), name });
    }
    let patterns = table.names.iter().map(|(name, _)| name);
    table.automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::ContiguousNFA)).build(patterns).ok();
    table
});

/// The known body of this acronym.
#[must_use]
pub fn by_acronym(acronym: &str) -> Option<&'static Known> {
    TABLE.list.get(*TABLE.acronyms.get(acronym)?)
}

/// The known body of this name, but for case and marks.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Known> {
    let folded = fold(name);
    TABLE.names.iter().find(|(n, _)| *n == folded).and_then(|(_, i)| TABLE.list.get(*i))
}

/// Every known name in `text`, in order, without overlap, whole words with a capital.
#[must_use]
pub fn find_names(text: &str) -> Vec<(Span, &'static Known)> {
    let Some(automaton) = &TABLE.automaton else { return Vec::new() };
    let folded = Folded::of(text);
    let mut out = Vec::new();
    for found in automaton.find_iter(&folded.text) {
        let span = Span::new(folded.source(found.start()), folded.source(found.end())).trimmed(text);
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let before = text.get(..span.start).and_then(|t| t.chars().next_back());
        let after = text.get(span.end..).and_then(|t| t.chars().next());
        let bounded = !inside(before) && !inside(after);
        if bounded
            && span.of(text).starts_with(char::is_uppercase)
            && let Some((_, index)) = TABLE.names.get(found.pattern().as_usize())
            && let Some(known) = TABLE.list.get(*index)
        {
            out.push((span, known));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_acronyms_are_known() {
        let text = "The International Committee of the Red Cross, the United Nations Institute for Disarmament Research and the un-united nations";
        let found: Vec<Option<&str>> = find_names(text).iter().map(|(_, k)| k.acronym).collect();
        assert_eq!(found, [Some("ICRC"), Some("UNIDIR")]);
        assert_eq!(by_acronym("UNODA").map(|k| k.name), Some("United Nations Office for Disarmament Affairs"));
        assert!(by_acronym("WHO").is_some_and(|k| !k.acronym_tells));
        assert_eq!(by_name("arms trade treaty").map(|k| k.kind), Some(KnownKind::Instrument));
    }
}

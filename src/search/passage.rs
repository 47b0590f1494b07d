//! The words of a section that answer a question, marked, in the passage that has most of them.

use super::fields::Fields;
use super::words::{Words, analysed, stems};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use tantivy::tokenizer;

/// The length of a passage, in words: three lines of a terminal.
const LENGTH: usize = 44;
/// Words shown before the first marked one.
const BEFORE: usize = 8;
/// A passage is cut after so many characters, whatever its words.
const LONGEST: usize = 600;

/// What is marked: each word of the question has a number.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    count: usize,
    words: BTreeMap<String, usize>,
    stems: Vec<(tokenizer::Language, String, usize)>,
    prefixes: Vec<(String, usize)>,
    phrases: Vec<(Vec<String>, usize)>,
}

impl Marks {
    pub(super) fn word(&mut self, word: &str) {
        self.count += 1;
        self.words.entry(word.to_owned()).or_insert(self.count);
    }

    /// A stem of the word that was given last.
    pub(super) fn stem(&mut self, language: tokenizer::Language, stem: &str) {
        self.stems.push((language, stem.to_owned(), self.count));
    }

    pub(super) fn prefix(&mut self, prefix: &str) {
        self.count += 1;
        self.prefixes.push((prefix.to_owned(), self.count));
    }

    pub(super) fn phrase(&mut self, words: &[String]) {
        self.count += 1;
        self.phrases.push((words.to_vec(), self.count));
    }
}

/// A passage of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// The words, on one line.
    pub(super) text: String,
    /// What is marked in it, in characters.
    pub(super) marks: Vec<[usize; 2]>,
    /// Where in the section, in bytes, its first marked word stands (or its first word).
    pub(super) at: usize,
}

/// The passage of `text` that answers best.
pub(super) fn passage(fields: &Fields, marks: &Marks, language: Option<&str>, text: &str) -> Passage {
    let words = Words::of(text);
    let words: Vec<(&str, Range<usize>)> = words.iter().collect();
    let marked = marked(fields, marks, language, text, &words);
    let best = best(&marked);
    let first_marked = marked.get(best.start).map_or(0, |(word, _)| *word);
    let first = first_marked.saturating_sub(BEFORE);
    let last = (first + LENGTH).min(words.len());
    let start = if first == 0 { 0 } else { words.get(first).map_or(0, |(_, at)| at.start) };
    let end = if last == words.len() { text.len() } else { words.get(last - 1).map_or(text.len(), |(_, at)| at.end) };
    let shown: BTreeSet<usize> = marked.iter().map(|(word, _)| *word).filter(|word| (first..last).contains(word)).collect();
    let at = words.get(first_marked).map_or(0, |(_, at)| at.start);
    let (text, marks) = on_one_line(text, start..end, shown.iter().filter_map(|word| words.get(*word)).map(|(_, at)| at.clone()).collect());
    Passage { text, marks, at }
}

/// The words that answer, in order: which word of the text, which of the question.
fn marked(fields: &Fields, marks: &Marks, language: Option<&str>, text: &str, words: &[(&str, Range<usize>)]) -> Vec<(usize, usize)> {
    let stemmer = fields.stems_of(language).map(|s| s.stemmer);
    let wanted: Vec<(&str, usize)> = marks.stems.iter().filter(|(of, ..)| Some(*of) == stemmer).map(|(_, stem, number)| (stem.as_str(), *number)).collect();
    let mut analyzer = stemmer.map(stems);
    // A text has far fewer different words than words.
    let mut known: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (i, (word, at)) in words.iter().enumerate() {
        let written = text.get(at.clone()).unwrap_or(word);
        let number = *known.entry(written).or_insert_with(|| {
            let as_it_stands = marks.words.get(*word).copied();
            let begins = || marks.prefixes.iter().find(|(prefix, _)| word.starts_with(prefix.as_str())).map(|(_, number)| *number);
            as_it_stands.or_else(begins).or_else(|| {
                let analyzer = analyzer.as_mut().filter(|_| !wanted.is_empty())?;
                let stems = analysed(analyzer, written);
                wanted.iter().find(|(stem, _)| stems.iter().any(|s| s == stem)).map(|(_, number)| *number)
            })
        });
        found.extend(number.map(|number| (i, number)));
    }
    for (phrase, number) in marks.phrases.iter().filter(|(phrase, _)| !phrase.is_empty()) {
        for (i, window) in words.windows(phrase.len()).enumerate() {
            if window.iter().zip(phrase).all(|((word, _), wanted)| word == wanted) {
                found.extend((i..i + phrase.len()).map(|word| (word, *number)));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The marks that lie within a passage's length: of the most different words, then the most, then the first.
fn best(marked: &[(usize, usize)]) -> Range<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut end, mut best, mut best_worth) = (0, 0..0, (0, 0));
    for (start, (first, number)) in marked.iter().enumerate() {
        while let Some((word, number)) = marked.get(end).filter(|(word, _)| *word < first + LENGTH - BEFORE) {
            *counts.entry(*number).or_default() += 1;
            let _ = word;
            end += 1;
        }
        let worth = (counts.len(), end - start);
        if worth > best_worth {
            (best, best_worth) = (start..end, worth);
        }
        if let Some(count) = counts.get_mut(number) {
            *count -= 1;
            if *count == 0 {
                counts.remove(number);
            }
        }
    }
    best
}

/// White space becomes one space, control characters go, and what is left out at either end is told by "…".
fn on_one_line(text: &str, shown: Range<usize>, marks: Vec<Range<usize>>) -> (String, Vec<[usize; 2]>) {
    let mut out = String::new();
    let mut length = 0;
    let mut put = |out: &mut String, c: char| {
        out.push(c);
        length += 1;
        length
    };
    if shown.start > 0 {
        put(&mut out, '…');
        put(&mut out, ' ');
    }
    let mut told: Vec<[usize; 2]> = Vec::new();
    let mut marks = marks.into_iter().peekable();
    let mut open: Option<(usize, usize)> = None;
    let mut at_now = if shown.start > 0 { 2 } else { 0 };
    let mut space = true;
    let mut cut = shown.end < text.len();
    let slice = text.get(shown.clone()).unwrap_or_default();
    for (at, c) in slice.char_indices() {
        let at = shown.start + at;
        if let Some((start, end)) = open
            && at >= end
        {
            told.push([start, at_now]);
            open = None;
        }
        if at_now >= LONGEST {
            cut = true;
            break;
        }
        if marks.peek().is_some_and(|mark| mark.start <= at) {
            open = marks.next().map(|mark| (at_now, mark.end));
        }
        if c.is_whitespace() || c.is_control() {
            if !space {
                at_now = put(&mut out, ' ');
            }
            space = true;
        } else if !is_unseen(c) {
            at_now = put(&mut out, c);
            space = false;
        }
    }
    if let Some((start, _)) = open {
        told.push([start, at_now]);
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    if cut {
        out.push_str(" …");
    }
    told.retain(|[start, end]| start < end);
    (out, told)
}

/// Characters that turn the direction of what follows, or are not seen: harmless in a record, misleading on a terminal.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

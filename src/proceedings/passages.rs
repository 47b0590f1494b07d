//! What votes, decisions and actions ask of the text alike: which sentences tell of the meeting, names beside a verb.

use crate::attendance::Attendance;
use crate::entities::Context;
use crate::entities::sentences::Sentence;
use crate::entities::tokens::{Before, Kind, Tokens};
use crate::span::Span;
use std::collections::BTreeSet;

/// The longest name beside a verb, in tokens.
const NAME: usize = 9;

/// The sentences of a document that tell of the meeting.
pub(super) struct Passages<'a> {
    pub(super) context: Context<'a>,
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) roll: &'a Attendance,
    skipped: BTreeSet<usize>,
    /// Words that stand with a capital in the midst of a sentence, and never in small letters.
    names: BTreeSet<&'a str>,
    headings: BTreeSet<usize>,
    verbatim: bool,
}

impl<'a> Passages<'a> {
    pub(super) fn of(context: Context<'a>, roll: &'a Attendance) -> Self {
        let skipped = context.outline.title.iter().chain(&context.outline.contents).chain(&roll.blocks).copied().collect();
        let headings = context.outline.sections.iter().flat_map(|s| &s.heading).copied().collect();
        Self { context, tokens: context.tokens, roll, skipped, headings, names: names(context), verbatim: verbatim(context.tokens) }
    }

    /// Whether the document gives what was said word by word: its "I" and "we" are the speakers', its future is talk.
    pub(super) const fn is_verbatim(&self) -> bool {
        self.verbatim
    }

    /// Whether the word at token `i` is a name by its use: with a capital where no sentence begins, never in small letters.
    pub(super) fn is_given_name(&self, i: usize) -> bool {
        self.names.contains(self.tokens.word(i))
    }

    /// Whether a block is the title, a list of contents or the roll.
    pub(super) fn is_skipped(&self, block: usize) -> bool {
        self.skipped.contains(&block)
    }

    /// Whether a block is a section's heading.
    pub(super) fn is_heading(&self, block: usize) -> bool {
        self.headings.contains(&block)
    }

    /// The sentence that holds token `i`.
    pub(super) fn sentence_of(&self, i: usize) -> Option<usize> {
        let at = self.context.sentences.partition_point(|s| s.tokens.end <= i);
        self.context.sentences.get(at).filter(|s| s.tokens.contains(&i)).map(|_| at)
    }

    pub(super) fn sentence(&self, n: usize) -> Option<&'a Sentence> {
        self.context.sentences.get(n)
    }

    pub(super) fn words(&self, span: Span) -> &'a str {
        span.of(self.tokens.text())
    }

    /// Whether any of `words` (small letters) stands between tokens `first` and `end`.
    pub(super) fn has(&self, first: usize, end: usize, words: &[&str]) -> bool {
        (first..end).any(|i| self.tokens.is_any(i, words))
    }

    /// The name that ends before token `i`: capitalised words with initials, particles and the title before them.
    pub(super) fn name_before(&self, i: usize, first: usize) -> Option<(usize, String)> {
        let t = self.tokens;
        let mut start = i;
        while start > first && i - start < NAME {
            let at = start - 1;
            let Some(token) = t.get(at) else { break };
            let part = token.kind.is_capital() && !t.is_any(at, STOPPERS)
                || t.is(at, ".") && at > first && t.get(at - 1).is_some_and(|p| p.kind.is_capital() && p.span.len() <= 4)
                || t.is_any(at, &["de", "van", "von", "la", "del", "der", "di", "da", "-", "’", "'"]) && at > first && at + 1 < i;
            if !part {
                break;
            }
            start = at;
            if token.before >= Before::Block {
                break;
            }
        }
        self.name(start, i)
    }

    /// The name that begins at token `i`, and the token after it.
    pub(super) fn name_after(&self, i: usize, end: usize) -> Option<(usize, String)> {
        let t = self.tokens;
        // No name runs over its sentence's end: "seconded by Mr. Tate. Mr. Lee voted no."
        let end = self.sentence_of(i).and_then(|n| self.sentence(n)).map_or(end, |s| s.tokens.end.min(end));
        let mut next = i;
        if t.is(next, "the") {
            next += 1;
        }
        let first = next;
        while next < end && next - first < NAME {
            let Some(token) = t.get(next) else { break };
            let part = token.kind.is_capital() && !(next > first && t.is_any(next, STOPPERS))
                || t.is(next, ".") && next > first && t.touches(next) && t.get(next - 1).is_some_and(|p| p.kind.is_capital() && p.span.len() <= 4)
                || t.is_any(next, &["de", "van", "von", "la", "del", "der", "di", "da", "-", "’", "'"])
                    && next > first
                    && t.get(next + 1).is_some_and(|p| p.kind.is_capital());
            if !part || next > first && token.before == Before::Block {
                break;
            }
            next += 1;
        }
        self.name(first, next).map(|(_, name)| (next, name))
    }

    fn name(&self, first: usize, end: usize) -> Option<(usize, String)> {
        if first >= end {
            return None;
        }
        let words = self
            .words(self.tokens.span(first, end - 1))
            .trim_matches(|c: char| !c.is_alphanumeric() && c != '.')
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        // "seconded by Ms. Poe.": the stop is the sentence's, but for "J." and "Jr.".
        let last = words.rsplit(' ').next().unwrap_or_default().trim_end_matches('.');
        let stop = last.chars().count() > 1 && !["Jr", "Sr", "Esq", "Inc", "Ltd"].contains(&last);
        let words = if stop { words.trim_end_matches('.').to_owned() } else { words };
        let letters = self.tokens.get(first).is_some_and(|t| t.kind != Kind::Sign);
        (letters && words.chars().filter(|c| c.is_alphabetic()).count() >= 2).then_some((first, words))
    }

    /// The person of the roll whom a name as written means, where one alone can be meant.
    pub(super) fn person(&self, name: &str) -> Option<usize> {
        let folded = crate::entities::calendar::folded(name);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1).collect();
        let last = words.last()?;
        let mut whole = None;
        let mut by_family = Vec::new();
        for (i, person) in self.roll.people.iter().enumerate() {
            let full = crate::entities::calendar::folded(&person.name);
            if full == folded || full.split_whitespace().collect::<Vec<_>>() == words {
                whole = Some(i);
            }
            let family = person.family.as_deref().map(crate::entities::calendar::folded);
            let is_family =
                family.as_deref().map_or_else(|| full.rsplit(' ').next() == Some(*last), |f| f.rsplit([' ', '-']).next() == Some(*last) || f == *last);
            if is_family {
                by_family.push(i);
            }
        }
        match (whole, by_family.as_slice()) {
            (Some(i), _) => Some(i),
            (None, [only]) => Some(*only),
            _ => None,
        }
    }
}

/// How many words in a thousand are "I" where people speak for themselves: transcripts have 15 and more, minutes with quotations 2.
const VERBATIM_PER_MILLE: usize = 5;

/// How many there are at the least: a page of minutes may quote one speech.
const VERBATIM_AT_LEAST: usize = 20;

fn verbatim(tokens: &Tokens<'_>) -> bool {
    let spoken =
        (0..tokens.len()).filter(|i| tokens.word(*i) == "I" && tokens.get(i + 1).is_some_and(|k| k.kind == Kind::Lower || tokens.touches(i + 1))).count();
    spoken >= VERBATIM_AT_LEAST && spoken * 1000 >= tokens.len() * VERBATIM_PER_MILLE
}

/// Words of one capital and small letters that no sentence begins with, and that stand nowhere without their capital.
fn names(context: Context<'_>) -> BTreeSet<&str> {
    let t = context.tokens;
    let mut names = BTreeSet::new();
    let mut small = BTreeSet::new();
    for (i, token) in t.all().iter().enumerate() {
        let word = t.word(i);
        let inside = i > 0 && t.get(i - 1).is_some_and(|k| k.kind == Kind::Lower || matches!(t.word(i - 1), "," | "&"));
        if token.kind == Kind::Lower {
            small.insert(word);
        } else if token.kind == Kind::Capitalised && inside && word.len() > 1 {
            names.insert(word);
        }
    }
    names.retain(|word| !small.contains(word.to_lowercase().as_str()));
    names
}

/// Capitalised words that are no part of a name beside a verb.
const STOPPERS: &[&str] = &[
    "the", "a", "an", "motion", "moved", "seconded", "second", "ayes", "noes", "nays", "absent", "abstain", "vote", "that", "to", "it", "he", "she", "they",
    "this", "no", "none", "on", "in", "by", "and", "upon", "approved", "carried", "action", "item", "there", "when", "after", "if", "we", "all", "proposed",
    "proposer", "seconder", "mover", "for", "against", "decision", "resolved", "passed", "be", "resolution",
];

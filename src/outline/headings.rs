//! Headings without numbers: lines that are set apart by their type, and have text below them.
//!
//! What tells is the kind of dress and not the line: a kind is accepted where most lines so dressed are followed by text.
//! Names, labels, signatures and the cells of tables wear bold too, and are followed by more of their like.

use super::cues;
use super::series::{self, word_count};
use super::sight::{self, Marks, Page, Row};
use crate::span::Span;
use crate::transcript::{TextKind, Transcript};
use std::collections::{BTreeMap, BTreeSet};

/// How a heading is set; the smaller, the higher it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::struct_excessive_bools, reason = "the order of the fields is the order of the levels")]
pub(super) struct Dress {
    level: u8,
    rise: std::cmp::Reverse<i32>,
    no_caps: bool,
    no_bold: bool,
    no_underline: bool,
    no_italic: bool,
}

/// A line or two that may be a heading.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) rows: std::ops::Range<usize>,
    pub(super) title: Span,
    pub(super) dress: Dress,
    /// A word list knows it.
    pub(super) cue: bool,
    /// Nothing but its words and its place set it apart.
    pub(super) plain: bool,
    /// Text follows in the same line.
    pub(super) run_in: bool,
    pub(super) followed: bool,
}

/// A heading without a number has no more words than this.
const WORDS: usize = 16;
/// Lines that make up more than this share of a document are not its headings.
const TOO_MANY: f32 = 0.34;
/// So many run-in heads of one dress, all in the word list, head sections by themselves.
const RUN_INS: usize = 2;
/// The share of lines of one dress that must have text below them.
const FOLLOWED: f32 = 0.5;

impl Dress {
    pub(super) fn of(page: &Page, row: &Row, marks: Marks) -> Self {
        let m = page.telling(marks);
        Self {
            level: row.level.unwrap_or(9),
            rise: std::cmp::Reverse(page.rise(row.size).max(0)),
            no_caps: !m.caps,
            no_bold: !m.bold,
            no_underline: !m.underline,
            no_italic: !m.italic,
        }
    }

    /// Whether it is set larger than `other` by a step that the eye sees.
    pub(super) fn larger(self, other: Self) -> bool {
        self.rise.0 > other.rise.0 + 1
    }

    const fn is_plain(self) -> bool {
        self.level == 9 && self.rise.0 < 2 && self.no_caps && self.no_bold && self.no_underline
    }
}

/// Finds headings without numbers among the rows that `free` leaves. `numbered` says that numbers head the document, and `dresses`
/// how those are set.
pub(super) fn find(t: &Transcript, page: &Page, free: &[bool], numbered: bool, dresses: &[Dress]) -> Vec<Typed> {
    let mut all = candidates(t, page, free);
    let mut kinds: BTreeMap<Dress, (usize, usize, usize)> = BTreeMap::new();
    for c in all.iter().filter(|c| !c.run_in) {
        let kind = kinds.entry(c.dress).or_default();
        kind.0 += 1;
        kind.1 += usize::from(c.followed);
        kind.2 += usize::from(c.cue);
    }
    let mut numbered_so: BTreeMap<Dress, usize> = BTreeMap::new();
    for dress in dresses {
        *numbered_so.entry(*dress).or_default() += 1;
    }
    let rows = page.rows.len().max(1) as f32;
    let dressed = all.iter().filter(|c| !c.plain && c.followed && !c.run_in).count();
    let accepted = |c: &Typed| {
        let Some((n, followed, cued)) = kinds.get(&c.dress).copied() else { return false };
        if n as f32 > TOO_MANY * rows && n > 8 {
            return false;
        }
        // "Participants" is set as "1. Opening" and "2. Finances" are.
        if c.cue && !c.dress.is_plain() && numbered_so.get(&c.dress).is_some_and(|n| *n > 1) {
            return true;
        }
        let share = followed as f32 / n as f32;
        if c.plain {
            // Without dress: only where no heading has any, and words or a colon speak for it.
            return !numbered && dressed < 2 && (c.cue && c.followed || n >= 3 && share >= 0.7 && cued * 3 >= n && c.followed);
        }
        match n {
            1 => (c.followed && !c.dress.no_bold || c.dress.rise.0 >= 2 || c.dress.level < 9) && c.followed || c.cue && c.followed,
            _ => share >= FOLLOWED || c.cue && c.followed,
        }
    };
    // A run-in head is a section's where it is dressed like those that stand alone, or a word list knows it.
    let alike = |d: Dress| (d.rise, d.no_bold, d.no_underline);
    let alone: BTreeSet<_> = all.iter().filter(|c| !c.run_in && !c.plain && accepted(c)).map(|c| alike(c.dress)).collect();
    // Where no heading stands alone, several of one dress that the word list knows are the document's way.
    let mut cued: BTreeMap<_, usize> = BTreeMap::new();
    for c in all.iter().filter(|c| c.run_in && c.cue) {
        *cued.entry(alike(c.dress)).or_default() += 1;
    }
    let several = |d: Dress| !d.is_plain() && cued.get(&alike(d)).is_some_and(|n| *n >= RUN_INS);
    // "ROADS: …" is one where "MINUTES: …" and "ADJOURNMENT: …" are, each at the head of its paragraph.
    let labelled = |c: &Typed| several(c.dress) && !c.dress.no_caps && t.text.get(c.title.end..).is_some_and(|rest| rest.starts_with(':'));
    let run_in = |c: &Typed| c.cue && (alone.contains(&alike(c.dress)) || several(c.dress)) || labelled(c);
    let keep: Vec<bool> = all.iter().map(|c| if c.run_in { run_in(c) } else { accepted(c) }).collect();
    let mut keep = keep.into_iter();
    all.retain(|_| keep.next().unwrap_or(false));
    all
}

fn candidates(t: &Transcript, page: &Page, free: &[bool]) -> Vec<Typed> {
    let mut found = Vec::new();
    let mut sitting: Vec<usize> = Vec::new();
    let mut i = 0;
    while let Some(row) = page.rows.get(i) {
        let at = i;
        i += 1;
        if free.get(at) != Some(&true) || row.kind != TextKind::Paragraph && row.level.is_none() {
            continue;
        }
        let marks = page.telling(row.marks);
        let risen = page.rise(row.size) >= 2;
        if row.level.is_none() && !marks.any() && !risen {
            if row.first {
                found.extend(run_in(t, page, at, row).or_else(|| plain(t, page, at, row)));
            }
            continue;
        }
        let mut end = at + 1;
        while let Some(next) = page.rows.get(end).filter(|n| n.block == row.block && free.get(end) == Some(&true)) {
            if page.telling(next.marks) != marks || (next.size - row.size).abs() > 0.6 || next.gap_above > 0.8 {
                break;
            }
            end += 1;
        }
        i = end;
        let Some(last) = page.rows.get(end - 1) else { break };
        let title = Span::new(row.span.start, last.span.end);
        if !(row.first || row.gap_above > 0.4) || end - at > 3 || !title_like(title.of(&t.text)) {
            continue;
        }
        let words = trimmed(t, title);
        let roll = cues::is_roll(words.of(&t.text));
        if roll && labels_a_value(page, at, row) {
            continue;
        }
        if roll && sits_on_its_list(page, end, row) {
            sitting.push(found.len());
        }
        let cue = cues::is_business(words.of(&t.text)) || cues::is_annex(words.of(&t.text)) || roll;
        found.push(Typed {
            rows: at..end,
            title: words,
            dress: Dress::of(page, row, row.marks),
            cue,
            plain: false,
            run_in: false,
            followed: followed(t, page, end, row),
        });
    }
    // One heading may sit on its list; several ("Present", "Apologies") are the labels of one roll.
    if sitting.len() > 1 {
        let mut at = 0;
        found.retain(|_| {
            at += 1;
            !sitting.contains(&(at - 1))
        });
    }
    found
}

/// Whether something stands beside the row on its own height: "Attendees   A. Ash, B. Birch" is a label with its value.
fn labels_a_value(page: &Page, at: usize, row: &Row) -> bool {
    let beside = |n: &Row| n.page == row.page && (n.y0 - row.y0).abs() < row.size * 0.4 && n.x0 > row.x1;
    row.x1 > 0.0 && (at.saturating_sub(8)..at + 9).filter(|j| *j != at).filter_map(|j| page.rows.get(j)).any(beside)
}

/// Whether a roll's label stands right on the first of its names, without a heading's space between.
fn sits_on_its_list(page: &Page, end: usize, row: &Row) -> bool {
    /// The white space that a heading has below it at least, in ems.
    const HEADING_SPACE: f32 = 0.18;
    page.rows.get(end).is_some_and(|n| n.page == row.page && n.gap_above < HEADING_SPACE && (n.size - row.size).abs() < 0.6)
}

/// "ROLL CALL - Present: …" and the like: a dressed beginning that a mark divides from what follows.
fn run_in(t: &Transcript, page: &Page, at: usize, row: &Row) -> Option<Typed> {
    let end = sight::dressed_beginning(t, row.span, page.usual).or_else(|| if page.usual.caps { None } else { series::caps_beginning(t, row.span) })?;
    let title = trimmed(t, Span::new(row.span.start, end));
    let words = title.of(&t.text);
    let cue = (cues::is_business(words) || cues::folded(words) == "roll call") && !words.contains(':');
    let marks = sight::marks_of(t, title);
    (title_like(words) && series::divided(t, Span::new(row.span.start, end), row.span)).then(|| Typed {
        rows: at..at + 1,
        title,
        dress: Dress::of(page, row, marks),
        cue,
        plain: false,
        run_in: true,
        followed: true,
    })
}

/// A line without dress that stands alone.
fn plain(t: &Transcript, page: &Page, at: usize, row: &Row) -> Option<Typed> {
    let words = row.words(t);
    let alone = row.last || page.ends_before(row, 0.6) && words.ends_with(':');
    let title = trimmed(t, row.span);
    let cue = cues::is_business(title.of(&t.text)) || cues::is_annex(title.of(&t.text));
    let ok = alone && word_count(words) <= 8 && title_like(words) && !words.ends_with(['.', '?']) && title_case(title.of(&t.text));
    ok.then(|| Typed {
        rows: at..at + 1,
        title,
        dress: Dress::of(page, row, row.marks),
        cue,
        plain: true,
        run_in: false,
        followed: followed(t, page, at + 1, row),
    })
}

/// Most of the longer words begin with a capital.
fn title_case(words: &str) -> bool {
    let long: Vec<&str> = words.split_whitespace().filter(|w| w.chars().count() > 3).collect();
    let upper = long.iter().filter(|w| w.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())).count();
    upper * 2 >= long.len() && words.starts_with(char::is_uppercase)
}

fn trimmed(t: &Transcript, span: Span) -> Span {
    let words = span.of(&t.text);
    let kept = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—'));
    Span::new(span.start, span.start + kept.len())
}

/// Whether words can be a title at all.
pub(super) fn title_like(words: &str) -> bool {
    let count = word_count(words);
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let first = words.chars().find(|c| c.is_alphanumeric());
    let digits = words.chars().filter(char::is_ascii_digit).count();
    (1..=WORDS).contains(&count)
        && letters >= 3
        && digits <= letters
        && first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || !c.is_lowercase())
        && !(words.ends_with('.') && (count > 7 || series::has_verb(words)))
        && !words.ends_with([',', ';'])
        && !words.contains("__")
        && !words.contains('@')
        && !words.starts_with(['•', '●', '○', '-', '*', '\u{f0b7}', '"', '“', '('])
        && !super::contents::is_leader_row(words)
        && !(words.ends_with(':') && count > 7 && series::has_verb(words))
        && !(count > 9 && series::has_verb(words))
        && !is_initials(words)
        && !cues::is_act(words)
        && !is_person(words)
        && !is_date(words)
}

/// "AW/IB", "MH": who is to act, in a column of its own.
fn is_initials(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    !words.chars().any(char::is_lowercase)
        && (letters <= 4 || words.contains('/') && words.split(['/', ' ']).all(|w| w.len() <= 3))
        && !cues::is_business(words)
}

/// "Mr. X", "Dr X", "Cllr X": a person and not a section.
fn is_person(words: &str) -> bool {
    const HONORIFICS: &[&str] = &[
        "mr", "mrs", "ms", "miss", "dr", "prof", "cllr", "sir", "h.e", "rev", "m", "mme", "mlle", "sr", "sra", "dña", "herr", "frau", "hon", "ambassador",
        "councillor", "councilmember", "vereador", "vereadora",
    ];
    let first = words.split([' ', '\t']).next().unwrap_or_default().trim_end_matches(['.', ':']).to_lowercase();
    HONORIFICS.contains(&first.as_str()) && word_count(words) >= 2
}

/// A line that is nothing but a day: weekday, number, month, year.
fn is_date(words: &str) -> bool {
    let lower = words.to_lowercase();
    let parts: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let year = parts.iter().any(|p| p.len() == 4 && p.starts_with(['1', '2']) && p.bytes().all(|b| b.is_ascii_digit()));
    year && parts.len() <= 6 && parts.iter().filter(|p| p.starts_with(|c: char| c.is_ascii_digit())).count() >= 2
}

/// Whether text, a list or a heading of a lower kind follows the row before `end`.
fn followed(t: &Transcript, page: &Page, end: usize, head: &Row) -> bool {
    /// What follows a heading has at least so many words in its first two lines, unless it is a list.
    const TEXT: usize = 7;
    let Some(next) = page.rows.get(end) else { return false };
    if next.kind != TextKind::Paragraph {
        return next.kind != TextKind::Footnote;
    }
    let lines: usize = page.rows.iter().skip(end).take(2).filter(|r| r.block == next.block).map(|r| word_count(r.words(t))).sum();
    let words = next.words(t);
    let lower_kind = Dress::of(page, next, next.marks) > Dress::of(page, head, head.marks) && !Dress::of(page, next, next.marks).is_plain();
    lines >= TEXT
        || words.starts_with(['•', '●', '○', '-', '*', '▪', '\u{f0b7}'])
        || words.ends_with('.')
        || lower_kind
        || words.starts_with(|c: char| c.is_ascii_digit())
}

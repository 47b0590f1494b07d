//! Numbered headings: labels that count on one from another, judged together.
//!
//! One "3." may number a heading, a paragraph, a motion or an item of a list. The series that it belongs to tells: headings
//! are short, are set apart, and have text below them; paragraphs are prose, and lists have their numbers one under another.

use super::numbering::{self, Family, Form, Label, Step};
use super::sight::{self, Page, Row};
use crate::span::Span;
use crate::transcript::{TextKind, Transcript};

/// A line with a label, and what would be its title.
#[derive(Debug, Clone)]
pub(super) struct Numbered {
    /// The rows of the heading.
    pub(super) rows: std::ops::Range<usize>,
    pub(super) label: Label,
    /// The title's words; empty where the label numbers prose.
    pub(super) title: Span,
    /// The label and the title.
    pub(super) span: Span,
    /// The title is set apart by its type.
    pub(super) dressed: bool,
    /// Text runs on after the title in the same line or paragraph.
    pub(super) run_in: bool,
    /// A paragraph, not a title.
    pub(super) prose: bool,
    /// The next thing is a label of the same family.
    pub(super) adjacent: bool,
    /// The line before it announces it with a colon.
    pub(super) announced: bool,
}

/// Labels that count on.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    /// Indices of the numbered lines.
    pub(super) members: Vec<usize>,
    pub(super) family: Family,
    prefix: Vec<Step>,
    /// Whether they number headings.
    pub(super) headings: bool,
}

/// A title has no more words than this; what is longer is a paragraph.
const TITLE_WORDS: usize = 28;
/// An undressed first sentence with no more words than this may be a title.
const SHORT_SENTENCE: usize = 8;

/// All labelled lines, in order.
pub(super) fn numbered(t: &Transcript, page: &Page) -> Vec<Numbered> {
    let mut labels: Vec<Option<Label>> = page.rows.iter().enumerate().map(|(i, row)| label_of(t, page, i, row)).collect();
    numbering::settle_romans(&mut labels);
    numbering::settle_letters(&mut labels);
    numbering::settle_years(&mut labels);
    let mut found = Vec::new();
    for (i, label) in labels.iter().enumerate() {
        let Some(label) = label else {
            found.extend(item_behind(t, page, i));
            continue;
        };
        if let Some(one) = titled(t, page, &labels, i, label) {
            found.push(one);
        }
    }
    found
}

/// "Opening of the meeting (Agenda item 1)": the title whose number stands behind it in brackets.
fn item_behind(t: &Transcript, page: &Page, i: usize) -> Option<Numbered> {
    let row = page.rows.get(i).filter(|r| r.first && r.kind != TextKind::Footnote)?;
    let words = row.words(t).trim_end();
    let (head, inner) = words.strip_suffix([')', ']'])?.rsplit_once(['(', '['])?;
    let (head, lower) = (head.trim_end(), inner.to_lowercase());
    let number = ["agenda items ", "agenda item ", "items ", "item ", "point ", "punto ", "top "].iter().find_map(|k| lower.strip_prefix(k))?;
    let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = number.get(digits..)?;
    let plain = rest.is_empty() || [" of the ", " and ", ", ", "-", " (", " to ", " du ", " del "].iter().any(|w| rest.starts_with(w));
    let value = number.get(..digits)?.parse::<u32>().ok().filter(|n| plain && (1..100).contains(n))?;
    let title = Span::new(row.span.start, row.span.start + head.len());
    if word_count(head) > TITLE_WORDS || !head.starts_with(char::is_uppercase) || sentence_like(head) {
        return None;
    }
    let dressed = page.telling(sight::marks_of(t, title)).any() || row.level.is_some() || page.rise(row.size) >= 2;
    let label = Label { printed: value.to_string(), path: vec![Step { form: Form::Arabic, value }], keyword: true, closer: ':', end: 0 };
    Some(Numbered { rows: i..i + 1, label, title, span: row.span, dressed, run_in: false, prose: false, adjacent: false, announced: false })
}

/// The row that a number alone in the margin belongs to: the one on its height, else the next one.
fn hung<'p>(page: &'p Page, labels: &[Option<Label>], i: usize) -> Option<(usize, &'p Row)> {
    /// How many rows away the reading order may have put it.
    const REACH: usize = 14;
    let row = page.rows.get(i)?;
    let plain = |j: &usize| labels.get(*j).is_some_and(Option::is_none);
    let level =
        |n: &Row| n.page == row.page && n.kind != TextKind::Footnote && (n.y0 - row.y0).abs() < row.size * 0.4 && n.x0 > row.x0 && n.x0 < row.x0 + 160.0;
    if row.x1 > 0.0 {
        let near = (i.saturating_sub(REACH)..i + REACH).filter(|j| *j != i).filter(plain);
        if let Some(found) = near.filter_map(|j| Some((j, page.rows.get(j)?))).filter(|(_, n)| level(n)).min_by(|a, b| a.1.x0.total_cmp(&b.1.x0)) {
            return Some(found);
        }
    }
    let next = page.rows.get(i + 1).filter(|n| n.page == row.page && plain(&(i + 1)) && n.kind != TextKind::Footnote)?;
    let below = row.x1 <= 0.0 || (next.y0 - row.y0).abs() < row.size * 2.6;
    below.then_some((i + 1, next))
}

fn label_of(t: &Transcript, page: &Page, i: usize, row: &Row) -> Option<Label> {
    if row.kind == TextKind::Footnote {
        return None;
    }
    let words = row.words(t);
    let label = numbering::parse(words, |at| gap_at(t, row.span.start + at))?;
    if row.first || row.level.is_some() || page.telling(row.marks).any() || row.gap_above > 0.35 {
        return Some(label);
    }
    // Inside a paragraph a line may begin with a number by chance: what ends before it must have ended.
    let before = i.checked_sub(1).and_then(|b| page.rows.get(b))?;
    let ended = before.words(t).ends_with(['.', ':', ';', '!', '?', ')']);
    let short = page.ends_before(before, 0.85);
    (ended && !label.is_weak() || short || gap_at(t, row.span.start + label.end)).then_some(label)
}

fn gap_at(t: &Transcript, byte: usize) -> bool {
    let at = t.gaps.partition_point(|g| g.at < byte);
    t.gaps.get(at).is_some_and(|g| g.at == byte) || t.text.get(..byte).is_some_and(|b| b.ends_with('\t'))
}

fn titled(t: &Transcript, page: &Page, labels: &[Option<Label>], i: usize, label: &Label) -> Option<Numbered> {
    let row = page.rows.get(i)?;
    let mut title = Span::new(row.span.start + label.end, row.span.end).trimmed(&t.text);
    let (mut at, mut head) = (i, row);
    if title.is_empty() {
        // A number alone on its line: the title hangs beside it, or is the next line.
        let (beside, next) = hung(page, labels, i)?;
        (at, head, title) = (beside, next, next.span);
    }
    let apart = at > i + 1 || at < i;
    let mut one = Numbered {
        rows: if apart { at..at + 1 } else { i..at + 1 },
        label: label.clone(),
        title,
        span: Span::new(if apart { title.start } else { row.span.start }, title.end),
        dressed: false,
        run_in: false,
        prose: false,
        adjacent: false,
        announced: i.checked_sub(1).and_then(|b| page.rows.get(b)).is_some_and(|b| b.page == row.page && b.words(t).ends_with(':')),
    };
    let marks = page.telling(sight::marks_of(t, title));
    // A table may be set larger than the text: its size alone makes no heading of a cell.
    if marks.any() || head.level.is_some() || page.rise(head.size) >= 2 && head.kind != TextKind::Table {
        one.dressed = true;
        take_continuation(t, page, labels, at, &mut one, |n| page.telling(n.marks) == marks && (n.size - head.size).abs() < 0.6);
        one.prose = word_count(one.title.of(&t.text)) > TITLE_WORDS * 3 / 2;
    } else if let Some(end) = sight::dressed_beginning(t, title, page.usual).or_else(|| caps_beginning(t, title)) {
        one.dressed = true;
        one.run_in = true;
        one.title = Span::new(title.start, end);
        one.prose = word_count(one.title.of(&t.text)) > TITLE_WORDS;
        if !divided(t, one.title, head.span) {
            // "4. *Ms. Ash* (Chile) said that …": the sentence's subject is set apart, and no title.
            (one.dressed, one.run_in, one.prose) = (false, false, true);
            one.title.end = one.title.start;
        }
    } else {
        plain_title(t, page, labels, at, &mut one);
    }
    trim_title(t, &mut one);
    let after = one.rows.end;
    one.adjacent = !one.run_in && labels.get(after).is_some_and(|l| l.as_ref().is_some_and(|l| class(l) == class(label)));
    Some(one)
}

/// An undressed title: the paragraph's only line or two, or the words before a colon, or a short first sentence.
fn plain_title(t: &Transcript, page: &Page, labels: &[Option<Label>], at: usize, one: &mut Numbered) {
    let Some(head) = page.rows.get(at) else { return };
    let words = one.title.of(&t.text);
    let ends_short = head.last || page.ends_before(head, 0.8);
    let whole = |one: &Numbered| sentence_like(one.title.of(&t.text));
    if ends_short {
        one.prose = whole(one);
        if one.prose {
            first_words(t, one);
        }
        return;
    }
    // How long is the paragraph?
    let rest = page.rows.iter().enumerate().skip(at + 1).take_while(|(j, n)| n.block == head.block && labels.get(*j).is_none_or(Option::is_none)).count();
    if rest <= 1 && word_count(words) < TITLE_WORDS {
        take_continuation(t, page, labels, at, one, |_| true);
        one.prose = whole(one);
    } else {
        one.prose = true;
    }
    if one.prose {
        one.rows.end = at + 1;
        one.title.end = head.span.end;
        first_words(t, one);
    }
}

/// Whether something parts a dressed beginning from the words behind it: a mark, or that a sentence begins there.
pub(super) fn divided(t: &Transcript, title: Span, line: Span) -> bool {
    let marked = title.of(&t.text).trim_end().ends_with([':', '.', '-', '–', '—']);
    let rest = Span::new(title.end.min(line.end), line.end).of(&t.text).trim_start();
    marked || rest.is_empty() || !rest.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | '('))
}

/// The title of a paragraph that begins with one: "Apologies: None", "Approval of minutes. The minutes were …".
fn first_words(t: &Transcript, one: &mut Numbered) {
    let words = one.title.of(&t.text);
    let colon = words.find([':', '–', '—']).or_else(|| words.find(" - ").map(|at| at + 1));
    let stop = words.find(". ").filter(|at| words.get(at + 2..).is_some_and(|r| r.starts_with(char::is_uppercase)));
    let end = [colon, stop].into_iter().flatten().min().filter(|end| {
        let head = words.get(..*end).unwrap_or_default();
        word_count(head) <= SHORT_SENTENCE && head.starts_with(char::is_uppercase) && head.chars().filter(|c| c.is_alphabetic()).count() > 2
    });
    match end {
        Some(end) => {
            one.run_in = true;
            one.prose = false;
            one.title.end = one.title.start + end;
        }
        None => one.title.end = one.title.start,
    }
}

fn take_continuation(t: &Transcript, page: &Page, labels: &[Option<Label>], at: usize, one: &mut Numbered, same: impl Fn(&Row) -> bool) {
    /// A heading is broken over no more lines than this.
    const LINES: usize = 4;
    let Some(head) = page.rows.get(at) else { return };
    let mut before = head;
    for (j, next) in page.rows.iter().enumerate().skip(at + 1).take(LINES - 1) {
        let close =
            next.block == head.block || (next.gap_above < 0.6 && before.words(t).ends_with(|c: char| c.is_lowercase() || c == ',' || c == '-' || c == '–'));
        let labelled = labels.get(j).is_none_or(Option::is_some);
        let table_cell = next.kind == TextKind::Table && next.first;
        if !close || labelled || table_cell || next.page != head.page || !same(next) || before.words(t).ends_with(':') {
            break;
        }
        one.rows.end = j + 1;
        one.title.end = next.span.end;
        one.span.end = next.span.end;
        before = next;
    }
}

fn trim_title(t: &Transcript, one: &mut Numbered) {
    let words = one.title.of(&t.text);
    let kept = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—') || c == '.' && one.run_in);
    one.title.end = one.title.start + kept.len();
    if one.run_in {
        one.span.end = one.title.end.max(one.span.start + one.label.end);
    }
}

/// "ROLL CALL: Board Members …": where the capitals end, if a mark divides them from the rest.
pub(super) fn caps_beginning(t: &Transcript, span: Span) -> Option<usize> {
    let words = span.of(&t.text);
    let mut end = 0;
    let mut at = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        if word.chars().any(char::is_lowercase) {
            break;
        }
        at += word.len();
        end = at;
    }
    let head = words.get(..end)?.trim_end();
    let rest = words.get(end..)?;
    let letters = head.chars().filter(|c| c.is_uppercase()).count();
    let divided = head.ends_with([':', '-', '–', '—', '.']);
    (letters >= 3 && divided && !rest.trim().is_empty()).then(|| span.start + head.trim_end_matches([':', '-', '–', '—', '.', ' ']).len())
}

/// Whether words read as a sentence and not as a title.
pub(super) fn sentence_like(words: &str) -> bool {
    let count = word_count(words);
    let ended = words.ends_with(['.', ';', '!']);
    count > TITLE_WORDS || ended && (count > 15 || count >= 6 && has_verb(words)) || count >= 8 && has_verb(words) || words.contains(". ") && count > 14
}

/// Whether words hold a finite verb as minutes use them.
pub(super) fn has_verb(words: &str) -> bool {
    const VERBS: &[&str] = &[
        "was", "were", "is", "are", "has", "have", "had", "will", "would", "should", "est", "sont", "ont", "sera", "wird", "wurde", "ist", "sind", "hat", "es",
        "son", "fue", "foi",
    ];
    /// Words in "-ed" that stand in titles.
    const TITLES: &[&str] =
        &["proposed", "revised", "limited", "united", "related", "amended", "updated", "listed", "need", "held", "advanced", "integrated", "received"];
    words.split_whitespace().skip(1).any(|w| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        VERBS.contains(&bare) || bare.len() > 4 && bare.ends_with("ed") && bare.starts_with(char::is_lowercase) && !TITLES.contains(&bare)
    })
}

pub(super) fn word_count(words: &str) -> usize {
    words.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

/// The family with what may vary by a slip of the typist taken out: "2" for "2.", "7.0" for "7".
fn class(label: &Label) -> Family {
    let (keyword, mut forms, closer) = label.family();
    if label.is_round() {
        forms.truncate(1);
    }
    (keyword, forms, if closer == ' ' { '.' } else { closer })
}

fn effective(label: &Label) -> (&[Step], u32) {
    if label.is_round() { (&[], label.path.first().map_or(0, |s| s.value)) } else { (label.prefix(), label.value()) }
}

/// Joins labels into series that count on, and judges each.
pub(super) fn chains(page: &Page, numbered: &[Numbered]) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    for (n, one) in numbered.iter().enumerate() {
        let (prefix, value) = effective(&one.label);
        let family = class(&one.label);
        let opening = match value {
            1 => 1.2,
            _ if !prefix.is_empty() => 3.0,
            _ => 5.0,
        };
        let best = chains
            .iter()
            .enumerate()
            .filter(|(_, c)| c.family == family && c.prefix == prefix)
            .filter_map(|(i, c)| Some((i, cost(page, numbered.get(*c.members.last()?)?, one, value)?)))
            .min_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        match best {
            Some((i, cost)) if cost < opening => {
                if let Some(chain) = chains.get_mut(i) {
                    chain.members.push(n);
                }
            }
            _ => chains.push(Chain { members: vec![n], family, prefix: prefix.to_vec(), headings: false }),
        }
    }
    judge(numbered, &mut chains);
    chains
}

/// How ill `next` follows `last`; `None` where it cannot.
fn cost(page: &Page, last: &Numbered, next: &Numbered, value: u32) -> Option<f32> {
    let (_, before) = effective(&last.label);
    let base = match value.checked_sub(before)? {
        0 => 3.5,
        1 => 0.0,
        2 => 2.0,
        3 | 4 => 3.0,
        _ => return None,
    };
    let (a, b) = (page.rows.get(last.rows.start)?, page.rows.get(next.rows.start)?);
    // Facing pages may be shifted against each other: there a difference weighs half.
    let weight = if a.page == b.page { 1.0 } else { 0.5 };
    let shift = (a.x0 - b.x0).abs();
    let moved = if shift > 30.0 { 2.5 } else { (shift / 12.0).min(1.5) };
    let dress = if last.dressed == next.dressed { 0.0 } else { 1.0 };
    let size = if (a.size - b.size).abs() > 0.6 { 0.8 } else { 0.0 };
    let prose = if last.prose == next.prose { 0.0 } else { 0.4 };
    // Headings have space above them, the points of a list stand close.
    let spaced = |r: &Row| r.gap_above > 0.5;
    let gap = if last.announced || spaced(a) == spaced(b) { 0.0 } else { 0.7 };
    Some(base + moved * weight + dress + size + prose + gap * weight)
}

#[derive(Default, Clone, Copy)]
struct Tally {
    n: f32,
    dressed: f32,
    prose: f32,
    adjacent: f32,
    weak: f32,
}

impl Tally {
    fn add(&mut self, one: &Numbered) {
        let count = |b: bool| if b { 1.0 } else { 0.0 };
        self.n += 1.0;
        self.dressed += count(one.dressed && !one.prose);
        self.prose += count(one.prose);
        self.adjacent += count(one.adjacent);
        self.weak += count(one.label.is_weak());
    }
}

fn judge(numbered: &[Numbered], chains: &mut [Chain]) {
    let tallies: Vec<Tally> = chains
        .iter()
        .map(|c| {
            let mut tally = Tally::default();
            c.members.iter().filter_map(|m| numbered.get(*m)).for_each(|one| tally.add(one));
            tally
        })
        .collect();
    // The parts of numbered sections ("5.1", "6.1") are one kind of thing through the document.
    let pooled: Vec<Tally> = chains
        .iter()
        .map(|c| {
            let same = chains.iter().zip(&tallies).filter(|(o, _)| !c.prefix.is_empty() && o.family == c.family);
            same.fold(Tally::default(), |mut sum, (_, x)| {
                sum = Tally {
                    n: sum.n + x.n,
                    dressed: sum.dressed + x.dressed,
                    prose: sum.prose + x.prose,
                    adjacent: sum.adjacent + x.adjacent,
                    weak: sum.weak + x.weak,
                };
                sum
            })
        })
        .collect();
    for ((chain, own), pool) in chains.iter_mut().zip(&tallies).zip(&pooled) {
        let x = if chain.prefix.is_empty() { *own } else { *pool };
        // "3-A" under "3": a code of its own is judged by its own titles where the document mixes them with prose.
        let code = chain.family.1.len() == 2 && chain.family.1.last().is_some_and(|f| *f == Form::AlphaUpper);
        chain.headings = are_headings(chain, x, numbered) || code && own.prose == 0.0 && own.adjacent == 0.0;
    }
}

fn are_headings(chain: &Chain, x: Tally, numbered: &[Numbered]) -> bool {
    let share = |part: f32| part / x.n;
    let first = chain.members.first().and_then(|m| numbered.get(*m));
    // What is counted through a year begins with any number.
    let begins = first.is_some_and(|f| effective(&f.label).1 <= 2 || f.label.closer == '/');
    // "The Board resolved:" and below it points one under another: a list, also of two.
    if first.is_some_and(|f| f.announced && effective(&f.label).1 == 1) && !chain.family.0 && x.n >= 2.0 && x.adjacent >= (x.n - 1.0) * 0.6 {
        return false;
    }
    let lower = chain.family.1.last().is_some_and(|f| matches!(f, Form::AlphaLower | Form::RomanLower));
    if chain.family.0 {
        return share(x.prose) <= 0.5 && (begins || x.n >= 3.0 || share(x.dressed) >= 0.6); // "Item 3" says what it is
    }
    if share(x.dressed) >= 0.6 {
        // One dressed line with a number may be a name in a list or a date: two that count on are not.
        return x.n >= 2.0 || begins || !chain.prefix.is_empty();
    }
    if lower || x.n < 2.0 && chain.prefix.is_empty() {
        return false;
    }
    let titles = 1.0 - share(x.prose);
    let apart = 1.0 - share(x.adjacent);
    let letters = chain.family.1.len() == 1 && chain.family.1.first().is_some_and(|f| *f == Form::AlphaUpper);
    let enough = if x.weak > 0.0 || letters { 3.0 } else { 2.0 };
    begins && titles >= 0.6 && apart >= 0.5 && x.n >= enough
}

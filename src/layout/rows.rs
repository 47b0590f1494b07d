//! Gathers words into rows: all that stands on one baseline, across the whole page.
//!
//! Rows are what columns are then cut from. Words that stand apart on the page but level with one another are in one row;
//! columns whose baselines are offset give rows of their own, which does no harm.

use super::blocks::marker;
use super::words::{PageWords, Placed, is_rtl};
use super::{Line, Style, Word};
use crate::geometry::Rect;
use crate::read::Rule;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// By how much baselines of one row may differ, in ems.
const ROW_EM: f32 = 0.25;

/// How far a rule may lie under the baseline and underline it, and how far above, in ems.
const UNDERLINE_EM: std::ops::Range<f32> = -0.08..0.34;

/// How far apart the baselines of an item's hanging number and of the line that it numbers may lie, in ems: half a line's pitch.
pub(super) const HANG_EM: f32 = 0.65;

/// Words on one baseline, from left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) words: Vec<Placed>,
    pub(super) bbox: Rect,
    pub(super) baseline: f32,
    /// The size of most of its letters.
    pub(super) size: f32,
}

impl Row {
    fn of(words: Vec<Placed>) -> Option<Self> {
        let bbox = Rect::around(words.iter().map(|w| w.bbox))?;
        let (size, baseline) = words.iter().max_by_key(|w| (!w.style.raised, w.end - w.start)).map(|w| (w.size, w.baseline))?;
        Some(Self { words, bbox, baseline, size })
    }

    /// Takes the words of a row that stands to the left of this one.
    fn take(&mut self, other: Self) {
        self.bbox = self.bbox.union(other.bbox);
        self.words.splice(0..0, other.words);
    }

    /// The row's words with one space between them.
    pub(super) fn text(&self, page: &PageWords) -> String {
        line(page, &self.words).text
    }
}

/// Gathers words into rows from top to bottom.
pub(super) fn gather(mut words: Vec<Placed>, page: &PageWords) -> Vec<Row> {
    words.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Row> = Vec::new();
    let mut open: Vec<Placed> = Vec::new();
    let mut level = f32::NEG_INFINITY;
    for w in words {
        if w.baseline - level > ROW_EM * w.size.max(1.0) {
            rows.extend(close(&mut open, page));
            level = w.baseline;
        }
        open.push(w);
    }
    rows.extend(close(&mut open, page));
    rows
}

/// Joins an item's number that hangs in the margin, a little above or below its line, with that line: where a number has a
/// frame or a cell of its own, its baseline need not be that of the words.
pub(super) fn hang(rows: Vec<Row>, page: &PageWords) -> Vec<Row> {
    let alone = |row: &Row| matches!(row.words.as_slice(), [w] if marker(page.of(w)) == Some(page.of(w).len()));
    let fits = |number: &Row, row: &Row| {
        !alone(row)
            && (row.baseline - number.baseline).abs() < HANG_EM * number.size
            && row.bbox.x0 > number.bbox.x1
            && (row.size - number.size).abs() < 0.3 * number.size
    };
    let mut out: Vec<Row> = Vec::with_capacity(rows.len());
    let mut waiting: Option<Row> = None;
    for mut row in rows {
        if let Some(number) = waiting.take() {
            if fits(&number, &row) {
                row.take(number);
            } else {
                out.push(number);
            }
        }
        if !alone(&row) {
            out.push(row);
        } else if let Some(line) = out.last_mut().filter(|line| fits(&row, line)) {
            line.take(row);
        } else {
            waiting = Some(row);
        }
    }
    out.extend(waiting);
    out
}

fn close(open: &mut Vec<Placed>, page: &PageWords) -> Option<Row> {
    let mut words = std::mem::take(open);
    words.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    patch(&mut words);
    Row::of(letterspaced(words, page))
}

/// A letter that the font lacks is drawn from another one, often after the whole line: what touches on both sides, and was not
/// drawn one behind the other, is one word.
fn patch(words: &mut [Placed]) {
    /// Letters of one word stand no farther apart, in ems.
    const TOUCH_EM: f32 = 0.08;
    let mut last: Option<(u32, f32)> = None;
    for w in words {
        let touches = last.is_some_and(|(end, x1)| end != w.start && (w.bbox.x0 - x1).abs() < TOUCH_EM * w.size);
        w.glued |= touches && !w.style.raised;
        last = Some((w.end, w.bbox.x1));
    }
}

/// "M I N U T E S": single letters at even distances are one word. They are marked as glued.
fn letterspaced(mut words: Vec<Placed>, page: &PageWords) -> Vec<Placed> {
    let single = |w: &Placed| page.of(w).chars().count() == 1;
    let mut from = 0;
    while from < words.len() {
        let run = words.get(from..).unwrap_or_default().iter().take_while(|w| single(w)).count();
        if run >= 4 {
            let gaps: Vec<f32> =
                words.get(from..from + run).unwrap_or_default().windows(2).filter_map(|p| Some(p.get(1)?.bbox.x0 - p.first()?.bbox.x1)).collect();
            let least = gaps.iter().copied().fold(f32::INFINITY, f32::min);
            for (w, gap) in words.iter_mut().skip(from + 1).zip(&gaps) {
                w.glued = *gap < w.size && *gap <= least.max(0.05 * w.size) * 1.7;
            }
        }
        from += run.max(1);
    }
    words
}

/// Marks the words under which a rule lies.
pub(super) fn underline(words: &mut [Placed], rules: &[Rule]) {
    let mut across: Vec<Rect> = rules.iter().filter(|r| r.horizontal).map(|r| r.bbox).collect();
    if across.is_empty() {
        return;
    }
    across.sort_by(|a, b| a.y0.total_cmp(&b.y0));
    for w in words.iter_mut() {
        let (top, bottom) = (w.baseline + UNDERLINE_EM.start * w.size, w.baseline + UNDERLINE_EM.end * w.size);
        let from = across.partition_point(|r| r.y0 < top);
        let under = across.get(from..).unwrap_or_default().iter().take_while(|r| r.y0 <= bottom);
        // A rule across the whole column divides; an underline ends with its words.
        w.style.underline |= under.filter(|r| r.height() < 0.2 * w.size).any(|r| r.overlap_x(&w.bbox) > 0.6 * w.bbox.width());
    }
}

/// Makes a line of words that stand from left to right.
pub(super) fn line(page: &PageWords, words: &[Placed]) -> Line {
    let mut ordered: Vec<&Placed> = words.iter().collect();
    let rtl = words.iter().filter(|w| page.of(w).starts_with(is_rtl)).count();
    if rtl * 2 > words.len() {
        right_to_left(&mut ordered, page);
    }
    let mut out = Line { text: String::with_capacity(words.len() * 8), ..Line::default() };
    for w in ordered {
        let glue = w.glued && !w.style.raised && out.words.last().is_some_and(|p| !p.style.raised);
        if !out.text.is_empty() && !glue {
            out.text.push(' ');
        }
        let start = out.text.len() as u32;
        push_letters(&mut out.text, page.of(w));
        let end = out.text.len() as u32;
        match out.words.last_mut() {
            Some(last) if glue => {
                last.end = end;
                last.bbox = last.bbox.union(w.bbox);
            }
            _ => out.words.push(Word { start, end, bbox: w.bbox, style: w.style, size: w.size }),
        }
    }
    out.bbox = Rect::around(words.iter().map(|w| w.bbox)).unwrap_or_default();
    if let Some(w) = words.iter().max_by_key(|w| (!w.style.raised, w.end - w.start)) {
        (out.size, out.baseline) = (w.size, w.baseline);
    }
    out
}

/// In a line of a right-to-left script, the words run from the right, but for runs of numbers and Latin words.
fn right_to_left(words: &mut Vec<&Placed>, page: &PageWords) {
    words.reverse();
    let ltr: Vec<bool> = words.iter().map(|w| page.of(w).starts_with(|c: char| c.is_alphanumeric() && !is_rtl(c))).collect();
    let mut i = 0;
    while i < words.len() {
        let run = ltr.get(i..).unwrap_or_default().iter().take_while(|x| **x).count();
        if let Some(part) = words.get_mut(i..i + run) {
            part.reverse();
        }
        i += run.max(1);
    }
}

/// Letters as text wants them: compatibility ligatures apart, typographic spaces plain, nothing invisible.
fn push_letters(out: &mut String, letters: &str) {
    if letters.is_ascii() {
        out.push_str(letters);
        return;
    }
    // Composed letters, as people type them.
    let composed;
    let letters = if matches!(is_nfc_quick(letters.chars()), IsNormalized::Yes) {
        letters
    } else {
        composed = letters.nfc().collect::<String>();
        &composed
    };
    for c in letters.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            // A soft hyphen is kept for the joining of lines, which takes it out.
            _ => out.push(c),
        }
    }
}

/// How most of the letters of `words` are set.
pub(super) fn style_of(line: &Line) -> Style {
    let total: u32 = line.words.iter().map(|w| w.end - w.start).sum();
    let most = |f: fn(&Style) -> bool| 2 * line.words.iter().filter(|w| f(&w.style)).map(|w| w.end - w.start).sum::<u32>() > total;
    Style { bold: most(|s| s.bold), italic: most(|s| s.italic), underline: most(|s| s.underline), raised: false }
}

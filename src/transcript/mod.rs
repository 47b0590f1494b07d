//! `Layout` -> `Transcript`: one text in reading order, every character of it anchored to its page.
//!
//! Letters out are the letters of the kept blocks in order, but for the recorded repairs.

#[cfg(test)]
pub(crate) mod drawn;

mod anchors;
mod join;

pub use anchors::transcribe;

mod part;

use crate::diagnostics::Repair;
use crate::geometry::Rect;
use crate::layout::{Column, LaidPage, Role, Style};
use crate::minutes::TextLayer;
use crate::read::mend::Mend;
use crate::span::Span;
use std::ops::Range;

/// A document as one text.
#[derive(Debug, Clone, Default)]
pub struct Transcript {
    /// Blocks joined by a blank line.
    pub text: String,
    /// In order; they and the separators tile the text.
    pub blocks: Vec<TextBlock>,
    /// In order; each lies in one block.
    pub lines: Vec<TextLine>,
    /// Where letters are set otherwise than plain, in order, without overlap.
    pub styles: Vec<StyleRun>,
    /// Wide gaps inside lines: tab stops, cells that ran together. In order.
    pub gaps: Vec<Gap>,
    /// Cell by cell, for each table block.
    pub tables: Vec<TextTable>,
    /// What layout had done and was undone.
    pub repairs: Vec<(Span, Repair)>,
    /// The pages.
    pub pages: Vec<PageInfo>,
    /// Running headers, footers, page numbers, stamps: not in the text, but witnesses to dates and titles.
    pub furniture: Vec<Furniture>,
    /// The size in which most of the text is set, in points.
    pub body_size: f32,
    /// Whether boxes mean anything.
    pub geometry: bool,
}

/// A paragraph, a list item, a table, a note: what a reader takes as one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBlock {
    /// What it is, as far as layout tells. Headings are found later.
    pub kind: TextKind,
    /// Its words.
    pub span: Span,
    /// Its lines, as indices into [`Transcript::lines`].
    pub lines: Range<usize>,
    /// The page where it begins.
    pub page: Option<u32>,
    /// Its box on that page.
    pub bbox: Option<Rect>,
    /// The column in which it begins, where its region has several.
    pub column: Option<Column>,
    /// The size of most of its letters, in points.
    pub size: f32,
    /// A Markdown heading's level, where the source marks one.
    pub marked_level: Option<u8>,
}

/// What layout tells of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// Lines that run on, or a line alone.
    Paragraph,
    /// Begins with a bullet or an item's number or letter.
    ListItem,
    /// Rows of cells: cells are divided by tabs, rows by line feeds.
    Table,
    /// A note at a page's foot.
    Footnote,
}

/// A line of the page, in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// Its words.
    pub span: Span,
    /// Its page, from 1; `None` for a text without pages.
    pub page: Option<u32>,
    /// Its box.
    pub bbox: Option<Rect>,
    /// Which block it lies in.
    pub block: usize,
    /// The size of most of its letters, in points.
    pub size: f32,
    /// The column that it stands in.
    pub column: Option<Column>,
    /// The white space above it, in its own size (ems, baseline to baseline less one line); 0 where it follows closely,
    /// `f32::INFINITY` at the head of a page or column.
    pub gap_above: f32,
}

/// Letters set otherwise than plain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StyleRun {
    /// The letters.
    pub span: Span,
    /// How they are set.
    pub style: Style,
}

/// A gap inside a line that is wider than any between words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The byte where the word after the gap begins.
    pub at: usize,
    /// Its width in ems.
    pub ems: f32,
    /// Where the word after the gap begins on the page, in points.
    pub x: f32,
}

/// A table in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextTable {
    /// An index into [`Transcript::blocks`].
    pub block: usize,
    /// Each cell's words (an empty span for an empty cell).
    pub rows: Vec<Vec<Span>>,
    /// Whether rules on the page draw it.
    pub ruled: bool,
}

/// A page of the transcript.
#[derive(Debug, Clone, PartialEq)]
pub struct PageInfo {
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
}

/// What a reader skips.
#[derive(Debug, Clone, PartialEq)]
pub struct Furniture {
    /// What it is.
    pub role: Role,
    /// Its words.
    pub text: String,
    /// Its page.
    pub page: u32,
}

impl Transcript {
    /// The block that holds `byte`, or the next one after it.
    #[must_use]
    pub fn block_at(&self, byte: usize) -> usize {
        self.blocks.partition_point(|b| b.span.end <= byte)
    }

    /// The line that holds `byte`, or the next one after it.
    #[must_use]
    pub fn line_at(&self, byte: usize) -> usize {
        self.lines.partition_point(|l| l.span.end <= byte)
    }

    /// The page of `byte`.
    #[must_use]
    pub fn page_at(&self, byte: usize) -> Option<u32> {
        self.lines.get(self.line_at(byte)).or(self.lines.last()).and_then(|l| l.page)
    }

    /// How the letter at `byte` is set.
    #[must_use]
    pub fn style_at(&self, byte: usize) -> Style {
        let i = self.styles.partition_point(|r| r.span.end <= byte);
        self.styles.get(i).filter(|r| r.span.start <= byte).map_or_else(Style::default, |r| r.style)
    }

    /// Notes what was mended in recognised words, where these stand in the text.
    pub fn note_mends(&mut self, mends: &[Mend]) {
        for mend in mends {
            let Some(to) = mend.repair.to.as_deref() else { continue };
            let at = (mend.bbox.mid_x(), mend.bbox.mid_y());
            let first = self.lines.partition_point(|l| l.page < Some(mend.page));
            let page = self.lines.get(first..).unwrap_or_default().iter().take_while(|l| l.page == Some(mend.page));
            let here = |l: &&TextLine| l.bbox.is_some_and(|b| b.x0 - 1.0 <= at.0 && at.0 <= b.x1 + 1.0 && b.y0 - 1.0 <= at.1 && at.1 <= b.y1 + 1.0);
            let place = page.filter(here).find_map(|l| {
                let found = self.words(l.span).find(to)?;
                Some(Span::new(l.span.start + found, l.span.start + found + to.len()))
            });
            self.repairs.extend(place.map(|span| (span, mend.repair.clone())));
        }
        self.repairs.sort_by_key(|(span, _)| span.start);
    }

    /// The words of a span.
    #[must_use]
    pub fn words(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// The boxes of the lines that `span` meets on the page where it begins, as one.
    #[must_use]
    pub fn bbox_of(&self, span: Span) -> Option<Rect> {
        let first = self.line_at(span.start);
        let page = self.lines.get(first)?.page;
        let met = self.lines.get(first..)?.iter().take_while(|l| l.span.start < span.end && l.page == page);
        Rect::around(met.filter_map(|l| l.bbox))
    }
}

impl From<&LaidPage> for PageInfo {
    fn from(p: &LaidPage) -> Self {
        Self { number: p.number, label: p.label.clone(), width: p.width, height: p.height, rotation: p.rotation, text_layer: p.text_layer }
    }
}

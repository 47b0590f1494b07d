//! `Source` -> `RawDocument`: the letters of each page with their places.
//!
//! Only this stage may refuse a document. What comes out holds no type of any PDF library.

pub mod aids;
pub mod doubts;
mod inline;
pub mod limits;
mod markdown;
pub mod mend;
pub mod pdf;
pub mod picture;
pub mod recognise;
pub mod second;
pub mod text;

use crate::error::Refusal;
use crate::geometry::Rect;
use crate::minutes::TextLayer;
use crate::source::{Format, Source};
use aids::{Aids, Alone};
use serde::{Deserialize, Serialize};

/// A document's letters, page by page. Boxes are in points from the page's top left, as the page is looked at
/// (its `/Rotate` applied), all finite.
#[derive(Debug, Clone, Default)]
pub struct RawDocument {
    /// The pages that were read, in order.
    pub pages: Vec<RawPage>,
    /// The fonts that [`Glyph::font`] indexes.
    pub fonts: Vec<FontFace>,
    /// What the file says of itself.
    pub properties: Properties,
    /// A text without geometry, in place of pages.
    pub plain: Option<text::PlainText>,
    /// What was recognised in pictures of its pages.
    pub recognition: recognise::Recognition,
    /// What a second reader gave.
    pub second: second::SecondReading,
}

/// One page.
#[derive(Debug, Clone)]
pub struct RawPage {
    /// From 1.
    pub number: u32,
    /// As the file's page labels print it.
    pub label: Option<String>,
    /// In points, as looked at.
    pub width: f32,
    /// In points, as looked at.
    pub height: f32,
    /// The page's `/Rotate`: 0, 90, 180 or 270.
    pub rotation: u16,
    /// In the order of the content stream.
    pub glyphs: Vec<Glyph>,
    /// Straight horizontal and vertical strokes and thin filled rectangles.
    pub rules: Vec<Rule>,
    /// Where pictures are drawn.
    pub images: Vec<Rect>,
    /// Where the letters come from.
    pub text_layer: TextLayer,
    /// Glyphs for which no Unicode could be found (they are not among `glyphs`).
    pub unreadable_glyphs: u32,
    /// The most that a fact read from this page may be trusted: 1 where its letters are the file's own, below it where a second
    /// reader or a recognition of pictures gave them.
    pub trust: f32,
}

/// One character on the page. A ligature is several, each with its share of the box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The character.
    pub ch: char,
    /// From the origin to the advance, and from the descent to the ascent of the font.
    pub bbox: Rect,
    /// The baseline's height on the page (for upright text).
    pub baseline: f32,
    /// Nominal size on the page, in points.
    pub size: f32,
    /// An index into [`RawDocument::fonts`].
    pub font: u16,
    /// What is known of it beside its shape.
    pub marks: Marks,
}

/// What is known of a glyph beside its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four independent facts of a glyph, each tested alone")]
pub struct Marks {
    /// Inside an `/Artifact` of a tagged file: a running header, a footer, a page number.
    pub artifact: bool,
    /// Drawn invisibly (rendering mode 3), as hidden OCR layers are.
    pub invisible: bool,
    /// Not upright: turned by more than a few degrees.
    pub turned: bool,
    /// A space that the file itself draws.
    pub space: bool,
}

/// A font of the document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FontFace {
    /// Without its subset prefix.
    pub name: String,
    /// By name, flags or weight.
    pub bold: bool,
    /// By name, flags or angle.
    pub italic: bool,
}

/// A straight line on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Its box; its shorter side is its thickness.
    pub bbox: Rect,
    /// Whether it runs across the page.
    pub horizontal: bool,
}

/// What the file says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Properties {
    /// The program that made the PDF.
    pub producer: Option<String>,
    /// The program that the document was written with.
    pub creator: Option<String>,
    /// The file's own title.
    pub title: Option<String>,
    /// The declared language.
    pub language: Option<String>,
    /// Whether the file is tagged.
    pub tagged: bool,
    /// Pages in the whole document, also where fewer were read.
    pub page_count: u32,
    /// The file's outline: bookmarks in order.
    pub bookmarks: Vec<Bookmark>,
    /// Whether the file had to be repaired, or a budget cut it, with what was lost.
    pub damage: Option<String>,
}

/// One entry of the file's outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// Its words.
    pub title: String,
    /// From 1.
    pub level: u8,
    /// The page that it leads to.
    pub page: Option<u32>,
}

/// How a document is read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// First and last page to read, from 1.
    pub pages: Option<(u32, u32)>,
    /// The password that opens the file.
    pub password: Option<String>,
    /// When letters are recognised in pictures of pages.
    pub ocr: recognise::Mode,
    /// The languages of pictures, by the engine's names; none: what the document's letters tell.
    pub ocr_languages: Vec<String>,
    /// Why nothing is recognised, where somebody would like it to be: what a person can do.
    pub ocr_missing: Option<String>,
    /// Whether every page is read a second time, by another library.
    pub second_opinion: bool,
    /// How much of the document is read at the most.
    pub limits: limits::Limits,
}

/// Reads a document's letters.
///
/// # Errors
/// A [`Refusal`] where nothing of it can be read.
pub fn read(source: &Source, options: &ReadOptions) -> Result<RawDocument, Refusal> {
    read_with(source, options, &Alone)
}

/// The same with somebody to ask where the file's own letters do not suffice.
///
/// # Errors
/// As [`read()`]: no answer is no reason to refuse.
pub fn read_with(source: &Source, options: &ReadOptions, aids: &dyn Aids) -> Result<RawDocument, Refusal> {
    match source.format {
        Format::Pdf => {
            let mut document = pdf::read(&source.bytes, options, aids)?;
            second::look_again(&mut document, options, aids);
            Ok(document)
        }
        Format::Text => Ok(text::read(&source.bytes, false)),
        Format::Markdown => Ok(text::read(&source.bytes, true)),
    }
}

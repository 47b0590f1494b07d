//! What reading may ask of somebody outside: a second reader, an engine that recognises letters in pictures.
//!
//! The middle starts no process, and in a worker it may not. It asks through [`Aids`], and waits: where the pipeline runs in a
//! worker, the question goes back to the parent, who answers it under limits of its own; where it runs in the parent, it is
//! answered on the spot. An aid that fails or is missing is a doubt of the record, never a reason to refuse it.

use crate::geometry::Rect;
use serde::{Deserialize, Serialize};

/// Somebody outside who answers.
pub trait Aids {
    /// Answers `question` on the document that is being read. `bytes` is what the question has in bulk: the dots of pictures.
    ///
    /// # Errors
    /// Why there is no answer, for a person.
    fn ask(&self, question: &Question, bytes: &[u8]) -> Result<Answer, String>;
}

/// The answer of [`Alone`].
pub const NOBODY: &str = "there is nobody to ask";

/// Nobody outside: no question is answered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Alone;

impl Aids for Alone {
    fn ask(&self, _: &Question, _: &[u8]) -> Result<Answer, String> {
        Err(NOBODY.to_owned())
    }
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// These pages, as another library reads them. Whoever answers has the document.
    SecondReading {
        /// From 1.
        pages: Vec<u32>,
        /// What opens the document.
        password: Option<String>,
    },
    /// The words on pictures.
    Recognition {
        /// The engine's names of languages, the likeliest first.
        languages: Vec<String>,
        /// Their dots follow one another in the bytes of the question, a byte of grey each, row by row.
        pictures: Vec<Picture>,
    },
}

/// A picture of a page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The page that it shows, from 1.
    pub page: u32,
    /// In dots.
    pub width: u32,
    /// In dots.
    pub height: u32,
    /// Dots an inch.
    pub resolution: u32,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The pages that could be read.
    SecondReading(Vec<SecondPage>),
    /// What was recognised, picture by picture.
    Recognition(Vec<Recognised>),
}

/// A page as the second reader reads it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SecondPage {
    /// From 1.
    pub page: u32,
    /// In the order of the content stream.
    pub letters: Vec<SecondLetter>,
}

/// One code of a page, and what the second reader takes it for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SecondLetter {
    /// One character or several.
    pub text: String,
    /// In points from the page's top left.
    pub bbox: Rect,
    /// In points.
    pub size: f32,
}

/// The words of one picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recognised {
    /// The engine, its version and languages, as `made_by.ocr` tells them.
    pub engine: String,
    /// In the engine's order.
    pub words: Vec<RecognisedWord>,
    /// Why this picture was not read, for a person.
    pub failure: Option<String>,
}

/// A word on a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecognisedWord {
    /// Its letters.
    pub text: String,
    /// In dots from the picture's top left.
    pub bbox: Rect,
    /// From 0 to 1: how sure the engine is.
    pub confidence: f32,
    /// Words of the same line have the same number.
    pub line: u32,
}

//! The second reader, pdf-extract, as it runs in a worker of its own: it panics, loops and overflows its stack on files that others
//! read, so that nothing but its answer may depend on it.

use crate::geometry::Rect;
use crate::read::aids::{SecondLetter, SecondPage};
use pdf_extract::{Document, MediaBox, Object, OutputDev, OutputError, Transform, output_doc_page};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Letters of one page that are kept: as many as the first reader keeps.
const LETTERS: usize = 200_000;

/// The pages that it can read, of those asked for.
pub(super) fn read(bytes: &[u8], pages: &[u32], password: Option<&str>) -> Vec<SecondPage> {
    let Some(document) = catch_unwind(AssertUnwindSafe(|| opened(bytes, password))).ok().flatten() else {
        return Vec::new();
    };
    let one = |page: &u32| {
        let mut letters = Letters::default();
        let read = catch_unwind(AssertUnwindSafe(|| {
            letters.turn = turn(&document, *page);
            output_doc_page(&document, &mut letters, *page).is_ok()
        }));
        matches!(read, Ok(true)).then_some(SecondPage { page: *page, letters: letters.found })
    };
    pages.iter().filter_map(one).collect()
}

fn opened(bytes: &[u8], password: Option<&str>) -> Option<Document> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() {
        document.decrypt(password.unwrap_or_default()).ok()?;
    }
    Some(document)
}

/// How a page is turned, and the box that is seen of it.
#[derive(Debug, Clone, Copy, Default)]
struct Turn {
    degrees: i64,
    seen: Option<[f64; 4]>,
}

fn turn(document: &Document, page: u32) -> Turn {
    /// Deeper trees of pages are broken.
    const DEPTH: usize = 64;
    let mut turn = Turn::default();
    let mut rotated = None;
    let mut at = document.get_pages().get(&page).copied();
    for _ in 0..DEPTH {
        let Some(dictionary) = at.and_then(|id| document.get_dictionary(id).ok()) else { break };
        let value = |key: &[u8]| dictionary.get(key).ok().and_then(|o| document.dereference(o).ok()).map(|(_, o)| o);
        rotated = rotated.or_else(|| value(b"Rotate").and_then(|o| o.as_i64().ok()));
        turn.seen = turn.seen.or_else(|| value(b"CropBox").and_then(|o| four(document, o)));
        at = dictionary.get(b"Parent").and_then(Object::as_reference).ok();
    }
    turn.degrees = rotated.unwrap_or_default().rem_euclid(360);
    turn
}

fn four(document: &Document, object: &Object) -> Option<[f64; 4]> {
    let number = |o: &Object| document.dereference(o).ok().and_then(|(_, o)| o.as_float().ok()).map(f64::from);
    let numbers: Vec<f64> = object.as_array().ok()?.iter().filter_map(number).collect();
    numbers.try_into().ok()
}

/// Takes the letters of a page, and lays them as the page is looked at.
#[derive(Debug, Default)]
struct Letters {
    turn: Turn,
    /// Left, bottom, right, top of what is seen, in the page's own units.
    seen: [f64; 4],
    found: Vec<SecondLetter>,
}

impl Letters {
    /// From the page's own units to points from its top left, as it is looked at.
    fn looked_at(&self, x: f64, y: f64) -> (f32, f32) {
        let [left, bottom, right, top] = self.seen;
        let (x, y) = match self.turn.degrees {
            90 => (y - bottom, x - left),
            180 => (right - x, y - bottom),
            270 => (top - y, right - x),
            _ => (x - left, top - y),
        };
        (x as f32, y as f32)
    }
}

impl OutputDev for Letters {
    fn begin_page(&mut self, _: u32, media: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        let [x0, y0, x1, y1] = self.turn.seen.unwrap_or([media.llx, media.lly, media.urx, media.ury]);
        self.seen = [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)];
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(&mut self, place: &Transform, width: f64, _: f64, size: f64, text: &str) -> Result<(), OutputError> {
        /// Where a font's letters end above and below the baseline, in parts of its size, where nobody says it.
        const ASCENT: f64 = 0.8;
        const DESCENT: f64 = 0.2;
        let (across, up) = ((place.m11.hypot(place.m12)) * size, (place.m21.hypot(place.m22)) * size);
        let (x, y) = (place.m31, place.m32);
        let upright = place.m12.abs() <= place.m11.abs() * 0.1;
        if upright && across.is_finite() && up.is_finite() && x.is_finite() && y.is_finite() && self.found.len() < LETTERS {
            let (x0, y0) = self.looked_at(x, y - DESCENT * up);
            let (x1, y1) = self.looked_at(x + width * across, y + ASCENT * up);
            self.found.push(SecondLetter { text: text.to_owned(), bbox: Rect::new(x0, y0, x1, y1), size: up as f32 });
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

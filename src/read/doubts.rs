//! What a person should know of how well a document could be read.

use super::{RawDocument, RawPage, recognise};
use crate::diagnostics::{Code, Notice};
use crate::minutes::TextLayer;

/// The part of a page's glyphs that may be without Unicode before its text is doubted: dingbats and logos are few.
const UNREADABLE: f32 = 0.2;
/// The part of a page that a picture without text must cover to be worth a word: a logo alone is a blank page.
const PICTURED: f32 = 0.1;
/// Letters on a page before its text can look garbled.
const LETTERS: usize = 100;

/// The notices of the reading: pages that are pictures, pages whose letters are unknown, what was cut or damaged.
#[must_use]
pub fn notices(document: &RawDocument) -> Vec<Notice> {
    let mut out = Vec::new();
    let pages = |which: &dyn Fn(&RawPage) -> bool| document.pages.iter().filter(|p| which(p)).map(|p| p.number).collect::<Vec<u32>>();
    let pictured = pages(&is_picture);
    if let Some(first) = pictured.first() {
        let whole = pictured.len() == document.pages.len();
        let what =
            if whole { "the document has no text layer (a scan?)".to_owned() } else { format!("{}: pictures without a text layer", named_pages(&pictured)) };
        let do_now = document.recognition.missing.as_deref().unwrap_or("run OCR first");
        out.push(Notice::new(Code::NoTextLayer, format!("{what}; {do_now}")).on_page(*first));
    }
    for (why, pages) in &document.recognition.failures {
        let message = format!("{}: not recognised: {why}", named_pages(pages));
        out.push(Notice { page: pages.first().copied(), ..Notice::new(Code::NoTextLayer, message) });
    }
    for (page, sure) in document.recognition.pages.iter().filter(|(_, sure)| *sure < recognise::DOUBTFUL) {
        let message = format!("the letters of this picture were recognised with a confidence of {:.0} % only; read the page beside the record", sure * 100.0);
        out.push(Notice::new(Code::LowOcrConfidence, message).on_page(*page));
    }
    // What makes every fact of a page less than certain is said once, where nothing above says it of the page alone.
    let told = |p: &RawPage| {
        document.second.taken.contains(&p.number) || document.recognition.pages.iter().any(|(n, sure)| *n == p.number && *sure < recognise::DOUBTFUL)
    };
    let recognised = pages(&|p| p.trust < 1.0 && !told(p));
    if let Some(first) = recognised.first() {
        let message = format!("{}: the letters were recognised from a picture; no fact of them is stated as certain", named_pages(&recognised));
        out.push(Notice::new(Code::LowOcrConfidence, message).on_page(*first));
    }
    out.extend(garbled(document, &pages(&|p| is_garbled(p) && !document.second.taken.contains(&p.number))));
    out.extend(document.second.disagreeing.iter().map(|(page, agreed)| {
        let message = format!("two readers of this page agree on {:.0} % of its letters only; compare the record with the page", agreed * 100.0);
        Notice::new(Code::ReadersDisagree, message).on_page(*page)
    }));
    if let Some(damage) = &document.properties.damage {
        out.push(Notice::new(Code::TruncatedInput, damage.clone()));
    }
    out
}

/// Pages whose letters the first reader could not tell: lost, or told by the second.
fn garbled(document: &RawDocument, lost: &[u32]) -> Vec<Notice> {
    let unknown: u32 = document.pages.iter().map(|p| p.unreadable_glyphs).sum();
    let second = document.second.failed.as_ref().map(|why| format!(" (a second reader could not be asked: {why})")).unwrap_or_default();
    let first_of = |pages: &[u32], message: String| pages.first().map(|first| Notice::new(Code::TextGarbled, message).on_page(*first));
    let without = "the file does not say which letters its glyphs are";
    let lost_message = || format!("{}: {without} ({unknown} unknown in all){second}; run OCR on it", named_pages(lost));
    let taken = &document.second.taken;
    let taken_message = || format!("{}: {without}; a second reader's guess was taken, which must be checked against the page", named_pages(taken));
    first_of(lost, lost_message()).into_iter().chain(first_of(taken, taken_message())).collect()
}

fn is_picture(page: &RawPage) -> bool {
    let covered: f32 = page.images.iter().map(|r| r.width() * r.height()).sum();
    page.text_layer == TextLayer::None && page.unreadable_glyphs == 0 && covered >= PICTURED * page.width * page.height
}

/// Whether a page has glyphs but no usable text: the second reader may know more.
#[must_use]
pub fn is_garbled(page: &RawPage) -> bool {
    let (mut letters, mut words, mut fillers) = (0_usize, 0_usize, 0_usize);
    for glyph in &page.glyphs {
        letters += usize::from(!glyph.marks.space);
        words += usize::from(glyph.ch.is_alphanumeric());
        fillers += usize::from(matches!(glyph.ch, '.' | '_' | '-' | '·' | '…'));
    }
    let unknown = page.unreadable_glyphs as f32;
    if unknown > UNREADABLE * (letters as f32 + unknown) && unknown >= 10.0 {
        return true;
    }
    // A wrong map gives signs where words should be: no text has more signs than letters and digits.
    letters >= LETTERS && (words + fillers) * 3 < letters
}

/// "page 3", "pages 1-4, 9": for a message.
pub(super) fn named_pages(pages: &[u32]) -> String {
    let runs = pages.chunk_by(|a, b| *b == *a + 1).filter_map(|run| match run {
        [one] => Some(one.to_string()),
        [first, .., last] => Some(format!("{first}-{last}")),
        [] => None,
    });
    let list = runs.collect::<Vec<_>>().join(", ");
    if pages.len() == 1 { format!("page {list}") } else { format!("pages {list}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::read::{Glyph, Marks};

    fn page(number: u32, text: &str, unreadable: u32, picture: bool) -> RawPage {
        let bbox = Rect { x0: 0.0, y0: 0.0, x1: 100.0, y1: 100.0 };
        let glyph = |ch| Glyph { ch, bbox, baseline: 0.0, size: 10.0, font: 0, marks: Marks::default() };
        let glyphs: Vec<Glyph> = text.chars().map(glyph).collect();
        let text_layer = if glyphs.is_empty() { TextLayer::None } else { TextLayer::Digital };
        let images = if picture { vec![bbox] } else { Vec::new() };
        RawPage {
            number,
            label: None,
            width: 100.0,
            height: 100.0,
            rotation: 0,
            glyphs,
            rules: Vec::new(),
            images,
            text_layer,
            unreadable_glyphs: unreadable,
            trust: 1.0,
        }
    }

    #[test]
    fn doubts_are_told_once_with_their_pages() {
        let pages = vec![page(1, "text", 0, false), page(2, "", 0, true), page(3, "", 0, true), page(4, "", 0, false), page(5, "ab", 50, false)];
        let document = RawDocument { pages, ..RawDocument::default() };
        let told: Vec<(Code, Option<u32>, String)> = notices(&document).into_iter().map(|n| (n.code, n.page, n.message)).collect();
        assert_eq!(told.iter().map(|t| (t.0, t.1)).collect::<Vec<_>>(), [(Code::NoTextLayer, Some(2)), (Code::TextGarbled, Some(5))]);
        assert!(told[0].2.starts_with("pages 2-3: "), "{}", told[0].2);
    }

    #[test]
    fn pages_on_which_nothing_is_certain_are_named() {
        let mut pages = vec![page(1, "text", 0, true), page(2, "text", 0, false), page(3, "text", 0, true)];
        for hidden in [0, 2] {
            pages[hidden].trust = 0.95;
        }
        let told = notices(&RawDocument { pages, ..RawDocument::default() });
        let [notice] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((notice.code, notice.page), (Code::LowOcrConfidence, Some(1)));
        assert!(notice.message.starts_with("pages 1, 3: "), "{}", notice.message);
    }
}

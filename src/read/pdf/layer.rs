//! Tells where a page's letters come from: written, laid by OCR under a picture, or nowhere.

use super::operators::Drawn;
use crate::geometry::Rect;
use crate::minutes::TextLayer;
use crate::read::FontFace;

/// The part of a page that a scan of it covers at the least.
const PAGE_WIDE: f32 = 0.7;
/// Letters that a scanned page may bear without having a text layer: a stamped number, a file mark.
const STAMPED: usize = 40;
/// The part of a page's height that a stamp of several lines takes at the most.
const STAMP_HEIGHT: f32 = 0.12;
/// Filled curves, without a letter, that make a page one whose letters are drawn as outlines: some 40 letters.
const OUTLINED: u32 = 80;

/// Where the page's letters come from. A page whose letters are outlines gets a picture in their place.
pub(super) fn tell(drawn: &mut Drawn, faces: &[FontFace], width: f32, height: f32) -> TextLayer {
    let letters = drawn.glyphs.iter().filter(|g| !g.marks.space).count();
    if letters == 0 && drawn.strokes.curves >= OUTLINED {
        drawn.images.extend(drawn.strokes.curves_box.map(|b| (b, 0)));
    }
    if letters == 0 {
        return TextLayer::None;
    }
    let page = Rect { x0: 0.0, y0: 0.0, x1: width, y1: height };
    let pictures: Vec<&(Rect, usize)> = drawn.images.iter().filter(|(r, _)| r.meets(&page)).collect();
    let area: f32 = pictures.iter().map(|(r, _)| r.overlap_x(&page).max(0.0) * r.overlap_y(&page).max(0.0)).sum();
    // A scan may be cut into strips: together they cover the page.
    let scanned = area >= PAGE_WIDE * width * height;
    let whole = |r: &Rect| r.overlap_x(&page).max(0.0) * r.overlap_y(&page).max(0.0) >= PAGE_WIDE * width * height;
    let buried_below = pictures.iter().filter(|(r, _)| whole(r)).map(|(_, before)| *before).max().unwrap_or(0);
    let ocr_font: Vec<bool> = faces.iter().map(|f| f.name.contains("GlyphLess") || f.name.contains("HiddenHorz")).collect();
    let hidden =
        |i: usize, g: &crate::read::Glyph| g.marks.invisible || (scanned && i < buried_below) || ocr_font.get(usize::from(g.font)).copied().unwrap_or(false);
    let unseen = drawn.glyphs.iter().enumerate().filter(|(i, g)| !g.marks.space && hidden(*i, g)).count();
    let seen = letters - unseen;
    if unseen == 0 {
        let around = Rect::around(drawn.glyphs.iter().filter(|g| !g.marks.space).map(|g| g.bbox)).unwrap_or_default();
        let stamped = seen < STAMPED || around.height() < STAMP_HEIGHT * height;
        return if scanned && stamped { TextLayer::None } else { TextLayer::Digital };
    }
    if seen < STAMPED || seen * 20 < letters { TextLayer::Ocr } else { TextLayer::Mixed }
}

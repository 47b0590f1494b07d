//! Draws a page as a picture, for the recognition of its letters.

use crate::read::picture::Grey;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_syntax::Pdf;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Dots of one picture at the most: A3 at 300 dots an inch has 17 million. A larger page is drawn more coarsely.
const MOST_DOTS: f32 = 24_000_000.0;

/// The longest side of a picture, in dots.
const LONGEST: f32 = 16_000.0;

/// Below this resolution nothing is read: a poster on one page.
const COARSEST: f32 = 60.0;

/// The resolution at which a page of this size, in points, is drawn when `wanted` dots an inch are asked for.
pub(super) fn resolution(width: f32, height: f32, wanted: f32) -> Option<f32> {
    let (w, h) = (width / 72.0, height / 72.0);
    if !(w > 0.2 && h > 0.2) {
        return None;
    }
    let fits = wanted.min((MOST_DOTS / (w * h)).sqrt()).min(LONGEST / w.max(h)).floor();
    (fits >= COARSEST).then_some(fits)
}

/// The page with this index, drawn on white. `None` where the library fails on it.
pub(super) fn grey(pdf: &Pdf, index: usize, resolution: f32) -> Option<Grey> {
    let page = pdf.pages().get(index)?;
    let scale = resolution / 72.0;
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        let pixels = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &RenderSettings::default(), &pixels)
    }))
    .ok()?;
    let (width, height) = (usize::from(drawn.width()), usize::from(drawn.height()));
    // The weights by which the eye takes red, green and blue (ITU-R BT.601), in 256ths.
    let shade = |[r, g, b]: [u8; 3]| ((u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29) >> 8) as u8;
    let dots: Vec<u8> = drawn.data().iter().map(|p| shade([p.r, p.g, p.b])).collect();
    (dots.len() == width * height && !dots.is_empty()).then_some(Grey { width, height, dots })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_pages_are_drawn_coarsely() {
        let cases = [(612.0, 792.0, Some(300.0)), (842.0, 1191.0, Some(300.0)), (2384.0, 3370.0, Some(124.0)), (10.0, 792.0, None), (14_000.0, 14_000.0, None)];
        for (width, height, expected) in cases {
            assert_eq!(resolution(width, height, 300.0), expected, "{width} by {height}");
        }
    }
}

//! Boxes and words over pages, as one SVG: the pages below each other.

use crate::geometry::Rect;
use std::io::{self, Write};

/// One page, drawn.
#[derive(Debug, Clone, Default)]
pub(super) struct Scene {
    pub(super) number: u32,
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) shapes: Vec<Shape>,
}

/// One thing on a page.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// Letters, stretched to their box.
    Words { text: String, bbox: Rect, baseline: f32, size: f32, bold: bool, italic: bool },
    /// A box of this colour, with words that a pointer shows.
    Box { bbox: Rect, colour: &'static str, weight: f32, filled: bool, hint: String },
    /// A number beside a box's top left corner.
    Label { at: (f32, f32), colour: &'static str, text: String },
}

/// White space between two pages, in points.
const BETWEEN: f32 = 24.0;

/// Draws the pages.
pub(super) fn draw(out: &mut impl Write, scenes: &[Scene]) -> io::Result<()> {
    let width = scenes.iter().map(|s| s.width).fold(1.0, f32::max);
    let height = scenes.iter().map(|s| s.height + BETWEEN).sum::<f32>().max(1.0);
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.1} {height:.1}" width="{width:.1}" height="{height:.1}" font-family="sans-serif">"#
    )?;
    let mut top = 0.0;
    for scene in scenes {
        writeln!(out, r#"<g transform="translate(0 {top:.1})"><title>page {}</title>"#, scene.number)?;
        writeln!(out, r##"<rect width="{:.1}" height="{:.1}" fill="#fff" stroke="#999"/>"##, scene.width, scene.height)?;
        for shape in &scene.shapes {
            one(out, shape)?;
        }
        writeln!(out, "</g>")?;
        top += scene.height + BETWEEN;
    }
    writeln!(out, "</svg>")
}

fn one(out: &mut impl Write, shape: &Shape) -> io::Result<()> {
    match shape {
        Shape::Words { text, bbox, baseline, size, bold, italic } => {
            let weight = if *bold { r#" font-weight="bold""# } else { "" };
            let slant = if *italic { r#" font-style="italic""# } else { "" };
            let stretch =
                if text.chars().count() > 1 { format!(r#" textLength="{:.1}" lengthAdjust="spacingAndGlyphs""#, bbox.width().max(0.1)) } else { String::new() };
            writeln!(out, r##"<text x="{:.1}" y="{baseline:.1}" font-size="{size:.1}" fill="#444"{weight}{slant}{stretch}>{}</text>"##, bbox.x0, escaped(text))
        }
        Shape::Box { bbox, colour, weight, filled, hint } => {
            let fill = if *filled { format!(r#"fill="{colour}" fill-opacity="0.25""#) } else { r#"fill="none""#.to_owned() };
            let (w, h) = (bbox.width().max(0.2), bbox.height().max(0.2));
            writeln!(
                out,
                r#"<rect x="{:.1}" y="{:.1}" width="{w:.1}" height="{h:.1}" {fill} stroke="{colour}" stroke-width="{weight}"><title>{}</title></rect>"#,
                bbox.x0,
                bbox.y0,
                escaped(hint)
            )
        }
        Shape::Label { at: (x, y), colour, text } => {
            writeln!(out, r#"<text x="{x:.1}" y="{y:.1}" font-size="7" fill="{colour}" font-weight="bold">{}</text>"#, escaped(text))
        }
    }
}

/// The text with what XML reserves or forbids replaced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_reserves_is_escaped() {
        assert_eq!(escaped("a<b> & \"c\"\u{1}"), "a&lt;b&gt; &amp; &quot;c&quot;\u{fffd}");
    }
}

//! Reads a PDF's glyphs with hayro: the only file that names it.

use super::{FontFace, Glyph, Marks, Properties, RawDocument, RawPage, ReadOptions, Rule};
use crate::error::{Refusal, RefusalCode};
use crate::geometry::Rect;
use crate::minutes::TextLayer;
use hayro_cmap::BfString;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::Pdf;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Object};
use hayro_syntax::page::{Page, Resources};
use std::collections::HashMap;
use std::sync::Arc;

type Matrix = [f64; 6];

fn mul(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Reads the letters of a PDF.
///
/// # Errors
/// A [`Refusal`] where the file cannot be opened.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<RawDocument, Refusal> {
    let pdf = Pdf::new_with_password(bytes.to_vec(), options.password.as_deref().unwrap_or(""))
        .map_err(|e| Refusal::new(RefusalCode::BrokenPdf, format!("cannot be opened as a PDF ({e:?})")))?;
    let font_resolver: FontResolverFn = Arc::new(|q| match q {
        FontQuery::Standard(s) => Some(s.get_font_data()),
        FontQuery::Fallback(f) => Some(f.pick_standard_font().get_font_data()),
    });
    let cmap_resolver: CMapResolverFn = Arc::new(hayro_cmap::load_embedded);
    let mut doc = RawDocument::default();
    let pages = pdf.pages();
    doc.properties = Properties { page_count: pages.len() as u32, ..Properties::default() };
    let cache = FontCache::new();
    for (i, page) in pages.iter().enumerate() {
        let number = i as u32 + 1;
        if options.pages.is_some_and(|(a, b)| number < a || number > b) {
            continue;
        }
        let (width, height) = page.render_dimensions();
        let mut reader = Reader {
            fonts: HashMap::new(),
            cache: &cache,
            font_resolver: &font_resolver,
            cmap_resolver: &cmap_resolver,
            faces: &mut doc.fonts,
            glyphs: Vec::new(),
            rules: Vec::new(),
            unreadable: 0,
            depth: 0,
        };
        reader.page(page);
        let text_layer = if reader.glyphs.is_empty() { TextLayer::None } else { TextLayer::Digital };
        let raw = RawPage {
            number,
            label: None,
            width,
            height,
            rotation: 0,
            glyphs: reader.glyphs,
            rules: reader.rules,
            images: Vec::new(),
            text_layer,
            unreadable_glyphs: reader.unreadable,
        };
        doc.pages.push(raw);
    }
    Ok(doc)
}

struct Reader<'r, 'a> {
    fonts: HashMap<Vec<u8>, Option<(Font<'a>, u16)>>,
    cache: &'r FontCache<'a>,
    font_resolver: &'r FontResolverFn,
    cmap_resolver: &'r CMapResolverFn,
    faces: &'r mut Vec<FontFace>,
    glyphs: Vec<Glyph>,
    rules: Vec<Rule>,
    unreadable: u32,
    depth: u32,
}

#[derive(Clone)]
struct State<'a> {
    ctm: Matrix,
    font: Option<(Font<'a>, u16)>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    mode: i32,
}

impl<'a> Reader<'_, 'a> {
    fn page(&mut self, page: &Page<'a>) {
        let base = page.initial_transform(true).as_coeffs();
        let ops = page.page_stream().unwrap_or_default();
        self.run(ops, page.resources(), base);
    }

    fn run(&mut self, stream: &[u8], resources: &Resources<'a>, ctm: Matrix) {
        let mut ops = hayro_syntax::content::TypedIter::new(stream);
        let mut s = State { ctm, font: None, size: 1.0, char_space: 0.0, word_space: 0.0, scale: 1.0, leading: 0.0, rise: 0.0, mode: 0 };
        let mut stack = Vec::new();
        let (mut tm, mut tlm) = (IDENTITY, IDENTITY);
        let mut path: Vec<Rect> = Vec::new();
        let mut at = (0.0, 0.0);
        while let Some(op) = ops.next() {
            match op {
                TypedInstruction::SaveState(_) => stack.push(s.clone()),
                TypedInstruction::RestoreState(_) => s = stack.pop().unwrap_or(s),
                TypedInstruction::Transform(t) => s.ctm = mul([t.0.as_f64(), t.1.as_f64(), t.2.as_f64(), t.3.as_f64(), t.4.as_f64(), t.5.as_f64()], s.ctm),
                TypedInstruction::BeginText(_) => (tm, tlm) = (IDENTITY, IDENTITY),
                TypedInstruction::TextFont(f) => {
                    s.font = self.font(f.0, resources);
                    s.size = f.1.as_f64();
                }
                TypedInstruction::CharacterSpacing(x) => s.char_space = x.0.as_f64(),
                TypedInstruction::WordSpacing(x) => s.word_space = x.0.as_f64(),
                TypedInstruction::HorizontalScaling(x) => s.scale = x.0.as_f64() / 100.0,
                TypedInstruction::TextLeading(x) => s.leading = x.0.as_f64(),
                TypedInstruction::TextRise(x) => s.rise = x.0.as_f64(),
                TypedInstruction::TextRenderingMode(x) => s.mode = x.0.as_i64() as i32,
                TypedInstruction::NextLine(n) => (tm, tlm) = next(tlm, n.0.as_f64(), n.1.as_f64()),
                TypedInstruction::NextLineAndSetLeading(n) => {
                    s.leading = -n.1.as_f64();
                    (tm, tlm) = next(tlm, n.0.as_f64(), n.1.as_f64());
                }
                TypedInstruction::SetTextMatrix(m) => {
                    tm = [m.0.as_f64(), m.1.as_f64(), m.2.as_f64(), m.3.as_f64(), m.4.as_f64(), m.5.as_f64()];
                    tlm = tm;
                }
                TypedInstruction::NextLineUsingLeading(_) => (tm, tlm) = next(tlm, 0.0, -s.leading),
                TypedInstruction::ShowText(t) => self.show(t.0.as_bytes(), &s, &mut tm),
                TypedInstruction::NextLineAndShowText(t) => {
                    (tm, tlm) = next(tlm, 0.0, -s.leading);
                    self.show(t.0.as_bytes(), &s, &mut tm);
                }
                TypedInstruction::ShowTextWithParameters(t) => {
                    s.word_space = t.0.as_f64();
                    s.char_space = t.1.as_f64();
                    (tm, tlm) = next(tlm, 0.0, -s.leading);
                    self.show(t.2.as_bytes(), &s, &mut tm);
                }
                TypedInstruction::ShowTexts(t) => {
                    for o in t.0.iter::<Object<'_>>() {
                        match o {
                            Object::String(x) => self.show(x.as_bytes(), &s, &mut tm),
                            Object::Number(n) => {
                                let dx = -n.as_f64() / 1000.0 * s.size * s.scale;
                                tm = mul([1.0, 0.0, 0.0, 1.0, dx, 0.0], tm);
                            }
                            _ => {}
                        }
                    }
                }
                TypedInstruction::RectPath(r) => {
                    let (x, y, w, h) = (r.0.as_f64(), r.1.as_f64(), r.2.as_f64(), r.3.as_f64());
                    path.push(boxed(s.ctm, x, y, x + w, y + h));
                }
                TypedInstruction::MoveTo(m) => at = (m.0.as_f64(), m.1.as_f64()),
                TypedInstruction::LineTo(m) => {
                    let to = (m.0.as_f64(), m.1.as_f64());
                    path.push(boxed(s.ctm, at.0, at.1, to.0, to.1));
                    at = to;
                }
                TypedInstruction::StrokePath(_)
                | TypedInstruction::CloseAndStrokePath(_)
                | TypedInstruction::FillPathNonZero(_)
                | TypedInstruction::FillPathNonZeroCompatibility(_)
                | TypedInstruction::FillPathEvenOdd(_) => {
                    for r in path.drain(..) {
                        if r.height() < 3.0 && r.width() > 3.0 {
                            self.rules.push(Rule { bbox: r, horizontal: true });
                        } else if r.width() < 3.0 && r.height() > 3.0 {
                            self.rules.push(Rule { bbox: r, horizontal: false });
                        }
                    }
                }
                TypedInstruction::EndPath(_) => path.clear(),
                TypedInstruction::XObject(x) => self.form(x.0, resources, s.ctm),
                _ => {}
            }
        }
    }

    fn form(&mut self, name: &Name<'_>, resources: &Resources<'a>, ctm: Matrix) {
        let Some(stream) = resources.get_x_object(name) else {
            return;
        };
        let dict = stream.dict();
        if self.depth > 8 || dict.get::<Name<'_>>("Subtype").is_none_or(|n| n.as_str() != "Form") {
            return;
        }
        let Ok(data) = stream.decoded_data() else {
            return;
        };
        let mut m = IDENTITY;
        if let Some(a) = dict.get::<hayro_syntax::object::Array<'_>>("Matrix") {
            for (slot, n) in m.iter_mut().zip(a.iter::<f64>()) {
                *slot = n;
            }
        }
        let own = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        self.depth += 1;
        let saved = std::mem::take(&mut self.fonts);
        self.run(&data, own.as_ref().unwrap_or(resources), mul(m, ctm));
        self.fonts = saved;
        self.depth -= 1;
    }

    fn font(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Option<(Font<'a>, u16)> {
        if let Some(found) = self.fonts.get(name.as_ref()) {
            return found.clone();
        }
        let found = resources.get_font(name).and_then(|dict| {
            let font = self.cache.font(&dict, self.font_resolver, self.cmap_resolver)?;
            let base = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_owned()).unwrap_or_default();
            let base = match base.split_once('+') {
                Some((p, rest)) if p.len() == 6 => rest.to_owned(),
                _ => base,
            };
            let face = FontFace { bold: base.contains("Bold"), italic: base.contains("Italic") || base.contains("Oblique"), name: base };
            let index = self.faces.iter().position(|f| *f == face).unwrap_or_else(|| {
                self.faces.push(face);
                self.faces.len() - 1
            });
            Some((font, index as u16))
        });
        self.fonts.insert(name.as_ref().to_vec(), found.clone());
        found
    }

    fn show(&mut self, bytes: &[u8], s: &State<'a>, tm: &mut Matrix) {
        let Some((font, face)) = &s.font else { return };
        let mut i = 0;
        while i < bytes.len() {
            let (code, len) = font.read_code(bytes, i);
            i += len.max(1);
            let advance = font.code_advance(code).x / 1000.0;
            let unicode = match font.glyph(font.map_code(code), code) {
                FontGlyph::Outline(g) => g.as_unicode(),
                FontGlyph::Type3(g) => g.as_unicode(),
            };
            let m = mul([s.size * s.scale, 0.0, 0.0, s.size, 0.0, s.rise], mul(*tm, s.ctm));
            let word = if len == 1 && code == 32 { s.word_space } else { 0.0 };
            let dx = (advance * s.size + s.char_space + word) * s.scale;
            *tm = mul([1.0, 0.0, 0.0, 1.0, dx, 0.0], *tm);
            let bbox = boxed(m, 0.0, -0.22, advance, 0.72);
            let size = (m[2].hypot(m[3])) as f32;
            let marks = Marks { invisible: s.mode == 3, turned: m[1].abs() > m[0].abs() * 0.1, ..Marks::default() };
            let baseline = m[5] as f32;
            let mut push = |ch: char, bbox: Rect| self.glyphs.push(Glyph { ch, bbox, baseline, size, font: *face, marks: Marks { space: ch == ' ', ..marks } });
            match unicode {
                Some(BfString::Char(c)) => push(c, bbox),
                Some(BfString::String(x)) => {
                    // The letters of a ligature share its box.
                    let share = bbox.width() / x.chars().count().max(1) as f32;
                    for (k, c) in x.chars().enumerate() {
                        let x0 = bbox.x0 + share * k as f32;
                        push(c, Rect { x0, x1: x0 + share, ..bbox });
                    }
                }
                None => self.unreadable += 1,
            }
        }
    }
}

fn next(tlm: Matrix, x: f64, y: f64) -> (Matrix, Matrix) {
    let m = mul([1.0, 0.0, 0.0, 1.0, x, y], tlm);
    (m, m)
}

fn boxed(m: Matrix, x0: f64, y0: f64, x1: f64, y1: f64) -> Rect {
    let p = |x: f64, y: f64| ((x * m[0] + y * m[2] + m[4]) as f32, (x * m[1] + y * m[3] + m[5]) as f32);
    let (a, b, c, d) = (p(x0, y0), p(x1, y0), p(x0, y1), p(x1, y1));
    Rect { x0: a.0.min(b.0).min(c.0).min(d.0), y0: a.1.min(b.1).min(c.1).min(d.1), x1: a.0.max(b.0).max(c.0).max(d.0), y1: a.1.max(b.1).max(c.1).max(d.1) }
}

//! Reads a PDF's glyphs. Only this file and its folder name hayro, the library that takes PDFs apart.
//!
//! The folder has one file an idea: operators run a page, fonts say what its codes mean, paths become rules, marks and
//! layers say what is not to be read, the budget bounds the work. This file opens, refuses, and puts pages together.

mod annotations;
mod budget;
mod document;
mod fallback;
mod fonts;
mod layer;
mod marked;
mod matrix;
mod opening;
mod operators;
mod paths;
mod render;
mod unicode;

use super::aids::Aids;
use super::{RawDocument, RawPage, ReadOptions, recognise};
use crate::error::{Refusal, RefusalCode};
use crate::geometry::Rect;
use crate::minutes::TextLayer;
use budget::Budget;
use document::Layers;
use fonts::Fonts;
use hayro_syntax::object::{Array, Stream};
use hayro_syntax::page::Page;
use matrix::Matrix;
use operators::{Drawn, Interpreter};
use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads the letters of a PDF.
///
/// # Errors
/// A [`Refusal`] where nothing of the file can be read.
pub fn read(bytes: &[u8], options: &ReadOptions, aids: &dyn Aids) -> Result<RawDocument, Refusal> {
    // The one place where a defect of a library is caught: one bad file never costs the batch.
    catch_unwind(AssertUnwindSafe(|| read_unguarded(bytes, options, aids))).unwrap_or_else(|_| {
        let message = "the PDF library failed on this file (a defect of the program, not of your use of it); \
                       print it to a new PDF and try that, and please report the file";
        Err(Refusal::new(RefusalCode::Internal, message))
    })
}

fn read_unguarded(bytes: &[u8], options: &ReadOptions, aids: &dyn Aids) -> Result<RawDocument, Refusal> {
    let opened = opening::open(bytes, options)?;
    let pdf = &opened.pdf;
    let count = pdf.pages().len();
    if let Some((first, last)) = options.pages
        && (first > last || first == 0 || first as usize > count)
    {
        let message = format!("pages {first}-{last} were asked for, but the document has {count}; give a range within 1-{count}");
        return Err(Refusal::new(RefusalCode::NoSuchPage, message));
    }
    let mut damage = opened.damage;
    let root = document::root(pdf);
    let mut properties = document::properties(pdf, &root);
    let most = usize::try_from(options.limits.pages).unwrap_or(usize::MAX);
    let labels = document::page_labels(&root, count.min(most));
    let layers = Layers::of(&root);
    let mut fonts = Fonts::new();
    let mut budget = Budget::new(&options.limits);
    let mut pages = Vec::new();
    let mut cuts = Cuts::default();
    for (index, page) in pdf.pages().iter().enumerate().take(most) {
        let number = index as u32 + 1;
        if options.pages.is_some_and(|(first, last)| number < first || number > last) {
            continue;
        }
        budget.turn_page();
        let mut read = read_page(page, number, &mut fonts, &layers, &mut budget);
        read.label = labels.get(index).cloned().flatten();
        cuts.note(number, budget.take_cut());
        pages.push(read);
    }
    if count > most {
        damage.push(format!("the document has {count} pages; only the first {most} were read"));
    }
    damage.extend(cuts.told());
    properties.damage = (!damage.is_empty()).then(|| damage.join("; "));
    let mut faces = fonts.into_faces();
    let from = options.pages.map_or(0, |(first, _)| first.saturating_sub(1) as usize);
    let draw = |index: usize, width: f32, height: f32| {
        let resolution = render::resolution(width, height, recognise::RESOLUTION)?;
        render::grey(pdf, from + index, resolution).map(|grey| (grey, resolution))
    };
    let recognition = recognise::recognise(&mut pages, &mut faces, options, properties.language.as_deref(), aids, &draw);
    Ok(RawDocument { pages, fonts: faces, properties, recognition, ..RawDocument::default() })
}

/// Which pages were cut, and why.
#[derive(Default)]
struct Cuts(Vec<(&'static str, Vec<u32>)>);

impl Cuts {
    fn note(&mut self, page: u32, why: Option<&'static str>) {
        let Some(why) = why else { return };
        match self.0.iter_mut().find(|(w, _)| *w == why) {
            Some((_, pages)) => pages.push(page),
            None => self.0.push((why, vec![page])),
        }
    }

    fn told(self) -> impl Iterator<Item = String> {
        self.0.into_iter().map(|(why, pages)| format!("{}: {why}; what came after was left out", super::doubts::named_pages(&pages)))
    }
}

fn read_page<'a>(page: &Page<'a>, number: u32, fonts: &mut Fonts<'a>, layers: &Layers, budget: &mut Budget) -> RawPage {
    let (width, height) = page.render_dimensions();
    let base = Matrix::new(page.initial_transform(true).as_coeffs());
    let rotation = match page.rotation() {
        hayro_syntax::page::Rotation::None => 0,
        hayro_syntax::page::Rotation::Horizontal => 90,
        hayro_syntax::page::Rotation::Flipped => 180,
        hayro_syntax::page::Rotation::FlippedHorizontal => 270,
    };
    let content = content(page, budget);
    let mut draw = |base: Matrix, width: f32, height: f32| {
        let mut interpreter = Interpreter::new(fonts, layers, budget, Rect { x0: 0.0, y0: 0.0, x1: width, y1: height });
        interpreter.draw(&content, page.resources(), base);
        annotations::draw(&mut interpreter, page, base);
        interpreter.drawn
    };
    let mut drawn = draw(base, width, height);
    let (mut size, mut rotation) = ((width, height), rotation);
    // A page whose text runs down or up was bound in sideways: it is read as one would hold it.
    if let Some((turn, quarter)) = upright(&drawn, width, height) {
        size = if quarter == 180 { size } else { (height, width) };
        rotation = (rotation + quarter) % 360;
        drawn = draw(base.then(turn), size.0, size.1);
    }
    finish(drawn, number, size, rotation, fonts, budget)
}

fn finish(mut drawn: Drawn, number: u32, (width, height): (f32, f32), rotation: u16, fonts: &Fonts<'_>, budget: &mut Budget) -> RawPage {
    let text_layer = layer::tell(&mut drawn, fonts.faces(), width, height);
    if !budget.glyphs(drawn.glyphs.len()) {
        drawn.glyphs = Vec::new();
    }
    if drawn.strokes.cut {
        budget.cut("more lines drawn than any page of text has");
    }
    drawn.glyphs.shrink_to_fit();
    RawPage {
        number,
        label: None,
        width,
        height,
        rotation,
        glyphs: drawn.glyphs,
        rules: drawn.strokes.rules(width, height),
        images: drawn.images.into_iter().map(|(bbox, _)| bbox).collect(),
        text_layer,
        unreadable_glyphs: drawn.unreadable,
        trust: if matches!(text_layer, TextLayer::Ocr | TextLayer::Mixed) { HIDDEN_LAYER } else { 1.0 },
    }
}

/// How far letters may be trusted that an engine, unknown and unasked, laid under a picture.
const HIDDEN_LAYER: f32 = 0.95;

/// Letters that a page needs before its direction can be told.
const LETTERS_FOR_TURN: u32 = 60;

/// How to turn a page so that nearly all of its text runs to the right: the matrix, and the degrees clockwise.
fn upright(drawn: &Drawn, width: f32, height: f32) -> Option<(Matrix, u16)> {
    let [right, down, left, up] = drawn.directions;
    let all = right + down + left + up;
    let most = |n: u32| n >= LETTERS_FOR_TURN && f64::from(n) >= f64::from(all) * 0.9;
    let (w, h) = (f64::from(width), f64::from(height));
    if most(down) {
        Some((Matrix::new([0.0, -1.0, 1.0, 0.0, 0.0, w]), 270))
    } else if most(up) {
        Some((Matrix::new([0.0, 1.0, -1.0, 0.0, h, 0.0]), 90))
    } else if most(left) {
        Some((Matrix::new([-1.0, 0.0, 0.0, -1.0, w, h]), 180))
    } else {
        None
    }
}

/// The page's content: its streams one after the other, with white space between.
fn content<'a>(page: &Page<'a>, budget: &mut Budget) -> Cow<'a, [u8]> {
    if let Some(one) = page.raw().get::<Stream<'a>>("Contents") {
        return budget.decoded(&one).unwrap_or_default();
    }
    let mut all = Vec::new();
    for part in page.raw().get::<Array<'a>>("Contents").into_iter().flat_map(|a| a.iter::<Stream<'a>>()) {
        if let Some(data) = budget.decoded(&part) {
            all.extend_from_slice(&data);
            all.push(b'\n');
        }
    }
    Cow::Owned(all)
}

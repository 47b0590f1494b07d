//! Runs the drawing operators of a page and keeps what it draws: glyphs, lines, the places of pictures.

use super::budget::{Budget, FORM_DEPTH, GLYPHS_PER_PAGE};
use super::document::Layers;
use super::fonts::{Fonts, entry};
use super::marked::Mark;
use super::matrix::{Matrix, is_finite};
use super::paths::{Path, Strokes};
use super::unicode::{self, Meaning};
use crate::geometry::Rect;
use crate::read::{Glyph, Marks};
use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Name, ObjRef, Object, Stream};
use hayro_syntax::page::Resources;
use std::collections::HashMap;

/// What a page draws.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) strokes: Strokes,
    /// Where pictures are, and how many glyphs were drawn before each.
    pub(super) images: Vec<(Rect, usize)>,
    pub(super) unreadable: u32,
    /// Glyphs whose reading direction on the page is right, down, left, up.
    pub(super) directions: [u32; 4],
}

/// Runs operators, with what they share: the document's fonts and layers, the budget, the page.
pub(super) struct Interpreter<'r, 'a> {
    pub(super) fonts: &'r mut Fonts<'a>,
    pub(super) layers: &'r Layers,
    pub(super) budget: &'r mut Budget,
    /// The page's box: what lies outside is not seen.
    pub(super) page: Rect,
    pub(super) drawn: Drawn,
    marks: Vec<Mark>,
    /// The forms that are being drawn: none is drawn inside itself.
    forms: Vec<ObjRef>,
    depth: usize,
}

#[derive(Debug, Clone, Copy)]
struct State {
    ctm: Matrix,
    /// What is outside is clipped by the form's box.
    clip: Rect,
    font: Option<usize>,
    size: f64,
    char_space: f64,
    word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    mode: i32,
    pen: f64,
}

/// How deep `q` may be nested: more is not drawn by any program.
const STATES: usize = 2_000;

impl<'r, 'a> Interpreter<'r, 'a> {
    pub(super) fn new(fonts: &'r mut Fonts<'a>, layers: &'r Layers, budget: &'r mut Budget, page: Rect) -> Self {
        Self { fonts, layers, budget, page, drawn: Drawn::default(), marks: Vec::new(), forms: Vec::new(), depth: 0 }
    }

    /// Draws a content stream with these resources.
    pub(super) fn draw(&mut self, content: &[u8], resources: &Resources<'a>, ctm: Matrix) {
        self.run(content, resources, ctm, self.page);
        // What a damaged stream left open ends with it.
        while let Some(mark) = self.marks.pop() {
            mark.close(&mut self.drawn.glyphs, &mut self.drawn.unreadable);
        }
    }

    /// Draws a form where it stands.
    pub(super) fn form(&mut self, form: &Stream<'a>, reference: Option<ObjRef>, resources: &Resources<'a>, ctm: Matrix, clip: Rect) {
        let own = reference.is_some_and(|r| self.forms.contains(&r));
        if own || self.depth >= FORM_DEPTH || !self.budget.form() {
            return;
        }
        let dict = form.dict();
        let ctm = dict.get::<[f64; 6]>("Matrix").map_or(ctm, |m| Matrix::new(m).then(ctm));
        let inside = dict.get::<[f64; 4]>("BBox").map(|[x0, y0, x1, y1]| ctm.boxed(x0, y0, x1, y1)).filter(|b| is_finite(*b));
        let clip = inside.map_or(clip, |b| intersection(clip, b));
        let Some(content) = self.budget.decoded(form) else { return };
        let resources_of_form = dict.get::<Dict<'a>>("Resources").map(Resources::new);
        self.depth += 1;
        self.forms.extend(reference);
        let open = self.marks.len();
        self.run(&content, resources_of_form.as_ref().unwrap_or(resources), ctm, clip);
        while self.marks.len() > open {
            self.end_mark();
        }
        if reference.is_some() {
            self.forms.pop();
        }
        self.depth -= 1;
    }

    fn run(&mut self, content: &[u8], resources: &Resources<'a>, ctm: Matrix, clip: Rect) {
        let mut run = Run {
            state: State { ctm, clip, font: None, size: 1.0, char_space: 0.0, word_space: 0.0, scale: 1.0, leading: 0.0, rise: 0.0, mode: 0, pen: 1.0 },
            states: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Path::default(),
            names: HashMap::new(),
            resources,
        };
        let mut operators = UntypedIter::new(content);
        while let Some(instruction) = operators.next() {
            if !self.budget.operator() {
                break;
            }
            run.step(self, &instruction);
        }
    }

    fn is_hidden(&self) -> bool {
        self.marks.iter().any(|m| m.hidden)
    }

    fn begin_mark(&mut self, tag: &[u8], properties: Option<&Object<'_>>, resources: &Resources<'a>) {
        /// Marks open at once: a tagged page has three or four.
        const MARKS: usize = 1_000;
        if self.marks.len() >= MARKS {
            return;
        }
        let (reference, named) = match properties {
            Some(Object::Name(name)) => {
                let (reference, object) = entry(&resources.properties, name.as_ref());
                (reference, object.and_then(Object::into_dict))
            }
            _ => (None, None),
        };
        let inline = match properties {
            Some(Object::Dict(dict)) => Some(dict),
            _ => None,
        };
        let hidden = tag == b"OC" && self.layers.hides(reference, named.as_ref());
        let (glyphs, unreadable) = (self.drawn.glyphs.len(), self.drawn.unreadable);
        let mark = match inline {
            Some(dict) => Mark::new(tag, Some(dict), hidden, glyphs, unreadable),
            None => Mark::new(tag, named.as_ref(), hidden, glyphs, unreadable),
        };
        self.marks.push(mark);
    }

    fn end_mark(&mut self) {
        if let Some(mark) = self.marks.pop() {
            mark.close(&mut self.drawn.glyphs, &mut self.drawn.unreadable);
        }
    }

    fn image(&mut self, ctm: Matrix, clip: Rect) {
        /// Pictures kept of one page.
        const IMAGES: usize = 5_000;
        /// A picture thinner than this, in points, is a line or nothing.
        const THIN: f32 = 3.0;
        let bbox = intersection(ctm.boxed(0.0, 0.0, 1.0, 1.0), clip);
        if is_finite(bbox) && bbox.width() >= THIN && bbox.height() >= THIN && self.drawn.images.len() < IMAGES && !self.is_hidden() {
            self.drawn.images.push((bbox, self.drawn.glyphs.len()));
        }
    }

    fn show(&mut self, bytes: &[u8], state: &State, line: Matrix, along: &mut (f64, f64)) {
        let hidden = self.is_hidden();
        let replaced = self.marks.iter().any(Mark::replaces);
        let artifact = self.marks.iter().any(|m| m.artifact);
        let Some(font) = state.font.and_then(|index| self.fonts.get_mut(index)) else {
            // Letters of a font that cannot be read at all.
            if !hidden {
                self.drawn.unreadable = self.drawn.unreadable.saturating_add(bytes.len() as u32);
            }
            return;
        };
        let base = line.then(state.ctm);
        // From the glyph's own em to the page.
        let m = Matrix {
            a: base.a * state.size * state.scale,
            b: base.b * state.size * state.scale,
            c: base.c * state.size,
            d: base.d * state.size,
            e: 0.0,
            f: 0.0,
        };
        let size = (m.c.hypot(m.d) * font.em) as f32;
        let turned = m.b.abs() > m.a.abs() * 0.1 || m.a < 0.0;
        let direction = match (m.a.abs() >= m.b.abs(), m.a >= 0.0, m.b >= 0.0) {
            (true, true, _) => 0,
            (false, _, true) => 1,
            (true, false, _) => 2,
            (false, _, false) => 3,
        };
        let slanted = !turned && m.c.abs() > m.d.abs() * 0.15 && m.c.abs() < m.d.abs();
        // Fill and stroke together is how Word makes a face bold that has no bold.
        let face = font.face(matches!(state.mode, 2 | 6), slanted);
        let marks = Marks { artifact, invisible: matches!(state.mode, 3 | 7), turned, space: false };
        let (ascent, descent) = (font.ascent, font.descent);
        let mut at = 0;
        while let Some((code, length)) = font.next(bytes, at) {
            at += length;
            let word = if code.is_space_byte { state.word_space } else { 0.0 };
            let (dx, dy) = if font.horizontal {
                ((code.advance.0 * state.size + state.char_space + word) * state.scale, 0.0)
            } else {
                (0.0, code.advance.1 * state.size + state.char_space + word)
            };
            let from = base.moved(along.0, along.1 + state.rise);
            let m = Matrix { e: from.e, f: from.f, ..m }.moved(code.origin.0, code.origin.1);
            along.0 += dx;
            along.1 += dy;
            if hidden {
                continue;
            }
            let width = if font.horizontal { code.advance.0 } else { 1.0 };
            // Letters slanted by a shear keep the advance of upright ones: their boxes must not run into the space between words.
            let boxes = if slanted { Matrix { c: 0.0, ..m } } else { m };
            let bbox = boxes.boxed(0.0, descent, width, ascent);
            let middle = (bbox.mid_x(), bbox.mid_y());
            // An edge of a letter may be cut, its middle may not.
            let outside = middle.0 < state.clip.x0 - 1.0 || middle.0 > state.clip.x1 + 1.0 || middle.1 < state.clip.y0 - 1.0 || middle.1 > state.clip.y1 + 1.0;
            if !is_finite(bbox) || outside || !size.is_finite() {
                continue;
            }
            if self.drawn.glyphs.len() >= GLYPHS_PER_PAGE {
                self.budget.cut("more letters than any page of text has");
                return;
            }
            let glyph = Glyph { ch: ' ', bbox, baseline: m.f as f32, size, font: face, marks };
            match code.meaning {
                Meaning::Nothing => {}
                Meaning::Unreadable if replaced => self.drawn.glyphs.push(Glyph { ch: char::REPLACEMENT_CHARACTER, ..glyph }),
                Meaning::Unreadable => self.drawn.unreadable = self.drawn.unreadable.saturating_add(1),
                Meaning::One(' ') => self.drawn.glyphs.push(Glyph { marks: Marks { space: true, ..marks }, ..glyph }),
                Meaning::One(ch) => {
                    if let Some(count) = self.drawn.directions.get_mut(direction) {
                        *count += 1;
                    }
                    if replaced {
                        self.drawn.glyphs.push(Glyph { ch, ..glyph });
                    } else {
                        unicode::push(&mut self.drawn.glyphs, Glyph { ch, ..glyph });
                    }
                }
                Meaning::Many(first, last) => {
                    let letters = font.letters(first, last);
                    let share = width / letters.len().max(1) as f64;
                    for (i, ch) in letters.iter().enumerate() {
                        let bbox = boxes.boxed(share * i as f64, descent, share * (i + 1) as f64, ascent);
                        self.drawn.glyphs.push(Glyph { ch: *ch, bbox, marks: Marks { space: *ch == ' ', ..marks }, ..glyph });
                    }
                }
            }
        }
    }
}

/// One content stream that is being run.
struct Run<'s, 'a> {
    state: State,
    states: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    names: HashMap<Vec<u8>, Option<usize>>,
    resources: &'s Resources<'a>,
}

impl<'a> Run<'_, 'a> {
    fn step(&mut self, on: &mut Interpreter<'_, 'a>, instruction: &Instruction<'_, '_>) {
        let operator: &[u8] = instruction.operator;
        let mut operands = instruction.operands();
        let mut number = || match operands.next() {
            Some(Object::Number(n)) => n.as_f64(),
            _ => f64::NAN,
        };
        let m = self.state.ctm;
        match operator {
            b"q" if self.states.len() < STATES => self.states.push(self.state),
            b"Q" => self.state = self.states.pop().unwrap_or(self.state),
            b"cm" => {
                let matrix = Matrix::new([number(), number(), number(), number(), number(), number()]);
                if matrix.f.is_finite() {
                    self.state.ctm = matrix.then(m);
                }
            }
            b"w" => self.state.pen = number(),
            b"m" => self.path.move_to(m, number(), number()),
            b"l" => self.path.line_to(m, number(), number()),
            b"c" => {
                let [_, _, _, _, x, y] = [number(), number(), number(), number(), number(), number()];
                self.path.curve_to(m, x, y);
            }
            b"v" | b"y" => {
                let [_, _, x, y] = [number(), number(), number(), number()];
                self.path.curve_to(m, x, y);
            }
            b"h" => self.path.close(),
            b"re" => self.path.rectangle(m, number(), number(), number(), number()),
            b"S" => self.paint(on, false, true),
            b"s" | b"b" | b"b*" => {
                self.path.close();
                self.paint(on, operator != b"s", true);
            }
            b"f" | b"F" | b"f*" => self.paint(on, true, false),
            b"B" | b"B*" => self.paint(on, true, true),
            b"n" => self.path.clear(),
            b"BT" => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"Tc" => self.state.char_space = finite(number()),
            b"Tw" => self.state.word_space = finite(number()),
            b"Tz" => self.state.scale = finite(number()) / 100.0,
            b"TL" => self.state.leading = finite(number()),
            b"Ts" => self.state.rise = finite(number()),
            b"Tr" => self.state.mode = finite(number()) as i32,
            b"Td" => self.next_line(number(), number()),
            b"TD" => {
                let (x, y) = (number(), number());
                self.state.leading = -finite(y);
                self.next_line(x, y);
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tm" => {
                let matrix = Matrix::new([number(), number(), number(), number(), number(), number()]);
                if matrix.f.is_finite() {
                    (self.text, self.line) = (matrix, matrix);
                }
            }
            _ => self.step_with_objects(on, instruction),
        }
    }

    fn step_with_objects(&mut self, on: &mut Interpreter<'_, 'a>, instruction: &Instruction<'_, '_>) {
        let operator: &[u8] = instruction.operator;
        let mut operands = instruction.operands();
        match (operator, operands.next(), operands.next(), operands.next()) {
            (b"Tf", Some(Object::Name(name)), size, _) => {
                self.state.font = self.font(on, name.as_ref());
                if let Some(Object::Number(size)) = size {
                    self.state.size = finite(size.as_f64());
                }
            }
            (b"Tj", Some(Object::String(text)), _, _) => self.show(on, text.as_bytes()),
            (b"'", Some(Object::String(text)), _, _) => {
                self.next_line(0.0, -self.state.leading);
                self.show(on, text.as_bytes());
            }
            (b"\"", Some(Object::Number(word)), Some(Object::Number(char)), Some(Object::String(text))) => {
                self.state.word_space = finite(word.as_f64());
                self.state.char_space = finite(char.as_f64());
                self.next_line(0.0, -self.state.leading);
                self.show(on, text.as_bytes());
            }
            (b"TJ", Some(Object::Array(parts)), _, _) => self.show_parts(on, parts),
            (b"gs", Some(Object::Name(name)), _, _) => self.graphics_state(on, name),
            (b"Do", Some(Object::Name(name)), _, _) => self.external(on, name),
            (b"BI", ..) => on.image(self.state.ctm, self.state.clip),
            (b"BMC", Some(Object::Name(tag)), _, _) => on.begin_mark(tag.as_ref(), None, self.resources),
            (b"BDC", Some(Object::Name(tag)), properties, _) => on.begin_mark(tag.as_ref(), properties, self.resources),
            (b"BMC" | b"BDC", ..) => on.begin_mark(b"", None, self.resources),
            (b"EMC", ..) => on.end_mark(),
            _ => {}
        }
    }

    fn paint(&mut self, on: &mut Interpreter<'_, 'a>, fill: bool, stroke: bool) {
        if !on.is_hidden() {
            if fill {
                on.drawn.strokes.fill(&self.path);
            }
            if stroke {
                let width = finite(self.state.pen) * self.state.ctm.scale();
                // A pen of width 0 draws the thinnest line that the device has.
                on.drawn.strokes.stroke(&self.path, width.max(0.1) as f32);
            }
        }
        self.path.clear();
    }

    fn next_line(&mut self, x: f64, y: f64) {
        if x.is_finite() && y.is_finite() {
            self.line = self.line.moved(x, y);
            self.text = self.line;
        }
    }

    fn font(&mut self, on: &mut Interpreter<'_, 'a>, name: &[u8]) -> Option<usize> {
        if let Some(found) = self.names.get(name) {
            return *found;
        }
        let found = on.fonts.find(&self.resources.fonts, name);
        self.names.insert(name.to_vec(), found);
        found
    }

    fn show(&mut self, on: &mut Interpreter<'_, 'a>, bytes: &[u8]) {
        let mut along = (0.0, 0.0);
        on.show(bytes, &self.state, self.text, &mut along);
        self.text = self.text.moved(along.0, along.1);
    }

    fn show_parts(&mut self, on: &mut Interpreter<'_, 'a>, parts: &Array<'_>) {
        let mut along = (0.0, 0.0);
        let horizontal = self.state.font.and_then(|f| on.fonts.get_mut(f)).is_none_or(|f| f.horizontal);
        for part in parts.iter::<Object<'_>>() {
            match part {
                Object::String(text) => on.show(text.as_bytes(), &self.state, self.text, &mut along),
                Object::Number(n) => {
                    let back = finite(n.as_f64()) / 1000.0 * self.state.size;
                    if horizontal {
                        along.0 -= back * self.state.scale;
                    } else {
                        along.1 -= back;
                    }
                }
                _ => {}
            }
        }
        self.text = self.text.moved(along.0, along.1);
    }

    fn graphics_state(&mut self, on: &mut Interpreter<'_, 'a>, name: &Name<'_>) {
        let Some(dict) = self.resources.get_ext_g_state(name) else { return };
        if let Some(width) = dict.get::<f64>("LW") {
            self.state.pen = width;
        }
        let Some(font) = dict.get::<Array<'a>>("Font") else { return };
        let mut parts = font.iter::<Object<'a>>();
        if let (Some(Object::Dict(dict)), Some(Object::Number(size))) = (parts.next(), parts.next()) {
            self.state.font = on.fonts.load(&dict);
            self.state.size = finite(size.as_f64());
        }
    }

    fn external(&mut self, on: &mut Interpreter<'_, 'a>, name: &Name<'_>) {
        let Some(object) = self.resources.get_x_object(name) else { return };
        let dict = object.dict();
        let (group, membership) = entry(dict, b"OC");
        if on.layers.hides(group, membership.and_then(Object::into_dict).as_ref()) {
            return;
        }
        match dict.get::<Name<'_>>("Subtype") {
            Some(kind) if kind.as_str() == "Image" => on.image(self.state.ctm, self.state.clip),
            Some(kind) if kind.as_str() == "Form" => {
                let reference = self.resources.x_objects.get_ref(name.as_ref());
                on.form(&object, reference, self.resources, self.state.ctm, self.state.clip);
            }
            _ => {}
        }
    }
}

const fn finite(n: f64) -> f64 {
    if n.is_finite() { n } else { 0.0 }
}

fn intersection(a: Rect, b: Rect) -> Rect {
    Rect { x0: a.x0.max(b.x0), y0: a.y0.max(b.y0), x1: a.x1.min(b.x1), y1: a.y1.min(b.y1) }
}

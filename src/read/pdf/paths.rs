//! From paths to rules: what a reader sees as a straight line across or down the page.
//!
//! Word underlines with thin filled rectangles, TeX and LibreOffice with strokes, tables are drawn with either, and
//! dotted lines are many short ones. A rule is any of these; what is thick is a ground or a picture.

use super::budget::RULES_PER_PAGE;
use super::matrix::{Matrix, is_finite};
use crate::geometry::Rect;
use crate::read::Rule;

/// The thickest line, in points, that is a rule and not a bar or a ground.
const THICK: f32 = 4.0;
/// The shortest rule, in points: shorter than the underline of one narrow letter is a dot.
const SHORT: f32 = 2.5;
/// The widest gap, in points, between two pieces of one line that are drawn end to end.
const JOINT: f32 = 0.8;
/// The widest gap, in points, between the dots or dashes of one line.
const DOT_GAP: f32 = 3.5;
/// The longest dot or dash, in points.
const DOT: f32 = 4.0;
/// Segments that are kept of one path.
const SEGMENTS: usize = 20_000;

/// The path under construction, in page units.
#[derive(Debug, Default)]
pub(super) struct Path {
    segments: Vec<((f64, f64), (f64, f64))>,
    boxes: Vec<Outline>,
    at: (f64, f64),
    start: (f64, f64),
}

/// One subpath.
#[derive(Debug, Clone, Copy)]
struct Outline {
    bbox: Rect,
    curved: bool,
}

impl Path {
    pub(super) fn move_to(&mut self, m: Matrix, x: f64, y: f64) {
        self.at = m.apply(x, y);
        self.start = self.at;
        self.open(false);
    }

    fn open(&mut self, curved: bool) {
        let (x, y) = (self.at.0 as f32, self.at.1 as f32);
        if self.boxes.len() < SEGMENTS {
            self.boxes.push(Outline { bbox: Rect { x0: x, y0: y, x1: x, y1: y }, curved });
        }
    }

    pub(super) fn line_to(&mut self, m: Matrix, x: f64, y: f64) {
        let to = m.apply(x, y);
        if self.segments.len() < SEGMENTS {
            self.segments.push((self.at, to));
        }
        self.reach(to, false);
        self.at = to;
    }

    pub(super) fn curve_to(&mut self, m: Matrix, x: f64, y: f64) {
        let to = m.apply(x, y);
        self.reach(to, true);
        self.at = to;
    }

    fn reach(&mut self, to: (f64, f64), curved: bool) {
        if self.boxes.is_empty() {
            self.open(curved);
        }
        if let Some(last) = self.boxes.last_mut() {
            let (x, y) = (to.0 as f32, to.1 as f32);
            last.bbox = last.bbox.union(Rect { x0: x, y0: y, x1: x, y1: y });
            last.curved |= curved;
        }
    }

    pub(super) fn close(&mut self) {
        if self.at != self.start && self.segments.len() < SEGMENTS {
            self.segments.push((self.at, self.start));
        }
        self.at = self.start;
    }

    pub(super) fn rectangle(&mut self, m: Matrix, x: f64, y: f64, width: f64, height: f64) {
        self.move_to(m, x, y);
        self.line_to(m, x + width, y);
        self.line_to(m, x + width, y + height);
        self.line_to(m, x, y + height);
        self.close();
    }

    pub(super) fn clear(&mut self) {
        self.segments.clear();
        self.boxes.clear();
    }
}

/// What the paths of a page have drawn.
#[derive(Debug, Default)]
pub(super) struct Strokes {
    rules: Vec<Rule>,
    /// How many closed curves were filled, and around what: letters that are drawn as outlines.
    pub(super) curves: u32,
    pub(super) curves_box: Option<Rect>,
    /// Whether some were left out.
    pub(super) cut: bool,
}

impl Strokes {
    /// A path is filled.
    pub(super) fn fill(&mut self, path: &Path) {
        for outline in &path.boxes {
            if outline.curved {
                self.curves += 1;
                let bbox = outline.bbox;
                self.curves_box = Some(self.curves_box.map_or(bbox, |b| b.union(bbox)));
            } else {
                self.keep(outline.bbox);
            }
        }
    }

    /// A path is stroked with a pen of this width, in points.
    pub(super) fn stroke(&mut self, path: &Path, width: f32) {
        let half = width / 2.0;
        for ((ax, ay), (bx, by)) in &path.segments {
            let mut bbox = Rect::new(*ax as f32, *ay as f32, *bx as f32, *by as f32);
            // A line that is a hair off level is level to the eye.
            if bbox.height() <= bbox.width() * 0.01 + 0.05 {
                bbox = Rect { y0: bbox.y0 - half, y1: bbox.y1 + half, ..bbox };
            } else if bbox.width() <= bbox.height() * 0.01 + 0.05 {
                bbox = Rect { x0: bbox.x0 - half, x1: bbox.x1 + half, ..bbox };
            } else {
                continue;
            }
            self.keep(bbox);
        }
    }

    fn keep(&mut self, bbox: Rect) {
        let (w, h) = (bbox.width(), bbox.height());
        if !is_finite(bbox) || w.min(h) > THICK || w.max(h) < 0.2 {
            return;
        }
        if self.rules.len() >= RULES_PER_PAGE {
            self.cut = true;
        } else {
            self.rules.push(Rule { bbox, horizontal: w >= h });
        }
    }

    /// The rules that lie on a page of this size, pieces joined, dots made lines; top to bottom, left to right.
    pub(super) fn rules(mut self, width: f32, height: f32) -> Vec<Rule> {
        let page = Rect { x0: 0.0, y0: 0.0, x1: width, y1: height };
        self.rules.retain(|r| r.bbox.meets(&page));
        // Dots are as long as thick: they go with both kinds of line, so they are told by their neighbours.
        let dots: Vec<Rule> =
            self.rules.iter().filter(|r| r.bbox.width().max(r.bbox.height()) < SHORT).map(|r| Rule { horizontal: !r.horizontal, ..*r }).collect();
        self.rules.extend(dots);
        let mut out = Vec::with_capacity(self.rules.len().min(1024));
        for horizontal in [true, false] {
            let mut lines: Vec<Line> = self.rules.iter().filter(|r| r.horizontal == horizontal).map(|r| Line::of(r.bbox, horizontal)).collect();
            lines.sort_by(|a, b| a.level.total_cmp(&b.level).then(a.from.total_cmp(&b.from)).then(a.to.total_cmp(&b.to)));
            // Strokes on one level may differ by a hair: sort again inside each level.
            let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
            for level in lines.chunk_by_mut(|a, b| b.level - a.level < 0.3) {
                level.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
                let first = joined.len();
                for line in level.iter() {
                    match joined.get_mut(first..).and_then(<[Line]>::last_mut) {
                        Some(last) if last.goes_on(line) => last.extend(line),
                        _ => joined.push(*line),
                    }
                }
            }
            out.extend(joined.into_iter().filter(|l| l.to - l.from >= SHORT).map(|l| Rule { bbox: l.bbox, horizontal }));
        }
        out.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
        out
    }
}

/// A rule seen along its run.
#[derive(Debug, Clone, Copy)]
struct Line {
    level: f32,
    from: f32,
    to: f32,
    /// The length of the last piece that was added.
    piece: f32,
    bbox: Rect,
}

impl Line {
    fn of(bbox: Rect, horizontal: bool) -> Self {
        let (level, from, to) = if horizontal { (bbox.mid_y(), bbox.x0, bbox.x1) } else { (bbox.mid_x(), bbox.y0, bbox.y1) };
        Self { level, from, to, piece: to - from, bbox }
    }

    fn goes_on(&self, next: &Self) -> bool {
        let dotted = self.piece <= DOT && next.piece <= DOT;
        next.from - self.to <= if dotted { DOT_GAP } else { JOINT }
    }

    fn extend(&mut self, next: &Self) {
        self.to = self.to.max(next.to);
        self.piece = next.piece;
        self.bbox = self.bbox.union(next.bbox);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rules as `x0-x1@y` and `y0-y1|x`, rounded.
    fn drawn(draw: impl FnOnce(&mut Path, &mut Strokes)) -> Vec<String> {
        let (mut path, mut strokes) = (Path::default(), Strokes::default());
        draw(&mut path, &mut strokes);
        let name = |r: Rule| {
            let b = r.bbox;
            if r.horizontal { format!("{:.0}-{:.0}@{:.0}", b.x0, b.x1, b.mid_y()) } else { format!("{:.0}-{:.0}|{:.0}", b.y0, b.y1, b.mid_x()) }
        };
        strokes.rules(600.0, 800.0).into_iter().map(name).collect()
    }

    const M: Matrix = Matrix::IDENTITY;

    #[test]
    fn lines_are_rules_however_they_are_drawn() {
        assert_eq!(
            drawn(|p, s| {
                p.rectangle(M, 10.0, 100.0, 50.0, 0.6);
                s.fill(p);
            }),
            ["10-60@100"],
            "a thin filled rectangle"
        );
        assert_eq!(
            drawn(|p, s| {
                p.move_to(M, 10.0, 100.0);
                p.line_to(M, 60.0, 100.0);
                s.stroke(p, 1.0);
            }),
            ["10-60@100"],
            "a stroke"
        );
        assert_eq!(
            drawn(|p, s| {
                p.rectangle(M, 10.0, 100.0, 50.0, 30.0);
                s.stroke(p, 1.0);
            }),
            ["10-60@100", "100-130|10", "100-130|60", "10-60@130"],
            "a frame"
        );
        assert_eq!(
            drawn(|p, s| {
                p.rectangle(M, 10.0, 100.0, 50.0, 30.0);
                s.fill(p);
            }),
            [""; 0],
            "a ground"
        );
        assert_eq!(
            drawn(|p, s| {
                p.move_to(M, 0.0, 0.0);
                p.line_to(M, 60.0, 60.0);
                s.stroke(p, 1.0);
            }),
            [""; 0],
            "a slope"
        );
    }

    #[test]
    fn pieces_and_dots_are_joined() {
        let dots = |step: f64, n: u32| {
            move |p: &mut Path, s: &mut Strokes| {
                for i in 0..n {
                    p.rectangle(M, 10.0 + step * f64::from(i), 100.0, 1.0, 1.0);
                }
                s.fill(p);
            }
        };
        assert_eq!(drawn(dots(3.0, 11)), ["10-41@100"], "dots");
        assert_eq!(drawn(dots(20.0, 3)), [""; 0], "dots far apart");
        let cells = |p: &mut Path, s: &mut Strokes| {
            for x in [10.0, 60.0, 110.0] {
                p.move_to(M, x, 100.0);
                p.line_to(M, x + 50.0, 100.0);
            }
            s.stroke(p, 0.5);
        };
        assert_eq!(drawn(cells), ["10-160@100"], "a table's line, cell by cell");
        let words = |p: &mut Path, s: &mut Strokes| {
            for x in [10.0, 63.0] {
                p.rectangle(M, x, 100.0, 50.0, 0.5);
            }
            s.fill(p);
        };
        assert_eq!(drawn(words), ["10-60@100", "63-113@100"], "two words underlined one by one");
    }
}

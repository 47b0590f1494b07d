//! PDF's matrices: `[a b c d e f]` maps `(x, y)` to `(ax + cy + e, bx + dy + f)`.

use crate::geometry::Rect;

/// A matrix as PDF writes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Matrix {
    pub(super) a: f64,
    pub(super) b: f64,
    pub(super) c: f64,
    pub(super) d: f64,
    pub(super) e: f64,
    pub(super) f: f64,
}

impl Matrix {
    pub(super) const IDENTITY: Self = Self::new([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    #[expect(clippy::many_single_char_names, reason = "the names of ISO 32000-1, 8.3.4")]
    pub(super) const fn new([a, b, c, d, e, f]: [f64; 6]) -> Self {
        Self { a, b, c, d, e, f }
    }

    /// First this, then `next`.
    pub(super) fn then(self, next: Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
            e: self.e * next.a + self.f * next.c + next.e,
            f: self.e * next.b + self.f * next.d + next.f,
        }
    }

    /// The same, its origin moved by `x` and `y` in its own units first.
    pub(super) fn moved(self, x: f64, y: f64) -> Self {
        let (e, f) = self.apply(x, y);
        Self { e, f, ..self }
    }

    pub(super) fn apply(self, x: f64, y: f64) -> (f64, f64) {
        (x * self.a + y * self.c + self.e, x * self.b + y * self.d + self.f)
    }

    /// The upright box around the rectangle with these corners.
    pub(super) fn boxed(self, x0: f64, y0: f64, x1: f64, y1: f64) -> Rect {
        let (p, q) = (self.apply(x0, y0), self.apply(x1, y1));
        let diagonal = Rect::new(p.0 as f32, p.1 as f32, q.0 as f32, q.1 as f32);
        if self.b == 0.0 && self.c == 0.0 {
            return diagonal;
        }
        let (r, s) = (self.apply(x0, y1), self.apply(x1, y0));
        diagonal.union(Rect::new(r.0 as f32, r.1 as f32, s.0 as f32, s.1 as f32))
    }

    /// By how much it makes lengths larger, on the whole.
    pub(super) fn scale(self) -> f64 {
        (self.a * self.d - self.b * self.c).abs().sqrt()
    }
}

/// Whether all four edges are numbers.
pub(super) const fn is_finite(r: Rect) -> bool {
    r.x0.is_finite() && r.y0.is_finite() && r.x1.is_finite() && r.y1.is_finite()
}

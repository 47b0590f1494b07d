//! Where things are on a page: points (1/72 inch), origin at the page's top left, y downwards.

use serde::{Deserialize, Serialize};

/// An upright rectangle in PDF points, `x0 <= x1` and `y0 <= y1`, all finite.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Rect {
    /// The rectangle with these two opposite corners, in any order.
    #[must_use]
    pub fn new(ax: f32, ay: f32, bx: f32, by: f32) -> Self {
        Self { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by) }
    }

    /// Width in points.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { x0: self.x0.min(other.x0), y0: self.y0.min(other.y0), x1: self.x1.max(other.x1), y1: self.y1.max(other.y1) }
    }

    /// The smallest rectangle that holds all of `rects`; `None` where there is none.
    pub fn around(rects: impl IntoIterator<Item = Self>) -> Option<Self> {
        rects.into_iter().reduce(Self::union)
    }

    /// Whether the two share a point.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.x0 <= other.x1 && other.x0 <= self.x1 && self.y0 <= other.y1 && other.y0 <= self.y1
    }

    /// How far the two overlap vertically, in points; negative is the gap between them.
    #[must_use]
    pub fn overlap_y(&self, other: &Self) -> f32 {
        self.y1.min(other.y1) - self.y0.max(other.y0)
    }

    /// How far the two overlap horizontally, in points; negative is the gap between them.
    #[must_use]
    pub fn overlap_x(&self, other: &Self) -> f32 {
        self.x1.min(other.x1) - self.x0.max(other.x0)
    }

    /// The same with its axes exchanged.
    #[must_use]
    pub fn transposed(&self) -> Self {
        Self { x0: self.y0, y0: self.x0, x1: self.y1, y1: self.x1 }
    }

    /// The vertical middle.
    #[must_use]
    pub fn mid_y(&self) -> f32 {
        f32::midpoint(self.y0, self.y1)
    }

    /// The horizontal middle.
    #[must_use]
    pub fn mid_x(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }
}

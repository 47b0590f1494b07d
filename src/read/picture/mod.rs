//! Pictures of pages, a byte of grey a dot, and what is done to them before letters are looked for.
//!
//! The order is that of any tool for scans: the paper is made white, the black edges of the glass go, the page is set straight,
//! specks go. All of it is plain arithmetic on bytes, the same on every machine, and linear in the dots.

mod clean;
mod ink;
mod skew;

pub use clean::{despeckled, whitened, without_edges};
pub use ink::{rules, weight};
pub use skew::{angle, straightened};

/// White.
pub const WHITE: u8 = 255;

/// A dot below this is ink, on a whitened page: the middle of the scale.
pub const INK: u8 = 128;

/// A picture in grey, row by row from the top left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grey {
    /// In dots.
    pub width: usize,
    /// In dots.
    pub height: usize,
    /// `width * height` bytes: 0 is black, 255 white.
    pub dots: Vec<u8>,
}

impl Grey {
    /// A white picture.
    #[must_use]
    pub fn white(width: usize, height: usize) -> Self {
        Self { width, height, dots: vec![WHITE; width.saturating_mul(height)] }
    }

    /// The dot at a place; white outside.
    #[must_use]
    pub fn at(&self, x: usize, y: usize) -> u8 {
        if x < self.width { self.dots.get(y * self.width + x).copied().unwrap_or(WHITE) } else { WHITE }
    }

    /// The rows from the top.
    pub fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.dots.chunks_exact(self.width.max(1))
    }

    /// Sets a dot; nothing happens outside.
    pub fn set(&mut self, x: usize, y: usize, value: u8) {
        if x < self.width
            && let Some(dot) = self.dots.get_mut(y * self.width + x)
        {
            *dot = value;
        }
    }

    /// Every `step`-th dot across and down, each the darkest of its square: thin strokes are kept.
    #[must_use]
    pub fn shrunk(&self, step: usize) -> Self {
        let step = step.max(1);
        let (width, height) = (self.width / step, self.height / step);
        let mut out = Self::white(width, height);
        for (rows, to) in self.dots.chunks_exact((self.width * step).max(1)).zip(out.dots.chunks_exact_mut(width.max(1))) {
            for row in rows.chunks_exact(self.width.max(1)) {
                for (square, dot) in row.chunks_exact(step).zip(to.iter_mut()) {
                    *dot = square.iter().copied().min().unwrap_or(WHITE).min(*dot);
                }
            }
        }
        out
    }

    /// Turned clockwise by quarters.
    #[must_use]
    pub fn turned(&self, quarters: u8) -> Self {
        let (w, h) = (self.width, self.height);
        match quarters % 4 {
            1 => {
                let mut out = Self::white(h, w);
                for (y, row) in self.rows().enumerate() {
                    for (x, dot) in row.iter().enumerate() {
                        out.set(h - 1 - y, x, *dot);
                    }
                }
                out
            }
            2 => Self { width: w, height: h, dots: self.dots.iter().rev().copied().collect() },
            3 => {
                let mut out = Self::white(h, w);
                for (y, row) in self.rows().enumerate() {
                    for (x, dot) in row.iter().enumerate() {
                        out.set(y, w - 1 - x, *dot);
                    }
                }
                out
            }
            _ => self.clone(),
        }
    }

    /// Whether lines of text run down the picture rather than across it: rows of letters and white between them make a profile with
    /// sharp steps along one axis only.
    #[must_use]
    pub fn runs_down(&self) -> bool {
        let small = self.shrunk(SIDEWAYS_STEP);
        let across: Vec<u32> = small.rows().map(|row| row.iter().filter(|d| **d < INK).count() as u32).collect();
        let mut down = vec![0_u32; small.width];
        for row in small.rows() {
            for (count, dot) in down.iter_mut().zip(row) {
                *count += u32::from(*dot < INK);
            }
        }
        skew::steepness(&down) * (across.len() as u64).max(1) > skew::steepness(&across) * SIDEWAYS * (down.len() as u64).max(1)
    }
}

/// Dots that are taken as one where only the direction of lines is asked.
const SIDEWAYS_STEP: usize = 3;

/// How many times sharper the profile across must be before a page counts as bound in sideways. Tables and forms have steps along both
/// axes, in the order of two to one at most.
const SIDEWAYS: u64 = 3;

/// What a picture went through before it was read.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Prepared {
    /// Quarters that it was turned clockwise.
    pub quarters: u8,
    /// Degrees that it was turned after that, clockwise as seen.
    pub degrees: f32,
}

/// Makes a picture of a page fit to be read: white paper, no black edges, lines level, no specks.
#[must_use]
pub fn prepared(picture: &Grey, quarters: u8) -> (Grey, Prepared) {
    let mut clean = without_edges(&whitened(&picture.turned(quarters)));
    let degrees = angle(&clean);
    if degrees != 0.0 {
        clean = straightened(&clean, degrees);
    }
    (despeckled(&clean), Prepared { quarters, degrees })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Lines of words made of bars, as a page of text looks from afar.
    pub(crate) fn page_of_lines(width: usize, height: usize) -> Grey {
        let mut page = Grey::white(width, height);
        let mut y = height / 12;
        while y + 20 < height - height / 12 {
            let mut x = width / 10;
            let mut n = y;
            while x + 60 < width - width / 10 {
                let word = 18 + (n * 7) % 40;
                for yy in y..y + 9 {
                    for xx in (x..x + word).filter(|xx| (xx * 3 + n * 17) % 7 < 3) {
                        page.set(xx, yy, 20);
                    }
                }
                x += word + 9;
                n += 13;
            }
            y += 24;
        }
        page
    }

    #[test]
    fn a_turn_is_undone_by_its_complement() {
        let page = Grey { width: 3, height: 2, dots: vec![1, 2, 3, 4, 5, 6] };
        assert_eq!(page.turned(1), Grey { width: 2, height: 3, dots: vec![4, 1, 5, 2, 6, 3] });
        for q in 0..4 {
            assert_eq!(page.turned(q).turned(4 - q), page, "{q}");
        }
        assert_eq!(page.turned(2), page.turned(1).turned(1));
    }

    #[test]
    fn sideways_pages_are_known() {
        let page = page_of_lines(600, 800);
        assert!(!page.runs_down());
        assert!(page.turned(1).runs_down());
        assert!(page.turned(3).runs_down());
        assert!(!page.turned(2).runs_down());
        assert!(!Grey::white(40, 50).runs_down());
        assert!(!Grey::default().runs_down());
    }

    #[test]
    fn shrinking_keeps_thin_strokes() {
        let mut page = Grey::white(9, 6);
        page.set(4, 4, 10);
        let small = page.shrunk(3);
        assert_eq!((small.width, small.height, small.at(1, 1), small.at(0, 0)), (3, 2, 10, WHITE));
    }
}

//! White paper, no black edges, no specks.

use super::{Grey, INK, WHITE};

/// The side of the squares in which the paper's own shade is measured, in dots: larger than any letter of 20 point at 300 dots an inch.
const TILE: usize = 96;

/// The darkest shade that is taken for paper: what is darker all over a square is a picture or a black edge.
const DARKEST_PAPER: u8 = 110;

/// The least distance between paper and ink at which a faint page is stretched, in shades.
const FAINTEST: u8 = 40;

/// How far into the page black edges of the glass reach, as a part of its side.
const EDGE: f32 = 0.08;

/// The part of an edge's row that is black.
const BLACK: f32 = 0.5;

/// The side of a speck at the most, in dots: at 300 dots an inch the dot of an i in 8 point is four wide.
const SPECK: usize = 2;

/// A page with fewer specks than this for each million dots is left alone.
const SPECKS_PER_MILLION: usize = 60;

/// The paper made white and the ink dark, square by square: yellowed sheets, shadows of the binding, carbon copies.
#[must_use]
pub fn whitened(page: &Grey) -> Grey {
    let (across, down) = (page.width.div_ceil(TILE), page.height.div_ceil(TILE));
    if across == 0 || down == 0 {
        return page.clone();
    }
    let mut counts = vec![[0_u32; 256]; across * down];
    for (y, row) in page.rows().enumerate() {
        for (x, part) in row.chunks(TILE).enumerate() {
            let Some(tile) = counts.get_mut(y / TILE * across + x) else { continue };
            for dot in part {
                if let Some(n) = tile.get_mut(usize::from(*dot)) {
                    *n += 1;
                }
            }
        }
    }
    let mut whole = [0_u32; 256];
    for tile in &counts {
        for (sum, n) in whole.iter_mut().zip(tile) {
            *sum += n;
        }
    }
    // Paper is most of every square that has any: the shade that three quarters of the dots do not pass.
    let usual = shade(&whole, 0.75).max(DARKEST_PAPER);
    let paper: Vec<f32> = counts.iter().map(|t| shade(t, 0.75)).map(|s| f32::from(if s < DARKEST_PAPER { usual } else { s })).collect();
    let darkest = shade(&whole, 0.01);
    let black = f32::from(if usual.saturating_sub(darkest) < FAINTEST { usual.saturating_sub(FAINTEST) } else { darkest });
    if usual >= 250 && darkest <= 5 && paper.iter().all(|p| *p >= 250.0) {
        return page.clone();
    }
    let mut out = page.clone();
    for (y, row) in out.dots.chunks_exact_mut(page.width).enumerate() {
        let (upper, lower, fy) = between(y, down);
        for (x, dot) in row.iter_mut().enumerate() {
            let (left, right, fx) = between(x, across);
            let at = |ty: usize, tx: usize| paper.get(ty * across + tx).copied().unwrap_or(255.0);
            let local = (at(upper, left) * (1.0 - fx) + at(upper, right) * fx) * (1.0 - fy) + (at(lower, left) * (1.0 - fx) + at(lower, right) * fx) * fy;
            // A little below the paper's own shade is paper still: its grain is not ink.
            let white = (local * 0.94).max(black + 1.0);
            *dot = ((f32::from(*dot) - black) / (white - black) * 255.0).clamp(0.0, 255.0) as u8;
        }
    }
    out
}

/// The two tiles between whose middles `at` lies, and how far it is from the first to the second.
fn between(at: usize, tiles: usize) -> (usize, usize, f32) {
    let place = (at as f32 / TILE as f32 - 0.5).max(0.0);
    let first = (place as usize).min(tiles.saturating_sub(1));
    (first, (first + 1).min(tiles.saturating_sub(1)), (place - first as f32).clamp(0.0, 1.0))
}

/// The shade that `part` of the counted dots do not pass.
fn shade(counts: &[u32; 256], part: f32) -> u8 {
    let all: u64 = counts.iter().map(|n| u64::from(*n)).sum();
    let wanted = (all as f64 * f64::from(part)) as u64;
    let mut sum = 0_u64;
    for (shade, n) in (0_u8..=255).zip(counts) {
        sum += u64::from(*n);
        if sum > wanted {
            return shade;
        }
    }
    WHITE
}

/// Without the black that the lid of a scanner or a copier's glass leaves along the edges.
#[must_use]
pub fn without_edges(page: &Grey) -> Grey {
    let (w, h) = (page.width, page.height);
    let mut rows = vec![0_usize; h];
    let mut columns = vec![0_usize; w];
    for (count, row) in rows.iter_mut().zip(page.rows()) {
        for (column, dot) in columns.iter_mut().zip(row) {
            let ink = usize::from(*dot < INK);
            *column += ink;
            *count += ink;
        }
    }
    // From the edge inwards, as far as most rows are black: white slivers may lie outside, and a frame's thin rule is no edge.
    let reach = |black: &mut dyn Iterator<Item = &usize>, side: usize, across: usize| {
        let (mut dark, mut far) = (0, 0);
        for (i, n) in black.take((side as f32 * EDGE) as usize).enumerate() {
            if *n as f32 > across as f32 * BLACK {
                dark += 1;
                far = if dark * 2 > i { i + 1 } else { far };
            }
        }
        far
    };
    let (top, bottom) = (reach(&mut rows.iter(), h, w), reach(&mut rows.iter().rev(), h, w));
    let (left, right) = (reach(&mut columns.iter(), w, h), reach(&mut columns.iter().rev(), w, h));
    if top + bottom + left + right == 0 {
        return page.clone();
    }
    let mut out = page.clone();
    for (y, row) in out.dots.chunks_exact_mut(w.max(1)).enumerate() {
        if y < top || y + bottom >= h {
            row.fill(WHITE);
            continue;
        }
        for dot in row.iter_mut().take(left) {
            *dot = WHITE;
        }
        for dot in row.iter_mut().rev().take(right) {
            *dot = WHITE;
        }
    }
    out
}

/// Without specks that stand alone, where the page has many.
#[must_use]
pub fn despeckled(page: &Grey) -> Grey {
    let mut specks: Vec<(usize, usize)> = Vec::new();
    for (y, row) in page.rows().enumerate() {
        for (x, _) in row.iter().enumerate().filter(|(_, d)| **d < INK) {
            // The upper left dot of its ink, with white all round a square of a speck's side.
            if alone(page, x, y) {
                specks.push((x, y));
            }
        }
    }
    if specks.len() * 1_000_000 < SPECKS_PER_MILLION * page.dots.len() {
        return page.clone();
    }
    let mut out = page.clone();
    for (x, y) in specks {
        for yy in y..y + SPECK {
            for xx in x..x + SPECK {
                out.set(xx, yy, WHITE);
            }
        }
    }
    out
}

/// Whether the ink at a place is the upper left of a square no larger than a speck, in white.
fn alone(page: &Grey, x: usize, y: usize) -> bool {
    let ink = |x: Option<usize>, y: Option<usize>| x.zip(y).is_some_and(|(x, y)| page.at(x, y) < INK);
    let (left, above) = (x.checked_sub(1), y.checked_sub(1));
    for i in 0..=SPECK + 1 {
        let (across, down) = (left.map_or(i.checked_sub(1), |l| Some(l + i)), above.map_or(i.checked_sub(1), |a| Some(a + i)));
        if ink(across, above) || ink(left, down) || ink(across, Some(y + SPECK)) || ink(Some(x + SPECK), down) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::tests::page_of_lines;
    use super::*;

    fn ink(page: &Grey) -> usize {
        page.dots.iter().filter(|d| **d < INK).count()
    }

    #[test]
    fn paper_becomes_white_and_ink_stays() {
        let page = page_of_lines(600, 700);
        // Yellowed, with a shadow from the left and faint ink.
        let mut old = page.clone();
        for (i, dot) in old.dots.iter_mut().enumerate() {
            let paper = 150.0 + 80.0 * (i % 600) as f32 / 600.0;
            *dot = (paper * if *dot < INK { 0.6 } else { 1.0 }) as u8;
        }
        assert!(ink(&old).abs_diff(ink(&page)) > 1000);
        let clean = whitened(&old);
        assert!(ink(&clean).abs_diff(ink(&page)) < ink(&page) / 50, "{} of {}", ink(&clean), ink(&page));
        assert_eq!(whitened(&Grey::default()), Grey::default());
        let white = Grey::white(200, 100);
        assert_eq!(ink(&whitened(&white)), 0);
    }

    #[test]
    fn black_edges_go_and_letters_stay() {
        let page = page_of_lines(600, 700);
        let mut copied = page.clone();
        for y in 0..700 {
            for x in (0..20).chain(590..600) {
                copied.set(x, y, 0);
            }
        }
        for x in 0..600 {
            copied.set(x, 1, 0);
        }
        assert_eq!(ink(&without_edges(&copied)), ink(&page));
        assert_eq!(without_edges(&page), page);
    }

    #[test]
    fn specks_go_where_there_are_many() {
        let page = page_of_lines(600, 700);
        let mut dirty = page.clone();
        for i in 0..400_usize {
            let (x, y) = ((i * 149) % 600, (i * 83) % 700);
            if (0..8).all(|d| (0..8).all(|e| page.at((x + d).saturating_sub(3), (y + e).saturating_sub(3)) == WHITE)) {
                dirty.set(x, y, 0);
            }
        }
        assert!(ink(&dirty) > ink(&page) + 50);
        assert_eq!(ink(&despeckled(&dirty)), ink(&page));
        assert_eq!(despeckled(&page), page);
    }
}

//! How far a page lies askew, and setting it straight.
//!
//! A page is summed along lines of many slopes; at the slope of its text the sums jump between the lines and the white between
//! them. The slope with the sharpest jumps is the page's, and where no slope is clearly sharper than level, it is left alone.

use super::{Grey, INK, WHITE};

/// The widest skew that is looked for, in degrees: paper fed by hand lies within four.
const WIDEST: f32 = 6.0;

/// Steps of the first, coarse search, in degrees.
const COARSE: f32 = 0.5;

/// Steps of the second, in degrees: a line 18 cm long then ends within a third of a millimetre of where it should.
const FINE: f32 = 0.1;

/// Skew below this is left alone, in degrees: turning costs sharpness, and lines are read at this slope without loss.
const NEGLIGIBLE: f32 = 0.2;

/// How much sharper than level a slope must be to be believed, in per cent.
const SHARPER: u64 = 108;

/// The width to which a page is shrunk before it is measured, in dots: lines of text are then some six dots high.
const MEASURED_WIDTH: usize = 850;

/// Ink needed before a slope means anything, in dots of the shrunk page.
const LEAST_INK: usize = 400;

/// The sum of squared steps of a profile: large where rows of letters and white alternate sharply.
pub(super) fn steepness(profile: &[u32]) -> u64 {
    profile.iter().zip(profile.iter().skip(1)).map(|(a, b)| u64::from(a.abs_diff(*b)).pow(2)).sum()
}

/// How far the page must be turned clockwise to lie level, in degrees; 0 where it does, or where nothing can be told.
#[must_use]
pub fn angle(page: &Grey) -> f32 {
    let small = page.shrunk((page.width / MEASURED_WIDTH).max(1));
    // Frames and edges of the glass have slopes of their own: the margins are left out.
    let (left, right) = (small.width / 20, small.width - small.width / 20);
    let mut ink: Vec<(f32, f32)> = Vec::new();
    for (y, row) in small.rows().enumerate() {
        for (x, dot) in row.iter().enumerate().take(right).skip(left) {
            // The lower edge of ink alone: baselines are what is level in a line of letters.
            if *dot < INK && small.at(x, y + 1) >= INK {
                ink.push((x as f32, y as f32));
            }
        }
    }
    if ink.len() < LEAST_INK {
        return 0.0;
    }
    let reach = (small.width as f32 * WIDEST.to_radians().tan()).ceil() as usize + 2;
    let mut profile = vec![0_u32; small.height + 2 * reach];
    let mut sharpness = |degrees: f32| {
        profile.fill(0);
        let slope = degrees.to_radians().tan();
        for (x, y) in &ink {
            let row = y + x * slope + reach as f32;
            if let Some(count) = profile.get_mut(row.max(0.0) as usize) {
                *count += 1;
            }
        }
        steepness(&profile)
    };
    let level = sharpness(0.0);
    let steps = (WIDEST / COARSE) as i32;
    let coarse = (-steps..=steps).map(|i| i as f32 * COARSE).map(|d| (sharpness(d), d));
    let (_, about) = coarse.fold((0, 0.0), |best, next| if next.0 > best.0 { next } else { best });
    let steps = (COARSE / FINE) as i32;
    let fine = (-steps..=steps).map(|i| about + i as f32 * FINE).map(|d| (sharpness(d), d));
    let (sharpest, best) = fine.fold((0, 0.0), |best, next| if next.0 > best.0 { next } else { best });
    if best.abs() < NEGLIGIBLE || sharpest * 100 < level * SHARPER { 0.0 } else { best }
}

/// Turned clockwise by `degrees` about its middle, the corners filled with white. Between dots the grey is mixed of the four around.
#[must_use]
pub fn straightened(page: &Grey, degrees: f32) -> Grey {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (mx, my) = (page.width as f32 / 2.0, page.height as f32 / 2.0);
    let mut out = Grey::white(page.width, page.height);
    for (y, row) in out.dots.chunks_exact_mut(page.width.max(1)).enumerate() {
        let dy = y as f32 - my;
        for (x, dot) in row.iter_mut().enumerate() {
            let dx = x as f32 - mx;
            // Where the dot comes from: turned back.
            let (sx, sy) = (mx + dx * cos + dy * sin, my - dx * sin + dy * cos);
            if sx < 0.0 || sy < 0.0 {
                continue;
            }
            let (ix, iy) = (sx as usize, sy as usize);
            if ix + 1 >= page.width || iy + 1 >= page.height {
                continue;
            }
            let at = iy * page.width + ix;
            let (Some([a, b, ..]), Some([c, d, ..])) = (page.dots.get(at..at + 2), page.dots.get(at + page.width..at + page.width + 2)) else { continue };
            if [a, b, c, d].iter().all(|v| **v == WHITE) {
                continue;
            }
            let (fx, fy) = (sx - ix as f32, sy - iy as f32);
            let upper = f32::from(*a) * (1.0 - fx) + f32::from(*b) * fx;
            let lower = f32::from(*c) * (1.0 - fx) + f32::from(*d) * fx;
            *dot = (upper * (1.0 - fy) + lower * fy) as u8;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::page_of_lines;
    use super::*;

    #[test]
    fn the_slope_of_a_page_is_found() {
        let page = page_of_lines(900, 1100);
        assert!(angle(&page).abs() < f32::EPSILON);
        for askew in [-4.0_f32, -1.3, -0.5, 0.7, 2.0, 5.0] {
            let found = angle(&straightened(&page, askew));
            assert!((found + askew).abs() <= 0.2, "askew by {askew}, to be turned by {found}");
        }
    }

    #[test]
    fn what_has_no_lines_is_left_alone() {
        let mut blot = Grey::white(900, 1100);
        for y in 300..700_usize {
            for x in 200..600_usize {
                if (x - 200 + y * 31) % 97 < 9 {
                    blot.set(x, y, 0);
                }
            }
        }
        for page in [Grey::default(), Grey::white(30, 30), Grey::white(900, 1100)] {
            assert!(angle(&page).abs() < f32::EPSILON);
        }
        assert!(straightened(&blot, 1.0).dots.contains(&WHITE));
    }
}

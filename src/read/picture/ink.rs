//! What the ink itself tells beside its letters: ruled lines, and how heavy a word is.

use super::{Grey, INK};
use crate::geometry::Rect;

/// The shortest run of ink that is a rule, in inches: no letter of running text has a stroke so long, and a short word's underline has.
const SHORTEST: f32 = 0.3;

/// The thickest rule, in inches: 4 points. What is thicker is a bar, a picture, a black edge.
const THICKEST: f32 = 0.055;

/// White inside a rule that is bridged, in inches: copies break thin lines. The serifs of one word stand further apart.
const BREAK: f32 = 0.004;

/// By how much a rule may wander from row to row where it lies a little askew, in dots.
const WANDER: usize = 1;

/// The ruled lines of a page, in dots: those across, and those down.
#[must_use]
pub fn rules(page: &Grey, resolution: f32) -> (Vec<Rect>, Vec<Rect>) {
    let across = across(page, resolution);
    let down = self::across(&page.turned(1), resolution);
    // Turned clockwise, x became y and y ran backwards from the height.
    let h = page.height as f32;
    let back = down.into_iter().map(|r| Rect { x0: r.y0, y0: h - r.x1, x1: r.y1, y1: h - r.x0 });
    (across, back.collect())
}

/// A rule that is still growing.
struct Growing {
    x0: usize,
    x1: usize,
    top: usize,
    bottom: usize,
    /// Its run in its last row.
    last: (usize, usize),
}

fn across(page: &Grey, resolution: f32) -> Vec<Rect> {
    let (shortest, thickest, gap) = ((resolution * SHORTEST) as usize, (resolution * THICKEST) as usize, (resolution * BREAK) as usize);
    let mut open: Vec<Growing> = Vec::new();
    let mut done: Vec<Growing> = Vec::new();
    for (y, row) in page.rows().enumerate() {
        let (still, ended): (Vec<_>, Vec<_>) = open.into_iter().partition(|g| g.bottom + 1 + WANDER >= y);
        done.extend(ended);
        open = still;
        for (x0, x1) in runs(row, shortest, gap) {
            match open.iter_mut().find(|g| g.last.0 <= x1 && x0 <= g.last.1) {
                Some(rule) => {
                    (rule.x0, rule.x1) = (rule.x0.min(x0), rule.x1.max(x1));
                    (rule.bottom, rule.last) = (y, (x0, x1));
                }
                None => open.push(Growing { x0, x1, top: y, bottom: y, last: (x0, x1) }),
            }
        }
    }
    done.extend(open);
    done.retain(|g| g.bottom - g.top < thickest.max(2));
    done.sort_by_key(|g| (g.top, g.x0));
    done.iter().map(|g| Rect { x0: g.x0 as f32, y0: g.top as f32, x1: g.x1 as f32, y1: (g.bottom + 1) as f32 }).collect()
}

/// The long runs of ink in a row, short breaks bridged.
fn runs(row: &[u8], shortest: usize, gap: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut run: Option<(usize, usize)> = None;
    for (x, _) in row.iter().enumerate().filter(|(_, d)| **d < INK) {
        run = match run {
            Some((start, end)) if x <= end + gap => Some((start, x + 1)),
            other => {
                out.extend(other);
                Some((x, x + 1))
            }
        };
    }
    out.extend(run);
    out.retain(|(start, end)| end - start >= shortest);
    out
}

/// How thick the strokes in a box are, in dots: the middle of the runs of ink along its rows, wide ones left out. `None` without ink.
#[must_use]
pub fn weight(page: &Grey, place: Rect) -> Option<f32> {
    /// A stroke is no wider than this part of its letters' height.
    const WIDEST: f32 = 0.45;
    let widest = ((place.height() * WIDEST) as usize).max(2);
    let (left, right) = (place.x0.max(0.0) as usize, place.x1.max(0.0) as usize);
    let (top, bottom) = (place.y0.max(0.0) as usize, place.y1.max(0.0) as usize);
    let mut ink = 0.0_f32;
    let mut strokes = 0.0_f32;
    for row in page.rows().take(bottom).skip(top) {
        let part = row.get(left..right.min(row.len())).unwrap_or_default();
        for run in part.chunk_by(|a, b| (*a < INK) == (*b < INK)).filter(|r| r.first().is_some_and(|d| *d < INK) && r.len() <= widest) {
            // Grey edges count by how dark they are: a stroke's width is not a whole number of dots.
            ink += run.iter().map(|d| f32::from(u8::MAX - *d) / 255.0).sum::<f32>();
            strokes += 1.0;
        }
    }
    (strokes >= 4.0).then(|| ink / strokes)
}

#[cfg(test)]
mod tests {
    use super::super::tests::page_of_lines;
    use super::*;

    fn drawn(page: &mut Grey, x: std::ops::Range<usize>, y: std::ops::Range<usize>) {
        for yy in y {
            for xx in x.clone() {
                page.set(xx, yy, 0);
            }
        }
    }

    #[test]
    fn rules_are_found_and_letters_are_not() {
        let mut page = page_of_lines(600, 700);
        assert_eq!(rules(&page, 100.0), (Vec::new(), Vec::new()));
        drawn(&mut page, 50..550, 40..42);
        drawn(&mut page, 300..301, 50..650);
        // A line a little askew.
        for x in 60..260 {
            page.set(x, 660 + x / 100, 0);
        }
        let (across, down) = rules(&page, 100.0);
        let told: Vec<[f32; 4]> = across.iter().map(|r| [r.x0, r.y0, r.x1, r.y1]).collect();
        assert_eq!(told, [[50.0, 40.0, 550.0, 42.0], [60.0, 660.0, 260.0, 663.0]]);
        assert_eq!(down.iter().map(|r| [r.x0, r.y0, r.x1, r.y1]).collect::<Vec<_>>(), [[300.0, 50.0, 301.0, 650.0]]);
        // A black bar is no rule.
        let mut bar = Grey::white(600, 700);
        drawn(&mut bar, 50..550, 40..80);
        assert_eq!(rules(&bar, 100.0).0, []);
    }

    #[test]
    fn thick_strokes_are_heavy() {
        let mut page = Grey::white(200, 60);
        for x in (10..90).step_by(10) {
            drawn(&mut page, x..x + 2, 10..40);
        }
        for x in (110..190).step_by(10) {
            drawn(&mut page, x..x + 5, 10..40);
        }
        let place = |x0: f32, x1: f32| Rect { x0, y0: 8.0, x1, y1: 42.0 };
        assert_eq!(weight(&page, place(5.0, 95.0)), Some(2.0));
        assert_eq!(weight(&page, place(105.0, 195.0)), Some(5.0));
        assert_eq!(weight(&page, place(195.0, 200.0)), None);
        assert_eq!(weight(&page, place(900.0, 950.0)), None);
    }
}

//! Finds ruled tables: rules that meet in a grid, and the words in its cells.
//!
//! Word processors draw a border piece by piece, one for each side of each cell. Pieces in line are joined, pieces that
//! meet are one grid. A cell reaches over what no rule divides.

use super::rows::{Row, gather};
use super::words::{PageWords, Placed};
use crate::geometry::Rect;
use crate::read::Rule;

/// Two rules within this distance are in line or meet, in points: borders of neighbouring cells overlap or leave hairlines.
const MEET_PT: f32 = 3.0;

/// A page with more pieces of rules than this is a drawing.
const MOST_PIECES: usize = 4000;

/// A ruled table with the words of its cells.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    pub(super) bbox: Rect,
    /// Row by row, from left to right.
    pub(super) rows: Vec<Vec<Cell>>,
    /// How many columns the grid has at most.
    pub(super) columns: usize,
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) bbox: Rect,
    /// The lines in it, from top to bottom.
    pub(super) lines: Vec<Row>,
}

/// Takes the ruled tables out of `words`.
pub(super) fn grids(rules: &[Rule], page: &PageWords, words: &mut Vec<Placed>, em: f32) -> Vec<Grid> {
    if rules.len() < 3 || rules.len() > MOST_PIECES {
        return Vec::new();
    }
    let down = joined(rules.iter().filter(|r| !r.horizontal).map(|r| r.bbox.transposed()));
    let across = joined(rules.iter().filter(|r| r.horizontal).map(|r| r.bbox));
    let down: Vec<Rect> = down.into_iter().map(|r| r.transposed()).filter(|r| r.height() > 0.7 * em).collect();
    let across: Vec<Rect> = across.into_iter().filter(|r| r.width() > 1.5 * em).collect();
    let mut out: Vec<Grid> = meeting(&down, &across).into_iter().filter_map(|(d, a)| grid(&d, &a, page, words, em)).collect();
    out.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0));
    out
}

/// Joins the pieces of horizontal rules that lie in one line and touch.
fn joined(pieces: impl Iterator<Item = Rect>) -> Vec<Rect> {
    let mut pieces: Vec<Rect> = pieces.collect();
    pieces.sort_by(|a, b| a.mid_y().total_cmp(&b.mid_y()).then(a.x0.total_cmp(&b.x0)));
    let mut out: Vec<Rect> = Vec::new();
    let mut from = 0;
    while let Some(first) = pieces.get(from) {
        let level = first.mid_y();
        let run = pieces.get(from..).unwrap_or_default().iter().take_while(|p| p.mid_y() - level < MEET_PT / 2.0).count();
        let mut line: Vec<Rect> = pieces.get(from..from + run).unwrap_or_default().to_vec();
        line.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        for p in line {
            match out.last_mut() {
                Some(last) if (last.mid_y() - p.mid_y()).abs() < MEET_PT && p.x0 - last.x1 < MEET_PT && p.x0 >= last.x0 => *last = last.union(p),
                _ => out.push(p),
            }
        }
        from += run;
    }
    out
}

/// Groups rules that meet.
fn meeting(down: &[Rect], across: &[Rect]) -> Vec<(Vec<Rect>, Vec<Rect>)> {
    if down.is_empty() || across.is_empty() || down.len() * across.len() > 400_000 {
        return Vec::new();
    }
    let n = down.len();
    let mut group: Vec<usize> = (0..n + across.len()).collect();
    fn root(group: &mut [usize], mut i: usize) -> usize {
        while let Some(&up) = group.get(i) {
            if up == i {
                break;
            }
            let above = group.get(up).copied().unwrap_or(up);
            if let Some(slot) = group.get_mut(i) {
                *slot = above;
            }
            i = above;
        }
        i
    }
    for (i, d) in down.iter().enumerate() {
        for (j, a) in across.iter().enumerate() {
            if d.overlap_x(a) > -MEET_PT && d.overlap_y(a) > -MEET_PT {
                let (x, y) = (root(&mut group, i), root(&mut group, n + j));
                if let Some(slot) = group.get_mut(x.max(y)) {
                    *slot = x.min(y);
                }
            }
        }
    }
    let mut out: Vec<(usize, Vec<Rect>, Vec<Rect>)> = Vec::new();
    for i in 0..n + across.len() {
        let r = root(&mut group, i);
        let k = out.iter().position(|(id, ..)| *id == r).unwrap_or_else(|| {
            out.push((r, Vec::new(), Vec::new()));
            out.len() - 1
        });
        if let Some((_, d, a)) = out.get_mut(k) {
            d.extend(down.get(i));
            a.extend(i.checked_sub(n).and_then(|j| across.get(j)));
        }
    }
    out.into_iter().map(|(_, d, a)| (d, a)).filter(|(d, a)| !d.is_empty() && !a.is_empty()).collect()
}

fn grid(down: &[Rect], across: &[Rect], page: &PageWords, words: &mut Vec<Placed>, em: f32) -> Option<Grid> {
    let bbox = Rect::around(down.iter().chain(across).copied())?;
    let xs = levels(down.iter().map(Rect::mid_x), bbox.x0, bbox.x1, em);
    let ys = levels(across.iter().map(Rect::mid_y), bbox.y0, bbox.y1, em * 0.5);
    if xs.len() < 3 || ys.len() < 2 {
        return None;
    }
    // The words inside, and the place of each.
    let mut inside: Vec<Placed> = Vec::new();
    words.retain(|w| {
        let here = bbox.x0 - 1.0 <= w.bbox.mid_x() && w.bbox.mid_x() <= bbox.x1 + 1.0 && bbox.y0 - 1.0 <= middle(w) && middle(w) <= bbox.y1 + 1.0;
        if here {
            inside.push(*w);
        }
        !here
    });
    let mut bands: Vec<Vec<(Rect, Vec<Placed>)>> = ys
        .windows(2)
        .filter_map(|y| {
            let (y0, y1) = (*y.first()?, *y.last()?);
            let mid = f32::midpoint(y0, y1);
            let mut walls: Vec<f32> = down.iter().filter(|d| d.y0 - MEET_PT <= mid && mid <= d.y1 + MEET_PT).map(Rect::mid_x).collect();
            walls.extend([bbox.x0, bbox.x1]);
            walls.sort_by(f32::total_cmp);
            walls.dedup_by(|b, a| (*b - *a).abs() < 0.4 * em);
            Some(walls.windows(2).filter_map(|x| Some((Rect { x0: *x.first()?, y0, x1: *x.last()?, y1 }, Vec::new()))).collect())
        })
        .collect();
    for w in inside {
        let k = ys.partition_point(|y| *y <= middle(&w)).clamp(1, bands.len().max(1)) - 1;
        if let Some(band) = bands.get_mut(k) {
            let last = band.len().saturating_sub(1);
            let c = band.iter().position(|(r, _)| w.bbox.mid_x() <= r.x1).unwrap_or(last);
            if let Some((_, cell)) = band.get_mut(c) {
                cell.push(w);
            }
        }
    }
    // A cell that no rule divides from the one above is the same cell.
    for k in (1..bands.len()).rev() {
        let Some(y) = ys.get(k).copied() else { continue };
        let (upper, lower) = bands.split_at_mut(k);
        let (Some(upper), Some(lower)) = (upper.last_mut(), lower.first_mut()) else { continue };
        for (r, cell) in lower.iter_mut() {
            let covered = across.iter().any(|a| (a.mid_y() - y).abs() < 0.5 * em + MEET_PT && a.x0 - MEET_PT <= r.mid_x() && r.mid_x() <= a.x1 + MEET_PT);
            if covered {
                continue;
            }
            if let Some((top, above)) = upper.iter_mut().find(|(u, _)| (u.x0 - r.x0).abs() < em && (u.x1 - r.x1).abs() < em) {
                top.y1 = r.y1;
                above.append(cell);
            }
        }
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for band in bands {
        let cells: Vec<Cell> = band.into_iter().map(|(bbox, words)| Cell { bbox, lines: gather(words, page) }).collect();
        if cells.iter().any(|c| !c.lines.is_empty()) {
            rows.extend(unruled_rows(cells, page));
        }
    }
    let columns = rows.iter().map(Vec::len).max()?;
    Some(Grid { bbox, rows, columns })
}

fn middle(w: &Placed) -> f32 {
    w.baseline - 0.3 * w.size
}

/// The distinct values, with the two ends of the whole.
fn levels(values: impl Iterator<Item = f32>, first: f32, last: f32, apart: f32) -> Vec<f32> {
    let mut all: Vec<f32> = values.chain([first, last]).collect();
    all.sort_by(f32::total_cmp);
    all.dedup_by(|b, a| *b - *a < apart.max(MEET_PT));
    all
}

/// A band between two rules may hold many rows of a table whose rows are not ruled: then the lines of its cells are level
/// with one another and none runs on.
fn unruled_rows(cells: Vec<Cell>, page: &PageWords) -> Vec<Vec<Cell>> {
    let filled: Vec<&Cell> = cells.iter().filter(|c| !c.lines.is_empty()).collect();
    let least = filled.iter().map(|c| c.lines.len()).min().unwrap_or(0);
    if filled.len() < 2 || least < 3 {
        return vec![cells];
    }
    let lines: usize = filled.iter().map(|c| c.lines.len()).sum();
    let runs_on =
        filled.iter().flat_map(|c| c.lines.iter().skip(1)).filter(|r| r.words.first().is_some_and(|w| page.of(w).starts_with(char::is_lowercase))).count();
    let Some(tallest) = filled.iter().max_by_key(|c| c.lines.len()) else { return vec![cells] };
    let level = |a: &Row, b: &Row| (a.baseline - b.baseline).abs() < 0.3 * a.size;
    let aligned = filled.iter().flat_map(|c| &c.lines).filter(|l| tallest.lines.iter().any(|t| level(t, l))).count();
    if runs_on * 8 > lines || aligned * 10 < lines * 9 {
        return vec![cells];
    }
    let starts: Vec<Row> = tallest.lines.clone();
    let mut out: Vec<Vec<Cell>> = vec![Vec::new(); starts.len()];
    for cell in cells {
        let mut parts: Vec<Cell> = starts.iter().map(|s| Cell { bbox: Rect { y0: s.bbox.y0, y1: s.bbox.y1, ..cell.bbox }, lines: Vec::new() }).collect();
        for line in cell.lines {
            let k = starts.iter().rposition(|s| s.baseline <= line.baseline + 0.3 * line.size).unwrap_or(0);
            if let Some(part) = parts.get_mut(k) {
                part.lines.push(line);
            }
        }
        for (row, part) in out.iter_mut().zip(parts) {
            row.push(part);
        }
    }
    out
}

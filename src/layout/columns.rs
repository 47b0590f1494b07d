//! Finds the columns of a page: vertical strips that stay empty while text stands on both sides of them.
//!
//! Each row leaves free intervals between its words and at its two ends. A strip that is free in row after row is a
//! *river*. A river is a *gutter* when text stands on both sides of it, interleaved, often enough for its width: word gaps
//! line up by chance, so a narrow river must run long and be followed by words that begin at one place. Whether columns
//! are read down or across is decided elsewhere.

use super::blocks::marker;
use super::rows::Row;
use super::words::PageWords;
use std::ops::Range;

/// The narrowest river that is followed, in ems. Half of a word gap in tight type.
const LEAST_RIVER_EM: f32 = 0.28;

/// Two edges within this distance are one edge, in ems.
const ALIGNED_EM: f32 = 0.45;

/// A line farther above the next than this stands alone, in ems: two lines of usual leading are 2.3 to 2.6 apart with a blank
/// one between them, a heading and its list less.
const LONE_EM: f32 = 2.0;

/// A gap that is wider than this is hardly one between words, in ems: justified lines stretch theirs to half an em.
const NO_WORD_GAP_EM: f32 = 0.55;

/// A river this many times as wide as the narrowest one is no word gap …
const WIDE: f32 = 3.5;
/// … and runs dry where less than this share of it is left.
const DRY: f32 = 0.4;

/// Two strips whose edges differ by no more than this, in points, are one.
const SAME_STRIP: f32 = 0.01;

/// A part of the page with the same columns throughout. A part without gutters is plain.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Region {
    /// Its rows.
    pub(super) rows: Range<usize>,
    /// From left to right.
    pub(super) gutters: Vec<Gutter>,
}

/// What divides two columns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gutter {
    /// Its middle, in points.
    pub(super) x: f32,
    /// Where the lines of the column after it begin, if they begin at one place.
    pub(super) start: Option<f32>,
}

impl Gutter {
    /// Which of a row's words, from left to right, is the first after the gutter.
    pub(super) fn cut(&self, row: &Row, em: f32) -> usize {
        let by_middle = row.words.partition_point(|w| w.bbox.mid_x() < self.x);
        let Some(start) = self.start else { return by_middle };
        // A line of the left column may reach into the gutter: the right one begins where its lines do.
        let crossed =
            row.words.iter().any(|w| w.bbox.x0 < self.x && self.x < w.bbox.x1) || row.words.get(by_middle).is_some_and(|w| w.bbox.x0 < start - ALIGNED_EM * em);
        if !crossed {
            return by_middle;
        }
        row.words.iter().position(|w| (w.bbox.x0 - start).abs() <= ALIGNED_EM * em).unwrap_or(by_middle)
    }
}

#[derive(Debug, Clone)]
struct River {
    x0: f32,
    x1: f32,
    /// First row, and one past its last.
    rows: Range<usize>,
}

/// Cuts the rows of a page into regions, in order and without a rest.
pub(super) fn regions(page: &PageWords, rows: &[Row], em: f32, grid: bool) -> Vec<Region> {
    let least = if grid { 0.95 * em } else { LEAST_RIVER_EM * em };
    let (whole, dried) = rivers(page, rows, least);
    let judged = |r: River| stretches(rows, &r, em).into_iter().filter(|r| !after_marks(page, rows, r) && !before_brackets(page, rows, r));
    let mut gutters: Vec<River> = whole.into_iter().flat_map(judged).collect();
    // A river that ran dry counts where what is left of it is no gutter.
    for river in dried.into_iter().flat_map(judged) {
        let goes_on = gutters.iter().any(|g| {
            let shared = g.rows.end.min(river.rows.end).saturating_sub(g.rows.start.max(river.rows.start));
            g.x0 < river.x1 && river.x0 < g.x1 && shared * 2 >= river.rows.len()
        });
        if !goes_on {
            gutters.push(river);
        }
    }
    assemble(rows, gutters, em)
}

/// Follows every strip that stays free over at least two rows; those that ran dry but for a word gap by themselves.
fn rivers(page: &PageWords, rows: &[Row], least: f32) -> (Vec<River>, Vec<River>) {
    let (mut done, mut dried): (Vec<River>, Vec<River>) = (Vec::new(), Vec::new());
    let mut live: Vec<River> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let free = free(page, row, least);
        let mut next: Vec<River> = Vec::with_capacity(live.len());
        for river in live {
            let (mut split, mut widest) = (false, 0.0_f32);
            for &(a, b) in &free {
                let (x0, x1) = (river.x0.max(a), river.x1.min(b));
                if x1 - x0 >= least {
                    split = true;
                    widest = widest.max(x1 - x0);
                    next.push(River { x0, x1, rows: river.rows.start..i + 1 });
                }
            }
            // A wide river that runs dry but for a word gap in the next row ends there: columns, and below them running text.
            let width = river.x1 - river.x0;
            let dries = width.is_finite() && width >= WIDE * least && widest < DRY * width && river.rows.len() > 2;
            if !split {
                done.push(river);
            } else if dries {
                dried.push(river);
            }
        }
        // Strips that begin here: the row's own gaps, where no older river is the same strip.
        for &(x0, x1) in &free {
            next.push(River { x0, x1, rows: i..i + 1 });
        }
        next.sort_by(|a, b| a.x0.total_cmp(&b.x0).then(a.x1.total_cmp(&b.x1)).then(a.rows.start.cmp(&b.rows.start)));
        // Justified lines end within a hair of one another: of two that are one strip the longer run counts.
        next.dedup_by(|b, a| {
            let same = (a.x0 - b.x0).abs() < SAME_STRIP && (a.x1 - b.x1).abs() < SAME_STRIP;
            if same {
                *a = River { x0: a.x0.max(b.x0), x1: a.x1.min(b.x1), rows: a.rows.start.min(b.rows.start)..a.rows.end };
            }
            same
        });
        // A page of single letters must not follow thousands of strips: the longest ones tell.
        if next.len() > 96 {
            next.sort_by_key(|r| r.rows.start);
            next.truncate(64);
        }
        live = next;
    }
    done.extend(live);
    done.retain(|r| r.rows.len() >= 2 && r.x0.is_finite() && r.x1.is_finite());
    (done, dried)
}

/// What a row leaves free, its two ends included. Dots that lead the eye from one word to the next leave nothing free beside them.
fn free(page: &PageWords, row: &Row, least: f32) -> Vec<(f32, f32)> {
    let mut out = Vec::new();
    let mut pen = f32::NEG_INFINITY;
    let mut led = false;
    for w in &row.words {
        let leads = is_leader(page.of(w));
        if w.bbox.x0 - pen >= least && !(leads || led) {
            out.push((pen, w.bbox.x0));
        }
        led = leads;
        pen = pen.max(w.bbox.x1);
    }
    out.push((pen, f32::INFINITY));
    out
}

/// "........", "…", or one dot of a spaced leader.
fn is_leader(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, '.' | '…' | '·' | '‥')) && word != "·"
}

/// Which sides of a river a row stands on.
fn sides(row: &Row, x: f32) -> (bool, bool) {
    (row.words.iter().any(|w| w.bbox.x1 <= x), row.words.iter().any(|w| w.bbox.x0 >= x))
}

/// The stretches of a river that are gutters. Rows of running text that only happen to have a word gap here part them.
fn stretches(rows: &[Row], river: &River, em: f32) -> Vec<River> {
    let x = f32::midpoint(river.x0, river.x1);
    let Some(all) = rows.get(river.rows.clone()) else { return Vec::new() };
    let starts: Vec<f32> = all.iter().filter_map(|r| start_after(r, x)).collect();
    let Some(common) = commonest(&starts, em) else { return Vec::new() };
    let stray = |r: &Row| gap_at(r, x).is_some_and(|g| g < 0.9 * em) && start_after(r, x).is_some_and(|s| (s - common).abs() > ALIGNED_EM * em);
    let mut out = Vec::new();
    let mut from = river.rows.start;
    for (i, row) in all.iter().enumerate().map(|(i, r)| (river.rows.start + i, r)) {
        if stray(row) {
            out.extend(gutter(rows, &River { rows: from..i, ..*river }, em));
            from = i + 1;
        }
    }
    out.extend(gutter(rows, &River { rows: from..river.rows.end, ..*river }, em));
    out
}

/// Whether what stands on a gutter's left are the numbers and bullets of items: they are no column of their own.
fn after_marks(page: &PageWords, rows: &[Row], river: &River) -> bool {
    let x = f32::midpoint(river.x0, river.x1);
    let (mut marks, mut filled) = (0, 0);
    for row in rows.get(river.rows.clone()).unwrap_or_default() {
        let left = row.words.partition_point(|w| w.bbox.x1 <= x);
        filled += usize::from(left > 0);
        let word = row.words.first().map(|w| page.of(w)).unwrap_or_default();
        marks += usize::from(left == 1 && (marker(word).is_some() || word.chars().count() <= 3 && word.chars().any(|c| !c.is_alphabetic())));
    }
    marks * 10 >= filled * 8
}

/// Whether what stands on a gutter's right is in brackets: more about what stands on its left, and no column.
fn before_brackets(page: &PageWords, rows: &[Row], river: &River) -> bool {
    let x = f32::midpoint(river.x0, river.x1);
    let firsts = rows.get(river.rows.clone()).unwrap_or_default().iter().filter_map(|r| r.words.iter().find(|w| w.bbox.x0 >= x));
    let (mut brackets, mut all) = (0, 0);
    for word in firsts {
        all += 1;
        brackets += usize::from(page.of(word).starts_with(['(', '[', '（']));
    }
    brackets * 10 >= all * 8
}

/// Where the first word after `x` begins.
fn start_after(row: &Row, x: f32) -> Option<f32> {
    row.words.iter().find(|w| w.bbox.x0 >= x).map(|w| w.bbox.x0)
}

/// Judges a river and trims it to the rows that bear it out.
fn gutter(rows: &[Row], river: &River, em: f32) -> Option<River> {
    let x = f32::midpoint(river.x0, river.x1);
    let all = rows.get(river.rows.clone())?;
    let sided: Vec<(bool, bool)> = all.iter().map(|r| sides(r, x)).collect();
    // From the first row with text on the right that has text on its left near it, to the last.
    let first = sided.iter().position(|s| s.1)?;
    let last = sided.iter().rposition(|s| s.1)?;
    let (first, last) = trim(all, x, first, last)?;
    let (first, last) = widen(all, &sided, first, last);
    let range = first..last + 1;
    let part = sided.get(range.clone())?;
    let both = part.iter().filter(|s| s.0 && s.1).count();
    let changes = part.windows(2).filter(|w| w.first() != w.last()).count();
    let (left, right) = (part.iter().filter(|s| s.0).count(), part.iter().filter(|s| s.1).count());
    let support = left.min(right).min(both + changes / 2);
    let width = (river.x1 - river.x0) / em;
    let enough = support >= 3 && width >= 1.0 || support >= 5 && width >= 0.45 || support >= 8 || support == 2 && width >= 2.5;
    if !enough {
        return None;
    }
    // What follows the river begins at one place; a wide river may also part figures that end at one place.
    let lines = all.get(range.clone())?;
    let starts: Vec<f32> = lines.iter().filter_map(|r| start_after(r, x)).collect();
    let ends: Vec<f32> = lines.iter().filter_map(|r| r.words.iter().rfind(|w| w.bbox.x1 <= x).map(|w| w.bbox.x1)).collect();
    let aligned = aligned_share(&starts, em);
    if width < 1.5 {
        // In running text the gap at the river is a word gap like all others. In columns most lines end well before it.
        let loose = lines.iter().filter(|r| gap_at(r, x).is_some_and(|g| g > 1.2 * em)).count();
        let two = lines.iter().filter(|r| gap_at(r, x).is_some()).count();
        // A table’s narrow column: what follows begins at one place, row after row, and never a word gap from it.
        let apart = lines.iter().filter(|r| gap_at(r, x).is_some_and(|g| g > NO_WORD_GAP_EM * em)).count();
        let narrow = aligned > 0.95 && apart == two && two >= 5;
        if aligned < 0.6 || loose * 2 < two && !narrow {
            return None;
        }
    } else if aligned < 0.4 && aligned_share(&ends, em) < 0.4 && width < 4.0 {
        return None;
    }
    Some(River { x0: river.x0, x1: river.x1, rows: river.rows.start + first..river.rows.start + last + 1 })
}

/// Leaves out rows at both ends in another size, titles, and rows without text on the right.
fn trim(rows: &[Row], x: f32, first: usize, last: usize) -> Option<(usize, usize)> {
    let part = rows.get(first..=last)?;
    let mut sizes: Vec<f32> = part.iter().map(|r| r.size).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied()?;
    let foreign = |i: usize| rows.get(i).is_some_and(|r| (r.size - usual).abs() > 0.12 * usual || start_after(r, x).is_none());
    let (mut first, mut last) = (first, last);
    // A line that stands alone at the top, well off all below it, only happens to begin where the right column does.
    while first < last
        && rows.get(first).zip(rows.get(first + 1)).is_some_and(|(a, b)| {
            !sides(a, x).0 && b.baseline - a.baseline > LONE_EM * a.size && rows.get(first + 1..=last).unwrap_or_default().iter().any(|r| sides(r, x).1)
        })
    {
        first += 1;
        while first < last && rows.get(first).is_some_and(|r| start_after(r, x).is_none()) {
            first += 1;
        }
    }
    while first < last && foreign(first) {
        first += 1;
    }
    while first < last && foreign(last) {
        last -= 1;
    }
    Some((first, last))
}

/// Where the lines after a gutter begin, if most of them begin at one place.
fn start_of(rows: &[Row], river: &River, em: f32) -> Option<f32> {
    let x = f32::midpoint(river.x0, river.x1);
    let starts: Vec<f32> = rows.get(river.rows.clone())?.iter().filter_map(|r| start_after(r, x)).collect();
    if aligned_share(&starts, em) < 0.45 { None } else { commonest(&starts, em) }
}

/// The commonest of `places`, within a tolerance.
fn commonest(places: &[f32], em: f32) -> Option<f32> {
    cluster(places, em).1
}

/// Which share of the places lies near the commonest.
fn aligned_share(places: &[f32], em: f32) -> f32 {
    cluster(places, em).0 as f32 / places.len().max(1) as f32
}

/// How many places lie within the tolerance of one another at most, and the middle one of these.
fn cluster(places: &[f32], em: f32) -> (usize, Option<f32>) {
    let mut sorted = places.to_vec();
    sorted.sort_by(f32::total_cmp);
    let (mut best, mut at, mut from) = (0, None, 0);
    for (to, x) in sorted.iter().enumerate() {
        while sorted.get(from).is_some_and(|a| x - a > ALIGNED_EM * em) {
            from += 1;
        }
        if to + 1 - from > best {
            best = to + 1 - from;
            at = sorted.get(usize::midpoint(from, to)).copied();
        }
    }
    (best, at)
}

/// The gap of a row around `x`, where it has words on both sides.
fn gap_at(row: &Row, x: f32) -> Option<f32> {
    let left = row.words.iter().rfind(|w| w.bbox.x1 <= x)?;
    let right = row.words.iter().find(|w| w.bbox.x0 >= x)?;
    Some(right.bbox.x0 - left.bbox.x1)
}

/// Takes in rows above and below that go on at the same pitch on one side only: a column may be longer than its neighbour.
fn widen(rows: &[Row], sided: &[(bool, bool)], first: usize, last: usize) -> (usize, usize) {
    // The pitch of each column by itself: the baselines of two columns may be offset.
    let on = |side: fn(&(bool, bool)) -> bool| -> Vec<f32> {
        let at: Vec<f32> = (first..=last).filter(|i| sided.get(*i).is_some_and(side)).filter_map(|i| rows.get(i).map(|r| r.baseline)).collect();
        at.windows(2).filter_map(|p| Some(p.last()? - p.first()?)).filter(|d| *d > 0.5).collect()
    };
    let mut pitches = on(|s| s.0);
    pitches.extend(on(|s| s.1));
    pitches.sort_by(f32::total_cmp);
    let em = rows.get(first).map_or(10.0, |r| r.size);
    let pitch = pitches.get(pitches.len() / 3).copied().unwrap_or(1.2 * em).clamp(0.9 * em, 2.2 * em);
    let left = |i: usize| sided.get(i).is_some_and(|s| s.0);
    let follows = |a: usize, b: usize| match (rows.get(a), rows.get(b)) {
        (Some(a), Some(b)) => b.baseline - a.baseline < 1.35 * pitch && (a.size - b.size).abs() < 0.1 * a.size && bold(a) <= bold(b),
        _ => false,
    };
    let (mut from, mut to) = (first, last);
    // Above: rows of the left column that lead into its first row here by the pitch. Below: rows that follow its last.
    while let (Some(above), Some(below)) = (from.checked_sub(1).filter(|i| left(*i)), (from..=last).find(|i| left(*i))) {
        if !follows(above, below) {
            break;
        }
        from = above;
    }
    while let (Some(above), Some(below)) = ((first..=to).rev().find(|i| left(*i)), Some(to + 1).filter(|i| left(*i))) {
        if !follows(above, below) || rows.get(below).is_some_and(bold) {
            break;
        }
        to = below;
    }
    (from, to)
}

fn bold(row: &Row) -> bool {
    row.words.iter().all(|w| w.style.bold)
}

/// Joins gutters that run beside one another into regions.
fn assemble(rows: &[Row], mut gutters: Vec<River>, em: f32) -> Vec<Region> {
    // Of rivers that are one strip at different lengths, the one with the most water stands. Two gutters have a column
    // between them: text in a fair share of the rows.
    let water = |r: &River| (r.x1 - r.x0).min(4.0 * em) * r.rows.len() as f32;
    gutters.sort_by(|a, b| water(b).total_cmp(&water(a)).then(a.x0.total_cmp(&b.x0)).then(a.rows.start.cmp(&b.rows.start)));
    let mut kept: Vec<River> = Vec::new();
    for g in gutters {
        let same = |k: &River| {
            let shared = k.rows.start.max(g.rows.start)..k.rows.end.min(g.rows.end);
            if shared.is_empty() {
                return false;
            }
            if k.x0 < g.x1 && g.x0 < k.x1 {
                return true;
            }
            let (x0, x1) = if k.x1 <= g.x0 { (k.x1, g.x0) } else { (g.x1, k.x0) };
            let part = rows.get(shared.clone()).unwrap_or_default();
            let filled = part.iter().filter(|r| r.words.iter().any(|w| w.bbox.mid_x() >= x0 && w.bbox.mid_x() <= x1)).count();
            filled < 2 || filled * 7 < part.len()
        };
        if !kept.iter().any(same) {
            kept.push(g);
        }
    }
    kept.sort_by_key(|r| (r.rows.start, r.rows.end));
    let mut out: Vec<Region> = Vec::new();
    let mut at = 0;
    let mut i = 0;
    while let Some(first) = kept.get(i) {
        let mut range = first.rows.clone();
        let mut group = vec![first.clone()];
        i += 1;
        while let Some(next) = kept.get(i) {
            // Two gutters belong to one region where they share most of the shorter one's rows.
            let shared = range.end.min(next.rows.end).saturating_sub(range.start.max(next.rows.start));
            if 2 * shared < next.rows.len().min(range.len()) {
                break;
            }
            range = range.start.min(next.rows.start)..range.end.max(next.rows.end);
            group.push(next.clone());
            i += 1;
        }
        let start = range.start.max(at);
        if start >= range.end {
            continue;
        }
        if start > at {
            out.push(Region { rows: at..start, gutters: Vec::new() });
        }
        let mut gutters: Vec<Gutter> = group.iter().map(|g| Gutter { x: f32::midpoint(g.x0, g.x1), start: start_of(rows, g, em) }).collect();
        gutters.sort_by(|a, b| a.x.total_cmp(&b.x));
        at = range.end;
        out.push(Region { rows: start..range.end, gutters });
    }
    if at < rows.len() {
        out.push(Region { rows: at..rows.len(), gutters: Vec::new() });
    }
    out
}

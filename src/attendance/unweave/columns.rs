//! Finds the columns: a dynamic programme over the rows.
//!
//! Its state is what each column is in the midst of. Every row either gives a column a cell or leaves it blank; what is
//! unusual costs (a heading without people, a gap inside a delegation, a heading without a blank above it). Forward and
//! backward costs together give, for each cell, how much worse the best reading is that puts it elsewhere.

use super::Kind;
use super::cells::{Cut, MOST, Piece};
use crate::minutes::Status;
use std::collections::BTreeMap;
use std::ops::Range;

/// States that cost more than the best by this much are given up: no margin needs to be known beyond it.
const BEAM: u32 = 90;

/// No more states than this are kept for a row.
const WIDTH: usize = 400;

/// A heading in a list of those present with nobody under it.
const NOBODY: u32 = 40;

/// A person under no heading, at the head of a column.
const HEADLESS: u32 = 20;

/// A gap between a heading and its people.
const GAP_UNDER_HEADING: u32 = 25;

/// A gap between two people of one delegation.
const GAP_IN_DELEGATION: u32 = 15;

/// A heading close under a person, in a list that has blanks.
const CLOSE_HEADING: u32 = 15;

/// A blank line that ran through all columns and is no longer seen.
const LOST_BLANK: u32 = 4;

/// A person in a list of those who sent apologies, under a delegation: the list has ended.
const LIST_ENDS: u32 = 10;

/// What goes on, but behind a gap or where nothing is to go on from.
const STRAY: u32 = 30;

/// The first row that a later column fills alone, in a list without blanks: the earlier column should be the longer one.
const SHORTER: u32 = 4;

/// One column more.
const COLUMN: u32 = 12;

/// What the last cell of a column was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Last {
    Nothing,
    Heading,
    /// A heading that wants another line: "International Committee of the".
    Open,
    Person,
    Label,
}

/// What a column is in the midst of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    last: Last,
    status: Status,
    blank: bool,
}

const FRESH: Column = Column { last: Last::Nothing, status: Status::Present, blank: false };

type State = [Column; MOST];

/// A cell in its place.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) row: usize,
    pub(super) range: Range<usize>,
    pub(super) column: usize,
    pub(super) kind: Kind,
    pub(super) status: Status,
    pub(super) after_blank: bool,
    pub(super) margin: u32,
}

/// The list's best reading.
#[derive(Debug)]
pub(super) struct Solved {
    pub(super) columns: usize,
    pub(super) places: Vec<Place>,
}

/// The best reading in two columns or more; `None` where one column reads as well.
pub(super) fn solve(rows: &[Vec<Cut>]) -> Option<Solved> {
    let most = rows.iter().flatten().map(|c| c.pieces.len()).max().unwrap_or(1);
    if rows.len() < 3 || most < 2 {
        return None;
    }
    let mut best: Option<(u32, Trellis)> = None;
    for columns in 1..=most.min(MOST) {
        for spaced in [true, false] {
            let trellis = Trellis::build(rows, columns, spaced);
            let Some(cost) = trellis.cost() else { continue };
            let cost = cost + COLUMN * columns as u32;
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((cost, trellis));
            }
        }
    }
    let (_, trellis) = best?;
    (trellis.columns > 1).then(|| trellis.solved(rows))
}

/// The best reading in one column.
pub(super) fn solve_one(rows: &[Vec<Cut>]) -> Solved {
    Trellis::build(rows, 1, false).solved(rows)
}

/// The best reading in as many columns as told.
pub(super) fn solve_in(rows: &[Vec<Cut>], columns: usize) -> Option<Solved> {
    (2..=MOST).contains(&columns).then(|| Trellis::build(rows, columns, false).solved(rows))
}

/// What was done with a row.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Choice {
    cut: u8,
    /// For each cell: its column and kind.
    cells: [Option<(u8, Kind)>; MOST],
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    from: usize,
    to: usize,
    cost: u32,
    choice: Choice,
}

#[derive(Debug, Default)]
struct Layer {
    states: Vec<State>,
    forward: Vec<u32>,
    edges: Vec<Edge>,
}

struct Trellis {
    columns: usize,
    spaced: bool,
    layers: Vec<Layer>,
}

impl Trellis {
    fn build(rows: &[Vec<Cut>], columns: usize, spaced: bool) -> Self {
        let mut out = Self { columns, spaced, layers: vec![Layer { states: vec![[FRESH; MOST]], forward: vec![0], edges: Vec::new() }] };
        for cuts in rows {
            let Some(layer) = out.layers.last() else { break };
            let next = out.step(layer, cuts);
            out.layers.push(next);
        }
        out
    }

    /// All that the next row can be, from all that the last one was.
    fn step(&self, layer: &Layer, cuts: &[Cut]) -> Layer {
        let mut found: Vec<(usize, State, u32, Choice)> = Vec::new();
        let choices: Vec<Choice> = choices(cuts, self.columns);
        for (from, (state, cost)) in layer.states.iter().zip(&layer.forward).enumerate() {
            for lost_blank in [false, true] {
                if lost_blank && (!self.spaced || state.iter().take(self.columns).all(|c| c.blank || c.last == Last::Nothing)) {
                    continue;
                }
                let mut start = *state;
                if lost_blank {
                    for column in start.iter_mut().take(self.columns) {
                        column.blank = column.last != Last::Nothing;
                    }
                }
                let base = cost + if lost_blank { LOST_BLANK } else { 0 };
                for choice in &choices {
                    let Some(cut) = cuts.get(usize::from(choice.cut)) else { continue };
                    if let Some((state, more)) = self.after(&start, cut, choice) {
                        found.push((from, state, base + more, *choice));
                    }
                }
            }
        }
        let least = found.iter().map(|f| f.2).min().unwrap_or(0);
        found.retain(|f| f.2 <= least + BEAM);
        let mut index: BTreeMap<State, u32> = BTreeMap::new();
        for (_, state, cost, _) in &found {
            index.entry(*state).and_modify(|c| *c = (*c).min(*cost)).or_insert(*cost);
        }
        let mut kept: Vec<(u32, State)> = index.iter().map(|(s, c)| (*c, *s)).collect();
        kept.sort();
        kept.truncate(WIDTH);
        let places: BTreeMap<State, usize> = kept.iter().enumerate().map(|(i, (_, s))| (*s, i)).collect();
        let edges = found
            .into_iter()
            .filter_map(|(from, state, cost, choice)| {
                let to = *places.get(&state)?;
                let before = layer.forward.get(from)?;
                Some(Edge { from, to, cost: cost - before, choice })
            })
            .collect();
        Layer { states: kept.iter().map(|(_, s)| *s).collect(), forward: kept.iter().map(|(c, _)| *c).collect(), edges }
    }

    /// The columns behind a row cut and placed so, and what is odd about it.
    fn after(&self, state: &State, cut: &Cut, choice: &Choice) -> Option<(State, u32)> {
        let mut next = *state;
        for column in next.iter_mut().take(self.columns) {
            column.blank = column.last != Last::Nothing;
        }
        let mut cost = cut.cost;
        for (piece, cell) in cut.pieces.iter().zip(&choice.cells) {
            let (column, kind) = (*cell)?;
            let before = state.get(usize::from(column))?;
            let (after, odd) = self.take(*before, piece, kind, column > 0);
            cost += odd + kind_cost(piece, kind);
            *next.get_mut(usize::from(column))? = after;
        }
        if !self.spaced {
            let newly_blank = |c: usize| next.get(c).is_some_and(|n| n.blank) && state.get(c).is_some_and(|s| !s.blank);
            let later = choice.cells.iter().flatten().map(|(c, _)| usize::from(*c)).max().unwrap_or(0);
            cost += (0..later).filter(|c| newly_blank(*c)).count() as u32 * SHORTER;
        }
        Some((next, cost))
    }

    /// A column takes a cell.
    fn take(&self, column: Column, piece: &Piece, kind: Kind, later_column: bool) -> (Column, u32) {
        let Column { last, status, blank } = column;
        let gap = |cost: u32| if blank { cost } else { 0 };
        let listing = matches!(status, Status::Apologies | Status::Absent);
        let odd_gap = if self.spaced { 0 } else { gap(10) };
        match kind {
            Kind::Label(label) => {
                let odd = match last {
                    Last::Heading | Last::Open if !listing => NOBODY,
                    Last::Nothing | Last::Label => 2,
                    _ if blank || !self.spaced => 0,
                    _ => 5,
                };
                (Column { last: Last::Label, status: label, blank: false }, odd + odd_gap)
            }
            Kind::Heading => {
                let odd = match last {
                    Last::Nothing => 0,
                    Last::Label => gap(4),
                    Last::Heading | Last::Open if listing => gap(6),
                    Last::Heading | Last::Open => NOBODY,
                    Last::Person if blank || !self.spaced => 0,
                    Last::Person => CLOSE_HEADING,
                };
                let last = if piece.open { Last::Open } else { Last::Heading };
                (Column { last, status, blank: false }, odd + odd_gap)
            }
            Kind::Person => {
                let (odd, status) = match last {
                    Last::Nothing => (if later_column { HEADLESS / 2 } else { HEADLESS }, status),
                    Last::Label => (8 + gap(4), status),
                    Last::Heading | Last::Open if listing => (LIST_ENDS + gap(GAP_UNDER_HEADING), Status::Present),
                    Last::Heading => (gap(GAP_UNDER_HEADING), status),
                    Last::Open => (STRAY, status),
                    Last::Person => (gap(GAP_IN_DELEGATION), status),
                };
                (Column { last: Last::Person, status, blank: false }, odd + odd_gap)
            }
            Kind::More => {
                let odd = match last {
                    Last::Open => gap(STRAY),
                    Last::Heading | Last::Person => 6 + gap(STRAY),
                    Last::Nothing | Last::Label => STRAY,
                };
                let last = match last {
                    Last::Open | Last::Heading if piece.open => Last::Open,
                    Last::Open => Last::Heading,
                    other => other,
                };
                // Of an open name the rest costs nothing of its own.
                (Column { last, status, blank: false }, odd)
            }
        }
    }

    /// What it costs to end here.
    fn ending(&self, state: &State) -> u32 {
        let end = |c: &Column| match c.last {
            Last::Heading | Last::Open if !matches!(c.status, Status::Apologies | Status::Absent) => NOBODY,
            Last::Label => 10,
            // A column without a single cell is none.
            Last::Nothing => 60,
            _ => 0,
        };
        state.iter().take(self.columns).map(end).sum()
    }

    fn cost(&self) -> Option<u32> {
        let last = self.layers.last()?;
        last.states.iter().zip(&last.forward).map(|(s, c)| c + self.ending(s)).min()
    }

    /// The least cost from each state of each layer to the end.
    fn backward(&self) -> Vec<Vec<u32>> {
        let mut out: Vec<Vec<u32>> = Vec::with_capacity(self.layers.len());
        let mut next: Vec<u32> = self.layers.last().map(|l| l.states.iter().map(|s| self.ending(s)).collect()).unwrap_or_default();
        for (i, layer) in self.layers.iter().enumerate().rev() {
            let size = i.checked_sub(1).and_then(|i| self.layers.get(i)).map_or(0, |l| l.states.len());
            let mut here = vec![u32::MAX / 2; size];
            for edge in &layer.edges {
                let cost = edge.cost + next.get(edge.to).copied().unwrap_or(u32::MAX / 2);
                if let Some(held) = here.get_mut(edge.from) {
                    *held = (*held).min(cost);
                }
            }
            out.push(std::mem::replace(&mut next, here));
        }
        out.reverse();
        out
    }

    /// The cheapest way through, and for each cell what the cheapest way costs more that puts it elsewhere.
    fn solved(&self, rows: &[Vec<Cut>]) -> Solved {
        let backward = self.backward();
        let least = self.cost().unwrap_or(0);
        let mut places = Vec::new();
        let mut at = 0;
        for (row, ((pair, cuts), behind)) in self.layers.windows(2).zip(rows).zip(backward.iter().skip(1)).enumerate() {
            let [before, layer] = pair else { continue };
            let total = |edge: &Edge| {
                let forward = before.forward.get(edge.from).copied().unwrap_or(u32::MAX / 4);
                forward + edge.cost + behind.get(edge.to).copied().unwrap_or(u32::MAX / 4)
            };
            let ahead = |edge: &Edge| edge.cost + behind.get(edge.to).copied().unwrap_or(u32::MAX / 4);
            let Some(chosen) = layer.edges.iter().filter(|e| e.from == at).min_by_key(|e| ahead(e)) else { break };
            let state = before.states.get(chosen.from);
            for (range, column, kind) in placed(cuts, &chosen.choice) {
                let elsewhere = |e: &&Edge| !placed(cuts, &e.choice).any(|(r, c, k)| r == range && c == column && k == kind);
                let other = layer.edges.iter().filter(elsewhere).map(total).min().unwrap_or(least + BEAM);
                let after = layer.states.get(chosen.to).and_then(|s| s.get(column)).copied().unwrap_or(FRESH);
                let above = state.and_then(|s| s.get(column)).copied().unwrap_or(FRESH);
                places.push(Place {
                    row,
                    range: range.clone(),
                    column,
                    kind,
                    status: after.status,
                    after_blank: above.blank,
                    margin: other.saturating_sub(least),
                });
            }
            at = chosen.to;
        }
        Solved { columns: self.columns, places }
    }
}

fn placed<'c>(cuts: &'c [Cut], choice: &'c Choice) -> impl Iterator<Item = (Range<usize>, usize, Kind)> + 'c {
    let pieces = cuts.get(usize::from(choice.cut)).map(|c| c.pieces.as_slice()).unwrap_or_default();
    pieces.iter().zip(&choice.cells).filter_map(|(piece, cell)| cell.map(|(column, kind)| (piece.range.clone(), usize::from(column), kind)))
}

fn kind_cost(piece: &Piece, kind: Kind) -> u32 {
    let [heading, person, label, more] = piece.costs;
    match kind {
        Kind::Heading => heading,
        Kind::Person => person,
        Kind::Label(_) => label,
        Kind::More => more,
    }
}

/// Every cut of a row, its cells in every choice of columns from left to right and in every kind that they may be.
fn choices(cuts: &[Cut], columns: usize) -> Vec<Choice> {
    let mut out = Vec::new();
    for (n, cut) in cuts.iter().enumerate() {
        if cut.pieces.len() <= columns {
            place(cut, u8::try_from(n).unwrap_or(u8::MAX), 0, 0, columns, [None; MOST], &mut out);
        }
    }
    out
}

fn place(cut: &Cut, n: u8, cell: usize, from: usize, columns: usize, cells: [Option<(u8, Kind)>; MOST], out: &mut Vec<Choice>) {
    let Some(piece) = cut.pieces.get(cell) else {
        out.push(Choice { cut: n, cells });
        return;
    };
    let left = cut.pieces.len() - cell - 1;
    for column in from..columns.saturating_sub(left) {
        for (kind, _) in piece.kinds() {
            let mut with = cells;
            if let Some(slot) = with.get_mut(cell) {
                *slot = Some((u8::try_from(column).unwrap_or(u8::MAX), kind));
            }
            place(cut, n, cell + 1, column + 1, columns, with, out);
        }
    }
}

//! Rows of a person and a place: "Ms. Berg | Norway | Chair", with or without rules, leader dots or tab stops between.
//!
//! Where every row has both, in the same order, they belong together, and nothing has run into each other.

use super::names::{Hint, parse_person_in};
use super::{build, flow, labels, marks};
use crate::entities::Context;
use crate::gazetteer::titles;
use crate::span::Span;
use crate::transcript::TextKind;

/// From this gap on, in ems, what follows stands in another cell.
const CELL: f32 = 1.8;

/// So many rows show the manner, and of ten so many have it.
const ROWS: usize = 3;
const MOST: usize = 8;

/// The place that a cell begins with, and what stands behind it: "Netherlands Chair", "FAO Observer", "Elm Trust".
pub(super) fn place_of(text: &str, cell: Span) -> Option<(Span, Option<Span>)> {
    let cell = cell.trimmed(text);
    let words = cell.of(text);
    let bare = words.trim_start_matches('(').trim_end_matches(')');
    if build::state_of(bare).is_some() || build::is_organisation(words) && !titles::is_office(words) {
        return Some((cell, None));
    }
    let mut ends: Vec<usize> = words.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
    ends.reverse();
    ends.iter().find_map(|end| {
        let (head, tail) = words.split_at_checked(*end)?;
        let acronym = !head.contains(' ') && head.chars().count() > 1 && head.chars().all(char::is_uppercase);
        let rest = tail.trim().trim_start_matches(['(', '–', '-', ',']).trim_end_matches(')').trim();
        let told = titles::is_office(rest) || marks::read(rest).is_some() || marks::read_cell(rest).is_some();
        let place = build::state_of(head).is_some() || build::is_organisation(head) && !titles::is_office(head) || acronym;
        let behind = Span::new(cell.end - tail.len(), cell.end).trimmed(text);
        (place && told && !rest.is_empty()).then(|| (Span::new(cell.start, cell.start + head.len()), Some(behind)))
    })
}

/// Whether the rows of these blocks are people with their places, each in its cell.
pub(super) fn are_paired(context: Context<'_>, blocks: &[usize]) -> bool {
    let hint = Hint::of(context.language);
    let text = context.transcript.text.as_str();
    let (mut paired, mut all) = (0, 0);
    // Where the person stands, in the rows so far: before the place or behind it.
    let mut order: Option<bool> = None;
    for row in rows(context, blocks) {
        let whole = row.iter().copied().reduce(Span::union).map_or("", |s| s.of(text));
        if row.is_empty() || labels::read(whole).is_some_and(|l| l.whole || l.closed) || flow::is_nothing(whole) {
            continue;
        }
        all += 1;
        let person = row.iter().position(|c| is_person(c.of(text), hint));
        let place = row.iter().enumerate().position(|(i, c)| Some(i) != person && place_of(text, *c).is_some());
        if let (Some(person), Some(place)) = (person, place) {
            let before = person < place;
            if *order.get_or_insert(before) == before {
                paired += 1;
            }
        }
    }
    paired >= ROWS && paired * 10 >= all * MOST
}

/// Whether a cell is one person, for certain or by the whole name.
fn is_person(words: &str, hint: Hint) -> bool {
    build::state_of(words).is_none() && parse_person_in(words, hint).is_some_and(|p| p.honorific.is_some() || !p.single && p.affiliation.is_none())
}

/// The cells of each row: of a table as it says, of a line as its gaps do.
fn rows(context: Context<'_>, blocks: &[usize]) -> Vec<Vec<Span>> {
    let t = context.transcript;
    let mut out = Vec::new();
    for block in blocks {
        let Some(held) = t.blocks.get(*block) else { continue };
        if held.kind == TextKind::Table {
            let tables = t.tables.iter().filter(|x| x.block == *block);
            out.extend(tables.flat_map(|x| &x.rows).map(|row| row.iter().copied().filter(|c| c.of(&t.text).chars().any(char::is_alphabetic)).collect()));
            continue;
        }
        for line in t.lines.get(held.lines.clone()).unwrap_or_default() {
            let mut cells = Vec::new();
            let mut from = line.span.start;
            let first = t.gaps.partition_point(|g| g.at <= line.span.start);
            for gap in t.gaps.iter().skip(first).take_while(|g| g.at < line.span.end).filter(|g| g.ems >= CELL) {
                cells.push(Span::new(from, gap.at).trimmed(&t.text));
                from = gap.at;
            }
            cells.push(Span::new(from, line.span.end).trimmed(&t.text));
            cells.retain(|c| c.of(&t.text).chars().any(char::is_alphabetic));
            out.push(cells);
        }
    }
    out
}

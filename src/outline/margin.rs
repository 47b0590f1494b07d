//! Headings in the margin: a table whose first cell of each row names the business that the second tells.

use super::cues;
use super::headings::{Dress, Typed, title_like};
use super::series::word_count;
use super::sight::Page;
use crate::attendance::names::parse_person;
use crate::span::Span;
use crate::transcript::Transcript;

/// So many rows show the manner, and of ten so many have it.
const ROWS: usize = 4;
const MOST: usize = 7;

/// The longest heading in a margin, in words.
const WORDS: usize = 8;

/// What the second cell has at least where it tells something, in words.
const TOLD: usize = 7;

/// The headings of all such tables.
pub(super) fn find(t: &Transcript, page: &Page, free: &[bool]) -> Vec<Typed> {
    let mut found = Vec::new();
    for table in &t.tables {
        let words = |s: &Span| s.of(&t.text).trim();
        let rows: Vec<(&Span, &Span)> = table
            .rows
            .iter()
            .filter_map(|row| match row.as_slice() {
                [label, told] => Some((label, told)),
                [label, told, rest] if word_count(words(rest)) < TOLD => Some((label, told)),
                _ => None,
            })
            .filter(|(label, told)| !words(label).is_empty() && !words(told).is_empty())
            .collect();
        let headed = |(label, told): &&(&Span, &Span)| {
            let heads = (1..=WORDS).contains(&word_count(words(label))) && title_like(words(label)) && !words(label).ends_with(['.', ':']);
            heads && (word_count(words(told)) >= TOLD || words(told).ends_with('.'))
        };
        let heads: Vec<_> = rows.iter().filter(headed).collect();
        let long = heads.iter().filter(|(_, told)| word_count(words(told)) >= TOLD).count();
        let people =
            heads.iter().filter(|(label, _)| parse_person(words(label)).is_some_and(|p| p.honorific.is_some() || !p.single && p.role.is_none())).count();
        // Numbers in a cell of their own head the rows already, and a list of people with their posts has none.
        let enough = heads.len() >= ROWS && heads.len() * 10 >= table.rows.len() * MOST && long * 2 >= heads.len();
        if !enough || people * 2 > heads.len() {
            continue;
        }
        for (label, _) in heads {
            let title = label.trimmed(&t.text);
            let first = page.rows.partition_point(|r| r.span.start < title.start);
            let last = page.rows.partition_point(|r| r.span.start < title.end).saturating_sub(1).max(first);
            let Some(row) = page.rows.get(first).filter(|_| free.get(first) == Some(&true)) else { continue };
            let cue = cues::is_business(title.of(&t.text)) || cues::is_roll(title.of(&t.text));
            found.push(Typed { rows: first..last + 1, title, dress: Dress::of(page, row, row.marks), cue, plain: false, run_in: true, followed: true });
        }
    }
    found
}

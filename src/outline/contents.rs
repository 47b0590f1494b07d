//! Lists of the sections: tables of contents and agendas. They are not sections, but they bear witness to them.

use super::cues;
use super::series::{Chain, Numbered};
use super::sight::Page;
use crate::transcript::Transcript;
use std::collections::BTreeSet;

/// Dots that lead the eye to a page number are at least this many.
const LEADERS: &str = "....";

/// Whether a row is one of a table of contents: its words and its page are joined by dots.
pub(super) fn is_leader_row(words: &str) -> bool {
    words.contains(LEADERS) || words.contains("…………") || words.contains(". . . .")
}

/// The rows of tables of contents.
pub(super) fn leader_rows(t: &Transcript, page: &Page) -> BTreeSet<usize> {
    let has =
        |i: usize| page.rows.get(i).is_some_and(|r| is_leader_row(r.words(t)) && r.words(t).trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '.'));
    let mut found = BTreeSet::new();
    for i in 0..page.rows.len() {
        if has(i) && (1..=3).any(|d| has(i + d) || i.checked_sub(d).is_some_and(has)) {
            found.insert(i);
            // An entry broken over two lines has its dots on the second.
            if let Some(before) = i.checked_sub(1).filter(|b| !has(*b) && page.rows.get(*b).zip(page.rows.get(i)).is_some_and(|(x, y)| x.block == y.block)) {
                found.insert(before);
            }
        }
    }
    found
}

/// Marks the chains that list what comes later, and gives their rows.
pub(super) fn listed(t: &Transcript, page: &Page, numbered: &[Numbered], chains: &mut [Chain]) -> BTreeSet<usize> {
    let titles = |c: &Chain| -> Vec<String> {
        c.members.iter().filter_map(|m| numbered.get(*m)).map(|n| cues::folded(n.title.of(&t.text)).chars().take(24).collect()).collect()
    };
    let all: Vec<Vec<String>> = chains.iter().map(titles).collect();
    let starts: Vec<usize> = chains.iter().map(|c| c.members.first().and_then(|m| numbered.get(*m)).map_or(0, |n| n.rows.start)).collect();
    let mut rows = BTreeSet::new();
    for i in 0..chains.len() {
        let (Some(own), Some(start)) = (all.get(i), starts.get(i)) else { continue };
        // "Agenda item 9" and "Agenda item 12" under "Contents" are a list of two.
        let keyword = chains.get(i).is_some_and(|c| c.family.0);
        if own.len() < if keyword { 2 } else { 3 } {
            continue;
        }
        let again = chains.iter().enumerate().zip(&all).zip(&starts).any(|(((j, c), other), from)| {
            let same = own.iter().filter(|x| !x.is_empty() && other.contains(x)).count();
            j != i && from > start && c.headings && same * 2 >= own.len()
        });
        let Some(chain) = chains.get_mut(i) else { continue };
        let adjacent = chain.members.iter().filter(|m| numbered.get(**m).is_some_and(|n| n.adjacent)).count();
        let list = adjacent * 10 >= (chain.members.len() - 1) * 7;
        let announced = (1..=3).filter_map(|d| start.checked_sub(d)).filter_map(|r| page.rows.get(r)).any(|r| {
            let words = r.words(t);
            cues::is_contents(words) || cues::is_contents(words.rsplit([':', '–', '-']).find(|w| !w.trim().is_empty()).unwrap_or_default())
        });
        if list && (again || announced) {
            chain.headings = false;
            rows.extend(chain.members.iter().filter_map(|m| numbered.get(*m)).flat_map(|n| n.rows.clone()));
        }
    }
    rows
}

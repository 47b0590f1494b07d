//! Votes in tables: "Yes | No | Abstentions" over their figures, one vote a row.

use super::super::passages::Passages;
use super::Tally;
use super::sides::{Side, side_of};
use crate::span::Span;
use crate::transcript::TextTable;

/// The votes of all tables whose columns are headed by the sides.
pub(super) fn tables(passages: &Passages<'_>) -> Vec<Tally> {
    let all = passages.context.transcript.tables.iter().filter(|t| !passages.is_skipped(t.block));
    all.flat_map(|table| table_of(passages, table)).collect()
}

fn table_of(passages: &Passages<'_>, table: &TextTable) -> Vec<Tally> {
    let sides = |row: &[Span]| -> Vec<Option<Side>> { row.iter().map(|c| side_of(passages.words(*c))).collect() };
    let head = |row: &[Span]| {
        let found = sides(row);
        found.contains(&Some(Side::For)) && found.contains(&Some(Side::Against))
    };
    let Some((at, columns)) = table.rows.iter().take(3).enumerate().find(|(_, row)| head(row)).map(|(at, row)| (at, sides(row))) else { return Vec::new() };
    let Some(heads) = table.rows.get(at) else { return Vec::new() };
    let (mut out, mut from) = (Vec::new(), heads.iter().copied().reduce(Span::union));
    for row in table.rows.iter().skip(at + 1).take_while(|r| r.len() == columns.len()) {
        let mut tally = Tally::default();
        for (side, cell) in columns.iter().zip(row) {
            let words = passages.words(*cell).trim();
            let count = if words.is_empty() || matches!(words, "-" | "–" | "—") { None } else { words.parse::<u32>().ok() };
            if let (Some(side), Some(count)) = (side, count)
                && let Some(slot) = tally.counts.get_mut(*side as usize)
            {
                *slot = Some(count);
            }
        }
        let Some(whole) = row.iter().copied().filter(|c| !passages.words(*c).trim().is_empty()).reduce(Span::union) else { continue };
        if tally.counts.first().is_none_or(Option::is_none) {
            continue;
        }
        // The first vote holds the heads too: what stands in them is no vote by itself.
        let whole = from.take().map_or(whole, |heads| heads.union(whole));
        (tally.first, tally.last) = (passages.tokens.at(whole.start), passages.tokens.at(whole.end).saturating_sub(1));
        out.push(tally);
    }
    let several = out.len() > 1;
    for tally in &mut out {
        tally.by_row = several;
    }
    out
}

//! Votes by name: "Roll call: Tate – yes; Bixby – yes; Crowell – no", and the rows "Councillor Nair | Yea".

use super::super::passages::Passages;
use super::Tally;
use super::sides::Side;
use crate::entities::tokens::{Before, Kind};
use crate::lexicon::{Hints, hints_of};

/// What one says who votes, in small letters.
const SAID: &[(&str, Side)] = &[
    ("aye", Side::For),
    ("yes", Side::For),
    ("yea", Side::For),
    ("yay", Side::For),
    ("for", Side::For),
    ("no", Side::Against),
    ("nay", Side::Against),
    ("against", Side::Against),
    ("abstain", Side::Abstain),
    ("abstained", Side::Abstain),
    ("abstaining", Side::Abstain),
    ("abstention", Side::Abstain),
    ("recused", Side::Abstain),
    ("recuse", Side::Abstain),
    ("absent", Side::Absent),
    ("excused", Side::Absent),
    ("oui", Side::For),
    ("non", Side::Against),
    ("ja", Side::For),
    ("nein", Side::Against),
    ("sí", Side::For),
    ("sim", Side::For),
    ("não", Side::Against),
];

/// The words for a vote.
static SAID_WORDS: Hints = hints_of!(SAID, (word, _) => word);

/// How far behind one vote the next may stand, in tokens: a name with its title.
const APART: usize = 9;

/// So many votes in a row are a roll call.
const ROW: usize = 2;

/// The roll calls of a document.
pub(super) fn roll_calls(passages: &Passages<'_>) -> Vec<Tally> {
    let t = passages.tokens;
    let mut out: Vec<Tally> = Vec::new();
    let mut open: Option<Tally> = None;
    for i in 1..t.len() {
        let Some((name, side, first)) = vote_at(passages, i) else { continue };
        match open.as_mut().filter(|tally| first <= tally.last + APART && !tally.names.iter().any(|(n, _)| *n == name)) {
            Some(tally) => {
                tally.names.push((name, side));
                tally.last = i;
            }
            None => out.extend(open.replace(Tally { names: vec![(name, side)], first, last: i, ..Tally::default() })),
        }
    }
    out.extend(open);
    out.retain(|tally| {
        // Names that the roll has, or a word for the vote before them.
        let known = tally.names.iter().filter(|(name, _)| passages.person(name).is_some()).count();
        let called = passages.has(tally.first.saturating_sub(APART), tally.first, &["call", "vote", "votes", "voting", "poll", "roll"]);
        tally.names.len() >= ROW && (known >= ROW || called)
    });
    for tally in &mut out {
        for side in [Side::For, Side::Against, Side::Abstain, Side::Absent] {
            let count = tally.names.iter().filter(|(_, s)| *s == side).count() as u32;
            let slot = tally.counts.get_mut(side as usize);
            if let Some(slot) = slot.filter(|_| count > 0 || matches!(side, Side::For | Side::Against)) {
                *slot = Some(count);
            }
        }
    }
    out
}

/// The vote that token `i` closes: the name, the side and the name's first token.
fn vote_at(passages: &Passages<'_>, i: usize) -> Option<(String, Side, usize)> {
    let t = passages.tokens;
    if !t.may_be(i, &SAID_WORDS) {
        return None;
    }
    let (_, side) = SAID.iter().find(|(word, _)| t.is(i, word))?;
    let ends = t.get(i + 1).is_none_or(|k| k.before >= Before::Line || matches!(t.word(i + 1), ";" | "," | "." | "|" | ")" | "•")) || t.is(i + 1, "and");
    let mark = i - 1;
    let dashed = t.is_any(mark, &["-", "–", "—", ":", "=", "…", "|"]);
    // "Councillor Nair   Yea": two cells of a row.
    let cell = t.get(i).is_some_and(|k| k.before >= Before::Line) || t.get(i).is_some_and(|k| k.kind.is_capital()) && !dashed && !t.is(mark, ",");
    let comma = t.is(mark, ",") && t.is_any(i, &["aye", "yes", "yea", "nay", "no", "absent", "abstain", "abstained", "recused", "excused"]);
    if !ends || !(dashed || cell || comma) || passages.sentence_of(i).and_then(|n| passages.sentence(n)).is_none_or(|s| passages.is_skipped(s.block)) {
        return None;
    }
    let at = if dashed || comma { mark } else { i };
    let line = (at.saturating_sub(APART)..at).rev().find(|j| t.get(*j).is_some_and(|k| k.before >= Before::Line)).unwrap_or(at.saturating_sub(APART));
    let (first, name) = passages.name_before(at, line)?;
    // "Ayes: 4" is a label and nobody.
    let word = t.get(first).is_some_and(|k| k.kind != Kind::Number) && !SAID.iter().any(|(w, _)| name.eq_ignore_ascii_case(w));
    word.then_some((name, *side, first))
}

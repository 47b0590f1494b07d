//! Figures beside words for a side: "139 in favour", "Ayes: 4", "by 12 votes to 3", "Ja 68".

use super::super::passages::Passages;
use super::{APART, Tally, cue_near};
use crate::entities::numbers;
use crate::entities::tokens::{Before, Kind};
use crate::lexicon::{Hints, hints_of};

/// A side of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    For,
    Against,
    Abstain,
    Absent,
}

impl Side {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Abstain => "abstain",
            Self::Absent => "absent",
        }
    }
}

/// Words for the sides, in small letters, the longer before the shorter. A weak one needs its figure before it or a colon.
const LABELS: &[(&[&str], Side, bool)] = &[
    (&["voted", "in", "favour"], Side::For, true),
    (&["voted", "in", "favor"], Side::For, true),
    (&["in", "favour"], Side::For, true),
    (&["in", "favor"], Side::For, true),
    (&["yes", "votes"], Side::For, true),
    (&["yes", "vote"], Side::For, true),
    (&["votes", "for"], Side::For, true),
    (&["votes", "pour"], Side::For, true),
    (&["voix", "pour"], Side::For, true),
    (&["votos", "a", "favor"], Side::For, true),
    (&["votos", "a", "favor"], Side::For, true),
    (&["a", "favor"], Side::For, true),
    (&["ja", "-", "stimmen"], Side::For, true),
    (&["stimmen", "dafür"], Side::For, true),
    (&["zustimmung"], Side::For, false),
    (&["ablehnung"], Side::Against, false),
    (&["votos", "favoráveis"], Side::For, true),
    (&["favorables"], Side::For, false),
    (&["dafür"], Side::For, true),
    (&["ayes"], Side::For, true),
    (&["aye"], Side::For, true),
    (&["yeas"], Side::For, true),
    (&["yea"], Side::For, true),
    (&["yes"], Side::For, false),
    (&["ja"], Side::For, false),
    (&["pour"], Side::For, false),
    (&["for"], Side::For, false),
    (&["voted", "against"], Side::Against, true),
    (&["votes", "against"], Side::Against, true),
    (&["against"], Side::Against, true),
    (&["opposed"], Side::Against, true),
    (&["in", "opposition"], Side::Against, true),
    (&["no", "votes"], Side::Against, true),
    (&["no", "vote"], Side::Against, true),
    (&["noes"], Side::Against, true),
    (&["nays"], Side::Against, true),
    (&["nay"], Side::Against, true),
    (&["no"], Side::Against, false),
    (&["voix", "contre"], Side::Against, true),
    (&["votes", "contre"], Side::Against, true),
    (&["contre"], Side::Against, true),
    (&["votos", "en", "contra"], Side::Against, true),
    (&["en", "contra"], Side::Against, true),
    (&["votos", "contra"], Side::Against, true),
    (&["contra"], Side::Against, false),
    (&["nein", "-", "stimmen"], Side::Against, true),
    (&["gegenstimmen"], Side::Against, true),
    (&["gegenstimme"], Side::Against, true),
    (&["stimmen", "dagegen"], Side::Against, true),
    (&["dagegen"], Side::Against, true),
    (&["nein"], Side::Against, false),
    (&["abstentions"], Side::Abstain, true),
    (&["abstention"], Side::Abstain, true),
    (&["abstaining"], Side::Abstain, true),
    (&["abstained"], Side::Abstain, true),
    (&["abstain"], Side::Abstain, true),
    (&["abstenciones"], Side::Abstain, true),
    (&["abstención"], Side::Abstain, true),
    (&["enthaltungen"], Side::Abstain, true),
    (&["enthaltung"], Side::Abstain, true),
    (&["stimmenthaltungen"], Side::Abstain, true),
    (&["stimmenthaltung"], Side::Abstain, true),
    (&["abstenções"], Side::Abstain, true),
    (&["abstenção"], Side::Abstain, true),
    (&["absentees"], Side::Absent, true),
    (&["absentee"], Side::Absent, true),
    (&["not", "voting"], Side::Absent, true),
    (&["absent"], Side::Absent, true),
];

/// The first words of the labels.
static LABEL_OPENERS: Hints = hints_of!(LABELS, ([word, ..], ..) => word);

/// The side that the whole of a cell names: "Ja", "In favour", "Abstentions:".
pub(super) fn side_of(cell: &str) -> Option<Side> {
    let low = cell.trim().trim_end_matches([':', '.']).to_lowercase();
    let words: Vec<&str> = low.split(|c: char| c.is_whitespace() || c == '-').filter(|w| !w.is_empty()).collect();
    let named = |(label, ..): &&(&[&str], Side, bool)| label.iter().filter(|w| **w != "-").copied().eq(words.iter().copied());
    LABELS.iter().find(named).map(|(_, side, _)| *side)
}

/// Words for no votes at all.
const NONE: &[&str] = &["none", "nil", "zero", "aucune", "aucun", "keine", "ninguna", "ninguno", "nenhum", "nenhuma", "néant"];

/// Words for one vote.
const ONE: &[&str] = &["one", "une", "un", "una", "eine", "einer", "uma"];

/// The words for figures.
static FIGURES: Hints = Hints::of(NONE).or(&Hints::of(ONE)).or(&numbers::SMALL_WORDS);

/// One side's figure where it stands.
#[derive(Debug, Clone)]
struct Item {
    side: Side,
    count: u32,
    names: Vec<String>,
    first: usize,
    last: usize,
    /// Whether its word alone is proof ("Ayes: 4"), and not a preposition.
    strong: bool,
}

pub(super) fn number(passages: &Passages<'_>, i: usize) -> Option<u32> {
    let t = passages.tokens;
    let token = t.get(i)?;
    if token.kind == Kind::Number {
        return (token.span.len() <= 4).then(|| t.word(i).parse().ok()).flatten();
    }
    if !t.may_be_plain(i, &FIGURES) {
        return None;
    }
    if t.is_any(i, NONE) {
        return Some(0);
    }
    if t.is_any(i, ONE) {
        return Some(1);
    }
    numbers::small(t.word(i)).and_then(|n| u32::try_from(n).ok())
}

fn label(passages: &Passages<'_>, i: usize) -> Option<(Side, bool, usize)> {
    if !passages.tokens.may_be(i, &LABEL_OPENERS) {
        return None;
    }
    LABELS
        .iter()
        .filter(|(words, ..)| passages.tokens.are(i, words))
        .max_by_key(|(words, ..)| words.len())
        .map(|(words, side, strong)| (*side, *strong, i + words.len()))
}

/// One side's figure at token `i`; `row` says that a side whose word stands before its figure comes right before.
fn item(passages: &Passages<'_>, i: usize, end: usize, row: bool) -> Option<Item> {
    let t = passages.tokens;
    // "Speaking in favor: Ann Roe" has a say and no vote.
    let speaks = passages.has(i.saturating_sub(3), i, &["speaking", "spoke", "speakers", "comments", "testimony", "testified", "letters", "comment", "those"]);
    if let Some((side, strong, next)) = label(passages, i).filter(|_| !speaks) {
        let colon = t.is_any(next, &[":", "=", "–", "-"])
            && !(t.is(next, "-") && t.touches(next) && t.touches(next + 1) && t.get(next + 1).is_some_and(|k| k.kind.is_word()));
        let at = next + usize::from(colon);
        let bracket = usize::from(t.is(at, "("));
        let cell = bracket == 0 && (row || is_cell(passages, i, at) || in_a_row(passages, at) && (strong || t.get(i).is_some_and(|k| k.kind.is_capital())));
        if let Some(count) = number(passages, at + bracket).filter(|_| colon || cell || bracket == 1 || strong && t.get(i).is_some_and(|k| k.kind.is_capital()))
        {
            // "in favor 3 against": the figure belongs to the word after it, unless a colon gives it to the word before.
            let last = at + bracket + usize::from(bracket == 1 && t.is(at + 2, ")"));
            if colon || cell || label(passages, at + bracket + 1).is_none() || number(passages, i.wrapping_sub(1)).is_none() {
                // Names stand on the figure's line; what begins the next one is something else.
                let near = bracket == 1 || t.get(last + 1).is_some_and(|k| k.before < Before::Line);
                let names =
                    named(passages, last + 1, end).filter(|_| near).filter(|(names, _)| bracket == 1 || !names.is_empty() && names.len() == count as usize);
                let (names, last) = names.map_or((Vec::new(), last), |(names, next)| (names, next.saturating_sub(1)));
                return Some(Item { side, count, names, first: i, last, strong: true });
            }
        }
        if colon && strong && t.is(next, ":") {
            let (names, after) = named(passages, at, end)?;
            if names.is_empty() {
                return None;
            }
            // "- 3" closes the list; where it disagrees with the names, the figure that is written counts.
            let (mut count, mut last) = (names.len() as u32, after.saturating_sub(1));
            if t.is_any(after, &["-", "–", "—", "("])
                && let Some(n) = number(passages, after + 1)
            {
                (count, last) = (n, after + 1 + usize::from(t.is(after + 2, ")")));
            }
            return Some(Item { side, count, names, first: i, last, strong });
        }
    }
    // "139 Yes votes", "30 in favor", "six members against"
    let count = number(passages, i)?;
    if t.touches(i) && !t.is_any(i.wrapping_sub(1), &["(", "[", ":", "–", "-", "—"])
        || t.is_any(i, &["a", "un", "una"]) && t.get(i).is_some_and(|k| k.kind != Kind::Lower)
    {
        return None;
    }
    let mut at = i + 1;
    for _ in 0..2 {
        if t.is_any(
            at,
            &["board", "committee", "council", "members", "member", "votes", "vote", "voted", "voting", "were", "was", "persons", "stimmen", "people"],
        ) && label(passages, at).is_none()
        {
            at += 1;
        }
    }
    let (side, strong, next) = label(passages, at).filter(|_| at < end)?;
    Some(Item { side, count, names: Vec::new(), first: i, last: next - 1, strong })
}

/// Whether the label at token `i` and the figure at `at` are the two cells of a row, or a line by themselves: "Ja 68".
fn is_cell(passages: &Passages<'_>, i: usize, at: usize) -> bool {
    let t = passages.tokens;
    let starts = |n: usize| t.get(n).is_none_or(|k| k.before >= Before::Line);
    starts(i) && starts(at + 1) && t.get(at).is_some_and(|k| k.kind == Kind::Number)
}

/// Whether the figure at token `at` is followed by another side and its figure: "For 3, against 1".
fn in_a_row(passages: &Passages<'_>, at: usize) -> bool {
    let t = passages.tokens;
    let comma = t.is_any(at + 1, &[",", ";"]);
    comma
        && t.get(at).is_some_and(|k| k.kind == Kind::Number)
        && label(passages, at + 2).is_some_and(|(_, _, next)| t.get(next).is_some_and(|k| k.kind == Kind::Number))
}

/// The names from token `i` to the next side's word or the end of the sentence; the token after them.
fn named(passages: &Passages<'_>, i: usize, end: usize) -> Option<(Vec<String>, usize)> {
    let t = passages.tokens;
    let mut names = Vec::new();
    let mut at = i;
    while at < end && label(passages, at).is_none_or(|(_, strong, _)| !strong) {
        if t.is_any(at, &[",", "and", "&", ";", "et", "y", "und", "e"]) {
            at += 1;
            continue;
        }
        if t.get(at).is_some_and(|k| k.before == Before::Block && at > i) {
            break;
        }
        let Some((next, name)) = passages.name_after(at, end) else { break };
        // "Absent: Ash" and, on the next line, "Motion carried".
        let runs_on = t.is_any(at.wrapping_sub(1), &[",", "and", "&", ";", ":", "et", "y", "und", "e"]);
        if next == at || at > i && !runs_on && t.get(at).is_some_and(|k| k.before >= Before::Line) {
            break;
        }
        names.push(name);
        at = next;
        // "Mr. Smith (Ward 2)"
        if t.is(at, "(") && number(passages, at + 1).is_none() {
            let close = (at..(at + 8).min(end)).find(|c| t.is(*c, ")"))?;
            at = close + 1;
        }
    }
    Some((names, at))
}

/// Votes whose figures stand beside words for the sides.
pub(super) fn labelled(passages: &Passages<'_>) -> Vec<Tally> {
    let t = passages.tokens;
    let mut items: Vec<Item> = Vec::new();
    let mut out = Vec::new();
    let close = |items: &mut Vec<Item>, out: &mut Vec<Tally>| {
        let sides = items.len();
        let yes = items.iter().any(|i| i.side == Side::For && (i.strong || sides > 1));
        let no_or_abstain = items.iter().any(|i| matches!(i.side, Side::Against | Side::Abstain));
        if let (Some(first), Some(last)) = (items.first(), items.last())
            && (yes
                && (sides > 1 && (no_or_abstain || items.iter().any(|i| !i.names.is_empty())) || first.strong && cue_near(passages, first.first, last.last)))
        {
            let mut tally = Tally { first: first.first, last: last.last, ..Tally::default() };
            for item in items.iter() {
                if let Some(slot) = tally.counts.get_mut(item.side as usize) {
                    *slot = Some(item.count);
                }
                tally.names.extend(item.names.iter().map(|n| (n.clone(), item.side)));
            }
            out.push(tally);
        }
        items.clear();
    };
    for (block, held) in passages.context.transcript.blocks.iter().enumerate() {
        if passages.is_skipped(block) {
            close(&mut items, &mut out);
            continue;
        }
        let (first, end) = (t.at(held.span.start), t.at(held.span.end));
        let mut i = first;
        while i < end {
            // "by 139 votes to 1, with 35 abstentions", "par 12 voix contre 3", "mit 12 zu 3 Stimmen"
            if let Some((a, b, next)) = to_form(passages, i) {
                close(&mut items, &mut out);
                items.push(Item { side: Side::For, count: a, names: Vec::new(), first: i, last: next - 1, strong: true });
                items.push(Item { side: Side::Against, count: b, names: Vec::new(), first: i, last: next - 1, strong: true });
                i = next;
                continue;
            }
            let row = items.last().is_some_and(|last| {
                let near = last.last + 1 == i || last.last + 2 == i && t.is_any(i - 1, &[",", ";", "and"]);
                near && label(passages, last.first).is_some()
            });
            let Some(found) = item(passages, i, end, row) else {
                i += 1;
                continue;
            };
            let apart = items.last().is_some_and(|last| found.first.saturating_sub(last.last) > APART);
            if apart || items.iter().any(|item| item.side == found.side) {
                close(&mut items, &mut out);
            }
            i = found.last + 1;
            items.push(found);
        }
    }
    close(&mut items, &mut out);
    out
}

fn to_form(passages: &Passages<'_>, i: usize) -> Option<(u32, u32, usize)> {
    let t = passages.tokens;
    let a = number(passages, i).filter(|_| t.is_any(i.wrapping_sub(1), &["by", "of", "par", "por", "mit", "with"]))?;
    let votes = t.is_any(i + 1, &["votes", "vote", "voix", "votos", "stimmen"]);
    let at = i + 1 + usize::from(votes);
    if !t.is_any(at, &["to", "contre", "contra", "gegen", "zu"]) {
        return None;
    }
    let b = number(passages, at + 1)?;
    let after = at + 2 + usize::from(t.is_any(at + 2, &["votes", "vote", "stimmen", "votos", "voix"]));
    (votes || after > at + 2 || t.is_any(i.wrapping_sub(2), &["vote", "votes", "carried", "adopted", "passed", "approved", "rejected", "majority"]))
        .then_some((a, b, after))
}

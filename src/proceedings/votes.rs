//! Votes: how many for, against, abstaining, absent, and what came of it.
//!
//! Figures count where they stand beside a word for a side ("139 in favour", "Ayes: 4", "by 12 votes to 3"), or between dashes
//! beside a word for the outcome ("carried 4-1"). What the arithmetic says is not mended. Unanimous without figures has none.

use super::Vote;
use super::passages::Passages;
use crate::diagnostics::Repair;
use crate::entities::numbers;
use crate::entities::tokens::{Before, Kind};
use crate::lexicon::{Hints, Lexicon, hints_of};
use crate::minutes::Voter;
use crate::span::Span;

/// A side of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    For,
    Against,
    Abstain,
    Absent,
}

impl Side {
    const fn name(self) -> &'static str {
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

/// Words for no votes at all.
const NONE: &[&str] = &["none", "nil", "zero", "aucune", "aucun", "keine", "ninguna", "ninguno", "nenhum", "nenhuma", "néant"];

/// Words for one vote.
const ONE: &[&str] = &["one", "une", "un", "una", "eine", "einer", "uma"];

/// The words for figures.
static FIGURES: Hints = Hints::of(NONE).or(&Hints::of(ONE)).or(&numbers::SMALL_WORDS);

/// Words that say how a vote went or that there was one.
const CUES: &[&str] = &[
    "carried", "carries", "passed", "passes", "approved", "adopted", "failed", "fails", "vote", "votes", "voted", "motion", "granted", "denied", "defeated",
    "lost", "accepted", "rejected", "unanimously", "confirmed", "elected", "agreed", "resolved", "voix", "votos", "stimmen",
];

static UNANIMOUS: Lexicon = Lexicon::of(&[
    "unanimously", "unanimous", "unanimity", "unanimité", "unanimement", "unanimidad", "unánime", "unánimemente", "einstimmig", "einstimmige",
    "einstimmigkeit", "unanimidade", "unanimemente",
]);

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

/// A vote where its figures stand.
#[derive(Debug, Clone, Default)]
struct Tally {
    counts: [Option<u32>; 4],
    names: Vec<(String, Side)>,
    first: usize,
    last: usize,
    unanimous: bool,
}

/// How far the figures of one vote may stand apart, in tokens.
const APART: usize = 14;

/// How far before a score ("4-1") the word for the vote may stand, in tokens.
const CUE_REACH: usize = 8;

/// Confidence of an outcome that only the figures tell.
const BY_MAJORITY: f32 = 0.8;

/// All votes of a document, in order; the second value of each is the passage from the motion to the outcome.
pub(super) fn find(passages: &Passages<'_>) -> Vec<(Vote, Span)> {
    let mut tallies = labelled(passages);
    scores(passages, &mut tallies);
    ballots(passages, &mut tallies);
    unanimous(passages, &mut tallies);
    tallies.sort_by_key(|t| (t.first, t.last));
    let tallies = merged(passages, tallies);
    tallies.into_iter().filter_map(|tally| finished(passages, &tally)).collect()
}

fn number(passages: &Passages<'_>, i: usize) -> Option<u32> {
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

/// One side's figure at token `i`.
fn item(passages: &Passages<'_>, i: usize, end: usize) -> Option<Item> {
    let t = passages.tokens;
    if let Some((side, strong, next)) = label(passages, i) {
        let colon = t.is_any(next, &[":", "=", "–", "-"])
            && !(t.is(next, "-") && t.touches(next) && t.touches(next + 1) && t.get(next + 1).is_some_and(|k| k.kind.is_word()));
        let at = next + usize::from(colon);
        let bracket = usize::from(t.is(at, "("));
        if let Some(count) = number(passages, at + bracket).filter(|_| colon || bracket == 1 || strong && t.get(i).is_some_and(|k| k.kind.is_capital())) {
            // "in favor 3 against": the figure belongs to the word after it, unless a colon gives it to the word before.
            let last = at + bracket + usize::from(bracket == 1 && t.is(at + 2, ")"));
            if colon || label(passages, at + bracket + 1).is_none() || number(passages, i.wrapping_sub(1)).is_none() {
                let names = named(passages, last + 1, end).filter(|(names, _)| bracket == 1 || !names.is_empty() && names.len() == count as usize);
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
        if t.is_any(at, &["members", "member", "votes", "vote", "voted", "voting", "were", "was", "persons", "stimmen", "people"])
            && label(passages, at).is_none()
        {
            at += 1;
        }
    }
    let (side, strong, next) = label(passages, at).filter(|_| at < end)?;
    Some(Item { side, count, names: Vec::new(), first: i, last: next - 1, strong })
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
        if next == at {
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
fn labelled(passages: &Passages<'_>) -> Vec<Tally> {
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
            let Some(found) = item(passages, i, end) else {
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
    (votes || after > at + 2 || t.is_any(i.wrapping_sub(2), &["vote", "votes", "carried", "adopted", "passed", "approved", "rejected"]))
        .then_some((a, b, after))
}

fn cue_near(passages: &Passages<'_>, first: usize, last: usize) -> bool {
    passages.has(first.saturating_sub(CUE_REACH), first, CUES) || passages.has(last, last + 4, CUES)
}

/// Scores between dashes: "carried 4-1", "(6-0-2)", "by a 3-0 vote".
fn scores(passages: &Passages<'_>, out: &mut Vec<Tally>) {
    let t = passages.tokens;
    let figure = |i: usize| t.get(i).filter(|k| k.kind == Kind::Number && k.span.len() <= 3).and_then(|_| t.word(i).parse::<u32>().ok());
    let mut i = 0;
    while i < t.len() {
        let Some(a) = figure(i) else {
            i += 1;
            continue;
        };
        let free = !t.touches(i) || t.is_any(i.wrapping_sub(1), &["(", "[", ":"]);
        let mut counts = vec![a];
        let mut at = i + 1;
        while t.is_any(at, &["-", "–", "—", "/"]) && counts.len() < 5 {
            let Some(n) = figure(at + 1).filter(|_| t.get(at + 1).is_some_and(|k| k.before <= Before::Space) && t.touches(at) == t.touches(at + 1)) else {
                break;
            };
            if t.is(at, "/") && !t.is_any(i.wrapping_sub(1), &["vote", ":", "carried", "passed"]) {
                break;
            }
            counts.push(n);
            at += 2;
        }
        let ends = !(t.touches(at)
            && (t.get(at).is_some_and(|k| k.kind.is_word())
                || t.is_any(at, &["/", "-", "–", ":", "%"]) && t.touches(at + 1)
                || t.is(at, ".") && figure(at + 1).is_some() && t.touches(at + 1)));
        let sentence = passages.sentence_of(i);
        let floor = sentence.and_then(|n| passages.sentence(n)).map_or(0, |s| s.tokens.start);
        let cued = (2..=4).contains(&counts.len())
            && free
            && ends
            && (passages.has(i.saturating_sub(CUE_REACH).max(floor), i, CUES) || t.is_any(at, &["vote", "in"]) && t.is_any(at, &["vote"]))
            && !t.is_any(at, &["members", "years", "days", "weeks", "months", "am", "pm", "minutes", "p", "a"])
            && !t.is_any(
                i.wrapping_sub(1),
                &[
                    "item", "items", "section", "page", "pages", "no", "article", "resolution", "ordinance", "#", "$", "chapter", "lot", "phase", "bill",
                    "ward", "district",
                ],
            )
            && !counts.iter().all(|n| *n == 0)
            && sentence.and_then(|n| passages.sentence(n)).is_some_and(|s| !passages.is_skipped(s.block));
        // "approved 3-5 units": a lost score beside a word for success is no score.
        let lost = counts.get(1).is_some_and(|b| *b > a)
            && !passages.has(i.saturating_sub(CUE_REACH), i, &["failed", "fails", "lost", "defeated", "denied", "rejected", "vote", "voted"]);
        if cued && !lost && !out.iter().any(|o| o.first <= i && i <= o.last) {
            let mut tally = Tally { first: i, last: at - 1, ..Tally::default() };
            for (slot, n) in tally.counts.iter_mut().zip(&counts) {
                *slot = Some(*n);
            }
            dissent(passages, &mut tally);
            out.push(tally);
        }
        i = at.max(i + 1);
    }
}

/// "with Board Member X abstaining", "X absent" after a score.
fn dissent(passages: &Passages<'_>, tally: &mut Tally) {
    let t = passages.tokens;
    let Some(sentence) = passages.sentence_of(tally.last).and_then(|n| passages.sentence(n)) else { return };
    for i in tally.last + 1..sentence.tokens.end {
        let side = if t.is_any(i, &["abstaining", "abstained", "abstains", "recused", "recusing"]) {
            Side::Abstain
        } else if t.is_any(i, &["absent"]) {
            Side::Absent
        } else {
            continue;
        };
        let Some(slot) = tally.counts.get_mut(side as usize).filter(|slot| slot.is_none()) else { continue };
        let mut names = Vec::new();
        let mut at = i - usize::from(t.is_any(i - 1, &["was", "were", "is"]));
        while let Some((first, name)) = passages.name_before(at, tally.last + 1) {
            names.push((name, side));
            tally.last = i;
            if !t.is_any(first.wrapping_sub(1), &["and", ",", "&"]) {
                break;
            }
            at = first - 1;
        }
        if !names.is_empty() {
            *slot = Some(names.len() as u32);
            names.reverse();
            tally.names.extend(names);
        }
    }
}

/// "Anne: 11 votes, élue", "Pour le budget : 13 voix".
fn ballots(passages: &Passages<'_>, out: &mut Vec<Tally>) {
    let t = passages.tokens;
    for i in 1..t.len() {
        if !t.is_any(i, &["votes", "voix", "votos", "stimmen", "vote"]) || !t.is(i.wrapping_sub(2), ":") {
            continue;
        }
        let Some(count) = number(passages, i - 1) else { continue };
        let Some(sentence) = passages.sentence_of(i).and_then(|n| passages.sentence(n)) else { continue };
        let elected = passages.has(
            i,
            sentence.tokens.end,
            &["elu", "elue", "élu", "élue", "élus", "élues", "elected", "elegido", "elegida", "gewählt", "eleito", "eleita"],
        );
        let first = sentence.tokens.start;
        let pour = (first..first + 2).any(|at| t.is_any(at, &["pour", "for"]));
        if (elected || pour) && !out.iter().any(|o| o.first <= i && first <= o.last) {
            out.push(Tally { counts: [Some(count), None, None, None], first, last: sentence.tokens.end - 1, ..Tally::default() });
        }
    }
}

/// "unanimously" and its like, with or without the number of voters.
fn unanimous(passages: &Passages<'_>, out: &mut Vec<Tally>) {
    const DECIDED: &[&str] = &[
        "carried", "passed", "approved", "adopted", "accepted", "agreed", "elected", "resolved", "resolves", "vote", "voted", "votes", "adoption", "approval",
        "approve", "decided", "granted", "motion", "recommends", "urges", "denied", "rejected", "appointed", "confirmed", "ratified", "endorsed", "approuve",
        "approuvé", "approuvée", "adopte", "adopté", "adoptée", "adoptés", "décide", "accepte", "autorise", "voté", "délibéré", "approuvent", "nommé",
        "valide", "conseil", "assemblée", "aprueba", "aprobó", "aprobado", "aprobada", "acuerda", "acordó", "aprueban", "beschlossen", "beschließt",
        "angenommen", "genehmigt", "gewählt", "verabschiedet", "zugestimmt", "entlastet", "wiedergewählt", "aprovado", "aprovada", "aprovou", "decidiu",
        "deliberou", "unanimous", "unanimité",
    ];
    let t = passages.tokens;
    for i in 0..t.len() {
        if !t.is_in(i, &UNANIMOUS) {
            continue;
        }
        let Some(sentence) = passages.sentence_of(i).and_then(|n| passages.sentence(n)) else { continue };
        let words = &sentence.tokens;
        let refused = t.is_any(i.wrapping_sub(1), &["not", "nearly", "almost", "non", "nicht"]) || t.is_any(i.wrapping_sub(1), &["had", "have", "been"]);
        if passages.is_skipped(sentence.block)
            || refused
            || !DECIDED.iter().any(|w| *w != "unanimous" && passages.has(words.start, words.end, &[w])) && !short_verdict(words.len())
        {
            continue;
        }
        if let Some(tally) = out.iter_mut().find(|o| passages.sentence_of(o.first).and_then(|n| passages.sentence(n)).is_some_and(|s| s.tokens == *words)) {
            tally.unanimous = true;
            continue;
        }
        let mut tally = Tally { first: i, last: i, unanimous: true, ..Tally::default() };
        // "unanimously – 5", "unanimous (38 member) vote"
        let at = i + 1 + usize::from(t.is_any(i + 1, &["-", "–", "—", "(", ":", ",", "by"]));
        if at > i + 1
            && let Some(n) = number(passages, at)
                .filter(|_| t.get(at).is_some_and(|k| k.kind == Kind::Number) && !t.touches(at + 1) || t.is_any(at + 1, &[")", ".", "member", "members"]))
        {
            tally.counts = [Some(n), None, None, None];
            tally.last = at;
        }
        out.push(tally);
    }
}

/// A sentence of so few words is nothing but the verdict ("Einstimmig.", "Vote : unanimité").
const fn short_verdict(words: usize) -> bool {
    words <= 5
}

/// One vote told twice in a row ("carried unanimously. Ayes: 5.") is one.
fn merged(passages: &Passages<'_>, tallies: Vec<Tally>) -> Vec<Tally> {
    let mut out: Vec<Tally> = Vec::new();
    for tally in tallies {
        if let Some(last) = out.last_mut() {
            let bare = |t: &Tally| t.counts.iter().all(Option::is_none);
            let near = tally.first.saturating_sub(last.last) <= APART * 2;
            let between = passages.has(last.last + 1, tally.first, &["moved", "motion", "motioned", "seconded"]);
            let same_block = block_of(passages, last.last) == block_of(passages, tally.first);
            let overlap = tally.first <= last.last;
            if overlap || near && !between && (bare(last) != bare(&tally)) && same_block {
                if bare(last) {
                    last.counts = tally.counts;
                    last.names.clone_from(&tally.names);
                }
                last.unanimous |= tally.unanimous;
                last.last = last.last.max(tally.last);
                continue;
            }
        }
        out.push(tally);
    }
    out
}

fn block_of(passages: &Passages<'_>, i: usize) -> Option<usize> {
    passages.sentence_of(i).and_then(|n| passages.sentence(n)).map(|s| s.block)
}

/// How many sentences before the outcome the motion may stand.
const MOTION_REACH: usize = 5;

fn finished(passages: &Passages<'_>, tally: &Tally) -> Option<(Vote, Span)> {
    let t = passages.tokens;
    let (first, last) = (passages.sentence_of(tally.first)?, passages.sentence_of(tally.last)?);
    let (from, to) = (passages.sentence(first)?, passages.sentence(last)?);
    let start = motion_before(passages, first);
    let passage = Span::new(passages.sentence(start)?.span.start, to.span.end);
    let (mut outcome, mut confidence, mut repairs) = (outcome_of(passages, from.tokens.start, to.tokens.end), 1.0, Vec::new());
    if outcome.is_none() && start < first {
        outcome = None.or_else(|| passages.sentence(first.saturating_sub(1)).and_then(|s| outcome_of(passages, s.tokens.start, s.tokens.end)));
    }
    // The sentence after the figures may say it: "… Noes: 0. The motion carried."
    if outcome.is_none()
        && let Some(next) = passages.sentence(last + 1).filter(|s| s.block <= to.block + 1 && s.tokens.len() < 12)
    {
        outcome = outcome_of(passages, next.tokens.start, next.tokens.end);
    }
    let [yes, no, abstain, absent] = tally.counts;
    if outcome.is_none() {
        if tally.unanimous {
            outcome = Some("adopted");
        } else if let Some(yes) = yes {
            let no = no.unwrap_or(0);
            if yes != no && (yes > 0 || no > 0) {
                outcome = Some(if yes > no { "adopted" } else { "rejected" });
                confidence = BY_MAJORITY;
                repairs.push(Repair::new("outcome-by-majority", "the text gives figures only; the greater side is taken to have won"));
            }
        }
    }
    let voters = tally
        .names
        .iter()
        .map(|(name, side)| Voter { name: name.clone(), person: passages.person(name).map(|i| format!("p{}", i + 1)), vote: side.name().to_owned() })
        .collect();
    let subject = subject_of(passages, start, first, tally, from.tokens.start);
    let _ = t;
    Some((
        Vote {
            subject,
            in_favour: yes,
            against: no,
            abstain,
            absent,
            outcome,
            unanimous: tally.unanimous,
            voters,
            span: Span::new(from.span.start, to.span.end),
            confidence,
            repairs,
        },
        passage,
    ))
}

/// The sentence where the motion begins that sentence `n` decides.
pub(super) fn motion_before(passages: &Passages<'_>, n: usize) -> usize {
    const MOVED: &[&str] = &["moved", "motioned", "moves", "motion", "mover"];
    let Some(here) = passages.sentence(n) else { return n };
    let says = |s: &crate::entities::sentences::Sentence| {
        passages.has(s.tokens.start, s.tokens.end, &["moved", "motioned", "moves"])
            || (s.tokens.start..s.tokens.end).any(|i| {
                passages.tokens.are(i, &["motion", "by"]) || passages.tokens.are(i, &["a", "motion"]) && passages.tokens.is_any(i.wrapping_sub(1), &["made"])
            })
    };
    let mut start = n;
    if !says(here) && passages.has(here.tokens.start, here.tokens.end, &["motion", "seconded", "ayes", "carried", "passed", "vote", "nomination", "aye"]) {
        for back in 1..=MOTION_REACH {
            let Some(before) = n.checked_sub(back).and_then(|at| passages.sentence(at).map(|s| (at, s))) else { break };
            if before.1.block + 1 < here.block || passages.is_skipped(before.1.block) || passages.is_heading(before.1.block) {
                break;
            }
            if says(before.1) {
                start = before.0;
                break;
            }
        }
    }
    // "X moved to accept, Y seconded": what is accepted stands in the sentence before.
    let Some(moving) = passages.sentence(start) else { return n };
    let empty = (moving.tokens.start..moving.tokens.end).any(|i| {
        passages.tokens.is_any(i, MOVED)
            && ((passages.tokens.is(i + 1, "to") && passages.tokens.is_any(i + 3, &[",", "and", ".", ";"]))
                || (passages.tokens.is_any(i + 1, &["approval", "acceptance", "adoption"]) && passages.tokens.is_any(i + 2, &[",", "and", ".", ";"]))
                || passages.tokens.is_any(i + 1, &[",", "."]) && !passages.tokens.is(i + 1, "by"))
    });
    if empty
        && let Some(before) = start.checked_sub(1).and_then(|at| passages.sentence(at))
        && before.block == moving.block
    {
        return start - 1;
    }
    start
}

fn outcome_of(passages: &Passages<'_>, first: usize, end: usize) -> Option<&'static str> {
    const REJECTED: &[&str] = &[
        "failed", "fails", "lost", "rejected", "defeated", "denied", "rejeté", "rejetée", "rechazado", "rechazada", "abgelehnt", "rejeitado", "rejeitada",
        "fell",
    ];
    const ELECTED: &[&str] = &["elected", "elu", "elue", "élu", "élue", "élus", "élues", "gewählt", "elegido", "elegida", "eleito", "eleita", "wiedergewählt"];
    const POSTPONED: &[&str] = &["postponed", "tabled", "deferred", "vertagt", "reporté", "reportée", "aplazado", "aplazada", "adiado", "adiada"];
    const ADOPTED: &[&str] = &[
        "carried", "carries", "passed", "passes", "approved", "adopted", "accepted", "granted", "agreed", "confirmed", "resolved", "resolves", "endorsed",
        "ratified", "approve", "adopt", "approval", "adoption", "approuve", "approuvent", "approuvé", "approuvée", "adopte", "adopté", "adoptée", "adoptés",
        "décide", "accepte", "autorise", "aprueba", "aprueban", "aprobó", "aprobado", "aprobada", "acuerda", "acordó", "beschlossen", "beschließt",
        "angenommen", "genehmigt", "verabschiedet", "entlastet", "aprovado", "aprovada", "aprovou", "pour", "recommends", "urges", "decided",
    ];
    let t = passages.tokens;
    let said = |words: &[&str]| (first..end).any(|i| t.is_any(i, words));
    if (first..end).any(|i| t.is_any(i, &["not", "nicht"]) && t.is_any(i + 1, ADOPTED))
        || (first..end).any(|i| t.is_any(i, REJECTED) && !t.is(i.wrapping_sub(1), "to"))
    {
        return Some("rejected");
    }
    if said(ELECTED) {
        return Some("elected");
    }
    if said(POSTPONED) && !said(&["carried", "passed"]) {
        return Some("postponed");
    }
    said(ADOPTED).then_some("adopted")
}

/// What was voted on: what was moved, what the sentence goes on to say, the section.
fn subject_of(passages: &Passages<'_>, start: usize, first: usize, tally: &Tally, from: usize) -> Option<String> {
    let t = passages.tokens;
    let moving = passages.sentence(start)?;
    if let Some(i) = (moving.tokens.start..moving.tokens.end).find(|i| t.is_any(*i, &["moved", "motioned", "moves"]) && !t.is(*i + 1, "by")) {
        let end = (i + 1..moving.tokens.end)
            .find(|at| t.is_any(*at, &["seconded", ";"]) || t.is(*at, ",") && passages.has(*at, (*at + 8).min(moving.tokens.end), &["seconded", "second"]))?;
        let from = i + 1 + usize::from(t.is_any(i + 1, &["to", "that", "for"]));
        if end > from + 2 {
            return Some(clean(passages.words(t.span(from, end.saturating_sub(1)))));
        }
        return Some(clean(passages.words(moving.span)));
    }
    if start < first {
        return Some(clean(passages.words(moving.span)));
    }
    let sentence = passages.sentence(first)?;
    if tally.first > from + 6 {
        let words = clean(passages.words(t.span(from, tally.first.saturating_sub(1))));
        if words.split_whitespace().count() > 3 {
            return Some(words);
        }
    }
    if tally.last + 4 < sentence.tokens.end {
        return Some(clean(passages.words(t.span(tally.last + 1, sentence.tokens.end - 1))));
    }
    let section = passages.context.outline.section_at(sentence.span.start).and_then(|i| passages.context.outline.sections.get(i));
    section.map(|s| s.title.clone()).filter(|title| !title.is_empty())
}

fn clean(words: &str) -> String {
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.trim_matches(|c: char| c == ',' || c == ';' || c == ':' || c == '.' || c == '-' || c == '–' || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::cases::with_passages;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        with_passages(text, |passages| {
            let n = |x: Option<u32>| x.map_or_else(|| "-".to_owned(), |x| x.to_string());
            let found: Vec<String> = find(passages)
                .into_iter()
                .map(|(v, _)| {
                    format!(
                        "{}/{}/{}/{} {}{}",
                        n(v.in_favour),
                        n(v.against),
                        n(v.abstain),
                        n(v.absent),
                        v.outcome.unwrap_or("-"),
                        if v.unanimous { " u" } else { "" }
                    )
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn figures_beside_words() {
        check("The resolution was adopted with 139 in favour, 1 against and 35 abstentions.", &["139/1/35/- adopted"]);
        check("It received 139 Yes votes, 1 No vote, 35 Abstentions, and 18 Absentees.", &["139/1/35/18 adopted"]);
        check("passed by the following voice votes: Ayes: 4, Noes: 0, Abstentions: 1.", &["4/0/1/- adopted"]);
        check("The draft was adopted by 139 votes to 1, with 35 abstentions.", &["139/1/35/- adopted"]);
        check("In favor: 7 Opposed: 0 Abstained: 1", &["7/0/1/- adopted"]);
        check("There was a vote of 30 in favor, 3 opposed and 3 abstaining to approve the permit.", &["30/3/3/- adopted"]);
        check("Par 12 voix contre 3, le conseil adopte le budget.", &["12/3/-/- adopted"]);
        check("Mit 12 Ja-Stimmen, 2 Nein-Stimmen und 1 Enthaltung angenommen.", &["12/2/1/- adopted"]);
        check("They voted for 5 years of peace against 2 foes in 3 wars.", &[]);
    }

    #[test]
    fn scores_between_dashes() {
        check("The motion carried 4-1.", &["4/1/-/- adopted"]);
        check("Approved (6-0-2).", &["6/0/2/- adopted"]);
        check("the motion was approved by a vote of 3-0 with Board Member Roe abstaining.", &["3/0/1/- adopted"]);
        check("The motion failed 2-3.", &["2/3/-/- rejected"]);
        check("See pages 3-5 and Resolution 78-32, approved in 1999-2000.", &[]);
    }

    #[test]
    fn by_name() {
        check(
            "The motion was carried by the following voice vote: Ayes: Councilmembers Roe, Doe, Poe - 3. Noes: None. Absent: Councilmember Coe - 1.",
            &["3/0/-/1 adopted"],
        );
    }

    #[test]
    fn unanimous_votes() {
        check("The motion carried unanimously – 5.", &["5/-/-/- adopted u"]);
        check("Vote: Unanimous", &["-/-/-/- adopted u"]);
        check("By a unanimous (38 member) vote, the Board resolved to act.", &["38/-/-/- adopted u"]);
        check("À l’unanimité, le conseil approuve le budget.", &["-/-/-/- adopted u"]);
        check("Der Antrag wurde einstimmig angenommen.", &["-/-/-/- adopted u"]);
        check("Se aprueba por unanimidad.", &["-/-/-/- adopted u"]);
        check("They praised him with unanimous joy over many long years of work.", &[]);
        check("- Anne : 11 votes, élue", &["11/-/-/- elected"]);
        check("Pour le budget : 13 votes", &["13/-/-/- adopted"]);
    }
}

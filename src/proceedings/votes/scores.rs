//! Votes without words for the sides: scores between dashes ("carried 4-1"), ballots ("Anne: 11 votes"), "unanimously".

use super::super::passages::Passages;
use super::sides::{Side, number};
use super::{CUE_REACH, CUES, Tally};
use crate::entities::tokens::{Before, Kind};
use crate::lexicon::Lexicon;

static UNANIMOUS: Lexicon = Lexicon::of(&[
    "unanimously", "unanimous", "unanimity", "unanimité", "unanimement", "unanimidad", "unánime", "unánimemente", "einstimmig", "einstimmige",
    "einstimmigkeit", "unanimidade", "unanimemente",
]);

/// Scores between dashes: "carried 4-1", "(6-0-2)", "by a 3-0 vote".
pub(super) fn scores(passages: &Passages<'_>, out: &mut Vec<Tally>) {
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
pub(super) fn ballots(passages: &Passages<'_>, out: &mut Vec<Tally>) {
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

/// How far before "unanimous" the word stands that leaves it open ("whether it will be unanimous"), in tokens.
const OPEN: usize = 5;

/// "unanimously" and its like, with or without the number of voters.
pub(super) fn unanimous(passages: &Passages<'_>, out: &mut Vec<Tally>) {
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
        let words_start = words.start;
        let before = |n: usize, words: &[&str]| i.checked_sub(n).is_some_and(|at| at >= words_start && t.is_any(at, words));
        // "we'll see if they are unanimous", "the board had voted unanimously": not now.
        let refused = before(1, &["not", "nearly", "almost", "non", "nicht", "had", "have", "been"])
            || before(2, &["had", "have", "been"])
            || (1..=OPEN).any(|n| before(n, &["if", "whether"]));
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

//! What was voted on, and what came of it: the motion before the figures, the word for the outcome beside them.

use super::super::passages::Passages;
use super::Tally;
use crate::entities::sentences::Sentence;

/// How many sentences before the outcome the motion may stand.
const MOTION_REACH: usize = 5;

/// The sentence where the motion begins that sentence `n` decides.
pub(super) fn motion_before(passages: &Passages<'_>, n: usize) -> usize {
    const MOVED: &[&str] = &["moved", "motioned", "moves", "motion", "mover"];
    let Some(here) = passages.sentence(n) else { return n };
    let says = |s: &Sentence| {
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
    if start == n && is_bare(passages, here) {
        return decided_before(passages, n);
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

/// How many blocks of one resolution are gone back over from its vote.
const RESOLUTION: usize = 12;

/// Words of a sentence that tells of a vote and not of what was voted on, in small letters.
const VERDICT: &[&str] = &[
    "vote", "votes", "voted", "unanimous", "unanimously", "unanimity", "unanimité", "unanimement", "einstimmig", "unanimidad", "unanimidade", "with", "board",
    "members", "member", "committee", "council", "in", "a", "of", "by", "to", "and", "the", "et", "y", "und", "e", "voix", "à", "l", "favor", "favour", "for",
    "against", "opposed", "abstentions", "abstention", "abstained", "abstain", "abstaining", "recused", "recusals", "passed", "adopted", "adoption",
    "approved", "approuvé", "adopté", "adoptée", "pour", "contre", "ja", "nein", "enthaltung", "enthaltungen", "yes", "no", "ayes", "noes", "nays", "result",
    "results", "résultat", "ergebnis", "contra", "motion", "carried", "was", "were", "absent", "present", "not", "voting", "none", "stimmen",
];

/// Whether a sentence is nothing but the verdict.
fn is_bare(passages: &Passages<'_>, sentence: &Sentence) -> bool {
    let t = passages.tokens;
    (sentence.tokens.start..sentence.tokens.end).all(|i| t.get(i).is_none_or(|k| !k.kind.is_word()) || t.is_any(i, VERDICT))
}

/// The sentence before a bare verdict, with the resolution that it closes.
fn decided_before(passages: &Passages<'_>, n: usize) -> usize {
    let t = passages.tokens;
    let mut start = n;
    for _ in 0..RESOLUTION {
        let Some((at, before)) = start.checked_sub(1).and_then(|at| passages.sentence(at).map(|s| (at, s))) else { break };
        let near = passages.sentence(start).is_some_and(|s| s.block <= before.block + 1);
        if !near || passages.is_skipped(before.block) || passages.is_heading(before.block) || is_bare(passages, before) {
            break;
        }
        start = at;
        let resolves = t.is_any(before.tokens.start, &["be", "therefore", "now", "resolved", "whereas", "further"])
            && passages.has(before.tokens.start, before.tokens.end, &["resolved"]);
        if !resolves {
            // The resolution's own sentences are gone back over; what stands before them is not.
            if start + 1 < n {
                start += 1;
            }
            break;
        }
    }
    start
}

pub(super) fn outcome_of(passages: &Passages<'_>, first: usize, end: usize) -> Option<&'static str> {
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
        "angenommen", "genehmigt", "verabschiedet", "entlastet", "aprovado", "aprovada", "aprovou", "recommends", "urges", "decided",
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
pub(super) fn subject_of(passages: &Passages<'_>, start: usize, first: usize, tally: &Tally, from: usize) -> Option<String> {
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
    let titled = || {
        let section = passages.context.outline.section_at(moving.span.start).and_then(|i| passages.context.outline.sections.get(i));
        section.map(|s| s.title.clone()).filter(|title| !title.is_empty())
    };
    if is_bare(passages, moving) {
        return titled();
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
    titled()
}

fn clean(words: &str) -> String {
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.trim_matches(|c: char| c == ',' || c == ';' || c == ':' || c == '.' || c == '-' || c == '–' || c.is_whitespace()).to_owned()
}

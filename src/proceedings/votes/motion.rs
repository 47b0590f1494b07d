//! What was voted on, and what came of it: the motion before the figures, the word for the outcome beside them.

use super::super::passages::Passages;
use super::Tally;
use crate::entities::sentences::Sentence;

/// How many sentences before the outcome the motion may stand.
const MOTION_REACH: usize = 7;

/// The sentence where the motion begins that sentence `n` decides.
pub(in super::super) fn motion_before(passages: &Passages<'_>, n: usize) -> usize {
    const MOVED: &[&str] = &["moved", "motioned", "moves", "motion", "mover"];
    let Some(here) = passages.sentence(n) else { return n };
    let says = |s: &Sentence| moves(passages, s);
    let mut start = n;
    if !says(here)
        && passages.has(
            here.tokens.start,
            here.tokens.end,
            &["motion", "seconded", "ayes", "carried", "passed", "vote", "nomination", "aye", "favor", "favour", "amendment", "failed", "for"],
        )
    {
        let mut below = here.block;
        for back in 1..=MOTION_REACH {
            let Some(before) = n.checked_sub(back).and_then(|at| passages.sentence(at).map(|s| (at, s))) else { break };
            let apart = before.1.block + 1 < below;
            below = before.1.block;
            if apart || passages.is_skipped(before.1.block) || before.1.heading {
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

/// Whether a sentence makes a motion.
fn moves(passages: &Passages<'_>, s: &Sentence) -> bool {
    let t = passages.tokens;
    let (first, end) = (s.tokens.start, s.tokens.end);
    let has = |words: &[&str]| passages.has(first, end, words);
    // "The member stated that he had moved it": told, and not done.
    let done = |i: usize| !passages.has(first, i, &["stated", "said", "inquired", "asked", "noted", "explained", "had"]);
    (first..end).any(|i| t.is_any(i, &["moved", "motioned", "moves"]) && done(i))
        || has(&["proposed"]) && has(&["seconded", "seconder"])
        || t.is(first, "motion") && t.is_any(first + 1, &["to", "that", ":", "("])
        || (first..end).any(|i| {
            t.are(i, &["motion", "by"])
                || t.are(i, &["motion", "of"]) && t.is_any(i.wrapping_sub(1), &["on", "a", "upon"])
                || t.is(i, "motion") && t.is_any(i.wrapping_sub(1), &["a", "the"]) && t.is_any(i.wrapping_sub(2), &["made", "offered"])
                || t.is(i, "motion") && (i + 1..end).any(|j| t.are(j, &["made", "by"]))
        })
}

/// How many blocks of one resolution are gone back over from its vote.
const RESOLUTION: usize = 12;

/// Words of a sentence that tells of a vote and not of what was voted on, in small letters.
const VERDICT: &[&str] = &[
    "vote", "votes", "voted", "unanimous", "unanimously", "unanimity", "unanimité", "unanimement", "einstimmig", "unanimidad", "unanimidade", "with", "board",
    "members", "member", "committee", "council", "in", "a", "of", "by", "to", "and", "the", "et", "y", "und", "e", "voix", "à", "l", "favor", "favour", "for",
    "against", "opposed", "abstentions", "abstention", "abstained", "abstain", "abstaining", "recused", "recusals", "passed", "adopted", "adoption",
    "approved", "approuvé", "adopté", "adoptée", "pour", "contre", "ja", "nein", "enthaltung", "enthaltungen", "yes", "no", "ayes", "noes", "nays", "result",
    "results", "résultat", "ergebnis", "contra", "motion", "carried", "was", "were", "absent", "present", "not", "voting", "none", "stimmen", "abstimmung",
    "abstimmungsergebnis", "votación", "votação", "scrutin", "votos",
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
        if !near || passages.is_skipped(before.block) || before.heading || is_bare(passages, before) {
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
        "fell", "rechaza", "rechazó", "rejette", "desestima",
    ];
    const ELECTED: &[&str] = &["elected", "elu", "elue", "élu", "élue", "élus", "élues", "gewählt", "elegido", "elegida", "eleito", "eleita", "wiedergewählt"];
    const POSTPONED: &[&str] = &["postponed", "tabled", "deferred", "vertagt", "reporté", "reportée", "aplazado", "aplazada", "adiado", "adiada"];
    const ADOPTED: &[&str] = &[
        "carried", "carries", "passed", "passes", "approved", "adopted", "accepted", "granted", "agreed", "confirmed", "resolved", "resolves", "endorsed",
        "ratified", "approve", "adopt", "approval", "adoption", "approuve", "approuvent", "approuvé", "approuvée", "adopte", "adopté", "adoptée", "adoptés",
        "décide", "accepte", "autorise", "aprueba", "aprueban", "aprobó", "aprobado", "aprobada", "acuerda", "acordó", "beschlossen", "beschließt",
        "angenommen", "genehmigt", "verabschiedet", "entlastet", "aprovado", "aprovada", "aprovou", "recommends", "urges", "decided", "accordée", "accordé",
        "attribuée", "erteilt", "deliberou", "deliberado",
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

/// How far back the motion is looked for that "the motion carried" means, in sentences of the same section: a debate of some pages.
const DEBATE: usize = 120;

/// The longest subject, in words: a resolution's own words run on.
const SUBJECT: usize = 80;

/// What was voted on.
pub(super) struct Subject {
    pub(super) words: String,
    /// Whether a debate lies between the motion and its vote.
    pub(super) from_afar: bool,
}

/// What was voted on: what was moved, what the sentence goes on to say, the motion before the debate, the section.
pub(super) fn subject_of(passages: &Passages<'_>, start: usize, first: usize, tally: &Tally, from: usize) -> Option<Subject> {
    let t = passages.tokens;
    let moving = passages.sentence(start)?;
    let sentence = passages.sentence(first)?;
    let said = |words: Option<String>| words.filter(|w| names_something(w));
    let before = || said((start < first).then(|| clean(passages.words(moving.span))));
    let leads = || said((tally.first > from).then(|| clean(passages.words(t.span(from, tally.first.saturating_sub(1))))));
    let follows = || said((tally.last + 4 < sentence.tokens.end).then(|| clean(passages.words(t.span(tally.last + 1, sentence.tokens.end - 1)))));
    let told = || {
        if is_bare(passages, moving) {
            return None;
        }
        let words = leads();
        words.clone().filter(|w| w.split_whitespace().count() > 3).or_else(follows).or(words)
    };
    let own = said(moved(passages, moving)).or_else(before).or_else(told);
    let near = |words| Subject { words, from_afar: false };
    own.map(near)
        .or_else(|| debated(passages, start).map(|words| Subject { words, from_afar: true }))
        .or_else(|| just_before(passages, start).map(near))
        .or_else(|| {
            let section = passages.context.outline.section_at(moving.span.start).and_then(|i| passages.context.outline.sections.get(i));
            section.map(|s| s.title.clone()).filter(|title| !title.is_empty()).map(near)
        })
}

/// What a sentence moves: "X moved approval of the plan, seconded by Y".
fn moved(passages: &Passages<'_>, moving: &Sentence) -> Option<String> {
    let t = passages.tokens;
    let (first, stop) = (moving.tokens.start, moving.tokens.end);
    // "Moved by: A / Seconded by: B / THAT the minutes be adopted."
    let labelled = (first..stop).any(|i| t.is(i, "moved") && t.is_any(i + 1, &[":", "by"]) && t.is_any(i + 1 + usize::from(t.is(i + 1, "by")), &[":"]));
    if labelled {
        let names = (first..stop).rev().find(|i| t.is_any(*i, &["moved", "seconded"]))?;
        let that = (names + 1..stop).find(|i| t.is_any(*i, &["that", "to"]))?;
        return (that + 2 < stop).then(|| clean(passages.words(t.span(that + 1, stop - 1))));
    }
    let i = (first..stop)
        .find(|i| t.is_any(*i, &["moved", "motioned", "moves"]) && !t.is_any(*i + 1, &["by", "away", "on", "forward", "back", "into", "out", "up"]))?;
    let end = (i + 1..stop).find(|at| {
        t.is_any(*at, &["seconded", ";"]) || t.is(*at, ",") && !t.touches(*at + 1) && passages.has(*at, (*at + 8).min(stop), &["seconded", "second"])
    });
    let from = i + 1 + usize::from(t.is_any(i + 1, &["to", "that", "for"]));
    // "A moved and B seconded to approve the minutes": what is moved stands behind both.
    if t.is_any(from, &["and", ","])
        && let Some(second) = end
    {
        let from = second + 1 + usize::from(t.is_any(second + 1, &["to", "that", "for"]));
        return (from + 1 < stop).then(|| clean(passages.words(t.span(from, stop - 1))));
    }
    let end = end.unwrap_or(stop);
    (end > from + 1).then(|| clean(passages.words(t.span(from, end.saturating_sub(1)))))
}

/// The motion that "the motion carried" means, where a debate lies between: the nearest one before in the section that no other
/// outcome has closed.
fn debated(passages: &Passages<'_>, n: usize) -> Option<String> {
    let t = passages.tokens;
    let here = passages.sentence(n)?;
    if !passages.has(here.tokens.start, here.tokens.end, &["motion", "question"]) {
        return None;
    }
    let section = passages.context.outline.section_at(here.span.start);
    for back in 1..=DEBATE {
        let before = passages.sentence(n.checked_sub(back)?)?;
        let (first, end) = (before.tokens.start, before.tokens.end);
        let closed = (first..end).any(|i| t.is(i, "motion") && passages.has(i + 1, i + 4, &["carried", "passed", "failed", "carries", "fails"]));
        if closed || passages.context.outline.section_at(before.span.start) != section {
            return None;
        }
        if let Some(words) = moved(passages, before).filter(|w| names_something(w)) {
            return Some(words);
        }
    }
    None
}

/// The sentence right before a vote that names nothing, in the same block.
fn just_before(passages: &Passages<'_>, n: usize) -> Option<String> {
    let here = passages.sentence(n)?;
    let before = passages.sentence(n.checked_sub(1)?)?;
    let words = clean(passages.words(before.span));
    (before.block == here.block && !before.heading && names_something(&words)).then_some(words)
}

/// Words that point at what was voted on and do not name it, in small letters.
const POINTING: &[&str] = &[
    "on", "call", "question", "above", "whereas", "resolved", "follows", "this", "these", "that", "it", "following", "voice", "roll", "put", "called",
    "amendment", "resolution", "resolutions", "proposal", "review", "accept", "agree", "agreed", "be", "is", "are", "all", "made", "duly", "seconded", "had",
    "has", "changed", "our", "decided", "conclusion", "accordance", "subject", "item", "as", "so", "hereby", "also", "then", "there", "here", "see", "below",
    "voir", "dessous", "voter", "des", "du", "la", "le", "les", "de",
];

/// Whether words name what was voted on, rather than point at it or count ballots.
fn names_something(words: &str) -> bool {
    let labels = words.matches(": ").count();
    let figures = words.split_whitespace().filter(|w| w.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))).count();
    let bracketed = words.starts_with('(') && words.ends_with(')');
    let mut names = words.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 1).map(str::to_lowercase);
    let names = names.any(|w| !VERDICT.contains(&w.as_str()) && !POINTING.contains(&w.as_str()));
    names && !(labels > 1 && figures > 1) && !bracketed
}

/// Words before what was voted on that are no part of it, in small letters.
const BEFORE: &[&str] = &[
    "now, ", "therefore ", "therefore, ", "be it resolved that ", "be it further resolved that ", "be it finally resolved that ", "resolved that ",
    "approved, ", "motion to ", "vote pour ", "voter pour ", "to ", "with ",
];

/// The same behind it.
const BEHIND: &[&str] = &[
    " passed by a vote of", " passed with a vote of", " passed with", " with a vote of", " by a vote of", " was", " were", " is", " and", " vote", " be", ",",
    ";", ":", ".", "-", "–", " par", " by",
];

fn clean(words: &str) -> String {
    let joined = words.split_whitespace().take(SUBJECT).collect::<Vec<_>>().join(" ");
    let mut rest = joined.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '“' | '”' | '"' | '[' | ']' | '$' | '€' | '£' | '#'));
    while let Some(shorter) = BEFORE.iter().find_map(|b| rest.split_at_checked(b.len()).filter(|(head, _)| head.eq_ignore_ascii_case(b)).map(|(_, tail)| tail))
    {
        rest = shorter.trim_start();
    }
    let shorter_behind = |rest: &str| {
        BEHIND
            .iter()
            .find_map(|b| rest.split_at_checked(rest.len().checked_sub(b.len())?).filter(|(_, tail)| tail.eq_ignore_ascii_case(b)).map(|(head, _)| head.len()))
    };
    while let Some((shorter, _)) = shorter_behind(rest).and_then(|at| rest.split_at_checked(at)) {
        rest = shorter.trim_end();
    }
    rest.to_owned()
}

//! Who is the subject of a reporting verb in one sentence: at its head, behind a fronted clause, behind "by".

use super::speakers::{Speakers, Subject, Who};
use super::verbs::{Verb, is_bare, is_foreign, verb_at, verb_at_head};
use crate::entities::sentences::Sentence;
use crate::entities::tokens::{Before, Kind, Tokens};

/// The longest aside between a subject and its verb (", speaking on behalf of …,"), in tokens.
const ASIDE: usize = 30;

/// A subject that stands behind more words than this is no longer the sentence's own.
const REACH: usize = 60;

/// The longest clause or adverb before an inverted verb ("Im Anschluss daran berichtet"), in tokens.
const FRONTED: usize = 8;

/// Months of a day that is told before the subject ("On May 3 the Mayor announced").
const MONTHS: &[&str] = &["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The longest name of a second speaker ("Mr. X and Board Member Y noted"), in tokens.
const OTHER_SPEAKER: usize = 7;

/// The first token of a sentence behind bullets and numbers.
pub(super) fn head(tokens: &Tokens<'_>, sentence: &Sentence) -> usize {
    let opens = |i: usize| tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Sign | Kind::Number));
    sentence.tokens.clone().find(|i| !opens(*i)).unwrap_or(sentence.tokens.start)
}

/// The first subject of the sentence that has a reporting verb.
pub(super) fn reported(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence) -> Option<(Subject, Verb)> {
    let (start, end) = (sentence.tokens.start, sentence.tokens.end);
    // A resolution's grounds and a stage direction tell of no speech of this meeting; a quotation is of somebody else.
    if (start..end.min(start + 4)).any(|i| tokens.is_any(i, &["whereas", "considérant", "considerando"]))
        || matches!(tokens.word(start), "(" | "\"" | "“" | "„")
    {
        return None;
    }
    for i in start..end.min(start + REACH) {
        if !begins_clause(tokens, start, i) {
            continue;
        }
        let Some(subject) = speakers.at(i, end) else { continue };
        if let Some(mut verb) = verb_after(tokens, speakers, subject.next, end) {
            // "On 3 May the Mayor announced": on another day than this one.
            let number = |j: usize| tokens.get(j).is_some_and(|t| t.kind == Kind::Number);
            let dated = |j: usize| number(j + 1) && (tokens.is_any(j, MONTHS) || tokens.is(j, "in") && tokens.word(j + 1).len() == 4);
            verb.elsewhere |= (start..i).any(dated);
            let one = matches!(&subject.who, Who::Named { speaker, .. } if speaker.kind == "person") && verb.first == subject.next;
            let ends = verb.last + 1 >= end || tokens.get(verb.last + 1).is_some_and(|t| t.kind == Kind::Sign);
            if one && ends && is_bare(tokens.word(verb.first)) {
                continue;
            }
            // "Cllr A proposed that …, Cllr B seconded" moves, and says nothing.
            if tokens.is_any(verb.first, &["proposed", "proposes"]) && (verb.last..end).any(|j| tokens.is_any(j, &["seconded", "seconder"])) {
                return None;
            }
            return Some((subject, verb));
        }
    }
    passive(tokens, speakers, sentence).or_else(|| inverted(tokens, speakers, sentence))
}

/// "Toma la palabra el Sr. X", "Anschließend berichtet Frau X": the verb before its subject, in other languages than English.
fn inverted(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence) -> Option<(Subject, Verb)> {
    if !speakers.inverts() {
        return None;
    }
    let (start, end) = (head(tokens, sentence), sentence.tokens.end);
    for i in start..end.min(start + FRONTED) {
        if !is_foreign(tokens.word(i)) || i > start && tokens.get(i).is_some_and(|t| t.kind.is_capital()) {
            continue;
        }
        let Some(verb) = verb_at_head(tokens, i, end) else { continue };
        // "toma la palabra", "da cuenta": two words of the phrase at most stand before the subject.
        // "informiert über die Sitzung": what stands behind a preposition is no subject.
        let stop = (verb.last + 1..end).find(|j| tokens.is_any(*j, PREPOSITIONS)).unwrap_or(end);
        let subject = (verb.last + 1..=(verb.last + 3).min(end))
            .take_while(|at| *at < stop)
            .find_map(|at| speakers.at(at, end).filter(|s| matches!(s.who, Who::Named { .. })));
        if let Some(subject) = subject {
            return Some((subject, verb));
        }
        return None;
    }
    None
}

/// Words behind which no subject stands.
const PREPOSITIONS: &[&str] = &[
    "über", "von", "vom", "mit", "an", "auf", "zu", "zur", "zum", "um", "aus", "bei", "nach", "für", "dass", "daß", "im", "sur", "avec", "sobre", "con", "com",
    "que",
];

/// Whether a main clause may begin at `i`: the sentence's head, behind a comma, a colon or "and".
fn begins_clause(tokens: &Tokens<'_>, start: usize, i: usize) -> bool {
    if i == start {
        return true;
    }
    let before = i - 1;
    if matches!(tokens.word(before), "," | ";" | ":" | "•" | "–" | "-" | ")" | "“") && tokens.get(i).is_some_and(|t| t.before != Before::Touches) {
        return true;
    }
    // "Additionally the ISU noted", "Mr. X of the board": a number or a bullet at the head may stand before the subject too.
    let opening = (start..i).all(|j| tokens.get(j).is_some_and(|t| t.kind == Kind::Sign || t.kind == Kind::Number) || is_adverb(tokens.word(j)));
    opening || (tokens.is_any(before, &["and", "but"]) && before > start && tokens.word(before - 1) == ",")
}

fn is_adverb(word: &str) -> bool {
    const OPENERS: &[&str] =
        &["then", "also", "next", "later", "finally", "meanwhile", "moreover", "furthermore", "however", "thereafter", "while", "as", "both"];
    word.ends_with("ly") || OPENERS.iter().any(|o| word.eq_ignore_ascii_case(o) && !matches!(*o, "while" | "as"))
}

/// The reporting verb behind a subject, brackets and one aside skipped.
fn verb_after(tokens: &Tokens<'_>, speakers: &Speakers<'_>, next: usize, end: usize) -> Option<Verb> {
    let at = past_brackets(tokens, next, end);
    if let Some(verb) = verb_at(tokens, at, end) {
        return Some(verb);
    }
    // "Mr. X, speaking on behalf of Y, endorsed"; "Switzerland, in adding to the update, indicated"; "A and B answer".
    if tokens.word(at) == "," {
        // "Dana Frost, Parks Manager further explained": the comma that would close the role is missing.
        if let Some(verb) = speakers.past_role(at + 1, end).and_then(|after| verb_at(tokens, after, end)) {
            return Some(verb);
        }
        for close in (at + 1)..end.min(at + ASIDE) {
            // A note's mark may stand behind the comma: "introducing the report,1 said".
            let note = tokens.get(close + 1).is_some_and(|t| t.kind == Kind::Number && t.before == Before::Touches);
            if tokens.word(close) == ","
                && let Some(verb) = verb_at(tokens, close + 1 + usize::from(note), end)
            {
                return Some(verb);
            }
            // "Ada Berg, Tom Oduya and Dana Frost asked".
            if tokens.is_any(close, &["and", "&", "und", "et", "y", "e"])
                && let Some(verb) = with_another(tokens, close, end).filter(|_| (at..close).all(|j| in_a_list(tokens, j)))
            {
                return Some(verb);
            }
        }
        return None;
    }
    if tokens.is_any(at, &["and", "&", "und", "et", "y", "e"]) {
        return with_another(tokens, at, end);
    }
    None
}

/// The verb behind "and Board Member Frost", at token `at`.
fn with_another(tokens: &Tokens<'_>, at: usize, end: usize) -> Option<Verb> {
    (1..=OTHER_SPEAKER).find_map(|skip| verb_at(tokens, at + 1 + skip, end).filter(|_| (1..=skip).all(|n| in_a_list(tokens, at + n))))
}

fn in_a_list(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.get(i).is_some_and(|t| t.kind.is_capital() || t.kind == Kind::Sign)
}

fn past_brackets(tokens: &Tokens<'_>, at: usize, end: usize) -> usize {
    if tokens.word(at) != "(" {
        return at;
    }
    ((at + 1)..end.min(at + ASIDE)).find(|j| tokens.word(*j) == ")").map_or(at, |close| close + 1)
}

/// "Assurances were given by Malawi that …", "It was reported by Mr. X": the speaker behind "by".
fn passive(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence) -> Option<(Subject, Verb)> {
    const NOUNS: &[&str] = &[
        "assurances", "assurance", "concern", "concerns", "clarification", "question", "questions", "thanks", "appreciation", "gratitude", "support",
        "statement", "statements", "update", "updates", "information", "views", "presentation", "report", "overview", "comment", "comments", "briefing",
        "point", "issue", "suggestion", "explanation",
    ];
    const PARTICIPLES: &[&str] =
        &["given", "expressed", "raised", "provided", "made", "asked", "voiced", "conveyed", "delivered", "sought", "offered", "presented", "shared"];
    const SECOND: &[&str] = &["supported", "endorsed", "echoed"];
    const OF_IT: &[&str] = &[
        "reported", "noted", "stated", "explained", "suggested", "asked", "questioned", "clarified", "observed", "mentioned", "pointed", "confirmed",
        "proposed",
    ];
    let (start, end) = (sentence.tokens.start, sentence.tokens.end);
    let window = start..end.min(start + 12);
    let was = |i: usize| tokens.is_any(i, &["was", "were", "also"]);
    let head = head(tokens, sentence);
    // "This was supported by Chile and Kenya."
    let pointing = tokens.is_any(head, &["this", "it", "these"])
        || tokens.is(head, "the") && tokens.is_any(head + 1, &["proposal", "suggestion", "view", "statement", "request", "idea"]);
    let second = (head + 1..window.end).find(|i| pointing && tokens.is_any(*i, SECOND) && was(i.wrapping_sub(1)) && tokens.is(i + 1, "by"));
    let participle = if second.is_some() {
        second
    } else if tokens.is(head, "it") {
        (head + 1..window.end).find(|i| tokens.is_any(*i, OF_IT) && was(i.wrapping_sub(1)))
    } else {
        let noun = window.clone().find(|i| tokens.is_any(*i, NOUNS))?;
        (noun + 1..window.end).find(|i| tokens.is_any(*i, PARTICIPLES) && was(i.wrapping_sub(1)))
    }?;
    let by = participle + 1 + usize::from(tokens.is(participle + 1, "out"));
    if !tokens.is(by, "by") || tokens.is(participle, "proposed") && (by..end).any(|j| tokens.is(j, "seconded")) {
        return None;
    }
    let subject = speakers.at(by + 1, end)?;
    matches!(subject.who, Who::Named { .. }).then_some((subject, Verb { first: participle - 1, last: participle, elsewhere: false }))
}

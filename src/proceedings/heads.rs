//! Speakers who stand apart from what they say: before a colon ("The President (spoke in Spanish): …", "LB: “It was
//! good”"), in capitals before a stop ("MR. FROST. I think …"), behind the colon that closes their words ("Spoke in favour:
//! Dana Frost, Bayside."), in a list ("Speakers: …").
//!
//! A label is no head: "Chair: Dana Frost" names who held an office, "DF: book the hall" may be an action. So a head needs
//! words after it that somebody says: a sentence of a transcript, a quotation, a first person, a question.

use super::names::Names;
use super::speakers::{Speakers, Subject, Who};
use crate::entities::sentences::Sentence;
use crate::entities::tokens::{Before, Kind, Tokens};

/// The longest head, in tokens.
const LONGEST_HEAD: usize = 24;

/// So many words in small letters make what follows a head a sentence.
const WORDS_SAID: usize = 3;

/// A head.
pub(super) struct Head {
    pub(super) subject: Subject,
    /// Whether the words are somebody's even outside a transcript: a title before the name, a quotation, a first person.
    pub(super) spoken: bool,
}

/// The head that opens `sentence`; `start` is its first token behind bullets, `limit` the end of its block.
pub(super) fn at(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence, start: usize, limit: usize) -> Option<Head> {
    if tokens.get(sentence.tokens.start)?.before < Before::Line {
        return None;
    }
    capitals(tokens, speakers, sentence, limit).or_else(|| colon(tokens, speakers, sentence, start, limit))
}

/// "CHAIR FROST. Good afternoon.": a sentence of capitals that begins with a title or an office, and another after it.
fn capitals(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence, limit: usize) -> Option<Head> {
    let (first, end) = (sentence.tokens.start, sentence.tokens.end);
    let closes = end.checked_sub(1).filter(|last| matches!(tokens.word(*last), "." | ":"))?;
    let all = (first..end).all(|i| tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Upper | Kind::Sign) || t.kind.is_capital() && t.span.len() <= 2));
    if !all || end - first > LONGEST_HEAD / 2 || end >= limit || tokens.get(end)?.before > Before::Line {
        return None;
    }
    let subject = speakers.at(first, end)?;
    let titled =
        subject.titled || tokens.is_any(first, &["mr", "mrs", "ms", "dr", "the", "chair", "chairman", "vice", "president", "governor", "secretary", "speaker"]);
    let named = matches!(subject.who, Who::Named { .. });
    (named && titled && past_brackets(tokens, subject.next, end) == closes).then_some(Head { subject, spoken: true })
}

/// A speaker, brackets perhaps, a colon and words that somebody says.
fn colon(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence, start: usize, limit: usize) -> Option<Head> {
    let end = sentence.tokens.end;
    let colon = (start..end.min(start + LONGEST_HEAD)).find(|i| tokens.word(*i) == ":")?;
    // "Vorsitzende:r", "10:20": the colon is inside a word.
    if tokens.touches(colon + 1) || colon + 1 >= limit {
        return None;
    }
    let mut subject = speakers.at(start, colon)?;
    let bracket = subject.next;
    if past_brackets(tokens, bracket, colon) != colon {
        return None;
    }
    let in_brackets = (bracket < colon).then(|| speakers.at(bracket + 1, colon)).flatten();
    let Who::Named { speaker, listed, .. } = &mut subject.who else { return None };
    if !matches!(speaker.kind.as_str(), "person" | "office") || !(*listed || subject.titled || in_brackets.is_some()) {
        return None;
    }
    match in_brackets {
        // "The Minister for Energy (Mr. Frost)": the person who speaks.
        Some(inner) if inner.titled && speaker.kind == "office" => subject = Subject { first: subject.first, next: colon, ..inner },
        Some(Subject { who: Who::Named { speaker: of, .. }, .. }) if of.code.is_some() && speaker.code.is_none() => speaker.code = of.code,
        _ => {}
    }
    // "Chair: Dana Frost": a name, and no sentence.
    if speakers.names().full_name(tokens, colon + 1, limit).is_some() {
        return None;
    }
    let said = colon + 1..end.max(limit.min(colon + 40));
    let quoted = matches!(tokens.word(colon + 1), "“" | "\"" | "„" | "«" | "‘");
    let small = said.clone().filter(|i| tokens.get(*i).is_some_and(|t| t.kind == Kind::Lower)).count();
    let first_person = said.clone().any(|i| {
        tokens.is_any(i, &["i", "we", "my", "our", "me", "us", "ich", "wir", "je", "nous", "yo", "nosotros", "eu", "nós", "j"])
            && tokens.get(i).is_some_and(|t| t.kind == Kind::Lower || tokens.word(i).len() == 1 || i == colon + 1)
    });
    let asks = said.clone().any(|i| tokens.word(i) == "?");
    let spoken = quoted || first_person || asks || subject.titled;
    (small >= WORDS_SAID || quoted || asks).then_some(Head { subject, spoken })
}

fn past_brackets(tokens: &Tokens<'_>, mut at: usize, end: usize) -> usize {
    while tokens.word(at) == "(" {
        let Some(close) = (at + 1..end).find(|j| tokens.word(*j) == ")") else { break };
        at = close + 1;
    }
    at
}

/// "Spoke in favour of the plan: Dana Frost, Bayside.": the name behind the last colon of a block that begins with a verb.
/// `block` is the block's tokens. Its first and last token.
pub(super) fn behind(tokens: &Tokens<'_>, names: &Names, block: std::ops::Range<usize>, is_verb: bool) -> Option<(usize, usize)> {
    if !is_verb {
        return None;
    }
    let colon = block.clone().rev().find(|i| tokens.word(*i) == ":").filter(|i| !tokens.touches(i + 1))?;
    let last = names.full_name(tokens, colon + 1, block.end)?;
    // An address or an organisation may follow, and nothing that is a sentence.
    let rest = last + 1..block.end;
    let small = rest.clone().filter(|i| tokens.get(*i).is_some_and(|t| t.kind == Kind::Lower && !tokens.is_any(*i, &["of", "for", "and", "the"]))).count();
    (small == 0 && rest.len() < LONGEST_HEAD && (rest.is_empty() || matches!(tokens.word(last + 1), "," | "." | "(" | ";"))).then_some((colon + 1, last))
}

/// "Speakers: Dana Frost, Bayside; Ole Sund, Harbour Trust.": the names of a list of those who spoke, first and last tokens.
pub(super) fn listed(tokens: &Tokens<'_>, names: &Names, block: std::ops::Range<usize>) -> Vec<(usize, usize)> {
    const LABELS: &[&str] = &["speaker", "speakers", "proponent", "proponents", "opponent", "opponents", "commenter", "commenters"];
    let start = block.start;
    if !tokens.is_any(start, LABELS) {
        return Vec::new();
    }
    let colon = past_brackets(tokens, start + 1, block.end);
    if tokens.word(colon) != ":" {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut opens = true;
    for i in colon + 1..block.end {
        if opens && let Some(last) = names.full_name(tokens, i, block.end) {
            out.push((i, last));
        }
        opens = matches!(tokens.word(i), ";") || opens && tokens.is(i, "and");
    }
    out
}

//! Who presided: a label, or the sentence that opens the meeting.

use super::head::{Head, What};
use super::{MeetingFacts, certain, inferred};
use crate::attendance::names::{self, Hint};
use crate::entities::tokens::{Before, Kind, Tokens};
use crate::gazetteer::{states, titles};
use crate::language::Language;
use crate::span::Span;
use crate::transcript::Transcript;

/// The name stands behind these.
const BEHIND: &[&[&str]] = &[
    &["to", "order", "by"],
    &["chaired", "by"],
    &["presided", "over", "by"],
    &["opened", "by"],
    &["convened", "by"],
    &["présidence", "de"],
    &["presidence", "de"],
    &["presidencia", "de"],
    &["presidencia", "del"],
    &["presidência", "de"],
    &["presidência", "do"],
    &["presidida", "por"],
    &["presidido", "por"],
    &["presidida", "pelo"],
    &["presidida", "pela"],
    &["vorsitz", "von"],
    &["leitung", "von"],
    &["présidée", "par"],
    &["ouverte", "par"],
];

/// The name stands before these.
const BEFORE: &[&[&str]] = &[
    &["called", "the"],
    &["called", "to", "order"],
    &["called", "meeting", "to", "order"],
    &["convened", "the"],
    &["opened", "the"],
    &["presiding"],
    &["presided"],
    &["declared", "the"],
    &["declared", "open"],
    &["took", "the", "chair"],
    &["in", "the", "chair"],
    &["chairing"],
    &["eröffnet", "die"],
    &["eröffnete", "die"],
    &["begrüßt", "die"],
    &["ouvre", "la"],
    &["préside", "la"],
    &["declarou", "aberta"],
    &["preside", "la"],
    &["started", "the"],
    &["opens", "the"],
    &["leitet", "die"],
    &["moderated", "the"],
    &["chaired", "the"],
];

/// What follows "called the", "opened the", "declared the" where it is the meeting.
const MEETINGS: &[&str] = &[
    "meeting", "session", "sitzung", "versammlung", "mitgliederversammlung", "séance", "sesión", "sessão", "vorstandssitzung", "regular", "special", "board",
    "first", "committee", "council", "assemblée", "reunión", "reunião", "joint", "monthly", "annual",
];

/// How much of the text's beginning is looked at, in bytes.
const BEGINNING: usize = 9000;
/// Confidence of a chair who only opened the meeting.
const OPENED: f32 = 0.9;

/// Confidence of a chair whom the meeting elected: it says nothing of who presided until then.
const ELECTED: f32 = 0.7;

/// Reads who presided.
pub(super) fn read(t: &Transcript, head: &Head, language: Language, facts: &mut MeetingFacts) {
    let hint = Hint::of(language);
    if let Some(value) = head.field(What::Chair)
        && let Some(name) = name_in(value.of(&t.text), hint)
    {
        facts.chair = Some(name);
        facts.evidence.insert("chair", certain(t, value));
        return;
    }
    let mut cut = BEGINNING.min(t.text.len());
    while !t.text.is_char_boundary(cut) {
        cut -= 1;
    }
    let text = t.text.get(..cut).unwrap_or_default();
    let tokens = Tokens::of(text);
    for i in 0..tokens.len() {
        let found = by_what_precedes(&tokens, i, hint).or_else(|| by_what_follows(&tokens, i, hint)).or_else(|| by_apposition(&tokens, i, hint));
        if let Some((name, span)) = found {
            facts.chair = Some(name);
            let sure = tokens.is_any(i, &["presiding", "presided", "chaired", "présidence", "presidencia", "presidência", "presidida", "vorsitz", "chairing"]);
            facts.evidence.insert("chair", inferred(t, span, if sure { 1.0 } else { OPENED }));
            return;
        }
    }
    if let Some((name, span)) = (0..tokens.len()).find_map(|i| elected(&tokens, i, hint)) {
        facts.chair = Some(name);
        facts.evidence.insert("chair", inferred(t, span, ELECTED));
    }
}

/// "The Group elected Ms. X (Chile) as its Chair", "the Meeting elected Ms. X as President": for this meeting, and for no year.
fn elected(tokens: &Tokens<'_>, i: usize, hint: Hint) -> Option<(String, Span)> {
    const CHAIRS: &[&str] = &["chair", "chairman", "chairwoman", "chairperson"];
    const SESSIONS: &[&str] = &["meeting", "session", "conference"];
    if !tokens.is(i, "elected") || i == 0 {
        return None;
    }
    let until = (i + 1..i + 16).find(|j| tokens.is(*j, "as"))?;
    let its = tokens.is(until + 1, "its");
    let at = until + 1 + usize::from(its || tokens.is(until + 1, "the"));
    let chair = tokens.is_any(at, CHAIRS);
    let of_session = tokens.is(at + 1, "of") && (at + 2..at + 5).any(|j| tokens.is_any(j, SESSIONS));
    let elsewhere = tokens.is_any(at + 1, &["of", "for", "elect", "-"]) && !of_session;
    let by_session = tokens.is_any(i - 1, SESSIONS) && (chair || tokens.is(at, "president"));
    if elsewhere || !(chair && (its || of_session) || by_session || of_session && tokens.is(at, "president")) {
        return None;
    }
    phrase(tokens, i + 1, until, hint)
}

/// "… called to order at 7 p.m. by NAME".
fn by_what_precedes(tokens: &Tokens<'_>, i: usize, hint: Hint) -> Option<(String, Span)> {
    let cue = BEHIND.iter().find(|c| tokens.are(i, c)).map(|c| i + c.len());
    // A time may stand between "to order" and "by".
    let late = || {
        tokens
            .are(i, &["to", "order"])
            .then(|| {
                (i + 2..i + 22).take_while(|j| !tokens.is(*j, ".") || tokens.touches(*j + 1) || tokens.word(j - 1).len() == 1).find(|j| tokens.is(*j, "by"))
            })
            .flatten()
            .map(|j| j + 1)
    };
    let mut first = cue.or_else(late)?;
    while tokens.is_any(first, &["the", "m", "monsieur"]) && !tokens.is(first + 1, ".") {
        first += 1;
    }
    let mut last = first;
    while last < first + 14 && goes_on(tokens, last, last == first) {
        last += 1;
    }
    phrase(tokens, first, last, hint)
}

/// "NAME called the meeting to order".
fn by_what_follows(tokens: &Tokens<'_>, i: usize, hint: Hint) -> Option<(String, Span)> {
    const OPENS: &[&str] = &["eröffnet", "eröffnete", "leitet", "leitete", "begrüßt", "begrüßte"];
    // "Nora Birch eröffnet als 1. Vorsitzende die Mitgliederversammlung".
    let as_office = || {
        let office = tokens.is_any(i, OPENS) && tokens.is(i + 1, "als") && (i + 2..i + 9).any(|j| tokens.is_any(j, &["die"]) && tokens.is_any(j + 1, MEETINGS));
        office.then_some(&["eröffnet"] as &[&str])
    };
    let cue = BEFORE.iter().find(|c| tokens.are(i, c)).copied().or_else(as_office)?;
    let of_meeting = match cue {
        // "opened the 3rd meeting": what counts the meeting may stand between, and is two tokens where its ending touches it.
        [_, "the" | "die" | "la"] => (i + 2..i + 5 + usize::from(tokens.touches(i + 3))).any(|j| tokens.is_any(j, MEETINGS)),
        _ => true,
    };
    if !of_meeting {
        return None;
    }
    let mut first = i;
    while first > 0 && i - first < 16 && goes_on(tokens, first - 1, false) && tokens.get(first).is_none_or(|k| k.before < Before::Block) {
        first -= 1;
    }
    while first < i && tokens.is_any(first, &[",", ")", "the", "with", "and", "."]) {
        first += 1;
    }
    phrase(tokens, first, i, hint)
}

/// Whether the token may be a part of a name with its office.
fn goes_on(tokens: &Tokens<'_>, i: usize, first: bool) -> bool {
    let Some(k) = tokens.get(i) else { return false };
    let abbreviation = tokens.is(i, ".") && tokens.word(i.wrapping_sub(1)).len() <= 4 && tokens.get(i.wrapping_sub(1)).is_some_and(|p| p.kind.is_capital());
    let sign = tokens.is_any(i, &[",", "-", "’", "'", "(", ")"]);
    let small = tokens.is_any(i, &["of", "the", "de", "da", "do", "dos", "di", "van", "von", "der", "du", "la", "le", "d", "y", "e"]);
    (first || k.before < Before::Block) && (k.kind.is_capital() || abbreviation || sign || small)
}

fn phrase(tokens: &Tokens<'_>, first: usize, end: usize, hint: Hint) -> Option<(String, Span)> {
    if end <= first {
        return None;
    }
    let span = tokens.span(first, end - 1);
    let words = span.of(tokens.text());
    name_in(words, hint).map(|name| (name, span))
}

/// "The Chair, Karin Moen, welcomed the participants".
fn by_apposition(tokens: &Tokens<'_>, i: usize, hint: Hint) -> Option<(String, Span)> {
    /// The longest name between the commas, in tokens.
    const NAME: usize = 10;
    const CHAIRS: &[&str] = &["chair", "chairman", "chairwoman", "chairperson", "vorsitzende"];
    const WELCOMES: &[&str] = &["welcomed", "opened", "thanked", "called", "introduced", "greeted", "declared", "begrüßt", "begrüßte", "eröffnet"];
    if !tokens.is_any(i, CHAIRS) || !tokens.is_any(i.wrapping_sub(1), &["the", "der", "die"]) || !tokens.is(i + 1, ",") {
        return None;
    }
    let close = (i + 3..i + 3 + NAME).find(|j| tokens.is(*j, ","))?;
    let named = (i + 2..close).all(|j| goes_on(tokens, j, false));
    (named && tokens.is_any(close + 1, WELCOMES)).then(|| phrase(tokens, i + 2, close, hint)).flatten()
}

/// The person named in a few words, without office and honorific.
fn name_in(words: &str, hint: Hint) -> Option<String> {
    let words = words.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '-' | '–' | ':'));
    let mut best: Option<String> = None;
    for part in words.split([',', '(', ')', ';', '/']).map(str::trim).filter(|p| !p.is_empty()) {
        // "Ms. Ada Berg of Finland": whose delegate she is, is no part of her name.
        let part = part.split_once(" of ").filter(|(_, of)| states::resolve(of).is_some()).map_or(part, |(name, _)| name);
        let part = ["la ", "el ", "le ", "o ", "a ", "the ", "der ", "die "].iter().find_map(|article| part.strip_prefix(article)).unwrap_or(part);
        let bare = without_office(part);
        let named = names::parse_person_in(part, hint).or_else(|| names::parse_person_in(&bare, hint)).map(|p| p.name);
        let name = named.filter(|n| !n.is_empty() && !all_offices(n)).or_else(|| single(&bare));
        if let Some(name) = name {
            let longer = best.as_ref().is_none_or(|b| b.split(' ').count() < 2 && name.split(' ').count() >= 2);
            if longer {
                best = Some(name);
            }
        }
    }
    best
}

/// "Board Member Avonnet Peeler" without its office.
fn without_office(part: &str) -> String {
    let words: Vec<&str> = part.split_whitespace().collect();
    let office = |w: &&str| {
        titles::is_office_word(w.trim_matches([',', '.']))
            || matches!(w.to_lowercase().as_str(), "the" | "board" | "vice" | "action" | "acting" | "with" | "and")
    };
    words.iter().skip_while(|w| office(w)).copied().collect::<Vec<_>>().join(" ")
}

fn all_offices(name: &str) -> bool {
    name.split_whitespace().all(titles::is_office_word)
}

/// One capitalised word behind an office is a family name: "Mayor Johnson".
fn single(words: &str) -> Option<String> {
    let tokens = Tokens::of(words);
    let one = tokens.len() == 1 && tokens.get(0).is_some_and(|k| matches!(k.kind, Kind::Capitalised | Kind::Mixed)) && words.chars().count() > 2;
    (one && !titles::is_office_word(words) && !["Chair", "Meeting", "Board", "He", "She", "They", "President", "It"].contains(&words)).then(|| words.to_owned())
}

//! Who is bound: the subject of a clause, an agent, an addressee; in the words of the minutes.
//!
//! A subject opens its clause: at the sentence's beginning, after "that", a comma, "and". A pronoun stands for the last
//! subject named before it in its sentence, or for whoever has the floor.

use super::super::passages::Passages;
use super::super::speakers::{Speakers, Who};
use super::Ledger;
use crate::entities::sentences::Sentence;
use crate::entities::tokens::{Before, Kind};

/// Groups that can be charged with something though they take no floor, in small letters: the last word of their name.
const GROUPS: &[&str] = &[
    "group", "groups", "team", "force", "staff", "subcommittee", "committee", "committees", "department", "office", "management", "unit", "bureau", "panel",
    "trustees", "volunteers", "administration", "members", "agency", "contractor", "task", "direção", "direcção", "mesa", "comissão", "câmara", "junta",
    "directiva",
];

/// Words that open a group's name before its last word, in small letters.
const OF_GROUPS: &[&str] = &["working", "task", "sub", "steering", "core", "expert", "drafting", "finance", "management", "current", "new", "the"];

/// The longest name of a group, in tokens.
const NAME: usize = 8;

/// A subject where it stands.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    pub(super) start: usize,
    pub(super) next: usize,
    /// `None` for a pronoun that nobody can be told for.
    pub(super) owner: Option<String>,
    /// Whether it surely begins a clause ("and" may join objects too).
    pub(super) clause: bool,
}

/// The words from token `first` to before `end`, on one line.
pub(super) fn words(passages: &Passages<'_>, first: usize, end: usize) -> String {
    let words = passages.words(passages.tokens.span(first, end.saturating_sub(1)));
    words.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned()
}

/// Whoever is named from token `start` on, and the token after it.
pub(super) fn named(passages: &Passages<'_>, speakers: &Speakers<'_>, start: usize, end: usize) -> Option<(usize, String)> {
    let t = passages.tokens;
    let all = usize::from(t.is_any(start, &["all", "each", "every", "both"]));
    let of_all = all + usize::from(all > 0 && t.is_any(start + 1, &["the", "of"]));
    let from = start + of_all;
    let subject = speakers.at(from, end);
    let Some(subject) = subject else {
        return delegation(passages, start).or_else(|| group(passages, start, end)).or_else(|| unlisted(passages, start, end));
    };
    let Who::Named { speaker, person, .. } = subject.who else { return None };
    // "all Committee Chairs", "the Coordinators on Risk Education"
    let next = on_what(passages, subject.next, end);
    let known = person.and_then(|p| passages.roll.people.get(p)).map(|p| p.name.clone());
    let as_named = words(passages, start, next);
    Some((next, known.filter(|_| speaker.kind == "person" && of_all == 0).unwrap_or(as_named)))
}

/// "the ISU": a delegation that the roll lists by its acronym, though the text never expands it.
fn delegation(passages: &Passages<'_>, start: usize) -> Option<(usize, String)> {
    let t = passages.tokens;
    let first = start + usize::from(t.is(start, "the"));
    let word = t.get(first).filter(|k| k.kind == Kind::Upper).map(|_| t.word(first))?;
    let possessive = t.touches(first + 1) && matches!(t.word(first + 1), "'" | "’" | "-");
    let listed = passages.roll.delegations.iter().any(|d| d.name == word || d.code.as_deref() == Some(word));
    (listed && !possessive).then(|| (first + 1, word.to_owned()))
}

/// "the current VA Working Group", "staff", "the Finance Committee".
fn group(passages: &Passages<'_>, start: usize, end: usize) -> Option<(usize, String)> {
    let t = passages.tokens;
    let the = t.is_any(start, &["the", "a", "all", "our", "la", "el", "o"]);
    let first = start + usize::from(the);
    let mut last = None;
    for i in first..(first + NAME).min(end) {
        let token = t.get(i)?;
        if i > first && token.before > Before::Space || !(token.kind.is_capital() || t.is_any(i, GROUPS) || t.is_any(i, OF_GROUPS) || t.is(i, "-")) {
            break;
        }
        if t.is_any(i, GROUPS) {
            last = Some(i);
        }
    }
    let last = last?;
    let capital = t.get(last).is_some_and(|k| k.kind.is_capital());
    // "members will be pleased": without an article or a name it is nobody in particular.
    if !the && !capital && !t.is_any(last, &["staff", "management"]) {
        return None;
    }
    let next = on_what(passages, last + 1, end);
    Some((next, words(passages, start, next)))
}

/// "Byard Peake will", "Ray will", "The ACC plans": a name that the roll does not hold, right before a verb that binds it.
fn unlisted(passages: &Passages<'_>, start: usize, end: usize) -> Option<(usize, String)> {
    let t = passages.tokens;
    let the = t.is(start, "the");
    let first = start + usize::from(the);
    let mut next = first;
    while next < end.min(first + 3)
        && t.get(next).is_some_and(|k| k.kind.is_capital() && (next == first || k.before <= Before::Space))
        && !t.is_any(next, NO_NAME)
    {
        next += 1;
    }
    let binding =
        |at: usize| t.is_any(at, &["will", "shall", "agreed", "volunteered", "offered", "plans", "intends", "to", "se"]) || is_french_future(t.word(at));
    let verb = next + usize::from(t.is_any(next, &["also", "then"]));
    let joined = t.is_any(next, &["and", "&"]) && t.get(next + 1).is_some_and(|k| k.kind.is_capital());
    if next == first || !(binding(verb) || joined) {
        return None;
    }
    let acronym = |i: usize| t.get(i).is_some_and(|k| k.kind == Kind::Upper && (3..=5).contains(&k.span.len()));
    let fits = match next - first {
        1 if acronym(first) => true,
        _ if the => false,
        // One capital at a sentence's beginning is any word's; in the midst of another sentence it is a name's.
        1 => !t.is(verb, "to") && passages.is_given_name(first),
        _ => true,
    };
    fits.then(|| (next, words(passages, first, next)))
}

/// Capitalised words that name no person, in small letters.
const NO_NAME: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "it", "he", "she", "they", "we", "i", "you", "all", "no", "each", "street", "road", "avenue", "park",
    "house", "hall", "project", "plan", "program", "programme", "meeting", "meetings", "system", "event", "work", "works", "fund", "day", "week", "year",
    "report", "reports", "item", "items", "next", "new", "there", "who", "what", "which", "and", "or", "if", "when", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "section", "phase", "school", "centre", "center", "library", "bridge", "building", "agenda", "minutes", "budget", "action", "festival",
    "services", "service", "annual", "committee", "board", "council", "motion", "public", "people", "members", "both", "other", "others", "everyone", "nobody",
];

/// Whether a word is a French verb in the future, third person.
pub(super) fn is_french_future(word: &str) -> bool {
    if matches!(word, "enverra" | "renverra" | "transmettra" | "remettra" | "soumettra" | "mettra" | "prendra" | "rendra" | "reprendra" | "fera") {
        return true;
    }
    word.len() > 5
        && (word.ends_with("era") || word.ends_with("ira") || word.ends_with("ront"))
        && !matches!(word, "aura" | "seront" | "auront" | "opera" | "camera")
}

/// The token after "on Clearance and Risk Education", "of the Finance Committee", where such words follow.
fn on_what(passages: &Passages<'_>, at: usize, end: usize) -> usize {
    let t = passages.tokens;
    if !t.is_any(at, &["on", "for", "of"]) || at + 1 >= end {
        return at;
    }
    let mut next = at + 1 + usize::from(t.is(at + 1, "the"));
    let from = next;
    let capital = |i: usize| t.get(i).is_some_and(|k| k.kind.is_capital() && k.before <= Before::Line);
    while next < end && next - from < NAME && (capital(next) || next > from && t.is_any(next, &["and", "of", "the"]) && capital(next + 1)) {
        next += 1;
    }
    if next > from { next } else { at }
}

impl Ledger<'_> {
    /// The subjects of a sentence in order.
    pub(super) fn subjects(&self, sentence: &Sentence) -> Vec<Bound> {
        let t = self.passages.tokens;
        let (first, end) = Self::bounds(sentence);
        let mut out: Vec<Bound> = Vec::new();
        let mut i = first;
        while i < end {
            let surely =
                i == first || t.is_any(i - 1, &["that", ",", ";", "but", ":", "while", "because", "where", "which"]) || self.is_list_mark(i - 1, first);
            let opens = surely || t.is_any(i - 1, &["and", "-", "–", "/"]) || t.is(i - 1, ".");
            if !opens {
                i += 1;
                continue;
            }
            if let Some((next, owner)) = named(self.passages, self.speakers, i, end) {
                self.push(&mut out, Bound { start: i, next, owner: Some(owner), clause: surely });
                i = next.max(i + 1);
                continue;
            }
            if t.is_any(i, &["it", "she", "he", "they", "she", "i", "we"]) {
                let before = out.iter().rev().find(|b| b.clause).and_then(|b| b.owner.clone());
                let owner = if t.is_any(i, &["i", "we"]) { None } else { before.or_else(|| self.holder(sentence)) };
                self.push(&mut out, Bound { start: i, next: i + 1, owner, clause: surely });
            }
            i += 1;
        }
        out
    }

    /// "Don and Ray", "the Chair, the Clerk and Ann Roe": subjects that follow each other are one.
    fn push(&self, out: &mut Vec<Bound>, bound: Bound) {
        let t = self.passages.tokens;
        let joint = |end: usize, start: usize| (end..start).all(|i| t.is_any(i, &["and", "&", ",", "/"])) && (1..=2).contains(&(start - end));
        match out.last_mut().filter(|last| last.next <= bound.start && joint(last.next, bound.start)) {
            Some(last) => {
                let and = if (last.next..bound.start).all(|i| t.is(i, ",")) { ", " } else { " and " };
                last.owner = last.owner.take().zip(bound.owner).map(|(a, b)| format!("{a}{and}{}", super::plain(&b)));
                last.next = bound.next;
            }
            None => out.push(bound),
        }
    }

    fn is_list_mark(&self, i: usize, first: usize) -> bool {
        let t = self.passages.tokens;
        i >= first && t.get(i).is_some_and(|k| k.kind == Kind::Number || k.kind == Kind::Sign && matches!(t.word(i), "•" | "●" | "○" | "■" | "▪" | "*"))
    }

    /// Who has the floor where a sentence stands.
    fn holder(&self, sentence: &Sentence) -> Option<String> {
        let at = self.floor.partition_point(|x| x.span.end <= sentence.span.start);
        self.floor.get(at).filter(|x| x.span.contains(sentence.span)).map(|x| x.speaker.name.clone())
    }

    /// Who is bound by the verb at token `i`: the subject right before it, or of the verb that it is joined to.
    pub(super) fn owner_of_verb(&self, subjects: &[Bound], i: usize, first: usize) -> Option<String> {
        let t = self.passages.tokens;
        let near = subjects.iter().rev().find(|b| b.next <= i)?;
        let light =
            |at: usize| t.is_any(at, &["also", "then", "both", "now", "has", "have", "had", "therefore"]) || t.word(at).len() > 4 && t.word(at).ends_with("ly");
        if (near.next..i).all(light) && i - near.next <= 2 {
            return near.owner.clone();
        }
        // "Chad was forming a committee and anticipated": the verb shares the clause's subject.
        let mut joint = i;
        while joint > first + 1 && light(joint - 1) {
            joint -= 1;
        }
        if !t.is_any(joint.checked_sub(1)?, &["and", "but"]) || near.next + 1 > joint {
            return None;
        }
        subjects.iter().rev().find(|b| b.clause && b.next < i).and_then(|b| b.owner.clone())
    }
}

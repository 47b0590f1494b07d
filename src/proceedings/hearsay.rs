//! Whether a deed that a sentence tells is one of this meeting: not from somebody's mouth, not of another day, not of another
//! meeting.
//!
//! "Ms. Roe stated that the plan was approved" tells what Ms. Roe stated. What follows a verb of saying belongs to the
//! speaker, with all that semicolons join to it. "…, and it was agreed" after such words may be the meeting's own answer: it
//! is where the words before it ask or propose, and may be where they only tell.

use super::decisions::BODIES;
use super::passages::Passages;
use crate::entities::Mentions;
use crate::entities::tokens::Kind;
use crate::minutes::Value;
use crate::span::Span;

/// Verbs of saying whose clause is the speaker's, in small letters.
const SAYING: &[&str] = &[
    "stated", "states", "said", "says", "explained", "explains", "reported", "reports", "mentioned", "mentions", "informed", "informs", "told", "advised",
    "advises", "responded", "responds", "replied", "answered", "announced", "announces", "indicated", "indicates", "commented", "comments", "added", "adds",
    "noted", "notes", "clarified", "confirmed", "confirms", "stressed", "emphasized", "emphasised", "observed", "recalled", "recalls", "remarked", "argued",
    "believed", "believes", "thought", "felt", "feels", "understood", "pointed", "highlighted", "reminded", "claimed", "expressed", "inquired", "inquires",
    "enquired", "questioned", "wondered", "hoped", "hopes", "shared", "reiterated", "acknowledged", "described", "outlined", "testified",
];

/// Verbs of asking and proposing: their clause is the speaker's too, what the meeting says to it is its own.
const ASKING: &[&str] = &["asked", "asks", "requested", "requests", "proposed", "proposes", "suggested", "suggests", "recommended", "recommends"];

/// How far behind "last" the word may stand that makes a time of it, in tokens: "at the last regular board meeting".
const OCCASION: usize = 5;

/// How many words a fronted time ("At the last meeting of the year,") may have.
const FRONTED: usize = 14;

/// Where a deed is told from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// By the minutes, of this meeting.
    Here,
    /// Perhaps by a speaker.
    Perhaps,
    /// By a speaker, of another day or meeting.
    Elsewhere,
}

/// What tells deeds of other days from this meeting's.
pub(super) struct Hearsay<'a> {
    passages: &'a Passages<'a>,
    /// Dates before the meeting's, in order.
    past: Vec<Span>,
}

impl<'a> Hearsay<'a> {
    pub(super) fn of(passages: &'a Passages<'a>, mentions: &Mentions) -> Self {
        let mut past = Vec::new();
        if let Some(anchor) = passages.context.anchor {
            let anchor = anchor.to_string();
            // ISO days compare as words.
            past.extend(mentions.list.iter().filter_map(|m| match &m.value {
                Value::Date { end: Some(end), .. } if *end < anchor => Some(m.span),
                _ => None,
            }));
        }
        Self { passages, past }
    }

    /// Whence the verb at token `v` of the sentence from `first` to `end` is told.
    pub(super) fn of_verb(&self, v: usize, first: usize, end: usize) -> Told {
        if self.of_another_day(v, first, end) || self.of_another_meeting(v, end) {
            return Told::Elsewhere;
        }
        self.spoken(v, first)
    }

    /// Whether token `v` stands in the speech of somebody whom the sentence names before it.
    fn spoken(&self, v: usize, first: usize) -> Told {
        let Some(Speech { verb, asking }) = speech_before(self.passages, v, first) else { return Told::Here };
        // "…, and it was agreed", "; this was approved".
        let t = self.passages.tokens;
        let own = (verb + 1..v).rev().take(7).any(|i| {
            let joined = t.is_any(i, &["and", ";", ":", "–", "—"]);
            joined
                && (t.is_any(i + 1, &["it", "this", "these", "they", "both", "all", "which"]) && t.is_any(i + 2, &["was", "were", "has", "have"]) && i + 2 < v)
        });
        let answered = own || (verb + 1..v).rev().take(10).any(|i| t.is(i, "and") && self.body_from(i + 1, v));
        match (answered, asking) {
            (true, true) => Told::Here,
            (true, false) => Told::Perhaps,
            _ => Told::Elsewhere,
        }
    }

    /// Whether a body that decides is named between two tokens.
    fn body_from(&self, from: usize, v: usize) -> bool {
        self.passages.has(from, (from + 5).min(v), BODIES)
    }

    /// "At the last meeting, the board approved", "On 3 May (past) the board approved", "was approved last year".
    fn of_another_day(&self, v: usize, first: usize, end: usize) -> bool {
        let t = self.passages.tokens;
        let fronted_end = (first..v.min(first + FRONTED)).find(|i| t.is(*i, ",")).unwrap_or(v.min(first + 6));
        let opens = t.is_any(first, &["at", "in", "on", "during", "since", "last", "previously", "earlier"]);
        let fronted = opens
            && ((first..fronted_end).any(|i| self.is_other_occasion(i, fronted_end))
                || t.is_any(first, &["previously", "earlier"])
                || self.past.iter().any(|d| (first + 1..first + 4).contains(&t.at(d.start)) && t.at(d.start) < fronted_end && t.at(d.end) <= v));
        let passive =
            t.is_any(v.wrapping_sub(1), &["was", "were"]) || t.word(v.wrapping_sub(1)).ends_with("ly") && t.is_any(v.wrapping_sub(2), &["was", "were"]);
        let after = passive
            && (v + 1..end.min(v + 8)).any(|i| {
                (t.is_any(i, &["last", "earlier"])
                    && !t.is_any(i.wrapping_sub(1), &["the", "of", "for", "from"])
                    && t.is_any(i + 1, &["year", "month", "week", "time", "meeting", "session", "spring", "summer", "autumn", "fall", "winter"]))
                    || (i <= v + 2
                        && t.is_any(i, &["at", "in", "during"])
                        && self.is_other_occasion(i + 1, (i + 7).min(end))
                        && t.is_any(i + 1, &["the", "our", "its", "last"]))
            });
        fronted || after
    }

    /// "last … meeting", "previous session", from token `i` on.
    fn is_other_occasion(&self, i: usize, end: usize) -> bool {
        const OTHER: &[&str] = &["last", "previous", "prior", "earlier", "preceding"];
        const TIMES: &[&str] = &["meeting", "meetings", "session", "year", "month", "week", "time", "spring", "summer", "autumn", "fall", "winter"];
        let t = self.passages.tokens;
        let at = i + usize::from(t.is_any(i, &["the", "our", "its"]));
        t.is_any(at, OTHER) && (at + 1..(at + OCCASION).min(end.max(at + 2))).any(|n| t.is_any(n, TIMES))
    }

    /// "was agreed at the finance meeting": some other's than this.
    fn of_another_meeting(&self, v: usize, end: usize) -> bool {
        let t = self.passages.tokens;
        if !t.is_any(v + 1, &["at", "in", "during"]) || !t.is_any(v + 2, &["the", "a", "an", "their", "last", "previous", "its"]) {
            return false;
        }
        let Some(noun) = (v + 3..end.min(v + 9)).find(|i| t.is_any(*i, &["meeting", "meetings", "session"])) else { return false };
        // "at the meeting", "at the board meeting" may be this one.
        (v + 3..noun)
            .any(|i| t.get(i).is_some_and(|k| k.kind.is_word()) && !t.is_any(i, &["present", "board", "council", "this", "current", "annual", "general"]))
    }
}

/// A verb of saying, from which on a sentence is somebody's speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Speech {
    /// Its token.
    pub(super) verb: usize,
    /// Whether it asks or proposes.
    pub(super) asking: bool,
}

/// The first verb of saying between the sentence's beginning and token `v` whose clause may hold it.
pub(super) fn speech_before(passages: &Passages<'_>, v: usize, first: usize) -> Option<Speech> {
    (first + 1..v).find_map(|i| opens_speech(passages, i, first, v))
}

/// The verb of saying at token `i`, and whether it asks: after somebody's name, before a clause.
fn opens_speech(passages: &Passages<'_>, i: usize, first: usize, v: usize) -> Option<Speech> {
    let t = passages.tokens;
    let asking = t.is_any(i, ASKING);
    if !(asking || t.is_any(i, SAYING)) || t.get(i).is_none_or(|k| k.kind != Kind::Lower) {
        return None;
    }
    let mut before = i.checked_sub(1)?;
    while before > first
        && (t.is_any(before, &["also", "then", "further", "again", "has", "had"]) || t.word(before).len() > 4 && t.word(before).ends_with("ly"))
    {
        before -= 1;
    }
    let body = t.is_any(before, BODIES) && !t.is_any(before, &["members", "trustees", "directors", "commissioners", "councillors", "governors", "panel"]);
    let named = t.get(before).is_some_and(|k| k.kind.is_capital()) && !t.is_any(before, &["it"]);
    let somebody = t.is_any(
        before,
        &["he", "she", "they", "who", "staff", "chair", "chairman", "president", "secretary", "treasurer", "director", "manager", "officer", ")", ",", "and"],
    );
    if body || !(named || somebody) {
        return None;
    }
    // "reported on the works, and they were approved" opens no clause; "stated the works were approved" does.
    let clause = t.is_any(
        i + 1,
        &[
            "that", "the", "a", "an", "it", "this", "these", "he", "she", "they", "there", "if", "whether", "how", "why", "when", "in", "as", "all", "his",
            "her", "their", "its", "we", "everyone", "out",
        ],
    ) || t.get(i + 1).is_some_and(|k| k.kind.is_capital());
    (clause && i + 1 < v).then_some(Speech { verb: i, asking })
}

#[cfg(test)]
mod tests {
    use super::super::cases::with_passages;
    use super::*;

    fn check(text: &str, verb: &str, expected: Told) {
        with_passages(text, |passages| {
            let mentions = crate::entities::tag(passages.context).value;
            let hearsay = Hearsay::of(passages, &mentions);
            let v = (0..passages.tokens.len()).rev().find(|i| passages.tokens.is(*i, verb)).unwrap();
            let sentence = passages.sentence(passages.sentence_of(v).unwrap()).unwrap();
            assert_eq!(hearsay.of_verb(v, sentence.tokens.start, sentence.tokens.end), expected, "{text}");
        });
    }

    #[test]
    fn speech_and_deeds() {
        check("The plan was approved.", "approved", Told::Here);
        check("Mayor Roe stated the plan was agreed upon.", "agreed", Told::Elsewhere);
        check("Ms. Roe said that she has doubts; the law cost much; the Council approved it.", "approved", Told::Elsewhere);
        check("Mr. Doe asked if it could be shared and this was agreed.", "agreed", Told::Here);
        check("Mr. Doe said that he had met the owner and it was agreed to wait.", "agreed", Told::Perhaps);
        check("Ms. Roe reported on the works, and the plan was approved.", "approved", Told::Here);
        check("It was agreed that Ms. Roe should write.", "agreed", Told::Here);
    }

    #[test]
    fn other_days_and_meetings() {
        check("In the last Board meeting, the Board approved the grant.", "approved", Told::Elsewhere);
        check("This was approved by the board last year.", "approved", Told::Elsewhere);
        check("The minutes of the last meeting were approved.", "approved", Told::Here);
        check("The Board approved the report of last year.", "approved", Told::Here);
        check("It was agreed at the finance meeting that the fee should rise.", "agreed", Told::Elsewhere);
        check("It was agreed at the meeting that the fee should rise.", "agreed", Told::Here);
        check("On 3 May 2023 the Board approved the plan.", "approved", Told::Elsewhere);
        check("The request was denied based on the decision reached at the last meeting.", "denied", Told::Here);
    }
}

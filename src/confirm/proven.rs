//! Minutes without a list of those present: who presided and who voted by name was there all the same.
//!
//! Nobody else is taken from the body: a speaker may be quoted, a name may be talked about. What is inferred so is never certain,
//! and says from what.

use super::folded;
use crate::attendance::names::{Hint, ParsedPerson, parse_person_in};
use crate::attendance::{Attendance, Delegation, Person};
use crate::diagnostics::Repair;
use crate::entities::Context;
use crate::gazetteer::states::{self, State};
use crate::meeting::MeetingFacts;
use crate::minutes::{DelegationKind, Status};
use crate::proceedings::Proceedings;
use crate::span::Span;

/// Confidence of a person whom the text has preside, and no list.
const PRESIDES: f32 = 0.9;
/// Confidence of a person whom a vote by name lists, and no roll.
const VOTES: f32 = 0.8;

/// Lists those whom the body proves to have been there, where there is no roll.
pub(super) fn without_roll(context: Context<'_>, meeting: &MeetingFacts, roll: &mut Attendance, floor: &Proceedings) {
    if !roll.people.is_empty() || !roll.delegations.is_empty() {
        presiding(context, meeting, roll);
        return;
    }
    let hint = Hint::of(context.language);
    let text = context.transcript.text.as_str();
    let mut found = Vec::new();
    for vote in &floor.votes {
        for voter in &vote.voters {
            let Some(at) = vote.span.of(text).find(&voter.name).map(|i| vote.span.start + i) else { continue };
            let absent = voter.vote == "absent";
            if let Some(state) = states::resolve(&voter.name) {
                let span = Span::new(at, at + voter.name.len());
                if !absent && roll.delegations.iter().all(|d| d.code.as_deref() != Some(state.code)) {
                    roll.delegations.push(voting(state, voter.name.clone(), span));
                }
                continue;
            }
            let Some(person) = parse_person_in(&voter.name, hint) else { continue };
            let (status, tail) = if absent { (Status::Absent, "as absent") } else { (Status::Present, "with their vote") };
            let because = format!("there is no list of those present; a vote by name has {} {tail}", voter.name);
            found.push(proven(person, text, Span::new(at, at + voter.name.len()), status, VOTES, because));
        }
    }
    let presiding = meeting.chair.as_deref().zip(meeting.evidence.get("chair").and_then(|e| e.span));
    if let Some((name, span)) = presiding
        && let Some(person) = parse_person_in(name, hint)
    {
        let span = span.of(text).find(name).map_or(span, |i| Span::new(span.start + i, span.start + i + name.len()));
        let because = format!("there is no list of those present; the text has {name} preside");
        found.insert(0, proven(person, text, span, Status::Present, PRESIDES, because));
    }
    for person in found {
        let same = |p: &&mut Person| folded(&p.name) == folded(&person.name) || (p.given.is_none() || person.given.is_none()) && p.family == person.family;
        match roll.people.iter_mut().find(same) {
            // Who votes once was there, though a later vote has them absent.
            Some(held) => {
                held.also.push(person.span);
                if person.status == Status::Present {
                    held.status = Status::Present;
                }
            }
            None => roll.people.push(person),
        }
    }
}

/// Lists whoever called the meeting to order or presided where the roll has no such name: "called to order by Mayor Ana Berg. Members present: …".
fn presiding(context: Context<'_>, meeting: &MeetingFacts, roll: &mut Attendance) {
    let text = context.transcript.text.as_str();
    let Some((name, span)) = meeting.chair.as_deref().zip(meeting.evidence.get("chair").and_then(|e| e.span)) else { return };
    let Some(person) = parse_person_in(name, Hint::of(context.language)).filter(|p| p.given.is_some() && p.family.is_some()) else { return };
    // Two capitals before a verb may be anything; a title or an office before them makes a person.
    let written = parse_person_in(span.of(text).trim_end_matches([',', ' ']), Hint::of(context.language));
    let Some(titled) = written.filter(|p| p.name == person.name && (p.honorific.is_some() || p.role.is_some())) else { return };
    let person = ParsedPerson { role: titled.role, honorific: titled.honorific, ..person };
    // A name that shares a word with one of the roll may be the same, written otherwise.
    let words: Vec<String> = folded(&person.name).split(' ').filter(|w| w.len() > 1).map(str::to_owned).collect();
    let known = roll.people.iter().any(|p| folded(&p.name).split(' ').any(|w| words.iter().any(|x| x == w)));
    if roll.people.is_empty() || known || roll.chair.is_some() {
        return;
    }
    let span = span.of(text).find(name).map_or(span, |i| Span::new(span.start + i, span.start + i + name.len()));
    let because = format!("the list of those present does not name them; the text has {name} preside");
    roll.people.push(proven(person, text, span, Status::Present, PRESIDES, because));
}

/// A State that a vote by name lists.
fn voting(state: &State, name: String, span: Span) -> Delegation {
    let because = format!("there is no list of those present; a vote by name has {name} with their vote");
    Delegation {
        name: state.name.to_owned(),
        as_written: name,
        kind: DelegationKind::State,
        code: Some(state.code.to_owned()),
        role: None,
        status: Status::Present,
        span,
        also: Vec::new(),
        confidence: VOTES,
        repairs: vec![Repair::new("presence-inferred", because)],
    }
}

fn proven(parsed: ParsedPerson, text: &str, span: Span, status: Status, confidence: f32, because: String) -> Person {
    let as_written = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let confidence = confidence.min(parsed.confidence);
    Person { confidence, repairs: vec![Repair::new("presence-inferred", because)], ..Person::of(parsed, as_written, span, status) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::{sentences, tokens::Tokens};
    use crate::language::Language;
    use crate::meeting;
    use crate::minutes::Voter;
    use crate::outline::segment;
    use crate::proceedings::Vote;
    use crate::transcript::drawn::drawn;

    /// "Name/Status confidence" of each, where the last block is a vote with "for" and "absent" behind its words.
    fn told(drawing: &str, voters: &[(&str, &str)]) -> Vec<String> {
        let transcript = drawn(drawing);
        let outline = segment(&transcript).value;
        let facts = meeting::find(&transcript, &outline, Language::English, "").value;
        let tokens = Tokens::of(&transcript.text);
        let sentences = sentences::split(&transcript, &tokens, &outline);
        let context = Context { transcript: &transcript, tokens: &tokens, sentences: &sentences, outline: &outline, language: Language::English, anchor: None };
        let mut floor = Proceedings::default();
        floor.votes.push(Vote {
            subject: None,
            in_favour: None,
            against: None,
            abstain: None,
            absent: None,
            outcome: None,
            unanimous: false,
            voters: voters.iter().map(|(name, vote)| Voter { name: (*name).to_owned(), person: None, vote: (*vote).to_owned() }).collect(),
            span: Span::new(0, transcript.text.len()),
            confidence: 1.0,
            repairs: Vec::new(),
        });
        let mut roll = Attendance::default();
        without_roll(context, &facts, &mut roll, &floor);
        roll.people.iter().map(|p| format!("{}/{:?} {}", p.name, p.status, p.confidence)).collect()
    }

    #[test]
    fn who_presides_and_who_votes_was_there() {
        let drawing =
            "**Minutes of the Harbour Board**\n\nThe Chairperson, Ola Berg, called the meeting to order.\n\nAyes: Ola Berg, Ana Paz. Absent: Bo Lund.";
        assert_eq!(
            told(drawing, &[("Ola Berg", "for"), ("Ana Paz", "for"), ("Bo Lund", "absent")]),
            ["Ola Berg/Present 0.9", "Ana Paz/Present 0.8", "Bo Lund/Absent 0.8"]
        );
        assert!(told("**Minutes of the Harbour Board**\n\nThe roads were talked about at length by many people.", &[]).is_empty());
    }
}

//! `Attendance` -> `Proceedings`: who took the floor, and what came of it.

mod actions;
#[cfg(test)]
mod cases;
mod clauses;
mod decisions;
mod floor;
mod heads;
mod hearsay;
mod movers;
mod names;
mod outcomes;
mod passages;
mod roles;
mod speakers;
mod verbs;
mod votes;

use crate::attendance::Attendance;
use crate::diagnostics::{Diagnosed, Repair};
use crate::entities::{Context, Mentions};
use crate::meeting::MeetingFacts;
use crate::minutes::{Speaker, Voter};
use crate::span::Span;

/// What was said, decided, promised and voted. Each lies within one section.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Proceedings {
    /// In the order of the text.
    pub interventions: Vec<Intervention>,
    /// In the order of the text.
    pub decisions: Vec<Decision>,
    /// In the order of the text.
    pub actions: Vec<Action>,
    /// In the order of the text.
    pub votes: Vec<Vote>,
}

/// One time that somebody took the floor.
#[derive(Debug, Clone, PartialEq)]
pub struct Intervention {
    /// Who; `person` here is the index of a person of the roll.
    pub speaker: Speaker,
    /// An index into [`Attendance::people`].
    pub person: Option<usize>,
    /// The reporting verb, as written.
    pub verb: Option<String>,
    /// The speaker's sentences.
    pub span: Span,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

/// What this body decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// By the verb used.
    pub kind: &'static str,
    /// Who decided.
    pub by: Option<String>,
    /// Who moved.
    pub moved_by: Option<String>,
    /// Who seconded.
    pub seconded_by: Option<String>,
    /// The words.
    pub span: Span,
    /// The other places where it is told.
    pub also: Vec<Span>,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

/// What somebody is to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// As named.
    pub owner: Option<String>,
    /// What.
    pub task: String,
    /// A day or a month.
    pub due: Option<String>,
    /// The same as EDTF.
    pub due_edtf: Option<String>,
    /// The words.
    pub span: Span,
    /// The other places where it is told.
    pub also: Vec<Span>,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vote {
    /// On what.
    pub subject: Option<String>,
    /// In favour.
    pub in_favour: Option<u32>,
    /// Against.
    pub against: Option<u32>,
    /// Abstentions.
    pub abstain: Option<u32>,
    /// Not there, or not voting.
    pub absent: Option<u32>,
    /// `adopted`, `rejected`, `elected` or `postponed`.
    pub outcome: Option<&'static str>,
    /// Whether the text says "unanimously".
    pub unanimous: bool,
    /// Where they are listed.
    pub voters: Vec<Voter>,
    /// The words.
    pub span: Span,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

/// Follows the floor.
#[must_use]
pub fn follow_floor(context: Context<'_>, mentions: &Mentions, meeting: &MeetingFacts, roll: &Attendance) -> Diagnosed<Proceedings> {
    let passages = passages::Passages::of(context, roll);
    let found = votes::find(&passages);
    let interventions = floor::interventions(context, mentions, roll, meeting.body.as_deref());
    let speakers = speakers::Speakers::of(context, mentions, roll, meeting.body.as_deref());
    let decisions = decisions::find(&passages, &found, mentions, meeting.body.as_deref());
    let actions = actions::find(&passages, &speakers, mentions, &interventions);
    let votes = found.into_iter().map(|(vote, _)| vote).collect();
    Diagnosed::clean(Proceedings { interventions, decisions, actions, votes })
}

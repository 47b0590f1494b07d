//! `Mentions` -> `Attendance`: the roll, first reading.

mod build;
#[cfg(test)]
mod cases;
mod conserve;
mod flow;
#[cfg(test)]
mod forms;
mod grid;
mod han;
mod labels;
pub mod marks;
pub mod names;
mod pairs;
mod participants;
mod prose;
mod reader;
mod sheet;
mod sift;
mod unweave;
mod woven;

use crate::diagnostics::{Diagnosed, Repair};
use crate::entities::{Context, Mentions};
use crate::minutes::{Attended, DelegationKind, Status};
use crate::span::Span;

/// The kind of repair that marks a person who is told by too little: a single name, no honorific, no office.
const NAME_UNCERTAIN: &str = "name-uncertain";

/// The kind of repair that marks a person whose heading may be lost: a gap stands between them and the heading above.
pub(crate) const HEADING_UNCERTAIN: &str = "heading-uncertain";

/// Who was there. Every name of the roll's blocks is listed once or reported.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attendance {
    /// In the order of the reading.
    pub delegations: Vec<Delegation>,
    /// In the order of the reading.
    pub people: Vec<Person>,
    /// What the document itself counts.
    pub stated: Vec<Stated>,
    /// Who presided: an index into `people`.
    pub chair: Option<usize>,
    /// Why the chair is a guess, where it is one.
    pub chair_guess: Option<Repair>,
    /// The blocks that are the roll's, as indices into the transcript's blocks.
    pub blocks: Vec<usize>,
}

/// A delegation.
#[derive(Debug, Clone, PartialEq)]
pub struct Delegation {
    /// The reading.
    pub name: String,
    /// The words on the page.
    pub as_written: String,
    /// What kind.
    pub kind: DelegationKind,
    /// ISO 3166 for a State, an acronym for an organisation.
    pub code: Option<String>,
    /// What its heading says that it is here.
    pub role: Option<String>,
    /// Whether it was there.
    pub status: Status,
    /// The words.
    pub span: Span,
    /// The other places where the roll tells it.
    pub also: Vec<Span>,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

/// A person.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The name alone, in its natural order.
    pub name: String,
    /// The words on the page.
    pub as_written: String,
    /// "H.E. Mrs."
    pub honorific: Option<String>,
    /// Given names.
    pub given: Option<String>,
    /// Family name.
    pub family: Option<String>,
    /// Post or function.
    pub role: Option<String>,
    /// An index into [`Attendance::delegations`].
    pub delegation: Option<usize>,
    /// Whether the person was there.
    pub status: Status,
    /// The person for whom this one stands.
    pub stands_for: Option<String>,
    /// The part of the meeting that the person attended, where told.
    pub attended: Option<Attended>,
    /// The words.
    pub span: Span,
    /// The other places where the roll tells them.
    pub also: Vec<Span>,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

impl Person {
    /// The person whose name and office were parsed, with a status and without a delegation.
    pub(crate) fn of(parsed: names::ParsedPerson, as_written: String, span: Span, status: Status) -> Self {
        Self {
            name: parsed.name,
            as_written,
            honorific: parsed.honorific,
            given: parsed.given,
            family: parsed.family,
            role: parsed.role,
            delegation: None,
            status,
            stands_for: None,
            attended: None,
            span,
            also: Vec::new(),
            confidence: parsed.confidence,
            repairs: Vec::new(),
        }
    }
}

#[cfg(test)]
impl Person {
    /// A person of an invented roll: present, the first word the given name, the last the family name.
    pub(crate) fn drawn(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            as_written: name.to_owned(),
            honorific: None,
            given: name.split(' ').next().map(str::to_owned),
            family: name.rsplit(' ').next().map(str::to_owned),
            role: None,
            delegation: None,
            status: Status::Present,
            stands_for: None,
            attended: None,
            span: Span::default(),
            also: Vec::new(),
            confidence: 1.0,
            repairs: Vec::new(),
        }
    }
}

/// A count that the document states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// "members present".
    pub what: String,
    /// How many.
    pub count: u32,
    /// The words.
    pub span: Span,
}

/// Takes the roll.
#[must_use]
pub fn take_roll(context: Context<'_>, mentions: &Mentions) -> Diagnosed<Attendance> {
    let list = participants::read(context);
    if list.is_none()
        && let Some(list) = han::read(context)
    {
        return list;
    }
    let mut roll = list.unwrap_or_else(|| {
        let blocks = woven::present_blocks(context);
        let woven = if pairs::are_paired(context, &blocks) { None } else { woven::delegations(context, mentions, &blocks) };
        woven.unwrap_or_else(|| reader::read(context))
    });
    sift::sift(context, &mut roll);
    conserve::conserve(context.transcript, &mut roll);
    let held = std::mem::take(&mut roll.value.blocks);
    roll.value.blocks = held.into_iter().filter(|b| !goes_on_to_business(context, &roll.value, *b)).collect();
    for person in roll.value.people.iter_mut().filter(|p| p.confidence < 1.0 && p.repairs.is_empty()) {
        person.repairs.push(Repair::new(NAME_UNCERTAIN, "the words and what stands about them do not say for certain that this is a person of the list"));
    }
    roll
}

/// Whether a block that tells of the roll goes on to business for the most part: the table of a whole meeting, one row of which has the apologies.
fn goes_on_to_business(context: Context<'_>, roll: &Attendance, block: usize) -> bool {
    /// Less than this, in bytes, is what stands about a list.
    const LEAST: usize = 400;
    let Some(held) = context.transcript.blocks.get(block) else { return false };
    let people = roll.people.iter().flat_map(|p| p.also.iter().chain(std::iter::once(&p.span)));
    let places = roll.delegations.iter().flat_map(|d| d.also.iter().chain(std::iter::once(&d.span)));
    let stated = roll.stated.iter().map(|s| &s.span);
    let mut inside: Vec<usize> = people.chain(places).chain(stated).filter(|s| held.span.contains(**s)).map(|s| s.end).collect();
    inside.sort_unstable();
    // A name that is told again far down says nothing of where the list ends.
    let Some(end) = inside.get(inside.len() / 2).copied() else { return false };
    let behind = held.span.end.saturating_sub(end);
    behind > LEAST && behind * 4 > held.span.len() * 3
}

/// Words for comparison: small letters, no marks, single spaces.
pub(crate) fn folded(words: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let bare: String = words
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

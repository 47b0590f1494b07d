//! The meeting: title, body, kind, number, date, times, venue, from the head of the document and from its opening and
//! closing sentences.

mod body;
mod chair;
mod cues;
mod han;
mod head;
mod naming;
mod place;
pub mod volume;
mod when;
mod written;

use crate::diagnostics::{Diagnosed, Repair};
use crate::language::Language;
use crate::outline::Outline;
use crate::span::Span;
use crate::transcript::Transcript;
use std::collections::BTreeMap;

/// What was read of the meeting. `None` where it is not told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MeetingFacts {
    /// The document's title.
    pub title: Option<String>,
    /// The body that met.
    pub body: Option<String>,
    /// As the body calls it, lower case.
    pub kind: Option<String>,
    /// As printed.
    pub number: Option<String>,
    /// The (first) day.
    pub date: Option<jiff::civil::Date>,
    /// The last day, where there are several.
    pub end_date: Option<jiff::civil::Date>,
    /// HH:MM.
    pub start_time: Option<String>,
    /// HH:MM.
    pub end_time: Option<String>,
    /// Where it met.
    pub venue: Option<String>,
    /// Who presided, as the text names them; tied to the roll later.
    pub chair: Option<String>,
    /// The document's own symbol.
    pub symbol: Option<String>,
    /// `draft`, `final` or `approved`.
    pub state: Option<String>,
    /// For each field that was read, by its name in the record.
    pub evidence: BTreeMap<&'static str, FieldEvidence>,
}

/// The words that a field was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldEvidence {
    /// The words on the page.
    pub as_written: String,
    /// Where in the text; `None` where they stand in a running header.
    pub span: Option<Span>,
    /// The page.
    pub page: Option<u32>,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

/// Reads what the document says of its meeting. `file_name` is a witness for the date only.
#[must_use]
pub fn find(transcript: &Transcript, outline: &Outline, language: Language, file_name: &str) -> Diagnosed<MeetingFacts> {
    let t = transcript;
    let head = head::Head::of(t, outline);
    let mut facts = MeetingFacts::default();
    let mut notices = Vec::new();
    naming::read(t, &head, language, &mut facts);
    naming::symbol_and_state(t, &head, language, &mut facts);
    when::day(t, &head, language, file_name, &mut facts, &mut notices);
    when::hours(t, &head, &mut facts);
    place::read(t, &head, language, &mut facts);
    chair::read(t, &head, language, &mut facts);
    han::read(t, &mut facts);
    if facts.body.is_none() {
        body::of_running_head(t, language, &mut facts);
    }
    for evidence in facts.evidence.values_mut() {
        if let (Some(span), true) = (evidence.span, evidence.as_written.is_empty()) {
            span.of(&t.text).clone_into(&mut evidence.as_written);
        }
    }
    Diagnosed { value: facts, notices }
}

/// A field that its words tell.
fn certain(t: &Transcript, span: Span) -> FieldEvidence {
    inferred(t, span, 1.0)
}

/// A field that was worked out with some doubt.
fn inferred(t: &Transcript, span: Span, confidence: f32) -> FieldEvidence {
    FieldEvidence { as_written: span.of(&t.text).to_owned(), span: Some(span), page: None, confidence, repairs: Vec::new() }
}

/// A field that a running header or footer tells.
fn running(page: u32, as_written: &str, confidence: f32) -> FieldEvidence {
    FieldEvidence { as_written: as_written.to_owned(), span: None, page: Some(page), confidence, repairs: Vec::new() }
}

#[cfg(test)]
mod tests;

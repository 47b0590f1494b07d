//! A record -> the documents of the index, one a section.
//!
//! What stands before the first section (the title, the roll) is a document too, so that who was there is found, and that each record has one.

use super::fields::{Facet, Fields};
use crate::gazetteer::states;
use crate::minutes::{Minutes, Speaker, TextSpan};
use crate::write::sections::{self, SectionLine};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use tantivy::TantivyDocument;

/// A name longer than this, in bytes, is none; the index bounds its terms.
const LONGEST_NAME: usize = 300;

/// What an answer tells of a section, kept in the index beside its words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) id: String,
    pub(super) record: String,
    pub(super) file: String,
    pub(super) meeting: Option<String>,
    pub(super) body: Option<String>,
    pub(super) date: Option<String>,
    pub(super) number: Option<String>,
    pub(super) title: Option<String>,
    pub(super) language: Option<String>,
    pub(super) pages: Option<[u32; 2]>,
    /// Where in `text`, in bytes, a page begins.
    pub(super) breaks: Vec<(usize, u32)>,
    pub(super) text: String,
}

/// The documents of a record whose file has this hash.
pub(super) fn documents(fields: &Fields, record: &Minutes, hash: &str) -> Vec<TantivyDocument> {
    let lines = sections::lines(record);
    let mut made = Vec::with_capacity(lines.len() + 1);
    // A record without a word has a document all the same: by it the index knows that the record was read.
    if let Some(head) = sections::head(record, lines.is_empty()) {
        made.push(document(fields, record, &head, sections::head_span(record), hash));
    }
    for (i, line) in lines.iter().enumerate() {
        made.push(document(fields, record, line, sections::own_span(record, i), hash));
    }
    made
}

/// The number of a record: the same in each run, and no other record's.
fn key(record: &str) -> u64 {
    Sha256::digest(record.as_bytes()).iter().take(8).fold(0, |key, byte| (key << 8) | u64::from(*byte))
}

/// `2022-03-04` as 20220304; a day that is not known is left out.
pub(super) fn day(date: &str) -> Option<u64> {
    let date: jiff::civil::Date = date.parse().ok()?;
    (u64::try_from(date.year()).ok()? * 100 + u64::try_from(date.month()).ok()?).checked_mul(100)?.checked_add(u64::try_from(date.day()).ok()?)
}

fn document(fields: &Fields, record: &Minutes, line: &SectionLine<'_>, own: TextSpan, hash: &str) -> TantivyDocument {
    let mut made = TantivyDocument::default();
    let mut put = |field, text: &str| made.add_text(field, text);
    put(fields.id, &line.id);
    put(fields.record, &record.id);
    put(fields.hash, hash);
    put(fields.text, &line.text);
    let stems = fields.stems_of(record.source.language.as_deref());
    if let Some(stems) = stems {
        put(stems.text, &line.text);
    }
    if let Some(title) = line.title {
        put(fields.title, title);
        if let Some(stems) = stems {
            put(stems.title, title);
        }
    }
    put(fields.file, line.file);
    if let Some(title) = line.meeting.title {
        put(fields.meeting, title);
    }
    let mut facet = |facet, value: &str| {
        if !value.is_empty() && value.len() <= LONGEST_NAME {
            put(fields.facet(facet), value);
        }
    };
    let (speakers, speaking, said) = speakers(record, own);
    for name in &speakers {
        facet(Facet::Speaker, name);
    }
    for state in &line.states {
        facet(Facet::State, state);
    }
    for name in &line.organisations {
        facet(Facet::Organisation, name);
    }
    for name in &line.people {
        facet(Facet::Person, name);
    }
    for kind in &kinds(record, own) {
        facet(Facet::Kind, kind);
    }
    if let Some(body) = line.meeting.body {
        facet(Facet::Body, body);
    }
    if let Some(language) = &record.source.language {
        facet(Facet::Language, language);
    }
    let dated = line.meeting.date.and_then(day);
    if dated.is_some() {
        line.meeting.date.and_then(|date| date.split('-').next()).into_iter().for_each(|year| facet(Facet::Year, year));
    }
    for code in &speaking {
        put(fields.speaker_state, code);
    }
    for name in &said {
        put(fields.speaker, name);
    }
    for name in &line.organisations {
        put(fields.organisation, name);
    }
    for name in &line.people {
        put(fields.person, name);
    }
    for name in &line.states {
        put(fields.state, name);
    }
    if let Some(body) = line.meeting.body {
        put(fields.body, body);
    }
    made.add_u64(fields.key, key(&record.id));
    if let Some(day) = dated {
        made.add_u64(fields.day, day);
    }
    let kept = Kept {
        id: line.id.clone(),
        record: record.id.clone(),
        file: line.file.to_owned(),
        meeting: line.meeting.title.map(str::to_owned),
        body: line.meeting.body.map(str::to_owned),
        date: line.meeting.date.map(str::to_owned),
        number: line.number.map(str::to_owned),
        title: line.title.map(str::to_owned),
        language: record.source.language.clone(),
        pages: line.pages,
        breaks: breaks(record, own, &line.text),
        text: line.text.clone(),
    };
    // A struct of strings and numbers is always JSON.
    made.add_bytes(fields.kept, &serde_json::to_vec(&kept).unwrap_or_default());
    made
}

/// Who takes the floor: by the names that are counted, by the codes of States, and by every name that somebody may ask for.
fn speakers(record: &Minutes, own: TextSpan) -> (BTreeSet<&str>, BTreeSet<&str>, BTreeSet<&str>) {
    let (mut counted, mut states, mut said) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for Speaker { name, kind, code, person } in record.interventions.iter().filter(|i| starts_in(i.span, own)).map(|i| &i.speaker) {
        let in_the_roll = person.as_deref().and_then(|id| record.attendance.people.iter().find(|p| p.id == id)).map(|p| p.name.as_str());
        let state = code.as_deref().filter(|_| kind == "state").and_then(states::by_code);
        counted.insert(in_the_roll.or(state.map(|s| s.name)).unwrap_or(name));
        said.insert(name.as_str());
        said.extend(in_the_roll);
        said.extend(state.map(|s| s.name));
        states.extend(state.and(code.as_deref()));
    }
    (counted, states, said)
}

/// What came of the section.
fn kinds(record: &Minutes, own: TextSpan) -> BTreeSet<&str> {
    let mut kinds = BTreeSet::new();
    for decision in record.decisions.iter().filter(|d| starts_in(d.span, own)) {
        kinds.extend(["decision", decision.kind.as_str()]);
    }
    if record.actions.iter().any(|a| starts_in(a.span, own)) {
        kinds.insert("action");
    }
    if record.votes.iter().any(|v| starts_in(v.span, own)) {
        kinds.insert("vote");
    }
    kinds
}

fn starts_in(span: TextSpan, own: TextSpan) -> bool {
    own[0] <= span[0] && span[0] < own[1]
}

/// Where in the section's words its pages begin, in bytes, in order.
fn breaks(record: &Minutes, own: TextSpan, text: &str) -> Vec<(usize, u32)> {
    let mut breaks: Vec<(usize, u32)> = Vec::new();
    let first = record.lines.partition_point(|l| l.span[1] <= own[0]);
    // The words are the span without the white space at its ends: code points are counted from its first word.
    let (mut chars, mut at) = (text.char_indices(), 0);
    let begins = record.lines.get(first).map_or(own[0], |l| l.span[0].max(own[0]));
    for line in record.lines.get(first..).unwrap_or_default().iter().take_while(|l| l.span[0] < own[1]) {
        let Some(page) = line.page else { continue };
        if breaks.last().is_some_and(|(_, last)| *last == page) {
            continue;
        }
        let wanted = line.span[0].saturating_sub(begins);
        let byte = if wanted <= at { Some(0) } else { chars.nth(wanted - at - 1).map(|(byte, c)| byte + c.len_utf8()) };
        at = at.max(wanted);
        breaks.push((byte.unwrap_or(text.len()), page));
    }
    breaks
}

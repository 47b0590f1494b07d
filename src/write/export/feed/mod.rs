//! The documents of the search feeds: one a section and one a meeting, and which of them are new, changed or gone since an earlier feed.
//!
//! A document is a line of `sections.ndjson` ([`sections::lines`]) with what a search page needs beside it: whether it is a section or a meeting, facets for who spoke
//! and what was decided, the day as a number (engines compare numbers), where it was read from, and a link back to the page.

mod since;

use super::links::Links;
use crate::minutes::{Confidence, Minutes, TextSpan};
use crate::write::safely::Unfinished;
use crate::write::sections::{self, SectionLine};
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use since::Since;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// What a feed has sent, for the next one with `--since`: a line a record, in the records' order.
const SENT: &str = "sent.ndjson";

/// One document.
#[derive(Debug, Serialize)]
pub(super) struct Document<'a> {
    #[serde(flatten)]
    pub(super) line: SectionLine<'a>,
    /// `section` or `meeting`.
    pub(super) kind: &'static str,
    /// The section's id in the record.
    pub(super) section: Option<&'a str>,
    /// The language of the minutes, BCP 47.
    pub(super) language: Option<&'a str>,
    /// The first day of the meeting as a number, 20310303.
    pub(super) day: Option<i32>,
    /// Its last day, the same where there is only one.
    pub(super) last_day: Option<i32>,
    /// Who took the floor in it: the codes of States, else names.
    pub(super) speakers: BTreeSet<&'a str>,
    /// The kinds of the decisions in it.
    pub(super) decisions: BTreeSet<&'a str>,
    /// How sure it is that this is a section.
    pub(super) confidence: Option<Confidence>,
    /// The document's page, to be opened by a click.
    pub(super) link: String,
    /// Where it was read from.
    pub(super) provenance: Provenance<'a>,
}

/// Where a document was read from, and by what.
#[derive(Debug, Serialize)]
pub(super) struct Provenance<'a> {
    /// SHA-256 of the file.
    pub(super) sha256: &'a str,
    /// Its words in the record's text, in code points.
    pub(super) span: TextSpan,
    /// Where the letters come from.
    pub(super) text_layer: crate::minutes::TextLayer,
    /// The program.
    pub(super) program: &'a str,
    /// Its version.
    pub(super) version: &'a str,
}

/// What is to be done at the search engine.
pub(super) enum Change<'c, 'a> {
    /// This document is new, or other than it was.
    Put(&'c Document<'a>, &'c [u8]),
    /// The document of this id is gone.
    Delete(&'c str),
}

/// Where changes go.
pub(super) type Visit<'v> = dyn for<'c, 'a> FnMut(Change<'c, 'a>) -> io::Result<()> + 'v;

/// A feed in the making.
#[derive(Debug)]
pub(super) struct Feed {
    since: Option<Since>,
    links: Links,
    sent: BufWriter<File>,
    unfinished: Unfinished,
}

impl Feed {
    /// Begins a feed into `folder`, `form` within it being the form's own; `since` is the folder of an earlier export.
    pub(super) fn begin(folder: &Path, form: &str, options: &super::Options) -> io::Result<Self> {
        let since = options.since.as_deref().map(|earlier| Since::open(&earlier.join(form).join(SENT))).transpose()?;
        let (unfinished, file) = Unfinished::begin(&folder.join(form).join(SENT))?;
        Ok(Self { since, links: Links::new(options.links.as_deref()), sent: BufWriter::new(file), unfinished })
    }

    /// Gives what is to be done for the next record, and for those before it that are gone.
    pub(super) fn record(&mut self, record: &Minutes, visit: &mut Visit<'_>) -> io::Result<()> {
        let mut earlier = match &mut self.since {
            Some(since) => since.upto(&record.id, &mut |id| visit(Change::Delete(id)))?,
            None => BTreeMap::new(),
        };
        let mut sent = BTreeMap::new();
        for document in documents(record, &self.links) {
            let told = serde_json::to_vec(&document)?;
            let hash = Sha256::digest(&told).iter().take(8).fold(String::new(), |mut hex, byte| {
                let _ = write!(hex, "{byte:02x}");
                hex
            });
            if earlier.remove(&document.line.id).as_ref() != Some(&hash) {
                visit(Change::Put(&document, &told))?;
            }
            sent.insert(document.line.id, hash);
        }
        for id in earlier.keys() {
            visit(Change::Delete(id))?;
        }
        serde_json::to_writer(&mut self.sent, &json!({ "record": record.id, "sent": sent }))?;
        self.sent.write_all(b"\n")
    }

    /// Gives what is gone behind the last record, and ends.
    pub(super) fn finish(mut self, visit: &mut Visit<'_>) -> io::Result<()> {
        if let Some(since) = &mut self.since {
            since.rest(&mut |id| visit(Change::Delete(id)))?;
        }
        self.sent.flush()?;
        drop(self.sent);
        self.unfinished.put()
    }
}

/// The documents of a record: the meeting, then its sections.
fn documents<'a>(record: &'a Minutes, links: &Links) -> Vec<Document<'a>> {
    let mut out = Vec::with_capacity(record.sections.len() + 1);
    out.push(Document {
        speakers: record.interventions.iter().map(speaker).collect(),
        decisions: record.decisions.iter().map(|d| d.kind.as_str()).collect(),
        link: links.to(record, None),
        ..document(record, sections::meeting_line(record), [0, record.text.chars().count()])
    });
    let mut speakers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (section, intervention) in record.interventions.iter().filter_map(|i| Some((i.section.as_deref()?, i))) {
        speakers.entry(section).or_default().insert(speaker(intervention));
    }
    let mut decisions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (section, decision) in record.decisions.iter().filter_map(|d| Some((d.section.as_deref()?, d))) {
        decisions.entry(section).or_default().insert(&decision.kind);
    }
    for (nth, (line, section)) in sections::lines(record).into_iter().zip(&record.sections).enumerate() {
        let link = links.to(record, line.pages.map(|[first, _]| first).or(section.page));
        out.push(Document {
            kind: "section",
            section: Some(&section.id),
            speakers: speakers.remove(section.id.as_str()).unwrap_or_default(),
            decisions: decisions.remove(section.id.as_str()).unwrap_or_default(),
            confidence: Some(section.confidence),
            link,
            ..document(record, line, sections::own_span(record, nth))
        });
    }
    out
}

/// What documents of both kinds have.
fn document<'a>(record: &'a Minutes, line: SectionLine<'a>, span: TextSpan) -> Document<'a> {
    let (source, meeting) = (&record.source, &record.meeting);
    let first = meeting.date.as_deref().and_then(day);
    Document {
        line,
        kind: "meeting",
        section: None,
        language: source.language.as_deref(),
        day: first,
        last_day: meeting.end_date.as_deref().and_then(day).filter(|last| Some(*last) >= first).or(first),
        speakers: BTreeSet::new(),
        decisions: BTreeSet::new(),
        confidence: None,
        link: String::new(),
        provenance: Provenance {
            sha256: &source.sha256,
            span,
            text_layer: source.text_layer,
            program: &record.made_by.program,
            version: &record.made_by.version,
        },
    }
}

fn speaker(intervention: &crate::minutes::Intervention) -> &str {
    let speaker = &intervention.speaker;
    speaker.code.as_deref().unwrap_or(&speaker.name)
}

/// `2031-03-03` as 20310303.
fn day(date: &str) -> Option<i32> {
    let day: jiff::civil::Date = date.parse().ok()?;
    Some(i32::from(day.year()) * 10_000 + i32::from(day.month()) * 100 + i32::from(day.day()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_page() {
        let records = crate::pipeline::read(b"Minutes\n\n1. Opening\n\nThe chair opened.".to_vec(), "a b/pier.txt", &crate::pipeline::Options::default());
        let mut record = records.expect("a text is read").into_iter().next().expect("one record");
        let (bare, based) = (Links::new(None), Links::new(Some("https://pier.example/files/")));
        assert_eq!(bare.to(&record, Some(3)), "a%20b/pier.txt");
        record.source.format = "pdf".to_owned();
        assert_eq!(based.to(&record, Some(3)), "https://pier.example/files/a%20b/pier.txt#page=3");
        record.source.reference.insert("url".to_owned(), "https://old.example/7".to_owned());
        assert_eq!(based.to(&record, None), "https://old.example/7");
    }

    #[test]
    fn days_are_numbers() {
        for (date, expected) in [("2031-03-03", Some(20_310_303)), ("2031-13-03", None), ("soon", None)] {
            assert_eq!(day(date), expected);
        }
    }
}

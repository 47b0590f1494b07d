//! `akn/<id>.xml`: Akoma Ntoso 1.0 (schema 3.0), a `debate` in the manner of the UN's guidelines (AKN4UN).
//!
//! The minutes are a report in the third person, so all running text is `narrative`; nobody is given a `speech` that they may have held in other
//! words. What was read beyond the text and has no place in Akoma Ntoso (confidence, repairs, who was excused, warnings) stands in attributes of
//! the namespace [`OURS`] and in `proprietary`, where the schema allows it. Three things the schema asks for are unknown to a record: the
//! country is `zz` (unknown), a work without a date has the day 0001-01-01, and no other date than the meeting's is told.

mod body;
mod facts;
mod terms;

use super::Exporter;
use super::markup::Markup;
use crate::minutes::Minutes;
use std::io;
use std::path::{Path, PathBuf};
use terms::{Class, Ids, Terms, slug};

/// The agent that made the markup.
const SELF: &str = "#rapporteur";
/// The namespace of what Akoma Ntoso has no place for.
const OURS: &str = "urn:rapporteur:record:1";
/// The day of a work whose date is unknown: the schema wants one.
const NO_DAY: &str = "0001-01-01";

/// The writer.
#[derive(Debug)]
pub(super) struct Akn {
    folder: PathBuf,
}

impl Akn {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.join("akn") }
    }
}

impl Exporter for Akn {
    fn record(&mut self, record: &Minutes) -> io::Result<()> {
        super::write_page(&self.folder, &record.id, "xml", &document(record))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

/// The record as one document.
fn document(record: &Minutes) -> String {
    let mut ids = Ids::default();
    ids.claim(SELF.trim_start_matches('#'));
    let mut terms = Terms::of(record, &mut ids);
    let body = body::Body::of(record, &mut ids, &mut terms).written();
    let author = record.meeting.body.as_deref().map(|name| terms.refer(&mut ids, Class::Organization, name, name));
    terms.refer(&mut ids, Class::Role, "author", "author");
    let analysis = facts::analysis(record, &mut ids, &mut terms);

    let mut xml = Markup::beginning("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.open("akomaNtoso").with("xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0").with("xmlns:r", OURS).raw("\n");
    xml.open("debate").with("name", "minutes").with("contains", "originalVersion").raw("\n");
    xml.open("meta").raw("\n");
    identification(&mut xml, record, author.as_deref().unwrap_or("/akn/ontology/organization/unknown"));
    xml.raw(&analysis);
    terms.write(&mut xml);
    facts::proprietary(&mut xml, record);
    xml.close().raw("\n"); // meta
    xml.raw(&body);
    xml.finish()
}

/// What the document is, at the four (here three) levels of FRBR.
fn identification(xml: &mut Markup, record: &Minutes, author: &str) {
    let meeting = &record.meeting;
    let day = meeting.date.as_deref().and_then(day);
    let at = day.unwrap_or("unknown");
    let by = meeting.body.as_deref().map_or_else(|| "unknown".to_owned(), slug);
    let parts: Vec<String> = record.id.split('/').map(slug).collect();
    let work = format!("/akn/zz/debate/minutes/{by}/{at}/{}", parts.join("-"));
    let language = language(record.source.language.as_deref());
    let expression = format!("{work}/{language}@");
    xml.open("identification").with("source", SELF).raw("\n");
    for (level, this, uri) in [
        ("FRBRWork", format!("{work}/!main"), work.clone()),
        ("FRBRExpression", format!("{expression}/!main"), expression.clone()),
        ("FRBRManifestation", format!("{expression}/!main.akn"), format!("{expression}.akn")),
    ] {
        xml.open(level).raw("\n");
        xml.open("FRBRthis").with("value", &this).close_empty();
        xml.open("FRBRuri").with("value", &uri).close_empty();
        if let Some(symbol) = meeting.symbol.as_deref().filter(|_| level == "FRBRWork") {
            xml.open("FRBRalias").with("value", symbol).with("name", "symbol").close_empty();
        }
        xml.open("FRBRdate").with("date", day.unwrap_or(NO_DAY)).with("name", if day.is_some() { "meeting" } else { "unknown" }).close_empty();
        if let Some(end) = meeting.end_date.as_deref().and_then(self::day) {
            xml.open("FRBRdate").with("date", end).with("name", "meetingEnd").close_empty();
        }
        let author = if level == "FRBRManifestation" { SELF } else { author };
        xml.open("FRBRauthor").with("href", author).with("as", "#role.author").close_empty();
        match level {
            "FRBRWork" => {
                xml.open("FRBRcountry").with("value", "zz").close_empty();
                xml.open("FRBRsubtype").with("value", "minutes").close_empty();
                for (name, value) in [("FRBRnumber", &meeting.number), ("FRBRname", &meeting.title)] {
                    if let Some(value) = value {
                        xml.open(name).with("value", value).close_empty();
                    }
                }
            }
            "FRBRExpression" => {
                xml.open("FRBRlanguage").with("language", language).close_empty();
            }
            _ => {
                xml.open("FRBRformat").with("value", "application/akn+xml").close_empty();
            }
        }
        xml.raw("\n").close().raw("\n");
    }
    xml.close().raw("\n");
}

/// The same day where it is one of the calendar.
fn day(text: &str) -> Option<&str> {
    let day: jiff::civil::Date = text.parse().ok()?;
    (day.to_string() == text && day.year() > 0).then_some(text)
}

/// "14:05" as a time of XML Schema.
fn time(text: &str) -> Option<String> {
    let (hour, minute) = text.split_once(':')?;
    let two = |digits: &str, below: u8| digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit()) && digits.parse::<u8>().is_ok_and(|n| n < below);
    (two(hour, 24) && two(minute, 60)).then(|| format!("{text}:00"))
}

/// The language by ISO 639-2, which Akoma Ntoso's addresses use.
fn language(tag: Option<&str>) -> &'static str {
    match tag.and_then(|tag| tag.split('-').next()).unwrap_or_default() {
        "en" => "eng",
        "fr" => "fra",
        "es" => "spa",
        "de" => "deu",
        "pt" => "por",
        "it" => "ita",
        "nl" => "nld",
        "zh" => "zho",
        "ru" => "rus",
        "ar" => "ara",
        "ja" => "jpn",
        "ko" => "kor",
        "pl" => "pol",
        "sv" => "swe",
        "da" => "dan",
        "no" | "nb" => "nor",
        "fi" => "fin",
        "ca" => "cat",
        "sw" => "swa",
        _ => "und",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_of_the_calendar_are_days() {
        for (text, is) in [("2023-11-13", true), ("2023-02-30", false), ("2023-11", false), ("2023-1-3", false), ("", false), ("0000-01-01", false)] {
            assert_eq!(day(text).is_some(), is, "{text}");
        }
        for (text, is) in [("14:05", Some("14:05:00")), ("24:00", None), ("9:00", None), ("+1:00", None), ("12:3é", None)] {
            assert_eq!(time(text).as_deref(), is, "{text}");
        }
    }
}

//! `sections.ndjson`: one line a section, as search engines take it.
//!
//! The lines are made from the records that stand in the output folder at the end of a run, whoever wrote them, in the order of
//! their paths: so two runs over two halves of an archive give the feed of the whole.

use super::safely::{self, Unfinished};
use crate::minutes::{DelegationKind, Entity, Minutes, TextSpan, Value};
use crate::records::{self, Found};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// The feed's name below the output folder.
pub const FILE_NAME: &str = "sections.ndjson";

/// One line of the feed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SectionLine<'a> {
    /// Letters, digits, `_` and `-` only: the same for the same record and section.
    pub id: String,
    /// The id of the record.
    pub record: &'a str,
    /// The document, relative to the INPUT given.
    pub file: &'a str,
    /// The meeting.
    pub meeting: MeetingOf<'a>,
    /// The section's number, as printed.
    pub number: Option<&'a str>,
    /// The section's title.
    pub title: Option<&'a str>,
    /// The section's own words: its heading, and its text up to its first subsection.
    pub text: String,
    /// The codes of the States named in it (a name where there is no code).
    pub states: BTreeSet<&'a str>,
    /// The organisations named in it.
    pub organisations: BTreeSet<&'a str>,
    /// The people named in it.
    pub people: BTreeSet<&'a str>,
    /// The first days of the dates named in it, ISO 8601.
    pub dates: BTreeSet<&'a str>,
    /// First and last page.
    pub pages: Option<[u32; 2]>,
}

/// The meeting that a section belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MeetingOf<'a> {
    /// Its title.
    pub title: Option<&'a str>,
    /// Its body.
    pub body: Option<&'a str>,
    /// Its first day.
    pub date: Option<&'a str>,
}

/// The lines of one record.
#[must_use]
pub fn lines(record: &Minutes) -> Vec<SectionLine<'_>> {
    let words = Words::of(&record.text);
    let sections = record.sections.iter().enumerate();
    sections
        .map(|(i, section)| SectionLine {
            number: section.number.as_deref(),
            title: section.title.as_deref(),
            ..line(record, &words, &section.id, own_span(record, i))
        })
        .collect()
}

/// What stands before the first section, as if it were one without a heading: most often the title and the roll. `None` where nothing does,
/// unless an empty one is wanted.
#[must_use]
pub fn head(record: &Minutes, empty_too: bool) -> Option<SectionLine<'_>> {
    let line = line(record, &Words::of(&record.text), "head", head_span(record));
    (empty_too || !line.text.is_empty()).then_some(line)
}

/// Where the [`head`] stands.
#[must_use]
pub fn head_span(record: &Minutes) -> TextSpan {
    [0, record.sections.first().map_or(usize::MAX, |first| first.span[0])]
}

fn line<'a>(record: &'a Minutes, words: &Words<'a>, section: &str, own: TextSpan) -> SectionLine<'a> {
    let mut line = SectionLine {
        id: identifier(&record.id, section),
        record: &record.id,
        file: &record.source.file,
        meeting: MeetingOf { title: record.meeting.title.as_deref(), body: record.meeting.body.as_deref(), date: record.meeting.date.as_deref() },
        number: None,
        title: None,
        text: words.at(own).trim().to_owned(),
        states: BTreeSet::new(),
        organisations: BTreeSet::new(),
        people: BTreeSet::new(),
        dates: BTreeSet::new(),
        pages: pages(record, own),
    };
    for entity in record.entities.iter().filter(|e| within(e.span, own)) {
        line.take(entity);
    }
    line
}

/// A line for the meeting itself: the text before its first section, and all that is named in the record or listed in the roll.
#[must_use]
pub fn meeting_line(record: &Minutes) -> SectionLine<'_> {
    let mut line = SectionLine {
        number: record.meeting.number.as_deref(),
        title: record.meeting.title.as_deref(),
        people: record.attendance.people.iter().map(|p| p.name.as_str()).collect(),
        pages: pages(record, [0, usize::MAX]),
        ..line(record, &Words::of(&record.text), "", head_span(record))
    };
    for entity in &record.entities {
        line.take(entity);
    }
    for delegation in &record.attendance.delegations {
        let set = match delegation.kind {
            DelegationKind::State => &mut line.states,
            DelegationKind::Organisation => &mut line.organisations,
            DelegationKind::Office | DelegationKind::Group | DelegationKind::Unknown => continue,
        };
        set.insert(delegation.code.as_deref().unwrap_or(&delegation.name));
    }
    line
}

impl<'a> SectionLine<'a> {
    fn take(&mut self, entity: &'a Entity) {
        let (set, what) = match &entity.value {
            Value::State { code, name, .. } => (&mut self.states, code.as_deref().or(name.as_deref())),
            Value::Organisation { acronym, name } => (&mut self.organisations, acronym.as_deref().or(name.as_deref())),
            Value::Person { name, .. } => (&mut self.people, Some(name.as_str())),
            Value::Date { start, .. } => (&mut self.dates, start.as_deref()),
            _ => return,
        };
        set.extend(what);
    }
}

/// What a section has of its own: its heading, and its text up to its first subsection.
#[must_use]
pub fn own_span(record: &Minutes, section: usize) -> TextSpan {
    let Some([start, end]) = record.sections.get(section).map(|s| s.span) else { return [0, 0] };
    let own_end = record.sections.get(section + 1).map_or(end, |next| next.span[0].min(end));
    [start, own_end.max(start)]
}

fn within(span: TextSpan, section: TextSpan) -> bool {
    section[0] <= span[0] && span[0] < section[1]
}

/// The pages of the lines that the span meets.
fn pages(record: &Minutes, span: TextSpan) -> Option<[u32; 2]> {
    let first = record.lines.partition_point(|l| l.span[1] <= span[0]);
    let met = record.lines.get(first..).unwrap_or_default().iter().take_while(|l| l.span[0] < span[1]);
    let pages: Vec<u32> = met.filter_map(|l| l.page).collect();
    Some([*pages.iter().min()?, *pages.iter().max()?])
}

/// The longest id that engines take: OpenSearch 512 bytes, Meilisearch 511.
const LONGEST_ID: usize = 511;

/// Makes an id of the characters that search engines allow. What they do not allow is written as `_` and its code point in
/// hexadecimal, so that two records never share one. One that would be too long ends with a hash of all of it instead.
fn identifier(record: &str, section: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(record.len() + section.len() + 2);
    let mut put = |part: &str| {
        for c in part.chars() {
            if c.is_ascii_alphanumeric() || c == '-' {
                out.push(c);
            } else {
                let _ = write!(out, "_{:x}_", u32::from(c));
            }
        }
    };
    put(record);
    put("#");
    put(section);
    if out.len() > LONGEST_ID {
        let hash = Sha256::digest(&out).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        out.truncate(LONGEST_ID - hash.len()); // all of it is ASCII
        out.push_str(&hash);
    }
    out
}

/// Code points of a text -> its words: the way back from a record's spans.
#[derive(Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    /// The byte where each code point begins; empty where each is one byte.
    starts: Vec<usize>,
}

impl<'t> Words<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let starts = if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).collect() };
        Self { text, starts }
    }

    fn byte(&self, n: usize) -> usize {
        if self.starts.is_empty() { n.min(self.text.len()) } else { self.starts.get(n).copied().unwrap_or(self.text.len()) }
    }

    pub(super) fn at(&self, span: TextSpan) -> &'t str {
        self.text.get(self.byte(span[0])..self.byte(span[1])).unwrap_or_default()
    }
}

/// The lines of the records that a run has made, kept in a hidden file until the feed is written: what has just been told need not be
/// read back from the records' own files.
#[derive(Debug)]
pub struct Told {
    /// Never put in a place: it goes where this is dropped.
    _file: Unfinished,
    kept: Mutex<Kept>,
}

#[derive(Debug)]
struct Kept {
    file: File,
    end: u64,
    /// Where each record's lines stand: first byte and length.
    places: BTreeMap<String, (u64, u64)>,
}

impl Told {
    /// Nothing kept yet, for a run into `folder`.
    ///
    /// # Errors
    /// Where the hidden file cannot be made.
    pub fn begin(folder: &Path) -> io::Result<Self> {
        let (unfinished, _) = Unfinished::begin(&folder.join("sections"))?;
        let file = File::options().read(true).write(true).open(unfinished.beside())?;
        Ok(Self { _file: unfinished, kept: Mutex::new(Kept { file, end: 0, places: BTreeMap::new() }) })
    }

    /// Keeps the [`bytes`] of the record `id`, whose file this run has written.
    ///
    /// # Errors
    /// Where they cannot be kept.
    pub fn keep(&self, id: &str, bytes: &[u8]) -> io::Result<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = (kept.end, bytes.len() as u64);
        kept.file.seek(SeekFrom::Start(place.0))?;
        kept.file.write_all(bytes)?;
        kept.end += place.1;
        kept.places.insert(id.to_owned(), place);
        Ok(())
    }

    /// The kept bytes of the record `id`.
    fn of(&self, id: &str) -> io::Result<Option<Vec<u8>>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let Some((start, length)) = kept.places.get(id).copied() else { return Ok(None) };
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        kept.file.seek(SeekFrom::Start(start))?;
        (&kept.file).take(length).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }
}

/// The [`lines`] of one record as they stand in the feed.
///
/// # Errors
/// Where a line cannot be told in JSON, which it always can.
pub fn bytes(record: &Minutes) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    for line in lines(record) {
        serde_json::to_writer(&mut bytes, &line)?;
        bytes.push(b'\n');
    }
    Ok(bytes)
}

/// Writes the feed of all records that stand below `folder`; those that this run has `told` are not read again.
///
/// # Errors
/// Where the feed cannot be written in full.
pub fn write(folder: &Path, told: &Told) -> io::Result<()> {
    let files = records::files(folder)?;
    safely::write_with(&folder.join(FILE_NAME), |file| {
        let mut out = BufWriter::new(file);
        for path in &files {
            if let Some(lines) = told.of(&records::own_id(folder, path))? {
                out.write_all(&lines)?;
            } else if let Found::Record(record) = records::read(folder, path) {
                out.write_all(&bytes(&record)?)?;
            }
        }
        out.flush()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_code_points() {
        let text: String = (0..1000).map(|i| if i % 3 == 0 { 'é' } else { '日' }).collect();
        let words = Words::of(&text);
        let all: Vec<char> = text.chars().collect();
        for span in [[0, 0], [0, 1], [63, 65], [64, 128], [999, 1000], [1000, 1000], [990, 2000]] {
            let expected: String = all[span[0]..span[1].min(1000)].iter().collect();
            assert_eq!(words.at(span), expected, "{span:?}");
        }
        assert_eq!(words.at([5, 2]), "");
        assert_eq!((words.at([0, 1]), words.at([999, 1008])), ("é", "é"));
    }
}

//! `popolo.json`: people, organisations, memberships, events, motions, votes and speeches in the open-government vocabulary Popolo, one file for all records.
//!
//! What a person *is* over many meetings is the audit's question, not this form's: a person here is one line of one roll, so that nobody is merged with a
//! namesake. Bodies, States and organisations with a code or a name of their own are one over all records; a label ("Secretariat", "Guests") belongs to its meeting.
//! A membership says that somebody sat in the body's meeting, and on whose behalf; `attendance` beside it says whether they were there. What Popolo has no
//! word for (the place on the page, confidence, repairs, names as written) stands in `rapporteur` beside each object.
//! Source: the Popolo specification of popoloproject.com, and its vote event and speech drafts.

mod objects;

use super::Exporter;
use super::links::Links;
use crate::minutes::Minutes;
use crate::write::safely::{self, Unfinished};
use objects::{Kind, Objects};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The writer. Each list grows in a hidden file of its own, so that the memory is that of the organisations' names, whatever the number of records.
#[derive(Debug)]
pub(super) struct Popolo {
    place: PathBuf,
    links: Links,
    lists: Vec<List>,
    /// The organisations that have been told.
    told: BTreeSet<String>,
}

/// One list of the file.
#[derive(Debug)]
struct List {
    kind: Kind,
    file: BufWriter<File>,
    /// Never put in a place: it goes where this is dropped.
    unfinished: Unfinished,
    empty: bool,
}

impl Popolo {
    pub(super) fn begin(folder: &Path, links: Option<&str>) -> io::Result<Self> {
        let begin = |kind: Kind| {
            let (unfinished, file) = Unfinished::begin(&folder.join(format!("popolo.{}", kind.name())))?;
            Ok(List { kind, file: BufWriter::new(file), unfinished, empty: true })
        };
        let lists = Kind::ALL.into_iter().map(begin).collect::<io::Result<_>>()?;
        Ok(Self { place: folder.join("popolo.json"), links: Links::new(links), lists, told: BTreeSet::new() })
    }
}

impl List {
    fn put(&mut self, object: &Value) -> io::Result<()> {
        self.file.write_all(if std::mem::take(&mut self.empty) { b"\n    " } else { b",\n    " })?;
        Ok(serde_json::to_writer(&mut self.file, object)?)
    }
}

impl Exporter for Popolo {
    fn record(&mut self, record: &Minutes) -> io::Result<()> {
        for (kind, object) in Objects::of(record, &self.links).all() {
            if kind == Kind::Organizations {
                let id = object.get("id").and_then(Value::as_str).unwrap_or_default();
                if !self.told.insert(id.to_owned()) {
                    continue;
                }
            }
            if let Some(list) = self.lists.iter_mut().find(|l| l.kind == kind) {
                list.put(&object)?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        for list in &mut self.lists {
            list.file.flush()?;
        }
        safely::write_with(&self.place, |file| {
            let mut out = BufWriter::new(file);
            out.write_all(b"{")?;
            for (n, list) in self.lists.iter().enumerate() {
                write!(out, "{}\n  \"{}\": [", if n > 0 { "," } else { "" }, list.kind.name())?;
                io::copy(&mut File::open(list.unfinished.beside())?, &mut out)?;
                out.write_all(if list.empty { b"]" } else { b"\n  ]" })?;
            }
            out.write_all(b"\n}\n")?;
            out.flush()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_leads_somewhere() {
        let text = "Minutes of the Pier Board\n\nHeld on 3 March 2031\n\nPresent:\nAustria: Ms. Ada Pell, Chair; Mr. Bo Lind\nApologies: Mr. Cy Dahl\n\n1. Opening\n\n\
            Ms. Pell opened the meeting. Austria said that the pier was safe. Moved by Mr. Lind, seconded by Ms. Pell, to mend the pier. Carried 2-0.\n";
        let records = crate::pipeline::read(text.into(), "pier.txt", &crate::pipeline::Options::default()).expect("a text is read");
        let record = records.first().expect("one record");
        let folder = std::env::temp_dir().join(format!("rapporteur-popolo-{}", std::process::id()));
        let mut popolo = Box::new(Popolo::begin(&folder, None).expect("a folder"));
        let mut other = record.clone();
        other.id = "other".to_owned();
        for record in [record, &other] {
            popolo.record(record).expect("written");
        }
        popolo.finish().expect("written");
        let told = std::fs::read(folder.join("popolo.json")).expect("there");
        let left = std::fs::read_dir(&folder).expect("a folder").count();
        let _ = std::fs::remove_dir_all(&folder);
        assert_eq!(left, 1, "the lists' own files are gone");
        let told: Value = serde_json::from_slice(&told).expect("JSON");
        let list = |name: &str| told.get(name).and_then(Value::as_array).unwrap_or_else(|| panic!("{name}"));
        let ids: Vec<&str> = Kind::ALL.iter().flat_map(|k| list(k.name())).filter_map(|o| o.get("id")?.as_str()).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "no two objects share an id");
        assert_eq!(list("persons").len(), 2 * record.attendance.people.len());
        assert!(!record.attendance.people.is_empty() && !list("speeches").is_empty());
        for object in Kind::ALL.iter().flat_map(|k| list(k.name())) {
            for (key, value) in object.as_object().expect("an object").iter().filter(|(key, _)| key.ends_with("_id")) {
                assert!(value.as_str().is_some_and(|id| known.contains(id)), "{key} of {object}");
            }
        }
    }
}

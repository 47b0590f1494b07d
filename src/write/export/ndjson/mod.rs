//! `ndjson/sections.ndjson`: the search feed as plain lines for Meilisearch, Typesense and Quickwit, with the settings file of each beside it.
//!
//! After `--since`, `ndjson/deleted.json` has the ids of what is gone, as Meilisearch's `delete-batch` takes them.

mod settings;

use super::feed::{Change, Feed};
use super::{Exporter, Options};
use crate::minutes::Minutes;
use crate::write::{json, safely};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The writer.
#[derive(Debug)]
pub(super) struct Ndjson {
    feed: Feed,
    lines: BufWriter<File>,
    unfinished: safely::Unfinished,
    deleted: Option<Deleted>,
    gone: PathBuf,
}

impl Ndjson {
    pub(super) fn begin(folder: &Path, options: &Options) -> io::Result<Self> {
        let feed = Feed::begin(folder, "ndjson", options)?;
        let folder = folder.join("ndjson");
        safely::write(&folder.join("meilisearch.json"), &json::pretty(&settings::meilisearch())?)?;
        safely::write(&folder.join("typesense.json"), &json::pretty(&settings::typesense(&options.index))?)?;
        safely::write(&folder.join("quickwit.yaml"), settings::quickwit(&options.index).as_bytes())?;
        let (unfinished, file) = safely::Unfinished::begin(&folder.join("sections.ndjson"))?;
        let gone = folder.join("deleted.json");
        let deleted = options.since.is_some().then(|| Deleted::begin(&gone)).transpose()?;
        Ok(Self { feed, lines: BufWriter::new(file), unfinished, deleted, gone })
    }
}

impl Exporter for Ndjson {
    fn record(&mut self, record: &Minutes) -> io::Result<()> {
        let (lines, deleted) = (&mut self.lines, &mut self.deleted);
        self.feed.record(record, &mut |change| put(lines, deleted.as_mut(), &change))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self { feed, mut lines, unfinished, mut deleted, gone } = *self;
        feed.finish(&mut |change| put(&mut lines, deleted.as_mut(), &change))?;
        lines.flush()?;
        drop(lines);
        unfinished.put()?;
        match deleted {
            Some(deleted) => deleted.finish(),
            // What an earlier run with --since left would delete what this one sends.
            None => fs::remove_file(gone).or_else(|e| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) }),
        }
    }
}

fn put(lines: &mut impl Write, deleted: Option<&mut Deleted>, change: &Change<'_, '_>) -> io::Result<()> {
    match (change, deleted) {
        (Change::Put(_, told), _) => {
            lines.write_all(told)?;
            lines.write_all(b"\n")
        }
        (Change::Delete(id), Some(deleted)) => deleted.put(id),
        (Change::Delete(_), None) => Ok(()),
    }
}

/// A list of ids as JSON, written one by one.
#[derive(Debug)]
struct Deleted {
    out: BufWriter<File>,
    unfinished: safely::Unfinished,
    any: bool,
}

impl Deleted {
    fn begin(path: &Path) -> io::Result<Self> {
        let (unfinished, file) = safely::Unfinished::begin(path)?;
        let mut out = BufWriter::new(file);
        out.write_all(b"[")?;
        Ok(Self { out, unfinished, any: false })
    }

    fn put(&mut self, id: &str) -> io::Result<()> {
        self.out.write_all(if self.any { b",\n" } else { b"\n" })?;
        self.any = true;
        Ok(serde_json::to_writer(&mut self.out, id)?)
    }

    fn finish(mut self) -> io::Result<()> {
        self.out.write_all(b"\n]\n")?;
        self.out.flush()?;
        drop(self.out);
        self.unfinished.put()
    }
}

//! `bulk/bulk-00001.ndjson` …: the search feed as the `_bulk` API of OpenSearch and Elasticsearch takes it, and `bulk/template.json`, the index template.
//!
//! Each file is one request: lines of an action and a document, the last line ended, no more bytes than asked for, but that one document is never cut. A text stands
//! under its language (`text.fr`), so that it is analysed by it; what is asked of all languages is asked of `text.*`.

mod template;

use super::feed::{Change, Document, Feed};
use super::{Exporter, Options};
use crate::minutes::Minutes;
use crate::write::{json, safely};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The writer.
#[derive(Debug)]
pub(super) struct Bulk {
    feed: Feed,
    requests: Requests,
}

impl Bulk {
    pub(super) fn begin(folder: &Path, options: &Options) -> io::Result<Self> {
        let feed = Feed::begin(folder, "bulk", options)?;
        let folder = folder.join("bulk");
        safely::write(&folder.join("template.json"), &json::pretty(&template::template(&options.index))?)?;
        Ok(Self { feed, requests: Requests { folder, index: options.index.clone(), most: options.bulk_bytes, whole: Vec::new(), open: None } })
    }
}

impl Exporter for Bulk {
    fn record(&mut self, record: &Minutes) -> io::Result<()> {
        let requests = &mut self.requests;
        self.feed.record(record, &mut |change| requests.put(&change))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self { feed, mut requests } = *self;
        feed.finish(&mut |change| requests.put(&change))?;
        requests.finish()
    }
}

/// The files of a feed.
#[derive(Debug)]
struct Requests {
    folder: PathBuf,
    index: String,
    most: u64,
    whole: Vec<safely::Unfinished>,
    open: Option<(safely::Unfinished, BufWriter<File>, u64)>,
}

impl Requests {
    fn put(&mut self, change: &Change<'_, '_>) -> io::Result<()> {
        let mut lines = Vec::new();
        let mut line = |value: &Value| -> io::Result<()> {
            serde_json::to_writer(&mut lines, value)?;
            lines.push(b'\n');
            Ok(())
        };
        match change {
            Change::Put(document, _) => {
                line(&json!({ "index": { "_index": self.index, "_id": document.line.id } }))?;
                line(&by_language(document)?)?;
            }
            Change::Delete(id) => line(&json!({ "delete": { "_index": self.index, "_id": id } }))?,
        }
        let bytes = lines.len() as u64;
        if self.open.as_ref().is_some_and(|(_, _, before)| before + bytes > self.most) {
            self.close()?;
        }
        if self.open.is_none() {
            let (unfinished, file) = safely::Unfinished::begin(&self.folder.join(name(self.whole.len() + 1)))?;
            self.open = Some((unfinished, BufWriter::new(file), 0));
        }
        if let Some((_, out, before)) = &mut self.open {
            out.write_all(&lines)?;
            *before += bytes;
        }
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        if let Some((unfinished, mut out, _)) = self.open.take() {
            out.flush()?;
            self.whole.push(unfinished);
        }
        Ok(())
    }

    /// Puts all files in their places, and removes those that an earlier, longer feed left behind them.
    fn finish(mut self) -> io::Result<()> {
        self.close()?;
        let mut next = self.whole.len() + 1;
        self.whole.into_iter().try_for_each(safely::Unfinished::put)?;
        while fs::exists(self.folder.join(name(next)))? {
            fs::remove_file(self.folder.join(name(next)))?;
            next += 1;
        }
        Ok(())
    }
}

fn name(nth: usize) -> String {
    format!("bulk-{nth:05}.ndjson")
}

/// The document with its words under their language, and its days as a range.
fn by_language(document: &Document<'_>) -> io::Result<Value> {
    let language = template::language(document.language);
    let Value::Object(mut fields) = serde_json::to_value(document)? else { return Ok(Value::Null) };
    for words in ["title", "text"] {
        if let Some(said) = fields.get_mut(words).filter(|said| !said.is_null()) {
            *said = json!({ language: said.take() });
        }
    }
    // A date that is none would make a strict mapping refuse the document.
    let good = |day: &Value| day.as_str().is_some_and(|d| d.parse::<jiff::civil::Date>().is_ok());
    if let Some(dates) = fields.get_mut("dates").and_then(Value::as_array_mut) {
        dates.retain(good);
    }
    if let Some(date) = fields.get_mut("meeting").and_then(|m| m.get_mut("date")).filter(|d| !good(d)) {
        date.take();
    }
    if let (Some(first), Some(last)) = (document.day, document.last_day) {
        fields.insert("period".to_owned(), json!({ "gte": iso(first), "lte": iso(last) }));
    }
    Ok(Value::Object(fields))
}

/// 20310303 as `2031-03-03`.
fn iso(day: i32) -> String {
    format!("{:04}-{:02}-{:02}", day / 10_000, day / 100 % 100, day % 100)
}

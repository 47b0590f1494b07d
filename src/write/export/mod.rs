//! Records -> the forms that other programs and people read: one writer a source file, all behind one trait.
//!
//! Records come one at a time, in the order of their ids, and each writer keeps no more than it must for its own files, so that exporting
//! many records takes no more memory than exporting few. Every file is written beside its place and renamed when it is whole
//! ([`super::safely`]).

mod akn;
mod annotations;
mod bulk;
mod contacts;
mod csv;
mod feed;
mod html;
mod links;
mod markdown;
mod markup;
mod ndjson;
#[cfg(feature = "parquet")]
mod parquet;
mod popolo;
mod repairs;
#[cfg(feature = "sqlite")]
mod sqlite;
pub mod tables;
mod weave;

use crate::minutes::Minutes;
use crate::write::{json, safely};
use std::io;
use std::path::{Path, PathBuf};

/// A writer of one form.
pub trait Exporter {
    /// Takes the next record.
    ///
    /// # Errors
    /// Where a file cannot be written in full.
    fn record(&mut self, record: &Minutes) -> io::Result<()>;

    /// Ends all files that are still open, and puts them in their places.
    ///
    /// # Errors
    /// Where a file cannot be written in full.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A form that records can be exported to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Form {
    /// Requests for the `_bulk` API of OpenSearch and Elasticsearch, `bulk/bulk-00001.ndjson` …, and `bulk/template.json`, their index template.
    ///
    /// One document a section and one a meeting. Put the template as `_index_template/minutes`, then post each file to `_bulk`.
    Bulk,
    /// The same documents as plain lines, `ndjson/sections.ndjson`, with settings for Meilisearch, Typesense and Quickwit.
    Ndjson,
    /// One CSV file a table, `csv/<table>.csv` (RFC 4180, UTF-8). `rapporteur schema --of tables` tells the columns.
    ///
    /// A text that a spreadsheet could take for a formula has an apostrophe before it, and one that begins with an apostrophe a second one: who
    /// takes one leading apostrophe away has the text as it was.
    Csv,
    /// One Parquet file a table, `parquet/<table>.parquet`: the same tables with proper days, times and decimals, for DuckDB, pandas and Spark.
    #[cfg(feature = "parquet")]
    Parquet,
    /// One SQLite database, `minutes.sqlite`: the same tables with their keys, `search` (FTS5) over the sections, and the views `attendance` and
    /// `attendance_by_body`; its table `about` tells the columns.
    #[cfg(feature = "sqlite")]
    Sqlite,
    /// One Akoma Ntoso 1.0 document a record, `akn/<id>.xml`: a `debate` with what is named in it marked.
    Akn,
    /// One JSON file for all records, `popolo.json`: persons, organizations, memberships with `on_behalf_of_id`, events, motions, vote events and speeches.
    ///
    /// A person is one line of one roll: who is the same over many meetings is for `audit` to say.
    Popolo,
    /// One W3C annotation page a record, `annotations/<id>.json`: each fact with its words, their place in the text, and the page.
    Annotations,
    /// One Markdown file a record, `markdown/<id>.md`: the repaired minutes, each repair in a comment behind its block.
    Markdown,
    /// One page a record, `html/<id>.html`: the repaired minutes to read and to print, what was read from them, and each repair to be opened.
    Html,
}

/// What an export is asked to do otherwise than by default.
#[derive(Debug, Clone)]
pub struct Options {
    /// Whether e-mail addresses, telephone numbers and signatures of the roll are told.
    pub contacts: bool,
    /// The name of the search index.
    pub index: String,
    /// How many bytes one `_bulk` request has at the most. OpenSearch advises 5 to 15 MB.
    pub bulk_bytes: u64,
    /// The folder of an earlier export: a search feed then has only what is new or changed since, and deletes what is gone.
    pub since: Option<PathBuf>,
    /// The address below which the documents are found, for links back.
    pub links: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { contacts: false, index: "minutes".to_owned(), bulk_bytes: 10_000_000, since: None, links: None }
    }
}

/// Records on their way into several forms at once.
pub struct Export {
    exporters: Vec<Box<dyn Exporter>>,
    contacts: bool,
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").field("forms", &self.exporters.len()).field("contacts", &self.contacts).finish()
    }
}

impl Export {
    /// Begins all `forms` in `folder`.
    ///
    /// # Errors
    /// Where a file cannot be begun, or the earlier export of `options` not be read.
    pub fn begin(forms: &[Form], folder: &Path, options: &Options) -> io::Result<Self> {
        if forms.contains(&Form::Markdown) {
            // What is exported is no document to read, even where the folder lies among the documents.
            safely::write(&folder.join("markdown").join(".rapporteurignore"), b"*\n")?;
        }
        let exporters = forms.iter().map(|form| form.open(folder, options)).collect::<io::Result<_>>()?;
        Ok(Self { exporters, contacts: options.contacts })
    }

    /// Takes the next record.
    ///
    /// # Errors
    /// Where a file cannot be written in full.
    pub fn record(&mut self, mut record: Minutes) -> io::Result<()> {
        if !self.contacts {
            contacts::hide(&mut record);
        }
        self.exporters.iter_mut().try_for_each(|e| e.record(&record))
    }

    /// Ends all files, and puts them in their places.
    ///
    /// # Errors
    /// Where a file cannot be written in full.
    pub fn finish(self) -> io::Result<()> {
        self.exporters.into_iter().try_for_each(Exporter::finish)
    }
}

impl Form {
    /// The writer of this form into `folder`.
    ///
    /// # Errors
    /// Where its files cannot be begun.
    pub fn open(self, folder: &Path, options: &Options) -> io::Result<Box<dyn Exporter>> {
        Ok(match self {
            Self::Bulk => Box::new(bulk::Bulk::begin(folder, options)?),
            Self::Ndjson => Box::new(ndjson::Ndjson::begin(folder, options)?),
            Self::Csv => Box::new(csv::Csv::begin(folder)?),
            #[cfg(feature = "parquet")]
            Self::Parquet => Box::new(parquet::Parquet::begin(folder)?),
            #[cfg(feature = "sqlite")]
            Self::Sqlite => Box::new(sqlite::Sqlite::begin(folder)?),
            Self::Akn => Box::new(akn::Akn::new(folder)),
            Self::Popolo => Box::new(popolo::Popolo::begin(folder, options.links.as_deref())?),
            Self::Annotations => Box::new(annotations::Annotations::new(folder, options.links.as_deref())),
            Self::Markdown => Box::new(markdown::Markdown::new(folder)),
            Self::Html => Box::new(html::Html::new(folder, options.links.as_deref())),
        })
    }
}

/// Writes a record's own file, `<folder>/<id>.<extension>`.
fn write_page(folder: &Path, id: &str, extension: &str, content: &str) -> io::Result<()> {
    safely::write(&json::place_of(folder, id, extension), content.as_bytes())
}

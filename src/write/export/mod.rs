//! Records -> the forms that other programs and people read: one writer a source file, all behind one trait.
//!
//! Records come one at a time, in the order of their ids, and each writer keeps no more than it must for its own files, so that exporting
//! many records takes no more memory than exporting few. Every file is written beside its place and renamed when it is whole
//! ([`super::safely`]).

mod akn;
mod csv;
mod markdown;
mod markup;
#[cfg(feature = "sqlite")]
mod sqlite;
pub mod tables;
mod weave;

use crate::minutes::Minutes;
use std::io;
use std::path::Path;

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
    /// One CSV file a table, `csv/<table>.csv` (RFC 4180, UTF-8). `rapporteur schema --of tables` tells the columns.
    ///
    /// A text that a spreadsheet could take for a formula has an apostrophe before it, and one that begins with an apostrophe a second one: who
    /// takes one leading apostrophe away has the text as it was.
    Csv,
    /// One SQLite database, `minutes.sqlite`: the same tables with their keys, `search` (FTS5) over the sections, and the views `attendance` and
    /// `attendance_by_body`; its table `about` tells the columns.
    #[cfg(feature = "sqlite")]
    Sqlite,
    /// One Akoma Ntoso 1.0 document a record, `akn/<id>.xml`: a `debate` with what is named in it marked.
    Akn,
    /// One Markdown file a record, `markdown/<id>.md`: the repaired minutes.
    Markdown,
}

/// What an export is asked to do otherwise than by default.
#[derive(Debug, Clone, Default)]
pub struct Options {}

impl Form {
    /// The writer of this form into `folder`.
    ///
    /// # Errors
    /// Where its files cannot be begun.
    pub fn open(self, folder: &Path, _options: &Options) -> io::Result<Box<dyn Exporter>> {
        Ok(match self {
            Self::Csv => Box::new(csv::Csv::begin(folder)?),
            #[cfg(feature = "sqlite")]
            Self::Sqlite => Box::new(sqlite::Sqlite::begin(folder)?),
            Self::Akn => Box::new(akn::Akn::new(folder)),
            Self::Markdown => Box::new(markdown::Markdown::new(folder)),
        })
    }
}

/// Writes a record's own file, `<folder>/<id>.<extension>`.
fn write_page(folder: &Path, id: &str, extension: &str, content: &str) -> io::Result<()> {
    let mut path = folder.to_path_buf();
    path.extend(id.split('/').filter(|part| !matches!(*part, "" | "." | "..")));
    let mut name = path.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
    name.push(".");
    name.push(extension);
    path.set_file_name(name);
    super::safely::write(&path, content.as_bytes())
}

//! `rapporteur extract`: documents in, one record a meeting out.

use super::batch::{self, Batch};
use super::metadata::Metadata;
use super::naming;
use super::ocr::options::OcrOptions;
use super::progress::Progress;
use super::walk::{self, State};
use super::{Ending, Failure, Loudness, report};
use crate::pipeline::Options;
use crate::read::aids::{Aids, Alone};
use crate::write::run::{Run, Timing, Totals};
use crate::write::{run, sections};
use clap::Args;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Read documents, and write one record a meeting.
///
/// Each document gives one JSON file below the output folder, called as the document is. Beside them stand `sections.ndjson`
/// (one line a section of all records in the folder, for a search engine) and `run.json` (what became of each input).
///
/// A document that cannot be read is refused with its reason, and the others are read all the same. Files are written beside their
/// place and then renamed, so that a run that is cut off leaves whole files only.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Extract {
    /// Files, or folders that are walked.
    ///
    /// In a folder, .pdf, .txt and .md are read, in sorted order, and folders in it. Not read are files called README, hidden files,
    /// links that lead out of the folder, the output folder, and what an `.rapporteurignore` in a folder excludes (one pattern a
    /// line, as in a .gitignore). A file that is named itself is read whatever it is called.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// The folder that records are written to.
    ///
    /// `minutes/2023/agm.pdf` in the INPUT `minutes` becomes `DIR/2023/agm.json`. Where `agm.pdf` and `agm.md` stand side by side,
    /// the records are `agm.pdf.json` and `agm.md.json`. A file that holds several minutes gives `agm-1.json`, `agm-2.json` …
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    output: PathBuf,
    /// Documents read at the same time [default: one a processor].
    ///
    /// The records are the same whatever the number. A smaller one needs less memory.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// The pages to read of each document.
    ///
    /// `3-5`, `3-` (from there to the end) or `3`, counted from 1.
    #[arg(long, value_name = "A-B", value_parser = pages)]
    pages: Option<(u32, u32)>,
    #[command(flatten)]
    ocr: OcrOptions,
    /// An archive's own list of its files, as CSV.
    ///
    /// Its first row names the columns; one of them must be called `file`. A row is joined to the document of that path or name, and
    /// its columns stand in the record's `source.reference`. Where its `date` contradicts the date that was read, the record
    /// carries the warning `date-mismatch`. Rows that meet no document are named at the end.
    #[arg(long, value_name = "FILE.csv")]
    metadata: Option<PathBuf>,
    /// The password that opens encrypted documents.
    ///
    /// `@FILE` takes it from the first line of a file, so that it stands in no list of processes.
    #[arg(long, value_name = "PASSWORD|@FILE")]
    password: Option<String>,
    /// End with 1 when a record carries a warning.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    loudness: Loudness,
}

/// The end of the long help.
const EXAMPLES: &str = "\
Examples:
  rapporteur extract minutes/
  rapporteur extract minutes/ -o records --jobs 4
  rapporteur extract minutes/ --metadata archive.csv --strict
  rapporteur extract secret.pdf --password @password.txt
  rapporteur extract yearbook.pdf --pages 12-40";

impl Extract {
    pub(super) fn run(self) -> Result<Ending, Failure> {
        let begun = Instant::now();
        let started = jiff::Timestamp::now();
        let metadata = self.metadata.as_deref().map(Metadata::load).transpose()?;
        let mut options = Options { pages: self.pages, password: self.password.as_deref().map(password).transpose()?, ..Options::default() };
        let found = walk::find(&self.inputs, &self.output)?;
        if !found.iter().any(|f| f.state != State::OtherFormat) {
            return Err(Failure::Said("no .pdf, .txt or .md was found in what was given; name a file, or a folder that holds some".to_owned()));
        }
        let names: Vec<&str> = found.iter().map(|f| f.name.as_str()).collect();
        let claims = naming::claims(&names).map_err(|twice| {
            Failure::Said(format!("two inputs are both called {twice}, and their records would overwrite each other; give the folder that holds both, or run twice with two --output folders"))
        })?;
        let documents: Vec<_> = found.into_iter().zip(claims).collect();
        let jobs = self.jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
        let engine = self.ocr.engine(&mut options, jobs)?;
        let aids: &(dyn Aids + Sync) = engine.as_ref().map_or(&Alone, |e| e);
        let progress = Progress::new(documents.len(), !self.loudness.quiet);
        let batch = Batch { options: &options, aids, output: &self.output, metadata: metadata.as_ref(), progress: &progress, verbose: self.loudness.verbose };
        let done = batch::run(batch, &documents, jobs);
        progress.finish();
        let inputs = done?;
        let totals = Totals::of(&inputs);
        let timing = Timing { started: started.to_string(), seconds: begun.elapsed().as_secs_f64(), jobs };
        let report = Run { version: env!("CARGO_PKG_VERSION").to_owned(), options: self.told(), inputs, totals, timing };
        self.close(&report)?;
        self.tell(&report, metadata.as_ref());
        let unclean = totals.refused > 0 || (self.strict && totals.warnings > 0);
        Ok(if unclean { Ending::Refusals } else { Ending::Clean })
    }

    /// Writes the feed and the report.
    fn close(&self, report: &Run) -> Result<(), Failure> {
        let unwritable = |e: &std::io::Error| Failure::Said(format!("cannot write to {}: {}", self.output.display(), walk::reason(e)));
        std::fs::create_dir_all(&self.output).map_err(|e| unwritable(&e))?;
        sections::write(&self.output).map_err(|e| unwritable(&e))?;
        run::write(&self.output, report).map_err(|e| unwritable(&e))
    }

    fn tell(&self, report: &Run, metadata: Option<&Metadata>) {
        report::refusals(&report.inputs);
        if self.loudness.quiet {
            return;
        }
        for file in metadata.map(Metadata::unmatched).unwrap_or_default() {
            report::say(&format!("metadata: {file} is in the list, but no such document was read"));
        }
        report::closing(report.totals, &self.output);
    }

    /// The options that shape the records, other than the defaults.
    fn told(&self) -> BTreeMap<String, String> {
        let mut told = BTreeMap::new();
        if let Some((first, last)) = self.pages {
            told.insert("pages".to_owned(), format!("{first}-{last}"));
        }
        self.ocr.told(&mut told);
        if let Some(name) = self.metadata.as_deref().and_then(Path::file_name) {
            told.insert("metadata".to_owned(), name.to_string_lossy().into_owned());
        }
        told
    }
}

/// `3-5`, `3-` (to the end) or `3`.
fn pages(given: &str) -> Result<(u32, u32), String> {
    let number = |n: &str| n.trim().parse::<u32>().ok().filter(|n| *n > 0);
    let range = match given.split_once('-') {
        Some((first, "")) => number(first).map(|first| (first, u32::MAX)),
        Some((first, last)) => number(first).zip(number(last)),
        None => number(given).map(|page| (page, page)),
    };
    range.filter(|(first, last)| first <= last).ok_or_else(|| "give pages as 3-5, 3- or 3, counted from 1".to_owned())
}

/// The password itself, or the first line of the file that `@FILE` names.
pub(super) fn password(given: &str) -> Result<String, Failure> {
    let Some(file) = given.strip_prefix('@') else {
        return Ok(given.to_owned());
    };
    let text = std::fs::read_to_string(file).map_err(|e| Failure::Said(format!("{file}: {}; check the file given to --password", walk::reason(&e))))?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

//! `rapporteur extract`: documents in, one record a meeting out.

use super::batch::{self, Batch, Ended};
use super::journal::{Journal, Unheld};
use super::metadata::Metadata;
use super::naming;
use super::ocr::Tesseract;
use super::ocr::options::OcrOptions;
use super::progress::Progress;
use super::walk::{self, State};
use super::worker::{Bounds, Confinement, Pool};
use super::{Ending, Failure, Loudness, report};
use crate::pipeline::Options;
use crate::read::aids::{Aids, Alone};
use crate::write::export::Form;
use crate::write::run::{Readers, Run, Timing, Totals};
use crate::write::{json, run, safely, sections};
use clap::Args;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

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
    /// Read every page a second time with another library.
    ///
    /// Where the two disagree, the record carries the warning `readers-disagree` for the page. Without this option the other library
    /// is asked only for pages whose letters the first cannot tell.
    #[arg(long)]
    second_opinion: bool,
    /// How much of one document is read at the most; can be given several times.
    ///
    /// `pages=500`, `letters=1000000`, `operators=10000000` (what draws a page), `inflated=100000000` (bytes of pages' contents). What
    /// passes a limit is left out, and the record carries the warning `truncated-input`. The usual limits stand far above any minutes.
    #[arg(long = "limit", value_name = "NAME=N", value_parser = limit)]
    limits: Vec<(String, u64)>,
    /// Read all documents, also those that have not changed.
    ///
    /// A document is read again only where its bytes, the program or the options have changed since its record was written. So a run that
    /// was stopped, by whatever, goes on where it was when it is started again.
    #[arg(long)]
    force: bool,
    /// Remove records whose document is gone.
    ///
    /// A record is removed where an earlier run made it from a document below one of the INPUT folders, and no document gives it now.
    /// Without this option such records are named, and kept.
    #[arg(long)]
    prune: bool,
    /// Read in this process, and not in workers.
    ///
    /// Documents are read in processes of their own, which have given up files, network and memory beyond a limit, so that one
    /// that is broken, or made to harm, costs itself alone. Without them a run is a little faster, and one document can end it.
    #[arg(long)]
    in_process: bool,
    /// The time that one document may take.
    ///
    /// A worker that needs more is ended. The document is tried once more, then refused as `too-slow`; the next run tries it again.
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "in_process")]
    deadline: u32,
    /// The memory that one worker may take, as address space.
    ///
    /// A document that needs more is refused as `crashed`.
    #[arg(long, value_name = "MB", default_value_t = 4096, value_parser = clap::value_parser!(u32).range(256..=1_048_576), conflicts_with = "in_process")]
    memory: u32,
    /// End with 1 when a record carries a warning.
    #[arg(long)]
    strict: bool,
    /// Export all records of the output folder when they are written, as `rapporteur export` does: forms, parted by commas.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORM", help_heading = "Export")]
    to: Vec<Form>,
    /// The folder that the forms are written to [default: `export` in the output folder].
    #[arg(long, value_name = "DIR", requires = "to", help_heading = "Export")]
    export: Option<PathBuf>,
    #[command(flatten)]
    how: super::export::How,
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
  rapporteur extract yearbook.pdf --pages 12-40
  rapporteur extract minutes/ --to csv,html      the records, and tables and pages made from them";

impl Extract {
    pub(super) fn run(self) -> Result<Ending, Failure> {
        let begun = Instant::now();
        let started = jiff::Timestamp::now();
        let metadata = self.metadata.as_deref().map(Metadata::load).transpose()?;
        let password = self.password.as_deref().map(password).transpose()?;
        let mut options = Options { pages: self.pages, password, second_opinion: self.second_opinion, ..Options::default() };
        for (name, most) in &self.limits {
            options.limits.set(name, *most).map_err(Failure::Said)?;
        }
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
        let stop = stopped_by_signal()?;
        let journal = self.hold()?;
        let bounds = Bounds { deadline: Duration::from_secs(self.deadline.into()), memory: self.memory.into() };
        let unwritable = |e: std::io::Error| Failure::Said(format!("cannot write to {}: {}", self.output.display(), walk::reason(&e)));
        let told = sections::Told::begin(&self.output).map_err(unwritable)?;
        let workers = (!self.in_process).then(|| Pool::new(bounds));
        let confinement = workers.as_ref().map(|w| w.start().map_err(|e| unstarted(&e))).transpose()?;
        self.tell_confinement(confinement.as_ref());
        let second = Pool::new(bounds);
        let progress = Progress::new(documents.len(), !self.loudness.quiet);
        let batch = Batch {
            options: &options,
            workers: workers.as_ref(),
            second: &second,
            aids,
            output: &self.output,
            told: &told,
            journal: &journal,
            stamp: &stamp(engine.as_ref().map(Tesseract::version)),
            force: self.force,
            stop: &stop,
            metadata: metadata.as_ref(),
            progress: &progress,
            verbose: self.loudness.verbose,
        };
        let done = batch::run(batch, &documents, jobs);
        progress.finish();
        let ended: Vec<Ended> = done?.into_iter().flatten().collect();
        let not_reached = documents.len() - ended.len();
        let orphans = self.orphans(&journal, &ended).map_err(unwritable)?;
        let unchanged = ended.iter().filter(|e| e.unchanged).count();
        let inputs: Vec<_> = ended.into_iter().map(|e| e.input).collect();
        let totals = Totals::of(&inputs);
        let timing = Timing { started: started.to_string(), seconds: begun.elapsed().as_secs_f64(), jobs, unchanged };
        let (version, readers) = (env!("CARGO_PKG_VERSION").to_owned(), readers(confinement.as_ref()));
        let report = Run { version, options: self.told(), readers, inputs, not_reached, orphans, totals, timing };
        sections::write(&self.output, &told).map_err(unwritable)?;
        run::write(&self.output, &report).map_err(unwritable)?;
        journal.close(&report.orphans).map_err(unwritable)?;
        self.tell(&report, metadata.as_ref());
        if stop.load(Ordering::Relaxed) {
            let left = report::counted(not_reached, "document");
            return Err(Failure::Said(format!("stopped, {left} not reached; run the same command again to go on")));
        }
        let unclean = totals.refused > 0 || (self.strict && totals.warnings > 0);
        let ending = if unclean { Ending::Refusals } else { Ending::Clean };
        Ok(ending.and(self.exported()?))
    }

    /// Exports what stands in the output folder, where that is asked for.
    fn exported(&self) -> Result<Ending, Failure> {
        if self.to.is_empty() || crate::records::files(&self.output)?.is_empty() {
            return Ok(Ending::Clean);
        }
        let folder = self.export.clone().unwrap_or_else(|| self.output.join("export"));
        super::export::export(&self.output, self.to.clone(), &folder, self.how.clone(), self.loudness.quiet)
    }

    /// Takes the output folder for this run alone, and clears away what a killed run left unfinished.
    fn hold(&self) -> Result<Journal, Failure> {
        let folder = self.output.display();
        let journal = Journal::take(&self.output).map_err(|unheld| match unheld {
            Unheld::Busy => Failure::Said(format!("another run is writing to {folder}; wait for its end, or choose another folder with --output")),
            Unheld::Io(e) => Failure::Said(format!("cannot write to {folder}: {}; choose another folder with --output", walk::reason(&e))),
        })?;
        safely::sweep(&self.output).map_err(|e| Failure::Said(format!("cannot write to {folder}: {}", walk::reason(&e))))?;
        Ok(journal)
    }

    /// The records that no document gives any more; removed where that is asked for.
    fn orphans(&self, journal: &Journal, ended: &[Ended]) -> std::io::Result<Vec<String>> {
        let within: Vec<PathBuf> = self.inputs.iter().filter_map(|i| i.canonicalize().ok()).filter(|i| i.is_dir()).collect();
        let made = ended.iter().filter(|e| !e.input.records.is_empty()).map(|e| (e.path.as_path(), e.input.records.as_slice())).collect();
        let orphans = journal.orphans(&within, &made);
        if !self.prune {
            return Ok(orphans);
        }
        for id in &orphans {
            fs::remove_file(json::path_of(&self.output, id))?;
        }
        if !self.loudness.quiet && !orphans.is_empty() {
            report::say(&format!("removed {} whose document is gone", report::counted(orphans.len(), "record")));
        }
        Ok(Vec::new())
    }

    /// Says what a worker could not give up.
    fn tell_confinement(&self, confinement: Option<&Confinement>) {
        if !self.loudness.verbose {
            return;
        }
        match confinement {
            None => report::say("reading in this process: a document that is made to harm can harm it"),
            Some(given_up) => {
                let shut = |is: bool| if is { "shut" } else { "open" };
                let files = given_up.seccomp || given_up.landlock != "none";
                let memory = if given_up.memory { format!("{} MB", self.memory) } else { "without limit".to_owned() };
                report::say(&format!(
                    "workers: files and network {} (landlock {}, seccomp {}), memory {memory}, {} seconds a document",
                    shut(files),
                    given_up.landlock,
                    if given_up.seccomp { "on" } else { "not at hand" },
                    self.deadline
                ));
            }
        }
    }

    fn tell(&self, report: &Run, metadata: Option<&Metadata>) {
        report::refusals(&report.inputs);
        if self.loudness.quiet {
            return;
        }
        for file in metadata.map(Metadata::unmatched).unwrap_or_default() {
            report::say(&format!("metadata: {file} is in the list, but no such document was read"));
        }
        for id in &report.orphans {
            report::say(&format!("{id}.json stands in the output, but no document gives it any more; --prune removes it"));
        }
        report::closing(report.totals, report.timing.unchanged, &self.output);
    }

    /// The options that shape the records, other than the defaults.
    fn told(&self) -> BTreeMap<String, String> {
        let mut told: BTreeMap<_, _> = self.limits.iter().map(|(name, most)| (format!("limit-{name}"), most.to_string())).collect();
        if let Some((first, last)) = self.pages {
            told.insert("pages".to_owned(), format!("{first}-{last}"));
        }
        self.ocr.told(&mut told);
        if self.second_opinion {
            told.insert("second_opinion".to_owned(), "true".to_owned());
        }
        if let Some(name) = self.metadata.as_deref().and_then(Path::file_name) {
            told.insert("metadata".to_owned(), name.to_string_lossy().into_owned());
        }
        told
    }
}

/// A flag that Ctrl-C, or the system's wish to end, sets. The second time they end the program at once.
fn stopped_by_signal() -> Result<Arc<AtomicBool>, Failure> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register_conditional_shutdown(signal, 2, Arc::clone(&stop))?;
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}

/// What tells this build from another: the version, the program's file, the version of the engine that recognises pictures.
fn stamp(engine: Option<&str>) -> String {
    let file = std::env::current_exe().and_then(fs::metadata);
    let file = file.and_then(|m| Ok((m.len(), m.modified()?))).map(|(length, made)| format!("{length} {made:?}"));
    format!("{} {} {}", env!("CARGO_PKG_VERSION"), file.unwrap_or_default(), engine.unwrap_or_default())
}

fn unstarted(error: &std::io::Error) -> Failure {
    Failure::Said(format!("cannot start a worker ({error}); raise --memory, or read in this process with --in-process"))
}

/// Where documents were read, for the report.
fn readers(confinement: Option<&Confinement>) -> Readers {
    Readers {
        mode: if confinement.is_some() { "workers" } else { "in-process" }.to_owned(),
        memory_limit: confinement.map(|c| c.memory),
        landlock: confinement.map(|c| c.landlock.clone()),
        seccomp: confinement.map(|c| c.seccomp),
    }
}

/// `pages=500`.
fn limit(given: &str) -> Result<(String, u64), String> {
    let pair = given.split_once('=').and_then(|(name, most)| Some((name.trim().to_owned(), most.trim().parse().ok()?)));
    let pair: (String, u64) = pair.ok_or_else(|| "give a limit as pages=500".to_owned())?;
    crate::read::limits::Limits::default().set(&pair.0, pair.1).map(|()| pair)
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

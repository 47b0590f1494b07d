//! Many documents at once: each record is written as soon as it is read, so that memory is bounded by the number of threads.

use super::journal::{Entry, Journal};
use super::naming::Claim;
use super::progress::Progress;
use super::walk::{Found, State};
use super::worker::{self, Helper, Job, Pool, READER, STACK};
use super::{Failure, metadata::Metadata, walk};
use crate::error::{Refusal, RefusalCode};
use crate::pipeline::Options;
use crate::read::aids::Aids;
use crate::source::sha256;
use crate::write::json;
use crate::write::run::{Input, Outcome};
use crate::write::sections::Told;
use rayon::prelude::*;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// Files above this many bytes are not taken into memory.
const LARGEST_FILE: u64 = 1 << 30;

/// What a batch needs to know beside its documents.
#[derive(Clone, Copy)]
pub(super) struct Batch<'a> {
    /// How documents are read.
    pub(super) options: &'a Options,
    /// Where they are read; in this process where there are no workers.
    pub(super) workers: Option<&'a Pool>,
    /// The workers of the second reader.
    pub(super) second: &'a Pool,
    /// Who is asked for all else that a document's own letters do not tell.
    pub(super) aids: &'a (dyn Aids + Sync),
    /// Where records go.
    pub(super) output: &'a Path,
    /// Where the feed's lines of records wait.
    pub(super) told: &'a Told,
    /// What is known of earlier runs into that folder.
    pub(super) journal: &'a Journal,
    /// What the program is: another build may read otherwise.
    pub(super) stamp: &'a str,
    /// Whether documents are read that have not changed.
    pub(super) force: bool,
    /// Set where the run is to end after the documents in hand.
    pub(super) stop: &'a AtomicBool,
    /// An archive's own columns.
    pub(super) metadata: Option<&'a Metadata>,
    /// Where progress shows.
    pub(super) progress: &'a Progress,
    /// Whether each document is named as it is read.
    pub(super) verbose: bool,
}

/// What became of one document.
#[derive(Debug)]
pub(super) struct Ended {
    /// Where it lies.
    pub(super) path: PathBuf,
    /// As `run.json` tells it.
    pub(super) input: Input,
    /// Whether it was not read again.
    pub(super) unchanged: bool,
}

/// Reads `documents` on `jobs` threads. What became of each is told in their order; `None` where the run was stopped before it.
///
/// The error is the first failure to write: nothing more is read then.
pub(super) fn run(batch: Batch<'_>, documents: &[(Found, Claim)], jobs: usize) -> Result<Vec<Option<Ended>>, Failure> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK).thread_name(|n| format!("{READER}{n}"));
    let pool = threads.build().map_err(|e| Failure::Said(format!("cannot start {jobs} threads ({e}); give a smaller --jobs")))?;
    let failed = AtomicBool::new(false);
    let outcomes: Vec<io::Result<Option<Ended>>> = pool.install(|| {
        let one = |(found, claim): &(Found, Claim)| {
            if failed.load(Ordering::Relaxed) || batch.stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            batch.one(found, claim).inspect_err(|_| failed.store(true, Ordering::Relaxed)).map(Some)
        };
        documents.par_iter().with_max_len(1).map(one).collect()
    });
    let outcomes: io::Result<Vec<_>> = outcomes.into_iter().collect();
    outcomes.map_err(|error| {
        let why = walk::reason(&error);
        Failure::Said(format!("cannot write to {}: {why}; make room or choose another folder with --output, then run again", batch.output.display()))
    })
}

impl Batch<'_> {
    /// Reads one document and writes its records. The error is one of writing.
    fn one(self, found: &Found, claim: &Claim) -> io::Result<Ended> {
        self.progress.begin(&found.name);
        let path = found.path.canonicalize().unwrap_or_else(|_| found.path.clone());
        let mut input =
            Input { file: found.name.clone(), sha256: None, outcome: Outcome::Read, records: Vec::new(), code: None, message: None, warnings: 0, pages: 0 };
        let bytes = match bytes(found) {
            Ok(bytes) => bytes,
            Err(refusal) => return Ok(self.refused(found, path, input, refusal)),
        };
        let reference = self.metadata.and_then(|m| m.of(&found.name)).cloned();
        let job = Job { name: found.name.clone(), options: self.options.clone(), claim: claim.clone(), reference };
        let (hash, key) = (sha256(&bytes), self.key(&job)?);
        if let Some(known) = self.journal.unchanged(&path, &hash, &key).filter(|_| !self.force) {
            self.progress.done(known.pages);
            if self.verbose {
                self.progress.say(&format!("{} → {}.json (unchanged)", found.name, known.records.join(".json, ")));
            }
            return Ok(Ended { path, input: known.clone(), unchanged: true });
        }
        let helper = Helper { path: &found.path, second: self.second, others: self.aids };
        let read = match self.workers {
            Some(pool) => pool.read(&job, &bytes, &helper),
            None => worker::read(&job, bytes, &helper),
        };
        let (finished, files) = match read {
            Ok(done) => done,
            Err(refusal) => return Ok(self.refused(found, path, input, refusal)),
        };
        input.sha256 = Some(hash);
        let mut rest = files.as_slice();
        let mut lengths = Vec::with_capacity(finished.len());
        for record in finished {
            let (file, after) = rest.split_at_checked(record.length).unwrap_or((rest, &[]));
            let (feed, after) = after.split_at_checked(record.feed).unwrap_or((after, &[]));
            rest = after;
            json::write_told(self.output, &record.id, file)?;
            self.told.keep(&record.id, feed)?;
            self.tell(found, &record);
            lengths.push(file.len() as u64);
            input.pages += record.pages;
            input.warnings += record.warnings.len();
            input.records.push(record.id);
        }
        if path.to_str().is_some() {
            self.journal.add(&Entry { path: path.clone(), key, input: input.clone(), lengths })?;
        }
        self.progress.done(input.pages);
        Ok(Ended { path, input, unchanged: false })
    }

    fn refused(self, found: &Found, path: PathBuf, mut input: Input, refusal: Refusal) -> Ended {
        let skipped = found.state == State::OtherFormat;
        input.outcome = if skipped { Outcome::Skipped } else { Outcome::Refused };
        input.code = Some(refusal.code.as_str().to_owned());
        input.message = Some(refusal.message);
        self.progress.done(0);
        Ended { path, input, unchanged: false }
    }

    /// What a document's records hang on beside its bytes. A password opens or does not: it stands in no journal.
    fn key(self, job: &Job) -> io::Result<String> {
        let options = Options { password: None, ..job.options.clone() };
        let told = serde_json::to_vec(&(self.stamp, &job.name, &options, &job.claim, &job.reference))?;
        Ok(sha256(&told))
    }

    fn tell(self, found: &Found, record: &worker::Finished) {
        if !self.verbose {
            return;
        }
        let pages = super::report::counted(record.pages, "page");
        self.progress.say(&format!("{} → {}.json ({pages}, {})", found.name, record.id, super::report::counted(record.warnings.len(), "warning")));
        for warning in &record.warnings {
            self.progress.say(&format!("  {warning}"));
        }
    }
}

/// The document's bytes, where it may and can be read.
fn bytes(found: &Found) -> Result<Vec<u8>, Refusal> {
    match &found.state {
        State::Readable => {}
        State::OtherFormat => return Err(Refusal::new(RefusalCode::UnknownFormat, "only .pdf, .txt and .md are read in a folder")),
        State::Unreadable(why) => return Err(Refusal::new(RefusalCode::Unreadable, format!("{why}; check its permissions, then run again"))),
    }
    let unreadable = |e: &io::Error| Refusal::new(RefusalCode::Unreadable, format!("{}; check it and its permissions, then run again", walk::reason(e)));
    let size = std::fs::metadata(&found.path).map_err(|e| unreadable(&e))?.len();
    if size > LARGEST_FILE {
        return Err(Refusal::new(RefusalCode::TooLarge, format!("{size} bytes are more than {LARGEST_FILE}; split it into smaller files")));
    }
    std::fs::read(&found.path).map_err(|e| unreadable(&e))
}

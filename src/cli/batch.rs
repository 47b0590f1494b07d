//! Many documents at once: each record is written as soon as it is read, so that memory is bounded by the number of threads.

use super::naming::Claim;
use super::progress::Progress;
use super::walk::{Found, State};
use super::{Failure, metadata::Metadata, walk};
use crate::error::{Refusal, RefusalCode};
use crate::minutes::Minutes;
use crate::pipeline::{self, Options};
use crate::read::aids::Aids;
use crate::write::json;
use crate::write::run::{Input, Outcome};
use rayon::prelude::*;
use std::cell::RefCell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// The stack of a reading thread, in bytes: deeply nested PDFs recurse. Only what is touched costs memory.
const STACK: usize = 64 << 20;

/// Files above this many bytes are not taken into memory.
const LARGEST_FILE: u64 = 1 << 30;

/// What a batch needs to know beside its documents.
#[derive(Clone, Copy)]
pub(super) struct Batch<'a> {
    /// How documents are read.
    pub(super) options: &'a Options,
    /// Who is asked where a file's own letters do not suffice.
    pub(super) aids: &'a (dyn Aids + Sync),
    /// Where records go.
    pub(super) output: &'a Path,
    /// An archive's own columns.
    pub(super) metadata: Option<&'a Metadata>,
    /// Where progress shows.
    pub(super) progress: &'a Progress,
    /// Whether each document is named as it is read.
    pub(super) verbose: bool,
}

/// Reads `documents` on `jobs` threads. What became of each is told in their order.
///
/// The error is the first failure to write: nothing more is read then.
pub(super) fn run(batch: Batch<'_>, documents: &[(Found, Claim)], jobs: usize) -> Result<Vec<Input>, Failure> {
    catch_quietly();
    let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs).stack_size(STACK).thread_name(|n| format!("reader-{n}"));
    let pool = threads.build().map_err(|e| Failure::Said(format!("cannot start {jobs} threads ({e}); give a smaller --jobs")))?;
    let stop = AtomicBool::new(false);
    let outcomes: Vec<io::Result<Input>> = pool.install(|| {
        let one = |(found, claim): &(Found, Claim)| {
            if stop.load(Ordering::Relaxed) {
                return Err(io::Error::from(io::ErrorKind::Interrupted)); // never shown: an earlier error is
            }
            batch.one(found, claim).inspect_err(|_| stop.store(true, Ordering::Relaxed))
        };
        documents.par_iter().with_max_len(1).map(one).collect()
    });
    if let Some(error) = outcomes.iter().filter_map(|o| o.as_ref().err()).find(|e| e.kind() != io::ErrorKind::Interrupted) {
        let why = walk::reason(error);
        return Err(Failure::Said(format!(
            "cannot write to {}: {why}; make room or choose another folder with --output, then run again",
            batch.output.display()
        )));
    }
    outcomes.into_iter().map(|o| o.map_err(Failure::Io)).collect()
}

impl Batch<'_> {
    /// Reads one document and writes its records. The error is one of writing.
    fn one(self, found: &Found, claim: &Claim) -> io::Result<Input> {
        self.progress.begin(&found.name);
        let mut input =
            Input { file: found.name.clone(), sha256: None, outcome: Outcome::Read, records: Vec::new(), code: None, message: None, warnings: 0, pages: 0 };
        match self.records(found) {
            Ok(records) => {
                let count = records.len();
                for (i, mut record) in records.into_iter().enumerate() {
                    record.id = claim.id(i, count);
                    if let Some(metadata) = self.metadata {
                        metadata.join(&mut record);
                    }
                    json::write(self.output, &record)?;
                    input.pages += record.pages.len();
                    input.warnings += record.warnings.len();
                    self.tell(found, &record);
                    input.sha256.get_or_insert(record.source.sha256);
                    input.records.push(record.id);
                }
            }
            Err(refusal) => {
                let skipped = found.state == State::OtherFormat;
                input.outcome = if skipped { Outcome::Skipped } else { Outcome::Refused };
                input.code = Some(refusal.code.as_str().to_owned());
                input.message = Some(refusal.message);
            }
        }
        self.progress.done(input.pages);
        Ok(input)
    }

    fn records(self, found: &Found) -> Result<Vec<Minutes>, Refusal> {
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
        let bytes = std::fs::read(&found.path).map_err(|e| unreadable(&e))?;
        let read = panic::catch_unwind(AssertUnwindSafe(|| pipeline::read_with(bytes, &found.name, self.options, self.aids)));
        read.unwrap_or_else(|_| {
            let place = LAST_PANIC.take();
            Err(Refusal::new(RefusalCode::Internal, format!("internal error{place}; please report it with this file, if you may share it")))
        })
    }

    fn tell(self, found: &Found, record: &Minutes) {
        if !self.verbose {
            return;
        }
        let pages = super::report::counted(record.pages.len(), "page");
        self.progress.say(&format!("{} → {}.json ({pages}, {})", found.name, record.id, super::report::counted(record.warnings.len(), "warning")));
        for warning in &record.warnings {
            let page = warning.page.map(|p| format!("page {p}: ")).unwrap_or_default();
            self.progress.say(&format!("  {page}{}", warning.message));
        }
    }
}

thread_local! {
    /// Where this thread last panicked.
    static LAST_PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Keeps a defect met while reading one document from shouting over the batch: it becomes that document's refusal.
fn catch_quietly() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let reading = std::thread::current().name().is_some_and(|n| n.starts_with("reader-"));
            if reading {
                let place = info.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
                LAST_PANIC.set(place);
            } else {
                usual(info);
            }
        }));
    });
}

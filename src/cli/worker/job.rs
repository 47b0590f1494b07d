//! One document's work, the same in a worker and in the parent: from bytes to the bytes of the records' files.

use crate::cli::metadata::{self, Row};
use crate::cli::naming::Claim;
use crate::cli::report;
use crate::error::{Refusal, RefusalCode};
use crate::minutes::Minutes;
use crate::pipeline::{self, Options};
use crate::read::aids::Aids;
use crate::write::{json, sections};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// The stack of a reading thread, in bytes: deeply nested PDFs recurse. Only what is touched costs memory.
pub(in crate::cli) const STACK: usize = 64 << 20;

/// The name of a thread that reads begins so: what panics there is a document's refusal.
pub(in crate::cli) const READER: &str = "reader-";

/// What is to be done with the bytes of one document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::cli) struct Job {
    /// Relative to the INPUT given.
    pub(in crate::cli) name: String,
    /// How it is read.
    pub(in crate::cli) options: Options,
    /// What its records are called.
    pub(in crate::cli) claim: Claim,
    /// Its row in the archive's list.
    pub(in crate::cli) reference: Option<Row>,
}

/// A record, ready to be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Finished {
    /// Its id.
    pub(in crate::cli) id: String,
    /// Its number of pages.
    pub(in crate::cli) pages: usize,
    /// Its warnings, each as a line.
    pub(in crate::cli) warnings: Vec<String>,
    /// The length of its file, in bytes.
    pub(in crate::cli) length: usize,
    /// The length of its lines in the feed, in bytes.
    pub(in crate::cli) feed: usize,
}

/// The records of one document, and for each the bytes of its file and of its lines in the feed, one after the other.
pub(in crate::cli) type Done = (Vec<Finished>, Vec<u8>);

/// Reads the document. What panics on the way is this document's refusal.
pub(in crate::cli) fn read(job: &Job, bytes: Vec<u8>, aids: &dyn Aids) -> Result<Done, Refusal> {
    catch_quietly();
    let read = panic::catch_unwind(AssertUnwindSafe(|| finish(job, pipeline::read_with(bytes, &job.name, &job.options, aids)?)));
    read.unwrap_or_else(|_| {
        let place = LAST_PANIC.take();
        Err(Refusal::new(RefusalCode::Internal, format!("internal error{place}; please report it with this file, if you may share it")))
    })
}

/// Names the records, joins the archive's columns, and tells them in JSON.
fn finish(job: &Job, records: Vec<Minutes>) -> Result<Done, Refusal> {
    let count = records.len();
    let mut files = Vec::new();
    let mut finished = Vec::with_capacity(count);
    for (i, mut record) in records.into_iter().enumerate() {
        record.id = job.claim.id(i, count);
        if let Some(row) = &job.reference {
            metadata::join(row, &mut record);
        }
        let untold = |e| Refusal::new(RefusalCode::Internal, format!("its record cannot be told ({e}); please report it"));
        let told = json::pretty(&record).map_err(untold)?;
        let feed = sections::bytes(&record).map_err(untold)?;
        files.extend_from_slice(&told);
        files.extend_from_slice(&feed);
        let warnings = record.warnings.iter().map(|w| report::located(w.page, &w.message)).collect();
        finished.push(Finished { id: record.id, pages: record.pages.len(), warnings, length: told.len(), feed: feed.len() });
    }
    Ok((finished, files))
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
            let reading = std::thread::current().name().is_some_and(|n| n.starts_with(READER));
            if reading {
                let place = info.location().map(|l| format!(" at {}:{}", l.file(), l.line())).unwrap_or_default();
                LAST_PANIC.set(place);
            } else {
                usual(info);
            }
        }));
    });
}

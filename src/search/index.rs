//! The index of an output folder: made of its records, brought up to date by the hashes of their files.
//!
//! What the index holds is told by the index itself: each document carries its record and the hash of the record's file, so that no second list can
//! contradict it. A commit is whole or is not: whoever is killed leaves what the last commit left, and the next run goes on from there. One process
//! writes at a time, which a lock ensures that dies with its holder; any number may search meanwhile.

use super::documents;
use super::fields::{self, Fields, VERSION};
use crate::records::{self, Found};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tantivy::directory::MmapDirectory;
use tantivy::merge_policy::NoMergePolicy;
use tantivy::{Index, IndexWriter, ReloadPolicy, Searcher, TantivyError, Term};

/// The index's folder below an output folder. Hidden: it is no record.
pub const FOLDER: &str = ".rapporteur-index";
const LOCK: &str = "lock";
/// Records that are read between two commits: a killed run loses no more.
const RECORDS_A_COMMIT: usize = 4096;
/// Records that the threads share out at a time.
const RECORDS_A_BATCH: usize = 128;
/// Memory for the words of documents that are not yet written, in bytes, for each thread.
const MEMORY_A_THREAD: usize = 96 << 20;
/// More threads than this wait for the disk.
const MOST_THREADS: usize = 8;
/// An index of more parts than this is made one part.
const MOST_PARTS: usize = 4;
/// ... and one of which every how-many-th document is gone.
const GONE_PART: u64 = 10;

/// Why an index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// There is none.
    #[error("there is no index in {0}")]
    None(PathBuf),
    /// Another process writes into it.
    #[error("another `rapporteur index` is writing into {0}; let it end, or give another folder with --index")]
    Busy(PathBuf),
    /// The folder is somebody else's.
    #[error("{0} holds other files and no index; give an empty or a new folder with --index")]
    Strange(PathBuf),
    /// A file or folder cannot be read or written.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
    /// The index cannot be read or written.
    #[error("{0}: the index cannot be used ({1}); remove the folder, and run `rapporteur index` again")]
    Broken(PathBuf, TantivyError),
}

/// An index that is open.
#[derive(Debug)]
pub struct Desk {
    pub(super) folder: PathBuf,
    pub(super) fields: Fields,
    pub(super) searcher: Searcher,
}

impl Desk {
    /// Opens the index in `folder`, as its last commit left it.
    ///
    /// # Errors
    /// Where there is none, or it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, Trouble> {
        let place = folder.join(VERSION);
        if !place.join("meta.json").is_file() {
            return Err(Trouble::None(folder.to_path_buf()));
        }
        let (schema, fields) = Fields::new();
        let index = open(&place, folder)?;
        if index.schema() != schema {
            return Err(Trouble::Broken(folder.to_path_buf(), TantivyError::SchemaError("it is of another version".to_owned())));
        }
        Self::of(&index, fields, folder)
    }

    fn of(index: &Index, fields: Fields, folder: &Path) -> Result<Self, Trouble> {
        let broken = |e| Trouble::Broken(folder.to_path_buf(), e);
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(broken)?;
        Ok(Self { folder: folder.to_path_buf(), fields, searcher: reader.searcher() })
    }

    /// How many sections it holds.
    #[must_use]
    pub fn sections(&self) -> u64 {
        self.searcher.num_docs()
    }

    /// The records that it holds, each with the hash of its file.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn records(&self) -> Result<BTreeMap<String, String>, Trouble> {
        self.held().map_err(|e| Trouble::Broken(self.folder.clone(), e))
    }

    fn held(&self) -> tantivy::Result<BTreeMap<String, String>> {
        let mut held = BTreeMap::new();
        for segment in self.searcher.segment_readers() {
            let (Some(records), Some(hashes)) = (segment.fast_fields().str("record")?, segment.fast_fields().str("hash")?) else { continue };
            let mut pairs: BTreeMap<u64, u64> = BTreeMap::new();
            for doc in segment.doc_ids_alive() {
                pairs.extend(records.ords().first(doc).zip(hashes.ords().first(doc)));
            }
            let (mut record, mut hash) = (String::new(), String::new());
            for (of_record, of_hash) in pairs {
                records.ord_to_str(of_record, &mut record)?;
                hashes.ord_to_str(of_hash, &mut hash)?;
                held.insert(record.clone(), hash.clone());
            }
        }
        Ok(held)
    }
}

/// Whether a run has written records below `output` since the index in `folder` was last brought up to date, as far as the files' times tell.
#[must_use]
pub fn is_behind(output: &Path, folder: &Path) -> bool {
    let time = |path: PathBuf| fs::metadata(path).and_then(|m| m.modified()).ok();
    time(output.join(records::RUN_FILE)).zip(time(folder.join(LOCK))).is_some_and(|(run, index)| run > index)
}

fn open(place: &Path, folder: &Path) -> Result<Index, Trouble> {
    let index = Index::open_in_dir(place).map_err(|e| Trouble::Broken(folder.to_path_buf(), e))?;
    fields::register(&index);
    Ok(index)
}

/// What an update did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Updated {
    /// Records that are new.
    pub added: usize,
    /// Records whose file had changed.
    pub changed: usize,
    /// Records that are gone.
    pub removed: usize,
    /// Records that stand as they stood.
    pub unchanged: usize,
    /// The sections that the index holds now.
    pub sections: u64,
    /// Records that cannot be read, and why.
    pub unusable: Vec<(PathBuf, String)>,
}

/// Brings the index in `folder` up to the records below `output`. `seen` is called with the number of files looked at so far, and of all.
///
/// # Errors
/// Where another process writes into the index, or a file cannot be read or written.
pub fn update(output: &Path, folder: &Path, seen: &(dyn Fn(usize, usize) + Sync)) -> Result<Updated, Trouble> {
    let files = records::files(output).map_err(|e| Trouble::Io(output.to_path_buf(), e))?;
    let mut lock = hold(folder)?;
    let (index, fields) = open_or_make(folder)?;
    let broken = |e| Trouble::Broken(folder.to_path_buf(), e);
    let desk = Desk::of(&index, fields.clone(), folder)?;
    let mut gone = desk.records()?;
    drop(desk);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, threads * MEMORY_A_THREAD).map_err(|e| match e {
        TantivyError::LockFailure(..) => Trouble::Busy(folder.to_path_buf()),
        other => broken(other),
    })?;
    // Parts are joined at the end, once.
    writer.set_merge_policy(Box::new(NoMergePolicy));
    let mut updated = Updated::default();
    let (mut looked_at, mut pending) = (0, 0);
    for batch in files.chunks(RECORDS_A_BATCH) {
        let failed: Mutex<Option<TantivyError>> = Mutex::new(None);
        let outcomes: Vec<(String, Outcome)> = batch
            .par_iter()
            .map(|path| {
                let id = records::own_id(output, path);
                let outcome = take(&writer, &fields, output, path, gone.get(&id).map(String::as_str)).unwrap_or_else(|e| {
                    failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(e);
                    Outcome::Other
                });
                (id, outcome)
            })
            .collect();
        if let Some(error) = failed.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
            return Err(broken(error));
        }
        for ((id, outcome), path) in outcomes.into_iter().zip(batch) {
            match outcome {
                Outcome::Other => continue,
                Outcome::Unusable(reason) => {
                    updated.unusable.push((path.clone(), reason));
                    continue;
                }
                Outcome::Added => updated.added += 1,
                Outcome::Changed => updated.changed += 1,
                Outcome::Unchanged => updated.unchanged += 1,
            }
            pending += usize::from(outcome != Outcome::Unchanged);
            gone.remove(&id);
        }
        looked_at += batch.len();
        seen(looked_at, files.len());
        if pending >= RECORDS_A_COMMIT {
            writer.commit().map_err(broken)?;
            pending = 0;
        }
    }
    for id in gone.keys() {
        writer.delete_term(Term::from_field_text(fields.record, id));
    }
    updated.removed = gone.len();
    if pending + updated.removed > 0 {
        writer.commit().map_err(broken)?;
    }
    join_parts(&index, &mut writer).map_err(broken)?;
    writer.wait_merging_threads().map_err(broken)?;
    updated.sections = Desk::of(&index, fields, folder)?.sections();
    // The lock's own time tells when the index was last brought up to date, even where nothing had changed.
    lock.set_len(0).and_then(|()| lock.write_all(b"up to date\n")).map_err(|e| Trouble::Io(folder.to_path_buf(), e))?;
    Ok(updated)
}

/// What became of one file.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Added,
    Changed,
    Unchanged,
    Other,
    Unusable(String),
}

/// Brings one record into the index, unless it is there already.
fn take(writer: &IndexWriter, fields: &Fields, output: &Path, path: &Path, held: Option<&str>) -> tantivy::Result<Outcome> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return Ok(Outcome::Unusable(format!("cannot be read: {error}"))),
    };
    let hash = Sha256::digest(&bytes).iter().take(16).fold(String::new(), |mut hash, byte| {
        let _ = write!(hash, "{byte:02x}");
        hash
    });
    if held == Some(&hash) {
        return Ok(Outcome::Unchanged);
    }
    let record = match records::of_bytes(output, path, &bytes) {
        Found::Record(record) => record,
        Found::Other => return Ok(Outcome::Other),
        Found::Unusable(reason) => return Ok(Outcome::Unusable(reason)),
    };
    drop(bytes);
    if held.is_some() {
        writer.delete_term(Term::from_field_text(fields.record, &record.id));
    }
    for document in documents::documents(fields, &record, &hash) {
        writer.add_document(document)?;
    }
    Ok(if held.is_some() { Outcome::Changed } else { Outcome::Added })
}

/// Makes one part of many, and leaves out what is gone: answers come faster from one.
fn join_parts(index: &Index, writer: &mut IndexWriter) -> tantivy::Result<()> {
    let parts = index.searchable_segment_metas()?;
    let gone: u64 = parts.iter().map(|p| u64::from(p.num_deleted_docs())).sum();
    let all: u64 = parts.iter().map(|p| u64::from(p.max_doc())).sum();
    // While the greatest part is not most of the index, joining costs little more than what was just written.
    let greatest = parts.iter().map(|p| u64::from(p.max_doc())).max().unwrap_or_default();
    let worth = parts.len() > MOST_PARTS || gone * GONE_PART > all || (parts.len() > 1 && greatest * GONE_PART < all * (GONE_PART - 1));
    if worth {
        let ids: Vec<_> = parts.iter().map(tantivy::SegmentMeta::id).collect();
        // Files that somebody still knows of are not cleared away.
        drop(parts);
        writer.merge(&ids).wait()?;
        writer.garbage_collect_files().wait()?;
    }
    Ok(())
}

/// Takes the folder for this process alone, making it where there is none.
fn hold(folder: &Path) -> Result<File, Trouble> {
    let io = |e| Trouble::Io(folder.to_path_buf(), e);
    fs::create_dir_all(folder).map_err(io)?;
    let lock = folder.join(LOCK);
    if !lock.exists() && fs::read_dir(folder).map_err(io)?.next().is_some() {
        return Err(Trouble::Strange(folder.to_path_buf()));
    }
    let file = File::options().create(true).truncate(false).write(true).open(lock).map_err(io)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Err(Trouble::Busy(folder.to_path_buf())),
        // A file system without locks: the run goes on without one.
        Ok(()) | Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// The index of `folder`, which this process holds. One that is broken is made anew: it holds nothing that the records do not.
fn open_or_make(folder: &Path) -> Result<(Index, Fields), Trouble> {
    let place = folder.join(VERSION);
    let io = |e| Trouble::Io(folder.to_path_buf(), e);
    let (schema, fields) = Fields::new();
    if place.join("meta.json").is_file()
        && let Ok(index) = open(&place, folder)
        && index.schema() == schema
        && Desk::of(&index, fields.clone(), folder).and_then(|desk| desk.records()).is_ok()
    {
        return Ok((index, fields));
    }
    if place.exists() {
        fs::remove_dir_all(&place).map_err(io)?;
    }
    fs::create_dir_all(&place).map_err(io)?;
    let directory = MmapDirectory::open(&place).map_err(|e| Trouble::Broken(folder.to_path_buf(), e.into()))?;
    let index = Index::create(directory, schema, tantivy::IndexSettings::default()).map_err(|e| Trouble::Broken(folder.to_path_buf(), e))?;
    fields::register(&index);
    Ok((index, fields))
}

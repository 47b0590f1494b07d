//! The journal of an output folder: what was read of which bytes, so that nothing is done twice.
//!
//! One line a document, appended when its records stand in their places; the last line of a document holds. Every so often all that
//! was written is brought to the disk, records before lines. A line that a crash cut off is no line. At its end a run writes the
//! journal anew, in order and without what holds no longer. The file is also the folder's lock: two runs never write into one folder,
//! and the lock dies with the process that holds it.

use crate::write::run::Input;
use crate::write::{json, safely};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The journal's name below the output folder. Hidden: it is no record.
const FILE_NAME: &str = ".rapporteur-journal";
/// Lines between two syncs.
const BATCH: usize = 64;
/// Time between two syncs.
const PAUSE: Duration = Duration::from_secs(2);

/// One line: what was made of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Where the document lies.
    pub(super) path: PathBuf,
    /// The program, the options and the names under which it was read, as one hash.
    pub(super) key: String,
    /// What became of it, as `run.json` tells it.
    pub(super) input: Input,
    /// The lengths of its records' files, in bytes.
    pub(super) lengths: Vec<u64>,
}

/// What a line tells.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Line<E> {
    Entry(E),
    /// Records that no document gives any more.
    Left {
        left: Vec<String>,
    },
}

/// The journal of one folder, held by this run alone.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    /// By the document's name relative to the INPUT, and where it lies: two halves of an archive may share names.
    entries: BTreeMap<PathBuf, Entry>,
    /// Every record that any line tells of.
    records: BTreeSet<String>,
    out: Mutex<Out>,
}

#[derive(Debug)]
struct Out {
    file: File,
    /// What this run added.
    added: Vec<Entry>,
    unsynced: usize,
    synced: Instant,
}

/// Why a journal cannot be held.
#[derive(Debug)]
pub(super) enum Unheld {
    /// Another run writes into the folder.
    Busy,
    /// The folder cannot be written to.
    Io(io::Error),
}

impl From<io::Error> for Unheld {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Journal {
    /// Takes the folder, making it where it is missing.
    pub(super) fn take(folder: &Path) -> Result<Self, Unheld> {
        fs::create_dir_all(folder)?;
        let mut file = File::options().read(true).append(true).create(true).open(folder.join(FILE_NAME))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Unheld::Busy),
            // A file system without locks: the run goes on without one.
            Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(e)) => return Err(Unheld::Io(e)),
        }
        if !is_at(&file, &folder.join(FILE_NAME)) {
            return Err(Unheld::Busy); // another run has just ended, and written the journal anew
        }
        let mut text = Vec::new();
        file.read_to_end(&mut text)?;
        let mut journal = Self {
            folder: folder.to_path_buf(),
            entries: BTreeMap::new(),
            records: BTreeSet::new(),
            out: Mutex::new(Out { file, added: Vec::new(), unsynced: 0, synced: Instant::now() }),
        };
        journal.replay(&text);
        if text.last().is_some_and(|last| *last != b'\n') {
            journal.out().file.write_all(b"\n")?; // what a crash cut off ends here
        }
        Ok(journal)
    }

    /// Takes in the lines that are whole.
    fn replay(&mut self, text: &[u8]) {
        for line in text.split(|b| *b == b'\n').filter_map(|line| serde_json::from_slice::<Line<Entry>>(line).ok()) {
            match line {
                Line::Entry(entry) => {
                    self.records.extend(entry.input.records.iter().cloned());
                    self.entries.insert(entry.path.clone(), entry);
                }
                Line::Left { left } => self.records.extend(left),
            }
        }
    }

    /// The last that a run does: brings all to the disk, and writes the journal anew with what holds. `orphans` stand in the folder
    /// though no document gives them.
    pub(super) fn close(mut self, orphans: &[String]) -> io::Result<()> {
        let added = std::mem::take(&mut self.out().added);
        self.entries.extend(added.into_iter().map(|e| (e.path.clone(), e)));
        let stands = |id: &String| json::path_of(&self.folder, id).is_file();
        self.entries.retain(|_, e| e.input.records.iter().any(stands));
        let mut text = Vec::new();
        let lines = self.entries.values().map(Line::Entry).chain((!orphans.is_empty()).then(|| Line::Left { left: orphans.to_vec() }));
        for line in lines {
            serde_json::to_writer(&mut text, &line)?;
            text.push(b'\n');
        }
        safely::write(&self.folder.join(FILE_NAME), &text)?;
        settle(&self.folder)
    }

    /// What was made of these very bytes under this key, where it still stands in the folder.
    pub(super) fn unchanged(&self, path: &Path, sha256: &str, key: &str) -> Option<&Input> {
        let entry = self.entries.get(path).filter(|e| e.key == key && e.input.sha256.as_deref() == Some(sha256))?;
        let stands = |(id, length): (&String, &u64)| fs::metadata(json::path_of(&self.folder, id)).is_ok_and(|m| m.is_file() && m.len() == *length);
        let whole = entry.input.records.len() == entry.lengths.len() && entry.input.records.iter().zip(&entry.lengths).all(stands);
        whole.then_some(&entry.input)
    }

    /// Appends what was made of a document whose records stand in their places.
    pub(super) fn add(&self, entry: &Entry) -> io::Result<()> {
        let mut line = serde_json::to_vec(entry)?;
        line.push(b'\n');
        let mut out = self.out();
        if out.unsynced >= BATCH || out.synced.elapsed() >= PAUSE {
            out.sync(&self.folder)?;
        }
        out.file.write_all(&line)?;
        out.added.push(entry.clone());
        out.unsynced += 1;
        Ok(())
    }

    /// The records that stand in the folder and that no document gives any more: it is gone from below the folders `within`, or gives
    /// others now. `made` is what each document gave in this run.
    pub(super) fn orphans(&self, within: &[PathBuf], made: &BTreeMap<&Path, &[String]>) -> Vec<String> {
        let vanished = |path: &Path| within.iter().any(|folder| path.starts_with(folder)) && !path.exists();
        let before = self.entries.values().filter(|e| !made.contains_key(e.path.as_path()) && !vanished(&e.path));
        let kept: BTreeSet<&String> = before.flat_map(|e| &e.input.records).chain(made.values().copied().flatten()).collect();
        let stands = |id: &&String| json::path_of(&self.folder, id).is_file();
        self.records.iter().filter(|id| !kept.contains(id)).filter(stands).cloned().collect()
    }

    fn out(&self) -> MutexGuard<'_, Out> {
        self.out.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Out {
    fn sync(&mut self, folder: &Path) -> io::Result<()> {
        settle(folder)?;
        self.file.sync_data()?;
        (self.unsynced, self.synced) = (0, Instant::now());
        Ok(())
    }
}

/// Whether `file` is what stands at `path`.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: fs::Metadata, b: fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    file.metadata().ok().zip(fs::metadata(path).ok()).is_some_and(|(a, b)| same(a, b))
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

/// Brings the records to the disk before the lines that tell of them.
#[cfg(target_os = "linux")]
fn settle(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// Where a folder cannot be brought to the disk as a whole, the lengths of files are what tells a lost one.
#[cfg(not(target_os = "linux"))]
fn settle(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::run::Outcome;

    fn place(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("rapporteur-journal-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn entry(folder: &Path, file: &str, records: &[&str]) -> Entry {
        let lengths = records.iter().map(|id| {
            fs::write(json::path_of(folder, id), id).unwrap();
            id.len() as u64
        });
        let lengths = lengths.collect();
        let records = records.iter().map(|id| (*id).to_owned()).collect();
        let input = Input { file: file.into(), sha256: Some("aa".into()), outcome: Outcome::Read, records, code: None, message: None, warnings: 0, pages: 1 };
        Entry { path: folder.join("in").join(file), key: "k".into(), input, lengths }
    }

    #[test]
    fn a_line_holds_while_bytes_key_and_records_are_the_same() {
        let folder = place("holds");
        let journal = Journal::take(&folder).unwrap();
        let made = entry(&folder, "a.pdf", &["a-1", "a-2"]);
        journal.add(&made).unwrap();
        journal.out().file.write_all(b"{\"path\":\"/cut off").unwrap();
        drop(journal);
        let journal = Journal::take(&folder).unwrap();
        let check = |sha256, key, expected| assert_eq!(journal.unchanged(&made.path, sha256, key).is_some(), expected, "{sha256} {key}");
        check("aa", "k", true);
        check("bb", "k", false);
        check("aa", "other", false);
        fs::write(folder.join("a-2.json"), "").unwrap();
        check("aa", "k", false);
        journal.add(&entry(&folder, "b.pdf", &["b"])).unwrap();
        drop(journal);
        assert_eq!(Journal::take(&folder).unwrap().entries.len(), 2, "a line after a cut one is read");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_is_held_by_one() {
        let folder = place("held");
        let first = Journal::take(&folder).unwrap();
        assert!(matches!(Journal::take(&folder), Err(Unheld::Busy)));
        drop(first);
        assert!(Journal::take(&folder).is_ok());
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn records_whose_document_is_gone_are_orphans() {
        let folder = place("orphans");
        let journal = Journal::take(&folder).unwrap();
        let input = folder.join("in");
        fs::create_dir_all(&input).unwrap();
        for (file, records) in [("here.pdf", &["here"][..]), ("fewer.pdf", &["fewer-1", "fewer-2"]), ("gone.pdf", &["gone"])] {
            journal.add(&entry(&folder, file, records)).unwrap();
            if file != "gone.pdf" {
                fs::write(input.join(file), "").unwrap();
            }
        }
        let elsewhere = Entry { path: "/nowhere/at/all.pdf".into(), ..entry(&folder, "all.pdf", &["all"]) };
        journal.add(&elsewhere).unwrap();
        drop(journal);
        let journal = Journal::take(&folder).unwrap();
        let (here, fewer) = (input.join("here.pdf"), input.join("fewer.pdf"));
        let fewer_now = ["fewer-1".to_owned()];
        assert_eq!(journal.orphans(std::slice::from_ref(&input), &BTreeMap::new()), ["gone"], "a run that read nothing");
        assert_eq!(journal.orphans(&[input], &[(fewer.as_path(), &fewer_now[..])].into()), ["fewer-2", "gone"]);
        assert!(here.exists());
        journal.close(&["fewer-2".into(), "gone".into()]).unwrap();
        let journal = Journal::take(&folder).unwrap();
        assert_eq!((journal.entries.len(), journal.records.len()), (4, 5), "nothing is forgotten that stands in the folder");
        fs::remove_dir_all(&folder).unwrap();
    }
}

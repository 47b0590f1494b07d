//! Write beside, then rename: whoever looks sees the old file or the new one, never a part.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The ending of a file that is still being written. Such files are hidden; what a killed run left behind, the next
/// run into the folder removes.
const UNFINISHED: &str = ".unfinished";

/// Writes `bytes` to `path`, making the folders above it.
///
/// # Errors
/// Where a folder cannot be made, or the file not be written in full. Nothing is left behind then, and what stood at `path`
/// still stands.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_with(path, |file| file.write_all(bytes))
}

/// The same for what is made piece by piece: `fill` writes into the file.
///
/// # Errors
/// As [`write()`], and what `fill` returns.
pub fn write_with(path: &Path, fill: impl FnOnce(&mut fs::File) -> io::Result<()>) -> io::Result<()> {
    let (unfinished, mut file) = Unfinished::begin(path)?;
    fill(&mut file)?;
    file.flush()?;
    drop(file);
    unfinished.put()
}

/// A file that is written over a longer time: it stands beside its place until it is [put](Self::put) there, and goes where it is dropped before.
#[derive(Debug)]
pub struct Unfinished {
    path: PathBuf,
    beside: PathBuf,
}

impl Unfinished {
    /// Makes the folders above `path`, and an empty file beside it.
    ///
    /// # Errors
    /// Where a folder or the file cannot be made.
    pub fn begin(path: &Path) -> io::Result<(Self, fs::File)> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let this = Self { path: path.to_path_buf(), beside: beside(path) };
        let file = fs::File::create(&this.beside)?;
        Ok((this, file))
    }

    /// Where it stands until then.
    #[must_use]
    pub fn beside(&self) -> &Path {
        &self.beside
    }

    /// Puts it in its place. All of it must have been written.
    ///
    /// # Errors
    /// Where it cannot be renamed.
    pub fn put(self) -> io::Result<()> {
        fs::rename(&self.beside, &self.path)
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.beside); // already gone where it was put in its place
    }
}

/// Removes what a killed run left unfinished below `folder`.
///
/// # Errors
/// Where a folder cannot be listed, or a file not be removed.
pub fn sweep(folder: &Path) -> io::Result<()> {
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let (kind, name) = (entry.file_type()?, entry.file_name());
            let name = name.to_string_lossy();
            if kind.is_dir() && !name.starts_with('.') {
                folders.push(entry.path());
            } else if kind.is_file() && name.starts_with('.') && name.ends_with(UNFINISHED) {
                fs::remove_file(entry.path())?;
            }
        }
    }
    Ok(())
}

/// Where `path` is written until it is whole.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}{UNFINISHED}"))
}

//! INPUT... -> the documents to read, in sorted order.
//!
//! A file that is named is read, whatever it is called. A folder is walked: `.pdf`, `.txt` and `.md`, but no README, no hidden
//! file, no link that leads out of the folder, not the output, and not what an `.rapporteurignore` excludes.

use super::Failure;
use ignore::WalkBuilder;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

/// The file in which a folder says what is not to be read, one pattern a line as in a `.gitignore`.
const IGNORE_FILE: &str = ".rapporteurignore";

/// The extensions that are read in a folder.
const EXTENSIONS: [&str; 4] = ["pdf", "txt", "md", "markdown"];

/// One document to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its path relative to the INPUT given, with `/` between the parts.
    pub(super) name: String,
    /// What is known of it before it is read.
    pub(super) state: State,
}

/// What the walk says of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// To be read.
    Readable,
    /// Of no format that is read.
    OtherFormat,
    /// It, or the folder, cannot be opened: why.
    Unreadable(String),
}

/// Finds the documents of `inputs`; what lies in `output` is left out.
pub(super) fn find(inputs: &[PathBuf], output: &Path) -> Result<Vec<Found>, Failure> {
    let output = output.canonicalize().ok();
    let mut found: Vec<Found> = Vec::new();
    let mut seen: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for input in inputs {
        let place = input.canonicalize().map_err(|e| Failure::Said(format!("{}: {}; check the path", input.display(), reason(&e))))?;
        let named_itself = !place.is_dir();
        let here = if named_itself { vec![named(input)] } else { walk(input, &place, output.as_deref()) };
        for document in here {
            // The same file by two roads is one document, and one that is named itself is read whatever it is called.
            let real = document.path.canonicalize().unwrap_or_else(|_| document.path.clone());
            let known = *seen.entry(real).or_insert(found.len());
            if known == found.len() {
                found.push(document);
                continue;
            }
            if let Some(first) = found.get_mut(known).filter(|_| named_itself) {
                first.state = State::Readable;
            }
        }
    }
    Ok(found)
}

/// A file given by itself goes by its name alone.
fn named(input: &Path) -> Found {
    let name = input.file_name().map_or_else(|| input.to_string_lossy(), |n| n.to_string_lossy()).into_owned();
    Found { path: input.to_path_buf(), name, state: State::Readable }
}

fn walk(root: &Path, real_root: &Path, output: Option<&Path>) -> Vec<Found> {
    let output = output.filter(|o| *o != real_root).map(Path::to_path_buf);
    let walker = WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .parents(false)
        .follow_links(false)
        .add_custom_ignore_filename(IGNORE_FILE)
        .sort_by_file_name(Ord::cmp)
        .filter_entry(move |entry| {
            let is_output =
                output.as_ref().is_some_and(|o| entry.file_type().is_some_and(|t| t.is_dir()) && entry.path().canonicalize().is_ok_and(|p| p == *o));
            !is_output
        })
        .build();
    walker
        .filter_map(|entry| match entry {
            Ok(entry) => document(&entry, root, real_root),
            Err(error) => Some(unreadable(&error, root)),
        })
        .collect()
}

fn document(entry: &ignore::DirEntry, root: &Path, real_root: &Path) -> Option<Found> {
    let kind = entry.file_type()?;
    let linked = kind.is_symlink() && entry.path().canonicalize().is_ok_and(|p| p.is_file() && p.starts_with(real_root));
    if !kind.is_file() && !linked {
        return None;
    }
    let file_name = entry.file_name().to_string_lossy();
    if is_readme(&file_name) {
        return None;
    }
    let extension = entry.path().extension().map(|e| e.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    let state = if EXTENSIONS.contains(&extension.as_str()) { State::Readable } else { State::OtherFormat };
    Some(Found { path: entry.path().to_path_buf(), name: relative(entry.path(), root), state })
}

/// README, README.md, Readme-first.txt.
fn is_readme(file_name: &str) -> bool {
    let (head, tail) = file_name.split_at_checked("readme".len()).unwrap_or_default();
    head.eq_ignore_ascii_case("readme") && !tail.starts_with(char::is_alphanumeric)
}

fn unreadable(error: &ignore::Error, root: &Path) -> Found {
    let path = path_of(error).unwrap_or(root).to_path_buf();
    let why = error.io_error().map_or_else(|| error.to_string(), reason);
    let name = relative(&path, root);
    Found { name: if name.is_empty() { path.to_string_lossy().into_owned() } else { name }, path, state: State::Unreadable(why) }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// The path below `root`, with `/` between the parts.
fn relative(path: &Path, root: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts = below.components().filter_map(|c| match c {
        Component::Normal(part) => Some(part.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// What a person can act on, in place of the system's words and numbers.
pub(super) fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind as Kind;
    match error.kind() {
        Kind::NotFound => "there is no such file or folder".to_owned(),
        Kind::PermissionDenied => "may not be opened by this user".to_owned(),
        Kind::StorageFull => "the disk is full".to_owned(),
        Kind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        Kind::IsADirectory => "is a folder".to_owned(),
        Kind::NotADirectory => "a part of the path is a file and not a folder".to_owned(),
        _ => error.to_string(),
    }
}

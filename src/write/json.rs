//! A record as a JSON file.

use super::safely;
use crate::minutes::Minutes;
use serde::Serialize;
use std::io;
use std::path::{Path, PathBuf};

/// The bytes of a value's JSON file: indented by two blanks, ended by a line feed.
///
/// # Errors
/// Where the value cannot be told in JSON, which a record always can.
pub fn pretty(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The file of the record `id` below `folder`.
#[must_use]
pub fn path_of(folder: &Path, id: &str) -> PathBuf {
    place_of(folder, id, "json")
}

/// The file of another form of the record `id` below `folder`.
#[must_use]
pub(super) fn place_of(folder: &Path, id: &str, extension: &str) -> PathBuf {
    let mut path = folder.to_path_buf();
    path.extend(id.split('/').filter(|part| !matches!(*part, "" | "." | "..")));
    let mut name = path.file_name().map(std::ffi::OsStr::to_owned).unwrap_or_default();
    name.push(".");
    name.push(extension);
    path.set_file_name(name);
    path
}

/// Writes the told bytes of the record `id` to its place below `folder`.
///
/// # Errors
/// Where the file cannot be written in full.
pub fn write_told(folder: &Path, id: &str, bytes: &[u8]) -> io::Result<()> {
    safely::write(&path_of(folder, id), bytes)
}

/// Writes a record to its place below `folder`.
///
/// # Errors
/// Where the file cannot be written in full.
pub fn write(folder: &Path, record: &Minutes) -> io::Result<()> {
    safely::write(&path_of(folder, &record.id), &pretty(record)?)
}

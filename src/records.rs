//! The records of an output folder, read back: what the feed, and every command that works on records alone, begins with.
//!
//! A JSON file is a record where it stands under its own name, `<id>.json` below the folder. A copy laid beside under another name
//! is not a second meeting, and other people's JSON is passed over.

use crate::minutes::{Minutes, SCHEMA_VERSION};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The report of a run, which stands beside the records.
pub const RUN_FILE: &str = "run.json";

/// The hidden file that marks a folder as an export: what stands in it was made from records, and is none.
pub const EXPORT_MARK: &str = ".rapporteur-export";

/// What a JSON file of an output folder turned out to be.
#[derive(Debug)]
pub enum Found {
    /// A record.
    Record(Box<Minutes>),
    /// No record: the report of a run, a copy under another name, JSON of some other kind.
    Other,
    /// Something that ought to be a record and cannot be read: why, with the line where one is known, and what to do.
    Unusable(String),
}

/// The JSON files below `folder`, in the order of their paths. Hidden files, links, `run.json` and
/// folders that hold an export are left out.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name.starts_with('.') {
                continue;
            }
            if kind.is_dir() {
                let path = entry.path();
                if !path.join(EXPORT_MARK).exists() {
                    folders.push(path);
                }
            } else if kind.is_file() && name.ends_with(".json") && name != RUN_FILE {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads one of the [`files`] of `folder`.
#[must_use]
pub fn read(folder: &Path, path: &Path) -> Found {
    match fs::read(path) {
        Ok(bytes) => of_bytes(folder, path, &bytes),
        Err(error) => Found::Unusable(format!("cannot be read: {error}")),
    }
}

/// The same, where the file's bytes were read already.
#[must_use]
pub fn of_bytes(folder: &Path, path: &Path, bytes: &[u8]) -> Found {
    recognise(&own_id(folder, path), bytes)
}

/// What the bytes are, where only a record called `id` may stand.
fn recognise(id: &str, bytes: &[u8]) -> Found {
    let reason = match serde_json::from_slice::<Minutes>(bytes) {
        Ok(record) if record.schema_version == SCHEMA_VERSION && record.id == id => return Found::Record(Box::new(record)),
        Ok(record) if record.schema_version == SCHEMA_VERSION => return Found::Other,
        Ok(record) => of_another_version(&record.schema_version),
        Err(error) => match serde_json::from_slice::<serde_json::Value>(bytes) {
            Err(_) => format!("broken JSON, line {}: {error}", error.line()),
            Ok(value) => match value.get("schema_version").and_then(serde_json::Value::as_str) {
                None => return Found::Other,
                Some(SCHEMA_VERSION) => format!("line {}: {error}", error.line()),
                Some(version) => of_another_version(version),
            },
        },
    };
    Found::Unusable(format!("{reason}; extract the document anew"))
}

fn of_another_version(version: &str) -> String {
    format!("a record of schema version {version}, and this program reads {SCHEMA_VERSION}")
}

/// The id that a record at `path` must have: the path below `folder` without `.json`, with `/` between its parts.
#[must_use]
pub fn own_id(folder: &Path, path: &Path) -> String {
    let below = path.strip_prefix(folder).unwrap_or(path).with_extension("");
    below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_stands_under_its_own_name() {
        let page = b"# Minutes\n\n1. Opening\n\nThe chair opened the meeting.".to_vec();
        let records = crate::pipeline::read(page, "a/b.md", &crate::pipeline::Options::default()).expect("a page of Markdown is read");
        let mut record = records.into_iter().next().expect("one meeting");
        record.id = "a/b".into();
        let json = serde_json::to_string(&record).expect("a record is JSON");
        let (copy, older) = (json.clone(), json.replacen("\"schema_version\":\"1\"", "\"schema_version\":\"0\"", 1));
        let cases = [
            ("a/b.json", json.as_str(), "record"),
            ("copy.json", copy.as_str(), "other"),
            ("a/b.json", older.as_str(), "a record of schema version 0"),
            ("theirs.json", "{\"a\": 1}", "other"),
            ("list.json", "[]", "other"),
            ("a.json", "{\n\"schema_version\": ", "broken JSON, line 2"),
            ("a.json", "{\"schema_version\": \"0\"}", "a record of schema version 0"),
            ("a.json", "{\"schema_version\": \"1\"}", "line 1: missing field"),
        ];
        for (name, text, expected) in cases {
            let path = Path::new("out").join(name);
            let is = match recognise(&own_id(Path::new("out"), &path), text.as_bytes()) {
                Found::Record(_) => "record".to_owned(),
                Found::Other => "other".to_owned(),
                Found::Unusable(reason) => reason,
            };
            assert!(is.starts_with(expected), "{name} {text:.40}: {is}");
        }
    }
}

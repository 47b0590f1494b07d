//! `--metadata FILE.csv`: an archive's own columns, joined to the records by file name.

use super::Failure;
use crate::diagnostics::Code;
use crate::minutes::{Minutes, Warning};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

/// What an archive's list says of its files.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// A file's name (as the list writes it, with `/`) -> its row.
    rows: BTreeMap<String, Row>,
    /// Which rows met a document.
    met: Mutex<BTreeSet<String>>,
}

/// A row: its columns but for the empty ones, by the heads of the columns.
pub(super) type Row = BTreeMap<String, String>;

/// How a list may head the column that names the file.
const FILE_HEADS: [&str; 8] = ["file", "filename", "file name", "file_name", "path", "datei", "fichier", "archivo"];

/// How it may head the column of the meeting's date.
const DATE_HEADS: [&str; 7] = ["date", "meeting date", "meeting_date", "date of meeting", "datum", "fecha", "data"];

impl Metadata {
    /// Reads a list in CSV, its first row the heads of the columns.
    pub(super) fn load(path: &Path) -> Result<Self, Failure> {
        let told = |why: String| Failure::Said(format!("{}: {why}", path.display()));
        let bytes = std::fs::read(path).map_err(|e| told(format!("{}; check the path given to --metadata", super::walk::reason(&e))))?;
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
        let heads: Vec<String> = reader.headers().map_err(|e| told(e.to_string()))?.iter().map(|h| h.trim().to_lowercase()).collect();
        let Some(file_at) = heads.iter().position(|h| FILE_HEADS.contains(&h.as_str())) else {
            return Err(told(format!("has no column `file`; its first row must name the columns, and it names {}", heads.join(", "))));
        };
        let mut rows = BTreeMap::new();
        for record in reader.records() {
            let record = record.map_err(|e| told(e.to_string()))?;
            let Some(file) = record.get(file_at).map(str::trim).filter(|f| !f.is_empty()) else {
                continue;
            };
            let columns = heads.iter().zip(&record).map(|(head, value)| (head.clone(), value.trim().to_owned()));
            rows.insert(file.replace('\\', "/"), columns.filter(|(head, value)| !head.is_empty() && !value.is_empty()).collect());
        }
        Ok(Self { rows, met: Mutex::default() })
    }

    /// The row of the document `file`, where there is one.
    pub(super) fn of(&self, file: &str) -> Option<&Row> {
        let (key, row) = self.row(file)?;
        if let Ok(mut met) = self.met.lock() {
            met.insert(key.clone());
        }
        Some(row)
    }

    /// The row of a file: by its path, else by its name alone where only one row bears it.
    fn row(&self, file: &str) -> Option<(&String, &Row)> {
        let name = |path: &str| path.rsplit_once('/').map_or_else(|| path.to_owned(), |(_, name)| name.to_owned());
        self.rows.get_key_value(file).or_else(|| {
            let wanted = name(file);
            let mut same = self.rows.iter().filter(|(key, _)| name(key) == wanted);
            same.next().filter(|_| same.next().is_none())
        })
    }

    /// The rows that met no document.
    pub(super) fn unmatched(&self) -> Vec<String> {
        let met = self.met.lock().map(|met| met.clone()).unwrap_or_default();
        self.rows.keys().filter(|key| !met.contains(*key)).cloned().collect()
    }
}

/// Joins a document's row to its record.
pub(super) fn join(row: &Row, record: &mut Minutes) {
    record.source.reference.clone_from(row);
    let archive = DATE_HEADS.iter().find_map(|head| row.get(*head));
    if let (Some(archive), Some(read)) = (archive, &record.meeting.date)
        && contradicts(archive, read, record.meeting.end_date.as_deref())
    {
        let code = Code::DateMismatch;
        let message = format!("the archive's list dates this file {archive}, the document says {read}");
        record.warnings.insert(0, Warning { code, severity: code.severity(), message, page: None, span: None });
    }
}

/// Comma, semicolon or tab: whichever divides the heads most often.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |d: &u8| head.bytes().filter(|b| b == d).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

/// Whether an archive's date (a day, a month or a year in ISO 8601) excludes what was read. A date in another form says nothing.
fn contradicts(archive: &str, first: &str, last: Option<&str>) -> bool {
    let parts: Vec<&str> = archive.split('-').collect();
    let widths: Vec<usize> = parts.iter().map(|p| p.len()).collect();
    if !parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit())) || !matches!(widths.as_slice(), [4] | [4, 2] | [4, 2, 2]) {
        return false;
    }
    // ISO dates of equal precision compare as text.
    let cut = |date: &str| date.get(..archive.len()).unwrap_or(date).to_owned();
    let last = last.unwrap_or(first);
    archive < cut(first).as_str() || archive > cut(last).as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archives_date_is_compared_as_far_as_it_goes() {
        let check = |archive, first, last, expected| assert_eq!(contradicts(archive, first, last), expected, "{archive} against {first}");
        check("2023-11-13", "2023-11-13", None, false);
        check("2023-11-14", "2023-11-13", None, true);
        check("2023-11-14", "2023-11-13", Some("2023-11-15"), false);
        check("2023-11", "2023-11-13", None, false);
        check("2023", "2024-01-01", None, true);
        check("13 November 2023", "2023-11-13", None, false);
    }
}

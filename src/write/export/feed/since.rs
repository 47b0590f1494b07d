//! What an earlier feed has sent, read beside the records: both are in the records' order, so neither is ever held whole.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};

/// What was sent of one record: for each document's id, the hash of its words.
#[derive(Debug, Deserialize)]
struct Sent {
    record: String,
    sent: BTreeMap<String, String>,
}

/// An earlier feed's list, read as far as the records have come.
#[derive(Debug)]
pub(super) struct Since {
    lines: Lines<BufReader<File>>,
    next: Option<Sent>,
    path: PathBuf,
}

impl Since {
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path).map_err(|e| {
            let hint = "give --since the folder of an earlier export of the same form";
            io::Error::new(io::ErrorKind::InvalidInput, format!("{}: {e}; {hint}", path.display()))
        })?;
        let mut this = Self { lines: BufReader::new(file).lines(), next: None, path: path.to_path_buf() };
        this.advance()?;
        Ok(this)
    }

    fn advance(&mut self) -> io::Result<Option<Sent>> {
        let unusable =
            |e: &dyn std::fmt::Display| io::Error::new(io::ErrorKind::InvalidData, format!("{}: {e}; export once without --since", self.path.display()));
        let next: Option<Sent> = match self.lines.next() {
            None => None,
            Some(line) => Some(serde_json::from_str(&line?).map_err(|e| unusable(&e))?),
        };
        if let (Some(before), Some(next)) = (&self.next, &next)
            && place(&before.record) >= place(&next.record)
        {
            return Err(unusable(&"its records are out of order"));
        }
        Ok(std::mem::replace(&mut self.next, next))
    }

    /// What was sent of `record`; all documents of records before it that have not been asked for are gone.
    pub(super) fn upto(&mut self, record: &str, gone: &mut dyn FnMut(&str) -> io::Result<()>) -> io::Result<BTreeMap<String, String>> {
        while let Some(next) = &self.next {
            match place(&next.record).cmp(&place(record)) {
                std::cmp::Ordering::Greater => break,
                std::cmp::Ordering::Equal => return Ok(self.advance()?.map(|s| s.sent).unwrap_or_default()),
                std::cmp::Ordering::Less => {
                    for id in self.advance()?.iter().flat_map(|s| s.sent.keys()) {
                        gone(id)?;
                    }
                }
            }
        }
        Ok(BTreeMap::new())
    }

    /// All that is left is gone.
    pub(super) fn rest(&mut self, gone: &mut dyn FnMut(&str) -> io::Result<()>) -> io::Result<()> {
        while let Some(sent) = self.advance()? {
            for id in sent.sent.keys() {
                gone(id)?;
            }
        }
        Ok(())
    }
}

/// Where a record stands among all: as its file does ([`crate::records::files`]).
fn place(record: &str) -> PathBuf {
    PathBuf::from(format!("{record}.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_any_more_is_gone() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/since");
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("sent.ndjson");
        let check = |lines: &[(&str, &str)], records: &[&str], expected: &str| {
            let text: String = lines.iter().map(|(r, id)| format!("{{\"record\":\"{r}\",\"sent\":{{\"{id}\":\"0\"}}}}\n")).collect();
            std::fs::write(&path, text).expect("a list");
            let mut told = String::new();
            let mut walk = || -> io::Result<()> {
                let mut since = Since::open(&path)?;
                for record in records {
                    let mut gone = Vec::new();
                    let mut note = |id: &str| {
                        gone.push(format!("-{id} "));
                        Ok(())
                    };
                    let kept = since.upto(record, &mut note)?;
                    told.push_str(&gone.concat());
                    told.extend(kept.keys().map(|id| format!("={id} ")));
                }
                since.rest(&mut |id| {
                    told.push_str(&format!("-{id} "));
                    Ok(())
                })
            };
            let ended = walk().err().map(|e| e.to_string()).unwrap_or_default();
            assert!(ended.contains(expected) || told.trim_end() == expected, "{told} {ended}");
        };
        check(&[("a", "1"), ("b", "2"), ("c", "3")], &["a", "b", "c"], "=1 =2 =3");
        check(&[("a", "1"), ("b", "2"), ("c", "3")], &["b"], "-1 =2 -3");
        check(&[("b", "2")], &["a", "c"], "-2");
        check(&[], &["a"], "");
        // A folder stands before a file of its name and an ending.
        check(&[("a/b", "1"), ("a", "2")], &["a/b", "a"], "=1 =2");
        check(&[("b", "1"), ("a", "2")], &["a"], "out of order");
    }
}

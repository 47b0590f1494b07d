//! The way back from a record to its document: what every form that leaves the house carries.

use crate::minutes::Minutes;
use std::fmt::Write as _;

/// How links begin.
#[derive(Debug)]
pub(super) struct Links {
    base: Option<String>,
}

impl Links {
    /// Links below this address; without one, relative to the folder that the documents were read from.
    pub(super) fn new(base: Option<&str>) -> Self {
        Self { base: base.map(str::to_owned) }
    }

    /// The archive's own address of the document, where its list has one, else the file below the base; and the page.
    pub(super) fn to(&self, record: &Minutes, page: Option<u32>) -> String {
        let listed = ["url", "link", "URL"].iter().find_map(|key| record.source.reference.get(*key)).filter(|url| url.starts_with("http"));
        let mut link = listed.cloned().unwrap_or_else(|| {
            let base = self.base.as_deref().map(|b| format!("{}/", b.trim_end_matches('/'))).unwrap_or_default();
            base + &escaped(&record.source.file)
        });
        if let Some(page) = page.filter(|_| record.source.format == "pdf") {
            let _ = write!(link, "#page={page}");
        }
        link
    }
}

/// A path as a URL has it: all but letters, digits and a few signs of ASCII by their bytes.
pub(super) fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

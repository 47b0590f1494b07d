//! A document as it came: its name, its bytes, its format.

use crate::error::{Refusal, RefusalCode};
use sha2::{Digest, Sha256};

/// One input, read into memory.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path relative to the input that was given, with `/` between its parts.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What the bytes are.
    pub format: Format,
    /// SHA-256 of the bytes, lower-case hexadecimal: same bytes, same id.
    pub sha256: String,
}

/// What a source's bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A PDF.
    Pdf,
    /// Plain text.
    Text,
    /// Markdown, as converters from PDF write it.
    Markdown,
}

impl Source {
    /// Takes `bytes` as the document `name`. The bytes decide what it is; the extension only tells text from Markdown.
    ///
    /// # Errors
    /// `Empty` where there are no bytes, `UnknownFormat` where they are neither a PDF nor text.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Refusal> {
        let name = name.into();
        let format = recognise(&name, &bytes)?;
        let sha256 = sha256(&bytes);
        Ok(Self { name, bytes, format, sha256 })
    }
}

/// Readers look for the header in the first kilobyte (ISO 32000-1, annex H, note 13).
const HEADER_WINDOW: usize = 1024;

fn recognise(name: &str, bytes: &[u8]) -> Result<Format, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::new(RefusalCode::Empty, "the file is empty (0 bytes); copy it again from its origin"));
    }
    let head = bytes.get(..HEADER_WINDOW).unwrap_or(bytes);
    if memchr::memmem::find(head, b"%PDF-").is_some() {
        return Ok(Format::Pdf);
    }
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    match extension.as_str() {
        // A PDF whose first bytes were lost may still hold its objects: the reader decides.
        "pdf" => Ok(Format::Pdf),
        "md" | "markdown" if looks_like_text(head) => Ok(Format::Markdown),
        _ if looks_like_text(head) => Ok(Format::Text),
        _ => Err(Refusal::new(RefusalCode::UnknownFormat, "neither a PDF nor text; only .pdf, .txt and .md are read, so convert it first")),
    }
}

fn looks_like_text(head: &[u8]) -> bool {
    !head.contains(&0) || head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF])
}

/// SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}

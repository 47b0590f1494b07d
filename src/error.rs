//! Why a document cannot be read. All else is a notice.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a document was refused: a stable code, and a sentence that says what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// What went wrong.
    pub code: RefusalCode,
    /// For the person at the terminal: what, where, what next (without the file's name, which the caller knows).
    pub message: String,
}

impl Refusal {
    /// A refusal of this code.
    pub fn new(code: RefusalCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Refusal {}

/// The kinds of refusal, as `run.json` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RefusalCode {
    /// The file cannot be opened or read from the disk.
    Unreadable,
    /// The file holds no bytes.
    Empty,
    /// The bytes are of no format that is read here.
    UnknownFormat,
    /// A PDF so broken that no page can be found.
    BrokenPdf,
    /// A PDF that opens only with a password.
    NeedsPassword,
    /// A PDF encrypted in a way that is not supported.
    UnsupportedEncryption,
    /// The asked page range lies outside the document.
    NoSuchPage,
    /// A limit (bytes, pages, objects) was passed.
    TooLarge,
    /// It was not read within its time.
    TooSlow,
    /// Reading it ended the process that read it: out of memory, out of stack, a defect of a library.
    Crashed,
    /// A defect of the program or of a library: the document was given up, the batch went on.
    Internal,
    /// The record could not be written.
    Unwritable,
}

impl RefusalCode {
    /// The code as it is written out.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
            Self::UnknownFormat => "unknown-format",
            Self::BrokenPdf => "broken-pdf",
            Self::NeedsPassword => "needs-password",
            Self::UnsupportedEncryption => "unsupported-encryption",
            Self::NoSuchPage => "no-such-page",
            Self::TooLarge => "too-large",
            Self::TooSlow => "too-slow",
            Self::Crashed => "crashed",
            Self::Internal => "internal",
            Self::Unwritable => "unwritable",
        }
    }
}

//! What a stage noticed, beside what it made: every stage but `read` is total, and says its doubts here.

use crate::span::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a stage made, and what it noticed on the way.
#[derive(Debug, Clone, Default)]
pub struct Diagnosed<T> {
    /// The product.
    pub value: T,
    /// What a person should look at.
    pub notices: Vec<Notice>,
}

impl<T> Diagnosed<T> {
    /// A product without remarks.
    pub const fn clean(value: T) -> Self {
        Self { value, notices: Vec::new() }
    }
}

/// One thing that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What kind of thing.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// For the person: what, and from what it was seen.
    pub message: String,
    /// The page, from 1.
    pub page: Option<u32>,
    /// The words, in the transcript's text.
    pub span: Option<Span>,
}

impl Notice {
    /// A notice of the code's usual severity, without a place.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity(), message: message.into(), page: None, span: None }
    }

    /// The same at these words.
    #[must_use]
    pub const fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same on this page.
    #[must_use]
    pub const fn on_page(mut self, page: u32) -> Self {
        self.page = Some(page);
        self
    }
}

/// The codes of the review queue (output contract, "Warning codes").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// A speaker who is in no list of the roll.
    SpeaksButNotListed,
    /// A person of the roll under no delegation where the others have one.
    ListedWithoutDelegation,
    /// A delegation heading without people.
    DelegationWithoutPeople,
    /// A coordinator in a section heading who is in no list of the roll.
    ResponsibleButNotListed,
    /// One person or delegation under both lists.
    PresentAndApologies,
    /// A typing error read as a known name.
    NameCorrected,
    /// Columns that had run into each other were taken apart.
    OrderRepaired,
    /// A weekday, a file name or an archive's column against the date.
    DateMismatch,
    /// A date whose order of day and month cannot be told.
    DateAmbiguous,
    /// No list of who was there.
    NoAttendance,
    /// Pages that are pictures only.
    NoTextLayer,
    /// Pages whose letters an OCR engine was unsure of.
    LowOcrConfidence,
    /// Glyphs without usable Unicode.
    TextGarbled,
    /// A section number that skips or repeats.
    SectionNumberGap,
    /// A stated count against the list, a vote against the membership.
    CountMismatch,
    /// Two readers of the same page disagree.
    ReadersDisagree,
    /// The file ends early, or a budget cut it.
    TruncatedInput,
    /// Words of the roll that are in no delegation, person or label.
    RollWordsLeft,
    /// A name that two States may bear.
    StateAmbiguous,
}

impl Code {
    /// How much a finding of this code usually matters.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::NoTextLayer | Self::TextGarbled | Self::TruncatedInput => Severity::Error,
            Self::OrderRepaired | Self::SectionNumberGap | Self::DelegationWithoutPeople | Self::DateAmbiguous => Severity::Info,
            _ => Severity::Review,
        }
    }
}

/// How much a warning matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// A person should decide.
    Review,
    /// Part of the document could not be read.
    Error,
}

/// One repair of what layout or typing did to the text: what stood there, what it was read as, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Repair {
    /// What was done, in kebab-case: `hyphen-joined`, `name-corrected`, `column-unwoven`, `delegation-inferred` …
    pub kind: String,
    /// What stood on the page, where something was replaced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// What it was read as.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The evidence, for a person.
    pub because: String,
}

impl Repair {
    /// A repair of this kind with its evidence.
    pub fn new(kind: impl Into<String>, because: impl Into<String>) -> Self {
        Self { kind: kind.into(), from: None, to: None, because: because.into() }
    }

    /// The same, with what was replaced by what.
    #[must_use]
    pub fn replacing(mut self, from: impl Into<String>, to: impl Into<String>) -> Self {
        self.from = Some(from.into());
        self.to = Some(to.into());
        self
    }
}

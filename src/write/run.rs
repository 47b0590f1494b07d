//! `run.json`: what a run did with each input.
//!
//! All but `timing` is the same for the same inputs and options, whatever the number of threads.

use super::{json, safely};
use crate::records::RUN_FILE;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// The report of a run.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Run {
    /// The program's version.
    pub version: String,
    /// The options that shape the records, other than the defaults.
    pub options: BTreeMap<String, String>,
    /// Where documents were read, and what kept them from doing harm.
    pub readers: Readers,
    /// In the order in which the inputs were walked.
    pub inputs: Vec<Input>,
    /// Inputs that were not reached, where the run was stopped.
    #[serde(skip_serializing_if = "is_zero")]
    pub not_reached: usize,
    /// Records in the folder whose document is gone, or gives other records now. Nothing removes them but `--prune`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub orphans: Vec<String>,
    /// Sums over the inputs.
    pub totals: Totals,
    /// The only place for clocks.
    pub timing: Timing,
}

/// Where documents were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Readers {
    /// `workers`, or `in-process`.
    pub mode: String,
    /// Whether the workers' memory was limited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory_limit: Option<bool>,
    /// Whether the kernel's Landlock shut files and network to them: `full`, `partial` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub landlock: Option<String>,
    /// Whether seccomp shut them the calls that open files, ports and programs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seccomp: Option<bool>,
}

/// One input of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Relative to the INPUT given.
    pub file: String,
    /// SHA-256 of its bytes; `null` where they were not read.
    pub sha256: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// The ids of its records.
    pub records: Vec<String>,
    /// Why it was refused or skipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The same for a person, with what to do next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The number of warnings in its records.
    pub warnings: usize,
    /// The number of pages that were read.
    pub pages: usize,
}

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It gave at least one record.
    Read,
    /// It should have been read and could not be.
    Refused,
    /// It stands in a folder that was walked, but is of no format that is read.
    Skipped,
}

/// Sums over the inputs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Inputs read.
    pub read: usize,
    /// Inputs refused.
    pub refused: usize,
    /// Inputs skipped.
    pub skipped: usize,
    /// Records written.
    pub records: usize,
    /// Pages read.
    pub pages: usize,
    /// Warnings in the records.
    pub warnings: usize,
}

/// The run's clocks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timing {
    /// When it began, ISO 8601, UTC.
    pub started: String,
    /// How long it took.
    pub seconds: f64,
    /// Documents read at the same time.
    pub jobs: usize,
    /// Documents that were not read again, since neither they nor the program nor the options had changed.
    pub unchanged: usize,
}

impl Totals {
    /// Sums up `inputs`.
    #[must_use]
    pub fn of(inputs: &[Input]) -> Self {
        let count = |outcome| inputs.iter().filter(|i| i.outcome == outcome).count();
        Self {
            read: count(Outcome::Read),
            refused: count(Outcome::Refused),
            skipped: count(Outcome::Skipped),
            records: inputs.iter().map(|i| i.records.len()).sum(),
            pages: inputs.iter().map(|i| i.pages).sum(),
            warnings: inputs.iter().map(|i| i.warnings).sum(),
        }
    }
}

const fn is_zero(n: &usize) -> bool {
    *n == 0
}

/// Writes the report below `folder`.
///
/// # Errors
/// Where the file cannot be written in full.
pub fn write(folder: &Path, run: &Run) -> io::Result<()> {
    safely::write(&folder.join(RUN_FILE), &json::pretty(run)?)
}

//! `rapporteur index`: records in, the index that `search` answers from.

use super::{Ending, Failure, progress, report};
use crate::search::index::{self, FOLDER, Trouble};
use clap::Args;
use std::path::{Path, PathBuf};

/// Make an index of records, or bring it up to date, for `rapporteur search`.
///
/// Reads records that `extract` wrote, never the documents again. Only what is new or has changed is read; what is gone leaves the index. It may be stopped
/// at any time: the next run goes on from there. Others may search meanwhile.
#[derive(Debug, Args)]
pub(super) struct Index {
    /// A folder that `extract` wrote records to.
    #[arg(value_name = "OUTPUT_DIR")]
    folder: PathBuf,
    /// The folder of the index, where it is not to lie (hidden) among the records.
    #[arg(long = "index", value_name = "DIR")]
    own: Option<PathBuf>,
    /// Say nothing but errors.
    #[arg(short, long)]
    quiet: bool,
}

impl Index {
    pub(super) fn run(self) -> Result<Ending, Failure> {
        let folder = place(&self.folder, self.own.as_deref());
        if !self.folder.is_dir() {
            return Err(Failure::Said(format!("{}: no such folder; give a folder that `extract` wrote to", self.folder.display())));
        }
        let bar = progress::counting("records", self.quiet);
        let updated = index::update(&self.folder, &folder, &|seen, all| {
            bar.set_length(all as u64);
            bar.set_position(seen as u64);
        });
        bar.finish_and_clear();
        let updated = updated.map_err(said)?;
        for (path, reason) in &updated.unusable {
            report::error(&format!("{}: {reason}", path.display()));
        }
        if updated.added + updated.changed + updated.unchanged == 0 {
            let folder = self.folder.display();
            return Err(Failure::Said(format!("no record was found in {folder}; run `rapporteur extract` first, and give the folder that it wrote to")));
        }
        if !self.quiet {
            report::say(&format!(
                "{} new, {} changed, {} gone, {} as they were; {} in {}",
                updated.added,
                updated.changed,
                updated.removed,
                updated.unchanged,
                report::counted(usize::try_from(updated.sections).unwrap_or(usize::MAX), "section"),
                folder.display()
            ));
        }
        Ok(if updated.unusable.is_empty() { Ending::Clean } else { Ending::Refusals })
    }
}

/// Where the index of an output folder lies.
pub(super) fn place(output: &Path, index: Option<&Path>) -> PathBuf {
    index.map_or_else(|| output.join(FOLDER), Path::to_path_buf)
}

pub(super) fn said(trouble: Trouble) -> Failure {
    match trouble {
        Trouble::Io(path, error) => Failure::Said(format!("{}: {}", path.display(), super::walk::reason(&error))),
        other => Failure::Said(other.to_string()),
    }
}

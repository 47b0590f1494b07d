//! `rapporteur export`: records in, the forms that other programs read out.

use super::{Ending, Failure, report};
use crate::records::{self, Found};
use crate::write::export::{Form, Options};
use clap::Args;
use std::io;
use std::path::PathBuf;

/// Write records in the forms that other programs and people read.
///
/// Reads records that `extract` wrote, never the documents again, one at a time.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// A folder that `extract` wrote records to.
    #[arg(value_name = "OUTPUT_DIR")]
    folder: PathBuf,
    /// The forms, parted by commas.
    #[arg(long, required = true, value_enum, value_delimiter = ',', value_name = "FORM")]
    to: Vec<Form>,
    /// The folder to write to.
    #[arg(short, long, value_name = "DIR", default_value = "export")]
    output: PathBuf,
    /// Say nothing but errors.
    #[arg(short, long)]
    quiet: bool,
}

impl Export {
    pub(super) fn run(mut self) -> Result<Ending, Failure> {
        self.to.sort();
        self.to.dedup();
        let files = records::files(&self.folder)
            .map_err(|e| Failure::Said(format!("{}: {}; give a folder that `extract` wrote to", self.folder.display(), super::walk::reason(&e))))?;
        let unwritable = |e: io::Error| Failure::Said(format!("cannot write to {}: {}", self.output.display(), super::walk::reason(&e)));
        let options = Options::default();
        let mut exporters = Vec::new();
        for form in &self.to {
            exporters.push(form.open(&self.output, &options).map_err(unwritable)?);
        }
        let (mut exported, mut unusable) = (0_usize, 0_usize);
        for path in &files {
            match records::read(&self.folder, path) {
                Found::Record(record) => {
                    for exporter in &mut exporters {
                        exporter.record(&record).map_err(unwritable)?;
                    }
                    exported += 1;
                }
                Found::Other => {}
                Found::Unusable(reason) => {
                    report::error(&format!("{}: {reason}", path.display()));
                    unusable += 1;
                }
            }
        }
        if exported == 0 {
            let folder = self.folder.display();
            return Err(Failure::Said(format!("no record was found in {folder}; run `rapporteur extract` first, and give the folder that it wrote to")));
        }
        for exporter in exporters {
            exporter.finish().map_err(unwritable)?;
        }
        if !self.quiet {
            eprintln!("{exported} records exported, {unusable} could not be read; they are in {}", self.output.display());
        }
        Ok(if unusable == 0 { Ending::Clean } else { Ending::Refusals })
    }
}

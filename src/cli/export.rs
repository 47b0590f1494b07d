//! `rapporteur export`: records in, the forms that other programs read out.

use super::{Ending, Failure, report};
use crate::records::{self, Found};
use crate::write::export::{self, Form, Options};
use crate::write::safely;
use clap::Args;
use std::io;
use std::path::{Path, PathBuf};

/// Write records in the forms that other programs and people read.
///
/// Reads records that `extract` wrote, never the documents again, one at a time, so that many take no more memory than few. E-mail addresses, telephone
/// numbers and signatures of the roll are replaced by bars in every form, unless `--with-contacts` is given.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
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
    #[command(flatten)]
    how: How,
    /// Say nothing but errors.
    #[arg(short, long)]
    quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  rapporteur export output/ --to csv,sqlite      tables for a spreadsheet and for SQL
  rapporteur export output/ --to html            the repaired minutes to read, each repair to be opened
  rapporteur export output/ --to bulk --link-base https://archive.example/minutes
  rapporteur export output/ --to bulk -o delta --since export
                                                 what is new, changed or gone since the export in export/";

/// How records are exported.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Export")]
pub(super) struct How {
    /// Tell also e-mail addresses, telephone numbers and signatures of the roll.
    #[arg(long)]
    with_contacts: bool,
    /// The name of the search index that `bulk` and the settings of `ndjson` are made for.
    #[arg(long, value_name = "NAME", default_value = "minutes")]
    index: String,
    /// The bytes that one request of `bulk` has at the most; a document that is longer has one of its own.
    #[arg(long, value_name = "BYTES", default_value_t = Options::default().bulk_bytes, value_parser = clap::value_parser!(u64).range(1..))]
    bulk_bytes: u64,
    /// For `bulk` and `ndjson`: write only what is new or changed since an earlier export, and delete what is gone.
    ///
    /// RUN is the folder that the earlier export wrote to; it may be the one that is written to now.
    #[arg(long, value_name = "RUN")]
    since: Option<PathBuf>,
    /// The address below which the documents are found, for links back to them.
    ///
    /// Where the archive's list (`--metadata` of `extract`) has a column `url`, that is the link instead.
    #[arg(long, value_name = "URL")]
    link_base: Option<String>,
}

impl Export {
    pub(super) fn run(self) -> Result<Ending, Failure> {
        export(&self.folder, self.to, &self.output, self.how, self.quiet)
    }
}

/// Exports the records that stand below `folder`.
pub(super) fn export(folder: &Path, mut forms: Vec<Form>, output: &Path, how: How, quiet: bool) -> Result<Ending, Failure> {
    forms.sort();
    forms.dedup();
    let delta = how.since.is_some();
    if delta && forms.iter().any(|f| !matches!(f, Form::Bulk | Form::Ndjson)) {
        return Err(Failure::Said("--since is for the search feeds; give it with --to bulk or --to ndjson alone".to_owned()));
    }
    let files = records::files(folder)
        .map_err(|e| Failure::Said(format!("{}: {}; give a folder that `extract` wrote to", folder.display(), super::walk::reason(&e))))?;
    let unwritable = |e: io::Error| Failure::Said(format!("cannot write to {}: {}", output.display(), super::walk::reason(&e)));
    let How { with_contacts, index, bulk_bytes, since, link_base } = how;
    let options = Options { contacts: with_contacts, index, bulk_bytes, since, links: link_base };
    let mut export = export::Export::begin(&forms, output, &options).map_err(|e| match e.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => Failure::Said(e.to_string()), // the earlier export
        _ => unwritable(e),
    })?;
    // An export that lies among the records is none of them.
    if output.canonicalize().ok() != folder.canonicalize().ok() {
        safely::write(&output.join(records::EXPORT_MARK), b"").map_err(unwritable)?;
    }
    let (mut exported, mut unusable) = (0_usize, 0_usize);
    for path in &files {
        match records::read(folder, path) {
            Found::Record(record) => {
                export.record(*record).map_err(unwritable)?;
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
        let folder = folder.display();
        return Err(Failure::Said(format!("no record was found in {folder}; run `rapporteur extract` first, and give the folder that it wrote to")));
    }
    if delta && unusable > 0 {
        return Err(Failure::Said("what cannot be read would be deleted from the index; mend it, or export without --since".to_owned()));
    }
    export.finish().map_err(unwritable)?;
    if !quiet {
        let (records, output) = (report::counted(exported, "record"), output.display());
        report::say(&format!("{records} exported, {unusable} could not be read; they are in {output}"));
    }
    Ok(if unusable == 0 { Ending::Clean } else { Ending::Refusals })
}

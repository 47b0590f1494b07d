//! The command line: one file a subcommand.
//!
//! Data goes to standard output, all else to standard error. Exit code 0: every document was read. 1: finished, but some
//! documents were refused (or `--strict` and warnings). 2: could not start or finish. A closed pipe ends quietly with 0.

mod audit;
mod batch;
mod completions;
mod export;
mod extract;
#[cfg(feature = "search")]
mod index;
mod inspect;
mod journal;
mod man;
mod metadata;
mod naming;
mod ocr;
mod progress;
mod report;
mod schema;
#[cfg(feature = "search")]
mod search;
mod walk;
mod worker;

use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

/// Turns the minutes of meetings into structured records.
///
/// Rapporteur reads the minutes of meetings (PDF, plain text, Markdown) and writes one JSON record a meeting: who was there and for
/// whom, the sections, what is named, who spoke, what was decided and voted on. Each fact carries the page and the words that it
/// was read from; what was inferred says so and has a confidence below 1.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version, arg_required_else_help = true, after_long_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// The end of the long help: what to type first.
const EXAMPLES: &str = "\
Examples:
  rapporteur extract minutes/                    read a folder, write to output/
  rapporteur extract agm.pdf -o records          read one file, write records/agm.json
  rapporteur inspect agm.pdf --stage roll        see who was there, and how sure that is
  rapporteur inspect agm.pdf --stage layout --page 1 --svg > page.svg
                                                 see how a page was taken apart
  rapporteur audit output/                       who came over the years, and what to look at
  rapporteur export output/ --to markdown        the records in the forms that other programs read
  rapporteur index output/                       make the records findable ...
  rapporteur search stockpile destruction        ... and find what was said, on which page of which file
  rapporteur schema > minutes.schema.json        the contract of a record

Exit code:
  0  every document was read
  1  finished, but some documents were refused (or --strict and warnings)
  2  could not start or finish";

#[derive(Debug, Subcommand)]
enum Command {
    Extract(extract::Extract),
    Audit(audit::AuditArgs),
    Export(export::Export),
    #[cfg(feature = "search")]
    Index(index::Index),
    Inspect(inspect::Inspect),
    Schema(schema::Schema),
    #[cfg(feature = "search")]
    Search(search::Search),
    Completions(completions::Completions),
    Man(man::Man),
    #[command(hide = true)]
    Worker(worker::Worker),
}

/// Options that say how much is said.
#[derive(Debug, Clone, Copy, Args)]
struct Loudness {
    /// Say nothing but errors and refusals.
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Name each document as it is read, with its warnings.
    #[arg(short, long)]
    verbose: bool,
}

/// How a subcommand ended, when it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Everything was done.
    Clean,
    /// Finished, but some documents were refused (or `--strict` and warnings).
    Refusals,
}

impl Ending {
    /// How both together ended.
    const fn and(self, other: Self) -> Self {
        if matches!(self, Self::Clean) { other } else { self }
    }
}

/// Why a subcommand could not start or finish: a sentence that says what to do next.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Said(String),
    #[error("{}", walk::reason(.0))]
    Io(#[from] io::Error),
}

/// Parses `arguments`, runs what they ask for, and tells how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(with_subcommand(arguments.into_iter().collect())) {
        Ok(cli) => cli,
        Err(told) => {
            let code = u8::try_from(told.exit_code()).unwrap_or(2);
            let _ = told.print(); // a closed pipe: nobody is left to tell
            return ExitCode::from(code);
        }
    };
    let ended = match cli.command {
        Command::Extract(extract) => extract.run(),
        Command::Audit(audit) => audit.run(),
        Command::Export(export) => export.run(),
        #[cfg(feature = "search")]
        Command::Index(index) => index.run(),
        #[cfg(feature = "search")]
        Command::Search(search) => search.run(),
        Command::Inspect(inspect) => inspect.run(),
        Command::Schema(schema) => schema.run(),
        Command::Completions(completions) => completions.run(),
        Command::Man(man) => man.run(),
        Command::Worker(worker) => worker.run(),
    };
    match ended {
        Ok(Ending::Clean) => ExitCode::SUCCESS,
        Ok(Ending::Refusals) => ExitCode::from(1),
        Err(Failure::Io(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            report::error(&failure.to_string());
            ExitCode::from(2)
        }
    }
}

/// `rapporteur FILE` alone is `rapporteur inspect FILE`: it prints the file's record.
fn with_subcommand(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if let [_, only] = arguments.as_slice()
        && Path::new(only).is_file()
    {
        arguments.insert(1, "inspect".into());
    }
    arguments
}

/// Writes data to standard output.
fn print(bytes: &[u8]) -> Result<Ending, Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Ending::Clean)
}

//! The command line: one file a subcommand.
//!
//! Data goes to standard output, all else to standard error. Exit code 0: every document was read. 1: finished, but some
//! documents were refused (or `--strict` and warnings). 2: could not start or finish. A closed pipe ends quietly with 0.

mod batch;
mod extract;
mod inspect;
mod metadata;
mod naming;
mod progress;
mod report;
mod walk;

use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

/// Turns the minutes of meetings into structured records.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read documents, and write one record a meeting.
    Extract(extract::Extract),
    /// Show how one document is read, stage by stage.
    Inspect(inspect::Inspect),
}

/// Options that every subcommand takes.
#[derive(Debug, Clone, Copy, Args)]
struct Loudness {
    /// Say nothing but errors.
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

/// Why a subcommand could not start or finish: a sentence that says what to do next.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("{0}")]
    Said(String),
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Parses `arguments`, runs what they ask for, and tells how it ended.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(shim(arguments.into_iter().collect())) {
        Ok(cli) => cli,
        Err(told) => {
            let code = u8::try_from(told.exit_code()).unwrap_or(2);
            let _ = told.print(); // a closed pipe: nobody is left to tell
            return ExitCode::from(code);
        }
    };
    let ended = match cli.command {
        Command::Extract(extract) => extract.run(),
        Command::Inspect(inspect) => inspect.run(),
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

/// `rapporteur FILE` alone prints the file's record.
fn shim(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if let [_, only] = arguments.as_slice() {
        if std::path::Path::new(only).is_file() {
            arguments.insert(1, "inspect".into());
        }
    }
    arguments
}

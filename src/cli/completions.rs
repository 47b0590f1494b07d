//! `rapporteur completions SHELL`: what a shell needs to complete subcommands and options.

use super::{Cli, Ending, Failure, print};
use clap::{Args, CommandFactory};
use clap_complete::Shell;

/// Print a shell's completions.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell that the completions are for.
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> Result<Ending, Failure> {
        let mut script = Vec::new(); // the generator cannot report a closed pipe
        clap_complete::generate(self.shell, &mut Cli::command(), "rapporteur", &mut script);
        print(&script)
    }
}

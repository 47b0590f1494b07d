//! `rapporteur man`: the manual page, made of the same words as `--help`.

use super::{Cli, Ending, Failure, print};
use clap::{Args, CommandFactory};

/// Print the manual page.
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The subcommand whose page to print, in place of the program's own.
    #[arg(value_name = "SUBCOMMAND")]
    of: Option<String>,
}

impl Man {
    pub(super) fn run(&self) -> Result<Ending, Failure> {
        let mut program = Cli::command();
        program.build();
        let page = match &self.of {
            None => program,
            Some(name) => {
                let known = || program.get_subcommands().map(clap::Command::get_name).filter(|n| *n != "help").collect::<Vec<_>>().join(", ");
                let found = program.find_subcommand(name).ok_or_else(|| Failure::Said(format!("there is no subcommand {name}; there are {}", known())))?;
                found.clone().name(format!("rapporteur-{name}"))
            }
        };
        let mut text = Vec::new();
        clap_mangen::Man::new(page).render(&mut text)?;
        print(&text)
    }
}

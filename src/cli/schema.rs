//! `rapporteur schema`: the contract of a record or an audit, derived from their Rust types, so that the two cannot drift; and the
//! columns of the tables that `export` writes.

use super::{Ending, Failure, print};
use crate::audit::model::Audit;
use crate::minutes::Minutes;
use crate::write::export::tables;
use crate::write::json;
use clap::{Args, ValueEnum};

/// Print the JSON Schema of a record or of an audit, or the columns of the tables.
///
/// The schema is derived from the types that records are written from. It holds for every record whose `schema_version` is the
/// one that the schema names.
#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Of what.
    #[arg(long, value_enum, default_value_t = Of::Record)]
    of: Of,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Of {
    /// A record, as `extract` writes it.
    Record,
    /// `audit.json`.
    Audit,
    /// The tables of `export --to csv`, `sqlite` and `parquet`, column by column, as Markdown.
    Tables,
}

impl Schema {
    pub(super) fn run(self) -> Result<Ending, Failure> {
        let schema = match self.of {
            Of::Record => schemars::schema_for!(Minutes),
            Of::Audit => schemars::schema_for!(Audit),
            Of::Tables => return print(tables::documentation().as_bytes()),
        };
        print(&json::pretty(&schema)?)
    }
}

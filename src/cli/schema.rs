//! `rapporteur schema`: the contract of a record, derived from its Rust types, so that the two cannot drift.

use super::{Ending, Failure, print};
use crate::minutes::Minutes;
use crate::write::json;

pub(super) fn run() -> Result<Ending, Failure> {
    print(&json::pretty(&schemars::schema_for!(Minutes))?)
}

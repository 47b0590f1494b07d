//! One binary for all tests, so that the program is linked once.
//!
//! - `tidy`: the order of the rooms, and the house's own rules.
//! - `cli`: the program as a person or a script meets it.
//! - `audit`: an invented archive of which all is known.
//! - `cases`: the fixtures against the reading that each must give.
//! - `gold`: floors on the scores over real minutes, where a corpus is at hand.
//! - `formats`: the exports as other programs read them: row by row, and in servers.
//! - `hostile`: files that are broken, or made to harm.
//! - `runs`: runs that are stopped, started again, or met by files made to harm.
//! - `laws`: what must hold for any input.
//! - `search`: an invented archive, indexed, asked, killed and asked again.
//! - `scans`: the fixtures as scans, where Tesseract is at hand.
//! - `standards`: the forms that standards describe, valid by their own rules and read back.

#![allow(
    clippy::expect_used,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "helpers of tests fail loudly; clippy knows only functions marked as tests"
)]

mod audit;
mod cases;
mod cli;
mod formats;
mod gold;
mod hostile;
mod laws;
mod runs;
mod scans;
#[cfg(feature = "search")]
mod search;
mod standards;
mod tidy;

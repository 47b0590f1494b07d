//! **Rapporteur** turns the minutes of meetings into structured records: the meeting, the roll, the sections, what is named, who
//! spoke, what was decided, each with its place on the page.
//!
//! ```
//! use rapporteur::pipeline::{self, Options};
//!
//! let bytes = b"Minutes of the Harbour Board\n\n1. Opening\n\nThe Chair opened the meeting.\n".to_vec();
//! let records = pipeline::read(bytes, "harbour-board.txt", &Options::default())?;
//! let record = &records[0];
//! assert_eq!(record.id, "harbour-board");
//! assert_eq!(record.source.format, "text");
//! println!("{}", serde_json::to_string_pretty(record).expect("a record can always be told in JSON"));
//! # Ok::<(), rapporteur::error::Refusal>(())
//! ```
//!
//! The flow, each arrow a free function from one named type to the next:
//!
//! ```text
//! bytes ─▶ Source ─read─▶ RawDocument ─lay_out─▶ Layout ─transcribe─▶ Transcript
//! Transcript ─segment─▶ Outline ─tag─▶ Mentions ─take_roll─▶ Attendance ─follow_floor─▶ Proceedings
//! (Attendance, Proceedings) ─confirm─▶ both, with witnesses ─assemble─▶ Minutes ─▶ write
//! ```
//!
//! | type | holds |
//! | --- | --- |
//! | [`source::Source`] | the bytes, their name, their format, their hash |
//! | [`read::RawDocument`] | pages of glyphs, ruling lines, pictures; what the file says of itself |
//! | [`layout::Layout`] | pages of blocks of lines of words, in reading order, furniture apart |
//! | [`transcript::Transcript`] | one text, every character anchored to its page and box; what was repaired |
//! | [`outline::Outline`] | the title and the sections |
//! | [`entities::Mentions`] | what is named, with what it means |
//! | [`attendance::Attendance`] | delegations and people, and whether they were there |
//! | [`proceedings::Proceedings`] | interventions, decisions, actions, votes |
//! | [`minutes::Minutes`] | the public record |
//!
//! Only `read` may refuse a document ([`error::Refusal`]). Every later stage is total, and says its doubts as
//! [`diagnostics::Notice`]s, which become the record's warnings. Files, clocks and the environment are met at the two ends only
//! ([`cli`], [`write`](mod@write)); the same bytes, version and options give the same record.

pub mod assemble;
pub mod attendance;
pub mod audit;
pub mod cli;
pub mod confirm;
pub mod diagnostics;
pub mod entities;
pub mod error;
pub mod gazetteer;
pub mod geometry;
pub mod language;
pub mod layout;
pub mod lexicon;
pub mod meeting;
pub mod minutes;
pub mod outline;
pub mod pipeline;
pub mod proceedings;
pub mod read;
pub mod records;
#[cfg(feature = "search")]
pub mod search;
pub mod source;
pub mod span;
pub mod transcript;
pub mod write;

//! **Rapporteur** turns the minutes of meetings, as PDFs, into structured data.

pub mod assemble;
pub mod attendance;
pub mod cli;
pub mod confirm;
pub mod diagnostics;
pub mod entities;
pub mod error;
pub mod gazetteer;
pub mod geometry;
pub mod language;
pub mod layout;
pub mod meeting;
pub mod minutes;
pub mod outline;
pub mod pipeline;
pub mod proceedings;
pub mod read;
pub mod source;
pub mod span;
pub mod transcript;
pub mod write;

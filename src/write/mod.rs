//! Records -> files.
//!
//! Nothing half written is ever seen: each file is written beside its place and then renamed ([`safely`]). A record is
//! written as soon as it is read ([`json`]); the feed ([`sections`]) and the report ([`run`]) come at the end.
//! [`export`] makes of the records what other programs read.

pub mod export;
pub mod json;
pub mod run;
pub mod safely;
pub mod sections;

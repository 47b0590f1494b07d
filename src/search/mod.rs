//! Search on the desk: an index over the records of an output folder, and answers from it.
//!
//! [`index::update`] makes and keeps the index, one document a section. [`query::parse`] reads what somebody typed, [`index::Desk::find`] answers it: which
//! meeting, which section, the words marked, on which page of which file, and what is counted beside. The same records give the same answers in the
//! same order, however the index came about: scores are made of counts over the records that stand, each summed in one order, and ties are broken by
//! the section's id.

mod compile;
mod documents;
mod fields;
pub mod find;
mod gather;
pub mod index;
mod passage;
pub mod query;
mod words;

pub use fields::Facet;

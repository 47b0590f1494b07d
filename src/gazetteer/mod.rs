//! What is known beforehand: States, organisations, titles.

pub mod fold;
pub mod organisations;
pub mod states;
pub mod titles;

//! What is known beforehand: States, organisations, titles.

pub mod titles;

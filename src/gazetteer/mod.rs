//! What is known beforehand: States, organisations, titles.

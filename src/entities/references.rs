//! What the text refers to: meetings, instruments, articles, documents.

use super::{BoundAcronym, Context, Mention};

/// The meetings, instruments, articles and documents that the text names.
#[must_use]
pub fn find(context: Context<'_>, acronyms: &[BoundAcronym]) -> Vec<Mention> {
    let _ = (context, acronyms);
    Vec::new()
}

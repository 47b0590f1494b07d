//! Organisations named in the text.

use super::{BoundAcronym, Context, Mention};

/// The organisations that the text names; `states` are the States found before.
#[must_use]
pub fn find(context: Context<'_>, acronyms: &[BoundAcronym], states: &[Mention]) -> Vec<Mention> {
    let _ = (context, acronyms, states);
    Vec::new()
}

//! Acronyms as the document itself binds them: "Cluster Munition Coalition (CMC)".

use super::{BoundAcronym, Context};

/// The acronyms that the document binds, in the order of the text.
#[must_use]
pub fn find(context: Context<'_>) -> Vec<BoundAcronym> {
    let _ = context;
    Vec::new()
}

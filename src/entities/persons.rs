//! Persons in running text: the people of the roll wherever they recur, and names after an honorific.

use super::{Context, Mention};
use crate::attendance::Attendance;

/// The persons that the text names, tied to the roll where they are of it.
#[must_use]
pub fn tag_people(context: Context<'_>, roll: &Attendance) -> Vec<Mention> {
    let _ = (context, roll);
    Vec::new()
}

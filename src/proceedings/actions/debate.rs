//! What is said in a debate binds nobody: an opinion, a condition, a question, a step of the procedure.
//!
//! "Mr. Doe stated that the Clerk will send the list" may bind the Clerk. Behind a semicolon of such a sentence stand the
//! speaker's arguments ("…; staff would need a year; people would wait"), which bind nobody unless they name a day. What is
//! asked for and given on the spot ("asked staff to explain the map") is owed no longer when the meeting ends.

use super::super::hearsay::speech_before;
use super::super::passages::Passages;
use super::Ledger;

/// Confidence of an action among the arguments of a speaker that names a day.
pub(super) const ARGUED: f32 = 0.5;

/// Steps of the procedure, which are over with the meeting, in small letters.
const PROCEDURE: &[&str] =
    &["move", "second", "abstain", "vote", "amend", "table", "adjourn", "withdraw", "reserve", "strike", "nominate", "chair", "leave", "introduce", "call"];

/// What is given on the spot, in small letters.
const ON_THE_SPOT: &[&str] = &[
    "clarify", "explain", "comment", "elaborate", "speak", "describe", "summarize", "summarise", "introduce", "repeat", "restate", "read", "confirm",
    "respond", "address", "state", "identify", "indicate", "share", "say", "stand", "wait", "mute", "vote", "sign",
];

/// Words of a request that is not for the spot after all, in small letters.
const LATER: &[&str] = &["next", "writing", "written", "report", "later", "future", "back", "upcoming", "website", "letter", "email", "by"];

/// How far an action may be trusted by where its sentence tells it.
pub(super) enum Standing {
    /// As its form says.
    Free,
    /// It binds nobody.
    Nothing,
    /// No more than this.
    AtMost(f32),
}

impl Ledger<'_> {
    /// How far the action may be trusted whose cue is at token `cue` and whose task begins at `task`.
    pub(super) fn standing(&self, cue: usize, task: usize, first: usize, end: usize) -> Standing {
        let (passages, t) = (self.passages, self.passages.tokens);
        if is_procedure(passages, task) {
            return Standing::Nothing;
        }
        let Some(speech) = speech_before(passages, cue, first) else { return Standing::Free };
        let open = t.is_any(speech.verb + 1, &["whether", "if", "how", "why", "what", "when", "who"]);
        if open && !speech.asking || open && (speech.verb..cue).all(|i| !t.is_any(i, &[";", "and"])) {
            return Standing::Nothing;
        }
        if (speech.verb + 1..cue).any(|i| t.is(i, ";")) {
            let clause = (task..end).find(|i| t.is(*i, ";")).unwrap_or(end);
            return if self.is_dated(task, clause) { Standing::AtMost(ARGUED) } else { Standing::Nothing };
        }
        Standing::Free
    }

    /// Whether what is asked for at token `task` is given on the spot.
    pub(super) fn is_on_the_spot(&self, task: usize, end: usize) -> bool {
        let clause = (task..end).find(|i| self.passages.tokens.is(*i, ";")).unwrap_or(end);
        self.passages.tokens.is_any(task, ON_THE_SPOT) && !self.is_dated(task, clause) && !self.passages.has(task, clause, LATER)
    }
}

/// "make a motion", "second it", "amend the motion".
fn is_procedure(passages: &Passages<'_>, task: usize) -> bool {
    let t = passages.tokens;
    t.is_any(task, PROCEDURE)
        && (t.is_any(task, &["move", "second", "abstain", "vote", "adjourn", "strike", "reserve", "leave"])
            || passages.has(task + 1, task + 8, &["motion", "item", "meeting", "vote"]))
        || t.is(task, "make") && passages.has(task + 1, task + 4, &["motion"])
}

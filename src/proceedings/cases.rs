//! Small documents for the tests of votes, decisions and actions.

use super::passages::Passages;
use crate::attendance::{Attendance, Person};
use crate::entities::tokens::Tokens;
use crate::entities::{Context, sentences};
use crate::language;
use crate::outline::Outline;
use crate::transcript::drawn::drawn;

/// A person of an invented roll.
pub(super) fn person(name: &str) -> Person {
    Person::drawn(name)
}

/// Calls `check` with a drawn document; its language is told from its words, its meeting is of 13 November 2023.
pub(super) fn with_passages(drawing: &str, check: impl FnOnce(&Passages<'_>)) {
    let transcript = drawn(drawing);
    let tokens = Tokens::of(&transcript.text);
    let sentences = sentences::split(&transcript, &tokens, &Outline::default());
    let outline = Outline::default();
    let roll = Attendance { people: vec![person("Ann Roe"), person("Bob Doe"), person("Carl Poe"), person("Dora Coe")], ..Attendance::default() };
    let language = language::detect(&transcript.text).0;
    let anchor = Some(jiff::civil::Date::constant(2023, 11, 13));
    check(&Passages::of(Context { transcript: &transcript, tokens: &tokens, sentences: &sentences, outline: &outline, language, anchor }, &roll));
}

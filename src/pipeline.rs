//! One document, from bytes to records: the unit that crosses a process boundary is [`read()`], and nothing smaller.

use crate::assemble;
use crate::confirm;
use crate::diagnostics::Notice;
use crate::entities::sentences;
use crate::entities::tokens::Tokens;
use crate::entities::{self, Context};
use crate::error::Refusal;
use crate::language;
use crate::minutes::Minutes;
use crate::read::aids::{Aids, Alone};
use crate::read::{self, RawDocument, ReadOptions};
use crate::source::Source;
use crate::transcript::Transcript;
use crate::{attendance, layout, meeting, outline, proceedings, transcript};

/// How a document is read, and what of it stands in the record's `made_by.options`.
pub type Options = ReadOptions;

/// Reads one document: one record a meeting that it holds.
///
/// # Errors
/// A [`Refusal`] where nothing of the document can be read. All else is a warning in the record.
pub fn read(bytes: Vec<u8>, name: &str, options: &Options) -> Result<Vec<Minutes>, Refusal> {
    read_with(bytes, name, options, &Alone)
}

/// The same with somebody to ask where the file's own letters do not suffice.
///
/// # Errors
/// As [`read()`].
pub fn read_with(bytes: Vec<u8>, name: &str, options: &Options, aids: &dyn Aids) -> Result<Vec<Minutes>, Refusal> {
    let source = Source::new(name, bytes)?;
    let raw = read::read_with(&source, options, aids)?;
    let laid = layout::lay_out(&raw);
    let mut text = transcript::transcribe(&laid);
    text.note_mends(&raw.recognition.mends);
    let (language, _) = language::detect(&text.text);
    let meetings = meeting::volume::meetings(&text, language);
    if meetings.is_empty() {
        return Ok(vec![record(&source, &raw, &text, options, None)]);
    }
    Ok(meetings.into_iter().map(|(first, last)| record(&source, &raw, &text.part(first, last), options, Some([first, last]))).collect())
}

/// Makes one record of one meeting's text.
fn record(source: &Source, raw: &RawDocument, text: &Transcript, options: &Options, pages: Option<[u32; 2]>) -> Minutes {
    let mut notices: Vec<Notice> = read::doubts::notices(raw);
    if let Some([first, last]) = pages {
        notices.retain(|n| n.page.is_none_or(|p| (first..=last).contains(&p)));
    }
    let outline = taken(outline::segment(text), &mut notices);
    let tokens = Tokens::of(&text.text);
    let (language, code) = language::detect(&text.text);
    let meeting = taken(meeting::find(text, &outline, language, &source.name), &mut notices);
    let sentences = sentences::split(text, &tokens, &outline);
    let context = Context { transcript: text, tokens: &tokens, sentences: &sentences, outline: &outline, language, anchor: meeting.date };
    let mut mentions = taken(entities::tag(context), &mut notices);
    let roll = taken(attendance::take_roll(context, &mentions), &mut notices);
    let floor = taken(proceedings::follow_floor(context, &mentions, &meeting, &roll), &mut notices);
    let (roll, floor) = taken(confirm::confirm(context, &mentions, &meeting, roll, floor), &mut notices);
    entities::persons::untangle(&mut mentions, &roll);
    mentions.list.extend(entities::persons::tag_people(context, &roll));
    entities::sort(&mut mentions.list);
    let mut record = assemble::assemble(assemble::Parts {
        source,
        raw,
        options,
        language: code,
        transcript: text,
        outline: &outline,
        meeting: &meeting,
        mentions: &mentions,
        roll: &roll,
        floor: &floor,
        notices: &notices,
    });
    record.source.page_range = pages;
    record
}

fn taken<T>(diagnosed: crate::diagnostics::Diagnosed<T>, notices: &mut Vec<Notice>) -> T {
    notices.extend(diagnosed.notices);
    diagnosed.value
}

//! `Transcript` -> `Mentions`: what is named in the text, with what it means.

pub mod acronyms;
pub mod amounts;
pub mod calendar;
pub mod dates;
pub mod edtf;
pub mod moments;
pub mod naming;
pub(crate) mod numbers;
mod numeric;
pub mod organisations;
pub mod persons;
pub mod references;
mod relative;
pub mod sentences;
pub mod states;
pub mod times;
pub mod tokens;

use crate::diagnostics::{Diagnosed, Repair};
use crate::language::Language;
use crate::minutes::Value;
use crate::outline::Outline;
use crate::span::Span;
use crate::transcript::Transcript;
use sentences::Sentence;
use tokens::Tokens;

/// All mentions of a document, sorted by place.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// In the order of the text; two may share words where one is a State inside a longer name.
    pub list: Vec<Mention>,
    /// Acronyms as the document binds them.
    pub acronyms: Vec<BoundAcronym>,
}

/// One mention.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// What they mean.
    pub value: Value,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

impl Mention {
    /// A mention that is certain from the page.
    #[must_use]
    pub const fn certain(span: Span, value: Value) -> Self {
        Self { span, value, confidence: 1.0, repairs: Vec::new() }
    }
}

/// "Cluster Munition Coalition (CMC)".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundAcronym {
    /// "CMC".
    pub acronym: String,
    /// "Cluster Munition Coalition".
    pub expansion: String,
    /// Both, where they are bound.
    pub span: Span,
}

/// What the taggers know of the document beside its text.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The text.
    pub transcript: &'a Transcript,
    /// Its words.
    pub tokens: &'a Tokens<'a>,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Its sections.
    pub outline: &'a Outline,
    /// Its language.
    pub language: Language,
    /// The day of the meeting, to which relative dates are anchored.
    pub anchor: Option<jiff::civil::Date>,
}

/// Tags a document: every kind but persons, who need the roll ([`persons::tag_people`]).
#[must_use]
pub fn tag(context: Context<'_>) -> Diagnosed<Mentions> {
    let acronyms = acronyms::find(context);
    let mut notices = Vec::new();
    let states = states::find(context, &acronyms);
    notices.extend(states.notices);
    let mut list = states.value;
    list.extend(organisations::find(context, &acronyms, &list));
    list.extend(references::find(context, &acronyms));
    let moments = moments::find(context, &list);
    notices.extend(moments.notices);
    let figures = amounts::find(context, &moments.value);
    list.extend(moments.value);
    list.extend(figures);
    sort(&mut list);
    Diagnosed { value: Mentions { list, acronyms }, notices }
}

/// Puts mentions in the order of the text, the longer of two that begin together first.
pub fn sort(list: &mut [Mention]) {
    list.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transcript::drawn::drawn;

    /// Calls `check` with what the taggers know of a drawn English document.
    pub(super) fn context_of(drawing: &str, check: impl FnOnce(Context<'_>)) {
        context_in(Language::English, drawing, check);
    }

    /// The same in another language.
    pub(super) fn context_in(language: Language, drawing: &str, check: impl FnOnce(Context<'_>)) {
        let transcript = drawn(drawing);
        let tokens = Tokens::of(&transcript.text);
        let sentences = sentences::split(&transcript, &tokens, &Outline::default());
        let outline = Outline::default();
        check(Context { transcript: &transcript, tokens: &tokens, sentences: &sentences, outline: &outline, language, anchor: None });
    }
}

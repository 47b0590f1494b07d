//! By when: the first date to come that the words of a task name, one after "by" before others.
//!
//! "By the deadline" may have its day in another sentence: the one that speaks of a deadline of the same State or body,
//! where no other does.

use super::super::passages::Passages;
use crate::entities::Mentions;
use crate::minutes::Value;
use crate::span::Span;

/// Confidence of an action whose deadline stands in another sentence.
pub(super) const ELSEWHERE: f32 = 0.6;

/// Words that stand before the day by which something is due, in small letters.
const BY: &[&str] =
    &["by", "until", "before", "deadline", "due", "than", "bis", "avant", "antes", "até", "hasta", "of", "d", "jusqu", "spätestens", "was", "is", "on"];

/// How far before its date such a word may stand, in tokens: "by the end of June" is one date, "before Friday, 3 May" another.
const REACH: usize = 3;

/// How many sentences about deadlines are kept: a document that has more of them says nothing by any one.
const KEPT: usize = 200;

/// A date of the text that is not past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    span: Span,
    end: String,
    pub(super) edtf: Option<String>,
    after_by: bool,
}

impl Due {
    /// The day, or the month where no more is written.
    pub(super) fn day(&self) -> String {
        let month = self.edtf.as_deref().is_some_and(|e| e.ends_with('~') || e.len() == "2024-05".len());
        if month { self.end.chars().take("2024-05".len()).collect() } else { self.end.clone() }
    }

    /// Where it stands.
    pub(super) const fn span(&self) -> Span {
        self.span
    }
}

/// A sentence that names the day of a deadline, and whose.
#[derive(Debug)]
struct Named {
    sentence: Span,
    whose: Vec<String>,
    due: Due,
}

/// The dates to come, and what each is the deadline of.
pub(super) struct Deadlines<'a> {
    passages: &'a Passages<'a>,
    coming: Vec<Due>,
    bearers: Vec<(Span, String)>,
    named: Vec<Named>,
}

impl<'a> Deadlines<'a> {
    pub(super) fn of(passages: &'a Passages<'a>, mentions: &Mentions) -> Self {
        let t = passages.tokens;
        let anchor = passages.context.anchor.map(|day| day.to_string());
        let mut coming = Vec::new();
        let mut bearers = Vec::new();
        for mention in &mentions.list {
            match &mention.value {
                // ISO days compare as words.
                Value::Date { end: Some(end), edtf, .. } if anchor.as_ref().is_none_or(|anchor| end >= anchor) => {
                    let first = t.at(mention.span.start);
                    let after_by = (1..=REACH).any(|n| first.checked_sub(n).is_some_and(|i| t.is_any(i, BY)));
                    coming.push(Due { span: mention.span, end: end.clone(), edtf: edtf.clone(), after_by });
                }
                Value::State { code: Some(code), .. } => bearers.push((mention.span, code.clone())),
                Value::Organisation { acronym: Some(acronym), .. } => bearers.push((mention.span, acronym.clone())),
                _ => {}
            }
        }
        let mut out = Self { passages, coming, bearers, named: Vec::new() };
        out.named = out.sentences_about();
        out
    }

    fn sentences_about(&self) -> Vec<Named> {
        let mut out = Vec::new();
        for sentence in self.passages.context.sentences {
            if out.len() >= KEPT {
                break;
            }
            let Some(due) = self.within(sentence.span) else { continue };
            if self.passages.has(sentence.tokens.start, sentence.tokens.end, &["deadline", "deadlines"]) {
                out.push(Named { sentence: sentence.span, whose: self.whose(sentence.span), due: due.clone() });
            }
        }
        out
    }

    /// The States and organisations that a passage names.
    fn whose(&self, span: Span) -> Vec<String> {
        let from = self.bearers.partition_point(|(b, _)| b.start < span.start);
        self.bearers.iter().skip(from).take_while(|(b, _)| b.start < span.end).map(|(_, name)| name.clone()).collect()
    }

    /// The date that a passage is due by.
    pub(super) fn within(&self, span: Span) -> Option<&Due> {
        let from = self.coming.partition_point(|d| d.span.start < span.start);
        let here = || self.coming.iter().skip(from).take_while(|d| d.span.start < span.end).filter(|d| d.span.end <= span.end);
        // A bare year is a deadline only after "by".
        here().find(|d| d.after_by).or_else(|| here().find(|d| d.edtf.as_ref().is_none_or(|e| e.len() > "2024".len())))
    }

    /// The day of "the deadline" that a task speaks of and does not name.
    pub(super) fn elsewhere(&self, task: Span) -> Option<&Due> {
        let t = self.passages.tokens;
        let (first, end) = (t.at(task.start), t.at(task.end));
        if !(first..end).any(|i| t.is(i, "the") && t.is(i + 1, "deadline")) {
            return None;
        }
        let whose = self.whose(task);
        let mut fitting = self.named.iter().filter(|n| !n.sentence.meets(task) && n.whose.iter().any(|w| whose.contains(w)));
        let one = fitting.next()?;
        fitting.all(|other| other.due.end == one.due.end).then_some(&one.due)
    }
}

//! The dates and times of a document as mentions, and what is to be doubted of them.

use super::dates::{self, FoundDate};
use super::times;
use super::{Context, Mention};
use crate::diagnostics::{Code, Diagnosed, Notice};
use crate::minutes::Value;
use crate::span::Span;

/// All dates and times outside the words that `taken` claims for document symbols.
#[must_use]
pub fn find(context: Context<'_>, taken: &[Mention]) -> Diagnosed<Vec<Mention>> {
    let symbols: Vec<Span> = taken.iter().filter(|m| matches!(m.value, Value::Document { symbol: Some(_), .. })).map(|m| m.span).collect();
    let inside = |span: Span| symbols.iter().any(|s| s.contains(span));
    let found: Vec<FoundDate> = dates::find(context.tokens, context.language, context.anchor).into_iter().filter(|d| !inside(d.span)).collect();
    let times = times::find(context.tokens);
    let mut notices: Vec<Notice> = Vec::new();
    for date in &found {
        let words = date.span.of(context.tokens.text());
        if date.weekday_clashes()
            && let (Some(weekday), Some(day)) = (date.weekday, date.start)
        {
            let message = format!("“{words}”: {day} is a {}, not a {}", dates::weekday_name(day.weekday()), dates::weekday_name(weekday));
            notices.push(Notice::new(Code::DateMismatch, message).at(date.span));
        }
        if date.ambiguous {
            let message = format!("“{words}” may have the day or the month first: nothing in the document decides");
            notices.push(Notice::new(Code::DateAmbiguous, message).at(date.span));
        }
    }
    let free: Vec<Mention> = times
        .into_iter()
        .filter(|t| !inside(t.span) && !met_by(&found, t.span))
        .map(|t| {
            let repairs: Vec<_> = t.repair().into_iter().collect();
            let confidence = if t.damaged { times::DAMAGED } else { 1.0 };
            Mention { span: t.span, value: Value::Time { start: t.start, end: t.end }, confidence, repairs }
        })
        .collect();
    let mut value: Vec<Mention> = found
        .into_iter()
        .map(|d| Mention {
            span: d.span,
            value: Value::Date {
                start: d.start.map(|x| x.to_string()),
                end: d.end.map(|x| x.to_string()),
                resolved_from: d.resolved_from().to_owned(),
                edtf: d.edtf,
            },
            confidence: d.confidence,
            repairs: d.repairs,
        })
        .collect();
    value.extend(free);
    super::sort(&mut value);
    Diagnosed { value, notices }
}

/// Whether one of `dates`, which are in order, shares words with `span`.
fn met_by(dates: &[FoundDate], span: Span) -> bool {
    let next = dates.partition_point(|d| d.span.end <= span.start);
    dates.get(next).is_some_and(|d| d.span.meets(span))
}

//! What was said and what came of it: `interventions`, `decisions`, `actions`, `votes`.

use super::places::{confidence, nth, page, record, repairs, section, span_end, span_start, words};
use super::{Get, Row, Table, column, json, table, whole};
use crate::minutes::{Action, Decision, Intervention, Vote};
use jiff::civil::Date;
use std::borrow::Cow;

pub(super) fn interventions() -> Table {
    type I<'r, 'a> = &'r Row<'a, Intervention>;
    table(
        "interventions",
        "One time that somebody took the floor.",
        &["record", "nth"],
        |r| &r.interventions,
        vec![
            record(),
            nth(),
            column("speaker", Get::Text(|i: I| Some(&i.item.speaker.name)), "Who, as named."),
            column("kind", Get::Text(|i: I| Some(&i.item.speaker.kind)), "`state`, `organisation`, `office`, `person` or `group`."),
            column("code", Get::Text(|i: I| i.item.speaker.code.as_deref()), "ISO 3166 for a State, an acronym for an organisation."),
            column("person", Get::Text(|i: I| i.item.speaker.person.as_deref()), "The person of the roll.").of("people"),
            column("verb", Get::Text(|i: I| i.item.verb.as_deref()), "The reporting verb, as written."),
            words(|i: I| i.item.span),
            section(|i: I| i.item.section.as_deref()),
            page(|i: I| i.item.page),
            span_start(|i: I| i.item.span),
            span_end(|i: I| i.item.span),
            confidence(|i: I| i.item.confidence),
            repairs(|i: I| json(&i.item.repairs)),
        ],
    )
}

pub(super) fn decisions() -> Table {
    type D<'r, 'a> = &'r Row<'a, Decision>;
    table(
        "decisions",
        "Something that this body decided.",
        &["record", "nth"],
        |r| &r.decisions,
        vec![
            record(),
            nth(),
            column(
                "kind",
                Get::Text(|d: D| Some(&d.item.kind)),
                "By the verb used: `approved`, `adopted`, `agreed`, `noted`, `elected`, `rejected`, `postponed` or `decided`.",
            ),
            column("text", Get::Text(|d: D| Some(&d.item.text)), "The words."),
            column("decided_by", Get::Text(|d: D| d.item.by.as_deref()), "Who decided, as written."),
            column("moved_by", Get::Text(|d: D| d.item.moved_by.as_deref()), "Who moved."),
            column("seconded_by", Get::Text(|d: D| d.item.seconded_by.as_deref()), "Who seconded."),
            section(|d: D| d.item.section.as_deref()),
            page(|d: D| d.item.page),
            span_start(|d: D| d.item.span),
            span_end(|d: D| d.item.span),
            column("also", Get::Json(|d: D| json(&d.item.also)), "The other places where it is told."),
            confidence(|d: D| d.item.confidence),
            repairs(|d: D| json(&d.item.repairs)),
        ],
    )
}

pub(super) fn actions() -> Table {
    type A<'r, 'a> = &'r Row<'a, Action>;
    table(
        "actions",
        "Something that somebody is to do.",
        &["record", "nth"],
        |r| &r.actions,
        vec![
            record(),
            nth(),
            column("owner", Get::Text(|a: A| a.item.owner.as_deref()), "Who, as named."),
            column("task", Get::Text(|a: A| Some(&a.item.task)), "What."),
            column("due", Get::Text(|a: A| a.item.due.as_deref()), "When: a day, or a month where no more is known."),
            column("due_by", Get::Date(|a: A| a.item.due.as_deref().and_then(last_day)), "The last day of that."),
            column("due_edtf", Get::Text(|a: A| a.item.due_edtf.as_deref()), "The same as EDTF."),
            words(|a: A| a.item.span),
            section(|a: A| a.item.section.as_deref()),
            page(|a: A| a.item.page),
            span_start(|a: A| a.item.span),
            span_end(|a: A| a.item.span),
            column("also", Get::Json(|a: A| json(&a.item.also)), "The other places where it is told."),
            confidence(|a: A| a.item.confidence),
            repairs(|a: A| json(&a.item.repairs)),
        ],
    )
}

/// A day, or the last day of a month.
fn last_day(due: &str) -> Option<Cow<'_, str>> {
    if due.matches('-').count() == 2 {
        return Some(Cow::Borrowed(due));
    }
    let first: Date = format!("{due}-01").parse().ok()?;
    Some(Cow::Owned(first.last_of_month().to_string()))
}

pub(super) fn votes() -> Table {
    type V<'r, 'a> = &'r Row<'a, Vote>;
    table(
        "votes",
        "A vote with its figures.",
        &["record", "nth"],
        |r| &r.votes,
        vec![
            record(),
            nth(),
            column("subject", Get::Text(|v: V| v.item.subject.as_deref()), "On what."),
            column("in_favour", Get::Integer(|v: V| v.item.in_favour.and_then(whole)), "Votes in favour."),
            column("against", Get::Integer(|v: V| v.item.against.and_then(whole)), "Votes against."),
            column("abstain", Get::Integer(|v: V| v.item.abstain.and_then(whole)), "Abstentions."),
            column("absent", Get::Integer(|v: V| v.item.absent.and_then(whole)), "Those who were not there, or did not vote."),
            column("outcome", Get::Text(|v: V| v.item.outcome.as_deref()), "`adopted`, `rejected`, `elected` or `postponed`."),
            column("unanimous", Get::Boolean(|v: V| Some(v.item.unanimous)), "Whether the text says \"unanimously\"."),
            column("voters", Get::Json(|v: V| json(&v.item.voters)), "Who voted how, where they are listed."),
            words(|v: V| v.item.span),
            section(|v: V| v.item.section.as_deref()),
            page(|v: V| v.item.page),
            span_start(|v: V| v.item.span),
            span_end(|v: V| v.item.span),
            confidence(|v: V| v.item.confidence),
            repairs(|v: V| json(&v.item.repairs)),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::last_day;

    #[test]
    fn a_month_is_due_on_its_last_day() {
        for (due, expected) in [("2024-02", Some("2024-02-29")), ("2024-03-05", Some("2024-03-05")), ("2024", None), ("soon", None)] {
            assert_eq!(last_day(due).as_deref(), expected, "{due}");
        }
    }
}

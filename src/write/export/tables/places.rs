//! The sections, and the columns that say where a fact stands, the same in all tables.

use super::{Column, Get, Reading, Row, Table, column, json, table, whole};
use crate::minutes::{Confidence, Section, TextSpan};
use crate::write::sections::{head_span, own_span};

impl<'a> Reading<'a> {
    /// The text before the first section.
    pub(in crate::write) fn head(&self) -> &'a str {
        self.words.at(head_span(self.record)).trim()
    }
}

pub(super) fn sections() -> Table {
    type S<'r, 'a> = &'r Row<'a, Section>;
    table(
        "sections",
        "A section.",
        &["record", "id"],
        |r| &r.sections,
        vec![
            record(),
            column("id", Get::Text(|s: S| Some(&s.item.id)), "`s5.1`, or `s-<n>` where it has no number."),
            column("nth", Get::Integer(|s: S| whole(s.nth + 1)), "Its place in the record, from 1."),
            column("number", Get::Text(|s: S| s.item.number.as_deref()), "As printed."),
            column("title", Get::Text(|s: S| s.item.title.as_deref()), "Its title, without number, coordinators and presenter."),
            column("level", Get::Integer(|s: S| whole(s.item.level)), "From 1."),
            column("parent", Get::Text(|s: S| s.item.parent.as_deref()), "The section that holds it.").of("sections"),
            column("responsible", Get::Json(|s: S| json(&s.item.responsible)), "Who stands in brackets in the heading."),
            column(
                "text",
                Get::Text(|s: S| Some(s.of.words.at(own_span(s.of.record, s.nth)).trim())),
                "Its own words: the heading, and the text up to its first subsection.",
            ),
            page(|s: S| s.item.page),
            span_start(|s: S| s.item.span),
            span_end(|s: S| s.item.span),
            confidence(|s: S| s.item.confidence),
            repairs(|s: S| json(&s.item.repairs)),
        ],
    )
}

/// The record.
pub(super) const fn record<T>() -> Column<T> {
    column("record", Get::Text(|r| Some(&r.of.record.id)), "The record.").of("meetings")
}

/// The place among the record's items of its kind, where they have no ids.
pub(super) const fn nth<T>() -> Column<T> {
    column("nth", Get::Integer(|r| whole(r.nth + 1)), "Its place among the record's, from 1.")
}

/// The page.
pub(super) const fn page<T>(of: for<'a> fn(&Row<'a, T>) -> Option<u32>) -> Column<T> {
    column("page", Get::Page(of), "The page, from 1.")
}

/// The first code point.
pub(super) const fn span_start<T>(of: for<'a> fn(&Row<'a, T>) -> TextSpan) -> Column<T> {
    column("span_start", Get::Start(of), "Where its words begin in the record's `text`, in code points.")
}

/// Behind the last code point.
pub(super) const fn span_end<T>(of: for<'a> fn(&Row<'a, T>) -> TextSpan) -> Column<T> {
    column("span_end", Get::End(of), "Where its words end, in code points.")
}

/// The words of the span, where the item does not hold them itself.
pub(super) const fn words<T>(of: for<'a> fn(&Row<'a, T>) -> TextSpan) -> Column<T> {
    column("words", Get::At(of), "Its words.")
}

/// The innermost section.
pub(super) const fn section<T>(of: for<'a> fn(&Row<'a, T>) -> Option<&'a str>) -> Column<T> {
    column("section", Get::Text(of), "The innermost section.").of("sections")
}

/// How sure the reading is.
pub(super) const fn confidence<T>(of: for<'a> fn(&Row<'a, T>) -> Confidence) -> Column<T> {
    column("confidence", Get::Share(of), "How sure the reading is: 1 where the page itself says so.")
}

/// What was inferred.
pub(super) const fn repairs<T>(of: for<'a> fn(&Row<'a, T>) -> Option<String>) -> Column<T> {
    column("repairs", Get::Json(of), "What was inferred, and from what.")
}

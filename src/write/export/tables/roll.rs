//! The meeting and its roll: `meetings`, `delegations`, `people`.

use super::places::{confidence, page, record, repairs, span_end, span_start};
use super::{Column, Get, Row, Table, column, json, table, whole, word};
use crate::minutes::{Delegation, Minutes, Person};

pub(super) fn meetings() -> Table {
    type M<'r, 'a> = &'r Row<'a, Minutes>;
    table(
        "meetings",
        "A meeting: one record.",
        &["record"],
        |r| std::slice::from_ref(r),
        vec![
            column("record", Get::Text(|m: M| Some(&m.item.id)), "The record's id: its path below the output folder without `.json`."),
            column("file", Get::Text(|m: M| Some(&m.item.source.file)), "The document, relative to the INPUT given."),
            column("title", Get::Text(|m: M| m.item.meeting.title.as_deref()), "The document's title."),
            column("body", Get::Text(|m: M| m.item.meeting.body.as_deref()), "The body that met."),
            column("kind", Get::Text(|m: M| m.item.meeting.kind.as_deref()), "As the body calls it: `ordinary`, `special` …."),
            column("number", Get::Text(|m: M| m.item.meeting.number.as_deref()), "The meeting's or the minutes' own number, as printed."),
            column("date", Get::Date(|m: M| m.item.meeting.date.as_deref().map(Into::into)), "The (first) day of the meeting."),
            column("end_date", Get::Date(|m: M| m.item.meeting.end_date.as_deref().map(Into::into)), "The last day, where there are several."),
            column("start_time", Get::Time(|m: M| m.item.meeting.start_time.as_deref()), "When it began, local time."),
            column("end_time", Get::Time(|m: M| m.item.meeting.end_time.as_deref()), "When it closed, local time."),
            column("venue", Get::Text(|m: M| m.item.meeting.venue.as_deref()), "Where it met."),
            column("chair", Get::Text(|m: M| m.item.meeting.chair.as_deref()), "Who presided.").of("people"),
            column("symbol", Get::Text(|m: M| m.item.meeting.symbol.as_deref()), "The document's own symbol."),
            column("state", Get::Text(|m: M| m.item.meeting.state.as_deref()), "`draft`, `final` or `approved`, where the document says so."),
            column("language", Get::Text(|m: M| m.item.source.language.as_deref()), "The language of the body text, BCP 47."),
            column("head", Get::Text(|m: M| Some(m.of.head())), "The text before the first section; all of it where there is no section."),
            column("stated", Get::Json(|m: M| json(&m.item.attendance.stated)), "What the document itself counts."),
            column("acronyms", Get::Json(|m: M| json(&m.item.acronyms)), "Acronyms as the document binds them."),
            column(
                "evidence",
                Get::Json(|m: M| json(&m.item.meeting.evidence)),
                "For each column from `title` to `state` that was read: the words, their place and the confidence.",
            ),
            column("format", Get::Text(|m: M| Some(&m.item.source.format)), "`pdf`, `text` or `markdown`."),
            column("sha256", Get::Text(|m: M| Some(&m.item.source.sha256)), "SHA-256 of the document's bytes."),
            column("bytes", Get::Integer(|m: M| whole(m.item.source.bytes)), "The document's size."),
            column("pages", Get::Integer(|m: M| whole(m.item.source.pages)), "The document's number of pages; 0 for a text."),
            column(
                "first_page",
                Get::Integer(|m: M| m.item.source.page_range.and_then(|[first, _]| whole(first))),
                "The first page of this record, where the file holds several minutes.",
            ),
            column(
                "last_page",
                Get::Integer(|m: M| m.item.source.page_range.and_then(|[_, last]| whole(last))),
                "The last page of this record, where the file holds several minutes.",
            ),
            column("text_layer", Get::Word(|m: M| word(&m.item.source.text_layer)), "Where the letters come from: `digital`, `ocr`, `mixed` or `none`."),
            column("producer", Get::Text(|m: M| m.item.source.producer.as_deref()), "The program that made the PDF."),
            column("reference", Get::Json(|m: M| json(&m.item.source.reference)), "The archive's own columns for the file."),
            column("made_by", Get::Json(|m: M| json(&m.item.made_by)), "What read the document, and how."),
        ],
    )
}

/// The columns that a delegation and a person share at their end.
macro_rules! listed {
    ($item:ty) => {
        vec![
            page(|r: &Row<'_, $item>| r.item.page),
            column("bbox", Get::Json(|r: &Row<'_, $item>| json(&r.item.bbox)), "Its box on the page, `[x0, y0, x1, y1]` in points from the top left."),
            span_start(|r: &Row<'_, $item>| r.item.span),
            span_end(|r: &Row<'_, $item>| r.item.span),
            column("also", Get::Json(|r: &Row<'_, $item>| json(&r.item.also)), "The other places where the roll tells it."),
            confidence(|r: &Row<'_, $item>| r.item.confidence),
            repairs(|r: &Row<'_, $item>| json(&r.item.repairs)),
        ]
    };
}

pub(super) fn delegations() -> Table {
    type D<'r, 'a> = &'r Row<'a, Delegation>;
    let own: Vec<Column<Delegation>> = vec![
        record(),
        column("id", Get::Text(|d: D| Some(&d.item.id)), "`d1`, `d2` …, in the order of the reading."),
        column("name", Get::Text(|d: D| Some(&d.item.name)), "The name."),
        column("as_written", Get::Text(|d: D| Some(&d.item.as_written)), "The words on the page."),
        column("kind", Get::Word(|d: D| word(&d.item.kind)), "`state`, `organisation`, `office`, `group` or `unknown`."),
        column("code", Get::Text(|d: D| d.item.code.as_deref()), "ISO 3166 for a State, an acronym for an organisation."),
        column("role", Get::Text(|d: D| d.item.role.as_deref()), "What its heading says that it is here."),
        column("status", Get::Word(|d: D| word(&d.item.status)), "`present`, `apologies`, `absent`, `substituted` or `observer`."),
    ];
    table("delegations", "A delegation of the roll.", &["record", "id"], |r| &r.attendance.delegations, own.into_iter().chain(listed!(Delegation)).collect())
}

pub(super) fn people() -> Table {
    type P<'r, 'a> = &'r Row<'a, Person>;
    let own: Vec<Column<Person>> = vec![
        record(),
        column("id", Get::Text(|p: P| Some(&p.item.id)), "`p1`, `p2` …, in the order of the reading."),
        column("name", Get::Text(|p: P| Some(&p.item.name)), "The name alone, in its natural order."),
        column("as_written", Get::Text(|p: P| Some(&p.item.as_written)), "The words on the page."),
        column("honorific", Get::Text(|p: P| p.item.honorific.as_deref()), "\"H.E. Mrs.\"."),
        column("given", Get::Text(|p: P| p.item.given.as_deref()), "Given names."),
        column("family", Get::Text(|p: P| p.item.family.as_deref()), "Family name."),
        column("role", Get::Text(|p: P| p.item.role.as_deref()), "Post or function, as written."),
        column("delegation", Get::Text(|p: P| p.item.delegation.as_deref()), "The person's delegation.").of("delegations"),
        column("status", Get::Word(|p: P| word(&p.item.status)), "`present`, `apologies`, `absent`, `substituted` or `observer`."),
        column("stands_for", Get::Text(|p: P| p.item.stands_for.as_deref()), "The person for whom this one stands.").of("people"),
        column(
            "attended_from",
            Get::Text(|p: P| p.item.attended.as_ref().and_then(|a| a.from.as_deref())),
            "When somebody who was late came: HH:MM, or an item as written.",
        ),
        column(
            "attended_to",
            Get::Text(|p: P| p.item.attended.as_ref().and_then(|a| a.to.as_deref())),
            "When somebody who went early left: HH:MM, or an item as written.",
        ),
    ];
    table("people", "A person of the roll.", &["record", "id"], |r| &r.attendance.people, own.into_iter().chain(listed!(Person)).collect())
}

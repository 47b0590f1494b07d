//! The minutes' own text, block by block, with what is named or decided in it marked, and the repairs of each block behind it.

use super::super::links::Links;
use super::super::markup::Markup;
use super::super::repairs::repairs;
use super::super::weave::{Mark, Marks, Piece, cells};
use super::{anchor, place};
use crate::diagnostics::Repair;
use crate::minutes::{Block, BlockKind, Minutes, Section, TextSpan, Value};
use crate::write::sections::Words;
use std::collections::BTreeMap;

/// What is marked, by its place in the record's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Decision(usize),
    Action(usize),
    Entity(usize),
}

/// The writer of one text.
pub(super) struct Text<'r> {
    record: &'r Minutes,
    links: &'r Links,
    words: Words<'r>,
    marks: Marks<What>,
    tables: BTreeMap<&'r str, &'r [Vec<String>]>,
    /// By where the repaired words begin.
    repairs: BTreeMap<usize, Vec<&'r Repair>>,
    page: Option<u32>,
}

impl<'r> Text<'r> {
    pub(super) fn of(record: &'r Minutes, links: &'r Links) -> Self {
        let mut marks = Vec::new();
        marks.extend(record.decisions.iter().enumerate().map(|(i, x)| Mark { span: x.span, what: What::Decision(i) }));
        marks.extend(record.actions.iter().enumerate().map(|(i, x)| Mark { span: x.span, what: What::Action(i) }));
        marks.extend(record.entities.iter().enumerate().map(|(i, x)| Mark { span: x.span, what: What::Entity(i) }));
        let tables = record.tables.iter().map(|t| (t.block.as_str(), t.rows.as_slice())).collect();
        Self { record, links, words: Words::of(&record.text), marks: Marks::new(marks), tables, repairs: repairs(record), page: None }
    }

    pub(super) fn write(mut self, html: &mut Markup) {
        let record = self.record;
        let mut sections = record.sections.iter().peekable();
        let mut in_list = false;
        for block in &record.blocks {
            let mut opened: Option<&Section> = None;
            while let Some(section) = sections.next_if(|s| s.span[0] <= block.span[0]) {
                // A section without a block of its own still has its place.
                if let Some(earlier) = opened.replace(section) {
                    if std::mem::take(&mut in_list) {
                        html.close().raw("\n");
                    }
                    html.open("span").with("id", &anchor(&earlier.id)).close();
                }
            }
            let item = block.kind == BlockKind::ListItem && !self.tables.contains_key(block.id.as_str());
            if in_list && !item {
                html.close().raw("\n");
            } else if item && !in_list {
                html.open("ul").raw("\n");
            }
            in_list = item;
            self.block(html, block, opened);
        }
        if in_list {
            html.close().raw("\n");
        }
    }

    fn block(&mut self, html: &mut Markup, block: &'r Block, opened: Option<&Section>) {
        let rows = self.tables.get(block.id.as_str()).copied().filter(|rows| rows.iter().any(|row| !row.is_empty()));
        let name = match block.kind {
            _ if rows.is_some() => "table",
            BlockKind::Heading => level(opened.map(|s| s.level).or_else(|| self.level_of(block))),
            BlockKind::ListItem => "li",
            BlockKind::Title | BlockKind::Paragraph | BlockKind::Attendance | BlockKind::Table | BlockKind::Footnote => "p",
        };
        html.open(name).with_some("id", opened.map(|s| anchor(&s.id)).as_deref());
        let class = match block.kind {
            BlockKind::Title => Some("title"),
            BlockKind::Attendance => Some("roll"),
            BlockKind::Footnote => Some("note"),
            _ => None,
        };
        html.with_some("class", class).with("dir", "auto");
        match rows {
            Some(rows) => self.table(html, block, rows),
            None => self.inline(html, block.span),
        }
        if block.page != self.page && rows.is_none() {
            self.page = block.page;
            html.text(" ");
            super::page_link(html, self.record, self.links, block.page);
        }
        if name == "li" {
            self.notes(html, block.span);
            html.close().raw("\n");
        } else {
            html.close().raw("\n");
            self.notes(html, block.span);
        }
    }

    fn level_of(&self, block: &Block) -> Option<u8> {
        let id = block.section.as_deref()?;
        self.record.sections.iter().find(|s| s.id == id).map(|s| s.level)
    }

    fn table(&mut self, html: &mut Markup, block: &Block, rows: &[Vec<String>]) {
        let found = cells(&self.words, block.span, rows);
        let mut spans = found.iter().flatten().copied();
        html.open("tbody").raw("\n");
        for row in rows.iter().filter(|row| !row.is_empty()) {
            html.open("tr");
            for cell in row {
                html.open("td");
                match spans.next() {
                    Some(span) => self.inline(html, span),
                    None => lines(html, cell),
                }
                html.close();
            }
            html.close().raw("\n");
        }
        html.close();
    }

    fn inline(&mut self, html: &mut Markup, span: TextSpan) {
        for piece in self.marks.weave(span) {
            match piece {
                Piece::Words(span) => lines(html, self.words.at(span)),
                Piece::Open(what, further) => self.open(html, what, further),
                Piece::Close(_) => {
                    html.close();
                }
                Piece::Point(_) => {}
            }
        }
    }

    fn open(&self, html: &mut Markup, what: What, further: bool) {
        let record = self.record;
        let anchored = |html: &mut Markup, name: &'static str, kind: &str, span: TextSpan| {
            html.open(name).with("class", kind);
            if !further {
                html.with("id", &place(kind, span));
            }
        };
        match what {
            What::Decision(i) => {
                if let Some(x) = record.decisions.get(i) {
                    anchored(html, "strong", "decision", x.span);
                }
            }
            What::Action(i) => {
                if let Some(x) = record.actions.get(i) {
                    anchored(html, "span", "action", x.span);
                }
            }
            What::Entity(i) => {
                let Some(x) = record.entities.get(i) else { return };
                let (kind, meaning) = meaning(&x.value);
                let doubt = if x.confidence.0 < 1.0 { format!(" ({:.0} % sure)", x.confidence.0.clamp(0.0, 1.0) * 100.0) } else { String::new() };
                match &x.value {
                    Value::Date { start: Some(day), end, .. } if end.as_ref().is_none_or(|e| e == day) => html.open("time").with("datetime", day),
                    Value::Time { start, end: None } => html.open("time").with("datetime", start),
                    Value::Amount { value, .. } | Value::Percentage { value } | Value::Count { value, .. } => html.open("data").with("value", value),
                    _ => html.open("span"),
                };
                html.with("class", kind).with("title", &format!("{meaning}{doubt}"));
            }
        }
    }

    /// What was repaired in the block, to be opened.
    fn notes(&self, html: &mut Markup, span: TextSpan) {
        let mut found = self.repairs.range(span[0]..span[1].max(span[0])).flat_map(|(_, repairs)| repairs).peekable();
        if found.peek().is_none() {
            return;
        }
        html.open("details").with("class", "repairs").with("lang", "en").open("summary").text("Repaired").close().open("ul");
        for repair in found {
            html.open("li").text(&repair.kind.replace('-', " "));
            match (&repair.from, &repair.to) {
                (Some(from), Some(to)) => {
                    html.text(": ").open("del").text(from).close().text(" ").open("ins").text(to).close();
                }
                (Some(words), None) | (None, Some(words)) => {
                    html.text(": ").text(words);
                }
                (None, None) => {}
            }
            html.text(". ").text(&repair.because).close();
        }
        html.close().close().raw("\n");
    }
}

/// The heading below the page's own, by the section's level.
const fn level(level: Option<u8>) -> &'static str {
    match level {
        None | Some(0 | 1) => "h2",
        Some(2) => "h3",
        Some(3) => "h4",
        Some(4) => "h5",
        Some(_) => "h6",
    }
}

/// Words with their line ends.
fn lines(html: &mut Markup, words: &str) {
    for (n, line) in words.split('\n').enumerate() {
        if n > 0 {
            html.raw("<br>");
        }
        html.text(line);
    }
}

/// A class for an entity's kind, and what its words mean.
fn meaning(value: &Value) -> (&'static str, String) {
    let either = |a: &Option<String>, b: &Option<String>| match (a, b) {
        (Some(a), Some(b)) if a != b => format!("{a} ({b})"),
        (Some(one), _) | (None, Some(one)) => one.clone(),
        (None, None) => "not settled".to_owned(),
    };
    match value {
        Value::State { code, name, .. } => ("state", format!("State: {}", either(name, code))),
        Value::Organisation { acronym, name } => ("organisation", format!("organisation: {}", either(name, acronym))),
        Value::Person { name, .. } => ("person", format!("person: {name}")),
        Value::Date { edtf, start, .. } => ("date", format!("date: {}", edtf.as_ref().or(start.as_ref()).map_or("not settled", String::as_str))),
        Value::Time { start, end } => ("time", format!("time: {}{}", start, end.as_deref().map(|e| format!(" to {e}")).unwrap_or_default())),
        Value::Amount { currency, value } => ("amount", format!("amount: {} {value}", currency.as_deref().unwrap_or("currency not settled,"))),
        Value::Percentage { value } => ("amount", format!("{value} %")),
        Value::Count { value, unit } => ("amount", format!("count: {value} {unit}")),
        Value::Meeting { acronym, name, .. } => ("meeting", format!("meeting: {}", either(name, acronym))),
        Value::Instrument { acronym, name } => ("instrument", format!("instrument: {}", either(name, acronym))),
        Value::Article { number, instrument } => {
            ("instrument", format!("article {number} of {}", instrument.as_deref().unwrap_or("an instrument not settled")))
        }
        Value::Document { symbol, title } => ("document", format!("document: {}", either(symbol, title))),
    }
}

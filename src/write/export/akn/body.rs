//! The text: preface, roll calls and debate sections in the order of reading, with all that is named or decided in it marked.

use super::super::markup::Markup;
use super::super::weave::{Mark, Marks, Piece, cells};
use super::facts::doubt;
use super::terms::{Class, Ids, Terms};
use super::{day, time};
use crate::minutes::{Block, BlockKind, Entity, Minutes, Section, Value};
use crate::write::sections::Words;
use std::collections::BTreeMap;

/// What is marked, by its place in the record's lists. An earlier kind holds a later one where their words are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Intervention(usize),
    Decision(usize),
    Vote(usize),
    Action(usize),
    Entity(usize),
}

/// The writer of one text.
pub(super) struct Body<'r> {
    record: &'r Minutes,
    ids: &'r mut Ids,
    terms: &'r mut Terms,
    letters: Words<'r>,
    marks: Marks<What>,
    tables: BTreeMap<&'r str, &'r [Vec<String>]>,
    /// Opened and not yet closed.
    open: Vec<&'r Section>,
    /// What stands open around the last block.
    around: Around,
    xml: Markup,
}

/// What holds several blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Nothing,
    Preface,
    RollCall,
    List,
    /// A debate section for text that is in none.
    Unnamed,
}

impl<'r> Body<'r> {
    pub(super) fn of(record: &'r Minutes, ids: &'r mut Ids, terms: &'r mut Terms) -> Self {
        let mut marks = Vec::new();
        marks.extend(record.interventions.iter().enumerate().map(|(i, x)| Mark { span: x.span, what: What::Intervention(i) }));
        marks.extend(record.decisions.iter().enumerate().map(|(i, x)| Mark { span: x.span, what: What::Decision(i) }));
        marks.extend(record.votes.iter().enumerate().map(|(i, x)| Mark { span: x.span, what: What::Vote(i) }));
        marks.extend(record.actions.iter().enumerate().map(|(i, x)| Mark { span: x.span, what: What::Action(i) }));
        marks.extend(record.entities.iter().enumerate().map(|(i, x)| Mark { span: x.span, what: What::Entity(i) }));
        let tables = record.tables.iter().map(|t| (t.block.as_str(), t.rows.as_slice())).collect();
        let letters = Words::of(&record.text);
        let marks = Marks::new(marks);
        Self { record, ids, terms, letters, marks, tables, open: Vec::new(), around: Around::Nothing, xml: Markup::default() }
    }

    /// `preface` and `debateBody`.
    pub(super) fn written(mut self) -> String {
        let record = self.record;
        let mut sections = record.sections.iter().peekable();
        let (mut in_body, mut after_title) = (false, true);
        for block in &record.blocks {
            if !in_body && !prefaces(block, record.sections.is_empty(), after_title) {
                self.leave();
                self.xml.open("debateBody").raw("\n");
                in_body = true;
            }
            after_title = block.kind == BlockKind::Title;
            let mut fresh = false;
            while let Some(section) = sections.next_if(|s| s.span[0] <= block.span[0]) {
                self.enter(section);
                fresh = true;
            }
            self.settle(block.section.as_deref());
            self.block(block, in_body, fresh);
        }
        self.leave();
        if !in_body {
            self.xml.open("debateBody").raw("\n");
        }
        let mut empty = !in_body;
        for section in sections {
            self.enter(section);
            empty = false;
        }
        self.settle(None);
        if empty {
            self.xml.open("debateSection").with("name", "minutes").close_empty().raw("\n"); // the schema wants one
        }
        let mut out = self.xml.finish();
        out.insert(0, '\n');
        out
    }

    /// Opens a section inside its parent.
    fn enter(&mut self, section: &'r Section) {
        self.leave();
        while self.open.last().is_some_and(|top| section.parent.as_deref() != Some(top.id.as_str())) {
            self.open.pop();
            self.xml.close().raw("\n");
        }
        let eid = self.ids.claim(&section.id);
        self.xml.open("debateSection").with("name", "item").with("eId", &eid).with_some("title", section.title.as_deref());
        self.xml.with_some("r:number", section.number.as_deref()).with("r:level", &section.level.to_string());
        self.xml.with_some("r:page", section.page.map(|p| p.to_string()).as_deref()).with_some("r:confidence", doubt(section.confidence).as_deref());
        if !section.responsible.is_empty() {
            self.xml.with("r:responsible", &section.responsible.join("; "));
        }
        self.xml.raw("\n");
        self.open.push(section);
    }

    /// Closes sections until `section` is the innermost; all of them where it is none or not open.
    fn settle(&mut self, section: Option<&str>) {
        let keep = section.and_then(|id| self.open.iter().rposition(|s| s.id == id)).map_or(0, |at| at + 1);
        if self.open.len() > keep {
            self.leave();
            while self.open.len() > keep {
                self.open.pop();
                self.xml.close().raw("\n");
            }
        }
    }

    /// Closes what stands around blocks.
    fn leave(&mut self) {
        if self.around != Around::Nothing {
            self.xml.close().raw("\n");
            self.around = Around::Nothing;
        }
    }

    fn block(&mut self, block: &'r Block, in_body: bool, fresh: bool) {
        let sectioned = !self.open.is_empty();
        let around = match block.kind {
            _ if !in_body => Around::Preface,
            BlockKind::Attendance => Around::RollCall,
            _ if !sectioned => Around::Unnamed,
            BlockKind::ListItem => Around::List,
            _ => Around::Nothing,
        };
        if around != self.around {
            self.leave();
            match around {
                Around::Preface => self.xml.open("preface").raw("\n"),
                Around::RollCall => self.xml.open("rollCall").raw("\n"),
                Around::Unnamed => self.xml.open("debateSection").with("name", "unnamed").raw("\n"),
                Around::List => self.xml.open("ul").raw("\n"),
                Around::Nothing => &mut self.xml,
            };
            self.around = around;
        }
        let rows = self.tables.get(block.id.as_str()).copied().filter(|rows| rows.iter().any(|row| !row.is_empty()));
        if let Some(rows) = rows {
            self.table(block, rows);
            return;
        }
        let pieces = self.marks.weave(block.span);
        match block.kind {
            BlockKind::Heading if sectioned && fresh => self.heading(block, pieces),
            BlockKind::ListItem if around == Around::List => self.element("li", None, block, pieces),
            BlockKind::Footnote => {
                self.xml.open("p").open("authorialNote").with("placement", "bottom");
                self.element("p", None, block, pieces);
                self.xml.close().close().raw("\n");
            }
            BlockKind::Paragraph if sectioned || around == Around::Unnamed => self.element("narrative", block.lead.as_deref(), block, pieces),
            kind => {
                let class = match kind {
                    BlockKind::Title => Some("title"),
                    BlockKind::Heading => Some("heading"),
                    BlockKind::ListItem => Some("listItem"),
                    _ => None,
                };
                self.begin("p", block).with_some("class", class).with_some("r:lead", block.lead.as_deref());
                if kind == BlockKind::Title && !in_body {
                    self.xml.open("docTitle");
                    self.inline(pieces);
                    self.xml.close();
                } else {
                    self.inline(pieces);
                }
                self.xml.close().raw("\n");
            }
        }
    }

    fn begin(&mut self, name: &'static str, block: &Block) -> &mut Markup {
        let eid = self.ids.claim(&block.id);
        self.xml.open(name).with("eId", &eid).with_some("r:page", block.page.map(|p| p.to_string()).as_deref())
    }

    fn element(&mut self, name: &'static str, lead: Option<&str>, block: &Block, pieces: Vec<Piece<What>>) {
        self.begin(name, block).with_some("r:lead", lead);
        self.inline(pieces);
        self.xml.close().raw("\n");
    }

    /// The section's own number and heading, where the words begin with the number.
    fn heading(&mut self, block: &Block, mut pieces: Vec<Piece<What>>) {
        let number = self.open.last().and_then(|s| s.number.as_deref()).unwrap_or_default();
        if let Some(Piece::Words(span)) = pieces.first_mut() {
            let words = self.letters.at(*span);
            if !number.is_empty() && words.starts_with(number) {
                // With the full stop or bracket that follows it.
                let rest = words.strip_prefix(number).unwrap_or_default();
                let more = rest.chars().take_while(|c| !c.is_alphanumeric()).count();
                let end = span[0] + number.chars().count() + more;
                self.xml.open("num").text(self.letters.at([span[0], end])).close();
                span[0] = end;
            }
        }
        self.begin("heading", block);
        self.inline(pieces);
        self.xml.close().raw("\n");
    }

    fn table(&mut self, block: &Block, rows: &[Vec<String>]) {
        let found = cells(&self.letters, block.span, rows);
        self.begin("table", block).raw("\n");
        let mut spans = found.iter().flatten().copied();
        for row in rows.iter().filter(|row| !row.is_empty()) {
            self.xml.open("tr");
            for cell in row {
                self.xml.open("td").open("p");
                match spans.next() {
                    Some(span) => {
                        let pieces = self.marks.weave(span);
                        self.inline(pieces);
                    }
                    None => self.words(cell),
                }
                self.xml.close().close();
            }
            self.xml.close().raw("\n");
        }
        self.xml.close().raw("\n");
    }

    fn words(&mut self, words: &str) {
        for (n, line) in words.split('\n').enumerate() {
            if n > 0 {
                self.xml.open("eol").close_empty();
            }
            self.xml.text(line);
        }
    }

    fn inline(&mut self, pieces: Vec<Piece<What>>) {
        for piece in pieces {
            match piece {
                Piece::Words(span) => self.words(self.letters.at(span)),
                Piece::Open(what, further) => self.open(what, further),
                Piece::Close(_) => {
                    self.xml.close();
                }
                Piece::Point(_) => {}
            }
        }
    }

    /// Begins the element of a fact. Its further parts, where it goes on in another block, name the first by `r:continues`.
    fn open(&mut self, what: What, further: bool) {
        let record = self.record;
        let (name, at) = match what {
            What::Intervention(i) => ("intervention", i),
            What::Decision(i) => ("decision", i),
            What::Vote(i) => ("vote", i),
            What::Action(i) => ("action", i),
            What::Entity(i) => ("entity", i),
        };
        let own = format!("{name}_{}", at + 1);
        match what {
            What::Intervention(i) => {
                let Some(x) = record.interventions.get(i) else { return };
                let speaker = self.terms.speaker(self.ids, &x.speaker);
                self.xml.open("inline").with("name", name).with("refersTo", &speaker).with("r:speaker", &x.speaker.name);
                self.xml.with_some("r:verb", x.verb.as_deref()).with_some("r:confidence", doubt(x.confidence).as_deref());
            }
            What::Decision(i) => {
                let Some(x) = record.decisions.get(i) else { return };
                let kind = self.terms.refer(self.ids, Class::Concept, &x.kind, &x.kind);
                self.xml.open("outcome").with("refersTo", &kind).with("r:kind", &x.kind);
                self.xml.with_some("r:by", x.by.as_deref()).with_some("r:movedBy", x.moved_by.as_deref());
                self.xml.with_some("r:secondedBy", x.seconded_by.as_deref()).with_some("r:confidence", doubt(x.confidence).as_deref());
            }
            What::Vote(i) => {
                let Some(x) = record.votes.get(i) else { return };
                self.xml.open("inline").with("name", name).with_some("r:subject", x.subject.as_deref()).with_some("r:outcome", x.outcome.as_deref());
                self.xml.with_some("r:unanimous", x.unanimous.then_some("true")).with_some("r:confidence", doubt(x.confidence).as_deref());
            }
            What::Action(i) => {
                let Some(x) = record.actions.get(i) else { return };
                self.xml.open("inline").with("name", name).with_some("r:owner", x.owner.as_deref()).with("r:task", &x.task);
                self.xml.with_some("r:due", x.due.as_deref()).with_some("r:edtf", x.due_edtf.as_deref());
                self.xml.with_some("r:confidence", doubt(x.confidence).as_deref());
            }
            What::Entity(i) => {
                let Some(x) = record.entities.get(i) else { return };
                let refers = self.terms.entity(self.ids, x);
                entity(&mut self.xml, x, refers.as_deref());
            }
        }
        if further {
            self.xml.with("r:continues", &own);
        } else {
            let eid = self.ids.claim(&own);
            self.xml.with("eId", &eid);
        }
    }
}

/// Begins the element of an entity: its kind's own, with the value as far as Akoma Ntoso has an attribute for it.
fn entity(xml: &mut Markup, entity: &Entity, refers: Option<&str>) {
    match &entity.value {
        Value::State { demonym, .. } => xml.open("location").with_some("r:demonym", demonym.then_some("true")),
        Value::Organisation { .. } => xml.open("organization"),
        Value::Person { .. } => xml.open("person"),
        Value::Meeting { .. } => xml.open("event"),
        Value::Date { start, end, edtf, resolved_from } => {
            let valid = start.as_deref().and_then(day);
            let xml = if let Some(start) = valid { xml.open("date").with("date", start) } else { xml.open("inline").with("name", "date") };
            let end = end.as_deref().filter(|end| valid != Some(end));
            xml.with_some("r:end", end).with_some("r:edtf", edtf.as_deref()).with("r:resolvedFrom", resolved_from)
        }
        Value::Time { start, end } => {
            let xml = match time(start) {
                Some(at) => xml.open("time").with("time", &at),
                None => xml.open("inline").with("name", "time"),
            };
            xml.with_some("r:end", end.as_deref())
        }
        Value::Amount { currency, value } => xml.open("quantity").with("normalized", value).with_some("r:currency", currency.as_deref()),
        Value::Percentage { value } => xml.open("quantity").with("normalized", value).with("r:unit", "%"),
        Value::Count { value, unit } => xml.open("quantity").with("normalized", value).with("r:unit", unit),
        Value::Instrument { .. } => xml.open("entity").with("name", "instrument"),
        Value::Article { number, .. } => xml.open("entity").with("name", "article").with("r:number", number),
        Value::Document { .. } => xml.open("entity").with("name", "document"),
    };
    xml.with_some("refersTo", refers).with_some("r:confidence", doubt(entity.confidence).as_deref());
}

/// Whether a block that stands before all sections and rolls belongs to the preface: in a text without sections, only its title does.
const fn prefaces(block: &Block, without_sections: bool, after_title: bool) -> bool {
    match block.kind {
        BlockKind::Title => block.section.is_none() && after_title || block.section.is_none() && !without_sections,
        BlockKind::Heading | BlockKind::Attendance => false,
        _ => block.section.is_none() && !without_sections,
    }
}

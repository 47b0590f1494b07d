//! All stages -> `Minutes`: indices become ids, byte offsets become code points, places become boxes. Nothing is read
//! here.

use crate::attendance::Attendance;
use crate::diagnostics::Notice;
use crate::entities::Mentions;
use crate::meeting::MeetingFacts;
use crate::minutes::{self, Bbox, BlockKind, Confidence, Evidence, MadeBy, Minutes, Place, SCHEMA_VERSION, SourceRecord, TextLayer, TextSpan, Value};
use crate::outline::Outline;
use crate::proceedings::Proceedings;
use crate::read::{RawDocument, ReadOptions as Options};
use crate::source::{Format, Source};
use crate::span::{CodePoints, Span};
use crate::transcript::{TextKind, Transcript};
use std::collections::{BTreeMap, BTreeSet};

/// What a record is made of.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The document.
    pub source: &'a Source,
    /// Its letters and properties.
    pub raw: &'a RawDocument,
    /// How it was read.
    pub options: &'a Options,
    /// BCP 47.
    pub language: Option<&'static str>,
    /// Its text.
    pub transcript: &'a Transcript,
    /// Its sections.
    pub outline: &'a Outline,
    /// Its meeting.
    pub meeting: &'a MeetingFacts,
    /// What is named in it.
    pub mentions: &'a Mentions,
    /// Its roll.
    pub roll: &'a Attendance,
    /// Its floor.
    pub floor: &'a Proceedings,
    /// What the stages noticed.
    pub notices: &'a [Notice],
}

/// Makes the public record.
#[must_use]
pub fn assemble(parts: Parts<'_>) -> Minutes {
    let places = Places {
        transcript: parts.transcript,
        outline: parts.outline,
        points: CodePoints::of(&parts.transcript.text),
        section_ids: section_ids(parts.outline),
        doubted: parts.raw.pages.iter().filter(|p| p.trust < 1.0).map(|p| (p.number, p.trust)).collect(),
    };
    Minutes {
        schema_version: SCHEMA_VERSION.to_owned(),
        id: record_id(&parts.source.name),
        made_by: MadeBy {
            program: "rapporteur".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            options: options(parts.options),
            ocr: parts.raw.recognition.engine.clone(),
        },
        source: source(parts),
        meeting: meeting(parts, &places),
        pages: pages(parts.transcript),
        attendance: attendance(parts.roll, &places),
        sections: sections(&places),
        blocks: blocks(parts, &places),
        lines: lines(&places),
        tables: tables(parts.transcript),
        text: parts.transcript.text.clone(),
        entities: entities(parts.mentions, &places),
        acronyms: parts
            .mentions
            .acronyms
            .iter()
            .map(|a| minutes::Acronym { acronym: a.acronym.clone(), expansion: a.expansion.clone(), span: places.span(a.span), page: places.page(a.span) })
            .collect(),
        interventions: interventions(parts.floor, &places),
        decisions: decisions(parts.floor, &places),
        actions: actions(parts.floor, &places),
        votes: votes(parts.floor, &places),
        warnings: warnings(parts.notices, &places),
    }
}

/// The record's path below the output folder: the source's name without its extension.
fn record_id(name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
    let stem = file.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(file, |(stem, _)| stem);
    if folder.is_empty() { stem.to_owned() } else { format!("{folder}/{stem}") }
}

fn options(options: &Options) -> BTreeMap<String, String> {
    let mut out = options.limits.told();
    if options.second_opinion {
        out.insert("second_opinion".to_owned(), "true".to_owned());
    }
    if let Some((first, last)) = options.pages {
        out.insert("pages".to_owned(), format!("{first}-{last}"));
    }
    out
}

fn source(parts: Parts<'_>) -> SourceRecord {
    let format = match parts.source.format {
        Format::Pdf => "pdf",
        Format::Text => "text",
        Format::Markdown => "markdown",
    };
    SourceRecord {
        file: parts.source.name.clone(),
        sha256: parts.source.sha256.clone(),
        bytes: parts.source.bytes.len() as u64,
        format: format.to_owned(),
        pages: parts.raw.properties.page_count,
        producer: parts.raw.properties.producer.clone(),
        text_layer: text_layer(parts.transcript),
        language: parts.language.map(str::to_owned),
        page_range: None,
        reference: BTreeMap::new(),
    }
}

fn text_layer(transcript: &Transcript) -> TextLayer {
    let mut kinds = transcript.pages.iter().map(|p| p.text_layer);
    let Some(first) = kinds.next() else {
        return TextLayer::Digital;
    };
    if kinds.all(|k| k == first) { first } else { TextLayer::Mixed }
}

/// Confidence of a chair whom only an office in the roll tells.
const BY_OFFICE: f32 = 0.95;
/// Confidence of a chair who is the first of a presiding delegation.
const BY_DELEGATION: f32 = 0.6;

fn meeting(parts: Parts<'_>, places: &Places<'_>) -> minutes::Meeting {
    let facts = parts.meeting;
    let mut evidence: std::collections::BTreeMap<String, Evidence> = facts
        .evidence
        .iter()
        .map(|(field, e)| {
            let evidence = Evidence {
                as_written: e.as_written.clone(),
                page: e.page.or_else(|| e.span.and_then(|s| places.page(s))),
                span: e.span.map(|s| places.span(s)),
                confidence: places.sure_on(e.confidence, e.page.or_else(|| e.span.and_then(|s| places.page(s)))),
                repairs: e.repairs.clone(),
            };
            ((*field).to_owned(), evidence)
        })
        .collect();
    match parts.roll.chair.and_then(|c| parts.roll.people.get(c)) {
        // Where no sentence says who presided, the office in the roll does.
        Some(person) if !evidence.contains_key("chair") => {
            let page = places.page(person.span);
            let guess = parts.roll.chair_guess.as_ref();
            let confidence = places.sure_on(person.confidence.min(if guess.is_some() { BY_DELEGATION } else { BY_OFFICE }), page);
            let (as_written, span) = (person.as_written.clone(), Some(places.span(person.span)));
            let repairs = person.repairs.iter().chain(guess).cloned().collect();
            evidence.insert("chair".to_owned(), Evidence { as_written, page, span, confidence, repairs });
        }
        // Who presided is no one of the roll.
        None => {
            evidence.remove("chair");
        }
        Some(_) => {}
    }
    minutes::Meeting {
        title: facts.title.clone(),
        body: facts.body.clone(),
        kind: facts.kind.clone(),
        number: facts.number.clone(),
        date: facts.date.map(|d| d.to_string()),
        end_date: facts.end_date.map(|d| d.to_string()),
        start_time: facts.start_time.clone(),
        end_time: facts.end_time.clone(),
        venue: facts.venue.clone(),
        chair: parts.roll.chair.map(person_id),
        symbol: facts.symbol.clone(),
        state: facts.state.clone(),
        evidence,
    }
}

fn pages(transcript: &Transcript) -> Vec<minutes::Page> {
    transcript
        .pages
        .iter()
        .map(|p| minutes::Page { number: p.number, label: p.label.clone(), width: p.width, height: p.height, rotation: p.rotation, text_layer: p.text_layer })
        .collect()
}

fn person_id(index: usize) -> String {
    format!("p{}", index + 1)
}

fn delegation_id(index: usize) -> String {
    format!("d{}", index + 1)
}

fn block_id(index: usize) -> String {
    format!("b{}", index + 1)
}

fn attendance(roll: &Attendance, places: &Places<'_>) -> minutes::Attendance {
    let delegations = roll
        .delegations
        .iter()
        .enumerate()
        .map(|(i, d)| minutes::Delegation {
            id: delegation_id(i),
            name: d.name.clone(),
            as_written: d.as_written.clone(),
            kind: d.kind,
            code: d.code.clone(),
            role: d.role.clone(),
            status: d.status,
            page: places.page(d.span),
            bbox: places.bbox(d.span),
            span: places.span(d.span),
            confidence: places.sure(d.confidence, d.span),
            repairs: d.repairs.clone(),
            also: places.also(&d.also),
        })
        .collect();
    let people = roll
        .people
        .iter()
        .enumerate()
        .map(|(i, p)| minutes::Person {
            id: person_id(i),
            name: p.name.clone(),
            as_written: p.as_written.clone(),
            honorific: p.honorific.clone(),
            given: p.given.clone(),
            family: p.family.clone(),
            role: p.role.clone(),
            delegation: p.delegation.map(delegation_id),
            status: p.status,
            stands_for: p.stands_for.clone(),
            attended: p.attended.clone(),
            page: places.page(p.span),
            bbox: places.bbox(p.span),
            span: places.span(p.span),
            confidence: places.sure(p.confidence, p.span),
            repairs: p.repairs.clone(),
            also: places.also(&p.also),
        })
        .collect();
    let stated = roll
        .stated
        .iter()
        .map(|s| minutes::StatedCount { what: s.what.clone(), count: s.count, page: places.page(s.span), span: places.span(s.span) })
        .collect();
    minutes::Attendance { delegations, people, stated }
}

/// `s5.1` by number; `s-<n>` for the n-th section where it has none, or where the number stands twice.
fn section_ids(outline: &Outline) -> Vec<String> {
    let mut seen = BTreeSet::new();
    outline
        .sections
        .iter()
        .enumerate()
        .map(|(i, s)| {
            let by_number = s.number.as_ref().map(|n| format!("s{}", n.replace(char::is_whitespace, "")));
            match by_number {
                Some(id) if seen.insert(id.clone()) => id,
                _ => format!("s-{}", i + 1),
            }
        })
        .collect()
}

fn sections(places: &Places<'_>) -> Vec<minutes::Section> {
    let sections = &places.outline.sections;
    sections
        .iter()
        .zip(&places.section_ids)
        .map(|(s, id)| minutes::Section {
            id: id.clone(),
            number: s.number.clone(),
            title: (!s.title.is_empty()).then(|| s.title.clone()),
            level: s.level,
            parent: s.parent.and_then(|p| places.section_ids.get(p)).cloned(),
            responsible: s.responsible.clone(),
            page: places.page(s.heading_span),
            span: places.span(s.span),
            confidence: places.sure(s.confidence, s.heading_span),
            repairs: s.repairs.clone(),
        })
        .collect()
}

fn blocks(parts: Parts<'_>, places: &Places<'_>) -> Vec<minutes::Block> {
    let outline = parts.outline;
    let titles: BTreeSet<usize> = outline.title.iter().copied().collect();
    let headings: BTreeSet<usize> = outline.sections.iter().flat_map(|s| s.heading.iter().copied()).collect();
    let roll: BTreeSet<usize> = parts.roll.blocks.iter().copied().collect();
    let leads: BTreeMap<usize, Span> = outline.leads.iter().copied().collect();
    let transcript = parts.transcript;
    transcript
        .blocks
        .iter()
        .enumerate()
        .map(|(i, b)| {
            let kind = match b.kind {
                _ if titles.contains(&i) => BlockKind::Title,
                _ if headings.contains(&i) => BlockKind::Heading,
                TextKind::Table => BlockKind::Table,
                _ if roll.contains(&i) => BlockKind::Attendance,
                TextKind::Paragraph => BlockKind::Paragraph,
                TextKind::ListItem => BlockKind::ListItem,
                TextKind::Footnote => BlockKind::Footnote,
            };
            minutes::Block {
                id: block_id(i),
                kind,
                section: places.section(b.span),
                lead: leads.get(&i).map(|s| transcript.words(*s).to_owned()),
                page: b.page,
                bbox: b.bbox.map(Bbox::from),
                span: places.span(b.span),
            }
        })
        .collect()
}

fn lines(places: &Places<'_>) -> Vec<minutes::Line> {
    let all = &places.transcript.lines;
    all.iter().map(|l| minutes::Line { span: places.span(l.span), page: l.page, bbox: l.bbox.map(Bbox::from) }).collect()
}

fn tables(transcript: &Transcript) -> Vec<minutes::Table> {
    transcript
        .tables
        .iter()
        .map(|t| {
            let rows = t.rows.iter().map(|row| row.iter().map(|cell| transcript.words(*cell).to_owned()).collect()).collect();
            minutes::Table { block: block_id(t.block), rows }
        })
        .collect()
}

fn entities(mentions: &Mentions, places: &Places<'_>) -> Vec<minutes::Entity> {
    mentions
        .list
        .iter()
        .map(|m| minutes::Entity {
            value: m.value.clone(),
            text: places.transcript.words(m.span).to_owned(),
            span: places.span(m.span),
            section: places.section(m.span),
            page: places.page(m.span),
            confidence: places.sure(m.confidence, m.span),
            repairs: m.repairs.clone(),
        })
        .collect()
}

/// Persons are tagged before the roll has ids: their index stands in the value until here.
#[must_use]
pub fn person_value(index: Option<usize>, name: String) -> Value {
    Value::Person { person: index.map(person_id), name }
}

fn interventions(floor: &Proceedings, places: &Places<'_>) -> Vec<minutes::Intervention> {
    floor
        .interventions
        .iter()
        .map(|x| minutes::Intervention {
            speaker: minutes::Speaker { person: x.person.map(person_id), ..x.speaker.clone() },
            verb: x.verb.clone(),
            section: places.section(x.span),
            page: places.page(x.span),
            span: places.span(x.span),
            confidence: places.sure(x.confidence, x.span),
            repairs: x.repairs.clone(),
        })
        .collect()
}

fn decisions(floor: &Proceedings, places: &Places<'_>) -> Vec<minutes::Decision> {
    floor
        .decisions
        .iter()
        .map(|x| minutes::Decision {
            kind: x.kind.to_owned(),
            by: x.by.clone(),
            moved_by: x.moved_by.clone(),
            seconded_by: x.seconded_by.clone(),
            text: places.transcript.words(x.span).to_owned(),
            section: places.section(x.span),
            page: places.page(x.span),
            span: places.span(x.span),
            confidence: places.sure(x.confidence, x.span),
            repairs: x.repairs.clone(),
            also: places.also(&x.also),
        })
        .collect()
}

fn actions(floor: &Proceedings, places: &Places<'_>) -> Vec<minutes::Action> {
    floor
        .actions
        .iter()
        .map(|x| minutes::Action {
            owner: x.owner.clone(),
            task: x.task.clone(),
            due: x.due.clone(),
            due_edtf: x.due_edtf.clone(),
            section: places.section(x.span),
            page: places.page(x.span),
            span: places.span(x.span),
            confidence: places.sure(x.confidence, x.span),
            repairs: x.repairs.clone(),
            also: places.also(&x.also),
        })
        .collect()
}

fn votes(floor: &Proceedings, places: &Places<'_>) -> Vec<minutes::Vote> {
    floor
        .votes
        .iter()
        .map(|x| minutes::Vote {
            subject: x.subject.clone(),
            in_favour: x.in_favour,
            against: x.against,
            abstain: x.abstain,
            absent: x.absent,
            outcome: x.outcome.map(str::to_owned),
            unanimous: x.unanimous,
            voters: x.voters.clone(),
            section: places.section(x.span),
            page: places.page(x.span),
            span: places.span(x.span),
            confidence: places.sure(x.confidence, x.span),
            repairs: x.repairs.clone(),
        })
        .collect()
}

/// In the order of the text, what has no place first.
fn warnings(notices: &[Notice], places: &Places<'_>) -> Vec<minutes::Warning> {
    let mut sorted: Vec<&Notice> = notices.iter().collect();
    sorted.sort_by_key(|n| (n.span.map_or((0, n.page.unwrap_or(0) as usize), |s| (1, s.start)), n.code));
    sorted.dedup();
    sorted
        .into_iter()
        .map(|n| minutes::Warning {
            code: n.code,
            severity: n.severity,
            message: n.message.clone(),
            page: n.page.or_else(|| n.span.and_then(|s| places.page(s))),
            span: n.span.map(|s| places.span(s)),
        })
        .collect()
}

/// Answers "where?" for a span of the transcript.
struct Places<'a> {
    transcript: &'a Transcript,
    outline: &'a Outline,
    points: CodePoints,
    section_ids: Vec<String>,
    /// The pages whose letters are not the file's own, with how far they may be trusted.
    doubted: BTreeMap<u32, f32>,
}

impl Places<'_> {
    fn span(&self, span: Span) -> TextSpan {
        [self.points.at(span.start), self.points.at(span.end)]
    }

    fn page(&self, span: Span) -> Option<u32> {
        self.transcript.page_at(span.start)
    }

    fn bbox(&self, span: Span) -> Option<Bbox> {
        self.transcript.bbox_of(span).map(Bbox::from)
    }

    fn section(&self, span: Span) -> Option<String> {
        self.outline.section_at(span.start).and_then(|i| self.section_ids.get(i)).cloned()
    }

    /// A reading is no surer than the letters of its page.
    fn sure(&self, confidence: f32, span: Span) -> Confidence {
        if self.doubted.is_empty() { Confidence(confidence) } else { self.sure_on(confidence, self.page(span)) }
    }

    fn sure_on(&self, confidence: f32, page: Option<u32>) -> Confidence {
        let trust = page.and_then(|p| self.doubted.get(&p)).copied().unwrap_or(1.0);
        Confidence(confidence.min(trust))
    }

    fn also(&self, spans: &[Span]) -> Vec<Place> {
        spans.iter().map(|s| Place { page: self.page(*s), span: self.span(*s) }).collect()
    }
}

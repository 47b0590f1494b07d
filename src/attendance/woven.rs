//! Rolls of delegations: headings with their people, in one column, in several, or woven into one text.
//!
//! The cells come from [`super::unweave`]; here they become delegations and people. What a page shows beyond doubt is certain;
//! where columns had to be told apart by inference the doubt stands with each entry, and a person whom a gap divides from the
//! heading above says so, for the second reading to find the heading that may be lost.

use super::HEADING_UNCERTAIN;
use super::names::{Hint, parse_person_in};
use super::unweave::cells::{label, observer_for, without_role};
use super::unweave::{Cell, Kind, Known, Row, Unwoven, in_order, split, unweave};
use super::{Attendance, Delegation, Person};
use crate::diagnostics::{Code, Diagnosed, Notice, Repair};
use crate::entities::{Context, Mentions};
use crate::gazetteer::states;
use crate::minutes::{DelegationKind, Status, Value};
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A roll of delegations has as many State headings at least; with fewer, other readers know more.
const HEADINGS: usize = 2;

/// A person behind a gap: the heading above may be theirs or a lost one.
const BEHIND_GAP: f32 = 0.5;

/// An acronym that the text uses as often as this is a name that it knows.
const USED: usize = 2;

/// Reads a roll of delegations from these blocks; `None` where it is none.
#[must_use]
pub(super) fn delegations(context: Context<'_>, mentions: &Mentions, blocks: &[usize]) -> Option<Diagnosed<Attendance>> {
    let names = Names::of(context, mentions, blocks);
    let mut out = Builder::new(context);
    for group in groups(context, &names, blocks) {
        let rows: Vec<Row<'_>> = group.iter().filter_map(|line| row(context, *line)).collect();
        match unweave(&rows, &names) {
            Some(unwoven) => out.add(&unwoven, true),
            None => out.add(&in_order(&rows, &names), false),
        }
    }
    let states = out.roll.delegations.iter().filter(|d| d.kind == DelegationKind::State).count();
    let led: BTreeSet<usize> = out.roll.people.iter().filter_map(|p| p.delegation).collect();
    if states < HEADINGS || led.len() < HEADINGS || out.strays > out.roll.people.len() {
        return None;
    }
    out.roll.blocks = blocks.to_vec();
    Some(Diagnosed { value: out.roll, notices: out.notices })
}

/// A run of lines of one page and one column; without column where they run across.
struct Run {
    page: Option<u32>,
    column: Option<(u16, u16, u16)>,
    lines: Vec<Span>,
}

/// The lines of one column or page at a time, in the order of reading.
fn groups(context: Context<'_>, names: &Names, blocks: &[usize]) -> Vec<Vec<Span>> {
    let mut runs: Vec<Run> = Vec::new();
    for line in blocks.iter().filter_map(|b| context.transcript.blocks.get(*b)).filter_map(|b| context.transcript.lines.get(b.lines.clone())).flatten() {
        let column = line.column.map(|c| (c.region, c.index, c.of));
        match runs.last_mut() {
            Some(run) if (run.page, run.column) == (line.page, column) => run.lines.push(line.span),
            _ => runs.push(Run { page: line.page, column, lines: vec![line.span] }),
        }
    }
    rejoin(context, names, &mut runs);
    runs.into_iter().map(|r| r.lines).collect()
}

/// Rows that ran across the gutter above or below columns go back to these, where each can be cut into as many cells.
fn rejoin(context: Context<'_>, names: &Names, runs: &mut Vec<Run>) {
    let mut i = 0;
    while i + 1 < runs.len() {
        let pair = (runs.get(i), runs.get(i + 1));
        let (Some(across), Some(first)) = pair else { break };
        let Some((region, 0, of)) = first.column.filter(|_| across.column.is_none() && across.page == first.page) else {
            i += 1;
            continue;
        };
        let rows: Vec<Row<'_>> = across.lines.iter().filter_map(|s| row(context, *s)).collect();
        let Some(cells) = split(&rows, names, usize::from(of)) else {
            i += 1;
            continue;
        };
        for run in runs.iter_mut().skip(i + 1).take(usize::from(of)) {
            if let Some((_, index, _)) = run.column.filter(|(r, ..)| *r == region) {
                let above = cells.get(usize::from(index)).cloned().unwrap_or_default();
                run.lines.splice(0..0, above);
            }
        }
        runs.remove(i);
    }
}

fn row(context: Context<'_>, span: Span) -> Option<Row<'_>> {
    let transcript = context.transcript;
    let text = transcript.words(span);
    if text.trim().is_empty() {
        return None;
    }
    let first = transcript.gaps.partition_point(|g| g.at <= span.start);
    let gaps = transcript.gaps.iter().skip(first).take_while(|g| g.at < span.end).map(|g| g.at - span.start).collect();
    let first = transcript.styles.partition_point(|s| s.span.end <= span.start);
    let runs = transcript.styles.iter().skip(first).take_while(|s| s.span.start < span.end);
    let marked =
        runs.filter(|s| s.style.underline || s.style.bold).map(|s| s.span.start.max(span.start) - span.start..s.span.end.min(span.end) - span.start).collect();
    Some(Row { span, text, gaps, marked })
}

/// What the gazetteer and the document know of names.
struct Names {
    organisations: BTreeSet<String>,
}

impl Names {
    fn of(context: Context<'_>, mentions: &Mentions, blocks: &[usize]) -> Self {
        let mut organisations = BTreeSet::new();
        for bound in &mentions.acronyms {
            organisations.extend([bound.acronym.clone(), bound.expansion.clone()]);
        }
        for mention in &mentions.list {
            if let Value::Organisation { acronym, name } = &mention.value {
                organisations.extend(acronym.iter().chain(name).cloned());
            }
        }
        // An acronym that the text goes on to use.
        let mut used: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, block) in context.transcript.blocks.iter().enumerate() {
            if !blocks.contains(&i) {
                let words = context.transcript.words(block.span).split(|c: char| !c.is_alphanumeric());
                for word in words.filter(|w| w.len() > 1 && w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())) {
                    *used.entry(word).or_default() += 1;
                }
            }
        }
        organisations.extend(used.into_iter().filter(|(_, n)| *n >= USED).map(|(w, _)| w.to_owned()));
        Self { organisations }
    }
}

impl Known for Names {
    fn is_state(&self, words: &str) -> bool {
        states::resolve(words).is_some()
    }

    fn is_nearly_state(&self, words: &str) -> bool {
        states::near(words).is_some_and(|(_, letters)| letters == 1)
    }

    fn is_organisation(&self, words: &str) -> bool {
        self.organisations.contains(words) || words.rsplit_once('(').is_some_and(|(_, a)| a.strip_suffix(')').is_some_and(|a| self.organisations.contains(a)))
    }
}

/// What the cells add up to.
struct Builder<'c> {
    context: Context<'c>,
    roll: Attendance,
    notices: Vec<Notice>,
    /// The delegation of the column that is being read, with how sure its heading's place is.
    open: Option<(usize, f32)>,
    /// Whether what comes next may belong to a lost heading.
    adrift: bool,
    /// The last person goes on in the next cell.
    person: bool,
    strays: usize,
    woven: bool,
}

impl<'c> Builder<'c> {
    fn new(context: Context<'c>) -> Self {
        Self { context, roll: Attendance::default(), notices: Vec::new(), open: None, adrift: false, person: false, strays: 0, woven: false }
    }

    fn add(&mut self, unwoven: &Unwoven, woven: bool) {
        let mut column = 0;
        self.woven = woven;
        for cell in &unwoven.cells {
            if cell.column != column {
                column = cell.column;
                self.adrift = false;
                self.person = false;
            }
            let words = self.context.transcript.words(cell.span);
            match cell.kind {
                Kind::Label(_) => {
                    self.open = None;
                    self.adrift = false;
                    self.person = false;
                }
                Kind::Heading => self.heading(cell, words),
                Kind::Person => self.person(cell, words),
                Kind::More => self.more(cell, words),
            }
        }
        if woven && let (Some(first), Some(last)) = (unwoven.cells.iter().map(|c| c.span.start).min(), unwoven.cells.iter().map(|c| c.span.end).max()) {
            let doubtful = unwoven.cells.iter().filter(|c| c.confidence < 1.0).count();
            let tail = if doubtful == 0 { String::new() } else { format!("; {doubtful} of {} entries might stand in another column", unwoven.cells.len()) };
            let message = format!("the list of those present had its {} columns run into each other and was taken apart{tail}", unwoven.columns);
            self.notices.push(Notice::new(Code::OrderRepaired, message).at(Span::new(first, last)));
        }
    }

    fn heading(&mut self, cell: &Cell, words: &str) {
        self.adrift = false;
        self.person = false;
        let Delegated { name, role, kind, code, observer } = delegated(words);
        let status = if observer && cell.status == Status::Present { Status::Observer } else { cell.status };
        let same = |d: &Delegation| d.status == status && (d.code.is_some() && d.code == code || d.name == name);
        if let Some(index) = self.roll.delegations.iter().position(same) {
            if let Some(held) = self.roll.delegations.get_mut(index) {
                held.also.push(cell.span);
                held.role = held.role.take().or(role);
            }
            self.open = Some((index, cell.confidence));
            return;
        }
        self.open = Some((self.roll.delegations.len(), cell.confidence));
        self.roll.delegations.push(Delegation {
            name,
            as_written: words.trim().trim_end_matches(':').to_owned(),
            kind,
            code,
            role,
            status,
            span: cell.span,
            also: Vec::new(),
            confidence: cell.confidence,
            repairs: doubt(cell.confidence, self.woven),
        });
    }

    fn person(&mut self, cell: &Cell, words: &str) {
        if self.woven && cell.after_blank {
            self.adrift = self.open.is_some();
        }
        let delegation = self.open;
        let two_surnames = delegation.and_then(|(d, _)| self.roll.delegations.get(d)).and_then(|d| d.code.as_deref()).is_some_and(speaks_spanish);
        let mut hint = Hint::of(self.context.language);
        hint.two_surnames |= two_surnames;
        // Delegates bear honorifics: "M." is one here and no initial, whatever the language.
        hint.courtesy.french = true;
        let Some(parsed) = parse_person_in(words, hint) else {
            self.strays += 1;
            self.person = false;
            let message = format!("“{words}” in the list of those present is read neither as a person nor as a delegation");
            self.notices.push(Notice::new(Code::RollWordsLeft, message).at(cell.span));
            return;
        };
        self.person = true;
        let link = delegation.map_or(1.0, |(_, sure)| sure);
        let mut confidence = cell.confidence.min(link).min(parsed.confidence);
        let mut repairs = doubt(cell.confidence.min(link), self.woven);
        if self.adrift {
            confidence = confidence.min(BEHIND_GAP);
            repairs.push(Repair::new(HEADING_UNCERTAIN, "a gap stands between this name and the heading above it: its own heading may be lost"));
        }
        self.roll.people.push(Person {
            delegation: delegation.map(|(d, _)| d),
            confidence,
            repairs,
            ..Person::of(parsed, words.trim().to_owned(), cell.span, cell.status)
        });
    }

    /// The rest of a long name, or a post under its holder.
    fn more(&mut self, cell: &Cell, words: &str) {
        if self.person {
            if let Some(person) = self.roll.people.last_mut() {
                let role = words.trim().trim_matches(['(', ')']).to_owned();
                person.role = Some(person.role.take().map_or(role.clone(), |r| format!("{r}, {role}")));
                person.also.push(cell.span);
            }
            return;
        }
        let open = self.open.and_then(|(d, _)| self.roll.delegations.get_mut(d));
        let Some(held) = open else {
            self.strays += 1;
            let message = format!("“{words}” in the list of those present is read neither as a person nor as a delegation");
            self.notices.push(Notice::new(Code::RollWordsLeft, message).at(cell.span));
            return;
        };
        held.as_written = format!("{} {}", held.as_written, words.trim());
        held.also.push(cell.span);
        let whole = delegated(&held.as_written);
        (held.name, held.kind, held.code) = (whole.name, whole.kind, whole.code.or(held.code.take()));
        held.role = whole.role.or(held.role.take());
    }
}

/// What a cell that might stand elsewhere says of itself.
fn doubt(confidence: f32, woven: bool) -> Vec<Repair> {
    if confidence < 1.0 && !woven {
        vec![Repair::new("entry-read", "whether the line is a heading, a name or more of the line above is told by the lines around it")]
    } else if confidence < 1.0 {
        vec![Repair::new("column-unwoven", "the columns of the list had run into each other; this place is the likeliest, not the only one")]
    } else {
        Vec::new()
    }
}

pub(super) struct Delegated {
    pub(super) name: String,
    pub(super) role: Option<String>,
    pub(super) kind: DelegationKind,
    pub(super) code: Option<String>,
    pub(super) observer: bool,
}

/// Reads a heading: "Mexico – 12MSP President", "Norway (Chair)", "Observer for Palestine", "World Harbour Union (WHU)".
pub(super) fn delegated(words: &str) -> Delegated {
    let words = words.trim().trim_end_matches(':').trim_end();
    let bare = without_role(words);
    let observed = observer_for(words);
    if let Some(state) = states::resolve(words).or_else(|| states::resolve(bare)).or_else(|| observed.and_then(states::resolve)) {
        let whole = states::resolve(words).is_some() || observed.is_some();
        let role = if whole { None } else { role_of(words, bare) };
        let kind = DelegationKind::State;
        return Delegated { name: state.name.to_owned(), role, kind, code: Some(state.code.to_owned()), observer: observed.is_some() };
    }
    let inner = words.rsplit_once('(').and_then(|(head, tail)| Some((head.trim_end(), tail.strip_suffix(')')?.trim())));
    if let Some((name, acronym)) = inner.filter(|(_, a)| is_acronym(a)) {
        return Delegated { name: name.to_owned(), role: None, kind: DelegationKind::Organisation, code: Some(acronym.to_owned()), observer: false };
    }
    let code = is_acronym(bare).then(|| bare.to_owned());
    let kind = if code.is_some() { DelegationKind::Organisation } else { DelegationKind::Unknown };
    Delegated { name: bare.to_owned(), role: role_of(words, bare), kind, code, observer: false }
}

fn role_of(words: &str, bare: &str) -> Option<String> {
    let rest = words.strip_prefix(bare)?.trim().trim_start_matches(['–', '-', '—', '/', ',', '(']).trim();
    let rest = rest.strip_suffix(')').filter(|r| !r.contains('(')).unwrap_or(rest).trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}

fn is_acronym(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    (2..=9).contains(&capitals) && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || "&-/".contains(c))
}

/// States where two family names are the custom.
pub(super) fn speaks_spanish(code: &str) -> bool {
    const CODES: &[&str] =
        &["ARG", "BOL", "CHL", "COL", "CRI", "CUB", "DOM", "ECU", "ESP", "GTM", "HND", "MEX", "NIC", "PAN", "PER", "PRY", "SLV", "URY", "VEN", "GNQ"];
    CODES.contains(&code)
}

/// The blocks of a section whose heading is a label of those present.
pub(super) fn present_blocks(context: Context<'_>) -> Vec<usize> {
    let section = context.outline.sections.iter().find(|s| label(&s.title) == Some(Status::Present));
    let Some(section) = section else { return labelled_blocks(context) };
    let inside = |b: &usize| context.transcript.blocks.get(*b).is_some_and(|b| section.span.contains(b.span));
    (0..context.transcript.blocks.len()).filter(inside).filter(|b| !section.heading.contains(b)).collect()
}

/// A label of those present counts in so many blocks of a document's head.
const HEAD_BLOCKS: usize = 20;

/// The blocks between a label of those present that is no section's heading and the first section.
fn labelled_blocks(context: Context<'_>) -> Vec<usize> {
    let transcript = context.transcript;
    let first = |b: &usize| transcript.blocks.get(*b).and_then(|b| transcript.lines.get(b.lines.start)).map(|l| transcript.words(l.span));
    let Some(from) = (0..transcript.blocks.len().min(HEAD_BLOCKS)).find(|b| first(b).and_then(label) == Some(Status::Present)) else { return Vec::new() };
    let end = context.outline.sections.iter().flat_map(|s| s.heading.iter().copied()).filter(|b| *b > from).min();
    end.map_or_else(Vec::new, |end| (from..end).collect())
}

//! Walks the transcript: where a label opens a list, how its lines divide into entries, where it ends.
//!
//! A list is read line by line where its lines are entries, and as one running list where they are not: lines that are full
//! and break inside entries. Under a label a line is a person, a heading (a State, an organisation, words set apart), more
//! about the person above, or another label. A list ends at a section's heading that is no label, and at running text.

mod entries;
mod leaders;
mod running;
mod tables;
mod wrapped;

use super::build::{self, Builder};
use super::labels::{self, Label};
use super::names::{self, Hint};
use super::{Attendance, flow, prose};
use crate::diagnostics::{Code, Diagnosed, Notice};
use crate::entities::Context;
use crate::gazetteer::states;
use crate::minutes::Status;
use crate::span::Span;
use crate::transcript::{TextKind, Transcript};
use entries::is_bulleted_code;
use running::divided;
use std::collections::BTreeSet;

/// After this many lines that are no entry a list has ended.
const LOST_LINES: usize = 3;
/// So many lines may stand under a name with a title: post, department, company, town.
const MOST_STRANGE: usize = 6;
/// A weak label ("Staff:") counts within so many blocks of the roll, or at the document's head.
const NEAR_BLOCKS: usize = 8;
/// The part of a document in which a roll's first label is looked for without a heading, in blocks.
const HEAD_BLOCKS: usize = 40;
/// The part of a document in which a sentence opens the roll, in blocks.
const HEAD_SENTENCES: usize = 15;
/// A line is full where it reaches this share of the longest.
const FULL: f32 = 0.72;
/// A gap in ems from which words are cells of their own.
const CELL_GAP: f32 = 1.8;
/// What stands before whoever takes the minutes.
const TAKES_MINUTES: &[&str] =
    &["minutes", "notes", "minutes by", "minutes taken by", "protokoll", "protokollführung", "compte rendu", "acta", "ata", "record", "scribe"];
/// Who presides, told without naming an office.
const IN_THE_CHAIR: &[&str] = &["in the chair", "presiding"];
/// A line in type so much larger than the text's is a heading.
const HEADING_SIZE: f32 = 1.1;
/// The longest office before a colon, in words ("Secrétaire de séance").
const MOST_OFFICE_WORDS: usize = 4;
/// White space above a person, in ems, from which a heading between may be lost, over what is usual in the list.
const LOST_GAP: f32 = 0.8;

/// Reads the roll.
pub(super) fn read(context: Context<'_>) -> Diagnosed<Attendance> {
    let t = context.transcript;
    let hint = Hint::of(context.language);
    let mut reader = Reader {
        t,
        context,
        b: Builder::new(&t.text, hint),
        zone: None,
        last_block: None,
        voting: None,
        lasting: false,
        waiting: Vec::new(),
        used: BTreeSet::new(),
        pending: Vec::new(),
        by_rows: false,
    };
    reader.walk();
    prose::read(&mut reader);
    let used: Vec<usize> = reader.used.iter().copied().collect();
    let (mut value, mut notices) = reader.b.finish(reader.by_rows);
    value.blocks = used;
    if value.people.is_empty() && value.delegations.is_empty() {
        notices.push(Notice::new(Code::NoAttendance, "no list of who was there was found"));
    }
    Diagnosed { value, notices }
}

/// Confidence of a list that stands apart from its label, where another list's "None." tells which is which.
const STACKED: f32 = 0.9;

/// The state of the walk.
pub(super) struct Reader<'a> {
    pub(super) t: &'a Transcript,
    pub(super) context: Context<'a>,
    pub(super) b: Builder<'a>,
    /// The list that is open.
    zone: Option<Zone>,
    /// The last block that gave an entry.
    pub(super) last_block: Option<usize>,
    /// The block of the last vote's label.
    voting: Option<usize>,
    /// Labels that nothing followed on their line.
    waiting: Vec<(Label, Span)>,
    /// Whether the whole document is a list of those who took part.
    lasting: bool,
    /// Blocks of the roll.
    pub(super) used: BTreeSet<usize>,
    /// Lines of the open list, not yet read.
    pending: Vec<Unit>,
    /// Whether statuses stand at each person, so that a delegation's follows from them.
    pub(super) by_rows: bool,
}

/// An open list.
#[derive(Debug, Clone)]
struct Zone {
    /// Blocks and lines that were read as no entry, one behind the other.
    lost: usize,
    /// Lines gathered one behind the other that look like no entry.
    strange: usize,
    /// Whether the label calls a list by name ("List of participants"): running text in it is passed over.
    lasting: bool,
    /// Whether the label is the heading of a section, and where that ends.
    until: usize,
}

/// A line of a list.
#[derive(Debug, Clone, Copy)]
struct Unit {
    span: Span,
    block: usize,
    /// Bold or underlined as a whole.
    apart: bool,
    gap_above: f32,
    column: Option<u16>,
}

impl Reader<'_> {
    fn walk(&mut self) {
        let headings: BTreeSet<usize> = self.context.outline.sections.iter().flat_map(|s| s.heading.iter().copied()).collect();
        let contents: BTreeSet<usize> = self.context.outline.contents.iter().copied().collect();
        for i in 0..self.t.blocks.len() {
            if contents.contains(&i) && !self.lasting {
                self.close();
                continue;
            }
            let Some(block) = self.t.blocks.get(i).cloned() else { continue };
            if block.kind == TextKind::Table
                && let Some(table) = self.t.tables.iter().position(|x| x.block == i)
            {
                self.table(i, table);
                continue;
            }
            let heading = headings.contains(&i);
            let lines: Vec<usize> = block.lines.clone().collect();
            for (n, line) in lines.iter().enumerate() {
                let Some(l) = self.t.lines.get(*line) else { continue };
                let (span, gap, column) = (l.span, l.gap_above, l.column.map(|c| c.index));
                self.line(span, i, heading && n == 0, gap, column);
            }
            if self.zone.is_some() && self.pending.is_empty() && self.zone.as_ref().is_some_and(|z| block.span.start >= z.until) {
                self.close();
            }
        }
        self.close();
    }

    /// A line of the text outside tables.
    fn line(&mut self, span: Span, block: usize, heading: bool, gap_above: f32, column: Option<u16>) {
        let words = span.of(&self.t.text);
        if words.trim().is_empty() {
            return;
        }
        if labels::is_vote(words) {
            self.close();
            self.voting = Some(block);
            return;
        }
        if let Some(label) = labels::read(words).filter(|l| self.opens(l, words, block, heading) || self.heads_entries(l, span, block, heading)) {
            self.open(&label, span, block);
            if self.zone.is_some() && self.pending.is_empty() {
                self.waiting.push((label, span));
            }
            return;
        }
        if prose::tells(words) {
            self.close();
            return;
        }
        if self.leader(span, block) {
            return;
        }
        if self.office_line(span, block) {
            return;
        }
        let announced = self.t.blocks.get(block).filter(|b| b.span.end <= span.end).and_then(|b| labels::announced(b.span.of(&self.t.text)));
        if let Some(label) = announced {
            self.open(&Label { end: span.len(), ..label }, span, block);
            return;
        }
        self.beside(span);
        self.below(span);
        let apart = self.is_apart(span);
        let Some(zone) = self.zone.as_ref() else { return };
        let lasting = zone.lasting;
        if !lasting && running::is_business(words) {
            self.close();
            return;
        }
        if span.start >= zone.until || (heading && !lasting && !self.is_entry(words)) || self.is_prose(words, block) {
            if !lasting {
                self.close();
            }
            return;
        }
        // A list of people without titles has no lines that are none; in one with titles posts and places stand under the names.
        let plausible = self.is_plausible(words) || apart;
        let titled = self.pending.last().is_some_and(|u| self.is_titled(u.span))
            || zone.strange > 0 && self.pending.iter().rev().take(MOST_STRANGE).any(|u| self.is_titled(u.span));
        let most = if titled { MOST_STRANGE } else { 2 };
        if let Some(zone) = self.zone.as_mut() {
            zone.strange = if plausible { 0 } else { zone.strange + 1 };
            if zone.strange >= most && !lasting {
                self.close();
                return;
            }
        }
        self.pending.push(Unit { span, block, apart, gap_above, column });
    }

    /// A column of labels beside a column of lists: the line belongs to the label on its height.
    fn beside(&mut self, span: Span) {
        /// A list may begin a little above its label, in points.
        const SLACK: f32 = 4.0;
        let place = |at: usize| self.t.lines.get(self.t.line_at(at)).and_then(|l| Some((l.page, l.column?, l.bbox?)));
        let Some((page, column, bbox)) = place(span.start) else { return };
        // A label above in the line's own column is the line's.
        if self.b.at.and_then(|at| place(at.start)).is_some_and(|(p, c, _)| p == page && c == column) {
            return;
        }
        let fits = |(_, at): &&(Label, Span)| {
            place(at.start).is_some_and(|(p, c, b)| p == page && c.region == column.region && c.index < column.index && b.y0 <= bbox.y0 + SLACK)
        };
        let Some((label, at)) = self.waiting.iter().rev().find(fits).cloned() else { return };
        if self.b.at == Some(at) {
            return;
        }
        self.flush();
        let until = self.until(span);
        self.b.begin(&label, at);
        self.b.at = Some(at);
        self.zone = Some(Zone { lost: 0, strange: 0, lasting: self.lasting, until });
    }

    /// Two labels one under the other, their lists below both, and "None." behind: the first list is the first label's.
    fn below(&mut self, span: Span) {
        /// So many lines may stand between the first list and the "None." of the second.
        const LINES: usize = 6;
        let text = self.t.text.as_str();
        let [.., (first, at), (_, second)] = self.waiting.as_slice() else { return };
        let untouched = self.pending.is_empty() && self.b.at.is_some_and(|b| second.contains(b));
        if !untouched || !Span::new(at.end, second.start).of(text).trim().is_empty() || !Span::new(second.end, span.start).of(text).trim().is_empty() {
            return;
        }
        let mut behind = self.t.lines.iter().skip(self.t.line_at(span.start) + 1).take(LINES).map(|l| l.span.of(text));
        let none = behind.find(|w| flow::is_nothing(w) || labels::read(w).is_some()).is_some_and(flow::is_nothing);
        if none && !flow::is_nothing(span.of(text)) {
            let (first, at) = (first.clone(), *at);
            self.b.begin(&first, at);
            self.b.doubt = STACKED;
        }
    }

    /// Whether the label opens a list here.
    fn opens(&self, label: &Label, line: &str, block: usize, heading: bool) -> bool {
        let rest = line.get(label.end..).unwrap_or_default();
        if self.voting.is_some_and(|v| block <= v + 2)
            && !heading
            && self.zone.is_none()
            && label.strong
            && matches!(label.status, Status::Absent | Status::Apologies | Status::Present)
            && !label.words.to_lowercase().contains("member")
        {
            return false;
        }
        let near = self.zone.is_some() || self.last_block.is_some_and(|l| block <= l + NEAR_BLOCKS);
        let head = block < HEAD_BLOCKS;
        if label.whole {
            return if label.strong {
                label.words.split_whitespace().count() <= 7 && (label.closed || heading || head || near || self.in_annex(block) || label.words.contains(' '))
            } else {
                near && (label.closed || self.is_apart(Span::new(0, 0)) || self.zone.is_some()) && label.words.split_whitespace().count() <= 5
            };
        }
        if label.closed {
            let content = flow::people(rest, self.b.hint);
            let people = content.iter().filter(|x| x.person.is_some()).count();
            let states = content.iter().filter(|x| x.person.is_none() && states::resolve(rest.get(x.from..x.to).unwrap_or_default()).is_some()).count();
            let nested = labels::read(rest).is_some_and(|l| l.strong || l.closed);
            let count = count_alone(rest).is_some();
            let nothing = flow::is_nothing(rest);
            let any = people + states > 0 || nested || nothing || count;
            // A sentence that begins so is about something else where hardly any of it is names.
            let is_state = |x: &flow::Item| states::resolve(rest.get(x.from..x.to).unwrap_or_default()).is_some();
            let covered: usize = content.iter().filter(|x| x.person.is_some() || is_state(x)).map(|x| x.to - x.from).sum();
            if !nested && people + states > 0 && covered * 10 < rest.trim().len() * 3 {
                return false;
            }
            let by_sign = line.get(..label.end).is_some_and(|l| l.trim_end().ends_with([':', ';', '-', '–', '—', '：']));
            // Closed by a verb alone ("Present were …") it is a sentence: only at the head or beside the roll, and names for the most part.
            if !by_sign && !heading && !nested && !(self.last_block.is_some_and(|l| block <= l + 2) || block < HEAD_SENTENCES) {
                return false;
            }
            if !by_sign && people + states > 0 && covered * 2 < rest.trim().len() {
                return false;
            }
            return if label.strong {
                any && (near || head || heading || self.in_annex(block) || (by_sign && people > 1))
            } else {
                (near || head) && people + states > 0
            };
        }
        // "PRESENT Mayor Berg, Councilmembers Paz and Lund": no colon, but a list.
        label.strong
            && (near || head)
            && label.words.chars().all(|c| !c.is_lowercase())
            && flow::people(rest, self.b.hint).iter().filter(|x| x.person.is_some()).count() > 0
    }

    /// A heading that names a group of people ("Delegations", "Trustees"), over what is a roll's entry for certain.
    fn heads_entries(&self, label: &Label, span: Span, block: usize, heading: bool) -> bool {
        let larger = self.t.blocks.get(block).is_some_and(|b| b.size > HEADING_SIZE * self.t.body_size);
        if !label.whole || block >= HEAD_BLOCKS || !(heading || larger || label.closed || self.is_apart(span)) {
            return false;
        }
        let below = self.t.lines.get(self.t.line_at(span.end.saturating_sub(1)) + 1).map(|l| l.span);
        below.is_some_and(|b| {
            let words = b.of(&self.t.text);
            self.is_titled(b) || self.run_in_heading(words).is_some() || build::state_of(words).is_some()
        })
    }

    /// "Minutes: Ola Berg" below those who are away: whoever holds an office at the meeting is there.
    fn office_line(&mut self, span: Span, block: usize) -> bool {
        let away = self.zone.is_some() && !matches!(self.b.status, Status::Present | Status::Observer);
        let words = span.of(&self.t.text);
        let Some((office, _)) = words.split_once(':') else { return false };
        // "Chair: Ola Berg" right above the list of those present.
        let above = self.zone.is_none() && block < HEAD_BLOCKS && tables::takes_part(&format!("{}:", office.trim())) && self.label_follows(block);
        let takes = TAKES_MINUTES.contains(&office.trim().to_lowercase().as_str());
        let presides = IN_THE_CHAIR.contains(&office.trim().to_lowercase().as_str());
        let near = self.zone.is_some() || self.last_block.is_some_and(|l| block <= l + 1);
        if !away && !above && !(near && takes) {
            return false;
        }
        let named = if takes {
            let person = words.get(office.len() + 1..).and_then(|w| names::parse_person_in(w, self.b.hint));
            person.map(|p| names::ParsedPerson { role: p.role.or_else(|| Some(office.trim().to_owned())), ..p })
        } else if presides {
            words.get(office.len() + 1..).and_then(|w| names::parse_person_in(w, self.b.hint))
        } else {
            names::parse_person_in(words, self.b.hint)
        };
        let named = named.filter(|p| {
            (!p.single || p.honorific.is_some() || self.b.called(&p.name).is_some())
                && (p.role.is_some() || presides)
                && p.at.0 >= usize::from(!takes && !presides) * office.len()
        });
        let Some(person) = named.filter(|_| office.split_whitespace().count() <= MOST_OFFICE_WORDS) else { return false };
        self.close();
        self.b.status = Status::Present;
        let open = self.b.open.take();
        let confidence = person.confidence;
        let index = self.b.person(span, person, confidence);
        if presides {
            self.b.out.chair = Some(index);
        }
        self.b.open = open;
        self.used.insert(block);
        self.last_block = Some(block);
        true
    }

    /// Whether a label of a list stands in this block or in one of the next.
    fn label_follows(&self, block: usize) -> bool {
        const BLOCKS: usize = 3;
        let near = self.t.blocks.get(block..(block + BLOCKS + 1).min(self.t.blocks.len())).unwrap_or_default();
        let lines = near.iter().filter_map(|b| self.t.lines.get(b.lines.clone())).flatten();
        lines.into_iter().any(|l| labels::read(l.span.of(&self.t.text)).is_some_and(|l| l.strong && (l.closed || l.whole)))
    }

    /// Whether the block lies in a section that is an annex or a list.
    fn in_annex(&self, block: usize) -> bool {
        let Some(b) = self.t.blocks.get(block) else { return false };
        let section = self.context.outline.section_at(b.span.start).and_then(|s| self.context.outline.sections.get(s));
        section.is_some_and(|s| {
            let low = s.title.to_lowercase();
            ["participants", "attendance", "attendees", "asistentes", "teilnehmer", "présen", "presen"].iter().any(|w| low.contains(w))
        })
    }

    fn open(&mut self, label: &Label, span: Span, block: usize) {
        self.flush();
        self.b.doubt = 1.0;
        self.lasting |= label.whole && labels::is_list(&label.words) && self.is_title(block);
        let lasting = self.lasting;
        let until = if lasting { usize::MAX } else { self.until(span) };
        let at = Span::new(span.start + label.start, span.start + label.end).trimmed(&self.t.text);
        self.b.begin(label, at);
        self.zone = Some(Zone { lost: 0, strange: 0, lasting, until });
        self.used.insert(block);
        self.last_block = Some(block);
        if label.whole {
            return;
        }
        let rest = Span::new(span.start + label.end, span.end).trimmed(&self.t.text);
        let words = rest.of(&self.t.text);
        if let Some(count) = count_alone(words) {
            self.b.stated(&label.words, count, Span::new(at.start, rest.end));
            self.zone = None;
            return;
        }
        if let Some(inner) = labels::read(words).filter(|l| l.strong && (l.closed || l.whole)) {
            self.open(&inner, rest, block);
            return;
        }
        if flow::is_nothing(words) {
            // "Absent: None." is a whole list.
            self.close();
            return;
        }
        // The list names some of those who are counted, so there is nothing to check the count against.
        let behind = counted(words).unwrap_or(0);
        let rest = Span::new(rest.start + behind, rest.end);
        if !rest.is_empty() {
            self.pending.push(Unit { span: rest, block, apart: false, gap_above: 0.0, column: None });
        }
    }

    /// Where the list must have ended: the end of the section that its label heads, or the next heading that is no label.
    fn until(&self, span: Span) -> usize {
        let sections = &self.context.outline.sections;
        let next = sections.iter().filter(|s| s.heading_span.start > span.start).find(|s| {
            let words = s.heading_span.of(&self.t.text);
            let is_label = labels::read(words).is_some_and(|l| l.whole || l.closed);
            let below = self.t.lines.get(self.t.line_at(s.heading_span.end + 1)).map(|l| l.span);
            let is_entry = s.number.is_none() && (self.is_entry(words) || below.is_some_and(|b| self.is_titled(b)));
            !is_label && !is_entry
        });
        next.map_or(usize::MAX, |s| s.heading_span.start)
    }

    /// Whether the words may be an entry of a roll: a State, a person.
    fn is_entry(&self, words: &str) -> bool {
        build::state_of(words).is_some() || names::parse_person_in(words, self.b.hint).is_some_and(|p| p.honorific.is_some())
    }

    /// Whether the line may be part of a list of people.
    fn is_plausible(&self, words: &str) -> bool {
        flow::is_nothing(words)
            || is_bulleted_code(words)
            || build::state_of(words).is_some()
            || self.headed_state(words)
            || self.run_in_heading(words).is_some()
            || flow::people(words, self.b.hint).iter().any(|x| x.person.as_ref().is_some_and(|p| !p.single || p.honorific.is_some() || p.role.is_some()))
            || words.starts_with('(')
    }

    /// Whether the words are running text and no list.
    fn is_prose(&self, words: &str, block: usize) -> bool {
        let Some(b) = self.t.blocks.get(block) else { return false };
        let all = b.span.of(&self.t.text);
        let count = all.split_whitespace().count();
        if count < 9 {
            return sentence_like(words);
        }
        let small = all.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_lowercase) && w.chars().count() > 1).count();
        let people = flow::people(all, self.b.hint).iter().filter(|x| x.person.is_some()).count();
        small * 2 > count && people * 8 < count
    }

    /// Whether all words of the span are bold or underlined.
    fn is_apart(&self, span: Span) -> bool {
        if span.is_empty() {
            return false;
        }
        let words = span.of(&self.t.text);
        let mut letters = words.char_indices().filter(|(_, c)| c.is_alphabetic()).peekable();
        letters.peek().is_some()
            && letters.all(|(at, _)| {
                let s = self.t.style_at(span.start + at);
                s.bold || s.underline
            })
    }

    pub(super) fn close(&mut self) {
        self.flush();
        // A document that is a list from end to end goes on.
        self.zone = self.lasting.then_some(Zone { lost: 0, strange: 0, lasting: true, until: usize::MAX });
    }

    /// Whether the block is set as the document's title is.
    fn is_title(&self, block: usize) -> bool {
        let first = self.t.blocks.iter().take_while(|b| b.page.is_none_or(|p| p <= 1)).map(|b| b.size).fold(0.0_f32, f32::max);
        let here = |b: &crate::transcript::TextBlock| b.size >= first && b.size > self.t.body_size && b.page == Some(1);
        self.context.outline.title.contains(&block) || self.t.blocks.get(block).is_some_and(here)
    }

    /// Reads the lines that were gathered.
    fn flush(&mut self) {
        let mut units = std::mem::take(&mut self.pending);
        // What came before the list's end was gathered with it.
        let titled = units.iter().any(|u| self.is_titled(u.span));
        let stray = |u: &Unit, words: &str| !u.apart && !self.is_plausible(words) && !divided(words);
        while !titled && units.len() > 1 && units.last().is_some_and(|u| stray(u, u.span.of(&self.t.text))) && self.ends_block_of_its_own(&units) {
            units.pop();
        }
        if units.is_empty() {
            return;
        }
        // Lines of one block are judged together; in columns of a list each block is a few lines of it.
        let joined = if self.are_placed(&units) { units.clone() } else { self.joined(&units) };
        let runs = self.runs_on(&units) && !(joined.len() < units.len() && self.are_entries(&joined));
        if runs {
            let mut i = 0;
            while let Some(first) = units.get(i) {
                let mut j = i;
                while units
                    .get(j + 1)
                    .is_some_and(|n| n.block == first.block || (n.block == units.get(j).map_or(0, |u| u.block) + 1 && self.unfinished(units.get(j))))
                {
                    j += 1;
                }
                let Some(last) = units.get(j) else { break };
                self.flowing(Span::new(first.span.start, last.span.end), first.block);
                for unit in units.get(i..=j).unwrap_or_default() {
                    self.used.insert(unit.block);
                }
                i = j + 1;
                if self.zone.as_ref().is_none_or(|z| z.lost > 0) && i < units.len() {
                    break;
                }
            }
            return;
        }
        self.entries(&joined);
    }

    fn is_titled(&self, span: Span) -> bool {
        names::parse_person_in(span.of(&self.t.text), self.b.hint).is_some_and(|p| p.honorific.is_some())
    }
}

/// Whether the words end like a sentence and have a small word of sentences in them.
fn sentence_like(words: &str) -> bool {
    let ends = words.trim_end().ends_with(['.', '?', '!']);
    let verbs = words
        .split_whitespace()
        .filter(|w| {
            matches!(
                w.to_lowercase().as_str(),
                "was" | "were" | "is" | "are" | "has" | "have" | "had" | "will" | "the" | "that" | "est" | "sont" | "a été" | "wurde" | "wird" | "fue" | "foi"
            )
        })
        .count();
    (ends && verbs >= 1 && words.split_whitespace().count() >= 5) || verbs >= 3
}

/// "80", "80.", "80 (at the opening)": a number and no list.
fn count_alone(words: &str) -> Option<u32> {
    let (number, rest) = words.trim().split_once('(').map_or((words.trim(), ""), |(n, r)| (n.trim(), r));
    let bracket = rest.is_empty() || rest.trim_end_matches('.').ends_with(')') && !rest.chars().any(|c| c.is_ascii_digit());
    number.trim_end_matches('.').parse().ok().filter(|_| bracket)
}

/// "34 members including Mr. Ola Berg, …": where those begin who are named.
fn counted(words: &str) -> Option<usize> {
    const AMONG: &[&str] = &["including", "among them", "namely", "notamment", "dont", "darunter", "incluyendo", "entre ellos", "incluindo", "entre eles"];
    /// What is counted has no more words.
    const WORDS: usize = 5;
    words.split_whitespace().next()?.parse::<u32>().ok()?;
    let (at, cue) = AMONG.iter().filter_map(|cue| words.find(&format!(" {cue}")).map(|at| (at, cue.len() + 1))).min()?;
    let what = words.get(..at)?;
    let behind = words.get(at + cue..)?;
    let gap = behind.len() - behind.trim_start_matches([':', ',', ' ', '\n']).len();
    (gap > 0 && what.split_whitespace().count() <= WORDS && !what.contains([',', ';', '.'])).then_some(at + cue + gap)
}

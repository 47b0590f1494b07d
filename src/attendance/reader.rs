//! Walks the transcript: where a label opens a list, how its lines divide into entries, where it ends.
//!
//! A list is read line by line where its lines are entries, and as one running list where they are not: lines that are full
//! and break inside entries. Under a label a line is a person, a heading (a State, an organisation, words set apart), more
//! about the person above, or another label. A list ends at a section's heading that is no label, and at running text.

use super::HEADING_UNCERTAIN;
use super::build::{self, Builder};
use super::labels::{self, Label};
use super::names::{self, Hint};
use super::{Attendance, flow, prose, sheet};
use crate::diagnostics::{Code, Diagnosed, Notice, Repair};
use crate::entities::Context;
use crate::gazetteer::{states, titles};
use crate::minutes::Status;
use crate::span::Span;
use crate::transcript::{TextKind, Transcript};
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
        if let Some(label) = labels::read(words).filter(|l| self.opens(l, words, block, heading)) {
            self.open(&label, span, block);
            if self.zone.is_some() && self.pending.is_empty() {
                self.waiting.push((label, span));
            }
            return;
        }
        self.beside(span);
        self.below(span);
        let apart = self.is_apart(span);
        let Some(zone) = self.zone.as_ref() else { return };
        let lasting = zone.lasting;
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
            let count = rest.trim().trim_end_matches('.').parse::<u32>().is_ok();
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
        if let Ok(count) = words.trim().trim_end_matches('.').parse::<u32>() {
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
        if !words.is_empty() {
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
        let runs = self.runs_on(&units);
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
        self.entries(&units);
    }

    /// Whether the last line stands in another block than the one before it.
    fn ends_block_of_its_own(&self, units: &[Unit]) -> bool {
        let mut last = units.iter().rev();
        matches!((last.next(), last.next()), (Some(a), Some(b)) if a.block != b.block && !self.unfinished(Some(b)))
    }

    fn unfinished(&self, unit: Option<&Unit>) -> bool {
        unit.is_some_and(|u| {
            let words = u.span.of(&self.t.text).trim_end();
            words.ends_with([',', ';', '-']) || words.ends_with(" and") || words.ends_with(" &")
        })
    }

    /// Whether the lines are one running list: they break inside its entries.
    fn runs_on(&self, units: &[Unit]) -> bool {
        let texts: Vec<&str> = units.iter().map(|u| u.span.of(&self.t.text)).collect();
        let commas = texts.iter().filter(|w| divided(w)).count();
        if units.len() == 1 {
            return commas == 1;
        }
        if commas == 0 {
            return false;
        }
        let longest = texts.iter().map(|w| w.chars().count()).max().unwrap_or(0) as f32;
        let but_last = texts.get(..texts.len() - 1).unwrap_or_default();
        let full = but_last.iter().filter(|w| w.chars().count() as f32 >= FULL * longest).count();
        let broken = but_last
            .iter()
            .zip(texts.iter().skip(1))
            .filter(|(a, b)| {
                let a = a.trim_end();
                a.ends_with([',', ';'])
                    || a.ends_with(" and")
                    || a.ends_with(" &")
                    || b.trim_start().starts_with(|c: char| c.is_lowercase() || c == '(' || c == '&')
                    || (divided(a) && ends_in_half_a_name(a))
            })
            .count();
        let entries = texts.iter().filter(|w| self.starts_entry(w)).count();
        // "Ola Berg, Chair" on each line: an entry a line.
        let whole = |w: &&&str| {
            let words = w.trim_end();
            !words.ends_with([',', ';'])
                && !words.ends_with(" and")
                && flow::people(words, self.b.hint).iter().filter(|x| x.person.as_ref().is_some_and(|p| !p.single)).count() == 1
        };
        if broken == 0 && texts.iter().filter(whole).count() * 5 >= texts.len() * 4 {
            return false;
        }
        let by_head = texts.iter().filter(|w| self.run_in_heading(w).is_some()).count();
        by_head * 2 < texts.len()
            && (broken * 2 >= but_last.len()
                || (full * 3 >= but_last.len() * 2 && commas * 3 >= texts.len() * 2 && entries < texts.len())
                || (commas == texts.len() && full == but_last.len() && units.iter().all(|u| Some(u.block) == units.first().map(|f| f.block))))
    }

    fn starts_entry(&self, words: &str) -> bool {
        names::parse_person_in(words, self.b.hint).is_some_and(|p| !p.single && !divided(words)) || build::state_of(words).is_some()
    }

    /// A running list. "… and Ola Berg. Also present were …" goes on under another label.
    fn flowing(&mut self, span: Span, block: usize) {
        let words = span.of(&self.t.text);
        let inner = words.match_indices(['.', ';']).find_map(|(at, _)| {
            let rest = words.get(at + 1..)?;
            let from = at + 1 + (rest.len() - rest.trim_start().len());
            let label = labels::read(words.get(from..)?).filter(|l| l.strong && l.closed && !l.whole && from > at + 1)?;
            Some((at, from, label))
        });
        if let Some((at, from, label)) = inner {
            self.flowing(Span::new(span.start, span.start + at + 1), block);
            self.b.begin(&label, Span::new(span.start + from, span.start + from + label.end).trimmed(&self.t.text));
            self.flowing(Span::new(span.start + from + label.end, span.end), block);
            return;
        }
        let (made, left) = self.b.people(span);
        if made > 0 {
            self.last_block = Some(block);
            self.used.insert(block);
            for l in left {
                self.b.left(l);
            }
        } else if flow::is_nothing(span.of(&self.t.text)) {
            self.last_block = Some(block);
        } else if let Some(zone) = self.zone.as_mut() {
            zone.lost += 1;
        }
    }

    /// A list whose lines are its entries.
    fn entries(&mut self, units: &[Unit]) {
        let texts: Vec<&str> = units.iter().map(|u| u.span.of(&self.t.text)).collect();
        let apart = units.iter().filter(|u| u.apart).count();
        let parsed: Vec<bool> = texts.iter().map(|w| names::parse_person_in(w, self.b.hint).is_some_and(|p| p.honorific.is_some())).collect();
        let titled = parsed.iter().filter(|p| **p).count();
        let coded = texts.iter().filter(|w| w.split_whitespace().next().is_some_and(build::is_code) || is_bulleted_code(w)).count();
        let list = Manner {
            // Headings are set apart from the people under them.
            apart: apart * 10 >= units.len() && units.iter().zip(&parsed).filter(|(u, p)| u.apart && **p).count() * 4 < apart.max(1),
            titled: titled * 3 >= units.len(),
            coded: coded * 2 > units.len(),
            usual_gap: usual_gap(units),
        };
        let mut lost = 0;
        let mut gave = false;
        for (n, unit) in units.iter().enumerate() {
            if unit.span.of(&self.t.text).trim().is_empty() {
                continue;
            }
            let next = units.get(n + 1);
            if self.entry(unit, next, units.get(n.wrapping_sub(1)), list) {
                lost = 0;
                gave = true;
                self.last_block = Some(unit.block);
                self.used.insert(unit.block);
            } else {
                lost += 1;
                if lost >= LOST_LINES || (!gave && lost >= 2) {
                    break;
                }
                if gave && list.titled {
                    self.b.left(unit.span);
                }
            }
        }
        if let Some(zone) = self.zone.as_mut() {
            zone.lost += lost;
        }
    }

    /// One line of a list. False where it is no entry.
    fn entry(&mut self, unit: &Unit, next: Option<&Unit>, before: Option<&Unit>, list: Manner) -> bool {
        let mut span = unit.span;
        let words = span.of(&self.t.text);
        let skip = labels::skip_counter(words);
        span.start += skip;
        let words = span.of(&self.t.text).trim_end();
        if flow::is_nothing(words) {
            return true;
        }
        if list.coded
            && let Some((code, rest)) = code_head(words)
        {
            let at = Span::new(span.start, span.start + code.len());
            let from = span.start + (words.len() - rest.len());
            let rest = Span::new(from, span.end);
            if self.b.hint == Hint::default() || names::parse_person_in(rest.of(&self.t.text), self.b.hint).is_some() {
                self.b.heading(at, true);
                let (made, _) = self.b.people(rest);
                self.widen(span);
                self.b.open = None;
                return made > 0;
            }
        }
        if let Some(at) = self.run_in_heading(words) {
            let head = Span::new(span.start, span.start + at);
            let rest = Span::new(span.start + at + 1, span.end);
            let label = head.of(&self.t.text).trim();
            if let Some(label) = labels::read(&format!("{label}:")).filter(|l| l.closed) {
                self.b.begin(&label, head);
            } else {
                self.b.heading(head, true);
            }
            let (made, left) = self.b.people(rest);
            for l in left {
                self.b.left(l);
            }
            self.b.open = None;
            return made > 0;
        }
        let is_state = build::state_of(words).is_some() || self.headed_state(words);
        let columns = self.cells(span);
        if !is_state && columns.len() == 2 && self.side_by_side(&columns) {
            return true;
        }
        let person = names::parse_person_in(&self.tabbed(span), self.b.hint);
        let has_title = person.as_ref().is_some_and(|p| p.honorific.is_some());
        if !is_state && !has_title && list.apart && unit.apart && (list.titled || build::is_organisation(words)) {
            let goes_on = before.is_some_and(|b| {
                b.apart && b.column == unit.column && b.span.end < span.start && build::state_of(b.span.of(&self.t.text)).is_none() && !self.is_titled(b.span)
            }) && unit.gap_above < 0.5;
            if !(goes_on && self.b.heading_runs_on(span)) {
                self.b.heading(span, true);
            }
            return true;
        }
        if is_state {
            self.b.heading(span, true);
            return true;
        }
        if let Some(p) = person {
            let many = flow::people(words, self.b.hint).into_iter().filter(|x| x.person.is_some()).count();
            let full = !p.single || p.honorific.is_some() || p.role.is_some();
            if many > 1 {
                self.b.people(span);
                return true;
            }
            if full && !(list.titled && !has_title) {
                let index = self.b.person(span, p.clone(), p.confidence);
                self.doubt_heading(index, unit, before, list);
                return true;
            }
            // A name without title where all others have one is a heading, or more about the person above.
            if list.titled
                && !has_title
                && !list.apart
                && full
                && p.role.is_none()
                && next.is_some_and(|n| self.is_titled(n.span))
                && self.b.open.is_some()
                && unit.gap_above > list.usual_gap + 0.5
            {
                self.b.heading(span, false);
                return true;
            }
            if !list.titled && p.single && self.b.status != Status::Present {
                self.b.person(span, p, 0.9);
                return true;
            }
        }
        // An acronym, an organisation: a heading where people follow, or where the list is one of headings only.
        let is_acronym = !words.contains(' ') && words.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let short = words.split_whitespace().count() <= 10 && !words.ends_with('.');
        let people_follow = next.is_some_and(|n| {
            self.is_titled(n.span) || (!list.titled && names::parse_person_in(n.span.of(&self.t.text), self.b.hint).is_some_and(|p| !p.single))
        });
        if short
            && !list.apart
            && (is_acronym || build::is_organisation(words) || (list.titled && states::near(words).is_some()))
            && (people_follow || (self.b.open.is_none() && self.b.status != Status::Present))
        {
            self.b.heading(span, is_acronym);
            return true;
        }
        if short
            && list.titled
            && !list.apart
            && people_follow
            && self.b.open.is_some()
            && !titles::is_office(words)
            && before.is_some_and(|b| self.is_titled(b.span))
        {
            self.b.heading(span, false);
            return true;
        }
        self.b.runs_on(span) || (list.apart && list.titled && !self.b.out.people.is_empty())
    }

    /// The last person's entry begins at the code before it.
    fn widen(&mut self, span: Span) {
        if let Some(p) = self.b.out.people.last_mut()
            && span.contains(p.span)
        {
            p.span = span.trimmed(&self.t.text);
            p.as_written = p.span.of(&self.t.text).split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    fn is_titled(&self, span: Span) -> bool {
        names::parse_person_in(span.of(&self.t.text), self.b.hint).is_some_and(|p| p.honorific.is_some())
    }

    /// "Mexico – 12MSP President", "Norway (Chair)".
    fn headed_state(&self, words: &str) -> bool {
        [" – ", " - ", " — ", " ("].iter().any(|d| words.split_once(d).is_some_and(|(head, _)| build::state_of(head).is_some()))
            || words.to_lowercase().strip_prefix("observer for ").is_some()
    }

    /// "Austria: Ms. X, Mr. Y": the byte of the colon.
    fn run_in_heading(&self, words: &str) -> Option<usize> {
        let at = words.find(':')?;
        let head = words.get(..at)?.trim();
        let tail = words.get(at + 1..)?.trim();
        if head.is_empty() || head.split_whitespace().count() > 8 || tail.is_empty() {
            return None;
        }
        let people = flow::people(tail, self.b.hint).iter().any(|x| x.person.as_ref().is_some_and(|p| !p.single || p.honorific.is_some()));
        let organised = build::state_of(head).is_some()
            || self.headed_state(head)
            || build::is_organisation(head)
            || labels::read(&format!("{head}:")).is_some_and(|l| l.closed)
            || (!head.contains(' ') && head.chars().filter(|c| c.is_uppercase()).count() >= 2);
        (people && organised && !titles::is_office(head)).then_some(at)
    }

    /// The span's words with a tab where a wide gap stands; of the same length.
    fn tabbed(&self, span: Span) -> String {
        let mut bytes = span.of(&self.t.text).as_bytes().to_vec();
        for gap in self.t.gaps.iter().filter(|g| g.ems >= CELL_GAP && g.at > span.start && g.at < span.end) {
            if let Some(b) = bytes.get_mut(gap.at - span.start - 1).filter(|b| **b == b' ') {
                *b = b'\t';
            }
        }
        String::from_utf8(bytes).unwrap_or_else(|_| span.of(&self.t.text).to_owned())
    }

    /// The span cut at wide gaps, tabs and leader dots.
    fn cells(&self, span: Span) -> Vec<Span> {
        let words = self.tabbed(span);
        let mut out = Vec::new();
        let mut from = 0;
        for (at, c) in words.char_indices().chain(std::iter::once((words.len(), '\t'))) {
            let dots = words.get(at..).is_some_and(|w| w.starts_with("....") || w.starts_with("……") || w.starts_with(". . . ."));
            if c == '\t' || dots {
                let cell = Span::new(span.start + from, span.start + at);
                let body = cell.of(&self.t.text);
                let inner = body.trim_matches(|c: char| c == '.' && body.contains("..") || c == '…' || c.is_whitespace());
                if !inner.is_empty() && inner.chars().any(char::is_alphabetic) {
                    let lead = body.find(inner).unwrap_or(0);
                    out.push(Span::new(cell.start + lead, cell.start + lead + inner.len()));
                }
                from = at + c.len_utf8();
            }
        }
        out
    }

    /// Person left and State right, or the other way round.
    fn side_by_side(&mut self, cells: &[Span]) -> bool {
        let [a, b] = cells else { return false };
        let (wa, wb) = (a.of(&self.t.text), b.of(&self.t.text));
        let (place, person) = if build::state_of(wb).is_some() || build::is_organisation(wb) && !titles::is_office(wb) {
            (*b, *a)
        } else if build::state_of(wa).is_some() {
            (*a, *b)
        } else {
            return false;
        };
        let people = flow::people(person.of(&self.t.text), self.b.hint);
        if !people.iter().any(|x| x.person.is_some()) {
            return false;
        }
        self.b.heading(place, true);
        self.b.people(person);
        self.b.open = None;
        true
    }

    /// A person behind a gap where no heading stands may belong to one that was lost.
    fn doubt_heading(&mut self, index: usize, unit: &Unit, before: Option<&Unit>, list: Manner) {
        let gapped = unit.gap_above.is_finite() && unit.gap_above > list.usual_gap + LOST_GAP;
        let same_column = before.is_some_and(|b| b.column == unit.column && self.is_titled(b.span));
        if !(list.titled && gapped && same_column) {
            return;
        }
        if let Some(p) = self.b.out.people.get_mut(index).filter(|p| p.delegation.is_some()) {
            p.confidence = p.confidence.min(0.7);
            p.repairs.push(Repair::new(HEADING_UNCERTAIN, "a gap stands between this person and those under the heading above"));
        }
    }

    /// A table: a sheet with a row of headings, a label beside its list, or columns of a list.
    fn table(&mut self, block: usize, table: usize) {
        let Some(table) = self.t.tables.get(table).cloned() else { return };
        let near = self.zone.is_some() || self.last_block.is_some_and(|l| block <= l + 2);
        if near || block < HEAD_BLOCKS || self.in_annex(block) {
            let zone = self.zone.is_some();
            self.flush();
            if sheet::read(self, &table, zone || self.in_annex(block)) {
                self.used.insert(block);
                self.last_block = Some(block);
                return;
            }
        }
        for row in &table.rows {
            let filled: Vec<Span> = row.iter().copied().filter(|c| c.of(&self.t.text).chars().any(char::is_alphabetic)).collect();
            let Some(first) = filled.first().copied() else { continue };
            let words = first.of(&self.t.text).to_owned();
            let words = words.as_str();
            if labels::is_vote(words) {
                self.close();
                self.voting = Some(block);
                continue;
            }
            let first_line = words.split('\n').next().unwrap_or(words);
            let label = labels::read(first_line).filter(|l| l.whole && l.strong).or_else(|| labels::read(words));
            if let Some(mut label) = label {
                let beside = filled.get(1).copied();
                label.end = label.end.min(words.len());
                let rest = Span::new(first.start + label.end, first.end).trimmed(&self.t.text);
                let alone = rest.is_empty();
                if alone && let Some(content) = beside.filter(|_| label.strong || self.zone.is_some()) {
                    let list = Span::new(content.start, filled.last().map_or(content.end, |c| c.end));
                    let any = flow::people(list.of(&self.t.text), self.b.hint)
                        .iter()
                        .any(|x| x.person.is_some() || states::resolve(list.of(&self.t.text).get(x.from..x.to).unwrap_or_default()).is_some());
                    if any || flow::is_nothing(list.of(&self.t.text)) {
                        label.whole = true;
                        label.closed = true;
                        self.open(&label, Span::new(first.start, first.start + label.end), block);
                        self.cell(list, block);
                        continue;
                    }
                }
                if self.opens(&label, if label.whole { first_line } else { words }, block, false)
                    || (!alone && label.strong && rest.of(&self.t.text).starts_with(['●', '•', '-', '○']))
                {
                    let mut whole = label.clone();
                    whole.end = label.end;
                    self.open(&whole, Span::new(first.start, first.start + label.end.min(words.len())), block);
                    self.used.remove(&block);
                    if !alone {
                        self.flowing(rest, block);
                    }
                    continue;
                }
            }
            let Some(zone) = self.zone.as_ref() else { continue };
            if first.start >= zone.until {
                self.close();
                continue;
            }
            // "Secretary | Ola Berg": an office beside those who hold it.
            let office = words
                .get(labels::skip_counter(words)..)
                .unwrap_or(words)
                .trim()
                .trim_matches(|c: char| matches!(c, '(' | ')' | '（' | '）' | ':' | '：'))
                .trim();
            let holds = filled.len() == 2 && titles::is_office(office) && names::parse_person_in(words, self.b.hint).is_none();
            if let Some(beside) = filled.get(1).copied().filter(|_| holds) {
                let office = labels::singular(office);
                self.flush();
                self.b.office = Some(office.clone());
                self.cell(beside, block);
                self.b.office = None;
                if presides(&office) {
                    let here = |p: &super::Person| beside.meets(p.span) || p.also.iter().any(|a| beside.meets(*a));
                    self.b.out.chair = self.b.out.people.iter().position(here);
                }
                continue;
            }
            // A list that goes on under the label, or cells side by side.
            let cells: Vec<Span> = filled.clone();
            let (lost, lasting) = (zone.lost, zone.lasting);
            if !lasting && (lost > 1 || self.is_prose_words(words)) {
                self.close();
                continue;
            }
            for cell in cells {
                for line in lines_of(cell, &self.t.text) {
                    let apart = self.is_apart(line);
                    self.pending.push(Unit { span: line, block, apart, gap_above: 0.0, column: None });
                }
            }
        }
        self.flush();
    }

    /// A cell's people: its lines are entries where nothing else divides them.
    fn cell(&mut self, span: Span, block: usize) {
        if divided(span.of(&self.t.text)) {
            self.flowing(span, block);
            return;
        }
        let lines: Vec<Span> = self.t.lines.iter().skip(self.t.line_at(span.start)).map(|l| l.span).take_while(|l| l.start < span.end).collect();
        let whole = lines.iter().filter(|l| names::parse_person_in(l.of(&self.t.text), self.b.hint).is_some_and(|p| !p.single)).count();
        if lines.len() > 1 && whole * 2 > lines.len() {
            for line in lines {
                self.flowing(Span::new(line.start.max(span.start), line.end.min(span.end)), block);
            }
        } else {
            self.flowing(span, block);
        }
    }

    fn is_prose_words(&self, words: &str) -> bool {
        let count = words.split_whitespace().count();
        let small = words.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_lowercase) && w.chars().count() > 1).count();
        (count >= 9 && small * 2 > count) || sentence_like(words)
    }
}

/// How a list is set.
#[derive(Debug, Clone, Copy)]
struct Manner {
    apart: bool,
    titled: bool,
    coded: bool,
    usual_gap: f32,
}

/// The space above most lines.
fn usual_gap(units: &[Unit]) -> f32 {
    let mut gaps: Vec<f32> = units.iter().map(|u| u.gap_above).filter(|g| g.is_finite()).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 3).copied().unwrap_or(0.0)
}

/// Whether a comma, a semicolon or an "and" divides the words.
fn divided(words: &str) -> bool {
    words.contains(", ")
        || words.contains("; ")
        || words.trim_end().ends_with([',', ';'])
        || words.contains(" and ")
        || words.contains(" & ")
        || words.contains(" et ")
        || words.contains(" / ")
        || words.contains(" und ")
        || words.contains('、')
}

/// "Ana Paz, Bo Lund, and Peter": the last name is one word, the others are more.
fn ends_in_half_a_name(words: &str) -> bool {
    let tail = words.rsplit([',', ';']).next().unwrap_or_default().trim();
    let tail = tail.strip_prefix("and ").unwrap_or(tail).trim();
    let head = words.split([',', ';']).next().unwrap_or_default();
    tail.split_whitespace().count() == 1 && tail.starts_with(char::is_uppercase) && head.split_whitespace().count() > 1
}

/// "AT: Ola Berg", "AT Ola Berg", "COST: Ola Berg": the code and what follows.
fn code_head(words: &str) -> Option<(&str, &str)> {
    let (head, rest) = words.split_once([':', ' ', '\t'])?;
    let short = (2..=6).contains(&head.len()) && head.chars().all(|c| c.is_ascii_uppercase());
    let colon = words.get(head.len()..).is_some_and(|r| r.starts_with(':'));
    ((build::is_code(head) || (colon && short)) && !rest.trim().is_empty()).then(|| (head, rest.trim_start()))
}

fn is_bulleted_code(words: &str) -> bool {
    let skip = labels::skip_counter(words);
    words.get(skip..).and_then(code_head).is_some()
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

/// "Chair | Ola Berg": the row of whoever presided.
fn presides(office: &str) -> bool {
    matches!(
        office.to_lowercase().as_str(),
        "chair"
            | "chairman"
            | "chairwoman"
            | "chairperson"
            | "presiding officer"
            | "主席"
            | "président de séance"
            | "présidente de séance"
            | "vorsitz"
            | "sitzungsleitung"
    )
}

/// The lines of a cell.
fn lines_of(cell: Span, text: &str) -> Vec<Span> {
    let words = cell.of(text);
    let mut out = Vec::new();
    let mut from = 0;
    for (at, c) in words.char_indices().chain(std::iter::once((words.len(), '\n'))) {
        if c == '\n' {
            let line = Span::new(cell.start + from, cell.start + at).trimmed(text);
            if !line.is_empty() {
                out.push(line);
            }
            from = at + 1;
        }
    }
    out
}

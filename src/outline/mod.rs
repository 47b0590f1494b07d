//! `Transcript` -> `Outline`: the title and the sections.

mod contents;
mod coordinators;
mod cues;
mod headings;
mod margin;
mod nesting;
mod numbering;
mod series;
mod sight;
mod title;

use crate::diagnostics::{Code, Diagnosed, Notice, Repair};
use crate::span::Span;
use crate::transcript::{TextKind, Transcript};
pub(crate) use cues::{folded, is_contents};
use headings::{Dress, Typed};
use nesting::Place;
use numbering::Step;
use series::{Chain, Numbered};
use sight::Page;
use std::collections::BTreeSet;
use std::ops::Range;

/// The document's sections. One lies in its parent, siblings do not overlap, and the head with the top sections covers
/// the text.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The blocks of the title and what stands with it, as indices into the transcript's blocks.
    pub title: Vec<usize>,
    /// In the order of the text.
    pub sections: Vec<Section>,
    /// Run-in heads ("**Zambia**: The ISU met"): the block, and the words without the colon.
    pub leads: Vec<(usize, Span)>,
    /// Blocks that list the sections: a table of contents, an agenda.
    pub contents: Vec<usize>,
}

/// A section.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// As printed, without its point or bracket: "5.1", "IV".
    pub number: Option<String>,
    /// Without number, coordinators, presenter and leader dots.
    pub title: String,
    /// From 1.
    pub level: u8,
    /// An index into [`Outline::sections`].
    pub parent: Option<usize>,
    /// Who stands in brackets in the heading.
    pub responsible: Vec<String>,
    /// The blocks of the heading.
    pub heading: Vec<usize>,
    /// The words of the heading.
    pub heading_span: Span,
    /// The heading tells what happened, as a sentence does.
    pub told: bool,
    /// The heading and all that belongs to it, subsections too.
    pub span: Span,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

impl Outline {
    /// The innermost section that holds `byte`.
    #[must_use]
    pub fn section_at(&self, byte: usize) -> Option<usize> {
        // Sections are in order and nest: the innermost is the last one to begin at or before `byte` that has not ended.
        let mut i = self.sections.partition_point(|s| s.span.start <= byte).checked_sub(1);
        while let Some(section) = i.and_then(|i| self.sections.get(i)) {
            if byte < section.span.end {
                return i;
            }
            i = section.parent.or_else(|| i.and_then(|i| i.checked_sub(1)));
        }
        None
    }
}

/// A heading before it has its place in the tree.
#[derive(Debug)]
struct Head {
    rows: Range<usize>,
    number: Option<String>,
    chain: Option<(usize, Vec<Step>)>,
    title: Span,
    span: Span,
    dress: Dress,
    typed: bool,
    prose: bool,
    confidence: f32,
    repairs: Vec<Repair>,
}

/// Confidence of a section whose number is certain, but whose words are a paragraph's.
const NUMBER_ALONE: f32 = 0.7;
/// Confidence of a heading that only its words and its place set apart.
const PLAIN: f32 = 0.8;
/// Confidence of a number that does not follow the one before.
const OUT_OF_ORDER: f32 = 0.9;
/// What stands behind a gap this wide, in ems, is no part of a title: a presenter's initials, a column's head.
const TITLE_GAP: f32 = 2.5;

/// Finds the title and the sections.
#[must_use]
pub fn segment(transcript: &Transcript) -> Diagnosed<Outline> {
    let t = transcript;
    let page = sight::look(t);
    let mut listed = contents::leader_rows(t, &page);
    let mut numbered = series::numbered(t, &page);
    numbered.retain(|n| !listed.contains(&n.rows.start));
    let mut chains = series::chains(&page, &numbered);
    listed.extend(contents::listed(t, &page, &numbered, &mut chains));
    let mut notices = Vec::new();
    let mut heads = numbered_heads(t, &page, &numbered, &chains, &mut notices);
    let stop = heads.iter().map(|h| h.rows.start).min().unwrap_or(page.rows.len());
    let title = title::find(t, &page, stop);

    let mut free: Vec<bool> = page.rows.iter().enumerate().map(|(i, r)| !listed.contains(&i) && !title.contains(&r.block)).collect();
    let labelled = numbered.iter().flat_map(|n| n.rows.clone());
    for taken in heads.iter().flat_map(|h| h.rows.clone()).chain(labelled) {
        if let Some(slot) = free.get_mut(taken) {
            *slot = false;
        }
    }
    let top: Vec<&Head> = heads.iter().filter(|h| h.chain.as_ref().is_some_and(|(_, p)| p.len() == 1)).collect();
    let by_number = top.len() >= 3;
    let dresses: Vec<Dress> = top.iter().filter(|h| !h.prose).map(|h| h.dress).collect();
    let typed = headings::find(t, &page, &free, by_number, &dresses);
    heads.extend(typed.into_iter().map(typed_head));
    if !by_number {
        heads.extend(margin::find(t, &page, &free).into_iter().map(typed_head));
    }
    heads.sort_by_key(|h| h.span.start);
    outside_the_roll(t, &mut heads);

    let sections = sections(t, &page, &heads);
    let leads = leads(t, &page, &sections);
    let contents: BTreeSet<usize> = listed.iter().filter_map(|r| page.rows.get(*r)).map(|r| r.block).collect();
    Diagnosed { value: Outline { title, sections, leads, contents: contents.into_iter().collect() }, notices }
}

fn numbered_heads(t: &Transcript, page: &Page, numbered: &[Numbered], chains: &[Chain], notices: &mut Vec<Notice>) -> Vec<Head> {
    let mut heads = Vec::new();
    for (c, chain) in chains.iter().enumerate().filter(|(_, c)| c.headings) {
        let mut before: Option<&Numbered> = None;
        for n in chain.members.iter().filter_map(|m| numbered.get(*m)) {
            let Some(row) = page.rows.get(n.rows.start) else { continue };
            let parts = n.label.path.len() > 1 && !n.label.is_round();
            if n.prose && parts {
                continue; // a numbered paragraph among numbered headings
            }
            let mut head = Head {
                rows: n.rows.clone(),
                number: Some(n.label.printed.clone()),
                chain: Some((c, n.label.path.clone())),
                title: n.title,
                span: n.span,
                dress: Dress::of(page, row, sight::marks_of(t, n.title)),
                typed: false,
                prose: n.prose,
                confidence: if n.prose { NUMBER_ALONE } else { 1.0 },
                repairs: Vec::new(),
            };
            if let Some(last) = before.filter(|b| !follows(b, n)) {
                let message = format!("section {} comes after section {}", n.label.printed, last.label.printed);
                head.confidence = head.confidence.min(OUT_OF_ORDER);
                notices.push(Notice::new(Code::SectionNumberGap, message).at(n.span));
            }
            before = Some(n);
            heads.push(head);
        }
    }
    heads
}

fn follows(before: &Numbered, next: &Numbered) -> bool {
    let value = |n: &Numbered| if n.label.is_round() { n.label.path.first().map_or(0, |s| s.value) } else { n.label.value() };
    value(next) == value(before) + 1
}

fn typed_head(h: Typed) -> Head {
    Head {
        rows: h.rows,
        number: None,
        chain: None,
        title: h.title,
        span: h.title,
        dress: h.dress,
        typed: true,
        prose: false,
        confidence: if h.plain { PLAIN } else { 1.0 },
        repairs: Vec::new(),
    }
}

/// Under the roll's heading lower headings are the names of delegations, not sections.
fn outside_the_roll(t: &Transcript, heads: &mut Vec<Head>) {
    let mut roll: Option<Dress> = None;
    heads.retain(|h| {
        let words = h.title.of(&t.text);
        if !h.typed || cues::is_roll(words) {
            let inside = h.typed && roll.is_some_and(|dress| h.dress > dress);
            roll = if cues::is_roll(words) { roll.filter(|_| inside).or(Some(h.dress)) } else { None };
            return !inside;
        }
        let Some(dress) = roll else { return true };
        if h.dress <= dress || cues::is_business(words) {
            roll = None;
            return true;
        }
        false
    });
}

fn sections(t: &Transcript, page: &Page, heads: &[Head]) -> Vec<Section> {
    let mut end_before: Option<usize> = None;
    let places: Vec<Place> = heads
        .iter()
        .map(|h| {
            let title = h.title.of(&t.text);
            let row = page.rows.get(h.rows.start);
            let directly = end_before.is_some_and(|e| h.rows.start <= e + 1);
            end_before = Some(h.rows.end);
            Place {
                chain: h.chain.clone(),
                dress: h.dress,
                x0: row.map_or(0.0, |r| r.x0),
                top: h.typed && cues::is_annex(title),
                leaf: h.typed && (cues::is_roll(title) || cues::is_contents(title)),
                directly,
            }
        })
        .collect();
    let parents = nesting::parents(&places);
    let names = bracketed(t, heads);
    let mut sections: Vec<Section> = Vec::with_capacity(heads.len());
    for (((h, parent), names), _) in heads.iter().zip(&parents).zip(names).zip(&places) {
        let level = parent.and_then(|p| sections.get(p)).map_or(1, |p| p.level.saturating_add(1));
        let title = if h.prose && h.title.is_empty() { String::new() } else { one_line(t, h.title) };
        let (title, responsible) = match names {
            Some(names) => (coordinators::split(&title).map_or(title.clone(), |(head, _)| head.to_owned()), names),
            None => (title, Vec::new()),
        };
        sections.push(Section {
            number: h.number.clone(),
            title,
            level,
            parent: *parent,
            responsible,
            heading: heading_blocks(t, page, h),
            heading_span: h.span,
            told: h.prose || series::sentence_like(h.title.of(&t.text)),
            span: Span::new(h.span.start, t.text.len()),
            confidence: h.confidence,
            repairs: h.repairs.clone(),
        });
    }
    close(t, &mut sections);
    sections
}

/// A section ends where the next one begins that is not inside it.
fn close(t: &Transcript, sections: &mut [Section]) {
    let starts: Vec<(usize, u8)> = sections.iter().map(|s| (s.span.start, s.level)).collect();
    for (i, section) in sections.iter_mut().enumerate() {
        let next = starts.iter().skip(i + 1).find(|(_, level)| *level <= section.level);
        section.span = Span::new(section.span.start, next.map_or(t.text.len(), |(start, _)| *start)).trimmed(&t.text);
    }
}

/// The names in the brackets of each heading; one bracket alone is a gloss unless it joins names.
fn bracketed(t: &Transcript, heads: &[Head]) -> Vec<Option<Vec<String>>> {
    let all: Vec<Option<Vec<String>>> = heads.iter().map(|h| coordinators::split(&one_line(t, h.title)).map(|(_, names)| names)).collect();
    let joined = all.iter().flatten().any(|n| coordinators::is_joined(n));
    let several = all.iter().flatten().count() >= 3;
    all.into_iter().map(|n| n.filter(|n| coordinators::is_joined(n) || joined || several)).collect()
}

/// The words of a heading on one line, without what stands behind a wide gap.
fn one_line(t: &Transcript, span: Span) -> String {
    let gap = t.gaps.iter().skip(t.gaps.partition_point(|g| g.at <= span.start)).take_while(|g| g.at < span.end).find(|g| g.ems >= TITLE_GAP);
    let cut = gap.map_or(span.end, |g| g.at);
    let words = Span::new(span.start, cut).of(&t.text);
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let kept = out.trim_end_matches([':', '-', '–', '—', ' ']).len();
    out.truncate(kept);
    out
}

/// The blocks that are nothing but this heading.
fn heading_blocks(t: &Transcript, page: &Page, head: &Head) -> Vec<usize> {
    let blocks: BTreeSet<usize> = head.rows.clone().filter_map(|r| page.rows.get(r)).map(|r| r.block).collect();
    let whole = |b: &usize| {
        t.blocks.get(*b).is_some_and(|block| {
            let rest = Span::new(head.span.end.max(block.span.start), block.span.end).of(&t.text);
            block.kind != TextKind::Table && !rest.chars().any(char::is_alphanumeric) && block.span.start >= head.span.start
        })
    };
    blocks.into_iter().filter(whole).collect()
}

/// Run-in heads: the dressed beginning of a paragraph, divided from it by a colon or a dash.
fn leads(t: &Transcript, page: &Page, sections: &[Section]) -> Vec<(usize, Span)> {
    const WORDS: usize = 8;
    let headed: BTreeSet<usize> = sections.iter().flat_map(|s| s.heading.iter().copied()).collect();
    let starts: BTreeSet<usize> = sections.iter().map(|s| s.heading_span.start).collect();
    let mut found = Vec::new();
    for row in page.rows.iter().filter(|r| r.first && r.kind != TextKind::Table && !headed.contains(&r.block) && !starts.contains(&r.span.start)) {
        let words = row.words(t);
        let bullet = words.len() - words.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let span = Span::new(row.span.start + bullet, row.span.end);
        let Some(end) = sight::dressed_beginning(t, span, page.usual) else { continue };
        let head = Span::new(span.start, end);
        let rest = Span::new(end, span.end).of(&t.text);
        let kept = head.of(&t.text).trim_end_matches([':', '.', '-', '–', '—', ' ']);
        let divided =
            kept.len() < head.len() && head.of(&t.text).trim_end().ends_with([':', '-', '–', '—', '.']) || rest.trim_start().starts_with([':', '-', '–', '—']);
        if divided && series::word_count(kept) <= WORDS && kept.starts_with(char::is_uppercase) {
            found.push((row.block, Span::new(head.start, head.start + kept.len())));
        }
    }
    found
}

#[cfg(test)]
mod tests;

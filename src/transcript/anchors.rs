//! Writes the blocks of a layout into one text, and keeps for every character of it where it stood.

use super::join::{Seam, Vocabulary, ends_in_hyphen, seam};
use super::{Furniture, Gap, PageInfo, StyleRun, TextBlock, TextKind, TextLine, TextTable, Transcript};
use crate::diagnostics::Repair;

use crate::layout::blocks::{bullet, marker};
use crate::layout::{Block, Column, Layout, Line, Role, Style};
use crate::span::Span;

/// A gap inside a line is kept as a gap from this width on, in ems: no word gap of justified text is so wide.
const GAP_EM: f32 = 1.4;

/// From baseline to baseline of lines that follow closely, in ems.
const LEADING_EM: f32 = 1.2;

/// Makes one text of a layout.
#[must_use]
pub fn transcribe(layout: &Layout) -> Transcript {
    let text_blocks = || layout.pages.iter().flat_map(|p| &p.blocks).filter(|b| !b.role.is_furniture());
    let broken = text_blocks().flat_map(|b| &b.lines).any(|l| ends_in_hyphen(&l.text));
    let words = if broken { Vocabulary::of(text_blocks().flat_map(|b| &b.lines).map(|l| l.text.as_str())) } else { Vocabulary::default() };
    let length = text_blocks().flat_map(|b| &b.lines).map(|l| l.text.len() + 2).sum();
    let mut writer = Writer {
        out: Transcript {
            text: String::with_capacity(length),
            pages: if layout.geometry { layout.pages.iter().map(PageInfo::from).collect() } else { Vec::new() },
            body_size: layout.body_size,
            geometry: layout.geometry,
            ..Transcript::default()
        },
        words,
        last: None,
    };
    let mut notes: Vec<(&Block, u32)> = Vec::new();
    let mut flow: Vec<Flow<'_>> = Vec::new();
    for page in &layout.pages {
        let mut first = true;
        let mut column: Option<Column> = None;
        for block in &page.blocks {
            if block.role.is_furniture() {
                let text = block.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" ");
                writer.out.furniture.push(Furniture { role: block.role, text, page: page.number });
                continue;
            }
            if block.role == Role::Footnote {
                notes.push((block, page.number));
                continue;
            }
            let heads = first || block.column != column && block.column.is_some_and(|c| c.index > 0);
            (first, column) = (false, block.column);
            let reach = page.blocks.iter().filter(|b| b.role == Role::Body && b.column == block.column).map(|b| b.bbox.x1).fold(0.0, f32::max);
            let part = Flow { block, page: page.number, reach };
            let goes_on = heads && flow.last().is_some_and(|above| continues(above, &part));
            if !goes_on {
                writer.paragraph(&flow, layout.geometry);
                flow.clear();
                for (note, page) in std::mem::take(&mut notes).into_iter().filter(|n| n.1 < page.number || block.role == Role::Footnote) {
                    writer.paragraph(&[Flow { block: note, page, reach: 0.0 }], layout.geometry);
                }
            }
            flow.push(part);
        }
    }
    writer.paragraph(&flow, layout.geometry);
    for (note, page) in notes {
        writer.paragraph(&[Flow { block: note, page, reach: 0.0 }], layout.geometry);
    }
    writer.out
}

/// A part of a paragraph: what of it stands on one page in one column.
#[derive(Clone, Copy)]
struct Flow<'l> {
    block: &'l Block,
    page: u32,
    /// How far right lines of its column reach.
    reach: f32,
}

/// Whether a paragraph goes on at the head of the next column or page.
fn continues(above: &Flow<'_>, below: &Flow<'_>) -> bool {
    let (Some(a), Some(b)) = (above.block.lines.last(), below.block.lines.first()) else { return false };
    if above.block.role != Role::Body || below.block.role != Role::Body || (a.size - b.size).abs() > 0.06 * a.size {
        return false;
    }
    let bold = |l: &Line| l.words.iter().all(|w| w.style.bold);
    if bold(a) != bold(b) || marker(&b.text).is_some() && !b.text.starts_with(char::is_lowercase) {
        return false;
    }
    let ended = a.text.trim_end_matches(['"', '\u{201d}', ')']).ends_with(['.', '!', '?', ':', ';']);
    if b.text.starts_with(char::is_lowercase) {
        return !ended || ends_in_hyphen(&a.text);
    }
    let full = above.reach - a.bbox.x1 < 3.0 * a.size;
    let prose = above.block.lines.len() >= 2 && above.block.lines.iter().rev().skip(1).any(|l| !l.hard) || a.words.len() >= 9;
    !ended && full && prose
}

struct Writer {
    out: Transcript,
    words: Vocabulary,
    /// Page, column and baseline of the last line.
    last: Option<(u32, Option<Column>, f32)>,
}

impl Writer {
    fn paragraph(&mut self, parts: &[Flow<'_>], geometry: bool) {
        let Some(first) = parts.first() else { return };
        let Some(line) = first.block.lines.first() else { return };
        if !self.out.text.is_empty() {
            self.out.text.push_str("\n\n");
        }
        let index = self.out.blocks.len();
        let (start, from) = (self.out.text.len(), self.out.lines.len());
        let kind = match first.block.role {
            Role::Table => TextKind::Table,
            Role::Footnote => TextKind::Footnote,
            _ if marker(&line.text).is_some() || bullet(&line.text) => TextKind::ListItem,
            _ => TextKind::Paragraph,
        };
        if kind == TextKind::Table {
            self.table(first, index, geometry);
        } else {
            let mut above: Option<&Line> = None;
            for (p, part) in parts.iter().enumerate() {
                for (i, line) in part.block.lines.iter().enumerate() {
                    let runs_on = p > 0 && i == 0;
                    match above {
                        Some(a) if a.hard && !runs_on => self.out.text.push('\n'),
                        Some(a) => self.join(a, line),
                        None => {}
                    }
                    self.line(line, part, index, geometry);
                    above = Some(line);
                }
            }
        }
        let bbox = if geometry { Some(first.block.bbox) } else { None };
        let size = weighted_size(&first.block.lines);
        self.out.blocks.push(TextBlock {
            kind,
            span: Span::new(start, self.out.text.len()),
            lines: from..self.out.lines.len(),
            page: geometry.then_some(first.page),
            bbox,
            column: first.block.column,
            size,
            marked_level: first.block.marked_level,
        });
    }

    fn table(&mut self, part: &Flow<'_>, index: usize, geometry: bool) {
        let mut rows = Vec::with_capacity(part.block.rows.len());
        for (r, row) in part.block.rows.iter().enumerate() {
            if r > 0 {
                self.out.text.push('\n');
            }
            let mut cells = Vec::with_capacity(row.len());
            for (c, cell) in row.iter().enumerate() {
                if c > 0 {
                    self.out.text.push('\t');
                }
                let start = self.out.text.len();
                let mut above: Option<&Line> = None;
                for line in part.block.lines.get(cell.clone()).unwrap_or_default() {
                    if let Some(a) = above {
                        self.join(a, line);
                    }
                    self.line(line, part, index, geometry);
                    above = Some(line);
                }
                cells.push(Span::new(start, self.out.text.len()));
            }
            rows.push(cells);
        }
        self.out.tables.push(TextTable { block: index, rows, ruled: part.block.ruled });
    }

    /// Goes on from one line to the next within a paragraph.
    fn join(&mut self, above: &Line, below: &Line) {
        match seam(&above.text, &below.text, &self.words) {
            Seam::Space => self.out.text.push(' '),
            Seam::Kept => {}
            Seam::Undone => {
                let broken = above.text.split_whitespace().next_back().unwrap_or_default();
                let rest = below.text.split_whitespace().next().unwrap_or_default();
                self.out.text.pop();
                let end = self.out.text.len();
                if let Some(line) = self.out.lines.last_mut() {
                    line.span.end = end;
                }
                if let Some(run) = self.out.styles.last_mut() {
                    run.span.end = run.span.end.min(end);
                }
                let whole = format!("{}{rest}", broken.trim_end_matches(['-', '\u{ad}', '\u{2010}', '\u{2011}']));
                let repair = Repair::new("hyphen-joined", "the word was broken at the line's end").replacing(format!("{broken} {rest}"), whole);
                let start = end.saturating_sub(broken.len() - broken.chars().next_back().map_or(0, char::len_utf8));
                self.out.repairs.push((Span::new(start, end + rest.len()), repair));
            }
        }
    }

    fn line(&mut self, line: &Line, part: &Flow<'_>, block: usize, geometry: bool) {
        let start = self.out.text.len();
        self.out.text.push_str(&line.text);
        let column = part.block.column;
        let gap_above = match self.last {
            Some((page, above, baseline)) if page == part.page && above == column && line.baseline >= baseline => {
                ((line.baseline - baseline) / line.size.max(0.1) - LEADING_EM).max(0.0)
            }
            _ => f32::INFINITY,
        };
        self.last = Some((part.page, column, line.baseline));
        let mut pen: Option<f32> = None;
        for w in &line.words {
            let span = Span::new(start + w.start as usize, start + w.end as usize);
            if w.style != Style::default() {
                match self.out.styles.last_mut() {
                    Some(run) if run.style == w.style && span.start.saturating_sub(run.span.end) <= 1 => run.span.end = span.end,
                    _ => self.out.styles.push(StyleRun { span, style: w.style }),
                }
            }
            if let Some(pen) = pen {
                let ems = (w.bbox.x0 - pen) / w.size.max(0.1);
                if ems >= GAP_EM {
                    self.out.gaps.push(Gap { at: span.start, ems, x: w.bbox.x0 });
                }
            }
            pen = Some(w.bbox.x1);
        }
        self.out.lines.push(TextLine {
            span: Span::new(start, self.out.text.len()),
            page: geometry.then_some(part.page),
            bbox: geometry.then_some(line.bbox),
            block,
            size: line.size,
            column,
            gap_above,
        });
    }
}

fn weighted_size(lines: &[Line]) -> f32 {
    lines.iter().max_by_key(|l| l.text.len()).map_or(0.0, |l| l.size)
}

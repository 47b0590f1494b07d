//! Some pages of a transcript as a transcript of its own: one meeting of a volume.

use super::{StyleRun, TextBlock, TextLine, TextTable, Transcript};
use crate::span::Span;

impl Transcript {
    /// The blocks that begin on pages `first` to `last`, both included, with their text counted from its own beginning.
    #[must_use]
    pub fn part(&self, first: u32, last: u32) -> Self {
        let inside = |page: Option<u32>| page.is_some_and(|p| (first..=last).contains(&p));
        let from = self.blocks.iter().position(|b| inside(b.page)).unwrap_or(self.blocks.len());
        let to = self.blocks.iter().rposition(|b| inside(b.page)).map_or(from, |i| i + 1);
        let blocks = self.blocks.get(from..to).unwrap_or_default();
        let start = blocks.first().map_or(self.text.len(), |b| b.span.start);
        let end = blocks.last().map_or(start, |b| b.span.end);
        let whole = Span::new(start, end);
        let shift = |s: Span| Span::new(s.start.saturating_sub(start), s.end.saturating_sub(start));
        let first_line = blocks.first().map_or(0, |b| b.lines.start);
        let last_line = blocks.last().map_or(first_line, |b| b.lines.end);
        let lines = self.lines.get(first_line..last_line).unwrap_or_default();
        Self {
            text: whole.of(&self.text).to_owned(),
            blocks: blocks
                .iter()
                .map(|b| TextBlock {
                    span: shift(b.span),
                    lines: b.lines.start.saturating_sub(first_line)..b.lines.end.saturating_sub(first_line),
                    ..b.clone()
                })
                .collect(),
            lines: lines.iter().map(|l| TextLine { span: shift(l.span), block: l.block.saturating_sub(from), ..l.clone() }).collect(),
            styles: self.styles.iter().filter(|r| whole.contains(r.span)).map(|r| StyleRun { span: shift(r.span), style: r.style }).collect(),
            gaps: self.gaps.iter().filter(|g| (start..end).contains(&g.at)).map(|g| super::Gap { at: g.at - start, ..*g }).collect(),
            tables: self
                .tables
                .iter()
                .filter(|t| (from..to).contains(&t.block))
                .map(|t| TextTable { block: t.block - from, rows: t.rows.iter().map(|r| r.iter().map(|c| shift(*c)).collect()).collect(), ruled: t.ruled })
                .collect(),
            repairs: self.repairs.iter().filter(|(s, _)| whole.contains(*s)).map(|(s, r)| (shift(*s), r.clone())).collect(),
            pages: self.pages.iter().filter(|p| (first..=last).contains(&p.number)).cloned().collect(),
            furniture: self.furniture.iter().filter(|f| (first..=last).contains(&f.page)).cloned().collect(),
            ..Self { body_size: self.body_size, geometry: self.geometry, ..Self::default() }
        }
    }
}

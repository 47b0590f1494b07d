//! What the eye sees of a line before it reads: how it is set, what stands above, where it begins.

use crate::layout::Style;
use crate::span::Span;
use crate::transcript::{TextKind, Transcript};

/// How most of some letters are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of type, each tested alone")]
pub(super) struct Marks {
    pub(super) bold: bool,
    pub(super) underline: bool,
    pub(super) italic: bool,
    pub(super) caps: bool,
}

impl Marks {
    pub(super) const fn any(self) -> bool {
        self.bold || self.underline || self.caps
    }
}

/// One line of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) span: Span,
    pub(super) block: usize,
    pub(super) page: Option<u32>,
    pub(super) kind: TextKind,
    /// Begins its block.
    pub(super) first: bool,
    /// Ends its block.
    pub(super) last: bool,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y0: f32,
    /// How far it reaches: its right edge in points; letters where the input has no geometry.
    pub(super) reach: f32,
    pub(super) size: f32,
    pub(super) gap_above: f32,
    /// A Markdown heading's level.
    pub(super) level: Option<u8>,
    pub(super) marks: Marks,
}

impl Row {
    pub(super) fn words<'t>(&self, t: &'t Transcript) -> &'t str {
        self.span.of(&t.text)
    }
}

/// The lines of a document as the eye sees them, and what is usual in it.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) rows: Vec<Row>,
    /// What most of the running text looks like: a mark that it has says nothing.
    pub(super) usual: Marks,
    /// In points.
    pub(super) body_size: f32,
    /// Where most lines end at the right, in the unit of [`Row::reach`].
    pub(super) right: f32,
}

/// A share of letters from which on the whole counts as so set.
const MOST: f32 = 0.85;

/// A share of a document's lines from which on a mark is its usual dress.
const USUAL: f32 = 0.5;

/// Looks at all lines.
pub(super) fn look(t: &Transcript) -> Page {
    let rows: Vec<Row> = t
        .lines
        .iter()
        .enumerate()
        .filter_map(|(i, line)| {
            let block = t.blocks.get(line.block)?;
            let span = line.span.trimmed(&t.text);
            let begins_cell =
                block.kind == TextKind::Table && t.text.get(..line.span.start).is_some_and(|before| before.ends_with(['\t', '\n']) || before.is_empty());
            Some(Row {
                span,
                block: line.block,
                page: line.page,
                kind: block.kind,
                first: i == block.lines.start || begins_cell,
                last: i + 1 == block.lines.end,
                x0: line.bbox.map_or(0.0, |b| b.x0),
                x1: line.bbox.map_or(0.0, |b| b.x1),
                y0: line.bbox.map_or(0.0, |b| b.y0),
                reach: line.bbox.map_or_else(|| span.of(&t.text).chars().count() as f32, |b| b.x1),
                size: line.size,
                gap_above: line.gap_above,
                level: block.marked_level,
                marks: marks_of(t, span),
            })
        })
        .filter(|r| !r.span.is_empty())
        .collect();
    let long: Vec<&Row> = rows.iter().filter(|r| r.span.len() > 40).collect();
    let share = |what: fn(&Marks) -> bool| long.iter().filter(|r| what(&r.marks)).count() as f32 > USUAL * long.len() as f32 && !long.is_empty();
    let usual = Marks { bold: share(|m| m.bold), underline: share(|m| m.underline), italic: share(|m| m.italic), caps: share(|m| m.caps) };
    let mut ends: Vec<f32> = long.iter().map(|r| r.reach).collect();
    ends.sort_by(f32::total_cmp);
    // The ninth decile: ragged lines end before it, a table's edge after it.
    let right = ends.get(ends.len() * 9 / 10).or(ends.last()).copied().unwrap_or(0.0);
    Page { rows, usual, body_size: t.body_size.max(1.0), right }
}

impl Page {
    /// The marks that are not usual here.
    pub(super) const fn telling(&self, m: Marks) -> Marks {
        Marks {
            bold: m.bold && !self.usual.bold,
            underline: m.underline && !self.usual.underline,
            italic: m.italic && !self.usual.italic,
            caps: m.caps && !self.usual.caps,
        }
    }

    /// Whether a line ends before `share` of the usual width: nothing that it says had to run on.
    pub(super) fn ends_before(&self, row: &Row, share: f32) -> bool {
        self.right > 0.0 && row.reach < self.right * share
    }

    /// The size against the body's, in twentieths above it: 0 for the body's own.
    pub(super) fn rise(&self, size: f32) -> i32 {
        ((size / self.body_size - 1.0) * 20.0).round() as i32
    }
}

/// How most of the letters of `span` are set.
pub(super) fn marks_of(t: &Transcript, span: Span) -> Marks {
    let words = span.of(&t.text);
    let (mut letters, mut upper, mut cased) = (0_usize, 0_usize, 0_usize);
    for c in words.chars().filter(|c| c.is_alphanumeric()) {
        letters += 1;
        upper += usize::from(c.is_uppercase());
        cased += usize::from(c.is_uppercase() || c.is_lowercase());
    }
    let mut sums = [0_usize; 3];
    for (run, style) in runs(t, span) {
        let count = run.of(&t.text).chars().filter(|c| c.is_alphanumeric()).count();
        for (sum, on) in sums.iter_mut().zip([style.bold, style.underline, style.italic]) {
            *sum += if on { count } else { 0 };
        }
    }
    let most = |n: usize, of: usize| of > 0 && n as f32 >= MOST * of as f32;
    let [bold, underline, italic] = sums.map(|n| most(n, letters));
    Marks { bold, underline, italic, caps: upper >= 3 && most(upper, cased) }
}

/// The style runs that meet `span`, cut to it.
fn runs(t: &Transcript, span: Span) -> impl Iterator<Item = (Span, Style)> {
    let from = t.styles.partition_point(|r| r.span.end <= span.start);
    t.styles
        .iter()
        .skip(from)
        .take_while(move |r| r.span.start < span.end)
        .map(move |r| (Span::new(r.span.start.max(span.start), r.span.end.min(span.end)), r.style))
}

/// Where the bold or underlined beginning of `span` ends, where it has one that is not all of it.
pub(super) fn dressed_beginning(t: &Transcript, span: Span, usual: Marks) -> Option<usize> {
    let telling = |s: Style| s.bold && !usual.bold || s.underline && !usual.underline;
    let mut end = span.start;
    for (run, style) in runs(t, span) {
        let between = Span::new(end, run.start).of(&t.text);
        if between.chars().any(char::is_alphanumeric) || !telling(style) {
            break;
        }
        end = run.end;
    }
    let rest = Span::new(end, span.end).of(&t.text);
    (end > span.start && rest.chars().any(char::is_alphanumeric)).then_some(end)
}

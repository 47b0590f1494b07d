//! Marks woven into words: what Akoma Ntoso is made of.
//!
//! Facts name their words by code points and may overlap as they like; markup must nest. [`Marks`] hands out the marks of one block after the other, nested properly: where two marks only partly
//! overlap, the one that goes on is closed and opened again as a further part of the same mark.

use crate::minutes::TextSpan;
use crate::write::sections::Words;

/// Marks that may be open at once. Real records have three or four; more would make markup that readers of XML refuse (they stop at 256 levels).
const DEEPEST: usize = 24;

/// Words that are marked, or a place between two words where its two ends are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark<M> {
    pub(super) span: TextSpan,
    pub(super) what: M,
}

/// What a block is made of, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<M> {
    /// Plain words.
    Words(TextSpan),
    /// A mark begins; `true` where it goes on, having begun before.
    Open(M, bool),
    /// The mark that was opened last ends.
    Close(M),
    /// A mark without words.
    Point(M),
}

/// All marks of a text, asked block by block in the order of the text.
#[derive(Debug)]
pub(super) struct Marks<M> {
    /// By start, then the longer first.
    rest: std::vec::IntoIter<Mark<M>>,
    next: Option<Mark<M>>,
    /// Begun in an earlier block.
    running: Vec<Mark<M>>,
}

impl<M: Copy> Marks<M> {
    /// Marks of one span keep the order in which they are given: the first is the outermost.
    pub(super) fn new(mut marks: Vec<Mark<M>>) -> Self {
        marks.sort_by_key(|m| (m.span[0], std::cmp::Reverse(m.span[1])));
        let mut rest = marks.into_iter();
        let next = rest.next();
        Self { rest, next, running: Vec::new() }
    }

    /// The words of the next block with its marks.
    pub(super) fn weave(&mut self, block: TextSpan) -> Vec<Piece<M>> {
        let mut weaving = Weaving { pieces: Vec::new(), open: Vec::new(), at: block[0], end: block[1] };
        let mut later = Vec::new();
        for mark in std::mem::take(&mut self.running) {
            if mark.span[1] > block[0] {
                weaving.open(mark, true);
                later.push(mark);
            }
        }
        while let Some(mark) = self.next.filter(|m| m.span[0] < block[1] || m.span[0] == block[1] && m.span[1] == block[1]) {
            self.next = self.rest.next();
            if mark.span[1] <= block[0] && mark.span[0] < block[0] {
                continue; // between two blocks: no words of it are in any
            }
            weaving.close_before(mark.span[0]);
            weaving.open(mark, mark.span[0] < block[0]);
            if mark.span[1] > block[1] {
                later.push(mark);
            }
        }
        weaving.close_before(block[1]);
        while let Some(mark) = weaving.open.pop() {
            weaving.pieces.push(Piece::Close(mark.what));
        }
        later.retain(|m| m.span[1] > block[1]);
        later.truncate(DEEPEST);
        self.running = later;
        weaving.pieces
    }
}

struct Weaving<M> {
    pieces: Vec<Piece<M>>,
    open: Vec<Mark<M>>,
    at: usize,
    end: usize,
}

impl<M: Copy> Weaving<M> {
    fn words_to(&mut self, to: usize) {
        let to = to.min(self.end);
        if to > self.at {
            self.pieces.push(Piece::Words([self.at, to]));
            self.at = to;
        }
    }

    fn open(&mut self, mark: Mark<M>, further: bool) {
        self.words_to(mark.span[0]);
        if mark.span[1] <= mark.span[0] {
            self.pieces.push(Piece::Point(mark.what));
        } else if self.open.len() < DEEPEST {
            self.pieces.push(Piece::Open(mark.what, further));
            self.open.push(mark);
        }
    }

    /// Closes what ends at `to` or before it, and leaves all else open.
    fn close_before(&mut self, to: usize) {
        while let Some(end) = self.open.iter().map(|m| m.span[1]).min().filter(|end| *end <= to) {
            self.words_to(end);
            let Some(first) = self.open.iter().position(|m| m.span[1] == end) else { break };
            let inner = self.open.split_off(first);
            for mark in inner.iter().rev() {
                self.pieces.push(Piece::Close(mark.what));
            }
            for mark in inner {
                if mark.span[1] > end {
                    self.pieces.push(Piece::Open(mark.what, true));
                    self.open.push(mark);
                }
            }
        }
        self.words_to(to);
    }
}

/// The spans of a table's cells, one after the other, where its words are its cells in this order; `None` where they are not.
pub(super) fn cells(letters: &Words<'_>, block: TextSpan, rows: &[Vec<String>]) -> Option<Vec<TextSpan>> {
    let (mut rest, mut at) = (letters.at(block), block[0]);
    let mut found = Vec::new();
    for cell in rows.iter().flatten() {
        let before = rest.find(cell.as_str()).filter(|to| rest.get(..*to).is_some_and(|between| between.trim().is_empty()))?;
        let (between, from) = rest.split_at_checked(before)?;
        at += between.chars().count();
        let end = at + cell.chars().count();
        found.push([at, end]);
        at = end;
        rest = from.strip_prefix(cell.as_str())?;
    }
    rest.trim().is_empty().then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weaves the marks into the blocks and draws what comes out: `a[` opens, `~a[` goes on, `]` closes, `a|` is a point.
    fn drawn(text: &str, blocks: &[TextSpan], marks: &[(char, TextSpan)]) -> String {
        let letters = Words::of(text);
        let mut marks = Marks::new(marks.iter().map(|(what, span)| Mark { span: *span, what: *what }).collect());
        let mut out = String::new();
        for block in blocks {
            for piece in marks.weave(*block) {
                match piece {
                    Piece::Words(span) => out.push_str(letters.at(span)),
                    Piece::Open(what, further) => out.extend([if further { "~" } else { "" }, &what.to_string(), "["]),
                    Piece::Close(_) => out.push(']'),
                    Piece::Point(what) => out.extend([&what.to_string(), "|"]),
                }
            }
            out.push('/');
        }
        out
    }

    #[test]
    fn marks_nest_whatever_they_overlap() {
        let one: &[TextSpan] = &[[0, 8]];
        let cases: &[(&[TextSpan], &[(char, TextSpan)], &str)] = &[
            (one, &[('a', [1, 3])], "éa[bc]defgh/"),
            (one, &[('b', [2, 3]), ('a', [1, 5])], "éa[bb[c]de]fgh/"),
            (one, &[('a', [0, 2]), ('b', [2, 4])], "a[éb]b[cd]efgh/"),
            (one, &[('a', [1, 4]), ('b', [2, 6])], "éa[bb[cd]]~b[ef]gh/"),
            (one, &[('a', [1, 3]), ('b', [1, 3])], "éa[b[bc]]defgh/"),
            (one, &[('a', [0, 0]), ('b', [8, 8])], "a|ébcdefghb|/"),
            (&[[0, 3], [5, 8]], &[('a', [1, 6])], "éa[bc]/~a[f]gh/"),
            (&[[0, 3], [5, 8]], &[('a', [3, 5])], "ébc/fgh/"),
            (one, &[('a', [7, 99]), ('b', [50, 60])], "ébcdefga[h]/"),
        ];
        for (blocks, marks, expected) in cases {
            assert_eq!(drawn("ébcdefgh", blocks, marks), *expected, "{marks:?}");
        }
    }
}

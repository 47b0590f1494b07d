//! Entries that need more than one line: lines that go on with the entry above are put back to it before the list is read.
//!
//! A line goes on where it is set in under an entry that a comma divides ("Mr. Berg, Manager, Harbour" / "   Account"), and where
//! the line above cannot end as it does ("…, Presidents of", "…, Berg and"). A line that begins with an honorific or names a State
//! is an entry of its own wherever it stands.

use super::{Reader, Unit};
use crate::attendance::{build, flow, labels};
use crate::gazetteer::titles;
use crate::geometry::Rect;
use crate::span::Span;

/// A line that goes on is set in by this at least, in ems.
const SET_IN: f32 = 0.8;
/// The lines that go on stand under each other, within this, in ems.
const ALIGNED: f32 = 0.6;
/// White space from which a line begins something new, in ems.
const APART: f32 = 0.7;
/// An entry's person begins within so many bytes of it.
const CLOSE: usize = 4;
/// Words that no entry ends with.
const UNFINISHED: &[&str] =
    &["of", "the", "for", "and", "&", "to", "in", "de", "du", "des", "la", "et", "y", "del", "von", "der", "für", "und", "do", "da", "dos", "e"];

impl Reader<'_> {
    /// The units with those joined that are one entry.
    pub(super) fn joined(&self, units: &[Unit]) -> Vec<Unit> {
        let mut out: Vec<Unit> = Vec::new();
        // Where the second line of the entry begins, in points.
        let mut inset: Option<f32> = None;
        let mut last: Option<Unit> = None;
        for unit in units {
            let goes_on = out.last().zip(last.as_ref()).and_then(|(head, before)| self.goes_on(head, before, unit, inset));
            if let Some((head, at)) = out.last_mut().zip(goes_on) {
                head.span = head.span.union(unit.span);
                inset = inset.or(Some(at));
            } else {
                out.push(*unit);
                inset = None;
            }
            last = Some(*unit);
        }
        out
    }

    /// Whether each of several units begins with a person.
    pub(super) fn are_entries(&self, units: &[Unit]) -> bool {
        let begins = |u: &Unit| {
            let words = u.span.of(&self.t.text);
            let first = flow::people(words, self.b.hint).into_iter().next();
            first.is_some_and(|x| x.from < CLOSE && x.person.is_some_and(|p| !p.single || p.honorific.is_some()))
        };
        units.len() > 1 && units.iter().all(begins)
    }

    /// Where the line begins, if it goes on with the entry that begins at `head` and whose last line is `before`.
    fn goes_on(&self, head: &Unit, before: &Unit, unit: &Unit, inset: Option<f32>) -> Option<f32> {
        let text = self.t.text.as_str();
        let (first, above, words) = (head.span.of(text), before.span.of(text).trim_end(), unit.span.of(text));
        let (a, b, size) = self.place(head.span).zip(self.place(unit.span)).map(|((a, _), (b, size))| (a, b, size))?;
        let alone = self.is_titled(unit.span) || build::state_of(words).is_some() || labels::read(words).is_some_and(|l| l.strong);
        if alone || unit.apart != before.apart || unit.gap_above > APART || unit.column != before.column || head.span.end > unit.span.start {
            return None;
        }
        let plural = first.split_whitespace().next().is_some_and(titles::is_plural);
        let divided = first.contains(", ") || plural;
        let set_in = b.x0 > a.x0 + SET_IN * size && inset.is_none_or(|x| (x - b.x0).abs() <= ALIGNED * size);
        let last = above.rsplit(char::is_whitespace).next().unwrap_or_default();
        let unfinished = UNFINISHED.contains(&last) && inset.is_none_or(|x| (x - b.x0).abs() <= ALIGNED * size);
        let half = divided && super::running::ends_in_half_a_name(above) && words.contains(',');
        let small = words.starts_with("respectively") || above.ends_with(',') && plural && set_in;
        (divided && set_in || divided && unfinished || half || small).then_some(b.x0)
    }

    /// The box and the size of the line at the words.
    fn place(&self, span: Span) -> Option<(Rect, f32)> {
        let line = self.t.lines.get(self.t.line_at(span.start))?;
        Some((line.bbox?, line.size))
    }
}

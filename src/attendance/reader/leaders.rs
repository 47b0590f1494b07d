//! The head of a verbatim record: whoever presides and the members, each with dots that lead from a State to its person.
//!
//! "President: Mr. Berg ........ (Norway)", "Members: Chile ........ Ms. Paz". No label need stand above; the dots, a State at one
//! end and a person with an honorific at the other say enough.

use super::{HEAD_BLOCKS, Reader, Zone};
use crate::attendance::{build, names};
use crate::gazetteer::titles;
use crate::minutes::Status;
use crate::span::Span;

impl Reader<'_> {
    /// Reads a line with leader dots. False where it is none of a roll's.
    pub(super) fn leader(&mut self, span: Span, block: usize) -> bool {
        let words = span.of(&self.t.text);
        let dotted = ["....", "……", ". . . ."].iter().any(|d| words.contains(d));
        if !dotted || (block >= HEAD_BLOCKS && self.zone.is_none()) {
            return false;
        }
        let cells = self.cells(span);
        let [left, right] = cells.as_slice() else { return false };
        let (head, left) = self.without_office(*left);
        let (left, right) = (self.without_brackets(left), self.without_brackets(*right));
        let state = |s: Span| build::state_of(s.of(&self.t.text)).is_some();
        let (place, person) = if state(left) {
            (left, right)
        } else if state(right) {
            (right, left)
        } else {
            return false;
        };
        let Some(mut parsed) = names::parse_person_in(person.of(&self.t.text), self.b.hint).filter(|p| p.honorific.is_some() || !p.single) else {
            return false;
        };
        let office = head.map(|h| h.of(&self.t.text).trim_end_matches([':', '.', ' ']).to_owned());
        let presides = office.as_deref().is_some_and(|o| {
            matches!(
                titles::folded(o).as_str(),
                "president" | "chair" | "chairman" | "chairperson" | "chairwoman" | "président" | "présidente" | "presidente" | "presidenta"
            )
        });
        if presides {
            parsed.role = parsed.role.or(office);
        }
        self.flush();
        self.b.status = Status::Present;
        self.zone.get_or_insert(Zone { lost: 0, strange: 0, lasting: self.lasting, until: usize::MAX });
        self.b.heading(place, true);
        let confidence = parsed.confidence;
        let index = self.b.person(person, parsed, confidence);
        self.b.open = None;
        if presides {
            self.b.out.chair = Some(index);
        }
        self.used.insert(block);
        self.last_block = Some(block);
        true
    }

    /// "Members: Chile": the word before the colon, and what stands behind it.
    fn without_office(&self, span: Span) -> (Option<Span>, Span) {
        let words = span.of(&self.t.text);
        match words.find(':') {
            Some(at) if words.get(..at).is_some_and(|h| !h.contains(' ')) => {
                let rest = Span::new(span.start + at + 1, span.end).trimmed(&self.t.text);
                (Some(Span::new(span.start, span.start + at)), rest)
            }
            _ => (None, span),
        }
    }

    fn without_brackets(&self, span: Span) -> Span {
        let words = span.of(&self.t.text);
        match words.strip_prefix('(').and_then(|w| w.strip_suffix(')')) {
            Some(_) => Span::new(span.start + 1, span.end - 1),
            None => span,
        }
    }
}

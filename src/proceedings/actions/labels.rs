//! Labelled actions: "Action RC: submit it", "ACTION: AB/CD" under its paragraph, "Action: Bob to write", "Point de suivi : …".

use super::super::Action;
use super::super::passages::Passages;
use super::{Ledger, owners};
use crate::entities::tokens::{Before, Kind};
use crate::span::Span;

/// The most words of an owner before the colon of a label, in tokens.
const OWNER: usize = 12;

/// Words that label an action, in small letters.
const LABELS: &[&str] = &["action", "actions", "todo", "acción", "acciones", "maßnahme", "aufgabe", "ação", "suivi"];

/// Whether the tokens between are names or initials only, with "and", commas and strokes.
fn is_names(passages: &Passages<'_>, first: usize, end: usize) -> bool {
    const STATES: &[&str] =
        &["carried", "complete", "completed", "done", "ongoing", "none", "closed", "open", "taken", "n", "log", "plan", "list", "table", "asap", "tbc", "tbd"];
    let t = passages.tokens;
    first < end
        && !t.is_any(first, STATES)
        && end - first <= OWNER
        && (first..end).all(|i| {
            // "Director of Finance"
            let joins = i > first
                && i + 1 < end
                && t.is_any(i, &["of", "for", "de", "du", "del", "da", "do", "der"])
                && t.get(i + 1).is_some_and(|k| k.kind.is_capital());
            joins
                || t.get(i).is_some_and(|k| k.kind.is_capital())
                || t.is_any(i, &["and", "&", ",", "/", "+", "et", "und", "y", "e", ".", "-", "all", "the", ";"])
        })
        && (first..end).any(|i| t.get(i).is_some_and(|k| k.kind.is_capital()))
}

/// The token after a label that begins at token `i`: "Action", "Action point", "Point de suivi".
fn label_at(passages: &Passages<'_>, i: usize, end: usize) -> Option<usize> {
    let t = passages.tokens;
    if !t.get(i).is_some_and(|k| k.kind.is_capital()) {
        return None;
    }
    let mut at = i;
    if t.is_any(i, &["point", "points", "punto", "puntos", "ponto", "pontos"]) && t.is_any(i + 1, &["de", "d", "à"]) {
        at = (i + 2..(i + 5).min(end)).find(|n| t.is_any(*n, LABELS))?;
    } else if !t.is_any(i, LABELS) {
        return None;
    }
    let more = t.is_any(at + 1, &["point", "points", "item", "items", "by", "required"]);
    Some(at + 1 + usize::from(more))
}

impl Ledger<'_> {
    /// All labelled actions.
    pub(super) fn labelled(&self) -> Vec<Action> {
        let passages = self.passages;
        let t = passages.tokens;
        let blocks = &passages.context.transcript.blocks;
        let mut out = Vec::new();
        for (n, block) in blocks.iter().enumerate() {
            if passages.is_skipped(n) {
                continue;
            }
            let (first, end) = (t.at(block.span.start), t.at(block.span.end));
            let mut i = first;
            while i < end {
                let starts_line = i == first
                    || t.get(i).is_some_and(|k| k.before >= Before::Line)
                    || t.get(i.wrapping_sub(1)).is_some_and(|k| k.kind == Kind::Sign && k.before >= Before::Line)
                    || i == first + 1 && t.get(first).is_some_and(|k| !k.kind.is_word());
                // "… would write again. ACTION: AB"
                let inside = !starts_line && t.is_any(i.wrapping_sub(1), &[".", ")", "]", "[", "(", "–", "-", ";"]);
                let label =
                    if starts_line || inside { label_at(passages, i, end).filter(|at| starts_line || t.is(*at, ":") || self.names_only(*at)) } else { None };
                let Some(after) = label else {
                    i += 1;
                    continue;
                };
                // The label ends with its line's list: at the next label, or with the block.
                let stop =
                    (after..end).find(|at| t.get(*at).is_some_and(|k| k.before >= Before::Line) && label_at(passages, *at, end).is_some()).unwrap_or(end);
                let stop = if starts_line { stop } else { passages.sentence_of(i).and_then(|s| passages.sentence(s)).map_or(stop, |s| s.tokens.end.min(stop)) };
                let found = if starts_line { self.one_label(i, after, stop, n) } else { self.label_inside(i, after, stop, n) };
                out.extend(found);
                i = stop;
            }
        }
        out
    }

    /// Whether nothing but names follows in the sentence: "Action Jan & Rob."
    fn names_only(&self, at: usize) -> bool {
        let (passages, t) = (self.passages, self.passages.tokens);
        let Some(end) = passages.sentence_of(at).and_then(|n| passages.sentence(n)).map(|s| s.tokens.end) else { return false };
        let end = end - usize::from(t.get(end - 1).is_some_and(|k| k.kind == Kind::Sign));
        is_names(passages, at, end) && t.get(at).is_some_and(|k| k.before <= Before::Line)
    }

    /// A label in the midst of its paragraph: the sentence before it is the task where the label only names who.
    fn label_inside(&self, label: usize, at: usize, stop: usize, block: usize) -> Option<Action> {
        let (passages, t) = (self.passages, self.passages.tokens);
        let mut names_end = stop;
        while names_end > at + 1 && t.get(names_end - 1).is_some_and(|k| k.kind == Kind::Sign) {
            names_end -= 1;
        }
        let at = if t.is(at, ":") { at } else { at - 1 };
        if !is_names(passages, at + 1, names_end) {
            return self.one_label(label, at, stop, block);
        }
        let before = passages.sentence_of(label.checked_sub(1)?).and_then(|n| passages.sentence(n)).filter(|s| s.block == block && !s.heading)?;
        let task = t.span(before.tokens.start, label.min(before.tokens.end) - 1);
        Some(self.made(Some(owners::words(passages, at + 1, names_end)), task, task.union(t.span(label, stop - 1)), 1.0))
    }

    fn one_label(&self, label: usize, at: usize, stop: usize, block: usize) -> Option<Action> {
        let (passages, t) = (self.passages, self.passages.tokens);
        let colon = (at..(at + OWNER).min(stop)).find(|i| t.is_any(*i, &[":"]));
        let whole = |from: usize| t.span(from, stop.saturating_sub(1));
        if let Some(colon) = colon {
            if colon > at && is_names(passages, at, colon) && colon + 1 < stop {
                let sentence_end = passages.sentence_of(colon + 1).and_then(|n| passages.sentence(n)).map_or(stop, |s| s.tokens.end.min(stop));
                let task = t.span(colon + 1, sentence_end.saturating_sub(1));
                return Some(self.made(Some(owners::words(passages, at, colon)), task, t.span(label, sentence_end.saturating_sub(1)), 1.0));
            }
            let from = colon + 1;
            if colon == at && from < stop {
                if is_names(passages, from, stop) {
                    return self.owner_only(label, from, stop, block);
                }
                // "Action: Bob to write to the bank"
                let mut names_end = from;
                while names_end < stop && (t.get(names_end).is_some_and(|k| k.kind.is_capital()) || t.is_any(names_end, &["and", "&", "/", ",", "the"])) {
                    names_end += 1;
                }
                // "Action: WG leaders to send …"
                let group =
                    (names_end..(names_end + 3).min(stop)).find(|i| t.get(*i).is_none_or(|k| k.kind != Kind::Lower) || t.is_any(*i, &["to", "will", "shall"]));
                let names_end = group.filter(|i| names_end > from && t.is_any(*i, &["to", "will", "shall"])).unwrap_or(names_end);
                if names_end > from && t.is_any(names_end, &["to", "will", "shall"]) {
                    return Some(self.made(Some(owners::words(passages, from, names_end)), whole(names_end + 1), whole(label), 1.0));
                }
                return Some(self.made(None, whole(from), whole(label), 0.9));
            }
            return None;
        }
        if at < stop && is_names(passages, at, stop) {
            return self.owner_only(label, at, stop, block);
        }
        None
    }

    /// A label with an owner and no task: the paragraph before it is the task.
    fn owner_only(&self, label: usize, first: usize, end: usize, block: usize) -> Option<Action> {
        let (passages, t) = (self.passages, self.passages.tokens);
        let blocks = &passages.context.transcript.blocks;
        let here = blocks.get(block)?;
        let label_span = t.span(label, end.saturating_sub(1));
        let in_block = t.at(here.span.start) < label.saturating_sub(1);
        let task = if in_block {
            Span::new(here.span.start, t.get(label.checked_sub(1)?)?.span.end)
        } else {
            let before = block.checked_sub(1)?;
            if passages.is_heading(before) || passages.is_skipped(before) {
                return None;
            }
            blocks.get(before)?.span
        };
        Some(self.made(Some(owners::words(passages, first, end)), task, task.union(label_span), 1.0))
    }
}

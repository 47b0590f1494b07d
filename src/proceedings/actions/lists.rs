//! Lists of tasks under a heading that says so: "Action Items" and below it "- Ann: send the letter", "Bob – draft the rules".

use super::super::Action;
use super::{Ledger, owners};
use crate::entities::tokens::{Before, Kind};
use crate::outline::folded;
use crate::span::Span;

/// Headings of such lists, folded.
const HEADINGS: &[&str] = &[
    "action items", "actions", "action points", "action list", "list of actions", "summary of actions", "action summary", "actions arising", "actions agreed",
    "agreed actions", "next steps", "follow up", "follow up actions", "follow up items", "to do", "to do list", "tasks", "action item summary",
    "actions summary", "new action items", "points d'action", "actions a mener", "tareas", "aufgaben", "massnahmen", "acciones", "acoes",
];

/// The longest name before a task, in tokens.
const NAME: usize = 8;

/// A list has no more lines than this.
const LINES: usize = 60;

impl Ledger<'_> {
    /// The tasks of all such lists.
    pub(super) fn listed(&self) -> Vec<Action> {
        let passages = self.passages;
        let (t, lines) = (passages.tokens, &passages.context.transcript.lines);
        let mut out = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            let heads = line.span.len() < 40 && !passages.is_skipped(line.block) && HEADINGS.contains(&titled(passages.words(line.span)).as_str());
            if !heads {
                continue;
            }
            let section = passages.context.outline.section_at(line.span.start);
            let mut missed = 0;
            let mut open: Option<usize> = None;
            for (m, below) in lines.iter().enumerate().skip(n + 1).take(LINES) {
                let (first, end) = (t.at(below.span.start), t.at(below.span.end));
                // What goes on with the task above belongs to it.
                let goes_on = t.get(first).is_some_and(|k| k.kind == Kind::Lower) && lines.get(m - 1).is_some_and(|l| l.block == below.block);
                if goes_on && let Some(last) = open {
                    if let Some(action) = out.get_mut(last) {
                        self.extend(action, below.span);
                    }
                    continue;
                }
                if passages.is_heading(below.block) || passages.context.outline.section_at(below.span.start) != section {
                    break;
                }
                let found = self.task_of(first, end);
                missed = if found.is_some() { 0 } else { missed + 1 };
                open = found.is_some().then_some(out.len());
                out.extend(found);
                if missed > 1 {
                    break;
                }
            }
        }
        out
    }

    /// "- Ann: send the letter", "• Bob Doe – draft the rules", "Carl to mend the gate".
    fn task_of(&self, first: usize, end: usize) -> Option<Action> {
        let (passages, t) = (self.passages, self.passages.tokens);
        let mut from = first;
        while from < end && t.get(from).is_some_and(|k| k.kind == Kind::Sign || k.kind == Kind::Number && t.is_any(from + 1, &[".", ")"])) {
            from += 1;
        }
        let mut at = from;
        while at < end.min(from + NAME)
            && (t.get(at).is_some_and(|k| k.kind.is_capital()) || at > from && t.is_any(at, &["and", "&", "/", ",", "."]) && !t.is_any(at + 1, &["-", "–"]))
        {
            at += 1;
        }
        let marked = t.is(at, ":") || t.is_any(at, &["-", "–", "—"]) && !t.touches(at) && !t.touches(at + 1);
        let bound = t.is_any(at, &["to", "will"]);
        if at == from || at + 1 >= end || !(marked || bound) || t.get(at).is_some_and(|k| k.before >= Before::Line) {
            return None;
        }
        let task = t.span(at + 1, end - 1);
        Some(self.made(Some(owners::words(passages, from, at)), task, t.span(first, end - 1), 1.0))
    }

    /// Adds a line to a task.
    fn extend(&self, action: &mut Action, line: Span) {
        let task = Span::new(action.span.end.saturating_sub(action.task.len()).max(action.span.start), line.end);
        let whole = self.made(action.owner.clone(), line, action.span.union(line), action.confidence);
        action.task = format!("{} {}", action.task, whole.task);
        action.span = action.span.union(task);
        if action.due.is_none() {
            (action.due, action.due_edtf) = (whole.due, whole.due_edtf);
        }
    }
}

/// A heading's words, folded, without its number.
fn titled(words: &str) -> String {
    folded(words).trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ').to_owned()
}

//! Tables of actions: a column says what, another who, often a third by when.

use super::super::Action;
use super::{Ledger, tidy};
use crate::entities::calendar::folded;
use crate::span::Span;
use crate::transcript::TextTable;

/// Heads of the column that says what is to be done, folded.
const WHAT: &[&str] = &[
    "action", "actions", "action item", "action items", "action point", "action points", "action required", "actions required", "task", "tasks", "what",
    "tache", "taches", "a faire", "point de suivi", "mesure", "accion", "acciones", "tarea", "tareas", "aufgabe", "aufgaben", "massnahme", "maßnahme", "was",
    "to do", "acao", "acoes", "tarefa", "description", "item", "agreed action", "follow up", "follow-up",
];

/// Heads of the column that says who, folded.
const WHO: &[&str] = &[
    "owner", "owners", "who", "by whom", "responsible", "responsibility", "person responsible", "lead", "assigned to", "assignee", "action by", "responsable",
    "responsables", "qui", "quien", "wer", "verantwortlich", "zustandig", "responsavel", "responsible person", "actioned by", "actionee", "responsible party",
];

/// Heads of the column that says by when, folded.
const WHEN: &[&str] = &[
    "due", "due date", "deadline", "by when", "when", "date", "target date", "completion date", "timescale", "timeline", "echeance", "delai", "date limite",
    "quand", "fecha", "plazo", "fecha limite", "cuando", "frist", "termin", "bis wann", "bis", "prazo", "data", "date due",
];

impl Ledger<'_> {
    /// The actions of all tables that say what and who.
    pub(super) fn tables(&self) -> Vec<Action> {
        self.passages.context.transcript.tables.iter().filter(|table| !self.passages.is_skipped(table.block)).flat_map(|table| self.table(table)).collect()
    }

    fn table(&self, table: &TextTable) -> Vec<Action> {
        let words = |span: &Span| self.passages.words(*span);
        let head = |row: &[Span], heads: &[&str]| row.iter().position(|c| heads.contains(&folded(tidy(words(c)).trim_end_matches(['?', ':'])).as_str()));
        let Some(header) = table.rows.iter().take(2).position(|row| head(row, WHO).is_some() && head(row, WHAT).is_some()) else { return Vec::new() };
        let Some(columns) = table.rows.get(header) else { return Vec::new() };
        let (Some(who), Some(what)) = (head(columns, WHO), head(columns, WHAT)) else { return Vec::new() };
        let when = head(columns, WHEN);
        let mut out = Vec::new();
        for row in table.rows.iter().skip(header + 1) {
            let filled = |at: usize| row.get(at).copied().filter(|c| !words(c).trim().is_empty());
            let Some(task) = filled(what) else { continue };
            let owner = filled(who).map(|c| tidy(words(&c))).filter(|o| o.chars().any(char::is_alphabetic));
            let whole = row.iter().filter(|c| !c.is_empty()).fold(task, |all, c| all.union(*c));
            let mut action = self.made(owner, task, whole, 1.0);
            if let Some(due) = when.and_then(filled).and_then(|c| self.deadlines.within(c)) {
                (action.due, action.due_edtf) = (Some(due.day()), due.edtf.clone());
            }
            out.push(action);
        }
        out
    }
}

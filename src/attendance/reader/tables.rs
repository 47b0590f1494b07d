//! A roll set as a table: a sheet with a row of headings, a label beside its list, offices beside those who hold them.

use super::running::divided;
use super::{HEAD_BLOCKS, Reader, Unit, sentence_like};
use crate::attendance::{Person, flow, grid, labels, names, sheet};
use crate::gazetteer::{states, titles};
use crate::minutes::Status;
use crate::span::Span;
use crate::transcript::TextTable;

impl Reader<'_> {
    /// A table: a sheet with a row of headings, a label beside its list, or columns of a list.
    pub(super) fn table(&mut self, block: usize, table: usize) {
        let Some(table) = self.t.tables.get(table).cloned() else { return };
        if grid::read(self, &table, block) {
            return;
        }
        let near = self.zone.is_some() || self.last_block.is_some_and(|l| block <= l + 2);
        if near || block < HEAD_BLOCKS || self.in_annex(block) {
            let zone = self.zone.is_some();
            self.flush();
            if sheet::read(self, &table, zone || self.in_annex(block)) {
                self.used.insert(block);
                self.last_block = Some(block);
                return;
            }
        }
        let form = is_form(&table, &self.t.text);
        for row in &table.rows {
            let filled: Vec<Span> = row.iter().copied().filter(|c| c.of(&self.t.text).chars().any(char::is_alphabetic)).collect();
            let Some(first) = filled.first().copied() else { continue };
            let words = first.of(&self.t.text).to_owned();
            let words = words.as_str();
            if labels::is_vote(words) {
                self.close();
                self.voting = Some(block);
                continue;
            }
            let first_line = words.split('\n').next().unwrap_or(words);
            let label = labels::read(first_line).filter(|l| l.whole && l.strong).or_else(|| labels::read(words));
            if let Some(mut label) = label {
                let beside = filled.get(1).copied();
                label.end = label.end.min(words.len());
                let rest = Span::new(first.start + label.end, first.end).trimmed(&self.t.text);
                let alone = rest.is_empty();
                if alone && let Some(content) = beside.filter(|_| label.strong || self.zone.is_some()) {
                    // Cells of as many lines side by side ("Ola Berg / Ana Paz | Union / Management"): the people are the first one's lines.
                    let several = self.printed_lines(content).len();
                    let beside = filled.get(2).is_some_and(|c| several > 1 && self.printed_lines(*c).len() == several);
                    let list = if beside { content } else { Span::new(content.start, filled.last().map_or(content.end, |c| c.end)) };
                    let any = flow::people(list.of(&self.t.text), self.b.hint)
                        .iter()
                        .any(|x| x.person.is_some() || states::resolve(list.of(&self.t.text).get(x.from..x.to).unwrap_or_default()).is_some())
                        || self.are_people(&self.printed_lines(list));
                    if any || flow::is_nothing(list.of(&self.t.text)) {
                        label.whole = true;
                        label.closed = true;
                        self.open(&label, Span::new(first.start, first.start + label.end), block);
                        self.cell(list, block);
                        continue;
                    }
                }
                if self.opens(&label, if label.whole { first_line } else { words }, block, false)
                    || (!alone && label.strong && rest.of(&self.t.text).starts_with(['●', '•', '-', '○']))
                {
                    let mut whole = label.clone();
                    whole.end = label.end;
                    self.open(&whole, Span::new(first.start, first.start + label.end.min(words.len())), block);
                    self.used.remove(&block);
                    if !alone {
                        self.flowing(rest, block);
                    }
                    continue;
                }
            }
            if self.zone.is_none()
                && block < HEAD_BLOCKS
                && let [_, beside] = filled.as_slice()
                && (takes_part(words) || form && takes_part(&format!("{}:", words.trim())))
            {
                self.office_row(words, *beside, block);
                continue;
            }
            let Some(zone) = self.zone.as_ref() else { continue };
            if first.start >= zone.until {
                self.close();
                continue;
            }
            // "Secretary | Ola Berg": an office beside those who hold it.
            let office = words
                .get(labels::skip_counter(words)..)
                .unwrap_or(words)
                .trim()
                .trim_matches(|c: char| matches!(c, '(' | ')' | '（' | '）' | ':' | '：'))
                .trim();
            let holds = filled.len() == 2 && titles::is_office(office) && names::parse_person_in(words, self.b.hint).is_none();
            if let Some(beside) = filled.get(1).copied().filter(|_| holds) {
                let office = labels::singular(office);
                self.flush();
                self.b.office = Some(office.clone());
                self.cell(beside, block);
                self.b.office = None;
                if presides(&office) {
                    let here = |p: &Person| beside.meets(p.span) || p.also.iter().any(|a| beside.meets(*a));
                    self.b.out.chair = self.b.out.people.iter().position(here);
                }
                continue;
            }
            // A list that goes on under the label, or cells side by side.
            let cells: Vec<Span> = filled.clone();
            let (lost, lasting) = (zone.lost, zone.lasting);
            if !lasting && (lost > 1 || self.is_prose_words(words)) {
                self.close();
                continue;
            }
            for cell in cells {
                for line in lines_of(cell, &self.t.text) {
                    let apart = self.is_apart(line);
                    self.pending.push(Unit { span: line, block, apart, gap_above: 0.0, column: None });
                }
            }
        }
        self.flush();
    }

    /// "Versammlungsleiter: | Ola Berg" in the head: whoever leads a meeting or writes its minutes is there.
    fn office_row(&mut self, office: &str, beside: Span, block: usize) {
        let office = labels::singular(office.trim().trim_end_matches([':', ' ']));
        let people = flow::people(beside.of(&self.t.text), self.b.hint);
        let named = |x: &flow::Item| x.person.as_ref().is_some_and(|p| (!p.single || p.honorific.is_some()) && p.name.contains(' '));
        if people.is_empty() || !people.iter().all(named) {
            return;
        }
        let held = (self.b.status, self.b.office.replace(office.clone()));
        self.b.status = Status::Present;
        self.b.doubt = OFFICE_ROW;
        for item in people {
            self.b.item(beside.start, item);
        }
        self.b.doubt = 1.0;
        (self.b.status, self.b.office) = held;
        if presides(&office) {
            self.b.out.chair = self.b.out.people.iter().position(|p| beside.meets(p.span));
        }
        self.used.insert(block);
    }

    /// A cell's people: its lines are entries where nothing else divides them.
    pub(super) fn cell(&mut self, span: Span, block: usize) {
        let lines = self.printed_lines(span);
        // "Mr A (Clerk)" over "Ms B, Engineer": courtesies begin the entries, and commas are within them.
        let titled = lines.len() > 1 && lines.iter().all(|l| self.is_titled(*l) && !l.of(&self.t.text).trim_end().ends_with([',', ';']));
        if divided(span.of(&self.t.text)) && !titled {
            self.flowing(span, block);
            return;
        }
        if titled || self.are_people(&lines) {
            for line in lines {
                self.flowing(Span::new(line.start.max(span.start), line.end.min(span.end)), block);
            }
        } else {
            self.flowing(span, block);
        }
    }

    /// Whether most of several lines are a person each.
    fn are_people(&self, lines: &[Span]) -> bool {
        let whole = lines.iter().filter(|l| names::parse_person_in(l.of(&self.t.text), self.b.hint).is_some_and(|p| !p.single)).count();
        lines.len() > 1 && whole * 2 > lines.len()
    }

    /// The lines of a cell as they were printed: the text has a blank between them.
    fn printed_lines(&self, cell: Span) -> Vec<Span> {
        self.t.lines.iter().skip(self.t.line_at(cell.start)).map(|l| l.span).take_while(|l| l.start < cell.end).collect()
    }

    pub(super) fn is_prose_words(&self, words: &str) -> bool {
        let count = words.split_whitespace().count();
        let small = words.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_lowercase) && w.chars().count() > 1).count();
        (count >= 9 && small * 2 > count) || sentence_like(words)
    }
}

/// Whether a table's first column has the labels of a meeting's head: "Place", "Beginning", "Date". They need no colon there.
fn is_form(table: &TextTable, text: &str) -> bool {
    const LABELS: &[&str] = &[
        "ort", "datum", "beginn", "ende", "zeit", "uhrzeit", "date", "time", "venue", "location", "place", "start", "end", "lieu", "heure", "debut", "fin",
        "fecha", "lugar", "hora", "local", "inicio", "meeting", "sitzung", "tag",
    ];
    let label = |c: &Span| LABELS.contains(&titles::folded(c.of(text).trim().trim_end_matches(':')).as_str());
    table.rows.iter().filter(|r| r.len() == 2 && r.first().is_some_and(label)).count() > 1
}

/// Confidence of somebody whom a row of the head names with an office, and no list.
const OFFICE_ROW: f32 = 0.9;

/// Whether the cell names an office that is held at the meeting itself, and nothing else.
pub(super) fn takes_part(words: &str) -> bool {
    const OFFICES: &[&str] = &[
        "chair", "chairman", "chairwoman", "chairperson", "presiding officer", "in the chair", "presiding", "minutes", "minutes by", "minute taker",
        "minutes taken by", "note taker", "secretary of the meeting", "president", "presidente", "presidenta", "présidence", "présidente", "président",
        "versammlungsleiter", "versammlungsleiterin", "versammlungsleitung", "sitzungsleiter", "sitzungsleitung", "leitung", "protokollführer",
        "protokollführerin", "protokollführung", "protokoll", "schriftführer", "schriftführerin", "vorsitz", "vorsitzender", "vorsitzende",
        "président de séance", "présidente de séance", "secrétaire de séance", "moderator", "facilitator", "wahlleiter", "wahlleiterin", "wahlleitung",
    ];
    let words = words.trim();
    let folded: Vec<String> = words.trim_end_matches(':').split_whitespace().map(titles::folded).collect();
    words.ends_with(':') && OFFICES.contains(&folded.join(" ").as_str())
}

/// "Chair | Ola Berg": the row of whoever presided.
fn presides(office: &str) -> bool {
    matches!(
        office.to_lowercase().as_str(),
        "chair"
            | "chairman"
            | "chairwoman"
            | "chairperson"
            | "presiding officer"
            | "主席"
            | "président de séance"
            | "présidente de séance"
            | "vorsitz"
            | "versammlungsleiter"
            | "versammlungsleiter:in"
            | "versammlungsleitung"
            | "sitzungsleiter"
            | "sitzungsleitung"
    )
}

/// The lines of a cell.
fn lines_of(cell: Span, text: &str) -> Vec<Span> {
    let words = cell.of(text);
    let mut out = Vec::new();
    let mut from = 0;
    for (at, c) in words.char_indices().chain(std::iter::once((words.len(), '\n'))) {
        if c == '\n' {
            let line = Span::new(cell.start + from, cell.start + at).trimmed(text);
            if !line.is_empty() {
                out.push(line);
            }
            from = at + 1;
        }
    }
    out
}

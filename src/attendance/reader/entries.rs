//! A list whose lines are its entries: each line a heading, a person, both side by side, or more about the person above.

use super::{CELL_GAP, LOST_GAP, LOST_LINES, Reader, Unit};
use crate::attendance::names::{self, Hint};
use crate::attendance::{HEADING_UNCERTAIN, build, flow, labels, marks, pairs};
use crate::diagnostics::Repair;
use crate::gazetteer::{states, titles};
use crate::minutes::Status;
use crate::span::Span;

impl Reader<'_> {
    /// A list whose lines are its entries.
    pub(super) fn entries(&mut self, units: &[Unit]) {
        let courtesy = self.b.hint.courtesy;
        let titled = units.iter().filter(|u| self.is_titled(u.span)).count();
        // Where the others bear titles, "M." is one and no initial, whatever the document's language.
        self.b.hint.courtesy.french |= titled * 3 >= units.len() && units.len() > 1;
        self.entries_of(units);
        self.b.hint.courtesy = courtesy;
    }

    fn entries_of(&mut self, units: &[Unit]) {
        let texts: Vec<&str> = units.iter().map(|u| u.span.of(&self.t.text)).collect();
        let apart = units.iter().filter(|u| u.apart).count();
        let parsed: Vec<bool> = texts.iter().map(|w| names::parse_person_in(w, self.b.hint).is_some_and(|p| p.honorific.is_some())).collect();
        let titled = parsed.iter().filter(|p| **p).count();
        let coded = texts.iter().filter(|w| w.split_whitespace().next().is_some_and(build::is_code) || is_bulleted_code(w)).count();
        let list = Manner {
            // Headings are set apart from the people under them.
            apart: apart * 10 >= units.len() && units.iter().zip(&parsed).filter(|(u, p)| u.apart && **p).count() * 4 < apart.max(1),
            titled: titled * 3 >= units.len(),
            coded: coded * 2 > units.len(),
            usual_gap: usual_gap(units),
            placed: self.are_placed(units),
        };
        self.b.hint.titled = list.titled;
        let mut lost = 0;
        let mut gave = false;
        for (n, unit) in units.iter().enumerate() {
            if unit.span.of(&self.t.text).trim().is_empty() || gave && is_contact(unit.span.of(&self.t.text)) {
                continue;
            }
            let next = units.get(n + 1);
            if self.entry(unit, next, units.get(n.wrapping_sub(1)), list) {
                lost = 0;
                gave = true;
                self.last_block = Some(unit.block);
                self.used.insert(unit.block);
            } else {
                lost += 1;
                if lost >= LOST_LINES || (!gave && lost >= 2) {
                    break;
                }
                if gave && list.titled {
                    self.b.left(unit.span);
                }
            }
        }
        self.b.hint.titled = false;
        if let Some(zone) = self.zone.as_mut() {
            zone.lost += lost;
        }
    }

    /// Where the entry begins behind its number or bullet. "M." and "D." are honorifics where the language has them.
    fn counter(&self, words: &str) -> usize {
        let head: Vec<&str> = words.split_whitespace().take(3).collect();
        if titles::honorifics(&head, self.b.hint.courtesy) > 0 || is_initial_of_one(words) { 0 } else { labels::skip_counter(words) }
    }

    /// One line of a list. False where it is no entry.
    fn entry(&mut self, unit: &Unit, next: Option<&Unit>, before: Option<&Unit>, list: Manner) -> bool {
        let mut span = unit.span;
        let words = span.of(&self.t.text);
        span.start += self.counter(words);
        let words = span.of(&self.t.text).trim_end();
        if flow::is_nothing(words) {
            return true;
        }
        if list.coded
            && let Some((code, rest)) = code_head(words)
        {
            let at = Span::new(span.start, span.start + code.len());
            let from = span.start + (words.len() - rest.len());
            let rest = Span::new(from, span.end);
            if self.b.hint == Hint::default() || names::parse_person_in(rest.of(&self.t.text), self.b.hint).is_some() {
                self.b.heading(at, true);
                let (made, _) = self.b.people(rest);
                self.widen(span);
                self.b.open = None;
                return made > 0;
            }
        }
        if let Some((at, next)) = self.run_in_heading(words) {
            let head = Span::new(span.start, span.start + at);
            let rest = Span::new(span.start + next, span.end);
            let label = head.of(&self.t.text).trim();
            if let Some(label) = labels::read(&format!("{label}:")).filter(|l| l.closed) {
                self.b.begin(&label, head);
            } else {
                self.b.heading(head, true);
            }
            let (made, left) = self.b.people(rest);
            for l in left {
                self.b.left(l);
            }
            self.b.open = None;
            return made > 0;
        }
        // An entry of several lines runs on like a list.
        if words.contains('\n') && !unit.apart {
            let (made, left) = self.b.people(span);
            for l in left {
                self.b.left(l);
            }
            return made > 0;
        }
        let is_state = build::state_of(words).is_some() || self.headed_state(words);
        let columns = self.cells(span);
        if !is_state && (2..=3).contains(&columns.len()) && self.side_by_side(&columns) {
            return true;
        }
        let person = names::parse_person_in(&self.tabbed(span), self.b.hint);
        let has_title = person.as_ref().is_some_and(|p| p.honorific.is_some());
        if !is_state && !has_title && list.apart && unit.apart && (list.titled || build::is_organisation(words)) {
            let goes_on = before.is_some_and(|b| {
                b.apart && b.column == unit.column && b.span.end < span.start && build::state_of(b.span.of(&self.t.text)).is_none() && !self.is_titled(b.span)
            }) && unit.gap_above < 0.5;
            if !(goes_on && self.b.heading_runs_on(span)) {
                self.b.heading(span, true);
            }
            return true;
        }
        if is_state {
            self.b.heading(span, true);
            return true;
        }
        // "CHAIRPERSON" over a person is an office, and no delegation.
        if person.is_none() && !words.contains(' ') && titles::is_office_word(words) && next.is_some_and(|n| self.is_titled(n.span)) {
            self.b.open = None;
            return true;
        }
        if let Some(p) = person {
            let many = flow::people(words, self.b.hint).into_iter().filter(|x| x.person.is_some()).count();
            let full = !p.single || p.honorific.is_some() || p.role.is_some();
            if many > 1 && !list.placed {
                self.b.people(span);
                return true;
            }
            if full && !(list.titled && !has_title) {
                let index = self.b.person(span, p.clone(), p.confidence);
                self.doubt_heading(index, unit, before, list);
                return true;
            }
            // A name without title where all others have one is a heading, or more about the person above.
            if list.titled
                && !has_title
                && !list.apart
                && full
                && p.role.is_none()
                && next.is_some_and(|n| self.is_titled(n.span))
                && self.b.open.is_some()
                && unit.gap_above > list.usual_gap + 0.5
            {
                self.b.heading(span, false);
                return true;
            }
            if !list.titled && p.single && self.b.status != Status::Present {
                self.b.person(span, p, 0.9);
                return true;
            }
        }
        // "Ola Berg and Ana Paz, Deputy Directors" is an entry of two.
        if !self.b.out.people.is_empty() && !list.titled && !list.apart {
            let several = flow::people(words, self.b.hint).into_iter().filter(|x| x.person.as_ref().is_some_and(|p| !p.single)).count();
            if several > 1 {
                let (_, left) = self.b.people(span);
                for l in left {
                    self.b.left(l);
                }
                return true;
            }
        }
        // An acronym, an organisation: a heading where people follow, or where the list is one of headings only.
        let is_acronym = !words.contains(' ') && words.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let short = words.split_whitespace().count() <= 10 && !words.ends_with('.');
        let people_follow = next.is_some_and(|n| {
            self.is_titled(n.span) || (!list.titled && names::parse_person_in(n.span.of(&self.t.text), self.b.hint).is_some_and(|p| !p.single))
        });
        if short
            && !list.apart
            && (is_acronym || build::is_organisation(words) || (list.titled && states::near(words).is_some()))
            && (people_follow || (self.b.open.is_none() && self.b.status != Status::Present))
        {
            self.b.heading(span, is_acronym);
            return true;
        }
        if short
            && list.titled
            && !list.apart
            && people_follow
            && self.b.open.is_some()
            && !titles::is_office(words)
            && before.is_some_and(|b| self.is_titled(b.span) || self.begins_block(b) && b.block == unit.block)
        {
            self.b.heading(span, false);
            return true;
        }
        // "No representative attended from Chile." is nobody's post.
        if words.ends_with('.')
            && words.split_whitespace().count() >= 5
            && words.split_whitespace().skip(1).any(|w| titles::folded(w) == "attended" || w == "was" || w == "were")
        {
            return false;
        }
        self.b.runs_on(span) || (list.apart && list.titled && !self.b.out.people.is_empty())
    }

    /// Whether the line is the first of its block.
    fn begins_block(&self, unit: &Unit) -> bool {
        self.t.blocks.get(unit.block).is_some_and(|b| b.span.start >= unit.span.start)
    }

    /// The last person's entry begins at the code before it.
    fn widen(&mut self, span: Span) {
        if let Some(p) = self.b.out.people.last_mut()
            && span.contains(p.span)
        {
            p.span = span.trimmed(&self.t.text);
            p.as_written = p.span.of(&self.t.text).split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }

    /// "Austria: Ms. X, Mr. Y": where the heading ends, and where what follows the colon begins. "World Harbour Union – Mr. X": behind a dash the people
    /// bear titles.
    pub(super) fn run_in_heading(&self, words: &str) -> Option<(usize, usize)> {
        let titled = |at: usize| words.get(at..).and_then(|tail| names::parse_person_in(tail, self.b.hint)).is_some_and(|p| p.honorific.is_some());
        let dash = || [" – ", " — ", " - "].iter().find_map(|d| words.find(d).map(|at| (at, at + d.len()))).filter(|(_, next)| titled(*next));
        let (at, next) = words.find(':').map(|at| (at, at + 1)).or_else(dash)?;
        let head = words.get(..at)?.trim();
        let tail = words.get(next..)?.trim();
        if head.is_empty() || head.split_whitespace().count() > 8 || tail.is_empty() {
            return None;
        }
        let people = flow::people(tail, self.b.hint).iter().any(|x| x.person.as_ref().is_some_and(|p| !p.single || p.honorific.is_some()));
        let organised = build::state_of(head).is_some()
            || self.headed_state(head)
            || build::is_organisation(head)
            || labels::read(&format!("{head}:")).is_some_and(|l| l.closed)
            || (!head.contains(' ') && head.chars().filter(|c| c.is_uppercase()).count() >= 2);
        (people && organised && !titles::is_office(head)).then_some((at, next))
    }

    /// Person left and State right, or the other way round, with an office in the third cell or behind the place.
    fn side_by_side(&mut self, cells: &[Span]) -> bool {
        let text = self.t.text.as_str();
        let people = |s: &Span| flow::people(s.of(text), self.b.hint).iter().any(|x| x.person.is_some()) && build::state_of(s.of(text)).is_none();
        let Some(at) = cells.iter().position(people) else { return false };
        let placed = cells.iter().enumerate().filter(|(i, _)| *i != at).find_map(|(i, c)| Some((i, pairs::place_of(text, *c)?)));
        let (Some(person), Some((held, (place, rest)))) = (cells.get(at).copied(), placed) else { return false };
        // A place before its person is a State: an organisation may be the end of the line above.
        if held < at && build::state_of(place.of(text)).is_none() {
            return false;
        }
        let others: Vec<Span> = cells.iter().enumerate().filter(|(i, _)| *i != at && *i != held).map(|(_, c)| *c).chain(rest).collect();
        let before = self.b.out.people.len();
        let status = self.b.status;
        let beside = |s: &Span| s.of(text).trim_matches(['(', ')', ' ', ',']).to_owned();
        if let Some(told) = others.iter().find_map(|s| marks::read_cell(&beside(s))) {
            self.b.status = told;
        }
        self.b.heading(place, true);
        self.b.people(person);
        let office = others.iter().map(beside).find(|w| titles::is_office(w) && marks::read_cell(w).is_none());
        if let (Some(office), [p]) = (office, self.b.out.people.get_mut(before..).unwrap_or_default()) {
            p.role = p.role.take().or(Some(office));
        }
        self.b.status = status;
        self.b.open = None;
        true
    }

    /// A person behind a gap where no heading stands may belong to one that was lost.
    fn doubt_heading(&mut self, index: usize, unit: &Unit, before: Option<&Unit>, list: Manner) {
        let gapped = unit.gap_above.is_finite() && unit.gap_above > list.usual_gap + LOST_GAP;
        let same_column = before.is_some_and(|b| b.column == unit.column && self.is_titled(b.span));
        if !(list.titled && gapped && same_column) {
            return;
        }
        if let Some(p) = self.b.out.people.get_mut(index).filter(|p| p.delegation.is_some()) {
            p.confidence = p.confidence.min(0.7);
            p.repairs.push(Repair::new(HEADING_UNCERTAIN, "a gap stands between this person and those under the heading above"));
        }
    }

    /// The span's words with a tab where a wide gap stands; of the same length.
    fn tabbed(&self, span: Span) -> String {
        let mut bytes = span.of(&self.t.text).as_bytes().to_vec();
        for gap in self.t.gaps.iter().filter(|g| g.ems >= CELL_GAP && g.at > span.start && g.at < span.end) {
            if let Some(b) = bytes.get_mut(gap.at - span.start - 1).filter(|b| **b == b' ') {
                *b = b'\t';
            }
        }
        String::from_utf8(bytes).unwrap_or_else(|_| span.of(&self.t.text).to_owned())
    }

    /// The span cut at wide gaps, tabs and leader dots.
    pub(super) fn cells(&self, span: Span) -> Vec<Span> {
        let words = self.tabbed(span);
        let mut out = Vec::new();
        let mut from = 0;
        for (at, c) in words.char_indices().chain(std::iter::once((words.len(), '\t'))) {
            let dots = words.get(at..).is_some_and(|w| w.starts_with("....") || w.starts_with("……") || w.starts_with(". . . ."));
            if c == '\t' || dots {
                let cell = Span::new(span.start + from, span.start + at);
                let body = cell.of(&self.t.text);
                let inner = body.trim_matches(|c: char| c == '.' && body.contains("..") || c == '…' || c.is_whitespace());
                if !inner.is_empty() && inner.chars().any(char::is_alphabetic) {
                    let lead = body.find(inner).unwrap_or(0);
                    out.push(Span::new(cell.start + lead, cell.start + lead + inner.len()));
                }
                from = at + c.len_utf8();
            }
        }
        out
    }

    /// "Mexico – 12MSP President", "Norway (Chair)".
    pub(super) fn headed_state(&self, words: &str) -> bool {
        [" – ", " - ", " — ", " ("].iter().any(|d| words.split_once(d).is_some_and(|(head, _)| build::state_of(head).is_some()))
            || words.to_lowercase().strip_prefix("observer for ").is_some()
    }
}

/// How a list is set.
#[derive(Debug, Clone, Copy)]
struct Manner {
    apart: bool,
    titled: bool,
    coded: bool,
    usual_gap: f32,
    /// "Ola Berg, Elmford" on most lines: what stands behind the comma is a place.
    placed: bool,
}

/// The space above most lines.
fn usual_gap(units: &[Unit]) -> f32 {
    let mut gaps: Vec<f32> = units.iter().map(|u| u.gap_above).filter(|g| g.is_finite()).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 3).copied().unwrap_or(0.0)
}

/// "AT: Ola Berg", "AT Ola Berg", "COST: Ola Berg": the code and what follows.
fn code_head(words: &str) -> Option<(&str, &str)> {
    let (head, rest) = words.split_once([':', ' ', '\t'])?;
    let short = (2..=6).contains(&head.len()) && head.chars().all(|c| c.is_ascii_uppercase());
    let colon = words.get(head.len()..).is_some_and(|r| r.starts_with(':'));
    ((build::is_code(head) || (colon && short)) && !rest.trim().is_empty()).then(|| (head, rest.trim_start()))
}

pub(super) fn is_bulleted_code(words: &str) -> bool {
    let skip = labels::skip_counter(words);
    words.get(skip..).and_then(code_head).is_some()
}

/// "E-mail: …", "Tel: +47 …", "www.…": how somebody is reached says nothing of who was there.
fn is_contact(words: &str) -> bool {
    const WAYS: &[&str] =
        &["e-mail", "email", "mail", "tel", "tél", "telephone", "téléphone", "phone", "fax", "mobile", "cell", "web", "website", "http", "https"];
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    let way = first.split([':', '.']).next().unwrap_or_default();
    WAYS.contains(&way) && (first.contains([':', '.']) || words.contains(|c: char| c == '@' || c.is_ascii_digit()))
        || words.trim().contains('@') && !words.trim().contains(' ')
        || first.starts_with("www.")
}

/// "A. Petersen, Secretary": a letter before one name alone is its initial, and counts nothing.
fn is_initial_of_one(words: &str) -> bool {
    let mut parts = words.split_whitespace();
    let letter = parts.next().and_then(|w| w.strip_suffix('.')).is_some_and(|w| w.chars().count() == 1 && w.chars().all(char::is_uppercase));
    let name = parts.next().unwrap_or_default();
    let alone = name.ends_with([',', ';', ':']) || parts.next().is_none_or(|w| w.starts_with(['(', '[', '–', '-', '—']));
    letter && alone && name.starts_with(char::is_uppercase) && name.trim_end_matches([',', ';', ':']).chars().count() > 2
}

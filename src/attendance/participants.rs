//! Documents that are a list of participants: page upon page of headings, names, and posts under the names.
//!
//! No label opens such a roll; its density does. A line that begins with an honorific is a person, a line set apart from those
//! (bold, underlined or larger) is a heading, anything else says more about the person above. A heading that is larger than
//! the headings of the delegations, or stands across the columns, names the kind of those that follow.

use super::names::{Hint, parse_person_in};
use super::woven::{Delegated, delegated, speaks_spanish};
use super::{Attendance, Delegation, Person};
use crate::diagnostics::Diagnosed;
use crate::entities::Context;
use crate::gazetteer::titles;
use crate::minutes::{DelegationKind, Status};
use crate::span::Span;
use crate::transcript::{TextKind, TextLine};
use std::collections::BTreeMap;

/// As many people, each on a line of their own that begins with an honorific, make a list.
const PEOPLE: usize = 30;

/// The share of the document's lines that begin with an honorific. With two lines of post and employer under each name, lists
/// have a fourth to a third; minutes with many speakers stay below a tenth.
const SHARE: usize = 8;

/// Where more than one in so many of the lines with an honorific takes the floor, the document is a debate.
const TURNS: usize = 5;

/// A heading is larger than a name by this at least, in points, where it is not bold or underlined.
const LARGER: f32 = 0.6;

/// A heading's next line stands no farther below than this, in ems; delegations stand one and a half apart.
const CLOSE: f32 = 0.6;

/// The longest name or heading in words.
const LONGEST: usize = 16;

/// Reads a list of participants; `None` where the document is none.
pub(super) fn read(context: Context<'_>) -> Option<Diagnosed<Attendance>> {
    let t = context.transcript;
    let body = |l: &&TextLine| t.blocks.get(l.block).is_some_and(|b| matches!(b.kind, TextKind::Paragraph | TextKind::ListItem));
    let mut hint = Hint::of(context.language);
    // Every name bears an honorific here, so that "M." is one and no initial.
    hint.courtesy.french = true;
    let lines: Vec<&TextLine> = t.lines.iter().filter(body).collect();
    let titled: Vec<bool> = lines.iter().map(|l| is_titled(t.words(l.span), hint)).collect();
    let people = titled.iter().filter(|x| **x).count();
    if people < PEOPLE || people * SHARE < lines.len() {
        return None;
    }
    let turns = lines.iter().zip(&titled).filter(|(l, x)| **x && is_turn(t.words(l.span), hint)).count();
    if turns * TURNS > people {
        return None;
    }
    let size = usual(lines.iter().zip(&titled).filter(|(_, x)| **x).map(|(l, _)| l.size));
    let mut list = List { context, hint, name_size: size, heading_size: 0.0, group: Status::Present, open: None, pending: None, out: Attendance::default() };
    list.heading_size = usual(lines.iter().zip(&titled).filter(|(l, x)| !**x && list.is_apart(l)).map(|(l, _)| l.size));
    let first = titled.iter().position(|x| *x)?;
    // The headings right above the first name belong to the list.
    let start = (0..first).rev().take_while(|i| lines.get(*i).is_some_and(|l| list.is_apart(l))).last().unwrap_or(first);
    for (line, titled) in lines.iter().zip(&titled).skip(start) {
        list.line(line, *titled);
    }
    let mut blocks: Vec<usize> = lines.iter().skip(start).map(|l| l.block).collect();
    blocks.dedup();
    list.out.blocks = blocks;
    Some(Diagnosed::clean(list.out))
}

/// Whether a line begins as a person's.
fn is_titled(words: &str, hint: Hint) -> bool {
    let words: Vec<&str> = words.split_whitespace().take(LONGEST).collect();
    let n = titles::honorifics(&words, hint.courtesy);
    let plural = words.first().is_some_and(|w| titles::is_plural(w));
    n > 0 && !plural && words.get(n).is_some_and(|w| w.starts_with(|c: char| c.is_uppercase() || c == '"'))
}

/// Whether a line gives the floor: "MR. BERG. I think so.", "Ms. Paz: Thank you".
fn is_turn(words: &str, hint: Hint) -> bool {
    let words: Vec<&str> = words.split_whitespace().take(LONGEST).collect();
    let named = words.get(titles::honorifics(&words, hint.courtesy)..).unwrap_or_default();
    let stop = named.iter().take(3).position(|w| w.ends_with([':', '.', '?', ')']) && w.chars().filter(|c| c.is_alphabetic()).count() > 2);
    stop.is_some_and(|at| named.len() > at + 1 || named.get(at).is_some_and(|w| w.ends_with(['.', ':'])))
}

/// The commonest of some sizes, to a tenth of a point.
fn usual(sizes: impl Iterator<Item = f32>) -> f32 {
    let mut count: BTreeMap<u32, usize> = BTreeMap::new();
    for size in sizes {
        *count.entry((size * 10.0).round() as u32).or_default() += 1;
    }
    count.into_iter().max_by_key(|(size, n)| (*n, *size)).map_or(0.0, |(size, _)| size as f32 / 10.0)
}

struct List<'c> {
    context: Context<'c>,
    hint: Hint,
    name_size: f32,
    heading_size: f32,
    /// What the heading of the present part says of those in it.
    group: Status,
    open: Option<usize>,
    /// A heading whose next line may belong to it: its block and words.
    pending: Option<(usize, Span)>,
    out: Attendance,
}

impl List<'_> {
    fn is_apart(&self, line: &TextLine) -> bool {
        let style = self.context.transcript.style_at(line.span.start);
        style.bold || style.underline || line.size >= self.name_size + LARGER
    }

    fn line(&mut self, line: &TextLine, titled: bool) {
        let t = self.context.transcript;
        let words = t.words(line.span).trim();
        let apart = self.is_apart(line);
        if titled && (!apart || line.size <= self.name_size) {
            self.close();
            if self.person(line, words) {
                return;
            }
        }
        if apart {
            match self.pending {
                // A long name over a column's end, or spread by its leading, is one heading still.
                Some((block, span)) if block == line.block || line.gap_above < CLOSE || wants_more(t.words(span)) => {
                    self.pending = Some((block, span.union(line.span)));
                }
                _ => {
                    self.close();
                    self.pending = Some((line.block, line.span));
                }
            }
            return;
        }
        self.close();
        self.more(line, words);
    }

    /// The heading that was being read is complete.
    fn close(&mut self) {
        let Some((_, span)) = self.pending.take() else { return };
        let t = self.context.transcript;
        let words = t.words(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.trim_end_matches(['*', '†']).trim();
        let line = t.lines.get(t.line_at(span.start));
        let across = line.is_some_and(|l| l.column.is_none() && l.size > self.heading_size + 0.1 || l.size > self.heading_size + 2.0);
        if across || words.split_whitespace().count() > LONGEST {
            self.group = status_of(words);
            self.open = None;
            return;
        }
        // "American Geophysical Union* (continued)".
        let words =
            ["(continued)", "(cont'd)", "(cont’d)", "(cont.)", "(suite)", "(continuación)", "(cont.)"].iter().fold(words, |w, c| w.trim_end_matches(c).trim());
        let words = words.trim_end_matches(['*', '†']).trim();
        if words.is_empty() {
            return;
        }
        let Delegated { name, role, kind, code, observer } = delegated(words);
        let kind = if kind == DelegationKind::Unknown { DelegationKind::Organisation } else { kind };
        let status = if observer { Status::Observer } else { self.group };
        let held = self.out.delegations.iter().rposition(|d| d.status == status && (d.code.is_some() && d.code == code || d.name == name));
        if let Some(d) = held.and_then(|i| self.out.delegations.get_mut(i)) {
            d.also.push(span);
            self.open = held;
            return;
        }
        self.open = Some(self.out.delegations.len());
        self.out.delegations.push(Delegation {
            name,
            as_written: words.to_owned(),
            kind,
            code,
            role,
            status,
            span,
            also: Vec::new(),
            confidence: 1.0,
            repairs: Vec::new(),
        });
    }

    fn person(&mut self, line: &TextLine, words: &str) -> bool {
        let mut hint = self.hint;
        hint.two_surnames |= self.open.and_then(|d| self.out.delegations.get(d)).and_then(|d| d.code.as_deref()).is_some_and(speaks_spanish);
        let Some(parsed) = parse_person_in(words, hint) else { return false };
        self.out.people.push(Person { delegation: self.open, ..Person::of(parsed, words.to_owned(), line.span, self.group) });
        true
    }

    /// The post under a name. What stands below that (an employer, a place) is not a role.
    fn more(&mut self, line: &TextLine, words: &str) {
        let Some(person) = self.out.people.last_mut() else { return };
        match &mut person.role {
            None if person.also.is_empty() => person.role = Some(words.to_owned()),
            // "Vice President, Finance and / Administration": the line wants another.
            Some(role) if person.also.len() == 1 && (wants_more(role) || words.starts_with(char::is_lowercase)) => {
                *role = format!("{role} {words}");
            }
            _ => {}
        }
        person.also.push(line.span);
    }
}

fn wants_more(role: &str) -> bool {
    const LINKS: &[&str] = &["and", "of", "for", "the", "to", "in", "de", "et", "du", "des", "la", "y", "e", "del", "und", "für", "&"];
    role.ends_with([',', '-', '/']) || role.split_whitespace().next_back().is_some_and(|w| LINKS.contains(&w))
}

/// What the heading of a part says of those in it.
fn status_of(words: &str) -> Status {
    const OBSERVERS: &[&str] =
        &["observer", "non-governmental", "nongovernmental", "observateur", "observador", "beobachter", "intergovernmental", "non gouvernementales"];
    let words = words.to_lowercase();
    if OBSERVERS.iter().any(|o| words.contains(o)) { Status::Observer } else { Status::Present }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::{sentences, tokens::Tokens};
    use crate::language::Language;
    use crate::outline::Outline;
    use crate::transcript::drawn::drawn;

    #[test]
    fn headings_names_and_posts() {
        let mut drawing = "@14 Non-governmental organizations\n\n**World Harbour**\n**Union***\n\nMs. Ada Berg\nVice President, Ports and\nTides\nHarbour House\n\nMr. Tom Oduya\n\n**Friends of Fiji**\n\nM. Jean Petit\nDirector\n\n---\n\n**World Harbour Union (continued)**\n\n".to_owned();
        for n in 0..30 {
            drawing.extend(["Ms. Rosa Lima", "abcdefghijklmnopqrstuvwxyzabcdef".get(n..=n).unwrap(), "\n\n"]);
        }
        let transcript = drawn(&drawing);
        let tokens = Tokens::of(&transcript.text);
        let sentences = sentences::split(&transcript, &tokens, &Outline::default());
        let outline = Outline::default();
        let context = Context { transcript: &transcript, tokens: &tokens, sentences: &sentences, outline: &outline, language: Language::English, anchor: None };
        let roll = read(context).unwrap().value;
        let names: Vec<(&str, Status)> = roll.delegations.iter().map(|d| (d.name.as_str(), d.status)).collect();
        assert_eq!(names, [("World Harbour Union", Status::Observer), ("Friends of Fiji", Status::Observer)]);
        let people: Vec<(&str, Option<&str>, Option<usize>)> = roll.people.iter().take(4).map(|p| (p.name.as_str(), p.role.as_deref(), p.delegation)).collect();
        assert_eq!(
            people,
            [
                ("Ada Berg", Some("Vice President, Ports and Tides"), Some(0)),
                ("Tom Oduya", None, Some(0)),
                ("Jean Petit", Some("Director"), Some(1)),
                ("Rosa Limaa", None, Some(0))
            ]
        );
    }
}

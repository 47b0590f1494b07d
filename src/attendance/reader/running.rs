//! A list that runs on over its lines: they are full and break inside its entries.

use super::{FULL, Reader, Unit};
use crate::attendance::{build, flow, labels, names};
use crate::entities::calendar;
use crate::gazetteer::titles::{self, Courtesy};
use crate::language::Language;
use crate::span::Span;

impl Reader<'_> {
    /// Whether the lines are one running list: they break inside its entries.
    pub(super) fn runs_on(&self, units: &[Unit]) -> bool {
        let texts: Vec<&str> = units.iter().map(|u| u.span.of(&self.t.text)).collect();
        let commas = texts.iter().filter(|w| divided(w)).count();
        let whole = units.first().zip(units.last()).and_then(|(a, b)| self.t.text.get(a.span.start..b.span.end)).unwrap_or_default();
        if flow::is_divided_by_dashes(whole) {
            return true;
        }
        if units.len() == 1 {
            return commas == 1;
        }
        if commas == 0 {
            return false;
        }
        let longest = texts.iter().map(|w| w.chars().count()).max().unwrap_or(0) as f32;
        let but_last = texts.get(..texts.len() - 1).unwrap_or_default();
        let full = but_last.iter().filter(|w| w.chars().count() as f32 >= FULL * longest).count();
        let broken = but_last
            .iter()
            .zip(texts.iter().skip(1))
            .filter(|(a, b)| {
                let a = a.trim_end();
                a.ends_with([',', ';', '-'])
                    || a.ends_with(" and")
                    || a.ends_with(" &")
                    || ends_in_courtesy(a)
                    || b.trim_start().starts_with(|c: char| c.is_lowercase() || c == '(' || c == '&')
                    || (divided(a) && ends_in_half_a_name(a))
            })
            .count();
        if self.are_placed(units) {
            return false;
        }
        let entries = texts.iter().filter(|w| self.starts_entry(w)).count();
        // "Ola Berg, Chair" on each line: an entry a line.
        let whole = |w: &&&str| {
            let words = w.trim_end();
            !words.ends_with([',', ';'])
                && !words.ends_with(" and")
                && flow::people(words, self.b.hint).iter().filter(|x| x.person.as_ref().is_some_and(|p| !p.single)).count() == 1
        };
        if broken == 0 && texts.iter().filter(whole).count() * 5 >= texts.len() * 4 {
            return false;
        }
        let by_head = texts.iter().filter(|w| self.run_in_heading(w).is_some()).count();
        by_head * 2 < texts.len()
            && (broken * 2 >= but_last.len()
                || (full * 3 >= but_last.len() * 2 && commas * 3 >= texts.len() * 2 && entries < texts.len())
                || (commas == texts.len() && full == but_last.len() && units.iter().all(|u| Some(u.block) == units.first().map(|f| f.block))))
    }

    /// "Ola Berg, Elmford" line after line: a name and where it is from.
    pub(super) fn are_placed(&self, units: &[Unit]) -> bool {
        let placed = |u: &&Unit| {
            u.span.of(&self.t.text).trim_end().split_once(", ").is_some_and(|(name, place)| {
                let short = !place.contains(',') && (1..=3).contains(&place.split_whitespace().count());
                short && names::parse_person_in(name, self.b.hint).is_some_and(|p| !p.single)
            })
        };
        units.len() > 2 && units.iter().filter(placed).count() * 5 >= units.len() * 4
    }

    fn starts_entry(&self, words: &str) -> bool {
        names::parse_person_in(words, self.b.hint).is_some_and(|p| !p.single && !divided(words)) || build::state_of(words).is_some()
    }

    /// A running list. "… and Ola Berg. Also present were …" goes on under another label.
    pub(super) fn flowing(&mut self, span: Span, block: usize) {
        let words = span.of(&self.t.text);
        let inner = words.match_indices(['.', ';']).find_map(|(at, _)| {
            let rest = words.get(at + 1..)?;
            let from = at + 1 + (rest.len() - rest.trim_start().len());
            let label = labels::read(words.get(from..)?).filter(|l| l.strong && l.closed && !l.whole && from > at + 1)?;
            Some((at, from, label))
        });
        if let Some((at, from, label)) = inner {
            self.flowing(Span::new(span.start, span.start + at + 1), block);
            self.b.begin(&label, Span::new(span.start + from, span.start + from + label.end).trimmed(&self.t.text));
            self.flowing(Span::new(span.start + from + label.end, span.end), block);
            return;
        }
        let span = Span::new(span.start, span.start + before_business(span.of(&self.t.text)));
        let span = Span::new(span.start, span.start + before_sentence(span.of(&self.t.text)));
        let (made, left) = self.b.people(span);
        if made > 0 {
            self.last_block = Some(block);
            self.used.insert(block);
            for l in left {
                self.b.left(l);
            }
        } else if flow::is_nothing(span.of(&self.t.text)) {
            self.last_block = Some(block);
        } else if let Some(zone) = self.zone.as_mut() {
            zone.lost += 1;
        }
    }

    pub(super) fn unfinished(&self, unit: Option<&Unit>) -> bool {
        unit.is_some_and(|u| {
            let words = u.span.of(&self.t.text).trim_end();
            words.ends_with([',', ';', '-']) || words.ends_with(" and") || words.ends_with(" &") || ends_in_courtesy(words)
        })
    }

    /// Whether the last line stands in another block than the one before it.
    pub(super) fn ends_block_of_its_own(&self, units: &[Unit]) -> bool {
        let mut last = units.iter().rev();
        matches!((last.next(), last.next()), (Some(a), Some(b)) if a.block != b.block && !self.unfinished(Some(b)))
    }
}

/// "…, Mrs R. Lisle, Mr": whether a line ends with the courtesy of the name that begins the next.
fn ends_in_courtesy(words: &str) -> bool {
    words
        .rsplit(char::is_whitespace)
        .next()
        .is_some_and(|last| last.starts_with(char::is_uppercase) && titles::honorifics(&[last, "Name"], Courtesy::default()) > 0)
}

/// Whether a comma, a semicolon or an "and" divides the words.
pub(super) fn divided(words: &str) -> bool {
    words.contains(", ")
        || words.contains("; ")
        || words.trim_end().ends_with([',', ';'])
        || words.contains(" and ")
        || words.contains(" & ")
        || words.contains(" et ")
        || words.contains(" / ")
        || words.contains(" und ")
        || words.contains('、')
}

/// Where the list ends and a sentence follows it in the same line: "…, Ola Berg. A quorum was present."
fn before_sentence(words: &str) -> usize {
    for (at, _) in words.match_indices(". ") {
        let head = words.get(..at).unwrap_or_default().rsplit(char::is_whitespace).next().unwrap_or_default();
        let tail = words.get(at + 2..).unwrap_or_default();
        let next = tail.split_once(". ").map_or(tail, |(s, _)| s);
        let count = next.split_whitespace().count();
        let small = next.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count();
        let told =
            next.split_whitespace().any(|w| matches!(w.trim_end_matches('.'), "was" | "were" | "is" | "are" | "has" | "had" | "have" | "declared" | "noted"));
        let whole = head.chars().count() > 2 && titles::honorifics(&[head, "Name"], Courtesy::default()) == 0;
        if whole && told && count >= 4 && small * 2 >= count && labels::read(next).is_none() && !next.contains(',') {
            return at + 1;
        }
    }
    words.len()
}

/// Where the list ends and the first business is told in the same line: "…, Ola Berg May minutes approved".
fn before_business(words: &str) -> usize {
    const DONE: &[&str] = &["approved", "accepted", "were", "was", "adopted"];
    let mut places = words.split_whitespace().map(|w| (w.as_ptr() as usize - words.as_ptr() as usize, w)).collect::<Vec<_>>().into_iter().rev().peekable();
    let mut behind: Option<&str> = None;
    while let Some((mut at, word)) = places.next() {
        let minutes = word.eq_ignore_ascii_case("minutes") && behind.is_some_and(|w| DONE.contains(&w.trim_end_matches(['.', ','])));
        behind = Some(word);
        if minutes {
            let leads = |w: &str| {
                let bare = w.trim_end_matches([',', '.']);
                matches!(bare.to_lowercase().as_str(), "the" | "and" | "last" | "previous" | "of") || calendar::month(bare, Language::English).is_some()
            };
            while let Some((from, _)) = places.next_if(|(_, w)| leads(w)) {
                at = from;
            }
            return at;
        }
    }
    words.len()
}

/// "Election of Officers: …", "Approval of the Minutes": what begins so is business and no list.
pub(super) fn is_business(words: &str) -> bool {
    const BUSINESS: &[&str] = &[
        "election", "approval", "adoption", "motion", "discussion", "reading", "correspondence", "announcements", "adjournment", "elections", "nomination",
        "nominations", "wahl", "wahlen", "genehmigung", "adoption", "approbation", "élection", "elección", "aprobación", "eleição", "aprovação",
    ];
    const OF: &[&str] = &["of", "de", "des", "der", "du", "del", "da", "do", "dos", "to", "–", "-"];
    let words = words.get(labels::skip_counter(words)..).unwrap_or(words);
    let mut words = words.split_whitespace();
    words.next().is_some_and(|w| BUSINESS.contains(&titles::folded(w).as_str())) && words.next().is_some_and(|w| OF.contains(&w.to_lowercase().as_str()))
}

/// "Ana Paz, Bo Lund, and Peter": the last name is one word, the others are more.
pub(super) fn ends_in_half_a_name(words: &str) -> bool {
    let tail = words.rsplit([',', ';']).next().unwrap_or_default().trim();
    let tail = tail.strip_prefix("and ").unwrap_or(tail).trim();
    let head = words.split([',', ';']).next().unwrap_or_default();
    let parts: Vec<&str> = tail.split_whitespace().collect();
    let courtesies = titles::honorifics(&parts, Courtesy::default());
    let tail = parts.get(courtesies..).unwrap_or_default().join(" ");
    // "Ola Berg, Chair" is whole.
    let office = titles::is_office(&tail);
    !office && tail.split_whitespace().count() == 1 && tail.starts_with(char::is_uppercase) && head.split_whitespace().count() > 1
}

//! Sifts the roll that was read: what is no person goes, what is one person twice becomes one, what is doubtful says so.
//!
//! Every reader of rolls takes capital words for a name, because that is what names are made of. Whether they are one is seen only
//! in the whole document: a name's words are hardly ever its common words too. So words that the text writes in small letters as
//! well, side by side, are a thing ("Code Enforcement"), whatever list they stand in; they become more about the person before them
//! or are reported. A title in words of its own makes a person of any word ("Mr. Price"), so titled people are let be.

use super::{Attendance, NAME_UNCERTAIN, Person, folded};
use crate::diagnostics::{Code, Diagnosed, Notice, Repair};
use crate::entities::Context;
use crate::minutes::Status;
use crate::span::Span;
use crate::transcript::Transcript;
use std::collections::{BTreeMap, BTreeSet};

/// Confidence of a person whose name is made of the document's common words.
const COMMON_WORDS: f32 = 0.6;
/// Confidence of a person under two spellings that one mistaken letter tells apart.
const TWO_SPELLINGS: f32 = 0.85;
/// Confidence of a person whom only a roll further on in the document names.
const CALLED_AGAIN: f32 = 0.8;
/// A roll stands further on from so many pages behind the first.
const LATER_PAGES: u32 = 2;
/// Names of one list lie within so many bytes of each other.
const ONE_LIST: usize = 600;
/// A spelling that the text uses as often as this is how it spells the name.
const SPELLED: usize = 2;
/// As many common words and no other are no name, even where they never stand side by side.
const NO_NAME_WORDS: usize = 3;
/// What stands beside words that are no name goes with them where it is no longer than this, in bytes.
const BESIDE: usize = 24;
/// A family name is long enough from here that a letter more or less is a slip and no other name.
const LONG_NAME: usize = 4;

/// Sifts a roll.
pub(super) fn sift(context: Context<'_>, roll: &mut Diagnosed<Attendance>) {
    let common = Common::of(context.transcript);
    let text = context.transcript.text.as_str();
    let mut gone: BTreeMap<usize, Option<usize>> = BTreeMap::new();
    for index in 0..roll.value.people.len() {
        let Some(person) = roll.value.people.get(index) else { continue };
        match common.likeness(person) {
            Likeness::Name => {}
            Likeness::Doubtful => {
                if let Some(person) = roll.value.people.get_mut(index) {
                    person.confidence = person.confidence.min(COMMON_WORDS);
                    person.repairs.push(Repair::new(NAME_UNCERTAIN, "each word of the name is a common word of this document too"));
                }
            }
            Likeness::Thing => {
                let runs_over = person.as_written.len() > person.name.len() + BESIDE;
                let (span, words) = (person.span, if runs_over { person.name.clone() } else { person.as_written.clone() });
                let before = (0..index).rev().find(|i| !gone.contains_key(i));
                gone.insert(index, None);
                let held = before.and_then(|i| roll.value.people.get_mut(i)).filter(|p| continues(text, p.span, span));
                if let Some(holder) = held {
                    holder.role = Some(holder.role.take().map_or_else(|| words.clone(), |r| format!("{r}, {words}")));
                    holder.span = holder.span.union(span);
                    holder.as_written = holder.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
                } else {
                    let message = format!("\"{words}\" stands in the roll and was read as no person: the text uses the words for a thing");
                    roll.notices.push(Notice::new(Code::RollWordsLeft, message).at(span));
                }
            }
        }
    }
    twins(context.transcript, &mut roll.value, &mut gone, &mut roll.notices);
    drop_people(&mut roll.value, &gone);
    called_again(context.transcript, &mut roll.value);
    spelled_otherwise(context.transcript, &mut roll.value, &mut roll.notices);
}

/// A roll that is called again pages further on, of the same body, may be another meeting's: who stands in that one alone is doubted.
fn called_again(transcript: &Transcript, roll: &mut Attendance) {
    let page = |at: usize| transcript.lines.get(transcript.line_at(at)).and_then(|l| l.page);
    let Some(first) = roll.people.iter().filter_map(|p| page(p.span.start)).min() else { return };
    // Where those of the first roll stand again.
    let again: Vec<usize> = roll
        .people
        .iter()
        .filter(|p| page(p.span.start) == Some(first))
        .flat_map(|p| p.also.iter().map(|s| s.start))
        .filter(|at| page(*at).is_some_and(|p| p >= first + LATER_PAGES))
        .collect();
    for person in roll.people.iter_mut().filter(|p| page(p.span.start).is_some_and(|p| p >= first + LATER_PAGES)) {
        if again.iter().any(|at| at.abs_diff(person.span.start) <= ONE_LIST) {
            person.confidence = person.confidence.min(CALLED_AGAIN);
            person
                .repairs
                .push(Repair::new("listed-later", "a list further on in the document, which may be another meeting’s, names this person alone of the two"));
        }
    }
}

/// Whether two spellings differ by a slip, and not by their capitals alone.
fn differs(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    a != b && is_slip(&a, &b)
}

/// A name that the text never writes again, where it writes one like it more than once, may be misspelt.
fn spelled_otherwise(transcript: &Transcript, roll: &mut Attendance, notices: &mut Vec<Notice>) {
    let mut uses: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut before: Option<&str> = None;
    for word in transcript.text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let name = bare.starts_with(char::is_uppercase).then_some(bare);
        if let (Some(first), Some(second)) = (before, name) {
            *uses.entry((first, second)).or_default() += 1;
        }
        before = name.filter(|_| word.ends_with(|c: char| c.is_alphanumeric() || c == '.'));
    }
    for person in roll.people.iter_mut().filter(|p| p.also.is_empty() && p.confidence >= 1.0) {
        let Some((given, family)) = person.name.split_once(' ').filter(|(_, f)| !f.contains(' ')) else { continue };
        if uses.get(&(given, family)).copied().unwrap_or_default() > 1 {
            continue;
        }
        let range = (given, "")..;
        let like = uses.range(range).take_while(|((g, _), _)| *g == given).find(|((_, f), n)| **n >= SPELLED && differs(f, family));
        if let Some(((_, other), n)) = like {
            let because = format!("the text writes {given} {other} {n} times and {} once", person.name);
            notices.push(Notice::new(Code::NameCorrected, because.clone()).at(person.span));
            person.confidence = TWO_SPELLINGS;
            person.repairs.push(Repair::new("name-uncertain", because));
        }
    }
}

/// What the words of a name look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Name,
    Doubtful,
    Thing,
}

/// The words that the text writes in small letters.
struct Common {
    words: BTreeSet<String>,
    pairs: BTreeSet<(String, String)>,
}

impl Common {
    fn of(transcript: &Transcript) -> Self {
        let mut common = Self { words: BTreeSet::new(), pairs: BTreeSet::new() };
        let mut before: Option<String> = None;
        for word in transcript.text.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let small = !bare.is_empty() && bare.chars().all(|c| c.is_lowercase() || c == '-') && !word.contains('@');
            if !small {
                before = None;
                continue;
            }
            if let Some(first) = before.take() {
                common.pairs.insert((first, bare.to_owned()));
            }
            common.words.insert(bare.to_owned());
            before = word.ends_with(char::is_alphanumeric).then(|| bare.to_owned());
        }
        common
    }

    fn likeness(&self, person: &Person) -> Likeness {
        if person.honorific.is_some() {
            return Likeness::Name;
        }
        let words: Vec<String> = person.name.split_whitespace().map(str::to_lowercase).collect();
        // A single name is doubtful already, unless an office makes it one.
        if words.len() < 2 || !words.iter().all(|w| self.words.contains(w)) {
            return Likeness::Name;
        }
        let side_by_side = words.windows(2).all(|w| matches!(w, [a, b] if self.pairs.contains(&(a.clone(), b.clone()))));
        if side_by_side || words.len() >= NO_NAME_WORDS { Likeness::Thing } else { Likeness::Doubtful }
    }
}

/// Whether the words at `next` go on with the entry at `span`: nothing but a comma or a dash between them, on the same line.
fn continues(text: &str, span: Span, next: Span) -> bool {
    next.start >= span.end && text.get(span.end..next.start).is_some_and(|gap| !gap.contains('\n') && gap.trim().trim_matches([',', '-', '–']).is_empty())
}

/// One person under two entries: told by the same words twice, by an initial, or by a spelling that a slip changed.
fn twins(transcript: &Transcript, roll: &mut Attendance, gone: &mut BTreeMap<usize, Option<usize>>, notices: &mut Vec<Notice>) {
    let mut by_family: BTreeMap<(String, char), Vec<usize>> = BTreeMap::new();
    for (i, person) in roll.people.iter().enumerate().filter(|(i, _)| !gone.contains_key(i)) {
        let family = folded(person.family.as_deref().unwrap_or(&person.name));
        let last = family.rsplit(' ').next().unwrap_or_default().to_owned();
        let initial = folded(&person.name).chars().next().unwrap_or(' ');
        by_family.entry((if person.given.is_some() { String::new() } else { last }, initial)).or_default().push(i);
    }
    for places in by_family.values() {
        for (n, second) in places.iter().enumerate() {
            for first in places.iter().take(n) {
                if gone.contains_key(first) || gone.contains_key(second) {
                    continue;
                }
                let (Some(a), Some(b)) = (roll.people.get(*first), roll.people.get(*second)) else { continue };
                let Some(twin) = twin(a, b) else { continue };
                // Which spelling the text bears out.
                let uses = |p: &Person| transcript.text.matches(p.name.as_str()).count();
                let second_is_better = match twin {
                    Twin::Initial => a.name.contains('.') || a.name.len() < b.name.len(),
                    Twin::Slip => uses(b) > uses(a),
                    Twin::Same => false,
                };
                let (keep, lose) = if second_is_better { (*second, *first) } else { (*first, *second) };
                merge(roll, keep, lose, twin, notices);
                gone.insert(lose, Some(keep));
            }
        }
    }
}

/// How two entries are one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Twin {
    /// The same words.
    Same,
    /// "O. Berg" and "Ola Berg".
    Initial,
    /// "Ola Bery" and "Ola Berg".
    Slip,
}

fn twin(a: &Person, b: &Person) -> Option<Twin> {
    let there = |s: Status| matches!(s, Status::Present | Status::Observer);
    let one_place = a.status == b.status || there(a.status) && there(b.status);
    let one_delegation = a.delegation == b.delegation || a.delegation.is_none() || b.delegation.is_none();
    if !one_place || !one_delegation {
        return None;
    }
    let agree = |x: Option<&str>, y: Option<&str>| x.is_none() || y.is_none() || x.map(folded) == y.map(folded);
    if a.given.is_none() && b.given.is_none() {
        let same = folded(&a.name) == folded(&b.name) && a.honorific.as_deref().map(folded) == b.honorific.as_deref().map(folded);
        return (same && agree(a.role.as_deref(), b.role.as_deref())).then_some(Twin::Same);
    }
    let (given, family) = (compare(a.given.as_deref()?, b.given.as_deref()?), a.family.as_deref().zip(b.family.as_deref())?);
    let (one, other) = (folded(family.0), folded(family.1));
    match given {
        Given::Same if one == other => Some(Twin::Same),
        Given::Same if is_slip(&one, &other) => Some(Twin::Slip),
        Given::Initial if one == other => Some(Twin::Initial),
        _ => None,
    }
}

/// How two given names stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    Same,
    Initial,
    Other,
}

fn compare(a: &str, b: &str) -> Given {
    let (a, b) = (folded(a), folded(b));
    if a == b {
        return Given::Same;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let one_letter = short.chars().count() == 1 && !long.contains(' ');
    if one_letter && long.starts_with(&short) { Given::Initial } else { Given::Other }
}

/// Whether a slip of a typist or an OCR engine makes one name of the other: one letter, or letters that look like another.
fn is_slip(a: &str, b: &str) -> bool {
    let looks = |w: &str| w.replace("rn", "m").replace(['l', '1'], "i").replace('0', "o");
    if looks(a) == looks(b) {
        return true;
    }
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.len() < LONG_NAME || long.len() > short.len() + 1 {
        return false;
    }
    let head = short.iter().zip(&long).take_while(|(x, y)| x == y).count();
    let rest = |w: &[char], from: usize| w.get(from..).map(<[char]>::to_vec).unwrap_or_default();
    let skip = usize::from(short.len() == long.len());
    // A first letter that differs makes another name ("Hall", "Ball").
    head > 0 && rest(&short, head + skip) == rest(&long, head + 1)
}

fn merge(roll: &mut Attendance, keep: usize, lose: usize, twin: Twin, notices: &mut Vec<Notice>) {
    let Some(lost) = roll.people.get(lose).cloned() else { return };
    let Some(kept) = roll.people.get_mut(keep) else { return };
    kept.also.push(lost.span);
    kept.also.extend(lost.also);
    kept.also.sort_by_key(|s| s.start);
    kept.role = kept.role.take().or(lost.role);
    kept.delegation = kept.delegation.or(lost.delegation);
    kept.attended = kept.attended.take().or(lost.attended);
    if twin == Twin::Slip {
        kept.confidence = kept.confidence.min(TWO_SPELLINGS);
        let because = format!("the roll writes {} and {}: one letter apart, taken for one person", kept.name, lost.name);
        notices.push(Notice::new(Code::NameCorrected, because.clone()).at(lost.span));
        kept.repairs.push(Repair::new("name-corrected", because).replacing(lost.name, kept.name.clone()));
    }
}

/// Takes people out and turns what points at them.
fn drop_people(roll: &mut Attendance, gone: &BTreeMap<usize, Option<usize>>) {
    if gone.is_empty() {
        return;
    }
    let place = |i: usize| {
        let mut at = i;
        while let Some(next) = gone.get(&at) {
            at = (*next)?;
        }
        Some(at - gone.range(..at).count())
    };
    roll.chair = roll.chair.and_then(place);
    let mut index = 0;
    roll.people.retain(|_| {
        index += 1;
        !gone.contains_key(&(index - 1))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips() {
        for (a, b) in [("collins", "coilins"), ("turner", "tumer"), ("farrell", "farrall"), ("poe-hnelt", "poe-hnel")] {
            assert!(is_slip(a, b) && is_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("hall", "ball"), ("berg", "berger"), ("lee", "lew"), ("berg", "paz")] {
            assert!(!is_slip(a, b), "{a} {b}");
        }
    }

    /// Two people of a roll, and how they are one.
    #[test]
    fn one_person_twice() {
        let person = |name: &str| {
            let mut person = Person::drawn(name);
            if !name.contains(' ') {
                (person.given, person.honorific) = (None, Some("Mr.".to_owned()));
            }
            person
        };
        let cases = [
            ("Ola Berg", "Ola Berg", Some(Twin::Same)),
            ("O. Berg", "Ola Berg", Some(Twin::Initial)),
            ("Ola Bergen", "Ola Bergan", Some(Twin::Slip)),
            ("Berg", "Berg", Some(Twin::Same)),
            ("Ola Berg", "Oda Berg", None),
            ("Ola Berg", "Ola Paz", None),
            ("Berg", "Paz", None),
        ];
        for (a, b, want) in cases {
            assert_eq!(twin(&person(a), &person(b)), want, "{a} / {b}");
        }
    }
}

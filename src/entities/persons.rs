//! Persons in running text: the people of the roll wherever they recur, by name, by family name or by the initials that the
//! roll gives them, and names after an honorific.

use super::acronyms::one_line;
use super::tokens::{Before, Kind, Tokens};
use super::{Context, Mention};
use crate::assemble::person_value;
use crate::attendance::Attendance;
use crate::gazetteer::fold::fold;
use crate::gazetteer::titles::{self, Courtesy};
use crate::lexicon::Hints;
use crate::span::Span;
use std::collections::{BTreeMap, BTreeSet};

/// A family name alone, that one person of the roll has.
const BY_FAMILY_NAME: f32 = 0.9;

/// A name that several people of the roll have.
const AMBIGUOUS: f32 = 0.5;

/// A family name alone needs so many letters.
const SHORTEST_FAMILY: usize = 3;

/// The most words of an honorific that are looked at, and of a name after it.
const WORDS_OF_TITLE: usize = 5;
const WORDS_OF_NAME: usize = 5;

/// The persons that the text names, tied to the roll where they are of it, in the order of the text.
#[must_use]
pub fn tag_people(context: Context<'_>, roll: &Attendance) -> Vec<Mention> {
    let tokens = context.tokens;
    let names = Names::of(roll, tokens);
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let title = title_at(tokens, i);
        let name = i + title;
        let found = names.at(tokens, name, title > 0).or_else(|| (title > 0).then(|| stranger(tokens, name)).flatten());
        let Some(found) = found else {
            i += 1;
            continue;
        };
        let person = found.person.and_then(|p| roll.people.get(p));
        let words = person.map_or_else(|| one_line(tokens.span(name, found.last).of(tokens.text())), |p| p.name.clone());
        let value = person_value(found.person, words);
        out.push(Mention { confidence: found.confidence, ..Mention::certain(tokens.span(i, found.last), value) });
        i = found.last + 1;
    }
    out
}

struct Found {
    last: usize,
    person: Option<usize>,
    confidence: f32,
}

/// The names of the roll, by their first word.
struct Names {
    /// Folded first word of a name to the folded words of it and its person, the longest first.
    whole: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    /// Folded words of family names to everybody who has them.
    family: BTreeMap<String, Vec<(Vec<String>, usize)>>,
    /// Initials that one person has.
    initials: BTreeMap<String, usize>,
    /// Words that the text has in small letters too: no family name by themselves.
    common: BTreeSet<String>,
    /// The first words of all names.
    first: Hints,
}

fn words_of(name: &str) -> Vec<String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(fold).collect()
}

impl Names {
    fn of(roll: &Attendance, tokens: &Tokens<'_>) -> Self {
        let mut names = Self { whole: BTreeMap::new(), family: BTreeMap::new(), initials: BTreeMap::new(), common: BTreeSet::new(), first: Hints::NONE };
        let mut twice = BTreeSet::new();
        for (person, held) in roll.people.iter().enumerate() {
            let whole = words_of(&held.name);
            let family = held.family.as_deref().map(words_of).unwrap_or_default();
            // "Ana M. Roe" is "Ana Roe" too.
            let given: Vec<String> = held.given.as_deref().map(words_of).unwrap_or_default();
            if let Some(first) = given.first().filter(|_| !family.is_empty()) {
                let short: Vec<String> = std::iter::once(first.clone()).chain(family.iter().cloned()).collect();
                add(&mut names.whole, short, person);
            }
            if whole.len() > 1 {
                add(&mut names.whole, whole, person);
            }
            // Of two family names the first alone is used too ("Ambassador Méndez").
            if family.len() == 2 {
                add(&mut names.family, family.iter().take(1).cloned().collect(), person);
            }
            add(&mut names.family, family, person);
            if let Some(initials) = initials_in(&held.as_written, &held.name)
                && names.initials.insert(initials.clone(), person).is_some()
            {
                twice.insert(initials);
            }
        }
        names.initials.retain(|initials, _| !twice.contains(initials));
        for list in names.whole.values_mut().chain(names.family.values_mut()) {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        for word in names.whole.keys().chain(names.family.keys()) {
            names.first.add(word);
        }
        let first = names.first;
        let wanted =
            |i: usize| tokens.may_be_plain(i, &first) && tokens.get(i).is_some_and(|t| t.kind == Kind::Lower) && tokens.word(i).len() >= SHORTEST_FAMILY;
        names.common = (0..tokens.len()).filter(|i| wanted(*i)).map(|i| fold(tokens.word(i))).filter(|w| names.family.contains_key(w)).collect();
        names
    }

    /// The name that begins at token `i`.
    fn at(&self, tokens: &Tokens<'_>, i: usize, titled: bool) -> Option<Found> {
        let token = tokens.get(i).filter(|t| t.kind.is_capital())?;
        if token.kind != Kind::Upper && !tokens.may_be_plain(i, &self.first) {
            return None;
        }
        let word = fold(tokens.word(i));
        if let Some((last, person)) = longest(self.whole.get(&word), tokens, i) {
            return Some(Found { last, confidence: if person.is_some() { 1.0 } else { AMBIGUOUS }, person });
        }
        if let Some((last, person)) = longest(self.family.get(&word), tokens, i)
            && (titled || self.stands_alone(tokens, i, last, &word))
        {
            let confidence = match person {
                None => AMBIGUOUS,
                Some(_) if titled => 1.0,
                Some(_) => BY_FAMILY_NAME,
            };
            return Some(Found { last, person, confidence });
        }
        let person = (token.kind == Kind::Upper).then(|| self.initials.get(tokens.word(i))).flatten()?;
        Some(Found { last: i, person: Some(*person), confidence: BY_FAMILY_NAME })
    }

    /// Whether a family name without title is one: no other name beside it, and no word of the language.
    fn stands_alone(&self, tokens: &Tokens<'_>, first: usize, last: usize, word: &str) -> bool {
        let capital = |i: usize| tokens.get(i).is_some_and(|t| t.kind.is_capital());
        let after = capital(last + 1) && tokens.get(last + 1).is_some_and(|t| t.before <= Before::Space);
        let before = first
            .checked_sub(1)
            .is_some_and(|b| capital(b) && !titles::is_office_word(tokens.word(b)) && tokens.get(first).is_some_and(|t| t.before <= Before::Space))
            && !tokens.is_any(first.wrapping_sub(1), &["the", "and", "by", "with", "to", "for", "both", "when", "as", "if", "that", "member", "members"]);
        let joined = tokens.touches(last + 1) && matches!(tokens.word(last + 1), "-" | "@" | "." | "/") && tokens.touches(last + 2);
        word.chars().count() >= SHORTEST_FAMILY && !after && !before && !joined && !self.common.contains(word)
    }
}

fn add(map: &mut BTreeMap<String, Vec<(Vec<String>, usize)>>, words: Vec<String>, person: usize) {
    if let Some(first) = words.first() {
        let list = map.entry(first.clone()).or_default();
        if !list.iter().any(|(w, p)| *w == words && *p == person) {
            list.push((words, person));
        }
    }
}

/// The longest of the names that stands at token `i`, and whose it is; nobody's where several have it.
fn longest(names: Option<&Vec<(Vec<String>, usize)>>, tokens: &Tokens<'_>, i: usize) -> Option<(usize, Option<usize>)> {
    let names = names?;
    let (words, last, person) = names.iter().find_map(|(words, person)| Some((words, matched(words, tokens, i)?, *person)))?;
    let alone = names.iter().filter(|(other, _)| other == words).count() == 1;
    Some((last, alone.then_some(person)))
}

/// The last token of the name of these words at token `i`; hyphens, points and apostrophes between them do not matter.
fn matched(words: &[String], tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    let mut at = i;
    let mut last = i;
    for (n, word) in words.iter().enumerate() {
        if n > 0 {
            while matches!(tokens.word(at), "." | "-" | "’" | "'") && tokens.touches(at) {
                at += 1;
            }
            tokens.get(at).filter(|t| t.before <= Before::Line)?;
        }
        if fold(tokens.word(at)) != *word {
            return None;
        }
        last = at;
        at += 1;
    }
    Some(last)
}

/// "(JR)" after "Jane Roe" in the roll: the initials that the minutes will use.
fn initials_in(as_written: &str, name: &str) -> Option<String> {
    let inside = as_written.rsplit_once('(')?.1.split_once(')')?.0.trim();
    let initials: String = name.split_whitespace().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    let ends_meet = inside.chars().next() == initials.chars().next() && inside.chars().last() == initials.chars().last();
    ((2..=4).contains(&inside.chars().count()) && inside.chars().all(char::is_uppercase) && ends_meet).then(|| inside.to_owned())
}

/// How many tokens of an honorific or office stand at `i`, with the points that belong to them.
fn title_at(tokens: &Tokens<'_>, i: usize) -> usize {
    if !tokens.get(i).is_some_and(|t| t.kind.is_capital()) {
        return 0;
    }
    let mut at = i;
    while at < i + WORDS_OF_TITLE * 2 {
        let mut end = at + 1;
        // "H.E.": letters and points that touch are one word.
        while tokens.touches(end) && (tokens.word(end) == "." || tokens.word(end - 1) == ".") && tokens.word(end - 1).chars().count() <= 1 {
            end += 1;
        }
        let last = if tokens.word(end) == "." && tokens.touches(end) { end } else { end - 1 };
        let word = tokens.span(at, last).of(tokens.text());
        let next = tokens.word(last + 1);
        let is_title = titles::honorifics(&[word, next, "Name"], Courtesy::default()) > 0
            || (titles::is_office_word(word) && word.starts_with(char::is_uppercase) && tokens.get(last + 1).is_some_and(|t| t.kind.is_capital()));
        if !is_title || tokens.get(last + 1).is_none_or(|t| t.before > Before::Line) {
            break;
        }
        at = last + 1;
    }
    at - i
}

/// A name after an honorific, of nobody in the roll.
fn stranger(tokens: &Tokens<'_>, name: usize) -> Option<Found> {
    const PARTICLES: &[&str] = &["de", "da", "do", "dos", "del", "la", "van", "von", "der", "den", "bin", "al", "el", "di", "du", "le"];
    let honorific = name.checked_sub(1).map(|t| if tokens.word(t) == "." { tokens.word(t.wrapping_sub(1)) } else { tokens.word(t) })?;
    // An office alone ("President", "Chair") makes no name of the capitals after it.
    let is_honorific = tokens.is_any(
        name.wrapping_sub(1 + usize::from(tokens.word(name.wrapping_sub(1)) == ".")),
        &[
            "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "mme", "mlle", "sr", "sra", "srta", "herr", "frau", "sir", "ambassador", "senhor", "senhora",
            "monsieur", "madame",
        ],
    );
    if honorific.is_empty() || !is_honorific {
        return None;
    }
    let mut last = None;
    let mut at = name;
    while at < name + WORDS_OF_NAME {
        let Some(token) = tokens.get(at) else { break };
        let joins = at == name || token.before <= Before::Space;
        if !joins {
            break;
        }
        if token.kind.is_capital() && !titles::is_office_word(tokens.word(at)) {
            last = Some(at);
            // An initial's point, a hyphen or an apostrophe inside a name.
            let sign = matches!(tokens.word(at + 1), "-" | "’" | "'") || (tokens.word(at + 1) == "." && token.span.len() <= 2);
            let goes_on = tokens.touches(at + 1) && tokens.get(at + 2).is_some_and(|t| t.kind.is_capital());
            at += if sign && goes_on { 2 } else { 1 };
        } else if tokens.is_any(at, PARTICLES) {
            at += 1;
        } else {
            break;
        }
    }
    let last = last.filter(|l| tokens.span(name, *l).len() >= 2)?;
    Some(Found { last, person: None, confidence: 1.0 })
}

/// Acronyms that are people's initials ("Jane Roe (JR)") bind no organisation: takes them and their mentions out.
pub fn untangle(mentions: &mut super::Mentions, roll: &Attendance) {
    let people: BTreeSet<String> = roll.people.iter().map(|p| fold(&p.name)).collect();
    let is_person = |expansion: &str| people.contains(&fold(expansion));
    let spans: Vec<Span> = mentions.acronyms.iter().filter(|a| is_person(&a.expansion)).map(|a| a.span).collect();
    mentions.acronyms.retain(|a| !is_person(&a.expansion));
    mentions.list.retain(|m| !spans.contains(&m.span));
}

#[cfg(test)]
mod tests {
    use super::super::tests::context_of;
    use super::*;
    use crate::attendance::Person;
    use crate::minutes::Value;

    fn person(name: &str, as_written: &str, given: &str, family: &str) -> Person {
        Person { as_written: as_written.to_owned(), given: Some(given.to_owned()), family: Some(family.to_owned()), ..Person::drawn(name) }
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        let people = vec![
            person("Ana M. Tolvik", "Ana M. Tolvik (AMT)", "Ana M.", "Tolvik"),
            person("Berta Gomez Ruiz", "Ms. Berta Gomez Ruiz", "Berta", "Gomez Ruiz"),
            person("Carl Price", "Carl Price", "Carl", "Price"),
        ];
        let roll = Attendance { people, ..Attendance::default() };
        context_of(text, |context| {
            let all = tag_people(context, &roll);
            let read = |m: &Mention| match &m.value {
                Value::Person { person, name } => person.clone().unwrap_or_else(|| name.clone()),
                _ => String::new(),
            };
            let found: Vec<(&str, String)> = all.iter().map(|m| (context.transcript.words(m.span), read(m))).collect();
            let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (*a, b.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn people_of_the_roll_recur() {
        check("Ms. Tolvik moved and Ana Tolvik agreed.", &[("Ms. Tolvik", "p1"), ("Ana Tolvik", "p1")]);
        check("Tolvik seconded. AMT to report.", &[("Tolvik", "p1"), ("AMT", "p1")]);
        check("Ambassador Gomez spoke.", &[("Ambassador Gomez", "p2")]);
        check("The price was fair. Price moved. Mr. Price moved.", &[("Mr. Price", "p3")]);
        check("They met in Tolvik Street.", &[]);
    }

    #[test]
    fn strangers_need_an_honorific() {
        check("Mr. Olaf van Dorn asked. Dana Frost left.", &[("Mr. Olaf van Dorn", "Olaf van Dorn")]);
    }
}

//! Whose name a run of words is: the people of the roll by every form that minutes use for them, and those whom the text
//! itself introduces ("Dana Frost, Parks Manager"), who are known by their surname from there on.
//!
//! A form that two people share means nobody. One letter wrong in a long name that only one person has is that person still
//! (minutes misspell, scans misread), with a doubt.

use crate::attendance::Attendance;
use crate::entities::Mentions;
use crate::entities::tokens::{Before, Kind, Tokens};
use crate::gazetteer::fold::{fold, kinds_of};
use crate::gazetteer::titles;
use crate::lexicon::Lexicon;
use crate::minutes::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Names shorter than this, in letters, are not read with a letter wrong, and single words need one more: too many are one
/// letter apart.
const SHORTEST_NEAR: usize = 5;

/// The longest name, in tokens.
const WORDS_OF_NAME: usize = 7;

/// The longest role after a name, in tokens.
const WORDS_OF_ROLE: usize = 14;

/// In rolls longer than this, initials are somebody's only where the roll itself gives them in brackets.
const SMALL_ROLL: usize = 40;

/// Who bears a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Bearer {
    /// A person of the roll.
    Roll(usize),
    /// Somebody whom the text introduces, in full.
    Text(String),
}

/// The names that one person alone bears.
#[derive(Debug)]
pub(super) struct Names {
    /// Folded forms; `None` where several people share one.
    forms: BTreeMap<String, Option<Bearer>>,
    /// Initials as the text writes them.
    initials: BTreeMap<String, Option<usize>>,
    /// Folded forms without the spaces' doubt, by their length in letters, each with the kinds of its letters.
    by_length: BTreeMap<usize, Vec<(u32, String)>>,
    /// Words that the text has in small letters too.
    common: BTreeSet<String>,
}

impl Names {
    pub(super) fn of(tokens: &Tokens<'_>, mentions: &Mentions, roll: &Attendance) -> Self {
        let mut names = Self { forms: BTreeMap::new(), initials: BTreeMap::new(), by_length: BTreeMap::new(), common: BTreeSet::new() };
        names.common = (0..tokens.len()).filter(|i| tokens.get(*i).is_some_and(|t| t.kind == Kind::Lower)).map(|i| fold(tokens.word(i))).collect();
        // A name that stands in two lists of the roll is one person's.
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (index, person) in roll.people.iter().enumerate() {
            let index = *first.entry(squeezed(&person.name)).or_insert(index);
            names.add_person(index, person, roll.people.len() <= SMALL_ROLL);
        }
        names.introduce(tokens, mentions);
        for form in names.forms.keys() {
            names.by_length.entry(form.chars().count()).or_default().push((kinds_of(form.chars()), form.clone()));
        }
        names
    }

    fn add_person(&mut self, index: usize, person: &crate::attendance::Person, small: bool) {
        self.add(&person.name, Bearer::Roll(index));
        let given = person.given.as_deref().and_then(|g| g.split_whitespace().next());
        if let Some(family) = &person.family {
            self.add(family, Bearer::Roll(index));
            // "Ambassador Méndez", "Ana Méndez" for "Ana Méndez Escobar": compound surnames are used by their first part.
            let first = family.split_once(' ').map(|(first, _)| first).filter(|first| first.chars().count() > 2);
            if let Some(first) = first {
                self.add(first, Bearer::Roll(index));
            }
            if let Some(given) = given {
                self.add(&format!("{given} {family}"), Bearer::Roll(index));
                if let Some(first) = first {
                    self.add(&format!("{given} {first}"), Bearer::Roll(index));
                }
                // "Jorge Veloso" for "Jorge Pinto Veloso": Portuguese calls by the last.
                if let Some((_, last)) = family.rsplit_once(' ') {
                    self.add(&format!("{given} {last}"), Bearer::Roll(index));
                }
            }
        }
        if let Some(given) = given.filter(|g| g.chars().count() > 2) {
            self.add(given, Bearer::Roll(index));
        }
        let own: String = person.name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
        for (_, rest) in person.as_written.match_indices('(').filter_map(|(at, _)| person.as_written.split_at_checked(at + 1)) {
            if let Some((inside, _)) = rest.split_once(')').filter(|(inside, _)| are_initials(inside, &own)) {
                self.initials.insert(inside.to_owned(), Some(index));
            }
        }
        if small && own.chars().count() > 1 {
            self.initials.entry(own).and_modify(|held| *held = held.filter(|h| *h == index)).or_insert(Some(index));
        }
    }

    fn add(&mut self, form: &str, bearer: Bearer) {
        let form = squeezed(form);
        if form.is_empty() {
            return;
        }
        match self.forms.get_mut(&form) {
            // The roll's people come first: whoever is introduced later under a name that one of them has changes nothing.
            Some(Some(held)) if *held == bearer || matches!((&*held, &bearer), (Bearer::Roll(_), Bearer::Text(_))) => {}
            Some(held) => *held = None,
            None => {
                self.forms.insert(form, Some(bearer));
            }
        }
    }

    /// People whom the text names in full with an honorific or a role.
    fn introduce(&mut self, tokens: &Tokens<'_>, mentions: &Mentions) {
        for mention in &mentions.list {
            if let Value::Person { person: None, name } = &mention.value {
                self.add_stranger(name);
            }
        }
        let mut i = 0;
        while i < tokens.len() {
            let Some(last) = self.full_name(tokens, i, tokens.len()) else {
                i += 1;
                continue;
            };
            if tokens.word(last + 1) == "," && role_after(tokens, last + 2, tokens.len()).is_some() {
                let name = tokens.span(i, last).of(tokens.text());
                self.add_stranger(&one_line(name));
            }
            i = last + 1;
        }
    }

    fn add_stranger(&mut self, name: &str) {
        let words: Vec<&str> = name.split_whitespace().collect();
        if words.len() < 2 || self.forms.contains_key(&squeezed(name)) {
            return;
        }
        self.add(name, Bearer::Text(name.to_owned()));
        if let Some(last) = words.last() {
            self.add(last, Bearer::Text(name.to_owned()));
        }
    }

    /// Who bears the name.
    pub(super) fn bearer(&self, name: &str) -> Option<&Bearer> {
        self.forms.get(&squeezed(name))?.as_ref()
    }

    /// Who alone bears a name that differs by one letter.
    pub(super) fn near(&self, name: &str) -> Option<&Bearer> {
        let wanted = squeezed(name);
        let length = wanted.chars().count();
        let single = !wanted.contains(' ');
        if length < SHORTEST_NEAR + usize::from(single) || self.common.contains(&wanted) || self.forms.contains_key(&wanted) {
            return None;
        }
        let mut found: Option<&Bearer> = None;
        let kinds = kinds_of(wanted.chars());
        for (theirs, form) in (length - 1..=length + 1).filter_map(|l| self.by_length.get(&l)).flatten() {
            // One letter changed makes two kinds of letters differ at most.
            if (kinds ^ theirs).count_ones() > 2 {
                continue;
            }
            // "Robert" and "Roberts", "Maria" and "Marie" are two names: of a single word the end must be right.
            let end_wrong = single && (wanted.chars().last() != form.chars().last() || wanted.chars().next() != form.chars().next());
            if !one_apart(&wanted, form) || end_wrong || form.chars().count() < SHORTEST_NEAR {
                continue;
            }
            let bearer = self.forms.get(form)?.as_ref()?;
            if found.is_some_and(|f| f != bearer) {
                return None;
            }
            found = Some(bearer);
        }
        found
    }

    /// The person whose initials stand at token `i`.
    pub(super) fn initials(&self, tokens: &Tokens<'_>, i: usize) -> Option<usize> {
        let token = tokens.get(i)?;
        let whole = token.kind == Kind::Upper || token.kind == Kind::Capitalised && token.span.len() == 1;
        // "A's", "S-4", "U.S.": the letter belongs to another word.
        let joined =
            tokens.touches(i + 1) && !matches!(tokens.word(i + 1), ":" | ")" | ",") || tokens.touches(i) && !matches!(tokens.word(i - 1), "(" | "•" | "-");
        if !whole || joined {
            return None;
        }
        *self.initials.get(tokens.word(i))?
    }

    /// Whether a capitalised word may be somebody's name: the text never has it in small letters.
    pub(super) fn may_be_one(&self, tokens: &Tokens<'_>, i: usize) -> bool {
        let capital = tokens.get(i).is_some_and(|t| t.kind.is_capital() && t.span.len() > 1);
        capital && !tokens.is_in(i, &NO_NAMES) && !self.is_common(tokens.word(i)) && !titles::is_office_word(tokens.word(i))
    }

    /// Whether the text has the word in small letters too: no name by itself.
    fn is_common(&self, word: &str) -> bool {
        self.common.contains(&fold(word))
    }

    /// The last token of a full name at token `i`: two words or more that are nobody's office and no institution.
    pub(super) fn full_name(&self, tokens: &Tokens<'_>, i: usize, end: usize) -> Option<usize> {
        let fits = |j: usize| {
            tokens.get(j).is_some_and(|t| t.kind.is_capital())
                && !tokens.is_in(j, &NO_NAMES)
                && !tokens.is_in(j, &PLACES)
                && !titles::is_office_word(tokens.word(j))
        };
        let opens = tokens.get(i)?.kind;
        if !fits(i) || !opens.is_capital() || opens == Kind::Upper || tokens.touches(i) && i > 0 {
            return None;
        }
        let (mut words, mut last, mut j) = (0, None, i);
        while j < end.min(i + WORDS_OF_NAME) {
            let token = tokens.get(j)?;
            if j > i && token.before > Before::Line {
                break;
            }
            if fits(j) {
                words += usize::from(j == i || !tokens.touches(j));
                last = Some(j);
            } else if tokens.is_any(j, PARTICLES) && tokens.get(j + 1).is_some_and(|t| t.kind.is_capital()) {
                // On to the word after it.
            } else if matches!(tokens.word(j), "." | "-" | "’" | "'") && tokens.touches(j) && j > i {
                let initial = tokens.word(j) == "." && tokens.get(j - 1).is_some_and(|p| p.kind == Kind::Capitalised && p.span.len() <= 2);
                let joins = tokens.word(j) != "." && tokens.touches(j + 1) && tokens.get(j + 1).is_some_and(|t| t.kind.is_capital());
                if !initial && !joins {
                    break;
                }
            } else {
                break;
            }
            j += 1;
        }
        let last = last.filter(|l| tokens.get(*l).is_some_and(|t| t.span.len() > 2 && t.kind != Kind::Upper))?;
        // "Marina Village Center": a run that goes on in capitals is something else.
        let goes_on = tokens.get(last + 1).is_some_and(|t| t.kind.is_capital() && t.before == Before::Space);
        let known = (2..=4).contains(&words) && !goes_on && !self.is_common(tokens.word(last)) && !self.is_common(tokens.word(i));
        known.then_some(last)
    }
}

/// The last token of a role that stands at token `i`: capitals and small joining words with an office among them.
pub(super) fn role_after(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<usize> {
    let (mut office, mut last) = (false, None);
    let mut j = i + usize::from(tokens.is_any(i, &["the", "our", "its", "le", "la", "der", "die", "el", "o", "a"]));
    let stop = end.min(j + WORDS_OF_ROLE);
    while j < stop {
        let token = tokens.get(j)?;
        if titles::is_office_word(tokens.word(j)) {
            office = true;
            last = Some(j);
        } else if token.kind.is_capital() || token.kind == Kind::Number {
            last = Some(j);
        } else if !(tokens.is_any(j, &["of", "for", "and", "the", "de", "du", "des", "del", "der", "für", "da", "do", "et", "y", "e", "und", "to"])
            || matches!(tokens.word(j), "&" | "-" | "/"))
        {
            break;
        }
        j += 1;
    }
    last.filter(|_| office)
}

/// Words that end the name of a place.
const PLACES: Lexicon = Lexicon::of(&[
    "street", "avenue", "road", "drive", "lane", "park", "point", "island", "beach", "bay", "creek", "lake", "river", "county", "city", "town", "village",
    "district", "state", "states", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "plaza", "square", "station", "bridge",
    "harbor", "harbour", "airport", "hall", "house", "building", "center", "centre", "library", "school", "college", "university", "church", "hospital",
]);

/// Capitalised words that are in no person's name: institutions, calendar, the words that open a sentence.
const NO_NAMES: Lexicon = Lexicon::of(&[
    "the", "this", "that", "these", "those", "there", "it", "he", "she", "they", "we", "you", "i", "a", "an", "all", "no", "in", "on", "at", "by", "for",
    "from", "with", "to", "as", "if", "when", "while", "after", "before", "under", "upon", "since", "both", "and", "or", "but", "also", "then", "because",
    "please", "board", "council", "commission", "committee", "subcommittee", "authority", "agency", "department", "division", "ministry", "office", "bureau",
    "service", "services", "association", "society", "foundation", "institute", "group", "team", "company", "corporation", "associates", "partners",
    "partnership", "inc", "llc", "ltd", "llp", "corp", "co", "gmbh", "trust", "fund", "bank", "union", "league", "federation", "coalition", "alliance",
    "network", "program", "programme", "project", "plan", "act", "bill", "code", "ordinance", "resolution", "motion", "agenda", "minutes", "report", "meeting",
    "session", "item", "section", "article", "chapter", "annex", "appendix", "page", "public", "national", "international", "united", "nations", "convention",
    "treaty", "staff", "development", "planning", "community", "management", "finance", "policy", "system", "systems", "technology", "energy", "water",
    "housing", "health", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "monday",
    "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "new", "special", "regular", "general", "annual", "senior", "junior", "assistant",
    "vice", "deputy", "acting", "interim", "executive", "former", "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "hon", "mme", "monsieur", "madame", "herr",
    "frau", "señor", "señora", "senhor", "senhora", "le", "les", "une", "un", "der", "die", "das", "den", "dem", "ein", "eine", "los", "las", "os", "as",
    "action", "next", "other", "question", "questions", "comment", "comments", "discussion", "decision", "none", "yes",
]);

/// Small words inside a name.
pub(super) const PARTICLES: &[&str] =
    &["van", "der", "de", "den", "la", "da", "do", "dos", "von", "del", "di", "al", "el", "bin", "du", "le", "zu", "zur", "ten", "ter", "ole", "y"];

/// Whether capitals in brackets are the initials of a name whose words begin with `own`; an organisation's acronym is not.
fn are_initials(inside: &str, own: &str) -> bool {
    let ends_meet = inside.chars().next() == own.chars().next() && inside.chars().last() == own.chars().last();
    (1..5).contains(&inside.chars().count()) && inside.chars().all(char::is_uppercase) && ends_meet
}

/// Folded, the words with one space between them, without the points of initials.
fn squeezed(name: &str) -> String {
    fold(name).split([' ', '\t', '\n', '.']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A name in one line.
pub(super) fn one_line(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether one letter changed, added or dropped leads from `a` to `b`.
fn one_apart(a: &str, b: &str) -> bool {
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum::<usize>();
    let (Some(a), Some(b)) = (a.get(same..), b.get(same..)) else { return false };
    let (a, b) = (a.chars(), b.chars());
    let (after_a, after_b) = (a.clone().skip(1), b.clone().skip(1));
    match a.clone().count().cmp(&b.clone().count()) {
        std::cmp::Ordering::Equal => after_a.eq(after_b),
        std::cmp::Ordering::Less => a.eq(after_b),
        std::cmp::Ordering::Greater => after_a.eq(b),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::person;
    use super::*;

    fn names(text: &str) -> Names {
        let mut people = vec![person("Ada Berg"), person("Tom Oduya"), person("Rosa Lima Prado"), person("Sten")];
        if let Some(p) = people.last_mut() {
            p.as_written = "Sten (S)".to_owned();
        }
        Names::of(&Tokens::of(text), &Mentions::default(), &Attendance { people, ..Attendance::default() })
    }

    #[test]
    fn the_roll_and_the_text_make_names() {
        let names = names("Dana Frost, Parks and Trees Manager, spoke. Marina Village Center, Manager.");
        let cases = [
            ("Tom", Some(Bearer::Roll(1))),
            ("Oduya", Some(Bearer::Roll(1))),
            ("Frost", Some(Bearer::Text("Dana Frost".to_owned()))),
            ("Dana Frost", Some(Bearer::Text("Dana Frost".to_owned()))),
            ("Center", None),
            ("Nobody", None),
        ];
        for (name, expected) in cases {
            assert_eq!(names.bearer(name).cloned(), expected, "{name}");
        }
    }

    #[test]
    fn one_letter_wrong_in_a_long_name() {
        let names = names("Many words in small letters.");
        assert_eq!(names.near("Oduja"), None);
        assert_eq!(names.near("Tom Oduja"), Some(&Bearer::Roll(1)));
        assert_eq!(names.near("Tom Odua"), Some(&Bearer::Roll(1)));
        assert_eq!(names.near("Tim"), None);
        assert_eq!(names.near("Words"), None);
    }

    #[test]
    fn initials_are_the_rolls() {
        let text = "TO spoke. S left. S's pen. U.S. law.";
        let names = names(text);
        let tokens = Tokens::of(text);
        let found: Vec<(usize, usize)> = (0..tokens.len()).filter_map(|i| Some((i, names.initials(&tokens, i)?))).collect();
        assert_eq!(found, [(0, 1), (3, 3)]);
    }
}

//! Who can take the floor: the States, organisations, offices and people that a sentence's subject may name.
//!
//! Only the roll and the document's own words make a speaker: a bare surname, a given name or initials speak only where
//! the roll has exactly one person who bears them.

use crate::attendance::Attendance;
use crate::entities::tokens::{Before, Kind, Tokens};
use crate::entities::{Context, Mentions};
use crate::minutes::{DelegationKind, Speaker, Value};
use std::collections::BTreeMap;

/// A subject where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// Who.
    pub(super) who: Who,
    /// The token after it.
    pub(super) next: usize,
}

/// Who a subject is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// "She", "It": whoever had the floor.
    Pronoun,
    /// Named.
    Named {
        /// As the record gives it.
        speaker: Speaker,
        /// An index into the roll's people.
        person: Option<usize>,
        /// Whether the roll, or an office that needs no listing, bears the speaker out.
        listed: bool,
    },
}

/// Words for an office that may speak, in small letters.
const OFFICES: &[&str] = &[
    "president", "presidency", "chair", "chairman", "chairwoman", "chairperson", "chairs", "director", "secretary", "general", "mayor", "rapporteur",
    "coordinator", "coordinators", "ambassador", "representative", "delegate", "delegation", "observer", "secretariat", "clerk", "manager", "attorney",
    "treasurer", "superintendent", "engineer", "planner", "officer", "chief", "commissioner", "minister", "registrar", "convenor", "facilitator", "moderator",
    "principal", "dean", "auditor", "speaker", "legal", "counsel", "consultant", "président", "présidente", "maire", "secrétaire", "rapporteure", "directeur",
    "directrice", "trésorier", "presidente", "presidenta", "alcalde", "alcaldesa", "secretario", "secretaria", "director", "directora", "tesorero",
    "vorsitzende", "vorsitzender", "bürgermeister", "bürgermeisterin", "schatzmeister", "schriftführer", "versammlungsleiter", "präsident", "präsidentin",
    "secretário", "vereador", "vereadora", "tesoureiro",
];

/// Words that turn a State or an organisation into its people: "the Mexican delegation", "the ISU Director".
const ENVOYS: &[&str] = &[
    "ambassador", "delegation", "delegate", "representative", "representatives", "presidency", "president", "observer", "director", "minister", "secretary",
    "secretariat", "coordinator", "chair", "delegates",
];

/// Titles before a surname that the roll's honorific list does not hold for a given body: members and officers.
const MEMBER_TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "cllr", "councillor", "councilmember", "councilor", "alderman",
    "alderperson", "supervisor", "member", "commissioner", "mayor", "chair", "chairman", "chairwoman", "chairperson", "president", "secretary", "director",
    "treasurer", "trustee", "ambassador", "minister", "senator", "governor", "vice", "m", "mme", "mlle", "monsieur", "madame", "sr", "sra", "don", "doña",
    "herr", "frau", "señor", "señora", "senhor", "senhora", "vereador", "vereadora", "presidente", "presidenta", "eng", "mx", "officer", "manager", "attorney",
    "chief", "captain", "judge", "trustee", "board", "committee", "executive", "deputy", "acting", "interim", "city", "town",
];

/// Pronouns that carry the floor on.
const PRONOUNS: &[&str] = &["she", "he", "it", "they", "elle", "il", "ella", "él", "sie", "er", "ela", "ele"];

/// Bodies that decide rather than speak.
const BODIES: &[&str] = &[
    "committee", "council", "board", "commission", "conference", "assembly", "meeting", "subcommittee", "conseil", "comité", "consejo", "junta", "asamblea",
    "vorstand", "versammlung", "câmara", "assembleia", "members", "motion", "staff", "group",
];

/// All that may be a subject in one document.
#[derive(Debug)]
pub(super) struct Speakers<'a> {
    tokens: &'a Tokens<'a>,
    roll: &'a Attendance,
    /// State and organisation mentions by their first token.
    named: BTreeMap<usize, (usize, Speaker, bool)>,
    /// Folded full names, surnames, given names and initials, where one person alone bears them.
    people: BTreeMap<String, Option<usize>>,
}

impl<'a> Speakers<'a> {
    pub(super) fn of(context: Context<'a>, mentions: &Mentions, roll: &'a Attendance, body: Option<&str>) -> Self {
        Self { tokens: context.tokens, roll, named: named(context.tokens, mentions, roll, body), people: people(roll) }
    }

    /// The subject that begins at token `i`.
    pub(super) fn at(&self, i: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        if t.is_any(i, PRONOUNS) && t.get(i).is_some_and(|k| k.kind != Kind::Upper) {
            return Some(Subject { who: Who::Pronoun, next: i + 1 });
        }
        let the = t.is_any(i, &["the", "le", "la", "les", "el", "der", "die", "das", "o", "a", "both"]) || t.are(i, &["l", "’"]);
        let first = if t.are(i, &["l", "’"]) || t.are(i, &["l", "'"]) { i + 2 } else { i + usize::from(the) };
        if first >= end {
            return None;
        }
        self.representative(first, end)
            .or_else(|| self.state_or_organisation(first, end))
            .or_else(|| if the { self.office(first, end) } else { None })
            .or_else(|| self.person(first, end))
            .or_else(|| if the { None } else { self.office(first, end) })
    }

    /// "representative of Italy", "delegation from the ISU", "Members of the Committee on X".
    fn representative(&self, i: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        if !t.is_any(i, ENVOYS) || !t.is_any(i + 1, &["of", "from", "for"]) {
            return None;
        }
        let at = i + 2 + usize::from(t.is(i + 2, "the"));
        let (next, speaker, listed) = self.named.get(&at).filter(|(next, ..)| *next <= end)?;
        Some(Subject { who: self.tied(speaker.clone(), *listed), next: *next })
    }

    /// "Peru", "the CMC", "the ISU Director", "the Mexican Ambassador".
    fn state_or_organisation(&self, i: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        let (mut next, speaker, listed) = self.named.get(&i).filter(|(next, ..)| *next <= end).cloned()?;
        // "Peru's delegate said", "Italy’s delegation": the possessive leads to its people, anything else to a thing.
        if t.touches(next) && matches!(t.word(next), "'" | "’") {
            let after = next + if t.is(next + 1, "s") { 2 } else { 1 };
            if !t.is_any(after, ENVOYS) {
                return None;
            }
            next = after;
        }
        let demonym = speaker.kind == "demonym";
        let mut speaker = speaker;
        if t.is_any(next, ENVOYS) {
            let office = t.span(i, next).of(t.text());
            next += 1;
            if speaker.kind == "organisation" {
                office.clone_into(&mut speaker.name);
            }
        } else if demonym {
            return None;
        }
        if demonym {
            "state".clone_into(&mut speaker.kind);
        }
        Some(Subject { who: self.tied(speaker, listed), next })
    }

    /// A State's or an organisation's speaker, with the person where its delegation has exactly one.
    fn tied(&self, speaker: Speaker, listed: bool) -> Who {
        let mut of_delegation = self.roll.people.iter().enumerate().filter(|(_, p)| {
            let delegation = p.delegation.and_then(|d| self.roll.delegations.get(d));
            delegation.is_some_and(|d| d.code.is_some() && d.code == speaker.code)
        });
        let person = match (of_delegation.next(), of_delegation.next()) {
            (Some((index, _)), None) => Some(index),
            _ => None,
        };
        Who::Named { speaker, person, listed }
    }

    /// "President", "Interim General Manager", "Co-Chairs": capitalised words that end in an office.
    fn office(&self, i: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        let mut last = None;
        let mut j = i;
        while j < end.min(i + 6) {
            let token = t.get(j)?;
            if token.kind == Kind::Sign {
                if t.word(j) == "-" && t.touches(j) && t.touches(j + 1) {
                    j += 1;
                    continue;
                }
                break;
            }
            if t.is_any(j, OFFICES) {
                last = Some(j);
            } else if !token.kind.is_capital() && !t.is_any(j, &["co", "vice"]) {
                break;
            }
            j += 1;
        }
        let last = last?;
        // "Mayor Johnson" is a person: the reading by name comes first.
        if t.get(last + 1).is_some_and(|n| n.kind.is_capital() && n.before == Before::Space) && last + 1 < end {
            return None;
        }
        if t.is_any(i, BODIES) && i == last {
            return None;
        }
        let name = t.span(i, last).of(t.text()).to_owned();
        let person = self.office_holder(&name);
        let code =
            person.and_then(|p| self.roll.people.get(p)).and_then(|p| p.delegation).and_then(|d| self.roll.delegations.get(d)).and_then(|d| d.code.clone());
        let code = code.or_else(|| self.office_delegation(&name));
        let speaker = Speaker { name: format!("the {name}"), kind: "office".to_owned(), code, person: None };
        Some(Subject { who: Who::Named { speaker, person, listed: true }, next: last + 1 })
    }

    /// The person of the roll who alone holds an office of this name.
    fn office_holder(&self, office: &str) -> Option<usize> {
        let wanted = folded(office);
        let mut holders = self.roll.people.iter().enumerate().filter(|(_, p)| p.role.as_deref().is_some_and(|r| holds(&folded(r), &wanted)));
        match (holders.next(), holders.next()) {
            (Some((index, _)), None) => Some(index),
            _ if wanted == "chair" || wanted == "president" || wanted == "chairman" => self.roll.chair,
            _ => None,
        }
    }

    /// The delegation whose heading says that it holds an office of this name ("Mexico – 12MSP President").
    fn office_delegation(&self, office: &str) -> Option<String> {
        let wanted = folded(office);
        let mut holders = self.roll.delegations.iter().filter(|d| d.role.as_deref().is_some_and(|r| holds(&folded(r), &wanted)));
        match (holders.next(), holders.next()) {
            (Some(d), None) => d.code.clone(),
            _ => None,
        }
    }

    /// "Mr. X", "Member Matarrese", "Frédéric", "HP", "Jill Kovacs".
    fn person(&self, i: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        let (mut j, mut titled) = (i, false);
        while j < end && t.is_any(j, MEMBER_TITLES) && t.get(j).is_some_and(|k| k.kind.is_capital()) {
            titled = true;
            j += 1;
            if t.word(j) == "." && t.touches(j) {
                j += 1;
            }
            if t.word(j) == "-" && t.touches(j) {
                j += 1;
            }
        }
        let first = j;
        let mut last = None;
        while j < end.min(first + 6) {
            let token = t.get(j)?;
            let joins = matches!(t.word(j), "-" | "." | "'" | "’") && t.touches(j) && last.is_some();
            let particle = t.is_any(j, &["van", "der", "de", "den", "la", "da", "do", "dos", "von", "del", "di", "al", "el", "bin"]) && last.is_some() | titled;
            if token.kind.is_capital() && (last.is_none() || token.before <= Before::Space || titled) {
                last = Some(j);
            } else if !(particle || joins && t.get(j + 1).is_some_and(|n| n.kind.is_capital())) {
                break;
            }
            j += 1;
        }
        let last = last?;
        let name = t.span(first, last).of(t.text());
        // The longest reading that the roll knows; "Mr. X" needs no roll.
        for stop in (first..=last).rev() {
            let words = t.span(first, stop).of(t.text());
            if let Some(Some(index)) = self.people.get(&folded(words))
                && (titled || stop > first || words.chars().count() > 1 || words == self.initials(*index))
            {
                return Some(Subject { who: self.of_roll(*index), next: stop + 1 });
            }
        }
        if !titled || t.is_any(first, OFFICES) {
            return None;
        }
        // "Ms. Debbie Potter": the surname alone may be the roll's.
        if let Some(Some(index)) = self.people.get(&folded(t.word(last))) {
            return Some(Subject { who: self.of_roll(*index), next: last + 1 });
        }
        let speaker = Speaker { name: name.to_owned(), kind: "person".to_owned(), code: None, person: None };
        Some(Subject { who: Who::Named { speaker, person: None, listed: false }, next: last + 1 })
    }

    fn initials(&self, index: usize) -> String {
        self.roll.people.get(index).map(|p| initials(&p.name)).unwrap_or_default()
    }

    fn of_roll(&self, index: usize) -> Who {
        let person = self.roll.people.get(index);
        let delegation = person.and_then(|p| p.delegation).and_then(|d| self.roll.delegations.get(d));
        let code = delegation.filter(|d| d.kind != DelegationKind::Group).and_then(|d| d.code.clone());
        let name = person.map(|p| p.name.clone()).unwrap_or_default();
        Who::Named { speaker: Speaker { name, kind: "person".to_owned(), code, person: None }, person: Some(index), listed: true }
    }
}

/// Whether a role as written holds an office as named: "12MSP President" holds "President", "Vice Chair" not "Chair".
fn holds(role: &str, office: &str) -> bool {
    let tail = role.strip_suffix(office);
    role == office
        || tail.is_some_and(|rest| {
            rest.ends_with(' ') && !rest.trim_end().ends_with("vice") && !rest.trim_end().ends_with("deputy") && !rest.trim_end().ends_with("former")
        })
}

fn named(tokens: &Tokens<'_>, mentions: &Mentions, roll: &Attendance, body: Option<&str>) -> BTreeMap<usize, (usize, Speaker, bool)> {
    let mut out: BTreeMap<usize, (usize, Speaker, bool)> = BTreeMap::new();
    for mention in &mentions.list {
        let (speaker, listed) = match &mention.value {
            Value::State { code: Some(code), name, demonym } => {
                let kind = if *demonym { "demonym" } else { "state" };
                let listed = roll.delegations.iter().any(|d| d.code.as_ref() == Some(code));
                (Speaker { name: name.clone().unwrap_or_default(), kind: kind.to_owned(), code: Some(code.clone()), person: None }, listed)
            }
            Value::Organisation { acronym, name } => {
                let shown = name.clone().or_else(|| acronym.clone()).unwrap_or_default();
                // What this body itself "noted" or "requested" is a decision and no speech.
                if body.is_some_and(|b| is_part_of(b, &shown)) || BODIES.contains(&folded(&shown).as_str()) {
                    continue;
                }
                let listed = roll.delegations.iter().any(|d| d.code.is_some() && d.code == *acronym || Some(&d.name) == name.as_ref());
                (Speaker { name: shown, kind: "organisation".to_owned(), code: acronym.clone(), person: None }, listed)
            }
            _ => continue,
        };
        let (first, mut next) = (tokens.at(mention.span.start), tokens.at(mention.span.end));
        // A gloss in brackets belongs to the name: "The Cluster Munition Coalition (CMC) acknowledged".
        if tokens.word(next) == "(" && tokens.word(next + 2) == ")" {
            next += 3;
        }
        let longer = out.get(&first).is_none_or(|(other, ..)| *other < next);
        if longer {
            out.insert(first, (next, speaker, listed));
        }
    }
    out
}

/// Whether one of two names of a body is within the other: "City Council" and "Alameda City Council".
fn is_part_of(a: &str, b: &str) -> bool {
    let (a, b) = (folded(a), folded(b));
    !b.is_empty() && (a.contains(&b) || b.contains(&a))
}

fn people(roll: &Attendance) -> BTreeMap<String, Option<usize>> {
    let mut out: BTreeMap<String, Option<usize>> = BTreeMap::new();
    let mut add = |key: &str, index: usize| {
        let key = folded(key);
        if !key.is_empty() {
            out.entry(key).and_modify(|held| *held = held.filter(|h| *h == index)).or_insert(Some(index));
        }
    };
    for (index, person) in roll.people.iter().enumerate() {
        add(&person.name, index);
        if let Some(family) = &person.family {
            add(family, index);
            // "Ambassador Méndez" for "Méndez Escobar": compound surnames are used by their first part.
            if let Some((first, _)) = family.split_once(' ').filter(|(first, _)| first.chars().count() > 3) {
                add(first, index);
            }
        }
        if let Some(given) = person.given.as_deref().and_then(|g| g.split_whitespace().next()).filter(|g| g.chars().count() > 2) {
            add(given, index);
        }
        add(&initials(&person.name), index);
        for (_, rest) in person.as_written.match_indices('(').filter_map(|(at, _)| person.as_written.split_at_checked(at + 1)) {
            if let Some((inside, _)) = rest.split_once(')').filter(|(inside, _)| inside.len() < 5 && inside.chars().all(char::is_uppercase)) {
                add(inside, index);
            }
        }
    }
    out
}

fn initials(name: &str) -> String {
    let all: String = name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    if all.chars().count() < 2 { String::new() } else { all }
}

fn folded(words: &str) -> String {
    let lower = words.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

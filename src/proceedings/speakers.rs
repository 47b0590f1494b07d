//! Who can take the floor: the States, organisations, offices and people that a sentence's subject may name.
//!
//! Only the roll and the document's own words make a speaker: a bare surname, a given name or initials speak only where
//! the roll has exactly one person who bears them.

use super::names::{Bearer, Names, PARTICLES, one_line, role_after};
use super::roles::{ARTICLES, BODIES, ENVOYS, GROUP_VERBS, GROUPS, MEMBER_TITLES, MEN, OFFICES, PRONOUNS, SPEAKS_FOR, WOMEN};
use crate::attendance::Attendance;
use crate::entities::tokens::{Before, Kind, Tokens};
use crate::entities::{Context, Mentions};
use crate::gazetteer::titles;
use crate::language::Language;
use crate::minutes::{DelegationKind, Speaker, Value};
use std::collections::BTreeMap;

/// A subject where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Subject {
    /// Who.
    pub(super) who: Who,
    /// Its first token.
    pub(super) first: usize,
    /// The token after it.
    pub(super) next: usize,
    /// How sure it is that the words mean this speaker, beside what the roll says.
    pub(super) sure: f32,
    /// Whether a title stands before the name.
    pub(super) titled: bool,
}

impl Subject {
    const fn sure(who: Who, first: usize, next: usize) -> Self {
        Self { who, first, next, sure: 1.0, titled: false }
    }
}

/// Confidence where a name has one letter other than the roll's.
const NEAR: f32 = 0.8;

/// Confidence where a role without a name speaks for many ("Staff", "A resident").
const GROUP: f32 = 0.7;

/// The longest "of the Finance and Audit Committee" behind an office, in tokens.
const WORDS_OF_OFFICE: usize = 14;

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

/// All that may be a subject in one document.
#[derive(Debug)]
pub(super) struct Speakers<'a> {
    tokens: &'a Tokens<'a>,
    roll: &'a Attendance,
    /// State and organisation mentions by their first token.
    named: BTreeMap<usize, (usize, Speaker, bool)>,
    /// Whose name a run of words is.
    names: Names,
    /// The language of the document.
    language: Language,
}

impl<'a> Speakers<'a> {
    pub(super) fn of(context: Context<'a>, mentions: &Mentions, roll: &'a Attendance, body: Option<&str>) -> Self {
        Self {
            tokens: context.tokens,
            roll,
            named: named(context.tokens, mentions, roll, body),
            names: Names::of(context.tokens, mentions, roll),
            language: context.language,
        }
    }

    /// The subject that begins at token `i`.
    pub(super) fn at(&self, i: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        if i >= end {
            return None;
        }
        if let Some(person) = self.names.initials(t, i) {
            return Some(Subject::sure(self.of_roll(person), i, i + 1));
        }
        if t.is_any(i, PRONOUNS) && t.get(i).is_some_and(|k| k.kind != Kind::Upper) {
            return Some(Subject::sure(Who::Pronoun, i, i + 1));
        }
        let elided = t.is(i, "l") && matches!(t.word(i + 1), "’" | "'");
        let the = elided || t.is_any(i, ARTICLES);
        let first = i + if elided { 2 } else { usize::from(the) };
        if first >= end {
            return None;
        }
        self.representative(first, end)
            .or_else(|| self.state_or_organisation(first, end))
            .or_else(|| if the || self.past_honorific(first, end) != first { self.office(first, end) } else { None })
            .or_else(|| self.person(first, end))
            .or_else(|| if the { None } else { self.office(first, end) })
            .or_else(|| self.group(i, first, end))
            .or_else(|| if the { None } else { self.stranger(first, end) })
    }

    /// "representative of Italy", "delegation from the ISU", "Members of the Committee on X".
    fn representative(&self, i: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        if !t.is_any(i, ENVOYS) || !t.is_any(i + 1, &["of", "from", "for"]) {
            return None;
        }
        let at = i + 2 + usize::from(t.is(i + 2, "the"));
        let Some((next, speaker, listed)) = self.named.get(&at).filter(|(next, ..)| *next <= end) else { return self.of_unknown(i, at, end) };
        // "The Chair of the Roof Committee" is one of this body's, and no delegation.
        if speaker.kind == "organisation" && !*listed && !t.is_any(i, SPEAKS_FOR) {
            return None;
        }
        Some(Subject::sure(self.tied(speaker.clone(), *listed), i, *next))
    }

    /// "The observer from Lakes International": of an organisation that nothing else tells of.
    fn of_unknown(&self, i: usize, at: usize, end: usize) -> Option<Subject> {
        /// The longest such name, in tokens.
        const NAME: usize = 8;
        let t = self.tokens;
        let capital = |j: usize| t.get(j).is_some_and(|k| k.kind.is_capital() && k.before <= Before::Line);
        let mut next = at;
        while next < end.min(at + NAME) && (capital(next) || next > at && t.is_any(next, &["of", "for", "and", "the", "de", "&"]) && capital(next + 1)) {
            next += 1;
        }
        let words = next - at;
        let whole = words > 1 || words == 1 && t.get(at).is_some_and(|k| k.kind == Kind::Upper);
        if !t.is_any(i, SPEAKS_FOR) || !whole || (at..next).any(|j| t.is_any(j, BODIES) || t.is_any(j, OFFICES)) {
            return None;
        }
        let speaker = Speaker { name: one_line(t.span(at, next - 1).of(t.text())), kind: "organisation".to_owned(), code: None, person: None };
        Some(Subject::sure(Who::Named { speaker, person: None, listed: false }, i, next))
    }

    /// Further States and organisations of a list that goes on at token `i`: ", Kenya and the European Union".
    pub(super) fn others(&self, i: usize, end: usize) -> Vec<Who> {
        let t = self.tokens;
        let mut out = Vec::new();
        let mut at = i;
        while at < end {
            let mut next = at;
            while t.is_any(next, &[",", "and", "&", "the", "of", "as", "well", ";"]) && next < end {
                next += 1;
            }
            // "Ms. Bauer (Austria), Mr. Lindgren (Sweden) and Ms. Roy (Canada) supported that": each has a title.
            let person = if next > at { self.person(next, end) } else { None };
            let known = |p: &Subject| matches!(p.who, Who::Named { person: Some(_), .. }) && self.past_titles(next, end).1;
            if let Some(person) = person.filter(|p| known(p) || t.is_any(next, MEN) || t.is_any(next, WOMEN)) {
                at = if t.word(person.next) == "(" { (person.next..end).find(|j| t.word(*j) == ")").map_or(person.next, |j| j + 1) } else { person.next };
                out.push(person.who);
                continue;
            }
            let Some((after, speaker, listed)) = self.named.get(&next).filter(|(after, speaker, _)| next > at && *after <= end && speaker.kind != "demonym")
            else {
                break;
            };
            out.push(self.tied(speaker.clone(), *listed));
            at = *after;
        }
        out
    }

    /// "Peru", "the CMC", "the ISU Director", "the Mexican Ambassador".
    fn state_or_organisation(&self, i: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        let (mut next, speaker, listed) = self.named.get(&i).filter(|(next, ..)| *next <= end).cloned()?;
        // "My Committee": somebody's word in a speech.
        if t.is_any(i, &["my", "our"]) {
            return None;
        }
        // "Paula Church", of the roll, is no church.
        let by_roll = |last: usize| matches!(self.names.bearer(t.span(i, last).of(t.text())), Some(Bearer::Roll(_)));
        if speaker.kind == "organisation" && next > i + 1 && by_roll(next - 1) {
            return None;
        }
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
        Some(Subject::sure(self.tied(speaker, listed), i, next))
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

    /// "President", "Interim General Manager", "Co-Chairs", "Chair of the Finance Committee", "Monsieur le Maire".
    fn office(&self, i: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        let i = self.past_honorific(i, end);
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
        let mut last = last?;
        // "Mayor Johnson" is a person: the reading by name comes first.
        if t.get(last + 1).is_some_and(|n| n.kind.is_capital() && n.before == Before::Space) && last + 1 < end {
            return None;
        }
        if t.is_any(i, BODIES) && i == last {
            return None;
        }
        let short = t.span(i, last).of(t.text()).to_owned();
        let mut name = one_line(&short);
        if let Some(longer) = self.of_what(last + 1, end) {
            last = longer;
            name = one_line(t.span(i, last).of(t.text()));
        }
        let person = self.office_holder(&name);
        let code =
            person.and_then(|p| self.roll.people.get(p)).and_then(|p| p.delegation).and_then(|d| self.roll.delegations.get(d)).and_then(|d| d.code.clone());
        let code = code.or_else(|| self.office_delegation(&name));
        let speaker = Speaker { name: format!("{} {name}", self.article(i)), kind: "office".to_owned(), code, person: None };
        Some(Subject::sure(Who::Named { speaker, person, listed: true }, i, last + 1))
    }

    /// The article of an office at token `i`, in its own language.
    fn article(&self, i: usize) -> String {
        const FOREIGN: &[&str] = &["le", "la", "les", "el", "los", "las", "der", "die", "o", "os", "as"];
        let before = i.saturating_sub(1);
        if i > 0 && self.tokens.is_any(before, FOREIGN) { self.tokens.word(before).to_lowercase() } else { "the".to_owned() }
    }

    /// "Monsieur le", "el señor", "Mr." before an office: the token after it.
    fn past_honorific(&self, i: usize, end: usize) -> usize {
        let t = self.tokens;
        let mut j = i;
        if t.is_any(j, MEN) || t.is_any(j, WOMEN) || t.is_any(j, &["madam", "herr", "frau"]) {
            j += 1;
            if t.word(j) == "." && t.touches(j) {
                j += 1;
            }
            if t.is_any(j, &["le", "la"]) {
                j += 1;
            } else if t.is(j, "l") && matches!(t.word(j + 1), "’" | "'") {
                j += 2;
            }
        }
        if j < end && t.is_any(j, OFFICES) { j } else { i }
    }

    /// "of the Finance Committee", "de la Commission": the last token of what an office is of, at token `i`.
    fn of_what(&self, i: usize, end: usize) -> Option<usize> {
        let t = self.tokens;
        if !t.is_any(i, &["of", "for", "du", "de", "des", "del", "der", "des", "da", "do", "für"]) {
            return None;
        }
        let mut j = i + 1;
        while t.is_any(j, &["the", "la", "las", "los", "l", "’", "'", "den", "der", "this", "our"]) {
            j += 1;
        }
        let mut last = None;
        while j < end.min(i + WORDS_OF_OFFICE) {
            let token = t.get(j)?;
            if token.kind.is_capital() || token.kind == Kind::Number && last.is_some() {
                last = Some(j);
            } else if !(t.is_any(j, &["and", "of", "the", "for", "de", "la", "du", "et", "y", "e", "und", "on"]) || matches!(t.word(j), "&" | "-"))
                || last.is_none()
            {
                break;
            }
            j += 1;
        }
        last
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

    /// "Mr. X", "Member Matarrese", "Frédéric", "Jill Kovacs".
    fn person(&self, i: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        let (first, titled) = self.past_titles(i, end);
        let mut j = first;
        let mut last = None;
        while j < end.min(first + 6) {
            let token = t.get(j)?;
            let joins = matches!(t.word(j), "-" | "." | "'" | "’") && t.touches(j) && last.is_some();
            let particle = t.is_any(j, PARTICLES) && last.is_some() | titled;
            if token.kind.is_capital() && (last.is_none() || token.before <= Before::Line) {
                last = Some(j);
            } else if !(particle || joins && t.get(j + 1).is_some_and(|n| n.kind.is_capital())) {
                break;
            }
            j += 1;
        }
        let last = last?;
        // The longest reading that the roll or the text knows; "Mr. X" needs neither.
        for stop in (first..=last).rev() {
            let words = t.span(first, stop).of(t.text());
            if let Some(bearer) = self.names.bearer(words) {
                return Some(self.borne(bearer, i, stop + 1, 1.0));
            }
        }
        if let Some(bearer) = self.names.near(t.span(first, last).of(t.text())) {
            let mut near = self.borne(bearer, i, last + 1, NEAR);
            // Which of the two is misspelt is not known: the speaker is called as here.
            if let Who::Named { speaker, .. } = &mut near.who
                && last > first
            {
                speaker.name = one_line(t.span(first, last).of(t.text()));
            }
            return Some(near);
        }
        if !titled || t.is_any(first, OFFICES) || t.is_any(first, BODIES) {
            return None;
        }
        // "Ms. Debbie Potter": the surname alone may be the roll's.
        if let Some(bearer) = self.names.bearer(t.word(last)) {
            return Some(self.borne(bearer, i, last + 1, 1.0));
        }
        let name = one_line(t.span(first, last).of(t.text()));
        Some(Subject { titled: true, ..Subject::sure(unlisted(name), i, last + 1) })
    }

    /// The token after the titles at `i`, and whether there are any.
    fn past_titles(&self, i: usize, end: usize) -> (usize, bool) {
        let t = self.tokens;
        let (mut j, mut titled) = (i, false);
        // "A vereadora Ana Paz": Romance titles behind their article are small.
        let small = |j: usize| j == i && i > 0 && self.inverts() && t.is_any(i - 1, ARTICLES) && t.get(j + 1).is_some_and(|k| k.kind.is_capital());
        while j < end && t.is_any(j, MEMBER_TITLES) && (t.get(j).is_some_and(|k| k.kind.is_capital()) || small(j)) {
            // "Dean" is a title before a name and a name before a surname that the roll has.
            titled = true;
            j += 1;
            if t.word(j) == "." && t.touches(j) {
                j += 1;
            }
            if t.word(j) == "-" && t.touches(j) {
                j += 1;
            }
        }
        (j, titled)
    }

    /// "Staff", "A resident", "Members of the public".
    fn group(&self, i: usize, first: usize, end: usize) -> Option<Subject> {
        let t = self.tokens;
        let opens = t.get(i).is_some_and(|k| k.kind.is_capital()) || i != first;
        let mut last = first;
        // "A Board member", "Several council members".
        if t.is_any(
            first,
            &["board", "council", "committee", "commission", "city", "town", "park", "county", "association", "audience", "community", "public", "local"],
        ) {
            last += 1;
        }
        let member = t.is_any(last, &["member", "citizen", "homeowner", "parent", "neighbor", "neighbour"]) && i != first;
        if !opens || !(t.is_any(last, GROUPS) || member) || last >= end {
            return None;
        }
        let mut stop = last;
        if t.are(last + 1, &["of", "the"]) && t.is_any(last + 3, &["public", "audience", "community", "board", "council", "committee", "commission"]) {
            stop = last + 3;
        } else if let Some(longer) = self.of_what(last + 1, end) {
            stop = longer;
        }
        // What they say is asked at once: "Members agreed" is the meeting's doing.
        let mut verb = stop + 1;
        while t.is_any(verb, &["also", "then", "further", "again"]) || t.word(verb).ends_with("ly") {
            verb += 1;
        }
        if !t.is_any(verb, GROUP_VERBS) {
            return None;
        }
        let name = one_line(t.span(i, stop).of(t.text()));
        let speaker = Speaker { name, kind: "group".to_owned(), code: None, person: None };
        Some(Subject { who: Who::Named { speaker, person: None, listed: true }, first: i, next: stop + 1, sure: GROUP, titled: false })
    }

    /// "Dana Frost": two capitalised words or more that nobody has introduced.
    fn stranger(&self, i: usize, end: usize) -> Option<Subject> {
        let Some(last) = self.names.full_name(self.tokens, i, end) else { return self.with_office(i, end) };
        Some(Subject::sure(unlisted(one_line(self.tokens.span(i, last).of(self.tokens.text()))), i, last + 1))
    }

    /// "Road Supervisor Hank Elder": a name in full behind an office that no list here has.
    fn with_office(&self, i: usize, end: usize) -> Option<Subject> {
        /// The longest such office, in tokens.
        const OFFICE: usize = 5;
        let t = self.tokens;
        let capital = |j: usize| t.get(j).is_some_and(|k| k.kind.is_capital() && (j == i || k.before == Before::Space));
        let office = (i..end.min(i + OFFICE)).take_while(|j| capital(*j)).filter(|j| titles::is_office_word(t.word(*j))).last()?;
        let last = self.names.full_name(t, office + 1, end).filter(|_| capital(office + 1))?;
        let name = one_line(t.span(office + 1, last).of(t.text()));
        let subject = match self.names.bearer(&name) {
            Some(bearer) => self.borne(bearer, i, last + 1, 1.0),
            None => Subject::sure(unlisted(name), i, last + 1),
        };
        Some(Subject { titled: true, ..subject })
    }

    /// The token after an apposition that stands at `i`, behind a comma: "Parks Manager," or "Parks Manager" before the verb.
    pub(super) fn past_role(&self, i: usize, end: usize) -> Option<usize> {
        role_after(self.tokens, i, end).map(|last| last + 1 + usize::from(self.tokens.word(last + 1) == ","))
    }

    fn borne(&self, bearer: &Bearer, first: usize, next: usize, sure: f32) -> Subject {
        let who = match bearer {
            Bearer::Roll(index) => self.of_roll(*index),
            Bearer::Text(name) => unlisted(name.clone()),
        };
        Subject { who, first, next, sure, titled: false }
    }

    /// Whose name a run of words is.
    pub(super) const fn names(&self) -> &Names {
        &self.names
    }

    /// Whether the language puts a verb before its subject.
    pub(super) const fn inverts(&self) -> bool {
        matches!(self.language, Language::French | Language::Spanish | Language::German | Language::Portuguese)
    }

    /// A speaker by the full name that stands from token `first` to `last`.
    pub(super) fn by_name(&self, first: usize, last: usize) -> Subject {
        let name = one_line(self.tokens.span(first, last).of(self.tokens.text()));
        match self.names.bearer(&name) {
            Some(bearer) => self.borne(bearer, first, last + 1, 1.0),
            None => Subject::sure(unlisted(name), first, last + 1),
        }
    }

    /// Whether a State or an organisation and a colon open the text at token `i`: what follows tells of it.
    pub(super) fn is_run_in(&self, i: usize) -> bool {
        self.named.get(&i).is_some_and(|(next, speaker, _)| speaker.kind != "demonym" && self.tokens.word(*next) == ":")
    }

    /// Whether the words from token `first` to `next`, or the roll, address a man (`true`) or a woman (`false`).
    pub(super) fn is_man(&self, first: usize, next: usize, person: Option<usize>) -> Option<bool> {
        let t = self.tokens;
        let by_title = (first..next).find_map(|i| if t.is_any(i, MEN) { Some(true) } else { t.is_any(i, WOMEN).then_some(false) });
        by_title.or_else(|| {
            let honorific = titles::folded(person.and_then(|p| self.roll.people.get(p))?.honorific.as_deref()?.split_whitespace().last()?);
            if MEN.contains(&honorific.as_str()) { Some(true) } else { WOMEN.contains(&honorific.as_str()).then_some(false) }
        })
    }

    /// Whether a word that opens a sentence may be a name that nothing here knows.
    pub(super) fn may_be_a_name(&self, i: usize) -> bool {
        !self.named.contains_key(&i) && self.names.may_be_one(self.tokens, i)
    }

    fn of_roll(&self, index: usize) -> Who {
        let person = self.roll.people.get(index);
        let delegation = person.and_then(|p| p.delegation).and_then(|d| self.roll.delegations.get(d));
        let code = delegation.filter(|d| d.kind != DelegationKind::Group).and_then(|d| d.code.clone());
        let name = person.map(|p| p.name.clone()).unwrap_or_default();
        Who::Named { speaker: Speaker { name, kind: "person".to_owned(), code, person: None }, person: Some(index), listed: true }
    }
}

/// Somebody whom no list of the roll has.
fn unlisted(name: String) -> Who {
    Who::Named { speaker: Speaker { name, kind: "person".to_owned(), code: None, person: None }, person: None, listed: false }
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

fn folded(words: &str) -> String {
    let lower = words.to_lowercase();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

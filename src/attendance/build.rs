//! Makes the roll's entries: whatever layout a list has, it comes here as labels, headings and people in reading order.

use super::flow::{self, Item};
use super::folded;
use super::labels::{Label, singular};
use super::marks::Mark;
use super::names::{self, Hint, ParsedPerson};
use super::{Attendance, Delegation, Person, Stated};
use crate::diagnostics::{Code, Notice, Repair};
use crate::gazetteer::{states, titles};
use crate::minutes::{Attended, DelegationKind, Status};
use crate::span::Span;
use std::collections::BTreeMap;

/// Confidence of a two-letter code that is none of a State's and was read as the start of the only name that fits.
const GUESSED_CODE: f32 = 0.8;
/// Confidence of words read as an organisation because people stand under them.
const HEADING_BY_PLACE: f32 = 0.95;
/// Confidence of an organisation read from the brackets behind a name.
const BRACKETED: f32 = 0.95;

/// Collects the entries.
#[derive(Debug)]
pub(super) struct Builder<'a> {
    text: &'a str,
    pub(super) hint: Hint,
    pub(super) out: Attendance,
    pub(super) notices: Vec<Notice>,
    /// What the label above says.
    pub(super) status: Status,
    /// The delegation under whose heading we are.
    pub(super) open: Option<usize>,
    /// The office that the list's members share, from a label in the text's own row ("Councillors").
    pub(super) office: Option<String>,
    /// Times everything that is read now.
    pub(super) doubt: f32,
    /// The label under which we are.
    pub(super) at: Option<Span>,
    /// The columns of the sheet before.
    pub(super) sheet: Option<Vec<super::sheet::Column>>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(text: &'a str, hint: Hint) -> Self {
        Self {
            text,
            hint,
            out: Attendance::default(),
            notices: Vec::new(),
            status: Status::Present,
            open: None,
            office: None,
            doubt: 1.0,
            sheet: None,
            at: None,
        }
    }

    /// A label begins a list.
    pub(super) fn begin(&mut self, label: &Label, span: Span) {
        // "OBSERVERS", and below it "Intergovernmental organizations".
        let kind_of_observer = !label.strong && label.words.to_lowercase().contains("organi");
        if !(kind_of_observer && self.status == Status::Observer) {
            self.status = label.status;
        }
        self.at = Some(span);
        self.open = None;
        self.office = None;
        if let Some(count) = label.count {
            self.stated(&label.words, count, span);
        }
    }

    /// A count that the document states.
    pub(super) fn stated(&mut self, what: &str, count: u32, span: Span) {
        let what = what.to_lowercase();
        if !self.out.stated.iter().any(|s| s.span == span) {
            self.out.stated.push(Stated { what, count, span });
        }
    }

    /// Opens the delegation that the words of `span` head.
    pub(super) fn heading(&mut self, span: Span, sure: bool) -> usize {
        let span = span.trimmed(self.text);
        let read = Heading::of(span.of(self.text));
        let status = match (self.status, read.observer) {
            (Status::Present, true) => Status::Observer,
            (status, _) => status,
        };
        let confidence = self.doubt * if sure || read.code.is_some() { read.confidence } else { HEADING_BY_PLACE.min(read.confidence) };
        let same = |d: &Delegation| d.status == status && (d.code.is_some() && d.code == read.code || folded(&d.name) == folded(&read.name));
        if let Some(i) = self.out.delegations.iter().position(same) {
            if let Some(d) = self.out.delegations.get_mut(i) {
                if d.span != span && !d.also.contains(&span) {
                    d.also.push(span);
                }
                if d.role.is_none() {
                    d.role = read.role;
                }
            }
            self.open = Some(i);
            return i;
        }
        self.out.delegations.push(Delegation {
            name: read.name,
            as_written: span.of(self.text).replace('\n', " "),
            kind: read.kind,
            code: read.code,
            role: read.role,
            status,
            span,
            also: Vec::new(),
            confidence,
            repairs: read.repair.into_iter().collect(),
        });
        let i = self.out.delegations.len() - 1;
        self.open = Some(i);
        i
    }

    /// People of a list that runs on. Says how many were read, and hands back what was left over.
    pub(super) fn people(&mut self, span: Span) -> (usize, Vec<Span>) {
        let span = span.trimmed(self.text);
        let mut words = span.of(self.text);
        let mut span = span;
        if let Some((cut, count)) = trailing_count(words) {
            self.stated(status_words(self.status), count, Span::new(span.start + cut, span.end));
            span.end = span.start + cut;
            words = span.of(self.text);
        }
        let items = flow::people(words, self.hint);
        let mut left = Vec::new();
        let any = items.iter().any(|i| i.person.is_some());
        let mut made = 0;
        // "Senators present: Ash, Birch, Cedar" shows how the next list is to be read.
        self.hint.single_names |= items.len() > 2 && items.iter().all(|i| i.person.as_ref().is_some_and(|p| p.single && p.given.is_none()));
        for item in items {
            let at = Span::new(span.start + item.from, span.start + item.to);
            if item.person.is_some() {
                self.item(span.start, item);
                made += 1;
            } else if states::resolve(at.of(self.text)).is_some() {
                let before = self.open;
                self.heading(at, true);
                if any {
                    self.open = before;
                }
                made += 1;
            } else {
                left.push(at);
            }
        }
        (made, left)
    }

    /// One item of a list.
    pub(super) fn item(&mut self, base: usize, item: Item) {
        let Some(person) = item.person else { return };
        let span = Span::new(base + item.from, base + item.to);
        self.person(span, person, item.confidence);
    }

    /// A person, under the heading and label that are open. The index of the entry.
    pub(super) fn person(&mut self, span: Span, parsed: ParsedPerson, confidence: f32) -> usize {
        let span = span.trimmed(self.text);
        let as_written = tidy(span.of(self.text));
        let mut status = self.status;
        let mut attended: Option<Attended> = None;
        let mut stands_for = None;
        for mark in &parsed.marks {
            match mark {
                // "Absent (excused)": who is excused is, whatever stands beside it.
                Mark::Status(Status::Absent) if parsed.marks.contains(&Mark::Status(Status::Apologies)) => {}
                Mark::Status(s) => status = *s,
                Mark::From(t) => attended.get_or_insert_with(Attended::default).from = Some(t.clone()),
                Mark::To(t) => attended.get_or_insert_with(Attended::default).to = Some(t.clone()),
                Mark::For(n) => stands_for = names::parse_person(n).map(|p| p.name).or_else(|| Some(n.clone())),
                Mark::Proxy(_) if matches!(status, Status::Present | Status::Absent | Status::Apologies) => status = Status::Substituted,
                Mark::Proxy(_) | Mark::Remote | Mark::Nothing => {}
            }
        }
        let mut role = parsed.role.map(|r| tidy(&r));
        if parsed.plural {
            role = role.map(|r| singular(&r));
        }
        let mut delegation = self.open;
        let confidence = self.doubt * confidence.min(parsed.confidence);
        // "(HP) (Chairing)": initials first, then what else stands in brackets.
        let places: Vec<String> = parsed.affiliation.as_deref().map(tidy).map_or_else(Vec::new, |all| match all.split_once(", ") {
            Some((head, tail)) if are_initials(head, &parsed.name) => vec![tail.to_owned()],
            _ => vec![all],
        });
        for place in places {
            match self.affiliation(&place, &parsed.name, span, status) {
                Beside::Initials => {}
                Beside::Office => role = Some(role.map_or_else(|| place.clone(), |r| format!("{r}, {place}"))),
                Beside::Delegation(i) if delegation.is_none() => delegation = Some(i),
                Beside::Delegation(_) | Beside::Unknown => {}
            }
        }
        role = role.or_else(|| self.office.clone());
        if status == Status::Present && role.as_deref().is_some_and(|r| folded(r).split(' ').any(|w| w.starts_with("observ"))) {
            status = Status::Observer;
        }
        let person = Person {
            name: tidy(&parsed.name),
            as_written,
            honorific: parsed.honorific,
            given: if parsed.single { None } else { parsed.given },
            family: if parsed.single && role.is_none() { None } else { parsed.family },
            role,
            delegation,
            status,
            stands_for,
            attended,
            span,
            also: Vec::new(),
            confidence,
            repairs: Vec::new(),
        };
        self.add(person)
    }

    /// The one person of the list so far whose given name a word is.
    pub(super) fn called(&self, word: &str) -> Option<usize> {
        let key = folded(word);
        let given = |p: &Person| p.given.as_deref().and_then(|g| g.split_whitespace().next()).is_some_and(|g| folded(g) == key);
        let mut bearers = self.out.people.iter().enumerate().filter(|(_, p)| given(p) && p.family.is_some());
        match (bearers.next(), bearers.next()) {
            (Some((i, _)), None) => Some(i),
            _ => None,
        }
    }

    fn add(&mut self, mut person: Person) -> usize {
        // "Cllr Berg" is the Cllr Ola Berg of the same roll, where only one bears the name.
        if person.given.is_none() && person.honorific.is_some() {
            let same: Vec<&Person> = self.out.people.iter().filter(|p| p.given.is_some() && p.family.is_some() && p.family == person.family).collect();
            if let [only] = same.as_slice() {
                let because = format!("{} is the only one of that name in the roll", only.name);
                person.repairs.push(Repair::new("name-completed", because).replacing(person.name.clone(), only.name.clone()));
                person.name.clone_from(&only.name);
                person.given.clone_from(&only.given);
            }
        }
        // "Chair: Ana" below a list with one Ana.
        if person.given.is_none()
            && person.honorific.is_none()
            && person.role.is_some()
            && let Some(only) = self.called(&person.name)
            && let Some(known) = self.out.people.get_mut(only)
        {
            known.role = known.role.take().or(person.role.take());
            known.also.push(person.span);
            return only;
        }
        let key = folded(&person.name);
        let twin = self.out.people.iter().position(|p| {
            folded(&p.name) == key
                && (p.status == person.status || is_there(p.status) && is_there(person.status))
                && (p.delegation == person.delegation || p.delegation.is_none() || person.delegation.is_none())
                && (p.given.is_some() || p.role == person.role)
        });
        if let Some(i) = twin {
            if let Some(p) = self.out.people.get_mut(i) {
                if p.span != person.span && !p.also.contains(&person.span) {
                    p.also.push(person.span);
                }
                p.role = p.role.take().or(person.role.take());
                p.delegation = p.delegation.or(person.delegation);
                p.attended = p.attended.take().or(person.attended.take());
            }
            return i;
        }
        self.out.people.push(person);
        self.out.people.len() - 1
    }

    /// What stands in brackets behind a name and is no office and no mark: initials, a State, an organisation.
    fn affiliation(&mut self, place: &str, name: &str, span: Span, status: Status) -> Beside {
        if are_initials(place, name) {
            return Beside::Initials;
        }
        if matches!(
            place,
            "GM" | "CEO"
                | "CFO"
                | "COO"
                | "VP"
                | "MD"
                | "HOD"
                | "PR"
                | "DG"
                | "DDG"
                | "EO"
                | "CAO"
                | "Chairing"
                | "Minuting"
                | "chairing"
                | "minuting"
                | "Minutes"
                | "minutes"
                | "notes"
                | "Protokoll"
                | "Minute taker"
                | "minute taker"
        ) {
            return Beside::Office;
        }
        // The place of the words, where they stand as one in the entry.
        let words = span.of(self.text).replace('\n', " ");
        let Some(at) = words.find(place).map(|i| Span::new(span.start + i, span.start + i + place.len())) else { return Beside::Unknown };
        let is_org = states::resolve(place).is_some()
            || states::by_code(place).is_some()
            || place.chars().filter(|c| c.is_uppercase()).count() >= 2 && (words.contains(&format!("({place}")) || !may_be_person(place))
            || place.chars().any(|c| matches!(u32::from(c), 0x4E00..=0x9FFF));
        // An organisation's small words join its large ones; any other small word is a sentence's.
        let small = |w: &str| w.chars().next().is_some_and(char::is_lowercase) && w.chars().count() > 2 && w.chars().all(char::is_alphabetic);
        let joins = |w: &str| {
            matches!(
                w,
                "and"
                    | "for"
                    | "the"
                    | "des"
                    | "les"
                    | "del"
                    | "las"
                    | "los"
                    | "und"
                    | "der"
                    | "die"
                    | "das"
                    | "für"
                    | "von"
                    | "pour"
                    | "para"
                    | "dos"
                    | "with"
                    | "near"
                    | "zur"
                    | "zum"
            )
        };
        let is_sentence = place.split_whitespace().filter(|w| small(w) && !joins(w)).count() >= 2
            || place.split_whitespace().count() > 10
            || place.chars().next().is_some_and(char::is_lowercase)
            || place.chars().any(|c| c.is_ascii_digit());
        if !is_org || is_sentence {
            return Beside::Unknown;
        }
        let (open, held) = (self.open, self.status);
        self.status = status;
        let doubt = self.doubt;
        self.doubt *= BRACKETED;
        let i = self.heading(at, true);
        (self.open, self.status, self.doubt) = (open, held, doubt);
        if let Some(d) = self.out.delegations.get_mut(i).filter(|d| d.kind == DelegationKind::State) {
            d.confidence = d.confidence.max(doubt);
        }
        Beside::Delegation(i)
    }

    /// Words of the roll that are in no entry.
    pub(super) fn left(&mut self, span: Span) {
        let words = tidy(span.of(self.text));
        if words.chars().filter(|c| c.is_alphabetic()).count() < 3 || flow::is_nothing(&words) {
            return;
        }
        self.notices.push(Notice::new(Code::RollWordsLeft, format!("\"{words}\" stands in the roll and was read as no person or delegation")).at(span));
    }

    /// The last person's entry runs on over `span`: a post, a place, the rest of a name.
    pub(super) fn runs_on(&mut self, span: Span) -> bool {
        let words = tidy(span.of(self.text));
        let Some(last) = self.out.people.last_mut() else { return false };
        if let Some(mark) = super::marks::read(&words) {
            match mark {
                Mark::Status(s) => last.status = s,
                Mark::From(t) => last.attended.get_or_insert_with(Attended::default).from = Some(t),
                Mark::To(t) => last.attended.get_or_insert_with(Attended::default).to = Some(t),
                Mark::For(n) => last.stands_for = Some(n),
                Mark::Proxy(_) | Mark::Remote | Mark::Nothing => {}
            }
            return true;
        }
        let bare = words.trim_matches(|c: char| matches!(c, '(' | ')' | ',')).to_owned();
        if last.role.is_none() && titles::is_office(&bare) && bare.split_whitespace().count() <= 10 {
            last.role = Some(bare);
            last.span = last.span.union(span);
            last.as_written = tidy(last.span.of(self.text));
            return true;
        }
        false
    }

    /// The open delegation's heading goes on over `span`.
    pub(super) fn heading_runs_on(&mut self, span: Span) -> bool {
        let Some(i) = self.open.filter(|i| i + 1 == self.out.delegations.len()) else { return false };
        if self.out.people.iter().any(|p| p.delegation == Some(i)) {
            return false;
        }
        let Some(before) = self.out.delegations.pop() else { return false };
        self.heading(before.span.union(span), true);
        true
    }

    /// Puts delegations that an entry's status tells into line: a delegation whose people are all away is away itself.
    pub(super) fn finish(mut self, by_people: bool) -> (Attendance, Vec<Notice>) {
        if by_people {
            let mut there: BTreeMap<usize, Vec<Status>> = BTreeMap::new();
            for p in &self.out.people {
                if let Some(d) = p.delegation {
                    there.entry(d).or_default().push(p.status);
                }
            }
            for (d, statuses) in there {
                let Some(delegation) = self.out.delegations.get_mut(d) else { continue };
                let here = statuses.iter().any(|s| matches!(s, Status::Present | Status::Observer));
                if let (false, Some(first)) = (here, statuses.first()) {
                    delegation.status = *first;
                }
            }
        }
        (self.out, self.notices)
    }
}

enum Beside {
    Initials,
    Office,
    Delegation(usize),
    Unknown,
}

const fn is_there(status: Status) -> bool {
    matches!(status, Status::Present | Status::Observer)
}

/// "members present" in a count's words.
const fn status_words(status: Status) -> &'static str {
    match status {
        Status::Present => "present",
        Status::Apologies => "apologies",
        Status::Absent => "absent",
        Status::Substituted => "substituted",
        Status::Observer => "observers",
    }
}

/// "…, and Mayor Berg – 5." ends in a count.
fn trailing_count(words: &str) -> Option<(usize, u32)> {
    let body = words.trim_end().trim_end_matches('.').trim_end();
    let digits = body.len() - body.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits == 0 || digits > 3 {
        return None;
    }
    let (before, count) = body.split_at_checked(body.len() - digits)?;
    let trimmed = before.trim_end();
    let cut = trimmed.strip_suffix(['–', '-', '—', ':'])?.trim_end();
    // The dash stands apart: "Berg – 5", "Berg. - 5".
    (cut.len() < trimmed.len()).then(|| count.parse().ok().map(|n| (cut.len(), n)))?
}

/// Whether the letters are the person's initials: the first letter of the name, then letters of it in their order.
fn are_initials(letters: &str, name: &str) -> bool {
    if letters.chars().count() > 5 || !letters.chars().all(char::is_alphabetic) {
        return false;
    }
    let mut words = name.split_whitespace().map(folded);
    let first = words.next().unwrap_or_default();
    let name: Vec<char> = folded(name).chars().collect();
    let wanted: Vec<char> = folded(letters).chars().collect();
    let Some(head) = wanted.first() else { return false };
    if !first.starts_with(*head) && !words.any(|w| w.starts_with(*head)) {
        return false;
    }
    let mut at = name.iter();
    let in_order = wanted.iter().all(|c| at.any(|n| n == c));
    let reversed: Vec<char> = wanted.iter().rev().copied().collect();
    let mut at = name.iter();
    in_order || reversed.iter().all(|c| at.any(|n| n == c))
}

/// One line, single spaces.
fn tidy(words: &str) -> String {
    let joined = words.replace("-\n", "-");
    joined.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches(|c: char| matches!(c, ',' | ';' | '•' | '●' | '*')).trim().to_owned()
}

/// A delegation's heading.
#[derive(Debug)]
struct Heading {
    name: String,
    kind: DelegationKind,
    code: Option<String>,
    role: Option<String>,
    observer: bool,
    confidence: f32,
    repair: Option<Repair>,
}

impl Heading {
    /// "Mexico – 12MSP President", "Norway (Chair)", "Observer for Palestine", "AT", "Secretariat - ISU".
    fn of(words: &str) -> Self {
        let words = tidy(words);
        let words = words.trim_end_matches([':', '*', '.', ',']).trim();
        let low = words.to_lowercase();
        let (bare, observer) = ["observer for ", "observateur pour ", "observer: ", "observador de ", "observers from ", "observer from "]
            .iter()
            .find(|p| low.starts_with(**p))
            .map_or((words, false), |p| (words.get(p.len()..).unwrap_or(words), true));
        let plain = |name: &str, kind, code: Option<&str>, role: Option<&str>| Self {
            name: name.to_owned(),
            kind,
            code: code.map(str::to_owned),
            role: role.map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()),
            observer,
            confidence: 1.0,
            repair: None,
        };
        if let Some(state) = state_of(bare) {
            return plain(state.name, DelegationKind::State, Some(state.code), None);
        }
        for divider in [" – ", " - ", " — ", " (", ", ", ": "] {
            if let Some((head, tail)) = bare.split_once(divider) {
                let tail = tail.trim_end_matches(')');
                if let Some(state) = state_of(head.trim()) {
                    let observer = observer || tail.to_lowercase().starts_with("observ");
                    return Self { observer, ..plain(state.name, DelegationKind::State, Some(state.code), Some(tail)) };
                }
                if divider != ", " && divider != ": " && (titles::is_office(tail) || tail.chars().next().is_some_and(|c| c.is_ascii_digit())) {
                    return plain(head.trim(), kind_of(head), acronym(head), Some(tail));
                }
                if divider == " (" && acronym(tail).is_some() {
                    return plain(head.trim(), kind_of(head), acronym(tail), None);
                }
            }
        }
        if bare.chars().count() == 2
            && bare.chars().all(|c| c.is_ascii_uppercase())
            && let Some(state) = only_state_beginning(bare)
        {
            let repair = Repair::new("code-guessed", format!("{bare} is no State's code, and {} is the only State whose name begins so", state.name))
                .replacing(bare, state.code);
            return Self { confidence: GUESSED_CODE, repair: Some(repair), ..plain(state.name, DelegationKind::State, Some(state.code), None) };
        }
        plain(bare, kind_of(bare), acronym(bare), None)
    }
}

/// The State that the words name or, in capitals, the code of.
pub(super) fn state_of(words: &str) -> Option<&'static states::State> {
    let words = words.trim().trim_end_matches([':', '*', '.', ',']).trim();
    // "ALGERIA / ALGÉRIE": one State in several languages.
    let in_languages = || {
        let mut named = words.split(" / ").map(|part| states::resolve(part.trim()));
        let first = named.next().flatten().filter(|_| words.contains(" / "))?;
        named.all(|other| other.is_some_and(|o| o.code == first.code)).then_some(first)
    };
    states::resolve(words)
        .or_else(in_languages)
        .or_else(|| (matches!(words.len(), 2 | 3) && words.chars().all(|c| c.is_ascii_uppercase())).then(|| states::by_code(words)).flatten())
}

/// "SP": the one State whose English name begins with these two letters.
fn only_state_beginning(code: &str) -> Option<&'static states::State> {
    let mut chars = code.chars();
    let start: String = chars.next().into_iter().chain(chars.next().map(|c| c.to_ascii_lowercase())).collect();
    let mut found: Option<&'static states::State> = None;
    for a in b'A'..=b'Z' {
        for b in b'A'..=b'Z' {
            let key = format!("{}{}", char::from(a), char::from(b));
            let Some(state) = states::by_code(&key).filter(|s| s.name.starts_with(&start) && s.kind == states::StateKind::Member) else { continue };
            if found.is_some_and(|f| f.code != state.code) {
                return None;
            }
            found = Some(state);
        }
    }
    found
}

/// Whether the words are a two-letter code for a State in a list of such codes.
pub(super) fn is_code(word: &str) -> bool {
    let word = word.trim_end_matches(':');
    word.len() == 2 && word.chars().all(|c| c.is_ascii_uppercase()) && (states::by_code(word).is_some() || only_state_beginning(word).is_some())
}

/// The acronym that the words are.
fn acronym(words: &str) -> Option<&str> {
    let words = words.trim();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let caps = words.chars().filter(|c| c.is_uppercase()).count();
    (!words.contains(' ')
        && (2..=10).contains(&letters)
        && caps >= 2
        && caps * 2 >= letters
        && words.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '&')))
    .then_some(words)
}

fn kind_of(words: &str) -> DelegationKind {
    let low = words.to_lowercase();
    let office = ["secretariat", "isu", "office", "presidency", "support unit", "secrétariat", "secretaría", "sekretariat"]
        .iter()
        .any(|w| low.split(|c: char| !c.is_alphanumeric()).any(|x| x == *w) || (w.contains(' ') && low.contains(w)));
    if office {
        DelegationKind::Office
    } else if acronym(words).is_some() || is_organisation(words) {
        DelegationKind::Organisation
    } else {
        DelegationKind::Unknown
    }
}

/// Words that an organisation's name holds.
pub(super) fn is_organisation(words: &str) -> bool {
    const BODIES: &[&str] = &[
        "association", "organisation", "organization", "union", "university", "institute", "institut", "society", "coalition", "committee", "agency", "bank",
        "foundation", "federation", "council", "centre", "center", "commission", "ministry", "department", "company", "ltd", "inc", "gmbh", "network",
        "alliance", "international", "nations", "forum", "fund", "programme", "program", "corporation", "research", "group", "league", "confederation",
        "trust", "academy", "college", "school", "consortium", "secretariat", "office", "unit", "bureau", "chamber", "initiative", "campaign", "movement",
        "banks", "llp", "llc", "plc", "universidad", "université", "universität", "asociación", "associação", "verein", "verband", "fondation", "fundación",
        "instituto", "ministerio", "ministère", "laboratory", "project", "partnership", "service", "services", "authority", "board", "press", "club",
    ];
    words.split(|c: char| !c.is_alphanumeric()).any(|w| BODIES.contains(&w.to_lowercase().as_str()))
}

/// Whether words behind a comma, not in brackets, may be the next person of the list as well as an organisation.
fn may_be_person(words: &str) -> bool {
    !is_organisation(words)
        && (2..=3).contains(&words.split_whitespace().count())
        && words.split_whitespace().all(|w| w.chars().next().is_some_and(char::is_uppercase) && w.chars().filter(|c| c.is_uppercase()).count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_at_the_end() {
        assert_eq!(trailing_count("Berg, Paz, and Mayor Lund – 5."), Some(("Berg, Paz, and Mayor Lund".len(), 5)));
        assert_eq!(trailing_count("None. - 0."), Some(("None.".len(), 0)));
        assert_eq!(trailing_count("Ola Berg"), None);
    }

    #[test]
    fn initials() {
        for (letters, name, want) in [
            ("OB", "Ola Berg", true),
            ("AHol", "Alan Holm", true),
            ("SCC", "Ola Berg", false),
            ("AN", "Arnold Nip", true),
            ("S", "Sai", true),
            ("IT", "Anna Rossi", false),
        ] {
            assert_eq!(are_initials(letters, name), want, "{letters} {name}");
        }
    }

    #[test]
    fn headings() {
        let told = |w: &str| {
            let h = Heading::of(w);
            format!("{}|{}|{}|{}", h.name, h.code.unwrap_or_default(), h.role.unwrap_or_default(), h.observer)
        };
        assert_eq!(told("Norway (Chair)"), "Norway|NOR|Chair|false");
        assert_eq!(told("Chile – 3RC President"), "Chile|CHL|3RC President|false");
        assert_eq!(told("Observer for Palestine"), "Palestine|PSE||true");
        assert_eq!(told("AT"), "Austria|AUT||false");
        assert_eq!(told("World Harbour Union (WHU)"), "World Harbour Union|WHU||false");
        assert_eq!(told("HBO"), "HBO|HBO||false");
    }
}

//! What the text refers to: the top level classes (TLC) of Akoma Ntoso, each told once and named by everything that refers to it.

use super::super::markup::Markup;
use crate::gazetteer::fold;
use crate::minutes::{Attendance, Entity, Minutes, Speaker, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Identifiers of one document: whatever is asked for, no two things get one name, and none has letters that a URI fragment has no place for.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// For each name that was asked for twice, the last number given.
    again: BTreeMap<String, usize>,
}

impl Ids {
    pub(super) fn claim(&mut self, wanted: &str) -> String {
        let plain: String = wanted.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
        let plain = if plain.is_empty() { "_".to_owned() } else { plain };
        if self.taken.insert(plain.clone()) {
            return plain;
        }
        let n = self.again.entry(plain.clone()).or_insert(1);
        loop {
            *n += 1;
            let id = format!("{plain}__{n}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The class of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Person,
    Organization,
    Location,
    Event,
    Concept,
    Role,
    Reference,
}

impl Class {
    const fn element(self) -> &'static str {
        match self {
            Self::Person => "TLCPerson",
            Self::Organization => "TLCOrganization",
            Self::Location => "TLCLocation",
            Self::Event => "TLCEvent",
            Self::Concept => "TLCConcept",
            Self::Role => "TLCRole",
            Self::Reference => "TLCReference",
        }
    }

    /// The word in identifiers and in the ontology's addresses.
    const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Location => "location",
            Self::Event => "event",
            Self::Concept => "concept",
            Self::Role => "role",
            Self::Reference => "reference",
        }
    }
}

#[derive(Debug)]
struct Term {
    class: Class,
    id: String,
    /// What tells it from others of its class, as part of an address.
    key: String,
    show: String,
    short: Option<String>,
}

/// All terms of one document.
#[derive(Debug)]
pub(super) struct Terms {
    all: Vec<Term>,
    known: BTreeMap<(Class, String), String>,
    /// Ids of the roll's people and delegations -> ids here.
    roll: BTreeMap<String, String>,
    /// Codes and names of delegations -> ids here.
    delegations: BTreeMap<String, String>,
}

impl Terms {
    /// The terms of the roll; the others come as they are met.
    pub(super) fn of(record: &Minutes, ids: &mut Ids) -> Self {
        let mut this = Self { all: Vec::new(), known: BTreeMap::new(), roll: BTreeMap::new(), delegations: BTreeMap::new() };
        let Attendance { delegations, people, .. } = &record.attendance;
        for delegation in delegations {
            let id = ids.claim(&delegation.id);
            for name in delegation.code.iter().chain([&delegation.name]) {
                this.delegations.entry(fold::fold(name)).or_insert_with(|| id.clone());
            }
            let key = delegation.code.as_deref().map_or_else(|| slug(&delegation.name), slug);
            this.add(Class::Organization, &delegation.id, id, key, &delegation.name, delegation.code.as_deref());
        }
        for person in people {
            let id = ids.claim(&person.id);
            this.known.entry((Class::Person, slug(&person.name))).or_insert_with(|| id.clone());
            this.add(Class::Person, &person.id, id, slug(&person.name), &person.name, None);
        }
        this
    }

    fn add(&mut self, class: Class, of: &str, id: String, key: String, show: &str, short: Option<&str>) {
        self.roll.entry(of.to_owned()).or_insert_with(|| id.clone());
        self.all.push(Term { class, id, key, show: show.to_owned(), short: short.map(str::to_owned) });
    }

    /// A reference to somebody of the roll.
    pub(super) fn listed(&self, id: &str) -> Option<String> {
        self.roll.get(id).map(|id| format!("#{id}"))
    }

    /// A reference to a term, which is told at its first mention.
    pub(super) fn refer(&mut self, ids: &mut Ids, class: Class, key: &str, show: &str) -> String {
        let key = slug(key);
        if let Some(id) = self.known.get(&(class, key.clone())) {
            return format!("#{id}");
        }
        let id = ids.claim(&format!("{}.{key}", class.word()));
        self.known.insert((class, key.clone()), id.clone());
        let reference = format!("#{id}");
        self.all.push(Term { class, id, key, show: show.to_owned(), short: None });
        reference
    }

    /// What an entity refers to; `None` for kinds that are values and refer to nothing.
    pub(super) fn entity(&mut self, ids: &mut Ids, entity: &Entity) -> Option<String> {
        let words = entity.text.as_str();
        let or = |a: &Option<String>, b: &Option<String>| a.clone().or_else(|| b.clone()).unwrap_or_else(|| words.to_owned());
        let (class, key, show) = match &entity.value {
            Value::State { code, name, .. } => (Class::Location, or(code, name), or(name, code)),
            Value::Organisation { acronym, name } => (Class::Organization, or(acronym, name), or(name, acronym)),
            Value::Person { person, name } => match person.as_deref().and_then(|p| self.listed(p)) {
                Some(listed) => return Some(listed),
                None => (Class::Person, name.clone(), name.clone()),
            },
            Value::Meeting { acronym, name, .. } => (Class::Event, or(acronym, name), or(name, acronym)),
            Value::Instrument { acronym, name } => (Class::Reference, or(acronym, name), or(name, acronym)),
            Value::Article { number, instrument } => {
                let whole = instrument.as_ref().map_or_else(|| format!("article {number}"), |i| format!("{i} article {number}"));
                (Class::Reference, whole.clone(), whole)
            }
            Value::Document { symbol, title } => (Class::Reference, or(symbol, title), or(title, symbol)),
            Value::Amount { currency, .. } => {
                let currency = currency.clone().unwrap_or_else(|| "currency".to_owned());
                (Class::Concept, currency.clone(), currency)
            }
            Value::Percentage { .. } => (Class::Concept, "percentage".to_owned(), "percentage".to_owned()),
            Value::Count { unit, .. } => (Class::Concept, unit.clone(), unit.clone()),
            Value::Date { .. } | Value::Time { .. } => return None,
        };
        Some(self.refer(ids, class, &key, &show))
    }

    /// Who speaks.
    pub(super) fn speaker(&mut self, ids: &mut Ids, speaker: &Speaker) -> String {
        if let Some(listed) = speaker.person.as_deref().and_then(|p| self.listed(p)) {
            return listed;
        }
        let delegation = speaker.code.iter().chain([&speaker.name]).find_map(|name| self.delegations.get(&fold::fold(name)));
        if let Some(id) = delegation {
            return format!("#{id}");
        }
        let class = if speaker.kind == "person" { Class::Person } else { Class::Organization };
        self.refer(ids, class, speaker.code.as_deref().unwrap_or(&speaker.name), &speaker.name)
    }

    /// The `references` element.
    pub(super) fn write(&self, xml: &mut Markup) {
        xml.open("references").with("source", super::SELF).raw("\n");
        xml.open("TLCOrganization").with("eId", super::SELF.trim_start_matches('#')).with("href", "/akn/ontology/organization/rapporteur");
        xml.with("showAs", "Rapporteur").close_empty().raw("\n");
        for term in &self.all {
            xml.open(term.class.element()).with("eId", &term.id).with("href", &format!("/akn/ontology/{}/{}", term.class.word(), term.key));
            xml.with("showAs", &term.show).with_some("shortForm", term.short.as_deref());
            if term.class == Class::Reference {
                xml.with("name", "reference");
            }
            xml.close_empty().raw("\n");
        }
        xml.close().raw("\n");
    }
}

/// A name as part of an address: folded, its letters and digits, others than ASCII by their code points.
pub(super) fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in fold::fold(name).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if c.is_alphanumeric() {
            out.push_str(&format!("u{:x}", u32::from(c)));
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "unnamed".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_parts_of_addresses() {
        for (name, expected) in [("CMC", "cmc"), ("Côte d'Ivoire", "cote-d-ivoire"), ("日本", "u65e5u672c"), ("—", "unnamed"), ("a b%/c", "a-b-c")] {
            assert_eq!(slug(name), expected);
        }
    }

    #[test]
    fn no_two_things_have_one_id() {
        let mut ids = Ids::default();
        let given: Vec<_> = ["p1", "p1", "p1__2", "s 5\"", "s_5_", ""].iter().map(|wanted| ids.claim(wanted)).collect();
        assert_eq!(given, ["p1", "p1__2", "p1__2__2", "s_5_", "s_5___2", "_"]);
    }
}

//! A record as Popolo's objects.

use super::super::links::Links;
use crate::diagnostics::Repair;
use crate::gazetteer::fold;
use crate::minutes::{Confidence, Delegation, DelegationKind, Minutes, Person, Speaker, Status, TextSpan, Vote};
use crate::write::sections::Words;
use serde_json::{Map, Value, json};

/// The lists of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Persons,
    Organizations,
    Memberships,
    Events,
    Motions,
    VoteEvents,
    Speeches,
}

impl Kind {
    pub(super) const ALL: [Self; 7] = [Self::Persons, Self::Organizations, Self::Memberships, Self::Events, Self::Motions, Self::VoteEvents, Self::Speeches];

    /// Its key.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Persons => "persons",
            Self::Organizations => "organizations",
            Self::Memberships => "memberships",
            Self::Events => "events",
            Self::Motions => "motions",
            Self::VoteEvents => "vote_events",
            Self::Speeches => "speeches",
        }
    }
}

/// The objects of one record.
pub(super) struct Objects<'r> {
    record: &'r Minutes,
    links: &'r Links,
    words: Words<'r>,
    /// The id of the body that met.
    body: Option<String>,
    made: Vec<(Kind, Value)>,
}

impl<'r> Objects<'r> {
    pub(super) fn of(record: &'r Minutes, links: &'r Links) -> Self {
        let body = record.meeting.body.as_deref().map(|name| format!("body:{}", fold::fold(name)));
        Self { record, links, words: Words::of(&record.text), body, made: Vec::new() }
    }

    /// All of them.
    pub(super) fn all(mut self) -> Vec<(Kind, Value)> {
        self.meeting();
        for delegation in &self.record.attendance.delegations {
            self.delegation(delegation);
        }
        for person in &self.record.attendance.people {
            self.person(person);
        }
        self.proposals();
        self.speeches();
        self.made
    }

    fn put(&mut self, kind: Kind, object: Value) {
        self.made.push((kind, without_nulls(object)));
    }

    /// An id of this record alone.
    fn own(&self, what: &str) -> String {
        format!("{}#{what}", self.record.id)
    }

    /// Where a fact stands and how sure it is: Popolo's `sources`, and ours.
    fn with_place(&self, mut object: Value, page: Option<u32>, span: TextSpan, confidence: Confidence, repairs: &[Repair]) -> Value {
        if let Some(object) = object.as_object_mut() {
            object.insert("sources".to_owned(), json!([{ "url": self.links.to(self.record, page), "note": self.record.source.file }]));
            let ours = object.entry("rapporteur").or_insert_with(|| json!({}));
            if let Some(ours) = ours.as_object_mut() {
                ours.insert("record".to_owned(), json!(self.record.id));
                ours.insert("span".to_owned(), json!(span));
                ours.insert("page".to_owned(), json!(page));
                ours.insert("confidence".to_owned(), json!(confidence));
                ours.insert("repairs".to_owned(), json!(repairs));
            }
        }
        object
    }

    fn meeting(&mut self) {
        let meeting = &self.record.meeting;
        if let (Some(id), Some(name)) = (self.body.clone(), &meeting.body) {
            self.put(Kind::Organizations, json!({ "id": id, "name": name, "classification": "body" }));
        }
        let attendees: Vec<Value> =
            self.record.attendance.people.iter().filter(|p| there(p.status)).map(|p| json!({ "id": self.own(&p.id), "name": p.name })).collect();
        let event = json!({
            "id": self.own("meeting"),
            "name": meeting.title,
            "classification": "meeting",
            "start_date": meeting.date,
            "end_date": meeting.end_date.as_ref().or(meeting.date.as_ref()),
            "location": meeting.venue,
            "organization_id": self.body,
            "identifiers": meeting.symbol.as_ref().map(|s| json!([{ "scheme": "symbol", "identifier": s }])),
            "attendees": attendees,
            "sources": [{ "url": self.links.to(self.record, None), "note": self.record.source.file }],
            "rapporteur": {
                "record": self.record.id,
                "kind": meeting.kind,
                "number": meeting.number,
                "start_time": meeting.start_time,
                "end_time": meeting.end_time,
                "state": meeting.state,
                "chair": meeting.chair.as_deref().map(|p| self.own(p)),
                "evidence": meeting.evidence,
            },
        });
        self.put(Kind::Events, event);
    }

    /// The id of a delegation's organisation.
    fn organisation(&self, delegation: &Delegation) -> String {
        match (delegation.kind, &delegation.code) {
            (DelegationKind::State, Some(code)) => format!("state:{code}"),
            (DelegationKind::Organisation, code) => format!("organisation:{}", fold::fold(code.as_deref().unwrap_or(&delegation.name))),
            _ => self.own(&delegation.id),
        }
    }

    fn delegation(&mut self, delegation: &Delegation) {
        let id = self.organisation(delegation);
        let scheme = match delegation.kind {
            DelegationKind::State if delegation.code.as_ref().is_some_and(|c| c.len() == 4) => "ISO 3166-3",
            DelegationKind::State => "ISO 3166-1 alpha-3",
            _ => "acronym",
        };
        let code = delegation.code.as_ref().map(|code| json!([{ "scheme": scheme, "identifier": code }]));
        let object = json!({ "id": id, "name": delegation.name, "classification": delegation.kind, "identifiers": code });
        // One that stands for itself over all records carries no place of one of them.
        let local = id == self.own(&delegation.id);
        let object = if local { self.with_place(object, delegation.page, delegation.span, delegation.confidence, &delegation.repairs) } else { object };
        self.put(Kind::Organizations, object);
        let sat = json!({
            "id": self.own(&format!("{}-membership", delegation.id)),
            "member_id": id,
            "organization_id": self.body,
            "role": delegation.role,
            "start_date": self.record.meeting.date,
            "end_date": self.record.meeting.end_date.as_ref().or(self.record.meeting.date.as_ref()),
            "rapporteur": { "attendance": delegation.status, "as_written": delegation.as_written, "event": self.own("meeting") },
        });
        let sat = self.with_place(sat, delegation.page, delegation.span, delegation.confidence, &delegation.repairs);
        self.put(Kind::Memberships, sat);
    }

    fn person(&mut self, person: &Person) {
        let object = json!({
            "id": self.own(&person.id),
            "name": person.name,
            "honorific_prefix": person.honorific,
            "given_name": person.given,
            "family_name": person.family,
            "rapporteur": { "as_written": person.as_written },
        });
        let object = self.with_place(object, person.page, person.span, person.confidence, &person.repairs);
        self.put(Kind::Persons, object);
        let listed = person.delegation.as_deref().and_then(|id| self.record.attendance.delegations.iter().find(|d| d.id == id));
        let behalf = listed.map(|d| self.organisation(d));
        // Where the body is not known, the delegation is what somebody belongs to.
        let (organisation, behalf) = if self.body.is_some() { (self.body.clone(), behalf) } else { (behalf, None) };
        let membership = json!({
            "id": self.own(&format!("{}-membership", person.id)),
            "person_id": self.own(&person.id),
            "organization_id": organisation,
            "on_behalf_of_id": behalf,
            "role": person.role,
            "start_date": self.record.meeting.date,
            "end_date": self.record.meeting.end_date.as_ref().or(self.record.meeting.date.as_ref()),
            "rapporteur": {
                "attendance": person.status,
                "event": self.own("meeting"),
                "for": person.stands_for.as_deref().map(|p| self.own(p)),
                "attended": person.attended,
                "delegation": person.delegation,
            },
        });
        let membership = self.with_place(membership, person.page, person.span, person.confidence, &person.repairs);
        self.put(Kind::Memberships, membership);
    }

    /// Decisions and votes: what was proposed, and how it went.
    fn proposals(&mut self) {
        let record = self.record;
        let date = record.meeting.date.as_ref();
        for (n, decision) in record.decisions.iter().enumerate() {
            let motion = json!({
                "id": self.own(&format!("decision-{}", n + 1)),
                "organization_id": self.body,
                "event_id": self.own("meeting"),
                "creator_id": decision.moved_by.as_deref().and_then(|name| self.listed(name)),
                "text": decision.text,
                "classification": decision.kind,
                "date": date,
                "result": match decision.kind.as_str() {
                    "approved" | "adopted" | "agreed" | "decided" | "elected" => Some("pass"),
                    "rejected" => Some("fail"),
                    _ => None,
                },
                "rapporteur": { "by": decision.by, "moved_by": decision.moved_by, "seconded_by": decision.seconded_by, "section": decision.section },
            });
            let motion = self.with_place(motion, decision.page, decision.span, decision.confidence, &decision.repairs);
            self.put(Kind::Motions, motion);
        }
        for (n, vote) in record.votes.iter().enumerate() {
            // A vote in the words of a decision is on that.
            let within = record.decisions.iter().position(|d| d.span[0] <= vote.span[0] && vote.span[1] <= d.span[1]);
            let motion = within.map_or_else(|| self.own(&format!("vote-{}-motion", n + 1)), |d| self.own(&format!("decision-{}", d + 1)));
            if within.is_none() {
                let on = json!({
                    "id": motion,
                    "organization_id": self.body,
                    "event_id": self.own("meeting"),
                    "text": vote.subject.as_deref().unwrap_or_else(|| self.words.at(vote.span)),
                    "date": date,
                    "result": result(vote),
                });
                let on = self.with_place(on, vote.page, vote.span, vote.confidence, &vote.repairs);
                self.put(Kind::Motions, on);
            }
            let event = self.vote(n, vote, &motion);
            self.put(Kind::VoteEvents, event);
        }
    }

    fn vote(&self, n: usize, vote: &Vote, motion: &str) -> Value {
        let figures = [("yes", vote.in_favour), ("no", vote.against), ("abstain", vote.abstain), ("absent", vote.absent)];
        let counts: Vec<Value> = figures.iter().filter_map(|(option, n)| n.map(|n| json!({ "option": option, "value": n }))).collect();
        let votes: Vec<Value> = vote
            .voters
            .iter()
            .map(|voter| {
                let option = match voter.vote.as_str() {
                    "for" => "yes",
                    "against" => "no",
                    other => other,
                };
                without_nulls(json!({ "option": option, "voter_id": voter.person.as_deref().map(|p| self.own(p)), "rapporteur": { "as_written": voter.name } }))
            })
            .collect();
        let event = json!({
            "id": self.own(&format!("vote-{}", n + 1)),
            "motion_id": motion,
            "organization_id": self.body,
            "start_date": self.record.meeting.date,
            "result": result(vote),
            "counts": counts,
            "votes": votes,
            "rapporteur": { "subject": vote.subject, "outcome": vote.outcome, "unanimous": vote.unanimous, "section": vote.section },
        });
        self.with_place(event, vote.page, vote.span, vote.confidence, &vote.repairs)
    }

    /// Minutes tell what was said in other words: each is a `summary` in Popolo's terms.
    fn speeches(&mut self) {
        let record = self.record;
        for (n, said) in record.interventions.iter().enumerate() {
            let title = said.section.as_deref().and_then(|id| record.sections.iter().find(|s| s.id == id)).and_then(|s| s.title.as_deref());
            let speech = json!({
                "id": self.own(&format!("speech-{}", n + 1)),
                "event_id": self.own("meeting"),
                "creator_id": self.speaker(&said.speaker),
                "attribution_text": said.speaker.name,
                "type": "summary",
                "title": title,
                "text": self.words.at(said.span),
                "date": record.meeting.date,
                "position": n + 1,
                "rapporteur": { "kind": said.speaker.kind, "code": said.speaker.code, "verb": said.verb, "section": said.section },
            });
            let speech = self.with_place(speech, said.page, said.span, said.confidence, &said.repairs);
            self.put(Kind::Speeches, speech);
        }
    }

    /// The person of the roll, or the delegation of the roll, that spoke.
    fn speaker(&self, speaker: &Speaker) -> Option<String> {
        if let Some(person) = &speaker.person {
            return Some(self.own(person));
        }
        let delegations = &self.record.attendance.delegations;
        let coded = speaker.code.as_ref().and_then(|code| delegations.iter().find(|d| d.code.as_ref() == Some(code)));
        let named = || delegations.iter().find(|d| fold::fold(&d.name) == fold::fold(&speaker.name));
        coded.or_else(named).map(|d| self.organisation(d))
    }

    /// The one person of the roll who is named so.
    fn listed(&self, name: &str) -> Option<String> {
        let name = fold::fold(name);
        let mut found = self.record.attendance.people.iter().filter(|p| fold::fold(&p.name) == name || fold::fold(&p.as_written) == name);
        let first = found.next()?;
        found.next().is_none().then(|| self.own(&first.id))
    }
}

/// Whether somebody was there.
const fn there(status: Status) -> bool {
    matches!(status, Status::Present | Status::Observer)
}

/// Popolo's word for how a vote went.
fn result(vote: &Vote) -> Option<&'static str> {
    match vote.outcome.as_deref() {
        Some("adopted" | "elected") => Some("pass"),
        Some("rejected") => Some("fail"),
        _ => None,
    }
}

/// The object without keys that say nothing: unknown is absent in Popolo.
fn without_nulls(object: Value) -> Value {
    match object {
        Value::Object(map) => Value::Object(map.into_iter().filter(|(_, v)| !v.is_null()).map(|(k, v)| (k, without_nulls(v))).collect::<Map<_, _>>()),
        other => other,
    }
}

//! The attendance record over years: who came, who stopped coming, who was listed wrongly, what is missing.
//!
//! ```text
//! records ─▶ Sheet (what an audit keeps) ─▶ Bodies ─▶ Series ─▶ Delegations ─▶ Linked (who is who) ─▶ Matrix ─▶ findings ─▶ Audit
//! ```
//!
//! Decided here: a record is read once and boiled down; sheets are put in the order of their records before anything else, so that the order of
//! the input and the number of threads leave no mark; what a record does not show ("not recorded") is a state of its own and never a finding about
//! somebody; identity is weighed (see `weigh`) and its doubts are offered, not decided.

mod bodies;
mod decisions;
mod delegations;
mod facts;
mod findings;
mod link;
mod lists;
mod matrix;
pub mod model;
mod names;
mod news;
mod page;
mod roster;
mod series;
mod tables;
mod weigh;

pub use decisions::Decisions;
pub use facts::Sheet;
pub use news::{Before, compare};
pub use page::page;
pub use roster::{Quorum, Roster};
pub use tables::{attendance, candidates, findings_table, matrix_table, people};

use bodies::{Bodies, slug};
use delegations::Delegations;
use link::{Context, Linked, link, reference};
use model::{AUDIT_VERSION, Appearance, Audit, Body, Candidate, MeetingRow, Merge, PersonRow};
use series::Series;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked of the records.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Who should be there.
    pub roster: Roster,
    /// What the user decided about who is who.
    pub decisions: Decisions,
    /// How many must be there, with the rule as it was given.
    pub quorum: Option<(Quorum, String)>,
    /// Bodies whose name has these words.
    pub body: Option<String>,
    /// From this day on.
    pub from: Option<String>,
    /// To this day.
    pub to: Option<String>,
}

/// An audit, with the sheets that its tables are made from.
#[derive(Debug)]
pub struct Audited {
    /// What is written as `audit.json`.
    pub audit: Audit,
    /// The records, boiled down, in the order of their ids.
    pub sheets: Vec<Sheet>,
    /// The index in [`Audit::people`] of each person of each sheet.
    person_of: Vec<Vec<Option<usize>>>,
    /// The delegation of each delegation of each sheet.
    delegations: Vec<Vec<Option<String>>>,
    /// The delegation of each speaker of each sheet.
    speakers: Vec<Vec<String>>,
}

/// Audits the records.
#[must_use]
pub fn audit(mut sheets: Vec<Sheet>, question: &Question) -> Audited {
    sheets.retain(|s| is_asked(s, question));
    sheets.sort_by(|a, b| a.record.cmp(&b.record));
    let mut bodies = Bodies::of(&sheets);
    if let Some(words) = &question.body {
        let asked: BTreeSet<usize> = bodies.named.iter().enumerate().filter(|(_, b)| roster::is_body(words, b)).map(|(i, _)| i).collect();
        let mut of = bodies.of.iter();
        sheets.retain(|_| of.next().is_some_and(|b| asked.contains(b)));
        bodies = Bodies::of(&sheets);
    }
    let series = Series::of(&sheets, &bodies);
    let delegations = Delegations::of(&sheets);
    let of_people: Vec<Vec<Option<String>>> = sheets
        .iter()
        .zip(&delegations.of)
        .map(|(sheet, ids)| sheet.people.iter().map(|p| p.delegation.and_then(|d| ids.get(d).cloned().flatten())).collect())
        .collect();
    let context = Context { sheets: &sheets, bodies: &bodies.of, archives: &bodies.archives, delegations: &of_people };
    let mut linked = link(&context, &question.decisions);
    let named = name_people(&sheets, &mut linked);
    let mut person_of: Vec<Vec<Option<usize>>> = sheets.iter().map(|s| vec![None; s.people.len()]).collect();
    for (g, group) in linked.people.iter().enumerate() {
        for &(s, p) in &group.at {
            if let Some(place) = person_of.get_mut(s).and_then(|s| s.get_mut(p)) {
                *place = Some(g);
            }
        }
    }
    let people = matrix::People { of: &person_of, named: &named };
    let matrix = matrix::build(&sheets, &bodies, &series, &delegations, &people);
    let quorum = question.quorum.as_ref().map(|(rule, told)| (*rule, told.as_str()));
    let evidence = findings::Evidence {
        sheets: &sheets,
        bodies: &bodies,
        series: &series,
        delegations: &delegations,
        linked: &linked,
        person_of: &person_of,
        named: &named,
        matrix: &matrix,
        roster: &question.roster,
        quorum,
    };
    let findings = findings::find(&evidence);
    let audit = Audit {
        audit_version: AUDIT_VERSION.to_owned(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        bodies: told_bodies(&sheets, &bodies, &series),
        meetings: told_meetings(&sheets, &bodies, &series),
        people: told_people(&context, &linked, &named),
        candidates: told_candidates(&sheets, &linked, &named),
        delegations: delegations.rows.values().cloned().collect(),
        matrix,
        findings,
        news: None,
    };
    let speakers = sheets.iter().map(|s| s.speakers.iter().map(|n| delegations.named(n)).collect()).collect();
    Audited { audit, person_of, speakers, delegations: delegations.of, sheets }
}

fn is_asked(sheet: &Sheet, question: &Question) -> bool {
    let day = sheet.date.as_deref();
    let from = question.from.as_deref().is_none_or(|from| day.is_some_and(|d| d >= from));
    let to = question.to.as_deref().is_none_or(|to| day.is_some_and(|d| d <= to));
    from && to
}

/// Puts the people in the order of their names, and gives each an id and the commonest spelling, or what the user decided.
fn name_people(sheets: &[Sheet], linked: &mut Linked) -> Vec<(String, String)> {
    let spelling = |at: &[(usize, usize)]| -> String {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for seen in at.iter().filter_map(|(s, p)| sheets.get(*s)?.people.get(*p)) {
            *counts.entry(&seen.name).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(name, n)| (*n, name.chars().count(), std::cmp::Reverse(*name))).map(|(name, _)| name.to_owned()).unwrap_or_default()
    };
    let first = |at: &[(usize, usize)]| at.iter().filter_map(|(s, p)| sheets.get(*s).map(|s| (s.date.clone().unwrap_or_default(), s.record.clone(), *p))).min();
    let names: Vec<String> = linked.people.iter().map(|g| g.renamed.clone().unwrap_or_else(|| spelling(&g.at))).collect();
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_cached_key(|g| (names.get(*g).map(|n| crate::gazetteer::fold::fold(n)), linked.people.get(*g).and_then(|g| first(&g.at))));
    let mut taken = BTreeSet::new();
    let mut place = vec![0; order.len()];
    let mut named = Vec::with_capacity(order.len());
    let mut people: Vec<Option<link::Group>> = std::mem::take(&mut linked.people).into_iter().map(Some).collect();
    for (new, old) in order.into_iter().enumerate() {
        let name = names.get(old).cloned().unwrap_or_default();
        named.push((slug(&name, &mut taken), name));
        linked.people.extend(people.get_mut(old).and_then(Option::take));
        if let Some(p) = place.get_mut(old) {
            *p = new;
        }
    }
    for doubt in &mut linked.doubts {
        doubt.people = doubt.people.map(|old| place.get(old).copied().unwrap_or(old));
    }
    named
}

fn told_bodies(sheets: &[Sheet], bodies: &Bodies, series: &Series) -> Vec<Body> {
    let mut told = Vec::new();
    for (i, body) in bodies.named.iter().enumerate() {
        let counting = series.counting(i);
        let days: Vec<&str> = counting.iter().filter_map(|s| sheets.get(*s)?.date.as_deref()).collect();
        told.push(Body {
            id: body.id.clone(),
            name: body.name.clone(),
            spellings: body.spellings.clone(),
            meetings: counting.len(),
            first: days.first().map(|d| (*d).to_owned()),
            last: days.last().map(|d| (*d).to_owned()),
        });
    }
    told.sort_by(|a, b| a.id.cmp(&b.id));
    told
}

fn told_meetings(sheets: &[Sheet], bodies: &Bodies, series: &Series) -> Vec<MeetingRow> {
    let mut told = Vec::new();
    for (list, body) in series.of_body.iter().zip(&bodies.named) {
        for (position, (i, sheet)) in list.iter().filter_map(|i| Some((*i, sheets.get(*i)?))).enumerate() {
            told.push(MeetingRow {
                record: sheet.record.clone(),
                file: sheet.file.clone(),
                body: body.id.clone(),
                date: sheet.date.clone(),
                series: series.names.get(i).cloned().unwrap_or_default(),
                position: position + 1,
                number: sheet.number.clone(),
                state: sheet.state.clone(),
                roll: sheet.has_roll(),
                copy_of: series.copies.get(i).copied().flatten().and_then(|c| sheets.get(c)).map(|s| s.record.clone()),
            });
        }
    }
    told.sort_by(|a, b| (&a.body, a.position).cmp(&(&b.body, b.position)));
    told
}

fn told_people(context: &Context, linked: &Linked, named: &[(String, String)]) -> Vec<PersonRow> {
    let sheets = context.sheets;
    linked
        .people
        .iter()
        .zip(named)
        .map(|(group, (id, name))| {
            let mut at = group.at.clone();
            at.sort_by_cached_key(|(s, p)| (sheets.get(*s).and_then(|s| s.date.clone()), *s, *p));
            let seen = |(s, p): &(usize, usize)| Some((sheets.get(*s)?, sheets.get(*s)?.people.get(*p)?));
            let spellings: BTreeSet<&str> = at.iter().filter_map(seen).map(|(_, p)| p.name.as_str()).collect();
            let appearances = at.iter().filter_map(|at| {
                let (sheet, person) = seen(at)?;
                Some(Appearance {
                    record: sheet.record.clone(),
                    person: person.id.clone(),
                    delegation: context.delegations.get(at.0).and_then(|d| d.get(at.1)).cloned().flatten(),
                    status: person.status,
                    role: person.role.clone(),
                })
            });
            let merges = group.merges.iter().map(|m| Merge {
                first: reference(sheets, m.first),
                second: reference(sheets, m.second),
                score: m.score,
                reasons: m.reasons.clone(),
            });
            PersonRow {
                id: id.clone(),
                name: name.clone(),
                spellings: spellings.into_iter().map(str::to_owned).collect(),
                appearances: appearances.collect(),
                merges: merges.collect(),
            }
        })
        .collect()
}

fn told_candidates(sheets: &[Sheet], linked: &Linked, named: &[(String, String)]) -> Vec<Candidate> {
    let mut told: Vec<Candidate> = linked
        .doubts
        .iter()
        .map(|doubt| Candidate {
            first: reference(sheets, doubt.joined.first),
            second: reference(sheets, doubt.joined.second),
            people: doubt.people.map(|p| named.get(p).map(|n| n.0.clone()).unwrap_or_default()),
            score: doubt.joined.score,
            reasons: doubt.joined.reasons.clone(),
            because: doubt.because.clone(),
        })
        .collect();
    told.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (&a.first, &a.second).cmp(&(&b.first, &b.second))));
    told
}

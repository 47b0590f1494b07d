//! Repairs of the roll that the body proves: mistyped headings, a lost heading, one person under two lists.

use super::witnesses::{Witness, Witnesses, told};
use super::{HEADING_UNCERTAIN, folded};
use crate::attendance::{Attendance, Delegation};
use crate::diagnostics::{Code, Notice, Repair};
use crate::entities::Context;
use crate::gazetteer::states;
use crate::minutes::{DelegationKind, Status};
use crate::proceedings::Proceedings;
use std::collections::{BTreeMap, BTreeSet};

/// A heading one letter off a State that the body names.
const CORRECTED_WITH_WITNESS: f32 = 0.97;

/// A heading one letter off a State, without a witness.
const CORRECTED_ALONE: f32 = 0.85;

/// A lost heading put back: one missing witness, one group of people without a heading.
const RESTORED: f32 = 0.9;

/// Two lists name a person, and the text has them take the floor.
const CHOSEN_BY_WITNESS: f32 = 0.9;

/// Two lists name a person, and nothing else tells: who is excused by name was mostly expected, and listed for that. In
/// minutes read by hand all four such people were away.
const CHOSEN: f32 = 0.85;

/// Reads a heading that is no name at all, and one letter off exactly one State, as that State.
pub(super) fn correct_names(context: Context<'_>, witnesses: &Witnesses, roll: &mut Attendance, notices: &mut Vec<Notice>) {
    let peers = roll.delegations.iter().filter(|d| d.kind == DelegationKind::State).count();
    let mut known: BTreeSet<String> = roll.delegations.iter().filter_map(|d| d.code.clone()).collect();
    for delegation in &mut roll.delegations {
        if delegation.repairs.iter().any(|r| r.kind == "name-corrected") {
            confirm_correction(context, witnesses, delegation, notices);
            continue;
        }
        // A group's label is no heading slot; without other States the slot tells nothing.
        if delegation.code.is_some() || peers < 2 || matches!(delegation.kind, DelegationKind::Group | DelegationKind::State) {
            continue;
        }
        let Some((state, letters)) = states::near(&delegation.name) else { continue };
        // Two letters off is believed only where the body names that State.
        if letters > 1 && !witnesses.by_code.contains_key(state.code) {
            continue;
        }
        if !known.insert(state.code.to_owned()) {
            continue;
        }
        let written = std::mem::replace(&mut delegation.name, state.name.to_owned());
        delegation.code = Some(state.code.to_owned());
        delegation.kind = DelegationKind::State;
        let because = format!("no State is called {written}, and {} is the only one as near", state.name);
        delegation.repairs.push(Repair::new("name-corrected", because).replacing(written, state.name));
        delegation.confidence = delegation.confidence.min(CORRECTED_ALONE);
        confirm_correction(context, witnesses, delegation, notices);
    }
}

/// Adds the witness of the body to a corrected name, and reports it.
fn confirm_correction(context: Context<'_>, witnesses: &Witnesses, delegation: &mut Delegation, notices: &mut Vec<Notice>) {
    let witness = delegation.code.as_deref().and_then(|c| witnesses.by_code.get(c));
    let Some(repair) = delegation.repairs.iter_mut().find(|r| r.kind == "name-corrected") else { return };
    let written = repair.from.clone().unwrap_or_else(|| delegation.as_written.clone());
    let mut message = format!("“{written}” in the list is read as {}", delegation.name);
    if let Some(witness) = witness {
        let told = told(context, witness);
        repair.because = format!("{}; {} {told}", repair.because, witness.name);
        delegation.confidence = delegation.confidence.clamp(CORRECTED_WITH_WITNESS, 0.99);
        message = format!("{message}: {} {told}", witness.name);
    } else {
        message = format!("{message}; nothing else in the text bears it out");
    }
    notices.push(Notice::new(Code::NameCorrected, message).at(delegation.span));
}

/// Puts a lost heading back: exactly one State of the body is missing, and exactly one group of people lacks a heading.
pub(super) fn restore_heading(context: Context<'_>, witnesses: &Witnesses, roll: &mut Attendance, notices: &mut Vec<Notice>) {
    if roll.delegations.iter().filter(|d| d.kind == DelegationKind::State).count() < 2 {
        return;
    }
    let missing: Vec<(String, Witness)> = witnesses.missing(roll).filter(|(_, w)| w.state).map(|(c, w)| (c.to_owned(), w.clone())).collect();
    let [(code, witness)] = missing.as_slice() else { return };
    let groups = headless(roll);
    let [group] = groups.as_slice() else { return };
    let Some(span) = witness.first() else { return };
    let first_place = witness.responsible.first().map_or(span, |(_, s)| *s);
    let names: Vec<String> = group.iter().filter_map(|i| roll.people.get(*i)).map(|p| p.as_written.clone()).collect();
    let names = names.join(", ");
    let told = told(context, witness);
    let because = format!("{} {told} and is in no list; {names} alone stands under no heading of their own", witness.name);
    // Behind the delegation that stands above, so that the order of reading is kept.
    let before = group.first().and_then(|i| roll.people.get(*i)).and_then(|p| p.delegation);
    let at = before.map_or(roll.delegations.len(), |d| d + 1);
    for person in &mut roll.people {
        person.delegation = person.delegation.map(|d| if d >= at { d + 1 } else { d });
    }
    roll.delegations.insert(
        at.min(roll.delegations.len()),
        Delegation {
            name: witness.name.clone(),
            as_written: context.transcript.words(first_place).trim().to_owned(),
            kind: DelegationKind::State,
            code: Some(code.clone()),
            role: None,
            status: Status::Present,
            span: first_place,
            also: Vec::new(),
            confidence: RESTORED,
            repairs: vec![Repair::new("delegation-inferred", because.clone())],
        },
    );
    for index in group {
        if let Some(person) = roll.people.get_mut(*index) {
            person.delegation = Some(at);
            person.repairs.retain(|r| r.kind != HEADING_UNCERTAIN);
            person.confidence = RESTORED;
            person.repairs.push(Repair::new("delegation-inferred", because.clone()));
        }
    }
    let message = format!("{} {told}, but no heading of that name is listed; {names} is taken for its delegation", witness.name);
    let code = if witness.speaks.is_empty() { Code::ResponsibleButNotListed } else { Code::SpeaksButNotListed };
    notices.push(Notice::new(code, message).at(span));
}

/// Groups of people, one behind the other, who are marked as lacking a heading.
fn headless(roll: &Attendance) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<(usize, Option<usize>)> = None;
    for (i, person) in roll.people.iter().enumerate() {
        let lacks = person.status == Status::Present && person.repairs.iter().any(|r| r.kind == HEADING_UNCERTAIN);
        if !lacks {
            continue;
        }
        match (&last, out.last_mut()) {
            (Some((before, delegation)), Some(group)) if *before + 1 == i && *delegation == person.delegation => group.push(i),
            _ => out.push(vec![i]),
        }
        last = Some((i, person.delegation));
    }
    out
}

/// One person under two lists becomes one entry, with the status that the body bears out.
pub(super) fn merge_doubles(witnesses: &Witnesses, roll: &mut Attendance, floor: &mut Proceedings, notices: &mut Vec<Notice>) {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, person) in roll.people.iter().enumerate() {
        // A shared surname is no shared person.
        if person.given.is_some() {
            by_name.entry(folded(&person.name)).or_default().push(i);
        }
    }
    // What became of each person who is dropped: the entry that is kept.
    let mut gone: BTreeMap<usize, usize> = BTreeMap::new();
    for places in by_name.values().filter(|p| p.len() > 1) {
        let away = places.iter().copied().find(|i| roll.people.get(*i).is_some_and(|p| is_away(p.status)));
        let here = places.iter().copied().find(|i| roll.people.get(*i).is_some_and(|p| !is_away(p.status)));
        let (Some(away), Some(here)) = (away, here) else { continue };
        if !may_be_one(roll, away, here) {
            continue;
        }
        let speaks_for = |i: usize| roll.people.get(i).and_then(|p| p.delegation).and_then(|d| roll.delegations.get(d)).and_then(|d| d.code.as_deref());
        let floor_taken = floor.interventions.iter().any(|x| x.person == Some(here) || x.person == Some(away));
        let speaks = floor_taken || speaks_for(here).is_some_and(|c| witnesses.speaks(c));
        let (keep, drop) = if speaks { (here, away) } else { (away, here) };
        let Some(dropped) = roll.people.get(drop).cloned() else { continue };
        gone.insert(drop, keep);
        if let Some(kept) = roll.people.get_mut(keep) {
            kept.also.push(dropped.span);
            kept.delegation = kept.delegation.or(dropped.delegation);
            kept.role = kept.role.take().or(dropped.role);
            kept.confidence = kept.confidence.min(if speaks { CHOSEN_BY_WITNESS } else { CHOSEN });
            let why = if speaks { "the text has them take the floor" } else { "nothing in the text tells which list is right" };
            kept.repairs.push(Repair::new("status-chosen", format!("listed as present and as away; {why}")));
            let message = format!("{} is listed among those present and among those away; {why}", kept.as_written);
            notices.push(Notice::new(Code::PresentAndApologies, message).at(kept.span));
        }
    }
    drop_people(roll, floor, &gone);
}

/// Takes people out who are told by another entry, and turns all that points at them.
fn drop_people(roll: &mut Attendance, floor: &mut Proceedings, gone: &BTreeMap<usize, usize>) {
    if gone.is_empty() {
        return;
    }
    let place = |i: usize| {
        let kept = gone.get(&i).copied().unwrap_or(i);
        kept - gone.range(..kept).count()
    };
    let mut index = 0;
    roll.people.retain(|_| {
        index += 1;
        !gone.contains_key(&(index - 1))
    });
    roll.chair = roll.chair.map(place);
    for intervention in &mut floor.interventions {
        intervention.person = intervention.person.map(place);
    }
}

/// Whether two entries of one name may be one person: of one delegation, or one of them of none.
fn may_be_one(roll: &Attendance, a: usize, b: usize) -> bool {
    let name = |i: usize| roll.people.get(i).and_then(|p| p.delegation).and_then(|d| roll.delegations.get(d)).map(|d| folded(&d.name));
    match (name(a), name(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

const fn is_away(status: Status) -> bool {
    matches!(status, Status::Apologies | Status::Absent)
}

//! What an auditor would ask about: everything in the roll and the body that does not fit together.

use super::folded;
use super::witnesses::{Witnesses, told};
use crate::attendance::{Attendance, Delegation, Person};
use crate::diagnostics::{Code, Notice};
use crate::entities::Context;
use crate::minutes::{DelegationKind, Status};
use crate::proceedings::Proceedings;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer States than this in a roll are no list of delegations: what speaks need not be among them.
const STATES_OF_A_ROLL: usize = 3;

/// More findings of one code than this are told in one.
const ONE_BY_ONE: usize = 6;

/// Reports what does not fit.
pub(super) fn check(context: Context<'_>, witnesses: &Witnesses, roll: &Attendance, floor: &Proceedings, notices: &mut Vec<Notice>) {
    if roll.people.is_empty() && roll.delegations.is_empty() {
        // The first reading has said so.
        return;
    }
    unlisted(context, witnesses, roll, notices);
    without_delegation(roll, notices);
    without_people(roll, notices);
    under_two_lists(witnesses, roll, notices);
    counts(roll, notices);
    votes(roll, floor, notices);
}

/// States and organisations that the body names and the roll does not.
fn unlisted(context: Context<'_>, witnesses: &Witnesses, roll: &Attendance, notices: &mut Vec<Notice>) {
    let states = roll.delegations.iter().filter(|d| d.kind == DelegationKind::State).count();
    let organisations = roll.delegations.iter().any(|d| matches!(d.kind, DelegationKind::Organisation | DelegationKind::Office));
    if states < STATES_OF_A_ROLL {
        return;
    }
    for (_, witness) in witnesses.missing(roll).filter(|(_, w)| w.state || organisations) {
        let told = told(context, witness);
        let message = format!("{} {told} but no delegation of that name is listed", witness.name);
        let code = if witness.speaks.is_empty() { Code::ResponsibleButNotListed } else { Code::SpeaksButNotListed };
        let notice = Notice::new(code, message);
        notices.push(match witness.first() {
            Some(span) => notice.at(span),
            None => notice,
        });
    }
    // Who answers for an item and sent apologies was not there to answer.
    for (code, witness) in &witnesses.by_code {
        let mut listed = roll.delegations.iter().filter(|d| d.code.as_deref() == Some(code)).peekable();
        let away = listed.peek().is_some() && listed.all(|d| is_away(d.status));
        if away && !witness.speaks.is_empty() {
            let told = told(context, witness);
            let message = format!("{} {told} but is listed among those away", witness.name);
            let notice = Notice::new(Code::PresentAndApologies, message);
            notices.push(match witness.first() {
                Some(span) => notice.at(span),
                None => notice,
            });
        }
    }
}

/// People under no delegation, where nearly all others have one.
fn without_delegation(roll: &Attendance, notices: &mut Vec<Notice>) {
    let present: Vec<&Person> = roll.people.iter().filter(|p| !is_away(p.status)).collect();
    let proper = |d: &Delegation| matches!(d.kind, DelegationKind::State | DelegationKind::Organisation | DelegationKind::Office);
    let (with, without): (Vec<&Person>, Vec<&Person>) =
        present.into_iter().partition(|p| p.delegation.and_then(|d| roll.delegations.get(d)).is_some_and(proper));
    // A person with a role ("Chair", "Interpreter") stands by that.
    let without: Vec<&Person> = without.into_iter().filter(|p: &&Person| p.delegation.is_none() && p.role.is_none()).collect();
    if with.len() < 4 || without.is_empty() || without.len() * 4 > with.len() {
        return;
    }
    let message = |name: &str| format!("{name} is listed under no delegation");
    report(notices, Code::ListedWithoutDelegation, without.iter().map(|p| (p.as_written.clone(), p.span)).collect(), message);
}

/// Headings with nobody under them, where nearly all others have people.
fn without_people(roll: &Attendance, notices: &mut Vec<Notice>) {
    let mut people: BTreeMap<usize, usize> = BTreeMap::new();
    for person in &roll.people {
        if let Some(d) = person.delegation {
            *people.entry(d).or_default() += 1;
        }
    }
    let present = |d: &Delegation| !is_away(d.status) && matches!(d.kind, DelegationKind::State | DelegationKind::Organisation);
    let all: Vec<(usize, &Delegation)> = roll.delegations.iter().enumerate().filter(|(_, d)| present(d)).collect();
    let bare: Vec<&Delegation> = all.iter().filter(|(i, _)| !people.contains_key(i)).map(|(_, d)| *d).collect();
    if bare.is_empty() || bare.len() * 4 > all.len() {
        return;
    }
    let message = |name: &str| format!("{name} is listed as present, but nobody is named for it");
    report(notices, Code::DelegationWithoutPeople, bare.iter().map(|d| (d.name.clone(), d.span)).collect(), message);
}

/// One finding for each name, or one for all where they are many.
fn report(notices: &mut Vec<Notice>, code: Code, names: Vec<(String, crate::span::Span)>, message: impl Fn(&str) -> String) {
    if names.len() <= ONE_BY_ONE {
        notices.extend(names.into_iter().map(|(name, span)| Notice::new(code, message(&name)).at(span)));
        return;
    }
    let count = names.len();
    let Some((_, span)) = names.first().cloned() else { return };
    let shown: Vec<String> = names.into_iter().take(ONE_BY_ONE).map(|(name, _)| name).collect();
    let list = format!("{} and {} more", shown.join(", "), count - shown.len());
    notices.push(Notice::new(code, message(&list).replacen(" is listed", " are listed", 1)).at(span));
}

/// A delegation listed as present and as away.
fn under_two_lists(witnesses: &Witnesses, roll: &Attendance, notices: &mut Vec<Notice>) {
    let with_people: Vec<usize> = roll.people.iter().filter_map(|p| p.delegation).collect();
    for (i, away) in roll.delegations.iter().enumerate().filter(|(_, d)| is_away(d.status) && d.kind == DelegationKind::State) {
        let here = roll.delegations.iter().find(|d| !is_away(d.status) && d.code.is_some() && d.code == away.code);
        let Some(here) = here.filter(|_| !with_people.contains(&i)) else { continue };
        let speaks = away.code.as_deref().is_some_and(|c| witnesses.speaks(c));
        let tail = if speaks { "it takes the floor, and so was there" } else { "nothing in the text tells which list is right" };
        let message = format!("{} is listed among those present and among those away; {tail}", here.name);
        notices.push(Notice::new(Code::PresentAndApologies, message).at(away.span));
    }
}

/// Counts that the document states against the list.
fn counts(roll: &Attendance, notices: &mut Vec<Notice>) {
    for stated in &roll.stated {
        let what = folded(&stated.what);
        let statuses: &[Status] = if what.contains("absent") {
            &[Status::Absent, Status::Apologies, Status::Substituted]
        } else if what.contains("excused") || what.contains("apolog") || what.contains("excuse") {
            &[Status::Apologies]
        } else if what.contains("present") || what.contains("attend") {
            &[Status::Present, Status::Observer]
        } else {
            continue;
        };
        let of_status = roll.people.iter().filter(|p| statuses.contains(&p.status));
        let listed = u32::try_from(of_status.count()).unwrap_or(u32::MAX);
        // Staff and guests are present and not counted among members: more names than stated are no contradiction.
        let members_only = what.contains("member") || what.contains("voting");
        if listed < stated.count && listed > 0 || listed > stated.count && !members_only && stated.count > 0 {
            let message = format!("the document counts {} {}, the list holds {listed}", stated.count, stated.what);
            notices.push(Notice::new(Code::CountMismatch, message).at(stated.span));
        }
    }
}

/// Votes by name against their own figures, and against the roll.
fn votes(roll: &Attendance, floor: &Proceedings, notices: &mut Vec<Notice>) {
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for vote in &floor.votes {
        for (kind, stated) in [("for", vote.in_favour), ("against", vote.against), ("abstain", vote.abstain)] {
            let named = u32::try_from(vote.voters.iter().filter(|v| v.vote == kind).count()).unwrap_or(u32::MAX);
            if let Some(stated) = stated.filter(|s| named > 0 && *s != named) {
                let message = format!("the vote counts {stated} {kind}, and names {named}");
                notices.push(Notice::new(Code::CountMismatch, message).at(vote.span));
            }
        }
        let absent = vote.voters.iter().filter(|v| v.vote != "absent");
        for voter in absent {
            let person = voter.person.as_deref().and_then(|id| id.strip_prefix('p')).and_then(|n| n.parse::<usize>().ok());
            let Some(index) = person.and_then(|n| n.checked_sub(1)) else { continue };
            let listed = roll.people.get(index);
            // Once for a person: who came late votes on all that follows.
            if let Some(person) = listed.filter(|p| is_away(p.status) && p.attended.is_none() && told.insert(index)) {
                let message = format!("{} votes, but is listed as {}", person.as_written, if person.status == Status::Absent { "absent" } else { "excused" });
                notices.push(Notice::new(Code::PresentAndApologies, message).at(vote.span));
            }
        }
    }
}

const fn is_away(status: Status) -> bool {
    matches!(status, Status::Apologies | Status::Absent)
}

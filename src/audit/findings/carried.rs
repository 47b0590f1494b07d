//! What one record shows by itself: its own warnings, carried on, and what its roll says twice.

use super::Findings;
use crate::audit::delegations::out_of_time;
use crate::audit::facts::{Noticed, Sheet};
use crate::audit::model::FindingCode;
use crate::diagnostics::Code;
use crate::gazetteer::fold::fold;
use crate::minutes::Status;
use std::collections::BTreeMap;

pub(super) fn find(findings: &mut Findings) {
    let evidence = findings.evidence;
    for (i, sheet) in evidence.sheets.iter().enumerate() {
        if evidence.series.copies.get(i).is_some_and(Option::is_some) {
            continue;
        }
        for noticed in &sheet.noticed {
            warning(findings, i, sheet, noticed);
        }
        if !sheet.has_roll() {
            let unread = sheet.noticed.iter().any(|n| matches!(n.code, Code::NoTextLayer | Code::TextGarbled));
            let why = if unread {
                "pages of the document could not be read, and no list of who was there was found"
            } else {
                "the record has no list of who was there"
            };
            let message = format!("{why}: all cells of this meeting are \"not recorded\"");
            findings.add(FindingCode::NoRoll, i, None, message, vec![sheet.whole()]);
        }
        twice(findings, i, sheet);
        for listed in &sheet.delegations {
            if let Some(repair) = listed.repairs.iter().find(|r| r.kind == "delegation-inferred") {
                let message = format!("the page shows no heading for {}: {}", listed.name, repair.because);
                findings.add(FindingCode::LostHeading, i, Some(listed.name.clone()), message, vec![sheet.proof(&listed.place)]);
            }
            if let Some(message) = sheet.date.as_deref().and_then(|date| out_of_time(listed, date)) {
                findings.add(FindingCode::NameOutOfTime, i, Some(listed.name.clone()), message, vec![sheet.proof(&listed.place), sheet.whole()]);
            }
        }
    }
}

/// Carries a warning of the record on.
fn warning(findings: &mut Findings, i: usize, sheet: &Sheet, noticed: &Noticed) {
    let code = match noticed.code {
        Code::SpeaksButNotListed if sheet.has_roll() => FindingCode::SpeaksButNotListed,
        Code::PresentAndApologies => FindingCode::PresentAndApologies,
        Code::NameCorrected => FindingCode::NameCorrected,
        Code::CountMismatch => FindingCode::CountMismatch,
        Code::DateMismatch => FindingCode::DateMismatch,
        Code::ResponsibleButNotListed if sheet.has_roll() => FindingCode::CoordinatorAbsent,
        _ => return,
    };
    let about = match noticed.code {
        Code::CountMismatch | Code::DateMismatch => None,
        _ => named_in(sheet, noticed),
    };
    findings.add(code, i, about, noticed.message.clone(), vec![sheet.proof(&noticed.place)]);
}

/// Whom a warning is about: the speaker, delegation or person whose name opens its message, else its words.
fn named_in(sheet: &Sheet, noticed: &Noticed) -> Option<String> {
    let speakers = sheet.speakers.iter().chain(&sheet.responsible).map(|s| &s.name);
    let listed = sheet.delegations.iter().map(|d| &d.name).chain(sheet.people.iter().map(|p| &p.name));
    let longest = speakers.chain(listed).filter(|name| !name.is_empty() && noticed.message.contains(name.as_str())).max_by_key(|name| name.len());
    longest.cloned().or_else(|| Some(noticed.place.words.clone()).filter(|w| !w.is_empty() && w.len() < 60))
}

const fn is_there(status: Status) -> bool {
    matches!(status, Status::Present | Status::Observer)
}

/// People and delegations that the roll lists as there and as excused, and names under two delegations.
fn twice(findings: &mut Findings, i: usize, sheet: &Sheet) {
    let evidence = findings.evidence;
    let mut delegations: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (d, id) in evidence.delegations.of.get(i).into_iter().flatten().enumerate() {
        if let Some(id) = id {
            delegations.entry(id).or_default().push(d);
        }
    }
    for places in delegations.values() {
        let listed: Vec<_> = places.iter().filter_map(|d| sheet.delegations.get(*d)).collect();
        let there = listed.iter().find(|l| is_there(l.status));
        let excused = listed.iter().find(|l| matches!(l.status, Status::Apologies | Status::Absent));
        if let (Some(there), Some(excused)) = (there, excused) {
            let message = format!("{} is listed as present and among those excused or absent", there.name);
            findings.add(FindingCode::PresentAndApologies, i, Some(there.name.clone()), message, vec![sheet.proof(&there.place), sheet.proof(&excused.place)]);
        }
    }
    let mut names: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (p, seen) in sheet.people.iter().enumerate().filter(|(_, s)| s.name.contains(' ')) {
        names.entry(fold(&seen.name)).or_default().push(p);
    }
    for places in names.into_values().filter(|p| p.len() > 1) {
        let seen: Vec<_> = places.iter().filter_map(|p| Some((*p, sheet.people.get(*p)?))).collect();
        let there = seen.iter().find(|(_, s)| is_there(s.status));
        let excused = seen.iter().find(|(_, s)| matches!(s.status, Status::Apologies | Status::Absent));
        if let (Some((p, there)), Some((q, excused))) = (there, excused)
            && evidence.delegation(i, *p) == evidence.delegation(i, *q)
        {
            let message = format!("{} is listed as present and among those excused or absent", there.name);
            findings.add(FindingCode::PresentAndApologies, i, Some(there.name.clone()), message, vec![sheet.proof(&there.place), sheet.proof(&excused.place)]);
        }
        let mut under: BTreeMap<&str, usize> = BTreeMap::new();
        for (p, _) in seen.iter().filter(|(_, s)| is_there(s.status)) {
            if let Some(d) = evidence.delegation(i, *p) {
                under.entry(d).or_insert(*p);
            }
        }
        if under.len() > 1
            && let Some((_, first)) = seen.first()
            && !known_namesakes(findings, i, &places)
        {
            let of: Vec<String> = under.keys().map(|d| evidence.name_of(d)).collect();
            let message = format!("{} is listed under {}: one person for two delegations, or two people of one name", first.name, super::listed(&of));
            let proofs = under.values().filter_map(|p| sheet.people.get(*p)).map(|s| sheet.proof(&s.place)).collect();
            findings.add(FindingCode::TwoDelegationsAtOnce, i, Some(first.name.clone()), message, proofs);
        }
    }
}

/// From so many meetings with both on, two of one name are two people, and known to be.
const KNOWN_NAMESAKES: usize = 3;

/// Whether these people, linked over all records, meet each other often: then they are namesakes, and no finding.
fn known_namesakes(findings: &Findings, sheet: usize, places: &[usize]) -> bool {
    let evidence = findings.evidence;
    let groups: Vec<&Vec<(usize, usize)>> = places
        .iter()
        .filter_map(|p| evidence.person_of.get(sheet)?.get(*p).copied().flatten())
        .filter_map(|g| evidence.linked.people.get(g).map(|g| &g.at))
        .collect();
    let [a, b, ..] = groups.as_slice() else { return false };
    let sheets: std::collections::BTreeSet<usize> = a.iter().map(|(s, _)| *s).collect();
    b.iter().filter(|(s, _)| sheets.contains(s)).count() >= KNOWN_NAMESAKES
}

//! What shows only beside other records: moves, spellings, lists that were copied, offices, and who stopped coming.

use super::Findings;
use crate::audit::facts::{Seen, Sheet};
use crate::audit::model::{Cell, FindingCode};
use crate::audit::names::{Likeness, Name};
use crate::gazetteer::fold::fold;
use crate::minutes::Status;
use std::collections::{BTreeMap, BTreeSet};

/// A spelling is out of line where it is met once, and another so many times.
const SETTLED_SPELLING: usize = 3;
/// Fewer entries than this may well be the same twice.
const SHORTEST_COPIED_ROLL: usize = 8;
/// A body's lists change where at most so many in a hundred pairs of neighbours are the same…
const SAME_PAIRS: usize = 25;
/// …of at least so many pairs.
const FEWEST_PAIRS: usize = 3;
/// Somebody came regularly: so many times at least, at so many in a hundred of the recorded meetings in that time…
const REGULAR_TIMES: usize = 4;
const REGULAR_SHARE: usize = 60;
/// …and stopped, where so many later meetings with a roll do not list them.
const MISSED: usize = 4;

pub(super) fn find(findings: &mut Findings) {
    people(findings);
    let bodies: Vec<_> = findings.evidence.counting().collect();
    for (_, meetings) in &bodies {
        copied_rolls(findings, meetings);
        offices(findings, meetings);
    }
    stopped(findings);
}

/// Each person's delegations and spellings, body by body.
fn people(findings: &mut Findings) {
    let evidence = findings.evidence;
    let counts = |s: usize| evidence.series.copies.get(s).is_none_or(Option::is_none);
    for (group, named) in evidence.linked.people.iter().zip(evidence.named) {
        let mut by_body: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
        for &(s, p) in group.at.iter().filter(|(s, _)| counts(*s)) {
            by_body.entry(evidence.bodies.of.get(s).copied().unwrap_or_default()).or_default().push((s, p));
        }
        for mut at in by_body.into_values() {
            at.retain(|(s, _)| evidence.sheets.get(*s).is_some_and(|s| s.date.is_some()));
            at.sort_by_key(|(s, p)| (evidence.sheets.get(*s).and_then(|s| s.date.clone()), *s, *p));
            moves(findings, &named.1, &at);
            spellings(findings, &at);
        }
    }
}

fn moves(findings: &mut Findings, name: &str, at: &[(usize, usize)]) {
    let evidence = findings.evidence;
    // An organisation that one record alone names may be words that were taken for one.
    let kind = |d: &str| evidence.delegations.rows.get(d).is_some_and(|r| r.kind == "state" || (r.kind != "unknown" && r.records > 1));
    let known: Vec<(usize, usize, &str)> = at.iter().filter_map(|&(s, p)| Some((s, p, evidence.delegation(s, p).filter(|d| kind(d))?))).collect();
    for pair in known.windows(2) {
        let &[(s, p, from), (t, q, to)] = pair else { continue };
        let (Some(before), Some(after)) = (evidence.sheets.get(s), evidence.sheets.get(t)) else { continue };
        if from == to || s == t {
            continue;
        }
        let (Some(x), Some(y)) = (before.people.get(p), after.people.get(q)) else { continue };
        let heading = |sheet: &Sheet, seen: &Seen| seen.delegation.and_then(|d| sheet.delegations.get(d)).map(|d| sheet.proof(&d.place));
        let message = format!(
            "{name} is listed for {} here, and was for {} on {}",
            evidence.name_of(to),
            evidence.name_of(from),
            before.date.as_deref().unwrap_or_default()
        );
        let proofs = [Some(after.proof(&y.place)), heading(after, y), Some(before.proof(&x.place)), heading(before, x)].into_iter().flatten().collect();
        findings.add(FindingCode::ChangedDelegation, t, Some(name.to_owned()), message, proofs);
    }
}

/// A spelling that is met once, a typing error away from the settled one.
fn spellings(findings: &mut Findings, at: &[(usize, usize)]) {
    let evidence = findings.evidence;
    let mut spelt: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for &(s, p) in at {
        if let Some(seen) = evidence.sheets.get(s).and_then(|s| s.people.get(p)) {
            spelt.entry(fold(&seen.name)).or_default().push((s, p));
        }
    }
    let Some((settled, times)) =
        spelt.iter().max_by_key(|(name, at)| (at.len(), std::cmp::Reverse((*name).clone()))).filter(|(_, at)| at.len() >= SETTLED_SPELLING)
    else {
        return;
    };
    let usual = times.first().and_then(|(s, p)| evidence.sheets.get(*s).and_then(|s| s.people.get(*p).map(|p| (s, p))));
    let Some((usual_sheet, usual_seen)) = usual else { return };
    for (name, at) in spelt.iter().filter(|(name, at)| at.len() == 1 && *name != settled) {
        let (a, b) = (Name::of(name, None, None, None), Name::of(settled, None, None, None));
        let typo = |x: &crate::audit::names::Word| {
            let best = b.words.iter().filter_map(|y| x.likeness(y)).min();
            best == Some(Likeness::Typo) || (best == Some(Likeness::Sound) && !b.words.iter().any(|y| y.text == x.text))
        };
        let Some((s, p)) = at.first().copied().filter(|_| a.words.len() == b.words.len() && a.words.iter().any(typo)) else { continue };
        let Some((sheet, seen)) = evidence.sheets.get(s).and_then(|s| Some((s, s.people.get(p)?))) else { continue };
        let message = format!("spelt {} here, and {} in {} other records", seen.name, usual_seen.name, times.len());
        findings.add(FindingCode::NameVaries, s, Some(seen.name.clone()), message, vec![sheet.proof(&seen.place), usual_sheet.proof(&usual_seen.place)]);
    }
}

/// The roll as it is copied: names, statuses and order.
fn roll(sheet: &Sheet) -> Vec<(String, Status)> {
    sheet.people.iter().map(|p| (fold(&p.place.words), p.status)).chain(sheet.delegations.iter().map(|d| (fold(&d.place.words), d.status))).collect()
}

fn copied_rolls(findings: &mut Findings, meetings: &[usize]) {
    let evidence = findings.evidence;
    let rolls: Vec<(usize, Vec<(String, Status)>)> =
        meetings.iter().filter_map(|m| evidence.sheets.get(*m).filter(|s| s.has_roll() && s.date.is_some()).map(|s| (*m, roll(s)))).collect();
    let pairs = rolls.len().saturating_sub(1);
    let same: Vec<(usize, usize)> = rolls
        .windows(2)
        .filter_map(|pair| match pair {
            [(a, x), (b, y)] if x.len() >= SHORTEST_COPIED_ROLL && x == y => Some((*a, *b)),
            _ => None,
        })
        .collect();
    if pairs < FEWEST_PAIRS || same.len() * 100 > pairs * SAME_PAIRS {
        return;
    }
    for (a, b) in same {
        let (Some(before), Some(after)) = (evidence.sheets.get(a), evidence.sheets.get(b)) else { continue };
        let message = format!(
            "the list is that of {}, name for name in the same order, and the lists of this body change from meeting to meeting",
            before.date.as_deref().unwrap_or_default()
        );
        let first = |s: &Sheet| s.people.first().map(|p| s.proof(&p.place)).or_else(|| s.delegations.first().map(|d| s.proof(&d.place)));
        findings.add(FindingCode::RollCopied, b, None, message, [first(after), first(before)].into_iter().flatten().collect());
    }
}

/// Offices that one person holds at a time, folded: what is one office in several words stands in one entry.
const SINGLE: &[&[&str]] = &[
    &["chair", "chairman", "chairwoman", "chairperson"],
    &["president", "board president"],
    &["mayor"],
    &["treasurer"],
    &["president de seance"],
    &["maire", "le maire"],
    &["alcalde", "alcaldesa", "alcalde presidente", "alcaldesa presidenta"],
    &["burgermeister", "burgermeisterin"],
    &["schatzmeister", "schatzmeisterin", "kassenwart"],
    &["prefeito", "prefeita"],
];

/// One office, held by two who are both there. Among delegations each may have a president; so only where the roll is of one body's own people,
/// and only where it is the body's one such meeting: where several people hold it at every meeting, it is no single office there.
fn offices(findings: &mut Findings, meetings: &[usize]) {
    let evidence = findings.evidence;
    for office in SINGLE {
        let mut doubled = Vec::new();
        for &m in meetings {
            let Some(sheet) = evidence.sheets.get(m) else { continue };
            let holds = |seen: &Seen| seen.role.as_deref().map(fold).is_some_and(|role| office.contains(&role.as_str()));
            let is_holder = |p: usize, s: &Seen| s.status == Status::Present && evidence.delegation(m, p).is_none() && !s.part && holds(s);
            let holders: Vec<&Seen> = sheet.people.iter().enumerate().filter(|(p, s)| is_holder(*p, s)).map(|(_, s)| s).collect();
            let different: BTreeSet<String> = holders.iter().map(|s| fold(&s.name)).collect();
            // Two rolls in one record (several minutes of one file) are two meetings; so only where both stand on one page.
            if let [a, b, ..] = holders.as_slice()
                && different.len() > 1
                && a.place.page == b.place.page
            {
                doubled.push((m, sheet, *a, *b));
            }
        }
        if let [(m, sheet, a, b)] = doubled.as_slice() {
            let role = a.role.clone().unwrap_or_default();
            let message = format!("{} and {} are both listed as {role}", a.name, b.name);
            findings.add(FindingCode::OfficeHeldTwice, *m, Some(role), message, vec![sheet.proof(&a.place), sheet.proof(&b.place)]);
        }
    }
}

/// Who came regularly, and is in no list since.
fn stopped(findings: &mut Findings) {
    let evidence = findings.evidence;
    let sheets = super::by_record(evidence.sheets);
    for matrix in evidence.matrix {
        for row in &matrix.rows {
            let recorded: Vec<(usize, Cell)> = row.cells.iter().copied().enumerate().filter(|(_, c)| !matches!(c, Cell::NotRecorded | Cell::NotYet)).collect();
            let came = |c: &Cell| matches!(c, Cell::Present | Cell::Observer | Cell::Spoke);
            let Some(last) = recorded.iter().rposition(|(_, c)| *c != Cell::NotListed) else { continue };
            let times = recorded.iter().filter(|(_, c)| came(c)).count();
            let missed = recorded.len() - last - 1;
            if times < REGULAR_TIMES || times * 100 < (last + 1) * REGULAR_SHARE || missed < MISSED {
                continue;
            }
            let sheet = recorded.get(last).and_then(|(column, _)| matrix.meetings.get(*column)).and_then(|r| sheets.get(r.as_str()));
            let Some((i, sheet)) = sheet.and_then(|i| Some((*i, evidence.sheets.get(*i)?))) else { continue };
            let message = format!(
                "{} came to {times} of {} meetings until {}, and none of the {missed} lists since then has the name",
                row.name,
                last + 1,
                sheet.date.as_deref().unwrap_or("this one")
            );
            let person = sheet.people.iter().enumerate().find(|(p, _)| {
                let id = evidence.person_of.get(i).and_then(|s| s.get(*p)).copied().flatten().and_then(|g| evidence.named.get(g));
                id.is_some_and(|(id, _)| *id == row.id)
            });
            let listed =
                evidence.delegations.of.get(i).into_iter().flatten().position(|d| d.as_deref() == Some(row.id.as_str())).and_then(|d| sheet.delegations.get(d));
            let proof = person.map(|(_, s)| sheet.proof(&s.place)).or_else(|| listed.map(|d| sheet.proof(&d.place)));
            findings.add(FindingCode::StoppedComing, i, Some(row.name.clone()), message, vec![proof.unwrap_or_else(|| sheet.whole())]);
        }
    }
}

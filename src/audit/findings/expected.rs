//! Who should have been there and was not, and whether enough were: from the roster, from the record itself, from the rule for a quorum.

use super::Findings;
use crate::audit::model::{Cell, FindingCode, RowKind};
use crate::minutes::Status;
use std::collections::BTreeSet;

/// A member so far: listed at each of so many last meetings with a roll…
const MEMBER_MEETINGS: usize = 4;
/// …and there at so many of them.
const MEMBER_PRESENT: usize = 3;

pub(super) fn find(findings: &mut Findings) {
    let bodies: Vec<_> = findings.evidence.counting().collect();
    for (body, meetings) in &bodies {
        for &m in meetings {
            roster(findings, *body, m);
            coordinators(findings, m);
            quorum(findings, *body, m);
        }
    }
    members_so_far(findings);
}

/// Whom the roster expects and the roll names in neither list.
fn roster(findings: &mut Findings, body: usize, m: usize) {
    let evidence = findings.evidence;
    let (Some(sheet), Some(named), Some(ids)) = (evidence.sheets.get(m), evidence.bodies.named.get(body), evidence.delegations.of.get(m)) else { return };
    let Some(date) = sheet.date.as_deref().filter(|_| sheet.has_roll()) else { return };
    let expected: Vec<_> = evidence.roster.on(named, date).collect();
    for entry in &expected {
        if entry.statuses(sheet, ids, evidence.delegations).iter().any(|s| *s != Status::Absent) {
            continue;
        }
        let role = entry.role.as_deref().map(|r| format!(", {r},")).unwrap_or_default();
        let message = format!("{}{role} is expected by line {} of the roster, and is neither listed as there nor with apologies", entry.told(), entry.line);
        let first = sheet.people.first().map(|p| &p.place).or_else(|| sheet.delegations.first().map(|d| &d.place)).unwrap_or(&sheet.head);
        findings.add(FindingCode::AbsentWithoutApology, m, Some(entry.told()), message, vec![sheet.proof(first)]);
    }
    // Of more than twice the members, the vote is another body's that the minutes tell of.
    let own = expected.len() + 1..=2 * expected.len();
    for vote in sheet.votes.iter().filter(|v| own.contains(&(v.total as usize))) {
        let message = format!("{} votes are counted, and the roster has {} members on that day", vote.total, expected.len());
        findings.add(FindingCode::CountMismatch, m, None, message, vec![sheet.proof(&vote.place)]);
    }
}

/// Coordinators in the headings whom the roll lists as away.
fn coordinators(findings: &mut Findings, m: usize) {
    let evidence = findings.evidence;
    let (Some(sheet), Some(ids)) = (evidence.sheets.get(m), evidence.delegations.of.get(m)) else { return };
    for named in &sheet.responsible {
        let id = evidence.delegations.named(named);
        let listed: Vec<_> = sheet.delegations.iter().zip(ids).filter(|(_, i)| i.as_deref() == Some(id.as_str())).map(|(d, _)| d).collect();
        let there = listed.iter().any(|d| matches!(d.status, Status::Present | Status::Observer));
        if let (Some(away), false) = (listed.first(), there) {
            let message = format!("{} is named as responsible in a heading, and is listed with those who are not there", named.name);
            findings.add(FindingCode::CoordinatorAbsent, m, Some(named.name.clone()), message, vec![sheet.proof(&named.place), sheet.proof(&away.place)]);
        }
    }
}

fn quorum(findings: &mut Findings, body: usize, m: usize) {
    let evidence = findings.evidence;
    let Some((rule, told)) = evidence.quorum else { return };
    let (Some(sheet), Some(named), Some(ids)) = (evidence.sheets.get(m), evidence.bodies.named.get(body), evidence.delegations.of.get(m)) else { return };
    let Some(date) = sheet.date.as_deref().filter(|_| sheet.has_roll()) else { return };
    let expected: Vec<_> = evidence.roster.on(named, date).collect();
    let Some(needed) = rule.needed(u32::try_from(expected.len()).ok().filter(|n| *n > 0)) else { return };
    let is_there = |s: &Status| matches!(s, Status::Present);
    let rows = evidence.matrix.iter().find(|x| x.body == named.id).map(|x| x.rows_are);
    let there = if !expected.is_empty() {
        expected.iter().filter(|e| e.statuses(sheet, ids, evidence.delegations).iter().any(is_there)).count()
    } else if rows == Some(RowKind::Delegations) {
        sheet.delegations.iter().zip(ids).filter(|(d, _)| is_there(&d.status)).filter_map(|(_, id)| id.as_deref()).collect::<BTreeSet<_>>().len()
    } else {
        sheet.people.iter().filter(|p| is_there(&p.status)).count()
    };
    if there < needed as usize {
        let message = format!("{there} are listed as there, and the rule \"{told}\" asks for {needed}");
        let first = sheet.people.first().map(|p| &p.place).or_else(|| sheet.delegations.first().map(|d| &d.place)).unwrap_or(&sheet.head);
        findings.add(FindingCode::NoQuorum, m, None, message, vec![sheet.proof(first)]);
    }
}

/// Members so far who are in neither list, at a meeting whose record does list apologies.
fn members_so_far(findings: &mut Findings) {
    let evidence = findings.evidence;
    let sheets = super::by_record(evidence.sheets);
    for matrix in evidence.matrix {
        let columns: Vec<Option<usize>> = matrix.meetings.iter().map(|r| sheets.get(r.as_str()).copied()).collect();
        let lists_apologies: Vec<bool> = columns
            .iter()
            .map(|c| {
                let sheet = c.and_then(|c| evidence.sheets.get(c));
                sheet.is_some_and(|s| s.people.iter().map(|p| p.status).chain(s.delegations.iter().map(|d| d.status)).any(|s| s == Status::Apologies))
            })
            .collect();
        for row in &matrix.rows {
            let mut last: Vec<Cell> = Vec::new();
            for (column, cell) in row.cells.iter().enumerate() {
                if *cell == Cell::NotRecorded {
                    continue;
                }
                let before = last.get(last.len().saturating_sub(MEMBER_MEETINGS)..).unwrap_or_default();
                let listed = before.iter().filter(|c| matches!(c, Cell::Present | Cell::Apologies | Cell::Substituted)).count();
                let present = before.iter().filter(|c| **c == Cell::Present).count();
                let is_member = listed == MEMBER_MEETINGS && present >= MEMBER_PRESENT;
                let apologies = lists_apologies.get(column).copied().unwrap_or_default();
                if is_member
                    && apologies
                    && matches!(cell, Cell::NotListed | Cell::Absent)
                    && let Some((m, sheet)) = columns.get(column).copied().flatten().and_then(|m| Some((m, evidence.sheets.get(m)?)))
                {
                    let message =
                        format!("{} was listed at each of the {MEMBER_MEETINGS} meetings before, and is neither listed as there nor with apologies", row.name);
                    let excused = sheet.people.iter().find(|p| p.status == Status::Apologies).map(|p| &p.place);
                    let excused = excused.or_else(|| sheet.delegations.iter().find(|d| d.status == Status::Apologies).map(|d| &d.place));
                    findings.add(FindingCode::AbsentWithoutApology, m, Some(row.name.clone()), message, vec![sheet.proof(excused.unwrap_or(&sheet.head))]);
                }
                last.push(*cell);
            }
        }
    }
}

//! What is missing or double in a series: numbers that skip, minutes that were approved and are not here, one meeting in two records.

use super::Findings;
use crate::audit::model::FindingCode;
use crate::audit::series::counted;
use std::collections::BTreeMap;

/// A gap of more numbers than this is a different count, and no gap.
const LONGEST_GAP: u32 = 60;

/// So many days from an approved day, a meeting of the body is told as perhaps meant.
const NEAR_DAYS: i64 = 10;

pub(super) fn find(findings: &mut Findings) {
    copies(findings);
    let bodies: Vec<_> = findings.evidence.counting().collect();
    for (body, meetings) in &bodies {
        numbers(findings, meetings);
        approvals(findings, *body, meetings);
    }
}

fn copies(findings: &mut Findings) {
    let evidence = findings.evidence;
    for (i, copy) in evidence.series.copies.iter().enumerate() {
        let (Some(of), Some(sheet)) = (copy.and_then(|c| evidence.sheets.get(c)), evidence.sheets.get(i)) else { continue };
        let why = evidence.series.why.get(&i).map_or("two records of one meeting", String::as_str);
        let message = format!("{why}: {} and {}; the second counts", sheet.file, of.file);
        findings.add(FindingCode::DuplicateMeeting, i, None, message, vec![sheet.whole(), of.whole()]);
    }
}

/// Numbers that skip, and numbers that do not run with the days.
fn numbers(findings: &mut Findings, meetings: &[usize]) {
    let evidence = findings.evidence;
    let mut runs: BTreeMap<(String, String), Vec<(usize, u32)>> = BTreeMap::new();
    for &m in meetings {
        let Some(sheet) = evidence.sheets.get(m).filter(|s| s.date.is_some()) else { continue };
        if let Some((before, n)) = sheet.number.as_deref().and_then(counted) {
            let series = evidence.series.names.get(m).cloned().unwrap_or_default();
            runs.entry((series, before)).or_default().push((m, n));
        }
    }
    for run in runs.into_values() {
        for pair in run.windows(2) {
            let &[(a, x), (b, y)] = pair else { continue };
            let (Some(before), Some(after)) = (evidence.sheets.get(a), evidence.sheets.get(b)) else { continue };
            let year = |s: &crate::audit::facts::Sheet| s.date.as_deref().and_then(|d| d.get(..4)).map(str::to_owned);
            if y < x {
                if year(before) == year(after) {
                    let message = format!("number {} is later than number {}, which it comes before", number(after), number(before));
                    findings.add(FindingCode::OrderMismatch, b, None, message, vec![after.whole(), before.whole()]);
                }
                continue; // else the count begins anew with the year
            }
            if y > x + 1 && y - x <= LONGEST_GAP {
                let gap = if y == x + 2 { format!("number {} is", x + 1) } else { format!("numbers {} to {} are", x + 1, y - 1) };
                let message = format!("{gap} not among the records, between number {} and number {}", number(before), number(after));
                findings.add(FindingCode::NumberGap, b, None, message, vec![before.whole(), after.whole()]);
            }
        }
    }
}

fn number(sheet: &crate::audit::facts::Sheet) -> String {
    format!("{} ({})", sheet.number.as_deref().unwrap_or_default(), sheet.date.as_deref().unwrap_or("no day"))
}

/// Minutes that were approved, of meetings that are not among the records; each once.
fn approvals(findings: &mut Findings, body: usize, meetings: &[usize]) {
    let evidence = findings.evidence;
    // All days on which this body has a record, copies too.
    let here: Vec<_> = evidence.series.of_body.get(body).into_iter().flatten().filter_map(|s| evidence.sheets.get(*s)).collect();
    let covered = |day: &str| here.iter().any(|s| s.date.as_deref().is_some_and(|from| from <= day && day <= s.end_date.as_deref().unwrap_or(from)));
    let days: Vec<&str> = here.iter().filter_map(|s| s.date.as_deref()).collect();
    let undated = here.iter().filter(|s| s.date.is_none()).count();
    let mut told = std::collections::BTreeSet::new();
    for &m in meetings {
        let Some(sheet) = evidence.sheets.get(m) else { continue };
        for approved in sheet.approved.iter().filter(|a| !covered(&a.date)) {
            if !told.insert(approved.date.clone()) {
                continue;
            }
            let mut message = format!("the minutes of {} were before this meeting, and no record of that day is here", approved.date);
            let near = days.iter().filter_map(|d| Some((apart(d, &approved.date)?, *d))).filter(|(n, _)| *n <= NEAR_DAYS).min();
            if let Some((_, day)) = near {
                message.push_str(&format!("; there is one of {day}"));
            }
            // A year mistyped: the same day of another year.
            let other_year = days.iter().find(|d| d.get(4..) == approved.date.get(4..));
            if let Some(day) = other_year {
                message.push_str(&format!("; there is one of {day}"));
            }
            if undated > 0 {
                message.push_str(&format!("; {undated} of the body's records have no date"));
            }
            findings.add(FindingCode::ApprovedMinutesMissing, m, Some(approved.date.clone()), message, vec![sheet.proof(&approved.place)]);
        }
    }
}

/// The days between two days.
fn apart(a: &str, b: &str) -> Option<i64> {
    let day = |d: &str| d.parse::<jiff::civil::Date>().ok();
    Some(i64::from(day(a)?.since(day(b)?).ok()?.get_days().abs()))
}

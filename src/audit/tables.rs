//! The tables for a spreadsheet. A cell that a spreadsheet would take for a formula begins with an apostrophe.

use super::Audited;
use super::facts::Place;
use super::model::{Cell, Proof, RowKind};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A cell that no spreadsheet takes for a formula.
fn safe(text: &str) -> Cow<'_, str> {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if risky { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

fn row<W: Write>(writer: &mut csv::Writer<W>, cells: &[&str]) -> io::Result<()> {
    for cell in cells {
        writer.write_field(safe(cell).as_bytes())?;
    }
    writer.write_record(None::<&[u8]>)?;
    Ok(())
}

fn page(page: Option<u32>) -> String {
    page.map(|p| p.to_string()).unwrap_or_default()
}

fn status(status: crate::minutes::Status) -> &'static str {
    Cell::of(status).word()
}

/// `attendance.csv`: one row a delegation and meeting, and one a person and meeting, copies of a meeting left out.
///
/// # Errors
/// Where it cannot be written.
pub fn attendance(audited: &Audited, to: impl Write) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(to);
    row(&mut out, &["body", "date", "record", "file", "row", "id", "name", "as_written", "delegation", "role", "status", "page"])?;
    let copies: BTreeMap<&str, bool> = audited.audit.meetings.iter().map(|m| (m.record.as_str(), m.copy_of.is_some())).collect();
    let bodies: BTreeMap<&str, &str> = audited.audit.meetings.iter().map(|m| (m.record.as_str(), m.body.as_str())).collect();
    let names: BTreeMap<&str, &str> = audited.audit.delegations.iter().map(|d| (d.id.as_str(), d.name.as_str())).collect();
    let sheets = audited.sheets.iter().zip(&audited.delegations).zip(&audited.person_of);
    for ((sheet, delegations), people) in sheets.filter(|((s, _), _)| copies.get(s.record.as_str()) == Some(&false)) {
        let body = bodies.get(sheet.record.as_str()).copied().unwrap_or_default();
        let date = sheet.date.as_deref().unwrap_or_default();
        for (listed, id) in sheet.delegations.iter().zip(delegations).filter_map(|(l, id)| Some((l, id.as_deref()?))) {
            let Place { words, page: at, .. } = &listed.place;
            let name = names.get(id).copied().unwrap_or(id);
            row(&mut out, &[body, date, &sheet.record, &sheet.file, "delegation", id, name, words, "", "", status(listed.status), &page(*at)])?;
        }
        for (seen, person) in sheet.people.iter().zip(people) {
            let id = person.and_then(|p| audited.audit.people.get(p)).map(|p| (p.id.as_str(), p.name.as_str())).unwrap_or_default();
            let delegation = seen.delegation.and_then(|d| delegations.get(d)).and_then(Option::as_deref).unwrap_or_default();
            let role = seen.role.as_deref().unwrap_or_default();
            let Place { words, page: at, .. } = &seen.place;
            row(&mut out, &[body, date, &sheet.record, &sheet.file, "person", id.0, id.1, words, delegation, role, status(seen.status), &page(*at)])?;
        }
    }
    out.flush()
}

/// `matrix.csv`: a row a delegation (or, in a body without, a person), a column a meeting; empty where the meeting is another body's.
///
/// # Errors
/// Where it cannot be written.
pub fn matrix_table(audited: &Audited, to: impl Write) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(to);
    let dates: BTreeMap<&str, &str> = audited.audit.meetings.iter().filter_map(|m| Some((m.record.as_str(), m.date.as_deref()?))).collect();
    let all: Vec<&str> = audited.audit.matrix.iter().flat_map(|m| &m.meetings).map(String::as_str).collect();
    let heads: Vec<String> = all.iter().map(|r| format!("{} {r}", dates.get(r).copied().unwrap_or("no date"))).collect();
    row(&mut out, &["body", "rows", "id", "name"].into_iter().chain(heads.iter().map(String::as_str)).collect::<Vec<_>>())?;
    let mut before = 0;
    for matrix in &audited.audit.matrix {
        let after = all.len() - before - matrix.meetings.len();
        let rows = if matrix.rows_are == RowKind::Delegations { "delegation" } else { "person" };
        for line in &matrix.rows {
            let cells = std::iter::repeat_n("", before).chain(line.cells.iter().map(|c| c.word())).chain(std::iter::repeat_n("", after));
            row(&mut out, &[matrix.body.as_str(), rows, line.id.as_str(), line.name.as_str()].into_iter().chain(cells).collect::<Vec<_>>())?;
        }
        before += matrix.meetings.len();
    }
    out.flush()
}

/// `people.csv`: a row a person.
///
/// # Errors
/// Where it cannot be written.
pub fn people(audited: &Audited, to: impl Write) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(to);
    row(
        &mut out,
        &["id", "name", "spellings", "delegations", "roles", "first", "last", "meetings", "present", "apologies", "absent", "reference", "lowest_score"],
    )?;
    let dates: BTreeMap<&str, &str> = audited.audit.meetings.iter().filter_map(|m| Some((m.record.as_str(), m.date.as_deref()?))).collect();
    for person in &audited.audit.people {
        let of = |cell: &[Cell]| person.appearances.iter().filter(|a| cell.contains(&Cell::of(a.status))).count().to_string();
        let distinct = |values: Vec<&str>| values.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>().join("; ");
        let days: Vec<&str> = person.appearances.iter().filter_map(|a| dates.get(a.record.as_str()).copied()).collect();
        let lowest = person.merges.iter().map(|m| m.score).min_by(f64::total_cmp);
        row(
            &mut out,
            &[
                &person.id,
                &person.name,
                &person.spellings.join("; "),
                &distinct(person.appearances.iter().filter_map(|a| a.delegation.as_deref()).collect()),
                &distinct(person.appearances.iter().filter_map(|a| a.role.as_deref()).collect()),
                days.iter().min().copied().unwrap_or_default(),
                days.iter().max().copied().unwrap_or_default(),
                &person.appearances.len().to_string(),
                &of(&[Cell::Present, Cell::Observer]),
                &of(&[Cell::Apologies, Cell::Substituted]),
                &of(&[Cell::Absent]),
                &person.appearances.first().map(|a| format!("{}#{}", a.record, a.person)).unwrap_or_default(),
                &lowest.map(|s| s.to_string()).unwrap_or_default(),
            ],
        )?;
    }
    out.flush()
}

/// `candidates.csv`: a row a pair in doubt, in the columns of a decisions file: write `same` or `different` before it, and give it to `--decisions`.
///
/// # Errors
/// Where it cannot be written.
pub fn candidates(audited: &Audited, to: impl Write) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(to);
    row(&mut out, &["decision", "first", "second", "first_name", "second_name", "score", "because", "reasons"])?;
    for pair in &audited.audit.candidates {
        let reasons: Vec<String> = pair.reasons.iter().map(|r| format!("{} ({:+.1})", r.what, r.bits)).collect();
        let (first, second) = (format!("{}#{}", pair.first.record, pair.first.person), format!("{}#{}", pair.second.record, pair.second.person));
        row(&mut out, &["", &first, &second, &pair.first.name, &pair.second.name, &pair.score.to_string(), &pair.because, &reasons.join("; ")])?;
    }
    out.flush()
}

/// `findings.csv`: a row a finding.
///
/// # Errors
/// Where it cannot be written.
pub fn findings_table(audited: &Audited, to: impl Write) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(to);
    row(&mut out, &["id", "code", "severity", "new", "body", "date", "record", "about", "message", "settle", "file", "page", "words", "more_evidence"])?;
    for finding in &audited.audit.findings {
        let severity = match finding.severity {
            super::model::Weight::Error => "error",
            super::model::Weight::Review => "review",
            super::model::Weight::Info => "info",
        };
        let first = finding.evidence.first();
        let more: Vec<String> = finding.evidence.iter().skip(1).map(told).collect();
        row(
            &mut out,
            &[
                &finding.id,
                finding.code.as_str(),
                severity,
                if finding.new { "new" } else { "" },
                &finding.body,
                finding.date.as_deref().unwrap_or_default(),
                &finding.record,
                finding.about.as_deref().unwrap_or_default(),
                &finding.message,
                &finding.settle,
                first.map_or("", |p| &p.file),
                &page(first.and_then(|p| p.page)),
                first.map_or("", |p| &p.words),
                &more.join("; "),
            ],
        )?;
    }
    out.flush()
}

/// "minutes.pdf, page 3: “Ana Paz”".
fn told(proof: &Proof) -> String {
    let at = proof.page.map(|p| format!(", page {p}")).unwrap_or_default();
    format!("{}{at}: “{}”", proof.file, proof.words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, expected) in [("=1+1", "'=1+1"), ("@x", "'@x"), ("-", "'-"), ("Ana", "Ana"), ("", "")] {
            assert_eq!(safe(text), expected);
        }
    }
}

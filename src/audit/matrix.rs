//! The matrix: who was at which meeting. What a record does not show is a state of its own.

use super::bodies::Bodies;
use super::delegations::Delegations;
use super::facts::Sheet;
use super::model::{Cell, Matrix, MatrixRow, RowKind};
use super::series::Series;
use std::collections::BTreeMap;

/// The names and ids of people, and who each appearance is.
pub(super) struct People<'a> {
    /// The person of each person of each sheet.
    pub of: &'a [Vec<Option<usize>>],
    /// The id and name of each person.
    pub named: &'a [(String, String)],
}

/// What the sheets say of each delegation or person.
pub(super) fn build(sheets: &[Sheet], bodies: &Bodies, series: &Series, delegations: &Delegations, people: &People) -> Vec<Matrix> {
    let mut all: Vec<Matrix> = (0..bodies.named.len()).map(|body| of_body(sheets, bodies, series, delegations, people, body)).collect();
    all.sort_by(|a, b| a.body.cmp(&b.body));
    all
}

/// Whether a body's rows are delegations: most of its people come for one, or it lists delegations only.
fn rows_are(sheets: &[Sheet], delegations: &Delegations, meetings: &[usize]) -> RowKind {
    let (mut with, mut without, mut listed) = (0_usize, 0_usize, 0_usize);
    for &m in meetings {
        let (Some(sheet), Some(ids)) = (sheets.get(m), delegations.of.get(m)) else { continue };
        listed += ids.iter().flatten().count();
        let has = |d: Option<usize>| d.and_then(|d| ids.get(d)).is_some_and(Option::is_some);
        let proper = sheet.people.iter().filter(|p| has(p.delegation)).count();
        with += proper;
        without += sheet.people.len() - proper;
    }
    if listed > 0 && with >= without { RowKind::Delegations } else { RowKind::People }
}

fn of_body(sheets: &[Sheet], bodies: &Bodies, series: &Series, delegations: &Delegations, people: &People, body: usize) -> Matrix {
    let meetings = series.counting(body);
    let kind = rows_are(sheets, delegations, &meetings);
    let mut told: BTreeMap<(String, String), BTreeMap<usize, Cell>> = BTreeMap::new();
    let mut put = |name: String, id: String, column: usize, cell: Cell| {
        told.entry((name, id)).or_default().entry(column).and_modify(|c| *c = (*c).min(cell)).or_insert(cell);
    };
    let mut recorded = Vec::new();
    for (column, &m) in meetings.iter().enumerate() {
        let Some(sheet) = sheets.get(m) else { continue };
        recorded.push(sheet.has_roll());
        match kind {
            RowKind::Delegations => {
                let ids = delegations.of.get(m).map(Vec::as_slice).unwrap_or_default();
                for (listed, id) in sheet.delegations.iter().zip(ids).filter_map(|(l, id)| Some((l, id.clone()?))) {
                    let name = delegations.rows.get(&id).map_or_else(|| id.clone(), |r| r.name.clone());
                    put(name, id, column, Cell::of(listed.status));
                }
                for speaker in &sheet.speakers {
                    let id = delegations.named(speaker);
                    // Who is in no roll of this body is no delegation of it: a State that a report mentions.
                    let is_listed = ids.iter().flatten().any(|i| *i == id);
                    if let Some(row) = delegations.rows.get(&id).filter(|_| !is_listed && sheet.has_roll()) {
                        put(row.name.clone(), id, column, Cell::Spoke);
                    }
                }
            }
            RowKind::People => {
                let of = people.of.get(m).map(Vec::as_slice).unwrap_or_default();
                for (seen, person) in sheet.people.iter().zip(of) {
                    if let Some((id, name)) = person.and_then(|p| people.named.get(p)) {
                        put(name.clone(), id.clone(), column, Cell::of(seen.status));
                    }
                }
            }
        }
    }
    let rows = told
        .into_iter()
        .map(|((name, id), cells)| {
            let first = cells.keys().next().copied().unwrap_or_default();
            let cell = |(column, roll): (usize, &bool)| match cells.get(&column) {
                Some(cell) => *cell,
                None if !roll => Cell::NotRecorded,
                None if column < first => Cell::NotYet,
                None => Cell::NotListed,
            };
            MatrixRow { id, name, cells: recorded.iter().enumerate().map(cell).collect() }
        })
        .collect();
    Matrix {
        body: bodies.named.get(body).map(|b| b.id.clone()).unwrap_or_default(),
        rows_are: kind,
        meetings: meetings.iter().filter_map(|m| sheets.get(*m).map(|s| s.record.clone())).collect(),
        rows,
    }
}

//! What somebody should look at. Each rule finds in one room what one page or two pages show; what the record does not show is no finding.

mod carried;
mod expected;
mod gaps;
mod over_time;

use super::bodies::Bodies;
use super::delegations::Delegations;
use super::facts::Sheet;
use super::link::Linked;
use super::model::{Finding, FindingCode, Matrix, Proof};
use super::roster::{Quorum, Roster};
use super::series::Series;
use crate::gazetteer::fold::fold;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// All that the rules look at.
pub(super) struct Evidence<'a> {
    pub sheets: &'a [Sheet],
    pub bodies: &'a Bodies,
    pub series: &'a Series,
    pub delegations: &'a Delegations,
    pub linked: &'a Linked,
    /// The person of each person of each sheet.
    pub person_of: &'a [Vec<Option<usize>>],
    /// The id and name of each person.
    pub named: &'a [(String, String)],
    pub matrix: &'a [Matrix],
    pub roster: &'a Roster,
    pub quorum: Option<(Quorum, &'a str)>,
}

impl Evidence<'_> {
    /// The sheets that count, all bodies after each other, each by day.
    fn counting(&self) -> impl Iterator<Item = (usize, Vec<usize>)> {
        (0..self.bodies.named.len()).map(|body| (body, self.series.counting(body)))
    }

    /// The delegation of a person of a sheet.
    fn delegation(&self, sheet: usize, person: usize) -> Option<&str> {
        let index = self.sheets.get(sheet)?.people.get(person)?.delegation?;
        self.delegations.of.get(sheet)?.get(index)?.as_deref()
    }

    fn name_of(&self, delegation: &str) -> String {
        self.delegations.rows.get(delegation).map_or_else(|| delegation.to_owned(), |r| r.name.clone())
    }
}

/// The findings in the making.
struct Findings<'a> {
    evidence: &'a Evidence<'a>,
    found: Vec<Finding>,
    /// What was found, so that no two rules tell the same.
    told: BTreeSet<(FindingCode, usize, String)>,
}

impl Findings<'_> {
    /// Adds a finding about somebody in a sheet, once.
    fn add(&mut self, code: FindingCode, sheet: usize, about: Option<String>, message: String, evidence: Vec<Proof>) {
        let Some(of) = self.evidence.sheets.get(sheet) else { return };
        let key = about.as_deref().map_or_else(|| evidence.first().map(|p| p.words.clone()).unwrap_or_default(), fold);
        if !self.told.insert((code, sheet, key.clone())) {
            return;
        }
        let body = self.evidence.bodies.of.get(sheet).and_then(|b| self.evidence.bodies.named.get(*b)).map(|b| b.id.clone()).unwrap_or_default();
        let digest = Sha256::digest(format!("{}\n{}\n{key}", code.as_str(), of.record).as_bytes());
        let id = digest.iter().take(6).map(|b| format!("{b:02x}")).collect();
        self.found.push(Finding {
            id,
            code,
            severity: code.weight(),
            body,
            record: of.record.clone(),
            date: of.date.clone(),
            about,
            message,
            settle: code.settle().to_owned(),
            evidence,
            new: false,
        });
    }
}

/// Finds what there is to find, the weightiest first.
pub(super) fn find(evidence: &Evidence) -> Vec<Finding> {
    let mut findings = Findings { evidence, found: Vec::new(), told: BTreeSet::new() };
    carried::find(&mut findings);
    gaps::find(&mut findings);
    over_time::find(&mut findings);
    expected::find(&mut findings);
    let mut found = findings.found;
    let key = |f: &Finding| (f.severity, f.code, f.body.clone(), f.date.clone(), f.record.clone(), f.about.clone(), f.id.clone());
    found.sort_by_cached_key(key);
    found
}

/// "Peru, Norway and Malawi".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} and {last}", others.join(", ")),
    }
}

/// A map from record to sheet.
fn by_record(sheets: &[Sheet]) -> BTreeMap<&str, usize> {
    sheets.iter().enumerate().map(|(i, s)| (s.record.as_str(), i)).collect()
}

//! The repairs of a record by their place: what forms for reading show on demand.

use crate::diagnostics::Repair;
use crate::minutes::Minutes;
use std::collections::BTreeMap;

/// All repairs of the record by where their words begin, each told once.
pub(super) fn repairs(record: &Minutes) -> BTreeMap<usize, Vec<&Repair>> {
    let roll = &record.attendance;
    let facts = roll.delegations.iter().map(|d| (d.span, &d.repairs)).chain(roll.people.iter().map(|p| (p.span, &p.repairs)));
    let facts = facts.chain(record.sections.iter().map(|s| (s.span, &s.repairs))).chain(record.entities.iter().map(|e| (e.span, &e.repairs)));
    let facts = facts.chain(record.interventions.iter().map(|i| (i.span, &i.repairs))).chain(record.decisions.iter().map(|d| (d.span, &d.repairs)));
    let facts = facts.chain(record.actions.iter().map(|a| (a.span, &a.repairs))).chain(record.votes.iter().map(|v| (v.span, &v.repairs)));
    let mut found: BTreeMap<usize, Vec<&Repair>> = BTreeMap::new();
    for (span, repairs) in facts {
        for repair in repairs {
            let here = found.entry(span[0]).or_default();
            if !here.contains(&repair) {
                here.push(repair);
            }
        }
    }
    found
}

//! What the last audit in the same folder did not hold.

use super::model::{Audit, News};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What is read of an earlier `audit.json`: no more than tells what was there.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Before {
    meetings: Vec<OldMeeting>,
    findings: Vec<OldFinding>,
}

#[derive(Debug, Clone, Deserialize)]
struct OldMeeting {
    record: String,
}

#[derive(Debug, Clone, Deserialize)]
struct OldFinding {
    id: String,
}

/// Marks what is new in `now`.
pub fn compare(now: &mut Audit, before: &Before) {
    let old: BTreeSet<&str> = before.findings.iter().map(|f| f.id.as_str()).collect();
    let records: BTreeSet<&str> = before.meetings.iter().map(|m| m.record.as_str()).collect();
    for finding in &mut now.findings {
        finding.new = !old.contains(finding.id.as_str());
    }
    let here: BTreeSet<&str> = now.findings.iter().map(|f| f.id.as_str()).collect();
    let news = News {
        records: now.meetings.iter().map(|m| m.record.clone()).filter(|r| !records.contains(r.as_str())).collect(),
        findings: now.findings.iter().filter(|f| f.new).map(|f| f.id.clone()).collect(),
        gone: old.iter().filter(|id| !here.contains(**id)).map(|id| (*id).to_owned()).collect(),
    };
    now.news = Some(news);
}

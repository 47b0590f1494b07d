//! The facts of a record that stand beside its text: votes as Akoma Ntoso's analysis, and what it has no place for as `proprietary`.

use super::super::markup::Markup;
use super::terms::{Class, Ids, Terms};
use super::{OURS, SELF};
use crate::diagnostics::Repair;
use crate::minutes::{Confidence, Minutes, Status, TextSpan};

/// The `analysis` element with all votes that have figures or voters; nothing where there is none.
pub(super) fn analysis(record: &Minutes, ids: &mut Ids, terms: &mut Terms) -> String {
    let told = |v: &crate::minutes::Vote| v.in_favour.is_some() || v.against.is_some() || v.abstain.is_some() || v.absent.is_some() || !v.voters.is_empty();
    if !record.votes.iter().any(told) {
        return String::new();
    }
    let mut xml = Markup::default();
    xml.open("analysis").with("source", SELF).open("parliamentary").raw("\n");
    for (n, vote) in record.votes.iter().enumerate().filter(|(_, v)| told(v)) {
        let outcome = vote.outcome.as_deref().map(|o| terms.refer(ids, Class::Concept, o, o));
        xml.open("voting").with("eId", &ids.claim(&format!("voting_{}", n + 1))).with_some("outcome", outcome.as_deref());
        xml.with("href", &format!("#vote_{}", n + 1)).with_some("r:subject", vote.subject.as_deref());
        for (choice, figure) in [("for", vote.in_favour), ("against", vote.against), ("abstain", vote.abstain), ("absent", vote.absent)] {
            let mut voters = vote.voters.iter().filter(|v| v.vote == choice).peekable();
            if figure.is_none() && voters.peek().is_none() {
                continue;
            }
            let value = figure.map(|n| n.to_string()).unwrap_or_default();
            xml.open("count").with("eId", &ids.claim(&format!("voting_{}__{choice}", n + 1))).with("value", &value);
            xml.with("refersTo", &terms.refer(ids, Class::Concept, choice, choice));
            for voter in voters {
                let person = voter.person.as_deref().and_then(|p| terms.listed(p));
                xml.open("r:voter").with_some("by", person.as_deref()).text(&voter.name).close();
            }
            xml.close();
        }
        // The schema wants a figure; voters whose vote has another name are told here and not as one of the four.
        let others: Vec<_> = vote.voters.iter().filter(|v| !matches!(v.vote.as_str(), "for" | "against" | "abstain" | "absent")).collect();
        if !others.is_empty() {
            xml.open("count").with("value", "");
            for voter in others {
                xml.open("r:voter").with("vote", &voter.vote).text(&voter.name).close();
            }
            xml.close();
        }
        xml.close().raw("\n");
    }
    let mut out = xml.finish();
    out.insert(0, '\n');
    out
}

/// The `proprietary` element.
pub(super) fn proprietary(xml: &mut Markup, record: &Minutes) {
    let (source, meeting) = (&record.source, &record.meeting);
    xml.open("proprietary").with("source", SELF).with("xmlns:r", OURS).raw("\n");
    xml.open("r:source").with("record", &record.id).with("file", &source.file).with("sha256", &source.sha256);
    xml.with("bytes", &source.bytes.to_string()).with("format", &source.format).with("pages", &source.pages.to_string());
    if let Some([from, to]) = source.page_range {
        xml.with("pageRange", &format!("{from}-{to}"));
    }
    xml.with_some("language", source.language.as_deref()).with("program", &record.made_by.program).with("version", &record.made_by.version);
    for (name, value) in &source.reference {
        xml.open("r:reference").with("name", name).text(value).close();
    }
    xml.close().raw("\n");
    xml.open("r:meeting");
    for (name, value) in [
        ("title", &meeting.title),
        ("body", &meeting.body),
        ("kind", &meeting.kind),
        ("number", &meeting.number),
        ("date", &meeting.date),
        ("endDate", &meeting.end_date),
        ("startTime", &meeting.start_time),
        ("endTime", &meeting.end_time),
        ("venue", &meeting.venue),
        ("chair", &meeting.chair),
        ("symbol", &meeting.symbol),
        ("state", &meeting.state),
    ] {
        xml.with_some(name, value.as_deref());
    }
    xml.close().raw("\n");
    for delegation in &record.attendance.delegations {
        xml.open("r:delegation").with("of", &delegation.id).with("name", &delegation.name).with_some("code", delegation.code.as_deref());
        xml.with_some("role", delegation.role.as_deref()).with("status", status(delegation.status)).with("asWritten", &delegation.as_written);
        place(xml, delegation.page, delegation.span, delegation.confidence);
        repairs(xml, &delegation.repairs);
        xml.close().raw("\n");
    }
    for person in &record.attendance.people {
        xml.open("r:person").with("of", &person.id).with("name", &person.name);
        for (name, value) in [
            ("honorific", &person.honorific),
            ("given", &person.given),
            ("family", &person.family),
            ("role", &person.role),
            ("delegation", &person.delegation),
            ("for", &person.stands_for),
        ] {
            xml.with_some(name, value.as_deref());
        }
        if let Some(attended) = &person.attended {
            xml.with_some("from", attended.from.as_deref()).with_some("to", attended.to.as_deref());
        }
        xml.with("status", status(person.status)).with("asWritten", &person.as_written);
        place(xml, person.page, person.span, person.confidence);
        repairs(xml, &person.repairs);
        xml.close().raw("\n");
    }
    for stated in &record.attendance.stated {
        xml.open("r:stated").with("what", &stated.what).with("count", &stated.count.to_string());
        place(xml, stated.page, stated.span, Confidence::CERTAIN);
        xml.close().raw("\n");
    }
    for warning in &record.warnings {
        let word = |value: serde_json::Result<serde_json::Value>| value.ok().and_then(|v| v.as_str().map(str::to_owned));
        xml.open("r:warning").with_some("code", word(serde_json::to_value(warning.code)).as_deref());
        xml.with_some("severity", word(serde_json::to_value(warning.severity)).as_deref());
        if let Some(span) = warning.span {
            place(xml, warning.page, span, Confidence::CERTAIN);
        }
        xml.text(&warning.message).close().raw("\n");
    }
    xml.close().raw("\n");
}

/// Where it stands, in code points of the record's text, and how sure it is where it is not certain.
fn place(xml: &mut Markup, page: Option<u32>, span: TextSpan, confidence: Confidence) {
    xml.with_some("page", page.map(|p| p.to_string()).as_deref());
    xml.with("start", &span[0].to_string()).with("end", &span[1].to_string());
    xml.with_some("confidence", doubt(confidence).as_deref());
}

/// The confidence where it is below 1.
pub(super) fn doubt(confidence: Confidence) -> Option<String> {
    (confidence.0 < 1.0).then(|| format!("{:.3}", confidence.0.clamp(0.0, 1.0)).trim_end_matches('0').to_owned())
}

fn repairs(xml: &mut Markup, repairs: &[Repair]) {
    for repair in repairs {
        xml.open("r:repair").with("kind", &repair.kind).with_some("from", repair.from.as_deref()).with_some("to", repair.to.as_deref());
        xml.text(&repair.because).close();
    }
}

/// The word of the contract.
const fn status(status: Status) -> &'static str {
    match status {
        Status::Present => "present",
        Status::Apologies => "apologies",
        Status::Absent => "absent",
        Status::Substituted => "substituted",
        Status::Observer => "observer",
    }
}

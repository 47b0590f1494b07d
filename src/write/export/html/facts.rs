//! What was read, as tables: the meeting, the roll, decisions, actions, votes, and what a person should check.

use super::super::links::Links;
use super::super::markup::Markup;
use super::{page_link, place};
use crate::minutes::{Confidence, Minutes, Status};

/// The meeting's own fields.
pub(super) fn meeting(html: &mut Markup, record: &Minutes, links: &Links) {
    let meeting = &record.meeting;
    let chair = meeting.chair.as_deref().and_then(|id| record.attendance.people.iter().find(|p| p.id == id)).map(|p| p.name.clone());
    let days = meeting.date.as_ref().map(|first| meeting.end_date.as_ref().map_or_else(|| first.clone(), |last| format!("{first} to {last}")));
    let hours = match (&meeting.start_time, &meeting.end_time) {
        (Some(from), Some(to)) => Some(format!("{from} to {to}")),
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(to)) => Some(format!("to {to}")),
        (None, None) => None,
    };
    let fields = [
        ("Body", "body", meeting.body.clone()),
        ("Kind", "kind", meeting.kind.clone()),
        ("Number", "number", meeting.number.clone()),
        ("Date", "date", days),
        ("Time", "start_time", hours),
        ("Venue", "venue", meeting.venue.clone()),
        ("Chair", "chair", chair),
        ("Symbol", "symbol", meeting.symbol.clone()),
        ("State", "state", meeting.state.clone()),
    ];
    if fields.iter().all(|(_, _, value)| value.is_none()) {
        return;
    }
    html.open("dl").with("lang", "en").raw("\n");
    for (label, key, value) in fields {
        let Some(value) = value else { continue };
        html.open("div").open("dt").text(label).close().open("dd").with("lang", record.source.language.as_deref().unwrap_or("")).text(&value);
        if let Some(evidence) = meeting.evidence.get(key) {
            doubt(html, evidence.confidence);
            html.text(" ");
            page_link(html, record, links, evidence.page);
        }
        html.close().close().raw("\n");
    }
    html.close().raw("\n");
}

/// The tables.
pub(super) fn write(html: &mut Markup, record: &Minutes, links: &Links) {
    roll(html, record, links);
    decisions(html, record, links);
    actions(html, record, links);
    votes(html, record, links);
    warnings(html, record, links);
}

fn begin(html: &mut Markup, caption: &str, heads: &[&str]) {
    html.open("table").open("caption").text(caption).close().raw("\n").open("thead").open("tr");
    for head in heads {
        html.open("th").with("scope", "col").text(head).close();
    }
    html.close().close().raw("\n").open("tbody").raw("\n");
}

fn end(html: &mut Markup) {
    html.close().close().raw("\n");
}

fn cell(html: &mut Markup, words: Option<&str>) {
    html.open("td").with("lang", "").text(words.unwrap_or_default()).close();
}

/// A cell with the page and, where the reading isn't certain, how sure it is.
fn last(html: &mut Markup, record: &Minutes, links: &Links, page: Option<u32>, confidence: Confidence) {
    html.open("td");
    page_link(html, record, links, page);
    doubt(html, confidence);
    html.close();
}

fn doubt(html: &mut Markup, confidence: Confidence) {
    if confidence.0 < 1.0 {
        html.text(" ").open("span").with("class", "doubt").with("lang", "en");
        html.text(&format!("{:.0} % sure", confidence.0.clamp(0.0, 1.0) * 100.0)).close();
    }
}

const fn status(status: Status) -> &'static str {
    match status {
        Status::Present => "present",
        Status::Apologies => "apologies",
        Status::Absent => "absent",
        Status::Substituted => "substituted",
        Status::Observer => "observer",
    }
}

fn roll(html: &mut Markup, record: &Minutes, links: &Links) {
    let roll = &record.attendance;
    if roll.people.is_empty() && roll.delegations.is_empty() {
        html.open("p").text("No list of who was there was read.").close().raw("\n");
        return;
    }
    if !roll.people.is_empty() {
        begin(html, "People of the roll", &["Name", "Delegation", "Role", "Attendance", "Page"]);
        for person in &roll.people {
            let delegation = person.delegation.as_deref().and_then(|id| roll.delegations.iter().find(|d| d.id == id));
            html.open("tr").open("th").with("scope", "row").text(&person.name).close();
            cell(html, delegation.map(|d| d.name.as_str()));
            cell(html, person.role.as_deref());
            let stands_for = person.stands_for.as_deref().and_then(|id| roll.people.iter().find(|p| p.id == id));
            let mut words = status(person.status).to_owned();
            if let Some(other) = stands_for {
                words.push_str(&format!(", for {}", other.name));
            }
            if let Some(part) = &person.attended {
                words.push_str(&part.from.as_deref().map(|from| format!(", from {from}")).unwrap_or_default());
                words.push_str(&part.to.as_deref().map(|to| format!(", to {to}")).unwrap_or_default());
            }
            html.open("td").text(&words).close();
            last(html, record, links, person.page, person.confidence);
            html.close().raw("\n");
        }
        end(html);
    }
    let alone: Vec<_> = roll.delegations.iter().filter(|d| !roll.people.iter().any(|p| p.delegation.as_deref() == Some(d.id.as_str()))).collect();
    if !alone.is_empty() {
        begin(html, "Delegations without a named person", &["Delegation", "Role", "Attendance", "Page"]);
        for delegation in alone {
            html.open("tr").open("th").with("scope", "row").text(&delegation.name).close();
            cell(html, delegation.role.as_deref());
            html.open("td").text(status(delegation.status)).close();
            last(html, record, links, delegation.page, delegation.confidence);
            html.close().raw("\n");
        }
        end(html);
    }
}

fn decisions(html: &mut Markup, record: &Minutes, links: &Links) {
    if record.decisions.is_empty() {
        return;
    }
    begin(html, "Decisions", &["Decision", "Kind", "Moved by", "Seconded by", "Page"]);
    for x in &record.decisions {
        html.open("tr").open("td").with("lang", "").open("a").with("href", &format!("#{}", place("decision", x.span))).text(&x.text).close().close();
        cell(html, Some(&x.kind));
        cell(html, x.moved_by.as_deref());
        cell(html, x.seconded_by.as_deref());
        last(html, record, links, x.page, x.confidence);
        html.close().raw("\n");
    }
    end(html);
}

fn actions(html: &mut Markup, record: &Minutes, links: &Links) {
    if record.actions.is_empty() {
        return;
    }
    begin(html, "Actions", &["Who", "What", "Due", "Page"]);
    for x in &record.actions {
        html.open("tr");
        cell(html, x.owner.as_deref());
        html.open("td").with("lang", "").open("a").with("href", &format!("#{}", place("action", x.span))).text(&x.task).close().close();
        cell(html, x.due.as_deref());
        last(html, record, links, x.page, x.confidence);
        html.close().raw("\n");
    }
    end(html);
}

fn votes(html: &mut Markup, record: &Minutes, links: &Links) {
    if record.votes.is_empty() {
        return;
    }
    begin(html, "Votes", &["On", "For", "Against", "Abstained", "Absent", "Outcome", "Page"]);
    for x in &record.votes {
        html.open("tr");
        cell(html, x.subject.as_deref());
        for figure in [x.in_favour, x.against, x.abstain, x.absent] {
            cell(html, figure.map(|n| n.to_string()).as_deref());
        }
        let unanimous = if x.unanimous { "unanimously" } else { "" };
        let words: Vec<&str> = x.outcome.as_deref().into_iter().chain([unanimous].into_iter().filter(|w| !w.is_empty())).collect();
        html.open("td").text(&words.join(" ")).close();
        last(html, record, links, x.page, x.confidence);
        html.close().raw("\n");
    }
    end(html);
}

fn warnings(html: &mut Markup, record: &Minutes, links: &Links) {
    if record.warnings.is_empty() {
        return;
    }
    begin(html, "To check", &["What", "Severity", "Page"]);
    for x in &record.warnings {
        let severity = serde_json::to_value(x.severity).ok().and_then(|v| v.as_str().map(str::to_owned));
        html.open("tr").open("td").text(&x.message).close();
        cell(html, severity.as_deref());
        html.open("td");
        page_link(html, record, links, x.page);
        html.close().close().raw("\n");
    }
    end(html);
}

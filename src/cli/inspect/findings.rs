//! The stages that tell what the text says, from the record: outline, entities, roll, floor.

use super::View;
use crate::diagnostics::Repair;
use crate::minutes::{Confidence, Entity, Minutes, TextSpan};
use std::io::{self, Write};

pub(super) fn outline(out: &mut impl Write, view: &View, record: &Minutes) -> io::Result<()> {
    let meeting = &record.meeting;
    let fields = [
        ("title", &meeting.title),
        ("body", &meeting.body),
        ("kind", &meeting.kind),
        ("number", &meeting.number),
        ("date", &meeting.date),
        ("end_date", &meeting.end_date),
        ("start_time", &meeting.start_time),
        ("end_time", &meeting.end_time),
        ("venue", &meeting.venue),
        ("chair", &meeting.chair),
        ("symbol", &meeting.symbol),
        ("state", &meeting.state),
    ];
    for (name, value) in fields {
        let evidence = meeting.evidence.get(name);
        let from = evidence.map(|e| format!("  ← {:?}{}{}", e.as_written, place(e.page, e.span), doubt(e.confidence, &e.repairs))).unwrap_or_default();
        writeln!(out, "{name:>10}  {}{from}", value.as_deref().unwrap_or("–"))?;
    }
    writeln!(out)?;
    for s in record.sections.iter().filter(|s| view.shows(s.page)) {
        let indent = "  ".repeat(usize::from(s.level.saturating_sub(1)));
        let who = if s.responsible.is_empty() { String::new() } else { format!("  [{}]", s.responsible.join(", ")) };
        let words = [s.number.as_deref().unwrap_or("–"), s.title.as_deref().unwrap_or("–")].join("  ");
        writeln!(out, "{indent}{words}{who}  ({}{}){}", s.id, place(s.page, Some(s.span)), doubt(s.confidence, &s.repairs))?;
    }
    for block in record.blocks.iter().filter(|b| view.shows(b.page)) {
        if let Some(lead) = &block.lead {
            writeln!(out, "lead {lead:?} in {}", block.id)?;
        }
    }
    warnings(out, view, record)
}

pub(super) fn entities(out: &mut impl Write, view: &View, record: &Minutes) -> io::Result<()> {
    for e in record.entities.iter().filter(|e| view.shows(e.page)) {
        writeln!(out, "{:?}  {}{}{}", e.text, meaning(e), place(e.page, Some(e.span)), doubt(e.confidence, &e.repairs))?;
    }
    for a in record.acronyms.iter().filter(|a| view.shows(a.page)) {
        writeln!(out, "{} = {}{}", a.acronym, a.expansion, place(a.page, Some(a.span)))?;
    }
    Ok(())
}

/// `state {"code":"PER"}`.
pub(super) fn meaning(entity: &Entity) -> String {
    let value = serde_json::to_value(&entity.value).unwrap_or_default();
    let part = |name: &str| value.get(name).cloned().unwrap_or_default();
    format!("{} {}", part("kind").as_str().unwrap_or_default(), part("value"))
}

pub(super) fn roll(out: &mut impl Write, view: &View, record: &Minutes) -> io::Result<()> {
    let roll = &record.attendance;
    for d in &roll.delegations {
        if view.shows(d.page) {
            let code = d.code.as_deref().map(|c| format!(" {c}")).unwrap_or_default();
            writeln!(
                out,
                "{}  {}  {:?}{code}  {:?}{}{}{}",
                d.id,
                d.name,
                d.kind,
                d.status,
                role(d.role.as_deref()),
                place(d.page, Some(d.span)),
                doubt(d.confidence, &d.repairs)
            )?;
        }
        for p in roll.people.iter().filter(|p| p.delegation.as_ref() == Some(&d.id)) {
            person(out, view, p)?;
        }
    }
    for p in roll.people.iter().filter(|p| p.delegation.is_none()) {
        person(out, view, p)?;
    }
    for s in roll.stated.iter().filter(|s| view.shows(s.page)) {
        writeln!(out, "stated: {} {}{}", s.count, s.what, place(s.page, Some(s.span)))?;
    }
    if let Some(chair) = &record.meeting.chair {
        writeln!(out, "chair: {chair}")?;
    }
    warnings(out, view, record)
}

fn person(out: &mut impl Write, view: &View, p: &crate::minutes::Person) -> io::Result<()> {
    if !view.shows(p.page) {
        return Ok(());
    }
    let parts = [("honorific", &p.honorific), ("given", &p.given), ("family", &p.family), ("for", &p.stands_for)];
    let parts: Vec<String> = parts.iter().filter_map(|(what, value)| value.as_ref().map(|v| format!("{what} {v}"))).collect();
    writeln!(
        out,
        "    {}  {}  {:?}{}  ({}){}{}",
        p.id,
        p.name,
        p.status,
        role(p.role.as_deref()),
        parts.join(", "),
        place(p.page, Some(p.span)),
        doubt(p.confidence, &p.repairs)
    )
}

fn role(role: Option<&str>) -> String {
    role.map(|r| format!(", {r}")).unwrap_or_default()
}

pub(super) fn floor(out: &mut impl Write, view: &View, record: &Minutes) -> io::Result<()> {
    let section = |s: &Option<String>| s.as_deref().unwrap_or("–").to_owned();
    for x in record.interventions.iter().filter(|x| view.shows(x.page)) {
        let s = &x.speaker;
        let code = s.code.as_deref().or(s.person.as_deref()).map(|c| format!(" {c}")).unwrap_or_default();
        writeln!(
            out,
            "{}  {} ({}{code}) {}{}{}",
            section(&x.section),
            s.name,
            s.kind,
            x.verb.as_deref().unwrap_or("–"),
            place(x.page, Some(x.span)),
            doubt(x.confidence, &x.repairs)
        )?;
    }
    for x in record.decisions.iter().filter(|x| view.shows(x.page)) {
        let movers: Vec<String> =
            [("moved", &x.moved_by), ("seconded", &x.seconded_by)].iter().filter_map(|(what, who)| who.as_ref().map(|w| format!(" {what} by {w}"))).collect();
        writeln!(
            out,
            "{}  {} by {}{}: {:?}{}{}",
            section(&x.section),
            x.kind,
            x.by.as_deref().unwrap_or("–"),
            movers.concat(),
            x.text,
            place(x.page, Some(x.span)),
            doubt(x.confidence, &x.repairs)
        )?;
    }
    for x in record.actions.iter().filter(|x| view.shows(x.page)) {
        writeln!(
            out,
            "{}  action of {} until {}: {:?}{}{}",
            section(&x.section),
            x.owner.as_deref().unwrap_or("–"),
            x.due.as_deref().unwrap_or("–"),
            x.task,
            place(x.page, Some(x.span)),
            doubt(x.confidence, &x.repairs)
        )?;
    }
    for x in record.votes.iter().filter(|x| view.shows(x.page)) {
        let n = |n: Option<u32>| n.map_or("–".to_owned(), |n| n.to_string());
        let counts = format!("{} for, {} against, {} abstain, {} absent", n(x.in_favour), n(x.against), n(x.abstain), n(x.absent));
        writeln!(
            out,
            "{}  vote on {:?}: {counts}, {}{}{}",
            section(&x.section),
            x.subject.as_deref().unwrap_or("–"),
            x.outcome.as_deref().unwrap_or("–"),
            place(x.page, Some(x.span)),
            doubt(x.confidence, &x.repairs)
        )?;
    }
    warnings(out, view, record)
}

fn warnings(out: &mut impl Write, view: &View, record: &Minutes) -> io::Result<()> {
    for w in record.warnings.iter().filter(|w| w.page.is_none() || view.shows(w.page)) {
        let code = serde_json::to_value(w.code).unwrap_or_default();
        writeln!(out, "{:?} {}: {}{}", w.severity, code.as_str().unwrap_or_default(), w.message, place(w.page, w.span))?;
    }
    Ok(())
}

fn place(page: Option<u32>, span: Option<TextSpan>) -> String {
    let page = page.map(|p| format!("  page {p}")).unwrap_or_default();
    span.map_or(page.clone(), |[start, end]| format!("{page}  {start}–{end}"))
}

fn doubt(confidence: Confidence, repairs: &[Repair]) -> String {
    let sure = if confidence.0 < 1.0 { format!("  sure to {:.2}", confidence.0) } else { String::new() };
    let why: Vec<String> = repairs.iter().map(|r| format!("  {}: {}", r.kind, r.because)).collect();
    format!("{sure}{}", why.concat())
}

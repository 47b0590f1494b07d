//! The timeline of each person and of each office.

use super::escape::text;
use crate::audit::Audited;
use crate::audit::model::PersonRow;
use crate::gazetteer::fold::fold;
use crate::gazetteer::titles::is_office;
use crate::minutes::Status;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// More people than this are left to the table.
const MOST_PEOPLE: usize = 1_000;
/// The width of a timeline, in pixels.
const WIDTH: f64 = 240.0;
/// Offices that more people than this hold at a time are no offices of a timeline.
const MOST_HOLDERS: usize = 12;

/// A day as a number of days, for drawing.
fn number(day: &str) -> Option<f64> {
    let day: jiff::civil::Date = day.parse().ok()?;
    Some(f64::from(day.year()) * 366.0 + f64::from(day.day_of_year()))
}

pub(super) fn write(audited: &Audited, out: &mut impl Write) -> io::Result<()> {
    let audit = &audited.audit;
    let dates: BTreeMap<&str, &str> = audit.meetings.iter().filter_map(|m| Some((m.record.as_str(), m.date.as_deref()?))).collect();
    let bodies: BTreeMap<&str, &str> = audit.meetings.iter().map(|m| (m.record.as_str(), m.body.as_str())).collect();
    let all: Vec<f64> = dates.values().filter_map(|d| number(d)).collect();
    let first = all.iter().copied().fold(f64::INFINITY, f64::min);
    let span = (all.iter().copied().fold(f64::NEG_INFINITY, f64::max) - first).max(1.0);
    let place = |day: &str| number(day).map(|n| (n - first) / span * WIDTH);
    writeln!(out, "<section id=\"people\" aria-labelledby=\"people-h\">\n<h2 id=\"people-h\">People and offices</h2>")?;
    offices(audited, &dates, &bodies, out)?;
    if audit.people.len() > MOST_PEOPLE {
        writeln!(out, "<p>The {MOST_PEOPLE} people with the most meetings; people.csv has all.</p>")?;
    }
    let mut shown: Vec<&PersonRow> = audit.people.iter().collect();
    shown.sort_by(|a, b| b.appearances.len().cmp(&a.appearances.len()).then_with(|| a.id.cmp(&b.id)));
    shown.truncate(MOST_PEOPLE);
    shown.sort_by(|a, b| a.id.cmp(&b.id));
    writeln!(
        out,
        "<table><caption>People</caption><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">For</th><th scope=\"col\">Meetings</th><th scope=\"col\">From, to</th><th scope=\"col\">When</th></tr></thead><tbody>"
    )?;
    for person in shown {
        let days: Vec<&str> = person.appearances.iter().filter_map(|a| dates.get(a.record.as_str()).copied()).collect();
        let there = person.appearances.iter().filter(|a| matches!(a.status, Status::Present | Status::Observer)).count();
        let mut delegations: Vec<&str> = person.appearances.iter().filter_map(|a| a.delegation.as_deref()).collect();
        delegations.dedup();
        let ticks: String = person
            .appearances
            .iter()
            .filter_map(|a| Some((place(dates.get(a.record.as_str())?)?, matches!(a.status, Status::Present | Status::Observer))))
            .map(|(x, there)| format!("M{x:.0} {}v{}", if there { 1 } else { 7 }, if there { 10 } else { 4 }))
            .collect();
        let others: Vec<String> = person.spellings.iter().filter(|s| **s != person.name).map(|s| text(s)).collect();
        let others = if others.is_empty() { String::new() } else { format!("<br><small>also {}</small>", others.join(", ")) };
        let (from, to) = (days.iter().min().copied().unwrap_or("no date"), days.iter().max().copied().unwrap_or("no date"));
        writeln!(
            out,
            "<tr><th scope=\"row\">{}{others}</th><td>{}</td><td>{there} of {}</td><td>{from}, {to}</td><td><svg class=\"line\" width=\"{WIDTH}\" height=\"12\" aria-hidden=\"true\"><path d=\"{ticks}\"/></svg></td></tr>",
            text(&person.name),
            text(&delegations.join(", ")),
            person.appearances.len(),
        )?;
    }
    writeln!(out, "</tbody></table>\n</section>")
}

/// Who held which office from when to when, as far as the rolls tell.
fn offices(audited: &Audited, dates: &BTreeMap<&str, &str>, bodies: &BTreeMap<&str, &str>, out: &mut impl Write) -> io::Result<()> {
    // Body and office, then who: the first and last day, and the number of meetings.
    let mut held: BTreeMap<(&str, String), BTreeMap<&str, (&str, &str, usize)>> = BTreeMap::new();
    for person in &audited.audit.people {
        for seen in &person.appearances {
            let (Some(role), Some(day), Some(body)) = (seen.role.as_deref(), dates.get(seen.record.as_str()), bodies.get(seen.record.as_str())) else {
                continue;
            };
            if is_office(role) && seen.status == Status::Present {
                let entry = held.entry((body, fold(role))).or_default().entry(&person.name).or_insert((day, day, 0));
                *entry = (entry.0.min(day), entry.1.max(day), entry.2 + 1);
            }
        }
    }
    held.retain(|_, holders| holders.len() <= MOST_HOLDERS && holders.values().any(|h| h.2 > 1));
    if held.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<table><caption>Offices, as the rolls tell them</caption><thead><tr><th scope=\"col\">Body</th><th scope=\"col\">Office</th><th scope=\"col\">Held by</th></tr></thead><tbody>"
    )?;
    for ((body, office), holders) in held {
        let mut holders: Vec<_> = holders.into_iter().collect();
        holders.sort_by_key(|(name, (from, to, _))| (*from, *to, *name));
        let told: Vec<String> = holders.iter().map(|(name, (from, to, n))| format!("{} ({from} to {to}, {n} meetings)", text(name))).collect();
        let name = audited.audit.bodies.iter().find(|b| b.id == body).and_then(|b| b.name.as_deref()).unwrap_or(body);
        writeln!(out, "<tr><td>{}</td><th scope=\"row\">{}</th><td>{}</td></tr>", text(name), text(&office), told.join("<br>"))?;
    }
    writeln!(out, "</tbody></table>")
}

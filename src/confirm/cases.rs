//! Invented meetings, each with one thing that does not fit.

use super::confirm;
use crate::attendance::{Attendance, Delegation, Person};
use crate::diagnostics::{Code, Repair};
use crate::entities::{Context, Mention, Mentions, sentences, tokens::Tokens};
use crate::language::Language;
use crate::meeting::MeetingFacts;
use crate::minutes::{DelegationKind, Speaker, Status, Value};
use crate::outline::{Outline, Section};
use crate::proceedings::{Intervention, Proceedings};
use crate::span::Span;
use crate::transcript::drawn::drawn;

const STATES: &[(&str, &str)] = &[("Norway", "NOR"), ("Chile", "CHL"), ("Ghana", "GHA"), ("Fiji", "FJI"), ("Jamaica", "JAM"), ("Nepal", "NPL")];

/// "Norway: Ola Berg, Ann Lee" for each delegation, "?" behind a name whose heading may be lost, "-" before one that is away.
fn roll(lines: &[&str]) -> Attendance {
    let mut out = Attendance { blocks: vec![0], ..Attendance::default() };
    for line in lines {
        let (status, line) = line.strip_prefix('-').map_or((Status::Present, *line), |l| (Status::Apologies, l));
        let (heading, people) = line.split_once(':').unwrap_or((line, ""));
        let (heading, role) = heading.split_once(" – ").map_or((heading, None), |(h, r)| (h, Some(r.to_owned())));
        let code = STATES.iter().find(|(name, _)| *name == heading).map(|(_, code)| (*code).to_owned());
        let kind = if code.is_some() { DelegationKind::State } else { DelegationKind::Unknown };
        let delegation = (!heading.is_empty()).then_some(out.delegations.len());
        if delegation.is_some() {
            out.delegations.push(Delegation {
                name: heading.to_owned(),
                as_written: heading.to_owned(),
                kind,
                code,
                role,
                status,
                span: Span::default(),
                also: Vec::new(),
                confidence: 1.0,
                repairs: Vec::new(),
            });
        }
        for name in people.split(',').map(str::trim).filter(|n| !n.is_empty()) {
            let lost = name.ends_with('?');
            let name = name.trim_end_matches('?');
            let (given, family) = name.rsplit_once(' ').unwrap();
            out.people.push(Person {
                name: name.to_owned(),
                as_written: format!("Ms. {name}"),
                honorific: Some("Ms.".to_owned()),
                given: Some(given.to_owned()),
                family: Some(family.to_owned()),
                role: None,
                delegation,
                status,
                stands_for: None,
                attended: None,
                span: Span::default(),
                also: Vec::new(),
                confidence: if lost { 0.5 } else { 1.0 },
                repairs: if lost { vec![Repair::new(super::HEADING_UNCERTAIN, "a gap stands above")] } else { Vec::new() },
            });
        }
    }
    out
}

/// The roll, and sections "1 Title (A and B)" with their speakers "Norway said", each a block of its own.
fn read(lines: &[&str], body: &str) -> (Attendance, Vec<(Code, String)>) {
    let transcript = drawn(&format!("The list.\n\n{body}"));
    let text = transcript.text.as_str();
    let (mut outline, mut floor, mut list) = (Outline::default(), Proceedings::default(), Vec::new());
    for (i, block) in transcript.blocks.iter().enumerate().skip(1) {
        let words = block.span.of(text);
        for (name, code) in STATES {
            for (at, _) in words.match_indices(name) {
                let span = Span::new(block.span.start + at, block.span.start + at + name.len());
                list.push(Mention::certain(span, Value::State { code: Some((*code).to_owned()), name: Some((*name).to_owned()), demonym: false }));
                if at == 0 && words.contains(" said") {
                    let speaker = Speaker { name: (*name).to_owned(), kind: "state".to_owned(), code: Some((*code).to_owned()), person: None };
                    floor.interventions.push(Intervention { speaker, person: None, verb: None, span: block.span, confidence: 0.7, repairs: Vec::new() });
                }
            }
        }
        if let Some((number, title)) = words.split_once(' ').filter(|(n, _)| n.starts_with(|c: char| c.is_ascii_digit())) {
            let responsible = title.split_once('(').map_or(Vec::new(), |(_, r)| r.trim_end_matches(')').split(" and ").map(str::to_owned).collect());
            outline.sections.push(Section {
                number: Some(number.to_owned()),
                title: title.to_owned(),
                level: 1,
                parent: None,
                responsible,
                heading: vec![i],
                heading_span: block.span,
                told: false,
                span: Span::new(block.span.start, text.len()),
                confidence: 1.0,
                repairs: Vec::new(),
            });
        }
    }
    list.sort_by_key(|m| m.span);
    let tokens = Tokens::of(text);
    let sentences = sentences::split(&transcript, &tokens, &Outline::default());
    let context = Context { transcript: &transcript, tokens: &tokens, sentences: &sentences, outline: &outline, language: Language::English, anchor: None };
    let mentions = Mentions { list, acronyms: Vec::new() };
    let out = confirm(context, &mentions, &MeetingFacts::default(), roll(lines), floor);
    (out.value.0, out.notices.into_iter().map(|n| (n.code, n.message)).collect())
}

fn check(lines: &[&str], body: &str, expected: &[&str]) {
    let (roll, notices) = read(lines, body);
    let mut found: Vec<String> = Vec::new();
    for person in roll.people.iter().filter(|p| p.confidence < 1.0) {
        let delegation = person.delegation.and_then(|d| roll.delegations.get(d)).map_or("nobody", |d| d.name.as_str());
        found.push(format!("{} of {delegation} ({:.2})", person.name, person.confidence));
    }
    found.extend(notices.into_iter().map(|(code, message)| format!("{code:?}: {message}")));
    assert_eq!(found, expected, "{lines:?}\n{body}");
}

#[test]
fn what_fits_raises_nothing() {
    check(&["Norway: Ola Berg", "Chile: Rosa Lima", "Ghana: Ama Osei"], "1 Harbours (Norway and Chile)\n\nNorway said so.", &[]);
}

#[test]
fn a_lost_heading_is_put_back_where_only_one_place_is_left() {
    check(
        &["Norway: Ola Berg", "Chile: Rosa Lima, Ama Osei?", "Fiji: Litia Vula"],
        "1 Harbours (Ghana and Chile)\n\nGhana said so.",
        &[
            "Ama Osei of Ghana (0.90)",
            "SpeaksButNotListed: Ghana takes the floor in 1 and stands in the heading of 1, but no heading of that name is listed; Ms. Ama Osei is taken for its delegation",
        ],
    );
    // Two States are missing, or nobody is without a heading: nothing is put back.
    check(
        &["Norway: Ola Berg", "Chile: Rosa Lima, Ama Osei?", "Fiji: Litia Vula"],
        "1 Harbours (Ghana and Nepal)",
        &[
            "Ama Osei of Chile (0.50)",
            "ResponsibleButNotListed: Ghana stands in the heading of 1 but no delegation of that name is listed",
            "ResponsibleButNotListed: Nepal stands in the heading of 1 but no delegation of that name is listed",
        ],
    );
    check(
        &["Norway: Ola Berg", "Chile: Rosa Lima", "Fiji: Litia Vula"],
        "1 Harbours\n\nGhana said so.",
        &["SpeaksButNotListed: Ghana takes the floor in 1 but no delegation of that name is listed"],
    );
}

#[test]
fn a_mistyped_heading_is_spelled_by_its_witness() {
    check(
        &["Norway: Ola Berg", "Jamaics: Rosa Lima", "Fiji: Litia Vula"],
        "1 Harbours (Jamaica and Fiji)",
        &["NameCorrected: “Jamaics” in the list is read as Jamaica: Jamaica stands in the heading of 1"],
    );
    // No State is a typing error for another.
    check(&["Norway: Ola Berg", "Nepal: Rosa Lima", "Fiji: Litia Vula"], "1 Harbours (Nepal and Fiji)", &[]);
}

#[test]
fn who_spoke_was_there() {
    check(
        &["Norway: Ola Berg", "Chile: Rosa Lima", "Fiji: Litia Vula", "-Ghana:"],
        "1 Harbours\n\nGhana said so.",
        &["PresentAndApologies: Ghana takes the floor in 1 but is listed among those away"],
    );
    check(
        &["Norway: Ola Berg", "Chile: Rosa Lima", "Fiji: Litia Vula", "-Chile: Rosa Lima"],
        "1 Harbours\n\nChile said so.",
        &[
            "Rosa Lima of Chile (0.90)",
            "PresentAndApologies: Ms. Rosa Lima is listed among those present and among those away; the text has them take the floor",
            "PresentAndApologies: Chile is listed among those present and among those away; it takes the floor, and so was there",
        ],
    );
}

#[test]
fn an_empty_roll_is_reported_by_the_first_reading_alone() {
    check(&[], "1 Harbours\n\nGhana said so.", &[]);
}

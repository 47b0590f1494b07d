//! What somebody is to do: labelled ("Action RC: …"), in a table or a column of initials, or promised and asked for in a sentence.
//!
//! A forecast is no action: "will" counts only after somebody who can act, and before a verb of doing. One obligation that
//! the minutes mention three times is one action with three places.

mod columns;
mod debate;
mod due;
mod labels;
mod lists;
mod once;
mod other;
mod owners;
mod tables;
mod told;

use super::passages::Passages;
use super::speakers::Speakers;
use super::{Action, Intervention};
use crate::diagnostics::Repair;
use crate::entities::Mentions;
use crate::entities::sentences::Sentence;
use crate::span::Span;
use due::Deadlines;

/// What every form of action asks of the document.
struct Ledger<'a> {
    passages: &'a Passages<'a>,
    speakers: &'a Speakers<'a>,
    deadlines: Deadlines<'a>,
    floor: &'a [Intervention],
}

/// The actions of a document, in order.
pub(super) fn find(passages: &Passages<'_>, speakers: &Speakers<'_>, mentions: &Mentions, floor: &[Intervention]) -> Vec<Action> {
    let ledger = Ledger { passages, speakers, deadlines: Deadlines::of(passages, mentions), floor };
    let mut marked = ledger.tables();
    marked.extend(ledger.labelled());
    marked.extend(ledger.listed());
    ledger.in_column(&mut marked);
    ledger.in_last_cell(&mut marked);
    let taken = Taken::of(&marked);
    let mut out = Vec::new();
    for sentence in passages.context.sentences {
        if !taken.meets(sentence.span) && !passages.is_skipped(sentence.block) && !sentence.heading {
            out.extend(ledger.told(sentence));
        }
    }
    out.extend(marked);
    out.sort_by_key(|a| (a.span.start, a.span.end));
    once::told_once(passages, out)
}

/// The passages that a label or a table has told already, in order and without overlap.
struct Taken(Vec<Span>);

impl Taken {
    fn of(actions: &[Action]) -> Self {
        let mut spans: Vec<Span> = actions.iter().map(|a| a.span).collect();
        spans.sort_by_key(|s| (s.start, s.end));
        let mut out: Vec<Span> = Vec::new();
        for span in spans {
            match out.last_mut().filter(|last| span.start < last.end) {
                Some(last) => *last = last.union(span),
                None => out.push(span),
            }
        }
        Self(out)
    }

    fn meets(&self, span: Span) -> bool {
        let next = self.0.partition_point(|s| s.end <= span.start);
        self.0.get(next).is_some_and(|s| s.meets(span))
    }
}

impl Ledger<'_> {
    fn made(&self, owner: Option<String>, task: Span, span: Span, confidence: f32) -> Action {
        let mut repairs = Vec::new();
        let found = self.deadlines.within(task).or_else(|| {
            let elsewhere = self.deadlines.elsewhere(task)?;
            repairs.push(Repair::new("deadline-from-elsewhere", "another sentence names the day of this deadline"));
            Some(elsewhere)
        });
        let confidence = if repairs.is_empty() { confidence } else { confidence.min(due::ELSEWHERE) };
        let (due, due_edtf) = found.map_or((None, None), |d| (Some(d.day()), d.edtf.clone()));
        let owner = owner.map(|o| plain(&o).to_owned());
        Action { owner, task: tidy(self.passages.words(task)), due, due_edtf, span, also: Vec::new(), confidence, repairs }
    }

    /// The tokens of a sentence.
    const fn bounds(sentence: &Sentence) -> (usize, usize) {
        (sentence.tokens.start, sentence.tokens.end)
    }
}

/// An owner without its article.
fn plain(owner: &str) -> &str {
    let owner = owner.strip_prefix("and ").unwrap_or(owner);
    ["the ", "The ", "le ", "Le ", "la ", "La ", "el ", "El ", "les ", "Les ", "O ", "Os ", "As ", "Der ", "Die "]
        .iter()
        .find_map(|article| owner.strip_prefix(article))
        .unwrap_or(owner)
}

/// Words on one line, without the bullet before them and the stop after.
fn tidy(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    words.trim_matches(|c: char| matches!(c, '.' | ':' | ';' | ',' | '-' | '–' | '•' | '●' | '○' | '■') || c.is_whitespace()).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::cases::with_passages;
    use super::super::floor;
    use super::*;

    fn check(text: &str, expected: &[(&str, &str, Option<&str>)]) {
        with_passages(text, |passages| {
            let mentions = crate::entities::tag(passages.context).value;
            let speakers = Speakers::of(passages.context, &mentions, passages.roll, None);
            let floor = floor::interventions(passages.context, &mentions, passages.roll, None);
            let found = find(passages, &speakers, &mentions, &floor);
            let found: Vec<_> = found.iter().map(|a| (a.owner.as_deref().unwrap_or("-"), a.task.as_str(), a.due.as_deref())).collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn labels() {
        check("Action RJ: Look at the prizes by 30 November", &[("RJ", "Look at the prizes by 30 November", Some("2023-11-30"))]);
        check("They apply for a grant. Action Ann & Bob.", &[("Ann & Bob", "They apply for a grant", None)]);
        check(
            "The plan goes to the Council in March 2024.\n\nAction: Director of Finance",
            &[("Director of Finance", "The plan goes to the Council in March 2024", Some("2024-03"))],
        );
        check("Insurance renewal due 1 December - Ann to get three quotes.", &[("Ann Roe", "get three quotes", None)]);
        check("The form is to be signed.\n\nACTION: AB/CD", &[("AB/CD", "The form is to be signed", None)]);
        check("He would write again. ACTION: BD", &[("BD", "He would write again", None)]);
        check("A party is held in May. Action: AR/BD to find a hall by 30 November.", &[("AR/BD", "find a hall by 30 November", Some("2023-11-30"))]);
        check("Action: WG leaders to send their plans", &[("WG leaders", "send their plans", None)]);
        check("Action: Bob to write to the bank", &[("Bob", "write to the bank", None)]);
    }

    #[test]
    fn undertakings_in_other_languages() {
        check(
            "El alcalde se compromete a arreglar la farola antes del 30 de noviembre.",
            &[("alcalde", "arreglar la farola antes del 30 de noviembre", Some("2023-11-30"))],
        );
        check(
            "A reunião não foi longa e a ata também foi lida pela vereadora. O Presidente comprometeu-se a enviar aos vereadores o relatório das obras até 30 de novembro.",
            &[("Presidente", "enviar aos vereadores o relatório das obras até 30 de novembro", Some("2023-11-30"))],
        );
        check("Ann Roe übernimmt die Versammlungsleitung und begrüßt alle Mitglieder der Versammlung.", &[]);
        check("Le maire est chargé de signer le marché avant le 30 novembre.", &[("maire", "signer le marché avant le 30 novembre", Some("2023-11-30"))]);
        check(
            "Ann Roe übernimmt die Anmeldung bei der Gemeinde und dem Kreis bis Ende November.",
            &[("Ann Roe", "übernimmt die Anmeldung bei der Gemeinde und dem Kreis bis Ende November", Some("2023-11-30"))],
        );
    }

    #[test]
    fn owners_in_the_last_cell_of_an_item() {
        check(
            "1 | Apologies Two were sent. | \n2 | Report Ann spoke of the roof. The data to be circulated by 30 November. | BD\n3 | Rules They were adopted. The dues should be looked at. | Ann Roe\n4 | Close It was late. | ",
            &[("BD", "The data to be circulated by 30 November", Some("2023-11-30")), ("Ann Roe", "The dues should be looked at", None)],
        );
    }

    #[test]
    fn lists_of_tasks() {
        check(
            "Action Items\n\n- Ann: send the letter by 30 November\n\n- Bob Doe - draft the rules\n\n- Carl to mend the gate\n\nAdjourned",
            &[("Ann", "send the letter by 30 November", Some("2023-11-30")), ("Bob Doe", "draft the rules", None), ("Carl", "mend the gate", None)],
        );
        check("Next steps\nAnn: send the letter\nThe meeting closed.", &[("Ann", "send the letter", None)]);
        check("Reports\n\n- Ann: send the letter", &[]);
    }

    #[test]
    fn sentences() {
        check("Ann Roe will circulate the draft by March 2024.", &[("Ann Roe", "circulate the draft by March 2024", Some("2024-03"))]);
        check("The treasurer agreed to contact the bank.", &[("treasurer", "contact the bank", None)]);
        check("Prices will rise. The meeting will be held in May. Ann Roe will be away.", &[]);
        check("Ann Roe will no longer be mending the gate. Bob Doe will face a deficit. Carl Poe will be leaving.", &[]);
    }

    #[test]
    fn debates_bind_nobody() {
        check("Ann Roe stated that she has doubts; staff would come with a plan; Bob Doe will mend the gate.", &[]);
        check("Ann Roe asked whether Bob Doe would mend the gate. Ann Roe agreed to amend the motion.", &[]);
        check("Ann Roe asked Bob Doe to explain the map.", &[]);
        check("Ann Roe asked Bob Doe to explain the map at the next meeting.", &[("Bob Doe", "explain the map at the next meeting", None)]);
        check("Ann Roe stated that Bob Doe will mend the gate; it is old.", &[("Bob Doe", "mend the gate", None)]);
    }

    #[test]
    fn what_a_decision_asks_of_somebody() {
        check("(b) request the treasurer to report on the roof by 30 November; and", &[("treasurer", "report on the roof by 30 November", Some("2023-11-30"))]);
        check("The Board agreed to ask the treasurer to write to the bank.", &[("treasurer", "write to the bank", None)]);
        check("They ask the treasurer. The request to the treasurer was heard. (c) invite Ann Roe to the meeting.", &[]);
    }

    #[test]
    fn intentions_and_undertakings() {
        check("The treasurer reaffirmed her commitment to meet with the auditors.", &[("treasurer", "meet with the auditors", None)]);
        check("The Chair reaffirmed her commitment to support the work of all.", &[]);
        check("Belgium expressed its intention to gather more information.", &[("Belgium", "gather more information", None)]);
        check("Peru said that it would suggest a new date.", &[("Peru", "suggest a new date", None)]);
        check(
            "The Director added that Peru was forming a committee and anticipated presenting a draft by the end of the month.",
            &[("Peru", "presenting a draft by the end of the month", Some("2023-11-30"))],
        );
        check("Peru was expected to fulfil its obligations by April 2024.", &[("Peru", "fulfil its obligations by April 2024", Some("2024-04"))]);
        check("The Coordinators’ main focus would be on updating the guide.", &[("Coordinators", "updating the guide", None)]);
        check("Norway assured that it would be provided shortly.", &[("Norway", "provided shortly", None)]);
        check(
            "The text would be finished by the Working Group on Gender.",
            &[("Working Group on Gender", "The text would be finished by the Working Group on Gender", None)],
        );
    }

    #[test]
    fn owners_that_no_roll_lists() {
        check("Mary Loe will keep the keys.", &[("Mary Loe", "keep the keys", None)]);
        check(
            "Ray said so, and Don knew it.\n\nIt was asked of Don, and of Ray, why.\n\nDon and Ray will mend the gate.",
            &[("Don and Ray", "mend the gate", None)],
        );
        check("The ABC also plans to post a notice.", &[("ABC", "post a notice", None)]);
        check("Ann Roe reminds all Committee Chairs to submit their budgets.", &[("all Committee Chairs", "submit their budgets", None)]);
        check("Paint will dry. She said that it would most likely be in May.", &[]);
    }

    #[test]
    fn german_lists_of_tasks() {
        check(
            "Der Vorstand hat die Liste besprochen und ist mit der Planung für das Jahr zufrieden.\n\n- AB & CD erarbeiten Vorschläge\n\n- AB spricht das Thema an\n\n- CD schlägt eine Liste vor",
            &[("AB & CD", "erarbeiten Vorschläge", None)],
        );
    }

    #[test]
    fn one_obligation_in_three_places_is_one_action() {
        check(
            "She invited the Coordinators to speak and reminded them of the deadline of 30 November to submit their plans.\n\n\
             The Chair reiterated to the Coordinators that the deadline for submitting their plans was 30 November.\n\n\
             She stressed the deadline of 30 November for the submission of plans by the Coordinators.",
            &[("Coordinators", "submit their plans", Some("2023-11-30"))],
        );
    }

    #[test]
    fn a_deadline_named_elsewhere() {
        check(
            "The Coordinators would work with Peru to finish by the deadline. Peru has a deadline of 1 April 2024.",
            &[("Coordinators", "work with Peru to finish by the deadline", Some("2024-04-01"))],
        );
        check(
            "The Coordinators would work with Peru to finish by the deadline. Norway has a deadline of 1 April 2024.",
            &[("Coordinators", "work with Peru to finish by the deadline", None)],
        );
    }
}

//! Who took the floor, and for how long.
//!
//! The speaker is the grammatical subject of a reporting verb. An intervention runs over the sentences whose subject is that
//! speaker — named, or a pronoun that can mean nobody else — and ends at the first that is not; what follows without a
//! speaker belongs to nobody. Speech reported from elsewhere is no intervention: the past perfect, and under a run-in head
//! ("**Zambia**: …") whatever is said by others than the one who holds the floor.

use super::Intervention;
use super::speakers::{Speakers, Subject, Who};
use super::verbs::{Verb, verb_at};
use crate::attendance::Attendance;
use crate::diagnostics::Repair;
use crate::entities::sentences::Sentence;
use crate::entities::tokens::{Kind, Tokens};
use crate::entities::{Context, Mentions};
use crate::minutes::Speaker;
use crate::span::Span;
use std::collections::BTreeSet;

/// The longest aside between a subject and its verb (", speaking on behalf of …,"), in tokens.
const ASIDE: usize = 30;

/// A subject that stands behind more words than this is no longer the sentence's own.
const REACH: usize = 60;

/// Confidence where a pronoun carries the floor on.
const BY_PRONOUN: f32 = 0.9;

/// Confidence where neither the roll nor an office bears the speaker out.
const UNLISTED: f32 = 0.7;

/// The interventions of a document, in order.
#[must_use]
pub(super) fn interventions(context: Context<'_>, mentions: &Mentions, roll: &Attendance, body: Option<&str>) -> Vec<Intervention> {
    let speakers = Speakers::of(context, mentions, roll, body);
    let skipped: BTreeSet<usize> = context
        .outline
        .title
        .iter()
        .chain(&context.outline.contents)
        .chain(&roll.blocks)
        .chain(context.outline.sections.iter().flat_map(|s| &s.heading))
        .copied()
        .collect();
    let leads: BTreeSet<usize> = context.outline.leads.iter().map(|(block, _)| *block).collect();
    let mut floor = Floor { context, out: Vec::new(), holder: None, section: None };
    for sentence in context.sentences {
        if skipped.contains(&sentence.block) {
            floor.holder = None;
            continue;
        }
        floor.enter(sentence);
        let found = verbatim(context.tokens, &speakers, sentence).or_else(|| reported(context.tokens, &speakers, sentence));
        match found {
            Some((subject, verb)) => floor.take(sentence, subject, verb, leads.contains(&sentence.block)),
            None => floor.rest(),
        }
    }
    floor.out
}

/// What is known while the sentences pass by.
struct Floor<'a> {
    context: Context<'a>,
    out: Vec<Intervention>,
    holder: Option<Holder>,
    section: Option<usize>,
}

/// Who had the floor last in this section.
#[derive(Clone)]
struct Holder {
    speaker: Speaker,
    person: Option<usize>,
    listed: bool,
    /// The sentence before the present one was theirs: the intervention goes on.
    on: bool,
    /// They were told of, and did not speak here: a pronoun after them is theirs and no intervention.
    elsewhere: bool,
}

impl Floor<'_> {
    fn enter(&mut self, sentence: &Sentence) {
        let section = self.context.outline.section_at(sentence.span.start);
        if section != self.section {
            self.section = section;
            self.holder = None;
        }
    }

    fn take(&mut self, sentence: &Sentence, subject: Subject, verb: Verb, under_lead: bool) {
        let verb_words = self.context.tokens.span(verb.first, verb.last).of(self.context.tokens.text()).to_owned();
        match subject.who {
            Who::Pronoun => {
                let Some(holder) = self.holder.clone() else { return };
                if !holder.elsewhere && !verb.elsewhere {
                    self.speak(sentence, holder, verb_words, BY_PRONOUN);
                }
            }
            Who::Named { speaker, person, listed } => {
                let same = self.holder.as_ref().is_some_and(|h| {
                    !h.elsewhere
                        && (h.person.is_some() && h.person == person
                            || h.speaker.code.is_some() && h.speaker.code == speaker.code
                            || h.speaker.name == speaker.name)
                });
                let elsewhere = verb.elsewhere || (under_lead && !same && self.holder.is_some());
                let holder = Holder { speaker, person, listed, on: same && self.holder.as_ref().is_some_and(|h| h.on), elsewhere };
                if elsewhere {
                    // The floor stays with its holder; only a pronoun would now mean somebody else.
                    if !same {
                        self.holder = Some(holder);
                    }
                    return;
                }
                let confidence = if listed { 1.0 } else { UNLISTED };
                self.speak(sentence, holder, verb_words, confidence);
            }
        }
    }

    fn speak(&mut self, sentence: &Sentence, mut holder: Holder, verb: String, confidence: f32) {
        if holder.on
            && let Some(last) = self.out.last_mut()
        {
            last.span.end = sentence.span.end;
            last.confidence = last.confidence.min(confidence.max(BY_PRONOUN));
        } else {
            let mut repairs = Vec::new();
            if confidence < 1.0 && holder.listed {
                repairs.push(Repair::new("pronoun-resolved", "the subject is a pronoun; the last to have the floor in this section is meant"));
            } else if !holder.listed {
                repairs.push(Repair::new("speaker-unlisted", "the subject of a reporting verb, but in no list of the roll"));
            }
            let span = Span::new(sentence.span.start, sentence.span.end);
            self.out.push(Intervention {
                speaker: holder.speaker.clone(),
                person: holder.person,
                verb: Some(verb).filter(|v| !v.is_empty()),
                span,
                confidence,
                repairs,
            });
        }
        holder.on = true;
        self.holder = Some(holder);
    }

    /// A sentence without a speaker: the intervention ends, but a pronoun may still take it up.
    fn rest(&mut self) {
        if let Some(holder) = &mut self.holder {
            holder.on = false;
        }
    }
}

/// "The President (spoke in Spanish): …", "LB: “It was good”": a speaker and a colon at a block's head.
fn verbatim(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence) -> Option<(Subject, Verb)> {
    let first = sentence.tokens.start;
    if tokens.get(first)?.before != crate::entities::tokens::Before::Block {
        return None;
    }
    let subject = speakers.at(first, sentence.tokens.end)?;
    let after = past_brackets(tokens, subject.next, sentence.tokens.end);
    let person = matches!(&subject.who, Who::Named { speaker, .. } if speaker.kind == "person" || speaker.kind == "office");
    (person && tokens.word(after) == ":" && after + 1 < sentence.tokens.end).then(|| {
        let empty = Verb { first: after, last: after.saturating_sub(1), elsewhere: false };
        (subject, empty)
    })
}

/// The first subject of the sentence that has a reporting verb.
fn reported(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence) -> Option<(Subject, Verb)> {
    let (start, end) = (sentence.tokens.start, sentence.tokens.end);
    for i in start..end.min(start + REACH) {
        if !begins_clause(tokens, start, i) {
            continue;
        }
        let Some(subject) = speakers.at(i, end) else { continue };
        if let Some(verb) = verb_after(tokens, subject.next, end) {
            return Some((subject, verb));
        }
    }
    passive(tokens, speakers, sentence)
}

/// Whether a main clause may begin at `i`: the sentence's head, behind a comma, a colon or "and".
fn begins_clause(tokens: &Tokens<'_>, start: usize, i: usize) -> bool {
    if i == start {
        return true;
    }
    let before = i - 1;
    if matches!(tokens.word(before), "," | ";" | ":" | "•" | "–" | "-" | ")" | "“")
        && tokens.get(i).is_some_and(|t| t.before != crate::entities::tokens::Before::Touches)
    {
        return true;
    }
    // "Additionally the ISU noted", "Mr. X of the board": a number or a bullet at the head may stand before the subject too.
    let opening = (start..i).all(|j| tokens.get(j).is_some_and(|t| t.kind == Kind::Sign || t.kind == Kind::Number) || is_adverb(tokens.word(j)));
    opening || (tokens.is_any(before, &["and", "but"]) && before > start && tokens.word(before - 1) == ",")
}

fn is_adverb(word: &str) -> bool {
    const OPENERS: &[&str] =
        &["then", "also", "next", "later", "finally", "meanwhile", "moreover", "furthermore", "however", "thereafter", "while", "as", "both"];
    word.ends_with("ly") || OPENERS.iter().any(|o| word.eq_ignore_ascii_case(o) && !matches!(*o, "while" | "as"))
}

/// The reporting verb behind a subject, brackets and one aside skipped.
fn verb_after(tokens: &Tokens<'_>, next: usize, end: usize) -> Option<Verb> {
    let at = past_brackets(tokens, next, end);
    if let Some(verb) = verb_at(tokens, at, end) {
        return Some(verb);
    }
    // "Mr. X, speaking on behalf of Y, endorsed"; "Switzerland, in adding to the update, indicated"; "A and B answer".
    if tokens.word(at) == "," {
        for close in (at + 1)..end.min(at + ASIDE) {
            if tokens.word(close) == ","
                && let Some(verb) = verb_at(tokens, close + 1, end)
            {
                return Some(verb);
            }
        }
        return None;
    }
    if tokens.is_any(at, &["and", "&", "und", "et", "y", "e"]) {
        for skip in 1..=5 {
            if let Some(verb) = verb_at(tokens, at + 1 + skip, end)
                && (1..=skip).all(|n| tokens.get(at + n).is_some_and(|t| t.kind.is_capital() || t.kind == Kind::Sign))
            {
                return Some(verb);
            }
        }
    }
    None
}

fn past_brackets(tokens: &Tokens<'_>, at: usize, end: usize) -> usize {
    if tokens.word(at) != "(" {
        return at;
    }
    ((at + 1)..end.min(at + ASIDE)).find(|j| tokens.word(*j) == ")").map_or(at, |close| close + 1)
}

/// "Assurances were given by Malawi that …": the speaker behind "by".
fn passive(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence) -> Option<(Subject, Verb)> {
    const NOUNS: &[&str] = &[
        "assurances", "assurance", "concern", "concerns", "clarification", "question", "questions", "thanks", "appreciation", "gratitude", "support",
        "statement", "statements", "update", "information", "views",
    ];
    const PARTICIPLES: &[&str] = &["given", "expressed", "raised", "provided", "made", "asked", "voiced", "conveyed", "delivered", "sought", "offered"];
    let (start, end) = (sentence.tokens.start, sentence.tokens.end);
    let window = start..end.min(start + 12);
    let noun = window.clone().find(|i| tokens.is_any(*i, NOUNS))?;
    let participle = (noun + 1..window.end).find(|i| tokens.is_any(*i, PARTICIPLES) && tokens.is_any(i.wrapping_sub(1), &["was", "were", "also"]))?;
    if !tokens.is(participle + 1, "by") {
        return None;
    }
    let subject = speakers.at(participle + 2, end)?;
    matches!(subject.who, Who::Named { .. }).then_some((subject, Verb { first: participle - 1, last: participle, elsewhere: false }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attendance::Person;
    use crate::entities::Mention;
    use crate::entities::sentences;
    use crate::language::Language;
    use crate::minutes::{Status, Value};
    use crate::outline::Outline;
    use crate::transcript::{TextBlock, TextKind, Transcript};

    const STATES: &[(&str, &str, bool)] = &[("Norway", "NOR", false), ("Chile", "CHL", false), ("Chilean", "CHL", true), ("Ghana", "GHA", false)];

    fn person(name: &str, role: Option<&str>) -> Person {
        let (given, family) = name.rsplit_once(' ').unwrap();
        Person {
            name: name.to_owned(),
            as_written: name.to_owned(),
            honorific: None,
            given: Some(given.to_owned()),
            family: Some(family.to_owned()),
            role: role.map(str::to_owned),
            delegation: None,
            status: Status::Present,
            stands_for: None,
            attended: None,
            span: Span::default(),
            also: Vec::new(),
            confidence: 1.0,
            repairs: Vec::new(),
        }
    }

    /// The speakers of a text of paragraphs, each with the words that are theirs.
    fn floor(text: &str) -> Vec<(String, String)> {
        let mut blocks = Vec::new();
        let mut at = 0;
        for part in text.split("\n\n") {
            let span = Span::new(at, at + part.len());
            blocks.push(TextBlock { kind: TextKind::Paragraph, span, lines: 0..0, page: None, bbox: None, column: None, size: 1.0, marked_level: None });
            at += part.len() + 2;
        }
        let leads = blocks.iter().enumerate().filter(|(_, b)| b.span.of(text).split_once(": The").is_some_and(|(lead, _)| lead.len() < 20));
        let outline = Outline { leads: leads.map(|(i, b)| (i, Span::new(b.span.start, b.span.start + 4))).collect(), ..Outline::default() };
        let transcript = Transcript { text: text.to_owned(), blocks, ..Transcript::default() };
        let tokens = Tokens::of(text);
        let sentences = sentences::split(&transcript, &tokens);
        let mut list: Vec<Mention> = Vec::new();
        for (name, code, demonym) in STATES {
            for (start, _) in text.match_indices(name) {
                if text.get(start + name.len()..).is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
                    continue;
                }
                let value = Value::State { code: Some((*code).to_owned()), name: Some((*name).to_owned()), demonym: *demonym };
                list.push(Mention::certain(Span::new(start, start + name.len()), value));
            }
        }
        let roll = Attendance {
            people: vec![person("Ada Berg", Some("Chair")), person("Tom Oduya", None), person("Rosa Lima", Some("City Manager"))],
            ..Attendance::default()
        };
        let context = Context { transcript: &transcript, tokens: &tokens, sentences: &sentences, outline: &outline, language: Language::English, anchor: None };
        let mentions = Mentions { list, acronyms: Vec::new() };
        interventions(context, &mentions, &roll, Some("Harbour Board")).into_iter().map(|i| (i.speaker.name, i.span.of(text).to_owned())).collect()
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = floor(text);
        let found: Vec<(&str, &str)> = found.iter().map(|(who, what)| (who.as_str(), what.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_state_as_the_subject() {
        check("Norway reported that it rained. It added that it snowed.", &[("Norway", "Norway reported that it rained. It added that it snowed.")]);
        check("Regarding Ghana, Norway suggested a visit.", &[("Norway", "Regarding Ghana, Norway suggested a visit.")]);
        check("The representative of Chile thanked the Board.", &[("Chile", "The representative of Chile thanked the Board.")]);
        check("While recognizing the cost, Chile underscored the need.", &[("Chile", "While recognizing the cost, Chile underscored the need.")]);
        check("Chile, in adding to this, indicated its support.", &[("Chile", "Chile, in adding to this, indicated its support.")]);
        check("Assurances were given by Ghana that it would pay.", &[("Ghana", "Assurances were given by Ghana that it would pay.")]);
        check("The Chilean Ambassador recalled the rule.", &[("Chilean", "The Chilean Ambassador recalled the rule.")]);
    }

    #[test]
    fn what_is_no_speech() {
        check("Norway met with the builders. Chilean exports explained the rise.", &[]);
        check("Ghana had informed that it was considering a law.", &[]);
        check("The Harbour Board noted the report.", &[]);
        check("It was said that Norway's report noted the rain.", &[]);
    }

    #[test]
    fn people_by_name_title_office_and_initials() {
        check("Mr. Oduya asked about the roof.", &[("Tom Oduya", "Mr. Oduya asked about the roof.")]);
        check("TO reports that the roof leaks.", &[("Tom Oduya", "TO reports that the roof leaks.")]);
        check("Tom agrees.", &[("Tom Oduya", "Tom agrees.")]);
        check("The City Manager explained the budget.", &[("the City Manager", "The City Manager explained the budget.")]);
        check("Board Member Oduya, speaking for the harbour, objected.", &[("Tom Oduya", "Board Member Oduya, speaking for the harbour, objected.")]);
        check("Ms. Vega (Norway) said yes.", &[("Vega", "Ms. Vega (Norway) said yes.")]);
    }

    #[test]
    fn the_floor_ends_where_nobody_is_the_subject() {
        check(
            "Norway spoke of rain, and stressed it. The roof is old. It added that it snowed.",
            &[("Norway", "Norway spoke of rain, and stressed it."), ("Norway", "It added that it snowed.")],
        );
    }

    #[test]
    fn speech_elsewhere_under_a_run_in_head() {
        check(
            "The Chair reported on her travels.\n\nGhana: The Chair met its envoy. The delegate of Ghana explained the law. He added more.",
            &[("the Chair", "The Chair reported on her travels.")],
        );
    }

    #[test]
    fn verbatim_heads() {
        check("Mr. Oduya: I would like to ask a question.", &[("Tom Oduya", "Mr. Oduya: I would like to ask a question.")]);
    }
}

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
use crate::entities::tokens::{Before, Kind, Tokens};
use crate::entities::{Context, Mentions};
use crate::minutes::Speaker;
use crate::span::Span;
use std::collections::BTreeSet;

/// The longest aside between a subject and its verb (", speaking on behalf of …,"), in tokens.
const ASIDE: usize = 30;

/// A subject that stands behind more words than this is no longer the sentence's own.
const REACH: usize = 60;

/// The longest name of a second speaker ("Mr. X and Board Member Y noted"), in tokens.
const OTHER_SPEAKER: usize = 7;

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
    let mut leads: BTreeSet<usize> = context.outline.leads.iter().map(|(block, _)| *block).collect();
    let opens = |s: &&Sentence| context.tokens.get(s.tokens.start).is_some_and(|t| t.before == Before::Block) && speakers.is_run_in(head(context.tokens, s));
    leads.extend(context.sentences.iter().filter(opens).map(|s| s.block));
    let mut floor = Floor { context, out: Vec::new(), holder: None, section: None, block: None };
    for sentence in context.sentences {
        if skipped.contains(&sentence.block) {
            floor.holder = None;
            continue;
        }
        floor.enter(sentence);
        let found = verbatim(context.tokens, &speakers, sentence).or_else(|| reported(context.tokens, &speakers, sentence));
        match found {
            Some((subject, verb)) => floor.take(&speakers, sentence, subject, verb, leads.contains(&sentence.block)),
            None => floor.rest(&speakers, sentence, leads.contains(&sentence.block)),
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
    /// The block of the last intervention.
    block: Option<usize>,
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
    /// A man or a woman, where the minutes or the roll say so.
    man: Option<bool>,
    /// How sure it is that the words mean this speaker.
    sure: f32,
    /// Somebody else was told of since: a pronoun may mean either, and means nobody.
    blurred: bool,
}

impl Holder {
    /// Whether the pronoun at token `i` can mean them.
    fn fits(&self, tokens: &Tokens<'_>, i: usize) -> bool {
        if self.blurred {
            return false;
        }
        let person = self.speaker.kind == "person";
        if tokens.is_any(i, &["it", "es"]) {
            return !person;
        }
        if tokens.is(i, "they") {
            return !person;
        }
        if tokens.is_any(i, &["he", "er", "il", "él", "ele"]) {
            return self.man != Some(false);
        }
        if tokens.is_any(i, &["she", "elle", "ella", "ela"]) {
            return self.man != Some(true);
        }
        true
    }
}

impl Floor<'_> {
    fn enter(&mut self, sentence: &Sentence) {
        let section = self.context.outline.section_at(sentence.span.start);
        if section != self.section {
            self.section = section;
            self.holder = None;
        }
    }

    fn take(&mut self, speakers: &Speakers<'_>, sentence: &Sentence, subject: Subject, verb: Verb, under_lead: bool) {
        let (first, next, sure) = (subject.first, subject.next, subject.sure);
        let verb_words = self.context.tokens.span(verb.first, verb.last).of(self.context.tokens.text()).to_owned();
        match subject.who {
            Who::Pronoun => match self.holder.clone().filter(|h| h.fits(self.context.tokens, first)) {
                Some(holder) if !holder.elsewhere && !verb.elsewhere => self.speak(sentence, holder, verb_words, BY_PRONOUN),
                Some(_) => {}
                None => self.blur(),
            },
            Who::Named { speaker, person, listed } => {
                let same = self.holder.as_ref().is_some_and(|h| {
                    !h.elsewhere
                        && (h.person.is_some() && h.person == person
                            || h.speaker.code.is_some() && h.speaker.code == speaker.code
                            || h.speaker.name == speaker.name)
                });
                let elsewhere = verb.elsewhere || (under_lead && !same && self.holder.is_some());
                // "The Coordinators were of the view": told by one of them, who has the floor.
                let many = speaker.kind == "office" && speaker.name.ends_with('s') && self.block == Some(sentence.block);
                if many && !same && self.holder.as_ref().is_some_and(|h| h.on) {
                    return;
                }
                let man = speakers.is_man(first, next, person);
                let holder = Holder { speaker, person, listed, on: same && self.holder.as_ref().is_some_and(|h| h.on), elsewhere, man, sure, blurred: false };
                if elsewhere {
                    // The floor stays with its holder; only a pronoun would now mean somebody else.
                    if !same {
                        self.holder = Some(holder);
                    }
                    return;
                }
                let confidence = if listed { sure } else { sure.min(UNLISTED) };
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
            if holder.sure < 1.0 && holder.person.is_some() {
                repairs.push(Repair::new("speaker-near", "one letter of the name differs from the roll's"));
            } else if confidence < 1.0 && holder.listed && confidence > holder.sure - f32::EPSILON && holder.sure < 1.0 {
                repairs.push(Repair::new("speaker-group", "nobody is named; a group or a part of it spoke"));
            } else if confidence < 1.0 && holder.listed {
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
        self.block = Some(sentence.block);
        self.holder = Some(holder);
    }

    /// A sentence without a speaker: the intervention ends, but a pronoun may still take it up, unless it may mean the
    /// sentence's own subject.
    fn rest(&mut self, speakers: &Speakers<'_>, sentence: &Sentence, under_lead: bool) {
        let (start, end) = (head(self.context.tokens, sentence), sentence.tokens.end);
        match speakers.at(start, end) {
            Some(Subject { who: Who::Named { speaker, person, listed }, first, next, sure, .. }) if speaker.kind == "person" && !under_lead => {
                let man = speakers.is_man(first, next, person);
                self.holder = Some(Holder { speaker, person, listed, on: false, elsewhere: false, man, sure, blurred: false });
            }
            Some(Subject { who: Who::Named { speaker, .. }, .. }) if speaker.kind == "person" => self.blur(),
            None if speakers.may_be_a_name(start) => self.blur(),
            _ => {
                if let Some(holder) = &mut self.holder {
                    holder.on = false;
                }
            }
        }
    }

    /// Of two whom a pronoun may mean, it means neither.
    fn blur(&mut self) {
        if let Some(holder) = &mut self.holder {
            (holder.on, holder.blurred) = (false, true);
        }
    }
}

/// The first token of a sentence behind bullets and numbers.
fn head(tokens: &Tokens<'_>, sentence: &Sentence) -> usize {
    let opens = |i: usize| tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Sign | Kind::Number));
    sentence.tokens.clone().find(|i| !opens(*i)).unwrap_or(sentence.tokens.start)
}

/// "The President (spoke in Spanish): …", "LB: “It was good”": a speaker and a colon at a block's head.
fn verbatim(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence) -> Option<(Subject, Verb)> {
    if tokens.get(sentence.tokens.start)?.before < Before::Line {
        return None;
    }
    let subject = speakers.at(head(tokens, sentence), sentence.tokens.end)?;
    let after = past_brackets(tokens, subject.next, sentence.tokens.end);
    let person = matches!(&subject.who, Who::Named { speaker, .. } if speaker.kind == "person" || speaker.kind == "office");
    let known = matches!(&subject.who, Who::Named { listed, .. } if *listed) || subject.titled;
    (person && known && tokens.word(after) == ":" && after + 1 < sentence.tokens.end).then(|| {
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
        if let Some(verb) = verb_after(tokens, speakers, subject.next, end) {
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
    if matches!(tokens.word(before), "," | ";" | ":" | "•" | "–" | "-" | ")" | "“") && tokens.get(i).is_some_and(|t| t.before != Before::Touches) {
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
fn verb_after(tokens: &Tokens<'_>, speakers: &Speakers<'_>, next: usize, end: usize) -> Option<Verb> {
    let at = past_brackets(tokens, next, end);
    if let Some(verb) = verb_at(tokens, at, end) {
        return Some(verb);
    }
    // "Mr. X, speaking on behalf of Y, endorsed"; "Switzerland, in adding to the update, indicated"; "A and B answer".
    if tokens.word(at) == "," {
        // "Dana Frost, Parks Manager further explained": the comma that would close the role is missing.
        if let Some(verb) = speakers.past_role(at + 1, end).and_then(|after| verb_at(tokens, after, end)) {
            return Some(verb);
        }
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
        for skip in 1..=OTHER_SPEAKER {
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

/// "Assurances were given by Malawi that …", "It was reported by Mr. X": the speaker behind "by".
fn passive(tokens: &Tokens<'_>, speakers: &Speakers<'_>, sentence: &Sentence) -> Option<(Subject, Verb)> {
    const NOUNS: &[&str] = &[
        "assurances", "assurance", "concern", "concerns", "clarification", "question", "questions", "thanks", "appreciation", "gratitude", "support",
        "statement", "statements", "update", "updates", "information", "views", "presentation", "report", "overview", "comment", "comments", "briefing",
        "point", "issue", "suggestion", "explanation",
    ];
    const PARTICIPLES: &[&str] =
        &["given", "expressed", "raised", "provided", "made", "asked", "voiced", "conveyed", "delivered", "sought", "offered", "presented", "shared"];
    const OF_IT: &[&str] = &[
        "reported", "noted", "stated", "explained", "suggested", "asked", "questioned", "clarified", "observed", "mentioned", "pointed", "confirmed",
        "proposed",
    ];
    let (start, end) = (sentence.tokens.start, sentence.tokens.end);
    let window = start..end.min(start + 12);
    let was = |i: usize| tokens.is_any(i, &["was", "were", "also"]);
    let head = head(tokens, sentence);
    let participle = if tokens.is(head, "it") {
        (head + 1..window.end).find(|i| tokens.is_any(*i, OF_IT) && was(i.wrapping_sub(1)))
    } else {
        let noun = window.clone().find(|i| tokens.is_any(*i, NOUNS))?;
        (noun + 1..window.end).find(|i| tokens.is_any(*i, PARTICIPLES) && was(i.wrapping_sub(1)))
    }?;
    let by = participle + 1 + usize::from(tokens.is(participle + 1, "out"));
    if !tokens.is(by, "by") {
        return None;
    }
    let subject = speakers.at(by + 1, end)?;
    matches!(subject.who, Who::Named { .. }).then_some((subject, Verb { first: participle - 1, last: participle, elsewhere: false }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attendance::Person;
    use crate::entities::Mention;
    use crate::entities::sentences;
    use crate::language::Language;
    use crate::minutes::Value;
    use crate::outline::Outline;
    use crate::transcript::{TextBlock, TextKind, Transcript};

    const STATES: &[(&str, &str, bool)] = &[("Norway", "NOR", false), ("Chile", "CHL", false), ("Chilean", "CHL", true), ("Ghana", "GHA", false)];

    fn person(name: &str, role: Option<&str>) -> Person {
        Person { role: role.map(str::to_owned), ..Person::drawn(name) }
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
        check("● Roof\n○ TO: “It leaks a lot”", &[("Tom Oduya", "○ TO: “It leaks a lot”")]);
        check("Toma Oduya agrees.", &[("Toma Oduya", "Toma Oduya agrees.")]);
        check(
            "The Chair of the Roof and Wall Committee updated the Board.",
            &[("the Chair of the Roof and Wall Committee", "The Chair of the Roof and Wall Committee updated the Board.")],
        );
        check("Madam Chair asked for silence.", &[("the Chair", "Madam Chair asked for silence.")]);
    }

    #[test]
    fn people_whom_the_text_introduces() {
        check(
            "Dana Frost, Parks and Trees Manager, provided an update. It rained. Ms. Frost explained the costs.",
            &[("Dana Frost", "Dana Frost, Parks and Trees Manager, provided an update."), ("Dana Frost", "Ms. Frost explained the costs.")],
        );
        check(
            "Dana Frost, Deputy Parks Manager further explained the costs.",
            &[("Dana Frost", "Dana Frost, Deputy Parks Manager further explained the costs.")],
        );
        check("Dana Frost asked about noise.", &[("Dana Frost", "Dana Frost asked about noise.")]);
        check("Harbour Street asked for. Bay Partners reported profits.", &[]);
    }

    #[test]
    fn a_pronoun_means_whom_the_last_sentence_was_about() {
        check(
            "Ms. Vega explained the roof. Mr. Oduya would like to see it. He also asked about walls.",
            &[("Vega", "Ms. Vega explained the roof."), ("Tom Oduya", "Mr. Oduya would like to see it. He also asked about walls.")],
        );
        check(
            "Ms. Vega explained the roof. Mr. Oduya left. He asked for leave.",
            &[("Vega", "Ms. Vega explained the roof."), ("Tom Oduya", "He asked for leave.")],
        );
        check("Ms. Vega explained the roof. He asked about walls.", &[("Vega", "Ms. Vega explained the roof.")]);
        check("Mr. Oduya spoke of rain. Zed ran. He said so.", &[("Tom Oduya", "Mr. Oduya spoke of rain.")]);
    }

    #[test]
    fn groups_and_passives() {
        check("Staff reported that it rained. Members agreed.", &[("Staff", "Staff reported that it rained.")]);
        check("A member of the public asked about noise.", &[("A member of the public", "A member of the public asked about noise.")]);
        check("It was noted by Mr. Oduya that the roof leaks.", &[("Tom Oduya", "It was noted by Mr. Oduya that the roof leaks.")]);
        check("A question was raised by Ms. Vega about costs.", &[("Vega", "A question was raised by Ms. Vega about costs.")]);
        check("Mr. Oduya asked for a motion to adjourn.", &[]);
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
    fn what_one_of_many_tells_of_them_all() {
        check(
            "Norway reported rain. The Coordinators were of the view that it would snow. It added that it hailed.",
            &[("Norway", "Norway reported rain. The Coordinators were of the view that it would snow. It added that it hailed.")],
        );
        check("The Coordinators asked for more.", &[("the Coordinators", "The Coordinators asked for more.")]);
    }

    #[test]
    fn verbatim_heads() {
        check("Mr. Oduya: I would like to ask a question.", &[("Tom Oduya", "Mr. Oduya: I would like to ask a question.")]);
    }
}

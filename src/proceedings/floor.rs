//! Who took the floor, and for how long.
//!
//! The speaker is the grammatical subject of a reporting verb. An intervention runs over the sentences whose subject is that
//! speaker — named, or a pronoun that can mean nobody else — and ends at the first that is not; what follows without a
//! speaker belongs to nobody. Speech reported from elsewhere is no intervention: the past perfect, and under a run-in head
//! ("**Zambia**: …") whatever is said by others than the one who holds the floor.

use super::Intervention;
use super::clauses::{head, reported};
use super::heads;
use super::speakers::{Speakers, Subject, Who};
use super::verbs::{Verb, is_past};
use crate::attendance::Attendance;
use crate::diagnostics::Repair;
use crate::entities::sentences::Sentence;
use crate::entities::tokens::{Before, Kind, Tokens};
use crate::entities::{Context, Mentions};
use crate::minutes::Speaker;
use crate::span::Span;
use std::collections::BTreeSet;

/// So many heads make a document a transcript …
const HEADS_OF_A_TRANSCRIPT: usize = 8;

/// … where one block in so many begins with one.
const BLOCKS_TO_A_HEAD: usize = 20;

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
    let is_transcript = is_transcript(context, &speakers, &skipped);
    let mut floor = Floor { context, out: Vec::new(), holder: None, section: None, block: None, running: Running::Not, told: None };
    for sentence in context.sentences {
        if skipped.contains(&sentence.block) {
            (floor.holder, floor.running) = (None, Running::Not);
            continue;
        }
        floor.enter(sentence);
        if floor.told == Some(sentence.block) {
            continue;
        }
        let limit = limit(context, sentence);
        let start = head(context.tokens, sentence);
        if sentence.heading {
            // What is taken for a heading may name who speaks: "Presented the plan: Ann Roe".
            if !floor.named_behind(&speakers, sentence, limit) && !is_transcript {
                (floor.holder, floor.running) = (None, Running::Not);
            }
            if !is_transcript {
                continue;
            }
        }
        if let Some(head) = heads::at(context.tokens, &speakers, sentence, start, limit).filter(|h| h.spoken || is_transcript) {
            floor.give(&speakers, sentence, head.subject, is_transcript);
        } else if !floor.goes_on(sentence) && !floor.named_behind(&speakers, sentence, limit) {
            let under_lead = leads.contains(&sentence.block);
            match reported(context.tokens, &speakers, sentence) {
                Some((subject, verb)) => floor.take(&speakers, sentence, subject, verb, under_lead),
                None => floor.rest(&speakers, sentence, under_lead),
            }
        }
    }
    floor.out
}

/// The token after the block of a sentence.
fn limit(context: Context<'_>, sentence: &Sentence) -> usize {
    context.transcript.blocks.get(sentence.block).map_or(sentence.tokens.end, |b| context.tokens.at(b.span.end))
}

/// Whether the document is a verbatim record: many heads, not few of its blocks begin with one, and far fewer with somebody
/// who is reported to have spoken.
fn is_transcript(context: Context<'_>, speakers: &Speakers<'_>, skipped: &BTreeSet<usize>) -> bool {
    let (mut heads, mut reports) = (0, 0);
    for sentence in context.sentences.iter().filter(|s| !s.heading && !skipped.contains(&s.block)) {
        if context.tokens.get(sentence.tokens.start).is_none_or(|t| t.before < Before::Line) {
            continue;
        }
        let start = head(context.tokens, sentence);
        if heads::at(context.tokens, speakers, sentence, start, limit(context, sentence)).is_some() {
            heads += 1;
        } else if reported(context.tokens, speakers, sentence).is_some_and(|(subject, _)| subject.first <= start + 1) {
            reports += 1;
        }
    }
    heads >= HEADS_OF_A_TRANSCRIPT && heads * BLOCKS_TO_A_HEAD >= context.transcript.blocks.len() && heads > reports * 2
}

/// How far the words after a speaker's head run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Running {
    /// No head is open.
    Not,
    /// To the end of a block.
    InBlock(usize),
    /// To the next head: a transcript.
    OnAndOn,
}

/// What is known while the sentences pass by.
struct Floor<'a> {
    context: Context<'a>,
    out: Vec<Intervention>,
    holder: Option<Holder>,
    section: Option<usize>,
    /// The block of the last intervention.
    block: Option<usize>,
    /// How far the words after a head run.
    running: Running,
    /// A block whose speakers are told already.
    told: Option<usize>,
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
            (self.holder, self.running) = (None, Running::Not);
        }
    }

    /// The words after a head are its speaker's.
    fn give(&mut self, speakers: &Speakers<'_>, sentence: &Sentence, subject: Subject, is_transcript: bool) {
        let Subject { who, first, next, sure, .. } = subject;
        let Who::Named { mut speaker, person, listed } = who else { return };
        speaker.name = out_of_capitals(&speaker.name);
        let confidence = if listed { sure } else { sure.min(UNLISTED) };
        let man = speakers.is_man(first, next, person);
        let holder = Holder { speaker, person, listed, on: false, elsewhere: false, man, sure, blurred: false };
        self.speak(sentence, holder, String::new(), confidence);
        self.running = if is_transcript { Running::OnAndOn } else { Running::InBlock(sentence.block) };
    }

    /// A sentence after a head whose words go on.
    fn goes_on(&mut self, sentence: &Sentence) -> bool {
        if self.running != Running::OnAndOn && self.running != Running::InBlock(sentence.block) {
            self.running = Running::Not;
            return false;
        }
        // "(Applause)" is nobody's.
        if self.context.tokens.word(sentence.tokens.start) != "("
            && let Some(last) = self.out.last_mut()
        {
            last.span.end = sentence.span.end;
        }
        true
    }

    /// Speakers whose names close the block or are listed in it.
    fn named_behind(&mut self, speakers: &Speakers<'_>, sentence: &Sentence, limit: usize) -> bool {
        let tokens = self.context.tokens;
        let block = head(tokens, sentence)..limit;
        if tokens.get(sentence.tokens.start).is_none_or(|t| t.before != Before::Block) {
            return false;
        }
        let opens = tokens.get(block.start).is_some_and(|t| t.kind == Kind::Capitalised) && is_past(tokens.word(block.start));
        let behind = heads::behind(tokens, speakers.names(), block.clone(), opens);
        let mut found: Vec<(Span, usize, usize)> = Vec::new();
        if let Some((first, last)) = behind {
            found.push((tokens.span(block.start, limit.saturating_sub(1)), first, last));
        } else {
            let listed = heads::listed(tokens, speakers.names(), block);
            found.extend(listed.into_iter().map(|(first, last)| (tokens.span(first, last), first, last)));
        }
        for (span, first, last) in &found {
            let titled = speakers.at(*first, last + 1).filter(|s| s.next == last + 1);
            let subject = titled.unwrap_or_else(|| speakers.by_name(*first, *last));
            let Who::Named { speaker, person, listed } = subject.who else { continue };
            let repairs = if listed { Vec::new() } else { vec![unlisted_repair()] };
            let verb = behind.map(|_| tokens.word(head(tokens, sentence)).to_lowercase());
            self.out.push(Intervention { speaker, person, verb, span: *span, confidence: if listed { 1.0 } else { UNLISTED }, repairs });
        }
        if !found.is_empty() {
            self.told = Some(sentence.block);
            self.holder = None;
        }
        !found.is_empty()
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
                let tokens = self.context.tokens;
                let bracket =
                    if tokens.word(next) == "(" { (next..verb.first.max(next)).find(|j| tokens.word(*j) == ")").map_or(next, |j| j + 1) } else { next };
                // Of persons only a list with titles before the verb: "Ms. A, Mr. B and Ms. C supported".
                let of_people = holder.speaker.kind == "person" && verb.first > next && tokens.is_any(bracket, &[",", "and", "&"]);
                let of_many = of_people || matches!(holder.speaker.kind.as_str(), "state" | "organisation");
                let next = bracket;
                // "Chile, Kenya and Norway supported it", "Statements were made by the representatives of Chile and Kenya": each spoke.
                let others = if of_many { speakers.others(next, if verb.first > next { verb.first } else { sentence.tokens.end }) } else { Vec::new() };
                // "Ms. A, Harbour Trust, and Mr. B spoke": what stands beside a person is where they are from.
                let others = others.into_iter().filter(|w| !of_people || matches!(w, Who::Named { speaker, .. } if speaker.kind == "person")).collect();
                self.speak(sentence, holder, verb_words.clone(), confidence);
                self.speak_too(sentence, others, &verb_words);
            }
        }
    }

    /// Others of whom the same sentence tells that they spoke: a pronoun behind it may mean any of them.
    fn speak_too(&mut self, sentence: &Sentence, others: Vec<Who>, verb: &str) {
        for who in others {
            let Who::Named { speaker, person, listed } = who else { continue };
            let (confidence, repairs) = if listed { (1.0, Vec::new()) } else { (UNLISTED, vec![unlisted_repair()]) };
            let span = Span::new(sentence.span.start, sentence.span.end);
            self.out.push(Intervention { speaker, person, verb: Some(verb.to_owned()).filter(|v| !v.is_empty()), span, confidence, repairs });
            self.blur();
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
                repairs.push(unlisted_repair());
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

/// "FROST" is a head's way to write "Frost"; initials stay.
fn out_of_capitals(name: &str) -> String {
    let shouts = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count() > 2 && !w.chars().any(char::is_lowercase);
    if !name.split(' ').any(shouts) {
        return name.to_owned();
    }
    let calm = |w: &str| {
        let mut begins = true;
        let lower = w.chars().flat_map(|c| {
            let kept = if begins { c.to_string() } else { c.to_lowercase().to_string() };
            begins = !c.is_alphabetic();
            kept.chars().collect::<Vec<_>>()
        });
        lower.collect::<String>()
    };
    name.split(' ').map(|w| if shouts(w) { calm(w) } else { w.to_owned() }).collect::<Vec<_>>().join(" ")
}

fn unlisted_repair() -> Repair {
    Repair::new("speaker-unlisted", "the subject of a reporting verb, but in no list of the roll")
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
    fn floor(text: &str, language: Language) -> Vec<(String, String)> {
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
        let sentences = sentences::split(&transcript, &tokens, &Outline::default());
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
        let context = Context { transcript: &transcript, tokens: &tokens, sentences: &sentences, outline: &outline, language, anchor: None };
        let mentions = Mentions { list, acronyms: Vec::new() };
        interventions(context, &mentions, &roll, Some("Harbour Board")).into_iter().map(|i| (i.speaker.name, i.span.of(text).to_owned())).collect()
    }

    fn check(text: &str, expected: &[(&str, &str)]) {
        check_in(Language::English, text, expected);
    }

    fn check_in(language: Language, text: &str, expected: &[(&str, &str)]) {
        let found = floor(text, language);
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
        check("On May 3, Mr. Oduya stated that it rained. In 1973, Norway reported a flood.", &[]);
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
        check("Mr. Oduya: I ask. Why does it leak?\n\nIt rained.", &[("Tom Oduya", "Mr. Oduya: I ask. Why does it leak?")]);
        check("Chair: Dana Frost\n\nTO: book the hall by Friday\n\nTreasurer:in and one more of them", &[]);
        check("The Clerk (Ms. Vega): Who has the keys?", &[("Vega", "The Clerk (Ms. Vega): Who has the keys?")]);
    }

    #[test]
    fn transcripts_run_from_head_to_head() {
        check("MS. VEGA. I think so.", &[("Vega", "MS. VEGA. I think so.")]);
        let speech = "MR. ODUYA. I think so.\n\nIt rains. Ms. Vega noted it.\n\nMS. VEGA. Not at all.\n\n";
        let found = floor(&speech.repeat(5), Language::English);
        assert_eq!(found.len(), 10);
        assert_eq!(found.first(), Some(&("Tom Oduya".to_owned(), "MR. ODUYA. I think so.\n\nIt rains. Ms. Vega noted it.".to_owned())));
    }

    #[test]
    fn several_who_speak_at_once() {
        check(
            "Ms. Bauer (Austria), Mr. Oduya (Kenya) and Ms. Roy (Canada) supported it.",
            &[
                ("Bauer", "Ms. Bauer (Austria), Mr. Oduya (Kenya) and Ms. Roy (Canada) supported it."),
                ("Tom Oduya", "Ms. Bauer (Austria), Mr. Oduya (Kenya) and Ms. Roy (Canada) supported it."),
                ("Roy", "Ms. Bauer (Austria), Mr. Oduya (Kenya) and Ms. Roy (Canada) supported it."),
            ],
        );
    }

    #[test]
    fn other_languages() {
        check_in(
            Language::French,
            "M. Oduya indique que le toit fuit. Le Maire a rappelé la règle.",
            &[("Tom Oduya", "M. Oduya indique que le toit fuit."), ("le Maire", "Le Maire a rappelé la règle.")],
        );
        check_in(Language::French, "Monsieur le Maire donne lecture du procès-verbal.", &[("le Maire", "Monsieur le Maire donne lecture du procès-verbal.")]);
        check_in(Language::French, "Mme Vega s’interroge sur le coût.", &[("Vega", "Mme Vega s’interroge sur le coût.")]);
        check_in(
            Language::Spanish,
            "Toma la palabra el Sr. Oduya para dar las gracias.",
            &[("Tom Oduya", "Toma la palabra el Sr. Oduya para dar las gracias.")],
        );
        check_in(Language::Spanish, "La Presidenta ha informado de las obras.", &[("la Presidenta", "La Presidenta ha informado de las obras.")]);
        check_in(Language::German, "Anschließend berichtet Frau Berg über das Dach.", &[("Ada Berg", "Anschließend berichtet Frau Berg über das Dach.")]);
        check_in(Language::German, "Die Vorsitzende hat über das Dach berichtet.", &[("die Vorsitzende", "Die Vorsitzende hat über das Dach berichtet.")]);
        check_in(Language::German, "Herr Oduya bedankt sich.", &[("Tom Oduya", "Herr Oduya bedankt sich.")]);
        check_in(Language::Portuguese, "Usou da palavra o Senhor Oduya.", &[("Tom Oduya", "Usou da palavra o Senhor Oduya.")]);
        check_in(
            Language::Portuguese,
            "O Senhor Presidente deu conhecimento das obras.",
            &[("the Presidente", "O Senhor Presidente deu conhecimento das obras.")],
        );
        check_in(Language::German, "Frau Berg hat das Dach gedeckt. Le Maire a signé.", &[]);
    }

    #[test]
    fn names_behind_what_was_said() {
        check(
            "Spoke in favour; asked for more trees. It was long: Dana Frost, Bayside.\n\nSpeakers: Ole Sund, Harbour; Tom Oduya.",
            &[("Dana Frost", "Spoke in favour; asked for more trees. It was long: Dana Frost, Bayside."), ("Ole Sund", "Ole Sund"), ("Tom Oduya", "Tom Oduya")],
        );
        check("Approved the plan: see Annex Two.", &[]);
    }
}

//! Who the body of the minutes shows to have been there: speakers, and those in the brackets of section headings.

use crate::attendance::Attendance;
use crate::entities::{Context, Mentions};
use crate::minutes::Value;
use crate::proceedings::Proceedings;
use crate::span::Span;
use std::collections::BTreeMap;

/// A speaker whose intervention is less sure than this bears no witness.
const SURE_ENOUGH: f32 = 0.6;

/// What the body tells of one State or organisation.
#[derive(Debug, Clone, Default)]
pub(super) struct Witness {
    /// Its name.
    pub(super) name: String,
    /// Whether it is a State.
    pub(super) state: bool,
    /// Where it takes the floor.
    pub(super) speaks: Vec<Span>,
    /// The section headings that name it, and where.
    pub(super) responsible: Vec<(String, Span)>,
}

impl Witness {
    /// The first place where it is named.
    pub(super) fn first(&self) -> Option<Span> {
        let spans = self.speaks.iter().copied().chain(self.responsible.iter().map(|(_, s)| *s));
        spans.min_by_key(|s| s.start)
    }
}

/// All witnesses, by code (ISO 3166 or acronym).
#[derive(Debug, Clone, Default)]
pub(super) struct Witnesses {
    pub(super) by_code: BTreeMap<String, Witness>,
}

impl Witnesses {
    pub(super) fn of(context: Context<'_>, mentions: &Mentions, roll: &Attendance, floor: &Proceedings) -> Self {
        let mut out = Self::default();
        for section in &context.outline.sections {
            if section.responsible.is_empty() || section.heading.iter().any(|b| roll.blocks.contains(b)) {
                continue;
            }
            let first = mentions.list.partition_point(|m| m.span.start < section.heading_span.start);
            let inside = mentions.list.iter().skip(first).take_while(|m| m.span.start < section.heading_span.end);
            for mention in inside {
                let words = context.transcript.words(mention.span);
                if !section.responsible.iter().any(|r| r.contains(words)) {
                    continue;
                }
                let Some((code, name, state)) = named(&mention.value) else { continue };
                let heading = section.number.clone().unwrap_or_else(|| section.title.clone());
                out.entry(code, name, state).responsible.push((heading, mention.span));
            }
        }
        for intervention in floor.interventions.iter().filter(|i| i.confidence >= SURE_ENOUGH) {
            let speaker = &intervention.speaker;
            if is_told_of(context, mentions, intervention.span, speaker.code.as_deref()) {
                continue;
            }
            let state = matches!(speaker.kind.as_str(), "state" | "demonym");
            if let Some(code) = speaker.code.clone().filter(|_| state || speaker.kind == "organisation") {
                out.entry(code, speaker.name.clone(), state).speaks.push(intervention.span);
            }
        }
        out
    }

    fn entry(&mut self, code: String, name: String, state: bool) -> &mut Witness {
        let witness = self.by_code.entry(code).or_default();
        if witness.name.is_empty() || state {
            witness.name = name;
        }
        witness.state |= state;
        witness
    }

    /// The witnesses whose code no delegation of the roll bears.
    pub(super) fn missing<'w>(&'w self, roll: &'w Attendance) -> impl Iterator<Item = (&'w str, &'w Witness)> + 'w {
        self.by_code.iter().filter(|(code, w)| !is_listed(roll, code, &w.name)).map(|(code, w)| (code.as_str(), w))
    }

    /// Whether the State or organisation takes the floor.
    pub(super) fn speaks(&self, code: &str) -> bool {
        self.by_code.get(code).is_some_and(|w| !w.speaks.is_empty())
    }
}

/// The longest run-in head, in bytes ("Democratic Republic of the Congo (DRC):").
const RUN_IN: usize = 80;

/// Whether the words stand in a paragraph that begins with the speaker's own name and a colon: it tells about them.
fn is_told_of(context: Context<'_>, mentions: &Mentions, span: Span, code: Option<&str>) -> bool {
    let Some(block) = context.transcript.blocks.get(context.transcript.block_at(span.start)) else { return false };
    let Some(colon) = context.transcript.words(block.span).find(": ").filter(|at| *at < RUN_IN) else { return false };
    let first = mentions.list.partition_point(|m| m.span.start < block.span.start);
    let head = mentions.list.iter().skip(first).take_while(|m| m.span.start < block.span.start + colon);
    head.filter_map(|m| named(&m.value)).any(|(named, ..)| Some(named.as_str()) == code)
}

/// Whether the roll lists a delegation of this code or name, under whatever status; or a person who belongs to it by role.
fn is_listed(roll: &Attendance, code: &str, name: &str) -> bool {
    let name = super::folded(name);
    let delegation = roll.delegations.iter().any(|d| d.code.as_deref() == Some(code) || super::folded(&d.name) == name || has_word(&d.as_written, code));
    delegation || roll.people.iter().any(|p| p.role.as_deref().is_some_and(|r| has_word(r, code)))
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| w == word)
}

fn named(value: &Value) -> Option<(String, String, bool)> {
    match value {
        Value::State { code: Some(code), name, demonym: false } => Some((code.clone(), name.clone().unwrap_or_else(|| code.clone()), true)),
        Value::Organisation { acronym: Some(acronym), name } => Some((acronym.clone(), name.clone().unwrap_or_else(|| acronym.clone()), false)),
        _ => None,
    }
}

/// "takes the floor in 5.1 and 5.2", "is named in the heading of 5.1".
pub(super) fn told(context: Context<'_>, witness: &Witness) -> String {
    let mut parts = Vec::new();
    if !witness.speaks.is_empty() {
        let mut sections: Vec<&str> = Vec::new();
        for span in &witness.speaks {
            let section = context.outline.section_at(span.start).and_then(|i| context.outline.sections.get(i));
            let label = section.map_or("the text", |s| s.number.as_deref().unwrap_or(&s.title));
            if !sections.contains(&label) {
                sections.push(label);
            }
        }
        parts.push(format!("takes the floor in {}", list(&sections)));
    }
    if !witness.responsible.is_empty() {
        let headings: Vec<&str> = witness.responsible.iter().map(|(h, _)| h.as_str()).collect();
        parts.push(format!("stands in the heading of {}", list(&headings)));
    }
    parts.join(" and ")
}

fn list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

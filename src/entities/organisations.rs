//! Organisations named in the text: those that the document binds an acronym to, those that everybody knows, and names by
//! their head noun ("Ministry of Foreign Affairs", "Human Rights Council").

use super::acronyms::one_line;
use super::naming::{self, Named};
use super::tokens::{Before, Kind, Tokens};
use super::{BoundAcronym, Context, Mention};
use crate::gazetteer::organisations::{self, KnownKind};
use crate::gazetteer::states;
use crate::minutes::Value;
use std::collections::BTreeSet;

/// A name made out by its head noun and capitals alone.
const BY_HEAD_NOUN: f32 = 0.9;

/// A name has at most so many words.
const LONGEST_NAME: usize = 14;

/// Words with capitals before a head noun that are no part of its name.
const NO_PART: &[&str] = &[
    "the", "this", "that", "a", "an", "our", "your", "their", "its", "his", "her", "each", "every", "all", "both", "no", "any", "le", "la", "les", "el", "los",
    "der", "die", "das", "den", "dem", "o", "a", "mr", "mrs", "ms", "dr", "in", "on", "at", "by", "to", "for", "from", "and", "if", "as", "when", "while",
    "with", "under", "per", "since", "after", "before", "although", "of", "vice", "chair", "chairman", "president", "member", "members", "former", "new",
    "present",
];

/// Days and months, which follow "on" and are no part of a name.
const CALENDAR: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
];

/// The organisations that the text names; `states` are the States found before.
#[must_use]
pub fn find(context: Context<'_>, acronyms: &[BoundAcronym], states: &[Mention]) -> Vec<Mention> {
    let tokens = context.tokens;
    let text = tokens.text();
    let known = organisations::find_names(text);
    let mut out: Vec<Mention> = Vec::new();
    for bound in acronyms.iter().filter(|a| is_organisation(a)) {
        out.push(Mention::certain(bound.span, value(Some(&bound.acronym), Some(&bound.expansion))));
    }
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for (span, known) in known.iter().filter(|(_, k)| k.kind == KnownKind::Organisation) {
        named.extend(known.acronym);
        out.push(Mention::certain(*span, value(known.acronym, Some(known.name))));
    }
    acronym_uses(context, acronyms, &named, &mut out);
    by_head_noun(context, states, &mut out);
    without_overlaps(out)
}

/// An organisation's value.
fn value(acronym: Option<&str>, name: Option<&str>) -> Value {
    Value::Organisation { acronym: acronym.map(str::to_owned), name: name.map(one_line) }
}

/// Whether a bound acronym is an organisation's.
#[must_use]
pub fn is_organisation(bound: &BoundAcronym) -> bool {
    if let Some(known) = organisations::by_acronym(&bound.acronym).filter(|k| organisations::by_name(&bound.expansion) == Some(*k)) {
        return known.kind == KnownKind::Organisation;
    }
    states::resolve(&bound.expansion).is_none()
        && naming::kind_of(&bound.expansion) == Some(Named::Organisation)
        && bound.expansion.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count() >= 2
}

/// Every use of an acronym that is bound, or that tells its organisation by itself, or whose name the text has too.
fn acronym_uses(context: Context<'_>, acronyms: &[BoundAcronym], named: &BTreeSet<&str>, out: &mut Vec<Mention>) {
    let tokens = context.tokens;
    for i in 0..tokens.len() {
        let Some(token) = tokens.get(i).filter(|t| matches!(t.kind, Kind::Upper | Kind::Mixed)) else { continue };
        let touching = tokens.touches(i) && tokens.get(i.wrapping_sub(1)).is_some_and(|t| t.kind == Kind::Number);
        let in_symbol =
            matches!(tokens.word(i + 1), "/" | "@") && tokens.touches(i + 1) || (tokens.touches(i) && matches!(tokens.word(i.wrapping_sub(1)), "/" | "@"));
        if touching || in_symbol {
            continue;
        }
        let word = tokens.word(i);
        if let Some(bound) = acronyms.iter().find(|a| a.acronym == word) {
            if is_organisation(bound) {
                out.push(Mention::certain(token.span, value(Some(word), Some(&bound.expansion))));
            }
            continue;
        }
        let known = organisations::by_acronym(word).filter(|k| k.kind == KnownKind::Organisation && (k.acronym_tells || named.contains(word)));
        if let Some(known) = known.filter(|_| !in_capitals(tokens, i)) {
            out.push(Mention::certain(token.span, value(known.acronym, Some(known.name))));
        }
    }
}

/// Whether both neighbours on the line are in capitals too, so that capitals tell nothing.
fn in_capitals(tokens: &Tokens<'_>, i: usize) -> bool {
    let shouts = |n: usize, joined: bool| joined && tokens.get(n).is_some_and(|t| t.kind == Kind::Upper) && tokens.word(n).len() > 2;
    let before = i > 0 && shouts(i - 1, tokens.get(i).is_some_and(|t| t.before == Before::Space));
    let after = shouts(i + 1, tokens.get(i + 1).is_some_and(|t| t.before == Before::Space));
    before && after
}

/// "Ministry of Foreign Affairs", "Human Rights Council", "VA Working Group".
fn by_head_noun(context: Context<'_>, states: &[Mention], out: &mut Vec<Mention>) {
    let tokens = context.tokens;
    let state_at = |byte: usize| {
        states
            .binary_search_by(|m| {
                if m.span.end <= byte {
                    std::cmp::Ordering::Less
                } else if m.span.start > byte {
                    std::cmp::Ordering::Greater
                } else {
                    std::cmp::Ordering::Equal
                }
            })
            .is_ok()
    };
    let mut taken = 0; // the first token that no name holds yet
    for head in 0..tokens.len() {
        if head < taken || !naming::is_body(tokens, head) || tokens.get(head).is_some_and(|t| t.kind == Kind::Upper) {
            continue;
        }
        let stops = |i: usize| {
            tokens.is_any(i, NO_PART) && (!tokens.get(i).is_some_and(|t| t.kind == Kind::Lower) || tokens.is_any(i, &["mr", "ms"]))
                || tokens.get(i).is_some_and(|t| t.kind == Kind::Upper && tokens.word(i).len() > 6)
                || context.transcript.gaps.binary_search_by_key(&tokens.get(i + 1).map_or(0, |t| t.span.start), |g| g.at).is_ok()
        };
        let first = naming::start_of_run(tokens, head, stops).max(taken);
        let head = further_head(tokens, head);
        let ends = |i: usize| {
            let and_a_state = tokens.is_any(i.wrapping_sub(1), &["and", "&"]) && tokens.get(i).is_some_and(|t| state_at(t.span.start));
            let and_an_acronym = tokens.is_any(i.wrapping_sub(1), &["and", "&"]) && tokens.get(i).is_some_and(|t| t.kind == Kind::Upper);
            and_a_state
                || and_an_acronym
                || tokens.is_any(i, &["mr", "mrs", "ms", "dr"])
                || tokens.is_any(i, CALENDAR)
                || (tokens.is_any(i.wrapping_sub(1), &["and", "the"]) && naming::is_body(tokens, i))
        };
        let last = if naming::is_leading_body(tokens, head) && linked(tokens, head + 1) { naming::end_of_chain(tokens, head, ends) } else { head };
        let words = (first..=last).filter(|i| naming::has_capital(tokens, *i)).count();
        if words < 2 || last - first > LONGEST_NAME {
            continue;
        }
        let span = tokens.span(first, last);
        out.push(Mention { confidence: BY_HEAD_NOUN, ..Mention::certain(span, value(None, Some(span.of(tokens.text())))) });
        taken = last + 1;
    }
}

/// "General Assembly First Committee": the last of the nouns for bodies that a run of capitals holds.
fn further_head(tokens: &Tokens<'_>, head: usize) -> usize {
    let mut last = head;
    let mut at = head + 1;
    while at - last <= 3 && naming::has_capital(tokens, at) && tokens.get(at).is_some_and(|t| t.before <= Before::Space) && !tokens.is_any(at, CALENDAR) {
        if naming::is_body(tokens, at) {
            last = at;
        }
        at += 1;
    }
    last
}

fn linked(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is_any(i, &["of", "for", "on", "de", "du", "des", "del", "da", "do", "für", "der", "des"])
        && tokens.get(i).is_some_and(|t| t.before != Before::Block)
}

/// The surest of those that share words; of two as sure, the longer.
fn without_overlaps(mut list: Vec<Mention>) -> Vec<Mention> {
    list.sort_by(|a, b| a.span.start.cmp(&b.span.start).then(b.span.len().cmp(&a.span.len())).then(b.confidence.total_cmp(&a.confidence)));
    let mut out: Vec<Mention> = Vec::with_capacity(list.len());
    for this in list {
        match out.last_mut() {
            Some(last) if last.span.meets(this.span) => {
                if this.span == last.span && this.confidence > last.confidence {
                    *last = this;
                }
            }
            _ => out.push(this),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::context_of;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        context_of(text, |context| {
            let acronyms = super::super::acronyms::find(context);
            let states = super::super::states::find(context, &acronyms).value;
            let all = find(context, &acronyms, &states);
            let found: Vec<&str> = all.iter().map(|m| context.transcript.words(m.span)).collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn organisations_by_binding_knowledge_and_head_noun() {
        check("The Land Survey Alliance (LSA) spoke. The LSA agreed.", &["Land Survey Alliance (LSA)", "LSA"]);
        check("the International Committee of the Red Cross and UNODA", &["International Committee of the Red Cross", "UNODA"]);
        check("The Ministry of Foreign Affairs of Peru wrote.", &["Ministry of Foreign Affairs of Peru"]);
        check("at the UN General Assembly First Committee on Monday", &["UN General Assembly First Committee"]);
        check("The Committee met. The Board agreed. The Chair of the Board left.", &[]);
        check("by the Tanese Mine Action Centre in Oslo", &["Tanese Mine Action Centre"]);
        check("WHO IS IN CHARGE", &[]);
        check("the current VA Working Group and the Planning Board and the City Council", &["VA Working Group", "Planning Board", "City Council"]);
    }
}

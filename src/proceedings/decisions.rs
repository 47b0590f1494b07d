//! What this body decided: a performative verb of the body itself, a passive of the meeting, the outcome of a vote.
//!
//! Proposals, recommendations, what was decided before or elsewhere, and what would be decided are none: the verb must stand
//! in the simple past (or the present of a resolution) right after the body, or after "was" without another agent.

use super::hearsay::{Hearsay, Told};
use super::movers::movers;
use super::outcomes::{by_verdict, by_vote};
use super::passages::Passages;
use super::{Decision, Vote};
use crate::diagnostics::Repair;
use crate::entities::Mentions;
use crate::entities::calendar::folded;
use crate::entities::sentences::Sentence;
use crate::entities::tokens::Kind;
use crate::language::Language;
use crate::lexicon::{Hints, hints_of};
use crate::span::Span;
use crate::transcript::TextKind;
use std::collections::BTreeSet;

/// Bodies that decide, in small letters.
pub(super) const BODIES: &[&str] = &[
    "committee", "council", "board", "commission", "conference", "assembly", "meeting", "trustees", "members", "parties", "mc", "directors", "commissioners",
    "councillors", "subcommittee", "authority", "panel", "governors", "conseil", "comité", "assemblée", "bureau", "consejo", "junta", "asamblea", "comisión",
    "court", "senate", "cabinet", "synod", "vorstand", "versammlung", "mitgliederversammlung", "gemeinderat", "stadtrat", "ausschuss", "câmara", "assembleia",
    "conselho",
];

/// Bodies' words that mean whoever met.
const GENERIC: &[&str] = &["members", "meeting", "parties", "trustees", "directors", "councillors", "commissioners", "governors", "board", "committee"];

/// Past forms of the verbs that decide, and the kind of decision.
const PAST: &[(&str, &str)] = &[
    ("approved", "approved"),
    ("accepted", "approved"),
    ("endorsed", "approved"),
    ("ratified", "approved"),
    ("authorized", "approved"),
    ("authorised", "approved"),
    ("granted", "approved"),
    ("confirmed", "approved"),
    ("adopted", "adopted"),
    ("agreed", "agreed"),
    ("noted", "noted"),
    ("elected", "elected"),
    ("appointed", "elected"),
    ("rejected", "rejected"),
    ("denied", "rejected"),
    ("declined", "rejected"),
    ("postponed", "postponed"),
    ("deferred", "postponed"),
    ("tabled", "postponed"),
    ("decided", "decided"),
    ("resolved", "decided"),
    ("selected", "decided"),
];

/// What a meeting confirms, in small letters.
const CONFIRMED: &[&str] = &[
    "minutes", "minute", "notes", "agenda", "record", "date", "dates", "appointment", "appointments", "election", "membership", "accounts", "decision", "it",
    "this",
];

/// Infinitives after "proceeded to" and "voted to".
const BASE: &[(&str, &str)] = &[
    ("approve", "approved"),
    ("accept", "approved"),
    ("endorse", "approved"),
    ("adopt", "adopted"),
    ("elect", "elected"),
    ("appoint", "elected"),
    ("reject", "rejected"),
    ("deny", "rejected"),
    ("postpone", "postponed"),
    ("defer", "postponed"),
    ("table", "postponed"),
    ("recommend", "decided"),
    ("send", "decided"),
    ("support", "decided"),
];

/// How far behind "voted" its "to" or "that" may stand, in tokens.
const VOTED: usize = 9;

/// The English verbs.
static VERBS: Hints = Hints::of(&["took", "voted"]).or(&hints_of!(PAST, (word, _) => word)).or(&hints_of!(BASE, (word, _) => word));

/// Forms of other languages, folded: active forms want the body before them.
const ROMANCE: &[(&str, &str)] = &[
    ("decide", "decided"),
    ("decident", "decided"),
    ("approuve", "approved"),
    ("approuvent", "approved"),
    ("adopte", "adopted"),
    ("adoptent", "adopted"),
    ("accepte", "approved"),
    ("acceptent", "approved"),
    ("autorise", "approved"),
    ("valide", "approved"),
    ("rejette", "rejected"),
    ("elit", "elected"),
    ("aprueba", "approved"),
    ("aprueban", "approved"),
    ("aprobo", "approved"),
    ("aprobaron", "approved"),
    ("acuerda", "agreed"),
    ("acuerdan", "agreed"),
    ("acordo", "agreed"),
    ("acordaron", "agreed"),
    ("rechaza", "rejected"),
    ("rechazo", "rejected"),
    ("ratifica", "approved"),
    ("ratifico", "approved"),
    ("desestima", "rejected"),
    ("autoriza", "approved"),
    ("autorizo", "approved"),
    ("rejeitou", "rejected"),
    ("adiou", "postponed"),
    ("autorizou", "approved"),
    ("elegeu", "elected"),
    ("emet", "decided"),
    ("fixe", "decided"),
    ("designe", "elected"),
    ("nomme", "elected"),
    ("attribue", "approved"),
    ("accorde", "approved"),
    ("decidio", "decided"),
    ("adopta", "adopted"),
    ("adopto", "adopted"),
    ("eligio", "elected"),
    ("aprovou", "approved"),
    ("aprova", "approved"),
    ("decidiu", "decided"),
    ("deliberou", "decided"),
];

/// Participles of other languages, folded, after a form of "to be".
const PARTICIPLES: &[(&str, &str)] = &[
    ("approuve", "approved"),
    ("approuvee", "approved"),
    ("approuves", "approved"),
    ("approuvees", "approved"),
    ("adopte", "adopted"),
    ("adoptee", "adopted"),
    ("adoptes", "adopted"),
    ("adoptees", "adopted"),
    ("decide", "decided"),
    ("rejete", "rejected"),
    ("rejetee", "rejected"),
    ("elu", "elected"),
    ("elue", "elected"),
    ("elus", "elected"),
    ("nomme", "elected"),
    ("valide", "approved"),
    ("validee", "approved"),
    ("accorde", "approved"),
    ("accordee", "approved"),
    ("accordes", "approved"),
    ("accordees", "approved"),
    ("attribue", "approved"),
    ("attribuee", "approved"),
    ("reporte", "postponed"),
    ("reportee", "postponed"),
    ("ajourne", "postponed"),
    ("rejetes", "rejected"),
    ("rejetees", "rejected"),
    ("ratificada", "approved"),
    ("ratificado", "approved"),
    ("nombrado", "elected"),
    ("nombrada", "elected"),
    ("aplazado", "postponed"),
    ("desestimada", "rejected"),
    ("deliberado", "decided"),
    ("adiada", "postponed"),
    ("adiado", "postponed"),
    ("rejeitada", "rejected"),
    ("rejeitado", "rejected"),
    ("ratificada", "approved"),
    ("aprobada", "approved"),
    ("aprobado", "approved"),
    ("aprobadas", "approved"),
    ("aprobados", "approved"),
    ("elegido", "elected"),
    ("elegida", "elected"),
    ("rechazada", "rejected"),
    ("rechazado", "rejected"),
    ("aplazada", "postponed"),
    ("aprovada", "approved"),
    ("aprovado", "approved"),
    ("aprovadas", "approved"),
    ("aprovados", "approved"),
    ("eleito", "elected"),
    ("eleita", "elected"),
    ("beschlossen", "decided"),
    ("genehmigt", "approved"),
    ("angenommen", "adopted"),
    ("verabschiedet", "adopted"),
    ("gewahlt", "elected"),
    ("abgelehnt", "rejected"),
    ("vertagt", "postponed"),
    ("zuruckgestellt", "postponed"),
    ("erteilt", "approved"),
    ("wiedergewahlt", "elected"),
    ("bestatigt", "approved"),
    ("entlastet", "approved"),
];

/// Confidence of a decision that may be no more than what a speaker tells.
const MAY_BE_TOLD: f32 = 0.6;

/// The decisions of a document, in order.
pub(super) fn find(passages: &Passages<'_>, votes: &[(Vote, Span)], mentions: &Mentions, body: Option<&str>) -> Vec<Decision> {
    let body = body.map(folded);
    let hearsay = Hearsay::of(passages, mentions);
    let mut out: Vec<Decision> = Vec::new();
    for (n, sentence) in passages.context.sentences.iter().enumerate() {
        if passages.is_skipped(sentence.block) || sentence.heading || sentence.tokens.len() < 3 {
            continue;
        }
        if let Some((kind, by, told)) = performed(passages, &hearsay, sentence, body.as_deref()) {
            let (mut confidence, mut repairs) = (1.0, Vec::new());
            if told == Told::Perhaps {
                confidence = MAY_BE_TOLD;
                repairs.push(Repair::new("decision-from-speech", "the words may be a speaker's account and not the meeting's own decision"));
            }
            // "Beschluss: … Der Beschluss ist angenommen.": the second tells how the first ended.
            if let Some(last) = out.last_mut().filter(|d| points_back(passages, sentence) && near(passages, n, d.span)) {
                last.span.end = last.span.end.max(sentence.span.end);
                continue;
            }
            let span = Span::new(sentence.span.start, list_behind(passages, n).unwrap_or(sentence.span.end));
            let (moved_by, seconded_by) = moved(passages, n, sentence);
            out.push(Decision { kind, by, moved_by, seconded_by, span, also: Vec::new(), confidence, repairs });
        }
    }
    for (vote, passage) in votes {
        by_vote(passages, vote, *passage, &mut out);
    }
    by_verdict(passages, &hearsay, votes, &mut out);
    out.sort_by_key(|d| (d.span.start, d.span.end));
    told_once(passages, out)
}

/// Whether a short sentence speaks of the decision before it: "Der Beschluss ist angenommen."
fn points_back(passages: &Passages<'_>, sentence: &Sentence) -> bool {
    /// The longest such sentence, in tokens.
    const SHORT: usize = 9;
    let t = passages.tokens;
    let first = sentence.tokens.start;
    sentence.tokens.len() <= SHORT
        && t.is_any(first, &["der", "die", "la", "le", "el", "a", "o"])
        && t.is_any(first + 1, &["beschluss", "beschluß", "beschlussvorschlag", "délibération", "acuerdo", "deliberação"])
}

/// Whether a decision ends in the sentence before sentence `n`, or in the one before that.
fn near(passages: &Passages<'_>, n: usize, decision: Span) -> bool {
    (1..=2).filter_map(|back| n.checked_sub(back)).filter_map(|m| passages.sentence(m)).any(|s| s.span.meets(decision))
}

/// Who moved what sentence `n` decides: there, or in the short sentence behind it ("Proposed AB, seconded CD.").
fn moved(passages: &Passages<'_>, n: usize, sentence: &Sentence) -> (Option<String>, Option<String>) {
    /// The longest such sentence, in tokens.
    const SHORT: usize = 16;
    let t = passages.tokens;
    let next = passages.sentence(n + 1).filter(|s| {
        s.block <= sentence.block + 1 && s.tokens.len() <= SHORT && t.is_any(s.tokens.start, &["proposed", "moved", "proposer", "mover", "seconded", "motion"])
    });
    movers(passages, sentence.tokens.start, next.map_or(sentence.tokens.end, |s| s.tokens.end))
}

/// Where the points end that a decision announces with its colon ("RESOLVED THAT: (a) …; (b) …").
fn list_behind(passages: &Passages<'_>, n: usize) -> Option<usize> {
    /// A resolution has no more points than this.
    const POINTS: usize = 24;
    let t = passages.tokens;
    let here = passages.sentence(n).filter(|s| t.is(s.tokens.end.saturating_sub(1), ":"))?;
    let section = passages.context.outline.section_at(here.span.start);
    let points = (n + 1..n + 1 + POINTS).map_while(|m| passages.sentence(m)).take_while(|s| {
        let item = passages.context.transcript.blocks.get(s.block).is_some_and(|b| b.kind == TextKind::ListItem);
        item && !s.heading && passages.context.outline.section_at(s.span.start) == section
    });
    points.last().map(|s| s.span.end)
}

/// Deeds that capitals set apart within a sentence: "… and RESOLVED that …".
const IN_CAPITALS: &[(&str, &str)] = &[
    ("RESOLVED", "decided"),
    ("DECIDED", "decided"),
    ("ORDERED", "decided"),
    ("AGREED", "agreed"),
    ("APPROVED", "approved"),
    ("CARRIED", "approved"),
    ("ADOPTED", "adopted"),
    ("NOTED", "noted"),
    ("DEFERRED", "postponed"),
];

/// "It was proposed by A, seconded by B and RESOLVED that …": a deed in capitals, or one joined to who seconds.
fn proposed(passages: &Passages<'_>, first: usize, end: usize) -> Option<&'static str> {
    let t = passages.tokens;
    let lower = (first..end).filter(|i| t.get(*i).is_some_and(|k| k.kind == Kind::Lower)).count();
    let refused =
        |v: usize| t.is_any(v.wrapping_sub(1), &["be", "not", "to", "if", "whether"]) || (1..4).any(|back| t.are(v.wrapping_sub(back + 1), &["be", "it"]));
    let seconded = (first..end).find(|i| t.is(*i, "seconded"));
    for v in first..end {
        let Some(token) = t.get(v) else { break };
        if token.kind == Kind::Upper
            && let Some((_, kind)) = IN_CAPITALS.iter().find(|(word, _)| t.word(v) == *word)
            && lower > 2
            && !refused(v)
            && !passages.has(first, v, &["whereas"])
        {
            return Some(kind);
        }
        let behind = token.kind == Kind::Lower && seconded.is_some_and(|s| s < v) && t.may_be(v, &VERBS);
        let kind = PAST.iter().find(|(word, _)| behind && t.is(v, word)).map(|(_, kind)| *kind);
        if let Some(kind) = kind.filter(|_| !refused(v)) {
            let joined = (v.saturating_sub(4).max(first)..v).any(|i| t.is_any(i, &["and", ","]));
            if joined && passages.has(first, v, &["proposed", "moved", "proposal", "motion"]) {
                return Some(kind);
            }
        }
    }
    None
}

/// The kind of decision that a sentence performs, and by whom.
fn performed(passages: &Passages<'_>, hearsay: &Hearsay<'_>, sentence: &Sentence, body: Option<&str>) -> Option<(&'static str, Option<String>, Told)> {
    let t = passages.tokens;
    let (first, end) = (sentence.tokens.start, sentence.tokens.end);
    if t.is_any(first, &["why", "how", "what", "who", "where"]) {
        return None;
    }
    // "If the Board approved", "When the budget was adopted" tell of no decision.
    if t.is_any(first, &["if", "should", "once", "when", "unless", "before", "since", "as"]) || t.is(end.saturating_sub(1), "?") {
        return None;
    }
    // "After the plan was adopted, the meeting rose" tells of none here; "After discussion, the plan was adopted" does.
    let last_comma = (first..end).rev().find(|i| t.is(*i, ","));
    let earliest = if t.is(first, "after") { last_comma.unwrap_or(first) } else { first };
    if let Some(found) = carried(passages, first, end).or_else(|| proposed(passages, first, end)) {
        return Some((found, None, Told::Here));
    }
    let english = matches!(passages.context.language, Language::English | Language::Other);
    let whence = |v: usize| hearsay.of_verb(v, first, end);
    // "The Committee decided" in a record word by word stands in somebody's speech.
    let spoken = |told: Told| if told == Told::Here && passages.is_verbatim() { Told::Perhaps } else { told };
    for v in first..end {
        let Some(token) = t.get(v).filter(|k| k.kind.is_word() && (!english || t.may_be(v, &VERBS))) else { continue };
        if let Some((_, kind)) = PAST.iter().find(|(word, _)| t.is(v, word)) {
            if begins(passages, v, first) {
                let led = !t.is_any(v + 1, &["by", "."]) && (token.kind != Kind::Lower) && !(t.is(v + 1, ":") && t.is(v, "approved"));
                if led && !matches!(*kind, "elected") {
                    return Some((kind, None, Told::Here));
                }
                continue;
            }
            if v < earliest {
                continue;
            }
            let at = before_adverbs(passages, v, first);
            let (by, told) = match body_before(passages, at, first, body).or_else(|| joined_to(passages, v, first, body)) {
                Some(by) => (Some(by), spoken(whence(v))),
                None if passive(passages, v, at, (first, end), kind, body) => (agent(passages, v, end), whence(v)),
                None => continue,
            };
            if told != Told::Elsewhere {
                return Some((kind, by, told));
            }
            continue;
        }
        if let Some((_, kind)) = BASE.iter().find(|(word, _)| t.is(v, word))
            && t.is(v.wrapping_sub(1), "to")
            && t.is_any(v.wrapping_sub(2), &["proceeded", "voted", "resolved"])
            && let Some(by) = body_before(passages, before_adverbs(passages, v - 2, first), first, body)
            && let told = spoken(whence(v - 2))
            && told != Told::Elsewhere
        {
            return Some((kind, Some(by), told));
        }
        // "The Board voted, by a majority, that the fee should rise": what its figures tell the vote itself says.
        if t.is(v, "voted")
            && let Some(to) = (v + 1..end.min(v + VOTED)).find(|i| t.is_any(*i, &["that", "to"]))
            && let Some(by) = body_before(passages, before_adverbs(passages, v, first), first, body)
            && let told = spoken(whence(v))
            && told != Told::Elsewhere
        {
            let kind = BASE.iter().find(|(word, _)| t.is(to + 1, word)).map_or("decided", |(_, kind)| *kind);
            return Some((if t.is(to - 1, "not") { "rejected" } else { kind }, Some(by), told));
        }
        if t.is(v, "took")
            && t.is(v + 1, "note")
            && v > first
            && let Some(by) = body_before(passages, before_adverbs(passages, v, first), first, body)
            && let told = spoken(whence(v))
            && told != Told::Elsewhere
        {
            return Some(("noted", Some(by), told));
        }
        if let Some(kind) = other_language(passages, v, first, end) {
            return Some((kind, None, Told::Here));
        }
    }
    None
}

/// Words that label a decision, in small letters.
const LABELS: &[&str] =
    &["decision", "décision", "decisión", "beschluss", "beschluß", "decisão", "acuerdo", "resolution", "resolución", "deliberação", "délibération"];

/// The longest label of a decision before its colon, in tokens: "Decision No. 2024/5:".
const LABEL: usize = 7;

/// "M/S/C", "MSP", "It was so decided", "Decision:", "RESOLVED".
fn carried(passages: &Passages<'_>, first: usize, end: usize) -> Option<&'static str> {
    let t = passages.tokens;
    // "MSP" is a meeting's acronym too: it is a motion's mark only at a line's head or beside the word for a motion.
    let motion = passages.has(first, end, &["motion", "moved", "seconded", "move"]);
    for i in first..end {
        if !t.is(i, "was") && !t.get(i).is_some_and(|k| k.kind.is_capital()) {
            continue;
        }
        if (motion || i == first) && !t.touches(i) && matches!(t.word(i), "MSP" | "MSC" | "MSCU" | "MSPU")
            || t.word(i) == "M" && t.are(i + 1, &["/", "s", "/"]) && t.is_any(i + 4, &["p", "c", "cu", "passed", "carried"])
        {
            return Some("approved");
        }
        if t.are(i, &["was", "so", "decided"]) || t.are(i, &["was", "so", "ordered"]) {
            return Some("decided");
        }
    }
    // "Decision 5: …", "Beschluss Nr. 3: …"
    let label = t.is_any(first, LABELS) && t.get(first).is_some_and(|k| k.kind.is_capital());
    let colon = (first + 1..(first + LABEL).min(end)).find(|i| t.is(*i, ":"))?;
    let numbered = (first + 1..colon).all(|i| t.get(i).is_some_and(|k| k.kind == Kind::Number || k.kind == Kind::Sign || k.span.len() <= 2));
    let told = (colon + 1..end).find_map(|i| PAST.iter().find(|(word, _)| t.is(i, word)));
    (label && numbered && end > colon + 2).then_some(told.map_or("decided", |(_, kind)| *kind))
}

/// Whether token `v` is the sentence's first word, but for a bullet or a number.
fn begins(passages: &Passages<'_>, v: usize, first: usize) -> bool {
    (first..v).all(|i| passages.tokens.get(i).is_some_and(|t| !t.kind.is_word()))
}

/// The token before which the subject ends: adverbs and coordinated verbs are passed over ("also reviewed and approved").
fn before_adverbs(passages: &Passages<'_>, v: usize, first: usize) -> usize {
    let t = passages.tokens;
    let mut at = v;
    while at > first + 1 {
        let prev = at - 1;
        let word = t.word(prev);
        if t.is_any(prev, &["also", "then", "hereby", "therefore", "further", "all"]) || word.len() > 4 && word.ends_with("ly") {
            at = prev;
        } else if t.is_any(prev, &["and", ","]) && prev > first && t.get(prev - 1).is_some_and(|k| k.kind == Kind::Lower) && t.word(prev - 1).ends_with("ed") {
            at = prev - 1;
        } else if t.get(prev).is_some_and(|k| k.kind == Kind::Lower) && word.ends_with("ed") && at < v {
            at = prev;
        } else {
            break;
        }
    }
    at
}

/// The body whose second deed token `v` is: "The Board considered the plan and agreed to wait".
fn joined_to(passages: &Passages<'_>, v: usize, first: usize, body: Option<&str>) -> Option<String> {
    /// The longest name of the body, in tokens.
    const NAME: usize = 8;
    let t = passages.tokens;
    let and = v.checked_sub(1 + usize::from(t.word(v - 1).ends_with("ly")))?;
    if !t.is(and, "and") {
        return None;
    }
    let deed = (first + 1..v.min(first + NAME)).find(|i| t.get(*i).is_some_and(|k| k.kind == Kind::Lower) && t.word(*i).ends_with("ed"))?;
    let clear = !passages.has(deed, v, &["that", "which", "who", "whether", "if", "by", ";"]);
    clear.then(|| body_before(passages, deed, first, body)).flatten()
}

/// The deciding body that ends before token `at`, where it is this one.
fn body_before(passages: &Passages<'_>, at: usize, first: usize, body: Option<&str>) -> Option<String> {
    let t = passages.tokens;
    let noun = at.checked_sub(1).filter(|n| *n >= first)?;
    if t.is(noun, "we") {
        // In a record word by word "we" is whoever speaks.
        if passages.is_verbatim() {
            return None;
        }
        return Some(t.word(noun).to_owned());
    }
    if !t.is_any(noun, BODIES) {
        return None;
    }
    let mut start = noun;
    while start > first && noun - start < 6 && t.get(start - 1).is_some_and(|k| k.kind.is_capital()) && !t.is_any(start - 1, &["the", "this"]) {
        start -= 1;
    }
    let named = start > first && t.is_any(start - 1, &["the", "this", "le", "la", "l", "el", "der", "die"]);
    let capital = t.get(noun).is_some_and(|k| k.kind.is_capital());
    if !named && !capital {
        return None;
    }
    // "The Finance Committee approved" in the minutes of a board: another body.
    if let Some(body) = body {
        let has_noun = BODIES.iter().any(|b| body.split(|c: char| !c.is_alphanumeric()).any(|w| w == folded(b)));
        let own_noun = body.split(|c: char| !c.is_alphanumeric()).any(|w| w == folded(t.word(noun)));
        let qualified = (start..noun).any(|i| !t.is_any(i, &["the", "this"]));
        let own_words = (start..noun).any(|i| body.contains(&folded(t.word(i))));
        let initials: String = body.split(|c: char| !c.is_alphanumeric()).filter_map(|w| w.chars().next()).collect();
        if initials.contains(&folded(t.word(noun))) {
            return Some(passages.words(t.span(start - usize::from(named), noun)).to_owned());
        }
        if has_noun && !own_noun && !t.is_any(noun, GENERIC) || qualified && !own_words && has_noun {
            return None;
        }
    }
    Some(passages.words(t.span(start - usize::from(named), noun)).to_owned())
}

/// Whether the verb at `v` is a passive of this meeting: after "was", without another agent or place.
fn passive(passages: &Passages<'_>, v: usize, at: usize, (first, end): (usize, usize), kind: &str, body: Option<&str>) -> bool {
    let t = passages.tokens;
    // "if it was rejected", "recommended that they were appointed"
    if passages.has(at.saturating_sub(6).max(first), at, &["if", "whether", "until"]) || passages.has(first, at, &["recommended", "proposed", "suggested"]) {
        return false;
    }
    let Some(aux) = at.checked_sub(1).filter(|a| *a > first) else { return false };
    // "when this was approved", "cases for which bail was granted": told by the way.
    if passages.has(aux.saturating_sub(6).max(first), aux, &["when", "which", "whose", "where", "since", "who", "that"])
        && !passages.has(first, aux, &["agreed", "noted", "decided"])
        || passages.is_verbatim() && !matches!(kind, "adopted" | "agreed")
    {
        return false;
    }
    if !t.is_any(aux, &["was", "were"]) || t.is_any(aux - 1, &["which", "that", "who", "there", "and"]) {
        return false;
    }
    // "It was noted that" tells what somebody said.
    if kind == "noted" && t.is(aux - 1, "it") {
        return false;
    }
    let after = v + 1;
    if t.is_any(after, &["at", "in", "last", "earlier", "previously", "for"])
        && kind != "elected"
        && !t.are(after, &["for", "accuracy"])
        && !t.are(after, &["for", "ali"])
        && !t.is(aux - 1, "it")
    {
        return false;
    }
    // "The work was confirmed as useful": only what a meeting passes on is confirmed by it.
    if t.is(v, "confirmed") && !passages.has(first, v, CONFIRMED) {
        return false;
    }
    // "agreed with", "granted access" by a person.
    if matches!(kind, "agreed") && t.is(after, "with") {
        return false;
    }
    // An agent that is no body of this meeting.
    for i in after..(after + 3).min(end) {
        // "were approved and signed by the Chair": the Chair signed.
        if t.is(i, "by") && !t.is(after, "and") {
            let own = (i + 1..(i + 7).min(end)).find(|n| t.is_any(*n, BODIES)).is_some_and(|n| body_before(passages, n + 1, i + 1, body).is_some());
            return own || t.is_any(i + 1, &["consensus", "acclamation", "a", "unanimous", "roll", "voice", "majority", "show", "all", "general", "motion"]);
        }
    }
    true
}

fn agent(passages: &Passages<'_>, v: usize, end: usize) -> Option<String> {
    let t = passages.tokens;
    let by = (v + 1..(v + 4).min(end)).find(|i| t.is(*i, "by"))?;
    let noun = (by + 1..(by + 6).min(end)).find(|i| t.is_any(*i, BODIES))?;
    Some(passages.words(t.span(by + 1, noun)).to_owned())
}

fn other_language(passages: &Passages<'_>, v: usize, first: usize, end: usize) -> Option<&'static str> {
    let t = passages.tokens;
    let language = passages.context.language;
    if matches!(language, Language::English | Language::Other) || !(3..=16).contains(&t.word(v).len()) {
        return None;
    }
    let word = folded(t.word(v));
    let find = |table: &[(&str, &'static str)]| table.iter().find(|(w, _)| *w == word).map(|(_, kind)| *kind);
    if language == Language::German {
        // "Ihm wird das Wort erteilt": the floor is given, and nothing decided.
        if passages.has(first, v, &["wort"]) {
            return None;
        }
        let being = passages.has(first, end, &["wurde", "wurden", "wird", "werden", "ist", "sind"]);
        let body = passages.has(first, end, BODIES);
        if matches!(word.as_str(), "beschließt" | "beschliesst" | "beschloss") && body || word == "votum" && t.is(v + 1, "für") {
            return Some("decided");
        }
        if word == "genehmigt" && body {
            return Some("approved");
        }
        let open = passages.has(first, end, &["soll", "sollen", "sollte", "muss", "kann", "könnte", "würde", "nicht", "falls", "wenn"]);
        return find(PARTICIPLES).filter(|_| being && !open);
    }
    let back = v.saturating_sub(ROMANCE_REACH).max(first);
    if t.is(v.wrapping_sub(1), "se") || passages.has(back, v, BODIES) {
        let modal = passages.has(back, v, &["si", "peut", "doit", "devra", "pourrait", "proposer", "propose", "que"]);
        if let Some(kind) = find(ROMANCE).filter(|_| !modal) {
            return Some(kind);
        }
    }
    let being = (v.saturating_sub(3).max(first)..v).any(|i| t.is_any(i, &["est", "sont", "été", "queda", "quedan", "fue", "fueron", "foi", "foram", "es"]));
    let had = passages.has(back, v, &["avait", "avaient", "había", "tinha", "sera", "seront", "serait"]);
    // "Deliberado por unanimidade adiar a decisão": the participle opens the sentence.
    let opens =
        begins(passages, v, first) && passages.has(v, (v + 4).min(end), &["unanimidade", "unanimidad", "maioria", "mayoría", "l’unanimité", "unanimité"]);
    find(PARTICIPLES).filter(|_| (being || opens) && !had)
}

/// How far before its verb a Romance body may stand, in tokens.
const ROMANCE_REACH: usize = 10;

/// Decisions that the same section tells twice are one, with both places.
fn told_once(passages: &Passages<'_>, list: Vec<Decision>) -> Vec<Decision> {
    let mut out: Vec<(Decision, BTreeSet<String>, Option<usize>)> = Vec::new();
    for decision in list {
        let words: BTreeSet<String> =
            passages.words(decision.span).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(folded).filter(|w| !w.ends_with("ly")).collect();
        let section = passages.context.outline.section_at(decision.span.start);
        // "The motion carried by unanimous vote" after another motion is another decision.
        let again = names_another(passages, decision.span);
        if let Some((known, _, _)) = out
            .iter_mut()
            .find(|(d, w, s)| *s == section && d.kind == decision.kind && !again && (words.is_subset(w) || w.is_subset(&words)) || d.span.meets(decision.span))
        {
            if !known.span.meets(decision.span) {
                known.also.push(decision.span);
            }
            continue;
        }
        out.push((decision, words, section));
    }
    out.into_iter().map(|(d, ..)| d).collect()
}

/// Whether a passage decides on what the words before it name: "the motion", "this proposal", "the above resolutions".
fn names_another(passages: &Passages<'_>, span: Span) -> bool {
    let t = passages.tokens;
    (t.at(span.start)..t.at(span.end)).any(|i| {
        t.is_any(i, &["the", "this", "these", "above", "amended"])
            && t.is_any(
                i + 1 + usize::from(t.is_any(i + 1, &["above", "main", "amended", "original"])),
                &["motion", "resolution", "resolutions", "proposal", "amendment", "request", "application", "report", "policy"],
            )
    })
}

#[cfg(test)]
mod tests {
    use super::super::cases::with_passages;
    use super::super::votes;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        with_passages(text, |passages| {
            let found: Vec<String> = find(passages, &votes::find(passages), &crate::entities::tag(passages.context).value, None)
                .into_iter()
                .map(|d| format!("{} {}/{}/{}", d.kind, d.by.unwrap_or_default(), d.moved_by.unwrap_or_default(), d.seconded_by.unwrap_or_default()))
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn decisions_and_what_is_none() {
        check("She hoped that the 12MSP would be a success. The MSP was told of it.", &[]);
        check("It would be no harm if it was rejected.", &[]);
        check("The Committee proceeded to approve the agenda of the day.", &["approved The Committee//"]);
        check("The Committee also reviewed and approved the minutes of the last meeting.", &["approved The Committee//"]);
        check("The minutes were approved as read.", &["approved //"]);
        check("It was agreed that the fee should rise.", &["agreed //"]);
        check("The Board voted, by a majority, that the fee should rise.", &["decided The Board//"]);
        check("The Board voted not to accept the cuts.", &["rejected The Board//"]);
        check("Agreed that we should buy a new one.", &["agreed //"]);
        check("The plan was adopted by the Board as presented.", &["adopted the Board//"]);
        check("The Board had agreed to the plan. The loan was approved by the bank. Ms. Roe proposed that it be approved.", &[]);
        check("If the Board approved the plan, the work would begin.", &[]);
        check("Decision 5: A core group is set up.", &["decided //"]);
        check("Decision No. 2024/6: Ann Roe was elected Chair.", &["elected //"]);
        check("After further talks the following were elected to the posts of the club: Ann Roe.", &["elected //"]);
        check("After the plan was adopted, the meeting rose.", &[]);
    }

    #[test]
    fn decisions_in_other_languages() {
        check("La subvention est accordée à l’unanimité aux clubs de la ville.", &["approved //"]);
        check("Se presenta la moción del grupo. Se rechaza por tres votos en contra y uno a favor.", &["rejected //"]);
        check("Deliberado por unanimidade adiar a decisão para a próxima reunião.", &["decided //"]);
        check("Die Entlastung des Vorstands wird mit 31 Ja-Stimmen bei 3 Enthaltungen erteilt.", &["approved //"]);
        check("Beschluss: Der Auftrag wird an die Firma vergeben. Abstimmung: 9 Ja-Stimmen, 4 Nein-Stimmen. Der Beschluss ist angenommen.", &["decided //"]);
        check("Dem Kassenwart wird das Wort erteilt.", &[]);
    }

    #[test]
    fn motions() {
        check("It was proposed by Cllr Roe, seconded by Cllr Doe and RESOLVED that the minutes be signed.", &["decided /Cllr Roe/Cllr Doe"]);
        check("On the proposal of Cllr Roe, seconded by Cllr Doe, it was agreed to close the road.", &["agreed /Cllr Roe/Cllr Doe"]);
        check("Agreed as accurate. Proposed AR, seconded BD.", &["agreed /AR/BD"]);
        check("After a talk IT WAS RESOLVED THAT the lease be signed.", &["decided //"]);
        check("The Board considered the plan and agreed to wait.", &["agreed The Board//"]);
        check("The minutes were approved and signed by the Chair.", &["approved //"]);
        check("Be it further resolved that the club asks for it. He considered the plan and agreed to wait.", &[]);
        check("Ms. Roe moved to accept the report. Mr. Doe seconded the motion which carried by a vote of 4-0.", &["approved /Ms. Roe/Mr. Doe"]);
        check("It was moved by Ann Roe, seconded by Bob Doe to adjourn. The motion passed unanimously.", &["approved /Ann Roe/Bob Doe"]);
        check("The motion carried unanimously.\n\nMany spoke of the roof.\n\nThe motion carried unanimously.", &["approved //", "approved //"]);
        check("Be it resolved that the club refuses it unless the conditions agreed to by the owner are met. Vote: Unanimous.", &["decided //"]);
        check("The work was confirmed as most useful. The minutes were confirmed.", &["approved //"]);
    }
}

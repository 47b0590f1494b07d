//! What somebody is to do: labelled ("Action RC: …"), in a column of initials, or promised and asked for in a sentence.
//!
//! A forecast is no action: "will" counts only after somebody who can act, and before a verb of doing.

use super::Action;
use super::passages::Passages;
use super::speakers::{Speakers, Who};
use crate::entities::calendar::folded;
use crate::entities::dates::{self, FoundDate, Grain};
use crate::entities::sentences::Sentence;
use crate::entities::tokens::{Before, Kind};
use crate::language::Language;
use crate::span::Span;
use std::collections::BTreeSet;

/// Confidence of an action that a sentence tells and no label marks.
const TOLD: f32 = 0.85;

/// Confidence of an action whose owner stands in a column beside the text.
const BY_COLUMN: f32 = 0.8;

/// The most words of an owner before the colon of a label, in tokens.
const OWNER: usize = 12;

/// Words that label an action, in small letters.
const LABELS: &[&str] = &["action", "actions", "todo", "acción", "acciones", "maßnahme", "aufgabe", "ação", "suivi"];

/// The actions of a document, in order.
pub(super) fn find(passages: &Passages<'_>, speakers: &Speakers<'_>) -> Vec<Action> {
    let dates = dates::find(passages.tokens, passages.context.language, passages.context.anchor);
    let mut out = labelled(passages, &dates);
    in_column(passages, &dates, &mut out);
    for sentence in passages.context.sentences {
        if passages.is_skipped(sentence.block) || passages.is_heading(sentence.block) || out.iter().any(|a| a.span.meets(sentence.span)) {
            continue;
        }
        if let Some(action) = told(passages, speakers, sentence, &dates) {
            out.push(action);
        }
    }
    out.sort_by_key(|a| (a.span.start, a.span.end));
    told_once(out)
}

fn made(passages: &Passages<'_>, dates: &[FoundDate], owner: Option<String>, task: Span, span: Span, confidence: f32) -> Action {
    let (due, due_edtf) = due(passages, dates, task);
    let task = passages.words(task).split_whitespace().collect::<Vec<_>>().join(" ");
    let task = task.trim_matches(|c: char| matches!(c, '.' | ':' | ';' | ',' | '-' | '–' | '•' | '●' | '○' | '■') || c.is_whitespace()).to_owned();
    Action { owner, task, due, due_edtf, span, also: Vec::new(), confidence, repairs: Vec::new() }
}

/// The day (or month) by which a task is due: the first date to come that its words name, one after "by" before others.
fn due(passages: &Passages<'_>, dates: &[FoundDate], task: Span) -> (Option<String>, Option<String>) {
    const BY: &[&str] = &["by", "until", "before", "deadline", "due", "than", "bis", "avant", "antes", "até", "hasta", "of"];
    let t = passages.tokens;
    let from = dates.partition_point(|d| d.span.start < task.start);
    let here: Vec<&FoundDate> = dates.iter().skip(from).take_while(|d| d.span.end <= task.end).collect();
    let coming = |d: &FoundDate| d.end.is_some_and(|end| passages.context.anchor.is_none_or(|anchor| end >= anchor));
    let deadline = |d: &FoundDate| (1..=3).any(|n| d.tokens.start.checked_sub(n).is_some_and(|i| t.is_any(i, BY)));
    let Some(date) = here.iter().find(|d| coming(d) && deadline(d)).or_else(|| here.iter().find(|d| coming(d))) else { return (None, None) };
    let approximate = date.edtf.as_deref().is_some_and(|e| e.ends_with('~'));
    let due = date.end.map(|end| if date.grain == Grain::Month || approximate { format!("{:04}-{:02}", end.year(), end.month()) } else { end.to_string() });
    (due, date.edtf.clone())
}

/// Whether the tokens between are names or initials only, with "and", commas and strokes.
fn is_names(passages: &Passages<'_>, first: usize, end: usize) -> bool {
    const STATES: &[&str] = &["carried", "complete", "completed", "done", "ongoing", "none", "closed", "open", "taken", "n", "log", "plan", "list", "table"];
    let t = passages.tokens;
    first < end
        && !t.is_any(first, STATES)
        && end - first <= OWNER
        && (first..end).all(|i| {
            t.get(i).is_some_and(|k| k.kind.is_capital()) || t.is_any(i, &["and", "&", ",", "/", "+", "et", "und", "y", "e", ".", "-", "all", "the", ";"])
        })
        && (first..end).any(|i| t.get(i).is_some_and(|k| k.kind.is_capital()))
}

fn owner_of(passages: &Passages<'_>, first: usize, end: usize) -> String {
    let words = passages.words(passages.tokens.span(first, end.saturating_sub(1)));
    words.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned()
}

/// "Action RC: submit it", "ACTION: AB/CD" under its paragraph, "Action: Bob to write".
fn labelled(passages: &Passages<'_>, dates: &[FoundDate]) -> Vec<Action> {
    let t = passages.tokens;
    let blocks = &passages.context.transcript.blocks;
    let mut out = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        if passages.is_skipped(n) {
            continue;
        }
        let (first, end) = (t.at(block.span.start), t.at(block.span.end));
        let mut i = first;
        while i < end {
            let starts_line = i == first
                || t.get(i).is_some_and(|k| k.before >= Before::Line)
                || t.get(i.wrapping_sub(1)).is_some_and(|k| k.kind == Kind::Sign && k.before >= Before::Line)
                || i == first + 1 && t.get(first).is_some_and(|k| !k.kind.is_word());
            if !starts_line || !t.is_any(i, LABELS) || !t.get(i).is_some_and(|k| k.kind.is_capital()) {
                i += 1;
                continue;
            }
            // The label ends with its line's list: at the next label, or with the block.
            let stop =
                (i + 1..end).find(|at| t.is_any(*at, LABELS) && t.get(*at).is_some_and(|k| k.kind.is_capital() && k.before >= Before::Line)).unwrap_or(end);
            let mut at = i + 1;
            if t.is_any(at, &["point", "points", "item", "items", "by", "required"]) {
                at += 1;
            }
            if let Some(action) = one_label(passages, dates, i, at, stop, n) {
                out.push(action);
            }
            i = stop;
        }
    }
    out
}

fn one_label(passages: &Passages<'_>, dates: &[FoundDate], label: usize, at: usize, stop: usize, block: usize) -> Option<Action> {
    let t = passages.tokens;
    let colon = (at..(at + OWNER).min(stop)).find(|i| t.is_any(*i, &[":"]));
    let whole = |from: usize| t.span(from, stop.saturating_sub(1));
    if let Some(colon) = colon {
        if colon > at && is_names(passages, at, colon) && colon + 1 < stop {
            let sentence_end = passages.sentence_of(colon + 1).and_then(|n| passages.sentence(n)).map_or(stop, |s| s.tokens.end.min(stop));
            let task = t.span(colon + 1, sentence_end.saturating_sub(1));
            return Some(made(passages, dates, Some(owner_of(passages, at, colon)), task, t.span(label, sentence_end.saturating_sub(1)), 1.0));
        }
        let from = colon + 1;
        if colon == at && from < stop {
            if is_names(passages, from, stop) {
                return owner_only(passages, dates, label, from, stop, block);
            }
            // "Action: Bob to write to the bank"
            let mut names_end = from;
            while names_end < stop && (t.get(names_end).is_some_and(|k| k.kind.is_capital()) || t.is_any(names_end, &["and", "&", "/", ",", "the"])) {
                names_end += 1;
            }
            if names_end > from && t.is_any(names_end, &["to", "will", "shall"]) {
                return Some(made(passages, dates, Some(owner_of(passages, from, names_end)), whole(names_end + 1), whole(label), 1.0));
            }
            return Some(made(passages, dates, None, whole(from), whole(label), 0.9));
        }
        return None;
    }
    if at < stop && is_names(passages, at, stop) {
        return owner_only(passages, dates, label, at, stop, block);
    }
    None
}

/// A label with an owner and no task: the paragraph before it is the task.
fn owner_only(passages: &Passages<'_>, dates: &[FoundDate], label: usize, first: usize, end: usize, block: usize) -> Option<Action> {
    let t = passages.tokens;
    let blocks = &passages.context.transcript.blocks;
    let here = blocks.get(block)?;
    let label_span = t.span(label, end.saturating_sub(1));
    let in_block = t.at(here.span.start) < label.saturating_sub(1);
    let task = if in_block {
        Span::new(here.span.start, t.get(label.checked_sub(1)?)?.span.end)
    } else {
        let before = block.checked_sub(1)?;
        if passages.is_heading(before) || passages.is_skipped(before) {
            return None;
        }
        blocks.get(before)?.span
    };
    Some(made(passages, dates, Some(owner_of(passages, first, end)), task, task.union(label_span), 1.0))
}

/// Initials in a column headed "Action": each belongs to the sentence on its height.
fn in_column(passages: &Passages<'_>, dates: &[FoundDate], out: &mut Vec<Action>) {
    let transcript = passages.context.transcript;
    let text = passages.tokens.text();
    let headed = transcript.lines.iter().any(|l| {
        matches!(folded(l.span.of(text).trim()).as_str(), "action" | "actions" | "action by" | "who" | "by whom")
            || folded(l.span.of(text).trim()).ends_with("\taction")
    });
    if !headed {
        return;
    }
    for line in &transcript.lines {
        let words = line.span.of(text).trim();
        let Some(bbox) = line.bbox else { continue };
        if !is_initials(words) {
            continue;
        }
        let middle = f32::midpoint(bbox.y0, bbox.y1);
        let beside = transcript.lines.iter().find(|other| {
            other.page == line.page
                && other.span != line.span
                && other.bbox.is_some_and(|b| b.y0 <= middle && middle <= b.y1 && b.x0 < bbox.x0)
                && other.span.of(text).split_whitespace().count() > 2
        });
        let Some(beside) = beside.filter(|b| !passages.is_skipped(b.block)) else { continue };
        let shared = |s: &Sentence| s.span.end.min(beside.span.end).saturating_sub(s.span.start.max(beside.span.start));
        let from = passages.context.sentences.partition_point(|s| s.span.end <= beside.span.start);
        let Some(sentence) = passages.context.sentences.iter().skip(from).take_while(|s| s.span.start < beside.span.end).max_by_key(|s| shared(s)) else {
            continue;
        };
        if out.iter().any(|a| a.span == sentence.span) {
            continue;
        }
        let owner = words.split_whitespace().collect::<String>();
        out.push(made(passages, dates, Some(owner), sentence.span, sentence.span, BY_COLUMN));
    }
}

/// "AW", "MH/ CC", "SB, ST".
fn is_initials(words: &str) -> bool {
    let parts: Vec<&str> = words.split(|c: char| matches!(c, '/' | ',' | '&' | '+') || c.is_whitespace()).filter(|p| !p.is_empty()).collect();
    !parts.is_empty() && parts.len() <= 4 && parts.iter().all(|p| (2..=4).contains(&p.len()) && p.chars().all(|c| c.is_ascii_uppercase()))
}

/// Verbs after "will" and "would" that promise nothing.
const IDLE: &[&str] = &[
    "be", "have", "need", "not", "remain", "become", "depend", "cost", "receive", "allow", "benefit", "apply", "see", "like", "prefer", "welcome", "support",
    "appreciate", "wish", "want", "oppose", "abstain", "vote", "agree", "love", "rather", "get", "never", "only", "expire", "end", "begin", "start", "open",
    "close", "result", "lose", "require", "include", "serve", "know", "say", "think", "feel", "hope", "seem", "happen", "go", "live", "step", "retire",
    "accept", "recommend", "suggest",
];

/// An action that a sentence tells.
fn told(passages: &Passages<'_>, speakers: &Speakers<'_>, sentence: &Sentence, dates: &[FoundDate]) -> Option<Action> {
    let t = passages.tokens;
    let (first, end) = (sentence.tokens.start, sentence.tokens.end);
    if t.is_any(first, &["if", "should", "whether", "unless"]) || t.is(end.saturating_sub(1), "?") {
        return None;
    }
    for i in first + 1..end {
        let Some(next) = cue(passages, i, first) else { continue };
        let Some(owner) = owner_before(passages, speakers, i, first, end) else { continue };
        let task = t.span(next, end - 1);
        if task.is_empty() {
            continue;
        }
        return Some(made(passages, dates, Some(owner), task, sentence.span, TOLD));
    }
    asked(passages, speakers, sentence, dates).or_else(|| by_agent(passages, speakers, sentence, dates)).or_else(|| present(passages, sentence, dates))
}

/// A form that binds the subject to do what follows; the token where the task begins.
fn cue(passages: &Passages<'_>, i: usize, first: usize) -> Option<usize> {
    let t = passages.tokens;
    let doing = |at: usize| {
        let at = at + usize::from(t.is_any(at, &["also", "then", "now", "either", "therefore"]));
        let acting = t.is(at, "be") && t.word(at + 1).ends_with("ing") && t.word(at + 1).len() > 4;
        (t.get(at).is_some_and(|k| k.kind == Kind::Lower) && (acting || !t.is_any(at, IDLE))).then_some(at)
    };
    if t.is_any(i, &["will", "shall"]) {
        return doing(i + 1);
    }
    if t.is(i, "would") && passages.context.language == Language::English {
        return doing(i + 1);
    }
    let to = |at: usize| t.is(at, "to").then_some(at + 1).filter(|n| t.get(*n).is_some_and(|k| k.kind == Kind::Lower));
    if t.is_any(i, &["agreed", "undertook", "offered", "volunteered", "promised", "intended", "intends", "plans", "planned", "committed", "pledged"]) {
        return to(i + 1);
    }
    if t.is_any(i, &["was", "were", "is", "are"]) {
        if t.is_any(i + 1, &["asked", "requested", "tasked", "instructed", "directed", "going"]) {
            return to(i + 2);
        }
        if t.is_any(i, &["is", "are"]) {
            return to(i + 1).filter(|n| !t.is_any(*n, &["be", "have"]));
        }
    }
    // "Bob to write": a line of its own.
    if t.is(i, "to") && i - first <= 4 && t.get(i + 1).is_some_and(|k| k.kind == Kind::Lower) && !t.is_any(i + 1, &["the", "a", "be", "our", "their", "all"]) {
        return Some(i + 1);
    }
    // "Jean se renseignera"
    if passages.context.language == Language::French {
        let at = i + usize::from(t.is_any(i, &["se", "nous", "en"]));
        let word = t.word(at);
        if word.len() > 5
            && (word.ends_with("era") || word.ends_with("ira") || word.ends_with("ront"))
            && t.get(at).is_some_and(|k| k.kind == Kind::Lower)
            && !matches!(word, "aura" | "seront" | "auront")
        {
            return Some(i);
        }
    }
    None
}

/// Who is bound: the named subject that ends right before token `i`.
fn owner_before(passages: &Passages<'_>, speakers: &Speakers<'_>, i: usize, first: usize, end: usize) -> Option<String> {
    let t = passages.tokens;
    let from = first.max(i.saturating_sub(OWNER));
    for start in from..i {
        let opens = start == first
            || t.is_any(start - 1, &[",", "and", "that", ";", "•", "-", "–", "●", "○", "■", ":", "but", "▪", "*"])
            || t.get(start - 1).is_some_and(|k| k.kind == Kind::Number)
            || t.is(start - 1, ".");
        if !opens {
            continue;
        }
        let Some(subject) = speakers.at(start, end) else { continue };
        let ends_here = subject.next == i || subject.next + 1 == i && (t.is_any(i - 1, &["also", "then", "both"]) || t.word(i - 1).ends_with("ly"));
        if !ends_here {
            continue;
        }
        if let Who::Named { speaker, person, .. } = subject.who {
            // As named here, but for a bare pronoun of the roll.
            let words = passages.words(t.span(start, subject.next.saturating_sub(1))).trim_start_matches("the ").trim_start_matches("The ");
            let known = person.and_then(|p| passages.roll.people.get(p)).map(|p| p.name.clone());
            return Some(known.filter(|_| speaker.kind == "person").unwrap_or_else(|| words.to_owned()));
        }
    }
    None
}

/// "The Board requested that Bob work with Carl", "asked the Secretary to write".
fn asked(passages: &Passages<'_>, speakers: &Speakers<'_>, sentence: &Sentence, dates: &[FoundDate]) -> Option<Action> {
    let t = passages.tokens;
    let (first, end) = (sentence.tokens.start, sentence.tokens.end);
    for i in first + 1..end {
        if !t.is_any(i, &["requested", "asked", "directed", "instructed", "tasked"]) || t.is_any(i.wrapping_sub(1), &["was", "were", "be", "been", "had", "as"])
        {
            continue;
        }
        let that = t.is(i + 1, "that");
        let Some(subject) = speakers.at(i + 1 + usize::from(that), end) else { continue };
        let Who::Named { .. } = subject.who else { continue };
        let at = subject.next;
        let begins = if that && t.get(at).is_some_and(|k| k.kind == Kind::Lower) && !t.is_any(at, &["be", "is", "was", "were", "and", "had", "has"]) {
            at
        } else if !that && t.is(at, "to") {
            at + 1
        } else {
            continue;
        };
        let owner = owner_of(passages, i + 1 + usize::from(that), at);
        let owner = owner.strip_prefix("the ").unwrap_or(&owner).to_owned();
        return Some(made(passages, dates, Some(owner), t.span(begins, end - 1), sentence.span, TOLD));
    }
    None
}

/// "The details would be communicated by the ISU".
fn by_agent(passages: &Passages<'_>, speakers: &Speakers<'_>, sentence: &Sentence, dates: &[FoundDate]) -> Option<Action> {
    let t = passages.tokens;
    let (first, end) = (sentence.tokens.start, sentence.tokens.end);
    for i in first + 1..end {
        if !(t.is_any(i, &["will", "would", "shall"]) && t.is(i + 1, "be") && t.word(i + 2).ends_with("ed")) {
            continue;
        }
        let Some(by) = (i + 3..(i + 9).min(end)).find(|at| t.is(*at, "by")) else { continue };
        if t.is_any(by + 1, &["general", "consensus"]) {
            continue;
        }
        let Some(subject) = speakers.at(by + 1, end) else { continue };
        if let Who::Named { .. } = subject.who {
            let owner = owner_of(passages, by + 1, subject.next);
            let owner = owner.strip_prefix("the ").unwrap_or(&owner).to_owned();
            return Some(made(passages, dates, Some(owner), sentence.span, sentence.span, TOLD));
        }
    }
    None
}

/// "AB & CD erarbeiten Vorschläge": German lists of tasks.
fn present(passages: &Passages<'_>, sentence: &Sentence, dates: &[FoundDate]) -> Option<Action> {
    if passages.context.language != Language::German {
        return None;
    }
    let t = passages.tokens;
    let (mut first, end) = (sentence.tokens.start, sentence.tokens.end);
    while first < end && t.get(first).is_some_and(|k| k.kind == Kind::Sign) {
        first += 1;
    }
    let mut at = first;
    while at < end
        && (t.get(at).is_some_and(|k| k.kind == Kind::Upper && (2..=3).contains(&k.span.len())) || at > first && t.is_any(at, &["&", "/", ",", "und", "+"]))
    {
        at += 1;
    }
    let word = t.word(at);
    let verb = at > first && t.get(at).is_some_and(|k| k.kind == Kind::Lower) && word.len() > 4 && (word.ends_with('t') || word.ends_with("en"));
    let reports = t.is_any(
        at,
        &["berichtet", "berichten", "erklärt", "fragt", "informiert", "stellt", "sagt", "begrüßt", "erläutert", "bittet", "findet", "meldet", "dankt"],
    );
    (verb && !reports).then(|| made(passages, dates, Some(owner_of(passages, first, at)), t.span(at, end - 1), sentence.span, TOLD))
}

/// The same task of the same owner told again is one action with several places.
fn told_once(list: Vec<Action>) -> Vec<Action> {
    let mut out: Vec<(Action, BTreeSet<String>)> = Vec::new();
    for action in list {
        let words: BTreeSet<String> = action.task.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 3).map(folded).collect();
        let same = out.iter_mut().find(|(a, w)| {
            let shared = w.intersection(&words).count();
            a.owner == action.owner && (a.due == action.due || action.due.is_none()) && shared > 2 && shared * 5 >= words.len().max(w.len()) * 4
        });
        if let Some((known, _)) = same {
            known.also.push(action.span);
            continue;
        }
        out.push((action, words));
    }
    out.into_iter().map(|(a, _)| a).collect()
}

#[cfg(test)]
mod tests {
    use super::super::cases::with_passages;
    use super::*;
    use crate::entities::Mentions;

    fn check(text: &str, expected: &[(&str, &str, Option<&str>)]) {
        with_passages(text, |passages| {
            let speakers = Speakers::of(passages.context, &Mentions::default(), passages.roll, None);
            let found = find(passages, &speakers);
            let found: Vec<_> = found.iter().map(|a| (a.owner.as_deref().unwrap_or("-"), a.task.as_str(), a.due.as_deref())).collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn labels() {
        check("Action RJ: Look at the prizes by 30 November", &[("RJ", "Look at the prizes by 30 November", Some("2023-11-30"))]);
        check("The form is to be signed.\n\nACTION: AB/CD", &[("AB/CD", "The form is to be signed", None)]);
        check("Action: Bob to write to the bank", &[("Bob", "write to the bank", None)]);
    }

    #[test]
    fn sentences() {
        check("Ann Roe will circulate the draft by March 2024.", &[("Ann Roe", "circulate the draft by March 2024", Some("2024-03"))]);
        check("The treasurer agreed to contact the bank.", &[("treasurer", "contact the bank", None)]);
        check("Prices will rise. The meeting will be held in May. Ann Roe will be away.", &[]);
    }
}

//! What a sentence promises or asks for, in English: "X will write", "agreed to write", "its intention to write", "asked X to
//! write", "would be written by X", "reminded X of the deadline of 3 May to write".
//!
//! Declarations ("its commitment to support the work of all") bind nobody to anything that could be ticked off: verbs that
//! only mean well count with a date alone.

use super::super::Action;
use super::Ledger;
use super::debate::{ARGUED, Standing};
use super::owners::{self, Bound};
use crate::diagnostics::Repair;
use crate::entities::sentences::Sentence;
use crate::entities::tokens::Kind;
use crate::language::Language;
use crate::span::Span;

/// Confidence of an action that a sentence tells and no label marks.
const TOLD: f32 = 0.85;

/// Confidence of an action that follows from what somebody intends or is doing.
const MEANT: f32 = 0.7;

/// Verbs after "will" and "would" that promise nothing.
const IDLE: &[&str] = &[
    "be", "have", "need", "not", "remain", "become", "depend", "cost", "receive", "allow", "benefit", "apply", "see", "like", "prefer", "welcome", "support",
    "appreciate", "wish", "want", "oppose", "abstain", "vote", "agree", "love", "rather", "get", "never", "only", "expire", "end", "begin", "start", "open",
    "close", "result", "lose", "require", "serve", "know", "say", "think", "feel", "hope", "seem", "happen", "go", "live", "step", "retire", "accept",
    "recommend", "face", "suffer", "languish", "charge", "leave", "run", "increase", "decrease", "change", "last", "resign",
];

/// What happens to somebody rather than is done, after "will be".
const HAPPENING: &[&str] = &["leaving", "resigning", "retiring", "starting", "looking", "facing", "having", "seeing", "missing", "standing", "losing", "going"];

/// Verbs that mean well and owe nothing.
const VAGUE: &[&str] = &[
    "collaborate", "cooperate", "support", "safeguard", "uphold", "strengthen", "promote", "advance", "continue", "work", "help", "ensure", "be", "have",
    "serve", "maintain", "improve", "implement", "assist", "engage", "remain", "make", "see", "contribute",
];

/// Verbs of work that is under way.
const UNDER_WAY: &[&str] =
    &["exploring", "planning", "preparing", "organizing", "organising", "arranging", "drafting", "compiling", "investigating", "researching"];

/// Nouns that bind whoever expresses them.
const BINDING: &[&str] = &["commitment", "commitments", "intention", "intentions", "intent", "preference", "plan", "plans", "undertaking", "readiness"];

/// Verbs that express one.
const EXPRESSING: &[&str] = &[
    "expressed", "reaffirmed", "affirmed", "reiterated", "stated", "declared", "announced", "confirmed", "conveyed", "indicated", "expresses", "restated",
    "renewed",
];

/// Where an action is told: the token of its cue, where its task begins, how sure.
struct Cue {
    task: usize,
    confidence: f32,
}

impl Ledger<'_> {
    /// The action that a sentence tells.
    pub(super) fn told(&self, sentence: &Sentence) -> Option<Action> {
        let t = self.passages.tokens;
        let (first, end) = Self::bounds(sentence);
        // Rules that are quoted, premises, questions, and the talk of a record word by word owe nothing.
        let open = t.is_any(first, &["if", "should", "whether", "unless", "whereas"]) || t.is(end.saturating_sub(1), "?");
        if open || self.passages.is_verbatim() {
            return None;
        }
        let subjects = self.subjects(sentence);
        if let Some(action) = self.deadline(sentence, &subjects) {
            return Some(action);
        }
        for i in first + 1..end {
            let Some(cue) = self.cue(i, first, end) else { continue };
            let owner = self.owner_of_verb(&subjects, i, first).or_else(|| self.owner_of_focus(&subjects, i));
            let Some(owner) = owner.filter(|_| cue.task < end) else { continue };
            let confidence = match self.standing(i, cue.task, first, end) {
                Standing::Free => cue.confidence,
                Standing::AtMost(most) => cue.confidence.min(most),
                Standing::Nothing => continue,
            };
            return Some(self.argued(self.made(Some(owner), self.task(cue.task, end), sentence.span, confidence)));
        }
        self.asked(sentence).or_else(|| self.by_agent(sentence)).or_else(|| self.assured(sentence, &subjects)).or_else(|| self.other_languages(sentence))
    }

    /// The words of a task: a semicolon ends it.
    pub(super) fn task(&self, first: usize, end: usize) -> Span {
        let t = self.passages.tokens;
        let stop = (first + 1..end).find(|i| t.is(*i, ";")).unwrap_or(end);
        t.span(first, stop - 1)
    }

    /// Says why an action among a speaker's arguments is doubted.
    fn argued(&self, mut action: Action) -> Action {
        if action.confidence <= ARGUED && action.repairs.is_empty() {
            action.repairs.push(Repair::new("action-from-debate", "the words stand among the arguments of a speaker"));
        }
        action
    }

    /// A form that binds the subject to do what follows.
    fn cue(&self, i: usize, first: usize, end: usize) -> Option<Cue> {
        let t = self.passages.tokens;
        let lower = |at: usize| t.get(at).is_some_and(|k| k.kind == Kind::Lower);
        let sure = |task: usize| Cue { task, confidence: TOLD };
        let meant = |task: usize| Cue { task, confidence: MEANT };
        let ing = |at: usize| t.word(at).len() > 4 && t.word(at).ends_with("ing");
        let to = |at: usize| t.is(at, "to").then_some(at + 1).filter(|n| lower(*n));
        if t.is_any(i, &["will", "shall"]) || t.is(i, "would") && self.passages.context.language == Language::English {
            let light = |at: &usize| {
                t.is_any(*at, &["also", "then", "now", "either", "therefore", "most", "soon"]) || t.word(*at).len() > 4 && t.word(*at).ends_with("ly")
            };
            let at = (i + 1..i + 3).find(|at| !light(at)).unwrap_or(i + 3);
            let on = |at: usize| t.is(at, "be") && t.is_any(at + 1, &["on", "to"]) && lower(at + 2);
            if on(at) {
                return Some(meant(at + 2));
            }
            let acting = t.is(at, "be") && ing(at + 1) && !t.is_any(at + 1, HAPPENING);
            // "will no longer do the books" tells what ends.
            let ended = t.is(at, "no") || t.is(i + 1, "no");
            let bound = lower(at) && !ended && (acting || !t.is_any(at, IDLE));
            // "The Chair shall call a meeting" is a rule, unless a day is named; "she would" may be no more than a wish.
            let rule = t.is(i, "shall") && !self.is_dated(at, end);
            let wish = t.is(i, "would") && t.is_any(i.wrapping_sub(1), &["she", "he", "they"]);
            return (bound && !rule).then(|| if wish { meant(at) } else { sure(at) });
        }
        if t.is_any(i, &["agreed", "undertook", "offered", "volunteered", "promised", "intended", "intends", "plans", "planned", "committed", "pledged"]) {
            if let Some(task) = to(i + 1) {
                return Some(sure(task));
            }
            // "had planned consultations the following week"
            return (t.is(i, "planned") && t.is_any(i.wrapping_sub(1), &["had", "have", "has"]) && self.is_dated(i + 1, end)).then(|| meant(i + 1));
        }
        if t.is_any(i, &["anticipated", "expected", "expects", "anticipates"]) && (ing(i + 1) || to(i + 1).is_some()) {
            let task = to(i + 1).unwrap_or(i + 1);
            return (self.is_dated(task, end) || ing(i + 1)).then(|| meant(task));
        }
        if t.is_any(i, &["was", "were", "is", "are"]) {
            if t.is_any(i + 1, &["asked", "requested", "tasked", "instructed", "directed", "going", "reminded", "invited"]) {
                return to(i + 2).map(sure);
            }
            if t.is(i + 1, "expected") {
                return to(i + 2).filter(|at| !t.is_any(*at, &["be", "have"]) && self.is_dated(*at, end)).map(meant);
            }
            if t.is_any(i + 1, UNDER_WAY) {
                return Some(meant(i + 1));
            }
            if t.is_any(i, &["is", "are"]) {
                return to(i + 1).filter(|n| !t.is_any(*n, &["be", "have"])).map(sure);
            }
        }
        if t.is_any(i, EXPRESSING) && t.is_any(i + 1, &["its", "her", "his", "their", "a", "the"]) {
            let noun = (i + 2..i + 5).find(|at| t.is_any(*at, BINDING))?;
            let task = to(noun + 1)?;
            return (!t.is_any(task, VAGUE) || self.is_dated(task, end)).then(|| meant(task));
        }
        // "Bob to write": a line of its own, or what a dash parts from the rest.
        let from = (first..i).rev().find(|j| t.is_any(*j, &["-", "–", "—", ";", ":"]) && !t.touches(*j) || t.is_any(*j, &[";", ":"])).map_or(first, |j| j + 1);
        let short = t.is(i, "to") && i - from <= 4 && i > from && lower(i + 1) && !t.is_any(i + 1, &["the", "a", "be", "our", "their", "all"]);
        short.then(|| sure(i + 1))
    }

    /// Whether a day to come is named between two tokens.
    pub(super) fn is_dated(&self, first: usize, end: usize) -> bool {
        first < end && self.deadlines.within(self.passages.tokens.span(first, end - 1)).is_some()
    }

    /// "The Coordinators' main focus would": whose focus it is.
    fn owner_of_focus(&self, subjects: &[Bound], i: usize) -> Option<String> {
        let t = self.passages.tokens;
        let noun = i.checked_sub(1).filter(|n| t.is_any(*n, &["focus", "priority", "priorities", "task", "aim", "step"]))?;
        let near = subjects.iter().rev().find(|b| b.next <= noun)?;
        let possessive = t.is_any(near.next, &["'", "’"]) && t.touches(near.next);
        (possessive && noun - near.next <= 4 && t.is(i + 1, "be")).then(|| near.owner.clone()).flatten()
    }

    /// "reminded them of the deadline of 30 November to submit their plans", "the deadline for submitting plans was 30 November".
    fn deadline(&self, sentence: &Sentence, subjects: &[Bound]) -> Option<Action> {
        let t = self.passages.tokens;
        let (first, end) = Self::bounds(sentence);
        let noun = (first..end).find(|i| t.is(*i, "deadline"))?;
        let due = self.deadlines.within(t.span(noun, end - 1))?;
        let (date, after_date) = (t.at(due.span().start), t.at(due.span().end));
        let mut at = noun + 1;
        if t.is(at, "of") && date <= at + 2 {
            at = after_date;
        }
        if !t.is_any(at, &["to", "for"]) {
            return None;
        }
        let task = at + 1 + usize::from(t.is(at + 1, "the"));
        let owner = self.agent(task, end).or_else(|| self.addressee(first, noun)).or_else(|| {
            // "The deadline for Peru to submit its report is 3 May."
            let (next, owner) = owners::named(self.passages, self.speakers, at + 1, end)?;
            t.is(next, "to").then_some(owner)
        });
        let owner = owner.or_else(|| subjects.first().filter(|b| t.is_any(b.next, &["'", "’"])).and_then(|b| b.owner.clone()))?;
        let whole = t.span(task, end - 1);
        // "… was 30 November" closes the task.
        let stop = if date > task { (task..date).rev().find(|i| t.is_any(*i, &["was", "is", "were", "would"])).unwrap_or(end) } else { end };
        let mut action = self.made(Some(owner), t.span(task, stop.max(task + 1) - 1), sentence.span.union(whole), TOLD);
        (action.due, action.due_edtf) = (Some(due.day()), due.edtf.clone());
        Some(action)
    }

    /// Who is reminded or told: "reminded the Secretary", "to the Coordinators that", "reminded them".
    fn addressee(&self, first: usize, end: usize) -> Option<String> {
        let t = self.passages.tokens;
        let named_at = |at: usize| owners::named(self.passages, self.speakers, at, end).map(|(_, owner)| owner);
        for i in (first..end).rev() {
            if t.is_any(i, &["reminded", "reminds", "informed", "urged"])
                || t.is(i, "to") && t.is_any(i.wrapping_sub(1), &["reiterated", "recalled", "pointed", "stressed"])
            {
                if t.is(i + 1, "them") {
                    return (first..i).rev().find_map(|at| if t.is_any(at.wrapping_sub(1), &["the", "all"]) { named_at(at) } else { None });
                }
                return named_at(i + 1);
            }
        }
        None
    }

    /// The agent after "by" between two tokens.
    fn agent(&self, first: usize, end: usize) -> Option<String> {
        let t = self.passages.tokens;
        let by = (first..end).find(|i| t.is(*i, "by") && !t.is_any(i + 1, &["general", "consensus", "email", "post", "hand"]))?;
        owners::named(self.passages, self.speakers, by + 1, end).map(|(_, owner)| owner)
    }

    /// "The Board requested that Bob work with Carl", "asked the Secretary to write", "reminded all Chairs to submit".
    fn asked(&self, sentence: &Sentence) -> Option<Action> {
        const ASKING: &[&str] = &["requested", "asked", "directed", "instructed", "tasked", "reminded", "reminds", "requests", "directs", "instructs"];
        let t = self.passages.tokens;
        let (first, end) = Self::bounds(sentence);
        // "(b) request the Secretariat to write", "agreed to ask the Clerk to write": a decision's own verbs are bare.
        let bare = |i: usize| {
            let opens = (first..i).all(|j| t.get(j).is_some_and(|k| matches!(k.kind, Kind::Number | Kind::Sign) || k.span.len() == 1));
            t.is_any(i, &["request", "ask", "instruct", "direct", "invite"])
                && (opens || t.is_any(i.wrapping_sub(1), &["to", "and"]) && self.passages.has(first, i, &["agreed", "resolved", "decided", "voted"]))
        };
        for i in first..end {
            let asks = i > first && t.is_any(i, ASKING) && !t.is_any(i.wrapping_sub(1), &["was", "were", "be", "been", "had", "as"]);
            if !asks && !bare(i) {
                continue;
            }
            let that = t.is(i + 1, "that");
            let from = i + 1 + usize::from(that);
            let Some((at, owner)) = owners::named(self.passages, self.speakers, from, end) else { continue };
            let begins = if that && t.get(at).is_some_and(|k| k.kind == Kind::Lower) && !t.is_any(at, &["be", "is", "was", "were", "and", "had", "has"]) {
                at
            } else if !that && t.is(at, "to") && !t.is_any(at + 1, &["a", "an", "the", "our", "their", "its", "his", "her", "this", "that", "all"]) {
                at + 1
            } else {
                continue;
            };
            if self.is_on_the_spot(begins, end) || matches!(self.standing(i, begins, first, end), Standing::Nothing) {
                continue;
            }
            return Some(self.made(Some(owner), self.task(begins, end), sentence.span, TOLD));
        }
        None
    }

    /// "The details would be communicated by the Secretariat".
    fn by_agent(&self, sentence: &Sentence) -> Option<Action> {
        let t = self.passages.tokens;
        let (first, end) = Self::bounds(sentence);
        for i in first + 1..end {
            if !(t.is_any(i, &["will", "would", "shall"]) && t.is(i + 1, "be") && t.word(i + 2).ends_with("ed")) {
                continue;
            }
            if let Some(owner) = self.agent(i + 3, (i + 9).min(end)).filter(|_| !matches!(self.standing(i, i + 2, first, end), Standing::Nothing)) {
                return Some(self.made(Some(owner), sentence.span, sentence.span, TOLD));
            }
        }
        None
    }

    /// "Norway assured that it would be provided shortly": whoever gives the word owes it.
    fn assured(&self, sentence: &Sentence, subjects: &[Bound]) -> Option<Action> {
        let t = self.passages.tokens;
        let (first, end) = Self::bounds(sentence);
        let i = (first + 1..end).find(|i| t.is_any(*i, &["assured", "promised", "guaranteed", "pledged"]) && t.is(*i + 1, "that"))?;
        let will = (i + 2..end).find(|at| t.is_any(*at, &["will", "would", "shall"]) && t.is(at + 1, "be") && t.word(at + 2).ends_with("ed"))?;
        let owner = self.owner_of_verb(subjects, i, first)?;
        Some(self.made(Some(owner), t.span(will + 2, end - 1), sentence.span, MEANT))
    }
}

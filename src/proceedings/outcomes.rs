//! The outcome of a motion is a decision: of a vote that was counted, and of one that was not ("Motion carried.", "Tabled.").

use super::decisions::BODIES;
use super::hearsay::{Hearsay, Told};
use super::movers::movers;
use super::passages::Passages;
use super::votes::{SUBJECT_FROM_AFAR, motion_before};
use super::{Decision, Vote};
use crate::entities::sentences::Sentence;
use crate::lexicon::Hints;
use crate::span::Span;

/// What can be carried or lost, in small letters.
const MOTIONS: &[&str] = &["motion", "motions", "question", "nomination", "nominations"];

/// What can pass or fail by itself where nothing else follows: "The policy passed on a voice vote."
const MATTERS: &[&str] =
    &["resolution", "resolutions", "amendment", "amendments", "proposal", "policy", "ordinance", "bill", "item", "budget", "bylaw", "bylaws"];

/// The words that open a verdict.
static OPENERS: Hints = Hints::of(MOTIONS).or(&Hints::of(MATTERS)).or(&Hints::of(&["seconded", "second"]));

/// How a motion ends, in small letters.
const ENDS: &[&str] = &["carried", "carries", "passed", "passes", "failed", "fails", "lost", "defeated"];

/// Words of a sentence that is nothing but a verdict, in small letters.
const BARE: &[&str] = &[
    "so", "carried", "carries", "passed", "passes", "approved", "adopted", "accepted", "agreed", "noted", "tabled", "deferred", "postponed", "rejected",
    "denied", "failed", "defeated", "lost", "all", "in", "favor", "favour", "aye", "ayes", "opposed", "none", "no", "nays", "noes", "motion", "the", "was",
    "is", "were", "vote", "voice", "by", "a", "on", "and", "present", "said", "voted", "of", "hands", "show", "consensus", "general", "consent", "members",
    "acclamation",
];

/// The verdicts among them, and the kind of decision.
const VERDICTS: &[(&str, &str)] = &[
    ("carried", "approved"),
    ("carries", "approved"),
    ("passed", "approved"),
    ("passes", "approved"),
    ("approved", "approved"),
    ("accepted", "approved"),
    ("adopted", "adopted"),
    ("agreed", "agreed"),
    ("noted", "noted"),
    ("tabled", "postponed"),
    ("deferred", "postponed"),
    ("postponed", "postponed"),
    ("rejected", "rejected"),
    ("denied", "rejected"),
    ("failed", "rejected"),
    ("fails", "rejected"),
    ("defeated", "rejected"),
    ("lost", "rejected"),
];

/// How far behind the motion its verdict may stand, in tokens: "the motion as amended was then carried".
const REACH: usize = 7;

/// A vote's outcome is a decision; the sentence that tells it may be one already.
pub(super) fn by_vote(passages: &Passages<'_>, vote: &Vote, passage: Span, out: &mut Vec<Decision>) {
    let t = passages.tokens;
    let (first, end) = (t.at(passage.start), t.at(passage.end));
    // An outcome that only the figures tell may be another body's, or an old one: "By a vote of 36 to 1, the Board …" is its own.
    let own = t.is(first, "by") && passages.has(first, first + 4, &["vote", "majority"]) && passages.has(first + 4, end, BODIES);
    let Some(outcome) = vote.outcome.filter(|_| vote.repairs.iter().all(|r| r.kind == SUBJECT_FROM_AFAR) || own) else { return };
    add(passages, kind_of(passages, outcome, first, end), vote.span, passage, out);
}

/// The kind of decision that an outcome makes of the words between two tokens.
fn kind_of(passages: &Passages<'_>, outcome: &str, first: usize, end: usize) -> &'static str {
    let t = passages.tokens;
    match outcome {
        "rejected" => "rejected",
        "elected" => "elected",
        "postponed" => "postponed",
        "noted" => "noted",
        // "Resolved that the Board denies the application unless the conditions agreed to are met": what resolves decides.
        _ if (first..end).any(|i| t.are(i, &["be", "it", "resolved"])) => "decided",
        _ if passages.has(first, end, &["nominate", "nominated", "nomination", "elected", "elect"]) => "elected",
        _ if (first..end).any(|i| t.is_any(i, &["moved", "motion", "motioned"]) && t.is(i + 1, "to") && t.is_any(i + 2, &["table", "postpone", "defer"])) => {
            "postponed"
        }
        _ if passages.has(first, end, &["adopted", "adoption", "adopt", "adopté", "adoptée"]) => "adopted",
        _ if passages.has(first, end, &["agreed"]) => "agreed",
        _ if passages.has(first, end, &["resolved", "resolves", "decided", "urges", "décide", "beschlossen", "beschließt", "acuerda"]) => "decided",
        _ => "approved",
    }
}

/// Adds a decision, or what it tells more to one that is known.
fn add(passages: &Passages<'_>, kind: &'static str, verdict: Span, passage: Span, out: &mut Vec<Decision>) {
    let t = passages.tokens;
    let (moved_by, seconded_by) = movers(passages, t.at(passage.start), t.at(passage.end));
    if let Some(known) = out.iter_mut().find(|d| d.span.meets(verdict) || d.span.meets(passage)) {
        known.span = known.span.union(passage);
        known.moved_by = known.moved_by.take().or(moved_by);
        known.seconded_by = known.seconded_by.take().or(seconded_by);
        if kind == "elected" || kind == "rejected" {
            known.kind = kind;
        }
        return;
    }
    out.push(Decision { kind, by: None, moved_by, seconded_by, span: passage, also: Vec::new(), confidence: 1.0, repairs: Vec::new() });
}

/// Sentences that tell how a motion ended, where nobody was counted.
pub(super) fn by_verdict(passages: &Passages<'_>, hearsay: &Hearsay<'_>, votes: &[(Vote, Span)], out: &mut Vec<Decision>) {
    let mut counted = votes.iter().map(|(vote, _)| vote.span).peekable();
    for (n, sentence) in passages.context.sentences.iter().enumerate() {
        while counted.next_if(|span| span.end <= sentence.span.start).is_some() {}
        if passages.is_skipped(sentence.block) || sentence.heading || counted.peek().is_some_and(|span| span.meets(sentence.span)) {
            continue;
        }
        let Some((verdict, alone)) = verdict(passages, hearsay, sentence) else { continue };
        let start = motion_before(passages, n);
        let Some(from) = passages.sentence(start) else { continue };
        if alone && start == n && !is_whole_block(passages, n, sentence) {
            continue;
        }
        let passage = Span::new(from.span.start, sentence.span.end);
        let kind = match verdict {
            "approved" => kind_of(passages, verdict, from.tokens.start, sentence.tokens.end),
            other => other,
        };
        add(passages, kind, sentence.span, passage, out);
    }
}

/// The verdict of a sentence, and whether it names nothing that it could be on.
fn verdict(passages: &Passages<'_>, hearsay: &Hearsay<'_>, sentence: &Sentence) -> Option<(&'static str, bool)> {
    let t = passages.tokens;
    let (first, end) = (sentence.tokens.start, sentence.tokens.end);
    let kind = |i: usize| VERDICTS.iter().find(|(word, _)| t.is(i, word)).map(|(_, kind)| *kind);
    if t.is_any(first, &["if", "should", "once", "when", "unless", "before", "since"]) || t.is(end.saturating_sub(1), "?") {
        return None;
    }
    for i in (first..end).filter(|i| t.may_be(*i, &OPENERS)) {
        // "Proposed by A, seconded by B and carried."
        let motion = t.is_any(i, MOTIONS)
            || t.is_any(i, &["seconded", "second"]) && passages.has(first, i, &["proposed", "moved", "motion"]) && passages.has(i, end, &["carried"]);
        if !motion && !t.is_any(i, MATTERS) {
            continue;
        }
        let reach = if t.is(i, "seconded") {
            end - i
        } else if motion {
            REACH
        } else {
            2
        };
        let Some(v) = (i + 1..end.min(i + 1 + reach)).find(|v| t.is_any(*v, ENDS)) else { continue };
        let before = v.wrapping_sub(1);
        let open = t.is_any(before, &["be", "not", "would", "will", "had", "if", "to", "that", "been"]) || passages.has(i, v, &["which", "who", "if"]);
        let closes =
            motion || t.is_any(v + 1, &[".", ";", ",", "(", "unanimously", "as"]) || t.is_any(v + 1, &["on", "by", "with"]) && t.is_any(v + 2, &["a", "voice"]);
        // "The motion passed out by the clerk": what is handed on is no verdict.
        let unsupported = t.is(v + 1, "for") && t.is_any(v + 2, &["lack", "want"]);
        let handed = t.is_any(v, &["passed", "passes"]) && t.is_any(v + 1, &["out", "away", "along", "around", "over", "to", "through"]);
        if !open && closes && !handed && !unsupported && hearsay.of_verb(v, first, end) == Told::Here && !passages.is_verbatim() {
            return Some((kind(v)?, false));
        }
    }
    let bare = (first..end).all(|i| t.get(i).is_none_or(|k| !k.kind.is_word()) || t.is_any(i, BARE));
    let capital = t.get(first).is_some_and(|k| k.kind.is_capital());
    let words = (first..end).filter(|i| t.get(*i).is_some_and(|k| k.kind.is_word())).count();
    let told = bare && capital && words > 0 && !passages.is_verbatim();
    let found =
        || (first..end).find_map(kind).or_else(|| (t.are(first, &["all", "in"]) && words == 3 || t.is(first, "all") && words > 2).then_some("approved"));
    told.then(found).flatten().map(|kind| (kind, true))
}

/// Whether a sentence is all that a block says, but for its heading.
fn is_whole_block(passages: &Passages<'_>, n: usize, sentence: &Sentence) -> bool {
    let other = |m: Option<usize>| m.and_then(|m| passages.sentence(m)).is_some_and(|s| s.block == sentence.block && !s.heading);
    let closed = passages.words(sentence.span).ends_with(['.', '!']);
    closed && !other(n.checked_sub(1)) && !other(Some(n + 1)) && passages.context.outline.section_at(sentence.span.start).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::cases::with_passages;
    use super::super::{decisions, votes};

    fn check(text: &str, expected: &[&str]) {
        with_passages(text, |passages| {
            let found: Vec<String> = decisions::find(passages, &votes::find(passages), &crate::entities::tag(passages.context).value, None)
                .into_iter()
                .map(|d| format!("{} {}/{} {}", d.kind, d.moved_by.unwrap_or_default(), d.seconded_by.unwrap_or_default(), first_word(passages.words(d.span))))
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    /// Where the decision begins.
    fn first_word(words: &str) -> &str {
        words.split(' ').next().unwrap_or_default()
    }

    #[test]
    fn motions_that_nobody_counted() {
        check("Motion by Roe, seconded by Doe, to approve the agenda. Motion carried.", &["approved Roe/Doe Motion"]);
        check("Ann Roe moved to raise the fee. Bob Doe seconded. Motion passed.", &["approved Ann Roe/Bob Doe Ann"]);
        check("Roe made a motion to table the plan until May. Second by Doe. Carried.", &["postponed Roe/Doe Roe"]);
        check("A motion to mend the roof was made by Roe and seconded by Doe. All in favor, motion carried.", &["approved Roe/Doe A"]);
        check("Roe moved to amend the plan. Doe seconded. The amendment failed.", &["rejected Roe/Doe Roe"]);
        check("It was proposed by Ann Roe, seconded by Bob Doe and carried that the road be closed.", &["approved Ann Roe/Bob Doe It"]);
        check("Ann Roe moved to approve; second by Bob Doe; carried.", &["approved Ann Roe/Bob Doe Ann"]);
        check("The policy passed on a voice vote.", &["approved / The"]);
        check("Motion by Poe to fell the tree died for lack of a second. The motion failed for want of a second.", &[]);
    }

    #[test]
    fn what_is_no_verdict() {
        check("She asked if the motion carried. He said that the motion passed last year.", &[]);
        check("The motion would be carried over. The policy passed by the State applies.", &[]);
        check("The agreed motion was read. All members spoke. They carried on.", &[]);
    }
}

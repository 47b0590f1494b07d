//! Votes: how many for, against, abstaining, absent, and what came of it.
//!
//! Figures count where they stand beside a word for a side ("139 in favour", "Ayes: 4", "by 12 votes to 3"), or between dashes
//! beside a word for the outcome ("carried 4-1"). What the arithmetic says is not mended. Unanimous without figures has none.

mod motion;
mod roll_call;
mod scores;
mod sides;
mod tables;

use super::Vote;
use super::passages::Passages;
use crate::diagnostics::Repair;
use crate::minutes::Voter;
use crate::span::Span;
pub(super) use motion::motion_before;
use motion::{outcome_of, subject_of};
use sides::Side;

/// Words that say how a vote went or that there was one.
const CUES: &[&str] = &[
    "carried", "carries", "passed", "passes", "approved", "adopted", "failed", "fails", "vote", "votes", "voted", "motion", "granted", "denied", "defeated",
    "lost", "accepted", "rejected", "unanimously", "confirmed", "elected", "agreed", "resolved", "voix", "votos", "stimmen",
];

/// How far before a score ("4-1") the word for the vote may stand, in tokens.
const CUE_REACH: usize = 8;

fn cue_near(passages: &Passages<'_>, first: usize, last: usize) -> bool {
    passages.has(first.saturating_sub(CUE_REACH), first, CUES) || passages.has(last, last + 4, CUES)
}

/// A vote where its figures stand.
#[derive(Debug, Clone, Default)]
struct Tally {
    counts: [Option<u32>; 4],
    names: Vec<(String, Side)>,
    first: usize,
    last: usize,
    unanimous: bool,
    /// One of several rows of a table: what stands outside of its row tells of others.
    by_row: bool,
}

/// How far the figures of one vote may stand apart, in tokens.
const APART: usize = 14;

/// Confidence of an outcome that only the figures tell.
const BY_MAJORITY: f32 = 0.8;

/// Confidence of a vote on a motion that stands before a debate.
const AFTER_DEBATE: f32 = 0.9;

/// The repair of a vote whose motion stands before a debate: how it went is certain.
pub(super) const SUBJECT_FROM_AFAR: &str = "subject-from-debate";

/// All votes of a document, in order; the second value of each is the passage from the motion to the outcome.
pub(super) fn find(passages: &Passages<'_>) -> Vec<(Vote, Span)> {
    let mut calls = roll_call::roll_calls(passages);
    calls.extend(tables::tables(passages));
    let mut tallies = sides::labelled(passages);
    // "Ash - yes; Birch - yes": what is called by name is counted by name.
    tallies.retain(|t| !calls.iter().any(|call| call.first <= t.last && t.first <= call.last));
    tallies.extend(calls);
    scores::scores(passages, &mut tallies);
    scores::ballots(passages, &mut tallies);
    scores::unanimous(passages, &mut tallies);
    tallies.sort_by_key(|t| (t.first, t.last));
    let tallies = merged(passages, tallies);
    tallies.into_iter().filter_map(|tally| finished(passages, &tally)).collect()
}

/// One vote told twice in a row ("carried unanimously. Ayes: 5.") is one.
fn merged(passages: &Passages<'_>, tallies: Vec<Tally>) -> Vec<Tally> {
    let mut out: Vec<Tally> = Vec::new();
    for tally in tallies {
        if let Some(last) = out.last_mut() {
            let bare = |t: &Tally| t.counts.iter().all(Option::is_none);
            let near = tally.first.saturating_sub(last.last) <= APART * 2;
            let between = passages.has(last.last + 1, tally.first, &["moved", "motion", "motioned", "seconded"]);
            let same_block = block_of(passages, last.last) == block_of(passages, tally.first);
            let overlap = tally.first <= last.last;
            // A roll call, and behind it what it came to: "CARRIED 3-1".
            let another = passages.has(last.last + 1, tally.first, &["moved", "motioned", "seconded"]);
            let summed = near && !another && !last.names.is_empty() && tally.names.is_empty() && last.counts.get(..2) == tally.counts.get(..2);
            if overlap || summed || near && !between && (bare(last) != bare(&tally)) && same_block {
                if bare(last) {
                    last.counts = tally.counts;
                    last.names.clone_from(&tally.names);
                }
                last.unanimous |= tally.unanimous;
                last.last = last.last.max(tally.last);
                continue;
            }
        }
        out.push(tally);
    }
    out
}

fn block_of(passages: &Passages<'_>, i: usize) -> Option<usize> {
    passages.sentence_of(i).and_then(|n| passages.sentence(n)).map(|s| s.block)
}

fn finished(passages: &Passages<'_>, tally: &Tally) -> Option<(Vote, Span)> {
    let (first, last) = (passages.sentence_of(tally.first)?, passages.sentence_of(tally.last)?);
    let (from, to) = (passages.sentence(first)?, passages.sentence(last)?);
    let start = motion_before(passages, first);
    let passage = Span::new(passages.sentence(start)?.span.start, to.span.end);
    let (begin, end) = if tally.by_row { (tally.first, tally.last + 1) } else { (from.tokens.start, to.tokens.end) };
    let (mut outcome, mut confidence, mut repairs) = (outcome_of(passages, begin, end), 1.0, Vec::new());
    if outcome.is_none() && start < first && !tally.by_row {
        outcome = None.or_else(|| passages.sentence(first.saturating_sub(1)).and_then(|s| outcome_of(passages, s.tokens.start, s.tokens.end)));
    }
    // The sentence after the figures may say it: "… Noes: 0. The motion carried."
    if outcome.is_none()
        && !tally.by_row
        && let Some(next) = passages.sentence(last + 1).filter(|s| s.block <= to.block + 1 && s.tokens.len() < 12)
    {
        outcome = outcome_of(passages, next.tokens.start, next.tokens.end);
    }
    let [yes, no, abstain, absent] = tally.counts;
    if outcome.is_none() {
        if tally.unanimous {
            outcome = Some("adopted");
        } else if let (Some(yes), None) = (yes, no) {
            // "Pour le budget : 13 voix": nobody is against.
            outcome = (yes > 0 && passages.tokens.is_any(from.tokens.start, &["pour", "for"])).then_some("adopted");
        }
        if outcome.is_none()
            && let Some(yes) = yes
        {
            let no = no.unwrap_or(0);
            if yes != no && (yes > 0 || no > 0) {
                outcome = Some(if yes > no { "adopted" } else { "rejected" });
                confidence = BY_MAJORITY;
                repairs.push(Repair::new("outcome-by-majority", "the text gives figures only; the greater side is taken to have won"));
            }
        }
    }
    let voters = tally
        .names
        .iter()
        .map(|(name, side)| Voter { name: name.clone(), person: passages.person(name).map(|i| format!("p{}", i + 1)), vote: side.name().to_owned() })
        .collect();
    let subject = subject_of(passages, start, first, tally, from.tokens.start);
    if subject.as_ref().is_some_and(|s| s.from_afar) {
        confidence = f32::min(confidence, AFTER_DEBATE);
        repairs.push(Repair::new(SUBJECT_FROM_AFAR, "a debate lies between the motion and its vote; it may have been amended"));
    }
    Some((
        Vote {
            subject: subject.map(|s| s.words),
            in_favour: yes,
            against: no,
            abstain,
            absent,
            outcome,
            unanimous: tally.unanimous,
            voters,
            span: Span::new(from.span.start, to.span.end),
            confidence,
            repairs,
        },
        passage,
    ))
}

#[cfg(test)]
mod tests {
    use super::super::cases::with_passages;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        with_passages(text, |passages| {
            let n = |x: Option<u32>| x.map_or_else(|| "-".to_owned(), |x| x.to_string());
            let found: Vec<String> = find(passages)
                .into_iter()
                .map(|(v, _)| {
                    format!(
                        "{}/{}/{}/{} {}{}",
                        n(v.in_favour),
                        n(v.against),
                        n(v.abstain),
                        n(v.absent),
                        v.outcome.unwrap_or("-"),
                        if v.unanimous { " u" } else { "" }
                    )
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn figures_beside_words() {
        check("The resolution was adopted with 139 in favour, 1 against and 35 abstentions.", &["139/1/35/- adopted"]);
        check("It received 139 Yes votes, 1 No vote, 35 Abstentions, and 18 Absentees.", &["139/1/35/18 adopted"]);
        check("passed by the following voice votes: Ayes: 4, Noes: 0, Abstentions: 1.", &["4/0/1/- adopted"]);
        check("For 3, against 1, abstention 1. CARRIED.", &["3/1/1/- adopted"]);
        check("It was resolved by a majority of 3 to 1 to adopt the scheme.", &["3/1/-/- adopted"]);
        check("They paid for 3, against 2 last year.", &[]);
        check("Ayes: Ash, Birch\nNoes: None\nAbsent: Cedar\nMotion carried.", &["2/0/-/1 adopted"]);
        check("The draft was adopted by 139 votes to 1, with 35 abstentions.", &["139/1/35/- adopted"]);
        check("In favor: 7 Opposed: 0 Abstained: 1", &["7/0/1/- adopted"]);
        check("There was a vote of 30 in favor, 3 opposed and 3 abstaining to approve the permit.", &["30/3/3/- adopted"]);
        check("6 voix contre, 0 abstention, 5 pour", &["5/6/0/- rejected"]);
        check("Vote: Unanimous, with 44 Board members in favor.", &["44/-/-/- adopted u"]);
        check("Guests may stay.\n\nJa\t68\nNein\t5\nEnthaltung\t9", &["68/5/9/- adopted"]);
        check("Par 12 voix contre 3, le conseil adopte le budget.", &["12/3/-/- adopted"]);
        check("Mit 12 Ja-Stimmen, 2 Nein-Stimmen und 1 Enthaltung angenommen.", &["12/2/1/- adopted"]);
        check("They voted for 5 years of peace against 2 foes in 3 wars.", &[]);
    }

    #[test]
    fn subjects() {
        let subject = |text: &str, expected: Option<&str>| {
            with_passages(text, |passages| {
                let last = find(passages).pop().and_then(|(vote, _)| vote.subject);
                assert_eq!(last.as_deref(), expected, "{text}");
            });
        };
        subject("Ann Roe moved approval of the plan, seconded by Bob Doe. The motion carried 4-1.", Some("approval of the plan"));
        subject(
            "Ann Roe moved approval of the plan.\n\nBob Doe said it was good.\n\nMany spoke.\n\nSome did not.\n\nOn the call for the question, the motion carried by unanimous vote.",
            Some("approval of the plan"),
        );
        subject("The minutes of May were unanimously approved.", Some("The minutes of May"));
        subject("Therefore be it resolved that the club refuses it. Vote: Unanimous.", Some("the club refuses it"));
        subject("The Board read the plan for the roof. The Board agreed unanimously with this proposal.", Some("The Board read the plan for the roof"));
    }

    #[test]
    fn scores_between_dashes() {
        check("The motion carried 4-1.", &["4/1/-/- adopted"]);
        check("Approved (6-0-2).", &["6/0/2/- adopted"]);
        check("the motion was approved by a vote of 3-0 with Board Member Roe abstaining.", &["3/0/1/- adopted"]);
        check("The motion failed 2-3.", &["2/3/-/- rejected"]);
        check("See pages 3-5 and Resolution 78-32, approved in 1999-2000.", &[]);
    }

    #[test]
    fn tables_of_figures() {
        check("Ja | Nein | Enthaltung\n13 | 0 | 1", &["13/0/1/- adopted"]);
        check("Motion | For | Against | Abstain\nMend the roof | 7 | 2 | 0\nCut the tree | 3 | 6 | -", &["7/2/0/- adopted", "3/6/-/- rejected"]);
        check("Item | Cost\nYes | 3", &[]);
    }

    #[test]
    fn roll_calls() {
        check("Roll call: Roe - yes; Doe - yes; Poe - no. Motion passed.", &["2/1/-/- adopted"]);
        check("Recorded vote:\n\nMayor Roe\tYea\nDeputy Mayor Doe\tNay\nCouncillor Poe\tYea\n\nCARRIED 2-1", &["2/1/-/- adopted"]);
        check("Roll call vote: Roe, aye; Doe, nay; Poe, aye. Motion carried 2-1.", &["2/1/-/- adopted"]);
        check("Ann Roe, aye; Bob Doe, aye; Carl Poe, nay; Dora Coe, absent. The motion carried.", &["2/1/-/1 adopted"]);
        check("Speaking in favor: Ann Roe. Speaking against: Bob Doe and Carl Poe.", &[]);
        check("Has the pump been mended? Roe: no. It is late, yes.", &[]);
    }

    #[test]
    fn by_name() {
        check(
            "The motion was carried by the following voice vote: Ayes: Councilmembers Roe, Doe, Poe - 3. Noes: None. Absent: Councilmember Coe - 1.",
            &["3/0/-/1 adopted"],
        );
    }

    #[test]
    fn unanimous_votes() {
        check("The motion carried unanimously – 5.", &["5/-/-/- adopted u"]);
        check("Vote: Unanimous", &["-/-/-/- adopted u"]);
        check("By a unanimous (38 member) vote, the Board resolved to act.", &["38/-/-/- adopted u"]);
        check("À l’unanimité, le conseil approuve le budget.", &["-/-/-/- adopted u"]);
        check("Der Antrag wurde einstimmig angenommen.", &["-/-/-/- adopted u"]);
        check("Se aprueba por unanimidad.", &["-/-/-/- adopted u"]);
        check("They praised him with unanimous joy over many long years of work.", &[]);
        check("- Anne : 11 votes, élue", &["11/-/-/- elected"]);
        check("Pour le budget : 13 votes", &["13/-/-/- adopted"]);
    }
}

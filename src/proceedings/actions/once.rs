//! The same task of the same owner told again is one action with several places.
//!
//! Two tellings are one where nearly all of their words agree, or where the day agrees and what is to be done:
//! "submit their plans", "submitting the plans", "the submission of plans".

use super::super::Action;
use super::super::passages::Passages;
use crate::entities::calendar::folded;
use std::collections::{BTreeMap, BTreeSet};

/// How many actions of one owner a new one is compared with, the latest first: longer lists repeat nothing from so far back.
const LOOK_BACK: usize = 64;

/// How many letters make the same word of "submit", "submitting" and "submission".
const STEM: usize = 5;

pub(super) fn told_once(passages: &Passages<'_>, list: Vec<Action>) -> Vec<Action> {
    let mut out: Vec<(Action, BTreeSet<String>)> = Vec::new();
    let mut by_owner: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for action in list {
        let words = stems(&action);
        let earlier = by_owner.entry(owner_key(passages, &action)).or_default();
        let known = earlier.iter().rev().take(LOOK_BACK).copied().find(|at| out.get(*at).is_some_and(|(a, w)| is_same(a, w, &action, &words)));
        if let Some((held, _)) = known.and_then(|at| out.get_mut(at)) {
            held.also.push(action.span);
            continue;
        }
        earlier.push(out.len());
        out.push((action, words));
    }
    out.into_iter().map(|(a, _)| a).collect()
}

fn stems(action: &Action) -> BTreeSet<String> {
    const DATES: &[&str] = &["deadline", "upcoming", "their", "would", "shall"];
    let words = action.task.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 3).map(folded);
    words.filter(|w| !DATES.contains(&w.as_str())).map(|w| w.trim_end_matches('s').chars().take(STEM).collect()).collect()
}

/// Who owes it: "the Coordinators" of one section are not those of another.
fn owner_key(passages: &Passages<'_>, action: &Action) -> String {
    let owner = action.owner.as_deref().map(folded).unwrap_or_default();
    let outline = passages.context.outline;
    let section = outline.section_at(action.span.start).and_then(|s| outline.sections.get(s));
    let whose = section.map(|s| s.responsible.join(", ")).unwrap_or_default();
    if whose.is_empty() { owner } else { format!("{owner} ({whose})") }
}

fn is_same(a: &Action, a_words: &BTreeSet<String>, b: &Action, b_words: &BTreeSet<String>) -> bool {
    let shared = a_words.intersection(b_words).count();
    let (fewer, more) = (a_words.len().min(b_words.len()), a_words.len().max(b_words.len()));
    let nearly_all = shared > 2 && shared * 5 >= more * 4 && (a.due == b.due || b.due.is_none());
    let same_day = a.due.is_some() && a.due == b.due && shared > 1 && shared * 3 >= fewer * 2;
    nearly_all || same_day
}

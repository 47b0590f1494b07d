//! The day and the hours of the meeting: among all dates of the head the one that is the meeting's own.
//!
//! Every date of the head is weighed by where it stands (under a label, in the title, behind "held on") and by what stands
//! beside it ("approved", "next meeting": another's day). The file's name and the running headers are witnesses, never the source
//! of more than a year that is missing.

use super::cues;
use super::head::{Head, What};
use super::written;
use super::{FieldEvidence, MeetingFacts, certain, running};
use crate::diagnostics::{Code, Notice, Repair};
use crate::entities::dates::{self, FoundDate, Grain};
use crate::entities::times;
use crate::entities::tokens::Tokens;
use crate::language::Language;
use crate::outline::folded;
use crate::span::Span;
use crate::transcript::Transcript;
use jiff::civil::Date;

/// How much of the text's beginning may tell the day, in bytes.
const BEGINNING: usize = 6000;
/// How much of its end may tell when it closed.
const ENDING: usize = 5000;
/// So far behind the head, in bytes, a sentence about an opening outweighs a labelled time.
const NEAR_HEAD: usize = 5000;
/// Confidence of a day whose year only the file's name tells.
const YEAR_FROM_NAME: f32 = 0.8;
/// Confidence of a day whose words are broken by blanks.
const SPACED_OUT: f32 = 0.7;
/// Confidence of a day that stands in running text without a word that makes it the meeting's.
const UNMARKED: f32 = 0.6;

/// What speaks for a day in figures from this weight on outweighs one in words.
const IN_FIGURES: i32 = 5;
/// So far behind the head, in bytes, a day in words may open the text.
const OPENS: usize = 1200;

/// Reads the day, or the days.
pub(super) fn day(t: &Transcript, head: &Head, language: Language, file_name: &str, facts: &mut MeetingFacts, notices: &mut Vec<Notice>) {
    let named = days_of_name(file_name);
    let text = beginning(&t.text, BEGINNING);
    let tokens = Tokens::of(text);
    let anchor = named.first().copied();
    let mut found = dates::find(&tokens, language, None);
    if !found.iter().any(FoundDate::is_full_day) {
        found.extend(dates::find(&tokens, language, anchor));
    }
    let best = found
        .iter()
        .enumerate()
        .filter(|(_, d)| matches!(d.grain, Grain::Day | Grain::Days) && d.start.is_some())
        .filter(|(_, d)| within_the_head(d, &found, head))
        .map(|(i, d)| (weigh(t, head, d, &named), std::cmp::Reverse(i), d))
        .filter(|(w, _, _)| *w > 0)
        .max_by_key(|(w, i, _)| (*w, *i));
    let written = || (0..tokens.len()).find_map(|i| written::day(&tokens, i, language));
    // "Held at Headquarters on Tuesday, 21 June": the day of one meeting within the days of its session.
    let held = best.filter(|(_, _, d)| d.grain == Grain::Days).and_then(|(w, _, range)| {
        let within = |d: &&FoundDate| d.grain == Grain::Day && d.start >= range.start && d.start <= range.end && begins_as_held(t, d.span);
        found.iter().find(within).map(|d| (w, std::cmp::Reverse(0), d))
    });
    let best = held.or(best);
    // A day in words that opens the text is the meeting's; figures further on may be a deadline's.
    let solemn = best.filter(|(w, _, _)| *w < IN_FIGURES).map_or_else(
        || None,
        |(_, _, d)| written().filter(|(_, range)| tokens.get(range.start).is_some_and(|k| k.span.start < d.span.start && k.span.start < head.end + OPENS)),
    );
    let best = best.filter(|_| solemn.is_none());
    if let Some((weight, _, date)) = best {
        take(date, weight, head, facts);
        several_days(&found, date, t, facts);
    } else if let Some((day, range)) = written() {
        facts.date = Some(day);
        facts.evidence.insert("date", certain(t, tokens.span(range.start, range.end.saturating_sub(1))));
    } else if let Some((day, span)) = spaced_out(t, head, language) {
        facts.date = Some(day);
        let mut evidence = certain(t, span);
        evidence.confidence = SPACED_OUT;
        evidence.repairs.push(Repair::new("blanks-taken-out", "the words are broken by blanks; without them the line is a day"));
        facts.evidence.insert("date", evidence);
    } else {
        from_furniture(t, language, &named, facts);
    }
    witness(&found, &named, file_name, facts, notices);
}

/// Whether the line of a date begins as the sentence that says where and when this meeting was held.
fn begins_as_held(t: &Transcript, date: Span) -> bool {
    let line = t.lines.get(t.line_at(date.start)).map_or(date, |l| l.span);
    let words = folded(line.of(&t.text));
    ["held at ", "held in ", "held on ", "tenue ", "celebrada en "].iter().any(|cue| words.starts_with(cue))
}

/// "MAY 1998" alone in the head: a day of another month, further down, is another meeting's.
fn within_the_head(day: &FoundDate, found: &[FoundDate], head: &Head) -> bool {
    let of_head = |d: &&FoundDate| d.span.end <= head.end && d.from == dates::From::Text;
    let near = head.lines.get(2).map_or(head.end, |l| l.end);
    let whole = found.iter().any(|d| d.span.end <= near && matches!(d.grain, Grain::Day | Grain::Days));
    let month = found.iter().filter(of_head).find(|d| d.grain == Grain::Month && head.lines.first().is_some_and(|l| l.contains(d.span)));
    let Some(month) = month.filter(|_| !whole) else { return true };
    day.start >= month.start && day.start <= month.end
}

fn take(date: &FoundDate, weight: i32, head: &Head, facts: &mut MeetingFacts) {
    facts.date = date.start;
    facts.end_date = date.end.filter(|e| Some(*e) != date.start);
    let mut evidence =
        FieldEvidence { as_written: String::new(), span: Some(date.span), page: None, confidence: date.confidence, repairs: date.repairs.clone() };
    if date.from == dates::From::Meeting {
        evidence.confidence = evidence.confidence.min(YEAR_FROM_NAME);
        evidence.repairs.push(Repair::new("year-inferred", "the year is not written here; the file's name has it"));
    }
    if date.span.start >= head.end && weight < 4 {
        evidence.confidence = evidence.confidence.min(UNMARKED);
    }
    if facts.end_date.is_some() {
        facts.evidence.insert("end_date", evidence.clone());
    }
    facts.evidence.insert("date", evidence);
}

/// "Day 1: 4 May … Day 2: 5 May" is no range; two dates joined by a hyphen are one already.
fn several_days(found: &[FoundDate], first: &FoundDate, t: &Transcript, facts: &mut MeetingFacts) {
    if facts.end_date.is_some() {
        return;
    }
    let next = found.iter().find(|d| d.span.start >= first.span.end && d.span.start - first.span.end <= 6 && d.grain == Grain::Day);
    let Some(next) = next.filter(|d| d.start > first.start) else { return };
    let between = Span::new(first.span.end, next.span.start).of(&t.text).trim();
    if matches!(between, "and" | "-" | "–" | "to" | "et" | "y" | "und" | "e" | "&" | "bis" | "au" | "a") {
        facts.end_date = next.start;
        facts.evidence.insert("end_date", certain(t, next.span));
    }
}

/// How much speaks for a date to be the meeting's; nothing or less speaks against it.
fn weigh(t: &Transcript, head: &Head, date: &FoundDate, named: &[Date]) -> i32 {
    let line = t.lines.get(t.line_at(date.span.start)).map_or(date.span, |l| l.span);
    let before_line = Span::new(line.start, date.span.start).of(&t.text);
    // What the line before says counts too where both are one block.
    let block = t.blocks.get(t.block_at(date.span.start)).map_or(line, |b| b.span);
    let above = Span::new(block.start.min(line.start), line.start).of(&t.text);
    let above = above.lines().last().unwrap_or_default();
    let near = folded(&format!("{above} {before_line}"));
    let near_start = near.char_indices().rev().nth(60).map_or(0, |(i, _)| i);
    let near = near.get(near_start..).unwrap_or_default();
    let line_words = folded(line.of(&t.text));
    let in_title = head.title.iter().any(|s| s.contains(date.span));
    let in_head = date.span.start < head.end;
    let mut weight = 1;
    if head.fields.iter().any(|f| matches!(f.what, What::Date | What::Time) && f.value.contains(date.span)) {
        weight += 8;
    }
    weight += if in_title { 5 } else { 0 } + if in_head { 3 } else { 0 };
    // Minutes of a long series begin with nothing but their day.
    weight += if t.line_at(date.span.start) < 2 && date.span.start == line.start { 4 } else { 0 };
    weight += if cues::has(near, cues::OWN_DAY) || cues::has(&line_words, &["held on", "tenue le"]) { 3 } else { 0 };
    weight += i32::from(date.weekday.is_some()) + if date.grain == Grain::Days { 2 } else { 0 };
    if date.start.is_some_and(|d| named.contains(&d)) {
        weight += 4;
    }
    let other = cues::has(near, cues::OTHER_DAY);
    if other || head.fields.iter().any(|f| f.what == What::Other && f.value.contains(date.span)) {
        weight -= 7;
    }
    if !in_head && cues::has(&line_words, cues::OTHER_DAY) {
        weight -= 3;
    }
    if date.ambiguous && !date.start.is_some_and(|d| named.contains(&d)) {
        weight -= 1;
    }
    // "4/12/13" somewhere in the text tells no day at all.
    if date.ambiguous && !in_head && !date.start.is_some_and(|d| named.contains(&d)) && !cues::has(near, cues::OWN_DAY) {
        return 0;
    }
    // In running text a date speaks for the meeting only behind a word that opens it.
    if !in_head && !cues::has(near, cues::OWN_DAY) && !cues::has(&line_words, cues::OPENING) {
        weight -= 3;
    }
    weight
}

/// "Apri l 27, 20 17": a line of the head that is a day when its blanks are taken out.
fn spaced_out(t: &Transcript, head: &Head, language: Language) -> Option<(Date, Span)> {
    /// A day has no more characters than this.
    const LONGEST: usize = 32;
    head.lines.iter().filter(|s| s.len() <= LONGEST).find_map(|span| {
        let mut joined = String::new();
        for c in span.of(&t.text).chars().filter(|c| !c.is_whitespace()) {
            let turns = joined.chars().last().is_some_and(|l| l == ',' || l.is_alphabetic() && c.is_ascii_digit() || l.is_ascii_digit() && c.is_alphabetic());
            if turns {
                joined.push(' ');
            }
            joined.push(c);
        }
        let found = dates::find(&Tokens::of(&joined), language, None).into_iter().find(FoundDate::is_full_day)?;
        (found.span.len() + 2 >= joined.len() && !found.ambiguous).then_some((found.start?, *span))
    })
}

/// A running header may be the only place that tells the day.
fn from_furniture(t: &Transcript, language: Language, named: &[Date], facts: &mut MeetingFacts) {
    for item in &t.furniture {
        let tokens = Tokens::of(&item.text);
        let found = dates::find(&tokens, language, None);
        let Some(date) = found.iter().find(|d| d.is_full_day() && !cues::has(&folded(&item.text), cues::OTHER_DAY)) else { continue };
        let sure = date.start.is_some_and(|d| named.contains(&d));
        facts.date = date.start;
        let mut evidence = running(item.page, date.span.of(&item.text), if sure { 0.9 } else { UNMARKED });
        evidence.repairs.push(Repair::new("from-running-header", "no date stands in the text of the first page; a running header has one"));
        facts.evidence.insert("date", evidence);
        return;
    }
}

/// The weekday and the file's name bear witness.
fn witness(found: &[FoundDate], named: &[Date], file_name: &str, facts: &MeetingFacts, notices: &mut Vec<Notice>) {
    let Some(day) = facts.date else { return };
    let span = facts.evidence.get("date").and_then(|e| e.span);
    let at = |n: Notice| match span {
        Some(span) => n.at(span),
        None => n,
    };
    if let Some(clash) = found.iter().find(|d| Some(d.span) == span && d.weekday_clashes()) {
        let written = clash.weekday.map_or(String::new(), |w| format!("{w:?}"));
        notices.push(at(Notice::new(Code::DateMismatch, format!("the document says {written}, but {day} is a {:?}", day.weekday()))));
    }
    let within = |d: &Date| *d >= day && *d <= facts.end_date.unwrap_or(day);
    if !named.is_empty() && !named.iter().any(within) {
        notices.push(at(Notice::new(Code::DateMismatch, format!("the file's name, {file_name}, tells another day than the document's {day}"))));
    }
}

/// The hours: what the meeting's own sentences say, then labels, then the title.
pub(super) fn hours(t: &Transcript, head: &Head, facts: &mut MeetingFacts) {
    let text = beginning(&t.text, BEGINNING * 2);
    let tokens = Tokens::of(text);
    let moments = moments(&tokens);
    let opened = opened(text, &moments, head.end);
    let labelled = |what| head.fields.iter().filter(move |f| f.what == what).find_map(|f| moments.iter().find(|m| f.value.contains(m.span)));
    let in_title = moments.iter().find(|m| m.span.start < head.end && head.title.iter().any(|s| s.contains(m.span)));
    let in_head = || moments.iter().find(|m| m.span.start < head.end && m.end.is_some());
    let label = labelled(What::Time).or_else(|| labelled(What::Date));
    // "Time: 4:30 PM (Started at 4:35 PM)": it began at the later one.
    let label = label.map(|m| began_in_brackets(text, &moments, m).unwrap_or(m));
    // Far behind the head much is opened that is no meeting: there a label is the better witness.
    let opened = opened.filter(|m| label.is_none() || m.span.start < head.end + NEAR_HEAD);
    let bare = || bare_range(t, head).map(|(start, end, span)| Moment { span, start, end: Some(end), repair: None });
    let bare = if opened.or(label).or(in_title).or_else(in_head).is_none() { bare() } else { None };
    let start = opened.or(label).or(in_title).or_else(in_head).or(bare.as_ref());
    if let Some(m) = start {
        facts.start_time = Some(m.start.clone());
        facts.evidence.insert("start_time", timed(t, m.span, m.repair.as_ref()));
    }
    let closed = closed(t);
    // "Start: 18:42 / End: 20:04" below the minutes: that is when it began.
    if let Some((time, span)) = closed.as_ref().and_then(|(_, end, _)| begun_beside(t, *end)) {
        facts.start_time = Some(time);
        facts.evidence.insert("start_time", certain(t, span));
    }
    let called = labelled(What::End).map(|m| (m.start.clone(), m.span, m.repair.clone()));
    let ranged = [labelled(What::Time), labelled(What::Date), in_title, in_head(), bare.as_ref()]
        .into_iter()
        .flatten()
        .find_map(|m| m.end.clone().map(|e| (e, m.span, m.repair.clone())));
    if let Some((time, span, repair)) = closed.or(called).or(ranged).filter(|(time, ..)| Some(time) != facts.start_time.as_ref()) {
        let later = facts.start_time.as_deref().and_then(|start| in_the_afternoon(start, &time, span.of(&t.text)));
        let repair = repair
            .or_else(|| later.is_some().then(|| Repair::new("half-of-day-inferred", "no half of the day is written, and the meeting began in the afternoon")));
        // "Adjourned at 8:30", and nothing else: no hour of the beginning tells which half of the day.
        let unknown = repair.is_none() && facts.start_time.is_none() && is_bare_hour(span.of(&t.text)) && cues::has(&folded(&t.text), &["p m", "pm"]);
        let unknown = unknown.then(|| Repair::new("half-of-day-unknown", "no half of the day is written, and no beginning tells it"));
        facts.end_time = Some(later.unwrap_or(time));
        facts.evidence.insert("end_time", timed(t, span, repair.or(unknown).as_ref()));
    }
}

/// "Began at 3:04 p.m. … adjourned at 5:02": the hour, twelve later, where no half of the day stands beside it.
fn in_the_afternoon(start: &str, end: &str, words: &str) -> Option<String> {
    let bare = is_bare_hour(words);
    let (hour, minute) = end.split_once(':')?;
    let hour: u8 = hour.parse().ok()?;
    let later = format!("{:02}:{minute}", hour + 12);
    (bare && (1..12).contains(&hour) && start >= "12:00" && end < start && later.as_str() > start).then_some(later)
}

/// "Start: 18:42" on a line just above the labelled end, below the minutes.
fn begun_beside(t: &Transcript, end: Span) -> Option<(String, Span)> {
    let at = t.line_at(end.start);
    (at.saturating_sub(2)..at).find_map(|i| {
        let line = t.lines.get(i)?.span;
        let words = line.of(&t.text);
        let (label, value) = words.split_once(':')?;
        let label = label.trim_start_matches(|c: char| !c.is_alphanumeric());
        let found = times::find(&Tokens::of(value)).into_iter().next().filter(|f| f.span.end + 1 >= value.trim_end().len())?;
        let from = line.end - value.len();
        (super::head::what(label) == Some(What::Time)).then(|| (found.start, Span::new(from + found.span.start, from + found.span.end)))
    })
}

/// "8:30": digits alone, without a nought before the hour.
fn is_bare_hour(words: &str) -> bool {
    words.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ')) && !words.starts_with('0') && words.trim().len() <= 5
}

/// The time behind "started at", in the brackets behind a labelled time.
fn began_in_brackets<'m>(text: &str, moments: &'m [Moment], labelled: &Moment) -> Option<&'m Moment> {
    let next = moments.iter().find(|m| m.span.start >= labelled.span.end)?;
    let between = Span::new(labelled.span.end, next.span.start).of(text);
    let words = folded(between);
    (between.trim_start().starts_with('(')
        && !between.contains('\n')
        && ["started", "began", "actual", "debut", "inicio"].iter().any(|c| cues::has(&words, &[c])))
    .then_some(next)
}

/// "9.30" or "09:30" as HH:MM.
pub(super) fn clock(part: &str) -> Option<String> {
    let (hour, minute) = part.trim().split_once(['.', ':'])?;
    let (h, m): (u8, u8) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute.len() == 2 && h < 24 && m < 60).then(|| format!("{h:02}:{m:02}"))
}

/// "06. Juni 2023 / 10.00 - 11.00": two clock times with points, alone behind the day in a line of the head.
fn bare_range(t: &Transcript, head: &Head) -> Option<(String, String, Span)> {
    head.lines.iter().find_map(|line| {
        let words = line.of(&t.text);
        let mut at = line.start;
        for part in words.split_inclusive(['/', '|', ',', ';']) {
            let bare = part.trim_end_matches(['/', '|', ',', ';']);
            let span = Span::new(at, at + bare.len()).trimmed(&t.text);
            at += part.len();
            let Some((from, to)) = bare.split_once(['-', '–']) else { continue };
            if let (true, Some(from), Some(to)) = (bare.len() < words.len(), clock(from), clock(to))
                && from < to
            {
                return Some((from, to, span));
            }
        }
        None
    })
}

/// The evidence of an hour, doubted where its words were mended.
fn timed(t: &Transcript, span: Span, repair: Option<&Repair>) -> FieldEvidence {
    let mut evidence = certain(t, span);
    if let Some(repair) = repair {
        evidence.confidence = times::DAMAGED;
        evidence.repairs.push(repair.clone());
    }
    evidence
}

#[derive(Debug, Clone)]
struct Moment {
    span: Span,
    start: String,
    end: Option<String>,
    repair: Option<Repair>,
}

fn moments(tokens: &Tokens<'_>) -> Vec<Moment> {
    let mut all: Vec<Moment> = times::find(tokens).into_iter().map(|f| Moment { repair: f.repair(), span: f.span, start: f.start, end: f.end }).collect();
    for i in 0..tokens.len() {
        if let Some((start, range)) = written::time(tokens, i) {
            let span = tokens.span(range.start, range.end.saturating_sub(1));
            if !all.iter().any(|m| m.span.meets(span)) {
                all.push(Moment { span, start, end: None, repair: None });
            }
        }
    }
    all.sort_by_key(|m| m.span.start);
    all
}

/// The first time in a sentence that opens the meeting; else, near the head, in one that says that it took place.
fn opened<'m>(text: &str, moments: &'m [Moment], head: usize) -> Option<&'m Moment> {
    const MEETINGS: &[&str] =
        &["meeting", "session", "sitzung", "reunion", "seance", "sesion", "reuniao", "sessao", "conseil", "comite", "assemblee", "plenario", "propietarios"];
    let words = |m: &Moment| {
        let (from, to) = sentence_around(text, m.span);
        let before = folded(Span::new(from, m.span.start).of(text));
        let other = cues::has(&before, &["reconvened", "adjourned", "closed session", "public hearing", "hearing on", "the bids", "sealed bids"])
            || cues::has(&before, cues::ANOTHER)
            || cues::has(&before, cues::CLOSING);
        (!other).then(|| folded(Span::new(from, to).of(text)))
    };
    let opens = |m: &&Moment| words(m).is_some_and(|around| cues::has(&around, cues::OPENING));
    let held = |m: &&Moment| {
        let near = m.span.start < head + NEAR_HEAD / 2;
        let opens = |around: &str| cues::has(around, MEETINGS) || ["held at ", "held in ", "held on "].iter().any(|cue| around.trim_start().starts_with(cue));
        near && words(m).is_some_and(|around| cues::has(&around, cues::TOOK_PLACE) && opens(&around) && !cues::has(&around, cues::ANOTHER))
    };
    let first = moments.iter().find(opens).or_else(|| moments.iter().find(held))?;
    // "Beginn: 18:30" is when it was to begin, where a sentence tells when it was opened.
    let labelled = |m: &Moment| {
        let line = text.get(..m.span.start).unwrap_or_default().rsplit('\n').next().unwrap_or_default();
        line.trim_end().strip_suffix(':').is_some_and(|label| super::head::what(label) == Some(What::Time))
    };
    // "(from 20:00)" is when somebody came; "(started at 4:35)" is not.
    let bracketed = |m: &Moment| {
        let before = text.get(..m.span.start).unwrap_or_default();
        let inner = before.rfind('(').filter(|at| Some(*at) > before.rfind(')')).and_then(|at| before.get(at + 1..));
        inner.is_some_and(|words| !["started", "began", "actual", "opened", "debut", "inicio"].iter().any(|c| cues::has(&folded(words), &[c])))
    };
    let soon = |m: &&Moment| m.span.start < head + NEAR_HEAD && !labelled(m) && !bracketed(m) && within_the_hour(&first.start, &m.start);
    let told = if labelled(first) { moments.iter().filter(opens).find(soon) } else { None };
    Some(told.unwrap_or(first))
}

/// Whether `later` is the same time or less than an hour behind it; both are HH:MM.
fn within_the_hour(first: &str, later: &str) -> bool {
    let minutes = |time: &str| time.split_once(':').and_then(|(h, m)| Some(h.parse::<u32>().ok()? * 60 + m.parse::<u32>().ok()?));
    minutes(first).zip(minutes(later)).is_some_and(|(a, b)| a <= b && b - a < 60)
}

/// The sentence that holds `span`, and a short one beside it ("… declared it open. It was 10.35 am").
fn sentence_around(text: &str, span: Span) -> (usize, usize) {
    /// A sentence is looked at no farther than this from the time in it, in bytes.
    const REACH: usize = 220;
    let from = floor(text, span.start.saturating_sub(REACH));
    let before = text.get(from..span.start).unwrap_or_default();
    let paragraph = before.rmatch_indices("\n\n").map(|(i, _)| i + 2).find(|i| !runs_over(text, from + i)).unwrap_or(0);
    let start = paragraph.max(before.rfind(". ").filter(|i| before.len() - i > 16).map_or(0, |i| i + 2));
    let to = floor(text, (span.end + REACH / 2).min(text.len()));
    let after = text.get(span.end..to).unwrap_or_default();
    let stop = after.find("\n\n").unwrap_or(after.len()).min(after.find(". ").map_or(after.len(), |i| i + 1));
    (from + start, span.end + stop)
}

/// Whether the paragraph break before `at` only parts the lines of one sentence: a long line without a stop at its end stands above.
pub(super) fn runs_over(text: &str, at: usize) -> bool {
    /// A line as long as this was filled, in bytes.
    const FULL: usize = 42;
    let above = text.get(..at).unwrap_or_default().trim_end();
    let line = above.get(above.rfind('\n').map_or(0, |i| i + 1)..).unwrap_or_default();
    line.len() >= FULL && line.contains(char::is_lowercase) && line.ends_with(|c: char| c.is_lowercase() || c == ',')
}

/// The last time in a sentence that closes the meeting.
fn closed(t: &Transcript) -> Option<(String, Span, Option<Repair>)> {
    let from = floor(&t.text, t.text.len().saturating_sub(ENDING));
    let text = t.text.get(from..)?;
    let tokens = Tokens::of(text);
    let moments = moments(&tokens);
    let found = moments.iter().rev().find(|m| {
        let (start, end) = sentence_around(text, m.span);
        let around = folded(Span::new(start, end).of(text));
        let before = folded(Span::new(start, m.span.start).of(text));
        let later = cues::has(&before, &["until", "reconvene", "convened"])
            || cues::has(&before, cues::ANOTHER)
            || before.ends_with(" to") && cues::has(&before, &["adjourned to"]);
        let range = m.end.is_some();
        let labelled = before.rsplit(' ').next().is_some_and(|w| matches!(w, "end" | "ende" | "fin" | "finish" | "termino" | "close"));
        (labelled || cues::has(&around, cues::CLOSING)) && !later && !range && !cues::has(&around, &["opened", "called to order"])
    });
    let found = found.or_else(|| {
        // "CLOSURE … it was ten hours and fifteen minutes" may be a long sentence: the text's last words.
        let last = moments.last().filter(|m| text.len() - m.span.end < 160)?;
        let tail = folded(text.get(floor(text, last.span.start.saturating_sub(900))..last.span.start)?);
        let (start, _) = sentence_around(text, last.span);
        let own = folded(Span::new(start, last.span.start).of(text));
        (cues::has(&tail, cues::CLOSING) && !cues::has(&own, cues::ANOTHER)).then_some(last)
    })?;
    Some((found.start.clone(), Span::new(found.span.start + from, found.span.end + from), found.repair.clone()))
}

fn beginning(text: &str, bytes: usize) -> &str {
    text.get(..floor(text, bytes.min(text.len()))).unwrap_or(text)
}

/// The last character boundary at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// The days that a file's name may tell: "2023-11-13", "March-8-2007", "20241004", "PV-DU-9-JUIN-2023".
pub(super) fn days_of_name(file_name: &str) -> Vec<Date> {
    let stem = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = stem.rsplit_once('.').map_or(stem, |(s, _)| s);
    let mut parts: Vec<String> = Vec::new();
    for c in stem.chars() {
        let same =
            parts.last().and_then(|p| p.chars().last()).is_some_and(|l| l.is_ascii_digit() == c.is_ascii_digit() && l.is_alphanumeric() == c.is_alphanumeric());
        match parts.last_mut().filter(|_| same) {
            Some(last) => last.push(c),
            None => parts.push(c.to_string()),
        }
    }
    // "CB4-february": the number belongs to the letters before it.
    let glued: Vec<bool> = (0..parts.len())
        .filter(|i| parts.get(*i).is_some_and(|p| p.starts_with(char::is_alphanumeric)))
        .map(|i| i > 0 && parts.get(i - 1).is_some_and(|p| p.starts_with(char::is_alphanumeric)))
        .collect();
    parts.retain(|p| p.starts_with(char::is_alphanumeric));
    let number = |p: &String| p.parse::<i32>().ok();
    let mut found = Vec::new();
    let mut push = |y: i32, m: i32, d: i32| {
        let year = if y < 100 { y + if y < 70 { 2000 } else { 1900 } } else { y };
        if let (Ok(y), Ok(m), Ok(d)) = (i16::try_from(year), i8::try_from(m), i8::try_from(d)) {
            found.extend(Date::new(y, m, d).ok().filter(|d| (1900..2100).contains(&d.year()) && !found.contains(d)));
        }
    };
    for (i, part) in parts.iter().enumerate() {
        let (next, after) = (parts.get(i + 1), parts.get(i + 2));
        if part.len() == 8 && part.starts_with(['1', '2']) {
            let cut = |a: usize, b: usize| part.get(a..b).and_then(|s| s.parse::<i32>().ok()).unwrap_or(0);
            push(cut(0, 4), cut(4, 6), cut(6, 8));
        }
        let (Some(next), Some(after)) = (next, after) else { continue };
        let month = |p: &String| crate::entities::calendar::month(p, Language::Other).map(|m| i32::from(m.month));
        match (number(part), number(next), number(after)) {
            (Some(y), Some(m), Some(d)) if part.len() == 4 && next.len() <= 2 && after.len() <= 2 => push(y, m, d),
            (Some(a), Some(b), Some(y)) if part.len() <= 2 && next.len() <= 2 && matches!(after.len(), 2 | 4) => {
                push(y, b, a);
                push(y, a, b);
                if after.len() == 2 {
                    push(a, b, y);
                }
            }
            (Some(d), None, Some(y)) if part.len() <= 2 && after.len() == 4 => {
                // "06-June-2020": the month's own number, and no day.
                if let Some(m) = month(next).filter(|m| *m != d && glued.get(i) == Some(&false)) {
                    push(y, m, d);
                }
            }
            (None, Some(d), Some(y)) if next.len() <= 2 && after.len() == 4 => {
                if let Some(m) = month(part) {
                    push(y, m, d);
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{days_of_name, in_the_afternoon};

    #[test]
    fn hours_without_a_half() {
        for (start, end, words, expected) in [
            ("15:04", "05:02", "5:02", Some("17:02")),
            ("15:04", "05:02", "5:02 a.m.", None),
            ("10:00", "09:30", "9:30", None),
            ("19:30", "09:45", "9:45", Some("21:45")),
            ("22:00", "01:15", "1:15", None),
        ] {
            assert_eq!(in_the_afternoon(start, end, words).as_deref(), expected, "{start} {end} {words}");
        }
    }

    #[test]
    fn names_of_files() {
        for (name, expected) in [
            ("Ward-CB2-06-June-2020.pdf", ""),
            ("Ward-CB4-february-2019-minutes.pdf", ""),
            ("Ward 7 May 2020.pdf", "2020-05-07"),
            ("2023-11-13 minutes.pdf", "2023-11-13"),
            ("minutes_20241004.pdf", "2024-10-04"),
            ("March-8-2007-Board-Meeting.pdf", "2007-03-08"),
            ("PV-DU-9-JUIN-2023-tampon.pdf", "2023-06-09"),
            ("X_28May2011.pdf", "2011-05-28"),
            ("FBM_05-01-18.pdf", "2018-01-05 2018-05-01 2005-01-18"),
            ("minutes.pdf", ""),
            ("report-2021.pdf", ""),
        ] {
            let days: Vec<String> = days_of_name(name).iter().map(ToString::to_string).collect();
            assert_eq!(days.join(" "), expected, "{name}");
        }
    }
}

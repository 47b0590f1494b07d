//! Times of day, 24 hours and halves: "14:00", "7:05 p.m.", "14h30", "19 Uhr", "noon", and from one to another.

use super::tokens::{Before, Kind, Tokens};
use crate::diagnostics::Repair;
use crate::span::Span;
use std::ops::Range;

/// A time found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTime {
    /// The words.
    pub span: Span,
    /// Their tokens.
    pub tokens: Range<usize>,
    /// HH:MM.
    pub start: String,
    /// HH:MM, where a range is written.
    pub end: Option<String>,
    /// Whether the mark for the half of the day is damaged ("7:04 P,M."), and read as what it must have been.
    pub damaged: bool,
}

/// Confidence of a time whose half of the day is told by a damaged mark.
pub const DAMAGED: f32 = 0.7;

impl FoundTime {
    /// What was mended, where anything was.
    #[must_use]
    pub fn repair(&self) -> Option<Repair> {
        self.damaged.then(|| Repair::new("half-of-day-mended", "the mark for the half of the day is damaged; no other fits its letters"))
    }
}

/// One moment, before it is put on 24 hours.
#[derive(Debug, Clone, Copy)]
struct Moment {
    hour: u8,
    minute: u8,
    /// `Some(true)` for the afternoon.
    half: Option<bool>,
    /// Whether its words alone prove that it is a time.
    proven: bool,
    /// Whether the mark for its half is damaged.
    damaged: bool,
    next: usize,
}

/// All times of a text, in order, without overlap.
#[must_use]
pub fn find(tokens: &Tokens<'_>) -> Vec<FoundTime> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        match at(tokens, i) {
            Some(found) => {
                i = found.tokens.end;
                out.push(found);
            }
            None => i += 1,
        }
    }
    out
}

/// A time, or a range of times, from token `i` on.
fn at(tokens: &Tokens<'_>, i: usize) -> Option<FoundTime> {
    const TO: &[&str] = &["-", "–", "—", "to", "until", "till", "à", "a", "bis", "as", "às", "and"];
    let mut first = moment(tokens, i)?;
    let mut end = None;
    let mut next = first.next;
    if tokens.is_any(next, TO) && joined(tokens, next) && joined(tokens, next + 1) && (!tokens.is(next, "and") || tokens.is(i.wrapping_sub(1), "between")) {
        let skip = usize::from(tokens.is_any(next + 1, &["las"]));
        if let Some(second) = moment(tokens, next + 1 + skip).filter(|second| first.proven || second.proven) {
            first.half = first.half.or_else(|| inherited(first, second));
            first.proven = true;
            end = Some(second);
            next = second.next;
        }
    }
    if !first.proven {
        return None;
    }
    Some(FoundTime {
        span: tokens.span(i, next - 1),
        tokens: i..next,
        start: written(first),
        end: end.map(written),
        damaged: first.damaged || end.is_some_and(|e| e.damaged),
    })
}

/// "2 to 3 p.m.": the first is in the same half of the day, unless that would turn the range round ("11 to 1 p.m.").
fn inherited(first: Moment, second: Moment) -> Option<bool> {
    let afternoon = second.half?;
    Some(if afternoon && first.hour % 12 > second.hour % 12 { false } else { afternoon })
}

fn written(moment: Moment) -> String {
    let hour = match moment.half {
        Some(true) if moment.hour < 12 => moment.hour + 12,
        Some(false) if moment.hour == 12 => 0,
        _ => moment.hour,
    };
    format!("{:02}:{:02}", hour % 24, moment.minute)
}

fn joined(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.get(i).is_some_and(|t| t.before != Before::Block)
}

fn number(tokens: &Tokens<'_>, i: usize, digits: usize) -> Option<u8> {
    let token = tokens.get(i).filter(|t| t.kind == Kind::Number && t.span.len() <= digits)?;
    token.span.of(tokens.text()).parse().ok()
}

/// One moment from token `i` on.
fn moment(tokens: &Tokens<'_>, i: usize) -> Option<Moment> {
    if let Some(found) = named(tokens, i) {
        return Some(found);
    }
    if tokens.get(i)?.kind != Kind::Number || is_tail(tokens, i) {
        return None;
    }
    if let Some(found) = four_digits(tokens, i) {
        return Some(found);
    }
    let hour = number(tokens, i, 2).filter(|h| *h <= 24)?;
    let (minute, mut next, colon) = minutes(tokens, i);
    let mut found = Moment { hour, minute: minute.unwrap_or(0), half: None, proven: colon, damaged: false, next };
    let damaged = damaged_half(tokens, next).filter(|_| colon && half_of_day(tokens, next).is_none());
    if let Some((afternoon, after)) = damaged {
        return Some(Moment { half: Some(afternoon).filter(|_| hour <= 12), proven: true, damaged: true, next: after, ..found });
    }
    if let Some((afternoon, after)) = half_of_day(tokens, next) {
        if hour > 12 {
            // "14:00 pm" is written often enough; the half adds nothing.
            return Some(Moment { proven: true, next: after, ..found });
        }
        return Some(Moment { half: Some(afternoon), proven: true, next: after, ..found });
    }
    // "14 Uhr", "14.00 hours", "15 horas"
    if joined(tokens, next)
        && tokens.is_any(next, &["uhr", "hrs", "hours", "horas"])
        && (minute.is_some() || !tokens.is(next, "hours") && !tokens.is(next, "horas"))
    {
        let mut after = next + 1;
        // "19 Uhr 30"
        if tokens.is(next, "uhr")
            && let Some(m) = number(tokens, after, 2).filter(|m| *m < 60 && joined(tokens, after))
            && tokens.word(after).len() == 2
            && minute.is_none()
        {
            found.minute = m;
            after += 1;
        }
        return Some(Moment { proven: true, next: after, ..found });
    }
    // "14h30", "14 h 30", "14 heures 30"
    if minute.is_none() && tokens.is_any(next, &["h", "heures", "heure"]) && joined(tokens, next) {
        next += 1;
        let followed =
            number(tokens, next, 2).filter(|m| *m < 60 && tokens.word(next).len() == 2 && tokens.get(next).is_some_and(|t| t.before <= Before::Space));
        return match followed {
            Some(m) => Some(Moment { minute: m, proven: true, next: next + 1, ..found }),
            None if hour > 0 && (tokens.touches(next - 1) || introduced(tokens, i)) => Some(Moment { proven: true, next, ..found }),
            None => None,
        };
    }
    // "09.30" is a time after "at", "um", "à"; alone it is a number.
    if minute.is_some() && !colon {
        found.proven = introduced(tokens, i);
    }
    if minute.is_some() && tokens.is(next, "h") && joined(tokens, next) {
        return Some(Moment { proven: true, next: next + 1, ..found });
    }
    Some(found)
}

/// The minutes after the hour at token `i`: ":30" or ".30"; the token after them, and whether a colon proves them.
fn minutes(tokens: &Tokens<'_>, i: usize) -> (Option<u8>, usize, bool) {
    let sign = tokens.word(i + 1);
    // "10: 10 AM": a blank that slipped in, where the half of the day proves the time.
    let slipped = || sign == ":" && !tokens.touches(i + 2) && joined(tokens, i + 2) && half_of_day(tokens, i + 3).is_some();
    if matches!(sign, ":" | ".")
        && tokens.touches(i + 1)
        && (tokens.touches(i + 2) || slipped())
        && tokens.word(i + 2).len() == 2
        && let Some(m) = number(tokens, i + 2, 2).filter(|m| *m < 60)
    {
        let mut next = i + 3;
        // Seconds.
        if sign == ":" && tokens.is(next, ":") && tokens.touches(next) && tokens.touches(next + 1) && number(tokens, next + 1, 2).is_some() {
            next += 2;
        }
        let goes_on = tokens.touches(next)
            && matches!(tokens.word(next), "." | ":" | "/" | "," | "%")
            && tokens.touches(next + 1)
            && number(tokens, next + 1, 9).is_some();
        if !goes_on && !(sign == "." && tokens.is(next, "%")) {
            return (Some(m), next, sign == ":");
        }
    }
    (None, i + 1, false)
}

/// "1400 hours", "1930 hrs", "0900h".
fn four_digits(tokens: &Tokens<'_>, i: usize) -> Option<Moment> {
    let word = tokens.word(i);
    if word.len() != 4 || !tokens.is_any(i + 1, &["hours", "hrs", "hr", "h"]) || !joined(tokens, i + 1) {
        return None;
    }
    let n: u16 = word.parse().ok()?;
    let (hour, minute) = ((n / 100) as u8, (n % 100) as u8);
    (hour < 25 && minute < 60).then_some(Moment { hour, minute, half: None, proven: true, damaged: false, next: i + 2 })
}

/// "a.m.", "PM", "p. m.", "o'clock"; the token after it.
fn half_of_day(tokens: &Tokens<'_>, i: usize) -> Option<(bool, usize)> {
    if !joined(tokens, i) {
        return None;
    }
    if tokens.is_any(i, &["am", "pm"]) {
        let stop = usize::from(tokens.is(i + 1, ".") && tokens.touches(i + 1));
        return Some((tokens.is(i, "pm"), i + 1 + stop));
    }
    if tokens.is_any(i, &["a", "p"]) && tokens.is(i + 1, ".") && tokens.is(i + 2, "m") {
        let stop = usize::from(tokens.is(i + 3, ".") && tokens.touches(i + 3));
        return Some((tokens.is(i, "p"), i + 3 + stop));
    }
    // "7 in the evening"
    None
}

/// "P,M.", "p m", "P.rn.": what scanning makes of "p.m." after a time with a colon.
fn damaged_half(tokens: &Tokens<'_>, i: usize) -> Option<(bool, usize)> {
    if !joined(tokens, i) {
        return None;
    }
    let mark = |at: usize| tokens.touches(at) && matches!(tokens.word(at), "." | "," | ":" | ";" | "·" | "'" | "’" | "-");
    let (afternoon, after) = if tokens.is_any(i, &["a", "p"]) {
        let at = i + 1 + usize::from(mark(i + 1));
        let letters = tokens.is_any(at, &["m", "rn", "n", "nn", "in"]);
        (letters && (mark(i + 1) || tokens.is(at, "m"))).then(|| (tokens.is(i, "p"), at + 1))?
    } else {
        tokens.is_any(i, &["prn", "prm", "arn"]).then(|| (tokens.word(i).starts_with(['p', 'P']), i + 1))?
    };
    Some((afternoon, after + usize::from(mark(after) && tokens.is_any(after, &[".", ","]))))
}

fn named(tokens: &Tokens<'_>, i: usize) -> Option<Moment> {
    let noon = tokens.is_any(i, &["noon", "midday", "midi", "mediodía"]);
    let midnight = tokens.is_any(i, &["midnight", "minuit", "mitternacht"]);
    // "12 noon" and "12:00 noon" are one.
    if noon || midnight {
        return Some(Moment { hour: if noon { 12 } else { 0 }, minute: 0, half: None, proven: true, damaged: false, next: i + 1 });
    }
    if number(tokens, i, 2) == Some(12) && !is_tail(tokens, i) {
        let (_, next, _) = minutes(tokens, i);
        if tokens.is_any(next, &["noon", "midnight"]) {
            return Some(Moment { hour: if tokens.is(next, "noon") { 12 } else { 0 }, minute: 0, half: None, proven: true, damaged: false, next: next + 1 });
        }
    }
    None
}

/// Whether a preposition that times have stands before token `i`.
fn introduced(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is_any(i.wrapping_sub(1), &["at", "um", "à", "às", "las", "kl", "vers", "gegen", "until", "ab", "time"])
        || tokens.is(i.wrapping_sub(1), ":") && tokens.is_any(i.wrapping_sub(2), &["time", "heure", "hora", "uhrzeit", "beginn", "ende"])
}

/// Whether the number at `i` is the tail of something longer.
fn is_tail(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.touches(i) && !matches!(tokens.word(i.wrapping_sub(1)), "(" | "[" | "–" | "-" | "—" | ":" | "“" | "\"" | "@" | "~" | "|" | "," | ";")
        || tokens.touches(i)
            && matches!(tokens.word(i.wrapping_sub(1)), ":" | ",")
            && tokens.touches(i.wrapping_sub(1))
            && tokens.get(i.wrapping_sub(2)).is_some_and(|t| t.kind == Kind::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str, Option<&str>)]) {
        let tokens = Tokens::of(text);
        let found = find(&tokens);
        let found: Vec<_> = found.iter().map(|t| (t.span.of(text), t.start.as_str(), t.end.as_deref())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn moments_and_ranges() {
        check("from 14:00 to 15:00 hours", &[("14:00 to 15:00 hours", "14:00", Some("15:00"))]);
        check("adjourned at 4: 13 pm. Then", &[("4: 13 pm.", "16:13", None)]);
        check("room 4: 3 pm", &[("3 pm", "15:00", None)]);
        check("14:00-15:00", &[("14:00-15:00", "14:00", Some("15:00"))]);
        check("called to order at 7:05 p.m.", &[("7:05 p.m.", "19:05", None)]);
        check("at 7 pm, 12:30 AM", &[("7 pm", "19:00", None), ("12:30 AM", "00:30", None)]);
        check("à 14h30 puis 20 heures 15", &[("14h30", "14:30", None), ("20 heures 15", "20:15", None)]);
        check("um 19 Uhr, 19.30 Uhr", &[("19 Uhr", "19:00", None), ("19.30 Uhr", "19:30", None)]);
        check("a las 15.20 horas", &[("15.20 horas", "15:20", None)]);
        check("from 2 to 3 p.m. and 11 to 1 p.m.", &[("2 to 3 p.m.", "14:00", Some("15:00")), ("11 to 1 p.m.", "11:00", Some("13:00"))]);
        check("closed at noon", &[("noon", "12:00", None)]);
        check("at 7:04 P,M. or 7:05 p m or 9:00 A.rn.", &[("7:04 P,M.", "19:04", None), ("7:05 p m", "19:05", None), ("9:00 A.rn.", "09:00", None)]);
        check("at 10:30 a member left", &[("10:30", "10:30", None)]);
        check("1400 hours", &[("1400 hours", "14:00", None)]);
        check("a 4:1 majority, 3.15 million, item 7.30, 12:345, 4-1", &[]);
        check("he worked 7 hours", &[]);
    }

    #[test]
    fn a_damaged_half_of_the_day_is_doubted() {
        let damaged = |text: &str| find(&Tokens::of(text)).iter().map(|t| t.repair().is_some()).collect::<Vec<_>>();
        assert_eq!(damaged("7:04 P,M. and 7:04 p.m. and 14:00"), [true, false, false]);
    }
}

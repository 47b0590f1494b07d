//! Dates in figures only: "2023-11-13", "13.11.2023", "11/13/07".
//!
//! Whether the day or the month comes first is decided once for a document: by a number above 12 in either place, by a reading
//! that is the meeting's own day, by how its dates in words stand, and last by its language. Where nothing decides, the date is
//! given with low confidence and said to be ambiguous.

use super::calendar;
use super::dates::{Link, Point, Reader};
use super::tokens::{Before, Kind};
use crate::language::Language;

/// Confidence where nothing decides the order.
pub(super) const AMBIGUOUS: f32 = 0.5;

/// Which comes first, the day or the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// 13/11.
    DayFirst,
    /// 11/13.
    MonthFirst,
    /// Nothing tells.
    #[default]
    Unknown,
}

impl Order {
    /// The order that a document's dates prove.
    pub(super) fn of(reader: &Reader<'_>) -> Self {
        let (mut day_first, mut month_first) = (0_usize, 0_usize);
        for i in 0..reader.tokens.len() {
            let Some((a, b, year, _)) = triple(reader, i, &["/", "-"]) else { continue };
            match (a > 12, b > 12) {
                (true, false) => day_first += 1,
                (false, true) => month_first += 1,
                _ => {
                    let is_anchor = |month: i16, day: i16| {
                        reader.anchor.is_some_and(|anchor| calendar::day(reader.full_year_of(year), month as i8, day as i8) == Some(anchor))
                    };
                    match (is_anchor(b, a), is_anchor(a, b)) {
                        (true, false) => day_first += 1,
                        (false, true) => month_first += 1,
                        _ => {}
                    }
                }
            }
        }
        if day_first != month_first {
            return if day_first > month_first { Self::DayFirst } else { Self::MonthFirst };
        }
        if !matches!(reader.language, Language::English | Language::Other) {
            return Self::DayFirst;
        }
        let (mut before, mut after) = (0_usize, 0_usize);
        for i in reader.month_places() {
            let day = |at: usize| reader.number(at, 2).is_some_and(|n| (1..=31).contains(&n));
            let ordinal = |at: usize| reader.tokens.is_any(at, &["st", "nd", "rd", "th"]);
            before += usize::from(day(i.wrapping_sub(1)) || ordinal(i.wrapping_sub(1)) && day(i.wrapping_sub(2)));
            after += usize::from(day(i + 1));
        }
        match before.cmp(&after) {
            std::cmp::Ordering::Greater => Self::DayFirst,
            std::cmp::Ordering::Less => Self::MonthFirst,
            std::cmp::Ordering::Equal => Self::Unknown,
        }
    }
}

/// A date in figures from token `i` on; the token after it.
pub(super) fn read(reader: &Reader<'_>, i: usize) -> Option<(Vec<Point>, usize)> {
    year_first(reader, i)
        .or_else(|| roman(reader, i))
        .or_else(|| german_range(reader, i))
        .or_else(|| stroke_range(reader, i))
        .or_else(|| three_numbers(reader, i))
        .or_else(|| day_and_month(reader, i))
}

fn point(year: i16, month: i8, day: i8, first: usize, last: usize) -> Point {
    Point { year: Some(year), month, day: Some(day), first, last, weekday: None, ambiguous: false, short_year: false, link: Link::Alone }
}

/// Whether the figures go on after token `last`, so that they are no date ("1.2.2023.4", "2023-11-13-2").
fn goes_on(reader: &Reader<'_>, last: usize) -> bool {
    let touching = |at: usize| reader.tokens.touches(at);
    if !touching(last + 1) {
        return false;
    }
    match reader.tokens.word(last + 1) {
        "." | "-" | "/" | ":" | "–" => {
            touching(last + 2) && reader.tokens.get(last + 2).is_some_and(|t| t.kind != Kind::Sign) && reader.number(last + 2, 1).is_none_or(|_| true)
        }
        _ => reader.tokens.get(last + 1).is_some_and(|t| t.kind.is_word()) && !reader.tokens.is(last + 1, "t"),
    }
}

/// "2023-11-13", "2023/11/13", "2023.11.13", "2006/26/09".
fn year_first(reader: &Reader<'_>, i: usize) -> Option<(Vec<Point>, usize)> {
    let year = reader.year(i)?;
    let sign = reader.tokens.word(i + 1);
    if !matches!(sign, "-" | "/" | "." | "–") || !(1..=4).all(|n| reader.tokens.touches(i + n)) || reader.tokens.word(i + 3) != sign {
        return None;
    }
    let (a, b) = (reader.number(i + 2, 2)?, reader.number(i + 4, 2)?);
    if goes_on(reader, i + 4) && reader.tokens.word(i + 5) != "T" {
        return None;
    }
    let (month, day) = if a > 12 { (b, a) } else { (a, b) };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then(|| (vec![point(year, month as i8, day as i8, i, i + 4)], i + 5))
}

/// "25.X.2010".
fn roman(reader: &Reader<'_>, i: usize) -> Option<(Vec<Point>, usize)> {
    let day = reader.number(i, 2).filter(|n| (1..=31).contains(n))?;
    if !matches!(reader.tokens.word(i + 1), "." | "/" | "-") {
        return None;
    }
    let month = calendar::roman_month(reader.tokens.word(i + 2))?;
    if !matches!(reader.tokens.word(i + 3), "." | "/" | "-") {
        return None;
    }
    let year = reader.year(i + 4)?;
    Some((vec![point(year, month, day as i8, i, i + 4)], i + 5))
}

/// "19.-21.11.2023", "19./20.11.2023".
fn german_range(reader: &Reader<'_>, i: usize) -> Option<(Vec<Point>, usize)> {
    let day = reader.number(i, 2).filter(|n| (1..=31).contains(n))?;
    if !reader.tokens.is(i + 1, ".") || !reader.tokens.touches(i + 1) {
        return None;
    }
    // "19.11. - 21.11.2023"
    let mut at = i + 2;
    let mut month = None;
    if reader.tokens.touches(at)
        && let Some(m) = reader.number(at, 2).filter(|m| (1..=12).contains(m))
        && reader.tokens.is(at + 1, ".")
        && !reader.tokens.get(at + 2).is_some_and(|t| t.kind == Kind::Number)
    {
        month = Some(m as i8);
        at += 2;
    }
    let link = if reader.tokens.is_any(at, &["-", "–", "bis", "/"]) {
        Link::To
    } else if reader.tokens.is_any(at, &["und", "u"]) {
        Link::And
    } else {
        return None;
    };
    let (mut points, next) = three_numbers(reader, at + 1)?;
    let second = points.first().copied()?;
    let first = Point { day: Some(day as i8), month: month.unwrap_or(second.month), first: i, last: at - 1, link, ..second };
    points.insert(0, first);
    Some((points, next))
}

/// "11-12/10/2021": two days of one month. A range before a month is of days, so that the order is certain.
fn stroke_range(reader: &Reader<'_>, i: usize) -> Option<(Vec<Point>, usize)> {
    let tokens = reader.tokens;
    let joined = (1..=6).all(|n| tokens.touches(i + n)) && !tokens.touches(i);
    if !joined || !tokens.is_any(i + 1, &["-", "–"]) || !tokens.is(i + 3, "/") || !tokens.is(i + 5, "/") || goes_on(reader, i + 6) {
        return None;
    }
    let (from, to) = (reader.number(i, 2)?, reader.number(i + 2, 2)?);
    let (month, year) = (reader.number(i + 4, 2)?, reader.year(i + 6)?);
    if !(1 <= from && from < to && to <= 31 && (1..=12).contains(&month)) {
        return None;
    }
    let second = point(year, month as i8, to as i8, i + 2, i + 6);
    Some((vec![Point { day: Some(from as i8), first: i, last: i + 1, link: Link::To, ..second }, second], i + 7))
}

/// Two numbers and a year, joined by the same sign: (first, second, year as written, last token).
fn triple(reader: &Reader<'_>, i: usize, signs: &[&str]) -> Option<(i16, i16, (i16, bool), usize)> {
    let a = reader.number(i, 2).filter(|n| (1..=31).contains(n))?;
    let sign = reader.tokens.word(i + 1);
    if !signs.contains(&sign) || reader.tokens.word(i + 3) != sign {
        return None;
    }
    let tight = (1..=4).all(|n| reader.tokens.touches(i + n));
    // "13. 11. 2023", "13 / 11 / 2023": spaces, but all four figures of the year.
    if !tight && !((1..=4).all(|n| reader.joined(i + n)) && reader.tokens.get(i + 4).is_some_and(|t| t.span.len() == 4) && sign != "-") {
        return None;
    }
    let b = reader.number(i + 2, 2).filter(|n| (1..=31).contains(n))?;
    if a > 12 && b > 12 {
        return None;
    }
    let year = match reader.year(i + 4) {
        Some(year) => (year, false),
        None if reader.tokens.word(i + 4).len() == 2 => (reader.number(i + 4, 2)?, true),
        None => return None,
    };
    (!goes_on(reader, i + 4)).then_some((a, b, year, i + 4))
}

/// Words that a day stands behind.
const BEFORE_DAYS: &[&str] = &[
    "by", "due", "on", "until", "before", "from", "through", "thru", "till", "dated", "le", "du", "au", "avant", "bis", "am", "vom", "zum", "até", "dia",
    "día", "el",
];

/// "by 3/25", "avant le 12/04", "bis 15.4.": a day without its year, behind a word for a time and before none that it could count.
fn day_and_month(reader: &Reader<'_>, i: usize) -> Option<(Vec<Point>, usize)> {
    let tokens = reader.tokens;
    let first = reader.number(i, 2).filter(|n| (1..=31).contains(n))?;
    let sign = tokens.word(i + 1);
    let german = sign == "." && reader.language == Language::German && tokens.is(i + 3, ".") && tokens.touches(i + 3);
    if !(sign == "/" || german) || !tokens.touches(i + 1) || !tokens.touches(i + 2) || !tokens.is_any(i.wrapping_sub(1), BEFORE_DAYS) {
        return None;
    }
    let second = reader.number(i + 2, 2).filter(|n| (1..=31).contains(n))?;
    let last = i + 2 + usize::from(german);
    let ends = tokens.get(last + 1).is_none_or(|t| {
        matches!(tokens.word(last + 1), "." | "," | ")" | ";") && t.before == Before::Touches && !tokens.touches(last + 2)
            || t.before >= Before::Line
            || t.before == Before::Space && tokens.is_any(last + 1, &["at", "and", "for", "to", "if", "in", "with", "um", "et", "à", "y", "e", "-", "–"])
    });
    // Round the clock, and a day that is named so without its year being meant.
    if !ends || matches!((first, second), (24, 7) | (9, 11)) {
        return None;
    }
    let order = if german { Order::DayFirst } else { reader.order };
    let (day, month) = match (first > 12, second > 12, order) {
        (true, true, _) | (false, false, Order::Unknown) => return None,
        (true, ..) | (_, false, Order::DayFirst) => (first, second),
        _ => (second, first),
    };
    (1..=12).contains(&month).then(|| (vec![Point { year: None, ..point(0, month as i8, day as i8, i, last) }], last + 1))
}

impl Reader<'_> {
    /// A year as written, in two or four figures.
    fn full_year_of(&self, (year, short): (i16, bool)) -> i16 {
        if short { self.full_year(year) } else { year }
    }
}

fn three_numbers(reader: &Reader<'_>, i: usize) -> Option<(Vec<Point>, usize)> {
    let (a, b, written, last) = triple(reader, i, &["/", ".", "-", "–"])?;
    let sign = reader.tokens.word(i + 1);
    // "1.2.07" is a section as likely as a date: two figures of a year stand after a stroke, or where a German writes them.
    if written.1 && sign == "." && (reader.language != Language::German && (a <= 12 || reader.tokens.word(i + 2).len() < 2)) {
        return None;
    }
    // "4-5-07" and "555-12-34": hyphens with two figures only where both others have two.
    if written.1 && matches!(sign, "-" | "–") && (reader.tokens.word(i).len() + reader.tokens.word(i + 2).len() < 3) {
        return None;
    }
    let order = if sign == "." { Order::DayFirst } else { reader.order };
    let (day, month, ambiguous) = match (a > 12, b > 12, order) {
        (true, _, _) => (a, b, false),
        (_, true, _) => (b, a, false),
        (_, _, Order::MonthFirst) => (b, a, false),
        (_, _, Order::DayFirst) => (a, b, false),
        (_, _, Order::Unknown) => (b, a, a != b),
    };
    let year = reader.full_year_of(written);
    let mut found = point(year, month as i8, day as i8, i, last);
    (found.ambiguous, found.short_year) = (ambiguous, written.1);
    Some((vec![found], last + 1))
}

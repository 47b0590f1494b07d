//! Dates as minutes write them, in five languages: days, lists and ranges of days, months.
//!
//! A date is read from what is written beside it first: a shared month or year ("14 August and 4 September 2023"), the order
//! of day and month that the rest of the document proves. What is then still missing, the year or all of it, is worked out
//! from the day of the meeting, never from the last date in the text, and says so. A bare year is no date here.
//!
//! Numbers that belong to something else are left alone: a day that touches a digit, point or stroke on its left
//! ("3.12 June" is section 3.12), a symbol ("A/78/11/2").

use super::calendar::{self, MonthName};
use super::relative;
use super::tokens::{Before, Kind, Tokens};
use super::{edtf, numeric};
use crate::diagnostics::Repair;
use crate::language::Language;
use crate::lexicon::Hints;
use crate::span::Span;
use jiff::civil::{Date, Weekday};
use std::ops::Range;

/// A date found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundDate {
    /// The words.
    pub span: Span,
    /// Their tokens.
    pub tokens: Range<usize>,
    /// First day; `None` where the calendar has none or the year cannot be told.
    pub start: Option<Date>,
    /// Last day, inclusive.
    pub end: Option<Date>,
    /// The same as EDTF.
    pub edtf: Option<String>,
    /// Whether all of it stands in the text, or the meeting's day was needed.
    pub from: From,
    /// How much of it was written.
    pub grain: Grain,
    /// The weekday that is written with it.
    pub weekday: Option<Weekday>,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
    /// Day and month may be the other way round, and nothing decides.
    pub ambiguous: bool,
}

/// Where a date's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// All of it is written.
    Text,
    /// The meeting's day was needed.
    Meeting,
}

/// What a date's words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    /// A day.
    Day,
    /// Several days in a row.
    Days,
    /// A month.
    Month,
    /// Anything else: a week, a quarter, several months.
    Span,
}

impl FoundDate {
    /// Whether one whole day is written, year included.
    #[must_use]
    pub fn is_full_day(&self) -> bool {
        self.grain == Grain::Day && self.from == From::Text && self.start.is_some()
    }

    /// "text" or "meeting", as the record has it.
    #[must_use]
    pub const fn resolved_from(&self) -> &'static str {
        match self.from {
            From::Text => "text",
            From::Meeting => "meeting",
        }
    }

    /// Whether the weekday that is written contradicts the calendar.
    #[must_use]
    pub fn weekday_clashes(&self) -> bool {
        matches!((self.weekday, self.start), (Some(written), Some(day)) if self.grain == Grain::Day && day.weekday() != written)
    }
}

/// The English name of a weekday.
#[must_use]
pub const fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// Confidence of a date whose year was worked out.
pub(super) const YEAR_INFERRED: f32 = 0.9;

/// Confidence of a date that the calendar does not have.
const NO_SUCH_DAY: f32 = 0.3;

/// All dates of a text, in order, without overlap.
#[must_use]
pub fn find(tokens: &Tokens<'_>, language: Language, anchor: Option<Date>) -> Vec<FoundDate> {
    let reader = Reader::new(tokens, language, anchor);
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        if !may_open(tokens, i) {
            i += 1;
            continue;
        }
        let found = relative::read(&reader, i).or_else(|| reader.chain(i));
        match found {
            Some((dates, next)) if next > i => {
                out.extend(dates);
                i = next;
            }
            _ => i += 1,
        }
    }
    out
}

/// Whether a date may begin at token `i`: with a figure, a month, a weekday, or a word of a relative date.
fn may_open(tokens: &Tokens<'_>, i: usize) -> bool {
    static OPENERS: Hints = relative::OPENERS.or(&calendar::MONTH_WORDS).or(&calendar::WEEKDAY_WORDS);
    tokens.get(i).is_some_and(|t| t.kind == Kind::Number) || tokens.may_be_plain(i, &OPENERS)
}

/// A day, a month or a part of either, before it is put on the calendar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Point {
    pub(super) year: Option<i16>,
    pub(super) month: i8,
    pub(super) day: Option<i8>,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) weekday: Option<Weekday>,
    pub(super) ambiguous: bool,
    /// The year is written so that it could be another ("07").
    pub(super) short_year: bool,
    pub(super) link: Link,
}

/// What joins a point to the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// Nothing.
    Alone,
    /// "to", a dash.
    To,
    /// "and", a comma.
    And,
}

/// A text with what is known of its dates.
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) language: Language,
    pub(super) anchor: Option<Date>,
    pub(super) order: numeric::Order,
    months: Vec<(usize, MonthName)>,
}

const TO: &[&str] = &["-", "–", "—", "‐", "‑", "to", "until", "till", "til", "through", "thru", "au", "al", "hasta", "bis", "a", "à", "às", "até", "ao"];
const AND: &[&str] = &["and", "&", "et", "y", "e", "und", "or", "ou", "o", "oder", ",", "/"];
const SUFFIXES: &[&str] = &["st", "nd", "rd", "th", "er", "ere", "º", "ª", "°", "o", "ro", "."];
const ARTICLES: &[&str] = &["the", "le", "la", "el", "den", "der", "dem", "dia", "día", "o", "du", "del", "of", "on"];
const OF: &[&str] = &["of", "de", "del", "do", "du", "d"];

impl<'a> Reader<'a> {
    pub(super) fn new(tokens: &'a Tokens<'a>, language: Language, anchor: Option<Date>) -> Self {
        let months: Vec<_> = (0..tokens.len())
            .filter(|i| tokens.may_be_plain(*i, &calendar::MONTH_WORDS) && tokens.get(*i).is_some_and(|t| t.kind.is_word()))
            .filter_map(|i| calendar::month(tokens.word(i), language).map(|m| (i, m)))
            .collect();
        let mut reader = Self { tokens, language, anchor, order: numeric::Order::default(), months };
        reader.order = numeric::Order::of(&reader);
        reader
    }

    /// The month that token `i` names.
    pub(super) fn month(&self, i: usize) -> Option<MonthName> {
        let at = self.months.binary_search_by_key(&i, |(at, _)| *at).ok()?;
        self.months.get(at).map(|(_, m)| *m)
    }

    /// The places of all month names.
    pub(super) fn month_places(&self) -> impl Iterator<Item = usize> + '_ {
        self.months.iter().map(|(i, _)| *i)
    }

    /// Whether token `i` goes on in the block of the one before it.
    pub(super) fn joined(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.before != Before::Block)
    }

    /// The number that token `i` is, of at most `digits` digits.
    pub(super) fn number(&self, i: usize, digits: usize) -> Option<i16> {
        let token = self.tokens.get(i).filter(|t| t.kind == Kind::Number)?;
        (token.span.len() <= digits).then(|| self.tokens.word(i).parse().ok()).flatten()
    }

    /// A year of four digits.
    pub(super) fn year(&self, i: usize) -> Option<i16> {
        let token = self.tokens.get(i)?;
        (token.span.len() == 4).then(|| self.number(i, 4)).flatten().filter(|year| (1800..2200).contains(year))
    }

    /// A day's number with its ordinal mark; the token after it.
    fn day_number(&self, i: usize) -> Option<(i8, usize)> {
        let n = self.number(i, 2).filter(|n| (1..=31).contains(n))?;
        let mut next = i + 1;
        if self.tokens.is_any(next, SUFFIXES)
            && (self.tokens.touches(next) || self.tokens.is_any(next, &["st", "nd", "rd", "th", "er", "º"]))
            && self.joined(next)
        {
            next += 1;
        }
        Some((n as i8, next))
    }

    /// Whether the number at `i` is the tail of something longer ("3.12", "7:30", "A/78/11").
    fn is_tail(&self, i: usize) -> bool {
        if !self.tokens.touches(i) {
            return false;
        }
        let before = i.wrapping_sub(1);
        match self.tokens.word(before) {
            "(" | "[" | "“" | "\"" | "«" | "‘" | "'" | "’" | "„" | "—" | "*" | ";" => false,
            "–" | "-" | "‐" | "/" | "," => {
                // A bullet or a dash before a date; but "12-23" is read from its first number on.
                self.tokens.touches(before) && self.tokens.get(before.wrapping_sub(1)).is_some_and(|t| t.kind != Kind::Sign) && !self.month_before(before)
            }
            "." | ":" => self.tokens.touches(before) && self.tokens.get(before.wrapping_sub(1)).is_some_and(|t| t.kind == Kind::Number),
            _ => true,
        }
    }

    fn month_before(&self, i: usize) -> bool {
        self.month(i.wrapping_sub(1)).is_some()
    }

    /// A weekday with its comma and article before a date; the token after it.
    pub(super) fn weekday(&self, i: usize) -> Option<(Weekday, usize)> {
        let token = self.tokens.get(i)?;
        if !token.kind.is_word() {
            return None;
        }
        let (day, short) = calendar::weekday(self.tokens.word(i), self.language)?;
        if short && !token.kind.is_capital() {
            return None;
        }
        let mut next = i + 1;
        if self.tokens.is(next, "-") && self.tokens.is(next + 1, "feira") {
            next += 2;
        }
        if short && self.tokens.is(next, ".") && self.tokens.touches(next) {
            next += 1;
        }
        Some((day, next))
    }

    /// Skips what may stand between a weekday and its date.
    fn after_weekday(&self, mut i: usize) -> usize {
        if self.tokens.is_any(i, &[",", "–", "-"]) {
            i += 1;
        }
        for _ in 0..2 {
            if self.tokens.is_any(i, ARTICLES) && self.joined(i) {
                i += 1;
            }
        }
        i
    }

    /// Dates that are linked to one another, from token `i` on; the token after them.
    pub(super) fn chain(&self, i: usize) -> Option<(Vec<FoundDate>, usize)> {
        let (mut points, mut next) = self.group(i)?;
        while let Some((link, from)) = self.link(next) {
            let Some((more, after)) = self.group(from) else { break };
            // "5 May and March 2024" share nothing; a bare month after a day is another date.
            if let Some(last) = points.last_mut() {
                last.link = link;
            }
            points.extend(more);
            next = after;
        }
        share_years(&mut points);
        Some((self.resolve(&points), next))
    }

    /// "to", "and", a dash or comma between two dates; the token after it.
    fn link(&self, i: usize) -> Option<(Link, usize)> {
        if !self.joined(i) || !self.joined(i + 1) {
            return None;
        }
        let mut next = i + 1;
        let link = if self.tokens.is_any(i, TO) {
            Link::To
        } else if self.tokens.is_any(i, AND) {
            if self.tokens.is(i, ",") && self.tokens.is_any(next, AND) {
                next += 1;
            }
            Link::And
        } else if self.tokens.is(i, "jusqu") {
            next += 2;
            Link::To
        } else {
            return None;
        };
        for _ in 0..2 {
            if self.tokens.is_any(next, ARTICLES) {
                next += 1;
            }
        }
        Some((link, next))
    }

    /// Points that share a month, from token `i` on.
    fn group(&self, i: usize) -> Option<(Vec<Point>, usize)> {
        let token = self.tokens.get(i)?;
        if let Some((day, next)) = self.weekday(i) {
            let from = self.after_weekday(next);
            if from > i && self.joined(from) {
                let (mut points, next) = self.plain_group(from)?;
                if let Some(first) = points.first_mut() {
                    first.day?;
                    first.weekday = Some(day);
                    first.first = i;
                }
                return Some((points, next));
            }
            return None;
        }
        if token.kind != Kind::Number && self.month(i).is_none() {
            return None;
        }
        let (mut points, mut next) = self.plain_group(i)?;
        // "13 November 2023 (Monday)"
        if let [only] = points.as_mut_slice()
            && only.day.is_some()
            && self.tokens.is(next, "(")
            && let Some((day, after)) = self.weekday(next + 1)
            && self.tokens.is(after, ")")
        {
            only.weekday = Some(day);
            only.last = after;
            next = after + 1;
        }
        Some((points, next))
    }

    fn plain_group(&self, i: usize) -> Option<(Vec<Point>, usize)> {
        if self.tokens.get(i)?.kind == Kind::Number {
            if self.is_tail(i) {
                return None;
            }
            return numeric::read(self, i).or_else(|| self.day_first(i));
        }
        let month = self.month(i)?;
        self.month_first(i, month).or_else(|| self.month_alone(i, month))
    }

    /// "5, 6 and 9 May 2022", "le 1er mars", "9. Juni", "3 de julio de 2019".
    fn day_first(&self, i: usize) -> Option<(Vec<Point>, usize)> {
        let mut days: Vec<(i8, usize, usize, Link, Option<Weekday>)> = Vec::new();
        let (mut at, mut weekday) = (i, None);
        let month_at = loop {
            let (day, next) = self.day_number(at)?;
            if !self.joined(next) {
                return None;
            }
            days.push((day, at, next - 1, Link::Alone, weekday));
            let month_at = if self.tokens.is_any(next, OF) {
                let after = next + 1 + usize::from(self.tokens.is_any(next + 1, &["’", "'"]));
                if self.tokens.is_any(after, &["el", "the", "mes"]) { after + 1 } else { after }
            } else {
                // "30-Nov-2023", "5 / May"
                next + usize::from(self.tokens.is_any(next, &["-", "/"]) && self.month(next + 1).is_some())
            };
            if self.month(month_at).is_some() && self.joined(month_at) {
                break month_at;
            }
            let (link, mut from) = self.link(next)?;
            weekday = None;
            if let Some((day, after)) = self.weekday(from) {
                weekday = Some(day);
                from = self.after_weekday(after);
            }
            days.last_mut()?.3 = link;
            at = from;
            if days.len() > MOST_DAYS {
                return None;
            }
        };
        let name = self.month(month_at)?;
        if !self.is_month_here(month_at, name, i) {
            return None;
        }
        let (year, last) = self.year_after(month_at, name.short);
        let points = days
            .iter()
            .enumerate()
            .map(|(n, (day, first, end, link, weekday))| Point {
                year: year.map(|y| y.0),
                month: name.month,
                day: Some(*day),
                first: *first,
                last: if n + 1 == days.len() { last } else { *end },
                weekday: *weekday,
                ambiguous: false,
                short_year: year.is_some_and(|y| y.1),
                link: *link,
            })
            .collect();
        Some((points, last + 1))
    }

    /// Whether the word at `at` is a month beside a day: "May" and "March" are verbs in small letters.
    fn is_month_here(&self, at: usize, name: MonthName, day_at: usize) -> bool {
        let capital = self.tokens.get(at).is_some_and(|t| t.kind.is_capital());
        if self.tokens.is_any(at, &["may", "march", "mar", "dec", "sep", "set", "out", "jan", "sun", "nov", "oct"])
            && !capital
            && self.language == Language::English
        {
            return self.tokens.is(at.wrapping_sub(1), "of")
                || self.year(at + 1).is_some()
                || day_at + 1 < at && self.tokens.is_any(at.wrapping_sub(1), SUFFIXES);
        }
        capital || name.own || self.year(at + 1).is_some() || self.tokens.is_any(at + 1, OF)
    }

    /// The year after a month or day at token `at`, and the last token of the date.
    fn year_after(&self, at: usize, short_month: bool) -> (Option<(i16, bool)>, usize) {
        let mut i = at + 1;
        if short_month && self.tokens.is(i, ".") && self.tokens.touches(i) {
            i += 1;
        }
        let end = i - 1;
        if self.tokens.is_any(i, OF) || self.tokens.is_any(i, &[",", "-", "/", "."]) {
            i += 1;
            if self.tokens.is_any(i, &["año", "ano", "l"]) {
                i += 1;
            }
        }
        if !self.joined(i) {
            return (None, end);
        }
        if let Some(year) = self.year(i) {
            // "5 May 2000-2005" and "May 1,200" are no years; "2023." is.
            let spoiled = self.tokens.touches(i + 1) && self.tokens.is_any(i + 1, &[":", "%"])
                || self.tokens.touches(i + 1) && self.tokens.is(i + 1, ",") && self.tokens.touches(i + 2) && self.number(i + 2, 3).is_some();
            return if spoiled { (None, end) } else { (Some((year, false)), i) };
        }
        // "May 7, '08", "30-Nov-23"
        if self.tokens.is_any(i, &["'", "’", "‘"])
            && self.tokens.touches(i + 1)
            && let Some(n) = self.number(i + 1, 2).filter(|_| self.tokens.word(i + 1).len() == 2)
        {
            return (Some((self.full_year(n), true)), i + 1);
        }
        if self.tokens.is_any(i.wrapping_sub(1), &["-", "/"])
            && self.tokens.touches(i)
            && let Some(n) = self.number(i, 2).filter(|_| self.tokens.word(i).len() == 2)
        {
            return (Some((self.full_year(n), true)), i);
        }
        (None, end)
    }

    /// A year of two digits: the one nearest to the meeting, else 1969 to 2068.
    pub(super) fn full_year(&self, n: i16) -> i16 {
        match self.anchor {
            Some(anchor) => {
                let near = anchor.year();
                let century = near - near.rem_euclid(100);
                [century + n, century + 100 + n, century - 100 + n].into_iter().min_by_key(|y| (y - near).abs()).unwrap_or(century + n)
            }
            None if n < 69 => 2000 + n,
            None => 1900 + n,
        }
    }

    /// "November 13th, 2023", "May 7 and 14, 2008", "March 14".
    fn month_first(&self, i: usize, name: MonthName) -> Option<(Vec<Point>, usize)> {
        let mut at = i + 1;
        if name.short && self.tokens.is(at, ".") && self.tokens.touches(at) {
            at += 1;
        }
        if self.tokens.is(at, "the") {
            at += 1;
        }
        let (day, next) = self.day_number(at).filter(|_| self.joined(at))?;
        if self.spoils_day(next, at) || !self.is_month_before_day(i, name) {
            return None;
        }
        let mut days = vec![(day, i, next - 1, Link::Alone)];
        let mut end = next;
        // More days of the same month, as far as they cannot be anything else.
        while let Some((link, from)) = self.link(end) {
            let Some((more, after)) = self.day_number(from) else { break };
            let (year, _) = self.year_after(after - 1, false);
            let sure = link == Link::To || year.is_some() || after > from + 1 || self.ends_clause(after);
            if self.month(after).is_some() || self.tokens.is_any(after, OF) || self.spoils_day(after, from) || !sure {
                break;
            }
            if self.tokens.is(end, ",") && !(year.is_some() || self.link(after).is_some()) {
                break;
            }
            if let Some(last) = days.last_mut() {
                last.3 = link;
            }
            days.push((more, from, after - 1, Link::Alone));
            end = after;
        }
        let (mut year, last) = self.year_after(end - 1, false);
        let mut first = i;
        // "2008 May 7"
        if year.is_none()
            && let Some(before) = i.checked_sub(1)
            && let Some(y) = self.year(before).filter(|_| self.joined(i) && !self.is_tail(before))
            && self.month(before.wrapping_sub(1)).is_none()
            && self.number(before.wrapping_sub(1), 2).is_none()
        {
            (year, first) = (Some((y, false)), before);
        }
        let count = days.len();
        let points = days
            .into_iter()
            .enumerate()
            .map(|(n, (day, from, to, link))| Point {
                year: year.map(|y| y.0),
                month: name.month,
                day: Some(day),
                first: if n == 0 { first } else { from },
                last: if n + 1 == count { last } else { to },
                weekday: None,
                ambiguous: false,
                short_year: year.is_some_and(|y| y.1),
                link,
            })
            .collect();
        Some((points, last + 1))
    }

    /// Whether what follows a number after a month shows that it is no day: a time, a share, money, an ordinal's noun.
    fn spoils_day(&self, next: usize, day_at: usize) -> bool {
        if self.tokens.touches(next) && next == day_at + 1 {
            let after = self.tokens.get(next + 1).filter(|t| t.before == Before::Touches);
            return match self.tokens.word(next) {
                ":" => after.is_some_and(|t| t.kind == Kind::Number),
                "." => after.is_some_and(|t| t.kind == Kind::Number) && self.year(next + 1).is_none(),
                "," => after.is_some_and(|t| t.kind == Kind::Number) && self.year(next + 1).is_none(),
                "%" | "°" => true,
                "-" | "–" | ")" | ";" | "/" | "?" | "!" | "]" | "*" | "”" | "\"" | "’" | "'" | "—" | "»" => false,
                _ => self.tokens.get(next).is_some_and(|t| t.kind.is_word()),
            };
        }
        self.tokens.is_any(next, &["%", "percent", "am", "pm", "euros", "uhr"])
    }

    fn is_month_before_day(&self, i: usize, name: MonthName) -> bool {
        let capital = self.tokens.get(i).is_some_and(|t| t.kind.is_capital());
        // Only English (and headings after it) write the month before the day.
        (capital || name.own && !self.tokens.is_any(i, &["may", "march", "mar"])) && (name.own || !name.short)
    }

    /// Whether a clause may end before token `i`: a mark, a block's end, a preposition.
    fn ends_clause(&self, i: usize) -> bool {
        let Some(token) = self.tokens.get(i) else { return true };
        token.before == Before::Block
            || token.kind == Kind::Sign
            || self.tokens.is_any(i, &["at", "in", "for", "to", "from", "with", "and", "at", "as", "when", "which", "after", "before", "on"])
    }

    /// "March 2024", "APRIL, MAY AND JUNE 2009", "in March", "en septembre".
    fn month_alone(&self, i: usize, name: MonthName) -> Option<(Vec<Point>, usize)> {
        let (year, last) = self.year_after(i, name.short);
        if year.is_none() && !self.is_bare_month(i, name) {
            // A list of months that ends in a year proves the first of them.
            let proven = self.link(last + 1).is_some_and(|(_, from)| {
                self.month(from).is_some_and(|m| !m.short || self.year_after(from, true).0.is_some())
                    && self.tokens.get(from).is_some_and(|t| t.kind.is_capital())
            });
            if !proven || name.short || !self.tokens.get(i)?.kind.is_capital() {
                return None;
            }
        }
        if year.is_some() && !name.own && name.short {
            return None;
        }
        if year.is_some() && self.tokens.is_any(i, &["may", "march"]) && !self.tokens.get(i)?.kind.is_capital() {
            return None;
        }
        let point = Point {
            year: year.map(|y| y.0),
            month: name.month,
            day: None,
            first: i,
            last,
            weekday: None,
            ambiguous: false,
            short_year: year.is_some_and(|y| y.1),
            link: Link::Alone,
        };
        Some((vec![point], last + 1))
    }

    /// Whether a month's name without day and year means the month, and not a person or a verb.
    fn is_bare_month(&self, i: usize, name: MonthName) -> bool {
        const PREPOSITIONS: &[&str] = &[
            "in", "of", "by", "until", "till", "since", "from", "during", "before", "after", "early", "late", "mid", "next", "last", "this", "through",
            "throughout", "for", "end", "beginning", "en", "de", "d", "fin", "début", "mi", "avant", "après", "depuis", "dès", "courant", "hasta", "desde",
            "em", "até", "im", "ende", "anfang", "mitte", "bis", "seit", "ab", "vom", "month", "mois", "mes", "mês", "monat", "every", "each", "around",
            "finales", "principios", "mediados", "fim", "início", "meados", "vor", "nach", "coming", "previous", "nächsten", "letzten", "prochain", "dernier",
        ];
        if name.short || !name.own {
            return false;
        }
        let Some(token) = self.tokens.get(i) else { return false };
        let before = i.wrapping_sub(1);
        let mut introduced = self.joined(i) && self.tokens.is_any(before, PREPOSITIONS);
        if !introduced && self.joined(i) && self.tokens.is_any(before, &["-", "’", "'"]) {
            introduced = self.tokens.is_any(before.wrapping_sub(1), PREPOSITIONS);
        }
        // "to" and "the" introduce a month only where no verb can stand.
        let word = calendar::folded(self.tokens.word(i));
        let person_or_verb = matches!(
            word.as_str(),
            "may" | "march" | "april" | "june" | "august" | "mars" | "mai" | "julio" | "junio" | "julho" | "junho" | "abril" | "marco" | "marzo"
        );
        let small_ok = matches!(self.language, Language::French | Language::Spanish | Language::Portuguese);
        if !token.kind.is_capital() && !small_ok {
            return false;
        }
        let name_follows = self.tokens.get(i + 1).is_some_and(|t| t.before == Before::Space && t.kind == Kind::Capitalised);
        let name_before = self.tokens.get(before).is_some_and(|t| t.kind == Kind::Capitalised) && token.before == Before::Space;
        if introduced {
            // "in May Street", "of April Jones"; but "in December Council".
            return !(person_or_verb && name_follows && self.language == Language::English && self.month(i + 1).is_none());
        }
        if matches!(word.as_str(), "may" | "march" | "mars" | "mai" | "marco" | "julio" | "junio") {
            return false;
        }
        !person_or_verb || (!name_follows && !name_before && self.tokens.is(before, "the"))
    }

    /// Puts points on the calendar.
    fn resolve(&self, points: &[Point]) -> Vec<FoundDate> {
        let mut out = Vec::new();
        let mut rest = points;
        while let Some((first, after)) = rest.split_first() {
            // A range takes two points; days that follow one another are one range too.
            let mut taken = 0;
            match first.link {
                Link::To if !after.is_empty() => taken = 1,
                Link::And => taken = run_of(first, after),
                _ => {}
            }
            let last = after.get(taken.wrapping_sub(1)).filter(|_| taken > 0).unwrap_or(first);
            out.push(self.place(first, last));
            rest = after.get(taken..).unwrap_or_default();
        }
        out
    }

    fn place(&self, first: &Point, last: &Point) -> FoundDate {
        let (mut from, mut confidence, mut repairs) = (From::Text, 1.0_f32, Vec::new());
        let mut year_of = |point: &Point| -> Option<i16> {
            point.year.or_else(|| {
                let year = self.anchored_year(point)?;
                from = From::Meeting;
                Some(year)
            })
        };
        let (mut start_year, mut end_year) = (year_of(first), year_of(last));
        if last.year.is_none() && first.year.is_some() {
            end_year = first.year;
        }
        if let (Some(a), Some(b)) = (start_year, end_year)
            && first != last
            && (a, first.month, first.day) > (b, last.month, last.day)
        {
            // "28 November to 9 January": the later end is in the next year, or the earlier in the one before.
            if last.year.is_none() {
                end_year = Some(a + 1);
            } else if first.year.is_none() {
                start_year = Some(b - 1);
            }
        }
        let ends = |point: &Point, year: Option<i16>| -> Option<(Date, Date)> {
            let year = year?;
            match point.day {
                Some(day) => calendar::day(year, point.month, day).map(|d| (d, d)),
                None => calendar::month_bounds(year, point.month),
            }
        };
        let (a, b) = (ends(first, start_year), ends(last, end_year));
        let (start, end) = match (a, b) {
            (Some((start, _)), Some((_, end))) if start <= end => (Some(start), Some(end)),
            _ => (None, None),
        };
        let grain = match (first == last, first.day.is_some()) {
            (true, true) => Grain::Day,
            (false, true) => Grain::Days,
            (true, false) => Grain::Month,
            (false, false) => Grain::Span,
        };
        if from == From::Meeting {
            confidence = YEAR_INFERRED;
            repairs.push(Repair::new("year-inferred", "no year is written; the nearest to the meeting's day is meant"));
        }
        if first.ambiguous || last.ambiguous {
            confidence = confidence.min(numeric::AMBIGUOUS);
            repairs.push(Repair::new("day-month-order", "nothing in the document decides which number is the day"));
        }
        if first.short_year {
            confidence = confidence.min(0.95);
        }
        if start.is_none() && start_year.is_some() {
            confidence = NO_SUCH_DAY;
            repairs.push(Repair::new("no-such-day", "the calendar has no such day"));
        }
        let edtf = match (start, end) {
            (Some(start), Some(end)) => Some(edtf::interval(start, end)),
            _ if start_year.is_none() && first == last => Some(edtf::without_year(first.month, first.day)),
            _ => None,
        };
        FoundDate {
            span: self.tokens.span(first.first, last.last),
            tokens: first.first..last.last + 1,
            start,
            end,
            edtf,
            from,
            grain,
            weekday: first.weekday.filter(|_| first == last),
            confidence,
            repairs,
            ambiguous: first.ambiguous || last.ambiguous,
        }
    }

    /// Whether the words around a date tell of what has happened, and none of what is to come.
    fn is_past(&self, point: &Point) -> bool {
        const PAST: &[&str] = &[
            "was", "were", "had", "took", "held", "came", "met", "said", "gave", "sent", "made", "began", "went", "told", "got", "left", "wurde", "wurden",
            "war", "waren", "hatte", "été", "fue", "fueron", "foi", "foram",
        ];
        const COMING: &[&str] = &[
            "will", "shall", "would", "should", "be", "next", "upcoming", "coming", "plans", "planned", "proposed", "scheduled", "due", "expected", "wird",
            "werden", "soll", "sollen", "sera", "seront", "prévu", "será", "serán", "serão", "prevista", "deadline",
        ];
        let mut past = false;
        let mut look = |i: usize| -> bool {
            let word = self.tokens.word(i);
            if matches!(word, "." | ";" | "?" | "!") && !self.tokens.touches(i + 1) {
                return false;
            }
            if self.tokens.is_any(i, COMING) {
                past = false;
                return false;
            }
            past |= self.tokens.is_any(i, PAST) || self.language == Language::English && word.len() > 4 && word.ends_with("ed");
            true
        };
        for i in (point.first.saturating_sub(TENSE_REACH)..point.first).rev() {
            if !look(i) {
                if self.tokens.is_any(i, COMING) {
                    return false;
                }
                break;
            }
        }
        for i in point.last + 1..(point.last + 1 + TENSE_REACH).min(self.tokens.len()) {
            if !self.joined(i) {
                break;
            }
            if !look(i) {
                if self.tokens.is_any(i, COMING) {
                    return false;
                }
                break;
            }
        }
        past
    }

    /// The year of a date without one: the nearest to the meeting, but a deadline looks ahead and "last" looks back.
    fn anchored_year(&self, point: &Point) -> Option<i16> {
        const AHEAD: &[&str] =
            &["by", "until", "till", "before", "next", "coming", "upcoming", "due", "deadline", "bis", "avant", "nächsten", "prochain", "antes"];
        const BACK: &[&str] = &["last", "since", "past", "previous", "letzten", "vergangenen", "depuis", "dernier", "pasado", "desde", "seit"];
        let anchor = self.anchor?;
        // A weekday that is written decides, where one of the three years has it.
        if let (Some(weekday), Some(day)) = (point.weekday, point.day)
            && let Some(year) = [anchor.year(), anchor.year() + 1, anchor.year() - 1]
                .into_iter()
                .filter(|y| calendar::day(*y, point.month, day).is_some_and(|d| d.weekday() == weekday))
                .min_by_key(|y| calendar::day(*y, point.month, day).map_or(i32::MAX, |d| calendar::distance(anchor, d)))
        {
            return Some(year);
        }
        let year = calendar::nearest_year(anchor, point.month, point.day);
        let probe = calendar::day(year, point.month, point.day.unwrap_or(15).min(28))?;
        let far = calendar::distance(anchor, probe) > HINT_DISTANCE;
        let said = |words: &[&str]| (1..=3).any(|back| point.first.checked_sub(back).is_some_and(|i| self.tokens.is_any(i, words)));
        if far && probe < anchor && said(AHEAD) && !self.is_past(point) {
            return Some(year + 1);
        }
        if far && probe > anchor && (said(BACK) || self.is_past(point)) {
            return Some(year - 1);
        }
        Some(year)
    }
}

/// The most days that one list names.
const MOST_DAYS: usize = 12;

/// How far from a date its sentence's tense is looked for, in tokens.
const TENSE_REACH: usize = 12;

/// A word like "by" or "last" moves a date by a year only where it lies farther from the meeting than this, in days: nearer,
/// the sentence tells of a deadline that has just passed or a month that is just coming.
const HINT_DISTANCE: i32 = 45;

/// Years are shared: backwards ("14 August and 4 September 2023"), and forwards over a range ("from 28 November 2005 to 9 December").
fn share_years(points: &mut [Point]) {
    let mut known: Option<(i16, i8)> = None;
    for point in points.iter_mut().rev() {
        match (point.year, known) {
            (Some(year), _) => known = Some((year, point.month)),
            (None, Some((year, month))) => {
                point.year = Some(if point.month > month { year - 1 } else { year });
                known = Some((point.year.unwrap_or(year), point.month));
            }
            (None, None) => {}
        }
    }
}

/// How many of `after` follow `first` without a gap (days of a month, months of a year) if all that are listed do.
fn run_of(first: &Point, after: &[Point]) -> usize {
    let mut last = first;
    let mut taken = 0;
    for point in after {
        let follows = match (last.day, point.day) {
            (Some(a), Some(b)) => last.month == point.month && b == a + 1,
            (None, None) => point.month == last.month + 1,
            _ => false,
        } && (last.year == point.year);
        if last.link != Link::And || !follows || point.weekday.is_some() {
            break;
        }
        taken += 1;
        last = point;
    }
    if last.link == Link::And { 0 } else { taken }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn read(text: &str, language: Language) -> Vec<String> {
        let tokens = Tokens::of(text);
        find(&tokens, language, Some(Date::constant(2023, 11, 13)))
            .into_iter()
            .map(|d| format!("{}={}{}", d.span.of(text), d.edtf.unwrap_or_else(|| "?".to_owned()), if d.from == From::Meeting { "~m" } else { "" }))
            .collect()
    }

    fn check(language: Language, cases: &[(&str, &[&str])]) {
        for (text, expected) in cases {
            assert_eq!(read(text, language), *expected, "{text}");
        }
    }

    #[test]
    fn english() {
        check(
            Language::English,
            &[
                ("held on Monday, 13 November 2023 at", &["Monday, 13 November 2023=2023-11-13"]),
                ("November 13th, 2023.", &["November 13th, 2023=2023-11-13"]),
                ("JULY 1st, 2009", &["JULY 1st, 2009=2009-07-01"]),
                ("14 August and 4 September 2023", &["14 August=2023-08-14", "4 September 2023=2023-09-04"]),
                ("from 28 November to 9 December 2005", &["28 November to 9 December 2005=2005-11-28/2005-12-09"]),
                ("13-15 November", &["13-15 November=2023-11-13/2023-11-15~m"]),
                ("19 – 30 May 2008", &["19 – 30 May 2008=2008-05-19/2008-05-30"]),
                ("19th and 20th October 2013", &["19th and 20th October 2013=2013-10-19/2013-10-20"]),
                ("5, 6 and 9 May 2022", &["5=2022-05-05", "6=2022-05-06", "9 May 2022=2022-05-09"]),
                ("April 1, 2009 – May 31, 2009", &["April 1, 2009 – May 31, 2009=2009-04/2009-05"]),
                ("APRIL, MAY AND JUNE 2009", &["APRIL, MAY AND JUNE 2009=2009-04/2009-06"]),
                ("by 30 November", &["30 November=2023-11-30~m"]),
                ("in September 2024", &["September 2024=2024-09"]),
                ("October, 2009", &["October, 2009=2009-10"]),
                ("the March meeting; in March they meet", &["March=2024-03~m"]),
                ("Sept. 19", &["Sept. 19=2023-09-19~m"]),
                ("We may meet; May I? April Jones and June said", &[]),
                ("on May 7, 12 people came", &["May 7=2023-05-07~m"]),
                ("section 3.12 June 2006", &["June 2006=2006-06"]),
                ("31 June 2023", &["31 June 2023=?"]),
                ("28 December to 3 January", &["28 December to 3 January=2023-12-28/2024-01-03~m"]),
                ("by 1 June", &["1 June=2024-06-01~m"]),
                ("on May 7 7:00 PM", &["May 7=2024-05-07~m"]),
                ("the 12th Meeting in 2024, Article 5, resolution 78/32", &[]),
                ("30-Nov-23 and 5/May/2022", &["30-Nov-23=2023-11-30", "5/May/2022=2022-05-05"]),
                ("March 3-5, 2024", &["March 3-5, 2024=2024-03-03/2024-03-05"]),
                ("held 11-12/10/2021 online", &["11-12/10/2021=2021-10-11/2021-10-12"]),
                ("13 November 2023 (Monday)", &["13 November 2023 (Monday)=2023-11-13"]),
            ],
        );
    }

    #[test]
    fn other_languages() {
        check(
            Language::French,
            &[
                ("le 1er mars 2024", &["1er mars 2024=2024-03-01"]),
                ("du 2 au 11 juillet 2019", &["2 au 11 juillet 2019=2019-07-02/2019-07-11"]),
                ("séance du 15 DÉCEMBRE 2023", &["15 DÉCEMBRE 2023=2023-12-15"]),
                ("jeudi 26 novembre", &["jeudi 26 novembre=2023-11-26~m"]),
                ("mardi 26 novembre", &["mardi 26 novembre=2024-11-26~m"]),
                ("en septembre", &["septembre=2023-09~m"]),
            ],
        );
        check(
            Language::Spanish,
            &[
                ("el 3 de julio de 2019", &["3 de julio de 2019=2019-07-03"]),
                ("del 2 al 11 de julio de 2019", &["2 al 11 de julio de 2019=2019-07-02/2019-07-11"]),
            ],
        );
        check(
            Language::German,
            &[
                ("am 9. Juni 2023", &["9. Juni 2023=2023-06-09"]),
                ("am 13.11.2023", &["13.11.2023=2023-11-13"]),
                ("19.-21.11.2023", &["19.-21.11.2023=2023-11-19/2023-11-21"]),
                ("Dienstag, den 6. Juni", &["Dienstag, den 6. Juni=2023-06-06~m"]),
            ],
        );
        check(Language::Portuguese, &[("5 de março de 2024", &["5 de março de 2024=2024-03-05"]), ("1º de maio de 2020", &["1º de maio de 2020=2020-05-01"])]);
    }

    #[test]
    fn numbers_only() {
        check(
            Language::English,
            &[
                ("2023-11-13", &["2023-11-13=2023-11-13"]),
                ("4/24/2009 and 5/6/2009", &["4/24/2009=2009-04-24", "5/6/2009=2009-05-06"]),
                ("24/4/2009 and 5/6/2009", &["24/4/2009=2009-04-24", "5/6/2009=2009-06-05"]),
                ("due 5/29/07", &["5/29/07=2007-05-29"]),
                ("by 11/25; up 3/25 from 1/2", &["11/25=2023-11-25~m"]),
                ("7/30/2023, sent by 8/5.", &["7/30/2023=2023-07-30", "8/5=2023-08-05~m"]),
                ("25.X.2010", &["25.X.2010=2010-10-25"]),
                ("A/78/11/2 and 2023/11/13", &["2023/11/13=2023-11-13"]),
                ("call 555-12-3456", &[]),
            ],
        );
    }

    #[test]
    fn weekdays_are_kept_and_checked() {
        let text = "Tuesday, 13 November 2023";
        let tokens = Tokens::of(text);
        let found = find(&tokens, Language::English, None);
        assert!(found.first().unwrap().weekday_clashes());
    }
}

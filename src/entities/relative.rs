//! Dates told from the meeting: "the following week", "tomorrow", "by the end of the month", "next Tuesday", "early December",
//! "the first week of December", "Q4 2023".
//!
//! All count from the day of the meeting, whatever other dates stand around them. What names an event ("the day of the next
//! session") or no time at all ("soon") is left open.

use super::calendar;
use super::dates::{FoundDate, From, Grain, Reader, YEAR_INFERRED};
use super::edtf;
use crate::diagnostics::Repair;
use crate::language::Language;
use crate::lexicon::{Hints, hints_of};
use jiff::civil::{Date, Weekday};

/// Confidence of a date that is counted from the meeting's day.
const COUNTED: f32 = 0.85;

/// What a phrase says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// So many days after the meeting.
    Day(i32),
    /// The week so many weeks after the meeting's.
    Week(i32),
    /// The month so many months after the meeting's.
    Month(i32),
    /// The last day of the month so many months after the meeting's.
    MonthEnd(i32),
    /// The last day of the meeting's year.
    YearEnd,
    /// The year so many years after the meeting's.
    Year(i16),
    /// The Friday of the meeting's week.
    WeekEnd,
}

/// Phrases by language; the longest that fits is taken.
const ENGLISH: &[(&[&str], Rule)] = &[
    (&["tomorrow"], Rule::Day(1)),
    (&["yesterday"], Rule::Day(-1)),
    (&["on", "that", "day"], Rule::Day(0)),
    (&["the", "same", "day"], Rule::Day(0)),
    (&["the", "following", "day"], Rule::Day(1)),
    (&["the", "next", "day"], Rule::Day(1)),
    (&["the", "previous", "day"], Rule::Day(-1)),
    (&["the", "following", "week"], Rule::Week(1)),
    (&["following", "week"], Rule::Week(1)),
    (&["the", "next", "week"], Rule::Week(1)),
    (&["next", "week"], Rule::Week(1)),
    (&["the", "coming", "week"], Rule::Week(1)),
    (&["this", "week"], Rule::Week(0)),
    (&["last", "week"], Rule::Week(-1)),
    (&["the", "previous", "week"], Rule::Week(-1)),
    (&["previous", "week"], Rule::Week(-1)),
    (&["the", "following", "month"], Rule::Month(1)),
    (&["the", "next", "month"], Rule::Month(1)),
    (&["next", "month"], Rule::Month(1)),
    (&["the", "coming", "month"], Rule::Month(1)),
    (&["this", "month"], Rule::Month(0)),
    (&["last", "month"], Rule::Month(-1)),
    (&["the", "previous", "month"], Rule::Month(-1)),
    (&["the", "end", "of", "the", "month"], Rule::MonthEnd(0)),
    (&["end", "of", "the", "month"], Rule::MonthEnd(0)),
    (&["end", "of", "month"], Rule::MonthEnd(0)),
    (&["the", "end", "of", "this", "month"], Rule::MonthEnd(0)),
    (&["the", "end", "of", "next", "month"], Rule::MonthEnd(1)),
    (&["the", "end", "of", "the", "following", "month"], Rule::MonthEnd(1)),
    (&["the", "end", "of", "the", "year"], Rule::YearEnd),
    (&["end", "of", "the", "year"], Rule::YearEnd),
    (&["this", "year"], Rule::Year(0)),
    (&["the", "current", "year"], Rule::Year(0)),
    (&["last", "year"], Rule::Year(-1)),
    (&["the", "previous", "year"], Rule::Year(-1)),
    (&["the", "past", "year"], Rule::Year(-1)),
    (&["next", "year"], Rule::Year(1)),
    (&["the", "following", "year"], Rule::Year(1)),
    (&["the", "coming", "year"], Rule::Year(1)),
    (&["the", "end", "of", "this", "year"], Rule::YearEnd),
    (&["the", "end", "of", "the", "week"], Rule::WeekEnd),
    (&["end", "of", "the", "week"], Rule::WeekEnd),
    (&["the", "end", "of", "this", "week"], Rule::WeekEnd),
];

const FRENCH: &[(&[&str], Rule)] = &[
    (&["demain"], Rule::Day(1)),
    (&["hier"], Rule::Day(-1)),
    (&["le", "lendemain"], Rule::Day(1)),
    (&["la", "semaine", "prochaine"], Rule::Week(1)),
    (&["la", "semaine", "suivante"], Rule::Week(1)),
    (&["la", "semaine", "dernière"], Rule::Week(-1)),
    (&["la", "semaine", "précédente"], Rule::Week(-1)),
    (&["cette", "semaine"], Rule::Week(0)),
    (&["le", "mois", "prochain"], Rule::Month(1)),
    (&["le", "mois", "dernier"], Rule::Month(-1)),
    (&["cette", "année"], Rule::Year(0)),
    (&["l", "’", "année", "prochaine"], Rule::Year(1)),
    (&["l", "'", "année", "prochaine"], Rule::Year(1)),
    (&["l", "’", "année", "dernière"], Rule::Year(-1)),
    (&["l", "'", "année", "dernière"], Rule::Year(-1)),
    (&["la", "fin", "du", "mois"], Rule::MonthEnd(0)),
    (&["fin", "du", "mois"], Rule::MonthEnd(0)),
    (&["la", "fin", "de", "l", "’", "année"], Rule::YearEnd),
    (&["la", "fin", "de", "l", "'", "année"], Rule::YearEnd),
];

const SPANISH: &[(&[&str], Rule)] = &[
    (&["ayer"], Rule::Day(-1)),
    (&["la", "próxima", "semana"], Rule::Week(1)),
    (&["la", "semana", "próxima"], Rule::Week(1)),
    (&["la", "semana", "siguiente"], Rule::Week(1)),
    (&["la", "semana", "pasada"], Rule::Week(-1)),
    (&["esta", "semana"], Rule::Week(0)),
    (&["el", "próximo", "mes"], Rule::Month(1)),
    (&["el", "mes", "próximo"], Rule::Month(1)),
    (&["el", "mes", "pasado"], Rule::Month(-1)),
    (&["este", "año"], Rule::Year(0)),
    (&["el", "próximo", "año"], Rule::Year(1)),
    (&["el", "año", "próximo"], Rule::Year(1)),
    (&["el", "año", "pasado"], Rule::Year(-1)),
    (&["fin", "de", "mes"], Rule::MonthEnd(0)),
    (&["finales", "de", "mes"], Rule::MonthEnd(0)),
    (&["fin", "de", "año"], Rule::YearEnd),
    (&["finales", "de", "año"], Rule::YearEnd),
];

const GERMAN: &[(&[&str], Rule)] = &[
    (&["gestern"], Rule::Day(-1)),
    (&["nächste", "woche"], Rule::Week(1)),
    (&["nächster", "woche"], Rule::Week(1)),
    (&["der", "nächsten", "woche"], Rule::Week(1)),
    (&["kommende", "woche"], Rule::Week(1)),
    (&["kommender", "woche"], Rule::Week(1)),
    (&["der", "kommenden", "woche"], Rule::Week(1)),
    (&["letzte", "woche"], Rule::Week(-1)),
    (&["letzter", "woche"], Rule::Week(-1)),
    (&["der", "letzten", "woche"], Rule::Week(-1)),
    (&["diese", "woche"], Rule::Week(0)),
    (&["dieser", "woche"], Rule::Week(0)),
    (&["nächsten", "monat"], Rule::Month(1)),
    (&["kommenden", "monat"], Rule::Month(1)),
    (&["letzten", "monat"], Rule::Month(-1)),
    (&["dieses", "jahr"], Rule::Year(0)),
    (&["nächstes", "jahr"], Rule::Year(1)),
    (&["kommendes", "jahr"], Rule::Year(1)),
    (&["letztes", "jahr"], Rule::Year(-1)),
    (&["ende", "des", "monats"], Rule::MonthEnd(0)),
    (&["monatsende"], Rule::MonthEnd(0)),
    (&["ende", "des", "jahres"], Rule::YearEnd),
    (&["jahresende"], Rule::YearEnd),
];

const PORTUGUESE: &[(&[&str], Rule)] = &[
    (&["ontem"], Rule::Day(-1)),
    (&["a", "próxima", "semana"], Rule::Week(1)),
    (&["próxima", "semana"], Rule::Week(1)),
    (&["na", "próxima", "semana"], Rule::Week(1)),
    (&["a", "semana", "passada"], Rule::Week(-1)),
    (&["semana", "passada"], Rule::Week(-1)),
    (&["esta", "semana"], Rule::Week(0)),
    (&["próximo", "mês"], Rule::Month(1)),
    (&["mês", "passado"], Rule::Month(-1)),
    (&["este", "ano"], Rule::Year(0)),
    (&["o", "próximo", "ano"], Rule::Year(1)),
    (&["o", "ano", "passado"], Rule::Year(-1)),
    (&["final", "do", "mês"], Rule::MonthEnd(0)),
    (&["fim", "do", "mês"], Rule::MonthEnd(0)),
    (&["final", "do", "ano"], Rule::YearEnd),
    (&["fim", "do", "ano"], Rule::YearEnd),
];

const fn phrases(language: Language) -> &'static [(&'static [&'static str], Rule)] {
    match language {
        Language::English => ENGLISH,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
        Language::German => GERMAN,
        Language::Portuguese => PORTUGUESE,
        Language::Other => &[],
    }
}

/// The words for the first to the fourth part of a year.
const ORDINALS: [&[&str]; 4] = [
    &["first", "1st", "premier", "erste", "ersten", "primer"],
    &["second", "2nd", "deuxième", "zweite", "zweiten", "segundo"],
    &["third", "3rd", "troisième", "dritte", "dritten", "tercer"],
    &["fourth", "4th", "last", "quatrième", "vierte", "vierten", "cuarto"],
];

/// The words before a weekday that is to come, and before one that is past.
const NEXT: &[&str] = &["next", "this", "coming", "nächsten", "kommenden", "próximo"];
const LAST: &[&str] = &["last", "letzten", "vergangenen", "pasado"];

/// The words before a number of days or weeks to come, and the numbers.
const AHEAD: &[&str] = &["in", "dans", "en", "em"];
const NUMBERS: &[(&str, i32)] = &[
    ("a", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("ten", 10),
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("una", 1),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("einer", 1),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("uma", 1),
    ("duas", 2),
    ("dois", 2),
    ("três", 3),
    ("quatro", 4),
];

/// The first words of the phrases of all languages.
static PHRASE_OPENERS: Hints = hints_of!(ENGLISH, ([word, ..], _) => word)
    .or(&hints_of!(FRENCH, ([word, ..], _) => word))
    .or(&hints_of!(SPANISH, ([word, ..], _) => word))
    .or(&hints_of!(GERMAN, ([word, ..], _) => word))
    .or(&hints_of!(PORTUGUESE, ([word, ..], _) => word));

/// The first words of parts of a month.
static PART_OPENERS: Hints = hints_of!(MONTH_PARTS, ([word, ..], _) => word);

/// The first words of parts of a year.
static YEAR_OPENERS: Hints = {
    let [first, second, third, fourth] = ORDINALS;
    Hints::of(&["q", "h", "t", "s"]).or(&Hints::of(first)).or(&Hints::of(second)).or(&Hints::of(third)).or(&Hints::of(fourth))
};

/// The first words of days counted from the meeting's.
static COUNT_OPENERS: Hints = Hints::of(AHEAD).or(&Hints::of(WITHIN)).or(&hints_of!(NUMBERS, (word, _) => word));

/// The words that may open a relative date, beside figures and weekdays.
pub(super) static OPENERS: Hints = PHRASE_OPENERS.or(&PART_OPENERS).or(&YEAR_OPENERS).or(&COUNT_OPENERS).or(&Hints::of(NEXT)).or(&Hints::of(LAST));

/// A relative or approximate date from token `i` on; the token after it.
pub(super) fn read(reader: &Reader<'_>, i: usize) -> Option<(Vec<FoundDate>, usize)> {
    let found = part_of_month(reader, i)
        .or_else(|| part_of_year(reader, i))
        .or_else(|| phrase(reader, i))
        .or_else(|| weekday(reader, i))
        .or_else(|| counted(reader, i))?;
    let next = found.tokens.end;
    Some((vec![found], next))
}

/// A date between two days, over tokens `first` to `last`.
fn made(reader: &Reader<'_>, first: usize, last: usize, (start, end): (Date, Date), how: Made) -> FoundDate {
    let grain = if start == end { Grain::Day } else { Grain::Span };
    let from = if how.anchored { From::Meeting } else { From::Text };
    let repairs = how.because.map(|(kind, because)| Repair::new(kind, because)).into_iter().collect();
    FoundDate {
        span: reader.tokens.span(first, last),
        tokens: first..last + 1,
        start: Some(start),
        end: Some(end),
        edtf: Some(how.edtf.unwrap_or_else(|| edtf::interval(start, end))),
        from,
        grain,
        weekday: None,
        confidence: how.confidence,
        repairs,
        ambiguous: false,
    }
}

struct Made {
    edtf: Option<String>,
    anchored: bool,
    confidence: f32,
    because: Option<(&'static str, &'static str)>,
}

const FROM_MEETING: Made = Made { edtf: None, anchored: true, confidence: COUNTED, because: Some(("relative-date", "counted from the day of the meeting")) };

fn phrase(reader: &Reader<'_>, i: usize) -> Option<FoundDate> {
    let anchor = reader.anchor.filter(|_| reader.tokens.may_be(i, &PHRASE_OPENERS))?;
    let (words, rule) = phrases(reader.language)
        .iter()
        .filter(|(words, _)| reader.tokens.are(i, words) && (1..words.len()).all(|n| reader.joined(i + n)))
        .max_by_key(|(words, _)| words.len())?;
    let last = i + words.len() - 1;
    // "today's world", "the next week-long session", "next month's meeting" (which is one)
    if reader.tokens.is(last + 1, "-") && reader.tokens.touches(last + 1) {
        return None;
    }
    let bounds = match *rule {
        Rule::Day(n) => calendar::days_after(anchor, n).map(|d| (d, d)),
        Rule::Week(n) => calendar::week_after(anchor, n),
        Rule::Month(n) => calendar::month_after(anchor, n),
        Rule::MonthEnd(n) => calendar::month_after(anchor, n).map(|(_, end)| (end, end)),
        Rule::YearEnd => calendar::day(anchor.year(), 12, 31).map(|d| (d, d)),
        Rule::Year(n) => edtf::part_of_year(anchor.year().checked_add(n)?, 1, 12),
        Rule::WeekEnd => calendar::week_after(anchor, 0).and_then(|(monday, _)| calendar::days_after(monday, 4)).map(|d| (d, d)),
    }?;
    let edtf = if let Rule::Year(_) = rule { Some(format!("{:04}", bounds.0.year())) } else { None };
    Some(made(reader, i, last, bounds, Made { edtf, ..FROM_MEETING }))
}

const MONTH_PARTS: &[(&[&str], Part)] = &[
    (&["early"], Part::Some),
    (&["late"], Part::Some),
    (&["mid", "-"], Part::Some),
    (&["mid"], Part::Some),
    (&["the", "end", "of"], Part::End),
    (&["end", "of"], Part::End),
    (&["the", "beginning", "of"], Part::Some),
    (&["beginning", "of"], Part::Some),
    (&["the", "middle", "of"], Part::Some),
    (&["the", "first", "week", "of"], Part::Week(1)),
    (&["the", "first", "week", "in"], Part::Week(1)),
    (&["the", "second", "week", "of"], Part::Week(2)),
    (&["the", "third", "week", "of"], Part::Week(3)),
    (&["the", "last", "week", "of"], Part::Week(5)),
    (&["first", "week", "of"], Part::Week(1)),
    (&["second", "week", "of"], Part::Week(2)),
    (&["third", "week", "of"], Part::Week(3)),
    (&["last", "week", "of"], Part::Week(5)),
    (&["the", "first", "half", "of"], Part::FirstHalf),
    (&["the", "second", "half", "of"], Part::SecondHalf),
    (&["début"], Part::Some),
    (&["mi", "-"], Part::Some),
    (&["fin"], Part::End),
    (&["la", "fin", "de"], Part::End),
    (&["la", "première", "semaine", "de"], Part::Week(1)),
    (&["anfang"], Part::Some),
    (&["mitte"], Part::Some),
    (&["ende"], Part::End),
    (&["principios", "de"], Part::Some),
    (&["mediados", "de"], Part::Some),
    (&["finales", "de"], Part::End),
    (&["fines", "de"], Part::End),
    (&["início", "de"], Part::Some),
    (&["meados", "de"], Part::Some),
    (&["final", "de"], Part::End),
    (&["fim", "de"], Part::End),
];

#[derive(Debug, Clone, Copy)]
enum Part {
    /// Some days of it.
    Some,
    /// Its last day.
    End,
    /// Its n-th seven days; the 5th are its last.
    Week(i32),
    FirstHalf,
    SecondHalf,
}

/// "early December", "the first week of December", "by the end of June 2024".
fn part_of_month(reader: &Reader<'_>, i: usize) -> Option<FoundDate> {
    if !reader.tokens.may_be(i, &PART_OPENERS) {
        return None;
    }
    let (words, part) = MONTH_PARTS.iter().filter(|(words, _)| reader.tokens.are(i, words)).max_by_key(|(words, _)| words.len())?;
    let mut at = i + words.len();
    if reader.tokens.is_any(at, &["the", "d"]) {
        at += 1 + usize::from(reader.tokens.is_any(at + 1, &["’", "'"]));
    }
    let name = reader.month(at).filter(|m| m.own && !m.short && reader.joined(at))?;
    let small_ok = matches!(reader.language, Language::French | Language::Spanish | Language::Portuguese);
    if !small_ok && !reader.tokens.get(at)?.kind.is_capital() {
        return None;
    }
    // A day after the month makes it a date proper ("late May 7").
    if reader.number(at + 1, 2).is_some() {
        return None;
    }
    let of = usize::from(reader.tokens.is_any(at + 1, &["de", "of", ","]));
    let written = reader.year(at + 1 + of).filter(|_| reader.joined(at + 1 + of));
    let last = if written.is_some() { at + 1 + of } else { at };
    let year = written.or_else(|| reader.anchor.map(|anchor| calendar::nearest_year(anchor, name.month, None)))?;
    let (first, end) = calendar::month_bounds(year, name.month)?;
    let day = |d: i8| calendar::day(year, name.month, d);
    let (bounds, edtf) = match part {
        Part::Some => ((first, end), Some(format!("{}~", edtf::month(year, name.month)))),
        Part::End => ((end, end), None),
        Part::Week(5) => ((calendar::days_after(end, -6)?, end), None),
        Part::Week(n) => ((day(*n as i8 * 7 - 6)?, day(*n as i8 * 7)?), None),
        Part::FirstHalf => ((first, day(15)?), None),
        Part::SecondHalf => ((day(16)?, end), None),
    };
    let anchored = written.is_none();
    let because = anchored.then_some(("year-inferred", "no year is written; the nearest to the meeting's day is meant"));
    Some(made(reader, i, last, bounds, Made { edtf, anchored, confidence: YEAR_INFERRED, because }))
}

/// "Q4 2023", "the first quarter of 2024", "2nd half of 2023", "H1 2024".
fn part_of_year(reader: &Reader<'_>, i: usize) -> Option<FoundDate> {
    let tokens = reader.tokens;
    // "Q4" is a letter and a number that touch.
    let letter = tokens.word(i);
    if matches!(letter, "Q" | "H" | "T" | "S") && tokens.touches(i + 1) {
        let n = reader.number(i + 1, 1)? as i8;
        let at = i + 2 + usize::from(tokens.is_any(i + 2, &["of", "/", "-", ","]));
        let year = reader.year(at)?;
        return match letter {
            "Q" | "T" if (1..=4).contains(&n) => quarter(reader, i, at, year, n),
            "H" | "S" if (1..=2).contains(&n) => half(reader, i, at, year, n),
            _ => None,
        };
    }
    let (ordinal, after) = match reader.number(i, 1) {
        Some(n) if tokens.is_any(i + 1, &["st", "nd", "rd", "th", "er", "e", "."]) && (1..=4).contains(&n) => (n as i8, i + 2),
        _ => (ORDINALS.iter().position(|words| tokens.is_any(i, words))? as i8 + 1, i + 1),
    };
    let is_quarter = tokens.is_any(after, &["quarter", "trimestre", "quartal"]);
    let is_half = tokens.is_any(after, &["half", "semestre", "halbjahr"]);
    if !is_quarter && !is_half {
        return None;
    }
    let at = after + 1 + usize::from(tokens.is_any(after + 1, &["of", "de", "in"]));
    let year = reader.year(at)?;
    if is_quarter { quarter(reader, i, at, year, ordinal) } else { half(reader, i, at, year, ordinal).filter(|_| ordinal <= 2) }
}

fn quarter(reader: &Reader<'_>, first: usize, last: usize, year: i16, n: i8) -> Option<FoundDate> {
    let bounds = edtf::part_of_year(year, n * 3 - 2, 3)?;
    Some(made(reader, first, last, bounds, Made { edtf: Some(edtf::quarter(year, n)), anchored: false, confidence: 1.0, because: None }))
}

fn half(reader: &Reader<'_>, first: usize, last: usize, year: i16, n: i8) -> Option<FoundDate> {
    let bounds = edtf::part_of_year(year, if n == 1 { 1 } else { 7 }, 6)?;
    Some(made(reader, first, last, bounds, Made { edtf: Some(edtf::half(year, n)), anchored: false, confidence: 1.0, because: None }))
}

/// "next Tuesday", "last Friday", "nächsten Dienstag", "mardi prochain".
fn weekday(reader: &Reader<'_>, i: usize) -> Option<FoundDate> {
    const NEXT_AFTER: &[&str] = &["prochain", "próximo", "que"];
    const LAST_AFTER: &[&str] = &["dernier", "pasado", "passado"];
    let anchor = reader.anchor?;
    let tokens = reader.tokens;
    let (day, last, ahead) = if tokens.is_any(i, NEXT) || tokens.is_any(i, LAST) {
        let (day, next) = reader.weekday(i + 1).filter(|_| reader.joined(i + 1))?;
        (day, next - 1, tokens.is_any(i, NEXT))
    } else {
        let (day, next) = reader.weekday(i)?;
        if !tokens.is_any(next, NEXT_AFTER) && !tokens.is_any(next, LAST_AFTER) || tokens.is(next, "que") && !tokens.is(next + 1, "viene") {
            return None;
        }
        let last = next + usize::from(tokens.is(next, "que"));
        (day, last, tokens.is_any(next, NEXT_AFTER))
    };
    // "next Tuesday, 14 November" is a date by itself.
    let has_date =
        (last + 1..=last + 3).any(|at| reader.number(at, 2).is_some() && (reader.month(at + 1).is_some() || reader.month(at.wrapping_sub(1)).is_some()));
    if has_date {
        return None;
    }
    let date = neighbour(anchor, day, ahead)?;
    Some(made(reader, i, last, (date, date), FROM_MEETING))
}

/// The first such weekday after the anchor, or the last one before it.
fn neighbour(anchor: Date, day: Weekday, ahead: bool) -> Option<Date> {
    let mut away = i32::from(day.to_monday_zero_offset()) - i32::from(anchor.weekday().to_monday_zero_offset());
    if ahead && away <= 0 {
        away += 7;
    } else if !ahead && away >= 0 {
        away -= 7;
    }
    calendar::days_after(anchor, away)
}

/// Words before a time that ends so long after the meeting.
const WITHIN: &[&str] = &["within", "binnen", "innerhalb", "sous"];

/// "in two weeks", "three days ago", "in zwei Wochen", "dans deux semaines".
fn counted(reader: &Reader<'_>, i: usize) -> Option<FoundDate> {
    const WEEKS: &[&str] = &["week", "weeks", "semaine", "semaines", "semana", "semanas", "woche", "wochen"];
    const DAYS: &[&str] = &["day", "days", "jours", "jour", "días", "dias", "tage", "tagen"];
    let anchor = reader.anchor?;
    let tokens = reader.tokens;
    let ahead = tokens.is_any(i, AHEAD) || tokens.is_any(i, WITHIN);
    let at = i + usize::from(ahead) + usize::from(tokens.is(i, "innerhalb") && tokens.is(i + 1, "von"));
    if !reader.joined(at) && ahead {
        return None;
    }
    let n = reader.number(at, 2).map(i32::from).or_else(|| NUMBERS.iter().find(|(word, _)| tokens.is(at, word)).map(|(_, n)| *n))?;
    let unit = at + 1;
    let days = if tokens.is_any(unit, WEEKS) {
        n * 7
    } else if tokens.is_any(unit, DAYS) {
        n
    } else {
        return None;
    };
    // "in two weeks" is a date, "in two weeks of work" and "in 3 days' time" are and are not; "two weeks ago" always is.
    // "within 30 days": from the meeting on.
    if tokens.is_any(i, WITHIN) {
        let counts_from = tokens.is_any(unit + 1, &["of", "from", "’", "'", "before", "after", "prior", "de", "nach", "à"]);
        let last = calendar::days_after(anchor, days).filter(|_| !counts_from && reader.joined(unit))?;
        return Some(made(reader, i, unit, (anchor, last), FROM_MEETING));
    }
    let (last, away) = if ahead {
        if tokens.is_any(unit + 1, &["of", "from", "’", "'", "before", "after", "prior", "de"]) || !reader.joined(unit) {
            return None;
        }
        let time = usize::from(tokens.is(unit + 1, "time"));
        (unit + time, days)
    } else if tokens.is(unit + 1, "ago") {
        (unit + 1, -days)
    } else {
        return None;
    };
    let date = calendar::days_after(anchor, away)?;
    // Weeks are counted loosely: the whole week is meant.
    let bounds = if days % 7 == 0 && !tokens.is_any(unit, DAYS) { calendar::week_after(anchor, away / 7)? } else { (date, date) };
    Some(made(reader, i, last, bounds, FROM_MEETING))
}

#[cfg(test)]
mod tests {
    use super::super::dates;
    use super::super::tokens::Tokens;
    use super::*;

    fn check(text: &str, language: Language, expected: &[&str]) {
        let tokens = Tokens::of(text);
        let found: Vec<String> = dates::find(&tokens, language, Some(Date::constant(2023, 11, 13)))
            .into_iter()
            .map(|d| format!("{}={}", d.span.of(text), d.edtf.unwrap_or_default()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn counted_from_the_meeting() {
        use Language::{English, French, German, Spanish};
        check("in the following week and the previous week", English, &["the following week=2023-11-20/2023-11-26", "the previous week=2023-11-06/2023-11-12"]);
        check("last year's tally; next year", English, &["last year=2022", "next year=2024"]);
        check("l’année prochaine", French, &["l’année prochaine=2024"]);
        check("by the end of the month", English, &["the end of the month=2023-11-30"]);
        check("on that day; tomorrow", English, &["on that day=2023-11-13", "tomorrow=2023-11-14"]);
        check("next Tuesday and last Friday", English, &["next Tuesday=2023-11-14", "last Friday=2023-11-10"]);
        check("in early December", English, &["early December=2023-12~"]);
        check("the first week of December", English, &["the first week of December=2023-12-01/2023-12-07"]);
        check("in two weeks, three days ago", English, &["in two weeks=2023-11-27/2023-12-03", "three days ago=2023-11-10"]);
        check("within 30 days; within two weeks of receipt", English, &["within 30 days=2023-11-13/2023-12-13"]);
        check("innerhalb von zwei Wochen", German, &["innerhalb von zwei Wochen=2023-11-13/2023-11-27"]);
        check("Q4 2023 and the first quarter of 2024", English, &["Q4 2023=2023-36", "first quarter of 2024=2024-33"]);
        check("mardi prochain, fin décembre", French, &["mardi prochain=2023-11-14", "fin décembre=2023-12-31"]);
        check("Ende Januar, nächste Woche", German, &["Ende Januar=2024-01-31", "nächste Woche=2023-11-20/2023-11-26"]);
        check("la próxima semana, a finales de junio", Spanish, &["la próxima semana=2023-11-20/2023-11-26", "finales de junio=2023-06-30"]);
        check("soon, in due course, in the near future", English, &[]);
    }
}

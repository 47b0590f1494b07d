//! The calendar's own words: months and weekdays in five languages, and the days between two ends.
//!
//! Letters are folded (small, without accents) before they are looked up, so that "DÉCEMBRE" and "decembre" are one word.

use crate::language::Language;
use crate::lexicon::{Hints, hints_of};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A month's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthName {
    /// 1 to 12.
    pub month: i8,
    /// Whether it is cut short ("Sept").
    pub short: bool,
    /// Whether it is a word of the text's own language.
    pub own: bool,
}

const E: u8 = 1;
const F: u8 = 2;
const S: u8 = 4;
const D: u8 = 8;
const P: u8 = 16;

/// Whole names, folded.
const MONTHS: [(u8, [&str; 12]); 5] = [
    (E, ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]),
    (F, ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre"]),
    (S, ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]),
    (D, ["januar", "februar", "marz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember"]),
    (P, ["janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"]),
];

/// Second spellings of whole names, folded.
const SPELLINGS: [(&str, i8, u8); 5] = [("janner", 1, D), ("jaenner", 1, D), ("maerz", 3, D), ("setiembre", 9, S), ("feber", 2, D)];

/// Names cut short, folded.
const SHORT_MONTHS: [(&str, i8, u8); 32] = [
    ("jan", 1, E | D | P),
    ("feb", 2, E | S | D),
    ("mar", 3, E | S | P),
    ("apr", 4, E | D),
    ("jun", 6, E | S | D | P),
    ("jul", 7, E | S | D | P),
    ("aug", 8, E | D),
    ("sep", 9, E | S | D),
    ("sept", 9, E | F | S | D),
    ("oct", 10, E | F | S),
    ("nov", 11, E | F | S | D | P),
    ("dec", 12, E | F),
    ("janv", 1, F),
    ("fevr", 2, F),
    ("fev", 2, F | P),
    ("avr", 4, F),
    ("juil", 7, F),
    ("juill", 7, F),
    ("ene", 1, S),
    ("abr", 4, S | P),
    ("may", 5, S),
    ("ago", 8, S | P),
    ("dic", 12, S),
    ("mrz", 3, D),
    ("okt", 10, D),
    ("dez", 12, D | P),
    ("mai", 5, P),
    ("set", 9, P),
    ("out", 10, P),
    ("mai", 5, F),
    ("set", 9, S),
    ("juin", 6, F),
];

/// Whole names of weekdays, folded, Monday first.
const WEEKDAYS: [(u8, [&str; 7]); 5] = [
    (E, ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]),
    (F, ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]),
    (S, ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"]),
    (D, ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"]),
    (P, ["segunda", "terca", "quarta", "quinta", "sexta", "sabado", "domingo"]),
];

/// Names of weekdays cut short, folded.
const SHORT_WEEKDAYS: [(&str, usize, u8); 18] = [
    ("mon", 0, E),
    ("tue", 1, E),
    ("tues", 1, E),
    ("wed", 2, E),
    ("thu", 3, E),
    ("thur", 3, E),
    ("thurs", 3, E),
    ("fri", 4, E),
    ("sat", 5, E),
    ("sun", 6, E),
    ("sonnabend", 5, D),
    ("mo", 0, D),
    ("di", 1, D),
    ("mi", 2, D),
    ("do", 3, D),
    ("fr", 4, D),
    ("sa", 5, D),
    ("so", 6, D),
];

/// The seven days, Monday first.
const DAYS: [Weekday; 7] = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday];

/// The longest name of a month or weekday, in bytes as written ("donnerstag", "septiembre", and accents).
const LONGEST: usize = 12;

/// The names of months.
pub(super) static MONTH_WORDS: Hints = {
    let whole = hints_of!(&SPELLINGS, (word, ..) => word).or(&hints_of!(&SHORT_MONTHS, (word, ..) => word));
    let [(_, e), (_, f), (_, s), (_, d), (_, p)] = &MONTHS;
    whole.or(&Hints::of(e)).or(&Hints::of(f)).or(&Hints::of(s)).or(&Hints::of(d)).or(&Hints::of(p))
};

/// The names of weekdays.
pub(super) static WEEKDAY_WORDS: Hints = {
    let [(_, e), (_, f), (_, s), (_, d), (_, p)] = &WEEKDAYS;
    hints_of!(&SHORT_WEEKDAYS, (word, ..) => word).or(&Hints::of(e)).or(&Hints::of(f)).or(&Hints::of(s)).or(&Hints::of(d)).or(&Hints::of(p))
};

const fn mask(language: Language) -> u8 {
    match language {
        Language::English => E,
        Language::French => F,
        Language::Spanish => S,
        Language::German => D,
        Language::Portuguese => P,
        Language::Other => E | F | S | D | P,
    }
}

/// `word` in small letters without accents.
#[must_use]
pub fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.chars().flat_map(char::to_lowercase).filter(|c| !matches!(c, '\u{300}'..='\u{36F}')).map(plain).collect()
}

const fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    }
}

/// The month that `word` names.
#[must_use]
pub fn month(word: &str, language: Language) -> Option<MonthName> {
    if !(3..=LONGEST).contains(&word.len()) || !MONTH_WORDS.may_hold(word) {
        return None;
    }
    let word = folded(word);
    let mine = mask(language);
    let mut found: Option<MonthName> = None;
    let mut offer = |month: i8, short: bool, languages: u8| {
        let own = languages & mine != 0;
        // English dates stand in documents of every language; short forms of other languages only in their own.
        if short && !own && languages & E == 0 {
            return;
        }
        if found.is_none_or(|f| own && !f.own) {
            found = Some(MonthName { month, short, own });
        }
    };
    for (languages, names) in &MONTHS {
        if let Some(at) = names.iter().position(|name| *name == word) {
            offer(at as i8 + 1, false, *languages);
        }
    }
    for (name, month, languages) in SPELLINGS {
        if name == word {
            offer(month, false, languages);
        }
    }
    for (name, month, languages) in SHORT_MONTHS {
        if name == word {
            offer(month, true, languages);
        }
    }
    found
}

/// The weekday that `word` names, and whether it is cut short.
#[must_use]
pub fn weekday(word: &str, language: Language) -> Option<(Weekday, bool)> {
    if !(2..=LONGEST).contains(&word.len()) || !WEEKDAY_WORDS.may_hold(word) {
        return None;
    }
    let word = folded(word);
    let mine = mask(language);
    for (languages, names) in &WEEKDAYS {
        if (languages & (mine | E) != 0 || language == Language::Other)
            && let Some(at) = names.iter().position(|name| *name == word)
        {
            return DAYS.get(at).map(|day| (*day, false));
        }
    }
    SHORT_WEEKDAYS.iter().find(|(name, _, languages)| *name == word && languages & mine != 0).and_then(|(_, at, _)| DAYS.get(*at)).map(|day| (*day, true))
}

/// The month written as a Roman number ("25.X.2010").
#[must_use]
pub fn roman_month(word: &str) -> Option<i8> {
    const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    ROMAN.iter().position(|r| *r == word).map(|at| at as i8 + 1)
}

/// The day of this year, month and day, where the calendar has it.
#[must_use]
pub fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// The month's first and last day.
#[must_use]
pub fn month_bounds(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// The month that lies `months` after that of `date`: first and last day.
#[must_use]
pub fn month_after(date: Date, months: i32) -> Option<(Date, Date)> {
    let first = date.first_of_month().checked_add(months.months()).ok()?;
    Some((first, first.last_of_month()))
}

/// The day that lies `days` after `date`.
#[must_use]
pub fn days_after(date: Date, days: i32) -> Option<Date> {
    date.checked_add(days.days()).ok()
}

/// Monday to Sunday of the week that lies `weeks` after that of `date`.
#[must_use]
pub fn week_after(date: Date, weeks: i32) -> Option<(Date, Date)> {
    let monday = date.checked_sub(i32::from(date.weekday().to_monday_zero_offset()).days()).ok()?.checked_add((weeks * 7).days()).ok()?;
    Some((monday, monday.checked_add(6.days()).ok()?))
}

/// How many days lie between two dates, whichever comes first.
#[must_use]
pub fn distance(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days().abs())
}

/// The year in which a month (and day) lies nearest to `anchor`.
#[must_use]
pub fn nearest_year(anchor: Date, month: i8, day: Option<i8>) -> i16 {
    // The middle of a month stands for it; the 28th exists in all.
    let probe = day.unwrap_or(15).min(28);
    let away = |year: i16| Date::new(year, month, probe).map_or(i32::MAX, |d| distance(anchor, d));
    [anchor.year(), anchor.year() + 1, anchor.year() - 1].into_iter().min_by_key(|year| away(*year)).unwrap_or_else(|| anchor.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_of_five_languages() {
        for (word, language, number) in [
            ("November", Language::English, 11),
            ("DÉCEMBRE", Language::French, 12),
            ("août", Language::French, 8),
            ("setiembre", Language::Spanish, 9),
            ("Jänner", Language::German, 1),
            ("Maerz", Language::German, 3),
            ("março", Language::Portuguese, 3),
            ("Sept", Language::English, 9),
            ("Okt", Language::German, 10),
        ] {
            assert_eq!(month(word, language).map(|m| m.month), Some(number), "{word}");
        }
        assert_eq!(month("set", Language::English), None);
        assert_eq!(month("out", Language::English), None);
        assert!(!month("mars", Language::English).unwrap().own);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let anchor = Date::constant(2023, 11, 13);
        assert_eq!(week_after(anchor, 1).unwrap(), (Date::constant(2023, 11, 20), Date::constant(2023, 11, 26)));
        assert_eq!(week_after(anchor, -1).unwrap(), (Date::constant(2023, 11, 6), Date::constant(2023, 11, 12)));
    }

    #[test]
    fn the_nearest_year() {
        let anchor = Date::constant(2023, 11, 13);
        assert_eq!(nearest_year(anchor, 1, Some(10)), 2024);
        assert_eq!(nearest_year(anchor, 11, Some(1)), 2023);
        assert_eq!(nearest_year(anchor, 6, None), 2023);
    }
}

//! Times and days written out in words, as solemn minutes have them: "at nine o'clock and thirty minutes",
//! "aos dez dias do mês de janeiro de dois mil e vinte e quatro".

use crate::entities::calendar;
use crate::entities::tokens::{Before, Tokens};
use crate::language::Language;
use crate::lexicon::Hints;
use crate::outline::folded;
use std::ops::Range;

/// Cardinals and ordinals up to thirty-one that are one word, and the tens, folded.
const WORDS: &[(u32, &[&str])] = &[
    (0, &["zero", "cero", "null"]),
    (1, &["one", "first", "un", "une", "premier", "uno", "una", "primero", "primer", "um", "uma", "primeiro", "ein", "eins", "ersten"]),
    (2, &["two", "second", "deux", "dos", "segundo", "dois", "duas", "zwei", "zweiten"]),
    (3, &["three", "third", "trois", "tres", "tercero", "terceiro", "drei", "dritten"]),
    (4, &["four", "fourth", "quatre", "cuatro", "quatro", "vier"]),
    (5, &["five", "fifth", "cinq", "cinco", "funf"]),
    (6, &["six", "sixth", "seis", "sechs"]),
    (7, &["seven", "seventh", "sept", "siete", "sete", "sieben"]),
    (8, &["eight", "eighth", "huit", "ocho", "oito", "acht"]),
    (9, &["nine", "ninth", "neuf", "nueve", "nove", "neun"]),
    (10, &["ten", "tenth", "dix", "diez", "dez", "zehn"]),
    (11, &["eleven", "eleventh", "onze", "once", "elf"]),
    (12, &["twelve", "twelfth", "douze", "doce", "doze", "zwolf"]),
    (13, &["thirteen", "thirteenth", "treize", "trece", "treze", "dreizehn"]),
    (14, &["fourteen", "fourteenth", "quatorze", "catorce", "catorze", "vierzehn"]),
    (15, &["fifteen", "fifteenth", "quinze", "quince", "funfzehn"]),
    (16, &["sixteen", "sixteenth", "seize", "dieciseis", "dezasseis", "dezesseis", "sechzehn"]),
    (17, &["seventeen", "seventeenth", "diecisiete", "dezassete", "dezessete", "siebzehn"]),
    (18, &["eighteen", "eighteenth", "dieciocho", "dezoito", "achtzehn"]),
    (19, &["nineteen", "nineteenth", "diecinueve", "dezanove", "dezenove", "neunzehn"]),
    (20, &["twenty", "twentieth", "vingt", "veinte", "vinte", "zwanzig"]),
    (21, &["veintiuno", "veintiun", "einundzwanzig"]),
    (22, &["veintidos", "zweiundzwanzig"]),
    (23, &["veintitres", "dreiundzwanzig"]),
    (24, &["veinticuatro", "vierundzwanzig"]),
    (25, &["veinticinco"]),
    (26, &["veintiseis"]),
    (27, &["veintisiete"]),
    (28, &["veintiocho"]),
    (29, &["veintinueve"]),
    (30, &["thirty", "thirtieth", "trente", "treinta", "trinta", "dreissig", "dreißig"]),
    (40, &["forty", "quarante", "cuarenta", "quarenta", "vierzig"]),
    (50, &["fifty", "cinquante", "cincuenta", "cinquenta", "funfzig"]),
    (60, &["sixty", "sixtieth", "soixante", "sesenta", "sessenta", "sechzig"]),
    (70, &["seventy", "seventieth", "setenta", "siebzig"]),
    (80, &["eighty", "eightieth", "ochenta", "oitenta", "achtzig"]),
    (90, &["ninety", "ninetieth", "noventa", "neunzig"]),
    (1000, &["thousand", "mille", "mil", "tausend", "zweitausend"]),
];

const AND: &[&str] = &["and", "et", "y", "e", "und", "-"];
const HOURS: &[&str] = &["o", "hours", "hour", "heures", "heure", "horas", "hora", "uhr"];
const MINUTES: &[&str] = &["minutes", "minute", "minutos", "minuto", "minuten"];
/// Words for parts of an hour, and their minutes.
const PARTS: &[(u32, &[&str])] = &[(30, &["half", "demie", "media", "meia", "halb"]), (15, &["quarter", "quart", "cuarto", "quarto", "viertel"])];

/// The words of all numbers.
static NUMBER_WORDS: Hints = {
    let mut made = Hints::NONE;
    let mut rest = WORDS;
    while let [(_, words), others @ ..] = rest {
        made = made.or(&Hints::of(words));
        rest = others;
    }
    made
};

fn word_value(word: &str) -> Option<u32> {
    if !NUMBER_WORDS.may_hold(word) {
        return None;
    }
    let folded = folded(word);
    WORDS.iter().find(|(_, words)| words.contains(&folded.as_str())).map(|(value, _)| *value)
}

/// A number in words from token `i` on, and the token after it.
pub(super) fn number(tokens: &Tokens<'_>, i: usize) -> Option<(u32, usize)> {
    let (mut total, mut value, mut next) = (0, word_value(tokens.word(i))?, i + 1);
    loop {
        let skip = usize::from(tokens.is_any(next, AND));
        let Some(more) = word_value(tokens.word(next + skip)) else { break };
        match more {
            1000 if skip == 0 && value < 1000 => value = value.max(1) * 1000,
            1000 => break,
            _ if value >= 1000 => {
                total += value;
                value = more;
            }
            // "twenty-three", "dix-sept", "soixante" apart.
            1..=9 if (20..100).contains(&value) && value % 10 == 0 || value == 10 && more >= 7 && skip + 1 > 0 && tokens.is(i, "dix") => value += more,
            _ => break,
        }
        next += skip + 1;
    }
    Some((total + value, next))
}

/// The ordinal in words that ends at token `last` ("second", "fifty-second"), and its first token.
pub(super) fn ordinal(tokens: &Tokens<'_>, last: usize) -> Option<(u32, usize)> {
    const ROMANCE: &[(u32, &[&str])] = &[
        (1, &["premiere", "primera", "primeira", "erste"]),
        (2, &["deuxieme", "seconde", "segunda", "zweite"]),
        (3, &["troisieme", "tercera", "terceira", "dritte"]),
        (4, &["quatrieme", "cuarta", "quarta", "vierte"]),
        (5, &["cinquieme", "quinta", "funfte"]),
        (6, &["sixieme", "sexta", "sechste"]),
        (7, &["septieme", "septima", "setima", "siebte"]),
        (8, &["huitieme", "octava", "oitava", "achte"]),
        (9, &["neuvieme", "novena", "nona", "neunte"]),
        (10, &["dixieme", "decima", "zehnte"]),
    ];
    let flat = folded(tokens.word(last));
    let english = ["st", "nd", "rd", "th"].iter().any(|e| flat.ends_with(e));
    let romance = || ROMANCE.iter().find(|(_, words)| words.contains(&flat.as_str())).map(|(n, _)| *n);
    let value = word_value(tokens.word(last)).filter(|n| english && *n < 100).or_else(romance)?;
    let tens = last
        .checked_sub(2)
        .filter(|j| tokens.is(j + 1, "-") && tokens.touches(last) && value < 10)
        .and_then(|j| Some((word_value(tokens.word(j)).filter(|t| (20..100).contains(t) && t % 10 == 0)?, j)));
    Some(tens.map_or((value, last), |(ten, j)| (ten + value, j)))
}

/// A time in words from token `i` on: "HH:MM" and its tokens.
pub(super) fn time(tokens: &Tokens<'_>, i: usize) -> Option<(String, Range<usize>)> {
    let (hour, mut next) = number(tokens, i).filter(|(h, _)| *h < 24)?;
    if !tokens.is_any(next, HOURS) {
        return None;
    }
    next += 1;
    if tokens.is(next - 1, "o") {
        // o'clock
        next += usize::from(tokens.is_any(next, &["'", "’"]));
        next += usize::from(tokens.is(next, "clock"));
    }
    let mut minute = 0;
    // "vingt heures trente": French needs no word between.
    let french = tokens.is_any(next - 1, &["heures", "heure"]);
    let skip = usize::from(tokens.is_any(next, AND) || tokens.is(next, ","));
    let here = tokens.get(next + skip).is_some_and(|t| t.before < Before::Block);
    if let Some(part) = PARTS.iter().find(|(_, words)| here && skip == 1 && words.contains(&folded(tokens.word(next + 1)).as_str())) {
        minute = part.0;
        next += 2;
    } else if let Some((m, after)) = number(tokens, next + skip)
        .filter(|(m, after)| here && *m < 60 && (skip == 1 || tokens.is_any(*after, MINUTES) || french && tokens.is_any(*after, &[",", ".", ";"])))
    {
        minute = m;
        next = after + usize::from(tokens.is_any(after, MINUTES));
    }
    Some((format!("{hour:02}:{minute:02}"), i..next))
}

/// A day in words from token `i` on: "fifth day of July in the year two thousand and twenty-three".
pub(super) fn day(tokens: &Tokens<'_>, i: usize, language: Language) -> Option<(jiff::civil::Date, Range<usize>)> {
    const BETWEEN: &[&str] = &[
        "day", "days", "dias", "dia", "días", "día", "of", "de", "do", "del", "mes", "mês", "the", "month", "jour", "du", "mois", "in", "year", "ano", "año",
        "l", "an", ",", "’", "'", "el", "au",
    ];
    let skip = |mut at: usize| {
        let from = at;
        while tokens.is_any(at, BETWEEN) && at < from + 7 {
            at += 1;
        }
        at
    };
    // "a los 15 días del mes de marzo": figures, where the word for days follows.
    let in_figures = || {
        let days = tokens.is_any(i + 1, &["días", "dias", "día", "dia", "days", "day"]) && tokens.is_any(i + 2, &["del", "do", "de", "of"]);
        tokens.word(i).parse::<u32>().ok().filter(|_| days).map(|d| (d, i + 1))
    };
    let (day, next) = number(tokens, i).or_else(in_figures).filter(|(d, _)| (1..=31).contains(d))?;
    let at = skip(next);
    let month = calendar::month(tokens.word(at), language)?;
    let at = skip(at + 1);
    let (year, next) = match tokens.word(at).parse::<u32>() {
        Ok(year) => (year, at + 1),
        Err(_) => number(tokens, at)?,
    };
    let date = jiff::civil::Date::new(i16::try_from(year).ok().filter(|y| (1500..2200).contains(y))?, month.month, i8::try_from(day).ok()?).ok()?;
    Some((date, i..next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_words() {
        for (words, expected) in [
            ("nine o'clock and thirty minutes", Some("09:30")),
            ("TEN HOURS AND FIFTY MINUTES", Some("10:50")),
            ("eleven hours and fifteen minutes.", Some("11:15")),
            ("dix-huit heures trente minutes", Some("18:30")),
            ("vingt heures trente, le conseil", Some("20:30")),
            ("vingt heures dix conseillers", Some("20:00")),
            ("dezoito horas e trinta minutos", Some("18:30")),
            ("diez horas y media", Some("10:30")),
            ("vinte horas", Some("20:00")),
            ("twenty-one hours", Some("21:00")),
            ("ten members", None),
        ] {
            let tokens = Tokens::of(words);
            assert_eq!(time(&tokens, 0).map(|(t, _)| t).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn days_in_words() {
        for (words, expected) in [
            ("fifth day of July in the year two thousand and twenty-three", Some("2023-07-05")),
            ("dez dias do mês de janeiro de dois mil e vinte e quatro", Some("2024-01-10")),
            ("15 dias do mês de janeiro de 2024", Some("2024-01-15")),
            ("quinze décembre deux mille vingt-trois", Some("2023-12-15")),
            ("veintidós de mayo de dos mil veintiuno", Some("2021-05-22")),
            ("twenty-third day of February of the year 2023", Some("2023-02-23")),
            ("five of them", None),
        ] {
            let tokens = Tokens::of(words);
            assert_eq!(day(&tokens, 0, Language::English).map(|(d, _)| d.to_string()).as_deref(), expected, "{words}");
        }
    }
}

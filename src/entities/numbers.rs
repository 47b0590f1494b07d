//! Numbers as minutes write them: in figures with either mark for thousands and decimals, in words, with their multiplier.
//!
//! A value is a decimal string and never a binary fraction, so that what is written comes out to the cent.

use super::calendar::folded;
use super::tokens::{Before, Kind, Tokens};
use crate::language::Language;
use crate::lexicon::{Hints, hints_of};

/// A number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// A decimal string.
    pub(super) value: String,
    /// The token after it.
    pub(super) next: usize,
    /// Whether it is in words.
    pub(super) words: bool,
    /// Whether a multiplier is written ("million").
    pub(super) multiplied: bool,
    /// How many digits stand after the decimal mark, as written.
    pub(super) decimals: usize,
}

/// What a lone mark before three digits means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// English: a comma divides thousands, a point decimals.
    Point,
    /// The languages of the Continent: the other way round.
    Comma,
}

impl Marks {
    pub(super) const fn of(language: Language) -> Self {
        match language {
            Language::English | Language::Other => Self::Point,
            _ => Self::Comma,
        }
    }
}

/// A number in figures or words from token `i` on, with its multiplier. `spaced` lets spaces divide thousands.
pub(super) fn read(tokens: &Tokens<'_>, i: usize, marks: Marks, spaced: bool) -> Option<Number> {
    if tokens.get(i)?.kind != Kind::Number && !tokens.may_be_plain(i, &OPENERS) {
        return None;
    }
    let mut found = figures(tokens, i, marks, spaced).or_else(|| in_words(tokens, i))?;
    if let Some((power, next)) = multiplier(tokens, found.next, found.words) {
        // "1.250 million" has a decimal point, whatever the language's thousands.
        if found.decimals == 0
            && let Some(plain) = plain_decimal(tokens, i, found.next)
        {
            found.value = plain;
        }
        found.value = shifted(&found.value, power);
        (found.next, found.multiplied) = (next, true);
    }
    Some(found)
}

/// "1.250" read as a decimal number, where it is two runs of digits and one mark.
fn plain_decimal(tokens: &Tokens<'_>, i: usize, next: usize) -> Option<String> {
    (next == i + 3 && matches!(tokens.word(i + 1), "." | ",") && tokens.get(i)?.kind == Kind::Number)
        .then(|| format!("{}.{}", tokens.word(i), tokens.word(i + 2)))
}

/// A number in figures.
fn figures(tokens: &Tokens<'_>, i: usize, marks: Marks, spaced: bool) -> Option<Number> {
    tokens.get(i).filter(|t| t.kind == Kind::Number)?;
    // The runs of digits and the marks between them.
    let mut runs = vec![tokens.word(i)];
    let mut signs: Vec<&str> = Vec::new();
    let mut at = i + 1;
    loop {
        let sign = tokens.word(at);
        let tight = tokens.touches(at) && tokens.touches(at + 1) && tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number);
        if tight && matches!(sign, "," | "." | "'" | "’") {
            signs.push(sign);
            runs.push(tokens.word(at + 1));
            at += 2;
            continue;
        }
        let group = tokens.get(at).is_some_and(|t| t.kind == Kind::Number && t.span.len() == 3 && t.before == Before::Space);
        let open = runs.last().is_some_and(|run| run.len() <= 3) && signs.iter().all(|s| *s == " ");
        if spaced && group && open && (runs.len() == 1 || signs.last() == Some(&" ")) {
            signs.push(" ");
            runs.push(tokens.word(at));
            at += 1;
            continue;
        }
        break;
    }
    let last_sign = signs.last().copied();
    let last_run = runs.last().copied().unwrap_or_default();
    let alone = last_sign.is_some_and(|s| signs.iter().filter(|x| **x == s).count() == 1);
    let decimal = match last_sign {
        None | Some(" " | "'" | "’") => false,
        Some(_) if !alone => false,
        // Two kinds of marks: the last is the decimal one.
        Some(_) if signs.len() > 1 => true,
        Some(sign) if last_run.len() == 3 => match marks {
            Marks::Point => sign == "." || runs.first().is_some_and(|r| r.len() > 3),
            Marks::Comma => sign == "," && runs.first().is_some_and(|r| r.len() > 3),
        },
        Some(_) => true,
    };
    // Thousands come in threes, or it is no number ("3.12.4").
    let whole = if decimal { runs.len() - 1 } else { runs.len() };
    if !runs.iter().take(whole).skip(1).all(|run| run.len() == 3) || (whole > 1 && runs.first().is_some_and(|r| r.len() > 3)) {
        return None;
    }
    let mut value: String = runs.iter().take(whole).copied().collect();
    if decimal {
        value.push('.');
        value.push_str(last_run);
    }
    Some(Number { value, next: at, words: false, multiplied: false, decimals: if decimal { last_run.len() } else { 0 } })
}

/// Units and tens, folded.
const SMALL: &[(&str, u64)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("onze", 11),
    ("douze", 12),
    ("treize", 13),
    ("quatorze", 14),
    ("quinze", 15),
    ("seize", 16),
    ("vingt", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("dos", 2),
    ("tres", 3),
    ("cuatro", 4),
    ("cinco", 5),
    ("seis", 6),
    ("siete", 7),
    ("ocho", 8),
    ("nueve", 9),
    ("diez", 10),
    ("doce", 12),
    ("trece", 13),
    ("veinte", 20),
    ("treinta", 30),
    ("cuarenta", 40),
    ("cincuenta", 50),
    ("sesenta", 60),
    ("zwei", 2),
    ("drei", 3),
    ("vier", 4),
    ("funf", 5),
    ("sechs", 6),
    ("sieben", 7),
    ("acht", 8),
    ("neun", 9),
    ("zehn", 10),
    ("elf", 11),
    ("zwolf", 12),
    ("zwanzig", 20),
    ("dreissig", 30),
    ("dreißig", 30),
    ("vierzig", 40),
    ("funfzig", 50),
    ("dois", 2),
    ("duas", 2),
    ("quatro", 4),
    ("sete", 7),
    ("oito", 8),
    ("nove", 9),
    ("dez", 10),
    ("doze", 12),
    ("vinte", 20),
    ("trinta", 30),
    ("quarenta", 40),
];

/// The words of small numbers.
pub(crate) static SMALL_WORDS: Hints = hints_of!(SMALL, (word, _) => word);

/// Words that may open a number in words beside the small ones.
const ARTICLES: &[&str] = &["a", "one", "un", "une", "eine", "ein", "uma", "um", "una"];

/// All words that may open a number.
static OPENERS: Hints = Hints::of(ARTICLES).or(&SMALL_WORDS);

/// Words that multiply what stands before them, folded.
const GREAT: &[(&str, u64)] =
    &[("hundred", 100), ("thousand", 1000), ("cent", 100), ("cents", 100), ("mille", 1000), ("mil", 1000), ("hundert", 100), ("tausend", 1000), ("cien", 100)];

/// The value of a small number's word.
pub(crate) fn small(word: &str) -> Option<u64> {
    if word.len() > 12 || word.len() < 3 || !SMALL_WORDS.may_hold(word) {
        return None;
    }
    let word = folded(word);
    SMALL.iter().find(|(w, _)| *w == word).map(|(_, n)| *n)
}

/// A number in words: "one", "twenty-five", "five hundred", "two thousand three hundred".
fn in_words(tokens: &Tokens<'_>, i: usize) -> Option<Number> {
    let (mut total, mut group, mut at, mut any) = (0_u64, 0_u64, i, false);
    let article = tokens.is_any(i, ARTICLES);
    if article {
        let great = tokens.word(i + 1);
        let is_great = GREAT.iter().any(|(w, _)| tokens.is(i + 1, w)) || multiplier(tokens, i + 1, true).is_some();
        if !is_great && !tokens.is(i, "one") || great.is_empty() {
            return None;
        }
        (group, any, at) = (1, true, i + 1);
    }
    loop {
        if !any || at > i {
            let here = if any && tokens.is_any(at, &["-", "‐"]) && tokens.touches(at) && tokens.touches(at + 1) {
                at + 1
            } else if any && tokens.is(at, "and") && small(tokens.word(at + 1)).is_some() && group >= 100 {
                at + 1
            } else {
                at
            };
            let word = tokens.word(here);
            if any && tokens.get(here).is_some_and(|t| t.before == Before::Block) {
                break;
            }
            if let Some(n) = small(word) {
                if any && !(group % 100 == 0 || (group % 10 == 0 && n < 10)) {
                    break;
                }
                group += n;
                (at, any) = (here + 1, true);
                continue;
            }
            let folded_word = if (3..=9).contains(&word.len()) { folded(word) } else { String::new() };
            if let Some((_, n)) = GREAT.iter().find(|(w, _)| *w == folded_word).filter(|_| any) {
                // "cents" after a number in English are coins.
                if folded_word.starts_with("cent") && folded_word != "cent" && group < 2 {
                    break;
                }
                if *n == 1000 {
                    total += group.max(1).saturating_mul(1000);
                    group = 0;
                } else {
                    group = group.max(1).saturating_mul(*n);
                }
                at = here + 1;
                continue;
            }
        }
        break;
    }
    any.then(|| Number { value: (total.saturating_add(group)).to_string(), next: at, words: true, multiplied: false, decimals: 0 })
}

/// A multiplier at token `i`: the power of ten, and the token after it.
fn multiplier(tokens: &Tokens<'_>, i: usize, after_words: bool) -> Option<(usize, usize)> {
    if tokens.get(i)?.before == Before::Block {
        return None;
    }
    let touching = tokens.touches(i);
    let word = tokens.word(i);
    if touching && !after_words {
        let power = match word {
            "k" | "K" => 3,
            "m" | "M" | "mn" | "mm" => 6,
            "b" | "B" | "bn" => 9,
            _ => 0,
        };
        if power > 0 {
            return Some((power, i + 1));
        }
    }
    let stop = usize::from(tokens.is(i + 1, ".") && tokens.touches(i + 1));
    if tokens.is_any(i, &["million", "millions", "millones", "millón", "millionen", "milhões", "milhão", "mill"]) {
        return Some((6, i + 1));
    }
    if tokens.is_any(i, &["mio"]) || matches!(word, "M" | "mln" | "mn") && !after_words {
        return Some((6, i + 1 + if tokens.is(i, "mio") { stop } else { 0 }));
    }
    if tokens.is_any(i, &["billion", "milliard", "milliards", "milliarden", "bilhões"]) || matches!(word, "bn" | "Bn") {
        return Some((9, i + 1));
    }
    if tokens.is_any(i, &["mrd"]) {
        return Some((9, i + 1 + stop));
    }
    if tokens.is_any(i, &["thousand", "mille", "mil", "tausend"]) && !after_words {
        return Some((3, i + 1));
    }
    if tokens.is_any(i, &["tsd"]) {
        return Some((3, i + 1 + stop));
    }
    None
}

/// A decimal string times a power of ten.
fn shifted(value: &str, power: usize) -> String {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let mut digits = whole.to_owned();
    let mut fraction = fraction.chars();
    for _ in 0..power {
        digits.push(fraction.next().unwrap_or('0'));
    }
    let rest: String = fraction.collect();
    let rest = rest.trim_end_matches('0');
    let digits = digits.trim_start_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    if rest.is_empty() { digits.to_owned() } else { format!("{digits}.{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, marks: Marks, expected: Option<&str>) {
        let tokens = Tokens::of(text);
        assert_eq!(read(&tokens, 0, marks, true).map(|n| n.value).as_deref(), expected, "{text}");
    }

    #[test]
    fn figures_and_words() {
        use Marks::{Comma, Point};
        for (text, marks, expected) in [
            ("150,000", Point, Some("150000")),
            ("150'000", Point, Some("150000")),
            ("1,250.50", Point, Some("1250.50")),
            ("1.250,50", Comma, Some("1250.50")),
            ("50.000", Comma, Some("50000")),
            ("2,5 millions", Comma, Some("2500000")),
            ("1.2M", Point, Some("1200000")),
            ("119k", Point, Some("119000")),
            ("1.250 million", Comma, Some("1250000")),
            ("210 000", Comma, Some("210000")),
            ("3.12.4", Point, None),
            ("one million", Point, Some("1000000")),
            ("five hundred", Point, Some("500")),
            ("twenty-five", Point, Some("25")),
            ("two thousand three hundred and five", Point, Some("2305")),
            ("a member", Point, None),
            ("4,529.11", Point, Some("4529.11")),
        ] {
            check(text, marks, expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_fail(text in "[0-9a-z .,'k-]{0,40}") {
            let tokens = Tokens::of(&text);
            for i in 0..tokens.len() {
                if let Some(n) = read(&tokens, i, Marks::Point, true) {
                    prop_assert!(n.next > i);
                    prop_assert!(n.value.chars().all(|c| c.is_ascii_digit() || c == '.'));
                }
            }
        }

        #[test]
        fn thousands_marks_do_not_change_a_number(n in 0u64..1_000_000_000) {
            let digits = n.to_string();
            let mut grouped = String::new();
            for (at, c) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at) % 3 == 0 {
                    grouped.push(',');
                }
                grouped.push(c);
            }
            let tokens = Tokens::of(&grouped);
            prop_assert_eq!(read(&tokens, 0, Marks::Point, false).map(|x| x.value), Some(digits));
        }
    }
}

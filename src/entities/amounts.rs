//! Money, percentages and counts.
//!
//! A currency is ISO 4217, from its code, sign or word. A bare "$" is the dollar that the document names elsewhere, else the US
//! one, with less confidence; in a language whose countries write pesos so it stays open.

use super::numbers::{self, Marks, Number};
use super::tokens::{Before, Kind, Tokens};
use super::{Context, Mention};
use crate::diagnostics::Repair;
use crate::language::Language;
use crate::minutes::Value;
use crate::span::Span;

/// Confidence of a bare dollar sign read as a country's dollar.
const BARE_DOLLAR: f32 = 0.9;

/// Confidence of a figure in a column whose head carries the currency.
const BY_COLUMN: f32 = 0.85;

/// Codes of ISO 4217 that stand in minutes.
const CODES: &[&str] = &[
    "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "AUD", "CAD", "NZD", "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "RUB", "UAH", "TRY", "ILS",
    "INR", "PKR", "BDT", "LKR", "NPR", "IDR", "MYR", "SGD", "THB", "PHP", "VND", "KRW", "TWD", "HKD", "ZAR", "KES", "UGX", "TZS", "NGN", "GHS", "EGP", "MAD",
    "TND", "ETB", "XOF", "XAF", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "UYU", "PYG", "BOB", "CRC", "GTQ", "DOP", "JMD", "TTD", "AED", "SAR", "QAR", "KWD",
    "JOD", "LBP", "RSD", "BAM", "MKD", "ALL", "MDL", "GEL", "AMD", "AZN", "KZT", "UZS", "ATS", "DEM", "FRF", "ITL", "ESP", "PTE", "NLG", "BEF", "FIM", "IEP",
    "GRD", "XDR",
];

/// Letters before a dollar sign.
const DOLLARS: &[(&str, &str)] = &[
    ("us", "USD"),
    ("u.s.", "USD"),
    ("a", "AUD"),
    ("au", "AUD"),
    ("c", "CAD"),
    ("ca", "CAD"),
    ("can", "CAD"),
    ("nz", "NZD"),
    ("hk", "HKD"),
    ("nt", "TWD"),
    ("s", "SGD"),
    ("r", "BRL"),
    ("j", "JMD"),
    ("tt", "TTD"),
    ("mx", "MXN"),
];

/// Words of currencies, in small letters.
const WORDS: &[(&[&str], Option<&str>)] = &[
    (&["us", "dollar"], Some("USD")),
    (&["us", "dollars"], Some("USD")),
    (&["u", ".", "s", ".", "dollars"], Some("USD")),
    (&["united", "states", "dollars"], Some("USD")),
    (&["american", "dollars"], Some("USD")),
    (&["canadian", "dollars"], Some("CAD")),
    (&["australian", "dollars"], Some("AUD")),
    (&["dollar"], None),
    (&["dollars"], None),
    (&["dólares"], None),
    (&["dólares", "estadounidenses"], Some("USD")),
    (&["dollars", "américains"], Some("USD")),
    (&["euro"], Some("EUR")),
    (&["euros"], Some("EUR")),
    (&["pound"], Some("GBP")),
    (&["pounds"], Some("GBP")),
    (&["pounds", "sterling"], Some("GBP")),
    (&["livres", "sterling"], Some("GBP")),
    (&["swiss", "francs"], Some("CHF")),
    (&["francs", "suisses"], Some("CHF")),
    (&["schweizer", "franken"], Some("CHF")),
    (&["franken"], Some("CHF")),
    (&["francos", "suizos"], Some("CHF")),
    (&["yen"], Some("JPY")),
    (&["reais"], Some("BRL")),
    (&["rupees"], Some("INR")),
    (&["kenya", "shillings"], Some("KES")),
    (&["swedish", "kronor"], Some("SEK")),
    (&["norwegian", "kroner"], Some("NOK")),
    (&["danish", "kroner"], Some("DKK")),
];

struct Money<'a> {
    tokens: &'a Tokens<'a>,
    marks: Marks,
    /// What a bare "$" is here.
    dollar: Option<&'static str>,
}

/// A currency: its code, where it can be told, and whether a bare dollar was guessed.
type Currency = (Option<&'static str>, bool);

/// All amounts, percentages and counts outside the words that `taken` holds.
#[must_use]
pub fn find(context: Context<'_>, taken: &[Mention]) -> Vec<Mention> {
    let tokens = context.tokens;
    let money = Money { tokens, marks: Marks::of(context.language), dollar: dollar_of(tokens, context.language) };
    let mut out: Vec<Mention> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let free = |span: Span| !meets(taken, span);
        let found = money.at(i).filter(|(mentions, _)| mentions.iter().all(|m| free(m.span)));
        let found = found.or_else(|| percentage(&money, i)).or_else(|| count(&money, i).filter(|(mentions, _)| mentions.iter().all(|m| free(m.span))));
        match found {
            Some((mentions, next)) if next > i => {
                out.extend(mentions);
                i = next;
            }
            // The rest of a number is no number.
            _ => i += 1,
        }
    }
    let columns = in_columns(context, &money, &out);
    out.extend(columns);
    super::sort(&mut out);
    out
}

/// Whether a date or time of `taken`, which is in order, shares words with `span`.
fn meets(taken: &[Mention], span: Span) -> bool {
    let next = taken.partition_point(|m| m.span.end <= span.start);
    taken.iter().skip(next).take_while(|m| m.span.start < span.end).any(|m| matches!(m.value, Value::Date { .. } | Value::Time { .. }) && m.span.meets(span))
}

/// The dollar that a document means by "$": the one it names, else the US one.
fn dollar_of(tokens: &Tokens<'_>, language: Language) -> Option<&'static str> {
    const OTHER: &[(&str, &str)] = &[("CAD", "CAD"), ("AUD", "AUD"), ("NZD", "NZD"), ("HKD", "HKD"), ("TWD", "TWD"), ("SGD", "SGD"), ("MXN", "MXN")];
    if matches!(language, Language::Spanish | Language::Portuguese) {
        return None;
    }
    let may_be = |i: &usize| tokens.get(*i).is_some_and(|t| t.kind == Kind::Upper && t.span.len() == 3);
    let named = (0..tokens.len()).filter(may_be).find_map(|i| OTHER.iter().find(|(code, _)| tokens.word(i) == *code).map(|(_, currency)| *currency));
    named.or(Some("USD"))
}

fn joined(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.get(i).is_some_and(|t| t.before != Before::Block)
}

impl Money<'_> {
    /// An amount, or two of a range, from token `i` on.
    fn at(&self, i: usize) -> Option<(Vec<Mention>, usize)> {
        self.sign_first(i).or_else(|| self.number_first(i))
    }

    /// "CHF 150'000", "US$ 1.5 million", "$10-15 million".
    fn sign_first(&self, i: usize) -> Option<(Vec<Mention>, usize)> {
        let (currency, at) = self.sign(i)?;
        if !joined(self.tokens, at) {
            return None;
        }
        let spaced = self.tokens.get(at).is_some_and(|t| t.kind == Kind::Number);
        let first = numbers::read(self.tokens, at, self.marks_for(currency), spaced).filter(|n| !n.words)?;
        let mut out = Vec::new();
        let mut next = self.closing(first.next);
        let (range, from) = self.range(first.next);
        if range {
            let (again, at) = self.sign(from).map_or((currency, from), |(c, at)| (c, at));
            if let Some(second) =
                numbers::read(self.tokens, at, self.marks, false).filter(|n| !n.words && again.0 == currency.0 && self.fits_range(first.next, n))
            {
                let mut first = first.clone();
                // "$1-2 million"
                if second.multiplied && !first.multiplied {
                    first = self.with_multiplier_of(&first, &second, at);
                }
                out.push(self.mention(i, first.next, &first.value, currency));
                out.push(self.mention(from, second.next, &second.value, currency));
                return Some((out, second.next));
            }
        }
        // "US$ 1.5 million US dollars" says it twice.
        if let Some((_, after)) = self.word(next).filter(|(c, _)| c.is_none() || *c == currency.0) {
            next = after;
        }
        out.push(self.mention(i, next, &first.value, currency));
        Some((out, next))
    }

    /// A number that goes on a range of money: the second end is not smaller in figures, and no date or count follows.
    fn fits_range(&self, dash: usize, second: &Number) -> bool {
        let sure = self.tokens.is_any(dash, &["-", "–", "—"]) && self.tokens.touches(dash) && self.tokens.touches(dash + 1);
        sure || second.multiplied || self.sign(dash + 1).is_some()
    }

    /// The first end of a range with the multiplier that is written at its second end.
    fn with_multiplier_of(&self, first: &Number, second: &Number, second_at: usize) -> Number {
        let plain = numbers::read(self.tokens, second_at, self.marks, false).map(|n| n.value).unwrap_or_default();
        let digits = |s: &str| s.split('.').next().map_or(0, str::len);
        let bare = self.tokens.word(second_at);
        let power = digits(&plain).saturating_sub(bare.len());
        let mut value = first.value.clone();
        if !value.contains('.') {
            value.push_str(&"0".repeat(power));
        }
        Number { value, next: first.next, words: false, multiplied: true, decimals: second.decimals }
    }

    fn range(&self, i: usize) -> (bool, usize) {
        (self.tokens.is_any(i, &["-", "–", "—", "to", "and", "bis", "à", "a"]) && joined(self.tokens, i) && joined(self.tokens, i + 1), i + 1)
    }

    /// "150 000 €", "50.000 €", "one million dollars", "21,700 euros".
    fn number_first(&self, i: usize) -> Option<(Vec<Mention>, usize)> {
        let token = self.tokens.get(i)?;
        if token.kind == Kind::Number && self.is_tail(i) {
            return None;
        }
        let number = numbers::read(self.tokens, i, self.marks, true)?;
        let mut at = number.next;
        if !joined(self.tokens, at) {
            return None;
        }
        // "five (5) euros", "million d'euros", "millones de euros"
        if self.tokens.is_any(at, &["d", "de"]) && number.multiplied {
            at += 1 + usize::from(self.tokens.is_any(at + 1, &["’", "'"]));
        }
        let (currency, next) = self.sign_after(at).or_else(|| self.word(at).map(|(c, next)| ((c.or(self.dollar), c.is_none()), next)))?;
        // Read again: money divides thousands by either mark ("50.000 €" in an English text).
        let number = numbers::read(self.tokens, i, self.marks_for(currency), true).filter(|n| n.next == number.next).unwrap_or(number);
        Some((vec![self.mention(i, next, &number.value, currency)], next))
    }

    /// Euros and francs divide thousands by a point in English texts too.
    fn marks_for(&self, currency: Currency) -> Marks {
        if matches!(currency.0, Some("USD" | "GBP" | "CAD" | "AUD")) { Marks::Point } else { self.money_marks() }
    }

    fn money_marks(&self) -> Marks {
        // A comma before three digits divides thousands of money in every language: coins have two digits.
        Marks::Comma
    }

    fn mention(&self, first: usize, next: usize, value: &str, (currency, guessed): Currency) -> Mention {
        let span = self.tokens.span(first, next.saturating_sub(1));
        let mut mention = Mention::certain(span, Value::Amount { currency: currency.map(str::to_owned), value: value.to_owned() });
        if guessed {
            mention.confidence = BARE_DOLLAR;
            mention.repairs.push(Repair::new("currency-assumed", "a dollar sign alone; the document names no other dollar"));
        }
        mention
    }

    /// "$25.-", "CHF 50.--"
    fn closing(&self, i: usize) -> usize {
        if self.tokens.is(i, ".") && self.tokens.touches(i) && self.tokens.is_any(i + 1, &["-", "–", "—"]) && self.tokens.touches(i + 1) {
            return i + 2 + usize::from(self.tokens.is(i + 2, "-") && self.tokens.touches(i + 2));
        }
        i
    }

    /// A currency's sign or code before a number; the token after it.
    fn sign(&self, i: usize) -> Option<(Currency, usize)> {
        let word = self.tokens.word(i);
        let number_follows = |at: usize| self.tokens.get(at).is_some_and(|t| t.kind == Kind::Number && t.before <= Before::Line);
        let simple = |currency: Currency, at: usize| number_follows(at).then_some((currency, at));
        match word {
            "$" => return simple((self.dollar, true), i + 1),
            "€" => return simple((Some("EUR"), false), i + 1),
            "£" => return simple((Some("GBP"), false), i + 1),
            "¥" => return simple((Some("JPY"), false), i + 1),
            "₹" => return simple((Some("INR"), false), i + 1),
            "₪" => return simple((Some("ILS"), false), i + 1),
            _ => {}
        }
        let token = self.tokens.get(i)?;
        if !token.kind.is_word() {
            return None;
        }
        if let Some(code) = Some(word).filter(|w| token.kind == Kind::Upper && w.len() == 3).and_then(|w| CODES.iter().find(|code| **code == w)) {
            // "ALL 12 members": codes that are words are taken only where the figure is money.
            let at = i + 1 + usize::from(self.tokens.is_any(i + 1, &["$", "€", "£", ":"]));
            if matches!(*code, "ALL" | "TRY" | "COP" | "PEN") {
                return None;
            }
            return simple((Some(code), false), at);
        }
        // "US$", "US $", "R$"; "US\$" is a Markdown text's.
        let slash = usize::from(self.tokens.is(i + 1, "\\"));
        if self.tokens.is(i + 1 + slash, "$") && (self.tokens.touches(i + 1) || word == "US") {
            let currency = DOLLARS.iter().find(|(letters, _)| self.tokens.is(i, letters)).map(|(_, code)| *code)?;
            return simple((Some(currency), false), i + 2 + slash);
        }
        // "U.S.$"
        if self.tokens.is(i, "u") && self.tokens.are(i + 1, &[".", "s", "."]) && self.tokens.is(i + 4, "$") {
            return simple((Some("USD"), false), i + 5);
        }
        if matches!(word, "Fr" | "SFr" | "Sfr" | "Fr.") || word == "Rs" {
            let currency = if word == "Rs" { "INR" } else { "CHF" };
            return simple((Some(currency), false), i + 1 + usize::from(self.tokens.is(i + 1, ".")));
        }
        if matches!(word, "KSh" | "Kshs" | "Ksh" | "KShs" | "Sh") {
            return simple((Some("KES"), false), i + 1 + usize::from(self.tokens.is(i + 1, ".")));
        }
        if self.tokens.is_any(i, &["euro", "euros"]) && token.kind.is_capital() {
            return simple((Some("EUR"), false), i + 1);
        }
        None
    }

    /// A currency's sign or code after a number; the token after it.
    fn sign_after(&self, i: usize) -> Option<(Currency, usize)> {
        let word = self.tokens.word(i);
        match word {
            "€" => return Some(((Some("EUR"), false), i + 1)),
            "£" => return Some(((Some("GBP"), false), i + 1)).filter(|_| self.tokens.touches(i)),
            "$" => {
                return Some(((self.dollar, true), i + 1))
                    .filter(|_| !self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Number && t.before == Before::Touches));
            }
            _ => {}
        }
        let code = CODES.iter().find(|code| **code == word)?;
        // The code may belong to the number after it ("2, EUR 50").
        let forward = self.tokens.get(i + 1).is_some_and(|t| t.kind == Kind::Number && t.before == Before::Space);
        (!forward && !matches!(*code, "ALL" | "TRY" | "COP" | "PEN")).then_some(((Some(code), false), i + 1))
    }

    /// A currency's word after a number; the token after it.
    fn word(&self, i: usize) -> Option<(Option<&'static str>, usize)> {
        if !joined(self.tokens, i) {
            return None;
        }
        let (words, code) = WORDS.iter().filter(|(words, _)| self.tokens.are(i, words)).max_by_key(|(words, _)| words.len())?;
        // Pounds may weigh: only a sum of money has "sterling" or stands in a text that writes its sign.
        if words == &["pound"] || words == &["pounds"] {
            return self.tokens.text().contains('£').then_some((*code, i + words.len()));
        }
        Some((*code, i + words.len()))
    }

    /// Whether the number at `i` is the tail of something longer.
    fn is_tail(&self, i: usize) -> bool {
        if !self.tokens.touches(i) {
            return false;
        }
        !matches!(self.tokens.word(i.wrapping_sub(1)), "(" | "[" | "–" | "-" | "—" | ":" | "“" | "\"" | "~" | "=" | "+" | "<" | ">" | "≈" | "/" | "«" | "|")
            || (self.tokens.touches(i.wrapping_sub(1)) && self.tokens.is_any(i.wrapping_sub(1), &[":", "/"]))
    }
}

/// Figures that end a line under an amount that ends the line above: a column that carries its sign only at head and sum.
fn in_columns(context: Context<'_>, money: &Money<'_>, amounts: &[Mention]) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut current: Option<(String, bool)> = None;
    for line in &context.transcript.lines {
        let end = line.span.trimmed(context.tokens.text()).end;
        let next = amounts.partition_point(|m| m.span.end < end);
        if let Some(Value::Amount { currency: Some(currency), .. }) = amounts.get(next).filter(|m| m.span.end == end).map(|m| &m.value) {
            current = Some((currency.clone(), true));
            continue;
        }
        let Some((currency, _)) = current.clone() else { continue };
        let (first, last) = (context.tokens.at(line.span.start), context.tokens.at(end));
        let found = (first..last).find_map(|i| {
            let token = context.tokens.get(i).filter(|t| t.kind == Kind::Number)?;
            let starts = i == first || token.before != Before::Touches || money.tokens.is_any(i.wrapping_sub(1), &["(", "-"]);
            let number = numbers::read(context.tokens, i, money.marks, false).filter(|n| starts && !n.words && n.decimals == 2 && n.next == last)?;
            Some((i, number))
        });
        let Some((i, number)) = found else {
            current = None;
            continue;
        };
        let span = context.tokens.span(i, last.saturating_sub(1));
        if amounts.iter().any(|m| m.span.meets(span)) {
            continue;
        }
        let mut mention = Mention::certain(span, Value::Amount { currency: Some(currency), value: number.value });
        mention.confidence = BY_COLUMN;
        mention.repairs.push(Repair::new("currency-of-column", "the column's head carries the currency"));
        out.push(mention);
    }
    out
}

/// "90%", "90 per cent", "10-15 %", "neunzig Prozent".
fn percentage(money: &Money<'_>, i: usize) -> Option<(Vec<Mention>, usize)> {
    let tokens = money.tokens;
    let token = tokens.get(i)?;
    if token.kind == Kind::Number
        && tokens.touches(i)
        && tokens.get(i.wrapping_sub(1)).is_some_and(|t| t.kind != Kind::Sign || tokens.is_any(i.wrapping_sub(1), &[".", ","]))
    {
        return None;
    }
    let number = numbers::read(tokens, i, money.marks, false)?;
    let made = |first: usize, next: usize, value: &str| Mention::certain(tokens.span(first, next - 1), Value::Percentage { value: value.to_owned() });
    if let Some(next) = percent_sign(tokens, number.next) {
        return Some((vec![made(i, next, &number.value)], next));
    }
    if number.words || !tokens.is_any(number.next, &["-", "–", "to", "bis", "à", "and"]) {
        return None;
    }
    let second = numbers::read(tokens, number.next + 1, money.marks, false).filter(|n| !n.words)?;
    let next = percent_sign(tokens, second.next)?;
    Some((vec![made(i, number.next, &number.value), made(number.next + 1, next, &second.value)], next))
}

fn percent_sign(tokens: &Tokens<'_>, i: usize) -> Option<usize> {
    const WORDS: &[&[&str]] = &[&["per", "cent"], &["pour", "cent"], &["por", "ciento"], &["por", "cento"]];
    if !joined(tokens, i) {
        return None;
    }
    if tokens.is_any(i, &["%", "percent", "prozent", "％"]) {
        return Some(i + 1);
    }
    WORDS.iter().any(|words| tokens.are(i, words)).then_some(i + 2)
}

/// Nouns that minutes count, in small letters; two words where both belong to the unit.
const UNITS: &[&[&str]] = &[
    &["states", "parties"],
    &["state", "parties"],
    &["state", "party"],
    &["signatory", "states"],
    &["member", "states"],
    &["observer", "states"],
    &["states"],
    &["countries"],
    &["votes"],
    &["yes", "votes"],
    &["no", "votes"],
    &["no", "vote"],
    &["abstentions"],
    &["abstention"],
    &["absentees"],
    &["sponsors"],
    &["co", "-", "sponsors"],
    &["delegations"],
    &["delegates"],
    &["delegation"],
    &["representatives"],
    &["participants"],
    &["attendees"],
    &["members"],
    &["people"],
    &["persons"],
    &["residents"],
    &["households"],
    &["units"],
    &["proposals"],
    &["applications"],
    &["projects"],
    &["documents"],
    &["signatures"],
    &["ratifications"],
    &["instruments"],
    &["reports"],
    &["organizations"],
    &["organisations"],
    &["observers"],
    &["volunteers"],
    &["students"],
    &["copies"],
    &["voix"],
    &["membres"],
    &["participantes"],
    &["miembros"],
    &["votos"],
    &["stimmen"],
    &["mitglieder"],
    &["teilnehmer"],
    &["états", "parties"],
    &["personnes"],
    &["personas"],
    &["habitants"],
];

/// "111 States Parties", "five (5) members".
fn count(money: &Money<'_>, i: usize) -> Option<(Vec<Mention>, usize)> {
    let tokens = money.tokens;
    let token = tokens.get(i)?;
    if token.kind == Kind::Number && (tokens.touches(i) && !tokens.is_any(i.wrapping_sub(1), &["(", "[", "“", "\""])) {
        return None;
    }
    // A section's or list's number at a block's head counts nothing.
    if token.kind == Kind::Number && token.before == Before::Block {
        return None;
    }
    let number = numbers::read(tokens, i, money.marks, false)?;
    let mut at = number.next;
    // "five (5)"
    if number.words && tokens.is(at, "(") && tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number) && tokens.is(at + 2, ")") {
        at += 3;
    }
    if !joined(tokens, at) || tokens.touches(at) {
        return None;
    }
    let adjective = usize::from(tokens.is_any(at, &["new", "additional", "more", "other", "further", "remaining", "voting", "board", "committee"]));
    let unit = UNITS.iter().filter(|words| tokens.are(at + adjective, words)).max_by_key(|words| words.len())?;
    let next = at + adjective + unit.len();
    let words = tokens.span(at + adjective, next - 1).of(tokens.text()).to_owned();
    Some((vec![Mention::certain(tokens.span(i, next - 1), Value::Count { value: number.value, unit: words })], next))
}

#[cfg(test)]
mod tests {
    use super::super::tests::context_in;
    use super::*;

    fn check(language: Language, text: &str, expected: &[&str]) {
        context_in(language, text, |context| {
            let found: Vec<String> = find(context, &[])
                .into_iter()
                .map(|m| match m.value {
                    Value::Amount { currency, value } => format!("{} {value}", currency.unwrap_or_else(|| "?".to_owned())),
                    Value::Percentage { value } => format!("{value}%"),
                    Value::Count { value, unit } => format!("{value} {unit}"),
                    _ => String::new(),
                })
                .collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn money_in_all_notations() {
        use Language::{English, French, German, Spanish};
        check(English, "paid CHF 150'000 and US$150,000 and $1,250.50.", &["CHF 150000", "USD 150000", "USD 1250.50"]);
        check(English, "cost 50.000 € or 21,700 euros or one million dollars", &["EUR 50000", "EUR 21700", "USD 1000000"]);
        check(English, "raised $1.2M, $119k and £48k; £25 each", &["USD 1200000", "USD 119000", "GBP 48000", "GBP 25"]);
        check(English, "between US$ 1 and 2 million", &["USD 1000000", "USD 2000000"]);
        check(English, "Canada pays $50 (CAD)", &["CAD 50"]);
        check(French, "soit 210 000 € et 2,5 millions d’euros", &["EUR 210000", "EUR 2500000"]);
        check(German, "1.200,50 € und 3 Mio. Franken", &["EUR 1200.50", "CHF 3000000"]);
        check(Spanish, "por $500 y 1.250 euros", &["? 500", "EUR 1250"]);
        check(English, "Item 5. ALL 12 came. 3.12 applies. 10 pounds of flour", &[]);
    }

    #[test]
    fn percentages_and_counts() {
        check(Language::English, "90%, 12.5 per cent and ten percent; 10-15%", &["90%", "12.5%", "10%", "10%", "15%"]);
        check(Language::English, "with 111 States Parties and five (5) members", &["111 States Parties", "5 members"]);
    }
}

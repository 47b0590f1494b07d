//! What the text refers to: meetings ("12MSP", "Second Review Conference"), instruments ("Arms Trade Treaty"), their articles
//! ("Article 4"), and documents ("A/RES/70/1").

use super::acronyms::one_line;
use super::naming::{self, Named};
use super::tokens::{Before, Kind, Tokens};
use super::{BoundAcronym, Context, Mention};
use crate::gazetteer::organisations::{self, KnownKind};
use crate::gazetteer::states;
use crate::lexicon::Hints;
use crate::minutes::Value;
use crate::span::Span;

/// A name made out by its noun and capitals alone.
const BY_NOUN: f32 = 0.9;

/// Acronyms of meetings that a number stands before or after.
const NUMBERED: &[&str] = &["MSP", "RC", "COP", "CSP", "MOP", "CMP", "CMA", "BMS", "ISM", "ASP"];

/// The meetings, instruments, articles and documents that the text names.
#[must_use]
pub fn find(context: Context<'_>, acronyms: &[BoundAcronym]) -> Vec<Mention> {
    let tokens = context.tokens;
    let mut out = bindings(acronyms);
    for (span, known) in organisations::find_names(tokens.text()).into_iter().filter(|(_, k)| k.kind == KnownKind::Instrument) {
        out.push(Mention::certain(span, instrument(known.acronym, Some(known.name))));
    }
    for i in 0..tokens.len() {
        out.extend(acronym(tokens, i, acronyms));
        out.extend(meeting(tokens, i));
        out.extend(treaty(tokens, i));
        out.extend(symbol(tokens, i));
    }
    let mut out = without_overlaps(out);
    let articles = articles(tokens, &out);
    out.extend(articles);
    out
}

fn instrument(acronym: Option<&str>, name: Option<&str>) -> Value {
    Value::Instrument { acronym: acronym.map(str::to_owned), name: name.map(one_line) }
}

/// What a bound acronym of these kinds means.
fn value_of(bound: &BoundAcronym) -> Option<Value> {
    if states::resolve(&bound.expansion).is_some() {
        return None;
    }
    let known = organisations::by_name(&bound.expansion).map(|k| k.kind);
    match (known, naming::kind_of(&bound.expansion)?) {
        (Some(KnownKind::Instrument), _) | (None, Named::Instrument) => Some(instrument(Some(&bound.acronym), Some(&bound.expansion))),
        (None, Named::Meeting) => Some(Value::Meeting {
            acronym: Some(bound.acronym.clone()),
            name: Some(bound.expansion.clone()),
            ordinal: leading_number(&bound.acronym).or_else(|| bound.expansion.split_whitespace().next().and_then(ordinal)),
        }),
        (None, Named::Document) => Some(Value::Document { symbol: None, title: Some(bound.expansion.clone()) }),
        _ => None,
    }
}

fn leading_number(text: &str) -> Option<u32> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.strip_suffix(rest).and_then(|n| n.parse().ok())
}

/// A name and its acronym in brackets are one mention.
fn bindings(acronyms: &[BoundAcronym]) -> Vec<Mention> {
    acronyms.iter().filter_map(|a| Some(Mention::certain(a.span, value_of(a)?))).collect()
}

/// A use of an acronym: bound, known, or a number with an acronym of meetings.
fn acronym(tokens: &Tokens<'_>, i: usize, acronyms: &[BoundAcronym]) -> Option<Mention> {
    let token = tokens.get(i)?;
    if !matches!(token.kind, Kind::Upper | Kind::Mixed) || (tokens.touches(i) && matches!(tokens.word(i.wrapping_sub(1)), "/" | "@" | ".")) {
        return None;
    }
    let number_before = i.checked_sub(1).filter(|b| tokens.touches(i) && tokens.get(*b).is_some_and(|t| t.kind == Kind::Number));
    let first = number_before.unwrap_or(i);
    let words = tokens.span(first, i).of(tokens.text());
    if let Some(bound) = acronyms.iter().find(|a| a.acronym == words) {
        return Some(Mention::certain(tokens.span(first, i), value_of(bound)?));
    }
    if NUMBERED.contains(&tokens.word(i)) {
        if let Some(ordinal) = number_before.and_then(|n| tokens.word(n).parse().ok()) {
            let value = Value::Meeting { acronym: Some(words.to_owned()), name: None, ordinal: Some(ordinal) };
            return Some(Mention::certain(tokens.span(first, i), value));
        }
        // "COP 11", "COP-11", "CSP9".
        let at = if tokens.word(i + 1) == "-" && tokens.touches(i + 1) { i + 2 } else { i + 1 };
        let number = tokens.get(at).filter(|t| t.kind == Kind::Number && t.before <= Before::Space && tokens.word(at).len() <= 3)?;
        let span = Span::new(token.span.start, number.span.end);
        let value = Value::Meeting { acronym: Some(one_line(span.of(tokens.text()))), name: None, ordinal: tokens.word(at).parse().ok() };
        return Some(Mention::certain(span, value));
    }
    let known = organisations::by_acronym(words).filter(|k| k.kind == KnownKind::Instrument && k.acronym_tells)?;
    (tokens.word(i + 1) != "/").then(|| Mention::certain(token.span, instrument(known.acronym, Some(known.name))))
}

/// The words for the first to the twentieth, by their number.
const ORDINALS: [&[&str]; 21] = [
    &[],
    &["first", "première", "premier", "primera", "primeira"],
    &["second", "deuxième", "segunda"],
    &["third", "troisième", "tercera", "terceira"],
    &["fourth", "quatrième", "cuarta", "quarta"],
    &["fifth", "cinquième", "quinta"],
    &["sixth", "sixième", "sexta"],
    &["seventh", "septième", "séptima", "sétima"],
    &["eighth", "huitième", "octava", "oitava"],
    &["ninth", "neuvième", "novena", "nona"],
    &["tenth", "dixième", "décima"],
    &["eleventh", "onzième", "undécima"],
    &["twelfth", "douzième", "duodécima"],
    &["thirteenth", "treizième"],
    &["fourteenth", "quatorzième"],
    &["fifteenth", "quinzième"],
    &["sixteenth", "seizième"],
    &["seventeenth"],
    &["eighteenth"],
    &["nineteenth"],
    &["twentieth", "vingtième"],
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The words that an ordinal may begin with, beside figures.
static ORDINAL_OPENERS: Hints = {
    let mut made = Hints::of(&TENS);
    let mut rest: &[&[&str]] = &ORDINALS;
    while let [words, others @ ..] = rest {
        made = made.or(&Hints::of(words));
        rest = others;
    }
    made
};

/// The number that an ordinal means: "78th", "Second", "Twelfth", "Twenty-first" (its last word), "Troisième".
fn ordinal(word: &str) -> Option<u32> {
    let folded = word.to_lowercase();
    if let Some((tens, unit)) = folded.split_once('-') {
        let tens = TENS.iter().position(|t| *t == tens)? as u32;
        return ordinal(unit).filter(|u| (1..10).contains(u)).map(|u| (tens + 2) * 10 + u);
    }
    if let Some(n) = ORDINALS.iter().position(|words| words.contains(&folded.as_str())) {
        return Some(n as u32);
    }
    let number = leading_number(&folded)?;
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(rest, "st" | "nd" | "rd" | "th" | "e" | "ème" | "ère" | "ª" | "a").then_some(number)
}

/// The tokens of an ordinal that begins at `i`, as the one past its end and its number.
fn ordinal_at(tokens: &Tokens<'_>, i: usize) -> Option<(usize, u32)> {
    if tokens.get(i)?.kind != Kind::Number && !tokens.may_be(i, &ORDINAL_OPENERS) {
        return None;
    }
    for length in [3_usize, 2, 1] {
        let joined = (i + 1..i + length).all(|n| tokens.touches(n));
        if joined && let Some(n) = ordinal(tokens.span(i, i + length - 1).of(tokens.text())) {
            return Some((i + length, n));
        }
    }
    None
}

/// How many words may stand between an ordinal and the noun for a meeting.
const WORDS_BEFORE_MEETING: usize = 4;

/// "Second Review Conference", "78th Session of the General Assembly": an ordinal and a noun for meetings with a capital.
fn meeting(tokens: &Tokens<'_>, i: usize) -> Option<Mention> {
    if tokens.touches(i) {
        return None;
    }
    let (next, ordinal) = ordinal_at(tokens, i)?;
    let head = (next..=next + WORDS_BEFORE_MEETING).take_while(|n| naming::has_capital(tokens, *n)).find(|n| naming::is_meeting(tokens, *n))?;
    if tokens.get(head).is_some_and(|t| t.before == Before::Block) {
        return None;
    }
    let linked = tokens.is_any(head + 1, &["of", "de", "des", "del", "da", "der", "to", "on"]);
    let last = if linked { naming::end_of_chain(tokens, head, |n| tokens.is_any(n, &["on", "in", "to"])) } else { head };
    let span = tokens.span(i, last);
    let value = Value::Meeting { acronym: None, name: Some(one_line(span.of(tokens.text()))), ordinal: Some(ordinal) };
    Some(Mention { confidence: BY_NOUN, ..Mention::certain(span, value) })
}

/// "Convention on River Noise", "Arms Trade Treaty", by the noun and its capitals.
fn treaty(tokens: &Tokens<'_>, i: usize) -> Option<Mention> {
    let sure = tokens.is_any(i, &["convention", "treaty", "protocol", "covenant", "traité", "tratado", "convención", "convenção", "übereinkommen"]);
    if !sure || !naming::is_instrument(tokens, i) {
        return None;
    }
    let stops = |n: usize| tokens.is_any(n, &["the", "this", "that", "a", "an", "la", "le", "el", "under", "draft", "and", "of", "to", "in"]);
    let first = naming::start_of_run(tokens, i, stops);
    let linked = tokens.is_any(i + 1, &["on", "against", "for", "relating", "sur", "contre", "sobre", "contra", "über"]);
    let last = if linked { naming::end_of_chain(tokens, i, |n| tokens.is_any(n, &["to", "in"])) } else { i };
    let followed = naming::has_capital(tokens, last + 1) && tokens.get(last + 1).is_some_and(|t| t.before <= Before::Space);
    if (first..=last).filter(|n| naming::has_capital(tokens, *n)).count() < 2 || (last == i && followed) {
        return None;
    }
    let span = tokens.span(first, last);
    Some(Mention { confidence: BY_NOUN, ..Mention::certain(span, instrument(None, Some(span.of(tokens.text())))) })
}

/// "A/C.1/78/L.41", "CCM/MSP/2023/5": capitals, figures, slashes and points that touch, with two slashes and a figure.
fn symbol(tokens: &Tokens<'_>, i: usize) -> Option<Mention> {
    let first = tokens.get(i)?;
    let opens = matches!(first.kind, Kind::Upper | Kind::Mixed) || (first.kind == Kind::Capitalised && first.span.len() == 1);
    if !opens || tokens.touches(i) {
        return None;
    }
    let fits = |n: usize| {
        tokens.touches(n)
            && (matches!(tokens.word(n), "/" | "." | "-" | "(" | ")")
                || tokens.get(n).is_some_and(|t| matches!(t.kind, Kind::Upper | Kind::Number | Kind::Mixed | Kind::Capitalised)))
    };
    let end = (i + 1..=tokens.len()).find(|n| !fits(*n))?;
    let last = (i..end).rev().find(|n| tokens.get(*n).is_some_and(|t| t.kind != Kind::Sign) || tokens.word(*n) == ")")?;
    let span = tokens.span(i, last);
    let words = span.of(tokens.text());
    let balanced = words.matches('(').count() == words.matches(')').count();
    let is_symbol = balanced && words.matches('/').count() >= 2 && words.contains(|c: char| c.is_ascii_digit()) && !words.contains("//");
    let value = || Value::Document { symbol: Some(words.to_owned()), title: None };
    is_symbol.then(|| Mention::certain(span, value()))
}

/// "Article 4", "Articles 3 and 4", "art. XII(2)": each number is a mention, the first with its noun.
fn articles(tokens: &Tokens<'_>, found: &[Mention]) -> Vec<Mention> {
    const NOUNS: &[&str] = &["article", "articles", "art", "arts", "artikel", "artículo", "artículos", "artigo", "artigos"];
    let mut out = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        let noun = i;
        i += 1;
        if !tokens.is_any(noun, NOUNS) {
            continue;
        }
        let mut at = noun + 1 + usize::from(tokens.word(noun + 1) == "." && tokens.touches(noun + 1));
        let mut numbers: Vec<Span> = Vec::new();
        while let Some(last) = number_end(tokens, at) {
            numbers.push(tokens.span(at, last));
            at = last + 1;
            let before = at;
            while tokens.is_any(at, &[",", "and", "to", "or", "et", "y", "e", "und", "à", "a", "bis", "–"]) && at < before + 2 {
                at += 1;
            }
            if at == before || number_end(tokens, at).is_none() {
                at = before;
                break;
            }
        }
        let instrument = instrument_after(tokens, at, found);
        for (n, number) in numbers.iter().enumerate() {
            let start = if n == 0 { tokens.get(noun).map_or(number.start, |t| t.span.start) } else { number.start };
            let value = Value::Article { number: number.of(tokens.text()).to_owned(), instrument: instrument.clone() };
            out.push(Mention::certain(Span::new(start, number.end), value));
        }
        i = i.max(at.min(tokens.len()));
    }
    out
}

/// The last token of an article's number: "4", "5(1)", "XII", "4bis".
fn number_end(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let token = tokens.get(at).filter(|t| t.before <= Before::Line)?;
    let word = tokens.word(at);
    let roman = token.kind.is_capital() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    if token.kind != Kind::Number && !roman {
        return None;
    }
    let mut last = at;
    if tokens.touches(last + 1) && tokens.get(last + 1).is_some_and(|t| t.kind.is_word()) && tokens.word(last + 1).len() <= 3 {
        last += 1;
    }
    while tokens.word(last + 1) == "(" && tokens.word(last + 3) == ")" && tokens.word(last + 2).len() <= 3 && (last + 1..=last + 3).all(|n| tokens.touches(n)) {
        last += 3;
    }
    Some(last)
}

/// The acronym of the instrument that "of the …" after an article names.
fn instrument_after(tokens: &Tokens<'_>, at: usize, found: &[Mention]) -> Option<String> {
    if !tokens.is_any(at, &["of", "de", "du", "del", "do", "da", "des", "der"]) {
        return None;
    }
    let byte = (at + 1..=at + 2).find(|n| naming::has_capital(tokens, *n)).and_then(|n| tokens.get(n)).map(|t| t.span.start)?;
    found.iter().filter(|m| m.span.start == byte).find_map(|m| match &m.value {
        Value::Instrument { acronym, .. } => acronym.clone(),
        _ => None,
    })
}

/// The first and longest of those that share words.
fn without_overlaps(mut list: Vec<Mention>) -> Vec<Mention> {
    list.sort_by(|a, b| a.span.start.cmp(&b.span.start).then(b.span.end.cmp(&a.span.end)).then(b.confidence.total_cmp(&a.confidence)));
    let mut end = 0;
    list.retain(|m| {
        let free = m.span.start >= end;
        end = end.max(m.span.end);
        free
    });
    list
}

#[cfg(test)]
mod tests {
    use super::super::tests::context_of;
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        context_of(text, |context| {
            let acronyms = super::super::acronyms::find(context);
            let mut all = find(context, &acronyms);
            super::super::sort(&mut all);
            let read = |m: &Mention| match &m.value {
                Value::Meeting { ordinal, .. } => format!("meeting {}", ordinal.unwrap_or(0)),
                Value::Instrument { acronym, .. } => format!("instrument {}", acronym.as_deref().unwrap_or("-")),
                Value::Article { number, instrument } => format!("article {number} {}", instrument.as_deref().unwrap_or("-")),
                Value::Document { symbol, title } => format!("document {}", symbol.as_deref().or(title.as_deref()).unwrap_or("-")),
                _ => String::new(),
            };
            let found: Vec<(&str, String)> = all.iter().map(|m| (context.transcript.words(m.span), read(m))).collect();
            let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (*a, b.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn meetings() {
        check("After the 14MSP and the 2RC.", &[("14MSP", "meeting 14"), ("2RC", "meeting 2")]);
        check("by the Second Review Conference (2RC).", &[("Second Review Conference (2RC)", "meeting 2")]);
        check("the Twenty-first Meeting of States Parties met", &[("Twenty-first Meeting of States Parties", "meeting 21")]);
        check("the 30th Session of the River Assembly in Oslo", &[("30th Session of the River Assembly", "meeting 30")]);
        check("at COP 11 and COP-12", &[("COP 11", "meeting 11"), ("COP-12", "meeting 12")]);
        check("The second meeting was short.", &[]);
    }

    #[test]
    fn instruments_and_articles() {
        check("the Arms Trade Treaty and the UNFCCC", &[("Arms Trade Treaty", "instrument ATT"), ("UNFCCC", "instrument UNFCCC")]);
        check("the Convention on River Noise. The Convention is old.", &[("Convention on River Noise", "instrument -")]);
        check(
            "Articles 3, 4 and 5(1) and art. XII",
            &[("Articles 3", "article 3 -"), ("4", "article 4 -"), ("5(1)", "article 5(1) -"), ("art. XII", "article XII -")],
        );
        check("Article 6 of the Arms Trade Treaty", &[("Article 6", "article 6 ATT"), ("Arms Trade Treaty", "instrument ATT")]);
        check("An article in the paper. The Convention Center.", &[]);
    }

    #[test]
    fn documents() {
        check(
            "adopted as A/C.9/78/L.41, see XYZ/MSP/2023/5 (and/or 5/6/23)",
            &[("A/C.9/78/L.41", "document A/C.9/78/L.41"), ("XYZ/MSP/2023/5", "document XYZ/MSP/2023/5")],
        );
    }
}

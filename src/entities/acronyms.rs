//! Acronyms as the document itself binds them: "Cluster Munition Coalition (CMC)", "CMC (Cluster Munition Coalition)", "CMC
//! stands for Cluster Munition Coalition".
//!
//! The words before the bracket must spell the acronym: each initial in turn, words like "of" with or without theirs, an
//! ordinal as its figure ("Second Review Conference (2RC)"). Where they do not, letters inside the words may ("UNIDIR"), and
//! as the last resort a run of capitals that begins with the acronym's letter, if the document uses the acronym again.

use super::tokens::{Before, Kind, Tokens};
use super::{BoundAcronym, Context};
use crate::span::Span;
use std::ops::Range;

/// An acronym has at most so many letters.
const LONGEST: usize = 12;

/// Words of an expansion beyond the acronym's letters, at most.
const SLACK: usize = 5;

/// Shorter ones must be spelt by initials: two letters are found inside any three words.
const SHORTEST_INSIDE: usize = 3;

/// Words that may go without their letter.
pub(super) const STOP_WORDS: &[&str] = &[
    "of", "the", "and", "for", "on", "in", "to", "at", "by", "with", "from", "a", "an", "or", "de", "du", "des", "d", "la", "le", "les", "l", "et", "à", "au",
    "aux", "en", "pour", "sur", "del", "los", "las", "el", "y", "e", "da", "do", "das", "dos", "para", "por", "der", "die", "und", "für", "des", "von", "zur",
    "zum", "im", "s", "’", "'", "-", "–", "&", "/", ",",
];

/// The acronyms that the document binds, in the order of the text; the first binding of each.
#[must_use]
pub fn find(context: Context<'_>) -> Vec<BoundAcronym> {
    let tokens = context.tokens;
    let mut out: Vec<BoundAcronym> = Vec::new();
    for open in (0..tokens.len()).filter(|i| tokens.word(*i) == "(") {
        let bound = before_bracket(tokens, open).or_else(|| in_bracket(tokens, open));
        out.extend(bound);
    }
    for verb in (1..tokens.len()).filter(|i| is_definition(tokens, *i)) {
        out.extend(defined(tokens, verb));
    }
    out.sort_by_key(|a| a.span.start);
    let mut seen = std::collections::BTreeSet::new();
    out.retain(|a| seen.insert(a.acronym.clone()));
    out
}

/// "Cluster Munition Coalition (CMC)", "(the “CMC”)", "(hereinafter CMC)".
fn before_bracket(tokens: &Tokens<'_>, open: usize) -> Option<BoundAcronym> {
    let (acronym, close) = bracketed_acronym(tokens, open)?;
    let words = tokens.span(acronym.start, acronym.end - 1).of(tokens.text());
    let first = expansion_before(tokens, open, words)?;
    Some(BoundAcronym { acronym: words.to_owned(), expansion: one_line(tokens.span(first, open - 1).of(tokens.text())), span: tokens.span(first, close) })
}

/// The tokens of the acronym in the bracket that opens at `open`, and its closing bracket.
fn bracketed_acronym(tokens: &Tokens<'_>, open: usize) -> Option<(Range<usize>, usize)> {
    const INTRODUCING: &[&str] =
        &["the", "hereinafter", "hereafter", "henceforth", "or", "referred", "to", "as", "ci", "après", "en", "adelante", "im", "folgenden", "kurz"];
    let mut at = open + 1;
    while tokens.is_any(at, INTRODUCING) || is_quote(tokens.word(at)) || matches!(tokens.word(at), "-" | ",") {
        at += 1;
    }
    let end = acronym_end(tokens, at)?;
    let mut close = end;
    while is_quote(tokens.word(close)) {
        close += 1;
    }
    (tokens.word(close) == ")").then_some((at..end, close))
}

/// One past the acronym that begins at `at`: "CMC", "12MSP", "COP-11", "LDCs", "R&D".
fn acronym_end(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let mut end = at;
    let (mut capitals, mut length) = (0, 0);
    while let Some(token) = tokens.get(end) {
        let word = tokens.word(end);
        let joined = end == at || token.before == Before::Touches;
        let fits = matches!(token.kind, Kind::Upper | Kind::Number | Kind::Mixed | Kind::Capitalised) || (end > at && matches!(word, "-" | "&" | "/"));
        let plural = end > at && word == "s";
        if !joined || !(fits || plural) {
            break;
        }
        capitals += word.chars().filter(|c| c.is_uppercase()).count();
        length += word.chars().count();
        end += 1;
    }
    let smalls = tokens.span(at, end.saturating_sub(1)).of(tokens.text()).chars().filter(|c| c.is_lowercase()).count();
    (end > at && capitals >= 2 && length <= LONGEST && smalls < capitals && tokens.get(at).is_some_and(|t| t.kind != Kind::Sign)).then_some(end)
}

/// The first token of the words before `open` that `acronym` stands for.
fn expansion_before(tokens: &Tokens<'_>, open: usize, acronym: &str) -> Option<usize> {
    let letters = letters_of(acronym);
    let floor = floor_before(tokens, open, letters.len() * 2 + SLACK);
    let by_initials = (floor..open).rev().find(|first| !is_stop(tokens, *first) && spells(tokens, *first..open, &letters));
    by_initials.or_else(|| inside(tokens, floor..open, &letters)).or_else(|| by_capitals(tokens, floor..open, &letters, acronym))
}

/// How far back an expansion may begin: the same sentence piece, `words` words at most.
fn floor_before(tokens: &Tokens<'_>, open: usize, words: usize) -> usize {
    let mut at = open;
    while at > 0 && open - at < words {
        let word = tokens.word(at - 1);
        let ends = matches!(word, "." | ";" | ":" | "(" | ")" | "?" | "!" | "•" | "|" | "[" | "]");
        if ends || tokens.get(at).is_some_and(|t| t.before == Before::Block) {
            break;
        }
        at -= 1;
    }
    at
}

/// The letters and figures that the expansion must spell; a plural's "s" is none.
fn letters_of(acronym: &str) -> Vec<char> {
    let bare = acronym.strip_suffix('s').unwrap_or(acronym);
    let mut out = Vec::new();
    let mut number = false;
    for c in bare.chars().filter(|c| c.is_alphanumeric()) {
        // A number is one letter, whatever its figures.
        if c.is_numeric() && number {
            continue;
        }
        number = c.is_numeric();
        out.extend(c.to_lowercase());
    }
    out
}

fn is_stop(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.is_any(i, STOP_WORDS)
}

/// Whether the initials of the words spell the letters: every word gives one, but that small words need not, and the rest of
/// an ordinal ("12th") gives none.
fn spells(tokens: &Tokens<'_>, words: Range<usize>, letters: &[char]) -> bool {
    // Which counts of letters the words so far can have spelt.
    let mut reached = vec![false; letters.len() + 1];
    if let Some(none) = reached.first_mut() {
        *none = true;
    }
    for i in words {
        let Some(token) = tokens.get(i) else { return false };
        let small = is_stop(tokens, i) || (token.before == Before::Touches && tokens.get(i.wrapping_sub(1)).is_some_and(|t| t.kind == Kind::Number));
        let initial = initial_of(tokens, i);
        let mut next = vec![false; reached.len()];
        for n in 0..reached.len() {
            if !reached.get(n).copied().unwrap_or(false) {
                continue;
            }
            if small && let Some(here) = next.get_mut(n) {
                *here = true;
            }
            if letters.get(n).is_some_and(|l| Some(*l) == initial)
                && let Some(after) = next.get_mut(n + 1)
            {
                *after = true;
            }
        }
        reached = next;
    }
    reached.last().copied().unwrap_or(false)
}

/// The first letter of a word; of an ordinal, the first figure of its number.
fn initial_of(tokens: &Tokens<'_>, i: usize) -> Option<char> {
    const ORDINALS: [(&[&str], char); 9] = [
        (&["first", "première", "primera", "erste", "primeira"], '1'),
        (&["second", "deuxième", "segunda", "zweite"], '2'),
        (&["third", "troisième", "tercera", "dritte", "terceira"], '3'),
        (&["fourth", "quatrième", "cuarta", "vierte", "quarta"], '4'),
        (&["fifth", "cinquième", "quinta", "fünfte"], '5'),
        (&["sixth", "sixième", "sexta", "sechste"], '6'),
        (&["seventh", "septième", "séptima", "siebte", "sétima"], '7'),
        (&["eighth", "huitième", "octava", "achte", "oitava"], '8'),
        (&["ninth", "neuvième", "novena", "neunte", "nona"], '9'),
    ];
    let by_figure = ORDINALS.iter().find(|(names, _)| tokens.is_any(i, names)).map(|(_, figure)| *figure);
    let letter = tokens.word(i).chars().next().and_then(|c| c.to_lowercase().next());
    // "First Committee (FC)" keeps its letter: the figure is tried only where the acronym begins with one.
    if i > 0 && by_figure.is_some() && wants_figure(tokens, i) { by_figure } else { letter.map(unmarked) }
}

/// Whether the bracket after the words from `i` on holds an acronym with a figure.
fn wants_figure(tokens: &Tokens<'_>, i: usize) -> bool {
    let open = (i..i + LONGEST).find(|at| tokens.word(*at) == "(");
    open.is_some_and(|at| tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Number))
}

fn unmarked(c: char) -> char {
    match c {
        'é' | 'è' | 'ê' => 'e',
        'á' | 'à' | 'â' => 'a',
        'í' => 'i',
        'ó' | 'ô' => 'o',
        'ú' => 'u',
        other => other,
    }
}

/// The shortest run of words that ends the range and has the letters in order, the first at its beginning: "UNIDIR".
fn inside(tokens: &Tokens<'_>, words: Range<usize>, letters: &[char]) -> Option<usize> {
    if letters.len() < SHORTEST_INSIDE {
        return None;
    }
    let (first_letter, rest) = letters.split_first()?;
    words.clone().rev().filter(|first| words.end - first >= 2 && !is_stop(tokens, *first)).find(|first| {
        let text = tokens.span(*first, words.end - 1).of(tokens.text()).to_lowercase();
        let mut chars = text.chars().map(unmarked);
        let begins = chars.next() == Some(*first_letter);
        begins && rest.iter().all(|l| chars.any(|c| c == *l)) && covers(tokens, *first..words.end, letters)
    })
}

/// Whether the initial of every long word is among the letters; words without capitals must be fewer than the letters too.
fn covers(tokens: &Tokens<'_>, words: Range<usize>, letters: &[char]) -> bool {
    let long: Vec<usize> = words.filter(|i| !is_stop(tokens, *i) && tokens.get(*i).is_some_and(|t| t.kind.is_word())).collect();
    let capitals = long.iter().filter(|i| tokens.get(**i).is_some_and(|t| t.kind.is_capital())).count();
    let known = |i: usize| tokens.word(i).to_lowercase().chars().next().is_some_and(|c| letters.contains(&unmarked(c)));
    (capitals * 2 > long.len() || long.len() < letters.len()) && long.iter().all(|i| known(*i))
}

/// "Congolese Mine Action Centre (CCLAM)": another language's letters. Only where the acronym stands elsewhere too.
fn by_capitals(tokens: &Tokens<'_>, words: Range<usize>, letters: &[char], acronym: &str) -> Option<usize> {
    if letters.len() < SHORTEST_INSIDE {
        return None;
    }
    let is_part = |i: usize| tokens.get(i).is_some_and(|t| t.kind.is_capital()) || (is_stop(tokens, i) && tokens.get(i).is_some_and(|t| t.kind.is_word()));
    let run = words.clone().rev().take_while(|i| is_part(*i)).filter(|i| tokens.get(*i).is_some_and(|t| t.kind.is_capital()) && !is_stop(tokens, *i)).last()?;
    let initial = tokens.word(run).to_lowercase().chars().next().map(unmarked);
    let used = (0..tokens.len()).filter(|i| tokens.word(*i) == acronym).take(2).count() == 2;
    (words.end - run >= 2 && initial.as_ref() == letters.first() && used).then_some(run)
}

/// "CMC (Cluster Munition Coalition)".
fn in_bracket(tokens: &Tokens<'_>, open: usize) -> Option<BoundAcronym> {
    let last = open.checked_sub(1)?;
    let first = (last.saturating_sub(3)..=last).find(|i| !(tokens.touches(*i) && *i > 0) && acronym_end(tokens, *i) == Some(open))?;
    let close = (open + 1..open + 2 + LONGEST * 2).find(|i| tokens.word(*i) == ")")?;
    if close < open + 3 || tokens.get(close).is_some_and(|t| t.before == Before::Block) {
        return None;
    }
    let acronym = tokens.span(first, last).of(tokens.text());
    let letters = letters_of(acronym);
    let words = open + 1..close;
    let fits = spells(tokens, words.clone(), &letters) || inside(tokens, words, &letters) == Some(open + 1);
    let expansion = tokens.span(open + 1, close - 1);
    fits.then(|| BoundAcronym { acronym: acronym.to_owned(), expansion: one_line(expansion.of(tokens.text())), span: tokens.span(first, close) })
}

/// Whether the words at `i` say that what is before stands for what is after.
fn is_definition(tokens: &Tokens<'_>, i: usize) -> bool {
    const VERBS: [&[&str]; 8] =
        [&["stands", "for"], &["is", "short", "for"], &["means"], &["steht", "für"], &["signifie"], &["significa"], &["="], &["désigne"]];
    VERBS.iter().any(|words| tokens.are(i, words)) || (matches!(tokens.word(i), ":" | "–") && tokens.get(i - 1).is_some_and(|t| t.before >= Before::Line))
}

/// "CMC stands for Cluster Munition Coalition": the acronym before, the words that spell it after.
fn defined(tokens: &Tokens<'_>, verb: usize) -> Option<BoundAcronym> {
    let first = verb.checked_sub(1)?;
    if acronym_end(tokens, first) != Some(verb) {
        return None;
    }
    let acronym = tokens.word(first);
    let letters = letters_of(acronym);
    let mut start = verb + 1;
    while tokens.is_any(start, &["for", "short", "the", "für", "die", "der", "das", "le", "la", "el"]) || is_quote(tokens.word(start)) {
        start += 1;
    }
    let longest = start + letters.len() * 2 + SLACK;
    let stop = (start..longest)
        .find(|i| matches!(tokens.word(*i), "." | ";" | ")" | "(") || tokens.get(*i).is_none_or(|t| t.before == Before::Block && *i > start))?;
    let end = (start + 2..=stop).find(|end| spells(tokens, start..*end, &letters))?;
    let span = tokens.span(first, end - 1);
    Some(BoundAcronym { acronym: acronym.to_owned(), expansion: one_line(tokens.span(start, end - 1).of(tokens.text())), span })
}

fn is_quote(word: &str) -> bool {
    matches!(word, "“" | "”" | "\"" | "«" | "»" | "„" | "‘" | "’" | "'")
}

/// Words with single spaces, however the lines broke.
pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The acronym whose binding covers `span`, where one does.
#[must_use]
pub fn bound_at(acronyms: &[BoundAcronym], span: Span) -> Option<&BoundAcronym> {
    acronyms.iter().find(|a| a.span.contains(span))
}

#[cfg(test)]
mod tests {
    use super::super::tests::context_of;
    use super::*;

    fn check(text: &str, expected: &[(&str, &str, &str)]) {
        context_of(text, |context| {
            let all = find(context);
            let found: Vec<(&str, &str, &str)> = all.iter().map(|a| (a.acronym.as_str(), a.expansion.as_str(), context.transcript.words(a.span))).collect();
            assert_eq!(found, expected, "{text}");
        });
    }

    #[test]
    fn words_before_a_bracket() {
        let pair = |text: &str, acronym: &str, expansion: &str| check(text, &[(acronym, expansion, &format!("{expansion} ({acronym})"))]);
        pair("The Land Survey Alliance (LSA) spoke.", "LSA", "Land Survey Alliance");
        pair("of the International Committee of the Red Lamp (ICRL)", "ICRL", "International Committee of the Red Lamp");
        pair("the Anti-Noise River Ban Convention (ANRBC)", "ANRBC", "Anti-Noise River Ban Convention");
        pair("a greenhouse gas (GHG) inventory", "GHG", "greenhouse gas");
        pair("the 14th Meeting of States Parties (14MSP)", "14MSP", "14th Meeting of States Parties");
        pair("by the Second Review Conference (2RC)", "2RC", "Second Review Conference");
        pair("the Department of Parks (DOP)", "DOP", "Department of Parks");
        pair("the United Nations Institute for Harbour Research (UNIHAR)", "UNIHAR", "United Nations Institute for Harbour Research");
        pair("das Bundesministerium für Umwelt (BMU)", "BMU", "Bundesministerium für Umwelt");
        pair("le Conseil de la Vallée (CV)", "CV", "Conseil de la Vallée");
        pair("the least developed countries (LDCs)", "LDCs", "least developed countries");
    }

    #[test]
    fn what_binds_nothing() {
        for text in ["He came (AGAIN) late.", "The motion (6-0) passed.", "Ms. Doe (UK) left.", "one year (2023)", "They met in Oslo (NO)."] {
            check(text, &[]);
        }
    }

    #[test]
    fn other_ways_to_bind() {
        check("The LSA (Land Survey Alliance) spoke.", &[("LSA", "Land Survey Alliance", "LSA (Land Survey Alliance)")]);
        check("LSA stands for Land Survey Alliance.", &[("LSA", "Land Survey Alliance", "LSA stands for Land Survey Alliance")]);
        check("The Land Survey Alliance (“LSA”) spoke.", &[("LSA", "Land Survey Alliance", "Land Survey Alliance (“LSA”)")]);
        check("The Tanese Mine Action Centre (TZKLM) met. TZKLM agreed.", &[("TZKLM", "Tanese Mine Action Centre", "Tanese Mine Action Centre (TZKLM)")]);
    }
}

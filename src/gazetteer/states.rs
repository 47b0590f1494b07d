//! The States, their names, and where a text has them.
//!
//! The table is `states.tsv`. One automaton holds every name; it is built at the first use and only read after that. This
//! module knows what a string *may* mean; whether it does in its sentence is for [`crate::entities::states`] to say.

use super::fold::{Folded, distance_within, fold, kinds_of};
use crate::language::Language;
use crate::span::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A State, or an entity that sits among States.
#[derive(Debug, PartialEq, Eq)]
pub struct State {
    /// ISO 3166-1 alpha-3, or the 3166-3 alpha-4 of a former State.
    pub code: &'static str,
    /// ISO 3166-1 alpha-2; empty for a former State.
    pub alpha2: &'static str,
    /// What it is.
    pub kind: StateKind,
    /// Short English name.
    pub name: &'static str,
}

/// What a State is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateKind {
    /// A member of the United Nations.
    Member,
    /// An observer there.
    Observer,
    /// Acts among States elsewhere.
    Other,
    /// Belongs to a State.
    Territory,
    /// Is no more.
    Former,
}

/// How a string names a State.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sense {
    /// A name that is no other's.
    Name,
    /// A name that may be another State's, or no State's.
    DoubtfulName,
    /// "DRC", "UK": only in capitals.
    Acronym,
    /// "Syrian".
    Demonym,
    /// "French": a language or a people too.
    WeakDemonym,
}

impl Sense {
    /// Whether the string is an adjective or a people.
    #[must_use]
    pub const fn is_demonym(self) -> bool {
        matches!(self, Self::Demonym | Self::WeakDemonym)
    }
}

/// A State's name in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The words, without article.
    pub span: Span,
    /// How they name it.
    pub sense: Sense,
    /// The State, the likelier of two.
    pub state: &'static State,
    /// The other State that the words may mean.
    pub other: Option<&'static State>,
}

struct Alias {
    /// As the table writes it: its capitals are those that a text must have too.
    written: &'static str,
    sense: Sense,
    languages: u8,
    state: &'static State,
    other: Option<&'static State>,
}

struct Gazetteer {
    aliases: Vec<Alias>,
    /// Folded name to its index in `aliases`.
    by_name: BTreeMap<String, usize>,
    by_code: BTreeMap<&'static str, &'static State>,
    automaton: Option<AhoCorasick>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(build);

const ENGLISH: u8 = 1;

const fn bit(language: Language) -> u8 {
    match language {
        Language::English | Language::Other => ENGLISH,
        Language::French => 2,
        Language::Spanish => 4,
        Language::German => 8,
        Language::Portuguese => 16,
    }
}

fn build() -> Gazetteer {
    let mut made = Gazetteer { aliases: Vec::new(), by_name: BTreeMap::new(), by_code: BTreeMap::new(), automaton: None };
    for line in include_str!("states.tsv").lines().filter(|l| !l.starts_with('#')) {
        add_line(&mut made, line);
    }
    for (code, other) in [("UK", "GB"), ("EL", "GR")] {
        if let Some(state) = made.by_code.get(other) {
            made.by_code.insert(code, state); // as the European Union writes them
        }
    }
    let patterns: Vec<&String> = made.by_name.keys().collect();
    // Aliases in the order of the patterns, so that a pattern's number is its alias's.
    let order: Vec<usize> = made.by_name.values().copied().collect();
    made.automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(Some(AhoCorasickKind::ContiguousNFA)).build(patterns).ok();
    let mut taken: Vec<Option<Alias>> = made.aliases.into_iter().map(Some).collect();
    made.aliases = order.iter().filter_map(|i| taken.get_mut(*i).and_then(Option::take)).collect();
    for (n, index) in made.by_name.values_mut().enumerate() {
        *index = n;
    }
    made
}

fn add_line(made: &mut Gazetteer, line: &'static str) {
    let mut fields = line.split('\t');
    let mut field = || fields.next().unwrap_or_default();
    let (code, alpha2, kind, name) = (field(), field(), field(), field());
    let kind = match kind {
        "member" => StateKind::Member,
        "observer" => StateKind::Observer,
        "other" => StateKind::Other,
        "territory" => StateKind::Territory,
        _ => StateKind::Former,
    };
    // One leak a State, once in the program's life: everybody may hold a State without a borrow.
    let state: &'static State = Box::leak(Box::new(State { code, alpha2, kind, name }));
    made.by_code.insert(code, state);
    if !alpha2.is_empty() {
        made.by_code.insert(alpha2, state);
    }
    let names = field();
    for written in names.split('|').filter(|n| !n.is_empty()) {
        let (sense, written) = written.strip_prefix('?').map_or((Sense::Name, written), |w| (Sense::DoubtfulName, w));
        add(made, Alias { written, sense, languages: ENGLISH, state, other: None });
    }
    add(made, Alias { written: name, sense: Sense::Name, languages: ENGLISH, state, other: None });
    for language in [Language::French, Language::Spanish, Language::German, Language::Portuguese] {
        for written in field().split('|').filter(|n| !n.is_empty()) {
            add(made, Alias { written, sense: Sense::Name, languages: bit(language), state, other: None });
        }
    }
    for written in field().split('|').filter(|n| !n.is_empty()) {
        let bare = written.trim_start_matches(['?', '~']);
        let sense = if written.contains('~') || bare.len() < written.len() { Sense::WeakDemonym } else { Sense::Demonym };
        add(made, Alias { written: bare, sense, languages: ENGLISH, state, other: None });
    }
    for written in field().split('|').filter(|n| !n.is_empty()) {
        add(made, Alias { written, sense: Sense::Acronym, languages: ENGLISH, state, other: None });
    }
}

fn add(made: &mut Gazetteer, alias: Alias) {
    let key = fold(alias.written);
    let Some(held) = made.by_name.get(&key).and_then(|i| made.aliases.get_mut(*i)) else {
        made.by_name.insert(key, made.aliases.len());
        made.aliases.push(alias);
        return;
    };
    held.languages |= alias.languages;
    if held.state == alias.state {
        // A doubtful name stays doubtful; a name is more than a demonym ("Lao").
        held.sense = match (held.sense, alias.sense) {
            (Sense::DoubtfulName, _) | (_, Sense::DoubtfulName) => Sense::DoubtfulName,
            (a, b) => a.min(b),
        };
    } else if held.other.is_none() {
        held.other = Some(alias.state);
    }
}

/// The State of this ISO 3166-1 alpha-2 or alpha-3 code (or 3166-3 alpha-4; "UK" and "EL" too), in capitals.
#[must_use]
pub fn by_code(code: &str) -> Option<&'static State> {
    GAZETTEER.by_code.get(code).copied()
}

/// The State that `name` names: exactly, but for case, marks, an article, a gloss in brackets ("(DRC)"), and the "Republic
/// of" that some put before every name. Adjectives and names that may be two States' are not resolved.
#[must_use]
pub fn resolve(name: &str) -> Option<&'static State> {
    let name = name.trim().trim_end_matches([':', ',', ';', '*', '.']).trim_end();
    let folded = fold(name);
    resolve_folded(name, &folded).or_else(|| {
        // "Iran, Islamic Republic of"; "Lao People's Democratic Republic (LPDR)".
        if let Some((head, tail)) = folded.split_once(", ") {
            return by_alias(&format!("{tail} {head}"), "");
        }
        let (head, gloss) = name.rsplit_once('(')?;
        let gloss = gloss.trim_end().strip_suffix(')')?;
        let is_gloss = gloss.chars().all(|c| c.is_uppercase() || c == '.') || resolve_folded(gloss, &fold(gloss)).is_some();
        is_gloss.then(|| resolve_folded(head.trim_end(), &fold(head))).flatten()
    })
}

fn resolve_folded(name: &str, folded: &str) -> Option<&'static State> {
    const ARTICLES: &[&str] = &["the ", "la ", "le ", "les ", "l'", "el ", "los ", "las ", "die ", "der ", "den ", "das ", "o ", "a ", "os ", "as "];
    const FORMS: &[&str] = &["republic of ", "kingdom of ", "state of ", "government of ", "delegation of ", "republique de ", "republica de ", "republik "];
    let bare = |key: &str| -> Option<&'static State> { by_alias(key, name).or_else(|| ARTICLES.iter().find_map(|a| by_alias(key.strip_prefix(a)?, name))) };
    bare(folded).or_else(|| FORMS.iter().find_map(|f| bare(folded.strip_prefix("the ").unwrap_or(folded).strip_prefix(f)?)))
}

fn by_alias(key: &str, written: &str) -> Option<&'static State> {
    let alias = GAZETTEER.aliases.get(*GAZETTEER.by_name.get(key)?)?;
    let fits = match alias.sense {
        Sense::Name => true,
        Sense::DoubtfulName => alias.other.is_none() || alias.state.name == alias.written,
        Sense::Acronym => written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) || written == alias.written,
        Sense::Demonym | Sense::WeakDemonym => false,
    };
    fits.then_some(alias.state)
}

/// From how many letters on two typing errors are believed; below it, one.
const LONG_NAME: usize = 8;

/// The shortest name in which an error is believed: shorter ones are too near each other (Iran, Iraq; Mali, Bali).
const SHORTEST_NEAR: usize = 5;

/// The names in which an error is believed, as letters, by their number.
static NEAR_NAMES: LazyLock<Vec<Vec<NearName>>> = LazyLock::new(|| {
    let mut by_length: Vec<Vec<NearName>> = Vec::new();
    for (key, alias) in GAZETTEER.by_name.iter().filter_map(|(key, i)| Some((key, GAZETTEER.aliases.get(*i)?))) {
        let letters: Vec<char> = key.chars().collect();
        let is_name = matches!(alias.sense, Sense::Name | Sense::DoubtfulName) && alias.languages & ENGLISH != 0;
        if !is_name || letters.len() < SHORTEST_NEAR {
            continue;
        }
        by_length.resize(by_length.len().max(letters.len() + 1), Vec::new());
        if let Some(same) = by_length.get_mut(letters.len()) {
            same.push(NearName { kinds: kinds_of(letters.iter().copied()), letters, state: alias.state });
        }
    }
    by_length
});

/// A name in which an error is believed.
#[derive(Clone)]
struct NearName {
    letters: Vec<char>,
    /// Which letters it has: [`kinds_of`].
    kinds: u32,
    state: &'static State,
}

/// The State whose name `name` misses by a typing error, and by how many letters. Only where `name` is no name itself, and no
/// other State's name is as near. Whether the place is one where a State must stand is for the caller to know.
#[must_use]
pub fn near(name: &str) -> Option<(&'static State, usize)> {
    if name.len() < SHORTEST_NEAR || !name.trim_start().starts_with(char::is_uppercase) {
        return None;
    }
    let folded = fold(name.trim());
    let letters: Vec<char> = folded.chars().collect();
    if letters.len() < SHORTEST_NEAR {
        return None;
    }
    let kinds = kinds_of(letters.iter().copied());
    let limit = if letters.len() >= LONG_NAME { 2 } else { 1 };
    let mut best: Option<(&'static State, usize)> = None;
    let mut tie = false;
    let shortest = letters.len() - limit;
    for NearName { letters: key, kinds: theirs, state: of } in NEAR_NAMES.get(shortest..).unwrap_or_default().iter().take(2 * limit + 1).flatten() {
        // An error adds, removes or changes one letter: of the kinds of letters, two at most.
        if (kinds ^ theirs).count_ones() as usize > 2 * limit {
            continue;
        }
        let Some(distance) = distance_within(&letters, key, limit) else { continue };
        match best {
            Some((state, d)) if d < distance || state == *of => best = Some((state, d.min(distance))),
            Some((_, d)) if d == distance => tie = true,
            _ => (best, tie) = (Some((*of, distance)), false),
        }
    }
    best.filter(|_| !tie && !GAZETTEER.by_name.contains_key(&folded) && resolve(name).is_none())
}

/// Every string of `text` that may name a State, in order, without overlap, the longest at each place. Names in `language`
/// and in English, with the capitals that a name has.
#[must_use]
pub fn find_all(text: &str, language: Language) -> Vec<Found> {
    let Some(automaton) = &GAZETTEER.automaton else { return Vec::new() };
    let folded = Folded::of(text);
    let mut out = Vec::new();
    for found in automaton.find_iter(&folded.text) {
        let span = Span::new(folded.source(found.start()), folded.source(found.end())).trimmed(text);
        let Some(alias) = GAZETTEER.aliases.get(found.pattern().as_usize()) else { continue };
        let span = drop_article(text, close_initials(text, span, alias.sense));
        if alias.languages & (ENGLISH | bit(language)) != 0 && is_bounded(text, span) && has_capitals(span.of(text), alias) {
            out.push(Found { span, sense: alias.sense, state: alias.state, other: alias.other });
        }
    }
    out
}

/// The last point of "U.S." belongs to it, where the letters before have theirs.
fn close_initials(text: &str, span: Span, sense: Sense) -> Span {
    let words = span.of(text);
    let dotted = sense == Sense::Acronym && words.trim_end_matches('.').contains('.') && text.get(span.end..).is_some_and(|rest| rest.starts_with('.'));
    if dotted && !words.ends_with('.') { Span::new(span.start, span.end + 1) } else { span }
}

fn drop_article(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let bare = words.split_at_checked(4).filter(|(the, _)| the.eq_ignore_ascii_case("the ")).map_or(words, |(_, rest)| rest.trim_start());
    Span::new(span.end - bare.len(), span.end)
}

fn is_bounded(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).and_then(|t| t.chars().next_back());
    let after = text.get(span.end..).and_then(|t| t.chars().next());
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !inside(before) && !inside(after)
}

/// Whether each word that the table writes with a capital has one here; an acronym is all capitals, or as in the table.
fn has_capitals(words: &str, alias: &Alias) -> bool {
    if alias.sense == Sense::Acronym {
        return words == alias.written || words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    }
    let initials = |text: &str| -> Vec<bool> {
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
        text.split(|c: char| !is_letter(c)).filter(|w| !w.is_empty()).map(|w| w.starts_with(char::is_uppercase)).collect()
    };
    let (here, table) = (initials(words), initials(alias.written));
    let table = if table.len() > here.len() { table.get(table.len() - here.len()..).unwrap_or_default() } else { &table };
    here.iter().zip(table).all(|(here, table)| *here || !*table)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(name: &str) -> Option<&'static str> {
        resolve(name).map(|s| s.code)
    }

    #[test]
    fn names_resolve_in_their_many_forms() {
        for (name, expected) in [
            ("Panama", "PAN"),
            ("the Netherlands", "NLD"),
            ("THE NETHERLANDS", "NLD"),
            ("Republic of Zambia", "ZMB"),
            ("Lao PDR", "LAO"),
            ("Lao People’s Democratic Republic (PDR)", "LAO"),
            ("Democratic Republic of the Congo (DRC)", "COD"),
            ("DRC", "COD"),
            ("Congo", "COG"),
            ("Republic of the Congo", "COG"),
            ("Cote d’Ivoire", "CIV"),
            ("Iran, Islamic Republic of", "IRN"),
            ("Iran (Islamic Republic of)", "IRN"),
            ("Bolivia (Plurinational State of)", "BOL"),
            ("Turkey", "TUR"),
            ("Vietnam", "VNM"),
            ("Guinea Bissau", "GNB"),
            ("Royaume-Uni", "GBR"),
            ("Deutschland", "DEU"),
            ("España", "ESP"),
            ("Países Baixos", "NLD"),
            ("U.S.A.", "USA"),
            ("Holy See", "VAT"),
            ("State of Palestine", "PSE"),
            ("Yugoslavia", "YUCS"),
            ("Serbia and Montenegro", "CSXX"),
            ("Timor Leste", "TLS"),
            ("Georgia", "GEO"),
            ("Mexico:", "MEX"),
        ] {
            assert_eq!(code(name), Some(expected), "{name}");
        }
        for name in ["car", "Syrian", "Korea", "Republic of Texas", "European Union", "us", "Pamama", ""] {
            assert_eq!(code(name), None, "{name}");
        }
        assert_eq!(by_code("EL").map(|s| s.code), Some("GRC"));
    }

    #[test]
    fn near_names_are_typing_errors_only() {
        for (name, expected) in [("Pamama", Some("PAN")), ("Netherands", Some("NLD")), ("Switzerlnad", Some("CHE")), ("Germnay", Some("DEU"))] {
            assert_eq!(near(name).map(|(s, _)| s.code), expected, "{name}");
        }
        for name in ["Iran", "Mali", "Bali", "Zambia", "Slovenia", "Austria", "Nigerien", "Bali", "pamama", "Banana", "Sweeden Road"] {
            assert_eq!(near(name), None, "{name}");
        }
    }

    #[test]
    fn texts_are_searched_for_the_longest_names() {
        let check = |text: &str, expected: &[(&str, &str)]| {
            let found: Vec<(&str, &str)> = find_all(text, Language::English).iter().map(|f| (f.span.of(text), f.state.code)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Peru and the Netherlands spoke.", &[("Peru", "PER"), ("Netherlands", "NLD")]);
        check("The Netherlands", &[("Netherlands", "NLD")]);
        check("The Democratic Republic of the\nCongo", &[("Democratic Republic of the\nCongo", "COD")]);
        check("Papua New Guinea, Guinea-Bissau, Guinea", &[("Papua New Guinea", "PNG"), ("Guinea-Bissau", "GNB"), ("Guinea", "GIN")]);
        check("Niger and Nigeria and Nigerians", &[("Niger", "NER"), ("Nigeria", "NGA"), ("Nigerians", "NGA")]);
        check("Northern Ireland", &[("Ireland", "IRL")]);
        check("a chile stew, turkey, us and a car", &[]);
        check("the U.S. and the UK", &[("U.S.", "USA"), ("UK", "GBR")]);
        check("Indiana, Romania, a Omani", &[("Romania", "ROU"), ("Omani", "OMN")]);
        check("China, Hong Kong", &[("China, Hong Kong", "HKG")]);
        check("BOSNIA AND HERZEGOVINA", &[("BOSNIA AND HERZEGOVINA", "BIH")]);
        let text = "Die Schweiz, Österreich und Island";
        let codes: Vec<&str> = find_all(text, Language::German).iter().map(|f| f.state.code).collect();
        assert_eq!(codes, ["CHE", "AUT", "ISL"]);
        assert!(find_all("Rhode Island", Language::English).is_empty());
    }

    #[test]
    fn the_table_is_whole() {
        let codes: std::collections::BTreeSet<&str> = GAZETTEER.aliases.iter().map(|a| a.state.code).collect();
        assert!(codes.len() > 250, "{}", codes.len());
        let members: std::collections::BTreeSet<&str> = GAZETTEER.aliases.iter().filter(|a| a.state.kind == StateKind::Member).map(|a| a.state.code).collect();
        assert_eq!(members.len(), 193);
    }
}

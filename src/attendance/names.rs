//! A person's name out of the words beside it: honorific, given and family part, office, affiliation, marks.
//!
//! `parse_person` takes a cell, a line or an item of a list. It answers `None` where the words are no name: a heading, a
//! place, an organisation, a sentence. What it had to guess (which comma divides what, where an office begins without a
//! comma) lowers the confidence below 1.

mod divide;
mod split;
mod vocabulary;

use self::divide::{Part, divide, is_litter};
pub use self::split::{SplitName, split_name};
use self::vocabulary::{is_han, is_initial, is_name};
use super::marks::{self, Mark};
use crate::gazetteer::titles::{self, Courtesy};
use crate::language::Language;

/// A person as the words give them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ParsedPerson {
    /// "H.E. Mrs."
    pub honorific: Option<String>,
    /// Given names.
    pub given: Option<String>,
    /// Family name.
    pub family: Option<String>,
    /// The name alone, in its natural order.
    pub name: String,
    /// Office or post, as written.
    pub role: Option<String>,
    /// "Jr.", "Ph.D.".
    pub suffix: Option<String>,
    /// What stands in brackets or after a comma and is no office: an organisation, a State, a place.
    pub affiliation: Option<String>,
    /// Marks of presence.
    pub marks: Vec<Mark>,
    /// Whether the name is one word without anything that makes it a name.
    pub single: bool,
    /// Whether the honorific or the office is of several people ("Messrs.", "Councillors"): what follows is a list.
    pub plural: bool,
    /// The bytes of the name in the text given.
    pub at: (usize, usize),
    /// 1 where nothing was guessed.
    pub confidence: f32,
}

/// What is known of the text that the name stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hint {
    /// Whether each person of the list bears an honorific, so that words without one are none of its people.
    pub titled: bool,
    /// Which honorifics of one language are read.
    pub courtesy: Courtesy,
    /// Whether two family names are the custom: a delegation or a text of that language.
    pub two_surnames: bool,
    /// Whether a list before this one has shown that people are named by one word, so that a comma never divides family and given name.
    pub single_names: bool,
}

impl Hint {
    /// What a document's language tells.
    #[must_use]
    pub fn of(language: Language) -> Self {
        Self {
            courtesy: Courtesy { french: language == Language::French, spanish: language == Language::Spanish, portuguese: language == Language::Portuguese },
            two_surnames: language == Language::Spanish,
            titled: false,
            single_names: false,
        }
    }
}

/// Confidence where an office and a name stand side by side without a divider.
const GUESSED_BOUNDARY: f32 = 0.9;
/// Confidence where a word may be an office or a given name ("Provost Miller").
const OFFICE_OR_NAME: f32 = 0.85;
/// Confidence where a comma may divide family and given name, or a name and a place.
const GUESSED_COMMA: f32 = 0.85;

/// Reads a person with no knowledge of the text around.
#[must_use]
pub fn parse_person(text: &str) -> Option<ParsedPerson> {
    parse_person_in(text, Hint::default())
}

/// Reads a person.
#[must_use]
pub fn parse_person_in(text: &str, hint: Hint) -> Option<ParsedPerson> {
    // "Mme Berg à M. Lund", under a label of those who gave their vote to somebody.
    if let Some((head, tail)) = text.split_once(" à ")
        && let Some(mut giver) = parse_person_in(head, hint).filter(|p| p.honorific.is_some() || !p.single)
        && let Some(holder) = parse_person_in(tail, hint).filter(|p| p.honorific.is_some() || !p.single)
    {
        giver.marks.push(Mark::Proxy(holder.name));
        return Some(giver);
    }
    if let Some(person) = standing_for(text, hint).or_else(|| sent_by(text, hint)) {
        return Some(person);
    }
    let mut person = ParsedPerson { confidence: 1.0, ..ParsedPerson::default() };
    let mut parts = divide(text);
    parts.retain(|p| !p.text.is_empty());
    // Brackets first: they stand anywhere.
    let mut heads: Vec<Part<'_>> = Vec::new();
    for part in parts {
        if part.bracketed {
            beside(&mut person, part.text);
        } else {
            heads.push(part);
        }
    }
    let mut heads = heads.into_iter().peekable();
    let first = heads.next()?;
    let mut core = first;
    if !core_of(&mut person, core, hint) {
        // "Chair: Ola Berg", "Secretary – Ola Berg".
        let second = heads.next()?;
        if !(titles::is_office(core.text) && core.text.split_whitespace().count() <= 8 && !is_sentence(core.text)) {
            return None;
        }
        let office = core.text.trim().to_owned();
        core = second;
        if !core_of(&mut person, core, hint) {
            return None;
        }
        person.plural |= is_plural_office(&office);
        person.role.get_or_insert(office);
    } else if person.single && person.honorific.is_none() && person.role.is_none() && heads.peek().is_some_and(|next| next.divider == ',') && !hint.single_names
    {
        inverted(&mut person, core, &mut heads, hint);
    }
    for part in heads {
        beside(&mut person, part.text);
    }
    // Letters that an OCR engine mixed up: "Iill" for "Jill".
    if person.name.split_whitespace().any(|w| w.starts_with("Ii") || w.starts_with("Il ") || w.starts_with('.')) {
        person.name = person.name.trim_start_matches('.').trim_start().to_owned();
        for part in [Some(&mut person.name), person.given.as_mut(), person.family.as_mut()].into_iter().flatten() {
            if let Some(rest) = part.strip_prefix("Ii").filter(|r| ["ll", "m"].iter().any(|e| r.split(' ').next() == Some(e))) {
                *part = format!("Ji{rest}");
            }
        }
        person.confidence = person.confidence.min(GUESSED_COMMA);
    }
    let initials = initials_of(&person.name);
    for beside in [person.role.as_mut(), person.affiliation.as_mut()].into_iter().flatten() {
        without_initials(beside, &initials);
    }
    if let (Some(family), true) = (&person.family, person.single) {
        person.single = person.honorific.is_none() && person.role.is_none() && *family == person.name;
    }
    Some(person)
}

/// "Mr. Ola Dahl for Ms. Kari Berg (Norway)": the one who came, and for whom; what stands behind both is of both.
fn standing_for(text: &str, hint: Hint) -> Option<ParsedPerson> {
    let (head, tail) =
        [" for ", " in place of ", " on behalf of ", " replacing ", " alternate for ", " substituting for "].iter().find_map(|w| text.split_once(w))?;
    let other = parse_person_in(tail, hint).filter(|p| p.honorific.is_some() && !p.plural)?;
    let mut person = parse_person_in(head, hint).filter(|p| p.honorific.is_some() || !p.single)?;
    person.affiliation = person.affiliation.or(other.affiliation);
    person.marks.push(Mark::For(other.name));
    Some(person)
}

/// "Mr. Ola Dahl of Elm Trust (item 4 only)": who sent a person whose name is whole.
fn sent_by(text: &str, hint: Hint) -> Option<ParsedPerson> {
    let (head, tail) = [" of ", " from ", " representing "].iter().find_map(|w| text.split_once(w))?;
    let place = tail.split(['(', '[', ',']).next().unwrap_or_default().trim();
    let named = place.strip_prefix("the ").unwrap_or(place).starts_with(|c: char| c.is_uppercase());
    let plain = !head.contains([',', '(', '[', ':', '–', '—']) && named && place.split_whitespace().count() <= 6;
    let mut person = plain.then(|| parse_person_in(head, hint)).flatten()?;
    // "Federal Reserve Banks of Elm" is no person.
    let borne_out = person.honorific.is_some()
        || !person.single && super::build::is_organisation(place) && !super::build::is_organisation(head) && !titles::is_office(head);
    if person.role.is_some() || person.plural || !borne_out || place.ends_with('.') {
        return None;
    }
    person.affiliation = Some(place.to_owned());
    for mark in tail.get(place.len()..).unwrap_or_default().split(['(', ')', '[', ']', ',']) {
        beside(&mut person, mark);
    }
    Some(person)
}

/// The first letters of a name's words in capitals: "OA" of "Olu Adeyemi".
fn initials_of(name: &str) -> String {
    name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// "OA, Chair" beside a name of these initials is "Chair".
fn without_initials(beside: &mut String, initials: &str) {
    if initials.len() > 1 && beside.contains(',') {
        let kept: Vec<&str> = beside.split(',').map(str::trim).filter(|part| *part != initials).collect();
        *beside = kept.join(", ");
    }
}

/// "Rossi, Anna (IT)": a word alone, a comma, and a given name.
fn inverted<'t>(person: &mut ParsedPerson, core: Part<'t>, heads: &mut std::iter::Peekable<impl Iterator<Item = Part<'t>>>, hint: Hint) {
    let Some(next) = heads.peek().copied() else { return };
    let mut given = ParsedPerson { confidence: 1.0, ..ParsedPerson::default() };
    if titles::is_office(next.text)
        || marks::read(next.text).is_some()
        || next.text.split_whitespace().all(titles::is_suffix)
        || !core_of(&mut given, next, hint)
    {
        return;
    }
    if given.name.split_whitespace().count() > 3 {
        return;
    }
    heads.next();
    let family = person.name.clone();
    person.name = format!("{} {family}", given.name);
    person.honorific = given.honorific;
    person.given = Some(given.name);
    person.family = Some(family);
    person.single = false;
    person.at = (core.start.min(person.at.0), given.at.1);
    person.confidence = person.confidence.min(GUESSED_COMMA);
}

/// Files what stands beside a name under marks, degrees, office or affiliation.
fn beside(person: &mut ParsedPerson, text: &str) {
    let text = text.trim().trim_end_matches('.').trim();
    if text.is_empty() || text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation() || c.is_whitespace()) {
        return;
    }
    // "(Director of Finance; for items 4-5)"
    if let Some((head, tail)) = text.split_once(';') {
        beside(person, head);
        beside(person, tail);
        return;
    }
    if let Some(mark) = marks::read(text) {
        person.marks.push(mark);
    } else if text.split_whitespace().all(titles::is_suffix) {
        let suffix = person.suffix.take().map_or_else(|| text.to_owned(), |s| format!("{s}, {text}"));
        person.suffix = Some(suffix);
    } else if titles::is_office(text) {
        person.role = Some(person.role.take().map_or_else(|| text.to_owned(), |r| format!("{r}, {text}")));
    } else {
        person.affiliation = Some(person.affiliation.take().map_or_else(|| text.to_owned(), |a| format!("{a}, {text}")));
    }
}

/// A word of the core with its place.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    start: usize,
}

/// Reads honorific, office and name from a part without dividers. False where it holds no name.
fn core_of(person: &mut ParsedPerson, part: Part<'_>, hint: Hint) -> bool {
    let mut words = words_of(part);
    // A row's number, a list's letter, a note mark that stands apart.
    while words.first().is_some_and(|w| is_counter(w.text)) {
        words.remove(0);
    }
    while words.last().is_some_and(|w| is_note(w.text) || w.text.contains('@')) {
        words.pop();
    }
    let texts: Vec<&str> = words.iter().map(|w| w.text).collect();
    let mut first = titles::honorifics(&texts, hint.courtesy);
    let mut guessed = false;
    let mut office = None;
    let mut office_before = false;
    if first == 0
        && let Some(n) = office_words(&texts)
    {
        office = Some(join(&texts, 0, n));
        office_before = true;
        person.plural = is_plural_office(texts.get(n - 1).copied().unwrap_or_default());
        // "Mayor Berg" has an office whose end is plain; "Golf General Manager Ola Berg" has not.
        guessed = false;
        first = n;
        first += titles::honorifics(texts.get(n..).unwrap_or_default(), hint.courtesy);
    } else if first > 0
        && let Some(n) = office_words(texts.get(first..).unwrap_or_default())
    {
        // "Mr. Mayor Ola Berg", "Dr. Director Ola Berg".
        office = Some(join(&texts, first, first + n));
        office_before = true;
        first += n;
    }
    let honorific_from = if office_before { office.as_deref().map_or(0, |o| o.split_whitespace().count()) } else { 0 };
    let honorific = if office_before && titles::honorifics(&texts, hint.courtesy) > 0 {
        join(&texts, 0, titles::honorifics(&texts, hint.courtesy))
    } else {
        join(&texts, honorific_from, first)
    };
    let mut rest: Vec<Word<'_>> = words.get(first..).unwrap_or_default().to_vec();
    let mut suffixes: Vec<&str> = Vec::new();
    while rest.len() > 1 && rest.last().is_some_and(|w| titles::is_suffix(w.text)) {
        if let Some(w) = rest.pop() {
            suffixes.insert(0, w.text);
        }
    }
    let mut names: Vec<&str> = rest.iter().map(|w| w.text).collect();
    // "Ola Berg Chair": an office behind without a comma.
    if let Some(cut) = trailing_office(&names) {
        office = Some(join(&names, cut, names.len()));
        names.truncate(cut);
        rest.truncate(cut);
        guessed = true;
    }
    // "Ola Berg OB": the initials by which the minutes go on to call a person are no part of the name.
    if names.len() > 2 && names.last().is_some_and(|w| w.len() > 1 && *w == initials_of(&join(&names, 0, names.len() - 1))) {
        names.pop();
        rest.pop();
    }
    let known = first > 0;
    let Some(last) = rest.last().copied() else { return false };
    if !is_name(&names, known) {
        return false;
    }
    let trimmed = last.text.trim_end_matches(|c: char| matches!(c, '.' | '\'' | '’' | '*' | '†') && !is_initial(last.text));
    let trimmed = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(slot) = names.last_mut() {
        *slot = trimmed;
    }
    if names.iter().any(|n| n.is_empty()) {
        return false;
    }
    let split = split_name(&names, hint);
    person.single = names.len() == 1 && !known && !is_han(trimmed);
    person.at = (rest.first().map_or(0, |w| w.start), last.start + trimmed.len());
    person.name = split.name;
    person.given = split.given;
    person.family = split.family;
    if !honorific.is_empty() {
        person.plural |= titles::is_plural(texts.get(first - 1).copied().unwrap_or_default());
        person.honorific = Some(honorific);
    }
    if let Some(office) = office {
        person.role = Some(person.role.take().map_or_else(|| office.clone(), |r| format!("{office}, {r}")));
    }
    if !suffixes.is_empty() {
        person.suffix = Some(suffixes.join(" "));
    }
    if guessed {
        person.confidence = person.confidence.min(GUESSED_BOUNDARY);
    }
    if first == 0 && names.len() == 2 && names.first().is_some_and(|w| titles::is_office_or_name(w)) {
        person.confidence = person.confidence.min(OFFICE_OR_NAME);
    }
    true
}

fn words_of(part: Part<'_>) -> Vec<Word<'_>> {
    let base = part.text.as_ptr() as usize;
    let mut words: Vec<Word<'_>> = part.text.split_whitespace().map(|w| Word { text: w, start: part.start + (w.as_ptr() as usize - base) }).collect();
    // "M me" is a raised ending that stands apart.
    if words.len() > 2 && words.first().is_some_and(|w| w.text == "M") && words.get(1).is_some_and(|w| matches!(w.text, "me" | "lle" | "mes")) {
        words.remove(0);
        if let Some(w) = words.first_mut() {
            *w = Word {
                text: if w.text == "me" {
                    "Mme"
                } else if w.text == "lle" {
                    "Mlle"
                } else {
                    "Mmes"
                },
                start: part.start,
            };
        }
    }
    words
}

fn join(words: &[&str], from: usize, to: usize) -> String {
    words.get(from..to).unwrap_or_default().join(" ")
}

/// "1.", "12)", "a)", "-".
fn is_counter(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| matches!(c, '.' | ')' | '(' | '-' | '–' | '•' | '*'));
    bare.is_empty() || bare.chars().all(|c| c.is_ascii_digit()) || (bare.chars().count() == 1 && word.ends_with(')'))
}

/// "*", "[1]", "1)", "2".
fn is_note(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation() || is_litter(c))
}

/// How many words from the first on are an office before a name ("Vice Chair Ola Berg").
fn office_words(words: &[&str]) -> Option<usize> {
    /// "Horse and Corral Committee Co-Chair Ola Berg" has six.
    const LONGEST_OFFICE: usize = 9;
    let last = (0..words.len().min(LONGEST_OFFICE)).rev().find(|i| {
        let word = words.get(*i).copied().unwrap_or_default();
        let after = words.len() - i - 1;
        let chief = *i > 0 && titles::folded(word) == "chief" && words.get(i - 1).is_some_and(|w| titles::is_modifier(w));
        after > 0 && (chief || titles::is_office_word(word) || (titles::is_office_or_name(word) && after >= 2 && *i == 0))
    })?;
    let rest = words.get(last + 1..)?;
    let rest: Vec<&str> = rest.iter().skip(titles::honorifics(rest, Courtesy::default())).copied().collect();
    if !is_name(&rest, true) || words.get(..=last)?.iter().any(|w| w.ends_with('.') && w.chars().count() > 5) {
        return None;
    }
    // "Director General" is an office, and nobody's name.
    if rest
        .first()
        .is_some_and(|w| rest.len() == 1 && matches!(titles::folded(w).as_str(), "general" | "elect" | "emeritus" | "emerita" | "designate" | "adjunct"))
    {
        return None;
    }
    // A name before the office ("Ola Berg Chair of Roads Ana Paz") is two people: the caller divides those first.
    Some(last + 1)
}

/// Where an office begins behind a name of two words or more, without a comma.
fn trailing_office(words: &[&str]) -> Option<usize> {
    let at = words.iter().position(|w| titles::is_office_word(w)).filter(|i| *i >= 2)?;
    let mut cut = at;
    while cut > 2 && words.get(cut - 1).is_some_and(|w| titles::is_modifier(w) || titles::is_office_word(w)) {
        cut -= 1;
    }
    (cut >= 2).then_some(cut)
}

/// "Councillors", "Board Members", "Presidents of the Banks of": the office is of several people.
#[must_use]
pub fn is_plural_office(office: &str) -> bool {
    let office = titles::office_head(office).trim_end();
    let last = titles::folded(office.rsplit(char::is_whitespace).next().unwrap_or_default());
    last.ends_with("men")
        || (last.ends_with('s') && !last.ends_with("ss") && titles::is_office_word(&last))
        || matches!(last.as_str(), "gäste" | "mitglieder")
        || last.ends_with("räte")
}

/// Whether the words read as a sentence or a phrase rather than as a title.
fn is_sentence(text: &str) -> bool {
    text.split_whitespace().any(|w| matches!(w, "was" | "were" | "is" | "are" | "has" | "had" | "the" | "that" | "a"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "honorific|given|family|role|affiliation", empty where there is none; "-" for no person.
    fn told(text: &str) -> String {
        parse_person(text).map_or_else(
            || "-".to_owned(),
            |p| {
                let o = |x: &Option<String>| x.clone().unwrap_or_default();
                format!("{}|{}|{}|{}|{}", o(&p.honorific), o(&p.given), o(&p.family), o(&p.role), o(&p.affiliation))
            },
        )
    }

    #[test]
    fn people() {
        let cases: &[(&str, &str)] = &[
            ("H.E. Mrs. Ana E. Paz Berg", "H.E. Mrs.|Ana E.|Paz Berg||"),
            ("Mr. Ola Berg", "Mr.|Ola|Berg||"),
            ("Ms. Henrike van der Berg", "Ms.|Henrike|van der Berg||"),
            ("Mr Al-Amin", "Mr||Al-Amin||"),
            ("Ola Berg, Chair", "|Ola|Berg|Chair|"),
            ("Ola Berg (Chair)", "|Ola|Berg|Chair|"),
            ("Ola Berg – Vice-President", "|Ola|Berg|Vice-President|"),
            ("Vice Chair Ola Berg", "|Ola|Berg|Vice Chair|"),
            ("Mayor Berg", "||Berg|Mayor|"),
            ("Boardmembers deBerg", "||deBerg|Boardmembers|"),
            ("Iill Berg", "|Jill|Berg||"),
            ("Chair: Ola Berg", "|Ola|Berg|Chair|"),
            ("Protokollführer:in: Ola Berg", "|Ola|Berg|Protokollführer:in|"),
            ("Horse and Stable Committee Co-Chair Bo Berg", "|Bo|Berg|Horse and Stable Committee Co-Chair|"),
            ("residents Lisa Berg", "|Lisa|Berg|residents|"),
            ("Dr. KIM Minsu", "Dr.|Minsu|Kim||"),
            ("Charles PIQUET", "|Charles|Piquet||"),
            ("Rossi, Anna (IT)", "|Anna|Rossi||IT"),
            ("Ola Berg (University of Roads)", "|Ola|Berg||University of Roads"),
            ("Ola Berg, Ministry of Roads", "|Ola|Berg||Ministry of Roads"),
            ("Dr M.N. KHALID", "Dr|M.N.|Khalid||"),
            ("1. Ola Berg*", "|Ola|Berg||"),
            ("Ola Berg PhD", "|Ola|Berg||"),
            ("Ola Berg ola@berg.example", "|Ola|Berg||"),
            ("Ola Berg Jr.", "|Ola|Berg||"),
            ("Mr. van WULFF (Norway)", "Mr.||van Wulff||Norway"),
            ("Dean Berg", "|Dean|Berg||"),
            ("Ola Berg Board President", "|Ola|Berg|Board President|"),
            ("Mme Ola Berg", "Mme|Ola|Berg||"),
            ("M me Ola Berg", "Mme|Ola|Berg||"),
            ("朱有花", "|有花|朱||"),
            ("Ola Berg-Paz", "|Ola|Berg-Paz||"),
            ("Elisa de Jesus dos Passos Berg", "|Elisa de Jesus dos Passos|Berg||"),
            ("Mr. Ola Berg, Mayor of Roadtown", "Mr.|Ola|Berg|Mayor of Roadtown|"),
            ("Mr. Ola Berg, Director General", "Mr.|Ola|Berg|Director General|"),
            ("Mr. Ola Berg, Secretary-General", "Mr.|Ola|Berg|Secretary-General|"),
            ("Fire Chief Ola Berg", "|Ola|Berg|Fire Chief|"),
            ("Chief Roads Officer Ola Berg", "|Ola|Berg|Chief Roads Officer|"),
            ("Mrs E. Berg", "Mrs|E.|Berg||"),
            ("Mr. Ola Dahl for Ms. Ida Berg (Norway)", "Mr.|Ola|Dahl||Norway"),
            ("Joan Paz i Berg", "|Joan|Paz i Berg||"),
            ("Trustee De La Paz", "||De La Paz|Trustee|"),
            ("Pfr. Ola Berg", "Pfr.|Ola|Berg||"),
        ];
        for (text, want) in cases {
            assert_eq!(told(text), *want, "{text}");
        }
    }

    #[test]
    fn no_people() {
        for text in [
            "", "Present:", "Approval of the Minutes", "City Council", "University of Roads", "The meeting was opened.", "None", "ISU", "Conference Room 6A",
            "Members present", "Agenda Item 4", "7:00 p.m.", "Old Business", "They discussed roads", "—", "1.", "p. 4", "Board of Directors", "He was there",
        ] {
            assert_eq!(told(text), "-", "{text}");
        }
    }

    #[test]
    fn marks_beside_names() {
        let p = parse_person("Ola Berg (arrived at 7.15 pm)").unwrap();
        assert_eq!(p.marks, [Mark::From("19:15".to_owned())]);
        let p = parse_person("Ola Berg – excused").unwrap();
        assert_eq!((p.name.as_str(), p.marks.len()), ("Ola Berg", 1));
    }

    #[test]
    fn names_lie_in_the_text() {
        for text in ["1. Mr. Ola Berg*, Chair", "Vice Chair  Ola Berg (phone)", "• Ola Berg — Chair", "Dr Ola Berg2"] {
            let p = parse_person(text).unwrap();
            assert_eq!(text.get(p.at.0..p.at.1), Some("Ola Berg"), "{text}");
        }
    }
}

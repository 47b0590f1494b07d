//! Which words can be a name.
//!
//! A name is capital words with particles between them; what makes it none (a heading's word, an office, a sentence's word, an
//! acronym) is listed here. Behind an honorific or an office less is asked, because surnames are ordinary words too.

use super::divide::is_litter;
use crate::gazetteer::titles;

/// Words that no name holds: they make a heading, a place, an organisation, a sentence.
const NO_NAME: &[&str] = &[
    "the", "of", "and", "or", "in", "at", "on", "for", "to", "by", "with", "from", "was", "were", "is", "are", "be", "has", "have", "had", "will", "would",
    "not", "no", "none", "nil", "all", "any", "as", "an", "his", "her", "it", "its", "this", "that", "there", "their", "who", "which", "n/a", "tbc", "tbd",
    "vacant", "vacancy", "committee", "council", "commission", "board", "assembly", "association", "organisation", "organization", "society", "university",
    "ministry", "department", "office", "institute", "agency", "authority", "centre", "center", "foundation", "federation", "union", "company", "ltd", "inc",
    "llc", "gmbh", "bank", "school", "college", "hospital", "church", "library", "libraries", "club", "trust", "group", "team", "unit", "section", "division",
    "service", "services", "programme", "program", "project", "network", "secretariat", "delegation", "mission", "embassy", "convention", "conference",
    "meeting", "meetings", "minutes", "agenda", "item", "items", "report", "reports", "room", "hall", "building", "street", "avenue", "road", "boulevard",
    "floor", "tower", "house", "city", "town", "village", "county", "district", "municipality", "state", "states", "republic", "kingdom", "nations",
    "international", "national", "regional", "global", "present", "absent", "attendance", "attendees", "participants", "members", "member", "apologies",
    "excused", "regrets", "observers", "guests", "staff", "visitors", "public", "chair", "president", "secretary", "name", "names", "title", "date", "time",
    "venue", "place", "location", "page", "annex", "appendix", "introduction", "opening", "closing", "welcome", "approval", "adoption", "adjournment", "call",
    "order", "roll", "quorum", "business", "old", "new", "other", "others", "matters", "next", "previous", "also", "via", "phone", "zoom", "representing",
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "financial", "annual", "general", "special", "regular", "budget", "update", "review", "discussion", "decision",
    "decisions", "action", "actions", "vote", "votes", "motion", "moved", "seconded", "resolution", "draft", "final", "approved", "status", "yes", "total",
    "various", "several", "following", "community", "development", "management", "affairs", "planning", "planner", "works", "security", "committees", "teams",
    "online", "email", "tel", "fax", "signed", "signature", "chairman", "resident", "residents", "et", "des", "les", "aux", "sur", "pour", "dans", "est",
    "conseil", "comité", "commune", "mairie", "séance", "ordre", "jour", "présents", "absents", "excusés", "participantes", "asistentes", "reunión", "acta",
    "orden", "día", "consejo", "ayuntamiento", "und", "oder", "sitzung", "protokoll", "verein", "gemeinde", "tagesordnung", "anwesend", "anwesende",
    "entschuldigt", "teilnehmer", "câmara", "reunião", "ata", "presentes", "ausentes", "reuniões", "município", "with", "during", "after", "before", "noted",
    "agreed", "asked", "said", "stated", "informed", "presented", "recorded", "since", "please", "see", "list", "attached", "left", "arrived", "joined",
    "phone", "organisations", "organizations", "parties", "party", "signatory", "signatories", "countries", "country", "delegations", "delegation",
    "technology", "science", "research", "corporation", "limited", "partners", "consulting", "solutions", "ministère", "ministerio", "ministerium",
    "université", "universidad", "universität", "universidade", "institut", "instituto", "association", "asociación", "associação", "she", "he", "they", "we",
    "i’m", "mr", "mrs", "ms", "environment", "energy", "division", "directorate", "permanent", "bureau", "fund", "forum", "press", "media", "chamber", "court",
    "headquarters", "vice", "deputy", "associate", "executive", "acting", "alternate", "statistics", "finance",
];

/// Particles that stand inside a name in small letters.
const PARTICLES: &[&str] = &[
    "van", "von", "der", "den", "de", "del", "della", "dello", "di", "da", "do", "dos", "das", "du", "des", "la", "le", "las", "los", "el", "al", "bin", "ibn",
    "ben", "binti", "bint", "zu", "zum", "zur", "af", "av", "ter", "ten", "te", "y", "e", "i", "d", "dal", "dalla", "degli", "ap", "abu", "abd", "ould", "mac",
    "st", "’t", "'t", "op", "in", "und", "lo", "li", "do", "ul", "ur", "vom", "vd", "v.d.", "v.", "d’", "d'", "l’", "l'", "a", "ag", "o",
];

/// Particles that are also small words of sentences: inside a name only between two capital words.
const WEAK_PARTICLES: &[&str] = &["in", "und", "a", "e", "i", "y", "o", "do", "te", "op", "des", "des", "das"];

/// Whether the words are a name. After an honorific or an office (`known`) one word is enough and its capital too.
pub(super) fn is_name(words: &[&str], known: bool) -> bool {
    /// "Elisabete de Jesus dos Passos Galhardas" has six words, four of them capital; Portuguese names run to seven.
    const MOST_WORDS: usize = 9;
    if words.is_empty() || words.len() > MOST_WORDS {
        return false;
    }
    let mut strong = 0;
    for (i, word) in words.iter().enumerate() {
        let last = i + 1 == words.len();
        let bare = word.trim_matches(|c: char| matches!(c, '.' | ',' | '"' | '“' | '”' | '\'' | '’' | '‘' | '*' | '†' | '(' | ')') || is_litter(c));
        let bare = if last { bare.trim_end_matches(|c: char| c.is_ascii_digit()) } else { bare };
        let low = bare.to_lowercase();
        if bare.is_empty()
            || bare.chars().any(|c| {
                !(c.is_alphabetic() || matches!(c, '-' | '–' | '‐' | '‑' | '\'' | '’' | '‘' | '.' | '`' | '´' | '/' | '·' | '・' | '\u{300}'..='\u{36F}'))
            })
        {
            return false;
        }
        if bare.contains('/') {
            return false;
        }
        // A sentence's stop inside: only initials and short abbreviations may end so.
        if word.ends_with('.') && !last && bare.chars().filter(|c| c.is_alphabetic()).count() > 3 && !bare.contains('.') {
            return false;
        }
        let upper = bare.chars().next().is_some_and(char::is_uppercase);
        let particle = PARTICLES.contains(&low.as_str());
        let inner = i > 0 && !last;
        if particle && (!upper || inner) && !last {
            if WEAK_PARTICLES.contains(&low.as_str()) && !inner {
                return false;
            }
            continue;
        }
        let is_les = i == 0 && words.len() == 2 && bare == "Les" && words.last().is_some_and(|w| !w.ends_with('s'));
        if NO_NAME.contains(&low.as_str())
            && !is_les
            && !((known && words.len() <= 2 && upper && is_surname_too(&low)) || (i == 1 && words.len() == 2 && upper && is_plain_surname(&low)))
        {
            return false;
        }
        // "Sub-Committee"
        let compound = low.split_once('-').is_some() && low.split('-').any(is_body);
        if titles::is_office_word(bare) || compound {
            return false;
        }
        if upper || is_mixed(bare) || bare.chars().next().is_some_and(|c| !c.is_lowercase() && c.is_alphabetic()) {
            strong += 1;
        } else {
            return false;
        }
    }
    if strong == 0 {
        return false;
    }
    // An acronym alone is none.
    let only = words.first().copied().unwrap_or_default();
    if words.len() == 1 && !known {
        let letters = only.chars().filter(|c| c.is_alphabetic()).count();
        if is_han(only) {
            return (2..=4).contains(&letters);
        }
        if letters < 2 || is_initial(only) || (letters <= 6 && only.chars().all(|c| !c.is_lowercase()) && !is_han(only)) {
            return false;
        }
    }
    words.iter().any(|w| !is_initial(w))
}

/// Words of the list above that are surnames too, after an honorific: "Mr. March", "Ms. Church".
fn is_surname_too(low: &str) -> bool {
    matches!(
        low,
        "march"
            | "church"
            | "bank"
            | "hall"
            | "house"
            | "street"
            | "page"
            | "town"
            | "rose"
            | "august"
            | "march."
            | "st"
            | "order"
            | "roll"
            | "will"
            | "an"
            | "place"
            | "hill"
            | "call"
            | "other"
            | "best"
            | "law"
            | "general"
            | "state"
            | "union"
            | "hospital"
            | "school"
            | "english"
            | "chair"
            | "new"
            | "old"
            | "tower"
            | "trust"
            | "president"
            | "friday"
            | "sunday"
            | "le"
            | "le."
            | "by"
            | "as"
            | "see"
            | "no"
            | "her"
            | "all"
            | "noted"
    )
}

/// Those of them that are common as surnames: a given name and one of these is a person.
fn is_plain_surname(low: &str) -> bool {
    matches!(low, "church" | "hall" | "march" | "house" | "page" | "street" | "law" | "best" | "hill" | "rose" | "bank" | "place" | "general" | "court")
}

/// Words that make a hyphenated word a body: "Sub-Committee".
fn is_body(low: &str) -> bool {
    matches!(low, "committee" | "council" | "commission" | "board" | "group" | "team" | "section" | "division" | "unit" | "treasurer" | "regional" | "national")
}

/// Names that begin small and go on with a capital: `deBerg`, `d’Arc`.
fn is_mixed(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_lowercase) && chars.clone().any(char::is_uppercase) && word.chars().count() > 3
}

/// "E.", "M.N.", "J", "J-P.".
pub(super) fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (letters == 1 && !is_han(word))
        || (letters <= 4 && word.contains('.') && word.split(['.', '-']).all(|p| p.chars().count() <= 1) && word.chars().all(|c| !c.is_lowercase()))
}

pub(super) fn is_han(word: &str) -> bool {
    word.chars().next().is_some_and(|c| matches!(u32::from(c), 0x3400..=0x9FFF | 0xAC00..=0xD7AF))
}

/// Particles with or without a capital ("Van der", "De", "Al"), as they open a family name.
pub(super) fn is_particle(word: &str) -> bool {
    let low = word.to_lowercase();
    PARTICLES.contains(&low.as_str()) || low == "saint" || low == "st." || low == "ste"
}

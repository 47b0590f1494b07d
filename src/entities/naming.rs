//! What the words of a name say that it is: an organisation, a treaty, a meeting, a plan.

use super::tokens::{Before, Tokens};

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A body of people.
    Organisation,
    /// A treaty or the like.
    Instrument,
    /// A meeting.
    Meeting,
    /// A document.
    Document,
}

/// Nouns for bodies that may end a name ("Human Rights Council") or begin it ("Council of Elders").
const BODIES: &[&str] = &[
    "committee", "commission", "council", "board", "agency", "coalition", "centre", "center", "institute", "unit", "union", "organization", "organisation",
    "association", "society", "foundation", "fund", "bank", "ministry", "department", "office", "secretariat", "authority", "bureau", "federation", "alliance",
    "network", "group", "trust", "university", "college", "church", "corporation", "company", "court", "parliament", "senate", "assembly", "forum", "club",
    "chamber", "league", "panel", "force", "service", "facility", "programme", "initiative", "campaign", "partnership", "consortium", "academy", "embassy",
    "mission", "ministère", "conseil", "comité", "syndicat", "société", "fédération", "université", "agence", "communauté", "mairie", "fondation", "institut",
    "bureau", "ministerio", "consejo", "comisión", "asociación", "sociedad", "federación", "universidad", "agencia", "fundación", "instituto", "oficina",
    "ministério", "conselho", "comissão", "associação", "sociedade", "federação", "universidade", "agência", "fundação", "bundesministerium", "ministerium",
    "ausschuss", "kommission", "verein", "verband", "gesellschaft", "universität", "stiftung", "amt", "rat", "bundesamt",
];

/// Nouns for bodies that a name may begin with, before "of", "for" or "on".
const LEADING: &[&str] = &[
    "committee", "commission", "council", "board", "agency", "institute", "union", "organization", "organisation", "association", "society", "foundation",
    "bank", "ministry", "department", "office", "secretariat", "bureau", "federation", "alliance", "university", "court", "chamber", "league", "panel",
    "embassy", "academy", "centre", "center", "ministère", "conseil", "comité", "association", "syndicat", "société", "fédération", "université", "agence",
    "communauté", "institut", "ministerio", "consejo", "comisión", "asociación", "sociedad", "federación", "universidad", "agencia", "fundación", "instituto",
    "ministério", "conselho", "comissão", "associação", "federação", "universidade", "agência", "bundesministerium", "ministerium", "ausschuss", "kommission",
    "verband", "gesellschaft", "universität", "bundesamt", "mission",
];

const INSTRUMENTS: &[&str] = &[
    "convention", "treaty", "protocol", "covenant", "statute", "traité", "protocole", "pacte", "convención", "tratado", "protocolo", "convenio", "convenção",
    "übereinkommen", "agreement", "charter",
];

const MEETINGS: &[&str] = &[
    "meeting", "meetings", "conference", "session", "summit", "congress", "réunion", "conférence", "reunión", "conferencia", "sesión", "tagung", "konferenz",
    "sitzung", "reunião", "conferência", "sessão",
];

const DOCUMENTS: &[&str] =
    &["plan", "report", "guidelines", "guidance", "declaration", "strategy", "programme", "framework", "resolution", "agenda", "handbook"];

/// Words that may stand inside a name, between words with capitals.
const LINKS: &[&str] = &[
    "of", "the", "for", "on", "and", "to", "in", "against", "&", "de", "du", "des", "d", "la", "le", "les", "l", "et", "pour", "sur", "contre", "del", "los",
    "las", "el", "y", "para", "da", "do", "das", "dos", "e", "für", "der", "die", "des", "und", "zur", "gegen", "’", "'", "-", "–",
];

/// What a name is by its nouns. The last noun of an English name tells ("Trade Treaty"), before it the first ("Treaty on …").
#[must_use]
pub fn kind_of(name: &str) -> Option<Named> {
    let words: Vec<String> = name.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    // The head is the last word before the first link, else the last word of all.
    let link = words
        .iter()
        .position(|w| matches!(w.as_str(), "of" | "for" | "on" | "against" | "de" | "du" | "des" | "del" | "do" | "da" | "für" | "sur" | "contre" | "to"));
    let head = link.filter(|l| *l > 0).and_then(|l| words.get(l - 1));
    let by = |w: &String| -> Option<Named> {
        let w = w.as_str();
        let is = |list: &[&str]| list.contains(&w);
        if is(INSTRUMENTS) {
            Some(Named::Instrument)
        } else if is(MEETINGS) {
            Some(Named::Meeting)
        } else if is(BODIES) || w.strip_suffix('s').is_some_and(|one| BODIES.contains(&one)) {
            Some(Named::Organisation)
        } else if is(DOCUMENTS) {
            Some(Named::Document)
        } else {
            None
        }
    };
    head.and_then(by).or_else(|| words.last().and_then(by)).or_else(|| words.first().and_then(by))
}

/// Whether the token is a noun for bodies, with a capital.
#[must_use]
pub fn is_body(tokens: &Tokens<'_>, i: usize) -> bool {
    has_capital(tokens, i) && tokens.is_any(i, BODIES)
}

/// Whether the token is a noun for bodies that "of" may follow.
#[must_use]
pub fn is_leading_body(tokens: &Tokens<'_>, i: usize) -> bool {
    has_capital(tokens, i) && tokens.is_any(i, LEADING)
}

/// Whether the token is a noun for treaties, with a capital.
#[must_use]
pub fn is_instrument(tokens: &Tokens<'_>, i: usize) -> bool {
    has_capital(tokens, i) && tokens.is_any(i, INSTRUMENTS)
}

/// Whether the token is a noun for meetings, with a capital.
#[must_use]
pub fn is_meeting(tokens: &Tokens<'_>, i: usize) -> bool {
    has_capital(tokens, i) && tokens.is_any(i, MEETINGS)
}

/// Whether the token begins with a capital.
#[must_use]
pub fn has_capital(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.get(i).is_some_and(|t| t.kind.is_capital())
}

/// The last token of the words that go on a name after token `head`: "of Foreign Affairs". `head` itself where none does.
/// `stops`: tokens at which a name ends whatever its capitals (another name begins).
pub fn end_of_chain(tokens: &Tokens<'_>, head: usize, stops: impl Fn(usize) -> bool) -> usize {
    let mut end = head;
    let mut at = head + 1;
    let mut open = false; // an "and" is part of the name only after another link
    while let Some(token) = tokens.get(at) {
        if token.before >= Before::Block || stops(at) {
            break;
        }
        if token.kind.is_capital() {
            end = at;
        } else if tokens.is_any(at, LINKS) && at - end <= 3 {
            let is_and = tokens.is_any(at, &["and", "&", "et", "y", "e", "und"]);
            if is_and && !open {
                break;
            }
            open |= !is_and;
        } else {
            break;
        }
        at += 1;
    }
    end
}

/// The first token of the words with capitals that lead up to token `head`: "Human Rights" before "Council".
pub fn start_of_run(tokens: &Tokens<'_>, head: usize, stops: impl Fn(usize) -> bool) -> usize {
    let mut start = head;
    let mut at = head;
    while at > 0 && tokens.get(at).is_some_and(|t| t.before <= Before::Space || (t.before == Before::Line && at > 0)) {
        at -= 1;
        if stops(at) {
            break;
        }
        let Some(token) = tokens.get(at) else { break };
        if token.kind.is_capital() {
            start = at;
        } else if !(tokens.is_any(at, LINKS) && start - at <= 2 && at > 0 && has_capital(tokens, at - 1)) || tokens.is_any(at, &["the", "in", "to"]) {
            break;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_noun_tells_the_kind() {
        for (name, expected) in [
            ("Land Survey Alliance", Some(Named::Organisation)),
            ("International Committee of the Red Lamp", Some(Named::Organisation)),
            ("Institute for Harbour Research", Some(Named::Organisation)),
            ("Arms Trade Treaty", Some(Named::Instrument)),
            ("Convention on River Noise", Some(Named::Instrument)),
            ("14th Meeting of States Parties", Some(Named::Meeting)),
            ("Second Review Conference", Some(Named::Meeting)),
            ("Tanzburg Action Plan", Some(Named::Document)),
            ("Victim Assistance", None),
        ] {
            assert_eq!(kind_of(name), expected, "{name}");
        }
    }
}

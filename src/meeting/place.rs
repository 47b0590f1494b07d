//! Where the meeting was held: a labelled line, a line of the title, or "held … at/in …".

use super::head::{Head, What};
use super::naming;
use super::when::clock;
use super::{MeetingFacts, certain, inferred};
use crate::entities::dates;
use crate::entities::times;
use crate::entities::tokens::{Kind, Tokens};
use crate::language::Language;
use crate::outline::folded;
use crate::span::Span;
use crate::transcript::Transcript;

/// Words of which places where people meet are made, folded.
const PLACES: &[&str] = &[
    "room", "hall", "street", "avenue", "auditorium", "building", "centre", "center", "school", "library", "office", "offices", "church", "zoom", "online",
    "remote", "video", "videoconference", "teleconference", "conference call", "teams", "virtual", "webex", "skype", "palais", "salle", "mairie", "rathaus",
    "saal", "sala", "salon", "ayuntamiento", "hotel", "university", "headquarters", "floor", "house", "clubhouse", "chamber", "chambers", "residence", "home",
    "maison", "tower", "buildings", "rooms", "theatre", "theater", "pavilion", "hof", "gasthof", "gasthaus", "restaurant", "cafe", "gemeindehaus",
    "mehrzweckhalle", "turnhalle", "raum", "haus", "edificio", "pacos", "campus", "boardroom", "mission", "telefonkonferenz", "videokonferenz",
    "visioconference", "place", "plaza", "square", "road", "virtually", "club",
];

/// Verbs behind which "at" and "in" tell the place.
const HELD: &[&str] = &[
    "held", "met", "convened", "tenue", "réuni", "réunis", "reuni", "reunis", "place", "celebrada", "realizada", "reunida", "reunido", "reunió", "order",
    "statt", "opened", "gathered", "assembled", "ordinary", "began", "réunie", "tenu", "occurred", "hosted",
];

/// A place has no more words than this.
const WORDS: usize = 16;
/// Confidence of a place that only its words make one.
const BY_WORDS: f32 = 0.8;

/// Reads the place.
pub(super) fn read(t: &Transcript, head: &Head, language: Language, facts: &mut MeetingFacts) {
    if let Some(value) = head.field(What::Venue) {
        set(t, value, 1.0, facts);
        return;
    }
    let told = held_at(t, head, language);
    let found = told
        .filter(|(span, _)| span.start < head.end)
        .or_else(|| in_title(t, head, facts, language).map(|s| (s, 1.0)))
        .or_else(|| before_the_day(t, head, facts))
        .or(told)
        .or_else(|| in_head(t, head, facts).map(|s| (s, BY_WORDS)));
    if let Some((span, confidence)) = found {
        set(t, span, confidence, facts);
    }
}

fn set(t: &Transcript, span: Span, confidence: f32, facts: &mut MeetingFacts) {
    let words: Vec<&str> = span.of(&t.text).split_whitespace().collect();
    let venue = words.join(" ").trim_matches([',', ';', '.', ' ', '-', '–', '/', '|', '(']).to_owned();
    let venue = venue.strip_prefix("als ").map(ToOwned::to_owned).unwrap_or(venue);
    if venue.chars().filter(|c| c.is_alphanumeric()).count() < 2 || words.len() > WORDS + 4 {
        return;
    }
    facts.venue = Some(venue);
    facts.evidence.insert("venue", if confidence < 1.0 { inferred(t, span, confidence) } else { certain(t, span) });
}

/// "Tables Working Group Teleconference", "ELM UNIFIED SCHOOL DISTRICT": who met, and not where.
fn is_title(flat: &str) -> bool {
    const TITLES: &[&str] = &["group", "district", "commission", "agenda", "senate", "society", "authority", "trustees"];
    TITLES.iter().any(|t| flat.split(' ').any(|w| w == *t))
}

/// "The meeting is held online.": a sentence about the place, and not the place.
fn is_told(words: &str) -> bool {
    // "12 N. ELM ST." ends in a short word's stop.
    let short = words.split_whitespace().next_back().is_some_and(|w| w.trim_end_matches('.').chars().count() <= 4 && w.starts_with(char::is_uppercase));
    words.trim_end().ends_with('.') && !short
        || words.split_whitespace().any(|w| matches!(w, "is" | "was" | "were" | "has" | "est" | "a été" | "wurde" | "findet" | "fand"))
}

fn is_place(words: &str) -> bool {
    /// German joins a place to what it is for: "Sitzungssaal", "Gemeindezentrum".
    const ENDINGS: &[&str] = &["saal", "saales", "haus", "hauses", "halle", "raum", "raumes", "zimmer", "zentrum", "zentrums", "heim", "schule", "keller"];
    let flat = folded(words);
    let compound = |w: &str| ENDINGS.iter().any(|e| w.len() > e.len() + 3 && w.ends_with(e));
    flat.split(' ').any(compound) || PLACES.iter().any(|p| flat.split(' ').any(|w| w == *p) || p.contains(' ') && flat.contains(p))
}

/// Whether words name a room or an address whoever's it is: such a line is a place above its day too.
fn is_room(flat: &str) -> bool {
    const ROOMS: &[&str] = &[
        "room", "hall", "auditorium", "salle", "sala", "saal", "headquarters", "chamber", "chambers", "floor", "street", "avenue", "building", "boardroom",
        "road", "palais", "st", "ave",
    ];
    flat.split(' ').any(|w| ROOMS.contains(&w))
}

/// The lines of the title that are neither the title itself nor the day: a street, a hall, a way to meet from afar.
fn in_title(t: &Transcript, head: &Head, facts: &MeetingFacts, language: Language) -> Option<Span> {
    // One line "06. Juni 2023 / 10.20 - 11.00 / Remote Meeting" has it between strokes.
    for span in &head.title {
        let words = span.of(&t.text);
        let day = !dates::find(&Tokens::of(words), language, None).is_empty();
        let mut at = 0;
        for part in words.split([';', '|', '(', ')']).flat_map(|p| p.split(" / ")) {
            let here = words.get(at..).and_then(|w| w.find(part)).map_or(at, |i| at + i);
            at = here + part.len();
            let own = Span::new(span.start + here, span.start + at).trimmed(&t.text);
            if day && part.len() < words.len() && !is_told(part) && is_place(part) && !holds_time(part, language) {
                return Some(own);
            }
        }
    }
    let day_at = head.title.iter().position(|s| !dates::find(&Tokens::of(s.of(&t.text)), language, None).is_empty());
    let mut found: Option<Span> = None;
    for (i, span) in head.title.iter().enumerate() {
        let words = span.of(&t.text);
        let flat = folded(words);
        let named = ["minutes", "board", "committee", "council", "association"].iter().any(|w| flat.split(' ').any(|x| x == *w));
        let street = words.starts_with(|c: char| c.is_ascii_digit()) && is_place(words);
        // "COUNCIL CHAMBERS, 12 ELM STREET" is the council's, and a place all the same.
        let room = is_room(&flat) && !["minutes", "meeting"].iter().any(|w| flat.split(' ').any(|x| x == *w));
        let own = [facts.evidence.get("body"), facts.evidence.get("title")].into_iter().flatten().filter_map(|e| e.span).any(|s| s.meets(*span));
        let named = (named || is_title(&flat)) && !room || own;
        let fits = (is_place(words) && !named || street) && !holds_time(words, language) && !words.contains(':') && !is_told(words);
        match found {
            Some(before) if fits && head.title.get(i.wrapping_sub(1)).is_some_and(|b| b.end == before.end) => found = Some(Span::new(before.start, span.end)),
            None if fits && day_at.is_some_and(|d| i > d || i + 1 == d && i > 0 && room || flat.contains("meeting") || is_remote(&flat)) => found = Some(*span),
            _ => {}
        }
    }
    found
}

/// "Port Elm, 28 November to 9 December 2005": a town before the day.
fn before_the_day(t: &Transcript, head: &Head, facts: &MeetingFacts) -> Option<(Span, f32)> {
    let day = facts.evidence.get("date").and_then(|e| e.span).filter(|d| d.end <= head.end)?;
    let line = t.lines.get(t.line_at(day.start))?.span;
    let before = Span::new(line.start, day.start).trimmed(&t.text);
    // "Elmstadt, den 12. November 2019" may be where it was signed.
    let words = before.of(&t.text);
    let signed = [", den", ", le", ", a", ", em"].iter().find_map(|s| words.strip_suffix(s));
    let words = words.strip_suffix(',').or(signed)?;
    let weekday =
        |w: &str| crate::entities::calendar::weekday(w, Language::Other).is_some() || crate::entities::calendar::weekday(w, Language::English).is_some();
    let all: Vec<&str> = words.split([' ', ',']).filter(|w| !w.is_empty()).collect();
    let name = |w: &&str| w.starts_with(char::is_uppercase) && w.chars().all(|c| c.is_alphabetic() || c == '-' || c == '.') && !weekday(w);
    let titled = ["minutes", "meeting", "date", "session", "held", "on"].iter().any(|x| folded(words).split(' ').any(|w| w == *x));
    ((1..=4).contains(&all.len()) && all.iter().all(name) && !titled)
        .then(|| (Span::new(before.start, before.start + words.len()), if signed.is_some() { BY_WORDS } else { 1.0 }))
}

fn is_remote(flat: &str) -> bool {
    ["online", "zoom", "remote", "video", "videoconference", "virtual", "teams", "teleconference"].iter().any(|w| flat.split(' ').any(|x| x == *w))
}

fn holds_time(words: &str, language: Language) -> bool {
    let tokens = Tokens::of(words);
    !dates::find(&tokens, language, None).is_empty() || !times::find(&tokens).is_empty()
}

/// "held on 4 May in Conference Room 6A, Tower 3, from 14:00": from the preposition to what is no place any more.
fn held_at(t: &Transcript, head: &Head, language: Language) -> Option<(Span, f32)> {
    /// How far behind the head a sentence may still tell the place, in bytes.
    const REACH: usize = 2500;
    let mut cut = (head.end + REACH).min(t.text.len());
    while !t.text.is_char_boundary(cut) {
        cut -= 1;
    }
    let text = t.text.get(..cut)?;
    let tokens = Tokens::of(text);
    let mut apart: Vec<Span> = dates::find(&tokens, language, None).into_iter().map(|d| d.span).collect();
    apart.extend(times::find(&tokens).into_iter().map(|f| f.span));
    apart.extend(clock_ranges(text));
    let mut verb = None;
    for i in 0..tokens.len() {
        if tokens.is_any(i, &[".", ";"]) && !tokens.touches(i + 1) && tokens.word(i.saturating_sub(1)).len() > 3 {
            verb = None;
        }
        // "Niederschrift über die Sitzung am 4. Mai im Sitzungssaal": the title's sentence needs no verb.
        let titled = |i: usize| tokens.get(i).is_some_and(|k| k.kind.is_capital() && head.title.iter().any(|s| s.contains(k.span)));
        let slip = tokens.is(i, "hold") && tokens.is_any(i.wrapping_sub(1), &["is", "was", "were", "be"]);
        if slip || tokens.is_any(i, HELD) || titled(i) && naming::is_meeting_word(tokens.word(i)) {
            verb = Some(i);
        }
        // "The meeting was held online."
        let afar = verb.is_some_and(|v| i == v + 1 && !tokens.is(v, "place")) && tokens.is_any(i, &["online", "virtually", "remotely"]);
        if afar {
            return Some((tokens.span(i, i), 1.0));
        }
        let preposition = tokens.is_any(i, &["at", "in", "à", "dans", "en", "no", "na", "im", "via", "by", "au", "a", "nos", "nas"]);
        let fronted = preposition && (tokens.get(i).is_some_and(|k| k.kind != Kind::Lower) || tokens.is(i.wrapping_sub(1), ",")) && tokens.is(i + 1, "the")
            // "No Edifício Sede do Município, o Presidente declarou…": a sentence that begins with the place.
            || preposition && starts_sentence(&tokens, i) && PLACES.contains(&folded(tokens.word(i + 1)).as_str());
        if !preposition || !(verb.is_some_and(|v| i > v && i < v + 30) || fronted) {
            continue;
        }
        // "by Zoom" is where, "by Mayor Berg in the Council Chambers" is who.
        if tokens.is(i, "by")
            && !is_remote(&folded(tokens.word(i + 1)))
            && !tokens.is_any(i + 1, &["zoom", "teams", "webex", "skype", "video", "phone", "telephone", "teleconference"])
        {
            continue;
        }
        let mut first = i + 1;
        while tokens.is_any(first, &["the", "la", "le", "l", "’", "'", "el", "os", "as", "o", "der", "dem", "a"]) {
            first += 1;
        }
        // "realizada no dia 4 de abril"
        if tokens.is_any(first, &["dia", "día", "dias", "días", "data", "fecha", "date"]) {
            continue;
        }
        // "held … at 7.30pm in the Hall", "met in session at the town hall": the place is behind the next preposition.
        let hour = times::find(&Tokens::of(text.get(tokens.get(first).map_or(cut, |k| k.span.start)..).map_or("", |rest| rest.get(..12).unwrap_or(rest))))
            .first()
            .is_some_and(|f| f.span.start == 0);
        let session = (first..first + 3).any(|j| tokens.is_any(j, &["session", "sesion", "sesión", "sessão", "sitzung"]));
        if hour || session {
            continue;
        }
        let end = end_of_place(&tokens, &apart, first);
        if end <= first || end - first > 40 {
            continue;
        }
        let span = tokens.span(first, end - 1);
        let words = span.of(text);
        let capital = words.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let count = words.split_whitespace().count();
        let in_head = span.start < head.end;
        let named = capital && count <= 8 && !is_title(&folded(words)) && verb.is_some_and(|v| v + 1 == i && holds_here(&tokens, v, in_head));
        let named = named && words.chars().any(char::is_alphabetic) && tokens.get(i + 1).is_some_and(|k| k.kind != Kind::Lower || first > i + 1);
        // "not in place", "at home": one small word is no address, unless it says that all met from afar.
        let strong = named || is_place(words) && (capital || count > 1 || is_remote(&folded(words)));
        let names = words.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count() > 1;
        if strong && (capital || count <= 8 || names) && words.split_whitespace().count() <= WORDS {
            return Some((span, if verb.is_some() { 1.0 } else { 0.9 }));
        }
    }
    None
}

/// "held at 12 Quayside, Leith", "held in Geneva": a verb right behind which whatever has a name is the place. In running text its sentence
/// must be of a meeting.
fn holds_here(tokens: &Tokens<'_>, verb: usize, in_head: bool) -> bool {
    let sentence = || (verb.saturating_sub(12)..verb).rev().take_while(|j| !tokens.is_any(*j, &[".", ";"]));
    tokens.is_any(verb, &["held", "tenue", "celebrada", "realizada", "met"]) && (in_head || sentence().any(|j| naming::is_meeting_word(tokens.word(j))))
}

/// "15.00 – 16.30": hours that nothing but their form and their pair tells.
fn clock_ranges(text: &str) -> Vec<Span> {
    let mut words: Vec<Span> = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        words.push(Span::new(at, at + word.trim_end().len()));
        at += word.len();
    }
    let pair = |p: &[Span]| match p {
        [a, dash, b]
            if matches!(dash.of(text), "-" | "–" | "—" | "to") && clock(a.of(text)).is_some() && clock(b.of(text).trim_end_matches([',', '.'])).is_some() =>
        {
            Some(Span::new(a.start, b.end))
        }
        _ => None,
    };
    words.windows(3).filter_map(pair).collect()
}

/// Whether a token is the first of its sentence or line, and capital.
fn starts_sentence(tokens: &Tokens<'_>, i: usize) -> bool {
    let Some(token) = tokens.get(i).filter(|k| k.kind != Kind::Lower) else { return false };
    i == 0 || token.before >= crate::entities::tokens::Before::Line || tokens.is_any(i - 1, &[".", ":", ";"])
}

/// The token where the words stop being a place: a date, a time, a verb, the sentence's end.
fn end_of_place(tokens: &Tokens<'_>, apart: &[Span], first: usize) -> usize {
    const STOPS: &[&str] = &[
        "from", "on", "at", "with", "and", "was", "were", "the", "by", "sous", "de", "to", "a", "who", "where", "for", "following", "le", "under", "il", "am",
        "um", "mit", "das", "para", "por", "pelas", "sob", "às", "as", "siendo", "bajo", "el", "present", "presided", "attended",
    ];
    let mut i = first;
    while i < tokens.len() {
        let Some(k) = tokens.get(i) else { break };
        let block = k.before >= crate::entities::tokens::Before::Block && i > first && !crate::meeting::when::runs_over(tokens.text(), k.span.start);
        let label = i > first && k.before >= crate::entities::tokens::Before::Line && tokens.is(i + 1, ":");
        let date = label || apart.iter().any(|a| a.contains(k.span));
        let clock = k.kind == Kind::Number && tokens.is(i + 1, ":") && tokens.touches(i + 1);
        let stop = tokens.is(i, ".") && tokens.get(i + 1).is_none_or(|n| n.before >= crate::entities::tokens::Before::Space) && tokens.word(i - 1).len() > 2;
        let word = tokens.is_any(i, STOPS) && i > first && !tokens.touches(i);
        // "Maison de la Paix", "salle de réunion de la mairie", "Headquarters Building of the Municipality": small words inside a name.
        let inside = tokens.is_any(i, &["de", "la", "du", "des", "of", "the", "and", "del", "do", "da"])
            && (tokens.get(i + 1).is_some_and(|n| n.kind.is_capital())
                || tokens.is_any(i, &["de", "du"])
                || tokens.is_any(i + 1, &["la", "de"])
                || tokens.is_any(i.wrapping_sub(1), &["de", "of"]));
        // A comma goes on only where a place goes on.
        let comma = tokens.is(i, ",") && !(tokens.get(i + 1).is_some_and(|n| n.kind.is_capital() || n.kind == Kind::Number) && !tokens.is(i + 1, "The"));
        if block || date || clock || stop || comma || (word && !inside) || tokens.is_any(i, &[";", "(", ":"]) {
            break;
        }
        i += 1;
    }
    while i > first && tokens.is_any(i - 1, &[",", "of", "de", "the", "in", "at", "on"]) {
        i -= 1;
    }
    i
}

/// A line of the head that is made of words of a place, where a day stands near.
fn in_head(t: &Transcript, head: &Head, facts: &MeetingFacts) -> Option<Span> {
    let day = facts.evidence.get("date").and_then(|e| e.span)?;
    let fits = |s: &&Span| {
        let words = s.of(&t.text);
        let count = words.split_whitespace().count();
        let near = s.start >= day.end && s.start < day.end + 160 || s.end <= day.start && s.end + 100 > day.start;
        near && !is_title(&folded(words))
            && (1..=9).contains(&count)
            && is_place(words)
            && !words.ends_with('.')
            && !words.contains(':')
            && !head.title.contains(s)
    };
    head.lines.iter().find(fits).copied()
}

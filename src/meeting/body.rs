//! Whose meeting it was: the body that the title names, else the letterhead, else the first sentence.
//!
//! A name is what the title leaves when the words for minutes and meeting, the kind, the day and the number are taken away. It holds no
//! month, no year at its end, no preposition at its end, no house number behind its own number; what is left of "OFFICIAL REPORT" or
//! "Meeting Date" names nobody. A name without any word for a body ("Protokoll der XYZ") is given with less confidence.

use super::head::{self, Head};
use super::naming::{KINDS, MEETING, MINUTES, has_word, is_business, is_day, is_sentence, ordinal, state_of, tidy, without_day};
use super::{MeetingFacts, certain};
use crate::attendance::names::parse_person;
use crate::entities::calendar;
use crate::entities::dates::{self, Grain};
use crate::entities::times;
use crate::entities::tokens::Tokens;
use crate::language::Language;
use crate::layout::Role;
use crate::outline::folded;
use crate::span::Span;
use crate::transcript::Transcript;

/// Words that a body's name holds.
pub(super) const BODIES: &[&str] = &[
    "board", "committee", "council", "commission", "authority", "association", "assn", "society", "trustees", "assembly", "conference", "working", "group",
    "panel", "conseil", "comite", "commune", "association", "syndicat", "e.v", "e v", "ev", "verein", "vorstand", "ausschuss", "gemeinderat", "stadtrat",
    "rat", "consejo", "junta", "ayuntamiento", "camara", "municipality", "municipalidad", "municipio", "concello", "executive", "bureau", "directors",
    "governors", "senate", "parliament", "federation", "union", "club", "foundation", "ips", "friends", "parties", "faculty", "organisation", "organization",
    "institute", "inc", "company", "department", "agency", "forum", "network", "action", "comision", "comissao", "comite", "college", "court", "library",
    "libraries", "district", "ranch", "synod", "vestry", "consistory", "cooperative", "co-operative", "cooperativa", "comunidad", "vecinos", "propietarios",
    "copropriete", "assemblee", "freguesia", "vereadores", "kirchenrat", "kirchenvorstand", "kreistag", "gemeindeversammlung", "stadtverordnetenversammlung",
    "genossenschaft", "senat", "senado", "plc", "ltd", "limited", "gmbh", "ag", "taskforce", "task force", "presbytery", "chapter", "tribunal", "congress",
    "secretariat", "university", "bezirksrat", "ortsbeirat", "beirat", "aufsichtsrat", "stiftung", "fundacion", "fundacao", "asociacion", "associacao",
    "sociedad", "sociedade", "societe", "colegio", "universidad", "universidade", "universite", "commissioners", "selectmen", "supervisors", "regents",
    "consortium", "coalition", "alliance", "confederation", "league", "trust",
];

/// Words for what meets and decides; the others of [`BODIES`] are for what such a body is of.
const ORGANS: &[&str] = &[
    "board", "committee", "subcommittee", "council", "commission", "trustees", "assembly", "working", "group", "panel", "conseil", "comite", "vorstand",
    "ausschuss", "gemeinderat", "stadtrat", "consejo", "junta", "executive", "bureau", "directors", "governors", "senate", "parliament", "parties", "vestry",
    "consistory", "comision", "comissao", "senat", "senado", "taskforce", "task force", "presbytery", "kreistag", "bezirksrat", "ortsbeirat", "beirat",
    "aufsichtsrat", "kirchenrat", "kirchenvorstand", "assemblee", "camara",
];

/// A name that is nothing but such words names no body in particular.
const GENERIC: &[&str] = &[
    "full", "board", "the", "committee", "council", "general", "members", "open", "public", "closed", "regular", "draft", "of", "directors", "monthly",
    "online", "mc", "de", "la", "du", "virtual", "business", "executive", "annual", "special", "trustees", "governors", "company", "association", "society",
    "corporation", "assemblee", "generale", "asamblea", "assembleia", "geral",
];

/// Words that are left of a title and name nobody.
const NOBODY: &[&str] = &[
    "official", "date", "title", "time", "place", "location", "status", "agenda", "page", "copy", "version", "verbatim", "final", "approved", "unofficial",
    "provisional", "brief", "short", "detailed", "action", "actions", "number", "no", "nr", "item", "items", "transcript", "confidential", "decision",
    "decisions", "summary", "signed", "unconfirmed", "confirmed", "meeting", "name",
];

/// Small words that stand before a name and belong to the title's sentence.
const SMALL: &[&str] = &[
    "of", "the", "a", "an", "du", "de", "la", "le", "des", "del", "der", "des", "da", "do", "on", "ofthe", "zur", "verbal", "rendu", "no", "record", "summary",
    "and", "für", "fur", "", "l", "from", "or", "for", "zum", "uber", "über", "die", "den", "n", "nr", "num", "el", "los", "las", "dos", "das", "e", "y", "et",
    "und", "official", "draft", "celebrada", "por", "offentliche", "offentlichen", "nichtoffentliche", "nichtoffentlichen",
];

/// Small words that no name ends with.
const AT_END: &[&str] = &[
    "of", "the", "on", "at", "in", "for", "and", "or", "from", "by", "to", "with", "held", "de", "du", "der", "des", "vom", "von", "am", "le", "la", "les",
    "del", "el", "en", "da", "do", "a", "à", "und", "et", "y", "e", "tenue", "celebrada", "dated", "", "open", "draft", "agenda", "no", "nr", "den", "im",
    "realizada", "realizado", "efetuada", "celebrado", "reunida", "dia",
];

/// What stands for a meeting's kind at the end of a name.
const GENERAL_MEETINGS: &[&str] = &["agm", "egm", "agms"];

/// Confidence of a body that is named elsewhere than in the title.
const BY_LETTERHEAD: f32 = 0.9;
/// Confidence of a name that no word says to be a body's.
const UNLISTED: f32 = 0.7;

/// Reads whose meeting it was from the title, and from the lines around it where the title names nobody.
pub(super) fn of_title(t: &Transcript, span: Span, title: &str, head: &Head, lines: &[Span], language: Language, facts: &mut MeetingFacts) {
    let kept = name_in(title, language);
    let named = |words: &String| !is_generic(words);
    if let Some((line, name)) = kept.as_ref().and_then(|name| in_full(t, head, span, name, language)) {
        set(t, line, &name, BY_LETTERHEAD, facts);
    } else if let Some(name) = kept.clone().filter(named) {
        let listed = names_body(&folded(&name)) || is_day(title, language);
        set(t, span, &name, if listed { 1.0 } else { UNLISTED }, facts);
    } else if let Some((line, name)) = letterhead(t, head, lines, Some(span), language) {
        set(t, line, &name, BY_LETTERHEAD, facts);
    } else if let Some(name) = kept {
        // "ELM RIDGE / BOARD MINUTES": whose board it is stands right above.
        let above = head.title.iter().rfind(|s| s.end <= span.start && t.text.get(s.end..span.start).is_some_and(|b| b.trim().is_empty()));
        let plain = |w: &str| {
            !w.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '@' | '('))
                && (1..=8).contains(&w.split_whitespace().count())
                && w.starts_with(char::is_uppercase)
        };
        let officer = |w: &str| parse_person(w).is_some_and(|p| p.role.is_some());
        match above.filter(|s| plain(s.of(&t.text)) && !officer(s.of(&t.text)) && head::what(s.of(&t.text)).is_none() && state_of(s.of(&t.text)).is_none()) {
            Some(line) => set(t, *line, &tidy(line.of(&t.text)), UNLISTED, facts),
            None => set(t, span, &name, UNLISTED, facts),
        }
    } else if let Some(named) = named_in_text(t) {
        set(t, named, &tidy(named.of(&t.text)), BY_LETTERHEAD, facts);
    }
}

/// "LOWER ELM PARISH COUNCIL / Minutes of the Parish Council": the letterhead has the whole of the name that the title ends with.
fn in_full(t: &Transcript, head: &Head, title: Span, name: &str, language: Language) -> Option<(Span, String)> {
    let short = folded(name);
    head.title.iter().filter(|s| s.end <= title.start).find_map(|line| {
        let words = line.of(&t.text);
        let whole = name_in(words, language)?;
        let flat = folded(&whole);
        let before = flat.strip_suffix(short.as_str())?;
        let own = before.ends_with(' ') && names_body(&short) && (1..=5).contains(&before.split_whitespace().count());
        (own && !before.trim_end().ends_with(" of") && !is_sentence(words) && !words.contains(':') && !in_prose(t, *line)).then_some((*line, whole))
    })
}

/// Reads whose meeting it was where the document has no title.
pub(super) fn of_letterhead(t: &Transcript, head: &Head, lines: &[Span], language: Language, facts: &mut MeetingFacts) {
    if let Some((line, name)) = letterhead(t, head, lines, None, language) {
        set(t, line, &name, BY_LETTERHEAD, facts);
    }
}

/// Reads whose meeting it was from a running header, where neither title nor letterhead names anybody.
pub(super) fn of_running_head(t: &Transcript, language: Language, facts: &mut MeetingFacts) {
    let first = t.lines.first().and_then(|l| l.page);
    for item in t.furniture.iter().filter(|i| i.role == Role::Header && (first.is_none() || Some(i.page) == first)) {
        let flat = folded(&item.text);
        let fits = names_body(&flat) && item.text.split_whitespace().count() <= 12 && parse_person(&item.text).is_none_or(|p| p.role.is_none());
        if let Some(name) = name_in(&item.text, language).filter(|n| fits && !is_generic(n) && names_body(&folded(n))) {
            facts.body = Some(uncapitalised(&t.text, &name));
            facts.evidence.insert("body", super::running(item.page, &item.text, BY_LETTERHEAD));
            return;
        }
    }
}

fn set(t: &Transcript, span: Span, words: &str, confidence: f32, facts: &mut MeetingFacts) {
    let words = words.trim_matches([' ', ',', '-', '–', ':']);
    if words.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return;
    }
    facts.body = Some(uncapitalised(&t.text, words));
    let mut evidence = certain(t, span);
    evidence.confidence = confidence;
    facts.evidence.insert("body", evidence);
}

/// Whether folded words hold one for a body; German joins it to what it is for.
fn names_body(flat: &str) -> bool {
    const ENDINGS: &[&str] =
        &["genossenschaft", "verein", "verband", "ausschuss", "gesellschaft", "stiftung", "vorstand", "gemeinderat", "verwaltungsrat", "beirat"];
    has_word(flat, BODIES) || flat.split(' ').any(|w| ENDINGS.iter().any(|e| w.ends_with(e)))
}

/// "Protokoll des Gemeinderates": the name is the Gemeinderat.
fn nominative(kept: &[&str]) -> Option<String> {
    let [word] = kept else { return None };
    let endings =
        [("rates", "rat"), ("rats", "rat"), ("ausschusses", "ausschuss"), ("vorstandes", "vorstand"), ("vorstands", "vorstand"), ("vereins", "verein")];
    endings.iter().find_map(|(genitive, plain)| word.strip_suffix(genitive).map(|w| format!("{w}{plain}")))
}

/// "Junta General Ordinaria de la Comunidad X": the assembly is the community's.
fn behind_the_assembly(kept: &mut Vec<&str>) {
    const ASSEMBLIES: &[&str] = &["junta", "asamblea", "assemblee", "assembleia", "assembly", "general", "generale", "geral", "rectora"];
    let own = |w: &&str| ASSEMBLIES.contains(&folded(w).as_str()) || KINDS.contains(&folded(w).as_str()) || SMALL.contains(&folded(w).as_str());
    let Some(at) = kept.iter().position(|w| !own(w)).filter(|at| *at > 1) else { return };
    let of = kept.get(at - 1).is_some_and(|w| matches!(folded(w).as_str(), "la" | "de" | "du" | "da" | "del" | "do" | "the" | "of"));
    let rest = kept.get(at..).unwrap_or_default();
    if of
        && kept.first().is_some_and(|w| matches!(folded(w).as_str(), "junta" | "asamblea" | "assemblee" | "assembleia"))
        && rest.first().is_some_and(|w| BODIES.contains(&folded(w).as_str()))
    {
        *kept = rest.to_vec();
    }
}

fn is_generic(name: &str) -> bool {
    let word = |w: &str| {
        let flat = folded(w);
        GENERIC.contains(&flat.strip_prefix("l'").unwrap_or(&flat))
    };
    name.split_whitespace().all(|w| word(w) || w.chars().all(|c| !c.is_alphabetic()))
}

/// The words of a title, or of a letterhead's line, that name a body. `None` where none are left.
fn name_in(title: &str, language: Language) -> Option<String> {
    // "June 24, 7 pm at the boathouse. Harbour Board": the hour and the place are another sentence's.
    let timed = |part: &&str| times::find(&Tokens::of(part)).is_empty();
    let title = if timed(&title) { title } else { title.split(". ").filter(timed).find(|part| names_body(&folded(part)))? };
    let words = without_days(title, language);
    let flat: Vec<String> = words.iter().map(|w| folded(w)).collect();
    let is = |i: usize, list: &[&str]| flat.get(i).is_some_and(|w| list.contains(&w.as_str()));
    // "HELD IN THE COUNCIL CHAMBERS" is where, and nobody.
    if ["held", "tenue", "tenu", "celebrada", "realizada", "convened"].iter().any(|w| is(0, &[w])) {
        return None;
    }
    // From the left: "Minutes of the [regular] [1st] …".
    let mut from = 0;
    let mut after_minutes = false;
    // "Fifth Meeting of the Implementation Committee"
    if flat.first().is_some_and(|w| is_ordinal_word(w)) && is_meeting(flat.get(1)) && flat.len() > 3 {
        (from, after_minutes) = (2, true);
    }
    while from < words.len()
        && (is(from, MINUTES)
            || is(from, SMALL)
            || is(from, KINDS) && after_minutes && !is(from, &["general", "joint"])
            || after_minutes && (ordinal(words.get(from).copied().unwrap_or_default()).is_some() || flat.get(from).is_some_and(|w| is_ordinal_word(w)))
            || is_meeting(flat.get(from)) && after_minutes
            || after_minutes && is(from, &["online", "virtual", "hybrid", "remote"])
            || after_minutes && is(from, &["n º", "no", "nº", "n°", "n o", "num", "nro", "number", "numero"])
            || after_minutes && words.get(from).is_some_and(|w| !w.contains(char::is_alphabetic) && w.len() <= 8))
    {
        after_minutes |= is(from, MINUTES);
        from += 1;
    }
    // From the right: "… Meeting - Minutes".
    let mut to = words.len();
    while to > from
        && (is(to - 1, MINUTES)
            || is_meeting(flat.get(to - 1))
            || is(to - 1, KINDS)
            || is(to - 1, AT_END)
            || is(to - 1, GENERAL_MEETINGS)
            || is_year(words.get(to - 1))
            // "Council, 112th session"
            || to < words.len() && words.get(to - 1).is_some_and(|w| ordinal(w).is_some()))
    {
        to -= 1;
    }
    let mut kept = words.get(from..to).unwrap_or_default().to_vec();
    // "Elm Board Elm Board": the letterhead and the title say the same.
    let half = kept.len() / 2;
    if half > 0 && kept.len() % 2 == 0 && kept.get(..half) == kept.get(half..) {
        kept.truncate(half);
    }
    behind_the_minutes(&mut kept);
    before_its_work(&mut kept);
    around_the_meeting(&mut kept);
    // "General Fisheries Council", "Joint Safety Committee": not a kind of meeting where a name follows.
    let belongs = |kept: &[&str]| {
        let first = kept.first().map(|w| folded(w)).unwrap_or_default();
        matches!(first.as_str(), "general" | "joint") && !kept.iter().skip(1).all(|w| GENERIC.contains(&folded(w).as_str()) || is_meeting(Some(&folded(w))))
    };
    while !belongs(&kept)
        && kept.first().is_some_and(|w| KINDS.contains(&folded(w).as_str()) || SMALL.contains(&folded(w).as_str()) && folded(w) != "le" || ordinal(w).is_some())
    {
        kept.remove(0);
    }
    parted(&mut kept);
    before_the_house_number(&mut kept);
    while kept.last().is_some_and(|w| MINUTES.contains(&folded(w).as_str()) || AT_END.contains(&folded(w).as_str())) {
        kept.pop();
    }
    let letters = |w: &str| w.chars().filter(|c| c.is_alphabetic() && !matches!(c, 'º' | 'ª')).count();
    let tells = |w: &&str| letters(w) > 1 && !NOBODY.contains(&folded(w).as_str()) && !SMALL.contains(&folded(w).as_str());
    behind_the_assembly(&mut kept);
    // "ATA NÚMERO QUATRO": a number is nobody.
    let joined = kept.join(" ");
    let tokens = Tokens::of(&joined);
    if super::written::number(&tokens, 0).is_some_and(|(_, next)| next >= tokens.len()) {
        return None;
    }
    kept.iter().any(tells).then(|| nominative(&kept).unwrap_or_else(|| kept.join(" ")))
}

fn is_meeting(flat: Option<&String>) -> bool {
    flat.is_some_and(|w| MEETING.contains(&w.as_str()) && w != "conference" && w != "assembly")
}

fn is_year(word: Option<&&str>) -> bool {
    word.is_some_and(|w| w.trim_matches(['(', ')', ',', '.']).parse::<u32>().is_ok_and(|y| (1900..2100).contains(&y)) && w.len() <= 6)
}

/// The words that are no part of a day or a month.
fn without_days<'t>(title: &'t str, language: Language) -> Vec<&'t str> {
    let days: Vec<Span> = dates::find(&Tokens::of(title), language, None).into_iter().filter(|d| d.grain != Grain::Span).map(|d| d.span).collect();
    let mut words: Vec<(&'t str, bool)> = Vec::new();
    let mut at = 0;
    for word in title.split_whitespace() {
        let start = title.get(at..).and_then(|rest| rest.find(word)).map_or(at, |i| at + i);
        at = start + word.len();
        let span = Span::new(start, at);
        let day = days.iter().any(|d| d.meets(span));
        words.push((word, day));
    }
    // "the October (December) Meeting": a month alone, before the words for the meeting, or at the very end.
    let month = |w: &str| {
        let bare = w.trim_matches(|c: char| !c.is_alphanumeric());
        bare.starts_with(char::is_uppercase)
            && bare.chars().count() > 2
            && (calendar::month(bare, language).is_some() || calendar::month(bare, Language::English).is_some())
    };
    for i in (0..words.len()).rev() {
        let leads = match words.get(i + 1) {
            None => i > 0,
            Some((next, gone)) => {
                let flat = folded(next);
                *gone || [MEETING, MINUTES, KINDS, GENERIC].iter().any(|l| l.contains(&flat.as_str())) || matches!(flat.as_str(), "or" | "session" | "-" | "")
            }
        };
        if let Some((word, gone)) = words.get_mut(i).filter(|(w, _)| leads && month(w)) {
            let _ = word;
            *gone = true;
        }
    }
    words.into_iter().filter(|(_, gone)| !gone).map(|(w, _)| w).collect()
}

/// "Elm Church Council Minutes of the ECC": what stands before the minutes is the name in full.
fn behind_the_minutes(kept: &mut Vec<&str>) {
    let word = |w: &str| matches!(folded(w).as_str(), "minutes" | "protokoll" | "acta" | "ata" | "niederschrift");
    // "DRAFT RECORD", "Summary record": a record is one of a meeting where such a word stands before it.
    let record = |at: usize| {
        let before = |w: &&str| matches!(folded(w).as_str(), "draft" | "summary" | "verbatim" | "provisional" | "official");
        kept.get(at).is_some_and(|w| folded(w) == "record") && at > 0 && kept.get(at - 1).is_some_and(before)
    };
    let at = (1..kept.len()).find(|i| kept.get(*i).is_some_and(|w| word(w)) || record(*i));
    let named = |at: usize| kept.get(..at).is_some_and(|left| left.iter().any(|w| BODIES.contains(&folded(w).as_str())));
    if let Some(at) = at.filter(|at| named(*at)) {
        kept.truncate(at);
    }
}

/// "Conference of the Parties on the work of its fourth meeting", "Committee Fifty-second session": the name ends before its work and its session.
fn before_its_work(kept: &mut Vec<&str>) {
    let flat: Vec<String> = kept.iter().map(|w| folded(w)).collect();
    let is = |i: usize, word: &str| flat.get(i).is_some_and(|w| w == word);
    let work = (1..flat.len()).find(|i| is(*i, "on") && (is(i + 1, "its") || is(i + 1, "the") && (is(i + 2, "work") || is(i + 2, "first"))));
    let counted = (1..flat.len()).find(|i| {
        let ordinal = flat.get(*i).is_some_and(|w| is_ordinal_word(w));
        ordinal && (i + 1 == flat.len() || flat.get(i + 1).is_some_and(|w| MEETING.contains(&w.as_str())))
    });
    if let Some(at) = [work, counted].into_iter().flatten().min() {
        kept.truncate(at);
    }
}

/// "fifty-second", "fourth": an ordinal in words, folded ("fifty second").
fn is_ordinal_word(flat: &str) -> bool {
    const ORDINALS: &[&str] = &[
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth",
        "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth",
        "premiere", "deuxieme", "troisieme", "quatrieme", "cinquieme", "primera", "segunda", "tercera", "cuarta", "quinta", "primeira", "terceira", "quarta",
    ];
    flat.rsplit([' ', '-']).next().is_some_and(|w| ORDINALS.contains(&w))
}

/// "1st Management Committee Meeting of the X": the body is the committee of X. "Ranch Annual Meeting, Ranch Association": the latter.
fn around_the_meeting(kept: &mut Vec<&str>) {
    let is_word = |w: &str| matches!(folded(w).as_str(), "meeting" | "meetings" | "reunion" | "seance" | "sitzung" | "sesion" | "reuniao" | "sessao");
    let Some(at) = kept.iter().position(|w| is_word(w)) else { return };
    let closes = kept.get(at).is_some_and(|w| w.ends_with(','));
    let mut left: Vec<&str> = kept.get(..at).unwrap_or_default().to_vec();
    let mut right: Vec<&str> = kept.get(at + 1..).unwrap_or_default().iter().filter(|w| !is_word(w)).copied().collect();
    while left.last().is_some_and(|w| KINDS.contains(&folded(w).as_str())) {
        left.pop();
    }
    let bare = |part: &[&str]| part.iter().map(|w| folded(w)).filter(|w| !SMALL.contains(&w.as_str())).collect::<Vec<_>>();
    let (l, r) = (bare(&left), bare(&right));
    if l.is_empty() || closes && r.starts_with(&l) {
        left.clear();
    } else if closes && !r.is_empty() && l.iter().any(|w| BODIES.contains(&w.as_str())) {
        right.clear();
    }
    left.extend(right);
    *kept = left;
}

/// "Society X - Board Meeting" is the society's; "Committee of the Action – its long name" the committee's; "X Board – Approved May 4" the board's.
fn parted(kept: &mut Vec<&str>) {
    let Some(at) = kept.iter().position(|w| matches!(*w, "-" | "–" | "—" | "|")).filter(|at| *at > 0) else { return };
    let (left, right) = kept.split_at(at);
    let plain = |part: &[&str]| part.iter().all(|w| GENERIC.contains(&folded(w).as_str()) || w.len() < 2);
    let stated = right.get(1).is_some_and(|w| state_of(w).is_some());
    if plain(right) || stated || left.iter().any(|w| BODIES.contains(&folded(w).as_str())) && !plain(left) {
        *kept = left.to_vec();
    } else if plain(left) || left.iter().all(|w| NOBODY.contains(&folded(w).as_str())) {
        *kept = right.iter().skip(1).copied().collect();
    }
}

/// "BOARD #1 111 Elm Street": a number behind the body's own number, or before a street, begins an address.
fn before_the_house_number(kept: &mut Vec<&str>) {
    const STREETS: &[&str] = &["street", "avenue", "road", "lane", "boulevard", "rue", "calle", "rua", "st", "ave", "rd", "blvd"];
    let number = |w: &&str| w.trim_matches([',', '#', '.']).chars().all(|c| c.is_ascii_digit()) && w.chars().any(|c| c.is_ascii_digit());
    let cut = (2..kept.len()).find(|i| {
        let follows_number = kept.get(i - 1).is_some_and(number);
        let street = kept.get(i + 1..(i + 5).min(kept.len())).unwrap_or_default().iter().any(|w| STREETS.contains(&folded(w).as_str()));
        kept.get(*i).is_some_and(number) && (follows_number || street)
    });
    if let Some(at) = cut {
        kept.truncate(at);
    }
}

/// "Elmford Harbour Commissioners": those of an office are the body, no officer of it.
fn many_officers(flat: &str) -> bool {
    let last = flat.rsplit(' ').next().unwrap_or_default();
    flat.contains(' ') && matches!(last, "commissioners" | "supervisors" | "trustees" | "selectmen" | "regents" | "governors" | "directors" | "wardens")
}

/// A line near the title that names a body, and the name.
fn letterhead(t: &Transcript, head: &Head, lines: &[Span], but: Option<Span>, language: Language) -> Option<(Span, String)> {
    /// A letterhead ends so many lines behind the title at the latest.
    const BELOW: usize = 3;
    let fits = |s: &&Span| {
        let words = s.of(&t.text);
        let flat = folded(words);
        but.is_none_or(|b| !b.meets(**s))
            && names_body(&flat)
            && !is_day(words, language)
            && flat.split(' ').count() <= 12
            && !has_word(&flat, MINUTES)
            && !words.contains([':', '@', '•'])
            && (!words.starts_with(|c: char| c.is_ascii_digit() || c.is_lowercase()) || counts_meetings(words))
            && !(is_sentence(words) && words.split_whitespace().count() > 3)
            && head::what(words).is_none()
            && !in_prose(t, **s)
            && !is_business(words)
            && !head.fields.iter().any(|f| f.value.meets(**s))
            // "Ola Berg, District Manager" is an officer of the body.
            && (parse_person(words).is_none_or(|p| p.role.is_none()) || many_officers(&flat))
    };
    let top: Vec<Span> = t.lines.iter().take(12).map(|l| l.span.trimmed(&t.text)).collect();
    // An agenda names bodies too, and they are not who met.
    let agenda = top.iter().position(|s| crate::outline::is_contents(s.of(&t.text)) || folded(s.of(&t.text)).starts_with("status")).unwrap_or(top.len());
    let last = but.map_or(BELOW, |b| top.iter().position(|s| s.meets(b)).map_or(top.len(), |i| i + BELOW));
    let near = || top.iter().take(agenda.min(last + 1));
    let organ = |s: &&Span| fits(s) && has_word(&folded(s.of(&t.text)), ORGANS);
    let plain = |s: &Span| name_in(s.of(&t.text), language).is_none_or(|n| is_generic(&n));
    let of = lines.iter().find(|s| fits(s) && !organ(s));
    // "ELM AGENCY / Working Group on Reeds": the group met; "ELM PLC / BOARD OF DIRECTORS" is whose board it is.
    let met = lines.iter().filter(organ).rfind(|s| but.is_none_or(|b| s.end <= b.start)).or_else(|| lines.iter().find(organ));
    let met = met.filter(|s| of.is_none() || !plain(s));
    let line = met.or(of).or_else(|| near().find(|s| fits(s) && s.of(&t.text).split_whitespace().count() <= 7)).or_else(|| {
        let first = top.first()?;
        let above = lines.first().is_some_and(|l| l.start > first.start);
        (above && fits(&first)).then_some(first)
    })?;
    let mut line = at_gap(t, without_day(t, *line, language));
    // "NORTH ELM COMMUNITY / BOARD No. 4": a name on two lines.
    let above = t.line_at(line.start).checked_sub(1).and_then(|i| t.lines.get(i)).filter(|l| l.block == t.block_at(line.start));
    let begins = |w: &str| {
        w.starts_with(char::is_uppercase) && w.split_whitespace().count() <= 5 && !w.contains([':', '.', '@']) && !w.contains(|c: char| c.is_ascii_digit())
    };
    let generic = line
        .of(&t.text)
        .split_whitespace()
        .all(|w| GENERIC.contains(&folded(w).as_str()) || matches!(folded(w).as_str(), "no" | "nr") || w.contains(|c: char| c.is_ascii_digit()));
    if let Some(above) = above.map(|l| l.span.trimmed(&t.text)).filter(|s| generic && begins(s.of(&t.text))) {
        line.start = above.start;
    }
    name_in(line.of(&t.text), language).filter(|n| names_body(&folded(n))).map(|n| (line, n))
}

/// "14th meeting of the Working Group on Reeds".
fn counts_meetings(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    ordinal(&first.to_lowercase()).is_some() && has_word(&folded(words), MEETING)
}

/// Whether a line is one of a paragraph's: what it names, the sentence names.
pub(super) fn in_prose(t: &Transcript, line: Span) -> bool {
    /// A letterhead's block has no more words than this.
    const LETTERHEAD: usize = 20;
    t.blocks.get(t.block_at(line.start)).is_some_and(|b| {
        let words = b.span.of(&t.text);
        line.start > b.span.start && words.split_whitespace().count() > LETTERHEAD && words.chars().any(char::is_lowercase)
    })
}

/// A line up to its first wide gap, where the words before it name a body: what stands beyond is another cell.
pub(super) fn at_gap(t: &Transcript, line: Span) -> Span {
    /// A gap as wide as this parts two cells, in ems.
    const WIDE: f32 = 2.0;
    let gap = t.gaps.iter().find(|g| g.at > line.start && g.at < line.end && g.ems >= WIDE);
    let left = gap.map(|g| Span::new(line.start, g.at).trimmed(&t.text));
    left.filter(|l| names_body(&folded(l.of(&t.text)))).unwrap_or(line)
}

/// "Le Conseil Municipal s'est réuni": the first sentence names who met.
fn named_in_text(t: &Transcript) -> Option<Span> {
    const NAMES: &[&str] = &[
        "conseil municipal", "city council", "town council", "board of directors", "board of trustees", "gemeinderat", "comité directeur",
        "conseil d'administration", "ayuntamiento pleno", "câmara municipal", "conseil communautaire",
    ];
    let start = t.text.get(..t.text.len().min(3000)).or_else(|| t.text.get(..2990)).unwrap_or_default();
    let lower = start.to_lowercase();
    if lower.len() != start.len() {
        return None;
    }
    NAMES.iter().filter_map(|n| Some(Span::new(lower.find(n)?, lower.find(n)? + n.len()))).min()
}

/// Capitals that are only style are folded: a word that the text also has otherwise is written so.
fn uncapitalised(text: &str, words: &str) -> String {
    const SMALL: &[&str] = &[
        "of", "the", "and", "for", "in", "on", "to", "de", "du", "la", "des", "del", "y", "et", "e", "da", "do", "dos", "das", "los", "las", "der", "und",
        "für",
    ];
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    // "HARBOUR BOARD No. 4" is capitals all the same.
    let small = |w: &str| !matches!(w, "No." | "Nr." | "No" | "Nr") && w.chars().any(char::is_lowercase);
    if words.split(' ').any(small) || letters().count() < 4 {
        return words.to_owned();
    }
    let mut out: Vec<String> = Vec::new();
    for (i, word) in words.split(' ').enumerate() {
        let lower = word.to_lowercase();
        let mut chars = lower.chars();
        let title: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        let title = elided(&title).filter(|_| i > 0).unwrap_or(title);
        let bare = title.trim_matches(|c: char| !c.is_alphanumeric());
        out.push(if i > 0 && SMALL.contains(&lower.as_str()) {
            lower
        } else if !text.contains(bare) && (no_vowel(word) || is_acronym(text, word.trim_matches(|c: char| !c.is_alphanumeric()))) {
            word.to_owned()
        } else {
            title
        });
    }
    out.join(" ")
}

/// "D'administration" is "d'Administration".
fn elided(title: &str) -> Option<String> {
    let (article, name) = title.split_once(['\'', '’']).filter(|(a, _)| matches!(*a, "D" | "L"))?;
    let sign = title.get(article.len()..title.len() - name.len())?;
    let mut letters = name.chars();
    let first: String = letters.next()?.to_uppercase().collect();
    Some(format!("{}{sign}{first}{}", article.to_lowercase(), letters.as_str()))
}

/// "CDG": letters that nobody can speak as a word.
fn no_vowel(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 3 && letters().all(|c| c.is_ascii() && !matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
}

/// Whether the text has the word in capitals where its neighbours are not.
fn is_acronym(text: &str, word: &str) -> bool {
    !word.is_empty()
        && text.match_indices(word).any(|(at, _)| {
            let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
            let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
            let near = before.chars().rev().take_while(|c| *c != '\n').take(12).chain(after.chars().take_while(|c| *c != '\n').take(12));
            // A word beside it in capitals makes it one of a line of capitals.
            let loud = |w: &str| w.chars().filter(|c| c.is_uppercase()).count() > 1 && !w.chars().any(char::is_lowercase);
            let last = before.rsplit('\n').next().and_then(|line| line.split_whitespace().next_back());
            let next = after.split('\n').next().and_then(|line| line.split_whitespace().next());
            let beside = last.is_some_and(loud) || next.is_some_and(loud);
            whole && !beside && near.filter(|c| c.is_lowercase()).count() >= 6
        })
}

#[cfg(test)]
mod tests {
    use super::name_in;
    use crate::language::Language;

    #[test]
    fn what_a_title_leaves() {
        for (title, expected) in [
            ("Minutes of the November Meeting of the Board of Trustees Elm Ridge Association, Inc", "Board of Trustees Elm Ridge Association, Inc"),
            ("Minutes of the October (December) Meeting or the Board of Trustees, Elm Ridge", "Board of Trustees, Elm Ridge"),
            ("Minutes of the September 1996 Meeting of the Elm Board", "Elm Board"),
            ("Minutes or the Elm Ridge Annual Meeting, Elm Ridge Association, Inc.", "Elm Ridge Association, Inc."),
            ("ELM BOARD #1 111 Elm", "ELM BOARD #1"),
            ("Elm Board 24 Harbour Street", "Elm Board"),
            ("Meeting of the Open Market Committee on", "Open Market Committee"),
            ("MINUTES FROM THE MONTHLY MEETING OF ELM BOARD #1", "ELM BOARD #1"),
            ("Protokoll Mitgliederversammlung ABENG e. V. 2020", "ABENG e. V."),
            ("BOARD MINUTES September 28, 2023 – Approved October 26, 2023", "BOARD"),
            ("February 2019 Full Board Meeting Minutes", "Full Board"),
            ("Harbour Guild AGM - Minutes", "Harbour Guild"),
            ("Minutes of the online WC meeting of 9 October 2023", "WC"),
            ("Minutes of the 1st Management Committee Meeting of the Action XA1 – Network on Roads", "Management Committee of the Action XA1"),
            ("Committee on the Care of Rivers Fifty-second session", "Committee on the Care of Rivers"),
            ("REPORT OF THE ASSEMBLY OF PARTIES ON THE WORK OF ITS FOURTH MEETING", "ASSEMBLY OF PARTIES"),
            ("St. Elm's Church Council Minutes of the ECC meeting", "St. Elm's Church Council"),
            ("ACTA DE LA JUNTA GENERAL ORDINARIA DE LA COMUNIDAD DE PROPIETARIOS DE LA CALLE SAUCE, 9", "COMUNIDAD DE PROPIETARIOS DE LA CALLE SAUCE, 9"),
            ("Protokoll des Gemeinderates", "Gemeinderat"),
            ("MINUTES OF THE 47TH MEETING OF THE EXECUTIVE COMMITTEE", "EXECUTIVE COMMITTEE"),
            ("Council, 112th session", "Council,"),
            ("ATA REUNIÃO ORDINÁRIA DA CÂMARA MUNICIPAL DE VALE VERDE REALIZADA NO DIA", "CÂMARA MUNICIPAL DE VALE VERDE"),
            ("GENERAL FISHERIES COUNCIL", "GENERAL FISHERIES COUNCIL"),
            ("Minutes of Meeting of the Joint Safety Committee", "Joint Safety Committee"),
            ("OFFICIAL REPORT", ""),
            ("Meeting Date", ""),
            ("MINUTES", ""),
            ("March General Board Meeting Minutes", "Board"),
        ] {
            assert_eq!(name_in(title, Language::English).unwrap_or_default(), expected, "{title}");
        }
    }
}

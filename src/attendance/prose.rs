//! Who was there, told in sentences: "Mr. X, Mayor of Y, presided", "attended by Messrs. A, B and C", "Councillor Z was
//! missing", "Presidiu o Senhor X".
//!
//! Only where the document has no list, or near the list that it has: further on the same words tell of other meetings.

use super::flow::{self, Item};
use super::labels::{self, singular};
use super::names;
use super::reader::Reader;
use crate::gazetteer::titles;
use crate::minutes::Status;
use crate::span::Span;

/// How far into a document without a list its sentences are asked, in clauses.
const HEAD_CLAUSES: usize = 40;
/// How near to a list its sentences are asked, in blocks.
const NEAR: usize = 3;
/// A clause's line is wrapped where it reaches this share of its block's longest line.
const WRAPPED: f32 = 0.75;
/// A list in a sentence is names for so many tenths of its letters.
const MOSTLY: usize = 3;
/// After so many clauses that tell nothing, a head that has told something is over.
const SILENT_CLAUSES: usize = 5;
/// Confidence of somebody whom a line names with an office, and no list.
const OFFICE_LINE: f32 = 0.9;
/// Confidence of a person whom only a sentence tells.
const TOLD: f32 = 1.0;

/// Words before the list that they tell of.
const BEFORE: &[(&str, Status)] = &[
    ("attended by ", Status::Present),
    ("in attendance were: ", Status::Present),
    ("in attendance were as follows: ", Status::Present),
    ("members present were ", Status::Present),
    ("those present were ", Status::Present),
    ("in attendance were ", Status::Present),
    ("present were: ", Status::Present),
    ("present were as follows: ", Status::Present),
    ("in the presence of ", Status::Present),
    ("with the presence of ", Status::Present),
    ("with the participation of ", Status::Present),
    ("com a presença de ", Status::Present),
    ("com a presença dos ", Status::Present),
    ("com a presença do ", Status::Present),
    ("na presença de ", Status::Present),
    ("com a participação de ", Status::Present),
    ("estiveram presentes ", Status::Present),
    ("estando presentes ", Status::Present),
    ("encontrando-se presentes ", Status::Present),
    ("compareceram ", Status::Present),
    ("con la asistencia de ", Status::Present),
    ("con asistencia de ", Status::Present),
    ("en présence de ", Status::Present),
    ("étaient présents ", Status::Present),
    ("faltou ", Status::Absent),
    ("faltaram ", Status::Absent),
    ("absent was ", Status::Absent),
    ("absent were ", Status::Absent),
    ("regrets were received from ", Status::Apologies),
    ("apologies were received from ", Status::Apologies),
    ("apologies were noted from ", Status::Apologies),
    ("apologies had been received from ", Status::Apologies),
    ("apologies for absence had been received from ", Status::Apologies),
    ("apologies for absence were received from ", Status::Apologies),
    ("apologies were given by ", Status::Apologies),
    ("apologies were sent by ", Status::Apologies),
    ("regrets had been received from ", Status::Apologies),
    ("faltou, por motivo justificado, ", Status::Apologies),
    ("faltaram, por motivo justificado, ", Status::Apologies),
    ("faltou por motivo justificado ", Status::Apologies),
    ("não compareceu ", Status::Absent),
    ("não compareceram ", Status::Absent),
    ("não esteve presente ", Status::Absent),
    ("no asistió ", Status::Absent),
    ("no asistieron ", Status::Absent),
    ("excusó su asistencia ", Status::Apologies),
    ("excusaron su asistencia ", Status::Apologies),
    ("étaient excusés ", Status::Apologies),
    ("étaient absents ", Status::Absent),
    ("entschuldigt haben sich ", Status::Apologies),
    ("entschuldigt hat sich ", Status::Apologies),
];

/// Words that tell who presided, before the name.
const PRESIDED_BY: &[&str] = &[
    "presided over by ", "was chaired by ", "chaired by ", "under the chairmanship of ", "under the presidency of ", "presidiu ", "presidida por ",
    "presidida pelo ", "presidida pela ", "sob a presidência de ", "sob a presidência do ", "bajo la presidencia de ", "preside ", "presidió ",
    "sous la présidence de ", "présidée par ", "unter dem vorsitz von ", "unter der leitung von ",
];

/// What follows the one who presided, where the same sentence goes on to the others.
const WITH_OTHERS: &[&str] = &[
    " com a presença", " com a participação", " e com a", " estando presentes", " con la asistencia", " con asistencia", " y con ", " y la secretaría",
    " y actuando", " en présence", " in the presence", " with the ", " and attended", " in anwesenheit",
];

/// Words that tell who presided, behind the name.
const PRESIDED: &[&str] =
    &[" presided", " presiding", " chaired the meeting", " took the chair", " in the chair", " présidait", " presidió", " presidiu", " was in the chair"];

/// Words behind those whom they tell of.
const BEHIND: &[(&str, Status)] = &[
    (" was missing", Status::Absent),
    (" were missing", Status::Absent),
    (" was absent", Status::Absent),
    (" were absent", Status::Absent),
    (" did not attend", Status::Absent),
    (" was excused", Status::Apologies),
    (" were excused", Status::Apologies),
    (" sent apologies", Status::Apologies),
    (" sent their apologies", Status::Apologies),
    (" sent regrets", Status::Apologies),
    (" was present", Status::Present),
    (" were present", Status::Present),
    (" were also present", Status::Present),
    (" was also present", Status::Present),
    (" were in attendance", Status::Present),
    (" was in attendance", Status::Present),
    (" attended the meeting", Status::Present),
    (" faltou", Status::Absent),
    (" esteve ausente", Status::Absent),
];

/// Whether a line begins a sentence that tells who was there or not ("Faltou, por motivo justificado, …"), and is no label with a list behind it.
pub(super) fn tells(line: &str) -> bool {
    let low = lowered(line);
    // "The meeting was attended by representatives of …"
    let sentence = low.trim_start().starts_with("the ") || low.trim_start().starts_with("representatives of ");
    if sentence && [" was attended by ", " were attended by ", " attended as observers", " participated as observers"].iter().any(|w| low.contains(w)) {
        return true;
    }
    BEFORE.iter().any(|(cue, _)| low.trim_start().starts_with(cue)) && labels::read(line).is_none_or(|l| !l.closed)
}

/// "…, in the Chambers. Members Present: A, B": a list whose label begins in the midst of a line, which the reading by lines passes over.
fn labelled_inside(reader: &Reader<'_>, clause: Span) -> bool {
    let text = reader.t.text.as_str();
    let opens = text.get(..clause.start).is_none_or(|before| before.is_empty() || before.trim_end_matches(' ').ends_with('\n'));
    !opens && labels::read(clause.of(text)).is_some_and(|l| l.strong && l.closed && !l.whole)
}

/// Reads the sentences.
pub(super) fn read(reader: &mut Reader<'_>) {
    let alone = reader.b.out.people.is_empty();
    let near = (reader.used.first().copied(), reader.used.last().copied());
    let mut listing: Option<String> = None;
    let mut told = 0;
    let mut silent = 0;
    for (clause, block) in clauses(reader) {
        let in_reach = match near {
            (Some(first), Some(last)) if !alone => {
                block + NEAR >= first
                    && block <= last + NEAR
                    && (!reader.used.contains(&block) || tells(clause.of(&reader.t.text)) || labelled_inside(reader, clause))
            }
            _ => told < HEAD_CLAUSES && (reader.b.out.people.is_empty() || silent < SILENT_CLAUSES),
        };
        told += 1;
        if !in_reach {
            continue;
        }
        let before = reader.b.out.people.len();
        clause_of(reader, clause, alone, &mut listing);
        silent += 1;
        if reader.b.out.people.len() > before {
            silent = 0;
            reader.used.insert(block);
            reader.last_block = Some(block);
        }
    }
    reader.b.office = None;
}

/// Sentences of the document's head, a line alone being one where the next does not go on with it.
fn clauses(reader: &Reader<'_>) -> Vec<(Span, usize)> {
    /// Enough for any head; further on a sentence is not asked.
    const BLOCKS: usize = 60;
    let t = reader.t;
    let mut out = Vec::new();
    for (i, block) in t.blocks.iter().enumerate().take(BLOCKS) {
        let lines = t.lines.get(block.lines.clone()).unwrap_or_default();
        let longest = lines.iter().map(|l| l.span.len()).max().unwrap_or(0) as f32;
        let mut open: Option<Span> = None;
        for (n, line) in lines.iter().enumerate() {
            let span = open.map_or(line.span, |o| o.union(line.span));
            let words = line.span.of(&t.text).trim_end();
            let next = lines.get(n + 1).map_or("", |l| l.span.of(&t.text));
            // In a narrow column a sentence's lines are short: small words, or that the one before went on, show that they run on.
            let small = words.split_whitespace().filter(|w| w.starts_with(char::is_lowercase)).count() > 2;
            let runs = words.split_whitespace().count() > 9 || small || open.is_some();
            let goes_on = !next.is_empty()
                && !words.ends_with(['.', ':', ';'])
                && (next.starts_with(char::is_lowercase)
                    || words.ends_with([',', '-', '&'])
                    || (line.span.len() as f32) >= WRAPPED * longest && lines.len() > 2 && runs);
            if goes_on {
                open = Some(span);
            } else {
                sentences(span, &t.text, i, &mut out);
                open = None;
            }
        }
    }
    out
}

/// Cuts at stops that end sentences: behind a word of small letters that is no short title, before a capital.
fn sentences(span: Span, text: &str, block: usize, out: &mut Vec<(Span, usize)>) {
    let words = span.of(text);
    let mut from = 0;
    for (at, _) in words.match_indices(". ") {
        let last = words.get(from..at).unwrap_or_default().rsplit(char::is_whitespace).next().unwrap_or_default();
        let next = words.get(at + 2..).unwrap_or_default().trim_start().chars().next();
        let ends = last.chars().count() > 3 && titles::honorifics(&[last, "Name"], titles::Courtesy::default()) == 0 || last.ends_with(')');
        let listed = words.get(from..at).is_some_and(|w| w.contains(": ")) && {
            let rest = words.get(at + 2..).unwrap_or_default();
            let item = rest.split(". ").next().unwrap_or(rest).trim_end_matches('.');
            names::parse_person(item).is_some_and(|p| p.role.is_some() && p.name.contains(' '))
        };
        // "…, Chairman Moe. Absent – Horn."
        let labelled = || labels::read(words.get(at + 2..).unwrap_or_default()).is_some_and(|l| l.strong && l.closed && !l.whole);
        if (ends && !listed || labelled()) && next.is_some_and(|c| c.is_uppercase() || c == '-') {
            out.push((Span::new(span.start + from, span.start + at + 1).trimmed(text), block));
            from = at + 2;
        }
    }
    let rest = Span::new(span.start + from, span.end).trimmed(text);
    if !rest.is_empty() {
        out.push((rest, block));
    }
}

/// A text in small letters of the same length: what changes its length stays as it is.
fn lowered(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut low = c.to_lowercase();
            match (low.next(), low.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ => c,
            }
        })
        .collect()
}

fn clause_of(reader: &mut Reader<'_>, span: Span, alone: bool, listing: &mut Option<String>) {
    let text = reader.t.text.as_str();
    let skip = labels::skip_counter(span.of(text));
    let span = Span::new(span.start + skip, span.end).trimmed(text);
    let words = span.of(text);
    let low = lowered(words).replace('\n', " ");
    if low.contains("previous meeting") || low.contains("that meeting") || low.contains("last meeting") || low.contains("next meeting") {
        return;
    }
    if let Some(label) = labels::read(words).filter(|l| l.strong && l.closed && !l.whole) {
        let mut rest = Span::new(span.start + label.end, span.end).trimmed(text);
        for lead in ["as follows:", "the following:", "as follows", "namely"] {
            if rest.of(text).starts_with(lead) {
                rest.start += lead.len();
                break;
            }
        }
        rest = rest.trimmed(text);
        // "Roll call: Supervisors present – …"
        let inner = labels::read(rest.of(text)).filter(|l| l.strong && l.closed && !l.whole);
        let label = inner.inspect(|l| rest.start += l.end).unwrap_or(label);
        if surnames(reader, rest, label.status) || several(reader, rest, label.status) {
            *listing = None;
            return;
        }
    }
    // "Minute taker: Ola Berg"
    if alone && words.contains(':') && words.split_whitespace().count() <= 8 {
        let person = names::parse_person_in(words, reader.b.hint).filter(|p| !p.single && p.role.is_some() && p.affiliation.is_none());
        let person = person.filter(|p| p.name.contains(' ') || p.honorific.is_some());
        if let Some(person) = person.filter(|p| words.find(&p.name).is_some_and(|at| words.get(..at).is_some_and(|w| w.contains(':')))) {
            reader.b.status = Status::Present;
            reader.b.person(span, person, OFFICE_LINE);
            return;
        }
    }
    if let Some(at) = words.find(": ").filter(|at| alone && words.get(..*at).is_some_and(|o| titles::is_office(o) && o.split_whitespace().count() <= 4)) {
        let rest = Span::new(span.start + at + 1, span.end).trimmed(text);
        let items = flow::people(rest.of(text), reader.b.hint);
        let whole = items.iter().all(|i| i.person.as_ref().is_some_and(|p| p.name.contains(' ') && p.role.is_none() && p.affiliation.is_none()));
        if items.len() > 1 && whole {
            let held = (reader.b.status, reader.b.office.replace(singular(words.get(..at).unwrap_or_default().trim())));
            let doubt = std::mem::replace(&mut reader.b.doubt, OFFICE_LINE);
            reader.b.status = Status::Present;
            for item in items {
                reader.b.item(rest.start, item);
            }
            (reader.b.status, reader.b.office) = held;
            reader.b.doubt = doubt;
            return;
        }
    }
    // "Mr. X, Mayor of Y, presided."
    let presided = |p: &&str| low.find(*p).filter(|i| !low.get(i + p.len()..).is_some_and(|rest| rest.starts_with(" of ")));
    if let Some(at) = PRESIDED.iter().filter_map(presided).min() {
        let head = low.get(..at).map_or(0, |h| ["with ", "under "].iter().filter_map(|w| h.rfind(w).map(|i| i + w.len())).max().unwrap_or(0));
        if let Some(i) = one(reader, Span::new(span.start + head, span.start + at), Status::Present, alone) {
            reader.b.out.chair = Some(i);
            *listing = None;
            return;
        }
    }
    if let Some((at, cue)) = PRESIDED_BY.iter().filter_map(|p| low.find(p).map(|i| (i, p.len()))).min() {
        let rest = low.get(at + cue..).unwrap_or_default();
        // Who else was there is told behind.
        let stop = rest.match_indices(". ").map(|(i, _)| i).find(|i| {
            let last = words.get(at + cue..at + cue + i).unwrap_or_default().rsplit(char::is_whitespace).next().unwrap_or_default();
            last.chars().count() > 1 && titles::honorifics(&[last, "Name"], titles::Courtesy::default()) == 0
        });
        let end = WITH_OTHERS.iter().filter_map(|w| rest.find(w)).chain(stop).min().map_or(span.end, |i| span.start + at + cue + i);
        let tail = strip_articles(Span::new(span.start + at + cue, end), text);
        if let Some(i) = one(reader, tail, Status::Present, alone) {
            reader.b.out.chair = Some(i);
            *listing = None;
            if !BEFORE.iter().any(|(cue, _)| low.get(end - span.start..).is_some_and(|rest| rest.contains(cue))) {
                return;
            }
        }
    }
    if states_of(reader, span, &low) || bodies_of(reader, span, &low) {
        *listing = None;
        return;
    }
    if let Some((at, cue, status)) =
        BEFORE.iter().filter_map(|(c, s)| low.find(c).map(|i| (i, c.len(), *s))).min_by_key(|(i, len, _)| (*i, std::cmp::Reverse(*len)))
    {
        let tail = strip_articles(Span::new(span.start + at + cue, span.end), text);
        if several(reader, tail, status) {
            *listing = None;
            return;
        }
    }
    if let Some((at, status)) = BEHIND.iter().filter_map(|(c, s)| low.find(c).map(|i| (i, *s))).min_by_key(|(i, _)| *i) {
        let head = strip_articles(Span::new(span.start, span.start + at), text);
        reader.b.office.clone_from(listing);
        let made = several(reader, head, status);
        reader.b.office = None;
        if made {
            return;
        }
    }
    if !alone && listing.is_none() && !reader.b.out.people.iter().any(|p| p.span.end <= span.start && span.start - p.span.end < 200) {
        return;
    }
    // "Councillors Ola Berg", and on the lines below it the others.
    let person = names::parse_person_in(words, reader.b.hint).filter(|p| !p.single && p.name.split_whitespace().count() >= 2);
    if let Some(person) = person {
        if person.plural && person.role.is_some() && !reader.b.out.people.is_empty() {
            *listing = person.role.as_deref().map(singular);
            several(reader, span, Status::Present);
        } else if listing.is_some() && person.role.is_none() {
            reader.b.office.clone_from(listing);
            several(reader, span, Status::Present);
            reader.b.office = None;
        }
    } else if !words.contains('*') || words.split_whitespace().count() > 3 {
        *listing = None;
    }
}

/// "attended by experts from Austria, Chile (Chair) and Norway", "apologies were received from Fiji and Togo": States without people.
fn states_of(reader: &mut Reader<'_>, span: Span, low: &str) -> bool {
    const ATTENDED: &[&str] = &[
        "attended by ", "in attendance were ", "the participation of ", "the following states participated: ", "the following states attended: ",
        "were represented at the meeting: ", "en présence de ", "con la participación de ", "com a participação de ",
    ];
    const AWAY: &[&str] = &["apologies were received from ", "apologies had been received from ", "regrets were received from "];
    let found = |cues: &[&str]| cues.iter().filter_map(|c| low.find(c).map(|at| at + c.len())).min();
    let (from, status) = match (found(ATTENDED), found(AWAY)) {
        (Some(at), _) => (at, Status::Present),
        (None, Some(at)) => (at, Status::Apologies),
        (None, None) => return false,
    };
    let text = reader.t.text.as_str();
    let mut rest = Span::new(span.start + from, span.end);
    // "representatives of", "experts from", "delegations of the following States:"
    let words = rest.of(text);
    let small =
        words.split_inclusive(char::is_whitespace).take(8).take_while(|w| w.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) || *w == "States: ");
    let led = small.map(str::len).sum::<usize>();
    rest.start += led;
    let places = listed(rest, text);
    let is_state = |s: &Span| {
        let words = s.of(text);
        super::build::state_of(words.split(" (").next().unwrap_or(words)).is_some()
    };
    if places.len() < 2 || !places.iter().all(is_state) {
        return false;
    }
    let held = (reader.b.status, reader.b.open);
    reader.b.status = status;
    for place in places {
        reader.b.heading(place, true);
    }
    (reader.b.status, reader.b.open) = held;
    true
}

/// What a list in a sentence names, without articles and the words that join it.
fn listed(rest: Span, text: &str) -> Vec<Span> {
    let list = rest.of(text).trim_end_matches('.');
    let mut places = Vec::new();
    let mut at = 0;
    for part in
        list.split_inclusive([',', ';']).flat_map(|p| p.split_inclusive(" and ")).flat_map(|p| p.split_inclusive(" et ")).flat_map(|p| p.split_inclusive(" y "))
    {
        let name = part.trim_end_matches([',', ';', ' ']);
        let name = [" and", " et", " y"].iter().find_map(|w| name.strip_suffix(w)).unwrap_or(name);
        let lead = name.len() - name.trim_start().len();
        let lead = lead + ["and ", "the ", "et ", "y "].iter().filter(|w| name.get(lead..).is_some_and(|n| n.starts_with(**w))).map(|w| w.len()).sum::<usize>();
        let place = Span::new(rest.start + at + lead, rest.start + at + name.len());
        at += part.len();
        if !place.is_empty() {
            places.push(place);
        }
    }
    places
}

/// "The United Kingdom and the African Union attended as observers", "The following organizations were also represented: A, B": States and
/// organisations without people, before or behind the words that tell.
fn bodies_of(reader: &mut Reader<'_>, span: Span, low: &str) -> bool {
    const BEFORE: &[(&str, Status)] = &[
        (" attended as observers", Status::Observer),
        (" participated as observers", Status::Observer),
        (" attended the meeting as observers", Status::Observer),
        (" participated in the meeting as observers", Status::Observer),
        (" were present as observers", Status::Observer),
        (" were represented as observers", Status::Observer),
        (" were represented by observers", Status::Observer),
    ];
    const BEHIND: &[&str] = &[
        "organizations were represented: ", "organizations were also represented: ", "organizations attended: ", "organizations participated: ",
        "organisations were represented: ", "organisations were also represented: ", "organisations attended: ", "organisations participated: ",
        "represented by observers: ", "attended as observers: ", "participated as observers: ", "also represented: ",
    ];
    let text = reader.t.text.as_str();
    let behind = BEHIND.iter().filter_map(|c| low.find(c).map(|at| (at + c.len(), *c))).min();
    let (list, status) = match (behind, BEFORE.iter().filter_map(|(c, s)| low.find(c).map(|at| (at, *s))).min_by_key(|(at, _)| *at)) {
        (Some((from, cue)), _) => (Span::new(span.start + from, span.end), if cue.contains("observers") { Status::Observer } else { Status::Present }),
        (None, Some((until, status))) => (Span::new(span.start, span.start + until), status),
        (None, None) => return false,
    };
    let places = listed(strip_articles(list, text), text);
    let is_state = |s: &Span| super::build::state_of(s.of(text).split(" (").next().unwrap_or_default()).is_some();
    let named = |s: &Span| {
        let words = s.of(text);
        let large = words.split_whitespace().filter(|w| w.chars().count() > 3).all(|w| w.starts_with(|c: char| c.is_uppercase() || matches!(c, '(' | '‘')));
        large
            && words.starts_with(char::is_uppercase)
            && words.split_whitespace().count() <= 9
            && names::parse_person_in(words, reader.b.hint).is_none_or(|p| p.honorific.is_none())
    };
    let known = places.iter().filter(|s| is_state(s) || super::build::is_organisation(s.of(text))).count();
    if places.is_empty() || !places.iter().all(named) || behind.is_none() && known * 2 < places.len() {
        return false;
    }
    let held = (reader.b.status, reader.b.open);
    reader.b.status = status;
    for place in places {
        reader.b.heading(place, true);
    }
    (reader.b.status, reader.b.open) = held;
    true
}

/// "o Senhor Ola Berg", "the Senior Technician Ola Berg": without the article.
fn strip_articles(span: Span, text: &str) -> Span {
    let mut span = span.trimmed(text);
    for article in ["o ", "a ", "os ", "as ", "the ", "The ", "el ", "la ", "los ", "las ", "a reunião o ", "a reunião a ", "le ", "les ", "Mr. The "] {
        if let Some(rest) = span.of(text).strip_prefix(article) {
            span.start += span.len() - rest.len();
            break;
        }
    }
    span.trimmed(text)
}

/// Exactly one person in the words. Where the document has a list of its own, only one who is in it.
fn one(reader: &mut Reader<'_>, span: Span, status: Status, alone: bool) -> Option<usize> {
    let span = strip_articles(span, &reader.t.text);
    let words = span.of(&reader.t.text).trim_end_matches([',', ' ']);
    let items: Vec<Item> = flow::people(words, reader.b.hint).into_iter().filter(|i| i.person.is_some()).collect();
    let [item] = items.as_slice() else { return None };
    let person = item.person.clone()?;
    if !alone {
        let key = super::folded(&person.name);
        let family = person.family.as_deref().map(super::folded);
        let matches: Vec<usize> = (0..reader.b.out.people.len())
            .filter(|i| {
                reader
                    .b
                    .out
                    .people
                    .get(*i)
                    .is_some_and(|p| super::folded(&p.name) == key || (person.given.is_none() && p.family.as_deref().map(super::folded) == family))
            })
            .collect();
        if let [only] = matches.as_slice() {
            return Some(*only);
        }
        return None;
    }
    if person.single && person.honorific.is_none() && person.role.is_none() {
        return None;
    }
    let held = std::mem::replace(&mut reader.b.status, status);
    let i = reader.b.person(Span::new(span.start + item.from, span.start + item.to), person, TOLD);
    reader.b.status = held;
    Some(i)
}

/// "Supervisors present – Berg, Paz, Lund": behind a label single names are people where all are; one alone only beside such a list.
fn surnames(reader: &mut Reader<'_>, span: Span, status: Status) -> bool {
    let words = span.of(&reader.t.text).trim_end_matches('.');
    let items = flow::people(words, reader.b.hint);
    let named = |i: &Item| i.person.as_ref().is_some_and(|p| p.affiliation.is_none() && (p.single || p.role.is_some()) && p.name.chars().count() > 2);
    let enough = items.len() >= 3 || !items.is_empty() && !reader.b.out.people.is_empty();
    if !enough || !items.iter().all(named) || words.split_whitespace().count() > 3 * items.len() {
        return false;
    }
    let held = std::mem::replace(&mut reader.b.status, status);
    for item in items {
        reader.b.item(span.start, item);
    }
    reader.b.status = held;
    true
}

/// The people of a clause; "respectively" hands their offices out.
fn several(reader: &mut Reader<'_>, span: Span, status: Status) -> bool {
    let words = span.of(&reader.t.text);
    let low = lowered(words);
    let (list, offices) = ["respectively", "respetivamente", "respectivamente", "respectivement"]
        .iter()
        .find_map(|w| low.find(w).map(|i| (i, i + w.len())))
        .map_or((words, None), |(i, j)| (words.get(..i).unwrap_or(words).trim_end().trim_end_matches(','), words.get(j..)));
    let divided = divided_by_stops(list);
    let list = divided.as_deref().unwrap_or(list);
    let stops = |head: &str| {
        head.split_whitespace().last().is_some_and(|w| w.chars().count() > 4 && titles::honorifics(&[w, "Name"], titles::Courtesy::default()) == 0)
    };
    let list = list.split_once(". ").filter(|(head, _)| stops(head)).map_or(list, |(head, _)| head);
    let mut items: Vec<Item> = flow::people(list, reader.b.hint)
        .into_iter()
        .filter(|i| i.person.as_ref().is_some_and(|p| !p.single || p.honorific.is_some() || p.role.is_some()))
        .collect();
    // A sentence about something else has a name in it; one that tells the roll is names for the most part.
    let letters = |p: &names::ParsedPerson| p.name.len() + [&p.honorific, &p.role].into_iter().flatten().map(String::len).sum::<usize>();
    let named: usize = items.iter().filter_map(|i| i.person.as_ref()).map(letters).sum();
    if items.is_empty() || named * 10 < list.trim().len() * MOSTLY {
        return false;
    }
    if let Some(offices) = offices {
        hand_out(&mut items, offices);
    }
    let held = std::mem::replace(&mut reader.b.status, status);
    for item in items {
        reader.b.item(span.start, item);
    }
    reader.b.status = held;
    true
}

/// "Ola Berg- President. Ana Paz- Liaison.": people divided by stops, with semicolons in their place; of the same length.
fn divided_by_stops(list: &str) -> Option<String> {
    let parts: Vec<&str> = list.trim().trim_end_matches('.').split(". ").collect();
    let whole = |part: &&str| names::parse_person(part).is_some_and(|p| p.role.is_some() && p.name.contains(' '));
    (parts.len() > 1 && parts.iter().all(whole)).then(|| list.replace(". ", "; "))
}

/// "respectively, President and Councillors of this body": the first is President, the others Councillors.
fn hand_out(items: &mut [Item], offices: &str) {
    let offices = offices.trim_start_matches([',', ' ', ':']).trim_end_matches('.');
    let list: Vec<&str> = offices.split([',']).flat_map(|o| o.split(" and ")).flat_map(|o| o.split(" e ")).map(str::trim).filter(|o| !o.is_empty()).collect();
    for (n, item) in items.iter_mut().enumerate() {
        let Some(office) = list.get(n.min(list.len().saturating_sub(1))) else { return };
        let office = office.split(" of ").next().unwrap_or(office).split(" d").next().unwrap_or(office).trim();
        if !titles::is_office(office) {
            return;
        }
        if let Some(p) = item.person.as_mut().filter(|p| p.role.is_none()) {
            p.role = Some(if names::is_plural_office(office) { singular(office) } else { office.to_owned() });
        }
    }
}

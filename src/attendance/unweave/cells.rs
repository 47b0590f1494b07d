//! Cuts a row into cells, in every likely way, each with what it costs.

use super::{Kind, Known, Row};
use crate::minutes::Status;
use std::ops::Range;

/// More cells than this stand in no row.
pub(super) const MOST: usize = 3;

/// What a kind that is out of the question costs.
pub(super) const NEVER: u32 = 1_000;

/// Kinds of cells in the order of [`Piece::costs`].
pub(super) const KINDS: usize = 4;

/// One way to cut a row.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    /// From left to right.
    pub(super) pieces: Vec<Piece>,
    /// What cutting here and not elsewhere costs.
    pub(super) cost: u32,
}

/// One cell of a cut.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Its bytes in the row's text.
    pub(super) range: Range<usize>,
    /// What reading it as a heading, a person, a label, more of the entry above costs.
    pub(super) costs: [u32; KINDS],
    /// What it labels, if it is a label.
    pub(super) label: Option<Status>,
    /// It ends in a word that wants another ("of the"): a long name goes on below it.
    pub(super) open: bool,
}

impl Piece {
    /// The kinds that it may be, each with its cost.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (Kind, u32)> + '_ {
        let least = self.costs.iter().copied().min().unwrap_or(0);
        let [heading, person, label, more] = self.costs;
        [(Kind::Heading, heading), (Kind::Person, person), (Kind::Label(self.label.unwrap_or(Status::Present)), label), (Kind::More, more)]
            .into_iter()
            .filter(move |(_, cost)| *cost < NEVER && *cost <= least + 45)
    }
}

/// How the list is written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// Names bear honorifics.
    honorifics: bool,
    /// Headings are underlined or bold, names are not.
    marks: bool,
    /// Names are written with the family part in capitals.
    capitals: bool,
}

impl Manner {
    pub(super) fn of(rows: &[Row<'_>]) -> Self {
        let starts = |row: &Row<'_>| {
            let words = words(row.text);
            (0..words.len()).filter(|i| honorific(row.text, &words, *i) > 0).count()
        };
        let titled: usize = rows.iter().map(starts).sum();
        let marked = rows.iter().filter(|r| !r.marked.is_empty()).count();
        // The second word behind an honorific stands within the name whatever the columns did.
        let shouts = |row: &Row<'_>| {
            let words = words(row.text);
            (1..words.len()).filter(|i| honorific(row.text, &words, i - 1) > 0 && words.get(*i..).is_some_and(|w| is_shouted(row.text, w))).count()
        };
        let shouted: usize = rows.iter().map(shouts).sum();
        Self { honorifics: titled * 4 >= rows.len().max(1), capitals: shouted * 2 > titled, marks: marked * 6 >= rows.len().max(1) && marked < rows.len() }
    }
}

/// All likely cuts of a row, the whole row as one cell among them.
pub(super) fn cuts(row: &Row<'_>, known: &dyn Known, manner: Manner) -> Vec<Cut> {
    let words = words(row.text);
    if words.is_empty() {
        return Vec::new();
    }
    let seams: Vec<Seam> = (1..words.len()).filter_map(|i| seam(row, &words, i, known)).collect();
    let mut out = Vec::new();
    choose(row, &words, &seams, known, manner, &mut Vec::new(), 0, &mut out);
    out.sort_by_key(|c| c.cost + c.pieces.iter().map(|p| p.costs.iter().copied().min().unwrap_or(0)).sum::<u32>());
    out.truncate(6);
    out
}

/// A place where a cell may end.
#[derive(Debug, Clone, Copy)]
struct Seam {
    /// The first word of the next cell.
    word: usize,
    /// What cutting here costs.
    cut: u32,
    /// What not cutting here costs.
    join: u32,
}

#[expect(clippy::too_many_arguments, reason = "a plain recursion over the seams of one row")]
fn choose(row: &Row<'_>, words: &[Range<usize>], seams: &[Seam], known: &dyn Known, manner: Manner, chosen: &mut Vec<usize>, cost: u32, out: &mut Vec<Cut>) {
    if cost >= NEVER || out.len() > 200 {
        return;
    }
    let Some((seam, rest)) = seams.split_first() else {
        let mut pieces = Vec::new();
        let mut from = 0;
        for to in chosen.iter().copied().chain([words.len()]) {
            if let Some(piece) = piece(row, words, from..to, known, manner) {
                pieces.push(piece);
            }
            from = to;
        }
        out.push(Cut { pieces, cost });
        return;
    };
    if chosen.len() + 1 < MOST && seam.cut < NEVER {
        chosen.push(seam.word);
        choose(row, words, rest, known, manner, chosen, cost + seam.cut, out);
        chosen.pop();
    }
    choose(row, words, rest, known, manner, chosen, cost + seam.join, out);
}

/// Whether a cell may begin at word `i`, and how likely.
fn seam(row: &Row<'_>, words: &[Range<usize>], i: usize, known: &dyn Known) -> Option<Seam> {
    let (before, here) = (words.get(i - 1)?, words.get(i)?);
    let at = here.start;
    let last = row.text.get(before.clone()).unwrap_or_default();
    let first = row.text.get(here.clone()).unwrap_or_default();
    if row.gaps.contains(&at) {
        return Some(Seam { word: i, cut: 0, join: 40 });
    }
    // The edges of what is underlined or bold.
    let edge = row.marked.iter().any(|m| m.start == at || m.end == before.end);
    if edge && !matches!(last, "–" | "-" | "—") && !matches!(first, "–" | "-" | "—") && !first.starts_with(['(', ',']) {
        return Some(Seam { word: i, cut: 0, join: 30 });
    }
    if is_linking(last) || last.ends_with([',', '–', '-', '/', '(']) {
        return None;
    }
    if honorific(row.text, words, i) > 0 && honorific(row.text, words, i - 1) == 0 {
        return Some(Seam { word: i, cut: 0, join: 60 });
    }
    if !first.starts_with(char::is_uppercase) {
        return None;
    }
    let tail = row.text.get(at..).unwrap_or_default();
    let head = row.text.get(..before.end).unwrap_or_default();
    if label(tail).is_some() {
        return Some(Seam { word: i, cut: 0, join: 30 });
    }
    let state_behind = (i + 1..=words.len()).rev().any(|j| part(row.text, words, i..j).is_some_and(|w| known.is_state(w) || known.is_organisation(w)));
    let state_before = (0..i).any(|j| part(row.text, words, j..i).is_some_and(|w| known.is_state(w) || known.is_organisation(w)));
    if state_behind || state_before {
        return Some(Seam { word: i, cut: 1, join: 0 });
    }
    if is_acronym(first) && i + 1 == words.len() {
        return Some(Seam { word: i, cut: 4, join: 0 });
    }
    if last.ends_with(')') || known.is_nearly_state(head) || known.is_nearly_state(tail) {
        return Some(Seam { word: i, cut: 4, join: 0 });
    }
    // A name of an office behind a person's, or the other way round.
    (is_body(tail) || is_body(head)).then_some(Seam { word: i, cut: 8, join: 0 })
}

/// Whether the first two words hold one in capitals.
fn is_shouted(text: &str, words: &[Range<usize>]) -> bool {
    words.iter().take(2).filter_map(|w| text.get(w.clone())).any(|w| w.chars().count() > 2 && is_acronym_of_letters(w))
}

fn is_acronym_of_letters(word: &str) -> bool {
    word.chars().all(|c| c.is_uppercase() || c == '-' || c == '\'')
}

fn part<'t>(text: &'t str, words: &[Range<usize>], range: Range<usize>) -> Option<&'t str> {
    let (first, last) = (words.get(range.start)?, words.get(range.end.checked_sub(1)?)?);
    text.get(first.start..last.end)
}

fn piece(row: &Row<'_>, words: &[Range<usize>], range: Range<usize>, known: &dyn Known, manner: Manner) -> Option<Piece> {
    let (first, last) = (words.get(range.start)?, words.get(range.end.checked_sub(1)?)?);
    let bytes = first.start..last.end;
    let text = row.text.get(bytes.clone())?;
    let inner = words.get(range)?;
    let marked = row.marked.iter().any(|m| m.start <= bytes.start && bytes.start < m.end);
    let label = label(text);
    let costs = [
        heading_cost(row.text, inner, text, known, manner, marked),
        person_cost(row.text, inner, text, known, manner, marked),
        if label.is_some() { 0 } else { NEVER },
        more_cost(row.text, inner, text, known, marked),
    ];
    let end = row.text.get(last.clone()).unwrap_or_default();
    Some(Piece { range: bytes, costs, label, open: is_linking(end) })
}

fn heading_cost(row: &str, words: &[Range<usize>], text: &str, known: &dyn Known, manner: Manner, marked: bool) -> u32 {
    if honorific(row, words, 0) > 0 || label(text).is_some() {
        return NEVER;
    }
    let bare = without_role(text);
    let tail = if manner.marks && !marked { 3 } else { 0 };
    // "Norway – President Chile": a role that ends in a name, and no "of" before it, is two cells.
    let trailing = |w: &str| bare.len() < text.len() && (known.is_state(w) || known.is_organisation(w));
    let twofold = (1..words.len()).any(|j| {
        let linked = words.get(j - 1).and_then(|w| row.get(w.clone())).is_some_and(|w| is_linking(w) || w.ends_with('('));
        !linked && part(row, words, j..words.len()).is_some_and(trailing)
    });
    if known.is_state(bare) {
        return tail + if twofold { 25 } else { 0 };
    }
    if known.is_organisation(bare) {
        return 1 + tail + if twofold { 25 } else { 0 };
    }
    let inside = words.len() > 1 && (1..words.len()).any(|j| part(row, words, j..words.len()).is_some_and(|w| known.is_state(w)));
    let base = if observer_for(bare).is_some_and(|name| known.is_state(name)) {
        0
    } else if inside {
        // Another State's name at its end: two cells in one.
        35
    } else if marked {
        2
    } else if is_acronym(bare) {
        5
    } else if is_body(bare) {
        6
    } else if known.is_nearly_state(bare) {
        7
    } else if text.starts_with(char::is_uppercase) {
        20
    } else {
        45
    };
    base + tail
}

fn person_cost(row: &str, words: &[Range<usize>], text: &str, known: &dyn Known, manner: Manner, marked: bool) -> u32 {
    if label(text).is_some() {
        return NEVER;
    }
    let title = honorific(row, words, 0);
    let names = words.iter().skip(title).take_while(|w| !row.get((*w).clone()).is_some_and(|t| t.starts_with('('))).count();
    let body = words.get(title..).and_then(|w| part(row, w, 0..names)).unwrap_or_default();
    let (name, post) = body.split_once(',').unwrap_or((body, ""));
    let count = name.split_whitespace().count();
    if names == 0 {
        return if title > 0 { 60 } else { NEVER };
    }
    let mut cost = 0;
    if title == 0 {
        if known.is_state(text) || known.is_organisation(text) {
            return 50;
        }
        if !name.starts_with(char::is_uppercase) || is_body(name) {
            return 60;
        }
        cost += if manner.honorifics { 25 } else { 6 };
        if count < 2 || text.chars().any(|c| c.is_ascii_digit()) {
            cost += 20;
        }
    }
    if marked && manner.marks {
        cost += 12;
    }
    // "Mr. Chad" may be a person, "Mr. Tom Berg Chad" is two cells.
    let after = words.get(title..).unwrap_or_default();
    let spare = (1..names).any(|j| part(row, after, j..names).is_some_and(|w| known.is_state(w) || known.is_organisation(w)));
    if spare {
        cost += if names > 2 { 30 } else { 12 };
    }
    if count == 1 {
        cost += 6;
    } else if !manner.capitals && name.split_whitespace().next_back().is_some_and(is_acronym) {
        cost += 30;
    }
    cost += 8 * u32::try_from(count.saturating_sub(5)).unwrap_or(9);
    if post.is_empty() && is_body(name) {
        cost += 15;
    }
    if (1..words.len()).any(|i| honorific(row, words, i) > 0 && i >= title) {
        cost += 60;
    }
    cost
}

fn more_cost(row: &str, words: &[Range<usize>], text: &str, known: &dyn Known, marked: bool) -> u32 {
    if honorific(row, words, 0) > 0 || known.is_state(text) || label(text).is_some() {
        return NEVER;
    }
    let base = if text.starts_with(char::is_lowercase) || text.starts_with('(') || is_post(text) { 3 } else { 14 };
    base + if marked { 10 } else { 0 }
}

/// "Norway – President", "Norway (Chair)", "Norway, Chair" without what stands behind the name.
pub(in crate::attendance) fn without_role(text: &str) -> &str {
    let text = text.trim().trim_end_matches(':').trim_end();
    let dash = [" – ", " - ", " — ", " / "].iter().filter_map(|d| text.find(d)).min();
    let cut = dash.or_else(|| text.find('(').filter(|at| *at > 0)).or_else(|| text.find(", ")).unwrap_or(text.len());
    text.get(..cut).unwrap_or(text).trim()
}

pub(in crate::attendance) fn observer_for(text: &str) -> Option<&str> {
    ["Observer for ", "Observateur pour ", "Observador de ", "Beobachter für "]
        .iter()
        .find_map(|p| text.strip_prefix(p))
        .map(|t| t.strip_prefix("the ").unwrap_or(t))
}

/// The words of a text, as ranges.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                out.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    if let Some(from) = start {
        out.push(from..text.len());
    }
    out
}

/// How many words from `i` on are honorifics of a person who is named next.
pub(super) fn honorific(text: &str, words: &[Range<usize>], i: usize) -> usize {
    const TITLES: &[&str] = &[
        "H.E.", "HE", "S.E.", "S.E.M.", "Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Miss", "Mx.", "Mx", "Dr.", "Dr", "Prof.", "Prof", "Professor", "Ambassador",
        "Amb.", "Sir", "Dame", "Lord", "Hon.", "Rev.", "M.", "Mme", "Mme.", "Mlle", "Sr.", "Sra.", "Srta.", "Herr", "Frau", "Col.", "Lt.", "Gen.", "Maj.",
        "Capt.", "Cdr.", "Sheikh", "Prince", "Princess", "Embajador", "Embajadora", "Ambassadeur", "Botschafter", "Botschafterin", "Don", "Doña", "D.", "Dña.",
        "Ing.", "Lic.", "Senhor", "Senhora",
    ];
    let mut n = 0;
    while let Some(word) = words.get(i + n).and_then(|w| text.get(w.clone())) {
        if word == "HE" && n == 0 && words.get(i + 1).and_then(|w| text.get(w.clone())).is_none_or(|next| !next.starts_with('M') && next != "Dr.") {
            break;
        }
        if !TITLES.contains(&word) {
            break;
        }
        n += 1;
    }
    n
}

/// The status that a label sets.
pub(in crate::attendance) fn label(text: &str) -> Option<Status> {
    const PRESENT: &[&str] = &[
        "present", "members present", "also present", "in attendance", "attendance", "participants", "attendees", "list of participants", "list of attendees",
        "présents", "étaient présents", "presentes", "asistentes", "anwesend", "anwesende", "teilnehmer",
    ];
    const APOLOGIES: &[&str] = &[
        "apologies", "apologies received", "apologies for absence", "apologies received from", "excused", "regrets", "regrets received", "excusés", "excusé",
        "absents excusés", "excusados", "excusaron su asistencia", "entschuldigt", "entschuldigungen",
    ];
    const ABSENT: &[&str] = &["absent", "members absent", "not present", "absents", "ausentes", "abwesend"];
    const OBSERVERS: &[&str] = &["observer", "observers", "observateurs", "observadores", "beobachter"];
    let folded = text.trim().trim_end_matches([':', '.', '-', '–']).trim().to_lowercase();
    let is = |list: &[&str]| list.contains(&folded.as_str());
    if is(PRESENT) {
        Some(Status::Present)
    } else if is(APOLOGIES) {
        Some(Status::Apologies)
    } else if is(ABSENT) {
        Some(Status::Absent)
    } else if is(OBSERVERS) {
        Some(Status::Observer)
    } else {
        None
    }
}

fn is_linking(word: &str) -> bool {
    const LINKS: &[&str] = &[
        "of", "the", "and", "for", "to", "in", "on", "by", "with", "at", "de", "du", "des", "la", "le", "les", "et", "pour", "del", "los", "las", "y", "e",
        "do", "da", "dos", "das", "und", "der", "die", "für", "von", "van", "den", "zu", "&", "–", "-", "—", "/",
    ];
    LINKS.contains(&word.to_lowercase().as_str())
}

/// Whether the words are two letters or more, capitals (and digits, "&"), without a small one: "UNODA", "CMC", "G77".
fn is_acronym(word: &str) -> bool {
    let count = word.chars().count();
    (2..=9).contains(&count)
        && word.chars().filter(|c| c.is_uppercase()).count() >= 2
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || "&-/".contains(c))
}

/// Whether the words name an organisation or office by a noun of such.
fn is_body(text: &str) -> bool {
    const NOUNS: &[&str] = &[
        "committee", "commission", "organization", "organisation", "union", "unit", "secretariat", "coalition", "council", "institute", "centre", "center",
        "office", "mission", "ministry", "federation", "association", "agency", "fund", "programme", "program", "bank", "university", "campaign", "society",
        "department", "network", "alliance", "league", "nations", "foundation", "commonwealth", "conference", "delegation", "comité", "organisation",
        "secrétariat", "conseil", "institut", "bureau", "ministère", "fédération", "agence", "banque", "université", "comisión", "organización", "secretaría",
        "consejo", "instituto", "oficina", "ministerio", "federación", "agencia", "banco", "universidad", "ausschuss", "kommission", "verband", "sekretariat",
        "bundesamt", "ministerium", "rat", "stiftung", "universität", "comissão", "secretaria", "conselho", "ministério", "universidade",
    ];
    text.split([' ', ',', '(', ')', '-', '’', '\'']).any(|w| NOUNS.contains(&w.to_lowercase().as_str()))
}

/// Whether the words are a post that stands under its holder's name.
fn is_post(text: &str) -> bool {
    const POSTS: &[&str] = &[
        "director", "minister", "counsellor", "counselor", "secretary", "attaché", "adviser", "advisor", "officer", "representative", "president", "chair",
        "chairman", "chairperson", "head", "deputy", "permanent", "alternate", "delegate", "rapporteur", "expert", "manager", "assistant", "first", "second",
        "third", "directeur", "directrice", "ministre", "conseiller", "conseillère", "secrétaire", "représentant", "représentante", "ministro", "consejero",
        "consejera", "secretario", "secretaria", "representante", "leiter", "leiterin", "referent", "referentin", "conselheiro", "assessor",
    ];
    text.split([' ', ',']).next().is_some_and(|w| POSTS.contains(&w.to_lowercase().as_str()))
}

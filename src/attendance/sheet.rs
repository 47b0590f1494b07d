//! A roll kept as a sheet: a row of headings ("Name | Country | Present?") and a person a row.

use super::build;
use super::marks;
use super::names;
use super::pairs;
use super::reader::Reader;
use crate::diagnostics::Repair;
use crate::gazetteer::titles;
use crate::minutes::Status;
use crate::span::Span;
use crate::transcript::TextTable;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Name,
    Given,
    Family,
    Honorific,
    Role,
    Place,
    Presence,
    /// One of several columns of which the ticked one tells the status: "Present | Excused | Absent".
    Ticked(Status),
    /// Who holds the vote of whoever is away.
    Proxy,
    /// An address, a signature, a number: not read.
    Other,
}

const HEADS: &[(Column, &[&str])] = &[
    (Column::Given, &["firstname", "first", "givenname", "given", "forename", "forenames", "prénom", "vorname", "nombre(s)", "firstnames", "givennames"]),
    (Column::Family, &["lastname", "last", "surname", "familyname", "family", "nachname", "apellido", "apellidos", "apelido", "nomdefamille"]),
    (
        Column::Name,
        &[
            "name", "names", "nom", "nombre", "nome", "fullname", "member", "members", "participant", "participants", "attendee", "attendees", "delegate",
            "delegates", "nomprénom", "nometprénom", "nomsetprénoms", "nombreyapellidos", "nombrecompleto", "boardmember", "boardmembers", "committeemember",
            "person", "councillor", "trustee", "director", "directors", "commissioner", "commissioners", "representative", "teilnehmer", "membername",
            "expert", "experts", "delegates/observers", "nameofdelegate", "nameofmember", "nameofrepresentative", "personne", "teilnehmerin", "mitglied",
            "participante", "participantes", "asistente", "asistentes", "miembro", "miembros", "membro", "membros", "conseiller", "élu", "titulaire",
        ],
    ),
    (Column::Honorific, &["title", "titre", "anrede", "titel", "mr/ms", "salutation", "título", "civilité", "mr/mrs"]),
    (
        Column::Role,
        &[
            "role", "position", "function", "fonction", "office", "funktion", "cargo", "designation", "post", "rôle", "rol", "função", "capacity", "jobtitle",
            "positiontitle",
        ],
    ),
    (
        Column::Place,
        &[
            "country", "state", "delegation", "organisation", "organization", "affiliation", "institution", "pays", "país", "land", "company", "agency",
            "entity", "représentant", "party", "department", "constituency", "délégation", "delegación", "institute", "representing", "firm",
            "countryorganisation", "organisme", "ward", "nation",
        ],
    ),
    (
        Column::Presence,
        &[
            "present", "present?", "attendance", "attended", "status", "présent", "presente", "anwesend", "inattendance", "presence", "p/a", "present/absent",
            "attending", "présence", "asistencia", "absent", "here", "presentabsent",
        ],
    ),
    (
        Column::Proxy,
        &[
            "pouvoirà", "pouvoir", "procuration", "procurationà", "proxy", "proxyto", "proxyfor", "proxyholder", "vertretendurch", "representedby",
            "représentépar", "mandataire", "poder", "representadopor", "vollmachtan",
        ],
    ),
    (
        Column::Other,
        &[
            "email", "e-mail", "mail", "signature", "phone", "telephone", "no", "no.", "#", "tel", "contact", "nr", "n°", "unterschrift", "firma", "courriel",
            "emailaddress", "initials", "date", "remarks", "notes", "comments", "vote", "term", "termexpires",
        ],
    ),
];

/// What a column of ticks says of the people whom it ticks.
fn ticked(words: &str) -> Option<Status> {
    const STATUSES: &[(Status, &[&str])] = &[
        (Status::Present, &["present", "attended", "présent", "présente", "présents", "presente", "presentes", "anwesend", "inattendance", "p"]),
        (
            Status::Apologies,
            &["excused", "apologies", "regrets", "excusé", "excusée", "excusés", "excusados", "justificados", "entschuldigt", "absentexcusé", "absentexcused"],
        ),
        (Status::Absent, &["absent", "absente", "absents", "ausente", "ausentes", "abwesend", "nonexcusé", "absentnonexcusé", "unexcused", "fehlt"]),
        (Status::Observer, &["observer", "observateur", "observador", "beobachter"]),
    ];
    let key: String = words.to_lowercase().replace("(e)", "").replace("(s)", "").chars().filter(|c| c.is_alphabetic()).collect();
    STATUSES.iter().find(|(_, heads)| heads.contains(&key.as_str())).map(|(s, _)| *s)
}

fn head_of(words: &str) -> Option<Column> {
    // A word broken over lines in a narrow cell is one: "Countr" "y".
    let key: String = words.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    let key = key.trim_end_matches([':', '.']);
    HEADS.iter().find(|(_, heads)| heads.contains(&key)).map(|(c, _)| *c)
}

/// Reads the table as a sheet. `listed`: it stands under a label of the roll. False where it is none.
pub(super) fn read(reader: &mut Reader<'_>, table: &TextTable, listed: bool) -> bool {
    let text = reader.t.text.as_str();
    let columns = headed(table, text).map(|(columns, row)| (with_names(reader, table, columns, row + 1), row));
    let (columns, first) = match columns.or_else(|| inferred(reader, table).filter(|_| listed).map(|c| (c, usize::MAX))) {
        Some((columns, row)) => (columns, row.wrapping_add(1)),
        None => match reader.b.sheet.clone() {
            // A sheet goes on over the page's end without its headings.
            Some(columns) if table.rows.iter().any(|r| r.len() == columns.len()) => (columns, 0),
            _ => return false,
        },
    };
    let named = columns.contains(&Column::Name) || columns.contains(&Column::Family);
    let telling = columns.iter().filter(|c| !matches!(c, Column::Other)).count();
    let tells = columns.iter().any(|c| matches!(c, Column::Presence | Column::Ticked(_)));
    if !named || (!listed && !tells && telling < 3) {
        return false;
    }
    let mut made = 0;
    if tells {
        reader.by_rows = true;
    }
    for row in table.rows.iter().skip(first) {
        if row.len() != columns.len() {
            continue;
        }
        if goes_on(reader, row, &columns) {
            continue;
        }
        if person(reader, row, &columns) {
            made += 1;
        }
    }
    if made > 0 {
        reader.b.sheet = Some(columns.clone());
    }
    made > 0
}

/// Columns of which none is headed as the names': the one whose cells are people for the most part.
fn with_names(reader: &Reader<'_>, table: &TextTable, mut columns: Vec<Column>, first: usize) -> Vec<Column> {
    if columns.iter().any(|c| matches!(c, Column::Name | Column::Family)) {
        return columns;
    }
    let rows: Vec<&Vec<Span>> = table.rows.iter().skip(first).filter(|r| r.len() == columns.len()).collect();
    for (i, column) in columns.iter_mut().enumerate().filter(|(_, c)| matches!(c, Column::Other | Column::Honorific)) {
        let people = rows.iter().filter(|r| r.get(i).is_some_and(|s| is_person(reader, *s))).count();
        if people > 0 && people * 4 >= rows.len() * 3 {
            *column = Column::Name;
            break;
        }
    }
    columns
}

/// The columns of a table without heads, as their cells tell: one of people, and beside it their States, offices or marks of presence.
fn inferred(reader: &Reader<'_>, table: &TextTable) -> Option<Vec<Column>> {
    let text = reader.t.text.as_str();
    let width = table.rows.iter().map(Vec::len).max()?;
    let rows: Vec<&Vec<Span>> = table.rows.iter().filter(|r| r.len() == width).collect();
    if rows.len() < LEAST_ROWS || rows.len() != table.rows.len() || width < 2 {
        return None;
    }
    let sorts: Vec<Column> = (0..width)
        .map(|i| {
            let cells: Vec<Span> = rows.iter().filter_map(|r| r.get(i)).copied().filter(|s| !s.of(text).trim().is_empty()).collect();
            let most = |is: &dyn Fn(Span) -> bool| !cells.is_empty() && cells.iter().filter(|s| is(**s)).count() * 4 >= cells.len() * 3;
            if most(&|s| pairs::place_of(text, s).is_some() && !is_person(reader, s)) {
                Some(Column::Place)
            } else if most(&|s| marks::read_cell(s.of(text)).is_some()) {
                Some(Column::Presence)
            } else if most(&|s| is_person(reader, s)) {
                Some(Column::Name)
            } else if most(&|s| titles::is_office(s.of(text))) {
                Some(Column::Role)
            } else if most(&|s| build::is_organisation(s.of(text))) {
                Some(Column::Place)
            } else {
                None
            }
        })
        .collect::<Option<_>>()?;
    let names = sorts.iter().filter(|c| **c == Column::Name).count();
    let places = sorts.iter().filter(|c| **c == Column::Place).count();
    (names == 1 && places <= 1).then_some(sorts)
}

/// A table with fewer rows does not show what its columns are.
const LEAST_ROWS: usize = 2;

/// Whether the cell is one person and nothing that is an office or a place.
fn is_person(reader: &Reader<'_>, cell: Span) -> bool {
    let words = cell.of(&reader.t.text);
    build::state_of(words).is_none()
        && !titles::is_office(words)
        && names::parse_person_in(words, reader.b.hint).is_some_and(|p| (!p.single || p.honorific.is_some()) && p.affiliation.is_none() && p.marks.is_empty())
}

/// The columns and the row that heads them: the first of the first three rows in which most cells are headings.
fn headed(table: &TextTable, text: &str) -> Option<(Vec<Column>, usize)> {
    table.rows.iter().take(3).enumerate().find_map(|(n, row)| {
        let mut heads: Vec<Option<Column>> = row.iter().map(|c| head_of(c.of(text))).collect();
        let statuses: Vec<Option<Status>> = row.iter().map(|c| ticked(c.of(text))).collect();
        if statuses.iter().flatten().count() > 1 {
            heads.iter_mut().zip(statuses).for_each(|(head, status)| *head = status.map(Column::Ticked).or(*head));
        }
        let known = heads.iter().flatten().count();
        let filled = row.iter().filter(|c| !c.is_empty()).count();
        (known >= 2 && known * 3 >= filled * 2).then(|| (heads.into_iter().map(|h| h.unwrap_or(Column::Other)).collect(), n))
    })
}

/// The rest of the row above, that a page's end cut off: only parts of names, and small words or a hyphen to begin with.
fn goes_on(reader: &mut Reader<'_>, row: &[Span], columns: &[Column]) -> bool {
    let text = reader.t.text.as_str();
    let filled: Vec<(Column, Span)> = columns.iter().copied().zip(row.iter().copied()).filter(|(_, s)| !s.of(text).trim().is_empty()).collect();
    let parts = filled.iter().all(|(c, s)| {
        matches!(c, Column::Family | Column::Given | Column::Name | Column::Other | Column::Role)
            && (matches!(c, Column::Other) || s.of(text).trim().starts_with(char::is_lowercase))
    });
    if filled.is_empty() || !parts || filled.len() * 2 > columns.len() + 1 {
        return false;
    }
    let Some(last) = reader.b.out.people.last_mut() else { return false };
    let mut joined = false;
    for (column, span) in filled {
        let words = span.of(text).trim();
        let part = match column {
            Column::Family | Column::Name => last.family.as_mut(),
            Column::Given => last.given.as_mut(),
            Column::Role => last.role.as_mut(),
            _ => None,
        };
        if let Some(part) = part {
            *part = rejoined(&format!("{part} {words}"));
            last.also.push(span);
            joined = true;
        }
    }
    if joined {
        last.name = [last.given.as_deref(), last.family.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        last.confidence = last.confidence.min(0.9);
        last.repairs.push(Repair::new("cell-joined", "the row goes on behind a page's end"));
    }
    joined
}

/// A row of the sheet.
fn person(reader: &mut Reader<'_>, row: &[Span], columns: &[Column]) -> bool {
    let text = reader.t.text.as_str();
    let cell = |wanted: Column| columns.iter().zip(row).find(|(c, s)| **c == wanted && !s.is_empty()).map(|(_, s)| *s);
    let mut words = String::new();
    for column in [Column::Honorific, Column::Given, Column::Name, Column::Family] {
        if let Some(span) = cell(column) {
            let joined = rejoined(span.of(text));
            // A column of titles may hold posts: "Director".
            if column == Column::Honorific
                && titles::is_office(&joined)
                && titles::honorifics(&joined.split_whitespace().collect::<Vec<_>>(), reader.b.hint.courtesy) == 0
            {
                continue;
            }
            words.push_str(&joined);
            words.push(' ');
        }
    }
    let Some(mut parsed) = names::parse_person_in(words.trim(), reader.b.hint) else { return false };
    // The sheet itself says which part is the family name.
    if let (Some(given), Some(family)) = (cell(Column::Given), cell(Column::Family)) {
        let quiet = |s: Span| names::split_name(&[rejoined(s.of(text)).as_str()], reader.b.hint).name;
        parsed.given = Some(quiet(given));
        parsed.family = Some(quiet(family));
        parsed.single = false;
    }
    if parsed.single && cell(Column::Place).is_none() && cell(Column::Presence).is_none() {
        return false;
    }
    parsed.single = false;
    if let Some(role) = cell(Column::Role).or_else(|| cell(Column::Honorific).filter(|s| titles::is_office(s.of(text)))) {
        let role = rejoined(role.of(text));
        parsed.role = Some(parsed.role.map_or_else(|| role.clone(), |r| format!("{r}, {role}")));
    }
    let held = (reader.b.status, reader.b.open);
    let presence = columns.contains(&Column::Presence);
    let mut unsaid = false;
    if presence {
        // "Present – arrived 5:50 PM"
        let head = |s: Span| s.of(text).split([',', ';', '(', '–', '—']).next().unwrap_or_default().split(" - ").next().unwrap_or_default();
        let said = cell(Column::Presence).and_then(|s| marks::read_cell(s.of(text)).or_else(|| marks::read_cell(head(s))));
        match said {
            Some(status) => reader.b.status = status,
            None => unsaid = true,
        }
        // "present (until 11:00)"
        let part = cell(Column::Presence).and_then(|s| s.of(text).get(head(s).len()..)).map(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()));
        let part = part.and_then(marks::read);
        parsed.marks.extend(part.filter(|m| matches!(m, marks::Mark::From(_) | marks::Mark::To(_))));
    }
    // "Present | Excused | Absent", one of them ticked.
    if !presence && columns.iter().any(|c| matches!(c, Column::Ticked(_))) {
        let tick = columns.iter().zip(row).find_map(|(c, s)| match c {
            Column::Ticked(status) if s.of(text).chars().any(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '.')) => Some(*status),
            _ => None,
        });
        match tick {
            Some(status) => reader.b.status = status,
            None => unsaid = true,
        }
    }
    if let Some(holder) = cell(Column::Proxy).filter(|s| s.of(text).chars().any(char::is_alphabetic)) {
        parsed.marks.push(marks::Mark::Proxy(rejoined(holder.of(text))));
    }
    reader.b.open = None;
    let split = cell(Column::Place).and_then(|s| pairs::place_of(text, s));
    if let Some((_, Some(rest))) = split {
        let beside = rest.of(text).trim_matches(['(', ')', ' ', ',']);
        match marks::read_cell(beside) {
            Some(status) if !presence => reader.b.status = status,
            _ if titles::is_office(beside) => parsed.role = parsed.role.or_else(|| Some(beside.to_owned())),
            _ => {}
        }
    }
    if let Some(place) = split.map(|(place, _)| place).or_else(|| cell(Column::Place)) {
        let is_place = build::state_of(place.of(text)).is_some() || !place.of(text).trim().is_empty();
        if is_place {
            // The delegation is there where one of its people is: told at the end.
            let own = if reader.b.status == Status::Observer { Status::Observer } else { held.0 };
            let status = std::mem::replace(&mut reader.b.status, own);
            reader.b.heading(place, true);
            reader.b.status = status;
        }
    }
    let span = row.iter().filter(|s| !s.is_empty()).copied().zip(columns.iter()).filter(|(_, c)| !matches!(c, Column::Other)).map(|(s, _)| s);
    let Some(span) = span.reduce(Span::union) else { return false };
    let confidence = if unsaid { 0.8 } else { 1.0 };
    let i = reader.b.person(span, parsed, confidence);
    if let (true, Some(p)) = (unsaid, reader.b.out.people.get_mut(i)) {
        p.repairs.push(Repair::new("status-inferred", "the column of presence is empty in this row; listed is read as present"));
    }
    (reader.b.status, reader.b.open) = held;
    true
}

/// A cell's words with the breaks of a narrow column undone: "Montserra t" is one word, "Sacerdoti Coen" two.
fn rejoined(words: &str) -> String {
    let mut out = String::new();
    let mut lines = words.split_whitespace().peekable();
    while let Some(line) = lines.next() {
        let last = lines.peek().is_none();
        const PARTICLES: &[&str] = &[
            "van", "von", "de", "der", "den", "del", "da", "do", "dos", "di", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "zu", "af", "av", "ter",
            "ten", "y", "e", "i", "of", "and", "for", "the", "to", "des", "et", "en",
        ];
        let small = line.starts_with(char::is_lowercase);
        let short = line.chars().count() <= 3 && line.chars().all(char::is_lowercase);
        let fragment = small
            && (short && (last && line.chars().count() == 1 || !PARTICLES.contains(&line))
                || line.contains('-') && !line.starts_with("al-") && !line.starts_with("el-"));
        if out.ends_with('-') || (fragment && !out.is_empty()) {
            out.push_str(line);
        } else {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        for (words, want) in
            [("Countr\ny", Some(Column::Place)), ("First name", Some(Column::Given)), ("Prese\nnt", Some(Column::Presence)), ("Ola Berg", None)]
        {
            assert_eq!(head_of(words), want, "{words}");
        }
    }

    #[test]
    fn narrow_cells() {
        for (words, want) in [
            ("Montserra\nt", "Montserrat"),
            ("Sacerdoti\nCoen", "Sacerdoti Coen"),
            ("Paz-\nBerg", "Paz-Berg"),
            ("van\nBerg", "van Berg"),
            ("Condurach\ne", "Condurache"),
            ("Koutsouko u-Berg", "Koutsoukou-Berg"),
        ] {
            assert_eq!(rejoined(words), want);
        }
    }
}

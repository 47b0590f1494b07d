//! A roll kept as a grid: a name a row, a letter of presence behind it, and a key that says what the letters mean.
//!
//! "P = Present, Ab = Absent, E = Excused" makes the letters certain; without such a key a letter is a vote as well as a presence,
//! and the grid is left alone. Grids that record votes beside presence have the presence first.

use super::names;
use super::reader::Reader;
use crate::diagnostics::Repair;
use crate::minutes::Status;
use crate::span::Span;
use crate::transcript::TextTable;
use std::collections::BTreeMap;

/// A grid has as many rows of a person and a letter at least.
const ROWS: usize = 4;
/// Confidence of a letter that is only the beginning of one of the key's ("A" where the key has "Ab").
const NEAR_LETTER: f32 = 0.85;
/// The key stands in the table or so many blocks before it.
const NEAR_BLOCKS: usize = 3;

/// Reads the table as a grid. False where it is none.
pub(super) fn read(reader: &mut Reader<'_>, table: &TextTable, block: usize) -> bool {
    let text = reader.t.text.as_str();
    let near = reader.t.blocks.get(block.saturating_sub(NEAR_BLOCKS)..=block).unwrap_or_default();
    let key: Vec<(String, Status)> = near.iter().flat_map(|b| key_of(b.span.of(text))).collect();
    let key: BTreeMap<String, Status> = key.into_iter().collect();
    if key.len() < 2 {
        return false;
    }
    let mut found: Vec<(Span, names::ParsedPerson, Status, bool)> = Vec::new();
    for row in &table.rows {
        let [name, mark, ..] = row.as_slice() else { continue };
        let words = name.of(text);
        let Some(person) = names::parse_person_in(words, reader.b.hint).filter(|p| !p.single && p.affiliation.is_none()) else { continue };
        let letter = mark.of(text).trim().to_lowercase();
        let exact = key.get_key_value(&letter);
        let mut near = key.iter().filter(|(k, _)| !letter.is_empty() && k.starts_with(&letter));
        let status = exact.or_else(|| near.next().filter(|_| near.next().is_none())).map(|(_, s)| *s);
        if let Some(status) = status {
            found.push((*name, person, status, exact.is_some()));
        }
    }
    if found.len() < ROWS {
        return false;
    }
    reader.by_rows = true;
    let held = (reader.b.status, reader.b.open.take());
    for (span, person, status, exact) in found {
        reader.b.status = status;
        let confidence = if exact { person.confidence } else { person.confidence.min(NEAR_LETTER) };
        let index = reader.b.person(span, person, confidence);
        if let Some(p) = reader.b.out.people.get_mut(index).filter(|p| !exact && p.repairs.is_empty()) {
            p.repairs.push(Repair::new("status-inferred", "the letter behind the name is only the beginning of one that the key explains"));
        }
    }
    (reader.b.status, reader.b.open) = held;
    reader.used.insert(block);
    reader.last_block = Some(block);
    true
}

/// The letters that a key explains: "P=Present", "E – Excused", "A: Absent".
fn key_of(words: &str) -> Vec<(String, Status)> {
    let tokens: Vec<&str> = words.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')).filter(|w| !w.is_empty()).collect();
    let mut out = Vec::new();
    let mut learn = |letter: &str, meaning: &str| {
        let letter = letter.trim_matches(|c: char| !c.is_alphanumeric());
        if (1..=3).contains(&letter.chars().count())
            && let Some(status) = meaning_of(meaning)
        {
            out.push((letter.to_lowercase(), status));
        }
    };
    for (i, token) in tokens.iter().enumerate() {
        if let Some((letter, meaning)) = token.split_once(['=', ':']).filter(|(l, m)| !l.is_empty() && !m.is_empty()) {
            learn(letter, meaning);
        } else if matches!(*token, "=" | "-" | "–" | "—" | ":")
            && let (Some(letter), Some(meaning)) = (i.checked_sub(1).and_then(|n| tokens.get(n)), tokens.get(i + 1))
        {
            learn(letter, meaning);
        } else if let Some(letter) = token.strip_suffix(['=', ':'])
            && let Some(meaning) = tokens.get(i + 1)
        {
            learn(letter, meaning);
        }
    }
    out
}

fn meaning_of(word: &str) -> Option<Status> {
    let word = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    Some(match word.as_str() {
        "present" | "présent" | "présente" | "presente" | "anwesend" | "attended" => Status::Present,
        "absent" | "absente" | "ausente" | "abwesend" => Status::Absent,
        "excused" | "excusé" | "excusée" | "apologies" | "apology" | "regrets" | "entschuldigt" | "justificado" | "justificada" | "excusado" => {
            Status::Apologies
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        let cases: &[(&str, &str)] = &[
            ("KEY P=Present Ab=Absent E=Excused", "p Present, ab Absent, e Apologies"),
            ("P = Present, A = Absent; E - Excused", "p Present, a Absent, e Apologies"),
            ("A: anwesend, E: entschuldigt", "a Present, e Apologies"),
            ("PNE=Present, not eligible", "pne Present"),
            ("Y=Yes N=No", ""),
            ("The Mayor was present: Ola Berg", ""),
        ];
        for (words, want) in cases {
            let told: Vec<String> = key_of(words).iter().map(|(l, s)| format!("{l} {s:?}")).collect();
            assert_eq!(told.join(", "), *want, "{words}");
        }
    }
}

//! Keeps private what rolls carry beside names: e-mail addresses, telephone numbers, signatures.
//!
//! Only in the roll, since what the body says of an address ("write to …") is meant for all. Each letter is replaced by a bar, so that every span of the record
//! still counts to the same place. What is named inside such words is left out. Too much hidden does no harm here; too little would.

use crate::minutes::{BlockKind, Minutes, TextSpan};
use crate::write::sections::Words;
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What stands for each hidden letter.
const BAR: char = '█';

static CONTACT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    // An address, with blanks where the type was set so; a number behind its label; a number with its country; the usual forms without either;
    // what stands behind the mark of a signature.
    let parts = [
        r"[\w.+'-]+[ \t]?@[ \t]?[\w-]+(?:\.[\w-]+)+",
        r"(?i:\b(?:tel|tél|ph|phone|telephone|téléphone|teléfono|telefon|telefone|telemóvel|mobile|mob|cell|móvil|handy|fax|whatsapp|t|m)\b\.?[ \t]*:?[ \t]*)[+(]?\d[\d \t./()–-]{4,}\d",
        r"\+[ \t]?\d[\d \t./()–-]{5,}\d",
        r"\(\d{2,5}\)[ \t]?\d[\d \t./–-]{4,}\d",
        r"\b\d{3}[ .–-]\d{3}[ .–-]\d{4}\b",
        r"\b0\d{1,4}[ ./–-]\d{2,4}(?:[ ./–-]?\d{2,4}){1,4}\b",
        r"/[sS]/[^\n]*",
        r"(?i:\b(?:e-?signature|signature|signed|signé|firma|firmado|unterschrift|assinatura|assinado)[ \t]*[:：])[^\n]*",
    ];
    Regex::new(&parts.join("|")).ok() // a test says that it is well formed
});

/// The bytes of the contacts in a text of the roll.
fn contacts(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    CONTACT.iter().flat_map(move |c| c.find_iter(text)).map(|m| m.range())
}

/// The text with bars for its contacts; nothing where there are none.
fn barred(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut done = 0;
    for range in contacts(text) {
        out.push_str(text.get(done..range.start)?);
        out.extend(text.get(range.clone())?.chars().map(|c| if c.is_whitespace() { c } else { BAR }));
        done = range.end;
    }
    (done > 0).then(|| out + text.get(done..).unwrap_or_default())
}

fn bar(text: &mut String) {
    if let Some(barred) = barred(text) {
        *text = barred;
    }
}

/// Hides the contacts of the roll wherever the record tells them.
pub(super) fn hide(record: &mut Minutes) {
    let roll = roll(record);
    let hidden = hide_in_text(record, &roll);
    let within = |span: TextSpan| hidden.iter().any(|h| h[0] < span[1] && span[0] < h[1]);
    record.entities.retain(|e| !within(e.span));
    let blocks: BTreeSet<&str> = record.blocks.iter().filter(|b| roll.contains(&b.span)).map(|b| b.id.as_str()).collect();
    record.tables.iter_mut().filter(|t| blocks.contains(t.block.as_str())).flat_map(|t| &mut t.rows).flatten().for_each(bar);
    for delegation in &mut record.attendance.delegations {
        [&mut delegation.name, &mut delegation.as_written].into_iter().chain(&mut delegation.role).for_each(bar);
        delegation.repairs.iter_mut().for_each(bar_repair);
    }
    for person in &mut record.attendance.people {
        [&mut person.name, &mut person.as_written].into_iter().chain(&mut person.role).for_each(bar);
        person.repairs.iter_mut().for_each(bar_repair);
    }
    // What the meeting's own fields were read from may be words of the roll: its chair's.
    record.meeting.evidence.values_mut().filter(|e| e.span.is_some_and(within)).for_each(|e| bar(&mut e.as_written));
    record.warnings.iter_mut().filter(|w| w.span.is_none_or(within)).for_each(|w| bar(&mut w.message));
}

fn bar_repair(repair: &mut crate::diagnostics::Repair) {
    [&mut repair.because].into_iter().chain(&mut repair.from).chain(&mut repair.to).for_each(bar);
}

/// The blocks of the roll: those that are marked so, those in which somebody is listed, and those behind them that hold hardly more than contacts.
fn roll(record: &Minutes) -> Vec<TextSpan> {
    let attendance = &record.attendance;
    let people = attendance.people.iter().flat_map(|p| std::iter::once(p.span).chain(p.also.iter().map(|a| a.span)));
    let delegations = attendance.delegations.iter().flat_map(|d| std::iter::once(d.span).chain(d.also.iter().map(|a| a.span)));
    let listed: BTreeSet<usize> = people.chain(delegations).map(|span| span[0]).collect();
    let words = Words::of(&record.text);
    let mut roll = Vec::new();
    let mut before = false;
    for block in &record.blocks {
        let [start, end] = block.span;
        let text = words.at(block.span);
        let mostly = || 2 * contacts(text).map(|r| r.len()).sum::<usize>() > text.len();
        before = block.kind == BlockKind::Attendance || start < end && listed.range(start..end).next().is_some() || before && mostly();
        if before {
            roll.push(block.span);
        }
    }
    roll
}

/// Puts the bars into the record's text; returns where.
fn hide_in_text(record: &mut Minutes, roll: &[TextSpan]) -> Vec<TextSpan> {
    let words = Words::of(&record.text);
    let mut hidden = Vec::new();
    let mut out = String::new();
    let mut done = 0;
    for &[start, end] in roll {
        let Some(text) = barred(words.at([start, end])) else { continue };
        out.push_str(words.at([done, start]));
        // A run of bars, with the blanks in it.
        let mut run: Option<TextSpan> = None;
        for (at, c) in text.chars().enumerate() {
            match (&mut run, c) {
                (Some(run), BAR) => run[1] = start + at + 1,
                (None, BAR) => run = Some([start + at, start + at + 1]),
                (Some(_), c) if !c.is_whitespace() => hidden.extend(run.take()),
                _ => {}
            }
        }
        hidden.extend(run);
        out.push_str(&text);
        done = end;
    }
    if done > 0 {
        out.push_str(words.at([done, usize::MAX]));
        record.text = out;
    }
    hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contacts_are_barred_and_nothing_else() {
        assert!(CONTACT.is_some());
        for (text, expected) in [
            ("Ada Pell, ada.pell@pier.example", "Ada Pell, █████████████████████"),
            ("Bo Lind (Tel. 022 917 11 22)", "Bo Lind (████ ███ ███ ██ ██)"),
            ("Cy Dahl +41 22 917 1122", "Cy Dahl ███ ██ ███ ████"),
            ("Di Eng 555-010-0199", "Di Eng ████████████"),
            ("Ed Fay, 044/123 45 67", "Ed Fay, ███████ ██ ██"),
            ("/s/ Ada Pell\nSecretary", "███ ███ ████\nSecretary"),
            ("Signature: A. Pell", "██████████ ██ ████"),
            ("Monday, 2031-03-03, 10:00 to 12:30", "Monday, 2031-03-03, 10:00 to 12:30"),
            ("12th Meeting, 3 March 2031, Room 0123", "12th Meeting, 3 March 2031, Room 0123"),
            ("Quorum: 7 of 9 members; item 10.2", "Quorum: 7 of 9 members; item 10.2"),
        ] {
            assert_eq!(barred(text).as_deref().unwrap_or(text), expected);
        }
    }

    #[test]
    fn a_roll_loses_its_contacts_and_keeps_its_places() {
        let page = "Minutes of the Pier Board\n\nPresent:\nMs. Ada Pell, Chair, ada@pier.example, +41 22 917 1122\nMr. Bo Lind, Member, bo@pier.example\n\n\
            1. Opening\n\nComments go to office@pier.example before noon, said Ms. Pell.\n";
        let records = crate::pipeline::read(page.into(), "pier.txt", &crate::pipeline::Options::default()).expect("a text is read");
        let whole = records.into_iter().next().expect("one record");
        let mut record = whole.clone();
        hide(&mut record);
        let told = serde_json::to_string(&record).expect("JSON");
        assert!(!told.contains("ada@pier") && !told.contains("bo@pier") && !told.contains("917 1122"), "{told}");
        assert!(told.contains("office@pier.example"), "what the body says is for all");
        assert_eq!(record.text.chars().count(), whole.text.chars().count());
        assert_eq!(record.attendance.people.len(), 2);
        for (person, as_was) in record.attendance.people.iter().zip(&whole.attendance.people) {
            assert_eq!((&person.name, person.span), (&as_was.name, as_was.span));
        }
    }
}

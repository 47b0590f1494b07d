//! How long an audit takes, and what it needs: 75,000, 150,000 and 300,000 invented attendances, 60 a meeting, in 50 bodies.
//!
//! `cargo bench --bench audit`. Prints a line a size: seconds to audit, seconds to write all outputs, and the most memory so far. The promise: 300,000
//! attendances in 5,000 meetings in less than 20 s and 1 GB with two jobs, and twice the time for twice the attendances.

use rapporteur::audit::{self, Question, Sheet};
use rapporteur::minutes::Minutes;
use serde_json::json;
use std::io;
use std::time::Instant;

const SYLLABLES: [&str; 20] =
    ["ba", "cor", "del", "fen", "gar", "hol", "is", "jor", "kal", "lin", "mor", "nov", "ost", "pel", "ram", "san", "tor", "ul", "vas", "zan"];
const PEOPLE_OF_A_BODY: usize = 80;
const PEOPLE_OF_A_MEETING: usize = 60;
const BODIES: usize = 50;

/// A name for a number, the same each time.
fn name(n: usize) -> (String, String) {
    let syllable = |n: usize| SYLLABLES.get(n % SYLLABLES.len()).copied().unwrap_or_default();
    let mixed = n.wrapping_mul(2_654_435_761) >> 4;
    let capital = |text: String| text.chars().take(1).flat_map(char::to_uppercase).chain(text.chars().skip(1)).collect::<String>();
    (capital(format!("{}{}", syllable(mixed), syllable(mixed / 20))), capital(format!("{}{}{}", syllable(mixed / 400), syllable(mixed / 8_000), syllable(n))))
}

fn record(meeting: usize) -> Option<Sheet> {
    let (body, at) = (meeting % BODIES, meeting / BODIES);
    let id = format!("body-{body}/m{at:04}");
    let people: Vec<_> = (0..PEOPLE_OF_A_MEETING)
        .map(|k| {
            let (given, family) = name(body * PEOPLE_OF_A_BODY + (k + at * 7) % PEOPLE_OF_A_BODY);
            // One in twelve is listed with an initial, one in thirty with the family name first.
            let given = if (k + at) % 12 == 0 { format!("{}.", given.chars().take(1).collect::<String>()) } else { given };
            let full = if (k + at) % 30 == 7 { format!("{family} {given}") } else { format!("{given} {family}") };
            json!({ "id": format!("p{k}"), "name": full, "as_written": full, "honorific": null, "given": given, "family": family, "role": null, "delegation": null,
                    "status": "present", "for": null, "page": 1, "bbox": [72.0, 120.0, 200.0, 132.0], "span": [0, 0], "confidence": 1.0, "repairs": [] })
        })
        .collect();
    let date = format!("{:04}-{:02}-{:02}", 1990 + at / 12 % 40, at % 12 + 1, body % 27 + 1);
    let value = json!({
        "schema_version": "1", "id": id, "made_by": { "program": "rapporteur", "version": "0.1.0", "options": {}, "ocr": null },
        "source": { "file": format!("{id}.pdf"), "sha256": id, "bytes": 1, "format": "pdf", "pages": 3, "producer": null, "text_layer": "digital", "language": "en" },
        "meeting": { "title": null, "body": format!("Board of Harbour {}", name(body).1), "kind": null, "number": null, "date": date, "end_date": null, "start_time": null,
                     "end_time": null, "venue": null, "chair": null, "symbol": null, "state": null, "evidence": {} },
        "pages": [], "attendance": { "delegations": [], "people": people, "stated": [] }, "sections": [], "blocks": [], "lines": [], "tables": [], "text": "",
        "entities": [], "acronyms": [], "interventions": [], "decisions": [], "actions": [], "votes": [], "warnings": []
    });
    let minutes: Minutes = serde_json::from_value(value).ok()?;
    Some(Sheet::of(minutes.id.clone(), &minutes))
}

/// The most memory that the process had, in megabytes, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

fn main() -> io::Result<()> {
    for meetings in [1_250, 2_500, 5_000] {
        let sheets: Vec<Sheet> = (0..meetings).filter_map(record).collect();
        let begun = Instant::now();
        let audited = audit::audit(sheets, &Question::default());
        let audited_in = begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        audit::attendance(&audited, io::sink())?;
        audit::matrix_table(&audited, io::sink())?;
        audit::people(&audited, io::sink())?;
        audit::candidates(&audited, io::sink())?;
        audit::findings_table(&audited, io::sink())?;
        audit::page(&audited, io::sink())?;
        serde_json::to_writer(io::sink(), &audited.audit)?;
        let written_in = begun.elapsed().as_secs_f64();
        eprintln!(
            "{:>7} attendances in {meetings} meetings: audited in {audited_in:.2} s, written in {written_in:.2} s; {} people, {} candidates, {} findings; at most {} MB",
            meetings * PEOPLE_OF_A_MEETING,
            audited.audit.people.len(),
            audited.audit.candidates.len(),
            audited.audit.findings.len(),
            peak().map_or_else(|| "?".to_owned(), |mb| mb.to_string()),
        );
    }
    Ok(())
}

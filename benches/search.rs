//! How long indexing and answers take: 100,000 invented sections in 2,000 meetings of 40 bodies.
//!
//! `cargo bench --bench search` (`-- 20000` for another number of sections). Prints the seconds to index them, to find that nothing has changed, and to take
//! in one record that has; then the milliseconds of each question, with all facets: the median of many, and the slowest. The promise: less than a minute with
//! two cores, and less than 10 ms.

use rapporteur::minutes::Minutes;
use rapporteur::search::find::Question;
use rapporteur::search::index::{self, Desk};
use rapporteur::search::query;
use serde_json::json;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "del", "fen", "gar", "hol", "is", "jor", "kal", "lin", "mor", "nov", "ost", "pel", "ram", "san", "tor", "ul", "vas", "zan", "tion", "ment",
    "ing", "ed",
];
/// Words of the language, from the commonest on.
const VOCABULARY: u64 = 30_000;
const SECTIONS_OF_A_MEETING: usize = 50;
const WORDS_OF_A_SECTION: u64 = 120;
const BODIES: usize = 40;
const STATES: [&str; 12] = ["PER", "BEL", "NOR", "MWI", "IRQ", "CHL", "AUT", "GHA", "JPN", "PAN", "ZMB", "ESP"];
const KINDS: [&str; 4] = ["approved", "agreed", "noted", "adopted"];
/// Times that each question is asked.
const ASKED: usize = 40;

/// Numbers that look drawn and are the same in each run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 11
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    /// A word: the thousandth is a thousand times rarer than the first, as in a language.
    fn word(&mut self) -> String {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        word((VOCABULARY as f64).powf(share) as u64)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from.get(self.below(from.len() as u64) as usize).copied().unwrap_or_default()
    }
}

fn word(n: u64) -> String {
    let syllable = |n: u64| SYLLABLES.get((n % 24) as usize).copied().unwrap_or_default();
    match n {
        0..24 => format!("{}{}", syllable(n), syllable(n + 7)),
        24..576 => format!("{}{}", syllable(n), syllable(n / 24)),
        _ => format!("{}{}{}", syllable(n), syllable(n / 24), syllable(n / 576)),
    }
}

fn record(number: usize) -> Result<Minutes, serde_json::Error> {
    let mut dice = Dice(number as u64);
    let (body, id) = (number % BODIES, format!("body-{}/m{number:05}", number % BODIES));
    let mut text = String::new();
    let (mut sections, mut lines, mut entities, mut interventions, mut decisions) = (vec![], vec![], vec![], vec![], vec![]);
    for n in 1..=SECTIONS_OF_A_MEETING {
        let start = text.len();
        text.push_str(&format!("{n}. {} {}\n\n", dice.word(), dice.word()));
        for k in 0..WORDS_OF_A_SECTION / 2 + dice.below(WORDS_OF_A_SECTION) {
            let line = text.len();
            text.push_str(&dice.word());
            text.push(if k % 12 == 11 { '\n' } else { ' ' });
            if k % 12 == 0 {
                lines.push(json!({ "span": [line, text.len()], "page": n / 5 + 1, "bbox": [72.0, 100.0, 500.0, 112.0] }));
            }
        }
        let (span, page, section) = ([start, text.len()], n / 5 + 1, format!("s{n}"));
        for k in 0..dice.below(6) {
            let value = match k % 3 {
                0 => json!({ "kind": "state", "value": { "code": dice.pick(&STATES), "name": null } }),
                1 => json!({ "kind": "organisation", "value": { "acronym": null, "name": format!("Office {}", word(dice.below(400))) } }),
                _ => json!({ "kind": "person", "value": { "person": null, "name": format!("{} {}", word(dice.below(200)), word(dice.below(2_000))) } }),
            };
            let mut entity = json!({ "text": "", "span": [start, start + 1], "section": section, "page": page, "confidence": 1.0, "repairs": [] });
            if let (Some(entity), Some(value)) = (entity.as_object_mut(), value.as_object()) {
                entity.extend(value.clone());
            }
            entities.push(entity);
        }
        let place = json!({ "section": section, "page": page, "span": span, "confidence": 1.0, "repairs": [] });
        let placed = |mut value: serde_json::Value| {
            if let (Some(value), Some(place)) = (value.as_object_mut(), place.as_object()) {
                value.extend(place.clone());
            }
            value
        };
        for _ in 0..dice.below(3) {
            let speaker = json!({ "name": format!("{} {}", word(dice.below(200)), word(dice.below(2_000))), "kind": "person", "code": null, "person": null });
            interventions.push(placed(json!({ "speaker": speaker, "verb": "said" })));
        }
        if dice.below(3) == 0 {
            decisions.push(placed(json!({ "kind": dice.pick(&KINDS), "by": null, "moved_by": null, "seconded_by": null, "text": "" })));
        }
        sections.push(placed(json!({ "id": section, "number": n.to_string(), "title": "Item", "level": 1, "parent": null, "responsible": [] })));
    }
    let language = ["en", "en", "fr", "es"].get(body % 4);
    serde_json::from_value(json!({
        "schema_version": "1", "id": id, "made_by": { "program": "rapporteur", "version": "0.1.0", "options": {}, "ocr": null },
        "source": { "file": format!("{id}.pdf"), "sha256": id, "bytes": 1, "format": "pdf", "pages": 11, "producer": null, "text_layer": "digital",
                    "language": language },
        "meeting": { "title": format!("Minutes of body {body}"), "body": format!("Board of {}", word(body as u64)), "kind": null, "number": null,
                     "date": format!("{}-{:02}-{:02}", 1980 + number % 45, number % 12 + 1, number % 28 + 1), "end_date": null, "start_time": null,
                     "end_time": null, "venue": null, "chair": null, "symbol": null, "state": null, "evidence": {} },
        "pages": [], "attendance": { "delegations": [], "people": [], "stated": [] }, "sections": sections, "blocks": [], "lines": lines, "tables": [],
        "text": text, "entities": entities, "acronyms": [], "interventions": interventions, "decisions": decisions, "actions": [], "votes": [], "warnings": []
    }))
}

fn lay(folder: &Path, record: &Minutes) -> Result<(), Box<dyn Error>> {
    let path = folder.join(format!("{}.json", record.id));
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    Ok(fs::write(path, serde_json::to_vec(record)?)?)
}

fn main() -> Result<(), Box<dyn Error>> {
    let sections: usize = std::env::args().skip(1).find_map(|a| a.parse().ok()).unwrap_or(100_000);
    let meetings = sections / SECTIONS_OF_A_MEETING;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("search-bench");
    let _ = fs::remove_dir_all(&folder);
    for number in 0..meetings {
        lay(&folder, &record(number)?)?;
    }
    let place = folder.join(index::FOLDER);
    let timed = |what: &str| -> Result<(), Box<dyn Error>> {
        let begun = Instant::now();
        let updated = index::update(&folder, &place, &|_, _| {})?;
        eprintln!("{what}: {:.2} s; {} sections, {} records as they were", begun.elapsed().as_secs_f64(), updated.sections, updated.unchanged);
        Ok(())
    };
    timed("index made")?;
    timed("nothing changed")?;
    let mut changed = record(meetings / 2)?;
    changed.meeting.venue = Some("elsewhere".to_owned());
    lay(&folder, &changed)?;
    timed("one record changed")?;
    let size: u64 = fs::read_dir(place.join("1"))?.filter_map(|e| e.ok()?.metadata().ok()).map(|m| m.len()).sum();
    eprintln!("size of the index: {} MB", size >> 20);
    let questions = [
        ("a rare word", word(20_000)),
        ("two words", format!("{} {}", word(300), word(500))),
        ("two common words", format!("{} {}", word(2), word(3))),
        ("a common word", word(1)),
        ("a phrase", format!("\"{} {}\"", word(20), word(30))),
        ("a phrase of common words", format!("\"{} {}\"", word(1), word(2))),
        ("either, not, a beginning", format!("({} OR {}) -{} {}*", word(100), word(200), word(4), "ba")),
        ("words, State, speaker, years", format!("{} state:PER speaker:{} after:2000", word(50), word(3))),
        ("a kind of decision", "kind:approved".to_owned()),
        ("everything", String::new()),
    ];
    let begun = Instant::now();
    let desk = Desk::open(&place)?;
    eprintln!("opened in {:.2} ms", begun.elapsed().as_secs_f64() * 1e3);
    for (what, typed) in questions {
        let wanted = query::parse(&typed)?;
        let question = Question { wanted: wanted.as_ref(), limit: 10, skip: 0, facets: 10 };
        let (mut times, mut sections) = (Vec::new(), 0);
        for _ in 0..ASKED {
            let begun = Instant::now();
            sections = desk.find(&question)?.sections;
            times.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        times.sort_by(f64::total_cmp);
        let at = |i: usize| times.get(i).copied().unwrap_or_default();
        eprintln!("{what:<30} {sections:>7} sections  {:>7.2} ms, at most {:.2} ms", at(ASKED / 2), at(ASKED - 1));
    }
    let _ = fs::remove_dir_all(&folder);
    Ok(())
}

//! An invented archive of which all is known: 12 bodies, 500 meetings, 300 people, with the noise that lists have and findings that were planted.
//!
//! The spellings are data (`tests/audit/*.tsv`) and no rule of the matcher. Numbers come from a counter-based mixer, so that each run is the same.

use rapporteur::audit::model::{Audit, FindingCode};
use rapporteur::audit::{Question, Sheet, audit};
use rapporteur::minutes::Minutes;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Numbers that look drawn and are the same in each run.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    fn chance(&mut self, in_a_hundred: usize) -> bool {
        self.below(100) < in_a_hundred
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let at = self.below(from.len());
        &from[at]
    }
}

/// A person, and how the lists may spell them.
#[derive(Clone)]
struct Somebody {
    woman: bool,
    given: Vec<String>,
    middle: Option<String>,
    family: Vec<String>,
    /// A second surname, which lists give or leave out.
    second: Option<String>,
    /// From which meeting of the body on a married name is added with a hyphen.
    married: Option<(usize, String)>,
    delegation: usize,
    /// From which meeting of the body on another delegation.
    moves: Option<(usize, usize)>,
    from: usize,
    to: usize,
}

struct Kinds {
    given: Vec<Vec<String>>,
    families: Vec<Vec<String>>,
}

fn kinds(apart: bool) -> Kinds {
    let (mut given, mut families) = (Vec::new(), Vec::new());
    for line in include_str!("audit/variants.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
        let kind = cells.remove(0);
        let held_back = kind == "apart" || cells.last().is_some_and(|c| c == "apart");
        cells.retain(|c| c != "apart");
        match kind.as_str() {
            _ if held_back != apart => {}
            "family" => families.push(cells),
            _ => given.push(cells),
        }
    }
    if apart {
        families.push(vec!["Petrov".into(), "Petroff".into()]);
    }
    Kinds { given, families }
}

fn words(kind: &str) -> Vec<String> {
    let lines = include_str!("audit/names.tsv").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).filter(|(k, _)| *k == kind).map(|(_, name)| name.to_owned()).collect()
}

/// The archive, with what is true of it.
#[derive(Default)]
struct Archive {
    records: Vec<Minutes>,
    /// Who each (record, person) is.
    truth: BTreeMap<(String, String), usize>,
    /// Code and record of what was planted.
    planted: BTreeSet<(FindingCode, String)>,
}

const BODIES: [&str; 12] = [
    "Harbour Board", "Heron Valley Council", "Treaty Coordination Committee", "Library Trust", "Glacier Commission", "School Board of Alderton",
    "Orchard Housing Association", "Conference on Quiet Seas", "Observatory Council", "Ferry Users Forum", "Museum Foundation", "Weather Standards Panel",
];

const DELEGATIONS: [(&str, &str); 14] = [
    ("Peru", "PER"),
    ("Norway", "NOR"),
    ("Malawi", "MWI"),
    ("Iraq", "IRQ"),
    ("Chile", "CHL"),
    ("Austria", "AUT"),
    ("Ghana", "GHA"),
    ("Japan", "JPN"),
    ("Panama", "PAN"),
    ("Zambia", "ZMB"),
    ("Spain", "ESP"),
    ("Laos", "LAO"),
    ("Mexico", "MEX"),
    ("Swaziland", "SWZ"),
];

const MEETINGS: [usize; 12] = [42, 42, 42, 42, 42, 42, 42, 42, 41, 41, 41, 41];

fn is_of_states(body: usize) -> bool {
    body % 3 == 2
}

fn people(dice: &mut Dice, kinds: &Kinds) -> Vec<(usize, Somebody)> {
    let (women, men, families) = (words("w"), words("m"), words("f"));
    let mut found = Vec::new();
    let mut taken = BTreeSet::new();
    for n in 0..300 {
        let body = n % 12;
        let woman = dice.chance(50);
        let pool = if woman { &women } else { &men };
        let one = |name: &String| vec![name.clone()];
        let (mut given, mut family) = (one(dice.pick(pool)), one(dice.pick(&families)));
        if dice.chance(35) {
            given = dice.pick(&kinds.given).clone();
        }
        // Each such family is one in fifty of the people, as common as a common name is.
        if dice.chance(2 * kinds.families.len()) {
            family = dice.pick(&kinds.families).clone();
        }
        // No two people of one body share the family name and the first letter: such people are not told apart by lists of initials.
        let key = (body, family[0].clone(), given[0].chars().next());
        if !taken.insert(key) {
            family = vec![format!("{}{}", dice.pick(&families), ["son", "ez", "ova", "berg", "mann"][dice.below(5)])];
        }
        let length = MEETINGS[body];
        let from = if dice.chance(60) { 0 } else { dice.below(length / 2) };
        let to = if dice.chance(60) { length } else { (from + 8 + dice.below(length)).min(length) };
        let delegation = dice.below(DELEGATIONS.len());
        let moves = (is_of_states(body) && n % 25 == 8).then(|| (from + (to - from) / 2, (delegation + 3) % DELEGATIONS.len()));
        let married = (woman && n % 20 == 1).then(|| (from + (to - from) / 2, dice.pick(&families).clone()));
        let second = dice.chance(15).then(|| dice.pick(&families).clone()).filter(|_| married.is_none());
        let middle = dice.chance(20).then(|| dice.pick(pool).clone());
        found.push((body, Somebody { woman, given, middle, family, second, married, delegation, moves, from, to }));
    }
    // Namesakes: two people of one name under two delegations of one body, always there together.
    for body in [2, 5, 8, 11] {
        let of: Vec<usize> = (0..300).filter(|n| n % 12 == body).take(2).collect();
        let length = MEETINGS[body];
        let (a, b) = (of[0], of[1]);
        let mut twin = found[a].1.clone();
        twin.delegation = (twin.delegation + 5) % DELEGATIONS.len();
        (twin.moves, twin.married) = (None, None);
        found[b].1 = twin;
        for n in [a, b] {
            (found[n].1.from, found[n].1.to, found[n].1.moves, found[n].1.married) = (0, length, None, None);
            found[n].1.given.truncate(1);
            found[n].1.family.truncate(1);
            (found[n].1.second, found[n].1.middle) = (None, None);
        }
    }
    found
}

/// How a list spells somebody this time: name, given, family, honorific.
fn spelt(dice: &mut Dice, who: &Somebody, at: usize, twin: bool) -> (String, Option<String>, Option<String>, Option<String>) {
    let mut given = if dice.chance(75) { who.given[0].clone() } else { dice.pick(&who.given).clone() };
    let mut family = if dice.chance(80) { who.family[0].clone() } else { dice.pick(&who.family).clone() };
    if let Some((from, name)) = &who.married
        && at >= *from
    {
        family = format!("{family}-{name}");
    }
    if let Some(second) = &who.second
        && dice.chance(60)
    {
        family = format!("{family} {second}");
    }
    if let Some(middle) = &who.middle
        && dice.chance(40)
    {
        given = format!("{given} {}", if dice.chance(50) { middle.clone() } else { middle.chars().take(1).chain(['.']).collect() });
    }
    if !twin && dice.chance(6) {
        given = given.chars().take(1).chain(['.']).collect();
    }
    // A typing error: two letters change places inside the family name.
    let letters: Vec<char> = family.chars().collect();
    if !twin && dice.chance(3) && letters.len() >= 6 && letters[2].is_lowercase() && letters[3].is_lowercase() && letters[2] != letters[3] {
        let mut swapped = letters;
        swapped.swap(2, 3);
        family = swapped.into_iter().collect();
    }
    let honorific = dice.chance(40).then(|| if who.woman { "Ms." } else { "Mr." }.to_owned());
    match dice.below(100) {
        0..4 if !twin => (format!("{family} {given}"), None, None, honorific),
        4..8 => (format!("{} {family}", given.to_uppercase()).to_uppercase(), Some(given.to_uppercase()), Some(family.to_uppercase()), honorific),
        _ => (format!("{given} {family}"), Some(given), Some(family), honorific),
    }
}

/// The `n`th day after the first of 2015, as ISO 8601.
fn day(n: usize) -> String {
    let first: jiff_free::Date = jiff_free::Date { year: 2015, month: 1, day: 5 };
    first.plus(n)
}

mod jiff_free {
    /// A day without a library: the test needs no more than to count on.
    #[derive(Clone, Copy)]
    pub(super) struct Date {
        pub year: usize,
        pub month: usize,
        pub day: usize,
    }

    impl Date {
        pub(super) fn plus(mut self, days: usize) -> String {
            for _ in 0..days {
                self.day += 1;
                let leap = self.year.is_multiple_of(4);
                let length = match self.month {
                    2 => 28 + usize::from(leap),
                    4 | 6 | 9 | 11 => 30,
                    _ => 31,
                };
                if self.day > length {
                    (self.day, self.month) = (1, self.month + 1);
                }
                if self.month > 12 {
                    (self.month, self.year) = (1, self.year + 1);
                }
            }
            format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
        }
    }
}

fn record(id: &str, body: &str, date: &str, number: usize, delegations: &[Value], people: &[Value]) -> Value {
    json!({
        "schema_version": "1", "id": id,
        "made_by": { "program": "rapporteur", "version": "0.1.0", "options": {}, "ocr": null },
        "source": { "file": format!("{id}.pdf"), "sha256": id, "bytes": 1, "format": "pdf", "pages": 3, "producer": null, "text_layer": "digital", "language": "en" },
        "meeting": { "title": null, "body": body, "kind": null, "number": number.to_string(), "date": date, "end_date": null, "start_time": null, "end_time": null,
                     "venue": null, "chair": null, "symbol": null, "state": null, "evidence": {} },
        "pages": [], "attendance": { "delegations": delegations, "people": people, "stated": [] },
        "sections": [], "blocks": [], "lines": [], "tables": [], "text": "", "entities": [], "acronyms": [], "interventions": [], "decisions": [], "actions": [],
        "votes": [], "warnings": []
    })
}

/// Makes the archive.
fn archive(seed: u64, apart: bool) -> Archive {
    let mut dice = Dice(seed);
    let people = people(&mut dice, &kinds(apart));
    let mut made = Archive::default();
    for (body, name) in BODIES.iter().enumerate() {
        let states = is_of_states(body);
        let mut number = 0;
        let mut last_roll: Option<(Vec<Value>, Vec<Value>, Vec<usize>)> = None;
        for at in 0..MEETINGS[body] {
            number += 1;
            let id = format!("{}/m{at:03}", name.to_lowercase().replace(' ', "-"));
            if at == 20 && body % 4 == 1 {
                number += 1; // a number that no record has
                made.planted.insert((FindingCode::NumberGap, id.clone()));
            }
            let date = day(at * 30 + body);
            let (mut delegations, mut listed): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
            let mut who = Vec::new();
            let mut places: BTreeMap<usize, String> = BTreeMap::new();
            let twins: BTreeSet<usize> = if matches!(body, 2 | 5 | 8 | 11) {
                people.iter().enumerate().filter(|(_, p)| p.0 == body).take(2).map(|(n, _)| n).collect()
            } else {
                BTreeSet::new()
            };
            for (n, somebody) in people.iter().enumerate().filter(|(_, (b, s))| *b == body && s.from <= at && at < s.to).map(|(n, (_, s))| (n, s)) {
                let twin = twins.contains(&n);
                if !twin && dice.chance(12) {
                    continue;
                }
                let (full, given, family, honorific) = spelt(&mut dice, somebody, at, twin);
                let delegation = states.then(|| {
                    let d = somebody.moves.filter(|(from, _)| at >= *from).map_or(somebody.delegation, |(_, to)| to);
                    places
                        .entry(d)
                        .or_insert_with(|| {
                            let id = format!("d{}", delegations.len() + 1);
                            let (mut name, code) = DELEGATIONS[d];
                            if code == "SWZ" && date.as_str() >= "2018-06" {
                                name = "Eswatini";
                            }
                            delegations.push(
                                json!({ "id": id, "name": name, "as_written": name, "kind": "state", "code": code, "role": null, "status": "present", "page": 1,
                                                     "bbox": [72.0, 100.0, 200.0, 112.0], "span": [0, 0], "confidence": 1.0, "repairs": [] }),
                            );
                            id
                        })
                        .clone()
                });
                let id = format!("p{}", listed.len() + 1);
                let status = if twin || dice.chance(90) { "present" } else { "apologies" };
                listed.push(json!({ "id": id, "name": full, "as_written": full, "honorific": honorific, "given": given, "family": family, "role": null, "delegation": delegation,
                                    "status": status, "for": null, "page": 1, "bbox": [72.0, 120.0, 200.0, 132.0], "span": [0, 0], "confidence": 1.0, "repairs": [] }));
                who.push(n);
            }
            if let Some((d, l, w)) = last_roll.take().filter(|_| at == 30 && body % 4 == 0) {
                (delegations, listed, who) = (d, l, w);
                made.planted.insert((FindingCode::RollCopied, id.clone()));
            }
            last_roll = Some((delegations.clone(), listed.clone(), who.clone()));
            let mut value;
            if at == 10 && body % 4 == 2 {
                value = record(&id, name, &date, number, &[], &[]);
                who.clear();
                made.planted.insert((FindingCode::NoRoll, id.clone()));
            } else {
                if at == 12 && body % 4 == 3 {
                    for (p, status) in [("px", "present"), ("py", "apologies")] {
                        listed.push(json!({ "id": p, "name": "Quirin Zell", "as_written": "Quirin Zell", "honorific": null, "given": "Quirin", "family": "Zell", "role": null,
                                            "delegation": null, "status": status, "for": null, "page": 2, "bbox": null, "span": [0, 0], "confidence": 1.0, "repairs": [] }));
                    }
                    made.planted.insert((FindingCode::PresentAndApologies, id.clone()));
                }
                value = record(&id, name, &date, number, &delegations, &listed);
            }
            if at == 5 && states {
                value["warnings"] = json!([{ "code": "speaks-but-not-listed", "severity": "review", "message": "Tuvalu takes the floor in 5.1 but is in no list", "page": 2, "span": null }]);
                made.planted.insert((FindingCode::SpeaksButNotListed, id.clone()));
            }
            if at == 15 && body % 2 == 0 {
                let text = format!("The minutes of {} were approved.", day(at * 30 + body - 11));
                value["text"] = json!(text);
                value["entities"] = json!([{ "kind": "date", "value": { "start": day(at * 30 + body - 11), "end": day(at * 30 + body - 11), "edtf": null, "resolved_from": "text" },
                                             "text": day(at * 30 + body - 11), "span": [15, 25], "section": null, "page": 2, "confidence": 1.0, "repairs": [] }]);
                made.planted.insert((FindingCode::ApprovedMinutesMissing, id.clone()));
            }
            for (p, n) in who.iter().enumerate() {
                made.truth.insert((id.clone(), format!("p{}", p + 1)), *n);
            }
            if at == 25 && body % 3 == 1 {
                let mut copy = value.clone();
                let copied = format!("{id}-approved");
                (copy["id"], copy["source"]["sha256"], copy["source"]["file"]) = (json!(copied), json!(copied), json!(format!("{copied}.pdf")));
                copy["meeting"]["state"] = json!("approved");
                value["meeting"]["state"] = json!("draft");
                for (p, n) in who.iter().enumerate() {
                    made.truth.insert((copied.clone(), format!("p{}", p + 1)), *n);
                }
                made.records.push(serde_json::from_value(copy).unwrap());
                made.planted.insert((FindingCode::DuplicateMeeting, id.clone()));
            }
            made.records.push(serde_json::from_value(value).unwrap());
        }
    }
    made
}

fn audited(archive: &Archive) -> Audit {
    let sheets = archive.records.iter().map(|r| Sheet::of(r.id.clone(), r)).collect();
    audit(sheets, &Question::default()).audit
}

/// Pairs of appearances: put together, of those truly together; and of those put together, truly so.
fn pairwise(audit: &Audit, archive: &Archive) -> (f64, f64) {
    let pairs = |n: usize| (n * n.saturating_sub(1) / 2) as f64;
    let (mut truly, mut found, mut both): (BTreeMap<usize, usize>, f64, f64) = (BTreeMap::new(), 0.0, 0.0);
    for n in archive.truth.values() {
        *truly.entry(*n).or_default() += 1;
    }
    for person in &audit.people {
        let mut of: BTreeMap<usize, usize> = BTreeMap::new();
        for n in person.appearances.iter().filter_map(|a| archive.truth.get(&(a.record.clone(), a.person.clone()))) {
            *of.entry(*n).or_default() += 1;
        }
        found += pairs(of.values().sum());
        both += of.values().map(|n| pairs(*n)).sum::<f64>();
    }
    let all: f64 = truly.values().map(|n| pairs(*n)).sum();
    (both / found, both / all)
}

fn check(seed: u64, apart: bool) {
    let archive = archive(seed, apart);
    let audit = audited(&archive);
    let (precision, recall) = pairwise(&audit, &archive);
    println!("identity, seed {seed}{}: precision {precision:.4}, recall {recall:.4}", if apart { ", kinds kept apart" } else { "" });
    if std::env::var_os("AUDIT_SHOW").is_some() {
        show(&audit, &archive);
    }
    assert!(precision >= 0.995, "precision {precision}");
    assert!(recall >= 0.95, "recall {recall}");
    for person in &audit.people {
        let records: BTreeSet<&str> = person.appearances.iter().map(|a| a.record.as_str()).collect();
        assert_eq!(records.len(), person.appearances.len(), "{} is twice in one record: two people of one name became one", person.name);
    }
    // What was planted is found; what was found was planted, or is a move that was made.
    let found: BTreeSet<(FindingCode, String)> = audit.findings.iter().map(|f| (f.code, f.record.clone())).collect();
    let missing: Vec<_> = archive.planted.difference(&found).collect();
    assert!(missing.is_empty(), "planted and not found: {missing:?}");
    let judged: Vec<_> = audit
        .findings
        .iter()
        .filter(|f| {
            !matches!(f.code, FindingCode::ChangedDelegation | FindingCode::StoppedComing | FindingCode::NameVaries | FindingCode::AbsentWithoutApology)
        })
        .collect();
    let wrong: Vec<_> = judged.iter().filter(|f| !archive.planted.contains(&(f.code, f.record.clone()))).map(|f| (f.code, &f.record, &f.message)).collect();
    assert!(wrong.len() * 100 <= judged.len() * 2, "{} of {} were not planted: {wrong:?}", wrong.len(), judged.len());
}

/// Where people were put together or apart wrongly, for whoever tunes the weights.
fn show(audit: &Audit, archive: &Archive) {
    let mut groups: BTreeMap<usize, Vec<(String, usize)>> = BTreeMap::new();
    for person in &audit.people {
        let of: BTreeSet<usize> = person.appearances.iter().filter_map(|a| archive.truth.get(&(a.record.clone(), a.person.clone()))).copied().collect();
        if of.len() > 1 {
            println!("two people: {:?} {:?}", person.spellings, person.merges.iter().map(|m| (&m.first.name, &m.second.name, m.score)).collect::<Vec<_>>());
        }
        for n in of {
            groups.entry(n).or_default().push((person.spellings.join(", "), person.appearances.len()));
        }
    }
    let who = |r: &rapporteur::audit::model::Reference| archive.truth.get(&(r.record.clone(), r.person.clone()));
    for pair in audit.candidates.iter().filter(|c| who(&c.first) == who(&c.second)) {
        let reasons: Vec<String> = pair.reasons.iter().map(|r| format!("{} {:+}", r.what, r.bits)).collect();
        println!("asked: {} | {}: {} {} {}", pair.first.name, pair.second.name, pair.score, pair.because, reasons.join("; "));
    }
    for parts in groups.values().filter(|p| p.len() > 1) {
        println!("one person: {parts:?}");
    }
}

#[test]
fn an_archive_of_which_all_is_known() {
    check(1, false);
}

#[test]
fn spellings_that_were_kept_apart() {
    check(17, true);
}

#[test]
fn the_order_of_the_input_leaves_no_mark() {
    let mut archive = archive(5, false);
    archive.records.truncate(90);
    let first = serde_json::to_string(&audited(&archive)).unwrap();
    archive.records.reverse();
    assert!(first == serde_json::to_string(&audited(&archive)).unwrap(), "another order, another audit");
}

/// What a visitor does with the page, and what they then see, as attributes of the document.
const VISIT: &str = r#"<script>
const seen = document.documentElement.dataset;
const words = document.getElementById("words");
words.value = "number-gap";
words.dispatchEvent(new Event("input", { bubbles: true }));
seen.shown = [...document.querySelectorAll(".findings > li")].filter((li) => !li.hidden).every((li) => li.dataset.code === "number-gap");
seen.count = document.getElementById("count").textContent;
const scroll = document.querySelector(".scroll");
scroll.focus();
const press = (key) => scroll.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
press("ArrowRight");
for (let row = 0; row < 50 && !document.getElementById("evidence").textContent.includes("page 1"); row += 1) ["ArrowDown", "Enter"].forEach(press);
seen.evidence = document.getElementById("evidence").textContent;
const table = document.querySelector(".as-table");
table.open = true;
table.addEventListener("toggle", () => { seen.rows = table.querySelectorAll("tr").length; });
</script>"#;

#[test]
fn the_page_opens_from_the_disk() {
    let Some(browser) = ["chromium", "chromium-browser", "google-chrome"].into_iter().find(|b| std::process::Command::new(b).arg("--version").output().is_ok())
    else {
        println!("skipped: no Chromium to open the page in");
        return;
    };
    let archive = archive(1, false);
    let sheets = archive.records.iter().map(|r| Sheet::of(r.id.clone(), r)).collect();
    let mut page = Vec::new();
    rapporteur::audit::page(&audit(sheets, &Question::default()), &mut page).unwrap();
    let mut html = String::from_utf8(page).unwrap();
    assert!(!html.contains("http://") && !html.contains("https://"), "the page asks for something outside");
    html.push_str(VISIT);
    let file = std::env::temp_dir().join(format!("rapporteur-audit-page-{}.html", std::process::id()));
    std::fs::write(&file, html).unwrap();
    let run = std::process::Command::new(browser)
        .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    std::fs::remove_file(&file).unwrap();
    let (dom, log) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    if dom.is_empty() {
        println!("skipped: {browser} did not start here");
        return;
    }
    assert!(!log.contains("CONSOLE"), "the page complains: {log}");
    let html = dom.split_once("<html").and_then(|(_, rest)| rest.split_once('>')).map(|(tag, _)| tag).unwrap_or_default();
    for expected in ["data-shown=\"true\"", "data-count=\"3 of ", "page 1", "data-rows=\""] {
        assert!(html.contains(expected), "{expected} is not in <html{html}>");
    }
}

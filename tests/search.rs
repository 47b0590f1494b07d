//! An invented archive, indexed, asked, killed and asked again.

use crate::cli::place;
use proptest::prelude::*;
use rapporteur::minutes::Minutes;
use rapporteur::search::Facet;
use rapporteur::search::find::{Answer, Question};
use rapporteur::search::index::{self, Desk, Trouble, Updated};
use rapporteur::search::query;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::time::Duration;

/// A section of an invented meeting.
#[derive(Debug, Clone, Default)]
struct Part {
    title: &'static str,
    text: String,
    states: Vec<&'static str>,
    organisations: Vec<&'static str>,
    people: Vec<&'static str>,
    /// Kind, name, code.
    speakers: Vec<(&'static str, &'static str, Option<&'static str>)>,
    decisions: Vec<&'static str>,
    page: u32,
}

fn part(title: &'static str, text: &str) -> Part {
    Part { title, text: text.to_owned(), page: 1, ..Part::default() }
}

/// A record of these sections.
fn record(id: &str, body: &str, date: Option<&str>, language: &str, parts: &[Part]) -> Minutes {
    let mut text = format!("Minutes of the {body}");
    let (mut sections, mut lines, mut entities, mut interventions, mut decisions) = (vec![], vec![], vec![], vec![], vec![]);
    let length = |text: &str| text.chars().count();
    lines.push(json!({ "span": [0, length(&text)], "page": 1, "bbox": null }));
    for (i, part) in parts.iter().enumerate() {
        text.push_str("\n\n");
        let start = length(&text);
        text.push_str(&format!("{}. {}\n\n{}", i + 1, part.title, part.text));
        let span = [start, length(&text)];
        let id = format!("s{}", i + 1);
        lines.push(json!({ "span": span, "page": part.page, "bbox": null }));
        let entity = |kind: &str, value: Value| json!({ "kind": kind, "value": value, "text": "", "span": [start, start + 1], "section": id, "page": part.page, "confidence": 1.0, "repairs": [] });
        entities.extend(part.states.iter().map(|code| entity("state", json!({ "code": code, "name": null }))));
        entities.extend(part.organisations.iter().map(|name| entity("organisation", json!({ "acronym": null, "name": name }))));
        entities.extend(part.people.iter().map(|name| entity("person", json!({ "person": null, "name": name }))));
        interventions.extend(part.speakers.iter().map(|(kind, name, code)| {
            json!({ "speaker": { "name": name, "kind": kind, "code": code, "person": null }, "verb": null, "section": id, "page": part.page, "span": span,
                    "confidence": 1.0, "repairs": [] })
        }));
        decisions.extend(part.decisions.iter().map(|kind| {
            json!({ "kind": kind, "by": null, "moved_by": null, "seconded_by": null, "text": "", "section": id, "page": part.page, "span": span,
                    "confidence": 1.0, "repairs": [] })
        }));
        sections.push(json!({ "id": id, "number": (i + 1).to_string(), "title": part.title, "level": 1, "parent": null, "responsible": [], "page": part.page,
                              "span": span, "confidence": 1.0, "repairs": [] }));
    }
    let value = json!({
        "schema_version": "1", "id": id, "made_by": { "program": "rapporteur", "version": "0.1.0", "options": {}, "ocr": null },
        "source": { "file": format!("{id}.pdf"), "sha256": "", "bytes": 1, "format": "pdf", "pages": 9, "producer": null, "text_layer": "digital",
                    "language": language },
        "meeting": { "title": format!("Minutes of the {body}"), "body": body, "kind": null, "number": null, "date": date, "end_date": null,
                     "start_time": null, "end_time": null, "venue": null, "chair": null, "symbol": null, "state": null, "evidence": {} },
        "pages": [], "attendance": { "delegations": [], "people": [], "stated": [] }, "sections": sections, "blocks": [], "lines": lines, "tables": [],
        "text": text, "entities": entities, "acronyms": [], "interventions": interventions, "decisions": decisions, "actions": [], "votes": [], "warnings": []
    });
    serde_json::from_value(value).unwrap()
}

fn archive() -> Vec<Minutes> {
    let speaking = |kind, name, code| vec![(kind, name, code)];
    vec![
        record(
            "seas/2021",
            "Conference on Quiet Seas",
            Some("2021-06-14"),
            "en",
            &[
                part("Opening", "The Chair opened the meeting in Geneva."),
                Part {
                    states: vec!["BEL", "PER"],
                    speakers: speaking("state", "Kingdom of Belgium", Some("BEL")),
                    decisions: vec!["agreed"],
                    page: 2,
                    ..part("Stockpile destruction", "Belgium reported that its stockpiles were destroyed. The Conference agreed to thank Belgium and Peru.")
                },
                Part {
                    states: vec!["PER"],
                    speakers: speaking("state", "Peru", Some("PER")),
                    page: 3,
                    ..part("Clearance", "Peru said that contaminated harbours will be cleared; a stockpile of buoys remains.")
                },
            ],
        ),
        record(
            "seas/2022",
            "Conference on Quiet Seas",
            Some("2022-06-13"),
            "en",
            &[
                Part {
                    organisations: vec!["Quiet Seas Fund"],
                    decisions: vec!["approved", "noted"],
                    page: 1,
                    ..part("Budget", "The budget of the Quiet Seas Fund was approved. The deficit was noted.")
                },
                Part {
                    states: vec!["BEL"],
                    people: vec!["Ada Example"],
                    speakers: speaking("person", "Ada Example", None),
                    page: 4,
                    ..part("Other business", "Ada Example asked about the destruction of the stockpile. CCM/MSP document 12 was circulated.")
                },
            ],
        ),
        record(
            "conseil/2020",
            "Conseil de la Vallée",
            Some("2020-02-03"),
            "fr",
            &[
                part("Ouverture", "L’Assemblée générale s'est réunie à Genève."),
                Part { decisions: vec!["approved"], ..part("Comptes", "Les assemblées ont approuvé les comptes de l'année. Le budget est adopté.") },
            ],
        ),
        record(
            "rat/2019",
            "Rat der Gärten",
            Some("2019-11-30"),
            "de",
            &[part("Beschlüsse", "Der Rat faßte mehrere Beschlüsse über die Straße. Genf wurde gewählt.")],
        ),
        record("junta/2018", "Junta del Puerto", Some("2018-05-01"), "es", &[part("Resoluciones", "La junta aprobó las resoluciones sobre el muelle.")]),
        record("conselho/2018", "Conselho do Rio", None, "pt", &[part("Reuniões", "As reuniões do conselho foram públicas.")]),
        record("han/2017", "港口委員會", Some("2017-01-02"), "zh", &[part("主席", "主席說港口很安靜。")]),
    ]
}

fn lay(folder: &Path, records: &[Minutes]) {
    for record in records {
        let path = folder.join(format!("{}.json", record.id));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, serde_json::to_vec(record).unwrap()).unwrap();
    }
}

fn indexed(folder: &Path) -> (Desk, Updated) {
    let index = folder.join(index::FOLDER);
    let updated = index::update(folder, &index, &|_, _| {}).unwrap();
    (Desk::open(&index).unwrap(), updated)
}

fn answer(desk: &Desk, typed: &str, limit: usize) -> Answer {
    let wanted = query::parse(typed).unwrap_or_else(|mistake| panic!("{mistake}"));
    desk.find(&Question { wanted: wanted.as_ref(), limit, skip: 0, facets: 1000 }).unwrap()
}

/// The sections that answer, as "record#section".
fn found(desk: &Desk, typed: &str) -> BTreeSet<String> {
    let answer = answer(desk, typed, 1000);
    assert_eq!(answer.sections, answer.hits.len() as u64);
    answer.hits.iter().map(|hit| format!("{}#{}", hit.record, hit.number.as_deref().unwrap_or("head"))).collect()
}

static DESK: LazyLock<Desk> = LazyLock::new(|| {
    let folder = place("search-archive");
    lay(&folder, &archive());
    indexed(&folder).0
});

#[test]
fn questions_find_their_sections() {
    let cases = [
        // Words in all forms, of all languages, with and without marks and capitals.
        ("stockpile destruction", "seas/2021#2 seas/2022#2"),
        ("STOCKPILES destructions", "seas/2021#2 seas/2022#2"),
        ("STOCKPILES destroying", "seas/2021#2"),
        ("stockpile", "seas/2021#2 seas/2021#3 seas/2022#2"),
        ("assemblee", "conseil/2020#1 conseil/2020#2"),
        ("Assemblées", "conseil/2020#1 conseil/2020#2"),
        ("l'assemblée", "conseil/2020#1 conseil/2020#2"),
        ("Geneve", "conseil/2020#1"),
        ("Genf strasse", "rat/2019#1"),
        ("beschluss", "rat/2019#1"),
        ("beschlüsse", "rat/2019#1"),
        ("resolucion", "junta/2018#1"),
        ("reunioes", "conselho/2018#1"),
        ("主席", "han/2017#1"),
        ("港口委員會", "han/2017#head"),
        ("港席", ""),
        // Phrases are as they stand.
        ("\"stockpile destruction\"", "seas/2021#2"),
        ("\"destruction of the stockpile\"", "seas/2022#2"),
        ("\"stockpile of destruction\"", ""),
        ("“stockpile destruction”", "seas/2021#2"),
        ("CCM/MSP", "seas/2022#2"),
        ("MSP/CCM", ""),
        // Either, not, brackets, beginnings.
        ("buoys OR deficit", "seas/2021#3 seas/2022#1"),
        ("stockpile -destruction", "seas/2021#3"),
        ("stockpile -\"stockpile of\"", "seas/2021#2 seas/2022#2"),
        ("stockpile (buoys OR document)", "seas/2021#3 seas/2022#2"),
        ("stockpile -(buoys OR document)", "seas/2021#2"),
        ("stockpile AND NOT buoys", "seas/2021#2 seas/2022#2"),
        ("contamin*", "seas/2021#3"),
        ("(budget OR deficit) (approved OR approuvé OR adopté)", "seas/2022#1 conseil/2020#2"),
        // Fields.
        ("title:destruction", "seas/2021#2"),
        ("title:destructions", "seas/2021#2"),
        ("title:destroy", ""),
        ("title:\"other business\"", "seas/2022#2"),
        ("state:PER", "seas/2021#2 seas/2021#3"),
        ("state:peru", "seas/2021#2 seas/2021#3"),
        ("state:per", "seas/2021#2 seas/2021#3"),
        ("state:Belgium -state:Peru", "seas/2022#2"),
        ("speaker:Belgium", "seas/2021#2"),
        ("speaker:BEL OR speaker:Peru", "seas/2021#2 seas/2021#3"),
        ("speaker:example", "seas/2022#2"),
        ("speaker:\"Ada Example\"", "seas/2022#2"),
        ("person:exam*", "seas/2022#2"),
        ("person:\"example ada\"", ""),
        ("organisation:\"quiet seas\"", "seas/2022#1"),
        ("org:fund", "seas/2022#1"),
        ("body:quiet stockpile", "seas/2021#2 seas/2021#3 seas/2022#2"),
        ("body:\"conseil de la vallee\" -title:*", "mistake"),
        ("kind:approved", "seas/2022#1 conseil/2020#2"),
        ("kind:decision", "seas/2021#2 seas/2022#1 conseil/2020#2"),
        ("language:fr kind:approved", "conseil/2020#2"),
        ("file:rat", "rat/2019#head rat/2019#1"),
        ("date:2022 -kind:approved", "seas/2022#head seas/2022#2"),
        ("date:2021-06-14 stockpile", "seas/2021#2 seas/2021#3"),
        ("date:2021-06 stockpile", "seas/2021#2 seas/2021#3"),
        ("date:2019..2020 -file:conseil", "rat/2019#head rat/2019#1"),
        ("before:2019", "junta/2018#head junta/2018#1 han/2017#head han/2017#1"),
        ("after:2022-06-13 stockpile", "seas/2022#2"),
        ("after:2022-06-14 stockpile", ""),
        ("before:2022-06-13 after:2021-06-15", ""),
    ];
    for (typed, expected) in cases {
        if expected == "mistake" {
            assert!(query::parse(typed).is_err(), "{typed}");
            continue;
        }
        let expected: BTreeSet<String> = expected.split_whitespace().map(str::to_owned).collect();
        assert_eq!(found(&DESK, typed), expected, "{typed}");
    }
}

#[test]
fn an_answer_tells_its_place_and_marks_its_words() {
    let answer = answer(&DESK, "destruction destroying stockpile Peru", 1);
    let hit = &answer.hits[0];
    assert_eq!((hit.record.as_str(), hit.file.as_str(), hit.page, hit.number.as_deref()), ("seas/2021", "seas/2021.pdf", Some(2), Some("2")));
    let chars: Vec<char> = hit.passage.chars().collect();
    let marked: Vec<String> = hit.marks.iter().map(|[start, end]| chars[*start..*end].iter().collect()).collect();
    assert_eq!(marked, ["Stockpile", "destruction", "stockpiles", "destroyed", "Peru"]);
    assert_eq!(answer.meetings, 1);
    assert!(answer.nowhere.is_empty());
    let nothing = self::answer(&DESK, "stockpile zebra speaker:Norway", 5);
    assert_eq!((nothing.sections, nothing.nowhere), (0, vec!["zebra".to_owned(), "speaker:norway".to_owned()]));
}

#[test]
fn the_page_is_that_of_the_passage() {
    let folder = place("search-pages");
    let mut long = record("a", "Board", None, "en", &[part("Report", &format!("{}\nThe heron landed.", "Nothing happened. ".repeat(200).trim_end()))]);
    let end = long.text.chars().count();
    let last = long.lines.last_mut().unwrap();
    let whole = last.span;
    last.span[1] = end - 18;
    let (mut page, mut third) = (last.clone(), last.clone());
    page.span = [end - 17, end - 8];
    page.page = Some(2);
    third.span = [end - 7, whole[1]];
    third.page = Some(3);
    long.lines.extend([page, third]);
    lay(&folder, &[long]);
    let (desk, _) = indexed(&folder);
    let page = |typed: &str| answer(&desk, typed, 1).hits[0].page;
    assert_eq!((page("nothing"), page("heron"), page("landed")), (Some(1), Some(2), Some(3)));
}

#[test]
fn facets_count_as_one_would_by_hand() {
    for typed in ["stockpile", "kind:decision", "body:quiet", "state:PER OR language:fr", "-stockpile"] {
        let answer = answer(&DESK, typed, 1000);
        let mut expected: BTreeMap<&str, BTreeMap<String, u64>> = BTreeMap::new();
        for hit in &answer.hits {
            let record = archive().into_iter().find(|r| r.id == hit.record).unwrap();
            let section = record.sections.iter().find(|s| s.number == hit.number).map_or([0, 1], |s| s.span);
            let mut values: BTreeSet<(&str, String)> = BTreeSet::new();
            values.extend(record.meeting.body.iter().map(|body| ("body", body.clone())));
            values.extend(record.meeting.date.iter().map(|date| ("year", date[..4].to_owned())));
            values.extend(record.source.language.iter().map(|language| ("language", language.clone())));
            for entity in record.entities.iter().filter(|e| e.span[0] == section[0]) {
                values.extend(match &entity.value {
                    rapporteur::minutes::Value::State { code, .. } => code.clone().map(|code| ("state", code)),
                    rapporteur::minutes::Value::Organisation { name, .. } => name.clone().map(|name| ("organisation", name)),
                    rapporteur::minutes::Value::Person { name, .. } => Some(("person", name.clone())),
                    _ => None,
                });
            }
            for intervention in record.interventions.iter().filter(|i| i.span[0] == section[0]) {
                let name = if intervention.speaker.code.as_deref() == Some("BEL") { "Belgium" } else { &intervention.speaker.name };
                values.insert(("speaker", name.to_owned()));
            }
            for decision in record.decisions.iter().filter(|d| d.span[0] == section[0]) {
                values.extend([("kind", "decision".to_owned()), ("kind", decision.kind.clone())]);
            }
            for (facet, value) in values {
                *expected.entry(facet).or_default().entry(value).or_default() += 1;
            }
        }
        for facet in Facet::ALL {
            let counted: BTreeMap<String, u64> = answer.facets[facet.name()].iter().map(|c| (c.value.clone(), c.count)).collect();
            assert_eq!(counted, expected.remove(facet.name()).unwrap_or_default(), "{typed}: {}", facet.name());
        }
    }
}

#[test]
fn a_mistake_is_pointed_at() {
    for (typed, at, message) in [
        ("\"a phrase", 0, "the phrase that begins here has no end"),
        ("budget (approved", 7, "this bracket is not closed"),
        ("budget )", 7, "this bracket closes nothing"),
        (") budget", 0, "this bracket closes nothing"),
        ("budget ()", 8, "there is nothing between these brackets"),
        ("OR budget", 0, "OR needs something before it"),
        ("budget OR", 7, "OR needs something behind it"),
        ("budget OR OR deficit", 10, "OR needs something before it"),
        ("budget -", 7, "there is nothing here to leave out"),
        ("spaker:Belgium", 0, "no field is called \"spaker\""),
        ("see http://example", 4, "no field is called \"http\""),
        ("speaker: Belgium", 0, "speaker: has no value"),
        ("budget *", 7, "this * has no word before it"),
        ("a*", 0, "too many words begin so"),
        ("bud*get", 3, "a * stands only at the end of a word"),
        ("date:yesterday", 5, "\"yesterday\" is no day, month or year"),
        ("date:2022-13", 5, "\"2022-13\" is no day, month or year"),
        ("date:2023..2021", 5, "these days end before they begin"),
        ("budget & deficit", 7, "there is no word to look for"),
        ("\"...\"", 0, "there is no word between these quotes"),
        ("AND", 0, "there is no word to look for"),
    ] {
        let mistake = query::parse(typed).expect_err(typed);
        assert_eq!((mistake.at, mistake.message.as_str()), (at, message), "{typed}");
        assert!(!mistake.instead.is_empty(), "{typed}");
    }
    let told = query::parse("budget spaker:Belgium").unwrap_err().to_string();
    assert!(told.starts_with("no field is called \"spaker\"\n  budget spaker:Belgium\n         ^^^^^^\nType speaker:Belgium."), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_question_has_an_answer_or_a_message(typed in "\\PC{0,40}|([a-z]{1,3}|[-()\"*:. ]|OR |date:|speaker:|title:|2022|主|é){0,24}") {
        match query::parse(&typed) {
            Ok(wanted) => {
                let answer = DESK.find(&Question { wanted: wanted.as_ref(), limit: 3, skip: 0, facets: 3 }).unwrap();
                prop_assert!(answer.hits.len() as u64 <= answer.sections);
                for hit in answer.hits {
                    let length = hit.passage.chars().count();
                    prop_assert!(hit.marks.iter().all(|[start, end]| start < end && *end <= length));
                }
            }
            Err(mistake) => prop_assert!(mistake.at <= typed.chars().count() && !mistake.instead.is_empty()),
        }
    }
}

/// Everything that a few questions are answered.
fn answers(desk: &Desk) -> Vec<Answer> {
    ["stockpile", "the", "stockpile OR budget OR harbour", "kind:approved", "quiet seas", "-zebra", "the meeting OR the board"]
        .map(|q| answer(desk, q, 7))
        .into()
}

/// Many meetings with many equal sections.
fn many(count: usize, edition: usize) -> Vec<Minutes> {
    let words = ["harbour", "stockpile", "budget", "quiet", "seas", "heron", "approved", "meeting"];
    (0..count)
        .map(|n| {
            let parts: Vec<Part> = (0..5)
                .map(|k| {
                    let text: Vec<&str> = (0..12 + (n + k) % 30).map(|w| words[(n * 7 + k * 3 + w * w + edition) % words.len()]).collect();
                    part("Item of the board", &format!("The {}", text.join(" ")))
                })
                .collect();
            record(&format!("many/m{n:03}"), "Harbour Board", Some("2020-01-01"), ["en", "fr", "de"][n % 3], &parts)
        })
        .collect()
}

#[test]
fn an_index_brought_up_to_date_answers_as_one_made_anew() {
    let folder = place("search-updated");
    lay(&folder, &many(60, 0));
    let (_, first) = indexed(&folder);
    assert_eq!((first.added, first.sections), (60, 360));
    let (_, second) = indexed(&folder);
    assert_eq!((second.added, second.changed, second.removed, second.unchanged), (0, 0, 0, 60));
    // A few change, a few go, a few come; then again, so that there are parts with gaps.
    for edition in 1..4 {
        lay(&folder, &many(60, edition)[edition * 7..edition * 7 + 3]);
        let _ = fs::remove_file(folder.join(format!("many/m05{edition}.json")));
        lay(&folder, &archive()[edition..=edition]);
        let (_, updated) = indexed(&folder);
        assert_eq!((updated.added, updated.changed, updated.removed), (1, 3, 1));
    }
    let updated = answers(&Desk::open(&folder.join(index::FOLDER)).unwrap());
    let anew = folder.join("anew");
    index::update(&folder, &anew, &|_, _| {}).unwrap();
    assert_eq!(updated, answers(&Desk::open(&anew).unwrap()));
    for hits in updated.iter().map(|a| &a.hits) {
        assert!(hits.windows(2).all(|w| w[0].score > w[1].score || (w[0].score - w[1].score).abs() < 0.001 && !w[0].id.is_empty()));
    }
}

#[test]
fn records_made_to_harm_are_carried_through() {
    let folder = place("search-harm");
    let long = "harbour ".repeat(10_000_000 / 8);
    let word = "z".repeat(1_000_000);
    let mut harm = record(
        "harm",
        "Board \u{1b}[31m</script>",
        Some("not a day"),
        "en",
        &[
            part("Long", &long),
            part("Word", &format!("before {word} after")),
            part("Control", "a\u{0}b \u{1b}[2J bell\u{7} \u{202e}turned =1+1 \"quoted\" </script>"),
            part("", ""),
        ],
    );
    harm.sections[3].span = [harm.text.chars().count() * 2, 3];
    lay(&folder, &[harm, record("empty", "", None, "", &[])]);
    fs::write(folder.join("broken.json"), b"{\"schema_version\": \"1\", ").unwrap();
    fs::write(folder.join("other.json"), b"[1, 2]").unwrap();
    let (desk, updated) = indexed(&folder);
    assert_eq!((updated.added, updated.unusable.len()), (2, 1));
    for (typed, number) in [("harbour", "1"), ("before after", "2"), (word.get(..96).unwrap(), "2"), ("turned", "3")] {
        let answer = answer(&desk, typed, 5);
        assert_eq!(answer.hits.iter().filter_map(|h| h.number.as_deref()).collect::<Vec<_>>(), [number], "{typed:.20}");
        assert!(answer.hits.iter().all(|h| h.passage.len() < 4000 && !h.passage.chars().any(char::is_control)), "{typed:.20}");
    }
    let told = run(&["search", "turned", "--in", folder.to_str().unwrap()]);
    assert!(told.status.success() && !told.stdout.iter().any(|b| *b < 0x20 && *b != b'\n'), "{told:?}");
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rapporteur")).args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_program_indexes_and_answers() {
    let folder = place("search-program");
    let output = folder.join("output");
    let out = output.to_str().unwrap();
    let missing = run(&["search", "stockpile", "--in", out]);
    assert!(missing.status.code() == Some(2) && said(&missing).contains("run `rapporteur index"), "{}", said(&missing));
    let nothing = run(&["index", out]);
    assert!(nothing.status.code() == Some(2) && said(&nothing).contains("no such folder"), "{}", said(&nothing));
    lay(&output, &archive());
    let indexed = run(&["index", out]);
    assert!(indexed.status.success() && said(&indexed).starts_with("7 new, 0 changed, 0 gone, 0 as they were; 18 sections in"), "{}", said(&indexed));
    let told = run(&[
        "search", "stockpile", "destruction", "--in", out, "--state", "PER", "--speaker", "Belgium", "--after", "2021", "--before", "2022", "--kind",
        "decision",
    ]);
    let text = String::from_utf8(told.stdout.clone()).unwrap();
    let expected = "1 section in 1 meeting\n\n1. Conference on Quiet Seas, 2021-06-14: 2 Stockpile destruction\n   seas/2021.pdf, page 2\n   2. *Stockpile* *destruction* Belgium reported that its *stockpiles* were destroyed.";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("\nstate: BEL (Belgium) 1, PER (Peru) 1\n"), "{text}");
    let json =
        run(&["search", "--in", out, "--json", "--limit", "2", "--person", "Ada Example", "--organisation", "nobody", "--language", "en", "--body", "seas"]);
    let answer: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&answer["sections"], &answer["nowhere"]), (&json!(0), &json!(["organisation:nobody"])));
    // An option given twice asks for either.
    let either = run(&["search", "--in", out, "--json", "--state", "PER", "--state", "BEL", "--limit", "1"]);
    let answer: Value = serde_json::from_slice(&either.stdout).unwrap();
    assert_eq!((&answer["sections"], answer["hits"].as_array().map(Vec::len)), (&json!(3), Some(1)));
    let mistake = run(&["search", "--in", out, "--after", "soon"]);
    assert!(mistake.status.code() == Some(2) && said(&mistake).contains("  --after soon\n          ^^^^\nType after:2022"), "{}", said(&mistake));
    // Records that are newer than the index are told of, until it is brought up to date.
    std::thread::sleep(Duration::from_millis(20));
    fs::write(output.join("run.json"), b"{}").unwrap();
    assert!(said(&run(&["search", "stockpile", "--in", out])).contains("records were written after the index was made"));
    std::thread::sleep(Duration::from_millis(20));
    assert!(run(&["index", out]).status.success());
    assert_eq!(said(&run(&["search", "stockpile", "--in", out])), "");
    // A folder of other things is not written into.
    let strange = run(&["index", out, "--index", out]);
    assert!(strange.status.code() == Some(2) && said(&strange).contains("holds other files"), "{}", said(&strange));
}

#[test]
fn one_process_indexes_and_others_search() {
    let folder = place("search-two");
    lay(&folder, &archive());
    let (desk, _) = indexed(&folder);
    let index = folder.join(index::FOLDER);
    let other = index.clone();
    let reported = std::sync::Mutex::new(false);
    fs::remove_file(folder.join("seas/2022.json")).unwrap();
    index::update(&folder, &index, &|_, _| {
        let mut reported = reported.lock().unwrap();
        if !std::mem::replace(&mut *reported, true) {
            // While this one is indexing.
            let second = run(&["index", folder.to_str().unwrap()]);
            assert!(second.status.code() == Some(2) && said(&second).contains("another `rapporteur index` is writing"), "{}", said(&second));
            assert!(matches!(index::update(&folder, &other, &|_, _| {}), Err(Trouble::Busy(_))));
            let search = run(&["search", "deficit", "--in", folder.to_str().unwrap()]);
            assert!(String::from_utf8_lossy(&search.stdout).starts_with("1 section in 1 meeting"), "{search:?}");
        }
    })
    .unwrap();
    assert!(*reported.lock().unwrap());
    // Whoever opened it before sees what was there then; whoever opens it now, what is there now.
    assert_eq!(answer(&desk, "deficit", 1).sections, 1);
    assert_eq!(answer(&Desk::open(&index).unwrap(), "deficit", 1).sections, 0);
}

#[test]
fn a_run_that_is_killed_leaves_an_index_that_answers() {
    let folder = place("search-killed");
    lay(&folder, &many(400, 0));
    let whole = folder.join("whole");
    index::update(&folder, &whole, &|_, _| {}).unwrap();
    let expected = answers(&Desk::open(&whole).unwrap());
    let index = folder.join(index::FOLDER);
    for (n, wait) in [5, 20, 40, 80, 120, 160, 240, 320, 30, 60].into_iter().enumerate() {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur")).args(["index", "-q"]).arg(&folder).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        match Desk::open(&index) {
            Ok(desk) => drop(answers(&desk)),
            Err(Trouble::None(_)) => {}
            Err(trouble) => panic!("{trouble}"),
        }
        // What is there is never the old edition and the new one of a record at once.
        lay(&folder, &many(400, n % 2)[n * 10..n * 10 + 40]);
    }
    lay(&folder, &many(400, 0));
    let (desk, _) = indexed(&folder);
    assert_eq!(answers(&desk), expected);
}

#[test]
fn a_broken_index_is_made_anew() {
    let folder = place("search-broken");
    lay(&folder, &archive());
    let (desk, _) = indexed(&folder);
    let expected = answers(&desk);
    drop(desk);
    // The one folder in it is that of the index's version.
    let inner: PathBuf = fs::read_dir(folder.join(index::FOLDER)).unwrap().map(|e| e.unwrap().path()).find(|p| p.is_dir()).unwrap();
    for harm in ["meta.json", ".fast", ".store"] {
        for entry in fs::read_dir(&inner).unwrap() {
            let path = entry.unwrap().path();
            if path.to_str().unwrap().ends_with(harm) {
                fs::write(&path, b"{").unwrap();
            }
        }
        let (desk, _) = indexed(&folder);
        assert_eq!(answers(&desk), expected, "{harm}");
    }
}

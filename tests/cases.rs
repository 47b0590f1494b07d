//! The fixtures against the reading that each must give (`fixtures/<stem>.expected.json`).
//!
//! An expected reading is sparse: a key that is absent is not looked at. `people`, `sections` and the like are complete: a fact too many fails as
//! a fact missing does. A key that ends in `_some` lists facts that must be among others. What is read wrongly today stands in
//! `fixtures/known.tsv` with its reason, and fails here as soon as it is read rightly: take the line out then.
//! `RAPPORTEUR_KNOWN=write cargo test cases` writes that file anew, keeping the reasons.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of fixtures.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Every fixture: its stem, its file.
pub(crate) fn fixtures() -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        if matches!(extension, "pdf" | "md" | "txt") && stem != "README" {
            found.push((stem, path));
        }
    }
    found.sort();
    found
}

/// The records that the program makes of a file, as JSON.
pub(crate) fn read(path: &Path) -> Vec<Value> {
    let name = path.file_name().unwrap().to_str().unwrap();
    let records = rapporteur::pipeline::read(fs::read(path).unwrap(), name, &rapporteur::pipeline::Options::default()).unwrap();
    records.iter().map(|r| serde_json::to_value(r).unwrap()).collect()
}

/// One look for what differs only in typography: quotes, spaces, a leading article.
fn plain(text: &str) -> String {
    let text = text.replace(['\u{2019}', '\u{2018}'], "'").replace(['\u{a0}', '\u{202f}'], " ");
    text.strip_prefix("the ").unwrap_or(&text).to_owned()
}

fn string(value: &Value) -> String {
    match value {
        Value::String(s) => plain(s),
        Value::Null => "-".to_owned(),
        other => other.to_string(),
    }
}

fn list<'a>(record: &'a Value, pointer: &str) -> &'a [Value] {
    record.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn entities<'a>(record: &'a Value, kind: &str) -> Vec<&'a Value> {
    list(record, "/entities").iter().filter(|e| e["kind"] == kind).map(|e| &e["value"]).collect()
}

/// A decimal without idle zeros: "212400.00" and "212400" are one.
fn decimal(value: &Value) -> String {
    let value = string(value);
    if value.contains('.') { value.trim_end_matches('0').trim_end_matches('.').to_owned() } else { value }
}

/// A delegation or a speaker, by its code where it has one.
fn who(value: &Value) -> String {
    if value["code"].is_string() { string(&value["code"]) } else { string(&value["name"]) }
}

/// The facts of a record under a key of the expected readings, each as a line of words.
fn facts(record: &Value, key: &str) -> BTreeSet<String> {
    let section = |item: &Value| {
        let found = list(record, "/sections").iter().find(|s| s["id"] == item["section"]);
        found.map_or("-".to_owned(), |s| string(&s["number"]))
    };
    let row = |parts: &[String]| parts.join(" | ");
    match key {
        "delegations" => {
            list(record, "/attendance/delegations").iter().filter(|d| d["kind"] != "group").map(|d| row(&[who(d), string(&d["status"])])).collect()
        }
        "people" => {
            let delegations = list(record, "/attendance/delegations");
            let of = |p: &Value| delegations.iter().find(|d| d["id"] == p["delegation"] && d["kind"] != "group").map_or("-".to_owned(), who);
            list(record, "/attendance/people").iter().map(|p| row(&[string(&p["name"]), of(p), string(&p["status"])])).collect()
        }
        "doubted" => {
            let unsure = |p: &&Value| p["confidence"].as_f64().unwrap() < 1.0;
            list(record, "/attendance/people").iter().filter(unsure).map(|p| string(&p["name"])).collect()
        }
        "sections" => {
            let sections = list(record, "/sections");
            let parent = |s: &Value| sections.iter().find(|p| p["id"] == s["parent"]).map_or("-".to_owned(), |p| string(&p["number"]));
            sections.iter().map(|s| row(&[string(&s["number"]), string(&s["title"]), parent(s)])).collect()
        }
        "responsible" => list(record, "/sections")
            .iter()
            .flat_map(|s| list(s, "/responsible").iter().map(|name| format!("{} | {}", string(&s["number"]), string(name))).collect::<Vec<_>>())
            .collect(),
        "dates" => entities(record, "date").iter().map(|d| row(&[string(&d["start"]), string(&d["end"])])).collect(),
        "amounts" => entities(record, "amount").iter().map(|a| row(&[string(&a["currency"]), decimal(&a["value"])])).collect(),
        "percentages" => entities(record, "percentage").iter().map(|p| string(&p["value"])).collect(),
        "states" => entities(record, "state").iter().map(|s| string(&s["code"])).collect(),
        "votes" => list(record, "/votes").iter().map(|v| row(&["for", "against", "abstain", "outcome"].map(|k| string(&v[k])))).collect(),
        "interventions" => list(record, "/interventions").iter().map(|i| row(&[who(&i["speaker"]), section(i)])).collect(),
        "decisions" => list(record, "/decisions").iter().map(|d| row(&[string(&d["kind"]), section(d)])).collect(),
        "actions" => list(record, "/actions").iter().map(|a| row(&[string(&a["owner"]), string(&a["due"])])).collect(),
        "warnings" => list(record, "/warnings").iter().map(|w| string(&w["code"])).collect(),
        _ => panic!("unknown key {key} in an expected reading"),
    }
}

/// The same lines from an expected reading. Names of delegations become their codes, as in [`who`].
fn expected_facts(expected: &Value, key: &str, items: &[Value]) -> BTreeSet<String> {
    let codes: BTreeMap<String, String> = list(expected, "/delegations").iter().filter(|d| d[1].is_string()).map(|d| (string(&d[0]), string(&d[1]))).collect();
    let code = |name: String| codes.get(&name).cloned().unwrap_or(name);
    let line = |item: &Value| {
        let mut parts: Vec<String> = item.as_array().map_or_else(|| vec![string(item)], |row| row.iter().map(string).collect());
        match key {
            "delegations" => drop(parts.remove(usize::from(parts[1] != "-") ^ 1)),
            "people" => parts[1] = code(parts[1].clone()),
            "interventions" => parts[0] = code(parts[0].clone()),
            "amounts" => parts[1] = decimal(&item[1]),
            _ => {}
        }
        parts.join(" | ")
    };
    items.iter().map(line).collect()
}

/// What of `expected` the record does not bear out: `- fact` missing, `+ fact` too many.
fn differences(record: &Value, expected: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (key, value) in expected.as_object().unwrap() {
        match key.as_str() {
            "meeting" => {
                for (field, want) in value.as_object().unwrap() {
                    let mut got = string(&record["meeting"][field]);
                    if field == "chair" {
                        got = list(record, "/attendance/people")
                            .iter()
                            .find(|p| p["id"] == record["meeting"]["chair"])
                            .map_or("-".to_owned(), |p| string(&p["name"]));
                    }
                    if got != string(want) {
                        found.push(format!("meeting.{field}: {} (not {got})", string(want)));
                    }
                }
            }
            "language" if record["source"]["language"] != *value => {
                found.push(format!("language: {} (not {})", string(value), string(&record["source"]["language"])));
            }
            "language" => {}
            "text_has" | "text_lacks" => {
                let text = plain(record["text"].as_str().unwrap());
                let wrong = |s: &&Value| text.contains(&plain(s.as_str().unwrap())) != (key == "text_has");
                found.extend(value.as_array().unwrap().iter().filter(wrong).map(|s| format!("{key}: {s}")));
            }
            _ => {
                let some = key.strip_suffix("_some").or((matches!(key.as_str(), "warnings" | "doubted")).then_some(key.as_str()));
                let name = some.unwrap_or(key);
                let want = expected_facts(expected, name, value.as_array().unwrap());
                let got = facts(record, name);
                let met = |w: &String| got.contains(w) || alternatives(w).iter().any(|a| got.contains(a));
                found.extend(want.iter().filter(|w| !met(w)).map(|w| format!("- {name}: {w}")));
                if some.is_none() {
                    found.extend(got.difference(&want).map(|g| format!("+ {name}: {g}")));
                }
            }
        }
    }
    found
}

/// `Colin Abernethy/CA | 2024-06-21` is met by either owner.
fn alternatives(fact: &str) -> Vec<String> {
    let Some((owners, rest)) = fact.split_once(" | ") else { return Vec::new() };
    owners.split('/').map(|owner| format!("{owner} | {rest}")).collect()
}

/// What is known to be read wrongly: fixture and difference, with the reason.
fn known() -> BTreeMap<(String, String), String> {
    let file = fs::read_to_string(folder().join("known.tsv")).unwrap_or_default();
    file.lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
        .map(|l| {
            let mut parts = l.splitn(3, '\t').map(str::to_owned);
            let mut next = || parts.next().expect("known.tsv: fixture, difference, reason, with tabs between");
            ((next(), next()), next())
        })
        .collect()
}

#[test]
fn every_fixture_is_read_as_it_must() {
    let mut wrong = BTreeSet::new();
    for (stem, path) in fixtures() {
        let expected = fs::read_to_string(folder().join(format!("{stem}.expected.json"))).unwrap_or_else(|_| panic!("{stem} has no expected reading"));
        let expected: Vec<Value> = serde_json::from_str(&expected).unwrap_or_else(|e| panic!("{stem}.expected.json: {e}"));
        let records = read(&path);
        if records.len() != expected.len() {
            wrong.insert((stem.clone(), format!("records: {} (not {})", expected.len(), records.len())));
        }
        for (i, (record, expected)) in records.iter().zip(&expected).enumerate() {
            let which = if i == 0 { String::new() } else { format!("[{}] ", i + 1) };
            wrong.extend(differences(record, expected).into_iter().map(|d| (stem.clone(), which.clone() + &d)));
        }
    }
    let known = known();
    if std::env::var_os("RAPPORTEUR_KNOWN").is_some() {
        let mut file = "# What is read wrongly today: fixture, difference, FIXME and the reason. See tests/cases.rs.\n".to_owned();
        for (stem, difference) in &wrong {
            let reason = known.get(&(stem.clone(), difference.clone())).map_or("FIXME", String::as_str);
            writeln!(file, "{stem}\t{difference}\t{reason}").unwrap();
        }
        fs::write(folder().join("known.tsv"), file).unwrap();
        return;
    }
    let report = |title: &str, items: Vec<&(String, String)>| {
        let lines: String = items.iter().fold(String::new(), |mut out, (stem, difference)| {
            let _ = writeln!(out, "  {stem}: {difference}");
            out
        });
        if lines.is_empty() { lines } else { format!("{title}\n{lines}") }
    };
    let worse = report("read wrongly (- missing, + too many):", wrong.iter().filter(|w| !known.contains_key(w)).collect());
    let better = report("read rightly now, take it out of fixtures/known.tsv:", known.keys().filter(|k| !wrong.contains(*k)).collect());
    assert!(worse.is_empty() && better.is_empty(), "\n{worse}{better}");
}

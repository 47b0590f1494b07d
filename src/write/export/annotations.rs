//! `annotations/<id>.json`: what is named, said, decided and listed, as W3C Web Annotations (one `AnnotationPage` a record).
//!
//! Each annotation has two targets: the words in the record's repaired text (`TextPositionSelector` in code points, `TextQuoteSelector` with what stands around
//! them), and their place in the document, where it is known, as a page fragment of RFC 8118 (`page=3&viewrect=…`, in points from the page's top left). Its body
//! holds the fact as the record has it, so that nothing is lost; doubts stand beside it as `confidence` and `repairs`.
//! Sources: W3C Recommendations "Web Annotation Data Model" and "Web Annotation Vocabulary" of 23 February 2017.

use super::Exporter;
use super::links::{Links, escaped};
use crate::minutes::{Confidence, Minutes, TextSpan};
use crate::write::sections::Words;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::io;
use std::path::{Path, PathBuf};

/// How many letters before and behind the words are told, so that they can be found again in a text that has moved.
const AROUND: usize = 32;
/// What our own keys are called by: the vocabulary has none for them.
const OURS: &str = "urn:rapporteur:record:1#";

/// The writer.
#[derive(Debug)]
pub(super) struct Annotations {
    folder: PathBuf,
    links: Links,
}

impl Annotations {
    pub(super) fn new(folder: &Path, links: Option<&str>) -> Self {
        Self { folder: folder.join("annotations"), links: Links::new(links) }
    }
}

impl Exporter for Annotations {
    fn record(&mut self, record: &Minutes) -> io::Result<()> {
        let page = page(record, &self.links);
        let mut content = serde_json::to_string_pretty(&page)?;
        content.push('\n');
        super::write_page(&self.folder, &record.id, "json", &content)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

/// All annotations of a record.
fn page(record: &Minutes, links: &Links) -> Value {
    let about = About { record, words: Words::of(&record.text), urn: format!("urn:rapporteur:record:{}", escaped(&record.id)), link: links.to(record, None) };
    let mut items = Vec::new();
    for (n, x) in record.entities.iter().enumerate() {
        items.push(about.annotation(&format!("entity-{}", n + 1), "identifying", x, x.span, x.page, x.confidence));
    }
    for x in &record.attendance.delegations {
        items.push(about.annotation(&format!("delegation-{}", x.id), "identifying", x, x.span, x.page, x.confidence));
    }
    for x in &record.attendance.people {
        items.push(about.annotation(&format!("person-{}", x.id), "identifying", x, x.span, x.page, x.confidence));
    }
    for (n, x) in record.interventions.iter().enumerate() {
        items.push(about.annotation(&format!("intervention-{}", n + 1), "describing", x, x.span, x.page, x.confidence));
    }
    for (n, x) in record.decisions.iter().enumerate() {
        items.push(about.annotation(&format!("decision-{}", n + 1), "classifying", x, x.span, x.page, x.confidence));
    }
    for (n, x) in record.actions.iter().enumerate() {
        items.push(about.annotation(&format!("action-{}", n + 1), "classifying", x, x.span, x.page, x.confidence));
    }
    for (n, x) in record.votes.iter().enumerate() {
        items.push(about.annotation(&format!("vote-{}", n + 1), "classifying", x, x.span, x.page, x.confidence));
    }
    json!({
        "@context": ["http://www.w3.org/ns/anno.jsonld", {"r": OURS, "fact": {"@id": "r:fact", "@type": "@json"}, "confidence": "r:confidence"}],
        "id": format!("{}#annotations", about.urn),
        "type": "AnnotationPage",
        "partOf": { "id": format!("{}#collection", about.urn), "type": "AnnotationCollection", "total": items.len() },
        "startIndex": 0,
        "items": items,
    })
}

/// What all annotations of a record share.
struct About<'r> {
    record: &'r Minutes,
    words: Words<'r>,
    urn: String,
    /// The document's address.
    link: String,
}

impl About<'_> {
    fn annotation(&self, name: &str, motivation: &str, fact: &impl Serialize, span: TextSpan, page: Option<u32>, confidence: Confidence) -> Value {
        let kind = name.split('-').next().unwrap_or(name);
        let fact = serde_json::to_value(fact).unwrap_or_default();
        let mut body = Map::new();
        body.insert("type".to_owned(), json!("TextualBody"));
        body.insert("purpose".to_owned(), json!("tagging"));
        body.insert("format".to_owned(), json!("text/plain"));
        let entity = fact.get("kind").and_then(Value::as_str).filter(|_| kind == "entity");
        body.insert("value".to_owned(), json!(entity.unwrap_or(kind)));
        body.insert("fact".to_owned(), fact);
        let mut targets = vec![self.words_at(span)];
        targets.extend(self.place(span, page));
        json!({
            "id": format!("{}#{name}", self.urn),
            "type": "Annotation",
            "motivation": motivation,
            "generator": { "id": "urn:rapporteur", "type": "Software", "name": format!("{} {}", self.record.made_by.program, self.record.made_by.version) },
            "confidence": confidence,
            "body": body,
            "target": targets,
        })
    }

    /// The words in the record's text.
    fn words_at(&self, [start, end]: TextSpan) -> Value {
        json!({
            "type": "SpecificResource",
            "source": format!("{}#text", self.urn),
            "selector": [
                { "type": "TextPositionSelector", "start": start, "end": end },
                {
                    "type": "TextQuoteSelector",
                    "prefix": self.words.at([start.saturating_sub(AROUND), start]),
                    "exact": self.words.at([start, end]),
                    "suffix": self.words.at([end, end.saturating_add(AROUND)]),
                },
            ],
        })
    }

    /// Their place in the document: the lines on their first page that hold them.
    fn place(&self, [start, end]: TextSpan, page: Option<u32>) -> Option<Value> {
        let page = page?;
        let lines = &self.record.lines;
        let first = lines.partition_point(|l| l.span[1] <= start);
        let met = lines.get(first..)?.iter().take_while(|l| l.span[0] < end.max(start + 1)).filter(|l| l.page == Some(page));
        let boxed = met.filter_map(|l| l.bbox).map(|b| b.0).reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
        let part = boxed.map_or_else(String::new, |[x0, y0, x1, y1]| format!("&viewrect={x0:.1},{y0:.1},{:.1},{:.1}", x1 - x0, y1 - y0));
        Some(json!({
            "type": "SpecificResource",
            "source": self.link,
            "selector": { "type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc8118", "value": format!("page={page}{part}") },
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fact_points_at_its_words() {
        let text = "Minutes of the Pier Board\n\nHeld on 3 March 2031\n\nPresent: Ms. Ada Pell, Mr. Bo Lind\n\n1. Opening\n\nMs. Pell opened the meeting. The board approved the budget of € 500.\n";
        let records = crate::pipeline::read(text.into(), "pier.txt", &crate::pipeline::Options::default()).expect("a text is read");
        let record = records.first().expect("one record");
        let page = page(record, &Links::new(None));
        let items = page.get("items").and_then(Value::as_array).expect("a list");
        let facts = record.entities.len() + record.attendance.people.len() + record.attendance.delegations.len();
        assert!(items.len() >= facts && facts > 2);
        let letters: Vec<char> = record.text.chars().collect();
        for item in items {
            let at = |path: &str| item.pointer(path).unwrap_or_else(|| panic!("{path} in {item}"));
            let number = |path: &str| usize::try_from(at(path).as_u64().expect("a number")).expect("small");
            let (start, end) = (number("/target/0/selector/0/start"), number("/target/0/selector/0/end"));
            let exact: String = letters.get(start..end).expect("in the text").iter().collect();
            assert_eq!(at("/target/0/selector/1/exact").as_str(), Some(exact.as_str()));
        }
    }
}

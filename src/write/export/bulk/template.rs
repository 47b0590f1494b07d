//! The index template: what each field is, and how words are cut in each language.

use serde_json::{Map, Value, json};

/// A language that words are analysed by, with its filters in their order. Accents are folded first, so that a question without them finds as much.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("en", &["lowercase", "asciifolding", "minutes_possessive", "minutes_en"]),
    ("fr", &["lowercase", "minutes_elision", "asciifolding", "minutes_fr"]),
    ("es", &["lowercase", "asciifolding", "minutes_es"]),
    ("de", &["lowercase", "german_normalization", "asciifolding", "minutes_de"]),
    ("pt", &["lowercase", "asciifolding", "minutes_pt"]),
    (OTHER, &["lowercase", "asciifolding"]),
];

/// Where words of all other languages stand.
const OTHER: &str = "other";

/// The longest value that can be a facet, in letters: Lucene's 32,766 bytes hold as many of the longest letters.
const LONGEST_FACET: u32 = 8191;

/// The language's field.
pub(super) fn language(tag: Option<&str>) -> &'static str {
    let primary = tag.and_then(|t| t.split('-').next()).unwrap_or_default();
    LANGUAGES.iter().map(|(language, _)| *language).find(|language| *language == primary).unwrap_or(OTHER)
}

pub(super) fn template(index: &str) -> Value {
    let analyzers: Map<String, Value> = LANGUAGES
        .iter()
        .map(|(language, filters)| (format!("minutes_{language}"), json!({ "type": "custom", "tokenizer": "standard", "filter": filters })))
        .collect();
    let words: Map<String, Value> =
        LANGUAGES.iter().map(|(language, _)| ((*language).to_owned(), json!({ "type": "text", "analyzer": format!("minutes_{language}") }))).collect();
    let stemmer = |language: &str| json!({ "type": "stemmer", "language": language });
    let facet = json!({ "type": "keyword", "ignore_above": LONGEST_FACET });
    let day = json!({ "type": "date", "format": "strict_date" });
    json!({
        "index_patterns": [index, format!("{index}-*")],
        "template": {
            "settings": {
                "index": { "number_of_shards": 1, "number_of_replicas": 1 },
                "analysis": {
                    "filter": {
                        "minutes_possessive": stemmer("possessive_english"),
                        "minutes_en": stemmer("english"),
                        "minutes_fr": stemmer("light_french"),
                        "minutes_es": stemmer("light_spanish"),
                        "minutes_de": stemmer("light_german"),
                        "minutes_pt": stemmer("light_portuguese"),
                        "minutes_elision": { "type": "elision", "articles_case": true, "articles": ["l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu"] }
                    },
                    "analyzer": analyzers
                }
            },
            "mappings": {
                "dynamic": "strict",
                "properties": {
                    "id": facet, "kind": facet, "record": facet, "section": facet, "number": facet, "language": facet,
                    "file": facet, "link": { "type": "keyword", "index": false, "doc_values": false },
                    "meeting": { "properties": { "title": { "type": "text", "analyzer": "minutes_other" }, "body": facet, "date": day } },
                    "title": { "properties": words }, "text": { "properties": words },
                    "states": facet, "organisations": facet, "people": facet, "speakers": facet, "decisions": facet,
                    "dates": day, "period": { "type": "date_range", "format": "strict_date" },
                    "day": { "type": "integer" }, "last_day": { "type": "integer" },
                    "pages": { "type": "integer" },
                    "confidence": { "type": "float" },
                    "provenance": { "properties": {
                        "sha256": facet, "span": { "type": "integer", "index": false }, "text_layer": facet, "program": facet, "version": facet
                    } }
                }
            }
        },
        "_meta": { "description": "Minutes of meetings, one document a section and one a meeting. Ask text.* and title.*; filter by states, organisations, people, speakers, decisions, meeting.body and period." }
    })
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn words_stand_under_their_language() {
        for (tag, expected) in [(Some("en"), "en"), (Some("pt-BR"), "pt"), (Some("zh"), "other"), (Some("other-x"), "other"), (None, "other")] {
            assert_eq!(language(tag), expected);
        }
    }
}

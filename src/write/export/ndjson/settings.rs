//! The settings of each engine: what is searched, what is a facet, what can be sorted by.

use serde_json::{Value, json};

/// What can be filtered by, and counted.
const FACETS: &[&str] = &["kind", "record", "language", "meeting.body", "states", "organisations", "people", "speakers", "decisions"];

/// `PATCH /indexes/minutes/settings`.
pub(super) fn meilisearch() -> Value {
    let filters: Vec<&str> = FACETS.iter().copied().chain(["day", "last_day"]).collect();
    json!({
        "searchableAttributes": ["title", "text", "meeting.title", "meeting.body", "people", "organisations"],
        "filterableAttributes": filters,
        "sortableAttributes": ["day"],
        "faceting": { "maxValuesPerFacet": 300 }
    })
}

/// `POST /collections`.
pub(super) fn typesense(index: &str) -> Value {
    let mut fields = vec![
        json!({ "name": "title", "type": "string", "optional": true }),
        json!({ "name": "text", "type": "string" }),
        json!({ "name": "meeting.title", "type": "string", "optional": true }),
        json!({ "name": "day", "type": "int32", "optional": true, "sort": true }),
        json!({ "name": "last_day", "type": "int32", "optional": true, "sort": true }),
    ];
    for facet in FACETS {
        let many = matches!(*facet, "states" | "organisations" | "people" | "speakers" | "decisions");
        fields.push(json!({ "name": facet, "type": if many { "string[]" } else { "string" }, "facet": true, "optional": true }));
    }
    json!({ "name": index, "enable_nested_fields": true, "fields": fields })
}

/// `quickwit index create --index-config quickwit.yaml`.
pub(super) fn quickwit(index: &str) -> String {
    let raw = |name: &str, kind: &str| format!("    - {{ name: {name}, type: {kind}, tokenizer: raw, fast: true }}\n");
    let mut out = format!("version: 0.8\nindex_id: {}\ndoc_mapping:\n  mode: lenient\n  field_mappings:\n", json!(index));
    for name in ["id", "kind", "record", "language"] {
        out.push_str(&raw(name, "text"));
    }
    for name in ["states", "organisations", "people", "speakers", "decisions"] {
        out.push_str(&raw(name, "array<text>"));
    }
    out.push_str("    - { name: title, type: text, tokenizer: default, record: position }\n");
    out.push_str("    - { name: text, type: text, tokenizer: default, record: position }\n");
    out.push_str("    - { name: day, type: i64, fast: true }\n    - { name: last_day, type: i64, fast: true }\n");
    out.push_str("    - name: meeting\n      type: object\n      field_mappings:\n");
    out.push_str("        - { name: title, type: text, tokenizer: default, record: position }\n");
    out.push_str("        - { name: body, type: text, tokenizer: raw, fast: true }\n");
    out + "search_settings:\n  default_search_fields: [title, text]\n"
}

//! A record whose every string is made to harm whoever does not write it with care.

use rapporteur::minutes::Minutes;
use serde_json::{Value, json};

/// Strings that end scripts, comments, attributes, sections and rows, and letters that some forms have no place for.
pub(super) fn words() -> String {
    [
        "</script><script>document.documentElement.dataset.broken='yes'</script>",
        "\"'><img src=x onerror=\"document.documentElement.dataset.broken='yes'\">",
        "<!-- --> ]]> <![CDATA[ &amp; &#0; &bogus; %s {{7*7}} ${x}",
        "\u{0}\u{1}\u{8}\u{b}\u{1b}[31m\u{7f}\u{85}\u{9f}\u{fffe}\u{ffff}\u{1fffe}",
        "\u{301}\u{302} lone marks \u{202e}gnihton\u{202c} \u{2066}isolated",
        "# no heading\n- no item\n| no | row |\n```\n[x](javascript:alert(1)) ![y](z)",
        "=1+1 @cmd 日本語 é 🏛 \u{feff}\u{2028}end",
    ]
    .join(" ")
}

/// A record of two sections, a roll, a list, a note, a table and all kinds of facts, with these words everywhere.
pub(super) fn record(words: &str) -> Minutes {
    let mut text = String::new();
    let mut at = 0;
    let mut put = |part: &str| {
        if !text.is_empty() {
            text.push_str("\n\n");
            at += 2;
        }
        let start = at;
        text.push_str(part);
        at += part.chars().count();
        [start, at]
    };
    let length = words.chars().count();
    let title = put(&format!("Minutes {words}"));
    let roll = put(&format!("Norland: {words}\nMs. Ada Ferris"));
    let heading = put("1. Opening");
    let paragraph = put(&format!("Norland {words} agreed to pay CHF 5."));
    let item = put(&format!("item {words}"));
    let inner = put(&format!("1.1 Inner {words}"));
    let table = put(&format!("{words} B\nC {words}"));
    let note = put(&format!("1 {words}"));
    let end = note[1];
    let sure = json!({ "confidence": 0.5, "repairs": [{ "kind": "name-corrected", "from": words, "to": words, "because": words }] });
    let with = |mut value: Value| {
        value.as_object_mut().unwrap().extend(sure.as_object().unwrap().clone());
        value
    };
    let block = |n: usize, kind: &str, section: Option<&str>, span: [usize; 2]| json!({ "id": format!("b{n}"), "kind": kind, "section": section, "page": 1, "bbox": [72.0, 60.0, 523.0, 76.0], "span": span });
    let value = json!({
        "schema_version": "1", "id": "hostile/one",
        "made_by": { "program": "rapporteur", "version": "0", "options": {}, "ocr": null },
        "source": { "file": format!("a{words}.pdf"), "sha256": words, "bytes": 1, "format": "pdf", "pages": 1, "producer": words, "text_layer": "digital", "language": words },
        "meeting": {
            "title": words, "body": words, "kind": words, "number": words, "date": "2024-02-03", "end_date": words, "start_time": words, "end_time": "12:30",
            "venue": words, "chair": "p1", "symbol": words, "state": words, "evidence": {} },
        "pages": [{ "number": 1, "label": words, "width": 595.0, "height": 842.0, "rotation": 0, "text_layer": "digital" }],
        "attendance": {
            "delegations": [with(json!({ "id": "d1", "name": words, "as_written": words, "kind": "state", "code": words, "role": words, "status": "present", "page": 1, "bbox": null, "span": [roll[0], roll[0] + 7] }))],
            "people": [with(json!({ "id": "p1", "name": words, "as_written": words, "honorific": words, "given": words, "family": words, "role": words, "delegation": "d1", "status": "substituted", "for": "p1", "attended": { "from": words, "to": words }, "page": 1, "bbox": null, "span": [roll[1] - 14, roll[1]] }))],
            "stated": [{ "what": words, "count": 5, "page": 1, "span": [0, 3] }] },
        "sections": [
            with(json!({ "id": "s1", "number": "1", "title": words, "level": 1, "parent": null, "responsible": [words], "page": 1, "span": [heading[0], end] })),
            with(json!({ "id": "s1.1", "number": "1.1", "title": words, "level": 2, "parent": "s1", "responsible": [], "page": 1, "span": [inner[0], end] }))],
        "blocks": [
            block(1, "title", None, title), block(2, "attendance", None, roll), block(3, "heading", Some("s1"), heading), block(4, "paragraph", Some("s1"), paragraph),
            block(5, "list_item", Some("s1"), item), block(6, "heading", Some("s1.1"), inner), block(7, "table", Some("s1.1"), table), block(8, "footnote", Some("s1.1"), note)],
        "lines": [], "tables": [{ "block": "b7", "rows": [[words, "B"], ["C", words]] }],
        "text": text,
        "entities": [
            with(json!({ "kind": "state", "value": { "code": words, "name": words }, "text": words, "span": [paragraph[0], paragraph[0] + 7], "section": "s1", "page": 1 })),
            with(json!({ "kind": "organisation", "value": { "acronym": words, "name": words }, "text": words, "span": [paragraph[0] + 8, paragraph[0] + 8 + length], "section": "s1", "page": 1 })),
            with(json!({ "kind": "date", "value": { "start": words, "end": words, "edtf": words, "resolved_from": words }, "text": words, "span": [item[0], item[1]], "section": "s1", "page": 1 })),
            with(json!({ "kind": "amount", "value": { "currency": words, "value": words }, "text": "CHF 5", "span": [paragraph[1] - 6, paragraph[1] - 1], "section": "s1", "page": 1 })),
            with(json!({ "kind": "time", "value": { "start": words, "end": words }, "text": words, "span": [table[0], table[0] + length], "section": "s1.1", "page": 1 }))],
        "acronyms": [],
        "interventions": [with(json!({ "speaker": { "name": words, "kind": "state", "code": words, "person": null }, "verb": words, "section": "s1", "page": 1, "span": [paragraph[0], item[1]] }))],
        "decisions": [with(json!({ "kind": words, "by": words, "moved_by": words, "seconded_by": words, "text": words, "section": "s1", "page": 1, "span": [paragraph[0] + 3, paragraph[1]] }))],
        "actions": [with(json!({ "owner": words, "task": words, "due": words, "due_edtf": words, "section": "s1", "page": 1, "span": paragraph }))],
        "votes": [with(json!({ "subject": words, "for": 3, "against": null, "abstain": 0, "absent": null, "outcome": words, "voters": [{ "name": words, "person": "p1", "vote": "for" }, { "name": words, "person": null, "vote": words }], "section": "s1", "page": 1, "span": paragraph }))],
        "warnings": [{ "code": "name-corrected", "severity": "review", "message": words, "page": 1, "span": [0, 3] }],
    });
    serde_json::from_value(value).unwrap()
}

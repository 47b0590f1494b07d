//! The page to look at, print and send: one file without a network, made of plain HTML that stands without its script.
//!
//! The matrix is a picture of a few paths (one a state of cells), so that 100 delegations and 500 meetings are quick; the script lays a cursor over
//! it, opens evidence and filters the findings. All text is escaped; the page forbids itself every outside source.

mod escape;
mod people;
mod picture;

use super::Audited;
use super::model::{Finding, Proof, Weight};
use escape::{json, text};
use serde_json::{Value, json as value};
use std::collections::BTreeMap;
use std::io::{self, Write};

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");

/// Of more cells the page holds the picture, and not the words behind each: it would no longer open quickly.
const MOST_CELLS: usize = 60_000;
/// More findings than this are left to the tables.
const MOST_FINDINGS: usize = 2_000;
/// The most characters of a cell's words.
const CELL_WORDS: usize = 90;

/// `audit.html`.
///
/// # Errors
/// Where it cannot be written.
pub fn page(audited: &Audited, mut out: impl Write) -> io::Result<()> {
    let audit = &audited.audit;
    let names: Vec<&str> = audit.bodies.iter().filter_map(|b| b.name.as_deref()).collect();
    let title = match names.as_slice() {
        [one] => format!("Attendance record: {one}"),
        _ => format!("Attendance record of {} bodies", audit.bodies.len()),
    };
    write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\">\n\
         <link rel=\"icon\" href=\"data:,\">\n<title>{0}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">To the findings</a>\n\
         <header>\n<h1>{0}</h1>\n<p>{1} meetings, {2} people, {3} delegations, {4} findings.{5}</p>\n\
         <nav aria-label=\"Parts of the page\"><a href=\"#findings\">Findings</a> <a href=\"#matrix\">Who was there</a> <a href=\"#people\">People and offices</a> \
         <a href=\"#candidates\">Who may be one person</a></nav>\n</header>\n<main>\n",
        text(&title),
        audit.meetings.len(),
        audit.people.len(),
        audit.delegations.len(),
        audit.findings.len(),
        news(audited),
    )?;
    findings(audited, &mut out)?;
    picture::write(audited, &mut out)?;
    people::write(audited, &mut out)?;
    candidates(audited, &mut out)?;
    write!(out, "</main>\n<script type=\"application/json\" id=\"data\">{}</script>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n", json(&data(audited)))
}

fn news(audited: &Audited) -> String {
    audited.audit.news.as_ref().map_or_else(String::new, |n| {
        format!(" Since the last audit: {} new records, {} new findings, {} no more.", n.records.len(), n.findings.len(), n.gone.len())
    })
}

const fn weight(weight: Weight) -> (&'static str, &'static str) {
    match weight {
        Weight::Error => ("error", "contradiction"),
        Weight::Review => ("review", "to check"),
        Weight::Info => ("info", "to know"),
    }
}

/// The findings in the order in which a person would check them: what matters most first, and of one weight a file at a time, by page.
fn findings(audited: &Audited, out: &mut impl Write) -> io::Result<()> {
    let audit = &audited.audit;
    let mut order: Vec<&Finding> = audit.findings.iter().collect();
    order.sort_by_key(|f| (f.severity, &f.body, &f.date, &f.record, f.evidence.first().and_then(|p| p.page), f.code, &f.id));
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &order {
        *codes.entry(finding.code.as_str()).or_default() += 1;
    }
    writeln!(out, "<section id=\"findings\" aria-labelledby=\"findings-h\">\n<h2 id=\"findings-h\">Findings</h2>")?;
    writeln!(out, "<form id=\"filter\" role=\"search\" aria-label=\"Filter the findings\" hidden><label>Words <input type=\"search\" id=\"words\"></label>")?;
    writeln!(out, "<label>Kind <select id=\"code\"><option value=\"\">all</option>")?;
    for (code, n) in codes {
        writeln!(out, "<option value=\"{code}\">{code} ({n})</option>")?;
    }
    writeln!(out, "</select></label> <label>Body <select id=\"body\"><option value=\"\">all</option>")?;
    for body in &audit.bodies {
        writeln!(out, "<option value=\"{}\">{}</option>", text(&body.id), text(body.name.as_deref().unwrap_or(&body.id)))?;
    }
    writeln!(out, "</select></label> <output id=\"count\" aria-live=\"polite\"></output></form>")?;
    if order.is_empty() {
        writeln!(out, "<p>Nothing was found that somebody should look at.</p>")?;
    }
    if order.len() > MOST_FINDINGS {
        writeln!(out, "<p>The first {MOST_FINDINGS} of {} findings; all are in findings.csv.</p>", order.len())?;
    }
    writeln!(out, "<ol class=\"findings\">")?;
    for finding in order.into_iter().take(MOST_FINDINGS) {
        let (class, word) = weight(finding.severity);
        let new = if finding.new { "<strong>new</strong> " } else { "" };
        writeln!(
            out,
            "<li id=\"f-{}\" class=\"{class}\" data-code=\"{}\" data-body=\"{}\"><details><summary>{new}<span class=\"weight\">{word}</span> <code>{}</code> <span class=\"when\">{}</span> {}</summary>",
            text(&finding.id),
            finding.code.as_str(),
            text(&finding.body),
            finding.code.as_str(),
            text(finding.date.as_deref().unwrap_or("no date")),
            text(&finding.message),
        )?;
        writeln!(out, "<p>What would settle it: {}.</p>\n<ul class=\"proofs\">", text(&finding.settle))?;
        for proof in &finding.evidence {
            writeln!(out, "<li>{}</li>", proof_html(proof))?;
        }
        writeln!(out, "</ul></details></li>")?;
    }
    writeln!(out, "</ol>\n</section>")
}

/// The words, the file, the page, the box.
fn proof_html(proof: &Proof) -> String {
    let words = if proof.words.is_empty() { String::new() } else { format!("<q>{}</q> ", text(&proof.words)) };
    let page = proof.page.map(|p| format!(", page {p}")).unwrap_or_default();
    let bbox = proof.bbox.map(|b| format!(" <span class=\"box\">box {}</span>", b.0.map(|x| format!("{x:.0}")).join(" "))).unwrap_or_default();
    format!("{words}<span class=\"file\">{}{page}</span>{bbox}", text(&proof.file))
}

fn candidates(audited: &Audited, out: &mut impl Write) -> io::Result<()> {
    let pairs = &audited.audit.candidates;
    writeln!(out, "<section id=\"candidates\" aria-labelledby=\"candidates-h\">\n<h2 id=\"candidates-h\">Who may be one person</h2>")?;
    writeln!(
        out,
        "<p>{} pairs that were not merged. To settle one, write <code>same</code> or <code>different</code> before its row in candidates.csv, and give that file to <code>--decisions</code>.</p>\n<ul>",
        pairs.len()
    )?;
    for pair in pairs.iter().take(MOST_FINDINGS) {
        let reasons: Vec<String> = pair.reasons.iter().map(|r| format!("<li>{} ({:+.1} bits)</li>", text(&r.what), r.bits)).collect();
        writeln!(
            out,
            "<li><details><summary>{} ({}) and {} ({}): {:.0} in a hundred</summary><p>{}</p><ul>{}</ul></details></li>",
            text(&pair.first.name),
            text(&pair.first.record),
            text(&pair.second.name),
            text(&pair.second.record),
            pair.score * 100.0,
            text(&pair.because),
            reasons.join(""),
        )?;
    }
    writeln!(out, "</ul>\n</section>")
}

/// What the script needs: the rows and columns of each matrix, and the words behind each cell.
fn data(audited: &Audited) -> Value {
    let audit = &audited.audit;
    let sheets: BTreeMap<&str, usize> = audited.sheets.iter().enumerate().map(|(i, s)| (s.record.as_str(), i)).collect();
    let cells: usize = audit.matrix.iter().map(|m| m.rows.len() * m.meetings.len()).sum();
    let matrices: Vec<Value> = audit
        .matrix
        .iter()
        .map(|matrix| {
            let columns: Vec<usize> = matrix.meetings.iter().filter_map(|r| sheets.get(r.as_str()).copied()).collect();
            let meetings: Vec<Value> =
                columns.iter().filter_map(|c| audited.sheets.get(*c)).map(|s| value!([s.date.as_deref().unwrap_or("no date"), s.file, s.record])).collect();
            let rows: Vec<Value> = matrix.rows.iter().map(|r| value!([r.name, r.cells.iter().map(|c| picture::letter(*c)).collect::<String>()])).collect();
            let mut evidence = serde_json::Map::new();
            if cells <= MOST_CELLS {
                let index: BTreeMap<&str, usize> = matrix.rows.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
                for (column, sheet) in columns.iter().enumerate() {
                    for (id, proof) in behind(audited, *sheet) {
                        let Some(row) = index.get(id) else { continue };
                        let cut: String = proof.0.chars().take(CELL_WORDS).collect();
                        let entry = evidence.entry(format!("{row},{column}")).or_insert_with(|| value!([]));
                        if let Some(list) = entry.as_array_mut().filter(|l| l.len() < 4) {
                            list.push(value!([cut, proof.1, proof.2]));
                        }
                    }
                }
            }
            value!({ "body": matrix.body, "meetings": meetings, "rows": rows, "evidence": evidence })
        })
        .collect();
    value!({ "matrices": matrices, "words": picture::WORDS, "whole": cells <= MOST_CELLS })
}

type Words = (String, Option<u32>, Option<[i32; 4]>);

/// The words of a sheet that stand behind each row: the delegation's heading, the person, who takes the floor.
fn behind(audited: &Audited, sheet: usize) -> Vec<(&str, Words)> {
    let (Some(of), Some(ids), Some(people)) = (audited.sheets.get(sheet), audited.delegations.get(sheet), audited.person_of.get(sheet)) else {
        return Vec::new();
    };
    let words = |place: &super::facts::Place| (place.words.clone(), place.page, place.bbox.map(|b| b.0.map(|x| x.round() as i32)));
    let mut found = Vec::new();
    for (listed, id) in of.delegations.iter().zip(ids) {
        if let Some(id) = id {
            found.push((id.as_str(), words(&listed.place)));
        }
    }
    for (seen, person) in of.people.iter().zip(people) {
        if let Some(person) = person.and_then(|p| audited.audit.people.get(p)) {
            found.push((person.id.as_str(), words(&seen.place)));
        }
        if let Some(id) = seen.delegation.and_then(|d| ids.get(d)).and_then(Option::as_deref) {
            found.push((id, words(&seen.place)));
        }
    }
    for (speaker, id) in of.speakers.iter().zip(audited.speakers.get(sheet).into_iter().flatten()) {
        if !ids.iter().flatten().any(|i| i == id) {
            found.push((id.as_str(), words(&speaker.place)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{Question, audit};

    #[test]
    fn no_text_of_a_record_becomes_markup() {
        let nasty = "<img src=x onerror=alert(1)> </script> \" ' &";
        let mut sheet =
            crate::audit::Sheet { record: nasty.into(), file: nasty.into(), body: Some(nasty.into()), date: Some("2024-01-02".into()), ..Default::default() };
        sheet.head.words = nasty.into();
        let mut page_bytes = Vec::new();
        page(&audit(vec![sheet], &Question::default()), &mut page_bytes).unwrap();
        let html = String::from_utf8(page_bytes).unwrap();
        assert!(html.contains("&lt;img") && !html.contains("<img"));
        assert_eq!(html.matches("</script>").count(), 2, "the data and the script, and none of the record's");
    }
}

//! `html/<id>.html`: the repaired minutes to read, print and send, in one file without a script or anything from outside.
//!
//! The text comes first, as the minutes have it, with what is named in it marked; a repair can be opened under the block that it stands in. Behind it come
//! the roll, the decisions, actions and votes as tables, and what a person should check, each with its page. Headings are nested as the sections are, tables
//! have their heads, the language is declared, and nothing is told by colour alone.

mod facts;
mod text;

use super::Exporter;
use super::links::Links;
use super::markup::Markup;
use crate::minutes::{Minutes, TextSpan};
use std::io;
use std::path::{Path, PathBuf};

const STYLE: &str = include_str!("style.css");

/// The writer.
#[derive(Debug)]
pub(super) struct Html {
    folder: PathBuf,
    links: Links,
}

impl Html {
    pub(super) fn new(folder: &Path, links: Option<&str>) -> Self {
        Self { folder: folder.join("html"), links: Links::new(links) }
    }
}

impl Exporter for Html {
    fn record(&mut self, record: &Minutes) -> io::Result<()> {
        super::write_page(&self.folder, &record.id, "html", &page(record, &self.links))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

/// The record as one page.
fn page(record: &Minutes, links: &Links) -> String {
    let title = record.meeting.title.as_deref().or(record.meeting.body.as_deref()).unwrap_or(&record.source.file);
    let mut html = Markup::beginning("<!doctype html>\n");
    html.open("html").with("lang", record.source.language.as_deref().unwrap_or("")).raw("\n");
    html.open("head").raw("\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    html.open("title").text(title).close().raw("\n<style>\n").raw(STYLE).raw("</style>\n").close().raw("\n");
    html.open("body").raw("\n<a class=\"skip\" href=\"#text\" lang=\"en\">To the text</a>\n");
    html.open("header").raw("\n");
    html.open("h1").with("dir", "auto").text(title).close().raw("\n");
    facts::meeting(&mut html, record, links);
    contents(&mut html, record);
    html.close().raw("\n");
    html.open("main").raw("\n");
    html.open("article").with("id", "text").with("dir", "auto").raw("\n");
    text::Text::of(record, links).write(&mut html);
    html.close().raw("\n");
    html.open("section").with("class", "read").with("lang", "en").with("aria-label", "What was read").raw("\n");
    facts::write(&mut html, record, links);
    html.close().raw("\n").close().raw("\n");
    html.open("footer").with("lang", "en").open("p");
    html.text(&format!("Read from {} by {} {}. ", record.source.file, record.made_by.program, record.made_by.version));
    html.text("Marked words are a reading: where they matter, look at the page.").close().close().raw("\n");
    html.finish()
}

/// The sections as links, where there are several.
fn contents(html: &mut Markup, record: &Minutes) {
    let titled: Vec<_> = record.sections.iter().filter(|s| s.title.is_some() || s.number.is_some()).collect();
    if titled.len() < 2 {
        return;
    }
    html.open("nav").with("aria-label", "Contents").open("details").open("summary").with("lang", "en").text("Contents").close().open("ul").raw("\n");
    for section in titled {
        let label = [section.number.as_deref(), section.title.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        html.open("li").with("class", &format!("l{}", section.level.clamp(1, 6)));
        html.open("a").with("href", &format!("#{}", anchor(&section.id))).text(&label).close().close().raw("\n");
    }
    html.close().close().close().raw("\n");
}

/// An id as HTML and a link have it.
fn anchor(id: &str) -> String {
    super::links::escaped(id).replace(['%', '/'], "_")
}

/// A link to the page in the document.
fn page_link(html: &mut Markup, record: &Minutes, links: &Links, page: Option<u32>) {
    if let Some(n) = page {
        html.open("a").with("class", "page").with("lang", "en").with("href", &links.to(record, page)).text(&format!("p. {n}")).close();
    }
}

/// The anchor of a fact by where its words begin.
fn place(what: &str, span: TextSpan) -> String {
    format!("{what}-{}", span[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str) -> (Minutes, String) {
        let records = crate::pipeline::read(text.into(), "pier.md", &crate::pipeline::Options::default()).expect("Markdown is read");
        let record = records.into_iter().next().expect("one record");
        let page = page(&record, &Links::new(None));
        (record, page)
    }

    #[test]
    fn headings_nest_and_the_roll_is_a_table() {
        let (record, page) = drawn(
            "# Minutes of the Pier Board\n\nPresent: Ms. Ada Pell, Mr. Bo Lind\n\n## 1. Opening\n\nMs. Pell opened the meeting.\n\n### 1.1 Guests\n\nThere were none.\n\n## 2. Repairs\n\nThe board approved the sum of € 500.\n",
        );
        for expected in ["<h2 id=\"s1\"", "<h3 id=\"s1.1\"", "<h2 id=\"s2\"", "<caption>", "<th scope=\"row\">Ada Pell</th>"] {
            assert!(page.contains(expected), "{expected} in {page}");
        }
        assert!(!record.attendance.people.is_empty());
        for name in ["html", "head", "body", "main", "article", "section", "table", "p", "h2"] {
            let count = |mark: &str| page.matches(mark).count();
            let opened = count(&format!("<{name}>")) + count(&format!("<{name} "));
            assert_eq!(opened, count(&format!("</{name}>")), "{name}");
        }
    }

    #[test]
    fn a_repair_opens_under_its_words() {
        let (mut record, _) = drawn("# Minutes of the Pier Board\n\nPresent: Ms. Ada Pell\n\n## 1. Opening\n\nNothing was said.\n");
        let person = record.attendance.people.first_mut().expect("a person");
        person.repairs.push(crate::diagnostics::Repair::new("name-corrected", "a <witness>").replacing("Adda", "Ada"));
        let page = page(&record, &Links::new(None));
        assert!(page.contains("<details class=\"repairs\"") && page.contains("a &lt;witness&gt;"), "{page}");
    }
}

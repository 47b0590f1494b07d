//! `markdown/<id>.md`: the repaired minutes as Markdown, headings by their level, lists and tables as such.
//!
//! What was repaired stands behind its block in a comment, which is not shown where the file is set, and is there for who looks at the file itself.

use super::Exporter;
use super::repairs::repairs;
use crate::diagnostics::Repair;
use crate::minutes::{Block, BlockKind, Minutes};
use crate::write::sections::Words;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// The writer.
#[derive(Debug)]
pub(super) struct Markdown {
    folder: PathBuf,
}

impl Markdown {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.join("markdown") }
    }
}

impl Exporter for Markdown {
    fn record(&mut self, record: &Minutes) -> io::Result<()> {
        super::write_page(&self.folder, &record.id, "md", &page(record))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}

/// The record's text as Markdown.
fn page(record: &Minutes) -> String {
    let words = Words::of(&record.text);
    let levels: BTreeMap<&str, u8> = record.sections.iter().map(|s| (s.id.as_str(), s.level)).collect();
    let tables: BTreeMap<&str, &[Vec<String>]> = record.tables.iter().map(|t| (t.block.as_str(), t.rows.as_slice())).collect();
    let mut out = String::new();
    let repairs = repairs(record);
    for block in &record.blocks {
        put(&mut out, block, words.at(block.span), &levels, tables.get(block.id.as_str()).copied());
        out.push_str("\n\n");
        for repair in repairs.range(block.span[0]..block.span[1].max(block.span[0])).flat_map(|(_, repairs)| repairs) {
            let _ = write!(out, "<!-- repaired: {} -->\n\n", comment(repair));
        }
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn put(out: &mut String, block: &Block, words: &str, levels: &BTreeMap<&str, u8>, rows: Option<&[Vec<String>]>) {
    match (block.kind, rows) {
        (_, Some(rows)) => table(out, rows),
        (BlockKind::Title, _) => {
            let _ = write!(out, "# {}", escaped(&words.replace('\n', " ")));
        }
        (BlockKind::Heading, _) => {
            let level = block.section.as_deref().and_then(|s| levels.get(s)).copied().unwrap_or(1);
            let marks = "#".repeat(usize::from(level.clamp(1, 5)) + 1);
            let _ = write!(out, "{marks} {}", escaped(&words.replace('\n', " ")));
        }
        (BlockKind::ListItem, _) => {
            let _ = write!(out, "- {}", escaped(words).replace('\n', "\n  "));
        }
        // A roll is read line by line: two blanks at a line's end keep it so.
        (BlockKind::Attendance, _) => out.push_str(&escaped(words).replace('\n', "  \n")),
        (BlockKind::Paragraph | BlockKind::Table | BlockKind::Footnote, _) => out.push_str(&escaped(words)),
    }
}

fn table(out: &mut String, rows: &[Vec<String>]) {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    for (i, row) in rows.iter().enumerate() {
        out.push('|');
        for cell in 0..width {
            let words = row.get(cell).map(String::as_str).unwrap_or_default();
            let _ = write!(out, " {} |", escaped(&words.replace('\n', " ")).replace('|', "\\|"));
        }
        out.push('\n');
        if i == 0 {
            out.push('|');
            out.push_str(&" --- |".repeat(width));
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
}

/// A repair in words that cannot end their comment.
fn comment(repair: &Repair) -> String {
    let mut words = repair.kind.replace('-', " ");
    match (&repair.from, &repair.to) {
        (Some(from), Some(to)) => {
            let _ = write!(words, ": \"{from}\" read as \"{to}\"");
        }
        (Some(one), None) | (None, Some(one)) => {
            let _ = write!(words, ": \"{one}\"");
        }
        (None, None) => {}
    }
    let _ = write!(words, ". {}", repair.because);
    words.replace(['\n', '\r'], " ").replace('<', "‹").replace('>', "›").replace("--", "–")
}

/// Text in which nothing is Markdown's own mark.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut at_start = true;
    for c in words.chars() {
        let own = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&') || at_start && matches!(c, '#' | '+' | '-' | '=' | '|' | '~');
        if own {
            out.push('\\');
        }
        out.push(c);
        at_start = c == '\n' || at_start && c == ' ';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_markdown_are_kept_as_letters() {
        for (words, expected) in [("a * b_c", "a \\* b\\_c"), ("# one", "\\# one"), ("x # y", "x # y"), ("<b>", "\\<b\\>"), ("a\n- b", "a\n\\- b")] {
            assert_eq!(escaped(words), expected);
        }
    }

    #[test]
    fn a_repair_stands_in_a_comment_that_it_cannot_end() {
        let repair = Repair::new("name-corrected", "a witness --> <b>").replacing("Adda\n--", "Ada");
        assert_eq!(comment(&repair), "name corrected: \"Adda –\" read as \"Ada\". a witness –› ‹b›");
    }

    #[test]
    fn headings_stand_under_their_level() {
        let source = b"# Minutes of the Pier Board\n\n## 1. Opening\n\nThe chair opened the meeting at noon, and welcomed the members.\n\n## 2. Repairs\n\nThe board agreed to mend the pier before the summer.\n".to_vec();
        let records = crate::pipeline::read(source, "pier.md", &crate::pipeline::Options::default()).expect("Markdown is read");
        let page = page(records.first().expect("one record"));
        assert!(page.contains("\n## 1. Opening\n"), "{page}");
        assert!(page.contains("\nThe chair opened the meeting at noon"), "{page}");
    }
}

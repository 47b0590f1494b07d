//! Markdown's lines: headings, list items, tables, rules, fences.
//!
//! The Markdown here is what converters from PDF write, not what people do: emphasis that ends after a space, headings
//! of any level for lines of any rank, page anchors, HTML tables, underscores for a signature's line. So marks are
//! taken off generously, and lines stay lines: what the converter wrote on one line was on one line of the page.

use super::inline::{self, Inline};
use super::text::{PlainLine, PlainText};
use crate::diagnostics::Repair;
use std::collections::BTreeSet;

/// Takes the marks off a Markdown text with `\n` line ends.
pub(super) fn read(text: &str) -> PlainText {
    let text = without_comments(text);
    let mut reader = Reader::default();
    let mut lines = text.split('\n').peekable();
    while let Some(line) = lines.next() {
        reader.line(line, lines.peek().copied());
    }
    reader.flush();
    reader.html_table();
    undo_false_tables(&reader.out)
}

/// The shortest row, in letters, that is taken for a line of prose: rows of two words are tables.
const PROSE_ROW: usize = 50;

/// A converter that sees white rivers in justified text draws a table with a border through sentences, and through
/// words. Where every border of a table stands inside a sentence, its rows are lines of prose.
fn undo_false_tables(lines: &[PlainLine]) -> PlainText {
    let mut text = PlainText::default();
    let mut words: Option<BTreeSet<String>> = None;
    for run in lines.chunk_by(|a, b| a.cells.is_empty() == b.cells.is_empty()) {
        if !run.iter().all(is_prose) || !run.windows(2).all(|w| w.iter().skip(1).all(|l| l.text.starts_with(char::is_lowercase))) {
            text.lines.extend_from_slice(run);
            continue;
        }
        rejoin(&mut text.lines, run);
        let known = words.get_or_insert_with(|| lines.iter().flat_map(|l| words_of(&l.text)).map(str::to_owned).collect());
        for row in run {
            let line = joined(row, known, text.lines.len(), &mut text.repairs);
            text.lines.push(line);
        }
    }
    text
}

/// Takes away the empty lines between a sentence that is not at its end and the prose that goes on in small letters.
fn rejoin(lines: &mut Vec<PlainLine>, prose: &[PlainLine]) {
    let goes_on = prose.first().is_some_and(|row| row.text.starts_with(char::is_lowercase));
    let open = lines.iter().rfind(|l| !l.text.is_empty()).is_some_and(|l| {
        l.level.is_none() && l.cells.is_empty() && l.text.chars().count() >= PROSE_ROW && l.text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    });
    while goes_on && open && lines.last().is_some_and(|l| l.text.is_empty()) {
        lines.pop();
    }
}

fn is_prose(row: &PlainLine) -> bool {
    let mut cells = row.cells.iter().map(|c| row.text.get(c.clone()).unwrap_or_default());
    let Some(first) = cells.next() else { return false };
    let mut left = first;
    let runs_on = cells.all(|right| {
        let inside = left.ends_with(|c: char| c.is_alphabetic() || c == ',') && right.starts_with(char::is_lowercase);
        left = right;
        inside
    });
    runs_on && row.cells.len() > 1 && row.text.chars().count() >= PROSE_ROW
}

/// A row as one line. A word that a border cut is put together where the text has it elsewhere.
fn joined(row: &PlainLine, known: &BTreeSet<String>, index: usize, repairs: &mut Vec<(usize, Repair)>) -> PlainLine {
    let mut line = PlainLine::default();
    for cell in &row.cells {
        let right = row.text.get(cell.clone()).unwrap_or_default();
        let (head, tail) = (words_of(&line.text).last().unwrap_or_default(), words_of(right).next().unwrap_or_default());
        let whole = format!("{head}{tail}");
        if !line.text.is_empty() && known.contains(&whole) && !line.text.ends_with(',') {
            let repair = Repair::new("word-joined", "a table's border cut the word, which stands whole elsewhere in the text");
            repairs.push((index, repair.replacing(format!("{head} {tail}"), whole)));
        } else if !line.text.is_empty() {
            line.text.push(' ');
        }
        let (from, to) = (cell.start, line.text.len());
        let inside = row.styles.iter().filter(|(r, _)| r.start >= cell.start && r.end <= cell.end);
        line.styles.extend(inside.map(|(r, s)| (r.start - from + to..r.end - from + to, *s)));
        line.text.push_str(right);
    }
    line
}

fn words_of(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}

/// HTML comments carry page marks of converters, never words of the document.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<!--") {
        let Some((_, tail)) = after.split_once("-->") else { break };
        out.push_str(before);
        rest = tail;
    }
    out.push_str(rest);
    out
}

#[derive(Default)]
struct Reader {
    out: Vec<PlainLine>,
    /// The lines of the paragraph or item that is being gathered: emphasis may run over their ends.
    unit: Vec<String>,
    /// Whether the unit is a list item, to be written with "- ".
    bullet: bool,
    /// What closes the fence that is open.
    fence: Option<(char, usize)>,
    /// The HTML of a table that is open.
    table: Option<String>,
    /// Whether the line before was a row of a table.
    in_table: bool,
}

impl Reader {
    fn line(&mut self, line: &str, next: Option<&str>) {
        let trimmed = line.trim();
        if let Some((mark, length)) = self.fence {
            if trimmed.len() >= length && trimmed.chars().all(|c| c == mark) {
                self.fence = None;
            } else {
                self.out.push(PlainLine { text: line.trim_end().to_owned(), ..PlainLine::default() });
            }
            return;
        }
        if self.table.is_some() || starts_with_tag(trimmed, "<table") {
            self.flush();
            self.table.get_or_insert_default().push_str(trimmed);
            self.table.get_or_insert_default().push(' ');
            if trimmed.to_ascii_lowercase().contains("</table") {
                self.html_table();
            }
            return;
        }
        let body = without_quote_marks(trimmed);
        let was_in_table = std::mem::take(&mut self.in_table);
        if body.is_empty() {
            self.flush();
            self.out.push(PlainLine::default());
        } else if let Some(fence) = fence(body) {
            self.flush();
            self.fence = Some(fence);
        } else if let Some((level, words)) = heading(body) {
            self.flush();
            self.push(&inline::read(words), Some(level));
        } else if is_rule(body) {
            self.rule(body);
        } else if is_row(body, next, was_in_table) {
            self.flush();
            self.in_table = true;
            if !is_separator(body) {
                self.row(cells(body).map(|c| inline::read(&c)));
            }
        } else if let Some(words) = item(body) {
            self.flush();
            self.bullet = true;
            self.unit.push(words.to_owned());
        } else {
            self.unit.push(body.to_owned());
        }
    }

    /// A line of one mark: a heading's underline, else a rule on the page, which says no word.
    fn rule(&mut self, body: &str) {
        let level = match body.chars().next() {
            Some('=') => Some(1),
            Some('-') if !body.contains(' ') => Some(2),
            _ => None,
        };
        if let (Some(level), [words], false) = (level, self.unit.as_slice(), self.bullet) {
            let words = inline::read(words);
            self.unit.clear();
            self.push(&words, Some(level));
        } else {
            self.flush();
            self.out.push(PlainLine::default());
        }
    }

    fn flush(&mut self) {
        let unit = std::mem::take(&mut self.unit).join("\n");
        let bullet = std::mem::take(&mut self.bullet);
        if !unit.is_empty() {
            let mut read = inline::read(&unit);
            if bullet {
                read.prefix("- ");
            }
            self.push(&read, None);
        }
    }

    fn push(&mut self, read: &Inline, level: Option<u8>) {
        for line in read.lines() {
            let level = level.filter(|_| !line.text.is_empty());
            self.out.push(PlainLine { text: line.text, styles: line.styles, level, ..PlainLine::default() });
        }
    }

    fn row(&mut self, cells: impl Iterator<Item = Inline>) {
        let mut line = PlainLine::default();
        for (i, cell) in cells.enumerate() {
            if i > 0 {
                line.text.push('\t');
            }
            let cell = cell.on_one_line();
            let start = line.text.len();
            line.text.push_str(&cell.text);
            line.styles.extend(cell.styles.into_iter().map(|(r, s)| (r.start + start..r.end + start, s)));
            line.cells.push(start..line.text.len());
        }
        self.out.push(line);
    }

    /// Reads the HTML table that was gathered: one line a row.
    fn html_table(&mut self) {
        let Some(html) = self.table.take() else { return };
        for row in split_at_tags(&html, &["tr"]).into_iter().skip(1) {
            let cells = split_at_tags(row, &["td", "th"]);
            if cells.len() > 1 {
                self.row(cells.into_iter().skip(1).map(inline::read));
            }
        }
    }
}

fn starts_with_tag(line: &str, tag: &str) -> bool {
    line.split_at_checked(tag.len()).is_some_and(|(head, _)| head.eq_ignore_ascii_case(tag))
}

/// The parts of `html` before, between and after the opening tags of these names.
fn split_at_tags<'h>(html: &'h str, names: &[&str]) -> Vec<&'h str> {
    let mut parts = Vec::new();
    let mut part_start = 0;
    for (at, _) in html.match_indices('<') {
        let Some((_, tag)) = html.split_at_checked(at + 1) else { continue };
        let length = tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len());
        let wanted = tag.get(..length).is_some_and(|n| names.iter().any(|m| n.eq_ignore_ascii_case(m)));
        let Some(close) = tag.find('>').filter(|_| wanted) else { continue };
        parts.push(html.get(part_start..at).unwrap_or_default());
        part_start = at + 1 + close + 1;
    }
    parts.push(html.get(part_start..).unwrap_or_default());
    parts
}

fn without_quote_marks(mut line: &str) -> &str {
    while let Some(rest) = line.strip_prefix('>') {
        line = rest.trim_start();
    }
    line
}

fn fence(line: &str) -> Option<(char, usize)> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    let info = line.trim_start_matches(mark);
    (length >= 3 && !info.contains(mark)).then_some((mark, length))
}

/// The level and words of a heading. Two marks and more need no space after them: converters forget it.
fn heading(line: &str) -> Option<(u8, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let spaced = words.is_empty() || words.starts_with([' ', '\t']);
    let lettered = level >= 2 && words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | '_' | '<'));
    if !(1..=6).contains(&level) || !(spaced || lettered) {
        return None;
    }
    let words = words.trim();
    let open = words.trim_end_matches('#');
    // Closing marks stand after a space; "C#" keeps its own.
    let words = if open.ends_with(' ') || open.is_empty() { open.trim_end() } else { words };
    Some((u8::try_from(level).unwrap_or(6), words))
}

/// A line that holds nothing but one mark, escaped or not, at least three times.
fn is_rule(line: &str) -> bool {
    // A paginating converter writes "{12}-------" between pages.
    let line = match line.strip_prefix('{').and_then(|r| r.split_once('}')) {
        Some((digits, rest)) if digits.chars().all(|c| c.is_ascii_digit()) => rest,
        _ => line,
    };
    let mut marks = line.chars().filter(|c| !matches!(c, ' ' | '\t' | '\\'));
    let Some(first) = marks.next().filter(|c| matches!(c, '-' | '_' | '*' | '=' | '—' | '–')) else { return false };
    let mut count = 1;
    marks.all(|c| {
        count += 1;
        c == first
    }) && count >= 3
}

fn is_row(line: &str, next: Option<&str>, in_table: bool) -> bool {
    let bars = line.matches('|').count();
    let framed = line.starts_with('|') && bars >= 2;
    framed || (bars >= 1 && (in_table || next.is_some_and(|n| is_separator(n.trim()))))
}

/// The line of dashes under a table's head.
fn is_separator(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn cells(line: &str) -> impl Iterator<Item = String> {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner.strip_suffix('|').filter(|i| !i.ends_with('\\')).unwrap_or(inner);
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in inner.chars() {
        if c == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    cells.into_iter()
}

/// The words of a list item that a bullet marks. Numbers stay in the text: they are what people cite.
fn item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '+', '•', '◦', '▪', '‣', '●', '○', '·'])?;
    let bullet_of_type = !line.starts_with(['-', '*', '+', '·']);
    (rest.starts_with([' ', '\t', '\u{A0}']) || (bullet_of_type && !rest.is_empty())).then(|| rest.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Style;

    /// Lines as `level|text`, with styles as letters in braces before the words that they cover.
    fn drawn(markdown: &str) -> Vec<String> {
        read(markdown)
            .lines
            .into_iter()
            .map(|line| {
                let mut out = line.level.map(|l| format!("{l}|")).unwrap_or_default();
                let mut at = 0;
                for (range, style) in &line.styles {
                    let (before, styled) = (line.text.get(at..range.start).unwrap(), line.text.get(range.clone()).unwrap());
                    out = format!("{out}{before}{{{}:{styled}}}", letters(*style));
                    at = range.end;
                }
                out.push_str(line.text.get(at..).unwrap());
                out
            })
            .collect()
    }

    fn letters(s: Style) -> String {
        [(s.bold, 'b'), (s.italic, 'i'), (s.underline, 'u'), (s.raised, '^')].iter().filter(|(on, _)| *on).map(|(_, c)| *c).collect()
    }

    #[test]
    fn marks_become_levels_and_styles() {
        let cases: &[(&str, &[&str])] = &[
            ("# Minutes", &["1|Minutes"]),
            ("#### 5.1 <u>Outreach (Aland)</u>", &["4|5.1 {u:Outreach (Aland)}"]),
            ("## Agenda ##", &["2|Agenda"]),
            ("##Agenda", &["2|Agenda"]),
            ("#5 of the list", &["#5 of the list"]),
            ("##", &[""]),
            ("Present\n=======", &["1|Present"]),
            ("Present\n-------\nA", &["2|Present", "A"]),
            ("A\nB\n---", &["A", "B", ""]),
            ("\\_\\_\\_\\_\\_", &[""]),
            ("* * *", &[""]),
            ("{3}--------------", &[""]),
            ("**Mr. Lund** spoke", &["{b:Mr. Lund} spoke"]),
            ("**bold\nover lines** end", &["{b:bold}", "{b:over lines} end"]),
            ("***both*** *one* _two_ __three__", &["{bi:both} {i:one} {i:two} {b:three}"]),
            ("**Chair: **Ms. Lund", &["{b:Chair:} Ms. Lund"]),
            ("12<sup>th</sup> session", &["12{^:th} session"]),
            ("$12^{th}$ and US\\$150 and $5 to $6", &["12{^:th} and US$150 and $5 to $6"]),
            ("snake_case_name 2*3*4", &["snake_case_name 2{i:3}4"]),
            ("Lund* and Berg*", &["Lund* and Berg*"]),
            ("* first\n- second\n  goes on\n• third", &["- first", "- second", "goes on", "- third"]),
            ("1\\. One\n2) Two", &["1. One", "2) Two"]),
            ("> quoted\n>> twice", &["quoted", "twice"]),
            ("a&nbsp;b &amp; c &eacute; &#8211; &#x2019; &bogus;", &["a b & c é – ’ &bogus;"]),
            ("`a*b*` ok", &["a*b* ok"]),
            ("```text\n# not *this*\n```\nafter", &["# not *this*", "after"]),
            ("[the site](http://example.org/a_(b)) ![logo](x.png)done", &["the site done"]),
            ("see [note] (here) [^3]", &["see [note] (here) {^:3}"]),
            ("<span id=\"page-0-1\"></span>Opening<br>The chair", &["Opening", "The chair"]),
            ("<!-- page 2\n--># Next", &["1|Next"]),
            ("<info@example.org> or <unknown>", &["info@example.org or <unknown>"]),
            ("~~old~~ new", &["old new"]),
            ("a\\\nb  \nc", &["a", "b", "c"]),
        ];
        for (markdown, expected) in cases {
            assert_eq!(drawn(markdown), *expected, "{markdown}");
        }
    }

    #[test]
    fn a_table_through_sentences_is_prose() {
        let text = "The treasurer spoke.\n\n| The report of the trea | surer was heard and the next meeting |\n|---|---|\n| will be announced to | the members closer to the date, in due course. |";
        let read = read(text);
        let lines: Vec<&str> = read.lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(
            lines.get(2..),
            Some(&["The report of the treasurer was heard and the next meeting", "will be announced to the members closer to the date, in due course."][..])
        );
        assert_eq!(read.repairs.iter().map(|(i, r)| (*i, r.to.as_deref())).collect::<Vec<_>>(), [(2, Some("treasurer"))]);
        let open = "The secretary told the members that the list of all the loans, and\n\n| of what each of the mem | bers owes to the society this year, |\n|---|---|\n| would be sent to them | by the end of the month of May. |";
        let lines: Vec<PlainLine> = super::read(open).lines;
        assert_eq!(lines.len(), 3, "the sentence goes on where it was");
        let kept = "| Ann Lund | secretary of the northern section, elected in May |\n|---|---|\n| Bo Berg | treasurer |";
        assert!(super::read(kept).lines.iter().all(|l| l.cells.len() == 2));
    }

    #[test]
    fn rows_become_cells() {
        let cases: &[(&str, &[&[&str]])] = &[
            ("| Name | For |\n|------|:---:|\n| **Lund** | a\\|b |\n| | x |", &[&["Name", "For"], &["Lund", "a|b"], &["", "x"]]),
            ("Name | For\n--- | ---\nLund | x", &[&["Name", "For"], &["Lund", "x"]]),
            ("<table><tr><th>Name</th><th>For</th></tr>\n<tr><td>Lund</td><td>one<br>two</td></tr></table>", &[&["Name", "For"], &["Lund", "one two"]]),
            ("either | or", &[&[]]),
        ];
        for (markdown, expected) in cases {
            let read = read(markdown);
            let got: Vec<Vec<&str>> = read.lines.iter().map(|l| l.cells.iter().map(|c| l.text.get(c.clone()).unwrap()).collect()).collect();
            assert_eq!(got, *expected, "{markdown}");
        }
    }
}

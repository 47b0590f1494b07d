//! Transcripts drawn as text, for the tests of the stages that read them.
//!
//! Blocks are divided by blank lines. `**bold**`, `__underlined__`, `~~italic~~`; a block that begins with `#`s is a marked
//! heading; one that begins with `@14 ` is set in 14 points (11 else); `>40 ` sets a line 40 points in; "- " or "• " makes a
//! list item; lines with " | " make a table; `---` alone begins a page; `^footer: words` and `^header: words` are furniture.

use super::{Furniture, PageInfo, StyleRun, TextBlock, TextKind, TextLine, TextTable, Transcript};
use crate::geometry::Rect;
use crate::layout::{Role, Style};
use crate::minutes::TextLayer;
use crate::span::Span;

const BODY_SIZE: f32 = 11.0;
const LEFT: f32 = 72.0;
const PAGE_WIDTH: f32 = 595.0;
const PAGE_HEIGHT: f32 = 842.0;

/// The transcript that `drawing` shows.
pub(crate) fn drawn(drawing: &str) -> Transcript {
    let mut t = Transcript { body_size: BODY_SIZE, geometry: true, pages: vec![page(1)], ..Transcript::default() };
    let mut y = LEFT;
    for block in drawing.split("\n\n").map(|b| b.trim_matches('\n')) {
        let block = block.trim_end();
        if block.trim().is_empty() {
            y += BODY_SIZE;
            continue;
        }
        if block.trim() == "---" {
            t.pages.push(page(t.pages.len() as u32 + 1));
            y = LEFT;
            continue;
        }
        let furniture = [("^footer:", Role::Footer), ("^header:", Role::Header)];
        if let Some((words, role)) = furniture.iter().find_map(|(mark, role)| Some((block.trim().strip_prefix(mark)?, *role))) {
            t.furniture.push(Furniture { role, text: words.trim().to_owned(), page: t.pages.len() as u32 });
            continue;
        }
        draw_block(&mut t, block, &mut y);
        y += BODY_SIZE;
    }
    t
}

fn page(number: u32) -> PageInfo {
    PageInfo { number, label: None, width: PAGE_WIDTH, height: PAGE_HEIGHT, rotation: 0, text_layer: TextLayer::Digital }
}

fn draw_block(t: &mut Transcript, block: &str, y: &mut f32) {
    let mut block = block;
    let (mut size, mut level) = (BODY_SIZE, None);
    if let Some(rest) = block.strip_prefix('@') {
        let (points, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        size = points.parse().unwrap_or(BODY_SIZE);
        block = rest;
    }
    if block.starts_with('#') {
        let words = block.trim_start_matches('#');
        level = u8::try_from(block.len() - words.len()).ok();
        block = words.trim_start();
    }
    let table = block.lines().all(|l| l.contains(" | "));
    let kind = match block {
        _ if table => TextKind::Table,
        b if b.starts_with("- ") || b.starts_with("• ") => TextKind::ListItem,
        _ => TextKind::Paragraph,
    };
    if !t.text.is_empty() {
        t.text.push_str("\n\n");
    }
    let (start, first) = (t.text.len(), t.lines.len());
    let page = t.pages.len() as u32;
    let head_of_page = t.lines.last().is_none_or(|l| l.page != Some(page));
    let mut rows = Vec::new();
    for (n, line) in block.lines().enumerate() {
        if n > 0 {
            t.text.push('\n');
        }
        let mut line = line;
        let mut x = LEFT;
        if let Some((points, rest)) = line.strip_prefix('>').and_then(|r| r.split_once(' ')) {
            x += points.parse::<f32>().unwrap_or(0.0);
            line = rest;
        }
        let from = t.text.len();
        if table {
            let mut row = Vec::new();
            for (i, cell) in line.split(" | ").enumerate() {
                if i > 0 {
                    t.text.push('\t');
                }
                let at = t.text.len();
                styled(t, cell.trim());
                row.push(Span::new(at, t.text.len()));
            }
            rows.push(row);
        } else {
            styled(t, line.trim_end());
        }
        let span = Span::new(from, t.text.len());
        let width = span.of(&t.text).chars().count() as f32 * size * 0.5;
        let gap_above = match n {
            0 if head_of_page => f32::INFINITY,
            0 => 1.0,
            _ => 0.0,
        };
        let bbox = Some(Rect::new(x, *y, x + width, *y + size));
        t.lines.push(TextLine { span, page: Some(page), bbox, block: t.blocks.len(), size, column: None, gap_above });
        *y += size * 1.2;
    }
    if table {
        t.tables.push(TextTable { block: t.blocks.len(), rows, ruled: true });
    }
    let lines = first..t.lines.len();
    let bbox = Rect::around(t.lines.iter().skip(first).filter_map(|l| l.bbox));
    t.blocks.push(TextBlock { kind, span: Span::new(start, t.text.len()), lines, page: Some(page), bbox, column: None, size, marked_level: level });
}

/// Adds the words of a line, its marks taken off and kept as style.
fn styled(t: &mut Transcript, line: &str) {
    const MARKS: [&str; 3] = ["**", "__", "~~"];
    let (mut rest, mut style, mut from) = (line, Style::default(), t.text.len());
    while let Some((at, mark)) = MARKS.iter().filter_map(|m| Some((rest.find(m)?, *m))).min() {
        let (words, after) = rest.split_at(at);
        t.text.push_str(words);
        if style != Style::default() && t.text.len() > from {
            t.styles.push(StyleRun { span: Span::new(from, t.text.len()), style });
        }
        match mark {
            "**" => style.bold = !style.bold,
            "__" => style.underline = !style.underline,
            _ => style.italic = !style.italic,
        }
        from = t.text.len();
        rest = after.get(mark.len()..).unwrap_or_default();
    }
    t.text.push_str(rest);
    if style != Style::default() && t.text.len() > from {
        t.styles.push(StyleRun { span: Span::new(from, t.text.len()), style });
    }
}

#[test]
fn drawings_keep_words_and_marks() {
    let t = drawn("@14 **A title**\n\n## 1. One\n\nplain **bold** and\n>20 more\n\na | b\nc | d\n\n---\n\n^footer: Page 2\n\n- item");
    assert_eq!(t.text, "A title\n\n1. One\n\nplain bold and\nmore\n\na\tb\nc\td\n\n- item");
    let bold: Vec<&str> = t.styles.iter().map(|r| r.span.of(&t.text)).collect();
    assert_eq!(bold, ["A title", "bold"]);
    assert_eq!(t.blocks.iter().map(|b| b.marked_level).collect::<Vec<_>>(), [None, Some(2), None, None, None]);
    assert_eq!((t.lines.len(), t.tables.len(), t.furniture.len(), t.pages.len()), (7, 1, 1, 2));
    assert_eq!(t.page_at(t.text.len() - 1), Some(2));
}

//! Puts a page together: furniture aside, ruled tables, regions with columns, running text; blocks in reading order.

use super::blocks::{Measure, divide, document_pitch};
use super::columns::{Region, regions};
use super::furniture::{self, Sheet};
use super::kinds::Sort;
use super::rows::{HANG_EM, Row, gather, hang, line, underline};
use super::tables::{Cell, Grid, grids};
use super::words::{PageWords, Placed, words};
use super::{Block, Column, Dropped, LaidPage, Layout, Line, Role, plain as grid_of};
use crate::geometry::Rect;
use crate::minutes::TextLayer;
use crate::read::text::PlainText;
use crate::read::{RawDocument, RawPage};
use std::collections::BTreeMap;

/// Lays out the pages of a PDF.
pub(super) fn pages(raw: &RawDocument) -> Layout {
    let mut all: Vec<(PageWords, Vec<Row>)> = raw
        .pages
        .iter()
        .map(|page| {
            let mut found = words(page, &raw.fonts);
            underline(&mut found.words, &page.rules);
            let rows = gather(found.words.clone(), &found);
            (found, rows)
        })
        .collect();
    let sheets: Vec<Sheet<'_>> =
        raw.pages.iter().zip(&all).map(|(p, (words, rows))| Sheet { words, rows, number: p.number, label: p.label.as_deref(), height: p.height }).collect();
    let roles = furniture::find(&sheets);
    let body_size =
        usual_size(all.iter().zip(&roles).flat_map(|((_, rows), roles)| rows.iter().zip(roles).filter(|(_, r)| r.is_none()).flat_map(|(r, _)| &r.words)));
    let right = right_edge(
        all.iter().zip(&roles).flat_map(|((_, rows), roles)| rows.iter().zip(roles).filter(|(_, r)| r.is_none()).map(|(r, _)| r.bbox.x1)),
        body_size,
    );
    let pitch_em = document_pitch(
        all.iter().zip(&roles).flat_map(|((_, rows), roles)| rows.iter().zip(roles).filter(|(_, r)| r.is_none()).map(|(r, _)| (r.baseline, r.size))),
    );
    let whole = Setting { em: body_size, right, grid: false, pitch_em };
    let pages = raw
        .pages
        .iter()
        .zip(all.iter_mut())
        .zip(roles)
        .map(|((page, (words, rows)), roles)| lay_page(page, words, std::mem::take(rows), &roles, whole))
        .collect();
    Layout { pages, body_size, geometry: true }
}

/// Lays out a text without geometry.
pub(super) fn plain(text: &PlainText) -> Layout {
    let (words, all) = grid_of::words(text);
    let mut blocks: Vec<Block> = Vec::new();
    let mut flow: Vec<Row> = Vec::new();
    let right = text.lines.iter().map(|l| l.text.chars().count()).max().unwrap_or(0) as f32 * 0.5;
    // A text whose lines are paragraphs has no right edge: no line was ever broken to fit.
    let broken = text.lines.iter().filter(|l| l.text.chars().count() > 130).count() == 0;
    let right = if broken { right } else { f32::INFINITY };
    let setting = Setting { em: 1.0, right, grid: true, pitch_em: grid_of::PITCH_EM };
    let mut rows = all.into_iter().peekable();
    let mut table: Vec<(usize, &crate::read::text::PlainLine)> = Vec::new();
    for (i, source) in text.lines.iter().enumerate() {
        let row = rows.next_if(|r| (r.baseline - (i as f32 * grid_of::PITCH_EM + 1.0)).abs() < 0.1 * grid_of::PITCH_EM);
        if source.cells.is_empty() && !table.is_empty() {
            blocks.push(marked_table(&std::mem::take(&mut table)));
        }
        if source.level.is_some() || !source.cells.is_empty() {
            region_blocks(&words, &std::mem::take(&mut flow), setting, 0, &mut blocks);
        }
        if let Some(level) = source.level {
            let line = grid_of::line(source, i, 0..source.text.len());
            blocks.push(Block {
                role: Role::Body,
                bbox: line.bbox,
                lines: vec![line],
                column: None,
                rows: Vec::new(),
                ruled: false,
                marked_level: Some(level),
            });
        } else if !source.cells.is_empty() {
            table.push((i, source));
        } else if let Some(row) = row {
            flow.push(row);
        }
    }
    if !table.is_empty() {
        blocks.push(marked_table(&table));
    }
    region_blocks(&words, &flow, setting, 0, &mut blocks);
    blocks.retain(|b| !b.lines.is_empty());
    let page = LaidPage { number: 1, label: None, width: 0.0, height: 0.0, rotation: 0, text_layer: TextLayer::None, blocks, dropped: Vec::new() };
    Layout { pages: vec![page], body_size: 1.0, geometry: false }
}

fn marked_table(rows: &[(usize, &crate::read::text::PlainLine)]) -> Block {
    let mut lines: Vec<Line> = Vec::new();
    let mut cells = Vec::new();
    for (i, source) in rows {
        let row = source.cells.iter().map(|range| {
            let line = grid_of::line(source, *i, range.clone());
            let at = lines.len();
            if !line.text.is_empty() {
                lines.push(line);
            }
            at..lines.len()
        });
        cells.push(row.collect());
    }
    let bbox = Rect::around(lines.iter().map(|l| l.bbox)).unwrap_or_default();
    Block { role: Role::Table, bbox, lines, column: None, rows: cells, ruled: true, marked_level: None }
}

/// What the parts of a page need to know of the whole.
#[derive(Debug, Clone, Copy)]
struct Setting {
    em: f32,
    right: f32,
    grid: bool,
    pitch_em: f32,
}

fn lay_page(page: &RawPage, found: &mut PageWords, rows: Vec<Row>, roles: &[Option<Role>], whole: Setting) -> LaidPage {
    let body_size = whole.em;
    let mut furniture: Vec<(Role, Row)> = Vec::new();
    let mut body: Vec<Row> = Vec::new();
    for (row, role) in rows.into_iter().zip(roles) {
        match role {
            Some(role) => furniture.push((*role, row)),
            None => body.push(row),
        }
    }
    let mut blocks: Vec<Block> = Vec::new();
    let footers = furniture.iter().position(|(_, r)| r.bbox.mid_y() > page.height / 2.0).unwrap_or(furniture.len());
    let below = furniture.split_off(footers);
    blocks.extend(furniture.iter().map(|(role, row)| alone(found, *role, row)));
    let mut dropped = std::mem::take(&mut found.dropped);
    if furniture::line_numbers(&body, found) {
        let mut column = Vec::new();
        for row in &mut body {
            if row.words.first().is_some_and(|w| found.of(w).parse::<u32>().is_ok()) {
                column.push(row.words.remove(0));
                row.bbox = Rect::around(row.words.iter().map(|w| w.bbox)).unwrap_or(row.bbox);
            }
        }
        body.retain(|r| !r.words.is_empty());
        let lines: Vec<Line> = column.iter().map(|w| line(found, &[*w])).collect();
        if let Some(bbox) = Rect::around(lines.iter().map(|l| l.bbox)) {
            blocks.push(Block { role: Role::LineNumbers, bbox, lines, column: None, rows: Vec::new(), ruled: false, marked_level: None });
        }
    }
    body = hang(body, found);
    let mut loose: Vec<Placed> = body.iter().flat_map(|r| r.words.iter().copied()).collect();
    let before = loose.len();
    let tables = grids(&page.rules, found, &mut loose, body_size);
    if loose.len() < before {
        body = hang(gather(loose, found), found);
    }
    let notes = footnotes(&mut body, page, body_size, found);
    let setting = Setting { right: whole.right.min(page.width), ..whole };
    let mut at = 0;
    let mut number = 0;
    for table in &tables {
        let until = at + body.get(at..).unwrap_or_default().iter().take_while(|r| r.bbox.mid_y() < table.bbox.y0).count();
        number = region_blocks(found, body.get(at..until).unwrap_or_default(), setting, number, &mut blocks);
        at = until;
        grid_blocks(found, table, setting, &mut number, &mut blocks);
    }
    region_blocks(found, body.get(at..).unwrap_or_default(), setting, number, &mut blocks);
    blocks.extend(notes);
    for (text, bbox) in std::mem::take(&mut found.turned) {
        if text.chars().filter(|c| c.is_alphanumeric()).count() >= 1 {
            dropped.push(Dropped { reason: "turned", text, bbox });
        }
    }
    blocks.extend(below.iter().map(|(role, row)| alone(found, *role, row)));
    LaidPage {
        number: page.number,
        label: page.label.clone(),
        width: page.width,
        height: page.height,
        rotation: page.rotation,
        text_layer: page.text_layer,
        blocks,
        dropped,
    }
}

/// A row of furniture as a block.
fn alone(page: &PageWords, role: Role, row: &Row) -> Block {
    let line = line(page, &row.words);
    Block { role, bbox: line.bbox, lines: vec![line], column: None, rows: Vec::new(), ruled: false, marked_level: None }
}

/// Takes the notes from a page's foot: small rows that end the page, the first of which begins with a mark.
fn footnotes(body: &mut Vec<Row>, page: &RawPage, body_size: f32, words: &PageWords) -> Vec<Block> {
    let small = |r: &Row| r.size < 0.93 * body_size;
    let count = body.iter().rev().take_while(|r| small(r)).count();
    if count == 0 || count == body.len() {
        return Vec::new();
    }
    let from = body.len() - count;
    let Some(first) = body.get(from) else { return Vec::new() };
    let mark = |r: &Row| {
        r.words.first().is_some_and(|w| {
            let t = words.of(w);
            (w.style.raised || t.len() <= 3)
                && t.trim_end_matches(['.', ')', ']'])
                    .trim_start_matches(['(', '['])
                    .chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '*' | '\u{2020}' | '\u{2021}' | '\u{a7}'))
        })
    };
    // A short rule over the notes, or marks at the head of them.
    let ruled = page
        .rules
        .iter()
        .any(|r| r.horizontal && r.bbox.width() < 0.5 * page.width && r.bbox.y0 < first.bbox.y1 && first.bbox.y0 - r.bbox.y0 < 2.5 * first.size);
    if !(mark(first) || ruled) || first.bbox.y0 < 0.4 * page.height {
        return Vec::new();
    }
    let rows = body.split_off(from);
    let mut notes: Vec<Vec<Line>> = Vec::new();
    for row in rows {
        let begins = mark(&row);
        let line = line(words, &row.words);
        match notes.last_mut() {
            Some(note) if !begins => note.push(line),
            _ => notes.push(vec![line]),
        }
    }
    notes
        .into_iter()
        .filter_map(|lines| {
            let bbox = Rect::around(lines.iter().map(|l| l.bbox))?;
            Some(Block { role: Role::Footnote, bbox, lines, column: None, rows: Vec::new(), ruled: false, marked_level: None })
        })
        .collect()
}

/// Adds the blocks of rows that no ruled table holds. Gives the next free region number.
fn region_blocks(page: &PageWords, rows: &[Row], setting: Setting, mut number: u16, blocks: &mut Vec<Block>) -> u16 {
    let mut flow: Vec<Line> = Vec::new();
    let whole = Measure { right: setting.right, pitch_em: setting.pitch_em, column: None };
    for region in regions(page, rows, setting.em, setting.grid) {
        let part = rows.get(region.rows.clone()).unwrap_or_default();
        let columns = if region.gutters.is_empty() { None } else { Some(cells(page, part, &region, setting.em)) };
        match columns.map(judge) {
            None | Some(Reading::Running) => flow.extend(part.iter().map(|r| line(page, &r.words))),
            Some(Reading::Down(columns)) => {
                blocks.extend(divide(std::mem::take(&mut flow), whole));
                let of = columns.len() as u16;
                for (index, lines) in columns.into_iter().enumerate() {
                    let edge = region.gutters.get(index).map_or(setting.right, |g| g.x);
                    let column = Some(Column { region: number, index: index as u16, of });
                    blocks.extend(divide(lines, Measure { right: edge, pitch_em: setting.pitch_em, column }));
                }
                number += 1;
            }
            Some(Reading::Across(mut rows)) => {
                // A title above the rows, a line below them: they stand in the first column and are none of the table's.
                let above = rows.iter().take_while(|r| alone_in_first(r)).count();
                flow.extend(rows.drain(..above.min(rows.len())).flatten().flatten());
                let below = rows.iter().rev().take_while(|r| alone_in_first(r)).count();
                let below = rows.split_off(rows.len() - below);
                blocks.extend(divide(std::mem::take(&mut flow), whole));
                blocks.extend(table(rows, false));
                flow.extend(below.into_iter().flatten().flatten());
            }
        }
    }
    blocks.extend(divide(flow, whole));
    number
}

/// How a region with gutters is read.
enum Reading {
    /// Each column by itself.
    Down(Vec<Vec<Line>>),
    /// Row by row: a table.
    Across(Vec<Vec<Vec<Line>>>),
    /// The gutters are no columns: numbers of items, tab stops.
    Running,
}

/// The lines of a region's rows, column by column.
fn cells(page: &PageWords, rows: &[Row], region: &Region, em: f32) -> Vec<Vec<Option<Line>>> {
    rows.iter()
        .map(|row| {
            let mut cuts: Vec<usize> = region.gutters.iter().map(|g| g.cut(row, em)).collect();
            cuts.push(row.words.len());
            let mut from = 0;
            let parts = cuts.into_iter().map(|cut| {
                let part = row.words.get(from..cut.max(from)).unwrap_or_default();
                from = cut.max(from);
                part
            });
            parts.map(|p| if p.is_empty() { None } else { Some(line(page, p)) }).collect()
        })
        .collect()
}

/// Decides on evidence how a region is read.
fn judge(rows: Vec<Vec<Option<Line>>>) -> Reading {
    let width = rows.first().map_or(0, Vec::len);
    if width < 2 {
        return Reading::Running;
    }
    let sorts: Vec<Sort> = (0..width).map(|k| Sort::of(rows.iter().filter_map(|r| r.get(k)?.as_ref()))).collect();
    let counts: Vec<usize> = sorts.iter().map(|s| s.lines).collect();
    let both = rows.iter().filter(|r| r.iter().filter(|c| c.is_some()).count() >= 2).count();
    let least = counts.iter().copied().min().unwrap_or(0);
    let most = counts.iter().copied().max().unwrap_or(0);
    let first = sorts.first().copied().unwrap_or_default();
    // Initials at the right of items say who presents them: the line goes on.
    let numbers = first.is_bare_items() || first.is_items() && !sorts.iter().skip(1).any(Sort::is_items);
    if width == 2 && sorts.last().is_some_and(Sort::is_initials) || numbers {
        return Reading::Running;
    }
    let alike = sorts.iter().skip(1).all(|s| first.like(s));
    let data = sorts.iter().any(Sort::is_data);
    let prose = sorts.iter().all(Sort::is_prose);
    let level = both * 10 >= least * 7;
    // Labels beside what they label; a column of labels or short heads beside running text.
    let labels = first.is_labels() || least * 2 < most && level && counts.first().is_some_and(|c| *c == least);
    let across = data && level || labels && level || !alike && level && !prose;
    if across { Reading::Across(logical_rows(rows)) } else { Reading::Down(columns_of(rows)) }
}

/// Whether the row has words in its first cell only.
fn alone_in_first(row: &[Vec<Line>]) -> bool {
    row.first().is_some_and(|c| !c.is_empty()) && row.iter().skip(1).all(Vec::is_empty)
}

fn columns_of(rows: Vec<Vec<Option<Line>>>) -> Vec<Vec<Line>> {
    let width = rows.first().map_or(0, Vec::len);
    let mut out: Vec<Vec<Line>> = vec![Vec::new(); width];
    for row in rows {
        for (column, cell) in out.iter_mut().zip(row) {
            column.extend(cell);
        }
    }
    out
}

/// Rows of the page into rows of the table: a row whose first cell is empty goes on with the one above, where it follows closely.
fn logical_rows(rows: Vec<Vec<Option<Line>>>) -> Vec<Vec<Vec<Line>>> {
    let mut out: Vec<Vec<Vec<Line>>> = Vec::new();
    let mut last: Option<f32> = None;
    for row in rows {
        let Some((baseline, size)) = row.iter().flatten().map(|l| (l.baseline, l.size)).next() else { continue };
        let close = last.is_some_and(|l| baseline - l < 1.8 * size);
        last = Some(baseline);
        let headless = row.first().is_some_and(Option::is_none);
        match out.last_mut() {
            Some(above) if headless && close => {
                for (cell, line) in above.iter_mut().zip(row) {
                    cell.extend(line);
                }
            }
            _ => out.push(row.into_iter().map(|c| c.into_iter().collect()).collect()),
        }
    }
    out
}

/// A table block of rows of cells of lines.
fn table(rows: Vec<Vec<Vec<Line>>>, ruled: bool) -> Option<Block> {
    let mut lines: Vec<Line> = Vec::new();
    let mut cells = Vec::new();
    for row in rows {
        let mut ranges = Vec::with_capacity(row.len());
        for cell in row {
            let at = lines.len();
            lines.extend(cell);
            ranges.push(at..lines.len());
        }
        cells.push(ranges);
    }
    let bbox = Rect::around(lines.iter().map(|l| l.bbox))?;
    Some(Block { role: Role::Table, bbox, lines, column: None, rows: cells, ruled, marked_level: None })
}

/// Adds the blocks of a ruled table: rows of cells, or, where the grid only holds lists side by side, its columns.
fn grid_blocks(page: &PageWords, grid: &Grid, setting: Setting, number: &mut u16, blocks: &mut Vec<Block>) {
    let lines_of = |cell: &Cell| -> Vec<Line> { cell.lines.iter().map(|r| line(page, &r.words)).collect() };
    let even = grid.rows.iter().all(|r| r.len() == grid.columns);
    let columns: Vec<Vec<Line>> = (0..grid.columns).map(|k| grid.rows.iter().filter_map(|r| r.get(k)).flat_map(lines_of).collect()).collect();
    let sorts: Vec<Sort> = columns.iter().map(|c| Sort::of(c.iter())).collect();
    let single = grid.rows.iter().flatten().all(|c| c.lines.len() <= 1);
    let filled: Vec<&Sort> = sorts.iter().filter(|s| s.lines > 0).collect();
    let alike = filled.len() >= 2 && filled.windows(2).all(|p| p.first().zip(p.last()).is_some_and(|(a, b)| a.like(b)));
    let data = sorts.iter().any(Sort::is_data);
    // A list with blank cells in it: groups that stand under one another, not rows.
    let gaps = grid.rows.iter().flatten().filter(|c| c.lines.is_empty()).count();
    let lists = even && alike && !data && (single && grid.rows.len() >= 4 && gaps * 8 >= grid.rows.len() || grid.rows.len() == 1);
    if !lists {
        if is_page_frame(grid, page) {
            frame_blocks(page, grid, setting, blocks);
        } else {
            blocks.extend(table(grid.rows.iter().map(|r| r.iter().map(lines_of).collect()).collect(), true));
        }
        return;
    }
    let of = columns.len() as u16;
    let edges: Vec<f32> = grid.rows.first().map(|r| r.iter().map(|c| c.bbox.x1).collect()).unwrap_or_default();
    for (index, lines) in columns.into_iter().enumerate() {
        let right = edges.get(index).copied().unwrap_or(grid.bbox.x1);
        let column = Some(Column { region: *number, index: index as u16, of });
        blocks.extend(divide(lines, Measure { right, pitch_em: setting.pitch_em, column }));
    }
    *number += 1;
}

/// Whether a grid is no table but the frame of the page: somewhere in it a cell holds several paragraphs.
fn is_page_frame(grid: &Grid, page: &PageWords) -> bool {
    grid.rows.iter().flatten().any(|cell| {
        let apart = cell.lines.windows(2).filter(|p| p.first().zip(p.last()).is_some_and(|(a, b)| b.baseline - a.baseline > 1.75 * a.size)).count();
        let items = cell.lines.iter().filter(|r| r.words.first().is_some_and(|w| super::blocks::marker(page.of(w)).is_some())).count();
        let prose = cell.lines.iter().filter(|r| r.words.len() >= 6).count();
        cell.lines.len() >= 5 && prose * 3 >= cell.lines.len() && (apart >= 1 || items >= 2) || cell.lines.len() >= 12 && prose * 2 >= cell.lines.len()
    })
}

/// The blocks of a page that is framed: rows of short cells stay rows of a table, all else runs on, cell after cell.
fn frame_blocks(page: &PageWords, grid: &Grid, setting: Setting, blocks: &mut Vec<Block>) {
    let mut short: Vec<Vec<Vec<Line>>> = Vec::new();
    for row in &grid.rows {
        let mut cells: Vec<(f32, Vec<Line>)> = row.iter().map(|c| (c.bbox.x1, c.lines.iter().map(|r| line(page, &r.words)).collect())).collect();
        let filled = cells.iter().filter(|c| !c.1.is_empty()).count();
        let most = cells.iter().map(|c| c.1.len()).max().unwrap_or(0);
        let numbered = cells.first().is_some_and(|(_, lines)| lines.iter().all(|l| super::blocks::marker(&l.text) == Some(l.text.len())));
        if filled >= 2 && most <= 4 && !numbered {
            short.push(cells.into_iter().map(|c| c.1).collect());
            continue;
        }
        blocks.extend(table(std::mem::take(&mut short), true));
        if numbered && cells.get(1).is_some_and(|c| !c.1.is_empty()) {
            let numbers = cells.first_mut().map(|c| std::mem::take(&mut c.1)).unwrap_or_default();
            if let Some((_, lines)) = cells.get_mut(1) {
                number(lines, numbers);
            }
        }
        for (right, lines) in cells {
            blocks.extend(divide(lines, Measure { right, pitch_em: setting.pitch_em, column: None }));
        }
    }
    blocks.extend(table(short, true));
}

/// The numbers of items stand in a cell of their own, about level with the first line of what they number: joins each with that line.
fn number(lines: &mut Vec<Line>, numbers: Vec<Line>) {
    let mut from = 0;
    for number in numbers {
        let rest = lines.get(from..).unwrap_or_default();
        let below = rest.iter().take_while(|l| l.baseline < number.baseline - HANG_EM * number.size).count();
        from += below;
        match lines.get_mut(from) {
            Some(line) => {
                let item = std::mem::take(line);
                *line = beside(number, item);
            }
            None => lines.push(number),
        }
        from += 1;
    }
}

/// Joins what stands on one line in two cells.
fn beside(mut a: Line, b: Line) -> Line {
    let shift = a.text.len() as u32 + 1;
    a.text.push(' ');
    a.text.push_str(&b.text);
    a.words.extend(b.words.into_iter().map(|mut w| {
        w.start += shift;
        w.end += shift;
        w
    }));
    a.bbox = a.bbox.union(b.bbox);
    (a.baseline, a.size) = (b.baseline, b.size);
    a
}

/// The size in which most letters are set.
fn usual_size<'w>(words: impl Iterator<Item = &'w Placed>) -> f32 {
    let mut letters: BTreeMap<i32, u64> = BTreeMap::new();
    for w in words {
        *letters.entry((w.size * 4.0).round() as i32).or_default() += u64::from(w.end - w.start);
    }
    letters.into_iter().max_by_key(|(size, n)| (*n, *size)).map_or(10.0, |(size, _)| (size as f32 / 4.0).max(1.0))
}

/// How far right the text of a document reaches: the edge that several lines share, else the furthest line.
fn right_edge(ends: impl Iterator<Item = f32>, em: f32) -> f32 {
    let mut all: Vec<f32> = ends.collect();
    all.sort_by(|a, b| b.total_cmp(a));
    // One line in twenty may stick out.
    let skip = all.len() / 20;
    let edge = all.get(skip).copied().unwrap_or(0.0);
    all.iter().copied().find(|x| *x <= edge + em).unwrap_or(edge)
}

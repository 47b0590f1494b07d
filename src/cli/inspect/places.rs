//! The stages that tell where things stand on the page: glyphs, layout, transcript.

use super::View;
use crate::geometry::Rect;
use crate::layout::{Block, Column, Line, Role, Style};
use std::io::{self, Write};

pub(super) fn glyphs(out: &mut impl Write, view: &View) -> io::Result<()> {
    if let Some(plain) = &view.raw.plain {
        return writeln!(out, "{plain:#?}");
    }
    for (i, font) in view.raw.fonts.iter().enumerate() {
        writeln!(out, "font {i}  {}{}{}", font.name, flag(font.bold, " bold"), flag(font.italic, " italic"))?;
    }
    for page in view.raw.pages.iter().filter(|p| view.shows(Some(p.number))) {
        writeln!(
            out,
            "\npage {}  {} x {}, turned {}, {:?}, {} unreadable glyphs",
            page.number, page.width, page.height, page.rotation, page.text_layer, page.unreadable_glyphs
        )?;
        for g in &page.glyphs {
            let marks =
                [flag(g.marks.artifact, " artifact"), flag(g.marks.invisible, " invisible"), flag(g.marks.turned, " turned"), flag(g.marks.space, " space")]
                    .concat();
            writeln!(out, "{:?}  {}  baseline {:.1}  size {:.1}  font {}{marks}", g.ch, corners(g.bbox), g.baseline, g.size, g.font)?;
        }
        for rule in &page.rules {
            writeln!(out, "{}  {}", if rule.horizontal { "rule across" } else { "rule down" }, corners(rule.bbox))?;
        }
        for image in &page.images {
            writeln!(out, "picture  {}", corners(*image))?;
        }
    }
    Ok(())
}

pub(super) fn layout(out: &mut impl Write, view: &View) -> io::Result<()> {
    writeln!(out, "body size {}", view.laid.body_size)?;
    for page in view.laid.pages.iter().filter(|p| view.shows(Some(p.number)) || !view.laid.geometry) {
        writeln!(
            out,
            "\npage {}{}  {} x {}, {:?}",
            page.number,
            page.label.as_ref().map(|l| format!(" (labelled {l})")).unwrap_or_default(),
            page.width,
            page.height,
            page.text_layer
        )?;
        for (i, block) in page.blocks.iter().enumerate() {
            lay_block(out, i, block)?;
        }
        for d in &page.dropped {
            writeln!(out, "dropped ({})  {}  {:?}", d.reason, corners(d.bbox), d.text)?;
        }
    }
    Ok(())
}

fn lay_block(out: &mut impl Write, index: usize, block: &Block) -> io::Result<()> {
    writeln!(out, "{}. {}{}  {}{}", index + 1, role(block.role), column(block.column), corners(block.bbox), flag(block.ruled, "  ruled"))?;
    if block.rows.is_empty() {
        return block.lines.iter().try_for_each(|line| lay_line(out, line));
    }
    for row in &block.rows {
        let cell = |range: &std::ops::Range<usize>| {
            let lines = block.lines.get(range.clone()).unwrap_or_default();
            lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" / ")
        };
        writeln!(out, "    | {} |", row.iter().map(cell).collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}

fn lay_line(out: &mut impl Write, line: &Line) -> io::Result<()> {
    let all = |set: fn(Style) -> bool| !line.words.is_empty() && line.words.iter().all(|w| set(w.style));
    let style = [flag(all(|s| s.bold), " bold"), flag(all(|s| s.italic), " italic"), flag(all(|s| s.underline), " underlined")].concat();
    writeln!(out, "    x {:.1}–{:.1}  baseline {:.1}  size {:.1}{style}  {}", line.bbox.x0, line.bbox.x1, line.baseline, line.size, line.text)
}

pub(super) fn transcript(out: &mut impl Write, view: &View) -> io::Result<()> {
    let text = &view.text;
    for (i, block) in text.blocks.iter().enumerate().filter(|(_, b)| view.shows(b.page)) {
        let level = block.marked_level.map(|l| format!("  marked level {l}")).unwrap_or_default();
        let page = block.page.map(|p| format!("  page {p}")).unwrap_or_default();
        writeln!(
            out,
            "b{}  {:?}{page}{}  size {:.1}  bytes {}–{}{level}",
            i + 1,
            block.kind,
            column(block.column),
            block.size,
            block.span.start,
            block.span.end
        )?;
        for line in text.lines.get(block.lines.clone()).unwrap_or_default() {
            writeln!(out, "    {:>5.1} | {}", line.gap_above, text.words(line.span))?;
        }
        for (_, repair) in text.repairs.iter().filter(|(span, _)| span.start >= block.span.start && span.start < block.span.end) {
            let change = repair.from.as_ref().zip(repair.to.as_ref()).map(|(a, b)| format!(" {a:?} → {b:?}")).unwrap_or_default();
            writeln!(out, "          repair {}{change}: {}", repair.kind, repair.because)?;
        }
    }
    for table in text.tables.iter().filter(|t| view.shows(text.blocks.get(t.block).and_then(|b| b.page))) {
        writeln!(out, "\ntable of b{}{}", table.block + 1, flag(table.ruled, ", ruled"))?;
        for row in &table.rows {
            writeln!(out, "    | {} |", row.iter().map(|cell| text.words(*cell)).collect::<Vec<_>>().join(" | "))?;
        }
    }
    writeln!(out)?;
    for f in text.furniture.iter().filter(|f| view.shows(Some(f.page))) {
        writeln!(out, "left out as {} on page {}: {:?}", role(f.role), f.page, f.text)?;
    }
    Ok(())
}

fn corners(r: Rect) -> String {
    format!("[{:.1} {:.1} {:.1} {:.1}]", r.x0, r.y0, r.x1, r.y1)
}

fn column(column: Option<Column>) -> String {
    column.map(|c| format!("  region {} column {} of {}", c.region, c.index + 1, c.of)).unwrap_or_default()
}

fn flag(set: bool, word: &'static str) -> &'static str {
    if set { word } else { "" }
}

/// A role in words.
pub(super) const fn role(role: Role) -> &'static str {
    match role {
        Role::Body => "body",
        Role::Table => "table",
        Role::Header => "header",
        Role::Footer => "footer",
        Role::PageNumber => "page number",
        Role::LineNumbers => "line numbers",
        Role::Footnote => "footnote",
        Role::Margin => "margin",
        Role::Stamp => "stamp",
    }
}

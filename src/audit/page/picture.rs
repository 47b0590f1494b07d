//! The matrix as a picture: one path a state of cells, each state with a shape of its own, so that it is told without colour.

use super::escape::text;
use crate::audit::Audited;
use crate::audit::model::{Cell, Matrix, RowKind};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The side of a cell, in pixels.
const SIDE: usize = 14;
/// A picture of more rows is cut: the table has all.
const MOST_ROWS: usize = 400;

/// The states, each with its letter in the data and its words.
pub(super) const WORDS: [(&str, &str); 9] = [
    ("p", "present"),
    ("o", "observer"),
    ("s", "spoke without being listed"),
    ("u", "substituted"),
    ("a", "apologies"),
    ("x", "absent"),
    ("n", "not in the list"),
    ("r", "not recorded"),
    ("y", "not yet a member"),
];

/// The letter of a state in the page's data.
pub(super) const fn letter(cell: Cell) -> char {
    match cell {
        Cell::Present => 'p',
        Cell::Observer => 'o',
        Cell::Spoke => 's',
        Cell::Substituted => 'u',
        Cell::Apologies => 'a',
        Cell::Absent => 'x',
        Cell::NotListed => 'n',
        Cell::NotRecorded => 'r',
        Cell::NotYet => 'y',
    }
}

/// The shape of so many cells in a row: a bar where the state is drawn as an area, else a mark a cell.
fn shape(cell: Cell, column: usize, row: usize, run: usize, path: &mut String) {
    let (x, y) = (column * SIDE, row * SIDE);
    let mut bar = |top: usize, height: usize| path.push_str(&format!("M{x} {}h{}v{height}h-{}z", y + top, run * SIDE - 1, run * SIDE - 1));
    match cell {
        Cell::Present => bar(1, SIDE - 2),
        Cell::Observer => bar(4, SIDE - 8),
        Cell::NotRecorded => bar(SIDE - 3, 2),
        Cell::Apologies => bar(SIDE / 2, SIDE / 2 - 1),
        Cell::NotYet => {}
        Cell::Spoke | Cell::Substituted | Cell::Absent | Cell::NotListed => {
            for n in 0..run {
                let x = x + n * SIDE;
                match cell {
                    Cell::Spoke => path.push_str(&format!("M{} {}l6 6l-6 6l-6-6z", x + 6, y + 1)),
                    Cell::Substituted => path.push_str(&format!("M{x} {}h12v-12z", y + 13)),
                    Cell::Absent => path.push_str(&format!("M{} {}l8 8m0-8l-8 8", x + 2, y + 3)),
                    _ => path.push_str(&format!("M{} {}h3", x + 5, y + 7)),
                }
            }
        }
    }
}

/// Writes the matrices.
pub(super) fn write(audited: &Audited, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<section id=\"matrix\" aria-labelledby=\"matrix-h\">\n<h2 id=\"matrix-h\">Who was there</h2>\n<ul class=\"key\" aria-label=\"Key\">")?;
    for (cell, (letter, words)) in CELLS.iter().zip(WORDS) {
        let mut path = String::new();
        shape(*cell, 0, 0, 1, &mut path);
        writeln!(out, "<li><svg width=\"14\" height=\"14\" aria-hidden=\"true\"><path class=\"{letter}\" d=\"{path}\"/></svg> {words}</li>")?;
    }
    writeln!(out, "</ul>\n<p class=\"hint\">With the arrow keys, move from cell to cell; Enter opens the words, the file and the page behind it.</p>")?;
    for (n, matrix) in audited.audit.matrix.iter().enumerate().filter(|(_, m)| !m.rows.is_empty()) {
        one(audited, n, matrix, out)?;
    }
    writeln!(out, "<div id=\"evidence\" role=\"region\" aria-label=\"Evidence\" aria-live=\"polite\" hidden></div>\n</section>")
}

const CELLS: [Cell; 9] =
    [Cell::Present, Cell::Observer, Cell::Spoke, Cell::Substituted, Cell::Apologies, Cell::Absent, Cell::NotListed, Cell::NotRecorded, Cell::NotYet];

fn one(audited: &Audited, n: usize, matrix: &Matrix, out: &mut impl Write) -> io::Result<()> {
    let body = audited.audit.bodies.iter().find(|b| b.id == matrix.body);
    let name = body.and_then(|b| b.name.as_deref()).unwrap_or("A body that its records do not name");
    let years = body.map(|b| [&b.first, &b.last].map(|d| d.as_deref().unwrap_or("no date")).join(" to ")).unwrap_or_default();
    let rows = if matrix.rows_are == RowKind::Delegations { "delegations" } else { "people" };
    let shown = matrix.rows.len().min(MOST_ROWS);
    let (width, height) = (matrix.meetings.len() * SIDE, shown * SIDE);
    writeln!(
        out,
        "<h3>{}</h3>\n<p>{} {rows}, {} {}, {}.</p>",
        text(name),
        matrix.rows.len(),
        matrix.meetings.len(),
        if matrix.meetings.len() == 1 { "meeting" } else { "meetings" },
        text(&years)
    )?;
    if shown < matrix.rows.len() {
        writeln!(out, "<p>The picture shows the first {shown}; matrix.csv has all.</p>")?;
    }
    writeln!(out, "<div class=\"matrix\" data-matrix=\"{n}\"><ol class=\"names\" aria-hidden=\"true\">")?;
    for row in matrix.rows.iter().take(shown) {
        writeln!(out, "<li>{}</li>", text(&row.name))?;
    }
    let label = format!("{name}: {} {rows} by {} meetings", matrix.rows.len(), matrix.meetings.len());
    writeln!(
        out,
        "</ol><div class=\"scroll\" tabindex=\"0\" role=\"application\" aria-roledescription=\"matrix\" aria-label=\"{}\"><svg viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" aria-hidden=\"true\">",
        text(&label)
    )?;
    let mut paths: BTreeMap<Cell, String> = BTreeMap::new();
    for (y, row) in matrix.rows.iter().take(shown).enumerate() {
        let mut x = 0;
        while let Some(cell) = row.cells.get(x) {
            let run = row.cells.get(x..).into_iter().flatten().take_while(|c| *c == cell).count();
            shape(*cell, x, y, run, paths.entry(*cell).or_default());
            x += run;
        }
    }
    for (cell, path) in paths.iter().filter(|(_, p)| !p.is_empty()) {
        writeln!(out, "<path class=\"{}\" d=\"{path}\"/>", letter(*cell))?;
    }
    writeln!(out, "<rect class=\"cursor\" width=\"{SIDE}\" height=\"{SIDE}\" hidden/></svg></div></div>")?;
    writeln!(out, "<details class=\"as-table\"><summary>The same as a table</summary></details>")
}

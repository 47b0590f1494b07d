//! The records as tables: one definition for all forms that have rows.
//!
//! A column is defined in one line: its name, what it holds, and how it is had from a record. What a cell may be follows from its column, since
//! a column's kind is that of the function that fills it. CSV, SQLite and Parquet only write down what [`Table::rows`] gives, so that they agree.
//! What no table holds (the lines and boxes of the pages, the cells of printed tables) stands in the record.

mod facts;
mod places;
mod proceedings;
mod roll;

use crate::minutes::{Confidence, Minutes, TextSpan};
use crate::write::sections::Words;
use jiff::civil::{Date, Time};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A whole number.
    Integer,
    /// A decimal number that is told exactly: at most so many digits, so many of them after the point.
    Decimal {
        /// All digits.
        digits: u8,
        /// Those after the point.
        scale: i8,
    },
    /// A day, ISO 8601.
    Date,
    /// A time of day.
    Time,
    /// Yes or no.
    Boolean,
    /// JSON, as the record has it.
    Json,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Unknown.
    Null,
    /// Words.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// A decimal number, in units of its column's last digit.
    Decimal(i128, i8),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// Yes or no.
    Boolean(bool),
    /// JSON.
    Json(String),
}

/// What is told of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// Its name, the same in all forms.
    pub name: &'static str,
    /// What its cells are.
    pub kind: Kind,
    /// What they mean, in a sentence.
    pub doc: &'static str,
    /// The table of which each cell is the `id`, in the same record.
    pub refers: Option<&'static str>,
}

/// Where a table's rows go, one by one.
pub type Visit<'v> = dyn for<'c> FnMut(&[Cell<'c>]) -> io::Result<()> + 'v;

/// A table.
pub struct Table {
    /// Its name, the same in all forms.
    pub name: &'static str,
    /// What one row is, in a sentence.
    pub doc: &'static str,
    /// The columns that tell one row from all others.
    pub key: &'static [&'static str],
    /// Its columns.
    pub columns: Vec<Heading>,
    fill: Box<dyn for<'a> Fn(&'a Reading<'a>, &mut Visit<'_>) -> io::Result<()>>,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("name", &self.name).field("columns", &self.columns).finish_non_exhaustive()
    }
}

impl Table {
    /// Gives the rows of one record to `visit`, in the record's order; each has a cell for every column.
    ///
    /// # Errors
    /// What `visit` returns.
    pub fn rows(&self, reading: &Reading<'_>, visit: &mut Visit<'_>) -> io::Result<()> {
        (self.fill)(reading, visit)
    }
}

/// A record, with the way back from its spans to its words.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The record.
    pub record: &'a Minutes,
    /// Its words.
    pub(in crate::write) words: Words<'a>,
}

impl<'a> Reading<'a> {
    /// Opens a record.
    #[must_use]
    pub fn of(record: &'a Minutes) -> Self {
        Self { record, words: Words::of(&record.text) }
    }
}

/// All tables, in an order in which each refers to those before it (or to itself).
#[must_use]
pub fn all() -> Vec<Table> {
    vec![
        roll::meetings(),
        roll::delegations(),
        roll::people(),
        places::sections(),
        facts::entities(),
        proceedings::interventions(),
        proceedings::decisions(),
        proceedings::actions(),
        proceedings::votes(),
        facts::warnings(),
    ]
}

/// The tables column by column, as Markdown.
#[must_use]
pub fn documentation() -> String {
    let mut out = "# The tables\n\nEvery table has the same columns in CSV, SQLite and Parquet. An empty cell is unknown. A record's `id` is the `record` of all its rows.\n".to_owned();
    for table in all() {
        let _ = write!(out, "\n## {}\n\n{} Key: `{}`.\n\n| column | kind | holds |\n| --- | --- | --- |\n", table.name, table.doc, table.key.join("`, `"));
        for column in &table.columns {
            let refers = column.refers.map(|t| format!(" An `id` of `{t}`.")).unwrap_or_default();
            let _ = writeln!(out, "| `{}` | {} | {}{refers} |", column.name, column.kind, column.doc);
        }
    }
    out
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal { .. } => "decimal",
            Self::Date => "date",
            Self::Time => "time",
            Self::Boolean => "boolean",
            Self::Json => "json",
        })
    }
}

impl Cell<'_> {
    /// The cell as text, the same in every form that has no kinds of its own; nothing where it is unknown.
    #[must_use]
    pub fn written(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Null => return None,
            Self::Text(words) => Cow::Borrowed(words),
            Self::Json(json) => Cow::Borrowed(json),
            Self::Integer(n) => Cow::Owned(n.to_string()),
            Self::Decimal(units, scale) => Cow::Owned(decimal(*units, *scale)),
            Self::Date(day) => Cow::Owned(day.to_string()),
            Self::Time(time) => Cow::Owned(format!("{:02}:{:02}", time.hour(), time.minute())),
            Self::Boolean(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
        })
    }
}

/// `1500000000` in units of the ninth digit after the point: "1.5".
fn decimal(units: i128, scale: i8) -> String {
    let places = usize::try_from(scale).unwrap_or(0);
    let digits = format!("{:0>width$}", units.unsigned_abs(), width = places + 1);
    let (whole, parts) = digits.split_at_checked(digits.len() - places).unwrap_or((&digits, ""));
    let parts = parts.trim_end_matches('0');
    let sign = if units < 0 { "-" } else { "" };
    if parts.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{parts}") }
}

/// "1.5" in units of the ninth digit after the point; nothing where it is no decimal number, or has more digits than the column.
fn units(written: &str, digits: u8, scale: i8) -> Option<i128> {
    let (sign, rest) = written.strip_prefix('-').map_or((1, written), |rest| (-1, rest));
    let (whole, parts) = rest.split_once('.').unwrap_or((rest, ""));
    let places = usize::try_from(scale).ok()?;
    let plain = whole.bytes().chain(parts.bytes()).all(|b| b.is_ascii_digit()) && !(whole.is_empty() && parts.is_empty());
    let fits = parts.len() <= places && whole.trim_start_matches('0').len() + places <= usize::from(digits);
    let both = (plain && fits).then(|| format!("{whole}{parts:0<places$}"))?;
    both.parse::<i128>().ok().map(|n| sign * n)
}

/// One item of a record, for which a row stands.
struct Row<'a, T> {
    of: &'a Reading<'a>,
    item: &'a T,
    nth: usize,
}

/// How a cell is had from an item. The kinds of columns are the kinds of these functions.
enum Get<T> {
    Text(for<'a> fn(&Row<'a, T>) -> Option<&'a str>),
    Word(for<'a> fn(&Row<'a, T>) -> Option<String>),
    /// The words of a span.
    At(for<'a> fn(&Row<'a, T>) -> TextSpan),
    Integer(for<'a> fn(&Row<'a, T>) -> Option<i64>),
    Page(for<'a> fn(&Row<'a, T>) -> Option<u32>),
    /// Where a span begins.
    Start(for<'a> fn(&Row<'a, T>) -> TextSpan),
    /// Where it ends.
    End(for<'a> fn(&Row<'a, T>) -> TextSpan),
    /// From a decimal string.
    Decimal(for<'a> fn(&Row<'a, T>) -> Option<&'a str>),
    /// In thousandths.
    Share(for<'a> fn(&Row<'a, T>) -> Confidence),
    /// From an ISO 8601 day.
    Date(for<'a> fn(&Row<'a, T>) -> Option<Cow<'a, str>>),
    /// From HH:MM.
    Time(for<'a> fn(&Row<'a, T>) -> Option<&'a str>),
    Boolean(for<'a> fn(&Row<'a, T>) -> Option<bool>),
    Json(for<'a> fn(&Row<'a, T>) -> Option<String>),
}

/// Digits of a decimal column: as many as Parquet's 128 bits hold, nine of them after the point. No currency has more than four.
const DIGITS: (u8, i8) = (38, 9);
/// Digits of a confidence.
const SHARE: (u8, i8) = (4, 3);

impl<T> Get<T> {
    const fn kind(&self) -> Kind {
        match self {
            Self::Text(_) | Self::Word(_) | Self::At(_) => Kind::Text,
            Self::Integer(_) | Self::Page(_) | Self::Start(_) | Self::End(_) => Kind::Integer,
            Self::Decimal(_) => Kind::Decimal { digits: DIGITS.0, scale: DIGITS.1 },
            Self::Share(_) => Kind::Decimal { digits: SHARE.0, scale: SHARE.1 },
            Self::Date(_) => Kind::Date,
            Self::Time(_) => Kind::Time,
            Self::Boolean(_) => Kind::Boolean,
            Self::Json(_) => Kind::Json,
        }
    }

    fn cell<'a>(&self, row: &Row<'a, T>) -> Cell<'a> {
        let cell = match self {
            // An empty word is no word: unknown is told in one way.
            Self::Text(get) => get(row).filter(|t| !t.is_empty()).map(|t| Cell::Text(Cow::Borrowed(t))),
            Self::Word(get) => get(row).filter(|t| !t.is_empty()).map(|t| Cell::Text(Cow::Owned(t))),
            Self::At(get) => Some(row.of.words.at(get(row))).filter(|t| !t.is_empty()).map(|t| Cell::Text(Cow::Borrowed(t))),
            Self::Integer(get) => get(row).map(Cell::Integer),
            Self::Page(get) => get(row).map(|n| Cell::Integer(n.into())),
            Self::Start(get) => whole(get(row)[0]).map(Cell::Integer),
            Self::End(get) => whole(get(row)[1]).map(Cell::Integer),
            Self::Decimal(get) => get(row).and_then(|d| units(d, DIGITS.0, DIGITS.1)).map(|n| Cell::Decimal(n, DIGITS.1)),
            Self::Share(get) => Some(Cell::Decimal((get(row).0.clamp(0.0, 1.0) * 1000.0).round() as i128, SHARE.1)),
            Self::Date(get) => get(row).and_then(|d| d.parse().ok()).map(Cell::Date),
            Self::Time(get) => get(row).and_then(|t| t.parse().ok()).map(Cell::Time),
            Self::Boolean(get) => get(row).map(Cell::Boolean),
            Self::Json(get) => get(row).filter(|j| !matches!(j.as_str(), "[]" | "{}" | "null")).map(Cell::Json),
        };
        cell.unwrap_or(Cell::Null)
    }
}

struct Column<T> {
    heading: Heading,
    get: Get<T>,
}

/// A column, in one line.
const fn column<T>(name: &'static str, get: Get<T>, doc: &'static str) -> Column<T> {
    Column { heading: Heading { name, kind: get.kind(), doc, refers: None }, get }
}

impl<T> Column<T> {
    /// The same, where its cells are ids of `table`.
    const fn of(mut self, table: &'static str) -> Self {
        self.heading.refers = Some(table);
        self
    }
}

fn table<T: 'static>(
    name: &'static str,
    doc: &'static str,
    key: &'static [&'static str],
    items: for<'a> fn(&'a Minutes) -> &'a [T],
    columns: Vec<Column<T>>,
) -> Table {
    let headings = columns.iter().map(|c| c.heading).collect();
    let fill = move |of: &Reading<'_>, visit: &mut Visit<'_>| {
        for (nth, item) in items(of.record).iter().enumerate() {
            let row = Row { of, item, nth };
            let cells: Vec<Cell<'_>> = columns.iter().map(|c| c.get.cell(&row)).collect();
            visit(&cells)?;
        }
        Ok(())
    };
    Table { name, doc, key, columns: headings, fill: Box::new(fill) }
}

/// What is written as JSON, as the record has it.
fn json(what: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(what).ok()
}

/// The word that a kind or a status is written as.
fn word(what: &impl serde::Serialize) -> Option<String> {
    serde_json::to_value(what).ok()?.as_str().map(str::to_owned)
}

/// A count or a place in the text.
fn whole(n: impl TryInto<i64>) -> Option<i64> {
    n.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn decimals_are_told_exactly() {
        for (written, expected) in [
            ("150000", Some("150000")),
            ("1.50", Some("1.5")),
            ("-0.000000001", Some("-0.000000001")),
            (".5", Some("0.5")),
            ("007", Some("7")),
            ("0", Some("0")),
            ("12345678901234567890123456789.1", Some("12345678901234567890123456789.1")),
            ("123456789012345678901234567890", None),
            ("0.0000000001", None),
            ("1e5", None),
            ("", None),
            (".", None),
            ("--1", None),
            ("½", None),
        ] {
            assert_eq!(units(written, DIGITS.0, DIGITS.1).map(|n| decimal(n, DIGITS.1)).as_deref(), expected, "{written}");
        }
        assert_eq!(decimal(950, 3), "0.95");
    }

    #[test]
    fn tables_are_well_formed() {
        let mut before = BTreeSet::new();
        for table in all() {
            before.insert(table.name);
            let names: BTreeSet<_> = table.columns.iter().map(|c| c.name).collect();
            assert_eq!(names.len(), table.columns.len(), "two columns of {} have one name", table.name);
            assert!(table.key.iter().all(|k| names.contains(k)), "the key of {} is no column of it", table.name);
            for column in &table.columns {
                assert!(column.doc.ends_with('.'), "{}.{} is not told in a sentence", table.name, column.name);
                assert!(column.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{}", column.name);
                let known = column.refers.is_none_or(|t| before.contains(t) || (table.name, t) == ("meetings", "people"));
                assert!(known, "{}.{} refers to a later table", table.name, column.name);
            }
        }
    }

    #[test]
    fn each_item_of_a_record_is_a_row() {
        let page = b"Minutes of the Pier Board\n\n1. Opening\n\nThe Chair, Ms. Ada Pell, opened the meeting at 10:00 on 3 March 2031.\n\n2. Repairs\n\nThe Board approved the budget of CHF 1,500.50 by 3 votes to 1.\n";
        let records = crate::pipeline::read(page.to_vec(), "pier.txt", &crate::pipeline::Options::default()).expect("a text is read");
        let record = records.first().expect("one record");
        let reading = Reading::of(record);
        let mut counts = Vec::new();
        for table in all() {
            let mut n = 0;
            let mut count = |cells: &[Cell<'_>]| {
                assert_eq!(cells.len(), table.columns.len());
                n += 1;
                Ok(())
            };
            table.rows(&reading, &mut count).expect("rows are counted");
            counts.push(n);
        }
        let r = record;
        let lengths = [r.attendance.delegations.len(), r.attendance.people.len(), r.sections.len(), r.entities.len(), r.interventions.len(), r.decisions.len()];
        assert_eq!(counts.first(), Some(&1));
        assert_eq!(counts.get(1..7), Some(lengths.as_slice()));
    }
}

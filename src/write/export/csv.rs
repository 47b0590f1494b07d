//! `csv/<table>.csv`: the tables as RFC 4180 has it, UTF-8, lines ended by CR LF, unknown as an empty cell.
//!
//! A spreadsheet runs a cell that begins like a formula, and a record's words are whatever stood in a document of unknown origin. So such a text gets
//! an apostrophe before it, as spreadsheets themselves mark text; that it can be undone, one that begins with an apostrophe gets another.
//! Numbers are left alone: "-5" is no danger.

use super::Exporter;
use super::tables::{self, Cell, Reading, Table};
use crate::minutes::Minutes;
use crate::write::safely::Unfinished;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::path::Path;

/// The writer.
#[derive(Debug)]
pub(super) struct Csv {
    files: Vec<(Table, Writer<File>, Unfinished)>,
}

impl Csv {
    pub(super) fn begin(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        for table in tables::all() {
            let (unfinished, file) = Unfinished::begin(&folder.join("csv").join(format!("{}.csv", table.name)))?;
            let mut out = WriterBuilder::new().terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary).from_writer(file);
            out.write_record(table.columns.iter().map(|c| c.name))?;
            files.push((table, out, unfinished));
        }
        Ok(Self { files })
    }
}

impl Exporter for Csv {
    fn record(&mut self, record: &Minutes) -> io::Result<()> {
        let reading = Reading::of(record);
        for (table, out, _) in &mut self.files {
            table.rows(&reading, &mut |cells| {
                for cell in cells {
                    out.write_field(written(cell).as_bytes())?;
                }
                Ok(out.write_record(None::<&[u8]>)?)
            })?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        for (_, mut out, unfinished) in self.files {
            out.flush()?;
            drop(out);
            unfinished.put()?;
        }
        Ok(())
    }
}

fn written<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Text(words) => harmless(words),
        other => other.written().unwrap_or_default(),
    }
}

/// Text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> Cow<'_, str> {
    let marked = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\'']);
    if marked { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_text_is_a_formula() {
        for (text, expected) in
            [("=1+1", "'=1+1"), ("@x", "'@x"), ("- item", "'- item"), ("\tx", "'\tx"), ("'tis", "''tis"), ("Ana = Bea", "Ana = Bea"), ("", ""), ("＝1", "'＝1")]
        {
            assert_eq!(harmless(text), expected);
        }
        assert_eq!(written(&Cell::Integer(-5)), "-5");
    }

    proptest! {
        #[test]
        fn the_apostrophe_can_be_taken_away(text in "[=+@'\\-]{0,2}\\PC*") {
            let cell = harmless(&text);
            prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(&cell), text.as_str());
        }
    }
}

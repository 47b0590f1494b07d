//! `minutes.sqlite`: the tables with their keys, an index for words (`search`), and who came (`attendance`), in one file.
//!
//! Rows are written as records come and indexes made at the end, so that the memory is that of SQLite's cache, whatever the number of records. The file is
//! built without a journal, since it is only put in its place when it is whole. Whether all references hold is asked once, at the end: a person may
//! stand for one who is listed later.

mod schema;

use super::Exporter;
use super::tables::{self, Cell, Reading, Table};
use crate::minutes::Minutes;
use crate::write::safely::Unfinished;
use crate::write::sections;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};
use std::io;
use std::path::Path;

/// How much SQLite keeps in memory, in KiB.
const CACHE: u32 = 16 * 1024;

/// The writer.
#[derive(Debug)]
pub(super) struct Sqlite {
    tables: Vec<(Table, String)>,
    database: Connection,
    unfinished: Unfinished,
}

impl Sqlite {
    pub(super) fn begin(folder: &Path) -> io::Result<Self> {
        let (unfinished, _) = Unfinished::begin(&folder.join("minutes.sqlite"))?;
        let tables: Vec<(Table, String)> = tables::all().into_iter().map(|t| (schema::insertion(&t), t)).map(|(sql, t)| (t, sql)).collect();
        let database = Connection::open(unfinished.beside()).map_err(io::Error::other)?;
        let mut begin = format!("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -{CACHE}; BEGIN;\n");
        for (table, _) in &tables {
            begin.push_str(&schema::table(table));
        }
        begin.push_str(schema::SEARCH);
        database.execute_batch(&begin).map_err(io::Error::other)?;
        database.set_prepared_statement_cache_capacity(tables.len() + 1);
        let this = Self { tables, database, unfinished };
        this.about().map_err(io::Error::other)?;
        Ok(this)
    }

    /// The columns' documentation, so that the file explains itself.
    fn about(&self) -> rusqlite::Result<()> {
        for (table, _) in &self.tables {
            for column in &table.columns {
                self.database.execute("INSERT INTO about VALUES (?, ?, ?, ?)", (table.name, column.name, column.kind.to_string(), column.doc))?;
            }
        }
        Ok(())
    }

    fn insert(&self, record: &Minutes) -> io::Result<()> {
        let reading = Reading::of(record);
        for (table, sql) in &self.tables {
            let mut statement = self.database.prepare_cached(sql).map_err(io::Error::other)?;
            table.rows(&reading, &mut |cells| statement.execute(params_from_iter(cells)).map(drop).map_err(io::Error::other))?;
        }
        self.find_by_words(&reading).map_err(io::Error::other)
    }

    fn find_by_words(&self, reading: &Reading<'_>) -> rusqlite::Result<()> {
        let (record, head) = (reading.record, reading.head());
        let mut statement = self.database.prepare_cached("INSERT INTO search (record, section, title, text) VALUES (?, ?, ?, ?)")?;
        if !head.is_empty() {
            statement.execute((&record.id, None::<&str>, &record.meeting.title, head))?;
        }
        for (nth, section) in record.sections.iter().enumerate() {
            let text = reading.words.at(sections::own_span(record, nth)).trim();
            statement.execute((&record.id, &section.id, &section.title, text))?;
        }
        Ok(())
    }

    /// The record, if there is one, whose reference leads nowhere.
    fn dangling(&self) -> rusqlite::Result<Option<String>> {
        let mut check = self.database.prepare("PRAGMA foreign_key_check")?;
        let found = check.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?.next().transpose()?;
        let Some((table, row)) = found else { return Ok(None) };
        self.database.query_row(&format!("SELECT record FROM \"{table}\" WHERE rowid = ?"), [row], |r| r.get(0)).map(Some)
    }
}

impl Exporter for Sqlite {
    fn record(&mut self, record: &Minutes) -> io::Result<()> {
        self.insert(record).map_err(|e| io::Error::other(format!("{}: {e}; extract the document anew", record.id)))
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.database.execute_batch(&schema::end(self.tables.iter().map(|(t, _)| t))).map_err(io::Error::other)?;
        if let Some(record) = self.dangling().map_err(io::Error::other)? {
            return Err(io::Error::other(format!("{record} refers to an id that it does not have; extract the document anew")));
        }
        let Self { database, unfinished, .. } = *self;
        database.close().map_err(|(_, e)| io::Error::other(e))?;
        unfinished.put()
    }
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Null => ToSqlOutput::Owned(Value::Null),
            Cell::Text(words) => ToSqlOutput::Borrowed(ValueRef::Text(words.as_bytes())),
            Cell::Json(json) => ToSqlOutput::Borrowed(ValueRef::Text(json.as_bytes())),
            Cell::Integer(n) => ToSqlOutput::Owned(Value::Integer(*n)),
            Cell::Boolean(yes) => ToSqlOutput::Owned(Value::Integer(i64::from(*yes))),
            // A decimal's column makes a number of it.
            Cell::Decimal(..) | Cell::Date(_) | Cell::Time(_) => ToSqlOutput::Owned(Value::Text(self.written().unwrap_or_default().into_owned())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIER: &str = "Minutes of the Pier Board\n\nMonday, 3 March 2031\n\nPresent: Ms. Ada Pell (Chair), Mr. Bo Lind\nApologies: Ms. Cy Dahl\n\n\
        1. Opening\n\nMs. Pell opened the meeting at 10:00.\n\n2. Repairs\n\nThe Board approved the budget of CHF 1,500.50 for the réfection of the pier.\n";

    /// The database of one record, as `question` answers it.
    fn ask(change: impl FnOnce(&mut Minutes), question: &str) -> io::Result<Vec<String>> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/sqlite").join(format!("{:x}", crc(question)));
        let records = crate::pipeline::read(PIER.into(), "pier.txt", &crate::pipeline::Options::default()).expect("a text is read");
        let mut record = records.into_iter().next().expect("one record");
        change(&mut record);
        let mut writer = Box::new(Sqlite::begin(&folder)?);
        writer.record(&record)?;
        writer.finish()?;
        let database = Connection::open(folder.join("minutes.sqlite")).expect("a database");
        let mut statement = database.prepare(question).expect("a question");
        let rows = statement.query_map([], |r| r.get::<_, String>(0)).expect("an answer");
        Ok(rows.map(|r| r.expect("a text")).collect())
    }

    fn crc(text: &str) -> u64 {
        text.bytes().fold(7, |sum, b| sum.wrapping_mul(31).wrapping_add(b.into()))
    }

    #[test]
    fn questions_are_answered() {
        for (question, expected) in [
            (
                "SELECT name || ' ' || status FROM attendance WHERE who = 'person' ORDER BY name",
                vec!["Ada Pell present", "Bo Lind present", "Cy Dahl apologies"],
            ),
            ("SELECT name FROM attendance_by_body WHERE present = 0", vec!["Cy Dahl"]),
            ("SELECT section FROM search WHERE search MATCH 'refection'", vec!["s2"]),
            ("SELECT section FROM search WHERE search MATCH 'repair AND pier'", vec!["s2"]),
            ("SELECT typeof(number) || number FROM entities WHERE kind = 'amount'", vec!["real1500.5"]),
            ("SELECT date FROM meetings", vec!["2031-03-03"]),
            ("SELECT holds FROM about WHERE \"table\" = 'people' AND \"column\" = 'given'", vec!["Given names."]),
            ("PRAGMA integrity_check", vec!["ok"]),
        ] {
            assert_eq!(ask(|_| (), question).expect("it is written"), expected, "{question}");
        }
    }

    #[test]
    fn a_reference_that_leads_nowhere_is_told() {
        let lost = |r: &mut Minutes| r.sections.iter_mut().for_each(|s| s.parent = Some("s9".to_owned()));
        let said = ask(lost, "SELECT 1 -- lost").expect_err("a parent that is not there").to_string();
        assert!(said.starts_with("pier refers to"), "{said}");
    }
}

//! `parquet/<table>.parquet`: the same tables in columns, with the types of Arrow: days, times, exact decimals.
//!
//! Rows wait in the builders of their columns until there are [`BATCH`] of them or [`BATCH_BYTES`] of words, and a row group is ended when it has
//! [`GROUP_BYTES`]: so the memory is that of one row group a table, whatever the number of records.

use super::Exporter;
use super::tables::{self, Cell, Heading, Kind, Reading, Table};
use crate::minutes::Minutes;
use crate::write::safely::Unfinished;
use arrow_array::builder::{BooleanBuilder, Date32Builder, Decimal128Builder, Int64Builder, StringBuilder, Time32MillisecondBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, TimeUnit};
use jiff::civil::Date;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// How many rows wait for one batch.
const BATCH: usize = 4096;

/// How many bytes of words wait for one batch, so that a few long sections do not fill the memory.
const BATCH_BYTES: usize = 4 << 20;

/// How many encoded bytes end a row group.
const GROUP_BYTES: usize = 16 << 20;

/// The first day of Arrow's dates.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// The writer.
#[derive(Debug)]
pub(super) struct Parquet {
    files: Vec<Sheet>,
}

/// One table on its way into its file.
#[derive(Debug)]
struct Sheet {
    table: Table,
    waiting: Waiting,
    out: ArrowWriter<File>,
    unfinished: Unfinished,
}

/// Rows that wait, column by column.
#[derive(Debug)]
struct Waiting {
    schema: Arc<Schema>,
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

#[derive(Debug)]
enum Column {
    Words(StringBuilder),
    Integers(Int64Builder),
    Decimals(Decimal128Builder, i8),
    Days(Date32Builder),
    Times(Time32MillisecondBuilder),
    Booleans(BooleanBuilder),
}

impl Parquet {
    pub(super) fn begin(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        for table in tables::all() {
            let (unfinished, file) = Unfinished::begin(&folder.join("parquet").join(format!("{}.parquet", table.name)))?;
            let waiting = Waiting::of(&table)?;
            let how =
                WriterProperties::builder().set_compression(Compression::SNAPPY).set_created_by(format!("rapporteur {}", env!("CARGO_PKG_VERSION"))).build();
            let out = ArrowWriter::try_new(file, Arc::clone(&waiting.schema), Some(how))?;
            files.push(Sheet { table, waiting, out, unfinished });
        }
        Ok(Self { files })
    }
}

impl Exporter for Parquet {
    fn record(&mut self, record: &Minutes) -> io::Result<()> {
        let reading = Reading::of(record);
        for Sheet { table, waiting, out, .. } in &mut self.files {
            table.rows(&reading, &mut |cells| {
                waiting.take(cells)?;
                if waiting.rows >= BATCH || waiting.bytes >= BATCH_BYTES { waiting.leave(out) } else { Ok(()) }
            })?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        for Sheet { mut waiting, mut out, unfinished, .. } in self.files {
            waiting.leave(&mut out)?;
            out.close()?;
            unfinished.put()?;
        }
        Ok(())
    }
}

impl Waiting {
    fn of(table: &Table) -> io::Result<Self> {
        let fields: Vec<Field> = table.columns.iter().map(field).collect();
        let about = HashMap::from([("doc".to_owned(), table.doc.to_owned())]);
        let columns = table.columns.iter().map(|c| Column::of(c.kind)).collect::<Result<_, _>>().map_err(unfit)?;
        Ok(Self { schema: Arc::new(Schema::new(fields).with_metadata(about)), columns, rows: 0, bytes: 0 })
    }

    fn take(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += column.take(cell)?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Hands the waiting rows to the file.
    fn leave(&mut self, out: &mut ArrowWriter<File>) -> io::Result<()> {
        if self.rows == 0 {
            return Ok(());
        }
        let arrays = self.columns.iter_mut().map(Column::finish).collect();
        (self.rows, self.bytes) = (0, 0);
        out.write(&RecordBatch::try_new(Arc::clone(&self.schema), arrays).map_err(unfit)?)?;
        if out.in_progress_size() >= GROUP_BYTES {
            out.flush()?;
        }
        Ok(())
    }
}

impl Column {
    fn of(kind: Kind) -> Result<Self, ArrowError> {
        Ok(match kind {
            Kind::Text | Kind::Json => Self::Words(StringBuilder::new()),
            Kind::Integer => Self::Integers(Int64Builder::new()),
            Kind::Decimal { digits, scale } => Self::Decimals(Decimal128Builder::new().with_precision_and_scale(digits, scale)?, scale),
            Kind::Date => Self::Days(Date32Builder::new()),
            Kind::Time => Self::Times(Time32MillisecondBuilder::new()),
            Kind::Boolean => Self::Booleans(BooleanBuilder::new()),
        })
    }

    /// Adds a cell; returns the bytes of its words. What is no cell of this column is a defect of the tables.
    fn take(&mut self, cell: &Cell<'_>) -> io::Result<usize> {
        match (self, cell) {
            (Self::Words(b), Cell::Null) => b.append_null(),
            (Self::Words(b), Cell::Text(words)) => {
                b.append_value(words);
                return Ok(words.len());
            }
            (Self::Words(b), Cell::Json(json)) => {
                b.append_value(json);
                return Ok(json.len());
            }
            (Self::Integers(b), Cell::Null) => b.append_null(),
            (Self::Integers(b), Cell::Integer(n)) => b.append_value(*n),
            (Self::Decimals(b, _), Cell::Null) => b.append_null(),
            (Self::Decimals(b, scale), Cell::Decimal(units, theirs)) if scale == theirs => b.append_value(*units),
            (Self::Days(b), Cell::Null) => b.append_null(),
            (Self::Days(b), Cell::Date(day)) => b.append_option((*day - EPOCH).get_days().into()),
            (Self::Times(b), Cell::Null) => b.append_null(),
            (Self::Times(b), Cell::Time(time)) => {
                b.append_value(((i32::from(time.hour()) * 60 + i32::from(time.minute())) * 60 + i32::from(time.second())) * 1000)
            }
            (Self::Booleans(b), Cell::Null) => b.append_null(),
            (Self::Booleans(b), Cell::Boolean(yes)) => b.append_value(*yes),
            (_, cell) => return Err(io::Error::other(format!("{cell:?} is no cell of its column; please report it"))),
        }
        Ok(0)
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Words(b) => Arc::new(b.finish()),
            Self::Integers(b) => Arc::new(b.finish()),
            Self::Decimals(b, _) => Arc::new(b.finish()),
            Self::Days(b) => Arc::new(b.finish()),
            Self::Times(b) => Arc::new(b.finish()),
            Self::Booleans(b) => Arc::new(b.finish()),
        }
    }
}

/// A column with its documentation.
fn field(column: &Heading) -> Field {
    let holds = match column.kind {
        Kind::Text | Kind::Json => DataType::Utf8,
        Kind::Integer => DataType::Int64,
        Kind::Decimal { digits, scale } => DataType::Decimal128(digits, scale),
        Kind::Date => DataType::Date32,
        // Parquet has no time in seconds: readers would take that for a number.
        Kind::Time => DataType::Time32(TimeUnit::Millisecond),
        Kind::Boolean => DataType::Boolean,
    };
    Field::new(column.name, holds, true).with_metadata(HashMap::from([("doc".to_owned(), column.doc.to_owned())]))
}

fn unfit(error: ArrowError) -> io::Error {
    ParquetError::from(error).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use std::collections::BTreeMap;

    #[test]
    fn the_rows_are_those_of_the_tables() {
        let page = "# Minutes of the Pier Board of 13 November 2023\n\nPresent: Ana Berg, Bo Lund\n\n## 1. Opening\n\nThe chair opened the meeting at 14:05 and \
                    welcomed the members of the board.\n\n## 2. Repairs\n\nThe Board agreed to spend CHF 1,250.50 on the pier before the summer.\n";
        let records = pipeline::read(page.as_bytes().to_vec(), "pier.md", &pipeline::Options::default()).expect("Markdown is read");
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tmp/parquet-rows");
        let mut writer = Box::new(Parquet::begin(&folder).expect("a folder of our own"));
        let mut expected: BTreeMap<&str, Vec<Vec<String>>> = BTreeMap::new();
        for record in &records {
            writer.record(record).expect("room on the disk");
            for table in tables::all() {
                let rows = expected.entry(table.name).or_default();
                let mut visit = |cells: &[Cell<'_>]| {
                    rows.push(cells.iter().map(|c| c.written().unwrap_or_default().into_owned()).collect());
                    Ok(())
                };
                table.rows(&Reading::of(record), &mut visit).expect("nothing refuses a row");
            }
        }
        writer.finish().expect("room on the disk");
        assert_eq!(expected["people"].len(), 2);
        for table in tables::all() {
            let file = File::open(folder.join("parquet").join(format!("{}.parquet", table.name))).expect("a file a table");
            let reader = SerializedFileReader::new(file).expect("it is Parquet");
            let fields = reader.metadata().file_metadata().schema().get_fields().iter().map(|f| f.name().to_owned()).collect::<Vec<_>>();
            assert_eq!(fields, table.columns.iter().map(|c| c.name).collect::<Vec<_>>(), "{}", table.name);
            let rows = reader.get_row_iter(None).expect("it has rows").map(|row| row.expect("each can be read")).collect::<Vec<_>>();
            assert_eq!(rows.len(), expected[table.name].len(), "{}", table.name);
            for (row, expected) in rows.iter().zip(&expected[table.name]) {
                for ((_, field), (heading, expected)) in row.get_column_iter().zip(table.columns.iter().zip(expected)) {
                    let told = field.to_string();
                    let same = match heading.kind {
                        Kind::Text | Kind::Json => {
                            told == format!("{expected:?}") || told.trim_matches('"') == expected || expected.is_empty() && told == "null"
                        }
                        Kind::Integer => told == *expected || expected.is_empty() && told == "null",
                        Kind::Date => told.starts_with(expected.as_str()) || expected.is_empty() && told == "null",
                        Kind::Decimal { .. } | Kind::Time | Kind::Boolean => (told == "null") == expected.is_empty(),
                    };
                    assert!(same, "{}.{}: {told} for {expected}", table.name, heading.name);
                }
            }
        }
    }
}

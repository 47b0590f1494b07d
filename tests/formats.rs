//! The forms that other programs read, read by other programs: the tables agree row by row, a search server and a database take the feeds and answer.
//!
//! Each test runs a script of Python on an export of all fixtures and of the record that is made to harm, and skips with a printed line where what the
//! script needs (DuckDB, pandas, an emulator of OpenSearch, PostgreSQL) is not installed.

use crate::standards::{export, place, python, records};
use rapporteur::write::export::Form;

/// Exports all records to these forms, and runs the script on the folder.
fn read_back(name: &str, forms: &[Form], script: &str) {
    let folder = place(name);
    let records = records();
    for form in forms {
        export(&records, *form, &folder);
    }
    python(&format!("{}\n{script}", include_str!("formats/common.py")), &folder);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[cfg(all(feature = "parquet", feature = "sqlite"))]
#[test]
fn tables_agree_row_by_row() {
    read_back("tables", &[Form::Csv, Form::Sqlite, Form::Parquet], include_str!("formats/tables.py"));
}

#[cfg(feature = "parquet")]
#[test]
fn duckdb_and_pandas_read_parquet() {
    read_back("parquet", &[Form::Csv, Form::Parquet], include_str!("formats/parquet.py"));
}

#[test]
fn the_feeds_hold_the_same_documents() {
    read_back("feeds", &[Form::Csv, Form::Bulk, Form::Ndjson], include_str!("formats/feeds.py"));
}

#[test]
fn an_emulated_opensearch_takes_the_feed_and_answers() {
    read_back("opensearch", &[Form::Bulk], include_str!("formats/opensearch.py"));
}

#[test]
fn postgresql_takes_the_feed_and_answers() {
    read_back("postgresql", &[Form::Ndjson, Form::Csv], include_str!("formats/postgresql.py"));
}

#[test]
fn pages_hold_the_text_and_nothing_that_runs() {
    read_back("pages", &[Form::Html, Form::Annotations], include_str!("formats/pages.py"));
}

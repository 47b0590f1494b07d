//! The tables as SQL, made from their one definition, and what SQLite has beyond them.

use super::super::tables::{Kind, Table};
use std::fmt::Write as _;

/// Words without regard to accents and English endings; and the columns told.
pub(super) const SEARCH: &str = r#"
CREATE VIRTUAL TABLE search USING fts5(record UNINDEXED, section UNINDEXED, title, text, tokenize = 'porter unicode61 remove_diacritics 2');
CREATE TABLE about ("table" TEXT NOT NULL, "column" TEXT NOT NULL, "kind" TEXT NOT NULL, "holds" TEXT NOT NULL, PRIMARY KEY ("table", "column"));
"#;

/// What is often asked for, beside the keys.
const INDEXES: &str = r#"
CREATE INDEX meetings_by_body ON meetings ("body", "date");
CREATE INDEX delegations_by_code ON delegations ("code", "status");
CREATE INDEX people_by_name ON people ("name");
CREATE INDEX entities_by_kind ON entities ("kind", "code");
CREATE INDEX interventions_by_code ON interventions ("code");
CREATE INDEX decisions_by_kind ON decisions ("kind");
CREATE INDEX actions_by_day ON actions ("due_by");
"#;

/// Who was listed at which meeting and how; and the same added up over a body's meetings.
///
/// What a roll does not list is not there: "not listed" is no absence.
const VIEWS: &str = r"
CREATE VIEW attendance AS
SELECT m.body, m.date, m.record, m.file, 'delegation' AS who, d.id, d.name, d.code, NULL AS delegation, d.role, d.status,
       d.status IN ('present', 'observer') AS present, d.page, d.as_written, d.confidence
FROM delegations d JOIN meetings m ON m.record = d.record
UNION ALL
SELECT m.body, m.date, m.record, m.file, 'person', p.id, p.name, NULL, d.name, p.role, p.status,
       p.status IN ('present', 'observer'), p.page, p.as_written, p.confidence
FROM people p JOIN meetings m ON m.record = p.record LEFT JOIN delegations d ON d.record = p.record AND d.id = p.delegation;

CREATE VIEW attendance_by_body AS
SELECT a.body, a.who, coalesce(max(a.code), '') AS code, max(a.name) AS name, count(DISTINCT a.record) AS listed,
       count(DISTINCT CASE WHEN a.present THEN a.record END) AS present,
       count(DISTINCT CASE WHEN a.status IN ('apologies', 'substituted') THEN a.record END) AS apologies,
       count(DISTINCT CASE WHEN a.status = 'absent' THEN a.record END) AS absent,
       min(a.date) AS first, max(a.date) AS last
FROM attendance a GROUP BY a.body, a.who, coalesce(a.code, a.name);
";

pub(super) fn table(table: &Table) -> String {
    let mut sql = format!("CREATE TABLE \"{}\" (", table.name);
    for column in &table.columns {
        let kind = match column.kind {
            Kind::Integer | Kind::Boolean => "INTEGER",
            Kind::Decimal { .. } => "DECIMAL", // a number, whole where it is whole
            Kind::Text | Kind::Date | Kind::Time | Kind::Json => "TEXT",
        };
        let needed = if table.key.contains(&column.name) { " NOT NULL" } else { "" };
        let _ = write!(sql, "\"{}\" {kind}{needed}, ", column.name);
    }
    let _ = write!(sql, "PRIMARY KEY ({})", table.key.iter().map(|k| format!("\"{k}\"")).collect::<Vec<_>>().join(", "));
    for column in &table.columns {
        match column.refers {
            None => {}
            Some("meetings") => sql.push_str(", FOREIGN KEY (\"record\") REFERENCES meetings (\"record\")"),
            Some(other) => {
                let _ =
                    write!(sql, ", FOREIGN KEY (\"record\", \"{}\") REFERENCES \"{other}\" (\"record\", \"id\") DEFERRABLE INITIALLY DEFERRED", column.name);
            }
        }
    }
    sql.push_str(");\n");
    sql
}

pub(super) fn insertion(table: &Table) -> String {
    let columns: Vec<String> = table.columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
    format!("INSERT INTO \"{}\" ({}) VALUES ({})", table.name, columns.join(", "), vec!["?"; columns.len()].join(", "))
}

/// What is made when all rows are there.
pub(super) fn end<'t>(tables: impl Iterator<Item = &'t Table>) -> String {
    let mut sql = String::new();
    for table in tables {
        for column in table.columns.iter().filter(|c| c.refers.is_some_and(|t| t != "meetings")) {
            let _ = writeln!(sql, "CREATE INDEX {0}_of_{1} ON \"{0}\" (\"record\", \"{1}\");", table.name, column.name);
        }
    }
    sql + INDEXES + VIEWS + "INSERT INTO search (search) VALUES ('optimize');\nPRAGMA user_version = 1;\nCOMMIT;\nANALYZE;\n"
}

//! Lists that users write for an audit (a roster, decisions): a line that cannot be read is told, and the rest stands.

use std::io::Read;

/// The rows that can be read, each with its line; what is wrong with the others goes to `wrong`.
pub(super) fn usable_rows<R: Read>(reader: &mut csv::Reader<R>, wrong: &mut Vec<(u64, String)>) -> Vec<(u64, csv::StringRecord)> {
    let mut rows = Vec::new();
    for row in reader.records() {
        match row {
            Ok(row) => rows.push((row.position().map_or(0, csv::Position::line), row)),
            Err(error) => wrong.push((error.position().map_or(0, csv::Position::line), error.to_string())),
        }
    }
    rows
}

//! What is said to the person at the terminal, on standard error.

use crate::write::run::{Input, Outcome, Totals};
use std::io::{self, Write};
use std::path::Path;

/// Says one line; a closed standard error is no reason to stop.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Says why the program stops.
pub(super) fn error(message: &str) {
    say(&format!("rapporteur: {message}"));
}

/// Lists the refused inputs, each with its reason.
pub(super) fn refusals(inputs: &[Input]) {
    for input in inputs.iter().filter(|i| i.outcome == Outcome::Refused) {
        say(&format!("refused {}: {} [{}]", input.file, input.message.as_deref().unwrap_or("no reason given"), input.code.as_deref().unwrap_or("internal")));
    }
}

/// The closing line: `412 read, 3 refused, 27 warnings → output/`.
pub(super) fn closing(totals: Totals, unchanged: usize, output: &Path) {
    let skipped = if totals.skipped > 0 { format!("{} skipped, ", totals.skipped) } else { String::new() };
    let unchanged = if unchanged > 0 { format!("{unchanged} unchanged, ") } else { String::new() };
    let warnings = counted(totals.warnings, "warning");
    let mut place = output.display().to_string();
    if !place.ends_with(std::path::MAIN_SEPARATOR) {
        place.push(std::path::MAIN_SEPARATOR);
    }
    say(&format!("{} read, {} refused, {skipped}{unchanged}{warnings} → {place}", totals.read, totals.refused));
}

/// "1 warning", "2 warnings".
pub(super) fn counted(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") }
}

/// "page 3: …" where the page is known.
pub(super) fn located(page: Option<u32>, message: &str) -> String {
    page.map_or_else(|| message.to_owned(), |page| format!("page {page}: {message}"))
}

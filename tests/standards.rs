//! Records in the forms that standards describe: each is valid by its standard's own rules, holds every fact that it has a place for, and carries
//! hostile text unharmed and harmless.

mod akn;
mod hostile;

use rapporteur::minutes::Minutes;
use rapporteur::write::export::{Form, Options};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The records of all fixtures, and the one that is made to harm.
pub(crate) fn records() -> Vec<Minutes> {
    let mut records = vec![hostile::record(&hostile::words())];
    for (stem, path) in crate::cases::fixtures() {
        for (n, value) in crate::cases::read(&path).into_iter().enumerate() {
            let mut record: Minutes = serde_json::from_value(value).unwrap();
            record.id = format!("fixtures/{stem}-{n}");
            records.push(record);
        }
    }
    records
}

/// An empty folder of this process.
pub(crate) fn place(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("rapporteur-standards-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn export(records: &[Minutes], form: Form, folder: &Path) {
    let mut exporter = form.open(folder, &Options::default()).unwrap();
    for record in records {
        exporter.record(record).unwrap();
    }
    exporter.finish().unwrap();
}

/// Runs a script of Python that prints `skipped: …` where it lacks a module, and what is wrong line by line.
pub(crate) fn python(script: &str, folder: &Path) {
    match Command::new("python3").arg("-c").arg(script).arg(folder).output() {
        Err(_) => println!("skipped: no python3"),
        Ok(run) => {
            let (said, complaint) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
            if said.starts_with("skipped:") {
                println!("{said}");
            } else {
                assert!(run.status.success() && said.starts_with("valid:"), "{said}{complaint}");
            }
        }
    }
}

/// Letters that count: all but white space, as forms set lines and blanks in their own way.
fn letters(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

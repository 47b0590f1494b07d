//! The program: parse, run, exit code; nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        return ExitCode::from(2);
    };
    let bytes = std::fs::read(&path).unwrap_or_default();
    match rapporteur::pipeline::read(bytes, &path, &rapporteur::pipeline::Options::default()) {
        Ok(records) => {
            for record in records {
                let _ = serde_json::to_writer_pretty(std::io::stdout(), &record);
            }
            ExitCode::SUCCESS
        }
        Err(refusal) => {
            eprintln!("{path}: {refusal}");
            ExitCode::from(1)
        }
    }
}

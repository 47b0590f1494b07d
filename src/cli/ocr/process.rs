//! Runs another program on some bytes, with a deadline.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How often it is asked whether the program has ended.
const LOOK: Duration = Duration::from_millis(10);

/// How a program ended.
#[derive(Debug)]
pub(super) enum Ended {
    /// What it wrote.
    Well(Vec<u8>),
    /// What it complained of.
    Badly(String),
    /// It was stopped.
    Late,
}

/// Gives `input` to a program and takes what it writes, for as long as `limit`.
///
/// # Errors
/// Where it cannot be started.
pub(super) fn run(command: &mut Command, input: &[u8], limit: Duration) -> io::Result<Ended> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let begun = Instant::now();
    thread::scope(|scope| {
        scope.spawn(move || {
            // A program that ends before it has read all has its own reasons, and says them.
            stdin.map(|mut pipe| pipe.write_all(input))
        });
        let all = |pipe: Option<Box<dyn Read + Send>>| {
            let mut bytes = Vec::new();
            if let Some(mut pipe) = pipe {
                let _ = pipe.read_to_end(&mut bytes);
            }
            bytes
        };
        let written = scope.spawn(move || all(stdout.map(|p| Box::new(p) as Box<dyn Read + Send>)));
        let complaints = scope.spawn(move || all(stderr.map(|p| Box::new(p) as Box<dyn Read + Send>)));
        let status = loop {
            match child.try_wait()? {
                Some(status) => break Some(status),
                None if begun.elapsed() > limit => {
                    let _ = child.kill();
                    child.wait()?;
                    break None;
                }
                None => thread::sleep(LOOK),
            }
        };
        let (written, complaints) = (written.join().unwrap_or_default(), complaints.join().unwrap_or_default());
        Ok(match status {
            None => Ended::Late,
            Some(status) if status.success() => Ended::Well(written),
            Some(status) => {
                let said = String::from_utf8_lossy(&complaints);
                let said = said.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or("nothing").to_owned();
                Ended::Badly(format!("{status}, saying: {said}"))
            }
        })
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn programs_end_well_badly_or_late() {
        let shell = |script: &str, limit: u64| run(Command::new("sh").args(["-c", script]), &vec![b'x'; 300_000], Duration::from_millis(limit)).expect("sh");
        assert!(matches!(shell("cat | wc -c", 20_000), Ended::Well(out) if String::from_utf8_lossy(&out).trim() == "300000"));
        assert!(matches!(shell("echo no >&2; exit 3", 20_000), Ended::Badly(why) if why.ends_with("saying: no")));
        assert!(matches!(shell("exec sleep 60", 50), Ended::Late));
        assert!(run(&mut Command::new("no-such-program-at-all"), b"", Duration::from_secs(1)).is_err());
    }
}

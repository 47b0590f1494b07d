//! Runs as they go in the world: stopped at any moment and started again, two at once, on files that kill whoever reads them.

use crate::cli::{ends, files, fill, json, pdf, place, run};
use flate2::{Compression, write::ZlibEncoder};
use rapporteur::error::RefusalCode;
use rapporteur::pipeline::{self, Options};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Numbers that look random and are the same in every run of the tests.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

fn begin(folder: &Path, arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_rapporteur")).current_dir(folder).args(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// All that a run left in `folder`, but for its clocks.
fn left(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let bytes = |file: &String| {
        if file == "run.json" {
            let mut report = json(&folder.join(file));
            report.as_object_mut().unwrap().remove("timing").unwrap();
            return report.to_string().into_bytes();
        }
        fs::read(folder.join(file)).unwrap()
    };
    files(folder).into_iter().map(|f| (f.clone(), bytes(&f))).collect()
}

fn minutes(folder: &Path, count: usize) {
    let names: Vec<String> = (0..count).map(|i| format!("in/{}/m{i}.{}", i % 3, ["pdf", "txt", "md"][i % 3])).collect();
    fill(folder, &names.iter().map(String::as_str).collect::<Vec<_>>());
}

/// Fifty runs are killed, each where the dice fall; now and then one is let go on to its end.
#[test]
fn a_run_that_is_killed_at_any_moment_and_started_again_ends_with_the_same_bytes() {
    const KILLS: usize = 50;
    let folder = place("killed");
    minutes(&folder, 16);
    let begun = Instant::now();
    ends(&folder, &["extract", "in", "-o", "whole", "--jobs", "2"], 0);
    let usual = begun.elapsed();
    let whole = left(&folder.join("whole"));
    let cut = folder.join("cut");
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for kill in 1..=KILLS {
        let mut child = begin(&folder, &["extract", "in", "-o", "cut", "--jobs", "2"]);
        std::thread::sleep(usual.mul_f64(dice.roll(1000) as f64 / 1000.0));
        child.kill().unwrap();
        child.wait().unwrap();
        for file in files(&cut).iter().filter(|f| Path::new(f).extension().is_some_and(|e| e == "json")) {
            json(&cut.join(file)); // what bears its name is whole
        }
        if kill % 10 == 0 {
            ends(&folder, &["extract", "in", "-o", "cut", "--jobs", "2"], 0);
            assert_eq!(left(&cut), whole, "after {kill} kills");
            fs::remove_dir_all(&cut).unwrap();
        }
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_after_the_documents_in_hand() {
    let folder = place("interrupted");
    minutes(&folder, 60);
    ends(&folder, &["extract", "in", "-o", "whole", "--jobs", "2"], 0);
    let mut child = begin(&folder, &["extract", "in", "-o", "cut", "--jobs", "2"]);
    let journal = folder.join("cut/.rapporteur-journal");
    while fs::metadata(&journal).map_or(0, |m| m.len()) == 0 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("run the same command again"), "{said}");
    assert!(files(&folder.join("cut")).iter().all(|f| !f.contains(".unfinished")));
    let report = json(&folder.join("cut/run.json"));
    assert_eq!(report["not_reached"].as_u64().unwrap() + report["totals"]["read"].as_u64().unwrap(), 60);
    ends(&folder, &["extract", "in", "-o", "cut", "--jobs", "2"], 0);
    assert_eq!(left(&folder.join("cut")), left(&folder.join("whole")));
}

#[test]
fn two_runs_never_write_into_one_folder() {
    let folder = place("two-runs");
    fill(&folder, &["in/a.txt"]);
    ends(&folder, &["extract", "in"], 0);
    let held = fs::File::open(folder.join("output/.rapporteur-journal")).unwrap();
    held.lock().unwrap();
    let said = ends(&folder, &["extract", "in"], 2);
    assert!(said.contains("another run"), "{said}");
    drop(held);
    ends(&folder, &["extract", "in"], 0);
}

#[test]
fn what_has_not_changed_is_not_read_again() {
    let folder = place("unchanged");
    fill(&folder, &["in/a.txt", "in/b.txt"]);
    let unchanged = |arguments: &[&str], expected: u64| {
        ends(&folder, &[&["extract", "in"], arguments].concat(), 0);
        assert_eq!(json(&folder.join("output/run.json"))["timing"]["unchanged"], expected, "{arguments:?}");
    };
    unchanged(&[], 0);
    let first = left(&folder.join("output"));
    unchanged(&[], 2);
    assert_eq!(left(&folder.join("output")), first);
    unchanged(&["--force"], 0);
    unchanged(&["--pages", "1"], 0);
    unchanged(&["--pages", "1"], 2);
    unchanged(&[], 0);
    fs::write(folder.join("in/a.txt"), "Minutes of another meeting\n\n1. Opening\n\nAll was well.\n").unwrap();
    unchanged(&[], 1);
    fs::write(folder.join("output/b.json"), "").unwrap();
    unchanged(&[], 1);
    assert!(json(&folder.join("output/b.json"))["text"].is_string());
}

#[test]
fn records_whose_document_is_gone_are_named_and_kept_until_asked() {
    let folder = place("gone");
    fill(&folder, &["in/a.txt", "in/b.txt", "other/c.txt"]);
    ends(&folder, &["extract", "in", "other"], 0);
    fs::remove_file(folder.join("in/b.txt")).unwrap();
    fs::remove_file(folder.join("other/c.txt")).unwrap();
    for _ in 0..2 {
        let said = ends(&folder, &["extract", "in"], 0);
        assert!(said.contains("b.json") && !said.contains("c.json"), "{said}");
        assert_eq!(json(&folder.join("output/run.json"))["orphans"], serde_json::json!(["b"]));
    }
    ends(&folder, &["extract", "in", "--prune"], 0);
    assert_eq!(files(&folder.join("output")), [".rapporteur-journal", "a.json", "c.json", "run.json", "sections.ndjson"]);
    assert!(json(&folder.join("output/run.json"))["orphans"].is_null());
}

/// A PDF of so many pages that all show one stream, so many times each, which holds `word` so many times.
fn bomb(pages: usize, streams: usize, word: &[u8], times: usize) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    let chunk = word.repeat(4096);
    for _ in 0..times / 4096 {
        packed.write_all(&chunk).unwrap();
    }
    let packed = packed.finish().unwrap();
    let kids = (0..pages).fold(String::new(), |mut kids, i| {
        write!(kids, "{} 0 R ", i + 4).unwrap();
        kids
    });
    let mut out = format!("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count {pages} /Kids [{kids}] >>\nendobj\n");
    write!(out, "3 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n", packed.len()).unwrap();
    let mut bytes = out.into_bytes();
    bytes.extend_from_slice(&packed);
    bytes.extend_from_slice(b"\nendstream\nendobj\n");
    for i in 0..pages {
        let page = format!("{} 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents [{}] >>\nendobj\n", i + 4, "3 0 R ".repeat(streams));
        bytes.extend_from_slice(page.as_bytes());
    }
    bytes.extend_from_slice(b"trailer\n<< /Root 1 0 R >>\n%%EOF\n");
    bytes
}

/// A document that costs its workers their lives costs the others nothing.
fn harms(test: &str, document: Vec<u8>, arguments: &[&str], code: &str, says: &str) {
    let folder = place(test);
    fill(&folder, &["in/a.pdf", "in/z.txt"]);
    fs::write(folder.join("in/harm.pdf"), document).unwrap();
    let said = ends(&folder, &[&["extract", "in", "--jobs", "1"], arguments].concat(), 1);
    let report = json(&folder.join("output/run.json"));
    let refused: Vec<_> = report["inputs"].as_array().unwrap().iter().filter(|i| i["outcome"] == "refused").collect();
    assert_eq!(refused.len(), 1, "{said}");
    assert_eq!((refused[0]["file"].as_str(), refused[0]["code"].as_str()), (Some("harm.pdf"), Some(code)), "{said}");
    assert!(said.contains(says), "{said}");
    assert_eq!(files(&folder.join("output")), [".rapporteur-journal", "a.json", "run.json", "sections.ndjson", "z.json"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_document_that_takes_all_time_or_memory_is_refused_alone() {
    harms("slow", bomb(60, 1, b"q Q ", 1 << 20), &["--deadline", "1"], "too-slow", "--deadline");
    harms("hungry", bomb(1, 6, b"          ", 12 << 20), &["--memory", "256"], "crashed", "--memory");
}

#[test]
fn a_folder_that_cannot_be_written_to_ends_with_2() {
    let folder = place("unwritable");
    fill(&folder, &["in/a.txt", "file"]);
    for output in ["file/below", "/proc/no-place-for-records"] {
        let said = ends(&folder, &["extract", "in", "-o", output], 2);
        assert!(said.contains("cannot write to") && said.contains("--output"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_refused_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = place("unreadable");
    fill(&folder, &["in/a.txt", "in/shut/b.txt"]);
    let shut = folder.join("in/shut");
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    let may_read_all = fs::read_dir(&shut).is_ok();
    if may_read_all {
        println!("skipped: this user may read every folder");
    } else {
        let said = ends(&folder, &["extract", "in"], 1);
        assert!(said.contains("1 read, 1 refused"), "{said}");
    }
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn strict_ends_with_1_where_there_are_warnings_whether_read_now_or_before() {
    let folder = place("strict");
    fill(&folder, &["in/a.txt"]);
    ends(&folder, &["extract", "in"], 0);
    let warned = json(&folder.join("output/run.json"))["totals"]["warnings"].as_u64().unwrap() > 0;
    assert!(warned, "minutes without a roll carry a warning");
    ends(&folder, &["extract", "in", "--strict"], 1);
    ends(&folder, &["extract", "in", "--strict", "--force"], 1);
}

#[test]
fn workers_and_this_process_give_the_same_bytes() {
    let folder = place("in-process");
    minutes(&folder, 9);
    ends(&folder, &["extract", "in", "-o", "workers"], 0);
    ends(&folder, &["extract", "in", "-o", "here", "--in-process"], 0);
    let without_readers = |name: &str| left(&folder.join(name)).into_iter().filter(|(f, _)| f != "run.json").collect::<Vec<_>>();
    assert_eq!(without_readers("workers"), without_readers("here"));
    assert_eq!(json(&folder.join("workers/run.json"))["readers"]["mode"], "workers");
}

#[test]
fn a_worker_ends_when_its_input_closes() {
    let folder = place("worker");
    let output = run(&folder, &["worker", "--memory", "4096"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.starts_with(b"RPF1"));
}

/// How many mutated documents are read: a few where nobody asks for more.
#[expect(clippy::disallowed_methods, reason = "tests may ask the environment")]
fn mutations() -> usize {
    std::env::var("RAPPORTEUR_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(120)
}

/// Bits flipped, ends cut off, pieces swapped or spliced in from another document.
fn mutated(dice: &mut Dice, documents: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = documents[dice.roll(documents.len())].clone();
    match dice.roll(4) {
        0 => {
            for _ in 0..=dice.roll(20) {
                let at = dice.roll(bytes.len());
                bytes[at] ^= 1 << dice.roll(8);
            }
        }
        1 => bytes.truncate(dice.roll(bytes.len())),
        2 => {
            let length = 1 + dice.roll(400).min(bytes.len() / 2);
            let (a, b) = (dice.roll(bytes.len() - length), dice.roll(bytes.len() - length));
            for i in 0..length {
                bytes.swap(a + i, b + i);
            }
        }
        _ => {
            let other = &documents[dice.roll(documents.len())];
            let from = dice.roll(other.len());
            let piece = &other[from..(from + dice.roll(2000)).min(other.len())];
            let at = dice.roll(bytes.len());
            let to = (at + dice.roll(2000)).min(bytes.len());
            bytes.splice(at..to, piece.iter().copied());
        }
    }
    bytes
}

#[test]
fn mutated_documents_do_no_harm() {
    let count = mutations();
    println!("{count} mutated documents; RAPPORTEUR_MUTATIONS=100000 for a long run");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut paths: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "pdf")).collect();
    paths.sort();
    let mut documents: Vec<Vec<u8>> = paths.iter().map(|p| fs::read(p).unwrap()).filter(|d| d.len() < 60_000).collect();
    documents.push(pdf(&["Minutes of the Harbour Board", "1. Opening"]));
    let read = move || {
        let mut dice = Dice(0xD1CE_D1CE_D1CE_D1CE);
        for number in 0..count {
            let bytes = mutated(&mut dice, &documents);
            let begun = Instant::now();
            let refused = pipeline::read(bytes.clone(), "mutated.pdf", &Options::default()).err();
            if refused.is_some_and(|r| r.code == RefusalCode::Internal) {
                let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("mutated-{number}.pdf"));
                fs::write(&kept, bytes).unwrap();
                panic!("a library panicked on mutation {number}, kept as {}", kept.display());
            }
            assert!(begun.elapsed() < Duration::from_mins(1), "mutation {number} took {:?}", begun.elapsed());
        }
    };
    std::thread::Builder::new().stack_size(64 << 20).spawn(read).unwrap().join().unwrap();
}

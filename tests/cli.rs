//! The program as a person or a script meets it: names, exit codes, streams, and what is left on the disk.

use serde_json::Value;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const MINUTES: &str = "Minutes of the Harbour Board\n\n1. Opening\n\nThe Chair opened the meeting at 10:00.\n\n2. Finance\n\nThe Board approved the budget.\n";

/// A fresh folder for one test.
pub(crate) fn place(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Writes files below `folder`: texts of minutes, or broken PDFs where the name says so.
pub(crate) fn fill(folder: &Path, names: &[&str]) {
    for name in names {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let bytes = match path.extension().and_then(|e| e.to_str()) {
            _ if name.contains("empty") => Vec::new(),
            _ if name.contains("broken") => b"%PDF-1.7\nnot much of a file".to_vec(),
            Some("pdf") => pdf(&[MINUTES]),
            _ => MINUTES.as_bytes().to_vec(),
        };
        fs::write(path, bytes).unwrap();
    }
}

/// A PDF of pages of text, each line below the last.
pub(crate) fn pdf(pages: &[&str]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|i| format!("{} 0 R", 4 + 2 * i)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    for (i, page) in pages.iter().enumerate() {
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>", 5 + 2 * i));
        let lines: Vec<String> = page.lines().map(|l| format!("({}) Tj T*", l.replace('(', "\\(").replace(')', "\\)"))).collect();
        let stream = format!("BT /F1 11 Tf 14 TL 72 760 Td {} ET", lines.join("\n"));
        objects.push(format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()));
    }
    let mut out = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", i + 1).unwrap();
    }
    let xref = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for offset in offsets {
        writeln!(out, "{offset:010} 00000 n ").unwrap();
    }
    write!(out, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n", objects.len() + 1).unwrap();
    out.into_bytes()
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rapporteur")).current_dir(folder).args(arguments).output().unwrap()
}

/// Runs and checks the exit code; returns what was said on standard error.
pub(crate) fn ends(folder: &Path, arguments: &[&str], code: i32) -> String {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?} said: {said}");
    said
}

/// The files below `folder`, hidden ones too, as sorted paths.
pub(crate) fn files(folder: &Path) -> Vec<String> {
    fn below(folder: &Path, root: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                below(&path, root, found);
            } else {
                found.push(path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    let mut found = Vec::new();
    below(folder, folder, &mut found);
    found.sort();
    found
}

pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Reads `inputs` in a folder that holds `names`, and compares the files written.
fn writes(test: &str, names: &[&str], inputs: &[&str], expected: &[&str]) {
    let folder = place(test);
    fill(&folder, names);
    ends(&folder, &[&["extract"], inputs].concat(), 0);
    let mut expected: Vec<&str> = expected.iter().copied().chain([".rapporteur-journal", "run.json", "sections.ndjson"]).collect();
    expected.sort_unstable();
    assert_eq!(files(&folder.join("output")), expected, "for {names:?}");
}

#[test]
fn records_are_called_as_their_inputs() {
    writes("names", &["in/b.pdf", "in/sub/a.txt", "in/sub/deep/c.md"], &["in"], &["b.json", "sub/a.json", "sub/deep/c.json"]);
    writes("alone", &["in/sub/a.txt"], &["in/sub/a.txt"], &["a.json"]);
    writes("clash", &["in/a.pdf", "in/a.md", "in/b.txt"], &["in"], &["a.md.json", "a.pdf.json", "b.json"]);
    writes("reserved", &["in/run.txt"], &["in"], &["run.txt.json"]);
    writes("twice", &["in/a.txt"], &["in", "in/a.txt", "./in"], &["a.json"]);
    writes("dots", &["in/2023.11.13.txt", "in/noext"], &["in", "in/noext"], &["2023.11.13.json", "noext.json"]);
}

#[test]
fn what_is_no_minutes_is_not_read() {
    let names =
        ["in/a.txt", "in/README.md", "in/readme.txt", "in/.hidden.txt", "in/.git/x.txt", "in/drafts/d.txt", "in/final/e.txt", "in/picture.png", "out.txt"];
    let folder = place("ignored");
    fill(&folder, &names);
    fs::write(folder.join("in/.rapporteurignore"), "drafts/\n").unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../out.txt", folder.join("in/leads-out.txt")).unwrap();
        std::os::unix::fs::symlink("..", folder.join("in/up")).unwrap();
        std::os::unix::fs::symlink("nowhere.txt", folder.join("in/dangling.txt")).unwrap();
    }
    ends(&folder, &["extract", "in", "-o", "in/out"], 0);
    ends(&folder, &["extract", "in", "-o", "in/out"], 0); // the output of the first run is no input of the second
    assert_eq!(files(&folder.join("in/out")), [".rapporteur-journal", "a.json", "final/e.json", "run.json", "sections.ndjson"]);
    let report = json(&folder.join("in/out/run.json"));
    assert_eq!(report["totals"]["read"], 2);
    assert_eq!(report["totals"]["skipped"], 1, "picture.png: {report:#}");
}

#[test]
fn inputs_that_would_overwrite_each_other_are_refused_before_reading() {
    let folder = place("overwrite");
    fill(&folder, &["2022/a.txt", "2023/a.txt"]);
    let said = ends(&folder, &["extract", "2022", "2023"], 2);
    assert!(said.contains("a.txt"), "{said}");
    assert!(!folder.join("output").exists());
}

#[test]
fn a_refused_document_costs_the_batch_nothing() {
    let folder = place("refused");
    fill(&folder, &["in/a.txt", "in/broken.pdf", "in/empty.pdf", "in/z.pdf"]);
    let said = ends(&folder, &["extract", "in"], 1);
    assert!(said.contains("2 read, 2 refused, "), "{said}");
    assert!(said.contains("refused empty.pdf: ") && said.contains("refused broken.pdf: "), "{said}");
    let report = json(&folder.join("output/run.json"));
    let outcomes: Vec<_> =
        report["inputs"].as_array().unwrap().iter().map(|i| (i["file"].as_str().unwrap(), i["outcome"].as_str().unwrap(), i["code"].as_str())).collect();
    assert_eq!(
        outcomes,
        [("a.txt", "read", None), ("broken.pdf", "refused", Some("broken-pdf")), ("empty.pdf", "refused", Some("empty")), ("z.pdf", "read", None)]
    );
    assert_eq!(report["inputs"][0]["sha256"], json(&folder.join("output/a.json"))["source"]["sha256"]);
}

#[test]
fn what_cannot_start_or_finish_ends_with_2() {
    let folder = place("two");
    fill(&folder, &["in/a.txt", "pictures/x.png", "taken"]);
    for arguments in [
        &["extract"][..],
        &["extract", "nowhere"],
        &["extract", "pictures"],
        &["extract", "in", "--pages", "5-3"],
        &["extract", "in", "--pages", "0"],
        &["extract", "in", "--jobs", "0"],
        &["extract", "in", "--metadata", "nowhere.csv"],
        &["extract", "in", "--password", "@nowhere"],
        &["extract", "in", "-o", "taken"],
        &["inspect", "nowhere.pdf"],
        &["man", "nothing"],
        &["frobnicate"],
    ] {
        let said = ends(&folder, arguments, 2);
        assert!(!said.contains("panicked") && !said.is_empty(), "{arguments:?} said: {said}");
    }
    assert!(!folder.join("output").exists());
}

/// A full disk, played by the device that is always full: what is being written is there a link to it.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_ends_with_2_and_leaves_nothing_half_written() {
    let folder = place("full");
    fill(&folder, &["in/a.txt"]);
    ends(&folder, &["extract", "in"], 0);
    let before = fs::read(folder.join("output/a.json")).unwrap();
    std::os::unix::fs::symlink("/dev/full", folder.join("output/.a.json.unfinished")).unwrap();
    let said = ends(&folder, &["extract", "in", "--force"], 2);
    assert!(said.contains("the disk is full"), "{said}");
    assert_eq!(fs::read(folder.join("output/a.json")).unwrap(), before);
    assert_eq!(files(&folder.join("output")), [".rapporteur-journal", "a.json", "run.json", "sections.ndjson"]);
}

#[test]
fn the_same_bytes_come_out_whatever_the_number_of_jobs() {
    let folder = place("jobs");
    let names: Vec<String> = (0..40).map(|i| format!("in/{}/m{i}.{}", i % 3, ["pdf", "txt", "md"][i % 3])).collect();
    fill(&folder, &names.iter().map(String::as_str).collect::<Vec<_>>());
    ends(&folder, &["extract", "in", "-o", "one", "--jobs", "1"], 0);
    ends(&folder, &["extract", "in", "-o", "eight", "--jobs", "8"], 0);
    let (one, eight) = (folder.join("one"), folder.join("eight"));
    assert_eq!(files(&one), files(&eight));
    for file in files(&one).iter().filter(|f| *f != "run.json") {
        assert!(fs::read(one.join(file)).unwrap() == fs::read(eight.join(file)).unwrap(), "{file} differs");
    }
    let without_clocks = |path: &Path| {
        let mut report = json(path);
        report.as_object_mut().unwrap().remove("timing").unwrap();
        report
    };
    assert_eq!(without_clocks(&one.join("run.json")), without_clocks(&eight.join("run.json")));
}

#[test]
fn an_archives_columns_are_joined_by_file() {
    let folder = place("metadata");
    fill(&folder, &["in/a.txt", "in/sub/b.txt"]);
    fs::write(folder.join("list.csv"), "\u{feff}File;Reference code;Rights\na.txt;HB/1;open\nb.txt;HB/2;\ngone.txt;HB/3;open\n").unwrap();
    let said = ends(&folder, &["extract", "in", "--metadata", "list.csv"], 0);
    assert!(said.contains("gone.txt"), "{said}");
    let reference = |file: &str| json(&folder.join("output").join(file))["source"]["reference"].clone();
    assert_eq!(reference("a.json"), serde_json::json!({ "file": "a.txt", "reference code": "HB/1", "rights": "open" }));
    assert_eq!(reference("sub/b.json")["reference code"], "HB/2");
    fs::write(folder.join("list.csv"), "name,date\na.txt,2023\n").unwrap();
    let said = ends(&folder, &["extract", "in", "--metadata", "list.csv"], 2);
    assert!(said.contains("`file`"), "{said}");
}

#[test]
fn the_feed_tells_of_all_records_in_the_folder() {
    let folder = place("feed");
    fill(&folder, &["in/a.txt", "in/b.txt"]);
    ends(&folder, &["extract", "in/b.txt"], 0);
    ends(&folder, &["extract", "in/a.txt"], 0);
    let two_runs = fs::read_to_string(folder.join("output/sections.ndjson")).unwrap();
    ends(&folder, &["extract", "in", "-o", "whole"], 0);
    assert_eq!(two_runs, fs::read_to_string(folder.join("whole/sections.ndjson")).unwrap());
    let mut ids = std::collections::BTreeSet::new();
    for line in two_runs.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let id = line["id"].as_str().unwrap();
        assert!(id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')), "{id}");
        assert!(ids.insert(id.to_owned()), "{id} twice");
    }
}

#[test]
fn a_run_exports_what_it_wrote_and_never_takes_that_for_records() {
    let folder = place("export");
    fill(&folder, &["in/a.txt", "in/b.txt"]);
    ends(&folder, &["extract", "in", "--to", "csv,popolo,annotations,html", "-q"], 0);
    for file in ["csv/people.csv", "popolo.json", "annotations/a.json", "html/b.html"] {
        assert!(folder.join("output/export").join(file).exists(), "{file}");
    }
    // Neither the feed nor another export holds more for it.
    let said = ends(&folder, &["export", "output", "--to", "csv", "-o", "again"], 0);
    assert!(said.starts_with("2 records exported"), "{said}");
    let tables = |at: &str| fs::read_to_string(folder.join(at).join("csv/people.csv")).unwrap();
    assert_eq!(tables("output/export"), tables("again"));
    ends(&folder, &["extract", "in", "--export", "x"], 2);
}

#[test]
fn quiet_says_nothing_and_verbose_names_each_document() {
    let folder = place("loudness");
    fill(&folder, &["in/a.txt"]);
    assert_eq!(ends(&folder, &["extract", "in", "-q"], 0), "");
    let said = ends(&folder, &["extract", "in"], 0);
    assert!(said.starts_with("1 read, 0 refused, ") && said.ends_with("→ output/\n"), "{said}");
    assert!(ends(&folder, &["extract", "in", "-v"], 0).contains("a.txt → a.json"));
    ends(&folder, &["extract", "in", "-v", "-q"], 2);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = place("pipe");
    fill(&folder, &["a.pdf"]);
    for arguments in [&["schema"][..], &["man"], &["completions", "bash"], &["--help"], &["inspect", "a.pdf", "--stage", "glyphs"], &["inspect", "a.pdf"]] {
        let mut child =
            Command::new(env!("CARGO_BIN_EXE_rapporteur")).current_dir(&folder).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn every_stage_can_be_looked_at() {
    let folder = place("inspect");
    fill(&folder, &["a.pdf", "a.txt", "broken.pdf"]);
    for stage in ["glyphs", "layout", "transcript", "outline", "entities", "roll", "floor", "record"] {
        for file in ["a.pdf", "a.txt"] {
            let output = run(&folder, &["inspect", file, "--stage", stage]);
            assert_eq!(output.status.code(), Some(0), "{stage} of {file}");
        }
        if stage != "record" {
            let svg = run(&folder, &["inspect", "a.pdf", "--stage", stage, "--page", "1", "--svg"]);
            let svg = String::from_utf8(svg.stdout).unwrap();
            assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{stage}: {svg}");
        }
    }
    assert!(ends(&folder, &["inspect", "broken.pdf"], 1).contains("refused broken.pdf: "));
}

#[test]
fn the_program_tells_of_itself() {
    let folder = place("itself");
    let schema: Value = serde_json::from_slice(&run(&folder, &["schema"]).stdout).unwrap();
    assert_eq!(schema["title"], "Minutes");
    let told = |arguments: &[&str]| String::from_utf8(run(&folder, arguments).stdout).unwrap();
    assert!(told(&["man"]).contains(".TH rapporteur"));
    assert!(told(&["man", "extract"]).contains("metadata"));
    assert!(told(&["completions", "zsh"]).contains("#compdef rapporteur"));
    assert!(told(&["extract", "--help"]).len() > 2 * told(&["extract", "-h"]).len());
    assert!(told(&["--version"]).starts_with("rapporteur "));
}

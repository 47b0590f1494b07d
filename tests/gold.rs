//! Floors on the scores over real minutes. They run where a folder of minutes with gold readings is at hand: the one that the environment
//! names as `RAPPORTEUR_CORPUS`, or `../shared` beside the clone. Elsewhere they say so and pass.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The least score of each row over the hand-read minutes. Raise one when the program gets better; never lower one without saying why.
const REAL: &[(&str, f64)] = &[
    ("meeting", 0.87),
    ("person", 0.95),
    ("person.link", 0.98),
    ("person.status", 0.92),
    ("delegation", 0.98),
    ("section", 0.82),
    ("date", 0.82),
    ("amount", 0.80),
    ("decision", 0.72),
    ("vote", 0.76),
    ("certain.right", 1.0),
];

/// The same over the one meeting that is read in full, from Markdown and from its PDF.
const SEED: &[(&str, f64)] = &[
    ("meeting", 1.0),
    ("person", 1.0),
    ("person.link", 1.0),
    ("delegation", 1.0),
    ("section", 1.0),
    ("section.parent", 1.0),
    ("state/section", 0.98),
    ("amount", 1.0),
    ("percentage", 1.0),
    ("vote", 1.0),
    ("paragraph", 0.92),
    ("certain.right", 1.0),
];

/// The folder, with `score/score.py` and `gold/` in it.
pub(crate) fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("RAPPORTEUR_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let found = named.into_iter().chain([beside]).find(|folder| folder.join("score/score.py").is_file() && folder.join("gold").is_dir());
    if found.is_none() {
        println!("skipped: no folder with gold readings (RAPPORTEUR_CORPUS, ../shared)");
    }
    found
}

/// Reads the files into records below `out`, named as the scorer looks for them.
fn read_all(files: &[(PathBuf, String)], out: &Path) {
    fs::create_dir_all(out).unwrap();
    for (file, stem) in files {
        let name = file.file_name().unwrap().to_str().unwrap();
        let read = rapporteur::pipeline::read(fs::read(file).unwrap(), name, &rapporteur::pipeline::Options::default());
        if let Ok(records) = read
            && let Some(record) = records.first()
        {
            fs::write(out.join(format!("{stem}.json")), serde_json::to_vec(record).unwrap()).unwrap();
        }
    }
}

/// The scorer's table, printed, and its pooled rows: a score for each.
fn score(corpus: &Path, gold: &str, out: &Path) -> Option<BTreeMap<String, f64>> {
    let run = |json: bool| {
        let mut command = Command::new("python3");
        command.arg(corpus.join("score/score.py")).arg(corpus.join("gold").join(gold)).arg(out);
        if json {
            command.arg("--json");
        }
        command.output().ok().filter(|o| o.status.success()).map(|o| String::from_utf8_lossy(&o.stdout).into_owned())
    };
    let Some(table) = run(false) else {
        println!("skipped: python3 does not run the scorer");
        return None;
    };
    println!("{table}");
    let rows: serde_json::Value = serde_json::from_str(&run(true)?).ok()?;
    let mut scores = BTreeMap::new();
    collect(&rows, &mut scores);
    Some(scores)
}

/// `overall` as row and score: F1 where there are precision and recall, else the one number.
fn collect(rows: &serde_json::Value, scores: &mut BTreeMap<String, f64>) {
    let Some(rows) = rows["overall"].as_object() else { return };
    for (row, value) in rows {
        if let Some(score) = value["f1"].as_f64().or_else(|| value["acc"].as_f64()) {
            scores.insert(row.clone(), score);
        }
    }
}

fn check_floors(scores: &BTreeMap<String, f64>, floors: &[(&str, f64)]) {
    let low: Vec<_> = floors
        .iter()
        .filter(|(row, floor)| scores.get(*row).is_none_or(|score| score < floor))
        .map(|(row, floor)| format!("{row}: {:?}, floor {floor}", scores.get(*row)))
        .collect();
    assert!(low.is_empty(), "below their floors:\n{}", low.join("\n"));
}

#[test]
fn real_minutes_score_above_their_floors() {
    let Some(corpus) = corpus() else { return };
    let mut files = Vec::new();
    for entry in fs::read_dir(corpus.join("gold/real")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(stem) = name.strip_suffix(".gold.json") else { continue };
        let Some((folder, file)) = stem.split_once("__") else { continue };
        files.push((corpus.join("corpus").join(folder).join(format!("{file}.pdf")), stem.to_owned()));
    }
    files.sort();
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gold-real");
    read_all(&files, &out);
    if let Some(scores) = score(&corpus, "real", &out) {
        check_floors(&scores, REAL);
    }
}

#[test]
fn one_meeting_read_in_full_scores_above_its_floors() {
    let Some(corpus) = corpus() else { return };
    for (folder, extension) in [("seed", "md"), ("twin", "pdf")] {
        let mut files: Vec<_> =
            fs::read_dir(corpus.join(folder)).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == extension)).collect();
        files.sort();
        let files: Vec<_> = files.into_iter().map(|p| (p.clone(), p.file_stem().unwrap().to_str().unwrap().to_owned())).collect();
        let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("gold-{folder}"));
        read_all(&files, &out);
        if let Some(scores) = score(&corpus, "seed", &out) {
            check_floors(&scores, SEED);
        }
    }
}

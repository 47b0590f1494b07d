//! Time per stage and end to end, over the fixtures and, where it is found (`RAPPORTEUR_CORPUS`, `../shared`), over a folder of real minutes.
//!
//! `cargo bench` prints times a folder; divide by the pages that stand in the name. Whole-process times against another program, and how the
//! time grows with the pages of a file, are `benches/ratio`'s.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use rapporteur::pipeline::{self, Options};
use rapporteur::source::Source;
use rapporteur::{layout, outline, read, transcript};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

/// Every PDF below a folder, in order.
fn pdfs(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return found };
    for path in entries.filter_map(|e| e.ok().map(|e| e.path())) {
        if path.is_dir() {
            found.extend(pdfs(&path));
        } else if path.extension().is_some_and(|e| e == "pdf") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn sources(folder: &Path) -> Vec<Source> {
    let read = |path: PathBuf| Source::new(path.to_string_lossy(), fs::read(&path).ok()?).ok();
    pdfs(folder).into_iter().filter_map(read).collect()
}

fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("RAPPORTEUR_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    named.into_iter().chain([beside]).map(|folder| folder.join("corpus")).find(|folder| folder.is_dir())
}

fn stages(criterion: &mut Criterion, name: &str, sources: &[Source]) {
    let options = Options::default();
    let raw: Vec<_> = sources.iter().filter_map(|s| read::read(s, &options).ok()).collect();
    let laid: Vec<_> = raw.iter().map(layout::lay_out).collect();
    let texts: Vec<_> = laid.iter().map(transcript::transcribe).collect();
    let pages: usize = raw.iter().map(|r| r.pages.len()).sum();
    let mut group = criterion.benchmark_group(name);
    group.sample_size(10);
    let id = |stage: &str| BenchmarkId::new(stage, format!("{pages} pages"));
    group.bench_function(id("1 read"), |b| b.iter(|| sources.iter().filter_map(|s| read::read(black_box(s), &options).ok()).count()));
    group.bench_function(id("2 lay out"), |b| b.iter(|| raw.iter().map(|r| layout::lay_out(black_box(r)).pages.len()).sum::<usize>()));
    group.bench_function(id("3 transcribe"), |b| b.iter(|| laid.iter().map(|l| transcript::transcribe(black_box(l)).text.len()).sum::<usize>()));
    group.bench_function(id("4 segment"), |b| b.iter(|| texts.iter().map(|t| outline::segment(black_box(t)).value.sections.len()).sum::<usize>()));
    group.bench_function(id("all, to JSON"), |b| {
        b.iter(|| {
            let one = |s: &Source| pipeline::read(s.bytes.clone(), &s.name, &options).ok();
            let length = |records: Vec<_>| records.iter().filter_map(|r| serde_json::to_vec(r).ok()).map(|json| json.len()).sum::<usize>();
            sources.iter().filter_map(one).map(length).sum::<usize>()
        });
    });
    group.finish();
}

fn all(criterion: &mut Criterion) {
    stages(criterion, "fixtures", &sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")));
    match corpus() {
        Some(folder) => stages(criterion, "corpus", &sources(&folder)),
        None => eprintln!("skipped: no folder of real minutes (RAPPORTEUR_CORPUS, ../shared)"),
    }
}

criterion_group!(benches, all);
criterion_main!(benches);

//! Time per stage, per tagger and end to end, over the fixtures and, where it is found (`RAPPORTEUR_CORPUS`, `../shared`), over a folder of real
//! minutes; and how the time grows with the length of a text.
//!
//! `cargo bench` prints times a folder; divide by the pages that stand in the name. The groups "growth" give pages a second for 10, 100 and 600
//! pages of one text: as many, where nothing is quadratic. Whole-process times against another program, and how the time grows with the pages of a
//! PDF, are `benches/ratio`'s.

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rapporteur::attendance::{self, Attendance};
use rapporteur::entities::tokens::Tokens;
use rapporteur::entities::{self, BoundAcronym, Context, Mention, Mentions, sentences};
use rapporteur::language::{self, Language};
use rapporteur::meeting::{self, MeetingFacts};
use rapporteur::outline::Outline;
use rapporteur::pipeline::{self, Options};
use rapporteur::source::Source;
use rapporteur::transcript::Transcript;
use rapporteur::{layout, outline, proceedings, read, transcript};
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

/// A text with all that the taggers ask for.
struct Prepared {
    text: Transcript,
    outline: Outline,
    meeting: MeetingFacts,
    language: Language,
    acronyms: Vec<BoundAcronym>,
    mentions: Mentions,
    roll: Attendance,
}

impl Prepared {
    fn of(text: Transcript) -> Self {
        let outline = outline::segment(&text).value;
        let (language, _) = language::detect(&text.text);
        let meeting = meeting::find(&text, &outline, language, "minutes").value;
        let mut made = Self { text, outline, meeting, language, acronyms: Vec::new(), mentions: Mentions::default(), roll: Attendance::default() };
        let (acronyms, mentions, roll) = made.with(|context| {
            let mentions = entities::tag(context).value;
            let roll = attendance::take_roll(context, &mentions).value;
            (entities::acronyms::find(context), mentions, roll)
        });
        (made.acronyms, made.mentions, made.roll) = (acronyms, mentions, roll);
        made
    }

    fn with<T>(&self, ask: impl FnOnce(Context<'_>) -> T) -> T {
        let tokens = Tokens::of(&self.text.text);
        let sentences = sentences::split(&self.text, &tokens, &self.outline);
        let (language, anchor) = (self.language, self.meeting.date);
        ask(Context { transcript: &self.text, tokens: &tokens, sentences: &sentences, outline: &self.outline, language, anchor })
    }
}

type Tagger = (&'static str, fn(Context<'_>, &Prepared) -> usize);

/// Each finder by itself. What each costs beside "0 words" is its own: all begin with cutting the text into words and sentences.
const TAGGERS: &[Tagger] = &[
    ("0 words and sentences", |context, _| context.sentences.len()),
    ("acronyms", |context, _| entities::acronyms::find(context).len()),
    ("states", |context, p| entities::states::find(context, &p.acronyms).value.len()),
    ("organisations", |context, p| entities::organisations::find(context, &p.acronyms, &p.mentions.list).len()),
    ("references", |context, p| entities::references::find(context, &p.acronyms).len()),
    ("dates and times", |context, _| entities::moments::find(context, &[]).value.len()),
    ("amounts", |context, p| entities::amounts::find(context, &dated(&p.mentions.list)).len()),
    ("persons", |context, p| entities::persons::tag_people(context, &p.roll).len()),
    ("roll", |context, p| attendance::take_roll(context, &p.mentions).value.people.len()),
    ("floor", |context, p| proceedings::follow_floor(context, &p.mentions, &p.meeting, &p.roll).value.interventions.len()),
];

fn dated(list: &[Mention]) -> Vec<Mention> {
    use rapporteur::minutes::Value;
    list.iter().filter(|m| matches!(m.value, Value::Date { .. } | Value::Time { .. })).cloned().collect()
}

fn taggers(criterion: &mut Criterion, name: &str, sources: &[Source]) {
    let options = Options::default();
    let texts = sources.iter().filter_map(|s| read::read(s, &options).ok()).map(|raw| transcript::transcribe(&layout::lay_out(&raw)));
    let prepared: Vec<Prepared> = texts.map(Prepared::of).collect();
    let mut group = criterion.benchmark_group(format!("{name}, taggers"));
    group.sample_size(10);
    for (tagger, run) in TAGGERS {
        group.bench_function(*tagger, |b| b.iter(|| prepared.iter().map(|p| black_box(p).with(|context| run(context, p))).sum::<usize>()));
    }
    group.finish();
}

/// Letters of a page of running text.
const PAGE: usize = 3000;

/// The text of the fixtures over and over, so many pages long.
fn long_text(pages: usize, sources: &[Source]) -> Source {
    let options = Options::default();
    let texts = sources.iter().filter_map(|s| read::read(s, &options).ok()).map(|raw| transcript::transcribe(&layout::lay_out(&raw)).text);
    let text = texts.collect::<Vec<_>>().join("\n\n");
    let long: String = text.chars().cycle().take(pages * PAGE).collect();
    Source::new("long.txt", long.into_bytes()).expect("a text")
}

fn growth(criterion: &mut Criterion, sources: &[Source]) {
    let options = Options::default();
    let mut whole = criterion.benchmark_group("growth, all");
    whole.sample_size(10);
    let mut long = Vec::new();
    for pages in [10, 100, 600] {
        let source = long_text(pages, sources);
        whole.throughput(Throughput::Elements(pages as u64));
        whole.bench_function(BenchmarkId::from_parameter(pages), |b| b.iter(|| pipeline::read(source.bytes.clone(), &source.name, &options).map(|r| r.len())));
        let raw = read::read(&source, &options).expect("a text");
        long.push((pages, Prepared::of(transcript::transcribe(&layout::lay_out(&raw)))));
    }
    whole.finish();
    for (tagger, run) in TAGGERS {
        let mut group = criterion.benchmark_group(format!("growth, {tagger}"));
        group.sample_size(10);
        for (pages, prepared) in &long {
            group.throughput(Throughput::Elements(*pages as u64));
            group.bench_function(BenchmarkId::from_parameter(pages), |b| b.iter(|| prepared.with(|context| run(context, prepared))));
        }
        group.finish();
    }
}

fn all(criterion: &mut Criterion) {
    let fixtures = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"));
    stages(criterion, "fixtures", &fixtures);
    taggers(criterion, "fixtures", &fixtures);
    growth(criterion, &fixtures);
    match corpus() {
        Some(folder) => {
            let corpus = sources(&folder);
            stages(criterion, "corpus", &corpus);
            taggers(criterion, "corpus", &corpus);
        }
        None => eprintln!("skipped: no folder of real minutes (RAPPORTEUR_CORPUS, ../shared)"),
    }
}

criterion_group!(benches, all);
criterion_main!(benches);

//! `rapporteur search`: words in, sections out: which meeting, which page of which file, and what is counted beside.

use super::index::{place, said};
use super::{Ending, Failure, progress, report};
use crate::search::Facet;
use crate::search::find::{Answer, Counted, Hit, Question};
use crate::search::index::{self, Desk, Trouble};
use crate::search::query::{self, Field, Mistake};
use clap::Args;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::PathBuf;

/// Find what was said, by whom, in which meeting, on which page.
///
/// Answers from the index that `rapporteur index` made. All words must stand in a section, in any of their forms: capitals, accents and endings do not
/// matter. An option given twice asks for either value; different options must all hold. Without words, all sections that the options leave answer.
#[derive(Debug, Args)]
#[command(after_long_help = HELP)]
pub(super) struct Search {
    /// What to look for; `--help` shows the language.
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// Sections that name this State: PER, or Peru.
    #[arg(long, value_name = "STATE")]
    state: Vec<String>,
    /// Sections that name this organisation.
    #[arg(long, value_name = "NAME", alias = "organization")]
    organisation: Vec<String>,
    /// Sections that name this person.
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// Sections in which this State, organisation or person takes the floor.
    #[arg(long, value_name = "NAME")]
    speaker: Vec<String>,
    /// Meetings of this body.
    #[arg(long, value_name = "NAME")]
    body: Vec<String>,
    /// What came of it: decision, approved, agreed ..., action or vote.
    #[arg(long, value_name = "KIND")]
    kind: Vec<String>,
    /// Records in this language: en, fr, es, de, pt.
    #[arg(long, value_name = "CODE")]
    language: Vec<String>,
    /// Meetings from this day, month or year on (2022, 2022-03, 2022-03-04).
    #[arg(long, value_name = "DATE")]
    after: Option<String>,
    /// Meetings before this day, month or year.
    #[arg(long, value_name = "DATE")]
    before: Option<String>,
    /// The most sections to show.
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Sections to pass over first.
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip: usize,
    /// The most values to count of each facet; 0 for none.
    #[arg(long, value_name = "N", default_value_t = 5)]
    facets: usize,
    /// The folder that `extract` wrote to and `index` indexed.
    #[arg(long = "in", value_name = "OUTPUT_DIR", default_value = "output")]
    folder: PathBuf,
    /// The folder of the index, where it was given to `index`.
    #[arg(long, value_name = "DIR")]
    index: Option<PathBuf>,
    /// Print the answer as JSON.
    #[arg(long)]
    json: bool,
}

/// The end of the long help: the language.
const HELP: &str = "\
What to type:
  stockpile destruction          both words, in any form (stockpiles, Destructions), in any order
  \"stockpile destruction\"        these words, one after the other, as they stand
  mines OR munitions             either
  budget -deficit                the first without the second
  contamin*                      every word that begins so
  (mines OR munitions) clearance brackets hold together
  title:budget                   a word of the section's heading
  speaker:Belgium                who takes the floor: a State, an organisation, a person
  state:PER  person:\"Ada Example\"  organisation:ICRC
                                 who is named
  body:\"harbour board\"  meeting:annual  file:agm  language:fr
                                 which meeting
  kind:approved                  what came of it: a kind of decision, or decision, action, vote
  date:2022  date:2021-06..2022  after:2022-03-04  before:2022
                                 when the meeting began; after: has the day itself, before: has not
  -speaker:Belgium               a field can be left out too

Your shell eats quotes: put single ones around the whole ('\"cluster munitions\" -ban').
\"or\" and \"not\" in small letters are words like others. Capitals and accents never matter: assemblee finds Assemblée.

Examples:
  rapporteur search stockpile destruction --state PER --after 2022
  rapporteur search 'title:budget (approved OR adopted)' --in minutes/records --json
  rapporteur search --speaker Belgium --kind decision --limit 50";

impl Search {
    pub(super) fn run(self) -> Result<Ending, Failure> {
        let typed = self.query.join(" ");
        let wanted = self.wanted(&typed).map_err(|mistake| Failure::Said(mistake.to_string()))?;
        let folder = place(&self.folder, self.index.as_deref());
        let desk = Desk::open(&folder).map_err(|trouble| match trouble {
            Trouble::None(folder) => {
                let output = self.folder.display();
                Failure::Said(format!(
                    "there is no index in {}; run `rapporteur index {output}` first, or say with --in where the records are",
                    folder.display()
                ))
            }
            other => said(other),
        })?;
        if index::is_behind(&self.folder, &folder) {
            report::say(&format!("records were written after the index was made; `rapporteur index {}` brings it up to date", self.folder.display()));
        }
        let question = Question { wanted: wanted.as_ref(), limit: self.limit, skip: self.skip, facets: self.facets };
        let answer = desk.find(&question).map_err(said)?;
        if self.json {
            let mut json = serde_json::to_vec_pretty(&answer).map_err(std::io::Error::from)?;
            json.push(b'\n');
            return super::print(&json);
        }
        let lit = std::io::stdout().is_terminal() && progress::colours();
        super::print(told(&answer, self.skip, lit).as_bytes())
    }

    fn wanted(&self, typed: &str) -> Result<Option<query::Node>, Mistake> {
        let after: Vec<String> = self.after.iter().cloned().collect();
        let before: Vec<String> = self.before.iter().cloned().collect();
        let options = [
            (Field::State, &self.state),
            (Field::Organisation, &self.organisation),
            (Field::Person, &self.person),
            (Field::Speaker, &self.speaker),
            (Field::Body, &self.body),
            (Field::Kind, &self.kind),
            (Field::Language, &self.language),
            (Field::After, &after),
            (Field::Before, &before),
        ];
        let mut nodes = Vec::new();
        nodes.extend(query::parse(typed)?);
        for (field, values) in options {
            nodes.extend(query::options(field, values)?);
        }
        Ok(query::all(nodes))
    }
}

/// The answer for a person. `lit` shows the words in bold, as terminals can; otherwise they stand between asterisks.
fn told(answer: &Answer, skipped: usize, lit: bool) -> String {
    let mut out = String::new();
    if answer.sections == 0 {
        out.push_str("Nothing was found.");
        if !answer.nowhere.is_empty() {
            let _ = write!(out, " Not in any section: {}.", plain(&answer.nowhere.join(", ")));
        }
        out.push('\n');
        return out;
    }
    let counted = |n: u64, what: &str| report::counted(usize::try_from(n).unwrap_or(usize::MAX), what);
    let _ = writeln!(out, "{} in {}", counted(answer.sections, "section"), counted(answer.meetings, "meeting"));
    for (i, hit) in answer.hits.iter().enumerate() {
        let _ = write!(out, "\n{}. {}\n", skipped + i + 1, plain(&heading(hit)));
        let page = hit.page.map_or_else(String::new, |page| format!(", page {page}"));
        let _ = writeln!(out, "   {}{page}", plain(&hit.file));
        if !hit.passage.is_empty() {
            let _ = writeln!(out, "   {}", marked(hit, lit));
        }
    }
    out.push('\n');
    for facet in Facet::ALL {
        let Some(values) = answer.facets.get(facet.name()).filter(|v| !v.is_empty()) else { continue };
        let told: Vec<String> = values.iter().map(value).collect();
        let _ = writeln!(out, "{}: {}", facet.name(), plain(&told.join(", ")));
    }
    out
}

fn value(Counted { value, name, count }: &Counted) -> String {
    name.map_or_else(|| format!("{value} {count}"), |name| format!("{value} ({name}) {count}"))
}

/// "Harbour Board, 2022-03-04: 5.1 Budget".
fn heading(hit: &Hit) -> String {
    let meeting = hit.body.as_deref().or(hit.meeting.as_deref()).unwrap_or(&hit.record);
    let date = hit.date.as_deref().map_or_else(String::new, |date| format!(", {date}"));
    let section: Vec<&str> = hit.number.as_deref().into_iter().chain(hit.title.as_deref()).collect();
    let section = if section.is_empty() { String::new() } else { format!(": {}", section.join(" ")) };
    format!("{meeting}{date}{section}")
}

/// The passage with its marks.
fn marked(hit: &Hit, lit: bool) -> String {
    let (on, off) = if lit { ("\u{1b}[1m", "\u{1b}[0m") } else { ("*", "*") };
    let mut out = String::new();
    for (i, c) in hit.passage.chars().enumerate() {
        if hit.marks.iter().any(|[_, end]| *end == i) {
            out.push_str(off);
        }
        if hit.marks.iter().any(|[start, _]| *start == i) {
            out.push_str(on);
        }
        out.push(c);
    }
    let length = hit.passage.chars().count();
    if hit.marks.iter().any(|[_, end]| *end >= length) {
        out.push_str(off);
    }
    out
}

/// Without what would move the cursor or turn the line: a name may hold anything.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') { ' ' } else { c }).collect()
}

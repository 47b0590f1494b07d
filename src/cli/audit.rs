//! `rapporteur audit`: records in, the attendance record of their bodies out.

use super::{Ending, Failure, report};
use crate::audit::model::{Audit, Finding, Weight};
use crate::audit::{self, Audited, Before, Decisions, Question, Quorum, Roster, Sheet};
use crate::records::{self, Found};
use crate::write::safely;
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Audit the attendance of many meetings: who came, who stopped coming, what is listed wrongly, what is missing.
///
/// Reads records that `extract` wrote, never the documents again. Groups them by body, finds out who is who under all spellings, and lists what
/// somebody should look at, each finding with the words and the page that it rests on. What a record does not show is "not recorded", and no finding.
///
/// Writes `attendance.csv`, `matrix.csv`, `people.csv`, `candidates.csv`, `findings.csv`, `audit.json` and `audit.html`. A second run into the same
/// folder says what is new.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct AuditArgs {
    /// Folders that `extract` wrote records to.
    #[arg(required = true, value_name = "OUTPUT_DIR")]
    folders: Vec<PathBuf>,
    /// Who should have been there, as CSV.
    ///
    /// Columns `delegation` or `person` (or both), and where wanted `role`, `from`, `to` (2024-03-31), `body`, `kind`.
    #[arg(long, value_name = "FILE.csv")]
    roster: Option<PathBuf>,
    /// What you decided about who is who, as CSV.
    ///
    /// Columns `decision` (same, different, rename), `first`, `second`: a name as some record spells it, or `record#person`. The rows of
    /// `candidates.csv` are in this form, with an empty decision.
    #[arg(long, value_name = "FILE.csv")]
    decisions: Option<PathBuf>,
    /// How many members must be there: 5, 50%, 1/3 or majority.
    ///
    /// Where no roster says how many members there are, add their number: "majority of 9".
    #[arg(long, value_name = "RULE")]
    quorum: Option<String>,
    /// Only bodies whose name has these words.
    #[arg(long, value_name = "NAME")]
    body: Option<String>,
    /// Only meetings from this day on (2019-01-31).
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Option<String>,
    /// Only meetings up to this day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Option<String>,
    /// What to write.
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Format::Csv, Format::Json, Format::Html])]
    format: Vec<Format>,
    /// The folder to write to.
    #[arg(short, long, value_name = "DIR", default_value = "audit")]
    output: PathBuf,
    /// Say nothing but errors.
    #[arg(short, long)]
    quiet: bool,
}

/// The end of the long help.
const EXAMPLES: &str = "\
Examples:
  rapporteur audit output/
  rapporteur audit output/ --body \"harbour board\" --from 2019-01-01 -o harbour
  rapporteur audit output/ --roster members.csv --quorum majority
  rapporteur audit output/ --decisions who-is-who.csv";

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The tables.
    Csv,
    /// All of it, for programs.
    Json,
    /// The page to look at, print and send.
    Html,
}

/// The findings that the terminal shows.
const SHOWN: usize = 10;
/// The most of one code among them, while others wait.
const SHOWN_OF_A_CODE: usize = 2;

fn day(text: &str) -> Result<String, String> {
    text.parse::<jiff::civil::Date>().map(|d| d.to_string()).map_err(|_| "write the day as 2024-03-31".to_owned())
}

impl AuditArgs {
    pub(super) fn run(self) -> Result<Ending, Failure> {
        let mut complaints = Vec::new();
        let roster = self.roster.as_deref().map(|path| read_roster(path, &mut complaints)).transpose()?.unwrap_or_default();
        let decisions = self.decisions.as_deref().map(|path| read_decisions(path, &mut complaints)).transpose()?.unwrap_or_default();
        let sheets = self.sheets(&mut complaints)?;
        if sheets.is_empty() {
            for complaint in &complaints {
                report::error(complaint);
            }
            let given: Vec<String> = self.folders.iter().map(|f| f.display().to_string()).collect();
            return Err(Failure::Said(format!(
                "no record was found in {}; run `rapporteur extract` first, and give the folder that it wrote to",
                given.join(", ")
            )));
        }
        let quorum = self.quorum.as_deref().map(|rule| Quorum::read(rule).map(|q| (q, rule.to_owned()))).transpose().map_err(Failure::Said)?;
        let question = Question { roster, decisions, quorum, body: self.body.clone(), from: self.from.clone(), to: self.to.clone() };
        let mut audited = audit::audit(sheets, &question);
        if audited.sheets.is_empty() {
            return Err(Failure::Said("no record is left: check --body, --from and --to".to_owned()));
        }
        let json = self.output.join("audit.json");
        if let Some(before) = std::fs::read(&json).ok().and_then(|bytes| serde_json::from_slice::<Before>(&bytes).ok()) {
            audit::compare(&mut audited.audit, &before);
        }
        self.write(&audited)?;
        for complaint in &complaints {
            report::error(complaint);
        }
        if !self.quiet {
            super::print(summary(&audited.audit, &self.output).as_bytes())?;
        }
        Ok(if complaints.is_empty() { Ending::Clean } else { Ending::Refusals })
    }

    /// The records of all folders, boiled down.
    fn sheets(&self, complaints: &mut Vec<String>) -> Result<Vec<Sheet>, Failure> {
        let own = self.output.canonicalize().ok();
        let mut sheets = Vec::new();
        let folders: BTreeSet<&PathBuf> = self.folders.iter().collect();
        let labels = labels(&folders);
        for (folder, label) in folders.into_iter().zip(labels) {
            let files = records::files(folder)
                .map_err(|e| Failure::Said(format!("{}: {}; give a folder that `extract` wrote to", folder.display(), super::walk::reason(&e))))?;
            let is_own = |path: &Path| own.as_ref().is_some_and(|own| path.canonicalize().is_ok_and(|p| p == own.join("audit.json")));
            let read: Vec<Result<Option<Sheet>, String>> = files
                .par_iter()
                .filter(|path| !is_own(path))
                .map(|path| match records::read(folder, path) {
                    Found::Record(record) => {
                        let id = if label.is_empty() { record.id.clone() } else { format!("{label}/{}", record.id) };
                        Ok(Some(Sheet::of(id, &record)))
                    }
                    Found::Other => Ok(None),
                    Found::Unusable(reason) => Err(format!("{}: {reason}", path.display())),
                })
                .collect();
            for one in read {
                match one {
                    Ok(sheet) => sheets.extend(sheet),
                    Err(complaint) => complaints.push(complaint),
                }
            }
        }
        Ok(sheets)
    }

    fn write(&self, audited: &Audited) -> Result<(), Failure> {
        let unwritable = |e: io::Error| Failure::Said(format!("cannot write to {}: {}", self.output.display(), super::walk::reason(&e)));
        let write = |name: &str, fill: &dyn Fn(&mut BufWriter<&mut File>) -> io::Result<()>| {
            safely::write_with(&self.output.join(name), |file| {
                let mut out = BufWriter::new(file);
                fill(&mut out)?;
                out.flush()
            })
            .map_err(unwritable)
        };
        if self.format.contains(&Format::Csv) {
            write("attendance.csv", &|out| audit::attendance(audited, out))?;
            write("matrix.csv", &|out| audit::matrix_table(audited, out))?;
            write("people.csv", &|out| audit::people(audited, out))?;
            write("candidates.csv", &|out| audit::candidates(audited, out))?;
            write("findings.csv", &|out| audit::findings_table(audited, out))?;
        }
        if self.format.contains(&Format::Json) {
            write("audit.json", &|out| {
                serde_json::to_writer_pretty(&mut *out, &audited.audit)?;
                out.write_all(b"\n")
            })?;
        }
        if self.format.contains(&Format::Html) {
            write("audit.html", &|out| audit::page(audited, out))?;
        }
        Ok(())
    }
}

/// What stands before the ids of each folder's records: nothing for a single folder, else its name, or the path where names are the same.
fn labels(folders: &BTreeSet<&PathBuf>) -> Vec<String> {
    if folders.len() < 2 {
        return vec![String::new(); folders.len()];
    }
    let name = |folder: &PathBuf| folder.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for folder in folders {
        *counts.entry(name(folder)).or_default() += 1;
    }
    let path = |folder: &PathBuf| folder.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/");
    folders.iter().map(|f| Some(name(f)).filter(|n| !n.is_empty() && counts.get(n) == Some(&1)).unwrap_or_else(|| path(f))).collect()
}

fn open(path: &Path, option: &str) -> Result<File, Failure> {
    File::open(path).map_err(|e| Failure::Said(format!("{}: {}; check the file given to {option}", path.display(), super::walk::reason(&e))))
}

fn read_roster(path: &Path, complaints: &mut Vec<String>) -> Result<Roster, Failure> {
    let (roster, wrong) = Roster::read(open(path, "--roster")?).map_err(|e| Failure::Said(format!("{}, {e}", path.display())))?;
    complaints.extend(wrong.into_iter().map(|(line, what)| format!("{}, line {line}: {what}", path.display())));
    Ok(roster)
}

fn read_decisions(path: &Path, complaints: &mut Vec<String>) -> Result<Decisions, Failure> {
    let (decisions, wrong) = Decisions::read(open(path, "--decisions")?);
    complaints.extend(wrong.into_iter().map(|(line, what)| format!("{}, line {line}: {what}", path.display())));
    Ok(decisions)
}

/// What the terminal shows: how much there is, and the ten things most worth looking at.
fn summary(audit: &Audit, output: &Path) -> String {
    let counted = |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
    let mut text = format!(
        "{}, {}, {}, {}, {}\n",
        counted(audit.bodies.len(), "body", "bodies"),
        counted(audit.meetings.len(), "meeting", "meetings"),
        counted(audit.people.len(), "person", "people"),
        counted(audit.delegations.len(), "delegation", "delegations"),
        counted(audit.findings.len(), "finding", "findings"),
    );
    if let Some(news) = &audit.news {
        text.push_str(&format!(
            "since the last audit here: {}, {}, {} no more\n",
            counted(news.records.len(), "new record", "new records"),
            counted(news.findings.len(), "new finding", "new findings"),
            news.gone.len()
        ));
    }
    for finding in weightiest(&audit.findings) {
        let mark = match finding.severity {
            Weight::Error => "!!",
            Weight::Review => "! ",
            Weight::Info => "  ",
        };
        let new = if finding.new { "new: " } else { "" };
        let page = finding.evidence.first().and_then(|p| p.page).map(|p| format!(", page {p}")).unwrap_or_default();
        let file = finding.evidence.first().map_or(finding.record.as_str(), |p| p.file.as_str());
        text.push_str(&format!("\n{mark} {new}{}: {}\n   {file}{page}\n", finding.code.as_str(), finding.message));
    }
    if audit.findings.len() > SHOWN {
        text.push_str(&format!("\n{} more in {}\n", audit.findings.len() - SHOWN, output.display()));
    }
    text
}

/// The ten most worth looking at: what is new first, then the weightiest, no more than two of one code while others wait.
fn weightiest(findings: &[Finding]) -> Vec<&Finding> {
    let mut order: Vec<&Finding> = findings.iter().collect();
    order.sort_by_key(|f| (!f.new, f.severity));
    let mut counts = BTreeMap::new();
    let (first, rest): (Vec<&Finding>, Vec<&Finding>) = order.into_iter().partition(|f| {
        let n: &mut usize = counts.entry(f.code).or_default();
        *n += 1;
        *n <= SHOWN_OF_A_CODE
    });
    first.into_iter().chain(rest).take(SHOWN).collect()
}

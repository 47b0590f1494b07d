//! The recognition of letters in pictures, by the program `tesseract`.
//!
//! It is run as a process a page: picture in, table of words out, on one processor each, with a deadline. Answers are kept in a
//! cache, so that a page is recognised once in its life.

mod cache;
pub(super) mod options;
mod process;
mod tsv;

use crate::read::aids::{Aids, Answer, Picture, Question, Recognised};
use cache::Cache;
use process::Ended;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// The longest that one page may take. A full page of newsprint takes half a minute on a slow machine.
const PAGE: Duration = Duration::from_mins(3);

/// The longest that a question about the program itself may take.
const QUESTION: Duration = Duration::from_secs(20);

/// How a page is taken apart: 3 is "fully automatic". Columns, tables and sections are found afterwards, from the words' boxes.
const SEGMENTATION: &str = "3";

/// What to do where the program is missing.
pub(super) const INSTALL: &str =
    "install Tesseract (Debian, Ubuntu: apt install tesseract-ocr tesseract-ocr-fra …; macOS: brew install tesseract tesseract-lang), then run again";

/// The program, as it is installed.
#[derive(Debug)]
pub(super) struct Tesseract {
    version: String,
    languages: BTreeSet<String>,
    cache: Option<Cache>,
    /// Processes that may still be started.
    free: Mutex<usize>,
    freed: Condvar,
}

impl Tesseract {
    /// Looks for the program. At most `processes` of it run at the same time; answers are kept below `cache`.
    ///
    /// # Errors
    /// Why it cannot be used, with what to do.
    pub(super) fn find(cache: Option<&Path>, processes: usize) -> Result<Self, String> {
        let ask = |option: &str| match process::run(Command::new("tesseract").arg(option), b"", QUESTION) {
            Ok(Ended::Well(out)) => Ok(String::from_utf8_lossy(&out).into_owned()),
            Ok(Ended::Badly(why)) => Err(format!("Tesseract does not run ({why}); {INSTALL}")),
            Ok(Ended::Late) => Err(format!("Tesseract does not answer; {INSTALL}")),
            Err(_) => Err(format!("Tesseract is not installed; {INSTALL}")),
        };
        let version = version(&ask("--version")?).ok_or_else(|| format!("Tesseract does not tell its version; {INSTALL}"))?;
        let languages: BTreeSet<String> = ask("--list-langs")?.lines().skip(1).map(|l| l.trim().to_owned()).filter(|l| !l.is_empty() && l != "osd").collect();
        if languages.is_empty() {
            return Err(format!("Tesseract has no language; {INSTALL}"));
        }
        Ok(Self { version, languages, cache: Cache::at(cache), free: Mutex::new(processes.max(1)), freed: Condvar::new() })
    }

    /// Its version: another may recognise otherwise.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    /// Those of `wanted` that are not installed.
    pub(super) fn missing<'a>(&self, wanted: &'a [String]) -> Vec<&'a str> {
        wanted.iter().map(String::as_str).filter(|l| !self.languages.contains(*l)).collect()
    }

    /// The languages that are used where `wanted` are asked for: those of them that are installed, else English, else the first.
    fn usable(&self, wanted: &[String]) -> String {
        let some: Vec<&str> = wanted.iter().map(String::as_str).filter(|l| self.languages.contains(*l)).collect();
        match some.as_slice() {
            [] if self.languages.contains("eng") => "eng".to_owned(),
            [] => self.languages.first().cloned().unwrap_or_default(),
            some => some.join("+"),
        }
    }

    /// The words on some pictures, whose dots follow one another in `dots`. A picture that cannot be read says why.
    pub(super) fn recognise(&self, languages: &[String], pictures: &[Picture], dots: &[u8]) -> Vec<Recognised> {
        let languages = self.usable(languages);
        let mut rest = dots;
        let mut cut = Vec::new();
        for picture in pictures {
            let (own, after) = rest.split_at_checked(picture.width as usize * picture.height as usize).unwrap_or((&[], &[]));
            cut.push((*picture, own));
            rest = after;
        }
        thread::scope(|scope| {
            let languages = languages.as_str();
            let started: Vec<_> = cut.into_iter().map(|(picture, own)| scope.spawn(move || self.one(languages, picture, own))).collect();
            let failed = |why| Recognised { engine: self.named(languages), words: Vec::new(), failure: Some(why) };
            let ended = started.into_iter().map(|s| s.join().unwrap_or_else(|_| Err("the recognition failed".to_owned())));
            ended.map(|e| e.unwrap_or_else(failed)).collect()
        })
    }

    /// The engine as `made_by.ocr` tells it.
    fn named(&self, languages: &str) -> String {
        format!("tesseract {}, languages {languages}, page segmentation {SEGMENTATION}", self.version)
    }

    fn one(&self, languages: &str, picture: Picture, dots: &[u8]) -> Result<Recognised, String> {
        let engine = self.named(languages);
        if dots.is_empty() {
            return Err("the picture has no dots".to_owned());
        }
        let (resolution, size) = (picture.resolution.to_string(), format!("{} {}", picture.width, picture.height));
        let key = Cache::key(&[&engine, &resolution, &size], dots);
        if let Some(kept) = self.cache.as_ref().and_then(|c| c.get(&key)) {
            return Ok(Recognised { engine, words: tsv::words(&kept), failure: None });
        }
        let mut map = format!("P5\n{size}\n255\n").into_bytes();
        map.extend_from_slice(dots);
        let _turn = self.turn();
        let mut command = Command::new("tesseract");
        command.args(["stdin", "stdout", "-l", languages, "--psm", SEGMENTATION, "--dpi", &resolution, "tsv"]).env("OMP_THREAD_LIMIT", "1");
        match process::run(&mut command, &map, PAGE) {
            Ok(Ended::Well(out)) => {
                let table = String::from_utf8_lossy(&out);
                if let Some(cache) = &self.cache {
                    cache.put(&key, &table);
                }
                Ok(Recognised { engine, words: tsv::words(&table), failure: None })
            }
            Ok(Ended::Badly(why)) => Err(format!("Tesseract failed ({why})")),
            Ok(Ended::Late) => Err(format!("Tesseract took longer than {} seconds", PAGE.as_secs())),
            Err(error) => Err(format!("Tesseract cannot be started ({error}); {INSTALL}")),
        }
    }

    /// Waits for its turn: no more processes run than were allowed.
    fn turn(&self) -> Turn<'_> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free == 0 {
            free = self.freed.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= 1;
        Turn(self)
    }
}

impl Aids for Tesseract {
    fn ask(&self, question: &Question, bytes: &[u8]) -> Result<Answer, String> {
        match question {
            Question::Recognition { languages, pictures } => Ok(Answer::Recognition(self.recognise(languages, pictures, bytes))),
            Question::SecondReading { .. } => Err("no second reader".to_owned()),
        }
    }
}

/// Leave to run one process, given back at its end.
struct Turn<'a>(&'a Tesseract);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}

/// `5.3.0` of `tesseract 5.3.0` and the lines after it.
fn version(told: &str) -> Option<String> {
    told.lines().next()?.split_whitespace().nth(1).map(|v| v.trim_start_matches('v').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_told() {
        assert_eq!(version("tesseract 5.3.0\n leptonica-1.82.0\n").as_deref(), Some("5.3.0"));
        assert_eq!(version("tesseract v4.0.0.20190314").as_deref(), Some("4.0.0.20190314"));
        assert_eq!(version(""), None);
    }

    #[test]
    fn languages_that_are_missing_fall_back() {
        let languages = ["eng", "fra"].map(str::to_owned).into();
        let engine = Tesseract { version: "5".to_owned(), languages, cache: None, free: Mutex::new(1), freed: Condvar::new() };
        for (wanted, used) in [(&["fra"][..], "fra"), (&["fra", "eng"], "fra+eng"), (&["spa"], "eng"), (&[], "eng"), (&["deu", "fra"], "fra")] {
            let wanted: Vec<String> = wanted.iter().map(|w| (*w).to_owned()).collect();
            assert_eq!(engine.usable(&wanted), used, "{wanted:?}");
        }
        assert_eq!(engine.missing(&["fra".to_owned(), "por".to_owned()]), ["por"]);
    }
}

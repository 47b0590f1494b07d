//! The options that say whether and how letters are recognised in pictures.

use super::{INSTALL, Tesseract};
use crate::cli::Failure;
use crate::pipeline::Options;
use crate::read::recognise::Mode;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a user may say of recognition.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct OcrOptions {
    /// When to recognise the letters of pictures.
    ///
    /// Tesseract must be installed for it; where it is not, `auto` leaves pages that are pictures unread and says so in the record.
    /// What was recognised has a confidence below 1.
    #[arg(long, value_enum, default_value_t = When::Auto)]
    ocr: When,
    /// The languages of pictures, as Tesseract calls them [default: what the document's letters tell].
    ///
    /// `fra`, or several with a plus: `fra+deu`. `tesseract --list-langs` tells which are installed.
    #[arg(long, value_name = "LANG", value_parser = languages)]
    ocr_lang: Option<Languages>,
    /// The folder that keeps what was recognised, so that a page is recognised once [default: the user's cache folder].
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
}

/// When to recognise the letters of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    /// Where a page has no letters of its own that can be used.
    Auto,
    /// Never.
    Never,
    /// On every page.
    Always,
}

/// Names of languages, in the order of their weight.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Languages(Vec<String>);

impl OcrOptions {
    /// The engine, where it is wanted and there; `options` then say so.
    pub(in crate::cli) fn engine(&self, options: &mut Options, processes: usize) -> Result<Option<Tesseract>, Failure> {
        if self.ocr == When::Never {
            return Ok(None);
        }
        let wanted = self.ocr_lang.as_ref().map(|l| l.0.clone()).unwrap_or_default();
        let engine = match Tesseract::find(self.cache.as_deref(), processes) {
            Ok(engine) => engine,
            Err(why) if self.ocr == When::Always || !wanted.is_empty() => return Err(Failure::Said(why)),
            Err(why) => {
                options.ocr_missing = Some(why);
                return Ok(None);
            }
        };
        if let [first, ..] = engine.missing(&wanted).as_slice() {
            return Err(Failure::Said(format!("Tesseract has no language {first}; {INSTALL}")));
        }
        options.ocr = if self.ocr == When::Always { Mode::Always } else { Mode::Auto };
        options.ocr_languages = wanted;
        Ok(Some(engine))
    }

    /// The options other than the defaults.
    pub(in crate::cli) fn told(&self, told: &mut BTreeMap<String, String>) {
        match self.ocr {
            When::Auto => {}
            When::Never => drop(told.insert("ocr".to_owned(), "never".to_owned())),
            When::Always => drop(told.insert("ocr".to_owned(), "always".to_owned())),
        }
        if let Some(languages) = &self.ocr_lang {
            told.insert("ocr-lang".to_owned(), languages.0.join("+"));
        }
    }
}

/// `fra+deu`.
fn languages(given: &str) -> Result<Languages, String> {
    let names: Vec<String> = given.split(['+', ',']).map(|n| n.trim().to_owned()).collect();
    let fine = |n: &String| !n.is_empty() && !n.starts_with('-') && n.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/'));
    if names.iter().all(fine) { Ok(Languages(names)) } else { Err("give languages as Tesseract calls them: fra, or fra+deu".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_split() {
        assert_eq!(languages("fra"), Ok(Languages(vec!["fra".to_owned()])));
        assert_eq!(languages("fra+chi_sim"), Ok(Languages(vec!["fra".to_owned(), "chi_sim".to_owned()])));
        for wrong in ["", "fra+", "--psm", "fra; rm"] {
            assert!(languages(wrong).is_err(), "{wrong}");
        }
    }
}

//! Answers what a document asks for while it is read, under limits of its own.

use super::pool::Pool;
use crate::read::aids::{Aids, Answer, Question};
use std::path::Path;

/// Who answers for one document.
#[derive(Clone, Copy)]
pub(in crate::cli) struct Helper<'a> {
    /// The document.
    pub(in crate::cli) path: &'a Path,
    /// The workers that read it a second time.
    pub(in crate::cli) second: &'a Pool,
    /// Who answers all else.
    pub(in crate::cli) others: &'a dyn Aids,
}

impl Aids for Helper<'_> {
    fn ask(&self, question: &Question, bulk: &[u8]) -> Result<Answer, String> {
        match question {
            Question::SecondReading { pages, password } => {
                let bytes = std::fs::read(self.path).map_err(|e| e.to_string())?;
                self.second.second(pages.clone(), password.clone(), &bytes).map(Answer::SecondReading)
            }
            Question::Recognition { .. } => self.others.ask(question, bulk),
        }
    }
}

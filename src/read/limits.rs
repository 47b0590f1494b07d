//! How much of one document is read at the most: counted, so that the same file is cut at the same place on every machine.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What one document may take. What passes a limit is left out, and the record says so (`truncated-input`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Pages.
    pub pages: u64,
    /// Letters on all pages together.
    pub letters: u64,
    /// Drawing operators on all pages together.
    pub operators: u64,
    /// Bytes that its pages' contents may inflate to, all together.
    pub inflated: u64,
}

/// Far above any minutes: 2,000 full pages of letters, and a gigabyte of contents.
impl Default for Limits {
    fn default() -> Self {
        Self { pages: 20_000, letters: 8_000_000, operators: 60_000_000, inflated: 1 << 30 }
    }
}

impl Limits {
    fn all(&mut self) -> [(&'static str, &mut u64); 4] {
        [("pages", &mut self.pages), ("letters", &mut self.letters), ("operators", &mut self.operators), ("inflated", &mut self.inflated)]
    }

    /// Sets the limit `name`.
    ///
    /// # Errors
    /// Where there is none of that name: which there are.
    pub fn set(&mut self, name: &str, value: u64) -> Result<(), String> {
        let mut all = self.all();
        let known = all.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let one = all.iter_mut().find(|(known, _)| *known == name).ok_or_else(|| format!("there is no limit `{name}`; there are {known}"))?;
        *one.1 = value;
        Ok(())
    }

    /// The limits that are not the usual ones.
    #[must_use]
    pub fn told(mut self) -> BTreeMap<String, String> {
        let mut usual = Self::default();
        let pairs = self.all().into_iter().zip(usual.all());
        pairs.filter(|((_, own), (_, usual))| own != usual).map(|((name, own), _)| (format!("limit-{name}"), own.to_string())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_unusual_is_told() {
        let mut limits = Limits::default();
        assert!(limits.told().is_empty());
        limits.set("pages", 3).unwrap();
        assert_eq!(limits.told(), [("limit-pages".to_owned(), "3".to_owned())].into());
        assert!(limits.set("patience", 3).unwrap_err().contains("pages, letters, operators, inflated"));
    }
}

//! What was recognised once is not recognised again: answers are kept by the hash of the picture and of all that shaped the answer.

use crate::write::safely;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// Counts up when what is kept is made otherwise.
const FORMAT: &str = "1";

/// A folder of answers.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// The cache in `folder`; else where the user's caches are (`XDG_CACHE_HOME`, `~/.cache`); `None` where there is no such place.
    pub(super) fn at(folder: Option<&Path>) -> Option<Self> {
        let set = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
        let own = || set("XDG_CACHE_HOME").or_else(|| set("HOME").map(|h| h.join(".cache"))).map(|c| c.join("rapporteur"));
        folder.map(Path::to_path_buf).or_else(own).map(|f| Self { folder: f.join("ocr") })
    }

    /// The name under which an answer is kept: `settings` are all words that shape it, `dots` the picture.
    pub(super) fn key(settings: &[&str], dots: &[u8]) -> String {
        let mut hash = Sha256::new();
        for setting in [FORMAT].iter().chain(settings) {
            hash.update((setting.len() as u64).to_le_bytes());
            hash.update(setting.as_bytes());
        }
        hash.update(dots);
        hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
    }

    fn path(&self, key: &str) -> PathBuf {
        let (shelf, _) = key.split_at_checked(2).unwrap_or((key, ""));
        self.folder.join(shelf).join(format!("{key}.tsv"))
    }

    /// The answer that is kept under `key`.
    pub(super) fn get(&self, key: &str) -> Option<String> {
        fs::read_to_string(self.path(key)).ok()
    }

    /// Keeps an answer. A cache that cannot be written costs time on the next run and nothing else.
    pub(super) fn put(&self, key: &str, answer: &str) {
        let _ = safely::write(&self.path(key), answer.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_found_again_and_never_mixed_up() {
        let folder = std::env::temp_dir().join(format!("rapporteur-cache-{}", std::process::id()));
        let cache = Cache::at(Some(&folder)).expect("a folder was given");
        let keys = [
            Cache::key(&["5.3.0", "eng"], b"dots"),
            Cache::key(&["5.3.0", "fra"], b"dots"),
            Cache::key(&["5.3.0e", "ng"], b"dots"),
            Cache::key(&["5.3.0", "eng"], b"spots"),
        ];
        for (i, key) in keys.iter().enumerate() {
            assert_eq!(cache.get(key), None);
            cache.put(key, &format!("answer {i}"));
        }
        for (i, key) in keys.iter().enumerate() {
            assert_eq!(cache.get(key), Some(format!("answer {i}")));
        }
        fs::remove_dir_all(&folder).expect("the cache is there");
    }
}

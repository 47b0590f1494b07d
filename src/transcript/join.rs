//! How one line goes on in the next: with a space, with a hyphen taken out or kept, or not at all.
//!
//! Whether a hyphen at a line's end belongs to its word is told by the document's own vocabulary: if "agreement" stands
//! elsewhere in one piece, "agree-ment" is that word; if "co-ordinator" does, the hyphen stays.

use std::collections::HashSet;

/// First parts of words that keep their hyphen (English, French, Spanish, German, Portuguese).
const PREFIXES: [&str; 30] = [
    "non", "self", "co", "ex", "vice", "well", "anti", "semi", "mid", "all", "cross", "e", "post", "pro", "quasi", "half", "high", "long", "short", "full",
    "part", "one", "two", "three", "so", "sous", "demi", "avant", "après", "franco",
];

/// Words that often begin a compound and are no syllable of another word (English).
const WHOLE: [&str; 32] = [
    "open", "year", "day", "week", "month", "on", "off", "by", "set", "pop", "follow", "check", "start", "back", "low", "large", "small", "twenty", "thirty",
    "forty", "fifty", "sixty", "first", "second", "third", "four", "five", "six", "under", "over", "up", "down",
];

/// What stands between two lines that run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seam {
    /// A space.
    Space,
    /// Nothing: the first line's hyphen belongs to the word.
    Kept,
    /// Nothing, and the first line's last letter goes: it was only there to break the word.
    Undone,
}

/// Which share of a document's full lines end in a hyphen where its producer breaks words. Without it, only compounds that
/// happen to stand at a line's end do (under 1 % in minutes from word processors, 3 to 15 % where words are broken).
const BREAKS_WORDS: f32 = 0.02;

/// The words of a document, as witnesses.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashSet<String>,
    /// Whether the producer breaks words at line ends at all.
    breaks: bool,
}

impl Vocabulary {
    /// All words of these lines but the first and the last of each, which may be broken.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l str>) -> Self {
        let mut words: HashSet<String> = HashSet::new();
        let (mut full, mut hyphens) = (0, 0);
        for line in lines {
            let broken = ends_in_hyphen(line);
            if line.len() >= 40 {
                full += 1;
                hyphens += usize::from(broken);
            }
            let all = if broken { line.trim_end().rsplit_once(char::is_whitespace).map_or("", |(all, _)| all) } else { line };
            for word in all.split_whitespace().map(bare).filter(|w| !w.is_empty()) {
                if !word.bytes().all(|b| b.is_ascii_lowercase()) {
                    words.insert(word.to_lowercase());
                } else if !words.contains(word) {
                    words.insert(word.to_owned());
                }
            }
        }
        Self { words, breaks: hyphens >= 3 && hyphens as f32 >= BREAKS_WORDS * full as f32 }
    }

    fn has(&self, word: &str) -> bool {
        self.words.contains(word)
    }
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a line ends in a hyphen that may break a word.
pub(super) fn ends_in_hyphen(line: &str) -> bool {
    let mut back = line.chars().rev();
    matches!(back.next(), Some('-' | '\u{ad}' | '\u{2010}' | '\u{2011}')) && back.next().is_some_and(char::is_alphanumeric)
}

/// How `above` goes on in `below`.
pub(super) fn seam(above: &str, below: &str, words: &Vocabulary) -> Seam {
    if !ends_in_hyphen(above) {
        let cjk = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{3000}'..='\u{303f}');
        return if above.ends_with(cjk) && below.starts_with(cjk) { Seam::Kept } else { Seam::Space };
    }
    let soft = above.ends_with('\u{ad}');
    let Some(next) = below.chars().next() else { return Seam::Space };
    if !next.is_alphanumeric() {
        return Seam::Space;
    }
    if soft {
        return Seam::Undone;
    }
    if !next.is_lowercase() {
        return Seam::Kept;
    }
    let left = above.split_whitespace().next_back().unwrap_or_default();
    let left = left.trim_start_matches(|c: char| !c.is_alphanumeric()).trim_end_matches(['-', '\u{2010}', '\u{2011}']).to_lowercase();
    let right = bare(below.split_whitespace().next().unwrap_or_default()).to_lowercase();
    // German: "Haupt- und Nebensache" ends a line after the hyphen.
    if matches!(right.as_str(), "und" | "oder" | "bzw" | "and" | "or" | "et" | "ou" | "y" | "o" | "e") {
        return Seam::Space;
    }
    if words.has(&format!("{left}{right}")) {
        return Seam::Undone;
    }
    // Addresses and figures keep what they have.
    if words.has(&format!("{left}-{right}")) || left.contains(['-', '@', '/', '.']) || left.chars().any(|c| c.is_ascii_digit()) {
        return Seam::Kept;
    }
    if PREFIXES.contains(&left.as_str()) {
        return Seam::Kept;
    }
    // Two words of the document's own, long enough not to be syllables: "decision-making".
    if left.chars().count() >= 4 && right.chars().count() >= 4 && words.has(&left) && words.has(&right) {
        return Seam::Kept;
    }
    if !words.breaks && (words.has(&left) || WHOLE.contains(&left.as_str())) {
        return Seam::Kept;
    }
    Seam::Undone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_own_words_tell_what_a_hyphen_is() {
        let words = Vocabulary::of(["the agreement of the co-ordinators on decision and making rules"].into_iter());
        for (above, below, seam_is) in [
            ("the agree-", "ment was", Seam::Undone),
            ("of the co-", "ordinators", Seam::Kept),
            ("the decision-", "making body", Seam::Kept),
            ("Ms. Anna Brandt-", "Lindqvist", Seam::Kept),
            ("the state\u{ad}", "ment", Seam::Undone),
            ("in 2023-", "24 the", Seam::Kept),
            ("a non-", "party", Seam::Kept),
            ("Haupt-", "und Nebensache", Seam::Space),
            ("the end -", "of it", Seam::Space),
            ("plain", "words", Seam::Space),
        ] {
            assert_eq!(seam(above, below, &words), seam_is, "{above} / {below}");
        }
    }
}

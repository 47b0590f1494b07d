//! Mends what recognition does to letters: only what the document's own words bear witness to, and each mending is told.
//!
//! An engine takes `rn` for `m` and `l` for `i` once in a while, and says that it was unsure. Where the word so read stands nowhere
//! else, and the one that differs from it by one such slip stands elsewhere more than once, it is that word.

use super::aids::RecognisedWord;
use crate::diagnostics::Repair;
use crate::geometry::Rect;
use std::collections::BTreeMap;

/// What engines take for one another.
const SLIPS: [(&str, &str); 19] = [
    ("rn", "m"),
    ("l", "i"),
    ("l", "1"),
    ("I", "l"),
    ("I", "1"),
    ("0", "O"),
    ("0", "o"),
    ("c", "e"),
    ("f", "t"),
    ("ii", "u"),
    ("vv", "w"),
    ("cl", "d"),
    ("5", "S"),
    ("8", "B"),
    ("h", "b"),
    ("n", "u"),
    ("fi", "ti"),
    ("ri", "n"),
    ("a", "o"),
];

/// A word is doubted below this confidence.
const DOUBTED: f32 = 0.85;

/// A witness is as sure as this.
const WITNESS: f32 = 0.85;

/// How often a witness stands elsewhere.
const TWICE: usize = 2;

/// Letters of the shortest word that is mended: short ones are too like one another.
const SHORTEST: usize = 4;

/// Letters of the longest word that is mended: what is longer is several run together.
const LONGEST: usize = 24;

/// A mending: on which of the sheets, where, and what.
#[derive(Debug, Clone, PartialEq)]
pub struct Mend {
    /// The page, from 1.
    pub page: u32,
    /// The word's box, in the unit of its page.
    pub bbox: Rect,
    /// What was done.
    pub repair: Repair,
}

/// Mends the words of a document, sheet by sheet. The boxes told are those of the words.
pub(super) fn mend(sheets: &mut [(u32, &mut Vec<RecognisedWord>)]) -> Vec<Mend> {
    let mut out = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: BTreeMap<String, usize> = BTreeMap::new();
    let mut numbered = 0;
    for (_, words) in sheets.iter() {
        for (i, word) in words.iter().enumerate() {
            let core = core(&word.text);
            *all.entry(core.to_owned()).or_insert(0) += 1;
            if word.confidence >= WITNESS {
                *known.entry(core.to_owned()).or_insert(0) += 1;
            }
            numbered += usize::from(begins(words, i) && is_number(&word.text, '.'));
        }
    }
    for (page, words) in sheets.iter_mut() {
        for i in 0..words.len() {
            let opens = begins(words, i);
            let headed = words.get(i + 1).is_some_and(|w| w.text.starts_with(char::is_uppercase) && words.get(i).is_some_and(|v| v.line == w.line));
            let Some(word) = words.get_mut(i) else { continue };
            let (to, because) = if opens && headed && numbered >= TWICE && is_number(&word.text, ',') {
                (word.text.replace(',', "."), "the numbers of the document's other items end in a stop".to_owned())
            } else if let Some((to, times)) = witnessed(word, &all, &known) {
                (
                    to,
                    format!(
                        "the picture was recognised with a confidence of {:.0} %, and the other word stands elsewhere {times} times",
                        word.confidence * 100.0
                    ),
                )
            } else {
                continue;
            };
            let repair = Repair::new("ocr-corrected", because).replacing(word.text.clone(), to.clone());
            out.push(Mend { page: *page, bbox: word.bbox, repair });
            word.text = to;
        }
    }
    out
}

/// Whether the word is the first of its line.
fn begins(words: &[RecognisedWord], i: usize) -> bool {
    let line = |i: usize| words.get(i).map(|w| w.line);
    i.checked_sub(1).is_none_or(|before| line(before) != line(i))
}

/// "4." or "12,".
fn is_number(text: &str, end: char) -> bool {
    text.strip_suffix(end).is_some_and(|n| (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
}

/// A word without the signs around it.
fn core(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The word that a doubted one should be, and how often that stands elsewhere; `None` where two would do.
fn witnessed(word: &RecognisedWord, all: &BTreeMap<String, usize>, known: &BTreeMap<String, usize>) -> Option<(String, usize)> {
    let own = core(&word.text);
    let letters = own.chars().count();
    if word.confidence >= DOUBTED || !(SHORTEST..=LONGEST).contains(&letters) || all.get(own).is_some_and(|n| *n > 1) || !own.chars().any(char::is_alphabetic) {
        return None;
    }
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for (a, b) in SLIPS.iter().flat_map(|(a, b)| [(*a, *b), (*b, *a)]) {
        for (at, _) in own.match_indices(a) {
            let Some((head, rest)) = own.split_at_checked(at) else { continue };
            let Some(tail) = rest.strip_prefix(a) else { continue };
            let other = format!("{head}{b}{tail}");
            if let Some(n) = known.get(&other).filter(|n| **n >= TWICE) {
                found.insert(other, *n);
            }
        }
    }
    let (best, times) = found.pop_first()?;
    found.is_empty().then(|| (word.text.replacen(own, &best, 1), times))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of words; `?` behind a word says that the engine was unsure.
    fn told(lines: &str) -> String {
        let mut words = Vec::new();
        for (line, text) in lines.lines().enumerate() {
            for word in text.split_whitespace() {
                let (text, confidence) = word.strip_suffix('?').map_or((word, 0.96), |w| (w, 0.5));
                words.push(RecognisedWord { text: text.to_owned(), bbox: Rect::default(), confidence, line: line as u32 });
            }
        }
        let mends = mend(&mut [(1, &mut words)]);
        mends.into_iter().map(|m| format!("{}>{}", m.repair.from.unwrap_or_default(), m.repair.to.unwrap_or_default())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn only_what_has_witnesses_is_mended() {
        let cases = [
            ("Lund called the roll.\nThe roll was called.\nIt was cailed? again.", "cailed>called"),
            ("Ms Arneberg spoke. Ms Arneberg left.\nMs Ameberg,? too", "Ameberg,>Arneberg,"),
            // Once is no witness; a sure word is left; a word that stands twice is a word.
            ("Lund called the roll.\nIt was cailed? again.", ""),
            ("The roll was called and called.\nIt was cailed again.", ""),
            ("called called\ncailed? cailed?", ""),
            ("1, Opening\n2. Roll\n3. Report\n4, agenda\n5, Closing", "1,>1. 5,>5."),
            ("1, Opening\n2. Roll", ""),
        ];
        for (lines, expected) in cases {
            assert_eq!(told(lines), expected, "{lines}");
        }
    }
}

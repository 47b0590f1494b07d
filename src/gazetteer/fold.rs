//! Names as they are compared: small letters without marks, one kind of apostrophe, one space between words.
//!
//! Hyphens and dashes are spaces here ("Guinea-Bissau" is "Guinea Bissau"), and the points of initials are gone ("U.S." is
//! "US"), but other points stay ("St. Lucia").

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A folded text that knows where its letters come from.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded letters.
    pub text: String,
    /// For each byte of `text`, the byte of the source where its character begins; one entry more, for the end.
    from: Vec<u32>,
}

impl Folded {
    /// Folds `source`, keeping track.
    #[must_use]
    pub fn of(source: &str) -> Self {
        let mut out = Self { text: String::with_capacity(source.len()), from: Vec::with_capacity(source.len() + 1) };
        let mut run = 0_usize; // letters and digits directly before
        let mut last_space = true;
        for (at, c) in source.char_indices() {
            if c.is_ascii_alphanumeric() {
                out.put(c.to_ascii_lowercase(), at);
                last_space = false;
                run += 1;
                continue;
            }
            if c.is_whitespace() || is_dash(c) {
                if !last_space {
                    out.put(' ', at);
                }
                last_space = true;
                run = 0;
                continue;
            }
            if c == '.' && run == 1 {
                run = 0;
                continue;
            }
            let before = out.text.len();
            fold_char(c, |folded| out.put(folded, at));
            last_space &= out.text.len() == before;
            run = if c.is_alphanumeric() || is_combining_mark(c) { run + 1 } else { 0 };
        }
        out.from.push(source.len() as u32);
        out
    }

    fn put(&mut self, c: char, at: usize) {
        self.text.push(c);
        for _ in 0..c.len_utf8() {
            self.from.push(at as u32);
        }
    }

    /// The byte of the source where the character at folded byte `at` begins.
    #[must_use]
    pub fn source(&self, at: usize) -> usize {
        self.from.get(at).or(self.from.last()).map_or(0, |b| *b as usize)
    }
}

/// The folded form of a name, without white space at its ends.
#[must_use]
pub fn fold(name: &str) -> String {
    // Most are one word in plain letters.
    if name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return name.to_ascii_lowercase();
    }
    Folded::of(name).text.trim().to_owned()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn fold_char(c: char, mut put: impl FnMut(char)) {
    if c.is_ascii() {
        put(c.to_ascii_lowercase());
        return;
    }
    match c {
        '’' | '‘' | 'ʼ' | '´' | '′' => put('\''),
        'ß' => (0..2).for_each(|_| put('s')),
        'ø' | 'Ø' => put('o'),
        'æ' | 'Æ' => {
            put('a');
            put('e');
        }
        'ł' | 'Ł' => put('l'),
        'ı' => put('i'),
        _ => {
            for decomposed in std::iter::once(c).nfkd().filter(|d| !is_combining_mark(*d)) {
                decomposed.to_lowercase().for_each(&mut put);
            }
        }
    }
}

/// Which of the letters a to z there are, a bit each; all other characters share one. Words that differ in more bits than an error
/// can change need not be compared letter by letter.
pub(crate) fn kinds_of(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(0, |kinds, c| kinds | 1 << if c.is_ascii_lowercase() { c as u32 - 'a' as u32 } else { 31 })
}

/// Letters to change, add, drop or swap with the next, from `a` to `b`; `None` above `limit`.
pub(crate) fn distance_within(a: &[char], b: &[char], limit: usize) -> Option<usize> {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let at = |v: &[usize], k: usize| v.get(k).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&row, j) + usize::from(x != y)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        if next.iter().min().is_none_or(|least| *least > limit) {
            return None;
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().filter(|d| *d <= limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_fold_alike() {
        for (a, b) in [
            ("Côte d’Ivoire", "COTE D'IVOIRE"),
            ("Guinea–Bissau", "guinea bissau"),
            ("U.S.A.", "usa"),
            ("São  Tomé\nand Príncipe", "Sao Tome and Principe"),
            ("Österreich", "osterreich"),
            ("Großbritannien", "Grossbritannien"),
        ] {
            assert_eq!(fold(a), fold(b));
        }
        assert_eq!(fold("St. Lucia"), "st. lucia");
    }

    proptest! {
        #[test]
        fn every_folded_byte_comes_from_a_character(text in "\\PC{0,60}") {
            let folded = Folded::of(&text);
            let mut last = 0;
            for at in 0..=folded.text.len() {
                let from = folded.source(at);
                prop_assert!(text.is_char_boundary(from) && from >= last);
                last = from;
            }
        }
    }
}

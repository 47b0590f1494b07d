//! Lists of words that are asked of every word of a text.
//!
//! Nearly all words of a text are on none of a tagger's lists. A [`Lexicon`] is made when the program is compiled and turns
//! such a word away with one look at a table of bits, whatever the length of the list: taggers look further only where one of
//! their words stands.

use std::fmt;

/// The table's bits: of 400 words on a list, one other word in ten is looked at for nothing.
const BITS: usize = 4096;

/// What is known of the words of a list by their hashes alone. "No" is certain.
#[derive(Clone, Copy)]
pub struct Hints([u64; BITS / 64]);

impl Hints {
    /// Of no word.
    pub const NONE: Self = Self([0; BITS / 64]);

    /// Of these words, which are in small letters.
    #[must_use]
    pub const fn of(mut words: &[&str]) -> Self {
        let mut made = Self::NONE;
        while let [word, rest @ ..] = words {
            made.add(word);
            words = rest;
        }
        made
    }

    /// Adds a word.
    pub const fn add(&mut self, word: &str) {
        let (at, bit) = place(hash(word.as_bytes()));
        if let Some((_, [held, ..])) = self.0.split_at_mut_checked(at) {
            *held |= bit;
        }
    }

    /// Those of both.
    #[must_use]
    pub const fn or(mut self, other: &Self) -> Self {
        let (mut mine, mut theirs): (&mut [u64], &[u64]) = (&mut self.0, &other.0);
        while let ([held, rest @ ..], [more, others @ ..]) = (mine, theirs) {
            *held |= *more;
            (mine, theirs) = (rest, others);
        }
        self
    }

    /// Whether a word of this [`hash`] may be among them.
    #[must_use]
    #[inline]
    pub fn hold(&self, hash: u32) -> bool {
        let (at, bit) = place(hash);
        self.0.get(at).is_some_and(|held| held & bit != 0)
    }

    /// Whether `word`, in letters of any size, may be among words that have lost their accents.
    #[must_use]
    #[inline]
    pub fn may_hold(&self, word: &str) -> bool {
        !word.is_ascii() || self.hold(word.bytes().fold(HASH_START, |hash, byte| hash_on(hash, byte.to_ascii_lowercase())))
    }
}

impl fmt::Debug for Hints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bits", self.0.iter().map(|b| b.count_ones()).sum::<u32>())
    }
}

/// The hints of one word of each row of a table: `hints_of!(TABLE, (word, _) => word)`.
macro_rules! hints_of {
    ($table:expr, $row:pat => $word:expr) => {{
        let mut made = $crate::lexicon::Hints::NONE;
        let mut rows: &[_] = $table;
        while let [$row, rest @ ..] = rows {
            made.add($word);
            rows = rest;
        }
        made
    }};
}
pub(crate) use hints_of;

/// A list of words in small letters.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon {
    hints: Hints,
    words: &'static [&'static str],
}

impl Lexicon {
    /// The list of `words`, which are in small letters.
    #[must_use]
    pub const fn of(words: &'static [&'static str]) -> Self {
        Self { hints: Hints::of(words), words }
    }

    /// Whether `word`, in small letters, is on the list.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        self.hints.hold(hash(word.as_bytes())) && self.words.contains(&word)
    }

    /// What is known of the words by their hashes.
    #[must_use]
    pub const fn hints(&self) -> &Hints {
        &self.hints
    }

    /// The words.
    #[must_use]
    pub const fn words(&self) -> &'static [&'static str] {
        self.words
    }
}

/// The first value of a [`hash`].
pub const HASH_START: u32 = 0x811C_9DC5;

/// The hash of a word in small letters (FNV-1a, 32 bits).
#[must_use]
pub const fn hash(mut word: &[u8]) -> u32 {
    let mut hash = HASH_START;
    while let [byte, rest @ ..] = word {
        hash = hash_on(hash, *byte);
        word = rest;
    }
    hash
}

/// A hash with one byte more.
#[must_use]
#[inline]
pub const fn hash_on(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// Where a hash's bit lies.
#[inline]
const fn place(hash: u32) -> (usize, u64) {
    let at = (hash ^ (hash >> 15)) as usize % BITS;
    (at / 64, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    static LIST: Lexicon = Lexicon::of(&["chair", "président", "of"]);

    #[test]
    fn words_of_the_list_are_on_it() {
        for (word, expected) in [("chair", true), ("président", true), ("of", true), ("chairs", false), ("president", false), ("", false)] {
            assert_eq!(LIST.has(word), expected, "{word}");
        }
        static PHRASES: Hints = hints_of!(&[(&["in", "favour"] as &[&str], 1), (&["ayes"], 2)], ([word, ..], _) => word);
        assert!(PHRASES.may_hold("In") && PHRASES.may_hold("ayes") && !PHRASES.may_hold("favour"));
    }

    proptest! {
        #[test]
        fn what_is_not_hinted_is_not_listed(word in "[a-z]{0,4}") {
            prop_assert_eq!(LIST.words().contains(&word.as_str()), LIST.has(&word));
        }
    }
}

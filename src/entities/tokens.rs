//! The words of a text, once for all taggers.
//!
//! A word is a run of letters, a number a run of digits; every other visible character stands alone. Apostrophes and
//! hyphens divide words, so that "Guinea-Bissau" is three tokens that touch: each tagger decides what to join.

use crate::lexicon::{self, Hints, Lexicon};
use crate::span::Span;

/// The tokens of a text, in order.
#[derive(Debug, Clone)]
pub struct Tokens<'t> {
    text: &'t str,
    list: Vec<Token>,
    shapes: Vec<Shape>,
}

/// What a token is compared by before its letters are: that of its small letters.
#[derive(Debug, Clone, Copy)]
struct Shape {
    hash: u32,
    /// In bytes.
    len: u32,
    first: u8,
    ascii: bool,
}

/// One token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Kind,
    /// What stands before it.
    pub before: Before,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, all small.
    Lower,
    /// Letters, the first a capital, the rest small (a single capital letter too).
    Capitalised,
    /// Two letters or more, all capitals.
    Upper,
    /// Letters in any other mix ("`McDonald`", "deHaan").
    Mixed,
    /// Digits.
    Number,
    /// Any other visible character.
    Sign,
}

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Before {
    /// Nothing: they touch.
    Touches,
    /// White space on one line.
    Space,
    /// The end of a line inside a block (a table's tab or line feed too).
    Line,
    /// The end of a block, or the text's beginning.
    Block,
}

impl Kind {
    /// Whether the token is letters.
    #[must_use]
    pub const fn is_word(self) -> bool {
        !matches!(self, Self::Number | Self::Sign)
    }

    /// Whether the token is letters that begin with a capital.
    #[must_use]
    pub const fn is_capital(self) -> bool {
        matches!(self, Self::Capitalised | Self::Upper | Self::Mixed)
    }
}

impl<'t> Tokens<'t> {
    /// The tokens of `text`.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let list = split(text);
        let shapes = list.iter().map(|t| Shape::of(t.span.of(text))).collect();
        Self { text, list, shapes }
    }

    /// The text.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// All tokens.
    #[must_use]
    pub fn all(&self) -> &[Token] {
        &self.list
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The token at `i`.
    #[must_use]
    pub fn get(&self, i: usize) -> Option<Token> {
        self.list.get(i).copied()
    }

    /// The letters of the token at `i`; empty past the end.
    #[must_use]
    pub fn word(&self, i: usize) -> &'t str {
        self.get(i).map_or("", |t| t.span.of(self.text))
    }

    /// Whether the token at `i` is `word`, which is in small letters.
    #[must_use]
    #[inline]
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.shapes.get(i).map_or(word.is_empty(), |shape| shape.may_be(word) && self.has_letters(i, word))
    }

    /// Whether the token at `i` is one of `words`, which are in small letters.
    #[must_use]
    #[inline]
    pub fn is_any(&self, i: usize, words: &[&str]) -> bool {
        self.shapes.get(i).is_some_and(|shape| words.iter().any(|w| shape.may_be(w) && self.has_letters(i, w)))
    }

    /// Whether the token at `i` is on a list.
    #[must_use]
    #[inline]
    pub fn is_in(&self, i: usize, list: &Lexicon) -> bool {
        self.may_be(i, list.hints()) && self.is_any(i, list.words())
    }

    /// Whether the token at `i` may be one of the hinted words. "No" is certain.
    #[must_use]
    #[inline]
    pub fn may_be(&self, i: usize, hints: &Hints) -> bool {
        self.shapes.get(i).is_some_and(|shape| hints.hold(shape.hash))
    }

    /// Whether the token at `i` may be one of the hinted words, which have lost their accents. "No" is certain.
    #[must_use]
    #[inline]
    pub fn may_be_plain(&self, i: usize, hints: &Hints) -> bool {
        self.shapes.get(i).is_some_and(|shape| !shape.ascii || hints.hold(shape.hash))
    }

    /// Compares letters where the shape says that they may be the same.
    fn has_letters(&self, i: usize, word: &str) -> bool {
        same_folded(self.word(i), word)
    }

    /// Whether the tokens from `i` on are these, in small letters.
    #[must_use]
    pub fn are(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, w)| self.is(i + n, w))
    }

    /// Whether the token at `i` touches the one before it.
    #[must_use]
    pub fn touches(&self, i: usize) -> bool {
        self.get(i).is_some_and(|t| t.before == Before::Touches)
    }

    /// The first token that begins at or after `byte`.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        self.list.partition_point(|t| t.span.start < byte)
    }

    /// The span from token `first` to token `last`, both included.
    #[must_use]
    pub fn span(&self, first: usize, last: usize) -> Span {
        let start = self.get(first).map_or(self.text.len(), |t| t.span.start);
        Span::new(start, self.get(last).map_or(start, |t| t.span.end))
    }
}

impl Shape {
    fn of(word: &str) -> Self {
        let mut shape = Self { hash: lexicon::HASH_START, len: 0, first: 0, ascii: word.is_ascii() };
        if shape.ascii {
            for byte in word.bytes() {
                shape.add(byte.to_ascii_lowercase());
            }
        } else {
            for c in word.chars().flat_map(char::to_lowercase) {
                c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| shape.add(byte));
            }
        }
        shape
    }

    fn add(&mut self, byte: u8) {
        if self.len == 0 {
            self.first = byte;
        }
        self.len += 1;
        self.hash = lexicon::hash_on(self.hash, byte);
    }

    /// Most words differ in length or in their first letter: nothing else of them need be looked at.
    #[inline]
    fn may_be(&self, word: &str) -> bool {
        word.len() == self.len as usize && word.as_bytes().first() == Some(&self.first)
    }
}

/// Whether `here` in small letters is `word`. Letters of ASCII and others do not fold into each other in any word that is asked for.
fn same_folded(here: &str, word: &str) -> bool {
    // Of two words in ASCII, most differ in length. Letters outside it may change their length when they are folded.
    if here.len() != word.len() && (here.is_ascii() || word.is_ascii()) {
        return false;
    }
    match (here.is_ascii(), word.is_ascii()) {
        (true, true) => here.eq_ignore_ascii_case(word),
        (false, false) => here.chars().flat_map(char::to_lowercase).eq(word.chars()),
        _ => false,
    }
}

fn split(text: &str) -> Vec<Token> {
    let mut list = Vec::with_capacity(text.len() / 5);
    let mut before = Before::Block;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            let here = match (c, before) {
                ('\n', Before::Line | Before::Block) => Before::Block,
                ('\n' | '\t', _) => before.max(Before::Line),
                _ => before.max(Before::Space),
            };
            before = here;
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if c.is_alphabetic() {
            let (mut upper, mut lower, first_upper) = (usize::from(c.is_uppercase()), usize::from(!c.is_uppercase()), c.is_uppercase());
            while let Some((at, next)) = chars.next_if(|(_, n)| n.is_alphabetic() || is_mark(*n)) {
                end = at + next.len_utf8();
                if next.is_uppercase() {
                    upper += 1;
                } else if !is_mark(next) {
                    lower += 1;
                }
            }
            match (upper, lower, first_upper) {
                (0, _, _) => Kind::Lower,
                (1, _, true) => Kind::Capitalised,
                (_, 0, _) => Kind::Upper,
                _ => Kind::Mixed,
            }
        } else if c.is_ascii_digit() {
            while let Some((at, _)) = chars.next_if(|(_, n)| n.is_ascii_digit()) {
                end = at + 1;
            }
            Kind::Number
        } else {
            Kind::Sign
        };
        list.push(Token { span: Span::new(start, end), kind, before });
        before = Before::Touches;
    }
    list
}

/// Combining marks (U+0300 to U+036F) belong to the letter before them.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_in_small_letters() {
        static LIST: Lexicon = Lexicon::of(&["décide", "of", "’"]);
        let tokens = Tokens::of("DÉCIDE Of ’ decide off");
        let on: Vec<bool> = (0..6).map(|i| tokens.is_in(i, &LIST)).collect();
        assert_eq!(on, [true, true, true, false, false, false]);
        assert!((0..3).all(|i| tokens.is_any(i, LIST.words())) && tokens.is(0, "décide") && !tokens.is(0, "decide") && !tokens.is(5, "of"));
    }

    fn words(text: &str) -> Vec<(&str, Kind)> {
        let tokens = Tokens::of(text);
        (0..tokens.len()).map(|i| (tokens.word(i), tokens.get(i).unwrap().kind)).collect()
    }

    #[test]
    fn words_numbers_and_signs() {
        use Kind::{Capitalised, Lower, Mixed, Number, Sign, Upper};
        assert_eq!(
            words("Côte d’Ivoire, 12th CMC deHaan"),
            [
                ("Côte", Capitalised),
                ("d", Lower),
                ("’", Sign),
                ("Ivoire", Capitalised),
                (",", Sign),
                ("12", Number),
                ("th", Lower),
                ("CMC", Upper),
                ("deHaan", Mixed)
            ]
        );
    }

    #[test]
    fn what_stands_before() {
        let tokens = Tokens::of("a b\nc\n\nd-e\tf");
        let before: Vec<_> = tokens.all().iter().map(|t| t.before).collect();
        use Before::{Block, Line, Space, Touches};
        assert_eq!(before, [Block, Space, Line, Block, Touches, Touches, Line]);
    }
}

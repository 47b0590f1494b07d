//! Text -> the words that are looked for: one rule for what is indexed, what is asked and what is marked.
//!
//! A word is a run of letters and digits, small and without marks ([`crate::gazetteer::fold`]). What is elided before it ("l'", "d'", "qu'") and the
//! English "'s" behind it are no words. In writing without spaces each character is a word, so that two of them are found as a phrase.

use crate::gazetteer::fold::Folded;
use crate::language::Language;
use std::collections::VecDeque;
use std::ops::Range;
use tantivy::tokenizer::{self, AsciiFoldingFilter, Stemmer, TextAnalyzer, Token, TokenStream, Tokenizer};

/// A word is cut after so many bytes: none that means something is as long, and the index bounds its terms.
const LONGEST: usize = 96;

/// The languages whose words are brought to their stems, with the names of their analyzers.
pub(super) const STEMMED: [(Language, tokenizer::Language); 5] = [
    (Language::English, tokenizer::Language::English),
    (Language::French, tokenizer::Language::French),
    (Language::Spanish, tokenizer::Language::Spanish),
    (Language::German, tokenizer::Language::German),
    (Language::Portuguese, tokenizer::Language::Portuguese),
];

/// The analyzer of words as they stand.
pub(super) const PLAIN: &str = "words";

/// The words of a text.
#[derive(Debug)]
pub(super) struct Words {
    folded: Folded,
    found: Vec<Range<usize>>,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let folded = Folded::of(text);
        let found = cut(&folded.text);
        Self { folded, found }
    }

    /// Each word, and where it stands in the text, in bytes.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        self.found.iter().filter_map(|at| {
            let word = self.folded.text.get(at.clone())?;
            Some((word, self.folded.source(at.start)..self.folded.source(at.end)))
        })
    }
}

/// The words of a folded text.
fn cut(folded: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut run: Option<usize> = None;
    for (at, c) in folded.char_indices().chain([(folded.len(), ' ')]) {
        let alone = is_written_without_spaces(c);
        if c.is_alphanumeric() && !alone {
            run.get_or_insert(at);
            continue;
        }
        if let Some(start) = run.take()
            && !is_clitic(folded, start..at)
        {
            found.push(start..shortened(folded, start..at));
        }
        if alone {
            found.push(at..at + c.len_utf8());
        }
    }
    found
}

/// "l" in "l'assemblee", "s" in "the board's".
fn is_clitic(folded: &str, at: Range<usize>) -> bool {
    let letter_after = || folded.get(at.end..).and_then(|rest| rest.strip_prefix('\'')).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    let letter_before = || folded.get(..at.start).and_then(|rest| rest.strip_suffix('\'')).is_some_and(|rest| rest.ends_with(char::is_alphanumeric));
    match folded.get(at.clone()) {
        Some("s") if letter_before() => true,
        Some("l" | "d" | "j" | "m" | "t" | "n" | "s" | "c" | "qu") => letter_after(),
        _ => false,
    }
}

fn shortened(folded: &str, at: Range<usize>) -> usize {
    let mut end = at.end.min(at.start + LONGEST);
    while !folded.is_char_boundary(end) {
        end -= 1;
    }
    end
}

fn is_written_without_spaces(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x2_FFFF)
}

/// The words of a text, one after the other, for the index.
#[derive(Debug, Clone, Copy)]
struct Cutter {
    /// Whether a word with marks is given with them too, at the same position: stemmers know both "assemblée" and what people type.
    with_marks: bool,
    /// Plurals that the stemmer does not know, and their singular.
    plurals: &'static [(&'static str, &'static str)],
}

/// Portuguese nouns in "-ão" (step 1 of the RSLP stemmer of Orengo and Huyck, 2001); Snowball takes "reuniões" and "reunião" for two words.
const PORTUGUESE_PLURALS: &[(&str, &str)] = &[("ões", "ão"), ("ães", "ão"), ("oes", "ao"), ("aes", "ao")];

impl Cutter {
    /// The word in the singular, where its ending is one of our plurals.
    fn singular(&self, word: String) -> String {
        let known =
            self.plurals.iter().find_map(|(many, one)| word.strip_suffix(many).filter(|root| root.chars().count() > 1).map(|root| format!("{root}{one}")));
        known.unwrap_or(word)
    }
}

impl Tokenizer for Cutter {
    type TokenStream<'a> = Stream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream {
        let words = Words::of(text);
        let mut tokens = VecDeque::with_capacity(words.found.len());
        let cutter = *self;
        for (position, (word, at)) in words.iter().enumerate() {
            let mut put =
                |text: String| tokens.push_back(Token { offset_from: at.start, offset_to: at.end, position, text: cutter.singular(text), position_length: 1 });
            put(word.to_owned());
            if self.with_marks
                && let Some(written) = text.get(at.clone()).filter(|w| !w.is_ascii() && w.len() <= 2 * LONGEST)
            {
                let small: String = written.to_lowercase();
                if small != word && small.chars().all(char::is_alphabetic) {
                    put(small);
                }
            }
        }
        Stream { tokens, token: Token::default() }
    }
}

#[derive(Debug)]
struct Stream {
    tokens: VecDeque<Token>,
    token: Token,
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        self.tokens.pop_front().is_some_and(|next| {
            self.token = next;
            true
        })
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

/// Words as they stand.
pub(super) fn plain() -> TextAnalyzer {
    TextAnalyzer::builder(Cutter { with_marks: false, plurals: &[] }).build()
}

/// The stems of a language's words, without marks.
pub(super) fn stems(language: tokenizer::Language) -> TextAnalyzer {
    let plurals = if language == tokenizer::Language::Portuguese { PORTUGUESE_PLURALS } else { &[] };
    TextAnalyzer::builder(Cutter { with_marks: true, plurals }).filter(Stemmer::new(language)).filter(AsciiFoldingFilter).build()
}

/// What an analyzer makes of a text.
pub(super) fn analysed(analyzer: &mut TextAnalyzer, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    analyzer.token_stream(text).process(&mut |token| found.push(token.text.clone()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_cut_into_words() {
        for (text, expected) in [
            ("The Board's budget", "the board budget"),
            ("l’Assemblée générale d'Ivoire", "assemblee generale ivoire"),
            ("A/C.1/78/L.41", "a c1 78 l41"),
            ("co-operation, 12MSP", "co operation 12msp"),
            ("主席说 ok", "主 席 说 ok"),
            ("U.S. Straße œuvre", "us strasse œuvre"),
            ("\u{0} \u{1b}[31m --", "31m"),
        ] {
            let words = Words::of(text);
            assert_eq!(words.iter().map(|(w, _)| w).collect::<Vec<_>>().join(" "), expected, "{text}");
        }
    }

    #[test]
    fn stems_meet_with_and_without_marks() {
        for (language, one, other) in [
            (tokenizer::Language::English, "destroyed", "destroying"),
            (tokenizer::Language::French, "assemblées", "assemblee"),
            (tokenizer::Language::French, "réunions", "reunion"),
            (tokenizer::Language::Spanish, "resoluciones", "resolución"),
            (tokenizer::Language::German, "Beschlüsse", "beschlusse"),
            (tokenizer::Language::Portuguese, "reuniões", "reunioes"),
            (tokenizer::Language::Portuguese, "reuniões", "reunião"),
            (tokenizer::Language::Portuguese, "deliberacoes", "deliberação"),
            (tokenizer::Language::Portuguese, "capitães", "capitao"),
        ] {
            let mut analyzer = stems(language);
            let (one, other) = (analysed(&mut analyzer, one), analysed(&mut analyzer, other));
            assert!(one.iter().any(|stem| other.contains(stem)), "{one:?} {other:?}");
        }
    }

    proptest! {
        #[test]
        fn words_lie_in_the_text_in_order(text in "\\PC{0,80}|[a-zé' .主]{0,40}") {
            let words = Words::of(&text);
            let mut last = 0;
            for (word, at) in words.iter() {
                prop_assert!(!word.is_empty() && at.start >= last && text.get(at.clone()).is_some());
                last = at.start;
            }
        }
    }
}

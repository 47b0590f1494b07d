//! The language of a text, for the word lists of the stages that follow.

use crate::lexicon::Hints;

/// The languages that the word lists know, and the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// German.
    German,
    /// Portuguese.
    Portuguese,
    /// Another one, or none that can be told.
    Other,
}

impl Language {
    /// BCP 47; `None` for another language.
    #[must_use]
    pub const fn code(self) -> Option<&'static str> {
        match self {
            Self::English => Some("en"),
            Self::French => Some("fr"),
            Self::Spanish => Some("es"),
            Self::German => Some("de"),
            Self::Portuguese => Some("pt"),
            Self::Other => None,
        }
    }
}

/// Words that one of the languages has and the others have not, the commonest of each.
const MARKERS: [(Language, &[&str]); 5] = [
    (Language::English, &["the", "of", "and", "was", "that", "were", "with", "by", "is", "which"]),
    (Language::French, &["le", "les", "des", "du", "et", "est", "une", "pour", "dans", "été"]),
    (Language::Spanish, &["el", "los", "las", "del", "y", "con", "una", "por", "se", "fue"]),
    (Language::German, &["der", "die", "das", "und", "von", "wird", "den", "ist", "mit", "für"]),
    (Language::Portuguese, &["os", "da", "do", "dos", "e", "com", "uma", "ao", "não", "foi"]),
];

static MARKER_HINTS: Hints = {
    let [(_, english), (_, french), (_, spanish), (_, german), (_, portuguese)] = MARKERS;
    Hints::of(english).or(&Hints::of(french)).or(&Hints::of(spanish)).or(&Hints::of(german)).or(&Hints::of(portuguese))
};

/// How many words are looked at: enough for a verdict, whatever the length of the text.
const SAMPLE_WORDS: usize = 4000;

/// The language of most of `text`'s first words; `Other` where it has too few marker words to tell.
#[must_use]
pub fn detect(text: &str) -> (Language, Option<&'static str>) {
    let mut scores = [0_usize; MARKERS.len()];
    let mut words = 0_usize;
    let (mut hebrew, mut arabic, mut han, mut cyrillic, mut letters) = (0_usize, 0_usize, 0_usize, 0_usize, 0_usize);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(SAMPLE_WORDS) {
        words += 1;
        // Most words mark no language.
        if MARKER_HINTS.may_hold(word) {
            let lower = word.to_lowercase();
            for (score, (_, markers)) in scores.iter_mut().zip(MARKERS.iter()) {
                *score += usize::from(markers.contains(&lower.as_str()));
            }
        }
        for c in word.chars() {
            letters += 1;
            match u32::from(c) {
                0x0590..=0x05FF => hebrew += 1,
                0x0600..=0x06FF => arabic += 1,
                0x0400..=0x04FF => cyrillic += 1,
                0x3400..=0x9FFF => han += 1,
                _ => {}
            }
        }
    }
    for (count, code) in [(hebrew, "he"), (arabic, "ar"), (han, "zh"), (cyrillic, "ru")] {
        if count * 2 > letters {
            return (Language::Other, Some(code));
        }
    }
    let best = scores.iter().zip(MARKERS.iter()).max_by_key(|(score, _)| **score);
    match best {
        // One word in forty is a marker even of a list of names; running text has one in six.
        Some((score, (language, _))) if *score * 40 > words => (*language, language.code()),
        _ => (Language::Other, None),
    }
}

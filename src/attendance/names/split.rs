//! Given and family part of a name.
//!
//! Capitals tell the family name wherever it stands; else it is what follows a middle initial, the last word with the particles
//! before it, or the last two where two surnames are the custom.

use super::Hint;
use super::vocabulary::{is_han, is_initial, is_particle};
use crate::gazetteer::titles;

/// A name with its two parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitName {
    /// The whole in its natural order.
    pub name: String,
    /// Given names.
    pub given: Option<String>,
    /// Family name.
    pub family: Option<String>,
}

/// Divides the words of a name into given and family part.
#[must_use]
pub fn split_name(words: &[&str], hint: Hint) -> SplitName {
    let only = words.first().copied().unwrap_or_default();
    if words.len() == 1 && is_han(only) {
        let cut = only.char_indices().nth(1).map_or(only.len(), |(i, _)| i);
        let (family, given) = only.split_at_checked(cut).unwrap_or((only, ""));
        return SplitName { name: only.to_owned(), given: (!given.is_empty()).then(|| given.to_owned()), family: Some(family.to_owned()) };
    }
    if words.iter().all(|w| is_han(w)) {
        let name: String = words.concat();
        return SplitName { given: Some(words.get(1..).unwrap_or_default().concat()), family: Some(only.to_owned()), name };
    }
    let loud: Vec<bool> = words.iter().map(|w| is_loud(w)).collect();
    let (from, to) = if let Some(first) = loud.iter().position(|l| *l).filter(|_| words.iter().zip(&loud).any(|(w, l)| !l && !is_initial(w) && !is_particle(w)))
    {
        // Capitals mark the family name wherever it stands; particles before them belong to it.
        let mut end = first;
        while loud.get(end + 1).copied().unwrap_or(false) || (words.get(end + 1).is_some_and(|w| is_particle(w)) && loud.get(end + 2).copied().unwrap_or(false))
        {
            end += 1;
        }
        let mut start = first;
        while start > 0 && words.get(start - 1).is_some_and(|w| is_particle(w)) {
            start -= 1;
        }
        (start, end + 1)
    } else {
        (family_from(words, hint), words.len())
    };
    let fold = |part: &[&str]| part.iter().map(|w| quieted(w)).collect::<Vec<_>>().join(" ");
    let family = fold(words.get(from..to).unwrap_or_default());
    let given: Vec<&str> = words.iter().enumerate().filter(|(i, _)| *i < from || *i >= to).map(|(_, w)| *w).collect();
    let given = fold(&given);
    SplitName { name: fold(words), given: (!given.is_empty()).then_some(given), family: (!family.is_empty()).then_some(family) }
}

/// Where the family name begins: at the last word, or at the particles before it, or at what follows a middle initial.
fn family_from(words: &[&str], hint: Hint) -> usize {
    let mut last = words.len().saturating_sub(1);
    while last > 0 && words.get(last).is_some_and(|w| titles::is_generation(w)) {
        last -= 1;
    }
    let mut from = last;
    if let Some(initial) = words.iter().rposition(|w| is_initial(w)).filter(|i| *i > 0 && i + 1 < words.len()) {
        // "Ana E. Paz Berg": what follows a middle initial is the family name.
        from = initial + 1;
    } else if hint.two_surnames && words.iter().filter(|w| !is_particle(w)).count() >= 3 {
        from = last.saturating_sub(1);
        while from > 1 && words.get(from).is_some_and(|w| is_particle(w)) {
            from -= 1;
        }
    }
    // "Puig i Ferrer", "Moe e Sousa": two family names and the word between them.
    if let Some(between) = words.iter().position(|w| matches!(*w, "i" | "y" | "e")).filter(|i| *i >= 2 && i + 1 < words.len()) {
        from = from.min(between - 1);
    }
    while from > 0 && words.get(from - 1).is_some_and(|w| is_particle(w) && (from > 1 || w.starts_with(char::is_lowercase) || from < last)) {
        from -= 1;
    }
    from
}

/// Two capital letters or more and no small one.
fn is_loud(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    letters >= 2 && !is_initial(word) && (small == 0 || (small == 1 && word.starts_with("Mc") && letters > 3)) && !is_han(word)
}

/// Capitals folded to a first capital, after hyphens and apostrophes too.
fn quieted(word: &str) -> String {
    if !is_loud(word) {
        return word.to_owned();
    }
    let mut out = String::with_capacity(word.len());
    let mut first = true;
    for (i, c) in word.chars().enumerate() {
        if first || (i == 2 && word.starts_with("Mc")) {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        first = !c.is_alphabetic();
    }
    out
}

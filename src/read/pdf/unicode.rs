//! What a font's Unicode is worth: which characters are text, and what stands behind those that only look so.

use crate::read::Glyph;
use hayro_cmap::BfString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// What one code of a font says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A character.
    One(char),
    /// Several: a range of the font's list.
    Many(u32, u32),
    /// A mark without shape or sense: a joiner, an end of line.
    Nothing,
    /// No usable Unicode.
    Unreadable,
}

/// The characters that a font's Unicode means; `None` where it is no text.
pub(super) fn meant(unicode: &BfString, symbols: Option<Symbols>) -> Option<Vec<char>> {
    let text = match unicode {
        BfString::Char(c) => {
            let mut buffer = [0; 4];
            return usable(c.encode_utf8(&mut buffer), symbols);
        }
        BfString::String(s) => s.as_str(),
    };
    usable(text, symbols)
}

fn usable(text: &str, symbols: Option<Symbols>) -> Option<Vec<char>> {
    let mut out = Vec::new();
    for c in text.nfc() {
        match c {
            '\u{FB00}'..='\u{FB06}' => out.extend(std::iter::once(c).nfkc().map(|c| if c == 'ſ' { 's' } else { c })),
            '\t' | '\n' | '\r' | '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => out.push(' '),
            // Direction marks, joiners, variation selectors, byte order marks: they say nothing that is read here.
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' => {}
            '\u{E000}'..='\u{F8FF}' => out.push(private(c, symbols)?),
            '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' | '\u{F0000}'.. => return None,
            _ if c.is_control() => return None,
            _ => out.push(match symbols {
                Some(Symbols::Wingdings) if c.is_ascii() || ('\u{A0}'..='\u{FF}').contains(&c) => wingding(c as u32),
                _ => c,
            }),
        }
    }
    Some(out)
}

/// The letters of a text that the file itself gives, as glyphs can hold them.
pub(super) fn tidied(text: &str) -> Vec<char> {
    text.chars().filter_map(|c| usable(c.encode_utf8(&mut [0; 4]), None)).flatten().collect()
}

/// Fonts of signs, whose codes are no letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbols {
    /// Greek and mathematics.
    Symbol,
    /// Pictures and bullets.
    Wingdings,
}

impl Symbols {
    /// Which of them this name is, if any.
    pub(super) fn named(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        if lower.starts_with("wingdings") || lower.starts_with("webdings") {
            Some(Self::Wingdings)
        } else if lower.starts_with("symbol") {
            Some(Self::Symbol)
        } else {
            None
        }
    }
}

/// Word writes the codes of symbol fonts as U+F000 and up; other private characters mean something to their maker alone.
fn private(c: char, symbols: Option<Symbols>) -> Option<char> {
    let code = (c as u32).checked_sub(0xF000).filter(|code| (0x20..=0xFF).contains(code))?;
    match symbols {
        Some(Symbols::Wingdings) => Some(wingding(code)),
        Some(Symbols::Symbol) => Some(symbol(code)),
        // Without a font's name the bullets of Word's lists are the only sure ones.
        None => match code {
            0xB7 | 0xA7 | 0x76 | 0xD8 | 0x6C | 0x6E => Some('•'),
            0x20..=0x7E => char::from_u32(code),
            _ => None,
        },
    }
}

/// Wingdings by what they are used for: bullets, boxes, ticks, arrows.
const fn wingding(code: u32) -> char {
    match code {
        0x20 => ' ',
        0x6F | 0x71 | 0x72 | 0xA8 => '☐',
        0xFC => '✓',
        0xFB => '✗',
        0xFE => '☑',
        0xFD => '☒',
        0xDF | 0xE7 => '←',
        0xE0 | 0xE8 | 0xF0 => '→',
        0x28 | 0x29 => '☎',
        0x2A | 0x2B => '✉',
        _ => '•',
    }
}

fn symbol(code: u32) -> char {
    const GREEK_CAPITALS: &[char] =
        &['Α', 'Β', 'Χ', 'Δ', 'Ε', 'Φ', 'Γ', 'Η', 'Ι', 'ϑ', 'Κ', 'Λ', 'Μ', 'Ν', 'Ο', 'Π', 'Θ', 'Ρ', 'Σ', 'Τ', 'Υ', 'ς', 'Ω', 'Ξ', 'Ψ', 'Ζ'];
    const GREEK: &[char] = &['α', 'β', 'χ', 'δ', 'ε', 'φ', 'γ', 'η', 'ι', 'ϕ', 'κ', 'λ', 'μ', 'ν', 'ο', 'π', 'θ', 'ρ', 'σ', 'τ', 'υ', 'ϖ', 'ω', 'ξ', 'ψ', 'ζ'];
    let letter = |table: &[char], from: u32| table.get((code - from) as usize).copied().unwrap_or('•');
    match code {
        0x41..=0x5A => letter(GREEK_CAPITALS, 0x41),
        0x61..=0x7A => letter(GREEK, 0x61),
        0x2D => '−',
        0xA3 => '≤',
        0xB3 => '≥',
        0xB0 => '°',
        0xB1 => '±',
        0xB4 => '×',
        0xB9 => '≠',
        0xBB => '≈',
        0xBC => '…',
        0xAC => '←',
        0xAE => '→',
        0xD2 | 0xE2 => '®',
        0xD3 | 0xE3 => '©',
        0xD4 | 0xE4 => '™',
        0x20..=0x7E => char::from_u32(code).unwrap_or('•'),
        _ => '•',
    }
}

/// An accent that stands beside its letter, as combining mark.
const fn combining(c: char) -> Option<char> {
    Some(match c {
        '`' | '\u{2CB}' => '\u{300}',
        '´' | '\u{2CA}' => '\u{301}',
        '^' | 'ˆ' => '\u{302}',
        '˜' => '\u{303}',
        '¯' | 'ˉ' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30A}',
        '˝' => '\u{30B}',
        'ˇ' => '\u{30C}',
        '¸' => '\u{327}',
        '˛' => '\u{328}',
        _ => return None,
    })
}

/// Puts a glyph after the others. An accent that is drawn over its letter, before or after it, becomes one with it:
/// TeX sets `é` as two glyphs in one place.
pub(super) fn push(glyphs: &mut Vec<Glyph>, glyph: Glyph) {
    if let Some(last) = glyphs.last_mut()
        && let Some(ch) = composed(last, &glyph)
    {
        let letter = if last.ch.is_alphabetic() { *last } else { glyph };
        *last = Glyph { ch, ..letter };
        return;
    }
    glyphs.push(glyph);
}

fn composed(first: &Glyph, second: &Glyph) -> Option<char> {
    // Nearly every glyph is a plain letter after a plain letter: leave at once.
    if first.ch.is_ascii_alphanumeric() && second.ch.is_ascii_alphanumeric() || first.ch == ' ' || second.ch == ' ' {
        return None;
    }
    let mark = |c: char| if is_combining_mark(c) { Some(c) } else { combining(c) };
    let (letter, accent, mark) = match (mark(first.ch), mark(second.ch)) {
        (Some(m), None) => (second, first, m),
        (None, Some(m)) => (first, second, m),
        _ => return None,
    };
    let over = accent.bbox.mid_x() >= letter.bbox.x0 - letter.size * 0.05 && accent.bbox.mid_x() <= letter.bbox.x1 + letter.size * 0.05;
    let near = (first.baseline - second.baseline).abs() <= letter.size * 0.5;
    // An accent with a width of its own must lie on the letter, not beside it.
    let overlap = accent.bbox.overlap_x(&letter.bbox) >= accent.bbox.width().min(letter.bbox.width()) * 0.5 || is_combining_mark(accent.ch);
    if !(over && near && overlap && letter.ch.is_alphabetic()) {
        return None;
    }
    let base = match letter.ch {
        'ı' => 'i',
        'ȷ' => 'j',
        c => c,
    };
    compose(base, mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;
    use crate::read::Marks;

    #[test]
    fn only_text_is_text() {
        let cases: &[(&str, Option<Symbols>, Option<&str>)] = &[
            ("a", None, Some("a")),
            ("ﬁ", None, Some("fi")),
            ("e\u{301}", None, Some("é")),
            ("\u{A0}", None, Some(" ")),
            ("\u{AD}", None, Some("\u{AD}")),
            ("\u{200D}", None, Some("")),
            ("\u{FFFD}", None, None),
            ("\u{1}", None, None),
            ("\u{E123}", None, None),
            ("\u{F0B7}", None, Some("•")),
            ("\u{F0FC}", Some(Symbols::Wingdings), Some("✓")),
            ("§", Some(Symbols::Wingdings), Some("•")),
            ("\u{F061}", Some(Symbols::Symbol), Some("α")),
        ];
        for (text, symbols, expected) in cases {
            let got = meant(&BfString::String((*text).to_owned()), *symbols).map(|c| c.into_iter().collect::<String>());
            assert_eq!(got.as_deref(), *expected, "{text:?}");
        }
    }

    #[test]
    fn accents_join_their_letters() {
        let glyph = |ch, x0: f32, x1: f32| Glyph { ch, bbox: Rect { x0, y0: 0.0, x1, y1: 10.0 }, baseline: 8.0, size: 10.0, font: 0, marks: Marks::default() };
        let cases = [
            (glyph('´', 1.0, 5.0), glyph('e', 0.5, 5.0), "é"),
            (glyph('e', 0.5, 5.0), glyph('\u{301}', 5.0, 5.0), "é"),
            (glyph('ı', 0.0, 3.0), glyph('¨', 0.0, 3.0), "ï"),
            (glyph('´', 1.0, 5.0), glyph('e', 5.0, 10.0), "´e"),
            (glyph('a', 0.0, 5.0), glyph('^', 5.0, 9.0), "a^"),
        ];
        for (first, second, expected) in cases {
            let mut glyphs = Vec::new();
            push(&mut glyphs, first);
            push(&mut glyphs, second);
            assert_eq!(glyphs.iter().map(|g| g.ch).collect::<String>(), expected);
        }
    }
}

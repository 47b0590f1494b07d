//! Plain text and Markdown: lines without geometry, with what marks tell of their style.
//!
//! Nothing says how a text is encoded. A byte order mark decides; else what is valid UTF-8 is UTF-8, and the rest is
//! Windows-1252, which gives a letter for every byte. Only a source that is named Markdown is read for marks: in a
//! plain text an asterisk is an asterisk.

use super::{RawDocument, markdown};
use crate::diagnostics::Repair;
use crate::layout::Style;
use std::borrow::Cow;
use std::ops::Range;

/// A text without geometry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainText {
    /// Its lines, blank ones too.
    pub lines: Vec<PlainLine>,
    /// What a converter had done to the words and was undone, with the index of the line.
    pub repairs: Vec<(usize, Repair)>,
}

/// One line, its marks taken off.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainLine {
    /// The words. Cells of a table's row are divided by tabs.
    pub text: String,
    /// What marks said of parts of it: in order, without overlap.
    pub styles: Vec<(Range<usize>, Style)>,
    /// The level of a Markdown heading.
    pub level: Option<u8>,
    /// The cells of a Markdown table's row, as ranges of `text`.
    pub cells: Vec<Range<usize>>,
}

/// Reads a text: UTF-8 with or without a mark, UTF-16 with one, else Windows-1252.
#[must_use]
pub fn read(bytes: &[u8], markdown: bool) -> RawDocument {
    let text = tidied(&decoded(bytes));
    let mut plain = if markdown {
        markdown::read(&text)
    } else {
        let line = |l: &str| PlainLine { text: l.trim_end().to_owned(), ..PlainLine::default() };
        PlainText { lines: text.split('\n').map(line).collect(), repairs: Vec::new() }
    };
    while plain.lines.last().is_some_and(|l| l.text.is_empty()) {
        plain.lines.pop();
    }
    RawDocument { plain: Some(plain), ..RawDocument::default() }
}

fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest),
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        _ => std::str::from_utf8(bytes).map_or_else(|_| Cow::Owned(bytes.iter().map(|b| windows_1252(*b)).collect()), Cow::Borrowed),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(unit));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// The 32 bytes where Windows-1252 differs from Latin-1; the five that it leaves open are dropped later as controls.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š',
    '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    byte.checked_sub(0x80).and_then(|i| WINDOWS_1252.get(usize::from(i)).copied()).unwrap_or_else(|| char::from(byte))
}

/// One kind of line end, and no control characters. A form feed ends its page's last line and leaves a blank one.
fn tidied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            // Word writes a vertical tab for a line end inside a paragraph.
            '\u{0B}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{0C}' => out.push_str(if out.ends_with('\n') || out.is_empty() { "\n" } else { "\n\n" }),
            '\n' | '\t' => out.push(c),
            '\u{FEFF}' => {}
            _ if c.is_control() => {}
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lines(bytes: &[u8], markdown: bool) -> Vec<String> {
        read(bytes, markdown).plain.map(|p| p.lines.into_iter().map(|l| l.text).collect()).unwrap_or_default()
    }

    #[test]
    fn bytes_become_letters() {
        let cases: &[(&[u8], &[&str])] = &[
            (b"", &[]),
            (b"one\r\ntwo\rthree\n", &["one", "two", "three"]),
            (b"\xEF\xBB\xBFElan", &["Elan"]),
            ("Élan".as_bytes(), &["Élan"]),
            (b"\xC9lan \x96 10 \x80", &["Élan – 10 €"]),
            (b"\xFF\xFEE\0l\0", &["El"]),
            (b"\xFE\xFF\0E\0l\x20\x19", &["El’"]),
            (b"page one\n\x0Cpage two", &["page one", "", "page two"]),
            (b"page one\x0Cpage two", &["page one", "", "page two"]),
            (b"a\x00b\x07", &["ab"]),
        ];
        for (bytes, expected) in cases {
            assert_eq!(lines(bytes, false), *expected, "{bytes:?}");
        }
    }

    #[test]
    fn marks_mean_nothing_in_a_plain_text() {
        let text = "# Item *one*\n  | a | b |\nUS\\$5 <u>x</u> &amp;\n_____\n- x";
        assert_eq!(lines(text.as_bytes(), false), text.split('\n').collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..300), markdown: bool) {
            for line in read(&bytes, markdown).plain.unwrap_or_default().lines {
                prop_assert!(!line.text.contains(char::is_control) || line.text.contains('\t'));
                for (range, _) in &line.styles {
                    prop_assert!(line.text.get(range.clone()).is_some());
                }
                for range in &line.cells {
                    prop_assert!(line.text.get(range.clone()).is_some());
                }
            }
        }

        #[test]
        fn marks_in_any_order_are_read(text in "[-#*_~`\\\\<>u/b|\\[\\]()!&;$^{} \n=a]{0,120}") {
            for line in read(text.as_bytes(), true).plain.unwrap_or_default().lines {
                for (range, _) in &line.styles {
                    prop_assert!(line.text.get(range.clone()).is_some_and(|t| !t.is_empty()));
                }
                for pair in line.styles.windows(2) {
                    prop_assert!(pair[0].0.end <= pair[1].0.start);
                }
            }
        }
    }
}

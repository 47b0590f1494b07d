//! The parts of an entry: where commas, dashes, brackets and wide gaps divide a name from what stands beside it.
//!
//! A divider is kept with the part behind it, because a comma may turn a name round and a bracket never does.

use crate::gazetteer::titles;

/// A part of the text between dividers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'t> {
    pub text: &'t str,
    pub start: usize,
    /// What stood before it: a comma, a dash, a bracket, nothing.
    pub divider: char,
    pub bracketed: bool,
}

/// Cuts at commas, dashes between spaces, semicolons, colons, tabs, wide gaps and brackets.
pub(super) fn divide(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut divider = ' ';
    let mut depth = 0_u32;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    let mut push = |from: usize, to: usize, divider: char, bracketed: bool| {
        let raw = text.get(from..to).unwrap_or_default();
        let lead = raw.len() - raw.trim_start_matches(is_litter).len();
        let body = raw.get(lead..).unwrap_or_default().trim_end_matches(is_litter);
        parts.push(Part { text: body, start: from + lead, divider, bracketed });
    };
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, n)| *n);
        match c {
            '(' | '[' | '（' if depth == 0 => {
                push(start, at, divider, false);
                start = at + c.len_utf8();
                divider = '(';
                depth = 1;
            }
            ')' | ']' | '）' if depth == 1 => {
                push(start, at, divider, true);
                start = at + c.len_utf8();
                divider = ' ';
                depth = 0;
            }
            _ if depth > 0 => {}
            // "Ola Berg-Secretary", "Ola Berg- Vice President": a hyphen set for a dash.
            '-' if before.is_alphabetic() && heads_office(text, at) => {
                push(start, at, divider, false);
                start = at + 1;
                divider = '-';
            }
            // "Protokollführer:in" is one word.
            ':' if before.is_lowercase() && next.is_lowercase() => {}
            // "arrived 6:20 p.m."
            ':' if before.is_ascii_digit() && next.is_ascii_digit() => {}
            ',' | ';' | '\t' | '|' | ':' | '\n' | '，' | '、' | '：' => {
                push(start, at, divider, false);
                start = at + c.len_utf8();
                divider = if matches!(c, '，' | '、') { ',' } else { c };
            }
            '-' | '–' | '—' | '‐' | '−' if before.is_whitespace() || (c != '-' && c != '‐' && next.is_whitespace()) || (c == '—') => {
                push(start, at, divider, false);
                start = at + c.len_utf8();
                divider = '-';
            }
            ' ' if text.get(at..).is_some_and(|t| t.starts_with("   ")) => {
                push(start, at, divider, false);
                start = at + 1;
                divider = '\t';
            }
            _ => {}
        }
        before = c;
    }
    push(start, text.len(), divider, depth > 0);
    parts
}

/// Whether what follows the hyphen at `at` is an office, and what precedes it no part of one ("Vice-President", "Co-Chair").
fn heads_office(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default().rsplit(|c: char| c.is_whitespace() || c == ',' || c == ';').next().unwrap_or_default();
    let tail = text.get(at + 1..).unwrap_or_default();
    let spaced = tail.starts_with(char::is_whitespace);
    let mut words = tail.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')')).filter(|w| !w.is_empty()).take(3);
    let office = match (words.next(), words.next(), words.next()) {
        (Some(a), _, _) if titles::is_office_word(a) => true,
        (Some(a), Some(b), _) if titles::is_modifier(a) && titles::is_office_word(b) => true,
        (Some(a), Some(b), Some(c)) => spaced && titles::is_modifier(a) && titles::is_modifier(b) && titles::is_office_word(c),
        _ => false,
    };
    let named = head.chars().count() > 2 && head.starts_with(char::is_uppercase) && !titles::is_modifier(head) && !titles::is_office_word(head);
    office && named && !matches!(titles::folded(head).as_str(), "non" | "sub" | "pro" | "ex" | "past" | "sous" | "vize")
}

/// Space, bullets, note marks and leader dots at the ends of a part; a single stop may end an abbreviation and stays.
pub(super) fn is_litter(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '*' | '•'
                | '·'
                | '▪'
                | '◦'
                | '●'
                | '○'
                | '■'
                | '□'
                | '☐'
                | '†'
                | '‡'
                | '§'
                | '¹'
                | '²'
                | '³'
                | '⁴'
                | '⁵'
                | '⁶'
                | '⁷'
                | '⁸'
                | '⁹'
                | '⁰'
                | '_'
                | '…'
                | '\u{f0b7}'
                | '\u{f0a7}'
                | '>'
                | '|'
                | '='
                | '"'
                | '“'
                | '”'
                | '√'
                | '✓'
                | '✔'
                | '★'
                | '\u{200b}'
                | '\u{feff}'
        )
}

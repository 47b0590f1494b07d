//! The sentences of a text, once for all stages that reason by sentence.
//!
//! A heading is a sentence of its own, also where it touches what stands under it. A sentence ends at `.`, `?`, `!` or `…` before white space and a capital, a digit or an opening quote, and at the end of
//! its block, and before a bullet at the head of a line; not after an abbreviation, an initial, an ordinal of a date ("3. Mai") or a list's number.

use super::tokens::{Before, Kind, Tokens};
use crate::outline::{Outline, Section};
use crate::span::Span;
use crate::transcript::{TextBlock, TextKind, Transcript};
use std::ops::Range;

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, with the closing mark.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The block that holds it.
    pub block: usize,
    /// Whether it is a section's heading, or a part of one.
    pub heading: bool,
}

/// Words that a point follows without ending the sentence: titles, and what stands before a name or a number.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "hon", "rev", "gen", "col", "lt", "maj", "capt", "sgt", "amb", "messrs", "jr", "sr", "sra", "srta", "dra", "d",
    "dña", "m", "mm", "mme", "mmes", "mlle", "hr", "fr", "no", "nos", "nr", "art", "arts", "para", "paras", "p", "pp", "vol", "fig", "cf", "vs", "inc", "ltd",
    "dept", "ca", "approx", "est", "tel", "resp", "bzw", "ggf", "inkl", "usw", "evtl", "zzgl", "núm", "ud", "uds", "exmo", "exma", "excmo", "excma", "ilmo",
    "ilma", "av", "ave", "blvd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec", "cllr", "cr", "z", "u", "s", "v", "i",
    "e", "g", "al",
];

/// The sentences of `transcript`, in order.
#[must_use]
pub fn split(transcript: &Transcript, tokens: &Tokens<'_>, outline: &Outline) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut headings = outline.sections.iter().filter(|s| !s.told).map(|s| heading(tokens, s)).peekable();
    for (block, held) in transcript.blocks.iter().enumerate() {
        let (first, last) = (tokens.at(held.span.start), tokens.at(held.span.end));
        let (mut start, mut headed) = (first, false);
        for i in first..last {
            while headings.next_if(|h| h.end <= i).is_some() {}
            let table = held.kind == TextKind::Table;
            let here = headings.peek().is_some_and(|h| h.contains(&i) && (!table || numbers_row(tokens, h.start) || fills_cell(tokens, h)));
            let next = here && headings.peek().is_some_and(|h| h.start == i);
            if i > start
                && (here != headed
                    || next
                    || begins_point(tokens, i)
                    || begins_line(tokens, i)
                    || table && numbers_row(tokens, i)
                    || !table && breaks_off(transcript, tokens, held, i))
            {
                push(&mut out, tokens, start..i, block, headed);
                start = i;
            }
            headed = here;
            if ends_sentence(tokens, i, last) {
                push(&mut out, tokens, start..i + 1, block, headed);
                start = i + 1;
            }
        }
        push(&mut out, tokens, start..last, block, headed);
    }
    out
}

/// The tokens of a section's heading, with the mark that divides it from the words behind it.
fn heading(tokens: &Tokens<'_>, section: &Section) -> Range<usize> {
    let (first, end) = (tokens.at(section.heading_span.start), tokens.at(section.heading_span.end));
    let divides = |i: usize| tokens.touches(i) && matches!(tokens.word(i), "." | ":") || matches!(tokens.word(i), "-" | "–" | "—") && !tokens.touches(i + 1);
    let marks = (end..).take_while(|i| divides(*i)).count();
    first..end + marks
}

fn push(out: &mut Vec<Sentence>, tokens: &Tokens<'_>, range: Range<usize>, block: usize, heading: bool) {
    if let Some(last) = range.end.checked_sub(1).filter(|last| *last >= range.start) {
        out.push(Sentence { span: tokens.span(range.start, last), tokens: range, block, heading });
    }
}

/// Whether a heading is the whole of a table's cell.
fn fills_cell(tokens: &Tokens<'_>, heading: &Range<usize>) -> bool {
    let (Some(last), Some(next)) = (heading.end.checked_sub(1).and_then(|i| tokens.get(i)), tokens.get(heading.end)) else { return false };
    tokens.text().get(last.span.end..next.span.start).is_some_and(|between| between.contains('\t'))
}

/// Words that no line ends with on purpose.
const OPEN: &[&str] = &[
    "of", "the", "and", "in", "on", "at", "to", "by", "for", "a", "an", "with", "or", "as", "de", "du", "des", "la", "le", "les", "et", "à", "el", "los", "y",
    "del", "da", "do", "dos", "e", "der", "die", "das", "den", "dem", "und", "von", "im", "am", "zu", "mit", "que", "that", "from",
];

/// Whether the line before the one that token `i` begins was broken off on purpose: the word would have had room on it. The points of a list
/// whose bullets are drawn and not written are such lines.
fn breaks_off(transcript: &Transcript, tokens: &Tokens<'_>, block: &TextBlock, i: usize) -> bool {
    /// A word has room where this times its usual width is free.
    const ROOM: f32 = 1.6;
    let Some(token) = tokens.get(i).filter(|t| t.before == Before::Line && t.kind.is_capital()) else { return false };
    let last = tokens.word(i.wrapping_sub(1));
    // A comma, a dash or a small word leaves the line open.
    if i == 0 || matches!(last, "," | ";" | ":" | "-" | "–" | "—" | "(" | "&" | "/") || tokens.is_any(i - 1, OPEN) {
        return false;
    }
    let at = transcript.line_at(token.span.start);
    let (Some(line), Some(before)) = (transcript.lines.get(at), at.checked_sub(1).and_then(|b| transcript.lines.get(b))) else { return false };
    let (Some(here), Some(above), Some(whole)) = (line.bbox, before.bbox, block.bbox) else { return false };
    let letters = before.span.of(&transcript.text).trim().chars().count().max(1) as f32;
    let width = (above.x1 - above.x0) / letters;
    let free = whole.x1 - above.x1;
    let words = before.span.of(&transcript.text).split_whitespace().count();
    // Lines set to the left, of which the one above is a sentence's length.
    let set = (here.x0 - above.x0).abs() < 30.0 && block.lines.len() > 2 && words > 4;
    set && here.y0 > above.y0 && free > (tokens.word(i).chars().count() as f32 + 1.0) * width * ROOM
}

/// Whether token `i` is the number of a table's row in a cell of its own: the row is an item, and no part of the one above.
fn numbers_row(tokens: &Tokens<'_>, i: usize) -> bool {
    let (Some(token), Some(mut next)) = (tokens.get(i), tokens.get(i + 1)) else { return false };
    // "4." and "4.1" have their point in the cell.
    for n in 1..4 {
        let part = tokens.get(i + n).filter(|t| t.before == Before::Touches && (t.kind == Kind::Number || tokens.word(i + n) == "."));
        let Some(after) = part.and_then(|_| tokens.get(i + n + 1)) else { break };
        next = after;
    }
    let between = tokens.text().get(token.span.end..next.span.start).unwrap_or_default();
    token.before >= Before::Line && token.kind == Kind::Number && token.span.len() <= 3 && between.contains('\t')
}

/// Whether a point of a list begins at token `i`, inside a block: a bullet at the head of a line.
fn begins_point(tokens: &Tokens<'_>, i: usize) -> bool {
    tokens.get(i).is_some_and(|t| t.before == Before::Line) && matches!(tokens.word(i), "•" | "●" | "○" | "■" | "▪" | "◦" | "□" | "‣" | "➢" | "✓" | "")
}

/// Lines that tell how a motion ended, in capitals or alone ("CARRIED 5/0"): what stands before and behind them is another sentence.
const VERDICTS: &[&str] = &["carried", "defeated", "lost", "passed"];

/// Words that label what follows their colon at the head of a line.
const LABELS: &[&str] = &["resolution", "decision", "action", "resolved", "beschluss", "décision", "decisión", "acuerdo", "deliberação"];

/// Whether a line that begins at token `i` begins a sentence, or the one before it was a sentence by itself.
fn begins_line(tokens: &Tokens<'_>, i: usize) -> bool {
    /// The longest line of a verdict, in tokens: "CARRIED UNANIMOUSLY 5 / 0".
    const LINE: usize = 6;
    let starts = |at: usize| tokens.get(at).is_some_and(|t| t.before >= Before::Line);
    if tokens.get(i).is_none_or(|t| t.before != Before::Line) {
        return false;
    }
    let verdict = |at: usize| {
        let capital = tokens.get(at).is_some_and(|t| t.kind.is_capital()) && tokens.is_any(at, VERDICTS);
        capital
            && (1..=LINE).find(|n| tokens.get(at + n).is_none() || starts(at + n)).is_some_and(|n| {
                (at + 1..at + n)
                    .all(|j| tokens.get(j).is_some_and(|t| matches!(t.kind, Kind::Number | Kind::Sign)) || tokens.is_any(j, &["unanimously", "unanimous"]))
            })
    };
    let labels = tokens.is_any(i, LABELS) && tokens.get(i).is_some_and(|t| t.kind.is_capital()) && tokens.is(i + 1, ":");
    let before = (1..=LINE).map_while(|n| i.checked_sub(n)).find(|at| starts(*at));
    labels || verdict(i) || before.is_some_and(verdict)
}

/// Whether token `i` is the last of its sentence, in a block that ends before token `end`.
fn ends_sentence(tokens: &Tokens<'_>, i: usize, end: usize) -> bool {
    // A quote or bracket that closes after the mark belongs to the sentence.
    let mark = if is_closing(tokens.word(i)) && tokens.touches(i) { i.wrapping_sub(1) } else { i };
    if !matches!(tokens.word(mark), "." | "?" | "!" | "…") || i + 1 >= end {
        return false;
    }
    let Some(next) = tokens.get(i + 1) else { return true };
    if next.before == Before::Touches {
        return false;
    }
    let opens =
        next.kind.is_capital() || next.kind == Kind::Number || matches!(tokens.word(i + 1), "“" | "\"" | "«" | "„" | "¿" | "¡" | "(" | "[" | "•" | "–" | "-");
    if !opens {
        return false;
    }
    tokens.word(mark) != "." || !is_abbreviation(tokens, mark.wrapping_sub(1))
}

/// Whether a point after token `i` belongs to the word before it.
fn is_abbreviation(tokens: &Tokens<'_>, i: usize) -> bool {
    let Some(token) = tokens.get(i) else { return false };
    let word = tokens.word(i);
    match token.kind {
        // "3. Mai", "12. Sitzung", "1. The Committee": a number at a block's head or after a space, before a capital.
        Kind::Number => {
            token.before == Before::Block
                || (word.len() <= 2 && !tokens.is_any(i.wrapping_sub(1), &["of", "to", "and", "by", "is", "was"]) && german_ordinal(tokens, i + 2))
        }
        _ if !token.kind.is_word() => false,
        // An initial ("F. Smith") — but not the pronoun or the last letter of "p.m.", which a capital may follow.
        Kind::Capitalised if word.chars().count() == 1 => !tokens.is(i, "i") || tokens.touches(i),
        _ => {
            let lower = word.to_lowercase();
            // "a.m." and "p.m." may close a sentence: they do where a capital follows that is no zone.
            if (lower == "m") && tokens.touches(i) && tokens.is_any(i.wrapping_sub(2), &["a", "p"]) {
                return false;
            }
            ABBREVIATIONS.contains(&lower.as_str())
        }
    }
}

/// Whether the word at `i` is a German noun that an ordinal stands before: a month, a sitting.
fn german_ordinal(tokens: &Tokens<'_>, i: usize) -> bool {
    const NOUNS: &[&str] = &[
        "januar", "jänner", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "dezember", "sitzung", "quartal",
        "vorsitzende", "vorsitzender",
    ];
    tokens.is_any(i, NOUNS)
}

fn is_closing(word: &str) -> bool {
    matches!(word, "”" | "\"" | "»" | "’" | "'" | ")" | "]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let block = TextBlock {
            kind: TextKind::Paragraph,
            span: Span::new(0, text.len()),
            lines: 0..0,
            page: None,
            bbox: None,
            column: None,
            size: 1.0,
            marked_level: None,
        };
        let transcript = Transcript { text: text.to_owned(), blocks: vec![block], ..Transcript::default() };
        let tokens = Tokens::of(text);
        let found: Vec<&str> = split(&transcript, &tokens, &Outline::default()).iter().map(|s| s.span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn full_stops_end_and_abbreviations_do_not() {
        check("Mr. J. Doe spoke. She agreed.", &["Mr. J. Doe spoke.", "She agreed."]);
        check("They met at 7 p.m. The chair left.", &["They met at 7 p.m.", "The chair left."]);
        check("The vote (No. 4) carried. “Yes.” He left.", &["The vote (No. 4) carried.", "“Yes.”", "He left."]);
        check("Die 3. Sitzung am 4. Mai begann. Es war spät.", &["Die 3. Sitzung am 4. Mai begann.", "Es war spät."]);
        check("It cost $3.50 in all. 12 States paid.", &["It cost $3.50 in all.", "12 States paid."]);
        check("One only", &["One only"]);
        check("That it be so.\nCARRIED 4/1\nMr. Doe left the room", &["That it be so.", "CARRIED 4/1", "Mr. Doe left the room"]);
        check("None spoke\nRESOLUTION: It is so.", &["None spoke", "RESOLUTION: It is so."]);
        check("The work was\ncarried out.", &["The work was\ncarried out."]);
        check("● Roof (AB)\n○ AB asks about\nthe roof\n○ None", &["● Roof (AB)", "○ AB asks about\nthe roof", "○ None"]);
    }

    #[test]
    fn lines_broken_off_on_purpose() {
        let drawing = "The clerk told of the new telephone that the firm had bought for them\nIt rings four times a day\nBob said that he had to wait for more than an hour on Monday at the\nHall by the quay and that he would not come again";
        let transcript = crate::transcript::drawn::drawn(drawing);
        let tokens = Tokens::of(&transcript.text);
        let found: Vec<String> = split(&transcript, &tokens, &Outline::default())
            .iter()
            .map(|s| s.span.of(&transcript.text).split_whitespace().next().unwrap().to_owned())
            .collect();
        assert_eq!(found, ["The", "Bob"]);
    }
}

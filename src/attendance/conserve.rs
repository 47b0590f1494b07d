//! Nothing of a roll is lost in silence: words of its blocks that are in no person, delegation or label are reported.
//!
//! What is left is reported block by block, as one stretch from its first word to its last, so that a person reads it once.

use super::{Attendance, flow, labels};
use crate::diagnostics::{Code, Diagnosed, Notice};
use crate::span::Span;
use crate::transcript::Transcript;

/// A block with more words than this that are in no entry is running text beside the roll, which has its own readers.
const MOST_WORDS: usize = 40;

/// Reports what is left of the roll's blocks.
pub(super) fn conserve(transcript: &Transcript, roll: &mut Diagnosed<Attendance>) {
    let text = transcript.text.as_str();
    let mut told: Vec<Span> = Vec::new();
    for person in &roll.value.people {
        told.push(person.span);
        told.extend(person.also.iter().copied());
    }
    for delegation in &roll.value.delegations {
        told.push(delegation.span);
        told.extend(delegation.also.iter().copied());
    }
    told.extend(roll.value.stated.iter().map(|s| s.span));
    told.extend(roll.notices.iter().filter_map(|n| n.span));
    told.sort_by_key(|s| (s.start, s.end));
    let mut blocks = roll.value.blocks.clone();
    blocks.dedup();
    for block in blocks.iter().filter_map(|b| transcript.blocks.get(*b)) {
        // A numbered line that holds nobody is the next item of business, at which the list was seen to end.
        let numbered = block.span.of(text).trim_start().starts_with(|c: char| c.is_ascii_digit());
        if numbered && !told.iter().any(|s| s.meets(block.span)) {
            continue;
        }
        let mut left: Vec<Span> = Vec::new();
        for line in transcript.lines.get(block.lines.clone()).unwrap_or_default() {
            let words = line.span.of(text);
            let label = labels::read(words).map_or(0, |l| l.end);
            if flow::is_nothing(words.get(label..).unwrap_or_default()) {
                continue;
            }
            left.extend(untold(text, Span::new(line.span.start + label, line.span.end), &told));
        }
        let count: usize = left.iter().map(|s| s.of(text).split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count()).sum();
        let (Some(first), Some(last)) = (left.first(), left.last()) else { continue };
        if count == 0 || count > MOST_WORDS {
            continue;
        }
        let words = left.iter().map(|s| s.of(text).split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>().join(" … ");
        let message = format!("\"{words}\" stands in the roll and was read as no person or delegation");
        roll.notices.push(Notice::new(Code::RollWordsLeft, message).at(Span::new(first.start, last.end)));
    }
}

/// The stretches of a line that no span tells and that hold a word.
fn untold(text: &str, line: Span, told: &[Span]) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = line.start;
    let first = told.partition_point(|s| s.end <= line.start && s.start < line.start);
    for span in told.iter().skip(first.saturating_sub(1)).take_while(|s| s.start < line.end).filter(|s| s.end > line.start) {
        if span.start > from {
            out.push(Span::new(from, span.start));
        }
        from = from.max(span.end);
    }
    if from < line.end {
        out.push(Span::new(from, line.end));
    }
    out.into_iter().map(|s| s.trimmed(text)).filter(|s| is_telling(s.of(text))).collect()
}

/// Whether the words say anything: more than a divider, a number or a small word that joins two people.
fn is_telling(words: &str) -> bool {
    const JOINS: &[&str] = &["and", "et", "und", "y", "e", "respectively", "also", "present", "as", "the", "members", "were", "was"];
    words.split(|c: char| !c.is_alphanumeric()).any(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2 && !JOINS.contains(&w.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left() {
        let text = "Ola Berg, of Elm and Ana Paz, and Bo Lund";
        let told = [Span::new(0, 8), Span::new(21, 28), Span::new(34, 41)];
        let left: Vec<&str> = untold(text, Span::new(0, text.len()), &told).iter().map(|s| s.of(text)).collect();
        assert_eq!(left, [", of Elm and"]);
    }
}

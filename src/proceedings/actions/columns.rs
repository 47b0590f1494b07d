//! Owners in a column headed "Action" beside the text: each belongs to the sentence on its height.

use super::super::Action;
use super::Ledger;
use crate::entities::calendar::folded;
use crate::entities::sentences::Sentence;

/// Confidence of an action whose owner stands in a column beside the text.
const BY_COLUMN: f32 = 0.8;

/// Initials in a column headed "Action": each belongs to the sentence on its height.
impl Ledger<'_> {
    pub(super) fn in_column(&self, out: &mut Vec<Action>) {
        let passages = self.passages;
        let transcript = passages.context.transcript;
        let text = passages.tokens.text();
        /// The longest line, or cell of one, that heads the column, in bytes; accents would not make it longer.
        const HEAD: usize = 24;
        let headed = transcript.lines.iter().any(|l| {
            let words = l.span.of(text).trim();
            let cell = words.rsplit_once('\t').map_or("", |(_, last)| last);
            words.len() <= HEAD && matches!(folded(words).as_str(), "action" | "actions" | "action by" | "who" | "by whom")
                || (1..=HEAD).contains(&cell.len()) && folded(cell) == "action"
        });
        if !headed {
            return;
        }
        for line in &transcript.lines {
            let words = line.span.of(text).trim();
            let Some(bbox) = line.bbox else { continue };
            if !is_initials(words) {
                continue;
            }
            let middle = f32::midpoint(bbox.y0, bbox.y1);
            let beside = transcript.lines.iter().find(|other| {
                other.page == line.page
                    && other.span != line.span
                    && other.bbox.is_some_and(|b| b.y0 <= middle && middle <= b.y1 && b.x0 < bbox.x0)
                    && other.span.of(text).split_whitespace().count() > 2
            });
            let Some(beside) = beside.filter(|b| !passages.is_skipped(b.block)) else { continue };
            let shared = |s: &Sentence| s.span.end.min(beside.span.end).saturating_sub(s.span.start.max(beside.span.start));
            let from = passages.context.sentences.partition_point(|s| s.span.end <= beside.span.start);
            let Some(sentence) = passages.context.sentences.iter().skip(from).take_while(|s| s.span.start < beside.span.end).max_by_key(|s| shared(s)) else {
                continue;
            };
            if out.iter().any(|a| a.span == sentence.span) {
                continue;
            }
            let owner = words.split_whitespace().collect::<String>();
            let mut action = self.made(Some(owner), sentence.span, sentence.span, BY_COLUMN);
            // "The audit is taking place on 3 May": the day of what happens is nobody's deadline.
            if !self.is_to_do(sentence) {
                (action.due, action.due_edtf) = (None, None);
            }
            out.push(action);
        }
    }
}

impl Ledger<'_> {
    /// Whether a sentence beside initials says that something is still to be done, and not only what happens.
    fn is_to_do(&self, sentence: &Sentence) -> bool {
        let (first, end) = (sentence.tokens.start, sentence.tokens.end);
        self.passages.has(first, end, &["will", "would", "shall", "should", "to", "must", "by", "until", "before", "deadline", "due"])
            && !(first..end).any(|i| self.passages.tokens.are(i, &["taking", "place"]))
    }
}

/// "AW", "MH/ CC", "SB, ST".
fn is_initials(words: &str) -> bool {
    let parts: Vec<&str> = words.split(|c: char| matches!(c, '/' | ',' | '&' | '+') || c.is_whitespace()).filter(|p| !p.is_empty()).collect();
    !parts.is_empty() && parts.len() <= 4 && parts.iter().all(|p| (2..=4).contains(&p.len()) && p.chars().all(|c| c.is_ascii_uppercase()))
}

//! Owners in a column headed "Action" beside the text: each belongs to the sentence on its height.

use super::super::Action;
use super::Ledger;
use crate::entities::calendar::folded;
use crate::entities::sentences::Sentence;
use crate::span::Span;

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
    /// Tables of items whose last column names who is to act, headed so or not: the sentences of the row that leave something to do are theirs.
    pub(super) fn in_last_cell(&self, out: &mut Vec<Action>) {
        /// So many rows show the manner.
        const ROWS: usize = 3;
        let passages = self.passages;
        let words = |span: Span| passages.words(span).trim();
        for table in passages.context.transcript.tables.iter().filter(|t| !passages.is_skipped(t.block)) {
            let width = table.rows.iter().map(Vec::len).max().unwrap_or(0);
            let rows: Vec<&Vec<Span>> = table.rows.iter().filter(|r| r.len() == width).collect();
            if width < 2 || rows.len() < ROWS {
                continue;
            }
            let owners: Vec<Span> = rows.iter().filter_map(|r| r.last().copied()).filter(|s| !words(*s).is_empty()).collect();
            let headed = owners.first().is_some_and(|s| folded(words(*s)).starts_with("action"));
            let named = owners.iter().filter(|s| self.is_owner(words(**s))).count();
            if named == 0 || named + usize::from(headed) < owners.len() {
                continue;
            }
            for row in rows {
                let Some(owner) = row.last().copied().filter(|s| self.is_owner(words(*s))) else { continue };
                let Some(told) = row.iter().rev().skip(1).copied().max_by_key(Span::len) else { continue };
                let from = passages.context.sentences.partition_point(|s| s.span.end <= told.start);
                let inside = passages.context.sentences.iter().skip(from).take_while(|s| s.span.start < told.end);
                let open: Vec<&Sentence> = inside.filter(|s| s.span.end <= told.end && !s.heading && self.is_to_do(s) && !self.is_reported(s)).collect();
                for sentence in open {
                    if self.told(sentence).is_some() || out.iter().any(|a| a.span.meets(sentence.span)) {
                        continue;
                    }
                    out.push(self.made(Some(words(owner).to_owned()), sentence.span, sentence.span, BY_COLUMN));
                }
            }
        }
    }

    /// Initials, or a name or an office of the roll.
    fn is_owner(&self, words: &str) -> bool {
        let one = |w: &str| {
            let w = w.trim();
            let flat = folded(w);
            is_initials(w)
                || self.passages.person(w).is_some()
                || self.passages.roll.people.iter().any(|p| p.role.as_deref().is_some_and(|r| folded(r) == flat))
                || matches!(flat.as_str(), "clerk" | "chair" | "secretary" | "treasurer" | "all" | "headteacher" | "governors" | "staff")
        };
        let parts: Vec<&str> = words.split(['/', ',', '&', '+', '\n']).filter(|p| !p.trim().is_empty()).collect();
        !parts.is_empty() && parts.len() <= 4 && words.split_whitespace().count() <= 6 && parts.iter().all(|p| one(p))
    }

    /// Whether a sentence tells what somebody said: "Ms. Berg asked whether the Clerk would write".
    fn is_reported(&self, sentence: &Sentence) -> bool {
        self.floor.iter().any(|x| x.span.meets(sentence.span))
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
    !parts.is_empty()
        && parts.len() <= 4
        && !matches!(words, "ASAP" | "TBC" | "TBD" | "N/A" | "NA" | "OK" | "YES" | "NO")
        && parts.iter().all(|p| (2..=4).contains(&p.len()) && p.chars().all(|c| c.is_ascii_uppercase()))
}

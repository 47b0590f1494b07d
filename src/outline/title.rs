//! The title: what stands above all else on the first page.

use super::cues;
use super::series::word_count;
use super::sight::Page;
use crate::transcript::{TextKind, Transcript};

/// A title is made of no more blocks than this.
const BLOCKS: usize = 9;
/// A block of the title has no more words than this.
const WORDS: usize = 40;

/// The blocks of the title, and with them the first row that is not of it.
pub(super) fn find(t: &Transcript, page: &Page, stop: usize) -> Vec<usize> {
    let mut blocks: Vec<usize> = Vec::new();
    let mut telling = false;
    let until = statement_row(t, page, stop);
    for (i, row) in page.rows.iter().enumerate().take(stop) {
        let Some(block) = t.blocks.get(row.block) else { break };
        if blocks.last() == Some(&row.block) {
            continue;
        }
        let words = block.span.of(&t.text);
        let first_page = block.page == t.blocks.first().and_then(|b| b.page);
        // What stands above the sentence that says what the document is, is a masthead, however it is set.
        let stated = until == Some(i) && (cues::is_statement(words) || word_count(words) <= WORDS);
        let masthead = until.is_some_and(|u| i < u);
        let prose = !stated && (word_count(words) > WORDS || words.trim_end().ends_with('.') && word_count(words) > 8);
        let table = block.kind == TextKind::Table;
        let labelled = !stated && labelled(words);
        let first_line = row.words(t);
        let section = cues::is_roll(first_line.split(':').next().unwrap_or_default()) || cues::is_contents(first_line) || cues::is_business(first_line);
        let ends = prose || table || labelled || section && !cues::is_title(first_line) || blocks.len() == BLOCKS;
        if !first_page || ends && !masthead {
            break;
        }
        telling |= stated || cues::is_title(words) || page.telling(row.marks).any() || page.rise(row.size) >= 2 || row.level.is_some();
        blocks.push(row.block);
    }
    if telling { blocks } else { Vec::new() }
}

/// The row that begins the sentence that says what the document is, where no roll and no agenda stands before it.
fn statement_row(t: &Transcript, page: &Page, stop: usize) -> Option<usize> {
    /// A masthead has no more rows than this.
    const ROWS: usize = 25;
    let begun = |words: &str| cues::is_roll(words.split(':').next().unwrap_or_default()) || cues::is_contents(words);
    let rows = || page.rows.iter().take(stop.min(ROWS)).take_while(|r| !begun(r.words(t)));
    rows().position(|r| {
        let paragraph = t.blocks.get(r.block).filter(|_| r.first).map_or("", |b| b.span.of(&t.text));
        cues::is_statement(r.words(t)) || cues::is_statement(paragraph)
    })
}

/// "Date: 4 May": a field of the head and not a title.
fn labelled(words: &str) -> bool {
    let Some((label, value)) = words.split_once(':') else { return false };
    label.split_whitespace().count() <= 3 && !value.trim().is_empty() && label.chars().all(|c| !c.is_ascii_digit()) && !cues::is_title(label)
}

//! Divides a flow of lines (a page's text, one column of it, a cell) into blocks: paragraphs, items, headings, runs of a list.
//!
//! The strongest witness is the line break itself. Text that runs on fills its line: a break is *deliberate* where the next
//! line's first word would still have fitted. A paragraph ends at a deliberate break; a list is lines that all end so.

use super::rows::style_of;
use super::{Block, Column, Line, Role};
use crate::geometry::Rect;

/// A pitch this many times the usual one parts two blocks. Paragraph spacing begins at about a third of a line.
const PART_PITCH: f32 = 1.27;

/// From which difference on a line is indented against another, in ems.
const INDENT_EM: f32 = 0.8;

/// How far short of the edge the next word must end to say that it would have fitted, in ems.
const SLACK_EM: f32 = 0.4;

/// How far a ragged edge may fall short in running text, in ems: long words and wilful breaks leave about this much.
const RAGGED_EM: f32 = 9.0;

/// The measure of a flow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    /// How far right its lines may reach.
    pub(super) right: f32,
    /// Baseline to baseline within a paragraph, in ems; for flows too short to tell.
    pub(super) pitch_em: f32,
    pub(super) column: Option<Column>,
}

/// Divides a flow into blocks.
pub(super) fn divide(mut lines: Vec<Line>, measure: Measure) -> Vec<Block> {
    if lines.is_empty() {
        return Vec::new();
    }
    let pitch = usual_pitch(&lines, measure);
    breaks(&mut lines, measure.right, pitch);
    let mut out: Vec<Block> = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    for line in lines {
        if let Some(above) = open.last()
            && parts(&open, above, &line, pitch)
        {
            out.extend(block(std::mem::take(&mut open), measure.column));
        }
        open.push(line);
    }
    out.extend(block(open, measure.column));
    out
}

fn block(lines: Vec<Line>, column: Option<Column>) -> Option<Block> {
    let bbox = Rect::around(lines.iter().map(|l| l.bbox))?;
    Some(Block { role: Role::Body, bbox, lines, column, rows: Vec::new(), ruled: false, marked_level: None })
}

/// The commonest distance between the lines of a flow, in ems: of those that run on, where single lines stand apart around them.
fn usual_pitch(lines: &[Line], measure: Measure) -> f32 {
    let whole = measure.pitch_em;
    let all = pitches(lines.iter().map(|l| (l.baseline, l.size)));
    let Some(low) = lower_quartile(&all) else { return whole };
    // A page of one-line paragraphs: what a full line and the line it runs on into show is the pitch.
    let low = running_pitch(lines, measure.right).map_or(low, |p| p.min(low));
    // Single lines apart hide the pitch of the few paragraphs among them.
    let own = all.iter().filter(|p| (**p - whole).abs() < 0.1 * whole).count();
    if own >= 2 {
        low.min(whole)
    } else if all.len() < 4 {
        low.min(whole.max(1.0) * 1.35)
    } else {
        low
    }
}

/// The middle one of the distances between a full line, in mid-sentence, and the next one.
fn running_pitch(lines: &[Line], right: f32) -> Option<f32> {
    let on = |p: &&[Line]| p.first().zip(p.last()).is_some_and(|(a, b)| !ends_sentence(&a.text) && !fits(a, b, right));
    let mut all: Vec<f32> =
        lines.windows(2).filter(on).filter_map(|p| pitch((p.first()?.baseline, p.first()?.size), (p.last()?.baseline, p.last()?.size))).collect();
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 2).copied()
}

/// The distances from each baseline to the next, in ems, from the least to the greatest: those of lines of one size that stand
/// under one another. Lines are given as baseline and size.
fn pitches(lines: impl Iterator<Item = (f32, f32)>) -> Vec<f32> {
    let mut above: Option<(f32, f32)> = None;
    let mut all: Vec<f32> = Vec::new();
    for (baseline, size) in lines {
        all.extend(above.replace((baseline, size)).and_then(|above| pitch(above, (baseline, size))));
    }
    all.sort_by(f32::total_cmp);
    all
}

/// The distance between two baselines, in ems, where both lines are of one size and the second may stand under the first.
fn pitch((above, size): (f32, f32), (baseline, other): (f32, f32)) -> Option<f32> {
    let distance = (baseline - above) / size.max(0.1);
    ((size - other).abs() < 0.1 * size && (0.8..3.2).contains(&distance)).then_some(distance)
}

/// The lower quartile: paragraphs stand further apart than lines, and lists of single lines have no other pitch.
fn lower_quartile(pitches: &[f32]) -> Option<f32> {
    pitches.get(pitches.len() / 4).copied()
}

/// The commonest distance between the lines of a document, in ems, from their baselines and sizes page by page.
pub(super) fn document_pitch(lines: impl Iterator<Item = (f32, f32)>) -> f32 {
    lower_quartile(&pitches(lines)).unwrap_or(1.2)
}

/// Says of each line whether the break after it is deliberate.
fn breaks(lines: &mut [Line], right: f32, pitch: f32) {
    let n = lines.len();
    let mut from = 0;
    while from < n {
        // A group of lines at one pitch has an edge of its own where most of its lines reach it: text set narrower than the page.
        let group = lines.get(from..).unwrap_or_default();
        let len = 1 + group
            .windows(2)
            .take_while(|p| p.first().zip(p.last()).is_some_and(|(a, b)| b.baseline > a.baseline && b.baseline - a.baseline < PART_PITCH * pitch * a.size))
            .count();
        let group = lines.get_mut(from..from + len).unwrap_or_default();
        let most = group.iter().map(|l| l.bbox.x1).fold(0.0_f32, f32::max);
        let em = group.first().map_or(1.0, |l| l.size);
        let reach = group.iter().filter(|l| most - l.bbox.x1 < em).count();
        let edge = if len >= 3 && reach * 10 >= (len - 1) * 6 { most } else { right.max(most) };
        let marks: Vec<bool> = group.windows(2).map(|p| p.first().zip(p.last()).is_some_and(|(a, b)| fits(a, b, edge))).chain([true]).collect();
        let deliberate = marks.iter().filter(|m| **m).count();
        let runs = group.iter().skip(1).filter(|l| l.text.starts_with(char::is_lowercase)).count();
        // In a list of single lines the longest ones fill their line too.
        let list = len >= 4 && deliberate * 10 >= len * 7 && runs * 6 < len;
        let mut next_runs: Vec<bool> = group.iter().skip(1).map(|l| l.text.starts_with(char::is_lowercase)).collect();
        next_runs.push(false);
        let deeper: Vec<bool> =
            group.windows(2).map(|p| p.first().zip(p.last()).is_some_and(|(a, b)| b.bbox.x0 > a.bbox.x0 + INDENT_EM * em)).chain([false]).collect();
        // In running text a line that ends in mid-sentence was broken to fit, however much a ragged edge leaves free.
        let prose = len >= 4 && deliberate * 10 <= len * 4;
        for (((line, mark), lower), deeper) in group.iter_mut().zip(marks).zip(next_runs).zip(deeper) {
            let sentence_goes_on = lower && !line.text.ends_with(['.', '!', '?', ':', ';']);
            let roomy = edge - line.bbox.x1 > RAGGED_EM * em;
            let mark = mark && (!prose || roomy || ends_sentence(&line.text));
            line.hard = (mark || list && !deeper) && !sentence_goes_on;
        }
        from += len;
    }
}

/// Whether the first word of `b` would still have fitted on `a`'s line.
fn fits(a: &Line, b: &Line, edge: f32) -> bool {
    let Some(first) = b.words.first() else { return true };
    // A hyphen at the line's end says that it was full.
    if a.text.ends_with(['-', '\u{ad}', '\u{2010}']) && b.text.starts_with(char::is_lowercase) {
        return false;
    }
    a.bbox.x1 + 0.3 * a.size + first.bbox.width() + SLACK_EM * a.size < edge
}

/// Whether a block ends between `a`, the last line of `open`, and `b`.
fn parts(open: &[Line], a: &Line, b: &Line, pitch: f32) -> bool {
    let em = a.size.max(b.size).max(0.1);
    let step = b.baseline - a.baseline;
    if step < 0.0 || step > PART_PITCH * pitch * em {
        return true;
    }
    if (a.size - b.size).abs() > 0.12 * em {
        return true;
    }
    let (sa, sb) = (style_of(a), style_of(b));
    let all_bold = |l: &Line| l.words.iter().all(|w| w.style.bold);
    let any_bold = |l: &Line| l.words.iter().any(|w| w.style.bold);
    if all_bold(a) && !any_bold(b) || all_bold(b) && !any_bold(a) {
        return true;
    }
    if a.hard && sa.underline != sb.underline {
        return true;
    }
    let soft = !a.hard;
    if marker(&b.text).is_some() && (a.hard || ends_sentence(&a.text) || bullet(&b.text)) && (b.bbox.x0 < a.bbox.x0 + 2.5 * em || marker(&a.text).is_none()) {
        return true;
    }
    if soft {
        // A first line's indent after a full line that ends a sentence.
        return ends_sentence(&a.text) && b.bbox.x0 > a.bbox.x0 + INDENT_EM * em && open.len() >= 2 && starts_sentence(&b.text);
    }
    let first = open.first().unwrap_or(a);
    if marker(&first.text).is_some() {
        // A list item goes on in lines that hang under its words.
        return b.bbox.x0 < first.bbox.x0 + INDENT_EM * em || ends_sentence(&a.text) || open.len() > 1;
    }
    let paragraph = open.iter().take(open.len().saturating_sub(1)).any(|l| !l.hard);
    if paragraph {
        return true;
    }
    if (b.bbox.x0 - a.bbox.x0).abs() > INDENT_EM * em {
        // Centred lines share their middle: a title over several lines.
        return (b.bbox.mid_x() - a.bbox.mid_x()).abs() > em;
    }
    // Sentences, each on a line of its own, are paragraphs; names are a list.
    ends_sentence(&a.text) && a.words.len() >= 6
}

fn ends_sentence(text: &str) -> bool {
    // "C. Cedar, D. Dogwood and E.": an initial's stop ends nothing.
    let mut last = text.strip_suffix('.').unwrap_or_default().chars().rev();
    let initial = last.next().is_some_and(char::is_uppercase) && last.next().is_some_and(|c| c == ' ' || c == '.');
    !initial && text.trim_end_matches(['"', '\u{201d}', '\u{2019}', ')', '\u{bb}']).ends_with(['.', '!', '?', ':', ';'])
}

fn starts_sentence(text: &str) -> bool {
    text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_uppercase() || c.is_numeric())
}

/// Whether a line begins with a bullet.
pub(crate) fn bullet(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    let apart = chars.next().is_none_or(char::is_whitespace);
    match first {
        Some(
            '\u{2022}' | '\u{25cf}' | '\u{25aa}' | '\u{25a0}' | '\u{25e6}' | '\u{2023}' | '\u{2043}' | '\u{b7}' | '\u{27a2}' | '\u{f0b7}' | '\u{25cb}'
            | '\u{2713}' | '\u{2714}' | '\u{25ba}',
        ) => true,
        Some('-' | '\u{2013}' | '\u{2014}' | '*' | 'o' | '\u{a7}') => apart,
        _ => false,
    }
}

/// The length in bytes of the bullet, number or letter with which a list's item begins ("•", "1.", "(a)", "iv)", "2.3").
pub(crate) fn marker(text: &str) -> Option<usize> {
    if bullet(text) {
        return text.chars().next().map(char::len_utf8);
    }
    let first = text.split_whitespace().next()?;
    let bare = first.strip_prefix('(').unwrap_or(first);
    let core = bare.trim_end_matches(['.', ')', ':']);
    let closed = core.len() < bare.len();
    if core.is_empty() || core.len() > 8 || !core.is_ascii() {
        return None;
    }
    let digits = core.bytes().all(|c| c.is_ascii_digit() || c == b'.');
    let letter = core.len() == 1 && core.bytes().all(|c| c.is_ascii_alphabetic());
    let roman = core.len() <= 5 && core.bytes().all(|c| matches!(c.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    let numbered = digits
        && core.starts_with(|c: char| c.is_ascii_digit())
        && (closed && core.len() <= 3 || core.contains('.') && core.len() <= 7 && core.split('.').all(|p| p.len() <= 2));
    (numbered || closed && (letter || roman)).then_some(first.len())
}

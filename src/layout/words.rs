//! Makes words of glyphs.
//!
//! A PDF need not draw spaces, and may place every word, or every letter, by itself. So a word ends where the file draws a
//! space or where the next letter stands off by more than letters of one word do. What is drawn twice (a poor man's bold) is
//! one word; what is turned or off the page is kept apart.

use super::{Dropped, Style};
use crate::geometry::Rect;
use crate::lexicon;
use crate::read::{FontFace, Glyph, RawPage};

/// From how far on the next letter begins a new word, in ems. Kerning and loose tracking stay below 0.12; the narrowest word
/// gap that justified text shows is about 0.18.
const WORD_GAP_EM: f32 = 0.17;

/// How far apart the dots of a leader may stand, in ems: wider than letters, and never the gap between words.
const LEADER_GAP_EM: f32 = 0.6;

/// How far back a letter may be pulled under its predecessor and still belong to its word, in ems.
const KERN_EM: f32 = 0.35;

/// By how much baselines of one word may differ, in ems.
const BASELINE_EM: f32 = 0.12;

/// How high above the line a raised mark may stand, in ems of the line.
const RAISE_EM: std::ops::Range<f32> = 0.12..0.75;

/// Letters below this size are the texture of a drawing, in points: nobody can read them.
const TINY_PT: f32 = 2.6;

/// Below which share of its neighbour's size a raised letter is a note mark or an ordinal's ending.
const RAISED_SIZE: f32 = 0.86;

/// How far apart, in ems, two printings of one word stand.
const TWIN_EM: f32 = 0.2;

/// How many equal words of one line are looked through for a second printing: a line holds hardly more.
const MOST_ALIKE: usize = 32;

/// A word on the page, not yet in any line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// Its bytes in [`PageWords::text`].
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) bbox: Rect,
    /// Of its line: a raised mark has the baseline of the word that it stands by.
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) style: Style,
    pub(super) artifact: bool,
    /// Nothing divides it from the word before: no space was drawn, no gap is seen.
    pub(super) glued: bool,
}

/// The words of a page in the order in which the file draws them.
#[derive(Debug, Default)]
pub(super) struct PageWords {
    pub(super) text: String,
    pub(super) words: Vec<Placed>,
    pub(super) turned: Vec<(String, Rect)>,
    pub(super) dropped: Vec<Dropped>,
}

impl PageWords {
    pub(super) fn of(&self, w: &Placed) -> &str {
        self.text.get(w.start as usize..w.end as usize).unwrap_or_default()
    }
}

/// Whether letters run from right to left: Hebrew, Arabic and their presentation forms.
pub(super) const fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Makes the words of a page.
pub(super) fn words(page: &RawPage, fonts: &[FontFace]) -> PageWords {
    let mut maker = Maker { out: PageWords::default(), open: None, off: None, turned: None, spaced: true };
    let (w, h) = (page.width, page.height);
    for g in &page.glyphs {
        let inside = g.bbox.x1 > -1.0 && g.bbox.x0 < w + 1.0 && g.bbox.y1 > -1.0 && g.bbox.y0 < h + 1.0;
        if !inside || g.size < TINY_PT {
            maker.off_page(g, if inside { "too small to read" } else { "off the page" });
        } else if g.marks.turned {
            maker.turn(g);
        } else if g.marks.space || g.ch.is_whitespace() {
            maker.space();
        } else {
            let face = fonts.get(usize::from(g.font));
            let style = Style { bold: face.is_some_and(|f| f.bold), italic: face.is_some_and(|f| f.italic), ..Style::default() };
            maker.letter(g, style);
        }
    }
    maker.space();
    maker.flush_aside();
    undouble(&mut maker.out);
    maker.out
}

struct Maker {
    out: PageWords,
    open: Option<Open>,
    off: Option<(String, Rect, &'static str)>,
    turned: Option<(String, Rect)>,
    /// Whether a space was drawn since the last letter.
    spaced: bool,
}

struct Open {
    word: Placed,
    /// Where its last letter ends, in the direction of its letters.
    pen: f32,
    rtl: bool,
    /// The baseline of its own letters (not of its line).
    own_baseline: f32,
    /// Its last letter, and where that begins.
    last: (char, f32),
}

impl Maker {
    fn letter(&mut self, g: &Glyph, style: Style) {
        let rtl = is_rtl(g.ch);
        let mut glued = false;
        let mut baseline = g.baseline;
        let mut raised = false;
        if let Some(open) = &mut self.open {
            let em = open.word.size.max(g.size).max(0.1);
            // Each letter drawn twice, one over the other: bold without a bold font.
            if open.last.0 == g.ch && (open.last.1 - g.bbox.x0).abs() < 0.12 * em && (g.baseline - open.own_baseline).abs() < 0.12 * em {
                open.word.style.bold = true;
                return;
            }
            let gap = if open.rtl || (rtl && g.bbox.x1 <= open.word.bbox.x0 + em * KERN_EM) { open.word.bbox.x0 - g.bbox.x1 } else { g.bbox.x0 - open.pen };
            let widest = if g.ch == '.' && open.last.0 == '.' { LEADER_GAP_EM } else { WORD_GAP_EM };
            let near = gap > -KERN_EM * em && gap < widest * em;
            let level = (g.baseline - open.own_baseline).abs() < BASELINE_EM * em;
            let lift = open.word.baseline - g.baseline;
            // "12" and a small high "th": the ending joins its number; a figure that is a note mark stands by itself.
            let up = g.size < RAISED_SIZE * open.word.size && RAISE_EM.contains(&(lift / open.word.size.max(0.1)));
            // Back on the line after a raised part, or small capitals beside capitals.
            let back = open.word.style.raised && (g.baseline - open.word.baseline).abs() < BASELINE_EM * em;
            if near && !self.spaced && level {
                extend(&mut self.out.text, open, g, rtl);
                return;
            }
            if near && !self.spaced && up && g.ch.is_alphabetic() && self.out.text.ends_with(|c: char| c.is_ascii_digit()) {
                open.own_baseline = g.baseline;
                extend(&mut self.out.text, open, g, rtl);
                return;
            }
            // The line goes on after an ordinal's ending without a space: "12th-century".
            if near && !self.spaced && (g.baseline - open.word.baseline).abs() < BASELINE_EM * em && !open.word.style.raised {
                open.own_baseline = g.baseline;
                extend(&mut self.out.text, open, g, rtl);
                return;
            }
            if up && gap > -KERN_EM * em && gap < em {
                (baseline, raised) = (open.word.baseline, true);
            } else if open.word.style.raised && level && gap < em && gap > -KERN_EM * em {
                (baseline, raised) = (open.word.baseline, true);
            }
            glued = near && !self.spaced && (raised || back);
        }
        self.close();
        let start = self.out.text.len() as u32;
        self.out.text.push(g.ch);
        let word = Placed {
            start,
            end: self.out.text.len() as u32,
            bbox: g.bbox,
            baseline,
            size: g.size,
            style: Style { raised, ..style },
            artifact: g.marks.artifact,
            glued,
        };
        self.open = Some(Open { word, pen: g.bbox.x1, rtl, own_baseline: g.baseline, last: (g.ch, g.bbox.x0) });
        self.spaced = false;
    }

    fn space(&mut self) {
        self.spaced = true;
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            if open.rtl {
                self.logical_order(&open);
            }
            self.out.words.push(open.word);
        }
    }

    /// Right-to-left words that the file draws from the left are turned into reading order.
    fn logical_order(&mut self, open: &Open) {
        // `pen` is where the last letter ends: at the right of the word when it was drawn left to right.
        let visual = open.pen >= open.word.bbox.x1 - 0.01 && open.word.bbox.width() > open.word.size * 0.5;
        if !visual {
            return;
        }
        let at = open.word.start as usize;
        let turned: String = self.out.text.get(at..).unwrap_or_default().chars().rev().collect();
        self.out.text.truncate(at);
        self.out.text.push_str(&turned);
    }

    fn off_page(&mut self, g: &Glyph, why: &'static str) {
        let (text, bbox, _) = self.off.get_or_insert_with(|| (String::new(), g.bbox, why));
        text.push(g.ch);
        *bbox = bbox.union(g.bbox);
    }

    fn turn(&mut self, g: &Glyph) {
        let far = self.turned.as_ref().is_some_and(|(_, b)| {
            let reach = g.size * 1.5;
            g.bbox.x0 > b.x1 + reach || g.bbox.x1 < b.x0 - reach || g.bbox.y0 > b.y1 + reach || g.bbox.y1 < b.y0 - reach
        });
        if far {
            self.flush_aside();
        }
        let (text, bbox) = self.turned.get_or_insert_with(|| (String::new(), g.bbox));
        text.push(g.ch);
        *bbox = bbox.union(g.bbox);
    }

    fn flush_aside(&mut self) {
        self.close();
        if let Some((text, bbox)) = self.turned.take() {
            self.out.turned.push((text.trim().to_owned(), bbox));
        }
        if let Some((text, bbox, reason)) = self.off.take()
            && !text.trim().is_empty()
        {
            self.out.dropped.push(Dropped { reason, text: text.trim().to_owned(), bbox });
        }
    }
}

fn extend(text: &mut String, open: &mut Open, g: &Glyph, rtl: bool) {
    text.push(g.ch);
    open.word.end = text.len() as u32;
    open.word.bbox = open.word.bbox.union(g.bbox);
    open.pen = g.bbox.x1;
    open.last = (g.ch, g.bbox.x0);
    open.rtl |= rtl;
}

/// Drops words that are drawn a second time within a fifth of an em of the first, and makes the first bold.
fn undouble(page: &mut PageWords) {
    let word = |i: u32| page.words.get(i as usize);
    // Twins have the same letters at nearly the same height: sorted so, they are near each other.
    let mut keys: Vec<(u32, f32, u32)> = (0..).zip(&page.words).map(|(i, w)| (lexicon::hash(page.of(w).as_bytes()), w.baseline, i)).collect();
    keys.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    let order: Vec<u32> = keys.into_iter().map(|(.., i)| i).collect();
    let mut twins: Vec<(usize, usize)> = Vec::new();
    for (k, &i) in order.iter().enumerate() {
        let Some(a) = word(i) else { continue };
        let reach = a.size * TWIN_EM;
        for &j in order.get(k + 1..).unwrap_or_default().iter().take(MOST_ALIKE) {
            let Some(b) = word(j) else { break };
            if b.baseline - a.baseline >= reach || page.of(a) != page.of(b) {
                break;
            }
            if (a.bbox.x0 - b.bbox.x0).abs() < reach && (a.size - b.size).abs() < reach {
                twins.push((i.max(j) as usize, i.min(j) as usize));
            }
        }
    }
    if twins.is_empty() {
        return;
    }
    twins.sort_unstable();
    twins.dedup_by_key(|t| t.0);
    for &(second, first) in &twins {
        if let Some(w) = page.words.get_mut(first) {
            w.style.bold = true;
        }
        if let Some(w) = page.words.get(second) {
            let dropped = Dropped { reason: "doubled", text: page.of(w).to_owned(), bbox: w.bbox };
            page.dropped.push(dropped);
        }
    }
    let mut next = twins.iter().map(|t| t.0).peekable();
    let mut i = 0;
    page.words.retain(|_| {
        let lost = next.next_if_eq(&i).is_some();
        i += 1;
        !lost
    });
}

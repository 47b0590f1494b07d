//! Finds page furniture: running headers, footers, page numbers, line numbers; what a reader skips.
//!
//! Nothing in a PDF says "footer", but for tagged files, which call it an artifact. A row is furniture when it repeats at
//! the same height on other pages, digits aside, and nothing but furniture stands between it and the edge of the page.
//! Position alone is not enough: short pages end where footers begin.

use super::Role;
use super::rows::Row;
use super::words::PageWords;
use std::collections::BTreeMap;

/// By how much the height of a running line may differ between pages, in points.
const SAME_HEIGHT_PT: f32 = 5.0;

/// In which share of the page, from its edge, running lines stand.
const MARGIN_SHARE: f32 = 0.22;

/// How many rows from the edge may be furniture.
const DEPTH: usize = 6;

/// What furniture needs to know of a page.
pub(super) struct Sheet<'a> {
    pub(super) words: &'a PageWords,
    pub(super) rows: &'a [Row],
    pub(super) number: u32,
    pub(super) label: Option<&'a str>,
    pub(super) height: f32,
}

/// For each row of each page, its role where it is furniture.
pub(super) fn find(pages: &[Sheet<'_>]) -> Vec<Vec<Option<Role>>> {
    let mut roles: Vec<Vec<Option<Role>>> = pages.iter().map(|p| vec![None; p.rows.len()]).collect();
    for edge in [Edge::Top, Edge::Bottom] {
        let mut seen: BTreeMap<String, Vec<(usize, f32)>> = BTreeMap::new();
        for (i, page) in pages.iter().enumerate() {
            for row in edge.rows(page) {
                seen.entry(signature(&row.1.text(page.words))).or_default().push((i, edge.distance(page, row.1)));
            }
        }
        for (i, (page, roles)) in pages.iter().zip(&mut roles).enumerate() {
            for (r, row) in edge.rows(page) {
                let text = row.text(page.words);
                let tagged = row.words.iter().all(|w| w.artifact);
                let number = is_page_number(&text, page.number, page.label, pages.len());
                let here = edge.distance(page, row);
                let others = seen.get(&signature(&text)).map_or(0, |at| at.iter().filter(|(p, d)| *p != i && (d - here).abs() < SAME_HEIGHT_PT).count());
                // On two pages, twice; in a longer document a running line may begin late or change with the chapter, so
                // that a third of the pages will do, and three neighbours in any case.
                let running = others + 1 >= pages.len().div_ceil(3).clamp(2, 4) && text.chars().any(char::is_alphanumeric);
                if !(tagged || number || running) {
                    break;
                }
                if let Some(slot) = roles.get_mut(r) {
                    *slot = Some(if number { Role::PageNumber } else { edge.role() });
                }
            }
        }
    }
    for (page, roles) in pages.iter().zip(&mut roles) {
        for (row, role) in page.rows.iter().zip(roles.iter_mut()) {
            if role.is_none() && row.words.iter().all(|w| w.artifact) {
                *role = Some(if row.bbox.mid_y() < page.height / 2.0 { Role::Header } else { Role::Footer });
            }
        }
    }
    roles
}

#[derive(Clone, Copy)]
enum Edge {
    Top,
    Bottom,
}

impl Edge {
    /// The outermost rows, from the edge inwards.
    fn rows<'p>(self, page: &'p Sheet<'_>) -> Vec<(usize, &'p Row)> {
        let near = move |(_, row): &(usize, &Row)| self.distance(page, row) < page.height * MARGIN_SHARE;
        let all = page.rows.iter().enumerate();
        match self {
            Self::Top => all.take(DEPTH).take_while(near).collect(),
            Self::Bottom => all.rev().take(DEPTH).take_while(near).collect(),
        }
    }

    fn distance(self, page: &Sheet<'_>, row: &Row) -> f32 {
        match self {
            Self::Top => row.baseline,
            Self::Bottom => page.height - row.baseline,
        }
    }

    const fn role(self) -> Role {
        match self {
            Self::Top => Role::Header,
            Self::Bottom => Role::Footer,
        }
    }
}

/// A running line's words with its numbers blotted out.
fn signature(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_digit() {
            if !out.ends_with('#') {
                out.push('#');
            }
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Whether the words are a page's number and nothing else: "3", "- 3 -", "Page 3 of 8", "3/8", "iv" as the label says.
fn is_page_number(text: &str, number: u32, label: Option<&str>, pages: usize) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || bare.len() > 24 {
        return false;
    }
    if label.is_some_and(|l| l == bare) {
        return true;
    }
    let lower = bare.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| c.is_whitespace() || c == '/').filter(|w| !w.is_empty()).collect();
    let numbers: Vec<u32> = words.iter().filter_map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).parse().ok()).collect();
    let said = words.iter().all(|w| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric());
        w.is_empty()
            || w.parse::<u32>().is_ok()
            || matches!(w, "page" | "pages" | "pg" | "p" | "of" | "de" | "seite" | "von" | "sur" | "página" | "pagina" | "pág" | "s")
    });
    // A number that stands alone must be this page's own: it may be an item of a list.
    let named = words.len() > numbers.len();
    said && !numbers.is_empty()
        && numbers.len() <= 2
        && (named || numbers.len() == 2 && numbers.get(1).is_some_and(|n| *n as usize == pages) || numbers.first() == Some(&number))
}

/// Whether the rows' first words are a margin's line numbers: on most rows, alone on the left, and counting up.
pub(super) fn line_numbers(rows: &[Row], page: &PageWords) -> bool {
    let mut last: Option<u32> = None;
    let (mut numbered, mut rising, mut others) = (0, 0, 0);
    for row in rows {
        let Some((first, rest)) = row.words.split_first() else { continue };
        let apart = rest.first().is_none_or(|w| w.bbox.x0 - first.bbox.x1 > 0.8 * first.size);
        match page.of(first).parse::<u32>() {
            Ok(n) if apart => {
                numbered += 1;
                rising += usize::from(last.is_some_and(|l| n == l + 1 || n == l + 5));
                last = Some(n);
            }
            _ => others += 1,
        }
    }
    numbered >= 8 && rising * 10 >= numbered * 8 && (others * 3 <= numbered || rising >= 20)
}

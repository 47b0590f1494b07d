//! Pages drawn as text, and the blocks that they must give.
//!
//! One piece of text a line, after the place of its left edge and its baseline in points ("72 100 Words here"); letters are half as
//! wide as the size of 10, but for capitals and spaces, which no case needs to tell. A line `| x y0 y1` rules down, `- y x0 x1` across.

use super::{Role, lay_out};
use crate::geometry::Rect;
use crate::minutes::TextLayer;
use crate::read::{FontFace, Glyph, Marks, Properties, RawDocument, RawPage, Rule};

const SIZE: f32 = 10.0;

fn number(word: Option<&str>) -> f32 {
    word.and_then(|w| w.parse().ok()).expect("a number")
}

fn drawn(drawing: &str) -> RawDocument {
    let (mut glyphs, mut rules) = (Vec::new(), Vec::new());
    for row in drawing.lines().map(str::trim).filter(|r| !r.is_empty()) {
        let mut words = row.splitn(3, ' ');
        let first = words.next();
        if let Some(mark @ ("|" | "-")) = first {
            let rest: Vec<f32> = row.split(' ').skip(1).map(|w| number(Some(w))).collect();
            let [at, from, to] = rest[..] else { panic!("{row}") };
            let bbox = if mark == "|" { Rect::new(at, from, at + 0.5, to) } else { Rect::new(from, at, to, at + 0.5) };
            rules.push(Rule { bbox, horizontal: mark == "-" });
            continue;
        }
        let (x, baseline) = (number(first), number(words.next()));
        for (i, ch) in words.next().expect("text").chars().enumerate() {
            let x0 = x + i as f32 * 0.5 * SIZE;
            let bbox = Rect::new(x0, baseline - 0.8 * SIZE, x0 + 0.5 * SIZE, baseline + 0.2 * SIZE);
            glyphs.push(Glyph { ch, bbox, baseline, size: SIZE, font: 0, marks: Marks { space: ch == ' ', ..Marks::default() } });
        }
    }
    let page = RawPage {
        number: 1,
        label: None,
        width: 595.0,
        height: 842.0,
        rotation: 0,
        glyphs,
        rules,
        images: Vec::new(),
        text_layer: TextLayer::Digital,
        unreadable_glyphs: 0,
        trust: 1.0,
    };
    RawDocument { pages: vec![page], fonts: vec![FontFace::default()], properties: Properties::default(), ..RawDocument::default() }
}

fn check(drawing: &str, expected: &[&str]) {
    let layout = lay_out(&drawn(drawing));
    let blocks: Vec<String> = layout.pages[0]
        .blocks
        .iter()
        .map(|b| {
            let lines: Vec<&str> = b.lines.iter().map(|l| l.text.as_str()).collect();
            if b.role == Role::Table { format!("table: {}", lines.join(" | ")) } else { lines.join(" / ") }
        })
        .collect();
    assert_eq!(blocks, expected, "\n{drawing}");
}

#[test]
fn a_number_that_hangs_in_the_margin_belongs_to_the_line_beside_it() {
    for shift in [-5, 0, 5] {
        let at = |y: i32| y + shift;
        check(
            &format!(
                "70 {} 4.1
                110 100 Harbour dues
                110 130 The clerk said that the dues had been collected in full and that nobody
                110 142 had asked for a delay, so that the matter was closed for this year by all
                110 154 who had a boat there.
                70 {} 4.2
                110 184 Moorings
                110 214 Nothing new was said of them.",
                at(100),
                at(184)
            ),
            &[
                "4.1 Harbour dues",
                "The clerk said that the dues had been collected in full and that nobody / had asked for a delay, so that the matter was closed for this year by all / who had a boat there.",
                "4.2 Moorings",
                "Nothing new was said of them.",
            ],
        );
    }
}

#[test]
fn numbers_in_a_cell_of_their_own_go_with_their_lines() {
    check(
        "- 80 60 540
        - 300 60 540
        | 60 80 300
        | 100 80 300
        | 540 80 300
        70 104 4.1
        110 100 Harbour dues
        110 130 The clerk said that the dues had been collected in full and that nobody
        110 142 had asked for a delay, so that the matter was closed for this year by all
        110 154 who had a boat there.
        70 184 4.2
        110 184 Moorings
        110 214 The chair said that the moorings had been looked at in the spring and were
        110 226 as sound as they had been ten years ago, when they were made.
        70 256 4.3
        110 256 Lights
        110 286 Nothing new was said.",
        &[
            "4.1 Harbour dues",
            "The clerk said that the dues had been collected in full and that nobody / had asked for a delay, so that the matter was closed for this year by all / who had a boat there.",
            "4.2 Moorings",
            "The chair said that the moorings had been looked at in the spring and were / as sound as they had been ten years ago, when they were made.",
            "4.3 Lights",
            "Nothing new was said.",
        ],
    );
}

#[test]
fn single_lines_apart_do_not_hide_the_pitch_of_paragraphs() {
    check(
        "70 100 First heading here
        70 124 A line that stands alone.
        70 148 Second heading here
        70 172 A paragraph of several lines, each of which reaches as far right as the page lets it go
        70 184 and goes on in the line below it as it should, being one thing that is said, and then it
        70 196 ends.
        70 220 Third heading here
        70 244 The last words.",
        &[
            "First heading here",
            "A line that stands alone.",
            "Second heading here",
            "A paragraph of several lines, each of which reaches as far right as the page lets it go / and goes on in the line below it as it should, being one thing that is said, and then it / ends.",
            "Third heading here",
            "The last words.",
        ],
    );
}

#[test]
fn one_line_that_runs_on_shows_the_pitch_of_a_page_of_single_lines() {
    check(
        "70 100 Lake University
        70 124 SENATE
        70 148 Minutes of the meeting held on Wednesday by video
        70 172 Present: Professor A. Ash, in the Chair; Professors B. Birch, C. Cedar, D. Dogwood and E.
        70 184 Elder; Dr F. Fir.
        70 208 Apologies: Professor G. Gorse
        70 232 Secretary: Mr H. Hazel
        70 256 1 Minutes
        70 280 Received and approved.
        70 304 2 Report",
        &[
            "Lake University",
            "SENATE",
            "Minutes of the meeting held on Wednesday by video",
            "Present: Professor A. Ash, in the Chair; Professors B. Birch, C. Cedar, D. Dogwood and E. / Elder; Dr F. Fir.",
            "Apologies: Professor G. Gorse",
            "Secretary: Mr H. Hazel",
            "1 Minutes",
            "Received and approved.",
            "2 Report",
        ],
    );
}

#[test]
fn justified_columns_whose_lines_end_within_a_hair_of_one_another() {
    let left = ["The council met in", "the old hall by the", "quay and heard that", "nobody had brought", "the keys of the new", "one, which was shut"];
    let right = [
        "Seven boats lay in the", "dock when the storm was", "over, and two more were", "found on the beach near", "the mill by those who",
        "had gone out for them.",
    ];
    let mut page = String::new();
    for (i, (a, b)) in left.iter().zip(right).enumerate() {
        // All lines of the left column end at 172, but for some thousandths of a point.
        let x = 172.0 - 5.0 * a.chars().count() as f32 - i as f32 * 0.003;
        page.push_str(&format!("{x} {y} {a}\n190 {y} {b}\n", y = 100 + 12 * i));
    }
    check(&page, &[&left.join(" / "), &right.join(" / ")]);
}

#[test]
fn columns_that_end_above_running_text() {
    check(
        "70 100 Ola Berg, Ash
        220 100 Kim Lee, Oak
        380 100 Ned Orr, Yew
        70 112 Ana Paz, Birch
        220 112 Ida Moe, Pine
        380 112 Pam Falk, Fir
        70 124 Bo Lund, Cedar
        220 124 Tom Horn, Elm
        380 124 Una Dahl, Box
        70 148 The members came from nine towns on the river and from two beyond it, and all",
        &[
            "Ola Berg, Ash / Ana Paz, Birch / Bo Lund, Cedar",
            "Kim Lee, Oak / Ida Moe, Pine / Tom Horn, Elm",
            "Ned Orr, Yew / Pam Falk, Fir / Una Dahl, Box",
            "The members came from nine towns on the river and from two beyond it, and all",
        ],
    );
}

//! What Tesseract writes with `tsv`: a row a block, paragraph, line and word, their boxes in dots, words with a confidence.

use crate::geometry::Rect;
use crate::read::aids::RecognisedWord;

/// The level of a row that holds a word.
const WORD: &str = "5";

/// The words of a table, in its order. Rows that are not of the format are passed over: what is lost is one word.
pub(super) fn words(table: &str) -> Vec<RecognisedWord> {
    let mut out = Vec::new();
    let mut line = 0;
    let mut place: Option<[&str; 4]> = None;
    for row in table.lines() {
        let fields: Vec<&str> = row.splitn(12, '\t').collect();
        let [level, page, block, paragraph, number, _, left, top, width, height, confidence, text] = fields.as_slice() else { continue };
        if *level != WORD {
            continue;
        }
        let here = [*page, *block, *paragraph, *number];
        if place != Some(here) {
            line += u32::from(place.is_some());
            place = Some(here);
        }
        let number = |n: &str| n.parse::<f32>().ok().filter(|n| n.is_finite());
        let (Some(x), Some(y), Some(w), Some(h), Some(sure)) = (number(left), number(top), number(width), number(height), number(confidence)) else { continue };
        let text = text.trim();
        if text.is_empty() || sure < 0.0 {
            continue;
        }
        let confidence = (sure / 100.0).clamp(0.0, 1.0);
        out.push(RecognisedWord { text: text.to_owned(), bbox: Rect { x0: x, y0: y, x1: x + w, y1: y + h }, confidence, line });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_with_their_lines() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     1\t1\t0\t0\t0\t0\t0\t0\t600\t800\t-1\t\n\
                     4\t1\t1\t1\t1\t0\t10\t20\t90\t12\t-1\t\n\
                     5\t1\t1\t1\t1\t1\t10\t20\t40\t12\t96.5\tThe\n\
                     5\t1\t1\t1\t1\t2\t55\t20\t45\t12\t30\tchair\n\
                     5\t1\t1\t1\t2\t1\t10\t40\t30\t12\t95\t \n\
                     5\t1\t1\t1\t2\t2\t50\t40\t30\t12\t95\ta\tb\n\
                     5\t1\t2\t1\t1\t1\t50\t40\tx\t12\t95\tlost\n\
                     5\t1\t2\t1\t1\n\
                     5\t1\t2\t1\t1\t2\t50\t60\t20\t12\t100\tend";
        let told: Vec<(String, u32, f32)> = words(table).into_iter().map(|w| (w.text, w.line, w.bbox.x1)).collect();
        let expected = [("The", 0, 50.0), ("chair", 0, 100.0), ("a\tb", 1, 80.0), ("end", 2, 70.0)];
        assert_eq!(told, expected.map(|(t, l, x)| (t.to_owned(), l, x)));
        assert!((words(table)[0].confidence - 0.965).abs() < 1e-6);
        assert!(words("").is_empty());
    }
}

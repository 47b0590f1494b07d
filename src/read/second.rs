//! A second reading of pages: another library is asked where the first finds glyphs but no usable letters, and, where it is wanted, on
//! every page, to see whether both read the same.
//!
//! What it reads takes the place of the first reading only on pages that would give nothing. Such a page stays reported, and no fact of
//! it is certain.

use super::aids::{Aids, Answer, NOBODY, Question, SecondPage};
use super::{FontFace, Glyph, Marks, RawDocument, RawPage, ReadOptions, doubts};
use crate::geometry::Rect;
use crate::minutes::TextLayer;
use std::collections::BTreeMap;

/// How far a page is trusted whose letters only the second reader knew: it guesses encodings where a file says nothing.
const TRUST: f32 = 0.6;
/// The part of both readings' letters that must be the same for the readers to agree. Real pages that both read well are above 0.97.
const AGREED: f32 = 0.9;
/// Pages with fewer letters than this are too short to compare.
const COMPARED: usize = 40;

/// What a second reading gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SecondReading {
    /// Pages whose letters are its own.
    pub taken: Vec<u32>,
    /// Pages that the two read differently, with the part of letters that is the same.
    pub disagreeing: Vec<(u32, f32)>,
    /// Why there was none, where it was asked for.
    pub failed: Option<String>,
}

/// Has pages read a second time, where that is needed or wanted.
pub(super) fn look_again(document: &mut RawDocument, options: &ReadOptions, aids: &dyn Aids) {
    let wanted = |page: &&RawPage| options.second_opinion || doubts::is_garbled(page);
    let pages: Vec<u32> = document.pages.iter().filter(wanted).map(|p| p.number).collect();
    if pages.is_empty() {
        return;
    }
    let question = Question::SecondReading { pages, password: options.password.clone() };
    let read = match aids.ask(&question, &[]) {
        Ok(Answer::SecondReading(read)) => read,
        Ok(_) => Vec::new(),
        Err(why) => {
            document.second.failed = Some(why).filter(|why| why != NOBODY);
            return;
        }
    };
    let font = document.fonts.len() as u16;
    for second in read {
        let Some(page) = document.pages.iter_mut().find(|p| p.number == second.page) else { continue };
        if doubts::is_garbled(page) {
            if let Some(better) = usable(page, &second, font) {
                *page = better;
                document.second.taken.push(page.number);
            }
        } else if let Some(agreed) = agreement(page, &second).filter(|a| *a < AGREED) {
            document.second.disagreeing.push((page.number, agreed));
        }
    }
    if !document.second.taken.is_empty() {
        document.fonts.push(FontFace::default());
    }
}

/// The page with the second reader's letters, where they look like text.
fn usable(page: &RawPage, second: &SecondPage, font: u16) -> Option<RawPage> {
    let glyphs: Vec<Glyph> = second.letters.iter().flat_map(|l| glyphs(&l.text, l.bbox, l.size, font)).collect();
    let words = glyphs.iter().filter(|g| g.ch.is_alphanumeric()).count();
    let lost = glyphs.iter().filter(|g| matches!(g.ch, '\u{FFFD}' | '\u{E000}'..='\u{F8FF}')).count();
    let better = RawPage { glyphs, unreadable_glyphs: lost as u32, trust: page.trust.min(TRUST), text_layer: TextLayer::Digital, ..page.clone() };
    (words > 0 && !doubts::is_garbled(&better)).then_some(better)
}

/// One code of the page is several characters where it is a ligature: each has its share of the box.
fn glyphs(text: &str, bbox: Rect, size: f32, font: u16) -> impl Iterator<Item = Glyph> {
    let share = bbox.width() / text.chars().count().max(1) as f32;
    let sound = [bbox.x0, bbox.y0, bbox.x1, bbox.y1, size].iter().all(|n| n.is_finite());
    text.chars().enumerate().filter(move |(_, ch)| sound && (!ch.is_control())).map(move |(i, ch)| {
        let x0 = share.mul_add(i as f32, bbox.x0);
        let bbox = Rect { x0, x1: x0 + share, ..bbox };
        let marks = Marks { space: ch.is_whitespace(), ..Marks::default() };
        Glyph { ch, bbox, baseline: size.mul_add(-0.2, bbox.y1), size, font, marks }
    })
}

/// The part of the letters and digits of both readings that is the same, whatever their order; `None` where there are too few.
fn agreement(page: &RawPage, second: &SecondPage) -> Option<f32> {
    use unicode_normalization::UnicodeNormalization;
    let bag = |chars: &mut dyn Iterator<Item = char>| {
        let mut bag: BTreeMap<char, usize> = BTreeMap::new();
        chars.nfkc().filter(|c| c.is_alphanumeric()).for_each(|c| *bag.entry(c).or_default() += 1);
        bag
    };
    let ours = bag(&mut page.glyphs.iter().filter(|g| !g.marks.turned).map(|g| g.ch));
    let theirs = bag(&mut second.letters.iter().flat_map(|l| l.text.chars()));
    let (all_ours, all_theirs) = (ours.values().sum::<usize>(), theirs.values().sum::<usize>());
    let same: usize = ours.iter().map(|(c, n)| theirs.get(c).map_or(0, |m| *n.min(m))).sum();
    (all_ours.max(all_theirs) >= COMPARED).then(|| 2.0 * same as f32 / (all_ours + all_theirs) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::read::aids::SecondLetter;

    /// A second reader that has these pages.
    struct Second(Vec<SecondPage>);

    impl Aids for Second {
        fn ask(&self, question: &Question, _: &[u8]) -> Result<Answer, String> {
            let Question::SecondReading { pages, .. } = question else { return Err("not asked for".to_owned()) };
            Ok(Answer::SecondReading(self.0.iter().filter(|p| pages.contains(&p.page)).cloned().collect()))
        }
    }

    fn letters(text: &str) -> Vec<SecondLetter> {
        let bbox = |i: usize| Rect { x0: i as f32 * 6.0, y0: 10.0, x1: i as f32 * 6.0 + 6.0, y1: 20.0 };
        text.chars().enumerate().map(|(i, c)| SecondLetter { text: c.to_string(), bbox: bbox(i), size: 10.0 }).collect()
    }

    fn page(number: u32, text: &str, unreadable_glyphs: u32) -> RawPage {
        let glyphs = letters(text).iter().flat_map(|l| glyphs(&l.text, l.bbox, l.size, 0)).collect();
        let text_layer = TextLayer::Digital;
        let (label, rules, images) = (None, Vec::new(), Vec::new());
        RawPage { number, label, width: 600.0, height: 800.0, rotation: 0, glyphs, rules, images, text_layer, unreadable_glyphs, trust: 1.0 }
    }

    /// What is read of two pages, the second garbled; and what is told of them.
    fn check(opinion: bool, second: Vec<SecondPage>, texts: [&str; 2], told: &[(Code, Option<u32>)]) {
        let sound = "The meeting was opened by the chair at ten in the morning";
        let mut document = RawDocument { pages: vec![page(1, sound, 0), page(2, "", 90)], ..RawDocument::default() };
        let options = ReadOptions { second_opinion: opinion, ..ReadOptions::default() };
        look_again(&mut document, &options, &Second(second));
        let read: Vec<String> = document.pages.iter().map(|p| p.glyphs.iter().map(|g| g.ch).collect()).collect();
        assert_eq!(read, texts);
        let notices: Vec<_> = doubts::notices(&document).into_iter().map(|n| (n.code, n.page)).collect();
        assert_eq!(notices, told);
        assert!(document.pages.iter().all(|p| (p.trust < 1.0) == document.second.taken.contains(&p.number)));
    }

    #[test]
    fn a_second_reader_is_heard_where_the_first_knows_nothing() {
        let sound = "The meeting was opened by the chair at ten in the morning";
        let garbled = (Code::TextGarbled, Some(2));
        let second = |number, text| SecondPage { page: number, letters: letters(text) };
        check(false, vec![], [sound, ""], &[garbled]);
        check(false, vec![second(1, "else"), second(2, "Apologies")], [sound, "Apologies"], &[garbled]);
        check(false, vec![second(2, "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}")], [sound, ""], &[garbled]);
        check(true, vec![second(1, sound), second(2, "Apologies")], [sound, "Apologies"], &[garbled]);
        let disagree = (Code::ReadersDisagree, Some(1));
        check(true, vec![second(1, "Wkh phhwlqj zdv rshqhg eb wkh fkdlu dw whq lq wkh pruqlqj"), second(2, "")], [sound, ""], &[garbled, disagree]);
    }
}

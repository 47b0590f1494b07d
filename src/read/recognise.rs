//! Pages without usable letters are drawn, and somebody outside is asked which words stand on them.
//!
//! What comes back are words with their boxes. They become glyphs, with a baseline and a size told from the ink, and take the same
//! road as the letters of any page: columns, sections and the roll are found in a scan as they are in print.

use super::aids::{Aids, Answer, Picture, Question, RecognisedWord};
use super::mend::{Mend, mend};
use super::picture::{self, Grey, Prepared};
use super::{FontFace, Glyph, Marks, RawPage, ReadOptions, Rule, doubts};
use crate::geometry::Rect;
use crate::language::{self, Language};
use crate::minutes::TextLayer;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Dots an inch at which pages are drawn: what engines are trained for.
pub const RESOLUTION: f32 = 300.0;

/// Pictures that are asked about at once: enough to keep several processors busy, and some 70 MB.
const AT_ONCE: usize = 8;

/// The part of a page that a picture must cover to be worth a reading: a logo alone is a blank page.
const PICTURED: f32 = 0.1;

/// Short words below this confidence are specks, pieces of stamps and handwriting. A long one is a word all the same: engines give a
/// broken or hyphenated word no confidence at all, and its letters are right more often than not.
const LEAST_SURE: f32 = 0.15;

/// Letters from which a word is long.
const LONG: usize = 4;

/// Below this, a word without a letter or figure is a speck or a piece of a rule.
const LEAST_SURE_SIGN: f32 = 0.6;

/// The mean confidence below which a page is tried upside down.
const UPSIDE_DOWN: f32 = 0.55;

/// No fact read from a picture is surer than this.
const SUREST: f32 = 0.98;

/// The mean confidence below which a person should read the page.
pub const DOUBTFUL: f32 = 0.8;

/// When letters are recognised.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// Never.
    #[default]
    Never,
    /// Where a page has no usable letters of its own.
    Auto,
    /// On every page.
    Always,
}

/// Draws a page: its index and its size in points give a picture, and the dots an inch that it has.
pub(super) type Draw<'a> = &'a dyn Fn(usize, f32, f32) -> Option<(Grey, f32)>;

/// What was recognised in a document.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recognition {
    /// The engine, its version and languages, where it was asked.
    pub engine: Option<String>,
    /// Pages that were read, with the mean confidence of their words.
    pub pages: Vec<(u32, f32)>,
    /// Why pages were not read, where they were to be, with the pages.
    pub failures: BTreeMap<String, Vec<u32>>,
    /// What was mended in the words, on the page's own scale.
    pub mends: Vec<Mend>,
    /// Why nothing was to be recognised: what a person can do.
    pub missing: Option<String>,
}

/// Whether a page has no letters that can be used, and a picture in their place.
fn wants(page: &RawPage, mode: Mode) -> bool {
    let covered: f32 = page.images.iter().map(|r| r.width() * r.height()).sum();
    match mode {
        Mode::Never => false,
        Mode::Always => true,
        Mode::Auto => page.text_layer == TextLayer::None && covered >= PICTURED * page.width * page.height || doubts::is_garbled(page),
    }
}

/// The engine's name of a language.
const fn engine_name(language: Language) -> Option<&'static str> {
    match language {
        Language::English => Some("eng"),
        Language::French => Some("fra"),
        Language::Spanish => Some("spa"),
        Language::German => Some("deu"),
        Language::Portuguese => Some("por"),
        Language::Other => None,
    }
}

/// The language of what letters the document has: a scan bound in with printed pages is in their language.
fn of_letters(pages: &[RawPage]) -> Option<Language> {
    let letters = |p: &RawPage| p.glyphs.iter().map(|g| if g.marks.space { ' ' } else { g.ch }).collect::<String>();
    let text = pages.iter().filter(|p| !doubts::is_garbled(p)).map(letters).collect::<Vec<_>>().join(" ");
    told(&text)
}

/// The language of a text, where it is one that is known.
fn told(text: &str) -> Option<Language> {
    /// Fewer letters tell no language: a stamp, a page's head.
    const LETTERS: usize = 200;
    let (language, code) = language::detect(text);
    (code.is_some() && text.len() >= LETTERS).then_some(language)
}

/// Reads the pages that need it. `draw` gives the picture of a page.
pub(super) fn recognise(
    pages: &mut [RawPage],
    fonts: &mut Vec<FontFace>,
    options: &ReadOptions,
    declared: Option<&str>,
    aids: &dyn Aids,
    draw: Draw<'_>,
) -> Recognition {
    let mut out = Recognition { missing: options.ocr_missing.clone(), ..Recognition::default() };
    let wanted: Vec<usize> = pages.iter().enumerate().filter(|(_, p)| wants(p, options.ocr)).map(|(i, _)| i).collect();
    if wanted.is_empty() {
        return out;
    }
    let plain = fonts.len() as u16;
    let faces = Faces { plain, bold: plain.saturating_add(1) };
    let mut reader = Reader { faces, aids, draw, languages: options.ocr_languages.clone() };
    let mut rest = wanted.as_slice();
    let mut sheets: Vec<(usize, Sheet)> = Vec::new();
    if reader.languages.is_empty() {
        let known = of_letters(pages).or_else(|| declared.and_then(declared_language)).and_then(engine_name);
        reader.languages = vec![known.unwrap_or("eng").to_owned()];
        if known.is_none() {
            // Nothing tells the language yet: pages are read one by one until one does.
            while let Some((first, others)) = rest.split_first() {
                let probe = reader.read(pages, &[*first], &mut out);
                let text = probe.iter().flat_map(|(_, s)| s.words.iter()).map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
                let language = told(&text);
                if let Some(name) = language.and_then(engine_name)
                    && name != "eng"
                {
                    reader.languages = vec![name.to_owned()];
                    break; // and this page is read anew
                }
                sheets.extend(probe);
                rest = others;
                if language.is_some() || !out.failures.is_empty() {
                    break;
                }
            }
        }
    }
    for some in rest.chunks(AT_ONCE) {
        sheets.extend(reader.read(pages, some, &mut out));
    }
    let number = |index: usize| pages.get(index).map_or(0, |p| p.number);
    let mut lists: Vec<(u32, &mut Vec<RecognisedWord>)> = sheets.iter_mut().map(|(i, s)| (number(*i), &mut s.words)).collect();
    out.mends = mend(&mut lists);
    for mended in &mut out.mends {
        if let Some((_, sheet)) = sheets.iter().find(|(i, _)| number(*i) == mended.page) {
            mended.bbox = scaled(&mended.bbox, 72.0 / sheet.resolution);
        }
    }
    reader.keep(pages, sheets, &mut out);
    out.pages.sort_by_key(|p| p.0);
    if !out.pages.is_empty() {
        let face = |name: &str, bold| FontFace { name: name.to_owned(), bold, italic: false };
        fonts.extend([face("recognised", false), face("recognised bold", true)]);
    }
    out
}

/// `fr-CA` as a language that is known.
fn declared_language(tag: &str) -> Option<Language> {
    let known = [Language::English, Language::French, Language::Spanish, Language::German, Language::Portuguese];
    let main = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    // Most programs declare English whatever is written: that alone proves nothing.
    known.into_iter().find(|l| l.code() == Some(main.as_str()) && *l != Language::English)
}

/// A page as it was read.
struct Sheet {
    engine: String,
    prepared: Prepared,
    words: Vec<RecognisedWord>,
    /// Which of the words are set in heavier letters.
    bold: Vec<bool>,
    /// The ruled lines across and down, in dots.
    rules: (Vec<Rect>, Vec<Rect>),
    resolution: f32,
}

struct Reader<'a> {
    aids: &'a dyn Aids,
    draw: Draw<'a>,
    languages: Vec<String>,
    faces: Faces,
}

impl Reader<'_> {
    /// Reads some pages. Those that come out badly are tried the other way up.
    fn read(&self, pages: &[RawPage], which: &[usize], out: &mut Recognition) -> Vec<(usize, Sheet)> {
        let mut drawn: Vec<(usize, f32, Grey, u8)> = Vec::new();
        for index in which {
            let Some(page) = pages.get(*index) else { continue };
            let Some((grey, resolution)) = (self.draw)(*index, page.width, page.height) else {
                out.failures.entry("the page could not be drawn".to_owned()).or_default().push(page.number);
                continue;
            };
            let quarters = u8::from(grey.runs_down());
            drawn.push((*index, resolution, grey, quarters));
        }
        let first = self.ask(pages, &drawn, out);
        let mut read: Vec<(usize, Sheet)> = Vec::new();
        let mut again: Vec<(usize, f32, Grey, u8)> = Vec::new();
        for ((index, resolution, grey, quarters), sheet) in drawn.into_iter().zip(first) {
            let Some(sheet) = sheet else { continue };
            if mean(&sheet.words) < UPSIDE_DOWN {
                again.push((index, resolution, grey, (quarters + 2) % 4));
            }
            read.push((index, sheet));
        }
        if again.is_empty() {
            return read;
        }
        let second = self.ask(pages, &again, out);
        for ((index, ..), sheet) in again.into_iter().zip(second) {
            let Some(sheet) = sheet else { continue };
            let letters = |s: &Sheet| s.words.iter().map(|w| w.text.chars().filter(|c| c.is_alphanumeric()).count() as f32 * w.confidence).sum::<f32>();
            if let Some((_, old)) = read.iter_mut().find(|r| r.0 == index)
                && letters(&sheet) > 1.2 * letters(old)
            {
                *old = sheet;
            }
        }
        read
    }

    /// Asks about some pictures; the answers are in their order.
    fn ask(&self, pages: &[RawPage], drawn: &[(usize, f32, Grey, u8)], out: &mut Recognition) -> Vec<Option<Sheet>> {
        let mut bytes = Vec::new();
        let mut pictures = Vec::new();
        let mut cleaned = Vec::new();
        for (index, resolution, grey, quarters) in drawn {
            let (clean, how) = picture::prepared(grey, *quarters);
            let page = pages.get(*index).map_or(0, |p| p.number);
            pictures.push(Picture { page, width: clean.width as u32, height: clean.height as u32, resolution: *resolution as u32 });
            bytes.extend_from_slice(&clean.dots);
            cleaned.push((clean, how, *resolution));
        }
        if pictures.is_empty() {
            return Vec::new();
        }
        let numbers: Vec<u32> = pictures.iter().map(|p| p.page).collect();
        let question = Question::Recognition { languages: self.languages.clone(), pictures };
        let failed = |why: String, out: &mut Recognition, which: &[u32]| out.failures.entry(why).or_default().extend_from_slice(which);
        match self.aids.ask(&question, &bytes) {
            Ok(Answer::Recognition(answers)) if answers.len() == numbers.len() => {
                let mut sheets = Vec::new();
                for ((mut answer, (picture, prepared, resolution)), number) in answers.into_iter().zip(cleaned).zip(&numbers) {
                    if let Some(why) = answer.failure.take() {
                        failed(why, out, &[*number]);
                        sheets.push(None);
                        continue;
                    }
                    answer.words.retain(is_word);
                    let bold = bold(&picture, &answer.words);
                    sheets.push(Some(Sheet {
                        engine: answer.engine,
                        rules: picture::rules(&picture, resolution),
                        words: answer.words,
                        bold,
                        prepared,
                        resolution,
                    }));
                }
                sheets
            }
            Ok(_) => {
                failed("the answer was of another kind".to_owned(), out, &numbers);
                Vec::new()
            }
            Err(why) => {
                failed(why, out, &numbers);
                Vec::new()
            }
        }
    }

    /// Puts what was read in the place of the pages' own letters.
    fn keep(&mut self, pages: &mut [RawPage], read: Vec<(usize, Sheet)>, out: &mut Recognition) {
        for (index, sheet) in read {
            let Some(page) = pages.get_mut(index) else { continue };
            out.engine.get_or_insert_with(|| sheet.engine.clone());
            let sure = mean(&sheet.words);
            out.pages.push((page.number, sure));
            if sheet.prepared.quarters % 2 == 1 {
                (page.width, page.height) = (page.height, page.width);
            }
            page.rotation = (page.rotation + 90 * u16::from(sheet.prepared.quarters)) % 360;
            let scale = 72.0 / sheet.resolution;
            let rule = |r: &Rect, horizontal| Rule { bbox: scaled(r, scale), horizontal };
            page.rules = sheet.rules.0.iter().map(|r| rule(r, true)).chain(sheet.rules.1.iter().map(|r| rule(r, false))).collect();
            page.glyphs = glyphs(&sheet.words, &sheet.bold, scale, self.faces);
            page.unreadable_glyphs = 0;
            page.text_layer = if page.glyphs.is_empty() { TextLayer::None } else { TextLayer::Ocr };
            page.trust = sure.min(SUREST);
        }
    }
}

fn scaled(r: &Rect, scale: f32) -> Rect {
    Rect { x0: r.x0 * scale, y0: r.y0 * scale, x1: r.x1 * scale, y1: r.y1 * scale }
}

/// The mean confidence of words, by their letters.
fn mean(words: &[RecognisedWord]) -> f32 {
    let (sum, letters) = words.iter().fold((0.0, 0.0), |(sum, letters), w| {
        let n = w.text.chars().count() as f32;
        (sum + w.confidence * n, letters + n)
    });
    if letters > 0.0 { sum / letters } else { 0.0 }
}

/// Whether what was recognised is a word, and not a speck.
fn is_word(word: &RecognisedWord) -> bool {
    let letters = word.text.chars().filter(|c| c.is_alphanumeric()).count();
    let least = match letters {
        0 => LEAST_SURE_SIGN,
        LONG.. if letters * 4 >= word.text.chars().count() * 3 => 0.0,
        _ => LEAST_SURE,
    };
    word.confidence >= least && word.bbox.width() > 0.0 && word.bbox.height() > 0.0
}

/// Letters with a tail below the line.
const TAILED: &[char] = &['g', 'j', 'p', 'q', 'y', 'Q', 'ç', 'Ç', ',', ';', '(', ')', '[', ']', '{', '}', '/', '|', '$', '_', '@', '§'];

/// The height of capitals, of small letters, and of a tail, in ems: the middle of common faces (Times .66/.45/.22, Helvetica .72/.52/.21,
/// Courier .57/.43/.16).
const CAPITAL: f32 = 0.67;
const SMALL: f32 = 0.47;
const TAIL: f32 = 0.2;

/// Sizes within this part of the page's usual size are that size: the ink of a line tells its size no better.
const SAME_SIZE: f32 = 0.16;

/// Whether a word has letters as high as capitals.
fn is_tall(text: &str) -> bool {
    text.chars().any(|c| {
        c.is_uppercase()
            || c.is_ascii_digit()
            || matches!(c, 'b' | 'd' | 'f' | 'h' | 'i' | 'j' | 'k' | 'l' | 't' | 'ß' | '(' | '[' | '/' | '$' | '&')
            || (c.is_alphabetic() && !c.is_ascii())
    })
}

/// What the ink of a line tells: its baseline, and the size of its letters, in dots.
#[derive(Debug, Clone, Copy)]
struct Measure {
    baseline: f32,
    size: f32,
}

/// Measures a line by the middle of what its words tell.
fn measure(line: &[RecognisedWord]) -> Measure {
    let mut feet: Vec<f32> = Vec::new();
    let mut sizes: Vec<f32> = Vec::new();
    for word in line {
        if !word.text.chars().any(char::is_alphanumeric) {
            continue;
        }
        let tail = word.text.contains(TAILED);
        let size = word.bbox.height() / ems_high(&word.text);
        // A word's weight is its letters: a lone figure is often misshapen.
        let weight = word.text.chars().count();
        sizes.extend(std::iter::repeat_n(size, weight));
        feet.extend(std::iter::repeat_n(if tail { word.bbox.y1 - TAIL * size } else { word.bbox.y1 }, weight));
    }
    let middle = |list: &mut Vec<f32>| {
        list.sort_by(f32::total_cmp);
        list.get(list.len() / 2).copied()
    };
    let around = Rect::around(line.iter().map(|w| w.bbox)).unwrap_or_default();
    Measure { baseline: middle(&mut feet).unwrap_or(around.y1), size: middle(&mut sizes).unwrap_or(around.height() / CAPITAL) }
}

/// How much thicker the strokes of bold letters are than those of their page at the least. Faces have 1.5 to 1.9; a copy that is
/// darker in one corner stays below 1.25.
const HEAVIER: f32 = 1.3;

/// Which words are set in heavier letters than most of the page.
fn bold(picture: &Grey, words: &[RecognisedWord]) -> Vec<bool> {
    // A stroke's width goes with its letters' size: large print is not bold.
    let ems = |w: &RecognisedWord| {
        let size = w.bbox.height() / ems_high(&w.text);
        picture::weight(picture, w.bbox).filter(|_| w.text.chars().filter(|c| c.is_alphanumeric()).count() >= 2).map(|stroke| stroke / size)
    };
    let weights: Vec<Option<f32>> = words.iter().map(ems).collect();
    let mut known: Vec<f32> = weights.iter().flatten().copied().collect();
    known.sort_by(f32::total_cmp);
    let usual = known.get(known.len() / 2).copied().unwrap_or(f32::INFINITY);
    weights.into_iter().map(|w| w.is_some_and(|w| w > HEAVIER * usual)).collect()
}

/// The height of a word's ink, in ems of its letters.
fn ems_high(text: &str) -> f32 {
    (if is_tall(text) { CAPITAL } else { SMALL }) + if text.contains(TAILED) { TAIL } else { 0.0 }
}

/// The faces of recognised letters, as indices into the document's: plain and bold.
#[derive(Debug, Clone, Copy)]
struct Faces {
    plain: u16,
    bold: u16,
}

/// The words of a page as its glyphs. `scale` is points a dot.
fn glyphs(words: &[RecognisedWord], bold: &[bool], scale: f32, faces: Faces) -> Vec<Glyph> {
    let lines: Vec<&[RecognisedWord]> = words.chunk_by(|a, b| a.line == b.line).collect();
    let measures: Vec<Measure> = lines.iter().map(|l| measure(l)).collect();
    let mut heavy = bold.iter();
    let mut sizes: Vec<f32> = lines.iter().zip(&measures).flat_map(|(l, m)| l.iter().flat_map(|w| w.text.chars().map(|_| m.size))).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let mut out = Vec::new();
    for (line, measure) in lines.iter().zip(&measures) {
        let size = if (measure.size - usual).abs() <= SAME_SIZE * usual { usual } else { measure.size };
        let points = (size * scale * 2.0).round() / 2.0;
        let (size, baseline) = (points.max(1.0), measure.baseline * scale);
        for word in *line {
            let font = if heavy.next().copied().unwrap_or(false) { faces.bold } else { faces.plain };
            let letters = word.text.chars().count().max(1) as f32;
            let (x0, step) = (word.bbox.x0 * scale, word.bbox.width() * scale / letters);
            let glyph = |i: f32, ch: char, marks: Marks| Glyph {
                ch,
                bbox: Rect { x0: x0 + i * step, y0: baseline - 0.75 * size, x1: x0 + (i + 1.0) * step, y1: baseline + 0.22 * size },
                baseline,
                size,
                font,
                marks,
            };
            let mut i = 0.0;
            for ch in word.text.chars().filter(|c| !c.is_control()) {
                out.push(glyph(i, ch, Marks::default()));
                i += 1.0;
            }
            let after = glyph(letters, ' ', Marks { space: true, ..Marks::default() });
            out.push(Glyph { bbox: Rect { x1: after.bbox.x0, ..after.bbox }, ..after });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::aids::Recognised;
    use std::cell::RefCell;

    /// An engine that "reads" the same words from every picture, and notes what it was asked.
    struct Parrot {
        say: &'static str,
        asked: RefCell<Vec<(Vec<String>, Vec<u32>)>>,
    }

    impl Aids for Parrot {
        fn ask(&self, question: &Question, bytes: &[u8]) -> Result<Answer, String> {
            let Question::Recognition { languages, pictures } = question else { return Err("no".to_owned()) };
            assert_eq!(bytes.len(), pictures.iter().map(|p| (p.width * p.height) as usize).sum::<usize>());
            self.asked.borrow_mut().push((languages.clone(), pictures.iter().map(|p| p.page).collect()));
            let word = |(i, text): (usize, &str)| {
                let (x, y) = (100.0 + 60.0 * (i % 20) as f32, 100.0 + 50.0 * (i / 20) as f32);
                RecognisedWord { text: text.to_owned(), bbox: Rect { x0: x, y0: y, x1: x + 50.0, y1: y + 28.0 }, confidence: 0.9, line: (i / 20) as u32 }
            };
            let words: Vec<_> = self.say.split_whitespace().enumerate().map(word).collect();
            let read = |p: &Picture| Recognised {
                engine: "parrot 1".to_owned(),
                words: if p.page == 13 { Vec::new() } else { words.clone() },
                failure: (p.page == 13).then(|| "bad luck".to_owned()),
            };
            Ok(Answer::Recognition(pictures.iter().map(read).collect()))
        }
    }

    fn scan(number: u32) -> RawPage {
        let whole = Rect { x0: 0.0, y0: 0.0, x1: 600.0, y1: 800.0 };
        RawPage {
            number,
            label: None,
            width: 600.0,
            height: 800.0,
            rotation: 0,
            glyphs: Vec::new(),
            rules: Vec::new(),
            images: vec![whole],
            text_layer: TextLayer::None,
            unreadable_glyphs: 0,
            trust: 1.0,
        }
    }

    fn run(pages: &mut [RawPage], say: &'static str, mode: Mode) -> (Recognition, Vec<(Vec<String>, Vec<u32>)>) {
        let parrot = Parrot { say, asked: RefCell::default() };
        let options = ReadOptions { ocr: mode, ..ReadOptions::default() };
        let draw = |_: usize, _: f32, _: f32| Some((Grey::white(250, 333), 30.0));
        let out = recognise(pages, &mut Vec::new(), &options, None, &parrot, &draw);
        (out, parrot.asked.into_inner())
    }

    const ENGLISH: &str = "The chair opened the meeting and said that the minutes of the board were adopted by all. The chair opened the meeting and \
         said that the minutes of the board were adopted by all. It was noted that the treasurer is away and that the reports were late";
    const FRENCH: &str = "Le président ouvre la séance et les membres du conseil adoptent une délibération pour les travaux dans le village. Le maire \
         est chargé du suivi et des comptes. Le conseil donne acte des rapports qui ont été remis pour information dans les délais";

    #[test]
    fn pages_without_letters_are_read() {
        let mut pages = vec![scan(1), scan(2), scan(13)];
        if let Some(page) = pages.get_mut(1) {
            page.images.clear();
        }
        let (out, asked) = run(&mut pages, ENGLISH, Mode::Auto);
        assert_eq!(asked, [(vec!["eng".to_owned()], vec![1]), (vec!["eng".to_owned()], vec![13])]);
        assert_eq!(out.engine.as_deref(), Some("parrot 1"));
        assert_eq!(out.pages.iter().map(|p| p.0).collect::<Vec<_>>(), [1]);
        assert_eq!(out.failures, BTreeMap::from([("bad luck".to_owned(), vec![13])]));
        assert_eq!(pages.iter().map(|p| p.text_layer).collect::<Vec<_>>(), [TextLayer::Ocr, TextLayer::None, TextLayer::None]);
        let text: String = pages[0].glyphs.iter().map(|g| g.ch).collect();
        assert!(text.starts_with("The chair opened"), "{text}");
        assert!(pages[0].trust < 1.0);
        assert_eq!(run(&mut [scan(1)], ENGLISH, Mode::Never).1, []);
    }

    #[test]
    fn the_first_page_tells_the_language() {
        let (_, asked) = run(&mut [scan(1), scan(2)], FRENCH, Mode::Auto);
        assert_eq!(asked, [(vec!["eng".to_owned()], vec![1]), (vec!["fra".to_owned()], vec![1, 2])]);
    }

    #[test]
    fn ink_tells_size_and_baseline() {
        // (word, top, bottom) of letters of 40 dots whose baseline is at 100.
        let word =
            |(text, y0, y1): (&str, f32, f32)| RecognisedWord { text: text.to_owned(), bbox: Rect { x0: 0.0, y0, x1: 90.0, y1 }, confidence: 0.9, line: 0 };
        let cases: [&[(&str, f32, f32)]; 4] = [
            &[("Chair", 73.2, 100.0)],
            &[("an", 81.2, 100.0), ("open", 81.2, 108.0), ("Agenda", 73.2, 108.0)],
            &[("page", 81.2, 108.0)],
            &[("-", 90.0, 92.0), ("June", 73.2, 100.0)],
        ];
        for case in cases {
            let line: Vec<_> = case.iter().copied().map(word).collect();
            let told = measure(&line);
            assert!((told.size - 40.0).abs() < 0.5 && (told.baseline - 100.0).abs() < 0.5, "{case:?}: {told:?}");
        }
    }

    #[test]
    fn specks_are_no_words() {
        let word =
            |text: &str, confidence: f32| RecognisedWord { text: text.to_owned(), bbox: Rect { x0: 0.0, y0: 0.0, x1: 9.0, y1: 9.0 }, confidence, line: 0 };
        for (text, confidence, is) in
            [("the", 0.3, true), ("the", 0.1, false), ("d'attendance", 0.0, true), ("~~|a_;", 0.1, false), ("|", 0.5, false), ("-", 0.9, true)]
        {
            assert_eq!(is_word(&word(text, confidence)), is, "{text}");
        }
    }
}

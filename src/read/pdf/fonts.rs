//! Fonts: what each code of a font says, how wide it is, and how the font is called.
//!
//! A font is read once for a document and each of its codes once: pages ask for the same few letters thousands of times.

use super::budget::{self, FONTS_PER_DOCUMENT};
use super::fallback::Fallback;
use super::unicode::{Meaning, Symbols, meant};
use crate::read::FontFace;
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object, Stream};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The fonts of a document.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    font_resolver: FontResolverFn,
    cmap_resolver: CMapResolverFn,
    loaded: Vec<Loaded<'a>>,
    by_reference: HashMap<ObjRef, Option<usize>>,
    faces: Vec<FontFace>,
    face_index: BTreeMap<(String, bool, bool), u16>,
}

/// One font.
pub(super) struct Loaded<'a> {
    font: Font<'a>,
    fallback: Fallback,
    symbols: Option<Symbols>,
    /// Indices into the faces: as it is, and as it looks when it is drawn bolder, slanted, or both.
    face: [u16; 4],
    /// In ems, upwards.
    pub(super) ascent: f64,
    /// In ems, upwards: negative.
    pub(super) descent: f64,
    /// By how much the nominal size is to be multiplied to get an em: 1 but for Type 3.
    pub(super) em: f64,
    pub(super) horizontal: bool,
    single_byte: bool,
    codes: Vec<Code>,
    /// For codes of one byte: an index into `codes`, plus one.
    bytes: [u16; 256],
    long: HashMap<u32, u32>,
    /// The latest codes of more than a byte, by their lowest eight bits, with their indices plus one.
    latest: [(u32, u32); 256],
    letters: Vec<char>,
}

/// One code of a font.
#[derive(Debug, Clone, Copy)]
pub(super) struct Code {
    pub(super) meaning: Meaning,
    /// In ems.
    pub(super) advance: (f64, f64),
    /// From the origin of vertical writing to that of the glyph, in ems.
    pub(super) origin: (f64, f64),
    /// Whether word spacing applies: the single byte 32.
    pub(super) is_space_byte: bool,
}

impl<'a> Fonts<'a> {
    pub(super) fn new() -> Self {
        Self {
            cache: FontCache::new(),
            font_resolver: Arc::new(|query| match query {
                FontQuery::Standard(standard) => Some(standard.get_font_data()),
                FontQuery::Fallback(fallback) => Some(fallback.pick_standard_font().get_font_data()),
            }),
            cmap_resolver: Arc::new(hayro_cmap::load_embedded),
            loaded: Vec::new(),
            by_reference: HashMap::new(),
            faces: Vec::new(),
            face_index: BTreeMap::new(),
        }
    }

    /// The faces of the fonts that were met so far.
    pub(super) fn faces(&self) -> &[FontFace] {
        &self.faces
    }

    /// The faces of all fonts that were met.
    pub(super) fn into_faces(self) -> Vec<FontFace> {
        self.faces
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut Loaded<'a>> {
        self.loaded.get_mut(index)
    }

    /// The font of this name in a dictionary of fonts.
    pub(super) fn find(&mut self, fonts: &Dict<'a>, name: &[u8]) -> Option<usize> {
        let reference = fonts.get_ref(name);
        if let Some(found) = reference.and_then(|r| self.by_reference.get(&r)) {
            return *found;
        }
        let found = fonts.get::<Dict<'a>>(name).and_then(|dict| self.load(&dict));
        if let Some(reference) = reference {
            self.by_reference.insert(reference, found);
        }
        found
    }

    /// The font that this dictionary describes.
    pub(super) fn load(&mut self, dict: &Dict<'a>) -> Option<usize> {
        if self.loaded.len() >= FONTS_PER_DOCUMENT || !is_safe(dict) {
            return None;
        }
        let font = self.cache.font(dict, &self.font_resolver, &self.cmap_resolver)?;
        let described = Description::of(dict);
        let face = [(false, false), (true, false), (false, true), (true, true)]
            .map(|(bolder, slanted)| self.face(FontFace { name: described.name.clone(), bold: described.bold || bolder, italic: described.italic || slanted }));
        let subtype = dict.get::<Name<'_>>("Subtype");
        let single_byte = subtype.as_ref().is_none_or(|s| s.as_str() != "Type0");
        self.loaded.push(Loaded {
            horizontal: font.is_horizontal(),
            symbols: Symbols::named(&described.name),
            fallback: Fallback::new(dict, single_byte, &self.cmap_resolver),
            font,
            face,
            ascent: described.ascent,
            descent: described.descent,
            em: described.em,
            single_byte,
            codes: Vec::new(),
            bytes: [0; 256],
            long: HashMap::new(),
            latest: [(0, 0); 256],
            letters: Vec::new(),
        });
        Some(self.loaded.len() - 1)
    }

    fn face(&mut self, face: FontFace) -> u16 {
        let key = (face.name.clone(), face.bold, face.italic);
        if let Some(index) = self.face_index.get(&key) {
            return *index;
        }
        let Ok(index) = u16::try_from(self.faces.len()) else { return 0 };
        self.faces.push(face);
        self.face_index.insert(key, index);
        index
    }
}

impl Loaded<'_> {
    /// The next code of a string, and its length in bytes (at least 1).
    pub(super) fn next(&mut self, bytes: &[u8], at: usize) -> Option<(Code, usize)> {
        if self.single_byte {
            let byte = *bytes.get(at)?;
            let known = self.bytes.get(usize::from(byte)).copied().unwrap_or_default();
            if let Some(code) = usize::from(known).checked_sub(1).and_then(|i| self.codes.get(i)) {
                return Some((*code, 1));
            }
            let code = self.read(u32::from(byte), byte == 32);
            self.codes.push(code);
            if let Some(slot) = self.bytes.get_mut(usize::from(byte)) {
                *slot = self.codes.len() as u16;
            }
            return Some((code, 1));
        }
        bytes.get(at)?;
        let (number, length) = self.font.read_code(bytes, at);
        let length = length.max(1);
        let slot = (number & 0xFF) as usize;
        let latest = self.latest.get(slot).filter(|(n, _)| *n == number).and_then(|(_, i)| self.codes.get((*i as usize).checked_sub(1)?));
        if let Some(code) = latest {
            return Some((*code, length));
        }
        if let Some((index, code)) = self.long.get(&number).and_then(|i| Some((*i, self.codes.get(*i as usize)?))) {
            if let Some(held) = self.latest.get_mut(slot) {
                *held = (number, index + 1);
            }
            return Some((*code, length));
        }
        let code = self.read(number, length == 1 && number == 32);
        self.long.insert(number, self.codes.len() as u32);
        self.codes.push(code);
        Some((code, length))
    }

    /// The letters of a code that says several.
    pub(super) fn letters(&self, from: u32, to: u32) -> &[char] {
        self.letters.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The face, drawn as it is.
    pub(super) const fn face(&self, bolder: bool, slanted: bool) -> u16 {
        let [plain, bold, italic, both] = self.face;
        match (bolder, slanted) {
            (false, false) => plain,
            (true, false) => bold,
            (false, true) => italic,
            (true, true) => both,
        }
    }

    fn read(&mut self, number: u32, is_space_byte: bool) -> Code {
        let id = self.font.map_code(number);
        let glyph = self.font.glyph(id, number);
        let advance = self.font.code_advance(number);
        let origin = self.font.origin_displacement(number);
        let unicode = match &glyph {
            FontGlyph::Outline(g) => g.as_unicode(),
            FontGlyph::Type3(g) => g.as_unicode(),
        };
        let symbols = self.symbols;
        let mut letters = unicode.as_ref().and_then(|u| meant(u, symbols));
        if letters.is_none() {
            letters = self.fallback.letters(number, id.to_u32(), &glyph, symbols);
        }
        if letters.is_none() && is_blank(&glyph) {
            // What leaves no ink is a space, or nothing.
            letters = Some(if advance.x > 100.0 { vec![' '] } else { Vec::new() });
        }
        let meaning = match letters.as_deref() {
            None => Meaning::Unreadable,
            Some([]) => Meaning::Nothing,
            Some([one]) => Meaning::One(*one),
            Some(many) => {
                let from = self.letters.len() as u32;
                self.letters.extend_from_slice(many);
                Meaning::Many(from, self.letters.len() as u32)
            }
        };
        let sane = |n: f64| if n.is_finite() { n.clamp(-20_000.0, 20_000.0) / 1000.0 } else { 0.0 };
        Code { meaning, advance: (sane(advance.x), sane(advance.y)), origin: (sane(origin.x), sane(origin.y)), is_space_byte }
    }
}

fn is_blank(glyph: &FontGlyph<'_>) -> bool {
    match glyph {
        FontGlyph::Outline(g) => g.outline().elements().is_empty(),
        FontGlyph::Type3(_) => false,
    }
}

/// Whether none of the streams of a font inflates beyond all measure: hayro inflates them whole.
fn is_safe(dict: &Dict<'_>) -> bool {
    let fine = |d: &Dict<'_>, keys: &[&str]| keys.iter().filter_map(|k| d.get::<Stream<'_>>(*k)).all(|s| budget::fits(&s));
    let described = |d: &Dict<'_>| d.get::<Dict<'_>>("FontDescriptor").is_none_or(|f| fine(&f, &["FontFile", "FontFile2", "FontFile3"]));
    let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next());
    fine(dict, &["ToUnicode", "Encoding"]) && described(dict) && descendant.is_none_or(|d| fine(&d, &["CIDToGIDMap"]) && described(&d))
}

/// What a font's dictionary and descriptor say of it.
struct Description {
    name: String,
    bold: bool,
    italic: bool,
    ascent: f64,
    descent: f64,
    em: f64,
}

/// Ascent and descent in ems where the font says nothing sane: those of most text faces lie near.
const USUAL: (f64, f64) = (0.75, -0.22);

impl Description {
    fn of(dict: &Dict<'_>) -> Self {
        let descendant = dict.get::<Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next());
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor").or_else(|| descendant.as_ref()?.get::<Dict<'_>>("FontDescriptor")).unwrap_or_default();
        let named = |d: &Dict<'_>, key: &str| d.get::<Name<'_>>(key).map(|n| without_prefix(n.as_str()).to_owned());
        let name = named(dict, "BaseFont").or_else(|| named(&descriptor, "FontName")).or_else(|| named(dict, "Name")).unwrap_or_default();
        let lower = name.to_ascii_lowercase();
        let says = |words: &[&str]| words.iter().any(|w| lower.contains(w));
        let flags = descriptor.get::<i32>("Flags").unwrap_or(0);
        let weight = descriptor.get::<f32>("FontWeight").unwrap_or(0.0);
        let angle = descriptor.get::<f32>("ItalicAngle").unwrap_or(0.0);
        let bold = says(&["bold", "black", "heavy", "demi", "-bd", "extrab"]) || tex_bold(&lower) || weight >= 600.0 || flags & (1 << 18) != 0;
        let italic = says(&["italic", "oblique", "slanted", "kursiv"]) || tex_italic(&lower) || flags & (1 << 6) != 0 || (3.0..60.0).contains(&angle.abs());
        let (ascent, descent) = heights(&descriptor, &lower);
        let (ascent, descent, em) = type3(dict).unwrap_or((ascent, descent, 1.0));
        Self { name, bold, italic, ascent, descent, em }
    }
}

/// Computer Modern names its bold extended faces `cmbx`, in OpenType `lmroman10-bold`.
fn tex_bold(lower: &str) -> bool {
    lower.starts_with("cmbx") || lower.starts_with("cmssbx") || lower.starts_with("sfbx") || lower.starts_with("ecbx")
}

fn tex_italic(lower: &str) -> bool {
    ["cmti", "cmsl", "cmbxti", "sfti", "ecti"].iter().any(|p| lower.starts_with(p))
}

fn without_prefix(name: &str) -> &str {
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

/// Ascent and descent in ems, within what letters can have.
fn heights(descriptor: &Dict<'_>, lower: &str) -> (f64, f64) {
    let number = |key: &str| descriptor.get::<f64>(key).filter(|n| n.is_finite()).unwrap_or(0.0) / 1000.0;
    let standard = match lower {
        n if n.starts_with("courier") => (0.63, -0.16),
        n if n.starts_with("times") => (0.68, -0.22),
        n if n.starts_with("helvetica") => (0.72, -0.21),
        _ => USUAL,
    };
    let (ascent, descent) = (number("Ascent"), -number("Descent").abs());
    (if (0.5..=1.1).contains(&ascent) { ascent } else { standard.0 }, if (-0.5..=-0.05).contains(&descent) { descent } else { standard.1 })
}

/// Ascent, descent and em of a Type 3 font, whose own units may be anything.
fn type3(dict: &Dict<'_>) -> Option<(f64, f64, f64)> {
    dict.get::<Name<'_>>("Subtype").filter(|n| n.as_str() == "Type3")?;
    let matrix = dict.get::<[f64; 6]>("FontMatrix").unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
    let scale = matrix.get(3).copied().unwrap_or(0.001).abs();
    let bbox = dict.get::<[f64; 4]>("FontBBox").unwrap_or_default();
    let height = (bbox.get(3)? - bbox.get(1)?).abs() * scale;
    // A box around all letters is about 1.2 ems high; many files give an empty or a vast one.
    let em = if height.is_finite() && (0.2..=5.0).contains(&height) { height / 1.2 } else { 1.0 };
    Some((USUAL.0 * em, USUAL.1 * em, em))
}

/// Resolves the direct and indirect forms of an entry that may be either: its reference, and the object itself.
pub(super) fn entry<'a>(dict: &Dict<'a>, key: &[u8]) -> (Option<ObjRef>, Option<Object<'a>>) {
    let reference = dict.get_raw::<Object<'a>>(key).and_then(|raw| match raw {
        MaybeRef::Ref(reference) => Some(reference),
        MaybeRef::NotRef(_) => None,
    });
    (reference, dict.get::<Object<'a>>(key))
}

//! Letters for codes without a usable `ToUnicode`: from the encoding's name, from the CID collection, from the tables
//! of the embedded font itself.

use super::unicode::{Symbols, meant};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily};
use hayro_font::{CMapResolverFn, FontGlyph};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use std::collections::{BTreeSet, HashMap};

/// Where else the letters of a font may stand.
pub(super) struct Fallback {
    kind: Kind,
    /// From glyph to letter, by the embedded font's own tables; read at the first need.
    glyphs: Option<HashMap<u32, char>>,
}

enum Kind {
    /// Nothing but the embedded font.
    Program,
    /// These codes of one byte have names that are but their numbers: they are those of the alphabet.
    Numbered(BTreeSet<u8>),
    /// The codes are UTF-16.
    Utf16,
    /// Glyphs in the order in which the core fonts of Windows and the Macintosh have them.
    CoreOrder,
    /// Codes give CIDs, and CIDs of a known collection give Unicode.
    Collection(Box<Collection>),
}

/// A known collection of characters.
struct Collection {
    codes: Option<CMap>,
    unicode: CMap,
}

impl Fallback {
    pub(super) fn new(dict: &Dict<'_>, single_byte: bool, resolver: &CMapResolverFn) -> Self {
        let kind = if single_byte { numbered(dict) } else { kind(dict, resolver) };
        let kind = kind.unwrap_or(Kind::Program);
        Self { kind, glyphs: None }
    }

    pub(super) fn letters(&mut self, code: u32, glyph_id: u32, glyph: &FontGlyph<'_>, symbols: Option<Symbols>) -> Option<Vec<char>> {
        let named = match &self.kind {
            Kind::Program | Kind::CoreOrder => None,
            Kind::Numbered(codes) => u8::try_from(code).ok().filter(|c| codes.contains(c)).and_then(latin),
            Kind::Utf16 => utf16(code),
            Kind::Collection(known) => {
                let cid = known.codes.as_ref().map_or(Some(code), |map| (1..=4).find_map(|length| map.lookup_cid_code(code, length)));
                cid.and_then(|cid| known.unicode.lookup_bf_string(cid))
            }
        };
        named.and_then(|u| meant(&u, symbols)).or_else(|| {
            let map = self.glyphs.get_or_insert_with(|| match glyph {
                FontGlyph::Outline(g) => g.font_data().map(|d| program_letters((*d.data).as_ref())).unwrap_or_default(),
                FontGlyph::Type3(_) => HashMap::new(),
            });
            let by_order = || if matches!(self.kind, Kind::CoreOrder) { core_order(code) } else { None };
            let letter = map.get(&glyph_id).copied().or_else(by_order)?;
            meant(&BfString::Char(letter), symbols)
        })
    }
}

/// Names of glyphs that say but the code: `a224` and `C2c` for the codes 224 and hexadecimal 2c, as drivers of printers
/// and of TeX's bitmap fonts write them.
fn numbered(dict: &Dict<'_>) -> Option<Kind> {
    let differences = dict.get::<Dict<'_>>("Encoding")?.get::<Array<'_>>("Differences")?;
    let mut codes = BTreeSet::new();
    let mut code = 0i64;
    for entry in differences.iter::<Object<'_>>().take(1_000) {
        match entry {
            Object::Number(n) => code = n.as_i64(),
            Object::Name(name) => {
                let digits = name.as_str().strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or_default();
                let same = digits.parse() == Ok(code) || i64::from_str_radix(digits, 16) == Ok(code);
                codes.extend(u8::try_from(code).ok().filter(|_| same));
                code += 1;
            }
            _ => {}
        }
    }
    (!codes.is_empty()).then_some(Kind::Numbered(codes))
}

/// A code of such a font as Latin-1, with the ligatures where TeX has them.
fn latin(code: u8) -> Option<BfString> {
    let c = match code {
        0x0B => 'ﬀ',
        0x0C => 'ﬁ',
        0x0D => 'ﬂ',
        0x0E => 'ﬃ',
        0x0F => 'ﬄ',
        0x92 => '’',
        0x96 => '–',
        _ => char::from(code),
    };
    (!c.is_control()).then_some(BfString::Char(c))
}

/// The upper half of the Macintosh's alphabet, in which order the core fonts go on after ASCII.
const MAC_ROMAN: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»… ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ";

/// The letter of a glyph in a core font: the first three are no letters, then comes ASCII from the space on.
fn core_order(glyph: u32) -> Option<char> {
    match glyph {
        3..=97 => char::from_u32(glyph + 29),
        98.. => MAC_ROMAN.chars().nth((glyph - 98) as usize),
        _ => None,
    }
}

fn kind(dict: &Dict<'_>, resolver: &CMapResolverFn) -> Option<Kind> {
    // Not valid, but meant: the codes are what they map to.
    if dict.get::<Name<'_>>("ToUnicode").is_some_and(|n| n.as_str().starts_with("Identity")) {
        return Some(Kind::Utf16);
    }
    let encoding = dict.get::<Name<'_>>("Encoding").map(|n| n.as_str().to_owned()).unwrap_or_default();
    if encoding.contains("UCS2") || encoding.contains("UTF16") {
        return Some(Kind::Utf16);
    }
    let descendant = dict.get::<Array<'_>>("DescendantFonts")?.iter::<Dict<'_>>().next()?;
    let info = descendant.get::<Dict<'_>>("CIDSystemInfo")?;
    let (registry, ordering) = (info.get::<PdfString<'_>>("Registry")?, info.get::<PdfString<'_>>("Ordering")?);
    let family = CidFamily::from_registry_ordering(registry.as_bytes(), ordering.as_bytes());
    let load = |name: CMapName<'_>| {
        let resolver = resolver.clone();
        resolver(name).and_then(|data| CMap::parse(data, move |n| resolver(n)))
    };
    let Some(name) = family.ucs2_cmap() else { return is_core(dict, &encoding).then_some(Kind::CoreOrder) };
    let unicode = load(name)?;
    let codes = if encoding.starts_with("Identity") { None } else { load(CMapName::from_bytes(encoding.as_bytes())) };
    Some(Kind::Collection(Box::new(Collection { codes, unicode })))
}

/// Whether the font is one of those whose order of glyphs is known, and its codes are glyphs.
fn is_core(dict: &Dict<'_>, encoding: &str) -> bool {
    const CORE: &[&str] = &["arial", "timesnewroman", "couriernew", "verdana", "tahoma", "georgia", "trebuchet"];
    let name = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_ascii_lowercase()).unwrap_or_default();
    encoding.starts_with("Identity") && dict.get::<Stream<'_>>("ToUnicode").is_none() && CORE.iter().any(|c| name.contains(c))
}

fn utf16(code: u32) -> Option<BfString> {
    let units = [(code >> 16) as u16, code as u16];
    let units = if code > 0xFFFF { units.as_slice() } else { units.get(1..)? };
    char::decode_utf16(units.iter().copied()).next()?.ok().map(BfString::Char)
}

/// From glyph to letter: the font's `cmap` read backwards, then its glyphs' names.
fn program_letters(data: &[u8]) -> HashMap<u32, char> {
    let mut letters: HashMap<u32, char> = HashMap::new();
    let mut offer = |glyph: u16, c: char| {
        let better = |old: char| (is_private(old), old) > (is_private(c), c);
        letters.entry(u32::from(glyph)).and_modify(|old| *old = if better(*old) { c } else { *old }).or_insert(c);
    };
    if let Ok(face) = ttf_parser::Face::parse(data, 0) {
        for subtable in face.tables().cmap.into_iter().flat_map(|c| c.subtables) {
            if !subtable.is_unicode() {
                continue;
            }
            subtable.codepoints(|code| {
                if let (Some(c), Some(glyph)) = (char::from_u32(code), subtable.glyph_index(code)) {
                    offer(glyph.0, c);
                }
            });
        }
        for glyph in 0..face.number_of_glyphs() {
            if let Some(c) = face.glyph_name(ttf_parser::GlyphId(glyph)).and_then(named) {
                letters.entry(u32::from(glyph)).or_insert(c);
            }
        }
    } else if let Some(table) = ttf_parser::cff::Table::parse(data) {
        for glyph in 0..table.number_of_glyphs() {
            if let Some(c) = table.glyph_name(ttf_parser::GlyphId(glyph)).and_then(named) {
                letters.entry(u32::from(glyph)).or_insert(c);
            }
        }
    }
    letters
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}')
}

/// The letter of a glyph's name, where the name says it plainly: `A`, `uni00C9`, `u1F600`, `eacute`.
fn named(name: &str) -> Option<char> {
    let base = name.split('.').next()?;
    let mut chars = base.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c.is_ascii_alphabetic().then_some(c);
    }
    let hex = base.strip_prefix("uni").or_else(|| base.strip_prefix('u')).filter(|h| (4..=6).contains(&h.len()));
    if let Some(c) = hex.and_then(|h| u32::from_str_radix(h, 16).ok()).and_then(char::from_u32) {
        return Some(c);
    }
    NAMES.iter().find(|(n, _)| *n == base).map(|(_, c)| *c).or_else(|| accented(base))
}

/// `eacute` and its like: a letter and the name of its accent.
fn accented(name: &str) -> Option<char> {
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let accent = match name.strip_prefix(letter)? {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "circumflex" => '\u{302}',
        "tilde" => '\u{303}',
        "macron" => '\u{304}',
        "breve" => '\u{306}',
        "dotaccent" => '\u{307}',
        "dieresis" => '\u{308}',
        "ring" => '\u{30A}',
        "hungarumlaut" => '\u{30B}',
        "caron" => '\u{30C}',
        "cedilla" | "commaaccent" => '\u{327}',
        "ogonek" => '\u{328}',
        _ => return None,
    };
    unicode_normalization::char::compose(letter, accent)
}

/// Names of signs and digits in the Adobe Glyph List.
const NAMES: &[(&str, char)] = &[
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("underscore", '_'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
    ("quotedblbase", '„'),
    ("quotesinglbase", '‚'),
    ("guillemotleft", '«'),
    ("guillemotright", '»'),
    ("endash", '–'),
    ("emdash", '—'),
    ("bullet", '•'),
    ("ellipsis", '…'),
    ("section", '§'),
    ("paragraph", '¶'),
    ("degree", '°'),
    ("germandbls", 'ß'),
    ("ae", 'æ'),
    ("AE", 'Æ'),
    ("oe", 'œ'),
    ("OE", 'Œ'),
    ("oslash", 'ø'),
    ("Oslash", 'Ø'),
    ("aring", 'å'),
    ("Aring", 'Å'),
    ("dotlessi", 'ı'),
    ("fi", 'ﬁ'),
    ("fl", 'ﬂ'),
    ("ff", 'ﬀ'),
    ("ffi", 'ﬃ'),
    ("ffl", 'ﬄ'),
    ("Euro", '€'),
    ("sterling", '£'),
    ("ordmasculine", 'º'),
    ("ordfeminine", 'ª'),
    ("questiondown", '¿'),
    ("exclamdown", '¡'),
    ("thorn", 'þ'),
    ("eth", 'ð'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_letters() {
        let cases =
            [("A", Some('A')), ("eacute", Some('é')), ("ccedilla", Some('ç')), ("uni00C9", Some('É')), ("u1F600", Some('😀')), ("seven.oldstyle", Some('7'))];
        for (name, letter) in cases {
            assert_eq!(named(name), letter, "{name}");
        }
        for name in ["g123", "glyph5", ".notdef", "cid00017", "union"] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn core_fonts_have_one_order() {
        let letters: String = [36, 69, 3, 98, 112, 113].into_iter().filter_map(core_order).collect();
        assert_eq!(letters, "Ab Äéè");
        assert_eq!(core_order(1), None);
    }

    #[test]
    fn codes_may_be_utf16() {
        assert_eq!(utf16(0x00E9), Some(BfString::Char('é')));
        assert_eq!(utf16(0xD83D_DE00), Some(BfString::Char('😀')));
        assert_eq!(utf16(0xD83D), None);
    }
}

//! Letters for codes without a usable `ToUnicode`: from the encoding's name, from the CID collection, from the tables
//! of the embedded font itself.

use super::unicode::{Symbols, meant};
use hayro_cmap::{BfString, CMap, CMapName, CidFamily};
use hayro_font::{CMapResolverFn, FontGlyph};
use hayro_syntax::object::{Array, Dict, Name, String as PdfString};
use std::collections::HashMap;

/// Where else the letters of a font may stand.
pub(super) struct Fallback {
    kind: Kind,
    /// From glyph to letter, by the embedded font's own tables; read at the first need.
    glyphs: Option<HashMap<u32, char>>,
}

enum Kind {
    /// Nothing but the embedded font.
    Program,
    /// The codes are UTF-16.
    Utf16,
    /// Codes give CIDs, and CIDs of a known collection give Unicode.
    Collection { codes: Option<CMap>, unicode: Box<CMap> },
}

impl Fallback {
    pub(super) fn new(dict: &Dict<'_>, single_byte: bool, resolver: &CMapResolverFn) -> Self {
        let kind = if single_byte { Kind::Program } else { kind(dict, resolver).unwrap_or(Kind::Program) };
        Self { kind, glyphs: None }
    }

    pub(super) fn letters(&mut self, code: u32, glyph_id: u32, glyph: &FontGlyph<'_>, symbols: Option<Symbols>) -> Option<Vec<char>> {
        let named = match &self.kind {
            Kind::Program => None,
            Kind::Utf16 => utf16(code),
            Kind::Collection { codes, unicode } => {
                let cid = codes.as_ref().map_or(Some(code), |map| (1..=4).find_map(|length| map.lookup_cid_code(code, length)));
                cid.and_then(|cid| unicode.lookup_bf_string(cid))
            }
        };
        named.and_then(|u| meant(&u, symbols)).or_else(|| {
            let map = self.glyphs.get_or_insert_with(|| match glyph {
                FontGlyph::Outline(g) => g.font_data().map(|d| program_letters((*d.data).as_ref())).unwrap_or_default(),
                FontGlyph::Type3(_) => HashMap::new(),
            });
            map.get(&glyph_id).and_then(|c| meant(&BfString::Char(*c), symbols))
        })
    }
}

fn kind(dict: &Dict<'_>, resolver: &CMapResolverFn) -> Option<Kind> {
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
    let unicode = Box::new(load(family.ucs2_cmap()?)?);
    let codes = if encoding.starts_with("Identity") { None } else { load(CMapName::from_bytes(encoding.as_bytes())) };
    Some(Kind::Collection { codes, unicode })
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
    fn codes_may_be_utf16() {
        assert_eq!(utf16(0x00E9), Some(BfString::Char('é')));
        assert_eq!(utf16(0xD83D_DE00), Some(BfString::Char('😀')));
        assert_eq!(utf16(0xD83D), None);
    }
}

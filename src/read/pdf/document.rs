//! What a PDF says of itself: title, makers, language, page labels, bookmarks.

use crate::read::{Bookmark, Properties};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, ObjRef, Object, ObjectIdentifier, Stream, String as PdfString};
use std::collections::{BTreeMap, BTreeSet};

/// Bookmarks that are kept: the longest outline of real minutes has some hundreds.
const BOOKMARKS: usize = 5_000;
/// Nodes of a number or name tree that are looked at.
const NODES: usize = 20_000;

/// The catalog.
pub(super) fn root(pdf: &Pdf) -> Dict<'_> {
    pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).unwrap_or_default()
}

/// What the file says of itself.
pub(super) fn properties(pdf: &Pdf, root: &Dict<'_>) -> Properties {
    let info = pdf.metadata();
    let xmp = root.get::<Stream<'_>>("Metadata").filter(super::budget::fits).and_then(|s| s.decoded_data().ok());
    let xmp = xmp.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
    let said = |bytes: &Option<Box<[u8]>>, tag: &str| bytes.as_deref().and_then(|b| shown(&text_string(b))).or_else(|| from_xmp(&xmp, tag));
    let marked = root.get::<Dict<'_>>("MarkInfo").and_then(|m| m.get::<bool>("Marked")).unwrap_or(false);
    Properties {
        producer: said(&info.producer, "pdf:Producer"),
        creator: said(&info.creator, "xmp:CreatorTool"),
        title: said(&info.title, "dc:title"),
        language: root.get::<PdfString<'_>>("Lang").and_then(|l| shown(&text_string(l.as_bytes()))).or_else(|| from_xmp(&xmp, "dc:language")),
        tagged: marked || root.contains_key("StructTreeRoot"),
        page_count: pdf.pages().len() as u32,
        bookmarks: bookmarks(pdf, root),
        damage: None,
    }
}

/// Trimmed, on one line; `None` where nothing is left.
fn shown(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A text string of PDF: UTF-16 or UTF-8 with a mark, else `PDFDocEncoding`.
pub(super) fn text_string(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(unit));
        char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| pdf_doc(*b)).collect(),
    };
    without_escapes(&text)
}

/// UTF-16 strings may name their language between two escapes (ISO 32000-1, 7.9.2.2).
fn without_escapes(text: &str) -> String {
    if !text.contains('\u{1B}') {
        return text.to_owned();
    }
    text.split('\u{1B}').step_by(2).collect()
}

/// The bytes where `PDFDocEncoding` differs from Latin-1.
const PDF_DOC: &[(u8, char)] = &[
    (0x18, '˘'),
    (0x19, 'ˇ'),
    (0x1A, 'ˆ'),
    (0x1B, '˙'),
    (0x1C, '˝'),
    (0x1D, '˛'),
    (0x1E, '˚'),
    (0x1F, '˜'),
    (0x80, '•'),
    (0x81, '†'),
    (0x82, '‡'),
    (0x83, '…'),
    (0x84, '—'),
    (0x85, '–'),
    (0x86, 'ƒ'),
    (0x87, '⁄'),
    (0x88, '‹'),
    (0x89, '›'),
    (0x8A, '−'),
    (0x8B, '‰'),
    (0x8C, '„'),
    (0x8D, '“'),
    (0x8E, '”'),
    (0x8F, '‘'),
    (0x90, '’'),
    (0x91, '‚'),
    (0x92, '™'),
    (0x93, 'ﬁ'),
    (0x94, 'ﬂ'),
    (0x95, 'Ł'),
    (0x96, 'Œ'),
    (0x97, 'Š'),
    (0x98, 'Ÿ'),
    (0x99, 'Ž'),
    (0x9A, 'ı'),
    (0x9B, 'ł'),
    (0x9C, 'œ'),
    (0x9D, 'š'),
    (0x9E, 'ž'),
    (0xA0, '€'),
];

fn pdf_doc(byte: u8) -> char {
    PDF_DOC.iter().find(|(b, _)| *b == byte).map_or(char::from(byte), |(_, c)| *c)
}

/// The words of an element of XMP: its own, or those of the first item of its list.
fn from_xmp(xmp: &str, tag: &str) -> Option<String> {
    let (_, rest) = xmp.split_once(&format!("<{tag}"))?;
    let (_, rest) = rest.split_once('>')?;
    let (body, _) = rest.split_once(&format!("</{tag}>"))?;
    let body = match body.split_once("<rdf:li") {
        Some((_, item)) => item.split_once('>')?.1.split_once('<')?.0,
        None => body,
    };
    let body = body.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&");
    shown(&body).filter(|b| !b.contains("<rdf:") && b != "x-default")
}

/// The labels that the file prints on its pages, by the page's index.
pub(super) fn page_labels(root: &Dict<'_>, pages: usize) -> Vec<Option<String>> {
    let mut ranges: BTreeMap<usize, Dict<'_>> = BTreeMap::new();
    let mut nodes: Vec<Dict<'_>> = root.get::<Dict<'_>>("PageLabels").into_iter().collect();
    let mut seen = 0;
    while let Some(node) = nodes.pop() {
        seen += 1;
        if seen > NODES {
            break;
        }
        nodes.extend(node.get::<Array<'_>>("Kids").into_iter().flat_map(|k| k.iter::<Dict<'_>>()).take(NODES));
        let mut key = None;
        for object in node.get::<Array<'_>>("Nums").into_iter().flat_map(|n| n.iter::<Object<'_>>()).take(NODES) {
            match (object, key.take()) {
                (Object::Number(n), _) => key = usize::try_from(n.as_i64()).ok(),
                (Object::Dict(label), Some(from)) => _ = ranges.insert(from, label),
                _ => {}
            }
        }
    }
    let mut labels = vec![None; pages];
    let mut starts = ranges.iter().peekable();
    while let Some((from, label)) = starts.next() {
        let to = starts.peek().map_or(pages, |(next, _)| **next).min(pages);
        let prefix = label.get::<PdfString<'_>>("P").map(|p| text_string(p.as_bytes())).unwrap_or_default();
        let style = label.get::<Name<'_>>("S").map(|s| s.as_str().to_owned()).unwrap_or_default();
        let first = label.get::<u32>("St").unwrap_or(1);
        for (i, slot) in labels.iter_mut().enumerate().take(to).skip(*from) {
            let number = first.saturating_add((i - from) as u32);
            *slot = shown(&format!("{prefix}{}", numeral(number, &style)));
        }
    }
    labels
}

fn numeral(number: u32, style: &str) -> String {
    match style {
        "D" => number.to_string(),
        "R" => roman(number),
        "r" => roman(number).to_lowercase(),
        "A" | "a" => {
            let letter = char::from(b'A' + ((number.max(1) - 1) % 26) as u8);
            let word = letter.to_string().repeat(((number.max(1) - 1) / 26 + 1).min(50) as usize);
            if style == "a" { word.to_lowercase() } else { word }
        }
        _ => String::new(),
    }
}

fn roman(number: u32) -> String {
    const PARTS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number.min(10_000);
    let mut out = String::new();
    for (value, letters) in PARTS {
        while left >= *value {
            out.push_str(letters);
            left -= value;
        }
    }
    out
}

/// The outline, in order.
fn bookmarks(pdf: &Pdf, root: &Dict<'_>) -> Vec<Bookmark> {
    let Some(outlines) = root.get::<Dict<'_>>("Outlines") else { return Vec::new() };
    let pages: BTreeMap<ObjectIdentifier, u32> = pdf.pages().iter().enumerate().filter_map(|(i, p)| Some((p.raw().obj_id()?, i as u32 + 1))).collect();
    let names = Destinations::of(root);
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    let mut stack: Vec<(Option<Dict<'_>>, u8)> = vec![(outlines.get::<Dict<'_>>("First"), 1)];
    while let Some((item, level)) = stack.pop() {
        let Some(item) = item else { continue };
        if out.len() >= BOOKMARKS || item.obj_id().is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        if item.obj_id().is_none() && stack.len() > BOOKMARKS {
            break;
        }
        let title = item.get::<PdfString<'_>>("Title").and_then(|t| shown(&text_string(t.as_bytes())));
        if let Some(title) = title {
            let target = item.get::<Object<'_>>("Dest").or_else(|| item.get::<Dict<'_>>("A")?.get::<Object<'_>>("D"));
            let page = target.and_then(|t| names.page(t)).and_then(|r| pages.get(&ObjectIdentifier::from(r)).copied());
            out.push(Bookmark { title, level, page });
        }
        stack.push((item.get::<Dict<'_>>("Next"), level));
        stack.push((item.get::<Dict<'_>>("First"), level.saturating_add(1)));
    }
    out
}

/// The named places of a document.
struct Destinations<'a> {
    old: Dict<'a>,
    tree: BTreeMap<Vec<u8>, Object<'a>>,
}

impl<'a> Destinations<'a> {
    fn of(root: &Dict<'a>) -> Self {
        let mut tree = BTreeMap::new();
        let mut nodes: Vec<Dict<'a>> = root.get::<Dict<'a>>("Names").and_then(|n| n.get::<Dict<'a>>("Dests")).into_iter().collect();
        let mut seen = 0;
        while let Some(node) = nodes.pop() {
            seen += 1;
            if seen > NODES || tree.len() > NODES {
                break;
            }
            nodes.extend(node.get::<Array<'a>>("Kids").into_iter().flat_map(|k| k.iter::<Dict<'a>>()).take(NODES));
            let mut key = None;
            for object in node.get::<Array<'a>>("Names").into_iter().flat_map(|n| n.iter::<Object<'a>>()).take(NODES) {
                match (key.take(), object) {
                    (None, Object::String(name)) => key = Some(name.as_bytes().to_vec()),
                    (Some(name), place) => _ = tree.insert(name, place),
                    (None, _) => {}
                }
            }
        }
        Self { old: root.get::<Dict<'a>>("Dests").unwrap_or_default(), tree }
    }

    /// The page that a destination leads to.
    fn page(&self, target: Object<'_>) -> Option<ObjRef> {
        let array = |object: &Object<'_>| match object {
            Object::Array(a) => first_reference(a),
            Object::Dict(d) => first_reference(&d.get::<Array<'_>>("D")?),
            _ => None,
        };
        match target {
            Object::String(name) => self.tree.get(name.as_bytes()).and_then(array),
            Object::Name(name) => self.old.get::<Object<'_>>(name.as_ref()).as_ref().and_then(array),
            other => array(&other),
        }
    }
}

fn first_reference(array: &Array<'_>) -> Option<ObjRef> {
    match array.raw_iter().next()? {
        MaybeRef::Ref(reference) => Some(reference),
        MaybeRef::NotRef(_) => None,
    }
}

/// The layers (optional content groups) that are off when the document is opened.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: BTreeSet<(u32, i32)>,
    on: BTreeSet<(u32, i32)>,
    base_off: bool,
}

impl Layers {
    pub(super) fn of(root: &Dict<'_>) -> Self {
        let Some(settings) = root.get::<Dict<'_>>("OCProperties").and_then(|p| p.get::<Dict<'_>>("D")) else { return Self::default() };
        let set = |key: &str| settings.get::<Array<'_>>(key).into_iter().flat_map(|a| a.raw_iter()).filter_map(|o| o.as_obj_ref()).map(id).collect();
        Self { off: set("OFF"), on: set("ON"), base_off: settings.get::<Name<'_>>("BaseState").is_some_and(|s| s.as_str() == "OFF") }
    }

    /// Whether what belongs to this group, or to the groups of this membership dictionary, is not shown.
    pub(super) fn hides(&self, reference: Option<ObjRef>, dict: Option<&Dict<'_>>) -> bool {
        if self.off.is_empty() && !self.base_off {
            return false;
        }
        let Some(dict) = dict.filter(|d| d.get::<Name<'_>>("Type").is_some_and(|t| t.as_str() == "OCMD")) else {
            return reference.is_some_and(|r| self.is_off(r));
        };
        let groups: Vec<ObjRef> = match dict.get_ref("OCGs") {
            Some(one) if dict.get::<Array<'_>>("OCGs").is_none() => vec![one],
            _ => dict.get::<Array<'_>>("OCGs").into_iter().flat_map(|a| a.raw_iter()).filter_map(|o| o.as_obj_ref()).collect(),
        };
        if groups.is_empty() {
            return false;
        }
        let policy = dict.get::<Name<'_>>("P").map(|p| p.as_str().to_owned()).unwrap_or_default();
        let mut off = groups.iter().map(|g| self.is_off(*g));
        match policy.as_str() {
            "AllOn" => off.any(|o| o),
            "AnyOff" => !off.any(|o| o),
            "AllOff" => !off.all(|o| o),
            _ => off.all(|o| o),
        }
    }

    fn is_off(&self, group: ObjRef) -> bool {
        self.off.contains(&id(group)) || (self.base_off && !self.on.contains(&id(group)))
    }
}

const fn id(reference: ObjRef) -> (u32, i32) {
    (reference.obj_number, reference.gen_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_decoded() {
        assert_eq!(text_string(b"\xFE\xFF\0M\0\xE9"), "Mé");
        assert_eq!(text_string(b"\xEF\xBB\xBFM\xC3\xA9"), "Mé");
        assert_eq!(text_string(b"M\xE9 \x85 \x80"), "Mé – •");
        assert_eq!(text_string(b"\xFE\xFF\0\x1B\0e\0n\0\x1B\0A"), "A");
    }

    #[test]
    fn xmp_is_read() {
        let xmp = r#"<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Minutes &amp; more</rdf:li></rdf:Alt></dc:title><pdf:Producer>Maker 1</pdf:Producer>"#;
        assert_eq!(from_xmp(xmp, "dc:title").as_deref(), Some("Minutes & more"));
        assert_eq!(from_xmp(xmp, "pdf:Producer").as_deref(), Some("Maker 1"));
        assert_eq!(from_xmp(xmp, "xmp:CreatorTool"), None);
    }

    #[test]
    fn numerals_are_as_printed() {
        for (number, style, expected) in [(4, "r", "iv"), (1999, "R", "MCMXCIX"), (28, "A", "BB"), (7, "D", "7"), (7, "", "")] {
            assert_eq!(numeral(number, style), expected);
        }
    }
}

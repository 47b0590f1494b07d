//! How much work and memory one document may take, counted and never timed: the same file is always cut at the same place.
//!
//! The numbers stand far above any minutes: the busiest page of a thousand real ones has 60,000 operators and 12,000
//! glyphs. What a whole document may have is for the user to set ([`Limits`]). They are there for files that were made to harm, and for maps and plans that were bound in with minutes.

use crate::read::limits::Limits;
use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::object::{Array, Name, Stream};
use std::borrow::Cow;
use std::io::Read;

/// Operators of one page, those of its forms included.
const OPERATORS_PER_PAGE: u32 = 3_000_000;
/// Glyphs of one page: a page set solid in 4 point letters has 60,000.
pub(super) const GLYPHS_PER_PAGE: usize = 200_000;
/// Strokes of one page.
pub(super) const RULES_PER_PAGE: usize = 50_000;
/// How deep forms may lie in forms.
pub(super) const FORM_DEPTH: usize = 16;
/// Forms drawn on one page.
const FORMS_PER_PAGE: u32 = 20_000;
/// Bytes that one stream may inflate to.
const BYTES_PER_STREAM: u64 = 128 << 20;
/// Fonts of one document.
pub(super) const FONTS_PER_DOCUMENT: usize = 4096;

/// What is left.
#[derive(Debug)]
pub(super) struct Budget {
    operators_page: u32,
    operators_document: u64,
    forms: u32,
    glyphs: usize,
    bytes: u64,
    /// Why something was cut on the page that is being read.
    cut: Option<&'static str>,
}

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Self {
            operators_page: OPERATORS_PER_PAGE,
            operators_document: limits.operators,
            forms: FORMS_PER_PAGE,
            glyphs: usize::try_from(limits.letters).unwrap_or(usize::MAX),
            bytes: limits.inflated,
            cut: None,
        }
    }

    /// Begins a page.
    pub(super) const fn turn_page(&mut self) {
        self.operators_page = OPERATORS_PER_PAGE;
        self.forms = FORMS_PER_PAGE;
    }

    /// Says that something was left out, and why. The first reason of a page is kept.
    pub(super) const fn cut(&mut self, why: &'static str) {
        if self.cut.is_none() {
            self.cut = Some(why);
        }
    }

    /// Why something was left out of the page that was just read.
    pub(super) const fn take_cut(&mut self) -> Option<&'static str> {
        self.cut.take()
    }

    /// Whether one more operator may run.
    pub(super) fn operator(&mut self) -> bool {
        if let (Some(page), Some(document)) = (self.operators_page.checked_sub(1), self.operators_document.checked_sub(1)) {
            self.operators_page = page;
            self.operators_document = document;
            return true;
        }
        self.cut("more drawing operators than any page of text has");
        false
    }

    /// Whether one more form may be drawn.
    pub(super) fn form(&mut self) -> bool {
        if let Some(left) = self.forms.checked_sub(1) {
            self.forms = left;
            return true;
        }
        self.cut("more forms drawn than any page of text has");
        false
    }

    /// Whether the document may hold this page's glyphs too.
    pub(super) fn glyphs(&mut self, count: usize) -> bool {
        if let Some(left) = self.glyphs.checked_sub(count) {
            self.glyphs = left;
            return true;
        }
        self.cut("more letters than one document may have");
        false
    }

    /// The stream's content, unless it is larger than any content is.
    pub(super) fn decoded<'a>(&mut self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let data = match checked(stream) {
            Checked::Fits => stream.decoded_data().ok()?,
            Checked::Inflated(data) => Cow::Owned(data),
            Checked::TooLarge => {
                self.cut("a stream that inflates beyond all measure");
                return None;
            }
        };
        let Some(left) = self.bytes.checked_sub(data.len() as u64) else {
            self.cut("more content than one document may have");
            return None;
        };
        self.bytes = left;
        Some(data)
    }
}

/// Whether hayro may inflate this stream whole.
pub(super) fn fits(stream: &Stream<'_>) -> bool {
    !matches!(checked(stream), Checked::TooLarge)
}

enum Checked {
    Fits,
    Inflated(Vec<u8>),
    TooLarge,
}

/// How a stream is coded, as far as its growth goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Flate,
    Lzw,
    RunLength,
    /// Bytes as text.
    Text,
    /// A picture: never inflated here.
    Picture,
    Other,
}

impl Coding {
    fn named(name: &str) -> Self {
        match name {
            "FlateDecode" | "Fl" => Self::Flate,
            "LZWDecode" | "LZW" => Self::Lzw,
            "RunLengthDecode" | "RL" => Self::RunLength,
            "ASCII85Decode" | "A85" | "ASCIIHexDecode" | "AHx" => Self::Text,
            "DCTDecode" | "DCT" | "JPXDecode" | "JBIG2Decode" | "CCITTFaxDecode" | "CCF" => Self::Picture,
            _ => Self::Other,
        }
    }

    /// By how much it can make data larger at the most: deflate's longest match is 258 bytes for 2 bits; LZW's longest
    /// string is 4,096 bytes for a code of 12 bits, and it must be built up first; `z` stands for four zero bytes.
    const fn growth(self) -> u64 {
        match self {
            Self::Flate => 1032,
            Self::Lzw => 1400,
            Self::RunLength => 64,
            Self::Text => 4,
            Self::Picture | Self::Other => 1,
        }
    }
}

fn codings(stream: &Stream<'_>) -> Vec<Coding> {
    /// A stream is coded once or twice; a long chain is a bomb.
    const CHAIN: usize = 16;
    let dict = stream.dict();
    let key = if dict.contains_key("F") { "F" } else { "Filter" };
    if let Some(one) = dict.get::<Name<'_>>(key) {
        return vec![Coding::named(one.as_str())];
    }
    let all = dict.get::<Array<'_>>(key).into_iter().flat_map(|a| a.iter::<Name<'_>>()).take(CHAIN);
    all.map(|n| Coding::named(n.as_str())).collect()
}

fn checked(stream: &Stream<'_>) -> Checked {
    let codings = codings(stream);
    let raw = stream.raw_data();
    let bound = codings.iter().fold(raw.len() as u64, |n, c| n.saturating_mul(c.growth()));
    if bound <= BYTES_PER_STREAM {
        return Checked::Fits;
    }
    let predicted = stream.dict().contains_key("DecodeParms") || stream.dict().contains_key("DP");
    match codings.as_slice() {
        [Coding::Flate] => match inflated(&raw) {
            Some(_) if predicted => Checked::Fits,
            Some(data) if !data.is_empty() => Checked::Inflated(data),
            // Damaged from its first byte: hayro tries harder, and what it can get out is short.
            Some(_) => Checked::Fits,
            None => Checked::TooLarge,
        },
        // LZW, and flate in text, cannot be measured without hayro: what real files have of them is short.
        [Coding::Text, Coding::Flate | Coding::Lzw] | [Coding::Lzw] if raw.len() < 1 << 20 => Checked::Fits,
        _ if codings.contains(&Coding::Picture) => Checked::Fits,
        _ => Checked::TooLarge,
    }
}

/// The inflated bytes, also of a stream that ends early; `None` where they pass the limit.
pub(super) fn inflated(raw: &[u8]) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    let _ = ZlibDecoder::new(raw).take(BYTES_PER_STREAM + 1).read_to_end(&mut data);
    if data.is_empty() {
        let _ = DeflateDecoder::new(raw).take(BYTES_PER_STREAM + 1).read_to_end(&mut data);
    }
    (data.len() as u64 <= BYTES_PER_STREAM).then_some(data)
}

/// Whether a stream of objects in `file` inflates beyond all measure: hayro inflates those before it can be asked.
pub(super) fn holds_object_bomb(file: &[u8]) -> bool {
    /// A stream shorter than this cannot inflate beyond the limit.
    const SHORT: usize = (BYTES_PER_STREAM / 1032) as usize;
    /// A dictionary of a stream of objects is short.
    const DICTIONARY: usize = 400;
    if file.len() < SHORT {
        return false;
    }
    let ends = memchr::memmem::Finder::new(b"endstream");
    let mut rest = file;
    while let Some(at) = memchr::memmem::find(rest, b"stream") {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        let data = after.get(b"stream".len()..).unwrap_or_default();
        let length = ends.find(data).unwrap_or(data.len());
        let dictionary = before.get(before.len().saturating_sub(DICTIONARY)..).unwrap_or_default();
        let objects = memchr::memmem::find(dictionary, b"/ObjStm").is_some() || memchr::memmem::find(dictionary, b"/XRef").is_some();
        if objects && length > SHORT {
            let raw = data.get(..length).map(<[u8]>::trim_ascii_start).unwrap_or_default();
            if inflated(raw).is_none() {
                return true;
            }
        }
        rest = data.get(length..).and_then(|r| r.get(b"endstream".len()..)).unwrap_or_default();
    }
    false
}

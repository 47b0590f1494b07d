//! Files that are broken, or made to harm: each is read or refused with a sentence, never with a panic or a flood.

use flate2::{Compression, write::ZlibEncoder};
use proptest::prelude::*;
use rapporteur::error::RefusalCode;
use rapporteur::read::{RawDocument, ReadOptions, read};
use rapporteur::source::Source;
use std::io::Write as _;

/// A PDF of one page with this content, a font `F`, and a form `X` that draws itself twice.
fn pdf(content: &[u8], coding: &str) -> Vec<u8> {
    let stream = |head: &str, data: &[u8]| [format!("<< {head} /Length {} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat();
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /XObject << /X 6 0 R >> >>";
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << /Font << /F 4 0 R >> /XObject << /X 6 0 R >> >> >>";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.as_bytes().to_vec(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
        stream(coding, content),
        stream(form, b"q /X Do /X Do Q"),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", i + 1).as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let table = out.len();
    out.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        out.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    out.extend_from_slice(format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).as_bytes());
    out
}

fn opened(bytes: Vec<u8>) -> Result<RawDocument, RefusalCode> {
    let source = Source::new("a.pdf", bytes).map_err(|r| r.code)?;
    read(&source, &ReadOptions::default()).map_err(|r| r.code)
}

fn text(document: &RawDocument) -> String {
    document.pages.iter().flat_map(|p| &p.glyphs).map(|g| g.ch).collect()
}

const WORD: &[u8] = b"BT /F 12 Tf 50 700 Td (word) Tj ET";

#[test]
fn what_is_no_pdf_is_refused_with_its_reason() {
    let cases: &[(&[u8], RefusalCode)] = &[
        (b"", RefusalCode::Empty),
        (b"no pdf", RefusalCode::BrokenPdf),
        (b"<!DOCTYPE html><p>gone", RefusalCode::BrokenPdf),
        (b"%PDF-1.7\n1 0 obj", RefusalCode::BrokenPdf),
    ];
    for (bytes, code) in cases {
        assert_eq!(opened(bytes.to_vec()).err(), Some(*code), "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn deep_and_endless_files_end() {
    let after = |before: &[u8]| pdf(&[before, b" ", WORD].concat(), "");
    assert_eq!(text(&opened(after(b"/X Do")).unwrap()), "word", "a form that draws itself");
    assert_eq!(text(&opened(after(&b"q ".repeat(200_000))).unwrap()), "word", "states saved and never restored");
    assert!(opened(after(&b"[".repeat(200_000))).is_ok(), "arrays in arrays");
    assert!(opened(after(&b"/A <</B ".repeat(100_000))).is_ok(), "dictionaries in dictionaries");
}

#[test]
fn a_bomb_is_cut_and_told() {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    let blank = vec![b' '; 1 << 20];
    for _ in 0..160 {
        encoder.write_all(&blank).unwrap();
    }
    let document = opened(pdf(&encoder.finish().unwrap(), "/Filter /FlateDecode")).unwrap();
    assert!(document.properties.damage.is_some_and(|d| d.contains("inflates beyond")));
}

#[test]
fn a_page_of_a_million_letters_is_cut_and_told() {
    let line = b"BT /F 1 Tf 50 700 Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET ";
    let document = opened(pdf(&line.repeat(20_000), "")).unwrap();
    assert!(text(&document).len() <= 200_000);
    assert!(document.properties.damage.is_some_and(|d| d.starts_with("page 1: ")));
}

#[test]
fn a_file_that_breaks_off_is_read_as_far_as_it_goes_and_says_so() {
    let whole = pdf(WORD, "");
    let end = whole.windows(4).position(|w| w == b"xref").unwrap();
    let document = opened(whole[..end].to_vec()).unwrap();
    assert_eq!(text(&document), "word");
    assert!(document.properties.damage.is_some_and(|d| d.contains("ends early")));
}

#[test]
fn a_file_that_locks_its_attachments_alone_is_open() {
    let lock = |streams: &str| {
        let filters = format!("/StmF /{streams} /StrF /{streams} /EFF /StdCF /CF << /StdCF << /CFM /AESV3 /AuthEvent /EFOpen >> >>");
        let keys = "/O (12345678901234567890123456789012) /U (12345678901234567890123456789012) /P -4";
        let trailer = format!("/Root 1 0 R /ID [(a) (a)] /Encrypt << /Filter /Standard /V 4 /R 4 /Length 128 {keys} {filters} >>");
        let bytes = pdf(WORD, "");
        let at = bytes.windows(11).rposition(|w| w == b"/Root 1 0 R").unwrap();
        [&bytes[..at], trailer.as_bytes(), &bytes[at + 11..]].concat()
    };
    assert_eq!(text(&opened(lock("Identity")).unwrap()), "word");
    assert!(opened(lock("StdCF")).is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn flipped_bytes_do_no_harm(flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = pdf(WORD, "");
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        prop_assert_ne!(opened(bytes).err(), Some(RefusalCode::Internal));
    }
}

#[test]
fn the_collected_broken_files_do_no_harm() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/robust");
    let Ok(folders) = std::fs::read_dir(&root) else {
        println!("skipped: no folder of broken files at {}", root.display());
        return;
    };
    let mut files: Vec<_> = folders.flatten().filter_map(|f| std::fs::read_dir(f.path()).ok()).flat_map(|d| d.flatten().map(|f| f.path())).collect();
    files.sort();
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "pdf")) {
        let refused = opened(std::fs::read(file).unwrap()).err();
        assert_ne!(refused, Some(RefusalCode::Internal), "{}", file.display());
    }
}

//! The fixtures as scans: drawn, laid askew, dirtied, and read again from their pictures alone.
//!
//! Needs Tesseract; where it is missing these tests say that they skip.

use rapporteur::read::picture::{Grey, straightened};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn missing() -> bool {
    let found = Command::new("tesseract").arg("--version").output().is_ok_and(|o| o.status.success());
    if !found {
        println!("skipped: Tesseract is not installed");
    }
    !found
}

/// The pages of a fixture as pictures.
fn drawn(path: &Path, resolution: f32) -> Vec<Grey> {
    let pdf = hayro::hayro_syntax::Pdf::new(fs::read(path).unwrap()).unwrap();
    let settings = hayro::hayro_interpret::InterpreterSettings::default();
    let pixels = hayro::PixmapSettings { x_scale: resolution / 72.0, y_scale: resolution / 72.0, bg_color: hayro::vello_cpu::color::palette::css::WHITE };
    let one = |page| {
        let drawn = hayro::render(page, &hayro::RenderCache::new(), &settings, &hayro::RenderSettings::default(), &pixels);
        let dots = drawn.data().iter().map(|p| ((u32::from(p.r) + u32::from(p.g) + u32::from(p.b)) / 3) as u8).collect();
        Grey { width: usize::from(drawn.width()), height: usize::from(drawn.height()), dots }
    };
    pdf.pages().iter().map(one).collect()
}

/// Askew, on greyish paper, with grain and specks; `seed` shakes the grain.
fn degraded(page: &Grey, askew: f32, seed: u32) -> Grey {
    let mut page = straightened(page, askew);
    let mut state = seed | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    };
    for dot in &mut page.dots {
        let grain = (next() % 31).cast_signed() - 15;
        *dot = (40 + i32::from(*dot) * 190 / 255 + grain).clamp(0, 255) as u8;
        if next() % 6000 == 0 {
            *dot = 20;
        }
    }
    page
}

/// A PDF that holds nothing but these pictures.
fn scan(pages: &[Grey], resolution: f32) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |out: &mut Vec<u8>, body: &[u8]| {
        places.push(out.len());
        out.extend_from_slice(format!("{} 0 obj\n", places.len()).as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendobj\n");
    };
    let kids: String = (0..pages.len()).map(|i| format!("{} 0 R ", 3 + 3 * i)).collect();
    object(&mut out, b"<< /Type /Catalog /Pages 2 0 R >>");
    object(&mut out, format!("<< /Type /Pages /Count {} /Kids [{kids}] >>", pages.len()).as_bytes());
    for (i, page) in pages.iter().enumerate() {
        let (w, h) = (page.width as f32 * 72.0 / resolution, page.height as f32 * 72.0 / resolution);
        let (content, picture) = (4 + 3 * i, 5 + 3 * i);
        object(
            &mut out,
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w} {h}] /Contents {content} 0 R /Resources << /XObject << /P {picture} 0 R >> >> >>")
                .as_bytes(),
        );
        let draw = format!("q {w} 0 0 {h} 0 0 cm /P Do Q");
        object(&mut out, format!("<< /Length {} >>\nstream\n{draw}\nendstream", draw.len()).as_bytes());
        let mut body = format!(
            "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceGray /BitsPerComponent 8 /Length {} >>\nstream\n",
            page.width,
            page.height,
            page.dots.len()
        )
        .into_bytes();
        body.extend_from_slice(&page.dots);
        body.extend_from_slice(b"\nendstream");
        object(&mut out, &body);
    }
    let start = out.len();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1);
    for place in &places {
        let _ = writeln!(table, "{place:010} 00000 n ");
    }
    let _ = write!(table, "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", places.len() + 1);
    out.extend_from_slice(table.as_bytes());
    out
}

fn record(file: &Path, cache: &Path) -> serde_json::Value {
    let told = Command::new(env!("CARGO_BIN_EXE_rapporteur")).arg("inspect").arg(file).arg("--cache").arg(cache).output().unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    serde_json::from_slice(&told.stdout).unwrap()
}

fn words(record: &serde_json::Value) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for word in record["text"].as_str().unwrap().split_whitespace() {
        let word: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if !word.is_empty() {
            *counts.entry(word).or_insert(0) += 1;
        }
    }
    counts
}

fn f1(read: &BTreeMap<String, usize>, gold: &BTreeMap<String, usize>) -> f64 {
    let both: usize = gold.iter().map(|(w, n)| read.get(w).copied().unwrap_or(0).min(*n)).sum();
    2.0 * both as f64 / (read.values().sum::<usize>() + gold.values().sum::<usize>()) as f64
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("rapporteur-{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn scans_are_read_as_print_is() {
    if missing() {
        return;
    }
    let folder = folder("scans");
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    // The resolution, how far askew, and the word F1 that must be reached.
    let cases = [("school-board", 200.0, 1.5, 0.97), ("conseil-fr", 200.0, -2.5, 0.97), ("town-council", 300.0, 0.6, 0.98), ("verein-de", 150.0, 0.0, 0.95)];
    for (name, resolution, askew, floor) in cases {
        let printed = fixtures.join(format!("{name}.pdf"));
        let pages: Vec<Grey> = drawn(&printed, resolution).iter().take(1).map(|p| degraded(p, askew, 77)).collect();
        let file = folder.join(format!("{name}.pdf"));
        fs::write(&file, scan(&pages, resolution)).unwrap();
        let read = record(&file, &folder);
        let gold = record(&printed, &folder);
        let first = |r: &serde_json::Value| {
            let end = r["lines"].as_array().unwrap().iter().filter(|l| l["page"] == 1).map(|l| l["span"][1].as_u64().unwrap()).max().unwrap() as usize;
            serde_json::json!({ "text": r["text"].as_str().unwrap().chars().take(end).collect::<String>() })
        };
        let reached = f1(&words(&read), &words(&first(&gold)));
        println!("{name} at {resolution} dots an inch, {askew} degrees askew: word F1 {reached:.4}");
        assert!(reached >= floor, "{name}: {reached} < {floor}\n{}", read["text"].as_str().unwrap());
        assert_eq!(read["source"]["text_layer"], "ocr");
        assert!(read["made_by"]["ocr"].as_str().unwrap().starts_with("tesseract "));
        for person in read["attendance"]["people"].as_array().unwrap() {
            assert!(person["confidence"].as_f64().unwrap() < 1.0, "{person}");
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}

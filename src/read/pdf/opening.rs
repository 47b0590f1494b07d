//! Opens a PDF, or says why it cannot be opened and what a person can do.

use super::budget;
use crate::error::{Refusal, RefusalCode};
use crate::read::ReadOptions;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

/// An open document, and what was wrong with its file.
pub(super) struct Opened {
    pub(super) pdf: Pdf,
    pub(super) damage: Vec<String>,
}

/// Opens the file; where hayro finds no document in it, lopdf is asked to rewrite it.
pub(super) fn open(bytes: &[u8], options: &ReadOptions) -> Result<Opened, Refusal> {
    if budget::holds_object_bomb(bytes) {
        let message = "the PDF's objects inflate to more than 128 MB, as no minutes do; print it to a new PDF and try that";
        return Err(Refusal::new(RefusalCode::TooLarge, message));
    }
    let password = options.password.as_deref().unwrap_or_default();
    match Pdf::new_with_password(bytes.to_vec(), password) {
        Ok(pdf) if !pdf.pages().is_empty() => Ok(Opened { damage: signs_of_damage(bytes).into_iter().collect(), pdf }),
        Err(LoadPdfError::Decryption(error)) => unlocked(bytes).ok_or_else(|| locked(error, options.password.is_some())),
        Ok(_) | Err(LoadPdfError::Invalid) => unlocked(bytes).or_else(|| rewritten(bytes)).ok_or_else(|| broken(bytes)),
    }
}

/// A file that locks its attachments alone (its streams and strings have the filter `Identity`) is open to everybody.
fn unlocked(bytes: &[u8]) -> Option<Opened> {
    let identity = |key: &[u8]| {
        let at = memchr::memmem::find(bytes, key)?;
        let value = bytes.get(at + key.len()..)?.trim_ascii_start();
        value.starts_with(b"/Identity").then_some(())
    };
    identity(b"/StmF").and_then(|()| identity(b"/StrF"))?;
    memchr::memmem::find(bytes, b"/EFF")?;
    let mut open = bytes.to_vec();
    let locks: Vec<usize> = memchr::memmem::find_iter(bytes, b"/Encrypt").collect();
    for at in locks {
        // Of the same length, so that all offsets hold; nobody knows the key.
        open.get_mut(at..at + b"/Encrypt".len())?.copy_from_slice(b"/Opened_");
    }
    let pdf = Pdf::new(open).ok().filter(|p| !p.pages().is_empty())?;
    Some(Opened { damage: signs_of_damage(bytes).into_iter().collect(), pdf })
}

/// A second opinion: lopdf may find objects where hayro finds none.
fn rewritten(bytes: &[u8]) -> Option<Opened> {
    let mut document = lopdf::Document::load_mem(bytes).ok()?;
    let mut rewritten = Vec::new();
    document.save_to(&mut rewritten).ok()?;
    let pdf = Pdf::new(rewritten).ok().filter(|p| !p.pages().is_empty())?;
    let mut damage = vec!["the file's structure is damaged; it was rewritten from the objects that could be found".to_owned()];
    damage.extend(signs_of_damage(bytes));
    Some(Opened { pdf, damage })
}

fn locked(error: DecryptionError, tried: bool) -> Refusal {
    match error {
        DecryptionError::PasswordProtected if tried => {
            Refusal::new(RefusalCode::NeedsPassword, "the password does not open it; check the password and its capitals")
        }
        DecryptionError::PasswordProtected => {
            Refusal::new(RefusalCode::NeedsPassword, "it opens only with a password; give the password, or save a copy without one")
        }
        DecryptionError::UnsupportedAlgorithm => {
            Refusal::new(RefusalCode::UnsupportedEncryption, "it is encrypted in a way that is not supported; save a copy without protection")
        }
        DecryptionError::MissingIDEntry | DecryptionError::InvalidEncryption => {
            Refusal::new(RefusalCode::UnsupportedEncryption, "its encryption is damaged; open it in a viewer and save a copy without protection")
        }
    }
}

fn broken(bytes: &[u8]) -> Refusal {
    let head = bytes.get(..1024).unwrap_or(bytes).trim_ascii_start();
    let starts = |mark: &[u8]| head.get(..mark.len()).is_some_and(|h| h.eq_ignore_ascii_case(mark));
    let holds = |mark: &[u8]| memchr::memmem::find(bytes, mark).is_some();
    let message = if starts(b"<!doctype html") || starts(b"<html") {
        "it is a web page, not a PDF (a download that failed?); fetch the PDF again"
    } else if starts(b"PK\x03\x04") {
        "it is a ZIP or Office file, not a PDF; export it as PDF first"
    } else if starts(b"\xD0\xCF\x11\xE0") {
        "it is an old Office file, not a PDF; export it as PDF first"
    } else if memchr::memmem::find(head, b"%PDF-").is_none() {
        "it is not a PDF: it has no %PDF header and no objects; check where it comes from"
    } else if !holds(b"%%EOF") {
        "the PDF ends early and no page could be found (a copy or download that broke off?); copy it again from its origin"
    } else {
        "the PDF is damaged and no page could be found; open it in a viewer and print it to a new PDF"
    };
    Refusal::new(RefusalCode::BrokenPdf, message)
}

/// What tells that a file that could be opened is not whole.
fn signs_of_damage(bytes: &[u8]) -> Option<String> {
    /// Viewers look for the end's mark in the last kilobyte; mailers append more.
    const TAIL: usize = 4096;
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or(bytes);
    if let Some(said) = linearized_length(bytes).filter(|said| *said > bytes.len() as u64) {
        return Some(format!("the file ends early: it says that it has {said} bytes, but has {}; pages may be missing", bytes.len()));
    }
    let ended = memchr::memmem::find(tail, b"%%EOF").is_some() || memchr::memmem::find(tail, b"startxref").is_some();
    (!ended).then(|| "the file ends early (its end mark is missing); what could be found was read".to_owned())
}

/// The length that a file prepared for the web says at its head to have.
fn linearized_length(bytes: &[u8]) -> Option<u64> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let at = memchr::memmem::find(head, b"/Linearized")?;
    let dictionary = head.get(at..)?;
    let end = memchr::memmem::find(dictionary, b">>")?;
    let dictionary = dictionary.get(..end)?;
    let at = memchr::memmem::find(dictionary, b"/L ")?;
    let digits: Vec<u8> = dictionary.get(at + 3..)?.iter().copied().skip_while(u8::is_ascii_whitespace).take_while(u8::is_ascii_digit).collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

//! What goes through the pipes between parent and worker: frames of a mark, two lengths, a head in JSON, and bytes in bulk.

use serde::Serialize;
use serde::de::DeserializeOwned;
use std::io::{self, Read, Write};

/// What every frame begins with: whatever else gets into a pipe is known for what it is.
const MARK: [u8; 4] = *b"RPF1";
/// The most that a head may hold, in bytes: the letters of a long document as a second reader sees them.
const LARGEST_HEAD: u64 = 1 << 28;
/// The most that the bulk may hold, in bytes: a document, or its records, or a sheaf of pictures.
const LARGEST_BULK: u64 = 1 << 32;

/// Sends a frame whose bulk is these `parts`, one after the other.
pub(super) fn send(to: &mut impl Write, head: &impl Serialize, parts: &[&[u8]]) -> io::Result<()> {
    let head = serde_json::to_vec(head)?;
    let bulk: u64 = parts.iter().map(|p| p.len() as u64).sum();
    to.write_all(&MARK)?;
    to.write_all(&(head.len() as u64).to_le_bytes())?;
    to.write_all(&bulk.to_le_bytes())?;
    to.write_all(&head)?;
    for part in parts {
        to.write_all(part)?;
    }
    to.flush()
}

/// Receives a frame. `None` where the other side has closed the pipe between two frames.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<Option<(T, Vec<u8>)>> {
    let mut mark = [0; 4];
    let got = from.by_ref().take(1).read(&mut mark)?;
    if got == 0 {
        return Ok(None);
    }
    let (_, rest) = mark.split_at_mut(1);
    from.read_exact(rest)?;
    if mark != MARK {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "no frame"));
    }
    let head = length(from, LARGEST_HEAD)?;
    let bulk = length(from, LARGEST_BULK)?;
    let head = serde_json::from_slice(&bytes(from, head)?)?;
    Ok(Some((head, bytes(from, bulk)?)))
}

fn length(from: &mut impl Read, most: u64) -> io::Result<u64> {
    let mut length = [0; 8];
    from.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    if length > most {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a frame that is too long"));
    }
    Ok(length)
}

/// Memory grows with what has come, not with what was announced.
fn bytes(from: &mut impl Read, length: u64) -> io::Result<Vec<u8>> {
    /// Announced lengths are believed so far.
    const BELIEVED: u64 = 64 << 20;
    let mut bytes = Vec::with_capacity(usize::try_from(length.min(BELIEVED)).unwrap_or_default());
    from.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_comes_as_it_went() {
        let mut pipe = Vec::new();
        send(&mut pipe, &"first", &[b"ab", b"", b"c"]).unwrap();
        send(&mut pipe, &"second", &[]).unwrap();
        let mut from = pipe.as_slice();
        assert_eq!(receive::<String>(&mut from).unwrap(), Some(("first".to_owned(), b"abc".to_vec())));
        assert_eq!(receive::<String>(&mut from).unwrap(), Some(("second".to_owned(), Vec::new())));
        assert_eq!(receive::<String>(&mut from).unwrap(), None);
    }

    #[test]
    fn what_is_no_whole_frame_is_an_error() {
        let mut whole = Vec::new();
        send(&mut whole, &"head", &[b"bulk"]).unwrap();
        for cut in 1..whole.len() {
            assert!(receive::<String>(&mut &whole[..cut]).is_err(), "cut at {cut}");
        }
        assert!(receive::<String>(&mut b"a line that a library printed\n".as_slice()).is_err());
        whole[4..12].fill(0xFF);
        assert!(receive::<String>(&mut whole.as_slice()).is_err(), "an endless head");
    }
}

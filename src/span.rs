//! Where things are in a text: byte offsets inside, code points in what is written out.

/// A half-open range `[start, end)` of byte offsets into a transcript's text, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub const fn contains(&self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub const fn meets(&self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The words of `text` here; the empty string where the span does not fit the text.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The span without the white space at its two ends.
    #[must_use]
    pub fn trimmed(&self, text: &str) -> Self {
        let words = self.of(text);
        let start = self.start + (words.len() - words.trim_start().len());
        Self { start, end: start + words.trim().len() }
    }
}

/// Translates byte offsets of one text into code points, in logarithmic time.
#[derive(Debug)]
pub struct CodePoints {
    /// (byte offset after a character of more than one byte, bytes in excess of one a character so far)
    excess: Vec<(usize, usize)>,
}

impl CodePoints {
    /// Indexes `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut sum = 0;
        let excess = text
            .char_indices()
            .filter(|(_, c)| c.len_utf8() > 1)
            .map(|(at, c)| {
                sum += c.len_utf8() - 1;
                (at + c.len_utf8(), sum)
            })
            .collect();
        Self { excess }
    }

    /// The number of code points before `byte`.
    #[must_use]
    pub fn at(&self, byte: usize) -> usize {
        let n = self.excess.partition_point(|(after, _)| *after <= byte);
        byte - n.checked_sub(1).and_then(|i| self.excess.get(i)).map_or(0, |(_, sum)| *sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_and_not_bytes() {
        let text = "Méndez — Côte d’Ivoire 日本 x";
        let index = CodePoints::of(text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.at(byte), n, "at byte {byte}");
        }
        assert_eq!(index.at(text.len()), text.chars().count());
    }

    #[test]
    fn trimming_keeps_the_words() {
        let text = "a  Mr. X \n b";
        let span = Span::new(1, 10);
        assert_eq!(span.trimmed(text).of(text), "Mr. X");
    }
}

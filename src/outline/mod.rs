//! `Transcript` -> `Outline`: the title and the sections.

use crate::diagnostics::{Diagnosed, Repair};
use crate::span::Span;
use crate::transcript::Transcript;

/// The document's sections. One lies in its parent, siblings do not overlap, and the head with the top sections covers
/// the text.
#[derive(Debug, Clone, Default)]
pub struct Outline {
    /// The blocks of the title and what stands with it, as indices into the transcript's blocks.
    pub title: Vec<usize>,
    /// In the order of the text.
    pub sections: Vec<Section>,
    /// Run-in heads ("**Zambia**: The ISU met"): the block, and the words without the colon.
    pub leads: Vec<(usize, Span)>,
    /// Blocks that list the sections: a table of contents, an agenda.
    pub contents: Vec<usize>,
}

/// A section.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// As printed, without its point or bracket: "5.1", "IV".
    pub number: Option<String>,
    /// Without number, coordinators, presenter and leader dots.
    pub title: String,
    /// From 1.
    pub level: u8,
    /// An index into [`Outline::sections`].
    pub parent: Option<usize>,
    /// Who stands in brackets in the heading.
    pub responsible: Vec<String>,
    /// The blocks of the heading.
    pub heading: Vec<usize>,
    /// The words of the heading.
    pub heading_span: Span,
    /// The heading and all that belongs to it, subsections too.
    pub span: Span,
    /// How sure the reading is.
    pub confidence: f32,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

impl Outline {
    /// The innermost section that holds `byte`.
    #[must_use]
    pub fn section_at(&self, byte: usize) -> Option<usize> {
        // Sections are in order and nest: the innermost is the last one to begin at or before `byte` that has not ended.
        let mut i = self.sections.partition_point(|s| s.span.start <= byte).checked_sub(1);
        while let Some(section) = i.and_then(|i| self.sections.get(i)) {
            if byte < section.span.end {
                return i;
            }
            i = section.parent.or_else(|| i.and_then(|i| i.checked_sub(1)));
        }
        None
    }
}

/// Finds the title and the sections.
#[must_use]
pub fn segment(transcript: &Transcript) -> Diagnosed<Outline> {
    let _ = transcript;
    Diagnosed::default()
}

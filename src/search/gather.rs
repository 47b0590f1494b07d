//! Which sections answer: sets of documents, one bit each, joined as the question joins its words.
//!
//! The index finds the documents of one word, phrase or condition; "all", "any" and "not" are done here, on whole sets. That is as fast as walking
//! through several lists at once for as few documents as minutes have sections, and has no order of evaluation that an answer could depend on.

use std::fmt;
use std::sync::Arc;
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocId, Searcher, SegmentReader};

/// A question about documents.
#[derive(Clone)]
pub(super) enum Plan {
    /// Every document.
    Everything,
    /// What the index finds.
    Look(Arc<dyn Query>),
    /// In none of these.
    Not(Box<Self>),
    /// In all of these.
    All(Vec<Self>),
    /// In any of these.
    Any(Vec<Self>),
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Everything => f.write_str("Everything"),
            Self::Look(query) => query.fmt(f),
            Self::Not(plan) => f.debug_tuple("Not").field(plan).finish(),
            Self::All(plans) => f.debug_tuple("All").field(plans).finish(),
            Self::Any(plans) => f.debug_tuple("Any").field(plans).finish(),
        }
    }
}

/// The documents that answer, by the parts of the index, each in order. What is gone from the index is not among them.
pub(super) fn gather(searcher: &Searcher, plan: &Plan) -> tantivy::Result<Vec<Vec<DocId>>> {
    let segments = searcher.segment_readers().iter();
    segments
        .map(|segment| {
            let docs = plan.docs(searcher, segment)?.listed();
            Ok(match segment.alive_bitset() {
                Some(alive) => docs.into_iter().filter(|doc| alive.is_alive(*doc)).collect(),
                None => docs,
            })
        })
        .collect()
}

impl Plan {
    /// What the index finds for a query.
    pub(super) fn look(query: Box<dyn Query>) -> Self {
        Self::Look(query.into())
    }

    fn docs(&self, searcher: &Searcher, segment: &SegmentReader) -> tantivy::Result<Docs> {
        let mut docs = Docs::none(segment.max_doc());
        match self {
            Self::Everything => docs.turn(),
            Self::Look(query) => {
                let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
                weight.for_each_no_score(segment, &mut |some| some.iter().for_each(|doc| docs.add(*doc)))?;
            }
            Self::Not(plan) => {
                docs = plan.docs(searcher, segment)?;
                docs.turn();
            }
            Self::All(plans) => {
                docs.turn();
                for plan in plans {
                    let others = plan.docs(searcher, segment)?;
                    docs.words.iter_mut().zip(&others.words).for_each(|(word, other)| *word &= other);
                }
            }
            Self::Any(plans) => {
                for plan in plans {
                    let others = plan.docs(searcher, segment)?;
                    docs.words.iter_mut().zip(&others.words).for_each(|(word, other)| *word |= other);
                }
            }
        }
        Ok(docs)
    }
}

/// A set of the documents of one part of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Docs {
    count: u32,
    words: Vec<u64>,
}

impl Docs {
    fn none(count: u32) -> Self {
        Self { count, words: vec![0; count.div_ceil(u64::BITS) as usize] }
    }

    fn add(&mut self, doc: DocId) {
        if let Some(word) = self.words.get_mut((doc / u64::BITS) as usize) {
            *word |= 1 << (doc % u64::BITS);
        }
    }

    /// What was in it is not, and what was not, is.
    fn turn(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        let used = self.count % u64::BITS;
        if let Some(last) = self.words.last_mut().filter(|_| used > 0) {
            *last &= (1 << used) - 1;
        }
    }

    /// Its documents, in order.
    fn listed(&self) -> Vec<DocId> {
        let mut docs = Vec::with_capacity(self.words.iter().map(|word| word.count_ones() as usize).sum());
        for (n, word) in (0..).zip(&self.words) {
            let mut left = *word;
            while left != 0 {
                docs.push(n * u64::BITS + left.trailing_zeros());
                left &= left - 1;
            }
        }
        docs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_set_holds_what_was_added_and_turned_the_rest(count in 0_u32..200, added in proptest::collection::btree_set(0_u32..200, 0..40)) {
            let mut docs = Docs::none(count);
            for doc in &added {
                docs.add(*doc);
            }
            let held: BTreeSet<DocId> = added.into_iter().filter(|doc| *doc < count.div_ceil(64) * 64).collect();
            prop_assert_eq!(docs.listed(), held.iter().copied().collect::<Vec<_>>());
            docs.turn();
            prop_assert_eq!(docs.listed(), (0..count).filter(|doc| !held.contains(doc)).collect::<Vec<_>>());
        }
    }
}

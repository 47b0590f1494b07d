//! A question -> its answer.
//!
//! All sections that answer are gathered; what is counted, is counted over all of them. Scores are BM25 over the records that stand, whatever the parts
//! of the index: the index's own counts include what is gone and not yet cleared away, so they are not used. Each score is summed in double precision
//! in the order of the question, which is exact for so few terms, and ties go by id.

use super::compile::{Compiled, compile};
use super::documents::Kept;
use super::fields::{Facet, Fields};
use super::gather::{Plan, gather};
use super::index::{Desk, Trouble};
use super::passage::{Marks, passage};
use super::query::Node;
use crate::gazetteer::states;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::columnar::StrColumn;
use tantivy::query::{Bm25StatisticsProvider, EnableScoring, Query};
use tantivy::schema::{self, IndexRecordOption, Value};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term};

/// The length of a section and of a heading that is neither long nor short, in words: BM25 weighs length against it. It is fixed, because the true mean
/// is not known while something is gone from the index and not yet cleared away.
const USUAL_TEXT: u64 = 150;
const USUAL_TITLE: u64 = 5;

/// What is asked.
#[derive(Debug, Clone, Default)]
pub struct Question<'q> {
    /// The words and conditions; where there are none, every section answers.
    pub wanted: Option<&'q Node>,
    /// The most sections that are told.
    pub limit: usize,
    /// The sections that are passed over before the first one told.
    pub skip: usize,
    /// The most values of each facet that are told.
    pub facets: usize,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// How many sections answer.
    pub sections: u64,
    /// In how many meetings.
    pub meetings: u64,
    /// The best of them.
    pub hits: Vec<Hit>,
    /// What is counted over all of them, the most frequent first.
    pub facets: BTreeMap<&'static str, Vec<Counted>>,
    /// Where nothing answers: the parts of the question that stand nowhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nowhere: Vec<String>,
}

/// A section that answers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The section's id, as in the feed.
    pub id: String,
    /// The id of the record.
    pub record: String,
    /// The document, relative to the INPUT given.
    pub file: String,
    /// The page of the passage.
    pub page: Option<u32>,
    /// The first and last page of the section.
    pub pages: Option<[u32; 2]>,
    /// The meeting's title.
    pub meeting: Option<String>,
    /// The body that met.
    pub body: Option<String>,
    /// The meeting's first day.
    pub date: Option<String>,
    /// The section's number, as printed.
    pub number: Option<String>,
    /// The section's title.
    pub title: Option<String>,
    /// How well it answers: to be compared within one answer only.
    pub score: f64,
    /// The passage that answers.
    pub passage: String,
    /// The words of the passage that answer: `[start, end)` in code points.
    pub marks: Vec<[usize; 2]>,
}

/// A value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Counted {
    /// The value.
    pub value: String,
    /// The name of a State's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'static str>,
    /// In how many of the sections that answer.
    pub count: u64,
}

impl Desk {
    /// Answers a question.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn find(&self, question: &Question<'_>) -> Result<Answer, Trouble> {
        self.answer(question).map_err(|e| Trouble::Broken(self.folder.clone(), e))
    }

    fn answer(&self, question: &Question<'_>) -> tantivy::Result<Answer> {
        let Compiled { plan, leaves, marks, parts } = compile(&self.fields, &self.searcher, question.wanted)?;
        let gathered = gather(&self.searcher, &plan)?;
        let sections: u64 = gathered.iter().map(|docs| docs.len() as u64).sum();
        let nowhere = if sections == 0 { self.nowhere(&parts)? } else { Vec::new() };
        let best = self.best(&gathered, &leaves, question.skip.saturating_add(question.limit))?;
        let mut hits = Vec::new();
        for (score, address) in best.into_iter().skip(question.skip) {
            hits.extend(self.hit(address, score, &marks)?);
        }
        let mut facets = BTreeMap::new();
        if question.facets > 0 {
            for facet in Facet::ALL {
                facets.insert(facet.name(), self.count(facet, &gathered, question.facets)?);
            }
        }
        Ok(Answer { sections, meetings: self.meetings(&gathered)?, hits, facets, nowhere })
    }

    fn nowhere(&self, parts: &[(String, Plan)]) -> tantivy::Result<Vec<String>> {
        let mut nowhere = Vec::new();
        for (told, plan) in parts {
            if gather(&self.searcher, plan)?.iter().all(Vec::is_empty) && !nowhere.contains(told) {
                nowhere.push(told.clone());
            }
        }
        Ok(nowhere)
    }

    /// The best `limit` of the sections, the best first.
    fn best(&self, gathered: &[Vec<DocId>], leaves: &[Box<dyn Query>], limit: usize) -> tantivy::Result<Vec<(f64, DocAddress)>> {
        let counts = Counts { searcher: &self.searcher, fields: &self.fields };
        let scoring = EnableScoring::enabled_from_statistics_provider(&counts, &self.searcher);
        let weights = leaves.iter().map(|leaf| leaf.weight(scoring)).collect::<tantivy::Result<Vec<_>>>()?;
        let mut best: Vec<(f64, String, DocAddress)> = Vec::new();
        for (number, (segment, docs)) in self.searcher.segment_readers().iter().zip(gathered).enumerate() {
            if docs.is_empty() || limit == 0 {
                continue;
            }
            let mut scored: Vec<(f64, DocId)> = docs.iter().map(|doc| (0.0, *doc)).collect();
            for weight in &weights {
                let mut scorer = weight.scorer(segment, 1.0)?;
                for (score, doc) in &mut scored {
                    if scorer.doc() < *doc {
                        scorer.seek(*doc);
                    }
                    if scorer.doc() == *doc {
                        *score += f64::from(scorer.score());
                    } else if scorer.doc() == TERMINATED {
                        break;
                    }
                }
            }
            // Within a part of the index, the ids' numbers are in the order of the ids.
            let Some(ids) = segment.fast_fields().str("id")? else { continue };
            let order = |(score, doc): &(f64, DocId)| (Reverse(Score(*score)), ids.ords().first(*doc).unwrap_or(u64::MAX));
            if scored.len() > limit {
                // Most have too low a score for their ids to matter.
                let mut scores: Vec<f64> = scored.iter().map(|(score, _)| *score).collect();
                let (_, least, _) = scores.select_nth_unstable_by(limit - 1, |a, b| b.total_cmp(a));
                let least = *least;
                scored.retain(|(score, _)| *score >= least);
            }
            scored.sort_by_cached_key(order);
            let mut id = String::new();
            for (score, doc) in scored.into_iter().take(limit) {
                ids.ord_to_str(ids.ords().first(doc).unwrap_or(u64::MAX), &mut id)?;
                best.push((score, id.clone(), DocAddress::new(u32::try_from(number).unwrap_or(u32::MAX), doc)));
            }
        }
        best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        best.truncate(limit);
        Ok(best.into_iter().map(|(score, _, address)| (score, address)).collect())
    }

    fn hit(&self, address: DocAddress, score: f64, marks: &Marks) -> tantivy::Result<Option<Hit>> {
        let document: TantivyDocument = self.searcher.doc(address)?;
        let Some(kept) = document.get_first(self.fields.kept).and_then(|v| v.as_bytes()).and_then(|bytes| serde_json::from_slice::<Kept>(bytes).ok()) else {
            return Ok(None);
        };
        let found = passage(&self.fields, marks, kept.language.as_deref(), &kept.text);
        let page = kept.breaks.iter().take_while(|(at, _)| *at <= found.at).last().map(|(_, page)| *page);
        Ok(Some(Hit {
            page: page.or(kept.pages.map(|[first, _]| first)),
            id: kept.id,
            record: kept.record,
            file: kept.file,
            pages: kept.pages,
            meeting: kept.meeting,
            body: kept.body,
            date: kept.date,
            number: kept.number,
            title: kept.title,
            score: (score * 1000.0).round() / 1000.0,
            passage: found.text,
            marks: found.marks,
        }))
    }

    fn meetings(&self, gathered: &[Vec<DocId>]) -> tantivy::Result<u64> {
        let mut keys = Vec::new();
        for (segment, docs) in self.searcher.segment_readers().iter().zip(gathered) {
            let column = segment.fast_fields().u64("key")?;
            let mut last = None;
            for key in docs.iter().filter_map(|doc| column.first(*doc)) {
                // The sections of a record stand together.
                if last.replace(key) != Some(key) {
                    keys.push(key);
                }
            }
        }
        keys.sort_unstable();
        keys.dedup();
        Ok(keys.len() as u64)
    }

    /// The most frequent values of a facet: by count, then by value.
    fn count(&self, facet: Facet, gathered: &[Vec<DocId>], limit: usize) -> tantivy::Result<Vec<Counted>> {
        let mut counted: BTreeMap<String, u64> = BTreeMap::new();
        let parts = gathered.iter().filter(|docs| !docs.is_empty()).count();
        for (segment, docs) in self.searcher.segment_readers().iter().zip(gathered).filter(|(_, docs)| !docs.is_empty()) {
            let Some(column) = segment.fast_fields().str(facet.name())? else { continue };
            let mut found = counts_of(&column, docs);
            if parts == 1 && found.len() > limit {
                found.sort_unstable_by_key(|(ord, count)| (Reverse(*count), *ord));
                found.truncate(limit);
                found.sort_unstable();
            }
            let ords: Vec<u64> = found.iter().map(|(ord, _)| *ord).collect();
            let mut counts = found.iter().map(|(_, count)| *count);
            column.dictionary().sorted_ords_to_term_cb(&ords, |value| {
                *counted.entry(String::from_utf8_lossy(value).into_owned()).or_default() += counts.next().unwrap_or_default();
            })?;
        }
        let mut told: Vec<Counted> = counted
            .into_iter()
            .map(|(value, count)| Counted { name: states::by_code(&value).filter(|_| facet == Facet::State).map(|s| s.name), value, count })
            .collect();
        told.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        told.truncate(limit);
        Ok(told)
    }
}

/// How often each value stands in the documents, by the values' numbers, in order.
fn counts_of(column: &StrColumn, docs: &[DocId]) -> Vec<(u64, u64)> {
    let mut counts = vec![0_u64; column.num_terms()];
    for doc in docs {
        for ord in column.ords().values_for_doc(*doc) {
            if let Some(count) = usize::try_from(ord).ok().and_then(|ord| counts.get_mut(ord)) {
                *count += 1;
            }
        }
    }
    (0..).zip(counts).filter(|(_, count)| *count > 0).collect()
}

/// A score that has its place among others.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Score(f64);

impl Eq for Score {}

impl PartialOrd for Score {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Score {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// The counts that scores are made of: of the documents that stand, and of no others.
struct Counts<'d> {
    searcher: &'d Searcher,
    fields: &'d Fields,
}

impl Bm25StatisticsProvider for Counts<'_> {
    fn total_num_tokens(&self, field: schema::Field) -> tantivy::Result<u64> {
        let is_title = field == self.fields.title || self.fields.stems.iter().any(|s| s.title == field);
        Ok(self.searcher.num_docs() * if is_title { USUAL_TITLE } else { USUAL_TEXT })
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.searcher.num_docs())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        self.searcher.segment_readers().iter().map(|segment| standing(segment, term)).sum()
    }
}

fn standing(segment: &SegmentReader, term: &Term) -> tantivy::Result<u64> {
    let index = segment.inverted_index(term.field())?;
    let Some(alive) = segment.alive_bitset() else { return Ok(u64::from(index.doc_freq(term)?)) };
    let Some(postings) = index.read_postings(term, IndexRecordOption::Basic)? else { return Ok(0) };
    Ok(u64::from(postings.doc_freq_given_deletes(alive)))
}

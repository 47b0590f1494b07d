//! What is meant -> what the index is asked, and by which words an answer is ranked and marked.
//!
//! The question itself is asked without scores; the leaves that rank its answers are apart, so that they are summed in the order of the question and
//! not in the order that the index happens to have.

use super::fields::{Facet, Fields, Stems};
use super::gather::Plan;
use super::passage::Marks;
use super::query::{Condition, Field, Node};
use super::words::{Words, analysed, stems};
use std::ops::Bound;
use tantivy::query::{BoostQuery, EmptyQuery, InvertedIndexRangeQuery, PhraseQuery, Query, RangeQuery, TermQuery};
use tantivy::schema::{self, IndexRecordOption};
use tantivy::{Searcher, Term};

/// How much a word in the heading counts beside the same word in the text.
const TITLE_WEIGHT: f32 = 1.5;

/// A question as the index takes it.
pub(super) struct Compiled {
    /// Which sections answer it.
    pub(super) plan: Plan,
    /// What ranks them.
    pub(super) leaves: Vec<Box<dyn Query>>,
    /// What is marked in them.
    pub(super) marks: Marks,
    /// The question's words and conditions, each alone: to tell which of them stands nowhere.
    pub(super) parts: Vec<(String, Plan)>,
}

/// Compiles a question; none is answered by every section.
pub(super) fn compile(fields: &Fields, searcher: &Searcher, node: Option<&Node>) -> tantivy::Result<Compiled> {
    let mut present = Vec::new();
    for stems in &fields.stems {
        for segment in searcher.segment_readers() {
            if segment.inverted_index(stems.text)?.total_num_tokens() > 0 {
                present.push(*stems);
                break;
            }
        }
    }
    let mut compiler = Compiler { fields, present, leaves: Vec::new(), marks: Marks::default(), parts: Vec::new() };
    let plan = node.map_or(Plan::Everything, |node| compiler.node(node, true));
    Ok(Compiled { plan, leaves: compiler.leaves, marks: compiler.marks, parts: compiler.parts })
}

struct Compiler<'f> {
    fields: &'f Fields,
    /// The languages that records have.
    present: Vec<Stems>,
    leaves: Vec<Box<dyn Query>>,
    marks: Marks,
    parts: Vec<(String, Plan)>,
}

impl Compiler<'_> {
    /// `wanted` is false below a `-`: what must not be there neither ranks nor is marked.
    fn node(&mut self, node: &Node, wanted: bool) -> Plan {
        let (told, plan) = match node {
            Node::Word(word) => (word.clone(), self.word(word, wanted, false)),
            Node::Prefix(prefix) => {
                let query = beginning(self.fields.text, prefix);
                if wanted {
                    self.marks.prefix(prefix);
                    self.leaves.push(query.box_clone());
                }
                (format!("{prefix}*"), Plan::look(query))
            }
            Node::Phrase(words) => {
                let query = phrase(self.fields.text, words);
                if wanted {
                    self.marks.phrase(words);
                    self.leaves.push(query.box_clone());
                }
                (format!("\"{}\"", words.join(" ")), Plan::look(query))
            }
            Node::Where(condition) => (told(condition), self.condition(condition, wanted)),
            Node::Not(inner) => return Plan::Not(Box::new(self.node(inner, false))),
            Node::All(nodes) => return Plan::All(nodes.iter().map(|node| self.node(node, wanted)).collect()),
            Node::Any(nodes) => return Plan::Any(nodes.iter().map(|node| self.node(node, wanted)).collect()),
        };
        if wanted {
            self.parts.push((told, plan.clone()));
        }
        plan
    }

    /// A word in any of its forms, in the headings or in the whole text.
    fn word(&mut self, word: &str, wanted: bool, in_title: bool) -> Plan {
        let folded = Words::of(word).iter().map(|(w, _)| w.to_owned()).collect::<Vec<_>>().join(" ");
        // The same forms in the text and in the heading.
        let mut forms = vec![(self.fields.text, self.fields.title, folded.clone())];
        if wanted {
            self.marks.word(&folded);
        }
        for of in &self.present {
            for stem in analysed(&mut stems(of.stemmer), word) {
                if wanted {
                    self.marks.stem(of.stemmer, &stem);
                }
                let form = (of.text, of.title, stem);
                if !forms.contains(&form) {
                    forms.push(form);
                }
            }
        }
        let in_text = || forms.iter().map(|(text, _, form)| term(*text, form, IndexRecordOption::WithFreqs));
        let in_titles = || forms.iter().map(|(_, title, form)| term(*title, form, IndexRecordOption::WithFreqs));
        if wanted {
            self.leaves.extend(in_text());
            self.leaves.extend(in_titles().map(|query| Box::new(BoostQuery::new(query, TITLE_WEIGHT)) as Box<dyn Query>));
        }
        Plan::Any(if in_title { in_titles().map(Plan::look).collect() } else { in_text().map(Plan::look).collect() })
    }

    fn condition(&mut self, condition: &Condition, wanted: bool) -> Plan {
        let fields = self.fields;
        let coded = |field, code: &str| Plan::look(term(field, code, IndexRecordOption::Basic));
        match condition {
            Condition::Title(node) => match &**node {
                Node::Word(word) => self.word(word, wanted, true),
                Node::Prefix(prefix) => Plan::look(beginning(fields.title, prefix)),
                Node::Phrase(words) => Plan::look(phrase(fields.title, words)),
                _ => Plan::Any(Vec::new()),
            },
            Condition::Named(field, words, is_prefix) => {
                let field = match field {
                    Field::Meeting => fields.meeting,
                    Field::Body => fields.body,
                    Field::Organisation => fields.organisation,
                    Field::Person => fields.person,
                    Field::Speaker => fields.speaker,
                    Field::State => fields.state,
                    Field::File => fields.file,
                    Field::Title | Field::Kind | Field::Language | Field::Date | Field::After | Field::Before => fields.title,
                };
                match (words.split_last(), is_prefix) {
                    (Some((last, [])), true) => Plan::look(beginning(field, last)),
                    (Some((last, before)), true) => Plan::All(vec![Plan::look(phrase(field, before)), Plan::look(beginning(field, last))]),
                    _ => Plan::look(phrase(field, words)),
                }
            }
            Condition::State(code) => coded(fields.facet(Facet::State), code),
            Condition::Speaker(code, words) => Plan::Any(vec![coded(fields.speaker_state, code), Plan::look(phrase(fields.speaker, words))]),
            Condition::Kind(kind) => coded(fields.facet(Facet::Kind), kind),
            Condition::Language(language) => coded(fields.facet(Facet::Language), language),
            Condition::Days(from, until) => {
                let day = |day: Option<u64>, otherwise: u64| Term::from_field_u64(fields.day, day.unwrap_or(otherwise));
                Plan::look(Box::new(RangeQuery::new(Bound::Included(day(*from, 0)), Bound::Excluded(day(*until, u64::MAX)))))
            }
        }
    }
}

/// Words one after the other.
fn phrase(field: schema::Field, words: &[String]) -> Box<dyn Query> {
    match words {
        [] => Box::new(EmptyQuery),
        [only] => term(field, only, IndexRecordOption::WithFreqs),
        words => Box::new(PhraseQuery::new(words.iter().map(|w| Term::from_field_text(field, w)).collect())),
    }
}

fn term(field: schema::Field, word: &str, option: IndexRecordOption) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), option))
}

/// All words that begin so.
fn beginning(field: schema::Field, prefix: &str) -> Box<dyn Query> {
    let last = format!("{prefix}{}", char::MAX);
    Box::new(InvertedIndexRangeQuery::new(Bound::Included(Term::from_field_text(field, prefix)), Bound::Included(Term::from_field_text(field, &last))))
}

/// A condition as one may type it.
fn told(condition: &Condition) -> String {
    let quoted = |words: &[String]| if let [one] = words { one.clone() } else { format!("\"{}\"", words.join(" ")) };
    match condition {
        Condition::Title(node) => match &**node {
            Node::Word(word) => format!("title:{word}"),
            Node::Prefix(prefix) => format!("title:{prefix}*"),
            Node::Phrase(words) => format!("title:{}", quoted(words)),
            _ => "title".to_owned(),
        },
        Condition::Named(field, words, is_prefix) => format!("{}:{}{}", field.name(), quoted(words), if *is_prefix { "*" } else { "" }),
        Condition::State(code) => format!("state:{code}"),
        Condition::Speaker(_, words) => format!("speaker:{}", quoted(words)),
        Condition::Kind(kind) => format!("kind:{kind}"),
        Condition::Language(language) => format!("language:{language}"),
        Condition::Days(from, until) => {
            let day = |d: &Option<u64>| d.map_or_else(String::new, |d| format!("{:04}-{:02}-{:02}", d / 10_000, d / 100 % 100, d % 100));
            match (from, until) {
                (from, None) => format!("after:{}", day(from)),
                (None, until) => format!("before:{}", day(until)),
                (from, until) => format!("after:{} before:{}", day(from), day(until)),
            }
        }
    }
}

//! The fields of the index.
//!
//! One document a section. Words stand in it thrice: as they are, with their positions (`text`), and as stems of the record's language, in its heading
//! and in all of it. What is counted beside an answer stands in fast fields.

use super::words::{self, PLAIN, STEMMED};
use crate::language::Language;
use tantivy::Index;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, Schema, SchemaBuilder, TextFieldIndexing, TextOptions};

/// The shape of the index, and of what is kept in it: an index of another one is left aside, and made anew.
pub(super) const VERSION: &str = "2";

/// What is counted beside an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// States named in the section, by code.
    State,
    /// Organisations named in it.
    Organisation,
    /// People named in it.
    Person,
    /// Who took the floor in it.
    Speaker,
    /// The body that met.
    Body,
    /// What came of it: the kind of each decision, and `decision`, `action`, `vote`.
    Kind,
    /// The record's language.
    Language,
    /// The meeting's year.
    Year,
}

impl Facet {
    /// All of them, in the order of their telling.
    pub const ALL: [Self; 8] = [Self::Kind, Self::Body, Self::Year, Self::Speaker, Self::State, Self::Organisation, Self::Person, Self::Language];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Speaker => "speaker",
            Self::Body => "body",
            Self::Kind => "kind",
            Self::Language => "language",
            Self::Year => "year",
        }
    }
}

/// The fields by name.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub(super) id: Field,
    pub(super) record: Field,
    pub(super) hash: Field,
    pub(super) key: Field,
    pub(super) day: Field,
    pub(super) kept: Field,
    pub(super) text: Field,
    pub(super) title: Field,
    pub(super) stems: Vec<Stems>,
    facets: Vec<(Facet, Field)>,
    pub(super) meeting: Field,
    pub(super) file: Field,
    pub(super) body: Field,
    pub(super) organisation: Field,
    pub(super) person: Field,
    pub(super) speaker: Field,
    pub(super) state: Field,
    pub(super) speaker_state: Field,
}

/// The stems of one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stems {
    pub(super) language: Language,
    pub(super) stemmer: tantivy::tokenizer::Language,
    pub(super) text: Field,
    pub(super) title: Field,
}

/// The fields of [`Kept`](super::documents::Kept) that are looked up as words and not counted are named apart from the facets of the same name.
fn words_of(name: &str) -> String {
    format!("{name}_words")
}

impl Fields {
    pub(super) fn new() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let raw = || TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::Basic).set_fieldnorms(false);
        let exact = || TextOptions::default().set_indexing_options(raw());
        let counted = || exact().set_fast("raw");
        let worded = || TextFieldIndexing::default().set_tokenizer(PLAIN).set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let words = |schema: &mut SchemaBuilder, name: &str| {
            let indexing = worded().set_fieldnorms(matches!(name, "text" | "title"));
            schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        let mut stems = Vec::new();
        for (language, stemmer) in STEMMED {
            let code = language.code().unwrap_or_default();
            let indexing = || TextFieldIndexing::default().set_tokenizer(code).set_index_option(IndexRecordOption::WithFreqs);
            let text = schema.add_text_field(&format!("text_{code}"), TextOptions::default().set_indexing_options(indexing()));
            let title = schema.add_text_field(&format!("title_{code}"), TextOptions::default().set_indexing_options(indexing()));
            stems.push(Stems { language, stemmer, text, title });
        }
        let facets: Vec<_> = Facet::ALL.iter().map(|facet| (*facet, schema.add_text_field(facet.name(), counted()))).collect();
        let fields = Self {
            id: schema.add_text_field("id", counted()),
            record: schema.add_text_field("record", counted()),
            hash: schema.add_text_field("hash", TextOptions::default().set_fast("raw")),
            key: schema.add_u64_field("key", FAST),
            day: schema.add_u64_field("day", FAST),
            kept: schema.add_bytes_field("kept", STORED),
            text: words(&mut schema, "text"),
            title: words(&mut schema, "title"),
            meeting: words(&mut schema, &words_of("meeting")),
            file: words(&mut schema, &words_of("file")),
            body: words(&mut schema, &words_of("body")),
            organisation: words(&mut schema, &words_of("organisation")),
            person: words(&mut schema, &words_of("person")),
            speaker: words(&mut schema, &words_of("speaker")),
            state: words(&mut schema, &words_of("state")),
            speaker_state: schema.add_text_field("speaker_state", exact()),
            stems,
            facets,
        };
        (schema.build(), fields)
    }

    /// The field that a facet is counted in.
    pub(super) fn facet(&self, facet: Facet) -> Field {
        self.facets.iter().find(|(f, _)| *f == facet).map_or(self.id, |(_, field)| *field)
    }

    /// The stems of a record's language, where it has one.
    pub(super) fn stems_of(&self, language: Option<&str>) -> Option<&Stems> {
        let primary = language?.split('-').next();
        self.stems.iter().find(|s| s.language.code() == primary)
    }
}

/// Tells an index how texts are cut into words.
pub(super) fn register(index: &Index) {
    index.tokenizers().register(PLAIN, words::plain());
    for (language, stemmer) in STEMMED {
        index.tokenizers().register(language.code().unwrap_or_default(), words::stems(stemmer));
    }
}

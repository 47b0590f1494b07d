//! The public record of one meeting: output contract, version 1.
//!
//! These are the types that are written out, and with the run report and the feed lines the only serialised ones.
//! Spans here are code points into [`Minutes::text`]; pages count from 1; boxes are PDF points from the page's top left.
//! Unknown is `null` or an empty list, never a guess.

use crate::diagnostics::{Code, Repair, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

/// The version of the contract. It changes where a field is renamed or dropped.
pub const SCHEMA_VERSION: &str = "1";

/// `[start, end)` in code points of [`Minutes::text`].
pub type TextSpan = [usize; 2];

/// How sure a reading is: 1 where it is certain from the page itself, below 1 where something was inferred.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Confidence(#[schemars(range(min = 0.0, max = 1.0))] pub f32);

impl Confidence {
    /// Certain from the page itself.
    pub const CERTAIN: Self = Self(1.0);
}

impl Default for Confidence {
    fn default() -> Self {
        Self::CERTAIN
    }
}

impl Serialize for Confidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f32(rounded(self.0.clamp(0.0, 1.0), 1000.0))
    }
}

/// `[x0, y0, x1, y1]` in PDF points, origin at the page's top left, written to a tenth of a point.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Bbox(pub [f32; 4]);

impl Serialize for Bbox {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.map(|x| rounded(x, 10.0)))
    }
}

impl From<crate::geometry::Rect> for Bbox {
    fn from(r: crate::geometry::Rect) -> Self {
        Self([r.x0, r.y0, r.x1, r.y1])
    }
}

fn rounded(x: f32, steps: f32) -> f32 {
    let y = (x * steps).round() / steps;
    if y == 0.0 { 0.0 } else { y } // no "-0.0" in a record
}

/// One meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Minutes {
    /// The version of this contract.
    pub schema_version: String,
    /// The record's path below the output folder without `.json`.
    pub id: String,
    /// What read the document, and how.
    pub made_by: MadeBy,
    /// The document.
    pub source: SourceRecord,
    /// The meeting that it tells of.
    pub meeting: Meeting,
    /// The document's pages (of this record, where a file holds several minutes).
    pub pages: Vec<Page>,
    /// The roll.
    pub attendance: Attendance,
    /// The sections, in the order of the text.
    pub sections: Vec<Section>,
    /// The repaired text's blocks in reading order.
    pub blocks: Vec<Block>,
    /// The repaired text's lines with their boxes.
    pub lines: Vec<Line>,
    /// Tables, cell by cell.
    pub tables: Vec<Table>,
    /// The repaired text: blocks joined by a blank line, without running headers, footers and page numbers.
    pub text: String,
    /// What is named in the text.
    pub entities: Vec<Entity>,
    /// Acronyms as the document binds them.
    pub acronyms: Vec<Acronym>,
    /// Who took the floor.
    pub interventions: Vec<Intervention>,
    /// What this body decided.
    pub decisions: Vec<Decision>,
    /// What somebody is to do.
    pub actions: Vec<Action>,
    /// Votes with their figures.
    pub votes: Vec<Vote>,
    /// The review queue.
    pub warnings: Vec<Warning>,
}

/// What read the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MadeBy {
    /// The program's name.
    pub program: String,
    /// Its version.
    pub version: String,
    /// Options other than the defaults.
    pub options: BTreeMap<String, String>,
    /// The OCR engine, where one was used.
    pub ocr: Option<String>,
}

/// The document that was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SourceRecord {
    /// Relative to the input given.
    pub file: String,
    /// SHA-256 of the bytes.
    pub sha256: String,
    /// The file's size.
    pub bytes: u64,
    /// `pdf`, `text` or `markdown`.
    pub format: String,
    /// The document's number of pages; 0 for a text.
    pub pages: u32,
    /// The program that made the PDF.
    pub producer: Option<String>,
    /// Where the letters come from.
    pub text_layer: TextLayer,
    /// BCP 47, of the body text.
    pub language: Option<String>,
    /// First and last page of this record, where the file holds several minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page_range: Option<[u32; 2]>,
    /// The archive's own columns for this file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reference: BTreeMap<String, String>,
}

/// Where a page's letters come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TextLayer {
    /// Born digital.
    Digital,
    /// A layer that an OCR engine laid under a picture.
    Ocr,
    /// Pages of both kinds.
    Mixed,
    /// Pictures only.
    None,
}

/// The meeting.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Meeting {
    /// The document's title.
    pub title: Option<String>,
    /// The body that met.
    pub body: Option<String>,
    /// As the body calls it, lower case: `ordinary`, `special`, `extraordinary` …
    pub kind: Option<String>,
    /// The meeting's or the minutes' own number, as printed.
    pub number: Option<String>,
    /// The (first) day of the meeting, ISO 8601.
    pub date: Option<String>,
    /// The last day, where there are several.
    pub end_date: Option<String>,
    /// 24 h, local.
    pub start_time: Option<String>,
    /// 24 h, local.
    pub end_time: Option<String>,
    /// Where it met.
    pub venue: Option<String>,
    /// Who presided: an id of [`Attendance::people`].
    pub chair: Option<String>,
    /// The document's own symbol.
    pub symbol: Option<String>,
    /// `draft`, `final` or `approved`, where the document says so.
    pub state: Option<String>,
    /// For each field above that was read: the words that it was read from.
    pub evidence: BTreeMap<String, Evidence>,
}

/// The words that a field was read from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The words on the page.
    pub as_written: String,
    /// The page.
    pub page: Option<u32>,
    /// Where in the text; `null` where it stood in a running header, which is not in the text.
    pub span: Option<TextSpan>,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What was inferred, and from what.
    pub repairs: Vec<Repair>,
}

/// One page of the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// From 1.
    pub number: u32,
    /// As the file's page labels print it.
    pub label: Option<String>,
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
    /// 0, 90, 180 or 270 degrees clockwise.
    pub rotation: u16,
    /// Where its letters come from.
    pub text_layer: TextLayer,
}

/// The roll.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Attendance {
    /// In the order of the reading.
    pub delegations: Vec<Delegation>,
    /// In the order of the reading.
    pub people: Vec<Person>,
    /// What the document itself counts.
    pub stated: Vec<StatedCount>,
}

/// A delegation of the roll.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Delegation {
    /// `d1`, `d2` …
    pub id: String,
    /// The reading.
    pub name: String,
    /// The words on the page.
    pub as_written: String,
    /// What kind of delegation.
    pub kind: DelegationKind,
    /// ISO 3166-1 alpha-3 for a State (3166-3 alpha-4 for a former one); an acronym for an organisation.
    pub code: Option<String>,
    /// What its heading says that it is here: "12MSP President".
    pub role: Option<String>,
    /// Whether it was there.
    pub status: Status,
    /// Place.
    pub page: Option<u32>,
    /// Place.
    pub bbox: Option<Bbox>,
    /// Place.
    pub span: TextSpan,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What was inferred, and from what.
    pub repairs: Vec<Repair>,
    /// The other places where the roll tells it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
}

/// What kind of delegation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DelegationKind {
    /// A State, or an entity that sits among States.
    State,
    /// An organisation.
    Organisation,
    /// An office, a secretariat.
    Office,
    /// A label of people ("Councillors"), not a delegation proper.
    Group,
    /// Cannot be told.
    Unknown,
}

/// Whether somebody was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// There.
    Present,
    /// Not there, and excused.
    Apologies,
    /// Not there.
    Absent,
    /// Not there, with a proxy or a substitute.
    Substituted,
    /// There as an observer.
    Observer,
}

/// A person of the roll.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// `p1`, `p2` …
    pub id: String,
    /// The name alone, in its natural order.
    pub name: String,
    /// The words on the page.
    pub as_written: String,
    /// "H.E. Mrs."
    pub honorific: Option<String>,
    /// Given names.
    pub given: Option<String>,
    /// Family name.
    pub family: Option<String>,
    /// Post or function, as written.
    pub role: Option<String>,
    /// An id of [`Attendance::delegations`].
    pub delegation: Option<String>,
    /// Whether the person was there.
    pub status: Status,
    /// The person for whom a proxy or substitute stands.
    #[serde(rename = "for")]
    pub stands_for: Option<String>,
    /// From when to when, where somebody came late or left early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attended: Option<Attended>,
    /// Place.
    pub page: Option<u32>,
    /// Place.
    pub bbox: Option<Bbox>,
    /// Place.
    pub span: TextSpan,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What was inferred, and from what.
    pub repairs: Vec<Repair>,
    /// The other places where the roll tells it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
}

/// The part of the meeting that somebody attended: HH:MM, or an item as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Attended {
    /// When they came.
    pub from: Option<String>,
    /// When they left.
    pub to: Option<String>,
}

/// Another place of the same fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The page.
    pub page: Option<u32>,
    /// The words.
    pub span: TextSpan,
}

/// A count that the document itself states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StatedCount {
    /// "members present".
    pub what: String,
    /// How many.
    pub count: u32,
    /// The page.
    pub page: Option<u32>,
    /// The words.
    pub span: TextSpan,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// `s5.1`, or `s-<n>` where it has no number.
    pub id: String,
    /// As printed.
    pub number: Option<String>,
    /// Without number, coordinators, presenter and leader dots.
    pub title: Option<String>,
    /// From 1.
    pub level: u8,
    /// The id of the section that holds it.
    pub parent: Option<String>,
    /// Who stands in brackets in the heading.
    pub responsible: Vec<String>,
    /// The page of its heading.
    pub page: Option<u32>,
    /// The heading and all that belongs to it, subsections too.
    pub span: TextSpan,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What was inferred, and from what.
    pub repairs: Vec<Repair>,
}

/// A block of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// `b1`, `b2` …
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
    /// The innermost section that holds it.
    pub section: Option<String>,
    /// The run-in head, without its colon: "Zambia" in "**Zambia**: The ISU met".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// The page where it begins.
    pub page: Option<u32>,
    /// Its box on that page.
    pub bbox: Option<Bbox>,
    /// Its words.
    pub span: TextSpan,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The document's title and what stands with it.
    Title,
    /// A section's heading.
    Heading,
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// Part of the roll.
    Attendance,
    /// Rows of cells.
    Table,
    /// A note at a page's foot.
    Footnote,
}

/// A line of the text on its page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Line {
    /// Its words.
    pub span: TextSpan,
    /// Its page.
    pub page: Option<u32>,
    /// Its box.
    pub bbox: Option<Bbox>,
}

/// A table, cell by cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Table {
    /// The block that holds its words.
    pub block: String,
    /// Rows of cells.
    pub rows: Vec<Vec<String>>,
}

/// Something named in the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Its kind, with what the words mean.
    #[serde(flatten)]
    pub value: Value,
    /// The words.
    pub text: String,
    /// Where.
    pub span: TextSpan,
    /// The innermost section.
    pub section: Option<String>,
    /// The page.
    pub page: Option<u32>,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What was inferred, and from what.
    pub repairs: Vec<Repair>,
}

/// What an entity's words mean, by kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "value", rename_all = "lowercase")]
pub enum Value {
    /// A State, or an entity that sits among States.
    State {
        /// ISO 3166-1 alpha-3, or the 3166-3 alpha-4 of a former State; `null` where two may be meant.
        code: Option<String>,
        /// Short English name.
        name: Option<String>,
        /// Whether the words are an adjective ("Syrian").
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        demonym: bool,
    },
    /// An organisation.
    Organisation {
        /// "CMC".
        acronym: Option<String>,
        /// "Cluster Munition Coalition".
        name: Option<String>,
    },
    /// A person.
    Person {
        /// An id of [`Attendance::people`].
        person: Option<String>,
        /// The name as the roll or the text gives it.
        name: String,
    },
    /// A date, a range of dates, a month.
    Date {
        /// First day, ISO 8601.
        start: Option<String>,
        /// Last day, ISO 8601, inclusive.
        end: Option<String>,
        /// EDTF.
        edtf: Option<String>,
        /// `text`, or `meeting` where the year or all of it was worked out from the meeting's date.
        resolved_from: String,
    },
    /// A time of day.
    Time {
        /// HH:MM.
        start: String,
        /// HH:MM; `null` for a moment.
        end: Option<String>,
    },
    /// An amount of money.
    Amount {
        /// ISO 4217; `null` where the sign does not tell.
        currency: Option<String>,
        /// A decimal string.
        value: String,
    },
    /// A percentage.
    Percentage {
        /// A decimal string.
        value: String,
    },
    /// A count of something.
    Count {
        /// A decimal string.
        value: String,
        /// "States Parties".
        unit: String,
    },
    /// A named meeting.
    Meeting {
        /// "12MSP".
        acronym: Option<String>,
        /// "12th Meeting of States Parties".
        name: Option<String>,
        /// 12.
        ordinal: Option<u32>,
    },
    /// A treaty or other instrument.
    Instrument {
        /// "CCM".
        acronym: Option<String>,
        /// "Convention on Cluster Munitions".
        name: Option<String>,
    },
    /// An article of an instrument.
    Article {
        /// As printed: "4", "XII".
        number: String,
        /// The instrument's acronym.
        instrument: Option<String>,
    },
    /// A document.
    Document {
        /// "A/C.1/78/L.41".
        symbol: Option<String>,
        /// A quoted title.
        title: Option<String>,
    },
}

/// An acronym as the document binds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Acronym {
    /// "CMC".
    pub acronym: String,
    /// "Cluster Munition Coalition".
    pub expansion: String,
    /// Where it is bound.
    pub span: TextSpan,
    /// The page.
    pub page: Option<u32>,
}

/// One time that somebody took the floor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Intervention {
    /// Who.
    pub speaker: Speaker,
    /// The reporting verb, as written.
    pub verb: Option<String>,
    /// The innermost section.
    pub section: Option<String>,
    /// The page.
    pub page: Option<u32>,
    /// The sentences that are this speaker's.
    pub span: TextSpan,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What was inferred, and from what.
    pub repairs: Vec<Repair>,
}

/// Who took the floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Speaker {
    /// As named.
    pub name: String,
    /// `state`, `organisation`, `office`, `person` or `group`.
    pub kind: String,
    /// As in the roll's delegations.
    pub code: Option<String>,
    /// An id of [`Attendance::people`].
    pub person: Option<String>,
}

/// What this body decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// By the verb used.
    pub kind: String,
    /// Who decided, as written.
    pub by: Option<String>,
    /// Who moved.
    pub moved_by: Option<String>,
    /// Who seconded.
    pub seconded_by: Option<String>,
    /// The words.
    pub text: String,
    /// The innermost section.
    pub section: Option<String>,
    /// The page.
    pub page: Option<u32>,
    /// Where.
    pub span: TextSpan,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What was inferred, and from what.
    pub repairs: Vec<Repair>,
    /// The other places where it is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
}

/// What somebody is to do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// As named.
    pub owner: Option<String>,
    /// What.
    pub task: String,
    /// A day, or a month where no more is known.
    pub due: Option<String>,
    /// The same as EDTF.
    pub due_edtf: Option<String>,
    /// The innermost section.
    pub section: Option<String>,
    /// The page.
    pub page: Option<u32>,
    /// Where.
    pub span: TextSpan,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What was inferred, and from what.
    pub repairs: Vec<Repair>,
    /// The other places where it is told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Vote {
    /// On what.
    pub subject: Option<String>,
    /// In favour.
    #[serde(rename = "for")]
    pub in_favour: Option<u32>,
    /// Against.
    pub against: Option<u32>,
    /// Abstentions.
    pub abstain: Option<u32>,
    /// Not there, or not voting.
    pub absent: Option<u32>,
    /// `adopted`, `rejected`, `elected` or `postponed`.
    pub outcome: Option<String>,
    /// Whether the text says "unanimously".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unanimous: bool,
    /// Where they are listed.
    pub voters: Vec<Voter>,
    /// The innermost section.
    pub section: Option<String>,
    /// The page.
    pub page: Option<u32>,
    /// Where.
    pub span: TextSpan,
    /// How sure the reading is.
    pub confidence: Confidence,
    /// What was inferred, and from what.
    pub repairs: Vec<Repair>,
}

/// One voter of a recorded vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Voter {
    /// As listed.
    pub name: String,
    /// An id of [`Attendance::people`].
    pub person: Option<String>,
    /// `for`, `against`, `abstain` or `absent`.
    pub vote: String,
}

/// One line of the review queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// What kind of thing.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// For the person who checks.
    pub message: String,
    /// The page.
    pub page: Option<u32>,
    /// The words.
    pub span: Option<TextSpan>,
}

//! What an audit says to the outside: the shape of `audit.json`, from which its schema is derived.
//!
//! A reference to somebody in a record is the pair (record, person): the ids that the record itself gives. Pages count from 1 and boxes are PDF
//! points from the page's top left, as in the record.

use crate::minutes::{Bbox, Status};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of this contract.
pub const AUDIT_VERSION: &str = "1";

/// The attendance record of one or more bodies.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Audit {
    /// The version of this contract.
    pub audit_version: String,
    /// The program's version.
    pub program_version: String,
    /// The bodies, in the order of their names.
    pub bodies: Vec<Body>,
    /// The meetings, by body and date.
    pub meetings: Vec<MeetingRow>,
    /// The people, by name.
    pub people: Vec<PersonRow>,
    /// Pairs that may be one person each, and were not merged.
    pub candidates: Vec<Candidate>,
    /// The delegations, by name.
    pub delegations: Vec<DelegationRow>,
    /// Who was at which meeting, a body at a time.
    pub matrix: Vec<Matrix>,
    /// What somebody should look at, the weightiest first.
    pub findings: Vec<Finding>,
    /// What the last audit in this folder did not hold; `null` where there was none.
    pub news: Option<News>,
}

/// A body whose meetings were audited.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Body {
    /// A short name of its own.
    pub id: String,
    /// As its records write it most often; `null` where they do not name it.
    pub name: Option<String>,
    /// How its records write it.
    pub spellings: Vec<String>,
    /// The number of its meetings.
    pub meetings: usize,
    /// Its first and last day.
    pub first: Option<String>,
    /// Its last day.
    pub last: Option<String>,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MeetingRow {
    /// The record's id.
    pub record: String,
    /// The document.
    pub file: String,
    /// The id of its body.
    pub body: String,
    /// The (first) day.
    pub date: Option<String>,
    /// The series of meetings that it is counted in: the body, and the kind of meeting where it is not an ordinary one.
    pub series: String,
    /// Its place in the body's order of days, from 1.
    pub position: usize,
    /// As printed.
    pub number: Option<String>,
    /// `draft`, `final` or `approved`.
    pub state: Option<String>,
    /// Whether the record has a list of who was there.
    pub roll: bool,
    /// The record of the same meeting that counts instead of this one.
    pub copy_of: Option<String>,
}

/// A person, over all records.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PersonRow {
    /// A short name of its own.
    pub id: String,
    /// The commonest spelling, or what the user's decisions say.
    pub name: String,
    /// All spellings.
    pub spellings: Vec<String>,
    /// Where the person is listed, by date.
    pub appearances: Vec<Appearance>,
    /// What made one person of several spellings or delegations.
    pub merges: Vec<Merge>,
}

/// A person in the roll of one record.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Appearance {
    /// The record's id.
    pub record: String,
    /// The person's id in that record.
    pub person: String,
    /// The id of the delegation, over all records.
    pub delegation: Option<String>,
    /// Whether the person was there.
    pub status: Status,
    /// Post or function, as written there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// Two groups of appearances that were made one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Merge {
    /// An appearance of the one.
    pub first: Reference,
    /// An appearance of the other.
    pub second: Reference,
    /// The chance that they are one person, 0 to 1.
    pub score: f64,
    /// What speaks for and against it, with its weight in bits.
    pub reasons: Vec<Reason>,
}

/// Two groups of appearances that may be one person.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Candidate {
    /// An appearance of the one.
    pub first: Reference,
    /// An appearance of the other.
    pub second: Reference,
    /// The ids of the two people as they stand.
    pub people: [String; 2],
    /// The chance that they are one person, 0 to 1.
    pub score: f64,
    /// What speaks for and against it, with its weight in bits.
    pub reasons: Vec<Reason>,
    /// Why they were not merged.
    pub because: String,
}

/// An appearance, as a decisions file names it: `record#person`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Reference {
    /// The record's id.
    pub record: String,
    /// The person's id in that record.
    pub person: String,
    /// The name as the record gives it.
    pub name: String,
}

/// One piece of evidence for or against a merge.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Reason {
    /// In words.
    pub what: String,
    /// Its weight: log2 of how much likelier it is in one person than in two. Positive speaks for the merge.
    pub bits: f64,
}

/// A delegation, over all records.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DelegationRow {
    /// The State's code, the organisation's acronym, or a short name.
    pub id: String,
    /// The name that it has now, or had last.
    pub name: String,
    /// As the records write it.
    pub spellings: Vec<String>,
    /// `state`, `organisation` or `office`.
    pub kind: String,
    /// The number of records that list it.
    pub records: usize,
}

/// Who was at which meeting of a body.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Matrix {
    /// The id of the body.
    pub body: String,
    /// Whether the rows are delegations or, where the body has none, people.
    pub rows_are: RowKind,
    /// The records of the meetings, in order; copies are left out.
    pub meetings: Vec<String>,
    /// The rows, by name.
    pub rows: Vec<MatrixRow>,
}

/// What a row of a matrix stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RowKind {
    /// A delegation.
    Delegations,
    /// A person.
    People,
}

/// A row of a matrix.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MatrixRow {
    /// The id of the delegation or person.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A cell a meeting.
    pub cells: Vec<Cell>,
}

/// What a record says of somebody at a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    /// Listed as there.
    Present,
    /// Listed as an observer.
    Observer,
    /// Takes the floor, and is in no list.
    Spoke,
    /// Listed as not there, with somebody in their place.
    Substituted,
    /// Listed with apologies.
    Apologies,
    /// Listed as absent.
    Absent,
    /// Known from an earlier meeting, and not in this roll.
    NotListed,
    /// The record has no roll.
    NotRecorded,
    /// Not yet seen at any meeting.
    NotYet,
}

impl Cell {
    /// The word that is written out.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Present => "present",
            Self::Observer => "observer",
            Self::Spoke => "spoke",
            Self::Substituted => "substituted",
            Self::Apologies => "apologies",
            Self::Absent => "absent",
            Self::NotListed => "not-listed",
            Self::NotRecorded => "not-recorded",
            Self::NotYet => "not-yet",
        }
    }

    /// How much a cell tells: where a record says several things of one delegation, the one that says most stands.
    #[must_use]
    pub const fn of(status: Status) -> Self {
        match status {
            Status::Present => Self::Present,
            Status::Observer => Self::Observer,
            Status::Substituted => Self::Substituted,
            Status::Apologies => Self::Apologies,
            Status::Absent => Self::Absent,
        }
    }
}

/// Something that somebody should look at.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Finding {
    /// The same for the same finding in every run.
    pub id: String,
    /// What kind of thing.
    pub code: FindingCode,
    /// How much it matters.
    pub severity: Weight,
    /// The id of the body.
    pub body: String,
    /// The record that it was found in.
    pub record: String,
    /// The day of that meeting.
    pub date: Option<String>,
    /// Whom or what it is about.
    pub about: Option<String>,
    /// For the person who checks.
    pub message: String,
    /// What would settle it.
    pub settle: String,
    /// The words, with their places.
    pub evidence: Vec<Proof>,
    /// Whether the last audit in this folder did not have it.
    pub new: bool,
}

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// The record contradicts itself, or lacks something that it must have.
    Error,
    /// A person should decide.
    Review,
    /// Good to know.
    Info,
}

/// The words that a finding rests on, and their place.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Proof {
    /// The record's id.
    pub record: String,
    /// The document.
    pub file: String,
    /// The page.
    pub page: Option<u32>,
    /// The box on that page.
    pub bbox: Option<Bbox>,
    /// The words.
    pub words: String,
}

/// What the last audit in the same folder did not hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct News {
    /// Records that are new.
    pub records: Vec<String>,
    /// Ids of findings that are new.
    pub findings: Vec<String>,
    /// Ids of findings that are no more.
    pub gone: Vec<String>,
}

/// The kinds of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingCode {
    /// A delegation takes the floor and is in no list.
    SpeaksButNotListed,
    /// One person or delegation as there and as excused.
    PresentAndApologies,
    /// One person for two delegations at one meeting, or two people of one name.
    TwoDelegationsAtOnce,
    /// An office that one person holds at a time, held by two at one meeting.
    OfficeHeldTwice,
    /// Fewer members than the rule asks for.
    NoQuorum,
    /// A stated count against the list, a vote against those present.
    CountMismatch,
    /// A weekday, a file name or an archive's column against the date.
    DateMismatch,
    /// Numbers that do not run with the days.
    OrderMismatch,
    /// The list is the last meeting's, word for word, in a body whose lists change.
    RollCopied,
    /// No list of who was there.
    NoRoll,
    /// Minutes that were approved, and are not among the records.
    ApprovedMinutesMissing,
    /// Numbers that skip.
    NumberGap,
    /// The same meeting in two records.
    DuplicateMeeting,
    /// A coordinator, or another who is named as responsible, who was not there.
    CoordinatorAbsent,
    /// Somebody expected who is in neither list.
    AbsentWithoutApology,
    /// A person under another delegation than last time.
    ChangedDelegation,
    /// People whose delegation's heading the page does not show.
    LostHeading,
    /// A name that was read as another, known one.
    NameCorrected,
    /// A name spelt once otherwise than in all other records.
    NameVaries,
    /// Somebody who used to come and no longer does.
    StoppedComing,
    /// A former State's name after its end, or a name before its day.
    NameOutOfTime,
}

impl FindingCode {
    /// The code as it is written out.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SpeaksButNotListed => "speaks-but-not-listed",
            Self::PresentAndApologies => "present-and-apologies",
            Self::TwoDelegationsAtOnce => "two-delegations-at-once",
            Self::OfficeHeldTwice => "office-held-twice",
            Self::NoQuorum => "no-quorum",
            Self::CountMismatch => "count-mismatch",
            Self::DateMismatch => "date-mismatch",
            Self::OrderMismatch => "order-mismatch",
            Self::RollCopied => "roll-copied",
            Self::NoRoll => "no-roll",
            Self::ApprovedMinutesMissing => "approved-minutes-missing",
            Self::NumberGap => "number-gap",
            Self::DuplicateMeeting => "duplicate-meeting",
            Self::CoordinatorAbsent => "coordinator-absent",
            Self::AbsentWithoutApology => "absent-without-apology",
            Self::ChangedDelegation => "changed-delegation",
            Self::LostHeading => "lost-heading",
            Self::NameCorrected => "name-corrected",
            Self::NameVaries => "name-varies",
            Self::StoppedComing => "stopped-coming",
            Self::NameOutOfTime => "name-out-of-time",
        }
    }

    /// How much a finding of this code usually matters.
    #[must_use]
    pub const fn weight(self) -> Weight {
        match self {
            Self::PresentAndApologies | Self::OfficeHeldTwice | Self::NoQuorum | Self::CountMismatch | Self::DateMismatch => Weight::Error,
            Self::ChangedDelegation | Self::NameCorrected | Self::NameVaries | Self::StoppedComing | Self::DuplicateMeeting => Weight::Info,
            _ => Weight::Review,
        }
    }

    /// What would settle it.
    #[must_use]
    pub const fn settle(self) -> &'static str {
        match self {
            Self::SpeaksButNotListed => "the sign-in sheet, or the speaker's own delegation: were they in the room?",
            Self::PresentAndApologies => "the sign-in sheet, or the letter of apology",
            Self::TwoDelegationsAtOnce => "the credentials: one person for two delegations, or two people of one name",
            Self::OfficeHeldTwice => "the record of the last election or appointment",
            Self::NoQuorum => "the rules of procedure, and who came or left during the meeting",
            Self::CountMismatch => "the page: counted again, with those who came late or left early",
            Self::DateMismatch => "the notice of the meeting, or the minutes that approve these",
            Self::OrderMismatch => "the notices of the two meetings",
            Self::RollCopied => "the sign-in sheet of the later meeting",
            Self::NoRoll => "the sign-in sheet, or a list that was kept apart",
            Self::ApprovedMinutesMissing => "the archive: those minutes, or their right date",
            Self::NumberGap => "the archive: the minutes of the numbers between, or a note that no such meeting was held",
            Self::DuplicateMeeting => "the two files: which one was approved",
            Self::CoordinatorAbsent => "the sign-in sheet, and who reported in the coordinator's place",
            Self::AbsentWithoutApology => "the sign-in sheet and the letters of apology",
            Self::ChangedDelegation => "the page of the later meeting: a move, or a heading that was lost",
            Self::LostHeading => "the page: is there a heading before these names?",
            Self::NameCorrected => "the page: a typing error, or another name",
            Self::NameVaries => "the page: a typing error, or another person",
            Self::StoppedComing => "the body's list of members",
            Self::NameOutOfTime => "the day of the meeting, and the name on the page",
        }
    }
}

//! What an audit keeps of a record: the roll, who spoke, what was approved, and the words that prove each.
//!
//! A record is large (its text, its lines, its entities) and an audit holds thousands, so that each is boiled down as soon as it is read.

use super::model::Proof;
use crate::diagnostics::{Code, Repair};
use crate::minutes::{Bbox, DelegationKind, Minutes, Status, TextSpan, Value};
use std::collections::BTreeSet;

/// More characters than this of one proof are cut: enough for a sentence, too few to fill the page.
const LONGEST_WORDS: usize = 300;

/// What is kept of a record.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The record's id, in a run over several folders after the folder's name.
    pub record: String,
    /// The document.
    pub file: String,
    /// Its hash.
    pub sha256: String,
    /// The first and last page of a record among several of one file.
    pub page_range: Option<[u32; 2]>,
    /// As written.
    pub body: Option<String>,
    /// Lower case.
    pub kind: Option<String>,
    /// As printed.
    pub number: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// The last day.
    pub end_date: Option<String>,
    /// HH:MM.
    pub start_time: Option<String>,
    /// Draft, final, approved.
    pub state: Option<String>,
    /// The document's title.
    pub title: Option<String>,
    /// The words of the head.
    pub head: Place,
    /// The delegations of the roll.
    pub delegations: Vec<Listed>,
    /// The people of the roll.
    pub people: Vec<Seen>,
    /// States and organisations that take the floor.
    pub speakers: Vec<Named>,
    /// Who stands as responsible in the headings.
    pub responsible: Vec<Named>,
    /// Days whose minutes were approved here.
    pub approved: Vec<Approved>,
    /// Votes with figures.
    pub votes: Vec<Tally>,
    /// The record's own warnings that an audit carries on.
    pub noticed: Vec<Noticed>,
    /// Acronym and expansion, as the document binds them.
    pub acronyms: Vec<(String, String)>,
}

/// Words and where they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// The words.
    pub words: String,
    /// The page.
    pub page: Option<u32>,
    /// The box on it.
    pub bbox: Option<Bbox>,
}

/// A delegation of the roll.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The reading.
    pub name: String,
    /// What kind.
    pub kind: DelegationKind,
    /// Its code.
    pub code: Option<String>,
    /// Whether it was there.
    pub status: Status,
    /// Where.
    pub place: Place,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

/// A person of the roll.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The record's own id of the person.
    pub id: String,
    /// The name alone.
    pub name: String,
    /// "H.E. Mrs."
    pub honorific: Option<String>,
    /// Given names.
    pub given: Option<String>,
    /// Family name.
    pub family: Option<String>,
    /// Post or function.
    pub role: Option<String>,
    /// The index in [`Sheet::delegations`].
    pub delegation: Option<usize>,
    /// Whether the person was there.
    pub status: Status,
    /// Whether they came late or left early.
    pub part: bool,
    /// Where.
    pub place: Place,
    /// What was inferred.
    pub repairs: Vec<Repair>,
}

/// A State or organisation that the body of the text names.
#[derive(Debug, Clone)]
pub struct Named {
    /// As named.
    pub name: String,
    /// Its code.
    pub code: Option<String>,
    /// Where.
    pub place: Place,
}

/// Minutes that were approved at this meeting.
#[derive(Debug, Clone)]
pub struct Approved {
    /// The day of the meeting that they tell of.
    pub date: String,
    /// Where it is said.
    pub place: Place,
}

/// A vote with figures.
#[derive(Debug, Clone)]
pub struct Tally {
    /// For, against and abstaining.
    pub total: u32,
    /// Where.
    pub place: Place,
}

/// A warning of the record.
#[derive(Debug, Clone)]
pub struct Noticed {
    /// Its code.
    pub code: Code,
    /// Its message.
    pub message: String,
    /// Where.
    pub place: Place,
}

impl Sheet {
    /// Boils a record down. `record` is the id to be known by.
    #[must_use]
    pub fn of(record: String, minutes: &Minutes) -> Self {
        let words = Words::of(minutes);
        let m = &minutes.meeting;
        let ids: std::collections::BTreeMap<&str, usize> = minutes.attendance.delegations.iter().enumerate().map(|(i, d)| (d.id.as_str(), i)).collect();
        Self {
            record,
            file: minutes.source.file.clone(),
            sha256: minutes.source.sha256.clone(),
            page_range: minutes.source.page_range,
            body: m.body.clone().filter(|b| !b.trim().is_empty()),
            kind: m.kind.clone(),
            number: m.number.clone(),
            date: m.date.clone().filter(|d| is_day(d)),
            end_date: m.end_date.clone().filter(|d| is_day(d)),
            start_time: m.start_time.clone(),
            state: m.state.clone(),
            title: m.title.clone(),
            head: head(minutes, &words),
            delegations: minutes
                .attendance
                .delegations
                .iter()
                .map(|d| Listed {
                    name: d.name.clone(),
                    kind: d.kind,
                    code: d.code.clone(),
                    status: d.status,
                    place: Place { words: cut(&d.as_written), page: d.page, bbox: d.bbox },
                    repairs: d.repairs.clone(),
                })
                .collect(),
            people: minutes
                .attendance
                .people
                .iter()
                .map(|p| Seen {
                    id: p.id.clone(),
                    name: p.name.clone(),
                    honorific: p.honorific.clone(),
                    given: p.given.clone(),
                    family: p.family.clone(),
                    role: p.role.clone(),
                    delegation: p.delegation.as_deref().and_then(|id| ids.get(id).copied()),
                    status: p.status,
                    part: p.attended.is_some(),
                    place: Place { words: cut(&p.as_written), page: p.page, bbox: p.bbox },
                    repairs: p.repairs.clone(),
                })
                .collect(),
            speakers: speakers(minutes, &words),
            responsible: responsible(minutes, &words),
            approved: approved(minutes, &words),
            votes: minutes
                .votes
                .iter()
                .filter_map(|v| Some(Tally { total: v.in_favour? + v.against.unwrap_or(0) + v.abstain.unwrap_or(0), place: words.place(v.span, v.page) }))
                .collect(),
            noticed: minutes
                .warnings
                .iter()
                .map(|w| Noticed {
                    code: w.code,
                    message: w.message.clone(),
                    place: w.span.map_or_else(|| Place { words: String::new(), page: w.page, bbox: None }, |span| words.place(span, w.page)),
                })
                .collect(),
            acronyms: minutes.acronyms.iter().map(|a| (a.acronym.clone(), a.expansion.clone())).collect(),
        }
    }

    /// Whether the record lists anybody.
    #[must_use]
    pub fn has_roll(&self) -> bool {
        !self.people.is_empty() || !self.delegations.is_empty()
    }

    /// The proof at a place of this record.
    #[must_use]
    pub fn proof(&self, place: &Place) -> Proof {
        Proof { record: self.record.clone(), file: self.file.clone(), page: place.page, bbox: place.bbox, words: place.words.clone() }
    }

    /// The proof of what the record as a whole shows: its head.
    #[must_use]
    pub fn whole(&self) -> Proof {
        self.proof(&self.head)
    }
}

/// Whether the text is a day, `2024-03-05`.
pub(super) fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
}

/// The text by code points, with the lines that give boxes.
struct Words<'a> {
    /// The byte where each code point begins, and the text's end.
    starts: Vec<usize>,
    minutes: &'a Minutes,
}

impl<'a> Words<'a> {
    fn of(minutes: &'a Minutes) -> Self {
        let starts = minutes.text.char_indices().map(|(at, _)| at).chain([minutes.text.len()]).collect();
        Self { starts, minutes }
    }

    fn text(&self, [start, end]: TextSpan) -> &'a str {
        let byte = |at: usize| self.starts.get(at).copied().unwrap_or(self.minutes.text.len());
        self.minutes.text.get(byte(start)..byte(end.max(start))).unwrap_or_default()
    }

    fn place(&self, span: TextSpan, page: Option<u32>) -> Place {
        let lines = &self.minutes.lines;
        let first = lines.partition_point(|line| line.span[1] <= span[0]);
        let line = lines.get(first).filter(|line| line.span[0] < span[1].max(span[0] + 1));
        Place { words: cut(self.text(span)), page: page.or_else(|| line.and_then(|l| l.page)), bbox: line.and_then(|l| l.bbox) }
    }
}

fn cut(words: &str) -> String {
    let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= LONGEST_WORDS { one_line } else { one_line.chars().take(LONGEST_WORDS).chain(['…']).collect() }
}

/// The words of the head that say which meeting it is: those that the date was read from, else the title.
fn head(minutes: &Minutes, words: &Words) -> Place {
    let m = &minutes.meeting;
    let evidence = ["date", "number", "title", "body"].iter().find_map(|field| m.evidence.get(*field));
    match evidence {
        Some(e) => e.span.map_or_else(|| Place { words: cut(&e.as_written), page: e.page, bbox: None }, |span| words.place(span, e.page)),
        None => Place { words: cut(m.title.as_deref().unwrap_or_default()), page: minutes.pages.first().map(|p| p.number), bbox: None },
    }
}

/// Each State and organisation that takes the floor, once, at its first word.
fn speakers(minutes: &Minutes, words: &Words) -> Vec<Named> {
    let mut told = BTreeSet::new();
    let floor = minutes.interventions.iter().filter(|i| matches!(i.speaker.kind.as_str(), "state" | "organisation"));
    floor
        .filter(|i| told.insert((i.speaker.code.clone(), i.speaker.name.clone())))
        .map(|i| Named { name: i.speaker.name.clone(), code: i.speaker.code.clone(), place: words.place(i.span, i.page) })
        .collect()
}

fn responsible(minutes: &Minutes, words: &Words) -> Vec<Named> {
    let mut told = BTreeSet::new();
    let mut found = Vec::new();
    for section in &minutes.sections {
        let head = [section.span[0], section.span[1].min(section.span[0] + LONGEST_WORDS)];
        for name in &section.responsible {
            if told.insert(name.clone()) {
                let mut place = words.place(head, section.page);
                place.words = cut(place.words.split(". ").next().unwrap_or_default());
                found.push(Named { name: name.clone(), code: None, place });
            }
        }
    }
    found
}

/// The words for minutes, folded.
const MINUTES_WORDS: &[&str] =
    &["minutes", "proces verbal", "proces verbaux", "compte rendu", "comptes rendus", "acta", "actas", "protokoll", "protokolle", "ata", "atas"];

/// The beginnings of the words that say that minutes were approved, folded.
const APPROVAL_WORDS: &[&str] =
    &["approv", "adopt", "accept", "confirm", "agreed", "signed", "ratif", "aprob", "aprov", "genehmig", "angenommen", "carried", "passed"];

/// How far a date may stand from the word for minutes that it belongs to, in characters: a list of days fits, the next sentence does not.
const REACH: usize = 160;

/// The days whose minutes this meeting approved: days after the word for minutes, in a sentence or a decision that approves.
fn approved(minutes: &Minutes, words: &Words) -> Vec<Approved> {
    let Some(today) = minutes.meeting.date.as_deref() else { return Vec::new() };
    let mut found: Vec<Approved> = Vec::new();
    for entity in &minutes.entities {
        let Value::Date { start: Some(start), end, resolved_from, .. } = &entity.value else { continue };
        let is_day = end.as_ref().is_none_or(|end| end == start) && is_day(start);
        if !is_day || resolved_from != "text" || start.as_str() >= today || entity.confidence.0 < 1.0 || found.iter().any(|a| a.date == *start) {
            continue;
        }
        let before = words.text([entity.span[0].saturating_sub(REACH), entity.span[0]]);
        let before = before.rsplit(['\n', ';']).next().unwrap_or_default();
        let before = before.rsplit(". ").next().unwrap_or_default();
        let after = words.text([entity.span[1], entity.span[1] + REACH]);
        // The sentence, and the paragraph after it where the date ends a heading.
        let after = after.splitn(3, "\n\n").take(2).collect::<Vec<_>>().join(" ");
        let folded = crate::gazetteer::fold::fold(before);
        let Some(word) = MINUTES_WORDS.iter().filter_map(|w| last_word(&folded, w)).max() else { continue };
        let between = folded.get(word..).unwrap_or_default();
        let sentence = format!("{folded} {}", crate::gazetteer::fold::fold(&after));
        let approves = sentence.split(|c: char| !c.is_alphanumeric()).any(|w| APPROVAL_WORDS.iter().any(|a| w.starts_with(a)));
        if approves && !is_of_another_thing(between) {
            let shown = [entity.span[0].saturating_sub(before.chars().count()), entity.span[1] + after.chars().count().min(REACH / 2)];
            let mut place = words.place(shown, entity.page);
            place.page = entity.page;
            found.push(Approved { date: start.clone(), place });
        }
    }
    found
}

/// Where `word` ends as a whole word of `text` for the last time.
fn last_word(text: &str, word: &str) -> Option<usize> {
    text.rmatch_indices(word).map(|(at, _)| (at, at + word.len())).find_map(|(start, end)| {
        let bare = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        (bare(text.get(..start)?.chars().next_back()) && bare(text.get(end..)?.chars().next())).then_some(end)
    })
}

/// Words between the minutes and the day that give the day to something else ("the minutes, circulated on 3 May").
fn is_of_another_thing(between: &str) -> bool {
    const OTHERS: &[&str] = &[
        "circulated", "sent", "posted", "distributed", "published", "dated", "approved", "amended", "by", "until", "since", "report", "letter", "agenda",
        "joint", "committee", "subcommittee", "commission", "workshop",
    ];
    between.split(|c: char| !c.is_alphanumeric()).any(|w| OTHERS.contains(&w))
}

//! The head of a document: its title's lines, and the lines that say what they tell ("Date: …", "Venue …").

use crate::outline::Outline;
use crate::span::Span;
use crate::transcript::{TextKind, Transcript};

/// What the first page says before the meeting begins.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// The lines of the title, in order.
    pub(super) title: Vec<Span>,
    /// All lines up to the first running text, the title's too.
    pub(super) lines: Vec<Span>,
    /// Lines with a label and a value.
    pub(super) fields: Vec<Field>,
    /// Where the head ends: what stands behind is the meeting itself.
    pub(super) end: usize,
}

/// "Venue: Town Hall".
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) what: What,
    pub(super) value: Span,
}

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Title,
    Date,
    Time,
    End,
    Venue,
    Chair,
    State,
    Body,
    /// Another label: its value is none of these.
    Other,
}

/// The head has no more lines than this.
const LINES: usize = 60;
/// So many lines behind a title that stands below a letterhead belong to the head: the day, the state.
const BEHIND_TITLE: usize = 3;
/// A line with more words than this is running text.
const RUNNING: usize = 22;

const LABELS: &[(What, &[&str])] = &[
    (What::Title, &["title of meeting", "meeting title", "title", "name of meeting", "objet", "betreff"]),
    (What::Body, &["committee", "body", "gremium", "group", "board", "organisation", "organization"]),
    (
        What::Date,
        &[
            "date", "meeting date", "date of meeting", "date and time", "date/time", "date & time", "datum", "fecha", "data", "date et heure",
            "date de la reunion", "day", "when", "datum und uhrzeit", "held on", "tenue le",
        ],
    ),
    (
        What::Time,
        &[
            "time", "meeting time", "start", "start time", "uhrzeit", "zeit", "beginn", "hora", "horario", "heure", "meeting began", "started",
            "time of meeting", "opening", "hora de inicio", "heure de debut", "inicio", "sitzungsbeginn", "call to order",
        ],
    ),
    (
        What::End,
        &[
            "end", "end time", "ende", "fin", "meeting ended", "adjourned", "closed", "finish", "hora de termino", "heure de fin", "termino", "sitzungsende",
            "adjournment",
        ],
    ),
    (
        What::Venue,
        &[
            "venue", "location", "place", "ort", "lieu", "lugar", "local", "where", "place of meeting", "meeting place", "sitzungsort", "meeting location",
            "venue/location", "held at", "ort der sitzung",
        ],
    ),
    (
        What::Chair,
        &[
            "chair", "chairman", "chairperson", "chairwoman", "presiding", "presiding officer", "chaired by", "vorsitz", "sitzungsleitung", "leitung",
            "versammlungsleiter", "versammlungsleitung", "president", "presidence", "presidente", "presidencia", "in the chair", "president de seance",
            "preside",
        ],
    ),
    (What::State, &["status", "state", "statut", "estado"]),
];

impl Head {
    /// Reads the head of a document.
    pub(super) fn of(t: &Transcript, outline: &Outline) -> Self {
        let mut head = Self::default();
        let first_section = outline.sections.first().map_or(usize::MAX, |s| s.heading_span.start);
        let report = report_ahead(t);
        for (i, line) in t.lines.iter().take(LINES).enumerate() {
            let span = line.span.trimmed(&t.text);
            let words = span.of(&t.text);
            let in_title = outline.title.contains(&line.block);
            let begun = span.start >= first_section && !head.lines.is_empty();
            let ahead = report.is_some_and(|at| i <= at + BEHIND_TITLE);
            if !in_title && (begun && head.lines.len() > 3 && !ahead || runs_on(words)) {
                break;
            }
            if span.is_empty() {
                continue;
            }
            if in_title {
                head.title.push(span);
            }
            head.lines.push(span);
            head.end = span.end;
        }
        head.fields = fields(t);
        head
    }

    /// The first value that a label gives.
    pub(super) fn field(&self, what: What) -> Option<Span> {
        self.fields.iter().find(|f| f.what == what).map(|f| f.value)
    }
}

/// The line, behind a letterhead of names and offices, that says "… Meeting Minutes", where none before it does.
fn report_ahead(t: &Transcript) -> Option<usize> {
    /// A letterhead has no more lines than this.
    const LETTERHEAD: usize = 24;
    const OTHERS: &[&str] = &["approval", "approve", "previous", "last", "adoption", "review", "reading", "matters", "approbation", "genehmigung"];
    let lines = || t.lines.iter().take(LETTERHEAD).map(|l| l.span.of(&t.text)).take_while(|w| !runs_on(w));
    let reports = |w: &str| {
        let flat = folded(w);
        let tells = flat.ends_with("minutes")
            || flat.starts_with("minutes of")
            || flat.starts_with("proces verbal")
            || flat.starts_with("protokoll")
            || flat.starts_with("summary record")
            || flat.starts_with("verbatim record");
        tells && !w.contains(':') && w.split_whitespace().count() <= 12 && !w.starts_with(|c: char| c.is_ascii_digit()) && !super::cues::has(&flat, OTHERS)
    };
    lines().position(reports)
}

fn runs_on(words: &str) -> bool {
    words.split_whitespace().count() > RUNNING
}

/// The labelled lines of the first page: by a colon, by a gap, by a table's cells, by the next line.
fn fields(t: &Transcript) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    let lines = t.lines.get(..LINES.min(t.lines.len())).unwrap_or_default();
    for (i, line) in lines.iter().enumerate() {
        let words = line.span.of(&t.text);
        if let Some((label, at)) = label_of(words)
            && let Some(what) = what(label)
        {
            let value = Span::new(line.span.start + at, line.span.end).trimmed(&t.text);
            found.extend(with_value(t, lines, i, what, value));
            found.extend(more_on_the_line(t, value));
            continue;
        }
        let gap = t.gaps.iter().find(|g| g.at > line.span.start && g.at < line.span.end);
        if let Some((what, gap)) = gap.and_then(|g| Some((what(Span::new(line.span.start, g.at).of(&t.text))?, g))) {
            found.push(Field { what, value: Span::new(gap.at, line.span.end).trimmed(&t.text) });
        } else if let Some(what) = what(words).filter(|_| is_label_cell(t, line)) {
            found.extend(with_value(t, lines, i, what, Span::new(line.span.end, line.span.end)));
        }
    }
    for table in t.tables.iter().take(2) {
        for row in &table.rows {
            let mut cells = row.iter().filter(|c| !c.is_empty());
            if let (Some(label), Some(value)) = (cells.next(), cells.next()) {
                let label = label.of(&t.text).trim().trim_end_matches(':');
                if let Some(what) = what(label) {
                    found.push(Field { what, value: value.trimmed(&t.text) });
                }
            }
        }
    }
    found.retain(|f| !f.value.is_empty());
    found
}

/// A label alone on its line needs a colon, or a table around it.
fn is_label_cell(t: &Transcript, line: &crate::transcript::TextLine) -> bool {
    let words = line.span.of(&t.text);
    words.trim_end().ends_with(':') || t.blocks.get(line.block).is_some_and(|b| b.kind == TextKind::Table) && !ends_its_row(t, line.span.trimmed(&t.text))
}

/// "Ada Berg | Chair": the last cell of a row is what is said of the first, and no label.
fn ends_its_row(t: &Transcript, cell: Span) -> bool {
    let last = |row: &Vec<Span>| {
        let mut filled = row.iter().filter(|c| !c.is_empty());
        let first = filled.next();
        first.is_some_and(|f| !f.contains(cell)) && filled.next_back().is_some_and(|c| c.contains(cell))
    };
    t.tables.iter().flat_map(|table| &table.rows).any(last)
}

/// The value, or the next line where nothing stands behind the label.
fn with_value(t: &Transcript, lines: &[crate::transcript::TextLine], i: usize, what: What, value: Span) -> Option<Field> {
    if !value.is_empty() {
        return Some(Field { what, value });
    }
    let next = lines.get(i + 1)?.span.trimmed(&t.text);
    let words = next.of(&t.text);
    (!words.contains(':') || words.chars().any(|c| c.is_ascii_digit())).then_some(Field { what, value: next })
}

/// "Date: 4 May Time: 7 pm" on one line.
fn more_on_the_line(t: &Transcript, value: Span) -> Vec<Field> {
    let words = value.of(&t.text);
    let mut found = Vec::new();
    for (at, _) in words.match_indices(':') {
        let label = words.get(..at).and_then(|w| w.rsplit([' ', '\t', '|', ',', ';']).next()).unwrap_or_default();
        if let Some(what) = what(label).filter(|_| label.chars().all(char::is_alphabetic)) {
            found.push(Field { what, value: Span::new(value.start + at + 1, value.end).trimmed(&t.text) });
        }
    }
    found
}

/// What a label announces; `None` for words that are no label of the head.
pub(super) fn what(label: &str) -> Option<What> {
    let label = folded(label);
    let label = label.trim_end_matches([' ', '.']).trim_start();
    LABELS.iter().find(|(_, words)| words.contains(&label)).map(|(what, _)| *what).or_else(|| compound(label))
}

/// German joins a label to what it is of: "Versammlungsbeginn", "Sitzungsende", "Versammlungsleiter".
fn compound(label: &str) -> Option<What> {
    const PARTS: &[(What, &str)] = &[
        (What::Time, "sbeginn"),
        (What::End, "sende"),
        (What::End, "sschluss"),
        (What::Chair, "sleiter"),
        (What::Chair, "sleiterin"),
        (What::Venue, "sort"),
        (What::Date, "sdatum"),
    ];
    const OF: &[&str] = &["versammlung", "sitzung", "tagung", "besprechung", "veranstaltung"];
    let bare = label.trim_end_matches("/in").trim_end_matches("*in");
    OF.iter()
        .find_map(|of| bare.strip_prefix(of))
        .and_then(|rest| PARTS.iter().find(|(_, part)| rest == *part || rest.strip_prefix('s') == Some(*part)))
        .map(|(what, _)| *what)
}

/// The label before the first colon, and where its value begins. "Versammlungsleiter:in: Nora Birch" has a colon for its gender.
fn label_of(words: &str) -> Option<(&str, usize)> {
    let (label, rest) = words.split_once(':')?;
    let gendered = ["innen:", "in:"].iter().find(|g| rest.starts_with(*g)).map_or(0, |g| g.len());
    Some((label, label.len() + 1 + gendered))
}

/// Small letters without accents, for comparison.
pub(super) fn folded(words: &str) -> String {
    crate::outline::folded(words)
}

//! Words that headings of minutes are made of, in the languages that are read. A cue makes a doubtful line a heading, or
//! tells what stands under one; no cue alone makes a section of running text.

/// Folds words for comparison: small letters, no accents on the commonest vowels, one space.
pub(crate) fn folded(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars().flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            'à' | 'á' | 'â' | 'ã' | 'ä' => out.push('a'),
            'ç' => out.push('c'),
            'è' | 'é' | 'ê' | 'ë' => out.push('e'),
            'ì' | 'í' | 'î' | 'ï' => out.push('i'),
            'ñ' => out.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => out.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => out.push('u'),
            '’' => out.push('\''),
            '\u{300}'..='\u{36f}' => {}
            c if c.is_alphanumeric() || c == '\'' => out.push(c),
            _ if out.ends_with(' ') || out.is_empty() => {}
            _ => out.push(' '),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Headings of the roll.
const ROLL: &[&str] = &[
    "present", "attendance", "attendees", "attending", "participants", "in attendance", "apologies", "apologies received", "absent", "roll call",
    "members present", "staff present", "others present", "also present", "list of participants", "list of attendees", "board members present", "observers",
    "presents", "ausencias", "ausencias justificadas", "faltas justificadas", "etaient presents", "etaient absents", "excuses", "absents", "secretaire",
    "presentes", "asistentes", "ausentes", "participantes", "excusan", "teilnehmer", "teilnehmende", "anwesend", "anwesende", "entschuldigt", "abwesend",
    "gaste", "presencas", "faltas", "membros presentes", "quorum", "council present", "guests", "invited", "regrets",
];

/// Headings of lists of the sections themselves.
const CONTENTS: &[&str] = &[
    "agenda", "contents", "table of contents", "provisional agenda", "draft agenda", "ordre du jour", "sommaire", "table des matieres", "orden del dia",
    "indice", "contenido", "tagesordnung", "inhalt", "inhaltsverzeichnis", "ordem do dia", "ordem de trabalhos", "sumario", "order of business", "items",
    "l'ordre du jour",
];

/// Headings of business that any meeting has.
const BUSINESS: &[&str] = &[
    "adjournment", "adjourn", "call to order", "opening", "opening of the meeting", "welcome", "welcome and apologies", "approval of minutes",
    "approval of the minutes", "minutes of previous meeting", "minutes of the previous meeting", "minutes of last meeting", "minutes of the last meeting",
    "previous minutes", "minutes", "matters arising", "any other business", "aob", "old business", "new business", "unfinished business", "other business",
    "treasurer's report", "treasurer report", "financial report", "finance report", "chair's report", "chairman's report", "chairperson's report",
    "president's report", "committee reports", "reports of committees", "reports", "officer reports", "announcements", "public comment", "public comments",
    "public session", "executive session", "public participation", "consent calendar", "consent agenda", "regular agenda", "regular agenda items",
    "agenda items", "oral communications", "written communications", "declarations of interest", "conflicts of interest", "date of next meeting",
    "next meeting", "closing", "close", "close of meeting", "adoption of the agenda", "approval of the agenda", "correspondence", "resolutions",
    "action items", "discussion", "ouverture de la seance", "questions diverses", "divers", "informations diverses", "approbation du proces verbal", "cloture",
    "levee de la seance", "deliberations", "communications", "informations", "begrussung", "verschiedenes", "sonstiges", "protokoll", "beschlussfahigkeit",
    "termine", "antrage", "genehmigung des protokolls", "apertura", "asuntos varios", "ruegos y preguntas", "varios", "cierre", "lectura del acta",
    "aprobacion del acta", "assuntos diversos", "encerramento", "periodo antes da ordem do dia",
];

/// What begins a line that is an act of the meeting and not a heading of it.
const ACTS: &[&str] = &[
    "motion", "action", "actions", "resolved", "vote", "votes", "voting", "ayes", "noes", "nays", "moved", "seconded", "note", "notes", "nota", "decision",
    "resolution no", "resultat du vote", "beschluss", "abstimmung", "decides", "acuerdo", "se acuerda", "votacion", "votacao", "deliberacao", "re",
    "in favour", "in favor", "against", "abstain", "abstentions", "pour", "contre", "whereas", "therefore", "be it", "page", "signed",
    "respectfully submitted", "recorded vote",
];

/// Words of a line that is how a motion ended ("CARRIED 5/0").
const VERDICTS: &[&str] = &[
    "carried", "defeated", "lost", "passed", "approved", "adopted", "unanimous", "unanimously", "failed", "tabled", "withdrawn", "motion", "not", "as",
    "amended",
];

/// What begins the appendices of a document.
const ANNEXES: &[&str] =
    &["annex", "appendix", "annexe", "annexes", "anexo", "anhang", "anlage", "apendice", "attachment", "appendices", "schedule", "enclosure"];

/// Words that a document's own title is made of.
const TITLES: &[&str] = &[
    "minutes", "meeting", "session", "proces", "compte", "reunion", "acta", "ata", "protokoll", "sitzung", "versammlung", "mitgliederversammlung", "seance",
    "sesion", "sessao", "reuniao", "assemblee", "asamblea", "assembleia", "report", "record", "summary", "proceedings", "transcript", "committee", "board",
    "council", "conseil", "gremium", "hansard",
];

/// What begins the sentence that says what a document is: "Minutes of the meeting of the Board held at 2 Quay Street on 4 May".
const STATEMENTS: &[&str] = &[
    "minutes of", "minutes for the", "minute of", "approved minutes of", "record of", "summary record of", "notes of the", "notes of a", "proceedings of",
    "report of the", "at a meeting of", "at a regular meeting of", "a meeting of", "a regular meeting of", "a special meeting of", "proces verbal de",
    "proces verbal du", "compte rendu de", "compte rendu du", "acta de", "acta numero", "acta n", "ata da", "ata de", "ata n", "protokoll der",
    "protokoll des", "protokoll uber", "niederschrift uber",
];

/// Words for a meeting that such a sentence holds.
const MEETINGS: &[&str] = &[
    "meeting", "meetings", "session", "reunion", "seance", "assemblee", "sesion", "asamblea", "junta", "reuniao", "sessao", "assembleia", "sitzung",
    "versammlung", "mitgliederversammlung", "conference", "assembly",
];

/// Words that make it a sentence about the minutes of another meeting.
const OF_OTHER_MINUTES: &[&str] = &[
    "approved", "approval", "accepted", "adopted", "agreed", "read", "confirmed", "signed", "circulated", "previous", "last", "were", "was", "is", "est",
    "sont", "adopte", "approuve", "approuves", "precedente", "anterior", "aprueba", "aprobada", "aprovada", "genehmigt", "letzten", "wird", "wurde",
];

fn begins(words: &str, cue: &str) -> bool {
    words.strip_prefix(cue).is_some_and(|r| r.is_empty() || r.starts_with(' '))
}

/// Whether a heading says that the roll follows.
pub(super) fn is_roll(heading: &str) -> bool {
    let words = folded(heading);
    // Alone: "Delegations of authority" is business.
    words == "delegations" || ROLL.iter().any(|c| words == *c || begins(&words, c) && words.split(' ').count() <= c.split(' ').count() + 3)
}

/// Whether a heading says that a list of the sections follows.
pub(crate) fn is_contents(heading: &str) -> bool {
    let words = folded(heading);
    CONTENTS.contains(&words.as_str())
}

/// Whether a heading is one that any meeting may have.
pub(super) fn is_business(heading: &str) -> bool {
    let words = folded(heading);
    let words = words.strip_prefix("the ").unwrap_or(&words);
    BUSINESS.iter().any(|c| begins(words, c) && words.split(' ').count() <= c.split(' ').count() + 2)
        || words.ends_with(" report")
        || words.ends_with(" reports")
}

/// Whether a line begins as an act of the meeting ("MOTION: …").
pub(super) fn is_act(line: &str) -> bool {
    let words = folded(line);
    let figures = |w: &str| w.bytes().all(|b| b.is_ascii_digit());
    let ended = words.split(' ').all(|w| VERDICTS.contains(&w) || figures(w)) && words.split(' ').any(|w| VERDICTS.contains(&w));
    ended || ACTS.iter().any(|c| begins(&words, c))
}

/// Whether a heading begins an appendix.
pub(super) fn is_annex(heading: &str) -> bool {
    let words = folded(heading);
    ANNEXES.iter().any(|c| begins(&words, c))
}

/// Whether a line can be a part of a document's title.
pub(super) fn is_title(line: &str) -> bool {
    let words = folded(line);
    words.split(' ').any(|w| TITLES.contains(&w))
}

/// Whether a paragraph is the sentence that says of which meeting these are the minutes.
pub(super) fn is_statement(paragraph: &str) -> bool {
    /// Such a sentence has no more words than this.
    const WORDS: usize = 70;
    let words = folded(paragraph);
    // "DRAFT RECORD OF THE 41st MEETING"
    let words = ["draft ", "provisional ", "final ", "unapproved ", "unconfirmed "].iter().find_map(|s| words.strip_prefix(s)).unwrap_or(&words);
    let all: Vec<&str> = words.split(' ').collect();
    let meets = |w: &&str| MEETINGS.contains(w) || w.ends_with("sitzung");
    // "14th meeting of the Working Group on Reeds".
    let counts = all.first().is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()) && ["st", "nd", "rd", "th"].iter().any(|e| w.ends_with(e)));
    let counts = counts && all.get(1..3).unwrap_or_default().iter().any(meets);
    all.len() <= WORDS && (counts || STATEMENTS.iter().any(|c| begins(words, c))) && all.iter().any(meets) && !all.iter().any(|w| OF_OTHER_MINUTES.contains(w))
}

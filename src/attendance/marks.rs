//! What stands beside a name and says how somebody was there: "(phone)", "arrived at 7.15 pm", "proxy for Ms. X",
//! "excused". Anything else beside a name is an office or an affiliation, and not read here.

use crate::minutes::Status;

/// A mark beside a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Says the status.
    Status(Status),
    /// There by telephone or on a screen: present.
    Remote,
    /// Came late: HH:MM or an item as written.
    From(String),
    /// Left early: HH:MM or an item as written.
    To(String),
    /// Stands for somebody.
    For(String),
    /// Somebody stands for this person.
    Proxy(String),
    /// An address, pronouns, initials, a page: says nothing of the roll.
    Nothing,
}

const REMOTE: &[&str] = &[
    "phone", "telephone", "zoom", "teams", "online", "remote", "remotely", "virtual", "virtually", "videoconference", "video", "teleconference", "webex",
    "skype", "call", "visio", "visioconférence", "visioconference", "distance", "téléphone", "teléfono", "videoconferencia", "videoconferência", "telefonisch",
    "telefon", "zugeschaltet", "virtuell", "videokonferenz", "distancia", "telefone", "vc", "dial-in", "gotomeeting", "hybrid", "person", "personne",
    "persona", "presencial",
];

/// Words that may stand with such a word: "by phone", "via Zoom", "joined remotely".
const BESIDE: &[&str] = &[
    "by", "via", "via:", "on", "in", "the", "joined", "attended", "attending", "participated", "participating", "remotely", "conference", "en", "par", "à",
    "por", "vía", "a", "per", "online", "meeting", "link", "ms", "from", "de", "em", "present", "présent", "présente", "through", "was", "presente", "audio",
    "only", "until", "part",
];

const STATUSES: &[(Status, &[&str])] = &[
    (
        Status::Apologies,
        &[
            "apologies", "apology", "excused", "regrets", "regret", "excusé", "excusée", "excusés", "entschuldigt", "disculpado", "disculpada", "excusado",
            "excusada", "justificado", "justificada", "e", "exc", "leave", "sent apologies", "excused absence", "absent excused", "with regrets",
            "regrets sent", "sent regrets", "apologies sent", "apologies received", "absent with apologies", "with apologies", "absence motivée",
            "absent excusé", "absente excusée", "on leave", "leave of absence", "請假", "请假",
        ],
    ),
    (
        Status::Absent,
        &[
            "absent", "absente", "a", "ausente", "abwesend", "no", "not present", "did not attend", "nicht anwesend", "unexcused", "absent unexcused", "n",
            "不在", "缺席", "non",
        ],
    ),
    (
        Status::Present,
        &[
            "present", "p", "yes", "y", "x", "✓", "✔", "√", "☑", "☒", "présent", "présente", "presente", "anwesend", "ja", "oui", "sí", "si", "sim",
            "attended", "in attendance", "here", "late", "part", "part only", "in part", "partial", "voting", "ex officio", "nonvoting", "non-voting", "",
        ],
    ),
    (Status::Observer, &["observer", "observateur", "observatrice", "observador", "observadora", "beobachter", "as observer", "as an observer"]),
];

const FOR: &[&str] = &[
    "for ", "proxy for ", "alternate for ", "alternate to ", "substitute for ", "substituting for ", "in place of ", "on behalf of ", "replacing ",
    "deputising for ", "deputizing for ", "sitting in for ", "standing in for ", "as proxy for ", "representing ", "remplaçant ", "remplace ", "suppléant de ",
    "en remplacement de ", "en sustitución de ", "suplente de ", "en representación de ", "in vertretung von ", "in vertretung für ", "vertretung für ",
    "vertritt ", "em substituição de ", "em representação de ", "holding proxy for ", "für ", "substitui ", "sustituye a ", "delegate for ",
];

const PROXY: &[&str] = &[
    "proxy to ", "proxy given to ", "gave proxy to ", "represented by ", "substituted by ", "replaced by ", "pouvoir à ", "a donné pouvoir à ",
    "donne pouvoir à ", "ayant donné pouvoir à ", "pouvoir donné à ", "donne procuration à ", "procuration à ", "a donné procuration à ", "représenté par ",
    "représentée par ", "excusé, pouvoir à ", "vertreten durch ", "vertreten von ", "representado por ", "representada por ", "delega en ",
    "delega su voto en ", "delegó su voto en ", "delega el voto en ", "delegou o voto em ", "delega o voto em ", "substituído por ", "substituída por ",
    "sustituido por ", "sustituida por ", "proxy: ", "proxy held by ", "by proxy ", "pouvoir ", "procuration ", "alternate: ", "substitute: ", "vollmacht an ",
    "stimmübertragung an ",
];

const FROM: &[&str] = &[
    "arrived at ", "arrived ", "arriving at ", "arrives at ", "joined at ", "joined ", "joining at ", "joined from ", "from ", "entered at ",
    "entered the meeting at ", "entering at ", "came at ", "present from ", "late arrival ", "late arrival at ", "late, ", "late - ", "late ", "as of ",
    "after ", "arrived late at ", "arrived late, ", "arrivé à ", "arrivée à ", "arrive à ", "à partir de ", "à partir du ", "dès ", "llegó a las ",
    "se incorpora a las ", "a partir de las ", "desde las ", "ab ", "kam um ", "ab ca. ", "a partir das ", "chegou às ", "arrived at approximately ", "in at ",
    "in ", "joined the meeting at ", "arrived during ", "joined during ", "joined for ", "for ", "came in at ",
];

const TO: &[&str] = &[
    "left at ", "left ", "leaving at ", "until ", "till ", "departed at ", "departed ", "exited at ", "left the meeting at ", "left after ", "left before ",
    "left during ", "to ", "up to ", "jusqu’à ", "jusqu'à ", "jusqu’au ", "jusqu'au ", "départ à ", "parti à ", "partie à ", "quitte à ", "hasta las ",
    "hasta ", "salió a las ", "se retira a las ", "se ausenta a las ", "bis ", "ging um ", "até às ", "até ", "saiu às ", "left early at ", "left early ",
    "left early, ", "out at ", "excused at ", "left approximately ", "left at approximately ",
];

/// Reads what stands in brackets, or after a dash or comma, beside a name.
#[must_use]
pub fn read(text: &str) -> Option<Mark> {
    let text = text.trim().trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.' | ';' | ':' | '*')).trim();
    let low = text.to_lowercase().replace(['(', ')'], "");
    if low.contains('@') || low.starts_with("http") || low.starts_with("www.") || is_pronouns(&low) {
        return Some(Mark::Nothing);
    }
    if let Some((status, _)) = STATUSES.iter().find(|(_, words)| words.contains(&low.as_str())) {
        // A single small letter beside a name is a mark only in a table's cell; there the caller asks for it.
        if low.chars().count() > 1 || !text.chars().all(char::is_alphabetic) {
            return Some(Mark::Status(*status));
        }
    }
    let words: Vec<&str> = low.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | ',')).filter(|w| !w.is_empty()).collect();
    let remote = words.iter().any(|w| REMOTE.contains(w));
    if remote && words.iter().all(|w| REMOTE.contains(w) || BESIDE.contains(w)) {
        return Some(Mark::Remote);
    }
    // "(item 4 only)"
    let only = low.strip_suffix(" only").unwrap_or(&low);
    if is_item(only) && only.contains(|c: char| c.is_ascii_digit()) && only.starts_with(|c: char| c == '§' || "aipt".contains(c)) {
        return Some(Mark::From(text.get(..only.len()).unwrap_or(text).to_owned()));
    }
    timed(&low, text).or_else(|| standing(&low, text))
}

/// A mark in a cell of a column of presence: single letters count, and an empty cell says nothing.
#[must_use]
pub fn read_cell(text: &str) -> Option<Status> {
    let low = text.trim().trim_matches(|c: char| matches!(c, '(' | ')' | '.' | '*')).trim().to_lowercase();
    if low.is_empty() {
        return None;
    }
    STATUSES
        .iter()
        .find(|(_, words)| words.contains(&low.as_str()))
        .map(|(s, _)| *s)
        .or_else(|| match read(text) {
            Some(Mark::Status(s)) => Some(s),
            Some(Mark::Remote | Mark::From(_) | Mark::To(_)) => Some(Status::Present),
            Some(Mark::Proxy(_)) => Some(Status::Substituted),
            Some(Mark::For(_) | Mark::Nothing) | None => None,
        })
        .or_else(|| {
            // A page's number or a note that strayed into the cell.
            let (first, rest) = low.split_once(char::is_whitespace)?;
            rest.chars().all(|c| c.is_ascii_digit()).then(|| STATUSES.iter().find(|(_, words)| words.contains(&first)).map(|(s, _)| *s)).flatten()
        })
}

fn timed(low: &str, text: &str) -> Option<Mark> {
    for (is_from, cues) in [(true, FROM), (false, TO)] {
        // The longest cue first.
        let cue = cues.iter().filter(|c| low.starts_with(**c)).max_by_key(|c| c.len());
        let Some(rest) = cue.and_then(|c| low.strip_prefix(c)) else { continue };
        let tail = text.get(text.len().saturating_sub(rest.len())..).unwrap_or(rest).trim();
        let when = clock(rest).or_else(|| is_item(rest).then(|| tail.to_owned()));
        if let Some(when) = when {
            return Some(if is_from { Mark::From(when) } else { Mark::To(when) });
        }
    }
    None
}

fn standing(low: &str, text: &str) -> Option<Mark> {
    for (is_for, cues) in [(false, PROXY), (true, FOR)] {
        let cue = cues.iter().filter(|c| low.starts_with(**c)).max_by_key(|c| c.len());
        let Some(rest) = cue.and_then(|c| low.strip_prefix(c)) else { continue };
        let name = text.get(text.len().saturating_sub(rest.len())..).unwrap_or_default().trim();
        if name.chars().next().is_some_and(char::is_uppercase)
            && super::names::parse_person(name).is_some_and(|p| !p.single || p.honorific.is_some() || !is_for || cue.is_some_and(|c| c.len() > 5))
        {
            return Some(if is_for { Mark::For(name.to_owned()) } else { Mark::Proxy(name.to_owned()) });
        }
    }
    None
}

/// "item 4", "agenda item 4", "point 3", "TOP 2", "§ 5".
fn is_item(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let item = words.iter().any(|w| {
        let w = w.trim_matches(|c: char| !c.is_alphanumeric() && c != '§');
        matches!(w, "item" | "items" | "point" | "punto" | "ponto" | "top" | "§" | "section" | "agenda" | "lunch" | "break" | "session" | "vote" | "roll")
    });
    item && words.len() <= 6
}

/// "(she/her)", "(he/him/his)".
fn is_pronouns(low: &str) -> bool {
    low.contains('/') && low.split('/').all(|w| matches!(w.trim(), "she" | "her" | "hers" | "he" | "him" | "his" | "they" | "them" | "theirs"))
}

/// A time of day at the head of `text` as HH:MM: "7.15 pm", "19h15", "7:00 p.m.", "9:30", "19 Uhr".
#[must_use]
pub fn clock(text: &str) -> Option<String> {
    let text = text.trim_start_matches("approximately ").trim_start_matches("around ").trim_start_matches("ca. ").trim();
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let mut hour: u32 = digits.parse().ok().filter(|h| *h < 24 && digits.len() <= 2)?;
    let rest = text.get(digits.len()..)?;
    let (minutes, rest) = match rest.chars().next() {
        Some('.' | ':' | 'h' | 'H' | 'u') => {
            let after = rest.get(1..)?;
            let mm: String = after.trim_start().chars().take_while(char::is_ascii_digit).collect();
            if mm.len() == 2 {
                (Some(mm.parse::<u32>().ok().filter(|m| *m < 60)?), after.trim_start().get(2..)?)
            } else if rest.starts_with(['h', 'H']) {
                (Some(0), after)
            } else {
                (None, rest)
            }
        }
        _ => (None, rest),
    };
    let tail: String = rest.chars().filter(|c| !c.is_whitespace() && *c != '.').take(5).collect::<String>().to_lowercase();
    let pm = tail.starts_with("pm");
    let am = tail.starts_with("am");
    let said = pm
        || am
        || minutes.is_some()
        || tail.starts_with("uhr")
        || tail.starts_with("hor")
        || tail.starts_with("o’clo")
        || tail.starts_with("o'clo")
        || tail.starts_with("heur")
        || tail.starts_with("hour");
    if !said || hour > 12 && am {
        return None;
    }
    if pm && hour < 12 {
        hour += 12;
    } else if am && hour == 12 {
        hour = 0;
    }
    Some(format!("{hour:02}:{:02}", minutes.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        let cases: &[(&str, Option<Mark>)] = &[
            ("(phone)", Some(Mark::Remote)),
            ("via Zoom", Some(Mark::Remote)),
            ("arrived at 7.15 pm", Some(Mark::From("19:15".to_owned()))),
            ("left at 9:30 p.m.", Some(Mark::To("21:30".to_owned()))),
            ("left before item 4", Some(Mark::To("item 4".to_owned()))),
            ("Item 4 only", Some(Mark::From("Item 4".to_owned()))),
            ("arrivée à 19h15", Some(Mark::From("19:15".to_owned()))),
            ("excused", Some(Mark::Status(Status::Apologies))),
            ("proxy for Ms. Ola Berg", Some(Mark::For("Ms. Ola Berg".to_owned()))),
            ("for Ola Berg", Some(Mark::For("Ola Berg".to_owned()))),
            ("pouvoir à Ola Berg", Some(Mark::Proxy("Ola Berg".to_owned()))),
            ("she/her", Some(Mark::Nothing)),
            ("Chair", None),
            ("University of Roads", None),
            ("A", None),
        ];
        for (text, want) in cases {
            assert_eq!(read(text), *want, "{text}");
        }
    }

    #[test]
    fn cells() {
        for (text, want) in [
            ("P", Some(Status::Present)),
            ("✓", Some(Status::Present)),
            ("A", Some(Status::Absent)),
            ("E", Some(Status::Apologies)),
            ("", None),
            ("yes", Some(Status::Present)),
        ] {
            assert_eq!(read_cell(text), want, "{text}");
        }
    }
}

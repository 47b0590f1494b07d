//! What the meeting is called: the document's title, and in it the body, the kind, the number.

use super::head::{Head, What};
use super::{MeetingFacts, certain, inferred};
use crate::attendance::names::parse_person;
use crate::entities::dates::{self, Grain};
use crate::entities::tokens::{Kind, Tokens};
use crate::language::Language;
use crate::outline::folded;
use crate::span::Span;
use crate::transcript::Transcript;

/// Words that say "this is a report of a meeting", folded.
const MINUTES: &[&str] = &[
    "minutes", "minute", "proces verbal", "pv", "compte rendu", "compte", "cr", "acta", "ata", "protokoll", "niederschrift", "ergebnisprotokoll", "record",
    "summary record", "notes", "report", "proceedings", "transcript", "beschlussprotokoll", "gründungsprotokoll", "grundungsprotokoll", "minuta", "verbal",
];

/// Words that mean the meeting itself.
const MEETING: &[&str] = &[
    "meeting", "meetings", "session", "sitzung", "versammlung", "mitgliederversammlung", "vorstandssitzung", "gemeinderatssitzung", "seance", "reunion",
    "sesion", "sessao", "reuniao", "assembly", "assemblee", "asamblea", "assembleia", "fixe", "conference", "jour",
];

/// Words that a body's name holds.
const BODIES: &[&str] = &[
    "board", "committee", "council", "commission", "authority", "association", "assn", "society", "trustees", "assembly", "conference", "working", "group",
    "panel", "conseil", "comite", "commune", "association", "syndicat", "e.v", "e v", "ev", "verein", "vorstand", "ausschuss", "gemeinderat", "stadtrat",
    "rat", "consejo", "junta", "ayuntamiento", "camara", "municipality", "municipalidad", "municipio", "concello", "executive", "bureau", "directors",
    "governors", "senate", "parliament", "federation", "union", "club", "foundation", "ips", "friends", "parties", "faculty", "organisation", "organization",
    "institute", "inc", "company", "department", "agency", "forum", "network", "action", "comision", "comissao", "comite", "college", "court", "library",
    "libraries", "district", "ranch",
];

/// Kinds of meetings, as bodies call them, folded; the second is what is written out.
const KINDS: &[&str] = &[
    "regular", "special", "extraordinary", "ordinary", "annual", "annual general", "extraordinary general", "emergency", "monthly", "quarterly", "weekly",
    "inaugural", "organizational", "joint", "ordinaire", "extraordinaire", "ordinaria", "extraordinaria", "ordentliche", "ausserordentliche",
    "außerordentliche", "ordentlichen", "constitutive", "constitutiva", "informal", "biannual", "semi-annual", "general",
];

/// A name that is nothing but such words names no body in particular.
const GENERIC: &[&str] = &[
    "full", "board", "the", "committee", "council", "general", "members", "open", "public", "closed", "regular", "draft", "of", "directors", "monthly",
    "online", "mc", "de", "la", "du", "virtual", "business", "executive",
];

/// Confidence of a body that is named elsewhere than in the title.
const BY_LETTERHEAD: f32 = 0.9;

/// Reads title, body, kind and number.
pub(super) fn read(t: &Transcript, head: &Head, language: Language, facts: &mut MeetingFacts) {
    let lines = if head.title.is_empty() { head.lines.get(..head.lines.len().min(6)).unwrap_or_default() } else { &head.title };
    let reports = |s: &Span| has_word(&folded(s.of(&t.text)), MINUTES) && s.of(&t.text).split_whitespace().count() <= 18;
    let reports = |s: &Span| reports(s) && !is_sentence(s.of(&t.text));
    let fallback: Vec<Span> = head.lines.iter().filter(|s| reports(s)).take(1).copied().collect();
    // A letterhead of names is no title where another line says "minutes".
    let lines = if !lines.iter().any(reports) && !fallback.is_empty() && !head.title.iter().any(|s| has_word(&folded(s.of(&t.text)), MEETING)) {
        &fallback
    } else {
        lines
    };
    let title = head.field(What::Title).filter(|s| s.of(&t.text).split_whitespace().count() <= 20).or_else(|| title(t, lines, language));
    if let Some(span) = title {
        let words = tidy(span.of(&t.text));
        body_of_title(t, span, &words, lines, language, facts);
        facts.title = Some(words);
        facts.evidence.insert("title", certain(t, span));
    } else if let Some(line) = letterhead(t, lines, None, language) {
        set_body(t, line, &tidy(line.of(&t.text)), facts);
    }
    kind(t, head, facts);
    number(t, head, facts);
}

fn tidy(words: &str) -> String {
    let one: Vec<&str> = words.split_whitespace().collect();
    one.join(" ").trim_matches([',', ';', ':', '-', '–', '—', ' ']).to_owned()
}

fn has_word(folded: &str, words: &[&str]) -> bool {
    super::cues::has(folded, words) && words.iter().any(|w| is_whole(folded, w))
}

fn is_whole(folded: &str, word: &str) -> bool {
    folded.match_indices(word).any(|(i, _)| {
        let ends =
            |s: Option<&str>, last: bool| s.is_none_or(|s| !(if last { s.ends_with(char::is_alphanumeric) } else { s.starts_with(char::is_alphanumeric) }));
        ends(folded.get(..i), true) && ends(folded.get(i + word.len()..), false)
    })
}

/// The lines of the title that say what the document is, without the day.
fn title(t: &Transcript, lines: &[Span], language: Language) -> Option<Span> {
    let folded_lines: Vec<String> = lines.iter().map(|s| folded(s.of(&t.text))).collect();
    let free: Vec<bool> = lines.iter().map(|s| !is_day(s.of(&t.text), language) && !is_state(s.of(&t.text)) && !is_sentence(s.of(&t.text))).collect();
    // "Minutes of the meeting of 9 October": a day that the title's own words lead to is a part of it.
    let joined = |s: Span| {
        let cut = without_day(t, s, language);
        let between = folded(Span::new(cut.end, s.end).of(&t.text));
        if ["of ", "du ", "vom ", "del ", "de "].iter().any(|p| between.starts_with(p)) && has_word(&folded(cut.of(&t.text)), MEETING) { s } else { cut }
    };
    let pick = |words: &[&str]| (0..lines.len()).find(|i| free.get(*i) == Some(&true) && folded_lines.get(*i).is_some_and(|l| has_word(l, words)));
    let at = pick(MINUTES).or_else(|| pick(MEETING)).or_else(|| pick(BODIES))?;
    let mut span = joined(*lines.get(at)?);
    // "MINUTES OF THE … MEETING OF THE" runs on into the next line.
    let mut next = at + 1;
    while let Some(line) = lines.get(next) {
        let here = folded(span.of(&t.text));
        let open = here.ends_with(" of")
            || here.ends_with(" the")
            || here.ends_with(" de")
            || here.ends_with(" du")
            || here.ends_with(" la")
            || here.ends_with("ofthe")
            || here.ends_with(" der")
            || here.ends_with(" del");
        let begins =
            folded_lines.get(next).is_some_and(|l| l.starts_with("of ") || l == "ofthe" || l == "of the" || l.starts_with("du ") || l.starts_with("de "));
        let same = t.block_at(line.start) == t.block_at(span.start);
        let size = |s: Span| t.lines.get(t.line_at(s.start)).map_or(0.0, |l| l.size);
        let large = size(*line) > t.body_size * 1.15 && size(*line) > size(span) - 0.5 && folded_lines.get(next).is_some_and(|l| !has_word(l, MEETING));
        let tail = large || same && folded_lines.get(next).is_some_and(|l| has_word(l, MEETING) && has_word(l, BODIES));
        if !(open || begins || tail) || free.get(next) != Some(&true) {
            break;
        }
        span.end = without_day(t, *line, language).end;
        next += 1;
    }
    // "GOLF COMMISSION / MINUTES OF REGULAR MEETING": the body stands on the line above.
    if let Some(above) = at.checked_sub(1).and_then(|a| lines.get(a)).filter(|_| free.get(at.wrapping_sub(1)) == Some(&true)) {
        let words = folded(above.of(&t.text));
        let own = folded(span.of(&t.text));
        let names_none = !has_word(&own, BODIES);
        if names_none && has_word(&words, BODIES) && t.block_at(above.start) == t.block_at(span.start) && own.split(' ').count() > 1 {
            span.start = above.start;
        }
    }
    (!span.is_empty()).then_some(span)
}

/// The line up to where its day, or "held", begins.
fn without_day(t: &Transcript, line: Span, language: Language) -> Span {
    let words = line.of(&t.text);
    let tokens = Tokens::of(words);
    let day = dates::find(&tokens, language, None).into_iter().find(|d| matches!(d.grain, Grain::Day | Grain::Days)).map(|d| d.span.start);
    let held =
        (0..tokens.len()).find(|i| *i > 0 && tokens.is_any(*i, &["held", "tenue", "tenu", "celebrada"])).and_then(|i| tokens.get(i)).map(|k| k.span.start);
    let mut end = [day, held].into_iter().flatten().min().filter(|e| *e > 0).unwrap_or(words.len());
    let mut kept = words.get(..end).unwrap_or(words).trim_end();
    for small in [" of", " on", " du", " vom", " am", " de", " del", " the", " le", ",", " -", " –", " from"] {
        if end < words.len() {
            kept = kept.strip_suffix(small).unwrap_or(kept).trim_end();
        }
    }
    end = kept.len();
    if end < 4 { line } else { Span::new(line.start, line.start + end) }
}

/// A line that is nothing but a day, or a range of hours.
fn is_day(words: &str, language: Language) -> bool {
    let tokens = Tokens::of(words);
    let found = dates::find(&tokens, language, None);
    let Some(day) = found.iter().find(|d| matches!(d.grain, Grain::Day | Grain::Days)) else { return words.trim().eq_ignore_ascii_case("held") };
    let rest: String = words.char_indices().filter(|(i, c)| !(day.span.start..day.span.end).contains(i) && c.is_alphabetic()).map(|(_, c)| c).collect();
    rest.chars().count() < 12
}

/// "The minutes were approved.": running text speaks of minutes too.
fn is_sentence(words: &str) -> bool {
    const VERBS: &[&str] =
        &["was", "were", "approved", "read", "accepted", "is", "are", "has", "have", "no", "had", "adopted", "corrected", "sont", "est", "wurde"];
    let begins = words.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let ended = words.trim_end().ends_with('.')
        && words.chars().any(char::is_lowercase)
        && !words.trim_end().to_lowercase().ends_with("inc.")
        && !words.trim_end().ends_with("e.V.");
    !begins || ended || words.split_whitespace().skip(1).any(|w| VERBS.contains(&w))
}

fn is_state(words: &str) -> bool {
    matches!(
        folded(words).as_str(),
        "draft"
            | "approved"
            | "final"
            | "unapproved"
            | "adopted"
            | "projet"
            | "entwurf"
            | "borrador"
            | "confidential"
            | "provisional"
            | "restricted"
            | "page"
            | "action"
            | "united nations"
    )
}

fn body_of_title(t: &Transcript, span: Span, title: &str, lines: &[Span], language: Language, facts: &mut MeetingFacts) {
    let words: Vec<&str> = title.split_whitespace().collect();
    let flat: Vec<String> = words.iter().map(|w| folded(w)).collect();
    let is = |i: usize, list: &[&str]| flat.get(i).is_some_and(|w| list.contains(&w.as_str()));
    const SMALL: &[&str] = &[
        "of", "the", "a", "an", "du", "de", "la", "le", "des", "del", "der", "des", "da", "do", "on", "ofthe", "zur", "verbal", "rendu", "no", "record",
        "summary", "and", "für", "fur", "", "l",
    ];
    // From the left: "Minutes of the [regular] [1st] …".
    let mut from = 0;
    let mut after_minutes = false;
    while from < words.len()
        && (is(from, MINUTES)
            || is(from, SMALL)
            || is(from, KINDS) && after_minutes
            || after_minutes && ordinal(words.get(from).copied().unwrap_or_default()).is_some()
            || is(from, MEETING) && after_minutes
            || after_minutes && words.get(from).is_some_and(|w| !w.contains(char::is_alphabetic) && w.len() <= 8))
    {
        after_minutes |= is(from, MINUTES);
        from += 1;
    }
    // From the right: "… Meeting - Minutes".
    let mut to = words.len();
    while to > from
        && (is(to - 1, MINUTES) || is(to - 1, MEETING) || is(to - 1, KINDS) || is(to - 1, &["of", "the", "", "-", "open", "draft", "and", "agenda"]))
    {
        to -= 1;
    }
    // "1st Management Committee Meeting of the X": the body is the committee of X.
    let mut kept: Vec<&str> = words.get(from..to).unwrap_or_default().to_vec();
    kept.retain(|w| !matches!(folded(w).as_str(), "meeting" | "meetings" | "reunion") || kept_is_name(w));
    while kept.first().is_some_and(|w| KINDS.contains(&folded(w).as_str()) || SMALL.contains(&folded(w).as_str()) && folded(w) != "le" || ordinal(w).is_some())
    {
        kept.remove(0);
    }
    // "Society X - Board Meeting" is the society's.
    let dash = kept.iter().position(|w| matches!(*w, "-" | "–" | "—"));
    if let Some(at) = dash.filter(|at| *at > 0) {
        let (left, right) = kept.split_at(at);
        let plain = |part: &[&str]| part.iter().all(|w| GENERIC.contains(&folded(w).as_str()) || w.len() < 2);
        if plain(right) {
            kept = left.to_vec();
        } else if left.iter().any(|w| BODIES.contains(&folded(w).as_str())) {
            // "Management Committee of the Action CA1 – Long name of it"
            kept = left.to_vec();
        }
    }
    let generic = kept.iter().all(|w| GENERIC.contains(&folded(w).as_str()) || w.chars().all(|c| !c.is_alphabetic()));
    if !generic {
        set_body(t, span, &kept.join(" "), facts);
    } else if let Some(line) = letterhead(t, lines, Some(span), language) {
        set_body(t, line, &tidy(line.of(&t.text)), facts);
    } else if !kept.is_empty() {
        set_body(t, span, &kept.join(" "), facts);
    } else if let Some(named) = named_in_text(t) {
        set_body(t, named, &tidy(named.of(&t.text)), facts);
    }
    if let Some(e) = facts.evidence.get_mut("body").filter(|e| e.span != Some(span)) {
        e.confidence = BY_LETTERHEAD;
    }
}

/// "Jour fixe" is a name, "meeting" none.
fn kept_is_name(word: &str) -> bool {
    folded(word) == "jour"
}

fn set_body(t: &Transcript, span: Span, words: &str, facts: &mut MeetingFacts) {
    let words = words.trim_matches([' ', ',', '-', '–', ':']).to_owned();
    if words.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return;
    }
    facts.body = Some(uncapitalised(&t.text, &words));
    facts.evidence.insert("body", certain(t, span));
}

/// A line of the head that names a body.
fn letterhead(t: &Transcript, lines: &[Span], but: Option<Span>, language: Language) -> Option<Span> {
    let fits = |s: &&Span| {
        let words = s.of(&t.text);
        let flat = folded(words);
        but.is_none_or(|b| !b.meets(**s))
            && has_word(&flat, BODIES)
            && !is_day(words, language)
            && flat.split(' ').count() <= 12
            && !has_word(&flat, MINUTES)
            && !words.contains(':')
            // "Ola Berg, District Manager" is an officer of the body.
            && parse_person(words).is_none_or(|p| p.role.is_none())
    };
    let top = || t.lines.iter().take(12).map(|l| l.span.trimmed(&t.text));
    lines.iter().find(fits).map(|s| without_day(t, *s, language)).or_else(|| top().find(|s| fits(&s) && s.of(&t.text).split_whitespace().count() <= 7)).or_else(
        || {
            let first = t.lines.first()?.span.trimmed(&t.text);
            let above = lines.first().is_some_and(|l| l.start > first.start);
            (above && fits(&&first)).then_some(first)
        },
    )
}

/// "Le Conseil Municipal s'est réuni": the first sentence names who met.
fn named_in_text(t: &Transcript) -> Option<Span> {
    const NAMES: &[&str] = &[
        "conseil municipal", "city council", "town council", "board of directors", "board of trustees", "gemeinderat", "comité directeur",
        "conseil d'administration", "ayuntamiento pleno", "câmara municipal", "conseil communautaire",
    ];
    let start = t.text.get(..t.text.len().min(3000)).or_else(|| t.text.get(..2990)).unwrap_or_default();
    let lower = start.to_lowercase();
    if lower.len() != start.len() {
        return None;
    }
    NAMES.iter().filter_map(|n| Some(Span::new(lower.find(n)?, lower.find(n)? + n.len()))).min()
}

/// Capitals that are only style are folded: a word that the text also has otherwise is written so.
fn uncapitalised(text: &str, words: &str) -> String {
    const SMALL: &[&str] = &["of", "the", "and", "for", "in", "de", "du", "la", "des", "del", "y", "et", "e", "da", "do", "der", "und"];
    let letters = || words.chars().filter(|c| c.is_alphabetic());
    if letters().any(char::is_lowercase) || letters().count() < 4 {
        return words.to_owned();
    }
    let mut out: Vec<String> = Vec::new();
    for (i, word) in words.split(' ').enumerate() {
        let lower = word.to_lowercase();
        let mut chars = lower.chars();
        let title: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        let bare = title.trim_matches(|c: char| !c.is_alphanumeric());
        out.push(if i > 0 && SMALL.contains(&lower.as_str()) {
            lower
        } else if is_acronym(text, word.trim_matches(|c: char| !c.is_alphanumeric())) && !text.contains(bare) {
            word.to_owned()
        } else {
            title
        });
    }
    out.join(" ")
}

/// Whether the text has the word in capitals where its neighbours are not.
fn is_acronym(text: &str, word: &str) -> bool {
    !word.is_empty()
        && text.match_indices(word).any(|(at, _)| {
            let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
            let whole = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
            let near = before.chars().rev().take_while(|c| *c != '\n').take(12).chain(after.chars().take_while(|c| *c != '\n').take(12));
            whole && near.filter(|c| c.is_lowercase()).count() >= 6
        })
}

fn kind(t: &Transcript, head: &Head, facts: &mut MeetingFacts) {
    // A kind stands beside the word for the meeting, within a few words.
    let text = t.text.get(..head.end.min(t.text.len())).unwrap_or_default();
    let tokens = Tokens::of(text);
    let found = (0..tokens.len()).filter(|i| is_meeting_word(tokens.word(*i))).find_map(|i| {
        // "Special Joint Meeting": from the nearest word outwards; French and Spanish have it behind.
        let before = (i.saturating_sub(5)..i).rev().find(|j| KINDS.contains(&folded(tokens.word(*j)).as_str()) && !broken(&tokens, *j, i));
        let after = (i + 1..i + 3).find(|j| {
            ["ordinaire", "extraordinaire", "ordinaria", "extraordinaria", "ordinária", "extraordinária"].contains(&tokens.word(*j).to_lowercase().as_str())
        });
        before.or(after)
    });
    if let Some(i) = found {
        let mut first = i;
        while first > 0 && KINDS.contains(&folded(tokens.word(first - 1)).as_str()) {
            first -= 1;
        }
        let second = if folded(tokens.word(i + 1)) == "general" { i + 1 } else { i };
        let span = tokens.span(first, second);
        facts.kind = Some(tidy(&span.of(text).to_lowercase()));
        facts.evidence.insert("kind", certain(t, span));
    }
}

fn is_meeting_word(word: &str) -> bool {
    let flat = folded(word);
    MEETING.contains(&flat.as_str()) && flat != "fixe" && flat != "jour" || flat.ends_with("versammlung") || flat.ends_with("sitzung")
}

/// Whether a sentence or a bracket ends between two tokens.
fn broken(tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
    (from..to).any(|i| tokens.get(i).is_some_and(|k| k.kind == Kind::Sign) && tokens.is_any(i, &[".", ";", ":", "("]))
}

fn number(t: &Transcript, head: &Head, facts: &mut MeetingFacts) {
    let text = t.text.get(..head.end.min(t.text.len())).unwrap_or_default();
    let tokens = Tokens::of(text);
    for i in 0..tokens.len() {
        let flat = folded(tokens.word(i));
        let counted = MEETING.contains(&flat.as_str()) || MINUTES.contains(&flat.as_str()) || flat.ends_with("sitzung") || flat.ends_with("versammlung");
        if !counted {
            continue;
        }
        if let Some(span) = numbered_after(&tokens, i).or_else(|| ordinal_before(&tokens, i)) {
            let words = span.of(text);
            facts.number = Some(words.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | 'ª' | 'º')).to_owned()).filter(|n| !n.is_empty());
            facts.evidence.insert("number", inferred(t, span, 1.0));
            return;
        }
    }
}

/// "Minutes No. 5", "Acta N.º 12/2023", "Meeting #3".
fn numbered_after(tokens: &Tokens<'_>, i: usize) -> Option<Span> {
    let mut at = i + 1;
    let mut sign = false;
    while at < i + 6 && tokens.is_any(at, &["no", "n", "nr", "num", "number", "numero", "número", "nº", "º", "°", "o", ".", "#", "-", "verbal", "rendu", "nro"])
    {
        sign |= tokens.is_any(at, &["no", "n", "nr", "num", "number", "numero", "número", "#", "nº", "nro"]);
        at += 1;
    }
    let first = tokens.get(at).filter(|k| k.kind == Kind::Number && sign)?;
    let mut last = at;
    while tokens.is_any(last + 1, &["/", "-"])
        && tokens.touches(last + 1)
        && tokens.get(last + 2).is_some_and(|k| k.kind == Kind::Number)
        && tokens.touches(last + 2)
    {
        last += 2;
    }
    Some(Span::new(first.span.start, tokens.span(at, last).end))
}

/// "1st Management Committee Meeting", "46. Sitzung", "4907th meeting".
fn ordinal_before(tokens: &Tokens<'_>, i: usize) -> Option<Span> {
    const ENDINGS: &[&str] = &["st", "nd", "rd", "th", "e", "eme", "ème", "er", "a", "o", "º", "ª", "."];
    (i.saturating_sub(6)..i).rev().find_map(|j| {
        let k = tokens.get(j).filter(|k| k.kind == Kind::Number && k.span.len() <= 4)?;
        let ended = tokens.is_any(j + 1, ENDINGS) && tokens.touches(j + 1);
        let month_next = crate::entities::calendar::month(tokens.word(j + 2), Language::Other).is_some() || tokens.is(j + 2, "of");
        let capitals = (j + 2..i).all(|m| tokens.get(m).is_some_and(|k| k.kind.is_capital()));
        (ended && !month_next && capitals && !(tokens.is(j + 1, ".") && i != j + 2)).then_some(k.span)
    })
}

fn ordinal(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word.get(digits..)?;
    (digits > 0 && matches!(rest, "st" | "nd" | "rd" | "th" | "." | "e" | "ème" | "º" | "ª")).then(|| word.get(..digits)?.parse().ok()).flatten()
}

/// The document's own symbol ("ABC/12/2023/5") and its state.
pub(super) fn symbol_and_state(t: &Transcript, head: &Head, facts: &mut MeetingFacts) {
    for span in &head.lines {
        let words = span.of(&t.text);
        let symbol = words.split_whitespace().find(|w| {
            let parts: Vec<&str> = w.split('/').collect();
            let upper = parts.first().is_some_and(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_uppercase()));
            parts.len() >= 3
                && upper
                && w.chars().any(|c| c.is_ascii_digit())
                && parts.iter().all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-')))
        });
        if let Some(at) = symbol.filter(|s| words.trim().len() < s.len() + 20).and_then(|s| words.find(s)) {
            let len = symbol.map_or(0, str::len);
            let span = Span::new(span.start + at, span.start + at + len);
            facts.symbol = Some(span.of(&t.text).to_owned());
            facts.evidence.insert("symbol", certain(t, span));
            break;
        }
    }
    let labelled = head.field(What::State).and_then(|v| state_of(v.of(&t.text)).map(|s| (s, v)));
    let alone = || head.lines.iter().find_map(|s| state_line(s.of(&t.text)).map(|state| (state, *s)));
    if let Some((state, span)) = labelled.or_else(alone) {
        facts.state = Some(state.to_owned());
        facts.evidence.insert("state", certain(t, span));
        return;
    }
    if let Some(item) = t.furniture.iter().find(|f| state_line(&f.text).is_some_and(|s| s == "draft")) {
        facts.state = Some("draft".to_owned());
        let evidence = super::FieldEvidence { as_written: item.text.clone(), span: None, page: Some(item.page), confidence: 0.9, repairs: Vec::new() };
        facts.evidence.insert("state", evidence);
    }
}

fn state_of(words: &str) -> Option<&'static str> {
    let flat = folded(words);
    let first = flat.split(' ').next().unwrap_or_default();
    match first {
        "draft" | "unapproved" | "projet" | "entwurf" | "borrador" | "provisional" | "unconfirmed" => Some("draft"),
        "approved" | "approuve" | "approuves" | "genehmigt" | "aprobada" | "aprovada" | "adopted" | "confirmed" => Some("approved"),
        "final" | "definitif" | "endgultig" => Some("final"),
        _ => None,
    }
}

/// A line that says hardly more than the state: "DRAFT", "APPROVED", "Draft minutes", "Minutes (draft)".
fn state_line(words: &str) -> Option<&'static str> {
    let count = words.split_whitespace().count();
    if count > 4 || words.contains(':') {
        return None;
    }
    state_of(words).filter(|_| count <= 2 || folded(words).contains("minutes")).or_else(|| {
        let inner = words.trim_end().strip_suffix(')')?.rsplit_once('(')?.1;
        state_of(inner)
    })
}

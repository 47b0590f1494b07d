//! What the meeting is called: the document's title, and in it the body, the kind, the number.

use super::body::{self, BODIES};
use super::head::{self, Head, What};
use super::{MeetingFacts, certain, inferred, written};
use crate::attendance::names::parse_person;
use crate::entities::dates::{self, Grain};
use crate::entities::tokens::{Before, Kind, Tokens};
use crate::language::Language;
use crate::outline::folded;
use crate::span::Span;
use crate::transcript::Transcript;

/// Words that say "this is a report of a meeting", folded.
pub(super) const MINUTES: &[&str] = &[
    "minutes", "minute", "proces verbal", "pv", "compte rendu", "compte", "cr", "acta", "ata", "protokoll", "niederschrift", "ergebnisprotokoll", "record",
    "summary record", "notes", "report", "proceedings", "transcript", "beschlussprotokoll", "gründungsprotokoll", "grundungsprotokoll", "minuta", "verbal",
];

/// Words that mean the meeting itself.
pub(super) const MEETING: &[&str] = &[
    "meeting", "meetings", "session", "sitzung", "versammlung", "mitgliederversammlung", "vorstandssitzung", "gemeinderatssitzung", "seance", "reunion",
    "sesion", "sessao", "reuniao", "assembly", "assemblee", "asamblea", "assembleia", "fixe", "conference", "jour", "hearing", "teleconference",
    "generalversammlung", "hauptversammlung", "jahreshauptversammlung", "kirchgemeindeversammlung", "gemeindeversammlung", "eigentumerversammlung",
    "gesellschafterversammlung", "telefonkonferenz", "vollversammlung", "delegiertenversammlung",
];

/// Kinds of meetings, as bodies call them, folded; the second is what is written out.
pub(super) const KINDS: &[&str] = &[
    "regular", "special", "extraordinary", "ordinary", "annual", "annual general", "extraordinary general", "emergency", "monthly", "quarterly", "weekly",
    "inaugural", "organizational", "joint", "ordinaire", "extraordinaire", "ordinaria", "extraordinaria", "ordentliche", "ausserordentliche",
    "außerordentliche", "ordentlichen", "constitutive", "constitutiva", "informal", "biannual", "semi-annual", "general",
];

/// Confidence of a number that counts what stands above the body's own title.
const OF_ANOTHER: f32 = 0.6;

/// Confidence of a symbol and a state that only a running header or footer tells.
const BY_FURNITURE: f32 = 0.9;

/// Reads title, body, kind and number.
pub(super) fn read(t: &Transcript, head: &Head, language: Language, facts: &mut MeetingFacts) {
    let lines = if head.title.is_empty() { head.lines.get(..head.lines.len().min(6)).unwrap_or_default() } else { &head.title };
    let reports = |s: &Span| has_word(&folded(s.of(&t.text)), MINUTES) && s.of(&t.text).split_whitespace().count() <= 18;
    let reports = |s: &Span| reports(s) && !is_sentence(s.of(&t.text)) && !is_business(s.of(&t.text));
    let fallback: Vec<Span> = head.lines.iter().filter(|s| reports(s)).take(1).copied().collect();
    // "Summary record of the 12th meeting" below the committee and its session is the title proper.
    let proper = |s: &Span| {
        let flat = folded(s.of(&t.text));
        reports(s)
            && has_word(&flat, MEETING)
            && ["summary record", "verbatim record", "minutes of the", "proces verbal de la"].iter().any(|w| flat.starts_with(w))
    };
    let proper: Vec<Span> = head.lines.iter().filter(|s| proper(s)).take(1).copied().collect();
    // A letterhead of names is no title where another line says "minutes".
    let lines = if !lines.iter().any(reports) && !proper.is_empty() {
        &proper
    } else if !lines.iter().any(reports) && !fallback.is_empty() && !head.title.iter().any(|s| has_word(&folded(s.of(&t.text)), MEETING)) {
        &fallback
    } else {
        lines
    };
    let title = head.field(What::Title).filter(|s| s.of(&t.text).split_whitespace().count() <= 20).or_else(|| title(t, lines, language));
    if let Some(span) = title {
        let words = tidy(span.of(&t.text));
        body::of_title(t, span, &words, head, lines, language, facts);
        facts.title = Some(words);
        facts.evidence.insert("title", certain(t, span));
    } else {
        body::of_letterhead(t, head, lines, language, facts);
    }
    kind(t, head, facts);
    number(t, head, facts);
}

pub(super) fn tidy(words: &str) -> String {
    let one: Vec<&str> = words.split_whitespace().collect();
    one.join(" ").trim_matches([',', ';', ':', '-', '–', '—', ' ']).to_owned()
}

pub(super) fn has_word(folded: &str, words: &[&str]) -> bool {
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
    let labelled = |w: &str| head::what(w.split(['\t', ':']).next().unwrap_or(w)).is_some_and(|what| what != What::Body);
    let is_free = |w: &str| !is_day(w, language) && !is_business(w) && !is_state(w) && !is_sentence(first_sentence(w)) && !labelled(w);
    let free: Vec<bool> = lines.iter().map(|s| is_free(s.of(&t.text))).collect();
    // "Minutes of the meeting of 9 October": a day that the title's own words lead to is a part of it.
    let joined = |s: Span| {
        let cut = without_day(t, s, language);
        let between = folded(Span::new(cut.end, s.end).of(&t.text));
        if ["of ", "du ", "vom ", "del ", "de "].iter().any(|p| between.starts_with(p)) && has_word(&folded(cut.of(&t.text)), MEETING) { s } else { cut }
    };
    let pick = |words: &[&str]| (0..lines.len()).find(|i| free.get(*i) == Some(&true) && folded_lines.get(*i).is_some_and(|l| has_word(l, words)));
    let at = pick(MINUTES).or_else(|| pick(MEETING)).or_else(|| {
        // A line that only names a body: neither a line of a paragraph nor an officer with their office.
        let officer = |w: &str| w.rsplit_once(" - ").and_then(|(_, who)| parse_person(who)).is_some_and(|p| p.role.is_some());
        let plain = |s: &Span| !body::in_prose(t, *s) && !officer(s.of(&t.text));
        (0..lines.len()).find(|i| free.get(*i) == Some(&true) && lines.get(*i).is_some_and(plain) && folded_lines.get(*i).is_some_and(|l| has_word(l, BODIES)))
    })?;
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
        let begins = folded_lines.get(next).is_some_and(|l| {
            l.starts_with("of ")
                || l == "ofthe"
                || l == "of the"
                || l.starts_with("du ")
                || l.starts_with("de ")
                || l.starts_with("uber die ")
                || l.starts_with("uber den ")
                || l.starts_with("des ")
        });
        let same = t.block_at(line.start) == t.block_at(span.start);
        let size = |s: Span| t.lines.get(t.line_at(s.start)).map_or(0.0, |l| l.size);
        let large = size(*line) > t.body_size * 1.15 && size(*line) > size(span) - 0.5 && folded_lines.get(next).is_some_and(|l| !has_word(l, MEETING));
        let tail = large || same && folded_lines.get(next).is_some_and(|l| has_word(l, MEETING) && has_word(l, BODIES));
        // "über die Sitzung des Stadtrates" begins small because it goes on.
        let goes_on = begins && !is_day(line.of(&t.text), language) && !line.of(&t.text).trim_end().ends_with('.');
        if !(open || begins || tail) || free.get(next) != Some(&true) && !goes_on {
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
    // "FULL BOARD MEETING / MINUTES": one title on two lines.
    let above = t.line_at(span.start).checked_sub(1).and_then(|i| t.lines.get(i)).map(|l| l.span.trimmed(&t.text));
    if let Some(above) = above.filter(|a| is_free(a.of(&t.text))) {
        let words = folded(above.of(&t.text));
        if MINUTES.contains(&folded(span.of(&t.text)).as_str()) && has_word(&words, MEETING) && has_word(&words, BODIES) {
            span.start = above.start;
        }
    }
    let span = body::at_gap(t, Span::new(span.start, span.start + first_sentence(span.of(&t.text)).len()));
    let kept = without_dangling(span.of(&t.text)).len();
    (kept > 0).then(|| Span::new(span.start, span.start + kept))
}

/// A title that runs on into the minutes' first sentence, without that: "… Association, Inc. The meeting was called".
fn first_sentence(words: &str) -> &str {
    const BEGINNINGS: &[&str] = &["The ", "A ", "Present", "On ", "Le ", "La ", "El ", "Die ", "Der "];
    let cut = words.match_indices(". ").map(|(i, _)| i).find(|i| {
        let (before, after) = words.split_at_checked(*i).unwrap_or_default();
        let after = after.trim_start_matches(['.', ' ']);
        before.split_whitespace().count() > 3 && BEGINNINGS.iter().any(|b| after.starts_with(b))
    });
    cut.and_then(|i| words.get(..=i)).unwrap_or(words)
}

/// A title without the preposition that led to a day on the next line.
fn without_dangling(words: &str) -> &str {
    const DANGLING: &[&str] = &[" on", " of", " held", " held on", " from", " du", " vom", " am", " del", " tenue le", " le", " dated", " at", " the"];
    let mut kept = words.trim_end();
    let lower = |w: &str| w.chars().flat_map(char::to_lowercase).collect::<String>();
    while let Some(end) = DANGLING.iter().find(|d| lower(kept).ends_with(*d)) {
        kept = kept.get(..kept.len().saturating_sub(end.len())).unwrap_or_default().trim_end();
    }
    kept
}

/// The line up to where its day, or "held", begins.
pub(super) fn without_day(t: &Transcript, line: Span, language: Language) -> Span {
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
pub(super) fn is_day(words: &str, language: Language) -> bool {
    let tokens = Tokens::of(words);
    let found = dates::find(&tokens, language, None);
    let days = || found.iter().filter(|d| matches!(d.grain, Grain::Day | Grain::Days));
    if days().next().is_none() {
        return words.trim().eq_ignore_ascii_case("held");
    }
    let apart = |k: &&crate::entities::tokens::Token| !days().any(|d| d.span.contains(k.span)) && state_of(k.span.of(words)).is_none();
    let rest: String = tokens.all().iter().filter(apart).flat_map(|k| k.span.of(words).chars()).filter(|c| c.is_alphabetic()).collect();
    rest.chars().count() < 12
}

/// "The minutes were approved.": running text speaks of minutes too.
pub(super) fn is_sentence(words: &str) -> bool {
    const VERBS: &[&str] =
        &["was", "were", "approved", "read", "accepted", "is", "are", "has", "have", "no", "had", "adopted", "corrected", "sont", "est", "wurde"];
    let begins = words.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let ended = words.trim_end().ends_with('.')
        && words.chars().any(char::is_lowercase)
        && !words.trim_end().to_lowercase().ends_with("inc.")
        && !words.trim_end().ends_with("e.V.");
    !begins || ended || words.split_whitespace().skip(1).any(|w| VERBS.contains(&w))
}

/// "Approval of minutes", "Treasurer's report - none": business of the meeting, and no title of its minutes.
pub(super) fn is_business(words: &str) -> bool {
    const BUSINESS: &[&str] = &[
        "approval", "adoption of", "minutes approved", "previous minutes", "last meeting", "matters arising", "approbation du", "genehmigung", "aprobacion",
        "aprovacao", "lectura", "minutes of the previous", "minutes of the last",
    ];
    let flat = folded(words);
    let reported = ["'s report", "s' report", "committee report", "liaison report", "treasurers report", "manager report"].iter().any(|w| flat.contains(w));
    reported || super::cues::has(&flat, BUSINESS)
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

/// How far behind the head its first sentence is looked for, in bytes.
const FIRST_SENTENCE: usize = 300;
/// A line of so many words is a heading's even where it stands in a paragraph.
const SHORT: usize = 8;
/// That a meeting was held.
const HELD: &[&str] =
    &["held", "met ", "minutes of", "celebrada", "reunio", "reuniu", "reunidos", "reuni", "realizada", "acta", "ata ", "fand", "tagte", "convened"];

fn kind(t: &Transcript, head: &Head, facts: &mut MeetingFacts) {
    // A kind stands beside the word for the meeting, within a few words.
    // The first sentence behind the head may say it: "The Commission met in regular session".
    let mut end = (head.end + FIRST_SENTENCE).min(t.text.len());
    while !t.text.is_char_boundary(end) {
        end -= 1;
    }
    let text = t.text.get(..end).unwrap_or_default();
    let tokens = Tokens::of(text);
    let title = facts.evidence.get("title").and_then(|e| e.span);
    // Running text in the head speaks of other meetings too: there the sentence must say that this one was held.
    let of_this = |i: usize| {
        let Some(at) = tokens.get(i).map(|k| k.span) else { return false };
        let line = t.lines.get(t.line_at(at.start)).map_or(at, |l| l.span.trimmed(&t.text));
        let near = t.blocks.get(t.block_at(at.start)).map_or(line, |b| b.span);
        let named = title.is_some_and(|s| s.contains(at))
            || head.title.contains(&line)
            || !is_sentence(line.of(&t.text)) && (!body::in_prose(t, line) || line.of(&t.text).split_whitespace().count() <= SHORT);
        let words = folded(near.of(&t.text));
        let behind = at.start >= head.end;
        // "The minutes of the special meeting were approved" is of another meeting.
        let another =
            behind && (super::cues::has(&words, super::cues::ANOTHER) || super::cues::has(&words, &["approv", "adopted"]) || is_business(near.of(&t.text)));
        !another && (named && !behind || super::cues::has(&words, super::cues::OPENING) && !behind || super::cues::has(&words, HELD))
    };
    let junta = |i: usize| tokens.is(i, "junta") && tokens.is(i + 1, "general");
    let found = (0..tokens.len()).filter(|i| (is_meeting_word(tokens.word(*i)) || junta(*i)) && of_this(*i)).find_map(|i| {
        // "Special Joint Meeting": from the nearest word outwards; French and Spanish have it behind.
        let before = (i.saturating_sub(5)..i).rev().find(|j| KINDS.contains(&folded(tokens.word(*j)).as_str()) && !broken(&tokens, *j, i));
        let after = (i + 1..i + 3).find(|j| {
            ["ordinaire", "extraordinaire", "ordinaria", "extraordinaria", "ordinária", "extraordinária"].contains(&tokens.word(*j).to_lowercase().as_str())
        });
        before.or(after)
    });
    let short = || head.title.iter().chain(&head.lines).find_map(|s| general_meeting(t, *s));
    if let (None, Some((kind, span))) = (found, short()) {
        facts.kind = Some(kind.to_owned());
        facts.evidence.insert("kind", certain(t, span));
    }
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

/// "AGM - Minutes", "Minutes of the EGM": a kind that is written short, in a short line.
fn general_meeting(t: &Transcript, line: Span) -> Option<(&'static str, Span)> {
    let words = line.of(&t.text);
    let tokens = Tokens::of(words);
    let minutes = has_word(&folded(words), MINUTES) && words.split_whitespace().count() <= 10;
    (0..tokens.len()).filter(|_| minutes).find_map(|i| {
        let kind = match tokens.word(i) {
            "AGM" => "annual general",
            "EGM" => "extraordinary general",
            _ => return None,
        };
        let span = tokens.span(i, i);
        Some((kind, Span::new(line.start + span.start, line.start + span.end)))
    })
}

pub(super) fn is_meeting_word(word: &str) -> bool {
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
    // "148th session / Summary record of the second meeting": what the title counts is the meeting.
    let titled = facts.evidence.get("title").and_then(|e| e.span);
    let (own, others): (Vec<usize>, Vec<usize>) = (0..tokens.len()).partition(|i| tokens.get(*i).is_some_and(|k| titled.is_some_and(|s| s.contains(k.span))));
    let counted = own.iter().find_map(|i| if is_meeting_word(tokens.word(*i)) { in_words(&tokens, *i) } else { None });
    let in_figures = own.iter().any(|i| tokens.get(*i).is_some_and(|k| k.kind == Kind::Number && k.span.len() <= 3));
    if let Some((count, span)) = counted.filter(|_| !in_figures) {
        facts.number = Some(count.to_string());
        facts.evidence.insert("number", certain(t, span));
        return;
    }
    for i in own.into_iter().chain(others) {
        let flat = folded(tokens.word(i));
        let counted = MEETING.contains(&flat.as_str()) || MINUTES.contains(&flat.as_str()) || flat.ends_with("sitzung") || flat.ends_with("versammlung");
        if !counted {
            continue;
        }
        if let Some(span) = numbered_after(&tokens, i).or_else(|| ordinal_before(&tokens, i)) {
            // "33rd INTERNATIONAL CONFERENCE" above the report of its committee counts the conference.
            let title = facts.evidence.get("title").and_then(|e| e.span);
            let of_another = flat == "conference" && title.is_some_and(|s| !s.contains(span));
            let words = span.of(text);
            facts.number = Some(words.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | 'ª' | 'º')).to_owned()).filter(|n| !n.is_empty());
            facts.evidence.insert("number", inferred(t, span, if of_another { OF_ANOTHER } else { 1.0 }));
            return;
        }
    }
}

/// "the second meeting", "its fifty-second regular session".
fn in_words(tokens: &Tokens<'_>, i: usize) -> Option<(u32, Span)> {
    let last = i.checked_sub(1)?;
    let last = if KINDS.contains(&folded(tokens.word(last)).as_str()) { last.checked_sub(1)? } else { last };
    let (count, first) = written::ordinal(tokens, last)?;
    Some((count, tokens.span(first, last)))
}

/// "Minutes No. 5", "Acta N.º 12/2023", "Meeting #3".
fn numbered_after(tokens: &Tokens<'_>, i: usize) -> Option<Span> {
    // "Sesión ordinaria N.º 23"
    let kind = KINDS.contains(&folded(tokens.word(i + 1)).as_str());
    let mut at = i + 1 + usize::from(kind);
    let mut sign = false;
    while at < i + 7 && tokens.is_any(at, &["no", "n", "nr", "num", "number", "numero", "número", "nº", "º", "°", "o", ".", "#", "-", "verbal", "rendu", "nro"])
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
        // "23. öffentliche Sitzung": what kind of meeting it was may stand between.
        let kind = |m: usize| {
            let flat = folded(tokens.word(m));
            KINDS.contains(&flat.as_str()) || flat.ends_with("entliche") || flat.ends_with("offentlichen")
        };
        let kinds = i > j + 2 && (j + 2..i).all(kind);
        let capitals =
            (j + 2..i).all(|m| kind(m) || tokens.get(m).is_some_and(|k| k.kind.is_capital()) && !tokens.is_any(m, &["floor", "street", "avenue", "district"]));
        let capitals = capitals && (j + 1..=i).all(|m| tokens.get(m).is_some_and(|k| k.before < Before::Block));
        (ended && !month_next && capitals && !(tokens.is(j + 1, ".") && i != j + 2 && !kinds)).then_some(k.span)
    })
}

pub(super) fn ordinal(word: &str) -> Option<u32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = word.get(digits..)?;
    (digits > 0 && matches!(rest.to_lowercase().as_str(), "st" | "nd" | "rd" | "th" | "." | "e" | "ème" | "º" | "ª"))
        .then(|| word.get(..digits)?.parse().ok())
        .flatten()
}

/// "ABC/12/2023/5", "ABC/PV.212": a document's symbol in a line, and where.
fn symbol_in(words: &str) -> Option<(usize, &str)> {
    let fits = |w: &&str| {
        let parts: Vec<&str> = w.split('/').collect();
        let upper = parts.first().is_some_and(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_uppercase()));
        // Two parts are enough where the second is a series and a number: "PV.212", "SR.14", "INF.3".
        let series = |p: &str| {
            p.split_once('.')
                .is_some_and(|(a, n)| a.chars().all(|c| c.is_ascii_uppercase()) && n.chars().all(|c| c.is_ascii_digit()) && a.len() > 1 && !n.is_empty())
        };
        let enough = parts.len() >= 3 || parts.len() == 2 && parts.last().is_some_and(|p| series(p));
        enough
            && upper
            && w.chars().any(|c| c.is_ascii_digit())
            && parts.iter().all(|p| !p.is_empty() && p.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '-')))
    };
    let symbol = words.split_whitespace().find(fits)?;
    Some((words.find(symbol)?, symbol))
}

/// The document's own symbol ("ABC/12/2023/5") and its state.
pub(super) fn symbol_and_state(t: &Transcript, head: &Head, language: Language, facts: &mut MeetingFacts) {
    let printed = head.lines.iter().find_map(|line| {
        let words = line.of(&t.text);
        let (at, symbol) = symbol_in(words)?;
        let span = Span::new(line.start + at, line.start + at + symbol.len());
        // Alone or nearly so, or in a cell of its own at the line's end.
        let cell = t.gaps.iter().any(|g| g.at > line.start && g.at <= span.start && span.start - g.at <= 1);
        (words.trim().len() < symbol.len() + 20 || cell && words.trim_end().ends_with(symbol)).then_some(span)
    });
    let first = t.lines.first().and_then(|l| l.page);
    let in_furniture = || {
        t.furniture.iter().filter(|f| Some(f.page) == first).find_map(|f| Some((f, symbol_in(&f.text).filter(|(_, s)| f.text.trim().len() < s.len() + 40)?.1)))
    };
    if let Some(span) = printed {
        facts.symbol = Some(span.of(&t.text).to_owned());
        facts.evidence.insert("symbol", certain(t, span));
    } else if let Some((item, symbol)) = in_furniture() {
        facts.symbol = Some(symbol.to_owned());
        facts.evidence.insert("symbol", super::running(item.page, symbol, BY_FURNITURE));
    }
    let labelled = head.field(What::State).and_then(|v| state_of(v.of(&t.text)).map(|s| (s, v)));
    // The last word of a paragraph is no line of its own.
    let own = |s: &Span| {
        head.title.contains(s)
            || t.blocks.get(t.block_at(s.start)).is_none_or(|b| b.span.of(&t.text).split_whitespace().count() <= s.of(&t.text).split_whitespace().count() + 12)
    };
    let alone = || head.lines.iter().filter(|s| own(s)).find_map(|s| state_line(s.of(&t.text)).map(|state| (state, *s)));
    let dated = || head.lines.iter().find_map(|s| dated_state(t, *s, language));
    if let Some((state, span)) = labelled.or_else(alone).or_else(dated) {
        facts.state = Some(state.to_owned());
        facts.evidence.insert("state", certain(t, span));
        return;
    }
    if let Some(item) = t.furniture.iter().find(|f| state_line(&f.text).is_some_and(|s| s == "draft")) {
        facts.state = Some("draft".to_owned());
        facts.evidence.insert("state", super::running(item.page, &item.text, BY_FURNITURE));
    }
}

pub(super) fn state_of(words: &str) -> Option<&'static str> {
    let flat = folded(words);
    let first = flat.split(' ').next().unwrap_or_default();
    match first {
        "draft" | "unapproved" | "projet" | "entwurf" | "borrador" | "provisional" | "unconfirmed" => Some("draft"),
        "approved" | "approuve" | "approuves" | "genehmigt" | "aprobada" | "aprovada" | "adopted" | "confirmed" => Some("approved"),
        "final" | "definitif" | "endgultig" => Some("final"),
        _ => None,
    }
}

/// "September 28, 2023 – Approved October 26, 2023": the state behind the day.
fn dated_state(t: &Transcript, line: Span, language: Language) -> Option<(&'static str, Span)> {
    let words = line.of(&t.text);
    let tokens = Tokens::of(words);
    let days = dates::find(&tokens, language, None);
    let first = days.iter().find(|d| matches!(d.grain, Grain::Day | Grain::Days))?;
    let behind = words.get(first.span.end..)?;
    let stated = behind.trim_start().strip_prefix(['-', '–', '—', '(', '/'])?.trim_start();
    let at = line.end - stated.len();
    state_of(stated).filter(|_| stated.split_whitespace().count() <= 6).map(|state| (state, Span::new(at, line.end)))
}

/// A line that says hardly more than the state: "DRAFT", "APPROVED", "Draft minutes", "Minutes (draft)".
fn state_line(words: &str) -> Option<&'static str> {
    let count = words.split_whitespace().count();
    // "DRAFT RECORD OF THE 41st MEETING", "Provisional summary record of the second meeting"
    let flat = folded(words);
    let reported = ["record of", "summary record", "verbatim record", "minutes of"];
    let title = ["draft ", "provisional "].iter().find_map(|s| flat.strip_prefix(s)).is_some_and(|rest| reported.iter().any(|r| rest.starts_with(r)));
    if title && count <= 16 {
        return Some("draft");
    }
    if count > 4 || words.contains(':') {
        return None;
    }
    state_of(words).filter(|_| count <= 2 || folded(words).contains("minutes")).or_else(|| {
        let inner = words.trim_end().strip_suffix(')')?.rsplit_once('(')?.1;
        state_of(inner)
    })
}

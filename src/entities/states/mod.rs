//! States named in the text.
//!
//! The gazetteer says what a string may mean; here its neighbours say whether it does. Minutes of councils are full of
//! streets, dishes and people that bear a State's name, so a doubt is a no: what stays is certain, or says that it is not.

mod context;

use super::{BoundAcronym, Context, Mention};
use crate::diagnostics::{Code, Diagnosed, Notice, Repair};
use crate::gazetteer::states::{self, Found, Sense, State, StateKind};
use crate::minutes::Value;
use crate::span::Span;
use context::Neighbours;
use std::collections::BTreeMap;

/// From how many States named beyond doubt a document is one in which States act.
const STATELY: usize = 3;

/// How often a name that people bear too must stand after "in", "from" or the like to be a State's in this document.
const OFTEN_PLACED: usize = 2;

/// "Congo" is the Republic of the Congo in United Nations usage, but not everywhere.
const LIKELIER_OF_TWO: f32 = 0.7;

/// A name that may be no State's at all, in a document that has States.
const DOUBTFUL_NAME: f32 = 0.9;

/// A typing error in a place of its own, borne out by the right name elsewhere.
const CORRECTED: f32 = 0.9;

/// Two States may be meant, and nothing tells which.
const UNDECIDED: f32 = 0.5;

/// The States that the text names.
#[must_use]
pub fn find(context: Context<'_>, acronyms: &[BoundAcronym]) -> Diagnosed<Vec<Mention>> {
    let text = context.tokens.text();
    let mut found = states::find_all(text, context.language);
    found.retain(|f| f.state.kind != StateKind::Territory && binds_alike(f, text, acronyms));
    add_bound(&mut found, context, acronyms);
    let merged = with_glosses(&found, text, acronyms);
    let views: Vec<Neighbours<'_>> = merged.iter().map(|f| Neighbours::of(context, f.span)).collect();
    let document = Document::of(&merged, &views, text);
    let mut out = Diagnosed::<Vec<Mention>>::default();
    for (i, (found, view)) in merged.iter().zip(&views).enumerate() {
        let beside = is_beside(&merged, i, text);
        if document.takes(*found, view, beside, text) {
            let (mention, notice) = document.mention(*found, text);
            out.value.push(mention);
            out.notices.extend(notice);
        }
    }
    add_corrected(&mut out.value, context, &document);
    out
}

/// An acronym that the document binds to something else is not the State's.
fn binds_alike(found: &Found, text: &str, acronyms: &[BoundAcronym]) -> bool {
    let words = found.span.of(text);
    acronyms.iter().filter(|a| a.acronym == words).all(|a| states::resolve(&a.expansion) == Some(found.state))
}

/// Acronyms that the document binds to a State, beside those of the table.
fn add_bound(found: &mut Vec<Found>, context: Context<'_>, acronyms: &[BoundAcronym]) {
    let tokens = context.tokens;
    for bound in acronyms {
        let Some(state) = states::resolve(&bound.expansion) else { continue };
        if bound.acronym.contains(|c: char| !c.is_alphabetic()) || states::resolve(&bound.acronym).is_some() {
            continue;
        }
        let places = (0..tokens.len()).filter(|i| tokens.word(*i) == bound.acronym);
        found.extend(places.map(|i| Found { span: tokens.span(i, i), sense: Sense::Acronym, state, other: None }));
    }
    found.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
    let mut end = 0;
    found.retain(|f| {
        let free = f.span.start >= end;
        end = end.max(f.span.end);
        free
    });
}

/// Joins a name and the gloss of the same State in brackets after it: one mention.
fn with_glosses(found: &[Found], text: &str, acronyms: &[BoundAcronym]) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    for &this in found {
        if let Some(last) = out.last_mut() {
            let between = Span::new(last.span.end, this.span.start).of(text);
            let is_gloss = this.state == last.state && between.trim() == "(" && between.len() <= 3;
            let close = this.span.end + text.get(this.span.end..).map_or(0, |rest| usize::from(rest.starts_with(')')));
            if is_gloss && close > this.span.end {
                last.span.end = close;
                continue;
            }
        }
        out.push(this);
    }
    for this in &mut out {
        let bound =
            acronyms.iter().find(|a| a.span.start <= this.span.start && a.span.end > this.span.end && states::resolve(&a.expansion) == Some(this.state));
        if let Some(bound) = bound.filter(|b| b.span.of(text).ends_with(')')) {
            this.span.end = bound.span.end;
        }
    }
    out
}

/// Whether another State's name stands beside the one at `i`, with nothing between but a comma, a slash or an "and".
fn is_beside(found: &[Found], i: usize, text: &str) -> bool {
    const JOINTS: &[&str] = &[",", "and", ", and", "&", "/", "or", "et", "y", "e", "und", "-", "–", ";"];
    let joined = |a: usize, b: usize| -> bool {
        let (Some(a), Some(b)) = (found.get(a), found.get(b)) else { return false };
        let between = Span::new(a.span.end, b.span.start).of(text);
        a.state != b.state && JOINTS.contains(&between.trim().to_lowercase().trim_end_matches(" the").trim())
    };
    joined(i, i + 1) || i.checked_sub(1).is_some_and(|before| joined(before, i))
}

/// What the whole document says of its States.
struct Document {
    /// How often each code is named beyond doubt.
    certain: BTreeMap<&'static str, usize>,
    /// Names that people of the document bear.
    people: Vec<String>,
    /// Whether States act in it.
    stately: bool,
}

impl Document {
    fn of(found: &[Found], views: &[Neighbours<'_>], text: &str) -> Self {
        let mut certain: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut placed: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut people = Vec::new();
        for (f, view) in found.iter().zip(views) {
            if view.person {
                people.push(f.span.of(text).to_lowercase());
            }
            let is_name = matches!(f.sense, Sense::Name | Sense::Acronym) && !view.is_other_name();
            if is_name && !context::is_homograph(f.span.of(text)) {
                *certain.entry(f.state.code).or_default() += 1;
            } else if is_name && view.after_preposition {
                *placed.entry(f.state.code).or_default() += 1;
            }
        }
        certain.extend(placed.into_iter().filter(|(_, times)| *times >= OFTEN_PLACED));
        people.sort_unstable();
        people.dedup();
        let stately = certain.len() >= STATELY;
        Self { certain, people, stately }
    }

    fn has(&self, state: &State) -> bool {
        self.certain.contains_key(state.code)
    }

    /// Whether the words are the State here. `beside`: another State is named next to it.
    fn takes(&self, found: Found, view: &Neighbours<'_>, beside: bool, text: &str) -> bool {
        if view.person || view.is_currency() || view.is_dish() {
            return false;
        }
        let words = found.span.of(text);
        match found.sense {
            Sense::WeakDemonym => view.is_political() && !view.previous_capital,
            Sense::Demonym => !view.previous_capital && (view.is_political() || (!view.next_capital && (self.stately || self.has(found.state)))),
            Sense::Acronym => {
                let needs_witness = matches!(words, "CAR" | "PNG" | "GB" | "RSA" | "KSA" | "RoK" | "ROK" | "GDR" | "FRG" | "DDR" | "EUA" | "RDC");
                (!view.capitals || words.contains('.') || beside)
                    && (!view.next_capital || view.is_political())
                    && !view.previous_capital
                    && !view.is_branch()
                    && !view.after_number
                    && (!needs_witness || self.stately)
            }
            Sense::Name | Sense::DoubtfulName => {
                if view.is_other_name() && !beside {
                    return false;
                }
                let doubtful = found.sense == Sense::DoubtfulName && found.other.is_none();
                let risky = doubtful || context::is_homograph(words) || self.people.contains(&words.to_lowercase());
                if !risky {
                    return true;
                }
                let is_person = self.people.contains(&words.to_lowercase());
                beside
                    || view.is_alone
                    || (view.after_preposition && !view.in_america(words))
                    || ((self.stately || self.has(found.state)) && !is_person && !view.in_america(words))
            }
        }
    }

    fn mention(&self, found: Found, text: &str) -> (Mention, Option<Notice>) {
        let words = found.span.of(text);
        let demonym = found.sense.is_demonym();
        let value = |state: Option<&State>| Value::State { code: state.map(|s| s.code.to_owned()), name: state.map(|s| s.name.to_owned()), demonym };
        let certain = Mention::certain(found.span, value(Some(found.state)));
        let Some(other) = found.other else {
            let confidence = if found.sense == Sense::DoubtfulName && !self.has(found.state) { DOUBTFUL_NAME } else { 1.0 };
            return (Mention { confidence, ..certain }, None);
        };
        let (first, second) = (self.has(found.state), self.has(other));
        if found.sense == Sense::DoubtfulName && found.state.name == words && (first || !second) {
            let confidence = if first && second { 1.0 } else { LIKELIER_OF_TWO };
            let notice = (confidence < 1.0).then(|| ambiguous(found, words, other));
            return (Mention { confidence, ..certain }, notice);
        }
        match (first, second) {
            (true, false) => (certain, None),
            (false, true) if found.sense != Sense::DoubtfulName || found.state.name != words => (Mention::certain(found.span, value(Some(other))), None),
            _ => (Mention { confidence: UNDECIDED, ..Mention::certain(found.span, value(None)) }, Some(ambiguous(found, words, other))),
        }
    }
}

fn ambiguous(found: Found, words: &str, other: &State) -> Notice {
    let message = format!("“{words}” may be {} ({}) or {} ({})", found.state.name, found.state.code, other.name, other.code);
    Notice::new(Code::StateAmbiguous, message).at(found.span)
}

/// The most words that a State's name alone on a line has, where a typing error in it is believed.
const WORDS_OF_A_LONE_NAME: usize = 4;

/// "Pamama" alone on a line, in a document that names Panama elsewhere.
fn add_corrected(list: &mut Vec<Mention>, context: Context<'_>, document: &Document) {
    if !document.stately {
        return;
    }
    let text = context.tokens.text();
    let before = list.len();
    for cell in context::lone_names(context.transcript, WORDS_OF_A_LONE_NAME) {
        let Some((state, letters)) = states::near(cell.of(text)).filter(|(state, _)| document.has(state)) else { continue };
        if list.iter().take(before).any(|m| m.span.meets(cell)) {
            continue;
        }
        let because = format!("alone on its line, {letters} letter(s) from {}, which the document names elsewhere", state.name);
        let value = Value::State { code: Some(state.code.to_owned()), name: Some(state.name.to_owned()), demonym: false };
        let repair = Repair::new("name-corrected", because).replacing(cell.of(text), state.name);
        list.push(Mention { span: cell, value, confidence: CORRECTED, repairs: vec![repair] });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::sentences;
    use crate::entities::tokens::Tokens;
    use crate::language::Language;
    use crate::outline::Outline;
    use crate::transcript::drawn::drawn;

    fn found(drawing: &str) -> Vec<(String, String, f32)> {
        let transcript = drawn(drawing);
        let tokens = Tokens::of(&transcript.text);
        let sentences = sentences::split(&transcript, &tokens, &Outline::default());
        let outline = Outline::default();
        let context = Context { transcript: &transcript, tokens: &tokens, sentences: &sentences, outline: &outline, language: Language::English, anchor: None };
        let acronyms = crate::entities::acronyms::find(context);
        let read = |m: Mention| match m.value {
            Value::State { code, .. } => (transcript.words(m.span).to_owned(), code.unwrap_or_default(), m.confidence),
            _ => (String::new(), String::new(), 0.0),
        };
        find(context, &acronyms).value.into_iter().map(read).collect()
    }

    fn check(drawing: &str, expected: &[(&str, &str)]) {
        let all = found(drawing);
        let found: Vec<(&str, &str)> = all.iter().map(|(words, code, _)| (words.as_str(), code.as_str())).collect();
        assert_eq!(found, expected, "{drawing}");
    }

    #[test]
    fn what_bears_a_states_name_and_is_none() {
        for drawing in [
            "Mr. Chad Smith and Mr. Jordan moved to approve.",
            "MR. HOLLAND. I think so.",
            "Councilmember Israel seconded. Israel abstained.",
            "The house on Lebanon Street was sold.",
            "A family from Peru, Indiana attended.",
            "The office in Lebanon, PA 17042 is closed.",
            "They moved from New Mexico to Little Italy.",
            "The applicant runs a Mexican restaurant with French doors.",
            "Turkey dinner will be served, with Canada geese on the lake.",
            "The China Lake site and Panama City Beach.",
            "It cost 500 Swiss francs, US$300 and 20 U.S. dollars.",
            "The U.S. Forest Service sent a letter.",
            "CONTACT US TODAY",
            "Write to info@mexico.org or see www.Mexico.org today.",
            "She studied in Spanish and a chile stew.",
            "The Gulf of Mexico and the Bank of Japan.",
            "Greenpeace Canada wrote.",
            "Puerto Rico and Guernsey wrote.",
            "Ms. Ana Guinea-Ruiz agreed.",
            "Atlanta, Georgia is warm.",
            "The Malawian National Hydropower Association wrote to Lindsey French, President of the club.",
            "Lindsey French President of the club, LWN-Malawi and the FRB/US model.",
            "Wales and Northern Ireland wrote to the Nepal Electricity Authority.",
        ] {
            check(drawing, &[]);
        }
    }

    #[test]
    fn states_in_running_text() {
        check("Regarding South Africa, the Netherlands suggested it.", &[("South Africa", "ZAF"), ("Netherlands", "NLD")]);
        check("The first meeting under the Mexican Presidency, by Syrian and Russian Forces.", &[("Mexican", "MEX"), ("Syrian", "SYR"), ("Russian", "RUS")]);
        check("Democratic Republic of the Congo (DRC): the DRC spoke.", &[("Democratic Republic of the Congo (DRC)", "COD"), ("DRC", "COD")]);
        check("Lao People's Democratic Republic (PDR): The Lao delegation.", &[("Lao People's Democratic Republic (PDR)", "LAO"), ("Lao", "LAO")]);
        check("5.2 Stockpile Destruction (Norway and Zambia)", &[("Norway", "NOR"), ("Zambia", "ZMB")]);
        check("Prince Sami of Jordan and the US Government met.", &[("Jordan", "JOR"), ("US", "USA")]);
        check("Kenya, Georgia and Turkey voted in favour.", &[("Kenya", "KEN"), ("Georgia", "GEO"), ("Turkey", "TUR")]);
        check("**Zambia**: The unit met.", &[("Zambia", "ZMB")]);
        check("BOSNIA AND HERZEGOVINA AND PERU", &[("BOSNIA AND HERZEGOVINA", "BIH"), ("PERU", "PER")]);
        check("Northern Ireland was discussed.", &[]);
    }

    #[test]
    fn names_of_two_states_say_so() {
        assert_eq!(found("Korea spoke after Malawi.").first().map(|(_, code, sure)| (code.clone(), *sure)), Some((String::new(), UNDECIDED)));
        check("The DRC asked. The Congolese elections are near.", &[("DRC", "COD"), ("Congolese", "COD")]);
        check("The Republic of Korea spoke. Korea agreed.", &[("Republic of Korea", "KOR"), ("Korea", "KOR")]);
    }

    #[test]
    fn a_typing_error_alone_on_its_line_is_mended_by_a_witness() {
        let drawing = "Norway\n\nPamama\n\nPeru\n\nNorway, Peru and Panama spoke.";
        let all = found(drawing);
        assert!(all.iter().any(|(words, code, sure)| words == "Pamama" && code == "PAN" && *sure < 1.0), "{all:?}");
        assert!(!found("Norway\n\nPamama\n\nPeru\n\nNorway, Peru and Chile spoke.").iter().any(|(words, _, _)| words == "Pamama"));
    }
}

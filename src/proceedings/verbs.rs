//! The verbs by which minutes report that somebody spoke, in five languages.
//!
//! A closed-ish class: about sixty verbs cover the minutes of treaty bodies, and some thirty more those of councils,
//! boards and societies. Source: read from minutes of many bodies; none is kept here that also commonly tells of deeds
//! ("met", "made", "submitted", "hosted"), unless its object says that it is speech ("took the floor").

use crate::entities::tokens::{Kind, Tokens};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A reporting verb where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verb {
    /// Its first token.
    pub(super) first: usize,
    /// Its last token: the particle of "pointed out" too.
    pub(super) last: usize,
    /// Past perfect: told of another occasion.
    pub(super) elsewhere: bool,
}

/// Regular verbs by their stem; past in -ed, present in -s.
const REGULAR: &[&str] = &[
    "acknowledge", "add", "address", "advise", "advocate", "affirm", "agree", "announce", "answer", "anticipate", "apologize", "apologise", "appeal",
    "appreciate", "argue", "ask", "assert", "assure", "brief", "caution", "cite", "clarify", "comment", "commend", "compliment", "concede", "conclude",
    "concur", "confirm", "congratulate", "consider", "contend", "contribute", "convey", "counter", "declare", "demand", "deplore", "describe", "detail",
    "disagree", "discuss", "disclose", "elaborate", "emphasize", "emphasise", "encourage", "endorse", "enquire", "envisage", "explain", "express", "extend",
    "highlight", "hope", "indicate", "inform", "inquire", "insist", "intend", "introduce", "invite", "joke", "lament", "maintain", "mention", "moderate",
    "note", "object", "observe", "offer", "opine", "oppose", "outline", "plead", "pledge", "point", "praise", "present", "propose", "query", "question",
    "raise", "reaffirm", "recall", "recap", "recommend", "reference", "refer", "reflect", "regret", "reiterate", "remark", "remind", "repeat", "reply",
    "report", "request", "respond", "restate", "reveal", "review", "share", "signal", "state", "stipulate", "stress", "submit", "suggest", "summarize",
    "summarise", "support", "thank", "touch", "underline", "underscore", "urge", "voice", "volunteer", "warn", "welcome", "wonder", "update", "clarify",
    "specify", "notify", "postulate", "complain", "relay", "reassure", "enumerate", "vow", "provide",
];

/// Irregular and other surface forms.
const IRREGULAR: &[&str] = &[
    "said", "says", "told", "tells", "thought", "thinks", "felt", "feels", "spoke", "speaks", "gave", "gives", "opened", "opens", "proceeded", "called",
    "calls", "read", "wanted", "wished", "wishes", "foresaw", "sought", "referred", "refers", "understood", "believes", "believed", "put", "drew", "draws",
    "took", "takes", "brought", "likes", "concurred", "concurs", "recapped", "regretted", "submitted",
    "signalled", // "all" speak with the verb's bare form: "Frédéric and Ambrus answer".
    "answer", "suggest", "agree", "ask", "propose", "report", "present", "explain",
];

/// Whether a word is a verb's bare form, which one person alone has for a subject by a slip only: "C. Works report" is a heading.
pub(super) fn is_bare(word: &str) -> bool {
    matches!(word, "answer" | "suggest" | "agree" | "ask" | "propose" | "report" | "present" | "explain")
}

/// Verbs of the list above that are speech only with one of these words close behind.
const NEEDS_OBJECT: &[(&str, &[&str])] = &[
    ("put", &["forward", "forth"]),
    ("drew", &["attention"]),
    ("draws", &["attention"]),
    ("took", &["floor"]),
    ("takes", &["floor"]),
    (
        "gave",
        &[
            "update", "overview", "presentation", "report", "briefing", "statement", "summary", "account", "background", "introduction", "explanation",
            "details",
        ],
    ),
    (
        "gives",
        &[
            "update", "overview", "presentation", "report", "briefing", "statement", "summary", "account", "background", "introduction", "explanation",
            "details",
        ],
    ),
    (
        "provided",
        &[
            "update", "overview", "presentation", "report", "briefing", "summary", "account", "background", "information", "clarification", "explanation",
            "details", "insights", "comments",
        ],
    ),
    (
        "provides",
        &[
            "update", "overview", "presentation", "report", "briefing", "summary", "account", "background", "information", "clarification", "explanation",
            "details",
        ],
    ),
    ("brought", &["attention"]),
    ("opened", &["meeting", "session", "discussion", "debate", "floor"]),
    ("opens", &["meeting", "session", "discussion", "debate", "floor"]),
    ("proceeded", &["provide", "update", "inform", "present", "explain", "outline", "introduce", "report"]),
    ("called", &["for", "on", "upon"]),
    ("calls", &["for", "on", "upon"]),
    ("sought", &["clarification", "information"]),
    ("point", &["out"]),
    ("pointed", &["out", "to"]),
    ("points", &["out", "to"]),
    ("touched", &["on", "upon"]),
    ("touches", &["on", "upon"]),
    ("submitted", &["that"]),
    ("considered", &["that", "it"]),
    ("read", &["out", "aloud", "statement"]),
    ("wanted", &["to", "know"]),
    ("wished", &["to", "know"]),
    ("wishes", &["to", "know"]),
    ("likes", &["idea"]),
    ("felt", &["that", "it", "the"]),
    ("feels", &["that", "it", "like"]),
    ("understood", &["that"]),
    ("reviewed", &["with", "for"]),
    ("extended", &["gratitude", "thanks", "appreciation", "welcome", "congratulations", "condolences", "her", "his", "its", "their"]),
    ("moderated", &["discussion"]),
    ("hoped", &["that", "the", "to"]),
    ("intended", &["to"]),
];

/// How far behind the verb its object is looked for, in tokens: "gave a short but thorough update" is six.
const OBJECT_WINDOW: usize = 8;

/// French, Spanish, German and Portuguese: present, perfect participle or past.
const OTHER_LANGUAGES: &[&str] = &[
    // French
    "déclare", "précise", "indique", "informe", "rappelle", "propose", "explique", "souligne", "ajoute", "demande", "répond", "remercie", "présente", "signale",
    "souhaite", "estime", "fait", "expose", "évoque", "annonce", "constate", "confirme", "suggère", "regrette", "insiste", "dit", "note", "observe",
    "interroge", "intervient", "donne", "prend", "rend", "lit", "affirme", "détaille", "soulève", "alerte", "insiste", "invite", "relève", "aborde",
    "félicite", "répondent", "proposent", "demandent", "précisent", "souhaitent", "tient", // Spanish
    "informa", "informó", "señala", "señaló", "indica", "indicó", "manifiesta", "manifestó", "expresa", "expresó", "explica", "explicó", "propone", "propuso",
    "pregunta", "preguntó", "responde", "respondió", "agradece", "agradeció", "solicita", "solicitó", "comenta", "comentó", "añade", "añadió", "recuerda",
    "recordó", "destaca", "destacó", "subraya", "subrayó", "dice", "dijo", "toma", "tomó", "interviene", "intervino", "hace", "hizo", "da", "dio", "expone",
    "expuso", "aclara", "aclaró", "advierte", "advirtió", "insiste", "insistió", "reitera", "reiteró", "plantea", "planteó", "contesta", "contestó", "ruega",
    "rogó", "lee", "leyó", "afirma", "afirmó", "presenta", "presentó", "declara", "declaró", "sugiere", "sugirió", // German
    "erklärt", "erklärte", "berichtet", "berichtete", "informiert", "informierte", "fragt", "fragte", "schlägt", "schlug", "bittet", "bat", "erläutert",
    "erläuterte", "weist", "wies", "spricht", "sprach", "stellt", "stellte", "betont", "betonte", "dankt", "dankte", "begrüßt", "begrüßte", "ergänzt",
    "ergänzte", "merkt", "merkte", "sagt", "sagte", "antwortet", "antwortete", "regt", "regte", "gibt", "gab", "teilt", "teilte", "eröffnet", "eröffnete",
    "schlagen", "führt", "führte", "bedankt", "bedankte", "äußert", "äußerte", "kündigt", "kündigte", "empfiehlt", "empfahl", "meint", "meinte", "hebt", "hob",
    "erinnert", "erinnerte", "bestätigt", "bestätigte", "beantwortet", "beantwortete", "verliest", "verlas", "fasst", "fasste", "legt", "legte", "nimmt",
    "nahm", "ergreift", "ergriff", "kritisiert", "kritisierte", "wünscht", "wünschte", "schildert", "schilderte", "präsentiert", "präsentierte", "berichten",
    "orientiert", "orientierte", "orientieren", "erkundigt", "erkundigte", "erläutern", "stellen", "informieren", "erklären", "weisen",
    "regen", // Portuguese
    "informou", "disse", "referiu", "questionou", "perguntou", "respondeu", "solicitou", "propôs", "explicou", "esclareceu", "acrescentou", "agradeceu",
    "salientou", "sublinhou", "destacou", "lembrou", "apresentou", "comunicou", "interveio", "alertou", "considerou", "declarou", "sugeriu", "manifestou",
    "felicitou", "usou", "tomou", "fez", "deu", "comentou", "afirmou", "recordou", "lamentou", "frisou", "reforçou", "indicou", "reiterou", "expôs", "pediu",
    "relatou", "apelou", "saudou", "congratulou",
];

/// German and Romance verbs that are speech only with their particle or object in the sentence.
const NEEDS_PARTICLE: &[(&str, &[&str])] = &[
    ("schlägt", &["vor"]),
    ("schlug", &["vor"]),
    ("schlagen", &["vor"]),
    ("weist", &["hin"]),
    ("wies", &["hin"]),
    ("spricht", &["an", "sich", "über"]),
    ("sprach", &["an", "sich", "über"]),
    ("stellt", &["vor", "fest", "dar", "frage"]),
    ("stellte", &["vor", "fest", "dar", "frage"]),
    ("merkt", &["an"]),
    ("merkte", &["an"]),
    ("regt", &["an"]),
    ("regte", &["an"]),
    ("gibt", &["update", "überblick", "bericht", "bekannt", "ausblick", "einblick"]),
    ("gab", &["update", "überblick", "bericht", "bekannt", "ausblick", "einblick"]),
    ("teilt", &["mit"]),
    ("teilte", &["mit"]),
    ("fait", &["part", "remarquer", "savoir", "observer", "état"]),
    ("donne", &["lecture", "parole", "détails", "explications", "informations", "connaissance"]),
    ("prend", &["parole"]),
    ("rend", &["compte"]),
    ("lit", &["compte", "procès", "courrier", "lettre", "délibération"]),
    ("tient", &["à"]),
    ("hace", &["uso", "referencia", "constar", "mención", "saber"]),
    ("hizo", &["uso", "referencia", "constar", "mención", "saber"]),
    ("toma", &["palabra"]),
    ("tomó", &["palabra"]),
    ("da", &["cuenta", "lectura", "bienvenida", "gracias", "explicaciones"]),
    ("dio", &["cuenta", "lectura", "bienvenida", "gracias", "explicaciones"]),
    ("deu", &["conhecimento", "conta", "palavra", "nota", "início", "explicações", "vindas"]),
    ("fez", &["uso", "referência", "saber", "notar"]),
    ("führt", &["aus"]),
    ("führte", &["aus"]),
    ("äußert", &["sich"]),
    ("äußerte", &["sich"]),
    ("kündigt", &["an"]),
    ("kündigte", &["an"]),
    ("hebt", &["hervor"]),
    ("hob", &["hervor"]),
    ("erinnert", &["an", "daran"]),
    ("erinnerte", &["an", "daran"]),
    ("fasst", &["zusammen"]),
    ("fasste", &["zusammen"]),
    ("legt", &["dar"]),
    ("legte", &["dar"]),
    ("nimmt", &["stellung"]),
    ("nahm", &["stellung"]),
    ("ergreift", &["wort"]),
    ("ergriff", &["wort"]),
    ("erkundigt", &["sich"]),
    ("erkundigte", &["sich"]),
    ("orientiert", &["über"]),
    ("orientierte", &["über"]),
    ("stellen", &["vor", "fest", "dar"]),
    ("weisen", &["hin"]),
    ("regen", &["an"]),
    ("usou", &["palavra"]),
    ("tomou", &["palavra"]),
    ("eröffnet", &["sitzung", "versammlung"]),
    ("eröffnete", &["sitzung", "versammlung"]),
];

static FORMS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let mut forms: BTreeSet<String> = IRREGULAR.iter().chain(OTHER_LANGUAGES).map(|w| (*w).to_owned()).collect();
    for stem in REGULAR {
        let past = match stem.strip_suffix('e') {
            Some(root) => format!("{root}ed"),
            None => match stem.strip_suffix('y').filter(|root| !root.ends_with(['a', 'e', 'o'])) {
                Some(root) => format!("{root}ied"),
                None if *stem == "refer" => "referred".to_owned(),
                None => format!("{stem}ed"),
            },
        };
        let present = match stem.strip_suffix('y').filter(|root| !root.ends_with(['a', 'e', 'o'])) {
            Some(root) => format!("{root}ies"),
            None if stem.ends_with("ss") => format!("{stem}es"),
            None => format!("{stem}s"),
        };
        forms.extend([past, present]);
    }
    forms
});

/// Verbs that run a meeting where a motion, a vote or the roll is their object.
const PROCEDURAL: &[&str] = &["asked", "asks", "called", "calls", "requested", "invited", "entertained"];

/// Adverbs that stand between a subject and its verb; so does every word in -ly.
const ADVERBS: &[&str] = &[
    "also", "then", "further", "again", "once", "first", "next", "now", "therefore", "thus", "later", "even", "just", "too", "still", "both", "ensuite",
    "également", "aussi", "también", "auch", "também", "ainda", "did", "se", "lhe", "nous",
];

/// "s’interroge", "se félicite": a French verb with its pronoun.
fn reflexive(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<Verb> {
    const VERBS: &[&str] = &["interroge", "inquiète", "étonne", "exprime", "félicite", "oppose", "adresse", "associe", "enquiert", "réjouit"];
    let at = if tokens.is(i, "s") && matches!(tokens.word(i + 1), "’" | "'") { i + 2 } else { i + usize::from(tokens.is(i, "se")) };
    (at > i && at < end && tokens.is_any(at, VERBS)).then_some(Verb { first: i, last: at, elsewhere: false })
}

/// "a rappelé", "ha informado", "hat … berichtet": the past that French, Spanish and German minutes use.
fn compound(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<Verb> {
    const ROMANCE: &[&str] = &[
        "rappelé", "indiqué", "informé", "précisé", "expliqué", "présenté", "proposé", "demandé", "souligné", "ajouté", "répondu", "remercié", "signalé",
        "souhaité", "exposé", "évoqué", "annoncé", "confirmé", "suggéré", "dit", "déclaré", "noté", "fait", "informado", "indicado", "señalado", "manifestado",
        "explicado", "propuesto", "preguntado", "respondido", "agradecido", "solicitado", "comentado", "añadido", "recordado", "destacado", "presentado",
        "expuesto", "dicho",
    ];
    const GERMAN: &[&str] = &[
        "berichtet", "erklärt", "informiert", "gefragt", "erläutert", "vorgestellt", "vorgeschlagen", "mitgeteilt", "betont", "hingewiesen", "gebeten",
        "geantwortet", "angeregt", "angemerkt", "ergänzt", "bekanntgegeben", "gedankt", "bedankt", "dargestellt", "ausgeführt",
    ];
    if tokens.is_any(i, &["a", "ont", "ha", "han", "tem"]) {
        let at = i + 1 + usize::from(tokens.is_any(i + 1, &["également", "ensuite", "aussi", "también", "nous"]));
        let phrase = !tokens.is(at, "fait") || tokens.is_any(at + 1, &["part", "remarquer", "savoir", "observer", "état"]);
        return (at < end && tokens.is_any(at, ROMANCE) && phrase).then_some(Verb { first: i, last: at, elsewhere: false });
    }
    if tokens.is_any(i, &["hat", "haben"]) {
        let at = (i + 1..end).find(|j| tokens.is_any(*j, GERMAN))?;
        return Some(Verb { first: i, last: if at == i + 1 { at } else { i }, elsewhere: false });
    }
    None
}

/// Whether a word is a reporting verb of another language than English.
pub(super) fn is_foreign(word: &str) -> bool {
    let word = word.to_lowercase();
    OTHER_LANGUAGES.contains(&word.as_str())
}

/// The verb at token `i` that may open its sentence with a capital.
pub(super) fn verb_at_head(tokens: &Tokens<'_>, i: usize, end: usize) -> Option<Verb> {
    plain(tokens, i, end, false)
}

/// Whether a word is a reporting verb's past, as it opens a line of minutes that name the speaker last ("Stated …: X").
pub(super) fn is_past(word: &str) -> bool {
    let word = word.to_lowercase();
    FORMS.contains(&word) && (word.ends_with("ed") || matches!(word.as_str(), "said" | "spoke" | "thought" | "felt" | "read"))
}

/// The reporting verb at token `i`, adverbs before it skipped; `end` closes the sentence.
pub(super) fn verb_at(tokens: &Tokens<'_>, mut i: usize, end: usize) -> Option<Verb> {
    let mut perfect = false;
    for _ in 0..4 {
        let word = tokens.word(i);
        if i >= end {
            return None;
        }
        if tokens.is(i, "had") {
            perfect = true;
        } else if !(tokens.is_any(i, ADVERBS) || word.ends_with("ly")) {
            break;
        }
        i += 1;
    }
    if tokens.are(i, &["was", "of", "the", "view"]) || tokens.are(i, &["were", "of", "the", "view"]) || tokens.are(i, &["is", "of", "the", "view"]) {
        return Some(Verb { first: i, last: i + 3, elsewhere: false });
    }
    // "would like to see the figures" asks for them.
    if tokens.is_any(i, &["would", "möchte"]) && tokens.is_any(i + 1, &["like", "prefer", "appreciate", "wissen"]) {
        return Some(Verb { first: i, last: i + 1, elsewhere: false });
    }
    // Asking for a motion or a vote moves the meeting on and says nothing.
    if tokens.is_any(i, PROCEDURAL) && ((i + 1)..end.min(i + 5)).any(|j| tokens.is_any(j, &["motion", "motions", "vote", "second", "roll", "order"])) {
        return None;
    }
    // "had questions" is speech now; "had informed" is speech of another day.
    if perfect && tokens.is_any(i, &["questions", "concerns", "comments"]) {
        return Some(Verb { first: i - 1, last: i, elsewhere: false });
    }
    if tokens.is_any(i, &["was", "were"]) && tokens.is_any(i + 1, &["hoping", "wondering", "asking", "concerned"]) {
        return Some(Verb { first: i, last: i + 1, elsewhere: false });
    }
    if let Some(verb) = reflexive(tokens, i, end).or_else(|| compound(tokens, i, end)) {
        return Some(Verb { elsewhere: perfect, ..verb });
    }
    // "Roads Committee Report": a capital makes a noun of it.
    if tokens.get(i).is_some_and(|t| t.kind == Kind::Capitalised) {
        return None;
    }
    plain(tokens, i, end, perfect)
}

/// A verb of one word at token `i`, with the object that makes it speech.
fn plain(tokens: &Tokens<'_>, i: usize, end: usize, perfect: bool) -> Option<Verb> {
    let word = tokens.word(i).to_lowercase();
    if !FORMS.contains(&word) {
        return None;
    }
    let window = (i + 1)..end.min(i + 1 + OBJECT_WINDOW);
    if let Some((_, objects)) = NEEDS_OBJECT.iter().find(|(v, _)| *v == word) {
        let found = window.clone().find(|j| tokens.is_any(*j, objects))?;
        let particle = found == i + 1;
        return Some(Verb { first: i, last: if particle { found } else { i }, elsewhere: perfect });
    }
    if let Some((_, particles)) = NEEDS_PARTICLE.iter().find(|(v, _)| *v == word)
        && !((i + 1)..end).any(|j| tokens.is_any(j, particles))
    {
        return None;
    }
    Some(Verb { first: i, last: i, elsewhere: perfect })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(&str, bool)>) {
        let tokens = Tokens::of(text);
        let found = verb_at(&tokens, 0, tokens.len()).map(|v| (tokens.span(v.first, v.last).of(text), v.elsewhere));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reporting_verbs_and_deeds() {
        check("pointed out that the pump was old", Some(("pointed out", false)));
        check("also further clarified the matter", Some(("clarified", false)));
        check("had informed that it would come", Some(("informed", true)));
        check("were of the view that it rained", Some(("were of the view", false)));
        check("took the floor", Some(("took", false)));
        check("took three photographs", None);
        check("provided a short update on the roof", Some(("provided", false)));
        check("provided lunch", None);
        check("Report on roads", None);
        check("would like to see the figures", Some(("would like", false)));
        check("asked for a motion to adjourn", None);
        check("asked for a report", Some(("asked", false)));
        check("met with the builders", None);
        check("replied in the affirmative", Some(("replied", false)));
        check("schlägt vor, das Dach zu decken", Some(("schlägt", false)));
        check("schlägt den Gong", None);
        check("informou que a ponte abriu", Some(("informou", false)));
        check("a également rappelé la règle", Some(("a également rappelé", false)));
        check("a signé la lettre", None);
        check("hat über das Dach berichtet", Some(("hat", false)));
        check("s’interroge sur le coût", Some(("s’interroge", false)));
        check("da cuenta de las obras", Some(("da", false)));
        check("da la vuelta", None);
    }
}

//! Promises and tasks in French, Spanish, Portuguese and German.

use super::super::Action;
use super::Ledger;
use super::owners;
use crate::entities::sentences::Sentence;
use crate::entities::tokens::Kind;
use crate::language::Language;

/// Confidence of an action that a sentence tells and no label marks.
const TOLD: f32 = 0.85;

/// Words that bind their subject, and whether they are a part of the task.
const UNDERTAKEN: &[(&[&str], bool)] = &[
    // French
    (&["est", "chargé", "de"], false),
    (&["est", "chargée", "de"], false),
    (&["sont", "chargés", "de"], false),
    (&["se", "charge", "de"], false),
    (&["se", "chargent", "de"], false),
    (&["s", "’", "engage", "à"], false),
    (&["s", "'", "engage", "à"], false),
    (&["s", "’", "occupe", "de"], false),
    (&["s", "'", "occupe", "de"], false),
    // Spanish
    (&["se", "compromete", "a"], false),
    (&["se", "comprometió", "a"], false),
    (&["se", "comprometen", "a"], false),
    (&["se", "encarga", "de"], false),
    (&["se", "encargará", "de"], false),
    (&["se", "encargó", "de"], false),
    (&["queda", "encargado", "de"], false),
    (&["queda", "encargada", "de"], false),
    // Portuguese
    (&["comprometeu", "-", "se", "a"], false),
    (&["compromete", "-", "se", "a"], false),
    (&["ficou", "de"], false),
    (&["ficou", "encarregado", "de"], false),
    (&["ficou", "encarregada", "de"], false),
    (&["ficou", "responsável", "por"], false),
    (&["irá", "enviar"], true),
    // German
    (&["übernimmt"], true),
    (&["übernehmen"], true),
    (&["kümmert", "sich", "um"], true),
    (&["kümmern", "sich", "um"], true),
    (&["wird", "beauftragt"], true),
    (&["werden", "beauftragt"], true),
];

/// What somebody takes over for the meeting itself.
const AT_ONCE: &[&str] =
    &["versammlungsleitung", "sitzungsleitung", "leitung", "vorsitz", "protokoll", "protokollführung", "moderation", "wahlleitung", "wort"];

impl Ledger<'_> {
    /// The action that a sentence of another language tells.
    pub(super) fn other_languages(&self, sentence: &Sentence) -> Option<Action> {
        match self.passages.context.language {
            Language::French => self.french_future(sentence).or_else(|| self.undertaken(sentence)),
            Language::German => self.present(sentence).or_else(|| self.undertaken(sentence)),
            Language::Spanish | Language::Portuguese => self.undertaken(sentence),
            _ => None,
        }
    }

    /// "se compromete a arreglarla", "ficou de enviar o mapa", "est chargé de signer", "übernimmt die Anmeldung".
    fn undertaken(&self, sentence: &Sentence) -> Option<Action> {
        let t = self.passages.tokens;
        let (first, end) = Self::bounds(sentence);
        let subjects = self.subjects(sentence);
        for i in first + 1..end {
            let Some((words, whole)) = UNDERTAKEN.iter().filter(|(words, _)| t.are(i, words)).max_by_key(|(words, _)| words.len()) else { continue };
            let task = if *whole { i } else { i + words.len() };
            // "n’est pas chargé de", "no se compromete a"; "übernimmt die Versammlungsleitung" is done at once.
            let at_once = (task..end.min(task + 4)).any(|j| t.is_any(j, AT_ONCE));
            let refused = at_once || t.is_any(i.wrapping_sub(1), &["no", "não", "nicht", "pas", "ne", "n"]);
            if let Some(owner) = self.owner_of_verb(&subjects, i, first).filter(|_| !refused && task < end) {
                return Some(self.made(Some(owner), self.task(task, end), sentence.span, TOLD));
            }
        }
        None
    }

    /// "Jean se renseignera", "Mme Roe enverra le projet".
    fn french_future(&self, sentence: &Sentence) -> Option<Action> {
        let t = self.passages.tokens;
        let (first, end) = Self::bounds(sentence);
        let subjects = self.subjects(sentence);
        for i in first + 1..end {
            let at = i + usize::from(t.is_any(i, &["se", "nous", "en"]));
            let word = t.word(at);
            if !owners::is_french_future(word) || t.get(at).is_none_or(|k| k.kind != Kind::Lower) {
                continue;
            }
            if let Some(owner) = self.owner_of_verb(&subjects, i, first) {
                return Some(self.made(Some(owner), t.span(i, end - 1), sentence.span, TOLD));
            }
        }
        None
    }

    /// "AB & CD erarbeiten Vorschläge": German lists of tasks.
    fn present(&self, sentence: &Sentence) -> Option<Action> {
        const REPORTS: &[&str] = &[
            "spricht", "sprechen", "schlägt", "schlagen", "regt", "regen", "weist", "weisen", "erinnert", "merkt", "zeigt", "zeigen", "gibt", "geben", "haben",
            "sind", "waren", "kann", "können", "möchte", "möchten", "meint", "meinen", "sieht", "sehen", "berichtet", "berichten", "erklärt", "fragt",
            "informiert", "stellt", "sagt", "begrüßt", "erläutert", "bittet", "findet", "meldet", "dankt",
        ];
        let t = self.passages.tokens;
        let (mut first, end) = Self::bounds(sentence);
        while first < end && t.get(first).is_some_and(|k| k.kind == Kind::Sign) {
            first += 1;
        }
        let mut at = first;
        while at < end
            && (t.get(at).is_some_and(|k| k.kind == Kind::Upper && (2..=3).contains(&k.span.len())) || at > first && t.is_any(at, &["&", "/", ",", "und", "+"]))
        {
            at += 1;
        }
        let word = t.word(at);
        let verb = at > first && t.get(at).is_some_and(|k| k.kind == Kind::Lower) && word.len() > 4 && (word.ends_with('t') || word.ends_with("en"));
        (verb && !t.is_any(at, REPORTS)).then(|| self.made(Some(owners::words(self.passages, first, at)), t.span(at, end - 1), sentence.span, TOLD))
    }
}

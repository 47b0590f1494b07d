//! How minutes say that a meeting began, ended, or is not the one they are of, folded.

/// The meeting begins.
pub(super) const OPENING: &[&str] = &[
    "called to order", "call to order", "to order by", "called the meeting to order", "meeting to order", "was convened", "convened at", "convened the",
    "meeting convened", "was opened", "opened the", "meeting opened", "opened at", "meeting open", "declared open", "meeting began", "began at", "started at",
    "meeting started", "commenced", "was held at", "start of the meeting", "seance est ouverte", "ouvre la seance", "ouverte a", "ouverture de la seance",
    "seance ouverte", "seance debute", "debute a", "reunion debute", "eroffnet", "eroffnete", "eroffnung", "beginn ", "beginn der", "begann",
    "versammlungsbeginn", "sitzungsbeginn", "se abre", "abierta la sesion", "da inicio", "se inicia", "dio comienzo", "dio inicio", "siendo las", "comienza",
    "aberta a", "abertura", "declarou aberta", "declarada aberta", "teve inicio", "deu inicio", "pelas", "opening of the meeting", "started the meeting",
    "house met", "assembly met", "council met", "committee met", "board met", "met at",
];

/// The meeting ends.
pub(super) const CLOSING: &[&str] = &[
    "adjourn", "meeting rose", "rose at", "committee rose", "house rose", "meeting closed", "closed the meeting", "closed this meeting", "closed at",
    "meeting was closed", "meeting close", "declared closed", "closed the session", "concluded at", "meeting concluded", "was concluded", "ended at",
    "meeting ended", "meeting finished", "finished at", "came to an end", "end of meeting", "end of the meeting", "terminated", "closure", "levee a",
    "est levee", "leve la seance", "levee de", "seance levee", "fin de la seance", "seance est close", "close a", "reunion se termine", "schliesst die",
    "schließt die", "geschlossen", "beendet", "ende der", "sitzungsende", "ende um", "endet um", "se levanta", "levanta la sesion", "finaliza", "clausura",
    "se cierra", "concluye", "encerrada", "encerrou", "encerramento", "terminada", "terminou", "deu por encerrad", "levanto la sesion", "schluss der sitzung",
    "sitzungsschluss", "schluss der versammlung",
];

/// The meeting took place: an opening only where the sentence is of this meeting, near the head.
pub(super) const TOOK_PLACE: &[&str] = &[
    "was held", "were held", "held on", "held at", "took place", "reuniram se", "se reunen", "se reune", "occurred on", "met on", "met in", "held in",
    "fand statt", "tuvo lugar", "s'est tenue", "s'est reuni", "realizou se",
];

/// Words of a sentence that tells of another meeting than this.
pub(super) const ANOTHER: &[&str] =
    &["next", "prochaine", "proxima", "nachste", "last meeting", "previous", "derniere", "anterior", "will be held", "following meeting"];

/// A date beside these is another's: an issue, an approval, another meeting.
pub(super) const OTHER_DAY: &[&str] = &[
    "next", "previous", "last meeting", "approved", "approval", "adopted", "issued", "issue date", "print", "published", "posted", "received", "recu",
    "envoye", "affiche", "publie", "convocation", "signed", "revised", "prochaine", "precedent", "nachste", "letzte", "proxima", "anterior",
    "minutes of the meeting of", "deadline", "expire", "version", "updated", "effective", "since", "born", "law", "loi", "ley", "lei", "decree", "dernier",
    "created", "distr",
];

/// A date beside these is the meeting's own.
pub(super) const OWN_DAY: &[&str] = &[
    "held", "meeting", "minutes", "session", "met on", "seance du", "seance", "reunion", "tenue", "sitzung", "vom", "versammlung", "sesion", "acta",
    "celebrada", "siendo las", "horas del dia", "se reunen", "held at", "reuniao", "ata", "sessao", "convened", "conseil", "protokoll", "proces verbal",
    "compte rendu",
];

/// Whether folded words hold one of `cues`, each at a word's beginning.
pub(super) fn has(folded: &str, cues: &[&str]) -> bool {
    beginnings(folded).any(|rest| cues.iter().any(|cue| begins(rest, cue)))
}

/// The same as `starts_with`; nearly all are told apart by their first letter.
fn begins(rest: &str, cue: &str) -> bool {
    rest.as_bytes().first() == cue.as_bytes().first() && rest.starts_with(cue)
}

/// What follows each place that has no letter or digit before it.
fn beginnings(folded: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    folded.char_indices().filter_map(move |(at, c)| {
        let begins = !std::mem::replace(&mut inside, c.is_alphanumeric());
        if begins { folded.get(at..) } else { None }
    })
}

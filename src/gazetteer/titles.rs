//! Honorifics, offices and degrees in English, French, Spanish, German and Portuguese.
//!
//! An honorific stands before a name and is part of how a person is addressed ("H.E. Mrs."); an office says what the
//! person does here ("Vice Chair", "Maire adjoint") and may stand before or after the name. Words that are also names of
//! people (Dean, Major, Don) are kept apart: only what stands around them tells.

use crate::lexicon::{self, Hints, Lexicon, hints_of};

/// Honorifics without stops, in small letters. They stack.
static HONORIFICS: Lexicon = Lexicon::of(&[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "doctor", "hon", "honourable", "honorable", "rev", "reverend", "revd", "msgr", "mgr",
    "monsignor", "sir", "dame", "lord", "lady", "sheikh", "shaikh", "prince", "princess", "archbishop", "gen", "brig", "col", "capt", "captain", "cdr", "cmdr",
    "lt", "ltcol", "sgt", "lieut", "colonel", "general", "brigadier", "ambassador", "amb", "excellency", "h.e", "s.e", "s.e.m", "s.exc", "exc", "cllr", "clr",
    "cr", "crs", "messrs", "cllrs", "clrs", "mme", "mmes", "mlle", "mlles", "mm", "monsieur", "messieurs", "madame", "mesdames", "mademoiselle", "maître",
    "sr", "sra", "srta", "sres", "sras", "señor", "señora", "señores", "señoras", "señorita", "senhor", "senhora", "senhores", "senhoras", "dña", "doña",
    "dra", "profa", "excmo", "excma", "exmo", "exma", "ilmo", "ilma", "eng", "engª", "engº", "engo", "arq", "lic", "ing", "herr", "frau", "hr", "fr", "herren",
    "frauen", "dipl", "dott", "ambassadeur", "ambassadrice", "embajador", "embajadora", "embaixador", "embaixadora", "botschafter", "botschafterin", "pastor",
    "sister", "fra", "rabbi", "imam", "alhaji", "chief", "pr", "drs", "dres", "ir", "mag", "rt", "datuk", "dato", "shri", "smt", "sra", "major-general",
    "lieutenant-colonel", "brigadier-general", "maj", "lieutenant", "commodore", "pfr", "pfrin", "pfarrer", "pfarrerin", "pastorin", "pcso", "pc",
]);

/// Honorifics that are ordinary words, initials or given names elsewhere: they count before other honorifics, or where the
/// language bears them out.
const FRENCH_ONLY: &[&str] = &["m", "me"];
const SPANISH_ONLY: &[&str] = &["d", "don", "da", "dna"];
const PORTUGUESE_ONLY: &[&str] = &["d", "dom", "dona"];

/// Honorifics of more than one person: what they govern is a list.
const PLURALS: &[&str] = &[
    "messrs", "cllrs", "clrs", "crs", "mm", "mmes", "mlles", "messieurs", "mesdames", "sres", "sras", "señores", "señoras", "senhores", "senhoras", "drs",
    "dres", "herren", "frauen",
];

/// Words that open an honorific of several words.
const OPENERS: &[(&str, &[&str])] = &[
    ("his", &["excellency", "honour", "eminence", "worship"]),
    ("her", &["excellency", "honour", "worship"]),
    ("son", &["excellence"]),
    ("su", &["excelencia"]),
    ("sua", &["excelência"]),
    ("the", &["hon", "honourable", "honorable", "rt", "right", "rev", "reverend"]),
    ("right", &["hon", "honourable"]),
    ("major", &["general", "gen"]),
    ("maj", &["general", "gen"]),
    ("tan", &["sri"]),
    ("h", &["e"]),
    ("s", &["e"]),
];

/// The words that close such an honorific.
const CLOSERS: &[&str] = &["excellency", "honour", "eminence", "worship", "excellence", "excelencia", "excelência", "sri", "e"];

/// The words that may open an honorific.
static FIRST: Hints =
    HONORIFICS.hints().or(&Hints::of(FRENCH_ONLY)).or(&Hints::of(SPANISH_ONLY)).or(&Hints::of(PORTUGUESE_ONLY)).or(&hints_of!(OPENERS, (word, _) => word));

/// Offices and functions, in small letters, singular and plural.
static OFFICES: Lexicon = Lexicon::of(&[
    // English
    "president", "presidents", "vicepresident", "chair", "chairs", "chairman", "chairwoman", "chairperson", "chairpersons", "cochair", "cochairs", "vicechair",
    "secretary", "secretaries", "treasurer", "treasurers", "director", "directors", "manager", "managers", "officer", "officers", "clerk", "clerks", "mayor",
    "mayors", "councillor", "councillors", "councilor", "councilors", "councilmember", "councilmembers", "councilman", "councilwoman", "councilmen",
    "alderman", "aldermen", "alderperson", "alderwoman", "commissioner", "commissioners", "boardmember", "boardmembers", "member", "members", "trustee",
    "trustees", "supervisor", "supervisors", "governor", "governors", "senator", "senators", "delegate", "delegates", "representative", "representatives",
    "observer", "observers", "attorney", "attorneys", "counsel", "solicitor", "partner", "partners", "scribe", "notetaker", "harbourmaster", "harbormaster",
    "headteacher", "headmaster", "master", "headmistress", "bursar", "churchwarden", "planner", "engineer", "engineers", "administrator", "administrators",
    "superintendent", "coordinator", "co-ordinator", "coordinators", "facilitator", "moderator", "rapporteur", "rapporteurs", "convenor", "convener",
    "assistant", "assistants", "adviser", "advisor", "advisers", "advisors", "analyst", "analysts", "consultant", "consultants", "minister", "ministers",
    "counsellor", "counselor", "attaché", "attache", "consul", "deputy", "alternate", "alternates", "expert", "experts", "speaker", "registrar", "principal",
    "auditor", "auditors", "commodore", "commodores", "accountant", "bookkeeper", "librarian", "inspector", "sergeant", "guest", "guests", "resident",
    "residents", "student", "students", "intern", "interns", "volunteer", "volunteers", "reporter", "recorder", "scribe", "minute-taker", "taker", "takers",
    "notetaker", "note-taker", "teller", "tellers", "liaison", "liaisons", "lead", "leader", "leaders", "head", "chef", "founder", "owner", "owners", "staff",
    "specialist", "technician", "researcher", "lecturer", "ceo", "cfo", "coo", "cto", "cio", "mp", "mep", "parliamentarian", "president-elect", "ombudsman",
    "spokesperson", "comptroller", "controller", "assessor", "surveyor", "architect", "invitee", "invitees", "citizen", "citizens", "chaplain", "fellow",
    "editor", "webmaster", "policymaker", "negotiator", "interpreter", "economist", "economists", "statistician", "lawyer", "lawyers", "geologist",
    "scientist", "historian", "archivist", "vp", "secy", "sec", "pres", "treas", "asst", "official", "officials", "appellant", "applicant", "applicants",
    "petitioner", // French
    "président", "présidente", "présidents", "vice-président", "vice-présidente", "maire", "maires", "adjoint", "adjointe", "adjoints", "adjointes",
    "conseiller", "conseillère", "conseillers", "conseillères", "secrétaire", "secrétaires", "trésorier", "trésorière", "directeur", "directrice",
    "rapporteure", "délégué", "déléguée", "délégués", "membre", "membres", "représentant", "représentante", "représentants", "ministre", "administrateur",
    "administratrice", "administrateurs", "chargé", "chargée", "responsable", "invité", "invités", "observateur", "observatrice", "observateurs", "greffier",
    "échevin", "échevine", "suppléant", "suppléante", "scrutateur", "animateur", "animatrice", // Spanish
    "presidente", "presidenta", "vicepresidente", "vicepresidenta", "alcalde", "alcaldesa", "concejal", "concejala", "concejales", "secretario", "secretaria",
    "tesorero", "tesorera", "directora", "vocal", "vocales", "consejero", "consejera", "consejeros", "ministro", "ministra", "representante", "representantes",
    "interventor", "interventora", "regidor", "regidora", "miembro", "miembros", "diputado", "diputada", "delegado", "delegada", "coordinador", "coordinadora",
    "gerente", "jefe", "jefa", "teniente", // German
    "vorsitzender", "vorsitzende", "vorsitzenden", "vorsitz", "stellvertreter", "stellvertreterin", "bürgermeister", "bürgermeisterin", "oberbürgermeister",
    "schriftführer", "schriftführerin", "protokollführer", "protokollführerin", "kassenwart", "kassierer", "schatzmeister", "schatzmeisterin",
    "geschäftsführer", "geschäftsführerin", "präsident", "präsidentin", "vizepräsident", "vizepräsidentin", "mitglied", "mitglieder", "beisitzer",
    "beisitzerin", "leiter", "leiterin", "gast", "gäste", "direktor", "direktorin", "stadtrat", "stadträtin", "gemeinderat", "referent", "referentin", "vors",
    "schriftf", "beauftragter", "beauftragte", "versammlungsleiter", "versammlungsleiterin", "vorstand", "vorstandsmitglied", // Portuguese
    "presidente", "vice-presidente", "vereador", "vereadora", "vereadores", "vereadoras", "secretário", "secretária", "tesoureiro", "tesoureira", "diretor",
    "diretora", "membro", "deputado", "deputada", "chefe", "técnico", "técnica", "assessor", "assessora", "relator", "relatora", "vogal", "vogais", "prefeito",
    "prefeita", "主席", "理事長", "理事长", "秘書長", "秘书长", "常務理事", "常务理事", "理事", "監事", "监事", "常務監事", "會長", "会长", "主任", "委員",
    "委员", "書記", "coordenador", "coordenadora", "conselheiro", "conselheira", "conselheiros",
]);

/// Offices that people also bear as names: an office only before two words of a name.
static OFFICES_OR_NAMES: Lexicon = Lexicon::of(&[
    "dean", "judge", "justice", "bishop", "marshal", "marshall", "major", "warden", "provost", "page", "sheriff", "chancellor", "constable", "baker", "prior",
    "reader",
]);

/// Words that stand before an office and belong to it ("Vice", "Board", "Acting").
static MODIFIERS: Lexicon = Lexicon::of(&[
    "vice", "deputy", "board", "executive", "general", "city", "town", "village", "county", "assistant", "acting", "interim", "honorary", "co", "committee",
    "council", "managing", "senior", "junior", "chief", "first", "second", "third", "past", "former", "immediate", "national", "regional", "technical",
    "financial", "finance", "legal", "political", "permanent", "recording", "corresponding", "ex-officio", "program", "programme", "project", "district",
    "borough", "parish", "community", "public", "administrative", "office", "human", "resources", "planning", "police", "fire", "works", "development",
    "services", "independent", "lay", "staff", "student", "municipal", "member", "membership", "special", "principal", "associate", "elect", "hon",
    "principal", "subcommittee", "commission", "primer", "primera", "segundo", "segunda", "premier", "première", "deuxième", "troisième", "erster", "erste",
    "zweiter", "zweite", "stellvertretender", "stellvertretende", "joint", "group", "company", "party", "state", "federal", "parks", "recreation", "library",
    "school", "head", "information", "policy",
]);

/// Academic degrees, orders and endings of names, without stops, in small letters.
static SUFFIXES: Lexicon = Lexicon::of(&[
    "phd", "dphil", "md", "mba", "esq", "cpa", "qc", "kc", "sc", "obe", "cbe", "mbe", "kbe", "pe", "aicp", "jd", "llm", "llb", "msc", "bsc", "ma", "ba", "mpa",
    "dds", "rn", "faia", "aia", "jr", "snr", "sr", "jnr", "ii", "iii", "iv", "frs", "jp", "dl", "ret", "retd", "mp", "mep", "mla", "aica", "fca", "aca",
    "cissp", "edd", "dvm", "dsc", "am", "ao", "ac", "llp",
]);

/// Endings that belong to the name itself.
const GENERATIONS: &[&str] = &["jr", "snr", "sr", "jnr", "ii", "iii", "iv", "júnior", "filho", "neto", "fils", "père"];

/// A word in small letters without its stops and ordinal marks: "Dr.ª" is "dra", "H.E." is "h.e".
#[must_use]
pub fn folded(word: &str) -> String {
    let bare = word.trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | '(' | ')' | '’' | '\''));
    // "Protokollführer:in", "Kassierer*innen", "Vorsitzende:r" are the office.
    let bare = ["in", "innen", "r", "n"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending)?.strip_suffix([':', '*', '_']).filter(|word| word.ends_with(char::is_lowercase)))
        .unwrap_or(bare);
    if bare.is_ascii() {
        return bare.to_ascii_lowercase();
    }
    let ordinal = bare.replace(".ª", "a").replace("ª", "a").replace(".º", "").replace('º', "");
    ordinal.to_lowercase()
}

/// The same without any stop: "Ph.D." is "phd".
#[must_use]
pub fn stopless(word: &str) -> String {
    folded(word).replace('.', "")
}

/// Which honorifics of one language alone are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Courtesy {
    /// "M." and "Me".
    pub french: bool,
    /// "D." and "Don".
    pub spanish: bool,
    /// "D." and "Dona".
    pub portuguese: bool,
}

/// How many of `words` from the first on are honorifics.
#[must_use]
pub fn honorifics(words: &[&str], courtesy: Courtesy) -> usize {
    let mut n = 0;
    while let Some(word) = words.get(n) {
        let folded = folded(word);
        if n == 0 && !FIRST.hold(lexicon::hash(folded.as_bytes())) && !is_he(word) {
            break;
        }
        let next = words.get(n + 1).map(|w| self::folded(w));
        let opens = next.as_deref().is_some_and(|next| OPENERS.iter().any(|(o, rest)| *o == folded && rest.contains(&next)));
        // "H. E.", but "Mrs. E. Berg" has an initial.
        let after_h = || n.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| matches!(self::folded(w).as_str(), "h" | "s"));
        let closes = n > 0 && CLOSERS.contains(&folded.as_str()) && (folded != "e" || after_h());
        // Before a last word that is an honorific too there is no name ("The Rt Hon").
        // "Dr M. Berg" has an initial: "M." stands at the head or behind another of its language.
        let leads = n == 0 || folded != "m" || words.get(n - 1).is_some_and(|w| matches!(self::folded(w).as_str(), "s" | "e" | "et"));
        let plain = HONORIFICS.has(&folded) || is_he(word) || leads && only_here(word, &folded, courtesy, next.as_deref());
        let is_name =
            folded == "chief" || folded == "general" || folded == "doctor" || folded == "prince" || folded == "tan" || folded == "fra" || folded == "pastor";
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let small_ok = !is_name && (word.ends_with('.') || folded.chars().count() > 3 || n > 0);
        // "Prince Jones" may be a name; "General Manager" is none.
        // "Chief Business Officer Ola Berg" has an office of three words.
        let heads_office = folded == "chief" && words.iter().skip(n + 1).take(3).any(|w| is_office_word(w));
        let followed = !is_name || (words.len() > n + 2 && !next.as_deref().is_some_and(is_office_word) && !heads_office);
        let joins = n > 0 && matches!(folded.as_str(), "and" | "et" | "y" | "e" | "und" | "&") && next.as_deref().is_some_and(|w| HONORIFICS.has(w));
        if !(opens || closes || joins || (plain && followed && (capital || small_ok))) {
            break;
        }
        n += 1;
    }
    n
}

/// "HE" in capitals; "He" is a pronoun.
fn is_he(word: &str) -> bool {
    matches!(word, "HE" | "SE" | "SEM" | "S.E." | "H.E" | "HRH" | "H.R.H.")
}

fn only_here(word: &str, folded: &str, courtesy: Courtesy, next: Option<&str>) -> bool {
    let short = word.chars().filter(|c| c.is_alphabetic()).count() <= 2;
    // An initial follows another initial, never a title: "M. N. Khan".
    let before_initial = next.is_some_and(|n| n.chars().filter(|c| c.is_alphabetic()).count() <= 1);
    let ordinal = word.contains(['ª', 'º']);
    // "D.ª" is a lady, "da" a particle.
    if matches!(folded, "da" | "dna") && !ordinal {
        return false;
    }
    let stopped = word.ends_with('.') || ordinal || !short || folded == "me" || (folded == "m" && courtesy.french);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    capital
        && stopped
        && !before_initial
        && ((courtesy.french && FRENCH_ONLY.contains(&folded))
            || (courtesy.spanish && SPANISH_ONLY.contains(&folded))
            || (courtesy.portuguese && PORTUGUESE_ONLY.contains(&folded)))
}

/// Whether the honorific is of more than one person.
#[must_use]
pub fn is_plural(word: &str) -> bool {
    PLURALS.contains(&folded(word).as_str())
}

/// The words of an office before what it is of: "Presidents" of "Presidents of the Banks of Elm".
#[must_use]
pub fn office_head(office: &str) -> &str {
    const OF: &[&str] = &[" of ", " to ", " for ", " de ", " du ", " des ", " del ", " do ", " da ", " der ", " für "];
    OF.iter().filter_map(|w| office.find(w)).min().and_then(|at| office.get(..at)).unwrap_or(office)
}

/// The honorific of one of the people whom a plural one governs: "Messrs." is "Mr." of each.
#[must_use]
pub fn singular(honorific: &str) -> Option<&'static str> {
    let one = match folded(honorific).as_str() {
        "messrs" => "Mr.",
        "cllrs" | "clrs" => "Cllr",
        "mm" | "messieurs" => "M.",
        "mmes" | "mesdames" => "Mme",
        "mlles" => "Mlle",
        "sres" | "señores" | "senhores" => "Sr.",
        "sras" | "señoras" => "Sra.",
        "senhoras" => "Sr.ª",
        "drs" | "dres" => "Dr.",
        "herren" => "Herr",
        "frauen" => "Frau",
        _ => return None,
    };
    Some(one)
}

/// Whether the word, folded or not, is an office; of a hyphenated word the last part counts ("Vice-President").
#[must_use]
pub fn is_office_word(word: &str) -> bool {
    // Nearly all words are plain letters and no office: they are turned away before anything is copied.
    if word.bytes().all(|b| b.is_ascii_alphabetic()) && !OFFICES.hints().may_hold(word) {
        return word.len() > SHORTEST_GERMAN_OFFICE && may_be_german_office(word) && is_german_office(&word.to_ascii_lowercase());
    }
    let folded = folded(word);
    let folded = folded.as_str();
    OFFICES.has(folded)
        || is_german_office(folded)
        || folded.rsplit_once('/').is_some_and(|(before, last)| !before.is_empty() && OFFICES.has(last))
        || folded.rsplit_once('-').is_some_and(|(before, last)| !before.is_empty() && (OFFICES.has(last) || last == "general" && OFFICES.has(before)))
}

/// The offices from which German builds others.
const GERMAN_OFFICES: &[&str] = &[
    "präsident", "präsidentin", "schreiber", "schreiberin", "räte", "rätin", "rätinnen", "führer", "führerin", "leiter", "leiterin", "verwalter",
    "verwalterin", "sekretär", "sekretärin", "vorsteher", "vorsteherin", "vorsitzender", "vorsitzende", "sprecher", "sprecherin", "beauftragter",
    "beauftragte", "ratsmitglied", "direktorin", "vertreter", "vertreterin",
];

/// The shortest of the offices that German builds has this many letters and one more.
const SHORTEST_GERMAN_OFFICE: usize = 8;

/// Whether a word of plain letters ends as one of the offices that German builds: nearly all are turned away before anything is copied.
fn may_be_german_office(word: &str) -> bool {
    let [.., a, b, c] = word.as_bytes() else { return false };
    let end = [a.to_ascii_lowercase(), b.to_ascii_lowercase(), c.to_ascii_lowercase()];
    matches!(&end, b"ber" | b"rin" | b"ter" | b"her" | b"der" | b"nde" | b"gte" | b"ied")
}

/// German builds offices from others: "Gemeindepräsidentin", "Stadtschreiber", "Kantonsräte".
fn is_german_office(folded: &str) -> bool {
    GERMAN_OFFICES.iter().any(|e| folded.len() > e.len() + 2 && folded.ends_with(e))
}

/// Whether the word is an office that people also bear as a name.
#[must_use]
pub fn is_office_or_name(word: &str) -> bool {
    OFFICES_OR_NAMES.has(&folded(word))
}

/// Whether the word may stand before an office and belong to it.
#[must_use]
pub fn is_modifier(word: &str) -> bool {
    MODIFIERS.has(&folded(word))
}

/// Whether the word is a degree, an order, or an ending such as "Jr.". Short ones only in capitals or with a stop.
#[must_use]
pub fn is_suffix(word: &str) -> bool {
    let bare = stopless(word);
    let strong = word.contains('.') || word.chars().filter(|c| c.is_uppercase()).count() >= 2 || bare == "jr" || bare == "snr";
    strong && SUFFIXES.has(&bare)
}

/// Whether the word is an ending that belongs to the name ("Jr.", "III").
#[must_use]
pub fn is_generation(word: &str) -> bool {
    GENERATIONS.contains(&stopless(word).as_str())
}

/// Whether the words name an office: one of them is an office.
#[must_use]
pub fn is_office(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '&' | ','))
        .any(|w| is_office_word(w) || (w.chars().next().is_some_and(char::is_uppercase) && is_office_or_name(w)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_offices_are_known_by_their_endings() {
        for office in GERMAN_OFFICES {
            let built = format!("Bezirks{office}");
            assert!(is_office_word(&built), "{built}");
            assert!(!office.is_ascii() || may_be_german_office(&built), "{built}");
        }
        assert!(!is_office_word("Vierwaldstaetter"));
    }

    #[test]
    fn honorifics_stack() {
        let cases: &[(&str, usize)] = &[
            ("H.E. Mrs. Ana Paz", 2),
            ("Mr Paz", 1),
            ("His Excellency Mr. Ato Paz", 3),
            ("He was there", 0),
            ("HE Ana Paz", 1),
            ("Dr. Prof. X", 2),
            ("The Rt Hon Ana Paz", 3),
            ("Don Paz", 0),
            ("M. Paz", 0),
            ("Sr. D. Paz", 1),
            ("General Manager Paz", 0),
            ("Prof.ª Dr.ª Ana Paz", 2),
            ("Ana Paz", 0),
            ("Lt. Col. Paz", 2),
            ("Mrs E. Paz", 1),
            ("H. E. Ana Paz", 2),
            ("Chief Business Officer Paz", 0),
        ];
        for (text, n) in cases {
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(honorifics(&words, Courtesy::default()), *n, "{text}");
        }
        let french = Courtesy { french: true, ..Courtesy::default() };
        assert_eq!(honorifics(&["M.", "Paz"], french), 1);
        assert_eq!(honorifics(&["M.", "N.", "Paz"], french), 0);
        let spanish = Courtesy { spanish: true, ..Courtesy::default() };
        assert_eq!(honorifics(&["D.ª", "Ana", "Paz"], spanish), 1);
        assert_eq!(honorifics(&["Da", "Paz"], spanish), 0);
    }

    #[test]
    fn offices() {
        for yes in ["Vice-President", "Co-Chair", "Maire adjoint", "Presidenta", "City Clerk", "Schriftführerin", "Protokollführer:in", "Vorsitzende*r"] {
            assert!(is_office(yes), "{yes}");
        }
        for no in ["Ana Paz", "Ministry of Roads"] {
            assert!(!is_office(no), "{no}");
        }
    }

    #[test]
    fn degrees() {
        for yes in ["Ph.D.", "PhD", "Jr.", "III", "MBA", "Esq."] {
            assert!(is_suffix(yes), "{yes}");
        }
        for no in ["Ma", "Am", "Paz"] {
            assert!(!is_suffix(no), "{no}");
        }
    }
}

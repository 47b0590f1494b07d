//! The words by which minutes call those who speak: offices, titles, pronouns, bodies and groups, in five languages.

/// Words for an office that may speak, in small letters.
pub(super) const OFFICES: &[&str] = &[
    "president", "presidency", "chair", "chairman", "chairwoman", "chairperson", "chairs", "director", "secretary", "general", "mayor", "rapporteur",
    "coordinator", "coordinators", "ambassador", "representative", "delegate", "delegation", "observer", "secretariat", "clerk", "manager", "attorney",
    "treasurer", "superintendent", "engineer", "planner", "officer", "chief", "commissioner", "minister", "registrar", "convenor", "facilitator", "moderator",
    "principal", "dean", "auditor", "speaker", "legal", "counsel", "consultant", "président", "présidente", "maire", "secrétaire", "rapporteure", "directeur",
    "directrice", "trésorier", "presidente", "presidenta", "alcalde", "alcaldesa", "secretario", "secretaria", "director", "directora", "tesorero",
    "vorsitzende", "vorsitzender", "bürgermeister", "bürgermeisterin", "schatzmeister", "schriftführer", "versammlungsleiter", "präsident", "präsidentin",
    "executive", "head", "lead", "comptroller", "controller", "president-elect", "accountant", "administrator", "caseworker", "librarian", "geschäftsführer",
    "geschäftsführerin", "kassenwart", "kassenwartin", "schatzmeisterin", "schriftführerin", "protokollführer", "protokollführerin", "versammlungsleiterin",
    "sitzungsleiter", "sitzungsleiterin", "wahlleiter", "wahlleiterin", "stadtrat", "gemeinderat", "ratsherr", "gemeindepräsident", "gemeindepräsidentin",
    "gemeindeschreiber", "gemeindeschreiberin", "stadtpräsident", "stadtpräsidentin", "stadtschreiber", "stadtschreiberin", "vizepräsident", "vizepräsidentin",
    "gemeindeammann", "stadtammann", "ortsvorsteher", "ortsvorsteherin", "bauverwalter", "bauverwalterin", "kämmerer", "kämmerin", "oberbürgermeister",
    "oberbürgermeisterin", "amtsleiter", "amtsleiterin", "convener", "convenor", "master", "headteacher", "headmaster", "headmistress", "bursar", "warden",
    "provost", "warden", "reeve", "cao", "ceo", "cfo", "landrat", "dezernent", "dezernentin", "adjoint", "adjointe", "trésorière", "rapporteur", "interventor",
    "interventora", "portavoz", "concejal", "concejala", "tesorera", "vicepresidente", "vicepresidenta", "gerente", "concejero", "delegado", "delegada",
    "secretário", "vereador", "vereadora", "tesoureiro",
];

/// Words that turn a State or an organisation into its people: "the Mexican delegation", "the ISU Director".
pub(super) const ENVOYS: &[&str] = &[
    "ambassador", "delegation", "delegate", "representative", "representatives", "presidency", "president", "observer", "director", "minister", "secretary",
    "secretariat", "coordinator", "chair", "delegates",
];

/// Those of the envoys who speak for an organisation that is in no list; its chair or director is an office.
pub(super) const SPEAKS_FOR: &[&str] = &["representative", "representatives", "delegation", "delegate", "delegates", "observer"];

/// Titles before a surname that the roll's honorific list does not hold for a given body: members and officers.
pub(super) const MEMBER_TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "cllr", "councillor", "councilmember", "councilor", "alderman",
    "alderperson", "supervisor", "member", "commissioner", "mayor", "chair", "chairman", "chairwoman", "chairperson", "president", "secretary", "director",
    "treasurer", "trustee", "ambassador", "minister", "senator", "governor", "vice", "m", "mme", "mlle", "monsieur", "madame", "sr", "sra", "don", "doña",
    "herr", "frau", "señor", "señora", "senhor", "senhora", "vereador", "vereadora", "presidente", "presidenta", "eng", "mx", "officer", "manager", "attorney",
    "chief", "captain", "judge", "trustee", "board", "committee", "executive", "deputy", "acting", "interim", "city", "town", "members", "councilmembers",
    "boardmember", "boardmembers", "commissioners", "councillors", "messrs", "supervisors", "trustees", "directors", "assemblymember", "assemblyman",
    "assemblywoman", "councilman", "councilwoman", "hon", "honourable", "honorable", "clerk", "owner", "resident", "supt", "superintendent", "engineer",
    "pastor", "reverend", "staff", "lead", "district", "county", "parish", "borough", "ward", "provost", "registrar", "dean", "selectman", "selectwoman",
    "kassenwart", "kassenwartin", "vorsitzender", "vorsitzende", "bürgermeister", "bürgermeisterin", "schatzmeister", "schatzmeisterin", "schriftführer",
    "schriftführerin", "geschäftsführer", "geschäftsführerin", "stadtrat", "stadträtin", "gemeinderat", "gemeinderätin", "concejal", "concejala", "alcalde",
    "alcaldesa", "secretario", "secretaria", "portavoz", "maire", "adjoint", "adjointe", "conseiller", "conseillère", "secretário", "secretária", "deputado",
    "deputada", "associado", "associada", "sócio", "sócia", "munícipe", "vecino", "vecina", "socio", "socia", "coronel", "habitant", "habitante",
];

/// Pronouns that carry the floor on.
pub(super) const PRONOUNS: &[&str] = &["she", "he", "it", "they", "elle", "il", "ella", "él", "sie", "er", "ela", "ele"];

/// Bodies that decide rather than speak.
pub(super) const BODIES: &[&str] = &[
    "committee", "council", "board", "commission", "conference", "assembly", "meeting", "subcommittee", "conseil", "comité", "consejo", "junta", "asamblea",
    "vorstand", "versammlung", "câmara", "assembleia", "members", "motion", "staff", "group",
];

/// Many who speak as one, or one whom nobody names: "Staff", "Residents", "A member of the public".
pub(super) const GROUPS: &[&str] = &[
    "staff", "members", "boardmembers", "councilmembers", "councillors", "councilors", "commissioners", "trustees", "directors", "residents", "participants",
    "delegates", "delegations", "attendees", "applicants", "applicant", "neighbors", "neighbours", "homeowners", "shareholders", "parents", "teachers",
    "citizens", "resident", "petitioner", "petitioners", "developer", "owners", "volunteers", "students", "mitglieder", "teilnehmer", "anwesende", "vorstand",
    "kassenprüfer", "rechnungsprüfer", "verwaltung", "membres", "participants", "riverains", "habitants", "miembros", "vecinos", "asistentes", "membros",
    "moradores",
];

/// Verbs of a group that speaks: what it agrees, notes or thanks for is the meeting's.
pub(super) const GROUP_VERBS: &[&str] = &[
    "asked", "asks", "questioned", "expressed", "raised", "suggested", "suggests", "commented", "said", "say", "stated", "state", "reported", "reports",
    "presented", "explained", "explains", "provided", "queried", "enquired", "inquired", "indicated", "mentioned", "clarified", "responded", "replied",
    "answered", "confirmed", "advised", "informed", "voiced", "spoke", "pointed", "recommended", "complained", "gave", "described", "shared", "highlighted",
    "outlined", "reviewed", "fragt", "fragten", "fragen", "berichtet", "berichten", "berichtete", "erläutert", "erläutern", "erläuterte", "informiert",
    "informierte", "erklärt", "erklärte", "stellt", "demandent", "proposent", "interrogent", "signalent", "preguntan", "solicitan", "manifiestan",
];

/// How a man or a woman is addressed.
pub(super) const MEN: &[&str] =
    &["mr", "sir", "lord", "monsieur", "m", "herr", "señor", "sr", "senhor", "don", "chairman", "councilman", "alderman", "lordship"];
/// See [`MEN`].
pub(super) const WOMEN: &[&str] =
    &["mrs", "ms", "miss", "mme", "mlle", "madame", "frau", "señora", "sra", "senhora", "doña", "dame", "lady", "chairwoman", "councilwoman"];

/// "The", in five languages, and what stands for it.
pub(super) const ARTICLES: &[&str] = &[
    "the", "le", "la", "les", "el", "los", "las", "der", "die", "das", "o", "a", "os", "as", "both", "an", "one", "our", "un", "une", "una", "eine", "ein",
    "um", "uma", "some", "several",
];

//! What stands beside a State's name: the words that make it a street, a person, a dish or an institution instead.

use crate::entities::Context;
use crate::entities::tokens::{Before, Kind, Tokens};
use crate::span::Span;
use crate::transcript::Transcript;

/// The neighbours of one name.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is one observation, and they combine freely")]
pub(super) struct Neighbours<'t> {
    tokens: &'t Tokens<'t>,
    /// The token before it, and the one after.
    first: usize,
    next: usize,
    /// An honorific, an office or a given name before it.
    pub(super) person: bool,
    /// A word with a capital directly before it that is not there by the sentence's beginning.
    pub(super) previous_capital: bool,
    /// A word with a capital directly after it.
    pub(super) next_capital: bool,
    /// Its line is in capitals, which then tell nothing.
    pub(super) capitals: bool,
    /// A figure directly before it ("500 GB").
    pub(super) after_number: bool,
    /// "in", "from", "of" before it.
    pub(super) after_preposition: bool,
    /// It is all of its line or cell.
    pub(super) is_alone: bool,
    /// It is part of an address, a web address or a mail address.
    address: bool,
    /// "Society of the", "Gulf of" before it.
    institution: bool,
}

const ARTICLES: &[&str] = &["the", "la", "le", "les", "l", "el", "los", "las", "die", "der", "den", "das", "o", "a", "os", "as"];

const PREPOSITIONS: &[&str] = &[
    "in", "from", "to", "of", "with", "for", "by", "against", "between", "within", "across", "outside", "into", "via", "en", "de", "du", "des", "au", "aux",
    "del", "da", "do", "à", "pour", "avec", "con", "por", "para", "aus", "von", "nach", "mit", "für", "gegen", "em", "com",
];

/// Words that have a capital only because they begin a sentence, before a State's name.
const OPENERS: &[&str] = &[
    "in", "from", "to", "of", "with", "for", "by", "against", "between", "within", "across", "outside", "into", "on", "at", "as", "and", "but", "or", "both",
    "while", "when", "where", "since", "because", "although", "though", "if", "after", "before", "like", "unlike", "besides", "only", "even", "also", "then",
    "thus", "however", "whereas", "that", "concerning", "about", "upon", "towards", "toward", "beyond", "despite", "given", "today", "yesterday", "did",
    "does", "is", "was", "were", "are", "has", "have", "had", "will", "can", "should", "would", "en", "de", "du", "des", "au", "aux", "del", "da", "do",
    "pour", "avec", "con", "por", "para", "aus", "von", "nach", "mit", "für", "em", "com", "the", "la", "le", "les", "el", "los", "las", "die", "der", "den",
    "das", "o", "a", "os", "as", "et", "y", "e", "und", "im", "zu", "bei", "per", "comme", "como", "wie", "si", "si", "no", "yes", "not", "so", "all", "other",
    "another", "dear", "thank", "agreed", "noting", "present", "apologies", "observers", "observer", "coordinators", "coordinator", "speakers", "speaker",
    "states", "parties",
];

/// Words with a capital that may stand before a State's name and leave it one.
const QUALIFIERS: &[&str] = &[
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "ambassador", "president", "state", "party", "parties",
    "states", "coordinator", "coordinators", "chair", "vice", "minister", "representative", "delegation", "government", "mission", "embassy", "occupied",
];

/// Words before a name that make it a person's.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lady", "lord", "rev", "hon", "sen", "rep", "gov", "governor", "senator",
    "councilmember", "councilman", "councilwoman", "councillor", "cllr", "boardmember", "commissioner", "supervisor", "trustee", "mayor", "alderman",
    "officer", "sergeant", "sgt", "captain", "capt", "lieutenant", "lt", "judge", "justice", "m", "mme", "mlle", "madame", "monsieur", "herr", "frau", "sr",
    "sra", "srta", "señor", "señora", "don", "doña", "senhor", "senhora", "chairman", "chairwoman", "chairperson", "vice-mayor", "superintendent",
];

/// Names of States that are given names, family names, birds or States of America too.
const HOMOGRAPHS: &[&str] = &[
    "turkey", "chad", "jordan", "georgia", "holland", "israel", "kenya", "india", "guinea", "ireland", "britain", "france", "cuba", "dominica", "lao",
    "argentine",
];

/// Nouns with a capital after an adjective or a name, that leave it the State's; other capitals make a name of both.
const OFFICES: &[&str] = &[
    "delegation", "delegations", "delegate", "delegates", "representative", "representatives", "ambassador", "ambassadors", "government", "governments",
    "presidency", "president", "mission", "embassy", "consulate", "authorities", "minister", "ministers", "ministry", "forces", "army", "parliament", "senate",
    "chair", "chairmanship", "foreign", "prime", "permanent", "federal", "deputy", "chancellor", "king", "queen", "navy", "republic", "consul", "side",
    "state",
];

/// Nouns after an adjective, that make it the State's.
const POLITICAL: &[&str] = &[
    "delegation", "delegations", "delegate", "delegates", "representative", "representatives", "ambassador", "ambassadors", "government", "governments",
    "presidency", "president", "mission", "embassy", "consulate", "authorities", "authority", "minister", "ministers", "ministry", "force", "forces", "army",
    "troops", "military", "parliament", "parliamentarians", "senate", "chair", "chairmanship", "proposal", "position", "statement", "side", "colleague",
    "colleagues", "counterpart", "counterparts", "national", "nationals", "citizen", "citizens", "people", "peoples", "population", "republic", "state",
    "territory", "territories", "economy", "elections", "election", "presidential", "parliamentary", "foreign", "chancellor", "king", "queen", "prime", "navy",
    "air", "border", "soil", "diplomat", "diplomats", "officials", "official", "politicians", "legislation", "law", "laws", "campaigners", "soldiers",
    "refugees", "occupation", "invasion", "aggression", "regime", "capital", "yields", "market", "markets", "companies", "government's", "constitution",
    "secretary", "signatory", "initiative", "intervention", "amendment", "permanent",
];

/// Money after an adjective or an acronym.
const MONEY: &[&str] = &[
    "franc", "francs", "dollar", "dollars", "pound", "pounds", "yen", "krone", "kroner", "kronor", "krona", "peso", "pesos", "real", "reais", "rupee",
    "rupees", "lira", "rand", "ruble", "rubles", "rouble", "roubles", "yuan", "renminbi", "won", "zloty", "shilling", "shillings", "mark", "marks", "currency",
    "cents", "treasury", "treasuries", "sterling", "guilder", "guilders",
];

/// What is eaten, worn, planted or built, and named after a State.
const DISHES: &[&str] = &[
    "restaurant", "restaurants", "cuisine", "fare", "food", "foods", "dish", "dishes", "dinner", "dinners", "lunch", "sandwich", "sandwiches", "burger",
    "breast", "soup", "bistro", "café", "cafe", "bakery", "grill", "bar", "door", "doors", "thistle", "goose", "geese", "knapweed", "shepherd", "beer", "wine",
    "wines", "coffee", "tea", "pig", "pigs", "hen", "hens", "vulture", "hat", "syndrome", "language", "lessons", "speaker", "speaking", "translation",
    "interpretation", "version", "carving",
];

/// Nouns before "of X" that make the whole an institution's or a place's name.
const INSTITUTIONS: &[&str] = &[
    "society", "association", "bank", "university", "church", "academy", "federation", "institute", "chamber", "league", "museum", "library", "college",
    "club", "gulf", "sea", "bay", "strait", "isle", "ile", "île", "city", "town", "village", "rue", "avenue", "place", "boulevard", "quai", "allée", "impasse",
    "route", "chemin", "calle", "avenida", "plaza", "rua", "straße", "strasse", "platz", "electricité", "électricité", "maires", "région", "synagogue", "lady",
    "bishop", "diocese", "order", "hotel", "hôtel", "hostel", "house", "tour", "banque", "banco", "société", "association", "fédération", "sociedad",
    "universidad", "université", "universität", "bird", "taste", "airport", "orchestra",
];

/// The States of America, whose towns are named after States of the world.
const AMERICAN: &[&str] = &[
    "alabama", "alaska", "arizona", "arkansas", "california", "colorado", "connecticut", "delaware", "florida", "hawaii", "idaho", "illinois", "indiana",
    "iowa", "kansas", "kentucky", "louisiana", "maine", "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska",
    "nevada", "ohio", "oklahoma", "oregon", "pennsylvania", "tennessee", "texas", "utah", "vermont", "virginia", "washington", "wisconsin", "wyoming", "new",
    "north", "west", "rhode",
];

const AMERICAN_CODES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "FL", "GA", "HI", "IA", "ID", "IL", "IN", "KS", "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MS", "MT",
    "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VT", "WA", "WI", "WV", "WY",
];

/// Whether a name is more than a State's.
pub(super) fn is_homograph(words: &str) -> bool {
    HOMOGRAPHS.contains(&words.to_lowercase().as_str())
}

impl<'t> Neighbours<'t> {
    /// The neighbours of the name at `span`.
    pub(super) fn of(context: Context<'t>, span: Span) -> Self {
        let tokens = context.tokens;
        let (first, next) = (tokens.at(span.start), tokens.at(span.end));
        let text = tokens.text();
        let capitals = in_capitals(context.transcript, span, text);
        let gap = |token: usize| tokens.get(token).is_some_and(|t| context.transcript.gaps.binary_search_by_key(&t.span.start, |g| g.at).is_ok());
        // A word directly before, on the same line and not across a gap.
        let joined = |token: usize| tokens.get(token).is_some_and(|t| t.before <= Before::Space) && !gap(token);
        let mut before = first;
        while before > 0 && joined(before) && tokens.is_any(before - 1, ARTICLES) {
            before -= 1;
        }
        let previous = before.checked_sub(1).filter(|_| joined(before));
        let point = previous.filter(|p| tokens.word(*p) == ".").and_then(|p| p.checked_sub(1));
        let titled = |i: Option<usize>| i.is_some_and(|i| tokens.is_any(i, TITLES));
        let person = titled(previous) || (titled(point) && tokens.get(point.unwrap_or(0)).is_some_and(|t| t.kind.is_capital()));
        let is_capital = |i: usize| tokens.get(i).is_some_and(|t| t.kind.is_capital()) && !capitals;
        let previous_capital = before == first && previous.is_some_and(|p| is_capital(p) && !tokens.is_any(p, QUALIFIERS) && !is_opener(context, p));
        let next_capital = joined(next) && is_capital(next) && !tokens.is_any(next, TITLES);
        let after_preposition = previous.is_some_and(|p| tokens.is_any(p, PREPOSITIONS));
        let head = previous.and_then(|p| p.checked_sub(1));
        let institution = after_preposition && head.is_some_and(|h| tokens.is_any(h, INSTITUTIONS) && (is_capital(h) || capitals));
        let after_number = previous.is_some_and(|p| before == first && tokens.get(p).is_some_and(|t| t.kind == Kind::Number));
        Self {
            tokens,
            first,
            next,
            person,
            previous_capital,
            next_capital,
            capitals,
            after_number,
            after_preposition,
            is_alone: line_of(context.transcript, span).is_some_and(|l| l.trimmed(text) == span),
            address: is_address(tokens, first, next),
            institution,
        }
    }

    /// Whether the name is part of a longer one: a street, a firm, a person, a town.
    pub(super) fn is_other_name(&self) -> bool {
        self.person
            || self.previous_capital
            || self.is_northern_ireland()
            || (self.next_capital && !self.is_political())
            || self.address
            || self.institution
            || self.is_american_town()
    }

    /// Whether the noun after it makes an adjective the State's: "Mexican Presidency", "Syrian and Russian Forces".
    pub(super) fn is_political(&self) -> bool {
        let mut at = self.next;
        if self.tokens.is_any(at, &["and", ",", "/", "or"]) && self.has_capital(at + 1) {
            at += 2;
        }
        if self.has_capital(at) && !self.capitals {
            return self.tokens.is_any(at, OFFICES);
        }
        // One adjective may stand between: "Congolese presidential elections".
        let adjective = self.tokens.get(at).is_some_and(|t| t.kind.is_word()) && !self.is_joint(at);
        self.tokens.is_any(at, POLITICAL) || (adjective && self.tokens.is_any(at + 1, POLITICAL))
    }

    fn has_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind.is_capital())
    }

    /// "FRB/US": the part of a code or of a firm's name.
    pub(super) const fn is_branch(&self) -> bool {
        self.address
    }

    /// "Northern Ireland", which is part of another State.
    fn is_northern_ireland(&self) -> bool {
        let north = self
            .first
            .checked_sub(1)
            .is_some_and(|b| self.tokens.is_any(b, &["northern", "n"]) || self.tokens.word(b) == "." && b > 0 && self.tokens.is(b - 1, "n"));
        (north && self.tokens.is(self.first, "ireland"))
            || (self.tokens.is_any(self.first, &["irlande", "irlanda"]) && self.tokens.is_any(self.next + 1, &["nord", "norte"]))
    }

    fn is_joint(&self, at: usize) -> bool {
        self.tokens.is_any(at, PREPOSITIONS) || self.tokens.is_any(at, &["and", "or", "is", "was", "has", "had", "that"])
    }

    /// "Swiss francs", "US$".
    pub(super) fn is_currency(&self) -> bool {
        self.tokens.is_any(self.next, MONEY) || (self.tokens.touches(self.next) && matches!(self.tokens.word(self.next), "$" | "€" | "£"))
    }

    /// "Turkey dinner", "French doors", "Belgium and British fare".
    pub(super) fn is_dish(&self) -> bool {
        (self.next..self.next + 4).take_while(|i| self.tokens.get(*i).is_some_and(|t| t.kind.is_word())).any(|i| self.tokens.is_any(i, DISHES))
    }

    /// "Peru, Indiana"; "Lebanon, PA 17042".
    fn is_american_town(&self) -> bool {
        let comma = self.tokens.word(self.next) == ",";
        let place = self.tokens.word(self.next + 1);
        comma
            && (AMERICAN_CODES.contains(&place)
                || (self.tokens.is_any(self.next + 1, AMERICAN) && self.tokens.get(self.next + 1).is_some_and(|t| t.kind.is_capital())))
            && (!self.tokens.is_any(self.next + 1, &["new", "north", "west"])
                || self.tokens.is_any(self.next + 2, &["york", "jersey", "hampshire", "mexico", "carolina", "dakota", "virginia"]))
    }

    /// "Atlanta, Georgia": a town before the State of America.
    pub(super) fn in_america(&self, words: &str) -> bool {
        let comma = self.first.checked_sub(1).filter(|c| self.tokens.word(*c) == ",").and_then(|c| c.checked_sub(1));
        words.eq_ignore_ascii_case("georgia") && comma.is_some_and(|town| self.tokens.get(town).is_some_and(|t| t.kind.is_capital()))
    }
}

/// Whether the word at `i` has its capital from the sentence's beginning, and is none that makes a name with what follows.
fn is_opener(context: Context<'_>, i: usize) -> bool {
    let tokens = context.tokens;
    let word = tokens.word(i).to_lowercase();
    if OPENERS.contains(&word.as_str()) {
        return true;
    }
    let Some(token) = tokens.get(i) else { return false };
    let n = context.sentences.partition_point(|s| s.span.end <= token.span.start);
    let opens = context.sentences.get(n).is_some_and(|s| s.tokens.start == i) || token.before == Before::Block;
    opens && (word.ends_with("ing") || word.ends_with("ly"))
}

/// Whether the name is inside a web or mail address, a file name, or a word joined by a hyphen to a family name.
fn is_address(tokens: &Tokens<'_>, first: usize, next: usize) -> bool {
    let touches_sign = |i: usize, signs: &[&str]| tokens.touches(i) && signs.contains(&tokens.word(i));
    let before = first.checked_sub(1).filter(|_| tokens.touches(first)).map_or("", |b| tokens.word(b));
    let hyphen = touches_sign(next, &["-"]) && tokens.touches(next + 1) && tokens.get(next + 1).is_some_and(|t| t.kind == Kind::Capitalised);
    // "CDM-Malawi", "Lake Watch/Malawi": the branch of something.
    let surname_before = matches!(before, "-" | "/") && first >= 2 && tokens.touches(first - 1) && tokens.get(first - 2).is_some_and(|t| t.kind.is_capital());
    let dotted = touches_sign(next, &["."]) && tokens.touches(next + 1) && tokens.get(next + 1).is_some_and(|t| t.kind == Kind::Lower);
    matches!(before, "@" | "_" | "." | "#") || touches_sign(next, &["@", "_"]) || dotted || hyphen || surname_before
}

/// The line, or the cell of a table, that holds the span.
fn line_of(transcript: &Transcript, span: Span) -> Option<Span> {
    let line = transcript.lines.get(transcript.line_at(span.start)).map(|l| l.span)?;
    line.contains(span).then_some(line)
}

fn in_capitals(transcript: &Transcript, span: Span, text: &str) -> bool {
    let words = line_of(transcript, span).unwrap_or(span).of(text);
    !words.contains(char::is_lowercase) && words.split_whitespace().nth(1).is_some()
}

/// The lines, and the pieces of lines between wide gaps, of at most `words` words that all have capitals.
pub(super) fn lone_names(transcript: &Transcript, words: usize) -> Vec<Span> {
    let text = transcript.text.as_str();
    let mut out = Vec::new();
    for line in &transcript.lines {
        let mut start = line.span.start;
        let first = transcript.gaps.partition_point(|g| g.at <= line.span.start);
        let inside = transcript.gaps.get(first..).unwrap_or_default().iter().take_while(|g| g.at < line.span.end).map(|g| g.at);
        for end in inside.chain([line.span.end]) {
            let piece = Span::new(start, end).trimmed(text);
            start = end;
            let mut each = piece.of(text).split_whitespace();
            let fits = !piece.is_empty() && each.clone().count() <= words && each.all(|w| w.starts_with(char::is_uppercase) || w == "and" || w == "of");
            if fits {
                out.push(piece);
            }
        }
    }
    out
}

//! A name in parts, as linkage compares it: folded words, their sound, and what each may be.
//!
//! Order is no evidence here (a list may put the family name first, and a reader may part a name wrongly), so that words are laid beside each
//! other wherever they stand; which part a word is only decides how a difference is told.

use crate::gazetteer::fold::{distance_within, fold};
use crate::gazetteer::titles::is_generation;

/// A name in parts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// The words, without particles.
    pub words: Vec<Word>,
    /// What the honorific says.
    pub gender: Option<Gender>,
    /// "jr", "iii".
    pub generation: Option<String>,
}

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Word {
    /// Folded.
    pub text: String,
    /// How it sounds, roughly: what transliteration and spelling vary is the same.
    pub sound: String,
    /// Whether the reader took it for a family name.
    pub part: Part,
}

/// What a word of a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    /// A given name.
    Given,
    /// A family name.
    Family,
    /// The reader could not part the name.
    Unknown,
}

/// What an honorific tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gender {
    /// Mr
    Man,
    /// Ms
    Woman,
}

/// How alike two words of names are, the most alike first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// The same letters.
    Same,
    /// The same sound.
    Sound,
    /// One is a known short form of the other.
    Short,
    /// A typing error apart.
    Typo,
    /// One is the other's initial.
    Initial,
}

/// Small words of names that are dropped or written at will.
const PARTICLES: &[&str] = &[
    "al", "el", "de", "da", "do", "dos", "das", "du", "des", "la", "le", "los", "las", "van", "von", "vom", "zu", "zur", "der", "den", "bin", "bint", "ibn",
    "ben", "y", "e", "i", "di", "del", "della", "dello", "ter", "ten", "te", "of", "ul", "ud", "bte", "af", "av",
];

const MEN: &[&str] = &["mr", "sir", "m", "herr", "sr", "señor", "senhor", "monsieur", "mister", "don", "dom", "sig", "hr", "lord"];
const WOMEN: &[&str] =
    &["mrs", "ms", "miss", "mme", "mlle", "madame", "frau", "sra", "señora", "senhora", "srta", "dame", "doña", "dona", "sig.ra", "mx.", "lady", "madam"];

/// Families of short forms of given names, each line one: facts of usage in the languages that we read.
const SHORT_FORMS: &[&str] = &[
    "abigail abby", "albert al bert", "alexander alex sasha sandy alec", "alexandra alex sasha sandra", "alfred fred alf", "andrew andy drew", "andreas andi",
    "anthony tony", "antonio toni tono", "barbara barb babs", "benjamin ben benny", "catherine cathy kate katie cath", "katherine kathy kate katie kath",
    "katarzyna kasia", "charles charlie chuck", "christopher chris kit", "christine chris tina", "christina chris tina", "daniel dan danny", "david dave davy",
    "deborah deb debbie", "donald don", "dorothy dot dottie", "douglas doug", "edward ed eddie ted", "eduardo edu", "elizabeth liz beth betty eliza lizzie",
    "eleanor ellie nell", "emanuel manuel", "francis frank", "francisco paco pancho", "frederick fred freddie", "gabriel gabe", "geoffrey geoff",
    "jeffrey jeff", "gerald gerry jerry", "gregory greg", "guillermo memo", "harold harry hal", "henry harry hank", "heinrich heinz", "helen nell",
    "ignacio nacho", "isabella bella", "jacob jake", "james jim jimmy jamie", "janet jan", "jennifer jen jenny", "jesus chucho", "joachim jochen",
    "john jack johnny", "jonathan jon", "johannes hannes hans", "jose pepe", "joseph joe joey", "joshua josh", "judith judy", "kenneth ken kenny",
    "lawrence larry laurie", "leonard len leo", "magdalena magda", "manfred manni", "margaret maggie meg peggy marge", "margarita marga", "matthew matt",
    "matthias matze", "maximilian max", "mercedes merche", "michael mike mick mickey", "miguel migue", "nathaniel nat nathan", "nicholas nick",
    "nikolaus klaus niko", "pamela pam", "patricia pat patty tricia trish", "patrick pat paddy", "peter pete", "philip phil", "rebecca becky",
    "richard dick rick rich ricky", "robert bob rob bobby robbie bert", "roberto beto", "ronald ron ronnie", "samantha sam", "samuel sam sammy",
    "stephen steve", "steven steve", "stefan steff", "susan sue susie", "theodore ted theo", "theresa terry tess", "thomas tom tommy", "timothy tim",
    "valerie val", "victoria vicky tori", "vincent vince", "virginia ginny", "walter walt wally", "wilhelm willi", "william bill will billy willy liam",
    "wolfgang wolf", "zachary zach zack", "małgorzata gosia", "malgorzata gosia", "agnieszka aga", "tadeusz tadek", "dmitri dima", "dmitry dima",
    "vladimir volodya vova", "ekaterina katya", "mikhail misha", "aleksandr sasha", "nikolai kolya", "maria masha", "concepcion concha", "dolores lola",
    "rosario charo", "pilar pili", "teresa tere", "enrique quique kike", "rafael rafa", "alejandro alex jandro", "sebastian seb basti", "benedikt ben",
    "tobias tobi", "gunther guenter", "karlheinz kalle", "jean jeannot", "dominique dom",
];

impl Name {
    /// The parts of a name as a record gives it.
    #[must_use]
    pub(super) fn of(name: &str, given: Option<&str>, family: Option<&str>, honorific: Option<&str>) -> Self {
        let folded = |text: &str| -> Vec<String> {
            fold(text).split(|c: char| !c.is_alphanumeric() && c != '\'').map(|w| w.replace('\'', "")).filter(|w| !w.is_empty()).collect()
        };
        let families = family.map(folded).unwrap_or_default();
        let givens = given.map(folded).unwrap_or_default();
        let all = folded(name);
        // "y" between surnames is a particle, "Y." an initial.
        let small: Vec<String> = name.split_whitespace().filter(|w| w.chars().all(char::is_lowercase)).map(str::to_owned).collect();
        let mut generation = None;
        let mut words = Vec::new();
        let count = all.len();
        for (i, text) in all.into_iter().enumerate() {
            if i + 1 == count && count > 2 && is_generation(&text) {
                generation = Some(text);
                continue;
            }
            let initial = text.chars().count() == 1 && !small.contains(&text);
            if PARTICLES.contains(&text.as_str()) && !initial && count > 1 && (i > 0 || count > 2) {
                continue;
            }
            let part = if families.is_empty() && givens.is_empty() {
                Part::Unknown
            } else if families.contains(&text) && !(givens.contains(&text) && i == 0) {
                Part::Family
            } else {
                Part::Given
            };
            words.push(Word { sound: sound(&text), text, part });
        }
        Self { words, gender: honorific.and_then(gender), generation }
    }

    /// The folded words in their order.
    #[must_use]
    pub(super) fn key(&self) -> String {
        let mut key = self.words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        if let Some(generation) = &self.generation {
            key.push(' ');
            key.push_str(generation);
        }
        key
    }

    /// Whether there is no more than a family name (and initials).
    #[must_use]
    pub(super) fn is_bare(&self) -> bool {
        self.words.iter().filter(|w| !w.is_initial()).count() < 2
    }
}

impl Word {
    /// Whether the word is a single letter.
    #[must_use]
    pub(super) fn is_initial(&self) -> bool {
        self.text.chars().count() == 1
    }

    /// How alike two words are; `None` where they are two names.
    #[must_use]
    pub(super) fn likeness(&self, other: &Self) -> Option<Likeness> {
        let (a, b) = (self.text.as_str(), other.text.as_str());
        if a == b {
            return Some(if self.is_initial() { Likeness::Initial } else { Likeness::Same });
        }
        if self.is_initial() || other.is_initial() {
            let starts = |w: &Self| (w.text.chars().next(), w.sound.chars().next());
            let (x, y) = (starts(self), starts(other));
            return (self.is_initial() != other.is_initial() && (x.0 == y.0 || x.1 == y.1 || short_form_begins(self, other))).then_some(Likeness::Initial);
        }
        if self.sound == other.sound && self.sound.chars().count() >= 2 {
            return Some(Likeness::Sound);
        }
        if is_short_form(a, b) {
            return Some(Likeness::Short);
        }
        (is_typo(a, b) || is_a_vowel_apart(&self.sound, &other.sound)).then_some(Likeness::Typo)
    }
}

/// What an honorific says of who bears it.
fn gender(honorific: &str) -> Option<Gender> {
    honorific.split_whitespace().find_map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if WOMEN.contains(&bare.as_str()) {
            Some(Gender::Woman)
        } else if MEN.contains(&bare.as_str()) {
            Some(Gender::Man)
        } else {
            None
        }
    })
}

/// Whether one word is the initial of a short or a full form of the other ("W." of "Bill"), or of its other spelling ("P." of "Filippe").
fn short_form_begins(a: &Word, b: &Word) -> bool {
    let (initial, full) = if a.is_initial() { (a, b) } else { (b, a) };
    let form = |line: &&str| line.split(' ').any(|f| f == full.text) && line.split(' ').any(|f| f.starts_with(&initial.text));
    SHORT_FORMS.iter().any(form) || (initial.text == "p" && full.sound.starts_with('f'))
}

fn is_short_form(a: &str, b: &str) -> bool {
    SHORT_FORMS.iter().any(|line| {
        let mut forms = line.split(' ');
        let full = forms.next().unwrap_or_default();
        let mut has = [full == a, full == b];
        for form in forms {
            has = [has[0] || form == a, has[1] || form == b];
        }
        has == [true, true]
    })
}

/// The shortest word in which one typing error is believed, and in which two are: in a shorter one it makes another name.
const SHORTEST_TYPO: usize = 5;
const SHORTEST_TWO_TYPOS: usize = 10;

/// Whether two words are a typing error apart. An ending alone makes another name in many languages (Mario, Maria; Daniel, Daniela; Hansen, Hanson).
fn is_typo(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let shortest = a.len().min(b.len());
    if shortest < SHORTEST_TYPO || a.first() != b.first() {
        return false;
    }
    let same_before_end = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    if same_before_end + 1 >= a.len().max(b.len()) {
        return false; // the last letter only
    }
    let allowed = if shortest >= SHORTEST_TWO_TYPOS { 2 } else { 1 };
    distance_within(&a, &b, allowed).is_some()
}

/// Whether two sounds differ in one vowel inside ("Yusuf", "Yousef"): transliterations hear it otherwise. At the end it makes another name.
fn is_a_vowel_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let vowel = |c: &char| matches!(c, 'a' | 'i' | 'u');
    let apart: Vec<usize> = a.iter().zip(&b).enumerate().filter(|(_, (x, y))| x != y).map(|(i, _)| i).collect();
    let inside = |i: usize| i > 0 && i + 1 < a.len() && a.get(i).is_some_and(vowel) && b.get(i).is_some_and(vowel);
    a.len() == b.len() && a.len() >= SHORTEST_TYPO && matches!(apart.as_slice(), [one] if inside(*one))
}

/// Spellings of one sound, the longer first: what transliterations into Latin letters vary.
const SOUNDS: &[(&str, &str)] = &[
    ("tsch", "c"),
    ("shch", "s"),
    ("sch", "s"),
    ("tch", "c"),
    ("dzh", "j"),
    ("sz", "s"),
    ("cz", "c"),
    ("ch", "c"),
    ("sh", "s"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("zh", "j"),
    ("dj", "j"),
    ("ts", "z"),
    ("tz", "z"),
    ("ck", "k"),
    ("qu", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ie", "i"),
    ("ei", "ai"),
    ("ey", "i"),
    ("ay", "ai"),
    ("iy", "i"),
    ("ij", "i"),
    ("oe", "u"),
    ("ue", "u"),
    ("ae", "a"),
    ("aa", "a"),
    ("x", "ks"),
    ("q", "k"),
    ("c", "k"),
    ("w", "v"),
    ("y", "i"),
    ("e", "i"),
    ("o", "u"),
    ("j", "j"),
    ("z", "s"),
];

/// How a folded word sounds: one letter a sound, doubled letters once, a mute `h` gone.
fn sound(text: &str) -> String {
    let mut rest = text;
    let long_article = ["al", "el"].iter().find_map(|p| rest.strip_prefix(p)).filter(|r| r.chars().count() >= 7);
    rest = long_article.unwrap_or(rest);
    let mut out = String::with_capacity(rest.len());
    while let Some(c) = rest.chars().next() {
        let (sounds, after) = SOUNDS
            .iter()
            .find_map(|(from, to)| rest.strip_prefix(from).map(|after| ((*to).to_owned(), after)))
            .unwrap_or_else(|| (c.to_string(), rest.strip_prefix(c).unwrap_or_default()));
        for s in sounds.chars() {
            let mute = s == 'h' && !out.is_empty() && (after.is_empty() || !out.ends_with(['a', 'i', 'u']));
            if !out.ends_with(s) && !mute {
                out.push(s);
            }
        }
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> Word {
        Word { text: fold(text), sound: sound(&fold(text)), part: Part::Given }
    }

    #[test]
    fn words_of_names_are_compared() {
        let cases = [
            ("Paz", "PAZ", Some(Likeness::Same)),
            ("Yusuf", "Yousef", Some(Likeness::Typo)),
            ("Youssef", "Yousef", Some(Likeness::Sound)),
            ("Imad", "Imaad", Some(Likeness::Sound)),
            ("Robert", "Bob", Some(Likeness::Short)),
            ("Hartmann", "Hratmann", Some(Likeness::Typo)),
            ("A", "Ana", Some(Likeness::Initial)),
            ("Mario", "Maria", None),
            ("Daniel", "Daniela", None),
            ("Paz", "Pax", None),
            ("Martinez", "Martini", None),
            ("A", "B", None),
        ];
        for (a, b, expected) in cases {
            assert_eq!(word(a).likeness(&word(b)), expected, "{a} {b}");
            assert_eq!(word(b).likeness(&word(a)), expected, "{b} {a}");
        }
    }

    #[test]
    fn a_name_comes_apart() {
        let name = Name::of("Ana de la Paz-Ruiz Jr.", Some("Ana"), Some("de la Paz-Ruiz"), Some("H.E. Mrs."));
        assert_eq!(
            name.words.iter().map(|w| (w.text.as_str(), w.part)).collect::<Vec<_>>(),
            [("ana", Part::Given), ("paz", Part::Family), ("ruiz", Part::Family)]
        );
        assert_eq!((name.gender, name.generation.as_deref()), (Some(Gender::Woman), Some("jr")));
    }
}

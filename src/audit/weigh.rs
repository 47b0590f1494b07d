//! How much speaks for two groups of appearances being one person: Fellegi-Sunter weights over the parts of the name and the context.
//!
//! Each piece of evidence counts log2(m / u) bits: m, how often it is seen in one person's appearances; u, how often in two people's. A rare
//! family name says more than a common one, a shared delegation more where there are many. The prior is that of any two groups of the corpus. What
//! cannot be one person (two given names, Jr. and Sr., Mr and Mrs, two entries of one roll) is a contradiction, and no weight outbids it.

use super::model::Reason;
use super::names::{Gender, Likeness, Name, Part, Word};
use crate::gazetteer::fold::distance_within;
use std::collections::{BTreeMap, BTreeSet};

/// Appearances that are taken for one person from the start: one spelling, one body, one delegation.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// The name in parts.
    pub name: Name,
    /// The body, by number.
    pub body: usize,
    /// The archive that the body's records stand in, by number.
    pub archive: usize,
    /// The delegation's id.
    pub delegation: Option<String>,
    /// The post, folded, where all appearances agree.
    pub role: Option<String>,
    /// The first and last year of the appearances.
    pub years: Option<(i32, i32)>,
    /// The numbers of the sheets and people.
    pub at: Vec<(usize, usize)>,
}

/// What the whole corpus tells of how common things are.
#[derive(Debug)]
pub(super) struct Commonness {
    words: BTreeMap<String, usize>,
    names: usize,
    bodies: BTreeMap<usize, usize>,
    archives: BTreeMap<usize, usize>,
    delegations: BTreeMap<String, usize>,
    roles: BTreeMap<String, usize>,
    units: usize,
    /// Names that two people bear, since one roll has both.
    shared: BTreeSet<String>,
}

/// As if so many other names had been seen: a name that is met once in a small corpus is not as common as the corpus is small.
const UNSEEN_NAMES: f64 = 500.0;
/// The most that a family name and a given name can say, in bits: in any population some two bear it.
const MOST_FAMILY: f64 = 9.0;
const MOST_GIVEN: f64 = 6.5;
/// The least.
const LEAST_NAME: f64 = 2.5;
/// What the likenesses short of the same letters say less, in bits.
const LESS_SOUND: f64 = 1.0;
const LESS_SHORT: f64 = 1.5;
const LESS_TYPO: f64 = 2.0;
/// An initial that fits: one given name in ten or so begins with the letter, the commoner letters less.
const INITIAL: f64 = 3.0;
/// A name of one side that the other leaves out.
const LEFT_OUT: f64 = -0.5;
/// The whole name is the same, letter for letter: more than its parts, since spellings vary.
const WHOLE: f64 = 1.0;
/// Another family name after the same given ones: a marriage, or another person.
const OTHER_FAMILY: f64 = -5.0;
/// A name that one roll has twice says little.
const SHARED_NAME: f64 = -6.0;
/// The bodies differ: people sit in one, mostly.
const OTHER_BODY: f64 = -5.5;
/// The delegations differ: people move, but seldom.
const OTHER_DELEGATION: f64 = -2.5;
/// The most that a shared body and a shared delegation say.
const MOST_BODY: f64 = 4.0;
const MOST_DELEGATION: f64 = 4.0;
/// The most that a shared post says.
const MOST_ROLE: f64 = 3.0;
/// So many years between the last appearance of one and the first of the other speak against it, each by a quarter bit.
const LONG_PAUSE: i32 = 8;

/// What is said of two units.
#[derive(Debug, Clone)]
pub(super) struct Weighed {
    pub bits: f64,
    pub reasons: Vec<Reason>,
    /// Whether the family name changed altogether.
    pub other_family: bool,
}

impl Commonness {
    pub(super) fn of(units: &[Unit], shared: BTreeSet<String>) -> Self {
        let mut names = BTreeSet::new();
        let (mut words, mut bodies, mut archives) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let (mut delegations, mut roles) = (BTreeMap::new(), BTreeMap::new());
        for unit in units {
            *bodies.entry(unit.body).or_default() += 1;
            *archives.entry(unit.archive).or_default() += 1;
            if let Some(d) = &unit.delegation {
                *delegations.entry(d.clone()).or_default() += 1;
            }
            if let Some(r) = &unit.role {
                *roles.entry(r.clone()).or_default() += 1;
            }
            // Counted are people, as far as a glance tells them: a family name with an initial, however it is spelt.
            let initial = |w: &Word| w.sound.chars().next();
            let family = unit.name.words.iter().find(|w| w.part == Part::Family).or(unit.name.words.last());
            let given = unit.name.words.iter().find(|w| w.part == Part::Given).or(unit.name.words.first());
            let core = (family.map(|w| w.sound.clone()), given.and_then(initial));
            for word in unit.name.words.iter().filter(|w| !w.is_initial()) {
                let of: &mut BTreeSet<_> = words.entry(word.sound.clone()).or_default();
                of.insert(core.clone());
            }
            names.insert(core);
        }
        let words = words.into_iter().map(|(sound, of)| (sound, of.len())).collect();
        Self { words, names: names.len(), bodies, archives, delegations, roles, units: units.len(), shared }
    }

    /// The odds, as bits, that any two units are one person: one in as many as there are names.
    fn prior(&self) -> f64 {
        -((self.names as f64 / 2.0 + 16.0).log2())
    }

    fn word(&self, word: &Word) -> f64 {
        let seen = self.words.get(&word.sound).copied().unwrap_or(0) as f64;
        let most = if word.part == Part::Given { MOST_GIVEN } else { MOST_FAMILY };
        ((self.names as f64 + UNSEEN_NAMES) / (seen + 0.5)).log2().clamp(LEAST_NAME, most)
    }

    fn share(count: Option<&usize>, of: usize, most: f64) -> f64 {
        let u = count.copied().unwrap_or(1) as f64 / of.max(1) as f64;
        (0.8 / u.max(0.001)).log2().clamp(0.3, most)
    }

    /// Weighs two units; `None` where they contradict each other, or where nothing of the names is the same.
    pub(super) fn weigh(&self, a: &Unit, b: &Unit) -> Option<Weighed> {
        let names = compare(&a.name, &b.name)?;
        let mut reasons = Vec::new();
        let mut say = |what: String, bits: f64| reasons.push(Reason { what, bits: (bits * 10.0).round() / 10.0 });
        say(format!("any two of {} names in these records", self.names), self.prior());
        for (x, y, likeness) in &names.matched {
            let (bits, how) = match likeness {
                Likeness::Same => (self.word(x).min(self.word(y)), "the same"),
                Likeness::Sound => (self.word(x).min(self.word(y)) - LESS_SOUND, "spelt otherwise, the same sound"),
                Likeness::Short => (self.word(x).min(self.word(y)) - LESS_SHORT, "a short form"),
                Likeness::Typo => (self.word(x).min(self.word(y)) - LESS_TYPO, "a typing error apart"),
                Likeness::Initial => (INITIAL, "an initial that fits"),
            };
            let what = match (x.part, y.part) {
                (Part::Family, _) | (_, Part::Family) => "family name",
                (Part::Given, _) | (_, Part::Given) => "given name",
                _ => "name",
            };
            say(if x.text == y.text { format!("{what} {}: {how}", x.text) } else { format!("{what} {}, {}: {how}", x.text, y.text) }, bits);
        }
        let same = a.name.words == b.name.words;
        if same {
            say("the whole name, letter for letter".to_owned(), WHOLE);
        }
        if names.other_family {
            say("another family name".to_owned(), OTHER_FAMILY);
        } else if names.left_out > 0 {
            say("a part of the name that one side leaves out".to_owned(), LEFT_OUT * names.left_out as f64);
        }
        if self.shared.contains(&a.name.key()) || self.shared.contains(&b.name.key()) {
            say("one roll has two people of this name".to_owned(), SHARED_NAME);
        }
        if a.body == b.body {
            say("the same body".to_owned(), Self::share(self.bodies.get(&a.body), self.units, MOST_BODY));
        } else if a.archive == b.archive {
            say("another body of the same archive".to_owned(), Self::share(self.archives.get(&a.archive), self.units, MOST_BODY) / 2.0);
        } else {
            say("another body".to_owned(), OTHER_BODY);
        }
        match (&a.delegation, &b.delegation) {
            (Some(x), Some(y)) if x == y => say(format!("the same delegation, {x}"), Self::share(self.delegations.get(x), self.units, MOST_DELEGATION)),
            (Some(x), Some(y)) => say(format!("another delegation: {x}, {y}"), OTHER_DELEGATION),
            _ => {}
        }
        if let (Some(x), Some(y)) = (&a.role, &b.role)
            && x == y
        {
            say(format!("the same post, {x}"), Self::share(self.roles.get(x), self.units, MOST_ROLE));
        }
        if let (Some((a0, a1)), Some((b0, b1))) = (a.years, b.years) {
            let pause = (b0 - a1).max(a0 - b1);
            if pause > LONG_PAUSE {
                say(format!("{pause} years without an appearance between them"), -0.25 * f64::from(pause - LONG_PAUSE));
            }
        }
        let bits = reasons.iter().map(|r| r.bits).sum();
        Some(Weighed { bits, reasons, other_family: names.other_family })
    }
}

/// The chance that so many bits of odds are.
pub(super) fn chance(bits: f64) -> f64 {
    let odds = bits.exp2();
    ((odds / (1.0 + odds)) * 1000.0).round() / 1000.0
}

/// Two names beside each other.
struct Compared<'a> {
    matched: Vec<(&'a Word, &'a Word, Likeness)>,
    left_out: usize,
    other_family: bool,
}

/// Lays two names beside each other, word by word, wherever they stand. `None` where they contradict each other.
fn compare<'a>(a: &'a Name, b: &'a Name) -> Option<Compared<'a>> {
    if !may_be_one(a.gender, b.gender) || (a.generation.is_some() && b.generation.is_some() && a.generation != b.generation) {
        return None;
    }
    let mut pairs = Vec::new();
    for (i, x) in a.words.iter().enumerate() {
        for (j, y) in b.words.iter().enumerate() {
            if let Some(likeness) = x.likeness(y) {
                pairs.push((likeness, x.part != y.part, i.abs_diff(j), i, j, x, y));
            }
        }
    }
    pairs.sort_by_key(|p| (p.0, p.1, p.2, p.3, p.4));
    let (mut taken_a, mut taken_b) = (BTreeSet::new(), BTreeSet::new());
    let mut matched = Vec::new();
    for (likeness, _, _, i, j, x, y) in pairs {
        if !taken_a.contains(&i) && !taken_b.contains(&j) {
            taken_a.insert(i);
            taken_b.insert(j);
            matched.push((x, y, likeness));
        }
    }
    let left = |name: &'a Name, taken: &BTreeSet<usize>| -> Vec<&'a Word> {
        name.words.iter().enumerate().filter(|(i, _)| !taken.contains(i)).map(|(_, w)| w).collect()
    };
    let (left_a, left_b) = (left(a, &taken_a), left(b, &taken_b));
    let full: Vec<_> = matched.iter().filter(|(.., likeness)| *likeness != Likeness::Initial).collect();
    if full.is_empty() {
        return joined_alike(a, b).then(|| Compared { matched: a.words.iter().map(|w| (w, w, Likeness::Sound)).collect(), left_out: 0, other_family: false });
    }
    if left_a.is_empty() || left_b.is_empty() {
        // What the shorter name says must be a name, not a given name alone.
        let has_family = full.iter().any(|(x, y, _)| x.part != Part::Given || y.part != Part::Given);
        return has_family.then(|| Compared { matched, left_out: left_a.len() + left_b.len(), other_family: false });
    }
    if joined_alike(a, b) {
        return Some(Compared { matched, left_out: 0, other_family: false });
    }
    // Both sides say something that the other does not: two people, unless it is the family name alone that is another.
    let families = left_a.iter().chain(&left_b).all(|w| w.part == Part::Family && !w.is_initial());
    let given = full.iter().all(|(x, y, likeness)| x.part == Part::Given && y.part == Part::Given && matches!(likeness, Likeness::Same | Likeness::Sound));
    (families && given).then_some(Compared { matched, left_out: 0, other_family: true })
}

/// "Jean-Pierre" and "Jeanpierre": the same letters, parted otherwise.
fn joined_alike(a: &Name, b: &Name) -> bool {
    let joined = |name: &Name| name.words.iter().map(|w| w.text.as_str()).collect::<String>();
    a.words.len() != b.words.len() && a.words.len() > 1 && b.words.len() > 1 && joined(a) == joined(b)
}

fn may_be_one(a: Option<Gender>, b: Option<Gender>) -> bool {
    a.is_none() || b.is_none() || a == b
}

/// Whether two names may be one person's, as far as names go: what every pair in a group must pass. Another family name passes.
pub(super) fn compatible(a: &Name, b: &Name) -> bool {
    compare(a, b).is_some() || is_near_miss(a, b)
}

/// How far two misspelt words may stand apart: an error in each, or two in one.
const NEAR_MISS: usize = 3;

/// Whether each word of the shorter name is the other's, or a twice misspelt one: no evidence for one person, and no contradiction either.
fn is_near_miss(a: &Name, b: &Name) -> bool {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let letters = |w: &Word| w.text.chars().collect::<Vec<_>>();
    let near = |x: &Word, y: &Word| {
        let (p, q) = (letters(x), letters(y));
        let misspelt = p.len().min(q.len()) >= 5 && p.first() == q.first() && distance_within(&p, &q, NEAR_MISS).is_some();
        x.likeness(y).is_some() || (misspelt && x.part != Part::Given && y.part != Part::Given)
    };
    let generation = a.generation.is_none() || b.generation.is_none() || a.generation == b.generation;
    may_be_one(a.gender, b.gender) && generation && short.words.len() > 1 && short.words.iter().all(|x| long.words.iter().any(|y| near(x, y)))
}

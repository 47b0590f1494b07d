//! Which appearances are one person's.
//!
//! Appearances of one spelling under one delegation of one body are a unit. Units that share a block (the sound of a name with an initial, a body,
//! a delegation) are weighed against each other, and joined from the surest pair on, where nothing contradicts: no roll has both, no two names in
//! the group exclude each other. A unit whose two best partners exclude each other is joined to neither. What falls short is a candidate.

use super::decisions::Decisions;
use super::facts::Sheet;
use super::model::{Reason, Reference};
use super::names::{Name, Part};
use super::weigh::{Commonness, Unit, Weighed, chance, compatible};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// From so many bits on (a chance of 0.92, before contradictions and rivals are looked at) two units are one person.
const ENOUGH: f64 = 3.5;
/// From so many on (a chance of 0.2) they are a candidate.
const WORTH_ASKING: f64 = -2.0;
/// A partner that is so much likelier than another is no longer in doubt, in bits.
const CLEAR_LEAD: f64 = 4.0;
/// In a block of more units only neighbours by name are compared, this many on either side: so the work grows with the units.
const WINDOW: usize = 60;

/// Who is who.
#[derive(Debug, Default)]
pub(super) struct Linked {
    /// Each person: the appearances (sheet, person), and the merges that made one of them.
    pub people: Vec<Group>,
    /// Pairs of people that may be one.
    pub doubts: Vec<Doubt>,
}

/// One person.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub at: Vec<(usize, usize)>,
    pub merges: Vec<Joined>,
    pub renamed: Option<String>,
}

/// A merge.
#[derive(Debug, Clone)]
pub(super) struct Joined {
    pub first: (usize, usize),
    pub second: (usize, usize),
    pub score: f64,
    pub reasons: Vec<Reason>,
}

/// A pair that was not merged.
#[derive(Debug)]
pub(super) struct Doubt {
    pub people: [usize; 2],
    pub joined: Joined,
    pub because: String,
}

/// Where everybody is: the body and the delegation of each appearance.
pub(super) struct Context<'a> {
    pub sheets: &'a [Sheet],
    /// The body of each sheet.
    pub bodies: &'a [usize],
    /// The archive of each body.
    pub archives: &'a [usize],
    /// The delegation of each person of each sheet.
    pub delegations: &'a [Vec<Option<String>>],
}

/// The reference to an appearance.
pub(super) fn reference(sheets: &[Sheet], (sheet, person): (usize, usize)) -> Reference {
    let seen = sheets.get(sheet).and_then(|s| s.people.get(person).map(|p| (s, p)));
    seen.map_or_else(
        || Reference { record: String::new(), person: String::new(), name: String::new() },
        |(s, p)| Reference { record: s.record.clone(), person: p.id.clone(), name: p.name.clone() },
    )
}

/// Links the people of all sheets.
pub(super) fn link(context: &Context, decisions: &Decisions) -> Linked {
    let (units, shared) = units(context);
    let common = Commonness::of(&units, shared);
    let pairs = blocked(&units);
    let mut weighed: Vec<(usize, usize, Weighed)> = pairs
        .par_iter()
        .filter_map(|&(a, b)| {
            let (x, y) = (units.get(a)?, units.get(b)?);
            common.weigh(x, y).filter(|w| w.bits >= WORTH_ASKING).map(|w| (a, b, w))
        })
        .collect();
    weighed.sort_by(|x, y| y.2.bits.total_cmp(&x.2.bits).then((x.0, x.1).cmp(&(y.0, y.1))));
    let mut groups = Groups::of(&units);
    groups.decide(context, decisions);
    let rivals = rivals(&units, &weighed);
    let (mut doubtful, mut later) = (Vec::new(), Vec::new());
    let torn = |a: usize, b: usize| rivals.contains_key(&(a, b)) || rivals.contains_key(&(b, a));
    for (a, b, found) in weighed {
        if found.bits >= ENOUGH && !found.other_family && torn(a, b) {
            later.push((a, b, found));
            continue;
        }
        if groups.root(a) == groups.root(b) {
            continue;
        }
        let because = if found.other_family {
            "another family name: a marriage, or another person"
        } else if found.bits < ENOUGH {
            "too little speaks for it"
        } else {
            match groups.join(a, b) {
                Ok(()) => {
                    groups.record(a, b, &found);
                    continue;
                }
                Err(Bar::OneMeeting | Bar::Forbidden) => continue,
                Err(Bar::Names) => "joined, the names in the group would contradict each other",
            }
        };
        doubtful.push((a, b, found, because.to_owned()));
    }
    // Rivals that turned out to be one person are none.
    for (a, b, found) in later {
        let (ra, rb) = (groups.root(a), groups.root(b));
        let one = |unit: usize, partner: usize, own: usize, other: usize| {
            rivals.get(&(unit, partner)).is_none_or(|r| r.iter().all(|c| groups.root(*c) == other || groups.root(*c) == own))
        };
        if ra == rb {
            continue;
        }
        if one(a, b, ra, rb) && one(b, a, rb, ra) && groups.join(a, b).is_ok() {
            groups.record(a, b, &found);
        } else {
            let rival = [(a, b), (b, a)].iter().filter_map(|pair| rivals.get(pair)).flatten().find(|c| ![ra, rb].contains(&groups.root(**c)));
            let named = rival.and_then(|c| units.get(*c)).and_then(|u| u.at.first()).map(|at| reference(context.sheets, *at).name);
            doubtful.push((
                a,
                b,
                found,
                named.map_or_else(|| "joined, they would contradict each other".to_owned(), |n| format!("{n} fits as well, and is another")),
            ));
        }
    }
    groups.finish(context, decisions, doubtful)
}

/// The units, in the order of their keys, and the names that a roll has twice.
fn units(context: &Context) -> (Vec<Unit>, BTreeSet<String>) {
    type Key = (String, usize, Option<String>, Option<super::names::Gender>, usize);
    let mut found: BTreeMap<Key, Unit> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    let mut parsed: BTreeMap<(&str, Option<&str>, Option<&str>, Option<&str>), Name> = BTreeMap::new();
    let mut roles: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
    for (s, sheet) in context.sheets.iter().enumerate() {
        let mut here: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
        let mut names_here: BTreeSet<String> = BTreeSet::new();
        let year = sheet.date.as_deref().and_then(|d| d.get(..4)).and_then(|y| y.parse::<i32>().ok());
        for (p, seen) in sheet.people.iter().enumerate() {
            let as_given = (seen.name.as_str(), seen.given.as_deref(), seen.family.as_deref(), seen.honorific.as_deref());
            let name = parsed.entry(as_given).or_insert_with(|| Name::of(as_given.0, as_given.1, as_given.2, as_given.3)).clone();
            if name.words.is_empty() {
                continue;
            }
            let key = name.key();
            let delegation = context.delegations.get(s).and_then(|d| d.get(p)).cloned().flatten();
            if !names_here.insert(key.clone()) {
                shared.insert(key.clone());
            }
            let nth = here.entry((key.clone(), delegation.clone())).or_default();
            *nth += 1;
            let body = context.bodies.get(s).copied().unwrap_or_default();
            let archive = context.archives.get(body).copied().unwrap_or_default();
            // A bare family name is parted by what the honorific says of who bears it.
            let gender = if name.is_bare() { name.gender } else { None };
            let key: Key = (key, body, delegation.clone(), gender, *nth);
            if let Some(role) = seen.role.as_deref().map(crate::gazetteer::fold::fold) {
                roles.entry(key.clone()).or_default().insert(role);
            }
            let unit = found.entry(key).or_insert_with(|| Unit { name: name.clone(), body, archive, delegation, role: None, years: None, at: Vec::new() });
            unit.at.push((s, p));
            unit.name.gender = unit.name.gender.or(name.gender);
            // The commoner parting of the name wins by coming first; a parting with a family name is better than none.
            if !unit.name.words.iter().any(|w| w.part == Part::Family) {
                unit.name.words = name.words;
            }
            if let Some(year) = year {
                unit.years = Some(unit.years.map_or((year, year), |(a, b)| (a.min(year), b.max(year))));
            }
        }
    }
    let units = found
        .into_iter()
        .map(|(key, mut unit)| {
            unit.role = roles.remove(&key).filter(|r| r.len() == 1).and_then(|r| r.into_iter().next());
            unit
        })
        .collect();
    (units, shared)
}

/// The pairs that share a block, each once.
fn blocked(units: &[Unit]) -> BTreeSet<(usize, usize)> {
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, unit) in units.iter().enumerate() {
        let words: Vec<_> = unit.name.words.iter().collect();
        let mut keys = BTreeSet::new();
        for (n, word) in words.iter().enumerate().filter(|(_, w)| !w.is_initial()) {
            let start: String = word.text.chars().take(3).collect();
            let place = unit.delegation.clone().unwrap_or_default();
            if words.len() == 1 || word.part != Part::Given {
                keys.insert(format!("1 {} {}", word.sound, unit.body));
            }
            keys.insert(format!("2 {} {} {place}", word.sound, unit.body));
            for (_, other) in words.iter().enumerate().filter(|(m, _)| *m != n) {
                let letter: String = other.sound.chars().take(1).collect();
                keys.insert(format!("3 {} {letter}", word.sound));
                // A typing error: the beginning of one word with the whole of the other.
                keys.insert(format!("4 {start} {}", other.sound));
            }
        }
        let joined: String = words.iter().map(|w| w.text.as_str()).collect();
        keys.insert(format!("5 {joined}"));
        for key in keys {
            blocks.entry(key).or_default().push(i);
        }
    }
    let mut pairs = BTreeSet::new();
    for block in blocks.values() {
        for (n, &a) in block.iter().enumerate() {
            let reach = if block.len() > 2 * WINDOW { WINDOW } else { block.len() };
            for &b in block.iter().skip(n + 1).take(reach) {
                pairs.insert((a.min(b), a.max(b)));
            }
        }
    }
    pairs
}

/// For a unit and its partner, the other partners that fit about as well and exclude this one.
fn rivals(units: &[Unit], weighed: &[(usize, usize, Weighed)]) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut partners: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
    for (a, b, found) in weighed.iter().filter(|(.., w)| !w.other_family && w.bits >= ENOUGH - CLEAR_LEAD) {
        partners.entry(*a).or_default().push((*b, found.bits));
        partners.entry(*b).or_default().push((*a, found.bits));
    }
    let name = |u: usize| units.get(u).map(|u| &u.name);
    let mut found: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (unit, others) in &partners {
        for (b, bits) in others.iter().take(WINDOW) {
            let excludes = |c: usize| name(*b).zip(name(c)).is_some_and(|(x, y)| !compatible(x, y));
            let rivals: Vec<usize> =
                others.iter().take(WINDOW).filter(|(c, other)| c != b && *other > bits - CLEAR_LEAD && excludes(*c)).map(|(c, _)| *c).collect();
            if !rivals.is_empty() {
                found.insert((*unit, *b), rivals);
            }
        }
    }
    found
}

/// Why two groups cannot be one.
enum Bar {
    OneMeeting,
    Forbidden,
    Names,
}

/// Units in the making of people.
struct Groups<'a> {
    units: &'a [Unit],
    parent: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// The sheets of each group, and how many of its appearances stand in each.
    sheets: Vec<BTreeSet<usize>>,
    forbidden: Vec<BTreeSet<usize>>,
    merges: Vec<Vec<Joined>>,
}

impl<'a> Groups<'a> {
    fn of(units: &'a [Unit]) -> Self {
        Self {
            units,
            parent: (0..units.len()).collect(),
            members: (0..units.len()).map(|i| vec![i]).collect(),
            sheets: units.iter().map(|u| u.at.iter().map(|(s, _)| *s).collect()).collect(),
            forbidden: vec![BTreeSet::new(); units.len()],
            merges: vec![Vec::new(); units.len()],
        }
    }

    fn root(&self, mut unit: usize) -> usize {
        while let Some(&parent) = self.parent.get(unit) {
            if parent == unit {
                break;
            }
            unit = parent;
        }
        unit
    }

    fn join(&mut self, a: usize, b: usize) -> Result<(), Bar> {
        let (a, b) = (self.root(a), self.root(b));
        let members = |root: usize| self.members.get(root).map(Vec::as_slice).unwrap_or_default();
        if members(a).iter().any(|m| self.forbidden.get(*m).is_some_and(|f| members(b).iter().any(|n| f.contains(n)))) {
            return Err(Bar::Forbidden);
        }
        if let (Some(x), Some(y)) = (self.sheets.get(a), self.sheets.get(b))
            && !x.is_disjoint(y)
        {
            return Err(Bar::OneMeeting);
        }
        let name = |unit: &usize| self.units.get(*unit).map(|u| &u.name);
        let bridged = |x: &Name, y: &Name| compatible(x, y);
        if members(a).iter().any(|m| members(b).iter().any(|n| name(m).zip(name(n)).is_some_and(|(x, y)| !bridged(x, y)))) {
            return Err(Bar::Names);
        }
        self.unite(a, b);
        Ok(())
    }

    /// Makes one group of two roots; the larger takes the smaller in.
    fn unite(&mut self, a: usize, b: usize) {
        if a == b {
            return;
        }
        let size = |root: usize| self.members.get(root).map_or(0, Vec::len);
        let (into, from) = if (size(a), b) >= (size(b), a) { (a, b) } else { (b, a) };
        if let Some(parent) = self.parent.get_mut(from) {
            *parent = into;
        }
        let members = self.members.get_mut(from).map(std::mem::take).unwrap_or_default();
        let sheets = self.sheets.get_mut(from).map(std::mem::take).unwrap_or_default();
        let merges = self.merges.get_mut(from).map(std::mem::take).unwrap_or_default();
        if let Some(m) = self.members.get_mut(into) {
            m.extend(members);
        }
        if let Some(s) = self.sheets.get_mut(into) {
            s.extend(sheets);
        }
        if let Some(m) = self.merges.get_mut(into) {
            m.extend(merges);
        }
    }

    fn joined(&self, a: usize, b: usize, found: &Weighed) -> Joined {
        let first = |unit: usize| self.units.get(unit).and_then(|u| u.at.first()).copied().unwrap_or_default();
        Joined { first: first(a), second: first(b), score: chance(found.bits), reasons: found.reasons.clone() }
    }

    fn record(&mut self, a: usize, b: usize, found: &Weighed) {
        let (joined, root) = (self.joined(a, b, found), self.root(a));
        if let Some(merges) = self.merges.get_mut(root) {
            merges.push(joined);
        }
    }

    /// Takes over what the user decided: first what is forbidden, then what is one.
    fn decide(&mut self, context: &Context, decisions: &Decisions) {
        let of = |side: &super::decisions::Who| -> Vec<usize> {
            let meant = |&(s, p): &(usize, usize)| context.sheets.get(s).and_then(|s| Some(side.means(&s.record, s.people.get(p)?))).unwrap_or(false);
            self.units.iter().enumerate().filter(|(_, u)| u.at.iter().any(meant)).map(|(i, _)| i).collect()
        };
        let forbidden: Vec<_> = decisions.forbidden.iter().map(|(a, b)| (of(a), of(b))).collect();
        let confirmed: Vec<_> = decisions.confirmed.iter().map(|(a, b)| (of(a), of(b))).collect();
        for (a, b) in forbidden.iter().flat_map(|(x, y)| x.iter().flat_map(move |a| y.iter().map(move |b| (*a, *b)))) {
            for (x, y) in [(a, b), (b, a)] {
                if let Some(f) = self.forbidden.get_mut(x) {
                    f.insert(y);
                }
            }
        }
        for (x, y) in confirmed {
            let all: Vec<usize> = x.into_iter().chain(y).collect();
            for pair in all.windows(2) {
                let &[a, b] = pair else { continue };
                let (ra, rb) = (self.root(a), self.root(b));
                let disjoint = self.sheets.get(ra).zip(self.sheets.get(rb)).is_some_and(|(x, y)| x.is_disjoint(y));
                if ra != rb && disjoint {
                    self.unite(ra, rb);
                    let told = Weighed { bits: 10.0, reasons: vec![Reason { what: "the decisions file says so".to_owned(), bits: 10.0 }], other_family: false };
                    self.record(a, b, &told);
                }
            }
        }
    }

    fn finish(mut self, context: &Context, decisions: &Decisions, doubtful: Vec<(usize, usize, Weighed, String)>) -> Linked {
        let mut people = Vec::new();
        let mut place: BTreeMap<usize, usize> = BTreeMap::new();
        for unit in 0..self.units.len() {
            let root = self.root(unit);
            let group = *place.entry(root).or_insert_with(|| {
                people.push(Group { at: Vec::new(), merges: self.merges.get_mut(root).map(std::mem::take).unwrap_or_default(), renamed: None });
                people.len() - 1
            });
            if let (Some(group), Some(u)) = (people.get_mut(group), self.units.get(unit)) {
                group.at.extend(u.at.iter().copied());
            }
        }
        for group in &mut people {
            group.at.sort_unstable();
            group.merges.sort_by_key(|m| (m.first, m.second));
            group.renamed = decisions.renamed.iter().find_map(|(who, name)| {
                let meant = |&(s, p): &(usize, usize)| context.sheets.get(s).and_then(|s| Some(who.means(&s.record, s.people.get(p)?))).unwrap_or(false);
                group.at.iter().any(meant).then(|| name.clone())
            });
        }
        let mut told = BTreeSet::new();
        let mut doubts = Vec::new();
        for (a, b, found, because) in doubtful {
            let (ra, rb) = (self.root(a), self.root(b));
            let apart = self.sheets.get(ra).zip(self.sheets.get(rb)).is_some_and(|(x, y)| x.is_disjoint(y));
            let allowed = !self
                .members
                .get(ra)
                .into_iter()
                .flatten()
                .any(|m| self.forbidden.get(*m).is_some_and(|f| self.members.get(rb).into_iter().flatten().any(|n| f.contains(n))));
            if ra != rb
                && apart
                && allowed
                && told.insert((ra.min(rb), ra.max(rb)))
                && let (Some(&x), Some(&y)) = (place.get(&ra), place.get(&rb))
            {
                doubts.push(Doubt { people: [x, y], joined: self.joined(a, b, &found), because });
            }
        }
        Linked { people, doubts }
    }
}

//! One delegation under all its names: a State that was renamed is one, a State that ended is none of its successors; an organisation is one
//! under its acronym and under its name.

use super::facts::{Listed, Named, Sheet};
use super::model::DelegationRow;
use crate::gazetteer::fold::fold;
use crate::gazetteer::{organisations, states};
use crate::minutes::DelegationKind;
use std::collections::{BTreeMap, BTreeSet};

/// States that took another name and stayed the same: the code of the old name, the code of the new, the last day of the old name.
const RENAMED: &[(&str, &str, &str)] = &[
    ("ZRCD", "COD", "1997-05-16"),
    ("HVBF", "BFA", "1984-08-03"),
    ("DYBJ", "BEN", "1975-11-29"),
    ("BYAA", "BLR", "1991-09-18"),
    ("NHVU", "VUT", "1980-07-29"),
];

/// States that are no more, and their last day. None of them is one of its successors.
const ENDED: &[(&str, &str)] = &[
    ("SUHH", "1991-12-25"),
    ("YUCS", "2003-02-03"),
    ("CSXX", "2006-06-04"),
    ("CSHH", "1992-12-31"),
    ("DDDE", "1990-10-02"),
    ("VDVN", "1976-07-01"),
    ("YDYE", "1990-05-21"),
    ("ANHH", "2010-10-09"),
];

/// Names that a State took while its code stayed: the folded name, the code, the first day.
const NAMES: &[(&str, &str, &str)] = &[
    ("eswatini", "SWZ", "2018-04-19"),
    ("north macedonia", "MKD", "2019-02-12"),
    ("cabo verde", "CPV", "2013-10-24"),
    ("czechia", "CZE", "2016-05-17"),
    ("turkiye", "TUR", "2022-06-01"),
    ("timor leste", "TLS", "2002-05-20"),
    ("south sudan", "SSD", "2011-07-09"),
    ("montenegro", "MNE", "2006-06-03"),
    ("myanmar", "MMR", "1989-06-18"),
    ("slovakia", "SVK", "1993-01-01"),
    ("eritrea", "ERI", "1993-05-24"),
];

/// A year's grace: lists are copied, and news travels slowly.
fn with_grace(day: &str) -> String {
    let (year, rest) = day.split_at_checked(4).unwrap_or((day, ""));
    year.parse::<i32>().map_or_else(|_| day.to_owned(), |y| format!("{:04}{rest}", y + 1))
}

/// The delegations of all sheets.
#[derive(Debug, Default)]
pub(super) struct Delegations {
    /// The id of each delegation of each sheet; `None` for a label of people.
    pub of: Vec<Vec<Option<String>>>,
    /// All of them, by id.
    pub rows: BTreeMap<String, DelegationRow>,
    acronyms: BTreeMap<String, String>,
}

impl Delegations {
    pub(super) fn of(sheets: &[Sheet]) -> Self {
        let acronyms = bindings(sheets);
        let mut counts: BTreeMap<String, (BTreeMap<String, (String, usize)>, &'static str, usize)> = BTreeMap::new();
        let mut of = Vec::with_capacity(sheets.len());
        for sheet in sheets {
            let ids: Vec<Option<String>> =
                sheet.delegations.iter().map(|d| is_proper(d.kind).then(|| identity(&d.name, d.code.as_deref(), &acronyms))).collect();
            let mut here = BTreeSet::new();
            for (listed, id) in sheet.delegations.iter().zip(&ids).filter_map(|(l, id)| Some((l, id.clone()?))) {
                let entry = counts.entry(id.clone()).or_insert_with(|| (BTreeMap::new(), kind(listed), 0));
                let spelling = entry.0.entry(listed.name.clone()).or_default();
                spelling.0 = spelling.0.clone().max(sheet.date.clone().unwrap_or_default());
                spelling.1 += 1;
                if here.insert(id) {
                    entry.2 += 1;
                }
            }
            of.push(ids);
        }
        let rows = counts
            .into_iter()
            .map(|(id, (spellings, kind, records))| {
                let last =
                    spellings.iter().max_by_key(|(name, (date, n))| (*n, date.clone(), std::cmp::Reverse((*name).clone()))).map(|(name, _)| name.clone());
                let name = states::by_code(&id).filter(|_| kind == "state").map(|s| s.name.to_owned()).or(last).unwrap_or_else(|| id.clone());
                (id.clone(), DelegationRow { id, name, spellings: spellings.into_keys().collect(), kind: kind.to_owned(), records })
            })
            .collect();
        Self { of, rows, acronyms }
    }

    /// The delegation that a speaker or a coordinator is.
    pub(super) fn named(&self, named: &Named) -> String {
        identity(&named.name, named.code.as_deref(), &self.acronyms)
    }

    /// The delegation that a roster names; whether it is one that records list is for the caller to see.
    pub(super) fn by_name(&self, name: &str) -> String {
        identity(name, None, &self.acronyms)
    }
}

/// Whether it is a delegation, and not a label of people.
pub(super) const fn is_proper(kind: DelegationKind) -> bool {
    matches!(kind, DelegationKind::State | DelegationKind::Organisation | DelegationKind::Office | DelegationKind::Unknown)
}

fn kind(listed: &Listed) -> &'static str {
    match listed.kind {
        DelegationKind::State => "state",
        DelegationKind::Organisation => "organisation",
        DelegationKind::Office => "office",
        DelegationKind::Group | DelegationKind::Unknown => "unknown",
    }
}

/// Acronyms that all records which bind them bind to one name: the folded name to the acronym.
fn bindings(sheets: &[Sheet]) -> BTreeMap<String, String> {
    let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (acronym, expansion) in sheets.iter().flat_map(|s| &s.acronyms) {
        names.entry(acronym.clone()).or_default().insert(bare(expansion));
    }
    names.into_iter().filter(|(_, n)| n.len() == 1).flat_map(|(acronym, n)| n.into_iter().map(move |name| (name, acronym.clone()))).collect()
}

fn bare(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

fn identity(name: &str, code: Option<&str>, acronyms: &BTreeMap<String, String>) -> String {
    if let Some(code) = code.filter(|c| !c.is_empty()) {
        return renamed(code).to_owned();
    }
    if let Some(state) = states::resolve(name) {
        return renamed(state.code).to_owned();
    }
    // "European Union (EU)": the name, else the acronym in brackets.
    let (head, gloss) = name.rsplit_once('(').and_then(|(h, g)| Some((h.trim(), g.strip_suffix(')')?))).unwrap_or((name, ""));
    if let Some(known) = organisations::by_name(head).or_else(|| organisations::by_acronym(gloss)).or_else(|| organisations::by_acronym(head))
        && let Some(acronym) = known.acronym
    {
        return acronym.to_owned();
    }
    acronyms.get(&bare(head)).cloned().unwrap_or_else(|| if !gloss.is_empty() && acronyms.values().any(|a| a == gloss) { gloss.to_owned() } else { bare(head) })
}

fn renamed(code: &str) -> &str {
    RENAMED.iter().find(|(old, ..)| *old == code).map_or(code, |(_, new, _)| new)
}

/// What is wrong with a State's name on a day: it had ended, or did not have that name yet.
pub(super) fn out_of_time(listed: &Listed, date: &str) -> Option<String> {
    let code = listed.code.as_deref().or_else(|| states::resolve(&listed.name).map(|s| s.code))?;
    let folded = fold(&listed.name);
    if let Some((_, end)) = ENDED.iter().find(|(c, end)| *c == code && date > with_grace(end).as_str()) {
        return Some(format!("{} ended on {end}, and is listed at a meeting of {date}", listed.name));
    }
    if let Some((_, new, end)) = RENAMED.iter().find(|(c, _, end)| *c == code && date > with_grace(end).as_str()) {
        let now = states::by_code(new).map_or(*new, |s| s.name);
        return Some(format!("{} is {now} since {end}, and is listed under its old name at a meeting of {date}", listed.name));
    }
    // The name must stand on the page: a reading of "TR" or of an older name has the name of today.
    let written = fold(&listed.place.words).contains(&folded);
    let young = NAMES.iter().find(|(name, c, from)| written && *name == folded && *c == code && date < *from)?;
    Some(format!("{} has that name since {}, and is listed under it at a meeting of {date}", listed.name, young.2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_delegation_under_all_its_names() {
        let acronyms = BTreeMap::from([("league of harbours".to_owned(), "LOH".to_owned())]);
        let id = |name: &str| identity(name, None, &acronyms);
        for (a, b, same) in [
            ("Swaziland", "Eswatini", true),
            ("Zaire", "Democratic Republic of the Congo", true),
            ("Yugoslavia", "Serbia", false),
            ("Czechoslovakia", "Czechia", false),
            ("Czech Republic", "Czechia", true),
            ("The League of Harbours", "League of Harbours (LOH)", true),
            ("German Democratic Republic", "Germany", false),
            ("International Committee of the Red Cross", "ICRC", true),
        ] {
            assert_eq!(id(a) == id(b), same, "{a} {} | {b} {}", id(a), id(b));
        }
    }

    #[test]
    fn a_name_has_its_days() {
        let listed = |name: &str| Listed {
            name: name.into(),
            kind: DelegationKind::State,
            code: None,
            status: crate::minutes::Status::Present,
            place: super::super::facts::Place { words: name.into(), ..Default::default() },
            repairs: Vec::new(),
        };
        for (name, date, wrong) in [
            ("Yugoslavia", "2001-05-01", false),
            ("Yugoslavia", "2010-05-01", true),
            ("Zaire", "1996-05-01", false),
            ("Zaire", "2005-05-01", true),
            ("Eswatini", "2015-01-01", true),
            ("Swaziland", "2020-01-01", false),
            ("Montenegro", "2004-01-01", true),
        ] {
            assert_eq!(out_of_time(&listed(name), date).is_some(), wrong, "{name} {date}");
        }
    }
}

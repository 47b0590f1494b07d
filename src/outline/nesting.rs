//! Which section lies in which: numbers first, then type.

use super::headings::Dress;
use super::numbering::Step;

/// A heading on its way into the tree.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The series that it belongs to, and its number's steps; `None` without a number.
    pub(super) chain: Option<(usize, Vec<Step>)>,
    pub(super) dress: Dress,
    pub(super) x0: f32,
    /// It heads an appendix, or closes the meeting: nothing above can hold it.
    pub(super) top: bool,
    /// It is the head of a roll or a list: nothing numbered lies in it.
    pub(super) leaf: bool,
    /// Nothing but blanks lies between the heading before and this one.
    pub(super) directly: bool,
}

/// Each heading's parent.
pub(super) fn parents(places: &[Place]) -> Vec<Option<usize>> {
    let mut stack: Vec<usize> = Vec::new();
    let mut out = Vec::with_capacity(places.len());
    for (i, place) in places.iter().enumerate() {
        match &place.chain {
            Some((chain, path)) => numbered(places, &mut stack, place, *chain, path),
            None => typed(places, &mut stack, place),
        }
        out.push(stack.last().copied());
        stack.push(i);
    }
    out
}

fn numbered(places: &[Place], stack: &mut Vec<usize>, place: &Place, chain: usize, path: &[Step]) {
    let chain_at = |s: usize| places.get(s).and_then(|p| p.chain.as_ref());
    // The section whose number is the beginning of this one's.
    let (_, prefix) = path.split_last().map_or((None, &[][..]), |(l, p)| (Some(l), p));
    let holder = |s: &usize| chain_at(*s).is_some_and(|(_, p)| same_number(p, prefix));
    if let Some(at) = stack.iter().rposition(holder).filter(|_| !prefix.is_empty()) {
        stack.truncate(at + 1);
        return;
    }
    // The section before it in its series.
    if let Some(at) = stack.iter().rposition(|s| chain_at(*s).is_some_and(|(c, _)| *c == chain)) {
        stack.truncate(at);
        return;
    }
    // A series begins: inside what stands open, unless that is its equal in dress and place.
    while let Some(top) = stack.last().and_then(|s| places.get(*s)) {
        let goes = match &top.chain {
            Some((_, p)) => restarts(top, place, p, path),
            None => top.leaf || (top.dress >= place.dress && !place.directly),
        };
        if !goes {
            break;
        }
        stack.pop();
    }
}

/// Whether a series that begins anew is not inside the old one but after it.
fn restarts(top: &Place, place: &Place, old: &[Step], new: &[Step]) -> bool {
    let forms = |p: &[Step]| p.iter().map(|s| s.form).collect::<Vec<_>>();
    forms(old) == forms(new) && place.dress <= top.dress && place.x0 <= top.x0 + 3.0 || place.dress.larger(top.dress)
}

fn same_number(section: &[Step], prefix: &[Step]) -> bool {
    let round = |p: &[Step]| p.len() == 2 && p.last().is_some_and(|s| s.value == 0);
    let cut = if round(section) { section.get(..1).unwrap_or_default() } else { section };
    cut == prefix
}

fn typed(places: &[Place], stack: &mut Vec<usize>, place: &Place) {
    while let Some(top) = stack.last().and_then(|s| places.get(*s)) {
        let goes = match &top.chain {
            Some(_) => place.top || place.dress.larger(top.dress),
            None => place.top || top.dress >= place.dress,
        };
        if !goes {
            break;
        }
        stack.pop();
    }
}

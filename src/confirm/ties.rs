//! Ties names in the text to persons of the roll, where exactly one can be meant.

use super::folded;
use crate::attendance::Attendance;
use crate::diagnostics::Repair;
use crate::entities::Context;
use crate::meeting::MeetingFacts;
use crate::minutes::Status;
use crate::proceedings::Proceedings;
use std::collections::BTreeMap;

/// Offices that preside, in small letters without marks.
const PRESIDING: &[&str] = &[
    "chair", "chairman", "chairwoman", "chairperson", "president", "presiding officer", "mayor", "presidente", "presidenta", "presidente da mesa", "maire",
    "vorsitz", "vorsitzender", "vorsitzende", "sitzungsleitung", "president de seance", "presidente de seance", "convener", "convenor", "chairing",
    "commodore", "alcalde", "alcaldesa", "prefeito", "prefeita", "burgermeister", "burgermeisterin", "oberburgermeister", "oberburgermeisterin",
];

/// Finds the chair in the roll: by the name that the text gives, else by the only role that presides.
pub(super) fn chair(context: Context<'_>, meeting: &MeetingFacts, roll: &mut Attendance) {
    if roll.chair.is_some() {
        return;
    }
    if let Some(name) = &meeting.chair {
        roll.chair = person_named(roll, name);
        if roll.chair.is_some() {
            return;
        }
    }
    let present = |i: &usize| roll.people.get(*i).is_some_and(|p| matches!(p.status, Status::Present | Status::Observer));
    let by_role: Vec<usize> = (0..roll.people.len())
        .filter(present)
        .filter(|i| roll.people.get(*i).is_some_and(|p| p.role.as_deref().is_some_and(|role| presides(role) && of_this_body(role, meeting))))
        .collect();
    if let [only] = by_role.as_slice() {
        roll.chair = Some(*only);
        return;
    }
    // "Chair" beside a "Borough President": the office without a prefix is this meeting's.
    let plain: Vec<usize> = by_role
        .iter()
        .copied()
        .filter(|i| roll.people.get(*i).and_then(|p| p.role.as_deref()).is_some_and(|r| PRESIDING.contains(&folded(r).as_str())))
        .collect();
    if let [only] = plain.as_slice() {
        roll.chair = Some(*only);
        return;
    }
    // "Chair" among the presidents of banks: one alone is called so.
    let called: Vec<usize> =
        plain.iter().copied().filter(|i| roll.people.get(*i).and_then(|p| p.role.as_deref()).is_some_and(|r| folded(r).starts_with("chair"))).collect();
    if let [only] = called.as_slice() {
        roll.chair = Some(*only);
        return;
    }
    if !by_role.is_empty() {
        return;
    }
    // "Mexico – President" above three names: the one whom the text calls so.
    let of_presidency: Vec<usize> = (0..roll.people.len())
        .filter(present)
        .filter(|i| {
            let delegation = roll.people.get(*i).and_then(|p| p.delegation).and_then(|d| roll.delegations.get(d));
            delegation.and_then(|d| d.role.as_deref()).is_some_and(presides)
        })
        .collect();
    roll.chair = match of_presidency.as_slice() {
        [only] => Some(*only),
        several => {
            let called: Vec<usize> = several.iter().copied().filter(|i| is_called_presiding(context, roll, *i)).collect();
            if let [only] = called.as_slice() { Some(*only) } else { first_of(roll, several) }
        }
    };
}

/// "Norway (Chair)" above two names: a delegation names its head first.
fn first_of(roll: &mut Attendance, of_presidency: &[usize]) -> Option<usize> {
    let delegation = |i: usize| roll.people.get(i).and_then(|p| p.delegation);
    let first = *of_presidency.first()?;
    let one = of_presidency.iter().all(|i| delegation(*i) == delegation(first));
    if one {
        roll.chair_guess = Some(Repair::new("chair-inferred", "the delegation presides, and names this person first"));
    }
    one.then_some(first)
}

/// Whether an office "of" something is an office of the body that met: "President of the Bank of Elm" at a meeting of the Harbour Committee is not.
fn of_this_body(role: &str, meeting: &MeetingFacts) -> bool {
    const OWN: &[&str] =
        &["board", "council", "committee", "meeting", "session", "assembly", "commission", "conference", "association", "society", "parties", "trustees"];
    let role = folded(role);
    let Some((_, of)) = role.split_once(" of ") else { return true };
    let Some(body) = meeting.body.as_deref().map(folded) else { return true };
    let words = |s: &str| s.split_whitespace().map(str::to_owned).filter(|w| w.len() > 3).collect::<Vec<_>>();
    let body = words(&body);
    let of = words(of);
    of.iter().any(|w| OWN.contains(&w.as_str()) || body.contains(w) && !matches!(w.as_str(), "federal" | "national" | "international"))
}

/// Whether a role presides: its last word is such an office, and no "vice" or "former" stands before it.
fn presides(role: &str) -> bool {
    let role = folded(role);
    let role = role.split(" of ").next().unwrap_or(&role);
    let Some(office) = PRESIDING.iter().find(|o| role == **o || role.ends_with(&format!(" {o}"))) else { return false };
    let before = role.strip_suffix(office).unwrap_or_default().trim();
    // The chair of a committee of this body, the president of a borough, preside elsewhere.
    if ["committee", "subcommittee", "borough", "group", "association"].iter().any(|w| before.split(' ').any(|b| b == *w)) {
        return false;
    }
    !["vice", "deputy", "co", "past", "former", "ex", "sub", "acting vice", "immediate past", "assistant to the"]
        .iter()
        .any(|w| before.split(' ').any(|b| b == *w) || before == *w)
}

/// "Ambassador Ada Berg, President of the Meeting": the text outside the roll names the person with the office.
fn is_called_presiding(context: Context<'_>, roll: &Attendance, index: usize) -> bool {
    let Some(person) = roll.people.get(index) else { return false };
    let text = context.transcript.text.as_str();
    text.match_indices(person.name.as_str()).any(|(at, name)| {
        if roll.blocks.contains(&context.transcript.block_at(at)) {
            return false;
        }
        let after = text.get(at + name.len()..).unwrap_or_default();
        let Some(after) = after.strip_prefix(", ").or_else(|| after.strip_prefix(" (")) else { return false };
        let after = after.strip_prefix("the ").unwrap_or(after);
        let words: Vec<&str> = after.split_whitespace().take(1).collect();
        words.first().is_some_and(|w| presides(w))
    })
}

/// The only person of the roll who bears this name, in full, by surname or by the surname's first part.
pub(super) fn person_named(roll: &Attendance, name: &str) -> Option<usize> {
    let wanted = folded(name);
    if wanted.is_empty() {
        return None;
    }
    let only = |test: &dyn Fn(&crate::attendance::Person) -> bool| {
        let found: Vec<usize> = roll.people.iter().enumerate().filter(|(_, p)| test(p)).map(|(i, _)| i).collect();
        if let [only] = found.as_slice() { Some(*only) } else { None }
    };
    only(&|p| folded(&p.name) == wanted)
        .or_else(|| only(&|p| wanted.ends_with(&format!(" {}", folded(&p.name)))))
        .or_else(|| only(&|p| p.family.as_deref().is_some_and(|f| folded(f) == wanted || wanted.ends_with(&format!(" {}", folded(f))))))
        .or_else(|| {
            only(&|p| p.family.as_deref().and_then(|f| f.split_once(' ')).is_some_and(|(first, _)| first.len() > 3 && wanted.ends_with(&folded(first))))
        })
}

/// Ties speakers to persons, and takes back the doubt about those whom the roll lists after all.
pub(super) fn speakers(context: Context<'_>, roll: &Attendance, floor: &mut Proceedings) {
    let mut delegates: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, person) in roll.people.iter().enumerate() {
        let code = person.delegation.and_then(|d| roll.delegations.get(d)).and_then(|d| d.code.as_deref());
        if let Some(code) = code.filter(|_| matches!(person.status, Status::Present | Status::Observer)) {
            delegates.entry(code).or_default().push(i);
        }
    }
    for intervention in &mut floor.interventions {
        let speaker = &intervention.speaker;
        if let Some(code) = speaker.code.as_deref()
            && let Some(delegation) = roll.delegations.iter().find(|d| d.code.as_deref() == Some(code))
            && intervention.repairs.iter().any(|r| r.kind == "speaker-unlisted")
        {
            intervention.repairs.retain(|r| r.kind != "speaker-unlisted");
            intervention.confidence = intervention.confidence.max(delegation.confidence);
            if delegation.confidence < 1.0 {
                intervention.repairs.push(Repair::new("speaker-inferred", format!("{} is in the roll by inference only", delegation.name)));
            }
        }
        if intervention.person.is_some() {
            continue;
        }
        match speaker.kind.as_str() {
            "person" => intervention.person = person_named(roll, &speaker.name),
            "office" if roll.chair_guess.is_none() && presides_here(roll, &speaker.name) => intervention.person = roll.chair,
            "state" | "demonym" | "organisation" => {
                // "The representative of Italy": the only delegate of Italy.
                let words = context.transcript.words(intervention.span);
                if is_representative(words)
                    && let Some([only]) = speaker.code.as_deref().and_then(|c| delegates.get(c)).map(Vec::as_slice)
                {
                    intervention.person = Some(*only);
                }
            }
            _ => {}
        }
    }
}

/// Whether an office that takes the floor is this meeting's chair: "the Chair of the Roof Committee" and the mayor at a
/// meeting that somebody else presides over are not.
fn presides_here(roll: &Attendance, office: &str) -> bool {
    let role = roll.chair.and_then(|c| roll.people.get(c)).and_then(|p| p.role.as_deref()).map(folded).unwrap_or_default();
    let mayor = folded(office).ends_with("mayor");
    presides(office) && !folded(office).contains(" of ") && (!mayor || role.contains("mayor"))
}

fn is_representative(words: &str) -> bool {
    const NOUNS: &[&str] =
        &["representative", "delegate", "delegado", "delegada", "representante", "représentant", "représentante", "vertreter", "vertreterin", "ambassador"];
    words.split_whitespace().take(3).any(|w| NOUNS.contains(&w.to_lowercase().as_str()))
}

/// Ties the names of a vote by name to the roll.
pub(super) fn voters(roll: &Attendance, floor: &mut Proceedings) {
    for vote in &mut floor.votes {
        for voter in vote.voters.iter_mut().filter(|v| v.person.is_none()) {
            voter.person = person_named(roll, &voter.name).map(|i| format!("p{}", i + 1));
        }
    }
}

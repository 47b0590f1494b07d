//! Who moved and who seconded: "moved by A, seconded by B", "A made a motion", "Proposed A, seconded B", "M/S/P (A/B)".

use super::passages::Passages;

/// Verbs of moving, in small letters; "proposed" moves only where somebody seconds.
const MOVES: &[&str] = &["moved", "motioned", "moves", "proposed", "proposes", "proposer", "mover"];

/// Who made a motion and who seconded it, between two tokens.
pub(super) fn movers(passages: &Passages<'_>, first: usize, end: usize) -> (Option<String>, Option<String>) {
    let t = passages.tokens;
    let supported = passages.has(first, end, &["seconded", "second", "seconder", "seconds"]);
    let (mut moved, mut seconded) = (None, None);
    for i in first..end {
        if moved.is_none() && t.is_any(i, MOVES) && (supported || !t.is_any(i, &["proposed", "proposes", "proposer"])) {
            moved = named_at(passages, i, first, end);
        } else if moved.is_none() && t.is_any(i, &["motion", "proposal"]) {
            moved = motion_of(passages, i, first, end);
        } else if seconded.is_none() && t.is_any(i, &["seconded", "seconds", "seconder"]) {
            seconded = named_at(passages, i, first, end);
        } else if seconded.is_none() && t.is(i, "second") {
            let at = i + 1 + usize::from(t.is_any(i + 1, &["by", ":"])) + usize::from(t.are(i + 1, &["by", ":"]));
            let marked = at > i + 1 || t.is_any(i.wrapping_sub(1), &[",", "(", ";", "/"]);
            seconded = marked.then(|| after(passages, at, end)).flatten();
        }
    }
    if moved.is_none() && seconded.is_none() && (supported || passages.has(first, end, &["motion", "m", "msc", "msp"])) {
        return pair(passages, first, end);
    }
    (moved, seconded)
}

/// The name behind "moved by", "Proposer:" and "Seconded Cllr B", else the one before "moved".
fn named_at(passages: &Passages<'_>, i: usize, first: usize, end: usize) -> Option<String> {
    let t = passages.tokens;
    if t.is_any(i + 1, &["by", ":"]) {
        return after(passages, i + 2 + usize::from(t.is(i + 2, ":")), end);
    }
    let start = sentence_start(passages, i, first);
    let leads = i == start || t.is_any(i.wrapping_sub(1), &[",", "(", ";", "and", ":"]);
    let next = leads.then(|| after(passages, i + 1, end)).flatten();
    next.or_else(|| passages.name_before(i, start).map(|(_, name)| name))
}

/// "Motion by A", "motion was made by A", "on the proposal of A", "A made a motion", "Motion (A, second B)".
fn motion_of(passages: &Passages<'_>, i: usize, first: usize, end: usize) -> Option<String> {
    /// How far behind the word for the motion its "by" may stand: "motion to approve the agenda as amended was made by A".
    const REACH: usize = 30;
    let t = passages.tokens;
    let stop = passages.sentence_of(i).and_then(|n| passages.sentence(n)).map_or(end, |s| s.tokens.end.min(end));
    if t.is_any(i + 1, &["by", "of", "from", "("]) && !t.is(i + 2, "the") {
        return after(passages, i + 2, stop);
    }
    if t.is(i, "motion") && t.is_any(i.wrapping_sub(1), &["a", "the"]) && t.is_any(i.wrapping_sub(2), &["made", "offered", "makes", "put"]) {
        let start = sentence_start(passages, i, first);
        if let Some((_, name)) = passages.name_before(i - 2, start) {
            return Some(name);
        }
    }
    let by = (i + 1..stop.min(i + REACH)).find(|j| t.is_any(*j, &["made", "offered"]) && t.is(j + 1, "by"))?;
    after(passages, by + 2, stop)
}

/// "(Abbott/Brill)", "Lindqvist / Winters": two of the roll with a stroke between them.
fn pair(passages: &Passages<'_>, first: usize, end: usize) -> (Option<String>, Option<String>) {
    let t = passages.tokens;
    for i in first + 1..end.saturating_sub(1) {
        if !t.is(i, "/") {
            continue;
        }
        let before = passages.name_before(i, sentence_start(passages, i, first)).map(|(_, name)| name);
        let behind = after(passages, i + 1, end);
        if let (Some(moved), Some(seconded)) = (before, behind)
            && passages.person(&moved).is_some()
            && passages.person(&seconded).is_some()
        {
            return (Some(moved), Some(seconded));
        }
    }
    (None, None)
}

fn after(passages: &Passages<'_>, at: usize, end: usize) -> Option<String> {
    passages.name_after(at, end).map(|(_, name)| name)
}

fn sentence_start(passages: &Passages<'_>, i: usize, first: usize) -> usize {
    passages.sentence_of(i).and_then(|n| passages.sentence(n)).map_or(first, |s| s.tokens.start.max(first))
}

#[cfg(test)]
mod tests {
    use super::super::cases::with_passages;
    use super::*;

    fn check(text: &str, moved: &str, seconded: &str) {
        with_passages(text, |passages| {
            let (a, b) = movers(passages, 0, passages.tokens.len());
            assert_eq!((a.as_deref().unwrap_or(""), b.as_deref().unwrap_or("")), (moved, seconded), "{text}");
        });
    }

    #[test]
    fn forms_of_moving() {
        check("It was moved by Ann Roe and seconded by Bob Doe to adjourn.", "Ann Roe", "Bob Doe");
        check("Ms. Roe moved to adjourn. Mr. Doe seconded.", "Ms. Roe", "Mr. Doe");
        check("Motion by Roe, second by Doe, to approve the agenda.", "Roe", "Doe");
        check("A motion to mend the roof was made by Roe and seconded by Doe.", "Roe", "Doe");
        check("Trustee Roe made a motion to adopt it. Trustee Doe seconded.", "Trustee Roe", "Trustee Doe");
        check("On the proposal of Councillor Roe, seconded by Councillor Doe, it was agreed to go.", "Councillor Roe", "Councillor Doe");
        check("Agreed as accurate. Proposed AR, seconded BD.", "AR", "BD");
        check("Proposer: Cllr Roe Seconder: Cllr Doe", "Cllr Roe", "Cllr Doe");
        check("Moved by: Councillor Roe\nSeconded by: Deputy Mayor Doe\nThat the minutes be adopted.", "Councillor Roe", "Deputy Mayor Doe");
        check("Motion (Roe, second Doe) to award the work.", "Roe", "Doe");
        check("M/S/P (Roe/Doe) to adjourn.", "Roe", "Doe");
        check("Motion to accept the report: Roe / Doe. Approved.", "Roe", "Doe");
        check("Ann Roe proposed that they meet in May.", "", "");
        check("The plan covers roads/bridges in the second year. A motion was heard.", "", "");
    }
}

//! A file that holds several minutes: an archive's yearly volume.
//!
//! A new meeting begins only where the head of a page says so three times over: a head, a day or a month that is not the last
//! meeting's, and a roll or an opening below them. The head is a line that begins as minutes' titles do; or, where each secretary of
//! a long series wrote another one, the page before has closed its meeting, or the line heads other pages that begin so. Annexes,
//! letters, notices and agendas between two meetings stay with the one before. Where in doubt the file is one record.

use super::cues;
use crate::entities::dates::{self, Grain};
use crate::entities::tokens::Tokens;
use crate::language::Language;
use crate::outline::folded;
use crate::transcript::Transcript;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A head stands in so many lines of a page.
const HEAD: usize = 6;
/// A roll or an opening follows in so many.
const BELOW: usize = 14;
/// The last lines of a page that may say that its meeting has closed: a closing, a signature, a footer.
const FOOT: usize = 7;
/// A head without a title, and its day, stand in so many lines.
const BARE_HEAD: usize = 3;
/// A line that is a day "and hardly more" has so many words.
const ALONE: usize = 5;
/// Fewer meetings than this are no volume, unless all that tells two apart is there.
const FEWEST: usize = 3;

const TITLES: &[&str] = &["minutes of", "minutes", "proces verbal", "compte rendu", "acta", "ata", "protokoll", "niederschrift", "summary record"];
const ROLLS: &[&str] = &[
    "present", "attendance", "attendees", "roll call", "members present", "etaient presents", "anwesend", "teilnehmer", "asistentes", "presencas",
    "called to order",
];
/// How a roll's own line begins.
const ROLL_LINES: &[&str] = &[
    "present", "in attendance", "those in attendance", "those present", "attendance", "attendees", "attending", "roll call", "members present",
    "directors present", "etaient presents", "presents", "anwesend", "teilnehmer", "asistentes", "presencas", "presentes",
];
/// What announces a meeting, and is no minutes of it.
const ANNOUNCES: &[&str] =
    &["agenda", "notice", "order of business", "ordre du jour", "convocation", "tagesordnung", "orden del dia", "ordem do dia", "memo", "memorandum"];
/// That a document ends.
const SIGNED: &[&str] = &["respectfully submitted", "le secretaire de seance", "fur das protokoll", "der protokollfuhrer", "doy fe", "nada mas havendo"];

/// The pages of each meeting, first and last; empty where the file holds one.
#[must_use]
pub fn meetings(t: &Transcript, language: Language) -> Vec<(u32, u32)> {
    let tops = tops(t, language);
    // Lines that head several pages on which a meeting could begin.
    let mut heads: BTreeMap<&str, usize> = BTreeMap::new();
    for line in tops.iter().filter(|top| top.day.is_some() && top.roll).flat_map(|top| &top.head) {
        *heads.entry(line).or_default() += 1;
    }
    let mut starts: Vec<(u32, Date)> = Vec::new();
    // Two are enough where each has its title and the first one has closed before the second begins.
    let mut plain = true;
    for top in &tops {
        let day = top.titled.or_else(|| {
            let familiar = top.head.iter().any(|l| heads.get(l.as_str()).is_some_and(|n| *n >= FEWEST));
            top.day.filter(|_| top.roll && (top.after_closing || familiar || top.alone))
        });
        if let Some(day) = day
            && starts.last().is_none_or(|(_, before)| *before != day)
        {
            plain &= top.titled.is_some() && (starts.is_empty() || top.after_closing);
            starts.push((top.page, day));
        }
    }
    if starts.len() < FEWEST && !(plain && starts.len() > 1) {
        return Vec::new();
    }
    let last = t.pages.iter().map(|p| p.number).max().unwrap_or(0);
    let first = t.pages.iter().map(|p| p.number).min().unwrap_or(1);
    let ends = starts.iter().skip(1).map(|(p, _)| p - 1).chain([last]);
    // What stands before the first meeting, a cover, goes with it.
    starts.iter().enumerate().zip(ends).map(|((i, (p, _)), end)| (if i == 0 { first } else { *p }, end)).collect()
}

/// What the head of a page says of a meeting that begins there.
#[derive(Debug)]
struct Top {
    page: u32,
    /// The day of the minutes whose title stands here, above a roll or an opening.
    titled: Option<Date>,
    /// The day, or the first day of the month, in the first lines.
    day: Option<Date>,
    /// A roll's line or an opening follows.
    roll: bool,
    /// The first line is a day, or a month, and hardly more.
    alone: bool,
    /// The page before ends with a closing or a signature.
    after_closing: bool,
    /// The first lines, folded, figures left out.
    head: Vec<String>,
}

fn tops(t: &Transcript, language: Language) -> Vec<Top> {
    let mut tops = Vec::new();
    let (mut from, mut after_closing) = (0, false);
    while let Some(first) = t.lines.get(from) {
        let rest = t.lines.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|l| l.page == first.page).count().max(1);
        let own = rest.get(..count).unwrap_or_default();
        let lines: Vec<&str> = own.iter().take(BELOW).map(|l| l.span.of(&t.text)).collect();
        if let Some(page) = first.page {
            tops.push(top(page, &lines, after_closing, language));
        }
        after_closing = own.iter().rev().take(FOOT).map(|l| folded(l.span.of(&t.text))).any(|l| cues::has(&l, cues::CLOSING) || cues::has(&l, SIGNED));
        from += count;
    }
    tops
}

fn top(page: u32, lines: &[&str], after_closing: bool, language: Language) -> Top {
    let head: Vec<String> = lines.iter().take(BARE_HEAD).map(|l| folded(l)).collect();
    let announces = head.iter().any(|l| l.split(' ').count() <= 12 && cues::has(l, ANNOUNCES));
    let day = lines.iter().take(BARE_HEAD).filter(|_| !announces).find_map(|l| day_of(l, language, Grain::Month));
    let alone = day.is_some() && lines.first().is_some_and(|l| l.split_whitespace().count() <= ALONE && day_of(l, language, Grain::Month).is_some());
    let roll = lines.iter().take(HEAD).any(|l| {
        let words = folded(l);
        let were_present = (words.starts_with("the following") || l.trim_end().ends_with(':')) && cues::has(&words, &["were present"]);
        were_present || cues::has(&words, cues::OPENING) || ROLL_LINES.iter().any(|c| words.strip_prefix(c).is_some_and(|r| r.is_empty() || r.starts_with(' ')))
    });
    let bare = |l: &String| l.split(' ').filter(|w| !w.is_empty() && !w.bytes().any(|b| b.is_ascii_digit())).collect::<Vec<_>>().join(" ");
    let head = head.iter().map(bare).filter(|l| (3..=14).contains(&l.split(' ').count())).collect();
    Top { page, titled: begins(lines, language), day, roll, alone, after_closing, head }
}

/// The first day that a head's line names, no coarser than `grain`; `None` where the line is prose or speaks of another meeting.
fn day_of(line: &str, language: Language, grain: Grain) -> Option<Date> {
    const OTHERS: &[&str] = &["next", "approved", "previous"];
    let words = line.split_whitespace().count();
    let fits = |d: &dates::FoundDate| d.is_full_day() || grain == Grain::Month && d.grain == Grain::Month && d.from == dates::From::Text;
    let found = dates::find(&Tokens::of(line), language, None).into_iter().find(|d| fits(d) && (words <= 16 || d.span.start == 0));
    found.filter(|_| !cues::has(&folded(line), OTHERS)).and_then(|d| d.start)
}

/// The day of the meeting whose minutes' title stands in the head of a page with these lines.
fn begins(lines: &[&str], language: Language) -> Option<Date> {
    let title = lines.iter().take(HEAD).position(|l| {
        let words = folded(l);
        words.split(' ').count() <= 22 && TITLES.iter().any(|c| words.strip_prefix(c).is_some_and(|r| r.is_empty() || r.starts_with(' ')))
    })?;
    let near = lines.get(title.saturating_sub(3)..(title + 4).min(lines.len()))?;
    let day = near.iter().filter(|l| l.split_whitespace().count() <= 16).find_map(|l| day_of(l, language, Grain::Day))?;
    let below = lines.get(title + 1..)?;
    below.iter().any(|l| cues::has(&folded(l), ROLLS) || cues::has(&folded(l), cues::OPENING)).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::meetings;
    use crate::language::Language;
    use crate::transcript::drawn::drawn;

    fn minutes(day: &str) -> String {
        format!("{day}\n\nMinutes of the Meeting of the Harbour Board\n\nThe meeting was called to order by Nora Birch.\n\nPresent were all members.")
    }

    #[test]
    fn a_volume_is_split_at_its_title_pages() {
        let letter = "May 20, 1995\n\nDear neighbours, the minutes of the last meeting are enclosed.";
        let volume = [minutes("May 4, 1995"), letter.to_owned(), minutes("June 8, 1995"), minutes("July 6, 1995")].join("\n\n---\n\n");
        assert_eq!(meetings(&drawn(&volume), Language::English), [(1, 2), (3, 3), (4, 4)]);
    }

    #[test]
    fn a_series_without_titles_is_split_where_one_meeting_closes_and_the_next_begins() {
        let page = |head: &str| format!("{head}\n\nPresent: Nora Birch, Abel Quist\n\nThe dues were paid.\n\nThe meeting adjourned at 9 pm.");
        let notice = "Harbour Board\n\nNotice of the meeting of May 11, 1998\n\nRoll call\n\nDues";
        let volume = [
            page("Harbour Board\n\nMARCH 1998"),
            page("April 13, 1998, 7 pm, at the boathouse"),
            notice.to_owned(),
            page("MAY 11, 1998\n\nHarbour Board"),
            "A long page of what was said.\n\nIn June 1998 nothing is planned.".to_owned(),
            page("JUNE 8, 1998"),
        ];
        // The fifth page has no closing, but the sixth begins with the roll that heads the others.
        assert_eq!(meetings(&drawn(&volume.join("\n\n---\n\n")), Language::English), [(1, 1), (2, 3), (4, 5), (6, 6)]);
    }

    #[test]
    fn pages_that_begin_with_a_day_alone_and_a_roll() {
        let page = |head: &str, roll: &str| format!("{head}\n\nElm Ridge Association\n\n{roll}\n\nThe dues were paid.");
        let memo = "July 15, 1999\n\nMEMO from the special committee\n\nPresent: Nora Birch\n\nThe corral was looked at.";
        let volume = [
            page("OCTOBER 14, 1998", "Present were: Nora Birch, Abel Quist"),
            page("November 1998", "Present-Nora Birch"),
            memo.to_owned(),
            page("JULY 19, 1999 at 7:30", "The following members of the Board were present:"),
        ];
        assert_eq!(meetings(&drawn(&volume.join("\n\n---\n\n")), Language::English), [(1, 1), (2, 3), (4, 4)]);
    }

    #[test]
    fn one_meeting_with_annexes_is_one() {
        let one = [minutes("May 4, 1995"), "Annex 1\n\nAgenda of May 4, 1995".to_owned(), minutes("May 4, 1995")].join("\n\n---\n\n");
        assert!(meetings(&drawn(&one), Language::English).is_empty());
    }

    #[test]
    fn a_part_counts_from_its_own_beginning() {
        let volume = [minutes("May 4, 1995"), minutes("June 8, 1995"), minutes("July 6, 1995")].join("\n\n---\n\n");
        let part = drawn(&volume).part(2, 2);
        assert!(part.text.starts_with("June 8, 1995"));
        assert_eq!(part.blocks.len(), 4);
        assert!(part.lines.iter().all(|l| part.blocks.get(l.block).is_some_and(|b| b.span.contains(l.span))));
    }
}

//! A file that holds several minutes: an archive's yearly volume.
//!
//! A new meeting begins only where the head of a page says so three times over: a line that begins as minutes' titles do, a
//! full date that is not the last meeting's, and a roll or an opening below them. Annexes, letters and agendas between two meetings
//! stay with the one before. Where in doubt the file is one record.

use super::cues;
use crate::entities::dates;
use crate::entities::tokens::Tokens;
use crate::language::Language;
use crate::outline::folded;
use crate::transcript::Transcript;
use jiff::civil::Date;

/// A head stands in so many lines of a page.
const HEAD: usize = 6;
/// A roll or an opening follows in so many.
const BELOW: usize = 14;
/// Fewer meetings than this are no volume.
const FEWEST: usize = 3;

const TITLES: &[&str] = &["minutes of", "minutes", "proces verbal", "compte rendu", "acta", "ata", "protokoll", "niederschrift", "summary record"];
const ROLLS: &[&str] = &[
    "present", "attendance", "attendees", "roll call", "members present", "etaient presents", "anwesend", "teilnehmer", "asistentes", "presencas",
    "called to order",
];

/// The pages of each meeting, first and last; empty where the file holds one.
#[must_use]
pub fn meetings(t: &Transcript, language: Language) -> Vec<(u32, u32)> {
    let mut starts: Vec<(u32, Date)> = Vec::new();
    let mut from = 0;
    while let Some(first) = t.lines.get(from) {
        let page = first.page;
        let rest = t.lines.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|l| l.page == page).count();
        let lines: Vec<&str> = rest.iter().take(count.min(BELOW)).map(|l| l.span.of(&t.text)).collect();
        if let (Some(page), Some(day)) = (page, begins(&lines, language))
            && starts.last().is_none_or(|(_, before)| *before != day)
        {
            starts.push((page, day));
        }
        from += count.max(1);
    }
    if starts.len() < FEWEST {
        return Vec::new();
    }
    let last = t.pages.iter().map(|p| p.number).max().unwrap_or(0);
    let first = t.pages.iter().map(|p| p.number).min().unwrap_or(1);
    let ends = starts.iter().skip(1).map(|(p, _)| p - 1).chain([last]);
    // What stands before the first meeting, a cover, goes with it.
    starts.iter().enumerate().zip(ends).map(|((i, (p, _)), end)| (if i == 0 { first } else { *p }, end)).collect()
}

/// The day of the meeting whose minutes begin with these lines of a page.
fn begins(lines: &[&str], language: Language) -> Option<Date> {
    let title = lines.iter().take(HEAD).position(|l| {
        let words = folded(l);
        words.split(' ').count() <= 22 && TITLES.iter().any(|c| words.strip_prefix(c).is_some_and(|r| r.is_empty() || r.starts_with(' ')))
    })?;
    let near = lines.get(title.saturating_sub(3)..(title + 4).min(lines.len()))?;
    let day = near.iter().find_map(|l| {
        let tokens = Tokens::of(l);
        let words = l.split_whitespace().count();
        dates::find(&tokens, language, None)
            .into_iter()
            .find(|d| d.is_full_day() && words <= 16 && !cues::has(&folded(l), &["next", "approved", "previous"]))
            .and_then(|d| d.start)
    })?;
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

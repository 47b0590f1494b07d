//! Heads in Chinese: the line that ends in "紀錄" is the title, "時間：", "地點：" and "散會：" tell when and where.
//!
//! The labels are spread ("時 間") and may share a line, so they are looked for character by character, blanks left out.
//! A year of the Republic ("民國 109 年") is counted from 1912.

use super::{MeetingFacts, certain};
use crate::diagnostics::Repair;
use crate::span::Span;
use crate::transcript::Transcript;
use jiff::civil::Date;

/// The head's labels stand among so many characters from the beginning.
const HEAD: usize = 1200;

/// How far before the end of the text the hour of closing is looked for, in characters.
const ENDING: usize = 3000;

/// Confidence of what was written with doubled characters.
const UNDOUBLED: f32 = 0.7;

const WHEN: &[&str] = &["會議時間", "会议时间", "開會時間", "时间", "時間", "日期"];
const WHERE: &[&str] = &["會議地點", "会议地点", "開會地點", "地點", "地点"];
const CLOSED: &[&str] = &["散會", "散会"];
const RECORD: &[&str] = &["紀錄", "記錄", "记录", "纪要"];

/// Reads what the fields have not told yet. Does nothing where the head is not Chinese.
pub(super) fn read(t: &Transcript, facts: &mut MeetingFacts) {
    let head = Words::of(t, t.text.char_indices().nth(HEAD).map_or(t.text.len(), |(at, _)| at), 0);
    let when = head.labelled(WHEN);
    let place = head.labelled(WHERE);
    if when.is_none() && place.is_none() {
        return;
    }
    if facts.title.is_none()
        && let Some(span) = title(t)
    {
        let words = span.of(&t.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let (words, doubled) = undoubled(&words);
        body(t, span, &words, facts);
        facts.title = Some(words);
        facts.evidence.insert("title", certain(t, span));
        for field in ["title", "body"] {
            if let Some(evidence) = facts.evidence.get_mut(field).filter(|_| doubled) {
                evidence.confidence = UNDOUBLED;
                evidence.repairs.push(Repair::new("doubled-characters", "characters beside the gaps are written twice, and read once"));
            }
        }
    }
    if let Some(value) = when {
        // The labelled day outweighs one that was worked out from elsewhere.
        let open = facts.evidence.get("date").is_none_or(|e| e.confidence < 1.0);
        if let (true, Some((day, span))) = (open, day(t, value)) {
            facts.date = Some(day);
            facts.evidence.insert("date", certain(t, span));
        }
        if let (None, Some((time, span))) = (&facts.start_time, hour(t, value)) {
            facts.start_time = Some(time);
            facts.evidence.insert("start_time", certain(t, span));
        }
    }
    if let (None, Some(span)) = (&facts.venue, place) {
        let (words, doubled) = undoubled(&span.of(&t.text).split_whitespace().collect::<Vec<_>>().join(" "));
        facts.venue = Some(words);
        let mut evidence = certain(t, span);
        if doubled {
            evidence.confidence = UNDOUBLED;
            evidence.repairs.push(Repair::new("doubled-characters", "characters beside the gaps are written twice, and read once"));
        }
        facts.evidence.insert("venue", evidence);
    }
    let from = t.text.char_indices().rev().nth(ENDING).map_or(0, |(at, _)| at);
    let closed = Words::of(t, t.text.len(), from).labelled(CLOSED);
    if let (None, Some((time, span))) = (&facts.end_time, closed.and_then(|value| hour(t, value))) {
        facts.end_time = Some(time);
        facts.evidence.insert("end_time", certain(t, span));
    }
}

/// "中華 華民國天文 文學會": a page whose characters beside each gap are drawn twice. `true` where that was mended.
fn undoubled(words: &str) -> (String, bool) {
    /// So many seams are no accident.
    const SEAMS: usize = 3;
    let mut out = String::new();
    let (mut seams, mut last) = (0, "");
    for part in words.split(' ') {
        let common = (1..=part.chars().count().min(last.chars().count())).rev().find_map(|n| {
            let cut = part.char_indices().nth(n).map_or(part.len(), |(i, _)| i);
            let (head, rest) = part.split_at_checked(cut)?;
            (last.ends_with(head) && head.chars().all(|c| !c.is_ascii())).then_some(rest)
        });
        if let Some(rest) = common {
            seams += 1;
            out.push_str(rest);
        } else {
            out.push_str(if out.is_empty() { "" } else { " " });
            out.push_str(part);
        }
        last = part;
    }
    if seams >= SEAMS { (out, true) } else { (words.to_owned(), false) }
}

/// The first short line that ends in a word for a record.
fn title(t: &Transcript) -> Option<Span> {
    /// A title has no more characters than this.
    const LONGEST: usize = 60;
    let fits = |s: &Span| {
        let bare: String = s.of(&t.text).chars().filter(|c| !c.is_whitespace()).collect();
        RECORD.iter().any(|r| bare.ends_with(r)) && !bare.contains(['：', ':']) && (5..=LONGEST).contains(&bare.chars().count())
    };
    t.lines.iter().take(12).map(|l| l.span.trimmed(&t.text)).find(fits)
}

/// "某某學會 第 26 屆第 14 次…會議": whose meeting it is, and its number.
fn body(t: &Transcript, span: Span, title: &str, facts: &mut MeetingFacts) {
    let Some((name, rest)) = title.split_once('第') else { return };
    let name = name.trim();
    if facts.body.is_none() && name.chars().count() > 1 {
        facts.body = Some(name.to_owned());
        facts.evidence.insert("body", certain(t, span));
    }
    let number = rest.split('第').filter_map(|part| part.split_once('次')).map(|(n, _)| n.trim()).find(|n| n.parse::<u32>().is_ok());
    if let (None, Some(number)) = (&facts.number, number) {
        facts.number = Some(number.to_owned());
        facts.evidence.insert("number", certain(t, span));
    }
}

/// The characters of a stretch of text that are no blanks, each with its place.
struct Words {
    chars: Vec<(usize, char)>,
    end: usize,
}

impl Words {
    fn of(t: &Transcript, end: usize, from: usize) -> Self {
        let text = t.text.get(from..end).unwrap_or_default();
        // The ends of lines stay: they end a value.
        Self { chars: text.char_indices().filter(|(_, c)| !c.is_whitespace() || *c == '\n').map(|(at, c)| (from + at, c)).collect(), end }
    }

    /// What stands between a label with its colon and the next numbered label or the line's end.
    fn labelled(&self, labels: &[&str]) -> Option<Span> {
        let begins = |i: usize, label: &str| label.chars().enumerate().all(|(n, c)| self.chars.get(i + n).is_some_and(|(_, x)| *x == c));
        let colon = |i: usize| self.chars.get(i).is_some_and(|(_, c)| matches!(c, '：' | ':'));
        let first = (0..self.chars.len()).find_map(|i| {
            let label = labels.iter().find(|l| begins(i, l) && colon(i + l.chars().count()))?;
            Some(i + label.chars().count() + 1)
        })?;
        let next_label = |i: usize| {
            const NUMERALS: &str = "一二三四五六七八九十";
            self.chars.get(i).is_some_and(|(_, c)| NUMERALS.contains(*c)) && self.chars.get(i + 1).is_some_and(|(_, c)| *c == '、')
        };
        let last = (first..self.chars.len()).find(|i| self.chars.get(*i).is_some_and(|(_, c)| *c == '\n') || next_label(*i)).unwrap_or(self.chars.len());
        let start = self.chars.get(first)?.0;
        let end = self.chars.get(last.checked_sub(1)?).map_or(self.end, |(at, c)| at + c.len_utf8());
        (last > first).then(|| Span::new(start, end))
    }
}

/// "2020 年 09 月 20 日", "民國 109 年 9 月 20 日".
fn day(t: &Transcript, value: Span) -> Option<(Date, Span)> {
    /// The year before the first of the Republic.
    const REPUBLIC: i16 = 1911;
    let words = value.of(&t.text);
    let (year, rest) = words.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let (day, rest) = rest.split_once('日')?;
    let digits = year.len() - year.trim_end().trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (before, year) = year.split_at_checked(year.len() - digits)?;
    let year: i16 = year.trim().parse().ok()?;
    let year = if year < 200 && before.contains("民國") { year + REPUBLIC } else { year };
    let day = Date::new(year, month.trim().parse().ok()?, day.trim().parse().ok()?).ok().filter(|d| (1900..2100).contains(&d.year()))?;
    Some((day, Span::new(value.start, value.end - rest.len())))
}

/// "16：00", "20: 20", "下午2時30分".
fn hour(t: &Transcript, value: Span) -> Option<(String, Span)> {
    let words = value.of(&t.text);
    let at = words.find(['：', ':']).or_else(|| words.find(['時', '时', '點']))?;
    let (head, tail) = words.split_at_checked(at)?;
    let digits = head.trim_end().chars().rev().take_while(char::is_ascii_digit).count();
    let start = head.trim_end().len().checked_sub(digits)?;
    let hour: u32 = head.get(start..)?.trim().parse().ok()?;
    let mark = tail.chars().next().map_or(0, char::len_utf8);
    let after = tail.get(mark..)?;
    let blank = after.len() - after.trim_start().len();
    let minutes: String = after.trim_start().chars().take_while(char::is_ascii_digit).collect();
    let minute: u32 = if minutes.is_empty() && !tail.starts_with(['：', ':']) { 0 } else { minutes.parse().ok()? };
    let afternoon = ["下午", "晚上"].iter().any(|w| head.contains(w)) && hour < 12;
    let hour = if afternoon { hour + 12 } else { hour };
    let end = value.start + at + mark + blank + minutes.len();
    (hour < 24 && minute < 60).then(|| (format!("{hour:02}:{minute:02}"), Span::new(value.start + start, end).trimmed(&t.text)))
}

#[cfg(test)]
mod tests {
    use super::undoubled;

    #[test]
    fn characters_drawn_twice_beside_gaps() {
        for (words, expected) in [
            ("中華 華道路 路學會 會 第 3 屆", "中華道路學會 第 3 屆"),
            ("中華道路學會 第 3 屆第 4 次", "中華道路學會 第 3 屆第 4 次"),
            ("一 一 之路", "一 一 之路"),
        ] {
            assert_eq!(undoubled(words).0, expected);
        }
    }
}

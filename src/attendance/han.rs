//! Rolls in Chinese: "三、出席人員", offices in brackets before names, affiliations and leave in brackets behind them.
//!
//! Names are two to four characters without a capital to know them by, so only what the roll's own pattern holds is read: what
//! follows a label of those attending, up to the first numbered heading that is no such label. Where labels and names stand
//! apart (two columns), the statuses that the labels tell are not certain.

use super::names::ParsedPerson;
use super::{Attendance, Delegation, Person};
use crate::diagnostics::{Code, Diagnosed, Notice, Repair};
use crate::entities::Context;
use crate::minutes::{DelegationKind, Status};
use crate::span::Span;
use std::collections::BTreeSet;

/// Confidence where labels stand apart from the names that they belong to.
const APART: f32 = 0.6;

/// A line of more characters than this without brackets or list marks is running text.
const LONGEST: usize = 60;

/// Reads a roll in Chinese; `None` where there is none.
pub(super) fn read(context: Context<'_>) -> Option<Diagnosed<Attendance>> {
    let t = context.transcript;
    let first = t.lines.iter().position(|l| label(unnumbered(t.words(l.span))).is_some_and(|(what, _)| what == Label::Attending))?;
    let mut list = List::default();
    let mut blocks = BTreeSet::new();
    for line in t.lines.iter().skip(first) {
        let words = t.words(line.span);
        let rest = unnumbered(words);
        let found = label(rest);
        let numbered = rest.len() < words.len();
        if found.is_none() && numbered || words.contains('。') || words.chars().count() > LONGEST && !words.contains(['（', '(', '、']) {
            break;
        }
        blocks.insert(line.block);
        list.by_lines(found, rest, line.span.start + (words.len() - rest.len()));
    }
    if list.out.people.is_empty() {
        return None;
    }
    list.out.blocks = blocks.into_iter().collect();
    let mut notices = Vec::new();
    if list.apart {
        list.out.chair = None;
        for person in &mut list.out.people {
            person.confidence = person.confidence.min(APART);
            person.role = None;
            person.repairs.push(Repair::new("label-apart", "the labels of the list stand apart from its names: who attended as what is not certain"));
        }
        let span = list.out.people.first().map_or(Span::default(), |p| p.span);
        let message = "the labels of the list of those present stand apart from its names: who attended as what is not certain";
        notices.push(Notice::new(Code::OrderRepaired, message).at(span));
    }
    Some(Diagnosed { value: list.out, notices })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Label {
    #[default]
    Attending,
    SittingIn,
    OnLeave,
    Absent,
    Chair,
    Minutes,
}

/// The label that a line begins with, and how many bytes of the line it takes.
fn label(line: &str) -> Option<(Label, usize)> {
    const LABELS: &[(&str, Label)] = &[
        ("出席", Label::Attending),
        ("與會", Label::Attending),
        ("与会", Label::Attending),
        ("列席", Label::SittingIn),
        ("請假", Label::OnLeave),
        ("请假", Label::OnLeave),
        ("缺席", Label::Absent),
        ("主席", Label::Chair),
        ("主持人", Label::Chair),
        ("記錄", Label::Minutes),
        ("紀錄", Label::Minutes),
        ("记录", Label::Minutes),
    ];
    const TAILS: &[&str] = &["人員姓名", "人員", "人员姓名", "人员", "委員", "委员", "者", "單位", "人"];
    // "主 席：" is spread.
    let (head, colon) = line.find(['：', ':']).map_or((line, None), |at| (line.get(..at).unwrap_or_default(), line.get(at..)));
    let closed: String = head.chars().filter(|c| !c.is_whitespace()).collect();
    let (what, rest) = LABELS.iter().find_map(|(l, what)| Some((*what, closed.strip_prefix(l)?)))?;
    let rest = TAILS.iter().find_map(|tail| rest.strip_prefix(tail)).unwrap_or(rest);
    if !rest.is_empty() {
        return None;
    }
    let sign = colon.and_then(|c| c.chars().next()).map_or(0, char::len_utf8);
    (colon.is_some() || closed.chars().count() > 3).then_some((what, head.len() + sign))
}

/// The line without "三、", "壹、", "1、".
fn unnumbered(line: &str) -> &str {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| "一二三四五六七八九十壹貳參叁肆伍陸柒捌玖拾0123456789".contains(c));
    if rest.len() == line.len() { line } else { rest.strip_prefix(['、', '.', '．']).map_or(line, str::trim_start) }
}

#[derive(Debug, Default)]
struct List {
    out: Attendance,
    mode: Label,
    /// The office in brackets before the names.
    role: Option<String>,
    /// Names since the last label, and since the last office.
    since_label: Option<usize>,
    since_role: Option<usize>,
    /// Labels or offices stood without a name of their own.
    apart: bool,
}

impl List {
    fn by_lines(&mut self, found: Option<(Label, usize)>, line: &str, at: usize) {
        let (line, at) = match found {
            Some((what, taken)) => {
                self.apart |= self.since_label == Some(0);
                (self.mode, self.role, self.since_role, self.since_label) = (what, None, None, Some(0));
                (line.get(taken..).unwrap_or_default(), at + taken)
            }
            None => (line, at),
        };
        self.items(line, at);
    }

    /// Names, brackets and list marks of one line.
    fn items(&mut self, line: &str, at: usize) {
        let mut run: Option<(usize, String, usize)> = None;
        let mut last: Option<usize> = None;
        let mut chars = line.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if is_han(c) {
                let end = i + c.len_utf8();
                match &mut run {
                    Some((_, name, to)) => {
                        name.push(c);
                        *to = end;
                    }
                    None => run = Some((i, c.to_string(), end)),
                }
                continue;
            }
            // "周 翊": a name of two characters is spread to the width of three.
            if c.is_whitespace() && run.as_ref().is_some_and(|(_, name, _)| name.chars().count() == 1) {
                continue;
            }
            if let Some((from, name, to)) = run.take() {
                if matches!(c, '：' | ':') {
                    let what = label(&format!("{name}："));
                    self.mode = what.map_or(Label::Minutes, |(what, _)| what);
                    last = None;
                } else {
                    last = self.name(&name, Span::new(at + from, at + to));
                }
            }
            if matches!(c, '（' | '(') {
                let inner: String = chars.by_ref().map(|(_, c)| c).take_while(|c| !matches!(c, '）' | ')')).collect();
                self.bracket(inner.trim(), last, at + i);
            } else if !c.is_whitespace() {
                last = None;
            }
        }
        if let Some((from, name, to)) = run {
            self.name(&name, Span::new(at + from, at + to));
        }
    }

    fn name(&mut self, name: &str, span: Span) -> Option<usize> {
        let count = name.chars().count();
        if !(2..=4).contains(&count) || is_office(name) || self.mode == Label::Minutes {
            return None;
        }
        self.since_label = self.since_label.map(|n| n + 1);
        self.since_role = self.since_role.map(|n| n + 1);
        if let Some(held) = self.out.people.iter().position(|p| p.name == name) {
            if let Some(person) = self.out.people.get_mut(held) {
                person.also.push(span);
            }
            if self.mode == Label::Chair {
                self.out.chair = Some(held);
            }
            return Some(held);
        }
        let surname = if count == 4 || DOUBLE.iter().any(|d| name.starts_with(d)) { 2 } else { 1 };
        let family: String = name.chars().take(surname).collect();
        let given: String = name.chars().skip(surname).collect();
        let status = match self.mode {
            Label::SittingIn => Status::Observer,
            Label::OnLeave => Status::Apologies,
            Label::Absent => Status::Absent,
            Label::Attending | Label::Chair | Label::Minutes => Status::Present,
        };
        let index = self.out.people.len();
        if self.mode == Label::Chair {
            self.out.chair = Some(index);
        }
        let parsed = ParsedPerson {
            name: name.to_owned(),
            given: Some(given).filter(|g| !g.is_empty()),
            family: Some(family),
            role: self.role.clone(),
            confidence: 1.0,
            ..ParsedPerson::default()
        };
        self.out.people.push(Person::of(parsed, name.to_owned(), span, status));
        Some(index)
    }

    /// What stands in brackets: an office before names; leave, an office or an affiliation behind one.
    fn bracket(&mut self, inner: &str, last: Option<usize>, at: usize) {
        let Some(index) = last else {
            if is_office(inner) {
                self.apart |= self.since_role == Some(0);
                (self.role, self.since_role) = (Some(inner.to_owned()), Some(0));
            }
            return;
        };
        let Some(person) = self.out.people.get_mut(index) else { return };
        match inner {
            "請假" | "请假" => person.status = Status::Apologies,
            "缺席" => person.status = Status::Absent,
            _ if inner.is_empty() || inner.contains("線上") || inner.contains("线上") || inner.contains("視訊") || inner.contains("视频") => {}
            office if is_office(office) => person.role = Some(office.to_owned()),
            affiliation => {
                if person.delegation.is_some() || !affiliation.chars().any(is_han) {
                    return;
                }
                let held = self.out.delegations.iter().position(|d| d.name == affiliation && d.status == Status::Present);
                person.delegation = Some(held.unwrap_or(self.out.delegations.len()));
                if held.is_none() {
                    let start = at + '（'.len_utf8();
                    self.out.delegations.push(Delegation {
                        name: affiliation.to_owned(),
                        as_written: affiliation.to_owned(),
                        kind: DelegationKind::Organisation,
                        code: None,
                        role: None,
                        status: Status::Present,
                        span: Span::new(start, start + affiliation.len()),
                        also: Vec::new(),
                        confidence: 1.0,
                        repairs: Vec::new(),
                    });
                }
            }
        }
    }
}

/// Family names of two characters.
const DOUBLE: &[&str] = &["歐陽", "欧阳", "司馬", "司马", "上官", "諸葛", "诸葛", "東方", "皇甫", "尉遲", "公孫", "慕容", "令狐", "端木", "張簡", "范姜"];

fn is_office(words: &str) -> bool {
    const ENDS: &[&str] = &[
        "理事", "監事", "监事", "委員", "委员", "理事長", "秘書長", "秘书长", "會長", "会长", "主席", "主任", "秘書", "秘书", "所長", "院長", "校長", "校长",
        "處長", "组长", "組長", "召集人", "副理事長", "議員", "议员", "代表", "助理", "顧問", "顾问", "主委", "總幹事",
    ];
    ENDS.iter().any(|e| words.ends_with(e)) && words.chars().count() <= 8
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::{sentences, tokens::Tokens};
    use crate::language::Language;
    use crate::outline::Outline;
    use crate::transcript::drawn::drawn;

    fn check(drawing: &str, expected: &[&str]) {
        let transcript = drawn(drawing);
        let tokens = Tokens::of(&transcript.text);
        let sentences = sentences::split(&transcript, &tokens, &Outline::default());
        let outline = Outline::default();
        let context = Context { transcript: &transcript, tokens: &tokens, sentences: &sentences, outline: &outline, language: Language::English, anchor: None };
        let roll = read(context).map(|d| d.value).unwrap_or_default();
        let shown: Vec<String> = roll
            .people
            .iter()
            .enumerate()
            .map(|(i, p)| {
                let of = p.delegation.and_then(|d| roll.delegations.get(d)).map_or("", |d| d.name.as_str());
                let chair = if roll.chair == Some(i) { " chair" } else { "" };
                format!("{} {:?} {} {of} {}{chair}", p.name, p.status, p.role.as_deref().unwrap_or(""), p.confidence)
            })
            .collect();
        assert_eq!(shown, expected, "{drawing}");
    }

    #[test]
    fn names_behind_offices_and_before_affiliations() {
        check(
            "二、地點：海港館\n三、出席人員姓名：\n（理事長）\n林海生 （海港大學）\n（理事）\n陳 波 （海港大學）（請假）\n四、列席人員\n王小潮 （秘書長）\n五、主席：\n林海生\n\n壹、報告事項：\n李大山說明。",
            &["林海生 Present 理事長 海港大學 1 chair", "陳波 Apologies 理事 海港大學 1", "王小潮 Observer 秘書長  1"],
        );
    }

    #[test]
    fn labels_that_stand_apart_make_no_certainty() {
        check(
            "三、出席人員：\n(理事長)\n(理事)\n四、列席人員：\n五、主 席：\n\n林海生\n陳波(請假)、王小潮 記錄：李大山",
            &["林海生 Present   0.6", "陳波 Apologies   0.6", "王小潮 Present   0.6"],
        );
    }
}

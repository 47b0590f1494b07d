//! The numbers of headings: what a line begins with, and which number follows which.
//!
//! A label is a path of steps ("5.1" has two, "3-A" too). Whether it numbers a heading, a paragraph or a list item is not
//! decided here but from all labels of a document that count on one from another.

/// What a step counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    Arabic,
    RomanUpper,
    RomanLower,
    AlphaUpper,
    AlphaLower,
}

/// One step of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) form: Form,
    pub(super) value: u32,
}

/// The number that a line begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// As printed, without its point or bracket.
    pub(super) printed: String,
    pub(super) path: Vec<Step>,
    /// "Item", "Punto", "TOP" stands before it.
    pub(super) keyword: bool,
    /// What closes it: `.`, `)`, `:`, `-`, or a blank where nothing does.
    pub(super) closer: char,
    /// The byte of the line where the title begins.
    pub(super) end: usize,
}

/// All that labels of one series have in common.
pub(super) type Family = (bool, Vec<Form>, char);

impl Label {
    /// The series that the label may belong to.
    pub(super) fn family(&self) -> Family {
        let closer = if self.keyword { ':' } else { self.closer };
        (self.keyword, self.path.iter().map(|s| s.form).collect(), closer)
    }

    /// The last step's value.
    pub(super) fn value(&self) -> u32 {
        self.path.last().map_or(0, |s| s.value)
    }

    /// All steps but the last.
    pub(super) fn prefix(&self) -> &[Step] {
        self.path.split_last().map_or(&[], |(_, rest)| rest)
    }

    /// Whether nothing but a blank divides a lone number from what follows: it may be a count.
    pub(super) fn is_weak(&self) -> bool {
        self.closer == ' ' && self.path.len() == 1 && !self.keyword
    }

    /// "7.0" stands for "7" where the parts below it are "7.1", "7.2".
    pub(super) fn is_round(&self) -> bool {
        self.path.len() == 2 && self.path.iter().all(|s| s.form == Form::Arabic) && self.value() == 0
    }
}

/// Words that announce an item's number, folded, in the languages that are read.
const KEYWORDS: &[&str] = &[
    "agenda item", "item", "point", "punto", "ponto", "top", "tagesordnungspunkt", "section", "part", "asunto", "assunto", "affaire", "deliberation",
    "délibération",
];

/// Ordinals that number the items of Spanish and Portuguese minutes ("PRIMERO.- Aprobación"), folded and masculine, from one on.
const ORDINALS: &[&[&str]] = &[
    &["primero", "primeiro", "unico"],
    &["segundo"],
    &["tercero", "terceiro"],
    &["cuarto", "quarto"],
    &["quinto"],
    &["sexto"],
    &["septimo", "setimo"],
    &["octavo", "oitavo"],
    &["noveno", "nono"],
    &["decimo"],
    &["undecimo", "decimoprimero", "decimo primero", "decimo primeiro"],
    &["duodecimo", "decimosegundo", "decimo segundo"],
    &["decimotercero", "decimo tercero", "decimo terceiro"],
    &["decimocuarto", "decimo cuarto", "decimo quarto"],
    &["decimoquinto", "decimo quinto"],
    &["decimosexto", "decimo sexto"],
    &["decimoseptimo", "decimo septimo", "decimo setimo"],
    &["decimoctavo", "decimo octavo", "decimo oitavo"],
    &["decimonoveno", "decimo noveno", "decimo nono"],
    &["vigesimo"],
];

/// Months and the beginnings of their short forms: "12 May" and "3. Juni" are days and not labels.
const MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "janvier", "février", "mars",
    "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "januar", "februar", "märz", "juni", "juli", "oktober",
    "dezember", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "jan", "de",
];

/// What follows the figures of a time, an amount or an ordinal.
const UNITS: &[&str] = &["am", "pm", "a", "p", "h", "hrs", "hours", "uhr", "heures", "horas", "st", "nd", "rd", "th", "noon", "minutes"];

/// The largest number of one step: more is a year, a sum, a symbol.
const LARGEST: u32 = 199;

/// The label that `line` begins with. `gap` tells whether a wide gap stands before a byte of the line.
pub(super) fn parse(line: &str, gap: impl Fn(usize) -> bool) -> Option<Label> {
    if let Some(found) = with_keyword(line).or_else(|| with_year(line)).or_else(|| with_ordinal(line)) {
        return Some(found);
    }
    let mut cursor = Cursor { line, at: 0 };
    let open = cursor.eat(|c| c == '(' || c == '[').is_some();
    let (mut path, from) = (Vec::new(), cursor.at);
    path.push(cursor.step()?);
    let mut until = cursor.at;
    let mut closer = ' ';
    // Further steps: ".1", "-A", "A", ". (a)", "(a)".
    loop {
        let back = cursor.at;
        let point = cursor.eat(|c| matches!(c, '.' | '-' | '–' | ')' | ']' | ':'));
        let space = cursor.blanks();
        let bracket = cursor.eat(|c| c == '(').is_some();
        let joined = !space && point.is_none_or(|c| matches!(c, '.' | '-'));
        let next = if joined || bracket { cursor.step() } else { None };
        let Some(step) = next.filter(|s| fits(&path, *s, point, bracket, cursor.rest())) else {
            cursor.at = back;
            break;
        };
        if bracket && cursor.eat(|c| c == ')').is_none() {
            cursor.at = back;
            break;
        }
        path.push(step);
        until = cursor.at;
        if path.len() == 5 || bracket {
            break;
        }
    }
    let mut printed = line.get(from..until)?.trim_end_matches([')', '.']).to_owned();
    if printed.contains('(') {
        printed.push(')');
    }
    if open {
        closer = cursor.eat(|c| c == ')' || c == ']')?;
    } else if let Some(mark) = cursor.eat(|c| matches!(c, '.' | ')' | ':' | '-' | '–')) {
        closer = if mark == '–' { '-' } else { mark };
        cursor.eat(|c| c == '-' || c == '–' || c == ')' || c == '/');
    } else if line.get(..until)?.ends_with(')') {
        closer = ')';
    }
    let tight = !cursor.rest().is_empty() && !cursor.rest().starts_with(char::is_whitespace);
    let blank = cursor.blanks();
    let dash = closer == ' ' && blank && cursor.eat(|c| c == '-' || c == '–').is_some();
    if dash {
        closer = '-';
        cursor.blanks();
    }
    let label = Label { printed, path, keyword: false, closer, end: cursor.at };
    plausible(&label, cursor.rest(), tight, gap(cursor.at)).then_some(label)
}

/// Whether `step` can stand under `path`.
fn fits(path: &[Step], step: Step, point: Option<char>, bracket: bool, rest: &str) -> bool {
    let Some(last) = path.last() else { return false };
    let ends = !rest.starts_with(char::is_alphanumeric);
    match (last.form, step.form) {
        (Form::Arabic, Form::Arabic) => point == Some('.') && !bracket && ends,
        (Form::Arabic, _) => ends && (bracket || point.is_some() || matches!(step.form, Form::AlphaUpper)),
        (_, Form::Arabic) => (matches!(point, Some('.' | '-')) || bracket) && ends,
        _ => bracket && ends,
    }
}

/// Whether what follows lets the figures or letters before it be a label.
fn plausible(label: &Label, rest: &str, tight: bool, gap: bool) -> bool {
    let Some(first) = label.path.first() else { return false };
    let word: String = rest.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let starts_upper = rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '«' | '¿' | '\'' | '‘' | '('));
    if tight && !(matches!(label.closer, '.' | ')' | ':' | '-') && first.form == Form::Arabic && rest.starts_with(char::is_uppercase)) {
        return false;
    }
    if first.form == Form::Arabic {
        let is_unit = |w: &str| {
            UNITS.contains(&w) && (rest.starts_with(char::is_lowercase) || rest.starts_with("Uhr") || rest.starts_with("PM") || rest.starts_with("AM"))
        };
        // "3 May" is a day and "7.30 pm" an hour; "7.1 May figures" is an item, and so is "7.4 a report".
        let day = label.path.len() == 1 && MONTHS.contains(&word.as_str());
        let hour = label.path.len() <= 2 && is_unit(&word) && (word.len() > 1 || rest.get(word.len()..).is_some_and(|r| r.starts_with('.')) || word == "h");
        if matches!(label.closer, ' ' | '.') && (day || hour) {
            return false;
        }
        if label.closer == ':' && rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with(['%', '/', '$', '€', '£']) {
            return false;
        }
        return match label.closer {
            // "12 members were present" is a count; a number in the margin is a label.
            ' ' if label.path.len() == 1 => rest.is_empty() || gap || starts_upper,
            _ => true,
        };
    }
    // A letter: "A. Smith" can be told from "A. Budget" only by its series; "I spoke" has no closer.
    match label.closer {
        ' ' => label.path.len() > 1 || gap && matches!(first.form, Form::RomanUpper | Form::AlphaUpper),
        _ => true,
    }
}

fn with_keyword(line: &str) -> Option<Label> {
    let lower = line.to_lowercase();
    let keyword = KEYWORDS.iter().find(|k| lower.strip_prefix(**k).is_some_and(|r| r.starts_with([' ', '\t', '\u{a0}'])))?;
    let (_, rest) = line.split_at_checked(keyword.len())?;
    let number = rest.trim_start().trim_start_matches(['#', 'n', 'N', '°', 'º', 'o', '.', ' ']);
    let mut cursor = Cursor { line, at: line.len() - number.len() };
    let from = cursor.at;
    let mut path = vec![cursor.step()?];
    while path.len() < 4 {
        let back = cursor.at;
        let point = cursor.eat(|c| matches!(c, '.' | '-' | '('));
        if let Some(step) = cursor.step().filter(|s| fits(&path, *s, point, point == Some('('), cursor.rest())) {
            path.push(step);
        } else {
            cursor.at = back;
            break;
        }
        if point == Some('(') {
            cursor.eat(|c| c == ')');
        }
    }
    let printed = line.get(from..cursor.at)?.trim_end_matches(')').to_owned();
    let before = cursor.at;
    cursor.blanks();
    let closer = cursor.eat(|c| matches!(c, ':' | '.' | ')' | '-' | '–' | '—'));
    cursor.blanks();
    // "Point 3 was discussed" is a sentence.
    let ok = closer.is_some() || cursor.rest().is_empty() || (cursor.at > before && cursor.rest().starts_with(char::is_uppercase));
    ok.then_some(Label { printed, path, keyword: true, closer: closer.unwrap_or(' '), end: cursor.at })
}

/// "23/014 Finance", "14/2023 Finance": items that are counted through a year. [`settle_years`] says which of the two it is.
fn with_year(line: &str) -> Option<Label> {
    /// No year and no number within one is later.
    const LAST: u32 = 2099;
    let printed: &str = line.split(|c: char| c.is_whitespace() || matches!(c, ':' | ')')).next()?.trim_end_matches('.');
    let (left, right) = printed.split_once('/')?;
    let figures = |w: &str| ((1..=4).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit())).then(|| w.parse::<u32>().ok()).flatten();
    let year = |w: &str, n: u32| w.len() == 2 || w.len() == 4 && (1900..2100).contains(&n);
    let (first, second) = (figures(left)?, figures(right)?);
    let (first_year, second_year) = (year(left, first), year(right, second));
    // "1/2" is a half, and "12/05" alone no more than a day: one part at least has the length of a year.
    if !(first_year || second_year) || first > LAST || left.len() + right.len() < 4 {
        return None;
    }
    let mut cursor = Cursor { line, at: printed.len() };
    cursor.eat(|c| matches!(c, '.' | ':' | ')'));
    if !cursor.blanks() && !cursor.rest().is_empty() {
        return None;
    }
    cursor.eat(|c| matches!(c, '-' | '–'));
    cursor.blanks();
    let titled = cursor.rest().is_empty() || cursor.rest().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'));
    let step = |value| Step { form: Form::Arabic, value };
    let path = if first_year && !(second_year && left.len() < right.len()) { vec![step(first), step(second)] } else { vec![step(second), step(first)] };
    titled.then(|| Label { printed: printed.to_owned(), path, keyword: false, closer: '/', end: cursor.at })
}

/// "PRIMERO.- Aprobación del acta", "Segunda: Contas".
fn with_ordinal(line: &str) -> Option<Label> {
    let end = line.find(['.', ':', '-', '–', '—', ')']).filter(|end| *end < 40)?;
    let printed = line.get(..end)?.trim_end();
    if !printed.starts_with(|c: char| c.is_uppercase() && "PSTCQONDUVÚ".contains(c)) {
        return None;
    }
    let flat = super::folded(printed);
    let masculine = flat.strip_suffix('a').map_or_else(|| flat.clone(), |stem| format!("{stem}o"));
    let value = (1..).zip(ORDINALS).find(|(_, words)| words.contains(&masculine.as_str())).map(|(n, _)| n)?;
    let mut cursor = Cursor { line, at: end };
    while cursor.eat(|c| matches!(c, '.' | ':' | '-' | '–' | '—' | ')') || c.is_whitespace()).is_some() {}
    let path = vec![Step { form: Form::Arabic, value }];
    (!cursor.rest().is_empty()).then(|| Label { printed: printed.to_owned(), path, keyword: true, closer: ':', end: cursor.at })
}

/// "45/23" and "46/23": the part that stays is the year.
pub(super) fn settle_years(labels: &mut [Option<Label>]) {
    let years = || labels.iter().flatten().filter(|l| l.closer == '/');
    let stays = |of: fn(&Label) -> Option<u32>| {
        let all: Vec<u32> = years().filter_map(of).collect();
        all.windows(2).filter(|p| p.first() == p.last()).count()
    };
    let (first, second) = (stays(|l| l.path.first().map(|s| s.value)), stays(|l| l.path.last().map(|s| s.value)));
    if second > first {
        labels.iter_mut().flatten().filter(|l| l.closer == '/').for_each(|l| l.path.reverse());
    }
}

struct Cursor<'l> {
    line: &'l str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn eat(&mut self, what: impl Fn(char) -> bool) -> Option<char> {
        let c = self.rest().chars().next().filter(|c| what(*c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn blanks(&mut self) -> bool {
        let from = self.at;
        while self.eat(char::is_whitespace).is_some() {}
        self.at > from
    }

    /// Figures, a Roman numeral or one letter.
    fn step(&mut self) -> Option<Step> {
        let rest = self.rest();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let value = rest.get(..digits)?.parse().ok().filter(|n| digits <= 3 && *n <= LARGEST)?;
            self.at += digits;
            return Some(Step { form: Form::Arabic, value });
        }
        let letters = rest.chars().take_while(|c| c.is_alphabetic()).count();
        let word = rest.get(..letters).filter(|w| w.is_ascii())?;
        let upper = word.bytes().all(|b| b.is_ascii_uppercase());
        if !upper && !word.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let step = match (letters, roman(word)) {
            (1, _) => {
                let first = word.bytes().next()?;
                let value = u32::from(first.to_ascii_lowercase() - b'a') + 1;
                Step { form: if upper { Form::AlphaUpper } else { Form::AlphaLower }, value }
            }
            (2..=6, Some(value)) if value <= 39 => Step { form: if upper { Form::RomanUpper } else { Form::RomanLower }, value },
            _ => return None,
        };
        self.at += letters;
        Some(step)
    }
}

/// The value of a Roman numeral that is written as it should be.
pub(super) fn roman(word: &str) -> Option<u32> {
    const PARTS: [(&str, u32); 9] = [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let lower = word.to_ascii_lowercase();
    let (mut rest, mut value) = (lower.as_str(), 0);
    for (part, worth) in PARTS {
        let mut times = 0;
        while let Some(after) = rest.strip_prefix(part) {
            (rest, value, times) = (after, value + worth, times + 1);
            if times == 3 || part.len() == 2 || part == "v" || part == "l" {
                break;
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// Reads lone letters as Roman numerals where their series says so: "I." beside "II.", but not after "H.".
pub(super) fn settle_romans(labels: &mut [Option<Label>]) {
    for (upper, alpha, form) in [(true, Form::AlphaUpper, Form::RomanUpper), (false, Form::AlphaLower, Form::RomanLower)] {
        let mut closers: Vec<char> = labels.iter().flatten().filter(|l| l.path.last().is_some_and(|s| s.form == form)).map(|l| l.closer).collect();
        closers.sort_unstable();
        closers.dedup();
        let mut before = (0, ' ');
        for label in labels.iter_mut().flatten() {
            let closer = label.closer;
            let Some(last) = label.path.last_mut() else { continue };
            if last.form != alpha {
                continue;
            }
            let letter = char::from_u32(last.value + u32::from(b'a') - 1).unwrap_or(' ').to_string();
            let counts_on = before.1 == closer && last.value == before.0 + 1 && last.value != 1;
            match roman(&letter) {
                Some(value) if !counts_on && (closers.contains(&closer) || (upper && value == 1 && closer == '.')) => *last = Step { form, value },
                _ => before = (last.value, closer),
            }
        }
    }
}

/// Where "4A", "4B" and "4C" are followed by "D" alone, it is "4D": the typist left the number out.
pub(super) fn settle_letters(labels: &mut [Option<Label>]) {
    let mut under: Option<(Step, u32)> = None;
    let mut alone = 0;
    for label in labels.iter_mut().flatten().filter(|l| !l.keyword) {
        match label.path.as_slice() {
            [first, last] if first.form == Form::Arabic && last.form == Form::AlphaUpper => under = Some((*first, last.value)),
            [only] if only.form == Form::AlphaUpper => {
                let value = only.value;
                match under {
                    Some((first, before)) if value == before + 1 && value != alone + 1 => {
                        label.path.insert(0, first);
                        under = Some((first, value));
                    }
                    _ => alone = value,
                }
            }
            [only] if only.form == Form::Arabic => under = None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_whose_number_is_left_out() {
        let paths = |lines: &[&str]| {
            let mut labels: Vec<Option<Label>> = lines.iter().map(|l| parse(l, |_| false)).collect();
            settle_letters(&mut labels);
            labels.into_iter().flatten().map(|l| l.path.len()).collect::<Vec<_>>()
        };
        assert_eq!(paths(&["4A. Roof", "4B. Walls", "C. Doors", "D. Locks"]), [2, 2, 2, 2]);
        assert_eq!(paths(&["4A. Roof", "5. Walls", "B. Doors"]), [2, 1, 1]);
        assert_eq!(paths(&["A. Roof", "B. Walls", "4B. Keys", "C. Doors"]), [1, 1, 2, 1]);
    }

    fn read(line: &str) -> Option<(String, usize, &str)> {
        let label = parse(line, |_| false)?;
        Some((label.printed.clone(), label.path.len(), line.get(label.end..).unwrap()))
    }

    #[test]
    fn items_counted_through_a_year() {
        let paths = |lines: &[&str]| {
            let mut labels: Vec<Option<Label>> = lines.iter().map(|l| parse(l, |_| false)).collect();
            settle_years(&mut labels);
            labels.into_iter().flatten().map(|l| (l.prefix()[0].value, l.value())).collect::<Vec<_>>()
        };
        assert_eq!(paths(&["23/001 APOLOGIES", "23/002 Interests", "23/003 Minutes"]), [(23, 1), (23, 2), (23, 3)]);
        assert_eq!(paths(&["45/23 Apologies", "46/23 Interests", "47/23 Minutes"]), [(23, 45), (23, 46), (23, 47)]);
        assert_eq!(paths(&["131/2023. Apologies", "132/2023. Interests"]), [(2023, 131), (2023, 132)]);
        assert_eq!(paths(&["12/05/2023 Apologies", "1/2 cup", "3/4 Majority", "23/001 apologies were read"]), []);
    }

    #[test]
    fn labels() {
        for (line, printed, steps, title) in [
            ("1. Apologies", "1", 1, "Apologies"),
            ("1) Agenda", "1", 1, "Agenda"),
            ("(1) Agenda", "1", 1, "Agenda"),
            ("5.1 Universalization", "5.1", 2, "Universalization"),
            ("5.1. Universalization", "5.1", 2, "Universalization"),
            ("IV. Budget", "IV", 1, "Budget"),
            ("A. Budget", "A", 1, "Budget"),
            ("a) Budget", "a", 1, "Budget"),
            ("(ii) Budget", "ii", 1, "Budget"),
            ("3-A. Update", "3-A", 2, "Update"),
            ("4A. LIST", "4A", 2, "LIST"),
            ("3. (a) Accounts", "3. (a)", 2, "Accounts"),
            ("1- Election", "1", 1, "Election"),
            ("7.1 August figures", "7.1", 2, "August figures"),
            ("7.4 a report", "7.4", 2, "a report"),
            ("7 - Election", "7", 1, "Election"),
            ("Item 3: Budget", "3", 1, "Budget"),
            ("Agenda item 3 – Budget", "3", 1, "Budget"),
            ("Point 3 : Budget", "3", 1, "Budget"),
            ("TOP 3 Haushalt", "3", 1, "Haushalt"),
            ("1.INFORMATION", "1", 1, "INFORMATION"),
            ("7.", "7", 1, ""),
            ("10.0 Date", "10.0", 2, "Date"),
            ("2.1.3 Roof", "2.1.3", 3, "Roof"),
            ("PRIMERO.- APROBACIÓN DEL ACTA", "PRIMERO", 1, "APROBACIÓN DEL ACTA"),
            ("Séptima. Contas", "Séptima", 1, "Contas"),
            ("DÉCIMO SEGUNDO: Ruegos", "DÉCIMO SEGUNDO", 1, "Ruegos"),
        ] {
            assert_eq!(read(line), Some((printed.to_owned(), steps, title)), "{line}");
        }
    }

    #[test]
    fn what_is_no_label() {
        for line in [
            "17 October 2012", "3. Juni 2023", "10.30 am start", "7:02 p.m.", "2024 was a good year", "Point 3 was discussed", "12 members were there",
            "I spoke", "A dog", "5% of all", "U.S. law", "07-579 Hearing", "Mix of words", "Segundo Barrio. Ayer", "Primero se lee el acta.", "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    fn lone_letters_follow_their_series() {
        let read = |lines: &[&str]| {
            let mut labels: Vec<Option<Label>> = lines.iter().map(|l| parse(l, |_| false)).collect();
            settle_romans(&mut labels);
            labels.into_iter().flatten().map(|l| (l.path[0].form, l.value())).collect::<Vec<_>>()
        };
        assert_eq!(read(&["I. A", "II. B", "V. C"]), [(Form::RomanUpper, 1), (Form::RomanUpper, 2), (Form::RomanUpper, 5)]);
        assert_eq!(read(&["G. A", "H. B", "I. C"]), [(Form::AlphaUpper, 7), (Form::AlphaUpper, 8), (Form::AlphaUpper, 9)]);
        assert_eq!(read(&["A. A", "B. B", "C. C"]), [(Form::AlphaUpper, 1), (Form::AlphaUpper, 2), (Form::AlphaUpper, 3)]);
    }
}

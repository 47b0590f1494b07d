//! The query language: what somebody typed -> what is meant.
//!
//! Words that must all be there, "phrases", `OR`, `-not`, `prefix*`, `field:value` and brackets. Whatever is typed is either understood or answered with
//! a [`Mistake`] that points at its place and says what to type instead; nothing is silently left out.

use super::words::Words;
use crate::gazetteer::states;
use std::fmt;

/// The longest question, in characters.
const LONGEST: usize = 4_000;
/// Brackets within brackets.
const DEEPEST: usize = 50;
/// The fewest letters before a `*`: fewer stand at the beginning of too many words.
const SHORTEST_PREFIX: usize = 2;

/// What is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A word in any of its forms; more than one word where it was typed as one ("CCM/MSP").
    Word(String),
    /// Every word that begins so.
    Prefix(String),
    /// Words one after the other, as they are.
    Phrase(Vec<String>),
    /// A condition on a field.
    Where(Condition),
    /// Not this.
    Not(Box<Self>),
    /// All of these.
    All(Vec<Self>),
    /// Any of these.
    Any(Vec<Self>),
}

/// A condition on one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// The section's heading.
    Title(Box<Node>),
    /// The field has these words one after the other; the last may be a beginning.
    Named(Field, Vec<String>, bool),
    /// The State of this code.
    State(&'static str),
    /// Who speaks is of this State, or has these words in the name.
    Speaker(&'static str, Vec<String>),
    /// What came of the section.
    Kind(String),
    /// The language's code.
    Language(String),
    /// The meeting's first day lies from the first (included) to the second (excluded), each as 20220304.
    Days(Option<u64>, Option<u64>),
}

/// A field that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// The section's heading.
    Title,
    /// The meeting's title.
    Meeting,
    /// The body that met.
    Body,
    /// A State named in the section.
    State,
    /// An organisation named in it.
    Organisation,
    /// A person named in it.
    Person,
    /// Who takes the floor in it.
    Speaker,
    /// What came of it.
    Kind,
    /// The record's language.
    Language,
    /// The document.
    File,
    /// The meeting's day.
    Date,
    /// From a day on.
    After,
    /// Before a day.
    Before,
}

/// The fields by all their names, the chief one first.
const FIELDS: [(&str, Field); 17] = [
    ("title", Field::Title),
    ("meeting", Field::Meeting),
    ("body", Field::Body),
    ("state", Field::State),
    ("organisation", Field::Organisation),
    ("person", Field::Person),
    ("speaker", Field::Speaker),
    ("kind", Field::Kind),
    ("language", Field::Language),
    ("file", Field::File),
    ("date", Field::Date),
    ("after", Field::After),
    ("before", Field::Before),
    ("organization", Field::Organisation),
    ("org", Field::Organisation),
    ("lang", Field::Language),
    ("country", Field::State),
];

impl Field {
    /// Its chief name.
    #[must_use]
    pub fn name(self) -> &'static str {
        FIELDS.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }
}

/// A mistake in what was typed, with its place and what to type instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What was typed, on one line.
    pub typed: String,
    /// Where, in characters.
    pub at: usize,
    /// How many characters.
    pub length: usize,
    /// What is wrong.
    pub message: String,
    /// What to type instead.
    pub instead: String,
}

impl std::error::Error for Mistake {}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  {}\n  {}{}\n{}", self.message, self.typed, " ".repeat(self.at), "^".repeat(self.length.max(1)), self.instead)
    }
}

/// A part of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Open,
    Close,
    Or,
    Not,
    /// A word, maybe with `*` at its end.
    Word(String),
    Phrase(String),
    /// `field:`, directly before its value.
    Field(Field),
}

#[derive(Debug, Clone)]
struct Placed {
    token: Token,
    at: usize,
    end: usize,
}

/// Reads a question. `None` where nothing was typed.
///
/// # Errors
/// The first mistake in it.
pub fn parse(typed: &str) -> Result<Option<Node>, Mistake> {
    let chars: Vec<char> = typed.chars().collect();
    let mut parser = Parser { tokens: Vec::new(), next: 0, chars, depth: 0 };
    if parser.chars.len() > LONGEST {
        let message = format!("the question has {} characters, and {LONGEST} are the most", parser.chars.len());
        parser.chars.truncate(40);
        return Err(parser.mistake(0, 1, message, "Ask for fewer words."));
    }
    parser.tokens = parser.cut()?;
    if parser.tokens.is_empty() {
        return Ok(None);
    }
    let node = parser.any()?;
    match parser.tokens.get(parser.next) {
        None => Ok(Some(node)),
        Some(Placed { at, .. }) => Err(parser.mistake(*at, 1, "this bracket closes nothing", "Leave it out, or open a bracket before it: (a OR b) c.")),
    }
}

/// All of `nodes`; `None` where there are none.
#[must_use]
pub fn all(nodes: Vec<Node>) -> Option<Node> {
    (!nodes.is_empty()).then(|| one_or(nodes, Node::All))
}

/// Any of the values of one field, as they are given by options of the command; `None` where none is.
///
/// # Errors
/// Where a value is none for this field.
pub fn options(field: Field, values: &[String]) -> Result<Option<Node>, Mistake> {
    let nodes = values.iter().map(|value| condition(field, value).map(Node::Where)).collect::<Result<Vec<_>, _>>()?;
    Ok((!nodes.is_empty()).then(|| one_or(nodes, Node::Any)))
}

/// One condition.
fn condition(field: Field, value: &str) -> Result<Condition, Mistake> {
    let typed = format!("--{} {value}", field.name());
    let before = typed.chars().count() - value.chars().count();
    let parser = Parser { tokens: Vec::new(), next: 0, chars: typed.chars().collect(), depth: 0 };
    parser.condition(field, value, before, typed.chars().count(), false)
}

struct Parser {
    chars: Vec<char>,
    tokens: Vec<Placed>,
    next: usize,
    depth: usize,
}

impl Parser {
    fn mistake(&self, at: usize, length: usize, message: impl Into<String>, instead: impl Into<String>) -> Mistake {
        let typed = self.chars.iter().map(|c| if c.is_control() { ' ' } else { *c }).collect();
        Mistake { typed, at, length, message: message.into(), instead: instead.into() }
    }

    /// Cuts what was typed into its parts.
    fn cut(&self) -> Result<Vec<Placed>, Mistake> {
        let mut tokens: Vec<Placed> = Vec::new();
        let mut at = 0;
        while let Some(&c) = self.chars.get(at) {
            // `-` says "not" at the beginning of a word only: "co-operation" is a word.
            let begins = tokens.last().is_none_or(|t| t.end < at || matches!(t.token, Token::Open | Token::Not));
            let (token, end) = match c {
                _ if c.is_whitespace() || c.is_control() => {
                    at += 1;
                    continue;
                }
                '(' => (Token::Open, at + 1),
                ')' => (Token::Close, at + 1),
                '-' | '−' if begins => (Token::Not, at + 1),
                '"' | '“' | '”' | '„' | '«' | '»' => self.phrase(at)?,
                _ => self.word(at)?,
            };
            tokens.push(Placed { token, at, end });
            at = end;
        }
        Ok(tokens)
    }

    fn phrase(&self, at: usize) -> Result<(Token, usize), Mistake> {
        let is_end = |c: &char| matches!(c, '"' | '“' | '”' | '»' | '«');
        let rest = self.chars.get(at + 1..).unwrap_or_default();
        match rest.iter().position(is_end) {
            Some(length) => Ok((Token::Phrase(rest.iter().take(length).collect()), at + length + 2)),
            None => Err(self.mistake(at, 1, "the phrase that begins here has no end", "Put a \" behind its last word.")),
        }
    }

    fn word(&self, at: usize) -> Result<(Token, usize), Mistake> {
        let is_end = |c: &char| c.is_whitespace() || matches!(c, '(' | ')' | '"' | '“' | '”' | '„' | '«' | '»');
        let rest = self.chars.get(at..).unwrap_or_default();
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        let word: String = rest.iter().take(length).collect();
        if let Some((name, _)) = word.split_once(':')
            && !name.is_empty()
            && name.chars().all(char::is_alphabetic)
        {
            let field = self.field(name, at)?;
            return Ok((Token::Field(field), at + name.chars().count() + 1));
        }
        let token = match word.as_str() {
            "OR" | "||" => Token::Or,
            "NOT" => Token::Not,
            // All words must be there anyway.
            "AND" | "&&" | "+" => Token::Word(String::new()),
            _ => Token::Word(word),
        };
        Ok((token, at + length))
    }

    fn field(&self, name: &str, at: usize) -> Result<Field, Mistake> {
        let small = name.to_lowercase();
        if let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == small) {
            return Ok(*field);
        }
        let length = name.chars().count();
        let near = FIELDS.iter().map(|(known, _)| (distance(&small, known), *known)).min().filter(|(far, known)| *far * 3 <= known.len());
        let rest: String = self.chars.get(at + length + 1..).unwrap_or_default().iter().take_while(|c| !c.is_whitespace()).collect();
        let instead = match near {
            Some((_, known)) => format!("Type {known}:{rest}"),
            None => format!("Put it in quotes to look for these words: \"{name}:{}\"", rest.replace('"', "")),
        };
        let names: Vec<&str> = FIELDS.iter().take(13).map(|(name, _)| *name).collect();
        Err(self.mistake(at, length, format!("no field is called \"{name}\""), format!("{instead}. The fields are {}.", names.join(", "))))
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|t| &t.token)
    }

    fn any(&mut self) -> Result<Node, Mistake> {
        let mut parts = vec![self.all()?];
        while self.peek() == Some(&Token::Or) {
            self.next += 1;
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Node::Any))
    }

    fn all(&mut self) -> Result<Node, Mistake> {
        let mut parts = Vec::new();
        let begun = self.next;
        while let Some(token) = self.peek() {
            match token {
                Token::Or | Token::Close => break,
                Token::Word(word) if word.is_empty() => self.next += 1,
                _ => parts.push(self.one()?),
            }
        }
        if !parts.is_empty() {
            return Ok(one_or(parts, Node::All));
        }
        // Nothing stands here: between two brackets, beside an OR, or before the end.
        let (at, end) = self.tokens.get(self.next).or_else(|| self.tokens.last()).map_or((0, 1), |t| (t.at, t.end));
        let before = begun.checked_sub(1).and_then(|i| self.tokens.get(i)).map(|t| &t.token);
        Err(match (self.peek(), before) {
            (Some(Token::Close), Some(Token::Open)) => {
                self.mistake(at, 1, "there is nothing between these brackets", "Put words between them, or leave them out.")
            }
            (Some(Token::Or), _) => self.mistake(at, 2, "OR needs something before it", "Type a OR b, or \"or\" in small letters for the word."),
            (_, Some(Token::Or)) => {
                let at = begun.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(at, |t| t.at);
                self.mistake(at, 2, "OR needs something behind it", "Type a OR b, or \"or\" in small letters for the word.")
            }
            (Some(Token::Close), None) => self.mistake(at, 1, "this bracket closes nothing", "Leave it out, or open a bracket before it: (a OR b) c."),
            (None, Some(Token::Open)) => self.mistake(at, 1, "this bracket is not closed", "Put a ) behind what it holds."),
            _ => self.mistake(at, end - at, "there is no word to look for", "Type a word with letters or digits."),
        })
    }

    fn one(&mut self) -> Result<Node, Mistake> {
        let Some(Placed { token, at, end }) = self.tokens.get(self.next).cloned() else {
            return Err(self.mistake(0, 1, "there is no word to look for", "Type a word with letters or digits."));
        };
        self.next += 1;
        match token {
            Token::Open => {
                self.deeper(at)?;
                let node = self.any()?;
                self.depth -= 1;
                if self.peek() != Some(&Token::Close) {
                    return Err(self.mistake(at, 1, "this bracket is not closed", "Put a ) behind what it holds."));
                }
                self.next += 1;
                Ok(node)
            }
            Token::Not => {
                if !matches!(self.peek(), Some(Token::Word(word)) if !word.is_empty())
                    && !matches!(self.peek(), Some(Token::Phrase(_) | Token::Open | Token::Field(_) | Token::Not))
                {
                    return Err(self.mistake(at, end - at, "there is nothing here to leave out", "Type -word, -\"a phrase\" or -(a OR b)."));
                }
                self.deeper(at)?;
                let node = self.one()?;
                self.depth -= 1;
                Ok(match node {
                    Node::Not(twice) => *twice,
                    node => Node::Not(Box::new(node)),
                })
            }
            Token::Word(word) => self.words(&word, at, end),
            Token::Phrase(phrase) => self.phrase_of(&phrase, at, end),
            Token::Field(field) => {
                let of = self.tokens.get(self.next).filter(|t| t.at == end).cloned();
                let Some(Placed { token: Token::Word(_) | Token::Phrase(_), at, end }) = of else {
                    let example = example(field);
                    return Err(self.mistake(at, end - at, format!("{}: has no value", field.name()), format!("Put it directly behind the colon: {example}.")));
                };
                self.next += 1;
                let (value, quoted) = match of.map(|t| t.token) {
                    Some(Token::Phrase(phrase)) => (phrase, true),
                    Some(Token::Word(word)) => (word, false),
                    _ => (String::new(), false),
                };
                self.condition(field, &value, at, end, quoted).map(Node::Where)
            }
            Token::Close | Token::Or => Err(self.mistake(at, end - at, "there is no word to look for", "Type a word with letters or digits.")),
        }
    }

    fn deeper(&mut self, at: usize) -> Result<(), Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.mistake(at, 1, format!("more than {DEEPEST} brackets stand within each other"), "Ask more simply."));
        }
        Ok(())
    }

    fn words(&self, word: &str, at: usize, end: usize) -> Result<Node, Mistake> {
        let (body, is_prefix) = word.strip_suffix('*').map_or((word, false), |body| (body, true));
        if let Some(star) = body.chars().position(|c| c == '*') {
            let typed: String = body.chars().take(star).collect();
            let instead = if typed.chars().count() < SHORTEST_PREFIX {
                "Type the beginning of the word: destr*.".to_owned()
            } else {
                format!("Type {typed}* to find all words that begin so.")
            };
            return Err(self.mistake(at + star, 1, "a * stands only at the end of a word", instead));
        }
        let parts = parts(body);
        match (parts.as_slice(), is_prefix) {
            ([], true) => Err(self.mistake(at, end - at, "this * has no word before it", "Type the beginning of the word: destr*.")),
            ([], false) => Err(self.mistake(at, end - at, "there is no word to look for", "Leave it out: only letters and digits are looked for.")),
            ([one], true) if one.chars().count() < SHORTEST_PREFIX => {
                Err(self.mistake(at, end - at, "too many words begin so", format!("Type {SHORTEST_PREFIX} letters or more before the *.")))
            }
            ([one], true) => Ok(Node::Prefix(one.clone())),
            ([_], false) => Ok(Node::Word(body.to_owned())),
            (_, true) => Err(self.mistake(
                at,
                end - at,
                "a * stands only behind one word",
                format!("Leave the * out, or type {}* alone.", parts.last().map_or("", String::as_str)),
            )),
            (_, false) => Ok(Node::Phrase(parts)),
        }
    }

    fn phrase_of(&self, phrase: &str, at: usize, end: usize) -> Result<Node, Mistake> {
        let parts = parts(phrase);
        if parts.is_empty() {
            return Err(self.mistake(at, end - at, "there is no word between these quotes", "Put words between them, or leave them out."));
        }
        Ok(Node::Phrase(parts))
    }

    fn condition(&self, field: Field, value: &str, at: usize, end: usize, quoted: bool) -> Result<Condition, Mistake> {
        let (body, is_prefix) = if quoted { (value, false) } else { value.strip_suffix('*').map_or((value, false), |body| (body, true)) };
        let words = parts(body);
        let empty = || self.mistake(at, end - at, format!("{} needs a word", field.name()), format!("Type {}.", example(field)));
        match field {
            Field::Title if quoted => Ok(Condition::Title(Box::new(self.phrase_of(value, at, end)?))),
            Field::Title => Ok(Condition::Title(Box::new(self.words(value, at, end)?))),
            _ if words.is_empty() => Err(empty()),
            Field::Date | Field::After | Field::Before => self.days(field, value, at, end),
            Field::State | Field::Speaker if !is_prefix => {
                let state = states::by_code(&value.to_uppercase())
                    .filter(|_| field == Field::State || value.chars().all(char::is_uppercase))
                    .or_else(|| states::resolve(value));
                Ok(match (state, field) {
                    (Some(state), Field::State) => Condition::State(state.code),
                    (Some(state), _) => Condition::Speaker(state.code, words),
                    (None, _) => Condition::Named(field, words, false),
                })
            }
            Field::Kind => Ok(Condition::Kind(value.to_lowercase())),
            Field::Language => Ok(Condition::Language(value.to_lowercase())),
            _ => Ok(Condition::Named(field, words, is_prefix)),
        }
    }

    fn days(&self, field: Field, value: &str, at: usize, end: usize) -> Result<Condition, Mistake> {
        let wrong = || self.mistake(at, end - at, format!("\"{value}\" is no day, month or year"), format!("Type {}.", example(field)));
        let (first, last) = match value.split_once("..") {
            Some((first, last)) if field == Field::Date => (first, last),
            _ => (value, value),
        };
        let from = if first.is_empty() { None } else { Some(first_day(first).ok_or_else(wrong)?) };
        let until = if last.is_empty() { None } else { Some(day_after(last).ok_or_else(wrong)?) };
        match field {
            Field::After => Ok(Condition::Days(from, None)),
            Field::Before => Ok(Condition::Days(None, from)),
            _ if from.is_none() && until.is_none() => Err(wrong()),
            _ if from.zip(until).is_some_and(|(from, until)| from >= until) => {
                Err(self.mistake(at, end - at, "these days end before they begin", format!("Type date:{last}..{first}.")))
            }
            _ => Ok(Condition::Days(from, until)),
        }
    }
}

fn one_or(mut parts: Vec<Node>, many: impl FnOnce(Vec<Node>) -> Node) -> Node {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            many(parts)
        }
    }
}

/// The words that a text is cut into.
fn parts(text: &str) -> Vec<String> {
    Words::of(text).iter().map(|(word, _)| word.to_owned()).collect()
}

/// What may be typed for a field.
fn example(field: Field) -> &'static str {
    match field {
        Field::Title => "title:budget",
        Field::Meeting => "meeting:\"annual general\"",
        Field::Body => "body:\"harbour board\"",
        Field::State => "state:PER or state:\"New Zealand\"",
        Field::Organisation => "organisation:ICRC",
        Field::Person => "person:\"Ada Example\"",
        Field::Speaker => "speaker:Belgium",
        Field::Kind => "kind:approved, kind:decision, kind:action or kind:vote",
        Field::Language => "language:fr",
        Field::File => "file:agm",
        Field::Date => "date:2022, date:2022-03-04 or date:2021..2023",
        Field::After => "after:2022, after:2022-03 or after:2022-03-04",
        Field::Before => "before:2022, before:2022-03 or before:2022-03-04",
    }
}

/// Year, month and day, where `text` is a year, a month or a day.
fn calendar(text: &str) -> Option<(i16, Option<i8>, Option<i8>)> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|y| y.len() == 4 && y.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let mut part = || parts.next().map(|p| if (1..=2).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_digit()) { p.parse::<i8>().ok() } else { None });
    let (month, day) = (part(), part());
    if parts.next().is_some() || month == Some(None) || day == Some(None) {
        return None;
    }
    let (month, day) = (month.flatten(), day.flatten());
    jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
    Some((year, month, day))
}

fn number(date: jiff::civil::Date) -> Option<u64> {
    super::documents::day(&date.to_string())
}

/// The first day of a year, a month or a day.
fn first_day(text: &str) -> Option<u64> {
    let (year, month, day) = calendar(text)?;
    number(jiff::civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?)
}

/// The first day behind a year, a month or a day.
fn day_after(text: &str) -> Option<u64> {
    let (year, month, day) = calendar(text)?;
    Some(match (month, day) {
        (Some(month), Some(day)) => number(jiff::civil::Date::new(year, month, day).ok()?)? + 1,
        (Some(month), None) => number(jiff::civil::Date::new(year, month, 1).ok()?)? + 100,
        (None, _) => number(jiff::civil::Date::new(year, 1, 1).ok()?)? + 10_000,
    })
}

/// Letters to change, add or drop from `a` to `b`: both are short names of fields.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().take(40).enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.chars().enumerate() {
            let at = |v: &[usize], k: usize| v.get(k).copied().unwrap_or(usize::MAX / 2);
            next.push((at(&row, j) + usize::from(x != y)).min(at(&row, j + 1) + 1).min(at(&next, j) + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

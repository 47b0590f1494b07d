//! Markdown's marks inside a paragraph: emphasis, tags, entities, links, escapes.
//!
//! The words are copied once with the delimiters of emphasis among them; pairs are then matched as `CommonMark` matches
//! them, and what belongs to a pair is cut out. What `CommonMark` leaves as text but a converter meant as bold
//! (`**Chair: **`) is paired in a second pass; `**` is never a word.

use crate::layout::Style;
use std::ops::Range;

/// A paragraph without its marks. Its lines are divided by `\n`.
#[derive(Debug, Default)]
pub(super) struct Inline {
    pub(super) text: String,
    /// In order, without overlap.
    pub(super) styles: Vec<(Range<usize>, Style)>,
}

impl Inline {
    /// Puts `prefix` before the first word.
    pub(super) fn prefix(&mut self, prefix: &str) {
        self.text.insert_str(0, prefix);
        for (range, _) in &mut self.styles {
            *range = range.start + prefix.len()..range.end + prefix.len();
        }
    }

    /// Its lines, trimmed.
    pub(super) fn lines(&self) -> Vec<Self> {
        let mut at = 0;
        let line = |raw: &str| {
            let start = at + (raw.len() - raw.trim_start().len());
            let end = (start + raw.trim().len()).max(start);
            at += raw.len() + 1;
            let clipped = self.styles.iter().map(|(r, s)| (r.start.clamp(start, end) - start..r.end.clamp(start, end) - start, *s));
            Self { text: raw.trim().to_owned(), styles: clipped.filter(|(r, _)| !r.is_empty()).collect() }
        };
        self.text.split('\n').map(line).collect()
    }

    /// The same with spaces for its line ends, trimmed: a table's cell.
    pub(super) fn on_one_line(mut self) -> Self {
        self.text = self.text.replace('\n', " ");
        self.lines().into_iter().next().unwrap_or_default()
    }
}

/// Takes the marks off one paragraph.
pub(super) fn read(raw: &str) -> Inline {
    let mut scanner = Scanner::default();
    scanner.scan(raw);
    scanner.match_runs();
    scanner.match_leftovers();
    scanner.finish()
}

/// Which style a mark gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Bold,
    Italic,
    Underline,
    Raised,
}

/// A run of one delimiter in the copied text; `start..end` is what is left of it.
#[derive(Debug)]
struct Run {
    mark: char,
    start: usize,
    end: usize,
    length: usize,
    opens: bool,
    closes: bool,
}

impl Run {
    const fn left(&self) -> usize {
        self.end - self.start
    }
}

#[derive(Default)]
struct Scanner {
    out: String,
    runs: Vec<Run>,
    spans: Vec<(Range<usize>, Kind)>,
    /// What is to be cut out of `out`.
    cuts: Vec<Range<usize>>,
    /// Style tags that are open.
    tags: Vec<(Kind, usize)>,
    /// Brackets that are open: where in `out`, and whether of an image.
    brackets: Vec<(usize, bool)>,
}

/// How far a link's target, a tag or a formula may reach, in bytes: bounds the look-ahead on text that only looks like one.
const LOOK_AHEAD: usize = 1000;

/// How many open delimiters a closing one looks back through: bounds the work on text made of delimiters.
const LOOK_BACK: usize = 64;

impl Scanner {
    fn scan(&mut self, raw: &str) {
        let mut rest = raw;
        let mut before = '\n';
        while let Some(c) = rest.chars().next() {
            let after = rest.strip_prefix(c).unwrap_or_default();
            let taken = match c {
                '\\' => self.escape(after),
                '`' => self.code(rest),
                '*' | '_' | '~' => Some(self.run(c, rest, before)),
                '<' => self.tag(after),
                '&' => self.entity(after),
                '$' => self.formula(after),
                '[' => {
                    self.brackets.push((self.out.len(), before == '!'));
                    None
                }
                ']' => self.bracket(after),
                _ => None,
            };
            let taken_all = taken.is_some();
            let next = taken.unwrap_or_else(|| {
                self.out.push(if c == '\u{A0}' { ' ' } else { c });
                after
            });
            before = if taken_all { self.out.chars().next_back().unwrap_or('\n') } else { c };
            rest = next;
        }
    }

    fn escape<'r>(&mut self, after: &'r str) -> Option<&'r str> {
        let c = after.chars().next()?;
        if c == '\n' {
            return Some(after);
        }
        let rest = after.strip_prefix(|c: char| c.is_ascii_punctuation())?;
        self.out.push(c);
        Some(rest)
    }

    fn code<'r>(&mut self, rest: &'r str) -> Option<&'r str> {
        let after = rest.trim_start_matches('`');
        let fence = rest.strip_suffix(after)?;
        let (code, rest) = after.split_once(fence)?;
        self.out.push_str(code);
        Some(rest)
    }

    fn run<'r>(&mut self, mark: char, rest: &'r str, before: char) -> &'r str {
        let after = rest.trim_start_matches(mark);
        let length = rest.len() - after.len();
        let next = after.chars().next().unwrap_or('\n');
        let punctuation = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let left = !next.is_whitespace() && (!punctuation(next) || before.is_whitespace() || punctuation(before));
        let right = !before.is_whitespace() && (!punctuation(before) || next.is_whitespace() || punctuation(next));
        let (opens, closes) = if mark == '_' { (left && (!right || punctuation(before)), right && (!left || punctuation(next))) } else { (left, right) };
        let start = self.out.len();
        self.out.extend(std::iter::repeat_n(mark, length));
        self.runs.push(Run { mark, start, end: self.out.len(), length, opens, closes });
        after
    }

    fn tag<'r>(&mut self, after: &'r str) -> Option<&'r str> {
        let window = after.get(..LOOK_AHEAD).unwrap_or(after);
        let (inner, _) = window.split_once('>')?;
        let rest = after.strip_prefix(inner)?.strip_prefix('>')?;
        if (inner.contains('@') || inner.contains("://")) && !inner.contains(char::is_whitespace) {
            self.out.push_str(inner);
            return Some(rest);
        }
        let (closing, body) = inner.strip_prefix('/').map_or((false, inner), |b| (true, b));
        let name = body.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        match name.as_str() {
            "br" | "p" | "div" | "li" | "tr" if !self.out.is_empty() => self.out.push('\n'),
            "b" | "strong" => self.styled(Kind::Bold, closing),
            "i" | "em" => self.styled(Kind::Italic, closing),
            "u" | "ins" => self.styled(Kind::Underline, closing),
            "sup" => self.styled(Kind::Raised, closing),
            _ if TAGS.contains(&name.as_str()) => {}
            _ => return None,
        }
        Some(rest)
    }

    fn styled(&mut self, kind: Kind, closing: bool) {
        let at = self.out.len();
        if !closing {
            self.tags.push((kind, at));
        } else if let Some(i) = self.tags.iter().rposition(|(k, _)| *k == kind) {
            let (_, start) = self.tags.remove(i);
            self.spans.push((start..at, kind));
        }
    }

    fn entity<'r>(&mut self, after: &'r str) -> Option<&'r str> {
        /// The longest name in the table has eight letters.
        const LONGEST: usize = 10;
        let end = after.bytes().take(LONGEST).position(|b| b == b';')?;
        let (name, rest) = after.split_at_checked(end)?;
        let c = if let Some(number) = name.strip_prefix('#') {
            let code = number.strip_prefix(['x', 'X']).map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            code.and_then(char::from_u32).filter(|c| !c.is_control())?
        } else {
            ENTITIES.iter().find(|(n, _)| *n == name)?.1
        };
        self.out.push(if c == '\u{A0}' { ' ' } else { c });
        rest.strip_prefix(';')
    }

    /// `$12^{th}$`: converters set a raised ending as a formula. Any other dollar is money.
    fn formula<'r>(&mut self, after: &'r str) -> Option<&'r str> {
        let window = after.get(..40).unwrap_or(after);
        let (inner, _) = window.split_once('$')?;
        let (base, raised) = inner.split_once('^')?;
        let raised = raised.trim().trim_start_matches('{').trim_end_matches('}');
        let raised = ["\\text{", "\\mathrm{", "\\circ"].iter().find_map(|p| raised.strip_prefix(p)).map_or(raised, |r| r.trim_end_matches('}'));
        if !base.trim().chars().all(char::is_alphanumeric) || !raised.chars().all(char::is_alphanumeric) {
            return None;
        }
        self.out.push_str(base.trim());
        let start = self.out.len();
        self.out.push_str(if inner.contains("\\circ") { "°" } else { raised });
        self.spans.push((start..self.out.len(), Kind::Raised));
        after.strip_prefix(inner)?.strip_prefix('$')
    }

    /// A bracket closes: a link keeps its words, an image keeps nothing, a note's mark is raised.
    fn bracket<'r>(&mut self, after: &'r str) -> Option<&'r str> {
        let (start, image) = self.brackets.pop()?;
        let inside = start + 1..self.out.len();
        if let Some(rest) = target(after) {
            if image {
                self.cuts.push(start.saturating_sub(1)..self.out.len());
                self.runs.retain(|r| r.start < start);
            } else {
                self.cuts.push(start..start + 1);
            }
            return Some(rest);
        }
        let note = self.out.get(inside.clone()).and_then(|t| t.strip_prefix('^')).is_some_and(|t| !t.is_empty() && t.chars().all(char::is_alphanumeric));
        if note {
            self.cuts.push(start..start + 2);
            self.spans.push((start + 2..inside.end, Kind::Raised));
            return Some(after.strip_prefix(':').unwrap_or(after));
        }
        None
    }

    /// Matches delimiters as `CommonMark` does.
    fn match_runs(&mut self) {
        let mut open: Vec<usize> = Vec::new();
        for closer in 0..self.runs.len() {
            while let Some(place) = self.opener(&open, closer) {
                let Some(opener) = open.get(place).copied() else { break };
                self.pair(opener, closer);
                open.truncate(place + 1);
                if self.runs.get(opener).is_none_or(|r| r.left() == 0) {
                    open.pop();
                }
            }
            if self.runs.get(closer).is_some_and(|r| r.opens && r.left() > 0) {
                open.push(closer);
            }
        }
    }

    fn opener(&self, open: &[usize], closer: usize) -> Option<usize> {
        let close = self.runs.get(closer).filter(|r| r.closes && r.left() > 0)?;
        let fits = |place: &usize| {
            let Some(run) = open.get(*place).and_then(|i| self.runs.get(*i)) else { return false };
            let thirds = (run.closes || close.opens) && (run.length + close.length) % 3 == 0 && (run.length % 3 != 0 || close.length % 3 != 0);
            let struck = close.mark != '~' || (run.left() >= 2 && close.left() >= 2);
            run.mark == close.mark && !thirds && struck
        };
        (0..open.len()).rev().take(LOOK_BACK).find(fits)
    }

    fn pair(&mut self, opener: usize, closer: usize) {
        let both_double = [opener, closer].iter().all(|i| self.runs.get(*i).is_some_and(|r| r.left() >= 2));
        let used = if both_double { 2 } else { 1 };
        let Some(open) = self.runs.get_mut(opener) else { return };
        open.end -= used;
        let from = open.end;
        let Some(close) = self.runs.get_mut(closer) else { return };
        close.start += used;
        let to = close.start - used;
        self.cuts.push(from..from + used);
        self.cuts.push(to..to + used);
        if close.mark != '~' {
            self.spans.push((from..to, if both_double { Kind::Bold } else { Kind::Italic }));
        }
    }

    /// Pairs the `**` that are left, in order; one that is left alone goes too, unless it stands alone like a word.
    fn match_leftovers(&mut self) {
        let mut open: Option<Range<usize>> = None;
        for run in self.runs.iter().filter(|r| r.mark == '*' && r.left() >= 2) {
            let own = run.start..run.end;
            match open.take() {
                Some(opened) => {
                    self.spans.push((opened.end..own.start, Kind::Bold));
                    self.cuts.extend([opened, own]);
                }
                None if run.opens => open = Some(own),
                None if run.closes => self.cuts.push(own),
                None => {}
            }
        }
        self.cuts.extend(open);
    }

    fn finish(mut self) -> Inline {
        self.cuts.sort_by_key(|r| (r.start, r.end));
        let mut text = String::with_capacity(self.out.len());
        let mut at = 0;
        // The cuts, each with what was cut before it.
        let mut shifts: Vec<(Range<usize>, usize)> = Vec::with_capacity(self.cuts.len());
        for cut in &self.cuts {
            let start = cut.start.max(at);
            if cut.end > start {
                text.push_str(self.out.get(at..start).unwrap_or_default());
                shifts.push((start..cut.end, start - text.len()));
                at = cut.end;
            }
        }
        text.push_str(self.out.get(at..).unwrap_or_default());
        let moved = |place: usize| {
            let after = shifts.partition_point(|(cut, _)| cut.start <= place);
            let Some((cut, before)) = after.checked_sub(1).and_then(|i| shifts.get(i)) else { return place };
            place.max(cut.end) - before - cut.len()
        };
        let spans = self.spans.iter().map(|(r, k)| (trimmed(&text, moved(r.start)..moved(r.end)), *k));
        let styles = flattened(spans.filter(|(r, _)| !r.is_empty()).collect());
        Inline { text, styles }
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// Overlapping spans as runs side by side, each with all that holds in it.
fn flattened(spans: Vec<(Range<usize>, Kind)>) -> Vec<(Range<usize>, Style)> {
    let mut edges: Vec<(usize, Kind, i32)> = spans.into_iter().flat_map(|(r, k)| [(r.start, k, 1), (r.end, k, -1)]).collect();
    edges.sort_by_key(|(at, _, step)| (*at, *step));
    let mut counts = [0i32; 4];
    let mut runs: Vec<(Range<usize>, Style)> = Vec::new();
    let mut from = 0;
    for (at, kind, step) in edges {
        let [bold, italic, underline, raised] = counts.map(|n| n > 0);
        let style = Style { bold, italic, underline, raised };
        if at > from && style != Style::default() {
            match runs.last_mut() {
                Some((range, same)) if range.end == from && *same == style => range.end = at,
                _ => runs.push((from..at, style)),
            }
        }
        from = at;
        if let Some(count) = counts.get_mut(kind as usize) {
            *count += step;
        }
    }
    runs
}

/// What follows a link's target `(http://…)`, where one begins here.
fn target(after: &str) -> Option<&str> {
    let inner = after.strip_prefix('(')?;
    let mut depth = 1;
    for (at, c) in inner.char_indices().take(LOOK_AHEAD) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
        if depth == 0 {
            return inner.get(at + 1..);
        }
    }
    None
}

/// Tags of HTML that may stand in Markdown and say nothing of the words' style.
const TAGS: &[&str] = &[
    "a", "abbr", "blockquote", "body", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "div", "dl", "dt", "figcaption",
    "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "img", "kbd", "li", "mark", "math", "nav", "ol", "p",
    "pre", "q", "s", "section", "small", "span", "strike", "sub", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "ul", "var",
];

/// The entities of HTML that stand for letters and signs of Latin texts.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("sect", '§'),
    ("para", '¶'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("times", '×'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("frac34", '¾'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("ordf", 'ª'),
    ("ordm", 'º'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("euro", '€'),
    ("pound", '£'),
    ("yen", '¥'),
    ("cent", '¢'),
    ("shy", '\u{AD}'),
    ("iexcl", '¡'),
    ("iquest", '¿'),
    ("dagger", '†'),
    ("Dagger", '‡'),
    ("permil", '‰'),
    ("szlig", 'ß'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("acirc", 'â'),
    ("atilde", 'ã'),
    ("auml", 'ä'),
    ("aring", 'å'),
    ("aelig", 'æ'),
    ("ccedil", 'ç'),
    ("egrave", 'è'),
    ("eacute", 'é'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("igrave", 'ì'),
    ("iacute", 'í'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ntilde", 'ñ'),
    ("ograve", 'ò'),
    ("oacute", 'ó'),
    ("ocirc", 'ô'),
    ("otilde", 'õ'),
    ("ouml", 'ö'),
    ("oslash", 'ø'),
    ("oelig", 'œ'),
    ("ugrave", 'ù'),
    ("uacute", 'ú'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("yacute", 'ý'),
    ("yuml", 'ÿ'),
    ("thorn", 'þ'),
    ("eth", 'ð'),
    ("scaron", 'š'),
    ("Agrave", 'À'),
    ("Aacute", 'Á'),
    ("Acirc", 'Â'),
    ("Atilde", 'Ã'),
    ("Auml", 'Ä'),
    ("Aring", 'Å'),
    ("AElig", 'Æ'),
    ("Ccedil", 'Ç'),
    ("Egrave", 'È'),
    ("Eacute", 'É'),
    ("Ecirc", 'Ê'),
    ("Euml", 'Ë'),
    ("Igrave", 'Ì'),
    ("Iacute", 'Í'),
    ("Icirc", 'Î'),
    ("Iuml", 'Ï'),
    ("Ntilde", 'Ñ'),
    ("Ograve", 'Ò'),
    ("Oacute", 'Ó'),
    ("Ocirc", 'Ô'),
    ("Otilde", 'Õ'),
    ("Ouml", 'Ö'),
    ("Oslash", 'Ø'),
    ("OElig", 'Œ'),
    ("Ugrave", 'Ù'),
    ("Uacute", 'Ú'),
    ("Ucirc", 'Û'),
    ("Uuml", 'Ü'),
    ("Yacute", 'Ý'),
    ("THORN", 'Þ'),
    ("ETH", 'Ð'),
    ("Scaron", 'Š'),
];

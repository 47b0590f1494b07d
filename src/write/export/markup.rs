//! Markup that cannot be broken: what AKN and HTML are written with.
//!
//! Elements are closed in the order in which they were opened, whatever else happens, and no letter of a document is ever read as markup. Letters
//! that XML 1.0 and HTML forbid in any spelling become visible pictures of themselves (U+0001 is written "␁") or U+FFFD, one for one, so that
//! counts of code points still hold.

/// A piece of markup that grows.
#[derive(Debug, Default)]
pub(super) struct Markup {
    out: String,
    open: Vec<&'static str>,
    /// The last start tag still takes attributes.
    in_tag: bool,
}

impl Markup {
    /// Begins with these characters as they are: a declaration, a doctype.
    pub(super) fn beginning(with: &str) -> Self {
        Self { out: with.to_owned(), ..Self::default() }
    }

    /// Begins an element.
    pub(super) fn open(&mut self, name: &'static str) -> &mut Self {
        self.end_tag();
        self.out.push('<');
        self.out.push_str(name);
        self.open.push(name);
        self.in_tag = true;
        self
    }

    /// An attribute of the element that has just begun.
    pub(super) fn with(&mut self, name: &str, value: &str) -> &mut Self {
        debug_assert!(self.in_tag, "an attribute {name} after its tag");
        if self.in_tag {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            for c in value.chars() {
                match c {
                    '"' => self.out.push_str("&quot;"),
                    // Readers of XML make blanks of these where they stand as they are.
                    '\n' => self.out.push_str("&#10;"),
                    '\t' => self.out.push_str("&#9;"),
                    c => self.letter(c),
                }
            }
            self.out.push('"');
        }
        self
    }

    /// The same where there is a value.
    pub(super) fn with_some(&mut self, name: &str, value: Option<&str>) -> &mut Self {
        if let Some(value) = value {
            self.with(name, value);
        }
        self
    }

    /// Words, all of them letters and none markup.
    pub(super) fn text(&mut self, words: &str) -> &mut Self {
        self.end_tag();
        for c in words.chars() {
            self.letter(c);
        }
        self
    }

    /// What is markup already: a style sheet, a line end between elements.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.end_tag();
        self.out.push_str(markup);
        self
    }

    /// Ends the element that began last.
    pub(super) fn close(&mut self) -> &mut Self {
        self.end_tag();
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
        self
    }

    /// Ends an element of XML without content.
    pub(super) fn close_empty(&mut self) -> &mut Self {
        if std::mem::take(&mut self.in_tag) && self.open.pop().is_some() {
            self.out.push_str("/>");
        }
        self
    }

    /// Ends all elements.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.push('\n');
        self.out
    }

    fn end_tag(&mut self) {
        if std::mem::take(&mut self.in_tag) {
            self.out.push('>');
        }
    }

    fn letter(&mut self, c: char) {
        match c {
            '&' => self.out.push_str("&amp;"),
            '<' => self.out.push_str("&lt;"),
            '>' => self.out.push_str("&gt;"),
            '\r' => self.out.push_str("&#13;"),
            c => self.out.push(permitted(c)),
        }
    }
}

/// The letter, or what stands for it where XML 1.0 has no place for it.
pub(super) fn permitted(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7F' => '\u{2421}',
        // Control characters that browsers read as letters of Windows-1252 where they are written as references, and nobody else at all.
        '\u{80}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}' => char::REPLACEMENT_CHARACTER,
        c if u32::from(c) & 0xFFFE == 0xFFFE => char::REPLACEMENT_CHARACTER,
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_words_is_markup() {
        let mut markup = Markup::beginning("");
        markup.open("p").with("title", "a\"b'<\n>").text("</p><script>&amp;]]>\u{1}\u{FFFE}\r").open("br").close_empty();
        let expected = "<p title=\"a&quot;b'&lt;&#10;&gt;\">&lt;/p&gt;&lt;script&gt;&amp;amp;]]&gt;␁\u{FFFD}&#13;<br/></p>\n";
        assert_eq!(markup.finish(), expected);
    }

    #[test]
    fn letters_stay_as_many_as_they_were() {
        let hostile: String = (0..0x3000).chain(0xFFF0..0x1_0010).filter_map(char::from_u32).collect();
        assert_eq!(hostile.chars().map(permitted).count(), hostile.chars().count());
        assert!(hostile.chars().map(permitted).all(|c| matches!(c, '\t' | '\n' | '\r') || !c.is_control()));
    }
}

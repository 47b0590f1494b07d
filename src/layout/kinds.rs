//! What sort of things stand in a column, as far as their shape tells: the ground on which columns are read down or across.

use super::Line;

/// Shares of a column's lines that have some shape.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sort {
    /// How many lines.
    pub(super) lines: usize,
    /// That begin with an honorific.
    honorific: f32,
    /// That hold digits and hardly a letter.
    figures: f32,
    /// That begin with a small letter: running text.
    running: f32,
    /// That end with a colon.
    colon: f32,
    /// That name a function or an institution.
    office: f32,
    /// That are ticks, crosses, "yes", "P".
    marks: f32,
    /// That are the same as another one.
    repeated: f32,
    /// That are a person's initials, in brackets or not.
    initials: f32,
    /// That begin with a bullet or a number.
    items: f32,
    /// That are a bullet or a number and nothing else.
    bare_items: f32,
    /// Mean number of words.
    words: f32,
}

/// Honorifics with which a name in a list begins, folded to lower case and without stops (English, French, Spanish, German, Portuguese).
const HONORIFICS: [&str; 34] = [
    "mr", "mrs", "ms", "miss", "dr", "prof", "he", "amb", "ambassador", "sir", "dame", "hon", "rev", "col", "gen", "capt", "judge", "justice", "m", "mme",
    "mlle", "mm", "sr", "sra", "srta", "dra", "don", "doña", "herr", "frau", "cllr", "councillor", "councilmember", "senator",
];

/// Words of functions and institutions.
const OFFICES: [&str; 44] = [
    "director", "chair", "chairman", "chairperson", "chairwoman", "president", "secretary", "treasurer", "manager", "officer", "minister", "ministry",
    "department", "university", "office", "institute", "counsellor", "attaché", "adviser", "advisor", "coordinator", "member", "delegate", "representative",
    "mission", "embassy", "committee", "council", "commission", "agency", "association", "union", "organization", "organisation", "foundation", "directeur",
    "directrice", "ministère", "université", "universidad", "ministerio", "ministerium", "universität", "clerk",
];

/// Whether a line begins with an item's number and letter: "4-A", "4A", "12-B.".
fn is_lettered(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ')', ':', ',']);
    let rest = first.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = first.len() - rest.len();
    (1..=2).contains(&digits) && matches!(rest.strip_prefix('-').unwrap_or(rest).as_bytes(), [b'A'..=b'Z'])
}

impl Sort {
    /// Of these lines.
    pub(super) fn of<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        let mut sort = Self::default();
        let mut texts: Vec<&str> = Vec::new();
        for line in lines {
            let text = line.text.trim();
            sort.lines += 1;
            texts.push(text);
            let lower = text.to_lowercase();
            let mut words = lower
                .split(|c: char| c.is_whitespace() || c == ',' || c == '/')
                .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
                .filter(|w| !w.is_empty());
            let first = words.next().unwrap_or_default().replace('.', "");
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            let digits = text.chars().filter(char::is_ascii_digit).count();
            sort.honorific += f32::from(HONORIFICS.contains(&first.as_str()) && letters > 3);
            sort.figures += f32::from(digits > 0 && letters <= 3);
            sort.running += f32::from(text.starts_with(char::is_lowercase));
            sort.colon += f32::from(text.ends_with(':'));
            sort.office += f32::from(OFFICES.contains(&first.as_str()) || words.any(|w| OFFICES.contains(&w)));
            sort.marks += f32::from(
                text.chars().count() <= 2
                    || matches!(lower.as_str(), "yes" | "no" | "present" | "absent" | "excused" | "oui" | "non" | "sí" | "ja" | "nein" | "late" | "n/a"),
            );
            let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
            let initials = bare
                .split(['/', ',', '&', '+', ' '])
                .filter(|w| !w.is_empty())
                .all(|w| (2..=4).contains(&w.len()) && w.bytes().all(|c| c.is_ascii_uppercase()));
            sort.initials += f32::from(!bare.is_empty() && (initials || lower == "all"));
            let marker = super::blocks::marker(text);
            sort.items += f32::from(marker.is_some() || is_lettered(text));
            sort.bare_items += f32::from(marker == Some(text.len()));
            sort.words += text.split_whitespace().count() as f32;
        }
        texts.sort_unstable();
        sort.repeated = texts.windows(2).filter(|p| p.first() == p.last()).count() as f32;
        let n = sort.lines.max(1) as f32;
        for share in [
            &mut sort.honorific, &mut sort.figures, &mut sort.running, &mut sort.colon, &mut sort.office, &mut sort.marks, &mut sort.repeated,
            &mut sort.initials, &mut sort.items, &mut sort.bare_items, &mut sort.words,
        ] {
            *share /= n;
        }
        sort
    }

    /// Whether the lines are figures, marks or values that repeat: a table's column, never a list to be read down.
    pub(super) fn is_data(&self) -> bool {
        self.figures > 0.5 || self.marks > 0.6 || self.lines >= 4 && self.repeated > 0.5
    }

    /// Whether initials stand here: who presents, who is to act.
    pub(super) fn is_initials(&self) -> bool {
        self.initials > 0.7
    }

    /// Whether most lines are items of a list.
    pub(super) fn is_items(&self) -> bool {
        self.items > 0.5
    }

    /// Whether the numbers and bullets of items stand here, and their words elsewhere.
    pub(super) fn is_bare_items(&self) -> bool {
        self.bare_items > 0.8
    }

    /// Whether labels stand here ("Present:").
    pub(super) fn is_labels(&self) -> bool {
        self.colon > 0.5
    }

    /// Whether this is running text.
    pub(super) fn is_prose(&self) -> bool {
        self.running > 0.3 && self.words > 3.5
    }

    /// Whether two columns hold the same sort of things, so that each can be a list of its own.
    pub(super) fn like(&self, other: &Self) -> bool {
        let far = |a: f32, b: f32, by: f32| (a - b).abs() > by;
        let unlike = far(self.honorific, other.honorific, 0.45)
            || far(self.office, other.office, 0.3)
            || far(self.figures, other.figures, 0.4)
            || far(self.colon, other.colon, 0.4);
        let (short, long) = (self.words.min(other.words), self.words.max(other.words));
        !unlike && long < 2.2 * short + 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_with_letters_are_items() {
        for (text, is) in
            [("4-A", true), ("12-B. Agenda", true), ("4A Roll", true), ("4-AB", false), ("2019-A", false), ("A-4", false), ("44", false), ("", false)]
        {
            assert_eq!(is_lettered(text), is, "{text}");
        }
    }
}

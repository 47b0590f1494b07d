//! Who stands in brackets at a heading's end: "Universalization (Malawi and Peru)".

/// Words that may stand in a heading's bracket and name nobody.
const NOBODY: &[&str] = &[
    "item", "standing", "comment", "public", "action", "information", "discussion", "continued", "cont", "oral", "verbal", "report", "draft", "annex", "new",
    "old", "part", "none", "vote", "decision", "only", "day", "session", "am", "pm", "suite", "closed", "open", "update", "approval", "closing", "board",
    "see", "appendix",
];

/// The title without its bracket, and the names in it; `None` where the bracket, if there is one, names nobody.
pub(super) fn split(title: &str) -> Option<(&str, Vec<String>)> {
    let (head, inner) = title.strip_suffix(')')?.rsplit_once('(')?;
    let head = head.trim_end();
    let names: Vec<String> = names(inner).into_iter().map(str::to_owned).collect();
    let enough = !head.is_empty() && !names.is_empty() && names.len() <= 8;
    (enough && names.iter().all(|n| is_name(n))).then_some((head, names))
}

/// Whether the bracket joins several names: that is hardly a gloss.
pub(super) fn is_joined(names: &[String]) -> bool {
    names.len() > 1
}

fn names(inner: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in inner.split([',', ';', '/', '&']) {
        let mut rest = part;
        'part: loop {
            for joint in [" and ", " et ", " und ", " y ", " e "] {
                if let Some((one, more)) = rest.split_once(joint) {
                    out.push(one.trim());
                    rest = more;
                    continue 'part;
                }
            }
            break;
        }
        out.push(rest.trim().trim_start_matches("and "));
    }
    out.retain(|n| !n.is_empty());
    out
}

fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let small = |w: &str| matches!(w, "of" | "the" | "de" | "la" | "von" | "van" | "du" | "da" | "do" | "del" | "and");
    words.len() <= 6
        && !name.chars().any(|c| c.is_ascii_digit())
        && words.iter().all(|w| w.starts_with(char::is_uppercase) || small(w) || w.starts_with("d'") || w.starts_with("d’"))
        && !words.iter().any(|w| NOBODY.contains(&w.to_lowercase().trim_matches('.')))
        && name.starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn brackets() {
        let read = |t: &'static str| split(t).map(|(h, n)| (h, n.join("|")));
        assert_eq!(read("Universalization (Malawi and Peru)"), Some(("Universalization", "Malawi|Peru".to_owned())));
        assert_eq!(read("Clearance (Italy, Norway)"), Some(("Clearance", "Italy|Norway".to_owned())));
        for none in ["Past Events (standing item)", "PUBLIC (PUBLIC COMMENT)", "Minutes (21st August 2013)", "Budget", "(Malawi)"] {
            assert_eq!(read(none), None, "{none}");
        }
    }
}

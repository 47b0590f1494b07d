//! The order of the rooms: a module imports only from what stands before it.

use std::fs;
use std::path::{Path, PathBuf};

/// From the first to the last. A module inside a room may stand earlier than the room, where all need it.
const ORDER: &[&str] = &[
    "lexicon", "span", "geometry", "language", "error", "diagnostics", "minutes", "source", "gazetteer", "layout::Style", "read", "layout", "transcript",
    "entities::tokens", "entities::calendar", "entities::dates", "entities::times", "attendance::names", "outline", "meeting", "entities", "attendance",
    "proceedings", "confirm", "assemble::person_value", "entities::persons", "assemble", "pipeline", "records", "write", "audit", "search", "serve", "cli",
];

/// The places of `path` (`entities::tokens::Tokens`) in the order: that of its longest known beginning.
fn place(path: &str) -> Option<usize> {
    ORDER.iter().enumerate().filter(|(_, room)| path == **room || path.starts_with(&format!("{room}::"))).max_by_key(|(_, room)| room.len()).map(|(i, _)| i)
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// `src/entities/tokens.rs` as `entities::tokens`.
fn module(root: &Path, file: &Path) -> String {
    let path = file.strip_prefix(root).unwrap().with_extension("");
    let parts: Vec<_> = path.iter().map(|p| p.to_str().unwrap()).filter(|p| *p != "mod").collect();
    parts.join("::")
}

/// What a source names after `crate::`, the parts of a braced list one by one. Comments and the tests at its end are left out.
fn imports(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in source.lines().enumerate() {
        if line.trim_start().starts_with("#[cfg(test)]") {
            break;
        }
        let code = line.split("//").next().unwrap();
        for (at, _) in code.match_indices("crate::") {
            let rest = &code[at + "crate::".len()..];
            if let Some(list) = rest.strip_prefix('{') {
                found.extend(list.split('}').next().unwrap().split(',').map(|p| (number + 1, name(p.trim()))));
            } else {
                found.push((number + 1, name(rest)));
            }
        }
    }
    found
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect::<String>().trim_end_matches(':').to_owned()
}

#[test]
fn rooms_import_only_from_rooms_before_them() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    let mut backward = Vec::new();
    for file in &files {
        let here = module(&root, file);
        if here == "lib" || here == "main" {
            continue;
        }
        let Some(own) = place(&here) else {
            backward.push(format!("{here} has no place in the order of rooms: add it to ORDER"));
            continue;
        };
        for (line, import) in imports(&fs::read_to_string(file).unwrap()) {
            let room = |path: &str| path.split("::").next().unwrap().to_owned();
            if place(&import).is_some_and(|other| other > own) && room(&import) != room(&here) {
                backward.push(format!("{}:{line} imports crate::{import}, which comes after {here}", file.display()));
            }
        }
    }
    assert!(backward.is_empty(), "imports that run backwards:\n{}", backward.join("\n"));
}

#[test]
fn the_order_is_read_as_it_should() {
    assert!(place("entities::tokens::Tokens") < place("outline"));
    assert!(place("entities::amounts") > place("outline::Outline"));
    assert_eq!(place("nowhere"), None);
    let source = "use crate::{span, layout::Line};\nlet x = crate::minutes::Value::X; // crate::cli\n#[cfg(test)]\nuse crate::cli;";
    assert_eq!(imports(source), [(1, "span".to_owned()), (1, "layout::Line".to_owned()), (2, "minutes::Value::X".to_owned())]);
}

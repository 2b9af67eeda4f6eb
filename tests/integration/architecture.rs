//! Data travels one way: a module names only those that stand before it (see `src/lib.rs`).

use std::path::{Path, PathBuf};

/// What each module may name.
const MAY_NAME: &[(&str, &[&str])] = &[
    // How text stands in an IRI and in an address: every module that makes one needs the same rule.
    ("percent", &[]),
    ("findings", &[]),
    ("data", &[]),
    ("legislation", &["data", "findings"]),
    ("source", &["findings"]),
    (
        "framework",
        &["percent", "findings", "data", "source", "legislation"],
    ),
    (
        "graph",
        &["findings", "data", "source", "legislation", "framework"],
    ),
    ("write", &["findings", "graph"]),
    // A question takes a provision as people cite it.
    (
        "store",
        &["percent", "findings", "legislation", "graph", "write"],
    ),
    // Shapes become queries, and what these find becomes findings.
    ("contract", &["findings", "graph", "store"]),
    // Looking for something reads the store and understands citations; it shows nothing itself.
    (
        "find",
        &["percent", "findings", "legislation", "graph", "store"],
    ),
    (
        "pages",
        &[
            "percent",
            "findings",
            "source",
            "legislation",
            "framework",
            "graph",
            "store",
            "find",
        ],
    ),
    (
        "serve",
        &[
            "percent",
            "findings",
            "legislation",
            "framework",
            "graph",
            "write",
            "store",
            "find",
            "pages",
        ],
    ),
];

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    if !folder.is_dir() {
        return;
    }
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// The modules of this crate that a text names, tests left out.
fn named(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| {
            line.match_indices("crate::")
                .map(move |(at, _)| &line[at + 7..])
        })
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect()
        })
        .collect()
}

#[test]
fn modules_name_only_those_before_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut arrows = 0;
    for (module, may_name) in MAY_NAME {
        let mut files = Vec::new();
        rust_files(&source.join(module), &mut files);
        let alone = source.join(format!("{module}.rs"));
        files.extend(alone.exists().then_some(alone));
        assert!(!files.is_empty(), "{module} has no files");
        for file in files {
            for name in named(&std::fs::read_to_string(&file).unwrap()) {
                arrows += 1;
                assert!(
                    name == *module || may_name.contains(&name.as_str()) || name.is_empty(),
                    "{}: {module} may not name {name}",
                    file.display()
                );
            }
        }
    }
    assert!(arrows > 50, "the test sees the arrows");
}

#[test]
fn every_module_stands_in_the_list() {
    let lib =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let modules: Vec<&str> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    for module in &modules {
        let listed = MAY_NAME.iter().any(|(name, _)| name == module);
        assert!(
            listed || *module == "cli",
            "{module} has no place in the house"
        );
    }
    assert!(modules.len() > MAY_NAME.len());
}

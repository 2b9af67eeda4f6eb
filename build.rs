//! What is made when the program is built: our own data in a form that is quick to read, and a
//! word for what the program was built from.

#[path = "src/data/same_lines.rs"]
mod same_lines;

use same_lines::{Scalars, to_json};
use serde_json::{Value, json};
use std::error::Error;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What answers are made of: entity tags change with it, also between two builds of one version.
const SOURCES: [&str; 6] = [
    "Cargo.lock",
    "build.rs",
    "data",
    "ontology",
    "queries",
    "src",
];

/// YAML that becomes JSON: a file or a folder of `data/`, and what becomes of its scalars.
const YAML: [(&str, Scalars); 4] = [
    ("concepts", Scalars::Typed),
    ("edition.yaml", Scalars::Typed),
    // What is wrong in an entry is found by comparing it with others, when it has been read.
    ("legislation/acts", Scalars::WithLines),
    ("legislation/applications-aia.yaml", Scalars::Typed),
];

/// The documents of the built-in edition.
const EDITION: &str = "kader/docs";

fn main() -> Result<(), Box<dyn Error>> {
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        // A new file in a folder must be noticed.
        println!("cargo::rerun-if-changed={source}");
        for path in files(Path::new(source))? {
            hasher.write(path.to_string_lossy().as_bytes());
            hasher.write(&fs::read(path)?);
        }
    }
    println!("cargo::rustc-env=KADERGRAAF_BUILD={:016x}", hasher.finish());

    let prepared = PathBuf::from(env::var("OUT_DIR")?).join("data");
    for (name, scalars) in YAML {
        for path in files(&Path::new("data").join(name))? {
            let json = to_json(&fs::read_to_string(&path)?, scalars)
                .map_err(|problem| format!("{}: {problem}", path.display()))?;
            write(&prepared, &path, &json)?;
        }
    }
    let edition = Path::new("data").join(EDITION);
    write(&prepared, &edition, &titles(&edition)?.to_string())
}

/// A file, or all files of a folder in the order of their names.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    let mut paths: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    paths.sort_unstable();
    let found: io::Result<Vec<_>> = paths.iter().map(|path| files(path)).collect();
    Ok(found?.concat())
}

/// Writes what was made of a file or folder of `data/`.
fn write(prepared: &Path, path: &Path, json: &str) -> Result<(), Box<dyn Error>> {
    let target = prepared.join(path.strip_prefix("data")?);
    let target = target.with_added_extension("json");
    fs::create_dir_all(target.parent().ok_or("it stands in no folder")?)?;
    Ok(fs::write(target, json)?)
}

/// The documents of the edition that have an English title: path, identifier, title.
fn titles(edition: &Path) -> Result<Value, Box<dyn Error>> {
    let mut titles = Vec::new();
    for path in files(edition)? {
        let text = fs::read_to_string(&path)?;
        let Some((head, _)) = text
            .strip_prefix("---\n")
            .and_then(|text| text.split_once("\n---\n"))
        else {
            continue;
        };
        let head = to_json(head, Scalars::Typed)
            .map_err(|problem| format!("{}: {problem}", path.display()))?;
        let head: Value = serde_json::from_str(&head)?;
        if let Some(title) = head.get("title_en") {
            let path = path.strip_prefix("data/kader")?;
            titles.push(json!([path.to_string_lossy(), head.get("id"), title]));
        }
    }
    Ok(titles.into())
}

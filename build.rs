//! Folders that are built into the binary, and a word for what it was built from.

use std::hash::{DefaultHasher, Hasher};
use std::path::Path;
use std::{fs, io};

/// What answers are made of: entity tags change with it, also between two builds of one version.
const SOURCES: [&str; 6] = [
    "Cargo.lock",
    "build.rs",
    "data",
    "ontology",
    "queries",
    "src",
];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    for source in SOURCES {
        // A new file in a folder must be noticed.
        println!("cargo::rerun-if-changed={source}");
        add(Path::new(source), &mut hasher)?;
    }
    println!("cargo::rustc-env=KADERGRAAF_BUILD={:016x}", hasher.finish());
    Ok(())
}

/// Adds the name and the bytes of a file, or of all files of a folder in the order of their names.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
        let mut paths: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
        paths.sort_unstable();
        return paths.iter().try_for_each(|path| add(path, hasher));
    }
    if path.is_file() {
        hasher.write(path.to_string_lossy().as_bytes());
        hasher.write(&fs::read(path)?);
    }
    Ok(())
}

//! Broken corpora: no crash, no hang, the file and line named, the status as promised.

#![cfg(unix)]

mod cases;

use crate::program::program;
use cases::{Case, all};
use std::fs::create_dir_all;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

/// Ample for a debug build on a busy machine; the released program takes a tenth.
const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn broken_corpora_cost_what_is_broken_and_no_more() {
    let wrong: Vec<String> = all().filter_map(|case| run(case).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn run(case: &Case) -> Result<(), String> {
    let name = case.name;
    let root = tempfile::tempdir().unwrap();
    create_dir_all(root.path().join("docs")).unwrap();
    (case.make)(root.path());
    let source = root.path().to_str().unwrap();
    let begun = Instant::now();
    let (status, out, messages) = program(["check", "--source", source, "--lang", "en"]).ends();
    let took = begun.elapsed();
    let told = format!("{out}{messages}");
    let shown: String = told.chars().take(600).collect();
    if status != Some(case.status) || told.contains("panicked") {
        return Err(format!("{name}: status {status:?}: {shown}"));
    }
    for words in case.says {
        if !told.contains(words) {
            return Err(format!("{name}: {words} is not in {shown}"));
        }
    }
    // What is checked can be exported, unless it cannot be read at all.
    let (status, _, messages) = program([
        "export", "--quiet", "--source", source, "--format", "nquads",
    ])
    .ends();
    let wanted = if case.status == 2 { 2 } else { 0 };
    if status != Some(wanted) {
        return Err(format!("{name}: export: {status:?}: {messages}"));
    }
    if took > LIMIT || begun.elapsed() > 2 * LIMIT {
        return Err(format!(
            "{name}: took {took:?}, with export {:?}",
            begun.elapsed()
        ));
    }
    Ok(())
}

#[test]
fn a_source_that_is_no_folder_is_refused() {
    let root = tempfile::tempdir().unwrap();
    let pipe = root.path().join("a.md");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let circle = root.path().join("b.md");
    symlink(&circle, &circle).unwrap();
    for place in [
        pipe.to_str().unwrap(),
        circle.to_str().unwrap(),
        "/dev/zero",
        "/nergens",
    ] {
        program(["check", place]).refuses_wrong_use(place);
    }
}

#[test]
fn too_many_files_are_refused_and_many_are_read() {
    let root = tempfile::tempdir().unwrap();
    let docs = root.path().join("docs");
    create_dir_all(&docs).unwrap();
    for at in 0..51_000 {
        std::fs::File::create(docs.join(format!("{at}.md"))).unwrap();
    }
    let source = root.path().to_str().unwrap();
    let begun = Instant::now();
    program(["check", source]).refuses_wrong_use("more than 50000 documents");
    assert!(begun.elapsed() < LIMIT, "{:?}", begun.elapsed());
}

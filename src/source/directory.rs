//! Lists the files of a folder: always in the same order, never outside it, never in circles.

use super::{File, FileKind, Layout, MAX_FILES, Place, kind_in_checkout, kind_in_folder};
use crate::findings::{Bilingual, Code, Finding};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// What a folder holds.
pub(super) struct Listed {
    /// The files that are read, by path.
    pub(super) files: Vec<File>,
    /// Paths of other files below `docs/`.
    pub(super) attachments: BTreeSet<String>,
    /// What was passed over.
    pub(super) findings: Vec<Finding>,
}

/// The files of a folder (its real path); nothing where there are too many.
pub(super) fn list(root: &Path, layout: Layout) -> io::Result<Option<Listed>> {
    let mut listing = Listing {
        root,
        layout,
        files: Vec::new(),
        attachments: BTreeSet::new(),
        links: Vec::new(),
        findings: Vec::new(),
        entries: 0,
    };
    let starts: &[&str] = match layout {
        Layout::Checkout => &["docs", "includes", "script"],
        Layout::Folder | Layout::Single => &[],
    };
    listing.folder("", root, starts.is_empty())?;
    for start in starts {
        let folder = root.join(start);
        if folder
            .symlink_metadata()
            .is_ok_and(|metadata| metadata.is_dir())
        {
            listing.folder(start, &folder, true)?;
        }
    }
    listing.follow_links();
    if listing.is_full() {
        return Ok(None);
    }
    let Listing {
        mut files,
        attachments,
        mut findings,
        ..
    } = listing;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    findings.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(Some(Listed {
        files,
        attachments,
        findings,
    }))
}

struct Listing<'a> {
    root: &'a Path,
    layout: Layout,
    files: Vec<File>,
    attachments: BTreeSet<String>,
    links: Vec<(String, PathBuf)>,
    findings: Vec<Finding>,
    /// How many names were looked at.
    entries: usize,
}

impl Listing<'_> {
    /// Whether there are more than may be read, or than may be looked at.
    fn is_full(&self) -> bool {
        self.files.len() > MAX_FILES || self.entries > 10 * MAX_FILES
    }

    fn kind(&self, path: &str) -> Option<FileKind> {
        match self.layout {
            Layout::Checkout => kind_in_checkout(path),
            Layout::Folder | Layout::Single => kind_in_folder(path),
        }
    }

    fn folder(&mut self, path: &str, place: &Path, deep: bool) -> io::Result<()> {
        // Not by recursion: folders may be nested deeper than the stack.
        let mut open = vec![(path.to_owned(), place.to_owned())];
        while let Some((path, place)) = open.pop() {
            let entries = match std::fs::read_dir(&place) {
                Ok(entries) => entries,
                Err(error) if path.is_empty() => return Err(error),
                Err(error) => {
                    self.unreadable(&path, &error);
                    continue;
                }
            };
            for entry in entries {
                self.entries += 1;
                if self.is_full() {
                    return Ok(());
                }
                let Ok(entry) = entry else { continue };
                // Some systems hand out decomposed names; slugs and links are compared composed.
                let name = entry.file_name();
                let name = name.to_string_lossy();
                let name: String = if name.is_ascii() {
                    name.into_owned()
                } else {
                    name.nfc().collect()
                };
                if name.starts_with('.') || name == "node_modules" {
                    continue;
                }
                let path = if path.is_empty() {
                    name
                } else {
                    format!("{path}/{name}")
                };
                let Ok(kind) = entry.file_type() else {
                    continue;
                };
                if kind.is_symlink() {
                    self.links.push((path, entry.path()));
                } else if kind.is_dir() {
                    if self.kind(&path).is_some() {
                        self.passed_over(&path, "een map", "a folder");
                    }
                    if deep {
                        open.push((path, entry.path()));
                    }
                } else if let Some(read_as) = self.kind(&path) {
                    if kind.is_file() {
                        self.files.push(File {
                            path,
                            kind: read_as,
                            place: Place::Disk(entry.path()),
                        });
                    } else {
                        self.passed_over(&path, "geen gewoon bestand", "not a regular file");
                    }
                } else if path.starts_with("docs/") && kind.is_file() {
                    self.attachments.insert(path);
                }
            }
        }
        Ok(())
    }

    /// A link to a file in the tree that is not read already is read; every other one is not.
    fn follow_links(&mut self) {
        let mut links = std::mem::take(&mut self.links);
        if links.is_empty() {
            return;
        }
        links.sort();
        let mut read: BTreeSet<PathBuf> = self
            .files
            .iter()
            .filter_map(|file| match &file.place {
                Place::Disk(path) => Some(path.clone()),
                Place::BuiltIn(_) => None,
            })
            .collect();
        for (path, place) in links {
            let is_ours = self.kind(&path).is_some();
            let Ok(target) = place.canonicalize() else {
                if is_ours {
                    self.passed_over(
                        &path,
                        "een link die nergens heen leidt",
                        "a symbolic link that leads nowhere",
                    );
                }
                continue;
            };
            if !target.starts_with(self.root) {
                self.passed_over(
                    &path,
                    "een link naar buiten de map",
                    "a symbolic link that leaves the folder",
                );
            } else if target.is_dir() {
                self.passed_over(
                    &path,
                    "een link naar een map",
                    "a symbolic link to a folder",
                );
            } else if !target.is_file() {
                if is_ours {
                    self.passed_over(
                        &path,
                        "een link naar iets anders dan een gewoon bestand",
                        "a symbolic link to something other than a regular file",
                    );
                }
            } else if let Some(kind) = self.kind(&path)
                && read.insert(target.clone())
            {
                self.files.push(File {
                    path,
                    kind,
                    place: Place::Disk(target),
                });
            }
        }
    }

    fn passed_over(&mut self, path: &str, nl: &str, en: &str) {
        let message = Bilingual::new(
            format!("{path} is {nl} en is niet gelezen"),
            format!("{path} is {en} and was not read"),
        );
        self.findings
            .push(Finding::new(Code::NotFollowed, path, 1, 1, "", message));
    }

    fn unreadable(&mut self, path: &str, error: &io::Error) {
        let message = Bilingual::new(
            format!("{path} is niet te lezen: {error}"),
            format!("{path} cannot be read: {error}"),
        );
        self.findings
            .push(Finding::new(Code::UnreadableFile, path, 1, 1, "", message));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn paths(root: &Path, layout: Layout) -> (Vec<String>, Vec<Code>) {
        let listed = list(&root.canonicalize().unwrap(), layout)
            .unwrap()
            .unwrap();
        (
            listed.files.into_iter().map(|file| file.path).collect(),
            listed
                .findings
                .into_iter()
                .map(|finding| finding.code)
                .collect(),
        )
    }

    fn write(root: &Path, path: &str) {
        let place = root.join(path);
        std::fs::create_dir_all(place.parent().unwrap()).unwrap();
        std::fs::write(place, "x").unwrap();
    }

    #[test]
    fn a_checkout_is_its_documents_glossary_and_tables() {
        let root = tempfile::tempdir().unwrap();
        for path in [
            "README.md",
            "normen.csv",
            "docs/a/b.md",
            "docs/a/b.png",
            "docs/.x.md",
            "includes/c.md",
            "script/d.csv",
            "templates/e.md",
        ] {
            write(root.path(), path);
        }
        assert_eq!(
            paths(root.path(), Layout::Checkout).0,
            ["docs/a/b.md", "includes/c.md", "normen.csv", "script/d.csv"]
        );
        assert_eq!(
            paths(root.path(), Layout::Folder).0,
            [
                "README.md",
                "docs/a/b.md",
                "includes/c.md",
                "normen.csv",
                "script/d.csv",
                "templates/e.md"
            ]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_neither_loop_nor_leave_the_tree() {
        use std::os::unix::fs::symlink;
        let root = tempfile::tempdir().unwrap();
        let outside = tempfile::tempdir().unwrap();
        write(outside.path(), "geheim.md");
        write(root.path(), "docs/a.md");
        write(root.path(), "includes/b.md");
        symlink(root.path().join("docs"), root.path().join("docs/kring")).unwrap();
        symlink(outside.path(), root.path().join("docs/weg")).unwrap();
        symlink(
            outside.path().join("geheim.md"),
            root.path().join("docs/weg.md"),
        )
        .unwrap();
        symlink(
            root.path().join("includes/b.md"),
            root.path().join("docs/b.md"),
        )
        .unwrap();
        symlink("nergens.md", root.path().join("docs/dood.md")).unwrap();
        let (files, codes) = paths(root.path(), Layout::Checkout);
        assert_eq!(files, ["docs/a.md", "includes/b.md"]);
        assert_eq!(codes, [Code::NotFollowed; 4]);
    }
}

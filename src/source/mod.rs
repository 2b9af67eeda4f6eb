//! Where documents come from, and what stands in them.
//!
//! [`Source`] names the files of the built-in edition, of a checkout of the framework, of a folder
//! or of a single document, always in the same order, and reads them one by one. The other parts
//! turn the bytes of a file into text ([`decode()`]), front matter ([`front_matter`]), Markdown
//! sections ([`markdown`]), glossary entries ([`glossary`]) and table rows ([`table`]), each with
//! the lines they stand on.

mod columns;
mod decode;
mod directory;
pub mod front_matter;
pub mod glossary;
mod lines;
pub mod markdown;
pub mod table;

pub(crate) use columns::in_file;
pub(crate) use decode::is_invisible;
pub use decode::{Decoded, Issue, IssueKind, decode};
pub(crate) use lines::{line_starts, lines};

use crate::findings::Finding;
use include_dir::{Dir, include_dir};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The built-in edition, laid out like a checkout.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/kader");

/// Files larger than this are not read; the framework's largest has 100 kB.
pub const MAX_FILE_SIZE: u64 = 1024 * 1024;

/// A source with more files that are read is refused; the framework has 250.
pub const MAX_FILES: usize = 50_000;

/// What a source is laid out like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A checkout of the framework, or the built-in edition: documents below `docs/`, the glossary
    /// in `includes/`, tables of audit norms at the root and in `script/`.
    Checkout,
    /// A folder of documents.
    Folder,
    /// One document.
    Single,
}

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// A Markdown document.
    Document,
    /// Markdown that defines terms.
    Glossary,
    /// Comma- or semicolon-separated values.
    Table,
}

/// A file of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path from the source's root, with `/`.
    pub path: String,
    /// What it is read as.
    pub kind: FileKind,
    place: Place,
}

/// Where the bytes of a file are.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Place {
    BuiltIn(&'static [u8]),
    Disk(PathBuf),
}

/// A place where documents come from.
#[derive(Debug)]
pub struct Source {
    layout: Layout,
    built_in: bool,
    files: Vec<File>,
    attachments: BTreeSet<String>,
    findings: Vec<Finding>,
}

/// Why a source cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// There is nothing at this path.
    #[error("{0}: no such file or folder")]
    NotFound(PathBuf),
    /// The folder holds no document.
    #[error(
        "{0}: the folder holds no Markdown document (expected a checkout of the Algoritmekader, or a folder of .md files)"
    )]
    NoDocuments(PathBuf),
    /// The file is no document.
    #[error("{0}: not a Markdown document (expected a name that ends in .md)")]
    NotADocument(PathBuf),
    /// It has too many files.
    #[error(
        "{0}: more than {MAX_FILES} documents and tables, or ten times as many files in all; a checkout of the Algoritmekader has some hundreds"
    )]
    TooManyFiles(PathBuf),
    /// It cannot be listed.
    #[error("{path}: cannot be read: {error}")]
    Io {
        /// What was being read.
        path: PathBuf,
        /// Why it failed.
        error: std::io::Error,
    },
}

/// Why one file cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The operating system refused.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// It is no regular file any more.
    #[error("it is not a regular file")]
    NotAFile,
    /// It is larger than [`MAX_FILE_SIZE`].
    #[error("it has {0} bytes, or more; at most {MAX_FILE_SIZE} are read")]
    TooLarge(u64),
}

impl Source {
    /// The edition inside the program.
    pub fn built_in() -> Self {
        let mut files = Vec::new();
        collect_embedded(&BUILT_IN, &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            layout: Layout::Checkout,
            built_in: true,
            files,
            attachments: BTreeSet::new(),
            findings: Vec::new(),
        }
    }

    /// The root of a checkout, a folder of documents or a single document.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        let io = |error| SourceError::Io {
            path: path.to_owned(),
            error,
        };
        let metadata = match path.metadata() {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(SourceError::NotFound(path.to_owned()));
            }
            Err(error) => return Err(io(error)),
        };
        if metadata.is_dir() {
            let root = path.canonicalize().map_err(io)?;
            let layout = if root.join("docs").is_dir() {
                Layout::Checkout
            } else {
                Layout::Folder
            };
            let directory::Listed {
                files,
                attachments,
                findings,
            } = directory::list(&root, layout)
                .map_err(io)?
                .ok_or_else(|| SourceError::TooManyFiles(path.to_owned()))?;
            if !files.iter().any(|file| file.kind == FileKind::Document) {
                return Err(SourceError::NoDocuments(path.to_owned()));
            }
            return Ok(Self {
                layout,
                built_in: false,
                files,
                attachments,
                findings,
            });
        }
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if !metadata.is_file() || !is_markdown(&name) {
            return Err(SourceError::NotADocument(path.to_owned()));
        }
        let file = File {
            path: name,
            kind: FileKind::Document,
            place: Place::Disk(path.to_owned()),
        };
        Ok(Self {
            layout: Layout::Single,
            built_in: false,
            files: vec![file],
            attachments: BTreeSet::new(),
            findings: Vec::new(),
        })
    }

    /// The files, by path.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Paths of the files below `docs/` that are no documents, which documents may link to.
    pub fn attachments(&self) -> &BTreeSet<String> {
        &self.attachments
    }

    /// What it is laid out like.
    pub fn layout(&self) -> Layout {
        self.layout
    }

    /// Whether it is the edition inside the program.
    pub fn is_built_in(&self) -> bool {
        self.built_in
    }

    /// What was found while the files were listed.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The bytes of a file.
    pub fn read(&self, file: &File) -> Result<Cow<'static, [u8]>, ReadError> {
        let path = match &file.place {
            Place::BuiltIn(bytes) => return Ok(Cow::Borrowed(bytes)),
            Place::Disk(path) => path,
        };
        // What was a file when it was listed may be a pipe by now, whose opening and reading would
        // wait for somebody who writes.
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK;
        let file = match rustix::fs::open(path, flags, Mode::empty()) {
            Ok(file) => std::fs::File::from(file),
            // A socket.
            Err(Errno::NXIO) => return Err(ReadError::NotAFile),
            Err(error) => return Err(std::io::Error::from(error).into()),
        };
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(ReadError::NotAFile);
        }
        let length = metadata.len();
        if length > MAX_FILE_SIZE {
            return Err(ReadError::TooLarge(length));
        }
        // So much is there now; asking whether there is more would be a call of the system for each
        // file. Where the system tells no length, it is asked.
        let most = if length == 0 {
            MAX_FILE_SIZE + 1
        } else {
            length
        };
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
        file.take(most).read_to_end(&mut bytes)?;
        let read = bytes.len() as u64;
        if read > MAX_FILE_SIZE {
            return Err(ReadError::TooLarge(read));
        }
        Ok(Cow::Owned(bytes))
    }
}

fn collect_embedded(dir: &'static Dir<'static>, files: &mut Vec<File>) {
    for file in dir.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(kind) = kind_in_checkout(&path) {
            files.push(File {
                path,
                kind,
                place: Place::BuiltIn(file.contents()),
            });
        }
    }
    for inner in dir.dirs() {
        collect_embedded(inner, files);
    }
}

fn is_markdown(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("md"))
}

fn is_table(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("csv"))
}

/// What a path of a checkout is read as; nothing for what belongs to the site or its makers.
fn kind_in_checkout(path: &str) -> Option<FileKind> {
    let folder = path.split_once('/').map(|(first, _)| first);
    match folder {
        Some("docs") if is_markdown(path) => Some(FileKind::Document),
        Some("includes") if is_markdown(path) => Some(FileKind::Glossary),
        None | Some("script") if is_table(path) => Some(FileKind::Table),
        _ => None,
    }
}

/// What a path of a folder of documents is read as.
fn kind_in_folder(path: &str) -> Option<FileKind> {
    if is_markdown(path) {
        Some(FileKind::Document)
    } else {
        is_table(path).then_some(FileKind::Table)
    }
}

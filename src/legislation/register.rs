//! The register of acts: names, identifiers, structure; loaded from data, checked when loaded.

use super::act::{Act, Name};
use super::entry::{Entry, Text, Words};
use super::identifier::is_bwb;
use super::number::EuNumber;
use super::reader::names::Names;
use super::time::TimeFiles;
use crate::data::{self, File, FormError};
use foldhash::HashMap;
use std::sync::{Arc, LazyLock};

/// Why a register cannot be loaded; each with the place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// Not of the form of an entry.
    #[error(transparent)]
    Form(#[from] FormError),
    /// An entry that contradicts itself or another.
    #[error("data/{file}:{line}: {message}")]
    Entry {
        /// The file's path in `data/`.
        file: &'static str,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
}

/// All acts that are known by name.
#[derive(Debug)]
pub struct Register {
    acts: Vec<Arc<Act>>,
    by_code: HashMap<String, usize>,
    by_eli: HashMap<String, usize>,
    by_bwb: HashMap<String, usize>,
    by_celex: HashMap<String, usize>,
    /// The addresses that acts list, each with its act; in the order of the acts.
    addresses: Vec<(String, usize)>,
    names: Names,
    anchors: HashMap<String, String>,
}

const EMBEDDED: [File; 3] = [
    data::file!("legislation/acts/eu.yaml"),
    data::file!("legislation/acts/netherlands.yaml"),
    data::file!("legislation/acts/treaties.yaml"),
];
const STRUCTURES: [(&str, &str); 2] = [
    (
        "aia",
        include_str!("../../data/legislation/structure/aia.tsv"),
    ),
    (
        "avg",
        include_str!("../../data/legislation/structure/avg.tsv"),
    ),
];
const IN_TIME: [(&str, TimeFiles); 1] = [(
    "aia",
    TimeFiles {
        amendments: include_str!("../../data/legislation/amendments-aia.tsv"),
        applications: data::file!("legislation/applications-aia.yaml"),
    },
)];
const ANCHORS: &str = include_str!("../../data/legislation/anchors.tsv");

static REGISTER: LazyLock<Result<Register, RegisterError>> = LazyLock::new(|| {
    let mut register = Register::build(&EMBEDDED)?;
    register.anchors = ANCHORS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(address, iri)| (address.to_owned(), iri.to_owned()))
        .collect();
    Ok(register)
});

/// What a table has for the act of this code.
fn of_act<'t, T>(table: &'t [(&str, T)], code: &str) -> Option<&'t T> {
    let row = table.iter().find(|(name, _)| *name == code);
    row.map(|(_, value)| value)
}

impl Register {
    /// The register that is part of the program. Loaded on first use; structures and dates of
    /// single acts only when they are asked for.
    pub fn embedded() -> Result<&'static Register, &'static RegisterError> {
        REGISTER.as_ref()
    }

    /// A register from files, each a list of acts.
    ///
    /// Refused, with file and line: an entry of another form; a code, identifier or alias that
    /// is there twice; an alias that is empty, has blanks at its ends, is only a common word or
    /// number, or is the number of another act; CELEX and ELI that disagree; a malformed BWB id;
    /// a reference to a code that no entry has.
    pub(super) fn build(files: &[File]) -> Result<Register, RegisterError> {
        let mut register = Register {
            acts: Vec::new(),
            by_code: HashMap::default(),
            by_eli: HashMap::default(),
            by_bwb: HashMap::default(),
            by_celex: HashMap::default(),
            addresses: Vec::new(),
            names: Names::default(),
            anchors: HashMap::default(),
        };
        let mut references = Vec::new();
        for file in files {
            let entries: Option<Vec<Entry>> = file.read()?;
            for entry in entries.into_iter().flatten() {
                for code in entry.implements.iter().chain(&entry.books) {
                    references.push((
                        code.text.clone(),
                        fault(
                            file.name,
                            code.line,
                            format!("there is no act with the code {}", code.text),
                        ),
                    ));
                }
                register.add(entry, file.name)?;
            }
        }
        for (code, error) in references {
            if !register.by_code.contains_key(&code) {
                return Err(error);
            }
        }
        Ok(register)
    }

    fn add(&mut self, entry: Entry, file: &'static str) -> Result<(), RegisterError> {
        let index = self.acts.len();
        check(&entry, file)?;
        let unique = |map: &mut HashMap<String, usize>, id: Option<&Text>| {
            let Some(id) = id else { return Ok(()) };
            if map.insert(id.text.clone(), index).is_some() {
                return Err(fault(file, id.line, format!("{} is there twice", id.text)));
            }
            Ok(())
        };
        unique(&mut self.by_code, Some(&entry.code))?;
        unique(&mut self.by_eli, entry.eli.as_ref())?;
        unique(&mut self.by_bwb, entry.bwb.as_ref())?;
        let celex = entry.celex.as_ref().map(|celex| celex.text.as_str());
        if let Some(celex) = celex {
            self.by_celex.entry(celex.to_owned()).or_insert(index);
        }
        let addresses = entry.addresses.iter();
        self.addresses
            .extend(addresses.map(|address| (address.text.clone(), index)));
        for alias in entry.aliases() {
            let exact = entry.exact.iter().any(|exact| exact.text == alias.text);
            self.names
                .add(&alias.text, index, exact, celex)
                .map_err(|problem| {
                    let message = format!("the alias {:?} {problem}", alias.text);
                    fault(file, alias.line, message)
                })?;
        }
        let text = |text: Option<Text>| text.map(|text| text.text);
        let name = |words: Words| {
            let (nl, en) = (text(words.nl), text(words.en));
            Name {
                nl: nl.or_else(|| en.clone()).unwrap_or_default(),
                en,
            }
        };
        let texts = |list: Vec<Text>| list.into_iter().map(|text| text.text).collect();
        self.acts.push(Arc::new(Act {
            celex: text(entry.celex),
            eli: text(entry.eli),
            bwb: text(entry.bwb),
            title: entry.title.map(name),
            aliases_nl: texts(entry.aliases.nl),
            aliases_en: texts(entry.aliases.en),
            numbering: entry.numbering,
            context_of: texts(entry.context_of),
            implements: text(entry.implements),
            definitions: texts(entry.definitions),
            bare_sections: text(entry.bare_sections),
            book: text(entry.book),
            books: texts(entry.books),
            consolidated: text(entry.consolidated),
            in_force: text(entry.in_force),
            addresses: texts(entry.addresses),
            stands_alone: texts(entry.stands_alone),
            page: text(entry.page),
            source: text(entry.source),
            structure_text: of_act(&STRUCTURES, &entry.code.text).copied(),
            time_files: of_act(&IN_TIME, &entry.code.text).cloned(),
            ..Act::empty(entry.code.text, entry.kind, name(entry.short))
        }));
        Ok(())
    }

    /// All acts, in the order of the files.
    pub fn acts(&self) -> &[Arc<Act>] {
        &self.acts
    }

    /// The act with this code.
    pub fn act(&self, code: &str) -> Option<&Arc<Act>> {
        self.by_code
            .get(code)
            .and_then(|index| self.acts.get(*index))
    }

    /// The act with this ELI path, without ending (`reg/2016/679`).
    pub fn act_by_eli(&self, path: &str) -> Option<Arc<Act>> {
        self.by_eli
            .get(path)
            .and_then(|index| self.acts.get(*index))
            .cloned()
    }

    /// The act with this BWB id.
    pub fn act_by_bwb(&self, id: &str) -> Option<Arc<Act>> {
        self.by_bwb
            .get(id)
            .and_then(|index| self.acts.get(*index))
            .cloned()
    }

    /// The act with this CELEX number; the first, where acts share it.
    pub(super) fn act_by_celex(&self, celex: &str) -> Option<Arc<Act>> {
        let index = self.by_celex.get(celex)?;
        self.acts.get(*index).cloned()
    }

    /// The first act that lists an address of which this holds.
    pub(super) fn act_that_lists(&self, is: impl Fn(&str) -> bool) -> Option<Arc<Act>> {
        let (_, index) = self.addresses.iter().find(|(known, _)| is(known))?;
        self.acts.get(*index).cloned()
    }

    /// The act of a number, listed or not.
    pub fn act_by_number(&self, number: EuNumber) -> Arc<Act> {
        self.act_by_eli(&number.eli())
            .unwrap_or_else(|| Arc::new(Act::numbered(number)))
    }

    /// The act that documents with this code (`aia-33`, or just `aia`) mean where they name none.
    pub fn context_of(&self, code: &str) -> Option<&Arc<Act>> {
        let prefix = code.split('-').next().unwrap_or(code);
        self.acts.iter().find(|act| {
            act.context_of
                .iter()
                .any(|context| context.eq_ignore_ascii_case(prefix))
        })
    }

    /// The act of a name, alone and whole.
    pub fn act_by_name(&self, name: &str) -> Option<&Arc<Act>> {
        self.names
            .exactly(name)
            .and_then(|index| self.acts.get(index))
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    pub(super) fn act_at(&self, index: usize) -> Option<&Arc<Act>> {
        self.acts.get(index)
    }

    /// The identifier that a volatile anchor of an official page stood for when it was read.
    pub(super) fn anchor(&self, document_and_fragment: &str) -> Option<&str> {
        self.anchors.get(document_and_fragment).map(String::as_str)
    }
}

fn fault(file: &'static str, line: usize, message: String) -> RegisterError {
    RegisterError::Entry {
        file,
        line,
        message,
    }
}

/// Whether an entry agrees with itself.
fn check(entry: &Entry, file: &'static str) -> Result<(), RegisterError> {
    let Text { line, text: code } = &entry.code;
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if code.is_empty() || !code.chars().all(is_plain) {
        let message = format!("the code {code:?} is not lower case letters, digits, -");
        return Err(fault(file, *line, message));
    }
    if entry.short.nl.is_none() && entry.short.en.is_none() {
        return Err(fault(file, *line, "the act has no short name".to_owned()));
    }
    if let Some(bwb) = entry.bwb.as_ref().filter(|bwb| !is_bwb(&bwb.text)) {
        let message = format!("{} is not a BWB id", bwb.text);
        return Err(fault(file, bwb.line, message));
    }
    if entry.kind.is_numbered() {
        let text = |text: &Option<Text>| text.as_ref().map_or("", |text| &text.text).to_owned();
        let (celex, eli) = (text(&entry.celex), text(&entry.eli));
        let agree = EuNumber::from_eli(&eli)
            .is_some_and(|number| number.celex() == celex && number.kind == entry.kind);
        if !(agree || celex.is_empty() && eli.is_empty()) {
            let line = entry.celex.as_ref().map_or(*line, |celex| celex.line);
            let message = format!("CELEX {celex}, ELI {eli} and the kind of the act do not agree");
            return Err(fault(file, line, message));
        }
    } else if let Some(eli) = &entry.eli
        && !eli.text.starts_with("treaty/")
    {
        let message = format!("{} is not the ELI of a treaty", eli.text);
        return Err(fault(file, eli.line, message));
    }
    for named in entry.exact.iter().chain(&entry.stands_alone) {
        if !entry.aliases().any(|alias| alias.text == named.text) {
            let message = format!("{:?} is not among the aliases", named.text);
            return Err(fault(file, named.line, message));
        }
    }
    Ok(())
}

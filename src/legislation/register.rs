//! The register of acts: names, identifiers, structure; loaded from data, checked when loaded.

use super::act::{Act, Name, Numbering};
use super::identifier::is_bwb;
use super::number::{EuNumber, Kind};
use super::reader::names::Names;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

/// Why a register cannot be loaded; each with the place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// Not YAML, or not of the form of an entry.
    #[error("{file}: {message}")]
    Syntax {
        /// The file's name.
        file: String,
        /// What is wrong, with line and column.
        message: String,
    },
    /// An entry that contradicts itself or another.
    #[error("{file}:{line}: {message}")]
    Entry {
        /// The file's name.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
}

/// An entry as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    kind: Kind,
    celex: Option<String>,
    eli: Option<String>,
    bwb: Option<String>,
    short: Words,
    title: Option<Words>,
    #[serde(default)]
    aliases: Aliases,
    /// Aliases that hold only exactly as written.
    #[serde(default)]
    exact: Vec<String>,
    numbering: Option<Numbering>,
    #[serde(default)]
    context_of: Vec<String>,
    implements: Option<String>,
    #[serde(default)]
    definitions: Vec<String>,
    bare_sections: Option<String>,
    book: Option<String>,
    #[serde(default)]
    books: Vec<String>,
    consolidated: Option<String>,
    in_force: Option<String>,
    #[serde(default)]
    addresses: Vec<String>,
    #[serde(default)]
    stands_alone: Vec<String>,
    page: Option<String>,
    source: Option<String>,
}

/// Other names, by language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Aliases {
    #[serde(default)]
    nl: Vec<String>,
    #[serde(default)]
    en: Vec<String>,
}

impl Aliases {
    fn iter(&self) -> impl Iterator<Item = &String> {
        self.nl.iter().chain(&self.en)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    nl: Option<String>,
    en: Option<String>,
}

/// All acts that are known by name.
#[derive(Debug)]
pub struct Register {
    acts: Vec<Arc<Act>>,
    by_code: HashMap<String, usize>,
    by_eli: HashMap<String, usize>,
    by_bwb: HashMap<String, usize>,
    names: Names,
    anchors: HashMap<String, String>,
}

const EMBEDDED: [(&str, &str); 3] = [
    (
        "acts/eu.yaml",
        include_str!("../../data/legislation/acts/eu.yaml"),
    ),
    (
        "acts/netherlands.yaml",
        include_str!("../../data/legislation/acts/netherlands.yaml"),
    ),
    (
        "acts/treaties.yaml",
        include_str!("../../data/legislation/acts/treaties.yaml"),
    ),
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
const IN_TIME: [(&str, &str, &str); 1] = [(
    "aia",
    include_str!("../../data/legislation/amendments-aia.tsv"),
    include_str!("../../data/legislation/applications-aia.yaml"),
)];
const ANCHORS: &str = include_str!("../../data/legislation/anchors.tsv");

static REGISTER: LazyLock<Result<Register, RegisterError>> = LazyLock::new(|| {
    let mut register = Register::build(
        &EMBEDDED,
        |code| {
            STRUCTURES
                .iter()
                .find(|(name, _)| *name == code)
                .map(|(_, table)| (*table).to_owned())
        },
        |code| {
            IN_TIME.iter().find(|(name, _, _)| *name == code).map(
                |(_, amendments, applications)| {
                    ((*amendments).to_owned(), (*applications).to_owned())
                },
            )
        },
    )?;
    register.anchors = ANCHORS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(address, iri)| (address.to_owned(), iri.to_owned()))
        .collect();
    Ok(register)
});

impl Register {
    /// The register that is part of the program. Loaded on first use; structures and dates of
    /// single acts only when they are asked for.
    pub fn embedded() -> Result<&'static Register, &'static RegisterError> {
        REGISTER.as_ref()
    }

    /// A register from YAML files (name, text), each a list of acts.
    ///
    /// Refused, with file and line: an entry of another form; a code, identifier or alias that
    /// is there twice; an alias that is empty, has blanks at its ends, is only a common word or
    /// number, or is the number of another act; CELEX and ELI that disagree; a malformed BWB id;
    /// a reference to a code that no entry has.
    pub fn from_yaml(files: &[(&str, &str)]) -> Result<Register, RegisterError> {
        Register::build(files, |_| None, |_| None)
    }

    fn build(
        files: &[(&str, &str)],
        structure: impl Fn(&str) -> Option<String>,
        in_time: impl Fn(&str) -> Option<(String, String)>,
    ) -> Result<Register, RegisterError> {
        let mut register = Register {
            acts: Vec::new(),
            by_code: HashMap::new(),
            by_eli: HashMap::new(),
            by_bwb: HashMap::new(),
            names: Names::default(),
            anchors: HashMap::new(),
        };
        let mut references = Vec::new();
        for (file, text) in files {
            let entries: Vec<Entry> =
                serde_yaml::from_str(text).map_err(|error| RegisterError::Syntax {
                    file: (*file).to_owned(),
                    message: error.to_string(),
                })?;
            for entry in entries {
                let place = Place {
                    file,
                    text,
                    code: entry.code.clone(),
                };
                for code in entry.implements.iter().chain(&entry.books) {
                    references.push((
                        code.clone(),
                        place.error(code, format!("there is no act with the code {code}")),
                    ));
                }
                let structure = structure(&entry.code);
                let in_time = in_time(&entry.code);
                register.add(entry, &place, structure, in_time)?;
            }
        }
        for (code, error) in references {
            if !register.by_code.contains_key(&code) {
                return Err(error);
            }
        }
        Ok(register)
    }

    fn add(
        &mut self,
        entry: Entry,
        place: &Place<'_>,
        structure_text: Option<String>,
        time_text: Option<(String, String)>,
    ) -> Result<(), RegisterError> {
        let index = self.acts.len();
        check_identifiers(&entry, place)?;
        let mut unique = |map: Which, id: &Option<String>| -> Result<(), RegisterError> {
            let Some(id) = id else { return Ok(()) };
            let map = match map {
                Which::Code => &mut self.by_code,
                Which::Eli => &mut self.by_eli,
                Which::Bwb => &mut self.by_bwb,
            };
            if map.insert(id.clone(), index).is_some() {
                return Err(place.error(id, format!("{id} is there twice")));
            }
            Ok(())
        };
        unique(Which::Code, &Some(entry.code.clone()))?;
        unique(Which::Eli, &entry.eli)?;
        unique(Which::Bwb, &entry.bwb)?;
        for alias in entry.aliases.iter() {
            let exact = entry.exact.contains(alias);
            self.names
                .add(alias, index, exact, entry.celex.as_deref())
                .map_err(|problem| place.alias(alias, format!("the alias {alias:?} {problem}")))?;
        }
        let name = |words: Words| Name {
            nl: words.nl.or_else(|| words.en.clone()).unwrap_or_default(),
            en: words.en,
        };
        self.acts.push(Arc::new(Act {
            celex: entry.celex,
            eli: entry.eli,
            bwb: entry.bwb,
            title: entry.title.map(name),
            aliases_nl: entry.aliases.nl,
            aliases_en: entry.aliases.en,
            numbering: entry.numbering,
            context_of: entry.context_of,
            implements: entry.implements,
            definitions: entry.definitions,
            bare_sections: entry.bare_sections,
            book: entry.book,
            books: entry.books,
            consolidated: entry.consolidated,
            in_force: entry.in_force,
            addresses: entry.addresses,
            stands_alone: entry.stands_alone,
            page: entry.page,
            source: entry.source,
            structure_text,
            time_text,
            ..Act::empty(entry.code, entry.kind, name(entry.short))
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

enum Which {
    Code,
    Eli,
    Bwb,
}

struct Place<'a> {
    file: &'a str,
    text: &'a str,
    code: String,
}

impl Place<'_> {
    /// An error at the first line of the entry that has these words.
    fn error(&self, words: &str, message: String) -> RegisterError {
        self.after("", words, message)
    }

    /// An error at the first line of the entry's aliases that has these words.
    fn alias(&self, words: &str, message: String) -> RegisterError {
        self.after("aliases:", words, message)
    }

    fn after(&self, key: &str, words: &str, message: String) -> RegisterError {
        let start = format!("code: {}", self.code);
        let entry = |line: &str| {
            line.trim_start_matches(['-', ' '])
                .trim_end()
                .replace(['"', '\''], "")
                == start
        };
        let lines = || self.text.lines().enumerate();
        // The last entry with this code: a duplicate is found when it comes the second time.
        let first = lines()
            .filter(|(_, line)| entry(line))
            .last()
            .map_or(0, |(index, _)| index);
        let line = lines()
            .skip(first)
            .skip_while(|(_, line)| !line.contains(key))
            .find(|(_, line)| line.contains(words))
            .map_or(first, |(index, _)| index);
        RegisterError::Entry {
            file: self.file.to_owned(),
            line: line + 1,
            message,
        }
    }
}

fn check_identifiers(entry: &Entry, place: &Place<'_>) -> Result<(), RegisterError> {
    let code_is_plain = !entry.code.is_empty()
        && entry
            .code
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !code_is_plain {
        return Err(place.error(
            &entry.code,
            format!(
                "the code {:?} is not lower case letters, digits, -",
                entry.code
            ),
        ));
    }
    if entry.short.nl.is_none() && entry.short.en.is_none() {
        return Err(place.error("short", "the act has no short name".to_owned()));
    }
    if let Some(bwb) = &entry.bwb
        && !is_bwb(bwb)
    {
        return Err(place.error(bwb, format!("{bwb} is not a BWB id")));
    }
    if entry.kind.is_numbered() && (entry.celex.is_some() || entry.eli.is_some()) {
        let celex = entry.celex.as_deref().unwrap_or_default();
        let eli = entry.eli.as_deref().unwrap_or_default();
        let agree = EuNumber::from_eli(eli)
            .is_some_and(|number| number.celex() == celex && number.kind == entry.kind);
        if !agree {
            return Err(place.error(
                celex,
                format!("CELEX {celex}, ELI {eli} and the kind of the act do not agree"),
            ));
        }
    } else if let Some(eli) = &entry.eli
        && !eli.starts_with("treaty/")
    {
        return Err(place.error(eli, format!("{eli} is not the ELI of a treaty")));
    }
    for alias in entry.exact.iter().chain(&entry.stands_alone) {
        if !entry.aliases.iter().any(|known| known == alias) {
            return Err(place.error(alias, format!("{alias:?} is not among the aliases")));
        }
    }
    Ok(())
}

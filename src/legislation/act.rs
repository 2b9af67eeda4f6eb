//! An act: what it is called, how it is identified, how it numbers its parts.

use super::number::{EuNumber, Kind};
use super::structure::Structure;
use super::time::{LawInTime, TimeFiles};
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

/// How an act numbers its articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Numbering {
    /// `9`, `15n`: a number, perhaps with a letter.
    Plain,
    /// `1.10`: chapter and article.
    Dotted,
    /// `3:46`: chapter and article.
    Colon,
}

impl Numbering {
    /// The numbering of a name in the register's data (`dotted`).
    pub(super) fn from_name(name: &str) -> Option<Numbering> {
        match name {
            "plain" => Some(Numbering::Plain),
            "dotted" => Some(Numbering::Dotted),
            "colon" => Some(Numbering::Colon),
            _ => None,
        }
    }
}

/// A name in Dutch and, where there is one, in English.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The Dutch name.
    pub nl: String,
    /// The English name; the Dutch one serves where there is none.
    pub en: Option<String>,
}

impl Name {
    /// The English name, else the Dutch one.
    pub fn en(&self) -> &str {
        self.en.as_deref().unwrap_or(&self.nl)
    }
}

/// An act of the European Union or the Netherlands, a treaty, or a declaration cited like one.
///
/// Acts come from the [`Register`](super::Register), or, for a numbered EU act and a BWB id that
/// it does not list, from that number alone.
#[derive(Debug)]
pub struct Act {
    /// The register's code (`avg`); part of the identifier where there is no other.
    pub code: String,
    /// What kind of instrument it is.
    pub kind: Kind,
    /// The CELEX number (`32016R0679`).
    pub celex: Option<String>,
    /// The path below `http://data.europa.eu/eli/`, without ending (`reg/2016/679`).
    pub eli: Option<String>,
    /// The id in the Dutch legislation database (`BWBR0005537`).
    pub bwb: Option<String>,
    /// The short name used in labels (`AVG`, `GDPR`).
    pub short: Name,
    /// The official title, where known.
    pub title: Option<Name>,
    /// The Dutch names it is cited by.
    pub aliases_nl: Vec<String>,
    /// The English names it is cited by.
    pub aliases_en: Vec<String>,
    /// How its articles are numbered, where known; EU acts are plain.
    pub numbering: Option<Numbering>,
    /// Prefixes of requirement codes (`aia` of `aia-33`) whose documents mean this act where they
    /// name none.
    pub context_of: Vec<String>,
    /// The code of the EU act that this one implements.
    pub implements: Option<String>,
    /// Articles that are a list of numbered points without paragraphs.
    pub definitions: Vec<String>,
    /// The chapter that a section named without its chapter belongs to.
    pub bare_sections: Option<String>,
    /// The number of the book that this act is.
    pub book: Option<String>,
    /// Codes of the acts that are its books, where it is only a collective name.
    pub books: Vec<String>,
    /// Date of the consolidated text that has the inserted parts (`2026-07-27`).
    pub consolidated: Option<String>,
    /// Date on which it entered into force, where known.
    pub in_force: Option<String>,
    /// Addresses, or beginnings of them, that mean this act, beside those of its identifiers.
    pub addresses: Vec<String>,
    /// Aliases that are a citation by themselves, as a number is.
    pub stands_alone: Vec<String>,
    /// The official page, where it does not follow from the identifiers.
    pub page: Option<String>,
    /// Where names and identifiers were read.
    pub source: Option<String>,
    pub(super) structure_text: Option<&'static str>,
    pub(super) structure: OnceLock<Option<Structure>>,
    pub(super) time_files: Option<TimeFiles>,
    pub(super) time: OnceLock<Option<LawInTime>>,
}

impl PartialEq for Act {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Act {}

impl Hash for Act {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.code.hash(state);
    }
}

impl PartialOrd for Act {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Act {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code.cmp(&other.code)
    }
}

impl Act {
    pub(super) fn empty(code: String, kind: Kind, short: Name) -> Act {
        Act {
            code,
            kind,
            celex: None,
            eli: None,
            bwb: None,
            short,
            title: None,
            aliases_nl: Vec::new(),
            aliases_en: Vec::new(),
            numbering: None,
            context_of: Vec::new(),
            implements: None,
            definitions: Vec::new(),
            bare_sections: None,
            book: None,
            books: Vec::new(),
            consolidated: None,
            in_force: None,
            addresses: Vec::new(),
            stands_alone: Vec::new(),
            page: None,
            source: None,
            structure_text: None,
            structure: OnceLock::new(),
            time_files: None,
            time: OnceLock::new(),
        }
    }

    /// The act of a number that the register does not list.
    pub(super) fn numbered(number: EuNumber) -> Act {
        let (nl, en) = number.printed();
        Act {
            celex: Some(number.celex()),
            eli: Some(number.eli()),
            ..Act::empty(
                number.eli().replace('/', "-"),
                number.kind,
                Name { nl, en: Some(en) },
            )
        }
    }

    /// The act of a BWB id that the register does not list; its name is not known.
    pub(super) fn of_bwb(id: &str) -> Act {
        let kind = if id.starts_with("BWBV") {
            Kind::Treaty
        } else {
            Kind::DutchAct
        };
        Act {
            bwb: Some(id.to_owned()),
            ..Act::empty(
                id.to_lowercase(),
                kind,
                Name {
                    nl: id.to_owned(),
                    en: None,
                },
            )
        }
    }

    /// Whether its parts are identified by ELI.
    pub fn is_european(&self) -> bool {
        self.eli.is_some()
    }

    /// Chapters, articles and headings, where the register has them; read on first use.
    pub fn structure(&self) -> Option<&Structure> {
        self.structure
            .get_or_init(|| self.structure_text.map(Structure::read))
            .as_ref()
    }

    /// What was changed, and from when what applies, where the register has it; read on first use.
    pub fn in_time(&self) -> Option<&LawInTime> {
        self.time
            .get_or_init(|| {
                let files = self.time_files.as_ref()?;
                LawInTime::read(files).ok()
            })
            .as_ref()
    }

    /// The official page of the whole act, for people.
    pub fn official_page(&self) -> Option<String> {
        if self.page.is_some() {
            return self.page.clone();
        }
        if let Some(bwb) = &self.bwb {
            return Some(format!("https://wetten.overheid.nl/{bwb}"));
        }
        self.celex.as_ref().map(|celex| {
            format!("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:{celex}")
        })
    }
}

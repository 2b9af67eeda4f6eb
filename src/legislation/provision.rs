//! A provision: an act, or a part of one.

use super::act::{Act, Numbering};
use super::structure::Part;
use super::time::{Amendment, Application};
use super::unit::Unit;
use std::sync::Arc;

/// One step on the way from an act to a part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// What kind of part.
    pub unit: Unit,
    /// Its number as printed (`3:46`, `15n`, `III`, `b`); what Dutch EU texts call *4 bis* is `4a`.
    pub number: String,
}

impl Segment {
    /// A segment.
    pub fn new(unit: Unit, number: impl Into<String>) -> Segment {
        Segment {
            unit,
            number: number.into(),
        }
    }
}

/// A whole act (no segments) or a part of one; what a citation points to.
///
/// Two provisions are equal where act and path are. The path holds no chapter before an article,
/// as in ELI and JCI identifiers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Provision {
    act: Arc<Act>,
    path: Vec<Segment>,
}

/// Whether an act has a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existence {
    /// The register says so.
    Known,
    /// The register does not reach that far.
    Unknown,
    /// The register says that it does not.
    Absent,
}

impl Provision {
    /// The whole act.
    pub fn whole(act: Arc<Act>) -> Provision {
        Provision {
            act,
            path: Vec::new(),
        }
    }

    /// A part of an act.
    pub fn new(act: Arc<Act>, path: Vec<Segment>) -> Provision {
        Provision { act, path }
    }

    /// The part of an act at a path in the notation of the structure tables (`art_9/par_6`).
    pub fn from_key(act: Arc<Act>, key: &str) -> Provision {
        Provision::new(act, parse_key(key))
    }

    /// The act.
    pub fn act(&self) -> &Arc<Act> {
        &self.act
    }

    /// The way from the act to the part; empty for the whole act.
    pub fn path(&self) -> &[Segment] {
        &self.path
    }

    /// Whether it is the whole act.
    pub fn is_whole_act(&self) -> bool {
        self.path.is_empty()
    }

    /// The last segment: what kind of part it is, and its number.
    pub fn last(&self) -> Option<&Segment> {
        self.path.last()
    }

    /// The path in the notation of the structure tables (`art_9/par_6`); Dutch subsections are
    /// `sbs`, which no ELI has.
    pub fn key(&self) -> String {
        key(&self.path)
    }

    /// What it stands in, one step up: for an article the chapter or section where the register
    /// knows it, else the act; `None` for an act.
    pub fn parent(&self) -> Option<Provision> {
        let (last, upper) = self.path.split_last()?;
        if !upper.is_empty() {
            return Some(Provision::new(self.act.clone(), upper.to_vec()));
        }
        let path = if last.unit == Unit::Article {
            self.part()
                .map(|part| parse_key(&part.parent))
                .unwrap_or_default()
        } else {
            Vec::new()
        };
        Some(Provision::new(self.act.clone(), path))
    }

    /// All it stands in, from its parent up to the act.
    pub fn ancestors(&self) -> impl Iterator<Item = Provision> {
        std::iter::successors(self.parent(), Provision::parent)
    }

    /// The article it is, or is a part of.
    pub fn article(&self) -> Option<Provision> {
        let index = self
            .path
            .iter()
            .position(|segment| segment.unit == Unit::Article)?;
        Some(Provision::new(
            self.act.clone(),
            self.path.get(..=index)?.to_vec(),
        ))
    }

    /// Whether the other provision is this one or a part of it.
    pub fn contains(&self, other: &Provision) -> bool {
        self == other || other.ancestors().any(|upper| upper == *self)
    }

    /// What the structure table says of it.
    pub fn part(&self) -> Option<&Part> {
        if self.path.is_empty() {
            return None;
        }
        self.act.structure()?.part(&self.key())
    }

    /// Its official heading in Dutch and in English, where known.
    pub fn headings(&self) -> (Option<String>, Option<String>) {
        let (mut nl, en) = self
            .part()
            .map(|part| (part.heading_nl.clone(), part.heading_en.clone()))
            .unwrap_or_default();
        if nl.is_none() {
            nl = self
                .insertion()
                .filter(|amendment| amendment.provision == self.key())
                .and_then(|amendment| amendment.heading_nl.clone());
        }
        (nl, en)
    }

    /// The amendment that brought it into the act, where it was not there from the start.
    pub fn insertion(&self) -> Option<&Amendment> {
        self.act.in_time()?.inserted(&self.key())
    }

    /// The changes that touch it: of itself, of a part of it, of what it stands in.
    pub fn amendments(&self) -> Vec<&Amendment> {
        let Some(law) = self.act.in_time() else {
            return Vec::new();
        };
        law.amendments_of(&self.key())
    }

    /// From when it applies, under which conditions, as far as known.
    pub fn applications(&self) -> Vec<&Application> {
        let Some(law) = self.act.in_time() else {
            return Vec::new();
        };
        let keys: Vec<String> = std::iter::once(self.key())
            .chain(self.ancestors().map(|upper| upper.key()))
            .filter(|key| !key.is_empty())
            .collect();
        let lineage: Vec<&str> = keys.iter().map(String::as_str).collect();
        law.applications_of(&lineage, self.act.consolidated.as_deref())
    }

    /// Whether the act has this part, as far as the register knows its structure, its changes and
    /// the way it numbers its articles.
    pub fn existence(&self) -> Existence {
        let Some(first) = self.path.first() else {
            return Existence::Known;
        };
        if self.insertion().is_some() {
            return Existence::Known;
        }
        let Some(structure) = self.act.structure() else {
            return self.existence_by_numbering(first);
        };
        let known = |found: bool| {
            if found {
                Existence::Known
            } else {
                Existence::Absent
            }
        };
        match first.unit {
            Unit::Recital => known(
                first
                    .number
                    .parse()
                    .is_ok_and(|number: u32| (1..=structure.recitals()).contains(&number)),
            ),
            Unit::Article => {
                let Some(part) = structure.part(&key(std::slice::from_ref(first))) else {
                    return Existence::Absent;
                };
                match (self.path.get(1), part.paragraphs) {
                    (None, _) => Existence::Known,
                    (Some(second), Some(count)) if second.unit == Unit::Paragraph => {
                        match second.number.parse::<u32>() {
                            Ok(number) if (1..=count).contains(&number) => {
                                if self.path.len() == 2 {
                                    Existence::Known
                                } else {
                                    Existence::Unknown
                                }
                            }
                            _ => Existence::Absent,
                        }
                    }
                    _ => Existence::Unknown,
                }
            }
            Unit::Annex => {
                if structure.part(&key(std::slice::from_ref(first))).is_none() {
                    return Existence::Absent;
                }
                match self.path.get(1) {
                    None => Existence::Known,
                    Some(second) if second.unit == Unit::Section => {
                        let section = self.path.get(..2).map(key).unwrap_or_default();
                        known(structure.part(&section).is_some())
                    }
                    Some(_) => Existence::Unknown,
                }
            }
            _ => known(structure.part(&self.key()).is_some()),
        }
    }

    fn existence_by_numbering(&self, first: &Segment) -> Existence {
        let form = match self.act.numbering {
            Some(form) if first.unit == Unit::Article => form,
            _ => return Existence::Unknown,
        };
        let fits = match form {
            Numbering::Plain => !first.number.contains([':', '.']),
            Numbering::Dotted => first.number.contains('.'),
            Numbering::Colon => first.number.contains(':'),
        };
        if fits {
            Existence::Unknown
        } else {
            Existence::Absent
        }
    }
}

/// The code of a Dutch *paragraaf* in keys; the ELI table has none.
pub(super) const SUBSECTION: &str = "sbs";

/// A path in the notation of the structure tables.
pub(super) fn key(path: &[Segment]) -> String {
    let mut key = String::new();
    for segment in path {
        if !key.is_empty() {
            key.push('/');
        }
        key.push_str(segment.unit.eli_code().unwrap_or(SUBSECTION));
        key.push('_');
        key.push_str(&segment.number);
    }
    key
}

/// The path of a notation of the structure tables; what is not of that form is left out.
pub(super) fn parse_key(key: &str) -> Vec<Segment> {
    key.split('/')
        .filter_map(|part| part.split_once('_'))
        .filter_map(|(code, number)| {
            let unit = if code == SUBSECTION {
                Some(Unit::Subsection)
            } else {
                Unit::from_eli_code(code)
            };
            unit.map(|unit| Segment::new(unit, number))
        })
        .collect()
}

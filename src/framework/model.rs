//! What documents say, typed: requirements, measures, instruments, roles, phases, topics, pages,
//! and what stands beside them: audit norms and terms.

use super::exception::{Expression, LabelGroups};
use super::identifier::{Identifier, Urn};
use super::kind::{Kind, stem};
use crate::source::markdown::{Block, Position};

/// What one document says.
#[derive(Clone, Debug)]
pub struct Record {
    /// What kind of thing it describes.
    pub kind: Kind,
    /// The thing's name.
    pub id: Identifier,
    /// The URN that the source gives it, where the thing keeps it.
    pub urn: Option<Urn>,
    /// The title: of the front matter, else the first heading, else the file's name.
    pub title: String,
    /// The title in English, where the source has one.
    pub title_en: Option<String>,
    /// One or a few sentences, in Dutch and in English.
    pub summary: Option<String>,
    /// The summary in English, where the source has one.
    pub summary_en: Option<String>,
    /// Phases it belongs to.
    pub phases: Vec<Identifier>,
    /// Topics it belongs to.
    pub topics: Vec<Identifier>,
    /// Who in a project does it.
    pub roles: Vec<Identifier>,
    /// What only things of this kind have.
    pub particulars: Particulars,
    /// The sections of its text.
    pub sections: Vec<Section>,
    /// The texts of the front matter in which legislation may be cited, each with its lines.
    pub front_texts: Vec<Block>,
    /// What its text links to.
    pub references: Vec<Reference>,
    /// Where it stands.
    pub provenance: Provenance,
}

impl Record {
    /// The code people use: that of its URN, else the name of its file.
    pub fn code(&self) -> &str {
        self.urn
            .as_ref()
            .map_or_else(|| stem(&self.provenance.path), Urn::code)
    }

    /// The name of its file without its ending.
    pub fn stem(&self) -> &str {
        stem(&self.provenance.path)
    }
}

/// Where a document stands.
#[derive(Clone, Debug)]
pub struct Provenance {
    /// Path from the source's root.
    pub path: String,
    /// The line of its identifier, else 1.
    pub line: u32,
    /// Its page on the framework's site, for what stands below `docs/`.
    pub page: Option<String>,
}

/// What only things of one kind have.
#[derive(Clone, Debug)]
pub enum Particulars {
    /// A requirement.
    Requirement(Requirement),
    /// A measure.
    Measure(Measure),
    /// An instrument.
    Instrument(Instrument),
    /// A role.
    Role,
    /// A phase.
    Phase(Phase),
    /// A topic.
    Topic,
    /// A page.
    Page,
}

/// A requirement.
#[derive(Clone, Debug, Default)]
pub struct Requirement {
    /// To what it applies.
    pub profile: ApplicabilityProfile,
    /// Its statuses, at most one as a rule.
    pub statuses: Vec<Identifier>,
}

/// To what a requirement applies: AND over the groups of OR over their labels, minus exceptions.
#[derive(Clone, Debug, Default)]
pub struct ApplicabilityProfile {
    /// Labels by group.
    pub labels: LabelGroups,
    /// Exceptions in order; their numbers count from 1.
    pub exceptions: Vec<Exception>,
}

/// An exception to a requirement.
#[derive(Clone, Debug)]
pub struct Exception {
    /// The expression as printed.
    pub text: String,
    /// What it says.
    pub form: ExceptionForm,
}

/// What an exception says.
#[derive(Clone, Debug)]
pub enum ExceptionForm {
    /// AND over groups of OR over labels.
    Groups(LabelGroups),
    /// Another expression.
    Tree(Expression),
    /// It could not be read.
    Unread,
}

/// A measure.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// The requirements that it answers.
    pub implements: Vec<Identifier>,
}

/// An instrument.
#[derive(Clone, Debug, Default)]
pub struct Instrument {
    /// What kind of instrument it is.
    pub types: Vec<Identifier>,
    /// The requirements that it supports.
    pub supports: Vec<Identifier>,
    /// The measures that it helps with.
    pub helps_with: Vec<Identifier>,
}

/// A phase of the lifecycle.
#[derive(Clone, Debug, Default)]
pub struct Phase {
    /// Its number; 0 stands beside the order.
    pub number: Option<u8>,
    /// The phase after it.
    pub next: Option<Identifier>,
}

/// A part of a document's text.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its name within the document: `section-bronnen` without `section-`.
    pub slug: String,
    /// The heading; none before the first.
    pub title: Option<String>,
    /// Its place, from 1; 0 before the first heading.
    pub order: u32,
    /// The line of the heading, or of the first text.
    pub line: u32,
    /// Where the words of the heading stand; of no meaning without one.
    pub heading: Position,
    /// The text, a line a leaf block.
    pub text: String,
    /// The Markdown.
    pub markdown: String,
    /// The leaf blocks.
    pub blocks: Vec<Block>,
}

/// What a link in a text leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// A thing of the framework.
    Thing(Identifier),
    /// An address outside it, a valid IRI.
    Address(String),
}

/// A norm of an audit framework.
#[derive(Clone, Debug)]
pub struct AuditNorm {
    /// Its name: `id/norm/ARK/3.10`.
    pub id: Identifier,
    /// The framework: `ADR`, `ARK`.
    pub framework: String,
    /// Its code as printed.
    pub code: String,
    /// What it demands, where a table says so.
    pub text: Option<String>,
    /// The file and line that name it first.
    pub place: (String, u32),
    /// The measures that meet it, and which source says so.
    pub links: Vec<NormLink>,
}

/// That a measure meets a norm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NormLink {
    /// The measure.
    pub measure: Identifier,
    /// The measure's code: its notation, else its file's name.
    pub measure_code: String,
    /// The front matter of the measure says so.
    pub in_front_matter: bool,
    /// A table says so.
    pub in_table: bool,
}

/// A term of the glossary.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its name: `id/term/aanbieder`.
    pub id: Identifier,
    /// The term.
    pub term: String,
    /// What it means.
    pub definition: String,
    /// The file and line.
    pub place: (String, u32),
}

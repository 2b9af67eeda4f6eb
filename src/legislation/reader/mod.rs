//! The citation reader: a text in, the provisions it cites out.
//!
//! Where [`signs`] of a citation stand in a text, it works in four steps, each a module: [`token`]
//! splits the text and knows the words,
//! [`mention`] finds the acts that are named, [`grammar`] reads what is cited of them, and
//! [`resolve`] brings the two together with the context; [`links`] adds what links say.
//! All of it is linear in the length of the text.

mod attach;
mod clauses;
mod context;
mod fit;
mod grammar;
mod label;
mod links;
mod mention;
pub(super) mod names;
mod numbered;
mod resolve;
mod signs;
mod token;
mod words;

use super::act::Act;
use super::provision::Provision;
use super::register::Register;
use std::ops::Range;
use std::sync::Arc;

/// A link in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// The linked words, in bytes of the passage's text.
    pub range: Range<usize>,
    /// The address, as printed.
    pub address: &'a str,
}

/// A piece of text that is read as one: a paragraph, a list item, a cell, a value.
#[derive(Clone, Debug, Default)]
pub struct Passage<'a> {
    /// The plain text.
    pub text: &'a str,
    /// Its links, in the order of the text.
    pub links: &'a [Link<'a>],
    /// Whether it is an item under a heading of sources: then the act that it names is cited,
    /// even without a provision.
    pub under_sources: bool,
    /// Whether it leans on what stands before it, as a list item does.
    pub continues: bool,
}

impl<'a> Passage<'a> {
    /// A plain text without links.
    pub fn text(text: &'a str) -> Passage<'a> {
        Passage {
            text,
            ..Passage::default()
        }
    }
}

/// Where the act of a citation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Resolution {
    /// It is named in the citation.
    Explicit,
    /// It comes from the sentence, the passage or the document.
    Contextual,
}

/// What is doubtful about a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// The act does not have this provision.
    NoSuchProvision(Provision),
}

/// A citation: words of a text, and what they point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The words, in bytes of the passage's text.
    pub range: Range<usize>,
    /// What is cited; never empty, each once, in the order of the words.
    pub targets: Vec<Provision>,
    /// Where the act comes from.
    pub resolution: Resolution,
    /// The address of the link that the words carry, as printed.
    pub link: Option<String>,
    /// Whether that link leads to another provision than the words.
    pub conflict: bool,
    /// What is doubtful.
    pub problems: Vec<Problem>,
}

/// Why words of the form of a citation lead nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// No act is named, and none comes from the context.
    NoAct,
    /// The act that is named is not in the register.
    UnknownAct,
    /// What is named is no act: a contract, a report, a policy.
    OtherText,
}

/// Words of the form of a citation that lead nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// The words, in bytes of the passage's text.
    pub range: Range<usize>,
    /// Why.
    pub reason: Reason,
}

/// What was read in a passage, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The citations.
    pub citations: Vec<Citation>,
    /// What looks like one and leads nowhere.
    pub unresolved: Vec<Unresolved>,
}

/// Reads the passages of one document in their order, and keeps what was named before.
#[derive(Debug)]
pub struct Reader<'r> {
    register: &'r Register,
    context: Option<Arc<Act>>,
    memory: Memory,
}

/// What earlier passages leave for later ones.
#[derive(Clone, Debug, Default)]
struct Memory {
    /// The act named last in the passages that the next one may lean on.
    act: Option<Arc<Act>>,
    /// All acts named in the document, the last one last, each once.
    named: Vec<Arc<Act>>,
    /// How often each of these was named.
    counts: Vec<(Arc<Act>, usize)>,
    /// What was cited last.
    last: Option<Provision>,
    /// The article cited last.
    article: Option<Provision>,
    /// The annex cited last.
    annex: Option<Provision>,
}

impl<'r> Reader<'r> {
    /// A reader for one document, with the act that the document means where it names none.
    pub fn new(register: &'r Register, context: Option<&Arc<Act>>) -> Reader<'r> {
        Reader {
            register,
            context: context.cloned(),
            memory: Memory::default(),
        }
    }

    /// Reads one passage.
    pub fn read(&mut self, passage: &Passage<'_>) -> Reading {
        resolve::read(
            self.register,
            self.context.as_ref(),
            &mut self.memory,
            passage,
        )
    }
}

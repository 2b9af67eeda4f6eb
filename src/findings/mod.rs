//! What is wrong in a source, as data.
//!
//! A [`Finding`] is never a Rust error: reading goes on, all findings of a run are kept, and only
//! then is it decided what they mean (an exit status, a graph, a report). Every finding has a
//! [`Code`] of the one registry in this module, a place (file, line, column) and, where a key of
//! the front matter is concerned, that key and its value, so that nothing of the source is lost.

mod registry;
mod report;

pub use registry::{Code, Severity};
pub use report::{Counts, JsonReport};

/// A sentence in Dutch and in English.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bilingual {
    /// The Dutch sentence.
    pub nl: String,
    /// The English sentence.
    pub en: String,
}

impl Bilingual {
    /// Both sentences.
    pub fn new(nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            nl: nl.into(),
            en: en.into(),
        }
    }
}

/// One thing that is wrong, or worth knowing, at one place of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What kind of thing it is.
    pub code: Code,
    /// Path from the source's root, with `/`.
    pub file: String,
    /// Line, from 1, the front matter counted.
    pub line: u32,
    /// Column, from 1, in Unicode code points.
    pub column: u32,
    /// The text of the line, without its end, as the file has it (after decoding); part of the
    /// finding's identity.
    pub line_text: String,
    /// What is wrong here, in one sentence.
    pub message: Bilingual,
    /// What to do about it, where that is known.
    pub help: Option<Bilingual>,
    /// The front-matter key that is concerned.
    pub key: Option<String>,
    /// The value that is concerned, as text.
    pub value: Option<String>,
    /// The IRI of the thing that is concerned, where there is one.
    pub concerns: Option<String>,
    /// The IRI of the rule that is broken, where it has one: a shape of the graph's contract.
    pub rule: Option<String>,
}

impl Finding {
    /// A finding at a place; key, value, help and thing are added with the other methods.
    pub fn new(
        code: Code,
        file: impl Into<String>,
        line: u32,
        column: u32,
        line_text: impl Into<String>,
        message: Bilingual,
    ) -> Self {
        Self {
            code,
            file: file.into(),
            line,
            column,
            line_text: line_text.into(),
            message,
            help: None,
            key: None,
            value: None,
            concerns: None,
            rule: None,
        }
    }

    /// Names the front-matter key and its value.
    #[must_use]
    pub fn with_value(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self.value = Some(value.into());
        self
    }

    /// Names the front-matter key alone.
    #[must_use]
    pub fn with_key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Says what to do about it.
    #[must_use]
    pub fn with_help(mut self, help: Bilingual) -> Self {
        self.help = Some(help);
        self
    }

    /// Names the thing that is concerned.
    #[must_use]
    pub fn concerning(mut self, iri: impl Into<String>) -> Self {
        self.concerns = Some(iri.into());
        self
    }

    /// Names the rule that is broken.
    #[must_use]
    pub fn with_rule(mut self, iri: impl Into<String>) -> Self {
        self.rule = Some(iri.into());
        self
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

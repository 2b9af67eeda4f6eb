//! What is wrong in a source, as data.
//!
//! A [`Finding`] is never a Rust error: reading goes on, all findings of a run are kept, and only
//! then is it decided what they mean (an exit status, a graph, a report). Every finding has a
//! [`Code`] of the one registry in this module, a place (file, line, column) and, where a key of
//! the front matter is concerned, that key and its value, so that nothing of the source is lost.

mod explain;
mod near;
mod registry;
mod report;
mod sarif;
mod text;

pub use explain::{explain, explain_in_dutch};
pub use near::{distance_within, near_match};
pub use registry::{Code, Severity};
pub use report::{Counts, JsonReport};
pub use sarif::Sarif;
pub use text::TextReport;

use std::sync::Arc;

/// The language of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    #[default]
    En,
}

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

    /// The sentence in this language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.nl,
            Language::En => &self.en,
        }
    }
}

/// Where something stands in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Line, from 1, the front matter counted.
    pub line: u32,
    /// Column, from 1, in Unicode code points.
    pub column: u32,
    /// How many code points of the line it takes; 0 where that is not known.
    pub width: u32,
}

impl Span {
    /// The start of the file.
    pub const START: Self = Self {
        line: 1,
        column: 1,
        width: 0,
    };
}

/// Of longer lines findings keep so many bytes at most.
pub const LONGEST_LINE: usize = 8192;

/// Puts findings in their order: by file, place and code.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.line, finding.column, finding.code.as_str());
        (&a.file, key(a), &a.value, &a.message).cmp(&(&b.file, key(b), &b.value, &b.message))
    });
}

/// The start of a line, as findings keep it.
pub fn line_start(line: &str) -> &str {
    line.get(..line.floor_char_boundary(LONGEST_LINE))
        .unwrap_or(line)
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
    /// How many code points of the line are concerned, from the column on; 0 where that is not
    /// known. What goes on on the next line is concerned to the end of this one.
    pub width: u32,
    /// Column and width in the line as the file has it, where decoding changed how many characters
    /// come before.
    pub place_in_file: Option<(u32, u32)>,
    /// The text of the line, without its end, as the file has it (after decoding); part of the
    /// finding's identity. Of lines beyond [`LONGEST_LINE`] bytes, the start.
    pub line_text: Arc<str>,
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
        line_text: impl Into<Arc<str>>,
        message: Bilingual,
    ) -> Self {
        Self {
            code,
            file: file.into(),
            line,
            column,
            width: 0,
            place_in_file: None,
            line_text: line_text.into(),
            message,
            help: None,
            key: None,
            value: None,
            concerns: None,
            rule: None,
        }
    }

    /// Says how many code points of the line are concerned.
    #[must_use]
    pub fn with_width(mut self, width: u32) -> Self {
        self.width = width;
        self
    }

    /// Says which column and how many code points these are in the file, where decoding changed it.
    #[must_use]
    pub fn in_file(mut self, column: u32, width: u32) -> Self {
        self.place_in_file = Some((column, width));
        self
    }

    /// Column and width for programs that read the file themselves.
    pub fn file_place(&self) -> (u32, u32) {
        self.place_in_file.unwrap_or((self.column, self.width))
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

//! A document: its file, decoded, divided into front matter and body.

use super::kind::{Kind, stem};
use crate::findings::{Bilingual, Code, Finding};
use crate::source::front_matter::{self, FrontMatter, Node, Place};
use crate::source::markdown::{self, Body};
use crate::source::{IssueKind, Layout, decode};
use sha2::{Digest, Sha256};

/// A document as it is read.
#[derive(Debug)]
pub struct Document {
    /// Path from the source's root.
    pub path: String,
    /// What kind of thing it describes.
    pub kind: Kind,
    /// Its front matter, if it has one.
    pub front_matter: Option<FrontMatter>,
    /// What was found while decoding and dividing it.
    pub findings: Vec<Finding>,
    /// SHA-256 of the file's bytes.
    pub sha256: [u8; 32],
    text: String,
    body_at: usize,
    lines_before: u32,
}

impl Document {
    /// Reads the front matter of a file and what it says of itself; the body stays empty.
    pub(super) fn read_head(path: &str, layout: Layout, bytes: &[u8]) -> Self {
        let mut document = Self::read(path, layout, front_matter::head_of(bytes));
        document.sha256 = Sha256::digest(bytes).into();
        document
    }

    /// Reads the bytes of a file.
    pub fn read(path: &str, layout: Layout, bytes: &[u8]) -> Self {
        let decoded = decode(bytes);
        let (front_matter, lines_before, body) = front_matter::split(&decoded.text);
        let body_at = decoded.text.len() - body.len();
        let pairs = pairs_of(front_matter.as_ref());
        let kind = Kind::of(
            path,
            layout,
            last(pairs, "id").and_then(Node::text),
            |key| last(pairs, key).is_some(),
        );
        let mut document = Self {
            path: path.to_owned(),
            kind,
            front_matter,
            findings: Vec::new(),
            sha256: Sha256::digest(bytes).into(),
            text: decoded.text,
            body_at,
            lines_before,
        };
        document.report_decoding(&decoded.issues);
        if let Some(error) = document
            .front_matter
            .as_ref()
            .and_then(|head| head.error.clone())
        {
            let finding = document.finding(
                Code::FrontMatterSyntax,
                error.place,
                Bilingual::new(
                    format!("De kopgegevens zijn tot hier te lezen: {}", error.message),
                    format!("The front matter can be read up to here: {}", error.message),
                ),
            );
            document.findings.push(finding);
        }
        document
    }

    /// The file's name without its ending.
    pub fn stem(&self) -> &str {
        stem(&self.path)
    }

    /// The text of a line (from 1), without its end.
    pub fn line(&self, number: u32) -> &str {
        let index = usize::try_from(number)
            .unwrap_or(usize::MAX)
            .saturating_sub(1);
        self.text.split('\n').nth(index).unwrap_or_default()
    }

    /// The body, read.
    pub fn body(&self) -> Body {
        markdown::read(
            self.text.get(self.body_at..).unwrap_or_default(),
            self.lines_before,
        )
    }

    /// The pairs of the front matter.
    pub fn pairs(&self) -> &[(Node, Node)] {
        pairs_of(self.front_matter.as_ref())
    }

    /// The value of a key; of a key that stands more than once the last, as the site has it.
    pub fn value(&self, key: &str) -> Option<&Node> {
        last(self.pairs(), key)
    }

    /// A finding at a place of this document.
    pub fn finding(&self, code: Code, place: Place, message: Bilingual) -> Finding {
        let Place { line, column } = place;
        Finding::new(
            code,
            self.path.as_str(),
            line,
            column,
            self.line(line),
            message,
        )
    }

    fn report_decoding(&mut self, issues: &[crate::source::Issue]) {
        for issue in issues {
            let (code, nl, en) = match issue.kind {
                IssueKind::InvalidEncoding => (
                    Code::InvalidEncoding,
                    "Dit is geen UTF-8 en is gelezen als Windows-1252",
                    "This is not UTF-8 and was read as Windows-1252",
                ),
                IssueKind::Repaired => (
                    Code::RepairedEncoding,
                    "Deze tekst was verkeerd gedecodeerd en is hersteld",
                    "This text was wrongly decoded once and was repaired",
                ),
                IssueKind::Control => (
                    Code::ControlCharacter,
                    "Dit besturingsteken is vervangen door U+FFFD",
                    "This control character was replaced by U+FFFD",
                ),
                IssueKind::Invisible => (
                    Code::InvisibleCharacter,
                    "Hier staat een onzichtbaar teken",
                    "There is an invisible character here",
                ),
            };
            let message = Bilingual::new(
                format!("{nl}: {}", issue.detail),
                format!("{en}: {}", issue.detail),
            );
            let place = Place {
                line: issue.line,
                column: issue.column,
            };
            let finding = self.finding(code, place, message);
            self.findings.push(finding);
        }
    }
}

fn pairs_of(front_matter: Option<&FrontMatter>) -> &[(Node, Node)] {
    front_matter
        .map(|head| head.pairs.as_slice())
        .unwrap_or_default()
}

fn last<'a>(pairs: &'a [(Node, Node)], wanted: &str) -> Option<&'a Node> {
    pairs
        .iter()
        .rev()
        .find(|(key, _)| key.text() == Some(wanted))
        .map(|(_, value)| value)
}

//! Findings about one document, gathered while it is read.

use super::document::Document;
use super::identifier::Identifier;
use crate::findings::{Bilingual, Code, Finding, Span, near_match};
use crate::source::front_matter::{Node, Value};

/// More findings about one document are counted, not told: such a file is no document.
pub(super) const MAX_FINDINGS: usize = 2_000;

/// Near matches are sought for so many findings of a document; each costs a comparison with all
/// names that are allowed.
const MAX_NEAR_MATCHES: u32 = 100;

/// The words of so many links are compared with titles.
const MAX_COMPARED: u32 = 1_000;

/// Findings about one document.
#[derive(Debug)]
pub(super) struct Reporter<'a> {
    pub(super) document: &'a Document,
    concerns: &'a Identifier,
    findings: Vec<Finding>,
    near_matches: u32,
    compared: u32,
    left_out: usize,
    untold: Option<Finding>,
}

impl<'a> Reporter<'a> {
    pub(super) fn new(document: &'a Document, concerns: &'a Identifier) -> Self {
        Self {
            document,
            concerns,
            findings: document.findings.clone(),
            near_matches: 0,
            compared: 0,
            left_out: 0,
            untold: None,
        }
    }

    /// A finding at a place; what is known beside it is added to what is given back.
    pub(super) fn report(
        &mut self,
        code: Code,
        span: impl Into<Span>,
        message: Bilingual,
    ) -> &mut Finding {
        if self.findings.len() >= MAX_FINDINGS {
            self.left_out += 1;
            // One that is not told, so that the caller has one to add to.
            let span = span.into();
            let untold = Finding::new(code, "", span.line, span.column, "", message);
            return self.untold.insert(untold);
        }
        let finding = self.prepare(code, span, message);
        self.findings.push_mut(finding)
    }

    /// A finding that is told later, if at all.
    pub(super) fn prepare(&self, code: Code, span: impl Into<Span>, message: Bilingual) -> Finding {
        self.document
            .finding(code, span, message)
            .concerning(self.concerns.as_str())
    }

    /// Whether another title may be compared with the words of a link.
    pub(super) fn may_compare(&mut self) -> bool {
        self.compared += 1;
        self.compared <= MAX_COMPARED
    }

    /// A finding about a key and one of its values; the value as it is written, or nothing.
    pub(super) fn report_value(
        &mut self,
        code: Code,
        key: &str,
        node: &Node,
        message: Bilingual,
    ) -> &mut Finding {
        let value = match &node.value {
            Value::Scalar { text, .. } => text.trim().to_owned(),
            _ => String::new(),
        };
        let finding = self.report(code, node.span(), message);
        finding.key = Some(key.to_owned());
        finding.value = Some(value);
        finding
    }

    /// The same finding for every scalar in a value, so that none is lost; the first at this place
    /// where one is given.
    pub(super) fn report_all(
        &mut self,
        code: Code,
        key: &str,
        value: &Node,
        place: Option<Span>,
        message: &Bilingual,
        help: Option<&Bilingual>,
    ) {
        let scalars = value.scalars();
        let nothing = [value];
        let all = if scalars.is_empty() {
            nothing.as_slice()
        } else {
            scalars.as_slice()
        };
        for (at, scalar) in all.iter().enumerate() {
            let text = match &scalar.value {
                Value::Scalar { text, .. } => text.trim().to_owned(),
                _ => String::new(),
            };
            let span = place.filter(|_| at == 0).unwrap_or_else(|| scalar.span());
            let finding = self.report(code, span, message.clone());
            finding.key = Some(key.to_owned());
            finding.value = Some(text);
            finding.help = help.cloned();
        }
    }

    /// "Did you mean …", where one of the allowed names is near.
    pub(super) fn suggest<'n>(
        &mut self,
        written: &str,
        allowed: impl IntoIterator<Item = &'n str>,
    ) -> Option<Bilingual> {
        if self.near_matches >= MAX_NEAR_MATCHES {
            return None;
        }
        self.near_matches += 1;
        near_match(written, allowed).map(did_you_mean)
    }

    /// Whether another near match may be sought.
    pub(super) fn may_suggest(&mut self) -> bool {
        self.near_matches += 1;
        self.near_matches <= MAX_NEAR_MATCHES
    }

    pub(super) fn finish(mut self) -> Vec<Finding> {
        if self.left_out > 0 {
            let count = self.left_out;
            let message = Bilingual::new(
                format!(
                    "Dit document heeft nog {count} bevindingen; de eerste {MAX_FINDINGS} zijn vermeld"
                ),
                format!(
                    "This document has {count} more findings; the first {MAX_FINDINGS} are told"
                ),
            );
            self.findings.push(
                self.document
                    .finding(Code::TooManyFindings, Span::START, message)
                    .concerning(self.concerns.as_str()),
            );
        }
        self.findings
    }
}

/// "Did you mean …".
pub(super) fn did_you_mean(name: &str) -> Bilingual {
    Bilingual::new(
        format!("bedoelt u «{name}»?"),
        format!("did you mean “{name}”?"),
    )
}

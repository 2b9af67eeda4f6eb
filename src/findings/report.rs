//! The JSON form of findings, shared by the command line and every later report.

use super::{Finding, Language, Severity};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// What makes the graph wrong.
    pub errors: usize,
    /// What loses a link or a value.
    pub warnings: usize,
    /// What is worth knowing.
    pub notes: usize,
}

impl Counts {
    /// Counts findings by severity.
    pub fn of(findings: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.severity() {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// All findings together.
    pub fn total(self) -> usize {
        self.errors + self.warnings + self.notes
    }
}

/// `{"findings": […], "read": {kind: count}}`, the contract of `check --format json`.
#[derive(Debug, Serialize)]
pub struct JsonReport<'a> {
    findings: Vec<JsonFinding<'a>>,
    read: &'a BTreeMap<String, usize>,
}

#[derive(Debug, Serialize)]
struct JsonFinding<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    line: u32,
    column: u32,
    /// How many code points of the line are concerned; 0 where that is not known.
    width: u32,
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    concerns: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<&'a str>,
}

impl<'a> JsonReport<'a> {
    /// The report of a run: its findings in their order, and how many documents of each kind were read.
    pub fn new(
        findings: &'a [Finding],
        read: &'a BTreeMap<String, usize>,
        language: Language,
    ) -> Self {
        let findings = findings
            .iter()
            .map(|finding| JsonFinding {
                code: finding.code.as_str(),
                severity: finding.severity().as_str(),
                message: finding.message.in_language(language),
                file: &finding.file,
                line: finding.line,
                column: finding.file_place().0,
                width: finding.file_place().1,
                help: finding.help.as_ref().map(|help| help.in_language(language)),
                concerns: finding.concerns.as_deref(),
                key: finding.key.as_deref(),
                value: finding.value.as_deref(),
                rule: finding.rule.as_deref(),
            })
            .collect();
        Self { findings, read }
    }
}

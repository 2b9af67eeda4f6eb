//! Findings, as descriptions of the graph of quality.

use super::description::{Description, Language};
use super::names::hexadecimal;
use super::vocabulary::{self as v, resource};
use crate::findings::{Finding, Severity};
use crate::framework::{Names, resolve};
use sha2::{Digest, Sha256};

/// The description of a finding. Its name is made from its code, its file and the text of its
/// line, so that an edit elsewhere in the file renames nothing (modelling §1).
pub(super) fn describe_finding(finding: &Finding, names: &mut Names, base: &str) -> Description {
    let hash = Sha256::digest(format!(
        "{}\n{}\n{}",
        finding.code.as_str(),
        finding.file,
        finding.line_text
    ));
    let name = hexadecimal(hash.get(..8).unwrap_or_default());
    let mut description = Description::of(format!("{base}id/finding/{}", names.take(name)));
    let severity = match finding.severity() {
        Severity::Error => resource::ERROR,
        Severity::Warning => resource::WARNING,
        Severity::Note => resource::NOTE,
    };
    description
        .class(resource::FINDING)
        .label(finding.message.nl.as_str(), finding.message.en.as_str())
        .text(v::MESSAGE, Language::Nl, finding.message.nl.as_str())
        .text(v::MESSAGE, Language::En, finding.message.en.as_str())
        .plain(v::CODE, finding.code.as_str())
        .iri(v::SEVERITY, severity)
        .plain(v::SOURCE_FILE, finding.file.as_str())
        .integer(v::SOURCE_LINE, finding.line);
    if let Some(thing) = &finding.concerns {
        description.iri(v::CONCERNS, resolve(thing, base));
    }
    if let Some(key) = &finding.key {
        description.plain(v::KEY, key.as_str());
    }
    if let Some(value) = &finding.value {
        description.plain(v::VALUE, value.as_str());
    }
    description
}

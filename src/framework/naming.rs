//! How things are named after their documents (modelling §1), and what is wrong with their names.

use super::document::Document;
use super::identifier::{Identifier, Urn, UrnKind};
use super::kind::Kind;
use crate::findings::{Bilingual, Code, Finding, Span};
use crate::source::front_matter::Node;
use foldhash::HashMap;
use std::collections::BTreeMap;

/// Names that were given so far.
#[derive(Debug, Default)]
pub(super) struct Naming {
    /// The file that has a URN.
    urns: HashMap<Urn, String>,
    /// Numbers by kind and series, each with a note of where it stands.
    series: BTreeMap<(UrnKind, String), BTreeMap<u64, Finding>>,
}

impl Naming {
    /// The name of a document's thing.
    pub(super) fn name(
        &mut self,
        document: &Document,
        findings: &mut Vec<Finding>,
    ) -> (Identifier, Option<Urn>) {
        let local = match document.kind {
            Kind::Page => {
                let path = document
                    .path
                    .strip_prefix("docs/")
                    .unwrap_or(&document.path);
                Identifier::local("page", path.rsplit_once('.').map_or(path, |(path, _)| path))
            }
            kind => Identifier::local(kind.slug(), document.stem()),
        };
        let wanted = match document.kind {
            Kind::Requirement => UrnKind::Requirement,
            Kind::Measure => UrnKind::Measure,
            _ => return (local, None),
        };
        let node = document.value("id");
        let stated = node.and_then(Node::text);
        let finding = |code, message| {
            let span = node.map_or(Span::START, Node::span);
            document
                .finding(code, span, message)
                .with_value("id", stated.unwrap_or_default())
                .concerning(local.as_str())
        };
        let form = match wanted {
            UrnKind::Requirement => "urn:nl:ak:ver:aia-01",
            UrnKind::Measure => "urn:nl:ak:mtr:owp-01",
        };
        let from_file = urn_of_file(document.stem(), wanted);
        let help = || match &from_file {
            None => Bilingual::new(
                format!("verwacht iets als {form}"),
                format!("expected something like {form}"),
            ),
            Some(urn) => {
                let urn = urn.as_str();
                Bilingual::new(format!("bedoelt u {urn}?"), format!("did you mean {urn}?"))
            }
        };
        let Some(text) = stated else {
            let message = Bilingual::new(
                "Dit document heeft geen id; het heet nu naar zijn bestand",
                "This document has no id; it is called after its file",
            );
            findings.push(finding(Code::MissingId, message).with_help(help()));
            return (local, None);
        };
        let Some(urn) = Urn::parse(text).filter(|urn| urn.kind() == wanted) else {
            let message = Bilingual::new(
                format!("«{text}» is geen id van deze soort; verwacht iets als {form}"),
                format!("“{text}” is no id of this kind; expected something like {form}"),
            );
            findings.push(finding(Code::MalformedId, message).with_help(help()));
            return (local, None);
        };
        if let Some(first) = self.urns.get(&urn) {
            let message = Bilingual::new(
                format!("{text} is al de id van {first}"),
                format!("{text} is the id of {first} already"),
            );
            let found = finding(Code::DuplicateId, message);
            let is_another = from_file.as_ref().is_some_and(|own| own.as_str() != text);
            findings.push(if is_another {
                found.with_help(help())
            } else {
                found
            });
            return (local, None);
        }
        let id = Identifier::of_urn(&urn);
        if let Some(own) = from_file.filter(|own| own.as_str() != urn.as_str()) {
            let message = Bilingual::new(
                format!(
                    "De id is {}, de bestandsnaam zegt {}",
                    urn.code(),
                    own.code()
                ),
                format!(
                    "The id is {}, the file's name says {}",
                    urn.code(),
                    own.code()
                ),
            );
            let span = node.map_or(Span::START, Node::span);
            findings.push(
                document
                    .finding(Code::IdentifierNotAsFile, span, message)
                    .with_help(Bilingual::new(
                        format!("maak er {} van, of hernoem het bestand", own.as_str()),
                        format!("make it {}, or rename the file", own.as_str()),
                    ))
                    .concerning(id.as_str()),
            );
        }
        self.number(document, &urn, node, &id);
        self.urns.insert(urn.clone(), document.path.clone());
        (id, Some(urn))
    }

    /// Remembers the number of a URN in its series.
    fn number(&mut self, document: &Document, urn: &Urn, node: Option<&Node>, id: &Identifier) {
        let Some((series, number)) = urn.code().rsplit_once('-') else {
            return;
        };
        let Ok(number) = number.parse() else { return };
        let span = node.map_or(Span::START, Node::span);
        let finding = document
            .finding(Code::SeriesGap, span, Bilingual::new("", ""))
            .concerning(id.as_str());
        self.series
            .entry((urn.kind(), series.to_owned()))
            .or_default()
            .insert(number, finding);
    }

    /// The numbers that are missing between others of their series; each gap is placed at the
    /// document after it.
    pub(super) fn gaps(self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for ((_, series), numbers) in self.series {
            let mut before: Option<u64> = None;
            for (number, mut finding) in numbers {
                let gap = before
                    .replace(number)
                    .and_then(|before| (number - before > 1).then_some((before + 1, number - 1)));
                let Some((first, last)) = gap else { continue };
                finding.message = if first == last {
                    Bilingual::new(
                        format!("{series}-{first:02} ontbreekt vóór {series}-{number:02}"),
                        format!("{series}-{first:02} is missing before {series}-{number:02}"),
                    )
                } else {
                    Bilingual::new(
                        format!(
                            "{series}-{first:02} tot en met {series}-{last:02} ontbreken vóór {series}-{number:02}"
                        ),
                        format!(
                            "{series}-{first:02} to {series}-{last:02} are missing before {series}-{number:02}"
                        ),
                    )
                };
                findings.push(finding);
            }
        }
        findings
    }
}

/// The URN that the name of a file gives: `aia-07-logs` and `2-owp-05-soort`.
fn urn_of_file(stem: &str, kind: UrnKind) -> Option<Urn> {
    let stem = match kind {
        UrnKind::Requirement => stem,
        UrnKind::Measure => stem
            .split_once('-')
            .filter(|(phase, _)| phase.chars().all(|c| c.is_ascii_digit()))
            .map_or(stem, |(_, rest)| rest),
    };
    let mut parts = stem.split('-');
    let (series, number) = (parts.next()?, parts.next()?);
    let kind = match kind {
        UrnKind::Requirement => "ver",
        UrnKind::Measure => "mtr",
    };
    Urn::parse(&format!("urn:nl:ak:{kind}:{series}-{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_give_codes() {
        let code = |stem, kind| urn_of_file(stem, kind).map(|urn| urn.code().to_owned());
        assert_eq!(
            code("aia-07-logs", UrnKind::Requirement).as_deref(),
            Some("aia-07")
        );
        assert_eq!(
            code("2-owp-05-soort", UrnKind::Measure).as_deref(),
            Some("owp-05")
        );
        assert_eq!(code("owp-05", UrnKind::Measure).as_deref(), Some("owp-05"));
        assert_eq!(code("zonder-id", UrnKind::Requirement), None);
        assert_eq!(code("x", UrnKind::Measure), None);
    }
}

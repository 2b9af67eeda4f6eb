//! The alignments with other vocabularies as files of their own: Turtle for those who load them,
//! SSSOM (Simple Standard for Sharing Ontological Mappings) as a table for those who review them.
//!
//! Both say for each row how it was found and why, and both have the rows that say that nothing
//! matches. In Turtle a match is the statement of SKOS itself, and an `owl:Axiom` about it, as
//! SSSOM's own RDF form has it; a row without a match is an axiom only, for there is nothing to
//! state.

use super::{Format, WriteSettings, Writer};
use crate::findings::Bilingual;
use crate::graph::vocabulary::{self as v, PREFIXES};
use crate::graph::{Mapping, SinkError};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, LiteralRef, NamedNodeRef, QuadRef, TermRef};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The set of mappings, which both files are.
const MAPPING_SET: &str = "https://w3id.org/kadergraaf/def/alignments";
const TITLE: Words = (
    "Aansluiting van Kadergraaf op DPV",
    "Alignment of Kadergraaf with DPV",
);
const LICENSE: &str = "http://publications.europa.eu/resource/authority/licence/EUPL_1_2";
const SSSOM: &str = "https://w3id.org/sssom/";
const NO_MATCH: &str = "https://w3id.org/sssom/NoTermFound";
const OWL: &str = "http://www.w3.org/2002/07/owl#";

/// The columns of the table, which are slots of SSSOM.
const COLUMNS: [&str; 7] = [
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "comment",
];

/// Dutch and English.
type Words = (&'static str, &'static str);

/// Writes the alignments as Turtle, with the names below `base` shortened.
///
/// # Errors
/// Where the output fails.
pub fn alignments_turtle(
    mappings: &[Mapping],
    base: &str,
    out: impl Write,
) -> Result<(), SinkError> {
    let settings = WriteSettings::under(base);
    let own = format!("{base}id/");
    let mut teller = Teller(Format::Turtle.writer(out, &settings));
    let sssom = |name: &str| format!("{SSSOM}{name}");
    teller.iri(MAPPING_SET, rdf::TYPE.as_str(), &sssom("MappingSet"))?;
    teller.words(MAPPING_SET, v::DCT_TITLE.iri(), TITLE.0, TITLE.1)?;
    teller.iri(MAPPING_SET, v::DCT_LICENSE.iri(), LICENSE)?;
    for rows in mappings.chunk_by(|left, right| left.subject == right.subject) {
        for row in rows {
            if let Some(object) = &row.object {
                teller.iri(&row.subject, row.property, object)?;
            }
        }
        for (number, row) in (1..).zip(rows) {
            let path = row.subject.strip_prefix(&own).unwrap_or(&row.subject);
            let axiom = format!("{MAPPING_SET}#{}-{number}", path.replace('/', "-"));
            let object = row.object.as_deref().unwrap_or(NO_MATCH);
            teller.iri(&axiom, rdf::TYPE.as_str(), &format!("{OWL}Axiom"))?;
            teller.iri(&axiom, &format!("{OWL}annotatedSource"), &row.subject)?;
            teller.iri(&axiom, &format!("{OWL}annotatedProperty"), row.property)?;
            teller.iri(&axiom, &format!("{OWL}annotatedTarget"), object)?;
            teller.iri(&axiom, &sssom("mapping_justification"), &row.justification)?;
            let Bilingual { nl, en } = &row.reason;
            teller.words(&axiom, v::RDFS_COMMENT.iri(), nl, en)?;
        }
    }
    teller.0.finish()
}

struct Teller<'w>(Box<dyn Writer + 'w>);

impl Teller<'_> {
    fn say<'a>(
        &mut self,
        subject: &'a str,
        predicate: &'a str,
        object: impl Into<TermRef<'a>>,
    ) -> Result<(), SinkError> {
        self.0.quad(QuadRef::new(
            NamedNodeRef::new_unchecked(subject),
            NamedNodeRef::new_unchecked(predicate),
            object,
            GraphNameRef::DefaultGraph,
        ))
    }

    fn iri(&mut self, subject: &str, predicate: &str, object: &str) -> Result<(), SinkError> {
        self.say(subject, predicate, NamedNodeRef::new_unchecked(object))
    }

    fn words(
        &mut self,
        subject: &str,
        predicate: &str,
        nl: &str,
        en: &str,
    ) -> Result<(), SinkError> {
        for (language, text) in [("nl", nl), ("en", en)] {
            let literal = LiteralRef::new_language_tagged_literal_unchecked(text, language);
            self.say(subject, predicate, literal)?;
        }
        Ok(())
    }
}

/// Writes the alignments as SSSOM's table: tab-separated values below a header in YAML.
///
/// # Errors
/// Where the output fails.
pub fn alignments_sssom(
    mappings: &[Mapping],
    base: &str,
    mut out: impl Write,
) -> Result<(), SinkError> {
    let own = format!("{base}id/");
    let mut prefixes = BTreeMap::from([("id", own.as_str())]);
    for name in ["ai", "aiact", "semapv", "skos", "sssom"] {
        let known = PREFIXES.iter().find(|(prefix, _)| *prefix == name);
        prefixes.extend(known.map(|&(prefix, namespace)| (prefix, namespace)));
    }
    let short = |iri: &str| {
        // The longest namespace: one may begin with another.
        let namespaces = prefixes
            .iter()
            .filter(|(_, namespace)| iri.starts_with(**namespace));
        let (prefix, namespace) = namespaces.max_by_key(|(_, namespace)| namespace.len())?;
        Some(format!("{prefix}:{}", iri.strip_prefix(namespace)?))
    };
    let curie = |iri: &str| short(iri).unwrap_or_else(|| iri.to_owned());
    writeln!(out, "#curie_map:")?;
    for (prefix, namespace) in &prefixes {
        writeln!(out, "#  {prefix}: \"{namespace}\"")?;
    }
    writeln!(out, "#license: \"{LICENSE}\"")?;
    writeln!(out, "#mapping_set_id: \"{MAPPING_SET}\"")?;
    writeln!(out, "#mapping_set_title: \"{}\"", TITLE.1)?;
    let mut table = csv::WriterBuilder::new()
        .delimiter(b'\t')
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(out);
    table.write_record(COLUMNS).map_err(io::Error::from)?;
    for row in mappings {
        let record: [&str; COLUMNS.len()] = [
            &curie(&row.subject),
            &row.subject_label.en,
            &curie(row.property),
            &curie(row.object.as_deref().unwrap_or(NO_MATCH)),
            row.object_label.as_ref().map_or("", |label| &label.en),
            &curie(&row.justification),
            &row.reason.en,
        ];
        table.write_record(record).map_err(io::Error::from)?;
    }
    table.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::framework::Concepts;
    use crate::graph::mappings;
    use crate::graph::vocabulary::DEFAULT_BASE;
    use crate::write::testing::read;
    use std::path::Path;

    fn rows() -> Vec<Mapping> {
        mappings(&Concepts::embedded().unwrap(), DEFAULT_BASE)
    }

    fn turtle() -> String {
        let mut out = Vec::new();
        alignments_turtle(&rows(), DEFAULT_BASE, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn table() -> String {
        let mut out = Vec::new();
        alignments_sssom(&rows(), DEFAULT_BASE, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// With `KADERGRAAF_BLESS` set, writes the file instead.
    fn stands_in_the_repository(name: &str, text: &str) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("ontology")
            .join(name);
        if std::env::var_os("KADERGRAAF_BLESS").is_some() {
            std::fs::write(&path, text).unwrap();
        }
        let message = format!("{name} is old: run this test with KADERGRAAF_BLESS=1");
        assert!(
            std::fs::read_to_string(&path).unwrap_or_default() == text,
            "{message}"
        );
    }

    #[test]
    fn the_files_of_the_repository_say_what_the_data_says() {
        stands_in_the_repository("alignments.ttl", &turtle());
        stands_in_the_repository("alignments.sssom.tsv", &table());
    }

    #[test]
    fn a_match_is_stated_and_justified_and_no_match_is_justified_only() {
        let quads = read(Format::Turtle, &turtle());
        let count = |predicate: &str| {
            quads
                .iter()
                .filter(|quad| quad.predicate.as_str().ends_with(predicate))
                .count()
        };
        let matched = rows().iter().filter(|row| row.object.is_some()).count();
        let all = rows().len();
        assert!(all > matched && matched > 0);
        assert_eq!(count("Match"), matched);
        assert_eq!(count("annotatedSource"), all);
        assert_eq!(count("mapping_justification"), all);
        let none = quads
            .iter()
            .filter(|quad| quad.object.to_string().contains("NoTermFound"));
        assert_eq!(none.count(), all - matched);
    }

    #[test]
    fn the_table_has_a_row_each_with_the_required_columns() {
        let text = table();
        let body: String = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .fold(String::new(), |body, line| body + line + "\n");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b'\t')
            .from_reader(body.as_bytes());
        let columns = reader.headers().unwrap().clone();
        // Required by SSSOM of every mapping.
        for column in [
            "subject_id",
            "predicate_id",
            "object_id",
            "mapping_justification",
        ] {
            assert!(columns.iter().any(|name| name == column), "{column}");
        }
        let records: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), rows().len());
        for record in &records {
            for cell in [0, 2, 3, 5] {
                let (prefix, local) = record.get(cell).unwrap().split_once(':').unwrap();
                assert!(text.contains(&format!("#  {prefix}: ")) && !local.starts_with("//"));
            }
        }
    }
}

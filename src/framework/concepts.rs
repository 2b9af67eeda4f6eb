//! The concept schemes of `data/concepts/`: what the labels, roles, phases, topics, instrument
//! types and statuses of the framework mean, in both languages, and what they match elsewhere.
//!
//! The entry type is [`Concepts`]: `Concepts::embedded()` reads the files that are built in, the
//! same for the built-in edition and for any checkout. A file describes one scheme; two more hold
//! the alignments and the concepts of other vocabularies that they name.

mod alignment;
mod read;
mod read_alignments;

pub use alignment::{Alignment, ExternalConcept, ExternalScheme, Match};

use crate::data::FormError;
use crate::findings::Bilingual;

/// Of what kind the concepts of a scheme are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemeKind {
    /// Roles in a project: `rollen`.
    Role,
    /// Phases of the lifecycle: `levenscyclus`.
    Phase,
    /// Topics: `onderwerp`.
    Topic,
    /// Values of one of the groups of labels: `risicogroep` and its like.
    Label,
    /// Types of instruments: `categorie`.
    InstrumentType,
    /// Statuses of requirements: `status_vereiste`.
    Status,
    /// Terms of the glossary, which come from the source.
    Term,
}

impl SchemeKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Role,
        Self::Phase,
        Self::Topic,
        Self::Label,
        Self::InstrumentType,
        Self::Status,
        Self::Term,
    ];

    /// The kind as it stands in identifiers and in the files: `instrument-type`.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Phase => "phase",
            Self::Topic => "topic",
            Self::Label => "label",
            Self::InstrumentType => "instrument-type",
            Self::Status => "status",
            Self::Term => "term",
        }
    }
}

/// A set of concepts that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Of what kind its concepts are.
    pub kind: SchemeKind,
    /// Its name in identifiers: the group of a label (`risicogroep`), else the kind (`role`).
    pub slug: String,
    /// Its title.
    pub title: Bilingual,
    /// What it is about, in a sentence.
    pub description: Bilingual,
    /// Its concepts, in the order of the file; none for the glossary.
    pub concepts: Vec<Concept>,
}

impl Scheme {
    /// The concept of this slug.
    pub fn concept(&self, slug: &str) -> Option<&Concept> {
        self.concepts.iter().find(|concept| concept.slug == slug)
    }

    /// Its identifier after `…/id/`: `scheme/risicogroep`.
    pub fn path(&self) -> String {
        format!("scheme/{}", self.slug)
    }
}

/// A concept of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Of what kind it is.
    pub kind: SchemeKind,
    /// The slug of its scheme.
    pub scheme: String,
    /// The value as it stands in front matter; lower-case ASCII letters, digits and hyphens.
    pub slug: String,
    /// The label people prefer.
    pub label: Bilingual,
    /// Other Dutch labels in use.
    pub other_nl: Vec<String>,
    /// Other English labels in use.
    pub other_en: Vec<String>,
    /// What it means, in our own words.
    pub definition: Bilingual,
    /// The place of a phase in the order, from 1; none for what stands beside the order.
    pub number: Option<u8>,
    /// What it matches elsewhere; one row that says so where nothing does.
    pub alignments: Vec<Alignment>,
}

impl Concept {
    /// Its identifier after `…/id/`: `label/risicogroep/verboden-ai`, `role/jurist`.
    pub fn path(&self) -> String {
        match self.kind {
            SchemeKind::Label => ["label/", &self.scheme, "/", &self.slug].concat(),
            kind => [kind.slug(), "/", &self.slug].concat(),
        }
    }
}

/// All schemes, and the concepts of other vocabularies that ours match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Concepts {
    /// The schemes, in the order in which they are told.
    pub schemes: Vec<Scheme>,
    /// Schemes of other vocabularies, with the concepts that ours match.
    pub external: Vec<ExternalScheme>,
}

impl Concepts {
    /// The schemes that are built in.
    ///
    /// # Errors
    /// Where a file of `data/concepts/` is not as it should be; a test holds that none is.
    pub fn embedded() -> Result<Self, ConceptsError> {
        read::concepts(read::EMBEDDED_SCHEMES, &read::ALIGNMENTS, &read::EXTERNAL)
    }

    /// The scheme of this slug: `risicogroep`, `role`, `instrument-type`.
    pub fn scheme(&self, slug: &str) -> Option<&Scheme> {
        self.schemes.iter().find(|scheme| scheme.slug == slug)
    }

    /// The schemes of one kind: six of labels, one of each other kind.
    pub fn schemes_of(&self, kind: SchemeKind) -> impl Iterator<Item = &Scheme> {
        self.schemes
            .iter()
            .filter(move |scheme| scheme.kind == kind)
    }

    /// The concept of this slug in the scheme of this slug: `("risicogroep", "verboden-ai")`,
    /// `("role", "jurist")`.
    pub fn concept(&self, scheme: &str, slug: &str) -> Option<&Concept> {
        self.scheme(scheme)?.concept(slug)
    }

    /// The label that a key of an exception names: the group, `-`, the value, as in
    /// `risicogroep-uitzondering-van-toepassing`. None where the group or the value is unknown.
    ///
    /// Both parts have hyphens of their own. The longest group wins, and no two labels share a
    /// key, which reading makes sure of.
    pub fn label_key(&self, key: &str) -> Option<&Concept> {
        self.schemes_of(SchemeKind::Label)
            .filter_map(|scheme| {
                let value = key.strip_prefix(scheme.slug.as_str())?.strip_prefix('-')?;
                Some((scheme.slug.len(), scheme.concept(value)?))
            })
            .max_by_key(|(length, _)| *length)
            .map(|(_, concept)| concept)
    }

    /// All labels by their keys in exceptions: `risicogroep-verboden-ai`.
    pub fn label_keys(&self) -> Vec<String> {
        self.schemes_of(SchemeKind::Label)
            .flat_map(|scheme| {
                let group = scheme.slug.as_str();
                let labels = scheme.concepts.iter();
                labels.map(move |label| format!("{group}-{}", label.slug))
            })
            .collect()
    }

    /// The phase that follows this one in the order: the next number up.
    pub fn next_phase(&self, phase: &Concept) -> Option<&Concept> {
        let next = phase.number?.checked_add(1)?;
        self.schemes_of(SchemeKind::Phase)
            .flat_map(|scheme| &scheme.concepts)
            .find(|concept| concept.number == Some(next))
    }
}

/// Why the concept schemes could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConceptsError {
    /// A file is not of the expected form.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A file reads well but says what cannot be.
    #[error("data/{file}: {at}: {message}")]
    Content {
        /// The file's path in `data/`.
        file: String,
        /// The scheme, concept or alignment.
        at: String,
        /// What is wrong with it.
        message: String,
    },
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn concepts() -> Concepts {
        Concepts::embedded().unwrap()
    }

    #[test]
    fn the_built_in_schemes_hold_what_the_framework_uses() {
        let concepts = concepts();
        let sizes: Vec<_> = concepts
            .schemes
            .iter()
            .map(|scheme| (scheme.slug.as_str(), scheme.concepts.len()))
            .collect();
        assert_eq!(
            sizes,
            [
                ("role", 4),
                ("phase", 9),
                ("topic", 10),
                ("soort-toepassing", 3),
                ("risicogroep", 5),
                ("rol-ai-act", 4),
                ("transparantieverplichting", 3),
                ("systeemrisico", 3),
                ("open-source", 3),
                ("instrument-type", 10),
                ("status", 1),
                ("term", 0),
            ]
        );
    }

    #[test]
    fn identifiers_name_the_group_of_labels_only() {
        let concepts = concepts();
        let path = |scheme, slug| concepts.concept(scheme, slug).unwrap().path();
        assert_eq!(
            path("risicogroep", "verboden-ai"),
            "label/risicogroep/verboden-ai"
        );
        assert_eq!(path("role", "jurist"), "role/jurist");
        assert_eq!(
            path("instrument-type", "handreiking"),
            "instrument-type/handreiking"
        );
        assert_eq!(
            concepts.scheme("risicogroep").unwrap().path(),
            "scheme/risicogroep"
        );
    }

    #[test]
    fn a_label_key_is_a_group_and_one_of_its_values() {
        let concepts = concepts();
        let key = |key| concepts.label_key(key).map(Concept::path);
        assert_eq!(
            key("risicogroep-uitzondering-van-toepassing").as_deref(),
            Some("label/risicogroep/uitzondering-van-toepassing")
        );
        assert_eq!(
            key("open-source-open-source").as_deref(),
            Some("label/open-source/open-source")
        );
        assert_eq!(
            key("soort-toepassing-ai-systeem-voor-algemene-doeleinden").as_deref(),
            Some("label/soort-toepassing/ai-systeem-voor-algemene-doeleinden")
        );
        assert_eq!(key("risicogroep-verboden-ai-systeem"), None);
        assert_eq!(key("risicogroep"), None);
        assert_eq!(key("role-jurist"), None, "a role is no label");
    }

    #[test]
    fn every_label_key_finds_its_own_label() {
        let concepts = concepts();
        for scheme in concepts.schemes_of(SchemeKind::Label) {
            for concept in &scheme.concepts {
                let key = format!("{}-{}", scheme.slug, concept.slug);
                assert_eq!(concepts.label_key(&key), Some(concept));
            }
        }
    }

    #[test]
    fn phases_follow_one_another_and_the_organisation_stands_beside() {
        let concepts = concepts();
        let mut phase = concepts.concept("phase", "probleemanalyse").unwrap();
        let mut order = vec![phase.slug.as_str()];
        while let Some(next) = concepts.next_phase(phase) {
            order.push(&next.slug);
            phase = next;
        }
        assert_eq!(order.len(), 8);
        assert_eq!(order.last(), Some(&"uitfaseren"));
        let beside = concepts
            .concept("phase", "organisatieverantwoordelijkheden")
            .unwrap();
        assert_eq!(concepts.next_phase(beside), None);
    }

    #[test]
    fn every_label_and_phase_has_been_weighed_against_dpv() {
        let concepts = concepts();
        for kind in [SchemeKind::Label, SchemeKind::Phase] {
            for concept in concepts
                .schemes_of(kind)
                .flat_map(|scheme| &scheme.concepts)
            {
                assert!(!concept.alignments.is_empty(), "{}", concept.path());
            }
        }
    }
}

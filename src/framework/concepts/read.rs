//! The files of `data/concepts/` into typed schemes, with everything checked that types cannot.

use super::read_alignments::{align, read_external};
use super::{Concept, Concepts, ConceptsError, Scheme, SchemeKind};
use crate::data::{self, File};
use crate::findings::Bilingual;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The schemes, in the order in which they are told.
pub(super) const EMBEDDED_SCHEMES: &[File] = &[
    data::file!("concepts/role.yaml"),
    data::file!("concepts/phase.yaml"),
    data::file!("concepts/topic.yaml"),
    data::file!("concepts/soort-toepassing.yaml"),
    data::file!("concepts/risicogroep.yaml"),
    data::file!("concepts/rol-ai-act.yaml"),
    data::file!("concepts/transparantieverplichting.yaml"),
    data::file!("concepts/systeemrisico.yaml"),
    data::file!("concepts/open-source.yaml"),
    data::file!("concepts/instrument-type.yaml"),
    data::file!("concepts/status.yaml"),
    data::file!("concepts/term.yaml"),
];
pub(super) const ALIGNMENTS: File = data::file!("concepts/alignments.yaml");
pub(super) const EXTERNAL: File = data::file!("concepts/external.yaml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Texts {
    nl: String,
    en: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct OtherLabels {
    nl: Vec<String>,
    en: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SchemeFile {
    kind: String,
    slug: String,
    title: Texts,
    description: Texts,
    concepts: Vec<ConceptEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptEntry {
    slug: String,
    label: Texts,
    #[serde(default)]
    other: OtherLabels,
    definition: Texts,
    #[serde(default)]
    number: Option<u8>,
}

/// Reads all files and checks them, each by itself and against one another.
pub(super) fn concepts(
    schemes: &[File],
    alignments: &File,
    external: &File,
) -> Result<Concepts, ConceptsError> {
    let mut concepts = Concepts {
        schemes: Vec::with_capacity(schemes.len()),
        external: read_external(external)?,
    };
    for file in schemes {
        let scheme = read_scheme(file)?;
        let place = Place {
            file: file.name,
            at: &scheme.slug,
        };
        place.refuse_if(concepts.scheme(&scheme.slug).is_some(), || {
            "another file describes this scheme".to_owned()
        })?;
        concepts.schemes.push(scheme);
    }
    check_label_keys(&concepts)?;
    align(&mut concepts, alignments)?;
    Ok(concepts)
}

/// Where a check stands, for its message.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) at: &'a str,
}

impl Place<'_> {
    pub(super) fn error(self, message: impl Into<String>) -> ConceptsError {
        ConceptsError::Content {
            file: self.file.to_owned(),
            at: self.at.to_owned(),
            message: message.into(),
        }
    }

    /// An error where `wrong` holds.
    pub(super) fn refuse_if(
        self,
        wrong: bool,
        message: impl FnOnce() -> String,
    ) -> Result<(), ConceptsError> {
        if wrong {
            Err(self.error(message()))
        } else {
            Ok(())
        }
    }

    /// A text in both languages, neither of them blank.
    pub(super) fn bilingual(self, what: &str, texts: Texts) -> Result<Bilingual, ConceptsError> {
        for (language, text) in [("Dutch", &texts.nl), ("English", &texts.en)] {
            self.refuse_if(text.trim().is_empty() || text.trim() != text, || {
                format!("the {language} {what} is blank or has white space around it")
            })?;
        }
        Ok(Bilingual::new(texts.nl, texts.en))
    }
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

fn read_scheme(file: &File) -> Result<Scheme, ConceptsError> {
    let entry: SchemeFile = file.read()?;
    let file = file.name;
    let place = Place {
        file,
        at: &entry.slug,
    };
    let kind = SchemeKind::ALL
        .into_iter()
        .find(|kind| kind.slug() == entry.kind)
        .ok_or_else(|| place.error(format!("there is no kind `{}`", entry.kind)))?;
    place.refuse_if(!is_slug(&entry.slug), || "this is no slug".to_owned())?;
    place.refuse_if(
        kind != SchemeKind::Label && entry.slug != kind.slug(),
        || format!("the scheme of this kind is called `{}`", kind.slug()),
    )?;

    let mut concepts: Vec<Concept> = Vec::with_capacity(entry.concepts.len());
    for concept in entry.concepts {
        let concept = read_concept(file, kind, &entry.slug, concept)?;
        let place = Place {
            file,
            at: &concept.slug,
        };
        for other in &concepts {
            place.refuse_if(other.slug == concept.slug, || {
                "this slug stands here twice".to_owned()
            })?;
            place.refuse_if(
                other.label.nl == concept.label.nl || other.label.en == concept.label.en,
                || format!("`{}` has the same label", other.slug),
            )?;
        }
        concepts.push(concept);
    }
    let mut numbers: Vec<u8> = concepts
        .iter()
        .filter_map(|concept| concept.number)
        .collect();
    numbers.sort_unstable();
    place.refuse_if(
        !numbers.iter().copied().eq((1..).take(numbers.len())),
        || format!("the numbers {numbers:?} are not 1 and up, each once"),
    )?;
    Ok(Scheme {
        kind,
        title: place.bilingual("title", entry.title)?,
        description: place.bilingual("description", entry.description)?,
        slug: entry.slug,
        concepts,
    })
}

fn read_concept(
    file: &str,
    kind: SchemeKind,
    scheme: &str,
    entry: ConceptEntry,
) -> Result<Concept, ConceptsError> {
    let place = Place {
        file,
        at: &entry.slug,
    };
    place.refuse_if(!is_slug(&entry.slug), || "this is no slug".to_owned())?;
    place.refuse_if(entry.number.is_some() && kind != SchemeKind::Phase, || {
        "only phases have a number".to_owned()
    })?;
    let label = place.bilingual("label", entry.label)?;
    for (preferred, others) in [(&label.nl, &entry.other.nl), (&label.en, &entry.other.en)] {
        let mut seen = BTreeSet::from([preferred]);
        for other in others {
            place.refuse_if(other.trim().is_empty() || !seen.insert(other), || {
                format!("the other label `{other}` is blank or stands here twice")
            })?;
        }
    }
    Ok(Concept {
        kind,
        scheme: scheme.to_owned(),
        label,
        definition: place.bilingual("definition", entry.definition)?,
        slug: entry.slug,
        other_nl: entry.other.nl,
        other_en: entry.other.en,
        number: entry.number,
        alignments: Vec::new(),
    })
}

/// Group and value have hyphens of their own: no two labels may share a key.
fn check_label_keys(concepts: &Concepts) -> Result<(), ConceptsError> {
    let mut keys = BTreeSet::new();
    for concept in concepts
        .schemes_of(SchemeKind::Label)
        .flat_map(|scheme| &scheme.concepts)
    {
        let key = format!("{}-{}", concept.scheme, concept.slug);
        let file = format!("concepts/{}.yaml", concept.scheme);
        let place = Place {
            file: &file,
            at: &concept.slug,
        };
        place.refuse_if(!keys.insert(key.clone()), || {
            format!("another label has the key `{key}`")
        })?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

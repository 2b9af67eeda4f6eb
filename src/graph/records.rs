//! What documents say, as descriptions: the thing, its profile, its sections.

use super::concepts::{concept_class, describe_concept};
use super::description::{Description, Language, Object};
use super::names::hexadecimal;
use super::profiles::describe_profile;
use super::vocabulary::{self as v, resource};
use crate::framework::{
    Concepts, Identifier, Index, Inverse, Kind, Particulars, Record, Reference, SchemeKind, Section,
};

/// The description of a record's thing, those of its profile after it; sections come with
/// [`describe_section`].
pub(super) fn describe_record(
    record: &Record,
    index: &Index,
    base: &str,
) -> (Description, Vec<Description>) {
    let mut thing = named(record, &index.concepts, base);
    add_names(&mut thing, record);
    for phase in &record.phases {
        thing.iri(v::PHASE, phase.iri(base));
    }
    for topic in &record.topics {
        thing
            .iri(v::TOPIC, topic.iri(base))
            .iri(v::DCT_SUBJECT, topic.iri(base));
    }
    for role in &record.roles {
        thing.iri(v::PROJECT_ROLE, role.iri(base));
    }
    let mut parts = Vec::new();
    match &record.particulars {
        Particulars::Requirement(requirement) => {
            for status in &requirement.statuses {
                thing.iri(v::ADMS_STATUS, status.iri(base));
            }
            for bearer in requirement
                .profile
                .labels
                .get("rol-ai-act")
                .into_iter()
                .flatten()
            {
                thing.iri(v::BEARER, bearer.iri(base));
            }
            thing.iri(v::APPLICABILITY, record.id.part("profile").iri(base));
            parts = describe_profile(record, &requirement.profile, base);
            add_all(
                &mut thing,
                v::IMPLEMENTED_BY,
                index.inverse(Inverse::ImplementedBy, &record.id),
                base,
            );
            add_all(
                &mut thing,
                v::SUPPORTED_BY,
                index.inverse(Inverse::SupportedBy, &record.id),
                base,
            );
        }
        Particulars::Measure(measure) => {
            let norms = index.inverse(Inverse::AuditedBy, &record.id);
            add_all(&mut thing, v::IMPLEMENTS, &measure.implements, base);
            add_all(&mut thing, v::AUDITED_BY, norms, base);
            add_all(
                &mut thing,
                v::HELPED_BY,
                index.inverse(Inverse::HelpedBy, &record.id),
                base,
            );
            add_all(&mut thing, v::DCT_RELATION, &measure.implements, base);
            add_all(&mut thing, v::DCT_RELATION, norms, base);
        }
        Particulars::Instrument(instrument) => {
            add_all(&mut thing, v::INSTRUMENT_TYPE, &instrument.types, base);
            add_all(&mut thing, v::DCT_TYPE, &instrument.types, base);
            add_all(&mut thing, v::SUPPORTS, &instrument.supports, base);
            add_all(&mut thing, v::HELPS_WITH, &instrument.helps_with, base);
            add_all(&mut thing, v::DCT_RELATION, &instrument.supports, base);
            add_all(&mut thing, v::DCT_RELATION, &instrument.helps_with, base);
        }
        Particulars::Phase(phase) => {
            if let Some(number) = phase.number {
                thing.integer(v::PHASE_NUMBER, number);
            }
            add_all(&mut thing, v::NEXT_PHASE, phase.next.as_slice(), base);
        }
        Particulars::Role | Particulars::Topic | Particulars::Page => {}
    }
    for reference in &record.references {
        match reference {
            Reference::Thing(thing_linked) => thing.iri(v::DCT_REFERENCES, thing_linked.iri(base)),
            Reference::Address(address) => thing.iri(v::DCT_REFERENCES, address.clone()),
        };
    }
    add_sections(&mut thing, record);
    add_provenance(&mut thing, record, base);
    (thing, parts)
}

fn add_all(
    description: &mut Description,
    property: v::Property,
    things: &[Identifier],
    base: &str,
) {
    for thing in things {
        description.iri(property, thing.iri(base));
    }
}

/// The class of a kind, and the class of another vocabulary that its things have too.
fn classes(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Requirement => (resource::REQUIREMENT, resource::CV_REQUIREMENT),
        Kind::Measure => (
            resource::MEASURE,
            resource::DPV_TECHNICAL_ORGANISATIONAL_MEASURE,
        ),
        Kind::Instrument => (resource::INSTRUMENT, resource::FOAF_DOCUMENT),
        Kind::Role => (concept_class(SchemeKind::Role), resource::SKOS_CONCEPT),
        Kind::Phase => (concept_class(SchemeKind::Phase), resource::SKOS_CONCEPT),
        Kind::Topic => (concept_class(SchemeKind::Topic), resource::SKOS_CONCEPT),
        Kind::Page => (resource::PAGE, resource::FOAF_DOCUMENT),
    }
}

/// A description with the classes of its kind; of a role, phase or topic with what the concept
/// schemes say of it.
fn named(record: &Record, concepts: &Concepts, base: &str) -> Description {
    let (class, also) = classes(record.kind);
    let Some(scheme) = record.kind.scheme() else {
        let mut description = Description::of(record.id.iri(base));
        description.class(class).class(also);
        return description;
    };
    if let Some(concept) = concepts.concept(scheme, record.stem()) {
        let mut description = describe_concept(concept, base);
        // Its Dutch label is its title.
        description.remove(v::RDFS_LABEL, Language::Nl);
        return description;
    }
    let scheme = format!("{base}id/scheme/{scheme}");
    let mut description = Description::of(record.id.iri(base));
    description
        .class(class)
        .class(also)
        .text(v::SKOS_PREF_LABEL, Language::Nl, record.title.as_str())
        .iri(v::SKOS_IN_SCHEME, scheme.clone())
        .iri(v::SKOS_TOP_CONCEPT_OF, scheme);
    description
}

fn add_names(description: &mut Description, record: &Record) {
    description
        .text(v::RDFS_LABEL, Language::Nl, record.title.as_str())
        .text(v::DCT_TITLE, Language::Nl, record.title.as_str());
    if let Some(title) = &record.title_en {
        description.remove(v::RDFS_LABEL, Language::En);
        description
            .text(v::RDFS_LABEL, Language::En, title.as_str())
            .text(v::DCT_TITLE, Language::En, title.as_str());
    }
    if let Some(summary) = &record.summary {
        description.text(v::DCT_ABSTRACT, Language::Nl, summary.as_str());
    }
    if let Some(summary) = &record.summary_en {
        description.text(v::DCT_ABSTRACT, Language::En, summary.as_str());
    }
    if let Some(urn) = &record.urn {
        description
            .plain(v::DCT_IDENTIFIER, urn.as_str())
            .plain(v::SKOS_NOTATION, urn.code());
    }
}

fn add_sections(description: &mut Description, record: &Record) {
    let is_curated = matches!(
        record.kind,
        Kind::Requirement | Kind::Measure | Kind::Instrument
    );
    for section in &record.sections {
        let iri = Identifier::section(description.subject(), &section.slug);
        description.iri(v::HAS_SECTION, iri);
        let shortcut = match section.slug.as_str() {
            "vereiste" | "maatregel" | "hulpmiddel" => v::STATEMENT,
            "toelichting" => v::EXPLANATION,
            "risico" => v::RISK,
            "voorbeeld" | "voorbeelden" => v::SKOS_EXAMPLE,
            _ => continue,
        };
        if is_curated && !section.text.is_empty() {
            description.text(shortcut, Language::Nl, section.text.as_str());
        }
    }
}

fn add_provenance(description: &mut Description, record: &Record, base: &str) {
    let provenance = &record.provenance;
    if let Some(page) = &provenance.page {
        description.iri(v::FOAF_PAGE, page.clone());
    }
    description
        .plain(v::SOURCE_FILE, provenance.path.as_str())
        .integer(v::SOURCE_LINE, provenance.line)
        .iri(
            v::PROV_WAS_DERIVED_FROM,
            Identifier::local("file", &provenance.path).iri(base),
        );
}

/// The description of a section of the thing of this IRI.
pub(super) fn describe_section(thing: &str, section: Section) -> Description {
    let mut description = Description::of(Identifier::section(thing, &section.slug));
    description.class(resource::SECTION);
    match section.title {
        Some(title) if title.is_empty() => {
            description.label(
                format!("Deel {}", section.order),
                format!("Section {}", section.order),
            );
        }
        Some(title) => {
            description
                .text(v::RDFS_LABEL, Language::Nl, title.as_str())
                .text(v::DCT_TITLE, Language::Nl, title);
        }
        None => {
            description.label("Inleiding", "Preamble");
        }
    }
    description
        .integer(v::ORDER, section.order)
        .integer(v::SOURCE_LINE, section.line);
    for (property, text) in [(v::TEXT, section.text), (v::MARKDOWN, section.markdown)] {
        if !text.is_empty() {
            description.text(property, Language::Nl, text);
        }
    }
    description
}

/// The description of a source file.
pub(super) fn describe_file(path: &str, sha256: &[u8; 32], base: &str) -> Description {
    let mut description = Description::of(Identifier::local("file", path).iri(base));
    description
        .class(resource::SOURCE_FILE)
        .class(resource::PROV_ENTITY)
        .add(
            v::RDFS_LABEL,
            Object::Text(
                Language::Nl,
                path.rsplit('/').next().unwrap_or(path).to_owned(),
            ),
        )
        .add(v::SHA256, Object::Plain(hexadecimal(sha256)));
    description
}

//! What stands beside the documents: audit norms and terms.

use super::description::{Description, Language};
use super::vocabulary::{self as v, resource};
use crate::framework::{AuditNorm, Identifier, Term};

/// The description of a norm, then those of its links to measures.
pub(super) fn describe_norm(norm: &AuditNorm, base: &str) -> Vec<Description> {
    let name = format!("{} {}", norm.framework, norm.code);
    let mut description = Description::of(norm.id.iri(base));
    description
        .class(resource::AUDIT_NORM)
        .class(resource::CV_CRITERION)
        .label(name.as_str(), name.as_str())
        .plain(v::DCT_IDENTIFIER, norm.code.as_str());
    if let Some(text) = &norm.text {
        description.text(v::DCT_DESCRIPTION, Language::Nl, text.as_str());
    }
    add_place(&mut description, &norm.place, base);
    let mut links = Vec::new();
    for link in &norm.links {
        description.iri(v::AUDITS, link.measure.iri(base));
        let mut part = Description::of(norm.id.part(&link.measure_code).iri(base));
        part.class(resource::NORM_LINK)
            .label(
                format!("{name} en {}", link.measure_code),
                format!("{name} and {}", link.measure_code),
            )
            .iri(v::NORM, norm.id.iri(base))
            .iri(v::MEASURE, link.measure.iri(base));
        if link.in_front_matter {
            part.iri(v::NORM_SOURCE, resource::FRONT_MATTER);
        }
        if link.in_table {
            part.iri(v::NORM_SOURCE, resource::NORM_TABLE);
        }
        links.push(part);
    }
    links.insert(0, description);
    links
}

/// The description of a term.
pub(super) fn describe_term(term: &Term, base: &str) -> Description {
    let scheme = format!("{base}id/scheme/term");
    let mut description = Description::of(term.id.iri(base));
    description
        .class(resource::TERM)
        .class(resource::SKOS_CONCEPT)
        .text(v::RDFS_LABEL, Language::Nl, term.term.as_str())
        .text(v::SKOS_PREF_LABEL, Language::Nl, term.term.as_str())
        .iri(v::SKOS_IN_SCHEME, scheme.clone())
        .iri(v::SKOS_TOP_CONCEPT_OF, scheme);
    if !term.definition.is_empty() {
        description.text(v::SKOS_DEFINITION, Language::Nl, term.definition.as_str());
    }
    add_place(&mut description, &term.place, base);
    description
}

fn add_place(description: &mut Description, (path, line): &(String, u32), base: &str) {
    description
        .plain(v::SOURCE_FILE, path.as_str())
        .integer(v::SOURCE_LINE, *line)
        .iri(
            v::PROV_WAS_DERIVED_FROM,
            Identifier::local("file", path).iri(base),
        );
}

//! What a chapter is called in the files that people read.

use crate::graph::Chapter;

/// The heading of a chapter: its Dutch name, and the English one where that is another.
pub(super) fn heading(chapter: Chapter) -> String {
    let (nl, en) = names(chapter);
    if nl == en {
        nl.to_owned()
    } else {
        format!("{nl} ({en})")
    }
}

/// The name of a chapter, in Dutch and in English.
fn names(chapter: Chapter) -> (&'static str, &'static str) {
    match chapter {
        Chapter::Ontology => ("Ontologie", "Ontology"),
        Chapter::Edition => ("Uitgave", "Edition"),
        Chapter::Schemes => ("Begrippenlijsten", "Concept schemes"),
        Chapter::Roles => ("Rollen", "Roles"),
        Chapter::Phases => ("Levenscyclus", "Life cycle"),
        Chapter::Topics => ("Onderwerpen", "Topics"),
        Chapter::Labels => ("Labels", "Labels"),
        Chapter::Requirements => ("Vereisten", "Requirements"),
        Chapter::Measures => ("Maatregelen", "Measures"),
        Chapter::Instruments => ("Hulpmiddelen", "Instruments"),
        Chapter::Norms => ("Toetsnormen", "Audit norms"),
        Chapter::Terms => ("Begrippen", "Terms"),
        Chapter::Pages => ("Pagina's", "Pages"),
        Chapter::Files => ("Bronbestanden", "Source files"),
        Chapter::Legislation => ("Wetgeving", "Legislation"),
        Chapter::Alignments => ("Aansluiting op andere vocabulaires", "Alignments"),
        Chapter::Catalogue => ("Catalogus", "Catalogue"),
        Chapter::Quality => ("Bevindingen", "Findings"),
    }
}

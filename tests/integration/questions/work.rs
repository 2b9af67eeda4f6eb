//! What questions on who has to do what give.

use super::{REQUIREMENT, other_rows, rows};

#[test]
fn to_whom_requirements_apply() {
    let columns = ["code", "certainty", "requirement"];
    let codes = |labels: &[&str]| -> Vec<String> {
        let parameters: Vec<String> = labels.iter().map(|l| format!("label={l}")).collect();
        let parameters: Vec<&str> = parameters.iter().map(String::as_str).collect();
        let rows = rows("requirements-for-profile", &parameters, &columns);
        rows.into_iter()
            .filter(|row| row.starts_with("aia"))
            .collect()
    };
    let applies = ["aia-80 | https://w3id.org/kadergraaf/def#Established | urn:nl:ak:ver:aia-80"];
    assert_eq!(codes(&["soort-toepassing/ai-systeem"]), applies);
    // One of the labels of a group is enough.
    assert_eq!(
        codes(&["rol-ai-act/importeur rol-ai-act/gebruiksverantwoordelijke"]),
        applies
    );
    // A group that is answered otherwise.
    assert!(codes(&["risicogroep/verboden-ai"]).is_empty());
    // An exception that holds entirely, and one of which a group does not.
    assert!(
        codes(&[
            "soort-toepassing/ai-systeem open-source/open-source open-source/geen-open-source"
        ])
        .is_empty()
    );
    assert_eq!(codes(&["open-source/geen-open-source"]), applies);
    assert_eq!(
        rows(
            "measures-for-profile",
            &["label=soort-toepassing/ai-systeem", "role=jurist"],
            &["code", "requirements", "codes"]
        ),
        ["owp-80 | 1 | aia-80"]
    );
    assert!(
        rows(
            "measures-for-profile",
            &["label=soort-toepassing/ai-systeem", "phase=ontwikkelen"],
            &["code"]
        )
        .is_empty()
    );
    let parts = rows(
        "requirement-applies-to",
        &[REQUIREMENT],
        &["part", "groupLabel", "labels"],
    );
    assert_eq!(
        parts[1..3],
        [
            "urn:nl:ak:ver:aia-80#profile | risicogroep | Hoog-risico-AI-systeem",
            "urn:nl:ak:ver:aia-80#profile | rol in de AI-verordening | Aanbieder; Gebruiksverantwoordelijke"
        ]
    );
    assert_eq!(
        parts[7],
        "urn:nl:ak:ver:aia-80#exception-1 | soort toepassing | AI-model voor algemene doeleinden; AI-systeem"
    );
    assert_eq!(parts.len(), 11);
}

#[test]
fn what_a_party_must_do() {
    let columns = ["code", "measures"];
    for (bearer, wanted) in [
        ("bearer=aanbieder", vec!["aia-80 | 1"]),
        ("bearer=gebruiksverantwoordelijke", vec!["aia-80 | 1"]),
    ] {
        assert_eq!(rows("duties-of-bearer", &[bearer], &columns), wanted);
    }
}

#[test]
fn measures_by_phase_role_and_reach() {
    let both = "Artikel 10, AI-verordening; Artikel 9, lid 6, AI-verordening";
    let columns = ["code", "requirements", "basis"];
    let whole = format!("owp-80 | aia-80 | {both}");
    assert_eq!(
        rows("measures-of-phase", &["phase=ontwerp"], &columns),
        [&*whole]
    );
    assert_eq!(
        rows(
            "measures-of-phase",
            &["phase=ontwerp", "role=jurist"],
            &columns
        ),
        [&*whole]
    );
    // By what pages call them, and by the titles of their own documents.
    for named in [
        ["phase=Ontwerp", "role=Jurist"],
        ["phase=Fase 2, ontwerp", "role=Juristen"],
    ] {
        assert_eq!(rows("measures-of-phase", &named, &columns), [&*whole]);
    }
    assert!(rows("measures-of-phase", &["phase=ontwikkelen"], &columns).is_empty());
    // A requirement without a basis once left the list of the whole measure empty.
    assert_eq!(
        other_rows(
            "measures-of-phase",
            &["phase=ontwerp"],
            &["code", "requirements", "basis", "basisList"]
        ),
        ["m-1 | a-1, a-5 | Artikel 1, lid 1; Artikel 2 | urn:law#art_1-par_1 urn:law#art_2"]
    );
    assert_eq!(
        rows(
            "work-by-phase-and-role",
            &[],
            &["phaseLabel", "roleLabel", "measures"]
        ),
        ["Ontwerp | Jurist | 1"]
    );
    assert_eq!(
        rows("measures-by-reach", &[], &["code", "requirements"]),
        ["owp-80 | 1"]
    );
    assert_eq!(
        rows(
            "requirement-measures",
            &[REQUIREMENT],
            &["code", "phases", "roles", "instruments"]
        ),
        ["owp-80 | Ontwerp | Jurist | Wijzer"]
    );
    assert_eq!(
        rows("measure-basis", &["measure=owp-80"], &["code", "basis"]),
        [format!("aia-80 | {both}")]
    );
}

#[test]
fn what_stands_alone_and_what_belongs_together() {
    assert_eq!(
        rows("orphans", &[], &["code", "title", "thing"]),
        [
            " | Tweede titel | https://w3id.org/kadergraaf/id/requirement/awb-81-dubbel",
            " | Zonder id | https://w3id.org/kadergraaf/id/requirement/zonder-id",
            "awb-80 | Artificiële namen worden gelezen | urn:nl:ak:ver:awb-80"
        ]
    );
    assert_eq!(
        rows("instrument-use", &["instrument=Wijzer"], &["kind", "code"]),
        [
            "https://w3id.org/kadergraaf/def#Requirement | aia-80",
            "https://w3id.org/kadergraaf/def#Measure | owp-80"
        ]
    );
    assert_eq!(
        rows(
            "topic-overview",
            &["topic=data"],
            &["code", "title", "phases"]
        ),
        [
            " | Tweede titel | Ontwerp",
            "aia-80 | Een toetssysteem wordt vóór gebruik beproefd | Ontwerp",
            "awb-80 | Artificiële namen worden gelezen | Ontwerp",
            "owp-80 | Maak een plan | Ontwerp",
            " | Wijzer | Ontwerp"
        ]
    );
}

#[test]
fn what_auditors_ask() {
    assert_eq!(
        rows(
            "audit-norm",
            &["norm=ARK/3.10"],
            &["measureCode", "requirementCode", "provisionLabel"]
        ),
        [
            "owp-80 | aia-80 | Artikel 10, AI-verordening",
            "owp-80 | aia-80 | Artikel 9, lid 6, AI-verordening"
        ]
    );
    assert_eq!(
        rows(
            "norms-by-measures",
            &[],
            &["normLabel", "description", "measures"]
        ),
        [
            "ADR SV.4 | Er is een plan. | 1",
            "ARK 3.10 | Er is een besluit. | 1"
        ]
    );
    assert_eq!(
        other_rows("measures-without-norm", &[], &["code", "requirements"]),
        ["m-2 | 0"]
    );
    assert_eq!(
        other_rows("norm-links-in-doubt", &[], &["normLabel", "code", "source"]),
        ["ADR 2 | m-1 | https://w3id.org/kadergraaf/def#NormTable"]
    );
}

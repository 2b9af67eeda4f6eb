//! Every rule, with a document in which it fires and one in which it does not.

use kadergraaf::findings::{Code, Finding};
use kadergraaf::graph::{QuadSink, Settings, SinkError, tell};
use kadergraaf::source::Source;
use oxigraph::model::QuadRef;
use std::collections::BTreeSet;
use std::path::Path;

struct Nowhere;

impl QuadSink for Nowhere {
    fn quad(&mut self, _: QuadRef<'_>) -> Result<(), SinkError> {
        Ok(())
    }
}

/// The findings of a source.
pub(crate) fn findings_of(root: &Path) -> Vec<Finding> {
    let source = Source::open(root).unwrap();
    tell(&source, &Settings::default(), &mut Nowhere)
        .unwrap()
        .findings
}

const REQUIREMENT: &str = "docs/vereisten/aia-80-proef.md";
const MEASURE: &str = "docs/maatregelen/2-owp-80-plan.md";
const INSTRUMENT: &str = "docs/hulpmiddelen/Wijzer.md";
const PAGE: &str = "docs/uitleg.md";
const TABLE: &str = "normen.csv";

/// A small checkout in which nothing is wrong.
const SOUND: &[(&str, &str)] = &[
    (
        REQUIREMENT,
        "---
title: Systemen zijn beproefd
id: urn:nl:ak:ver:aia-80
toelichting: Een proef gaat vooraf.
levenscyclus:
- ontwerp
onderwerp:
- data
rollen:
- jurist
soort-toepassing:
- ai-systeem
risicogroep:
- hoog-risico-ai-systeem
rol-ai-act:
- aanbieder
transparantieverplichting:
- geen-transparantieverplichting
systeemrisico:
- niet-van-toepassing
open-source:
- open-source
uitzondering:
- risicogroep-verboden-ai
---

<!-- tags -->

## Vereiste

Beproef het systeem. Zie ook de [uitleg](../uitleg.md#verder-lezen).

## Toelichting

Met een [plan](../maatregelen/2-owp-80-plan.md) gaat het beter.

## Bronnen

- [Artikel 13 AVG](https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679#art_13)

## Van toepassing op

<!-- tags-ai-act -->

## Risico

Het gaat mis.

## Maatregelen { data-search-exclude }

<!-- list_maatregelen vereiste/aia-80-proef no-search -->
",
    ),
    (
        MEASURE,
        "---
title: Maak een plan voor de proef
id: urn:nl:ak:mtr:owp-80
toelichting: Een plan helpt.
levenscyclus:
- ontwerp
onderwerp:
- data
rollen:
- jurist
vereiste:
- aia-80-proef
sources:
  ADR:
  - SV.1
---

<!-- tags -->

## Maatregel

Maak een plan.

## Toelichting

Zo weet iedereen wat er komt.

## Risico

Niemand weet wat er komt.

## Bijbehorende vereiste(n) { data-search-exclude }

<!-- list_vereisten_on_maatregelen_page -->

## Bronnen

- Onderzoekskader Auditdienst Rijk, SV.1
",
    ),
    (
        INSTRUMENT,
        "---
title: Wijzer
toelichting: Wijst de weg.
levenscyclus:
- ontwerp
onderwerp:
- data
rollen:
- jurist
categorie:
- handreiking
vereiste:
- aia-80-proef
maatregel:
- 2-owp-80-plan
---

<!-- tags -->

## Hulpmiddel

Een wijzer.

## Bijbehorende vereisten { data-search-exclude }

<!-- list_vereisten_on_maatregelen_page -->

## Bijbehorende maatregelen

<!-- list_maatregelen_on_hulpmiddelen_page -->
",
    ),
    (
        PAGE,
        "---\ntitle: Uitleg\n---\n\n## Verder lezen\n\nZie [aia-80 Systemen zijn beproefd](vereisten/aia-80-proef.md).\n",
    ),
    (
        TABLE,
        "nummer,bron,maatregelen-ak,urn:nl:ak:mtr:owp-80\nSV.1,ADR,['urn:nl:ak:mtr:owp-80'],1\nSV.2,ADR,[],0\n",
    ),
    ("docs/rollen/jurist.md", "---\ntitle: Jurist\n---\n"),
    ("docs/onderwerpen/data.md", "---\ntitle: Data\n---\n"),
    (
        "docs/levenscyclus/ontwerp.md",
        "---\ntitle: Fase 2, ontwerp\n---\n",
    ),
];

/// A code, the file and the words to replace in it, by what, and the line of the finding.
type Case = (Code, &'static str, &'static str, &'static str, u32);

const CASES: &[Case] = &[
    (
        Code::MissingId,
        REQUIREMENT,
        "id: urn:nl:ak:ver:aia-80\n",
        "",
        1,
    ),
    (Code::MalformedId, MEASURE, "mtr:owp-80", "ver:owp-80", 3),
    (
        Code::IdentifierNotAsFile,
        MEASURE,
        "mtr:owp-80\n",
        "mtr:owp-81\n",
        3,
    ),
    (Code::MissingTitle, INSTRUMENT, "title: Wijzer\n", "", 1),
    (Code::UntitledPage, PAGE, "title: Uitleg", "hide: toc", 1),
    (
        Code::FrontMatterSyntax,
        PAGE,
        "title: Uitleg",
        "title: \"Uitleg",
        2,
    ),
    (
        Code::DuplicateKey,
        PAGE,
        "title: Uitleg",
        "title: Eerst\ntitle: Uitleg",
        2,
    ),
    (Code::UnknownKey, MEASURE, "sources:", "bronnen:", 13),
    (Code::MissingKey, MEASURE, "rollen:\n- jurist\n", "", 1),
    (
        Code::EmptyValue,
        MEASURE,
        "- aia-80-proef",
        "- aia-80-proef\n-",
        13,
    ),
    (
        Code::WrongType,
        PAGE,
        "title: Uitleg",
        "title: Uitleg\nsummary:\n- lijst",
        4,
    ),
    (
        Code::DuplicateValue,
        MEASURE,
        "- aia-80-proef",
        "- aia-80-proef\n- aia-80-proef",
        13,
    ),
    (
        Code::DanglingReference,
        MEASURE,
        "- aia-80-proef",
        "- aia-80-proef\n- aia-80-proeve",
        13,
    ),
    (
        Code::UnknownValue,
        REQUIREMENT,
        "- ai-systeem\n",
        "- ai-systemen\n",
        12,
    ),
    (
        Code::UnparsedException,
        REQUIREMENT,
        "- risicogroep-verboden-ai",
        "- (risicogroep-verboden-ai",
        24,
    ),
    (
        Code::NestedException,
        REQUIREMENT,
        "- risicogroep-verboden-ai",
        "- '!risicogroep-verboden-ai'",
        24,
    ),
    (
        Code::RequirementWithoutMeasures,
        MEASURE,
        "- aia-80-proef",
        "- aia-81-weg",
        3,
    ),
    (
        Code::MeasureWithoutRequirements,
        MEASURE,
        "vereiste:\n- aia-80-proef\n",
        "",
        3,
    ),
    (
        Code::UnrelatedLink,
        MEASURE,
        "Maak een plan.",
        "Gebruik de [wijzer](../hulpmiddelen/Wijzer.md) of [deze](../hulpmiddelen/Ander.md).",
        22,
    ),
    (
        Code::RepairedEncoding,
        PAGE,
        "Zie [",
        "GeÃ«indigd. Zie [",
        7,
    ),
    (Code::ControlCharacter, PAGE, "Zie [", "\u{1}Zie [", 7),
    (Code::InvisibleCharacter, PAGE, "Zie [", "Z\u{200b}ie [", 7),
    (Code::UnclosedComment, PAGE, "Zie [", "<!-- Zie [", 7),
    (
        Code::MissingSection,
        MEASURE,
        "## Risico\n\nNiemand weet wat er komt.\n",
        "",
        1,
    ),
    (
        Code::EmptySection,
        MEASURE,
        "Niemand weet wat er komt.\n",
        "",
        28,
    ),
    (
        Code::HeadingVariant,
        MEASURE,
        "## Risico",
        "## Risico's",
        28,
    ),
    (
        Code::TemplateComment,
        MEASURE,
        "Maak een plan.",
        "<!-- Vul hier een omschrijving in. -->",
        22,
    ),
    (
        Code::UnfinishedComment,
        MEASURE,
        "Maak een plan.",
        "<!-- TODO -->",
        22,
    ),
    (Code::MissingFile, PAGE, "Zie [", "[Weg](weg.md). Zie [", 7),
    (
        Code::UncheckedAttachments,
        PAGE,
        "Zie [",
        "![Beeld](beeld.png) Zie [",
        7,
    ),
    (
        Code::MissingHeading,
        REQUIREMENT,
        "#verder-lezen",
        "#verder",
        31,
    ),
    (
        Code::MalformedAddress,
        PAGE,
        "Zie [",
        "[Site](www.a.nl). Zie [",
        7,
    ),
    (
        Code::MalformedLink,
        PAGE,
        "Zie [",
        "[Site] (https://a.nl/). Zie [",
        7,
    ),
    (Code::EmptyLink, PAGE, "Zie [", "[Site](). Zie [", 7),
    (
        Code::ForeignMacro,
        REQUIREMENT,
        "vereiste/aia-80-proef",
        "vereiste/aia-81-ander",
        51,
    ),
    (
        Code::MissingMacro,
        REQUIREMENT,
        "<!-- tags-ai-act -->",
        "",
        41,
    ),
    (
        Code::NormDisagreement,
        MEASURE,
        "Rijk, SV.1",
        "Rijk, SV.1 en SV.2",
        38,
    ),
    (
        Code::MeasureWithoutColumn,
        TABLE,
        "urn:nl:ak:mtr:owp-80\nSV.1,ADR,['urn:nl:ak:mtr:owp-80']",
        "urn:nl:ak:mtr:owp-79\nSV.1,ADR,[]",
        3,
    ),
    (Code::MalformedTable, TABLE, "SV.2,ADR", "SV.2,Onbekend", 3),
    (
        Code::CitationConflict,
        REQUIREMENT,
        "#art_13",
        "#art_14",
        39,
    ),
    (
        Code::UnresolvedCitation,
        PAGE,
        "Zie [",
        "Artikel 20 geldt. Zie [",
        7,
    ),
    (
        Code::NoSuchProvision,
        PAGE,
        "Zie [",
        "Artikel 300 AVG geldt. Zie [",
        7,
    ),
    (
        Code::AmendedProvision,
        PAGE,
        "Zie [",
        "Artikel 4 van de AI-verordening geldt. Zie [",
        7,
    ),
    (
        Code::StaleTitle,
        PAGE,
        "aia-80 Systemen zijn beproefd",
        "aia-80 Alle systemen zijn beproefd",
        7,
    ),
];

fn write(root: &Path, path: &str, text: &[u8]) {
    let place = root.join(path);
    std::fs::create_dir_all(place.parent().unwrap()).unwrap();
    std::fs::write(place, text).unwrap();
}

fn sound(root: &Path) {
    for (path, text) in SOUND {
        write(root, path, text.as_bytes());
    }
}

fn told(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| {
            let Finding {
                file,
                line,
                message,
                ..
            } = finding;
            format!("{}: {file}:{line}: {}", finding.code.as_str(), message.en)
        })
        .collect()
}

#[test]
fn no_rule_fires_where_nothing_is_wrong() {
    let root = tempfile::tempdir().unwrap();
    sound(root.path());
    assert_eq!(told(&findings_of(root.path())), Vec::<String>::new());
}

#[test]
fn each_rule_fires_at_its_line() {
    for (code, path, words, instead, line) in CASES {
        let root = tempfile::tempdir().unwrap();
        sound(root.path());
        if *code == Code::UnrelatedLink {
            let other = SOUND[2].1.replace("maatregel:\n- 2-owp-80-plan\n", "");
            write(root.path(), "docs/hulpmiddelen/Ander.md", other.as_bytes());
        }
        let text = std::fs::read_to_string(root.path().join(path)).unwrap();
        assert!(text.contains(words), "{}: {words}", code.as_str());
        write(
            root.path(),
            path,
            text.replacen(words, instead, 1).as_bytes(),
        );
        let findings = findings_of(root.path());
        let found: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.code == *code)
            .collect();
        assert_eq!(
            found.iter().map(|finding| finding.line).collect::<Vec<_>>(),
            [*line],
            "{}: {:#?}",
            code.as_str(),
            told(&findings)
        );
        for finding in &findings {
            let length = finding.line_text.chars().count();
            let end = finding.column as usize - 1 + finding.width as usize;
            assert!(
                end <= length.max(1),
                "{}",
                told(std::slice::from_ref(finding))[0]
            );
        }
    }
}

/// Rules that need more than one word in one file.
#[test]
fn rules_over_several_files_fire() {
    let codes = |change: &dyn Fn(&Path)| -> BTreeSet<Code> {
        let root = tempfile::tempdir().unwrap();
        sound(root.path());
        change(root.path());
        let findings = findings_of(root.path());
        findings.into_iter().map(|finding| finding.code).collect()
    };
    let again = |path: &'static str, id: &'static str| {
        move |root: &Path| {
            let text = SOUND[1].1.replace("urn:nl:ak:mtr:owp-80", id);
            write(root, path, text.as_bytes());
        }
    };
    assert!(
        codes(&again(
            "docs/maatregelen/2-owp-80-nog.md",
            "urn:nl:ak:mtr:owp-80"
        ))
        .contains(&Code::DuplicateId)
    );
    let next = codes(&again(
        "docs/maatregelen/2-owp-81-nog.md",
        "urn:nl:ak:mtr:owp-81",
    ));
    assert!(!next.contains(&Code::SeriesGap) && !next.contains(&Code::DuplicateId));
    assert!(
        codes(&again(
            "docs/maatregelen/2-owp-83-nog.md",
            "urn:nl:ak:mtr:owp-83"
        ))
        .contains(&Code::SeriesGap)
    );
    let latin = |root: &Path| write(root, PAGE, b"---\ntitle: Co\xF6rdinatie\n---\n");
    assert!(codes(&latin).contains(&Code::InvalidEncoding));
    let large = |root: &Path| write(root, "docs/groot.md", &vec![b'x'; 2 * 1024 * 1024]);
    assert!(codes(&large).contains(&Code::UnreadableFile));
    let folder = |root: &Path| std::fs::create_dir(root.join("docs/map.md")).unwrap();
    assert!(codes(&folder).contains(&Code::NotFollowed));
    let many = |root: &Path| write(root, PAGE, "[x]() ".repeat(5_000).as_bytes());
    assert!(codes(&many).contains(&Code::TooManyFindings));
    let loose = tempfile::tempdir().unwrap();
    write(loose.path(), "owp-80.md", SOUND[1].1.as_bytes());
    let alone = findings_of(loose.path());
    assert!(
        alone
            .iter()
            .any(|finding| finding.code == Code::AbsentDocument)
    );
    // Where there are pictures, each is looked for.
    let picture = |root: &Path| {
        write(root, "docs/beeld.png", b"x");
        write(
            root,
            PAGE,
            b"---\ntitle: U\n---\n![a](beeld.png) ![b](beld.png)\n",
        );
    };
    let codes = codes(&picture);
    assert!(codes.contains(&Code::MissingFile) && !codes.contains(&Code::UncheckedAttachments));
}

#[test]
fn every_code_has_a_test_here_or_where_it_is_made() {
    let elsewhere = [
        // In the test above.
        Code::DuplicateId,
        Code::SeriesGap,
        Code::InvalidEncoding,
        Code::UnreadableFile,
        Code::NotFollowed,
        Code::TooManyFindings,
        Code::AbsentDocument,
        // In `src/cli/check/acceptance.rs` and `check.rs`.
        Code::ExpiredAcceptance,
        Code::UnusedAcceptance,
    ];
    let here = CASES.iter().map(|case| case.0).chain(elsewhere);
    let tested: BTreeSet<Code> = here.collect();
    for code in Code::ALL {
        // Those of the contract of the graph are tested with its shapes.
        let of_graph = code.as_str().starts_with("graph-");
        assert!(of_graph || tested.contains(code), "{}", code.as_str());
    }
}

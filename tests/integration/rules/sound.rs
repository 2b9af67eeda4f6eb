//! A small checkout in which nothing is wrong.

pub(super) const REQUIREMENT: &str = "docs/vereisten/aia-80-proef.md";
pub(super) const MEASURE: &str = "docs/maatregelen/2-owp-80-plan.md";
pub(super) const INSTRUMENT: &str = "docs/hulpmiddelen/Wijzer.md";
pub(super) const PAGE: &str = "docs/uitleg.md";
pub(super) const TABLE: &str = "normen.csv";
pub(super) const GLOSSARY: &str = "includes/begrippenlijst.md";

/// Its files.
pub(super) const SOUND: &[(&str, &str)] = &[
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
        "---\ntitle: Uitleg\n---\n\n## Verder lezen\n\nZie [aia-80 Systemen zijn beproefd](vereisten/aia-80-proef.md), <a href=\"../rollen/jurist/\">de jurist</a>, [de data](../onderwerpen/data/) en [de site](https://minbzk.github.io/Algoritmekader/rollen/jurist/).\n",
    ),
    (
        TABLE,
        "nummer,bron,maatregelen-ak,urn:nl:ak:mtr:owp-80\nSV.1,ADR,['urn:nl:ak:mtr:owp-80'],1\nSV.2,ADR,[],0\n",
    ),
    (GLOSSARY, "*[proef]: Een toets.\n*[plan]: Wat er komt.\n"),
    ("docs/rollen/jurist.md", "---\ntitle: Jurist\n---\n"),
    ("docs/onderwerpen/data.md", "---\ntitle: Data\n---\n"),
    (
        "docs/levenscyclus/ontwerp.md",
        "---\ntitle: Fase 2, ontwerp\n---\n",
    ),
];

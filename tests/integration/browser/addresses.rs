//! One address of every kind of page. A new kind of page is a line here.

/// Paths that are the same in both languages; the reader's language decides.
pub(super) const PAGES: &[&str] = &[
    "/",
    "/sparql",
    "/sparql?query=SELECT+?s+%28COUNT%28?o%29+AS+?n%29+%7B+?s+a+?o+%7D+GROUP+BY+?s+ORDER+BY+?s+LIMIT+30",
    "/sparql?query=CONSTRUCT+WHERE+%7B+?s+a+%3Chttps://w3id.org/kadergraaf/def%23Role%3E+%7D",
    "/sparql?name=measures-of-phase&phase=ontwerp&role=jurist",
    "/queries",
    "/queries/measures-by-reach",
    "/queries/requirements-for-profile",
    "/queries/measures-of-phase?phase=ontwerp&role=jurist",
    "/queries/provision-to-measures",
    "/doc/urn:nl:ak:ver:aia-09",
    "/doc/urn:nl:ak:mtr:owp-07",
    "/doc/instrument/IAMA",
    "/doc/phase/ontwerp",
    "/doc/role/jurist",
    "/doc/label/risicogroep/verboden-ai",
    "/doc/norm/ARK/3.10",
    "/resource?uri=http://data.europa.eu/eli/reg/2024/1689/art_9/oj",
    "/resource?uri=http://data.europa.eu/eli/reg/2024/1689/oj",
    "/doc/not-there",
];

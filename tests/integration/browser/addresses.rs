//! One address of every kind of page. A new kind of page is a line here.

/// Paths that are the same in both languages; the reader's language decides.
pub(super) const PAGES: &[&str] = &[
    "/",
    "/sparql",
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

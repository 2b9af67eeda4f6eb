//! The pages on which one looks for things, as a browser gets them.

use crate::server::Server;

/// A service over the built-in edition.
fn edition() -> Server {
    Server::over(Vec::<String>::new())
}

/// The page, which must be there.
#[track_caller]
fn page(server: &Server, path: &str) -> String {
    let answer = server.get(path).accepting("text/html").answer();
    assert_eq!(answer.status, 200, "{path}");
    answer.text()
}

/// A text as the value of a parameter.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| format!("%{byte:02X}"))
        .collect::<Vec<_>>()
        .concat()
}

#[test]
fn every_page_has_one_heading_its_language_and_no_script() {
    let server = edition();
    for path in [
        "/requirements",
        "/measures",
        "/instruments",
        "/terms",
        "/norms",
        "/matrix/phases",
        "/matrix/roles",
        "/search",
        "/search?q=toezicht",
        "/findings",
        "/requirements?law=avg",
    ] {
        for language in ["nl", "en"] {
            let path = format!("/{language}{path}");
            let html = page(&server, &path);
            assert_eq!(html.matches("<h1").count(), 1, "{path}");
            assert!(
                html.contains(&format!("<html lang=\"{language}\">")),
                "{path}"
            );
            assert!(
                !html.contains("style=\"") && !html.contains(" onclick"),
                "{path}"
            );
            assert!(
                html.contains("aria-label") && html.contains("</main>"),
                "{path}"
            );
        }
    }
}

#[test]
fn choices_stand_in_the_address_and_can_be_dropped() {
    let server = edition();
    let html = page(
        &server,
        "/nl/measures?phase=ontwerp&role=jurist&phase=ontwikkelen",
    );
    for chip in [
        "href=\"/nl/measures?phase=ontwikkelen&amp;role=jurist\"",
        "href=\"/nl/measures?phase=ontwerp&amp;role=jurist\"",
        "href=\"/nl/measures?phase=ontwerp&amp;phase=ontwikkelen\"",
    ] {
        assert!(html.contains(chip), "{chip}");
    }
    assert!(html.contains("<input type=\"hidden\" name=\"role\" value=\"jurist\">"));
    // The other language keeps the choice.
    assert!(
        html.contains("href=\"/en/measures?phase=ontwerp&amp;phase=ontwikkelen&amp;role=jurist\"")
    );
    assert!(html.contains("/sparql?query="));
}

#[test]
fn what_a_deployer_must_do_in_a_phase_is_found_with_its_articles() {
    let server = edition();
    let html = page(
        &server,
        "/nl/measures?phase=implementatie&bearer=gebruiksverantwoordelijke&risk=hoog-risico-ai-systeem",
    );
    assert!(
        html.contains("Artikel 26") || html.contains("Artikel 4, AI-verordening"),
        "articles"
    );
    assert!(html.contains("/legislation/aia"));
}

#[test]
fn nothing_found_says_which_choice_to_drop() {
    let server = edition();
    let html = page(
        &server,
        "/nl/requirements?law=auteurswet&bearer=importeur&q=zzzz",
    );
    assert!(
        html.contains("Laat één keuze los")
            || html.contains("Alle wissen")
            || html.contains("Alles wissen")
    );
    let html = page(&server, "/en/requirements?phase=holiday");
    assert!(html.contains("role=\"status\"") && html.contains("holiday"));
    assert!(html.contains("63 requirements"));
}

#[test]
fn words_and_values_never_become_markup() {
    let server = edition();
    let attacks = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' autofocus onfocus=alert(1) x='",
        "javascript:alert(1)",
        "</title><script>alert(1)</script>",
        "{{7*7}}",
        "\u{202e}<svg/onload=alert(1)>",
    ];
    for attack in attacks {
        let value = encoded(attack);
        for path in [
            format!("/nl/search?q={value}"),
            format!("/en/search?q=toezicht&kind={value}&page={value}"),
            format!("/nl/requirements?q={value}"),
            format!("/nl/requirements?phase={value}&sort={value}&page={value}"),
            format!("/nl/measures?{value}={value}"),
            format!("/nl/findings?rule={value}&document={value}&severity={value}"),
            format!("/nl/matrix/roles?law={value}&q={value}"),
        ] {
            let html = page(&server, &path);
            for broken in ["<script>", "<img", "<svg/", "</title><s", "='' autofocus"] {
                assert!(!html.contains(broken), "{path}: {broken}");
            }
            // Quotes end no attribute.
            assert!(!html.contains("value=\"\"><"), "{path}");
        }
        let csv = server
            .get(&format!("/nl/requirements.csv?q={value}"))
            .answer();
        assert_eq!(csv.status, 200);
    }
}

#[test]
fn titles_of_the_source_never_become_markup() {
    let title = "<img src=x onerror=alert(1)>\\\" & <script>alert(1)</script>";
    let data = format!(
        "@prefix k: <https://w3id.org/kadergraaf/def#> .\n\
         @prefix dct: <http://purl.org/dc/terms/> .\n\
         @prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
         @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\
         <urn:nl:ak:ver:x-01> a k:Requirement ; dct:title \"{title}\"@nl ; skos:notation \"=x-01\" ; dct:abstract \"{title} toezicht\"@nl ; k:phase <https://w3id.org/kadergraaf/id/phase/p> ; k:implementedBy <urn:nl:ak:mtr:x-02> .\n\
         <urn:nl:ak:mtr:x-02> a k:Measure ; dct:title \"{title}\"@nl ; k:implements <urn:nl:ak:ver:x-01> ; k:phase <https://w3id.org/kadergraaf/id/phase/p> .\n\
         <https://w3id.org/kadergraaf/id/phase/p> a k:LifecyclePhase ; rdfs:label \"{title}\"@nl .\n\
         <https://w3id.org/kadergraaf/id/finding/1> a k:Finding ; k:code \"{title}\" ; k:message \"{title}\"@nl ; k:sourceFile \"{title}\" ; k:concerns <urn:nl:ak:ver:x-01> .\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("hostile.ttl");
    std::fs::write(&file, data).unwrap();
    let server = Server::over(["--data", file.to_str().unwrap()]);
    for path in [
        "/nl/requirements",
        "/nl/measures",
        "/en/measures?requirement=%3Dx-01",
        "/nl/matrix/phases",
        "/nl/search?q=toezicht",
        "/nl/search?q=%3Dx-01",
        "/nl/findings",
        "/nl/doc/urn:nl:ak:ver:x-01",
    ] {
        let answer = server.get(path).accepting("text/html").answer();
        assert_eq!(answer.status, 200, "{path}");
        let html = answer.text();
        assert!(
            !html.contains("<img") && !html.contains("<script>"),
            "{path}"
        );
        if path != "/nl/search?q=toezicht" {
            assert!(html.contains("&lt;img"), "{path} shows it");
        }
    }
    let csv = server.get("/nl/requirements.csv").answer().text();
    assert!(csv.contains("\r\n'=x-01,"), "{csv}");
}

#[test]
fn a_list_as_a_table_has_all_its_rows() {
    let server = edition();
    let answer = server.get("/nl/measures.csv?phase=ontwerp").answer();
    assert_eq!(answer.status, 200);
    let kind = answer.header("content-type").to_owned();
    assert!(kind.starts_with("text/csv"), "{kind}");
    let name = answer.header("content-disposition").to_owned();
    assert!(name.contains("measures.csv"), "{name}");
    let text = answer.text();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().len();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    let html = page(&server, "/nl/measures?phase=ontwerp");
    assert!(html.contains(&format!("{} van 108 maatregelen", rows.len())));
    assert!(rows.iter().all(|row| row.len() == columns));
    assert!(text.lines().count() > rows.len() && text.contains("\r\n"));
}

#[test]
fn pages_come_from_the_cache_under_a_tag() {
    let server = edition();
    let path = "/nl/matrix/phases";
    let first = server.get(path).accepting("text/html").answer();
    let tag = first.header("etag").to_owned();
    let again = server
        .get(path)
        .accepting("text/html")
        .with("If-None-Match", &tag)
        .answer();
    assert_eq!(again.status, 304);
}

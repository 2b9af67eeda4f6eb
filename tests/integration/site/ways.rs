//! How readers come to a page.

use super::{links, oddities, page};
use crate::server::Server;

#[test]
fn an_address_without_a_language_leads_to_one_with_it() {
    let server = oddities();
    let asked = |path: &str, language: &str, cookie: &str| {
        let answer = server
            .get(path)
            .with("Accept-Language", language)
            .with("Cookie", cookie)
            .answer();
        let vary = answer.header("vary").to_lowercase();
        assert!(vary.contains("accept-language") && vary.contains("cookie"));
        (answer.status, answer.header("location").to_owned())
    };
    assert_eq!(asked("/", "de", "a=b"), (302, "/nl/".into()));
    assert_eq!(asked("/", "en", "a=b"), (302, "/en/".into()));
    assert_eq!(
        asked("/work?phase=ontwerp", "nl", "language=en"),
        (302, "/en/work?phase=ontwerp".into())
    );
    assert_eq!(
        server.get("/nl").answer().header("location"),
        "/nl/",
        "a language alone is its first page"
    );
    assert_eq!(
        server.get("/nl/work/").answer().header("location"),
        "/nl/work"
    );
    for path in ["/", "/work", "/nl/work", "/def", "/style.css", "/catalog"] {
        let answer = server.request("DELETE", path).answer();
        assert_eq!(answer.status, 405, "{path}");
        let said = "this address knows the methods GET, HEAD";
        assert_eq!(answer.text().trim_end(), said, "{path}");
        assert_eq!(
            answer.header("allow").replace(' ', ""),
            "GET,HEAD",
            "{path}"
        );
    }
    assert_eq!(server.request("DELETE", "/nothing").answer().status, 404);
}

#[test]
fn the_switch_keeps_the_page_and_is_remembered() {
    let server = oddities();
    let html = page(&server, "/nl/work?bearer=aanbieder&phase=ontwerp").text();
    let other = "/en/work?bearer=aanbieder&phase=ontwerp";
    assert!(links(&html).iter().any(|link| link == other), "{html}");
    let switched = server
        .get(other)
        .with("Accept-Language", "nl")
        .with("Sec-Fetch-Site", "same-origin")
        .answer();
    assert!(switched.header("set-cookie").starts_with("language=en;"));
    assert!(switched.header("cache-control").contains("private"));
    // Whoever only follows a link from elsewhere has chosen nothing.
    let followed = server.get(other).with("Accept-Language", "nl").answer();
    assert_eq!(followed.header("set-cookie"), "");
}

#[test]
fn from_home_to_the_article_in_three_steps() {
    let server = Server::over::<&str>([]);
    let home = page(&server, "/nl/").text();
    assert!(home.len() < 60_000, "{} bytes", home.len());
    let bearer = "/nl/work?bearer=gebruiksverantwoordelijke";
    assert!(links(&home).iter().any(|link| link == bearer));
    let list = page(&server, bearer).text();
    let phase = format!("{bearer}&phase=implementatie");
    assert!(links(&list).contains(&phase));
    let chosen = format!("{phase}&risk=hoog-risico-ai-systeem");
    let list = page(&server, &chosen).text();
    for wanted in [
        "/nl/doc/urn:nl:ak:ver:aia-21",
        "/nl/doc/urn:nl:ak:mtr:imp-03",
        "/nl/legislation/aia/art_26/par_2",
    ] {
        assert!(links(&list).iter().any(|link| link == wanted), "{wanted}");
    }
    // What is for providers only is not asked of a deployer.
    assert!(!list.contains("urn:nl:ak:ver:aia-06"));
    let article = page(&server, "/nl/legislation/aia/art_26/par_2").text();
    assert!(article.contains("Artikel 26, lid 2, AI-verordening"));
    assert!(article.contains("niet de officiële tekst"));
    assert!(article.contains("urn:nl:ak:ver:aia-21"));
}

#[test]
fn provisions_have_documents_and_data_of_their_own() {
    let server = Server::over::<&str>([]);
    for (path, iri) in [
        (
            "/legislation/aia/art_26/par_2",
            "http://data.europa.eu/eli/reg/2024/1689/art_26/par_2/oj",
        ),
        (
            "/legislation/awb/artikel_3:46",
            "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=3:46",
        ),
        ("/legislation/awb", "https://wetten.overheid.nl/BWBR0005537"),
    ] {
        let data = server.get(path).accepting("text/turtle").answer();
        assert_eq!(data.status, 200, "{path}");
        assert!(data.text().contains(&format!("<{iri}>")), "{path}");
        let links = data.header("link");
        for relation in [
            "canonical",
            "alternate",
            "describedby",
            "describes",
            "cite-as",
        ] {
            assert!(links.contains(&format!("rel=\"{relation}\"")), "{relation}");
        }
        let same = server.get(&format!("{path}.ttl")).answer();
        assert_eq!(same.body, data.body, "{path}");
        let there = server.get(&format!("/resource?uri={}", iri.replace('&', "%26")));
        assert_eq!(there.answer().header("location"), path);
        assert!(
            page(&server, path)
                .header("content-location")
                .starts_with("/nl/")
        );
    }
    assert_eq!(server.get("/legislation/aia/art_9999").status(), 404);
}

#[test]
fn what_is_missing_is_said_with_what_was_meant() {
    let server = Server::over::<&str>([]);
    let missing = |path: &str| {
        let answer = server.get(path).accepting("text/html").answer();
        assert_eq!(answer.status, 404, "{path}");
        answer.text()
    };
    let near = missing("/nl/doc/urn:nl:ak:ver:aia-021");
    assert!(
        links(&near)
            .iter()
            .any(|link| link.ends_with("urn:nl:ak:ver:aia-21"))
    );
    let words = missing("/en/doc/human-oversight");
    assert!(
        links(&words)
            .iter()
            .any(|link| link.contains("/en/doc/urn:nl:ak:"))
    );
    missing("/nl/nowhere");
    // What is not told apart leads to what is around it, and nowhere else.
    for (path, around) in [
        (
            "/nl/legislation/aia/art_26/par_99",
            "/nl/legislation/aia/art_26",
        ),
        ("/nl/legislation/aia/art_999/par_1", "/nl/legislation/aia"),
    ] {
        let html = missing(path);
        assert!(html.contains(&format!("<a href=\"{around}\">")), "{path}");
        assert!(!html.contains("Bedoelde u"), "{path}");
    }
    let named = missing("/nl/maatregelen");
    assert!(named.contains("<li><a href=\"/nl/measures\">Maatregelen</a></li>"));
}

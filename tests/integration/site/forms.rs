//! Pages beside the same things in other forms.

use super::{oddities, page};
use crate::program::{fixture, program};

#[test]
fn json_ld_of_a_page_says_what_the_graph_says() {
    let server = oddities();
    let html = page(&server, "/nl/doc/urn:nl:ak:ver:aia-80").text();
    let (_, rest) = html
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let json: serde_json::Value =
        serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap();
    let thing = json["@graph"]
        .as_array()
        .unwrap()
        .iter()
        .find(|node| node["@id"] == "urn:nl:ak:ver:aia-80")
        .unwrap();
    assert_eq!(thing["dct:identifier"], "urn:nl:ak:ver:aia-80");
    assert_eq!(
        thing["rdfs:label"][0]["@value"],
        "Een toetssysteem wordt vóór gebruik beproefd"
    );
    let types = thing["@type"].as_array().unwrap();
    assert!(
        types
            .iter()
            .any(|class| class == "https://w3id.org/kadergraaf/def#Requirement")
    );
    assert!(thing["name"] == thing["rdfs:label"]);
}

#[test]
fn a_page_is_the_same_bytes_until_the_dataset_changes() {
    let server = oddities();
    let path = "/nl/doc/urn:nl:ak:ver:aia-80";
    let first = page(&server, path);
    assert_eq!(page(&server, path).body, first.body);
    let again = server
        .get(path)
        .with("If-None-Match", first.header("etag"))
        .answer();
    assert_eq!((again.status, again.body.len()), (304, 0));
    let head = server.request("HEAD", path).accepting("text/html").answer();
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("etag"), first.header("etag"));
    let packed = server.get(path).with("Accept-Encoding", "gzip").answer();
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_ne!(packed.header("etag"), first.header("etag"));
    let english = page(&server, "/en/doc/urn:nl:ak:ver:aia-80");
    assert_ne!(english.header("etag"), first.header("etag"));
    assert_eq!(english.header("content-language"), "en");
    // Dutch texts on an English page say that they are.
    assert!(english.text().contains("in Dutch only"));
}

#[test]
fn a_table_of_a_list_is_kept_with_its_name() {
    let server = oddities();
    let asked = || server.get("/nl/requirements.csv").answer();
    let (first, again) = (asked(), asked());
    assert_eq!(first.body, again.body);
    for answer in [&first, &again] {
        assert_eq!(
            answer.header("content-disposition"),
            "attachment; filename=\"requirements.csv\""
        );
        assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    }
    let unchanged = server
        .get("/nl/requirements.csv")
        .with("If-None-Match", first.header("etag"))
        .answer();
    assert_eq!(unchanged.status, 304);
}

#[test]
fn people_get_the_catalogue_in_words_and_machines_as_data() {
    let server = oddities();
    for path in ["/catalog", "/.well-known/void"] {
        let asked = |accept: &str| server.get(path).accepting(accept).answer();
        for accept in [
            "text/html",
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        ] {
            let page = asked(accept);
            assert_eq!(page.status, 200, "{path} {accept}");
            assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
            assert_eq!(page.header("content-location"), "/nl/about/data");
            assert!(page.text().contains("/dump/kadergraaf.ttl"), "{path}");
            assert!(page.text().contains("Binnenlandse Zaken"), "{path}");
        }
        for accept in ["*/*", "text/turtle", "text/html;q=0.5, text/turtle"] {
            let data = asked(accept);
            assert_eq!(data.status, 200, "{path} {accept}");
            assert_eq!(data.header("content-type"), "text/turtle; charset=utf-8");
            assert!(data.header("vary").contains("Accept"), "{path}");
        }
        assert_eq!(asked("image/png").status, 406, "{path}");
    }
}

#[test]
fn every_page_stands_in_the_same_frame() {
    let server = oddities();
    let source = fixture("kader");
    let fingerprint = program(["export", "--source", &source, "--fingerprint"]).succeeds();
    let fingerprint = fingerprint.trim();
    let data = page(&server, "/nl/about/data").text();
    assert!(data.contains(fingerprint));
    let shown = format!("Vingerafdruk</a>: <code>{}</code>", &fingerprint[..12]);
    for path in [
        "/nl/",
        "/nl/work",
        "/nl/legislation",
        "/nl/phases",
        "/nl/roles",
        "/nl/topics",
        "/nl/labels",
        "/nl/doc/urn:nl:ak:ver:aia-80",
        "/nl/doc/urn:nl:ak:mtr:owp-80",
        "/nl/doc/instrument/Wijzer",
        "/nl/doc/phase/ontwerp",
        "/nl/doc/role/jurist",
        "/nl/doc/topic/data",
        "/nl/doc/label/rol-ai-act/aanbieder",
        "/nl/doc/norm/ARK/3.10",
        "/nl/legislation/aia",
        "/nl/legislation/aia/art_9/par_6",
    ] {
        let html = page(&server, path).text();
        assert_eq!(html.matches("<h1").count(), 1, "{path}");
        assert!(html.contains("<html lang=\"nl\">"), "{path}");
        assert!(
            html.contains("class=\"skip-link\" href=\"#content\""),
            "{path}"
        );
        assert!(html.contains(&shown), "{path}");
        assert!(html.contains("hreflang=\"en\""), "{path}");
        assert!(path == "/nl/" || html.contains("breadcrumb-nav"), "{path}");
    }
    let robots = server.get("/robots.txt").answer().text();
    assert!(robots.contains("/sitemap.xml"));
    let map = server.get("/sitemap.xml").answer();
    assert_eq!(map.header("content-type"), "application/xml");
    assert!(map.text().contains("/nl/doc/urn:nl:ak:ver:aia-80</loc>"));
    assert!(map.text().contains("/en/legislation/aia/art_9/par_6</loc>"));
}

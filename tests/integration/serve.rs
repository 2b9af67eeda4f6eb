//! Documents, dumps, discovery, operation.

use crate::program::{fixture, program};
use crate::server::Server;
use std::net::TcpStream;
use std::time::{Duration, Instant};

fn server() -> Server {
    Server::over(["--data", &fixture("kader.ttl")])
}

const THING: &str = "urn:nl:ak:ver:aia-90";

#[test]
fn a_thing_leads_to_its_document_in_every_form() {
    let server = server();
    let see = server.get(&format!("/id/{THING}")).answer();
    assert_eq!(
        (see.status, see.header("location")),
        (303, "/doc/urn:nl:ak:ver:aia-90")
    );
    for (accept, suffix, media_type) in [
        ("text/html", "html", "text/html; charset=utf-8"),
        ("text/turtle", "ttl", "text/turtle; charset=utf-8"),
        ("application/ld+json", "jsonld", "application/ld+json"),
        ("application/n-triples", "nt", "application/n-triples"),
        ("application/rdf+xml", "rdf", "application/rdf+xml"),
    ] {
        let path = format!("/doc/{THING}");
        let negotiated = server.get(&path).accepting(accept).answer();
        assert_eq!(
            (negotiated.status, negotiated.header("content-type")),
            (200, media_type)
        );
        let here = if suffix == "html" {
            format!("/nl{path}")
        } else {
            format!("{path}.{suffix}")
        };
        assert_eq!(negotiated.header("content-location"), here);
        let direct = server.get(&format!("{path}.{suffix}")).answer();
        assert_eq!(direct.body, negotiated.body);
        assert!(direct.text().contains("Systemen zijn beproefd"), "{suffix}");
        // A page says the exception in words.
        let exception = if suffix == "html" {
            "behalve voor"
        } else {
            "aia-90#exception-1"
        };
        assert!(direct.text().contains(exception), "{suffix}");
        let tag = direct.header("etag");
        let again = server
            .get(&format!("{path}.{suffix}"))
            .with("If-None-Match", tag);
        assert_eq!(again.status(), 304);
    }
    assert_eq!(
        server
            .get(&format!("/doc/{THING}"))
            .accepting("image/png")
            .status(),
        406
    );
}

#[test]
fn pages_speak_the_readers_language_and_escape_what_they_show() {
    let server = server();
    let page = |language: &str| {
        server
            .get(&format!("/doc/{THING}"))
            .accepting("text/html")
            .with("Accept-Language", language)
            .answer()
    };
    assert!(page("en").text().contains("<html lang=\"en\">"));
    assert!(page("nl").text().contains("<html lang=\"nl\">"));
    let missing = server
        .get("/doc/%3Cscript%3E")
        .accepting("text/html")
        .answer();
    assert_eq!(missing.status, 404);
    assert!(missing.text().contains("&lt;script&gt;") && !missing.text().contains("<script>"));
}

#[test]
fn an_iri_in_the_path_leads_to_its_document() {
    let server = Server::over(["--source", &fixture("kader")]);
    for (asked, there) in [
        ("urn:nl:ak:ver:aia-80", "/doc/urn:nl:ak:ver:aia-80"),
        ("urn%3Anl%3Aak%3Aver%3Aaia-80", "/doc/urn:nl:ak:ver:aia-80"),
        (
            "http:%2F%2Fdata.europa.eu%2Feli%2Freg%2F2024%2F1689%2Foj",
            "/legislation/aia",
        ),
    ] {
        let answer = server.get(&format!("/resource/{asked}")).answer();
        assert_eq!((answer.status, answer.header("location")), (303, there));
        assert!(answer.header("vary").contains("Accept"));
    }
    for missing in [
        "urn%253Anl%253Aak%253Aver%253Aaia-80",
        "x",
        "%20",
        "http:%2F%2F127.0.0.1%2F",
    ] {
        assert_eq!(server.get(&format!("/resource/{missing}")).status(), 404);
    }
}

#[test]
fn anything_is_found_by_its_iri() {
    let server = server();
    let iri = "http://data.europa.eu/eli/reg/2024/1689/art_9/par_6/oj";
    let path = format!("/resource?uri={iri}");
    let found = server.get(&path).accepting("text/turtle").answer();
    assert!(
        found.text().contains("Article 9(6) AI Act"),
        "{}",
        found.text()
    );
    assert_eq!(server.get("/resource?uri=urn:x:nothing").status(), 404);
    let own = server.get(&format!("/resource?uri={THING}")).answer();
    assert_eq!(own.header("location"), "/doc/urn:nl:ak:ver:aia-90");
}

#[test]
fn dumps_are_the_bytes_of_the_export_and_come_in_parts() {
    let folder = tempfile::tempdir().unwrap();
    let exported = folder.path().join("all.ttl");
    program(["export", "--output", exported.to_str().unwrap(), "--quiet"]).succeeds();
    let exported = std::fs::read(exported).unwrap();
    let server = Server::over::<&str>([]);
    let whole = server.get("/dump/kadergraaf.ttl").answer();
    assert!(whole.body == exported);
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let part = server
        .get("/dump/kadergraaf.ttl")
        .with("Range", "bytes=10-19")
        .answer();
    assert_eq!((part.status, &part.body[..]), (206, &exported[10..20]));
    assert_eq!(
        part.header("content-range"),
        format!("bytes 10-19/{}", exported.len())
    );
    let beyond = server
        .get("/dump/kadergraaf.ttl")
        .with("Range", "bytes=99999999-");
    assert_eq!(beyond.status(), 416);
    assert_eq!(server.get("/dump/../Cargo.toml").status(), 404);
    assert_eq!(server.get("/dump/kadergraaf.exe").status(), 404);
}

#[test]
fn beside_each_dump_lies_what_it_is() {
    let server = Server::over::<&str>([]);
    let folder = tempfile::tempdir().unwrap();
    for ending in ["ttl", "trig", "nt", "nq", "rdf", "jsonld"] {
        let name = format!("kadergraaf.{ending}");
        let dump = server.get(&format!("/dump/{name}")).answer();
        let (_, manifest) = dump.header("link").split_once("/dump/").unwrap();
        let (manifest, relation) = manifest.split_once('>').unwrap();
        assert!(relation.contains("rel=\"describedby\""), "{relation}");
        let said = server.get(&format!("/dump/{manifest}")).answer();
        assert_eq!(said.header("content-type"), "text/plain; charset=utf-8");
        std::fs::write(folder.path().join(&name), &dump.body).unwrap();
        std::fs::write(folder.path().join(manifest), &said.body).unwrap();
        program(["verify", &name]).within(folder.path()).succeeds();
    }
    let other = folder.path().join("kadergraaf.nt");
    let less = std::fs::read_to_string(&other).unwrap();
    let (_, less) = less.split_once('\n').unwrap();
    std::fs::write(&other, less).unwrap();
    program(["verify", "kadergraaf.nt"])
        .within(folder.path())
        .answers_no();
    assert_eq!(server.get("/dump/kadergraaf.exe.manifest").status(), 404);
}

#[test]
fn where_registered_names_lead_something_is_served() {
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/deploy/w3id/.htaccess");
    let rules = std::fs::read_to_string(rules).unwrap();
    let targets = rules.lines().filter_map(|line| {
        let mut words = line.strip_prefix("RewriteRule ")?.split(' ');
        words.nth(1)?.strip_prefix("%{ENV:SERVED}")
    });
    let paths: Vec<String> = targets
        .map(|path| path.replace("$1", "phase/ontwerp"))
        .collect();
    assert!(
        paths.iter().any(|path| path == "/id/phase/ontwerp"),
        "{paths:?}"
    );
    let server = Server::over::<&str>([]);
    for path in paths {
        let status = server.get(&path).status();
        assert!(status < 400, "{path}: {status}");
    }
}

#[test]
fn the_service_describes_itself() {
    let server = server();
    for (path, holds) in [
        ("/catalog", "dcat:Catalog"),
        ("/.well-known/void", "void:sparqlEndpoint"),
        ("/sparql", "sd:Service"),
    ] {
        let answer = server.get(path).accepting("text/turtle").answer();
        assert!(answer.text().contains(holds), "{path}");
    }
    for path in [
        "/health/live",
        "/health/ready",
        "/metrics",
        "/nl/",
        "/style.css",
    ] {
        let answer = server.get(path).answer();
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
    }
}

#[test]
fn behind_a_proxy_all_paths_stand_under_the_public_one() {
    let server = Server::over([
        "--data",
        &fixture("kader.ttl"),
        "--base-url",
        "https://data.example.nl/kader/",
    ]);
    for path in ["/sparql", "/kader/sparql"] {
        let described = server.get(path).accepting("text/turtle").answer();
        assert!(
            described
                .text()
                .contains("<https://data.example.nl/kader/sparql>"),
            "{path}"
        );
    }
    let see = server.get(&format!("/kader/id/{THING}")).answer();
    assert_eq!(see.header("location"), "/kader/doc/urn:nl:ak:ver:aia-90");
    let page = server
        .get(&format!("/kader/doc/{THING}"))
        .accepting("text/html")
        .answer();
    assert!(page.text().contains("href=\"/kader/style.css?v="));
}

#[test]
fn what_is_under_way_is_finished_before_the_end() {
    let server = server();
    let address = server.address().to_owned();
    let query = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| server.asks(query).status());
        std::thread::sleep(Duration::from_millis(150));
        let status = slow.join().unwrap();
        assert!([200, 504].contains(&status));
    });
    let idle = TcpStream::connect(&address).unwrap();
    let asked = Instant::now();
    assert_eq!(server.terminated(), Some(0));
    assert!(asked.elapsed() < Duration::from_secs(3));
    drop(idle);
}

#[test]
fn broken_requests_are_refused_and_harm_nobody() {
    let server = server();
    let patience = Duration::from_secs(2);
    for bytes in [
        &b"GARBAGE\r\n\r\n"[..],
        b"GET /doc/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /id/%0d%0aSet-Cookie:x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /dump/..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
    ] {
        let answer = server.raw(bytes, patience);
        let text = String::from_utf8_lossy(&answer);
        assert!(
            !text.contains(" 200 ") && !text.contains("\nSet-Cookie"),
            "{text}"
        );
    }
    let smuggling =
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n\
        Content-Length: 60\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n\
        GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let answer = server.raw(smuggling, patience);
    let answers = answer
        .windows(9)
        .filter(|nine| nine == b"HTTP/1.1 ")
        .count();
    assert_eq!(answers, 1);
    let mut huge = b"GET / HTTP/1.1\r\nHost: x\r\nX: ".to_vec();
    huge.extend(std::iter::repeat_n(b'x', 70_000));
    let answer = server.raw(&huge, patience);
    assert!(
        answer.starts_with(b"HTTP/1.1 431"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    assert_eq!(server.get("/health/live").status(), 200);
}

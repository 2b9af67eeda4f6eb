//! `/sparql` as clients of many makers ask it.

use crate::program::fixture;
use crate::server::Server;

fn server() -> Server {
    Server::over(["--data", &fixture("kader.ttl")])
}

/// What SPARQLWrapper sends beside Accept, in the words of other servers.
#[test]
fn clients_that_name_the_format_in_words_of_their_own_are_understood() {
    let server = server();
    let rows = "SELECT%20%3Fx%20%7B%7D";
    let graph = "CONSTRUCT%20WHERE%20%7B%7D";
    let types = "application/turtle,text/turtle,text/rdf+n3,application/n3,text/n3";
    for (query, formats, accept, media_type) in [
        (
            rows,
            "format=tsv&format=text/tab-separated-values&output=tsv",
            "text/tab-separated-values",
            "text/tab-separated-values; charset=utf-8",
        ),
        (
            graph,
            "format=json-ld&format=application/ld%2Bjson&results=json-ld",
            "application/ld+json,application/x-json+ld",
            "application/ld+json",
        ),
        (
            graph,
            "format=rdf%2Bxml&format=application/rdf%2Bxml",
            "application/rdf+xml",
            "application/rdf+xml",
        ),
        (graph, "format=n3", types, "text/turtle; charset=utf-8"),
        (
            graph,
            "format=",
            "application/n-triples",
            "application/n-triples",
        ),
        (graph, "format=n3", "text/n3", "text/turtle; charset=utf-8"),
        (rows, "format=", "*/*", "application/sparql-results+json"),
        (
            rows,
            "format=application/sparql-results%2Bxml",
            "*/*",
            "application/sparql-results+xml",
        ),
    ] {
        let answer = server
            .get(&format!("/sparql?query={query}&{formats}"))
            .accepting(accept)
            .answer();
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, media_type),
            "{formats}"
        );
    }
    let unknown = server
        .get(&format!("/sparql?query={graph}&format=trix"))
        .answer();
    assert_eq!(unknown.status, 400);
    assert!(unknown.text().contains("\"trix\"; there are: json"));
}

const FORM: &str = "application/x-www-form-urlencoded";

/// What editors and libraries say that they take, for rows and for graphs, and what they get.
#[test]
fn what_clients_take_is_there() {
    let server = server();
    let rows = "SELECT ?s { ?s ?p ?o } LIMIT 1";
    let graph = "DESCRIBE <urn:nl:ak:ver:aia-90>";
    for (client, accept, query, media_type) in [
        (
            "YASGUI",
            "application/sparql-results+json,*/*;q=0.9",
            rows,
            "application/sparql-results+json",
        ),
        (
            "YASGUI",
            "application/n-triples,*/*;q=0.9",
            graph,
            "application/n-triples",
        ),
        (
            "Jena",
            "application/sparql-results+json, application/sparql-results+xml;q=0.9, \
             text/tab-separated-values;q=0.7, text/csv;q=0.5, */*;q=0.1",
            rows,
            "application/sparql-results+json",
        ),
        (
            "Jena",
            "application/rdf+thrift, text/turtle;q=0.9, application/rdf+xml;q=0.7",
            graph,
            "text/turtle; charset=utf-8",
        ),
        (
            "RDF4J",
            "application/x-binary-rdf-results-table, application/sparql-results+xml;q=0.8",
            rows,
            "application/sparql-results+xml",
        ),
        (
            "RDF4J",
            "text/n3, application/x-binary-rdf, application/trig;q=0.8, text/x-nquads;q=0.8",
            graph,
            "text/turtle; charset=utf-8",
        ),
        (
            "Comunica",
            "application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7",
            rows,
            "application/sparql-results+json",
        ),
        ("rdflib", "text/rdf+n3", graph, "text/turtle; charset=utf-8"),
        (
            "ARC2",
            "application/sparql-results+xml; q=0.9, application/rdf+xml; q=0.9, */*; q=0.1",
            graph,
            "application/rdf+xml",
        ),
        (
            "a page",
            "application/json, text/plain, */*",
            rows,
            "application/sparql-results+json",
        ),
    ] {
        let posted: String = rows_or_graph(query);
        for request in [
            server.get("/sparql").asking(query),
            server.asks(query),
            server
                .request("POST", "/sparql")
                .with(
                    "Content-Type",
                    "application/x-www-form-urlencoded; charset=UTF-8",
                )
                .body(posted.as_bytes()),
        ] {
            let answer = request.accepting(accept).answer();
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, media_type),
                "{client}: {accept}"
            );
        }
    }
}

/// A form with the fields that clients add for servers of other makers.
fn rows_or_graph(query: &str) -> String {
    let query: String = query
        .bytes()
        .map(percent_encoding::percent_encode_byte)
        .collect();
    format!("query={query}&queryLn=SPARQL&infer=true&timeout=0&default-graph-uri=&named-graph-uri=")
}

#[test]
fn fields_that_nobody_filled_in_say_nothing() {
    let server = server();
    let asked = |more: &str| {
        let path = format!("/sparql?query=ASK%20%7B?s%20?p%20?o%7D{more}");
        server.get(&path).answer()
    };
    let plain = asked("");
    assert!(plain.text().contains("true"));
    for more in [
        "&default-graph-uri=&named-graph-uri=",
        "&format=",
        "&default-graph-uri=&format=json&timeout=0&debug=on",
    ] {
        let answer = asked(more);
        assert_eq!(
            (answer.status, answer.body),
            (200, plain.body.clone()),
            "{more}"
        );
    }
}

#[test]
fn a_page_of_another_origin_may_send_any_header() {
    let server = server();
    for (path, header) in [
        ("/sparql", "content-type"),
        ("/sparql/", "content-type,x-requested-with"),
        ("/sparql", "authorization,content-type"),
        ("/dump/kadergraaf.nt", "range"),
        ("/doc/urn:nl:ak:ver:aia-90", "traceparent"),
    ] {
        let answer = server
            .request("OPTIONS", path)
            .with("Origin", "https://editor.example")
            .with("Access-Control-Request-Method", "POST")
            .with("Access-Control-Request-Headers", header)
            .answer();
        let allowed = answer.header("access-control-allow-headers").to_lowercase();
        let allowed: Vec<&str> = allowed.split(',').map(str::trim).collect();
        for header in header.split(',') {
            // The star stands for all headers but this one (Fetch §4.9).
            let starred = allowed.contains(&"*") && header != "authorization";
            assert!(
                starred || allowed.contains(&header),
                "{header}: {allowed:?}"
            );
        }
        assert_eq!(answer.status, 204);
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert!(
            answer
                .header("access-control-allow-methods")
                .contains("POST")
        );
    }
}

#[test]
fn what_may_be_done_is_said_where_it_is_asked() {
    let server = server();
    for (path, status, allow) in [
        ("/sparql", 204, "GET, HEAD, POST, OPTIONS"),
        ("/health/live", 204, "GET, HEAD"),
        ("/nl/", 204, "GET, HEAD"),
        ("*", 204, ""),
        ("/nergens", 404, ""),
    ] {
        let answer = server.request("OPTIONS", path).answer();
        assert_eq!(
            (answer.status, answer.header("allow")),
            (status, allow),
            "{path}"
        );
        assert!(answer.status == 404 || answer.body.is_empty());
    }
}

#[test]
fn a_slash_too_many_leads_to_the_data() {
    let server = server();
    for (slashed, there) in [
        ("/sparql/?query=ASK%20%7B%7D", "/sparql?query=ASK%20%7B%7D"),
        ("/def/", "/def"),
        ("/catalog/", "/catalog"),
        ("/queries/", "/queries"),
    ] {
        let answer = server.get(slashed).accepting("text/turtle").answer();
        assert_eq!((answer.status, answer.header("location")), (308, there));
    }
    let posted = server
        .request("POST", "/sparql/")
        .with("Content-Type", FORM)
        .body(b"query=ASK%20%7B%7D");
    assert_eq!(posted.answer().header("location"), "/sparql");
}

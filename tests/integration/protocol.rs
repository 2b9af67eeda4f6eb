//! `/sparql` by the letter of the SPARQL 1.1 Protocol, and what strangers send it.

use crate::program::fixture;
use crate::server::{Request, Server, signal};
use std::net::TcpListener;
use std::time::{Duration, Instant};

fn server() -> Server {
    Server::over(["--data", &fixture("kader.ttl"), "--query-timeout", "1500ms"])
}

/// A join that no time is enough for.
const RUNAWAY: &str =
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }";

/// Rows upon rows, as fast as they can be written.
const FLOOD: &str = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";

#[test]
fn forms_of_answers_are_negotiated() {
    let server = server();
    for (accept, query, media_type) in [
        ("*/*", "ASK {}", "application/sparql-results+json"),
        ("text/*", "SELECT ?x {}", "text/csv; charset=utf-8"),
        (
            "application/sparql-results+xml",
            "ASK {}",
            "application/sparql-results+xml",
        ),
        (
            "text/turtle, text/html;q=0.9",
            "CONSTRUCT WHERE {}",
            "text/turtle; charset=utf-8",
        ),
        (
            "application/ld+json",
            "CONSTRUCT WHERE {}",
            "application/ld+json",
        ),
    ] {
        let answer = server
            .get("/sparql")
            .asking(query)
            .accepting(accept)
            .answer();
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, media_type),
            "{accept}"
        );
        assert_eq!(answer.header("vary"), "Accept, Accept-Encoding");
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        assert_eq!(answer.header("server"), "");
    }
    let refused = server
        .get("/sparql")
        .asking("ASK {}")
        .accepting("image/png")
        .answer();
    assert_eq!(refused.status, 406);
    assert!(refused.text().contains("application/sparql-results+json"));
    let described = server.get("/sparql").accepting("text/turtle").answer();
    assert!(described.text().contains("sd:endpoint"));
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let server = server();
    let answer = server.asks("SELECT * {\n ?s ?p ?o .\n !!! }").answer();
    assert_eq!(answer.status, 400);
    assert!(
        answer.text().starts_with("line 3, column"),
        "{}",
        answer.text()
    );
    for (request, status) in [
        (server.request("PUT", "/sparql"), 405),
        (server.request("OPTIONS", "/sparql"), 204),
        (
            server
                .request("POST", "/sparql")
                .with("Content-Type", "text/plain")
                .body(b"ASK {}"),
            415,
        ),
        (
            server.get("/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D"),
            400,
        ),
        (server.get("/sparql?query=%FF"), 400),
        (server.get("/sparql?query="), 400),
        (server.get("/sparql?default-graph-uri=urn:x"), 400),
        (
            server.get("/sparql?query=ASK%20%7B%7D&default-graph-uri=no"),
            400,
        ),
        (server.asks(&"(".repeat(20_000)), 400),
        // The answer comes though all of it is still on its way.
        (server.asks(&"x".repeat(2_000_000)), 413),
        (server.asks(&"x".repeat(12_000_000)), 413),
    ] {
        assert_eq!(request.status(), status);
    }
}

#[test]
fn graphs_of_the_request_take_the_place_of_those_of_the_query() {
    let data = fixture("kader.ttl");
    let server = Server::over(["--named-graph", "urn:g:1", &data, "--data", &data]);
    let count = |parameters: &str| {
        let query = "SELECT%20(COUNT(*)%20AS%20?n)%20%7B?s%20a%20?o%7D";
        let path = format!("/sparql?query={query}{parameters}");
        server.get(&path).accepting("text/csv").answer().text()
    };
    assert_eq!(count(""), count("&default-graph-uri=urn:g:1"));
    assert_eq!(count("&named-graph-uri=urn:g:1"), "n\r\n0\r\n");
    assert_eq!(count("&default-graph-uri=urn:g:none"), "n\r\n0\r\n");
}

#[test]
fn updates_are_refused_in_every_dress_and_service_reaches_nobody() {
    let server = server();
    let before = server
        .asks("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        .answer()
        .text();
    let update = "INSERT DATA { <urn:a> <urn:b> 1 }";
    let form = "application/x-www-form-urlencoded";
    for request in [
        server.asks(update),
        server.get("/sparql").asking(update),
        server.get("/sparql?update=CLEAR%20ALL"),
        server
            .request("POST", "/sparql")
            .with("Content-Type", form)
            .body(b"update=CLEAR+ALL"),
        server
            .request("POST", "/sparql")
            .with("Content-Type", "application/sparql-update")
            .body(b"CLEAR ALL"),
    ] {
        assert_eq!(request.status(), 400);
    }
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    for query in [
        format!("SELECT * {{ SERVICE <http://{address}/> {{ ?s ?p ?o }} }}"),
        format!("SELECT * {{ SERVICE SILENT <http://{address}/> {{ ?s ?p ?o }} }}"),
        format!("SELECT * FROM <http://{address}/> {{ ?s ?p ?o }}"),
        format!("LOAD <http://{address}/>"),
    ] {
        assert!(server.asks(&query).status() < 500, "{query}");
    }
    assert!(listener.accept().is_err(), "somebody came");
    let after = server
        .asks("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        .answer()
        .text();
    assert_eq!(before, after);
}

#[test]
fn a_runaway_is_stopped_in_time_and_others_are_served() {
    let server = server();
    let started = Instant::now();
    std::thread::scope(|scope| {
        let runaways: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| server.asks(RUNAWAY).status()))
            .collect();
        std::thread::sleep(Duration::from_millis(300));
        for limit in 1..20 {
            let asked = Instant::now();
            let query = format!("SELECT ?s {{ ?s ?p ?o }} LIMIT {limit}");
            assert_eq!(server.asks(&query).status(), 200);
            assert!(asked.elapsed() < Duration::from_millis(1400));
        }
        for runaway in runaways {
            // Stopped at its time, or told that there are enough long ones already.
            assert!([503, 504].contains(&runaway.join().unwrap()));
        }
    });
    assert!(started.elapsed() < Duration::from_secs(5));
    let memory = "SELECT ?i { BIND('0123456789abcdef' AS ?a) BIND(CONCAT(?a,?a,?a,?a,?a,?a,?a,?a) AS ?b) \
        BIND(CONCAT(?b,?b,?b,?b,?b,?b,?b,?b) AS ?c) BIND(CONCAT(?c,?c,?c,?c,?c,?c,?c,?c) AS ?d) \
        BIND(CONCAT(?d,?d,?d,?d,?d,?d,?d,?d) AS ?e) BIND(CONCAT(?e,?e,?e,?e,?e,?e,?e,?e) AS ?f) \
        BIND(CONCAT(?f,?f,?f,?f,?f,?f,?f,?f) AS ?g) BIND(CONCAT(?g,?g,?g,?g,?g,?g,?g,?g) AS ?h) \
        BIND(CONCAT(?h,?h,?h,?h,?h,?h,?h,?h) AS ?i) }";
    assert_eq!(server.asks(memory).status(), 507);
    assert_eq!(server.asks("ASK {}").status(), 200);
}

#[test]
fn half_an_answer_is_never_taken_for_the_whole() {
    let data = fixture("kader.ttl");
    let capped = Server::over(["--data", &data, "--max-rows", "50", "--max-bytes", "2M"]);
    let few = capped.asks("SELECT * { ?s ?p ?o }").answer();
    assert_eq!(few.status, 422);
    assert!(few.text().contains("50 rows"));
    let capped = Server::over(["--data", &data, "--max-bytes", "2M"]);
    let many = capped.asks(FLOOD).answer();
    assert_eq!((many.status, many.whole), (200, false));
    assert!(many.body.len() > 500_000);
    let whole = capped
        .asks("SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 2000")
        .answer();
    assert_eq!((whole.status, whole.whole), (200, true));
}

#[test]
fn a_killed_worker_is_missed_by_its_client_alone() {
    let server = server();
    std::thread::scope(|scope| {
        let victim = scope.spawn(|| server.asks(RUNAWAY).status());
        std::thread::sleep(Duration::from_millis(400));
        let busiest = server
            .workers()
            .into_iter()
            .max_by_key(|pid| {
                let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
                stat.split(' ')
                    .nth(13)
                    .and_then(|ticks| ticks.parse::<u64>().ok())
            })
            .unwrap();
        signal("KILL", &busiest);
        assert_eq!(server.asks("SELECT ?x {}").status(), 200);
        // Asked again on another worker, and stopped there at its first deadline.
        assert!([500, 503, 504].contains(&victim.join().unwrap()));
    });
    for pid in server.workers() {
        signal("KILL", &pid);
    }
    assert_eq!(server.asks("SELECT ?y {}").status(), 200);
}

#[test]
fn answers_have_tags_and_come_from_the_cache() {
    let server = server();
    let ask = || server.asks("SELECT * { ?s ?p ?o }");
    let first = ask().answer();
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"'), "{tag}");
    assert_eq!(ask().answer().body, first.body);
    assert_eq!(ask().with("If-None-Match", &tag).status(), 304);
    let coded = ask().with("Accept-Encoding", "gzip").answer();
    assert_eq!(coded.header("content-encoding"), "gzip");
    assert_ne!(coded.header("etag"), tag);
    assert!(coded.body.starts_with(&[0x1f, 0x8b]) && coded.body.len() < first.body.len());
    let changing = server.asks("SELECT (NOW() AS ?now) {}").answer();
    assert_eq!(changing.header("etag"), "");
    assert_eq!(changing.header("cache-control"), "no-store");
    let metrics = server.get("/metrics").answer().text();
    assert!(
        metrics.contains("kadergraaf_query_cache_hits_total 1\n"),
        "{metrics}"
    );
}

/// A name, and how it is asked.
type Way<'a> = (&'a str, Box<dyn Fn() -> Request<'a> + 'a>);

#[test]
fn what_was_answered_before_is_answered_the_same() {
    let server = Server::over(["--source", &fixture("kader")]);
    let first = server.get("/en/requirements").answer();
    let tag = first.header("etag").to_owned();
    let asked = "SELECT ?s { ?s a ?c } LIMIT 3";
    let page = || server.get("/en/requirements");
    let inside = || page().with("Sec-Fetch-Site", "same-origin");
    let ways: [Way<'_>; 9] = [
        ("page", Box::new(page)),
        ("coded", Box::new(|| page().with("Accept-Encoding", "gzip"))),
        ("known", Box::new(|| page().with("If-None-Match", &tag))),
        ("remembered", Box::new(inside)),
        (
            "chosen",
            Box::new(|| inside().with("Cookie", "language=en")),
        ),
        (
            "document",
            Box::new(|| {
                server
                    .get("/doc/urn:nl:ak:ver:aia-80")
                    .accepting("text/turtle")
            }),
        ),
        (
            "rows",
            Box::new(|| server.asks(asked).accepting("text/csv")),
        ),
        (
            "the same in the address",
            Box::new(|| server.get("/sparql").asking(asked)),
        ),
        ("no query", Box::new(|| server.asks("SELECT"))),
    ];
    let mut before = Vec::new();
    for round in 0..3 {
        for (number, (name, request)) in ways.iter().enumerate() {
            let answer = request()
                .with("X-Request-Id", name.split(' ').next().unwrap())
                .answer();
            assert_eq!(
                answer.header("x-request-id"),
                name.split(' ').next().unwrap()
            );
            assert_eq!(answer.header("x-frame-options"), "DENY");
            let headers: Vec<_> = answer.headers().into_iter().cloned().collect();
            if round == 0 {
                before.push((headers, answer.body));
            } else {
                assert_eq!(before[number], (headers, answer.body), "{name}");
            }
        }
    }
    // What differs in one header only is not mixed up.
    for (one, other) in [(0, 1), (0, 2), (0, 3), (3, 4), (6, 7)] {
        assert_ne!(before[one], before[other]);
    }
    let head = server.request("HEAD", "/en/requirements").answer();
    assert_eq!(head.headers(), before[0].0.iter().collect::<Vec<_>>());
    assert!(head.body.is_empty());
    // Two hosts, or a length that chunks contradict, are what they were.
    let raw = |text: &str| server.raw(text.as_bytes(), Duration::from_secs(5));
    let two =
        raw("GET /en/requirements HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n");
    assert!(two.starts_with(b"HTTP/1.1 400"));
}

#[test]
fn a_query_may_be_longer_than_a_pipe_holds() {
    let server = server();
    let values = "\"some text of some length, so that these are many bytes\" ".repeat(4000);
    let long = format!("SELECT (COUNT(*) AS ?n) {{ VALUES ?v {{ {values} }} }}");
    assert!(long.len() > 200_000);
    let answer = server.asks(&long).accepting("text/csv").answer();
    assert_eq!((answer.status, answer.text().trim()), (200, "n\r\n4000"));
}

#[test]
fn a_worker_that_stands_still_is_ended_in_time() {
    let server = server();
    // The spare worker starts a little after the first: one that came after the others were
    // stopped would answer.
    let patience = Instant::now() + Duration::from_secs(30);
    let wait_for = |what: &str, is_so: &dyn Fn() -> bool| {
        while !is_so() {
            assert!(Instant::now() < patience, "{what}");
            std::thread::sleep(Duration::from_millis(20));
        }
    };
    wait_for("no spare worker came", &|| server.workers().len() == 2);
    for pid in server.workers() {
        signal("STOP", &pid);
        wait_for("it runs on", &|| {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
            stat.contains(") T ")
        });
    }
    let started = Instant::now();
    assert_eq!(server.asks("ASK {}").status(), 504);
    assert!(started.elapsed() < Duration::from_millis(2500));
    // A process that stands still would not see that its server has gone.
    for pid in server.workers() {
        signal("CONT", &pid);
    }
}

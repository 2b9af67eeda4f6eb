//! Connections that no ordinary client makes, and old ones: each is answered by the letter of HTTP.

use crate::program::fixture;
use crate::server::Server;
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

#[test]
fn requests_that_no_server_should_take_are_refused() {
    let server = Server::over(["--source", &fixture("kader")]);
    let status = |bytes: &[u8]| {
        let answer = server.raw(bytes, Duration::from_secs(5));
        String::from_utf8_lossy(&answer)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    for (bytes, wanted) in [
        // RFC 9112 §3.2: exactly one Host.
        (
            &b"GET /health/live HTTP/1.1\r\nConnection: close\r\n\r\n"[..],
            "400",
        ),
        (
            b"GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
            "400",
        ),
        (b"GET /health/live HTTP/1.0\r\n\r\n", "200"),
        (
            b"CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "405",
        ),
        (
            b"TRACE /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "405",
        ),
        // A coded body is not opened.
        (
            b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Encoding: gzip\r\n\
              Content-Type: application/sparql-query\r\nContent-Length: 6\r\n\r\nASK {}",
            "415",
        ),
    ] {
        let told = String::from_utf8_lossy(bytes);
        assert!(status(bytes).contains(wanted), "{told}: {}", status(bytes));
    }
    // The answer comes although the body comes after the headers.
    for _ in 0..20 {
        let answer = server
            .request("POST", "/sparql")
            .with("Content-Type", "application/sparql-update")
            .body(b"INSERT DATA { <urn:a> <urn:b> <urn:c> }")
            .answer();
        assert_eq!(answer.status, 400);
    }
}

/// Reads an answer to its end; `Err`: the connection was torn off.
fn read(server: &Server, request: &str) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(server.address())?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(answer)
}

/// Without a length and without chunks only the end of the connection tells the end of an answer;
/// proxies ask so as well.
#[test]
fn half_an_answer_is_torn_off_where_its_end_is_that_of_the_connection() {
    let data = fixture("kader.ttl");
    let server = Server::over(["--data", &data, "--max-bytes", "8M"]);
    let flood = "SELECT%20*%20%7B%20?a%20?b%20?c%20.%20?d%20?e%20?f%20.%20?g%20?h%20?i%20%7D";
    let asked = |version: &str, limit: &str| {
        let request = format!(
            "GET /sparql?format=csv&query={flood}{limit} HTTP/{version}\r\nHost: x\r\nConnection: close\r\n\r\n"
        );
        read(&server, &request)
    };
    let torn = asked("1.0", "").unwrap_err();
    assert_eq!(torn.kind(), ErrorKind::ConnectionReset);
    // What is whole ends as it should, also where it is longer than what is gathered.
    let whole = asked("1.0", "%20LIMIT%2010000").unwrap();
    let head = String::from_utf8_lossy(&whole[..300]).to_lowercase();
    assert!(
        !head.contains("content-length") && !head.contains("chunked"),
        "{head}"
    );
    let lines = whole.split(|byte| *byte == b'\n').count();
    assert!(whole.len() > 1_048_576 && lines > 10_000, "{lines}");
    // Chunks say for themselves that they are not whole.
    assert!(!asked("1.1", "").unwrap().ends_with(b"0\r\n\r\n"));
}

#[test]
fn bodies_come_in_chunks_or_with_a_length() {
    let server = Server::over(["--data", &fixture("kader.ttl")]);
    let posted = |headers: &str, body: &str| {
        let request = format!(
            "POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
             Content-Type: application/sparql-query\r\n{headers}\r\n{body}"
        );
        let answer = read(&server, &request).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    let chunks = "3;a=\"b\"\r\nASK\r\n3\r\n {}\r\n0\r\nX-Sum: 1\r\n\r\n";
    for (headers, body, status) in [
        ("Transfer-Encoding: chunked\r\n", chunks, "200"),
        (
            "Transfer-Encoding: Chunked\r\nTrailer: X-Sum\r\n",
            chunks,
            "200",
        ),
        ("Transfer-Encoding: gzip, chunked\r\n", chunks, "501"),
        (
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            chunks,
            "501",
        ),
        ("Transfer-Encoding: identity\r\n", "ASK {}", "400"),
        (
            "Content-Length: 6\r\nContent-Length: 7\r\n",
            "ASK {}",
            "400",
        ),
        (
            "Content-Length: 6\r\nExpect: 100-continue\r\n",
            "ASK {}",
            "100",
        ),
        (
            "Content-Length: 6\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\
             HTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABk\r\n",
            "ASK {}",
            "200",
        ),
    ] {
        let answer = posted(headers, body);
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{headers}: {answer}"
        );
        assert!(answer.matches("HTTP/1.1 ").count() <= 2, "{answer}");
    }
}

#[test]
fn parts_are_of_what_get_gives() {
    let server = Server::over(["--data", &fixture("kader.ttl")]);
    let dump = |method: &str, headers: &[(&str, &str)]| {
        let mut request = server.request(method, "/dump/kadergraaf.nt");
        for (name, value) in headers {
            request = request.with(name, value);
        }
        request.answer()
    };
    let whole = dump("GET", &[]);
    let tag = whole.header("etag");
    let part = ("Range", "bytes=0-9");
    assert_eq!(dump("HEAD", &[part]).status, 200);
    assert_eq!(dump("GET", &[part, ("If-Range", tag)]).status, 206);
    assert_eq!(
        dump("GET", &[part, ("If-Match", tag)]).body,
        whole.body[..10]
    );
    assert_eq!(dump("GET", &[part, ("If-Match", "\"a\", *")]).status, 206);
    // A weak tag says nothing of bytes.
    for other in ["\"older\"", &format!("W/{tag}")] {
        assert_eq!(dump("GET", &[part, ("If-Match", other)]).status, 412);
        assert_eq!(dump("GET", &[part, ("If-Range", other)]).body, whole.body);
    }
    let beyond = dump("GET", &[("Range", "bytes=99999999-")]);
    let length = whole.body.len().to_string();
    assert_eq!(beyond.header("content-range"), format!("bytes */{length}"));
    assert!(beyond.text().contains(&length), "{}", beyond.text());
}

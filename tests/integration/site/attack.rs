//! What texts and addresses hold is shown and never executed.

use super::page;
use crate::server::Server;
use std::fs;
use std::path::Path;

/// A small framework whose every text is an attack.
fn hostile(root: &Path) {
    let folder = root.join("docs/voldoen-aan-wetten-en-regels/vereisten");
    fs::create_dir_all(&folder).unwrap();
    fs::create_dir_all(root.join("docs/onderwerpen")).unwrap();
    let script = "<script>alert(1)</script>";
    fs::write(
        folder.join("aia-66-boos.md"),
        format!(
            "---\ntitle: 'Titel </title>{script}<img src=x onerror=alert(2)>'\nid: urn:nl:ak:ver:aia-66\n\
             toelichting: '</script>{script}\" onmouseover=\"alert(3)'\nlevenscyclus:\n- ontwerp\n---\n\n\
             ## Vereiste\n\n{script} en <img src=x onerror=alert(4)> en [klik](javascript:alert(5)) en \
             [data](data:text/html,{script}) en <a href=\"javascript:alert(6)\">hier</a>\n\n\
             <div onclick=\"alert(7)\">blok <iframe src=//x.example></iframe></div>\n\n\
             ![plaatje\" onerror=\"alert(8)](x.png)\n\n| a{script} | b |\n|---|---|\n| `{script}` | <b onclick=x>c</b> |\n\n\
             ## Bronnen\n\n- [Artikel 9 AI-verordening {script}](vbscript:x)\n"
        ),
    )
    .unwrap();
}

#[test]
fn nothing_that_a_text_or_an_address_holds_is_executed() {
    let root = tempfile::tempdir().unwrap();
    hostile(root.path());
    let server = Server::over(["--source", root.path().to_str().unwrap()]);
    let harmless = |path: &str| {
        let answer = server.get(path).accepting("text/html").answer();
        let html = answer.text();
        let mut rest = html.as_str();
        while let Some((_, after)) = rest.split_once("<script") {
            assert!(
                after.starts_with(" type=\"application/ld+json\">"),
                "{path}"
            );
            rest = after;
        }
        let outside: String = html
            .split("<script")
            .map(|part| part.split_once("</script>").map_or(part, |(_, rest)| rest))
            .collect();
        for mark in [
            "<img",
            "<iframe",
            "<div onclick",
            "<b ",
            "href=\"javascript",
            "href=\"data",
            "href=\"vbscript",
        ] {
            assert!(!outside.to_lowercase().contains(mark), "{path}: {mark}");
        }
        // An attribute of ours is never left early.
        assert!(!outside.contains("\" on"), "{path}");
        assert!(
            answer
                .header("content-security-policy")
                .contains("default-src 'none'")
        );
    };
    for path in [
        "/nl/doc/urn:nl:ak:ver:aia-66",
        "/en/doc/urn:nl:ak:ver:aia-66",
        "/nl/",
        "/nl/work?phase=ontwerp",
        "/nl/doc/phase/ontwerp",
        "/nl/doc/urn:nl:ak:ver:%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "/nl/%22onload=%22alert(1)",
        "/nl/work?bearer=%22%3E%3Cscript%3E&x=%3Cscript%3E",
        "/resource?uri=javascript:alert(1)",
        "/nl/resource?uri=%3Cscript%3E",
        "/doc/%E2%80%AE%00",
    ] {
        harmless(path);
    }
    let html = page(&server, "/nl/doc/urn:nl:ak:ver:aia-66").text();
    assert!(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
        "nothing is lost"
    );
}

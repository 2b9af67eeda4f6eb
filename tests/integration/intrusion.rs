//! Ways into a page that others have found elsewhere: none of them opens here.

use crate::server::{Answer, Server};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const SCRIPT: &str = "<script>alert(1)</script>";

/// A framework in which every place that a page shows holds an attack.
fn hostile(root: &Path) {
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let folder = "docs/voldoen-aan-wetten-en-regels";
    for (path, title) in [
        ("docs/onderwerpen/boos.md", "Onderwerp"),
        ("docs/rollen/boos.md", "Rol"),
        ("docs/levenscyclus/boos.md", "Fase 2"),
    ] {
        write(
            path,
            &format!(
                "---\ntitle: '{title} \"><img src=x onerror=alert(1)>{SCRIPT}'\ntoelichting: '{SCRIPT}'\n---\n\n# {title}{SCRIPT}\n\nTekst.\n"
            ),
        );
    }
    let mut links = String::new();
    for (number, address) in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;&#x61;vascript&colon;alert(1)",
        "javascript&#58;alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "\u{1}javascript:alert(1)",
        "%6Aavascript:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "DATA:text/html,<b>",
        "vbscript:x",
        "blob:https://x/y",
        "file:///etc/passwd",
        "view-source:javascript:x",
        "feed:javascript:alert(1)",
        "https://ok.example/\"onmouseover=\"alert(1)",
    ]
    .iter()
    .enumerate()
    {
        let _ = write!(
            links,
            "- [klik {number}](<{address}>) <a href=\"{address}\">ook</a>\n- <{address}>\n\n[r{number}]: {address}\n\n[naar][r{number}]\n\n"
        );
    }
    write(
        &format!("{folder}/vereisten/aia-66-boos.md"),
        &format!(
            "---\ntitle: '=HYPERLINK(\"http://x\")</text></svg>{SCRIPT}\u{202e}gnp.'\nid: urn:nl:ak:ver:aia-66\n\
             toelichting: '+cmd|''/C calc''!A0 </script><!--<script>'\nlevenscyclus:\n- boos\nonderwerp:\n- boos\nrollen:\n- boos\n\
             rol-ai-act:\n- 'aanbieder\"><script>'\n- aanbieder\nrisicogroep:\n- '{SCRIPT}'\n\
             uitzondering:\n- '\"{SCRIPT}\" && (\"'\n'sleutel{SCRIPT}': 'waarde{SCRIPT}'\n---\n\n\
             ## Vereiste\n\nTekst.\n\n## Toelichting {SCRIPT}\n\n{links}\n\n<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>\n\n\
             <math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>\n\n<p onclick=alert(1) style=position:fixed>x</p>\n\n\
             <base href=//x.example><meta http-equiv=refresh content=0><form action=//x.example><input name=q></form>\n\n\
             !!! note \"Let {SCRIPT} op\"\n    {SCRIPT}\n\n## Bronnen\n\n- [Artikel 9 AI-verordening \"{SCRIPT}](https://eur-lex.europa.eu/)\n"
        ),
    );
    write(
        &format!("{folder}/maatregelen/2-owp-66-boos.md"),
        &format!(
            "---\ntitle: '@SUM(1) </title>{SCRIPT}'\nid: urn:nl:ak:mtr:owp-66\ntoelichting: '-1'\nlevenscyclus:\n- boos\nonderwerp:\n- boos\nrollen:\n- boos\nvereiste:\n- aia-66-boos\n---\n\n## Maatregel\n\n{SCRIPT}\n"
        ),
    );
    write(
        &format!("{folder}/hulpmiddelen/Boos.md"),
        &format!(
            "---\ntitle: 'Hulp{SCRIPT}'\ncategorie:\n- '{SCRIPT}'\nlevenscyclus:\n- boos\nonderwerp:\n- boos\nrollen:\n- boos\nvereiste:\n- aia-66-boos\nmaatregel:\n- 2-owp-66-boos\n---\n\n## Hulpmiddel\n\nx\n"
        ),
    );
    write(
        "includes/begrippenlijst.md",
        &format!("*[boos{SCRIPT}]: Een begrip {SCRIPT} \"><img src=x onerror=alert(1)>\n"),
    );
}

/// Every element that a page of ours may have; whatever else is there came in with a text.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "circle",
    "code",
    "dd",
    "del",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "input",
    "label",
    "li",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "path",
    "pre",
    "q",
    "rect",
    "script",
    "section",
    "select",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "textarea",
    "text",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tspan",
    "ul",
];

/// The tags of a page that open an element: their names and what stands in them.
fn tags(html: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let name: String = after
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        let mut quoted = false;
        let end = after.find(|c: char| {
            quoted ^= c == '"';
            c == '>' && !quoted
        });
        let inside = &after[name.len()..end.unwrap_or(after.len())];
        if name == "script" {
            // What stands in a data block is no markup.
            rest = after.split_once("</script>").map_or("", |(_, rest)| rest);
        }
        found.push((name.to_lowercase(), inside.to_owned()));
    }
    found
}

/// What in a page did not come from us, if anything.
fn fault(html: &str) -> Option<String> {
    for (name, inside) in tags(html) {
        let lower = inside.to_lowercase();
        // An attribute with an event begins outside of values.
        let outside: String = lower.split('"').step_by(2).collect::<Vec<_>>().join("\"");
        let own_script =
            || lower == " type=\"application/ld+json\"" || lower.contains("src=\"/query.js?v=");
        let leads_elsewhere = || {
            ["href=\"", "src=\"", "action=\""].iter().any(|attribute| {
                inside.split_once(attribute).is_some_and(|(_, value)| {
                    let value = value.split('"').next().unwrap();
                    let known = ["/", "#", "https://", "http://", "mailto:", "?"];
                    !known.iter().any(|start| value.starts_with(start)) || value.starts_with("//")
                })
            })
        };
        if !ELEMENTS.contains(&name.as_str())
            || lower.contains(" style=")
            || outside.contains(" on")
            || (name == "script" && !own_script())
            || (name == "form" && !lower.contains(" action=\"/"))
            || leads_elsewhere()
        {
            return Some(format!("<{name}{inside}>"));
        }
    }
    None
}

#[test]
fn an_attack_that_got_in_would_be_seen() {
    for attack in [
        SCRIPT,
        "<p><img src=x onerror=alert(1)></p>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"//evil.example\">x</a>",
        "<p title=\"\" onclick=\"x\">",
        "<p style=\"x\">",
        "<form action=\"https://evil.example\">",
        "<script type=\"application/ld+json\">{}</script><script>x</script>",
        "<svg><foreignObject>",
    ] {
        assert!(fault(attack).is_some(), "{attack}");
    }
    let ours = "<p class=\"a\" title=\"x onclick=y\">3 < 4 <a href=\"/nl/\">x</a></p>";
    assert_eq!(fault(ours), None);
}

#[track_caller]
fn harmless(answer: &Answer, path: &str) {
    assert_eq!(fault(&answer.text()), None, "{path}");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
    assert!(!policy.contains("unsafe"), "{path}: {policy}");
}

#[test]
fn no_text_of_a_source_becomes_markup_on_any_page() {
    let root = tempfile::tempdir().unwrap();
    hostile(root.path());
    let server = Server::over(["--source", root.path().to_str().unwrap()]);
    let map = server.get("/sitemap.xml").answer().text();
    let mut paths: Vec<String> = map
        .split("<loc>")
        .skip(1)
        .filter_map(|rest| {
            let address = rest.split_once("</loc>")?.0.replace("&amp;", "&");
            let (_, rest) = address.split_once("://")?;
            Some(rest[rest.find('/')?..].to_owned())
        })
        // Acts and provisions are ours, but for those that the source cites.
        .filter(|path| !path.contains("/legislation/") || path.contains("/aia/art_9"))
        .collect();
    assert!(paths.iter().any(|path| path.contains("/doc/topic/boos")));
    assert!(paths.iter().any(|path| path.contains("/doc/term/")));
    for more in [
        "/nl/findings",
        "/en/findings?rule=unknown-value",
        "/nl/matrix/phases",
        "/nl/matrix/roles",
        "/nl/work?bearer=aanbieder",
        "/nl/work?phase=boos&role=boos",
        "/nl/search?q=script",
        "/nl/search?q=alert",
        "/nl/requirements?q=script",
        "/nl/measures?phase=boos",
        "/nl/about/cite",
        "/nl/about/data",
        "/nl/sparql",
    ] {
        paths.push(more.to_owned());
    }
    assert!(paths.len() > 60, "{}", paths.len());
    for path in &paths {
        let answer = server.get(path).accepting("text/html").answer();
        assert_eq!(answer.status, 200, "{path}");
        harmless(&answer, path);
    }
    // The picture of what stands around a thing has its names in it.
    let page = server
        .get("/nl/doc/urn:nl:ak:ver:aia-66")
        .accepting("text/html")
        .answer()
        .text();
    assert!(page.contains("<svg") && page.contains("&lt;/svg&gt;"));
    // The links that lead somewhere still do.
    assert!(page.contains("https://ok.example/"), "{page}");
}

#[test]
fn no_table_of_a_list_has_a_formula() {
    let root = tempfile::tempdir().unwrap();
    hostile(root.path());
    let server = Server::over(["--source", root.path().to_str().unwrap()]);
    let mut cells = 0;
    for path in [
        "/nl/requirements.csv",
        "/nl/measures.csv",
        "/nl/instruments.csv",
        "/nl/terms.csv",
    ] {
        let text = server.get(path).answer().text();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                cells += 1;
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{path}: {cell}"
                );
            }
        }
    }
    assert!(cells > 40);
}

#[test]
fn no_address_and_no_header_comes_back_as_markup() {
    let server = Server::over(["--source", &crate::program::fixture("kader")]);
    let attack = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E%3Cimg%20src=x%20onerror=alert(1)%3E";
    for path in [
        "/nl/requirements?phase=ATTACK",
        "/nl/requirements?q=ATTACK&sort=ATTACK&page=ATTACK&law=ATTACK",
        "/nl/requirements?ATTACK=ATTACK",
        "/nl/measures?requirement=ATTACK",
        "/nl/work?bearer=ATTACK&risk=ATTACK&phase=ATTACK&role=ATTACK&kind=ATTACK",
        "/nl/search?q=ATTACK&kind=ATTACK&page=ATTACK",
        "/nl/findings?rule=ATTACK&severity=ATTACK&document=ATTACK",
        "/nl/matrix/phases?bearer=ATTACK&q=ATTACK",
        "/nl/sparql?query=ATTACK",
        "/nl/queries/ATTACK",
        "/nl/resource?uri=ATTACK",
        "/resource?uri=ATTACK&format=ATTACK",
        "/nl/doc/ATTACK",
        "/nl/legislation/aia/ATTACK",
        "/nl/ATTACK",
        "/ATTACK",
        "/def/ATTACK",
        "/dump/ATTACK",
    ] {
        let path = path.replace("ATTACK", attack);
        let answer = server.get(&path).accepting("text/html").answer();
        if answer.header("content-type").starts_with("text/html") {
            harmless(&answer, &path);
        } else {
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        }
    }
    // Absolute addresses come from the settings, never from what a client says of itself.
    for path in [
        "/nl/",
        "/nl/doc/urn:nl:ak:ver:aia-80",
        "/sitemap.xml",
        "/robots.txt",
    ] {
        let answer = server
            .get(path)
            .accepting("text/html")
            .with(
                "Referer",
                "https://evil.example/\"><script>alert(1)</script>",
            )
            .with("X-Forwarded-Host", "evil.example")
            .with("X-Forwarded-Proto", "javascript")
            .with("Forwarded", "host=evil.example;proto=https")
            .with("X-Original-URL", "/evil.example")
            .with("Origin", "https://evil.example")
            .with("Cookie", "language=\"><script>")
            .answer();
        let all = format!("{}{:?}", answer.text(), answer.header("link"));
        assert!(!all.contains("evil.example"), "{path}");
    }
    let raw = b"GET /nl/ HTTP/1.1\r\nHost: evil.example\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
    let answer = server.raw(raw, std::time::Duration::from_secs(5));
    assert!(!String::from_utf8_lossy(&answer).contains("evil.example"));
    // What leads on stays here.
    for path in [
        "//evil.example/",
        "/nl//evil.example/",
        "/%5Cevil.example/",
        "/nl/%5C%5Cevil.example/",
        "/nl/work/%0d%0aSet-Cookie:x=y/",
    ] {
        let answer = server.get(path).accepting("text/html").answer();
        let location = answer.header("location");
        assert!(
            location.is_empty() || (location.starts_with('/') && !location.starts_with("//")),
            "{path}: {location}"
        );
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
}

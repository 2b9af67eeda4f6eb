//! The site as people and their browsers meet it.

use crate::program::{fixture, program};
use crate::server::{Answer, Server};
use std::fs;
use std::path::Path;

/// Over the small framework that has every oddity.
fn oddities() -> Server {
    Server::over(["--source", &fixture("kader")])
}

fn page(server: &Server, path: &str) -> Answer {
    let answer = server.get(path).accepting("text/html").answer();
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    answer
}

/// The addresses of all links of a page.
fn links(html: &str) -> Vec<String> {
    html.split("<a ")
        .skip(1)
        .filter_map(|rest| {
            let (_, rest) = rest.split_once("href=\"")?;
            Some(rest.split_once('"')?.0.replace("&amp;", "&"))
        })
        .collect()
}

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
fn whom_an_exception_exempts_is_not_told_the_requirement() {
    let root = tempfile::tempdir().unwrap();
    crate::find::excepting(root.path());
    let server = Server::over(["--source", root.path().to_str().unwrap()]);
    let told = |address: &str, code: &str| {
        let html = page(&server, &format!("/nl/work?{address}")).text();
        html.contains(&format!("/nl/doc/urn:nl:ak:ver:{code}\""))
    };
    assert!(told("bearer=aanbieder", "aia-70"));
    assert!(!told("bearer=gebruiksverantwoordelijke", "aia-70"));
    assert!(told("bearer=gebruiksverantwoordelijke", "aia-71"));
    let html = page(&server, "/nl/work?bearer=gebruiksverantwoordelijke").text();
    // What remains to be seen is said in words.
    for words in [
        "Alleen voor AI-systemen met een hoog risico",
        "behalve voor gebruiksverantwoordelijken van",
        "behalve waar dit geldt: <code>!&quot;rol-ai-act-aanbieder&quot;",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    let html = page(&server, "/nl/work?bearer=keizer").text();
    assert!(html.contains("<strong>keizer</strong>"), "{html}");
}

/// What stands in the text of a page between two marks, without its tags.
fn words_between(html: &str, start: &str, end: &str) -> Option<String> {
    let (_, rest) = html.split_once(start)?;
    let mut text = String::new();
    let mut tag = false;
    for c in rest.split_once(end)?.0.chars() {
        tag = (tag || c == '<') && c != '>';
        if !tag && c != '>' {
            text.push(c);
        }
    }
    Some(text)
}

/// From when a requirement of a work list applies, in words and as markup.
fn from_when(list: &str, code: &str) -> Option<(String, String)> {
    let (_, task) = list.split_once(&format!("<h3><span class=\"code\">{code}</span>"))?;
    let task = task.split("<h3>").next()?;
    let start = "<p class=\"tasks__when\">";
    let (_, rest) = task.split_once(start)?;
    let markup = rest.split_once("</p>")?.0.to_owned();
    Some((words_between(task, start, "</p>")?, markup))
}

#[test]
fn a_work_list_says_from_when_each_requirement_applies() {
    let server = Server::over::<&str>([]);
    let of_all = |language: &str| page(&server, &format!("/{language}/work?role=jurist")).text();
    let (dutch, english) = (of_all("nl"), of_all("en"));
    for (code, nl, en) in [
        // Its recitals have no date: they do not make it apply in part.
        (
            "aia-00",
            "Van toepassing vanaf 2 februari 2025",
            "Applies from 2 February 2025",
        ),
        (
            "aia-21",
            "Van toepassing vanaf 2 december 2027 of 2 augustus 2028, afhankelijk van uw geval",
            "Applies from 2 December 2027 or 2 August 2028, depending on your case",
        ),
        (
            "aia-18",
            "Deels van toepassing vanaf 2 augustus 2025; deels vanaf 2 december 2027 of 2 augustus 2028, afhankelijk van uw geval",
            "Applies partly from 2 August 2025; partly from 2 December 2027 or 2 August 2028, depending on your case",
        ),
        (
            "aia-39",
            "Deels van toepassing vanaf 2 augustus 2025; van een deel is de datum hier niet bekend",
            "Applies partly from 2 August 2025; for a part the date is not known here",
        ),
    ] {
        assert_eq!(from_when(&dutch, code).unwrap().0, nl);
        assert_eq!(from_when(&english, code).unwrap().0, en);
    }
    // No day is known of the GDPR.
    assert!(dutch.contains("urn:nl:ak:ver:avg-01\""));
    assert_eq!(from_when(&dutch, "avg-01"), None);

    // The page of the requirement gives the same days, and says on what they depend.
    let (_, markup) = from_when(&dutch, "aia-21").unwrap();
    let days: Vec<&str> = markup.split("<time ").skip(1).collect();
    assert!(days[0].starts_with("datetime=\"2027-12-02\">2 december 2027</time>"));
    let own = "/nl/doc/urn:nl:ak:ver:aia-21";
    assert_eq!(links(&markup), [format!("{own}#ground")]);
    let page = page(&server, own).text();
    let (_, ground) = page.split_once("id=\"ground\"").unwrap();
    for day in days {
        let day = day.split_once("</time>").unwrap().0;
        assert!(ground.contains(day), "{day}");
    }
}

#[test]
fn a_chapter_says_which_parts_of_it_have_a_day_of_their_own() {
    let server = oddities();
    let html = page(&server, "/nl/legislation/aia/cpt_III").text();
    let times = words_between(&html, "id=\"times\">", "</section>").unwrap();
    for words in [
        "Van toepassing vanaf 2 augustus 2026",
        "Anders voor Afdeling 1; Afdeling 2; Afdeling 3",
        "Van toepassing vanaf 2 december 2027: voor",
    ] {
        assert!(times.contains(words), "{words}: {times}");
    }
    let html = page(&server, "/nl/legislation/aia/cpt_III/sct_2").text();
    assert!(!html.contains("Anders voor"));
}

#[test]
fn a_work_list_tells_deadlines_apart_and_many_days_in_short() {
    let root = tempfile::tempdir().unwrap();
    let folder = root
        .path()
        .join("docs/voldoen-aan-wetten-en-regels/vereisten");
    fs::create_dir_all(&folder).unwrap();
    let told = [
        (
            80,
            "Artikel 57, lid 1, AI-verordening",
            Some(
                "Van toepassing vanaf 2 augustus 2026; een deel uiterlijk 2 augustus 2027, afhankelijk van uw geval",
            ),
        ),
        (
            81,
            "Artikel 4, artikel 53, artikel 86 en artikel 9 AI-verordening",
            Some(
                "Deels van toepassing vanaf 2 februari 2025; deels vanaf 2 augustus 2025; deels vanaf 2 augustus 2026; deels op andere dagen",
            ),
        ),
        // An annex takes effect through the articles that name it.
        (82, "Bijlage IV, punt 3, AI-verordening", None),
        (
            83,
            "Bijlage IV, punt 3, AI-verordening en artikel 4 AI-verordening",
            Some("Van toepassing vanaf 2 februari 2025"),
        ),
        (84, "Artikel 5 AVG", None),
    ];
    for (number, sources, _) in told {
        fs::write(
            folder.join(format!("aia-{number}-proef.md")),
            format!(
                "---\ntitle: Proef {number}\nid: urn:nl:ak:ver:aia-{number}\nsoort-toepassing:\n- ai-systeem\n\
                 rol-ai-act:\n- aanbieder\n---\n\n## Vereiste\n\nDoe proef {number}.\n\n## Bronnen\n\n- {sources}\n"
            ),
        )
        .unwrap();
    }
    let server = Server::over(["--source", root.path().to_str().unwrap()]);
    let list = page(&server, "/nl/work?bearer=aanbieder").text();
    for (number, _, wanted) in told {
        let code = format!("aia-{number}");
        assert!(list.contains(&format!("ver:{code}\"")), "{code}");
        let words = from_when(&list, &code).map(|(words, _)| words);
        assert_eq!(words.as_deref(), wanted, "{code}");
    }
}

#[test]
fn a_requirement_says_for_whom_in_words() {
    let server = Server::over::<&str>([]);
    let words = |code: &str, language: &str| {
        let html = page(&server, &format!("/{language}/doc/urn:nl:ak:ver:{code}")).text();
        words_between(&html, "class=\"applicability\">", "</p>").unwrap()
    };
    assert_eq!(
        words("aia-21", "nl"),
        "Geldt voor gebruiksverantwoordelijken van AI-systemen met een hoog risico, tenzij een uitzondering van toepassing is."
    );
    assert_eq!(
        words("aia-21", "en"),
        "Applies to deployers of AI systems that are high-risk, unless an exception applies."
    );
    assert!(words("awb-01", "nl").starts_with("Geldt waarschijnlijk voor iedereen die "));
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

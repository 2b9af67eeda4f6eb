//! What a work list tells, and for whom.

use super::{links, oddities, page};
use crate::server::Server;
use std::fs;

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

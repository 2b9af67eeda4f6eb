//! Pages say a thing once, in words, and lead on.

use crate::program::fixture;
use crate::server::Server;

#[track_caller]
fn page(server: &Server, path: &str) -> String {
    let answer = server.get(path).accepting("text/html").answer();
    assert_eq!(answer.status, 200, "{path}");
    answer.text()
}

/// What stands between header and footer.
fn content(html: &str) -> &str {
    let (_, rest) = html.split_once("<main").unwrap();
    rest.split_once("</main>").unwrap().0
}

/// What stands in elements of this name, tags left out.
fn texts(html: &str, name: &str) -> Vec<String> {
    html.split(&format!("<{name}"))
        .skip(1)
        .filter_map(|rest| {
            let (_, rest) = rest.split_once('>')?;
            let (inner, _) = rest.split_once(&format!("</{name}>"))?;
            let pieces = inner.split('<').enumerate();
            let words = pieces.map(|(place, piece)| match place {
                0 => piece,
                _ => piece.split_once('>').map_or("", |(_, text)| text),
            });
            Some(words.collect())
        })
        .collect()
}

/// The first address on a page that holds these words.
fn address(html: &str, words: &str) -> String {
    let address = html
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0))
        .find(|address| address.contains(words));
    address.expect(words).replace("&amp;", "&")
}

#[test]
fn what_one_can_go_straight_to_is_found_once() {
    let server = Server::over([] as [&str; 0]);
    for asked in ["aia-09", "urn:nl:ak:ver:aia-09"] {
        let html = page(&server, &format!("/nl/search?q={asked}"));
        let link = "href=\"/nl/doc/urn:nl:ak:ver:aia-09\"";
        assert_eq!(content(&html).matches(link).count(), 1, "{asked}");
    }
    // With an article come the requirements that rest on it.
    let html = page(&server, "/nl/search?q=art.+35+AVG");
    let (_, direct) = html.split_once("class=\"direct\"").unwrap();
    let (direct, _) = direct.split_once("</section>").unwrap();
    assert!(direct.contains("urn:nl:ak:ver:avg-13"), "{direct}");
    // Who asks for one kind sees all of it.
    let html = page(&server, "/nl/search?q=aia-09&kind=requirement");
    let hits = content(&html).split_once("class=\"results\"");
    assert!(hits.is_some_and(|(_, hits)| hits.contains("urn:nl:ak:ver:aia-09")));
}

#[test]
fn an_article_says_which_part_a_requirement_rests_on_and_what_follows() {
    let server = Server::over([] as [&str; 0]);
    let html = page(&server, "/nl/legislation/aia/art_26");
    let (_, rest) = html.split_once("doc/urn:nl:ak:ver:aia-21").unwrap();
    let (item, _) = rest.split_once("</li>").unwrap();
    assert!(item.contains(">Artikel 26, lid 2<"), "{item}");
    let answer = page(&server, &address(&html, "/queries/provision-to-measures"));
    assert!(content(&answer).contains("value=\"Artikel 26, AI-verordening\""));
    assert!(content(&answer).contains("urn:nl:ak:ver:aia-21"));
    // Where nothing rests, nothing follows.
    let bare = page(&server, "/nl/legislation/aia/art_102");
    assert!(!content(&bare).contains("/queries/"));
}

#[test]
fn an_abbreviation_of_an_act_is_told_in_full() {
    let server = Server::over([] as [&str; 0]);
    for (language, code, full) in [
        ("nl", "aia", "Verordening artificiële intelligentie"),
        ("nl", "avg", "Algemene verordening gegevensbescherming"),
        ("en", "avg", "General Data Protection Regulation"),
        ("nl", "awb", "Algemene wet bestuursrecht"),
    ] {
        for path in ["/legislation".to_owned(), format!("/legislation/{code}")] {
            let html = page(&server, &format!("/{language}{path}"));
            assert!(
                content(&html).contains(&format!(">{full}<")),
                "{path} {full}"
            );
        }
    }
}

#[test]
fn a_provision_is_amended_by_what_says_it_most_closely() {
    let server = Server::over([] as [&str; 0]);
    let html = page(&server, "/nl/doc/urn:nl:ak:ver:aia-21");
    let amended: Vec<String> = texts(content(&html), "li")
        .into_iter()
        .filter(|line| line.starts_with("Gewijzigd door "))
        .collect();
    assert!(!amended.is_empty());
    for line in amended {
        assert!(
            line.starts_with("Gewijzigd door Artikel 1, punt "),
            "{line}"
        );
    }
}

#[test]
fn what_has_no_page_of_its_own_kind_is_told_in_words_too() {
    let server = Server::over([] as [&str; 0]);
    let home = page(&server, "/nl/");
    let application = address(&home, "/doc/application/");
    let release = address(&home, "/doc/release/");
    let requirement = page(&server, "/nl/doc/urn:nl:ak:ver:aia-21");
    let finding = address(&requirement, "/doc/finding/");
    for path in [application, release, finding] {
        let html = page(&server, &path);
        for word in texts(content(&html), "dt") {
            assert!(!word.contains(':'), "{path}: {word}");
        }
        for value in texts(content(&html), "h1") {
            assert!(!value.contains("-0"), "{path}: {value}");
        }
        assert!(!content(&html).contains("\">2026-"), "{path}");
    }
}

#[test]
fn other_pages_of_the_framework_are_read_as_pages() {
    let server = Server::over(["--source", &fixture("kader")]);
    let found = page(&server, "/nl/doc/page/levenscyclus/over-de-levenscyclus");
    let content = content(&found);
    assert!(content.contains("class=\"prose\""), "{content}");
    assert!(!content.contains("<dt>dct:"));
}

#[test]
fn a_thing_says_how_it_is_cited() {
    let server = Server::over([] as [&str; 0]);
    let html = page(&server, "/nl/doc/urn:nl:ak:mtr:owp-07");
    let cited = texts(content(&html), "dd");
    assert!(
        cited
            .iter()
            .any(|text| text.contains(" (owp-07), Algoritmekader ")
                && text.contains(", urn:nl:ak:mtr:owp-07.")),
        "{cited:?}"
    );
}

#[test]
fn paper_says_where_a_page_is() {
    let server = Server::over([] as [&str; 0]);
    for path in [
        "/nl/legislation/aia",
        "/en/work?bearer=aanbieder&phase=ontwerp",
    ] {
        let html = page(&server, path);
        let (_, rest) = html.split_once("class=\"only-print\">").unwrap();
        let (told, _) = rest.split_once('<').unwrap();
        assert!(told.ends_with(&path.replace('&', "&amp;")), "{told}");
        assert!(told.contains("://"), "{told}");
    }
}

#[test]
fn a_list_says_once_that_texts_are_in_dutch() {
    let server = Server::over(["--source", &fixture("kader")]);
    let told = |path: &str| {
        page(&server, path)
            .matches("Some texts are in Dutch only.")
            .count()
    };
    assert_eq!(told("/en/requirements"), 1);
    assert_eq!(told("/en/work?phase=ontwerp"), 1);
    assert_eq!(told("/nl/requirements"), 0);
    let edition = Server::over([] as [&str; 0]);
    let html = page(&edition, "/en/requirements");
    assert!(!html.contains("in Dutch only"));
}

#[test]
fn a_work_list_is_headed_by_what_was_chosen() {
    let server = Server::over([] as [&str; 0]);
    let html = page(&server, "/nl/work?bearer=aanbieder&phase=ontwerp");
    let headings = texts(&html, "h1");
    assert_eq!(headings.len(), 1);
    assert!(texts(&html, "title")[0].starts_with("Werklijst: Aanbieder, Ontwerp"));
    for part in ["Aanbieder", "Ontwerp"] {
        assert!(html.contains(&format!("class=\"title__part\">{part}")));
    }
    // The choices are at hand, and fold together where there is little room.
    let (_, fold) = html.split_once("class=\"choices-fold").unwrap();
    let (fold, _) = fold.split_once("class=\"summary\"").unwrap();
    assert!(fold.contains("name=\"bearer\"") && fold.contains("phase-links"));
}

#[test]
fn a_lent_title_stands_in_lists_too() {
    let root = tempfile::tempdir().unwrap();
    let folder = root
        .path()
        .join("docs/voldoen-aan-wetten-en-regels/vereisten");
    std::fs::create_dir_all(&folder).unwrap();
    let document =
        "---\ntitle: Mensen kijken mee\nid: urn:nl:ak:ver:aia-09\ntoelichting: Kijk mee.\n---\n";
    std::fs::write(folder.join("aia-09-menselijk-toezicht.md"), document).unwrap();
    let server = Server::over(["--source", &root.path().to_string_lossy()]);
    let thing = page(&server, "/en/doc/urn:nl:ak:ver:aia-09");
    let english = texts(&thing, "h1").remove(0);
    assert!(!english.contains("Mensen"), "{english}");
    for path in [
        "/en/requirements",
        "/en/matrix/phases",
        "/en/search?q=aia-09",
    ] {
        let html = page(&server, path);
        assert!(content(&html).contains(&english), "{path}");
        assert!(!content(&html).contains("Mensen kijken mee"), "{path}");
    }
}

#[test]
fn no_section_is_a_heading_alone() {
    let server = Server::over([] as [&str; 0]);
    let html = page(&server, "/nl/doc/phase/ontwerp");
    assert!(!content(&html).contains("section-preamble"));
    let server = Server::over(["--source", &fixture("kader")]);
    let html = page(&server, "/nl/doc/page/levenscyclus/over-de-levenscyclus");
    assert!(content(&html).contains("section-preamble"));
}

#[test]
fn the_title_of_a_box_is_told_apart() {
    let root = tempfile::tempdir().unwrap();
    let folder = root
        .path()
        .join("docs/voldoen-aan-wetten-en-regels/maatregelen");
    std::fs::create_dir_all(&folder).unwrap();
    let document = "---\ntitle: Proef\nid: urn:nl:ak:mtr:owp-70\n---\n\n## Toelichting\n\n!!! note \"Let op & kijk\"\n\n    Lees dit.\n\n> Gewone aanhaling.\n";
    std::fs::write(folder.join("2-owp-70-proef.md"), document).unwrap();
    let server = Server::over(["--source", &root.path().to_string_lossy()]);
    let html = page(&server, "/nl/doc/urn:nl:ak:mtr:owp-70");
    assert!(
        html.contains("<p class=\"box-title\">Let op &amp; kijk</p>"),
        "{html}"
    );
    assert!(html.contains("<p>Lees dit.</p>"));
    assert!(html.contains("<p>Gewone aanhaling.</p>"));
}

/// What stands between two marks, the first of each.
fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = html.split_once(start).expect(start);
    rest.split_once(end).expect(end).0
}

#[test]
fn what_applies_outside_a_phase_says_from_when_and_how_certain_that_is() {
    let server = Server::over([] as [&str; 0]);
    let choice = "bearer=gebruiksverantwoordelijke&risk=hoog-risico-ai-systeem&phase=implementatie";
    let html = page(&server, &format!("/nl/work?{choice}"));
    assert!(between(&html, "class=\"summary\"", "</p>").contains("<a href=\"#elsewhere\">"));
    let elsewhere = between(&html, "id=\"elsewhere\"", "</details>");
    let of = |code: &str| between(elsewhere, &format!("ver:{code}\""), "</li>");
    // Settled, with its days; likely, and the days of nothing are known.
    assert!(of("aia-23").contains("Van toepassing vanaf <time"));
    assert!(!of("aia-23").contains("waarschijnlijk"));
    assert!(of("avg-03").contains("Geldt waarschijnlijk."));
    let html = page(
        &server,
        "/en/work?bearer=aanbieder&risk=verboden-ai&phase=uitfaseren&role=jurist",
    );
    let summary = between(&html, "class=\"summary\"", "</p>");
    assert!(
        summary.contains("without a measure for this choice"),
        "{summary}"
    );
    assert!(!summary.contains("0 measures"), "{summary}");
}

#[test]
fn grounds_stand_act_by_act_and_articles_before_what_explains_them() {
    let root = tempfile::tempdir().unwrap();
    let folder = root
        .path()
        .join("docs/voldoen-aan-wetten-en-regels/vereisten");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("aia-70-proef.md"),
        "---\ntitle: Proef\nid: urn:nl:ak:ver:aia-70\nrol-ai-act:\n- aanbieder\n---\n\n## Vereiste\n\nDoe het.\n\n\
         ## Bronnen\n\n- Overweging 39 AVG\n- Artikel 2 Databankenwet\n- Artikel 35 AVG\n\
         - Artikel 9 AVG\n- Bijlage III AI-verordening\n- Artikel 49 AI-verordening\n- Artikel 6 AI-verordening\n",
    )
    .unwrap();
    let server = Server::over(["--source", root.path().to_str().unwrap()]);
    let acts = ["AVG", "AI-verordening", "Databankenwet"];
    let wanted = [
        "Artikel 9, AVG",
        "Artikel 35, AVG",
        "Overweging 39, AVG",
        "Artikel 6, AI-verordening",
        "Artikel 49, AI-verordening",
        "Bijlage III, AI-verordening",
        "Artikel 2, Databankenwet",
    ];
    // On its page, in a work list and, as far as that goes, in the list of requirements.
    for (path, start, end, told) in [
        (
            "/nl/doc/urn:nl:ak:ver:aia-70",
            "id=\"ground\"",
            "<details",
            7,
        ),
        ("/nl/work?bearer=aanbieder", "class=\"grounds\"", "</p>", 6),
        ("/nl/requirements", "<dt>Berust op</dt>", "</dd>", 4),
    ] {
        let html = page(&server, path);
        let mut names = texts(between(&html, start, end), "a");
        names.retain(|name| {
            !acts.contains(&name.as_str())
                && !["Digitale omnibus", "tekst", "meer"]
                    .iter()
                    .any(|word| name.contains(word))
        });
        assert_eq!(names, wanted[..told], "{path}");
    }
}

#[test]
fn a_day_leads_to_the_official_text_itself() {
    let server = Server::over([] as [&str; 0]);
    let html = page(&server, "/nl/doc/application/aia/2026-08-02-2");
    let official = between(&html, "<dt>officiële tekst</dt>", "</dd>");
    assert!(
        official.contains("<a href=\"https://eur-lex.europa.eu/"),
        "{official}"
    );
    // A file on somebody's disk is no source for a reader.
    let note = between(&html, "<dt>opmerking</dt>", "</dl>");
    assert!(
        note.contains("art. 113") && !note.contains(".html"),
        "{note}"
    );
}

#[test]
fn what_has_the_same_name_is_told_apart() {
    let server = Server::over(["--source", &fixture("kader")]);
    let html = page(&server, "/nl/search?q=aia-80");
    let direct = between(&html, "class=\"direct\"", "</ul>");
    assert_eq!(
        texts(direct, "span").last().map(String::as_str),
        Some("vereiste"),
        "{direct}"
    );
}

#[test]
fn a_question_calls_phases_and_roles_what_pages_call_them() {
    let server = Server::over([] as [&str; 0]);
    let html = page(
        &server,
        "/nl/queries/measures-of-phase?phase=ontwerp&role=jurist",
    );
    let phases = texts(between(&html, "name=\"phase\"", "</select>"), "option");
    assert_eq!(
        phases[..3],
        [
            "Organisatieverantwoordelijkheden",
            "Probleemanalyse",
            "Ontwerp"
        ]
    );
    let roles = between(&html, "name=\"role\"", "</select>");
    assert!(roles.contains("Beleid en advies"), "{roles}");
    // An act by its name, not by its code; articles in their order.
    assert!(
        html.contains(">Besluit lijst verwerkingen DPIA</a>") && !html.contains(">dpialijst</a>")
    );
    let law = between(&html, "artikel_1\"", "</td>");
    assert!(
        law.find("Artikel 4, Auteurswet") < law.find("Artikel 10, Auteurswet"),
        "{law}"
    );
    // What its own document calls it is understood still.
    page(
        &server,
        "/nl/queries/measures-of-phase?phase=Ontwerp&role=Jurist",
    );
}

#[test]
fn a_citation_has_the_title_that_the_framework_gives() {
    // Its English title is lent by the built-in edition.
    let root = tempfile::tempdir().unwrap();
    let folder = root
        .path()
        .join("docs/voldoen-aan-wetten-en-regels/vereisten");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(
        folder.join("aia-03-risicobeheersysteem.md"),
        "---\ntitle: Eigen titel\nid: urn:nl:ak:ver:aia-03\n---\n\n## Vereiste\n\nDoe het.\n",
    )
    .unwrap();
    let server = Server::over(["--source", root.path().to_str().unwrap()]);
    let html = page(&server, "/en/doc/urn:nl:ak:ver:aia-03");
    assert!(!texts(&html, "h1")[0].contains("Eigen titel"), "lent");
    let cited = between(&html, "<dt>how to cite this</dt>", "</dd>");
    assert!(
        cited.contains("<span lang=\"nl\">Eigen titel</span> (aia-03)"),
        "{cited}"
    );
    // An edition that has English titles of its own is cited by them.
    let edition = Server::over([] as [&str; 0]);
    let html = page(&edition, "/en/doc/urn:nl:ak:ver:aia-03");
    let cited = between(&html, "<dt>how to cite this</dt>", "</dd>");
    assert!(!cited.contains("lang=\"nl\""), "{cited}");
}

#[test]
fn data_comes_as_tables_too() {
    let server = Server::over([] as [&str; 0]);
    let html = page(&server, "/en/about/data");
    for list in ["requirements", "measures", "instruments", "norms"] {
        let address = format!("/en/{list}.csv");
        assert!(html.contains(&format!("<a href=\"{address}\">")), "{list}");
        assert_eq!(server.get(&address).answer().status, 200, "{list}");
    }
    // There are no terms in it, so no table of them.
    assert!(!html.contains("/en/terms.csv"));
}

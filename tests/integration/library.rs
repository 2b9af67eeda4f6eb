//! `/queries` and `/queries/{name}` as programs ask them, and their description.

use crate::program::fixture;
use crate::server::Server;
use serde_json::{Value, json};

fn server() -> Server {
    Server::over(["--source", &fixture("kader")])
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn an_answer_comes_in_every_form() {
    let server = server();
    let path = "/queries/measures-of-phase";
    let forms = [
        ("json", "application/json"),
        ("csv", "text/csv; charset=utf-8"),
        ("tsv", "text/tab-separated-values; charset=utf-8"),
        ("srj", "application/sparql-results+json"),
        ("srx", "application/sparql-results+xml"),
        ("rq", "application/sparql-query"),
    ];
    for (name, media_type) in forms {
        let plain = media_type.split(';').next().unwrap();
        let accepted = server
            .get(&format!("{path}?phase=ontwerp"))
            .accepting(plain)
            .answer();
        let suffixed = server.get(&format!("{path}.{name}?phase=ontwerp")).answer();
        let said = server
            .get(&format!("{path}?phase=ontwerp&format={name}"))
            .accepting("text/html")
            .answer();
        for answer in [&accepted, &suffixed, &said] {
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (200, media_type)
            );
            assert_eq!(answer.body, accepted.body);
            assert_eq!(
                answer.header("vary"),
                "Accept, Accept-Language, Accept-Encoding, Cookie"
            );
        }
        let again = server
            .get(&format!("{path}.{name}?phase=ontwerp"))
            .with("If-None-Match", suffixed.header("etag"))
            .answer();
        assert_eq!((again.status, again.body.len()), (304, 0), "{name}");
        let head = server
            .request("HEAD", &format!("{path}.{name}?phase=ontwerp"))
            .answer();
        assert_eq!((head.status, head.body.len()), (200, 0));
        assert_eq!(head.header("etag"), suffixed.header("etag"));
        let other = server
            .get(&format!("{path}.{name}?phase=ontwikkelen"))
            .answer();
        assert_ne!(other.header("etag"), suffixed.header("etag"));
    }
}

#[test]
fn plain_json_has_the_names_and_pages_of_things() {
    let server = server();
    let answer = server
        .get("/queries/instrument-use?instrument=Wijzer")
        .with("Accept-Language", "en")
        .answer();
    assert_eq!(answer.header("content-language"), "en");
    let body = json_of(&answer.text());
    assert_eq!(
        body["parameters"],
        json!({ "instrument": "Wijzer", "language": "en" })
    );
    assert_eq!(body["count"], 2);
    let row = &body["rows"][1];
    assert_eq!(row["code"], "owp-80");
    assert_eq!(row["thing"]["id"], "urn:nl:ak:mtr:owp-80");
    let page = row["thing"]["page"].as_str().unwrap();
    assert!(page.ends_with("/en/doc/urn:nl:ak:mtr:owp-80"), "{page}");
    assert_eq!(row["kind"]["label"], "Measure");

    let counted = json_of(
        &server
            .get("/queries/measures-by-reach.json")
            .answer()
            .text(),
    );
    assert_eq!(counted["rows"][0]["requirements"], 1);
    let several = "/queries/requirements-for-profile.json?label=soort-toepassing/ai-systeem&label=rol-ai-act/aanbieder%20rol-ai-act/importeur&language=nl";
    let several = json_of(&server.get(several).answer().text());
    assert_eq!(several["parameters"]["label"].as_array().unwrap().len(), 3);
}

#[test]
fn legislation_is_taken_as_people_cite_it() {
    let server = server();
    let ask = |value: &str| {
        let path = format!("/queries/provision-to-measures.json?language=nl&provision={value}");
        server.get(&path).answer()
    };
    let rows = |value: &str| {
        let answer = ask(value);
        assert_eq!(answer.status, 200, "{value}: {}", answer.text());
        json_of(&answer.text())["rows"].clone()
    };
    let by_iri = rows("http://data.europa.eu/eli/reg/2024/1689/art_9/oj");
    assert_eq!(by_iri.as_array().unwrap().len(), 1);
    for words in [
        "art.+9+AI-verordening",
        "Artikel+9,+AI-verordening",
        "AI+Act+article+9",
        "ARTICLE+9+AI+ACT",
    ] {
        assert_eq!(rows(words), by_iri, "{words}");
    }
    for (words, why) in [
        ("art.+9", "does not say of which act"),
        ("art.+9+en+10+AI-verordening", "names 2 provisions"),
        ("art.+999+AI-verordening", "the act does not have"),
        ("menselijk+toezicht", "is no citation"),
    ] {
        let answer = ask(words);
        assert_eq!(answer.status, 400, "{words}");
        let problem = json_of(&answer.text());
        assert_eq!(problem["parameter"], "provision");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains(why), "{detail}");
        assert!(detail.contains("art. 26 lid 2 AI-verordening"), "{detail}");
    }
    // Things by their names, in either language.
    for phase in ["ontwerp", "Fase+2,+ontwerp", "DESIGN"] {
        let path = format!("/queries/measures-of-phase.json?phase={phase}");
        let answer = server.get(&path).answer();
        assert_eq!(answer.status, 200, "{phase}: {}", answer.text());
        assert_eq!(json_of(&answer.text())["count"], 1, "{phase}");
    }
}

#[test]
fn a_page_shows_a_long_answer_in_parts() {
    let server = server();
    let part = |page: &str| {
        let path = format!("/en/sparql?query=SELECT+?s+?p+?o+%7B+?s+?p+?o+%7D{page}");
        server.get(&path).accepting("text/html").answer()
    };
    let first = part("");
    assert!(
        first
            .text()
            .contains("The first 1,000 rows; there are more.")
    );
    assert!(first.text().contains("&amp;page=2\" rel=\"next\""));
    assert!(!first.text().contains("rel=\"prev\""));
    let second = part("&page=2");
    assert!(
        second
            .text()
            .contains("Rows 1,001 to 2,000; there are more.")
    );
    assert!(second.text().contains("&amp;page=1\" rel=\"prev\""));
    let row = |text: &str| text.split("<tbody>").nth(1).unwrap()[..200].to_owned();
    assert_ne!(row(&first.text()), row(&second.text()));
    assert!(
        part("&page=500")
            .text()
            .contains("does not have so many rows")
    );
    for wrong in ["&page=0", "&page=x", "&page=-1"] {
        assert_eq!(part(wrong).status, 400, "{wrong}");
    }
}

#[test]
fn wrong_parameters_are_named_with_what_is_allowed() {
    let server = server();
    for (path, status, parameter, allowed) in [
        (
            "measures-of-phase",
            400,
            "phase",
            json!(["ontwerp", "ontwikkelen"]),
        ),
        (
            "measures-of-phase?phase=weg",
            400,
            "phase",
            json!(["ontwerp", "ontwikkelen"]),
        ),
        (
            "measures-of-phase?phase=ontwerp&phase=ontwikkelen",
            400,
            "phase",
            Value::Null,
        ),
        (
            "measures-of-phase?phase=ontwerp&fase=x",
            400,
            "fase",
            json!(["phase", "role", "language"]),
        ),
        (
            "measures-of-phase?phase=ontwerp&language=de",
            400,
            "language",
            json!(["nl", "en"]),
        ),
        ("applies-from?from=morgen", 400, "from", Value::Null),
        (
            "provision-to-measures?provision=artikel+9",
            400,
            "provision",
            Value::Null,
        ),
    ] {
        let answer = server.get(&format!("/queries/{path}")).answer();
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let body = json_of(&answer.text());
        assert_eq!(body["parameter"], parameter, "{path}");
        assert_eq!(body["allowed"], allowed, "{path}");
        assert_eq!(body["status"], status);
        assert!(body["detail"].as_str().unwrap().contains(parameter));
    }
    let format = json_of(&server.get("/queries/orphans?format=pdf").answer().text());
    assert_eq!(format["allowed"][1], "csv");
    for (request, status) in [
        (server.get("/queries/no-such"), 404),
        (server.get("/queries/orphans?x=%FF"), 400),
        (server.get("/queries/orphans").accepting("image/png"), 406),
        (server.request("POST", "/queries/orphans"), 405),
        (server.request("DELETE", "/queries"), 405),
        (server.request("OPTIONS", "/queries/orphans"), 204),
        (server.get("/queries").accepting("text/csv"), 406),
        (server.get("/queries?x=y"), 400),
        (
            server.get("/nl/queries/no-such").accepting("text/html"),
            404,
        ),
        (server.get("/nl/queries/measures-of-phase?phase=weg"), 400),
        (
            server.get("/nl/sparql?name=no-such").accepting("text/html"),
            404,
        ),
        (server.get("/nl/sparql?query=SELECT"), 400),
        (server.request("PUT", "/nl/sparql"), 405),
    ] {
        let answer = request.answer();
        assert_eq!(answer.status, status, "{}", answer.text());
        if status == 405 {
            assert!(answer.header("allow").starts_with("GET, HEAD, "));
        }
    }
}

#[test]
fn a_value_cannot_alter_the_query() {
    let server = server();
    for hostile in [
        "%22%20%7D%20?s%20?p%20?o%20%23",
        "x%5C%22%20%7D%7D%20UNION%20%7B%20?s%20?p%20?text",
        "%0A%7D%20SELECT%20*%20%7B",
        "%E2%80%AE%00",
    ] {
        let path = format!("/queries/text-search?words={hostile}&format=json");
        let answer = server.get(&path).answer();
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(json_of(&answer.text())["count"], 0);
        let path = format!("/queries/measure-basis?measure={hostile}");
        assert_eq!(server.get(&path).answer().status, 400);
    }
}

#[test]
fn the_library_is_listed_and_described() {
    let server = server();
    let list = server
        .get("/queries")
        .with("Accept-Language", "en")
        .answer();
    let list = json_of(&list.text());
    let queries = list["queries"].as_array().unwrap();
    assert!(queries.len() > 20);
    let described = json_of(&server.get("/openapi.json").answer().text());
    assert_eq!(described["openapi"], "3.1.0");
    for query in queries {
        let name = query["name"].as_str().unwrap();
        assert!(query["question"].as_str().unwrap().ends_with('?'), "{name}");
        let get = &described["paths"][format!("/queries/{name}")]["get"];
        let parameters = get["parameters"].as_array().unwrap();
        for parameter in query["parameters"].as_array().unwrap() {
            assert!(
                parameters.iter().any(|p| p["name"] == parameter["name"]),
                "{name}"
            );
        }
    }
    let phase = &described["paths"]["/queries/measures-of-phase"]["get"]["parameters"][0];
    assert_eq!(phase["schema"]["enum"], json!(["ontwerp", "ontwikkelen"]));
    assert_eq!(phase["required"], true);
    let page = server.get("/queries").accepting("text/html").answer();
    assert_eq!((page.status, page.header("location")), (302, "/nl/queries"));
}

#[test]
fn a_long_query_is_asked_in_a_body_and_downloads_in_one() {
    let server = server();
    let query = format!("SELECT ?x {{ VALUES ?x {{ {} }} }}", "3.10 ".repeat(4_000));
    let body = format!("query={}", query.replace(' ', "+"));
    let page = server
        .request("POST", "/nl/sparql")
        .with("Content-Type", "application/x-www-form-urlencoded")
        .body(body.as_bytes())
        .answer();
    assert_eq!(page.status, 200);
    let page = page.text();
    assert!(page.contains("De eerste 1.000 rijen") && page.contains("method=\"post\""));
    assert!(page.contains("3.10"));
    let file = server
        .request("POST", "/sparql")
        .with("Content-Type", "application/x-www-form-urlencoded")
        .accepting("text/html")
        .body(format!("{body}&format=csv").as_bytes())
        .answer();
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(file.text().lines().count(), 4_001);
}

//! The work list says what the lists say: one room decides to whom a requirement applies.

use super::lists::rows;
use super::{EDITION, store};
use kadergraaf::find::{Catalogue, List, Selection, Task, Work, work_query};
use kadergraaf::source::Source;
use kadergraaf::store::Store;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

fn parameters(address: &str) -> Vec<(String, String)> {
    address
        .split('&')
        .filter_map(|part| part.split_once('='))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn work(catalogue: &Catalogue, address: &str) -> Work {
    let work = Work::read(catalogue, &parameters(address));
    assert!(work.unknown.is_empty(), "{address}: {:?}", work.unknown);
    work
}

/// Requirements that say of a deployer, or of what only a deployer of a certain system is, that
/// they do not apply after all.
pub(crate) fn excepting(root: &Path) {
    let folder = root.join("docs/voldoen-aan-wetten-en-regels/vereisten");
    fs::create_dir_all(&folder).unwrap();
    for (number, exceptions) in [
        (70, "- rol-ai-act-gebruiksverantwoordelijke"),
        (
            71,
            "- '\"rol-ai-act-gebruiksverantwoordelijke\" && \"open-source-open-source\"'",
        ),
        (
            72,
            "- '!\"rol-ai-act-aanbieder\" || \"risicogroep-verboden-ai\"'",
        ),
        (73, ""),
    ] {
        let exceptions = if exceptions.is_empty() {
            String::new()
        } else {
            format!("uitzondering:\n{exceptions}\n")
        };
        fs::write(
            folder.join(format!("aia-{number}-proef.md")),
            format!(
                "---\ntitle: Proef {number}\nid: urn:nl:ak:ver:aia-{number}\ntoelichting: Doe proef {number}.\n\
                 levenscyclus:\n- ontwerp\nsoort-toepassing:\n- ai-systeem\nrisicogroep:\n- hoog-risico-ai-systeem\n\
                 rol-ai-act:\n- aanbieder\n- gebruiksverantwoordelijke\nopen-source:\n- open-source\n- geen-open-source\n\
                 {exceptions}---\n\n## Vereiste\n\nDoe proef {number}.\n"
            ),
        )
        .unwrap();
    }
}

fn codes(tasks: &[Task<'_>]) -> Vec<String> {
    tasks
        .iter()
        .filter_map(|task| task.requirement.code.clone())
        .collect()
}

#[test]
fn whom_an_exception_exempts_gets_no_task() {
    let root = tempfile::tempdir().unwrap();
    excepting(root.path());
    let catalogue = Catalogue::read(&store(&Source::open(root.path()).unwrap()));
    let tasks = |address: &str| work(&catalogue, address).tasks(&catalogue);
    let unless = |address: &str| -> Vec<(String, usize, usize)> {
        tasks(address)
            .iter()
            .map(|task| {
                let code = task.requirement.code.clone().unwrap();
                let standing = &task.standing;
                (code, standing.unless.len(), standing.ruled_out)
            })
            .collect()
    };
    let told = |rows: &[(&str, usize, usize)]| -> Vec<(String, usize, usize)> {
        rows.iter()
            .map(|(code, unless, out)| ((*code).to_owned(), *unless, *out))
            .collect()
    };
    // Who decides nothing is told what may yet be otherwise.
    assert_eq!(
        unless(""),
        told(&[
            ("aia-70", 1, 0),
            ("aia-71", 1, 0),
            ("aia-72", 1, 0),
            ("aia-73", 0, 0)
        ])
    );
    // A deployer is exempted from the first, and from the second if it is open source.
    let deployer = "bearer=gebruiksverantwoordelijke";
    assert_eq!(
        unless(deployer),
        told(&[("aia-71", 1, 0), ("aia-72", 1, 0), ("aia-73", 0, 0)])
    );
    let open = format!("{deployer}&open-source=open-source&risk=hoog-risico-ai-systeem");
    assert_eq!(codes(&tasks(&open)), ["aia-72", "aia-73"]);
    let closed = format!("{deployer}&open-source=geen-open-source");
    assert_eq!(
        unless(&closed),
        told(&[("aia-71", 0, 1), ("aia-72", 1, 0), ("aia-73", 0, 0)])
    );
    // A provider is not, and is told that an exception was looked at.
    assert_eq!(
        unless("bearer=aanbieder"),
        told(&[
            ("aia-70", 0, 1),
            ("aia-71", 0, 1),
            ("aia-72", 1, 0),
            ("aia-73", 0, 0)
        ])
    );
    assert!(tasks("risk=verboden-ai").is_empty());
}

const CHOICES: [&str; 10] = [
    "",
    "bearer=gebruiksverantwoordelijke&risk=hoog-risico-ai-systeem&phase=implementatie",
    "bearer=aanbieder&phase=ontwerp",
    "risk=uitzondering-van-toepassing",
    "kind=ai-systeem&risk=geen-hoog-risico-ai-systeem&transparency=geen-transparantieverplichting&open-source=open-source",
    "kind=ai-systeem&risk=geen-hoog-risico-ai-systeem&transparency=geen-transparantieverplichting&open-source=geen-open-source&phase=ontwerp",
    "phase=dataverkenning-en-datapreparatie&role=jurist",
    "role=ontwikkelaar",
    "bearer=importeur&systemic=systeemrisico",
    "kind=ai-model-voor-algemene-doeleinden",
];

fn shown(tasks: &[Task<'_>]) -> BTreeSet<(String, String)> {
    tasks
        .iter()
        .flat_map(|task| {
            let requirement = &task.requirement.iri;
            let measures = task.measures.iter().map(|measure| measure.iri.clone());
            let none = task.measures.is_empty().then(String::new);
            measures
                .chain(none)
                .map(move |measure| (requirement.clone(), measure))
        })
        .collect()
}

fn asked(store: &Arc<Store>, query: &str) -> BTreeSet<(String, String)> {
    rows(store, query)
        .iter()
        .filter_map(|row| {
            // No title of these stands between quotation marks with a URN in it.
            let requirement = row.split(',').next()?.to_owned();
            let measure = row.split(',').find(|cell| cell.contains(":mtr:"));
            Some((requirement, measure.unwrap_or_default().to_owned()))
        })
        .collect()
}

#[test]
fn a_work_list_shows_what_its_query_and_the_lists_give() {
    let catalogue = Catalogue::read(&EDITION);
    let mut sizes = BTreeSet::new();
    for address in CHOICES {
        let work = work(&catalogue, address);
        let tasks = work.tasks(&catalogue);
        let query = work_query(&catalogue, &work, "nl");
        assert_eq!(shown(&tasks), asked(&EDITION, &query), "{address}\n{query}");
        let labels: Vec<(String, String)> = parameters(address)
            .into_iter()
            .filter(|(name, _)| name != "phase" && name != "role")
            .collect();
        let listed = Selection::read(&catalogue, List::Requirements, &labels);
        let mut listed: Vec<String> = catalogue
            .find(&listed, "nl")
            .entries
            .iter()
            .filter_map(|entry| entry.code.clone())
            .collect();
        let mut told = codes(&tasks);
        listed.sort();
        told.sort();
        assert_eq!(told, listed, "{address}");
        sizes.insert(tasks.len());
    }
    assert!(sizes.len() > 5, "the choices choose: {sizes:?}");
}

#[test]
fn the_query_of_a_work_list_asks_from_when_what_it_rests_on_applies() {
    let catalogue = Catalogue::read(&EDITION);
    let work = work(&catalogue, CHOICES[1]);
    let query = work_query(&catalogue, &work, "en");
    let of = |code: &str| -> Vec<String> {
        let mut rows = rows(&EDITION, &query);
        rows.retain(|row| row.starts_with(&format!("urn:nl:ak:ver:{code},")));
        rows
    };
    let duty = of("aia-21");
    for wanted in [
        "/art_26/par_2/oj,2027-12-02,",
        "/art_26/par_2/oj,2028-08-02,",
    ] {
        assert!(duty.iter().any(|row| row.contains(wanted)), "{duty:?}");
    }
    assert!(duty.iter().any(|row| row.contains("Article 6(2)")));
    // What has no date has a row without.
    assert!(
        duty.iter().any(|row| row.ends_with("/anx_IV/pnt_3/oj,,")),
        "{duty:?}"
    );
}

#[test]
fn an_address_that_means_nothing_is_said_to() {
    let catalogue = Catalogue::read(&EDITION);
    let work = Work::read(
        &catalogue,
        &parameters(
            "bearer=keizer&phase=&utm=x&risk=verboden-ai&risk=hoog-risico-ai-systeem&law=avg",
        ),
    );
    assert_eq!(work.unknown.len(), 1);
    assert_eq!(work.unknown[0].value, "keizer");
    assert_eq!(
        work.parameters(&catalogue),
        [("risk", "verboden-ai".to_owned())]
    );
}

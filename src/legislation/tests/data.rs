//! The register's data: sound as it is, refused where it is not.

use super::*;
use crate::data::{File, Scalars};

const ONE: &str = "- code: eerste\n  kind: regulation\n  celex: 32016R0679\n  eli: reg/2016/679\n  short: { nl: AVG }\n  aliases:\n    nl: [AVG]\n";

fn refused(files: &[(&'static str, &str)]) -> String {
    let files: Vec<_> = files
        .iter()
        .map(|(name, yaml)| File::of_yaml(name, yaml, Scalars::WithLines))
        .collect();
    Register::build(&files).unwrap_err().to_string()
}

#[test]
fn every_act_is_found_by_its_names_and_identifiers() {
    for act in register().acts() {
        let whole = Provision::whole(act.clone());
        let iri = whole.iri(DEFAULT_BASE);
        assert_eq!(register().provision(&iri, DEFAULT_BASE).unwrap().act(), act);
        for name in act.aliases_nl.iter().chain(&act.aliases_en) {
            assert_eq!(register().act_by_name(name), Some(act), "{name}");
        }
        assert!(act.source.is_some(), "{} says where it was read", act.code);
    }
}

#[test]
fn the_structures_are_those_of_the_tables() {
    let structure = |code: &str| register().act(code).unwrap().structure().unwrap();
    assert_eq!(
        (structure("aia").articles(), structure("aia").recitals()),
        (113, 180)
    );
    assert_eq!(
        (structure("avg").articles(), structure("avg").recitals()),
        (99, 173)
    );
    for code in ["aia", "avg"] {
        for (key, part) in structure(code).parts() {
            assert!(part.source.is_some(), "{code} {key}");
            assert_eq!(
                provision(code, key).existence(),
                Existence::Known,
                "{code} {key}"
            );
        }
    }
}

#[test]
fn what_the_act_does_not_have_is_known() {
    for (act, key) in [
        ("avg", "art_100"),
        ("avg", "art_5/par_3"),
        ("avg", "rct_174"),
        ("aia", "anx_XV"),
        ("aia", "art_4b"),
        ("aia", "cpt_III/sct_6"),
        ("woo", "art_5"),
        ("awb", "art_46"),
        ("auteurswet", "art_3.1"),
    ] {
        assert_eq!(
            provision(act, key).existence(),
            Existence::Absent,
            "{act} {key}"
        );
    }
    for (act, key) in [
        ("aia", "art_4a"),
        ("aia", "anx_XIV"),
        ("aia", "art_75/par_1c"),
    ] {
        assert_eq!(
            provision(act, key).existence(),
            Existence::Known,
            "{act} {key}"
        );
    }
}

#[test]
fn amendments_and_dates_point_to_parts_that_exist() {
    let act = register().act("aia").unwrap();
    let law = act.in_time().unwrap();
    assert_eq!(law.amending_act(), "omnibus-ai");
    for amendment in law.amendments() {
        let provision = provision("aia", &amendment.provision);
        assert_ne!(
            provision.existence(),
            Existence::Absent,
            "{}",
            amendment.provision
        );
        assert!(amendment.source.is_some(), "{}", amendment.provision);
    }
    for application in law.all_applications() {
        for key in application.provisions.iter().chain(&application.except) {
            assert_ne!(
                provision("aia", key).existence(),
                Existence::Absent,
                "{key}"
            );
        }
        assert!(register().act(&application.introduced_by.act).is_some());
    }
}

#[test]
fn from_when_provisions_apply() {
    let dates = |key: &str| -> Vec<String> {
        provision("aia", key)
            .applications()
            .iter()
            .map(|application| application.date.clone())
            .collect()
    };
    assert_eq!(dates("art_5/par_1/pnt_a"), ["2025-02-02"]);
    assert_eq!(dates("art_5/par_1/pnt_ba"), ["2026-12-02"]);
    assert_eq!(dates("art_9/par_6"), ["2027-12-02", "2028-08-02"]);
    assert_eq!(dates("art_6/par_5"), ["2026-08-02"]);
    assert_eq!(dates("art_50/par_1"), ["2026-08-02"]);
    assert_eq!(dates("art_50/par_2"), ["2026-12-02", "2026-08-02"]);
    assert_eq!(dates("art_53"), ["2025-08-02"]);
    assert_eq!(dates("art_101"), ["2026-08-02"]);
    assert_eq!(dates("art_57/par_1"), ["2026-08-02", "2027-08-02"]);
    for nowhere_stated in ["art_4a", "rct_29", "anx_III", "cpt_III"] {
        assert!(dates(nowhere_stated).is_empty(), "{nowhere_stated}");
    }
}

#[test]
fn a_name_may_stand_once_only() {
    let two = "- code: tweede\n  kind: dutch-act\n  bwb: BWBR0005537\n  short: { nl: Awb }\n  aliases:\n    nl: [Awb, avg]\n";
    assert_eq!(
        refused(&[("eu.yaml", ONE), ("nl.yaml", two)]),
        "data/nl.yaml:6: the alias \"avg\" is the name of another act too"
    );
    assert!(
        refused(&[("eu.yaml", ONE), ("again.yaml", ONE)]).starts_with("data/again.yaml:1: eerste")
    );
}

#[test]
fn wrong_entries_are_refused_with_their_place() {
    for (wrong, right, expected) in [
        (
            "eli: reg/2016/680",
            "eli: reg/2016/679",
            "data/eu.yaml:3: CELEX 32016R0679, ELI reg/2016/680",
        ),
        (
            "kind: directive",
            "kind: regulation",
            "data/eu.yaml:3: CELEX",
        ),
        (
            "nl: [wet]",
            "nl: [AVG]",
            "data/eu.yaml:7: the alias \"wet\" does not begin",
        ),
        (
            "nl: [\" AVG\"]",
            "nl: [AVG]",
            "data/eu.yaml:7: the alias \" AVG\" is empty or has blanks",
        ),
        (
            "nl: [Richtlijn (EU) 2019/790]",
            "nl: [AVG]",
            "data/eu.yaml:7: the alias \"Richtlijn (EU) 2019/790\" is the number of another act",
        ),
        (
            "code: De Eerste",
            "code: eerste",
            "data/eu.yaml:1: the code",
        ),
        (
            "  titel: x",
            "  eli: reg/2016/679",
            "data/eu.yaml:4: unknown field `titel`",
        ),
        (
            "regulation2",
            "regulation",
            "data/eu.yaml:2: there is no kind regulation2",
        ),
    ] {
        let message = refused(&[("eu.yaml", &ONE.replace(right, wrong))]);
        assert!(message.starts_with(expected), "{message}");
    }
    let implements = format!("{ONE}  implements: derde\n");
    assert_eq!(
        refused(&[("eu.yaml", &implements)]),
        "data/eu.yaml:8: there is no act with the code derde"
    );
}

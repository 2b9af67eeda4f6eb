use super::*;
use crate::find::Texts;

fn neighbour(kind: &str, number: usize, title: &str) -> Neighbour {
    Neighbour {
        iri: format!("urn:x:{kind}:{number}"),
        code: Some(format!("{kind}-{number:02}")),
        title: Texts::both(title, title),
    }
}

fn neighbourhood(counts: &[(SectorKind, usize)], title: &str) -> Neighbourhood {
    Neighbourhood {
        middle: neighbour("aia", 9, title),
        sectors: counts
            .iter()
            .map(|&(kind, count)| Sector {
                kind,
                neighbours: (0..count).map(|n| neighbour("owp", n, title)).collect(),
                list: None,
            })
            .collect(),
    }
}

fn made(neighbourhood: &Neighbourhood) -> String {
    picture(&Picture {
        neighbourhood,
        language: Language::Nl,
        thing: &|iri| Some(format!("/nl/doc/{iri}")),
        list: &|_| Some("/nl/measures?requirement=aia-09".to_owned()),
    })
    .into_string()
}

#[test]
fn no_more_than_twenty_are_drawn_and_each_kind_has_its_share() {
    let around = neighbourhood(
        &[
            (SectorKind::Provisions, 1),
            (SectorKind::Measures, 30),
            (SectorKind::Instruments, 12),
        ],
        "Plan",
    );
    assert_eq!(shares(&around.sectors), [1, 10, 9]);
    let svg = made(&around);
    assert!(svg.contains("+ 20 maatregelen") && svg.contains("+ 3 hulpmiddelen"));
    let drawing = svg.split("</svg>").next().unwrap();
    assert_eq!(drawing.matches("<title>").count(), 20);
    // The table has them all.
    assert_eq!(svg.matches("<td>").count(), 43);
    assert_eq!(svg, made(&around));
}

#[test]
fn texts_of_neighbours_do_not_overlap() {
    let title = "Een tamelijk lange titel van een maatregel die over meer dan twee regels gaat";
    let around = neighbourhood(
        &[
            (SectorKind::Requirements, 9),
            (SectorKind::Roles, 4),
            (SectorKind::Phases, 9),
            (SectorKind::Norms, 9),
        ],
        title,
    );
    let picture = Picture {
        neighbourhood: &around,
        language: Language::En,
        thing: &|_| None,
        list: &|_| None,
    };
    let shown = shares(&around.sectors);
    for layout in [
        Layout::wide(&picture, &shown),
        Layout::narrow(&picture, &shown),
    ] {
        for left in [true, false] {
            let mut bottom = 0;
            for item in layout.items.iter().filter(|item| item.to_the_left == left) {
                let half = match item.place {
                    Place::Node(..) => NODE_HALF,
                    _ => 13,
                };
                assert!(item.y - half >= bottom, "rows overlap at {}", item.y);
                bottom = item.y + half;
                for text in &item.text {
                    let end = if left {
                        f64::from(item.text_x) - text::width(text)
                    } else {
                        f64::from(layout.width - item.text_x) - text::width(text)
                    };
                    assert!(end >= 0.0, "{text} leaves the drawing");
                }
            }
            assert!(bottom <= layout.height);
        }
        let b = &layout.middle;
        for item in &layout.items {
            let beside = (item.x - (b.x + b.width / 2)).abs() >= b.width / 2 + 8;
            let apart = item.y + 20 <= b.y || item.y - 20 >= b.y + b.height;
            assert!(beside || apart, "a mark under the middle");
        }
    }
}

const NODE_HALF: i32 = layout::NODE / 2;

#[test]
fn hostile_titles_stay_text() {
    let title = "<script>alert(1)</script>\"><img src=x onerror=alert(1)> & \u{202e}";
    let svg = made(&neighbourhood(&[(SectorKind::Measures, 2)], title));
    assert!(!svg.contains("<script") && !svg.contains("<img"));
    assert!(!svg.contains("style="), "the policy forbids inline style");
}

#[test]
fn every_shape_is_closed() {
    // An open `path` would swallow all that follows: in SVG no element is void.
    let svg = made(&neighbourhood(&[(SectorKind::Measures, 25)], "Plan"));
    for name in ["path", "rect", "text", "tspan", "a", "g", "svg"] {
        let begun =
            svg.matches(&format!("<{name} ")).count() + svg.matches(&format!("<{name}>")).count();
        assert_eq!(begun, svg.matches(&format!("</{name}>")).count(), "{name}");
        assert!(begun > 0, "{name}");
    }
}

#[test]
fn a_lone_neighbour_is_drawn() {
    let svg = made(&neighbourhood(&[(SectorKind::Norms, 1)], ""));
    assert!(svg.contains("viewBox"));
}

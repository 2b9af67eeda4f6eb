//! Front matter that is broken, deep, long or full.

use super::{Case, SIZE, bomb, case, page, requirement};
use std::fs::write;

pub(super) const CASES: &[Case] = &[
    case(
        "a bomb of aliases",
        |root| page(root, bomb()),
        1,
        &["[front-matter-syntax]", "more than 100000 values"],
    ),
    case(
        "deep front matter",
        |root| page(root, format!("---\na: {}\n---\n", "[".repeat(SIZE))),
        1,
        &["[front-matter-syntax]", "levels of nesting"],
    ),
    case(
        "deep maps",
        |root| page(root, format!("---\n{}\n---\n", "{a: ".repeat(SIZE / 4))),
        1,
        &["[front-matter-syntax]"],
    ),
    case(
        "an open quote",
        |root| page(root, "---\ntitle: \"Proef\n---\n"),
        1,
        &["[front-matter-syntax]", "a.md:2"],
    ),
    case(
        "an open head",
        |root| page(root, "---\ntitle: Proef\n"),
        1,
        &["[front-matter-syntax]", "a.md:1:1"],
    ),
    case(
        "many keys",
        |root| {
            let keys: String = (0..SIZE / 12).map(|at| format!("k{at}: 1\n")).collect();
            page(root, format!("---\n{keys}---\n"));
        },
        0,
        &["[unknown-key]", "[too-many-findings]"],
    ),
    case(
        "one key many times",
        |root| page(root, format!("---\n{}---\n", "title: a\n".repeat(SIZE / 9))),
        0,
        &["[duplicate-key]"],
    ),
    case(
        "a long list",
        |root| {
            requirement(
                root,
                format!(
                    "---\nid: urn:nl:ak:ver:aia-90\ntitle: x\nrollen:\n{}---\n",
                    "- jurist\n".repeat(SIZE / 9)
                ),
            )
        },
        0,
        &["[duplicate-value]"],
    ),
    case(
        "a long exception",
        |root| {
            requirement(
                root,
                format!(
                    "---\nid: urn:nl:ak:ver:aia-90\ntitle: x\nuitzondering:\n- \"{}\"\n---\n",
                    "(".repeat(SIZE)
                ),
            )
        },
        0,
        &["[unparsed-exception]", "aia-90-x.md:5"],
    ),
    case(
        "front matter of 50 MB",
        |root| page(root, format!("---\n{}---\n", "a: b\n".repeat(10_000_000))),
        1,
        &["[unreadable-file]", "docs/a.md"],
    ),
    case(
        "numbers far apart",
        |root| {
            requirement(
                root,
                "---\nid: urn:nl:ak:ver:aia-18446744073709551615\ntitle: x\n---\n",
            );
            write(
                root.join("docs/vereisten/aia-00-y.md"),
                "---\nid: urn:nl:ak:ver:aia-00\ntitle: x\n---\n",
            )
            .unwrap();
        },
        0,
        &["[series-gap]"],
    ),
    case(
        "an alias of itself",
        |root| requirement(root, "---\nid: urn:nl:ak:ver:aia-90\na: &a [*a]\n---\n"),
        1,
        &["[front-matter-syntax]", "aia-90-x.md:3"],
    ),
    case(
        "maps that are merged",
        |root| page(root, "---\ntitle: Proef\na: &a {b: c}\n<<: *a\n---\n"),
        0,
        &["[unknown-key]", "a.md:4:1"],
    ),
];

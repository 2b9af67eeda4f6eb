//! Tables of norms and glossaries.

use super::{Case, HEAD, SIZE, case, page};
use std::fs::{create_dir_all, write};

pub(super) const CASES: &[Case] = &[
    case(
        "a table of bytes",
        |root| {
            page(root, HEAD);
            write(
                root.join("a.csv"),
                (0..=255).cycle().take(SIZE).collect::<Vec<u8>>(),
            )
            .unwrap();
        },
        0,
        &["[malformed-table]", "a.csv"],
    ),
    case(
        "a table of quotes",
        |root| {
            page(root, HEAD);
            write(root.join("a.csv"), "\"".repeat(SIZE)).unwrap();
        },
        0,
        &["[malformed-table]", "a.csv"],
    ),
    case(
        "a wide table of norms",
        |root| {
            page(root, HEAD);
            let urns: String = (0..10_000)
                .map(|n| format!(",urn:nl:ak:mtr:a-{n}"))
                .collect();
            write(
                root.join("a.csv"),
                format!("nummer,bron{urns}\nSV.1,ADR{}\n", ",1".repeat(10_000)),
            )
            .unwrap();
        },
        0,
        &["[dangling-reference]", "a.csv:2"],
    ),
    case(
        "a glossary of one term",
        |root| {
            page(root, HEAD);
            create_dir_all(root.join("includes")).unwrap();
            write(root.join("includes/b.md"), "*[a]: b\n".repeat(SIZE / 8)).unwrap();
        },
        0,
        &[],
    ),
    case(
        "a table and a glossary in Latin-1",
        |root| {
            page(root, HEAD);
            write(
                root.join("normen.csv"),
                b"nummer,bron,maatregelen-ak\nSV.1,ADR,[]\nco\xF6rdinatie,ADR,[]\n",
            )
            .unwrap();
            create_dir_all(root.join("includes")).unwrap();
            write(
                root.join("includes/begrippenlijst.md"),
                b"*[co\xF6rdinatie]: x\n*[half\n",
            )
            .unwrap();
        },
        0,
        &[
            "normen.csv:3:3",
            "begrippenlijst.md:1:5",
            "[malformed-term]",
            "begrippenlijst.md:2:1",
        ],
    ),
];

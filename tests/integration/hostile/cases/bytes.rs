//! Files whose bytes are not what a text has.

use super::{Case, HEAD, SIZE, case, page, requirement, utf_16, with_head};

pub(super) const CASES: &[Case] = &[
    case("an empty folder", |_| {}, 2, &["no Markdown document"]),
    case(
        "an empty page",
        |root| page(root, ""),
        0,
        &["[untitled-page]", "docs/a.md:1:1"],
    ),
    case(
        "an empty requirement",
        |root| requirement(root, ""),
        1,
        &["[missing-id]", "aia-90-x.md:1:1"],
    ),
    case(
        "Latin-1",
        |root| page(root, b"---\ntitle: Co\xF6rdinatie\n---\n"),
        0,
        &["[invalid-encoding]", "a.md:2:10"],
    ),
    case(
        "UTF-16",
        |root| page(root, utf_16(&with_head("Tekst"))),
        0,
        &["[invalid-encoding]", "a.md:1:1"],
    ),
    case(
        "a byte order mark",
        |root| page(root, format!("\u{feff}{HEAD}")),
        0,
        &[],
    ),
    case(
        "NUL",
        |root| page(root, with_head("a\0b\n")),
        0,
        &["[control-character]", "a.md:4:2"],
    ),
    case(
        "bytes of all kinds",
        |root| page(root, (0..=255).cycle().take(SIZE).collect::<Vec<u8>>()),
        0,
        &["[invalid-encoding]"],
    ),
    case(
        "line ends of long ago",
        |root| page(root, with_head("a\n[b]()\n").replace('\n', "\r")),
        0,
        &["[empty-link]", "a.md:5:1"],
    ),
    case(
        "UTF-16 with half a character",
        |root| {
            let mut bytes = utf_16(&with_head("Tekst"));
            bytes.push(b'x');
            page(root, bytes);
        },
        0,
        &["[invalid-encoding]"],
    ),
    case(
        "letters of two characters",
        |root| page(root, with_head("e\u{301}e\u{301} [a]()\n")),
        0,
        &["[empty-link]"],
    ),
    case(
        "marks of byte order in the text",
        |root| page(root, with_head("a\u{feff}b\n")),
        0,
        &["[invisible-character]", "a.md:4:2"],
    ),
    case(
        "a file of 50 MB",
        |root| page(root, vec![b'x'; 50_000_000]),
        1,
        &["[unreadable-file]", "docs/a.md", "at most 1048576"],
    ),
];

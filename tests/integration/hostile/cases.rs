//! What is broken, and what is to be said of it.

#![allow(
    clippy::format_collect,
    clippy::semicolon_if_nothing_returned,
    reason = "the cases are read as a list of what they write"
)]

use std::fs::{create_dir_all, write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

const HEAD: &str = "---\ntitle: Proef\n---\n";

/// What is written below `docs/`, the exit status of `check`, and what it must say.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) make: fn(&Path),
    pub(super) status: i32,
    pub(super) says: &'static [&'static str],
}

const fn case(
    name: &'static str,
    make: fn(&Path),
    status: i32,
    says: &'static [&'static str],
) -> Case {
    Case {
        name,
        make,
        status,
        says,
    }
}

fn page(root: &Path, text: impl AsRef<[u8]>) {
    write(root.join("docs/a.md"), text).unwrap();
}

fn requirement(root: &Path, text: impl AsRef<[u8]>) {
    create_dir_all(root.join("docs/vereisten")).unwrap();
    write(root.join("docs/vereisten/aia-90-x.md"), text).unwrap();
}

fn with_head(body: &str) -> String {
    format!("{HEAD}{body}")
}

fn utf_16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect()
}

fn bomb() -> String {
    let mut yaml = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 9].join(", ");
        yaml = format!("{yaml}a{level}: &a{level} [{items}]\n");
    }
    yaml + "---\n"
}

/// A fifth of what is read at most: what takes more than linear time shows, and tests stay quick.
const SIZE: usize = 200_000;

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
        "a file of 50 MB",
        |root| page(root, vec![b'x'; 50_000_000]),
        1,
        &["[unreadable-file]", "docs/a.md", "at most 1048576"],
    ),
    case(
        "front matter of 50 MB",
        |root| page(root, format!("---\n{}---\n", "a: b\n".repeat(10_000_000))),
        1,
        &["[unreadable-file]", "docs/a.md"],
    ),
    case(
        "a long line",
        |root| page(root, with_head(&"woord ".repeat(SIZE / 6))),
        0,
        &[],
    ),
    case(
        "deep quotes",
        |root| page(root, with_head(&">".repeat(SIZE))),
        0,
        &[],
    ),
    case(
        "quotes in quotes, lazily",
        |root| {
            page(
                root,
                with_head(&format!("{}a\n{}", ">".repeat(2_000), "a\n".repeat(20_000))),
            )
        },
        0,
        &[],
    ),
    case(
        "deep lists",
        |root| {
            let lines: String = (0..400)
                .map(|depth| format!("{}- a\n", "  ".repeat(depth)))
                .collect();
            page(root, with_head(&lines));
        },
        0,
        &[],
    ),
    case(
        "lists on a line",
        |root| page(root, with_head(&"- ".repeat(SIZE / 2))),
        0,
        &[],
    ),
    case(
        "open brackets",
        |root| page(root, with_head(&"[".repeat(SIZE))),
        0,
        &[],
    ),
    case(
        "half links",
        |root| page(root, with_head(&"[a](".repeat(SIZE / 4))),
        0,
        &[],
    ),
    case(
        "half links, reversed",
        |root| page(root, with_head(&"](.".repeat(SIZE / 3))),
        0,
        &[],
    ),
    case(
        "empty links",
        |root| page(root, with_head(&"[a]()".repeat(SIZE / 5))),
        0,
        &["[empty-link]", "[too-many-findings]"],
    ),
    case(
        "dangling links",
        |root| page(root, with_head(&"[a](b.md) ".repeat(SIZE / 10))),
        0,
        &["[missing-file]"],
    ),
    case(
        "emphasis",
        |root| page(root, with_head(&"*a _b ".repeat(SIZE / 6))),
        0,
        &[],
    ),
    case(
        "back-ticks",
        |root| {
            page(
                root,
                with_head(&(1..600).map(|n| "`".repeat(n) + " ").collect::<String>()),
            )
        },
        0,
        &[],
    ),
    case(
        "open comments",
        |root| page(root, with_head(&"<!-- ".repeat(SIZE / 5))),
        0,
        &["[unclosed-comment]"],
    ),
    case(
        "comments",
        |root| page(root, with_head(&"<!-- a -->".repeat(SIZE / 10))),
        0,
        &[],
    ),
    case(
        "open tags",
        |root| page(root, with_head(&"<a href='".repeat(SIZE / 9))),
        0,
        &[],
    ),
    case(
        "tags",
        |root| page(root, with_head(&"<p>\n<b>".repeat(SIZE / 7))),
        0,
        &[],
    ),
    case(
        "boxes in boxes",
        |root| {
            let lines: String = (0..300)
                .map(|depth| format!("{}!!! tip \"a\"\n", "    ".repeat(depth)))
                .collect();
            page(root, with_head(&lines));
        },
        0,
        &[],
    ),
    case(
        "headings",
        |root| page(root, with_head(&"## a\n".repeat(SIZE / 5))),
        0,
        &[],
    ),
    case(
        "a wide table",
        |root| {
            page(
                root,
                with_head(&format!(
                    "{}\n{}\n{}\n",
                    "|a".repeat(SIZE / 8),
                    "|-".repeat(SIZE / 8),
                    "|b".repeat(SIZE / 8)
                )),
            )
        },
        0,
        &[],
    ),
    case(
        "footnotes",
        |root| {
            page(
                root,
                with_head(
                    &(0..5_000)
                        .map(|n| format!("[^{n}]: a [^{n}]\n\n"))
                        .collect::<String>(),
                ),
            )
        },
        0,
        &[],
    ),
    case(
        "entities",
        |root| page(root, with_head(&"&amp;&#0;&x;".repeat(SIZE / 12))),
        0,
        &[],
    ),
    case(
        "citations",
        |root| page(root, with_head(&"artikel 5 AVG en ".repeat(SIZE / 17))),
        0,
        &[],
    ),
    case(
        "unresolved citations",
        |root| page(root, with_head(&"artikel 5. ".repeat(SIZE / 11))),
        0,
        &["[unresolved-citation]"],
    ),
    case(
        "a range of citations",
        |root| page(root, with_head("artikelen 1 tot en met 4294967295 AVG\n")),
        0,
        &[],
    ),
    case(
        "a folder called a.md",
        |root| {
            page(root, HEAD);
            create_dir_all(root.join("docs/b.md")).unwrap();
        },
        0,
        &["[not-followed]", "docs/b.md"],
    ),
    case(
        "a pipe",
        |root| {
            page(root, HEAD);
            assert!(
                Command::new("mkfifo")
                    .arg(root.join("docs/b.md"))
                    .status()
                    .unwrap()
                    .success()
            );
        },
        0,
        &["[not-followed]", "docs/b.md"],
    ),
    case(
        "a link to a device",
        |root| {
            page(root, HEAD);
            symlink("/dev/zero", root.join("docs/b.md")).unwrap();
        },
        0,
        &["[not-followed]", "docs/b.md"],
    ),
    case(
        "a socket",
        |root| {
            page(root, HEAD);
            std::os::unix::net::UnixListener::bind(root.join("docs/b.md")).unwrap();
        },
        0,
        &["[not-followed]", "docs/b.md"],
    ),
    case(
        "links in a circle",
        |root| {
            page(root, HEAD);
            symlink("c.md", root.join("docs/b.md")).unwrap();
            symlink("b.md", root.join("docs/c.md")).unwrap();
            symlink(".", root.join("docs/d")).unwrap();
        },
        0,
        &["[not-followed]", "docs/b.md", "docs/c.md"],
    ),
    case(
        "deep folders",
        |root| {
            let mut place = root.join("docs");
            for _ in 0..1_000 {
                place.push("m");
            }
            create_dir_all(&place).unwrap();
            write(place.join("a.md"), HEAD).unwrap();
        },
        0,
        &[],
    ),
    case(
        "names that steer terminals",
        |root| {
            page(root, HEAD);
            write(root.join("docs/\u{1b}[31m\n.md"), "").unwrap();
        },
        0,
        &["\u{fffd}[31m\u{fffd}.md"],
    ),
    case(
        "a name that is no UTF-8",
        |root| {
            use std::os::unix::ffi::OsStrExt;
            page(root, HEAD);
            write(
                root.join("docs")
                    .join(std::ffi::OsStr::from_bytes(b"\xFF.md")),
                "",
            )
            .unwrap();
        },
        0,
        &["\u{fffd}.md"],
    ),
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
        "open instructions",
        |root| page(root, with_head(&"<?".repeat(SIZE / 2))),
        0,
        &[],
    ),
    case(
        "open instructions, a line each",
        |root| page(root, with_head(&"<?\n".repeat(SIZE / 3))),
        0,
        &[],
    ),
    case(
        "open sections of characters",
        |root| page(root, with_head(&"<![CDATA[\n".repeat(SIZE / 10))),
        0,
        &[],
    ),
    case(
        "open comments on a line",
        |root| page(root, with_head(&"<!-- a ".repeat(SIZE / 7))),
        0,
        &["[unclosed-comment]", "a.md:4:1"],
    ),
    case(
        "open lists of attributes",
        |root| page(root, with_head(&"[a](b){".repeat(SIZE / 7))),
        0,
        &[],
    ),
    case(
        "a thousand quotes, lazily",
        |root| {
            let text = format!("{}a\n{}", "> ".repeat(1_000), "b\n".repeat(SIZE / 2));
            page(root, with_head(&text));
        },
        0,
        &["[deep-nesting]", "a.md:4:201"],
    ),
    case(
        "links that define each other",
        |root| {
            let all = (0..SIZE / 20).map(|at| format!("[a{at}]: <[a{}]>\n\n", at + 1));
            page(root, with_head(&all.collect::<String>()));
        },
        0,
        &[],
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
    case(
        "a name with a line end",
        |root| write(root.join("docs/a\nb: c.md"), "").unwrap(),
        0,
        &["[untitled-page]"],
    ),
];

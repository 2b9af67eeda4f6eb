//! Markdown that is deep, long, open or full.

use super::{Case, SIZE, case, page, with_head};

pub(super) const CASES: &[Case] = &[
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
];

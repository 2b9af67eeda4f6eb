#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use super::*;

fn texts(body: &str) -> Vec<String> {
    read(body, 0)
        .sections
        .iter()
        .flat_map(|section| section.blocks.iter().map(|block| block.text.clone()))
        .collect()
}

fn links(body: &str) -> Vec<(String, String, u32)> {
    read(body, 0)
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .flat_map(|block| {
            block.links.iter().map(|link| {
                (
                    block.text[link.range.clone()].to_owned(),
                    link.address.clone(),
                    link.start.line,
                )
            })
        })
        .collect()
}

#[test]
fn headings_of_level_two_open_sections() {
    let body = read(
        "\nVooraf\n\n## Maatregel { data-search-exclude }\n\nTekst\n\n### Klein\n\n- een\n- twee\n\n## Leeg\n",
        10,
    );
    let told: Vec<_> = body
        .sections
        .iter()
        .map(|section| {
            (
                section.title.as_ref().map(|title| title.text.as_str()),
                section.line,
                section.text(),
                section.markdown.as_str(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (None, 12, "Vooraf".to_owned(), "Vooraf"),
            (
                Some("Maatregel"),
                14,
                "Tekst\nKlein\neen\ntwee".to_owned(),
                "Tekst\n\n### Klein\n\n- een\n- twee"
            ),
            (Some("Leeg"), 23, String::new(), "")
        ]
    );
}

#[test]
fn headings_in_lists_boxes_and_fences_open_none() {
    let body =
        "- ## in een lijst\n\n!!! note \"Let op\"\n\n    ## in een kader\n\n```\n## in code\n```\n";
    assert_eq!(read(body, 0).sections.len(), 1);
    assert_eq!(
        texts(body),
        ["in een lijst", "Let op", "in een kader", "## in code"]
    );
}

#[test]
fn a_heading_may_be_underlined() {
    let body = read("Bronnen\n-------\nTekst\n", 0);
    assert_eq!(body.sections[0].title.as_ref().unwrap().text, "Bronnen");
    assert_eq!(body.sections[0].markdown, "Tekst");
}

#[test]
fn the_first_heading_of_level_one_is_known() {
    assert_eq!(
        read("# Fase 2: Proef\nTekst", 0).heading.unwrap().text,
        "Fase 2: Proef"
    );
}

#[test]
fn boxes_keep_title_text_and_links() {
    let body = "Voor\n!!! example \"Gemeente *Proef*\"\n\n\tEen [link](a.md).\n\n    - punt\n\n    ??? note \"Dieper\"\n        Tekst\nNa\n";
    assert_eq!(
        texts(body),
        [
            "Voor",
            "Gemeente Proef",
            "Een link.",
            "punt",
            "Dieper",
            "Tekst",
            "Na"
        ]
    );
    assert_eq!(links(body), [("link".into(), "a.md".into(), 4)]);
}

#[test]
fn boxes_stand_in_lists_too() {
    let body = "1. een\n\n    !!! tip \"Tip\"\n\n        Doe [dit](b.md).\n\n    verder\n2. twee\n";
    assert_eq!(texts(body), ["een", "Tip", "Doe dit.", "verder", "twee"]);
    assert_eq!(links(body).len(), 1);
}

#[test]
fn titles_of_boxes_are_no_other_block() {
    for title in ["1. Eerst", "# kop", "- streep", "> citaat", "| cel |"] {
        assert_eq!(
            texts(&format!("!!! info \"{title}\"\n    x\n")),
            [title, "x"]
        );
    }
    assert_eq!(texts("!!! info\n    x\n"), ["x"]);
    assert_eq!(texts("!!! \"tip\" Tip\n    x\n"), ["!!! \"tip\" Tip", "x"]);
    assert_eq!(texts("=== \"Tab\"\n    x\n"), ["Tab", "x"]);
    assert_eq!(
        texts("!!! dat is geen kader, maar tekst!\n"),
        ["!!! dat is geen kader, maar tekst!"]
    );
}

#[test]
fn comments_are_no_text_and_macros_are_known() {
    let body = "<!-- tags -->\nEen <!-- twee\ndrie --> vier\n<!-- list_maatregelen vereiste/x -->\n`<!-- code -->`\n\n```\n<!-- code -->\n```\n";
    assert_eq!(texts(body), ["Een vier", "<!-- code -->", "<!-- code -->"]);
    let comments: Vec<_> = read(body, 5)
        .comments
        .into_iter()
        .map(|comment| (comment.start.line, comment.text))
        .collect();
    assert_eq!(
        comments,
        [
            (6, "tags".into()),
            (7, "twee\ndrie".into()),
            (9, "list_maatregelen vereiste/x".into())
        ]
    );
}

#[test]
fn a_heading_in_a_comment_opens_no_section() {
    assert_eq!(read("<!--\n## Weg\n-->\n## Hier\n", 0).sections.len(), 1);
}

#[test]
fn a_comment_that_is_never_closed_loses_nothing() {
    let body = read("## Kop\n\nTekst <!-- open\n\nmeer\n", 0);
    assert_eq!(body.unclosed_comments, [Position { line: 3, byte: 6 }]);
    assert_eq!(body.sections[0].text(), "Tekst <!-- open\nmeer");
}

#[test]
fn attribute_lists_are_no_text() {
    assert_eq!(
        texts("[Naar](a.md){ .button .md-button--secondary } toe\n"),
        ["Naar toe"]
    );
    assert_eq!(
        texts("**vet**{: #x key=\"a b\"} en {niet} **dit**{zo}\n"),
        ["vet en {niet} dit{zo}"]
    );
    assert_eq!(
        texts("Alinea\nverder\n{: .klein }\n\n- punt { blijft }\n"),
        ["Alinea verder", "punt { blijft }"]
    );
    assert_eq!(texts("{ .alleen }\n\n- een\n- twee\n"), ["een", "twee"]);
}

#[test]
fn tables_and_footnotes_lose_neither_text_nor_links() {
    let body =
        "| Kop | [Twee](k.md) |\n|---|---|\n| a | **b** |\n\nZie[^1].\n\n[^1]: Een [noot](n.md).\n";
    assert_eq!(
        read(body, 0).sections[0].text(),
        "Kop\tTwee\na\tb\nZie[^1].\n[^1]: Een noot."
    );
    assert_eq!(links(body).len(), 2);
}

#[test]
fn html_loses_its_tags_only() {
    let body = "<div class=\"grid cards\" markdown>\n- [kaart](k.md)\n</div>\n\n<ul>\n<li>R&amp;D <a href=\"h.md\">h&eacute;</a></li>\n</ul>\n\nEen<br>twee <span>drie</span>\n";
    assert_eq!(texts(body), ["kaart", "R&D hé", "Een twee drie"]);
    assert_eq!(
        links(body),
        [
            ("kaart".into(), "k.md".into(), 2),
            ("hé".into(), "h.md".into(), 6)
        ]
    );
}

#[test]
fn entities_escapes_and_white_space() {
    assert_eq!(
        texts("A &amp; B&nbsp;C \\* `x  y`\n   d\n"),
        ["A & B C * x y d"]
    );
}

#[test]
fn lines_are_known_inside_a_block() {
    let body = read("een twee\ndrie [vier\nvijf](a.md)\n", 100);
    let block = &body.sections[0].blocks[0];
    let at = |word: &str| block.line_at(block.text.find(word).unwrap());
    assert_eq!((at("een"), at("drie"), at("vijf")), (101, 102, 103));
    assert_eq!(block.links[0].start.line, 102);
}

#[test]
fn many_open_marks_take_linear_time() {
    for mark in ["<!--", "<", "!!! a\n    ", "> ", "[", "`"] {
        let body = mark.repeat(20_000);
        let start = std::time::Instant::now();
        read(&body, 0);
        assert!(start.elapsed().as_secs() < 5, "{mark}");
    }
}

proptest::proptest! {
    #[test]
    fn any_body_is_read(body in "([#>!?=<\\-*` \n\t\\[\\]{}|&;a-z0-9\"(){}^:/]|<!--|-->|!!! x\n|    |\n){0,60}") {
        let sections = read(&body, 0).sections;
        for block in sections.iter().flat_map(|section| &section.blocks) {
            proptest::prop_assert!(!block.text.contains('\n') && block.text == block.text.trim());
            for link in &block.links {
                proptest::prop_assert!(block.text.get(link.range.clone()).is_some());
            }
        }
    }
}

#[test]
fn words_are_found_where_they_stand() {
    let text = "\
---
Een <!-- weg --> *woord* en &amp; [link](a.md) {
!!! tip \"Een titel\"
    In de doos een **groot** woord en [een](b.md) na

    - punt <!-- x --> staat
\t- `code` hier
> <p>html
> met regel</p>
| cel | tweede |
|---|---|
";
    let body = read(text, 0);
    let lines: Vec<&str> = text.split('\n').collect();
    let mut found = 0;
    for block in body.sections.iter().flat_map(|section| &section.blocks) {
        let mut at = 0;
        for word in block.text.split(' ') {
            let (from, to) = block.positions(&(at..at + word.len()));
            at += word.len() + 1;
            let line = lines[from.line as usize - 1];
            if word != "&" {
                assert_eq!(from.line, to.line);
                assert_eq!(&line[from.byte as usize..to.byte as usize], word, "{line}");
                found += 1;
            }
        }
        for link in &block.links {
            let line = lines[link.start.line as usize - 1];
            let words = &line[link.start.byte as usize..link.end.byte as usize];
            assert!(words.starts_with('[') && words.ends_with(')'), "{words}");
            found += 1;
        }
    }
    assert_eq!(found, 27);
}

proptest::proptest! {
    #[test]
    fn any_markdown_is_read_and_every_place_is_in_the_file(
        pieces in proptest::collection::vec(
            "(\\n|    |\\t|> |- |1\\. |#{1,6} |!!! tip \"x\"|\\?\\?\\? y|```|~~~|<!--|-->|\\| a \\| b \\||\\|---\\||\\[a\\]\\(b\\)|\\[|\\]|\\(|\\)|<a href='x'>|</a>|<p id=y>|&amp;|\\{ \\.x \\}|`|\\*\\*|_|\\\\|é|woord )",
            0..40,
        )
    ) {
        let text = pieces.concat();
        let body = read(&text, 0);
        let lines: Vec<&str> = text.split('\n').collect();
        for section in &body.sections {
            for block in section.title.iter().chain(&section.blocks) {
                for (at, _) in block.text.char_indices() {
                    let position = block.position(at);
                    proptest::prop_assert!((position.line as usize) <= lines.len().max(1));
                }
                for link in &block.links {
                    proptest::prop_assert!(link.start <= link.end);
                }
            }
        }
    }
}

//! Links that are written so that they are none.

use super::super::reporter::Reporter;
use super::Outline;
use crate::findings::{Bilingual, Code};
use crate::source::markdown::{Block, BlockKind, Body};
use std::ops::Range;

pub(super) fn check(reporter: &mut Reporter<'_>, body: &Body, outlines: &[Outline]) {
    // Most texts have no bracket at all.
    let likely = body
        .sections
        .iter()
        .zip(outlines)
        .filter(|(_, outline)| memchr::memchr(b']', outline.text.as_bytes()).is_some());
    for block in likely
        .flat_map(|(section, _)| &section.blocks)
        .filter(|block| block.kind != BlockKind::Code)
    {
        for (range, help) in broken(&block.text) {
            report(reporter, block, &range, help);
        }
    }
}

/// What is wrong with it, as the help says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mistake {
    /// `[words] (address)`
    Space,
    /// `[words](an address)`
    Address,
    /// `(words)[address]`
    Reversed,
}

/// The places of a text that should have been links.
fn broken(text: &str) -> Vec<(Range<usize>, Mistake)> {
    let mut found = Vec::new();
    if !text.contains(']') {
        return found;
    }
    for (marks, mistake) in [
        ("](", Mistake::Address),
        ("] (", Mistake::Space),
        (")[", Mistake::Reversed),
    ] {
        for (at, _) in text.match_indices(marks) {
            let behind = at + marks.len();
            let rest = text.get(behind..).unwrap_or_default();
            let close = if mistake == Mistake::Reversed {
                ']'
            } else {
                ')'
            };
            let open = if mistake == Mistake::Reversed {
                '('
            } else {
                '['
            };
            // Addresses are short: that many bytes are looked at.
            let near = rest.floor_char_boundary(500);
            let Some(end) = rest.get(..near).and_then(|near| near.find(close)) else {
                continue;
            };
            let address = rest.get(..end).unwrap_or_default();
            let before = text.get(..at).unwrap_or_default();
            let from = before.floor_char_boundary(before.len().saturating_sub(1_000));
            let Some(start) = before
                .get(from..)
                .and_then(|words| words.rfind(open))
                .map(|start| from + start)
            else {
                continue;
            };
            let is_address = match mistake {
                Mistake::Address => address.contains(['.', '/', '#']),
                Mistake::Space | Mistake::Reversed => {
                    ["http://", "https://", "www.", "../", "./", "mailto:"]
                        .iter()
                        .any(|begin| address.trim_start().starts_with(begin))
                        || address.to_lowercase().ends_with(".md")
                }
            };
            if is_address {
                found.push((start..behind + end + 1, mistake));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

fn report(reporter: &mut Reporter<'_>, block: &Block, range: &Range<usize>, mistake: Mistake) {
    let help = match mistake {
        Mistake::Space => Bilingual::new(
            "haal de spatie tussen ] en ( weg",
            "remove the space between ] and (",
        ),
        Mistake::Address => Bilingual::new(
            "zet het adres tussen < en >, of schrijf %20 voor een spatie",
            "put the address between < and >, or write %20 for a space",
        ),
        Mistake::Reversed => Bilingual::new(
            "schrijf eerst de woorden tussen [ en ], dan het adres tussen ( en )",
            "write the words between [ and ] first, then the address between ( and )",
        ),
    };
    let span = reporter.document.span(block.positions(range));
    let message = if mistake == Mistake::Address {
        // Python-Markdown takes it; CommonMark, and so most other programs, do not (§6.3).
        Bilingual::new(
            "Dit adres bevat spaties of haakjes, waardoor veel programma’s hier geen link zien",
            "This address has spaces or brackets in it, so that many programs see no link here",
        )
    } else {
        Bilingual::new(
            "Dit is geen link, al lijkt het er een",
            "This is no link, though it looks like one",
        )
    };
    reporter.report(Code::MalformedLink, span, message).help = Some(help);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<(&str, Mistake)> {
        broken(text)
            .into_iter()
            .filter_map(|(range, mistake)| Some((text.get(range)?, mistake)))
            .collect()
    }

    #[test]
    fn what_should_have_been_a_link_is_found() {
        assert_eq!(
            mistakes("zie [de site] (https://a.nl/) en [x](een blad.pdf), (y)[../b.md]"),
            [
                ("[de site] (https://a.nl/)", Mistake::Space),
                ("[x](een blad.pdf)", Mistake::Address),
                ("(y)[../b.md]", Mistake::Reversed),
            ]
        );
    }

    #[test]
    fn brackets_alone_are_no_link() {
        for text in [
            "f[x](y)",
            "[noot] (zie boven)",
            "(a)[b]",
            "](a.md)",
            "[",
            "",
        ] {
            assert_eq!(mistakes(text), [], "{text}");
        }
        assert_eq!(mistakes(&"](.".repeat(50_000)), []);
    }
}

//! Spaces that look like others: a no-break space where nothing is to be held together, and the
//! narrow one, which programs for text leave behind when a text is copied.

use super::super::reporter::Reporter;
use crate::findings::{Bilingual, Code};
use crate::source::markdown::Position;

const NO_BREAK: char = '\u{A0}';
const NARROW: char = '\u{202F}';

pub(super) fn check(reporter: &mut Reporter<'_>) {
    let document = reporter.document;
    if !has_any(document.text()) {
        return;
    }
    for (number, line) in (1_u32..).zip(document.lines()) {
        // Of a line that has more of them, one is enough.
        let Some(at) = out_of_place(line) else {
            continue;
        };
        let found = line.get(at..).and_then(|rest| rest.chars().next());
        let Some(found) = found else { continue };
        let message = Bilingual::new(
            format!("Hier staat een harde spatie: U+{:04X}", u32::from(found)),
            format!("There is a no-break space here: U+{:04X}", u32::from(found)),
        );
        let start = Position::of_line(number).after(at);
        let span = document.span((start, start.after(found.len_utf8())));
        reporter
            .report(Code::InvisibleCharacter, span, message)
            .help = Some(Bilingual::new(
            "schrijf een gewone spatie, of niets",
            "write an ordinary space, or nothing",
        ));
    }
}

/// Whether a text has such a space anywhere: most have none, which their last bytes tell.
fn has_any(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(0xA0, 0xAF, bytes).any(|at| {
        let rest = bytes.get(..=at).unwrap_or_default();
        rest.ends_with(b"\xC2\xA0") || rest.ends_with(b"\xE2\x80\xAF")
    })
}

/// The byte of the first such space: a narrow one, or one with no word on one of its sides.
fn out_of_place(line: &str) -> Option<usize> {
    if line.is_ascii() {
        return None;
    }
    let mut before = ' ';
    let mut characters = line.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let after = characters.peek().map_or(' ', |(_, next)| *next);
        let held = !before.is_whitespace() && !after.is_whitespace();
        if character == NARROW || character == NO_BREAK && !held {
            return Some(at);
        }
        before = character;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn a_text_has_one_where_it_stands(text in "[ \u{A0}\u{202F}\u{2020}aàï]{0,8}") {
            let expected = text.contains([NO_BREAK, NARROW]);
            proptest::prop_assert_eq!(has_any(&text), expected);
        }
    }

    #[test]
    fn a_space_that_holds_nothing_together_is_out_of_place() {
        assert_eq!(out_of_place("artikel\u{A0}5 van de wet"), None);
        assert_eq!(out_of_place("\u{A0}"), Some(0));
        assert_eq!(out_of_place("het eind.\u{A0}"), Some(9));
        assert_eq!(out_of_place("é \u{A0}x"), Some(3));
        assert_eq!(out_of_place("zin.\u{202F}Zin"), Some(4));
    }
}

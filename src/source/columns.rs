//! Columns of a decoded line in the line as the file has it: reading anew what was misread, and
//! normal form C, make one character of several.

use super::decode::misread;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Longer lines keep the columns of the decoded line: looking takes time with every finding.
const LONGEST: usize = 20_000;

/// The column (from 1, in code points) in a line of the file for one of the decoded line. Of a
/// character that stands for several, that of the first.
pub(crate) fn in_file(original: &str, decoded: u32) -> u32 {
    if original.len() > LONGEST {
        return decoded;
    }
    let (mut there, mut here) = (1_u32, 1_u32);
    let mut rest = original;
    while here < decoded && !rest.is_empty() {
        let (taken, given, length) = step(rest);
        if here + given > decoded {
            break;
        }
        (there, here) = (there + taken, here + given);
        rest = rest.get(length..).unwrap_or_default();
    }
    // Beyond the end, both go on alike.
    there + if rest.is_empty() { decoded - here } else { 0 }
}

/// How many characters the next piece of a line of the file has, how many it becomes, and its bytes.
fn step(text: &str) -> (u32, u32, usize) {
    let count = |characters: usize| u32::try_from(characters).unwrap_or(u32::MAX / 4);
    if let Some((_, length)) = misread(text) {
        let stood = text.get(..length).unwrap_or_default();
        return (count(stood.chars().count()), 1, length);
    }
    let mut characters = text.char_indices().skip(1);
    let end = characters
        .find(|(_, character)| canonical_combining_class(*character) == 0)
        .map_or(text.len(), |(at, _)| at);
    let piece = text.get(..end).unwrap_or_default();
    let composed = piece.nfc().count();
    (count(piece.chars().count()), count(composed), end.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_what_was_composed_or_read_anew() {
        // é as two characters, ë as it was misread.
        let line = "e\u{301}e\u{301} GeÃ«nd x";
        let columns: Vec<u32> = (1..=10).map(|column| in_file(line, column)).collect();
        assert_eq!(columns, [1, 3, 5, 6, 7, 8, 10, 11, 12, 13]);
        assert_eq!(in_file("abc", 3), 3);
        assert_eq!(in_file("abc", 9), 9);
        assert_eq!(in_file("", 1), 1);
    }

    proptest::proptest! {
        #[test]
        fn columns_grow_with_columns(line in ".{0,40}", column in 1_u32..60) {
            proptest::prop_assert!(in_file(&line, column) <= in_file(&line, column + 1));
        }
    }
}

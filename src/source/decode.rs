//! Bytes become text: encoding, line ends, characters that no format can carry.
//!
//! [`decode`] never fails and never repairs in silence: what it changed stands in
//! [`Decoded::issues`], line by line.

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What was found while decoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum IssueKind {
    /// Bytes that are no UTF-8 were read as UTF-16, if they begin so, else as Windows-1252.
    InvalidEncoding,
    /// UTF-8 that had been read as Windows-1252 once (`Ã«` for `ë`) was read anew.
    Repaired,
    /// A control character, or a code point that XML cannot carry, became U+FFFD.
    Control,
    /// A character that nobody sees; kept.
    Invisible,
}

/// One issue at one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// What it is.
    pub kind: IssueKind,
    /// Line, from 1.
    pub line: u32,
    /// Column of the first such character, from 1, in code points of the decoded line.
    pub column: u32,
    /// What stood there, and what stands there now.
    pub detail: String,
}

/// Text with `\n` as its only line end, in Unicode normal form C, without a byte order mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// What was changed or is odd: at most one issue of a kind a line.
    pub issues: Vec<Issue>,
    /// The text as the file has it, line for line, where characters of it became one.
    pub original: Option<String>,
}

/// Decodes the bytes of a file.
pub fn decode(bytes: &[u8]) -> Decoded {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    // Nearly every file is as it should be: one look, one copy.
    if let Ok(text) = std::str::from_utf8(bytes)
        && stands_as_it_is(text)
    {
        return Decoded {
            text: text.to_owned(),
            issues: Vec::new(),
            original: None,
        };
    }
    repaired(bytes)
}

/// What [`decode`] does where something asks for it.
fn repaired(bytes: &[u8]) -> Decoded {
    let mut issues = Vec::new();
    let mut text = match from_utf16(bytes, &mut issues) {
        Some(text) => text,
        None => from_utf8(bytes, &mut issues),
    };
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n");
    }
    let mut original = None;
    if !text.is_ascii() {
        let before = text.clone();
        text = repair(text, &mut issues);
        if is_nfc_quick(text.chars()) != IsNormalized::Yes {
            text = text.nfc().collect();
        }
        original = (before != text).then_some(before);
    }
    text = check_characters(text, &mut issues);
    issues.sort_by_key(|issue| (issue.line, issue.kind));
    issues.dedup_by_key(|issue| (issue.line, issue.kind));
    Decoded {
        text,
        issues,
        original,
    }
}

/// Whether nothing in a text asks for a change or a word. It may say no where all is well, never
/// yes where it is not: characters are looked at one by one, not as they stand together.
fn stands_as_it_is(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = next_special(rest.as_bytes()) {
        rest = rest.get(at..).unwrap_or_default();
        let Some(character) = rest.chars().next().filter(|c| !c.is_ascii()) else {
            return false;
        };
        if !is_fit(character) || misread(rest).is_some() {
            return false;
        }
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    true
}

/// Whether a character stays as it is by itself, and is seen.
fn is_fit(c: char) -> bool {
    canonical_combining_class(c) == 0
        && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
        && !is_unfit(c)
        && !is_invisible(c)
}

/// Where the first byte is that is neither printable ASCII nor a tab or line end.
#[allow(
    clippy::needless_bitwise_bool,
    reason = "without branches, many bytes are looked at in one step"
)]
fn next_special(text: &[u8]) -> Option<usize> {
    const STEP: usize = 32;
    let special = |byte: u8| !(b' '..=b'~').contains(&byte) & (byte != b'\n') & (byte != b'\t');
    // Steps of a known length are what makes it quick.
    let (steps, _) = text.as_chunks::<STEP>();
    let is_plain = |step: &&[u8; STEP]| {
        !step
            .iter()
            .fold(false, |found, byte| found | special(*byte))
    };
    let plain = steps.iter().take_while(is_plain).count() * STEP;
    let at = text.get(plain..)?.iter().position(|byte| special(*byte))?;
    Some(plain + at)
}

/// More issues of a file are not told, so that no file fills the memory with them.
const MAX_ISSUES: usize = 2_000;

/// Adds an issue, the first of its kind on its line. Issues of one kind come line by line.
fn report(
    issues: &mut Vec<Issue>,
    kind: IssueKind,
    (line, column): (u32, u32),
    detail: impl FnOnce() -> String,
) {
    let is_known = issues
        .iter()
        .rev()
        .take(2)
        .any(|known| (known.kind, known.line) == (kind, line));
    if !is_known && issues.len() < MAX_ISSUES {
        issues.push(Issue {
            kind,
            line,
            column,
            detail: detail(),
        });
    }
}

/// Text in UTF-16, where its first bytes say so; each half of a pair without the other becomes
/// U+FFFD.
fn from_utf16(bytes: &[u8], issues: &mut Vec<Issue>) -> Option<String> {
    let (bytes, is_little) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (rest, true),
        [0xFE, 0xFF, rest @ ..] => (rest, false),
        _ => return None,
    };
    let units = bytes.chunks(2).map(|pair| {
        let byte = |at| pair.get(at).copied().unwrap_or(0);
        if is_little {
            u16::from_le_bytes([byte(0), byte(1)])
        } else {
            u16::from_be_bytes([byte(0), byte(1)])
        }
    });
    report(issues, IssueKind::InvalidEncoding, (1, 1), || {
        "UTF-16 → UTF-8".to_owned()
    });
    let text = char::decode_utf16(units);
    Some(
        text.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
    )
}

/// Valid UTF-8 as it is; each byte that is none, as Windows-1252.
fn from_utf8(bytes: &[u8], issues: &mut Vec<Issue>) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut cursor = Cursor::START;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if chunk.invalid().is_empty() {
            continue;
        }
        cursor.pass(chunk.valid());
        let read: String = chunk
            .invalid()
            .iter()
            .map(|byte| windows_1252(*byte))
            .collect();
        report(
            issues,
            IssueKind::InvalidEncoding,
            (cursor.line, cursor.column),
            || {
                let bytes = chunk.invalid().iter().map(|byte| format!("{byte:02X}"));
                let bytes: Vec<String> = bytes.collect();
                format!("{} → {read}", bytes.join(" "))
            },
        );
        text.push_str(&read);
        cursor.pass(&read);
    }
    text
}

/// Where writing stands: line and column (from 1, in code points) of what comes next.
struct Cursor {
    line: u32,
    column: u32,
}

impl Cursor {
    const START: Self = Self { line: 1, column: 1 };

    fn pass(&mut self, text: &str) {
        for character in text.chars() {
            if character == '\n' {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else {
                self.column = self.column.saturating_add(1);
            }
        }
    }
}

/// Reads anew what was UTF-8 and had been read as Windows-1252: a lead byte's character followed
/// by as many continuation bytes' characters as it asks for. No word of a language that the
/// framework is written in looks like that.
fn repair(text: String, issues: &mut Vec<Issue>) -> String {
    if !text.chars().any(|c| ('\u{C2}'..='\u{F4}').contains(&c)) {
        return text;
    }
    let mut repaired = String::with_capacity(text.len());
    let mut cursor = Cursor::START;
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        if let Some((original, length)) = misread(rest) {
            let stood = rest.get(..length).unwrap_or_default();
            report(
                issues,
                IssueKind::Repaired,
                (cursor.line, cursor.column),
                || format!("{stood} → {original}"),
            );
            repaired.push(original);
            cursor.column = cursor.column.saturating_add(1);
            rest = rest.get(length..).unwrap_or_default();
        } else {
            let plain = rest
                .char_indices()
                .skip(1)
                .find(|(_, c)| ('\u{C2}'..='\u{F4}').contains(c))
                .map_or(rest.len(), |(at, _)| at)
                .max(first.len_utf8());
            let plain_text = rest.get(..plain).unwrap_or_default();
            repaired.push_str(plain_text);
            cursor.pass(plain_text);
            rest = rest.get(plain..).unwrap_or_default();
        }
    }
    repaired
}

/// The character that the start of this text was before it was misread, and how many bytes of the
/// text it takes.
pub(super) fn misread(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0_u8; 4];
    let mut wanted = 1;
    let mut length = 0;
    for (place, character) in text.chars().enumerate() {
        let byte = windows_1252_byte(character)?;
        if place == 0 {
            wanted = match byte {
                0xC2..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF4 => 4,
                _ => return None,
            };
        }
        *bytes.get_mut(place)? = byte;
        length += character.len_utf8();
        if place + 1 == wanted {
            let original = std::str::from_utf8(bytes.get(..wanted)?)
                .ok()?
                .chars()
                .next()?;
            return Some((original, length));
        }
    }
    None
}

/// U+FFFD for what some format cannot carry (XML 1.0, production 2), a word about what is unseen.
fn check_characters(text: String, issues: &mut Vec<Issue>) -> String {
    let mut checked = String::new();
    let mut cursor = Cursor::START;
    // How much of the text is checked, how much of it is copied, and how much the cursor has passed.
    let (mut at, mut copied, mut passed) = (0, 0, 0);
    let from = |start: usize, end: usize| text.get(start..end).unwrap_or_default();
    while let Some(next) = next_special(from(at, text.len()).as_bytes()) {
        let start = at + next;
        let Some(character) = from(start, text.len()).chars().next() else {
            break;
        };
        at = start + character.len_utf8();
        let kind = if is_unfit(character) {
            checked.push_str(from(copied, start));
            checked.push(char::REPLACEMENT_CHARACTER);
            copied = at;
            IssueKind::Control
        } else if is_invisible(character) {
            IssueKind::Invisible
        } else {
            continue;
        };
        cursor.pass(from(passed, start));
        passed = start;
        report(issues, kind, (cursor.line, cursor.column), || {
            format!("U+{:04X}", u32::from(character))
        });
    }
    if copied == 0 {
        return text;
    }
    checked.push_str(from(copied, text.len()));
    checked
}

fn is_unfit(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Characters without a shape: soft hyphen, zero-width spaces and joiners, direction marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// The upper half of Windows-1252 that is not Latin-1 (the Encoding Standard, index windows-1252).
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    byte.checked_sub(0x80)
        .and_then(|upper| WINDOWS_1252.get(usize::from(upper)).copied())
        .unwrap_or(char::from(byte))
}

fn windows_1252_byte(character: char) -> Option<u8> {
    match u32::from(character) {
        code @ 0x80..=0xFF => u8::try_from(code).ok(),
        code if code > 0xFF => {
            let place = WINDOWS_1252.iter().position(|c| *c == character)?;
            u8::try_from(place + 0x80).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(decoded: &Decoded) -> Vec<(IssueKind, u32, u32)> {
        decoded
            .issues
            .iter()
            .map(|issue| (issue.kind, issue.line, issue.column))
            .collect()
    }

    proptest::proptest! {
        #[test]
        fn what_stands_as_it_is_needs_no_change(
            text in "([a-z \\n\\t\\r\\x00-\\x1F]|[ëéÃ«Â\u{a0}’–€…]|[\u{300}-\u{36f}]|[\u{1100}-\u{11ff}]|[\u{200b}\u{feff}\u{fffe}]|.){0,12}"
        ) {
            proptest::prop_assert_eq!(decode(text.as_bytes()), repaired(text.strip_prefix('\u{feff}').unwrap_or(&text).as_bytes()));
        }
    }

    #[test]
    fn plain_text_stays_and_line_ends_become_one() {
        let decoded = decode("\u{FEFF}een\r\ntwee\rdrie\n".as_bytes());
        assert_eq!(decoded.text, "een\ntwee\ndrie\n");
        assert!(decoded.issues.is_empty());
    }

    #[test]
    fn text_that_was_decoded_wrongly_once_is_repaired_and_reported() {
        let decoded = decode("Artificiële\nArtificiÃ«le, dâ€™r, Â§ 3".as_bytes());
        assert_eq!(decoded.text, "Artificiële\nArtificiële, d’r, § 3");
        assert_eq!(kinds(&decoded), [(IssueKind::Repaired, 2, 9)]);
        assert_eq!(decoded.issues[0].detail, "Ã« → ë");
    }

    #[test]
    fn accents_that_are_meant_stay() {
        for text in ["NÃO", "één reële âme", "â€", "Ä ö ü ß"] {
            assert_eq!(
                decode(text.as_bytes()),
                Decoded {
                    text: text.into(),
                    issues: vec![],
                    original: None,
                }
            );
        }
    }

    #[test]
    fn latin_1_is_read_as_windows_1252() {
        let decoded = decode(b"co\xF6rdinatie \x93ja\x94");
        assert_eq!(decoded.text, "coördinatie “ja”");
        assert_eq!(kinds(&decoded), [(IssueKind::InvalidEncoding, 1, 3)]);
    }

    #[test]
    fn utf_16_is_read_as_such() {
        for bytes in [
            b"\xFF\xFE-\0-\0-\0\n\0\xEB\0".as_slice(),
            b"\xFE\xFF\0-\0-\0-\0\n\0\xEB",
        ] {
            let decoded = decode(bytes);
            assert_eq!(decoded.text, "---\në");
            assert_eq!(kinds(&decoded), [(IssueKind::InvalidEncoding, 1, 1)]);
        }
        assert_eq!(decode(b"\xFF\xFE\0\xD8x").text, "\u{FFFD}x");
    }

    #[test]
    fn a_file_full_of_issues_has_a_bounded_number_of_them() {
        let decoded = decode(&b"\xFF\0\n".repeat(100_000));
        assert!(decoded.issues.len() <= MAX_ISSUES);
        let decoded = decode(&b"\xFF\0".repeat(100_000));
        assert_eq!(decoded.issues.len(), 2);
    }

    #[test]
    fn control_characters_become_the_replacement_character() {
        let decoded = decode("a\tb\u{0}c\u{B}\nd\u{FFFF}".as_bytes());
        assert_eq!(decoded.text, "a\tb\u{FFFD}c\u{FFFD}\nd\u{FFFD}");
        assert_eq!(
            kinds(&decoded),
            [(IssueKind::Control, 1, 4), (IssueKind::Control, 2, 2)]
        );
    }

    #[test]
    fn invisible_characters_stay_and_are_reported() {
        let decoded = decode("a\u{200B}b".as_bytes());
        assert_eq!(decoded.text, "a\u{200B}b");
        assert_eq!(kinds(&decoded), [(IssueKind::Invisible, 1, 2)]);
    }

    #[test]
    fn text_is_composed() {
        assert_eq!(decode("e\u{301}e\u{301}n".as_bytes()).text, "één");
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_become_text_that_every_format_can_carry(bytes: Vec<u8>) {
            let text = decode(&bytes).text;
            proptest::prop_assert!(!text.chars().any(|c| is_unfit(c) || c == '\r'));
        }
    }
}

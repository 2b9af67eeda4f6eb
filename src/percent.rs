//! Percent-encoding, in one place: what may stand in the path of an IRI, in an address that goes
//! over HTTP, and in a parameter of one. [`decoded`] is the way back.

use percent_encoding::{
    AsciiSet, CONTROLS, percent_decode_str, percent_encode_byte, utf8_percent_encode,
};
use std::borrow::Cow;

/// What may not stand in the path of an IRI (RFC 3987, `ipchar` and `/`); letters beyond ASCII may.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Bytes that stand in the path of an IRI as they are, in most names all of them.
const PLAIN_IN_PATH: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        plain[byte as usize] =
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/');
        byte += 1;
    }
    plain
};

/// What may not stand in the value of a parameter.
const NOT_IN_PARAMETER: &AsciiSet = &NOT_IN_PATH.add(b'&').add(b'+').add(b'=').add(b';');

/// The path of an IRI: characters beyond ASCII stay, but for those that RFC 3987 leaves out of
/// `ucschar`.
pub fn iri_path(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| PLAIN_IN_PATH[usize::from(byte)]) {
        return Cow::Borrowed(name);
    }
    let mut encoded = String::with_capacity(name.len());
    let mut buffer = [0_u8; 4];
    for character in name.chars() {
        if character.is_ascii() {
            encoded.extend(utf8_percent_encode(
                character.encode_utf8(&mut buffer),
                NOT_IN_PATH,
            ));
        } else if is_ucschar(character) {
            encoded.push(character);
        } else {
            encoded.extend(
                character
                    .encode_utf8(&mut buffer)
                    .bytes()
                    .map(percent_encode_byte),
            );
        }
    }
    Cow::Owned(encoded)
}

/// The path of an address, in ASCII (RFC 3986); `/` and `:` stay.
pub fn address_path(name: &str) -> String {
    utf8_percent_encode(name, NOT_IN_PATH).to_string()
}

/// The value of a parameter of an address, in ASCII.
pub fn parameter(value: &str) -> String {
    utf8_percent_encode(value, NOT_IN_PARAMETER).to_string()
}

/// An IRI as an address or a header can carry it (RFC 3987 §3.1): what is ASCII stays.
pub fn uri(iri: &str) -> String {
    utf8_percent_encode(iri, CONTROLS).to_string()
}

/// The text that was encoded; `None` where its bytes are no UTF-8.
pub fn decoded(text: &str) -> Option<String> {
    percent_decode_str(text)
        .decode_utf8()
        .ok()
        .map(std::borrow::Cow::into_owned)
}

/// `ucschar` of RFC 3987 §2.2, without the marks of writing direction (§4.1).
fn is_ucschar(c: char) -> bool {
    let code = u32::from(c);
    matches!(code, 0xA0..=0xD7FF | 0xF900..=0xFDCF | 0xFDF0..=0xFFEF | 0x1_0000..=0xE_FFFD)
        && code & 0xFFFE != 0xFFFE
        && !(0xE_0000..0xE_1000).contains(&code)
        && !matches!(code, 0x200E | 0x200F | 0x202A..=0x202E)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_iri_keeps_letters_and_an_address_is_ascii() {
        assert_eq!(iri_path("café [1]/%"), "café%20%5B1%5D/%25");
        assert_eq!(iri_path("a\u{202E}b"), "a%E2%80%AEb");
        assert_eq!(address_path("urn:é"), "urn:%C3%A9");
        assert_eq!(parameter("a&b=c"), "a%26b%3Dc");
        assert_eq!(uri("http://x/é?a=<"), "http://x/%C3%A9?a=<");
        assert_eq!(decoded("%FF"), None);
    }

    proptest! {
        #[test]
        fn what_was_encoded_comes_back(text: String) {
            for encoded in [iri_path(&text).into_owned(), address_path(&text), parameter(&text)] {
                prop_assert_eq!(decoded(&encoded), Some(text.clone()));
            }
            prop_assert!(address_path(&text).is_ascii());
        }
    }
}

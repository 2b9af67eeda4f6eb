//! Where links lead: to a thing of the framework, or to an address outside it.

use super::identifier::Identifier;
use super::index::Index;
use super::model::Reference;
use oxiri::Iri;
use percent_encoding::{percent_decode_str, percent_encode_byte};
use std::borrow::Cow;
use std::ops::Deref;

/// The framework's site; its pages are named after their documents.
pub const SITE: &str = "https://minbzk.github.io/Algoritmekader/";

/// What a link leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinkTarget {
    /// A thing, with the path of its document where that was read, or an address outside.
    Reference {
        reference: Reference,
        path: Option<String>,
    },
    /// A place on the same page.
    SamePage,
    /// A document that is not there.
    MissingFile(String),
    /// A file that is no document.
    Attachment(String),
    /// An address that is no IRI.
    Malformed,
    /// Nothing to tell: an empty address.
    Nothing,
}

/// The page of a document on the framework's site.
pub(super) fn page(path: &str) -> Option<String> {
    let path = path.strip_prefix("docs/")?;
    let path = path.rsplit_once('.').map_or(path, |(path, _)| path);
    let folder = match path.strip_suffix("index") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder.to_owned(),
        _ => format!("{path}/"),
    };
    // Made valid as our own names are.
    let encoded = Identifier::local("page", &folder);
    Some(format!(
        "{SITE}{}",
        encoded
            .as_str()
            .strip_prefix("id/page/")
            .unwrap_or_default()
    ))
}

/// Follows the link at `address` in the document at `path`.
pub(super) fn follow(address: &str, path: &str, index: &Index) -> LinkTarget {
    let address = address.trim();
    if address.is_empty() {
        return LinkTarget::Nothing;
    }
    if address.starts_with('#') {
        return LinkTarget::SamePage;
    }
    if let Some(rest) = address.strip_prefix(SITE) {
        let place = place_of(rest);
        if let Some(found) = document(&format!("docs/{}", decode(place)), index) {
            return found;
        }
    }
    if has_scheme(address) || address.starts_with("//") || address.starts_with("www.") {
        return match outside(address) {
            Some(iri) => LinkTarget::Reference {
                reference: Reference::Address(iri),
                path: None,
            },
            None => LinkTarget::Malformed,
        };
    }
    let mut found = candidates(address, path);
    let Some(target) = found.next() else {
        return LinkTarget::MissingFile(decode(place_of(address)).into_owned());
    };
    if let Some(found) = document(&target, index).or_else(|| document(&found.next()?, index)) {
        return found;
    }
    // A picture or another file is no document; a page or a folder should have been one.
    let name = target.rsplit('/').next().unwrap_or_default();
    let is_page = name
        .rsplit_once('.')
        .is_none_or(|(_, ending)| ending.eq_ignore_ascii_case("md"));
    if is_page {
        LinkTarget::MissingFile(target)
    } else {
        LinkTarget::Attachment(target)
    }
}

/// The paths from the root that a relative address in the document at `path` may mean: beside the
/// document, and, since an address in HTML is relative to the page, which is a folder of the site,
/// below the page. None where it leaves the root.
pub(super) fn candidates<'a>(
    address: &'a str,
    path: &'a str,
) -> impl Iterator<Item = String> + use<'a> {
    let place = decode(place_of(address));
    let beside = resolve(&place, path);
    let is_inside = beside.is_some();
    let below = std::iter::once_with(move || {
        let page = path.rsplit_once('.').map_or(path, |(page, _)| page);
        resolve(&place, &[page, "/"].concat()).filter(|_| is_inside)
    });
    beside.into_iter().chain(below.flatten())
}

/// What an address that is none was probably meant to be: without white space, with a scheme.
pub(super) fn likely_address(address: &str) -> Option<String> {
    let joined: String = address.split_whitespace().collect();
    let with_scheme = format!("https://{}", joined.trim_start_matches('/'));
    [joined, with_scheme]
        .into_iter()
        .filter(|candidate| candidate.contains('.') && has_scheme(candidate))
        .find(|candidate| outside(candidate).is_some())
}

/// `scheme:` (RFC 3986 §3.1).
fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
    })
}

/// An address as a valid IRI: what may not stand in one is percent-encoded; nothing where that
/// does not help, as for an address without a scheme or a host.
pub fn outside(address: &str) -> Option<String> {
    if is_plain(address) {
        return Some(address.to_owned());
    }
    if address.is_ascii()
        && let Ok(iri) = Iri::parse(address)
    {
        return leads_somewhere(&iri).then(|| address.to_owned());
    }
    let iri = Iri::parse(encoded(address)).ok()?;
    leads_somewhere(&iri).then(|| iri.into_inner())
}

/// What a byte of an address is: the letter of a host, of a path, a query or a fragment.
const OF_HOST: u8 = 1;
const OF_PATH: u8 = 2;
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.') {
            bytes[byte as usize] = OF_HOST | OF_PATH;
        } else if matches!(
            byte,
            b'_' | b'~' | b'!' | b'$' | b'&'..=b',' | b';' | b'=' | b':' | b'@' | b'/' | b'?'
        ) {
            bytes[byte as usize] = OF_PATH;
        }
        byte += 1;
    }
    bytes
};

/// Whether this is an address of the web that is valid and has a host, as is told at a glance:
/// a host of letters, digits, dots and hyphens, and behind it nothing special (RFC 3986 §3). Nearly
/// all are such, and parsing one takes ten times as long.
fn is_plain(address: &str) -> bool {
    let rest = address.strip_prefix("https://");
    let Some(rest) = rest.or_else(|| address.strip_prefix("http://")) else {
        return false;
    };
    let is = |byte: u8, what: u8| BYTES[usize::from(byte)] & what != 0;
    let end = rest.bytes().position(|byte| !is(byte, OF_HOST));
    let (host, rest) = rest.split_at(end.unwrap_or(rest.len()));
    let (place, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    !host.is_empty()
        && (place.is_empty() || place.starts_with(['/', '?']))
        && place
            .bytes()
            .chain(fragment.bytes())
            .all(|byte| is(byte, OF_PATH))
}

/// Whether an address of the web has a host. A space in a host is a mistake, encoded or not.
fn leads_somewhere<T: Deref<Target = str>>(iri: &Iri<T>) -> bool {
    let is_web = ["http", "https", "ftp"]
        .iter()
        .any(|scheme| iri.scheme().eq_ignore_ascii_case(scheme));
    !is_web
        || iri
            .authority()
            .is_some_and(|host| !host.is_empty() && !host.contains('%'))
}

/// Whether a byte is an ASCII character that an IRI may have as it is.
fn stands_in_iri(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(
            byte,
            b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'\\' | b'^' | b'`'
        )
}

/// An address, with what may not stand in an IRI percent-encoded.
fn encoded(address: &str) -> String {
    let mut iri = String::with_capacity(address.len());
    for character in address.chars() {
        let stands = match u8::try_from(character) {
            Ok(byte) if byte.is_ascii() => stands_in_iri(byte),
            _ => !character.is_whitespace() && !character.is_control(),
        };
        if stands {
            iri.push(character);
        } else {
            let mut buffer = [0_u8; 4];
            let bytes = character.encode_utf8(&mut buffer).bytes();
            iri.extend(bytes.map(percent_encode_byte));
        }
    }
    iri
}

fn decode(place: &str) -> Cow<'_, str> {
    percent_decode_str(place).decode_utf8_lossy()
}

/// An address up to its query or fragment.
pub(super) fn place_of(address: &str) -> &str {
    let end = memchr::memchr2(b'#', b'?', address.as_bytes());
    let place = end.and_then(|end| address.get(..end));
    place.unwrap_or(address)
}

/// The path from the root that a relative link in the document at `path` means; nothing where it
/// leaves the root.
pub(super) fn resolve(place: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = if place.starts_with('/') {
        vec!["docs"]
    } else {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in place.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The thing of the document at a path, with or without its ending, or of a folder's index.
fn document(path: &str, index: &Index) -> Option<LinkTarget> {
    let path = path.trim_end_matches('/');
    let found = |candidate: String| {
        let thing = index.thing_at(&candidate)?.clone();
        Some(LinkTarget::Reference {
            reference: Reference::Thing(thing),
            path: Some(candidate),
        })
    };
    found(path.to_owned())
        .or_else(|| found([path, ".md"].concat()))
        .or_else(|| {
            let folder = if path.is_empty() { "" } else { "/" };
            found([path, folder, "index.md"].concat())
        })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_plain_address_is_valid_and_leads_somewhere(
            address in "(http|https|ftp)?:?/{0,3}[a-z.-]{0,3}[a-zA-Z0-9._~!$&'()*+,;=:@%/?#^{}|<> \\[\\]é\"-]{0,12}"
        ) {
            if is_plain(&address) {
                let iri = Iri::parse(address.as_str());
                prop_assert!(iri.is_ok_and(|iri| leads_somewhere(&iri)), "{address}");
            }
        }

        #[test]
        fn the_place_of_an_address_ends_at_its_query_or_fragment(address in "[aé?#/]{0,6}") {
            prop_assert_eq!(Some(place_of(&address)), address.split(['#', '?']).next());
        }
    }

    #[test]
    fn most_addresses_are_plain() {
        for address in [
            "https://a.nl",
            "http://a-b.nl/c/d?e=f&g#h/?",
            "https://a.nl?b",
            "https://a#",
        ] {
            assert!(is_plain(address), "{address}");
        }
        for address in [
            "https://",
            "https://a:80/",
            "https://a.nl/%20",
            "https://a#b#c",
            "ftp://a",
        ] {
            assert!(!is_plain(address), "{address}");
        }
    }

    #[test]
    fn pages_are_named_after_their_documents() {
        let site = |rest: &str| Some(format!("{SITE}{rest}"));
        assert_eq!(page("docs/a/b.md"), site("a/b/"));
        assert_eq!(page("docs/a/index.md"), site("a/"));
        assert_eq!(page("docs/index.md"), site(""));
        assert_eq!(page("docs/mijnindex.md"), site("mijnindex/"));
        assert_eq!(page("includes/a.md"), None);
    }

    #[test]
    fn relative_links() {
        assert_eq!(resolve("../b/c.md", "docs/a/x.md").unwrap(), "docs/b/c.md");
        assert_eq!(resolve("/b/./c.md", "docs/a/x.md").unwrap(), "docs/b/c.md");
        assert_eq!(resolve("../../../c.md", "docs/a/x.md"), None);
        assert_eq!(resolve("c.md", "x.md").unwrap(), "c.md");
    }

    #[test]
    fn what_an_address_was_meant_to_be() {
        let meant = |address| likely_address(address);
        assert_eq!(meant("www.a.nl/b").unwrap(), "https://www.a.nl/b");
        assert_eq!(meant("https:// a.nl").unwrap(), "https://a.nl");
        assert_eq!(meant("https://"), None);
    }

    #[test]
    fn addresses_outside_become_valid_or_nothing() {
        assert_eq!(
            outside("https://a.nl/b c?d={e}").unwrap(),
            "https://a.nl/b%20c?d=%7Be%7D"
        );
        assert_eq!(outside("mailto:a@b.nl").unwrap(), "mailto:a@b.nl");
        for wrong in [
            "www.a.nl",
            "https://",
            "https:// a",
            "http://[x/",
            "https:///pad",
            "//a.nl",
        ] {
            assert_eq!(outside(wrong), None, "{wrong}");
        }
    }
}

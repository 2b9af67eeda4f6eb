//! Where links lead: to a thing of the framework, or to an address outside it.

use super::identifier::Identifier;
use super::index::Index;
use super::model::Reference;
use oxiri::Iri;
use percent_encoding::{percent_decode_str, percent_encode_byte};
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
        let place = rest.split(['#', '?']).next().unwrap_or_default();
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
        let place = address.split(['#', '?']).next().unwrap_or_default();
        return LinkTarget::MissingFile(decode(place));
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
pub(super) fn candidates(address: &str, path: &str) -> impl Iterator<Item = String> {
    let place = decode(address.split(['#', '?']).next().unwrap_or_default());
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
    if address.is_ascii()
        && let Ok(iri) = Iri::parse(address)
    {
        return leads_somewhere(&iri).then(|| address.to_owned());
    }
    let iri = Iri::parse(encoded(address)).ok()?;
    leads_somewhere(&iri).then(|| iri.into_inner())
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

fn decode(place: &str) -> String {
    percent_decode_str(place).decode_utf8_lossy().into_owned()
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

//! Which of the forms on offer a client wants (RFC 9110, §12.5).

use crate::pages::Language;
use axum::http::{HeaderMap, HeaderName, header};

/// One range of an Accept header.
#[derive(Debug, PartialEq)]
struct Range<'a> {
    name: &'a str,
    quality: u16,
}

/// The ranges of all headers of this name; what is malformed is left out. `None`: no such header.
fn ranges(headers: &HeaderMap, name: HeaderName) -> Option<Vec<Range<'_>>> {
    let mut present = false;
    let mut found = Vec::new();
    for value in headers.get_all(name) {
        present = true;
        let Ok(text) = value.to_str() else { continue };
        for item in text.split(',') {
            let mut parts = item.split(';').map(str::trim);
            let range = parts.next().unwrap_or_default();
            if range.is_empty() {
                continue;
            }
            let quality = parts
                .filter_map(|part| part.split_once('='))
                .find(|(key, _)| key.trim().eq_ignore_ascii_case("q"))
                .map_or(Some(1000), |(_, value)| thousandths(value.trim()));
            if let Some(quality) = quality {
                found.push(Range {
                    name: range,
                    quality,
                });
            }
        }
    }
    (present && !found.is_empty()).then_some(found)
}

/// `0.8` → 800.
fn thousandths(text: &str) -> Option<u16> {
    let value: f32 = text.parse().ok()?;
    // Between 0 and 1000 by the range check, so that the cast is exact enough.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (0.0..=1.0)
        .contains(&value)
        .then(|| (value * 1000.0).round() as u16)
}

/// Something that can be answered with: its media type, and other names for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Offer<T> {
    pub(super) media_type: &'static str,
    pub(super) aliases: &'static [&'static str],
    pub(super) value: T,
}

impl<T> Offer<T> {
    /// An offer that goes by its media type alone.
    pub(super) const fn new(media_type: &'static str, value: T) -> Self {
        Self {
            media_type,
            aliases: &[],
            value,
        }
    }

    /// The quality that the most specific range gives it.
    fn quality(&self, ranges: &[Range<'_>]) -> u16 {
        let kind = self.media_type.split('/').next().unwrap_or_default();
        let specificity = |range: &Range<'_>| -> Option<u8> {
            let name = range.name;
            if name.eq_ignore_ascii_case(self.media_type)
                || self
                    .aliases
                    .iter()
                    .any(|alias| name.eq_ignore_ascii_case(alias))
            {
                Some(3)
            } else if name == "*/*" || name == "*" {
                Some(1)
            } else {
                let (family, rest) = name.split_once('/')?;
                (rest == "*" && family.eq_ignore_ascii_case(kind)).then_some(2)
            }
        };
        ranges
            .iter()
            .filter_map(|range| Some((specificity(range)?, range.quality)))
            .max_by_key(|(specific, quality)| (*specific, *quality))
            .map_or(0, |(_, quality)| quality)
    }
}

/// The offer that goes by this name.
pub(super) fn offered<T: Copy>(offers: &[Offer<T>], name: &str) -> Option<T> {
    let offer = offers
        .iter()
        .find(|offer| offer.media_type == name || offer.aliases.contains(&name))?;
    Some(offer.value)
}

/// Whether a client says what it takes, other than anything.
pub(super) fn names_a_type(headers: &HeaderMap) -> bool {
    let ranges = ranges(headers, header::ACCEPT).unwrap_or_default();
    ranges.iter().any(|range| range.name != "*/*")
}

/// The offer that the client wants most; between equals the one that stands first. `None`: it
/// takes none of them.
pub(super) fn choose<T: Copy>(headers: &HeaderMap, offers: &[Offer<T>]) -> Option<T> {
    let Some(ranges) = ranges(headers, header::ACCEPT) else {
        return offers.first().map(|offer| offer.value);
    };
    best(
        offers
            .iter()
            .map(|offer| (offer.value, offer.quality(&ranges))),
    )
}

fn best<T>(offers: impl Iterator<Item = (T, u16)>) -> Option<T> {
    let mut best: Option<(T, u16)> = None;
    for (value, quality) in offers {
        if quality > best.as_ref().map_or(0, |(_, quality)| *quality) {
            best = Some((value, quality));
        }
    }
    best.map(|(value, _)| value)
}

/// The cookie that remembers the language a reader chose.
pub(super) const LANGUAGE_COOKIE: &str = "language";

/// The language that the reader chose before, by the cookie that says so.
fn remembered(headers: &HeaderMap) -> Option<Language> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == LANGUAGE_COOKIE)
        .and_then(|(_, value)| Language::from_tag(value))
}

/// The language for a client: what its reader chose, else what the browser reads; Dutch where
/// neither says.
pub(super) fn language(headers: &HeaderMap) -> Language {
    if let Some(language) = remembered(headers) {
        return language;
    }
    let Some(ranges) = ranges(headers, header::ACCEPT_LANGUAGE) else {
        return Language::Nl;
    };
    let quality = |tag: &str| {
        ranges
            .iter()
            .filter(|range| {
                let primary = range.name.split('-').next().unwrap_or_default();
                primary.eq_ignore_ascii_case(tag) || primary == "*"
            })
            .map(|range| range.quality)
            .max()
            .unwrap_or(0)
    };
    best(
        Language::ALL
            .into_iter()
            .map(|language| (language, quality(language.tag()))),
    )
    .unwrap_or(Language::Nl)
}

/// How a body is coded on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Coding {
    Identity,
    Gzip,
}

impl Coding {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
        }
    }

    /// Gzip where the client asks for it.
    pub(super) fn choose(headers: &HeaderMap) -> Self {
        let wants_gzip = ranges(headers, header::ACCEPT_ENCODING).is_some_and(|ranges| {
            let named = ranges
                .iter()
                .find(|range| range.name.eq_ignore_ascii_case("gzip"))
                .or_else(|| ranges.iter().find(|range| range.name == "*"));
            named.is_some_and(|range| range.quality > 0)
        });
        if wants_gzip {
            Self::Gzip
        } else {
            Self::Identity
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const OFFERS: [Offer<&str>; 3] = [
        Offer {
            media_type: "application/sparql-results+json",
            aliases: &["application/json"],
            value: "json",
        },
        Offer::new("text/csv", "csv"),
        Offer::new("text/tab-separated-values", "tsv"),
    ];

    fn headers(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    fn chosen(accept: &str) -> Option<&'static str> {
        choose(&headers(header::ACCEPT, accept), &OFFERS)
    }

    #[test]
    fn the_wanted_form_is_chosen() {
        for (accept, wanted) in [
            ("text/csv;q=0.5, text/tab-separated-values", Some("tsv")),
            ("text/*", Some("csv")),
            ("*/*;q=0.1, text/tab-separated-values ; q=0.2", Some("tsv")),
            ("application/JSON", Some("json")),
            ("text/html, */*;q=0.8", Some("json")),
            ("application/*;q=0, text/csv;q=0.001", Some("csv")),
            ("image/png", None),
            ("text/csv;q=0, text/*;q=0.5", Some("tsv")),
            // What is malformed says nothing.
            (";;,/;q=x", Some("json")),
            ("", Some("json")),
        ] {
            assert_eq!(chosen(accept), wanted, "{accept}");
        }
        assert_eq!(choose(&HeaderMap::new(), &OFFERS), Some("json"));
    }

    #[test]
    fn languages_and_codings_follow_their_headers() {
        let language = |value| super::language(&headers(header::ACCEPT_LANGUAGE, value));
        assert_eq!(language("en-GB,en;q=0.9,nl;q=0.5"), Language::En);
        assert_eq!(language("de"), Language::Nl);
        assert_eq!(language("nl-NL, en"), Language::Nl);
        let mut chosen = headers(header::ACCEPT_LANGUAGE, "nl");
        chosen.insert(header::COOKIE, "a=b; language=en".parse().unwrap());
        assert_eq!(super::language(&chosen), Language::En);
        chosen.insert(header::COOKIE, "language=<x>".parse().unwrap());
        assert_eq!(super::language(&chosen), Language::Nl);
        let coding = |value| Coding::choose(&headers(header::ACCEPT_ENCODING, value));
        assert_eq!(coding("br, gzip;q=0.5"), Coding::Gzip);
        assert_eq!(coding("gzip;q=0, *"), Coding::Identity);
        assert_eq!(coding("identity"), Coding::Identity);
    }
}

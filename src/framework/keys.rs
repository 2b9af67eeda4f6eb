//! What each key of the front matter says, by kind of document (modelling §3).

use super::kind::Kind;

/// Keys that steer the site and say nothing of the thing; passed over. An `id` of what has no URN
/// is one too.
pub const LAYOUT_KEYS: &[&str] = &["hide", "search", "allow_excel_export", "template", "icon"];

/// What a key says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Title,
    TitleEnglish,
    Id,
    Summary,
    SummaryEnglish,
    Phases,
    Topics,
    Roles,
    /// Labels of a group, named as the key.
    Labels,
    Exceptions,
    Statuses,
    Requirements,
    Measures,
    Types,
    Norms,
    Layout,
    Unknown,
}

/// Every key that says something of some kind of document.
const KEYS: &[&str] = &[
    "title",
    "title_en",
    "toelichting",
    "toelichting_en",
    "summary",
    "id",
    "levenscyclus",
    "onderwerp",
    "rollen",
    "soort-toepassing",
    "risicogroep",
    "rol-ai-act",
    "transparantieverplichting",
    "systeemrisico",
    "open-source",
    "uitzondering",
    "status_vereiste",
    "vereiste",
    "maatregel",
    "categorie",
    "sources",
];

/// Other words for keys, in Dutch or in English, that people write.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("bron", "sources"),
    ("bronnen", "sources"),
    ("normen", "sources"),
    ("samenvatting", "toelichting"),
    ("beschrijving", "toelichting"),
    ("description", "toelichting"),
    ("titel", "title"),
    ("naam", "title"),
    ("urn", "id"),
    ("identificatie", "id"),
    ("fase", "levenscyclus"),
    ("fasen", "levenscyclus"),
    ("bouwblok", "onderwerp"),
    ("bouwblokken", "onderwerp"),
    ("thema", "onderwerp"),
    ("topic", "onderwerp"),
    ("roles", "rollen"),
    ("status", "status_vereiste"),
    ("requirements", "vereiste"),
    ("measures", "maatregel"),
    ("type", "categorie"),
    ("category", "categorie"),
    ("exception", "uitzondering"),
];

/// The keys that documents of a kind may have; the English ones, an extension, last.
pub(super) fn known(kind: Kind) -> impl Iterator<Item = &'static str> {
    KEYS.iter()
        .chain(LAYOUT_KEYS)
        .copied()
        .filter(move |name| Key::of(name, kind) != Key::Unknown)
}

/// The key that another word for it stands for, where documents of this kind may have it.
pub(super) fn meant_by(written: &str, kind: Kind) -> Option<&'static str> {
    let written = written.trim().to_lowercase();
    OTHER_WORDS
        .iter()
        .find(|(word, key)| *word == written && Key::of(key, kind) != Key::Unknown)
        .map(|(_, key)| *key)
}

/// The keys that every document of a kind has, title and id aside, whose absence is an error of
/// its own (modelling §3: 1..n).
pub(super) fn mandatory(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Requirement => &[
            "toelichting",
            "levenscyclus",
            "onderwerp",
            "rollen",
            "soort-toepassing",
            "risicogroep",
            "rol-ai-act",
            "transparantieverplichting",
            "systeemrisico",
            "open-source",
        ],
        Kind::Measure => &["toelichting", "levenscyclus", "onderwerp", "rollen"],
        Kind::Instrument => &[
            "toelichting",
            "levenscyclus",
            "onderwerp",
            "rollen",
            "categorie",
        ],
        Kind::Role | Kind::Phase | Kind::Topic | Kind::Page => &[],
    }
}

impl Key {
    pub(super) fn of(name: &str, kind: Kind) -> Self {
        use Kind::{Instrument, Measure, Page, Requirement};
        let is_curated = matches!(kind, Requirement | Measure | Instrument);
        match (name, kind) {
            ("title", _) => Self::Title,
            // English, an extension of the format.
            ("title_en", _) => Self::TitleEnglish,
            ("toelichting_en", _) => Self::SummaryEnglish,
            ("toelichting", _) => Self::Summary,
            ("summary", _) if !is_curated => Self::Summary,
            ("id", Requirement | Measure) => Self::Id,
            ("id", Page) => Self::Layout,
            ("levenscyclus", _) if is_curated => Self::Phases,
            ("onderwerp", _) if is_curated => Self::Topics,
            ("rollen", _) if is_curated => Self::Roles,
            (
                "soort-toepassing"
                | "risicogroep"
                | "rol-ai-act"
                | "transparantieverplichting"
                | "systeemrisico"
                | "open-source",
                Requirement,
            ) => Self::Labels,
            ("uitzondering", Requirement) => Self::Exceptions,
            ("status_vereiste", Requirement) => Self::Statuses,
            ("vereiste", Measure | Instrument) => Self::Requirements,
            ("maatregel", Instrument) => Self::Measures,
            ("categorie", Instrument) => Self::Types,
            ("sources", Measure) => Self::Norms,
            (name, _) if LAYOUT_KEYS.contains(&name) => Self::Layout,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_known_for_some_kind_and_mandatory_ones_are_known_for_theirs() {
        for key in KEYS {
            assert!(
                Kind::ALL
                    .iter()
                    .any(|kind| Key::of(key, *kind) != Key::Unknown),
                "{key}"
            );
        }
        for kind in Kind::ALL {
            for key in mandatory(kind) {
                assert!(known(kind).any(|name| name == *key), "{key}");
            }
        }
    }

    #[test]
    fn other_words_stand_for_keys_of_the_kind() {
        assert_eq!(meant_by("Bronnen", Kind::Measure), Some("sources"));
        assert_eq!(meant_by("bronnen", Kind::Requirement), None);
        for (word, key) in OTHER_WORDS {
            assert!(KEYS.contains(key) && !KEYS.contains(word), "{word}");
        }
    }
}

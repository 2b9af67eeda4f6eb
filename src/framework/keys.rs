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

//! Kinds of documents, and how one tells them (modelling §2).

use crate::source::Layout;

/// What kind of thing a document describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A role in a project.
    Role,
    /// A phase of the lifecycle.
    Phase,
    /// A topic.
    Topic,
    /// What must be met.
    Requirement,
    /// What one can do.
    Measure,
    /// What helps doing it.
    Instrument,
    /// Any other page.
    Page,
}

impl Kind {
    /// Every kind, in the order in which their things are told.
    pub const ALL: [Self; 7] = [
        Self::Role,
        Self::Phase,
        Self::Topic,
        Self::Requirement,
        Self::Measure,
        Self::Instrument,
        Self::Page,
    ];

    /// The kind's name in our identifiers.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Phase => "phase",
            Self::Topic => "topic",
            Self::Requirement => "requirement",
            Self::Measure => "measure",
            Self::Instrument => "instrument",
            Self::Page => "page",
        }
    }

    /// The kind's name in counts: `requirements`.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Role => "roles",
            Self::Phase => "phases",
            Self::Topic => "topics",
            Self::Requirement => "requirements",
            Self::Measure => "measures",
            Self::Instrument => "instruments",
            Self::Page => "pages",
        }
    }

    /// The scheme of `data/concepts/` that knows things of this kind.
    pub fn scheme(self) -> Option<&'static str> {
        matches!(self, Self::Role | Self::Phase | Self::Topic).then(|| self.slug())
    }

    /// The key by which list macros name documents of this kind.
    pub fn macro_key(self) -> Option<&'static str> {
        match self {
            Self::Role => Some("rollen"),
            Self::Phase => Some("levenscyclus"),
            Self::Topic => Some("onderwerp"),
            Self::Requirement => Some("vereiste"),
            Self::Measure => Some("maatregel"),
            Self::Instrument => Some("hulpmiddel"),
            Self::Page => None,
        }
    }

    fn of_folder(name: &str) -> Option<Self> {
        match name {
            "vereisten" => Some(Self::Requirement),
            "maatregelen" => Some(Self::Measure),
            "hulpmiddelen" => Some(Self::Instrument),
            "rollen" => Some(Self::Role),
            "levenscyclus" => Some(Self::Phase),
            "onderwerpen" => Some(Self::Topic),
            _ => None,
        }
    }

    /// The kind by the folder that the document lies in; the nearest that names a kind counts.
    pub fn of_path(path: &str) -> Option<Self> {
        let (folders, name) = path.rsplit_once('/')?;
        let kind = folders.rsplit('/').find_map(Self::of_folder)?;
        let is_page = matches!(stem(name), "index" | "over-de-levenscyclus");
        Some(if is_page { Self::Page } else { kind })
    }

    /// The kind of a document: by its folder; outside a checkout else by its identifier, else by
    /// its keys.
    pub fn of(
        path: &str,
        layout: Layout,
        id: Option<&str>,
        has_key: impl Fn(&str) -> bool,
    ) -> Self {
        if let Some(kind) = Self::of_path(path) {
            return kind;
        }
        if layout == Layout::Checkout {
            return Self::Page;
        }
        match id {
            Some(id) if id.contains(":ver:") => Self::Requirement,
            Some(id) if id.contains(":mtr:") => Self::Measure,
            _ if has_key("categorie") => Self::Instrument,
            _ => Self::Page,
        }
    }
}

/// The name of a file without its ending.
pub(super) fn stem(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_decides() {
        let kind = |path| Kind::of(path, Layout::Checkout, None, |_| false);
        assert_eq!(
            kind("docs/voldoen-aan-wetten-en-regels/vereisten/aia-90-x.md"),
            Kind::Requirement
        );
        assert_eq!(kind("docs/vereisten/index.md"), Kind::Page);
        assert_eq!(
            kind("docs/levenscyclus/over-de-levenscyclus.md"),
            Kind::Page
        );
        assert_eq!(kind("docs/rollen/oud/jurist.md"), Kind::Role);
        assert_eq!(kind("docs/index.md"), Kind::Page);
    }

    #[test]
    fn else_the_identifier_else_the_keys() {
        assert_eq!(
            Kind::of("x.md", Layout::Single, Some("urn:nl:ak:mtr:owp-01"), |_| {
                false
            }),
            Kind::Measure
        );
        assert_eq!(
            Kind::of("x.md", Layout::Folder, Some("urn:nl:ak:ver:aia-01"), |_| {
                true
            }),
            Kind::Requirement
        );
        assert_eq!(
            Kind::of("x.md", Layout::Folder, None, |key| key == "categorie"),
            Kind::Instrument
        );
        assert_eq!(
            Kind::of("x.md", Layout::Folder, None, |_| false),
            Kind::Page
        );
        assert_eq!(
            Kind::of(
                "docs/x.md",
                Layout::Checkout,
                Some("urn:nl:ak:mtr:owp-01"),
                |_| false
            ),
            Kind::Page
        );
    }
}

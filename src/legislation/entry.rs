//! Entries of the register as they are written, each text with its line.

use super::act::Numbering;
use super::number::Kind;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

/// A text, and the line it stands on, from 1.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(expecting = "a text")]
pub(super) struct Text {
    pub(super) line: usize,
    pub(super) text: String,
}

/// A text in Dutch and in English.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) nl: Option<Text>,
    pub(super) en: Option<Text>,
}

/// Names in Dutch and in English.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Aliases {
    pub(super) nl: Vec<Text>,
    pub(super) en: Vec<Text>,
}

/// An act as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) code: Text,
    #[serde(deserialize_with = "kind")]
    pub(super) kind: Kind,
    pub(super) celex: Option<Text>,
    pub(super) eli: Option<Text>,
    pub(super) bwb: Option<Text>,
    pub(super) short: Words,
    pub(super) title: Option<Words>,
    #[serde(default)]
    pub(super) aliases: Aliases,
    /// Aliases that hold only exactly as written.
    #[serde(default)]
    pub(super) exact: Vec<Text>,
    #[serde(default, deserialize_with = "numbering")]
    pub(super) numbering: Option<Numbering>,
    #[serde(default)]
    pub(super) context_of: Vec<Text>,
    pub(super) implements: Option<Text>,
    #[serde(default)]
    pub(super) definitions: Vec<Text>,
    pub(super) bare_sections: Option<Text>,
    pub(super) book: Option<Text>,
    #[serde(default)]
    pub(super) books: Vec<Text>,
    pub(super) consolidated: Option<Text>,
    pub(super) in_force: Option<Text>,
    #[serde(default)]
    pub(super) addresses: Vec<Text>,
    #[serde(default)]
    pub(super) stands_alone: Vec<Text>,
    pub(super) page: Option<Text>,
    pub(super) source: Option<Text>,
}

impl Entry {
    /// Every alias, the Dutch ones first.
    pub(super) fn aliases(&self) -> impl Iterator<Item = &Text> {
        self.aliases.nl.iter().chain(&self.aliases.en)
    }
}

fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
    named(deserializer, "kind", Kind::from_name)
}

fn numbering<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Numbering>, D::Error> {
    named(deserializer, "numbering", Numbering::from_name).map(Some)
}

fn named<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    what: &str,
    from_name: impl Fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let name = Text::deserialize(deserializer)?.text;
    from_name(&name).ok_or_else(|| D::Error::custom(format!("there is no {what} {name}")))
}

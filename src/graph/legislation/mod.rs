//! Legislation in the graph (modelling §4): citations as things, provisions up to their act, and
//! law in time.
//!
//! A [`Citations`] follows a telling: it reads the citations of each document as it comes, adds the
//! shortcuts to the document's thing, and at the end tells the provisions that were cited.

mod citations;
mod provisions;

pub(super) use citations::Citations;
pub use provisions::tell_provisions;

use super::vocabulary::Property;
use super::{Description, Language};

/// Adds a text in both languages.
fn bilingual(description: &mut Description, property: Property, nl: String, en: String) {
    description
        .text(property, Language::Nl, nl)
        .text(property, Language::En, en);
}

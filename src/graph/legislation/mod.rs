//! Legislation in the graph (modelling §4): citations as things, provisions up to their act, and
//! law in time.
//!
//! [`read_citations`] reads those of one document and adds the shortcuts to the document's thing;
//! [`tell_provisions`] tells, after all documents, the provisions that were cited.

mod citations;
mod provisions;

pub(super) use citations::read_citations;
pub use provisions::tell_provisions;

use super::vocabulary::Property;
use super::{Description, Language};

/// Adds a text in both languages.
fn bilingual(description: &mut Description, property: Property, nl: String, en: String) {
    description
        .text(property, Language::Nl, nl)
        .text(property, Language::En, en);
}

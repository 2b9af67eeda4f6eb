//! What a document comes in.

use crate::serve::negotiate::Offer;
use crate::write::Format;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::serve) enum Form {
    Html,
    Rdf(Format),
}

impl Form {
    pub(in crate::serve) fn suffix(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Rdf(format) => format.extension(),
        }
    }

    pub(in crate::serve) fn of_suffix(suffix: &str) -> Option<Self> {
        FORMS
            .iter()
            .map(|offer| offer.value)
            .find(|form| form.suffix() == suffix)
    }
}

/// The first is what a client gets that takes anything.
pub(in crate::serve) const FORMS: [Offer<Form>; 5] = [
    Offer {
        media_type: "text/html",
        aliases: &["application/xhtml+xml"],
        value: Form::Html,
    },
    Offer {
        media_type: "text/turtle",
        aliases: &["application/x-turtle"],
        value: Form::Rdf(Format::Turtle),
    },
    Offer {
        media_type: "application/ld+json",
        aliases: &["application/json"],
        value: Form::Rdf(Format::JsonLd),
    },
    Offer {
        media_type: "application/n-triples",
        aliases: &["text/plain"],
        value: Form::Rdf(Format::NTriples),
    },
    Offer::new("application/rdf+xml", Form::Rdf(Format::RdfXml)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::DATA_FORMS;

    #[test]
    fn pages_offer_the_forms_that_there_are() {
        let offered: Vec<_> = FORMS
            .iter()
            .filter(|offer| offer.value != Form::Html)
            .map(|offer| (offer.value.suffix(), offer.media_type))
            .collect();
        let shown: Vec<_> = DATA_FORMS.iter().map(|form| (form.0, form.1)).collect();
        assert_eq!(offered, shown);
    }
}

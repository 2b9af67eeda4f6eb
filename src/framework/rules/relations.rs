//! Relations that are missing: nothing belongs to a thing, or the text links what the front matter
//! does not.

use super::super::identifier::Identifier;
use super::super::index::{Index, Inverse};
use super::super::kind::Kind;
use super::super::model::{Particulars, Record};
use super::super::reporter::Reporter;
use crate::findings::{Bilingual, Code, Span};
use crate::source::front_matter::Node;
use std::collections::BTreeMap;

/// The rules over the relations of a document. `linked`: the things that its text links to beside
/// its sources, each with its kind and the first place.
pub(in super::super) fn check_relations(
    reporter: &mut Reporter<'_>,
    index: &Index,
    record: &Record,
    linked: &BTreeMap<Identifier, (Kind, Span)>,
) {
    if !index.is_whole() {
        return;
    }
    match &record.particulars {
        Particulars::Requirement(_) => {
            let measures = index.inverse(Inverse::ImplementedBy, &record.id);
            if measures.is_empty() && index.has_documents_of(Kind::Measure) {
                let message = Bilingual::new(
                    "Geen enkele maatregel noemt deze vereiste",
                    "No measure names this requirement",
                );
                let span = key_span(reporter, "id");
                reporter.report(Code::RequirementWithoutMeasures, span, message);
            }
        }
        Particulars::Measure(measure)
            if measure.implements.is_empty() && index.has_documents_of(Kind::Requirement) =>
        {
            let message = Bilingual::new(
                "Deze maatregel noemt geen vereiste die er is",
                "This measure names no requirement that is there",
            );
            let span = match reporter.document.value("vereiste") {
                Some(_) => key_span(reporter, "vereiste"),
                None => key_span(reporter, "id"),
            };
            reporter.report(Code::MeasureWithoutRequirements, span, message);
        }
        _ => {}
    }
    for (thing, (kind, span)) in linked {
        if let Some(help) = unrelated(index, record, thing, *kind) {
            let message = Bilingual::new(
                "De tekst verwijst hiernaar, maar de kopgegevens leggen dit verband niet",
                "The text links to this, but the front matter does not relate the two",
            );
            reporter.report(Code::UnrelatedLink, *span, message).help = Some(help);
        }
    }
}

fn key_span(reporter: &Reporter<'_>, wanted: &str) -> Span {
    let pairs = reporter.document.pairs().iter();
    pairs
        .rev()
        .find(|(key, _)| key.reads(wanted))
        .map_or(Span::START, |(key, _)| Node::span(key))
}

/// Which key could relate the two, where none does.
fn unrelated(index: &Index, record: &Record, thing: &Identifier, kind: Kind) -> Option<Bilingual> {
    let own = |list: &[Identifier], key: &str| {
        (!list.contains(thing)).then(|| {
            Bilingual::new(
                format!("neem het op bij {key}, als het erbij hoort"),
                format!("add it to {key}, if it belongs there"),
            )
        })
    };
    let theirs = |inverse, key: &str| {
        (!index.inverse(inverse, &record.id).contains(thing)).then(|| {
            Bilingual::new(
                format!("neem dit document daar op bij {key}, als het erbij hoort"),
                format!("add this document to {key} there, if it belongs there"),
            )
        })
    };
    match (&record.particulars, kind) {
        (Particulars::Measure(measure), Kind::Requirement) => own(&measure.implements, "vereiste"),
        (Particulars::Measure(_), Kind::Instrument) => theirs(Inverse::HelpedBy, "maatregel"),
        (Particulars::Instrument(instrument), Kind::Requirement) => {
            own(&instrument.supports, "vereiste")
        }
        (Particulars::Instrument(instrument), Kind::Measure) => {
            own(&instrument.helps_with, "maatregel")
        }
        (Particulars::Requirement(_), Kind::Measure) => theirs(Inverse::ImplementedBy, "vereiste"),
        (Particulars::Requirement(_), Kind::Instrument) => theirs(Inverse::SupportedBy, "vereiste"),
        _ => None,
    }
}

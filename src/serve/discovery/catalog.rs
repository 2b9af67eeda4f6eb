//! The catalogue, in DCAT-AP-NL 3.0.

use super::DUMPS;
use super::facts::Facts;
use crate::pages::{DATASET_DESCRIPTION, DATASET_TITLE, LICENCE};
use crate::serve::dump;
use crate::serve::service::Service;
use crate::write::Format;

const AUTHORITY: &str = "http://publications.europa.eu/resource/authority/";

/// A list of an authority: its folder, its title in Dutch and in English.
type List = (&'static str, &'static str, &'static str);

const LICENCES: List = ("licence", "Licenties", "Licences");
const THEMES: List = ("data-theme", "Thema's van gegevens", "Data themes");
const RIGHTS: List = ("access-right", "Toegangsrechten", "Access rights");
const LANGUAGES: List = ("language", "Talen", "Languages");
const FREQUENCIES: List = ("frequency", "Frequenties", "Frequencies");
const STATUSES: List = (
    "dataset-status",
    "Statussen van datasets",
    "Dataset statuses",
);
const DISTRIBUTION_STATUSES: List = (
    "distribution-status",
    "Statussen van distributies",
    "Distribution statuses",
);
const FILE_TYPES: List = ("file-type", "Bestandsformaten", "File types");
const PUBLISHER_TYPES: List = (
    "corporate-body-classification",
    "Soorten organisaties",
    "Kinds of corporate bodies",
);

fn code(list: List, code: &str) -> String {
    format!("{AUTHORITY}{}/{code}", list.0)
}

/// The code of the EU's list of file types.
fn file_type(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::Turtle => ("RDF_TURTLE", "Turtle"),
        Format::TriG => ("RDF_TRIG", "TriG"),
        Format::NTriples => ("RDF_N_TRIPLES", "N-Triples"),
        Format::NQuads => ("RDF_N_QUADS", "N-Quads"),
        Format::RdfXml => ("RDF_XML", "RDF/XML"),
        Format::JsonLd => ("JSON_LD", "JSON-LD"),
    }
}

pub(super) fn describe(service: &Service, facts: &mut Facts) {
    let catalog = service.url("/catalog");
    let part = |name: &str| format!("{catalog}#{name}");
    let (dataset, endpoint) = (part("dataset"), part("service"));
    let publisher = &service.settings.publication.publisher;
    let contact = part("contact");
    facts
        .about(&catalog, &["dcat:Catalog"])
        .both(
            "dct:title",
            "Catalogus van Kadergraaf",
            "Catalogue of Kadergraaf",
        )
        .both(
            "dct:description",
            "De gegevens die hier te halen en te bevragen zijn.",
            "The data that can be fetched and queried here.",
        )
        .iri("dct:publisher", publisher)
        .iri("dcat:contactPoint", &contact)
        .iri("dct:license", LICENCE)
        .iri("dct:language", &code(LANGUAGES, "NLD"))
        .iri("dct:language", &code(LANGUAGES, "ENG"))
        .iri("dcat:themeTaxonomy", &format!("{AUTHORITY}data-theme"))
        .iri("foaf:homepage", &service.url("/"))
        .iri("dcat:dataset", &dataset)
        .iri("dcat:service", &endpoint);
    let mut about = facts
        .about(&dataset, &["dcat:Dataset"])
        .both("dct:title", DATASET_TITLE.0, DATASET_TITLE.1)
        .both(
            "dct:description",
            DATASET_DESCRIPTION.0,
            DATASET_DESCRIPTION.1,
        )
        .plain("dct:identifier", &dataset)
        .iri("dct:publisher", publisher)
        .iri("dct:creator", publisher)
        .iri("dcat:contactPoint", &contact)
        .iri("dcat:theme", &code(THEMES, "GOVE"))
        .iri("dcat:theme", &code(THEMES, "JUST"))
        .iri("dct:accessRights", &code(RIGHTS, "PUBLIC"))
        .iri("dct:accrualPeriodicity", &code(FREQUENCIES, "IRREG"))
        .iri("adms:status", &code(STATUSES, "COMPLETED"))
        .iri("dct:language", &code(LANGUAGES, "NLD"))
        .iri("dcat:landingPage", &service.url("/"))
        .text("dcat:keyword", "nl", "algoritmen")
        .text("dcat:keyword", "nl", "artificiële intelligentie")
        .text("dcat:keyword", "nl", "AI-verordening")
        .text("dcat:keyword", "en", "algorithms")
        .text("dcat:keyword", "en", "AI Act");
    for format in DUMPS {
        about = about.iri("dcat:distribution", &part(format.extension()));
    }
    for format in DUMPS {
        distribution(service, facts, &part(format.extension()), format);
    }
    facts
        .about(&endpoint, &["dcat:DataService"])
        .both(
            "dct:title",
            "SPARQL-dienst van Kadergraaf",
            "SPARQL service of Kadergraaf",
        )
        .both(
            "dct:description",
            "Beantwoordt vragen over de graaf volgens het SPARQL 1.1 Protocol.",
            "Answers queries over the graph by the SPARQL 1.1 Protocol.",
        )
        .plain("dct:identifier", &endpoint)
        .iri("dcat:endpointURL", &service.url("/sparql"))
        .iri("dcat:endpointDescription", &service.url("/sparql"))
        .iri("dct:conformsTo", "https://www.w3.org/TR/sparql11-protocol/")
        .iri("dcat:servesDataset", &dataset)
        .iri("dct:publisher", publisher)
        .iri("dcat:contactPoint", &contact)
        .iri("dct:license", LICENCE)
        .iri("dcat:theme", &code(THEMES, "GOVE"))
        .iri("dct:accessRights", &code(RIGHTS, "PUBLIC"));
    facts.about(&service.url("/"), &["foaf:Document"]).both(
        "dct:title",
        "Kadergraaf",
        "Kadergraaf",
    );
    people(service, facts, &contact);
    codes(facts);
}

fn distribution(service: &Service, facts: &mut Facts, iri: &str, format: Format) {
    let address = dump::address(service, format);
    let (type_code, name) = file_type(format);
    facts
        .about(iri, &["dcat:Distribution"])
        .both("dct:title", &format!("Als {name}"), &format!("As {name}"))
        .both(
            "dct:description",
            &format!("Alle gegevens als één bestand, in {name}."),
            &format!("All data as one file, in {name}."),
        )
        .iri("dcat:accessURL", &address)
        .iri("dcat:downloadURL", &address)
        .iri("dct:license", LICENCE)
        .iri("dct:format", &code(FILE_TYPES, type_code))
        .iri(
            "dcat:mediaType",
            &format!(
                "https://www.iana.org/assignments/media-types/{}",
                format.media_type()
            ),
        )
        .iri("adms:status", &code(DISTRIBUTION_STATUSES, "COMPLETED"));
    facts.about(
        &format!(
            "https://www.iana.org/assignments/media-types/{}",
            format.media_type()
        ),
        &["dct:MediaType"],
    );
    facts
        .about(&code(FILE_TYPES, type_code), &["dct:MediaTypeOrExtent"])
        .both("rdfs:label", name, name);
    concept(facts, FILE_TYPES, type_code, name, name);
}

fn people(service: &Service, facts: &mut Facts, contact: &str) {
    let settings = &service.settings.publication;
    facts
        .about(&settings.publisher, &["foaf:Agent"])
        .text("foaf:name", "nl", &settings.publisher_name)
        .iri("dct:type", &code(PUBLISHER_TYPES, "MINISTRY"));
    let about = facts
        .about(contact, &["vcard:Organization", "vcard:Kind"])
        .text("vcard:fn", "nl", &settings.contact_name);
    if settings.contact.starts_with("mailto:") {
        about.iri("vcard:hasEmail", &settings.contact);
    } else {
        about.iri("vcard:hasURL", &settings.contact);
    }
}

fn concept(facts: &mut Facts, list: List, name: &str, nl: &str, en: &str) {
    let scheme = format!("{AUTHORITY}{}", list.0);
    facts.concept((&scheme, list.1, list.2), &code(list, name), nl, en);
}

/// What the codes of the authorities mean, since not every reader can look them up.
fn codes(facts: &mut Facts) {
    facts.name(LICENCE, "dct:LicenseDocument", "EUPL 1.2", "EUPL 1.2");
    concept(facts, LICENCES, "EUPL_1_2", "EUPL 1.2", "EUPL 1.2");
    for (name, nl, en) in [
        (
            "GOVE",
            "Overheid en publieke sector",
            "Government and public sector",
        ),
        (
            "JUST",
            "Justitie, rechtsstelsel en openbare veiligheid",
            "Justice, legal system and public safety",
        ),
    ] {
        concept(facts, THEMES, name, nl, en);
    }
    let public = code(RIGHTS, "PUBLIC");
    facts.name(&public, "dct:RightsStatement", "Openbaar", "Public");
    concept(facts, RIGHTS, "PUBLIC", "Openbaar", "Public");
    for (name, nl, en) in [("NLD", "Nederlands", "Dutch"), ("ENG", "Engels", "English")] {
        facts.name(&code(LANGUAGES, name), "dct:LinguisticSystem", nl, en);
        concept(facts, LANGUAGES, name, nl, en);
    }
    let irregular = code(FREQUENCIES, "IRREG");
    facts.name(&irregular, "dct:Frequency", "Onregelmatig", "Irregular");
    concept(facts, FREQUENCIES, "IRREG", "Onregelmatig", "Irregular");
    concept(facts, STATUSES, "COMPLETED", "Voltooid", "Completed");
    concept(
        facts,
        DISTRIBUTION_STATUSES,
        "COMPLETED",
        "Voltooid",
        "Completed",
    );
    concept(facts, PUBLISHER_TYPES, "MINISTRY", "Ministerie", "Ministry");
    facts
        .about(
            "https://www.w3.org/TR/sparql11-protocol/",
            &["dct:Standard"],
        )
        .both("dct:title", "SPARQL 1.1-protocol", "SPARQL 1.1 Protocol");
}

//! What went wrong with a query, in the language of the page.

use crate::pages::language::Language;
use crate::store::QueryError;

/// A sentence, and where in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What went wrong.
    pub message: String,
    /// Line and column, from 1, where the place is known.
    pub place: Option<(usize, usize)>,
    /// Whether the sentence is English on a page that is not.
    pub foreign: bool,
}

impl Fault {
    /// A failure for which the service has this sentence, in English.
    pub fn told(language: Language, message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            place: None,
            foreign: language != Language::En,
        }
    }

    /// Why a query was not answered.
    pub fn of(language: Language, error: &QueryError) -> Self {
        let place = match error {
            QueryError::Syntax { line, column, .. } if *line > 0 => Some((*line, *column)),
            _ => None,
        };
        let english = match error {
            QueryError::Syntax { message, .. } => message.clone(),
            other => other.to_string(),
        };
        let dutch = (language == Language::Nl).then(|| dutch(error)).flatten();
        Self {
            foreign: language == Language::Nl && dutch.is_none(),
            message: dutch.unwrap_or(english),
            place,
        }
    }
}

fn dutch(error: &QueryError) -> Option<String> {
    Some(match error {
        QueryError::Syntax { message, .. } => return syntax(message),
        QueryError::Update => {
            "Dit is een wijziging. Hier worden alleen vragen beantwoord; er is niets veranderd."
                .into()
        }
        QueryError::TooLarge { .. } => {
            "De zoekvraag is groter dan hier wordt beantwoord. Maak haar korter.".into()
        }
        QueryError::TooMuch { limit, .. } => format!(
            "Het antwoord is te groot om te tonen (meer dan {limit}). Zet er een LIMIT bij, of neem een bestand."
        ),
        QueryError::Timeout(limit) => format!(
            "De zoekvraag duurde langer dan {limit:?} en is gestopt. Vraag minder tegelijk."
        ),
        QueryError::Memory => {
            "De zoekvraag had meer geheugen nodig dan er is en is gestopt. Vraag minder tegelijk."
                .into()
        }
        QueryError::Busy => {
            "Er zijn nu te veel vragen tegelijk. Probeer het over een paar seconden nog eens."
                .into()
        }
        _ => return None,
    })
}

/// The sentences of [`crate::store`] on the form of a text.
fn syntax(message: &str) -> Option<String> {
    const BEFORE: &str = "not well-formed at ";
    if let Some(word) = message.strip_prefix(BEFORE) {
        return Some(format!("hier klopt de vorm niet: {word}"));
    }
    if let Some(prefix) = message
        .strip_prefix("the prefix ")
        .and_then(|rest| rest.strip_suffix(" is not declared"))
    {
        return Some(format!(
            "de prefix {prefix} is niet gedeclareerd (PREFIX {prefix} <…>)"
        ));
    }
    if let Some(iri) = message.strip_suffix(" is not an absolute IRI") {
        return Some(format!("{iri} is geen volledige IRI"));
    }
    let dutch = match message {
        "not well-formed: something is missing at the end" => "er ontbreekt iets aan het eind",
        "the query is empty" => "de zoekvraag is leeg",
        "the string that begins here has no end" => "de tekst die hier begint, heeft geen eind",
        "an IRI stands between < and >" => "een IRI staat tussen < en >",
        _ if message.starts_with("the IRI that begins here has no >") => {
            "de IRI die hier begint, heeft geen > aan het eind, of er staat iets in dat niet in \
             een IRI kan, zoals een spatie"
        }
        _ if message.starts_with("in SPARQL, PREFIX and BASE stand without @") => {
            "in SPARQL staan PREFIX en BASE zonder @ ervoor en zonder punt erachter"
        }
        _ => return None,
    };
    Some(dutch.into())
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;
    use crate::store::InProcess;

    #[test]
    fn the_sentences_of_the_parser_have_a_dutch_form() {
        for (text, wanted, place) in [
            (
                "SELECT * {\n ?s ?p .\n}",
                "hier klopt de vorm niet: .",
                (2, 8),
            ),
            (
                "ASK { kader:x a ?o }",
                "de prefix kader: is niet gedeclareerd (PREFIX kader: <…>)",
                (1, 7),
            ),
            ("ASK { ?s ?p", "er ontbreekt iets aan het eind", (1, 12)),
            (
                "ASK { ?s ?p \"x }",
                "de tekst die hier begint, heeft geen eind",
                (1, 13),
            ),
            (
                "ASK { <urn:a b> ?p ?o }",
                "de IRI die hier begint, heeft geen > aan het eind, of er staat iets in dat niet \
                 in een IRI kan, zoals een spatie",
                (1, 7),
            ),
            (
                "PREFIX a: urn:x ASK {}",
                "een IRI staat tussen < en >",
                (1, 11),
            ),
            (
                "@prefix a: <urn:x> . ASK {}",
                "in SPARQL staan PREFIX en BASE zonder @ ervoor en zonder punt erachter",
                (1, 1),
            ),
            ("# niets", "de zoekvraag is leeg", (1, 1)),
        ] {
            let Err(error) = InProcess::parse(text, None) else {
                panic!("{text} is a query");
            };
            let fault = Fault::of(Language::Nl, &error);
            assert_eq!((fault.message.as_str(), fault.place), (wanted, Some(place)));
            assert!(!fault.foreign);
            assert!(!Fault::of(Language::En, &error).foreign);
        }
    }
}

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
    const BEFORE: &str = "not well-formed at or just before ";
    if let Some(word) = message.strip_prefix(BEFORE) {
        return Some(format!("hier of vlak hiervoor klopt de vorm niet: {word}"));
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
    match message {
        "not well-formed: something is missing at or before the end" => {
            Some("er ontbreekt iets aan het eind of daarvoor".into())
        }
        "the query is empty" => Some("de zoekvraag is leeg".into()),
        _ => None,
    }
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
                "hier of vlak hiervoor klopt de vorm niet: }",
                (3, 1),
            ),
            (
                "ASK { kader:x a ?o }",
                "de prefix kader: is niet gedeclareerd (PREFIX kader: <…>)",
                (1, 7),
            ),
            (
                "ASK { ?s ?p",
                "er ontbreekt iets aan het eind of daarvoor",
                (1, 12),
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

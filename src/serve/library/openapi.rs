//! `/openapi.json`: the library as OpenAPI 3.1 describes interfaces, exactly as it answers.

use super::form::{FORMS, Form, names};
use crate::pages::Language;
use crate::store::library::{
    CITATIONS, Choices, LONGEST_TEXT, Library, LibraryQuery, Parameter, ParameterKind, Things,
};
use serde_json::{Map, Value, json};

/// What an IRI is taken for in a parameter: of the many that there are, those that name things.
const IRI: &str = "^(https?://[a-z0-9]+([.-][a-z0-9]+)*(/[A-Za-z0-9._~:=&,;()-]*)*|urn:[a-z0-9]{2,30}(:[A-Za-z0-9._-]+)+)$";

/// The description, for a service at this address over a graph with these choices.
pub(super) fn described(
    library: &Library,
    choices: &Choices,
    address: &str,
    language: Language,
) -> Value {
    let mut paths = Map::new();
    paths.insert("/queries".into(), list(language));
    for query in library.iter() {
        paths.insert(
            format!("/queries/{}", query.name),
            path(query, choices, language),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": language.of("Kadergraaf: vragen aan het Algoritmekader", "Kadergraaf: questions to the Algorithm Framework"),
            "summary": language.of("De bibliotheek van vragen als API", "The library of questions as an API"),
            "description": language.of(
                "Elke vraag is een SPARQL-query met parameters; wie meer wil vragen, gebruikt /sparql.",
                "Every question is a SPARQL query with parameters; whoever wants to ask more uses /sparql.",
            ),
            "version": env!("CARGO_PKG_VERSION"),
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": address }],
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "headers": {
                "ETag": { "description": "Changes with the data.", "schema": { "type": "string" } },
            },
            "responses": responses(),
        },
    })
}

fn schemas() -> Value {
    let thing = json!({
        "type": "object",
        "required": ["id", "label", "page"],
        "additionalProperties": false,
        "properties": {
            "id": { "type": "string", "description": "The IRI." },
            "label": { "type": "string", "description": "What it is called, in the language that was asked where there is a name in it." },
            "page": { "type": ["string", "null"], "description": "The address of its page, where it is described here." },
        },
    });
    let problem = json!({
        "type": "object",
        "description": "RFC 9457.",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string" },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string", "description": "What is wrong, in one sentence." },
            "parameter": { "type": "string", "description": "Which parameter or header it is about." },
            "allowed": { "type": "array", "items": { "type": "string" }, "description": "What is allowed there, where that is few." },
        },
    });
    json!({ "Thing": thing, "Problem": problem })
}

fn responses() -> Value {
    let problem = |description: &str| {
        json!({
            "description": description,
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
        })
    };
    json!({
        "NotModified": {
            "description": "What If-None-Match names is still the answer.",
            "headers": { "ETag": { "$ref": "#/components/headers/ETag" } },
        },
        "Page": {
            "description": "Whoever takes HTML finds the page there.",
            "headers": { "Location": { "required": true, "schema": { "type": "string" } } },
        },
        "BadRequest": problem("A parameter is missing, unknown or none of its kind; detail, parameter and allowed say which and what is allowed."),
        "MethodNotAllowed": problem("Only GET, HEAD and OPTIONS; Allow says so."),
        "NotAcceptable": problem("Accept names none of the forms."),
        "Failed": problem("The service cannot answer now: too busy (503, with Retry-After) or out of its bounds."),
    })
}

fn references(ok: &Value) -> Value {
    let response = |name: &str| json!({ "$ref": format!("#/components/responses/{name}") });
    json!({
        "200": ok,
        "302": response("Page"),
        "304": response("NotModified"),
        "400": response("BadRequest"),
        "406": response("NotAcceptable"),
        "503": response("Failed"),
        "default": response("Failed"),
    })
}

fn language_parameter(language: Language) -> Value {
    json!({
        "name": "language",
        "in": "query",
        "description": language.of(
            "Taal van titels en namen; anders wat Accept-Language zegt, anders Nederlands.",
            "Language of titles and names; else what Accept-Language says, else Dutch.",
        ),
        "schema": { "type": "string", "enum": ["nl", "en"] },
    })
}

fn list(language: Language) -> Value {
    let text = json!({ "type": "string" });
    let item = json!({
        "type": "object",
        "required": ["name", "title", "question", "description", "audience", "needs", "address", "parameters", "columns"],
        "properties": {
            "name": text, "title": text, "question": text, "description": text,
            "audience": { "type": "array", "items": text },
            "needs": { "type": "string", "enum": ["relations", "text", "releases"] },
            "address": text,
            "parameters": { "type": "array", "items": { "type": "object" } },
            "columns": { "type": "array", "items": { "type": "object" } },
        },
    });
    let ok = json!({
        "description": language.of("De vragen", "The questions"),
        "headers": { "ETag": { "$ref": "#/components/headers/ETag" } },
        "content": { "application/json": { "schema": {
            "type": "object",
            "required": ["language", "queries"],
            "properties": { "language": text, "queries": { "type": "array", "items": item } },
        } } },
    });
    json!({ "get": {
        "operationId": "queries",
        "summary": language.of("Welke vragen zijn er?", "Which questions are there?"),
        "parameters": [language_parameter(language)],
        "responses": references(&ok),
    } })
}

fn path(query: &LibraryQuery, choices: &Choices, language: Language) -> Value {
    let mut parameters: Vec<Value> = query
        .parameters
        .iter()
        .filter(|parameter| parameter.kind != ParameterKind::Language)
        .map(|parameter| described_parameter(parameter, choices, language))
        .collect();
    parameters.push(language_parameter(language));
    parameters.push(json!({
        "name": "format",
        "in": "query",
        "description": language.of(
            "De vorm van het antwoord; gaat voor Accept.",
            "The form of the answer; goes before Accept.",
        ),
        "schema": { "type": "string", "enum": names() },
    }));
    let mut content = Map::new();
    for (_, media_type, form) in FORMS {
        let schema = match form {
            Form::Json => answer(query, language),
            Form::Page => continue,
            _ => json!({ "type": "string" }),
        };
        let schema = if media_type == "application/sparql-results+json" {
            json!({ "type": "object", "required": ["head", "results"] })
        } else {
            schema
        };
        content.insert(media_type.into(), json!({ "schema": schema }));
    }
    let ok = json!({
        "description": language.of(&query.description.nl, &query.description.en),
        "headers": { "ETag": { "$ref": "#/components/headers/ETag" } },
        "content": content,
    });
    let audience: Vec<&str> = query
        .audience
        .iter()
        .map(|audience| audience.name())
        .collect();
    json!({ "get": {
        "operationId": query.name,
        "summary": language.of(&query.question.nl, &query.question.en),
        "description": language.of(&query.description.nl, &query.description.en),
        "tags": audience,
        "parameters": parameters,
        "responses": references(&ok),
    } })
}

fn described_parameter(parameter: &Parameter, choices: &Choices, language: Language) -> Value {
    let mut schema = schema(parameter.kind, choices);
    if parameter.several {
        schema = json!({ "type": "array", "minItems": 1, "items": schema });
    }
    let example = if parameter.several {
        json!(parameter.examples())
    } else {
        json!(parameter.example)
    };
    let mut described = json!({
        "name": parameter.name,
        "in": "query",
        "required": !parameter.optional,
        "description": description(parameter, language),
        "schema": schema,
        "example": example,
    });
    if parameter.several
        && let Value::Object(members) = &mut described
    {
        members.insert("style".into(), json!("form"));
        members.insert("explode".into(), json!(true));
    }
    described
}

/// What a parameter means, and what else it takes than its schema says: legislation in words.
fn description(parameter: &Parameter, language: Language) -> String {
    let title = language.of(&parameter.title.nl, &parameter.title.en);
    let example = language.of(CITATIONS[0], CITATIONS[1]);
    match parameter.kind {
        ParameterKind::Provision => {
            let words = language.of(
                "een IRI, of één bepaling in woorden met de wet erbij:",
                "an IRI, or one provision in words with its act:",
            );
            format!("{title}: {words} {example}")
        }
        ParameterKind::Act => {
            let words = language.of(
                "een IRI, of de naam van de wet: AI-verordening",
                "an IRI, or the name of the act: AI Act",
            );
            format!("{title}: {words}")
        }
        _ => title.to_owned(),
    }
}

/// What a value may be: what there is where that is few, else its form.
fn schema(kind: ParameterKind, choices: &Choices) -> Value {
    match kind {
        ParameterKind::Text => {
            return json!({ "type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "pattern": "\\S" });
        }
        ParameterKind::Date => return json!({ "type": "string", "format": "date" }),
        _ => {}
    }
    let few = choices.few(kind);
    if few.is_empty() {
        let pattern = if kind == ParameterKind::Release {
            "^[0-9]+(\\.[0-9]+)*$"
        } else {
            IRI
        };
        return json!({ "type": "string", "pattern": pattern, "examples": [kind.form()] });
    }
    json!({ "type": "string", "enum": few })
}

/// The plain JSON of a question.
fn answer(query: &LibraryQuery, language: Language) -> Value {
    let mut cells = Map::new();
    for column in &query.columns {
        let thing = json!({ "$ref": "#/components/schemas/Thing" });
        let mut cell = match column.things {
            Things::None => json!({ "type": ["string", "number", "boolean", "null"] }),
            Things::One => json!({ "anyOf": [thing, { "type": "null" }] }),
            Things::Many => json!({ "type": "array", "items": thing }),
        };
        if let Value::Object(members) = &mut cell {
            let title = language.of(&column.title.nl, &column.title.en);
            members.insert("description".into(), json!(title));
        }
        cells.insert(column.name.clone(), cell);
    }
    let names: Vec<&str> = query
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let text = json!({ "type": "string" });
    json!({
        "type": "object",
        "required": ["query", "title", "question", "language", "parameters", "columns", "count", "rows"],
        "properties": {
            "query": { "const": query.name },
            "title": text, "question": text,
            "language": { "type": "string", "enum": ["nl", "en"] },
            "parameters": { "type": "object" },
            "columns": { "type": "array", "items": {
                "type": "object",
                "required": ["name", "title", "holds"],
                "properties": {
                    "name": text, "title": text,
                    "holds": { "type": "string", "enum": ["value", "thing", "things"] },
                },
            } },
            "count": { "type": "integer", "minimum": 0 },
            "rows": { "type": "array", "items": {
                "type": "object",
                "required": names,
                "additionalProperties": false,
                "properties": cells,
            } },
        },
    })
}

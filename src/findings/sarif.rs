//! Findings as SARIF 2.1.0, which code hosts show beside the lines of a change.
//!
//! [`Sarif::new`] is the entry. What stands in it follows the OASIS standard: `columnKind` (§3.14.17),
//! addresses relative to a base that the reader knows (§3.14.14), fingerprints that survive edits
//! elsewhere in the file (§3.27.17), rules with help (§3.49).

use super::{Code, Finding, Language, Severity, explain, explain_in_dutch};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// The base that addresses are relative to: the root of what was checked.
const BASE: &str = "%SRCROOT%";

/// A log with one run.
#[derive(Debug, Serialize)]
pub struct Sarif {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    language: &'static str,
    original_uri_base_ids: BTreeMap<&'static str, Base>,
    results: Vec<SarifResult>,
}

#[derive(Debug, Serialize)]
struct Base {
    description: Text,
}

#[derive(Debug, Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
struct Help {
    text: String,
    markdown: &'static str,
}

#[derive(Debug, Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [Location; 1],
    partial_fingerprints: BTreeMap<&'static str, String>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
    #[serde(skip_serializing_if = "Option::is_none")]
    context_region: Option<ContextRegion>,
}

/// The line in which the region lies (§3.29.5).
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ContextRegion {
    start_line: u32,
    snippet: Text,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text>,
}

impl Sarif {
    /// The log of a run: every rule, and the findings in their order.
    pub fn new(findings: &[Finding], language: Language) -> Self {
        let places: HashMap<Code, usize> = Code::ALL
            .iter()
            .enumerate()
            .map(|(place, code)| (*code, place))
            .collect();
        let mut seen: HashMap<String, u32> = HashMap::new();
        let results = findings
            .iter()
            .map(|finding| SarifResult {
                rule_id: finding.code.as_str(),
                rule_index: places.get(&finding.code).copied().unwrap_or_default(),
                level: level(finding.severity()),
                message: Text {
                    text: message(finding, language),
                },
                locations: [location(finding)],
                partial_fingerprints: BTreeMap::from([(
                    "kadergraafFinding/v1",
                    fingerprint(finding, &mut seen),
                )]),
            })
            .collect();
        let base = Base {
            description: Text {
                text: "The root of the checkout, folder or document that was checked.".to_owned(),
            },
        };
        Self {
            schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            version: "2.1.0",
            runs: [Run {
                tool: Tool {
                    driver: Driver {
                        name: "kadergraaf",
                        semantic_version: env!("CARGO_PKG_VERSION"),
                        information_uri: "https://w3id.org/kadergraaf/",
                        rules: Code::ALL.iter().map(|code| rule(*code, language)).collect(),
                    },
                },
                column_kind: "unicodeCodePoints",
                language: match language {
                    Language::Nl => "nl",
                    Language::En => "en",
                },
                original_uri_base_ids: BTreeMap::from([(BASE, base)]),
                results,
            }],
        }
    }
}

fn level(severity: Severity) -> &'static str {
    // The names are those of SARIF (§3.27.10).
    severity.as_str()
}

fn message(finding: &Finding, language: Language) -> String {
    let message = finding.message.in_language(language);
    match &finding.help {
        Some(help) => format!("{message}. {}", capital(help.in_language(language))),
        None => message.to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(characters).collect()
}

fn rule(code: Code, language: Language) -> Rule {
    let (nl, en) = code.title();
    let title = match language {
        Language::Nl => nl,
        Language::En => en,
    };
    let page = match language {
        Language::Nl => explain_in_dutch(code),
        Language::En => explain(code),
    };
    // Behind the line with severity and titles comes what it is about.
    let first = page
        .split("\n\n")
        .nth(1)
        .unwrap_or(page)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    Rule {
        id: code.as_str(),
        short_description: Text {
            text: title.to_owned(),
        },
        full_description: Text { text: first },
        help: Help {
            text: page.to_owned(),
            markdown: page,
        },
        default_configuration: Configuration {
            level: level(code.severity()),
        },
    }
}

fn location(finding: &Finding) -> Location {
    let line = &*finding.line_text;
    let start_line = finding.line.max(1);
    let (column, width) = finding.file_place();
    let column = column.max(1);
    // What is marked; where decoding changed the line, it is not what stands in the file.
    let marked = marked(finding).filter(|_| finding.place_in_file.is_none());
    // The context is more than the region (§3.29.5).
    let is_more = marked.is_none_or(|words| words.len() < line.len());
    // An address from the root of the file system has no base (§3.4.4).
    let uri = relative(&finding.file);
    let (uri, base) = if uri.starts_with('/') {
        (format!("file://{uri}"), None)
    } else {
        (uri, Some(BASE))
    };
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri,
                uri_base_id: base,
            },
            region: Region {
                start_line,
                start_column: column,
                end_column: (width > 0).then(|| column.saturating_add(width)),
                snippet: marked.map(|words| Text {
                    text: words.to_owned(),
                }),
            },
            context_region: (!line.is_empty() && is_more).then(|| ContextRegion {
                start_line,
                snippet: Text {
                    text: line.to_owned(),
                },
            }),
        },
    }
}

/// The words of the line that are concerned, where it is known how many they are.
fn marked(finding: &Finding) -> Option<&str> {
    let line = &*finding.line_text;
    let at = |characters: u32| {
        let characters = usize::try_from(characters).ok()?;
        let ends = line.char_indices().map(|(byte, _)| byte);
        ends.chain([line.len()]).nth(characters)
    };
    let start = at(finding.column.checked_sub(1)?)?;
    let end = at((finding.column - 1).checked_add(finding.width)?)?;
    line.get(start..end).filter(|words| !words.is_empty())
}

/// A path as a relative reference (RFC 3986 §4.2): all but unreserved characters, `/` and what a
/// segment may have is percent-encoded; a colon in the first segment too, which would be a scheme.
fn relative(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/' | b'+') {
            uri.push(char::from(byte));
        } else {
            // Writing to a string never fails.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

/// As the finding's name in the graph: code, file and the text of the line, so that an edit
/// elsewhere in the file changes nothing; then how many have been the same before.
fn fingerprint(finding: &Finding, seen: &mut HashMap<String, u32>) -> String {
    let digest = Sha256::digest(format!(
        "{}\n{}\n{}",
        finding.code.as_str(),
        finding.file,
        finding.line_text
    ));
    let mut hash = String::with_capacity(16);
    for byte in digest.iter().take(8) {
        // Writing to a string never fails.
        let _ = write!(hash, "{byte:02x}");
    }
    let count = seen.entry(hash.clone()).or_insert(0);
    *count += 1;
    if *count == 1 {
        hash
    } else {
        format!("{hash}-{count}")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::Bilingual;
    use super::*;
    use std::collections::BTreeSet;

    fn finding(file: &str, line: u32, text: &str) -> Finding {
        Finding::new(
            Code::EmptyValue,
            file,
            line,
            3,
            text,
            Bilingual::new("leeg", "empty"),
        )
        .with_width(4)
    }

    fn results(findings: &[Finding]) -> serde_json::Value {
        let log = serde_json::to_value(Sarif::new(findings, Language::En)).unwrap();
        log["runs"][0]["results"].clone()
    }

    #[test]
    fn fingerprints_stay_when_lines_move_and_differ_among_themselves() {
        let prints = |findings: &[Finding]| -> Vec<String> {
            let results = results(findings);
            let results = results.as_array().unwrap().iter();
            results
                .map(|result| result["partialFingerprints"].to_string())
                .collect()
        };
        let before = prints(&[finding("a.md", 1, "x"), finding("a.md", 2, "x")]);
        let after = prints(&[finding("a.md", 11, "x"), finding("a.md", 12, "x")]);
        assert_eq!(before, after);
        let other = prints(&[finding("b.md", 1, "x"), finding("a.md", 1, "y")]);
        let all: BTreeSet<&String> = before.iter().chain(&other).collect();
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let results = results(&[finding("/tmp/a.md", 4, "  leeg").in_file(5, 6)]);
        let place = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "file:///tmp/a.md");
        assert!(place["artifactLocation"].get("uriBaseId").is_none());
        assert_eq!(place["region"]["startColumn"], 5);
        assert_eq!(place["region"]["endColumn"], 11);
        assert!(place["region"].get("snippet").is_none());
    }

    #[test]
    fn addresses_are_relative_and_columns_end_behind_the_last() {
        let results = results(&[finding("docs/a b:é.md", 4, "  leeg")]);
        let place = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "docs/a%20b%3A%C3%A9.md");
        assert_eq!(place["region"]["startColumn"], 3);
        assert_eq!(place["region"]["endColumn"], 7);
        assert_eq!(place["region"]["snippet"]["text"], "leeg");
        assert_eq!(place["contextRegion"]["snippet"]["text"], "  leeg");
        assert_eq!(results[0]["level"], "note");
    }
}

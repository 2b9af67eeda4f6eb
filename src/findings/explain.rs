//! The pages that explain the codes: sections of `docs/findings.md`, and in Dutch of
//! `docs/bevindingen.md`.

use super::registry::Code;

const PAGES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/findings.md"));

const DUTCH_PAGES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/bevindingen.md"));

/// The page of a code in English, in Markdown, without its heading.
pub fn explain(code: Code) -> &'static str {
    page(PAGES, code.as_str()).unwrap_or_default()
}

/// The page of a code in Dutch, in Markdown, without its heading.
pub fn explain_in_dutch(code: Code) -> &'static str {
    page(DUTCH_PAGES, code.as_str()).unwrap_or_default()
}

fn page<'a>(pages: &'a str, name: &str) -> Option<&'a str> {
    let heading = format!("\n### {name}\n");
    let start = pages.find(&heading)? + heading.len();
    let rest = pages.get(start..)?;
    let end = rest
        .find("\n### ")
        .into_iter()
        .chain(rest.find("\n## "))
        .min();
    Some(rest.get(..end.unwrap_or(rest.len()))?.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn pages_and_codes_are_the_same_set() {
        let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        for (file, text) in [("findings.md", PAGES), ("bevindingen.md", DUTCH_PAGES)] {
            let pages: Vec<&str> = text
                .lines()
                .filter_map(|line| line.strip_prefix("### "))
                .collect();
            let once: BTreeSet<&str> = pages.iter().copied().collect();
            assert_eq!(once, codes, "docs/{file} explains every code");
            assert_eq!(pages.len(), codes.len(), "docs/{file} explains it once");
        }
    }

    #[test]
    fn every_dutch_page_says_the_same_in_the_same_order() {
        for code in Code::ALL {
            let page = explain_in_dutch(*code);
            let (nl, en) = code.title();
            let severity = match code.severity() {
                crate::findings::Severity::Error => "fout",
                crate::findings::Severity::Warning => "waarschuwing",
                crate::findings::Severity::Note => "opmerking",
            };
            let head = format!("*{severity}*: {nl} ({en}).");
            assert!(page.starts_with(&head), "{}: {head}", code.as_str());
            let paragraphs = |text: &str| text.split("\n\n").count();
            assert_eq!(
                paragraphs(page),
                paragraphs(explain(*code)),
                "{}: docs/bevindingen.md and docs/findings.md",
                code.as_str()
            );
            assert!(page.contains("**Wat te doen**: "), "{}", code.as_str());
            assert!(!page.contains("What to do"), "{}", code.as_str());
        }
    }

    #[test]
    fn every_page_names_severity_and_title_and_says_what_to_do() {
        for code in Code::ALL {
            let page = explain(*code);
            let (nl, en) = code.title();
            let head = format!("*{}*: {en} ({nl}).", code.severity().as_str());
            assert!(page.starts_with(&head), "{}: {head}", code.as_str());
            assert!(page.len() > head.len() + 60, "{}", code.as_str());
        }
    }
}

//! The pages that explain the codes: sections of `docs/findings.md`.

use super::registry::Code;

const PAGES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/findings.md"));

/// The page of a code, in Markdown, without its heading.
pub fn explain(code: Code) -> &'static str {
    page(PAGES, code.as_str()).unwrap_or_default()
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
        let pages: BTreeSet<&str> = PAGES
            .lines()
            .filter_map(|line| line.strip_prefix("### "))
            .collect();
        let codes: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(pages, codes);
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

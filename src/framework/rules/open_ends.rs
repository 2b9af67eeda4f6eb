//! What can only be judged once all documents are read: links to headings of other documents, and
//! links to files that are no documents where the source has none at all.

use super::super::document::Document;
use crate::findings::{Bilingual, Code, Finding, Span, near_match};
use crate::source::markdown::Anchors;
use percent_encoding::percent_decode_str;
use std::collections::HashMap;

/// What one document leaves open.
#[derive(Debug)]
pub struct OpenEnds {
    path: String,
    anchors: Anchors,
    wanted: Vec<Wanted>,
    /// The first link to an attachment that could not be checked, and how many there are.
    unchecked: Option<(Finding, usize)>,
}

/// A link to a heading.
#[derive(Debug)]
struct Wanted {
    path: String,
    name: String,
    finding: Finding,
}

impl OpenEnds {
    pub(in super::super) fn new(document: &Document) -> Self {
        Self {
            path: document.path.clone(),
            anchors: Anchors::default(),
            wanted: Vec::new(),
            unchecked: None,
        }
    }

    /// The names on this document's page.
    pub(in super::super) fn add_anchors(&mut self, anchors: Anchors) {
        self.anchors = anchors;
    }

    /// A link to the document at `path`, if it names a heading.
    pub(in super::super) fn want(
        &mut self,
        document: &Document,
        address: &str,
        path: String,
        span: Span,
    ) {
        let Some((_, name)) = address.split_once('#') else {
            return;
        };
        let name = percent_decode_str(name).decode_utf8_lossy().into_owned();
        // Text fragments (`#:~:text=`) name no heading; an empty name is the top of the page.
        if name.is_empty() || name.starts_with(":~:") || self.wanted.len() >= MAX_WANTED {
            return;
        }
        let message = Bilingual::new(
            format!("{path} heeft geen kop of plaats «{name}»"),
            format!("{path} has no heading or place “{name}”"),
        );
        let finding = document.finding(Code::MissingHeading, span, message);
        self.wanted.push(Wanted {
            path,
            name,
            finding,
        });
    }

    /// A link to an attachment in a source that has none.
    pub(in super::super) fn unchecked(&mut self, document: &Document, span: Span) {
        if let Some((_, count)) = &mut self.unchecked {
            *count += 1;
            return;
        }
        let nothing = Bilingual::new("", "");
        let finding = document.finding(Code::UncheckedAttachments, span, nothing);
        self.unchecked = Some((finding, 1));
    }
}

/// Links to headings that are looked at in one document.
const MAX_WANTED: usize = super::super::reporter::MAX_FINDINGS;

/// Near matches that are sought in all; each is compared with all headings of a page.
const MAX_NEAR_MATCHES: usize = 200;

/// Judges what the documents left open, once all were read.
pub fn settle(open_ends: Vec<OpenEnds>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut unchecked: Option<(Finding, usize)> = None;
    let mut wanted = Vec::new();
    let mut anchors: HashMap<String, Anchors> = HashMap::new();
    for open in open_ends {
        anchors.insert(open.path, open.anchors);
        wanted.extend(open.wanted);
        if let Some((finding, count)) = open.unchecked {
            let all = unchecked.get_or_insert((finding, 0));
            all.1 += count;
        }
    }
    let mut sought = 0;
    for Wanted {
        path,
        name,
        mut finding,
    } in wanted
    {
        let Some(there) = anchors.get(&path).filter(|there| !there.contains(&name)) else {
            continue;
        };
        sought += 1;
        if sought <= MAX_NEAR_MATCHES {
            finding.help = nearest(&name, there).map(super::super::reporter::did_you_mean);
        }
        findings.push(finding);
    }
    if let Some((mut finding, count)) = unchecked {
        finding.message = Bilingual::new(
            format!(
                "Er zijn geen bijlagen of afbeeldingen in deze map; {count} koppelingen ernaar zijn niet nagegaan, dit is de eerste"
            ),
            format!(
                "There are no attachments or pictures in this folder; {count} links to them were not checked, this is the first"
            ),
        );
        findings.push(finding);
    }
    findings
}

/// The heading that was probably meant: one that goes on where the name ends, else a near one.
fn nearest<'a>(name: &str, there: &'a Anchors) -> Option<&'a str> {
    let longer = format!("{name}-");
    let mut all: Vec<&str> = there.iter().collect();
    all.sort_unstable();
    all.iter()
        .find(|anchor| anchor.starts_with(&longer))
        .copied()
        .or_else(|| near_match(name, all.iter().copied()))
}

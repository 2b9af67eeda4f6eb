//! What can only be judged once all documents are read: links to headings of other documents, and
//! links to files that are no documents where the source has none at all.

use super::super::document::Document;
use super::super::kind::Kind;
use crate::findings::{Bilingual, Code, Finding, Span, near_match};
use crate::source::markdown::{Anchors, PageNames};
use foldhash::HashMap;
use percent_encoding::percent_decode_str;
use std::collections::BTreeMap;

/// What one document leaves open.
#[derive(Debug)]
pub struct OpenEnds {
    path: String,
    /// The names on its page; none where its text is elsewhere.
    names: Option<PageNames>,
    wanted: Vec<Wanted>,
    /// What it does as others do or otherwise; with what to say in the latter case.
    habits: Vec<(Habit, Option<Finding>)>,
    /// The first link to an attachment that could not be checked, and how many there are.
    unchecked: Option<(Finding, usize)>,
}

/// What documents of a kind do in the same way or not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Habit {
    /// It has a section under its heading.
    Heading(Kind, &'static str),
    /// It has a section under another heading, this.
    Variant(Kind, &'static str, String),
    /// It lacks a section.
    Missing(Kind, &'static str),
    /// The heading of a section keeps it from the site's search.
    Hidden(Kind, &'static str),
    /// It does not.
    Shown(Kind, &'static str),
    /// It has a list macro.
    List(Kind, &'static str),
    /// It has not.
    NoList(Kind, &'static str),
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
            names: None,
            wanted: Vec::new(),
            habits: Vec::new(),
            unchecked: None,
        }
    }

    /// Something that is judged by what most documents of the kind do.
    pub(super) fn habit(&mut self, habit: Habit, finding: Option<Finding>) {
        self.habits.push((habit, finding));
    }

    /// The names on this document's page.
    pub(in super::super) fn add_anchors(&mut self, anchors: &Anchors) {
        self.names = Some(anchors.names());
    }

    /// A link to the document at `path`, if it names a heading.
    pub(in super::super) fn want(
        &mut self,
        document: &Document,
        address: &str,
        path: String,
        span: impl FnOnce() -> Span,
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
        let finding = document.finding(Code::MissingHeading, span(), message);
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

/// What documents left open, gathered one after another. What is settled already is not kept, so
/// that little is left of a document without a mistake.
#[derive(Debug, Default)]
pub struct Unsettled {
    names: HashMap<String, PageNames>,
    wanted: Vec<Wanted>,
    /// How many documents do so.
    habits: HashMap<Habit, usize>,
    perhaps_unusual: Vec<(Habit, Finding)>,
    unchecked: Option<(Finding, usize)>,
}

impl Unsettled {
    /// Adds what the next document left open.
    pub fn add(&mut self, open: OpenEnds) {
        if let Some(there) = open.names {
            self.names.insert(open.path, there);
        }
        let names = &self.names;
        let settled = |wanted: &Wanted| {
            let there = names.get(&wanted.path);
            there.is_some_and(|there| there.contains(&wanted.name))
        };
        let wanted = open.wanted.into_iter();
        self.wanted.extend(wanted.filter(|wanted| !settled(wanted)));
        for (habit, finding) in open.habits {
            if let Some(finding) = finding {
                self.perhaps_unusual.push((habit.clone(), finding));
            }
            *self.habits.entry(habit).or_insert(0) += 1;
        }
        if let Some((finding, count)) = open.unchecked {
            let all = self.unchecked.get_or_insert((finding, 0));
            all.1 += count;
        }
    }

    /// Judges it, once all documents were read.
    pub fn settle(self) -> Vec<Finding> {
        let mut findings = unusual(&self.habits, self.perhaps_unusual);
        let mut sought = 0;
        for Wanted {
            path,
            name,
            mut finding,
        } in self.wanted
        {
            let there = self.names.get(&path);
            let Some(there) = there.filter(|there| !there.contains(&name)) else {
                continue;
            };
            sought += 1;
            if sought <= MAX_NEAR_MATCHES {
                finding.help = nearest(&name, there).map(super::super::reporter::did_you_mean);
            }
            findings.push(finding);
        }
        if let Some((mut finding, count)) = self.unchecked {
            finding.message = Bilingual::new(
                format!(
                    "Er zijn geen bijlagen of afbeeldingen in deze map; {count} links ernaar zijn niet nagegaan, dit is de eerste"
                ),
                format!(
                    "There are no attachments or pictures in this folder; {count} links to them were not checked, this is the first"
                ),
            );
            findings.push(finding);
        }
        findings
    }
}

/// What is unusual: what fewer documents do than do the opposite. Where few documents of a kind were
/// read, they say nothing of what is usual, and what the templates say counts.
fn unusual(counts: &HashMap<Habit, usize>, perhaps: Vec<(Habit, Finding)>) -> Vec<Finding> {
    const FEW: usize = 5;
    let count = |habit: Habit| counts.get(&habit).copied().unwrap_or(0);
    let mut findings = Vec::new();
    let mut missing: BTreeMap<String, (Finding, Vec<&'static str>)> = BTreeMap::new();
    for (habit, finding) in perhaps {
        let own = count(habit.clone());
        let others = match &habit {
            Habit::Missing(kind, title) | Habit::Variant(kind, title, _) => {
                count(Habit::Heading(*kind, title))
            }
            Habit::Shown(kind, title) => count(Habit::Hidden(*kind, title)),
            // No template asks for these: only what most have is missed.
            Habit::NoList(kind, name) => {
                let others = count(Habit::List(*kind, name));
                if others <= own || others + own < FEW {
                    continue;
                }
                others
            }
            Habit::Heading(..) | Habit::Hidden(..) | Habit::List(..) => 0,
        };
        if others < own && own + others >= FEW {
            continue;
        }
        if let Habit::Missing(_, title) = habit {
            let file = finding.file.clone();
            let (_, titles) = missing.entry(file).or_insert((finding, Vec::new()));
            titles.push(title);
        } else {
            findings.push(finding);
        }
    }
    findings.extend(missing.into_values().map(|(mut finding, titles)| {
        let list = titles.join(", ");
        finding.message = Bilingual::new(
            format!("Dit document mist: {list}"),
            format!("This document lacks: {list}"),
        );
        finding.with_help(Bilingual::new(
            "voeg de koppen van niveau 2 toe, met tekst",
            "add the headings of level 2, with text",
        ))
    }));
    findings
}

/// The heading that was probably meant: one that goes on where the name ends, else a near one.
fn nearest<'a>(name: &str, there: &'a PageNames) -> Option<&'a str> {
    let longer = format!("{name}-");
    there
        .iter()
        .find(|anchor| anchor.starts_with(&longer))
        .or_else(|| near_match(name, there.iter()))
}

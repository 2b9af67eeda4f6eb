//! The citations of a document, and the shortcuts that they make.

use crate::findings::{Bilingual, Code, Finding};
use crate::framework::{Document, Identifier, Kind, Names, Record, outside};
use crate::graph::names::hexadecimal;
use crate::graph::vocabulary::{self as v, resource};
use crate::graph::{Description, Language};
use crate::legislation::{
    Change, Citation, Link, Passage, Problem, Provision, Reader, Reason, Register, Resolution,
    Unresolved,
};
use crate::source::markdown::{Block, BlockKind, Position};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What a document cites.
#[derive(Default)]
pub(in crate::graph) struct Cited {
    /// The citations, in the order of the text.
    pub(in crate::graph) citations: Vec<Description>,
    /// Their targets.
    pub(in crate::graph) provisions: BTreeSet<Provision>,
}

/// Where in a document a passage stands.
#[derive(Clone, Copy)]
struct Spot<'a> {
    /// The slug of the section; none in the front matter.
    section: Option<&'a str>,
    /// Whether the section names the sources.
    under_sources: bool,
}

impl Spot<'_> {
    const FRONT_MATTER: Self = Self {
        section: None,
        under_sources: false,
    };

    fn of(slug: &str) -> Spot<'_> {
        let under_sources = slug
            .split('-')
            .next()
            .is_some_and(|word| matches!(word, "bron" | "bronnen"));
        Spot {
            section: Some(slug),
            under_sources,
        }
    }
}

/// A document while its citations are read.
struct Reading<'a> {
    register: &'a Register,
    record: &'a Record,
    document: &'a Document,
    base: &'a str,
    thing: &'a mut Description,
    findings: &'a mut Vec<Finding>,
    names: Names,
    cited: Cited,
}

/// Reads the citations of a document: shortcuts go to its thing, the citations are given.
pub(in crate::graph) fn read_citations(
    register: &Register,
    record: &Record,
    document: &Document,
    base: &str,
    thing: &mut Description,
    findings: &mut Vec<Finding>,
) -> Cited {
    let context = if record.kind == Kind::Requirement {
        register.context_of(record.code())
    } else {
        None
    };
    let mut reader = Reader::new(register, context);
    let mut reading = Reading {
        register,
        record,
        document,
        base,
        thing,
        findings,
        names: Names::default(),
        cited: Cited::default(),
    };
    for block in &record.front_texts {
        reading.passage(&mut reader, block, Spot::FRONT_MATTER);
    }
    for section in &record.sections {
        let spot = Spot::of(&section.slug);
        if let Some(title) = &section.title {
            let heading = Block::of_line(title, section.heading);
            let spot = Spot {
                under_sources: false,
                ..spot
            };
            reading.passage(&mut reader, &heading, spot);
        }
        for block in &section.blocks {
            if block.kind != BlockKind::Code {
                reading.passage(&mut reader, block, spot);
            }
        }
    }
    reading.cited
}

impl Reading<'_> {
    fn passage(&mut self, reader: &mut Reader<'_>, block: &Block, spot: Spot<'_>) {
        let links: Vec<Link<'_>> = block
            .links
            .iter()
            .map(|link| Link {
                range: link.range.clone(),
                address: &link.address,
            })
            .collect();
        let passage = Passage {
            text: &block.text,
            links: &links,
            under_sources: spot.under_sources,
            continues: !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading),
        };
        let found = reader.read(&passage);
        for citation in &found.citations {
            self.citation(citation, block, spot);
            self.cited
                .provisions
                .extend(citation.targets.iter().cloned());
        }
        for unresolved in &found.unresolved {
            self.unresolved(unresolved, block);
        }
    }

    fn citation(&mut self, citation: &Citation, block: &Block, spot: Spot<'_>) {
        let quoted = block.text.get(citation.range.clone()).unwrap_or_default();
        let places = block.positions(&citation.range);
        let line = places.0.line;
        let mut targets: Vec<String> = citation
            .targets
            .iter()
            .map(|target| target.iri(self.base))
            .collect();
        targets.sort_unstable();
        targets.dedup();
        // Section, words and targets, a line each.
        let mut digest = Sha256::new();
        digest.update(spot.section.unwrap_or("frontmatter"));
        digest.update("\n");
        digest.update(quoted);
        let mut gap = "\n";
        for target in &targets {
            digest.update(std::mem::replace(&mut gap, " "));
            digest.update(target);
        }
        let digest = digest.finalize();
        let hash = hexadecimal(digest.get(..4).unwrap_or_default());
        let name = self.names.take(format!("citation-{hash}"));
        let id = self.record.id.part(&name);

        let iri = id.iri(self.base);
        let mut description = Description::of(iri.clone());
        let resolution = match citation.resolution {
            Resolution::Explicit => resource::EXPLICIT,
            Resolution::Contextual => resource::CONTEXTUAL,
        };
        description
            .class(resource::CITATION)
            .text(v::RDFS_LABEL, Language::Nl, quoted)
            .text(v::QUOTED_TEXT, Language::Nl, quoted)
            .iri(v::CITED_IN, self.thing.subject().to_owned())
            .iri(v::RESOLUTION, resolution)
            .plain(v::SOURCE_FILE, self.record.provenance.path.as_str())
            .integer(v::SOURCE_LINE, line);
        match spot.section {
            Some(slug) => {
                let section = Identifier::section(self.thing.subject(), slug);
                description.iri(v::IN_SECTION, section)
            }
            None => description.boolean(v::IN_FRONT_MATTER, true),
        };
        if let Some(address) = citation.link.as_deref().and_then(outside) {
            description.iri(v::LINK, address);
        }
        if citation.conflict {
            description.boolean(v::CONFLICT, true);
            // The names of findings are made from these words: they stay.
            let message = Bilingual::new(
                "De link noemt een ander artikel dan de tekst",
                "The link names another article than the text",
            );
            let help = self.linked(citation);
            self.report(Code::CitationConflict, places, &id, message)
                .help = help;
        }
        for problem in &citation.problems {
            let Problem::NoSuchProvision(provision) = problem;
            let message = Bilingual::new(
                format!("{} bestaat niet", provision.label_nl()),
                format!("{} does not exist", provision.label_en()),
            );
            self.report(Code::NoSuchProvision, places, &id, message);
        }
        self.amended(citation, places, &id);
        self.thing.iri(v::HAS_CITATION, iri);
        let (shortcut, above) = if spot.under_sources {
            (v::BASED_ON, v::DCT_SOURCE)
        } else {
            (v::MENTIONS, v::DCT_REFERENCES)
        };
        for target in targets {
            self.thing
                .iri(shortcut, target.clone())
                .iri(above, target.clone());
            description.iri(v::TARGET, target);
        }
        if spot.under_sources && self.record.kind == Kind::Requirement {
            for target in &citation.targets {
                self.thing.iri(
                    v::CV_IS_DERIVED_FROM,
                    Provision::whole(target.act().clone()).iri(self.base),
                );
            }
        }
        self.cited.citations.push(description);
    }

    fn unresolved(&mut self, unresolved: &Unresolved, block: &Block) {
        if self.findings.len() >= MAX_FINDINGS {
            return;
        }
        let words = block.text.get(unresolved.range.clone()).unwrap_or_default();
        let message = match unresolved.reason {
            Reason::NoAct => Bilingual::new(
                format!("«{words}» noemt geen wet, en de tekst eromheen ook niet"),
                format!("“{words}” names no act, nor does the text around it"),
            ),
            Reason::UnknownAct => Bilingual::new(
                format!("«{words}» noemt een wet die niet in het register staat"),
                format!("“{words}” names an act that the register does not have"),
            ),
            // A contract, a report, a policy: nothing is wrong with the source.
            Reason::OtherText => return,
        };
        let help = match unresolved.reason {
            Reason::NoAct => Bilingual::new(
                "noem de wet erbij, of maak er een link naar de wet van",
                "name the act beside it, or make it a link to the act",
            ),
            _ => Bilingual::new(
                "noem de wet voluit, of met haar nummer",
                "name the act in full, or by its number",
            ),
        };
        let id = self.record.id.clone();
        let places = block.positions(&unresolved.range);
        self.report(Code::UnresolvedCitation, places, &id, message)
            .help = Some(help);
    }

    /// What the link of a citation leads to, and what the text says.
    fn linked(&self, citation: &Citation) -> Option<Bilingual> {
        let address = citation.link.as_deref()?;
        let there = self.register.address(address)?.provision;
        let said = citation.targets.first()?;
        Some(Bilingual::new(
            format!(
                "de link leidt naar {}, de tekst noemt {}",
                there.label_nl(),
                said.label_nl()
            ),
            format!(
                "the link leads to {}, the text names {}",
                there.label_en(),
                said.label_en()
            ),
        ))
    }

    /// A provision that was changed after the act was adopted: its text, or that of a part of it.
    fn amended(&mut self, citation: &Citation, places: Places, id: &Identifier) {
        for target in &citation.targets {
            let own = target.key();
            let changes = target.amendments();
            let Some(change) = changes.first() else {
                continue;
            };
            let Some(law) = target.act().in_time() else {
                continue;
            };
            let by = self.register.act(law.amending_act());
            let (by_nl, by_en) = by.map_or_else(Default::default, |act| {
                let whole = Provision::whole(act.clone());
                (whole.label_nl(), whole.label_en())
            });
            let (nl, en) = (target.label_nl(), target.label_en());
            let message = match change.change {
                Change::Inserted if change.provision == own => Bilingual::new(
                    format!("{nl} is ingevoegd door {by_nl}"),
                    format!("{en} was inserted by {by_en}"),
                ),
                Change::Deleted if change.provision == own => Bilingual::new(
                    format!("{nl} is vervallen door {by_nl}"),
                    format!("{en} was deleted by {by_en}"),
                ),
                _ => Bilingual::new(
                    format!("{nl} is gewijzigd door {by_nl}"),
                    format!("{en} was amended by {by_en}"),
                ),
            };
            self.report(Code::AmendedProvision, places, id, message)
                .help = Some(Bilingual::new(
                "ga na of deze tekst nog klopt met de gewijzigde bepaling",
                "check whether this text still agrees with the amended provision",
            ));
            // A range of provisions is one thing to look at.
            return;
        }
    }

    fn report(
        &mut self,
        code: Code,
        places: Places,
        thing: &Identifier,
        message: Bilingual,
    ) -> &mut Finding {
        let finding = self
            .document
            .finding(code, self.document.span(places), message);
        // A text with more is no document; the last one is overwritten.
        if self.findings.len() >= MAX_FINDINGS {
            self.findings.pop();
        }
        self.findings.push_mut(finding.concerning(thing.as_str()))
    }
}

/// Where words begin and end.
type Places = (Position, Position);

/// More findings of a document are not told, those of its framework's rules included.
const MAX_FINDINGS: usize = 4_000;

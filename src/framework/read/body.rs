//! The text of a document: its sections, where its links lead, its list macros.

use super::super::identifier::{Identifier, Names};
use super::super::links::{self, LinkTarget};
use super::super::model::{Reference, Section};
use super::super::reporter::did_you_mean;
use super::super::rules;
use super::Reader;
use crate::findings::{Bilingual, Code, Span, near_match};
use crate::source::markdown::{self, Block, BlockKind, Body, Link};
use std::collections::BTreeSet;

impl Reader<'_> {
    /// Comments that are not closed, nesting that is too deep, and list macros that name another
    /// document of the same kind.
    pub(super) fn comments(&mut self, body: &Body) {
        for start in &body.unclosed_comments {
            let span = self.document.span((*start, start.after("<!--".len())));
            let message = Bilingual::new(
                "Deze opmerking wordt niet gesloten",
                "This comment is never closed",
            );
            self.reporter
                .report(Code::UnclosedComment, span, message)
                .help = Some(Bilingual::new(
                "sluit de opmerking met -->",
                "close the comment with -->",
            ));
        }
        if let Some(start) = body.too_deep {
            let span = self.document.span((start, start.after(1)));
            let message = Bilingual::new(
                "Citaten en lijsten staan hier dieper in elkaar dan gelezen wordt (100 niveaus)",
                "Quotes and lists are nested more deeply here than is read (100 levels)",
            );
            self.reporter.report(Code::DeepNesting, span, message);
        }
        let Some(key) = self.document.kind.macro_key() else {
            return;
        };
        for comment in body
            .comments
            .iter()
            .filter(|comment| comment.text.starts_with("list_"))
        {
            for word in comment.text.split_whitespace().skip(1) {
                let Some((named, slug)) = word.split_once('/') else {
                    continue;
                };
                let own = self.document.stem();
                if named != key || slug == own {
                    continue;
                }
                let line = self.document.line(comment.start.line);
                let at = line.find(word).map_or(comment.start, |byte| {
                    markdown::Position::of_line(comment.start.line).after(byte)
                });
                let span = self.document.span((at, at.after(word.len())));
                let help = did_you_mean(&format!("{key}/{own}"));
                let message = Bilingual::new(
                    format!("Deze lijst is die van {slug}, niet die van dit document"),
                    format!("This list is that of {slug}, not of this document"),
                );
                let finding = self.reporter.report(Code::ForeignMacro, span, message);
                finding.value = Some(word.to_owned());
                finding.help = Some(help);
            }
        }
    }

    pub(super) fn sections(
        &mut self,
        sections: Vec<markdown::Section>,
        outlines: Vec<rules::Outline>,
    ) -> (Vec<Section>, Vec<Reference>) {
        let mut names = Names::default();
        let mut references = BTreeSet::new();
        let mut told = Vec::with_capacity(sections.len());
        let mut order = 0;
        for (section, outline) in sections.into_iter().zip(outlines) {
            let speaks = section
                .title
                .as_ref()
                .is_none_or(|title| !title.text.starts_with("Bron"));
            let blocks = section.title.iter().chain(&section.blocks);
            for block in blocks.filter(|block| block.kind != BlockKind::Code) {
                for link in &block.links {
                    self.link(block, link, speaks, &mut references);
                }
            }
            let heading = section.title.as_ref().map(|title| title.position(0));
            let title = section.title.map(|title| title.text);
            order += u32::from(title.is_some());
            let slug = match &title {
                None => "preamble".to_owned(),
                Some(_) if outline.slug.is_empty() => order.to_string(),
                Some(_) => outline.slug,
            };
            told.push(Section {
                slug: names.take(slug),
                order: if title.is_some() { order } else { 0 },
                title,
                line: section.line,
                heading: heading.unwrap_or_default(),
                text: outline.text,
                markdown: section.markdown,
                blocks: section.blocks,
            });
        }
        references.remove(&Reference::Thing(self.thing.id.clone()));
        (told, references.into_iter().collect())
    }

    /// Pictures that are not there.
    pub(super) fn images(&mut self, body: &Body) {
        for image in &body.images {
            let address = image.address.as_str();
            if let LinkTarget::Attachment(path) =
                links::follow(address, &self.document.path, self.index)
            {
                let span = self.document.span((image.start, image.end));
                self.attachment(address, &path, span);
            }
        }
    }

    /// A link to a file that is no document: it must be there, where any such file is.
    fn attachment(&mut self, address: &str, path: &str, span: Span) {
        if !self.index.is_whole() || self.index.is_built_in() {
            return;
        }
        let Some(attachments) = self.index.attachments() else {
            self.open_ends.unchecked(self.document, span);
            return;
        };
        if links::candidates(address, &self.document.path)
            .any(|candidate| attachments.contains(&candidate))
        {
            return;
        }
        let near = if self.reporter.may_suggest() {
            near_match(path, attachments.iter().map(String::as_str)).map(did_you_mean)
        } else {
            None
        };
        let message = Bilingual::new(
            format!("{path} bestaat niet"),
            format!("{path} does not exist"),
        );
        let finding = self.reporter.report(Code::MissingFile, span, message);
        finding.value = Some(address.to_owned());
        finding.help = near;
    }

    /// A link to a document: does it give the right title, and what does it say of the two?
    fn check_document_link(
        &mut self,
        block: &Block,
        link: &Link,
        (thing, path): (&Identifier, &str),
        span: impl Fn() -> Span,
        speaks: bool,
    ) {
        let words = block.text.get(link.range.clone()).unwrap_or_default();
        let to_a_heading = link.address.contains('#');
        if !self.index.is_built_in() {
            let document = self.document;
            let given = (words, || document.span(block.positions(&link.range)));
            rules::check_title(&mut self.reporter, self.index, given, path, to_a_heading);
        }
        if speaks && let Some(kind) = self.index.kind_at(path) {
            self.linked
                .entry(thing.clone())
                .or_insert_with(|| (kind, span()));
        }
    }

    /// Follows a link; `speaks` where the section is not that of the sources.
    fn link(
        &mut self,
        block: &Block,
        link: &Link,
        speaks: bool,
        references: &mut BTreeSet<Reference>,
    ) {
        let address = link.address.as_str();
        let document = self.document;
        // Of most links nobody asks where they stand.
        let span = || document.span((link.start, link.end));
        if address.is_empty() {
            let message = Bilingual::new("Deze link heeft geen adres", "This link has no address");
            self.reporter.report(Code::EmptyLink, span(), message).help = Some(Bilingual::new(
                "vul het adres in, of haal de haken weg",
                "fill in the address, or remove the brackets",
            ));
            return;
        }
        let in_html = usize::try_from(link.start.byte).is_ok_and(|at| {
            let text = self.document.line(link.start.line);
            text.get(at..).is_some_and(|rest| rest.starts_with('<'))
        });
        rules::check_address(&mut self.reporter, self.index, address, span, in_html);
        let (code, message, help) = match links::follow(address, &self.document.path, self.index) {
            LinkTarget::Reference { reference, path } => {
                if let (Reference::Thing(thing), Some(path)) = (&reference, path) {
                    self.check_document_link(block, link, (thing, &path), span, speaks);
                    self.open_ends.want(self.document, address, path, span);
                }
                references.insert(reference);
                return;
            }
            LinkTarget::SamePage => {
                let path = self.document.path.clone();
                self.open_ends.want(self.document, address, path, span);
                return;
            }
            LinkTarget::MissingFile(path) => {
                // Outside a checkout much is not there that a document may link to.
                let code = if self.index.is_whole() {
                    Code::MissingFile
                } else {
                    Code::AbsentDocument
                };
                let near = if self.reporter.may_suggest() {
                    self.index.nearest_path(&path)
                } else {
                    None
                };
                let message = Bilingual::new(
                    format!("{path} bestaat niet"),
                    format!("{path} does not exist"),
                );
                (code, message, near.map(did_you_mean))
            }
            LinkTarget::Attachment(path) => {
                self.attachment(address, &path, span());
                return;
            }
            LinkTarget::Malformed => {
                let message = Bilingual::new(
                    format!("{address} is geen geldig adres"),
                    format!("{address} is not a valid address"),
                );
                let help = links::likely_address(address).map(|meant| did_you_mean(&meant));
                (Code::MalformedAddress, message, help)
            }
            LinkTarget::Nothing => return,
        };
        let finding = self.reporter.report(code, span(), message);
        finding.value = Some(address.to_owned());
        finding.help = help;
    }
}

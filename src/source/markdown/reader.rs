//! The events of CommonMark become sections and leaf blocks.

use super::html::{Piece, pieces};
use super::prepare::Line;
use super::text::{BlockBuilder, BlockKind};
use super::{Block, Section};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Sections of the lines as prepared; the Markdown of a section is taken from the lines as they
/// stand.
pub(super) fn sections(lines: &[Line], plain_lines: &[Line]) -> (Vec<Section>, Option<Block>) {
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    let mut starts = Vec::with_capacity(lines.len());
    for line in lines {
        starts.push((text.len(), line.number));
        text.push_str(&line.text);
        text.push('\n');
    }
    let mut reader = Reader::new(&text, &starts);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        reader.take(event, range);
    }
    reader.flush();
    let Reader {
        mut sections,
        first_heading,
        ..
    } = reader;
    if sections
        .first()
        .is_some_and(|section| section.title.is_none() && section.blocks.is_empty())
    {
        sections.remove(0);
    }
    add_markdown(&mut sections, plain_lines);
    (sections, first_heading)
}

/// The lines between a heading and the next one.
fn add_markdown(sections: &mut [Section], lines: &[Line]) {
    let mut ends: Vec<u32> = sections
        .iter()
        .skip(1)
        .map(|section| section.line)
        .collect();
    ends.push(u32::MAX);
    for (section, end) in sections.iter_mut().zip(ends) {
        let start = if section.title.is_some() {
            section.line
        } else {
            0
        };
        let mut own: Vec<&str> = lines
            .iter()
            .filter(|line| line.number > start && line.number < end)
            .map(|line| line.text.as_str())
            .collect();
        // The underline of a heading written in two lines.
        if section.title.is_some() && own.first().is_some_and(|line| is_underline(line)) {
            own.remove(0);
        }
        let text = own.join("\n");
        let text = text.trim_matches('\n').trim_end();
        text.clone_into(&mut section.markdown);
    }
}

fn is_underline(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| c == '-')
}

struct Reader<'t> {
    text: &'t str,
    starts: &'t [(usize, u32)],
    sections: Vec<Section>,
    first_heading: Option<Block>,
    block: BlockBuilder,
    kind: BlockKind,
    /// Lists, quotes and footnotes that are open: a heading in them opens no section.
    depth: usize,
    /// A heading that is open, with its level and whether it opens a section.
    heading: Option<(HeadingLevel, bool, u32)>,
    /// HTML that is gathered to its end, with where it begins.
    html: Option<(String, Vec<(usize, u32)>)>,
    /// Text up to this byte belongs to an attribute list.
    skip_until: usize,
    /// Text from this byte on belongs to an attribute list.
    skip_from: usize,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, starts: &'t [(usize, u32)]) -> Self {
        let line = starts.first().map_or(1, |(_, number)| *number);
        Self {
            text,
            starts,
            sections: vec![Section {
                title: None,
                line,
                blocks: Vec::new(),
                markdown: String::new(),
            }],
            first_heading: None,
            block: BlockBuilder::default(),
            kind: BlockKind::Paragraph,
            depth: 0,
            heading: None,
            html: None,
            skip_until: 0,
            skip_from: usize::MAX,
        }
    }

    fn line(&self, offset: usize) -> u32 {
        let next = self.starts.partition_point(|(start, _)| *start <= offset);
        self.starts
            .get(next.saturating_sub(1))
            .map_or(1, |(_, number)| *number)
    }

    fn add(&mut self, block: Block) {
        if let Some(section) = self.sections.last_mut() {
            if section.title.is_none() && section.blocks.is_empty() {
                section.line = block.line();
            }
            section.blocks.push(block);
        }
    }

    fn flush(&mut self) {
        if let Some(block) = self.block.finish(self.kind) {
            self.add(block);
        }
    }

    fn start(&mut self, kind: BlockKind) {
        self.flush();
        self.kind = kind;
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(tag, &range),
            Event::End(tag) => self.close(tag, &range),
            Event::Text(text) => self.words(&text, range),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                let line = self.line(range.start);
                self.block.push(&text, line);
                self.after_inline(range.end);
            }
            Event::SoftBreak | Event::HardBreak => self.block.space(),
            Event::FootnoteReference(label) => {
                let line = self.line(range.start);
                self.block.push(&format!("[^{label}]"), line);
            }
            Event::InlineHtml(html) => {
                let line = self.line(range.start);
                for (_, piece) in pieces(&html) {
                    // A tag in a paragraph does not end it.
                    self.piece(
                        if piece == Piece::Break {
                            Piece::Space
                        } else {
                            piece
                        },
                        line,
                    );
                }
            }
            Event::Html(html) => {
                let line = self.line(range.start);
                let (gathered, starts) = self.html.get_or_insert_default();
                starts.push((gathered.len(), line));
                gathered.push_str(&html);
            }
            Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => {
                // The first paragraph of an item is the item's own text.
                if self.kind != BlockKind::Item {
                    self.start(BlockKind::Paragraph);
                }
                self.skip_line_of_attributes(range);
            }
            Tag::Heading { level, .. } => {
                self.start(BlockKind::Heading);
                let opens_section = level == HeadingLevel::H2 && self.depth == 0;
                self.heading = Some((level, opens_section, self.line(range.start)));
                self.skip_from = self.attributes_of_heading(range).unwrap_or(usize::MAX);
            }
            Tag::Item => {
                self.start(BlockKind::Item);
                self.depth += 1;
            }
            Tag::FootnoteDefinition(label) => {
                self.start(BlockKind::Item);
                self.depth += 1;
                let line = self.line(range.start);
                self.block.push(&format!("[^{label}]: "), line);
            }
            Tag::List(_) | Tag::BlockQuote(_) => {
                self.start(BlockKind::Paragraph);
                self.depth += 1;
            }
            Tag::CodeBlock(_) => self.start(BlockKind::Code),
            Tag::TableHead | Tag::TableRow => self.start(BlockKind::Row),
            Tag::TableCell => {
                let kind = if self.kind == BlockKind::Row {
                    BlockKind::Row
                } else {
                    BlockKind::Cell
                };
                self.start(kind);
            }
            Tag::Link { dest_url, .. } => {
                let line = self.line(range.start);
                self.block.start_link(dest_url.trim().to_owned(), line);
            }
            Tag::HtmlBlock => {
                self.start(BlockKind::Paragraph);
                self.html = Some((String::new(), Vec::new()));
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Link => {
                self.block.end_link();
                self.after_inline(range.end);
            }
            TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong => self.after_inline(range.end),
            TagEnd::Heading(_) => self.close_heading(),
            TagEnd::Item | TagEnd::FootnoteDefinition | TagEnd::List(_) | TagEnd::BlockQuote(_) => {
                self.start(BlockKind::Paragraph);
                self.depth = self.depth.saturating_sub(1);
            }
            TagEnd::TableCell => self.start(BlockKind::Cell),
            TagEnd::HtmlBlock => {
                if let Some((html, starts)) = self.html.take() {
                    self.html_block(&html, &starts);
                }
            }
            TagEnd::Paragraph
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::TableRow
            | TagEnd::TableHead => {
                self.start(BlockKind::Paragraph);
                self.skip_from = usize::MAX;
            }
            _ => {}
        }
    }

    fn close_heading(&mut self) {
        self.skip_from = usize::MAX;
        let block = self.block.finish(BlockKind::Heading);
        let Some((level, opens_section, line)) = self.heading.take() else {
            return;
        };
        self.kind = BlockKind::Paragraph;
        if opens_section {
            let title = block.unwrap_or_else(|| Block::of_line("", line));
            self.sections.push(Section {
                title: Some(title),
                line,
                blocks: Vec::new(),
                markdown: String::new(),
            });
        } else if let Some(block) = block {
            if level == HeadingLevel::H1 && self.first_heading.is_none() {
                self.first_heading = Some(block.clone());
            }
            self.add(block);
        }
    }

    /// Text, without what of it belongs to an attribute list.
    fn words(&mut self, text: &str, range: Range<usize>) {
        let line = self.line(range.start);
        if range.end <= self.skip_until || range.start >= self.skip_from {
            return;
        }
        // Text with escapes or entities has one range of another length; cut only what is as it stands.
        let as_it_stands = self.text.get(range.clone()) == Some(text);
        if as_it_stands && (range.start < self.skip_until || range.end > self.skip_from) {
            let from = self.skip_until.saturating_sub(range.start);
            let to = self.skip_from.saturating_sub(range.start).min(text.len());
            self.block.push(text.get(from..to).unwrap_or(text), line);
        } else {
            self.block.push(text, line);
        }
    }

    /// `[link](…){ .button }`: the list that follows a piece of inline text.
    fn after_inline(&mut self, end: usize) {
        let rest = self.text.get(end..).unwrap_or_default();
        if rest.starts_with('{')
            && let Some(length) = rest.lines().next().and_then(|line| line.find('}'))
            && is_attribute_list(rest.get(1..length).unwrap_or_default(), false)
        {
            self.skip_until = end + length + 1;
        }
    }

    /// A list on the last line of a paragraph speaks of the paragraph.
    fn skip_line_of_attributes(&mut self, range: &Range<usize>) {
        let paragraph = self.text.get(range.clone()).unwrap_or_default();
        let trimmed = paragraph.trim_end();
        let line_start = trimmed.rfind('\n').map_or(0, |at| at + 1);
        let last = trimmed
            .get(line_start..)
            .unwrap_or_default()
            .trim_start_matches([' ', '\t', '>']);
        if let Some(list) = last
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
            && list.trim_start().starts_with([':', '.', '#'])
            && is_attribute_list(list, false)
        {
            self.skip_from = range.start + trimmed.len() - last.len();
        } else {
            self.skip_from = usize::MAX;
        }
    }

    fn attributes_of_heading(&self, range: &Range<usize>) -> Option<usize> {
        let heading = self.text.get(range.clone())?.lines().next()?.trim_end();
        let open = heading.rfind('{')?;
        let list = heading.get(open + 1..)?.strip_suffix('}')?;
        is_attribute_list(list, true).then_some(range.start + open)
    }

    fn html_block(&mut self, html: &str, starts: &[(usize, u32)]) {
        for (offset, piece) in pieces(html) {
            let next = starts.partition_point(|(start, _)| *start <= offset);
            let line = starts
                .get(next.saturating_sub(1))
                .map_or(1, |(_, line)| *line);
            self.piece(piece, line);
        }
        self.flush();
    }

    fn piece(&mut self, piece: Piece<'_>, line: u32) {
        match piece {
            Piece::Text(text) => self.html_text(text, line),
            Piece::Break => self.flush(),
            Piece::Space => self.block.space(),
            Piece::LinkStart(address) => self.block.start_link(decode_entities(&address), line),
            Piece::LinkEnd => self.block.end_link(),
            Piece::Alternative(words) => {
                self.block.space();
                self.html_text(&words, line);
                self.block.space();
            }
        }
    }

    fn html_text(&mut self, text: &str, mut line: u32) {
        for part in text.split_inclusive('\n') {
            if part.contains('&') {
                self.block.push(&decode_entities(part), line);
            } else {
                self.block.push(part, line);
            }
            line += u32::from(part.ends_with('\n'));
        }
    }
}

/// Entities as CommonMark decodes them (§6.2); nothing else of Markdown.
fn decode_entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    // Read as a paragraph of one word: a letter before keeps every mark of a block away, and
    // backslashes keep the marks of inline text.
    let mut escaped = String::from("x");
    for character in text.chars() {
        if character.is_ascii_punctuation() && !matches!(character, '&' | ';' | '#') {
            escaped.push('\\');
        }
        escaped.push(if character.is_whitespace() {
            '\u{A0}'
        } else {
            character
        });
    }
    let mut decoded = String::new();
    for event in Parser::new(&escaped) {
        if let Event::Text(words) = event {
            decoded.push_str(&words);
        }
    }
    decoded
        .strip_prefix('x')
        .unwrap_or(&decoded)
        .replace('\u{A0}', " ")
}

/// Whether this is what Python-Markdown's `attr_list` takes: `#id`, `.class`, `key=value`; in a
/// heading also bare words.
fn is_attribute_list(list: &str, bare_words: bool) -> bool {
    let list = list.trim().trim_start_matches(':').trim();
    if list.is_empty() || list.contains(['{', '}']) {
        return false;
    }
    let mut quote = None;
    let words = list.split(|c: char| match (quote, c) {
        (None, '"' | '\'') => {
            quote = Some(c);
            false
        }
        (Some(open), close) if open == close => {
            quote = None;
            false
        }
        (None, c) => c.is_whitespace(),
        _ => false,
    });
    words.filter(|word| !word.is_empty()).all(|word| {
        word.len() > 1 && word.starts_with(['.', '#'])
            || word.split_once('=').is_some_and(|(key, _)| is_name(key))
            || bare_words && is_name(word)
    })
}

fn is_name(word: &str) -> bool {
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
}

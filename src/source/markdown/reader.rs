//! The events of CommonMark become sections and leaf blocks.

use super::html::{Piece, pieces};
use super::prepare::{Line, Start};
use super::text::{BlockBuilder, BlockKind};
use super::{Anchors, Block, Body, Image, Position, Section};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// What stands in the lines as prepared; the Markdown of a section is taken from the lines as they
/// stand. Comments are left to the caller.
pub(super) fn body(text: &str, starts: &[Start], plain_lines: &[Line<'_>]) -> Body {
    let mut reader = Reader::new(text, starts);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.take(event, range);
    }
    reader.flush();
    let Reader {
        mut sections,
        first_heading,
        anchors,
        images,
        ..
    } = reader;
    if sections
        .first()
        .is_some_and(|section| section.title.is_none() && section.blocks.is_empty())
    {
        sections.remove(0);
    }
    add_markdown(&mut sections, plain_lines);
    Body {
        sections,
        heading: first_heading,
        anchors,
        images,
        ..Body::default()
    }
}

/// The lines between a heading and the next one; lines and sections are in the order of the file.
fn add_markdown(sections: &mut [Section], lines: &[Line<'_>]) {
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
        let first = lines.partition_point(|line| line.number <= start);
        let last = lines.partition_point(|line| line.number < end);
        let mut own = lines.get(first..last).unwrap_or_default();
        // The underline of a heading written in two lines.
        if section.title.is_some()
            && let [underline, rest @ ..] = own
            && is_underline(&underline.text)
        {
            own = rest;
        }
        section.markdown = text_of(own);
    }
}

/// Lines as one text, without the empty ones at its start and the white space at its end.
fn text_of(lines: &[Line<'_>]) -> String {
    let empty = lines.iter().take_while(|line| line.text.is_empty());
    let lines = lines.get(empty.count()..).unwrap_or_default();
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for line in lines {
        text.push_str(&line.text);
        text.push('\n');
    }
    text.truncate(text.trim_end().len());
    text
}

fn is_underline(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| c == '-')
}

/// Attribute lists are short: behind a piece of inline text, so many bytes are looked at.
const LONGEST_ATTRIBUTES: usize = 1_000;

/// A heading that is open.
struct OpenHeading {
    level: HeadingLevel,
    opens_section: bool,
    at: Position,
    attributes: String,
}

struct Reader<'t> {
    text: &'t str,
    starts: &'t [Start],
    /// The one of them that was last asked for.
    near: usize,
    sections: Vec<Section>,
    first_heading: Option<Block>,
    anchors: Anchors,
    images: Vec<Image>,
    block: BlockBuilder,
    kind: BlockKind,
    /// Lists, quotes and footnotes that are open: a heading in them opens no section.
    depth: usize,
    heading: Option<OpenHeading>,
    /// HTML that is gathered to its end, with where its parts begin, there and in the text.
    html: Option<(String, Vec<(usize, usize)>)>,
    /// Text up to this byte belongs to an attribute list.
    skip_until: usize,
    /// Text from this byte on belongs to an attribute list.
    skip_from: usize,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, starts: &'t [Start]) -> Self {
        let line = starts.first().map_or(1, |start| start.line);
        Self {
            text,
            starts,
            near: 0,
            sections: vec![Section {
                title: None,
                line,
                blocks: Vec::new(),
                markdown: String::new(),
                attributes: String::new(),
            }],
            first_heading: None,
            anchors: Anchors::default(),
            images: Vec::new(),
            block: BlockBuilder::default(),
            kind: BlockKind::Paragraph,
            depth: 0,
            heading: None,
            html: None,
            skip_until: 0,
            skip_from: usize::MAX,
        }
    }

    /// The last start at or before this byte of the text, by its index.
    fn start_of(&mut self, offset: usize) -> usize {
        let begins_before = |start: &Start| start.at <= offset;
        let is_last = |index: usize| !self.starts.get(index + 1).is_some_and(begins_before);
        // Events come in the order of the text: mostly it is the same as before, or the next.
        let is_near = self.starts.get(self.near).is_some_and(begins_before);
        if !is_near || !is_last(self.near) {
            self.near = if is_near && is_last(self.near + 1) {
                self.near + 1
            } else {
                let next = self.starts.partition_point(begins_before);
                next.saturating_sub(1)
            };
        }
        self.near
    }

    /// Where a byte of the text stands in the file.
    fn position(&mut self, offset: usize) -> Position {
        let index = self.start_of(offset);
        let Some(start) = self.starts.get(index) else {
            return Position::of_line(1);
        };
        let byte = i64::try_from(offset.saturating_sub(start.at)).unwrap_or(0) + start.shift;
        Position {
            line: start.line,
            byte: u32::try_from(byte.max(0)).unwrap_or(u32::MAX),
        }
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
                let ticks = self
                    .text
                    .get(range.clone())
                    .and_then(|code| code.find(&*text))
                    .unwrap_or(0);
                let at = self.position(range.start + ticks);
                self.block.push(&text, at);
                self.after_inline(range.end);
            }
            Event::SoftBreak | Event::HardBreak => self.block.space(),
            Event::FootnoteReference(label) => {
                let at = self.position(range.start);
                self.block.push(&format!("[^{label}]"), at);
            }
            Event::InlineHtml(html) => {
                for (offset, piece) in pieces(&html) {
                    // A tag in a paragraph does not end it.
                    self.piece(
                        if piece == Piece::Break {
                            Piece::Space
                        } else {
                            piece
                        },
                        range.start + offset,
                    );
                }
            }
            Event::Html(html) => {
                let (gathered, starts) = self.html.get_or_insert_default();
                starts.push((gathered.len(), range.start));
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
                let list = self.attributes_of_heading(range);
                self.skip_from = list.as_ref().map_or(usize::MAX, |list| list.start);
                let attributes = list.and_then(|list| self.text.get(list));
                let marks = |c: char| matches!(c, '{' | '}' | ':') || c.is_whitespace();
                self.heading = Some(OpenHeading {
                    level,
                    opens_section: level == HeadingLevel::H2 && self.depth == 0,
                    at: self.position(range.start),
                    attributes: attributes
                        .unwrap_or_default()
                        .trim_matches(marks)
                        .to_owned(),
                });
            }
            Tag::Item => {
                self.start(BlockKind::Item);
                self.depth += 1;
            }
            Tag::FootnoteDefinition(label) => {
                self.start(BlockKind::Item);
                self.depth += 1;
                let at = self.position(range.start);
                self.block.push(&format!("[^{label}]: "), at);
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
                let at = self.position(range.start);
                self.block.start_link(dest_url.trim().to_owned(), at);
            }
            Tag::Image { dest_url, .. } => {
                let image = Image {
                    address: dest_url.trim().to_owned(),
                    start: self.position(range.start),
                    end: self.end_position(range.end),
                };
                self.images.push(image);
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
                let end = self.end_position(range.end);
                self.block.end_link(end);
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
        let Some(heading) = self.heading.take() else {
            return;
        };
        self.kind = BlockKind::Paragraph;
        let words = block.as_ref().map_or("", |block| block.text.as_str());
        self.anchors.add_heading(words, &heading.attributes);
        if heading.opens_section {
            self.sections.push(Section {
                title: Some(block.unwrap_or_else(|| Block::of_line("", heading.at))),
                line: heading.at.line,
                blocks: Vec::new(),
                markdown: String::new(),
                attributes: heading.attributes,
            });
        } else if let Some(block) = block {
            if heading.level == HeadingLevel::H1 && self.first_heading.is_none() {
                self.first_heading = Some(block.clone());
            }
            self.add(block);
        }
    }

    /// Text, without what of it belongs to an attribute list.
    fn words(&mut self, text: &str, range: Range<usize>) {
        if range.end <= self.skip_until || range.start >= self.skip_from {
            return;
        }
        // Text with escapes or entities has one range of another length; cut only what is as it stands.
        let as_it_stands = self.text.get(range.clone()) == Some(text);
        if as_it_stands && (range.start < self.skip_until || range.end > self.skip_from) {
            let from = self.skip_until.saturating_sub(range.start);
            let to = self.skip_from.saturating_sub(range.start).min(text.len());
            self.as_it_stands(text.get(from..to).unwrap_or(text), range.start + from);
        } else if as_it_stands {
            self.as_it_stands(text, range.start);
        } else {
            let at = self.position(range.start);
            self.block.push(text, at);
        }
    }

    /// Text that stands so at this byte; where a comment was cut out of it, its parts are apart in
    /// the file.
    fn as_it_stands(&mut self, text: &str, offset: usize) {
        let mut from = 0;
        while from < text.len() {
            let at = self.position(offset + from);
            let next = self.starts.get(self.near + 1);
            let cut = next.map_or(text.len(), |start| {
                start.at.saturating_sub(offset).min(text.len())
            });
            self.block.push(text.get(from..cut).unwrap_or_default(), at);
            from = cut.max(from + 1);
        }
    }

    /// `[link](…){ .button }`: the list that follows a piece of inline text.
    fn after_inline(&mut self, end: usize) {
        let rest = self.text.get(end..).unwrap_or_default();
        let near = rest.floor_char_boundary(LONGEST_ATTRIBUTES);
        let rest = rest.get(..near).unwrap_or_default();
        if rest.starts_with('{')
            && let Some(length) = rest.lines().next().and_then(|line| line.find('}'))
            && is_attribute_list(rest.get(1..length).unwrap_or_default(), false)
        {
            self.skip_until = end + length + 1;
            self.anchors
                .add_attributes(rest.get(1..length).unwrap_or_default());
        }
    }

    /// A list on the last line of a paragraph speaks of the paragraph.
    fn skip_line_of_attributes(&mut self, range: &Range<usize>) {
        let paragraph = self.text.get(range.clone()).unwrap_or_default();
        let trimmed = paragraph.trim_end();
        if !trimmed.ends_with('}') {
            return;
        }
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
            self.anchors.add_attributes(list);
        } else {
            self.skip_from = usize::MAX;
        }
    }

    /// Where the attribute list of a heading stands in the text, its brackets included.
    fn attributes_of_heading(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let heading = self.text.get(range.clone())?.lines().next()?.trim_end();
        // Nearly every heading has none.
        if !heading.ends_with('}') {
            return None;
        }
        let open = heading.rfind('{')?;
        let list = heading.get(open + 1..)?.strip_suffix('}')?;
        is_attribute_list(list, true).then_some(range.start + open..range.start + heading.len())
    }

    /// The place behind the character before this byte of the text.
    fn end_position(&mut self, end: usize) -> Position {
        let before = self
            .text
            .get(..end)
            .and_then(|text| text.chars().next_back());
        let last = before.map_or(0, char::len_utf8);
        self.position(end.saturating_sub(last)).after(last)
    }

    fn html_block(&mut self, html: &str, starts: &[(usize, usize)]) {
        for (offset, piece) in pieces(html) {
            if let Piece::Text(text) = piece {
                // Its lines may be further apart in the text, behind the marks of a box.
                let mut at = offset;
                for part in text.split_inclusive('\n') {
                    self.html_text(part, in_text(starts, at));
                    at += part.len();
                }
            } else {
                self.piece(piece, in_text(starts, offset));
            }
        }
        self.flush();
    }

    /// A piece of HTML that begins at this byte of the text.
    fn piece(&mut self, piece: Piece<'_>, offset: usize) {
        match piece {
            Piece::Text(text) => {
                let mut at = offset;
                for part in text.split_inclusive('\n') {
                    self.html_text(part, at);
                    at += part.len();
                }
            }
            Piece::Break => self.flush(),
            Piece::Space => self.block.space(),
            Piece::LinkStart(address) => {
                let start = self.position(offset);
                self.block.start_link(decode_entities(&address), start);
            }
            Piece::LinkEnd => {
                let end = self.position(offset).after("</a>".len());
                self.block.end_link(end);
            }
            Piece::Alternative(words) => {
                self.block.space();
                self.html_text(&words, offset);
                self.block.space();
            }
            Piece::Anchor(name) => self.anchors.add(&name),
        }
    }

    fn html_text(&mut self, text: &str, offset: usize) {
        let at = self.position(offset);
        if text.contains('&') {
            self.block.push(&decode_entities(text), at);
        } else {
            self.block.push(text, at);
        }
    }
}

/// Where a byte of gathered HTML stands in the text, by where its parts begin.
fn in_text(starts: &[(usize, usize)], offset: usize) -> usize {
    let next = starts.partition_point(|(gathered, _)| *gathered <= offset);
    starts
        .get(next.saturating_sub(1))
        .map_or(offset, |(gathered, at)| {
            at + offset.saturating_sub(*gathered)
        })
}

/// Entities as CommonMark decodes them (§6.2); nothing else of Markdown.
pub(super) fn decode_entities(text: &str) -> String {
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
pub(super) fn is_attribute_list(list: &str, bare_words: bool) -> bool {
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

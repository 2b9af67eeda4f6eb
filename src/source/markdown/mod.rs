//! The body of a document: sections, the plain text of every leaf block, links, each with its line.
//!
//! [`read`] is the entry. The dialect is CommonMark with tables and footnotes, and what the
//! framework's site adds to it: boxes (`!!!`, `???`, `===`), attribute lists (`{ .button }`) and
//! list macros in HTML comments. A body is prepared line by line (`prepare.rs`), then parsed once.

mod anchors;
mod html;
mod prepare;
mod reader;
mod show;
mod text;

pub use anchors::{Anchors, PageNames};
pub use prepare::Comment;
pub use show::{HtmlPart, common_mark, html_parts, without_attributes};
pub use text::{Block, BlockKind, Link, Position};

/// The part of a document below a heading of level 2, or before the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's text; `None` for the part before the first heading.
    pub title: Option<Block>,
    /// Line of the heading, or of the first text; from 1.
    pub line: u32,
    /// Leaf blocks in the order of the text, the heading excluded.
    pub blocks: Vec<Block>,
    /// The Markdown as it stands, without comments; without the heading.
    pub markdown: String,
    /// The attribute list of the heading (`data-search-exclude`), trimmed; empty without one.
    pub attributes: String,
}

impl Section {
    /// The plain text: every leaf block whole, a line each.
    pub fn text(&self) -> String {
        let length = self.blocks.iter().map(|block| block.text.len() + 1).sum();
        let mut text = String::with_capacity(length);
        for block in &self.blocks {
            if !text.is_empty() {
                text.push(if block.kind == BlockKind::Cell {
                    '\t'
                } else {
                    '\n'
                });
            }
            text.push_str(&block.text);
        }
        text
    }
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Its address as printed.
    pub address: String,
    /// Where it begins in the file.
    pub start: Position,
    /// Where it ends in the file.
    pub end: Position,
}

/// The body of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    /// Sections in order; the part before the first heading only where it has text.
    pub sections: Vec<Section>,
    /// The first heading of level 1, if there is one.
    pub heading: Option<Block>,
    /// Comments, for the macros that stand in them.
    pub comments: Vec<Comment>,
    /// Where comments begin that are never closed; their text is kept as text.
    pub unclosed_comments: Vec<Position>,
    /// The first place that is nested too deeply; its marks are kept as text.
    pub too_deep: Option<Position>,
    /// Pictures, in order.
    pub images: Vec<Image>,
    /// The names on the page that links can lead to.
    pub anchors: Anchors,
    /// How many lines of the file there are, the front matter included.
    pub last_line: u32,
}

/// Reads the body of a document; `lines_before` lines of the file stand before it.
pub fn read(body: &str, lines_before: u32) -> Body {
    let prepared = prepare::prepare(body, lines_before);
    let last_line = prepared
        .plain_lines
        .last()
        .map_or(lines_before, |line| line.number);
    Body {
        comments: prepared.comments,
        unclosed_comments: prepared.unclosed_comments,
        too_deep: prepared.too_deep,
        last_line,
        ..reader::body(&prepared.text, &prepared.starts, &prepared.plain_lines)
    }
}

#[cfg(test)]
mod tests;

//! Markdown of the source as HTML that can do no harm: paragraphs, lists, tables, boxes and links
//! to addresses of the web; of raw HTML only the words and links.

use super::view::{View, is_web};
use crate::graph::vocabulary as v;
use crate::source::markdown::{HtmlPart, common_mark, html_parts, without_attributes};
use crate::store::Node;
use maud::{Markup, PreEscaped, Render, html};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::fmt::Write as _;

/// A text of a document as HTML; `owner` is the thing whose document it is, for relative links.
pub(super) fn rendered(view: View<'_>, owner: Node, markdown: &str) -> Markup {
    let text = common_mark(markdown);
    let mut writer = Writer {
        view,
        folder: folder(view, owner),
        out: String::with_capacity(text.len() * 2),
        links: Vec::new(),
        images: 0,
        html: String::new(),
        in_head: false,
        after_inline: false,
        level: 2,
        titles: box_titles(markdown),
        box_opens: false,
        title_at: None,
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    for event in Parser::new_ext(&text, options) {
        writer.take(event);
    }
    writer.end_html();
    PreEscaped(writer.out)
}

/// The folder of the file that a thing comes from, with a `/` at its end.
fn folder(view: View<'_>, owner: Node) -> Option<String> {
    let file = view.plain(owner, v::SOURCE_FILE)?;
    Some(
        file.rsplit_once('/')
            .map_or_else(String::new, |(folder, _)| format!("{folder}/")),
    )
}

struct Writer<'a> {
    view: View<'a>,
    folder: Option<String>,
    out: String,
    links: Vec<OpenLink>,
    images: usize,
    /// HTML that is gathered to its end.
    html: String,
    in_head: bool,
    after_inline: bool,
    /// The level of the last heading; a section itself has level 2.
    level: u8,
    /// What boxes are called, as it is written out.
    titles: Vec<String>,
    /// Whether what comes is the first of a box or block quote.
    box_opens: bool,
    /// Where a paragraph began that may be the title of a box.
    title_at: Option<usize>,
}

/// The titles of the boxes of a text, as HTML: `Let op` of `!!! tip "Let op"`.
fn box_titles(markdown: &str) -> Vec<String> {
    markdown
        .lines()
        .map(|line| line.trim_start_matches([' ', '\t', '>']))
        .filter(|line| {
            ["!!!", "???", "==="]
                .iter()
                .any(|mark| line.starts_with(mark))
        })
        .filter_map(|line| {
            let (_, quoted) = line.split_once('"')?;
            let (title, _) = quoted.rsplit_once('"')?;
            Some(title.trim().render().into_string())
        })
        .collect()
}

/// A link that is open.
struct OpenLink {
    /// Whether it was written: only what leads somewhere is.
    written: bool,
    /// Whether it was opened by HTML, which may forget to close it.
    by_html: bool,
}

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        text.render_to(&mut self.out);
    }

    fn take(&mut self, event: Event<'_>) {
        if !matches!(event, Event::Html(_)) {
            self.end_html();
        }
        let after_inline = std::mem::take(&mut self.after_inline);
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) if after_inline => self.text(without_attributes(&text)),
            Event::Text(text) => self.text(&text),
            Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code) => {
                self.out.push_str("<code>");
                self.text(&code);
                self.out.push_str("</code>");
            }
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.parts(&html, false),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>"),
            Event::Rule => self.out.push_str("<hr>"),
            Event::FootnoteReference(label) => {
                self.out.push_str("<sup>");
                self.text(&label);
                self.out.push_str("</sup>");
            }
            Event::TaskListMarker(done) => self.out.push_str(if done { "☑ " } else { "☐ " }),
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let box_opens = std::mem::replace(&mut self.box_opens, matches!(tag, Tag::BlockQuote(_)));
        let html = match tag {
            Tag::Paragraph => {
                self.title_at = box_opens.then_some(self.out.len());
                "<p>"
            }
            Tag::Heading { level, .. } => {
                self.level = below(*level, self.level);
                let _ = write!(self.out, "<h{}>", self.level);
                return;
            }
            Tag::BlockQuote(_) => "<blockquote>",
            Tag::CodeBlock(_) => "<pre><code>",
            Tag::List(Some(1)) => "<ol>",
            Tag::List(Some(start)) => {
                let _ = write!(self.out, "<ol start=\"{start}\">");
                return;
            }
            Tag::List(None) => "<ul>",
            Tag::Item => "<li>",
            Tag::FootnoteDefinition(label) => {
                self.out.push_str("<div class=\"footnote\"><sup>");
                self.text(label);
                "</sup> "
            }
            Tag::Table(_) => "<div class=\"table\" tabindex=\"0\"><table>",
            Tag::TableHead => {
                self.in_head = true;
                "<thead><tr>"
            }
            Tag::TableRow => "<tr>",
            Tag::TableCell if self.in_head => "<th scope=\"col\">",
            Tag::TableCell => "<td>",
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<del>",
            Tag::Link { dest_url, .. } => {
                self.open_link(dest_url, false);
                return;
            }
            Tag::Image { .. } => {
                self.images += 1;
                "<span class=\"image\">"
            }
            _ => return,
        };
        self.out.push_str(html);
    }

    fn close(&mut self, tag: TagEnd) {
        if !matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ) {
            self.close_html_links();
        }
        let html = match tag {
            TagEnd::Paragraph => {
                self.mark_title();
                "</p>\n"
            }
            TagEnd::Heading(_) => {
                let _ = writeln!(self.out, "</h{}>", self.level);
                return;
            }
            TagEnd::BlockQuote(_) => "</blockquote>\n",
            TagEnd::CodeBlock => "</code></pre>\n",
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::FootnoteDefinition => "</div>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.in_head = false;
                "</tr></thead><tbody>\n"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.in_head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Link => {
                self.after_inline = true;
                self.close_link(false);
                return;
            }
            TagEnd::Image => {
                self.after_inline = true;
                self.images = self.images.saturating_sub(1);
                "</span>"
            }
            _ => return,
        };
        self.out.push_str(html);
    }

    /// Marks the paragraph that ends here where it is the title of a box.
    fn mark_title(&mut self) {
        let Some(at) = self.title_at.take() else {
            return;
        };
        let paragraph = self.out.split_off(at);
        match paragraph.strip_prefix("<p>") {
            Some(title) if self.titles.iter().any(|known| known == title) => {
                self.out.push_str("<p class=\"box-title\">");
                self.out.push_str(title);
            }
            _ => self.out.push_str(&paragraph),
        }
    }

    fn open_link(&mut self, address: &str, by_html: bool) {
        // No link stands in another.
        let href = if self.links.iter().any(|link| link.written) {
            None
        } else {
            self.followed(address)
        };
        self.links.push(OpenLink {
            written: href.is_some(),
            by_html,
        });
        if let Some((href, external)) = href {
            self.out.push_str("<a href=\"");
            self.text(&href);
            self.out.push_str(if external {
                "\" rel=\"external\">"
            } else {
                "\">"
            });
        }
    }

    /// Closes the innermost link of this origin, and those that HTML left open in it.
    fn close_link(&mut self, by_html: bool) {
        if by_html && !self.links.last().is_some_and(|link| link.by_html) {
            return;
        }
        while let Some(link) = self.links.pop() {
            if link.written {
                self.out.push_str("</a>");
            }
            if link.by_html == by_html {
                break;
            }
        }
    }

    /// At the end of a block no link of HTML stays open.
    fn close_html_links(&mut self) {
        while self.links.last().is_some_and(|link| link.by_html) {
            self.close_link(true);
        }
    }

    /// Where a link of the source leads: to a page here where its document has one.
    fn followed(&self, address: &str) -> Option<(String, bool)> {
        if is_web(address) || address.starts_with("mailto:") {
            return Some((address.to_owned(), true));
        }
        let (path, _) = address.split_once('#').unwrap_or((address, ""));
        let file = resolved(self.folder.as_deref()?, path)?;
        let site = self.view.site;
        let file = site.store.node(&format!(
            "{}id/file/{}",
            site.base(),
            crate::percent::iri_path(&file)
        ))?;
        let things = self.view.subjects(v::PROV_WAS_DERIVED_FROM, file);
        Some((self.view.href(*things.first()?)?, false))
    }

    fn end_html(&mut self) {
        if !self.html.is_empty() {
            let html = std::mem::take(&mut self.html);
            self.out.push_str("<p>");
            self.parts(&html, true);
            self.out.push_str("</p>\n");
        }
    }

    fn parts(&mut self, html: &str, block: bool) {
        for part in html_parts(html) {
            match part {
                HtmlPart::Text(text) => self.text(&text),
                HtmlPart::Break if block => self.out.push_str("<br>"),
                HtmlPart::Break => self.out.push(' '),
                HtmlPart::LinkStart(address) => self.open_link(&address, true),
                HtmlPart::LinkEnd => self.close_link(true),
            }
        }
        if block {
            self.close_html_links();
        }
    }
}

/// The level of a heading in a section: its own, but below that of the section and without a gap
/// after the one before it.
fn below(level: HeadingLevel, last: u8) -> u8 {
    let own = match level {
        HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 | HeadingLevel::H6 => 5,
    };
    own.min(last + 1)
}

/// A relative path below the source's root: `../a/b.md` from `docs/c/`.
fn resolved(folder: &str, path: &str) -> Option<String> {
    let path = crate::percent::decoded(path)?;
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The first lines of a text without marks, for descriptions.
pub(super) fn excerpt(text: &str, length: usize) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= length {
        return words;
    }
    let cut: String = words.chars().take(length).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', ';', ':', '.']))
}

/// A section of a document: heading and text; nothing where it has no text.
pub(super) fn section(view: View<'_>, owner: Node, section: Node, title: &Markup) -> Markup {
    let Some(text) = view.text(section, v::MARKDOWN) else {
        return html! {};
    };
    let iri = view.iri(section);
    html! {
        section id=[iri.split_once('#').map(|(_, name)| name)] {
            h2 { (title) }
            (body(view, owner, &text))
        }
    }
}

/// The text of a section, with its language, and word of it where the page has another.
pub(super) fn body(view: View<'_>, owner: Node, text: &super::view::Text<'_>) -> Markup {
    html! {
        (only_in(view, text.foreign))
        div class="prose" lang=[text.foreign] { (rendered(view, owner, text.as_str())) }
    }
}

/// Says once for several texts that some come in Dutch only; `languages` are theirs.
pub(super) fn some_only_in<'a>(
    view: View<'_>,
    mut languages: impl Iterator<Item = &'a str>,
) -> Markup {
    html! {
        @if view.language != super::Language::Nl && languages.any(|tag| tag == "nl") {
            p class="only-in" { "Some texts are in Dutch only." }
        }
    }
}

/// Says that a text comes in another language than the page's.
pub(super) fn only_in(view: View<'_>, foreign: Option<&str>) -> Markup {
    let Some(tag) = foreign else {
        return html! {};
    };
    html! {
        p class="only-in" {
            @match tag {
                "nl" => { "This text is in Dutch only." }
                "en" => { "Deze tekst is er alleen in het Engels." }
                other => {
                    (view.of("Deze tekst is er alleen in een andere taal: ", "This text is in another language only: "))
                    (other) "."
                }
            }
        }
    }
}

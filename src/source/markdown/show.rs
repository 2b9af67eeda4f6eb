//! What whoever shows Markdown needs of the dialect: boxes as block quotes, HTML as words and links.

use super::html::{Piece, pieces};
use super::prepare;
use super::reader::{decode_entities, is_attribute_list};

/// A part of a piece of HTML, its tags taken out and its entities decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlPart {
    /// Words.
    Text(String),
    /// A block ends here.
    Break,
    /// A link to this address begins.
    LinkStart(String),
    /// It ends.
    LinkEnd,
}

/// The Markdown of a section as CommonMark with tables and footnotes: comments out, boxes as block
/// quotes.
pub fn common_mark(markdown: &str) -> String {
    prepare::prepare(markdown, 0).text
}

/// The words and links of HTML; scripts and styles are left out.
pub fn html_parts(html: &str) -> Vec<HtmlPart> {
    pieces(html)
        .into_iter()
        .filter_map(|(_, piece)| {
            Some(match piece {
                Piece::Text(text) => HtmlPart::Text(decode_entities(text)),
                Piece::Alternative(text) => HtmlPart::Text(decode_entities(&text)),
                Piece::Space => HtmlPart::Text(" ".to_owned()),
                Piece::Break => HtmlPart::Break,
                Piece::LinkStart(address) => HtmlPart::LinkStart(decode_entities(&address)),
                Piece::LinkEnd => HtmlPart::LinkEnd,
                Piece::Anchor(_) => return None,
            })
        })
        .collect()
}

/// A text that follows a link or stands in a heading, without the attribute list at its start
/// (`{ .button }`).
pub fn without_attributes(text: &str) -> &str {
    text.strip_prefix('{')
        .and_then(|rest| rest.split_once('}'))
        .filter(|(list, _)| is_attribute_list(list, false))
        .map_or(text, |(_, rest)| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_a_quote_and_html_is_its_words() {
        let shown = common_mark("<!-- no -->\n!!! tip \"Let op\"\n\n    Een *woord*.\n");
        assert!(shown.contains("> Let op") && shown.contains("> Een *woord*."));
        assert!(!shown.contains("no"));
        let parts = html_parts("<p>a &amp; b<script>alert(1)</script></p><a href='x&amp;y'>c</a>");
        assert!(parts.contains(&HtmlPart::Text("a & b".into())));
        assert!(parts.contains(&HtmlPart::LinkStart("x&y".into())));
        assert!(!format!("{parts:?}").contains("alert"));
        assert_eq!(without_attributes("{ .button } meer"), " meer");
        assert_eq!(without_attributes("{ niet zo }"), "{ niet zo }");
    }
}

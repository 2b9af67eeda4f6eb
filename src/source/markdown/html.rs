//! HTML in Markdown: its text and its links, not its tags.

/// A piece of HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text between tags, entities not yet decoded.
    Text(&'a str),
    /// A tag that ends a block before it: `<p>`, `</li>`, …
    Break,
    /// A line break inside a block.
    Space,
    /// The start of a link.
    LinkStart(String),
    /// The end of a link.
    LinkEnd,
    /// The words that stand for a picture.
    Alternative(String),
    /// A name that links can lead to.
    Anchor(String),
}

/// Divides HTML into pieces, each with its offset. Scripts and styles are left out; a `<` that
/// begins no tag is text.
pub(super) fn pieces(html: &str) -> Vec<(usize, Piece<'_>)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut text_from = 0;
    // Behind the last `>` no tag ends, so that many `<` cost no search.
    let last_end = html.rfind('>').unwrap_or(0);
    while let Some(open) = html
        .get(at..)
        .and_then(|rest| rest.find('<'))
        .map(|place| at + place)
    {
        let rest = html.get(open..).unwrap_or_default();
        if open > last_end {
            break;
        }
        let Some(length) = tag_length(rest) else {
            at = open + 1;
            continue;
        };
        push_text(html, text_from, open, &mut found);
        let tag = Tag::of(rest.get(..length).unwrap_or_default());
        at = open + length;
        if matches!(tag.name.as_str(), "script" | "style") && !tag.closing {
            let end = format!("</{}", tag.name);
            at = html
                .get(at..)
                .and_then(|rest| find_ignoring_case(rest, &end))
                .map_or(html.len(), |place| at + place);
        }
        text_from = at;
        if let Some(anchor) = tag.anchor() {
            found.push((open, Piece::Anchor(anchor)));
        }
        if let Some(piece) = tag.piece() {
            found.push((open, piece));
        }
    }
    push_text(html, text_from, html.len(), &mut found);
    found
}

fn push_text<'a>(html: &'a str, from: usize, to: usize, found: &mut Vec<(usize, Piece<'a>)>) {
    if let Some(text) = html.get(from..to)
        && !text.is_empty()
    {
        found.push((from, Piece::Text(text)));
    }
}

fn find_ignoring_case(text: &str, wanted: &str) -> Option<usize> {
    text.as_bytes()
        .windows(wanted.len())
        .position(|window| window.eq_ignore_ascii_case(wanted.as_bytes()))
}

/// The length of the tag or declaration that begins here, `>` included.
fn tag_length(text: &str) -> Option<usize> {
    let second = text.chars().nth(1)?;
    if !(second.is_ascii_alphabetic() || matches!(second, '/' | '!' | '?')) {
        return None;
    }
    let mut quote = None;
    for (at, character) in text.char_indices().skip(1) {
        match (quote, character) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(character),
            (None, '<') => return None,
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    None
}

struct Tag<'a> {
    name: String,
    closing: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    fn of(tag: &'a str) -> Self {
        let inner = tag
            .trim_start_matches('<')
            .trim_end_matches('>')
            .trim_end_matches('/');
        let closing = inner.starts_with('/');
        let inner = inner.trim_start_matches('/');
        let end = inner
            .find(|c: char| c.is_whitespace())
            .unwrap_or(inner.len());
        let (name, attributes) = inner.split_at_checked(end).unwrap_or((inner, ""));
        Self {
            name: name.to_ascii_lowercase(),
            closing,
            attributes,
        }
    }

    fn attribute(&self, wanted: &str) -> Option<String> {
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let end = rest
                .find(|c: char| c.is_whitespace() || c == '=')
                .unwrap_or(rest.len())
                .max(1);
            let (name, after) = rest.split_at_checked(end)?;
            let after = after.trim_start();
            let Some(value) = after.strip_prefix('=') else {
                rest = after;
                continue;
            };
            let value = value.trim_start();
            let (value, after) = if let Some(quote @ ('"' | '\'')) = value.chars().next() {
                let value = value.get(1..)?;
                value.split_once(quote).unwrap_or((value, ""))
            } else {
                let end = value.find(char::is_whitespace).unwrap_or(value.len());
                value.split_at_checked(end)?
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value.to_owned());
            }
            rest = after.trim_start();
        }
        None
    }

    /// `id="…"` of any tag, `name="…"` of a link.
    fn anchor(&self) -> Option<String> {
        if self.closing || self.attributes.is_empty() {
            return None;
        }
        let name = || self.attribute("name").filter(|_| self.name == "a");
        self.attribute("id").or_else(name)
    }

    fn piece(&self) -> Option<Piece<'static>> {
        match self.name.as_str() {
            "a" if self.closing => Some(Piece::LinkEnd),
            "a" => self.attribute("href").map(Piece::LinkStart),
            "br" | "wbr" => Some(Piece::Space),
            "img" => self.attribute("alt").map(Piece::Alternative),
            "b" | "i" | "em" | "strong" | "span" | "code" | "sub" | "sup" | "small" | "mark"
            | "u" | "s" | "abbr" | "cite" | "kbd" | "q" | "time" | "label" | "button" => None,
            _ => Some(Piece::Break),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces_of(html: &str) -> Vec<Piece<'_>> {
        pieces(html).into_iter().map(|(_, piece)| piece).collect()
    }

    #[test]
    fn tags_go_and_text_and_links_stay() {
        assert_eq!(
            pieces_of(
                "<p class='x'>Zie <a target=_blank href=\"https://a.nl/?x>y\">hier</a>, 1 < 2</p>"
            ),
            [
                Piece::Break,
                Piece::Text("Zie "),
                Piece::LinkStart("https://a.nl/?x>y".into()),
                Piece::Text("hier"),
                Piece::LinkEnd,
                Piece::Text(", 1 < 2"),
                Piece::Break
            ]
        );
    }

    #[test]
    fn scripts_and_styles_are_no_text() {
        assert_eq!(
            pieces_of("a<style>b{}</style>c<script>d"),
            [
                Piece::Text("a"),
                Piece::Break,
                Piece::Break,
                Piece::Text("c"),
                Piece::Break
            ]
        );
    }

    #[test]
    fn pictures_say_what_they_show() {
        assert_eq!(
            pieces_of("<img src=x.png alt='Een boom'/>"),
            [Piece::Alternative("Een boom".into())]
        );
    }

    #[test]
    fn half_tags_are_text() {
        assert_eq!(pieces_of("a <b"), [Piece::Text("a <b")]);
        assert_eq!(
            pieces_of(&"<".repeat(10_000)),
            [Piece::Text(&"<".repeat(10_000))]
        );
    }
}

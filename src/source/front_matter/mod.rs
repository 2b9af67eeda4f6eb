//! Front matter: the YAML between the two lines of dashes at the head of a document, as a tree of
//! nodes with their places; every scalar stays the text that it is (`3.10` is not `3.1`).

mod block;
mod events;

use crate::findings::Span;
use crate::source::lines::{line_count, lines_with_ends};
use memchr::{memchr2_iter, memmem};

/// Nesting beyond this is refused; the framework uses three levels.
const MAX_DEPTH: usize = 32;
/// Nodes beyond this are refused, those that aliases stand for included.
const MAX_NODES: usize = 100_000;

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column, from 1, in code points.
    pub column: u32,
}

impl From<Place> for Span {
    fn from(place: Place) -> Self {
        Self {
            line: place.line,
            column: place.column,
            width: 0,
        }
    }
}

/// A value with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it begins.
    pub place: Place,
    /// How many code points it takes on that line, quotes included; 0 for what says nothing.
    pub width: u32,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text as it is written; `plain` where it stands without quotes.
    Scalar {
        /// The text, quotes and escapes resolved.
        text: String,
        /// Without quotes, so that `null` and `~` mean nothing.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in their order, duplicates included.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// Where it stands.
    pub fn span(&self) -> Span {
        Span {
            width: self.width,
            ..Span::from(self.place)
        }
    }

    /// The text of a scalar that says something; `None` for an empty or null one, a list, a map.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar { text, plain } => {
                let text = match text.as_bytes() {
                    // Nearly always there is nothing to trim.
                    [b'!'..=b'~', .., b'!'..=b'~'] => text,
                    _ => text.trim(),
                };
                (!(text.is_empty() || *plain && is_null(text))).then_some(text)
            }
            _ => None,
        }
    }

    /// Whether it is a scalar of this text, which says something: quicker than [`Node::text`],
    /// since every key is asked for by its name.
    pub fn reads(&self, wanted: &str) -> bool {
        match &self.value {
            Value::Scalar { text, .. } if text.len() == wanted.len() => {
                text == wanted && self.text().is_some()
            }
            Value::Scalar { text, .. } => {
                (text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace))
                    && self.text() == Some(wanted)
            }
            _ => false,
        }
    }

    /// Whether it says nothing: an empty or null scalar, an empty list or map.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Scalar { .. } => self.text().is_none(),
            Value::Sequence(items) => items.is_empty(),
            Value::Mapping(pairs) => pairs.is_empty(),
        }
    }

    /// The items of a list, or the one value that stands in the place of a list.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::Sequence(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// Every scalar in it, in order, those that say nothing included.
    pub fn scalars(&self) -> Vec<&Node> {
        let mut found = Vec::new();
        self.collect_scalars(&mut found);
        found
    }

    fn collect_scalars<'a>(&'a self, found: &mut Vec<&'a Node>) {
        match &self.value {
            Value::Scalar { .. } => found.push(self),
            Value::Sequence(items) => items.iter().for_each(|item| item.collect_scalars(found)),
            Value::Mapping(pairs) => pairs
                .iter()
                .for_each(|(_, value)| value.collect_scalars(found)),
        }
    }
}

fn is_null(text: &str) -> bool {
    matches!(text, "~" | "null" | "Null" | "NULL")
}

/// Why the YAML could not be read to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub place: Place,
    /// What the parser expected.
    pub message: String,
}

/// The head of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// Keys and values in their order, up to a syntax error.
    pub pairs: Vec<(Node, Node)>,
    /// Where reading ended, if not at the end.
    pub error: Option<SyntaxError>,
}

/// Divides a document: its front matter, if it has one, and the number of lines before its body
/// together with the body.
pub fn split(text: &str) -> (Option<FrontMatter>, u32, &str) {
    let Some(first) = lines_with_ends(text).next() else {
        return (None, 0, text);
    };
    if first.trim_end() != "---" {
        return (None, 0, text);
    }
    let dashes = line_of(text, "\n---");
    let before = text.get(..dashes.unwrap_or(text.len())).unwrap_or(text);
    if let Some(end) = line_of(before, "\n...").or(dashes) {
        let yaml = text.get(first.len()..end).unwrap_or_default();
        let closing = text.get(end..).unwrap_or_default();
        let length = lines_with_ends(closing).next().map_or(0, str::len);
        let lines = u32::try_from(line_count(yaml)).unwrap_or(u32::MAX - 1) + 1;
        let body = closing.get(length..).unwrap_or_default();
        return (Some(parse(yaml, 1)), lines, body);
    }
    let unclosed = FrontMatter {
        pairs: Vec::new(),
        error: Some(SyntaxError {
            place: Place { line: 1, column: 1 },
            message: "the front matter has no closing line of dashes".into(),
        }),
    };
    (Some(unclosed), 0, text)
}

/// Where the first line begins that has these marks alone, given with the line end before it. Seeking
/// them takes less than a look at every line.
fn line_of(text: &str, marks: &str) -> Option<usize> {
    let mut starts = memmem::find_iter(text.as_bytes(), marks).map(|end| end + 1);
    starts.find(|start| {
        let rest = text.get(*start..).unwrap_or_default();
        let line = lines_with_ends(rest).next().unwrap_or_default();
        marks.strip_prefix('\n') == Some(line.trim_end())
    })
}

/// The bytes of a file up to and with the line that closes its front matter; all of them where it
/// has none, or where what closes it is doubtful before it is decoded. Decoded and divided, they
/// give the same front matter as the whole file.
pub fn head_of(bytes: &[u8]) -> &[u8] {
    let is_blank = |rest: &[u8]| {
        rest.iter()
            .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
    };
    // A last line without an end closes what are all bytes anyhow.
    let mut ends = memchr2_iter(b'\n', b'\r', bytes).map(|end| end + 1);
    let Some(mut start) = ends.next() else {
        return bytes;
    };
    let first = bytes.get(..start).unwrap_or_default();
    let unmarked = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
    if !unmarked.strip_prefix(b"---").is_some_and(is_blank) {
        return bytes;
    }
    for end in ends {
        if let Some([b'-', b'-', b'-', rest @ ..] | [b'.', b'.', b'.', rest @ ..]) =
            bytes.get(start..end)
        {
            return match bytes.get(..end) {
                Some(head) if is_blank(rest) => head,
                _ => bytes,
            };
        }
        start = end;
    }
    bytes
}

/// Reads YAML whose first line is preceded by so many lines of the file.
pub fn parse(yaml: &str, lines_before: u32) -> FrontMatter {
    block::read(yaml, lines_before).unwrap_or_else(|| events::read(yaml, lines_before))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn head(text: &str) -> FrontMatter {
        split(text).0.unwrap()
    }

    fn pairs(front_matter: &FrontMatter) -> Vec<(String, Vec<String>)> {
        front_matter
            .pairs
            .iter()
            .map(|(key, value)| {
                let texts = value
                    .scalars()
                    .iter()
                    .map(|node| node.text().unwrap_or("∅").to_owned())
                    .collect();
                (key.text().unwrap_or_default().to_owned(), texts)
            })
            .collect()
    }

    #[test]
    fn the_head_of_a_file_has_its_front_matter() {
        let of = |text: &'static str| std::str::from_utf8(head_of(text.as_bytes())).unwrap();
        assert_eq!(of("---\na: 1\n---  \nTekst\n"), "---\na: 1\n---  \n");
        assert_eq!(
            of("\u{feff}---\r\na: 1\r\n...\r\nTekst"),
            "\u{feff}---\r\na: 1\r\n...\r"
        );
        for whole in [
            "",
            "Tekst\n---\n",
            "---\na: 1\n",
            "---\na: 1\n---\u{c}\nTekst\n---\n",
        ] {
            assert_eq!(of(whole), whole);
        }
    }

    proptest::proptest! {
        #[test]
        fn a_head_ends_with_its_first_line_of_dashes_or_points(
            lines in proptest::collection::vec("(---|\\.\\.\\.|-|é|----| ---)[ \t\u{a0}]?\n?", 0..8)
        ) {
            let text = format!("---\n{}", lines.concat());
            let closing = |line: &&str| matches!(line.trim_end(), "---" | "...");
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            let (_, before, body) = split(&text);
            let found = lines.iter().skip(1).position(closing);
            let body_at = found.map_or(0, |at| at + 2);
            proptest::prop_assert_eq!(before as usize, body_at);
            proptest::prop_assert_eq!(body, lines[body_at..].concat());
        }

        #[test]
        fn a_head_gives_the_front_matter_of_the_whole(
            lines in proptest::collection::vec("(---|\\.\\.\\.|a: [é\"'xÃ«]{0,3}|[ \t\u{b}\u{a0}]|\u{301})[ \t\u{c}]?(\n|\r|\r\n)", 0..8)
        ) {
            let text = format!("---\n{}", lines.concat());
            let whole = super::super::decode(text.as_bytes()).text;
            let part = super::super::decode(head_of(text.as_bytes())).text;
            proptest::prop_assert_eq!(split(&whole).0, split(&part).0);
        }
    }

    #[test]
    fn keys_scalars_and_lists_keep_their_text_and_place() {
        let text = "---\n# een opmerking\ntitle: Proef\nsources:\n  ARK: 3.10\n  ADR:\n  - SV.4\n---\nTekst\n";
        let (front_matter, lines, body) = split(text);
        let front_matter = front_matter.unwrap();
        assert_eq!((lines, body), (8, "Tekst\n"));
        assert_eq!(front_matter.error, None);
        assert_eq!(
            pairs(&front_matter),
            [
                ("title".into(), vec!["Proef".into()]),
                ("sources".into(), vec!["3.10".into(), "SV.4".into()])
            ]
        );
        assert_eq!(front_matter.pairs[0].0.place, Place { line: 3, column: 1 });
        assert_eq!(front_matter.pairs[0].1.place, Place { line: 3, column: 8 });
        assert_eq!(
            front_matter.pairs[1].1.scalars()[1].place,
            Place { line: 7, column: 5 }
        );
    }

    #[test]
    fn duplicate_keys_are_both_there() {
        assert_eq!(pairs(&head("---\na: 1\na: 2\n---\n")).len(), 2);
    }

    #[test]
    fn empty_and_null_say_nothing_and_quoted_null_says_null() {
        let front_matter = head("---\na:\nb: ~\nc: null\nd: 'null'\ne: ''\nf: []\n---\n");
        let empty: Vec<bool> = front_matter
            .pairs
            .iter()
            .map(|(_, value)| value.is_empty())
            .collect();
        assert_eq!(empty, [true, true, true, false, true, true]);
    }

    #[test]
    fn what_stood_before_an_error_is_kept() {
        let front_matter =
            head("---\ntitle: Proef\nrollen:\n- jurist\ntoelichting: \"open\nid: x\n---\n");
        let error = front_matter.error.clone().unwrap();
        assert!(error.place.line >= 5, "{error:?}");
        assert_eq!(
            pairs(&front_matter)[..2],
            [
                ("title".into(), vec!["Proef".into()]),
                ("rollen".into(), vec!["jurist".into()])
            ]
        );
    }

    #[test]
    fn a_head_without_end_is_an_error_and_the_text_stays() {
        let (front_matter, lines, body) = split("---\ntitle: x\n");
        assert!(front_matter.unwrap().error.is_some());
        assert_eq!((lines, body), (0, "---\ntitle: x\n"));
    }

    #[test]
    fn no_head() {
        assert_eq!(split("# Kop\n---\n"), (None, 0, "# Kop\n---\n"));
        assert_eq!(split(""), (None, 0, ""));
        assert_eq!(head("---\n---\n"), FrontMatter::default());
    }

    #[test]
    fn aliases_are_followed_and_their_growth_is_bounded() {
        assert_eq!(
            pairs(&head("---\na: &x [1, 2]\nb: *x\n---\n"))[1].1,
            ["1", "2"]
        );
        let mut bomb = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let items = vec![format!("*a{}", level - 1); 9].join(", ");
            bomb = format!("{bomb}a{level}: &a{level} [{items}]\n");
        }
        assert!(
            head(&(bomb + "---\n"))
                .error
                .unwrap()
                .message
                .contains("values")
        );
        let deep = format!("---\na: {}{}\n---\n", "[".repeat(4000), "]".repeat(4000));
        assert!(head(&deep).error.is_some());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_an_end(text in "(---\n)?[a-z0-9:\\-\\[\\]{}&*!|>'\"%@`#,? \n\t]{0,80}(\n---\n)?.{0,20}") {
            let (front_matter, _, body) = split(&text);
            proptest::prop_assert!(front_matter.is_some() || body == text);
        }
    }
}

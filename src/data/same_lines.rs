//! YAML as JSON, each value on the line on which it stood (of a block of text: its first line).
//!
//! `build.rs` has this file too, so it names nothing of this crate.

use saphyr_parser::{Event, Parser, ScalarStyle};

/// What becomes of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scalars {
    /// A string; where it is written without quotes and reads so, a whole number, `true`, `false`
    /// or `null`. Other types our data does not have.
    Typed,
    /// A list of two: its line, from 1, and its text as it is written. Keys stay strings.
    WithLines,
}

/// The JSON of one YAML document; of an empty one, `null`.
///
/// # Errors
/// What is no YAML, and what JSON does not have: anchors, aliases, tags, keys that are no text,
/// several documents. The message names the line.
pub(crate) fn to_json(yaml: &str, scalars: Scalars) -> Result<String, String> {
    let mut json = Json {
        scalars,
        text: String::with_capacity(yaml.len() + yaml.len() / 8),
        line: 1,
        open: Vec::new(),
    };
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.map_err(|error| error.to_string())?;
        let line = span.start.line();
        json.add(event, line)
            .map_err(|problem| format!("line {line}: {problem}"))?;
    }
    if json.text.is_empty() {
        json.text.push_str("null");
    }
    Ok(json.text)
}

/// A list or mapping that is being written.
enum Open {
    List { empty: bool },
    Map { empty: bool, key_next: bool },
}

struct Json {
    scalars: Scalars,
    text: String,
    /// The line on which the text ends.
    line: usize,
    open: Vec<Open>,
}

impl Json {
    fn add(&mut self, event: Event<'_>, line: usize) -> Result<(), &'static str> {
        match event {
            Event::Scalar(text, style, 0, None) => {
                let is_key = self.begin(line, true)?;
                match self.scalars {
                    _ if is_key => self.text.push_str(&quoted(&text)),
                    Scalars::Typed if style == ScalarStyle::Plain && is_typed(&text) => {
                        self.text.push_str(&text);
                    }
                    Scalars::Typed if style == ScalarStyle::Plain && is_null(&text) => {
                        self.text.push_str("null");
                    }
                    Scalars::Typed => self.text.push_str(&quoted(&text)),
                    Scalars::WithLines => {
                        let pair = serde_json::json!([line, text]);
                        self.text.push_str(&pair.to_string());
                    }
                }
            }
            Event::SequenceStart(0, None) => {
                self.begin(line, false)?;
                self.text.push('[');
                self.open.push(Open::List { empty: true });
            }
            Event::MappingStart(0, None) => {
                self.begin(line, false)?;
                self.text.push('{');
                self.open.push(Open::Map {
                    empty: true,
                    key_next: true,
                });
            }
            Event::SequenceEnd => {
                self.open.pop();
                self.text.push(']');
            }
            Event::MappingEnd => {
                self.open.pop();
                self.text.push('}');
            }
            Event::DocumentStart(_) if !self.text.is_empty() => {
                return Err("a second document begins");
            }
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
            Event::Alias(_)
            | Event::Scalar(..)
            | Event::SequenceStart(..)
            | Event::MappingStart(..) => return Err("our data has no anchors, aliases or tags"),
        }
        Ok(())
    }

    /// What stands before a value: the mark after the one before it, and the ends of lines up to
    /// its own. Says whether it is a key.
    fn begin(&mut self, line: usize, may_be_key: bool) -> Result<bool, &'static str> {
        let (mark, is_key) = match self.open.last_mut() {
            None => ("", false),
            Some(Open::List { empty }) => (if std::mem::take(empty) { "" } else { "," }, false),
            Some(Open::Map { empty, key_next }) => {
                let is_key = std::mem::replace(key_next, !*key_next);
                let first = is_key && std::mem::take(empty);
                (
                    if first {
                        ""
                    } else if is_key {
                        ","
                    } else {
                        ":"
                    },
                    is_key,
                )
            }
        };
        if is_key && !may_be_key {
            return Err("a key is a text");
        }
        self.text.push_str(mark);
        while self.line < line {
            self.text.push('\n');
            self.line += 1;
        }
        Ok(is_key)
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether plain text reads the same in JSON: a number as JSON writes it, or one of its words.
fn is_typed(text: &str) -> bool {
    text.parse::<i64>()
        .is_ok_and(|number| number.to_string() == text)
        || matches!(text, "true" | "false")
}

/// Null by the core schema (YAML 1.2.2, section 10.3.2).
fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn typed(yaml: &str) -> String {
        to_json(yaml, Scalars::Typed).unwrap()
    }

    #[test]
    fn values_stay_on_their_lines() {
        let yaml = "# Colours\n\n- name: rood\n  other: [a, b]\n\n- name: >\n    licht\n    blauw\n  number: 2\n";
        assert_eq!(
            typed(yaml),
            "\n\n[{\"name\":\"rood\",\n\"other\":[\"a\",\"b\"]},\n\n{\"name\":\n\"licht blauw\\n\",\n\n\"number\":2}]"
        );
    }

    #[test]
    fn what_is_not_quoted_may_be_a_number_or_a_word_of_json() {
        assert_eq!(
            typed("[1, -20, 007, 1.5, '1', true, no, ~, 'null', 2024-08-01, a\\b, \"\\u00e9\\n\"]"),
            r#"[1,-20,"007","1.5","1",true,"no",null,"null","2024-08-01","a\\b","é\n"]"#
        );
        assert_eq!(
            typed("a:\nb: {}\n1: []\n"),
            "{\"a\":null,\n\"b\":{},\n\"1\":[]}"
        );
        assert_eq!(typed("# nothing\n"), "null");
    }

    #[test]
    fn texts_can_have_their_lines_beside_them() {
        assert_eq!(
            to_json("a: x\nb: { c: [1, true] }\n", Scalars::WithLines).unwrap(),
            "{\"a\":[1,\"x\"],\n\"b\":{\"c\":[[2,\"1\"],[2,\"true\"]]}}"
        );
    }

    #[test]
    fn what_json_does_not_have_is_refused_with_its_line() {
        for (yaml, problem) in [
            ("a: 1\nb: &x 2\n", "line 2: our data has no anchors"),
            ("a: !t 1\n", "line 1: our data has no anchors"),
            ("a: 1\n? [b]\n: 2\n", "line 2: a key is a text"),
            ("a: 1\n---\nb: 2\n", "line 2: a second document begins"),
            ("a: 1\nb: 'x\n", "line 2"),
        ] {
            let said = to_json(yaml, Scalars::Typed).unwrap_err();
            assert!(said.contains(problem), "{yaml:?}: {said}");
        }
    }
}

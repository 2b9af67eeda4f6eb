//! JSON for reading: what is short stands on one line, all else a member a line.

/// A value; members of objects keep their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json {
    /// A string.
    String(String),
    /// A whole number, as its digits.
    Integer(String),
    /// A truth value.
    Boolean(bool),
    /// An array.
    Array(Vec<Json>),
    /// An object; no key twice.
    Object(Vec<(String, Json)>),
}

/// What ends before this column stays on one line.
const WIDTH: usize = 100;

impl Json {
    /// Adds the text, indented by `depth` steps of two spaces, without a line end behind it.
    pub(super) fn print(&self, out: &mut String, depth: usize) {
        indent(out, depth);
        self.print_at(out, depth);
    }

    fn print_at(&self, out: &mut String, depth: usize) {
        if self.is_shallow() {
            let start = out.len();
            self.print_flat(out);
            let line_start = out.get(..start).and_then(|text| text.rfind('\n'));
            let line = out.get(line_start.map_or(0, |at| at + 1)..).unwrap_or("");
            if self.is_scalar() || line.chars().count() < WIDTH {
                return;
            }
            out.truncate(start);
        }
        match self {
            Self::Array(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    out.push_str(if place == 0 { "\n" } else { ",\n" });
                    item.print(out, depth + 1);
                }
                out.push('\n');
                indent(out, depth);
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (place, (key, value)) in members.iter().enumerate() {
                    out.push_str(if place == 0 { "\n" } else { ",\n" });
                    indent(out, depth + 1);
                    push_string(out, key);
                    out.push_str(": ");
                    value.print_at(out, depth + 1);
                }
                out.push('\n');
                indent(out, depth);
                out.push('}');
            }
            scalar => scalar.print_flat(out),
        }
    }

    fn print_flat(&self, out: &mut String) {
        match self {
            Self::String(text) => push_string(out, text),
            Self::Integer(digits) => out.push_str(digits),
            Self::Boolean(value) => out.push_str(if *value { "true" } else { "false" }),
            Self::Array(items) => {
                out.push('[');
                for (place, item) in items.iter().enumerate() {
                    out.push_str(if place == 0 { "" } else { ", " });
                    item.print_flat(out);
                }
                out.push(']');
            }
            Self::Object(members) => {
                out.push('{');
                for (place, (key, value)) in members.iter().enumerate() {
                    out.push_str(if place == 0 { "" } else { ", " });
                    push_string(out, key);
                    out.push_str(": ");
                    value.print_flat(out);
                }
                out.push('}');
            }
        }
    }

    fn is_scalar(&self) -> bool {
        !matches!(self, Self::Array(_) | Self::Object(_))
    }

    /// Whether it holds nothing but scalars.
    fn is_shallow(&self) -> bool {
        match self {
            Self::Array(items) => items.iter().all(Self::is_scalar),
            Self::Object(members) => members.iter().all(|(_, value)| value.is_scalar()),
            _ => true,
        }
    }
}

fn push_string(out: &mut String, text: &str) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}

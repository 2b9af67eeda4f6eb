//! Exceptions to a requirement.

use super::super::exception::{self, ExpressionError};
use super::super::model::{Exception, ExceptionForm};
use super::Reader;
use crate::findings::{Bilingual, Code};
use crate::source::front_matter::{Node, Value};

impl Reader<'_> {
    pub(super) fn exceptions(&mut self, name: &str, key: &Node, value: &Node) {
        for (node, _) in self.values(name, key, value) {
            let text = node.text().unwrap_or_default().to_owned();
            let form = match exception::parse(&text, &self.index.concepts) {
                Ok(expression) => {
                    if let Some(groups) = expression.as_groups() {
                        ExceptionForm::Groups(groups)
                    } else {
                        let message = Bilingual::new(
                            "Deze uitzondering is geen EN over groepen van OF over labels",
                            "This exception is not AND over groups of OR over labels",
                        );
                        self.reporter
                            .report_value(Code::NestedException, name, node, message);
                        ExceptionForm::Tree(expression)
                    }
                }
                Err(error) => {
                    self.unread(name, node, &text, &error);
                    ExceptionForm::Unread
                }
            };
            self.fields.exceptions.push(Exception { text, form });
        }
    }

    /// An expression that could not be read; the place is that of the mistake in it.
    fn unread(&mut self, name: &str, node: &Node, text: &str, error: &ExpressionError) {
        let index = self.index;
        let (code, nl, help, at, width) = match error {
            ExpressionError::UnknownLabel(label) => {
                let labels = index.concepts.label_keys();
                let at = text
                    .find(label.as_str())
                    .and_then(|byte| text.get(..byte))
                    .map_or(0, |before| before.chars().count());
                (
                    Code::UnknownValue,
                    format!("{label} is geen label"),
                    self.reporter
                        .suggest(label, labels.iter().map(String::as_str)),
                    at,
                    label.chars().count(),
                )
            }
            ExpressionError::Syntax { at, expected } => (
                Code::UnparsedException,
                format!("Deze uitzondering is tot teken {at} te lezen"),
                Some(Bilingual::new(
                    format!("verwacht op teken {at}: {}", in_dutch(expected)),
                    format!("expected at character {at}: {expected}"),
                )),
                at.saturating_sub(1),
                1,
            ),
        };
        let message = Bilingual::new(nl, format!("This exception cannot be read: {error}"));
        let finding = self.reporter.report_value(code, name, node, message);
        finding.help = help;
        // Only what stands on one line, as it is written, has its characters where they are counted.
        let quote = usize::from(matches!(node.value, Value::Scalar { plain: false, .. }));
        let length = text.chars().count();
        if u32::try_from(length + 2 * quote) == Ok(node.width) {
            let shift = u32::try_from(at.min(length) + quote).unwrap_or_default();
            finding.column = finding.column.saturating_add(shift);
            // What is missing at the end has no width.
            finding.width = u32::try_from(width.min(length.saturating_sub(at))).unwrap_or(1);
        }
    }
}

fn in_dutch(expected: &str) -> &str {
    match expected {
        "&& or ||" => "&& of ||",
        "a closing quote" => "een sluitend aanhalingsteken",
        "less nesting" => "minder haakjes in haakjes",
        "a closing bracket" => "een sluithaakje",
        _ => "een label",
    }
}

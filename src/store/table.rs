//! Rows as a table for people.

use super::query::QueryError;
use crate::graph::vocabulary::PREFIXES;
use oxigraph::model::{NamedNodeRef, Term, TermRef, Variable};
use serde::{Deserialize, Serialize};
use spareval::QuerySolution;
use std::borrow::Cow;
use std::io::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How a table is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TableStyle {
    /// Columns of the terminal; `None` lets rows be as wide as their values.
    pub width: Option<usize>,
}

/// `id:` is a setting elsewhere; here it stands for the usual base.
const OWN: &[(&str, &str)] = &[("id", "https://w3id.org/kadergraaf/id/")];

/// An IRI with its prefix, or as it stands where none fits; for reading, not for parsing.
pub fn shorten(iri: &str) -> Cow<'_, str> {
    OWN.iter()
        .chain(PREFIXES)
        .find_map(|(prefix, namespace)| {
            let local = iri.strip_prefix(namespace)?;
            (!local.is_empty()).then(|| Cow::from(format!("{prefix}:{local}")))
        })
        .unwrap_or(Cow::Borrowed(iri))
}

/// A term as people read it: IRIs shortened, texts without quotes.
fn readable(term: &Term) -> String {
    let text = match term.as_ref() {
        TermRef::NamedNode(node) => shorten(NamedNodeRef::as_str(node)).into_owned(),
        TermRef::BlankNode(node) => node.to_string(),
        TermRef::Literal(literal) => literal.value().to_owned(),
    };
    // One row is one line, and nothing steers the terminal.
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// Writes the table; gives the number of rows.
pub(super) fn write_table(
    variables: &[Variable],
    solutions: impl Iterator<Item = Result<QuerySolution, QueryError>>,
    style: TableStyle,
    out: &mut impl Write,
    limit: u64,
) -> Result<u64, QueryError> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for solution in solutions {
        if rows.len() as u64 >= limit {
            return Err(QueryError::TooMuch {
                what: "rows",
                limit,
            });
        }
        let solution = solution?;
        let cell = |place: usize| solution.get(place).map_or_else(String::new, readable);
        rows.push((0..variables.len()).map(cell).collect());
    }
    let heads: Vec<String> = variables
        .iter()
        .map(|variable| variable.as_str().to_owned())
        .collect();
    let widths = widths(&heads, &rows, style.width);
    write_row(out, &heads, &widths)?;
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    write_row(out, &rule, &widths)?;
    for row in &rows {
        write_row(out, row, &widths)?;
    }
    Ok(rows.len() as u64)
}

/// What stands between columns.
pub(super) const GAP: &str = "  ";

/// Column widths: as wide as needed; on a terminal the widest columns give way first.
fn widths(heads: &[String], rows: &[Vec<String>], total: Option<usize>) -> Vec<usize> {
    let mut widths: Vec<usize> = heads.iter().map(|head| head.width().max(1)).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let Some(total) = total else { return widths };
    let room = total.saturating_sub(GAP.len() * widths.len().saturating_sub(1));
    let share = room / widths.len().max(1);
    loop {
        let used: usize = widths.iter().sum();
        let Some(widest) = widths.iter_mut().max() else {
            return widths;
        };
        if used <= room || *widest <= share.max(3) {
            return widths;
        }
        *widest = widest
            .saturating_sub((used - room).min(*widest / 4 + 1))
            .max(share.max(3));
    }
}

/// One line: each cell within its width.
pub(super) fn write_row(
    out: &mut (impl Write + ?Sized),
    cells: &[String],
    widths: &[usize],
) -> std::io::Result<()> {
    let mut line = String::new();
    for (index, (cell, &width)) in cells.iter().zip(widths).enumerate() {
        if index > 0 {
            line.push_str(GAP);
        }
        let (text, used) = fitted(cell, width);
        line.push_str(&text);
        line.extend(std::iter::repeat_n(' ', width.saturating_sub(used)));
    }
    writeln!(out, "{}", line.trim_end())
}

/// The text within a width, with `…` where something was cut, and the width it takes.
fn fitted(text: &str, width: usize) -> (Cow<'_, str>, usize) {
    let whole = text.width();
    if whole <= width {
        return (text.into(), whole);
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > width {
            break;
        }
        kept.push(c);
        used += wide;
    }
    kept.push('…');
    (kept.into(), used + 1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use oxigraph::model::{Literal, NamedNode};
    use std::sync::Arc;

    fn table(values: &[(&str, &str)], width: Option<usize>) -> String {
        let variables: Arc<[Variable]> = Arc::from([
            Variable::new("thing").unwrap(),
            Variable::new("title").unwrap(),
        ]);
        let rows = values.iter().map(|(iri, text)| {
            Ok(QuerySolution::from((
                Arc::clone(&variables),
                vec![
                    Some(NamedNode::new(*iri).unwrap().into()),
                    (!text.is_empty()).then(|| Literal::from(*text).into()),
                ],
            )))
        });
        let mut out = Vec::new();
        write_table(&variables, rows, TableStyle { width }, &mut out, 100).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_align_with_wide_and_combining_characters() {
        assert_eq!(
            table(
                &[
                    ("https://w3id.org/kadergraaf/id/role/jurist", "日本 é\n"),
                    ("urn:x:y", ""),
                ],
                None
            ),
            "thing           title\n──────────────  ───────\nid:role/jurist  日本 é\nurn:x:y\n"
        );
    }

    #[test]
    fn on_a_terminal_no_line_is_wider_than_it() {
        let text = "een lange zin over algoritmen ".repeat(5);
        let table = table(&[("urn:x:some-requirement", &text)], Some(40));
        for line in table.lines() {
            assert!(line.width() <= 40, "{line}");
        }
        assert!(table.contains("urn:x:some-requirement  ") || table.contains('…'));
    }
}

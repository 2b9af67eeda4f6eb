//! The answer to a question as a table that loses nothing: cells are wrapped where a terminal is
//! too narrow, and where columns would become too narrow to read, each row becomes a list.

use super::table::{GAP, write_row};
use std::io::{Result, Write};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns narrower than this are no longer read.
const READABLE: usize = 16;

/// Writes rows under their heads. `width`: that of the terminal; `None` gives each row one line.
///
/// # Errors
/// Those of the writer.
pub fn write_cells(
    heads: &[String],
    rows: &[Vec<String>],
    width: Option<usize>,
    out: &mut dyn Write,
) -> Result<()> {
    let natural = natural_widths(heads, rows);
    let gaps = GAP.len() * heads.len().saturating_sub(1);
    let used = natural.iter().sum::<usize>() + gaps;
    match width.filter(|width| used > *width) {
        None => write_lines(heads, rows, &natural, out),
        Some(width) => {
            let widths = shared(&natural, width.saturating_sub(gaps));
            let squeezed = widths
                .iter()
                .zip(&natural)
                .any(|(width, natural)| width < natural && *width < READABLE);
            if squeezed {
                write_lists(heads, rows, width, out)
            } else {
                write_wrapped(heads, rows, &widths, out)
            }
        }
    }
}

fn natural_widths(heads: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let mut widths: Vec<usize> = heads.iter().map(|head| head.width().max(1)).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    widths
}

/// The room among columns: narrow ones get what they need, the others share what is left.
fn shared(natural: &[usize], room: usize) -> Vec<usize> {
    let mut widths = vec![0; natural.len()];
    let mut open: Vec<usize> = (0..natural.len()).collect();
    let mut left = room;
    loop {
        let share = left / open.len().max(1);
        let before = open.len();
        open.retain(|&place| match (natural.get(place), widths.get_mut(place)) {
            (Some(&need), Some(width)) if need <= share => {
                *width = need;
                left -= need;
                false
            }
            _ => true,
        });
        if open.len() == before {
            for place in open {
                if let Some(width) = widths.get_mut(place) {
                    *width = share.max(1);
                }
            }
            return widths;
        }
    }
}

fn write_lines(
    heads: &[String],
    rows: &[Vec<String>],
    widths: &[usize],
    out: &mut dyn Write,
) -> Result<()> {
    write_row(out, heads, widths)?;
    write_row(out, &rule(widths), widths)?;
    rows.iter().try_for_each(|row| write_row(out, row, widths))
}

fn rule(widths: &[usize]) -> Vec<String> {
    widths.iter().map(|width| "─".repeat(*width)).collect()
}

fn write_wrapped(
    heads: &[String],
    rows: &[Vec<String>],
    widths: &[usize],
    out: &mut dyn Write,
) -> Result<()> {
    write_block(heads, widths, out)?;
    for row in rows {
        write_row(out, &rule(widths), widths)?;
        write_block(row, widths, out)?;
    }
    Ok(())
}

/// One row on as many lines as its longest cell takes.
fn write_block(cells: &[String], widths: &[usize], out: &mut dyn Write) -> Result<()> {
    let wrapped: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| lines(cell, *width))
        .collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    for line in 0..height {
        let cells: Vec<String> = wrapped
            .iter()
            .map(|lines| lines.get(line).cloned().unwrap_or_default())
            .collect();
        write_row(out, &cells, widths)?;
    }
    Ok(())
}

fn write_lists(
    heads: &[String],
    rows: &[Vec<String>],
    width: usize,
    out: &mut dyn Write,
) -> Result<()> {
    let name = heads.iter().map(|head| head.width()).max().unwrap_or(0);
    let room = width.saturating_sub(name + GAP.len()).max(READABLE);
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        for (head, cell) in heads.iter().zip(row).filter(|(_, cell)| !cell.is_empty()) {
            for (place, line) in lines(cell, room).into_iter().enumerate() {
                let head = if place == 0 { head.as_str() } else { "" };
                write_row(out, &[head.to_owned(), line], &[name, room])?;
            }
        }
    }
    Ok(())
}

/// A text in lines of at most this width, broken between words where that is possible.
pub fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let mut word = word;
        while let Some(line) = lines.last_mut() {
            let gap = usize::from(!line.is_empty());
            if line.width() + gap + word.width() <= width {
                if gap > 0 {
                    line.push(' ');
                }
                line.push_str(word);
                break;
            }
            if line.is_empty() {
                let (head, tail) = split_at_width(word, width);
                line.push_str(head);
                word = tail;
            }
            if !word.is_empty() {
                lines.push(String::new());
                continue;
            }
            break;
        }
    }
    lines
}

/// As much of a word as fits, at least one character, and the rest.
fn split_at_width(word: &str, width: usize) -> (&str, &str) {
    let mut used = 0;
    let end = word
        .char_indices()
        .find(|(at, c)| {
            used += c.width().unwrap_or(0);
            *at > 0 && used > width
        })
        .map_or(word.len(), |(at, _)| at);
    word.split_at(end)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn written(width: Option<usize>) -> String {
        let heads = ["Code", "Titel", "Vereisten"].map(str::to_owned);
        let long = "Toets vooraf of er genoeg kennis, tijd en mensen zijn";
        let row = |code: &str| {
            vec![
                code.to_owned(),
                long.to_owned(),
                "aia-01, aia-02".to_owned(),
            ]
        };
        let mut out = Vec::new();
        write_cells(&heads, &[row("org-01"), row("owp-30")], width, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_word_stays_and_no_line_is_wider_than_the_terminal() {
        assert_eq!(written(None).lines().count(), 4);
        assert_eq!(written(Some(200)), written(None));
        for width in [10, 20, 30, 40, 60, 79] {
            let text = written(Some(width));
            let words: String = text.split_whitespace().collect();
            for word in ["kennis", "mensen", "aia-02", "owp-30"] {
                assert!(words.contains(word), "{width}: {text}");
            }
            // A list keeps a readable column, however narrow the window is.
            let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
            assert!(widest <= width.max(9 + 2 + READABLE), "{width}: {text}");
        }
    }

    #[test]
    fn columns_too_narrow_to_read_become_lists() {
        let text = written(Some(36));
        assert!(text.starts_with("Code       org-01\n"), "{text}");
        assert!(
            written(Some(60)).starts_with("Code    Titel"),
            "{}",
            written(Some(60))
        );
    }

    #[test]
    fn words_without_a_break_are_cut_where_the_line_ends() {
        assert_eq!(lines("日本語日本 x", 4), ["日本", "語日", "本 x"]);
        assert_eq!(lines("", 4), [""]);
        assert_eq!(lines("日", 1), ["日"]);
    }
}

//! How wide a text is, about, and where its lines break.

use unicode_width::UnicodeWidthChar;

/// Height of a line.
pub(super) const LINE: i32 = 16;
/// Size of the letters.
const SIZE: f64 = 13.0;

/// The width of a character in the fonts of systems, rather too wide than too narrow.
fn width_of(c: char) -> f64 {
    let ems = match c {
        'i' | 'l' | 'j' | '.' | ',' | '\'' | '’' | '|' | '!' | ':' | ';' => 0.32,
        't' | 'f' | 'r' | ' ' | '(' | ')' | '-' | '/' | 'I' | '[' | ']' => 0.42,
        'm' | 'w' | 'M' | 'W' | '—' | '…' | '%' | '@' => 0.95,
        c if c.is_ascii_lowercase() || c.is_ascii_digit() => 0.6,
        c if c.is_ascii_uppercase() => 0.74,
        c => match c.width() {
            Some(0) | None => 0.0,
            Some(1) => 0.75,
            Some(_) => 1.1,
        },
    };
    ems * SIZE
}

/// The width of a text.
pub(super) fn width(text: &str) -> f64 {
    text.chars().map(width_of).sum()
}

/// The text in at most so many lines of this width; what does not fit ends in `…`.
pub(super) fn wrapped(text: &str, room: i32, most: usize) -> Vec<String> {
    let room = f64::from(room);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut words = text.split_whitespace().flat_map(|word| pieces(word, room));
    let mut rest = words.next();
    while let Some(word) = rest {
        let joined = if line.is_empty() {
            word.clone()
        } else {
            format!("{line} {word}")
        };
        if width(&joined) <= room {
            line = joined;
            rest = words.next();
            continue;
        }
        if lines.len() + 1 == most {
            lines.push(cut(&line, room));
            return lines;
        }
        lines.push(std::mem::take(&mut line));
        rest = Some(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A word in pieces that fit on a line.
fn pieces(word: &str, room: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut used = 0.0;
    for c in word.chars() {
        let next = width_of(c);
        if used + next > room
            && let Some(last) = pieces.last()
            && !last.is_empty()
        {
            pieces.push(String::new());
            used = 0.0;
        }
        used += next;
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    pieces
}

/// A line that ends in `…` and fits.
fn cut(line: &str, room: f64) -> String {
    let mut kept = line.to_owned();
    while !kept.is_empty() && width(&kept) + width_of('…') > room {
        kept.pop();
    }
    let kept = kept.trim_end_matches([' ', ',', '-']);
    format!("{kept}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_lose_nothing_but_what_is_cut() {
        let text = "Aanbieders ontwerpen hoog-risico-AI zo dat mensen kunnen ingrijpen";
        let lines = wrapped(text, 200, 4);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| width(line) <= 200.0));
        let cut = wrapped(text, 150, 2);
        assert_eq!(cut.len(), 2);
        assert!(cut[1].ends_with('…') && width(&cut[1]) <= 150.0);
        assert!(text.starts_with(cut.join(" ").trim_end_matches('…')));
    }

    #[test]
    fn any_text_fits() {
        for text in [
            "",
            " ",
            &"x".repeat(500),
            &"漢".repeat(80),
            "a\u{301}\u{202e}b",
            "W W W W",
        ] {
            for most in 1..4 {
                let lines = wrapped(text, 60, most);
                assert!(lines.len() <= most, "{text:?}");
                assert!(lines.iter().all(|line| width(line) <= 60.0), "{text:?}");
            }
        }
    }
}

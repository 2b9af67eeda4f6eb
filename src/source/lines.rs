//! The lines of a text, their ends sought many bytes at a time.

use memchr::memchr_iter;

/// Its lines without their ends, as [`str::split`] at `\n` gives them: the last may be empty.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let mut start = 0;
    ends.map(move |end| {
        let line = text.get(start..end).unwrap_or_default();
        start = end + 1;
        line
    })
}

/// Its lines with their ends, as [`str::split_inclusive`] at `\n` gives them.
pub(super) fn lines_with_ends(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    let last = (!text.is_empty() && !text.ends_with('\n')).then_some(text.len());
    let mut start = 0;
    ends.chain(last).map(move |end| {
        let line = text.get(start..end).unwrap_or_default();
        start = end;
        line
    })
}

/// A line without its end.
pub(super) fn without_end(line: &str) -> &str {
    match line.as_bytes() {
        [before @ .., b'\n'] => line.get(..before.len()).unwrap_or_default(),
        _ => line,
    }
}

/// How many lines it has.
pub(super) fn line_count(text: &str) -> usize {
    memchr_iter(b'\n', text.as_bytes()).count() + 1
}

/// The bytes at which its lines begin.
pub(crate) fn line_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::with_capacity(line_count(text));
    starts.push(0);
    starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1));
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lines_are_those_of_the_standard_library(text in "[a\u{e9}\n]{0,12}") {
            prop_assert!(lines(&text).eq(text.split('\n')));
            prop_assert!(lines_with_ends(&text).eq(text.split_inclusive('\n')));
            prop_assert!(lines_with_ends(&text).map(without_end).eq(text.split_terminator('\n')));
            let starts = line_starts(&text);
            prop_assert_eq!(starts.len(), text.split('\n').count());
            prop_assert_eq!(starts.len(), line_count(&text));
            prop_assert!(starts.iter().zip(lines(&text)).all(|(at, line)| text[*at..].starts_with(line)));
        }
    }
}

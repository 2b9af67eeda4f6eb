//! Findings for people: each with its line, the place marked, and what to do.

use super::{Counts, Finding, Language, Severity};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, Write};
use std::ops::Range;

/// Writes findings as a compiler does.
#[derive(Debug)]
pub struct TextReport {
    language: Language,
    renderer: Renderer,
}

impl TextReport {
    /// A report in this language, with colours where somebody looks at it.
    pub fn new(language: Language, colours: bool) -> Self {
        let renderer = if colours {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        Self { language, renderer }
    }

    /// Writes the findings in their order, each followed by an empty line.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, findings: &[Finding], out: &mut dyn Write) -> io::Result<()> {
        for finding in findings {
            self.finding(finding, out)?;
        }
        Ok(())
    }

    fn finding(&self, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
        let message = printable(finding.message.in_language(self.language));
        let file = printable(&finding.file);
        let title = self
            .level(finding.severity())
            .primary_title(message.as_str())
            .id(finding.code.as_str());
        let line = usize::try_from(finding.line).unwrap_or(usize::MAX);
        let text = printable(&finding.line_text);
        let place: Element<'_> = match marked(finding, &text) {
            Some(range) => Snippet::source(text.as_str())
                .line_start(line)
                .path(file.as_str())
                .annotation(AnnotationKind::Primary.span(range))
                .into(),
            None => Origin::path(file.as_str())
                .line(line)
                .char_column(usize::try_from(finding.column).unwrap_or(usize::MAX))
                .into(),
        };
        let mut group: Group<'_> = title.element(place);
        let help = finding.help.as_ref();
        let help = help.map(|help| printable(help.in_language(self.language)));
        if let Some(help) = &help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        writeln!(out, "{}\n", self.renderer.render(&[group]))
    }

    fn level(&self, severity: Severity) -> Level<'static> {
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        match self.language {
            Language::En => level,
            Language::Nl => level.with_name(match severity {
                Severity::Error => "fout",
                Severity::Warning => "waarschuwing",
                Severity::Note => "opmerking",
            }),
        }
    }
}

impl Counts {
    /// How many there are of each severity: `3 errors, 1 warning, 0 notes`.
    pub fn in_words(self, language: Language) -> String {
        let words = match language {
            Language::Nl => [
                ["fout", "fouten"],
                ["waarschuwing", "waarschuwingen"],
                ["opmerking", "opmerkingen"],
            ],
            Language::En => [
                ["error", "errors"],
                ["warning", "warnings"],
                ["note", "notes"],
            ],
        };
        let counts = [self.errors, self.warnings, self.notes];
        counts
            .iter()
            .zip(words)
            .map(|(count, [one, many])| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// The bytes of the line that are marked; nothing where the line has no text, or the place lies
/// beyond what is kept of it.
fn marked(finding: &Finding, line: &str) -> Option<Range<usize>> {
    let column = usize::try_from(finding.column.saturating_sub(1)).ok()?;
    let width = usize::try_from(finding.width).ok()?;
    let at = |characters: usize| line.char_indices().nth(characters).map(|(byte, _)| byte);
    if line.trim().is_empty() {
        return None;
    }
    // What is missing at the end of a line is marked there.
    let start = match at(column) {
        Some(start) => start,
        None if column == line.chars().count() => line.len(),
        None => return None,
    };
    let end = if width == 0 {
        start
    } else {
        at(column.saturating_add(width)).unwrap_or(line.len())
    };
    let kept = line.get(start..end)?.trim_end().len();
    Some(start..start + kept)
}

/// A text that steers no terminal: without control characters and marks of writing direction, each
/// replaced by one character.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => '\t',
            c if c.is_control() => '\u{FFFD}',
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Bilingual, Code};
    use super::*;

    fn finding(line: &str, column: u32, width: u32) -> Finding {
        Finding::new(
            Code::UnknownKey,
            "docs/a.md",
            7,
            column,
            line,
            Bilingual::new("titel is geen sleutel", "titel is no key"),
        )
        .with_width(width)
        .with_help(Bilingual::new("bedoelt u title?", "did you mean title?"))
    }

    fn report(finding: &Finding, language: Language) -> String {
        let mut out = Vec::new();
        TextReport::new(language, false)
            .write(std::slice::from_ref(finding), &mut out)
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_place_is_marked() {
        assert_eq!(
            report(&finding("titel: «Eén»", 1, 5), Language::En),
            "warning[unknown-key]: titel is no key
 --> docs/a.md:7:1
  |
7 | titel: «Eén»
  | ^^^^^
  |
  = help: did you mean title?

"
        );
        let dutch = report(&finding("titel: «Eén»", 8, 5), Language::Nl);
        assert!(dutch.starts_with("waarschuwing[unknown-key]: titel is geen sleutel"));
        assert!(dutch.contains("docs/a.md:7:8"));
        assert!(dutch.contains("|        ^^^^^\n"), "{dutch}");
    }

    #[test]
    fn a_place_that_cannot_be_marked_is_named() {
        for line in ["", "kort"] {
            let told = report(&finding(line, 9000, 3), Language::En);
            assert!(told.contains("--> docs/a.md:7:9000"), "{told}");
        }
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let mut hostile = finding("x\u{1b}[31m\u{9b}31m\u{202e}y", 1, 0);
        hostile.file = "a\u{1b}[2J\n.md".into();
        hostile.message = Bilingual::new("", "b\u{1b}]0;x\u{7}");
        hostile.help = None;
        let told = report(&hostile, Language::En);
        assert!(
            !told.contains(['\u{1b}', '\u{9b}', '\u{7}', '\u{202e}']),
            "{told:?}"
        );
    }

    #[test]
    fn counts_in_words() {
        let counts = Counts {
            errors: 1,
            warnings: 2,
            notes: 0,
        };
        assert_eq!(
            counts.in_words(Language::En),
            "1 error, 2 warnings, 0 notes"
        );
        assert_eq!(
            counts.in_words(Language::Nl),
            "1 fout, 2 waarschuwingen, 0 opmerkingen"
        );
    }
}

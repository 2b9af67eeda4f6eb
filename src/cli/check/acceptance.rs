//! The file of settings: which findings the maintainers accept, why, and until when.
//!
//! [`Settings::read`] is the entry. The file is read with places, so that what is wrong in it is
//! said with its line, and what has expired or is not used is a finding at its own line.

use super::Deny;
use super::day::Day;
use super::selection;
use crate::findings::{Bilingual, Code, Finding, line_start, near_match};
use crate::source::front_matter::{self, Node, Value};
use anyhow::{Context, anyhow, bail};
use glob::{MatchOptions, Pattern};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

/// The name of the file at the root of a checkout.
pub(super) const FILE: &str = "kadergraaf.yaml";

/// A larger file is no list of settings.
const MAX_SIZE: u64 = 1024 * 1024;

/// What the file says.
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) deny: Option<Deny>,
    pub(super) ignore: BTreeSet<Code>,
    file: String,
    accept: Vec<Acceptance>,
}

/// Findings that are accepted.
#[derive(Debug)]
struct Acceptance {
    code: Code,
    file: Pattern,
    /// The text of the line, white space at its ends aside; any line without it.
    line: Option<String>,
    until: Day,
    until_text: String,
    /// Where it stands in the file of settings.
    at: u32,
    text: String,
}

/// The text of a file of settings.
///
/// # Errors
/// Where it cannot be read, or is larger than such a file can be.
pub(super) fn text(path: &Path) -> anyhow::Result<String> {
    let name = || format!("{}", path.display());
    let metadata = path.metadata().with_context(name)?;
    if !metadata.is_file() {
        bail!("{}: not a regular file", name());
    }
    let mut text = String::new();
    let file = std::fs::File::open(path).with_context(name)?;
    file.take(MAX_SIZE + 1)
        .read_to_string(&mut text)
        .with_context(name)?;
    if text.len() as u64 > MAX_SIZE {
        bail!("{}: larger than {MAX_SIZE} bytes", name());
    }
    Ok(text)
}

impl Settings {
    /// Reads the text of the file of this name.
    ///
    /// # Errors
    /// What is wrong in it, with its line.
    pub(super) fn read(file: &str, text: &str) -> anyhow::Result<Self> {
        let reader = Reader {
            file,
            lines: text.lines().collect(),
        };
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let head = front_matter::parse(text, 0);
        if let Some(error) = head.error {
            bail!(
                "{file}:{}:{}: {}",
                error.place.line,
                error.place.column,
                error.message
            );
        }
        let mut settings = Self {
            file: file.to_owned(),
            ..Self::default()
        };
        for (key, value) in &head.pairs {
            match reader.key(key, &["accept", "ignore", "deny"])? {
                "ignore" => {
                    for item in value.items() {
                        settings.ignore.insert(reader.code(item)?);
                    }
                }
                "deny" => {
                    settings.deny = Some(match reader.text(value)? {
                        "warnings" => Deny::Warnings,
                        "notes" => Deny::Notes,
                        other => {
                            return Err(reader.wrong(
                                value,
                                &format!("deny is “{other}”; expected warnings or notes"),
                            ));
                        }
                    });
                }
                _ => {
                    for item in value.items() {
                        settings.accept.push(reader.acceptance(item)?);
                    }
                }
            }
        }
        Ok(settings)
    }

    /// Takes away the findings that are accepted today and adds what is wrong with the acceptances
    /// themselves. Gives how many were taken away. Of codes that are not told nothing is said.
    pub(super) fn accept(
        &self,
        findings: &mut Vec<Finding>,
        today: Day,
        tells: impl Fn(Code) -> bool,
    ) -> usize {
        let mut used = vec![false; self.accept.len()];
        let before = findings.len();
        findings.retain(|finding| {
            let mut kept = true;
            for (acceptance, used) in self.accept.iter().zip(&mut used) {
                if acceptance.fits(finding) {
                    *used = true;
                    kept &= acceptance.until < today;
                }
            }
            kept
        });
        let accepted = before - findings.len();
        for (acceptance, used) in self.accept.iter().zip(used) {
            if !tells(acceptance.code) {
                continue;
            }
            let code = acceptance.code.as_str();
            if !used {
                let message = Bilingual::new(
                    format!("Deze aanvaarding van {code} past op geen bevinding meer"),
                    format!("This acceptance of {code} fits no finding any more"),
                );
                findings.push(self.finding(Code::UnusedAcceptance, acceptance, message));
            } else if acceptance.until < today {
                let until = &acceptance.until_text;
                let message = Bilingual::new(
                    format!("Deze aanvaarding van {code} gold tot en met {until}"),
                    format!("This acceptance of {code} held until {until}"),
                );
                findings.push(self.finding(Code::ExpiredAcceptance, acceptance, message));
            }
        }
        accepted
    }

    fn finding(&self, code: Code, acceptance: &Acceptance, message: Bilingual) -> Finding {
        let text = acceptance.text.as_str();
        let start = text.len() - text.trim_start().len();
        let column = u32::try_from(start).unwrap_or(0) + 1;
        let width = u32::try_from(text.trim().chars().count()).unwrap_or(0);
        let at = acceptance.at;
        let help = match code {
            Code::UnusedAcceptance => Bilingual::new("verwijder haar", "remove it"),
            _ => Bilingual::new(
                "verhelp de bevinding, of geef de aanvaarding een nieuwe einddatum",
                "solve the finding, or give the acceptance a new end date",
            ),
        };
        Finding::new(
            code,
            self.file.as_str(),
            at,
            column,
            line_start(text),
            message,
        )
        .with_width(width)
        .with_help(help)
    }
}

impl Acceptance {
    fn fits(&self, finding: &Finding) -> bool {
        // `*` stays within a folder, `**` does not.
        const OPTIONS: MatchOptions = MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: false,
        };
        self.code == finding.code
            && self
                .line
                .as_ref()
                .is_none_or(|line| line.trim() == finding.line_text.trim())
            && self.file.matches_with(&finding.file, OPTIONS)
    }
}

/// Reads the nodes of the file.
struct Reader<'a> {
    file: &'a str,
    lines: Vec<&'a str>,
}

impl Reader<'_> {
    fn wrong(&self, node: &Node, message: &str) -> anyhow::Error {
        anyhow!(
            "{}:{}:{}: {message}",
            self.file,
            node.place.line,
            node.place.column
        )
    }

    fn text<'n>(&self, node: &'n Node) -> anyhow::Result<&'n str> {
        node.text()
            .ok_or_else(|| self.wrong(node, "a text is expected here"))
    }

    fn key<'n>(&self, node: &'n Node, allowed: &[&str]) -> anyhow::Result<&'n str> {
        let name = self.text(node)?;
        if allowed.contains(&name) {
            return Ok(name);
        }
        let help = match near_match(name, allowed.iter().copied()) {
            Some(near) => format!("did you mean “{near}”?"),
            None => format!("expected {}", allowed.join(", ")),
        };
        Err(self.wrong(node, &format!("there is no key “{name}” here; {help}")))
    }

    fn code(&self, node: &Node) -> anyhow::Result<Code> {
        let name = self.text(node)?;
        selection::code(name).map_err(|error| self.wrong(node, &error.to_string()))
    }

    fn acceptance(&self, node: &Node) -> anyhow::Result<Acceptance> {
        let Value::Mapping(pairs) = &node.value else {
            return Err(self.wrong(
                node,
                "an acceptance is a list of keys: code, file, reason, until, and perhaps line",
            ));
        };
        let (mut code, mut file, mut line, mut reason, mut until) = (None, None, None, None, None);
        for (key, value) in pairs {
            match self.key(key, &["code", "file", "line", "reason", "until"])? {
                "code" => code = Some(self.code(value)?),
                "file" => {
                    let text = self.text(value)?;
                    let pattern = Pattern::new(text)
                        .map_err(|error| self.wrong(value, &format!("“{text}”: {error}")))?;
                    file = Some(pattern);
                }
                "line" => line = Some(self.text(value)?.to_owned()),
                "reason" => reason = Some(self.text(value)?),
                _ => {
                    let text = self.text(value)?;
                    let day =
                        Day::read(text).map_err(|error| self.wrong(value, &error.to_string()))?;
                    until = Some((day, text.to_owned()));
                }
            }
        }
        let missing = |what: &str| self.wrong(node, &format!("this acceptance has no {what}"));
        reason.ok_or_else(|| missing("reason (reason)"))?;
        let (until, until_text) = until.ok_or_else(|| missing("end date (until)"))?;
        let at = node.place.line;
        let index = usize::try_from(at).unwrap_or(1).saturating_sub(1);
        Ok(Acceptance {
            code: code.ok_or_else(|| missing("code (code)"))?,
            file: file.ok_or_else(|| missing("file (file)"))?,
            line,
            until,
            until_text,
            at,
            text: self
                .lines
                .get(index)
                .copied()
                .unwrap_or_default()
                .to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TEXT: &str = "# wat wij aanvaarden
deny: warnings
ignore: [template-comment]
accept:
  - code: dangling-reference
    file: docs/**/standaarden.md
    line: \"- grondrechten\"
    reason: de pagina komt nog
    until: 2027-06-30
";

    fn finding(file: &str, line: &str) -> Finding {
        let message = Bilingual::new("x", "x");
        Finding::new(Code::DanglingReference, file, 3, 1, line, message)
    }

    fn left(day: &str, file: &str, line: &str) -> (usize, Vec<(Code, u32)>) {
        let settings = Settings::read(FILE, TEXT).unwrap();
        let mut findings = vec![finding(file, line)];
        let today = Day::read(day).unwrap();
        let accepted = settings.accept(&mut findings, today, |_| true);
        let left = findings.iter().map(|finding| (finding.code, finding.line));
        (accepted, left.collect())
    }

    #[test]
    fn what_is_accepted_goes_until_the_last_day() {
        let place = "docs/hulp/standaarden.md";
        assert_eq!(left("2027-06-30", place, "  - grondrechten"), (1, vec![]));
        let (accepted, left_over) = left("2027-07-01", place, "- grondrechten");
        assert_eq!(accepted, 0);
        assert_eq!(
            left_over,
            [(Code::DanglingReference, 3), (Code::ExpiredAcceptance, 5)]
        );
    }

    #[test]
    fn what_fits_nothing_is_a_finding() {
        for (file, line) in [
            ("docs/standaard.md", "- grondrechten"),
            ("docs/hulp/standaarden.md", "- privacy"),
        ] {
            let (accepted, left_over) = left("2027-01-01", file, line);
            assert_eq!(accepted, 0);
            assert_eq!(
                left_over,
                [(Code::DanglingReference, 3), (Code::UnusedAcceptance, 5)]
            );
        }
    }

    #[test]
    fn mistakes_are_said_with_their_place() {
        let error = |text: &str| Settings::read("k.yaml", text).unwrap_err().to_string();
        assert_eq!(
            error("acept: []"),
            "k.yaml:1:1: there is no key “acept” here; did you mean “accept”?"
        );
        assert!(error("accept:\n- code: missing-it").starts_with("k.yaml:2:9: there is no code"));
        assert!(
            error("accept:\n- code: missing-id\n  file: a\n  until: 2027-01-01")
                .contains("no reason")
        );
        assert!(error("accept:\n- x").contains("code, file, reason, until"));
        assert!(error("deny: all").contains("warnings or notes"));
        assert!(error("a: [").starts_with("k.yaml:"));
        assert!(error("accept:\n- file: \"a***b\"").contains("k.yaml:2:9"));
    }
}

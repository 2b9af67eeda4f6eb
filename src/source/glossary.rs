//! The glossary: lines of the form `*[term]: definition`, as the site's abbreviations are written.

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The term.
    pub term: String,
    /// What it means; empty where the source says nothing.
    pub definition: String,
    /// The line it stands on, from 1.
    pub line: u32,
}

/// The entries of a glossary in their order, and the lines that are neither an entry nor empty.
pub fn read(text: &str) -> (Vec<Entry>, Vec<u32>) {
    let mut entries: Vec<Entry> = Vec::new();
    let mut other = Vec::new();
    let mut continues = false;
    for (line, text) in (1_u32..).zip(text.lines()) {
        if let Some((term, definition)) = text
            .trim_start()
            .strip_prefix("*[")
            .and_then(|rest| rest.split_once("]:"))
        {
            entries.push(Entry {
                term: collapse(term),
                definition: collapse(definition),
                line,
            });
            continues = true;
        } else if text.trim().is_empty() {
            continues = false;
        } else if continues
            && text.starts_with([' ', '\t'])
            && let Some(entry) = entries.last_mut()
        {
            // An indented line goes on with the definition before it.
            entry.definition = collapse(&format!("{} {text}", entry.definition));
        } else {
            other.push(line);
        }
    }
    (entries, other)
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_their_lines() {
        let (entries, other) =
            read("*[proef]: Een  toets.\n\n*[leeg]:\nlos\n*[lang]: Een\n    vervolg.\n");
        let told: Vec<_> = entries
            .iter()
            .map(|entry| (entry.term.as_str(), entry.definition.as_str(), entry.line))
            .collect();
        assert_eq!(
            told,
            [
                ("proef", "Een toets.", 1),
                ("leeg", "", 3),
                ("lang", "Een vervolg.", 5)
            ]
        );
        assert_eq!(other, [4]);
    }
}

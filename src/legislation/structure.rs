//! Chapters, articles, headings of one act, from a table of tab-separated rows.

use foldhash::HashMap;

/// A part as the table has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Path of the chapter, section or annex it stands in; empty for the act itself.
    pub parent: String,
    /// Number of numbered paragraphs of an article; 0 where it has none.
    pub paragraphs: Option<u32>,
    /// The Dutch heading, as printed.
    pub heading_nl: Option<String>,
    /// The English heading, as printed.
    pub heading_en: Option<String>,
    /// Where it was read.
    pub source: Option<String>,
}

/// What is known of the structure of one act.
#[derive(Clone, Debug, Default)]
pub struct Structure {
    parts: HashMap<String, Part>,
    order: Vec<String>,
    recitals: u32,
}

impl Structure {
    /// Reads a table: identifier, parent, number of paragraphs, heading nl, heading en, number of
    /// the source; `# source N: …` lines name the sources; a row `rct` holds the number of
    /// recitals. Rows of another form are passed over.
    pub fn read(table: &str) -> Structure {
        let mut structure = Structure::default();
        let mut sources: HashMap<&str, &str> = HashMap::default();
        for line in table.lines() {
            if let Some(comment) = line.strip_prefix('#') {
                if let Some((number, source)) = comment
                    .trim_start()
                    .strip_prefix("source ")
                    .and_then(|rest| rest.split_once(": "))
                {
                    sources.insert(number, source);
                }
                continue;
            }
            let mut cells = line.split('\t');
            let mut next = || cells.next().unwrap_or_default();
            let (id, parent, count, nl, en, source) =
                (next(), next(), next(), next(), next(), next());
            if id.is_empty() {
                continue;
            }
            if id == "rct" {
                structure.recitals = count.parse().unwrap_or(0);
                continue;
            }
            let text = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
            structure.order.push(id.to_owned());
            structure.parts.insert(
                id.to_owned(),
                Part {
                    parent: parent.to_owned(),
                    paragraphs: count.parse().ok(),
                    heading_nl: text(nl),
                    heading_en: text(en),
                    source: sources.get(source).map(|source| (*source).to_owned()),
                },
            );
        }
        structure
    }

    /// The part with this path (`art_9`, `cpt_III/sct_2`).
    pub fn part(&self, path: &str) -> Option<&Part> {
        self.parts.get(path)
    }

    /// All parts, in the order of the act.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &Part)> {
        self.order
            .iter()
            .filter_map(|path| self.parts.get(path).map(|part| (path.as_str(), part)))
    }

    /// The number of recitals.
    pub fn recitals(&self) -> u32 {
        self.recitals
    }

    /// The number of articles.
    pub fn articles(&self) -> usize {
        self.order
            .iter()
            .filter(|path| path.starts_with("art_"))
            .count()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn reads_rows_sources_and_recitals() {
        let structure = Structure::read(
            "# source 1: the Journal\ncpt_I\t\t\tBegin\tStart\t1\nart_1\tcpt_I\t2\tDoel\t\t1\nrct\t\t7\t\t\t1\n\nnonsense",
        );
        let article = structure.part("art_1").unwrap();
        assert_eq!(article.parent, "cpt_I");
        assert_eq!(article.paragraphs, Some(2));
        assert_eq!(article.heading_en, None);
        assert_eq!(article.source.as_deref(), Some("the Journal"));
        assert_eq!(structure.recitals(), 7);
        assert_eq!(structure.articles(), 1);
    }
}

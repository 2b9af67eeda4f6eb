//! Which document was probably meant by a name or path that leads nowhere.

use super::kind::{Kind, stem};
use crate::findings::near_match;
use foldhash::HashMap;

/// So many names are compared with one that is not there.
const MAX_COMPARED: usize = 1_000;

/// All names and paths of a source's documents, in the order of their letters.
#[derive(Debug)]
pub(super) struct Nearest {
    stems: HashMap<Kind, Stems>,
    paths: Vec<String>,
    /// The first path of each name, in lower case.
    by_name: HashMap<String, usize>,
}

/// The names of the documents of one kind.
#[derive(Debug, Default)]
struct Stems {
    sorted: Vec<String>,
    /// The first name with these words behind its code.
    by_words: HashMap<String, usize>,
}

impl Nearest {
    /// Of these names by their kind, and these paths.
    pub(super) fn of<'a>(
        stems: impl Iterator<Item = (Kind, Vec<&'a str>)>,
        mut paths: Vec<&'a str>,
    ) -> Self {
        paths.sort_unstable();
        let mut by_name = HashMap::default();
        for (place, path) in paths.iter().enumerate() {
            by_name.entry(stem(path).to_lowercase()).or_insert(place);
        }
        Self {
            stems: stems
                .map(|(kind, stems)| (kind, Stems::of(stems)))
                .collect(),
            paths: paths.into_iter().map(str::to_owned).collect(),
            by_name,
        }
    }

    /// The name of a document of a kind: the same but for its code, else with the same code and
    /// nearly the same first word, else the nearest.
    pub(super) fn stem(&self, kind: Kind, name: &str) -> Option<&str> {
        let Stems { sorted, by_words } = self.stems.get(&kind)?;
        let words = without_code(name);
        if words.len() > 3
            && let Some(same) = by_words.get(words)
        {
            return sorted.get(*same).map(String::as_str);
        }
        let code = name.get(..name.len() - words.len()).unwrap_or_default();
        let first = |stem| without_code(stem).split('-').next().unwrap_or_default();
        let own = first(name);
        let likely = (!code.is_empty())
            .then(|| with_start(sorted, code))
            .into_iter()
            .flatten()
            .find(|stem| near_match(own, [first(stem)]).is_some());
        likely.map(String::as_str).or_else(|| near(name, sorted))
    }

    /// The path of a document: one of the same name elsewhere, else the nearest.
    pub(super) fn path(&self, path: &str) -> Option<&str> {
        // Many folders have a page of this name: the name of the folder says which is meant.
        if stem(path) == "index" {
            let folder = path.rmatch_indices('/').nth(1).map(|(at, _)| at);
            let end = folder.and_then(|at| path.get(at..));
            let mut paths = self.paths.iter();
            return end
                .and_then(|end| paths.find(|other| other.ends_with(end)))
                .map(String::as_str);
        }
        match self.by_name.get(&stem(path).to_lowercase()) {
            Some(same) => self.paths.get(*same).map(String::as_str),
            None => near(path, &self.paths),
        }
    }
}

impl Stems {
    fn of(mut stems: Vec<&str>) -> Self {
        stems.sort_unstable();
        let mut by_words = HashMap::default();
        for (place, stem) in stems.iter().enumerate() {
            by_words
                .entry(without_code(stem).to_owned())
                .or_insert(place);
        }
        Self {
            sorted: stems.into_iter().map(str::to_owned).collect(),
            by_words,
        }
    }
}

fn near<'a>(name: &str, sorted: &'a [String]) -> Option<&'a str> {
    near_match(name, sorted.iter().take(MAX_COMPARED).map(String::as_str))
}

/// Those of sorted texts that begin so.
fn with_start<'a>(sorted: &'a [String], start: &str) -> impl Iterator<Item = &'a String> + use<'a> {
    let first = sorted.partition_point(|text| text.as_str() < start);
    let rest = sorted.get(first..).unwrap_or_default();
    let those = rest.iter().take_while(|text| text.starts_with(start));
    rest.iter().take(those.count())
}

/// The words of a document's name behind its code: `soort-algoritme` of `2-owp-05-soort-algoritme`.
fn without_code(stem: &str) -> &str {
    let rest = stem
        .split_once('-')
        .filter(|(phase, _)| !phase.is_empty() && phase.chars().all(|c| c.is_ascii_digit()))
        .map_or(stem, |(_, rest)| rest);
    let mut parts = rest.splitn(3, '-');
    let coded = parts.next().is_some_and(|series| {
        series.chars().all(|c| c.is_ascii_alphanumeric()) && !series.is_empty()
    }) && parts
        .next()
        .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()));
    match parts.next() {
        Some(words) if coded => words,
        _ => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest() -> Nearest {
        let stems = vec![
            "2-owp-05-soort-algoritme",
            "3-owk-07-soort-algoritme",
            "aia-09-risicobeheer",
        ];
        let paths = vec![
            "docs/b/risico.md",
            "docs/a/Risico.md",
            "docs/a/doel.md",
            "docs/a/index.md",
            "docs/c/vereisten/index.md",
        ];
        Nearest::of([(Kind::Measure, stems)].into_iter(), paths)
    }

    #[test]
    fn a_name_leads_to_the_document_with_the_same_words_or_the_same_code() {
        let nearest = nearest();
        let stem = |name| nearest.stem(Kind::Measure, name);
        assert_eq!(
            stem("1-pba-02-soort-algoritme"),
            Some("2-owp-05-soort-algoritme")
        );
        assert_eq!(stem("aia-09-risicobehering"), Some("aia-09-risicobeheer"));
        assert_eq!(
            stem("3-owk-07-soorten-van-algoritmen"),
            Some("3-owk-07-soort-algoritme")
        );
        assert_eq!(stem("iets-heel-anders"), None);
        assert_eq!(
            nearest.stem(Kind::Requirement, "aia-09-risicobehering"),
            None
        );
    }

    #[test]
    fn a_path_leads_to_the_first_of_the_same_name_or_to_the_nearest() {
        let nearest = nearest();
        assert_eq!(nearest.path("docs/risico.md"), Some("docs/a/Risico.md"));
        assert_eq!(nearest.path("docs/a/doelen.md"), Some("docs/a/doel.md"));
        assert_eq!(nearest.path("includes/abbreviations.txt"), None);
        assert_eq!(
            nearest.path("docs/vereisten/index.md"),
            Some("docs/c/vereisten/index.md")
        );
        assert_eq!(nearest.path("docs/b/index.md"), None);
    }
}

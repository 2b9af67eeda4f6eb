//! A question in words, and its answer.

use super::documents::Kind;
use super::excerpt::Excerpt;
use super::fold::{Tongue, is_stop_word, words};
use super::index::Index;
use super::rank::WordHits;
use crate::find::texts::Texts;
use crate::legislation::{Passage, Provision, Reader, Register};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Characters of a question that count.
const MOST_CHARACTERS: usize = 300;
/// Words of a question that count.
const MOST_WORDS: usize = 12;
/// Things to which a code or a citation leads at once.
const MOST_DIRECT: usize = 12;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The words, as typed.
    pub text: &'a str,
    /// The language of the reader: `nl` or `en`.
    pub language: &'a str,
    /// One kind only.
    pub kind: Option<Kind>,
    /// How many things of each kind are shown.
    pub shown: usize,
    /// How many of them are left out at the beginning.
    pub skipped: usize,
}

/// A thing to which a code or a citation leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Direct {
    /// Its IRI.
    pub iri: String,
    /// Its kind.
    pub kind: Kind,
    /// Its code.
    pub code: Option<String>,
    /// What it is called.
    pub title: Texts,
    /// What it is, in short.
    pub summary: Texts,
    /// What was asked for, where the graph has only what stands around it: *Artikel 14, lid 9,
    /// AI-verordening*.
    pub instead_of: Option<Texts>,
}

/// A thing that has the words.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its IRI.
    pub iri: String,
    /// Its code.
    pub code: Option<String>,
    /// What it is called, the words marked.
    pub title: Excerpt,
    /// Some of a text with the words, or what it is.
    pub excerpt: Option<Excerpt>,
}

/// Things of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The kind.
    pub kind: Kind,
    /// How many there are.
    pub total: usize,
    /// Those that are shown, the best first.
    pub hits: Vec<Hit>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Where codes and citations lead.
    pub direct: Vec<Direct>,
    /// What has the words, the kind with the best hit first.
    pub groups: Vec<Group>,
    /// Words that nothing has.
    pub missing: Vec<String>,
    /// Whether nothing has all the words: then it is what has most of them.
    pub some_words_only: bool,
    /// Whether the question was too long, and its end was left out.
    pub cut: bool,
    /// What may have been meant.
    pub suggestion: Option<String>,
}

impl Answer {
    /// How many things have the words.
    pub fn total(&self) -> usize {
        self.groups.iter().map(|group| group.total).sum()
    }
}

impl Index {
    /// Answers any question; what it costs is bounded.
    pub fn search(&self, question: &Question<'_>) -> Answer {
        let mut answer = Answer::default();
        let end = question
            .text
            .char_indices()
            .nth(MOST_CHARACTERS)
            .map_or(question.text.len(), |(at, _)| at);
        let text = question.text.get(..end).unwrap_or_default();
        // Whoever goes on to a blank has finished the word.
        let unfinished = text.ends_with(|c: char| c.is_alphanumeric());
        let text = text.trim();
        answer.cut = end < question.text.len();
        let cited =
            Register::embedded().map_or_else(|_| Vec::new(), |register| cited(register, text));
        let mut asked: Vec<String> = words(text).map(|(_, form)| form).collect();
        // What a citation says is answered by where it leads; other words are looked for alone.
        let beside: Vec<String> = words(text)
            .filter(|(range, _)| {
                !cited
                    .iter()
                    .any(|(words, _)| words.start <= range.start && range.end <= words.end)
            })
            .map(|(_, form)| form)
            .collect();
        if beside.iter().any(|word| !is_stop_word(word)) {
            asked = beside;
        }
        if asked.len() > MOST_WORDS {
            asked.truncate(MOST_WORDS);
            answer.cut = true;
        }
        answer.direct = self.direct(text, &cited);
        let last = asked.len().saturating_sub(1);
        let telling = asked.iter().any(|word| !is_stop_word(word));
        let mut hits: Vec<WordHits> = Vec::new();
        let mut done: Vec<&String> = Vec::new();
        for (place, word) in asked.iter().enumerate() {
            if (telling && is_stop_word(word)) || done.contains(&word) {
                continue;
            }
            done.push(word);
            let found = self.look_up(
                word,
                unfinished && place == last,
                Tongue::of(Some(question.language)),
            );
            if found.is_empty() {
                answer.missing.push(word.clone());
            } else {
                hits.push(found);
            }
        }
        answer.suggestion = self.suggestion(&asked, &answer.missing);
        answer.groups = self.groups(question, &hits, &mut answer.some_words_only);
        answer
    }

    /// The question with a near word for each that nothing has.
    fn suggestion(&self, asked: &[String], missing: &[String]) -> Option<String> {
        if missing.is_empty() {
            return None;
        }
        let mut changed = false;
        let words: Vec<String> = asked
            .iter()
            .map(|word| {
                let near = missing.contains(word).then(|| self.near(word)).flatten();
                changed |= near.is_some();
                near.unwrap_or_else(|| word.clone())
            })
            .collect();
        changed.then(|| words.join(" "))
    }

    fn groups(
        &self,
        question: &Question<'_>,
        hits: &[WordHits],
        some_words_only: &mut bool,
    ) -> Vec<Group> {
        let mut scores: FxHashMap<u32, (usize, f32)> = FxHashMap::default();
        for hit in hits {
            for (&document, scored) in &hit.documents {
                let known = scores.entry(document).or_default();
                known.0 += 1;
                known.1 += scored.score;
            }
        }
        let most = scores.values().map(|(words, _)| *words).max().unwrap_or(0);
        *some_words_only = most < hits.len();
        let mut found: Vec<(u32, f32)> = scores
            .into_iter()
            .filter(|(_, (words, _))| *words == most)
            .map(|(document, (_, score))| (document, score))
            .collect();
        // Equal scores in the order of telling: the same question, the same answer.
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut groups: Vec<(Kind, Vec<u32>)> = Vec::new();
        for (document, _) in found {
            let Some(kind) = self
                .documents
                .get(document as usize)
                .map(|known| known.kind)
            else {
                continue;
            };
            if question.kind.is_some_and(|wanted| wanted != kind) {
                continue;
            }
            match groups.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, list)) => list.push(document),
                None => groups.push((kind, vec![document])),
            }
        }
        groups
            .into_iter()
            .map(|(kind, list)| Group {
                kind,
                total: list.len(),
                hits: list
                    .iter()
                    .skip(question.skipped)
                    .take(question.shown)
                    .filter_map(|document| self.hit(*document, hits, question.language))
                    .collect(),
            })
            .collect()
    }

    fn hit(&self, place: u32, hits: &[WordHits], language: &str) -> Option<Hit> {
        let document = self.documents.get(place as usize)?;
        let title = document.title.in_language(language)?;
        let mut best: Option<(u32, f32)> = None;
        for hit in hits {
            let text = hit
                .documents
                .get(&place)
                .and_then(|scored| scored.best_text);
            if let Some((field, score)) = text
                && best.is_none_or(|(_, known)| score > known)
            {
                best = Some((field, score));
            }
        }
        let excerpt = match best {
            Some((field, _)) => self.excerpt(field, hits),
            None => document
                .summary
                .in_language(language)
                .map(|said| self.marked(said.text, said.language, hits)),
        };
        Some(Hit {
            iri: document.iri.to_string(),
            code: document.code.as_deref().map(str::to_owned),
            title: self.marked(title.text, title.language, hits),
            excerpt,
        })
    }

    /// Where the codes, names and citations in a question lead.
    fn direct(&self, text: &str, cited: &[(Range<usize>, Provision)]) -> Vec<Direct> {
        let mut found: Vec<Direct> = Vec::new();
        let mut add = |place: u32, instead_of: Option<Texts>| {
            let Some(document) = self.documents.get(place as usize) else {
                return;
            };
            if found.len() < MOST_DIRECT && found.iter().all(|known| *known.iri != *document.iri) {
                found.push(Direct {
                    iri: document.iri.to_string(),
                    kind: document.kind,
                    code: document.code.as_deref().map(str::to_owned),
                    title: document.title.clone(),
                    summary: document.summary.clone(),
                    instead_of,
                });
            }
        };
        let iri = text.trim_matches(['<', '>']);
        let lower = iri.to_lowercase();
        for name in [iri, &lower] {
            if let Some(&place) = self.by_iri.get(name) {
                add(place, None);
            }
        }
        for (_, provision) in cited {
            if let Some((place, exact)) = self.described(provision) {
                let instead_of =
                    (!exact).then(|| Texts::both(&provision.label_nl(), &provision.label_en()));
                add(place, instead_of);
            }
        }
        for &place in self.of_code(text) {
            add(place, None);
        }
        let parts: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
        for length in 1..=3 {
            for window in parts.windows(length) {
                let window = window.join(" ");
                if window.contains(|c: char| c.is_ascii_digit()) && is_code_like(&window) {
                    for &place in self.of_code(&window) {
                        add(place, None);
                    }
                }
            }
        }
        found
    }

    /// The thing that is this provision, or the nearest around it; and whether it is itself.
    fn described(&self, provision: &Provision) -> Option<(u32, bool)> {
        if let Some(&place) = self.by_iri.get(provision.iri(&self.base).as_str()) {
            return Some((place, true));
        }
        provision
            .ancestors()
            .find_map(|above| self.by_iri.get(above.iri(&self.base).as_str()))
            .map(|&place| (place, false))
    }
}

/// A bare number in a longer question is a number; `3.10`, `aia-09` and `ARK 3.10` are codes.
fn is_code_like(text: &str) -> bool {
    text.contains(|c: char| c.is_alphabetic() || c == '.')
}

/// The provisions that a question cites and with which words, or the act that it is the name of.
fn cited(register: &Register, text: &str) -> Vec<(Range<usize>, Provision)> {
    if let Some(act) = register.act_by_name(text) {
        return vec![(0..0, Provision::whole(act.clone()))];
    }
    let reading = Reader::new(register, None).read(&Passage::text(text));
    reading
        .citations
        .into_iter()
        .flat_map(|citation| {
            let range = citation.range;
            let targets = citation.targets.into_iter();
            targets.map(move |target| (range.clone(), target))
        })
        .take(MOST_DIRECT)
        .collect()
}

//! Which things have the words of a question, and how well.

use super::fold::Tongue;
use super::index::{Index, as_float};
use rustc_hash::{FxHashMap, FxHashSet};

/// Forms that an unfinished word may stand for.
const MOST_FORMS: usize = 300;

/// A form that a word stands for, and how surely.
struct Meant {
    table: usize,
    form: usize,
    likeness: f32,
}

/// What is known of a thing for one word.
#[derive(Clone, Copy, Default)]
pub(super) struct Scored {
    pub(super) score: f32,
    /// The text that has it best, names left out.
    pub(super) best_text: Option<(u32, f32)>,
}

/// The things that have a word, and the forms in which they have it.
pub(super) struct WordHits {
    pub(super) documents: FxHashMap<u32, Scored>,
    /// By table.
    pub(super) forms: [FxHashSet<usize>; 3],
}

impl WordHits {
    pub(super) fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}

impl Index {
    /// Looks a folded word up. `unfinished`: it may be the beginning of a word. `preferred`: the
    /// language of the reader.
    pub(super) fn look_up(&self, word: &str, unfinished: bool, preferred: Tongue) -> WordHits {
        let mut meant = self.meant(word);
        if unfinished || meant.is_empty() {
            self.beginnings(word, &mut meant);
        }
        let mut hits = WordHits {
            documents: FxHashMap::default(),
            forms: Default::default(),
        };
        // The same text may have several of the forms: the likeliest counts, others add little.
        let mut by_field: FxHashMap<u32, f32> = FxHashMap::default();
        for Meant {
            table,
            form,
            likeness,
        } in meant
        {
            if let Some(forms) = hits.forms.get_mut(table) {
                forms.insert(form);
            }
            let postings = self
                .tables
                .get(table)
                .and_then(|table| table.forms.get(form))
                .map_or(&[][..], |form| form.postings.as_slice());
            for posting in postings {
                let length = self
                    .lengths
                    .get(posting.field as usize)
                    .copied()
                    .unwrap_or(1);
                let often = f32::from(posting.count);
                let norm = 0.4 + 0.6 * as_float(length) / self.average;
                let score = likeness * often * 2.2 / (often + 1.2 * norm);
                let known = by_field.entry(posting.field).or_default();
                *known = known.max(score);
            }
        }
        for (place, score) in by_field {
            let Some(field) = self.fields.get(place as usize) else {
                continue;
            };
            let own = field.tongue == preferred || field.tongue == Tongue::None;
            let score = score * field.weight * if own { 1.0 } else { 0.6 };
            let scored = hits.documents.entry(field.document).or_default();
            scored.score += score;
            if !field.is_name
                && scored
                    .best_text
                    // By place where scores are equal, so that the same question has one answer.
                    .is_none_or(|(known, best)| (score, place) > (best, known))
            {
                scored.best_text = Some((place, score));
            }
        }
        let rarity = self.rarity(hits.documents.len());
        for scored in hits.documents.values_mut() {
            scored.score *= rarity;
        }
        hits
    }

    fn rarity(&self, having: usize) -> f32 {
        let number = |count: usize| as_float(u32::try_from(count).unwrap_or(u32::MAX));
        let (all, having) = (number(self.documents.len()), number(having));
        (1.0 + (all - having + 0.5).max(0.5) / (having + 0.5)).ln()
    }

    fn meant(&self, word: &str) -> Vec<Meant> {
        let mut meant = Vec::new();
        for (place, (tongue, table)) in Tongue::ALL.into_iter().zip(&self.tables).enumerate() {
            let exact = table.exactly(word);
            let stem = self.stems.stem(tongue, word);
            meant.extend(exact.map(|form| Meant {
                table: place,
                form,
                likeness: 1.0,
            }));
            let others = table.of_stem(&stem).filter(|form| Some(*form) != exact);
            meant.extend(others.map(|form| Meant {
                table: place,
                form,
                likeness: 0.85,
            }));
        }
        meant
    }

    fn beginnings(&self, word: &str, meant: &mut Vec<Meant>) {
        if word.chars().count() < 2 {
            return;
        }
        for (place, table) in self.tables.iter().enumerate() {
            let mut forms: Vec<usize> = table
                .beginning_with(word)
                .filter(|form| {
                    !meant
                        .iter()
                        .any(|known| known.table == place && known.form == *form)
                })
                .collect();
            // The shortest are nearest to what was typed.
            let length = |form: &usize| table.forms.get(*form).map_or(0, |form| form.text.len());
            forms.sort_by_key(length);
            forms.truncate(MOST_FORMS);
            meant.extend(forms.into_iter().map(|form| Meant {
                table: place,
                form,
                likeness: 0.5,
            }));
        }
    }

    /// A word that is in the texts and differs little from one that is not.
    pub(super) fn near(&self, word: &str) -> Option<String> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < 4 || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let allowed = if letters.len() < 8 { 1 } else { 2 };
        let first: String = letters.iter().take(1).collect();
        let mut best: Option<(usize, std::cmp::Reverse<usize>, &str)> = None;
        for table in &self.tables {
            for place in table.beginning_with(&first) {
                let Some(form) = table.forms.get(place) else {
                    continue;
                };
                if form.text.len().abs_diff(word.len()) > 2 {
                    continue;
                }
                let Some(distance) = distance(&letters, &form.text, allowed) else {
                    continue;
                };
                let candidate = (
                    distance,
                    std::cmp::Reverse(form.postings.len()),
                    &*form.text,
                );
                if best.is_none_or(|known| candidate < known) {
                    best = Some(candidate);
                }
            }
        }
        best.map(|(_, _, text)| text.to_owned())
    }
}

/// Letters to be changed, added, left out or swapped with the next, where that is few enough.
fn distance(a: &[char], b: &str, allowed: usize) -> Option<usize> {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, other) in b.iter().enumerate() {
            let at =
                |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let mut cost = at(&above, j) + usize::from(letter != other);
            cost = cost.min(at(&above, j + 1) + 1).min(at(&row, j) + 1);
            let swapped =
                i > 0 && j > 0 && a.get(i - 1) == Some(other) && b.get(j - 1) == Some(letter);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        if row.iter().all(|cost| *cost > allowed) {
            return None;
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().filter(|cost| *cost <= allowed)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn slips_of_the_finger_are_near() {
        let near = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), b, 2);
        assert_eq!(near("toezicht", "toezicht"), Some(0));
        assert_eq!(near("toezciht", "toezicht"), Some(1));
        assert_eq!(near("toezich", "toezicht"), Some(1));
        assert_eq!(near("tozeicht", "toezicht"), Some(1));
        assert_eq!(near("maatregel", "vereiste"), None);
    }
}

//! Bars for an answer that has a name and a number: a picture of what the table says.

use super::Table;
use super::table::{Head, is_numeric, number, words};
use crate::pages::view::View;
use maud::{Markup, html};

/// Bars that a reader can take in.
const MOST: usize = 15;

/// Characters of a name above its bar; what is longer stands in the table.
const LONGEST: usize = 38;

/// Pixels that a bar takes with its name.
const STEP: usize = 40;

/// How much of the width the longest bar takes; its number stands behind it.
const WIDEST: f64 = 84.0;

/// The chart; nothing where no column has numbers, or only one row does.
pub(in crate::pages) fn chart(view: View<'_>, table: &Table, heads: &[Head]) -> Option<Markup> {
    let is_amount = |head: &&Head| {
        let variable = table.variables.get(head.place());
        is_numeric(table, head.place()) && !variable.is_some_and(|name| says_where(name))
    };
    let value = heads.iter().find(is_amount)?;
    let names: Vec<&Head> = heads
        .iter()
        .take_while(|head| head.place() != value.place())
        .filter(|head| !is_numeric(table, head.place()))
        .collect();
    // A code and a title name a row together; what they are is what the title is.
    let titled = names.get(1).or(names.first())?;
    let mut bars: Vec<(Vec<String>, f64)> = Vec::new();
    for row in &table.rows {
        let cell = |head: &Head| row.get(head.place()).and_then(Option::as_ref);
        let Some(number) = cell(value).and_then(number) else {
            continue;
        };
        let told: Vec<String> = names
            .iter()
            .take(2)
            .filter_map(|head| cell(head))
            .map(|term| words(view, term))
            .collect();
        bars.push((told, number));
    }
    let largest = bars.iter().map(|(_, number)| *number).fold(0.0, f64::max);
    if bars.len() < 2 || largest <= 0.0 || bars.iter().any(|(_, number)| *number < 0.0) {
        return None;
    }
    let total = bars.len();
    bars.truncate(MOST);
    let title = format!(
        "{} {} {}",
        value.title,
        view.of("per", "by"),
        titled.title.to_lowercase()
    );
    Some(html! {
        figure class="chart" {
            figcaption id="chart-title" {
                (title)
                @if total > MOST {
                    " (" (view.of("de eerste ", "the first ")) (MOST)
                    (view.of(" van ", " of ")) (total) ")"
                }
            }
            svg role="img" aria-labelledby="chart-title" aria-describedby="chart-description"
                width="100%" height=(bars.len() * STEP) {
                desc id="chart-description" {
                    (view.of(
                        "Een staaf per rij; dezelfde getallen staan in de tabel.",
                        "A bar for each row; the same numbers are in the table.",
                    ))
                }
                @for (place, (name, number)) in bars.iter().enumerate() {
                    @let width = format!("{:.2}%", number / largest * WIDEST);
                    g {
                        title { (name.join(" · ")) ": " (number) }
                        text class="chart__name" x="0" y=(place * STEP + 14) { (short(name)) }
                        rect class="chart__bar" x="0" y=(place * STEP + 19) width=(width) height="14" {}
                        text class="chart__number" x=(width) dx="6" y=(place * STEP + 31) { (number) }
                    }
                }
            }
        }
    })
}

/// Whether the numbers of a variable say where something stands rather than how much there is.
fn says_where(variable: &str) -> bool {
    let name = variable.to_lowercase();
    let places = ["line", "number", "order", "year", "regel", "nummer", "jaar"];
    places.iter().any(|place| name.ends_with(place))
}

/// The words that name a bar, together no longer than there is room for; the longest gives way
/// first, so that what comes after it still tells rows apart.
fn short(words: &[String]) -> String {
    let between = 3 * words.len().saturating_sub(1);
    let room = LONGEST.saturating_sub(between) / words.len().max(1);
    let spare: usize = words
        .iter()
        .map(|word| room.saturating_sub(word.chars().count()))
        .sum();
    let cut = |word: &String| -> String {
        let most = room + spare;
        if word.chars().count() <= most {
            return word.clone();
        }
        let kept: String = word.chars().take(most.saturating_sub(1)).collect();
        format!("{}…", kept.trim_end())
    };
    words.iter().map(cut).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, short};

    #[test]
    fn what_tells_bars_apart_stays() {
        let named = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            short(&words)
        };
        assert_eq!(named(&["aia-09", "Kort"]), "aia-09 · Kort");
        let long = "Fase 3, dataverkenning en datapreparatie";
        assert!(named(&[long, "Jurist"]).ends_with("… · Jurist"));
        for words in [&[long][..], &[long, long], &["aia-09", long], &[]] {
            assert!(named(words).chars().count() <= LONGEST, "{words:?}");
        }
    }
}

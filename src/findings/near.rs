//! What was probably meant: the nearest of the names that are allowed.

use strsim::osa_distance;

/// Longer names are not compared: what is compared costs the product of the lengths.
const LONGEST: usize = 120;

/// The allowed name that is nearest to the one that was written (optimal string alignment, letters
/// in any case); nothing where none is near: more than a third of its letters would have to change.
/// Of two that are equally near, the first in the order of letters.
pub fn near_match<'a>(
    written: &str,
    allowed: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let written = written.to_lowercase();
    let length = written.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    allowed
        .into_iter()
        .filter(|name| name.len() <= 2 * LONGEST)
        .filter_map(|name| {
            let other = name.to_lowercase();
            let longest = length.max(other.chars().count());
            // At least that many letters differ: no need to compare.
            let at_most = longest.div_ceil(3).min(longest.saturating_sub(1));
            if longest - length.min(other.chars().count()) > at_most {
                return None;
            }
            let distance = osa_distance(&written, &other);
            (distance <= at_most).then_some((distance, name))
        })
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_finds_what_was_meant() {
        let keys = ["title", "vereiste", "maatregel", "levenscyclus"];
        assert_eq!(near_match("titel", keys), Some("title"));
        assert_eq!(near_match("Vereisten", keys), Some("vereiste"));
        assert_eq!(near_match("levencyclus", keys), Some("levenscyclus"));
    }

    #[test]
    fn what_is_far_from_all_finds_nothing() {
        assert_eq!(near_match("bronnen", ["title", "sources"]), None);
        assert_eq!(near_match("", ["a"]), None);
        assert_eq!(near_match("b", ["a"]), None);
        assert_eq!(near_match(&"a".repeat(10_000), ["aaa"]), None);
    }
}

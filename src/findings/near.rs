//! What was probably meant: the nearest of the names that are allowed.

use rapidfuzz::distance::osa;

/// How many letters must change to make one text of the other (optimal string alignment); nothing
/// where more than `limit` must.
pub fn distance_within(one: &str, other: &str, limit: usize) -> Option<usize> {
    // Most texts are far apart: how often each letter stands in them says so sooner.
    if least_distance(one, other) > limit {
        return None;
    }
    let limit = osa::Args::default().score_cutoff(limit);
    osa::distance_with_args(one.chars(), other.chars(), &limit)
}

/// No fewer letters than these must change, wherever they stand.
fn least_distance(one: &str, other: &str) -> usize {
    let mut balance = [0_i32; 32];
    for (text, step) in [(one, 1), (other, -1)] {
        for character in text.chars() {
            if let Some(count) = balance.get_mut(character as usize % 32) {
                *count += step;
            }
        }
    }
    let sum = |sign: i32| -> u32 {
        let counts = balance.iter().map(|count| (count * sign).max(0));
        counts.map(i32::unsigned_abs).sum()
    };
    // A letter that takes the place of another settles one that is missing and one too many.
    usize::try_from(sum(1).max(sum(-1))).unwrap_or(usize::MAX)
}

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
    let mut best: Option<(usize, &str)> = None;
    for name in allowed {
        if name.len() > 2 * LONGEST {
            continue;
        }
        let other = name.to_lowercase();
        let other_length = other.chars().count();
        let longest = length.max(other_length);
        let mut at_most = longest.div_ceil(3).min(longest.saturating_sub(1));
        if let Some((distance, _)) = best {
            at_most = at_most.min(distance);
        }
        // At least that many letters differ: no need to compare.
        if length.abs_diff(other_length) > at_most {
            continue;
        }
        if let Some(distance) = distance_within(&written, &other, at_most) {
            let this = (distance, name);
            best = Some(best.map_or(this, |best| best.min(this)));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_slip_of_the_pen_finds_what_was_meant() {
        let keys = ["title", "vereiste", "maatregel", "levenscyclus"];
        assert_eq!(near_match("titel", keys), Some("title"));
        assert_eq!(near_match("Vereisten", keys), Some("vereiste"));
        assert_eq!(near_match("levencyclus", keys), Some("levenscyclus"));
    }

    proptest! {
        #[test]
        fn a_distance_is_that_of_its_definition_up_to_the_limit(
            one in "[a-cé]{0,12}|[abé]{60,140}", other in "[a-cé]{0,12}|[abé]{60,140}", limit in 0_usize..60
        ) {
            let distance = strsim::osa_distance(&one, &other);
            prop_assert_eq!(
                distance_within(&one, &other, limit),
                (distance <= limit).then_some(distance)
            );
        }
    }

    #[test]
    fn what_is_far_from_all_finds_nothing() {
        assert_eq!(near_match("bronnen", ["title", "sources"]), None);
        assert_eq!(near_match("", ["a"]), None);
        assert_eq!(near_match("b", ["a"]), None);
        assert_eq!(near_match(&"a".repeat(10_000), ["aaa"]), None);
    }
}

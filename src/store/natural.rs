//! The order in which people look for names with numbers in them.

/// A key by which `Artikel 9` comes before `Artikel 10`.
pub fn natural(text: &str) -> Vec<(u64, String)> {
    let mut key = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let words = rest
            .find(|c: char| c.is_ascii_digit())
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(words);
        let digits = after
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(after.len());
        let (number, after) = after.split_at(digits);
        key.push((0, word.to_lowercase()));
        if !number.is_empty() {
            // What no number can hold stands behind all that one can.
            key.push((number.parse().unwrap_or(u64::MAX), String::new()));
        }
        rest = after;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_ordered_as_numbers() {
        let mut names = [
            "Artikel 10",
            "artikel 9, lid 2",
            "Artikel 9",
            "Bijlage III",
            "Artikel 99999999999999999999",
        ];
        names.sort_by_cached_key(|name| natural(name));
        assert_eq!(
            names,
            [
                "Artikel 9",
                "artikel 9, lid 2",
                "Artikel 10",
                "Artikel 99999999999999999999",
                "Bijlage III",
            ]
        );
    }
}

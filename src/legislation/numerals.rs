//! Numbers as the law writes them: Roman numerals, ordinals, Latin suffixes.

/// The value of a Roman numeral in capitals, up to 399; `None` for anything else (`IIII`, `IC`, `iv`).
pub fn from_roman(text: &str) -> Option<u32> {
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    let mut total = 0;
    let mut previous = u32::MAX;
    for byte in text.bytes() {
        let value = match byte {
            b'I' => 1,
            b'V' => 5,
            b'X' => 10,
            b'L' => 50,
            b'C' => 100,
            _ => return None,
        };
        total += value;
        if value > previous {
            total -= 2 * previous;
        }
        previous = value;
    }
    // The canonical form rules out what adds up but is not written so.
    (to_roman(total).as_deref() == Some(text)).then_some(total)
}

/// The Roman numeral of a number from 1 to 399.
pub fn to_roman(mut number: u32) -> Option<String> {
    const PARTS: [(u32, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 399 {
        return None;
    }
    let mut roman = String::new();
    for (value, digits) in PARTS {
        while number >= value {
            roman.push_str(digits);
            number -= value;
        }
    }
    Some(roman)
}

/// Latin suffixes of inserted parts in Dutch, in the order of the letters that stand for them in
/// English and in identifiers: *4 bis* is 4a.
const LATIN: [&str; 10] = [
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "decies",
    "undecies",
];

/// The letter of a Latin suffix: `a` for *bis*.
pub fn latin_letter(word: &str) -> Option<char> {
    LATIN
        .iter()
        .position(|suffix| *suffix == word)
        .and_then(|index| u8::try_from(index).ok())
        .map(|index| char::from(b'a' + index))
}

/// The Latin suffix of a letter: *bis* for `a`.
pub fn latin_suffix(letter: char) -> Option<&'static str> {
    let index = u32::from(letter).checked_sub(u32::from('a'))?;
    LATIN.get(usize::try_from(index).ok()?).copied()
}

const ORDINALS_NL: [&str; 31] = [
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
    "twintigste",
    "eenentwintigste",
    "tweeentwintigste",
    "drieentwintigste",
    "vierentwintigste",
    "vijfentwintigste",
    "zesentwintigste",
    "zevenentwintigste",
    "achtentwintigste",
    "negenentwintigste",
    "dertigste",
    "eenendertigste",
];
const ORDINALS_EN: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The value of a Dutch or English ordinal in lower case and without diacritics (`tweede`, `second`).
pub fn ordinal(word: &str) -> Option<u32> {
    let find = |list: &[&str]| {
        list.iter()
            .position(|name| *name == word)
            .and_then(|index| u32::try_from(index + 1).ok())
    };
    find(&ORDINALS_NL).or_else(|| find(&ORDINALS_EN))
}

/// Every ordinal word, for the table of keywords.
pub(super) fn ordinal_words() -> impl Iterator<Item = (&'static str, u32)> {
    ORDINALS_NL
        .iter()
        .chain(ORDINALS_EN.iter())
        .filter_map(|word| ordinal(word).map(|value| (*word, value)))
}

/// The Dutch ordinal (`tweede`) of a number up to 31.
pub fn ordinal_nl(number: u32) -> Option<&'static str> {
    let index = usize::try_from(number.checked_sub(1)?).ok()?;
    ORDINALS_NL.get(index).copied()
}

/// The English ordinal (`second`) of a number up to 20.
pub fn ordinal_en(number: u32) -> Option<&'static str> {
    let index = usize::try_from(number.checked_sub(1)?).ok()?;
    ORDINALS_EN.get(index).copied()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_go_both_ways() {
        for number in 1..400 {
            assert_eq!(from_roman(&to_roman(number).unwrap()), Some(number));
        }
        for wrong in ["", "IIII", "IC", "iv", "VX", "D", "IIX"] {
            assert_eq!(from_roman(wrong), None, "{wrong}");
        }
        assert_eq!(to_roman(0), None);
    }

    #[test]
    fn bis_is_a() {
        assert_eq!(latin_letter("bis"), Some('a'));
        assert_eq!(latin_suffix('d'), Some("quinquies"));
        assert_eq!(latin_letter("lid"), None);
        assert_eq!(latin_suffix('z'), None);
    }

    #[test]
    fn ordinals_of_both_languages() {
        assert_eq!(ordinal("twaalfde"), Some(12));
        assert_eq!(ordinal("third"), Some(3));
        assert_eq!(ordinal("laatste"), None);
        assert_eq!(ordinal_nl(2), Some("tweede"));
        assert_eq!(ordinal_en(21), None);
    }
}

//! Codes as people write them: `AIA 9`, `aia09` and `aia-09` are one.

/// What all spellings of a code have in common; `None` for what is no code.
///
/// Letters and numbers are joined by `-`; zeros before a number do not count, but after a dot they
/// do: `3.10` is not `3.1`, and `1.04` is not `1.4`.
pub(super) fn key(text: &str) -> Option<String> {
    let folded = super::fold::folded(text);
    let mut key = String::new();
    let mut rest = folded.as_str();
    let mut after_dot = false;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        if !digits && !first.is_alphabetic() {
            after_dot = first == '.' && key.ends_with(|c: char| c.is_ascii_digit());
            rest = rest.get(first.len_utf8()..)?;
            continue;
        }
        let end = rest
            .find(|c: char| c.is_ascii_digit() != digits || !(digits || c.is_alphabetic()))
            .unwrap_or(rest.len());
        let (run, tail) = rest.split_at(end);
        rest = tail;
        if digits && after_dot {
            key.push('.');
            key.push_str(run);
        } else {
            if !key.is_empty() {
                key.push('-');
            }
            let number = run.trim_start_matches('0');
            key.push_str(match (digits, number) {
                (true, "") => "0",
                (true, number) => number,
                (false, _) => run,
            });
        }
        after_dot = false;
        if key.len() > 64 {
            return None;
        }
    }
    (!key.is_empty()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn spellings_of_a_code_are_one() {
        for spelling in ["aia-09", "AIA 9", "aia09", "aia_9", " AIA–09 "] {
            assert_eq!(key(spelling).as_deref(), Some("aia-9"), "{spelling}");
        }
        assert_eq!(key("aia-00").as_deref(), Some("aia-0"));
        assert_eq!(key("SV.4"), key("sv 4"));
        assert_eq!(key("ARK 3.10").as_deref(), Some("ark-3.10"));
        assert_ne!(key("3.10"), key("3.1"));
        assert_ne!(key("1.04"), key("1.4"));
        assert_eq!(key("3.").as_deref(), Some("3"));
        for nothing in ["", "-", "…", "\u{0}"] {
            assert_eq!(key(nothing), None);
        }
        assert_eq!(key(&"a1".repeat(1000)), None);
    }
}

//! `application/x-www-form-urlencoded`, read strictly.

use crate::percent;

/// Names and values in their order.
///
/// # Errors
/// A sentence, where a percent sign begins no byte or the bytes are no UTF-8.
pub(super) fn parse(text: &str) -> Result<Vec<(String, String)>, String> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

fn decode(text: &str) -> Result<String, String> {
    let malformed = text.split('%').skip(1).any(|rest| {
        !rest
            .as_bytes()
            .get(..2)
            .is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    if malformed {
        return Err("a % must be followed by two hexadecimal digits".into());
    }
    let text = text.replace('+', " ");
    percent::decoded(&text).ok_or_else(|| "the parameters are not UTF-8".into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn blanks_pluses_and_utf_8_are_told_apart() {
        assert_eq!(
            parse("query=a+b%2B%C3%A9&&x").unwrap(),
            [
                ("query".into(), "a b+é".into()),
                ("x".into(), String::new())
            ]
        );
        for wrong in ["q=%FF", "q=%C0%AF", "q=%ZZ", "q=%4"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}

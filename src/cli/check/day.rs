//! Days, for the end dates of what is accepted.

use anyhow::{Context, bail};
use std::time::{SystemTime, UNIX_EPOCH};

/// Days since 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(i64);

/// Today in UTC: as `SOURCE_DATE_EPOCH` says, else as the clock does.
pub(super) fn today() -> anyhow::Result<Day> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(value) if !value.is_empty() => value
            .parse::<i64>()
            .with_context(|| format!("SOURCE_DATE_EPOCH: «{value}» is no number of seconds"))?,
        _ => {
            let since = SystemTime::now().duration_since(UNIX_EPOCH);
            since.map_or(0, |since| {
                i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
            })
        }
    };
    Ok(Day(seconds.div_euclid(86_400)))
}

impl Day {
    /// Reads `2027-01-31` (ISO 8601, calendar date).
    pub(super) fn read(text: &str) -> anyhow::Result<Self> {
        let parts: Vec<Option<i64>> = text
            .split('-')
            .map(|part| {
                let digits = part.chars().all(|c| c.is_ascii_digit());
                part.parse().ok().filter(|_| digits)
            })
            .collect();
        let [Some(year), Some(month), Some(day)] = parts.as_slice() else {
            bail!("“{text}” is no date; expected one such as 2027-01-31");
        };
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        if text.len() != 10 || !(1..=length).contains(day) {
            bail!("“{text}” is no date; expected one such as 2027-01-31");
        }
        // Years begin in March, so that a leap day is the last of its year.
        let (year, month) = if *month > 2 {
            (*year, month - 3)
        } else {
            (year - 1, month + 9)
        };
        let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day;
        Ok(Self(days - 719_469))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn days_are_counted() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("1970-03-01", 59),
            ("2000-02-29", 11_016),
            ("2026-11-22", 20_779),
        ] {
            assert_eq!(Day::read(text).unwrap(), Day(days), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2027",
            "2027-13-01",
            "2027-02-29",
            "2027-1-1",
            "2027-01-00",
            "+027-01-01",
            "31-01-2027",
            "2027-01-31T00",
        ] {
            assert!(Day::read(text).is_err(), "{text}");
        }
    }
}

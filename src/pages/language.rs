//! The language of a page.

/// A language that pages come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Dutch.
    Nl,
    /// English.
    En,
}

impl Language {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// `nl` or `en`.
    pub fn tag(self) -> &'static str {
        self.of("nl", "en")
    }

    /// The language of a tag: `nl`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// What it calls itself.
    pub fn own_name(self) -> &'static str {
        self.of("Nederlands", "English")
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Nl => Self::En,
            Self::En => Self::Nl,
        }
    }

    /// The one of two texts that is in this language.
    pub fn of<'a>(self, nl: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Nl => nl,
            Self::En => en,
        }
    }

    /// A number of things, in words: `1 vereiste`, `2 vereisten`.
    pub fn count(self, number: usize, one: &str, many: &str) -> String {
        let digits = self.number(number);
        format!("{digits} {}", if number == 1 { one } else { many })
    }

    /// A number with its thousands apart: `1.234`, `1,234`.
    pub fn number(self, number: usize) -> String {
        let digits = number.to_string();
        let mut text = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(self.of(".", ","));
            }
            text.push(digit);
        }
        text
    }

    /// A date of the form `2026-06-17`, as people write it: `17 juni 2026`; anything else as it is.
    pub fn date(self, date: &str) -> String {
        const NL: [&str; 12] = [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ];
        const EN: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let mut parts = date.split('-');
        let read = (|| {
            let year: u16 = parts.next()?.parse().ok()?;
            let month: usize = parts.next()?.parse().ok()?;
            let day: u8 = parts.next()?.parse().ok()?;
            let names = if self == Self::Nl { NL } else { EN };
            let month = names.get(month.checked_sub(1)?)?;
            parts
                .next()
                .is_none()
                .then(|| format!("{day} {month} {year}"))
        })();
        read.unwrap_or_else(|| date.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_are_written_as_people_write_them() {
        assert_eq!(Language::Nl.date("2026-06-07"), "7 juni 2026");
        assert_eq!(Language::En.date("2027-12-02"), "2 December 2027");
        for other in [
            "2026",
            "2026-13-01",
            "2026-00-01",
            "a-b-c",
            "",
            "2026-01-01-5",
        ] {
            assert_eq!(Language::Nl.date(other), other);
        }
        assert_eq!(Language::Nl.number(1_234_567), "1.234.567");
        assert_eq!(Language::En.count(1, "measure", "measures"), "1 measure");
        assert_eq!(Language::En.count(0, "measure", "measures"), "0 measures");
    }
}

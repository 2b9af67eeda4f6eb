//! Numbers of EU acts: kind, year and number, and the CELEX and ELI that follow from them.

use std::fmt;

/// What kind of instrument an act is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// An EU regulation.
    Regulation,
    /// A delegated EU regulation.
    DelegatedRegulation,
    /// An implementing EU regulation.
    ImplementingRegulation,
    /// An EU directive.
    Directive,
    /// A delegated EU directive.
    DelegatedDirective,
    /// An implementing EU directive.
    ImplementingDirective,
    /// An EU decision.
    Decision,
    /// A delegated EU decision.
    DelegatedDecision,
    /// An implementing EU decision.
    ImplementingDecision,
    /// A framework decision of the Council.
    FrameworkDecision,
    /// An EU recommendation.
    Recommendation,
    /// A treaty, the Charter, or a declaration that is cited like one.
    Treaty,
    /// A Dutch act of parliament (*wet*).
    DutchAct,
    /// A Dutch decree, ministerial regulation or policy rule.
    DutchDecree,
}

/// What all delegated, implementing and plain forms have in common; what "the directive" means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// Regulations.
    Regulation,
    /// Directives.
    Directive,
    /// Decisions, and Dutch decrees: both are *besluit*.
    Decision,
    /// Recommendations.
    Recommendation,
    /// Treaties.
    Treaty,
    /// Dutch acts.
    Act,
}

impl Kind {
    /// The kind of a name in the register's data (`implementing-regulation`).
    pub fn from_name(name: &str) -> Option<Kind> {
        Some(match name {
            "regulation" => Kind::Regulation,
            "delegated-regulation" => Kind::DelegatedRegulation,
            "implementing-regulation" => Kind::ImplementingRegulation,
            "directive" => Kind::Directive,
            "delegated-directive" => Kind::DelegatedDirective,
            "implementing-directive" => Kind::ImplementingDirective,
            "decision" => Kind::Decision,
            "delegated-decision" => Kind::DelegatedDecision,
            "implementing-decision" => Kind::ImplementingDecision,
            "framework-decision" => Kind::FrameworkDecision,
            "recommendation" => Kind::Recommendation,
            "treaty" => Kind::Treaty,
            "dutch-act" => Kind::DutchAct,
            "dutch-decree" => Kind::DutchDecree,
            _ => return None,
        })
    }

    /// Its family.
    pub fn family(self) -> Family {
        match self {
            Kind::Regulation | Kind::DelegatedRegulation | Kind::ImplementingRegulation => {
                Family::Regulation
            }
            Kind::Directive | Kind::DelegatedDirective | Kind::ImplementingDirective => {
                Family::Directive
            }
            Kind::Decision
            | Kind::DelegatedDecision
            | Kind::ImplementingDecision
            | Kind::FrameworkDecision
            | Kind::DutchDecree => Family::Decision,
            Kind::Recommendation => Family::Recommendation,
            Kind::Treaty => Family::Treaty,
            Kind::DutchAct => Family::Act,
        }
    }

    /// Whether it is secondary law of the European Union, which has a year and a number.
    pub fn is_numbered(self) -> bool {
        !matches!(self, Kind::Treaty | Kind::DutchAct | Kind::DutchDecree)
    }

    /// The ELI type (`reg_impl`).
    pub fn eli_type(self) -> Option<&'static str> {
        Some(match self {
            Kind::Regulation => "reg",
            Kind::DelegatedRegulation => "reg_del",
            Kind::ImplementingRegulation => "reg_impl",
            Kind::Directive => "dir",
            Kind::DelegatedDirective => "dir_del",
            Kind::ImplementingDirective => "dir_impl",
            Kind::Decision => "dec",
            Kind::DelegatedDecision => "dec_del",
            Kind::ImplementingDecision => "dec_impl",
            Kind::FrameworkDecision => "dec_framw",
            Kind::Recommendation => "reco",
            Kind::Treaty | Kind::DutchAct | Kind::DutchDecree => return None,
        })
    }

    fn from_eli_type(name: &str) -> Option<Kind> {
        const NUMBERED: [Kind; 11] = [
            Kind::Regulation,
            Kind::DelegatedRegulation,
            Kind::ImplementingRegulation,
            Kind::Directive,
            Kind::DelegatedDirective,
            Kind::ImplementingDirective,
            Kind::Decision,
            Kind::DelegatedDecision,
            Kind::ImplementingDecision,
            Kind::FrameworkDecision,
            Kind::Recommendation,
        ];
        NUMBERED
            .into_iter()
            .find(|kind| kind.eli_type() == Some(name))
    }

    /// The letter in a CELEX number.
    fn celex_letter(self) -> Option<char> {
        Some(match self.family() {
            Family::Regulation => 'R',
            Family::Directive => 'L',
            Family::Decision if self == Kind::FrameworkDecision => 'F',
            Family::Decision if self != Kind::DutchDecree => 'D',
            Family::Recommendation => 'H',
            _ => return None,
        })
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Kind::Regulation => ("Verordening", "Regulation"),
            Kind::DelegatedRegulation => ("Gedelegeerde Verordening", "Delegated Regulation"),
            Kind::ImplementingRegulation => ("Uitvoeringsverordening", "Implementing Regulation"),
            Kind::Directive => ("Richtlijn", "Directive"),
            Kind::DelegatedDirective => ("Gedelegeerde Richtlijn", "Delegated Directive"),
            Kind::ImplementingDirective => ("Uitvoeringsrichtlijn", "Implementing Directive"),
            Kind::Decision => ("Besluit", "Decision"),
            Kind::DelegatedDecision => ("Gedelegeerd Besluit", "Delegated Decision"),
            Kind::ImplementingDecision => ("Uitvoeringsbesluit", "Implementing Decision"),
            Kind::FrameworkDecision => ("Kaderbesluit", "Framework Decision"),
            Kind::Recommendation => ("Aanbeveling", "Recommendation"),
            Kind::Treaty => ("Verdrag", "Treaty"),
            Kind::DutchAct => ("Wet", "Act"),
            Kind::DutchDecree => ("Besluit", "Decree"),
        }
    }
}

/// The number of an EU act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EuNumber {
    /// The kind; always one that is numbered.
    pub kind: Kind,
    /// The year, four digits.
    pub year: u32,
    /// The number in that year.
    pub number: u32,
}

impl EuNumber {
    /// Reads the two numbers of a printed reference, in the order as printed.
    ///
    /// Since 2015 all acts are numbered *year/number*; before, regulations and some decisions were
    /// *number/year*, announced by *nr.* / *No*, and directives and other decisions *year/number*.
    /// Years could have two digits until 1999.
    pub fn from_printed(
        kind: Kind,
        first: &str,
        second: &str,
        announced: bool,
    ) -> Option<EuNumber> {
        let (one, two) = (value(first)?, value(second)?);
        let number_first = || {
            year(second, two)
                .filter(|year| *year < 2016)
                .map(|year| EuNumber {
                    kind,
                    year,
                    number: one,
                })
        };
        let year_first = || {
            year(first, one).map(|year| EuNumber {
                kind,
                year,
                number: two,
            })
        };
        let old_style =
            announced || (kind.family() == Family::Regulation && !(2015..2100).contains(&one));
        let read = if old_style {
            number_first().or_else(year_first)
        } else {
            year_first().or_else(number_first)
        };
        read.filter(|act| act.number > 0 && act.number < 10_000)
    }

    /// Reads a CELEX number of sector 3 (`32016R0679`). The CELEX does not tell delegated and
    /// implementing acts from others.
    pub fn from_celex(celex: &str) -> Option<EuNumber> {
        let rest = celex.strip_prefix('3')?;
        let year = rest.get(..4).and_then(value)?;
        let kind = match rest.get(4..5)? {
            "R" => Kind::Regulation,
            "L" => Kind::Directive,
            "D" => Kind::Decision,
            "F" => Kind::FrameworkDecision,
            "H" => Kind::Recommendation,
            _ => return None,
        };
        let digits = rest.get(5..)?;
        let number = (digits.len() == 4).then(|| value(digits)).flatten()?;
        Some(EuNumber { kind, year, number })
    }

    /// Reads the head of an ELI path (`reg/2016/679`).
    pub fn from_eli(path: &str) -> Option<EuNumber> {
        let mut parts = path.split('/');
        let kind = Kind::from_eli_type(parts.next()?)?;
        let year = parts
            .next()
            .filter(|year| year.len() == 4)
            .and_then(value)?;
        let number = parts
            .next()
            .filter(|digits| !digits.starts_with('0'))
            .and_then(value)?;
        (parts.next().is_none() && (1950..2100).contains(&year)).then_some(EuNumber {
            kind,
            year,
            number,
        })
    }

    /// Its CELEX number (`32016R0679`).
    pub fn celex(self) -> String {
        let letter = self.kind.celex_letter().unwrap_or('X');
        format!("3{}{letter}{:04}", self.year, self.number)
    }

    /// Its ELI path below `http://data.europa.eu/eli/` (`reg/2016/679`).
    pub fn eli(self) -> String {
        let name = self.kind.eli_type().unwrap_or("act");
        format!("{name}/{}/{}", self.year, self.number)
    }

    /// As it is printed in Dutch and in English.
    pub fn printed(self) -> (String, String) {
        let (nl, en) = self.kind.words();
        let EuNumber { year, number, .. } = self;
        let old_number_first =
            self.kind.family() == Family::Regulation || (self.kind == Kind::Decision);
        if year >= 2015 {
            (
                format!("{nl} (EU) {year}/{number}"),
                format!("{en} (EU) {year}/{number}"),
            )
        } else if self.kind.family() == Family::Regulation && old_number_first {
            let (body_nl, body_en) = match year {
                2010.. => ("EU", "EU"),
                1994.. => ("EG", "EC"),
                _ => ("EEG", "EEC"),
            };
            (
                format!("{nl} ({body_nl}) nr. {number}/{}", short_year(year)),
                format!("{en} ({body_en}) No {number}/{}", short_year(year)),
            )
        } else if self.kind == Kind::FrameworkDecision {
            (
                format!("{nl} {year}/{number}/JBZ"),
                format!("{en} {year}/{number}/JHA"),
            )
        } else {
            let (body_nl, body_en) = match year {
                2010.. => ("EU", "EU"),
                1994.. => ("EG", "EC"),
                _ => ("EEG", "EEC"),
            };
            let year = short_year(year);
            (
                format!("{nl} {year}/{number}/{body_nl}"),
                format!("{en} {year}/{number}/{body_en}"),
            )
        }
    }
}

impl fmt::Display for EuNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.printed().0)
    }
}

fn short_year(year: u32) -> String {
    if year < 1999 {
        format!("{:02}", year % 100)
    } else {
        year.to_string()
    }
}

fn value(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.len() > 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// A year as printed, with two digits until 1999.
fn year(digits: &str, value: u32) -> Option<u32> {
    match digits.len() {
        4 if (1952..2060).contains(&value) => Some(value),
        2 if value >= 52 => Some(1900 + value),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn eli(kind: Kind, first: &str, second: &str, announced: bool) -> Option<String> {
        EuNumber::from_printed(kind, first, second, announced).map(EuNumber::eli)
    }

    #[test]
    fn old_and_new_numbering() {
        use Kind::{Decision, Directive, Regulation};
        for (kind, first, second, announced, expected) in [
            (Regulation, "2016", "679", false, "reg/2016/679"),
            (Regulation, "1025", "2012", true, "reg/2012/1025"),
            (Regulation, "1987", "2006", true, "reg/2006/1987"),
            (Regulation, "1987", "2006", false, "reg/2006/1987"),
            (Regulation, "1408", "71", true, "reg/1971/1408"),
            (Regulation, "2016", "2031", true, "reg/2016/2031"),
            (Regulation, "575", "2013", false, "reg/2013/575"),
            (Directive, "95", "46", false, "dir/1995/46"),
            (Directive, "2002", "58", false, "dir/2002/58"),
            (Decision, "768", "2008", true, "dec/2008/768"),
            (Decision, "2010", "87", false, "dec/2010/87"),
        ] {
            assert_eq!(
                eli(kind, first, second, announced).as_deref(),
                Some(expected)
            );
        }
        assert_eq!(eli(Regulation, "12", "34", false), None);
        assert_eq!(eli(Directive, "2016", "0", false), None);
    }

    #[test]
    fn celex_and_eli_name_the_same_act() {
        for celex in ["32016R0679", "31995L0046", "32008D0768", "32008F0977"] {
            let number = EuNumber::from_celex(celex).unwrap();
            assert_eq!(number.celex(), celex);
            assert_eq!(EuNumber::from_eli(&number.eli()), Some(number));
        }
        assert_eq!(EuNumber::from_eli("reg/2016/0679"), None);
        assert_eq!(EuNumber::from_eli("rec/2016/679"), None);
    }

    #[test]
    fn numbers_are_printed_as_in_their_time() {
        let printed = |celex| EuNumber::from_celex(celex).unwrap().printed();
        assert_eq!(printed("32016R0679").1, "Regulation (EU) 2016/679");
        assert_eq!(printed("32012R1025").0, "Verordening (EU) nr. 1025/2012");
        assert_eq!(printed("31995L0046").1, "Directive 95/46/EC");
        assert_eq!(printed("32008F0977").0, "Kaderbesluit 2008/977/JBZ");
    }
}

//! Legislation as people write it: `art. 26 lid 2 AI-verordening`, `Article 26(2) AI Act`, `AVG`.
//!
//! [`named`] is the entry: the one provision that some words name, or why they name none.

use super::kind::LONGEST_TEXT;
use crate::legislation::{Passage, Problem, Provision, Reader, Reason, Register};

/// Why words do not name one provision.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unclear {
    /// They are no citation.
    NoCitation,
    /// They cite a part of an act, and no act.
    NoAct,
    /// They cite an act that the register lacks.
    UnknownAct,
    /// They cite a part that the act does not have.
    NoSuchPart,
    /// They cite so many.
    Several(usize),
}

impl std::fmt::Display for Unclear {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoCitation => f.write_str("is no citation of legislation"),
            Self::NoAct => f.write_str("does not say of which act"),
            Self::UnknownAct => f.write_str("is of an act that is not known here"),
            Self::NoSuchPart => f.write_str("is a part that the act does not have"),
            Self::Several(count) => write!(f, "names {count} provisions"),
        }
    }
}

/// The one provision, or the whole act, that these words name.
pub(super) fn named(words: &str) -> Result<Provision, Unclear> {
    let words = words.trim();
    let register = Register::embedded().map_err(|_| Unclear::NoCitation)?;
    if words.chars().count() > LONGEST_TEXT {
        return Err(Unclear::NoCitation);
    }
    let act = register.act_by_name(words);
    if let Some(act) = act.or_else(|| register.act(&words.to_lowercase())) {
        return Ok(Provision::whole(act.clone()));
    }
    let reading = Reader::new(register, None).read(&Passage::text(words));
    if let Some(unresolved) = reading.unresolved.first() {
        return Err(match unresolved.reason {
            Reason::NoAct => Unclear::NoAct,
            _ => Unclear::UnknownAct,
        });
    }
    let mut targets: Vec<Provision> = Vec::new();
    for citation in reading.citations {
        let missing = |problem: &Problem| matches!(problem, Problem::NoSuchProvision(_));
        if citation.problems.iter().any(missing) {
            return Err(Unclear::NoSuchPart);
        }
        for target in citation.targets {
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
    }
    match targets.len() {
        0 => Err(Unclear::NoCitation),
        1 => targets.pop().ok_or(Unclear::NoCitation),
        several => Err(Unclear::Several(several)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::legislation::DEFAULT_BASE;

    #[test]
    fn words_name_one_provision_in_both_languages() {
        let iri = "http://data.europa.eu/eli/reg/2024/1689/art_26/par_2/oj";
        for words in [
            "art. 26 lid 2 AI-verordening",
            "artikel 26, tweede lid, AI-verordening",
            "AI Act article 26(2)",
            "Article 26(2) AI Act",
            " Artikel 26, lid 2, AI-verordening ",
        ] {
            assert_eq!(named(words).unwrap().iri(DEFAULT_BASE), iri, "{words}");
        }
        for (words, iri) in [
            ("AVG", "http://data.europa.eu/eli/reg/2016/679/oj"),
            ("AI Act", "http://data.europa.eu/eli/reg/2024/1689/oj"),
            ("aia", "http://data.europa.eu/eli/reg/2024/1689/oj"),
            (
                "artikel 3:46 Awb",
                "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=3:46",
            ),
        ] {
            assert_eq!(named(words).unwrap().iri(DEFAULT_BASE), iri, "{words}");
        }
    }

    #[test]
    fn what_names_none_or_many_says_so() {
        let long = format!("artikel 9 AVG {}", "x".repeat(LONGEST_TEXT));
        for (words, why) in [
            ("", Unclear::NoCitation),
            ("menselijk toezicht", Unclear::NoCitation),
            (long.as_str(), Unclear::NoCitation),
            ("artikel 9", Unclear::NoAct),
            ("artikel 999 AVG", Unclear::NoSuchPart),
            ("artikelen 9 en 10 AVG", Unclear::Several(2)),
            (
                "artikel 9 AVG en artikel 9 AI-verordening",
                Unclear::Several(2),
            ),
        ] {
            assert_eq!(named(words).err(), Some(why), "{words}");
        }
    }
}

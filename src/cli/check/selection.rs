//! Which codes are told.

use crate::findings::{Code, near_match};
use anyhow::anyhow;
use std::collections::BTreeSet;

/// What `--only` and `--ignore` say.
#[derive(Debug, Default)]
pub(super) struct Selection {
    only: BTreeSet<Code>,
    ignore: BTreeSet<Code>,
}

impl Selection {
    /// Reads the codes.
    ///
    /// # Errors
    /// Where one is none.
    pub(super) fn decide(only: &[String], ignore: &[String]) -> anyhow::Result<Self> {
        Ok(Self {
            only: codes(only)?,
            ignore: codes(ignore)?,
        })
    }

    /// Whether findings of this code are told.
    pub(super) fn has(&self, code: Code) -> bool {
        (self.only.is_empty() || self.only.contains(&code)) && !self.ignore.contains(&code)
    }

    /// Whether this code was asked for by name.
    pub(super) fn names(&self, code: Code) -> bool {
        self.only.contains(&code)
    }
}

fn codes(names: &[String]) -> anyhow::Result<BTreeSet<Code>> {
    names
        .iter()
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
        .map(code)
        .collect()
}

/// The code of this name.
///
/// # Errors
/// Where there is none, with the nearest.
pub(super) fn code(name: &str) -> anyhow::Result<Code> {
    Code::of(name).ok_or_else(|| {
        let all = Code::ALL.iter().map(|code| code.as_str());
        if let Some(near) = near_match(name, all.clone()) {
            return anyhow!("there is no code “{name}”; did you mean “{near}”?");
        }
        let all: Vec<&str> = all.collect();
        anyhow!(
            "there is no code “{name}”; the codes are {}",
            all.join(", ")
        )
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_and_ignore_narrow_together() {
        let named = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        let all = Selection::default();
        assert!(all.has(Code::MissingId) && !all.names(Code::MissingId));
        let both = Selection::decide(
            &named(&["missing-id", "empty-value"]),
            &named(&["empty-value", ""]),
        )
        .unwrap();
        assert!(both.has(Code::MissingId) && both.names(Code::MissingId));
        assert!(!both.has(Code::EmptyValue) && !both.has(Code::WrongType));
    }

    #[test]
    fn what_is_no_code_is_refused_with_the_nearest() {
        assert!(
            code("mising-id")
                .unwrap_err()
                .to_string()
                .contains("“missing-id”")
        );
        assert!(
            code("zzz")
                .unwrap_err()
                .to_string()
                .contains("dangling-reference")
        );
    }
}

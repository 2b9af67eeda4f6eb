//! Whether a requirement applies to an application that is known in part (modelling §3).

use super::facet::Facet;

/// How many groups of labels there are.
pub(super) const GROUPS: usize = Facet::PROFILE.len();

/// The values of each group, as places in the facets' lists.
pub(super) type Groups = [Vec<u16>; GROUPS];

/// To what a requirement applies: of every group that it names one of its labels, and none of
/// the exceptions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    pub(super) groups: Groups,
    pub(super) exceptions: Vec<Exception>,
    /// Whether the framework itself shows these labels.
    pub(super) established: bool,
}

/// To what it does not apply after all: that with one of the labels of every group that is named
/// here. One that names no group is told in another form; nobody knows from it what it excludes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Exception {
    pub(super) iri: String,
    pub(super) groups: Groups,
}

impl Exception {
    /// Whether something chosen is outside it, so that it does not hold.
    fn is_ruled_out(&self, chosen: &[&[u16]; GROUPS]) -> bool {
        self.groups.iter().zip(chosen).any(|(group, chosen)| {
            !group.is_empty()
                && !chosen.is_empty()
                && !chosen.iter().any(|label| group.contains(label))
        })
    }
}

/// What remains to be seen where a requirement applies to what is known of an application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing<'p> {
    /// The IRIs of the exceptions that may yet hold, for all that is known.
    pub unless: Vec<&'p str>,
    /// How many exceptions do not hold because of what is known.
    pub ruled_out: usize,
}

impl Profile {
    /// Whether it is settled, and not only likely.
    pub fn is_established(&self) -> bool {
        self.established
    }

    /// The labels of a group.
    pub fn labels(&self, facet: Facet) -> &[u16] {
        place(facet)
            .and_then(|place| self.groups.get(place))
            .map_or(&[], Vec::as_slice)
    }

    /// How many exceptions there are.
    pub fn exceptions(&self) -> usize {
        self.exceptions.len()
    }

    /// Whether the requirement applies to some application with one of the chosen labels in each
    /// group of which any is chosen. Of the other groups nothing is known: they exclude nothing.
    pub(super) fn applies(&self, chosen: &[&[u16]; GROUPS]) -> bool {
        let mut exceptions: u128 = 0;
        let known = |exception: &Exception| {
            let groups = &exception.groups;
            let named = groups.iter().any(|group| !group.is_empty());
            let all_known = groups
                .iter()
                .zip(chosen)
                .all(|(group, chosen)| group.is_empty() || !chosen.is_empty());
            named && all_known
        };
        // No document comes near that many exceptions; what is beyond them excludes nothing.
        for (bit, exception) in self.exceptions.iter().take(128).enumerate() {
            if known(exception) {
                exceptions |= 1 << bit;
            }
        }
        self.some_choice(chosen, 0, exceptions)
    }

    /// What remains to be seen under what is chosen; `None` where the requirement does not apply.
    pub(super) fn standing(&self, chosen: &[&[u16]; GROUPS]) -> Option<Standing<'_>> {
        if !self.applies(chosen) {
            return None;
        }
        let mut standing = Standing::default();
        for exception in &self.exceptions {
            if exception.is_ruled_out(chosen) {
                standing.ruled_out += 1;
            } else {
                standing.unless.push(&exception.iri);
            }
        }
        Some(standing)
    }

    /// Whether some choice of labels from this group on is in the profile and outside each of the
    /// exceptions that still hold.
    fn some_choice(&self, chosen: &[&[u16]; GROUPS], group: usize, holding: u128) -> bool {
        let (Some(labels), Some(wanted)) = (self.groups.get(group), chosen.get(group)) else {
            return holding == 0;
        };
        if wanted.is_empty() {
            return self.some_choice(chosen, group + 1, holding);
        }
        // Labels that leave the same exceptions standing are one choice.
        let mut tried: Vec<u128> = Vec::new();
        for label in *wanted {
            if !labels.is_empty() && !labels.contains(label) {
                continue;
            }
            let mut left = holding;
            for (bit, exception) in self.exceptions.iter().take(128).enumerate() {
                let excepted = exception.groups.get(group);
                if excepted.is_some_and(|group| !group.is_empty() && !group.contains(label)) {
                    left &= !(1 << bit);
                }
            }
            if tried.contains(&left) {
                continue;
            }
            tried.push(left);
            if self.some_choice(chosen, group + 1, left) {
                return true;
            }
        }
        false
    }
}

/// The place of a group of labels in a profile.
pub(super) fn place(facet: Facet) -> Option<usize> {
    Facet::PROFILE.iter().position(|known| *known == facet)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(values: [&[u16]; GROUPS]) -> Groups {
        values.map(<[u16]>::to_vec)
    }

    fn exception(iri: &str, values: [&[u16]; GROUPS]) -> Exception {
        Exception {
            iri: iri.to_owned(),
            groups: groups(values),
        }
    }

    fn profile() -> Profile {
        Profile {
            groups: groups([&[1, 2], &[1], &[1, 2], &[], &[], &[]]),
            exceptions: vec![
                exception("a", [&[], &[], &[2], &[], &[], &[1]]),
                exception("b", [&[2], &[], &[], &[], &[], &[]]),
            ],
            established: true,
        }
    }

    #[test]
    fn every_chosen_group_needs_one_label_of_the_profile() {
        let profile = profile();
        assert!(profile.applies(&[&[], &[], &[], &[], &[], &[]]));
        assert!(profile.applies(&[&[1], &[1], &[], &[], &[], &[]]));
        assert!(!profile.applies(&[&[1], &[2], &[], &[], &[], &[]]));
        assert!(profile.applies(&[&[1], &[2, 1], &[], &[], &[], &[]]));
        // A group that the profile does not name excludes nothing.
        assert!(profile.applies(&[&[], &[], &[], &[9], &[], &[]]));
    }

    #[test]
    fn an_exception_needs_all_its_groups_and_one_way_round_it_is_enough() {
        let profile = profile();
        assert!(!profile.applies(&[&[2], &[], &[], &[], &[], &[]]));
        assert!(profile.applies(&[&[2, 1], &[], &[], &[], &[], &[]]));
        // Nothing is known of open source: the first exception does not hold.
        assert!(profile.applies(&[&[], &[], &[2], &[], &[], &[]]));
        assert!(!profile.applies(&[&[], &[], &[2], &[], &[], &[1]]));
        assert!(profile.applies(&[&[], &[], &[2, 1], &[], &[], &[1]]));
        assert!(profile.applies(&[&[], &[], &[2], &[], &[], &[1, 3]]));
    }
    #[test]
    fn exceptions_remain_to_be_seen_until_something_rules_them_out() {
        let mut profile = profile();
        let nothing: [&[u16]; GROUPS] = Default::default();
        let standing = |profile: &Profile, chosen: &[&[u16]; GROUPS]| {
            profile.standing(chosen).map(|standing| {
                let unless = standing.unless.into_iter().map(str::to_owned);
                (unless.collect::<Vec<_>>(), standing.ruled_out)
            })
        };
        let both = vec!["a".to_owned(), "b".to_owned()];
        assert_eq!(standing(&profile, &nothing), Some((both, 0)));
        let one_kind: [&[u16]; GROUPS] = [&[1], &[], &[], &[], &[], &[]];
        let first = vec!["a".to_owned()];
        assert_eq!(standing(&profile, &one_kind), Some((first, 1)));
        let settled: [&[u16]; GROUPS] = [&[1], &[], &[1], &[], &[], &[]];
        assert_eq!(standing(&profile, &settled), Some((Vec::new(), 2)));
        let excepted: [&[u16]; GROUPS] = [&[2], &[], &[], &[], &[], &[]];
        assert_eq!(standing(&profile, &excepted), None);
        // Of an exception in another form nobody knows whether it holds.
        profile.exceptions = vec![exception("c", Default::default())];
        let unread = vec!["c".to_owned()];
        assert_eq!(standing(&profile, &settled), Some((unread, 0)));
    }
}

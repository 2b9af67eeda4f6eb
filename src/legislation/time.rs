//! Law in time: what was changed in an act, and from when what applies under which condition.

use crate::data::{File, FormError};
use foldhash::HashMap;
use serde::Deserialize;

/// What happened to a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// It is new.
    Inserted,
    /// Its text was replaced.
    Replaced,
    /// Something in it was changed.
    Amended,
    /// It is gone.
    Deleted,
}

/// A change to one part of the act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Path of the part (`art_10/par_5`).
    pub provision: String,
    /// What happened to it.
    pub change: Change,
    /// Path of the point of the amending act that says so (`art_1/pnt_9/pnt_b`).
    pub by: String,
    /// The new Dutch heading, where there is one.
    pub heading_nl: Option<String>,
    /// A remark in English.
    pub note: Option<String>,
    /// Where it was read.
    pub source: Option<String>,
}

/// A provision of an act, by the register's code and its path.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pointer {
    /// The act's code.
    pub act: String,
    /// The path in it.
    pub provision: String,
}

/// Under which condition a date holds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// In Dutch.
    pub nl: String,
    /// In English.
    pub en: String,
    /// The label value that fits (`risicogroep/hoog-risico-ai-systeem`).
    pub label: Option<String>,
}

/// From when some parts apply.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Application {
    /// Paths of the parts; none: everything without a date of its own.
    pub provisions: Vec<String>,
    /// Parts of these to which it does not extend.
    #[serde(default)]
    pub except: Vec<String>,
    /// The date, `YYYY-MM-DD`.
    pub date: String,
    /// Whether it is a date by which something has to be done.
    #[serde(default)]
    pub deadline: bool,
    /// The condition, where there is one.
    pub condition: Option<Condition>,
    /// The provision that sets the date.
    pub introduced_by: Pointer,
    /// Where it was read.
    pub source: String,
}

/// What is known of an act in time, as it is written.
#[derive(Clone, Debug)]
pub(super) struct TimeFiles {
    /// A table: provision, change, point of article 1 of the amending act, new Dutch heading,
    /// remark, number of the source; `# act CODE` names the amending act.
    pub(super) amendments: &'static str,
    /// A list of [`Application`]s.
    pub(super) applications: File,
}

/// All changes and dates of one act.
#[derive(Clone, Debug, Default)]
pub struct LawInTime {
    amending_act: String,
    amendments: Vec<Amendment>,
    /// The changes by the first step of their path: parts in one line share it.
    by_first_step: HashMap<String, Vec<usize>>,
    inserted: HashMap<String, usize>,
    applications: Vec<Application>,
}

fn covers(upper: &str, path: &str) -> bool {
    path == upper
        || path
            .strip_prefix(upper)
            .is_some_and(|rest| rest.starts_with('/'))
}

fn first_step(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

impl LawInTime {
    /// Reads both.
    pub(super) fn read(files: &TimeFiles) -> Result<LawInTime, FormError> {
        let mut law = LawInTime {
            applications: files.applications.read()?,
            ..LawInTime::default()
        };
        let mut sources: HashMap<&str, &str> = HashMap::default();
        for line in files.amendments.lines() {
            if let Some(comment) = line.strip_prefix("# ") {
                if let Some((number, source)) = comment
                    .strip_prefix("source ")
                    .and_then(|rest| rest.split_once(": "))
                {
                    sources.insert(number, source);
                } else if let Some(code) = comment.strip_prefix("act ") {
                    code.trim().clone_into(&mut law.amending_act);
                }
                continue;
            }
            let cells: Vec<&str> = line.split('\t').collect();
            let [provision, change, by, heading, note, source] = cells.as_slice() else {
                continue;
            };
            let change = match *change {
                "inserted" => Change::Inserted,
                "replaced" => Change::Replaced,
                "amended" => Change::Amended,
                "deleted" => Change::Deleted,
                _ => continue,
            };
            let text = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
            if change == Change::Inserted {
                law.inserted
                    .insert((*provision).to_owned(), law.amendments.len());
            }
            law.by_first_step
                .entry(first_step(provision).to_owned())
                .or_default()
                .push(law.amendments.len());
            law.amendments.push(Amendment {
                provision: (*provision).to_owned(),
                change,
                by: point_of_first_article(by),
                heading_nl: text(heading),
                note: text(note),
                source: sources.get(source).map(|source| (*source).to_owned()),
            });
        }
        Ok(law)
    }

    /// The code of the act that made the changes.
    pub fn amending_act(&self) -> &str {
        &self.amending_act
    }

    /// All changes, in the order of the act.
    pub fn amendments(&self) -> &[Amendment] {
        &self.amendments
    }

    /// All dates.
    pub fn all_applications(&self) -> &[Application] {
        &self.applications
    }

    /// The insertion by which this part came into the act: its own, or that of what it stands in.
    pub fn inserted(&self, path: &str) -> Option<&Amendment> {
        let mut upper = path;
        loop {
            if let Some(index) = self.inserted.get(upper) {
                return self.amendments.get(*index);
            }
            upper = upper.rsplit_once('/')?.0;
        }
    }

    /// The changes that touch this part, in the order of the act: of itself, of something in it, of
    /// what it stands in.
    pub fn amendments_of(&self, path: &str) -> Vec<&Amendment> {
        self.by_first_step
            .get(first_step(path))
            .into_iter()
            .flatten()
            .filter_map(|index| self.amendments.get(*index))
            .filter(|amendment| {
                covers(&amendment.provision, path) || covers(path, &amendment.provision)
            })
            .collect()
    }

    /// From when a part applies. `lineage` is its path and those of all it stands in, from itself
    /// upwards (`art_9/par_6`, `art_9`, `cpt_III/sct_2`, `cpt_III`).
    ///
    /// The dates of the smallest part with a date of its own win over those of what it stands in;
    /// deadlines stand beside them. Recitals, annexes and divisions whose parts have different
    /// dates have none; nor has an inserted part a date from before it was there.
    pub fn applications_of(
        &self,
        lineage: &[&str],
        consolidated: Option<&str>,
    ) -> Vec<&Application> {
        let Some(own) = lineage.first() else {
            return Vec::new();
        };
        let level = |application: &Application| {
            if application
                .except
                .iter()
                .any(|except| lineage.iter().any(|path| covers(except, path)))
            {
                return None;
            }
            if application.provisions.is_empty() {
                return Some(usize::MAX);
            }
            lineage
                .iter()
                .position(|path| application.provisions.iter().any(|named| named == path))
        };
        let inserted = self.inserted(own).is_some();
        // What was inserted has the dates that are stated for it or for its section.
        let general_holds = own.starts_with("art_") && !inserted;
        let held: Vec<(&Application, usize)> = self
            .applications
            .iter()
            .filter_map(|application| Some((application, level(application)?)))
            .collect();
        let nearest = held
            .iter()
            .filter(|(application, _)| !application.deadline)
            .map(|(_, level)| *level)
            .min();
        held.into_iter()
            .filter(|(application, level)| match *level {
                _ if application.deadline => true,
                usize::MAX => nearest == Some(usize::MAX) && general_holds,
                found => nearest == Some(found),
            })
            .map(|(application, _)| application)
            .filter(|application| {
                !inserted || consolidated.is_none_or(|date| application.date.as_str() >= date)
            })
            .collect()
    }
}

/// `9(b)` of article 1 as a path: `art_1/pnt_9/pnt_b`.
fn point_of_first_article(point: &str) -> String {
    match point
        .strip_suffix(')')
        .and_then(|open| open.split_once('('))
    {
        Some((number, letter)) => {
            // (a1) and (a2) are the two halves of one instruction in the transcription.
            let letter = letter.trim_end_matches(|c: char| c.is_ascii_digit());
            format!("art_1/pnt_{number}/pnt_{letter}")
        }
        None => format!("art_1/pnt_{point}"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::data::Scalars;

    const AMENDMENTS: &str = "# act omnibus\n# source 1: the Journal\n\
        art_4\treplaced\t5\t\twhole article\t1\nart_4a\tinserted\t6\tNieuw\t\t1\nart_10/par_5\tdeleted\t9(b)\t\t\t1\n";
    const APPLICATIONS: &str = "
- {provisions: [cpt_I], date: 2025-02-02, introduced_by: {act: x, provision: art_113}, source: s}
- {provisions: [], date: 2026-08-02, introduced_by: {act: x, provision: art_113}, source: s}
- {provisions: [cpt_III/sct_1], except: [art_6/par_5], date: 2027-12-02, introduced_by: {act: x, provision: art_113}, source: s}
- {provisions: [art_10/par_1], date: 2030-01-01, deadline: true, introduced_by: {act: x, provision: art_10}, source: s}
";

    fn law() -> LawInTime {
        LawInTime::read(&TimeFiles {
            amendments: AMENDMENTS,
            applications: File::of_yaml("applications.yaml", APPLICATIONS, Scalars::Typed),
        })
        .unwrap()
    }

    fn dates(lineage: &[&str]) -> Vec<String> {
        law()
            .applications_of(lineage, Some("2026-07-27"))
            .iter()
            .map(|application| application.date.clone())
            .collect()
    }

    #[test]
    fn the_nearest_date_wins_and_exceptions_fall_back() {
        assert_eq!(dates(&["art_4", "cpt_I"]), ["2025-02-02"]);
        assert_eq!(
            dates(&["art_6/par_1", "art_6", "cpt_III/sct_1", "cpt_III"]),
            ["2027-12-02"]
        );
        assert_eq!(
            dates(&["art_6/par_5", "art_6", "cpt_III/sct_1", "cpt_III"]),
            ["2026-08-02"]
        );
        assert_eq!(
            dates(&["art_10/par_1", "art_10", "cpt_IX"]),
            ["2026-08-02", "2030-01-01"]
        );
    }

    #[test]
    fn no_date_is_made_up() {
        assert!(dates(&["rct_4"]).is_empty());
        assert!(dates(&["cpt_III"]).is_empty(), "its sections differ");
        assert!(
            dates(&["art_4a", "cpt_I"]).is_empty(),
            "it was not there in 2025"
        );
    }

    #[test]
    fn amendments_reach_up_and_down() {
        let law = law();
        let of = |path| law.amendments_of(path).len();
        assert_eq!(of("art_10"), 1);
        assert_eq!(of("art_10/par_5"), 1);
        assert_eq!(of("art_10/par_4"), 0);
        assert_eq!(of("art_4/par_1"), 1);
        assert_eq!(of("art_1"), 0);
        assert_eq!(law.inserted("art_4a/par_1").unwrap().by, "art_1/pnt_6");
        assert!(law.inserted("art_4").is_none());
        assert_eq!(law.amending_act(), "omnibus");
    }
}

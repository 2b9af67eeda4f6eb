//! Acts and their parts, what changed them, and from when they apply.

use super::bilingual;
use crate::framework::{Identifier, Names, outside};
use crate::graph::vocabulary::{self as v, resource};
use crate::graph::{Chapter, Description, Language, QuadSink, SinkError};
use crate::legislation::{Act, Application, Pointer, Provision, Register};
use oxigraph::model::GraphNameRef;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// The table of kinds of parts of the EU's Publications Office.
const SUBDIVISION: &str = "http://publications.europa.eu/resource/authority/subdivision/";

/// Tells the provisions that are cited with all they stand in, their acts, what changed them and
/// from when they apply. The base ends in `/`.
pub fn tell_provisions(
    register: &Register,
    cited: BTreeSet<Provision>,
    base: &str,
    sink: &mut dyn QuadSink,
) -> Result<(), SinkError> {
    if cited.is_empty() {
        return Ok(());
    }
    let applications = applications(register, &cited);
    let all = with_all_above(register, cited, &applications);
    let mut parts: BTreeMap<Provision, Vec<&Provision>> = BTreeMap::new();
    for provision in &all {
        if let Some(parent) = provision.parent() {
            parts.entry(parent).or_default().push(provision);
        }
    }
    let mut told: Vec<&Provision> = all.iter().collect();
    told.sort_by_cached_key(|provision| (provision.act().clone(), natural(provision)));
    let differing = above_dated_parts(register);
    sink.chapter(Chapter::Legislation)?;
    for provision in told {
        let mut description = if provision.is_whole_act() {
            describe_act(provision.act(), base)
        } else {
            describe_part(provision, base)
        };
        for part in parts.get(provision).into_iter().flatten() {
            description.iri(v::ELI_HAS_PART, part.iri(base));
        }
        add_history(&mut description, provision, register, &differing, base);
        description.tell(GraphNameRef::DefaultGraph, sink)?;
    }
    for description in describe_applications(register, &applications, base) {
        description.tell(GraphNameRef::DefaultGraph, sink)?;
    }
    Ok(())
}

/// The dates of the acts that are cited, each with the cited provisions to which it holds.
fn applications<'a>(
    register: &'a Register,
    cited: &BTreeSet<Provision>,
) -> Vec<(&'a Arc<Act>, &'a Application, Vec<Provision>)> {
    let mut found = Vec::new();
    for act in register.acts() {
        // First: the dates of most acts are not in the register.
        let Some(law) = act.in_time() else {
            continue;
        };
        let own: Vec<&Provision> = cited
            .iter()
            .filter(|provision| provision.act() == act)
            .collect();
        if own.is_empty() {
            continue;
        }
        let dated: Vec<(&Provision, Vec<&Application>)> = own
            .into_iter()
            .map(|provision| (provision, provision.applications()))
            .collect();
        for application in law.all_applications() {
            let mut provisions: Vec<Provision> = application
                .provisions
                .iter()
                .map(|key| Provision::from_key(act.clone(), key))
                .collect();
            if provisions.is_empty() {
                provisions.push(Provision::whole(act.clone()));
            }
            // The register has one copy of each application, the provisions' acts may have another.
            let held = dated.iter().filter(|(_, own)| own.contains(&application));
            provisions.extend(held.map(|(provision, _)| (*provision).clone()));
            found.push((act, application, provisions));
        }
    }
    found
}

/// The provisions in which a part has a date of its own.
fn above_dated_parts(register: &Register) -> HashSet<Provision> {
    let mut above = HashSet::new();
    for act in register.acts() {
        let applications = act.in_time().map_or(&[][..], |law| law.all_applications());
        for key in applications
            .iter()
            .flat_map(|application| &application.provisions)
        {
            above.extend(Provision::from_key(act.clone(), key).ancestors());
        }
    }
    above
}

fn provision_of(register: &Register, pointer: &Pointer) -> Option<Provision> {
    let act = register.act(&pointer.act)?;
    Some(Provision::from_key(act.clone(), &pointer.provision))
}

/// The points of the amending act that touch a provision.
fn amending(register: &Register, provision: &Provision) -> Vec<Provision> {
    let Some(act) = provision
        .act()
        .in_time()
        .and_then(|law| register.act(law.amending_act()))
    else {
        return Vec::new();
    };
    provision
        .amendments()
        .into_iter()
        .map(|amendment| Provision::from_key(act.clone(), &amendment.by))
        .collect()
}

fn with_all_above(
    register: &Register,
    cited: BTreeSet<Provision>,
    applications: &[(&Arc<Act>, &Application, Vec<Provision>)],
) -> BTreeSet<Provision> {
    let mut all = cited;
    for (_, application, provisions) in applications {
        all.extend(provisions.iter().cloned());
        all.extend(provision_of(register, &application.introduced_by));
    }
    let above: Vec<Provision> = all.iter().flat_map(Provision::ancestors).collect();
    all.extend(above);
    let by: Vec<Provision> = all
        .iter()
        .flat_map(|provision| amending(register, provision))
        .collect();
    let by_above: Vec<Provision> = by.iter().flat_map(Provision::ancestors).collect();
    all.extend(by);
    all.extend(by_above);
    all
}

fn describe_act(act: &Arc<Act>, base: &str) -> Description {
    let whole = Provision::whole(act.clone());
    let mut description = Description::of(whole.iri(base));
    description
        .class(resource::ELI_LEGAL_RESOURCE)
        .class(resource::CV_REFERENCE_FRAMEWORK)
        .label(act.short.nl.as_str(), act.short.en())
        // What is named as a source has a title (SKOS-AP-NL); ELI's own belong on expressions.
        .text(v::DCT_TITLE, Language::Nl, act.short.nl.as_str())
        .text(v::DCT_TITLE, Language::En, act.short.en())
        .plain(v::SKOS_NOTATION, act.code.as_str());
    if let Some(title) = &act.title {
        description.text(v::SKOS_ALT_LABEL, Language::Nl, title.nl.as_str());
        if let Some(title) = &title.en {
            description.text(v::SKOS_ALT_LABEL, Language::En, title.as_str());
        }
    }
    for alias in &act.aliases_nl {
        if *alias != act.short.nl {
            description.text(v::SKOS_ALT_LABEL, Language::Nl, alias.as_str());
        }
    }
    for alias in &act.aliases_en {
        if alias != act.short.en() {
            description.text(v::SKOS_ALT_LABEL, Language::En, alias.as_str());
        }
    }
    if let Some(id) = act.celex.as_ref().or(act.bwb.as_ref()) {
        description.plain(v::ELI_ID_LOCAL, id.as_str());
    }
    if let Some(celex) = whole.celex_iri() {
        description.iri(v::OWL_SAME_AS, celex);
    }
    add_page(&mut description, act.official_page().as_deref());
    description
}

fn describe_part(provision: &Provision, base: &str) -> Description {
    let mut description = Description::of(provision.iri(base));
    let (nl, en) = (provision.label_nl(), provision.label_en());
    description
        .class(resource::ELI_LEGAL_RESOURCE_SUBDIVISION)
        .label(nl.clone(), en.clone())
        .text(v::DCT_TITLE, Language::Nl, nl)
        .text(v::DCT_TITLE, Language::En, en);
    if let Some(last) = provision.last() {
        description.plain(v::ELI_NUMBER, last.number.as_str()).iri(
            v::ELI_TYPE_SUBDIVISION,
            format!("{SUBDIVISION}{}", last.unit.authority_code()),
        );
    }
    let (nl, en) = provision.headings();
    if let Some(heading) = nl {
        description.text(v::HEADING, Language::Nl, heading);
    }
    if let Some(heading) = en {
        description.text(v::HEADING, Language::En, heading);
    }
    if let Some(parent) = provision.parent() {
        description.iri(v::ELI_IS_PART_OF, parent.iri(base));
    }
    description.iri(v::ACT, Provision::whole(provision.act().clone()).iri(base));
    if let Some(article) = provision.article().filter(|article| article != provision) {
        description.iri(v::ARTICLE, article.iri(base));
    }
    if let Some(spelling) = provision.arabic_annex_iri() {
        description.iri(v::SCHEMA_SAME_AS, spelling);
    }
    add_page(&mut description, provision.official_page().as_deref());
    description
}

fn add_page(description: &mut Description, page: Option<&str>) {
    if let Some(page) = page.and_then(outside) {
        description.iri(v::FOAF_PAGE, page);
    }
}

/// What changed it, and its date of application where there is one without a condition.
fn add_history(
    description: &mut Description,
    provision: &Provision,
    register: &Register,
    differing: &HashSet<Provision>,
    base: &str,
) {
    let Some(law) = provision.act().in_time() else {
        return;
    };
    let by = amending(register, provision);
    let is_changed = !by.is_empty() || provision.is_whole_act() && !law.amendments().is_empty();
    if is_changed && let Some(act) = register.act(law.amending_act()) {
        description.iri(v::ELI_AMENDED_BY, Provision::whole(act.clone()).iri(base));
    }
    for point in by {
        description.iri(v::ELI_AMENDED_BY, point.iri(base));
    }
    if let [application] = provision.applications().as_slice()
        && application.condition.is_none()
        && !application.deadline
        // A part with a date of its own makes it more than one date.
        && !differing.contains(provision)
    {
        description.date(v::ELI_DATE_APPLICABILITY, application.date.as_str());
    }
}

fn describe_applications(
    register: &Register,
    applications: &[(&Arc<Act>, &Application, Vec<Provision>)],
    base: &str,
) -> Vec<Description> {
    let mut names = Names::default();
    let mut told = Vec::new();
    // The pages where they can be read, each with the provision that it shows.
    let mut pages = BTreeMap::new();
    for (act, application, provisions) in applications {
        let name = names.take(format!("{}/{}", act.code, application.date));
        let mut description = Description::of(Identifier::local("application", &name).iri(base));
        let (nl, en) = (&act.short.nl, act.short.en());
        description
            .class(resource::APPLICATION)
            .date(v::DATE, application.date.as_str());
        if application.deadline {
            description.boolean(v::DEADLINE, true);
            description.label(
                format!("{nl}: uiterlijk {}", application.date),
                format!("{en}: by {}", application.date),
            );
        } else {
            description.label(
                format!("{nl}: van toepassing vanaf {}", application.date),
                format!("{en}: applies from {}", application.date),
            );
        }
        for provision in provisions {
            description.iri(v::PROVISION, provision.iri(base));
        }
        if let Some(condition) = &application.condition {
            bilingual(
                &mut description,
                v::CONDITION,
                condition.nl.clone(),
                condition.en.clone(),
            );
            if let Some(label) = &condition.label {
                description.iri(v::CONDITION_LABEL, format!("{base}id/label/{label}"));
            }
        }
        if let Some(introduced_by) = provision_of(register, &application.introduced_by) {
            description.iri(v::INTRODUCED_BY, introduced_by.iri(base));
            if let Some(page) = introduced_by.official_page().as_deref().and_then(outside) {
                description.iri(v::DCT_SOURCE, page.clone());
                pages.insert(page, introduced_by);
            }
        }
        bilingual(
            &mut description,
            v::RDFS_COMMENT,
            format!("Gelezen in: {}", application.source),
            format!("Read in: {}", application.source),
        );
        told.push(description);
    }
    for (page, provision) in pages {
        let mut description = Description::of(page);
        let (nl, en) = (provision.label_nl(), provision.label_en());
        let (nl, en) = (
            format!("{nl}, officiële tekst"),
            format!("{en}, official text"),
        );
        description
            .class(resource::FOAF_DOCUMENT)
            .label(nl.as_str(), en.as_str());
        bilingual(&mut description, v::DCT_TITLE, nl, en);
        told.push(description);
    }
    told
}

/// A key that puts `art_9` before `art_10`, and a part after what it stands in.
fn natural(provision: &Provision) -> Vec<(String, u32, String)> {
    provision
        .path()
        .iter()
        .map(|segment| {
            let digits = segment
                .number
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(segment.number.len());
            let (number, rest) = segment
                .number
                .split_at_checked(digits)
                .unwrap_or(("", &segment.number));
            (
                format!("{:?}", segment.unit),
                number.parse().unwrap_or(u32::MAX),
                rest.to_owned(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use oxigraph::model::QuadRef;

    struct Dates(Vec<(String, String)>);

    impl QuadSink for Dates {
        fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
            if quad.predicate.as_str() == v::ELI_DATE_APPLICABILITY.iri() {
                let subject = quad.subject.to_string();
                let (_, part) = subject.split_once("/2024/1689/").unwrap();
                let part = part.trim_end_matches('>').to_owned();
                let day = quad.object.to_string();
                self.0.push((part, day.get(1..11).unwrap().to_owned()));
            }
            Ok(())
        }
    }

    /// The parts of the AI Act among these, and what is told with them, that have one date.
    fn dates(keys: &[&str]) -> Vec<(String, String)> {
        let register = Register::embedded().unwrap();
        let act = register.act("aia").unwrap();
        let cited = keys
            .iter()
            .map(|key| Provision::from_key(act.clone(), key))
            .collect();
        let mut dates = Dates(Vec::new());
        tell_provisions(register, cited, "https://example.org/", &mut dates).unwrap();
        dates.0.retain(|(part, _)| {
            let (part, _) = part.rsplit_once('/').unwrap();
            keys.contains(&part)
        });
        dates.0
    }

    #[test]
    fn one_date_without_condition_is_told_of_the_provision_itself() {
        assert_eq!(
            dates(&["art_4", "art_53/par_1"]),
            [
                ("art_4/oj".to_owned(), "2025-02-02".to_owned()),
                ("art_53/par_1/oj".to_owned(), "2025-08-02".to_owned()),
            ]
        );
    }

    #[test]
    fn dates_that_depend_on_a_condition_or_differ_within_are_not() {
        assert_eq!(
            dates(&["art_9", "art_9/par_2"]),
            [],
            "Annex I and Annex III"
        );
        assert_eq!(dates(&["rct_29", "anx_III"]), [], "nothing is said of them");
        let within = dates(&["art_5", "art_5/par_1/pnt_a"]);
        let point = ("art_5/par_1/pnt_a/oj".to_owned(), "2025-02-02".to_owned());
        assert_eq!(within, [point], "article 5 got parts that apply later");
    }
}

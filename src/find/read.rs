//! From a store to the catalogue.

use super::applicability::{Exception, Groups, Profile};
use super::catalogue::{Basis, Catalogue, Entry};
use super::facet::{FACETS, Facet, Value};
use super::list::List;
use super::reading::{Reading, last_step};
use super::search::folded;
use super::texts::Texts;
use crate::graph::group_property;
use crate::graph::vocabulary::{self as v, Property, resource};
use crate::store::{Store, natural};
use oxigraph::model::{NamedNode, Term};
use rustc_hash::{FxHashMap, FxHashSet};

/// The values of the facets while they are gathered.
#[derive(Default)]
struct Gathered {
    values: [Vec<Value>; FACETS],
    places: FxHashMap<(Facet, String), u16>,
    slugs: FxHashSet<(Facet, String)>,
}

impl Gathered {
    /// The place of a value; the same for the same key.
    fn place(&mut self, facet: Facet, key: &str, make: impl FnOnce() -> Value) -> Option<u16> {
        if let Some(&place) = self.places.get(&(facet, key.to_owned())) {
            return Some(place);
        }
        let list = self.values.get_mut(facet.index())?;
        let place = u16::try_from(list.len()).ok()?;
        let mut value = make();
        let stem = value.slug.clone();
        let mut count = 1;
        while !self.slugs.insert((facet, value.slug.clone())) {
            count += 1;
            value.slug = format!("{stem}-{count}");
        }
        list.push(value);
        self.places.insert((facet, key.to_owned()), place);
        Some(place)
    }

    fn thing(&mut self, reading: Reading<'_>, facet: Facet, thing: &NamedNode) -> Option<u16> {
        self.place(facet, thing.as_str(), || Value {
            iri: Some(thing.as_str().to_owned()),
            slug: slug(reading, thing),
            label: short_label(reading, thing),
        })
    }

    fn things<'n>(
        &mut self,
        reading: Reading<'_>,
        facet: Facet,
        things: impl Iterator<Item = &'n NamedNode>,
    ) -> Vec<u16> {
        let mut places: Vec<u16> = things
            .filter_map(|thing| self.thing(reading, facet, thing))
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// `aia-09`, `ontwerp`, `ARK/3.10`.
pub(super) fn slug(reading: Reading<'_>, thing: &NamedNode) -> String {
    if let Some(code) = reading.code(thing) {
        return code.to_owned();
    }
    let last = last_step(thing.as_str());
    match framework(thing.as_str()) {
        Some(framework) => format!("{framework}/{last}"),
        None => last,
    }
}

/// The preferred label of a concept: `Jurist`; else what it is called.
pub(super) fn short_label(reading: Reading<'_>, thing: &NamedNode) -> Texts {
    let preferred = reading.texts(thing, v::SKOS_PREF_LABEL);
    if preferred.is_empty() {
        reading.label(thing)
    } else {
        preferred
    }
}

/// `ARK` of `…/id/norm/ARK/3.10`.
fn framework(iri: &str) -> Option<&str> {
    let (_, rest) = iri.rsplit_once("/id/norm/")?;
    rest.split('/').next()
}

/// What is wrong in the source of these things, wherever it is told.
fn concerned(store: &Store) -> FxHashSet<NamedNode> {
    let Ok(concerns) = NamedNode::new(v::CONCERNS.iri()) else {
        return FxHashSet::default();
    };
    store
        .quads_for(None, Some(&concerns), None)
        .filter_map(|quad| match quad.object {
            Term::NamedNode(thing) => Some(thing),
            _ => None,
        })
        .collect()
}

pub(super) fn catalogue(store: &Store) -> Catalogue {
    let reading = Reading(store);
    let mut gathered = Gathered::default();
    in_their_order(reading, &mut gathered);
    let concerned = concerned(store);
    let mut requirements: FxHashMap<String, u32> = FxHashMap::default();
    let mut lists: [Vec<Entry>; List::ALL.len()] = Default::default();
    for (list, entries) in List::ALL.into_iter().zip(&mut lists) {
        for thing in reading.instances(list.class()) {
            if list == List::Requirements
                && let Ok(place) = u32::try_from(entries.len())
            {
                requirements.insert(thing.as_str().to_owned(), place);
            }
            let found = concerned.contains(thing);
            entries.push(entry(
                reading,
                list,
                thing,
                &requirements,
                found,
                &mut gathered,
            ));
        }
    }
    Catalogue {
        lists,
        values: gathered.values,
    }
}

/// Phases by number, topics and roles by name, acts by what rests on them, labels as their
/// schemes tell them: their order is decided before any thing names them.
fn in_their_order(reading: Reading<'_>, gathered: &mut Gathered) {
    let mut phases = reading.instances(resource::LIFECYCLE_PHASE);
    phases.sort_by_key(|phase| {
        let number: Option<u32> = reading
            .value(phase, v::PHASE_NUMBER)
            .and_then(|number| number.parse().ok());
        number.unwrap_or(u32::MAX)
    });
    gathered.things(reading, Facet::Phase, phases.into_iter());
    for (facet, class) in [
        (Facet::Role, resource::ROLE),
        (Facet::Topic, resource::TOPIC),
        (Facet::InstrumentType, resource::INSTRUMENT_TYPE),
    ] {
        let mut things = reading.instances(class);
        things.sort_by_cached_key(|thing| {
            let label = short_label(reading, thing);
            let said = label.in_language("nl").map(|said| folded(said.text));
            (said, thing.as_str().to_owned())
        });
        gathered.things(reading, facet, things.into_iter());
    }
    // Of some forty acts a few carry most requirements: those are looked for.
    let mut acts = reading.instances(resource::ELI_LEGAL_RESOURCE);
    acts.sort_by_cached_key(|act| {
        let resting = reading.count_of(v::CV_IS_DERIVED_FROM, act);
        let label = short_label(reading, act);
        let said = label.in_language("nl").map(|said| folded(said.text));
        (std::cmp::Reverse(resting), said, act.as_str().to_owned())
    });
    gathered.things(reading, Facet::Law, acts.into_iter());
    for label in reading.instances(resource::LABEL) {
        if let Some(facet) = reading
            .nodes(label, v::SKOS_IN_SCHEME)
            .find_map(|scheme| group_property(&last_step(scheme.as_str())))
            .and_then(Facet::of_profile)
        {
            gathered.thing(reading, facet, label);
        }
    }
    for (slug, nl, en) in [
        ("yes", "Met bevindingen", "With findings"),
        ("no", "Zonder bevindingen", "Without findings"),
    ] {
        gathered.place(Facet::Findings, slug, || Value {
            iri: None,
            slug: slug.to_owned(),
            label: Texts::both(nl, en),
        });
    }
}

/// The values of a thing, facet by facet.
#[derive(Default)]
struct Values([Vec<u16>; FACETS]);

impl Values {
    fn set(&mut self, facet: Facet, places: Vec<u16>) {
        if let Some(own) = self.0.get_mut(facet.index()) {
            *own = places;
        }
    }
}

fn entry(
    reading: Reading<'_>,
    list: List,
    thing: &NamedNode,
    requirements: &FxHashMap<String, u32>,
    has_findings: bool,
    gathered: &mut Gathered,
) -> Entry {
    let mut values = Values::default();
    let follow =
        |values: &mut Values, facet: Facet, property: Property, gathered: &mut Gathered| {
            let places = gathered.things(reading, facet, reading.nodes(thing, property));
            values.set(facet, places);
        };
    follow(&mut values, Facet::Phase, v::PHASE, gathered);
    follow(&mut values, Facet::Role, v::PROJECT_ROLE, gathered);
    follow(&mut values, Facet::Topic, v::TOPIC, gathered);
    let mut belongs: Vec<u32> = Vec::new();
    let mut measures = 0;
    let (mut profile, mut basis) = (None, Vec::new());
    let to = |property| reading.nodes(thing, property).collect::<Vec<_>>();
    match list {
        List::Requirements => {
            belongs.extend(requirements.get(thing.as_str()));
            measures = to(v::IMPLEMENTED_BY).len();
            let own = gathered.thing(reading, Facet::Requirement, thing);
            values.set(Facet::Requirement, own.into_iter().collect());
            follow(&mut values, Facet::Measure, v::IMPLEMENTED_BY, gathered);
            follow(&mut values, Facet::Instrument, v::SUPPORTED_BY, gathered);
            follow(&mut values, Facet::Law, v::CV_IS_DERIVED_FROM, gathered);
            profile = reading
                .nodes(thing, v::APPLICABILITY)
                .next()
                .map(|profile| read_profile(reading, profile, gathered));
            basis = based_on(reading, thing);
        }
        List::Measures => {
            belongs = known(requirements, &to(v::IMPLEMENTS));
            follow(&mut values, Facet::Instrument, v::HELPED_BY, gathered);
            follow(&mut values, Facet::Norm, v::AUDITED_BY, gathered);
        }
        List::Instruments => {
            belongs = known(requirements, &to(v::SUPPORTS));
            measures = to(v::HELPS_WITH).len();
            follow(&mut values, Facet::Measure, v::HELPS_WITH, gathered);
            follow(
                &mut values,
                Facet::InstrumentType,
                v::INSTRUMENT_TYPE,
                gathered,
            );
        }
        List::Norms => {
            let audited = to(v::AUDITS);
            measures = audited.len();
            follow(&mut values, Facet::Measure, v::AUDITS, gathered);
            let through = |property| {
                audited
                    .iter()
                    .flat_map(move |measure| reading.nodes(measure, property))
            };
            belongs = known(requirements, &through(v::IMPLEMENTS).collect::<Vec<_>>());
            let phases = gathered.things(reading, Facet::Phase, through(v::PHASE));
            values.set(Facet::Phase, phases);
            if let Some(name) = framework(thing.as_str()) {
                let place = gathered.place(Facet::Framework, name, || framework_value(name));
                values.set(Facet::Framework, place.into_iter().collect());
            }
        }
        List::Terms => {}
    }
    let findings = gathered.places.get(&(
        Facet::Findings,
        if has_findings { "yes" } else { "no" }.to_owned(),
    ));
    values.set(Facet::Findings, findings.copied().into_iter().collect());
    let code = reading
        .code(thing)
        .or_else(|| match list {
            List::Norms => reading.value(thing, v::DCT_IDENTIFIER),
            _ => None,
        })
        .map(str::to_owned);
    let title = reading.label(thing);
    let mut summary = reading.texts(thing, v::DCT_ABSTRACT);
    for property in [v::SKOS_DEFINITION, v::DCT_DESCRIPTION] {
        if summary.is_empty() {
            summary = reading.texts(thing, property);
        }
    }
    let haystack = haystack(code.as_deref(), &title, &summary);
    Entry {
        iri: thing.as_str().to_owned(),
        code,
        title,
        summary,
        profile,
        basis,
        measures,
        requirements: belongs,
        values: values.0,
        haystack,
    }
}

fn known(requirements: &FxHashMap<String, u32>, things: &[&NamedNode]) -> Vec<u32> {
    let mut places: Vec<u32> = things
        .iter()
        .filter_map(|thing| requirements.get(thing.as_str()).copied())
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Texts are kept apart by a character that no word has.
fn haystack(code: Option<&str>, title: &Texts, summary: &Texts) -> String {
    let mut all: Vec<String> = code.map(folded).into_iter().collect();
    all.extend(title.all().chain(summary.all()).map(folded));
    all.join("\u{1f}")
}

fn framework_value(name: &str) -> Value {
    let label = match name {
        "ADR" => Texts::both(
            "Auditdienst Rijk (ADR)",
            "Central Government Audit Service (ADR)",
        ),
        "ARK" => Texts::both("Algemene Rekenkamer (ARK)", "Court of Audit (ARK)"),
        other => Texts::plain(other),
    };
    Value {
        iri: None,
        slug: name.to_owned(),
        label,
    }
}

/// Act by act, in the order in which these are named first. Of an act by the Dutch name, which puts
/// articles (`Artikel 9`) before annexes (`Bijlage`) and recitals (`Overweging`).
fn based_on(reading: Reading<'_>, thing: &NamedNode) -> Vec<Basis> {
    let mut acts = Vec::new();
    let mut found: Vec<(usize, Basis)> = reading
        .nodes(thing, v::BASED_ON)
        .map(|provision| {
            let act = reading.nodes(provision, v::ACT).next().unwrap_or(provision);
            let place = acts.iter().position(|known| *known == act);
            if place.is_none() {
                acts.push(act);
            }
            let basis = Basis {
                iri: provision.as_str().to_owned(),
                label: reading.label(provision),
            };
            (place.unwrap_or(acts.len() - 1), basis)
        })
        .collect();
    found.sort_by_cached_key(|(act, basis)| {
        let name = basis.label.in_language("nl").map(|said| said.text);
        (*act, natural(name.unwrap_or_default()))
    });
    found.into_iter().map(|(_, basis)| basis).collect()
}

fn read_profile(reading: Reading<'_>, profile: &NamedNode, gathered: &mut Gathered) -> Profile {
    let mut groups = |thing: &NamedNode| -> Groups {
        Facet::PROFILE.map(|facet| {
            facet.profile_property().map_or_else(Vec::new, |property| {
                gathered.things(reading, facet, reading.nodes(thing, property))
            })
        })
    };
    Profile {
        groups: groups(profile),
        exceptions: reading
            .nodes(profile, v::EXCEPTION)
            .map(|exception| Exception {
                iri: exception.as_str().to_owned(),
                groups: groups(exception),
            })
            .collect(),
        established: reading
            .nodes(profile, v::CERTAINTY)
            .any(|certainty| certainty.as_str() == resource::ESTABLISHED),
    }
}

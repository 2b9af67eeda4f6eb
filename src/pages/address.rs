//! Where things have their pages, and what an address names.
//!
//! Paths here stand behind the path of the service and the language: `/doc/urn:nl:ak:ver:aia-33`,
//! `/doc/instrument/IAMA`, `/legislation/aia/art_26/par_2`, `/def#Requirement`. What has no name of
//! ours is at `/resource?uri=…`.

use super::site::Site;
use crate::graph::vocabulary::{self as v, KADER};
use crate::percent;
use crate::store::Node;

/// The acts, by the code that stands in addresses.
#[derive(Debug, Default)]
pub(super) struct Acts(Vec<Act>);

#[derive(Debug)]
struct Act {
    node: Node,
    code: String,
    form: Form,
}

/// How the identifiers of an act and its parts are made.
#[derive(Debug)]
enum Form {
    /// `{stem}/oj`, `{stem}/art_6/par_3/oj`, `{stem}/art_4a/2026-07-27`.
    Eli(String),
    /// The act, and `{stem}&artikel=3:46&lid=2`.
    Jci(String),
    /// `{stem}`, `{stem}/…`.
    Own(String),
}

const WETTEN: &str = "https://wetten.overheid.nl/";

impl Acts {
    pub(super) fn read(site: &Site) -> Self {
        let notation = site.property(v::SKOS_NOTATION);
        let acts = site.things(super::kind::Kind::Act).filter_map(|node| {
            let iri = site.store.iri(node)?;
            let code = site.store.objects(node, notation?).next()?;
            let oxigraph::model::Term::Literal(code) = site.store.at(code)? else {
                return None;
            };
            let form = if let Some(stem) = iri.strip_suffix("/oj") {
                Form::Eli(stem.to_owned())
            } else if let Some(name) = iri.strip_prefix(WETTEN) {
                Form::Jci(format!("{WETTEN}jci1.3:c:{name}"))
            } else {
                Form::Own(iri.to_owned())
            };
            Some(Act {
                node,
                code: code.value().to_owned(),
                form,
            })
        });
        Self(acts.collect())
    }
}

impl Act {
    /// `art_26/par_2` of a part; empty for the act itself.
    fn place(&self, iri: &str) -> Option<String> {
        let after = |stem: &str, sign: char| iri.strip_prefix(stem)?.strip_prefix(sign);
        match &self.form {
            Form::Eli(stem) => {
                let place = after(stem, '/')?;
                let place = place.strip_suffix("oj").unwrap_or(place);
                Some(place.trim_end_matches('/').to_owned())
            }
            Form::Jci(stem) => Some(after(stem, '&')?.replace('&', "/").replace('=', "_")),
            Form::Own(stem) => after(stem, '/').map(str::to_owned),
        }
    }

    /// What a place may be called in full.
    fn names(&self, place: &str) -> Vec<String> {
        match &self.form {
            Form::Eli(stem) => vec![format!("{stem}/{place}/oj"), format!("{stem}/{place}")],
            Form::Jci(stem) => {
                let parts = place.split('/').map(|part| {
                    part.split_once('_').map_or_else(
                        || part.to_owned(),
                        |(name, value)| format!("{name}={value}"),
                    )
                });
                vec![format!("{stem}&{}", parts.collect::<Vec<_>>().join("&"))]
            }
            Form::Own(stem) => vec![format!("{stem}/{place}")],
        }
    }
}

impl Site {
    /// What `{code}` or `{code}/{place}` under `/legislation/` names.
    pub fn legislation(&self, path: &str) -> Option<Node> {
        let (code, place) = path.split_once('/').unwrap_or((path, ""));
        let act = self.acts.0.iter().find(|act| act.code == code)?;
        if place.is_empty() {
            return (!path.ends_with('/')).then_some(act.node);
        }
        act.names(place)
            .iter()
            .filter_map(|name| self.store.node(name))
            .find(|node| self.store.says_anything_of(*node))
    }

    /// What a name under `/id/` or `/doc/` names: a URN, or a path below the base.
    pub fn named(&self, name: &str) -> Option<Node> {
        let is_urn = name
            .get(..4)
            .is_some_and(|scheme| scheme.eq_ignore_ascii_case("urn:"));
        let iri = if is_urn {
            name.to_owned()
        } else {
            format!("{}id/{}", self.base(), percent::iri_path(name))
        };
        self.described(&iri)
    }

    /// The thing of this IRI, where the dataset says anything of it.
    pub fn described(&self, iri: &str) -> Option<Node> {
        let node = self.store.node(iri)?;
        self.store.says_anything_of(node).then_some(node)
    }

    /// The path of the document about a thing, behind the language: an act or provision by its
    /// place, a thing of ours by its name, anything else that is described by its IRI.
    pub fn path(&self, node: Node) -> Option<String> {
        let iri = self.store.iri(node)?;
        if let Some(name) = iri.strip_prefix(KADER) {
            return Some(format!("/def#{}", percent::parameter(name)));
        }
        if let Some(path) = self.path_in_law(node, iri) {
            return Some(path);
        }
        let (owner, fragment) = match iri.split_once('#') {
            Some((owner, fragment)) => (owner, Some(fragment)),
            None => (iri, None),
        };
        let known = self.store.says_anything_of(node)
            || (fragment.is_some() && self.described(owner).is_some());
        if !known {
            return None;
        }
        let fragment = fragment.map_or_else(String::new, |name| format!("#{name}"));
        if let Some(name) = own_name(owner, self.base()) {
            return Some(format!("/doc/{}{fragment}", percent::address_path(&name)));
        }
        Some(format!("/resource?uri={}", percent::parameter(iri)))
    }

    fn path_in_law(&self, node: Node, iri: &str) -> Option<String> {
        let of_act = |act: &Act, place: &str| {
            let mut path = format!("/legislation/{}", percent::address_path(&act.code));
            if !place.is_empty() {
                path.push('/');
                path += &percent::address_path(place);
            }
            path
        };
        let looks_like_law = iri.starts_with(WETTEN)
            || iri.starts_with("http://data.europa.eu/eli/")
            || iri.contains("/id/act/");
        if !looks_like_law {
            return None;
        }
        if let Some(act) = self.acts.0.iter().find(|act| act.node == node) {
            return Some(of_act(act, ""));
        }
        if !self.store.says_anything_of(node) {
            return None;
        }
        let mut places = self
            .acts
            .0
            .iter()
            .filter_map(|act| Some((act, act.place(iri)?)));
        places.find_map(|(act, place)| {
            // Only an address that leads back is one.
            let found = self.legislation(&format!("{}/{place}", act.code));
            (found == Some(node)).then(|| of_act(act, &place))
        })
    }
}

/// The name under `/doc/` of an IRI that is ours.
fn own_name(owner: &str, base: &str) -> Option<String> {
    if owner.starts_with("urn:nl:ak:") {
        return Some(owner.to_owned());
    }
    percent::decoded(owner.strip_prefix(base)?.strip_prefix("id/")?)
}

/// The address of a document, whose forms have a suffix or a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentAddress(String);

impl DocumentAddress {
    /// Of a path as [`Site::path`] gives it, without a fragment.
    pub fn new(path: &str) -> Self {
        let path = path.split('#').next().unwrap_or_default();
        Self(path.to_owned())
    }

    /// Where it is negotiated.
    pub fn plain(&self) -> &str {
        &self.0
    }

    /// Where one form of it is.
    pub fn form(&self, suffix: &str) -> String {
        if self.0.contains('?') {
            format!("{}&format={suffix}", self.0)
        } else {
            format!("{}.{suffix}", self.0)
        }
    }
}

//! Addresses of official pages: which act, and which part of it, a link leads to.

use super::identifier::{DEFAULT_BASE, ELI, is_bwb};
use super::number::EuNumber;
use super::provision::{Provision, Segment};
use super::register::Register;
use super::unit::Unit;
use std::sync::Arc;

/// Where a link to the law leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The act, or the part that the fragment or parameter names.
    pub provision: Provision,
    /// Whether the part is named by something that lasts. Fragments such as `#d1e3241-1-1` differ
    /// per language and edition; they show a wrong link, never what is cited.
    pub stable: bool,
}

impl Register {
    /// What an address of EUR-Lex, wetten.overheid.nl or the Publications Office, or one that the
    /// register lists, leads to.
    pub fn address(&self, address: &str) -> Option<Address> {
        let address = address.trim();
        let rest = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
        match host.trim_start_matches("www.") {
            "wetten.overheid.nl" => self.wetten(path, fragment),
            "eur-lex.europa.eu" => self.eur_lex(path, fragment),
            "data.europa.eu" => {
                let iri = format!("{ELI}{}", path.strip_prefix("eli/")?);
                let read = self.provision(&iri, DEFAULT_BASE).ok();
                read.map(|provision| Address {
                    provision,
                    stable: true,
                })
                .or_else(|| self.eli_path(path.strip_prefix("eli/")?, fragment))
            }
            _ => None,
        }
        .or_else(|| self.listed(address))
    }

    fn listed(&self, address: &str) -> Option<Address> {
        let values = address
            .match_indices('=')
            .filter_map(|(at, _)| address.get(at + 1..));
        let act = self.act_that_lists(|known| {
            address.starts_with(known) || values.clone().any(|value| value.starts_with(known))
        })?;
        Some(Address {
            provision: Provision::whole(act),
            stable: true,
        })
    }

    fn wetten(&self, path: &str, fragment: &str) -> Option<Address> {
        let (id, rest) = match path.split_once(":c:") {
            Some((_, reference)) => (reference.get(..11)?, reference.get(11..)?),
            None => (path.get(..11)?, path.get(11..)?),
        };
        if !is_bwb(id) {
            return None;
        }
        let act = self
            .act_by_bwb(id)
            .unwrap_or_else(|| Arc::new(super::act::Act::of_bwb(id)));
        let mut path = Vec::new();
        if rest.starts_with('&') {
            for (name, value) in rest
                .split('&')
                .filter_map(|parameter| parameter.split_once('='))
            {
                if let Some(unit) = Unit::from_jci_name(name) {
                    path.push(Segment::new(unit, value));
                }
            }
        } else {
            // #Hoofdstuk3_Afdeling3.7_Artikel3:46 or /0/Boek2/Titeldeel1/Artikel19
            let steps = fragment.split('_').chain(rest.split('/'));
            for step in steps {
                // Afdeling3.7, HoofdstukI: the number begins at a digit or at the second capital.
                let begin = step
                    .char_indices()
                    .find(|(at, c)| c.is_ascii_digit() || (*at > 0 && c.is_ascii_uppercase()))
                    .map(|(at, _)| at);
                if let Some((name, number)) = begin.and_then(|at| step.split_at_checked(at))
                    && let Some(unit) = Unit::from_jci_name(&name.to_lowercase())
                {
                    path.push(Segment::new(unit, number));
                }
            }
        }
        // An article says where it stands; so does a numbered division.
        if let Some(article) = path
            .iter()
            .position(|segment| segment.unit == Unit::Article)
        {
            path.drain(..article);
        } else if path.last().is_some_and(|last| last.number.contains('.')) {
            let last = path.len().saturating_sub(1);
            path.drain(..last);
        }
        Some(Address {
            provision: Provision::new(act, path),
            stable: true,
        })
    }

    fn eur_lex(&self, path: &str, fragment: &str) -> Option<Address> {
        if let Some(eli) = path.strip_prefix("eli/") {
            return self.eli_path(eli, fragment);
        }
        let decoded = percent_encoding::percent_decode_str(path)
            .decode_utf8_lossy()
            .into_owned();
        let document = ["uri=", "CELEX:", "CELEX/"].iter().find_map(|start| {
            let at = decoded.find(start)?;
            let rest = decoded.get(at + start.len()..)?;
            Some(if *start == "uri=" {
                rest.to_owned()
            } else {
                format!("CELEX:{rest}")
            })
        })?;
        let document: String = document
            .chars()
            .take_while(|c| !matches!(c, '&' | '?' | ' '))
            .collect();
        let act = self.document(&document)?;
        let whole = Address {
            provision: Provision::whole(act.clone()),
            stable: true,
        };
        if fragment.is_empty() {
            return Some(whole);
        }
        if let Some(path) = stable_fragment(fragment) {
            return Some(Address {
                provision: Provision::new(act, path),
                stable: true,
            });
        }
        let known = self
            .anchor(&format!("{document}#{fragment}"))
            .and_then(|iri| self.provision(iri, DEFAULT_BASE).ok());
        Some(known.map_or(whole, |provision| Address {
            provision,
            stable: false,
        }))
    }

    /// The act of `CELEX:32016R0679`, `OJ:L_202401689`, and what the register lists.
    fn document(&self, document: &str) -> Option<Arc<super::act::Act>> {
        if let Some(celex) = document.strip_prefix("CELEX:") {
            // A consolidated text is in sector 0: 02016R0679-20160504.
            let number = celex.split('-').next().unwrap_or(celex);
            let basic = match number.strip_prefix('0') {
                Some(rest) if number.len() > 9 => format!("3{rest}"),
                _ => number.to_owned(),
            };
            if let Some(act) = self.act_by_celex(&basic) {
                return Some(act);
            }
            if let Some(number) = EuNumber::from_celex(&basic) {
                return Some(self.act_by_number(number));
            }
        }
        if let Some(issue) = document.strip_prefix("OJ:L_") {
            // The year and a number of five digits; the kind is not told, so only listed acts.
            let (year, number) = issue.split_at_checked(4)?;
            let suffix = format!("/{year}/{}", number.trim_start_matches('0').get(..)?);
            return self
                .acts()
                .iter()
                .find(|act| act.eli.as_deref().is_some_and(|eli| eli.ends_with(&suffix)))
                .cloned();
        }
        self.act_that_lists(|known| known == document)
    }

    /// `reg/2016/679/oj`, `reg/2016/679/art_6/oj`, `reg/2016/679/2016-05-04/nld`.
    fn eli_path(&self, path: &str, fragment: &str) -> Option<Address> {
        let parts: Vec<&str> = path.split('/').collect();
        let depth = if parts.first() == Some(&"treaty") {
            2
        } else {
            3
        };
        let head = parts.get(..depth)?.join("/");
        let act = self
            .act_by_eli(&head)
            .or_else(|| EuNumber::from_eli(&head).map(|number| self.act_by_number(number)))?;
        let mut segments: Vec<Segment> = parts
            .iter()
            .skip(depth)
            .filter_map(|part| part.split_once('_'))
            .filter_map(|(code, number)| {
                Unit::from_eli_code(code).map(|unit| Segment::new(unit, number))
            })
            .collect();
        if segments.is_empty()
            && let Some(path) = stable_fragment(fragment)
        {
            segments = path;
        }
        Some(Address {
            provision: Provision::new(act, segments),
            stable: true,
        })
    }
}

/// `art_9`, `anx_III`, `rct_29`, `cpt_III.sct_2`; and `art_9.tit_1`, the heading of article 9.
fn stable_fragment(fragment: &str) -> Option<Vec<Segment>> {
    // Paragraphs are 009.002: article 9, paragraph 2.
    if let Some((article, paragraph)) = fragment.split_once('.')
        && let (Ok(article), Ok(paragraph)) = (article.parse::<u32>(), paragraph.parse::<u32>())
    {
        return Some(vec![
            Segment::new(Unit::Article, article.to_string()),
            Segment::new(Unit::Paragraph, paragraph.to_string()),
        ]);
    }
    let mut path = Vec::new();
    for part in fragment.split('.') {
        let (code, number) = part.split_once('_')?;
        if code == "tit" {
            break;
        }
        let unit = Unit::from_eli_code(code).filter(|_| !number.is_empty())?;
        path.push(Segment::new(unit, number));
    }
    (!path.is_empty()).then_some(path)
}

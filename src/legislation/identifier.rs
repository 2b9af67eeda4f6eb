//! Provision → IRI and IRI → provision: the one place where identifiers of legislation are made.
//!
//! EU acts have ELI identifiers with an ending: `/oj` for the text as published, or the date of
//! the consolidated text for what was inserted later. Dutch acts have the address of the national
//! legislation database, their parts JCI 1.3 references without structure path and dates. What has
//! neither is named below the base of this graph. None is ever made up.

use super::act::Act;
use super::number::EuNumber;
use super::provision::SUBSECTION;
use super::provision::{Provision, Segment};
use super::register::Register;
use super::unit::Unit;
use super::{numerals, provision};
use std::fmt::Write as _;
use std::sync::Arc;

/// Where EU identifiers begin.
pub const ELI: &str = "http://data.europa.eu/eli/";
/// Where identifiers of Dutch acts begin.
pub const WETTEN: &str = "https://wetten.overheid.nl/";
/// Where the CELEX name of an EU act begins (`owl:sameAs`).
pub const CELEX: &str = "http://publications.europa.eu/resource/celex/";
/// The base of `id:` where no other is set.
pub const DEFAULT_BASE: &str = "https://w3id.org/kadergraaf/";

const JCI: &str = "jci1.3:c:";

/// Why an IRI names no provision.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdentifierError {
    /// It is of another kind altogether.
    #[error("{0} is not an identifier of legislation")]
    Foreign(String),
    /// It begins like one, but names no act.
    #[error("{0} names no act")]
    UnknownAct(String),
    /// `/oj` or the date is missing.
    #[error("{0} has no ending: /oj, or the date of the consolidated text")]
    NoEnding(String),
    /// The ending is not the one that this part has.
    #[error("{iri} should end in /{expected}")]
    WrongEnding {
        /// The IRI.
        iri: String,
        /// The right ending.
        expected: String,
    },
    /// A segment that is not a code of the subdivision table, `_` and a number.
    #[error("{segment} in {iri} is not a part of an act")]
    BadSegment {
        /// The IRI.
        iri: String,
        /// The segment.
        segment: String,
    },
}

impl Provision {
    /// Its identifier. The base (`https://w3id.org/kadergraaf/`) is used only for acts that have
    /// no identifier of their own.
    pub fn iri(&self, base: &str) -> String {
        let act = self.act();
        let mut iri = String::with_capacity(96);
        if let Some(eli) = &act.eli {
            iri.push_str(ELI);
            iri.push_str(eli);
            for segment in self.path() {
                iri.push('/');
                iri.push_str(segment.unit.eli_code().unwrap_or("sct"));
                iri.push('_');
                push_encoded(&mut iri, &segment.number);
            }
            iri.push('/');
            iri.push_str(self.ending());
            return iri;
        }
        if let Some(bwb) = &act.bwb {
            iri.push_str(WETTEN);
            if !self.is_whole_act() {
                iri.push_str(JCI);
            }
            iri.push_str(bwb);
            for segment in self.path() {
                if let Some(name) = segment.unit.jci_name() {
                    iri.push('&');
                    iri.push_str(name);
                    iri.push('=');
                    push_encoded(&mut iri, &segment.number);
                }
            }
            return iri;
        }
        iri.push_str(base);
        iri.push_str("id/act/");
        push_encoded(&mut iri, &act.code);
        for (index, segment) in self.path().iter().enumerate() {
            iri.push(if index == 0 { '#' } else { '/' });
            iri.push_str(segment.unit.eli_code().unwrap_or(SUBSECTION));
            iri.push('_');
            push_encoded(&mut iri, &segment.number);
        }
        iri
    }

    /// The ending of its ELI: `oj`, or the date of the consolidated text that has it.
    fn ending(&self) -> &str {
        match (&self.act().consolidated, self.insertion()) {
            (Some(date), Some(_)) => date,
            _ => "oj",
        }
    }

    /// The CELEX name of an EU act (`owl:sameAs` of its identifier).
    pub fn celex_iri(&self) -> Option<String> {
        let act = self.act();
        let celex = act.celex.as_ref().filter(|_| self.is_whole_act())?;
        let mut iri = CELEX.to_owned();
        push_encoded(&mut iri, celex);
        Some(iri)
    }

    /// The spelling with an Arabic annex number that others use for an annex and its parts
    /// (`schema:sameAs`).
    pub fn arabic_annex_iri(&self) -> Option<String> {
        let first = self.path().first()?;
        if first.unit != Unit::Annex || !self.act().is_european() {
            return None;
        }
        let number = numerals::from_roman(&first.number)?;
        let iri = self.iri(DEFAULT_BASE);
        Some(iri.replacen(
            &format!("/anx_{}", first.number),
            &format!("/anx_{number}"),
            1,
        ))
    }
}

impl Register {
    /// The provision that an IRI names: the inverse of [`Provision::iri`]. Strict: an identifier
    /// without its ending, with an unknown code or an Arabic annex number is refused.
    pub fn provision(&self, iri: &str, base: &str) -> Result<Provision, IdentifierError> {
        let read = if let Some(rest) = iri.strip_prefix(ELI) {
            self.read_eli(iri, rest)?
        } else if let Some(rest) = iri.strip_prefix(WETTEN) {
            self.read_wetten(iri, rest)?
        } else if let Some(rest) = iri
            .strip_prefix(base)
            .and_then(|rest| rest.strip_prefix("id/act/"))
        {
            self.read_own(iri, rest)?
        } else {
            return Err(IdentifierError::Foreign(iri.to_owned()));
        };
        if read.iri(base) == iri {
            return Ok(read);
        }
        if iri.starts_with(ELI) {
            return Err(IdentifierError::WrongEnding {
                iri: iri.to_owned(),
                expected: read.ending().to_owned(),
            });
        }
        Err(IdentifierError::Foreign(iri.to_owned()))
    }

    fn read_eli(&self, iri: &str, rest: &str) -> Result<Provision, IdentifierError> {
        let (body, ending) = rest
            .rsplit_once('/')
            .ok_or_else(|| IdentifierError::NoEnding(iri.to_owned()))?;
        if ending != "oj" && !is_date(ending) {
            return Err(IdentifierError::NoEnding(iri.to_owned()));
        }
        let parts: Vec<&str> = body.split('/').collect();
        let is_segment = |part: &&str| {
            part.split_once('_')
                .is_some_and(|(code, _)| Unit::from_eli_code(code).is_some())
        };
        // An act is two (treaty/char_2012) or three (reg/2016/679) steps deep.
        let depth = if parts.first() == Some(&"treaty") {
            2
        } else {
            3
        };
        let (head, segments) = parts.split_at(depth.min(parts.len()));
        let head = head.join("/");
        let act = self
            .act_by_eli(&head)
            .or_else(|| EuNumber::from_eli(&head).map(|number| Arc::new(Act::numbered(number))))
            .ok_or_else(|| IdentifierError::UnknownAct(iri.to_owned()))?;
        let bad = |segment: &str| IdentifierError::BadSegment {
            iri: iri.to_owned(),
            segment: segment.to_owned(),
        };
        let mut path = Vec::with_capacity(segments.len());
        for part in segments {
            if !is_segment(part) {
                return Err(bad(part));
            }
            let (unit, number) = part
                .split_once('_')
                .and_then(|(code, number)| Unit::from_eli_code(code).map(|unit| (unit, number)))
                .ok_or_else(|| bad(part))?;
            let number = decoded(number);
            let roman = matches!(unit, Unit::Annex | Unit::Chapter | Unit::Title);
            if number.is_empty() || (roman && number.bytes().all(|byte| byte.is_ascii_digit())) {
                return Err(bad(part));
            }
            path.push(Segment::new(unit, number));
        }
        Ok(Provision::new(act, path))
    }

    fn read_wetten(&self, iri: &str, rest: &str) -> Result<Provision, IdentifierError> {
        let unknown = || IdentifierError::UnknownAct(iri.to_owned());
        let (id, parameters) = match rest.strip_prefix(JCI) {
            Some(reference) => reference.split_once('&').ok_or_else(unknown)?,
            None => (rest, ""),
        };
        if !is_bwb(id) {
            return Err(unknown());
        }
        let act = self
            .act_by_bwb(id)
            .unwrap_or_else(|| Arc::new(Act::of_bwb(id)));
        let mut path = Vec::new();
        for parameter in parameters.split('&').filter(|part| !part.is_empty()) {
            let segment = parameter
                .split_once('=')
                .filter(|(_, value)| !value.is_empty())
                .and_then(|(name, value)| {
                    Unit::from_jci_name(name).map(|unit| Segment::new(unit, decoded(value)))
                })
                .ok_or_else(|| IdentifierError::BadSegment {
                    iri: iri.to_owned(),
                    segment: parameter.to_owned(),
                })?;
            path.push(segment);
        }
        Ok(Provision::new(act, path))
    }

    fn read_own(&self, iri: &str, rest: &str) -> Result<Provision, IdentifierError> {
        let (code, path) = rest.split_once('#').unwrap_or((rest, ""));
        let act = self
            .act(&decoded(code))
            .cloned()
            .ok_or_else(|| IdentifierError::UnknownAct(iri.to_owned()))?;
        let mut segments = provision::parse_key(path);
        for segment in &mut segments {
            segment.number = decoded(&segment.number);
        }
        Ok(Provision::new(act, segments))
    }
}

/// A BWB id: `BWBR`, `BWBV` or `BWBW` and seven digits.
pub(super) fn is_bwb(id: &str) -> bool {
    id.len() == 11
        && ["BWBR", "BWBV", "BWBW"]
            .iter()
            .any(|start| id.starts_with(start))
        && id.bytes().skip(4).all(|byte| byte.is_ascii_digit())
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// Adds a number as a part of an IRI: what an IRI does not allow there is percent-encoded
/// (RFC 3987).
fn push_encoded(iri: &mut String, number: &str) {
    for c in number.chars() {
        let plain = c.is_ascii_alphanumeric()
            || matches!(c, '-' | '.' | '_' | '~' | ':')
            || (u32::from(c) >= 0xA0 && !c.is_control() && !c.is_whitespace());
        if plain {
            iri.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                let _ = write!(iri, "%{byte:02X}");
            }
        }
    }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}

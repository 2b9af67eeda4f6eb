//! Legislation: a register of acts, identifiers both ways, and a reader of citations.
//!
//! * [`Register`]: what acts there are, what they are called, what is known of their structure
//!   and of their history. Data, in `data/legislation/`; a new act is a new entry.
//! * [`Provision`]: an act or a part of one; [`Provision::iri`] and [`Register::provision`] go
//!   between it and its identifier, [`Provision::label_nl`] and [`Provision::label_en`] say it in
//!   words.
//! * [`Reader`]: reads the citations in a text, in Dutch and English, and what they point to.
//!
//! ```
//! use kadergraaf::legislation::{DEFAULT_BASE, Passage, Reader, Register};
//!
//! let register = Register::embedded().expect("the register is sound");
//! let mut reader = Reader::new(register, None);
//! let reading = reader.read(&Passage::text("Zie artikel 6, eerste lid, onder b, AVG."));
//! let citation = &reading.citations[0];
//! assert_eq!(
//!     citation.targets[0].iri(DEFAULT_BASE),
//!     "http://data.europa.eu/eli/reg/2016/679/art_6/par_1/pnt_b/oj"
//! );
//! assert_eq!(citation.targets[0].label_en(), "Article 6(1)(b) GDPR");
//! ```
//!
//! The module knows nothing of documents, RDF or HTTP.

mod act;
mod address;
mod entry;
mod identifier;
mod label;
mod number;
mod numerals;
mod provision;
mod reader;
mod register;
mod structure;
mod time;
mod unit;

pub use act::{Act, Name, Numbering};
pub use address::Address;
pub use identifier::{CELEX, DEFAULT_BASE, ELI, IdentifierError, WETTEN};
pub use number::{EuNumber, Family, Kind};
pub use numerals::{
    from_roman, latin_letter, latin_suffix, ordinal, ordinal_en, ordinal_nl, to_roman,
};
pub use provision::{Existence, Provision, Segment};
pub use reader::{
    Citation, Link, Passage, Problem, Reader, Reading, Reason, Resolution, Unresolved,
};
pub use register::{Register, RegisterError};
pub use structure::{Part, Structure};
pub use time::{Amendment, Application, Change, Condition, LawInTime, Pointer};
pub use unit::Unit;

#[cfg(test)]
mod tests;

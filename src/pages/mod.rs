//! What people see, as HTML: a calm page without scripts, in Dutch and in English.
//!
//! [`thing_page`] shows what is said of one thing; [`home_page`], [`query_page`] and
//! [`missing_page`] are the others. [`STYLE`] is the one style sheet.

mod layout;
mod thing;

pub use layout::{Language, STYLE, home_page, missing_page, query_page};
pub use thing::{Thing, thing_page};

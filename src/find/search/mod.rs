//! Search: all texts of a store, by word, by code and by citation.
//!
//! [`Index::build`] reads the store once; [`Index::search`] answers any string in bounded time:
//! of a question a few hundred characters and a dozen words count. Words are compared by stem, the
//! Dutch one in Dutch texts and the English one in English; the last word may be unfinished. Codes
//! (`aia-09`, `owp 7`, `3.10`, a URN) and citations (`art. 14 AI-verordening`, `Article 9(2)(g)
//! GDPR`) lead to the thing itself, before all else.

mod code;
mod documents;
mod excerpt;
mod fold;
mod index;
mod question;
mod rank;

pub use documents::Kind;
pub use excerpt::{Excerpt, Piece};
pub use fold::folded;
pub use index::Index;
pub use question::{Answer, Direct, Group, Hit, Question};

//! Kadergraaf turns the Dutch government's framework for algorithms and AI (the
//! *Algoritmekader*) into a knowledge graph.
//!
//! Data travels one way, and a module uses only those that stand before it:
//!
//! ```text
//! source ─▶ framework ─▶ graph ─┬─▶ write ─▶ files
//!   │           ▲          ▲    └─▶ store ─▶ serve ◀─ pages
//! findings ◀────┴── legislation          (cli knows all of them)
//! ```
//!
//! * [`percent`]: percent-encoding, which all may use.
//! * [`data`]: our own data, as the build prepares it: JSON of the YAML that people write.
//! * [`findings`]: what is wrong in a source, as data: one type, one registry of codes.
//! * [`legislation`]: the register of acts, the citation reader, identifiers both ways.
//! * [`source`]: where documents come from; front matter, Markdown, CSV, each with positions.
//! * [`framework`]: the typed model, and documents → model.
//! * [`graph`]: the vocabulary, and model → quads into a [`graph::QuadSink`].
//! * [`mod@write`]: sinks that are deterministic writers.
//! * [`store`]: the sink that is Oxigraph, and [`store::QueryRunner`].
//! * [`contract`]: `ontology/shapes.ttl` as queries, and whether a graph keeps to them.
//! * [`find`]: what is looked for: search, lists with facets, matrices, neighbours.
//! * [`pages`]: what people see, as HTML: a [`pages::View`] of the graph, a frame, a file a page.
//! * [`serve`]: `app(state) -> Router`: the SPARQL protocol, negotiation, limits.
//! * [`cli`]: arguments → one validated `Config`; one file a command.
//!
//! Where would one add …
//!
//! * a new **kind of document**: a variant of [`framework::Kind`], its reader in `framework/`,
//!   its mapping in `graph/`;
//! * a new **export format**: a sink in `write/` and a row in [`write::Format`];
//! * a new **command**: a file in `cli/` with `execute`, and one match arm in `cli/mod.rs`;
//! * a new **act**: an entry in `data/legislation/`, no code;
//! * a new **rule of the graph**: a shape in `ontology/shapes.ttl`, a case that breaks it, no code;
//! * a new **question**: a file in `queries/`, no code.

pub mod cli;
pub mod contract;
pub mod data;
pub mod find;
pub mod findings;
pub mod framework;
pub mod graph;
pub mod legislation;
pub mod pages;
pub mod percent;
pub mod serve;
pub mod source;
pub mod store;
pub mod write;

//! The sink that is Oxigraph, and queries over it.

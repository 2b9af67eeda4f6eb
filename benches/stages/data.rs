//! What is measured on: a source, its bytes, its quads, its store; each made once.

use kadergraaf::graph::vocabulary::Property;
use kadergraaf::graph::{Chapter, Object, QuadSink, Settings, SinkError, Statements, tell};
use kadergraaf::source::{FileKind, Layout, Source};
use kadergraaf::store::{Store, StoreBuilder};
use oxigraph::model::{GraphName, Quad, QuadRef};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// A checkout of the framework, where one is named.
static CHECKOUT: LazyLock<Option<PathBuf>> = LazyLock::new(|| {
    let named = std::env::var_os("KADERGRAAF_CORPUS").filter(|value| !value.is_empty());
    named.map(PathBuf::from)
});

/// The files, listed anew.
pub(crate) fn source() -> Source {
    match CHECKOUT.as_deref() {
        Some(checkout) => Source::open(checkout).expect("KADERGRAAF_CORPUS names a source"),
        None => Source::built_in(),
    }
}

/// A document as it is stored.
pub(crate) struct Raw {
    pub(crate) path: String,
    pub(crate) layout: Layout,
    pub(crate) bytes: Vec<u8>,
}

/// All documents of the source, read.
pub(crate) static DOCUMENTS: LazyLock<Vec<Raw>> = LazyLock::new(|| {
    let source = source();
    let documents = source.files().iter();
    documents
        .filter(|file| file.kind == FileKind::Document)
        .map(|file| {
            let bytes = source.read(file).expect("the file can be read");
            Raw {
                path: file.path.clone(),
                layout: source.layout(),
                bytes: Vec::from(&bytes[..]),
            }
        })
        .collect()
});

/// The graph of the source as it is told.
pub(crate) static GRAPH: LazyLock<Told> = LazyLock::new(|| {
    let mut told = Told::default();
    tell(&source(), &Settings::default(), &mut told).expect("the source can be told");
    told
});

/// The graph of the source, loaded.
pub(crate) static STORE: LazyLock<Arc<Store>> = LazyLock::new(|| {
    let mut builder = StoreBuilder::new();
    GRAPH.tell(&mut builder);
    Arc::new(builder.finish())
});

/// A graph that can be told again without being made again.
#[derive(Default)]
pub(crate) struct Told {
    steps: Vec<Step>,
    quads: usize,
}

enum Step {
    Chapter(Chapter),
    Statements(String, GraphName, Vec<(Property, Object)>),
    Quad(Quad),
}

impl Told {
    /// How many quads it has.
    pub(crate) fn quads(&self) -> usize {
        self.quads
    }

    /// Tells it.
    pub(crate) fn tell(&self, sink: &mut dyn QuadSink) {
        for step in &self.steps {
            match step {
                Step::Chapter(chapter) => sink.chapter(*chapter),
                Step::Statements(subject, graph, all) => {
                    sink.statements(&Statements::new(subject, graph.as_ref(), all))
                }
                Step::Quad(quad) => sink.quad(quad.as_ref()),
            }
            .expect("the sink takes what is told");
        }
    }
}

impl QuadSink for Told {
    fn chapter(&mut self, chapter: Chapter) -> Result<(), SinkError> {
        self.steps.push(Step::Chapter(chapter));
        Ok(())
    }

    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        self.steps.push(Step::Quad(quad.into_owned()));
        self.quads += 1;
        Ok(())
    }

    fn statements(&mut self, statements: &Statements<'_>) -> Result<(), SinkError> {
        self.steps.push(Step::Statements(
            statements.subject().as_str().to_owned(),
            statements.graph().into_owned(),
            statements
                .iter()
                .map(|(property, object)| (property, object.clone()))
                .collect(),
        ));
        self.quads += statements.len();
        Ok(())
    }
}

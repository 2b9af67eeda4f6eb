//! Documents to quads.

use super::data::{GRAPH, source};
use divan::Bencher;
use divan::counter::ItemsCount;
use kadergraaf::graph::{QuadSink, Settings, SinkError, tell};
use oxigraph::model::QuadRef;

/// Counts what it is told.
#[derive(Default)]
struct Counting(usize);

impl QuadSink for Counting {
    fn quad(&mut self, quad: QuadRef<'_>) -> Result<(), SinkError> {
        divan::black_box(quad);
        self.0 += 1;
        Ok(())
    }
}

/// The files of the source to quads, reading included; items are quads.
#[divan::bench]
fn telling(bencher: Bencher<'_, '_>) {
    let source = source();
    let settings = Settings::default();
    bencher.counter(ItemsCount::new(GRAPH.quads())).bench(|| {
        let mut sink = Counting::default();
        tell(&source, &settings, &mut sink).expect("the source can be told");
        sink.0
    });
}

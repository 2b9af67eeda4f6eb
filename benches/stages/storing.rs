//! Quads to a store; items are quads.

use super::data::GRAPH;
use divan::Bencher;
use divan::counter::ItemsCount;
use kadergraaf::store::StoreBuilder;
use kadergraaf::write::{Format, WriteSettings};
use oxigraph::io::{RdfFormat, RdfParser};

/// As `serve` and `query` load the edition.
#[divan::bench]
fn load_told(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(GRAPH.quads())).bench(|| {
        let mut builder = StoreBuilder::new();
        GRAPH.tell(&mut builder);
        builder.finish()
    });
}

/// As a worker process loads it: from N-Quads.
#[divan::bench]
fn load_nquads(bencher: Bencher<'_, '_>) {
    let mut text = Vec::new();
    let mut writer = Format::NQuads.writer(&mut text, &WriteSettings::default());
    GRAPH.tell(&mut *writer);
    writer.finish().expect("memory takes all bytes");
    bencher.counter(ItemsCount::new(GRAPH.quads())).bench(|| {
        let mut builder = StoreBuilder::new();
        for quad in RdfParser::from_format(RdfFormat::NQuads)
            .lenient()
            .for_slice(&text)
        {
            let quad = quad.expect("our own N-Quads can be read");
            builder.insert(quad.as_ref()).expect("the terms fit");
        }
        builder.finish()
    });
}

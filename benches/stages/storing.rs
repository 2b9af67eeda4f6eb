//! Quads to a store; items are quads.

use super::data::GRAPH;
use divan::Bencher;
use divan::counter::ItemsCount;
use kadergraaf::store::{Store, StoreBuilder};
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

/// The server's part of what a worker process needs.
#[divan::bench]
fn write_image(bencher: Bencher<'_, '_>) {
    let builder = told();
    bencher
        .counter(ItemsCount::new(GRAPH.quads()))
        .bench(|| builder.image());
}

/// As a worker process loads it.
#[divan::bench]
fn load_image(bencher: Bencher<'_, '_>) {
    let image = told().image();
    bencher
        .counter(ItemsCount::new(GRAPH.quads()))
        .bench(|| Store::of_image(&image).expect("our own image can be read"));
}

fn told() -> StoreBuilder {
    let mut builder = StoreBuilder::remembering();
    GRAPH.tell(&mut builder);
    builder
}

/// As `--data` loads it, from a file of N-Quads.
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

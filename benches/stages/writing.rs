//! Quads to bytes: the writers and the fingerprint; items are quads.

use super::data::GRAPH;
use divan::Bencher;
use divan::counter::ItemsCount;
use kadergraaf::write::{Format, Summarizer, WriteSettings};

/// Each format, told all quads; those of the default graph alone are told what they leave out too.
#[divan::bench(args = Format::ALL)]
fn writer(bencher: Bencher<'_, '_>, format: Format) {
    let settings = WriteSettings::default();
    let mut out = Vec::new();
    bencher
        .counter(ItemsCount::new(GRAPH.quads()))
        .bench_local(|| {
            out.clear();
            let mut writer = format.writer(&mut out, &settings);
            GRAPH.tell(&mut *writer);
            writer.finish().expect("memory takes all bytes");
            divan::black_box(out.len())
        });
}

/// RDFC-1.0 and SHA-256, of the dataset and of each graph.
#[divan::bench]
fn fingerprint(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(GRAPH.quads())).bench(|| {
        let mut summarizer = Summarizer::default();
        GRAPH.tell(&mut summarizer);
        summarizer.finish().expect("parts can be sorted")
    });
}

//! Files, front matter, Markdown.

use super::data::{DOCUMENTS, source};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use kadergraaf::framework::Document;
use kadergraaf::source::{decode, front_matter};

/// Names of files; items are files.
#[divan::bench]
fn listing(bencher: Bencher<'_, '_>) {
    bencher
        .counter(ItemsCount::new(source().files().len()))
        .bench(source);
}

/// Bytes of all files, from the file system's cache.
#[divan::bench]
fn files(bencher: Bencher<'_, '_>) {
    let source = source();
    let read = || {
        source
            .files()
            .iter()
            .map(|file| black_box(source.read(file).expect("the file can be read")).len())
            .sum::<usize>()
    };
    bencher.counter(BytesCount::new(read())).bench(read);
}

fn all_bytes() -> BytesCount {
    let lengths = DOCUMENTS.iter().map(|document| document.bytes.len());
    BytesCount::new(lengths.sum::<usize>())
}

/// Bytes to text.
#[divan::bench]
fn decoding(bencher: Bencher<'_, '_>) {
    bencher.counter(all_bytes()).bench(|| {
        for document in DOCUMENTS.iter() {
            black_box(decode(black_box(&document.bytes)));
        }
    });
}

/// The YAML at the heads of the documents; bytes are those of the heads.
#[divan::bench]
fn front_matter_of_text(bencher: Bencher<'_, '_>) {
    let texts: Vec<String> = DOCUMENTS
        .iter()
        .map(|document| decode(&document.bytes).text)
        .collect();
    let heads = texts
        .iter()
        .map(|text| text.len() - front_matter::split(text).2.len());
    bencher
        .counter(BytesCount::new(heads.sum::<usize>()))
        .bench(|| {
            for text in &texts {
                black_box(front_matter::split(black_box(text)));
            }
        });
}

/// Bytes to a document: decoding, front matter and the digest together.
#[divan::bench]
fn documents(bencher: Bencher<'_, '_>) {
    bencher.counter(all_bytes()).bench(|| {
        for document in DOCUMENTS.iter() {
            let read = Document::read(&document.path, document.layout, &document.bytes);
            black_box(read);
        }
    });
}

/// The bodies of the documents to sections, texts and links.
#[divan::bench]
fn markdown(bencher: Bencher<'_, '_>) {
    let documents: Vec<Document> = DOCUMENTS
        .iter()
        .map(|document| Document::read(&document.path, document.layout, &document.bytes))
        .collect();
    bencher.counter(all_bytes()).bench(|| {
        for document in &documents {
            black_box(black_box(document).body());
        }
    });
}

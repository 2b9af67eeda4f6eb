//! The citation reader, on text of the source and on what is no text at all.

use super::data::DOCUMENTS;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use kadergraaf::framework::Document;
use kadergraaf::legislation::{Passage, Reader, Register};

/// Bytes of each text.
const SIZE: usize = 10_000_000;

/// The plain text of the source, a line a block, over and over.
fn text_of_source() -> String {
    let bodies = DOCUMENTS
        .iter()
        .map(|document| Document::read(&document.path, document.layout, &document.bytes).body());
    let mut once = String::new();
    for section in bodies.flat_map(|body| body.sections) {
        once.push_str(&section.text());
        once.push('\n');
    }
    let mut text = once.repeat(SIZE.div_ceil(once.len().max(1)));
    text.truncate(text.floor_char_boundary(SIZE));
    text
}

/// Bytes in no order, the same on every run, as the decoder would repair them (xorshift64*,
/// Vigna 2016).
fn random_text() -> String {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let bytes: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D).to_be_bytes()
    })
    .flatten()
    .take(SIZE)
    .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn read_lines(bencher: Bencher<'_, '_>, text: &str) {
    let register = Register::embedded().expect("the register is sound");
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        let mut reader = Reader::new(register, None);
        for line in text.lines() {
            black_box(reader.read(&Passage::text(black_box(line))));
        }
    });
}

fn read_whole(bencher: Bencher<'_, '_>, text: &str) {
    let register = Register::embedded().expect("the register is sound");
    bencher.counter(BytesCount::new(text.len())).bench(|| {
        let mut reader = Reader::new(register, None);
        reader.read(&Passage::text(black_box(text)))
    });
}

/// As documents have it: a passage a block.
#[divan::bench(sample_count = 10)]
fn source_by_line(bencher: Bencher<'_, '_>) {
    read_lines(bencher, &text_of_source());
}

/// One passage of ten million bytes.
#[divan::bench(sample_count = 10)]
fn source_as_one_passage(bencher: Bencher<'_, '_>) {
    read_whole(bencher, &text_of_source());
}

/// Random bytes, a passage a line.
#[divan::bench(sample_count = 10)]
fn random_by_line(bencher: Bencher<'_, '_>) {
    read_lines(bencher, &random_text());
}

/// Random bytes as one passage.
#[divan::bench(sample_count = 10)]
fn random_as_one_passage(bencher: Bencher<'_, '_>) {
    read_whole(bencher, &random_text());
}

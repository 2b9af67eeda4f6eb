//! Each question of the library with its examples, in this process: no cache, no pipe.

use super::data::STORE;
use divan::Bencher;
use kadergraaf::graph::vocabulary::DEFAULT_BASE;
use kadergraaf::store::library::Library;
use kadergraaf::store::{
    Formats, GraphFormat, InProcess, QueryRequest, QueryRunner, SolutionsFormat, WriteSink,
};
use std::sync::Arc;

fn library() -> &'static Library {
    Library::embedded().expect("the library is sound")
}

fn names() -> impl Iterator<Item = &'static str> {
    library().iter().map(|query| query.name.as_str())
}

/// Parsing, evaluation and the answer as JSON.
#[divan::bench(args = names())]
fn library_query(bencher: Bencher<'_, '_>, name: &str) {
    let query = library().get(name).expect("the name is of the library");
    let text = query
        .bind(&[], DEFAULT_BASE, true, None)
        .expect("the examples are values");
    let formats = Formats {
        solutions: Some(SolutionsFormat::Json),
        graph: Some(GraphFormat::NTriples),
    };
    let request = QueryRequest::new(text, formats);
    let runner = InProcess::new(Arc::clone(&STORE));
    let mut answer = Vec::new();
    bencher.bench_local(|| {
        answer.clear();
        runner
            .run(&request, &mut WriteSink(&mut answer))
            .expect("the question is answered");
        divan::black_box(answer.len())
    });
}

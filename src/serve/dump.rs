//! The whole dataset as a file: the same bytes as `kadergraaf export`, in parts where asked; and
//! beside each file its manifest, for `kadergraaf verify`.

use super::cache::Stored;
use super::negotiate::Coding;
use super::problem::Problem;
use super::ranges::{Part, part, partial, unsatisfiable};
use super::respond;
use super::service::Service;
use crate::graph::SinkError;
use crate::write::verify::HashingWriter;
use crate::write::{FileSum, Format, Manifest, Summarizer, WriteSettings};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use std::error::Error;
use std::io::{Write, sink};
use std::sync::Arc;

const VARY: &str = "Accept-Encoding";

/// The name of the files, before their ending.
pub(super) const NAME: &str = "kadergraaf";

/// What stands behind the name of a file in the name of its manifest.
const MANIFEST: &str = ".manifest";

/// A file that there is.
#[derive(Clone, Copy)]
enum File {
    Dump(Format),
    /// What a dump is: the fingerprint of the dataset, its counts, and the sum of the bytes.
    Manifest(Format),
}

impl File {
    fn of(name: &str) -> Option<Self> {
        let (dump, file): (_, fn(Format) -> Self) = match name.strip_suffix(MANIFEST) {
            Some(dump) => (dump, Self::Manifest),
            None => (name, Self::Dump),
        };
        let ending = dump.strip_prefix(NAME)?.strip_prefix('.')?;
        Format::from_extension(ending).map(file)
    }

    /// What the tags of the two differ in.
    fn names(self) -> [&'static str; 2] {
        match self {
            Self::Dump(format) => ["dump", format.name()],
            Self::Manifest(format) => ["manifest", format.name()],
        }
    }
}

pub(super) async fn show(
    State(service): State<Arc<Service>>,
    Path(name): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let file = File::of(&name).ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            format!(
                "there is no dump {name:?}; there are ttl, trig, nt, nq, rdf and jsonld, each with \
                 its {MANIFEST}"
            ),
        )
    })?;
    // Parts are of what GET gives, and of nothing else (RFC 9110 §14.2); of the bytes as they are:
    // coding them would give other bytes.
    let asked_part = method == Method::GET && headers.contains_key(header::RANGE);
    let coding = if asked_part {
        Coding::Identity
    } else {
        Coding::choose(&headers)
    };
    let [kind, format] = file.names();
    let tag = service.tag(&[kind, format, coding.name()]);
    if !respond::expected(&headers, &tag) {
        return Err(Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "the dump is not the one that If-Match names",
        ));
    }
    if respond::unchanged(&headers, &tag) {
        return Ok(respond::not_modified(&tag, VARY));
    }
    let stored = stored(&service, file, coding).await?;
    let part = if asked_part {
        part(&headers, &tag, stored.bytes.len())
    } else {
        Part::All
    };
    let mut response = match part {
        Part::All => respond::whole(&stored, Some(&tag), VARY),
        Part::Some(range) => partial(&stored, range, &tag, VARY),
        Part::None => unsatisfiable(stored.bytes.len()),
    };
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let File::Dump(format) = file
        && let Ok(link) = HeaderValue::from_str(&format!(
            "<{}{MANIFEST}>; rel=\"describedby\"; type=\"text/plain\"",
            address(&service, format)
        ))
    {
        headers.insert(header::LINK, link);
    }
    Ok(response)
}

/// Where the dump in a format is.
pub(super) fn address(service: &Service, format: Format) -> String {
    service.url(&format!("/dump/{}", file_name(format)))
}

fn file_name(format: Format) -> String {
    format!("{NAME}.{}", format.extension())
}

/// The file from its own cache; made on a thread of its own the first time.
async fn stored(
    service: &Arc<Service>,
    file: File,
    coding: Coding,
) -> Result<Arc<Stored>, Problem> {
    let [kind, format] = file.names();
    let key = service.tag(&[kind, format, coding.name()]);
    if let Some(stored) = service.dumps.get(&key) {
        return Ok(stored);
    }
    // One at a time: making a dump takes memory.
    let _turn = service.dump_turn.lock().await;
    if let Some(stored) = service.dumps.get(&key) {
        return Ok(stored);
    }
    let maker = Arc::clone(service);
    let made = tokio::task::spawn_blocking(move || make(&maker, file, coding)).await;
    let failed =
        |error: &dyn Error| Problem::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string());
    let stored = made
        .map_err(|error| failed(&error))?
        .map_err(|error| match error {
            // Own data may have what this file cannot say, as blank nodes.
            SinkError::Unsupported(_) => Problem::new(StatusCode::NOT_FOUND, error.to_string()),
            error => failed(&error),
        })?;
    service.dumps.put(key, Arc::clone(&stored));
    Ok(stored)
}

fn make(service: &Service, file: File, coding: Coding) -> Result<Arc<Stored>, SinkError> {
    let mut bytes = Vec::new();
    let media_type = match file {
        File::Dump(format) => {
            write(service, format, &mut bytes)?;
            format.media_type()
        }
        File::Manifest(format) => {
            write!(bytes, "{}", manifest(service, format)?)?;
            "text/plain"
        }
    };
    let stored = respond::store(media_type, Bytes::from(bytes), coding);
    Ok(Arc::new(stored))
}

fn write(service: &Service, format: Format, out: &mut dyn Write) -> Result<(), SinkError> {
    let settings = WriteSettings::under(&service.settings.base);
    let mut writer = format.writer(out, &settings);
    service.store.tell(&mut *writer)?;
    writer.finish()
}

fn manifest(service: &Service, format: Format) -> Result<Manifest, SinkError> {
    let mut sum = HashingWriter::new(sink());
    write(service, format, &mut sum)?;
    let mut summarizer = Summarizer::default();
    service.store.tell(&mut summarizer)?;
    let file = FileSum {
        sha256: sum.finish(),
        name: file_name(format),
    };
    // The program without its version, as everywhere.
    Ok(Manifest::of("kadergraaf", summarizer, file)?)
}

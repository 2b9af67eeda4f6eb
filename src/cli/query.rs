//! `kadergraaf query`: a SPARQL query over the edition, or over any RDF files.

use super::answer;
use super::completions;
use super::config::Common;
use super::data::{DataArguments, file_iri};
use super::edition;
use super::output::{Output, terminal_width};
use crate::store::library::{Choices, Library, ParameterError};
use crate::store::{
    DataFile, Formats, GraphFormat, InProcess, QueryError, QueryRequest, QueryRunner,
    SolutionsFormat, Store, StoreBuilder, TableStyle, WriteSink,
};
use anyhow::{Context, anyhow, bail};
use clap::{Args, ValueEnum};
use clap_complete::ArgValueCompleter;
use oxigraph::model::NamedNode;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

const EXAMPLES: &str = "\
Examples:
  kadergraaf query 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }'
  kadergraaf query --name measures-of-phase --param phase=ontwerp --param role=jurist
  kadergraaf query --file question.rq --format csv --output answer.csv
  kadergraaf query --data people.ttl --named-graph urn:x:more more.nt 'SELECT * { GRAPH ?g { ?s ?p ?o } }'
  kadergraaf query --parse-only --file question.rq

Without --format, rows come as a table and graphs as Turtle.";

/// Answers a SPARQL query
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[command(group(clap::ArgGroup::new("question").required(true).args(["text", "file", "name"])))]
pub(super) struct Arguments {
    /// The query
    #[arg(value_name = "QUERY")]
    text: Option<String>,
    /// A file with the query; - for standard input
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// A query of the library (see 'kadergraaf queries')
    #[arg(long, value_name = "NAME", add = ArgValueCompleter::new(completions::names))]
    name: Option<String>,
    /// A parameter of the named query; may be repeated
    #[arg(
        long = "param",
        value_name = "KEY=VALUE",
        requires = "name",
        add = ArgValueCompleter::new(completions::parameters)
    )]
    parameters: Vec<String>,
    #[command(flatten)]
    data: DataArguments,
    /// What relative IRIs are resolved against [default: the query's file, or the folder]
    #[arg(long, value_name = "IRI")]
    base: Option<String>,
    /// How the answer is written
    #[arg(long, short, value_enum)]
    format: Option<Format>,
    /// Where the answer goes; - for standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Only say whether the query is well-formed
    #[arg(long)]
    parse_only: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
enum Format {
    Table,
    Json,
    Xml,
    Csv,
    Tsv,
    Turtle,
    NTriples,
    RdfXml,
    JsonLd,
    TriG,
    NQuads,
}

impl Format {
    /// By the ending of a file.
    fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "txt" => Self::Table,
            "json" | "srj" => Self::Json,
            "xml" | "srx" => Self::Xml,
            "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "ttl" => Self::Turtle,
            "nt" => Self::NTriples,
            "rdf" => Self::RdfXml,
            "jsonld" => Self::JsonLd,
            "trig" => Self::TriG,
            "nq" => Self::NQuads,
            _ => return None,
        })
    }

    /// A format of rows still leaves graphs one to come in, and the reverse: `--format json` with
    /// a CONSTRUCT is JSON-LD, `--format turtle` with a SELECT is refused.
    fn formats(chosen: Option<Self>, table: TableStyle) -> Formats {
        let table = SolutionsFormat::Table(table);
        let (solutions, graph) = match chosen {
            None | Some(Self::Table) => (Some(table), Some(GraphFormat::Turtle)),
            Some(Self::Json) => (Some(SolutionsFormat::Json), Some(GraphFormat::JsonLd)),
            Some(Self::Xml) => (Some(SolutionsFormat::Xml), Some(GraphFormat::RdfXml)),
            Some(Self::Csv) => (Some(SolutionsFormat::Csv), None),
            Some(Self::Tsv) => (Some(SolutionsFormat::Tsv), None),
            Some(Self::Turtle) => (None, Some(GraphFormat::Turtle)),
            Some(Self::NTriples) => (None, Some(GraphFormat::NTriples)),
            Some(Self::RdfXml) => (None, Some(GraphFormat::RdfXml)),
            Some(Self::JsonLd) => (None, Some(GraphFormat::JsonLd)),
            Some(Self::TriG) => (None, Some(GraphFormat::TriG)),
            Some(Self::NQuads) => (None, Some(GraphFormat::NQuads)),
        };
        Formats { solutions, graph }
    }
}

/// What was decided.
#[derive(Debug)]
pub(super) struct Plan {
    request: QueryRequest,
    /// What the query is called in a message: a file, or nothing.
    called: Option<String>,
    /// The name and the values, where the query is one of the library.
    asked: Option<(String, Vec<(String, String)>)>,
    data: Vec<DataFile>,
    parse_only: bool,
    output: Output,
}

impl Arguments {
    pub(super) fn decide(self, common: &Common) -> anyhow::Result<Plan> {
        let output = Output::decide(self.output)?;
        let format = self
            .format
            .or_else(|| Format::of_extension(&output.extension()?));
        let mut asked = None;
        let (text, called, own_base) = match (self.text, self.file) {
            (Some(text), _) => (text, None, None),
            (None, Some(file)) if file.as_os_str() == "-" => {
                let mut text = Vec::new();
                std::io::stdin().read_to_end(&mut text)?;
                (utf8(text, "standard input")?, None, None)
            }
            (None, Some(file)) => {
                let name = file.display().to_string();
                let bytes = std::fs::read(&file).with_context(|| name.clone())?;
                let base = file_iri(&file);
                (utf8(bytes, &name)?, Some(name), base)
            }
            (None, None) => {
                let name = self.name.unwrap_or_default();
                let query = Library::embedded()?.get(&name)?;
                let values = parameters(&self.parameters)?;
                // What is malformed is said before anything is loaded, but the name of a thing is
                // only known then.
                let text = match query.bind(&values, &common.id_base, false, None) {
                    Err(ParameterError::Form { .. }) => query.text.clone(),
                    bound => bound.with_context(|| name.clone())?,
                };
                asked = Some((name, values));
                (text, None, None)
            }
        };
        let base = match self.base {
            Some(base) => Some(
                NamedNode::new(&base)
                    .map_err(|_| anyhow!("--base {base}: not an absolute IRI"))?
                    .into_string(),
            ),
            None => own_base.or_else(|| file_iri(Path::new("")).map(|folder| folder + "/")),
        };
        let data = self.data.decide(common, base.as_deref())?;
        let width = (output == Output::Standard).then(terminal_width).flatten();
        let mut request = QueryRequest::new(text, Format::formats(format, TableStyle { width }));
        request.base = base;
        Ok(Plan {
            request,
            called,
            asked,
            data,
            parse_only: self.parse_only,
            output,
        })
    }
}

impl Plan {
    pub(super) fn execute(&self, common: &Common) -> anyhow::Result<ExitCode> {
        InProcess::with_deep_stack(|| self.answer(common))?
    }

    fn answer(&self, common: &Common) -> anyhow::Result<ExitCode> {
        let query = InProcess::parse(&self.request.text, self.request.base.as_deref())
            .map_err(|error| self.say(error))?;
        if self.parse_only {
            common.messages.detail("The query is well-formed.");
            return Ok(ExitCode::SUCCESS);
        }
        let store = if self.data.is_empty() {
            let (store, reading) = edition::load(common)?;
            common.messages.detail(reading.closing_line());
            store
        } else {
            self.load(&query, common)?
        };
        let mut watch = common.messages.stopwatch();
        let request = self.checked(&store, &common.id_base)?;
        let store = Arc::new(store);
        let runner = InProcess::new(Arc::clone(&store));
        self.output.write(|out| {
            if let (Some((name, values)), Some(SolutionsFormat::Table(style))) =
                (&self.asked, request.formats.solutions)
            {
                let query = Library::embedded()?.get(name)?;
                let language = values.iter().find(|(key, _)| key == "language");
                let language = language.map_or("nl", |(_, value)| value);
                return answer::write(&store, query, &request.text, language, style.width, out);
            }
            runner
                .run(&request, &mut WriteSink(out))
                .map_err(|error| self.say(error))?;
            Ok(())
        })?;
        watch.lap("answering");
        Ok(ExitCode::SUCCESS)
    }

    /// The request; its values are of things that there are.
    fn checked(&self, store: &Store, base: &str) -> anyhow::Result<QueryRequest> {
        let mut request = self.request.clone();
        if let Some((name, values)) = &self.asked {
            let query = Library::embedded()?.get(name)?;
            // Of an edition it is known what there is; own data may be a part of anything.
            let choices = self.data.is_empty().then(|| Choices::of(store, base));
            request.text = query
                .bind(values, base, false, choices.as_ref())
                .with_context(|| name.clone())?;
        }
        Ok(request)
    }

    /// Loads the files, and once more by its own name each document that a FROM clause names.
    fn load(&self, query: &spargebra::Query, common: &Common) -> anyhow::Result<Store> {
        let mut watch = common.messages.stopwatch();
        let mut builder = StoreBuilder::new();
        for file in &self.data {
            file.load(&mut builder)?;
        }
        let dataset = query.dataset();
        let named = dataset
            .into_iter()
            .flat_map(|dataset| dataset.default.iter().chain(dataset.named.iter().flatten()));
        for graph in named {
            if self
                .data
                .iter()
                .any(|file| file.graph.as_ref() == Some(graph))
            {
                continue;
            }
            let known_as = |file: &&DataFile| {
                file.base.as_deref() == Some(graph.as_str())
                    || file_iri(&file.path).as_deref() == Some(graph.as_str())
            };
            match self.data.iter().find(known_as) {
                Some(file) => {
                    let mut file = file.clone();
                    file.graph = Some(graph.clone());
                    file.load(&mut builder)?;
                }
                None => common
                    .messages
                    .detail(format_args!("No file was given for the graph {graph}.")),
            }
        }
        watch.lap(format_args!("loading {} quads", builder.len()));
        let store = builder.finish();
        watch.lap("sorting the graph");
        Ok(store)
    }

    fn say(&self, error: QueryError) -> anyhow::Error {
        match &self.called {
            Some(name) => anyhow::Error::new(error).context(name.clone()),
            None => anyhow::Error::new(error),
        }
    }
}

fn utf8(bytes: Vec<u8>, name: &str) -> anyhow::Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        anyhow!("{name}: not UTF-8 at byte {}", place + 1)
    })?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map_or(text.clone(), str::to_owned))
}

/// `key=value`, each.
fn parameters(typed: &[String]) -> anyhow::Result<Vec<(String, String)>> {
    typed
        .iter()
        .map(|typed| match typed.split_once('=') {
            Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
            None => bail!("--param {typed}: not of the form key=value"),
        })
        .collect()
}

//! Rows as an HTML table: names for IRIs, links to their pages, numbers to the right.

use super::Table;
use crate::pages::ground;
use crate::pages::kind::Kind;
use crate::pages::view::{View, is_web};
use crate::store::library::{LibraryQuery, Things};
use crate::store::{Node, shorten};
use maud::{Markup, html};
use oxigraph::model::Term;
use oxigraph::model::vocab::xsd;

/// Things of a cell that are shown; the rest is a number.
const MANY: usize = 40;

/// A column as it is shown.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Head {
    /// What stands above it.
    pub(in crate::pages) title: String,
    /// Where its values stand in a row.
    place: usize,
    /// Where the things stand whose words these are.
    of: Option<usize>,
    /// Whether the things are several.
    several: bool,
}

impl Head {
    /// Columns as they stand in the answer.
    pub(in crate::pages) fn plain(table: &Table) -> Vec<Self> {
        table
            .variables
            .iter()
            .enumerate()
            .map(|(place, variable)| Self {
                title: variable.clone(),
                place,
                of: None,
                several: false,
            })
            .collect()
    }
}

/// The columns of a question of the library, as its heading says how to show them.
pub(in crate::pages) fn heads_of(view: View<'_>, query: &LibraryQuery, table: &Table) -> Vec<Head> {
    let place = |name: &str| table.variables.iter().position(|known| known == name);
    query
        .shown()
        .filter_map(|column| {
            let of = column.of.as_deref().and_then(|of| query.column(of));
            let things = of.map_or(column.things, |of| of.things);
            Some(Head {
                title: view.of(&column.title.nl, &column.title.en).to_owned(),
                place: place(&column.name)?,
                of: of.and_then(|of| place(&of.name)),
                several: things == Things::Many,
            })
        })
        .collect()
}

/// The table, which scrolls inside itself and can be reached with the keyboard for that.
pub(in crate::pages) fn table(view: View<'_>, table: &Table, heads: &[Head], name: &str) -> Markup {
    let numeric: Vec<bool> = heads
        .iter()
        .map(|head| is_numeric(table, head.place))
        .collect();
    html! {
        div class="table result-table" role="region" aria-label=(name) tabindex="0" {
            table {
                thead {
                    tr {
                        @for (head, numeric) in heads.iter().zip(&numeric) {
                            th scope="col" class=[numeric.then_some("number")] { (head.title) }
                        }
                    }
                }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (head, numeric) in heads.iter().zip(&numeric) {
                                td class=[numeric.then_some("number")] { (cell(view, row, head)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(view: View<'_>, row: &[Option<Term>], head: &Head) -> Markup {
    let at = |place: usize| row.get(place).and_then(Option::as_ref);
    let value = at(head.place);
    let of = head.of.and_then(at);
    match (head.several, of.or(value), value) {
        (true, Some(Term::Literal(list)), _) => things(view, list.value()),
        (false, Some(Term::NamedNode(thing)), Some(Term::Literal(words))) => {
            named(view, thing.as_str(), Some(words.value()))
        }
        (_, _, Some(value)) => term(view, value),
        (_, _, None) => html! {},
    }
}

/// A list of things, by their codes where they have one.
fn things(view: View<'_>, list: &str) -> Markup {
    let all: Vec<&str> = list.split_whitespace().collect();
    if let Some(provisions) = provisions(view, &all) {
        return provisions;
    }
    html! {
        @for (place, iri) in all.iter().take(MANY).enumerate() {
            @if place > 0 { ", " }
            @let code = view.site.store.node(iri).and_then(|node| view.code_before_name(node));
            (named(view, iri, code))
        }
        @if all.len() > MANY {
            (view.of(" en nog ", " and ")) (all.len() - MANY) (view.of("", " more"))
        }
    }
}

/// Provisions and acts in the order in which pages have them. A row has them by their IRIs, as text:
/// `art_10` before `art_9`.
fn provisions(view: View<'_>, all: &[&str]) -> Option<Markup> {
    let is_law = |node: &Node| matches!(view.kind(*node), Some(Kind::Act | Kind::Provision));
    let nodes: Vec<Node> = all
        .iter()
        .map(|iri| view.site.store.node(iri).filter(is_law))
        .collect::<Option<_>>()?;
    (nodes.len() <= MANY && !nodes.is_empty())
        .then(|| ground::in_a_line(view, &ground::act_by_act(view, &nodes)))
}

/// A link to a thing, by its name or by other words.
fn named(view: View<'_>, iri: &str, words: Option<&str>) -> Markup {
    match (view.site.store.node(iri), words) {
        (Some(node), None) => view.link(node),
        (Some(node), Some(words)) => view.link_as(
            node,
            html! {
                // A code is read as one word: `aia-03` does not end in a hyphen.
                @if is_code(words) { span class="unbroken" { (words) } } @else { (words) }
            },
        ),
        (None, _) => {
            let words = words.map_or_else(|| shorten(iri).into_owned(), str::to_owned);
            html! {
                @if is_web(iri) { a href=(iri) rel="external" { (words) } } @else { (words) }
            }
        }
    }
}

/// Whether words are a short code: letters, a hyphen, digits.
fn is_code(words: &str) -> bool {
    words.len() <= 12 && words.contains('-') && words.bytes().any(|b| b.is_ascii_digit())
}

/// Any term as a reader wants to see it.
fn term(view: View<'_>, term: &Term) -> Markup {
    match term {
        Term::NamedNode(node) => named(view, node.as_str(), None),
        Term::BlankNode(node) => html! { (node.to_string()) },
        Term::Literal(literal) => {
            let foreign = literal
                .language()
                .filter(|tag| !tag.to_ascii_lowercase().starts_with(view.language.tag()));
            let value = if literal.datatype() == xsd::DATE {
                view.language.date(literal.value())
            } else {
                literal.value().to_owned()
            };
            html! { span class="text" lang=[foreign] { (value) } }
        }
    }
}

/// Whether every value of a column is a number, and there is one.
pub(super) fn is_numeric(table: &Table, place: usize) -> bool {
    let mut any = false;
    for row in &table.rows {
        match row.get(place).and_then(Option::as_ref) {
            None => {}
            Some(cell) if number(cell).is_some() => any = true,
            Some(_) => return false,
        }
    }
    any
}

/// The number that a term is.
pub(super) fn number(term: &Term) -> Option<f64> {
    let Term::Literal(literal) = term else {
        return None;
    };
    let datatype = literal.datatype();
    let numeric = [
        xsd::INTEGER,
        xsd::DECIMAL,
        xsd::DOUBLE,
        xsd::FLOAT,
        xsd::INT,
        xsd::LONG,
    ];
    if !numeric.contains(&datatype) {
        return None;
    }
    literal.value().parse().ok().filter(|n: &f64| n.is_finite())
}

/// What a cell says, as bare text: for a picture.
pub(super) fn words(view: View<'_>, term: &Term) -> String {
    match term {
        Term::NamedNode(node) => view.site.store.node(node.as_str()).map_or_else(
            || shorten(node.as_str()).into_owned(),
            |n| view.name(n).value.into_owned(),
        ),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
    }
}

impl Head {
    /// Where its values stand in a row.
    pub(super) fn place(&self) -> usize {
        self.place
    }
}

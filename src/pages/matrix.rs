//! Matrices: requirements against phases or roles, with the number of measures at each crossing.

use super::behind::{address, behind, joined, link_to, plain, said};
use super::frame::{Frame, framed};
use super::list::{Chosen, chips, sidebar, unknown};
use super::view::View;
use super::{Answer, Request};
use crate::find::{Axis, Catalogue, Facet, List, Matrix, MatrixRow, Selection, matrix_query};
use maud::{Markup, html};

/// Columns whose heads fit beside each other.
const FEW: usize = 5;

/// `/matrix/phases`, `/matrix/roles`
pub(super) fn answer(view: View<'_>, request: &Request<'_>, path: &str) -> Option<Answer> {
    let name = path.strip_prefix("/matrix/")?;
    let axis = Axis::ALL.into_iter().find(|axis| axis.name() == name)?;
    let catalogue = view.site.catalogue();
    let selection = Selection::read(catalogue, List::Requirements, request.parameters);
    Some(page(view, catalogue, axis, &selection))
}

fn page(view: View<'_>, catalogue: &Catalogue, axis: Axis, selection: &Selection) -> Answer {
    let path = format!("/matrix/{}", axis.name());
    let title = match axis {
        Axis::Phases => view.of("Vereisten per fase", "Requirements by phase"),
        Axis::Roles => view.of("Vereisten per rol", "Requirements by role"),
    };
    let matrix = Matrix::of(catalogue, axis, selection);
    let chosen = Chosen {
        view,
        catalogue,
        selection,
        path: &path,
    };
    let query = matrix_query(catalogue, axis, selection, view.language.tag());
    let facets: Vec<_> = catalogue
        .find(selection, view.language.tag())
        .facets
        .into_iter()
        .filter(|facet| facet.facet != axis.facet())
        .collect();
    let mut frame = Frame::new(view, path.as_str(), title);
    frame.parameters = joined(&selection.parameters(catalogue));
    frame.unlisted = !selection.is_everything();
    frame.query = Some(query.clone());
    let about = view.of(
        "Hoeveel maatregelen er bij een vereiste horen. Een getal opent de lijst van die maatregelen.",
        "How many measures belong to a requirement. A number opens the list of these measures.",
    );
    frame.description = Some(about.to_owned());
    frame.content = html! {
        h1 { (title) }
        p { (about) " " (other(view, axis)) }
        (unknown(view, &selection.unknown, |facet| selection.list.offers(facet)))
        div class="list list--wide" {
            (sidebar(&chosen, &facets))
            section class="list__results" aria-labelledby="results" {
                h2 id="results" {
                    (view.language.count(matrix.rows.len(), view.of("vereiste", "requirement"), view.of("vereisten", "requirements")))
                }
                (chips(&chosen))
                @if matrix.rows.is_empty() {
                    p { (view.of("Geen vereiste voldoet aan deze keuzes.", "No requirement meets these choices.")) }
                } @else {
                    (table(&chosen, axis, title, &matrix))
                    p class="subtle" { (view.of(
                        "Een maatregel kan bij meer dan één kolom en meer dan één vereiste horen. In een totaal telt zij één keer; daarom is een totaal niet de som van zijn rij of kolom.",
                        "A measure may belong to more than one column and more than one requirement. In a total it counts once; so a total is not the sum of its row or column.",
                    )) }
                }
            }
        }
        (behind(view, &query, None))
    };
    Answer::Page(framed(&frame))
}

/// The way to the other matrix.
fn other(view: View<'_>, axis: Axis) -> Markup {
    let (path, words) = match axis {
        Axis::Phases => (
            "/matrix/roles",
            view.of("Liever per rol?", "By role instead?"),
        ),
        Axis::Roles => (
            "/matrix/phases",
            view.of("Liever per fase?", "By phase instead?"),
        ),
    };
    html! { a href=(view.page(path)) { (words) } }
}

fn table(chosen: &Chosen<'_>, axis: Axis, title: &str, matrix: &Matrix) -> Markup {
    let Chosen {
        view, catalogue, ..
    } = *chosen;
    let total = view.of("Totaal", "Total");
    let class = if matrix.columns.len() > FEW {
        "matrix matrix--upright"
    } else {
        "matrix"
    };
    let most = matrix.rows.iter().flat_map(|row| &row.cells).copied().max();
    let most = most.unwrap_or_default();
    let measures = |parameters: &[(&'static str, String)]| address(view, "/measures", parameters);
    html! {
        div class=(class) role="region" tabindex="0" aria-label=(title) {
            table {
                caption class="visually-hidden" { (title) }
                thead { tr {
                    th scope="col" { (view.of("Vereiste", "Requirement")) }
                    @for column in &matrix.columns {
                        th scope="col" {
                            @if let Some(value) = catalogue.value(axis.facet(), *column) {
                                @match &value.iri {
                                    Some(iri) => (link_to(view, iri, &said(view, &value.label))),
                                    None => span { (said(view, &value.label)) },
                                }
                            }
                        }
                    }
                    th scope="col" { span { (total) } }
                } }
                tbody {
                    @for row in &matrix.rows { (row_of(chosen, axis, matrix, row, most)) }
                }
                tfoot { tr {
                    th scope="row" { (total) }
                    @for (number, column) in matrix.totals.iter().zip(&matrix.columns) {
                        td {
                            @match catalogue.value(axis.facet(), *column) {
                                Some(value) if *number > 0 && chosen.selection.is_everything() => {
                                    a href=(measures(&[(axis.facet().name(), value.slug.clone())])) { (number) }
                                }
                                _ => (number),
                            }
                        }
                    }
                    td { (matrix.total) }
                } }
            }
        }
    }
}

fn row_of(
    chosen: &Chosen<'_>,
    axis: Axis,
    matrix: &Matrix,
    row: &MatrixRow,
    most: usize,
) -> Markup {
    let Chosen {
        view, catalogue, ..
    } = *chosen;
    let Some(entry) = catalogue.entries(List::Requirements).get(row.requirement) else {
        return html! {};
    };
    let of_row = (Facet::Requirement.name(), row.slug.clone());
    let name = html! {
        @if let Some(code) = &entry.code { span class="code" { (code) } " " }
        (said(view, &entry.title))
    };
    let code = entry.code.as_deref().unwrap_or(&row.slug);
    html! {
        tr {
            th scope="row" { (link_to(view, &entry.iri, &name)) }
            @for (number, column) in row.cells.iter().zip(&matrix.columns) {
                td class=[shade(*number, most)] {
                    @match catalogue.value(axis.facet(), *column) {
                        Some(value) if *number > 0 => {
                            a href=(address(view, "/measures", &[
                                (axis.facet().name(), value.slug.clone()),
                                of_row.clone(),
                            ])) {
                                (number)
                                span class="visually-hidden" { " " (code) ", " (plain(view, &value.label)) }
                            }
                        }
                        _ => span class="matrix__none" { "0" },
                    }
                }
            }
            td {
                @if row.total > 0 {
                    a href=(address(view, "/measures", std::slice::from_ref(&of_row))) {
                        (row.total)
                        span class="visually-hidden" { " " (code) }
                    }
                } @else { span class="matrix__none" { "0" } }
            }
        }
    }
}

/// How dark a cell is, in three steps up to the largest number; the number itself stands in it.
fn shade(number: usize, most: usize) -> Option<&'static str> {
    match (number * 3).div_ceil(most.max(1)) {
        0 => None,
        1 => Some("matrix__1"),
        2 => Some("matrix__2"),
        _ => Some("matrix__3"),
    }
}

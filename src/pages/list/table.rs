//! A list as comma-separated values (RFC 4180, UTF-8).

use super::super::Answer;
use super::super::behind::plain;
use super::super::view::View;
use crate::find::{Catalogue, Entry, Facet, List, Selection};

/// The list as it is chosen, all pages of it.
pub(super) fn file(view: View<'_>, catalogue: &Catalogue, selection: &Selection) -> Answer {
    let list = selection.list;
    let mut columns = vec![
        view.of("Code", "Code").to_owned(),
        view.of("Titel", "Title").to_owned(),
        view.of("Samenvatting", "Summary").to_owned(),
    ];
    let facets: Vec<Facet> = list
        .facets()
        .iter()
        .copied()
        .filter(|facet| {
            list.offers(*facet) && (!facet_of_requirement(*facet) || list == List::Requirements)
        })
        .collect();
    for facet in &facets {
        let (nl, en) = facet.title();
        columns.push(view.of(nl, en).to_owned());
    }
    columns.extend(match list {
        List::Requirements => vec![
            view.of("Grondslag", "Legal basis").to_owned(),
            view.of("Zekerheid", "Certainty").to_owned(),
            view.of("Aantal maatregelen", "Number of measures")
                .to_owned(),
        ],
        List::Terms => Vec::new(),
        _ => vec![
            view.of("Vereisten", "Requirements").to_owned(),
            view.of("Grondslag", "Legal basis").to_owned(),
        ],
    });
    columns.extend(["IRI".to_owned(), view.of("Pagina", "Page").to_owned()]);
    let mut bytes = Vec::new();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut bytes);
    // Into a vector nothing fails.
    let _ = writer.write_record(&columns);
    for entry in catalogue.find(selection, view.language.tag()).entries {
        let row = row(view, catalogue, selection, &facets, entry);
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    let _ = writer.flush();
    drop(writer);
    Answer::File {
        media_type: "text/csv",
        name: format!("{}.csv", list.name()),
        bytes,
    }
}

fn facet_of_requirement(facet: Facet) -> bool {
    Facet::PROFILE.contains(&facet) || facet == Facet::Law
}

fn row(
    view: View<'_>,
    catalogue: &Catalogue,
    selection: &Selection,
    facets: &[Facet],
    entry: &Entry,
) -> Vec<String> {
    let mut row = vec![
        entry.code.clone().unwrap_or_default(),
        plain(view, &entry.title).to_owned(),
        plain(view, &entry.summary).to_owned(),
    ];
    for &facet in facets {
        let places = match &entry.profile {
            Some(profile) if Facet::PROFILE.contains(&facet) => profile.labels(facet),
            _ => entry.values(facet),
        };
        let values: Vec<&str> = places
            .iter()
            .filter_map(|place| catalogue.value(facet, *place))
            .map(|value| plain(view, &value.label))
            .collect();
        row.push(values.join("; "));
    }
    let basis = |requirements: &[&Entry]| -> String {
        let mut all: Vec<&str> = Vec::new();
        for basis in requirements.iter().flat_map(|entry| &entry.basis) {
            let label = plain(view, &basis.label);
            if !all.contains(&label) {
                all.push(label);
            }
        }
        all.join("; ")
    };
    match selection.list {
        List::Requirements => {
            row.push(basis(&[entry]));
            row.push(
                match &entry.profile {
                    None => "",
                    Some(profile) if profile.is_established() => {
                        view.of("vastgesteld", "established")
                    }
                    Some(_) => view.of("waarschijnlijk", "likely"),
                }
                .to_owned(),
            );
            row.push(entry.measures.to_string());
        }
        List::Terms => {}
        _ => {
            let requirements: Vec<&Entry> = catalogue.answering(selection, entry).collect();
            let codes: Vec<&str> = requirements
                .iter()
                .map(|requirement| requirement.code.as_deref().unwrap_or(&requirement.iri))
                .collect();
            row.push(codes.join("; "));
            row.push(basis(&requirements));
        }
    }
    row.push(entry.iri.clone());
    let path = view.site.path_of(&entry.iri);
    row.push(path.map_or_else(String::new, |path| {
        view.site.url(&format!("/{}{path}", view.language.tag()))
    }));
    row
}

/// A cell that no spreadsheet takes for a formula: those that begin like one get an apostrophe.
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+31 6", "-x", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert!(harmless(cell).starts_with('\''), "{cell:?}");
        }
        for cell in ["aia-09", "", "AI = data", "'x"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}

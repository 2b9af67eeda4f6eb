//! Requirements against phases or roles: how many measures stand at each crossing.

use super::catalogue::Catalogue;
use super::facet::{Facet, Value};
use super::list::List;
use super::selection::Selection;
use std::collections::BTreeSet;

/// What stands at the top of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// The phases of the lifecycle.
    Phases,
    /// The roles in the project.
    Roles,
}

impl Axis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Phases, Self::Roles];

    /// Its name in an address.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phases => "phases",
            Self::Roles => "roles",
        }
    }

    /// The facet of measures that it shows.
    pub fn facet(self) -> Facet {
        match self {
            Self::Phases => Facet::Phase,
            Self::Roles => Facet::Role,
        }
    }
}

/// A requirement with its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixRow {
    /// The requirement's place in its list.
    pub requirement: usize,
    /// Its name as a value of the facet of requirements.
    pub slug: String,
    /// Measures a column.
    pub cells: Vec<usize>,
    /// Measures in all, each counted once.
    pub total: usize,
}

/// Requirements against phases or roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The columns, as places in the list of the facet.
    pub columns: Vec<u16>,
    /// The requirements, by code.
    pub rows: Vec<MatrixRow>,
    /// Measures of these requirements a column, each counted once.
    pub totals: Vec<usize>,
    /// Measures of these requirements in all, each counted once.
    pub total: usize,
}

impl Matrix {
    /// The matrix of the requirements that a selection gives.
    pub fn of(catalogue: &Catalogue, axis: Axis, selection: &Selection) -> Self {
        let facet = axis.facet();
        let measures = catalogue.entries(List::Measures);
        let requirements = catalogue.entries(List::Requirements);
        let used: BTreeSet<u16> = measures
            .iter()
            .flat_map(|measure| measure.values(facet))
            .copied()
            .collect();
        let columns: Vec<u16> = used.into_iter().collect();
        let column_of = |value: &u16| columns.binary_search(value).ok();
        let mut of_requirement: Vec<Vec<usize>> = vec![Vec::new(); requirements.len()];
        for (place, measure) in measures.iter().enumerate() {
            for &requirement in &measure.requirements {
                if let Some(list) = of_requirement.get_mut(requirement as usize) {
                    list.push(place);
                }
            }
        }
        let count = |list: &mut dyn Iterator<Item = usize>| -> Vec<usize> {
            let mut cells = vec![0; columns.len()];
            for measure in list.filter_map(|place| measures.get(place)) {
                for column in measure.values(facet).iter().filter_map(column_of) {
                    if let Some(cell) = cells.get_mut(column) {
                        *cell += 1;
                    }
                }
            }
            cells
        };
        let found = catalogue.find(selection, "nl").entries;
        let rows: Vec<MatrixRow> = found
            .iter()
            .filter_map(|entry| {
                let &place = entry.requirements.first()?;
                let place = place as usize;
                let list = of_requirement.get(place)?;
                let slug = catalogue
                    .value(
                        Facet::Requirement,
                        *entry.values(Facet::Requirement).first()?,
                    )
                    .map(|value: &Value| value.slug.clone())?;
                Some(MatrixRow {
                    requirement: place,
                    slug,
                    cells: count(&mut list.iter().copied()),
                    total: list.len(),
                })
            })
            .collect();
        let all: BTreeSet<usize> = rows
            .iter()
            .filter_map(|row| of_requirement.get(row.requirement))
            .flatten()
            .copied()
            .collect();
        Self {
            totals: count(&mut all.iter().copied()),
            total: all.len(),
            columns,
            rows,
        }
    }
}

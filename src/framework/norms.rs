//! Audit norms: from the two tables, and from the `sources` of measures.

use super::identifier::Identifier;
use super::model::{AuditNorm, NormLink};
use crate::findings::{Bilingual, Code, Finding, line_start};
use crate::source::table::{self, Row};
use foldhash::HashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Something of each norm, by framework and code.
type ByNorm<T> = HashMap<String, HashMap<String, T>>;

/// The norms of all sources, in the order in which they were met.
#[derive(Debug, Default)]
pub(super) struct Norms {
    pub(super) all: Vec<AuditNorm>,
    at: ByNorm<usize>,
    /// Frameworks whose norms a table lists.
    listed: BTreeSet<String>,
    /// Norm and URN of each link that a table makes, with its file, line and text.
    table_links: Vec<(usize, String, Place)>,
    /// Where among the links of a norm that to a measure is, until all are there.
    linked: HashMap<(usize, Identifier), usize>,
    table: Option<NormTable>,
}

/// More names of the tables that lead nowhere are not told.
const MAX_FINDINGS: usize = 1_000;

/// The table of norms and measures.
#[derive(Debug, Default)]
pub(super) struct NormTable {
    /// Its file.
    pub(super) file: String,
    rows: ByNorm<u32>,
    /// The URNs at the heads of its columns.
    columns: BTreeSet<String>,
    /// The codes that a measure meets, by framework.
    links: HashMap<Identifier, BTreeMap<String, BTreeSet<String>>>,
}

impl NormTable {
    /// The line of a norm.
    pub(super) fn row(&self, framework: &str, code: &str) -> Option<u32> {
        self.rows.get(framework)?.get(code).copied()
    }

    /// Whether a measure has a column.
    pub(super) fn has_column(&self, measure: &Identifier) -> bool {
        self.columns.contains(measure.as_str())
    }

    /// Whether the table says that a measure meets a norm.
    pub(super) fn links(&self, framework: &str, code: &str, measure: &Identifier) -> bool {
        let norms = self.links.get(measure);
        let codes = norms.and_then(|norms| norms.get(framework));
        codes.is_some_and(|codes| codes.contains(code))
    }

    /// The norms that a measure meets, framework and code.
    pub(super) fn norms_of(&self, measure: &Identifier) -> impl Iterator<Item = (&str, &str)> {
        let norms = self.links.get(measure).into_iter().flatten();
        norms.flat_map(|(framework, codes)| {
            let codes = codes.iter();
            codes.map(move |code| (framework.as_str(), code.as_str()))
        })
    }
}

/// The columns of a matrix of norms and measures.
struct Matrix<'h> {
    /// Number and source of the norm.
    norm: [usize; 2],
    /// Lists of the measures that meet it.
    lists: Vec<usize>,
    /// Marks of the measures that do, each with the URN at its head.
    measures: Vec<(usize, &'h str)>,
}

impl<'h> Matrix<'h> {
    fn of(header: &'h Row, norm: [usize; 2]) -> Self {
        let mut matrix = Self {
            norm,
            lists: Vec::new(),
            measures: Vec::new(),
        };
        for (column, name) in header.cells().enumerate() {
            if name.eq_ignore_ascii_case("maatregelen-ak") {
                matrix.lists.push(column);
            } else if name.starts_with("urn:") {
                matrix.measures.push((column, name));
            }
        }
        matrix
    }
}

#[derive(Clone, Debug)]
struct Place {
    file: String,
    line: u32,
    text: Arc<str>,
}

impl Place {
    fn finding(&self, code: Code, message: Bilingual) -> Finding {
        Finding::new(
            code,
            self.file.as_str(),
            self.line,
            1,
            self.text.clone(),
            message,
        )
        .with_width(width(&self.text))
    }

    /// A finding at some words of the line, where they stand in it.
    fn finding_at(&self, words: &str, code: Code, message: Bilingual) -> Finding {
        let mut finding = self.finding(code, message);
        if let Some((before, _)) = self.text.split_once(words).filter(|_| !words.is_empty()) {
            finding.column = width(before) + 1;
            finding.width = width(words);
        }
        finding
    }
}

fn width(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX - 1)
}

/// The audit framework that a text names: its short name, or its maker.
fn framework(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    if text == "adr" || text.contains("auditdienst") {
        Some("ADR")
    } else if text == "ark" || text.contains("rekenkamer") {
        Some("ARK")
    } else {
        None
    }
}

impl Norms {
    fn norm(&mut self, framework: &str, code: &str, place: (&str, u32)) -> usize {
        let next = self.all.len();
        let codes = self.at.entry(framework.to_owned()).or_default();
        let at = *codes.entry(code.to_owned()).or_insert(next);
        if at == next {
            self.all.push(AuditNorm {
                id: Identifier::local("norm", &format!("{framework}/{code}")),
                framework: framework.to_owned(),
                code: code.to_owned(),
                text: None,
                place: (place.0.to_owned(), place.1),
                links: Vec::new(),
            });
        }
        at
    }

    /// Whether there may be such a norm: a table lists it, or no table lists norms of its framework.
    pub(super) fn find(&self, framework: &str, code: &str) -> Option<&AuditNorm> {
        self.all.get(self.place_of(framework, code)?)
    }

    fn place_of(&self, framework: &str, code: &str) -> Option<usize> {
        self.at.get(framework)?.get(code).copied()
    }

    /// The table of norms and measures, where there is one.
    pub(super) fn table(&self) -> Option<&NormTable> {
        self.table.as_ref()
    }

    /// Adds a norm that a measure names, where no table says which norms there are.
    pub(super) fn add_named(&mut self, framework: &str, code: &str, place: (&str, u32)) {
        let known = matches!(framework, "ADR" | "ARK");
        if known && !self.listed.contains(framework) && !code.is_empty() {
            self.norm(framework, code, place);
        }
    }

    /// Adds that a measure meets a norm; in the order of the measures.
    pub(super) fn link(&mut self, framework: &str, code: &str, link: NormLink) {
        if let Some(at) = self.place_of(framework, code) {
            self.link_at(at, link);
        }
    }

    fn link_at(&mut self, at: usize, link: NormLink) {
        let Some(norm) = self.all.get_mut(at) else {
            return;
        };
        let next = norm.links.len();
        let place = self.linked.entry((at, link.measure.clone()));
        match norm.links.get_mut(*place.or_insert(next)) {
            Some(known) => {
                known.in_front_matter |= link.in_front_matter;
                known.in_table |= link.in_table;
            }
            None => norm.links.push(link),
        }
    }

    /// Reads a table: the texts of the norms, or the matrix of norms and measures.
    pub(super) fn read_table(&mut self, path: &str, text: &str, findings: &mut Vec<Finding>) {
        let (rows, unread) = table::read(text);
        let lines: Vec<&str> = text.split('\n').collect();
        let place = |line: u32| {
            let index = usize::try_from(line)
                .unwrap_or(usize::MAX)
                .saturating_sub(1);
            Place {
                file: path.to_owned(),
                line,
                text: line_start(lines.get(index).copied().unwrap_or_default()).into(),
            }
        };
        for (line, error) in unread {
            let message = Bilingual::new(
                format!("Deze regel is niet te lezen: {error}"),
                format!("This row cannot be read: {error}"),
            );
            findings.push(place(line).finding(Code::MalformedTable, message));
        }
        let Some((header, rows)) = rows.split_first() else {
            return;
        };
        let column = |wanted: &str| {
            header
                .cells()
                .position(|cell| cell.eq_ignore_ascii_case(wanted))
        };
        let number = column("nummer");
        if let (Some(number), Some(text), Some(source)) =
            (number, column("maatregel"), column("source"))
        {
            for row in rows {
                self.read_text(row, [number, text, source], &place(row.line), findings);
            }
        } else if let (Some(number), Some(source)) = (number, column("bron")) {
            let table = self.table.get_or_insert_default();
            path.clone_into(&mut table.file);
            let matrix = Matrix::of(header, [number, source]);
            let urns = matrix.measures.iter().map(|(_, urn)| (*urn).to_owned());
            table.columns.extend(urns);
            for row in rows {
                self.read_links(&matrix, row, &place(row.line), findings);
            }
        } else {
            let message = Bilingual::new(
                "Dit is geen tabel van toetsingsnormen: verwacht de kolommen nummer, maatregel en source, of nummer en bron",
                "This is no table of audit norms: expected the columns nummer, maatregel and source, or nummer and bron",
            );
            findings.push(place(header.line).finding(Code::MalformedTable, message));
        }
    }

    /// The norm that a row is about; a finding where it names none.
    fn norm_of_row(
        &mut self,
        row: &Row,
        [number, source]: [usize; 2],
        place: &Place,
        findings: &mut Vec<Finding>,
    ) -> Option<usize> {
        let cell = |index: usize| row.cell(index).unwrap_or_default();
        if row.cells().all(str::is_empty) {
            return None;
        }
        let (Some(framework), code) = (framework(cell(source)), cell(number)) else {
            let message = Bilingual::new(
                format!(
                    "Deze regel noemt geen bekend toetsingskader: «{}»",
                    cell(source)
                ),
                format!(
                    "This row names no known audit framework: “{}”",
                    cell(source)
                ),
            );
            findings.push(
                place
                    .finding_at(cell(source), Code::MalformedTable, message)
                    .with_value("bron", cell(source)),
            );
            return None;
        };
        if code.is_empty() {
            let message = Bilingual::new("Deze regel heeft geen nummer", "This row has no number");
            findings.push(place.finding(Code::MalformedTable, message));
            return None;
        }
        self.listed.insert(framework.to_owned());
        Some(self.norm(framework, code, (&place.file, place.line)))
    }

    fn read_text(
        &mut self,
        row: &Row,
        [number, text, source]: [usize; 3],
        place: &Place,
        findings: &mut Vec<Finding>,
    ) {
        let Some(at) = self.norm_of_row(row, [number, source], place, findings) else {
            return;
        };
        let text = row
            .cell(text)
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .unwrap_or_default();
        if let Some(norm) = self.all.get_mut(at)
            && !text.is_empty()
        {
            norm.text.get_or_insert(text);
        }
    }

    fn read_links(
        &mut self,
        matrix: &Matrix<'_>,
        row: &Row,
        place: &Place,
        findings: &mut Vec<Finding>,
    ) {
        let Some(at) = self.norm_of_row(row, matrix.norm, place, findings) else {
            return;
        };
        let mut listed = BTreeSet::new();
        let mut marked = BTreeSet::new();
        let mut has_list = false;
        for cell in matrix.lists.iter().filter_map(|column| row.cell(*column)) {
            has_list = true;
            let words = cell
                .split(|c: char| c.is_whitespace() || matches!(c, '[' | ']' | '\'' | '"' | ','));
            listed.extend(words.filter(|word| !word.is_empty()));
        }
        for (column, urn) in &matrix.measures {
            if !matches!(row.cell(*column), None | Some("" | "0")) {
                marked.insert(*urn);
            }
        }
        if has_list && listed != marked {
            let message = Bilingual::new(
                "De lijst en de kruisjes van deze regel noemen andere maatregelen",
                "The list and the marks of this row name different measures",
            );
            findings.push(place.finding(Code::NormDisagreement, message));
        }
        if let (Some(table), Some(norm)) = (&mut self.table, self.all.get(at)) {
            let lines = table.rows.entry(norm.framework.clone()).or_default();
            lines.entry(norm.code.clone()).or_insert(place.line);
        }
        for urn in listed.union(&marked) {
            let urn = (*urn).to_owned();
            self.table_links.push((at, urn, place.clone()));
        }
    }

    /// Turns the URNs of the tables into measures; `measure` gives name and code of a URN's.
    pub(super) fn resolve_table(
        &mut self,
        measure: impl Fn(&str) -> Option<(Identifier, String)>,
        findings: &mut Vec<Finding>,
    ) {
        for (at, urn, place) in std::mem::take(&mut self.table_links) {
            if let Some((id, code)) = measure(&urn) {
                if let (Some(table), Some(norm)) = (&mut self.table, self.all.get(at)) {
                    let norms = table.links.entry(id.clone()).or_default();
                    let codes = norms.entry(norm.framework.clone()).or_default();
                    codes.insert(norm.code.clone());
                }
                self.link_at(
                    at,
                    NormLink {
                        measure: id,
                        measure_code: code,
                        in_front_matter: false,
                        in_table: true,
                    },
                );
                continue;
            }
            if findings.len() >= MAX_FINDINGS {
                continue;
            }
            let message = Bilingual::new(
                format!("{urn} is geen maatregel"),
                format!("{urn} is not a measure"),
            );
            let finding = place
                .finding_at(&urn, Code::DanglingReference, message)
                .with_value("maatregelen-ak", urn);
            let norm = self.all.get(at).map(|norm| norm.id.as_str().to_owned());
            findings.push(match norm {
                Some(norm) => finding.concerning(norm),
                None => finding,
            });
        }
        self.linked = HashMap::default();
    }
}

#[cfg(test)]
mod tests {
    use super::super::identifier::Urn;
    use super::*;

    fn measure(urn: &str) -> Option<(Identifier, String)> {
        let urn = Urn::parse(urn).filter(|urn| urn.code() != "owp-99")?;
        Some((Identifier::of_urn(&urn), urn.code().to_owned()))
    }

    #[test]
    fn both_tables_tell_of_the_same_norms() {
        let mut norms = Norms::default();
        let mut findings = Vec::new();
        norms.read_table("a.csv", "nummer;maatregel;source\nSV.1;\"Een\nnorm\";Onderzoekskader Auditdienst Rijk\n3.10;Nog een;Toetsingskader Algemene Rekenkamer\n", &mut findings);
        norms.read_table(
            "b.csv",
            "nummer,bron,maatregelen-ak,urn:nl:ak:mtr:owp-90,urn:nl:ak:mtr:owp-91\nSV.1,ADR,\"['urn:nl:ak:mtr:owp-90', 'urn:nl:ak:mtr:owp-99']\",1,0\n3.10,ARK,[],0,1\n",
            &mut findings,
        );
        norms.resolve_table(measure, &mut findings);
        let told: Vec<_> = norms
            .all
            .iter()
            .map(|norm| (norm.id.as_str(), norm.text.as_deref(), norm.links.len()))
            .collect();
        assert_eq!(
            told,
            [
                ("id/norm/ADR/SV.1", Some("Een norm"), 1),
                ("id/norm/ARK/3.10", Some("Nog een"), 1)
            ]
        );
        let codes: Vec<_> = findings
            .iter()
            .map(|finding| (finding.code, finding.line))
            .collect();
        assert_eq!(
            codes,
            [
                (Code::NormDisagreement, 2),
                (Code::NormDisagreement, 3),
                (Code::DanglingReference, 2)
            ]
        );
    }

    #[test]
    fn other_tables_are_findings() {
        let mut findings = Vec::new();
        Norms::default().read_table("a.csv", "a,b\n1,2\n", &mut findings);
        Norms::default().read_table("a.csv", "nummer,bron\n1,XYZ\n,ADR\n,\n", &mut findings);
        assert_eq!(findings.len(), 3);
        assert!(
            findings
                .iter()
                .all(|finding| finding.code == Code::MalformedTable)
        );
    }
}

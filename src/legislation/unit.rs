//! The kinds of parts an act has, and how each is named in every notation.

/// A kind of part of an act.
///
/// The order is that from large to small, as parts nest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// *Deel*, part.
    Part,
    /// *Titel*, title: a division above chapters.
    Title,
    /// *Hoofdstuk*, chapter.
    Chapter,
    /// *Afdeling*, section; also of an annex.
    Section,
    /// *Paragraaf* of a Dutch act, below a section.
    Subsection,
    /// *Overweging*, recital.
    Recital,
    /// *Bijlage*, annex.
    Annex,
    /// *Artikel*, article.
    Article,
    /// *Lid*, numbered paragraph.
    Paragraph,
    /// *Alinea*, unnumbered subparagraph, counted from 1.
    Subparagraph,
    /// *Punt*, *onder*, *onderdeel*, *sub*: point; a point in a point is a point again.
    Point,
    /// *Streepje*, indent, counted from 1.
    Indent,
}

impl Unit {
    /// Every unit, from large to small.
    pub const ALL: [Unit; 12] = [
        Unit::Part,
        Unit::Title,
        Unit::Chapter,
        Unit::Section,
        Unit::Subsection,
        Unit::Recital,
        Unit::Annex,
        Unit::Article,
        Unit::Paragraph,
        Unit::Subparagraph,
        Unit::Point,
        Unit::Indent,
    ];

    /// Its code in an ELI path (`art`), after the Publications Office's subdivision table in lower
    /// case. EU acts do not have Dutch subsections: `None`.
    pub fn eli_code(self) -> Option<&'static str> {
        Some(match self {
            Unit::Part => "prt",
            Unit::Title => "tis",
            Unit::Chapter => "cpt",
            Unit::Section => "sct",
            Unit::Subsection => return None,
            Unit::Recital => "rct",
            Unit::Annex => "anx",
            Unit::Article => "art",
            Unit::Paragraph => "par",
            Unit::Subparagraph => "unp",
            Unit::Point => "pnt",
            Unit::Indent => "idt",
        })
    }

    /// The unit of an ELI path code.
    pub fn from_eli_code(code: &str) -> Option<Unit> {
        Unit::ALL
            .into_iter()
            .find(|unit| unit.eli_code() == Some(code))
    }

    /// Its name as a parameter of a JCI 1.3 reference (`artikel`, `lid`, `o`); `None` for what a
    /// JCI cannot name.
    pub fn jci_name(self) -> Option<&'static str> {
        Some(match self {
            Unit::Part => "deel",
            Unit::Title => "titeldeel",
            Unit::Chapter => "hoofdstuk",
            Unit::Section => "afdeling",
            Unit::Subsection => "paragraaf",
            Unit::Annex => "bijlage",
            Unit::Article => "artikel",
            Unit::Paragraph => "lid",
            Unit::Point => "o",
            Unit::Recital | Unit::Subparagraph | Unit::Indent => return None,
        })
    }

    /// The unit of a JCI parameter.
    pub fn from_jci_name(name: &str) -> Option<Unit> {
        Unit::ALL
            .into_iter()
            .find(|unit| unit.jci_name() == Some(name))
    }

    /// Its member of the Publications Office's authority table of subdivisions (`ART`): the value
    /// of `eli:type_subdivision` below
    /// `http://publications.europa.eu/resource/authority/subdivision/`.
    pub fn authority_code(self) -> &'static str {
        match self {
            Unit::Part => "PRT",
            Unit::Title => "TIS",
            Unit::Chapter => "CPT",
            Unit::Section => "SCT",
            // The table has no Dutch *paragraaf*.
            Unit::Subsection => "OTH",
            Unit::Recital => "RCT",
            Unit::Annex => "ANX",
            Unit::Article => "ART",
            Unit::Paragraph => "PAR",
            Unit::Subparagraph => "UNP",
            Unit::Point => "PNT",
            Unit::Indent => "IDT",
        }
    }

    /// Whether it is a division that holds articles.
    pub fn holds_articles(self) -> bool {
        matches!(
            self,
            Unit::Part | Unit::Title | Unit::Chapter | Unit::Section | Unit::Subsection
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_go_both_ways() {
        for unit in Unit::ALL {
            if let Some(code) = unit.eli_code() {
                assert_eq!(Unit::from_eli_code(code), Some(unit));
                assert_eq!(code.to_uppercase(), unit.authority_code());
            }
            if let Some(name) = unit.jci_name() {
                assert_eq!(Unit::from_jci_name(name), Some(unit));
            }
        }
        assert_eq!(
            Unit::from_eli_code("rec"),
            None,
            "recitals are rct, never rec"
        );
    }
}

//! The registry of codes: each once, with its severity and titles.

/// How much a finding matters (modelling §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It makes the graph wrong, as a missing identifier does.
    Error,
    /// It loses a link or a value, as a dangling reference does.
    Warning,
    /// It is worth knowing.
    Note,
}

impl Severity {
    /// `error`, `warning` or `note`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $nl:literal $en:literal;)*) => {
        /// What kind of thing is wrong; a stable name in kebab-case.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $en] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the registry.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The stable name, as it stands in reports and in the graph.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How much it matters.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// The code of this name.
            pub fn of(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)* _ => None }
            }

            /// What it is, in Dutch and in English.
            pub fn title(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($nl, $en),)* }
            }
        }
    };
}

codes! {
    UnreadableFile "unreadable-file" Error "Bestand is niet te lezen" "File cannot be read";
    NotFollowed "not-followed" Warning "Bestand of link is niet gevolgd" "File or link was not followed";
    TooManyFindings "too-many-findings" Warning "Meer bevindingen dan vermeld worden" "More findings than are told";
    MissingId "missing-id" Error "Identificatie ontbreekt" "Identifier is missing";
    MalformedId "malformed-id" Error "Identificatie heeft een onjuiste vorm" "Identifier is malformed";
    DuplicateId "duplicate-id" Error "Identificatie komt vaker voor" "Identifier is used more than once";
    IdentifierNotAsFile "identifier-not-as-file" Warning "Identificatie en bestandsnaam verschillen" "Identifier and file name differ";
    SeriesGap "series-gap" Note "Nummer ontbreekt in de reeks" "Number is missing from the series";
    MissingTitle "missing-title" Error "Titel ontbreekt" "Title is missing";
    FrontMatterSyntax "front-matter-syntax" Error "Kopgegevens zijn geen geldige YAML" "Front matter is not valid YAML";
    DuplicateKey "duplicate-key" Warning "Sleutel komt vaker voor" "Key occurs more than once";
    UnknownKey "unknown-key" Warning "Onbekende sleutel" "Unknown key";
    MissingKey "missing-key" Warning "Sleutel ontbreekt" "Key is missing";
    EmptyValue "empty-value" Note "Lege waarde" "Empty value";
    WrongType "wrong-type" Warning "Waarde heeft een onverwachte vorm" "Value has an unexpected form";
    DuplicateValue "duplicate-value" Note "Waarde komt vaker voor" "Value occurs more than once";
    DanglingReference "dangling-reference" Warning "Verwijzing naar een document dat er niet is" "Reference to a document that is not there";
    AbsentDocument "absent-document" Note "Verwijzing naar een document buiten wat gelezen is" "Reference to a document outside what was read";
    UnknownValue "unknown-value" Warning "Onbekende waarde" "Unknown value";
    UnparsedException "unparsed-exception" Warning "Uitzondering is niet te lezen" "Exception cannot be read";
    NestedException "nested-exception" Note "Uitzondering heeft een ongewone vorm" "Exception has an unusual form";
    RequirementWithoutMeasures "requirement-without-measures" Note "Geen maatregel hoort bij dit vereiste" "No measure belongs to this requirement";
    MeasureWithoutRequirements "measure-without-requirements" Note "Deze maatregel hoort bij geen vereiste" "This measure belongs to no requirement";
    UnrelatedLink "unrelated-link" Note "De tekst verwijst, de kopgegevens niet" "The text links, the front matter does not";
    UntitledPage "untitled-page" Note "Pagina heeft geen titel" "Page has no title";
    RepairedEncoding "repaired-encoding" Note "Verkeerd gedecodeerde tekst hersteld" "Wrongly decoded text repaired";
    InvalidEncoding "invalid-encoding" Warning "Bestand is geen geldige UTF-8" "File is not valid UTF-8";
    ControlCharacter "control-character" Warning "Besturingsteken in de tekst" "Control character in the text";
    InvisibleCharacter "invisible-character" Note "Onzichtbaar teken in de tekst" "Invisible character in the text";
    UnclosedComment "unclosed-comment" Warning "Opmerking wordt niet gesloten" "Comment is not closed";
    DeepNesting "deep-nesting" Warning "Tekst is te diep genest" "Text is nested too deeply";
    MissingSection "missing-section" Warning "Onderdeel ontbreekt" "Section is missing";
    EmptySection "empty-section" Warning "Onderdeel is leeg" "Section is empty";
    DuplicateSection "duplicate-section" Note "Onderdeel komt vaker voor" "Section occurs more than once";
    HeadingVariant "heading-variant" Note "Kop wijkt af van de andere documenten" "Heading differs from that of other documents";
    TemplateComment "template-comment" Note "Invulinstructie van het sjabloon staat er nog" "Instruction of the template is still there";
    UnfinishedComment "unfinished-comment" Note "Opmerking zegt dat er iets ontbreekt" "Comment says that something is missing";
    PlaceholderText "placeholder-text" Note "Tekst zegt dat er nog iets komt" "Text says that something is still to come";
    MissingFile "missing-file" Warning "Link naar een bestand dat er niet is" "Link to a file that is not there";
    PageAddress "page-address" Warning "Link leidt op de site ergens anders heen" "Link leads elsewhere on the site";
    MisdirectedLink "misdirected-link" Note "De linktekst is de titel van een ander document" "The link text is the title of another document";
    UncheckedAttachments "unchecked-attachments" Note "Links naar bijlagen zijn niet nagegaan" "Links to attachments were not checked";
    MissingHeading "missing-heading" Warning "Link naar een kop die er niet is" "Link to a heading that is not there";
    MalformedAddress "malformed-address" Warning "Adres heeft een onjuiste vorm" "Address is malformed";
    MalformedLink "malformed-link" Warning "Link is verkeerd geschreven" "Link is written wrongly";
    EmptyLink "empty-link" Warning "Link zonder adres" "Link without an address";
    ForeignMacro "foreign-macro" Warning "Lijstopdracht noemt een ander document" "List macro names another document";
    MissingMacro "missing-macro" Warning "Lijstopdracht ontbreekt" "List macro is missing";
    DuplicateTerm "duplicate-term" Warning "Begrip komt vaker voor" "Term is defined more than once";
    MalformedTerm "malformed-term" Warning "Begrip is verkeerd geschreven" "Term is written wrongly";
    NormDisagreement "norm-disagreement" Note "Kopgegevens en normentabel verschillen" "Front matter and norm table disagree";
    MeasureWithoutColumn "measure-without-column" Note "Maatregel heeft geen kolom in de normentabel" "Measure has no column in the norm table";
    MalformedTable "malformed-table" Warning "Regel van de tabel is niet te lezen" "Row of the table cannot be read";
    CitationConflict "citation-conflict" Warning "De link noemt een ander artikel dan de tekst" "The link names another article than the text";
    UnresolvedCitation "unresolved-citation" Warning "Verwijzing naar een wet is niet te herleiden" "Reference to legislation cannot be resolved";
    NoSuchProvision "no-such-provision" Warning "De wet heeft deze bepaling niet" "The act does not have this provision";
    AmendedProvision "amended-provision" Note "De bepaling is sindsdien gewijzigd" "The provision was amended since";
    StaleTitle "stale-title" Note "De linktekst is niet de titel van het document" "The link text is not the document's title";
    ExpiredAcceptance "expired-acceptance" Warning "Aanvaarding is verlopen" "Acceptance has expired";
    UnusedAcceptance "unused-acceptance" Warning "Aanvaarding wordt niet gebruikt" "Acceptance is not used";
    // The contract of the graph, one code a kind of constraint (src/contract).
    GraphTooFew "graph-too-few" Error "Te weinig waarden in de graaf" "Too few values in the graph";
    GraphTooMany "graph-too-many" Error "Te veel waarden in de graaf" "Too many values in the graph";
    GraphDatatype "graph-datatype" Error "Waarde in de graaf heeft een ander datatype" "Value in the graph has another datatype";
    GraphNodeKind "graph-node-kind" Error "Waarde in de graaf is van een andere soort" "Value in the graph is of another kind";
    GraphClass "graph-class" Error "Ding in de graaf is niet van de klasse" "Thing in the graph is not of the class";
    GraphPattern "graph-pattern" Error "IRI of tekst in de graaf heeft een andere vorm" "IRI or text in the graph has another form";
    GraphLength "graph-length" Error "Tekst in de graaf is te kort of te lang" "Text in the graph is too short or too long";
    GraphRange "graph-range" Error "Getal of datum in de graaf valt buiten de grenzen" "Number or date in the graph is out of bounds";
    GraphLanguage "graph-language" Error "Tekst in de graaf is in een andere taal" "Text in the graph is in another language";
    GraphUniqueLanguage "graph-unique-language" Error "Meer dan één tekst in een taal in de graaf" "More than one text in a language in the graph";
    GraphValue "graph-value" Error "Andere waarde in de graaf dan toegestaan" "Other value in the graph than is allowed";
    GraphEquals "graph-equals" Error "Omgekeerde of bovenliggende eigenschap in de graaf wijkt af" "Inverse or super-property in the graph differs";
    GraphDisjoint "graph-disjoint" Error "Zelfde waarde bij twee eigenschappen in de graaf" "Same value of two properties in the graph";
    GraphLogic "graph-logic" Error "Combinatie in de graaf is niet toegestaan" "Combination in the graph is not allowed";
    GraphRecommended "graph-recommended" Warning "Aanbevolen waarde ontbreekt in de graaf" "Recommended value is missing in the graph";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_code_is_found_by_its_name() {
        for code in Code::ALL {
            assert_eq!(Code::of(code.as_str()), Some(*code));
        }
        assert_eq!(Code::of("Missing-id"), None);
    }

    #[test]
    fn codes_are_unique_and_in_kebab_case() {
        let names: BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(names.len(), Code::ALL.len());
        for name in names {
            assert!(
                name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                "{name}"
            );
        }
    }
}

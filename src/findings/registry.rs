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

            /// What it is, in Dutch and in English.
            pub fn title(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($nl, $en),)* }
            }
        }
    };
}

codes! {
    UnreadableFile "unreadable-file" Error "Bestand is niet te lezen" "File cannot be read";
    NotFollowed "not-followed" Warning "Bestand of koppeling is niet gevolgd" "File or link was not followed";
    MissingId "missing-id" Error "Identificatie ontbreekt" "Identifier is missing";
    MalformedId "malformed-id" Error "Identificatie heeft een onjuiste vorm" "Identifier is malformed";
    DuplicateId "duplicate-id" Error "Identificatie komt vaker voor" "Identifier is used more than once";
    MissingTitle "missing-title" Error "Titel ontbreekt" "Title is missing";
    FrontMatterSyntax "front-matter-syntax" Error "Kopgegevens zijn geen geldige YAML" "Front matter is not valid YAML";
    DuplicateKey "duplicate-key" Warning "Sleutel komt vaker voor" "Key occurs more than once";
    UnknownKey "unknown-key" Warning "Onbekende sleutel" "Unknown key";
    EmptyValue "empty-value" Note "Lege waarde" "Empty value";
    WrongType "wrong-type" Warning "Waarde heeft een onverwachte vorm" "Value has an unexpected form";
    DuplicateValue "duplicate-value" Note "Waarde komt vaker voor" "Value occurs more than once";
    DanglingReference "dangling-reference" Warning "Verwijzing naar een document dat er niet is" "Reference to a document that is not there";
    AbsentDocument "absent-document" Note "Verwijzing naar een document buiten wat gelezen is" "Reference to a document outside what was read";
    UnknownValue "unknown-value" Warning "Onbekende waarde" "Unknown value";
    UnparsedException "unparsed-exception" Warning "Uitzondering is niet te lezen" "Exception cannot be read";
    NestedException "nested-exception" Note "Uitzondering heeft een ongewone vorm" "Exception has an unusual form";
    UntitledPage "untitled-page" Note "Pagina heeft geen titel" "Page has no title";
    RepairedEncoding "repaired-encoding" Note "Verkeerd gedecodeerde tekst hersteld" "Wrongly decoded text repaired";
    InvalidEncoding "invalid-encoding" Warning "Bestand is geen geldige UTF-8" "File is not valid UTF-8";
    ControlCharacter "control-character" Warning "Besturingsteken in de tekst" "Control character in the text";
    InvisibleCharacter "invisible-character" Note "Onzichtbaar teken in de tekst" "Invisible character in the text";
    UnclosedComment "unclosed-comment" Warning "Opmerking wordt niet gesloten" "Comment is not closed";
    MissingFile "missing-file" Warning "Koppeling naar een bestand dat er niet is" "Link to a file that is not there";
    MalformedAddress "malformed-address" Warning "Adres heeft een onjuiste vorm" "Address is malformed";
    ForeignMacro "foreign-macro" Warning "Lijstopdracht noemt een ander document" "List macro names another document";
    NormDisagreement "norm-disagreement" Note "Kopgegevens en normentabel verschillen" "Front matter and norm table disagree";
    MalformedTable "malformed-table" Warning "Regel van de tabel is niet te lezen" "Row of the table cannot be read";
    CitationConflict "citation-conflict" Warning "De link noemt een ander artikel dan de tekst" "The link names another article than the text";
    UnresolvedCitation "unresolved-citation" Warning "Verwijzing naar een wet is niet te herleiden" "Reference to legislation cannot be resolved";
    NoSuchProvision "no-such-provision" Warning "De wet heeft deze bepaling niet" "The act does not have this provision";
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

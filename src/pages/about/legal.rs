//! `/about/legal`: what the site is worth in law.

use super::super::view::View;
use maud::{Markup, html};

pub(super) fn content(view: View<'_>) -> Markup {
    html! {
        p class="lead" { (view.of(
            "Deze site is een hulpmiddel. U kunt er geen rechten aan ontlenen.",
            "This site is an aid. No rights can be derived from it.",
        )) }
        h2 { (view.of("Geen officiële wettekst", "Not the official text of the law")) }
        p { (view.of(
            "Hier staat waar een wet of artikel over gaat en welke vereisten erop berusten. De tekst van de wet zelf staat er niet, en opschriften zijn aangehaald. Alleen de officiële bekendmaking geldt:",
            "Here stands what an act or article is about and which requirements rest on it. The text of the law itself is not here, and headings are quoted. Only the official publication is authentic:",
        )) }
        ul {
            li {
                (view.of("voor recht van de Europese Unie: ", "for the law of the European Union: "))
                a href="https://eur-lex.europa.eu/" rel="external" { "EUR-Lex" }
                (view.of(" (het Publicatieblad)", " (the Official Journal)"))
            }
            li {
                (view.of("voor Nederlands recht: ", "for Dutch law: "))
                a href="https://wetten.overheid.nl/" rel="external" { "wetten.overheid.nl" }
                (view.of(" en de bekendmaking in het Staatsblad", " and publication in the Staatsblad"))
            }
        }
        p { (view.of(
            "Data van inwerkingtreding en toepassing staan er met hun bron bij. Wat er niet staat, is hier niet bekend; dat betekent niet dat er niets geldt.",
            "Dates of entry into force and of application stand with their source. What is not here is not known here; that does not mean that nothing applies.",
        )) }
        h2 { (view.of("Geen officiële uitgave van het Algoritmekader", "Not an official edition of the Algorithm Framework")) }
        p {
            (view.of("De volledige tekst van het kader staat op de ", "The full text of the framework is on the "))
            a href="https://minbzk.github.io/Algoritmekader/" rel="external" {
                (view.of("website van het Algoritmekader", "website of the Algorithm Framework"))
            } "."
        }
        h2 { (view.of("“Waarschijnlijk” en “vastgesteld”", "“Likely” and “established”")) }
        p { (view.of(
            "Voor wie een vereiste geldt, is opgemaakt uit de labels van het kader. Bij de AI-verordening toont het kader die labels zelf: dan staat er “vastgesteld”. Bij andere wetten staan ze wel in de bron, maar toont het kader ze niet: dan staat er “waarschijnlijk”, en moet u het zelf nagaan.",
            "For whom a requirement applies was read from the framework’s labels. With the AI Act the framework shows these labels itself: then it says “established”. With other acts they are in the source but not shown: then it says “likely”, and you have to check for yourself.",
        )) }
        h2 { (view.of("Hergebruik", "Reuse")) }
        p {
            (view.of("De inhoud valt onder de ", "The content is under the "))
            a href="https://eupl.eu/1.2/nl/" rel="license external" { "EUPL-1.2" }
            (view.of(", zoals de eigenaar van het kader bepaalt.", ", as the owner of the framework decides."))
        }
        h2 { (view.of("Privacy", "Privacy")) }
        p { (view.of(
            "Deze site volgt u niet: geen scripts van anderen, geen statistieken over bezoekers. Eén cookie onthoudt de taal die u koos.",
            "This site does not follow you: no scripts of others, no statistics about visitors. One cookie remembers the language that you chose.",
        )) }
    }
}

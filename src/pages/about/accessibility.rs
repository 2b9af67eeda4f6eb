//! `/about/accessibility`: for whom the site works.

use super::super::view::View;
use maud::{Markup, html};

pub(super) fn content(view: View<'_>) -> Markup {
    html! {
        p class="lead" { (view.of(
            "Deze site is gemaakt om te voldoen aan WCAG 2.2, niveau A en AA (EN 301 549).",
            "This site is made to conform to WCAG 2.2, levels A and AA (EN 301 549).",
        )) }
        h2 { (view.of("Wat dat in de praktijk betekent", "What that means in practice")) }
        ul {
            li { (view.of("Alles werkt met alleen het toetsenbord, en u ziet steeds waar u bent.", "Everything works with the keyboard alone, and you always see where you are.")) }
            li { (view.of("Geen pagina heeft een script nodig om te lezen, te filteren of te zoeken.", "No page needs a script to be read, filtered or searched.")) }
            li { (view.of("Tekst kan twee keer zo groot, en op een smal scherm schuift de pagina niet opzij; brede tabellen schuiven in zichzelf.", "Text can be twice as large, and on a narrow screen the page does not scroll sideways; wide tables scroll inside themselves.")) }
            li { (view.of("Kleuren hebben genoeg contrast, ook in het donker; kleur is nooit het enige verschil.", "Colours have enough contrast, in the dark too; colour is never the only difference.")) }
            li { (view.of("Elke afbeelding van verbanden staat er ook als tabel.", "Every picture of relations is there as a table as well.")) }
            li { (view.of("Tekst in een andere taal dan de pagina is als zodanig gemarkeerd.", "Text in another language than the page is marked as such.")) }
        }
        h2 { (view.of("Hoe dat is onderzocht", "How that was examined")) }
        p { (view.of(
            "Bij elke wijziging gaat een programma met een browser (Chromium) de volgende punten na:",
            "At every change a program with a browser (Chromium) checks these points:",
        )) }
        ul {
            li { (view.of(
                "elke soort pagina, in beide talen, licht en donker, op een scherm van 1280 en van 320 pixels breed: de regels van WCAG 2.0 tot en met 2.2, niveau A en AA, die een programma kan beoordelen (axe-core), en dat de pagina niet opzij schuift;",
                "every kind of page, in both languages, light and dark, on a screen 1280 and 320 pixels wide: the rules of WCAG 2.0 to 2.2, levels A and AA, that a program can judge (axe-core), and that the page does not scroll sideways;",
            )) }
            li { (view.of(
                "elke soort pagina met tekst van twee keer de grootte: dat de pagina niet opzij schuift;",
                "every kind of page with text of twice the size: that the page does not scroll sideways;",
            )) }
            li { (view.of(
                "op de voorpagina, een werklijst, een lijst, een vereiste en een matrix, breed en smal: dat de focus in de volgorde van de pagina gaat, te zien is en nergens onder ligt (de eerste 24 stappen);",
                "on the first page, a work list, a list, a requirement and a matrix, wide and narrow: that the focus goes in the order of the page, is seen and lies under nothing (the first 24 steps);",
            )) }
            li { (view.of(
                "met alleen het toetsenbord: naar de inhoud springen, een werklijst maken (ook zonder script), een zoekvraag schrijven en uitvoeren;",
                "with the keyboard alone: skip to the content, make a work list (without scripts too), write and run a query;",
            )) }
            li { (view.of(
                "op papier: dat menu’s en formulieren wegvallen en adressen bij de links staan.",
                "on paper: that menus and forms are left out and addresses stand with the links.",
            )) }
        }
        p { (view.of(
            "Niet onderzocht is hoe de site werkt met een schermlezer of met spraakbediening, en geen onafhankelijke deskundige heeft haar beoordeeld. Deze verklaring heeft daarom nog geen officiële nalevingsstatus.",
            "Not examined is how the site works with a screen reader or by voice, and no independent expert has assessed it. So this statement does not have an official conformance status yet.",
        )) }
        h2 { (view.of("Bekende beperkingen", "Known limitations")) }
        ul {
            li { (view.of("Niet elke tekst van het kader bestaat in het Engels; dan ziet u de Nederlandse.", "Not every text of the framework exists in English; then you see the Dutch one.")) }
            li { (view.of("Officiële wetsteksten staan op andere sites; hun toegankelijkheid ligt daar.", "Official texts of acts are on other sites; their accessibility is up to those.")) }
        }
        h2 { (view.of("Werkt iets niet voor u?", "Does something not work for you?")) }
        p {
            (view.of("Meld het bij de uitgever van deze site; de contactgegevens staan bij ", "Tell the publisher of this site; the contact is under "))
            a href=(view.page("/about/data")) { "Open data" }
            (view.of(". Noem de pagina en wat u wilde doen.", ". Name the page and what you wanted to do."))
        }
    }
}

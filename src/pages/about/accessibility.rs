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
            "Bij elke wijziging controleren tests in een browser de pagina’s op de regels van WCAG die een programma kan nagaan (met axe-core), en op volgorde van de focus, bediening met het toetsenbord en een scherm van 320 pixels breed. Een onafhankelijk onderzoek door mensen is nog niet gedaan; deze verklaring heeft daarom nog geen officiële nalevingsstatus.",
            "At every change, tests in a browser check the pages against those rules of WCAG that a program can verify (with axe-core), and for order of focus, use by keyboard and a screen of 320 pixels wide. An independent examination by people has not been done yet; so this statement does not have an official conformance status yet.",
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

//! From when something applies that rests on several provisions, in one line: [`in_a_line`]. When
//! each of them applies is decided in [`super::ground`].

use super::ground::{self, Application};
use super::view::View;
use crate::store::Node;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Days that are told in a line; the page of the thing tells them all.
const TOLD: usize = 3;

/// The days of one provision; provisions with the same days are one part of the line. In the
/// order of the line: what applies before what has to be done, then by day.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Days<'a> {
    /// Whether something has to be done by them.
    latest: bool,
    dates: BTreeSet<&'a str>,
    /// Whether it depends on the case which of them holds, or whether any does.
    conditional: bool,
}

/// `Van toepassing vanaf 2 augustus 2026`; where not all of the provisions say the same:
/// `Deels van toepassing vanaf 2 augustus 2026; deels vanaf …`. Nothing where no day is known.
/// `owner` is what rests on them; its page says on what it depends which day holds.
pub(super) fn in_a_line(view: View<'_>, owner: Node, provisions: &[Node]) -> Option<Markup> {
    let mut known: BTreeSet<Days<'_>> = BTreeSet::new();
    let mut unknown = false;
    for provision in provisions {
        let applications = ground::applications(view, *provision);
        unknown |= applications.is_empty() && !ground::has_no_date_of_its_own(view, *provision);
        known.extend(days(&applications));
    }
    if known.is_empty() {
        return None;
    }
    // What has to be done by a day does not make the rest apply in part.
    let from = known.iter().filter(|part| !part.latest).count();
    let partly = unknown || from > 1 || from == 0 && known.len() > 1;
    Some(html! {
        @for (place, part) in known.iter().take(TOLD).enumerate() {
            (opening(view, place == 0, partly, part.latest))
            (one_of(view, &part.dates))
            @if part.conditional { ", " (depending(view, owner)) }
        }
        @if known.len() > TOLD { (view.of("; deels op andere dagen", "; partly on other days")) }
        @if unknown {
            (view.of("; van een deel is de datum hier niet bekend", "; for a part the date is not known here"))
        }
    })
}

/// The days of a provision: those from which it applies, and those by which something has to be
/// done.
fn days<'a>(applications: &[Application<'a>]) -> impl Iterator<Item = Days<'a>> {
    [false, true].into_iter().filter_map(|latest| {
        let own = || {
            applications
                .iter()
                .filter(move |application| application.latest == latest)
        };
        let dates: BTreeSet<&str> = own().map(|application| application.date).collect();
        (!dates.is_empty()).then(|| Days {
            latest,
            dates,
            conditional: own().any(|application| application.condition.is_some()),
        })
    })
}

fn opening(view: View<'_>, first: bool, partly: bool, latest: bool) -> &str {
    match (first, partly, latest) {
        (true, false, false) => view.of("Van toepassing vanaf ", "Applies from "),
        (true, false, true) => view.of("Uiterlijk ", "By "),
        (true, true, false) => view.of("Deels van toepassing vanaf ", "Applies partly from "),
        (true, true, true) => view.of("Deels uiterlijk ", "Partly by "),
        (false, _, false) => view.of("; deels vanaf ", "; partly from "),
        (false, _, true) => view.of("; een deel uiterlijk ", "; a part by "),
    }
}

/// `2 december 2027 of 2 augustus 2028`
fn one_of(view: View<'_>, days: &BTreeSet<&str>) -> Markup {
    html! {
        @for (place, day) in days.iter().enumerate() {
            @if place > 0 && place + 1 == days.len() { (view.of(" of ", " or ")) }
            @else if place > 0 { ", " }
            (ground::date_markup(view, day))
        }
    }
}

fn depending(view: View<'_>, owner: Node) -> Markup {
    let words = view.of("afhankelijk van uw geval", "depending on your case");
    html! {
        @if let Some(page) = view.href(owner) { a href={ (page) "#ground" } { (words) } }
        @else { (words) }
    }
}

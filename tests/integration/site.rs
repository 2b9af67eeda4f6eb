//! The site as people and their browsers meet it.

mod attack;
mod forms;
mod ways;
mod work_list;

use crate::program::fixture;
use crate::server::{Answer, Server};

/// Over the small framework that has every oddity.
pub(super) fn oddities() -> Server {
    Server::over(["--source", &fixture("kader")])
}

pub(super) fn page(server: &Server, path: &str) -> Answer {
    let answer = server.get(path).accepting("text/html").answer();
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    answer
}

/// The addresses of all links of a page.
pub(super) fn links(html: &str) -> Vec<String> {
    html.split("<a ")
        .skip(1)
        .filter_map(|rest| {
            let (_, rest) = rest.split_once("href=\"")?;
            Some(rest.split_once('"')?.0.replace("&amp;", "&"))
        })
        .collect()
}

//! Links that lead elsewhere on the site than in the source. The site generator turns the path of a
//! Markdown file in a Markdown link into the address of its page; what stands in HTML, or names a
//! folder, it leaves as it is, and a browser resolves that from the page, which is a folder of the
//! site (`a/b.md` is the page `a/b/`).

use super::super::index::Index;
use super::super::links::{SITE, place_of, resolve};
use super::super::reporter::{Reporter, did_you_mean};
use crate::findings::{Bilingual, Code, Span};
use percent_encoding::percent_decode_str;

/// The framework's repository.
const REPOSITORY: &str = "https://github.com/MinBZK/Algoritmekader/";

/// Judges the address of a link; `in_html` where it stands in a tag.
pub(in super::super) fn check_address(
    reporter: &mut Reporter<'_>,
    index: &Index,
    address: &str,
    span: impl FnOnce() -> Span,
    in_html: bool,
) {
    if !index.is_whole() || index.is_built_in() {
        return;
    }
    let place = place_of(address).trim();
    if let Some(path) = of_site(place).or_else(|| of_repository(place)) {
        let there = [".md", "/index.md"].map(|ending| [&path, ending].concat());
        let is_there = there.iter().any(|path| index.thing_at(path).is_some());
        if !is_there && path != "docs" {
            own_file_missing(reporter, index, &format!("{path}.md"), address, span());
        }
        return;
    }
    if place.is_empty() || place.contains(':') || place.starts_with('/') {
        return;
    }
    let place = percent_decode_str(place).decode_utf8_lossy();
    let is_markdown = place.ends_with(".md");
    let name = place.trim_end_matches('/').rsplit('/').next();
    let has_ending = name.is_some_and(|name| name.trim_start_matches('.').contains('.'));
    if is_markdown && !in_html || has_ending && !is_markdown {
        return;
    }
    let path = &reporter.document.path;
    let Some(meant) = resolve(&place, path).and_then(|beside| document_at(index, &beside)) else {
        return;
    };
    let page = page_folder(path);
    let on_site = resolve(&place, &page);
    if !is_markdown && on_site.is_some_and(|found| document_at(index, &found).is_some()) {
        return;
    }
    let right = if in_html {
        relative(&page, &page_folder(&meant))
    } else {
        relative(folder(path), &meant)
    };
    let message = if is_markdown {
        Bilingual::new(
            "In HTML wordt de naam van een Markdown-bestand niet vervangen: op de site is deze pagina er niet",
            "In HTML the name of a Markdown file is not replaced: on the site there is no such page",
        )
    } else {
        Bilingual::new(
            "Op de site leidt dit adres ergens anders heen, omdat elke pagina daar een map is",
            "On the site this address leads elsewhere, since every page is a folder there",
        )
    };
    let finding = reporter.report(Code::PageAddress, span(), message);
    finding.value = Some(address.to_owned());
    finding.help = Some(Bilingual::new(
        format!("schrijf {right}"),
        format!("write {right}"),
    ));
}

/// The document, without its ending, whose page on the framework's site an address names.
fn of_site(place: &str) -> Option<String> {
    let page = place.strip_prefix(SITE)?;
    let page = percent_decode_str(page).decode_utf8_lossy().into_owned();
    let page = page.strip_suffix("index.html").unwrap_or(&page);
    let page = page.trim_end_matches('/');
    let name = page.rsplit('/').next().unwrap_or_default();
    // Pictures and downloads are no pages.
    (!name.contains('.')).then(|| format!("docs/{page}").trim_end_matches('/').to_owned())
}

/// The document, without its ending, that an address in the framework's repository names.
fn of_repository(place: &str) -> Option<String> {
    let mut parts = place.strip_prefix(REPOSITORY)?.splitn(3, '/');
    let view = parts.next()?;
    let is_main = parts.next()? == "main";
    let path = percent_decode_str(parts.next()?)
        .decode_utf8_lossy()
        .into_owned();
    let is_document = matches!(view, "edit" | "blob" | "raw") && path.starts_with("docs/");
    (is_main && is_document).then(|| path.strip_suffix(".md").map(str::to_owned))?
}

fn own_file_missing(
    reporter: &mut Reporter<'_>,
    index: &Index,
    path: &str,
    address: &str,
    span: Span,
) {
    let near = if reporter.may_suggest() {
        index.nearest_path(path).map(did_you_mean)
    } else {
        None
    };
    let message = Bilingual::new(
        format!("{path} bestaat niet in deze map, waar de link naar verwijst"),
        format!("{path}, to which the link refers, is not in this folder"),
    );
    let finding = reporter.report(Code::MissingFile, span, message);
    finding.value = Some(address.to_owned());
    finding.help = near;
}

/// The path of the document that a path names, with or without its ending, or of a folder's page.
fn document_at(index: &Index, path: &str) -> Option<String> {
    let path = path.trim_end_matches('/');
    let mut candidates = ["", ".md", "/index.md"]
        .iter()
        .map(|ending| [path, ending].concat());
    candidates.find(|candidate| index.thing_at(candidate).is_some())
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folder that the page of a document is on the site, with `/` behind it.
fn page_folder(path: &str) -> String {
    match path.strip_suffix(".md").unwrap_or(path) {
        page if page == "index" || page.ends_with("/index") => format!("{}/", folder(path)),
        page => format!("{page}/"),
    }
}

/// The relative address from one folder to a path.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    let parts: Vec<&str> = to.split('/').collect();
    let same = from.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - same);
    format!("{up}{}", parts.get(same..).unwrap_or_default().join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_framework_itself_name_documents() {
        assert_eq!(of_site(&format!("{SITE}a/b/")).as_deref(), Some("docs/a/b"));
        assert_eq!(of_site(SITE).as_deref(), Some("docs"));
        let page = format!("{SITE}a/index.html");
        assert_eq!(of_site(&page).as_deref(), Some("docs/a"));
        assert_eq!(of_site(&format!("{SITE}a/b.pdf")), None);
        let of = |rest: &str| of_repository(&format!("{REPOSITORY}{rest}"));
        assert_eq!(of("edit/main/docs/a.md").as_deref(), Some("docs/a"));
        for other in [
            "issues",
            "blob/v1/docs/a.md",
            "blob/main/LICENSE.md",
            "edit/main",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn pages_are_folders() {
        assert_eq!(page_folder("docs/a/b.md"), "docs/a/b/");
        assert_eq!(page_folder("docs/a/index.md"), "docs/a/");
        assert_eq!(relative("docs/a/b/", "docs/a/c/"), "../c/");
        assert_eq!(relative("docs/a", "docs/c/d.md"), "../c/d.md");
        assert_eq!(relative("docs/a/b/", "docs/"), "../../");
    }
}

//! What search engines and browsers ask of a site: `sitemap.xml`, `robots.txt`, `opensearch.xml`.

use super::kind::Kind;
use super::language::Language;
use super::site::Site;
use maud::{PreEscaped, Render, html};
use std::fmt::Write as _;

/// A sitemap holds no more (sitemaps.org).
const MOST: usize = 50_000;

/// `/sitemap.xml`: every page that is worth finding, in both languages.
pub fn sitemap(site: &Site) -> String {
    let overviews = Kind::SOUGHT
        .iter()
        .filter_map(|kind| kind.overview())
        .map(str::to_owned);
    let mut paths: Vec<String> = ["/".to_owned(), "/work".to_owned()]
        .into_iter()
        .chain(overviews)
        .collect();
    for kind in Kind::SOUGHT {
        paths.extend(site.things(kind).filter_map(|thing| site.path(thing)));
    }
    let mut seen = std::collections::HashSet::new();
    paths.retain(|path| seen.insert(path.clone()));
    paths.truncate(MOST / Language::ALL.len());
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for path in &paths {
        for language in Language::ALL {
            xml.push_str("<url><loc>");
            whole(site, language, path).render_to(&mut xml);
            xml.push_str("</loc>");
            for other in Language::ALL {
                let _ = write!(
                    xml,
                    "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"",
                    other.tag()
                );
                whole(site, other, path).render_to(&mut xml);
                xml.push_str("\"/>");
            }
            xml.push_str("</url>\n");
        }
    }
    xml.push_str("</urlset>\n");
    xml
}

fn whole(site: &Site, language: Language, path: &str) -> String {
    site.url(&format!("/{}{path}", language.tag()))
}

/// `/robots.txt`: everything may be read, but queries are not for crawlers.
pub fn robots(site: &Site) -> String {
    let prefix = &site.settings.prefix;
    format!(
        "User-agent: *\nDisallow: {prefix}/sparql?\nDisallow: {prefix}/nl/search\nDisallow: {prefix}/en/search\n\nSitemap: {}\n",
        site.url("/sitemap.xml")
    )
}

/// `/opensearch.xml`: so that a browser can search here.
pub fn open_search(site: &Site) -> String {
    let template = site.url("/search?q={searchTerms}");
    html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/" {
            ShortName { "Kadergraaf" }
            Description { "Algoritmekader: vereisten, maatregelen, wetsartikelen" }
            InputEncoding { "UTF-8" }
            (PreEscaped(format!("<Url type=\"text/html\" template=\"{}\"/>", template.replace('&', "&amp;"))))
        }
    }
    .into_string()
}

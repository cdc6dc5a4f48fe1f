//! `sitemap.xml` (sitemaps.org, 0.9) with the versions of each page in other languages.

use super::{absolute, at_root};
use crate::model::markup::escaped;
use crate::model::{Output, Page, Site};

/// The file, where the portal says at which address it stands. Pages that are shown from the source
/// language are not listed: they are the same page twice; nor are those that search engines are asked
/// to leave out.
pub fn file(site: &Site) -> Option<Output> {
    site.config.url.as_ref()?;
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    for page in site
        .pages
        .iter()
        .filter(|page| !page.is_fallback() && page.holds())
    {
        text.push_str("<url><loc>");
        text.push_str(&escaped(&absolute(site, &page.url)?));
        text.push_str("</loc>");
        if let Some(updated) = &page.front.updated {
            text.push_str(&format!("<lastmod>{}</lastmod>", updated.value));
        }
        push_versions(&mut text, page, site);
        text.push_str("</url>\n");
    }
    text.push_str("</urlset>\n");
    Some(at_root("sitemap.xml", text))
}

/// Every real translation names itself and all others; the source is the default.
fn push_versions(text: &mut String, page: &Page, site: &Site) {
    let versions = page.versions.iter().map(|&number| &site.pages[number]);
    let real: Vec<&Page> = versions.filter(|version| !version.is_fallback()).collect();
    if real.len() < 2 {
        return;
    }
    let mut push = |lang: &str, version: &Page| {
        let href = absolute(site, &version.url).unwrap_or_default();
        text.push_str(&format!(
            "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\"/>",
            escaped(&href)
        ));
    };
    for version in &real {
        push(version.locale.as_str(), version);
    }
    if let Some(source) = real
        .iter()
        .find(|version| version.locale == *site.config.source())
    {
        push("x-default", source);
    }
}

//! `opensearch.xml` of each language (OpenSearch 1.1): browsers offer the portal's search by it.

use super::{absolute, in_folder, text};
use crate::model::markup::escaped;
use crate::model::{Locale, Output, Site};

/// Characters of the short name, at most (OpenSearch 1.1, `ShortName`).
const SHORT: usize = 16;
/// And of the description (`Description`).
const LONG: usize = 1_024;

/// The files, where the portal says at which address it stands.
pub fn files(site: &Site) -> impl Iterator<Item = Output> {
    let languages = site.config.languages.iter();
    languages.filter_map(move |locale| file(site, locale))
}

fn file(site: &Site, locale: &Locale) -> Option<Output> {
    let search = absolute(site, &super::url(site, locale, "search.html"))?;
    let title = text(site, locale, &site.config.title);
    let about = text(site, locale, &site.config.description);
    let cut = |text: &str, most: usize| escaped(&text.chars().take(most).collect::<String>());
    let out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n<ShortName>{}</ShortName>\n<Description>{}</Description>\n<Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n<Language>{locale}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n</OpenSearchDescription>\n",
        cut(title, SHORT).trim(),
        cut(if about.is_empty() { title } else { about }, LONG),
        escaped(&search),
    );
    Some(in_folder(site, locale, "opensearch.xml", out))
}

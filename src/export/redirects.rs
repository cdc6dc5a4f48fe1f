//! Redirects as pages that send the reader on: they work on every host and from a disk.

use super::absolute;
use crate::model::markup::escaped;
use crate::model::{Output, Site};

/// One small page for each old address.
pub fn files(site: &Site) -> impl Iterator<Item = Output> {
    site.redirects.iter().map(|redirect| {
        let page = &site.pages[redirect.to];
        let href = escaped(&page.url.href(&redirect.from));
        let title = escaped(page.title());
        let canonical = absolute(site, &page.url).map_or_else(String::new, |url| {
            format!("<link rel=\"canonical\" href=\"{}\">\n", escaped(&url))
        });
        let html = format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n<meta name=\"robots\" content=\"noindex\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n{canonical}<title>{title}</title>\n<p><a href=\"{href}\">{title}</a></p>\n</html>\n",
            lang = page.locale,
        );
        Output::new(redirect.from.clone(), html.into_bytes())
    })
}

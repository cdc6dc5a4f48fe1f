//! Redirects as pages that send the reader on: they work on every host and from a disk.

use super::{absolute, publish};
use crate::model::markup::escaped;
use crate::model::{Fingerprint, Output, RelPath, Site, Url};

/// Takes the anchor along, which a page's own refresh loses.
const SCRIPT: &str = include_str!("redirects/moved.js");

/// What such a page may do where no server says it: run that script. It has nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";

/// One small page for each old address, and the script that they share.
pub fn files(site: &Site) -> Vec<Output> {
    let Some(script) = script(site) else {
        return Vec::new();
    };
    let pages = site.redirects.iter().map(|redirect| {
        let page = &site.pages[redirect.to];
        let href = escaped(&page.url.href(&redirect.from));
        let title = escaped(page.title());
        let canonical = absolute(site, &page.url).map_or_else(String::new, |url| {
            format!("<link rel=\"canonical\" href=\"{}\">\n", escaped(&url))
        });
        // The script stands before the refresh: it ends the page before that is read.
        let html = format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n<meta name=\"robots\" content=\"noindex\">\n<script src=\"{src}\" data-to=\"{href}\"></script>\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n{canonical}<title>{title}</title>\n<p><a href=\"{href}\">{title}</a></p>\n</html>\n",
            lang = page.locale,
            src = escaped(&script.url.href(&redirect.from)),
        );
        Output::new(redirect.from.clone(), html.into_bytes())
    });
    let mut files: Vec<Output> = pages.collect();
    files.push(script);
    files
}

/// The script of such pages; `None` where there are none.
pub(super) fn script(site: &Site) -> Option<Output> {
    if site.redirects.is_empty() || publish::pages_hide_rules(site) {
        return None;
    }
    let hash = Fingerprint::of(SCRIPT.as_bytes()).short(8);
    let path = RelPath::new(&format!("assets/theme/moved.{hash}.js"));
    let url = Url::new(&path.unwrap_or_default());
    Some(Output::new(url, SCRIPT.as_bytes().to_vec()))
}

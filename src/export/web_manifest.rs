//! `site.webmanifest` of each language (W3C Web Application Manifest): what the portal is called, and its
//! icon, on the first screen of a phone.

use serde_json::json;

use super::{Parts, in_folder, text, url};
use crate::model::{Locale, Output};

const NAME: &str = "site.webmanifest";

/// The files, where the portal says at which address it stands: pages link to none without.
pub fn files(parts: &Parts<'_>) -> Vec<Output> {
    let site = parts.site;
    let languages = site.config.languages.iter();
    let languages = languages.filter(|_| site.config.url.is_some());
    languages.map(|locale| file(parts, locale)).collect()
}

fn file(parts: &Parts<'_>, locale: &Locale) -> Output {
    let site = parts.site;
    let own = url(site, locale, NAME);
    let icons = parts
        .theme
        .iter()
        .filter(|file| file.url.as_str().ends_with(".svg"));
    let icons = icons.map(|icon| {
        json!({"src": icon.url.href(&own), "type": "image/svg+xml", "sizes": "any", "purpose": "any"})
    });
    let title = text(site, locale, &site.config.title);
    let mut manifest = json!({
        "name": title,
        "description": text(site, locale, &site.config.description),
        "lang": locale,
        "dir": locale.direction(),
        "start_url": "index.html",
        "scope": "./",
        "display": "browser",
        "icons": icons.collect::<Vec<_>>(),
    });
    if let Some(brand) = &site.config.theme.brand {
        manifest["theme_color"] = json!(brand.value);
    }
    in_folder(site, locale, NAME, format!("{manifest:#}\n"))
}

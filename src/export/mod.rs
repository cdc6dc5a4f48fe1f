//! Files of the site besides pages and search: one file per format.

mod hours_json;
mod redirects;
mod robots;
mod sitemap;
mod support_json;

use std::sync::Arc;

use serde_json::Value;

use crate::model::{Output, RelPath, Site, Url};

/// Assets, redirects, `sitemap.xml`, `robots.txt`, the facts and hours for programs.
/// `schema` is that of the facts.
pub fn files(site: &Site, schema: &Value) -> Vec<Arc<Output>> {
    let assets = site.assets.iter().map(|(url, asset)| Output {
        url: url.clone(),
        bytes: asset.bytes.clone(),
    });
    let files = assets
        .chain(redirects::files(site))
        .chain(sitemap::file(site))
        .chain([robots::file(site)])
        .chain(hours_json::file(site))
        .chain(support_json::files(site, schema));
    files.map(Arc::new).collect()
}

pub use support_json::data as facts;

/// A file at the root of the site.
fn at_root(name: &str, text: String) -> Output {
    Output::new(
        Url::new(&RelPath::new(name).unwrap_or_default()),
        text.into_bytes(),
    )
}

/// The absolute address of a page, where the portal has one.
fn absolute(site: &Site, url: &Url) -> Option<String> {
    let root = site.config.url.as_ref()?;
    Some(format!(
        "{root}{}",
        url.encoded().trim_end_matches("index.html")
    ))
}

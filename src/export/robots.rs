//! `robots.txt`: everything may be read; where the list of pages is.

use super::at_root;
use crate::model::{Output, Site};

/// The file. It counts only at a host's root; in a sub-folder nobody asks for it.
pub fn file(site: &Site) -> Output {
    let mut text = String::new();
    if super::in_sub_folder(site) {
        text.push_str("# Crawlers read this file at the root of a host only: copy it there.\n");
    }
    text.push_str("User-agent: *\nAllow: /\n");
    if let Some(root) = &site.config.url {
        text.push_str(&format!("\nSitemap: {root}sitemap.xml\n"));
    }
    at_root("robots.txt", text)
}

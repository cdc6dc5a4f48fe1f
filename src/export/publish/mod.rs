//! What the host under `publish:` is told of old addresses and headers: one table, and each host's own
//! words for it.
//!
//! Goes in: the site, the policy, and which files keep their content for ever. Comes out: the host's
//! files, and a finding for each of its limits that is passed.

mod apache;
mod azure;
mod caddy;
mod limits;
mod nginx;
mod types;
mod underscore;

use std::collections::HashMap;

use serde_json::json;

use super::Parts;
use crate::model::host::{Host, Publish, Rules, Told};
use crate::model::output::Build;
use crate::model::{Diagnostic, Output, Site, Url};

/// Of files whose name changes with their content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Of all others: kept, and asked for before use whether they are still the same.
const REVALIDATED: &str = "no-cache";
/// The page for addresses that do not exist.
const NOT_FOUND: &str = "404.html";
/// Who wrote a file, and that it is written again.
const BY: &str = "Written by supportal; the next build writes it anew.";

/// The files that tell the host. `written` are all other files of the site.
pub(super) fn files(
    parts: &Parts<'_>,
    written: &[&Output],
    found: &mut Vec<Diagnostic>,
) -> Vec<Output> {
    let Some(publish) = &parts.site.config.publish else {
        return Vec::new();
    };
    let host = publish.host.value;
    let table = Table::new(parts, publish, found);
    let file = |name: &str, text: String| vec![super::at_root(name, text)];
    let files = match host.told {
        Told::Netlify | Told::Cloudflare | Told::GitLab => underscore::files(&table, host),
        Told::Azure => file("staticwebapp.config.json", azure::text(&table)),
        Told::GitHub => file(".nojekyll", String::new()),
        Told::S3 => file("s3-website.json", s3(&table)),
        Told::Nginx => file(nginx::NAME, nginx::text(&table)),
        Told::Apache => file(".htaccess", apache::text(&table)),
        Told::Caddy => file(caddy::NAME, caddy::text(&table)),
    };
    limits::check(&parts.site.config, publish, &files, written, found);
    files
}

/// What the host says once compressed copies stand beside the files of `build`.
pub fn with_copies(build: &Build) -> Vec<Diagnostic> {
    limits::with_copies(build)
}

/// Whether a page at an old address would keep the host from following its rule, which is better: it
/// says for good that the page has moved, and keeps the anchor.
pub(super) fn pages_hide_rules(site: &Site) -> bool {
    // Without an address it is not known what the rules have to begin with.
    let known = site.config.url.is_some();
    let publish = site.config.publish.as_ref();
    known && publish.is_some_and(|to| to.host.value.rules == Rules::AfterFiles)
}

/// What every host is told, before it is put into the words of one.
struct Table {
    /// The folder of the host that the site stands in, as addresses have it: `/help/`.
    base: String,
    /// The same, not escaped.
    folder: String,
    /// The headers of every answer.
    headers: Vec<(&'static str, String)>,
    /// Old addresses.
    moved: Vec<Moved>,
    /// Files of the theme whose names change with their content, from the host's root, not escaped.
    lasting_files: Vec<String>,
    /// Folders whose names do, the same, ending in `/`.
    lasting_folders: Vec<String>,
}

/// An old address.
struct Moved {
    /// As readers ask for it, from the host's root, not escaped: `/help/kb/1042`.
    from: String,
    /// Where the page is now, from the host's root, with everything escaped that some host could read
    /// as more than a letter.
    to: String,
}

impl Table {
    fn new(parts: &Parts<'_>, publish: &Publish, found: &mut Vec<Diagnostic>) -> Self {
        let base = parts.site.config.base();
        let folder = percent_encoding::percent_decode_str(base).decode_utf8_lossy();
        // An address with others is refused where it is read: here it would be a line of its own.
        let folder = folder.replace(char::is_control, "");
        let mut headers = vec![
            ("Content-Security-Policy", parts.policy.to_owned()),
            ("X-Content-Type-Options", "nosniff".to_owned()),
        ];
        let hsts = publish.hsts.header();
        headers.extend(hsts.map(|value| ("Strict-Transport-Security", value.to_owned())));
        let own = super::redirects::script(parts.site);
        let theme = parts.theme.iter().map(|file| &**file).chain(&own);
        let lasting_files = theme.map(|file| format!("{folder}{}", file.url)).collect();
        let mut lasting_folders: Vec<String> = parts
            .search
            .iter()
            .filter(|file| file.is_of_generation())
            .map(|file| format!("{folder}{}/", file.url.folder()))
            .collect();
        lasting_folders.sort();
        lasting_folders.dedup();
        Self {
            moved: moved(parts, publish.host.value, &folder, found),
            base: escaped(&folder),
            folder,
            headers,
            lasting_files,
            lasting_folders,
        }
    }

    /// The page for addresses that do not exist, from the host's root.
    fn not_found(&self) -> String {
        format!("{}{NOT_FOUND}", self.base)
    }

    /// The folder without its last `/`, which readers may leave out; `None` at the host's root.
    fn bare_folder(&self) -> Option<&str> {
        let bare = self.folder.trim_end_matches('/');
        (!bare.is_empty()).then_some(bare)
    }

    /// A regular expression for paths whose content never changes: by the form of their names, so that
    /// a server's configuration stays the same when the files change.
    fn lasting_pattern(&self) -> String {
        format!(
            "^{}(?:assets/theme/[^/]+\\.[0-9a-f]{{8}}\\.[a-z]+|(?:[A-Za-z0-9-]+/)?search/[0-9a-f]{{10}}/[^/]+)$",
            literal(&self.folder)
        )
    }
}

/// Every old address, as readers ask for it: with and without a `/` at its end. On a host that drops
/// `.html`, an old address may be where it serves a page.
fn moved(parts: &Parts<'_>, host: &Host, folder: &str, found: &mut Vec<Diagnostic>) -> Vec<Moved> {
    let site = parts.site;
    let no_rules = host.rules == Rules::AfterFiles && !pages_hide_rules(site);
    if host.rules == Rules::None || no_rules {
        return Vec::new();
    }
    let pages = parts.pages.iter().map(|page| &page.url);
    let served: HashMap<Url, &Url> = pages
        .map(|url| (url.served(host.drops_html), url))
        .collect();
    let mut moved = Vec::new();
    for redirect in &site.redirects {
        let target = &site.pages[redirect.to].url;
        let to = target.served(host.drops_html);
        let forms = match redirect.from.as_str().strip_suffix("/index.html") {
            Some(bare) => vec![bare.to_owned(), format!("{bare}/")],
            None => vec![redirect.from.to_string()],
        };
        for form in forms {
            match served.get(form.as_str()) {
                None => moved.push(Moved {
                    from: format!("{folder}{form}"),
                    to: escaped(&format!("{folder}{to}")),
                }),
                // The host leads there by itself.
                Some(page) if *page == target => {}
                Some(page) => {
                    let message = format!(
                        "the old address `/{form}` is where {} serves `{page}`",
                        host.title
                    );
                    let hint = "remove it from `redirect_from`: an address leads to one page";
                    let finding =
                        Diagnostic::error("RDR-TAKEN", &redirect.path, redirect.span, message);
                    found.push(finding.with_hint(hint.to_owned()));
                }
            }
        }
    }
    moved
}

/// The settings of a bucket that is a web site. Its rules know addresses by their beginning alone, so
/// that old ones are left to pages.
fn s3(table: &Table) -> String {
    let settings = json!({
        "IndexDocument": {"Suffix": "index.html"},
        "ErrorDocument": {"Key": table.not_found().trim_start_matches('/')},
    });
    format!("{settings:#}\n")
}

/// A path with everything escaped but letters, digits and `-._~/`: no host reads more than a path in it.
fn escaped(path: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};
    const OTHER: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~')
        .remove(b'/');
    percent_encoding::utf8_percent_encode(path, OTHER).to_string()
}

/// A path as browsers send it.
fn asked(path: &str) -> String {
    use percent_encoding::{AsciiSet, CONTROLS};
    const OTHER: &AsciiSet = &CONTROLS.add(b' ').add(b'%');
    percent_encoding::utf8_percent_encode(path, OTHER).to_string()
}

/// A regular expression that fits `text` alone.
fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if r"\.+*?()|[]{}^$#&-~".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// In double quotes, as configuration files of servers have it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

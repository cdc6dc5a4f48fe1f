//! The outside addresses that a site names, each once, with all places that name it.

use std::collections::HashMap;

use url::Url;

use crate::model::config::NavEntry;
use crate::model::{RelPath, Site, Span, Spanned};

/// An address, without its fragment: that is for the browser, and no server is told.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) url: Url,
    pub(super) places: Vec<Place>,
}

/// Where an address is named.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) path: RelPath,
    pub(super) span: Span,
    /// As written, with its fragment.
    pub(super) written: String,
}

/// Every outside address: of the facts first, since most readers depend on those.
pub(super) fn of(site: &Site) -> Vec<Address> {
    let mut all = Addresses {
        own: site.config.url.as_deref().and_then(parsed),
        ..Addresses::default()
    };
    let facts = &site.facts;
    let organization = facts.organization.iter();
    let products = facts.products.iter().flat_map(|product| {
        let technical = product.technical.as_ref().and_then(|(_, url)| url.as_ref());
        product.health.iter().chain(technical)
    });
    let security = facts.security.iter().flat_map(|one| &one.contact);
    organization
        .flat_map(|one| &one.website)
        .chain(products)
        .chain(security)
        .for_each(|address| all.add(&facts.path, address));
    for channel in &site.channels {
        let path = &site.page_of(channel).document.path;
        let address = channel.value.address.iter();
        address.for_each(|address| all.add(path, address));
    }
    all.add_nav(&site.config.path, &site.config.nav);
    for document in &site.documents {
        for link in &document.body.noted.read().links {
            all.add_at(&document.path, &link.to, link.span);
        }
    }
    all.list
}

#[derive(Default)]
struct Addresses {
    /// The site's own root.
    own: Option<Url>,
    list: Vec<Address>,
    numbers: HashMap<Url, usize>,
}

impl Addresses {
    fn add(&mut self, path: &RelPath, address: &Spanned<String>) {
        self.add_at(path, &address.value, address.span);
    }

    fn add_nav(&mut self, path: &RelPath, entries: &[NavEntry]) {
        for entry in entries {
            let page = entry.page.iter();
            page.for_each(|page| self.add(path, page));
            self.add_nav(path, &entry.items);
        }
    }

    fn add_at(&mut self, path: &RelPath, written: &str, span: Span) {
        let Some(mut url) = parsed(written) else {
            return;
        };
        url.set_fragment(None);
        if is_example(&url) || self.own.as_ref().is_some_and(|own| is_below(&url, own)) {
            return;
        }
        let number = *self.numbers.entry(url.clone()).or_insert_with(|| {
            let places = Vec::new();
            self.list.push(Address { url, places });
            self.list.len() - 1
        });
        self.list[number].places.push(Place {
            path: path.clone(),
            span,
            written: written.trim().to_owned(),
        });
    }
}

/// A web address. One with a name or password in it is URL-CREDENTIALS, and is not tried.
fn parsed(text: &str) -> Option<Url> {
    let url = Url::parse(text.trim()).ok()?;
    let web = matches!(url.scheme(), "http" | "https") && url.has_host();
    (web && url.username().is_empty() && url.password().is_none()).then_some(url)
}

/// Names that are kept for examples and lead nowhere on purpose (RFC 2606, RFC 6761).
fn is_example(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    let is = |name: &str| {
        let before = host.strip_suffix(name);
        before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    [
        "example",
        "invalid",
        "example.com",
        "example.net",
        "example.org",
    ]
    .iter()
    .any(|name| is(name))
}

/// Whether an address is of the site itself, which may not be published yet.
fn is_below(url: &Url, root: &Url) -> bool {
    let folder = root.path().trim_end_matches('/');
    let rest = url.path().strip_prefix(folder);
    url.host_str() == root.host_str()
        && url.port() == root.port()
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_and_the_site_itself_are_not_outside() {
        let root = Url::parse("https://contoso.com/help/").unwrap();
        let check = |address: &str, outside: bool| {
            let url = parsed(address);
            let is = url.is_some_and(|url| !is_example(&url) && !is_below(&url, &root));
            assert_eq!(is, outside, "{address}");
        };
        check("https://learn.microsoft.com/a?b=c", true);
        check("http://10.0.0.7:8080/wiki", true);
        check("http://intranet/", true);
        check("https://contoso.com/shop", true);
        check("https://contoso.com/helpers", true);
        check("https://notexample.com/", true);
        check("https://contoso.com/help", false);
        check("http://contoso.com/help/a.html#b", false);
        check("https://www.example.com/", false);
        check("https://portal.contoso.example/", false);
        check("https://user:word@contoso.com/", false);
        check("mailto:help@contoso.com", false);
        check("../a.md", false);
    }
}

//! LNK-ABSOLUTE: a link to a page of this site names its file, not its address.

use percent_encoding::percent_decode_str;
use url::Url as Address;

use crate::model::document::Link;
use crate::model::site::Stands;
use crate::model::{Diagnostic, Document, Notes, RelPath, Site, Url};

const CODE: &str = "LNK-ABSOLUTE";

/// A link to a page of this site names its file.
pub fn check(document: &Document, notes: &Notes, site: &Site, found: &mut Vec<Diagnostic>) {
    let full =
        |link: &&Link| link.to.contains(':') || link.to.contains('\\') || link.to.starts_with("//");
    let mut links = notes.links.iter().filter(full).peekable();
    if links.peek().is_none() {
        return;
    }
    let root = site.config.url.as_deref();
    let Some(root) = root.and_then(|root| Address::parse(root).ok()) else {
        return;
    };
    for link in links {
        let Some((below, anchor)) = below(&link.to, &root) else {
            continue;
        };
        let Some((file, moved)) = place(site, &below) else {
            continue;
        };
        let path = &Url::new(&file).href(&Url::new(&document.path));
        let path = percent_decode_str(path).decode_utf8_lossy();
        let message = match moved {
            false => format!(
                "the link leads to this site by its full address `{}`",
                link.to
            ),
            true => format!(
                "the link leads to an old address of this site, `{}`",
                link.to
            ),
        };
        let finding = Diagnostic::warning(CODE, &document.path, link.span, message);
        found.push(finding.with_hint(format!("write `{path}{anchor}`")));
    }
}

/// The path below the site's root that an address names, and its anchor as written, with `#`. A link
/// with a query asks for something else than a page.
fn below(to: &str, root: &Address) -> Option<(String, String)> {
    // Most links lead elsewhere, and need not be taken apart to see it.
    let host = root.host_str()?.as_bytes();
    let authority = match to.split_once("//") {
        Some((_, rest)) if !to.contains('\\') => rest.split(['/', '?', '#']).next()?,
        // Browsers read an address without them, too; a path has none, and no scheme.
        _ if to.contains(':') => to,
        _ => return None,
    };
    let mut places = authority.as_bytes().windows(host.len());
    // A host in other letters is `xn--…` only when it is taken apart.
    if authority.is_ascii() && !places.any(|place| place.eq_ignore_ascii_case(host)) {
        return None;
    }
    let address = Address::parse(to.trim()).ok()?;
    let web = |address: &Address| matches!(address.scheme(), "http" | "https");
    let here = address.host_str() == root.host_str() && address.port() == root.port();
    if !web(&address) || !web(root) || !here || address.query().is_some() {
        return None;
    }
    let folder = root.path().trim_end_matches('/');
    let path = address.path().strip_prefix(folder)?;
    if !path.is_empty() && !path.starts_with('/') {
        return None;
    }
    let path = percent_decode_str(path.trim_start_matches('/')).decode_utf8();
    let anchor = address.fragment().map(|anchor| format!("#{anchor}"));
    Some((path.ok()?.into_owned(), anchor.unwrap_or_default()))
}

/// The file to link to for what stands at `path`, and whether that stood elsewhere. Hosts add `index.html`
/// to a folder, and many leave out `.html`.
fn place(site: &Site, path: &str) -> Option<(RelPath, bool)> {
    // Of a page that falls back, too: a link to it is written as if the translation were there.
    let file = |number: usize| {
        let page = site.pages.get(number)?;
        RelPath::new(page.locale.as_str())?.join(page.document.key.as_str())
    };
    let bare = path.trim_end_matches('/');
    let index = format!("{bare}/index.html");
    let index = index.trim_start_matches('/').to_owned();
    let names = [path.to_owned(), format!("{bare}.html"), index];
    names.iter().find_map(|name| match site.stands_at(name)? {
        Stands::Page(number) => Some((file(*number)?, false)),
        Stands::File(path) => Some((path.clone(), false)),
        Stands::Moved(number) => Some((file(*number)?, true)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_below_the_root_are_of_this_site() {
        let root = Address::parse("https://contoso.example/help/").unwrap();
        let below = |to: &str| below(to, &root).map(|(path, anchor)| path + &anchor);
        let inside = |to: &str, path: &str| assert_eq!(below(to).as_deref(), Some(path), "{to}");
        inside("https://contoso.example/help/", "");
        inside("http://Contoso.example/help", "");
        inside("https://contoso.example/help/a/b.html#c", "a/b.html#c");
        inside("https://contoso.example/help/%E5%B8%B3.html", "帳.html");
        for to in [
            "https://contoso.example/",
            "https://contoso.example/helpers/",
            "https://www.contoso.example/help/",
            "https://contoso.example:8080/help/",
            "https://contoso.example/help/?q=a",
            "https://contoso.example/help/%FF",
            "mailto:help@contoso.example",
            "a/b.md",
        ] {
            assert_eq!(below(to), None, "{to}");
        }
    }
}

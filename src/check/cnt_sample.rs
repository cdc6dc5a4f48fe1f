//! CNT-SAMPLE: a site that is published names no address that nobody can have.

use url::Url as Address;

use crate::model::{Diagnostic, Document, Notes, RelPath, Severity, Site, Span, Spanned};

const CODE: &str = "CNT-SAMPLE";

/// No link and no channel of a page leads to an address that is reserved for samples.
pub fn check(document: &Document, notes: &Notes, site: &Site, found: &mut Vec<Diagnostic>) {
    if !is_published(site) {
        return;
    }
    let path = &document.path;
    let channel = document.front.channel.as_deref();
    let address = channel.and_then(|channel| channel.address.as_ref());
    found.extend(address.and_then(|address| of_fact(path, address)));
    for link in &notes.links {
        let hint = "write the one that is meant; as `code` if it is a sample for readers";
        found.extend(finding(path, &link.to, link.span, Severity::Warning, hint));
    }
}

/// Nor does one that support.yaml states.
pub fn facts(site: &Site) -> Vec<Diagnostic> {
    if !is_published(site) {
        return Vec::new();
    }
    let facts = &site.facts;
    let addresses = [
        facts
            .organization
            .as_ref()
            .and_then(|one| one.website.as_ref()),
        facts
            .complaints
            .as_ref()
            .and_then(|one| one.address.as_ref()),
        facts.security.as_ref().and_then(|one| one.contact.as_ref()),
    ];
    let stated = addresses.into_iter().flatten();
    stated
        .filter_map(|address| of_fact(&facts.path, address))
        .collect()
}

/// Whether the portal has an address at which it can be read: a portal of samples may name others.
fn is_published(site: &Site) -> bool {
    let url = site.config.url.as_deref();
    url.and_then(host).is_some_and(|host| !is_reserved(&host))
}

fn of_fact(path: &RelPath, address: &Spanned<String>) -> Option<Diagnostic> {
    let hint = "write your own";
    finding(path, &address.value, address.span, Severity::Error, hint)
}

fn finding(
    path: &RelPath,
    address: &str,
    span: Span,
    severity: Severity,
    hint: &str,
) -> Option<Diagnostic> {
    let host = host(address).filter(|host| is_reserved(host))?;
    let message = format!("`{address}` reaches nobody: `{host}` is reserved for samples");
    let mut found = Diagnostic::error(CODE, path, span, message).with_hint(hint.to_owned());
    found.severity = severity;
    Some(found)
}

/// The host that a web or mail address names.
fn host(address: &str) -> Option<String> {
    if let Some(address) = address.strip_prefix("mailto:").or_else(|| {
        let is_mail = address.contains('@') && !address.contains("://");
        is_mail.then_some(address)
    }) {
        let address = address.split(['?', ',']).next().unwrap_or_default();
        return address
            .rsplit_once('@')
            .map(|(_, host)| host.to_lowercase());
    }
    let is_web = address.starts_with("http://") || address.starts_with("https://");
    let address = Address::parse(address).ok().filter(|_| is_web)?;
    address.host_str().map(str::to_owned)
}

/// Whether nobody can have a host (RFC 2606, sections 2 and 3).
fn is_reserved(host: &str) -> bool {
    let mut labels = host.trim_end_matches('.').rsplit('.');
    let top = labels.next().unwrap_or_default();
    match top {
        "example" | "test" | "invalid" | "localhost" => true,
        "com" | "net" | "org" => labels.next() == Some("example"),
        _ => false,
    }
}

//! PUB-HEADERS: the host sends the headers of the site.

use crate::model::{Diagnostic, Site};

/// The host sends the headers of the site.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(publish) = &site.config.publish else {
        return;
    };
    let host = publish.host.value;
    if host.headers {
        return;
    }
    let hsts = publish
        .hsts
        .header()
        .map_or("", |_| ", `Strict-Transport-Security`");
    let message = format!(
        "no header of the site is sent by {}: lost are `frame-ancestors`, `X-Content-Type-Options`{hsts} and `Cache-Control`",
        host.title
    );
    let hint = "put a content delivery network that sets headers before it, or allow this in supportal.yaml; pages carry the rest of their policy themselves";
    let path = &site.config.path;
    let finding = Diagnostic::warning("PUB-HEADERS", path, publish.host.span, message);
    found.push(finding.with_hint(hint.to_owned()));
}

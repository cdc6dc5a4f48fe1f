//! SUP-DATA: customers know what happens to their data (L11).

use super::evidence::{Evidence, stated, written};
use super::profile;
use crate::model::wording::listed;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-DATA";

/// `data` is filled, and the privacy page is linked.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let linked = site.config.legal.iter().any(|(key, _)| key == "privacy");
    let (message, action) = match &site.facts.data {
        None => (
            "how support handles data is not said",
            "fill `data` with `remote_access`, `logs_kept`, `places` and `privacy`",
        ),
        Some(data) if data.privacy.is_none() && !linked => (
            "no privacy page is named",
            "add `privacy` to `data`, or to `legal` in supportal.yaml",
        ),
        Some(_) => return,
    };
    found.push(demand.missing("data", message, action));
}

/// How data is handled, and the privacy page.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let Some(data) = &site.facts.data else {
        return Evidence::Lacks;
    };
    let remote = data.remote_access.as_ref();
    let remote =
        remote.map(|one| stated(site, one.span, format!("remote access: `{}`", one.value)));
    let kept = data.logs_kept.as_ref();
    let kept = kept.map(|one| stated(site, one.span, format!("records kept for `{}`", one.value)));
    let places = data.places.first().map(|first| {
        let all: Vec<&str> = data.places.iter().map(|one| one.value.as_str()).collect();
        stated(site, first.span, format!("places: {}", listed(&all, "and")))
    });
    let mut legal = site.config.legal.iter();
    let privacy = match (&data.privacy, legal.find(|(key, _)| key == "privacy")) {
        (Some(page), _) => stated(site, page.span, format!("privacy page `{}`", page.value)),
        (None, Some((_, page))) => {
            let words = format!("privacy page `{}`", page.value);
            written(&site.config.path, page.span, words)
        }
        (None, None) => return Evidence::Lacks,
    };
    let handled: Vec<_> = [remote, kept, places].into_iter().flatten().collect();
    match handled.is_empty() {
        true => Evidence::Lacks,
        false => Evidence::any(handled.into_iter().chain([privacy])),
    }
}

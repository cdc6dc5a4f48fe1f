//! SUP-DATA: customers know what happens to their data (L11).

use super::profile;
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

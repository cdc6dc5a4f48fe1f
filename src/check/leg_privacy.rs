//! LEG-PRIVACY: every page leads to one on personal data.

use super::law;
use crate::model::{Diagnostic, Site, Span};

const CODE: &str = "LEG-PRIVACY";

/// `legal` names a page as `privacy`, where the General Data Protection Regulation or its like holds.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let home = law::home(facts);
    let at_home = law::is_eea(home) || matches!(home, "GB" | "CH");
    let abroad = law::in_eea(facts) || law::in_gb(facts);
    if facts.broken || !(at_home || abroad) || law::has_foot(site, "privacy") {
        return;
    }
    let message = "no page says what happens to personal data";
    let hint = "write one, and name it, as in `legal: {privacy: legal/privacy.md}` (Regulation (EU) 2016/679, art. 13)";
    let finding = Diagnostic::warning(CODE, &site.config.path, Span::default(), message);
    found.push(finding.with_hint(hint.to_owned()));
}

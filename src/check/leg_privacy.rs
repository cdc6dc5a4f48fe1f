//! LEG-PRIVACY: every page leads to one on personal data.

use super::law::{self, Foot};
use crate::model::{Diagnostic, Site, Span};

const CODE: &str = "LEG-PRIVACY";

/// `legal` names a page as `privacy`, where the General Data Protection Regulation or its like holds.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let home = law::home(facts);
    let at_home = law::is_eea(home) || matches!(home, "GB" | "CH");
    let abroad = law::in_eea(facts) || law::in_gb(facts);
    if facts.broken || !(at_home || abroad) {
        return;
    }
    let (span, message) = match law::foot(site, "privacy") {
        Foot::There => return,
        Foot::Astray(page) => {
            let message = format!(
                "`{}` is to say what happens to personal data, and is no page of this site",
                page.value
            );
            (page.span, message)
        }
        Foot::Missing => (
            Span::default(),
            "no page says what happens to personal data".to_owned(),
        ),
    };
    let hint = "write one, and name it, as in `legal: {privacy: legal/privacy.md}` (Regulation (EU) 2016/679, art. 13)";
    let finding = Diagnostic::warning(CODE, &site.config.path, span, message);
    found.push(finding.with_hint(hint.to_owned()));
}

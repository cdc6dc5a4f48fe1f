//! LEG-IMPRINT: every page leads to one that says who is behind the site (L1, L2).

use super::law;
use super::reach;
use crate::model::facts::Organization;
use crate::model::{Diagnostic, Severity, Site, Span};

const CODE: &str = "LEG-IMPRINT";

/// Words in a registered name that say it stands in a register and acts through others.
const REGISTERED: [&str; 10] = [
    "GmbH", "mbH", "AG", "UG", "SE", "KG", "KGaA", "OHG", "OG", "eG",
];

/// `legal` names a page as `imprint`, and the facts hold what it must say.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let Some(organization) = facts.organization.as_ref().filter(|_| !facts.broken) else {
        return;
    };
    let home = law::home(facts);
    let (severity, source) = match home {
        "DE" => (Severity::Error, "§ 5 DDG"),
        "AT" => (Severity::Error, "§ 5 ECG"),
        "CH" => (Severity::Error, "art. 3(1)(s) UWG"),
        "GB" => (Severity::Warning, "SI 2002/2013, reg. 6"),
        _ if law::is_eea(home) => (Severity::Warning, "Directive 2000/31/EC, art. 5"),
        _ => return,
    };
    if !law::has_foot(site, "imprint") {
        let message = "no page says who publishes this site";
        let hint = format!(
            "write one, and name it, as in `legal: {{imprint: legal/imprint.md}}` ({source})"
        );
        let path = &site.config.path;
        found.push(Diagnostic::new(severity, CODE, path, Span::default(), message).with_hint(hint));
    }
    for (missing, action) in missing(site, organization, home) {
        let message = format!("an imprint needs {missing}");
        let hint = format!("{action} ({source})");
        let at = facts.at("organization");
        found.push(Diagnostic::warning(CODE, &facts.path, at, message).with_hint(hint));
    }
}

/// What has to stand there and is not among the facts.
fn missing(
    site: &Site,
    organization: &Organization,
    home: &str,
) -> Vec<(&'static str, &'static str)> {
    let has_kind = |kind: &str| {
        site.channels
            .iter()
            .any(|one| reach::kind(&one.value) == kind)
    };
    let address = law::address(organization);
    let source = site.config.source();
    let name = organization
        .legal_name
        .as_ref()
        .map_or("", |name| name.get(source, source));
    let registered = name
        .split([' ', ',', '.', '&'])
        .any(|word| REGISTERED.contains(&word));
    let (register, represented) = (&organization.register_number, &organization.represented_by);
    let asked = [
        (
            address.contains(&false),
            "the address at which the organization can be found, and part of it is missing",
            "fill `address` of `organization` with `street`, `postal_code` and `city`",
        ),
        (
            !has_kind("email"),
            "a mail address, and no channel has one",
            "add a channel with `channel: email`",
        ),
        (
            registered && matches!(home, "DE" | "AT") && register.is_none(),
            "the register and the number in it",
            "add `register` to `organization`, as in `register: {court: Amtsgericht Berlin, number: HRB 12345}`",
        ),
        (
            registered && home == "DE" && represented.is_empty(),
            "the names of those who represent the organization",
            "add `represented_by` to `organization`, as in `represented_by: [Erika Muster]`",
        ),
    ];
    let asked = asked.into_iter().filter(|(missing, ..)| *missing);
    asked.map(|(_, what, action)| (what, action)).collect()
}

//! SUP-SECURITY: a security problem can be reported at all hours (D29, D30; RFC 9116).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::{Diagnostic, Severity, Site, Spanned};

const CODE: &str = "SUP-SECURITY";

/// The security contact has an address, a phone, a policy and a date that lies ahead.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let (contact, report) = (demand.row("D29"), demand.row("D30"));
    let Some(security) = &site.facts.security else {
        let message = "nobody is named for security problems";
        let action = "fill `security` with `contact`, `phone`, `expires` and `policy`";
        found.push(contact.missing("security", message, action));
        return;
    };
    if security.contact.is_none() {
        let message = "the security contact has no address";
        let action = "add `contact`, as in `contact: \"mailto:security@example.com\"`";
        found.push(contact.missing("security", message, action));
    }
    if security.phone.is_none() {
        let message = "the security contact has no phone";
        let action = "add `phone`: a number that is answered at all hours";
        found.push(contact.missing("security", message, action));
    }
    if security.policy.is_none() {
        let message = "how to report a security problem is not explained";
        let action = "add `policy`: the page that explains it";
        found.push(report.missing("security", message, action));
    }
    match &security.expires {
        None => {
            let message = "the security contact has no date on which it expires";
            let action = "add `expires`, a date within a year";
            found.push(report.missing("security", message, action));
        }
        // Its last day counts, as security.txt says.
        Some(expires) if expires.value < site.today => {
            let message = format!("the security contact expired on {}", expires.value);
            let action = "check the contact and set `expires` anew";
            found.push(report.at(&site.facts.path, expires.span, message, action));
        }
        Some(_) => {}
    }
}

/// For D29 the contact and its phone, else the policy and how long it holds.
pub fn evidence(site: &Site, row: &str) -> Evidence {
    let Some(security) = &site.facts.security else {
        return Evidence::Lacks;
    };
    let fact = |what: &str, value: &Option<Spanned<String>>| {
        let value = value.as_ref()?;
        Some(stated(
            site,
            value.span,
            format!("{what} `{}`", value.value),
        ))
    };
    if row == "D29" {
        return Evidence::all([
            fact("contact", &security.contact),
            fact("phone", &security.phone),
        ]);
    }
    let expires = security.expires.as_ref();
    let expires = expires.filter(|date| date.value >= site.today);
    let holds = expires.map(|date| stated(site, date.span, format!("holds until {}", date.value)));
    Evidence::all([
        fact("contact", &security.contact),
        fact("policy in", &security.policy),
        holds,
    ])
}

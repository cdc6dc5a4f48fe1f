//! SUP-NAME: services, products and severities have names.

use crate::model::facts::{Id, Service};
use crate::model::{Diagnostic, Site};

const CODE: &str = "SUP-NAME";

/// Nothing is shown to readers by its id.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let facts = &site.facts;
    let mut ask = |what: &str, id: &Id, example: &str| {
        let message = format!("the {what} `{}` has no name", id.value);
        let hint = format!("add `name`, as in `name: {example}`; else readers see the id");
        found.push(Diagnostic::warning(CODE, &facts.path, id.span, message).with_hint(hint));
    };
    for service in facts.services.iter().filter(|one| is_nameless(one)) {
        ask("service", &service.id, "Help with invoices");
    }
    for product in facts.products.iter().filter(|one| one.name.is_none()) {
        ask("product", &product.id, "Microsoft 365");
    }
    for severity in facts.severities.iter().filter(|one| one.name.is_none()) {
        ask("severity", &severity.id, "Critical");
    }
}

/// Whether neither a name nor the area says what it is: those but `other` have names of their own.
fn is_nameless(service: &Service) -> bool {
    let area = service.area.as_ref().map_or("other", |area| &area.value);
    service.name.is_none() && area == "other"
}

//! SUP-PRICE: each service says what it costs (D13).

use super::evidence::{self, Evidence, offered, on_page, stated};
use super::profile;
use crate::model::facts::Plan;
use crate::model::site::Owned;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-PRICE";

/// Each service that is offered, and each plan, has a price or says that it has none.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Warning) else {
        return;
    };
    let action = "add `price`, or `price: included` where nothing is charged";
    for service in &site.facts.services {
        if service.not_offered.is_none() && service.price.is_none() {
            let id = &service.id;
            let message = format!("nothing says what the service `{}` costs", id.value);
            found.push(demand.at(&site.facts.path, id.span, message, action));
        }
    }
    let unread = |plan: &Owned<Plan>| site.page_of(plan).front.broken;
    let plans = site.plans.iter().filter(|plan| !unread(plan));
    for plan in plans.filter(|plan| plan.value.price.is_none()) {
        let page = site.page_of(plan);
        let message = format!("nothing says what the plan `{}` costs", plan.id);
        found.push(demand.at(&page.document.path, page.front.at("price"), message, action));
    }
}

/// The price of each service and of each plan.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let services = offered(site).map(|service| {
        let price = service.price.as_ref()?;
        let costs = evidence::price(&price.value);
        let words = format!("service `{}`: {costs}", service.id.value);
        Some(stated(site, price.span, words))
    });
    let plans = site.plans.iter().map(|plan| {
        let price = plan.value.price.as_ref()?;
        let words = format!(
            "{}: {}",
            evidence::plan(plan),
            evidence::price(&price.value)
        );
        Some(on_page(site, plan, price.span, words))
    });
    Evidence::all(services.chain(plans))
}

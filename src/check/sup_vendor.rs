//! SUP-VENDOR: customers are told whether the vendor takes their requests (D4).

use super::evidence::{Evidence, stated};
use super::profile;
use crate::model::facts::Product;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-VENDOR";

/// Each product that the partner supports says whether its vendor takes requests; Microsoft takes none.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Error) else {
        return;
    };
    let facts = &site.facts;
    let supported = |one: &&Product| !one.third_party && one.vendor.is_some();
    if !facts.products.iter().any(|one| supported(&one)) {
        let message = "nothing tells customers that the vendor does not take their requests";
        let action = "add a product with `vendor` and `vendor_takes_customers: false`";
        found.push(demand.missing("products", message, action));
    }
    for product in facts.products.iter().filter(supported) {
        let vendor = product.vendor.as_ref().map_or("", |one| one.value.as_str());
        let id = &product.id;
        match &product.vendor_takes_customers {
            None => {
                let message = format!(
                    "nothing tells customers of `{}` whether `{vendor}` takes their requests",
                    id.value
                );
                let action = match vendor {
                    "microsoft" => {
                        "set `vendor_takes_customers: false`; the page prints the sentence"
                    }
                    _ => {
                        "set `vendor_takes_customers`, and the page prints the sentence; a product of your own has no `vendor`"
                    }
                };
                found.push(demand.at(&facts.path, id.span, message, action));
            }
            Some(takes) if takes.value && vendor == "microsoft" => {
                let message = "`microsoft` takes no requests from customers of a partner";
                let action = "set `vendor_takes_customers: false`";
                found.push(demand.at(&facts.path, takes.span, message, action));
            }
            Some(_) => {}
        }
    }
}

/// What each product says of its vendor.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let supported = |one: &&Product| !one.third_party && one.vendor.is_some();
    let products = site.facts.products.iter().filter(supported);
    Evidence::all(products.map(|product| {
        let vendor = &product.vendor.as_ref()?.value;
        let takes = product.vendor_takes_customers.as_ref()?;
        if takes.value && vendor == "microsoft" {
            return None;
        }
        let verb = if takes.value { "takes" } else { "takes no" };
        let id = &product.id.value;
        let words = format!("product `{id}`: `{vendor}` {verb} requests from customers");
        Some(stated(site, takes.span, words))
    }))
}

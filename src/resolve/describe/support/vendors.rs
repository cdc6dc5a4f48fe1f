//! Who stands behind the partner: what vendors take, promise and answer for, and who writes and does what.

use super::{link, part};
use crate::model::facet::{Fact, Part};
use crate::model::facts::Product;
use crate::resolve::describe::Scene;

/// Our name, `you`, or a vendor's name, for the one who does something.
pub(super) fn doer(scene: &Scene<'_>, who: &str) -> String {
    match who {
        "partner" | "self" => scene.organization(),
        "vendor" => match vendors(scene).as_slice() {
            [one] => scene.vendor(one),
            _ => scene.say("doer_vendor"),
        },
        who => scene.vendor(who),
    }
}

/// Vendors of products, each once, in the order of the products.
fn vendors<'a>(scene: &Scene<'a>) -> Vec<&'a str> {
    let mut vendors: Vec<&str> = Vec::new();
    let products = scene.facts.products.iter().filter(|one| !one.third_party);
    for vendor in products.filter_map(|one| one.vendor.as_ref()) {
        if !vendors.contains(&vendor.value.as_str()) {
            vendors.push(&vendor.value);
        }
    }
    vendors
}

pub(super) fn vendor(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "vendor");
    let products = &scene.facts.products;
    for vendor in vendors(scene) {
        for takes in [false, true] {
            let of_vendor = products.iter().filter(|one| {
                !one.third_party
                    && one.vendor.as_ref().is_some_and(|name| name.value == vendor)
                    && one.vendor_takes_customers.as_ref().map(|one| one.value) == Some(takes)
            });
            let names: Vec<String> = of_vendor
                .map(|product| scene.product_name(&product.id.value))
                .collect();
            if !names.is_empty() {
                let key = if takes {
                    "vendor_takes"
                } else {
                    "vendor_takes_none"
                };
                let values = [
                    ("vendor", scene.vendor(vendor)),
                    ("products", scene.and(&names)),
                ];
                let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
                part.sentences.push(scene.fill(key, &values));
            }
        }
    }
    backing(scene, &mut part);
    for product in products.iter().filter(|product| product.third_party) {
        third_party(scene, product, &mut part);
    }
    let mut healthy = false;
    for product in products {
        if let Some(health) = &product.health {
            let name = scene.product_name(&product.id.value);
            let address = link(scene, &health.value);
            healthy = true;
            part.facts.push(Fact {
                label: scene.fill("label_health", &[("product", &name)]),
                text: address.text,
                href: address.href,
            });
        }
    }
    if healthy {
        part.sentences.push(scene.say("health_first"));
    }
    part
}

/// What those behind the partner promise it: a customer sees why no more can be promised.
fn backing(scene: &Scene<'_>, part: &mut Part) {
    let mut languages = Vec::new();
    for backing in &scene.facts.backed_by {
        let Some(vendor) = &backing.vendor else {
            continue;
        };
        let vendor = scene.vendor(&vendor.value);
        if let Some(respond) = &backing.respond {
            let time = scene.within_their_hours(respond);
            let severity = backing.severity.as_ref();
            let severity = severity.map(|id| scene.severity_name(&id.value));
            let mut values = vec![("vendor", vendor.as_str()), ("time", &time)];
            let key = match &severity {
                Some(severity) => {
                    values.push(("severity", severity));
                    "backing_severity"
                }
                None => "backing_respond",
            };
            part.sentences.push(scene.fill(key, &values));
        }
        if !backing.languages.is_empty() {
            let spoken = scene.languages(backing.languages.iter().map(|tag| &tag.value));
            let values = [("vendor", vendor.as_str()), ("languages", &spoken)];
            languages.push(scene.fill("backing_languages", &values));
        }
    }
    languages.dedup();
    part.sentences.append(&mut languages);
}

fn third_party(scene: &Scene<'_>, product: &Product, part: &mut Part) {
    let name = scene.product_name(&product.id.value);
    if let Some((publisher, page)) = &product.technical {
        let publisher = scene.text(publisher);
        part.sentences.push(scene.fill(
            "third_party_technical",
            &[("product", &name), ("publisher", &publisher)],
        ));
        if let Some(page) = page {
            let address = link(scene, &page.value);
            part.facts.push(Fact {
                label: scene.fill("label_publisher", &[("product", &name)]),
                text: address.text,
                href: address.href,
            });
        }
    }
    if let Some(billing) = &product.billing {
        let who = doer(scene, &billing.value);
        let values = [("product", name.as_str()), ("name", &who)];
        part.sentences
            .push(scene.fill("third_party_billing", &values));
    }
}

pub(super) fn messages(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "messages");
    for (subject, senders) in &scene.facts.notices {
        let senders: Vec<String> = senders
            .iter()
            .map(|sender| doer(scene, &sender.value))
            .collect();
        if !senders.is_empty() {
            part.facts.push(Fact {
                label: scene.named("subject", subject),
                text: scene.and(&senders),
                href: String::new(),
            });
        }
    }
    if !part.facts.is_empty() {
        part.sentences.push(scene.say("messages_who"));
    }
    part
}

//! What is supported, and what it costs (schema.org/Service, Offer).

use serde_json::Value;

use super::{Scene, node, organization};
use crate::calendar::Date;
use crate::model::facet::PlanCard;
use crate::model::facts::{Delivery, Money, Price, Service};
use crate::model::{Facet, Spanned};

/// On the description of support its services, on the page of a plan the plan.
pub fn nodes(scene: &Scene<'_>) -> Vec<Value> {
    match &scene.page.facet {
        Facet::Support(_) => {
            let services = scene.site.facts.services.iter();
            let offered = services.filter(|service| service.not_offered.is_none());
            offered.map(|one| service(scene, one)).collect()
        }
        Facet::Plan(card) => vec![plan(scene, card), agreement(scene, card)],
        _ => Vec::new(),
    }
}

fn plan(scene: &Scene<'_>, card: &PlanCard) -> Value {
    node(
        "Service",
        [
            ("name", scene.page.title().into()),
            ("description", scene.page.description().into()),
            ("provider", provider(scene)),
            ("areaServed", markets(scene)),
            ("termsOfService", scene.url.into()),
            ("offers", offer(scene, plan_price(scene, &card.id))),
        ],
    )
}

/// The plan as a document of its version.
fn agreement(scene: &Scene<'_>, card: &PlanCard) -> Value {
    let Some(owned) = scene.site.plans.iter().find(|plan| plan.id == card.id) else {
        return Value::Null;
    };
    let front = &scene.site.page_of(owned).front;
    let version = owned.value.version.as_ref();
    let day = |date: &Option<Spanned<Date>>| date.map(|date| date.value.to_string());
    let before = card.before.as_ref().map(|entry| {
        let page = scene.in_language(entry.page);
        scene.absolute(&page.url)
    });
    node(
        "DigitalDocument",
        [
            ("name", scene.page.title().into()),
            (
                "version",
                version.map(|version| version.value.clone()).into(),
            ),
            ("datePublished", day(&front.effective).into()),
            ("expires", day(&front.expires).into()),
            ("url", scene.url.into()),
            ("isBasedOn", before.into()),
        ],
    )
}

fn service(scene: &Scene<'_>, service: &Service) -> Value {
    let name = service.name.as_ref().map(|name| scene.text(name));
    let area = service.area.as_ref().map(|area| area.value.as_str());
    let named = service.channels.iter().filter_map(|id| {
        let mut channels = scene.site.channels.iter();
        channels.find(|channel| channel.id == id.value)
    });
    let channels = named.map(|owned| {
        let page = scene.in_language(owned.page);
        let (address, is_phone) = match &page.facet {
            Facet::Channel(card) => (card.href.as_str(), card.href.starts_with("tel:")),
            _ => ("", false),
        };
        let number = owned.value.address.as_ref().filter(|_| is_phone);
        let phone = number.map(|number| {
            node(
                "ContactPoint",
                [("telephone", number.value.as_str().into())],
            )
        });
        let url = match address.starts_with("https:") {
            true => address.to_owned(),
            false => scene.absolute(&page.url),
        };
        let languages = owned.value.languages.iter();
        let languages: Vec<&str> = languages.map(|one| one.value.as_str()).collect();
        node(
            "ServiceChannel",
            [
                ("name", page.title().into()),
                ("serviceUrl", url.into()),
                ("servicePhone", phone.unwrap_or_default()),
                ("availableLanguage", languages.into()),
            ],
        )
    });
    let channels: Vec<Value> = channels.collect();
    node(
        "Service",
        [
            ("name", name.or(area).into()),
            ("serviceType", area.into()),
            ("provider", provider(scene)),
            ("areaServed", markets(scene)),
            ("availableChannel", channels.into()),
            ("offers", offer(scene, service.price.as_ref())),
        ],
    )
}

/// Who delivers it: the partner, or whom it named.
fn provider(scene: &Scene<'_>) -> Value {
    match scene.site.facts.delivered_by.as_ref().map(|by| &by.value) {
        Some(Delivery::ResoldFrom(name) | Delivery::OutsourcedTo(name)) => {
            node("Organization", [("name", scene.text(name).into())])
        }
        _ => organization::reference(scene),
    }
}

fn markets(scene: &Scene<'_>) -> Value {
    let markets = scene.site.facts.markets.iter();
    markets
        .map(|market| market.value.as_str())
        .collect::<Vec<_>>()
        .into()
}

fn plan_price<'a>(scene: &Scene<'a>, id: &str) -> Option<&'a Spanned<Price>> {
    let plan = scene.site.plans.iter().find(|plan| plan.id == id)?;
    plan.value.price.as_ref()
}

/// A price that is an amount. What is included or free is no offer of its own.
fn offer(scene: &Scene<'_>, price: Option<&Spanned<Price>>) -> Value {
    let Some(Price::Amount(money)) = price.map(|price| &price.value) else {
        return Value::Null;
    };
    node(
        "Offer",
        [("priceSpecification", specification(scene, money))],
    )
}

fn specification(scene: &Scene<'_>, money: &Money) -> Value {
    let tax = money.tax.as_ref().map(|tax| tax.value == "included");
    // Pages tell the date of a price that is still to come.
    let from = money
        .from
        .as_ref()
        .filter(|from| from.value > scene.site.today);
    node(
        "UnitPriceSpecification",
        [
            ("price", money.amount.value.as_str().into()),
            ("priceCurrency", money.currency.value.as_str().into()),
            (
                "unitText",
                money.per.as_ref().map(|per| per.value.as_str()).into(),
            ),
            ("valueAddedTaxIncluded", tax.into()),
            ("validFrom", from.map(|from| from.value.to_string()).into()),
        ],
    )
}

//! The description of how customers get support, part by part (FACTS, section 1).
//!
//! A part exists only where the facts speak about it, and says no more than they do.

mod terms;
mod vendors;

use std::collections::BTreeMap;

use super::answers::answers;
use super::channel::{Address, address, keyword, link, number};
use super::{Scene, channel, plan, severities};
use crate::model::Spanned;
use crate::model::facet::{Description, Entry, Fact, Part, ServiceCard};
use crate::model::facts::{Calendar, Delivery, EscalationLevel, Id, Price, Service};
use terms::{accessibility, changes, closing, collections, complaints, credits, data, security};
use vendors::{messages, vendor};

/// The whole description.
pub fn support(scene: &Scene<'_>) -> Description {
    let facts = scene.facts;
    let offered = facts
        .services
        .iter()
        .filter(|one| one.not_offered.is_none());
    let refused = facts.services.iter().filter_map(|one| {
        Some(Fact {
            label: service_name(scene, one),
            text: scene.text(one.not_offered.as_ref()?),
            href: String::new(),
        })
    });
    let first = facts.first_contact.as_ref();
    let mut levels: Vec<_> = facts.escalation.iter().collect();
    levels.sort_by_key(|level| level.level.value);
    let description = Description {
        first: first_contact(scene),
        first_channel: first
            .and_then(|id| scene.channel_of(&id.value))
            .map(|one| channel(scene, one)),
        heads: BTreeMap::new(),
        services: offered.map(|one| service(scene, one)).collect(),
        not_offered: refused.collect(),
        channels: scene
            .channels
            .iter()
            .map(|one| channel(scene, one))
            .collect(),
        answers: answers(scene),
        plans: scene.in_force().map(|one| plan(scene, one)).collect(),
        severities: severities(scene),
        escalation: levels.into_iter().map(|one| level(scene, one)).collect(),
        parts: [
            self_help,
            vendor,
            messages,
            closing,
            changes,
            collections,
            credits,
            complaints,
            data,
            security,
            accessibility,
            maintenance,
            training,
        ]
        .iter()
        .map(|part| part(scene))
        .filter(|part| {
            !(part.sentences.is_empty() && part.facts.is_empty() && part.entries.is_empty())
        })
        .collect(),
    };
    Description {
        heads: heads(scene, &description),
        ..description
    }
}

/// The name of a service; where it has none, its area in words, else its id.
pub(super) fn service_name(scene: &Scene<'_>, service: &Service) -> String {
    match (&service.name, &service.area) {
        (Some(name), _) => scene.text(name),
        (None, Some(area)) if area.value != "other" => scene.named("area", &area.value),
        _ => service.id.value.clone(),
    }
}

/// A part with its heading, to be filled.
fn part(scene: &Scene<'_>, id: &str) -> Part {
    Part {
        id: id.to_owned(),
        title: scene.say(&format!("part_{id}")),
        ..Part::default()
    }
}

fn fact(scene: &Scene<'_>, label: &str, address: Address) -> Fact {
    Fact {
        label: scene.say(label),
        text: address.text,
        href: address.href,
    }
}

fn plain(scene: &Scene<'_>, label: &str, text: String) -> Fact {
    Fact {
        label: scene.say(label),
        text,
        href: String::new(),
    }
}

/// How the channels are reached: title – address.
fn reached_by(scene: &Scene<'_>, ids: &[Id]) -> Vec<Fact> {
    let known = ids.iter().filter_map(|id| scene.channel_of(&id.value));
    known
        .map(|owned| {
            let address = address(scene, &owned.value);
            Fact {
                label: (scene.entry)(owned.page).title,
                text: address.text,
                href: address.href,
            }
        })
        .filter(|fact| !fact.text.is_empty())
        .collect()
}

/// The page that a fact names.
fn page(scene: &Scene<'_>, key: &Option<Spanned<String>>) -> Option<Entry> {
    (scene.page_by_key)(&key.as_ref()?.value)
}

fn first_contact(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "first-contact");
    let organization = scene.organization();
    let us = [("organization", organization.as_str())];
    if let Some(id) = &scene.facts.first_contact
        && let Some(owned) = scene.channel_of(&id.value)
    {
        let address = address(scene, &owned.value).text;
        let title = (scene.entry)(owned.page).title;
        part.sentences.push(scene.fill("first_who", &us));
        part.sentences.push(if address.is_empty() {
            scene.fill("first_channel", &[("channel", &title)])
        } else {
            let values = [("channel", title.as_str()), ("address", &address)];
            scene.fill("first_channel_address", &values)
        });
    }
    let delivery = scene.facts.delivered_by.as_ref();
    match delivery.map(|delivery| &delivery.value) {
        None => {}
        Some(Delivery::Own) => part.sentences.push(scene.fill("delivered_own", &us)),
        Some(Delivery::ResoldFrom(name)) => {
            let values = [us[0], ("name", &scene.text(name))];
            part.sentences.push(scene.fill("delivered_resold", &values));
        }
        Some(Delivery::OutsourcedTo(name)) => {
            let values = [us[0], ("name", &scene.text(name))];
            part.sentences
                .push(scene.fill("delivered_outsourced", &values));
        }
    }
    part
}

/// What stands above the lists of `description`, by the anchor of each that is not empty.
fn heads(scene: &Scene<'_>, description: &Description) -> BTreeMap<&'static str, Part> {
    let steps = || match description.escalation.len() {
        ..=1 => Vec::new(),
        _ => vec![scene.say("escalation_steps")],
    };
    let part = |id: &'static str, is_empty: bool, sentences: &dyn Fn() -> Vec<String>| {
        let part = || Part {
            sentences: sentences(),
            ..part(scene, id)
        };
        (!is_empty).then(|| (id, part()))
    };
    let heads = [
        part("scope", description.services.is_empty(), &|| scope(scene)),
        part("not-offered", description.not_offered.is_empty(), &Vec::new),
        part("channels", description.channels.is_empty(), &|| {
            around_the_clock(scene)
        }),
        part("severities", description.severities.is_empty(), &Vec::new),
        part("answers", description.answers.is_empty(), &Vec::new),
        part("plans", description.plans.is_empty(), &|| agreement(scene)),
        part("escalation", description.escalation.is_empty(), &steps),
    ];
    heads.into_iter().flatten().collect()
}

/// Whether support is charged: said only where every service offered says so.
fn scope(scene: &Scene<'_>) -> Vec<String> {
    let services = &scene.facts.services;
    let offered = services.iter().filter(|one| one.not_offered.is_none());
    let prices: Option<Vec<&Price>> = offered
        .map(|one| one.price.as_ref().map(|price| &price.value))
        .collect();
    let charged = |price: &&Price| matches!(price, Price::Amount(_));
    let key = match prices {
        Some(prices) if prices.is_empty() => return Vec::new(),
        Some(prices) if prices.iter().all(charged) => "scope_charged",
        Some(prices) if prices.iter().any(charged) => "scope_charged_in_part",
        Some(_) => "scope_not_charged",
        None => return Vec::new(),
    };
    vec![scene.say(key)]
}

/// Telephones that are open at every instant.
fn around_the_clock(scene: &Scene<'_>) -> Vec<String> {
    let always = |id: &Option<Id>| {
        let calendar = id.as_ref().and_then(|id| scene.calendar_of(&id.value));
        calendar.is_some_and(Calendar::never_closes)
    };
    let phones = scene.channels.iter().filter(|owned| {
        let answered = &owned.value.answered;
        keyword(&owned.value) == "phone"
            && always(&owned.value.calendar)
            && (answered.is_none() || always(answered))
    });
    phones
        .map(|owned| {
            let title = (scene.entry)(owned.page).title;
            let severities = &owned.value.severities;
            let names: Vec<String> = severities
                .iter()
                .map(|id| scene.severity_name(&id.value))
                .collect();
            if names.is_empty() {
                scene.fill("phone_always", &[("channel", &title)])
            } else {
                let values = [
                    ("channel", title.as_str()),
                    ("severities", &scene.or(&names)),
                ];
                scene.fill("phone_always_severities", &values)
            }
        })
        .collect()
}

fn agreement(scene: &Scene<'_>) -> Vec<String> {
    let promising = (scene.in_force()).filter(|plan| !plan.value.targets.is_empty());
    let titles: Vec<String> = promising
        .map(|plan| (scene.entry)(plan.page).title)
        .collect();
    if titles.is_empty() {
        return Vec::new();
    }
    vec![scene.fill("agreement_plans", &[("plans", &scene.and(&titles))])]
}

fn service(scene: &Scene<'_>, service: &Service) -> ServiceCard {
    let mut covers = Vec::new();
    let description = scene.text_or_empty(service.description.as_ref());
    if !description.is_empty() {
        covers.push(description);
    }
    let troubles: Vec<String> = service
        .covers
        .iter()
        .map(|trouble| scene.named("cover", &trouble.value))
        .collect();
    if !troubles.is_empty() {
        covers.push(scene.fill("service_covers", &[("list", &scene.and(&troubles))]));
    }
    let channels = service.channels.iter();
    let self_help = service.self_help.iter();
    ServiceCard {
        id: service.id.value.clone(),
        name: service_name(scene, service),
        name_in: scene.tongue(service.name.as_ref()),
        covers: scene.sentences(&covers),
        price: service
            .price
            .as_ref()
            .map_or_else(String::new, |price| scene.price(&price.value)),
        channels: channels
            .filter_map(|id| scene.channel_of(&id.value))
            .map(|owned| (scene.entry)(owned.page))
            .collect(),
        self_help: self_help
            .filter_map(|key| (scene.page_by_key)(&key.value))
            .collect(),
    }
}

fn level(scene: &Scene<'_>, level: &EscalationLevel) -> Fact {
    let number = level.level.value.to_string();
    let vendor = level.vendor.as_ref().map(|one| scene.vendor(&one.value));
    let name = match (&level.name, &vendor) {
        (Some(name), _) => Some(scene.text(name)),
        (None, vendor) => vendor.clone(),
    };
    let label = match name {
        Some(name) => scene.fill("escalation_level_named", &[("n", &number), ("name", &name)]),
        None => scene.fill("escalation_level", &[("n", &number)]),
    };
    let mut sentences = Vec::new();
    let channels = scene.channel_titles(level.channels.iter().map(|id| &id.value));
    if !channels.is_empty() {
        let channels = scene.or(&channels);
        sentences.push(scene.fill("escalation_channels", &[("channels", &channels)]));
    }
    if let Some(after) = &level.after {
        sentences.push(scene.fill("escalation_after", &[("after", &scene.after(after))]));
    }
    let reasons: Vec<String> = level
        .on
        .iter()
        // The time without progress has said it already.
        .filter(|reason| level.after.is_none() || reason.value != "no-progress")
        .map(|reason| scene.named("on", &reason.value))
        .collect();
    if !reasons.is_empty() {
        let key = if level.after.is_some() {
            "escalation_on_too"
        } else {
            "escalation_on"
        };
        sentences.push(scene.fill(key, &[("reasons", &scene.or(&reasons))]));
    }
    if let (Some(vendor), Some(by)) = (&vendor, &level.filed_by) {
        let vendor = [("vendor", vendor.as_str())];
        sentences.push(match by.value.as_str() {
            "partner" | "self" => scene.fill("filed_by_partner", &vendor),
            "customer" => scene.fill("filed_by_customer", &vendor),
            by => scene.fill("filed_by_other", &[vendor[0], ("name", &scene.vendor(by))]),
        });
    }
    Fact {
        label,
        text: scene.sentences(&sentences),
        href: String::new(),
    }
}

/// Where customers help themselves, from all services, each page once.
fn self_help(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "self-help");
    let services = scene.facts.services.iter();
    for key in services.flat_map(|service| &service.self_help) {
        if let Some(entry) = (scene.page_by_key)(&key.value)
            && part.entries.iter().all(|known| known.page != entry.page)
        {
            part.entries.push(entry);
        }
    }
    if !part.entries.is_empty() {
        part.sentences.push(scene.say("self_help_first"));
    }
    part
}

fn maintenance(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "maintenance");
    let Some(maintenance) = &scene.facts.maintenance else {
        return part;
    };
    let calendar = maintenance.calendar.as_ref();
    if let Some(calendar) = calendar.and_then(|id| scene.calendar_of(&id.value)) {
        let hours = scene.one_line(calendar);
        part.facts.push(plain(scene, "label_maintenance", hours));
    }
    if let Some(notice) = &maintenance.notice {
        let length = scene.length(notice.value);
        let sentence = scene.fill("maintenance_notice", &[("length", &length)]);
        part.sentences.push(sentence);
    }
    if let Some(notice) = &maintenance.emergency_notice {
        let length = scene.length(notice.value);
        let sentence = scene.fill("maintenance_emergency", &[("length", &length)]);
        part.sentences.push(sentence);
    }
    part
}

fn training(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "training");
    if !scene.guides.is_empty() {
        part.sentences.push(scene.say("training_offered"));
        part.entries = scene.guides.to_vec();
    }
    part
}

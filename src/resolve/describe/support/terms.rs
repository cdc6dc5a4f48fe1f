//! What holds between partner and customer: buying and closing, late payment, credits, complaints, data,
//! security, accessibility.

use super::vendors::doer;
use super::{fact, link, number, page, part, plain, reached_by};
use crate::model::Spanned;
use crate::model::facet::{Fact, Part};
use crate::resolve::describe::Scene;

pub(super) fn changes(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "changes");
    let Some(changes) = &scene.facts.changes else {
        return part;
    };
    let who = |word: &Spanned<String>, key: &str| match word.value.as_str() {
        "customer" => scene.say(&format!("{key}_yourself")),
        who => scene.fill(&format!("{key}_through"), &[("name", &doer(scene, who))]),
    };
    if let Some(buy) = &changes.buy {
        part.sentences.push(who(buy, "buy"));
    }
    if let Some(cancel) = &changes.cancel_by {
        part.sentences.push(who(cancel, "cancel"));
    }
    if let Some(notice) = &changes.cancel_notice {
        let length = scene.length(notice.value);
        part.sentences
            .push(scene.fill("cancel_notice", &[("length", &length)]));
    }
    part.entries.extend(page(scene, &changes.cancel_page));
    part
}

pub(super) fn closing(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "closing");
    let Some(closing) = &scene.facts.closing else {
        return part;
    };
    if let Some(by) = &closing.by {
        let key = match by.value.as_str() {
            "customer" => "closing_by_customer",
            _ => "closing_by_partner",
        };
        part.sentences.push(scene.say(key));
    }
    let for_long = closing.close_after.as_ref();
    let for_long = for_long.map(|length| ("closing_unanswered", scene.length(length.value)));
    let within = closing.reopen_within.as_ref();
    let within = within.map(|length| ("closing_reopen", scene.length_after(length.value)));
    for (key, length) in for_long.into_iter().chain(within) {
        part.sentences.push(scene.fill(key, &[("length", &length)]));
    }
    part.entries.extend(page(scene, &closing.page));
    part
}

pub(super) fn collections(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "collections");
    let Some(collections) = &scene.facts.collections else {
        return part;
    };
    let reminders: Vec<String> = collections
        .reminders
        .iter()
        .map(|after| scene.length(after.value))
        .collect();
    if !reminders.is_empty() {
        let times = scene.and(&reminders);
        part.sentences
            .push(scene.fill("collections_reminders", &[("times", &times)]));
    }
    if let Some(after) = &collections.suspend_after {
        let length = scene.length(after.value);
        part.sentences
            .push(scene.fill("collections_suspend", &[("length", &length)]));
    }
    part.entries.extend(page(scene, &collections.page));
    part
}

pub(super) fn credits(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "credits");
    let Some(credits) = &scene.facts.credits else {
        return part;
    };
    part.sentences.push(scene.say("credits_ask"));
    let need: Vec<String> = credits
        .need
        .iter()
        .map(|need| scene.named("need", &need.value))
        .collect();
    if !need.is_empty() {
        let need = scene.and(&need);
        part.sentences
            .push(scene.fill("credits_need", &[("list", &need)]));
    }
    part.entries.extend(page(scene, &credits.page));
    part
}

pub(super) fn complaints(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "complaints");
    let Some(complaints) = &scene.facts.complaints else {
        return part;
    };
    if let Some(answer) = &complaints.answer {
        let time = scene.within(answer, None, None);
        part.sentences
            .push(scene.fill("complaints_answer", &[("time", &time)]));
    }
    if let Some(body) = &complaints.arbitration {
        let body = scene.text(body);
        part.sentences.push(if body == "none" {
            scene.say("arbitration_none")
        } else {
            scene.fill("arbitration_body", &[("body", &body)])
        });
    }
    if let Some(address) = &complaints.address {
        let address = link(scene, &address.value);
        part.facts.push(fact(scene, "label_complaints", address));
    }
    part.facts.extend(reached_by(scene, &complaints.channels));
    part
}

pub(super) fn data(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "data");
    let Some(data) = &scene.facts.data else {
        return part;
    };
    if let Some(remote) = &data.remote_access {
        let sentence = scene.named("remote", &remote.value);
        part.sentences.push(if sentence == remote.value {
            scene.fill("access_remote", &[("text", &remote.value)])
        } else {
            sentence
        });
    }
    if let Some(kept) = &data.logs_kept {
        let length = scene.length(kept.value);
        part.sentences
            .push(scene.fill("logs_kept", &[("length", &length)]));
    }
    let places: Vec<String> = data
        .places
        .iter()
        .map(|place| scene.place(&place.value))
        .collect();
    if !places.is_empty() {
        part.facts
            .push(plain(scene, "label_places", scene.and(&places)));
    }
    part.entries.extend(page(scene, &data.privacy));
    part
}

pub(super) fn security(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "security");
    let Some(security) = &scene.facts.security else {
        return part;
    };
    if security.contact.is_some() || security.phone.is_some() {
        part.sentences.push(scene.say("security_report"));
    }
    if let Some(contact) = &security.contact {
        let address = link(scene, &contact.value);
        part.facts.push(fact(scene, "label_security", address));
    }
    if let Some(phone) = &security.phone {
        let address = number(scene, &phone.value, None);
        part.facts
            .push(fact(scene, "label_security_phone", address));
    }
    if let Some(expires) = &security.expires {
        let date = scene.day(expires.value);
        part.facts
            .push(plain(scene, "label_security_expires", date));
    }
    part.entries.extend(page(scene, &security.policy));
    part
}

pub(super) fn accessibility(scene: &Scene<'_>) -> Part {
    let mut part = part(scene, "accessibility");
    for owned in scene.channels {
        let accessible = owned.value.accessible.iter();
        let ways: Vec<String> = accessible
            .map(|way| scene.named("accessible", &way.value))
            .collect();
        if !ways.is_empty() {
            part.facts.push(Fact {
                label: (scene.entry)(owned.page).title,
                text: scene.and(&ways),
                href: String::new(),
            });
        }
    }
    if !part.facts.is_empty() {
        part.sentences.push(scene.say("accessibility_channels"));
    }
    let Some(accessibility) = &scene.facts.accessibility else {
        return part;
    };
    if let Some(contact) = &accessibility.contact {
        let titles = scene.channel_titles([&contact.value]);
        if let Some(channel) = titles.first() {
            let sentence = scene.fill("accessibility_contact", &[("channel", channel)]);
            part.sentences.push(sentence);
        }
    }
    part.entries.extend(page(scene, &accessibility.page));
    part
}

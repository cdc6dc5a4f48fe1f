//! A way to reach the partner, as a card.

use std::collections::BTreeSet;

use super::{Scene, hours, phone, plan_entry};
use crate::model::facet::{ChannelCard, ComingDay, Fact, Hours, Outside};
use crate::model::facts::{Channel, OutsideHours, Plan};
use crate::model::site::Owned;
use crate::model::{Spanned, mail, uri};

/// The card of a channel.
pub fn channel(scene: &Scene<'_>, owned: &Owned<Channel>) -> ChannelCard {
    let channel = &owned.value;
    let kind = keyword(channel);
    let address = address(scene, channel);
    let hours = tables(scene, channel);
    let days = days(scene, owned, &hours);
    let [hours, answered] = hours;
    let first = scene.facts.first_contact.as_ref();
    ChannelCard {
        id: owned.id.clone(),
        entry: (scene.entry)(owned.page),
        channel: kind.to_owned(),
        kind: scene.named("channel", kind),
        address: address.text,
        href: address.href,
        first: first.is_some_and(|id| id.value == owned.id),
        outside: outside(scene, channel),
        summary: summary(scene, channel),
        hours,
        answered,
        facts: facts(scene, channel),
        plans: (plans(scene, owned).iter())
            .map(|plan| plan_entry(scene, plan.page))
            .collect(),
        serves: (plans(scene, owned).iter())
            .map(|plan| plan.id.clone())
            .collect(),
        takes: texts(&channel.severities),
        only: only(scene, channel),
        languages: texts(&channel.languages),
        found_by: [dialled(channel), found_by(scene, channel)].concat(),
        days,
    }
}

/// When it is open, and when requests are answered.
fn tables(scene: &Scene<'_>, channel: &Channel) -> [Option<Hours>; 2] {
    let table = |id: &Option<_>| calendar(scene, id).map(|calendar| hours(scene, calendar));
    [table(&channel.calendar), table(&channel.answered)]
}

/// The coming dates that its tables list, as text for search. Most channels keep the same: who looks for one of these
/// is led to the channel to turn to first, and to another for what that one does not list.
fn days(scene: &Scene<'_>, owned: &Owned<Channel>, tables: &[Option<Hours>; 2]) -> Vec<String> {
    let first = scene.facts.first_contact.as_ref();
    let first = first.and_then(|id| scene.channel_of(&id.value));
    // One of them, where nobody says which; that it is missing is told elsewhere.
    let first = first.or(scene.channels.first());
    let first = first.filter(|first| first.id != owned.id);
    let theirs = first.map_or_else(Default::default, |first| self::tables(scene, &first.value));
    let theirs: BTreeSet<&str> = coming(&theirs).map(|day| day.label.as_str()).collect();
    let own = coming(tables).filter(|day| !theirs.contains(day.label.as_str()));
    own.map(|day| format!("{} {}", day.label, day.text))
        .collect()
}

fn coming(tables: &[Option<Hours>; 2]) -> impl Iterator<Item = &ComingDay> {
    let tables = tables.iter().flatten();
    tables.flat_map(|hours| &hours.closed_days)
}

/// A number as telephones show it, where a page has it without its country.
fn dialled(channel: &Channel) -> Vec<String> {
    let is_number = matches!(keyword(channel), "phone" | "fax");
    let address = channel.address.as_ref().filter(|_| is_number);
    let written = address.map(|address| &address.value);
    let is_short =
        |written: &&String| phone::grouped(written).is_some_and(|shown| !shown.starts_with('+'));
    Vec::from_iter(written.filter(is_short).cloned())
}

/// What people look for who want a channel: somebody to talk to, a number, when somebody is there. One that takes
/// some severities alone is for those who know that it is, where another takes all.
fn found_by(scene: &Scene<'_>, channel: &Channel) -> Vec<String> {
    let mut others = scene.channels.iter();
    if !channel.severities.is_empty() && others.any(|one| one.value.severities.is_empty()) {
        return Vec::new();
    }
    let mut words = scene.looked_for("channel");
    if let kind @ ("phone" | "email") = keyword(channel) {
        words.extend(scene.looked_for(kind));
    }
    let hours = [&channel.calendar, &channel.answered];
    let hours = hours.into_iter().filter_map(|id| calendar(scene, id));
    if hours.into_iter().any(|calendar| !calendar.always) {
        words.extend(scene.looked_for("hours"));
    }
    words
}

impl Scene<'_> {
    /// What people look for who want something of a kind, as `facts.LANG.yaml` lists it.
    pub(super) fn looked_for(&self, kind: &str) -> Vec<String> {
        let words = self.say(&format!("looked_for_{kind}"));
        words.split(", ").map(str::to_owned).collect()
    }
}

/// A text and where it leads.
pub(super) struct Address {
    pub text: String,
    pub href: String,
}

/// The address as people read it, and as a link where it is safe to make one.
pub(super) fn address(scene: &Scene<'_>, channel: &Channel) -> Address {
    let Some(written) = &channel.address else {
        return Address {
            text: String::new(),
            href: String::new(),
        };
    };
    let written = written.value.as_str();
    match keyword(channel) {
        "phone" => number(
            scene,
            written,
            channel.extension.as_ref().map(|one| one.value.as_str()),
        ),
        // Nobody reads a page on a fax machine: the number is not a link.
        "fax" => Address {
            text: number(scene, written, None).text,
            href: String::new(),
        },
        _ => link(scene, written),
    }
}

/// A telephone number with its `tel:` link (RFC 3966).
pub(super) fn number(scene: &Scene<'_>, written: &str, extension: Option<&str>) -> Address {
    let Some(grouped) = phone::grouped(written) else {
        return Address {
            text: written.to_owned(),
            href: String::new(),
        };
    };
    match extension {
        None => Address {
            text: grouped,
            href: format!("tel:{written}"),
        },
        Some(extension) => Address {
            text: scene.fill(
                "phone_extension",
                &[("number", &grouped), ("extension", extension)],
            ),
            href: if extension.bytes().all(|byte| byte.is_ascii_digit()) {
                format!("tel:{written};ext={extension}")
            } else {
                format!("tel:{written}")
            },
        },
    }
}

/// A mail or web address, with or without its scheme. Anything else is a text that leads nowhere,
/// so no other scheme can come into a page from here.
pub(super) fn link(scene: &Scene<'_>, written: &str) -> Address {
    let lower = written.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        let text = &written[lower.find("//").map_or(0, |at| at + 2)..];
        return Address {
            text: text.strip_suffix('/').unwrap_or(text).to_owned(),
            href: uri::web(written).into_owned(),
        };
    }
    if lower.starts_with("tel:") {
        return number(scene, &written["tel:".len()..], None);
    }
    let text = mail::of_link(written).unwrap_or_else(|| written.to_owned());
    let href = mail::link(&text).unwrap_or_default();
    Address { text, href }
}

/// One line on hours: when the channel is open and, where that differs, when requests are answered.
pub(super) fn summary(scene: &Scene<'_>, channel: &Channel) -> String {
    let open = calendar(scene, &channel.calendar).map(|one| (one.always, scene.one_line(one)));
    let answered = calendar(scene, &channel.answered).map(|one| (one.always, scene.one_line(one)));
    match (open, answered) {
        (Some((_, open)), None) => open,
        (None, None) => String::new(),
        (Some((true, _)) | None, Some((_, answered))) => {
            scene.fill("summary_answered", &[("hours", &answered)])
        }
        (Some((_, open)), Some((_, answered))) if open == answered => open,
        (Some((_, open)), Some((_, answered))) => scene.fill(
            "summary_open_answered",
            &[("open", &open), ("answered", &answered)],
        ),
    }
}

/// The keyword of the kind; empty where it is not said.
pub(super) fn keyword(channel: &Channel) -> &str {
    let kind = channel.channel.as_ref();
    kind.map_or("", |kind| kind.value.as_str())
}

fn calendar<'a>(
    scene: &Scene<'a>,
    id: &Option<crate::model::facts::Id>,
) -> Option<&'a crate::model::facts::Calendar> {
    scene.calendar_of(&id.as_ref()?.value)
}

fn facts(scene: &Scene<'_>, channel: &Channel) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |label: &str, text: String, href: String| {
        if !text.is_empty() {
            facts.push(Fact {
                label: scene.say(label),
                text,
                href,
            });
        }
    };
    let nowhere = String::new;
    let values = |family: &str, list: &[crate::model::Spanned<String>]| -> Vec<String> {
        list.iter()
            .map(|word| scene.named(family, &word.value))
            .collect()
    };
    let languages = channel.languages.iter().map(|tag| &tag.value);
    add("label_languages", scene.languages(languages), nowhere());
    if let Some(cost) = &channel.cost {
        add("label_cost", scene.price(&cost.value), nowhere());
    }
    if let Some(human) = &channel.human {
        let key = if human.value { "human_yes" } else { "human_no" };
        add("label_human", scene.say(key), nowhere());
    }
    if let Some(outside) = &channel.outside_hours {
        let href = outside_href(scene, &outside.value);
        add(
            "label_outside_hours",
            outside_hours(scene, &outside.value),
            href,
        );
    }
    add("label_severities", only(scene, channel), nowhere());
    let accessible = values("accessible", &channel.accessible);
    add("label_accessible", scene.and(&accessible), nowhere());
    add(
        "label_verify",
        scene.and(&values("need", &channel.verify)),
        nowhere(),
    );
    facts
}

/// What a channel takes, where that is not all.
fn only(scene: &Scene<'_>, channel: &Channel) -> String {
    match severity_names(scene, channel).as_slice() {
        [] => String::new(),
        severities => {
            let severities = scene.and(severities);
            scene.fill("only_severities", &[("severities", &severities)])
        }
    }
}

/// The severities that a channel takes, where it does not take all.
fn severity_names(scene: &Scene<'_>, channel: &Channel) -> Vec<String> {
    let severities = channel.severities.iter();
    severities
        .map(|id| scene.severity_name(&id.value))
        .collect()
}

/// Who is there while a channel is shut.
fn outside(scene: &Scene<'_>, channel: &Channel) -> Option<Outside> {
    let outside = &channel.outside_hours.as_ref()?.value;
    let OutsideHours::Channel(id) = outside else {
        return None;
    };
    Some(Outside {
        id: id.value.clone(),
        label: scene.say("label_outside_hours"),
        text: outside_hours(scene, outside),
    })
}

/// Where a tap on what is said of these hours leads: to whom it names.
fn outside_href(scene: &Scene<'_>, outside: &OutsideHours) -> String {
    let OutsideHours::Channel(id) = outside else {
        return String::new();
    };
    let other = scene.channel_of(&id.value);
    other.map_or_else(String::new, |other| address(scene, &other.value).href)
}

fn outside_hours(scene: &Scene<'_>, outside: &OutsideHours) -> String {
    match outside {
        OutsideHours::Closed => scene.say("outside_closed"),
        OutsideHours::Voicemail => scene.say("outside_voicemail"),
        OutsideHours::Queued => scene.say("outside_queued"),
        OutsideHours::Channel(id) => {
            let Some(other) = scene.channel_of(&id.value) else {
                return String::new();
            };
            let channel = (scene.entry)(other.page).title;
            let severities = severity_names(scene, &other.value);
            // Who is sent to where nobody helps with a lesser problem must know it.
            match severities.as_slice() {
                [] => scene.fill("outside_channel", &[("channel", &channel)]),
                only => scene.fill(
                    "outside_channel_only",
                    &[("channel", &channel), ("severities", &scene.and(only))],
                ),
            }
        }
    }
}

/// Plans in which a promise holds for requests that come in here.
fn plans<'a>(scene: &Scene<'a>, owned: &Owned<Channel>) -> Vec<&'a Owned<Plan>> {
    let serves = |plan: &Plan| {
        plan.targets.iter().any(|row| {
            let here = row.channels.iter().any(|id| id.value == owned.id);
            (row.channels.is_empty() || here) && owned.value.takes(&row.severity.value)
        })
    };
    let plans = scene.plans.iter();
    plans.filter(|plan| serves(&plan.value)).collect()
}

fn texts(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|one| one.value.clone()).collect()
}

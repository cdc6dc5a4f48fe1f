//! How channels reach people: by which senses, and when.

use crate::model::Site;
use crate::model::facts::{Channel, Id};
use crate::model::site::Owned;

/// `phone`, `email` …; empty where it is not said.
pub fn kind(channel: &Channel) -> &str {
    let kind = channel.channel.as_ref();
    kind.map_or("", |kind| kind.value.as_str())
}

/// The channels that are a telephone.
pub fn phones(site: &Site) -> impl Iterator<Item = &Owned<Channel>> {
    let channels = site.channels.iter();
    channels.filter(|channel| kind(&channel.value) == "phone")
}

/// Whether somebody who does not hear can use it.
pub fn without_hearing(channel: &Channel) -> bool {
    let helps = |way: &str| matches!(way, "text" | "relay-service" | "sign-language");
    match kind(channel) {
        "email" | "web" | "chat" | "portal" | "post" | "fax" | "bot" | "visit" => true,
        _ => channel.accessible.iter().any(|way| helps(&way.value)),
    }
}

/// Whether somebody who does not see can use it without a machine that reads to them.
pub fn without_sight(channel: &Channel) -> bool {
    matches!(kind(channel), "phone" | "visit")
}

/// Whether channels of `kinds` are open and answered at every instant, together for every severity.
pub fn around_the_clock(site: &Site, kinds: impl Fn(&str) -> bool) -> bool {
    let open: Vec<&Channel> = always_open(site, kinds).map(|one| &one.value).collect();
    let takes = |channel: &Channel, severity: &str| {
        channel.severities.is_empty() || channel.severities.iter().any(|id| id.value == severity)
    };
    let any = open.iter().any(|channel| channel.severities.is_empty());
    let severities = &site.facts.severities;
    let each = severities
        .iter()
        .all(|one| open.iter().any(|channel| takes(channel, &one.id.value)));
    any || (!severities.is_empty() && each)
}

/// Channels of `kinds` that are open and answered at every instant.
pub fn always_open(
    site: &Site,
    kinds: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &Owned<Channel>> {
    let always = |id: &Id| {
        let calendars = &site.facts.calendars;
        calendars
            .iter()
            .any(|one| one.id.value == id.value && one.never_closes())
    };
    let open = move |channel: &Channel| {
        channel.calendar.as_ref().is_some_and(always)
            && channel.answered.as_ref().is_none_or(always)
    };
    let channels = site.channels.iter();
    channels.filter(move |one| kinds(kind(&one.value)) && open(&one.value))
}

/// Where a channel's page says what it is, or its title.
pub fn place(site: &Site, channel: &Owned<Channel>) -> crate::model::Span {
    site.page_of(channel).front.at("channel")
}

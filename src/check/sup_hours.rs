//! SUP-HOURS: each channel has its hours (D11); in Japan, each telephone (L12).

use super::evidence::{Evidence, calendar, on_page};
use super::{profile, reach};
use crate::model::facts::Channel;
use crate::model::site::Owned;
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-HOURS";

/// Each channel names a calendar.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Error) else {
        return;
    };
    for channel in asked(site, demand.asked_by("L12").is_some()) {
        let page = site.page_of(channel);
        if channel.value.calendar.is_none() && !page.front.broken {
            found.push(demand.at(
                &page.document.path,
                reach::place(site, channel),
                format!("the channel `{}` has no hours", channel.id),
                "add `calendar` with the id of a calendar",
            ));
        }
    }
}

/// The channels whose hours are asked for: all, or telephones only.
fn asked(site: &Site, phones: bool) -> impl Iterator<Item = &Owned<Channel>> {
    let is_asked = move |one: &&Owned<Channel>| !phones || reach::kind(&one.value) == "phone";
    site.channels.iter().filter(is_asked)
}

/// The calendar of each channel; for L12 of each telephone.
pub fn evidence(site: &Site, row: &str) -> Evidence {
    let phones = row == "L12";
    if phones && reach::phones(site).next().is_none() {
        return Evidence::NotApplicable("no channel is a telephone");
    }
    Evidence::all(asked(site, phones).map(|channel| {
        let (id, _) = calendar(site, channel)?;
        let words = format!("channel `{}`: calendar `{}`", channel.id, id.value);
        Some(on_page(site, channel, id.span, words))
    }))
}

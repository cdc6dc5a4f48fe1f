//! SUP-HOURS: each channel has its hours (D11).

use super::evidence::{Evidence, calendar, on_page};
use super::{profile, reach};
use crate::model::{Diagnostic, Severity, Site};

const CODE: &str = "SUP-HOURS";

/// Each channel names a calendar.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    let Some(demand) = profile::demand(site, CODE, Severity::Error) else {
        return;
    };
    for channel in &site.channels {
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

/// The calendar of each channel.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    Evidence::all(site.channels.iter().map(|channel| {
        let (id, _) = calendar(site, channel)?;
        let words = format!("channel `{}`: calendar `{}`", channel.id, id.value);
        Some(on_page(site, channel, id.span, words))
    }))
}

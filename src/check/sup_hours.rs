//! SUP-HOURS: each channel has its hours (D11).

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

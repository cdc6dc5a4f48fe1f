//! CHN-DUP: one address has one set of hours.

use crate::model::facts::Channel;
use crate::model::{Diagnostic, Site};

const CODE: &str = "CHN-DUP";

/// Channels with the same address have the same calendar.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for (number, later) in site.channels.iter().enumerate() {
        let (Some(address), Some(hours)) = (&later.value.address, &later.value.calendar) else {
            continue;
        };
        let other = site.channels[..number].iter().find(|earlier| {
            let calendar = earlier.value.calendar.as_ref();
            same(&earlier.value, &later.value) && calendar.is_some_and(|id| id.value != hours.value)
        });
        if let Some(other) = other {
            let message = format!(
                "`{}` has other hours as the channel `{}`",
                address.value, other.id
            );
            let hint = "give both one calendar, or one of them another address or extension";
            let path = &site.page_of(later).document.path;
            let finding = Diagnostic::warning(CODE, path, address.span, message);
            found.push(finding.with_hint(hint.to_owned()));
        }
    }
}

fn same(one: &Channel, other: &Channel) -> bool {
    let place = |channel: &Channel| {
        let text = |value: &Option<crate::model::Spanned<String>>| {
            value.as_ref().map(|text| text.value.to_lowercase())
        };
        (text(&channel.address), text(&channel.extension))
    };
    place(one) == place(other)
}

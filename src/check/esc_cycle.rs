//! ESC-CYCLE: outside hours, no customer is sent in a circle.

use super::answering::{common, joined, minutes, openings, share, window, within};
use crate::model::facts::{Channel, OutsideHours};
use crate::model::site::Owned;
use crate::model::{Diagnostic, Site, Span};

const CODE: &str = "ESC-CYCLE";

/// Channels that send on to each other are at no time closed together, and none sends on to one that is closed
/// whenever it is closed itself.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for number in 0..site.channels.len() {
        let Some(circle) = circle(site, number) else {
            found.extend(shut_as_well(site, &site.channels[number]));
            continue;
        };
        // Each circle is told of where its first channel sends on.
        if circle.iter().any(|&other| other < number) {
            continue;
        }
        let Some(shut) = shut(site, &circle) else {
            continue;
        };
        let first = &site.channels[number];
        let names: Vec<String> = circle
            .iter()
            .chain([&number])
            .map(|&one| format!("`{}`", site.channels[one].id))
            .collect();
        let message = match circle.len() {
            1 => format!(
                "`{}` sends customers on to itself {shut}% of the time",
                first.id
            ),
            _ => format!(
                "{shut}% of the time none of these is open, and each sends on to the next: {}",
                names.join(" → ")
            ),
        };
        let hint = "let one of them take requests at all hours, or end with `voicemail`, `queued` or `closed`";
        let span = sends_on(first).map_or_else(Span::default, |(_, span)| span);
        let path = &site.page_of(first).document.path;
        found.push(Diagnostic::error(CODE, path, span, message).with_hint(hint.to_owned()));
    }
}

/// That a channel sends on to one where nobody is whenever it is closed itself. What can be sent at any hour, such as a
/// mail, is no such.
fn shut_as_well(site: &Site, channel: &Owned<Channel>) -> Option<Diagnostic> {
    let (next, span) = sends_on(channel)?;
    let other = site.channels.iter().find(|one| one.id == next)?;
    let kind = other.value.channel.as_ref()?.value.as_str();
    if !matches!(kind, "phone" | "chat" | "remote" | "visit") || sends_on(other).is_some() {
        return None;
    }
    let window = window(site)?;
    let open = |channel: &Owned<Channel>| {
        let calendar = &channel.value.calendar.as_ref()?.value;
        Some(within(joined(openings(site, calendar)?.to_vec()), window))
    };
    let (own, others) = (open(channel)?, open(other)?);
    let together = minutes(&joined([own.clone(), others].concat()));
    if together > minutes(&own) || minutes(&own) == minutes(&[window]) {
        return None;
    }
    let message = format!(
        "`{}` sends customers on to `{next}`, which is never open while it is closed",
        channel.id
    );
    let hint = "name a channel that is open then, or end with `voicemail`, `queued` or `closed`";
    let path = &site.page_of(channel).document.path;
    Some(Diagnostic::error(CODE, path, span, message).with_hint(hint.to_owned()))
}

/// The channel that one sends on to, and where it says so.
fn sends_on(channel: &Owned<Channel>) -> Option<(&str, Span)> {
    let outside = channel.value.outside_hours.as_ref()?;
    match &outside.value {
        OutsideHours::Channel(id) => Some((&id.value, id.span)),
        _ => None,
    }
}

/// The channels that a customer of the first one passes until it comes round again.
fn circle(site: &Site, first: usize) -> Option<Vec<usize>> {
    let mut circle = vec![first];
    loop {
        let last = circle.last().map(|&last| &site.channels[last])?;
        let (next, _) = sends_on(last)?;
        let next = site.channels.iter().position(|one| one.id == next)?;
        if next == first {
            return Some(circle);
        }
        // Into a circle that the first one is no part of.
        if circle.contains(&next) {
            return None;
        }
        circle.push(next);
    }
}

/// How much of the time all of them are closed, in per cent; `None` where never, or where that is not
/// known.
fn shut(site: &Site, circle: &[usize]) -> Option<String> {
    let open: Option<Vec<&[(i64, i64)]>> = circle
        .iter()
        .map(|&one| openings(site, &site.channels[one].value.calendar.as_ref()?.value))
        .collect();
    let window = window(site)?;
    let whole = vec![window];
    let open = within(joined(open?.concat()), window);
    let shut = minutes(&whole) - common(&whole, &open);
    (shut > 0).then(|| share(shut, minutes(&whole)))
}

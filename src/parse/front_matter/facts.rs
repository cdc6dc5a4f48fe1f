//! What the front matter of a channel or a plan states.

use crate::model::facts::{
    Change, Channel, Clock, OutsideHours, Plan, PlanTarget, Refused, Remedy,
};
use crate::model::text::is_blank;
use crate::model::{Config, Diagnostic, Kind, RelPath, Spanned};

use super::super::formats;
use super::super::keys::page;
use super::super::read::Fields;
use super::super::yaml::{Node, Value};
use super::Place;

/// Reports and removes facts that a translation states: they live in the source language's file alone.
pub(super) fn take_facts_out(
    node: &mut Node,
    kind: Kind,
    place: Place<'_>,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) {
    let Value::Map(entries) = &mut node.value else {
        return;
    };
    let below = place
        .path
        .as_str()
        .split_once('/')
        .map_or("", |(_, below)| below);
    let original = format!("{}/{below}", config.source());
    entries.retain(|(key, _)| {
        let fact = page::is_fact(&key.value, kind);
        if fact {
            let message = format!("`{}` is a fact, and this is a translation", key.value);
            let hint = format!("facts stand in `{original}` alone; a translation holds texts");
            found
                .push(Diagnostic::error("TRN-FACT", place.path, key.span, message).with_hint(hint));
        }
        !fact
    });
}

pub(super) fn channel(fields: Fields<'_>, path: &RelPath, found: &mut Vec<Diagnostic>) -> Channel {
    let kind = fields.channel_kind();
    Channel {
        address: address(fields, kind.as_ref(), path, found),
        channel: kind,
        extension: fields.string("extension"),
        calendar: fields.id("calendar"),
        outside_hours: outside_hours(fields),
        answered: fields.id("answered"),
        languages: fields.languages("languages"),
        human: fields.bool("human"),
        cost: fields.price("cost"),
        severities: fields.ids("severities"),
        accessible: fields.ids("accessible"),
        verify: fields.ids("verify"),
    }
}

/// The address in the form that its kind of channel has.
fn address(
    fields: Fields<'_>,
    kind: Option<&Spanned<String>>,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    let address = fields
        .string("address")
        .filter(|address| !is_blank(&address.value))?;
    let read = match kind.map_or("", |kind| kind.value.as_str()) {
        "phone" | "fax" => formats::phone(&address.value),
        "email" => formats::email(&address.value),
        "web" | "chat" | "portal" | "bot" => formats::https(&address.value, "CHN-HTTP"),
        // A visit, a letter or a remote session has whatever leads there.
        _ => Ok(()),
    };
    match read {
        Ok(()) => Some(address),
        Err(refusal) => {
            found.push(
                Diagnostic::error(refusal.code, path, address.span, refusal.message)
                    .with_hint(refusal.hint),
            );
            None
        }
    }
}

/// An address that stands in `node` and is none for its kind of channel.
pub(super) fn refused_address(channel: &Channel, node: &Node) -> Option<Refused> {
    let written = node.get("address")?.span;
    channel.address.is_none().then(|| Refused {
        key: Spanned::new("address".to_owned(), written),
        within: node.span,
        item: None,
        above: Vec::new(),
    })
}

fn outside_hours(fields: Fields<'_>) -> Option<Spanned<OutsideHours>> {
    let span = fields.get("outside_hours")?.span;
    let outside = match fields.string("outside_hours") {
        Some(word) => match word.value.as_str() {
            "closed" => OutsideHours::Closed,
            "voicemail" => OutsideHours::Voicemail,
            "queued" => OutsideHours::Queued,
            _ => return None,
        },
        None => OutsideHours::Channel(fields.within("outside_hours").id("channel")?),
    };
    Some(Spanned::new(outside, span))
}

pub(super) fn plan(fields: Fields<'_>) -> Plan {
    Plan {
        version: fields.string("version"),
        changes: fields.maps("changes").filter_map(change).collect(),
        binding: fields.string("binding"),
        clock: fields.map("clock").map(|fields| Clock {
            starts: fields.string("starts"),
            response: fields.string("response"),
            pauses: fields.get("pauses").map(|_| fields.strings("pauses")),
            severity_change: fields.string("severity_change"),
        }),
        calendar: fields.id("calendar"),
        price: fields.price("price"),
        services: fields.ids("services"),
        languages: fields.languages("languages"),
        targets: fields.maps("targets").filter_map(target).collect(),
        remedy: fields.map("remedy").map(|fields| Remedy {
            kind: fields.string("kind"),
            per_cent: fields.valid("per_cent", formats::share),
            of: fields.string("of"),
            claim_within: fields.duration("claim_within"),
            how: fields.string("how"),
        }),
        exclusions: fields.texts("exclusions"),
    }
}

fn change(fields: Fields<'_>) -> Option<Change> {
    Some(Change {
        version: fields.string("version")?,
        date: fields.date("date")?,
        text: fields.text("text")?,
    })
}

fn target(fields: Fields<'_>) -> Option<PlanTarget> {
    Some(PlanTarget {
        span: fields.span(),
        severity: fields.id("severity")?,
        channels: fields.ids("channels"),
        calendar: fields.id("calendar"),
        respond: fields.target("respond", "within"),
        update: fields.target("update", "every"),
        restore: fields.target("restore", "within"),
    })
}

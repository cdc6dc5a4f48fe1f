//! What happens, to whom, from when, until when.

use super::Scene;
use crate::calendar;
use crate::model::document::FrontMatter;
use crate::model::facet::{Entry, NoticeCard};
use crate::model::facts::Instant;

/// The card of a notice: its page in this language, and its front matter.
pub fn notice(scene: &Scene<'_>, entry: &Entry, front: &FrontMatter) -> NoticeCard {
    let words = |at: &Option<_>| at.as_ref().map_or_else(String::new, |at| moment(scene, at));
    let utc = |at: &Option<_>| at.as_ref().map_or_else(String::new, rfc3339);
    let ahead = |at: &Option<Instant>| at.as_ref().map_or(0, |at| calendar::minutes_ahead(&at.0));
    let (starts, ends) = (
        front.starts.as_ref().map(|at| at.value.clone()),
        front.ends.as_ref().map(|at| at.value.clone()),
    );
    NoticeCard {
        page: entry.page,
        title: entry.title.clone(),
        description: entry.description.clone(),
        starts: words(&starts),
        ends: match (&starts, &ends) {
            (Some(starts), Some(ends)) => end(scene, starts, ends),
            _ => words(&ends),
        },
        starts_utc: utc(&starts),
        ends_utc: utc(&ends),
        starts_offset: ahead(&starts),
        ends_offset: ahead(&ends),
        affects: front
            .affects
            .iter()
            .map(|id| scene.product_name(&id.value))
            .collect(),
        affects_in: front
            .affects
            .iter()
            .map(|id| {
                let product = scene.product_of(&id.value);
                scene.tongue(product.and_then(|product| product.name.as_ref()))
            })
            .collect(),
    }
}

/// Date, time and whose; of a time that comes twice, with the offset, or the end could stand before the beginning.
fn moment(scene: &Scene<'_>, at: &Instant) -> String {
    let at = calendar::moment(&at.0);
    let zone: Vec<String> = [Some(at.zone), at.repeated]
        .into_iter()
        .flatten()
        .map(|zone| scene.zone(&zone))
        .collect();
    scene.fill(
        "date_time",
        &[
            ("date", &scene.date(at.date)),
            ("time", &scene.clock(at.minutes)),
            ("zone", &zone.join(&scene.say("hours_comma"))),
        ],
    )
}

/// The end of what has a beginning: the clock alone where it is the same day, by the same clock.
fn end(scene: &Scene<'_>, starts: &Instant, ends: &Instant) -> String {
    let told = |at: &Instant| {
        let moment = calendar::moment(&at.0);
        (moment.date, moment.zone, calendar::minutes_ahead(&at.0))
    };
    if told(starts) != told(ends) {
        return moment(scene, ends);
    }
    let time = scene.clock(calendar::moment(&ends.0).minutes);
    scene.fill("time_only", &[("time", &time)])
}

fn rfc3339(at: &Instant) -> String {
    calendar::rfc3339_utc(&at.0)
}

//! The times that two versions of a plan promise, severity by severity and channel by channel: rows of the two may
//! divide the channels otherwise and promise the same.

use super::super::Scene;
use super::super::plan::{known_severities, respond, restore, update};
use crate::calendar;
use crate::model::facet::Difference;
use crate::model::facts::{Plan, PlanTarget};

/// How a promise is told.
type Told = fn(&Scene<'_>, &Plan, &PlanTarget) -> Option<String>;

/// What is promised, by the key of its name.
const PROMISES: [(&str, Told); 3] = [
    ("target_respond", respond),
    ("target_update", update),
    ("target_restore", restore),
];

/// What the two promise otherwise.
pub(super) fn differences(scene: &Scene<'_>, before: &Plan, now: &Plan) -> Vec<Difference> {
    let mut severities = known_severities(scene, now);
    for other in known_severities(scene, before) {
        if !severities.contains(&other) {
            severities.push(other);
        }
    }
    let of_severity = |severity: &String| of_severity(scene, severity, before, now);
    severities.iter().flat_map(of_severity).collect()
}

fn of_severity(scene: &Scene<'_>, severity: &str, before: &Plan, now: &Plan) -> Vec<Difference> {
    let places = places(scene, severity, [now, before]);
    let mut all = Vec::new();
    for (what, told) in PROMISES {
        // Channels of which the same is to be told are told together.
        let mut groups: Vec<([String; 2], Vec<Option<&str>>)> = Vec::new();
        for &place in &places {
            let says = |plan: &Plan| {
                let row = calendar::row(plan, severity, place)?;
                told(scene, plan, row)
            };
            let (old, new) = (says(before), says(now));
            if old == new {
                continue;
            }
            let texts = [(old, before), (new, now)].map(|(text, plan)| {
                // A version that promises it to others says here that it does not.
                let to_others = || {
                    plan.targets
                        .iter()
                        .any(|row| told(scene, plan, row).is_some())
                };
                text.unwrap_or_else(|| match to_others() {
                    true => scene.say("no_promise"),
                    false => String::new(),
                })
            });
            match groups.iter_mut().find(|(known, _)| *known == texts) {
                Some((_, places)) => places.push(place),
                None => groups.push((texts, vec![place])),
            }
        }
        all.extend(groups.into_iter().map(|([before, now], group)| {
            let channels = channels(scene, &group, &places);
            let severity = scene.severity_name(severity);
            let what = scene.say(what);
            let named = [
                ("severity", &*severity),
                ("channels", &channels),
                ("what", &what),
            ];
            Difference {
                label: scene.fill("version_promise", &named),
                before,
                now,
            }
        }));
    }
    all
}

/// The channels that any of the plans names for a severity and that take it; and all others, as `None`.
fn places<'p>(scene: &Scene<'_>, severity: &str, plans: [&'p Plan; 2]) -> Vec<Option<&'p str>> {
    let rows = plans.into_iter().flat_map(|plan| &plan.targets);
    let named = rows
        .filter(|row| row.severity.value == severity)
        .flat_map(|row| &row.channels);
    let mut places = Vec::new();
    for id in named.map(|id| id.value.as_str()) {
        let takes = scene
            .channel_of(id)
            .is_none_or(|channel| channel.value.takes(severity));
        if takes && !places.contains(&Some(id)) {
            places.push(Some(id));
        }
    }
    let mut others = scene.channels.iter().filter(|channel| {
        channel.value.takes(severity) && !places.contains(&Some(channel.id.as_str()))
    });
    if places.is_empty() || others.next().is_some() {
        places.push(None);
    }
    places
}

/// The channels of a group in words.
fn channels(scene: &Scene<'_>, group: &[Option<&str>], all: &[Option<&str>]) -> String {
    if group.len() == all.len() && group.contains(&None) {
        return scene.say("channels_any");
    }
    let title = |place: &Option<&str>| match place {
        None => scene.say("channels_other"),
        Some(id) => {
            let channel = scene.channel_of(id);
            channel.map_or_else(
                || (*id).to_owned(),
                |channel| (scene.entry)(channel.page).title,
            )
        }
    };
    let titles: Vec<String> = group.iter().map(title).collect();
    scene.or(&titles)
}

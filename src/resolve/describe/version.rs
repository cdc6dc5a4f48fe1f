//! A plan among its versions: whether it holds, and what it says otherwise than the one before.

use super::Scene;
use super::plan::plan;
use crate::calendar::Date;
use crate::model::facet::{Difference, Entry, Fact, PlanCard, Standing, TargetRow, VersionEntry};
use crate::resolve::versions::Version;

/// The card of the version at `at` of `versions`, which are of one plan, oldest first.
pub fn version(scene: &Scene<'_>, versions: &[Version], at: usize) -> PlanCard {
    let own = &versions[at];
    let mut card = plan(scene, &own.plan);
    card.standing = own.standing;
    card.versions = (0..versions.len())
        .rev()
        .filter(|&other| other != at)
        .map(|other| listed(scene, versions, other))
        .collect();
    let other = match own.standing {
        // The next to come is announced where the present one stands.
        Standing::InForce => {
            let coming = |version: &&Version| version.standing == Standing::Coming;
            versions.iter().find(coming)
        }
        _ => {
            let holds = |version: &&Version| version.standing == Standing::InForce;
            versions.iter().find(holds)
        }
    };
    card.standing_note = note(scene, own, other);
    card.other = other.map(|other| (scene.entry)(other.plan.page));
    if let Some(before) = at.checked_sub(1).map(|before| &versions[before]) {
        card.before = Some((scene.entry)(before.plan.page));
        card.since = scene.fill("version_since", &[("version", &name(scene, before))]);
        card.differences = differences(scene, &plan(scene, &before.plan), &card);
    }
    card
}

/// The page of a plan in a list, which says where it promises nothing today.
pub fn plan_entry(scene: &Scene<'_>, page: usize) -> Entry {
    let front = (scene.front)(page);
    let coming = front.effective.filter(|date| date.value > scene.today);
    let mark = match coming {
        _ if front.holds_on(scene.today) => String::new(),
        Some(date) => to_come(scene, date.value),
        None => scene.say("version_earlier"),
    };
    let entry = (scene.entry)(page);
    Entry { mark, ..entry }
}

fn to_come(scene: &Scene<'_>, from: Date) -> String {
    scene.fill("version_coming", &[("date", &scene.day(from))])
}

fn listed(scene: &Scene<'_>, versions: &[Version], at: usize) -> VersionEntry {
    let version = &versions[at];
    let entry: Entry = (scene.entry)(version.plan.page);
    VersionEntry {
        entry,
        name: name(scene, version),
        when: when(scene, version, versions.get(at + 1)),
    }
}

/// `version 1.0`; the title of its page where it has no number.
fn name(scene: &Scene<'_>, version: &Version) -> String {
    match &version.plan.value.version {
        Some(number) => scene.fill("version_name", &[("version", &number.value)]),
        None => (scene.entry)(version.plan.page).title,
    }
}

/// From when on a version holds; of an earlier one from when to when, which the `next` one tells where it does not.
fn when(scene: &Scene<'_>, version: &Version, next: Option<&Version>) -> String {
    let Some(from) = version.effective else {
        return String::new();
    };
    let expires = (scene.front)(version.plan.page).expires.as_ref();
    let end = expires.map(|date| date.value);
    let end = end.into_iter().chain(next.and_then(|next| next.effective));
    let last = end.min().and_then(|date| date.yesterday().ok());
    match (version.standing, last) {
        (Standing::Earlier, Some(last)) if last >= from => scene.dates(from, last),
        _ => scene.fill("version_from", &[("date", &scene.day(from))]),
    }
}

/// What a reader must know before reading on.
fn note(scene: &Scene<'_>, own: &Version, other: Option<&Version>) -> String {
    let date = |version: &Version| version.effective.map(|date| scene.day(date));
    match (own.standing, other) {
        (Standing::InForce, None) => String::new(),
        (Standing::InForce, Some(coming)) => {
            let date = date(coming).unwrap_or_default();
            let name = name(scene, coming);
            scene.fill("version_announced", &[("name", &name), ("date", &date)])
        }
        (Standing::Earlier, _) => scene.say("version_earlier"),
        (Standing::Coming, _) => {
            (own.effective).map_or_else(String::new, |date| to_come(scene, date))
        }
    }
}

/// What `now` says otherwise than `before`, in the order in which it is told. Of several sentences under one label
/// only those that the other has not; all, where one of the two has no other.
fn differences(scene: &Scene<'_>, before: &PlanCard, now: &PlanCard) -> Vec<Difference> {
    let [old, new] = [
        statements(scene, before, &promised(scene, now)),
        statements(scene, now, &promised(scene, before)),
    ];
    let texts = |all: &[Fact], label: &str| -> Vec<String> {
        let all = all.iter().filter(|fact| fact.label == label);
        all.map(|fact| fact.text.clone()).collect()
    };
    let mut labels: Vec<&str> = Vec::new();
    for fact in new.iter().chain(&old) {
        if !labels.contains(&fact.label.as_str()) {
            labels.push(&fact.label);
        }
    }
    let difference = |label: &str| {
        let (old, new) = (texts(&old, label), texts(&new, label));
        let own = |all: &[String], others: &[String]| -> Vec<String> {
            all.iter()
                .filter(|one| !others.contains(one))
                .cloned()
                .collect()
        };
        let (old_own, new_own) = (own(&old, &new), own(&new, &old));
        let differ = !old_own.is_empty() || !new_own.is_empty();
        let (old, new) = match old_own.is_empty() || new_own.is_empty() {
            true => (old, new),
            false => (old_own, new_own),
        };
        differ.then(|| Difference {
            label: label.to_owned(),
            before: old.join("\n"),
            now: new.join("\n"),
        })
    };
    labels.into_iter().filter_map(difference).collect()
}

/// The times of a row of targets, with the keys of what they are.
fn times(row: &TargetRow) -> [(&'static str, &str); 3] {
    [
        ("target_respond", &row.respond),
        ("target_update", &row.update),
        ("target_restore", &row.restore),
    ]
}

/// For which severities the plan promises which times, whatever the channel.
fn promised<'a>(scene: &Scene<'_>, card: &'a PlanCard) -> Vec<(&'a str, &'static str)> {
    let nothing = scene.say("no_promise");
    let of_row = |row: &'a TargetRow| times(row).map(|(what, time)| (&*row.name, what, time));
    let all = card.targets.iter().flat_map(of_row);
    all.filter(|one| !one.2.is_empty() && one.2 != nothing)
        .map(|(severity, what, _)| (severity, what))
        .collect()
}

/// All that a version promises, as facts. Its number and dates differ in any case and are told elsewhere. That it
/// promises no time is said of each row of a table, and is news only where the other has `promised` one.
fn statements(scene: &Scene<'_>, card: &PlanCard, promised: &[(&str, &'static str)]) -> Vec<Fact> {
    let dates = [
        "label_version",
        "label_in_force_from",
        "label_in_force_since",
        "label_in_force_until",
    ]
    .map(|key| scene.say(key));
    let facts = card.facts.iter();
    let mut all: Vec<Fact> = facts
        .filter(|fact| !dates.contains(&fact.label))
        .cloned()
        .collect();
    let mut add = |label: String, text: &str| {
        if !text.is_empty() {
            all.push(Fact {
                label,
                text: text.to_owned(),
                href: String::new(),
            });
        }
    };
    let nothing = scene.say("no_promise");
    for row in &card.targets {
        for (what, time) in times(row) {
            if time == nothing && !promised.contains(&(&*row.name, what)) {
                continue;
            }
            let label = scene.fill(
                "version_promise",
                &[
                    ("severity", &row.name),
                    ("channels", &row.channels),
                    ("what", &scene.say(what)),
                ],
            );
            add(label, time);
        }
    }
    for sentence in &card.counting {
        add(scene.say("how_time_is_counted"), sentence);
    }
    add(scene.say("if_a_target_is_missed"), &card.remedy);
    for exclusion in &card.exclusions {
        add(scene.say("not_covered"), exclusion);
    }
    all
}

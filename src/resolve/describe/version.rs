//! A plan among its versions: whether it holds, and what it says otherwise than the one before.

mod promises;

use super::Scene;
use super::plan::{self, plan};
use crate::calendar::Date;
use crate::model::facet::{Difference, Entry, Fact, PlanCard, Standing, VersionEntry};
use crate::model::facts::Plan;
use crate::resolve::versions::Version;

/// The card of the version at `at` of `versions`, which are of one plan, oldest first.
pub fn version(scene: &Scene<'_>, versions: &[Version], at: usize) -> PlanCard {
    let own = &versions[at];
    let next = versions.get(at + 1).and_then(|next| next.effective);
    let mut card = plan::until(scene, &own.plan, next);
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
        card.differences = differences(
            scene,
            (&before.plan.value, &plan(scene, &before.plan)),
            (&own.plan.value, &card),
        );
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

/// What `now` says otherwise than `before`, in the order in which it is told. Version and dates differ in any case, and
/// are told elsewhere.
fn differences(
    scene: &Scene<'_>,
    before: (&Plan, &PlanCard),
    now: (&Plan, &PlanCard),
) -> Vec<Difference> {
    [
        told(&facts(scene, before.1), &facts(scene, now.1)),
        promises::differences(scene, before.0, now.0),
        told(&terms(scene, before.1), &terms(scene, now.1)),
    ]
    .concat()
}

/// Of several sentences under one label only those that the other has not; all, where one of the two has no other.
fn told(old: &[Fact], new: &[Fact]) -> Vec<Difference> {
    let texts = |all: &[Fact], label: &str| -> Vec<String> {
        let all = all.iter().filter(|fact| fact.label == label);
        all.map(|fact| fact.text.clone()).collect()
    };
    let mut labels: Vec<&str> = Vec::new();
    for fact in new.iter().chain(old) {
        if !labels.contains(&fact.label.as_str()) {
            labels.push(&fact.label);
        }
    }
    let difference = |label: &str| {
        let (old, new) = (texts(old, label), texts(new, label));
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

fn facts(scene: &Scene<'_>, card: &PlanCard) -> Vec<Fact> {
    let dates = [
        "label_version",
        "label_in_force_from",
        "label_in_force_since",
        "label_in_force_until",
    ]
    .map(|key| scene.say(key));
    let facts = card.facts.iter();
    facts
        .filter(|fact| !dates.contains(&fact.label))
        .cloned()
        .collect()
}

/// How time is counted, what follows if a target is missed, and what is not covered.
fn terms(scene: &Scene<'_>, card: &PlanCard) -> Vec<Fact> {
    let labelled = |key: &str, text: &String| Fact {
        label: scene.say(key),
        text: text.clone(),
        href: String::new(),
    };
    let counting = card.counting.iter();
    let counting = counting.map(|text| labelled("how_time_is_counted", text));
    let remedy = std::iter::once(labelled("if_a_target_is_missed", &card.remedy));
    let exclusions = card.exclusions.iter();
    let exclusions = exclusions.map(|text| labelled("not_covered", text));
    let all = counting.chain(remedy).chain(exclusions);
    all.filter(|fact| !fact.text.is_empty()).collect()
}

//! What the contact page asks, so that a request comes with what the partner needs.

use super::{Scene, severities};
use crate::model::Locale;
use crate::model::facet::{Choice, Intake, IntakePromise};

/// The questions, from the facts: plans, severities, languages, and what channels want at hand.
pub fn intake(scene: &Scene<'_>) -> Intake {
    let plans = scene.in_force().map(|plan| {
        let entry = (scene.entry)(plan.page);
        let choice = Choice {
            id: plan.id.clone(),
            name: entry.title,
            ..Choice::default()
        };
        in_language(scene, choice, &entry.locale)
    });
    let severities = severities(scene).into_iter().map(|severity| {
        let level = scene.severity_of(&severity.id);
        let source = scene.config.source();
        let name = level.and_then(|level| level.name.as_ref());
        let foreign = name.and_then(|name| name.foreign(scene.locale, source));
        let choice = Choice {
            name: match severity.when.is_empty() {
                true => severity.name,
                false => scene.fill(
                    "intake_severity",
                    &[("name", &severity.name), ("when", &severity.when)],
                ),
            },
            id: severity.id,
            ..Choice::default()
        };
        in_language(scene, choice, foreign.unwrap_or(scene.locale))
    });
    let mail = scene.channels.iter().find_map(|owned| {
        let channel = &owned.value;
        let is_mail = channel
            .channel
            .as_ref()
            .is_some_and(|kind| kind.value == "email");
        let address = channel.address.as_ref().filter(|_| is_mail)?;
        Some(super::channel::link(scene, &address.value).href)
    });
    Intake {
        plans: plans.collect(),
        severities: severities.collect(),
        languages: languages(scene),
        fields: fields(scene),
        promises: promises(scene),
        mail: mail.unwrap_or_default(),
    }
}

/// A choice with the language of its name, where that is another than the page's.
pub(super) fn in_language(scene: &Scene<'_>, choice: Choice, locale: &Locale) -> Choice {
    if locale == scene.locale {
        return choice;
    }
    Choice {
        lang: locale.to_string(),
        dir: locale.direction().to_owned(),
        ..choice
    }
}

/// Every language that some channel speaks.
fn languages(scene: &Scene<'_>) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    for tag in scene
        .channels
        .iter()
        .flat_map(|owned| &owned.value.languages)
    {
        if !all.iter().any(|known| known.id == tag.value) {
            all.push(Choice {
                id: tag.value.clone(),
                name: scene.languages(std::iter::once(&tag.value)),
                ..Choice::default()
            });
        }
    }
    all
}

/// What channels want their customers to have at hand, each once.
fn fields(scene: &Scene<'_>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in scene.channels.iter().flat_map(|owned| &owned.value.verify) {
        let name = scene.named("need", &word.value);
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}

/// The first response that each plan in force promises, rows that name a channel first. A row that promises none is
/// among them, with nothing: it holds all the same, and not one behind it.
fn promises(scene: &Scene<'_>) -> Vec<IntakePromise> {
    let mut all = Vec::new();
    for owned in scene.in_force() {
        let plan = &owned.value;
        let rows = plan.targets.iter().map(|row| IntakePromise {
            plan: owned.id.clone(),
            severity: row.severity.value.clone(),
            channels: row.channels.iter().map(|id| id.value.clone()).collect(),
            respond: super::plan::respond(scene, plan, row).unwrap_or_default(),
        });
        let mut rows: Vec<IntakePromise> = rows.collect();
        rows.sort_by_key(|row| row.channels.is_empty());
        all.extend(rows);
    }
    all
}

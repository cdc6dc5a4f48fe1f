//! Who answers when: severity by channel by language, told as shortly as it can be.

use super::{Scene, severities};
use crate::model::facet::{AnswerRow, Tongue};
use crate::model::facts::Channel;

/// The rows, worst severity first. Channels with equal hours and languages share a row; so do severities
/// that the same rows are true of. Empty where the facts name no severities: then the list of channels
/// says it all.
pub fn answers(scene: &Scene<'_>) -> Vec<AnswerRow> {
    type Names = Vec<(String, Tongue)>;
    let mut tables: Vec<(Names, Vec<AnswerRow>)> = Vec::new();
    for severity in severities(scene) {
        let rows = of_severity(scene, &severity.id);
        let name = (severity.name, severity.name_in);
        match tables.last_mut().filter(|(_, before)| *before == rows) {
            Some((names, _)) => names.push(name),
            None => tables.push((vec![name], rows)),
        }
    }
    let named = tables.into_iter().flat_map(|(names, rows)| {
        let (severities, severities_in): (Vec<String>, Vec<Tongue>) = names.into_iter().unzip();
        rows.into_iter().map(move |row| AnswerRow {
            severities: severities.clone(),
            severities_in: severities_in.clone(),
            ..row
        })
    });
    named.collect()
}

/// The channels that take a severity, those of equal hours and languages together.
fn of_severity(scene: &Scene<'_>, severity: &str) -> Vec<AnswerRow> {
    let takes = |channel: &Channel| {
        channel.severities.is_empty() || channel.severities.iter().any(|id| id.value == severity)
    };
    let mut rows: Vec<AnswerRow> = Vec::new();
    for owned in scene.channels.iter().filter(|owned| takes(&owned.value)) {
        let channel = &owned.value;
        let calendar = channel.answered.as_ref().or(channel.calendar.as_ref());
        let Some(calendar) = calendar.and_then(|id| scene.calendar_of(&id.value)) else {
            continue;
        };
        let answered = scene.one_line(calendar);
        let languages = scene.languages(channel.languages.iter().map(|tag| &tag.value));
        let same = |row: &&mut AnswerRow| row.answered == answered && row.languages == languages;
        let entry = (scene.entry)(owned.page);
        match rows.iter_mut().find(same) {
            Some(row) => row.channels.push(entry),
            None => rows.push(AnswerRow {
                severities: Vec::new(),
                severities_in: Vec::new(),
                channels: vec![entry],
                answered,
                languages,
            }),
        }
    }
    rows
}

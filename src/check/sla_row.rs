//! SLA-ROW: each row of a plan holds for somebody.

use super::{promises, translations};
use crate::model::facts::{Id, PlanTarget};
use crate::model::wording::listed;
use crate::model::{Diagnostic, Document, Site};

const CODE: &str = "SLA-ROW";

/// No row of a plan stands behind others that take every request it speaks of: the first one holds that
/// names the channel, else the first that names none. And none is for channels that do not take its severity.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for owned in promises::readable(site) {
        let document = &site.page_of(owned).document;
        let rows = &owned.value.targets;
        for (number, row) in rows.iter().enumerate() {
            found.extend(shut(site, row, rows).map(|(message, hint)| {
                let span = row.severity.span;
                Diagnostic::error(CODE, &document.path, span, message).with_hint(Some(hint))
            }));
            let before = rows[..number].iter();
            let before = before.filter(|other| other.severity.value == row.severity.value);
            let taken_by = taken_by(row, before);
            if taken_by.is_empty() {
                continue;
            }
            let severity = &row.severity;
            let message = format!(
                "this row for `{}`{} never holds: {} first",
                severity.value,
                over(row),
                stand(document, &taken_by),
            );
            let difference = match row.channels.is_empty() {
                true => "say in one of them for which `channels` it is",
                false => "name other channels",
            };
            let hint = format!("write what they promise in one row, or {difference}");
            let finding = Diagnostic::error(CODE, &document.path, severity.span, message);
            found.push(finding.with_hint(hint));
        }
    }
}

/// Why a row does not hold over channels that it is for, and what can be done: they do not take its severity.
fn shut(site: &Site, row: &PlanTarget, rows: &[PlanTarget]) -> Option<(String, String)> {
    let severity = row.severity.value.as_str();
    let named = |row: &PlanTarget, id: &str| row.channels.iter().any(|one| one.value == id);
    let same = |other: &&PlanTarget| other.severity.value == severity;
    let is_for = |id: &str| match row.channels.is_empty() {
        true => !rows.iter().filter(same).any(|other| named(other, id)),
        false => named(row, id),
    };
    let channels = site.channels.iter().filter(|one| is_for(&one.id));
    let (open, shut): (Vec<_>, Vec<_>) = channels.partition(|one| one.value.takes(severity));
    // A row without channels is for those that take its severity, and says so on the page.
    if shut.is_empty() || (row.channels.is_empty() && !open.is_empty()) {
        return None;
    }
    let ids: Vec<&str> = shut.iter().map(|one| one.id.as_str()).collect();
    let takes = if ids.len() == 1 { "takes" } else { "take" };
    let shut = listed(&ids, "and");
    let holds = match open.is_empty() {
        true => "never holds",
        false => "holds only in part",
    };
    let message = format!("this row for `{severity}` {holds}: {shut} {takes} no `{severity}`");
    let hint = format!("add `{severity}` to `severities` of the channel, or name other channels");
    Some((message, hint))
}

/// The rows before it that take all the requests of `row` together; none where one is left.
fn taken_by<'a>(
    row: &PlanTarget,
    before: impl Iterator<Item = &'a PlanTarget> + Clone,
) -> Vec<&'a PlanTarget> {
    let mut rows: Vec<&PlanTarget> = Vec::new();
    let mut take = |other: Option<&'a PlanTarget>| {
        let known = |other: &PlanTarget| rows.iter().any(|one| one.span == other.span);
        rows.extend(other.filter(|other| !known(other)));
        other.is_some()
    };
    let names =
        |other: &PlanTarget, id: &Id| other.channels.iter().any(|one| one.value == id.value);
    let all = match row.channels.as_slice() {
        [] => take(before.clone().find(|other| other.channels.is_empty())),
        ids => ids
            .iter()
            .all(|id| take(before.clone().find(|other| names(other, id)))),
    };
    if all { rows } else { Vec::new() }
}

fn over(row: &PlanTarget) -> String {
    let ids: Vec<&str> = row.channels.iter().map(|id| id.value.as_str()).collect();
    match ids.is_empty() {
        true => String::new(),
        false => format!(" over {}", listed(&ids, "and")),
    }
}

/// `the row of line 9 comes`.
fn stand(document: &Document, rows: &[&PlanTarget]) -> String {
    let lines: Vec<String> = rows
        .iter()
        .map(|row| translations::line(document, row.span).to_string())
        .collect();
    match lines.split_last() {
        Some((last, [])) => format!("the row of line {last} comes"),
        Some((last, rest)) => format!("the rows of lines {} and {last} come", rest.join(", ")),
        None => String::new(),
    }
}

//! SLA-BACKED: a plan promises no more than those behind it (D19, P7).

use super::evidence::{self, Evidence, on_page};
use super::promises;
use crate::model::facts::{Backing, Duration};
use crate::model::{Diagnostic, Site};

const CODE: &str = "SLA-BACKED";

/// A service works again no sooner than the vendor answers. The partner's own first answer needs no
/// vendor, so it may come before.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for owned in promises::plans(site) {
        for row in &owned.value.targets {
            let Some(restore) = &row.restore else {
                continue;
            };
            let behind = site.facts.backed_by.iter().filter(|one| {
                let severity = one.severity.as_ref();
                severity.is_some_and(|id| id.value == row.severity.value)
            });
            // Hours that count while open can be as short as by the clock: for a request at opening.
            let slower = behind.filter(|one| longer(one, restore.length.value));
            for backing in slower {
                let vendor = backing.vendor.as_ref().map_or("", |one| &one.value);
                let message = format!(
                    "the plan restores `{}` in {}, `{vendor}` answers in {}",
                    row.severity.value,
                    written(restore.length.value),
                    backing
                        .respond
                        .as_ref()
                        .map_or_else(String::new, |one| written(one.length.value)),
                );
                let hint = "promise the partner's own part, or a longer time".to_owned();
                let path = &site.page_of(owned).document.path;
                found.push(
                    Diagnostic::warning(CODE, path, restore.length.span, message).with_hint(hint),
                );
            }
        }
    }
}

/// Each time to restore beside the vendor's answer, where both are counted alike.
pub fn evidence(site: &Site, _: &str) -> Evidence {
    let rows = promises::plans(site)
        .flat_map(|plan| plan.value.targets.iter().map(move |row| (plan, row)));
    let restores = rows.filter_map(|(plan, row)| Some((plan, row, row.restore.as_ref()?)));
    let restores: Vec<_> = restores.collect();
    if restores.is_empty() {
        return Evidence::NotApplicable("no plan promises a time to restore");
    }
    let behind = &site.facts.backed_by;
    let pairs = restores.iter().flat_map(|(plan, row, restore)| {
        let of_row = behind.iter().filter(|one| {
            let severity = one.severity.as_ref();
            severity.is_some_and(|id| id.value == row.severity.value)
        });
        of_row.filter_map(move |one| {
            let respond = one.respond.as_ref()?.length.value;
            let alike =
                std::mem::discriminant(&respond) == std::mem::discriminant(&restore.length.value);
            let vendor = one.vendor.as_ref().map_or("", |one| &one.value);
            let words = format!(
                "{}: `{}` restored in {}, `{vendor}` answers in {}",
                evidence::plan(plan),
                row.severity.value,
                written(restore.length.value),
                written(respond),
            );
            alike.then(|| {
                (!longer(one, restore.length.value))
                    .then(|| on_page(site, plan, restore.length.span, words))
            })
        })
    });
    let pairs: Vec<_> = pairs.collect();
    match pairs.is_empty() && !behind.is_empty() {
        true => Evidence::NotApplicable("no promise is counted as the vendor's behind it"),
        false => Evidence::all(pairs),
    }
}

/// Whether the promise behind takes longer than `length`. Days and hours are not compared here.
fn longer(backing: &Backing, length: Duration) -> bool {
    let respond = backing.respond.as_ref().map(|one| one.length.value);
    match (respond, length) {
        (Some(Duration::Seconds(respond)), Duration::Seconds(length)) => length < respond,
        (Some(Duration::Days(respond)), Duration::Days(length)) => length < respond,
        _ => false,
    }
}

/// As ISO 8601 writes it, in backticks.
fn written(length: Duration) -> String {
    match length {
        Duration::Days(days) => format!("`P{days}D`"),
        Duration::Seconds(seconds) => {
            let parts = [
                (seconds / 3600, 'H'),
                (seconds / 60 % 60, 'M'),
                (seconds % 60, 'S'),
            ];
            let parts = parts.iter().filter(|(number, _)| *number > 0);
            let text: String = parts
                .map(|(number, unit)| format!("{number}{unit}"))
                .collect();
            format!("`PT{text}`")
        }
    }
}

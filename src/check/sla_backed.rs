//! SLA-BACKED: a plan promises no more than those behind it (D19, P7).

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

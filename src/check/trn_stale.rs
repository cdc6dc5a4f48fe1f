//! TRN-STALE: a translation was made from its source as it is.

use std::collections::BTreeMap;

use super::translations::{self, Versions};
use crate::model::path::typed;
use crate::model::segment::{Change, Form, changes, source_hash, text_starts};
use crate::model::{About, Diagnostic, Layers, Site, Span};

const CODE: &str = "TRN-STALE";

/// So many places are named.
const NAMED: usize = 5;

/// The source still says what it said when the translation was made.
pub fn check(site: &Site, found: &mut Vec<Diagnostic>) {
    for versions in translations::all(site) {
        let hashes = &versions.translation.front.source_hash;
        let (Some(first), Some(last)) = (hashes.first(), hashes.last()) else {
            continue;
        };
        let old: Vec<&str> = hashes.iter().map(|hash| hash.value.as_str()).collect();
        let new = source_hash(versions.source);
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        let changes = changes(&old, &new);
        if changes.is_empty() {
            continue;
        }
        let span = Span {
            start: first.span.start,
            end: last.span.end,
        };
        let message = format!(
            "`{}` changed since this translation was made: {}",
            versions.source.path,
            counted(&changes)
        );
        let path = &versions.translation.path;
        let hint = format!(
            "{}; once the translation says the same, `supportal translate accept {}`",
            places(&versions, &changes, old.len()),
            typed(path.as_str()),
        );
        let source = versions.source;
        let behind = About::Behind(source.path.clone(), text_starts(source));
        let found_here = Diagnostic::warning(CODE, path, span, message).with_hint(hint);
        found.push(found_here.about(behind));
    }
}

/// Of each language and each folder that the portal is made from one note at most, where some translations say what
/// they were made from and others do not. A portal that has no use for this has no such line in any of them. How many
/// there are stands in the hint: a brand may have its own in place of some, and the note of the base is the same for all.
pub fn unmarked(site: &Site, layers: &Layers) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<&str, BTreeMap<usize, Count>> = BTreeMap::new();
    for versions in translations::all(site) {
        let translation = versions.translation;
        // Most files to include have no front matter, where it could stand.
        if translation.fragment {
            continue;
        }
        let layer = layers.first(&translation.path);
        let of_language = counts.entry(translation.locale.as_str()).or_default();
        let count = of_language.entry(layer).or_default();
        count.all += 1;
        count.marked += usize::from(!translation.front.source_hash.is_empty());
    }
    let mut found = Vec::new();
    for (locale, folders) in counts {
        // A folder's portal is made from this one and those below.
        let is_used = |layer| folders.range(layer..).any(|(_, count)| count.marked > 0);
        for (&layer, count) in &folders {
            let unmarked = count.all.saturating_sub(count.marked);
            if unmarked == 0 || !is_used(layer) {
                continue;
            }
            let message = format!(
                "some translations into `{locale}` do not say what they were made from, so nobody hears when that changes"
            );
            let hint = format!(
                "{unmarked} of {}: `supportal translate accept PATH` marks one that says what its source says, `supportal translate status --format json` lists the others",
                count.all
            );
            let path = &site.config.path;
            let note = Diagnostic::note(CODE, path, Span::default(), message).with_hint(hint);
            found.push(match layer {
                0 => note,
                base => note.about(About::Of(base)),
            });
        }
    }
    found
}

/// Translations of one folder into one language.
#[derive(Default)]
struct Count {
    all: usize,
    /// Those that say what they were made from.
    marked: usize,
}

/// `2 blocks changed, 1 added, 1 removed`.
fn counted(changes: &[Change]) -> String {
    let both = |change: &Change| change.old.len().min(change.new.len());
    let changed: usize = changes.iter().map(both).sum();
    let added: usize = changes.iter().map(|one| one.new.len() - both(one)).sum();
    let removed: usize = changes.iter().map(|one| one.old.len() - both(one)).sum();
    let said = [(changed, "changed"), (added, "added"), (removed, "removed")];
    let mut said: Vec<String> = said
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if let Some(first) = said.first_mut() {
        let (count, word) = first.split_once(' ').unwrap_or_default();
        let blocks = if count == "1" { "block" } else { "blocks" };
        *first = format!("{count} {blocks} {word}");
    }
    said.join(", ")
}

/// Where the source says something else, and where that belongs in the translation as far as its blocks
/// are still those it was made of.
fn places(versions: &Versions<'_>, changes: &[Change], hashes: usize) -> String {
    let (source, translation) = (versions.source, versions.translation);
    let blocks = &source.body.segments;
    let counterparts = translation.body.segments.len() + 1 == hashes;
    let here = |old: usize| -> String {
        let block = old.checked_sub(1).filter(|_| counterparts);
        let block = block.and_then(|block| translation.body.segments.get(block));
        block.map_or(String::new(), |block| {
            format!(
                ", here line {}",
                translations::line(translation, block.span)
            )
        })
    };
    let place = |change: &Change| {
        if change.new.contains(&0) || change.old.contains(&0) {
            return "title or description".to_owned();
        }
        let below = heading(versions, change.new.start);
        let (Some(first), Some(last)) = (
            blocks.get(change.new.start - 1),
            change
                .new
                .end
                .checked_sub(2)
                .and_then(|last| blocks.get(last)),
        ) else {
            return format!("the end{}", here(change.old.start));
        };
        let from = translations::line(source, first.span);
        if change.new.is_empty() {
            return format!("before line {from}{below}{}", here(change.old.start));
        }
        let end = Span {
            start: last.span.end,
            end: last.span.end,
        };
        let to = translations::line(source, end);
        let lines = match from == to {
            true => format!("line {from}"),
            false => format!("lines {from} to {to}"),
        };
        format!("{lines}{below}{}", here(change.old.start))
    };
    let mut named: Vec<String> = changes.iter().take(NAMED).map(place).collect();
    if changes.len() > NAMED {
        named.push(format!("{} more", changes.len() - NAMED));
    }
    format!("compare {}", named.join("; "))
}

/// The heading that a block of the source stands below.
fn heading(versions: &Versions<'_>, hash: usize) -> String {
    let source = versions.source;
    let before = &source.body.segments[..hash.min(source.body.segments.len())];
    let heading = before
        .iter()
        .rev()
        .find(|one| matches!(one.form, Form::Heading(_)));
    let text = heading.and_then(|one| translations::text(source, one.span).lines().next());
    let text = text.map(|text| text.trim_start_matches('#').trim().replace('`', "'"));
    text.map_or(String::new(), |text| format!(" below `{text}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let list = |text: &'static str| -> Vec<&str> { text.split(' ').collect() };
        let leak = |text: &str| -> &'static str { text.to_owned().leak() };
        let changes = changes(&list(leak(old)), &list(leak(new)));
        assert_eq!(counted(&changes), expected, "{old} → {new}");
    }

    #[test]
    fn what_changed_is_counted() {
        check("a b c", "a b c", "");
        check("a b c", "a x c", "1 block changed");
        check("a b c", "a b x c", "1 block added");
        check("a b c", "a c", "1 block removed");
        check("a b c d", "x b y z d", "2 blocks changed, 1 added");
        check("a b c", "c a b", "1 block added, 1 removed");
        check("9f3c", "a b", "1 block changed, 1 added");
    }
}

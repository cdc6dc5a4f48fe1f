//! The openings of a page's calendars as a data block: numbers that a script compares.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::calendar::Published;

/// The text of the block: an object by the calendars' ids, without any character that HTML minds.
/// Empty where no calendar is shown.
///
/// ```text
/// from, until   minutes since 1970 between which it holds
/// offsets       pairs: since which minute (counted from the pair before), minutes ahead of UTC
/// openings      pairs: minutes since the closing before (of the first: since `from`), minutes long
/// ```
pub(super) fn data(ids: &BTreeSet<&str>, openings: &BTreeMap<String, Published>) -> String {
    let calendars: BTreeMap<&str, Value> = ids
        .iter()
        .filter_map(|&id| Some((id, calendar(openings.get(id)?))))
        .collect();
    if calendars.is_empty() {
        return String::new();
    }
    // Ids are letters, digits and hyphens; whatever else was written stays text.
    serde_json::to_string(&calendars)
        .unwrap_or_default()
        .replace('<', "\\u003c")
}

fn calendar(published: &Published) -> Value {
    let mut before = published.from;
    let mut openings = Vec::with_capacity(published.openings.len() * 2);
    for &(start, end) in &published.openings {
        openings.extend([start - before, end - start]);
        before = end;
    }
    let mut before = published.from;
    let mut offsets = Vec::new();
    for &(since, offset) in &published.offsets {
        offsets.extend([since - before, offset]);
        before = since;
    }
    json!({
        "from": published.from,
        "until": published.until,
        "offsets": offsets,
        "openings": openings,
    })
}

//! The openings of a page's calendars as a data block: numbers that a script compares.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::calendar::Published;
use crate::model::Facet;

/// The text of the block, without any character that HTML minds: `calendars` by their ids, and the
/// `promises` of a plan (see `model::facet::Promise`). Empty where there is neither.
///
/// ```text
/// from, until   minutes since 1970 between which it holds
/// offsets       pairs: since which minute (counted from the pair before), minutes ahead of UTC
/// openings      pairs: minutes since the closing before (of the first: since `from`), minutes long
/// moved         numbers of the openings that belong to the date before the one on which they begin; left out for none
/// ```
pub(super) fn data(facet: &Facet, openings: &BTreeMap<String, Published>) -> String {
    let calendars: BTreeMap<&str, Value> = facet
        .calendars()
        .into_iter()
        .filter_map(|id| Some((id, calendar(openings.get(id)?))))
        .collect();
    if calendars.is_empty() && facet.promises().is_empty() {
        return String::new();
    }
    let data = json!({"calendars": calendars, "promises": facet.promises()});
    // Ids are letters, digits and hyphens; whatever else was written stays text.
    data.to_string().replace('<', "\\u003c")
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
    let mut data = json!({
        "from": published.from,
        "until": published.until,
        "offsets": offsets,
        "openings": openings,
    });
    if !published.moved.is_empty() {
        data["moved"] = json!(published.moved);
    }
    data
}

//! `incident.js`: what is wrong right now, as a call of the function that each page has for it.
//!
//! A script and no JSON, since a page that is opened from the disk may load nothing else. It stands under a name
//! that never changes, so hosts and browsers ask for it anew.

use super::at_root;
use crate::model::Output;
use crate::model::incident::{INCIDENT, Incident};

const BEFORE: &str = "supportalIncident(";
const AFTER: &str = ");\n";

/// The file that says `incident`, or that there is none.
pub fn incident(incident: Option<&Incident>) -> Output {
    let data = serde_json::to_string(&incident).unwrap_or_else(|_| "null".to_owned());
    at_root(INCIDENT, format!("{BEFORE}{data}{AFTER}"))
}

/// What the bytes of such a file say. `Err` where they are no such file.
pub fn read_incident(bytes: &[u8]) -> Result<Option<Incident>, String> {
    let text = str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let data = text
        .trim_end()
        .strip_prefix(BEFORE)
        .and_then(|rest| rest.strip_suffix(AFTER.trim_end()));
    let data =
        data.ok_or_else(|| format!("it does not call `{}`", BEFORE.trim_end_matches('(')))?;
    serde_json::from_str(data).map_err(|error| error.to_string())
}

//! What is wrong right now: a banner on every page of a site that is online, without another build.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The file of a site that says so. Every page loads it; a build leaves the one that is there alone, and
/// keeps no record of it.
pub const INCIDENT: &str = "incident.js";

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// How bad it is.
    pub severity: Severity,
    /// When it was first told: RFC 3339, in UTC.
    pub since: String,
    /// When the banner goes by itself: RFC 3339, in UTC; without it, when it is ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// What happens, in a sentence, in the source language.
    pub text: String,
    /// The same, by the tag of the language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<String, String>,
    /// Where more is said: an `https:` address, or a page below the folder of each language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// Calendars, by their ids, that are shut for as long as it lasts, whatever their hours say.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub shut: BTreeMap<String, Shut>,
}

/// A calendar that is shut.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shut {
    /// Since when: RFC 3339, in UTC.
    pub since: String,
    /// Its names by the tag of the language.
    pub name: BTreeMap<String, String>,
}

/// How bad an incident is. Pages tell it by a word and a shape, and by colour only besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something does not work.
    Outage,
    /// Something is slow, or works for some.
    Disruption,
    /// Good to know.
    Information,
}

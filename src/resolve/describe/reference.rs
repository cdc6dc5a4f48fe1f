//! Facts in the middle of a sentence: `{{ channel.phone.address }}`.

use std::sync::Arc;

use super::Scene;
use super::channel::{address, summary};
use super::known::Meant;
use super::plan::{respond, restore, update};
use crate::model::facts::{Channel, Plan, PlanTarget};
use crate::model::markup::escaped;
use crate::model::site::Owned;
use crate::model::{About, uri};

/// A fact in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Words {
    /// Plain text, not escaped.
    pub text: String,
    /// Where it leads: `tel:`, `mailto:` or `https:`; empty where nowhere.
    pub href: String,
}

impl Words {
    /// As HTML: text, or a link.
    pub fn html(&self) -> String {
        let text = escaped(&self.text);
        if self.href.is_empty() {
            text
        } else {
            // Behind words that are the address, it does not stand once more on paper.
            let bare = self.href.starts_with("http") && self.href.contains(&*uri::web(&self.text));
            let class = if bare { " class=\"bare\"" } else { "" };
            format!("<a{class} href=\"{}\">{text}</a>", escaped(&self.href))
        }
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        let href = String::new();
        Self { text, href }
    }
}

/// A reference that leads to no fact: what FCT-NAME says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What is so.
    pub message: String,
    /// The nearest name that is known, or what is missing.
    pub hint: Option<String>,
    /// What is not there.
    pub about: Option<About>,
}

/// The fact that `name` refers to.
///
/// `channel.ID.address|hours|languages|cost`, `calendar.ID`, `sla.PLAN.SEVERITY.respond|update|restore`
/// for the row without channels, `sla.PLAN.SEVERITY.CHANNEL.respond|…` for the row of a channel,
/// `severity.ID`, `organization.name|legal_name`, `plan.ID.price|version`, `product.ID.name`.
///
/// # Errors
/// Where nothing or more than one thing has that name, or the thing does not say it.
pub fn reference(scene: &Scene<'_>, name: &str) -> Result<Words, Unknown> {
    let parts: Vec<&str> = name.split('.').map(str::trim).collect();
    let found = match parts.as_slice() {
        ["channel", id, what] => scene
            .channel_of(id)
            .and_then(|one| of_channel(scene, one, what)),
        ["calendar", id] => scene
            .calendar_of(id)
            .map(|one| Some(scene.one_line(one).into())),
        ["sla", plan, severity, what] => match scene.plan_of(plan) {
            Some(plan) => of_row(scene, &plan.value, name, severity, None, what)?,
            None => None,
        },
        ["sla", plan, severity, channel, what] => match scene.plan_of(plan) {
            Some(plan) => of_row(scene, &plan.value, name, severity, Some(channel), what)?,
            None => None,
        },
        ["severity", id] => {
            let severity = scene.severity_of(id);
            severity.map(|one| one.name.as_ref().map(|name| scene.text(name).into()))
        }
        ["organization", what] => of_organization(scene, what),
        ["plan", id, what] => scene.plan_of(id).and_then(|one| of_plan(scene, one, what)),
        ["product", id, "name"] => {
            let product = scene.product_of(id);
            product.map(|one| one.name.as_ref().map(|name| scene.text(name).into()))
        }
        _ => None,
    };
    match found {
        Some(Some(words)) => Ok(words),
        Some(None) => Err(Unknown {
            about: Some(About::NotStated(name.to_owned())),
            message: format!("`{name}` is not stated"),
            hint: Some(match parts.as_slice() {
                ["channel" | "plan", .., key] => format!("its page has no `{key}:`"),
                ["sla", .., key] => format!("its row has no `{key}:`"),
                ["organization", key] => format!("`organization:` has no `{key}:`"),
                _ => "support.yaml gives it no `name:`".to_owned(),
            }),
        }),
        None => {
            Err(Unknown {
                about: Some(About::NoFact(name.to_owned())),
                message: format!("no fact is called `{name}`"),
                hint: Some(match scene.known().meant(name) {
                    // The page is about one that has no such row.
                    Some(Meant::Name(near)) if near == name => {
                        "another version of the plan has it".to_owned()
                    }
                    Some(Meant::Name(near)) => format!("`{near}` is known"),
                    Some(Meant::Below(above, words)) => format!("`{above}` has {words}"),
                    None => "`supportal explain FCT-NAME` shows what there is; write `\\{{` if the characters are meant".to_owned(),
                }),
            })
        }
    }
}

/// Plain words with the facts that they refer to, for lists of headings.
pub fn with_references(scene: &Scene<'_>, text: &Arc<str>) -> Arc<str> {
    if !text.contains("{{") {
        return text.clone();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &**text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let end = after.find(['{', '}']).unwrap_or(after.len());
        let (name, behind) = after.split_at(end);
        let fact = behind.strip_prefix("}}").and_then(|behind| {
            let fact = reference(scene, name.trim()).ok()?;
            Some((fact.text, behind))
        });
        let (words, behind) = fact.unwrap_or_else(|| ("{{".to_owned(), after));
        out.push_str(&words);
        rest = behind;
    }
    (out + rest).into()
}

/// Every name that [`reference`] knows in this portal, in the order of the facts.
pub fn names(scene: &Scene<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for what in ["name", "legal_name"] {
        names.push(format!("organization.{what}"));
    }
    for owned in scene.channels {
        for what in ["address", "hours", "languages", "cost"] {
            names.push(format!("channel.{}.{what}", owned.id));
        }
    }
    for calendar in &scene.facts.calendars {
        names.push(format!("calendar.{}", calendar.id.value));
    }
    for severity in &scene.facts.severities {
        names.push(format!("severity.{}", severity.id.value));
    }
    for product in &scene.facts.products {
        names.push(format!("product.{}.name", product.id.value));
    }
    for owned in scene.plans {
        for what in ["price", "version"] {
            names.push(format!("plan.{}.{what}", owned.id));
        }
        for row in &owned.value.targets {
            let mut heads = Vec::new();
            let severity = &row.severity.value;
            if row.channels.is_empty() {
                heads.push(format!("sla.{}.{severity}", owned.id));
            }
            for channel in &row.channels {
                heads.push(format!("sla.{}.{severity}.{}", owned.id, channel.value));
            }
            for head in heads {
                for (what, target) in [
                    ("respond", &row.respond),
                    ("update", &row.update),
                    ("restore", &row.restore),
                ] {
                    if target.is_some() {
                        names.push(format!("{head}.{what}"));
                    }
                }
            }
        }
    }
    names
}

/// `None`: there is no such thing. `Some(None)`: there is, and it does not say.
type Found = Option<Option<Words>>;

fn of_channel(scene: &Scene<'_>, owned: &Owned<Channel>, what: &str) -> Found {
    let channel = &owned.value;
    let stated = |text: String| (!text.is_empty()).then(|| text.into());
    Some(match what {
        "address" => {
            let address = address(scene, channel);
            let (text, href) = (address.text, address.href);
            (!text.is_empty()).then_some(Words { text, href })
        }
        "hours" => stated(summary(scene, channel)),
        "languages" => stated(scene.languages(channel.languages.iter().map(|tag| &tag.value))),
        "cost" => channel
            .cost
            .as_ref()
            .map(|cost| scene.price(&cost.value).into()),
        _ => return None,
    })
}

fn of_row(
    scene: &Scene<'_>,
    plan: &Plan,
    name: &str,
    severity: &str,
    channel: Option<&str>,
    what: &str,
) -> Result<Found, Unknown> {
    let wanted = |row: &&PlanTarget| {
        row.severity.value == severity
            && match channel {
                None => row.channels.is_empty(),
                Some(channel) => row.channels.iter().any(|id| id.value == channel),
            }
    };
    let words: fn(&Scene<'_>, &Plan, &PlanTarget) -> Option<String> = match what {
        "respond" => respond,
        "update" => update,
        "restore" => restore,
        _ => return Ok(None),
    };
    let rows: Vec<&PlanTarget> = plan.targets.iter().filter(wanted).collect();
    match rows.as_slice() {
        [] => Ok(None),
        [row] => Ok(Some(words(scene, plan, row).map(Words::from))),
        rows => Err(Unknown {
            about: None,
            message: format!("`{name}` can mean {} rows of the plan", rows.len()),
            hint: Some(match channel {
                None => format!("severity `{severity}` has more than one row without `channels:`"),
                Some(channel) => {
                    format!("severity `{severity}` has more than one row for `{channel}`")
                }
            }),
        }),
    }
}

fn of_organization(scene: &Scene<'_>, what: &str) -> Found {
    let organization = scene.facts.organization.as_ref();
    let text = match what {
        "name" => organization.and_then(|one| one.name.as_ref()),
        "legal_name" => organization.and_then(|one| one.legal_name.as_ref()),
        _ => return None,
    };
    Some(text.map(|text| scene.text(text).into()))
}

fn of_plan(scene: &Scene<'_>, owned: &Owned<Plan>, what: &str) -> Found {
    let plan = &owned.value;
    Some(match what {
        "price" => plan
            .price
            .as_ref()
            .map(|price| scene.price(&price.value).into()),
        "version" => plan
            .version
            .as_ref()
            .map(|version| version.value.clone().into()),
        _ => return None,
    })
}

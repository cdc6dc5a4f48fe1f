//! Questions with their answers in a file: `supportal-sla-vectors/1`, JSON.
//!
//! ```text
//! tzdata      the release of the time zone data that it was made with
//! calendars   as in support.yaml
//! plans       as in the front matter of a plan, by id
//! vectors     id, ask (due, updates or status), calendar, start or at, target, or plan, severity,
//!             channel and what of its row is meant (respond, update, restore), expect
//! ```

#![allow(
    clippy::disallowed_methods,
    reason = "reads a file that is no part of a portal"
)]

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value, json};

use super::super::{Status, print, say};
use super::at;
use crate::calendar::{self, Hours, Timestamp};
use crate::model::facts::{Calendar, Count, Plan, PlanTarget, Target};
use crate::model::{Config, Facts, RelPath, Source};
use crate::parse;

/// Answers every question of `file`: a line for each, `ok` or what differs. Where the file was made with
/// other time zone data, that is said, and an answer that differs as an offset would is no failure.
///
/// # Errors
///
/// Where the file cannot be read or is no file of vectors.
pub(super) fn run(file: &Path) -> Result<Status> {
    let shown = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("cannot read `{shown}`"))?;
    let data: Value =
        serde_json::from_str(&text).with_context(|| format!("`{shown}` is not JSON"))?;
    let Some(vectors) = data["vectors"].as_array() else {
        bail!(
            "`{shown}` has no list `vectors`\nhint: it is a file of questions and answers, not a portal's"
        );
    };
    let given = Given::read(&data)?;
    let own = calendar::tzdata();
    let other_zones = data["tzdata"].as_str().filter(|theirs| *theirs != own);
    let mut lines = String::new();
    let (mut ok, mut excused) = (0, 0);
    for vector in vectors {
        let id = vector["id"].as_str().unwrap_or("?");
        match given.differences(vector) {
            Ok(differences) if differences.is_empty() => {
                ok += 1;
                lines += &format!("{id} ok\n");
            }
            Ok(differences) => {
                let all: Vec<String> = differences.iter().map(Difference::to_string).collect();
                let all = all.join("; ");
                if other_zones.is_some() && differences.iter().all(Difference::is_an_offset) {
                    excused += 1;
                    lines += &format!("{id} {all}: time zone data may be why\n");
                } else {
                    lines += &format!("{id} {all}\n");
                }
            }
            Err(error) => lines += &format!("{id} cannot be answered: {error}\n"),
        }
    }
    print(&lines)?;
    if let Some(theirs) = other_zones {
        let theirs: String = theirs.chars().filter(|c| !c.is_control()).collect();
        say(&format!(
            "time zone data: the file was made with {theirs}, this program has {own}\n"
        ));
    }
    say(&format!("{ok} of {} ok\n", vectors.len()));
    Ok(if ok + excused == vectors.len() {
        Status::Fine
    } else {
        Status::Findings
    })
}

/// An answer that is not the expected one.
struct Difference {
    key: String,
    /// `None` where the answer has no such key.
    found: Option<Value>,
    expected: Value,
}

impl Difference {
    /// Whether it is one that other rules of a zone make: an instant, by quarters of an hour and no more
    /// than three hours. Everything else is arithmetic.
    fn is_an_offset(&self) -> bool {
        let seconds = |value: &Value| Some(calendar::instant(value.as_str()?)?.as_second());
        let found = self.found.as_ref().and_then(seconds);
        let apart = found
            .zip(seconds(&self.expected))
            .map(|(found, expected)| found.abs_diff(expected));
        apart.is_some_and(|apart| apart.is_multiple_of(QUARTER) && apart <= 12 * QUARTER)
    }
}

/// A quarter of an hour, in seconds.
const QUARTER: u64 = 15 * 60;

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (key, expected) = (&self.key, &self.expected);
        match &self.found {
            Some(found) => write!(f, "{key} is {found}, not {expected}"),
            None => write!(f, "{key} is not known"),
        }
    }
}

/// The calendars and plans of a file.
struct Given {
    facts: Facts,
    plans: Vec<(String, Plan)>,
}

impl Given {
    fn read(data: &Value) -> Result<Self> {
        let mut known = Map::new();
        for key in ["calendars", "holiday_sets"] {
            if !data[key].is_null() {
                known.insert(key.to_owned(), data[key].clone());
            }
        }
        let path = RelPath::support();
        // JSON is YAML: what reads a portal reads this, too.
        let source = Source::new(path, Value::from(known).to_string());
        let facts = parse::facts(Some(&source), &Config::default());
        for finding in &facts.diagnostics {
            say(&format!("{}: {}\n", finding.code, finding.message));
        }
        let plans = data["plans"].as_object();
        let plans = plans.into_iter().flatten();
        let plans = plans.map(|(id, plan)| Ok((id.clone(), read_plan(id, plan)?)));
        Ok(Self {
            facts: facts.value,
            plans: plans.collect::<Result<_>>()?,
        })
    }

    /// What of the expected differs from what is so.
    fn differences(&self, vector: &Value) -> Result<Vec<Difference>> {
        let Some(expected) = vector["expect"].as_object() else {
            bail!("it expects nothing");
        };
        let found = self.answer(vector)?;
        let differ = expected.iter().filter_map(|(key, expected)| {
            let found = found.get(key);
            let differs = !found.is_some_and(|found| same(expected, found));
            differs.then(|| Difference {
                key: key.clone(),
                found: found.cloned(),
                expected: expected.clone(),
            })
        });
        Ok(differ.collect())
    }

    fn answer(&self, vector: &Value) -> Result<Map<String, Value>> {
        let ask = vector["ask"].as_str().unwrap_or_default();
        let at = vector["at"].as_str().or(vector["start"].as_str());
        let at = at
            .and_then(calendar::instant)
            .context("it has no instant")?;
        let answer = match ask {
            "status" => self.status(vector, at)?,
            "due" => self.due(vector, at)?,
            "updates" => self.updates(vector, at)?,
            _ => bail!("nobody knows how to answer `{ask}`"),
        };
        match answer {
            Value::Object(answer) => Ok(answer),
            _ => Ok(Map::new()),
        }
    }

    fn status(&self, vector: &Value, at: Timestamp) -> Result<Value> {
        let calendar = self.calendar(vector)?;
        let status = Hours::new(calendar, &self.facts.holiday_sets).status(at);
        let [closes, opens] = [status.closes, status.opens].map(instant);
        Ok(json!({"open": status.open, "closes": closes, "opens": opens}))
    }

    fn due(&self, vector: &Value, at: Timestamp) -> Result<Value> {
        let Some((target, calendar)) = self.target(vector)? else {
            return Ok(json!({"promised": false, "clock_starts": null, "due": null}));
        };
        let (hours, count) = self.hours(&target, calendar)?;
        let due = calendar::due(&hours, at, target.length.value, count);
        Ok(json!({
            "promised": true,
            "clock_starts": instant(due.map(|due| due.clock_starts)),
            "due": instant(due.map(|due| due.due)),
            "calendar": calendar.map(|calendar| &calendar.id.value),
        }))
    }

    fn updates(&self, vector: &Value, at: Timestamp) -> Result<Value> {
        let expected = vector["expect"]["due"].as_array().map_or(1, Vec::len);
        let Some((target, calendar)) = self.target(vector)? else {
            return Ok(json!({"promised": false, "due": []}));
        };
        let (hours, count) = self.hours(&target, calendar)?;
        let due = calendar::updates(&hours, at, target.length.value, count, expected);
        let due: Vec<Value> = due.into_iter().map(|due| instant(Some(due))).collect();
        Ok(json!({"promised": true, "due": due}))
    }

    /// What is promised, and on which calendar it is counted: as the vector says, else as its plan does.
    fn target(&self, vector: &Value) -> Result<Option<(Target, Option<&Calendar>)>> {
        if vector["plan"].is_null() {
            let rows = json!([{"severity": "it", "respond": length(&vector["target"])}]);
            let plan = read_plan("it", &json!({"targets": rows}))?;
            let row = plan.targets.first();
            let target = row.and_then(|row| row.respond.clone());
            let target = target.context("its target cannot be read")?;
            let calendar = (!vector["calendar"].is_null()).then(|| self.calendar(vector));
            return Ok(Some((target, calendar.transpose()?)));
        }
        let id = vector["plan"].as_str().unwrap_or_default();
        let plan = self.plans.iter().find(|(known, _)| known == id);
        let (_, plan) = plan.with_context(|| format!("there is no plan `{id}`"))?;
        let severity = vector["severity"].as_str().unwrap_or_default();
        let row = calendar::row(plan, severity, vector["channel"].as_str());
        let part = |row: &PlanTarget| match vector["what"].as_str() {
            Some("update") => row.update.clone(),
            Some("restore") => row.restore.clone(),
            _ => row.respond.clone(),
        };
        let target = row.and_then(|row| Some((part(row)?, row)));
        Ok(target.map(|(target, row)| (target, at::counted(&self.facts, plan, row))))
    }

    /// The hours that `target` is counted on, and how.
    fn hours(&self, target: &Target, calendar: Option<&Calendar>) -> Result<(Hours, Count)> {
        let count = target.count.as_ref();
        let count = count.context("its target does not say how to count")?.value;
        let hours = Hours::counted(calendar, &self.facts.holiday_sets, count);
        Ok((hours.context("it has no calendar")?, count))
    }

    fn calendar(&self, vector: &Value) -> Result<&Calendar> {
        let id = vector["calendar"].as_str().unwrap_or_default();
        self.facts
            .calendar(id)
            .with_context(|| format!("there is no calendar `{id}`"))
    }
}

/// A target with `within`, by whatever name its length goes.
fn length(target: &Value) -> Value {
    let mut target = target.clone();
    if let Some(target) = target.as_object_mut()
        && let Some(every) = target.remove("every")
    {
        target.insert("within".to_owned(), every);
    }
    target
}

/// A plan as the front matter of its page would say it.
fn read_plan(id: &str, plan: &Value) -> Result<Plan> {
    let path = RelPath::new(&format!("en/sla/{id}.md"));
    let path = path.with_context(|| format!("`{id}` is no id of a plan"))?;
    let mut front = plan.clone();
    if let Some(front) = front.as_object_mut() {
        front.entry("title").or_insert_with(|| id.into());
    }
    let source = Source::new(path, format!("---\n{front}\n---\n"));
    let document = parse::document(&source, &Config::default()).value;
    let plan = document.front.plan.as_deref().cloned();
    plan.with_context(|| format!("the plan `{id}` cannot be read"))
}

fn instant(at: Option<Timestamp>) -> Value {
    at.map_or(Value::Null, |at| at.to_string().into())
}

/// Whether two values say the same: instants by what they mean, not by how they are written.
fn same(expected: &Value, found: &Value) -> bool {
    match (expected, found) {
        (Value::Array(expected), Value::Array(found)) => {
            expected.len() == found.len()
                && expected
                    .iter()
                    .zip(found)
                    .all(|(expected, found)| same(expected, found))
        }
        (Value::String(one), Value::String(other)) => {
            let instants = calendar::instant(one).zip(calendar::instant(other));
            instants.map_or(one == other, |(one, other)| one == other)
        }
        _ => expected == found,
    }
}

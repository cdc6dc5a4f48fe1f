//! Who is open at an instant, and when what a plan promises is due.

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use crate::calendar::{self, Hours, Timestamp};
use crate::model::facts::{Calendar, Count, Plan, PlanTarget, Target};
use crate::model::nearest::nearest;
use crate::model::site::Owned;
use crate::model::{Facts, Named, Site, id_of};

/// So many updates are told.
const UPDATES: usize = 3;

/// What is asked.
pub(super) struct Question<'a> {
    /// The instant.
    pub at: Timestamp,
    /// Ids of a plan and a severity.
    pub promise: Option<(&'a str, &'a str)>,
    /// Id of a channel.
    pub channel: Option<&'a str>,
}

/// The answer, as an object.
///
/// # Errors
///
/// Where a plan, a severity or a channel is not known.
pub(super) fn answer(site: &Site, question: &Question<'_>) -> Result<Value> {
    let facts = &site.facts;
    let mut answer = Map::new();
    answer.insert("at".to_owned(), question.at.to_string().into());
    let calendars = facts.calendars.iter();
    let calendars: Map<String, Value> = calendars
        .map(|calendar| {
            let id = calendar.id.value.clone();
            (id, status(facts, calendar, question.at))
        })
        .collect();
    answer.insert("calendars".to_owned(), calendars.into());

    if let Some(id) = question.channel {
        published(site, id)?;
        known(site, Named::Channel, id)?;
    }
    let asked = |id: &str| question.channel.is_none_or(|channel| channel == id);
    let channels = site.channels.iter().filter(|channel| asked(&channel.id));
    let channels: Map<String, Value> = channels
        .map(|channel| {
            let calendar = channel.value.calendar.as_ref();
            let calendar = calendar.and_then(|id| facts.calendar(&id.value));
            let status = calendar.map(|calendar| status(facts, calendar, question.at));
            (channel.id.clone(), status.unwrap_or_default())
        })
        .collect();
    answer.insert("channels".to_owned(), channels.into());

    if let Some((plan, severity)) = question.promise {
        known(site, Named::Plan, plan)?;
        known(site, Named::Severity, severity)?;
        // Where no version holds at the instant, none promises anything, and any will do.
        let versions = site.plan_versions.get(plan).map_or(&[][..], Vec::as_slice);
        let holds = |version: &&Owned<Plan>| in_force(site, version, question.at);
        let version = versions.iter().rev().find(holds).or(versions.last());
        let promise = version.map(|plan| promise(site, plan, severity, question));
        answer.insert("promise".to_owned(), promise.unwrap_or_default());
    }
    Ok(answer.into())
}

/// A channel whose page is not published on the day that counts is not there.
fn published(site: &Site, channel: &str) -> Result<()> {
    let source = site.config.source();
    let path = format!("{source}/channels/{channel}.md");
    if site.unpublished.contains_key(path.as_str()) {
        bail!(
            "the channel `{channel}` is not published on {}\nhint: `draft`, `effective` and `expires` of `{path}` say when it is",
            site.today
        );
    }
    Ok(())
}

/// An id that nothing has is an error about the command line.
fn known(site: &Site, named: Named, id: &str) -> Result<()> {
    let ids = named.known(site);
    if ids.contains(&id) {
        return Ok(());
    }
    let meant = id_of(id);
    let called = named.called(site, meant.as_deref().unwrap_or(id));
    let hint = match called.or_else(|| nearest(id, ids.iter().copied())) {
        Some(near) => format!("`{near}` is known"),
        None => match ids.as_slice() {
            [] => "the portal has none".to_owned(),
            ids => {
                let all: Vec<_> = ids.iter().map(|id| format!("`{id}`")).collect();
                format!("the portal has {}", all.join(", "))
            }
        },
    };
    bail!("no {} is called `{id}`\nhint: {hint}", named.name())
}

/// Whether somebody is there; nothing on a date of which nobody knows the holidays.
fn status(facts: &Facts, calendar: &Calendar, at: Timestamp) -> Value {
    let status = Hours::new(calendar, &facts.holiday_sets).status(at);
    let is_known = |at: Timestamp| calendar::is_known(calendar, &facts.holiday_sets, at);
    let known = |later: &Timestamp| is_known(at) && is_known(*later);
    let shown = |at: Option<Timestamp>| at.filter(known).map(|at| shown(at, calendar));
    json!({
        "time_zone": calendar.time_zone.value,
        "open": is_known(at).then_some(status.open),
        "closes": shown(status.closes),
        "opens": shown(status.opens),
    })
}

/// Whether a version of a plan holds at an instant, as far as its own dates say: dates of the portal, as on its pages.
fn in_force(site: &Site, plan: &Owned<Plan>, at: Timestamp) -> bool {
    let (date, _) = calendar::wall(at, &site.config.time_zone);
    site.page_of(plan).front.holds_on(date)
}

fn promise(site: &Site, plan: &Owned<Plan>, severity: &str, question: &Question<'_>) -> Value {
    let facts = &site.facts;
    let mut promise = Map::new();
    promise.insert("plan".to_owned(), plan.id.as_str().into());
    promise.insert("severity".to_owned(), severity.into());
    promise.insert("channel".to_owned(), question.channel.into());
    let row = calendar::row(&plan.value, severity, question.channel);
    let counted = row.and_then(|row| counted(facts, &plan.value, row));
    let id = counted.map(|calendar| calendar.id.value.as_str());
    promise.insert("calendar".to_owned(), id.into());
    let in_force = in_force(site, plan, question.at);
    promise.insert("in_force".to_owned(), in_force.into());
    let over = |id: &str| site.channels.iter().find(|one| one.id == id);
    let channel = question.channel.and_then(over);
    let takes = channel.is_none_or(|channel| channel.value.takes(severity));
    let Some(row) = row.filter(|_| in_force && takes) else {
        promise.insert("promised".to_owned(), false.into());
        return promise.into();
    };
    promise.insert("promised".to_owned(), true.into());
    let asked = Asked {
        facts,
        calendar: counted,
        at: question.at,
    };
    let due = |target: &Option<Target>| asked.due(target.as_ref()?);
    let updates = |target: &Option<Target>| asked.updates(target.as_ref()?);
    for (name, answer) in [
        ("respond", due(&row.respond)),
        ("update", updates(&row.update)),
        ("restore", due(&row.restore)),
    ] {
        promise.insert(name.to_owned(), answer.unwrap_or_default());
    }
    promise.into()
}

/// The calendar of a row.
pub(super) fn counted<'f>(facts: &'f Facts, plan: &Plan, row: &PlanTarget) -> Option<&'f Calendar> {
    facts.calendar(&plan.counted_on(row)?.value)
}

/// A row that is asked about, and when.
struct Asked<'a> {
    facts: &'a Facts,
    calendar: Option<&'a Calendar>,
    at: Timestamp,
}

impl Asked<'_> {
    fn due(&self, target: &Target) -> Option<Value> {
        let (length, count) = (target.length.value, target.count.as_ref()?.value);
        let due = calendar::due(&self.hours(count)?, self.at, length, count)?;
        if !self.is_known(due.due, count) {
            return None;
        }
        Some(json!({
            "within": length.to_string(),
            "count": count.name(),
            "clock_starts": self.shown(due.clock_starts),
            "due": self.shown(due.due),
        }))
    }

    fn updates(&self, target: &Target) -> Option<Value> {
        let (length, count) = (target.length.value, target.count.as_ref()?.value);
        let due = calendar::updates(&self.hours(count)?, self.at, length, count, UPDATES);
        let due = due.into_iter().filter(|at| self.is_known(*at, count));
        let due: Vec<String> = due.map(|at| self.shown(at)).collect();
        Some(json!({"every": length.to_string(), "count": count.name(), "due": due}))
    }

    /// Whether nothing up to the instant hangs on holidays that nobody knows.
    fn is_known(&self, at: Timestamp, count: Count) -> bool {
        let sets = &self.facts.holiday_sets;
        let known = |calendar| [self.at, at].map(|at| calendar::is_known(calendar, sets, at));
        count == Count::Clock
            || self
                .calendar
                .is_none_or(|calendar| known(calendar) == [true; 2])
    }

    fn hours(&self, count: Count) -> Option<Hours> {
        Hours::counted(self.calendar, &self.facts.holiday_sets, count)
    }

    fn shown(&self, at: Timestamp) -> String {
        match self.calendar {
            Some(calendar) => shown(at, calendar),
            None => at.to_string(),
        }
    }
}

fn shown(at: Timestamp, calendar: &Calendar) -> String {
    calendar::rfc3339(at, &calendar.time_zone.value)
}

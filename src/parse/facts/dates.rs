//! What the calendars and holidays of support.yaml say against themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Date;
use crate::model::facts::{Calendar, Holiday, HolidayRef, Interval};
use crate::model::{About, Diagnostic, Facts, RelPath, Spanned};
use crate::parse::keys::support::{SEASON, WEEK};
use crate::parse::read::Fields;
use crate::parse::yaml::{Node, Value};

/// What no single value shows: days named twice, dates in the wrong order, `always` beside hours.
pub(super) fn written(fields: Fields<'_>, path: &RelPath, found: &mut Vec<Diagnostic>) {
    for (id, calendar) in fields.named("calendars") {
        if calendar.bool("always").is_some_and(|always| always.value) {
            always(&id.value, calendar, path, found);
        }
        once(calendar.maps("exceptions"), path, found);
        once(calendar.maps("holidays"), path, found);
        apart(calendar.maps("seasons"), path, found);
        for season in calendar.maps("seasons") {
            ordered(season, path, found);
            if let (Some(true), Some(weekly)) = (
                season.bool("closed").map(|closed| closed.value),
                season.get("weekly"),
            ) {
                let hint = "remove `closed` or `weekly`".to_owned();
                let message = "this season is closed and has hours";
                found
                    .push(Diagnostic::error("CAL-KEY", path, weekly.span, message).with_hint(hint));
            }
        }
    }
    for (_, set) in fields.named("holiday_sets") {
        if let Some(valid) = set.map("valid") {
            ordered(valid, path, found);
            spoken_of(valid, set.maps("days"), path, found);
        }
        once(set.maps("days"), path, found);
    }
}

/// A season says what holds in it. One without a word of that would be closed, though nobody said so.
pub(super) fn hours_of_seasons(fields: Fields<'_>, path: &RelPath, found: &mut Vec<Diagnostic>) {
    // What a key says that nobody knows may have been meant for one of the two.
    let known = |key: &Spanned<String>| SEASON.key(&key.value).is_some();
    for (_, calendar) in fields.named("calendars") {
        for season in calendar.maps("seasons") {
            let closed = season.bool("closed").map(|closed| closed.value);
            let open = season.get("closed").is_none() || closed == Some(false);
            let weekly = season.get("weekly");
            let silent = open && season.keys().iter().all(known);
            let (span, hint) = match (weekly, season.date("from")) {
                (None, Some(from)) => (
                    from.span,
                    "add `closed: true`, or `weekly` with its openings",
                ),
                (Some(weekly), _) if is_empty_week(weekly) => (
                    weekly.span,
                    "write `closed: true` in its place, or its openings",
                ),
                _ => continue,
            };
            if silent {
                let message = "this season is not closed and has no hours";
                let found_here = Diagnostic::error("CAL-KEY", path, span, message);
                found.push(found_here.with_hint(hint.to_owned()));
            }
        }
    }
}

/// Whether a week names no opening, and nothing that may have been meant for a day of it.
fn is_empty_week(week: &Node) -> bool {
    let is_empty = |(day, hours): &(Spanned<String>, Node)| {
        WEEK.key(&day.value).is_some()
            && matches!(&hours.value, Value::Null | Value::List(_))
            && hours.items().is_empty()
    };
    matches!(week.value, Value::Map(_)) && week.entries().iter().all(is_empty)
}

fn always(id: &str, calendar: Fields<'_>, path: &RelPath, found: &mut Vec<Diagnostic>) {
    let always = calendar.get("always").map(|node| node.span);
    for key in ["weekly", "holidays", "seasons", "exceptions"] {
        // `holidays: none` says the same again.
        let Some(node) = calendar
            .get(key)
            .filter(|node| node.as_str() != Some("none"))
        else {
            continue;
        };
        let message = format!("`{id}` is open at every instant and has `{key}` too");
        let hint = format!("remove `always` or `{key}`");
        let against = About::Against(always.unwrap_or_default(), key);
        let one = Diagnostic::error("CAL-ALWAYS", path, node.span, message).with_hint(hint);
        found.push(one.about(against));
    }
}

/// Each date of a list stands there once.
fn once<'a>(days: impl Iterator<Item = Fields<'a>>, path: &RelPath, found: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    for day in days {
        let Some(date) = day.date("date") else {
            continue;
        };
        if !seen.insert(date.value) {
            let message = format!("`{}` is listed twice", date.value);
            let hint = "keep one entry for a date; it can have several openings".to_owned();
            found.push(Diagnostic::error("CAL-DATE", path, date.span, message).with_hint(hint));
        }
    }
}

/// On a date that several lists of a calendar's holidays name, all say the same hours, or an exception
/// says what holds.
pub(super) fn agreed(calendar: &Calendar, facts: &Facts, found: &mut Vec<Diagnostic>) {
    let exceptions = calendar.exceptions.iter();
    let settled: BTreeSet<Date> = exceptions.map(|exception| exception.date.value).collect();
    let mut known: BTreeMap<Date, (&Holiday, Option<&str>)> = BTreeMap::new();
    let hours = |day: &Holiday| -> Vec<Interval> {
        let mut hours: Vec<Interval> = day.hours.iter().map(|one| one.value).collect();
        hours.sort_by_key(|one| (one.start, one.end));
        hours
    };
    for written in calendar.holidays.iter().flatten() {
        let (days, set, span) = match written {
            HolidayRef::Day(day) => (std::slice::from_ref(day), None, day.date.span),
            HolidayRef::Set(id) => {
                let mut sets = facts.holiday_sets.iter();
                let Some(set) = sets.find(|set| set.id.value == id.value) else {
                    continue;
                };
                (&set.days[..], Some(id.value.as_str()), id.span)
            }
        };
        for day in days {
            let date = day.date.value;
            let &mut (before, of) = known.entry(date).or_insert((day, set));
            // Twice in one list is a finding already.
            if of == set || settled.contains(&date) || hours(before) == hours(day) {
                continue;
            }
            let id = calendar.id.value.as_str();
            let [one, other] = [of, set].map(|list| list.unwrap_or(id));
            let message = format!("`{one}` and `{other}` disagree on `{date}`");
            // A day of the calendar's own is named rather than a whole set.
            let span = match of {
                Some(_) => span,
                None => before.date.span,
            };
            let hint = format!("say what holds on it under `exceptions` of `{id}`");
            let finding = Diagnostic::error("CAL-DATE", &facts.path, span, message);
            found.push(finding.with_hint(hint));
        }
    }
}

/// `from` is not after `to`.
fn ordered(stretch: Fields<'_>, path: &RelPath, found: &mut Vec<Diagnostic>) {
    if let (Some(from), Some(to)) = (stretch.date("from"), stretch.date("to"))
        && from.value > to.value
    {
        let message = format!(
            "the days end on `{}`, before they begin on `{}`",
            to.value, from.value
        );
        let hint = "both dates belong to the stretch; `from` comes first".to_owned();
        found.push(Diagnostic::error("CAL-DATE", path, to.span, message).with_hint(hint));
    }
}

/// A set of holidays lists dates of the time that it speaks about: one in another year was mistyped.
fn spoken_of<'a>(
    valid: Fields<'_>,
    days: impl Iterator<Item = Fields<'a>>,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) {
    let (Some(from), Some(to)) = (valid.date("from"), valid.date("to")) else {
        return;
    };
    for date in days.filter_map(|day| day.date("date")) {
        if from.value > to.value || (from.value..=to.value).contains(&date.value) {
            continue;
        }
        let message = format!(
            "`{}` is not in the time that the set speaks about, {} to {}",
            date.value, from.value, to.value
        );
        let hint = "mend the date, or let `valid` begin or end with it".to_owned();
        found.push(Diagnostic::warning("CAL-DATE", path, date.span, message).with_hint(hint));
    }
}

/// No date lies in two stretches: what would hold on it?
fn apart<'a>(
    stretches: impl Iterator<Item = Fields<'a>>,
    path: &RelPath,
    found: &mut Vec<Diagnostic>,
) {
    let mut before: Vec<(Date, Date)> = Vec::new();
    // The days of all of these: only who takes one of them looks for the stretch that has it.
    let mut taken = Days::default();
    for stretch in stretches {
        let (Some(from), Some(to)) = (stretch.date("from"), stretch.date("to")) else {
            continue;
        };
        let meets = |&&(start, end): &&(Date, Date)| start <= to.value && from.value <= end;
        if !taken.take(from.value, to.value)
            && let Some((start, end)) = before.iter().find(meets)
        {
            let message = format!(
                "`{}` to `{}` runs into `{start}` to `{end}`",
                from.value, to.value
            );
            let hint =
                "end one before the other begins; a single date is written under `exceptions`";
            let finding = Diagnostic::error("CAL-DATE", path, from.span, message);
            found.push(finding.with_hint(hint.to_owned()));
        }
        before.push((from.value, to.value));
    }
}

/// Days, as stretches that do not meet: the last day of each by its first.
#[derive(Default)]
struct Days(BTreeMap<Date, Date>);

impl Days {
    /// Adds the days between two; says whether none of them was there before.
    fn take(&mut self, one: Date, other: Date) -> bool {
        // In the wrong order they are told of for themselves.
        let (mut first, mut last) = (one.min(other), one.max(other));
        let mut is_free = true;
        while let Some((&from, &to)) = self.0.range(..=last).next_back()
            && first <= to
        {
            is_free = false;
            self.0.remove(&from);
            (first, last) = (first.min(from), last.max(to));
        }
        self.0.insert(first, last);
        is_free
    }
}

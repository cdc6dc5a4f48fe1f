//! support.yaml to [`Facts`].

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::Date;
use crate::model::facts::*;
use crate::model::nearest::{slip, slip_of};
use crate::model::{Config, Diagnosed, Diagnostic, Facts, RelPath, Source, Spanned};

use super::formats;
use super::keys::support::{SEASON, SUPPORT, WEEK};
use super::layers;
use super::read::{self, Fields};
use super::validate::validate_file;
use super::yaml::{self, Budget, Node, Value};

/// Reads support.yaml; without the file there are no facts, which is for the rules to judge.
pub fn facts(source: Option<&Source>, config: &Config) -> Diagnosed<Facts> {
    let Some(source) = source else {
        let path = RelPath::support();
        return Diagnosed::new(
            Facts {
                path,
                ..Facts::default()
            },
            Vec::new(),
        );
    };
    let path = &source.path;
    let Diagnosed {
        value: node,
        diagnostics: mut found,
    } = layers::file(source, Budget::of(&config.limits));
    let broken = yaml::is_broken(&found);
    let refused = validate_file(&node, &SUPPORT, path, &mut found);
    let fields = Fields::new(&node, &config.languages);
    dates(fields, path, &mut found);
    if !broken {
        hours_of_seasons(fields, path, &mut found);
    }
    let facts = Facts {
        path: path.clone(),
        fingerprint: source.fingerprint(),
        stated: node.json(),
        broken,
        refused,
        ..read_all(fields)
    };
    words(&facts, &mut found);
    vendors(&facts, &mut found);
    for calendar in &facts.calendars {
        agreed(calendar, &facts, &mut found);
    }
    super::in_order(&mut found);
    Diagnosed::new(facts, found)
}

/// Words that mean something of their own among names that can be any, where one was misspelt.
fn words(facts: &Facts, found: &mut Vec<Diagnostic>) {
    let mut said = |written: &Spanned<String>, word: &str, what: &str| {
        // Of a text in one language, near ones have the same.
        let is_said = || found.iter().any(|one| one.span == written.span);
        if slip(&written.value, [word]).is_none() || is_said() {
            return;
        }
        let message = format!("`{}` is read as the name of {what}", written.value);
        let hint = format!("write `{word}` if that is meant");
        let warning = Diagnostic::warning("FM-TYPE", &facts.path, written.span, message);
        found.push(warning.with_hint(hint));
    };
    for billing in facts.products.iter().filter_map(|one| one.billing.as_ref()) {
        said(billing, "self", "a company");
    }
    let complaints = facts.complaints.as_ref();
    let arbitration = complaints.and_then(|complaints| complaints.arbitration.as_ref());
    for body in arbitration.iter().flat_map(|body| body.by_locale.values()) {
        said(body, "none", "a body of arbitration");
    }
}

/// A vendor whose id is that of another but for a letter or two, which is named more often.
fn vendors(facts: &Facts, found: &mut Vec<Diagnostic>) {
    let products = facts.products.iter().map(|one| &one.vendor);
    let levels = facts.escalation.iter().map(|one| &one.vendor);
    let behind = facts.backed_by.iter().map(|one| &one.vendor);
    let named: Vec<&Id> = products.chain(levels).chain(behind).flatten().collect();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for id in &named {
        *times.entry(id.value.as_str()).or_default() += 1;
    }
    // By a number of times, the vendors that are named more often, in their order: of all lists together no longer than
    // `named`.
    let mut more: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (id, times) in &times {
        for fewer in 1..*times {
            more.entry(fewer).or_default().push(id);
        }
    }
    for id in named {
        let own = times.get(id.value.as_str()).copied().unwrap_or_default();
        let more = more.get(&own).map(Vec::as_slice).unwrap_or_default();
        if let Some(meant) = slip_of(&id.value, more) {
            let message = format!("`{}` is a vendor of its own beside `{meant}`", id.value);
            let hint = format!("write `{meant}` if that is meant");
            let warning = Diagnostic::warning("FM-TYPE", &facts.path, id.span, message);
            found.push(warning.with_hint(hint));
        }
    }
}

/// What no single value shows: days named twice, dates in the wrong order, `always` beside hours.
fn dates(fields: Fields<'_>, path: &RelPath, found: &mut Vec<Diagnostic>) {
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
fn hours_of_seasons(fields: Fields<'_>, path: &RelPath, found: &mut Vec<Diagnostic>) {
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
        found.push(Diagnostic::error("CAL-ALWAYS", path, node.span, message).with_hint(hint));
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
fn agreed(calendar: &Calendar, facts: &Facts, found: &mut Vec<Diagnostic>) {
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

fn read_all(fields: Fields<'_>) -> Facts {
    Facts {
        path: RelPath::default(),
        fingerprint: Default::default(),
        stated: serde_json::Value::Null,
        broken: false,
        keys: fields.keys(),
        refused: Vec::new(),
        organization: fields.map("organization").map(organization),
        markets: fields.valids("markets", formats::country),
        customers: fields.strings("customers"),
        first_contact: fields.id("first_contact"),
        delivered_by: delivered_by(fields),
        calendars: fields.named("calendars").filter_map(calendar).collect(),
        holiday_sets: fields.named("holiday_sets").map(holiday_set).collect(),
        services: fields.maps("services").filter_map(service).collect(),
        products: fields.maps("products").filter_map(product).collect(),
        severities: severities(fields),
        escalation: fields.maps("escalation").filter_map(escalation).collect(),
        backed_by: fields.maps("backed_by").map(backing).collect(),
        maintenance: fields.map("maintenance").map(|fields| Maintenance {
            calendar: fields.id("calendar"),
            notice: fields.duration("notice"),
            emergency_notice: fields.duration("emergency_notice"),
        }),
        complaints: fields.map("complaints").map(|fields| Complaints {
            channels: fields.ids("channels"),
            address: fields.valid("address", formats::email),
            answer: fields.target("answer", "within"),
            arbitration: fields.text("arbitration"),
        }),
        notices: notices(fields),
        changes: fields.map("changes").map(changes),
        closing: fields.map("closing").map(|fields| Closing {
            by: fields.string("by"),
            close_after: fields.duration("close_after"),
            reopen_within: fields.duration("reopen_within"),
            page: fields.string("page"),
        }),
        collections: fields.map("collections").map(|fields| Collections {
            reminders: durations(fields, "reminders"),
            suspend_after: fields.duration("suspend_after"),
            page: fields.string("page"),
        }),
        credits: fields.map("credits").map(|fields| Credits {
            page: fields.string("page"),
            need: fields.ids("need"),
        }),
        data: fields.map("data").map(|fields| DataHandling {
            remote_access: fields.string("remote_access"),
            logs_kept: fields.duration("logs_kept"),
            places: fields.strings("places"),
            privacy: fields.string("privacy"),
        }),
        security: fields.map("security").map(|fields| Security {
            contact: fields.string("contact"),
            phone: fields.valid("phone", formats::phone),
            expires: fields.date("expires"),
            policy: fields.string("policy"),
        }),
        accessibility: fields.map("accessibility").map(|fields| Accessibility {
            page: fields.string("page"),
            contact: fields.id("contact"),
        }),
        allow: fields.allow(),
    }
}

fn organization(fields: Fields<'_>) -> Organization {
    let (address, register) = (fields.within("address"), fields.within("register"));
    Organization {
        span: fields.span(),
        legal_name: fields.text("legal_name"),
        name: fields.text("name"),
        country: fields.valid("country", formats::country),
        street: address.text("street"),
        postal_code: address.string("postal_code"),
        city: address.text("city"),
        register_court: register.text("court"),
        register_number: register.string("number"),
        vat_id: fields.string("vat_id"),
        represented_by: fields.texts("represented_by"),
        website: web(fields, "website"),
    }
}

/// An address of the web. One without encryption has been warned of, and leads somewhere all the same.
fn web(fields: Fields<'_>, key: &str) -> Option<Spanned<String>> {
    fields.valid(key, |text| match text.strip_prefix("http://") {
        Some(rest) => formats::https(&format!("https://{rest}"), "URL-SCHEME"),
        None => formats::https(text, "URL-SCHEME"),
    })
}

fn delivered_by(fields: Fields<'_>) -> Option<Spanned<Delivery>> {
    let span = fields.get("delivered_by")?.span;
    let delivery = match fields.string("delivered_by") {
        Some(word) if word.value == "self" => Delivery::Own,
        Some(_) => return None,
        None => {
            let other = fields.map("delivered_by")?;
            match other.text("resold_from") {
                Some(name) => Delivery::ResoldFrom(name),
                None => Delivery::OutsourcedTo(other.text("outsourced_to")?),
            }
        }
    };
    Some(Spanned::new(delivery, span))
}

fn calendar((id, fields): (&Spanned<String>, Fields<'_>)) -> Option<Calendar> {
    let is_map = fields
        .node
        .is_some_and(|node| matches!(node.value, Value::Map(_)));
    let utc = || Spanned::new("Etc/UTC".to_owned(), id.span);
    is_map.then(|| Calendar {
        id: read::named_id(id),
        name: fields.text("name"),
        // A calendar whose zone is wrong still has an id that others name.
        time_zone: fields.read("time_zone", formats::zone).unwrap_or_else(utc),
        always: fields.bool("always").is_some_and(|always| always.value),
        weekly: fields.week("weekly"),
        holidays: holidays(fields),
        seasons: fields.maps("seasons").filter_map(season).collect(),
        exceptions: fields.maps("exceptions").filter_map(exception).collect(),
    })
}

fn holidays(fields: Fields<'_>) -> Option<Vec<HolidayRef>> {
    let node = fields.get("holidays")?;
    // `none`; of another word it is said that it is none.
    if node.as_str().is_some() {
        return Some(Vec::new());
    }
    // An empty list says neither which nor that there are none.
    if node.items().is_empty() {
        return None;
    }
    let refs = node.items().iter().filter_map(|item| match item.as_str() {
        Some(_) => read::id(item).map(HolidayRef::Set),
        None => holiday(Fields {
            node: Some(item),
            ..fields
        })
        .map(HolidayRef::Day),
    });
    Some(refs.collect())
}

fn holiday(fields: Fields<'_>) -> Option<Holiday> {
    Some(Holiday {
        date: fields.date("date")?,
        name: fields.text("name").unwrap_or_default(),
        hours: fields.intervals("hours"),
    })
}

fn season(fields: Fields<'_>) -> Option<Season> {
    Some(Season {
        from: fields.date("from")?,
        to: fields.date("to")?,
        closed: fields.bool("closed").is_some_and(|closed| closed.value),
        weekly: fields.week("weekly"),
        note: fields.text("note"),
    })
}

fn exception(fields: Fields<'_>) -> Option<Exception> {
    Some(Exception {
        date: fields.date("date")?,
        hours: fields.intervals("hours"),
        note: fields.text("note"),
    })
}

fn holiday_set((id, fields): (&Spanned<String>, Fields<'_>)) -> HolidaySet {
    let (valid, source) = (fields.within("valid"), fields.within("source"));
    HolidaySet {
        id: read::named_id(id),
        region: fields.valid("region", formats::region),
        valid: valid.date("from").zip(valid.date("to")),
        source: source.text("name"),
        checked: source.date("checked"),
        days: fields.maps("days").filter_map(holiday).collect(),
    }
}

fn service(fields: Fields<'_>) -> Option<Service> {
    Some(Service {
        id: fields.id("id")?,
        area: fields.string("area"),
        name: fields.text("name"),
        description: fields.text("description"),
        covers: fields.strings("covers"),
        channels: fields.ids("channels"),
        self_help: fields.strings("self_help"),
        price: fields.price("price"),
        not_offered: fields.text("not_offered"),
    })
}

fn product(fields: Fields<'_>) -> Option<Product> {
    let technical = fields.within("technical");
    Some(Product {
        id: fields.id("id")?,
        vendor: fields.id("vendor"),
        name: fields.text("name"),
        vendor_takes_customers: fields.bool("vendor_takes_customers"),
        health: web(fields, "health"),
        third_party: fields.bool("third_party").is_some_and(|third| third.value),
        technical: technical
            .text("publisher")
            .map(|name| (name, web(technical, "url"))),
        billing: fields.string("billing"),
    })
}

/// Worst first; those without a rank come last, in the order of the file.
fn severities(fields: Fields<'_>) -> Vec<SeverityLevel> {
    let mut severities: Vec<SeverityLevel> =
        fields.maps("severities").filter_map(severity).collect();
    severities.sort_by_key(|severity| severity.rank.as_ref().map_or(i64::MAX, |rank| rank.value));
    severities
}

fn severity(fields: Fields<'_>) -> Option<SeverityLevel> {
    Some(SeverityLevel {
        id: fields.id("id")?,
        rank: fields.integer("rank"),
        name: fields.text("name"),
        when: fields.text("when"),
        examples: fields.texts("examples"),
        set_by: fields.string("set_by"),
        confirmed_by: fields.string("confirmed_by"),
        customer_must: fields.text("customer_must"),
    })
}

fn escalation(fields: Fields<'_>) -> Option<EscalationLevel> {
    Some(EscalationLevel {
        level: fields.integer("level")?,
        name: fields.text("name"),
        channels: fields.ids("channels"),
        after: fields.target("after", "within"),
        on: fields.ids("on"),
        vendor: fields.id("vendor"),
        filed_by: fields.string("filed_by"),
    })
}

fn backing(fields: Fields<'_>) -> Backing {
    Backing {
        vendor: fields.id("vendor"),
        severity: fields.id("severity"),
        respond: fields.target("respond", "within"),
        languages: fields.languages("languages"),
    }
}

fn notices(fields: Fields<'_>) -> Vec<(String, Vec<Spanned<String>>)> {
    let subjects = fields.get("notices").map(Node::entries).unwrap_or_default();
    subjects
        .iter()
        .map(|(subject, who)| {
            (
                subject.value.clone(),
                who.items().iter().filter_map(read::string).collect(),
            )
        })
        .collect()
}

fn changes(fields: Fields<'_>) -> Changes {
    let cancel = fields.within("cancel");
    Changes {
        buy: fields.string("buy"),
        cancel_by: cancel.string("by"),
        cancel_notice: cancel.duration("notice"),
        cancel_page: cancel.string("page"),
    }
}

fn durations(fields: Fields<'_>, key: &str) -> Vec<Spanned<Duration>> {
    fields
        .items(key)
        .filter_map(|node| {
            let value = formats::duration(node.as_str()?).ok()?;
            Some(Spanned::new(value, node.span))
        })
        .collect()
}

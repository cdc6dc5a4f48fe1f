//! A plan of the service level agreement: what is promised, and how time is counted.

use super::example::{self, Term};
use super::{Scene, hours};
use crate::calendar::Date;
use crate::model::Spanned;
use crate::model::facet::{Fact, Linked, PlanCard, SeverityCard, TargetRow};
use crate::model::facts::{Count, Interval, Plan, PlanTarget, Remedy, SeverityLevel, Target};
use crate::model::site::Owned;

/// The card of a plan.
pub fn plan(scene: &Scene<'_>, owned: &Owned<Plan>) -> PlanCard {
    until(scene, owned, None)
}

/// The same of a version whose place another takes on a date.
pub(super) fn until(scene: &Scene<'_>, owned: &Owned<Plan>, next: Option<Date>) -> PlanCard {
    let plan = &owned.value;
    let front = (scene.front)(owned.page);
    let expires = front.expires.map(|date| date.value);
    let term = Term {
        from: front.effective.map(|date| date.value),
        end: expires.into_iter().chain(next).min(),
    };
    let targets = targets(scene, plan);
    let (remedy, remedy_link) = match &plan.remedy {
        Some(given) => remedy(scene, given),
        None => Default::default(),
    };
    PlanCard {
        id: owned.id.clone(),
        entry: (scene.entry)(owned.page),
        facts: facts(scene, owned),
        examples: example::examples(scene, plan, &targets, term),
        example_note: example::note(scene, plan, &targets),
        clock: example::clock(scene, plan),
        starts: starts(plan).to_owned(),
        promises: example::promises(plan),
        holds: term.holds(scene),
        channels: example::channels(scene),
        targets,
        counting: counting(scene, plan),
        hours: calendars(plan)
            .iter()
            .filter_map(|id| scene.calendar_of(id))
            .map(|calendar| hours(scene, calendar))
            .collect(),
        severities: severities(scene),
        remedy,
        remedy_link,
        exclusions: plan.exclusions.iter().map(|one| scene.text(one)).collect(),
        changes: changes(scene, plan),
        found_by: found_by(scene, plan),
        ..PlanCard::default()
    }
}

/// What people look for who want to know what a plan costs, or when somebody answers.
fn found_by(scene: &Scene<'_>, plan: &Plan) -> Vec<String> {
    let kinds = [
        ("plan", plan.price.is_some()),
        ("targets", !plan.targets.is_empty()),
    ];
    let kinds = kinds.into_iter().filter(|(_, has)| *has);
    kinds.flat_map(|(kind, _)| scene.looked_for(kind)).collect()
}

/// All severities, worst first.
pub fn severities(scene: &Scene<'_>) -> Vec<SeverityCard> {
    let levels = ranked(scene);
    levels
        .into_iter()
        .map(|level| severity(scene, level))
        .collect()
}

/// The words of each promise of a plan, severity by severity, worst first.
///
/// A severity, or a channel of it, that no row speaks about has a row that says so (FACTS, 4.8).
pub(super) fn targets(scene: &Scene<'_>, plan: &Plan) -> Vec<TargetRow> {
    if plan.targets.is_empty() {
        return Vec::new();
    }
    let promised = |column: fn(&PlanTarget) -> bool| plan.targets.iter().any(column);
    let columns = [
        promised(|row| row.respond.is_some()),
        promised(|row| row.update.is_some()),
        promised(|row| row.restore.is_some()),
    ];
    let words = |column: usize, target: Option<String>| match target {
        Some(words) => words,
        None if columns[column] => scene.say("no_promise"),
        None => String::new(),
    };
    let row = |severity: &str, channels: String, row: Option<&PlanTarget>| TargetRow {
        severity: severity.to_owned(),
        name: scene.severity_name(severity),
        name_in: scene.tongue(
            scene
                .severity_of(severity)
                .and_then(|level| level.name.as_ref()),
        ),
        channels,
        respond: words(0, row.and_then(|row| respond(scene, plan, row))),
        update: words(1, row.and_then(|row| update(scene, plan, row))),
        restore: words(2, row.and_then(|row| restore(scene, plan, row))),
    };

    let mut rows = Vec::new();
    for severity in known_severities(scene, plan) {
        let mut of_severity: Vec<&PlanTarget> = plan
            .targets
            .iter()
            .filter(|target| target.severity.value == severity)
            .collect();
        // Rows that name a channel are looked at first, so they are read first.
        of_severity.sort_by_key(|target| target.channels.is_empty());
        for target in &of_severity {
            let channels = match target.channels.as_slice() {
                [] => rest(scene, &severity, &of_severity)
                    .unwrap_or_else(|| scene.say("channels_other")),
                named => scene.or(&scene.channel_titles(named.iter().map(|id| &id.value))),
            };
            rows.push(row(&severity, channels, Some(target)));
        }
        if of_severity.iter().all(|target| !target.channels.is_empty()) {
            let left = rest(scene, &severity, &of_severity);
            rows.extend(left.map(|channels| row(&severity, channels, None)));
        }
    }
    rows
}

/// The channels of a row that names none, in words: by their titles where some do not take the severity, since who
/// asks there is promised nothing. `None` where others are named for all that take it.
fn rest(scene: &Scene<'_>, severity: &str, of_severity: &[&PlanTarget]) -> Option<String> {
    let mut named = of_severity.iter().flat_map(|row| &row.channels).peekable();
    let all = match named.peek() {
        Some(_) => "channels_other",
        None => "channels_any",
    };
    let named: Vec<&String> = named.map(|id| &id.value).collect();
    let others = scene
        .channels
        .iter()
        .filter(|one| !named.contains(&&one.id));
    let (open, shut): (Vec<_>, Vec<_>) = others.partition(|one| one.value.takes(severity));
    match (open.is_empty(), shut.is_empty()) {
        (true, _) if !named.is_empty() => None,
        (true, _) | (_, true) => Some(scene.say(all)),
        _ => Some(scene.or(&scene.channel_titles(open.iter().map(|one| &one.id)))),
    }
}

/// The promise of a first response, in words.
pub(super) fn respond(scene: &Scene<'_>, plan: &Plan, row: &PlanTarget) -> Option<String> {
    let target = row.respond.as_ref()?;
    Some(scene.within(target, usual(plan), counted(plan, row)))
}

/// The promise of news, in words.
pub(super) fn update(scene: &Scene<'_>, plan: &Plan, row: &PlanTarget) -> Option<String> {
    let target = row.update.as_ref()?;
    Some(scene.every(target, usual(plan), counted(plan, row)))
}

/// The promise that it works again, in words.
pub(super) fn restore(scene: &Scene<'_>, plan: &Plan, row: &PlanTarget) -> Option<String> {
    let target = row.restore.as_ref()?;
    Some(scene.within(target, usual(plan), counted(plan, row)))
}

fn usual(plan: &Plan) -> Option<&str> {
    plan.calendar.as_ref().map(|id| id.value.as_str())
}

/// What starts the clock, as the plan names it.
fn starts(plan: &Plan) -> &str {
    let starts = plan.clock.as_ref().and_then(|clock| clock.starts.as_ref());
    starts.map_or("", |word| &word.value)
}

fn counted<'p>(plan: &'p Plan, row: &'p PlanTarget) -> Option<&'p str> {
    plan.counted_on(row).map(|id| id.value.as_str())
}

fn ranked<'a>(scene: &Scene<'a>) -> Vec<&'a SeverityLevel> {
    let mut levels: Vec<_> = scene.facts.severities.iter().collect();
    levels.sort_by_key(|level| level.rank.as_ref().map_or(i64::MAX, |rank| rank.value));
    levels
}

/// The severities of the facts, worst first; then those that only the plan names.
pub(super) fn known_severities(scene: &Scene<'_>, plan: &Plan) -> Vec<String> {
    let ranked = ranked(scene);
    let mut known: Vec<String> = ranked.iter().map(|level| level.id.value.clone()).collect();
    for row in &plan.targets {
        if !known.contains(&row.severity.value) {
            known.push(row.severity.value.clone());
        }
    }
    known
}

fn severity(scene: &Scene<'_>, level: &SeverityLevel) -> SeverityCard {
    let mut notes = Vec::new();
    let by = [
        ("severity_set_by", &level.set_by),
        ("severity_confirmed_by", &level.confirmed_by),
    ];
    for (family, who) in by {
        let Some(who) = who else { continue };
        let words = scene.named(family, &who.value);
        // A sentence exists for each of the two who can do it; another word has none.
        if words != who.value {
            notes.push(words);
        }
    }
    if let Some(must) = &level.customer_must {
        let must = scene.text(must);
        notes.push(scene.fill("severity_customer_must", &[("text", &must)]));
    }
    SeverityCard {
        id: level.id.value.clone(),
        name: scene.severity_name(&level.id.value),
        name_in: scene.tongue(level.name.as_ref()),
        when: scene.text_or_empty(level.when.as_ref()),
        when_in: scene.tongue(level.when.as_ref()),
        examples: level.examples.iter().map(|one| scene.text(one)).collect(),
        examples_in: level
            .examples
            .iter()
            .map(|one| scene.tongue(Some(one)))
            .collect(),
        notes,
    }
}

fn facts(scene: &Scene<'_>, owned: &Owned<Plan>) -> Vec<Fact> {
    let plan = &owned.value;
    let front = (scene.front)(owned.page);
    let mut facts = Vec::new();
    let mut add = |label: &str, text: String| {
        if !text.is_empty() {
            facts.push(Fact {
                label: scene.say(label),
                text,
                href: String::new(),
            });
        }
    };
    if let Some(version) = &plan.version {
        add("label_version", version.value.clone());
    }
    if let Some(date) = &front.effective {
        let label = if date.value > scene.today {
            "label_in_force_from"
        } else {
            "label_in_force_since"
        };
        add(label, scene.day(date.value));
    }
    // On the day that `expires` names the plan holds no more.
    if let Some(last) = front.expires.and_then(|date| date.value.yesterday().ok()) {
        add("label_in_force_until", scene.day(last));
    }
    if let Some(price) = &plan.price {
        add("label_price", scene.price(&price.value));
    }
    let services: Vec<String> = plan
        .services
        .iter()
        .filter_map(|id| scene.service_of(&id.value))
        .map(|service| super::support::service_name(scene, service))
        .collect();
    add("label_services", services.join(&scene.say("list_comma")));
    let languages = plan.languages.iter().map(|tag| &tag.value);
    add("label_languages", scene.languages(languages));
    facts
}

/// Sentences on what the words of the targets mean: only on ways of counting that the plan uses.
fn counting(scene: &Scene<'_>, plan: &Plan) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut keyword = |family: &str, word: &Option<Spanned<String>>| {
        let Some(word) = word else { return };
        let sentence = scene.named(family, &word.value);
        if sentence != word.value {
            sentences.push(sentence);
        }
    };
    keyword("binding", &plan.binding);
    if let Some(clock) = &plan.clock {
        keyword("clock_starts", &clock.starts);
        keyword("clock_response", &clock.response);
    }
    // A row that is counted by another calendar names that in its own words.
    let calendar = usual(plan).and_then(|id| scene.calendar_of(id));
    let calendar = calendar.map_or_else(String::new, |one| scene.calendar_name(one));
    let own = |row: &PlanTarget| counted(plan, row) == usual(plan) && !calendar.is_empty();
    let counts = |count: Count| {
        plan.targets.iter().any(|row| {
            let targets = [&row.respond, &row.update, &row.restore];
            targets.into_iter().flatten().any(|target| {
                let written = target.count.as_ref().map(|one| one.value);
                let counts = scene.counts(target, counted(plan, row)).or(written) == Some(count);
                counts && (count != Count::OpenHours || own(row))
            })
        })
    };
    for (count, key) in [
        (Count::Clock, "counting_clock"),
        (Count::OpenHours, "counting_open_hours"),
        (Count::OpenDays, "counting_open_days"),
    ] {
        if counts(count) {
            sentences.push(scene.fill(key, &[("calendars", &calendar)]));
        }
    }
    if counts_days_past_midnight(scene, plan) {
        sentences.push(scene.say("counting_past_midnight"));
    }
    if plan.targets.iter().any(|row| row.update.is_some()) {
        sentences.push(scene.say("counting_update"));
    }
    if plan.targets.iter().any(|row| row.restore.is_some()) {
        sentences.push(scene.say("counting_restore"));
    }
    if let Some(clock) = &plan.clock {
        let pauses: Vec<String> = clock
            .pauses
            .iter()
            .flatten()
            .map(|pause| scene.named("pause", &pause.value))
            .collect();
        if !pauses.is_empty() {
            let pauses = scene.or(&pauses);
            sentences.push(scene.fill("counting_pauses", &[("pauses", &pauses)]));
        }
        if let Some(change) = &clock.severity_change {
            let sentence = scene.named("severity_change", &change.value);
            if sentence != change.value {
                sentences.push(sentence);
            }
        }
    }
    sentences
}

/// Calendars that the plan counts on, each once: its own first.
fn calendars(plan: &Plan) -> Vec<&str> {
    let rows = plan.targets.iter().filter(|row| counts_open(row));
    let mut ids: Vec<&str> = Vec::new();
    for id in rows.filter_map(|row| counted(plan, row)).chain(usual(plan)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.sort_by_key(|id| Some(*id) != usual(plan));
    ids
}

/// Whether a calendar matters to the row at all.
fn counts_open(row: &PlanTarget) -> bool {
    let targets: [&Option<Target>; 3] = [&row.respond, &row.update, &row.restore];
    targets.into_iter().flatten().any(|target| {
        let count = target.count.as_ref().map(|count| count.value);
        matches!(count, Some(Count::OpenHours | Count::OpenDays))
    })
}

/// Whether days are counted by hours that run past midnight: whoever asks then is told to which day that belongs.
fn counts_days_past_midnight(scene: &Scene<'_>, plan: &Plan) -> bool {
    let counts_days = |row: &&PlanTarget| {
        let targets = [&row.respond, &row.update, &row.restore];
        let mut counts = targets.into_iter().flatten().map(|one| &one.count);
        counts.any(|count| {
            count
                .as_ref()
                .is_some_and(|one| one.value == Count::OpenDays)
        })
    };
    let rows = plan.targets.iter().filter(counts_days);
    let mut calendars =
        rows.filter_map(|row| counted(plan, row).and_then(|id| scene.calendar_of(id)));
    calendars.any(|calendar| calendar.openings().any(Interval::is_past_midnight))
}

/// What is given for a missed promise: as a text, and with a link to the page that says how to claim it.
fn remedy(scene: &Scene<'_>, remedy: &Remedy) -> (String, Option<Linked>) {
    let how = remedy.how.as_ref();
    let Some(entry) = how.and_then(|how| (scene.page_by_key)(&how.value)) else {
        return (sentences(scene, remedy, None), None);
    };
    let text = sentences(scene, remedy, Some(&entry.title));
    let around = sentences(scene, remedy, Some(PLACE));
    let link = around.split_once(PLACE).map(|(before, after)| Linked {
        before: before.to_owned(),
        entry,
        after: after.to_owned(),
    });
    (text, link)
}

/// Stands where a link will: a character for what is no text.
const PLACE: &str = "\u{FFFC}";

fn sentences(scene: &Scene<'_>, remedy: &Remedy, page: Option<&str>) -> String {
    let mut sentences = Vec::new();
    let kind = remedy.kind.as_ref().map_or("", |kind| kind.value.as_str());
    let share = remedy
        .per_cent
        .as_ref()
        .filter(|_| matches!(kind, "" | "credit"));
    match (share, &remedy.of) {
        (Some(share), Some(of)) => sentences.push(scene.fill(
            "remedy_credit_of",
            &[
                ("share", &scene.decimal(&share.value)),
                ("of", &scene.named("remedy_base", &of.value)),
            ],
        )),
        (Some(share), None) => {
            let share = scene.decimal(&share.value);
            sentences.push(scene.fill("remedy_credit_share", &[("share", &share)]));
        }
        _ if kind == "credit" => sentences.push(scene.say("remedy_credit")),
        _ if kind == "none" => sentences.push(scene.say("remedy_none")),
        _ => {}
    }
    if let Some(within) = remedy.claim_within.as_ref().filter(|_| !remedy.is_none()) {
        let length = scene.length_after(within.value);
        sentences.push(scene.fill("remedy_claim", &[("length", &length)]));
    }
    if let Some(page) = page {
        sentences.push(scene.fill("remedy_how", &[("page", page)]));
    }
    scene.sentences(&sentences)
}

fn changes(scene: &Scene<'_>, plan: &Plan) -> Vec<Fact> {
    let change = |change: &crate::model::facts::Change| Fact {
        label: scene.fill(
            "plan_change",
            &[
                ("version", &change.version.value),
                ("date", &scene.day(change.date.value)),
            ],
        ),
        text: scene.text(&change.text),
        href: String::new(),
    };
    plan.changes.iter().map(change).collect()
}

//! What an author sees, for each way of getting the typed files wrong; and that what is right is read.

// The example portal is read from the disk, which no stage does.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

mod amounts;
mod calendars;
mod config;
mod facts;
mod front_matter;
mod yaml_text;

use super::front_matter::{Place, split};
use super::yaml::{self, Budget, Node, Value};
use crate::model::config::{Limits, Profile};
use crate::model::document::FrontMatter;
use crate::model::facts::{Count, Delivery, Duration, HolidayRef, OutsideHours, Price};
use crate::model::{Config, Diagnosed, Diagnostic, Facts, Kind, Locale, RelPath, Source};

fn path(text: &str) -> RelPath {
    RelPath::new(text).unwrap()
}

fn locale(tag: &str) -> Locale {
    Locale::new(tag).unwrap()
}

/// `CODE line:column message | hint`, one line a finding.
fn shown(text: &str, found: &[Diagnostic]) -> String {
    let lines: Vec<String> = found
        .iter()
        .map(|diagnostic| {
            let before = &text[..diagnostic.span.start as usize];
            let line = before.matches('\n').count() + 1;
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                + 1;
            let hint = diagnostic.hint.as_deref().unwrap_or("-");
            format!(
                "{} {line}:{column} {} | {hint}",
                diagnostic.code, diagnostic.message
            )
        })
        .collect();
    lines.join("\n")
}

fn yaml(text: &str) -> Diagnosed<Node> {
    yaml::parse(
        text,
        &path("support.yaml"),
        0,
        Budget::of(&Limits::default()),
    )
}

fn config(text: &str) -> Diagnosed<Config> {
    super::config(&Source::new(path("supportal.yaml"), text))
}

fn facts(text: &str) -> Diagnosed<Facts> {
    let config = Config::default();
    super::facts(Some(&Source::new(path("support.yaml"), text)), &config)
}

fn page_in(file: &str, text: &str, config: &Config) -> Diagnosed<FrontMatter> {
    let path = path(file);
    let parts = split(text);
    let yaml = parts.yaml.unwrap_or(0..0);
    let folder = path.parts().nth(1).unwrap_or_default().to_owned();
    let place = Place {
        path: &path,
        kind: Kind::of_folder(&folder),
        section: path.file_name() == "index.md",
        source: path.parts().next() == Some(config.source().as_str()),
    };
    super::front_matter(&text[yaml.clone()], yaml.start, place, config)
}

fn page(file: &str, yaml: &str) -> (String, FrontMatter) {
    let text = format!("---\n{yaml}---\nText.\n");
    let read = page_in(file, &text, &Config::default());
    (shown(&text, &read.diagnostics), read.value)
}

#[test]
fn the_example_portal_reads_without_a_finding() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    if !root.exists() {
        println!("skipped: there is no content/ yet");
        return;
    }
    let read = |file: &str| {
        Source::new(
            path(file),
            std::fs::read_to_string(root.join(file)).unwrap(),
        )
    };
    let source = read("supportal.yaml");
    let config = super::config(&source);
    assert_eq!(shown(&source.text, &config.diagnostics), "");
    let config = config.value;
    let source = read("support.yaml");
    let facts = super::facts(Some(&source), &config);
    assert_eq!(shown(&source.text, &facts.diagnostics), "");
    let mut pages = 0;
    for language in &config.languages {
        for entry in walkdir::WalkDir::new(root.join(language.as_str())) {
            let entry = entry.unwrap();
            let file = entry
                .path()
                .strip_prefix(&root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            if !file.ends_with(".md") || file.contains("/includes/") {
                continue;
            }
            let source = read(&file);
            let front = page_in(&file, &source.text, &config);
            assert_eq!(shown(&source.text, &front.diagnostics), "", "{file}");
            pages += 1;
        }
    }
    assert!(pages > 20, "{pages} pages");
}

const SUPPORT: &str = include_str!("tests/support.yaml");
const CHANNEL: &str = include_str!("tests/channel.yaml");
const PLAN: &str = include_str!("tests/plan.yaml");
const PAGE: &str = include_str!("tests/page.yaml");

#[test]
fn the_documented_facts_read_without_a_finding() {
    let read = facts(SUPPORT);
    assert_eq!(shown(SUPPORT, &read.diagnostics), "");
    let facts = read.value;
    let organization = facts.organization.unwrap();
    let (en, de) = (locale("en"), locale("de"));
    assert_eq!(
        organization.legal_name.unwrap().get(&en, &en),
        "Beispiel Cloud GmbH"
    );
    assert_eq!(organization.postal_code.unwrap().value, "10115");
    assert_eq!(organization.represented_by.len(), 1);
    assert_eq!(facts.delivered_by.unwrap().value, Delivery::Own);
    let office = &facts.calendars[0];
    assert_eq!(office.name.as_ref().unwrap().get(&de, &en), "Bürozeiten");
    assert_eq!(office.weekly.len(), 2);
    assert_eq!(
        (
            office.weekly[0].1[1].value.start,
            office.weekly[0].1[1].value.end
        ),
        (780, 1080)
    );
    assert!(
        matches!(&office.holidays.as_ref().unwrap()[..], [HolidayRef::Set(id)] if id.value == "de-be")
    );
    assert!(office.seasons[0].closed);
    assert_eq!(office.exceptions[0].hours.len(), 1);
    assert!(facts.calendars[1].holidays.is_none());
    assert!(facts.calendars[2].always);
    assert_eq!(facts.holiday_sets[0].days.len(), 2);
    assert_eq!(
        facts.holiday_sets[0]
            .valid
            .as_ref()
            .unwrap()
            .1
            .value
            .to_string(),
        "2027-12-31"
    );
    assert_eq!(facts.services.len(), 6);
    assert_eq!(
        facts.services[0].price.as_ref().unwrap().value,
        Price::Included
    );
    let Price::Amount(money) = &facts.services[1].price.as_ref().unwrap().value else {
        panic!("an amount");
    };
    assert_eq!(
        (money.amount.value.as_str(), money.currency.value.as_str()),
        ("95.00", "EUR")
    );
    assert!(facts.services[5].not_offered.is_some());
    assert!(
        !facts.products[0]
            .vendor_takes_customers
            .as_ref()
            .unwrap()
            .value
    );
    assert_eq!(
        facts.products[1]
            .technical
            .as_ref()
            .unwrap()
            .1
            .as_ref()
            .unwrap()
            .value,
        "https://acme.example/support"
    );
    assert_eq!(
        facts.severities[0].examples[0].get(&en, &en),
        "Nobody can sign in"
    );
    let after = facts.escalation[1].after.as_ref().unwrap();
    assert_eq!(after.length.value, Duration::Seconds(4 * 3600));
    assert_eq!(after.count.as_ref().unwrap().value, Count::OpenHours);
    assert_eq!(facts.escalation[2].on.len(), 5);
    assert_eq!(facts.backed_by[0].languages[0].value, "en");
    assert_eq!(
        facts.maintenance.unwrap().notice.unwrap().value,
        Duration::Days(7)
    );
    assert_eq!(
        facts.complaints.unwrap().arbitration.unwrap().get(&en, &en),
        "none"
    );
    assert_eq!(facts.notices[2].1.len(), 2);
    assert_eq!(
        facts.changes.unwrap().cancel_page.unwrap().value,
        "billing/cancel.md"
    );
    let closing = facts.closing.unwrap();
    assert_eq!(closing.by.unwrap().value, "customer");
    assert_eq!(closing.close_after.unwrap().value, Duration::Days(14));
    assert_eq!(facts.collections.unwrap().reminders.len(), 2);
    assert_eq!(facts.credits.unwrap().need.len(), 5);
    assert_eq!(
        facts.data.unwrap().logs_kept.unwrap().value,
        Duration::Days(90)
    );
    assert_eq!(facts.security.unwrap().phone.unwrap().value, "+49301234598");
    assert_eq!(facts.accessibility.unwrap().contact.unwrap().value, "mail");
}

#[test]
fn the_documented_pages_read_without_a_finding() {
    let (found, front) = page("en/channels/hotline.md", CHANNEL);
    assert_eq!(found, "");
    let channel = front.channel.unwrap();
    assert_eq!(channel.address.unwrap().value, "+49301234567");
    assert_eq!(
        channel.outside_hours.unwrap().value,
        OutsideHours::Voicemail
    );
    assert_eq!(channel.cost.unwrap().value, Price::BasicRate);
    assert_eq!(channel.languages.len(), 2);

    let (found, front) = page("en/sla/business.md", PLAN);
    assert_eq!(found, "");
    assert!(front.expires.is_none());
    let plan = front.plan.unwrap();
    assert_eq!(plan.version.unwrap().value, "3.1");
    assert_eq!(plan.targets.len(), 3);
    let row = &plan.targets[2];
    assert_eq!(
        row.respond.as_ref().unwrap().share.as_ref().unwrap().value,
        "95"
    );
    assert_eq!(
        row.restore.as_ref().unwrap().length.value,
        Duration::Days(2)
    );
    assert_eq!(
        plan.targets[0].update.as_ref().unwrap().length.value,
        Duration::Seconds(3600)
    );
    assert_eq!(plan.remedy.unwrap().per_cent.unwrap().value, "5");
    assert_eq!(plan.exclusions.len(), 1);

    let (found, front) = page("en/articles/password.md", PAGE);
    assert_eq!(found, "");
    assert_eq!(front.title.unwrap().value, "Reset a password");
    assert_eq!(front.order, Some(10));
    assert_eq!(front.redirect_from[0].value, "/kb/1042");
    assert_eq!(
        front.starts.unwrap().value.0.to_string(),
        "2026-07-03T20:00:00+02:00[Europe/Berlin]"
    );
    assert_eq!(front.allow[0].why, "quotes the menu");
}

#[test]
fn a_key_that_stands_elsewhere_is_told_where() {
    let hint = |found: Diagnosed<()>| {
        let found = found.diagnostics.into_iter();
        let mut found = found.filter(|one| one.code == "FM-KEY");
        found.next().and_then(|one| one.hint).unwrap_or_default()
    };
    let portal = |text: &str| {
        let source = Source::new(path("supportal.yaml"), text);
        let Diagnosed { diagnostics, .. } = super::config(&source);
        hint(Diagnosed::new((), diagnostics))
    };
    let support = |text: &str| hint(Diagnosed::new((), facts(text).diagnostics));
    assert_eq!(
        portal("brand: \"#0b6b4f\"\n"),
        "it belongs to `theme`, as in `theme: {brand: …}`"
    );
    assert_eq!(
        portal("synonyms: {en: [[a, b]]}\n"),
        "it belongs to `search`, as in `search: {synonyms: …}`"
    );
    assert_eq!(
        portal("query: help\n"),
        "it belongs to `search.expect`, as in `search: {expect: [{query: …}]}`"
    );
    assert_eq!(
        portal("theme: {url: https://x.example/}\n"),
        "it stands at the margin of the file, as in `url: …`"
    );
    assert_eq!(portal("titel: Help\n"), "the nearest key is `title`");
    assert_eq!(portal("calendars: {}\n"), "it stands in support.yaml");
    assert_eq!(support("nav: [a.md]\n"), "it stands in supportal.yaml");
    assert_eq!(
        support("time_zone: Europe/Berlin\n"),
        "it stands in supportal.yaml, or belongs to `calendars`, as in `calendars: {some-id: {time_zone: …}}`"
    );
    assert_eq!(
        support("weekly: {}\n"),
        "it belongs to `calendars`, as in `calendars: {some-id: {weekly: …}}`"
    );
}

#[test]
fn schemas_name_every_key_and_refer_only_to_what_they_define() {
    let schemas = super::schemas();
    let named: std::collections::BTreeSet<&str> = schemas.iter().map(|(name, _)| *name).collect();
    assert_eq!((schemas.len(), named.len()), (11, 11));
    for (name, schema) in &schemas {
        let text = schema.to_string();
        let defined = schema["$defs"].as_object().cloned().unwrap_or_default();
        for reference in text.split("#/$defs/").skip(1) {
            let reference = reference.split('"').next().unwrap_or_default();
            assert!(defined.contains_key(reference), "{name}: {reference}");
        }
    }
    let support = &schemas[1].1;
    assert!(support["properties"]["calendars"].is_object());
    assert!(support["$defs"]["calendar"]["properties"]["weekly"].is_object());
    // Two maps under one name would hide each other in a schema.
    let mut names = std::collections::BTreeMap::new();
    let mut walk = vec![
        &super::keys::portal::PORTAL,
        &super::keys::support::SUPPORT,
        &super::keys::page::CHANNEL_PAGE,
        &super::keys::page::PLAN_PAGE,
    ];
    while let Some(map) = walk.pop() {
        let keys = map.keys as *const [super::keys::Key];
        if names
            .insert(map.name, keys)
            .is_some_and(|known| !std::ptr::eq(known, keys))
        {
            panic!("two maps are called `{}`", map.name);
        }
        let mut shapes: Vec<&'static super::keys::Shape> =
            map.keys.iter().map(|key| key.shape).collect();
        while let Some(shape) = shapes.pop() {
            use super::keys::Shape;
            match shape {
                Shape::Map(inner) if !names.contains_key(inner.name) => walk.push(inner),
                Shape::Map(inner) => assert!(
                    std::ptr::eq(names[inner.name], inner.keys as *const _),
                    "two maps are called `{}`",
                    inner.name
                ),
                Shape::List(of) | Shape::OneOrMany(of) | Shape::MapOf(_, of) => shapes.push(of),
                Shape::Union(of) => shapes.extend(of.iter()),
                _ => {}
            }
        }
    }
    for map in [
        &super::keys::portal::PORTAL,
        &super::keys::support::SUPPORT,
        &super::keys::page::PLAN_PAGE,
    ] {
        for key in map.keys {
            assert!(key.doc.ends_with(['.', '…']), "{}", key.name);
        }
    }
}

#[test]
fn no_bytes_make_it_panic() {
    // A small generator with a fixed seed: the same bytes on every machine.
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let seeds = [
        SUPPORT,
        CHANNEL,
        PLAN,
        PAGE,
        "languages: [en]\nnav: [a, {page: b}]\nurl: https://a.example\n",
    ];
    let pieces = [
        "\t", "&a", "*a", "!!x", "<<:", "---\n", "...\n", "\"", "'", "[", "{", "}", "]", ": ",
        "- ", "|\n", ">-\n", "#", "\u{0}", "é", "漢", "\u{2028}", "%", "@", "\n", "~", "P", "-",
        "+", "24:00",
    ];
    let config = Config {
        learn: true,
        ..Config::default()
    };
    for round in 0..400 {
        let mut text = seeds[round % seeds.len()].to_owned();
        for _ in 0..=next(4) {
            let mut at = next(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let mut end = (at + next(12)).min(text.len());
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.replace_range(at..end.max(at), pieces[next(pieces.len())]);
        }
        let whole = text.len();
        let mut found = facts(&text).diagnostics;
        found
            .extend(super::config(&Source::new(path("supportal.yaml"), text.as_str())).diagnostics);
        let fenced = format!("---\n{text}");
        for (file, config) in [
            ("en/sla/a.md", &Config::default()),
            ("en/channels/a.md", &config),
            ("de/sla/a.md", &Config::default()),
        ] {
            page_in(file, &fenced, config);
        }
        for diagnostic in found {
            let (start, end) = (diagnostic.span.start as usize, diagnostic.span.end as usize);
            assert!(start <= end && end <= whole, "{diagnostic:?}");
            assert!(
                text.is_char_boundary(start) && text.is_char_boundary(end),
                "{diagnostic:?}"
            );
        }
    }
}

//! What an author sees, for each way of getting the typed files wrong; and that what is right is read.

// The example portal is read from the disk, which no stage does.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

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
fn scalars_keep_the_authors_letters_and_their_place() {
    let text = "a: 3.10\nb: no\nc: 1_000\nd: 0800 123\ne: 2026-05-01\nf: \"q\\tä\"\ng: ~\nh:\ni: |\n  two\n  lines\nj: 12:30\n";
    let node = yaml(text).value;
    let letters = |key: &str| node.get(key).and_then(Node::as_str);
    assert_eq!(letters("a"), Some("3.10"));
    assert_eq!(letters("b"), Some("no"));
    assert_eq!(letters("c"), Some("1_000"));
    assert_eq!(letters("d"), Some("0800 123"));
    assert_eq!(letters("e"), Some("2026-05-01"));
    assert_eq!(letters("f"), Some("q\tä"));
    assert_eq!((letters("g"), letters("h")), (None, None));
    assert_eq!(letters("i"), Some("two\nlines\n"));
    assert_eq!(letters("j"), Some("12:30"));
    let place = |key: &str| {
        let span = node.get(key).unwrap().span;
        &text[span.start as usize..span.end as usize]
    };
    assert_eq!(place("a"), "3.10");
    assert_eq!(place("f"), "\"q\\tä\"");
    assert_eq!(place("e"), "2026-05-01");

    // Front matter is a part of its file, and the places are of the file.
    let page = "---\ntags: [ä, b]\n---\n";
    let parts = split(page);
    let range = parts.yaml.unwrap();
    let read = yaml::parse(
        &page[range.clone()],
        &path("a.md"),
        range.start,
        Budget::of(&Limits::default()),
    );
    let tags = read.value.get("tags").unwrap();
    let Value::List(items) = &tags.value else {
        panic!("a list")
    };
    let text_of = |node: &Node| page[node.span.start as usize..node.span.end as usize].to_owned();
    assert_eq!(
        (text_of(tags), text_of(&items[1])),
        ("[ä, b]".into(), "b".into())
    );
}

fn check_yaml(text: &str, expected: &str) {
    assert_eq!(shown(text, &yaml(text).diagnostics), expected, "\n{text}");
}

#[test]
fn a_text_that_a_comma_ends_and_a_colon_without_a_blank_are_told_in_braces() {
    check_yaml(
        "a: {en:Words, zh-TW: 字}\n",
        "FM-TYPE 1:7 no blank stands behind this colon | write `en: Words`",
    );
    check_yaml(
        "a: {en:\"Words\", b:c/d.md}\n",
        "FM-TYPE 1:7 no blank stands behind this colon | write `en: \"Words\"`\n\
         FM-TYPE 1:18 no blank stands behind this colon | write `b: c/d.md`",
    );
    check_yaml(
        "a: {en: Prices, terms and times, de: 1.200,50, x: 1,200,5, y: 1,045}\n",
        "FM-TYPE 1:9 `Prices, terms and times` has no quotes, so it ends at its comma | write `en: \"Prices, terms and times\"`\n\
         FM-TYPE 1:38 `1.200,50` has no quotes, so it ends at its comma | write `de: \"1200.50\"`\n\
         FM-TYPE 1:51 `1,200,5` has no quotes, so it ends at its comma | write `x: \"1200.5\"`\n\
         FM-TYPE 1:63 `1,045` has no quotes, so it ends at its comma | write `y: \"1045\"`",
    );
    check_yaml(
        "a: {en:Hello, dear you, de: 1,5, zh: 2,5}\n",
        "FM-TYPE 1:7 no blank stands behind this colon | write `en: \"Hello, dear you\"`\n\
         FM-TYPE 1:29 `1,5` has no quotes, so it ends at its comma | write `de: \"1.5\"`\n\
         FM-TYPE 1:38 `2,5` has no quotes, so it ends at its comma | write `zh: \"2.5\"`",
    );
    let read = yaml("a: {en:Hello, amount: 1.200,50, b, https://x.example/}\n").value;
    let read = read.get("a").unwrap();
    assert_eq!(read.get("en").and_then(Node::as_str), Some("Hello"));
    assert_eq!(read.get("amount").and_then(Node::as_str), Some("1200.50"));
    let keys: Vec<&str> = read.entries().iter().map(|(key, _)| &*key.value).collect();
    assert_eq!(keys, ["en", "amount", "b", "https://x.example/"]);
    check_yaml("a: {b, c, en: \"x\", de}\nd: [1,5]\n", "");
    check_yaml(
        "a: {b, b}\n",
        "FM-DUPKEY 1:8 `b` is given twice | it stands first in line 1; keep one of them",
    );
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
fn a_title_in_brackets_is_shown_without_them() {
    for written in ["{en: Some Title}", "[Some Title]"] {
        let (found, _) = page("en/articles/a.md", &format!("title: {written}\n"));
        assert!(found.ends_with("| write `title: Some Title`"), "{found}");
    }
}

#[test]
fn a_text_that_begins_with_a_sign_is_told_in_quotes() {
    for (value, message) in [
        ("{{ x", "a text that begins with `{{` needs quotes"),
        ("{{ x }}", "a text that begins with `{{` needs quotes"),
        ("*New* terms", "`*New*` is a YAML alias"),
        ("&New terms", "`&New` is a YAML anchor"),
        ("!New terms", "`!New` is a YAML tag"),
        ("@home for all", "a text cannot begin with `@`"),
    ] {
        let found = yaml(&format!("title: {value}\n")).diagnostics;
        let found: Vec<&str> = found.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(found, [message], "{value}");
        let found = yaml(&format!("title: {value}\n")).diagnostics;
        let hint = format!("write `title: \"{value}\"`");
        assert_eq!(found[0].hint.as_deref(), Some(&*hint), "{value}");
    }
    check_yaml(
        "title: \"New\" terms\n",
        "FM-YAML 1:14 text goes on after its closing quote | write `title: '\"New\" terms'`",
    );
}

#[test]
fn aliases_anchors_tags_merge_keys_and_documents_are_refused() {
    check_yaml(
        "a: &base {x: 1}\nb: *base\n",
        "FM-YAML 1:4 `&base` is a YAML anchor | remove it and write each value where it is used; a text that begins with `&` needs quotes\n\
         FM-YAML 2:4 `*base` is a YAML alias | write the value out; a text that begins with `*` needs quotes",
    );
    check_yaml(
        "a: *none\n",
        "FM-YAML 1:4 `*none` is a YAML alias | write the value out; a text that begins with `*` needs quotes",
    );
    check_yaml(
        "a: !!binary xx\n",
        "FM-YAML 1:4 `!!binary` is a YAML tag | a text that begins with `!` needs quotes; the type of a value comes from its key",
    );
    check_yaml(
        "<<: {a: 1}\nb: 2\n",
        "FM-YAML 1:1 `<<` is a YAML merge key | write the keys out",
    );
    check_yaml(
        "a: 1\n---\nb: 2\n",
        "FM-YAML 2:1 a second YAML document begins here | one file holds one document; remove the line `---`",
    );
    check_yaml(
        "%YAML 1.2\n---\na: 1\n",
        "FM-YAML 1:1 a YAML directive | a text that begins with `%` needs quotes",
    );
    check_yaml(
        "a: 1\nb: 2\na: 3\n",
        "FM-DUPKEY 3:1 `a` is given twice | it stands first in line 1; keep one of them",
    );
    check_yaml(
        "? [a, b]\n: 1\nc: 2\n",
        "FM-YAML 1:3 a list or map is used as a key | a key is one word; a text that begins with `[` or `{` needs quotes",
    );
    let kept = yaml("a: 1\n<<: {b: 2}\na: 3\nc: 4\n").value;
    assert_eq!(kept.entries().len(), 2);
    assert_eq!(kept.get("a").and_then(Node::as_str), Some("1"));
    // A tree of aliases that would unfold to a billion values stays what it is: a few refusals.
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n";
    assert_eq!(yaml(bomb).diagnostics.len(), 9);
}

#[test]
fn bad_yaml_is_explained_where_it_is() {
    check_yaml(
        "title: Help: how to\nb: 1\n",
        "FM-YAML 1:12 a colon inside a text that has no quotes | write `title: \"Help: how to\"`",
    );
    check_yaml(
        "a:\n\t- b\n",
        "FM-YAML 2:1 a tab indents this line | YAML is indented with spaces",
    );
    check_yaml(
        "a: 1\nb: \"open\nc: 2\n",
        "FM-YAML 2:4 this quote is never closed | close it, or put the whole text in the other kind of quotes",
    );
    check_yaml(
        "a: 'it's'\n",
        "FM-YAML 1:8 text goes on after its closing quote | write `a: \"it's\"`",
    );
    check_yaml(
        "a: [1, 2\nb: 3\n",
        "FM-YAML 1:4 this `[` is never closed | write `,` between what is in it and `]` after the last",
    );
    check_yaml(
        "a: {b: 1\n",
        "FM-YAML 1:4 this `{` is never closed | write `,` between what is in it and `}` after the last",
    );
    check_yaml(
        "a: @me\n",
        "FM-YAML 1:4 a text cannot begin with `@` | write `a: \"@me\"`",
    );
    check_yaml(
        "a: 1\n b: 2\n",
        "FM-YAML 2:2 this line is further in than the key above it, which has a value | begin it in the same column as `a`, if it is a key beside it",
    );
    check_yaml(
        "a: b\nsome words\n",
        "FM-YAML 2:1 this line does not continue the YAML above it | compare its indentation with the lines above, and put quotes around texts with `:`, `#`, `{` or `[`",
    );
    check_yaml(
        "a: 1\nprofile:csp\nb: 2\n",
        "FM-YAML 2:8 no blank stands behind this colon | write `profile: csp`",
    );
    check_yaml(
        "a: 1\ntitle：退款\nb: 2\n",
        "FM-YAML 2:6 this colon is none of YAML | write `title: 退款`",
    );
    check_yaml(
        "a: 1\r\ntitle:Terms\r\n",
        "FM-YAML 2:6 no blank stands behind this colon | write `title: Terms`",
    );
    check_yaml(
        "title: & more\n",
        "FM-YAML 1:8 a text that begins with `&` needs quotes | write `title: \"& more\"`",
    );
    check_yaml(
        "title: - more\n",
        "FM-YAML 1:8 a text that begins with `-` needs quotes | write `title: \"- more\"`",
    );
    check_yaml(
        "title: [New] terms\n",
        "FM-YAML 1:8 a text that begins with `[` needs quotes | write `title: \"[New] terms\"`",
    );
    // One mistake is one finding.
    check_yaml(
        "title: *New terms\n",
        "FM-YAML 1:8 `*New` is a YAML alias | write `title: \"*New terms\"`",
    );
    // What stands before the mistake is kept, and what may stand behind it is not called missing.
    let read = facts("customers: [business]\ncalendars:\n  a:\n    name: A: B\n");
    assert_eq!(read.diagnostics.len(), 1);
    assert_eq!(read.value.customers.len(), 1);
}

#[test]
fn a_value_that_is_a_comment_is_said() {
    check_yaml(
        "brand: #c00000\nfooter: #a\n  - b\nlevel: # one\nname: #c00000 our red # here\n",
        "FM-TYPE 1:8 `#c00000` is a comment, so `brand` has no value | write `brand: \"#c00000\"`; a comment has a blank behind its `#`\n\
         FM-TYPE 5:7 `#c00000 our red` is a comment, so `name` has no value | write `name: \"#c00000 our red\"`; a comment has a blank behind its `#`",
    );
    let (found, _) = page(
        "en/articles/a.md",
        "title: #1 tips\ndescription: #\ntags: #!x\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 2:8 `#1 tips` is a comment, so `title` has no value | write `title: \"#1 tips\"`; a comment has a blank behind its `#`"
    );
}

#[test]
fn a_title_that_a_comment_cuts_is_said() {
    let (found, _) = page(
        "en/articles/a.md",
        "title: Invoice #12 is wrong\ndescription: Which it is. # A comment\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 2:16 `#12 is wrong` is a comment, so `title` is `Invoice` | write `title: \"Invoice #12 is wrong\"`; a comment has a blank behind its `#`"
    );
    let (found, _) = page(
        "en/articles/a.md",
        "title: \"Invoice\" #12\ndescription: |\n  Of C#7 #12\n",
    );
    assert_eq!(found, "");
}

#[test]
fn budgets_end_what_is_too_much() {
    let deep = format!("a: {}{}\n", "[".repeat(40), "]".repeat(40));
    assert_eq!(yaml(&deep).diagnostics[0].code, "LIM-YAML");
    let small = Budget {
        bytes: 10,
        depth: 4,
        nodes: 3,
        ..Budget::of(&Limits::default())
    };
    let code = |text: &str| {
        yaml::parse(text, &path("a.yaml"), 0, small)
            .diagnostics
            .first()
            .map(|found| found.code)
    };
    assert_eq!(code("a: 1\n"), None);
    assert_eq!(code("a: 12345678\n"), Some("LIM-YAML"));
    assert_eq!(code("[a,b,c]\n"), Some("LIM-YAML"));
}

fn check_facts(text: &str, expected: &str) {
    assert_eq!(shown(text, &facts(text).diagnostics), expected, "\n{text}");
}

#[test]
fn keys_and_types_of_the_facts() {
    check_facts(
        "calender: {}\n",
        "FM-KEY 1:1 unknown key `calender` | the nearest key is `calendars`",
    );
    check_facts(
        "first_contact: [a]\n",
        "FM-TYPE 1:16 `first_contact` is a list, not an id | write `first_contact: some-id`",
    );
    check_facts(
        "first_contact: My Hotline\n",
        "FM-TYPE 1:16 `My Hotline` is not an id | write `my-hotline`: small letters, digits and `-`",
    );
    check_facts(
        "markets: DE\n",
        "FM-TYPE 1:10 `markets` is one word or text, not a list | write `markets: [DE]`",
    );
    check_facts(
        "markets: [UK]\n",
        "FM-TYPE 1:11 `UK` is not a country code | write `GB`",
    );
    check_facts(
        "markets: [DE, DE]\n",
        "FM-DUPID 1:15 `DE` is listed twice | keep one of them",
    );
    check_facts(
        "organization: {name: \"a\\U000E0041b\"}\n",
        "ENC-CONTROL 1:22 U+E0041, a tag character, is written in a text | take it out",
    );
    check_facts(
        "organization: {name: \"\\u2060\\u200b\"}\n",
        "FM-TYPE 1:22 `name` is empty | write its words, or remove the key",
    );
    check_facts(
        "customers: [firms]\n",
        "FM-TYPE 1:13 `firms` is not known for `customers` | write `business`, `consumer` or `public-sector`",
    );
    check_facts(
        "organization: {name: {english: X}}\n",
        "FM-LANG 1:23 `english` is not a language tag | write `en`; this text is either words, or a map by language",
    );
    check_facts(
        "services: [{area: billing}]\n",
        "FM-MISSING 1:13 `id` is missing in `services` | add `id: some-id`",
    );
    check_facts(
        "services:\n  - {id: a}\n  - {id: a}\n",
        "FM-DUPID 3:10 the id `a` is given twice | keep one of them",
    );
    check_facts(
        "products: [{id: a, third_party: yes}]\n",
        "FM-TYPE 1:33 `yes` is neither `true` nor `false` | write `third_party: true`",
    );
    check_facts(
        "products: [{id: a, third_party: \"true\"}]\n",
        "FM-TYPE 1:33 `\"true\"` is a text, neither `true` nor `false` | write `third_party: true`, without quotes",
    );
    check_facts(
        "organization: {website: \"http://a.example\"}\n",
        "URL-SCHEME 1:25 `http://a.example` is not encrypted | write `https://a.example`",
    );
    check_facts(
        "security: {expires: 1.5.2026}\n",
        "FM-DATE 1:21 `1.5.2026` is not a date | write `2026-05-01`",
    );
    check_facts(
        "changes: {cancel: {page: ../../x.md}}\n",
        "PATH-ESCAPE 1:26 `../../x.md` leads out of the language's folder | a page is a path below that folder, as in `articles/billing/refunds.md`",
    );
    check_facts(
        "- a\n",
        "FM-TYPE 1:1 a list where the keys of the facts belong | write `key: value`, one key a line",
    );
    check_facts(
        "severities: [{id: s1, rank: first}]\n",
        "FM-TYPE 1:29 `first` is not a whole number | write `rank: 10`",
    );
}

/// Followed word for word, none of these hints is a mistake of its own.
#[test]
fn a_word_where_a_map_or_a_list_belongs_is_kept_where_it_fits() {
    check_facts(
        "allow: [CNT-DESC]\n",
        "FM-TYPE 1:9 an item of `allow` is one word or text, not an exception with its reason | write `{rule: CNT-DESC, why: Some words}` in its place",
    );
    check_facts(
        "allow: CNT-DESC\n",
        "FM-TYPE 1:8 `allow` is one word or text, not a list | write `allow: [{rule: CNT-DESC, why: Some words}]`",
    );
    check_facts(
        "holiday_sets:\n  de:\n    valid: {from: 2026-01-01, to: 2026-12-31}\n    days:\n      - 2026-01-01\n",
        "FM-TYPE 5:9 an item of `days` is one word or text, not a holiday | write `{date: 2026-01-01, name: Some words}` in its place",
    );
    check_facts(
        "calendars:\n  office:\n    time_zone: Europe/Berlin\n    exceptions:\n      - 2027-01-22\n",
        "FM-TYPE 5:9 an item of `exceptions` is one word or text, not an exception | write `{date: 2027-01-22}` in its place",
    );
    check_facts(
        "services: [\"E, F\"]\n",
        "FM-TYPE 1:12 an item of `services` is one word or text, not a service | write `{id: some-id, name: \"E, F\"}` in its place",
    );
    check_facts(
        "organization: \"Contoso: all\"\n",
        "FM-TYPE 1:15 `organization` is one word or text, not an organization | write `organization: {legal_name: \"Contoso: all\"}`",
    );
    check_facts(
        "organization: {represented_by: [[Ann]]}\n",
        "FM-TYPE 1:33 an item of `represented_by` is a list, not a text | write `Ann` in its place",
    );
    check_facts(
        "maintenance: office\ncomplaints: a@b.example\nclosing: partner\naccessibility: accessibility.md\n",
        "FM-TYPE 1:14 `maintenance` is one word or text, not planned work | write `maintenance: {calendar: office}`\n\
         FM-TYPE 2:13 `complaints` is one word or text, not how to complain | write `complaints: {address: a@b.example}`\n\
         FM-TYPE 3:10 `closing` is one word or text, not how a request ends | write `closing: {by: partner}`\n\
         FM-TYPE 4:16 `accessibility` is one word or text, not accessibility of the support | write `accessibility: {page: accessibility.md}`",
    );
    check_config(
        "search:\n  synonyms:\n    en:\n      - call, phone\n      - refund\n  expect:\n    - phishing\npublish: nginx\nfeedback: docs@contoso.example\n",
        "FM-TYPE 4:9 an item of `en` is one word or text, not a list | write `[call, phone]` in its place\n\
         FM-TYPE 5:9 an item of `en` is one word or text, not a list | write `[refund, Some words]` in its place\n\
         FM-TYPE 7:7 an item of `expect` is one word or text, not an expectation of search | write `{query: phishing, page: articles/billing/refunds.md}` in its place\n\
         FM-TYPE 8:10 `publish` is one word or text, not a place of publication | write `publish: {host: nginx}`\n\
         FM-TYPE 9:11 `feedback` is one word or text, not a place for feedback | write `feedback: {mail: docs@contoso.example}`",
    );
    let (found, _) = page(
        "en/sla/a.md",
        "title: T\nremedy: none\ntargets:\n  - {severity: s1, respond: PT4H}\ntags: [{a: b}]\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 3:9 `remedy` is one word or text, not a remedy | write `remedy: {kind: none}`\n\
         FM-TYPE 5:29 `respond` is one word or text, not a promise of time | write `respond: {within: PT4H, count: clock}`\n\
         FM-TYPE 6:9 an item of `tags` is a map, not a text | write `\"a: b\"` in its place"
    );
}

#[test]
fn a_misspelt_word_of_a_promise_is_told() {
    let (found, _) = page(
        "en/sla/a.md",
        "title: T\nbinding: garantee\nclock: {starts: recieved, response: humna, pauses: [waiting-for-custmer, lunch], severity_change: restart-remaining}\n\
         price: {amount: \"5.00\", currency: EUR, per: hours}\nremedy: {kind: credits, per_cent: 5, of: monthly-fees}\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 3:10 `garantee` is not known for `binding` | write `target` or `guarantee`\n\
         FM-TYPE 4:17 `recieved` is not known for `starts` | write `received` or `acknowledged`\n\
         FM-TYPE 4:37 `humna` is not known for `response` | write `human` or `automatic`\n\
         FM-TYPE 4:53 `waiting-for-custmer` is not known for `pauses` | write `waiting-for-customer`; another word of yours is shown as it is\n\
         FM-TYPE 4:99 `restart-remaining` is not known for `severity_change` | write `restarts-remaining` or `continues`\n\
         FM-TYPE 5:45 `hours` is not known for `per` | write `hour`; another word of yours is shown as it is\n\
         FM-TYPE 6:16 `credits` is not known for `kind` | write `credit` or `none`\n\
         FM-TYPE 6:42 `monthly-fees` is not known for `of` | write `monthly-fee`; another word of yours is shown as it is"
    );
    let (found, _) = page(
        "en/channels/a.md",
        "title: T\nchannel: post\naddress: Street 1\naccessible: [sing-language, ramp]\nverify: [customer-numbr, badge]\n",
    );
    assert_eq!(
        found,
        "FM-TYPE 5:14 `sing-language` is not known for `accessible` | write `sign-language`; another word of yours is shown as it is\n\
         FM-TYPE 6:10 `customer-numbr` is not known for `verify` | write `customer-number`; another word of yours is shown as it is"
    );
    check_facts(
        "notices: {billng: partner, outages: vendor}\ncredits: {need: [tenant-ids]}\ndata: {remote_access: consent-each-tme}\n\
         escalation: [{level: 1, on: [no-progres, full-moon]}]\n",
        "FM-TYPE 1:11 `billng` is not known for `notices` | write `billing`; another word of yours is shown as it is\n\
         FM-TYPE 2:18 `tenant-ids` is not known for `need` | write `tenant-id`; another word of yours is shown as it is\n\
         FM-TYPE 3:23 `consent-each-tme` is not known for `remote_access` | write `consent-each-time`; another word of yours is shown as it is\n\
         FM-TYPE 4:30 `no-progres` is not known for `on` | write `no-progress`; another word of yours is shown as it is",
    );
    check_facts(
        "products: [{id: a, vendor: microsoft, billing: slef}, {id: b, vendor: microsfot, billing: Contoso}]\n\
         backed_by: [{vendor: microsoft, severity: s1}, {vendor: adobe, severity: s1}]\n\
         complaints: {arbitration: non}\n",
        "FM-TYPE 1:48 `slef` is read as the name of a company | write `self` if that is meant\n\
         FM-TYPE 1:71 `microsfot` is a vendor of its own beside `microsoft` | write `microsoft` if that is meant\n\
         FM-TYPE 3:27 `non` is read as the name of a body of arbitration | write `none` if that is meant",
    );
    check_facts(
        "calendars:\n  office: {time_zone: Asia/Tapei}\n",
        "CAL-ZONE 2:23 `Asia/Tapei` is not a time zone of a place | the nearest is `Asia/Taipei`",
    );
    let own = facts("data: {remote_access: consent-each-tme}\n").diagnostics;
    assert_eq!(own[0].severity, crate::model::Severity::Warning);
}

/// A word that is known has its text, and each text is of a word that is known.
#[test]
fn known_words_are_those_that_the_interface_has_texts_for() {
    use super::keys::{NEED, Shape, page, support};
    let texts = include_str!("../../themes/default/strings/facts.en.yaml");
    for (family, shape) in [
        ("need", &NEED),
        ("accessible", &page::ACCESSIBLE),
        ("pause", &page::PAUSE),
        ("clock_starts", &page::CLOCK_STARTS),
        ("severity_change", &page::SEVERITY_CHANGE),
        ("remedy_base", &page::REMEDY_BASE),
        ("on", &support::LEADS_ON),
        ("subject", &support::SUBJECT),
        ("per", &super::keys::price::PER),
    ] {
        let (Shape::Word(words) | Shape::OneOf(words)) = shape else {
            panic!("{family}");
        };
        let prefix = format!("{family}_");
        let keys = texts.lines().filter_map(|line| line.split_once(':'));
        let named: Vec<&str> = keys
            .filter_map(|(key, _)| key.strip_prefix(&prefix))
            .collect();
        assert_eq!(named, *words, "{family}");
    }
}

#[test]
fn calendars() {
    let check = |inside: &str, expected: &str| {
        let text = format!("calendars:\n  office: {{time_zone: Europe/Berlin, {inside}}}\n");
        let found: Vec<String> = facts(&text)
            .diagnostics
            .iter()
            .map(|d| {
                format!(
                    "{} {} | {}",
                    d.code,
                    d.message,
                    d.hint.as_deref().unwrap_or("-")
                )
            })
            .collect();
        assert_eq!(found.join("\n"), expected, "{inside}");
    };
    check("weekly: {mon: [\"22:00-06:00\"], tue: [00:00-24:00]}", "");
    check(
        "weekly: {mon: [\"9am-5pm\"]}",
        "CAL-INTERVAL `9am-5pm` is not an opening | write `09:00-17:00`",
    );
    check(
        "weekly: {mon: [\"9 – 17:30 Uhr\"]}",
        "CAL-INTERVAL `9 – 17:30 Uhr` is not an opening | write `09:00-17:30`",
    );
    check(
        "weekly: {mon: [\"24:00-06:00\"]}",
        "CAL-INTERVAL `24:00-06:00` starts at 24:00, the end of a day | write `00:00-06:00` on the next day",
    );
    check(
        "weekly: {mon: [\"09:00-09:00\"]}",
        "CAL-INTERVAL `09:00-09:00` ends where it starts | a full day is `00:00-24:00`",
    );
    check(
        "weekly: {mon: [\"09:00-25:00\"]}",
        "CAL-INTERVAL `09:00-25:00` is not an opening | an opening is written `09:00-17:00`, in the calendar's local time",
    );
    check(
        "weekly: {mon: [\"00:00-23:59\"]}",
        "CAL-2359 `00:00-23:59` leaves the last minute of the day closed | write `00:00-24:00`",
    );
    check(
        "weekly: {sat: closed}",
        "CAL-INTERVAL `closed` is not an opening | write `[]`: a day without an opening is closed",
    );
    check(
        "weekly: {mon: 09:00-12:00}",
        "FM-TYPE `mon` is one word or text, not a list | write `mon: [\"09:00-12:00\"]`",
    );
    check(
        "weekly: {montag: []}",
        "CAL-KEY `montag` is not a day | write `mon`",
    );
    check(
        "weekly: {moon: []}",
        "CAL-KEY `moon` is not a day | the nearest key is `mon`",
    );
    check(
        "wekly: {}",
        "CAL-KEY unknown key `wekly` | the nearest key is `weekly`",
    );
    check(
        "always: true, holidays: [de]",
        "CAL-ALWAYS `office` is open at every instant and has `holidays` too | remove `always` or `holidays`",
    );
    check("always: true, holidays: none", "");
    check(
        "exceptions: [{date: 2026-02-30}]",
        "CAL-DATE the date `2026-02-30` does not exist | 2026-02 has 28 days",
    );
    check(
        "exceptions: [{date: 2026-03-01}, {date: 2026-03-01}]",
        "CAL-DATE `2026-03-01` is listed twice | keep one entry for a date; it can have several openings",
    );
    check(
        "seasons: [{from: 2026-03-02, to: 2026-03-01, closed: true}]",
        "CAL-DATE `2026-03-01` is before `2026-03-02`, where it begins | both dates belong to the stretch; `from` comes first",
    );
    check(
        "seasons: [{from: 2026-08-01, to: 2026-08-31, closed: true}, {from: 2026-07-01, to: 2026-08-01, closed: true}]",
        "CAL-DATE `2026-07-01` to `2026-08-01` runs into `2026-08-01` to `2026-08-31` | end one before the other begins; a single date is written under `exceptions`",
    );
    check(
        "seasons: [{from: 2026-08-01, to: 2026-08-31, closed: true}, {from: 2026-09-01, to: 2026-09-02, closed: true}]",
        "",
    );
    check(
        "holidays: some",
        "FM-TYPE `some` is not known for `holidays` | write `none`, or as in `[some-id]`",
    );
    check(
        "name: {xx: A}",
        "FM-LANG `xx` is not a language tag | a language is a BCP 47 tag, as in `en`, `de` or `zh-TW`; this text is either words, or a map by language",
    );

    let zone = |zone: &str| {
        let read = facts(&format!("calendars:\n  a: {{time_zone: {zone}}}\n"));
        let found: Vec<String> = read
            .diagnostics
            .iter()
            .map(|d| {
                format!(
                    "{} {} | {}",
                    d.code,
                    d.message,
                    d.hint.as_deref().unwrap_or("-")
                )
            })
            .collect();
        found.join("\n")
    };
    assert_eq!(zone("Asia/Taipei"), "");
    assert_eq!(zone("America/Argentina/Buenos_Aires"), "");
    assert_eq!(zone("Etc/UTC"), "");
    assert_eq!(
        zone("EST"),
        "CAL-ZONE `EST` is an abbreviation, which is wrong for half the year or in half the world | write the zone of a place, as in `America/New_York`"
    );
    assert_eq!(
        zone("US/Eastern"),
        "CAL-ZONE `US/Eastern` is not a time zone of a place | write the zone of a place, as in `America/New_York`"
    );
    assert_eq!(
        zone("GMT+8"),
        "CAL-ZONE `GMT+8` is an offset, which knows no summer time | write the zone of a place, as in `Asia/Taipei`"
    );
    assert_eq!(
        zone("UTC"),
        "CAL-ZONE `UTC` is not a time zone of a place | write the zone of a place, as in `Etc/UTC`"
    );
    assert_eq!(
        zone("Europe/Berlinn").split(" | ").next(),
        Some("CAL-ZONE `Europe/Berlinn` is not a time zone of a place")
    );
    let hint = |text: &str| {
        zone(text)
            .split(" | ")
            .nth(1)
            .unwrap_or_default()
            .to_owned()
    };
    for (written, meant) in [
        ("europe/berlin", "Europe/Berlin"),
        ("Berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("Amercia/New_York", "America/New_York"),
        ("Asia/Berlin", "Europe/Berlin"),
        ("Europe/Berln", "Europe/Berlin"),
        ("Asia/Hong Kong", "Asia/Hong_Kong"),
    ] {
        assert_eq!(hint(written), format!("the nearest is `{meant}`"));
    }
    // A city that names no zone is not one that is spelt alike.
    assert_eq!(
        hint("Europe/Munich"),
        "zones are named after few cities: write one with the same clock, as `Europe/Lisbon`, `Europe/London`, `Europe/Berlin`, `Europe/Athens` or `Europe/Moscow`"
    );
    for written in ["Asia/Osaka", "Asia/Beijing", "Africa/Pretoria"] {
        assert!(hint(written).starts_with("zones are named"), "{written}");
    }
    let missing = facts("calendars:\n  a: {always: true}\n");
    assert_eq!(missing.diagnostics[0].code, "CAL-ZONE");
    assert_eq!(
        missing.diagnostics[0].message,
        "`time_zone` is missing in `a`"
    );
}

#[test]
fn lengths_of_time() {
    let check = |written: &str, expected: &str| {
        let text = format!("maintenance: {{notice: {written}}}\n");
        let found: Vec<String> = facts(&text)
            .diagnostics
            .iter()
            .map(|d| {
                format!(
                    "{} {} | {}",
                    d.code,
                    d.message,
                    d.hint.as_deref().unwrap_or("-")
                )
            })
            .collect();
        assert_eq!(found.join("\n"), expected, "{written}");
    };
    check("PT1H30M", "");
    check("P36525D", "");
    check(
        "P36526D",
        "SLA-UNIT `P36526D` is longer than a hundred years | promise a time that somebody will wait for, as in `P30D`",
    );
    check(
        "4 hours",
        "SLA-UNIT `4 hours` is not a length of time | write `PT4H`",
    );
    check(
        "30min",
        "SLA-UNIT `30min` is not a length of time | write `PT30M`",
    );
    check(
        "pt4h",
        "SLA-UNIT `pt4h` is not a length of time | write `PT4H`",
    );
    check(
        "P1M",
        "SLA-UNIT `P1M` counts months or years, which differ in length | count days, as in `P30D`; minutes follow a `T`, as in `PT30M`",
    );
    check(
        "PT0S",
        "SLA-UNIT `PT0S` is no time at all | a length of time is more than zero, as in `PT30M`",
    );
    check(
        "P0D",
        "SLA-UNIT `P0D` is no time at all | a length of time is more than zero, as in `PT30M`",
    );
    check("P2W", "SLA-UNIT `P2W` counts weeks | write `P14D`");
    check(
        "P1DT2H",
        "SLA-UNIT `P1DT2H` mixes days and hours | write hours alone (`PT36H`), or days alone (`P1D`)",
    );
    check(
        "soon",
        "SLA-UNIT `soon` is not a length of time | a length of time is written `PT4H`, `PT30M` or `P1D`",
    );
    check(
        "PT",
        "SLA-UNIT `PT` is not a length of time | a length of time is written `PT4H`, `PT30M` or `P1D`",
    );
    check(
        "P99999999999999999999D",
        "SLA-UNIT `P99999999999999999999D` is not a length of time | a length of time is written `PT4H`, `PT30M` or `P1D`",
    );
}

#[test]
fn prices_and_shares() {
    let check = |price: &str, expected: &str| {
        let text = format!("services: [{{id: a, price: {price}}}]\n");
        let found: Vec<String> = facts(&text)
            .diagnostics
            .iter()
            .map(|d| {
                format!(
                    "{} {} | {}",
                    d.code,
                    d.message,
                    d.hint.as_deref().unwrap_or("-")
                )
            })
            .collect();
        assert_eq!(found.join("\n"), expected, "{price}");
    };
    check("{amount: \"45.00\", currency: EUR}", "");
    check("free", "");
    check("{kind: basic-rate}", "");
    check(
        "€45",
        "PRC-CURRENCY `€45` is an amount without a currency code | write `{amount: \"45.00\", currency: EUR}`, or `included`, `free` or `basic-rate`",
    );
    check(
        "{amount: \"45.00\"}",
        "PRC-CURRENCY `currency` is missing in `price` | add `currency: EUR`",
    );
    check(
        "{amount: \"45.00\", currency: Euro}",
        "PRC-CURRENCY `Euro` is not a currency | write `EUR`",
    );
    check(
        "{amount: 45.00, currency: EUR}",
        "FM-TYPE the amount `45.00` has no quotes | write `\"45.00\"`, so that no tool rounds it",
    );
    check(
        "{amount: 45,50, currency: EUR}",
        "FM-TYPE `45,50` has no quotes, so it ends at its comma | write `amount: \"45.50\"`",
    );
    check(
        "{amount: 1,045, currency: EUR}",
        "FM-TYPE `1,045` has no quotes, so it ends at its comma | write `amount: \"1045\"`",
    );
    check(
        "{amount: \"1.045,50\", currency: EUR}",
        "FM-TYPE `1.045,50` is not an amount | write `\"1045.50\"`, and the currency under `currency`",
    );
    check(
        "cheap",
        "FM-TYPE `cheap` is not a price | write `{amount: \"45.00\", currency: EUR}`, or `included`, `free` or `basic-rate`",
    );
    check(
        "{amount: much, currency: EUR}",
        "FM-TYPE `much` is not an amount | an amount is digits with a point, as in `\"45.00\"`",
    );
    assert!(super::formats::share("0.5").is_ok());
    assert!(super::formats::share("0").is_err());
    assert!(super::formats::share("100.1").is_err());
    assert_eq!(
        super::formats::share("95 %").unwrap_err().hint,
        "write `95`"
    );
}

#[test]
fn addresses_of_channels() {
    let check = |kind: &str, address: &str, expected: &str| {
        let (found, _) = page(
            "en/channels/a.md",
            &format!("title: A\nchannel: {kind}\naddress: {address}\n"),
        );
        let found = found.split_once(' ').map_or(found.clone(), |(code, rest)| {
            format!("{code} {}", rest.split_once(' ').unwrap().1)
        });
        assert_eq!(found, expected, "{kind} {address}");
    };
    check("phone", "\"+49301234567\"", "");
    check(
        "phone",
        "+49 (0)30 123-4567",
        "CHN-PHONE `+49 (0)30 123-4567` is not an international phone number | write `\"+49301234567\"`; pages show it with spaces",
    );
    check(
        "fax",
        "0800 123456",
        "CHN-PHONE `0800 123456` is not an international phone number | a number is `+`, the country code and digits, as in `\"+49301234567\"`; an extension stands under `extension`",
    );
    check("email", "help@a.example", "");
    check(
        "email",
        "\"mailto:help@a.example?bcc=x@y.example\"",
        "CHN-EMAIL `mailto:help@a.example?bcc=x@y.example` is not a plain mail address | write `help@a.example`",
    );
    check("web", "https://a.example/form", "");
    check(
        "chat",
        "http://a.example/",
        "CHN-HTTP `http://a.example/` is not encrypted | write `https://a.example/`",
    );
    check(
        "portal",
        "a.example/login",
        "CHN-HTTP `a.example/login` is not a web address | write `https://a.example/login`",
    );
    check(
        "bot",
        "\"javascript:alert(1)\"",
        "CHN-HTTP `javascript:alert(1)` is not a web address | an address is written `https://example.com/`",
    );
    check(
        "web",
        "https://me:pw@a.example/",
        "URL-CREDENTIALS `https://me:pw@a.example/` carries a name or password | write the address without what stands before `@`",
    );
    check("visit", "Musterstr. 1", "");
    check(
        "telephone",
        "x",
        "FM-TYPE `telephone` is not known for `channel` | write `phone`, `email`, `web`, `chat`, `portal`, `remote`, `visit`, `post`, `fax` or `bot`",
    );
}

#[test]
fn front_matter_of_pages() {
    let check = |file: &str, yaml: &str, expected: &str| {
        assert_eq!(page(file, yaml).0, expected, "\n{yaml}")
    };
    check(
        "en/articles/a.md",
        "description: D\n",
        "FM-MISSING 2:1 `title` is missing | add `title: Some words`",
    );
    check(
        "en/articles/a.md",
        "title: Call {{ channel.hotline.address }}\n",
        "FCT-NAME 2:8 `{{ channel.hotline.address }}` stays as it is: no fact is filled into `title` | write its words here; references stand in the text below",
    );
    check("en/articles/a.md", "title: Use {{ name }} in mails\n", "");
    // Written under a name that nobody knows it is one mistake, not two.
    check(
        "en/articles/a.md",
        "titel: T\n",
        "FM-KEY 2:1 unknown key `titel` | the nearest key is `title`",
    );
    check(
        "en/articles/a.md",
        "title: T\ntilte: U\n",
        "FM-KEY 3:1 unknown key `tilte` | the nearest key is `title`",
    );
    check(
        "en/articles/a.md",
        "title: T\ncalendar: office\n",
        "FM-KEY 3:1 unknown key `calendar` | a page of `kind: channel` or `kind: sla` has it",
    );
    check(
        "en/channels/index.md",
        "title: T\naddress: x\n",
        "FM-KEY 3:1 unknown key `address` | the `index.md` of a folder states no facts; they stand in the other files",
    );
    check("en/channels/index.md", "title: T\n", "");
    check(
        "en/channels/a.md",
        "title: T\nchannel: post\n",
        "FM-MISSING 2:1 `address` is missing | add `address: Some words`",
    );
    check(
        "en/a.md",
        "title: T\nkind: manual\n",
        "FM-TYPE 3:7 `manual` is not known for `kind` | write `home`, `support`, `channel`, `sla`, `article`, `guide`, `faq`, `notice` or `page`",
    );
    check(
        "en/a.md",
        "title: T\nupdated: 2026-13-01\n",
        "FM-DATE 3:10 the date `2026-13-01` does not exist | a date is written year-month-day, as in `2026-05-01`",
    );
    check(
        "en/a.md",
        "title: T\ntags: a, b\n",
        "FM-TYPE 3:7 `tags` is one word or text, not a list | write `tags: [a, b]`",
    );
    check(
        "en/a.md",
        "title: \"\"\n",
        "FM-TYPE 2:8 `title` is empty | write its words, or remove the key",
    );
    check(
        "en/notices/a.md",
        "title: T\nstarts: 2026-07-03 20:00\n",
        "FM-DATE 3:9 `2026-07-03 20:00` is not an instant | a time needs its offset, as in `2026-07-03T20:00:00+02:00`",
    );
    for (starts, expected) in [
        (
            "2026-12-03T20:00:00+02:00[Europe/Berlin]",
            "`2026-12-03T20:00:00+02:00[Europe/Berlin]` contradicts itself: `Europe/Berlin` is at `+01:00` then \
             | write `2026-12-03T20:00:00+01:00[Europe/Berlin]`",
        ),
        (
            "2027-03-28T02:30:00+01:00[Europe/Berlin]",
            "clocks in `Europe/Berlin` skip `2027-03-28T02:30:00` | write `2027-03-28T03:30:00+02:00[Europe/Berlin]`",
        ),
        (
            "2027-03-28T04:30:00+01:00[Europe/Berln]",
            "no time zone is called `Europe/Berln` | write `2027-03-28T04:30:00+01:00[Europe/Berlin]`",
        ),
        (
            "2026-12-03T20:00:00+02:00[Mars/Base]",
            "no time zone is called `Mars/Base` | write `2026-12-03T20:00:00+02:00`, or a zone as in `[Europe/Berlin]`",
        ),
    ] {
        check(
            "en/notices/a.md",
            &format!("title: T\nstarts: {starts}\n"),
            &format!("FM-DATE 3:9 {expected}"),
        );
    }
    check(
        "en/notices/a.md",
        "title: T\nstarts: 2026-07-03T20:00:00Z\nends: 2026-07-03T20:00:00+00:00\n",
        "FM-DATE 4:7 this notice ends before it starts | `starts` comes first",
    );
    check(
        "en/a.md",
        "title: T\nallow: [{rule: A11-VAGUE}]\n",
        "FM-MISSING 3:10 `why` is missing in `allow` | add `why: Some words`",
    );
    check(
        "en/a.md",
        "title: T\nslug: ../x\n",
        "FM-TYPE 3:7 `../x` is not an id | write `x`: small letters, digits and `-`",
    );
    let long = "x".repeat(121);
    check(
        "en/a.md",
        &format!("title: {long}\n"),
        "FM-LONG 2:8 `title` has 121 characters; 120 are the most | a shorter text is read whole in lists and search results",
    );
    let (found, front) = page(
        "en/sla/a.md",
        "title: T\nversion: 3.10\nsearch: {exclude: true, keywords: [bill]}\n",
    );
    assert_eq!(found, "");
    assert_eq!(front.plan.unwrap().version.unwrap().value, "3.10");
    assert!(front.search.exclude && front.search.keywords.len() == 1);
    let (_, front) = page(
        "en/a.md",
        "title: T\nkind: channel\nchannel: post\naddress: Street 1\n",
    );
    assert_eq!(front.kind.unwrap().value, Kind::Channel);
    assert!(front.channel.is_some());
}

#[test]
fn a_translation_states_no_facts() {
    let (found, front) = page(
        "zh-TW/channels/hotline.md",
        "title: 專線\naddress: \"+886255550100\"\n",
    );
    assert_eq!(
        found,
        "TRN-FACT 3:1 `address` is a fact, and this is a translation | facts stand in `en/channels/hotline.md` alone; a translation holds texts"
    );
    assert!(front.channel.is_none());
    let (found, _) = page(
        "zh-TW/sla/business.md",
        "title: 商務\neffective: 2026-01-01\n",
    );
    assert!(found.starts_with("TRN-FACT 3:1 `effective`"), "{found}");
    let (found, _) = page(
        "zh-TW/articles/a.md",
        "title: 文章\nupdated: 2026-01-01\ntags: [帳單]\n",
    );
    assert_eq!(found, "");
}

#[test]
fn the_learn_dialect_keeps_what_it_does_not_know() {
    let config = Config {
        learn: true,
        ..Config::default()
    };
    let text = "---\nTitle: T\nDescription: D\nms.date: 06/01/2017\nROBOTS: NOINDEX\nauthor: x\naudience: ITPro\nversion: 2\n---\n";
    let read = page_in("en/articles/a.md", text, &config);
    assert_eq!(shown(text, &read.diagnostics), "");
    let front = read.value;
    assert_eq!(front.title.unwrap().value, "T");
    assert_eq!(front.description.unwrap().value, "D");
    let kept: Vec<String> = front
        .extra
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    assert_eq!(
        kept,
        [
            "ROBOTS=NOINDEX",
            "audience=ITPro",
            "author=x",
            "ms.date=06/01/2017",
            "version=2"
        ]
    );
    let strict = page_in("en/articles/a.md", text, &Config::default());
    assert!(strict.diagnostics.len() >= 6);
}

#[test]
fn front_matter_ends_where_its_fence_is() {
    let check = |text: &str, yaml: Option<&str>, body: &str, unclosed: bool| {
        let parts = split(text);
        assert_eq!(parts.yaml.map(|range| &text[range]), yaml, "{text:?}");
        assert_eq!(
            (&text[parts.body..], parts.unclosed),
            (body, unclosed),
            "{text:?}"
        );
    };
    check("---\na: 1\n---\nB\n", Some("a: 1\n"), "B\n", false);
    check("---\na: 1\n...\nB\n", Some("a: 1\n"), "B\n", false);
    check(
        "\u{feff}---  \r\na: 1\r\n---\r\nB",
        Some("a: 1\r\n"),
        "B",
        false,
    );
    check("---\n---\n", Some(""), "", false);
    check("---\n---", Some(""), "", false);
    check("# A\n\n---\n", None, "# A\n\n---\n", false);
    check("----\n", None, "----\n", false);
    check("", None, "", false);
    check("---\na: 1\n\n# B\nC\n", Some("a: 1\n"), "\n# B\nC\n", true);
    check("---\n", Some(""), "", true);
}

fn check_config(text: &str, expected: &str) -> Config {
    let read = config(text);
    assert_eq!(shown(text, &read.diagnostics), expected, "\n{text}");
    read.value
}

#[test]
fn the_configuration() {
    let config = check_config(
        "title: {en: Help, zh-tw: 支援}\nurl: https://help.example/base\nlanguages: [en, zh-tw]\nprofile: csp\n\
         nav:\n  - articles/\n  - {title: More, items: [{page: \"https://a.example/\"}, {page: a.md, title: A}]}\n\
         search: {synonyms: {en: [[call, phone]], zh-TW: [[電話, 致電]]}, expect: [{query: refund, page: a.md, within: 1}, {query: 退款, page: \"zh-TW/b/a.md#late\"}]}\n\
         theme: {brand: \"#0b5cad\", logo: assets/logo.svg}\npublish: {host: netlify}\nfeedback: {mail: a@b.example}\n\
         legal: {imprint: legal/imprint.md}\ndialect: learn\nlimits: {file_size: 2048}\n\
         levels: [{rule: LNK-*, level: warning, why: imported}, {rule: SUP-CLOSE, level: off, why: x}]\nallow: [{rule: A11-VAGUE, why: x}]\n",
        "",
    );
    assert_eq!(config.url.as_deref(), Some("https://help.example/base/"));
    assert_eq!(config.languages, [locale("en"), locale("zh-TW")]);
    assert_eq!(config.title.get(&locale("zh-TW"), &locale("en")), "支援");
    assert_eq!(config.profile, Profile::Csp);
    assert_eq!(config.nav[0].page.as_ref().unwrap().value, "articles/");
    assert_eq!(config.nav[1].items.len(), 2);
    assert_eq!(config.synonyms[&locale("zh-TW")][0], ["電話", "致電"]);
    assert_eq!(
        (
            config.expect[0].within,
            config.limits.file_size,
            config.learn
        ),
        (1, 2048, true)
    );
    let [plain, other] = &config.expect[..] else {
        panic!("{:?}", config.expect);
    };
    assert_eq!((&plain.locale, plain.key.as_str()), (&locale("en"), "a.md"));
    assert_eq!(
        (&other.locale, other.key.as_str()),
        (&locale("zh-TW"), "b/a.md")
    );
    assert_eq!((other.anchor.as_deref(), other.within), (Some("late"), 3));
    assert_eq!(config.levels.len(), 2);
    assert_eq!(config.levels[1].severity, None);

    let broken = check_config(
        "title: A: B\n",
        "FM-YAML 1:9 a colon inside a text that has no quotes | write `title: \"A: B\"`",
    );
    assert_eq!(broken.languages, [locale("en")]);
    check_config(
        "url: http://a.example/\n",
        "CFG-URL 1:6 `http://a.example/` is not encrypted | write `https://a.example/`",
    );
    check_config(
        "url: https://a.example/?x=1\n",
        "CFG-URL 1:6 `https://a.example/?x=1` is more than the address of a folder | write `https://a.example/`",
    );
    assert_eq!(
        check_config("url: http://localhost:8080\n", "")
            .url
            .as_deref(),
        Some("http://localhost:8080/")
    );
    check_config(
        "languages: [en_US, english, cn, en, en]\n",
        "FM-LANG 1:13 `en_US` is not a language tag | write `en-US`\n\
         FM-LANG 1:20 `english` is not a language tag | write `en`\n\
         FM-LANG 1:29 `cn` is not a language tag | write `zh-CN`\n\
         FM-DUPID 1:37 `en` is listed twice | keep one of them",
    );
    // Said to nobody: what no language takes, a word that stands for itself, signs that search passes over.
    let read = check_config(
        "languages: [en, zh-TW]\nsearch: {synonyms: {en: [[a, b], [c], [d, D], [\"!\", e], []], zh: [[甲, 乙]], fr: [[f, g]], EN: [[h, i]]}}\n",
        "FM-TYPE 2:34 `c` stands alone in its group of synonyms | a group has two words or more that mean the same; add them, or remove the group\n\
         FM-TYPE 2:39 `d` stands alone in its group of synonyms | a group has two words or more that mean the same; add them, or remove the group\n\
         FM-TYPE 2:48 search finds no words in `!` | write it in letters or digits, or remove it\n\
         FM-TYPE 2:57 a group of synonyms is empty | a group has two words or more that mean the same; add them, or remove the group\n\
         FM-KEY 2:76 no language of this portal has the synonyms of `fr` | `languages` has `en` and `zh-TW`; write one of them, or remove the groups\n\
         FM-DUPKEY 2:90 `EN` is the language that `en` is | write all groups below one `en`",
    );
    assert_eq!(read.synonyms[&locale("en")], [["a", "b"]]);
    // Of several that fit, a language takes the nearest.
    check_config(
        "languages: [zh-TW]\nsearch: {synonyms: {zh: [[a, b]], zh-TW: [[c, d]]}}\n",
        "FM-KEY 2:21 no language of this portal has the synonyms of `zh` | `languages` has `zh-TW`; write one of them, or remove the groups",
    );
    check_config(
        "languages: []\n",
        "FM-TYPE 1:12 `languages` names no language | write the source language, as in `languages: [en]`",
    );
    check_config(
        "levels: [{rule: LNK-*, level: warning}]\n",
        "FM-MISSING 1:11 `why` is missing in `levels` | add `why: Some words`",
    );
    check_config(
        "levels: [{rule: LIM-SIZE, level: off, why: x}]\n",
        "FM-TYPE 1:17 `LIM-SIZE` cannot be lowered | what it finds is unsafe in every portal; mend it instead",
    );
    check_config(
        "allow: [{rule: PATH-ESCAPE, why: x}, {rule: LNK-*, why: y}]\n",
        "FM-TYPE 1:16 `PATH-ESCAPE` cannot be allowed | what it finds is unsafe in every portal; mend it instead\n\
         FM-TYPE 1:45 `LNK-*` is not a rule | a rule is written `LNK-PAGE`",
    );
    check_config(
        "profile: cps\n",
        "FM-TYPE 1:10 `cps` is not known for `profile` | the nearest is `csp`",
    );
    check_config(
        "theme: {logo: ../logo.svg}\n",
        "PATH-ESCAPE 1:15 `../logo.svg` leads out of the portal | it is a file below `assets/`",
    );
    check_config(
        "nav: [{pages: a.md}]\n",
        "FM-KEY 1:8 unknown key `pages` | the nearest key is `page`",
    );
    check_config("", "");
    check_config(
        "url:\ntime_zone:\ndescription:\n",
        "FM-TYPE 1:1 the key `url` has no value | write `url: https://help.example.com/`, or remove the key\n\
         FM-TYPE 2:1 the key `time_zone` has no value | write `time_zone: Europe/Berlin`, or remove the key",
    );
    check_config("url: ~\ntime_zone: null\n", "");
}

#[test]
fn a_brand_takes_an_address_away_with_an_empty_key() {
    let brand = "url:\ntitle: Brand\n";
    let text = format!("{brand}url: https://a.example/\n");
    let mut source = Source::new(path("supportal.yaml"), text);
    source.under = vec![brand.len()];
    let read = super::config(&source);
    assert_eq!(shown(&source.text, &read.diagnostics), "");
    assert_eq!(read.value.url, None);
}

#[test]
fn interface_texts() {
    let defaults = [
        (
            "en".to_owned(),
            "open: Open\nuntil: Until {time}\n".to_owned(),
        ),
        (
            "de".to_owned(),
            "open: Offen\nuntil: Bis {time}\n".to_owned(),
        ),
        ("fr".to_owned(), "open: Ouvert\n".to_owned()),
    ];
    let own = [(
        locale("de-AT"),
        Source::new(
            path("theme/strings/de-AT.yaml"),
            "open: Geöffnet\nuntill: x\n",
        ),
    )];
    let read = super::strings(
        &defaults,
        &own,
        &[locale("en"), locale("de-AT"), locale("fr"), locale("tlh")],
    );
    let found: Vec<String> = read
        .diagnostics
        .iter()
        .map(|d| {
            format!(
                "{} {} {} | {}",
                d.code,
                d.path,
                d.message,
                d.hint.as_deref().unwrap_or("-")
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            "THM-STRING theme/strings/de-AT.yaml no text of the interface is called `untill` | the nearest key is `until`",
            "THM-STRING theme/strings/fr.yaml `until` is missing; pages show the English `Until {time}` | add `until:` with its words",
            "THM-STRING supportal.yaml the interface has no texts in `tlh`; pages show English ones | write them into `theme/strings/tlh.yaml`",
        ]
    );
    let own = [(
        locale("tlh"),
        Source::new(path("theme/strings/tlh.yaml"), "open: poSmaH\n"),
    )];
    let partly = super::strings(&defaults, &own, &[locale("tlh")]).diagnostics;
    assert_eq!(
        partly[0].message,
        "`until` is missing; pages show English instead"
    );
    let text = |tag: &str, key: &str| read.value.fill(&locale(tag), key, &[("time", "6")]);
    assert_eq!(
        (text("de-AT", "open"), text("de-AT", "until")),
        ("Geöffnet".into(), "Bis 6".into())
    );
    assert_eq!(
        (text("fr", "until"), text("tlh", "open")),
        ("Until 6".into(), "Open".into())
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

#[test]
fn languages_have_their_own_names() {
    let names = super::language_names(include_str!("../../themes/default/strings/languages.yaml"));
    assert_eq!(names["zh-TW"], "繁體中文");
    assert!(names.iter().all(|(tag, name)| {
        Locale::new(tag).is_some_and(|locale| locale.as_str() == tag) && !name.is_empty()
    }));
}

/// Whoever forgot the fences and adds a line as the hint of the key says has mended nothing.
#[test]
fn a_page_without_front_matter_is_shown_a_whole_one() {
    for text in [
        "Hello.\n",
        "title: Hello\n---\n\nText.\n",
        "+++\ntitle = \"A\"\n+++\n",
    ] {
        let found = page_in("en/articles/a.md", text, &Config::default()).diagnostics;
        let hint = found.iter().find(|one| one.code == "FM-MISSING").unwrap();
        let hint = hint.hint.as_deref().unwrap();
        assert!(
            hint.contains("a line `---`, a line `title: "),
            "{text}: {hint}"
        );
    }
}

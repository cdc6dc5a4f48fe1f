//! A plan in several versions: the dates alone say which of them holds, and each says what changed.

use std::process::Command;

use crate::portal::Portal;

const FACTS: &str = "calendars:\n  office: {name: Office hours, time_zone: Europe/Berlin, weekly: {mon: [\"09:00-17:00\"]}, holidays: none}\n\
severities:\n  - {id: s1, rank: 1, name: Critical}\n";

/// The front matter of a version whose first response is promised `within` so much.
fn plan(version: &str, effective: &str, within: &str, more: &str) -> String {
    format!(
        "---\ntitle: Business\ndescription: For all.\nversion: \"{version}\"\neffective: {effective}\nbinding: target\ncalendar: office\n{more}targets:\n  - {{severity: s1, respond: {{within: {within}, count: open-hours}}}}\n---\n\nText of {version}.\n"
    )
}

fn portal() -> Portal {
    Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en]\nurl: https://help.example/\n",
        )
        .file("support.yaml", FACTS)
        .page("en/index.md", "Home.")
        .file(
            "en/sla/business@1.0.md",
            plan("1.0", "2024-01-01", "PT8H", "exclusions: [Printers]\n"),
        )
        .file("en/sla/business.md", plan("3.0", "2027-01-01", "PT2H", ""))
        .file(
            "en/sla/business@2.0.md",
            plan("2.0", "2026-01-01", "PT4H", ""),
        )
}

fn facts(portal: &Portal) -> serde_json::Value {
    serde_json::from_str(&portal.output("support.json")).unwrap()
}

/// The entries of the feed: `title | day | address`.
fn feed(portal: &Portal) -> Vec<String> {
    let build = portal.build();
    let feed = build
        .outputs
        .iter()
        .find(|file| file.url.as_str() == "atom.xml");
    let Some(feed) = feed else {
        return Vec::new();
    };
    let text = String::from_utf8(feed.bytes.to_vec()).unwrap();
    let entries = text.split("<entry>").skip(1);
    let between = |entry: &str, from: &str, to: &str| {
        let (_, rest) = entry.split_once(from).unwrap();
        rest.split_once(to).unwrap().0.to_owned()
    };
    entries
        .map(|entry| {
            let title = between(entry, "<title>", "</title>");
            let day = between(entry, "<updated>", "T");
            let address = between(entry, "https://help.example/", "\"");
            format!("{title} | {day} | {address}")
        })
        .collect()
}

/// Nobody has to write `changes` for it, and what was told stays.
#[test]
fn the_feed_tells_a_version_on_the_day_on_which_it_comes_into_force() {
    let second = "Business – 2.0 | 2026-01-01 | sla/business@2.0.html";
    let third = "Business – 3.0 | 2027-01-01 | sla/business.html";
    assert_eq!(feed(&portal().today("2025-06-01")), [""; 0]);
    assert_eq!(feed(&portal().today("2026-06-01")), [second]);
    assert_eq!(feed(&portal().today("2027-01-01")), [third, second]);
}

/// A version that its author tells of ahead is news when it holds, and the news of others stay as they are.
#[test]
fn what_a_plan_says_of_its_changes_is_told_once() {
    let changes = |own: &str, date: &str| {
        format!(
            "changes:\n  - {{version: \"{own}\", date: {date}, text: Faster}}\n  - {{version: \"1.0\", date: 2024-02-02, text: First}}\n"
        )
    };
    let portal = portal()
        .file(
            "en/sla/business@2.0.md",
            plan("2.0", "2026-01-01", "PT4H", &changes("2.0", "2026-01-15")),
        )
        .file(
            "en/sla/business.md",
            plan("3.0", "2027-01-01", "PT2H", &changes("3.0", "2026-11-20")),
        );
    let second = "Business – 2.0 | 2026-01-15 | sla/business@2.0.html";
    let third = "Business – 3.0 | 2027-01-01 | sla/business.html";
    let first = "Business – 1.0 | 2024-02-02 | sla/business@1.0.html";
    assert_eq!(feed(&portal.clone().today("2026-12-31")), [second, first]);
    let text = portal.clone().today("2026-12-31").output("atom.xml");
    let later = portal.today("2027-01-01");
    assert_eq!(feed(&later), [third, second, first]);
    let later = later.output("atom.xml");
    let id = |entry: &str| entry.split_once("</id>").unwrap().0.to_owned();
    let known: Vec<String> = later.split("<entry>").map(id).collect();
    assert!(text.split("<entry>").map(id).all(|id| known.contains(&id)));
    assert_eq!(text.matches("<summary>Faster</summary>").count(), 1);
}

/// Readers of the feed alone would not hear of the price.
#[test]
fn all_that_a_plan_says_of_one_version_is_one_entry() {
    let changes = "changes:\n  - {version: \"2.0\", date: 2026-01-15, text: Faster}\n  - {version: \"1.0\", date: 2024-02-02, text: First}\n  - {version: \"2.0\", date: 2026-02-01, text: Dearer}\n";
    let portal = portal().today("2026-06-01").file(
        "en/sla/business@2.0.md",
        plan("2.0", "2026-01-01", "PT4H", changes),
    );
    let second = "Business – 2.0 | 2026-02-01 | sla/business@2.0.html";
    let first = "Business – 1.0 | 2024-02-02 | sla/business@1.0.html";
    assert_eq!(feed(&portal), [second, first]);
    let text = portal.output("atom.xml");
    assert!(
        text.contains("<summary>Faster · Dearer</summary>"),
        "{text}"
    );
}

/// An hour from 01:00 is at 01:00 where clocks are put back, which nobody believes.
#[test]
fn no_example_is_worked_out_over_a_change_of_clocks() {
    let always = "always: {name: Always, time_zone: America/New_York, always: true}";
    let week = "always: {name: Always, time_zone: America/New_York, weekly: {sun: [\"00:00-24:00\"], mon: [\"00:00-24:00\"]}, holidays: none}";
    for (calendar, asked, due) in [
        (
            always,
            "Monday, 2 November 2026, 01:00",
            "Monday, 2 November 2026, 02:00",
        ),
        (
            week,
            "Monday, 2 November 2026, 01:00",
            "Monday, 2 November 2026, 02:00",
        ),
    ] {
        let support = format!(
            "calendars:\n  {calendar}\nseverities:\n  - {{id: s1, rank: 1, name: Critical}}\n"
        );
        let plan = plan("1.0", "2026-01-01", "PT1H", "").replace("office", "always");
        let page = Portal::new()
            .today("2026-11-30")
            .file("support.yaml", support)
            .page("en/index.md", "Home.")
            .file("en/sla/gold.md", plan)
            .output("sla/gold.html");
        let (_, table) = page.split_once("examples-table").unwrap();
        let (table, _) = table.split_once("</table>").unwrap();
        assert!(table.contains(asked) && table.contains(due), "{table}");
        assert!(!table.contains("Sunday, 1 November 2026"), "{table}");
    }
}

#[test]
fn the_version_in_force_is_chosen_by_its_dates() {
    for (today, version, page) in [
        ("2025-06-01", "1.0", "sla/business@1.0.html"),
        ("2025-12-31", "1.0", "sla/business@1.0.html"),
        ("2026-01-01", "2.0", "sla/business@2.0.html"),
        ("2026-12-31", "2.0", "sla/business@2.0.html"),
        ("2027-01-01", "3.0", "sla/business.html"),
    ] {
        let portal = portal().today(today);
        let facts = facts(&portal);
        let plans = facts["plans"].as_object().unwrap();
        assert_eq!(plans.len(), 1, "{today}");
        assert_eq!(plans["business"]["version"], version, "{today}");
        let sitemap = portal.output("sitemap.xml");
        let listed: Vec<&str> = sitemap
            .split("https://help.example/")
            .filter_map(|rest| Some(rest.split_once('<')?.0))
            .filter(|url| url.starts_with("sla/b"))
            .collect();
        assert_eq!(listed, [page], "{today}");
        for url in [
            "sla/business@1.0.html",
            "sla/business@2.0.html",
            "sla/business.html",
        ] {
            let html = portal.output(url);
            let hidden = html.contains("content=\"noindex\"");
            assert_eq!(hidden, url != page, "{today} {url}");
        }
    }
}

#[test]
fn examples_and_calculator_keep_to_the_time_in_which_a_version_holds() {
    let examples = |portal: &Portal, url: &str| -> Vec<String> {
        let html = portal.output(url);
        let table = html
            .split_once("examples-table")
            .map_or("", |(_, rest)| rest);
        let table = table.split("</table>").next().unwrap();
        let cells = table.split("<td").skip(1);
        let dates = cells.filter_map(|cell| cell.split_once(", ")?.1.split_once(", "));
        dates.map(|(date, _)| date.to_owned()).collect()
    };
    let check = |portal: &Portal, url: &str, month: &str| {
        let examples = examples(portal, url);
        assert!(!examples.is_empty(), "{url}");
        assert!(
            examples.iter().all(|date| date.ends_with(month)),
            "{url}: {examples:?}"
        );
    };
    let portal = portal();
    check(&portal, "sla/business@2.0.html", "June 2026");
    check(&portal, "sla/business.html", "January 2027");
    // Midnight in the zone of supportal.yaml, which is UTC here.
    let now = portal.output("sla/business@2.0.html");
    let begins = "data-from=\"29453760\"";
    let ends = "data-until=\"29979360\"";
    assert!(now.contains(begins) && now.contains(ends), "{now}");
    assert!(now.contains("This version of the plan holds until 31 December 2026."));
    let coming = portal.output("sla/business.html");
    assert!(coming.contains(&ends.replace("until", "from")) && !coming.contains("data-until"));
    assert!(coming.contains("This version of the plan holds from 1 January 2027."));
    // In the month in which it comes into force, from that day on.
    let portal = portal.file(
        "en/sla/business@2.0.md",
        plan("2.0", "2026-06-16", "PT4H", ""),
    );
    let portal = portal.today("2026-06-20");
    let dates = examples(&portal, "sla/business@2.0.html");
    assert_eq!(dates.first().map(String::as_str), Some("22 June 2026"));
    // Nobody knows who is there then.
    let facts = format!(
        "{}holiday_sets:\n  be: {{region: DE-BE, valid: {{from: 2026-01-01, to: 2026-12-31}}, days: []}}\n",
        FACTS.replace("holidays: none", "holidays: [be]")
    );
    let portal = portal.file("support.yaml", facts);
    assert_eq!(examples(&portal, "sla/business.html"), [""; 0]);
    check(&portal, "sla/business@2.0.html", "June 2026");
}

/// Whose rows name the calendars, and one around the clock whose calendar is in nobody's zone, too.
#[test]
fn a_plan_begins_and_ends_at_midnight_where_the_portal_is() {
    let facts = "calendars:\n  always: {time_zone: Etc/UTC, always: true}\nseverities:\n  - {id: s1, rank: 1, name: Critical}\n";
    let row =
        "targets:\n  - {severity: s1, calendar: always, respond: {within: PT1H, count: clock}}\n";
    for calendar in ["", "calendar: always\n"] {
        let front = format!(
            "---\ntitle: Plan\neffective: 2026-11-20\nexpires: 2026-12-31\n{calendar}{row}---\nText.\n"
        );
        let portal = Portal::new()
            .file(
                "supportal.yaml",
                "title: Test\nlanguages: [en]\ntime_zone: Asia/Taipei\n",
            )
            .file("support.yaml", facts)
            .page("en/index.md", "Home.")
            .file("en/sla/plan.md", front);
        let portal = portal.on_disk();
        for (at, in_force) in [
            ("2026-11-19T23:59+08:00", false),
            ("2026-11-20T00:00+08:00", true),
            ("2026-12-30T23:59+08:00", true),
            ("2026-12-31T00:00+08:00", false),
        ] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_supportal"));
            let command = command.arg("facts").arg(portal.path());
            let output = command.args(["--plan", "plan", "--severity", "s1", "--at", at]);
            let output = output.output().unwrap();
            let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(answer["promise"]["in_force"], in_force, "{calendar}{at}");
        }
    }
}

#[test]
fn each_version_says_how_it_stands_and_leads_to_the_others() {
    let portal = portal();
    let earlier = portal.output("sla/business@1.0.html");
    assert!(earlier.contains("no longer in force"));
    assert!(earlier.contains("<a href=\"business@2.0.html\">In force today</a>"));
    let now = portal.output("sla/business@2.0.html");
    assert!(now.contains("From 1 January 2027, version 3.0 takes its place."));
    assert!(now.contains("<a href=\"business.html\">Read what is to come</a>"));
    let coming = portal.output("sla/business.html");
    assert!(coming.contains("not yet in force: it holds from 1 January 2027"));
    for (html, others) in [
        (&earlier, ["business.html", "business@2.0.html"]),
        (&now, ["business.html", "business@1.0.html"]),
        (&coming, ["business@2.0.html", "business@1.0.html"]),
    ] {
        let list = html.split("id=\"_changes\"").nth(1).unwrap();
        let places = others.map(|url| list.find(&format!("href=\"{url}\"")));
        assert!(places[0].is_some() && places[0] < places[1], "{others:?}");
    }
}

#[test]
fn an_earlier_version_says_from_when_to_when_it_was_in_force() {
    let now = portal().output("sla/business@2.0.html");
    let list = now.split_once("id=\"_changes\"").expect("a list").1;
    assert!(
        list.contains("1 January 2024 to 31 December 2025"),
        "{list}"
    );
    assert!(list.contains("in force from 1 January 2027"), "{list}");
    assert!(!list.contains("in force from 1 January 2024"), "{list}");
}

#[test]
fn a_plan_to_come_promises_nothing_in_the_description_of_support() {
    let gold = plan("1.0", "2027-01-01", "PT1H", "").replace("Business", "Gold");
    let portal = portal()
        .file("en/support.md", "---\ntitle: Support\nkind: support\n---\n")
        .file("en/sla/gold.md", gold);
    let support = portal.output("support.html");
    assert!(support.contains("id=\"_plan-business\""));
    assert!(!support.contains("id=\"_plan-gold\""));
}

/// A reader must not take it for a promise of today, wherever it is listed.
#[test]
fn lists_of_plans_say_which_does_not_hold_today() {
    let other = |title: &str, dates: (&str, &str)| {
        let plan = plan("1.0", dates.0, "PT1H", dates.1);
        plan.replace("title: Business", &format!("title: {title}"))
    };
    let portal = portal()
        .file("en/sla/gold.md", other("Gold", ("2027-02-01", "")))
        .file(
            "en/sla/old.md",
            other("Old", ("2024-01-01", "expires: 2025-06-01\n")),
        )
        .file(
            "en/channels/phone.md",
            "---\ntitle: Phone\nchannel: phone\naddress: \"+49301234567\"\ncalendar: office\n---\n",
        );
    for list in ["index.html", "sla/index.html", "channels/phone.html"] {
        let html = portal.output(list).replace('\u{a0}', " ");
        let line = |page: &str| {
            let link = html
                .rsplit_once(page)
                .unwrap_or_else(|| panic!("{list} {page}"))
                .1;
            link.split_once("</li>").expect("a line").0.to_owned()
        };
        assert!(
            line("gold.html").contains("it holds from 1 February 2027"),
            "{list}"
        );
        assert!(line("old.html").contains("no longer in force"), "{list}");
        assert!(!line("business@2.0.html").contains("in force"), "{list}");
    }
}

/// What a page tells of the version before: the cells of each row, without their tags.
fn differences(html: &str) -> Vec<String> {
    let Some(table) = html.split("class=\"differences").nth(1) else {
        return Vec::new();
    };
    let table = table.split("</table>").next().unwrap();
    let cells = |row: &str| -> String {
        let cells = row.split("</t").filter_map(|cell| {
            let (_, cell) = cell.split_once("<td").or(cell.split_once("<th"))?;
            Some(cell.split_once('>')?.1)
        });
        let cells: Vec<&str> = cells.collect();
        cells.join(" | ").replace('\u{a0}', " ")
    };
    table.split("<tr>").skip(2).map(cells).collect()
}

#[test]
fn what_changed_is_told_fact_by_fact() {
    let portal = portal();
    let rows = |url: &str| differences(&portal.output(url));
    assert_eq!(rows("sla/business@1.0.html"), Vec::<String>::new());
    assert_eq!(
        rows("sla/business@2.0.html"),
        [
            "Critical, any channel: First response | within 8 hours while we are open | within 4 hours while we are open",
            "Not covered | Printers | <em>nothing stated</em>",
        ]
    );
    assert_eq!(
        rows("sla/business.html"),
        [
            "Critical, any channel: First response | within 4 hours while we are open | within 2 hours while we are open"
        ]
    );
}

/// Who compares two versions looks for what is different, and reads nothing else.
#[test]
fn a_comparison_has_no_more_than_the_differences() {
    let version = |number: &str, effective: &str, targets: &str, clock: &str| {
        format!(
            "---\ntitle: Business\ndescription: For all.\nversion: \"{number}\"\neffective: {effective}\nbinding: target\ncalendar: office\nclock: {{starts: received, response: human{clock}}}\ntargets:\n{targets}---\n"
        )
    };
    let row = "  - {severity: s1, respond: {within: PT4H, count: open-hours}, restore: {within: PT8H, count: open-hours}}\n";
    // The channel has a row of its own now: it has lost the repair of the row for all, and no update, which nobody had.
    let rows =
        "  - {severity: s1, channels: [phone], respond: {within: PT4H, count: open-hours}}\n";
    let portal = Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [en]\n")
        .file("support.yaml", FACTS)
        .page("en/index.md", "Home.")
        .file(
            "en/channels/phone.md",
            "---\ntitle: Phone\nchannel: phone\naddress: \"+49301234567\"\ncalendar: office\n---\n",
        )
        .file(
            "en/sla/business@1.0.md",
            version("1.0", "2025-01-01", row, ""),
        )
        .file(
            "en/sla/business.md",
            version(
                "2.0",
                "2026-01-01",
                &format!("{rows}{row}"),
                ", pauses: [waiting-for-customer]",
            ),
        );
    let html = portal.output("sla/business.html").replace('\u{a0}', " ");
    let table = html.split("class=\"differences").nth(1).expect("a table");
    let table = table.split("</table>").next().expect("its end");
    let row = |of: &str| {
        let row = table.split(of).nth(1).expect("a row");
        row.split("</tr>").next().expect("its end").to_owned()
    };
    // Over each channel the first response is what it was.
    assert!(!table.contains("First response"), "{table}");
    assert!(
        row("Phone: Working again").contains("within 8 hours"),
        "{table}"
    );
    assert_eq!(table.matches("no promised time").count(), 1, "{table}");
    assert!(
        row("Phone: Working again").contains("no promised time"),
        "{table}"
    );
    // The version before does say how time is counted.
    let counting = row("How time is counted");
    assert!(!counting.contains("nothing stated"), "{counting}");
    let sentences: Vec<_> = counting
        .split("</td>")
        .map(|cell| cell.matches('.').count())
        .collect();
    assert_eq!(sentences[0] + 1, sentences[1], "{counting}");
}

#[test]
fn a_search_finds_the_version_in_force_alone() {
    let portal = portal();
    let build = portal.build();
    let index: String = build
        .outputs
        .iter()
        .filter(|output| output.url.as_str().starts_with("search/"))
        .map(|output| String::from_utf8_lossy(&output.bytes).into_owned())
        .collect();
    assert!(index.contains("Text of 2.0."));
    assert!(!index.contains("Text of 1.0.") && !index.contains("Text of 3.0."));
}

#[test]
fn versions_stand_in_no_menu_and_are_no_orphans() {
    let portal = portal();
    let build = portal.build();
    let orphans = build
        .diagnostics
        .iter()
        .filter(|one| one.code == "LNK-ORPHAN");
    assert_eq!(orphans.count(), 0);
    let section = portal.output("sla/index.html");
    assert!(!section.contains("business@1.0.html"));
}

/// The page of a plan with these lines in its front matter.
fn page_of(lines: &str) -> String {
    let facts = format!("{FACTS}  - {{id: s2, rank: 2, name: High}}\n");
    let plan = format!("---\ntitle: Business\nversion: \"1.0\"\nbinding: target\n{lines}---\n");
    let portal = Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [en]\n")
        .file("support.yaml", facts)
        .page("en/index.md", "Home.")
        .file("en/sla/business.md", plan);
    portal.output("sla/business.html")
}

#[test]
fn whatever_can_be_computed_is_computed() {
    // By the clock no hours are needed, but who reads without a script has a zone of nobody.
    let clock = page_of(
        "targets:\n  - {severity: s1, respond: {within: PT1H, count: clock}}\n  - {severity: s2, respond: {within: PT8H, count: clock}}\n",
    );
    assert!(clock.contains("data-calculator"));
    assert!(
        clock.contains(r#""calendars":{},"promises":[{"calendar":"""#),
        "{clock}"
    );
    assert!(!clock.contains("examples-note"));
    // Hours that only a row names are hours.
    let row = page_of(
        "targets:\n  - {severity: s1, calendar: office, respond: {within: PT4H, count: open-hours}}\n  - {severity: s2, calendar: office, respond: {within: PT8H, count: open-hours}}\n",
    );
    assert!(row.contains("data-calculator"));
    assert!(
        row.contains("A request of severity “Critical”. All times are"),
        "{row}"
    );
    // Where nothing is promised for the worst severity, the next one is the example.
    let second = page_of(
        "calendar: office\ntargets:\n  - {severity: s2, respond: {within: PT8H, count: open-hours}}\n",
    );
    assert!(
        second.contains("A request of severity “High”. All times are"),
        "{second}"
    );
}

#[test]
fn a_version_to_come_is_judged_before_its_day() {
    let broken = plan("3.0", "2027-01-01", "PT2H", "")
        .replace("calendar: office\n", "")
        .replace("severity: s1", "severity: s9");
    let portal = portal()
        .file("en/sla/business.md", broken)
        .today("2026-06-01");
    let found = portal.check();
    let of = |rule: &str| {
        let line = format!(" {rule} ");
        found
            .lines()
            .any(|one| one.contains("en/sla/business.md") && one.contains(&line))
    };
    assert!(of("SLA-REF") && of("SLA-COUNT"), "{found}");
    // What held before today is for those who follow a link.
    let old = portal.file(
        "en/sla/business@1.0.md",
        plan("1.0", "2024-01-01", "PT8H", "").replace("severity: s1", "severity: s9"),
    );
    assert!(!old.check().contains("business@1.0.md"), "{}", old.check());
}

/// A text of one version tells nothing of another, whichever is in force.
#[test]
fn the_page_of_a_version_speaks_of_that_version() {
    let plan = |version: &str, effective: &str, within: &str| {
        plan(version, effective, within, "").replace(
            "Text of",
            "# By {{ plan.business.version }}\n\nAnswered {{ sla.business.s1.respond }}.\n\n::: sla business\n\n[!INCLUDE [terms](../includes/terms.md)]\n\nText of",
        )
    };
    let portal = portal()
        .file(
            "en/includes/terms.md",
            "Included {{ sla.business.s1.respond }}.\n",
        )
        .file("en/sla/business@1.0.md", plan("1.0", "2024-01-01", "PT8H"))
        .file("en/sla/business@2.0.md", plan("2.0", "2026-01-01", "PT4H"))
        .file("en/sla/business.md", plan("3.0", "2027-01-01", "PT2H"))
        .page(
            "en/articles/a.md",
            "Answered {{ sla.business.s1.respond }}.",
        )
        .today("2026-06-01");
    for (page, version, hours) in [
        ("sla/business@1.0.html", "1.0", "8"),
        ("sla/business@2.0.html", "2.0", "4"),
        ("sla/business.html", "3.0", "2"),
    ] {
        let html = portal.output(page).replace('\u{a0}', " ");
        for said in ["Answered", "Included"] {
            let said = format!("{said} within {hours} hours while we are open");
            assert!(html.contains(&said), "{page}: {said}\n{html}");
        }
        assert!(html.contains(&format!("By {version}</")), "{page}\n{html}");
    }
    let article = portal.output("articles/a.html").replace('\u{a0}', " ");
    assert!(
        article.contains("Answered within 4 hours while we are open"),
        "{article}"
    );
    // What only the version in force promises is no fact of an earlier one.
    let gone = plan("1.0", "2024-01-01", "PT8H").replace("severity: s1", "severity: s2");
    let found = portal
        .file("en/sla/business@1.0.md", gone)
        .build()
        .diagnostics;
    let hints: Vec<_> = found
        .iter()
        .filter(|one| one.code == "FCT-NAME")
        .map(|one| one.hint.as_deref().unwrap_or("-"))
        .collect();
    assert_eq!(hints, ["another version of the plan has it"; 2]);
}

#[test]
fn the_last_day_of_a_plan_is_the_one_before_it_expires() {
    let portal = portal().file(
        "en/sla/business.md",
        plan("3.0", "2026-02-01", "PT2H", "expires: 2026-12-01\n"),
    );
    let html = portal.output("sla/business.html").replace('\u{a0}', " ");
    let until = html.split_once("In force until").expect("a date").1;
    let until = until.get(..60).unwrap_or(until);
    assert!(until.contains("30 November 2026"), "{until}");
    assert_eq!(facts(&portal)["plans"]["business"]["expires"], "2026-12-01");
}

/// Who is told of a new version does as the handbook says: it begins with its price.
#[test]
fn the_price_of_a_version_to_come_begins_with_it() {
    let price = |amount: &str, from: &str| {
        format!(
            "price: {{amount: \"{amount}\", currency: EUR, per: month, tax: excluded, from: {from}}}\n"
        )
    };
    let portal = portal()
        .file(
            "en/sla/business@2.0.md",
            plan("2.0", "2026-01-01", "PT4H", &price("9.00", "2026-01-01")),
        )
        .file(
            "en/sla/business.md",
            plan("3.0", "2027-01-01", "PT2H", &price("10.00", "2027-01-01")),
        )
        .today("2026-11-29");
    assert!(!portal.check().contains("PRC-DATE"), "{}", portal.check());
    let later = portal.file(
        "en/sla/business.md",
        plan("3.0", "2027-01-01", "PT2H", &price("10.00", "2027-02-01")),
    );
    assert!(later.check().contains("PRC-DATE"), "{}", later.check());
}

/// Who wants a credit is led to the page that says how, and not only told its name.
#[test]
fn a_plan_links_to_the_page_that_says_how_to_claim() {
    let plan = "---\ntitle: Basic\nversion: \"1.0\"\neffective: 2024-01-01\ntargets: []\nremedy: {kind: credit, claim_within: P30D, how: articles/claims.md}\n---\n\nText.\n";
    let portal = Portal::new()
        .page("en/index.md", "Home.")
        .file(
            "en/articles/claims.md",
            "---\ntitle: Claims & credits\n---\n\nText.\n",
        )
        .file("en/sla/basic.md", plan);
    let html = portal.output("sla/basic.html");
    let link = "How to claim it: <a href=\"../articles/claims.html\">Claims &amp; credits</a>.</p>";
    assert!(html.contains(link), "{html}");
}

/// A caption of the navigation that begins with a plan is not that plan.
#[test]
fn a_caption_above_plans_stays_a_caption() {
    let plan = |title: &str| {
        format!(
            "---\ntitle: {title}\ndescription: For all.\nversion: \"1.0\"\neffective: 2025-01-01\n---\n"
        )
    };
    let portal = Portal::new()
        .file(
            "supportal.yaml",
            "title: Test\nlanguages: [en]\nnav:\n  - title: Terms\n    page: terms/index.md\n    items:\n      - title: Agreements\n        items: [{page: sla/gold.md, title: Gold for all}, {page: sla/silver.md}]\n",
        )
        .file("support.yaml", FACTS)
        .page("en/index.md", "Home.")
        .page("en/terms/index.md", "Terms.")
        .file("en/sla/gold.md", plan("Gold"))
        .file("en/sla/silver.md", plan("Silver"));
    let html = portal.output("terms/index.html");
    let main = html.split("<main").nth(1).expect("the content");
    for text in ["Agreements", "Gold for all", "Silver"] {
        assert!(main.contains(text), "{text}: {main}");
    }
}

#[test]
fn a_row_of_its_own_for_a_channel_changes_nothing_for_others() {
    let version = |number: &str, effective: &str, more: &str| {
        format!(
            "---\ntitle: Business\ndescription: For all.\nversion: \"{number}\"\neffective: {effective}\nbinding: target\ncalendar: office\ntargets:\n{more}  - {{severity: s1, respond: {{within: PT4H, count: open-hours}}}}\n---\n"
        )
    };
    let phone = |title: &str, number: u32| {
        format!(
            "---\ntitle: {title}\nchannel: phone\naddress: \"+4930123456{number}\"\ncalendar: office\n---\n"
        )
    };
    let night =
        "  - {severity: s1, channels: [night], respond: {within: PT1H, count: open-hours}}\n";
    let html = Portal::new()
        .file("supportal.yaml", "title: Test\nlanguages: [en]\n")
        .file("support.yaml", FACTS)
        .page("en/index.md", "Home.")
        .file("en/channels/hotline.md", phone("Hotline", 7))
        .file("en/channels/night.md", phone("Night duty", 8))
        .file("en/sla/business@1.0.md", version("1.0", "2025-01-01", ""))
        .file("en/sla/business.md", version("1.1", "2026-01-01", night))
        .output("sla/business.html");
    let told = "Critical, Night duty: First response | within 4 hours while we are open | within 1 hour while we are open";
    assert_eq!(differences(&html), [told]);
}

#[test]
fn one_version_holds_on_each_day() {
    let found = |page: &str, version: &str, more: &str| {
        let plan = plan(version, "2026-01-01", "PT4H", more);
        let found = portal().file(page, plan).check();
        let lines = found.lines().filter(|line| line.contains("SLA-DATES"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let page = "en/sla/business@2.0.md";
    for right in ["", "expires: 2027-01-01\n"] {
        assert_eq!(found(page, "2.0", right), [""; 0], "{right}");
    }
    for (version, more, told) in [
        (
            "2.0",
            "expires: 2027-02-01\n",
            "error SLA-DATES en/sla/business@2.0.md:8:10 version `2.0` still holds when version `3.0` begins",
        ),
        (
            "2.0",
            "expires: 2026-12-15\n",
            "warning SLA-DATES en/sla/business@2.0.md:8:10 no version of the plan `business` holds from 2026-12-15 until 2027-01-01",
        ),
        (
            "2.1",
            "",
            "error SLA-DATES en/sla/business@2.0.md:4:10 this is version `2.1`, and the name of its file says `2.0`",
        ),
    ] {
        assert_eq!(found(page, version, more), [told]);
    }
    let twice = found("en/sla/business@3.0.md", "3.0", "");
    assert_eq!(
        twice,
        [
            "error SLA-DATES en/sla/business.md:4:10 two pages of the plan `business` are version `3.0`"
        ]
    );
}

/// Who dates a plan ahead and keeps no file of what holds until then would promise what held before.
#[test]
fn the_version_that_holds_today_is_not_lost() {
    let changes = "changes:\n  - {version: \"3.0\", date: 2027-01-01, text: Faster.}\n  - {version: \"2.1\", date: 2026-03-01, text: Fast.}\n  - {version: \"2.0\", date: 2026-01-01, text: First.}\n";
    let ahead = portal().file(
        "en/sla/business.md",
        plan("3.0", "2027-01-01", "PT1H", changes),
    );
    let found = ahead.check();
    let lines = found.lines().filter(|line| line.contains("SLA-DATES"));
    assert_eq!(
        lines.collect::<Vec<_>>(),
        [
            "error SLA-DATES en/sla/business.md:10:15 version `2.1` holds from 2026-03-01 until 2027-01-01, and no page has its terms"
        ],
        "{found}"
    );
    let held = plan("2.1", "2026-03-01", "PT4H", "");
    let kept = ahead.file("en/sla/business@2.1.md", held).check();
    assert!(!kept.contains("SLA-DATES"), "{kept}");
}

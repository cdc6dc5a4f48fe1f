//! Plans that promise two things at once, or nothing that can be measured.

use crate::portal::Portal;

const FACTS: &str = "calendars:\n  office: {name: Office hours, time_zone: Europe/Berlin, weekly: {mon: [\"09:00-17:00\"]}, holidays: none}\n\
severities:\n  - {id: s1, rank: 1, name: Critical}\n  - {id: s2, rank: 2, name: High}\n  - {id: s3, rank: 3, name: Normal}\n";

/// A portal with one plan, whose front matter has `more` and these rows.
fn portal(more: &str, rows: &[&str]) -> Portal {
    let rows: String = rows.iter().map(|row| format!("  - {{{row}}}\n")).collect();
    let channel = |kind: &str, address: &str| {
        format!(
            "---\ntitle: Over {kind}\nchannel: {kind}\naddress: \"{address}\"\ncalendar: office\n---\n\nText.\n"
        )
    };
    Portal::new()
        .file("support.yaml", FACTS)
        .page("en/index.md", "Home.")
        .file("en/channels/phone.md", channel("phone", "+49301234567"))
        .file("en/channels/mail.md", channel("email", "help@example.com"))
        .file(
            "en/sla/business.md",
            format!("---\ntitle: Business\nversion: \"1.0\"\neffective: 2026-01-01\n{more}targets:\n{rows}---\n\nText.\n"),
        )
}

/// What one rule says of a plan.
#[track_caller]
fn check(code: &str, more: &str, rows: &[&str], expected: &[&str]) {
    let found = portal(more, rows).check();
    let said = found.lines().filter(|line| line.contains(code));
    let said: Vec<&str> = said.collect();
    assert_eq!(said, expected, "{found}");
}

#[test]
fn what_is_counted_while_open_has_a_calendar() {
    let respond = "severity: s1, respond: {within: PT8H, count: open-hours}";
    check("SLA-COUNT", "calendar: office\n", &[respond], &[]);
    check(
        "SLA-COUNT",
        "",
        &[&format!("calendar: office, {respond}")],
        &[],
    );
    let clock = "severity: s3, respond: {within: PT8H, count: clock}";
    check("SLA-COUNT", "", &[clock], &[]);
    let restore = "severity: s2, respond: {within: PT9H, count: clock}, restore: {within: P2D, count: open-days}";
    let update = "severity: s2, update: {every: P1D, count: open-days}";
    check(
        "SLA-COUNT",
        "",
        &[clock, restore, respond],
        &[
            "error SLA-COUNT en/sla/business.md:7:77 what the plan `business` promises for `s2` and `s1` is counted while open, and on no calendar",
        ],
    );
    check(
        "SLA-COUNT",
        "",
        &[update, clock],
        &[
            "error SLA-COUNT en/sla/business.md:6:36 what the plan `business` promises for `s2` is counted while open, and on no calendar",
        ],
    );
}

#[test]
fn every_severity_is_held_against_all_that_are_milder() {
    let respond = |severity: &str, within: &str, count: &str| {
        format!("severity: {severity}, respond: {{within: {within}, count: {count}}}")
    };
    let [first, third] =
        [("s1", "PT4H"), ("s3", "PT1H")].map(|(one, within)| respond(one, within, "open-hours"));
    let second = "severity: s2, restore: {within: P2D, count: open-days}";
    check(
        "SLA-ORDER",
        "calendar: office\n",
        &[&first, second, &third],
        &[
            "error SLA-ORDER en/sla/business.md:7:38 `s1` is answered later than `s3`, asked at 2026-06-01T00:00:00Z: `PT4H` against `PT1H`",
        ],
    );
    // Elapsed time needs no calendar.
    let rows = [("s1", "PT8H"), ("s2", "PT1H"), ("s3", "PT9H")]
        .map(|(one, within)| respond(one, within, "clock"));
    let rows = [0, 1, 2].map(|number| rows[number].as_str());
    check(
        "SLA-ORDER",
        "",
        &rows,
        &[
            "error SLA-ORDER en/sla/business.md:6:38 `s1` is answered later than `s2`, asked at 2026-06-01T00:00:00Z: `PT8H` against `PT1H`",
        ],
    );
    // All in order.
    check("SLA-ORDER", "", &[rows[1], rows[2]], &[]);
}

#[test]
fn a_severity_is_held_against_those_that_its_channel_takes() {
    let calendar = |id: &str, hours: &str| {
        format!(
            "  {id}: {{name: {id}, time_zone: Europe/Berlin, weekly: {{mon: [\"{hours}\"]}}, holidays: none}}\n"
        )
    };
    let phone = |calendar: &str, keys: &str| {
        format!(
            "---\ntitle: {calendar}\nchannel: phone\naddress: \"+49301234567\"\ncalendar: {calendar}\n{keys}---\n\nCall.\n"
        )
    };
    let portal = |night: &str| {
        Portal::new()
            .file("support.yaml", format!(
                "calendars:\n{}{}severities:\n  - {{id: s1, rank: 1, name: Critical}}\n  - {{id: s2, rank: 2, name: High}}\n",
                calendar("office", "08:00-18:00"),
                calendar("night", "18:00-24:00"),
            ))
            .file("en/channels/hotline.md", phone("office", ""))
            .file("en/channels/night.md", phone("night", night))
            .file("en/sla/business.md", "---\ntitle: Business\nversion: \"1.0\"\neffective: 2026-01-01\ncalendar: office\ntargets:\n  - {severity: s1, channels: [night], calendar: night, respond: {within: PT1H, count: open-hours}}\n  - {severity: s1, respond: {within: PT1H, count: open-hours}}\n  - {severity: s2, respond: {within: PT4H, count: open-hours}}\n---\n\nText.\n")
    };
    let found = |night: &str| {
        let found = portal(night).check();
        let lines = found.lines().filter(|line| line.contains("SLA-ORDER"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(found("severities: [s1]\n"), [""; 0]);
    let [told] = &found("")[..] else {
        panic!("{:?}", found(""));
    };
    assert!(told.contains("asked over `night` at "), "{told}");
}

#[test]
fn a_row_behind_others_that_take_all_its_requests_is_found() {
    let row = |channels: &str, within: &str| {
        format!("severity: s1, {channels}respond: {{within: {within}, count: clock}}")
    };
    let (phone, mail, both, any) = (
        row("channels: [phone], ", "PT1H"),
        row("channels: [mail], ", "PT2H"),
        row("channels: [phone, mail], ", "PT3H"),
        row("", "PT4H"),
    );
    check("SLA-ROW", "", &[&phone, &mail, &any], &[]);
    check("SLA-ROW", "", &[&any, &phone], &[]);
    // The second is for mail alone.
    check("SLA-ROW", "", &[&phone, &both], &[]);
    check(
        "SLA-ROW",
        "",
        &[&any, &any],
        &[
            "error SLA-ROW en/sla/business.md:7:16 this row for `s1` never holds: the row of line 6 comes first",
        ],
    );
    check(
        "SLA-ROW",
        "",
        &[&phone, &mail, &both],
        &[
            "error SLA-ROW en/sla/business.md:8:16 this row for `s1` over `phone` and `mail` never holds: the rows of lines 6 and 7 come first",
        ],
    );
    check(
        "SLA-ROW",
        "",
        &[&both, &mail],
        &[
            "error SLA-ROW en/sla/business.md:7:16 this row for `s1` over `mail` never holds: the row of line 6 comes first",
        ],
    );
}

#[test]
fn of_no_remedy_there_is_nothing_to_claim() {
    let rows = ["severity: s1, respond: {within: PT8H, count: clock}"];
    check("SLA-REMEDY", "remedy: {kind: none}\n", &rows, &[]);
    let claimed = "remedy: {kind: none, claim_within: P30D}\n";
    check(
        "SLA-REMEDY",
        claimed,
        &rows,
        &[
            "note SLA-REMEDY en/sla/business.md:5:36 the plan `business` gives nothing, and says by when it is claimed",
        ],
    );
    let page = portal(claimed, &rows).output("sla/business.html");
    assert!(
        page.contains("no credit") && !page.contains("claim it"),
        "{page}"
    );
}

#[test]
fn examples_are_told_from_where_the_clock_starts() {
    let row = "severity: s1, respond: {within: P1D, count: open-days}";
    for (starts, told) in [("received", "Asked at"), ("acknowledged", "Confirmed at")] {
        let more = format!("calendar: office\nclock: {{starts: {starts}}}\n");
        let page = portal(&more, &[row]).output("sla/business.html");
        assert!(
            page.contains(&format!("<th scope=\"col\">{told}</th>")),
            "{page}"
        );
        let field = format!("<label for=\"_calculator-at\">{told} (your time)");
        assert!(page.contains(&field), "{page}");
    }
}
